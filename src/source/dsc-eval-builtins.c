/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-builtins.c: functions of Python that have no file of their own, and the table of all. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "dsc-builtins-private.h"

static gboolean
call_len (DscEval  *self,
          DscCall  *call,
          DscValue *out_value)
{
  gint64 length;

  if (!dsc_call_check_one (self, call) || !dsc_eval_length (self, call->node, &call->positional[0], &length))
    return FALSE;
  *out_value = dsc_value_int (length);
  return TRUE;
}

static gboolean
call_repr (DscEval  *self,
           DscCall  *call,
           DscValue *out_value)
{
  gsize length;
  g_autofree char *text = NULL;

  if (!dsc_call_check_one (self, call) || (text = dsc_eval_repr (self, &call->positional[0], call->node, FALSE, &length)) == NULL)
    return FALSE;
  return dsc_eval_set_text (self, DSC_OBJECT_STR, text, length, out_value);
}

static gboolean
call_hash (DscEval  *self,
           DscCall  *call,
           DscValue *out_value)
{
  const DscObject *object, *culprit = NULL;
  gint64 hash;

  if (!dsc_call_check_one (self, call) || (object = dsc_eval_box (self, &call->positional[0], call->node)) == NULL)
    return FALSE;
  self->looks |= DSC_LOOKS_AT_HASHES;
  if (object->kind == DSC_OBJECT_INSTANCE || object->kind == DSC_OBJECT_CLASS || (object->kind == DSC_OBJECT_NONE && !self->traits->none_hash_constant))
    return dsc_eval_stop (self, DSC_ERROR_NOT_MODELLED, call->node, g_strdup (_("This hash follows from an address, which differs from run to run.")),
                          g_strdup (_("Take the hash of a number, a text or a tuple of them.")));
  if (!dsc_hash_object (object, self->pool, &hash, &culprit))
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "unhashable type: '%s'", dsc_object_type_name (culprit, self->pool));
  *out_value = dsc_value_int (hash);
  return TRUE;
}

static gboolean
call_bool (DscEval  *self,
           DscCall  *call,
           DscValue *out_value)
{
  gboolean truth = FALSE;

  if (!dsc_call_check_type (self, call) || (call->n_positional == 1 && !dsc_eval_truth (self, &call->positional[0], call->node, &truth)))
    return FALSE;
  *out_value = dsc_eval_bool (self, truth);
  return TRUE;
}

/* range (…) as numbers; FALSE: raised or stopped. */
static gboolean
read_range (DscEval *self,
            DscCall *call,
            gint64   parts[3])
{
  static const char *const names[] = { "start", "end", "step" };
  guint n = call->n_positional;

  if (n == 0 && call->n_keywords == 0)
    return dsc_call_fail_empty (self, call);
  if (!dsc_call_check_count (self, call, 1, 3))
    return FALSE;
  parts[0] = 0;
  parts[2] = 1;
  for (guint i = 0; i < n; i++)
    {
      guint place = n == 1 ? 1 : i;

      if (!dsc_value_is_integral (&call->positional[i]))
        {
          if (self->traits->is_python2 && strcmp (call->name, "range") == 0)
            return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "range() integer %s argument expected, got %s.", names[place],
                                   dsc_eval_type_name (self, &call->positional[i]));
          return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR,
                                 self->traits->is_python2 ? "an integer is required" : "'%s' object cannot be interpreted as an integer",
                                 dsc_eval_type_name (self, &call->positional[i]));
        }
      if (!dsc_value_get_int (&call->positional[i], &parts[place]))
        return dsc_eval_limit (self, call->node, _("The range reaches beyond 64 bits."), _("Use smaller numbers."));
    }
  if (parts[2] == 0)
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_VALUE_ERROR, "%s",
                           !self->traits->is_python2 || strcmp (call->name, "xrange") == 0 ? (self->traits->is_python2 ? "xrange() arg 3 must not be zero" : "range() arg 3 must not be zero")
                                                                                           : "range() step argument must not be zero");
  return TRUE;
}

/* A range object; in Python 2 that is xrange. */
static gboolean
call_range_object (DscEval  *self,
                   DscCall  *call,
                   DscValue *out_value)
{
  gint64 parts[3];

  if (!read_range (self, call, parts))
    return FALSE;
  *out_value = dsc_value_object (dsc_object_range (self->pool, parts[0], parts[1], parts[2]));
  return out_value->as.object != NULL || dsc_eval_no_memory (self);
}

static gboolean
account_list (DscEval        *self,
              const DscValue *list)
{
  dsc_eval_account (self, list->as.list->items->len * sizeof (gpointer));
  return TRUE;
}

static gboolean
call_range (DscEval  *self,
            DscCall  *call,
            DscValue *out_value)
{
  DscValue range;

  if (!self->traits->is_python2)
    return call_range_object (self, call, out_value);
  return call_range_object (self, call, &range) && dsc_eval_new_list (self, out_value)
         && dsc_eval_collect (self, call->node, &range, out_value->as.list->items) && account_list (self, out_value);
}

/* list, tuple, set, frozenset of one iterable. */
static gboolean
collect_argument (DscEval   *self,
                  DscCall   *call,
                  GPtrArray *items)
{
  gboolean is_set = strcmp (call->name, "set") == 0 || strcmp (call->name, "frozenset") == 0;

  return (is_set ? dsc_call_check_count (self, call, 0, 1) : dsc_call_check_type (self, call))
         && (call->n_positional == 0 || dsc_eval_collect (self, call->node, &call->positional[0], items));
}

static gboolean
call_list (DscEval  *self,
           DscCall  *call,
           DscValue *out_value)
{
  return dsc_eval_new_list (self, out_value) && collect_argument (self, call, out_value->as.list->items)
         && account_list (self, out_value);
}

static gboolean
call_tuple (DscEval  *self,
            DscCall  *call,
            DscValue *out_value)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  if (call->n_positional == 1 && call->n_keywords == 0 && dsc_value_is (&call->positional[0], DSC_OBJECT_TUPLE))
    {
      *out_value = call->positional[0];
      return TRUE;
    }
  return collect_argument (self, call, items) && dsc_eval_make_sequence (self, call->node, items, FALSE, out_value);
}

static gboolean
call_set (DscEval  *self,
          DscCall  *call,
          DscValue *out_value)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  return collect_argument (self, call, items) && dsc_eval_make_set_from (self, call->node, call->n_positional == 1 ? &call->positional[0] : NULL, items, FALSE, out_value);
}

static gboolean
call_frozenset (DscEval  *self,
                DscCall  *call,
                DscValue *out_value)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  if (call->n_positional == 1 && call->n_keywords == 0 && dsc_value_is (&call->positional[0], DSC_OBJECT_FROZENSET))
    {
      *out_value = call->positional[0];
      return TRUE;
    }
  return collect_argument (self, call, items) && dsc_eval_make_set_from (self, call->node, call->n_positional == 1 ? &call->positional[0] : NULL, items, TRUE, out_value);
}

static gboolean
call_vars (DscEval  *self,
           DscCall  *call,
           DscValue *out_value)
{
  if (call->n_positional == 0 && call->n_keywords == 0)
    return dsc_eval_outside (self, call->node, _("Dicts of a script's own names"), _("Give an instance, as in vars(x)."));
  return dsc_call_check_count (self, call, 0, 1) && dsc_eval_vars (self, call->node, &call->positional[0], call->into, out_value);
}

static gboolean
set_iterator (DscEval       *self,
              const DscIter *iter,
              DscValue      *out_value)
{
  *out_value = (DscValue) { .kind = DSC_VALUE_ITERATOR, .as.iterator = dsc_eval_new_iterator (self, iter) };
  return TRUE;
}

/* An iterator of the value that lives as long as the run; NULL: failed. */
static DscIter *
start (DscEval  *self,
       DscCall  *call,
       DscValue *value)
{
  DscIter iter;

  if (!dsc_eval_iterate (self, call->node, value, &iter))
    return NULL;
  if (iter.kind == DSC_ITER_DICT)
    {
      DscValue dict = dsc_value_object (dsc_machine_get_object (self->machine, iter.dict.reg));

      dict.reg = iter.dict.reg;
      dict.temporary = iter.dict.temporary;
      if (!dsc_eval_hold (self, &dict, call->node))
        return NULL;
      iter.dict.reg = dict.reg;
      iter.dict.temporary = false;
    }
  return dsc_eval_new_iterator (self, &iter);
}

static gboolean
call_iter (DscEval  *self,
           DscCall  *call,
           DscValue *out_value)
{
  DscIter *iter;

  if (!dsc_call_check_count (self, call, 1, 1) || (iter = start (self, call, &call->positional[0])) == NULL)
    return FALSE;
  *out_value = (DscValue) { .kind = DSC_VALUE_ITERATOR, .as.iterator = iter };
  return TRUE;
}

static gboolean
call_next (DscEval  *self,
           DscCall  *call,
           DscValue *out_value)
{
  DscValue *value = &call->positional[0];
  gboolean found;

  if (!dsc_call_check_count (self, call, 1, 2))
    return FALSE;
  if (value->kind != DSC_VALUE_ITERATOR)
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR,
                           DSC_EVAL_IS (self, WORDING_QUOTED_ITERATOR) ? "'%s' object is not an iterator" : "%s object is not an iterator",
                           dsc_eval_type_name (self, value));
  if (!dsc_iter_next (self, value->as.iterator, call->into, out_value, &found))
    return FALSE;
  if (found)
    return dsc_eval_find_register (self, out_value, call->node);
  if (call->n_positional == 1)
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_STOP_ITERATION, "%s", "");
  *out_value = call->positional[1];
  return TRUE;
}

static gboolean
call_enumerate (DscEval  *self,
                DscCall  *call,
                DscValue *out_value)
{
  DscIter iter = { .kind = DSC_ITER_ENUMERATE, .place = call->node, .n_inner = 1 };
  DscValue *first = call->n_positional == 2                                                        ? &call->positional[1]
                    : call->n_keywords == 1 && g_strcmp0 (call->keywords[0].text, "start") == 0 ? &call->keywords[0].value
                                                                                                 : NULL;

  if (call->n_positional == 0 || call->n_positional > 2 || (call->n_keywords != 0 && first == NULL))
    return dsc_eval_outside (self, call->node, _("Calls of enumerate() with these arguments"), _("Write enumerate(items) or enumerate(items, 1)."));
  if (first != NULL && !dsc_value_get_int (first, &iter.next))
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "'%s' object cannot be interpreted as an integer", dsc_eval_type_name (self, first));
  iter.inner[0] = start (self, call, &call->positional[0]);
  return iter.inner[0] != NULL && set_iterator (self, &iter, out_value);
}

static gboolean
call_zip (DscEval  *self,
          DscCall  *call,
          DscValue *out_value)
{
  DscIter iter = { .kind = DSC_ITER_ZIP, .place = call->node, .n_inner = call->n_positional };
  DscValue zipped;

  if (call->n_keywords != 0 || call->n_positional > G_N_ELEMENTS (iter.inner))
    return dsc_eval_outside (self, call->node, _("Calls of zip() with these arguments"), _("Write zip(keys, values)."));
  for (guint i = 0; i < call->n_positional; i++)
    {
      if (!dsc_eval_is_iterable (&call->positional[i]) && !DSC_EVAL_IS (self, WORDING_ZIP_ITERABLE))
        return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "zip argument #%u must support iteration", i + 1);
      if ((iter.inner[i] = start (self, call, &call->positional[i])) == NULL)
        return FALSE;
    }
  if (!self->traits->is_python2)
    return set_iterator (self, &iter, out_value);
  return set_iterator (self, &iter, &zipped) && dsc_eval_new_list (self, out_value)
         && dsc_eval_collect (self, call->node, &zipped, out_value->as.list->items);
}

static gboolean
reverse_dict (DscEval  *self,
              DscCall  *call,
              DscValue *value,
              DscValue *out_value)
{
  DscValue list;
  DscIter iter = { .kind = DSC_ITER_LIST, .place = call->node, .backwards = TRUE };

  if (!DSC_EVAL_IS (self, BEHAVIOUR_DICT_REVERSED))
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR,
                           DSC_EVAL_IS (self, WORDING_NOT_REVERSIBLE) ? "'%s' object is not reversible" : "argument to reversed() must be a sequence",
                           dsc_eval_type_name (self, value));
  if (!dsc_eval_new_list (self, &list) || !dsc_eval_collect (self, call->node, value, list.as.list->items))
    return FALSE;
  iter.list = list.as.list;
  return set_iterator (self, &iter, out_value);
}

static gboolean
call_reversed (DscEval  *self,
               DscCall  *call,
               DscValue *out_value)
{
  DscValue *value, list;
  DscIter iter = { .kind = DSC_ITER_LIST, .place = call->node, .backwards = TRUE };

  if (!dsc_call_check_count (self, call, 1, 1))
    return FALSE;
  value = &call->positional[0];
  if (dsc_value_is_dict (value) || value->kind == DSC_VALUE_VIEW)
    return reverse_dict (self, call, value, out_value);
  if (!dsc_eval_is_iterable (value) || value->kind == DSC_VALUE_ITERATOR || dsc_value_is (value, DSC_OBJECT_SET) || dsc_value_is (value, DSC_OBJECT_FROZENSET))
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR,
                           DSC_EVAL_IS (self, WORDING_NOT_REVERSIBLE) ? "'%s' object is not reversible" : "argument to reversed() must be a sequence",
                           dsc_eval_type_name (self, value));
  if (value->kind == DSC_VALUE_LIST)
    list = *value;
  else if (!dsc_eval_new_list (self, &list) || !dsc_eval_collect (self, call->node, value, list.as.list->items))
    return FALSE;
  iter.list = list.as.list;
  return set_iterator (self, &iter, out_value);
}

static gboolean
any_or_all (DscEval  *self,
            DscCall  *call,
            gboolean  stop_at,
            DscValue *out_value)
{
  gboolean found, truth = !stop_at;
  DscValue item;
  DscIter iter;

  if (!dsc_call_check_one (self, call) || !dsc_eval_iterate (self, call->node, &call->positional[0], &iter))
    return FALSE;
  do
    if (!dsc_iter_next (self, &iter, 0, &item, &found)
        || (found && (!dsc_eval_find_register (self, &item, call->node) || !dsc_eval_truth (self, &item, call->node, &truth))))
      return FALSE;
  while (found && truth != stop_at);
  *out_value = dsc_eval_bool (self, found ? stop_at : !stop_at);
  return TRUE;
}

static gboolean
call_any (DscEval  *self,
          DscCall  *call,
          DscValue *out_value)
{
  return any_or_all (self, call, TRUE, out_value);
}

static gboolean
call_all (DscEval  *self,
          DscCall  *call,
          DscValue *out_value)
{
  return any_or_all (self, call, FALSE, out_value);
}

static gboolean
call_sum (DscEval  *self,
          DscCall  *call,
          DscValue *out_value)
{
  gboolean found;
  DscValue item, total;
  DscIter iter;

  if (!dsc_call_check_count (self, call, 1, 2) || !dsc_eval_iterate (self, call->node, &call->positional[0], &iter))
    return FALSE;
  total = call->n_positional == 2 ? call->positional[1] : dsc_value_int (0);
  if (dsc_value_is_text (&total))
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "sum() can't sum strings [use ''.join(seq) instead]");
  if (iter.kind == DSC_ITER_DICT)
    {
      iter.shown = FALSE;
      if (!dsc_eval_append (self, &(DscOp) { .kind = DSC_OP_ITERATE, .source = iter.dict.reg }, call->node, NULL))
        return FALSE;
    }
  for (;;)
    {
      if (!dsc_iter_next (self, &iter, 0, &item, &found))
        return FALSE;
      if (!found)
        break;
      if (!dsc_eval_binary (self, call->node, DSC_OPERATOR_ADD, FALSE, &total, &item, out_value))
        return FALSE;
      total = *out_value;
    }
  *out_value = total;
  return TRUE;
}

/* Names that CPython knows and the subset does not have a handler of NULL. */
const DscFunction dsc_builtin_functions[] = {
  { "abs", dsc_call_abs, 0 }, { "all", call_all, 0 }, { "any", call_any, 0 }, { "bin", dsc_call_bin, 0 }, { "bool", call_bool, 0 },
  { "bytearray", NULL, 0 }, { "bytes", dsc_call_bytes, 0 }, { "callable", NULL, 0 }, { "chr", dsc_call_chr, 0 }, { "cmp", NULL, 2 },
  { "complex", NULL, 0 }, { "delattr", dsc_eval_call_delattr, 0 }, { "dict", dsc_eval_call_dict, 0 }, { "dir", NULL, 0 }, { "divmod", dsc_call_divmod, 0 },
  { "enumerate", call_enumerate, 0 }, { "eval", NULL, 0 }, { "exec", NULL, 3 }, { "exit", NULL, 0 }, { "filter", NULL, 0 },
  { "float", dsc_call_float, 0 }, { "format", NULL, 0 }, { "frozendict", NULL, 3 }, { "frozenset", call_frozenset, 0 }, { "getattr", dsc_eval_call_getattr, 0 },
  { "globals", NULL, 0 }, { "hasattr", dsc_eval_call_hasattr, 0 }, { "hash", call_hash, 0 }, { "hex", dsc_call_hex, 0 }, { "id", NULL, 0 }, { "input", NULL, 0 },
  { "int", dsc_call_int, 0 }, { "isinstance", NULL, 0 }, { "issubclass", NULL, 0 }, { "iter", call_iter, 0 }, { "len", call_len, 0 },
  { "list", call_list, 0 }, { "locals", NULL, 0 }, { "long", dsc_call_int, 2 }, { "map", NULL, 0 }, { "max", dsc_eval_call_extreme, 0 },
  { "memoryview", NULL, 0 }, { "min", dsc_eval_call_extreme, 0 }, { "next", call_next, 0 }, { "object", NULL, 0 }, { "oct", dsc_call_oct, 0 },
  { "open", NULL, 0 }, { "ord", dsc_call_ord, 0 }, { "pow", dsc_call_pow, 0 }, { "print", dsc_call_print, 0 }, { "property", NULL, 0 },
  { "quit", NULL, 0 }, { "range", call_range, 0 }, { "raw_input", NULL, 2 }, { "reduce", NULL, 2 }, { "repr", call_repr, 0 },
  { "reversed", call_reversed, 0 }, { "round", dsc_call_round, 0 }, { "set", call_set, 0 }, { "setattr", dsc_eval_call_setattr, 0 }, { "slice", NULL, 0 },
  { "sorted", dsc_eval_call_sorted, 0 }, { "str", dsc_call_str, 0 }, { "sum", call_sum, 0 }, { "super", NULL, 0 }, { "tuple", call_tuple, 0 },
  { "type", NULL, 0 }, { "unichr", dsc_call_chr, 2 }, { "unicode", dsc_call_str, 2 }, { "vars", call_vars, 0 }, { "xrange", call_range_object, 2 },
  { "zip", call_zip, 0 }, { "__import__", NULL, 0 }, { "getsizeof", dsc_eval_call_getsizeof, 1 },
};
const guint dsc_n_builtin_functions = G_N_ELEMENTS (dsc_builtin_functions);

guint
dsc_builtin_find (const char *name)
{
  DscExceptionKind kind;

  for (guint i = 0; i < dsc_n_builtin_functions; i++)
    if (dsc_builtin_functions[i].only != 1 && strcmp (dsc_builtin_functions[i].name, name) == 0)
      return i + 1;
  if (dsc_exception_find (name, &kind))
    return dsc_builtin_find ("object");   /* a type that can only be named */
  return 0;
}

guint
dsc_builtin_getsizeof (void)
{
  return dsc_n_builtin_functions;
}
