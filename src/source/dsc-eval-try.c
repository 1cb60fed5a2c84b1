/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-try.c: try, except, else, finally. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>

/* Whether a handler's expression names the exception; names other than exceptions are outside of the subset. */
static gboolean
matches (DscEval          *self,
         const DscNode    *type,
         DscExceptionKind  kind,
         gboolean         *out_matches)
{
  DscExceptionKind handler;

  if (type->kind == DSC_NODE_TUPLE)
    {
      *out_matches = FALSE;
      for (guint i = 0; i < type->n_items && !*out_matches; i++)
        if (!matches (self, type->items[i], kind, out_matches))
          return FALSE;
      return TRUE;
    }
  if (type->kind != DSC_NODE_NAME || !dsc_exception_find (dsc_tree_get_symbol (self->tree, type->number), &handler))
    return dsc_eval_outside (self, type, _("Exceptions other than those that dicts, numbers and texts raise"), _("Name KeyError, TypeError and the like."));
  *out_matches = dsc_exception_matches (kind, handler);
  return TRUE;
}

/* The handler that takes the exception, or NULL. */
static gboolean
find_handler (DscEval         *self,
              const DscNode   *node,
              DscExceptionKind kind,
              const DscNode  **out_handler)
{
  *out_handler = NULL;
  for (guint i = 3; i < node->n_items; i++)
    {
      const DscNode *handler = node->items[i];
      gboolean found = TRUE;

      if (handler->items[0] != NULL && !matches (self, handler->items[0], kind, &found))
        return FALSE;
      if (found)
        {
          *out_handler = handler;
          return TRUE;
        }
    }
  return TRUE;
}

/* Python 3 deletes the name of an exception at the end of its handler. */
static gboolean
bind_exception (DscEval       *self,
                const DscNode *handler,
                DscException  *exception)
{
  DscValue value = { .kind = DSC_VALUE_EXCEPTION, .as.exception = exception };

  return handler->number == 0 || dsc_eval_assign_name (self, handler->number - 1, &value, handler);
}

static DscFlow
run_handler (DscEval       *self,
             const DscNode *handler)
{
  DscException *exception = g_memdup2 (&self->exception, sizeof self->exception);
  DscFlow flow = DSC_FLOW_FAILED;

  self->exception = (DscException) { .kind = DSC_EXCEPTION_NONE };
  g_ptr_array_add (self->exceptions, exception);
  self->state = DSC_EVAL_RUNNING;
  if (bind_exception (self, handler, exception))
    flow = dsc_eval_block (self, handler->items[1]);
  if (flow != DSC_FLOW_FAILED && handler->number != 0 && !self->traits->is_python2)
    {
      DscBinding *binding = &self->variables[handler->number - 1];

      if (dsc_value_is_bound (&binding->value)
          && !dsc_eval_append (self, &(DscOp) { .kind = DSC_OP_UNBIND, .target = binding->reg }, handler, NULL))
        return DSC_FLOW_FAILED;
      self->may_release = TRUE;
      binding->value = (DscValue) { .kind = DSC_VALUE_NOTHING };
    }
  return flow;
}

static DscFlow
run_guarded (DscEval       *self,
             const DscNode *node)
{
  guint mark = self->temporaries->len;
  guint depth = self->depth;
  const DscNode *handler;
  DscFlow flow = dsc_eval_block (self, node->items[0]);

  if (flow == DSC_FLOW_NEXT && node->items[1] != NULL)
    return dsc_eval_block (self, node->items[1]);
  if (flow != DSC_FLOW_FAILED || self->state != DSC_EVAL_RAISED)
    return flow;
  self->depth = depth;
  self->state = DSC_EVAL_RUNNING;
  if (!find_handler (self, node, self->exception.kind, &handler))
    return DSC_FLOW_FAILED;
  if (handler == NULL)
    {
      self->state = DSC_EVAL_RAISED;
      return DSC_FLOW_FAILED;
    }
  if (!dsc_eval_sweep (self, mark, handler))
    return DSC_FLOW_FAILED;
  return run_handler (self, handler);
}

/* "finally" runs in any case; what it does itself goes before what it interrupted. */
static DscFlow
run_finally (DscEval       *self,
             const DscNode *block,
             DscFlow        flow)
{
  DscException exception = self->exception;
  DscEvalState state = self->state;

  if (flow == DSC_FLOW_FAILED && state != DSC_EVAL_RAISED)
    return flow;
  self->exception = (DscException) { .kind = DSC_EXCEPTION_NONE };
  self->state = DSC_EVAL_RUNNING;

  DscFlow own = dsc_eval_block (self, block);
  if (own != DSC_FLOW_NEXT)
    {
      dsc_exception_clear (&exception);
      return own;
    }
  dsc_exception_clear (&self->exception);
  self->exception = exception;
  self->state = state;
  return flow;
}

DscFlow
dsc_eval_try (DscEval       *self,
              const DscNode *node)
{
  DscFlow flow = run_guarded (self, node);

  return node->items[2] != NULL ? run_finally (self, node->items[2], flow) : flow;
}
