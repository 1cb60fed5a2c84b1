/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-expressions.c: computes expressions: one function for each kind of node. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The parser bounds expressions and blocks; together they are bounded here. */
#define MAX_DEPTH 1300u

static const DscObject *
make_text (DscEval           *self,
           const DscConstant *constant)
{
  gboolean legacy = self->traits->is_python2;

  if (constant->kind == DSC_CONSTANT_BYTES)
    return dsc_object_bytes (self->pool, constant->text, constant->length);
  if (constant->kind == DSC_CONSTANT_UNICODE || (legacy && self->tree->future_unicode))
    return dsc_object_unicode (self->pool, constant->text, constant->length);
  if (!legacy)
    return dsc_object_str (self->pool, constant->text, constant->length);
  if (constant->legacy != NULL)
    return dsc_object_bytes (self->pool, constant->legacy, constant->legacy_length);
  return dsc_object_bytes (self->pool, constant->text, constant->length);
}

static const DscObject *
make_integer (DscEval           *self,
              const DscConstant *constant)
{
  gboolean is_long = constant->kind == DSC_CONSTANT_LONG;
  const DscAlloc *alloc = dsc_pool_get_alloc (self->pool);
  const DscObject *object = NULL;
  DscBigint big;

  if (constant->base == 0 && is_long)
    return dsc_object_long (self->pool, constant->integer);
  if (constant->base == 0 && !self->traits->is_python2)
    return dsc_object_int (self->pool, constant->integer);

  DscStatus status = constant->base == 0 ? dsc_bigint_init_int64 (&big, alloc, constant->integer)
                                         : dsc_bigint_init_text (&big, alloc, constant->text, constant->length, constant->base);
  if (status != DSC_STATUS_OK)
    return NULL;
  object = dsc_object_big (self->pool, &big, is_long);
  dsc_bigint_clear (&big, alloc);
  return object;
}

static const DscObject *
make_constant (DscEval           *self,
               const DscConstant *constant)
{
  switch ((DscConstantKind) constant->kind)
    {
    case DSC_CONSTANT_NONE:      return dsc_object_none (self->pool);
    case DSC_CONSTANT_FALSE:     return dsc_object_bool (self->pool, false);
    case DSC_CONSTANT_TRUE:      return dsc_object_bool (self->pool, true);
    case DSC_CONSTANT_INT:
    case DSC_CONSTANT_LONG:      return make_integer (self, constant);
    case DSC_CONSTANT_FLOAT:     return dsc_object_float (self->pool, constant->real);
    case DSC_CONSTANT_IMAGINARY: return dsc_object_complex (self->pool, 0.0, constant->real);
    case DSC_CONSTANT_TEXT:
    case DSC_CONSTANT_UNICODE:
    case DSC_CONSTANT_BYTES:     return make_text (self, constant);
    }
  return NULL;
}

/* One object for each different constant of a script, as in the constants of a code object. */
static gboolean
load_constant (DscEval       *self,
               const DscNode *node,
               DscValue      *out_value)
{
  const DscObject **object = &self->constants[node->number];

  if (*object == NULL)
    *object = make_constant (self, &g_array_index (self->tree->constants, DscConstant, node->number));
  if (*object == NULL)
    return dsc_eval_no_memory (self);
  *out_value = dsc_value_object (*object);
  return TRUE;
}

gboolean
dsc_eval_load_name (DscEval       *self,
                    const DscNode *node,
                    DscValue      *out_value)
{
  const DscBinding *binding = &self->variables[node->number];
  const char *name = dsc_tree_get_symbol (self->tree, node->number);

  *out_value = binding->value;
  if (binding->value.kind != DSC_VALUE_NOTHING)
    return TRUE;
  if (binding->local && self->frame != NULL)
    return dsc_eval_raise (self, node, DSC_EXCEPTION_UNBOUND_LOCAL_ERROR,
                           DSC_EVAL_IS (self, WORDING_CANNOT_ACCESS_LOCAL) ? "cannot access local variable '%s' where it is not associated with a value"
                                                                           : "local variable '%s' referenced before assignment", name);
  if (self->builtins[node->number] != 0)
    {
      *out_value = (DscValue) { .kind = DSC_VALUE_BUILTIN, .as.integer = self->builtins[node->number] };
      return TRUE;
    }
  if (strcmp (name, "__name__") == 0)
    return dsc_eval_new_text (self, "__main__", 8, out_value);
  return dsc_eval_raise_name (self, node, name);
}

static gboolean
collect_starred (DscEval       *self,
                 const DscNode *item,
                 GPtrArray     *items)
{
  DscValue value;

  if (!dsc_eval_expression (self, item->items[0], &value))
    return FALSE;
  if (!dsc_eval_is_iterable (&value) && DSC_EVAL_IS (self, WORDING_STAR_VALUE))
    return dsc_eval_raise (self, item, DSC_EXCEPTION_TYPE_ERROR, "Value after * must be an iterable, not %s", dsc_eval_type_name (self, &value));
  return dsc_eval_collect (self, item, &value, items);
}

static gboolean
collect_items (DscEval       *self,
               const DscNode *node,
               GPtrArray     *items)
{
  for (guint i = 0; i < node->n_items; i++)
    {
      const DscNode *item = node->items[i];
      DscValue value;

      if (item->kind == DSC_NODE_STAR)
        {
          if (!collect_starred (self, item, items))
            return FALSE;
          continue;
        }
      if (!dsc_eval_object (self, item, &value) || !dsc_eval_hold (self, &value, node))
        return FALSE;
      g_ptr_array_add (items, (gpointer) dsc_eval_box (self, &value, item));
    }
  return TRUE;
}

static gboolean
eval_display (DscEval       *self,
              const DscNode *node,
              DscValue      *out_value)
{
  if (node->kind == DSC_NODE_LIST)
    {
      dsc_eval_new_list (self, out_value);
      return collect_items (self, node, out_value->as.list->items);
    }

  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  if (!collect_items (self, node, items))
    return FALSE;
  if (node->kind == DSC_NODE_SET)
    return dsc_eval_set_display (self, node, items, out_value);
  return dsc_eval_make_sequence (self, node, items, FALSE, out_value);
}

/* Python 2 reads a minus and a literal as one number: -1j has a real part of 0, not -0; the smallest int is no long. */
static gboolean
negate_literal (DscEval       *self,
                const DscNode *node,
                DscValue      *out_value)
{
  const DscNode *literal = node->items[0];
  const DscConstant *constant;

  if (!self->traits->is_python2 || node->detail != DSC_OPERATOR_SUBTRACT || literal->kind != DSC_NODE_CONSTANT || (literal->flags & DSC_NODE_PARENTHESES) != 0)
    return FALSE;
  constant = &g_array_index (self->tree->constants, DscConstant, literal->number);
  if (constant->kind == DSC_CONSTANT_INT && (constant->base != 0 || constant->integer > G_MAXINT32))
    self->looks |= DSC_LOOKS_AT_INTEGERS;
  if (constant->kind == DSC_CONSTANT_IMAGINARY)
    *out_value = dsc_value_object (dsc_object_complex (self->pool, 0.0, -constant->real));
  else if (constant->kind == DSC_CONSTANT_INT && constant->base == 10 && strcmp (constant->text, "9223372036854775808") == 0
           && self->traits->pointer_size == 8)
    *out_value = dsc_value_int (G_MININT64);
  else if (constant->kind == DSC_CONSTANT_INT && constant->base == 0 && constant->integer == (gint64) G_MAXINT32 + 1 && self->traits->pointer_size == 4)
    *out_value = dsc_value_int (G_MININT32);
  else
    return FALSE;
  return TRUE;
}

static gboolean
eval_unary (DscEval       *self,
            const DscNode *node,
            DscValue      *out_value)
{
  DscValue operand;

  if (negate_literal (self, node, out_value))
    return out_value->kind == DSC_VALUE_INT || out_value->as.object != NULL || dsc_eval_no_memory (self);
  return dsc_eval_expression (self, node->items[0], &operand)
         && dsc_eval_unary (self, node, (DscOperator) node->detail, &operand, out_value);
}

static gboolean
eval_not (DscEval       *self,
          const DscNode *node,
          DscValue      *out_value)
{
  DscValue operand;
  gboolean truth;

  if (!dsc_eval_expression (self, node->items[0], &operand) || !dsc_eval_truth (self, &operand, node->items[0], &truth))
    return FALSE;
  *out_value = dsc_eval_bool (self, !truth);
  return TRUE;
}

static gboolean
eval_chain (DscEval       *self,
            const DscNode *node,
            guint32        into,
            DscValue      *out_value)
{
  const guint8 *operators = dsc_node_get_operators (node);
  DscValue left, right;

  if (!dsc_eval_expression (self, node->items[0], &left))
    return FALSE;
  for (guint i = 1; i < node->n_items; i++)
    {
      if (!dsc_eval_expression (self, node->items[i], &right))
        return FALSE;
      self->into = i + 1 == node->n_items ? into : 0;
      gboolean ok = dsc_eval_binary (self, node, (DscOperator) operators[i - 1], FALSE, &left, &right, out_value);
      self->into = 0;
      if (!ok)
        return FALSE;
      left = *out_value;
    }
  return TRUE;
}

static gboolean
eval_power (DscEval       *self,
            const DscNode *node,
            DscValue      *out_value)
{
  DscValue base, exponent;

  return dsc_eval_expression (self, node->items[0], &base) && dsc_eval_expression (self, node->items[1], &exponent)
         && dsc_eval_binary (self, node, DSC_OPERATOR_POWER, FALSE, &base, &exponent, out_value);
}

/* The value of the operand that decides. */
static gboolean
eval_logical (DscEval       *self,
              const DscNode *node,
              DscValue      *out_value)
{
  gboolean stop_at = node->kind == DSC_NODE_OR;
  gboolean truth;

  for (guint i = 0; i < node->n_items; i++)
    {
      if (!dsc_eval_shared (self, node->items[i], out_value))
        return FALSE;
      if (i + 1 == node->n_items)
        break;
      if (!dsc_eval_truth (self, out_value, node->items[i], &truth))
        return FALSE;
      if (truth == stop_at)
        break;
    }
  return TRUE;
}

static gboolean
eval_conditional (DscEval       *self,
                  const DscNode *node,
                  guint32        into,
                  DscValue      *out_value)
{
  DscValue condition;
  gboolean truth;

  if (!dsc_eval_expression (self, node->items[1], &condition) || !dsc_eval_truth (self, &condition, node->items[1], &truth))
    return FALSE;
  self->into = into;
  return dsc_eval_shared (self, node->items[truth ? 0 : 2], out_value);
}

static gboolean
eval_compare (DscEval       *self,
              const DscNode *node,
              DscValue      *out_value)
{
  const guint8 *operators = dsc_node_get_operators (node);
  DscValue left, right;
  gboolean result = TRUE;

  if (!dsc_eval_expression (self, node->items[0], &left))
    return FALSE;
  for (guint i = 1; i < node->n_items && result; i++)
    {
      if (!dsc_eval_expression (self, node->items[i], &right)
          || !dsc_eval_compare (self, node, (DscOperator) operators[i - 1], &left, &right, &result))
        return FALSE;
      left = right;
    }
  *out_value = dsc_eval_bool (self, result);
  return TRUE;
}

static gboolean
eval_subscript (DscEval       *self,
                const DscNode *node,
                guint32        into,
                DscValue      *out_value)
{
  DscValue object, index;

  if (!dsc_eval_expression (self, node->items[0], &object))
    return FALSE;
  if (node->items[1]->kind == DSC_NODE_SLICE)
    return dsc_eval_slice (self, node, &object, node->items[1], out_value);
  if (dsc_value_is_dict (&object))
    return dsc_eval_find_register (self, &object, node) && dsc_eval_object (self, node->items[1], &index)
           && dsc_eval_get_item (self, node, &object, &index, into, out_value);
  return dsc_eval_expression (self, node->items[1], &index) && dsc_eval_index (self, node, &object, &index, out_value);
}

/* The compiler makes a frozenset of a constant display that is only gone through. */
gboolean
dsc_eval_iterable (DscEval       *self,
                   const DscNode *node,
                   DscValue      *out_value)
{
  g_autoptr (GPtrArray) items = NULL;

  if (node->kind != DSC_NODE_SET)
    return dsc_eval_expression (self, node, out_value);
  items = g_ptr_array_new ();
  return dsc_eval_tick (self, node) && collect_items (self, node, items) && dsc_eval_set_gone_through (self, node, items, out_value);
}

static gboolean
eval_generator (DscEval       *self,
                const DscNode *node,
                DscValue      *out_value)
{
  DscIter iter = { .kind = DSC_ITER_COMPREHENSION, .place = node };

  iter.comprehension = dsc_comprehension_new (self, node, 1);
  if (iter.comprehension == NULL)
    return FALSE;
  *out_value = (DscValue) { .kind = DSC_VALUE_ITERATOR, .as.iterator = dsc_eval_new_iterator (self, &iter) };
  return TRUE;
}

static gboolean
compute (DscEval       *self,
         const DscNode *node,
         guint32        into,
         DscValue      *out_value)
{
  switch ((guint) node->kind)
    {
    case DSC_NODE_CONSTANT:           return load_constant (self, node, out_value);
    case DSC_NODE_NAME:               return dsc_eval_load_name (self, node, out_value);
    case DSC_NODE_FORMAT_STRING:      return dsc_eval_format_string (self, node, out_value);
    case DSC_NODE_TUPLE:
    case DSC_NODE_LIST:
    case DSC_NODE_SET:                return eval_display (self, node, out_value);
    case DSC_NODE_DICT:               return dsc_eval_dict_display (self, node, into, out_value);
    case DSC_NODE_DICT_COMPREHENSION:
    case DSC_NODE_LIST_COMPREHENSION:
    case DSC_NODE_SET_COMPREHENSION:  return dsc_eval_comprehension (self, node, into, out_value);
    case DSC_NODE_GENERATOR:          return eval_generator (self, node, out_value);
    case DSC_NODE_UNARY:              return eval_unary (self, node, out_value);
    case DSC_NODE_NOT:                return eval_not (self, node, out_value);
    case DSC_NODE_CHAIN:              return eval_chain (self, node, into, out_value);
    case DSC_NODE_POWER:              return eval_power (self, node, out_value);
    case DSC_NODE_AND:
    case DSC_NODE_OR:                 return eval_logical (self, node, out_value);
    case DSC_NODE_COMPARE:            return eval_compare (self, node, out_value);
    case DSC_NODE_CONDITIONAL:        return eval_conditional (self, node, into, out_value);
    case DSC_NODE_SUBSCRIPT:          return eval_subscript (self, node, into, out_value);
    case DSC_NODE_ATTRIBUTE:          return dsc_eval_attribute (self, node, into, out_value);
    case DSC_NODE_CALL:               return dsc_eval_call (self, node, into, out_value);
    default:                          break;
    }
  return dsc_eval_outside (self, node, _("Stars at this place"), _("Write the items one by one."));
}

/* Equal constants of a program are one object: of one type, and so are the items of tuples, which repr tells apart. */
static const DscObject *
merge_constant (DscEval         *self,
                const DscObject *object)
{
  DscText text;
  DscStatus status;
  const DscObject *merged = object;

  dsc_text_init (&text, &dsc_alloc_libc);
  dsc_eval_look_at_text (self, object, FALSE);
  dsc_repr_append (&text, object, self->pool, 0);
  char *key = dsc_text_steal (&text, &status);
  if (key != NULL && (merged = g_hash_table_lookup (self->merged, key)) == NULL)
    {
      g_hash_table_insert (self->merged, g_strdup (key), (gpointer) object);
      merged = object;
    }
  dsc_alloc_free (&dsc_alloc_libc, key);
  return merged;
}

/* What CPython's compiler computes is one object, however often the code runs. */
static gboolean
fold (DscEval       *self,
      const DscNode *node,
      DscValue      *out_value)
{
  const DscObject *object = self->folded[node->number];

  if (object == NULL)
    {
      if (!compute (self, node, 0, out_value) || (object = dsc_eval_box (self, out_value, node)) == NULL)
        return FALSE;
      if (DSC_EVAL_IS (self, BEHAVIOUR_CONSTANTS_MERGED))
        object = merge_constant (self, object);
      self->folded[node->number] = object;
    }
  *out_value = dsc_value_object (object);
  return TRUE;
}

gboolean
dsc_eval_expression (DscEval       *self,
                     const DscNode *node,
                     DscValue      *out_value)
{
  guint32 into = self->into;
  gboolean ok;

  self->into = 0;
  if (!dsc_eval_tick (self, node))
    return FALSE;
  if (node->kind == DSC_NODE_CONSTANT)
    return load_constant (self, node, out_value);
  if (++self->depth > MAX_DEPTH)
    ok = dsc_eval_limit (self, node, _("The program is nested too deeply."), _("Use fewer blocks and brackets within each other."));
  else if ((node->flags & DSC_NODE_IS_CONSTANT) != 0)
    ok = fold (self, node, out_value);
  else
    ok = compute (self, node, into, out_value);
  self->depth--;
  return ok;
}

gboolean
dsc_eval_shared (DscEval       *self,
                 const DscNode *node,
                 DscValue      *out_value)
{
  if (!dsc_eval_expression (self, node, out_value))
    return FALSE;
  if (node->kind == DSC_NODE_NAME && (out_value->kind == DSC_VALUE_INT || out_value->kind == DSC_VALUE_FLOAT))
    {
      if (dsc_eval_box (self, out_value, node) == NULL)
        return FALSE;
      self->variables[node->number].value = *out_value;
    }
  return TRUE;
}

gboolean
dsc_eval_object (DscEval       *self,
                 const DscNode *node,
                 DscValue      *out_value)
{
  return dsc_eval_shared (self, node, out_value) && dsc_eval_box (self, out_value, node) != NULL;
}

/* Whether it is worth giving the expression the register of the name that it is assigned to. */
gboolean
dsc_eval_makes_dict (DscEval       *self,
                     const DscNode *node)
{
  static const char *const makers[] = { "copy", "get", "pop", "setdefault", "fromkeys", "dict", "vars", "next" };
  const DscNode *function;

  switch ((guint) node->kind)
    {
    case DSC_NODE_DICT:
    case DSC_NODE_DICT_COMPREHENSION:
    case DSC_NODE_SUBSCRIPT:
    case DSC_NODE_CONDITIONAL:
      return TRUE;
    case DSC_NODE_CHAIN:
      return dsc_node_get_operators (node)[node->n_items - 2] == DSC_OPERATOR_OR;
    case DSC_NODE_ATTRIBUTE:
      return strcmp (dsc_tree_get_symbol (self->tree, node->number), "__dict__") == 0;
    case DSC_NODE_CALL:
      function = node->items[0];
      if (function->kind == DSC_NODE_NAME && dsc_value_is (&self->variables[function->number].value, DSC_OBJECT_CLASS))
        return TRUE;
      for (gsize i = 0; i < G_N_ELEMENTS (makers); i++)
        if ((function->kind == DSC_NODE_NAME || function->kind == DSC_NODE_ATTRIBUTE)
            && strcmp (dsc_tree_get_symbol (self->tree, function->number), makers[i]) == 0)
          return TRUE;
      return FALSE;
    default:
      return FALSE;
    }
}
