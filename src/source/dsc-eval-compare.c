/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-compare.c: ==, <, in, is. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-wtf8.h"

#define MAX_NESTING 250u

static gboolean
is_real (const DscValue *value)
{
  return value->kind == DSC_VALUE_FLOAT || dsc_value_is (value, DSC_OBJECT_FLOAT) || dsc_value_is_integral (value);
}

static gboolean
is_whole_list (const DscValue *value)
{
  return value->kind == DSC_VALUE_LIST || dsc_value_is (value, DSC_OBJECT_LIST);
}

static gboolean
is_items (const DscValue *value)
{
  return is_whole_list (value) || dsc_value_is (value, DSC_OBJECT_TUPLE) || value->kind == DSC_VALUE_VERSION_INFO;
}

/* sys.version_info compares as a tuple. */
static gboolean
load_items (DscEval       *self,
            const DscNode *node,
            DscValue      *value,
            GPtrArray     *out_items)
{
  return dsc_eval_collect (self, node, value, out_items);
}

static gboolean equal (DscEval *self, const DscNode *node, DscValue *left, DscValue *right, guint nesting, gboolean *out_equal);

static gboolean
is_same_sequence_type (const DscValue *left,
                       const DscValue *right)
{
  return is_whole_list (left) == is_whole_list (right);
}

static gboolean
equal_items (DscEval       *self,
             const DscNode *node,
             DscValue      *left,
             DscValue      *right,
             guint          nesting,
             gboolean      *out_equal)
{
  g_autoptr (GPtrArray) a = g_ptr_array_new ();
  g_autoptr (GPtrArray) b = g_ptr_array_new ();

  if (!load_items (self, node, left, a) || !load_items (self, node, right, b))
    return FALSE;
  *out_equal = a->len == b->len;
  for (guint i = 0; i < a->len && *out_equal; i++)
    {
      DscValue x = dsc_value_object (a->pdata[i]), y = dsc_value_object (b->pdata[i]);

      if (x.as.object != y.as.object && !equal (self, node, &x, &y, nesting + 1, out_equal))
        return FALSE;
    }
  return TRUE;
}

static gboolean
equal (DscEval       *self,
       const DscNode *node,
       DscValue      *left,
       DscValue      *right,
       guint          nesting,
       gboolean      *out_equal)
{
  gint64 a, b;

  if (nesting > MAX_NESTING)
    return dsc_eval_limit (self, node, _("The values are nested too deeply."), NULL);
  if (dsc_value_get_int (left, &a) && dsc_value_get_int (right, &b))
    *out_equal = a == b;
  else if (dsc_value_is_dict (left) && dsc_value_is_dict (right))
    return dsc_eval_dicts_equal (self, node, left, right, out_equal);
  else if (is_items (left) && is_items (right))
    {
      *out_equal = FALSE;
      return !is_same_sequence_type (left, right) || equal_items (self, node, left, right, nesting, out_equal);
    }
  else if (is_items (left) || is_items (right))
    *out_equal = FALSE;
  else if (left->kind == DSC_VALUE_VIEW || right->kind == DSC_VALUE_VIEW)
    return dsc_eval_outside (self, node, _("Comparisons of views"), _("Compare the dicts, or sorted lists of their keys."));
  else if (left->kind == DSC_VALUE_BUILTIN || left->kind == DSC_VALUE_ITERATOR || left->kind == DSC_VALUE_EXCEPTION || left->kind == DSC_VALUE_MODULE)
    *out_equal = left->kind == right->kind && left->as.integer == right->as.integer;
  else if (right->kind == DSC_VALUE_BUILTIN || right->kind == DSC_VALUE_ITERATOR || right->kind == DSC_VALUE_EXCEPTION || right->kind == DSC_VALUE_MODULE)
    *out_equal = FALSE;
  else
    {
      const DscObject *x = dsc_eval_box (self, left, node), *y = dsc_eval_box (self, right, node);
      if (x == NULL || y == NULL)
        return FALSE;
      dsc_eval_look_at_text (self, x, TRUE);
      dsc_eval_look_at_text (self, y, TRUE);
      *out_equal = dsc_object_equal (x, y, self->pool);
    }
  return TRUE;
}

/* Code points; 2.x str: bytes. UTF-8 sorts as its code points do. */
static int
order_texts (const DscObject *a,
             const DscObject *b)
{
  gsize n = MIN (a->as.text.length, b->as.text.length);
  int order = n != 0 ? memcmp (a->as.text.bytes, b->as.text.bytes, n) : 0;

  return order != 0 ? order : (a->as.text.length > b->as.text.length) - (a->as.text.length < b->as.text.length);
}

static gboolean
order_numbers (DscEval       *self,
               const DscNode *node,
               DscValue      *left,
               DscValue      *right,
               int           *out_order)
{
  gint64 a, b;
  double x, y;

  if (dsc_value_get_int (left, &a) && dsc_value_get_int (right, &b))
    {
      *out_order = (a > b) - (a < b);
      return TRUE;
    }
  if (dsc_value_is_integral (left) && dsc_value_is_integral (right))
    {
      const DscAlloc *alloc = dsc_pool_get_alloc (self->pool);
      DscBigint p, q;

      if (!dsc_eval_to_big (self, node, left, &p))
        return FALSE;
      if (!dsc_eval_to_big (self, node, right, &q))
        {
          dsc_bigint_clear (&p, alloc);
          return FALSE;
        }
      *out_order = dsc_bigint_compare (&p, &q);
      dsc_bigint_clear (&p, alloc);
      dsc_bigint_clear (&q, alloc);
      return TRUE;
    }
  dsc_eval_to_double (left, &x);
  dsc_eval_to_double (right, &y);
  *out_order = x > y ? 1 : x < y ? -1 : x == y ? 0 : 2;   /* 2: a NaN */
  return TRUE;
}

static gboolean
fail_order (DscEval        *self,
            const DscNode  *node,
            DscOperator     operator,
            const DscValue *left,
            const DscValue *right)
{
  const char *a = dsc_eval_type_name (self, left), *b = dsc_eval_type_name (self, right);

  if (self->traits->is_python2 && (dsc_value_is (left, DSC_OBJECT_COMPLEX) || dsc_value_is (right, DSC_OBJECT_COMPLEX)))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "no ordering relation is defined for complex numbers");
  if (self->traits->is_python2)
    return dsc_eval_outside (self, node, _("Comparisons by order of different types, as Python 2 has them,"), _("Compare numbers with numbers and texts with texts."));
  if (DSC_EVAL_IS (self, WORDING_INSTANCES_OF))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "'%s' not supported between instances of '%s' and '%s'", dsc_operator_text (operator), a, b);
  return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "unorderable types: %s() %s %s()", a, dsc_operator_text (operator), b);
}

static gboolean order (DscEval *self, const DscNode *node, DscOperator operator, DscValue *left, DscValue *right, guint nesting, int *out_order);

/* The first items that differ decide. */
static gboolean
order_items (DscEval       *self,
             const DscNode *node,
             DscOperator    operator,
             DscValue      *left,
             DscValue      *right,
             guint          nesting,
             int           *out_order)
{
  g_autoptr (GPtrArray) a = g_ptr_array_new ();
  g_autoptr (GPtrArray) b = g_ptr_array_new ();

  if (!load_items (self, node, left, a) || !load_items (self, node, right, b))
    return FALSE;
  for (guint i = 0; i < MIN (a->len, b->len); i++)
    {
      DscValue x = dsc_value_object (a->pdata[i]), y = dsc_value_object (b->pdata[i]);
      gboolean same = x.as.object == y.as.object;

      if (!same && !equal (self, node, &x, &y, nesting + 1, &same))
        return FALSE;
      if (!same)
        return order (self, node, operator, &x, &y, nesting + 1, out_order);
    }
  *out_order = (a->len > b->len) - (a->len < b->len);
  return TRUE;
}

static gboolean
order (DscEval       *self,
       const DscNode *node,
       DscOperator    operator,
       DscValue      *left,
       DscValue      *right,
       guint          nesting,
       int           *out_order)
{
  if (nesting > MAX_NESTING)
    return dsc_eval_limit (self, node, _("The values are nested too deeply."), NULL);
  if (is_real (left) && is_real (right))
    return order_numbers (self, node, left, right, out_order);
  if ((dsc_value_is_text (left) && dsc_value_is_text (right)) || (dsc_value_is (left, DSC_OBJECT_BYTES) && dsc_value_is (right, DSC_OBJECT_BYTES)))
    {
      *out_order = order_texts (left->as.object, right->as.object);
      return TRUE;
    }
  if (is_items (left) && is_items (right) && is_same_sequence_type (left, right))
    return order_items (self, node, operator, left, right, nesting, out_order);
  if ((left->kind == DSC_VALUE_VIEW && right->kind == DSC_VALUE_VIEW)
      || ((dsc_value_is (left, DSC_OBJECT_SET) || dsc_value_is (left, DSC_OBJECT_FROZENSET))
          && (dsc_value_is (right, DSC_OBJECT_SET) || dsc_value_is (right, DSC_OBJECT_FROZENSET))))
    return dsc_eval_outside (self, node, _("Comparisons of sets and views by order"), _("Compare their lengths."));
  return fail_order (self, node, operator, left, right);
}

gboolean
dsc_eval_order (DscEval       *self,
                const DscNode *node,
                DscOperator    operator,
                DscValue      *left,
                DscValue      *right,
                gboolean      *out_result)
{
  int result;

  if (!order (self, node, operator, left, right, 0, &result))
    return FALSE;
  *out_result = result != 2
                && (operator == DSC_OPERATOR_LESS         ? result < 0
                    : operator == DSC_OPERATOR_LESS_EQUAL ? result <= 0
                    : operator == DSC_OPERATOR_GREATER    ? result > 0
                                                          : result >= 0);
  return TRUE;
}

static gboolean
is_identical (DscEval       *self,
              const DscNode *node,
              DscValue      *left,
              DscValue      *right,
              gboolean      *out_same)
{
  if (left->kind == DSC_VALUE_LIST && right->kind == DSC_VALUE_LIST)
    *out_same = left->as.list == right->as.list;
  else if ((left->kind != DSC_VALUE_OBJECT && left->kind != DSC_VALUE_INT && left->kind != DSC_VALUE_FLOAT)
           || (right->kind != DSC_VALUE_OBJECT && right->kind != DSC_VALUE_INT && right->kind != DSC_VALUE_FLOAT))
    *out_same = left->kind == right->kind && left->as.integer == right->as.integer;
  else
    {
      const DscObject *a = dsc_eval_box (self, left, node), *b = dsc_eval_box (self, right, node);

      if (a == NULL || b == NULL)
        return FALSE;
      *out_same = a == b || (a->kind == DSC_OBJECT_DICT && b->kind == DSC_OBJECT_DICT && a->as.dict == b->as.dict);
    }
  return TRUE;
}

static gboolean
has_part (const DscObject *text,
          const DscObject *part)
{
  const char *p = text->as.text.bytes, *end = p + text->as.text.length;
  gsize n = part->as.text.length;

  if (n == 0)
    return TRUE;
  while ((gsize) (end - p) >= n && (p = memchr (p, part->as.text.bytes[0], (gsize) (end - p) - n + 1)) != NULL)
    {
      if (memcmp (p, part->as.text.bytes, n) == 0)
        return TRUE;
      p++;
    }
  return FALSE;
}

static gboolean
contains_text (DscEval       *self,
               const DscNode *node,
               DscValue      *needle,
               DscValue      *text,
               gboolean      *out_found)
{
  const DscObject *haystack = text->as.object;

  if (needle->kind != DSC_VALUE_OBJECT || needle->as.object->kind != haystack->kind)
    {
      gboolean is_text = dsc_value_is_text (needle) || dsc_value_is (needle, DSC_OBJECT_BYTES);

      if (haystack->kind == DSC_OBJECT_BYTES)
        return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "a bytes-like object is required, not '%s'", dsc_eval_type_name (self, needle));
      if (is_text && self->traits->is_python2)
        return dsc_eval_outside (self, node, _("Searches for one type of text in another"), _("Use the same type on both sides of “in”."));
      return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "'in <string>' requires string as left operand, not %s", dsc_eval_type_name (self, needle));
    }
  *out_found = has_part (haystack, needle->as.object);
  return TRUE;
}

/* One item after the other, as Python does where nothing is hashed. */
static gboolean
contains_item (DscEval       *self,
               const DscNode *node,
               DscValue      *needle,
               DscValue      *iterable,
               gboolean      *out_found)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  *out_found = FALSE;
  if (!dsc_eval_collect (self, node, iterable, items))
    return FALSE;
  for (guint i = 0; i < items->len && !*out_found; i++)
    {
      DscValue item = dsc_value_object (items->pdata[i]);

      if (!is_identical (self, node, &item, needle, out_found) || (!*out_found && !equal (self, node, &item, needle, 0, out_found)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_hashable (DscEval       *self,
                const DscNode *node,
                DscValue      *value)
{
  const DscObject *object = dsc_eval_box (self, value, node), *culprit = NULL;
  gint64 hash;

  if (object == NULL || dsc_hash_object (object, self->pool, &hash, &culprit))
    return object != NULL;
  if (DSC_EVAL_IS (self, WORDING_KEY_USE))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "cannot use '%s' as a set element (unhashable type: '%s')",
                           dsc_object_type_name (object, self->pool), dsc_object_type_name (culprit, self->pool));
  return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "unhashable type: '%s'", dsc_object_type_name (culprit, self->pool));
}

static gboolean
contains (DscEval       *self,
          const DscNode *node,
          DscValue      *needle,
          DscValue      *container,
          gboolean      *out_found)
{
  if (dsc_value_is_dict (container) || (container->kind == DSC_VALUE_VIEW && container->detail == DSC_VIEW_KEYS))
    {
      if (dsc_value_is_dict (container) && !dsc_eval_find_register (self, container, node))
        return FALSE;
      return dsc_eval_box (self, needle, node) != NULL && dsc_eval_contains (self, node, container, needle, out_found);
    }
  if (container->kind == DSC_VALUE_VIEW && container->detail == DSC_VIEW_ITEMS)
    return dsc_eval_outside (self, node, _("Searches in items()"), _("Compare d.get(key) with the value."));
  if (dsc_value_is_text (container) || dsc_value_is (container, DSC_OBJECT_BYTES))
    {
      if (dsc_value_is (container, DSC_OBJECT_BYTES) && dsc_value_is_integral (needle))
        return contains_item (self, node, needle, container, out_found);
      return contains_text (self, node, needle, container, out_found);
    }
  if ((dsc_value_is (container, DSC_OBJECT_SET) || dsc_value_is (container, DSC_OBJECT_FROZENSET)) && !check_hashable (self, node, needle))
    return FALSE;
  if (!dsc_eval_is_iterable (container))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR,
                           DSC_EVAL_IS (self, WORDING_CONTAINER) ? "argument of type '%s' is not a container or iterable" : "argument of type '%s' is not iterable",
                           dsc_eval_type_name (self, container));
  return contains_item (self, node, needle, container, out_found);
}

gboolean
dsc_eval_compare (DscEval       *self,
                  const DscNode *node,
                  DscOperator    operator,
                  DscValue      *left,
                  DscValue      *right,
                  gboolean      *out_result)
{
  switch ((guint) operator)
    {
    case DSC_OPERATOR_EQUAL:
    case DSC_OPERATOR_NOT_EQUAL:
      if (!equal (self, node, left, right, 0, out_result))
        return FALSE;
      *out_result = *out_result == (operator == DSC_OPERATOR_EQUAL);
      return TRUE;
    case DSC_OPERATOR_IS:
    case DSC_OPERATOR_IS_NOT:
      if (!is_identical (self, node, left, right, out_result))
        return FALSE;
      *out_result = *out_result == (operator == DSC_OPERATOR_IS);
      return TRUE;
    case DSC_OPERATOR_IN:
    case DSC_OPERATOR_NOT_IN:
      if (!contains (self, node, left, right, out_result))
        return FALSE;
      *out_result = *out_result == (operator == DSC_OPERATOR_IN);
      return TRUE;
    default:
      return dsc_eval_order (self, node, operator, left, right, out_result);
    }
}
