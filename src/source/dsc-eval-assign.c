/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-assign.c: what stands on the left of "=", behind "del", and in front of "+=". */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Names of registers are bound by an operation; the last value that lived in the register goes. */
static gboolean
bind_register (DscEval       *self,
               guint32        symbol,
               DscValue      *value,
               const DscNode *place)
{
  guint32 reg = dsc_eval_variable_register (self, symbol);
  DscOp op = { .kind = DSC_OP_BIND, .target = reg, .source = value->reg, .value = value->reg == 0 ? value->as.object : NULL };

  if (reg == 0)
    return FALSE;
  if (value->reg != reg)
    {
      dsc_eval_consume (self, value);
      if (!dsc_eval_append (self, &op, place, NULL))
        return FALSE;
    }
  value->reg = reg;
  value->temporary = false;
  return TRUE;
}

/* A view or an iterator that gets a name keeps its dict alive. */
static gboolean
hold_dict (DscEval       *self,
           DscValue      *value,
           const DscNode *place)
{
  DscValue dict;

  if (value->kind != DSC_VALUE_VIEW)
    return TRUE;
  dict = dsc_value_object (dsc_machine_get_object (self->machine, value->reg));
  dict.reg = value->reg;
  dict.temporary = value->temporary;
  if (!dsc_eval_hold (self, &dict, place))
    return FALSE;
  value->reg = GPOINTER_TO_UINT (g_hash_table_lookup (self->held, dict.as.object));
  value->temporary = false;
  return TRUE;
}

gboolean
dsc_eval_assign_name (DscEval       *self,
                      guint32        symbol,
                      DscValue      *value,
                      const DscNode *place)
{
  DscBinding *binding = &self->variables[symbol];

  dsc_eval_note_change (self, &binding->value);
  if (dsc_value_is_bound (value) || dsc_eval_needs_register (self, value))
    {
      if (!bind_register (self, symbol, value, place))
        return FALSE;
    }
  else
    {
      if (!hold_dict (self, value, place))
        return FALSE;
      if (binding->reg != 0 && dsc_value_is_bound (&binding->value) && binding->value.reg == binding->reg
          && !dsc_eval_append (self, &(DscOp) { .kind = DSC_OP_UNBIND, .target = binding->reg }, place, NULL))
        return FALSE;
    }
  binding->value = *value;
  return TRUE;
}

/* What has a sequence's slots, but none that deletes, is told so in words of its own where the index is a number (abstract.c,
 * PyObject_DelItem and PySequence_DelItem). */
static gboolean
has_sequence_slots (const DscValue *object)
{
  static const DscObjectKind kinds[] = { DSC_OBJECT_BYTES, DSC_OBJECT_TUPLE, DSC_OBJECT_FROZENSET, DSC_OBJECT_RANGE, DSC_OBJECT_SET };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (dsc_value_is (object, kinds[i]))
      return TRUE;
  return object->kind == DSC_VALUE_VIEW || dsc_value_is_text (object);
}

static gboolean
fail_store (DscEval        *self,
            const DscNode  *place,
            const DscValue *object)
{
  return dsc_eval_raise (self, place, DSC_EXCEPTION_TYPE_ERROR, "'%s' object does not support item assignment", dsc_eval_type_name (self, object));
}

static gboolean
fail_remove (DscEval        *self,
             const DscNode  *place,
             const DscValue *object,
             const DscValue *index)
{
  return dsc_eval_raise (self, place, DSC_EXCEPTION_TYPE_ERROR, "'%s' object does%s support item deletion", dsc_eval_type_name (self, object),
                         has_sequence_slots (object) && dsc_value_is_integral (index) ? "n't" : " not");
}

/* The place in a list that an index names. */
static gboolean
find_place (DscEval        *self,
            const DscNode  *place,
            const DscValue *object,
            DscValue       *index,
            guint          *out_i)
{
  GPtrArray *items = object->as.list->items;
  gint64 i;

  dsc_eval_note_change (self, object);
  if (object->as.list->object != NULL)
    return dsc_eval_fail_frozen (self, place);
  if (!dsc_value_is_integral (index))
    return dsc_eval_raise (self, place, DSC_EXCEPTION_TYPE_ERROR, "list indices must be integers%s, not %s",
                           DSC_EVAL_IS (self, WORDING_OR_SLICES) ? " or slices" : "", dsc_eval_type_name (self, index));
  if (!dsc_value_get_int (index, &i))
    i = G_MAXINT64;
  if (i < 0)
    i += items->len;
  if (i < 0 || i >= (gint64) items->len)
    return dsc_eval_raise (self, place, DSC_EXCEPTION_INDEX_ERROR, "list assignment index out of range");
  *out_i = (guint) i;
  return TRUE;
}

static gboolean
store_item (DscEval       *self,
            const DscNode *target,
            DscValue      *object,
            DscValue      *index,
            DscValue      *value,
            const DscNode *place)
{
  guint i;

  if (dsc_value_is_dict (object))
    return dsc_eval_set_item (self, place, object, index, value);
  if (object->kind == DSC_VALUE_LIST)
    {
      if (!find_place (self, target, object, index, &i) || !dsc_eval_hold (self, value, place) || dsc_eval_box (self, value, place) == NULL)
        return FALSE;
      object->as.list->items->pdata[i] = (gpointer) dsc_eval_box (self, value, place);
      return TRUE;
    }
  if (dsc_value_is (object, DSC_OBJECT_LIST))
    return dsc_eval_fail_frozen (self, place);
  return fail_store (self, place, object);
}

/* Object and index of a subscript that is a target; the dict has a register. */
static gboolean
load_subscript (DscEval       *self,
                const DscNode *target,
                DscValue      *out_object,
                DscValue      *out_index)
{
  if (!dsc_eval_expression (self, target->items[0], out_object) || !dsc_eval_find_register (self, out_object, target))
    return FALSE;
  if (target->items[1]->kind == DSC_NODE_SLICE)
    return dsc_eval_store_slice (self, target, out_object);
  return dsc_eval_object (self, target->items[1], out_index);
}

/* Slices as targets: a dict refuses them in its own words, lists are outside of the subset. */
gboolean
dsc_eval_store_slice (DscEval       *self,
                      const DscNode *target,
                      DscValue      *object)
{
  DscValue ignored;

  if (dsc_value_is_dict (object) && !DSC_EVAL_IS (self, BEHAVIOUR_SLICE_HASHABLE))
    return dsc_eval_slice (self, target, object, target->items[1], &ignored);
  return dsc_eval_outside (self, target, _("Assignments to slices"), _("Assign item by item, or make a new list."));
}

static gboolean
assign_subscript (DscEval       *self,
                  const DscNode *target,
                  DscValue      *value,
                  const DscNode *place)
{
  DscValue object, index;

  return load_subscript (self, target, &object, &index) && store_item (self, target, &object, &index, value, place);
}

static gboolean
assign_attribute (DscEval       *self,
                  const DscNode *target,
                  DscValue      *value,
                  const DscNode *place)
{
  DscValue object;

  return dsc_eval_expression (self, target->items[0], &object) && dsc_eval_find_register (self, &object, target)
         && dsc_eval_set_attribute (self, place, &object, dsc_eval_name_object (self, target->number), value);
}

static gboolean
fail_unpack (DscEval       *self,
             const DscNode *place,
             guint          expected,
             guint          got,
             gboolean       known,
             gboolean       starred)
{
  if (got >= expected)
    {
      if (!DSC_EVAL_IS (self, WORDING_TOO_MANY_EXPECTED))
        return dsc_eval_raise (self, place, DSC_EXCEPTION_VALUE_ERROR, "too many values to unpack");
      if (known && DSC_EVAL_IS (self, WORDING_TOO_MANY_GOT))
        return dsc_eval_raise (self, place, DSC_EXCEPTION_VALUE_ERROR, "too many values to unpack (expected %u, got %u)", expected, got);
      return dsc_eval_raise (self, place, DSC_EXCEPTION_VALUE_ERROR, "too many values to unpack (expected %u)", expected);
    }
  if (!DSC_EVAL_IS (self, WORDING_NOT_ENOUGH_VALUES))
    return dsc_eval_raise (self, place, DSC_EXCEPTION_VALUE_ERROR, "need more than %u value%s to unpack", got, got == 1 ? "" : "s");
  return dsc_eval_raise (self, place, DSC_EXCEPTION_VALUE_ERROR, "not enough values to unpack (expected %s%u, got %u)", starred ? "at least " : "",
                         expected, got);
}

static gboolean
assign_rest (DscEval       *self,
             const DscNode *target,
             GPtrArray     *items,
             guint          from,
             guint          to,
             const DscNode *place)
{
  DscValue list;

  dsc_eval_new_list (self, &list);
  for (guint i = from; i < to; i++)
    g_ptr_array_add (list.as.list->items, items->pdata[i]);
  return dsc_eval_assign (self, target->items[0], &list, place);
}

/* How many are there is known for lists, tuples and dicts; other iterables are asked for one too many. */
gboolean
dsc_eval_unpack (DscEval       *self,
                 const DscNode *target,
                 DscValue      *value,
                 const DscNode *place)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  gboolean known = value->kind == DSC_VALUE_LIST || dsc_value_is_dict (value) || dsc_value_is (value, DSC_OBJECT_TUPLE) || dsc_value_is (value, DSC_OBJECT_LIST);
  guint star = target->n_items;
  guint expected;

  if (!dsc_eval_is_iterable (value))
    return dsc_eval_fail_not_unpackable (self, place, value);
  if (!dsc_eval_collect (self, place, value, items))
    return FALSE;
  for (guint i = 0; i < target->n_items; i++)
    if (target->items[i]->kind == DSC_NODE_STAR)
      star = i;
  expected = target->n_items - (star < target->n_items);
  if (items->len < expected || (items->len > expected && star == target->n_items))
    return fail_unpack (self, place, expected, items->len, known, star < target->n_items);
  for (guint i = 0, from = 0; i < target->n_items; i++)
    {
      guint rest = items->len - expected;

      if (i == star)
        {
          if (!assign_rest (self, target->items[i], items, from, from + rest, place))
            return FALSE;
          from += rest;
          continue;
        }
      DscValue item = dsc_value_object (items->pdata[from++]);
      if (!dsc_eval_find_register (self, &item, place) || !dsc_eval_assign (self, target->items[i], &item, place))
        return FALSE;
    }
  return TRUE;
}

gboolean
dsc_eval_fail_not_unpackable (DscEval       *self,
                              const DscNode *place,
                              DscValue      *value)
{
  return dsc_eval_raise (self, place, DSC_EXCEPTION_TYPE_ERROR,
                         DSC_EVAL_IS (self, WORDING_CANNOT_UNPACK) ? "cannot unpack non-iterable %s object" : "'%s' object is not iterable",
                         dsc_eval_type_name (self, value));
}

gboolean
dsc_eval_assign (DscEval       *self,
                 const DscNode *target,
                 DscValue      *value,
                 const DscNode *place)
{
  switch ((guint) target->kind)
    {
    case DSC_NODE_NAME:      return dsc_eval_assign_name (self, target->number, value, place);
    case DSC_NODE_SUBSCRIPT: return assign_subscript (self, target, value, place);
    case DSC_NODE_ATTRIBUTE: return assign_attribute (self, target, value, place);
    default:                 return dsc_eval_unpack (self, target, value, place);
    }
}

static gboolean
delete_name (DscEval       *self,
             const DscNode *target,
             const DscNode *place)
{
  DscBinding *binding = &self->variables[target->number];

  if (binding->value.kind == DSC_VALUE_NOTHING)
    return dsc_eval_raise_name (self, place, dsc_tree_get_symbol (self->tree, target->number));

  gboolean bound = binding->reg != 0 && dsc_value_is_bound (&binding->value) && binding->value.reg == binding->reg;
  dsc_eval_note_change (self, &binding->value);
  binding->value = (DscValue) { .kind = DSC_VALUE_NOTHING };
  return !bound || dsc_eval_append (self, &(DscOp) { .kind = DSC_OP_UNBIND, .target = binding->reg }, place, NULL);
}

static gboolean
delete_subscript (DscEval       *self,
                  const DscNode *target,
                  const DscNode *place)
{
  DscValue object, index;
  guint i;

  if (!load_subscript (self, target, &object, &index))
    return FALSE;
  if (dsc_value_is_dict (&object))
    return dsc_eval_delete_item (self, place, &object, &index);
  if (object.kind == DSC_VALUE_LIST)
    {
      if (!find_place (self, place, &object, &index, &i))
        return FALSE;
      g_ptr_array_remove_index (object.as.list->items, i);
      return TRUE;
    }
  if (dsc_value_is (&object, DSC_OBJECT_LIST))
    return dsc_eval_fail_frozen (self, place);
  return fail_remove (self, place, &object, &index);
}

gboolean
dsc_eval_delete (DscEval       *self,
                 const DscNode *target,
                 const DscNode *place)
{
  DscValue object;

  switch ((guint) target->kind)
    {
    case DSC_NODE_NAME:
      return delete_name (self, target, place);
    case DSC_NODE_SUBSCRIPT:
      return delete_subscript (self, target, place);
    case DSC_NODE_ATTRIBUTE:
      return dsc_eval_expression (self, target->items[0], &object) && dsc_eval_find_register (self, &object, target)
             && dsc_eval_delete_attribute (self, place, &object, dsc_eval_name_object (self, target->number));
    default:
      for (guint i = 0; i < target->n_items; i++)
        if (!dsc_eval_delete (self, target->items[i], place))
          return FALSE;
      return TRUE;
    }
}

/* A name: d |= e changes the dict itself, i += 1 gives the name another value. */
static gboolean
augment_name (DscEval       *self,
              const DscNode *node)
{
  const DscNode *target = node->items[0];
  DscValue left, right, result;

  if (!dsc_eval_load_name (self, target, &left) || !dsc_eval_expression (self, node->items[1], &right)
      || !dsc_eval_binary (self, node, (DscOperator) node->detail, TRUE, &left, &right, &result))
    return FALSE;
  if (dsc_value_is_dict (&result) && result.as.object == left.as.object && left.kind == DSC_VALUE_OBJECT)
    return TRUE;
  return dsc_eval_assign_name (self, target->number, &result, node);
}

static gboolean
augment_subscript (DscEval       *self,
                   const DscNode *node)
{
  const DscNode *target = node->items[0];
  DscValue object, index, left, right, result;
  gboolean ok;

  if (!load_subscript (self, target, &object, &index))
    return FALSE;

  DscValue borrowed = object;
  borrowed.temporary = false;
  if (dsc_value_is_dict (&object))
    ok = dsc_eval_get_item (self, target, &borrowed, &index, 0, &left);
  else
    ok = dsc_eval_index (self, target, &object, &index, &left);
  return ok && dsc_eval_expression (self, node->items[1], &right)
         && dsc_eval_binary (self, node, (DscOperator) node->detail, TRUE, &left, &right, &result)
         && store_item (self, target, &object, &index, &result, node);
}

static gboolean
augment_attribute (DscEval       *self,
                   const DscNode *node)
{
  const DscNode *target = node->items[0];
  DscValue object, borrowed, left, right, result;

  if (!dsc_eval_expression (self, target->items[0], &object) || !dsc_eval_find_register (self, &object, target))
    return FALSE;
  borrowed = object;
  borrowed.temporary = false;
  return dsc_eval_get_attribute (self, target, &borrowed, dsc_eval_name_object (self, target->number), 0, &left)
         && dsc_eval_expression (self, node->items[1], &right)
         && dsc_eval_binary (self, node, (DscOperator) node->detail, TRUE, &left, &right, &result)
         && dsc_eval_set_attribute (self, node, &object, dsc_eval_name_object (self, target->number), &result);
}

gboolean
dsc_eval_augment (DscEval       *self,
                  const DscNode *node)
{
  switch ((guint) node->items[0]->kind)
    {
    case DSC_NODE_NAME:      return augment_name (self, node);
    case DSC_NODE_SUBSCRIPT: return augment_subscript (self, node);
    default:                 return augment_attribute (self, node);
    }
}
