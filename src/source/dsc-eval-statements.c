/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-statements.c: runs statements one by one. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_plain (const DscValue *value)
{
  return value->kind == DSC_VALUE_INT || value->kind == DSC_VALUE_FLOAT;
}

/* A name at the left gets what the expression makes at once, without a temporary in between. */
static gboolean
run_assign (DscEval       *self,
            const DscNode *node)
{
  const DscNode *expression = node->items[node->n_items - 1];
  const DscNode *first = node->items[0];
  DscValue value;

  if (first->kind == DSC_NODE_NAME && dsc_eval_makes_dict (self, expression))
    {
      if ((self->into = dsc_eval_variable_register (self, first->number)) == 0)
        return FALSE;
      self->into_place = node;
    }
  if (!dsc_eval_shared (self, expression, &value)
      || (node->n_items > 2 && is_plain (&value) && dsc_eval_box (self, &value, node) == NULL))
    return FALSE;
  for (guint i = 0; i + 1 < node->n_items; i++)
    if (!dsc_eval_assign (self, node->items[i], &value, node))
      return FALSE;
  return TRUE;
}

static gboolean
run_delete (DscEval       *self,
            const DscNode *node)
{
  for (guint i = 0; i < node->n_items; i++)
    if (!dsc_eval_delete (self, node->items[i], node))
      return FALSE;
  return TRUE;
}

static gboolean
run_assert (DscEval       *self,
            const DscNode *node)
{
  g_autofree char *message = NULL;
  DscValue value;
  gboolean truth;
  gsize length;

  if (!dsc_eval_expression (self, node->items[0], &value) || !dsc_eval_truth (self, &value, node->items[0], &truth))
    return FALSE;
  if (truth)
    return TRUE;
  if (node->items[1] != NULL
      && (!dsc_eval_expression (self, node->items[1], &value) || (message = dsc_eval_repr (self, &value, node->items[1], TRUE, &length)) == NULL))
    return FALSE;
  return dsc_eval_raise (self, node, DSC_EXCEPTION_ASSERTION_ERROR, "%s", message != NULL ? message : "");
}

static gboolean
run_import (DscEval       *self,
            const DscNode *node)
{
  DscValue value = { .kind = DSC_VALUE_MODULE };

  if (node->kind == DSC_NODE_IMPORT_FROM && !dsc_eval_sys_attribute (self, node, dsc_tree_get_symbol (self->tree, node->items[0]->number), &value))
    return FALSE;
  return dsc_eval_assign_name (self, node->number, &value, node);
}

static DscFlow
run_if (DscEval       *self,
        const DscNode *node)
{
  for (guint i = 0; i + 1 < node->n_items; i += 2)
    {
      guint mark = self->temporaries->len;
      DscValue condition;
      gboolean truth;

      if (!dsc_eval_expression (self, node->items[i], &condition) || !dsc_eval_truth (self, &condition, node->items[i], &truth)
          || !dsc_eval_sweep (self, mark, node))
        return DSC_FLOW_FAILED;
      if (truth)
        return dsc_eval_block (self, node->items[i + 1]);
    }
  return node->n_items % 2 != 0 ? dsc_eval_block (self, node->items[node->n_items - 1]) : DSC_FLOW_NEXT;
}

static DscFlow
run_else (DscEval       *self,
          const DscNode *block)
{
  return block != NULL ? dsc_eval_block (self, block) : DSC_FLOW_NEXT;
}

static DscFlow
run_while (DscEval       *self,
           const DscNode *node)
{
  for (;;)
    {
      guint mark = self->temporaries->len;
      DscValue condition;
      gboolean truth;

      if (!dsc_eval_tick (self, node) || !dsc_eval_expression (self, node->items[0], &condition)
          || !dsc_eval_truth (self, &condition, node->items[0], &truth) || !dsc_eval_sweep (self, mark, node))
        return DSC_FLOW_FAILED;
      if (!truth)
        return run_else (self, node->items[2]);

      DscFlow flow = dsc_eval_block (self, node->items[1]);
      if (flow == DSC_FLOW_FAILED || flow == DSC_FLOW_RETURN)
        return flow;
      if (flow == DSC_FLOW_BREAK)
        return DSC_FLOW_NEXT;
    }
}

/* "for k, v in d.items ()" binds its names without a tuple, and v directly to a dict. */
static gboolean
next_item (DscEval       *self,
           const DscNode *node,
           DscIter       *iter,
           gboolean      *out_found)
{
  const DscNode *target = node->items[0];
  gboolean is_pair = iter->kind == DSC_ITER_DICT && iter->view == DSC_VIEW_ITEMS && target->kind == DSC_NODE_TUPLE && target->n_items == 2
                     && target->items[0]->kind != DSC_NODE_STAR && target->items[1]->kind != DSC_NODE_STAR;
  const DscNode *last = is_pair ? target->items[1] : target;
  guint32 into = 0;
  DscValue key, value;

  if (iter->kind == DSC_ITER_DICT && last->kind == DSC_NODE_NAME && iter->view != DSC_VIEW_KEYS
      && (into = dsc_eval_variable_register (self, last->number)) == 0)
    return FALSE;
  if (!is_pair)
    return dsc_iter_next (self, iter, into, &value, out_found)
           && (!*out_found || (dsc_eval_find_register (self, &value, node) && dsc_eval_assign (self, target, &value, node)));
  if (!dsc_iter_next_pair (self, iter, into, &key, &value, out_found))
    return FALSE;
  return !*out_found || (dsc_eval_assign (self, target->items[0], &key, node) && dsc_eval_assign (self, target->items[1], &value, node));
}

/* Whether a block gives the name another value whose register this is. */
static gboolean
rebinds (DscEval       *self,
         const DscNode *node,
         guint32        reg)
{
  if (node->kind == DSC_NODE_NAME)
    return self->variables[node->number].reg == reg;
  for (guint i = 0; i < node->n_items; i++)
    if (node->items[i] != NULL && dsc_node_binds_item (node, i) && rebinds (self, node->items[i], reg))
      return TRUE;
  return FALSE;
}

/* A dict that is gone through stays alive, whatever happens to its name in the loop. */
static gboolean
start_loop (DscEval       *self,
            const DscNode *node,
            DscIter       *iter)
{
  DscValue iterable;

  if (!dsc_eval_iterable (self, node->items[1], &iterable) || !dsc_eval_iterate (self, node, &iterable, iter))
    return FALSE;
  if (iter->kind == DSC_ITER_RANGE && iter->left > DSC_SCRIPT_MAX_STEPS)
    {
      g_autofree char *message = g_strdup_printf (_("The loop would run more than %u times."), DSC_SCRIPT_MAX_STEPS);
      return dsc_eval_limit (self, node->items[1], message, _("Use a smaller range."));
    }
  if (iter->kind != DSC_ITER_DICT || iter->dict.temporary || !rebinds (self, node->items[2], iter->dict.reg))
    return TRUE;

  DscOp op = { .kind = DSC_OP_BIND, .target = dsc_eval_temporary (self), .source = iter->dict.reg };
  iter->dict.reg = op.target;
  return op.target != 0 && dsc_eval_append (self, &op, node, NULL);
}

static DscFlow
run_loop (DscEval       *self,
          const DscNode *node,
          DscIter       *iter)
{
  for (;;)
    {
      guint mark = self->temporaries->len;
      gboolean found;

      if (!next_item (self, node, iter, &found) || !dsc_eval_sweep (self, mark, node))
        return DSC_FLOW_FAILED;
      if (!found)
        return run_else (self, node->items[3]);

      DscFlow flow = dsc_eval_block (self, node->items[2]);
      if (flow == DSC_FLOW_FAILED || flow == DSC_FLOW_RETURN)
        return flow;
      if (flow == DSC_FLOW_BREAK)
        return DSC_FLOW_NEXT;
    }
}

static DscFlow
run_for (DscEval       *self,
         const DscNode *node)
{
  guint mark = self->temporaries->len;
  DscIter iter = { 0 };
  DscFlow flow = DSC_FLOW_FAILED;

  g_ptr_array_add (self->loops, &iter);
  if (start_loop (self, node, &iter))
    flow = run_loop (self, node, &iter);
  g_ptr_array_remove_index (self->loops, self->loops->len - 1);
  self->may_release = TRUE;
  dsc_iter_clear (&iter);
  if (flow != DSC_FLOW_FAILED && (!dsc_eval_sweep (self, mark, node) || (flow != DSC_FLOW_RETURN && !dsc_eval_release (self, node))))
    return DSC_FLOW_FAILED;
  return flow;
}

static gboolean
run_simple (DscEval       *self,
            const DscNode *node)
{
  DscValue value;

  switch ((guint) node->kind)
    {
    case DSC_NODE_EXPRESSION:  return dsc_eval_expression (self, node->items[0], &value);
    case DSC_NODE_ASSIGN:      return run_assign (self, node);
    case DSC_NODE_AUGMENT:     return dsc_eval_augment (self, node);
    case DSC_NODE_DELETE:      return run_delete (self, node);
    case DSC_NODE_ASSERT:      return run_assert (self, node);
    case DSC_NODE_CLASS:       return dsc_eval_class (self, node);
    case DSC_NODE_IMPORT:
    case DSC_NODE_IMPORT_FROM: return run_import (self, node);
    default:                   return TRUE;
    }
}

static DscFlow
run_compound (DscEval       *self,
              const DscNode *node)
{
  switch ((guint) node->kind)
    {
    case DSC_NODE_IF:       return run_if (self, node);
    case DSC_NODE_WHILE:    return run_while (self, node);
    case DSC_NODE_FOR:      return run_for (self, node);
    case DSC_NODE_TRY:      return dsc_eval_try (self, node);
    case DSC_NODE_BREAK:    return DSC_FLOW_BREAK;
    case DSC_NODE_CONTINUE: return DSC_FLOW_CONTINUE;
    case DSC_NODE_RETURN:   return dsc_eval_return (self, node);
    default:                return dsc_eval_block (self, node);
    }
}

static gboolean
is_compound (const DscNode *node)
{
  return node->kind == DSC_NODE_IF || node->kind == DSC_NODE_WHILE || node->kind == DSC_NODE_FOR || node->kind == DSC_NODE_TRY
         || node->kind == DSC_NODE_BREAK || node->kind == DSC_NODE_CONTINUE || node->kind == DSC_NODE_RETURN || node->kind == DSC_NODE_BLOCK;
}

DscFlow
dsc_eval_statement (DscEval       *self,
                    const DscNode *node)
{
  guint mark = self->temporaries->len;

  self->statement = node;
  self->into = 0;
  if (!dsc_eval_tick (self, node))
    return DSC_FLOW_FAILED;
  if (is_compound (node))
    return run_compound (self, node);
  if (!run_simple (self, node) || !dsc_eval_sweep (self, mark, node) || !dsc_eval_release (self, node))
    return DSC_FLOW_FAILED;
  if (self->watcher != NULL && self->watcher->done != NULL && self->depth == 0 && dsc_script_is_watched (node))
    self->watcher->done (self->timeline, node->place.end, self->watcher->user_data);
  return DSC_FLOW_NEXT;
}

DscFlow
dsc_eval_block (DscEval       *self,
                const DscNode *block)
{
  for (guint i = 0; i < block->n_items; i++)
    {
      DscFlow flow = dsc_eval_statement (self, block->items[i]);

      if (flow != DSC_FLOW_NEXT)
        return flow;
    }
  return DSC_FLOW_NEXT;
}
