/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-dict-methods.c: methods of dicts. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* key, and a second argument where there is one. */
static gboolean
box_arguments (DscEval          *self,
               DscCall          *call,
               const DscObject **out_key,
               const DscObject **out_value)
{
  *out_value = NULL;
  if ((*out_key = dsc_eval_box (self, &call->positional[0], call->node)) == NULL)
    return FALSE;
  return call->n_positional < 2 || (*out_value = dsc_eval_box (self, &call->positional[1], call->node)) != NULL;
}

static gboolean
read_item (DscEval  *self,
           DscCall  *call,
           DscOpKind kind,
           DscValue *out_value)
{
  DscOp op = { .kind = (guint8) kind, .source = call->self.reg };

  if (!dsc_call_check_count (self, call, 1, 2) || !box_arguments (self, call, &op.key, &op.value))
    return FALSE;
  dsc_eval_consume_since (self, call->mark);
  return dsc_eval_append_read (self, &op, call->node, call->into, out_value);
}

static gboolean
call_get (DscEval  *self,
          DscCall  *call,
          DscValue *out_value)
{
  return read_item (self, call, DSC_OP_GET, out_value);
}

static gboolean
call_pop (DscEval  *self,
          DscCall  *call,
          DscValue *out_value)
{
  return read_item (self, call, DSC_OP_POP, out_value);
}

static gboolean
call_setdefault (DscEval  *self,
                 DscCall  *call,
                 DscValue *out_value)
{
  return read_item (self, call, DSC_OP_SETDEFAULT, out_value);
}

/* Nobody else may hold what comes out of a dict with dicts or instances in it. */
static gboolean
call_popitem (DscEval  *self,
              DscCall  *call,
              DscValue *out_value)
{
  DscOp op = { .kind = DSC_OP_POPITEM, .source = call->self.reg };
  DscStep *step;

  if (!dsc_call_check_none (self, call))
    return FALSE;
  dsc_eval_consume_since (self, call->mark);
  if (dsc_dict_may_hold_mortals (dsc_eval_get_dict (self, &call->self)))
    return dsc_eval_append_read (self, &op, call->node, call->into, out_value);
  if (!dsc_eval_append (self, &op, call->node, &step))
    return FALSE;
  *out_value = dsc_value_object (step->result.value);
  return TRUE;
}

static gboolean
call_clear (DscEval  *self,
            DscCall  *call,
            DscValue *out_value)
{
  *out_value = dsc_eval_none (self);
  if (!dsc_call_check_none (self, call))
    return FALSE;
  dsc_eval_consume_since (self, call->mark);
  return dsc_eval_append (self, &(DscOp) { .kind = DSC_OP_CLEAR, .source = call->self.reg }, call->node, NULL);
}

static gboolean
call_copy (DscEval  *self,
           DscCall  *call,
           DscValue *out_value)
{
  DscOp op = { .kind = DSC_OP_COPY, .source = call->self.reg };

  if (!dsc_call_check_none (self, call))
    return FALSE;
  dsc_eval_consume_since (self, call->mark);
  return dsc_eval_append_new (self, &op, call->node, call->into, out_value);
}

static gboolean
call_has_key (DscEval  *self,
              DscCall  *call,
              DscValue *out_value)
{
  gboolean found;

  if (!dsc_call_check_one (self, call) || !dsc_eval_contains (self, call->node, &call->self, &call->positional[0], &found))
    return FALSE;
  *out_value = dsc_eval_bool (self, found);
  return TRUE;
}

/* keys (), values (), items (): views of Python 3, lists of Python 2. */
static gboolean
make_view (DscEval    *self,
           DscCall    *call,
           DscViewKind kind,
           DscValue   *out_value)
{
  if (!dsc_call_check_none (self, call))
    return FALSE;
  *out_value = call->self;
  out_value->kind = DSC_VALUE_VIEW;
  out_value->detail = (guint8) kind;
  return TRUE;
}

static gboolean
make_view_or_list (DscEval    *self,
                   DscCall    *call,
                   DscViewKind kind,
                   DscValue   *out_value)
{
  DscValue view;

  if (!self->traits->is_python2)
    return make_view (self, call, kind, out_value);
  if (!make_view (self, call, kind, &view) || !dsc_eval_new_list (self, out_value)
      || !dsc_eval_collect (self, call->node, &view, out_value->as.list->items))
    return FALSE;
  dsc_eval_account (self, out_value->as.list->items->len * sizeof (gpointer));
  return TRUE;
}

static gboolean
make_iterator (DscEval    *self,
               DscCall    *call,
               DscViewKind kind,
               DscValue   *out_value)
{
  DscValue view;
  DscIter iter;

  if (!make_view (self, call, kind, &view) || !dsc_eval_iterate (self, call->node, &view, &iter))
    return FALSE;
  *out_value = (DscValue) { .kind = DSC_VALUE_ITERATOR, .as.iterator = dsc_eval_new_iterator (self, &iter) };
  return TRUE;
}

static gboolean
call_keys (DscEval  *self,
           DscCall  *call,
           DscValue *out_value)
{
  return make_view_or_list (self, call, DSC_VIEW_KEYS, out_value);
}

static gboolean
call_values (DscEval  *self,
             DscCall  *call,
             DscValue *out_value)
{
  return make_view_or_list (self, call, DSC_VIEW_VALUES, out_value);
}

static gboolean
call_items (DscEval  *self,
            DscCall  *call,
            DscValue *out_value)
{
  return make_view_or_list (self, call, DSC_VIEW_ITEMS, out_value);
}

static gboolean
call_iterkeys (DscEval  *self,
               DscCall  *call,
               DscValue *out_value)
{
  return make_iterator (self, call, DSC_VIEW_KEYS, out_value);
}

static gboolean
call_itervalues (DscEval  *self,
                 DscCall  *call,
                 DscValue *out_value)
{
  return make_iterator (self, call, DSC_VIEW_VALUES, out_value);
}

static gboolean
call_iteritems (DscEval  *self,
                DscCall  *call,
                DscValue *out_value)
{
  return make_iterator (self, call, DSC_VIEW_ITEMS, out_value);
}

static const DscFunction methods[] = {
  { "__sizeof__", dsc_eval_call_sizeof, 0 },
  { "clear", call_clear, 0 },
  { "copy", call_copy, 0 },
  { "fromkeys", dsc_eval_call_fromkeys, 0 },
  { "get", call_get, 0 },
  { "has_key", call_has_key, 2 },
  { "items", call_items, 0 },
  { "iteritems", call_iteritems, 2 },
  { "iterkeys", call_iterkeys, 2 },
  { "itervalues", call_itervalues, 2 },
  { "keys", call_keys, 0 },
  { "pop", call_pop, 0 },
  { "popitem", call_popitem, 0 },
  { "setdefault", call_setdefault, 0 },
  { "update", dsc_eval_call_update, 0 },
  { "values", call_values, 0 },
};

DscCallHandler
dsc_dict_method_find (DscEval    *self,
                      const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    if (strcmp (methods[i].name, name) == 0 && (methods[i].only == 0 || (methods[i].only == 2) == self->traits->is_python2))
      return methods[i].handler;
  return NULL;
}
