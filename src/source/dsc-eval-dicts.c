/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-dicts.c: operations on dicts: items, displays, unions, comparison. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>

DscDict *
dsc_eval_get_dict (DscEval        *self,
                   const DscValue *dict)
{
  return dsc_machine_get_dict (self->machine, dict->reg);
}

/* What an operation read: with the register that it was bound to, if it may die. */
static gboolean
take_result (DscEval         *self,
             const DscObject *object,
             guint32          target,
             gboolean         is_temporary,
             DscValue        *out_value)
{
  *out_value = object != NULL ? dsc_value_object (object) : dsc_eval_none (self);
  if (dsc_object_may_die (out_value->as.object))
    {
      out_value->reg = target;
      out_value->temporary = is_temporary;
    }
  else if (is_temporary)
    dsc_eval_give_back (self, target);
  return TRUE;
}

gboolean
dsc_eval_append_read (DscEval       *self,
                      DscOp         *op,
                      const DscNode *node,
                      guint32        into,
                      DscValue      *out_value)
{
  DscStep *step;
  guint32 target = into != 0 ? into : dsc_eval_temporary (self);

  if (target == 0)
    return FALSE;
  op->target = target;
  if (!dsc_eval_append (self, op, into != 0 ? self->into_place : node, &step))
    {
      if (into == 0)
        dsc_eval_give_back (self, target);
      return FALSE;
    }
  return take_result (self, step->result.value, target, into == 0, out_value);
}

gboolean
dsc_eval_append_new (DscEval       *self,
                     DscOp         *op,
                     const DscNode *node,
                     guint32        into,
                     DscValue      *out_value)
{
  guint32 target = into != 0 ? into : dsc_eval_temporary (self);

  if (target == 0)
    return FALSE;
  op->target = target;
  if (!dsc_eval_append (self, op, into != 0 ? self->into_place : node, NULL))
    {
      if (into == 0)
        dsc_eval_give_back (self, target);
      return FALSE;
    }

  const DscObject *object = dsc_machine_get_object (self->machine, target);
  if (object == NULL)
    return dsc_eval_no_memory (self);
  *out_value = dsc_value_object (object);
  out_value->reg = target;
  out_value->temporary = into == 0;
  return TRUE;
}

gboolean
dsc_eval_get_item (DscEval       *self,
                   const DscNode *node,
                   DscValue      *dict,
                   DscValue      *key,
                   guint32        into,
                   DscValue      *out_value)
{
  DscOp op = { .kind = DSC_OP_GET_ITEM, .source = dict->reg, .key = dsc_eval_box (self, key, node) };

  if (op.key == NULL)
    return FALSE;
  dsc_eval_consume (self, dict);
  dsc_eval_consume (self, key);
  return dsc_eval_append_read (self, &op, node, into, out_value);
}

gboolean
dsc_eval_set_item (DscEval       *self,
                   const DscNode *place,
                   DscValue      *dict,
                   DscValue      *key,
                   DscValue      *value)
{
  DscOp op = { .kind = DSC_OP_SET_ITEM, .source = dict->reg };

  if ((op.key = dsc_eval_box (self, key, place)) == NULL || (op.value = dsc_eval_box (self, value, place)) == NULL)
    return FALSE;
  dsc_eval_consume (self, dict);
  dsc_eval_consume (self, key);
  dsc_eval_consume (self, value);
  return dsc_eval_append (self, &op, place, NULL);
}

gboolean
dsc_eval_delete_item (DscEval       *self,
                      const DscNode *place,
                      DscValue      *dict,
                      DscValue      *key)
{
  DscOp op = { .kind = DSC_OP_DELETE_ITEM, .source = dict->reg, .key = dsc_eval_box (self, key, place) };

  if (op.key == NULL)
    return FALSE;
  dsc_eval_consume (self, dict);
  dsc_eval_consume (self, key);
  return dsc_eval_append (self, &op, place, NULL);
}

gboolean
dsc_eval_contains (DscEval       *self,
                   const DscNode *node,
                   DscValue      *dict,
                   DscValue      *key,
                   gboolean      *out_found)
{
  DscOp op = { .kind = DSC_OP_CONTAINS, .source = dict->reg, .key = dsc_eval_box (self, key, node) };
  DscStep *step;

  if (op.key == NULL)
    return FALSE;
  dsc_eval_consume (self, dict);
  dsc_eval_consume (self, key);
  if (!dsc_eval_append (self, &op, node, &step))
    return FALSE;
  *out_found = step->result.value->as.integer != 0;
  return TRUE;
}

gboolean
dsc_eval_dict_length (DscEval       *self,
                      const DscNode *node,
                      DscValue      *dict,
                      gint64        *out_length)
{
  DscStep *step;

  if (!dsc_eval_find_register (self, dict, node))
    return FALSE;
  DscOp op = { .kind = DSC_OP_LEN, .source = dict->reg };
  *out_length = (gint64) dsc_dict_get_used (dsc_eval_get_dict (self, dict));
  dsc_eval_consume (self, dict);
  return dsc_eval_append (self, &op, node, &step);
}

/* Displays. */

typedef struct {
  GArray  *pairs;     /* DscPair */
  GArray  *parts;     /* DscMergePart; used when there is a "**" */
  gboolean constant;  /* all keys are */
  gboolean unpacks;
} Display;

static gboolean
add_pair (DscEval       *self,
          Display       *display,
          const DscNode *node,
          guint          i)
{
  const DscNode *key_node = node->items[i], *value_node = node->items[i + 1];
  gboolean key_first = DSC_EVAL_IS (self, BEHAVIOUR_KEY_FIRST_DISPLAY);
  DscValue key, value;
  DscPair pair;

  if (!dsc_eval_object (self, key_first ? key_node : value_node, key_first ? &key : &value)
      || !dsc_eval_object (self, key_first ? value_node : key_node, key_first ? &value : &key))
    return FALSE;
  display->constant &= (key_node->flags & DSC_NODE_IS_CONSTANT) != 0;
  pair.key = dsc_eval_box (self, &key, key_node);
  pair.value = dsc_eval_box (self, &value, value_node);
  g_array_append_val (display->pairs, pair);

  DscMergePart *last = display->parts->len != 0 ? &g_array_index (display->parts, DscMergePart, display->parts->len - 1) : NULL;
  if (last != NULL && last->kind == DSC_MERGE_PART_PAIRS)
    last->n++;
  else
    g_array_append_val (display->parts, ((DscMergePart) { .kind = DSC_MERGE_PART_PAIRS, .first = display->pairs->len - 1, .n = 1 }));
  return TRUE;
}

static gboolean
add_unpacked (DscEval       *self,
              Display       *display,
              const DscNode *node)
{
  DscValue value;

  display->unpacks = TRUE;
  if (!dsc_eval_expression (self, node, &value))
    return FALSE;
  if (!dsc_value_is_dict (&value))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "'%s' object is not a mapping", dsc_eval_type_name (self, &value));
  if (!dsc_eval_find_register (self, &value, node))
    return FALSE;
  g_array_append_val (display->parts, ((DscMergePart) { .kind = DSC_MERGE_PART_DICT, .reg = value.reg }));
  return TRUE;
}

static DscOp
operation_of (const Display *display)
{
  DscOp op = { .kind = DSC_OP_NEW, .pairs = (const DscPair *) (gpointer) display->pairs->data, .n_pairs = display->pairs->len };

  if (display->unpacks)
    {
      op.kind = DSC_OP_MERGE_DISPLAY;
      op.form = display->constant;
      op.parts = (const DscMergePart *) (gpointer) display->parts->data;
      op.n_parts = display->parts->len;
    }
  else if (display->pairs->len != 0)
    {
      op.kind = DSC_OP_BUILD;
      op.form = display->constant ? DSC_BUILD_DISPLAY_CONST : DSC_BUILD_DISPLAY;
    }
  return op;
}

gboolean
dsc_eval_dict_display (DscEval       *self,
                       const DscNode *node,
                       guint32        into,
                       DscValue      *out_value)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (DscPair));
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (DscMergePart));
  Display display = { .pairs = pairs, .parts = parts, .constant = TRUE };
  guint mark = self->temporaries->len;

  for (guint i = 0; i < node->n_items; i += 2)
    if (node->items[i] != NULL ? !add_pair (self, &display, node, i) : !add_unpacked (self, &display, node->items[i + 1]))
      return FALSE;

  DscOp op = operation_of (&display);
  dsc_eval_consume_since (self, mark);
  return dsc_eval_append_new (self, &op, node, into, out_value);
}

/* "|" and "|=". */

static gboolean
fail_union (DscEval        *self,
            const DscNode  *node,
            gboolean        in_place,
            const DscValue *left,
            const DscValue *right)
{
  return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "unsupported operand type(s) for %s: '%s' and '%s'", in_place ? "|=" : "|",
                         dsc_eval_type_name (self, left), dsc_eval_type_name (self, right));
}

static gboolean
update_in_place (DscEval       *self,
                 const DscNode *node,
                 DscValue      *left,
                 DscValue      *right,
                 DscValue      *out_value)
{
  *out_value = *left;
  if (!dsc_value_is_dict (right))
    return dsc_eval_update_from (self, node, left, right);
  if (!dsc_eval_find_register (self, right, node))
    return FALSE;
  dsc_eval_consume (self, right);
  return dsc_eval_append (self, &(DscOp) { .kind = DSC_OP_IOR, .source = left->reg, .other = right->reg }, node, NULL);
}

gboolean
dsc_eval_union (DscEval       *self,
                const DscNode *node,
                gboolean       in_place,
                DscValue      *left,
                DscValue      *right,
                guint32        into,
                DscValue      *out_value)
{
  DscOp op = { .kind = DSC_OP_UNION };

  self->looks |= DSC_LOOKS_AT_UNION;
  if (!self->traits->has_union || (!in_place && !dsc_value_is_dict (right)))
    return fail_union (self, node, in_place, left, right);
  if (!dsc_eval_find_register (self, left, node))
    return FALSE;
  if (in_place)
    return update_in_place (self, node, left, right, out_value);
  if (!dsc_eval_find_register (self, right, node))
    return FALSE;
  op.source = left->reg;
  op.other = right->reg;
  dsc_eval_consume (self, left);
  dsc_eval_consume (self, right);
  return dsc_eval_append_new (self, &op, node, into, out_value);
}

/* As dict_equal does: each key of the left one is looked up in the right one. What comes out for a key that is not there is an
 * object that no program has. */
static gboolean
compare_items (DscEval       *self,
               const DscNode *node,
               DscValue      *left,
               DscValue      *right,
               gboolean      *out_equal)
{
  const DscObject *missing = dsc_object_opaque (self->pool, "object", "<missing>", false);
  size_t position = 0;
  DscPair pair;
  DscStep *step;

  if (missing == NULL)
    return dsc_eval_no_memory (self);
  self->looks |= DSC_LOOKS_AT_ORDER;
  while (*out_equal && dsc_dict_next (dsc_eval_get_dict (self, left), &position, &pair))
    {
      DscOp op = { .kind = DSC_OP_GET, .source = right->reg, .key = pair.key, .value = missing };

      if (!dsc_eval_append (self, &op, node, &step))
        return FALSE;
      *out_equal = step->result.value != missing;
      if (!*out_equal || step->result.value == pair.value)
        continue;

      DscValue a = dsc_value_object (pair.value), b = dsc_value_object (step->result.value);
      if (!dsc_eval_compare (self, node, DSC_OPERATOR_EQUAL, &a, &b, out_equal))
        return FALSE;
    }
  return TRUE;
}

gboolean
dsc_eval_dicts_equal (DscEval       *self,
                      const DscNode *node,
                      DscValue      *left,
                      DscValue      *right,
                      gboolean      *out_equal)
{
  *out_equal = FALSE;
  if (++self->depth > DSC_TREE_MAX_DEPTH)
    return dsc_eval_limit (self, node, _("The values are nested too deeply."), NULL);
  if (!dsc_eval_find_register (self, left, node) || !dsc_eval_find_register (self, right, node))
    return FALSE;
  gboolean ok = TRUE;
  if (dsc_dict_get_used (dsc_eval_get_dict (self, left)) == dsc_dict_get_used (dsc_eval_get_dict (self, right)))
    {
      *out_equal = TRUE;
      ok = compare_items (self, node, left, right, out_equal);
    }
  else
    ok = dsc_eval_append (self, &(DscOp) { .kind = DSC_OP_LEN, .source = left->reg }, node, NULL);
  self->depth--;
  return ok;
}
