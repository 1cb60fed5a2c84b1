/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-comprehensions.c: the "for" and "if" clauses of comprehensions and generators.
 *
 * A comprehension has names of its own: while one of its parts is computed, they take the places of the names outside.
 * Lists of Python 2 have none, and leave their names behind. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>

typedef struct {
  guint32    symbol;
  DscBinding binding;      /* the one that is hidden at the moment */
} Hidden;

struct DscComprehension {
  DscEval       *eval;
  const DscNode *node;
  guint          first;    /* clauses: items [first, n_items) of the node */
  guint          n;
  DscIter       *iters;    /* one for each clause */
  gboolean      *active;
  guint          level;    /* clause that is next */
  GArray        *hidden;   /* Hidden */
};

static void
add_names (DscComprehension *self,
           const DscNode    *target)
{
  if (target->kind == DSC_NODE_NAME)
    {
      Hidden hidden = { .symbol = target->number, .binding = { .local = TRUE } };

      for (guint i = 0; i < self->hidden->len; i++)
        if (g_array_index (self->hidden, Hidden, i).symbol == target->number)
          return;
      g_array_append_val (self->hidden, hidden);
    }
  else if (target->kind == DSC_NODE_TUPLE || target->kind == DSC_NODE_LIST || target->kind == DSC_NODE_STAR)
    for (guint i = 0; i < target->n_items; i++)
      add_names (self, target->items[i]);
}

static const DscNode *
clause_of (const DscComprehension *self,
           guint                   level)
{
  return self->node->items[self->first + level];
}

static gboolean
start_clause (DscComprehension *self,
              guint             level)
{
  const DscNode *clause = clause_of (self, level);
  DscValue iterable;

  if (!dsc_eval_iterable (self->eval, clause->items[1], &iterable)
      || !dsc_eval_iterate (self->eval, clause, &iterable, &self->iters[level]))
    return FALSE;
  if (self->iters[level].kind == DSC_ITER_RANGE && self->iters[level].left > DSC_SCRIPT_MAX_STEPS)
    return dsc_eval_limit (self->eval, clause->items[1], _("The range has too many numbers."), _("Use a smaller range."));
  self->active[level] = TRUE;
  return TRUE;
}

DscComprehension *
dsc_comprehension_new (DscEval       *self,
                       const DscNode *node,
                       guint          first_clause)
{
  DscComprehension *comprehension = g_new0 (DscComprehension, 1);

  comprehension->eval = self;
  comprehension->node = node;
  comprehension->first = first_clause;
  comprehension->n = node->n_items - first_clause;
  comprehension->iters = g_new0 (DscIter, comprehension->n);
  comprehension->active = g_new0 (gboolean, comprehension->n);
  comprehension->hidden = g_array_new (FALSE, FALSE, sizeof (Hidden));
  if (node->kind != DSC_NODE_LIST_COMPREHENSION || !self->traits->is_python2)
    for (guint i = 0; i < comprehension->n; i++)
      if (clause_of (comprehension, i)->kind == DSC_NODE_CLAUSE_FOR)
        add_names (comprehension, clause_of (comprehension, i)->items[0]);
  if (start_clause (comprehension, 0))     /* in the scope outside */
    return comprehension;
  dsc_comprehension_free (comprehension);
  return NULL;
}

static void
swap (DscComprehension *self)
{
  for (guint i = 0; i < self->hidden->len; i++)
    {
      Hidden *hidden = &g_array_index (self->hidden, Hidden, i);
      DscBinding binding = self->eval->variables[hidden->symbol];

      self->eval->variables[hidden->symbol] = hidden->binding;
      hidden->binding = binding;
    }
}

void
dsc_comprehension_enter (DscComprehension *self)
{
  swap (self);
}

void
dsc_comprehension_leave (DscComprehension *self)
{
  swap (self);
}

/* Registers of its names go back; what they are bound to dies with the next operation. */
void
dsc_comprehension_free (DscComprehension *self)
{
  for (guint i = 0; i < self->hidden->len; i++)
    {
      guint32 reg = g_array_index (self->hidden, Hidden, i).binding.reg;

      if (reg != 0 && g_array_index (self->hidden, Hidden, i).binding.local)
        g_array_append_val (self->eval->drops, reg);
    }
  g_array_unref (self->hidden);
  g_free (self->iters);
  g_free (self->active);
  g_free (self);
}

/* Back to the nearest loop in front of `level`; FALSE: there is none. */
static gboolean
step_back (DscComprehension *self,
           guint             level)
{
  while (level-- > 0)
    if (clause_of (self, level)->kind == DSC_NODE_CLAUSE_FOR)
      {
        self->level = level;
        return TRUE;
      }
  return FALSE;
}

/* One clause: *out_through says whether the next one is at hand; *out_found FALSE: the end of all. */
static gboolean
run_clause (DscComprehension *self,
            gboolean         *out_found)
{
  guint level = self->level;
  const DscNode *clause = clause_of (self, level);
  DscValue value;
  gboolean through;

  *out_found = TRUE;
  if (clause->kind == DSC_NODE_CLAUSE_IF)
    {
      if (!dsc_eval_expression (self->eval, clause->items[0], &value) || !dsc_eval_truth (self->eval, &value, clause->items[0], &through))
        return FALSE;
      if (!through)
        return step_back (self, level);
    }
  else
    {
      if (!self->active[level] && !start_clause (self, level))
        return FALSE;
      if (!dsc_iter_next (self->eval, &self->iters[level], 0, &value, &through))
        return FALSE;
      if (!through)
        {
          self->active[level] = FALSE;
          *out_found = step_back (self, level);
          return TRUE;
        }
      if (!dsc_eval_assign (self->eval, clause->items[0], &value, clause))
        return FALSE;
    }
  self->level = level + 1;
  return TRUE;
}

gboolean
dsc_comprehension_next (DscComprehension *self,
                        gboolean         *out_found)
{
  *out_found = TRUE;
  if (self->level == self->n && !step_back (self, self->level))
    return FALSE;
  do
    if (!run_clause (self, out_found))
      return FALSE;
  while (*out_found && self->level < self->n);
  return TRUE;
}

static gboolean
collect_pairs (DscEval          *self,
               DscComprehension *comprehension,
               GArray           *pairs)
{
  const DscNode *node = comprehension->node;
  guint first = DSC_EVAL_IS (self, BEHAVIOUR_KEY_FIRST_COMPREHENSION) ? 0 : 1;
  gboolean found;

  for (;;)
    {
      DscValue parts[2];

      if (!dsc_comprehension_next (comprehension, &found))
        return FALSE;
      if (!found)
        return TRUE;
      if (pairs->len >= DSC_SCRIPT_MAX_STEPS)
        return dsc_eval_limit (self, node, _("There are too many items."), _("Use smaller ranges."));
      if (!dsc_eval_object (self, node->items[first], &parts[first]) || !dsc_eval_object (self, node->items[1 - first], &parts[1 - first]))
        return FALSE;

      DscPair pair = { dsc_eval_box (self, &parts[0], node), dsc_eval_box (self, &parts[1], node) };
      g_array_append_val (pairs, pair);
    }
}

static gboolean
collect_elements (DscEval          *self,
                  DscComprehension *comprehension,
                  GPtrArray        *items)
{
  const DscNode *node = comprehension->node;
  DscValue value;
  gboolean found;

  for (;;)
    {
      if (!dsc_comprehension_next (comprehension, &found))
        return FALSE;
      if (!found)
        return TRUE;
      if (items->len >= DSC_SCRIPT_MAX_STEPS)
        return dsc_eval_limit (self, node, _("There are too many items."), _("Use smaller ranges."));
      if (!dsc_eval_object (self, node->items[0], &value) || !dsc_eval_hold (self, &value, node))
        return FALSE;
      g_ptr_array_add (items, (gpointer) dsc_eval_box (self, &value, node));
    }
}

gboolean
dsc_eval_comprehension (DscEval       *self,
                        const DscNode *node,
                        guint32        into,
                        DscValue      *out_value)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (DscPair));
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  gboolean is_dict = node->kind == DSC_NODE_DICT_COMPREHENSION;
  guint mark = self->temporaries->len;
  DscComprehension *comprehension = dsc_comprehension_new (self, node, is_dict ? 2 : 1);
  gboolean ok;

  if (comprehension == NULL)
    return FALSE;
  dsc_comprehension_enter (comprehension);
  ok = is_dict ? collect_pairs (self, comprehension, pairs) : collect_elements (self, comprehension, items);
  dsc_comprehension_leave (comprehension);
  dsc_comprehension_free (comprehension);
  if (!ok)
    return FALSE;
  if (node->kind == DSC_NODE_LIST_COMPREHENSION)
    return dsc_eval_make_sequence (self, node, items, TRUE, out_value);
  if (node->kind == DSC_NODE_SET_COMPREHENSION)
    return dsc_eval_make_set (self, node, items, FALSE, out_value);

  DscOp op = { .kind = DSC_OP_BUILD, .form = DSC_BUILD_COMPREHENSION, .pairs = (const DscPair *) (gpointer) pairs->data, .n_pairs = pairs->len };
  dsc_eval_consume_since (self, mark);
  return dsc_eval_append_new (self, &op, node, into, out_value);
}
