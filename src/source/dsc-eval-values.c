/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-values.c: what names and expressions of a script are worth.
 *
 * Small values are kept unboxed and become objects of the pool only where something keeps them, since the pool frees nothing
 * before the run is gone. Which object a value is matters: the same name stored twice is one object in CPython. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

DscValue
dsc_eval_bool (DscEval *self,
               gboolean value)
{
  return dsc_value_object (dsc_object_bool (self->pool, value));
}

DscValue
dsc_eval_none (DscEval *self)
{
  return dsc_value_object (dsc_object_none (self->pool));
}

gboolean
dsc_value_is (const DscValue *value,
              DscObjectKind   kind)
{
  return value->kind == DSC_VALUE_OBJECT && value->as.object->kind == kind;
}

gboolean
dsc_value_is_dict (const DscValue *value)
{
  return dsc_value_is (value, DSC_OBJECT_DICT);
}

gboolean
dsc_object_may_die (const DscObject *object)
{
  return object->can_change || object->kind == DSC_OBJECT_CLASS;
}

gboolean
dsc_value_is_bound (const DscValue *value)
{
  return value->kind == DSC_VALUE_OBJECT && dsc_object_may_die (value->as.object)
         && (value->reg != 0 || value->as.object->kind == DSC_OBJECT_DICT || value->as.object->kind == DSC_OBJECT_INSTANCE
             || value->as.object->kind == DSC_OBJECT_CLASS);
}

gboolean
dsc_value_get_int (const DscValue *value,
                   gint64         *out_integer)
{
  if (value->kind == DSC_VALUE_INT)
    *out_integer = value->as.integer;
  else if (dsc_value_is_integral (value) && !value->as.object->is_big)
    *out_integer = value->as.object->as.integer;
  else
    return FALSE;
  return TRUE;
}

gboolean
dsc_value_is_integral (const DscValue *value)
{
  if (value->kind == DSC_VALUE_INT)
    return TRUE;
  return value->kind == DSC_VALUE_OBJECT
         && (value->as.object->kind == DSC_OBJECT_INT || value->as.object->kind == DSC_OBJECT_LONG || value->as.object->kind == DSC_OBJECT_BOOL);
}

gboolean
dsc_value_is_text (const DscValue *value)
{
  return value->kind == DSC_VALUE_OBJECT && (value->as.object->kind == DSC_OBJECT_STR || value->as.object->kind == DSC_OBJECT_UNICODE);
}

static const char *
view_type_name (DscEval        *self,
                const DscValue *value)
{
  static const char *const names[] = { "dict_keys", "dict_values", "dict_items" };

  (void) self;
  return names[value->detail];
}

static const char *
iterator_type_name (DscEval        *self,
                    const DscValue *value)
{
  static const char *const dict_names[] = { "dict_keyiterator", "dict_valueiterator", "dict_itemiterator" };
  static const char *const old_dict_names[] = { "dictionary-keyiterator", "dictionary-valueiterator", "dictionary-itemiterator" };
  const DscIter *iter = value->as.iterator;

  switch ((DscIterKind) iter->kind)
    {
    case DSC_ITER_RANGE:         return self->traits->is_python2 ? "rangeiterator" : "range_iterator";
    case DSC_ITER_OBJECTS:       return "tuple_iterator";
    case DSC_ITER_LIST:          return iter->backwards ? "list_reverseiterator" : "list_iterator";
    case DSC_ITER_TEXT:          return "str_iterator";
    case DSC_ITER_BYTES:         return "bytes_iterator";
    case DSC_ITER_DICT:          return self->traits->is_python2 ? old_dict_names[iter->view] : dict_names[iter->view];
    case DSC_ITER_ENUMERATE:     return "enumerate";
    case DSC_ITER_ZIP:           return "zip";
    case DSC_ITER_COMPREHENSION: return "generator";
    case DSC_ITER_SHARED:        break;
    }
  return "iterator";
}

const char *
dsc_eval_type_name (DscEval        *self,
                    const DscValue *value)
{
  switch ((DscValueKind) value->kind)
    {
    case DSC_VALUE_NOTHING:      return "";
    case DSC_VALUE_INT:          return value->is_long ? "long" : "int";
    case DSC_VALUE_FLOAT:        return "float";
    case DSC_VALUE_OBJECT:       return value->as.object->kind == DSC_OBJECT_CLASS ? "type" : dsc_object_type_name (value->as.object, self->pool);
    case DSC_VALUE_LIST:         return "list";
    case DSC_VALUE_VIEW:         return view_type_name (self, value);
    case DSC_VALUE_ITERATOR:     return iterator_type_name (self, value);
    case DSC_VALUE_BUILTIN:      return "builtin_function_or_method";
    case DSC_VALUE_MODULE:       return "module";
    case DSC_VALUE_VERSION_INFO: return "sys.version_info";
    case DSC_VALUE_EXCEPTION:    return dsc_exception_name (value->as.exception->kind);
    }
  return "";
}

static const DscObject *
box_list (DscEval *self,
          DscList *list)
{
  if (list->object == NULL)
    list->object = dsc_object_list (self->pool, (const DscObject *const *) (gpointer) list->items->pdata, list->items->len);
  return list->object;
}

const DscObject *
dsc_eval_box (DscEval       *self,
              DscValue      *value,
              const DscNode *place)
{
  const DscObject *object = NULL;

  switch ((DscValueKind) value->kind)
    {
    case DSC_VALUE_OBJECT:
      return value->as.object;
    case DSC_VALUE_INT:
      object = value->is_long ? dsc_object_long (self->pool, value->as.integer) : dsc_object_int (self->pool, value->as.integer);
      break;
    case DSC_VALUE_FLOAT:
      object = dsc_object_float (self->pool, value->as.real);
      break;
    case DSC_VALUE_LIST:
      object = box_list (self, value->as.list);
      if (object == NULL && value->as.list->items->len != 0)
        {
          dsc_eval_limit (self, place, _("Lists are nested too deeply."), _("Use fewer levels."));
          return NULL;
        }
      break;
    case DSC_VALUE_NOTHING:
    case DSC_VALUE_VIEW:
    case DSC_VALUE_ITERATOR:
    case DSC_VALUE_BUILTIN:
    case DSC_VALUE_MODULE:
    case DSC_VALUE_VERSION_INFO:
    case DSC_VALUE_EXCEPTION:
      dsc_eval_outside (self, place, _("Views, iterators, functions and modules as data"), _("Use numbers, texts, tuples, lists, sets and dicts."));
      return NULL;
    }
  if (object == NULL)
    dsc_eval_no_memory (self);
  else if (value->kind != DSC_VALUE_LIST)
    *value = dsc_value_object (object);
  return object;
}

static gboolean
is_true_object (const DscObject *object)
{
  switch ((DscObjectKind) object->kind)
    {
    case DSC_OBJECT_NONE:
      return FALSE;
    case DSC_OBJECT_BOOL:
    case DSC_OBJECT_INT:
    case DSC_OBJECT_LONG:
      return object->is_big || object->as.integer != 0;
    case DSC_OBJECT_FLOAT:
      return object->as.real != 0.0;
    case DSC_OBJECT_COMPLEX:
      return object->as.pair[0] != 0.0 || object->as.pair[1] != 0.0;
    case DSC_OBJECT_STR:
    case DSC_OBJECT_UNICODE:
    case DSC_OBJECT_BYTES:
    case DSC_OBJECT_STR_SUBCLASS:
      return object->as.text.length != 0;
    case DSC_OBJECT_TUPLE:
    case DSC_OBJECT_LIST:
    case DSC_OBJECT_SET:
    case DSC_OBJECT_FROZENSET:
      return object->as.sequence.length != 0;
    case DSC_OBJECT_RANGE:
      return dsc_object_range_length (object) != 0;
    case DSC_OBJECT_KEYED:
    case DSC_OBJECT_DICT:
    case DSC_OBJECT_INSTANCE:
    case DSC_OBJECT_CLASS:
    case DSC_OBJECT_DUMMY:
    case DSC_OBJECT_OPAQUE:
      return TRUE;
    }
  return TRUE;
}

gboolean
dsc_eval_truth (DscEval       *self,
                DscValue      *value,
                const DscNode *place,
                gboolean      *out_truth)
{
  gint64 length;

  switch ((DscValueKind) value->kind)
    {
    case DSC_VALUE_INT:
      *out_truth = value->as.integer != 0;
      return TRUE;
    case DSC_VALUE_FLOAT:
      *out_truth = value->as.real != 0.0;
      return TRUE;
    case DSC_VALUE_LIST:
      *out_truth = value->as.list->items->len != 0;
      return TRUE;
    case DSC_VALUE_OBJECT:
      if (value->as.object->kind != DSC_OBJECT_DICT)
        {
          *out_truth = is_true_object (value->as.object);
          return TRUE;
        }
      if (!dsc_eval_dict_length (self, place, value, &length))
        return FALSE;
      *out_truth = length != 0;
      return TRUE;
    case DSC_VALUE_VIEW:
      if (!dsc_eval_dict_length (self, place, value, &length))
        return FALSE;
      *out_truth = length != 0;
      return TRUE;
    case DSC_VALUE_NOTHING:
    case DSC_VALUE_ITERATOR:
    case DSC_VALUE_BUILTIN:
    case DSC_VALUE_MODULE:
    case DSC_VALUE_VERSION_INFO:
    case DSC_VALUE_EXCEPTION:
      *out_truth = TRUE;
      return TRUE;
    }
  return TRUE;
}

gboolean
dsc_eval_new_list (DscEval  *self,
                   DscValue *out_value)
{
  DscList *list = g_new0 (DscList, 1);

  list->items = g_ptr_array_new ();
  g_ptr_array_add (self->lists, list);
  dsc_eval_account (self, sizeof *list + 128);
  *out_value = (DscValue) { .kind = DSC_VALUE_LIST, .as.list = list };
  return TRUE;
}

gboolean
dsc_eval_new_text (DscEval    *self,
                   const char *text,
                   gsize       length,
                   DscValue   *out_value)
{
  const DscObject *object = dsc_object_str (self->pool, text, length);

  *out_value = dsc_value_object (object);
  return object != NULL || dsc_eval_no_memory (self);
}

void
dsc_eval_look_at_text (DscEval         *self,
                       const DscObject *object,
                       gboolean         as_str)
{
  switch (dsc_object_kind_of_text (object, as_str))
    {
    case DSC_TEXT_SAME:
      return;
    case DSC_TEXT_BY_SIZE:
      self->looks |= DSC_LOOKS_AT_INTEGERS;
      return;
    case DSC_TEXT_BY_RELEASE:
      self->looks |= DSC_LOOKS_AT_TEXTS | (object->has_dict ? DSC_LOOKS_AT_ORDER : 0);
      return;
    }
}

static char *
repr_of_object (DscEval         *self,
                const DscObject *object,
                gboolean         as_str,
                const char      *before,
                const char      *after,
                gsize           *out_length)
{
  char *result = NULL;
  DscText text;

  if (object == NULL)
    return dsc_eval_no_memory (self), NULL;
  dsc_text_init (&text, dsc_pool_get_alloc (self->pool));
  dsc_text_append (&text, before);
  dsc_eval_look_at_text (self, object, as_str);
  if (as_str)
    dsc_repr_append_str (&text, object, self->pool, 0);
  else
    dsc_repr_append (&text, object, self->pool, 0);
  dsc_text_append (&text, after);
  if (text.status == DSC_STATUS_OK)
    result = g_memdup2 (text.text != NULL ? text.text : "", text.length + 1);
  else
    dsc_eval_no_memory (self);
  *out_length = text.length;
  dsc_text_clear (&text);
  return result;
}

static char *
describe_version (DscEval *self)
{
  DscVersion v = dsc_eval_ask_release (self);

  return g_strdup_printf ("sys.version_info(major=%u, minor=%u, micro=%u, releaselevel='final', serial=0)", v >> 24, v >> 16 & 0xff, v >> 8 & 0xff);
}

/* The message of a KeyError is its argument's repr already. */
static char *
describe_exception (DscEval            *self,
                    const DscException *exception,
                    gboolean            as_str,
                    gsize              *out_length)
{
  gboolean comma = !DSC_EVAL_IS (self, WORDING_EXCEPTION_NO_COMMA);
  g_autofree char *before = g_strdup_printf ("%s(", dsc_exception_name (exception->kind));
  char *text;

  if (!as_str && exception->kind != DSC_EXCEPTION_KEY_ERROR && *exception->message != '\0')
    return repr_of_object (self, dsc_object_str (self->pool, exception->message, strlen (exception->message)), FALSE, before, comma ? ",)" : ")",
                           out_length);
  if (as_str)
    text = g_strdup (exception->message);
  else
    text = g_strdup_printf ("%s%s%s", before, exception->message, comma && *exception->message != '\0' ? ",)" : ")");
  *out_length = strlen (text);
  return text;
}

static gboolean
fail_repr (DscEval        *self,
           const DscValue *value,
           const DscNode  *place)
{
  g_autofree char *what = g_strdup_printf (_("Texts of “%s” objects"), dsc_eval_type_name (self, value));

  return dsc_eval_outside (self, place, what, _("Print numbers, texts, lists and dicts."));
}

static gboolean
list_of_view (DscEval       *self,
              DscValue      *value,
              const DscNode *place,
              DscValue      *out_list)
{
  if (!dsc_eval_new_list (self, out_list))
    return FALSE;
  return dsc_eval_collect (self, place, value, out_list->as.list->items);
}

#define MAX_SHOWN_DEPTH 300u

/* Whether dicts lie in each other so deep that CPython's repr () gives up. Each dict is looked at once. */
static gboolean
is_too_deep (const DscObject *object,
             GHashTable      *seen,
             guint            depth)
{
  size_t position = 0;
  DscPair pair;

  if (depth > MAX_SHOWN_DEPTH)
    return TRUE;
  if (object->kind == DSC_OBJECT_TUPLE || object->kind == DSC_OBJECT_LIST)
    for (gsize i = 0; i < object->as.sequence.length; i++)
      if (object->as.sequence.items[i]->trackable && is_too_deep (object->as.sequence.items[i], seen, depth + 1))
        return TRUE;
  if (object->kind != DSC_OBJECT_DICT || object->as.dict == NULL || !g_hash_table_add (seen, object->as.dict))
    return FALSE;
  while (dsc_dict_next (object->as.dict, &position, &pair))
    if (pair.value->trackable && is_too_deep (pair.value, seen, depth + 1))
      return TRUE;
  return FALSE;
}

static gboolean
check_depth (DscEval         *self,
             const DscObject *object,
             const DscNode   *place)
{
  g_autoptr (GHashTable) seen = NULL;

  if (!object->trackable)
    return TRUE;
  seen = g_hash_table_new (NULL, NULL);
  return !is_too_deep (object, seen, 0) || dsc_eval_limit (self, place, _("The values are nested too deeply to be shown."), _("Print the inner parts."));
}

/* A list that is only shown may change afterwards: the object made for its text is not its own. */
static const DscObject *
box_to_show (DscEval       *self,
             DscValue      *value,
             const DscNode *place)
{
  const DscObject *own = value->kind == DSC_VALUE_LIST ? value->as.list->object : NULL;
  const DscObject *object = dsc_eval_box (self, value, place);

  if (value->kind == DSC_VALUE_LIST)
    value->as.list->object = own;
  return object;
}

char *
dsc_eval_repr (DscEval       *self,
               DscValue      *value,
               const DscNode *place,
               gboolean       as_str,
               gsize         *out_length)
{
  DscValue shown = *value;
  const DscObject *object;
  g_autofree char *before = NULL;

  if (value->kind == DSC_VALUE_EXCEPTION)
    return describe_exception (self, value->as.exception, as_str, out_length);
  if (value->kind == DSC_VALUE_VERSION_INFO)
    {
      char *text = describe_version (self);
      *out_length = strlen (text);
      return text;
    }
  if (value->kind == DSC_VALUE_VIEW)
    {
      before = g_strdup_printf ("%s(", view_type_name (self, value));
      if (!list_of_view (self, value, place, &shown))
        return NULL;
      as_str = FALSE;
    }
  else if (value->kind != DSC_VALUE_OBJECT && value->kind != DSC_VALUE_INT && value->kind != DSC_VALUE_FLOAT && value->kind != DSC_VALUE_LIST)
    return fail_repr (self, value, place), NULL;
  if ((object = box_to_show (self, &shown, place)) == NULL || !check_depth (self, object, place))
    return NULL;
  if (object->kind == DSC_OBJECT_INSTANCE || object->kind == DSC_OBJECT_CLASS)
    return fail_repr (self, value, place), NULL;
  return repr_of_object (self, object, as_str, before != NULL ? before : "", before != NULL ? ")" : "", out_length);
}

/* Whether all that may die in it is held. */
static gboolean
is_held (DscEval         *self,
         const DscObject *object)
{
  if (!object->can_change || g_hash_table_contains (self->held, object))
    return TRUE;
  if (object->kind == DSC_OBJECT_DICT || object->kind == DSC_OBJECT_INSTANCE)
    return FALSE;
  for (gsize i = 0; i < object->as.sequence.length; i++)
    if (!is_held (self, object->as.sequence.items[i]))
      return FALSE;
  return TRUE;
}

gboolean
dsc_eval_needs_register (DscEval        *self,
                         const DscValue *value)
{
  return value->kind == DSC_VALUE_OBJECT && value->reg == 0 && !is_held (self, value->as.object);
}

gboolean
dsc_eval_find_register (DscEval       *self,
                        DscValue      *value,
                        const DscNode *place)
{
  gpointer held;

  if (value->kind != DSC_VALUE_OBJECT || value->reg != 0 || !dsc_object_may_die (value->as.object))
    return TRUE;
  if (g_hash_table_lookup_extended (self->held, value->as.object, NULL, &held))
    {
      value->reg = GPOINTER_TO_UINT (held);
      return TRUE;
    }
  if (!dsc_value_is_bound (value) && !dsc_eval_needs_register (self, value))
    return TRUE;
  value->reg = dsc_eval_temporary (self);
  value->temporary = true;
  if (value->reg == 0)
    return FALSE;
  return dsc_eval_append (self, &(DscOp) { .kind = DSC_OP_BIND, .target = value->reg, .value = value->as.object }, place, NULL);
}

gboolean
dsc_eval_hold (DscEval       *self,
               DscValue      *value,
               const DscNode *place)
{
  guint32 reg;

  if (!dsc_value_is (value, DSC_OBJECT_CLASS) && !dsc_eval_find_register (self, value, place))
    return FALSE;
  if (!dsc_value_is_bound (value) || value->reg == 0 || g_hash_table_contains (self->held, value->as.object))
    return TRUE;
  reg = value->reg;
  if (!value->temporary)
    {
      DscOp op = { .kind = DSC_OP_BIND, .source = value->reg };

      if ((reg = op.target = dsc_eval_temporary (self)) == 0 || !dsc_eval_append (self, &op, place, NULL))
        return FALSE;
    }
  dsc_eval_keep (self, reg);
  value->reg = reg;
  value->temporary = false;
  g_hash_table_insert (self->held, (gpointer) value->as.object, GUINT_TO_POINTER (reg));
  self->may_release = TRUE;
  return TRUE;
}

gboolean
dsc_eval_hold_items (DscEval       *self,
                     GPtrArray     *items,
                     const DscNode *place)
{
  for (guint i = 0; i < items->len; i++)
    {
      DscValue item = dsc_value_object (items->pdata[i]);

      if (item.as.object->can_change && !dsc_eval_hold (self, &item, place))
        return FALSE;
    }
  return TRUE;
}
