/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-dict-calls.c: dict (…), dict.fromkeys (…), d.update (…): calls that take data in several forms. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>

static GArray *
pairs_of_keywords (DscEval *self,
                   DscCall *call)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (DscPair));

  for (guint i = 0; i < call->n_keywords; i++)
    {
      DscPair pair = { call->keywords[i].name, dsc_eval_box (self, &call->keywords[i].value, call->keywords[i].node) };

      if (pair.value == NULL)
        {
          g_array_unref (pairs);
          return NULL;
        }
      g_array_append_val (pairs, pair);
    }
  return pairs;
}

static gboolean
fail_element (DscEval       *self,
              const DscNode *node,
              guint          i,
              gssize         length)
{
  if (length >= 0)
    return dsc_eval_raise (self, node, DSC_EXCEPTION_VALUE_ERROR, "dictionary update sequence element #%u has length %" G_GSSIZE_FORMAT "; 2 is required",
                           i, length);
  if (DSC_EVAL_IS (self, WORDING_PAIR_NOTE))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR,
                           "object is not iterable\nCannot convert dictionary update sequence element #%u to a sequence", i);
  return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "cannot convert dictionary update sequence element #%u to a sequence", i);
}

/* One element of a sequence of pairs: anything with two items. */
static gboolean
read_pair (DscEval       *self,
           const DscNode *node,
           DscValue      *element,
           guint          i,
           DscPair       *out_pair)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  if (!dsc_eval_is_iterable (element))
    return fail_element (self, node, i, -1);
  if (!dsc_eval_collect (self, node, element, items))
    return FALSE;
  if (items->len != 2)
    return fail_element (self, node, i, (gssize) items->len);
  *out_pair = (DscPair) { items->pdata[0], items->pdata[1] };
  return TRUE;
}

typedef gboolean (*PairsReady) (DscEval *self, const DscNode *node, DscValue *dict, GArray *pairs);

/* Reads pairs; with `flush`, those read so far are stored before anything that may change a dict is computed. */
static gboolean
read_pairs (DscEval       *self,
            const DscNode *node,
            DscValue      *source,
            DscValue      *dict,
            PairsReady     flush,
            GArray        *pairs)
{
  gboolean one_by_one = flush != NULL && source->kind == DSC_VALUE_ITERATOR && (source->as.iterator->place->flags & DSC_NODE_MUTATES) != 0;
  DscIter iter;

  if (!dsc_eval_iterate (self, node, source, &iter))
    return FALSE;
  iter.shown = FALSE;
  for (guint i = 0;; i++)
    {
      DscValue element;
      DscPair pair;
      gboolean found;

      if (!dsc_iter_next (self, &iter, 0, &element, &found))
        return FALSE;
      if (!found)
        return TRUE;
      if (i >= DSC_SCRIPT_MAX_STEPS)
        return dsc_eval_limit (self, node, _("There are too many items."), _("Use smaller ranges."));
      if (!read_pair (self, node, &element, i, &pair))
        return FALSE;
      g_array_append_val (pairs, pair);
      if (one_by_one && !flush (self, node, dict, pairs))
        return FALSE;
    }
}

/* d.update (pairs): what comes before the first wrong element is stored. */
static gboolean
store_pairs (DscEval       *self,
             const DscNode *node,
             DscValue      *dict,
             GArray        *pairs)
{
  DscOp op = { .kind = DSC_OP_UPDATE_PAIRS, .source = dict->reg, .pairs = (const DscPair *) (gpointer) pairs->data, .n_pairs = pairs->len };
  gboolean ok = dsc_eval_append (self, &op, node, NULL);

  g_array_set_size (pairs, 0);
  return ok;
}

/* Stores what was read before the exception, then lets it fly again. */
static gboolean
store_before_raising (DscEval       *self,
                      const DscNode *node,
                      DscValue      *dict,
                      GArray        *pairs)
{
  DscException exception = self->exception;

  if (self->state != DSC_EVAL_RAISED || pairs->len == 0)
    return FALSE;
  self->exception = (DscException) { .kind = DSC_EXCEPTION_NONE };
  self->state = DSC_EVAL_RUNNING;
  if (!store_pairs (self, node, dict, pairs))
    {
      dsc_exception_clear (&exception);
      return FALSE;
    }
  return dsc_eval_raise_again (self, node, &exception);
}

static gboolean
update_from_dict (DscEval       *self,
                  const DscNode *node,
                  DscValue      *dict,
                  DscValue      *source)
{
  if (!dsc_eval_find_register (self, source, node))
    return FALSE;
  dsc_eval_consume (self, source);
  return dsc_eval_append (self, &(DscOp) { .kind = DSC_OP_UPDATE_DICT, .source = dict->reg, .other = source->reg }, node, NULL);
}

gboolean
dsc_eval_update_from (DscEval       *self,
                      const DscNode *node,
                      DscValue      *dict,
                      DscValue      *source)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (DscPair));

  if (dsc_value_is_dict (source))
    return update_from_dict (self, node, dict, source);
  if (!dsc_eval_is_iterable (source))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "'%s' object is not iterable", dsc_eval_type_name (self, source));
  if (!read_pairs (self, node, source, dict, store_pairs, pairs))
    return store_before_raising (self, node, dict, pairs);
  return store_pairs (self, node, dict, pairs);
}

gboolean
dsc_eval_call_update (DscEval  *self,
                      DscCall  *call,
                      DscValue *out_value)
{
  g_autoptr (GArray) pairs = NULL;

  *out_value = dsc_eval_none (self);
  if (call->n_positional > 1)
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "update expected at most 1 argument%s, got %u",
                           DSC_EVAL_IS (self, WORDING_SINGULAR_ARGUMENT) ? "" : "s", call->n_positional);
  if (call->n_positional == 1 && !dsc_eval_update_from (self, call->node, &call->self, &call->positional[0]))
    return FALSE;
  if (call->n_keywords == 0 && call->n_positional == 1)
    return TRUE;
  if ((pairs = pairs_of_keywords (self, call)) == NULL)
    return FALSE;

  DscOp op = { .kind = DSC_OP_UPDATE_KWARGS, .source = call->self.reg, .pairs = (const DscPair *) (gpointer) pairs->data, .n_pairs = pairs->len };
  dsc_eval_consume_since (self, call->mark);
  return dsc_eval_append (self, &op, call->node, NULL);
}

/* dict (source, a=1) where source is no dict. */
static gboolean
new_from_pairs (DscEval  *self,
                DscCall  *call,
                GArray   *keywords,
                DscValue *out_value)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (DscPair));
  DscOp op = { .kind = DSC_OP_BUILD, .form = DSC_BUILD_CALL_PAIRS };
  DscOp more = { .kind = DSC_OP_UPDATE_KWARGS, .pairs = (const DscPair *) (gpointer) keywords->data, .n_pairs = keywords->len };

  if (!dsc_eval_is_iterable (&call->positional[0]))
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "'%s' object is not iterable", dsc_eval_type_name (self, &call->positional[0]));
  if (!read_pairs (self, call->node, &call->positional[0], NULL, NULL, pairs))
    return FALSE;
  op.pairs = (const DscPair *) (gpointer) pairs->data;
  op.n_pairs = pairs->len;
  dsc_eval_consume_since (self, call->mark);
  if (!dsc_eval_append_new (self, &op, call->node, call->into, out_value))
    return FALSE;
  more.source = out_value->reg;
  return keywords->len == 0 || dsc_eval_append (self, &more, call->node, NULL);
}

gboolean
dsc_eval_call_dict (DscEval  *self,
                    DscCall  *call,
                    DscValue *out_value)
{
  g_autoptr (GArray) keywords = NULL;
  DscOp op = { .kind = DSC_OP_NEW_CALL };

  if (call->n_positional > 1)
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "dict expected at most 1 argument%s, got %u",
                           DSC_EVAL_IS (self, WORDING_SINGULAR_ARGUMENT) ? "" : "s", call->n_positional);
  if ((keywords = pairs_of_keywords (self, call)) == NULL)
    return FALSE;
  if (call->n_positional == 1 && !dsc_value_is_dict (&call->positional[0]))
    return new_from_pairs (self, call, keywords, out_value);
  if (keywords->len != 0)
    {
      op.kind = DSC_OP_BUILD;
      op.form = DSC_BUILD_CALL_KWARGS;
      op.pairs = (const DscPair *) (gpointer) keywords->data;
      op.n_pairs = keywords->len;
    }
  if (call->n_positional == 1)
    {
      if (!dsc_eval_find_register (self, &call->positional[0], call->node))
        return FALSE;
      op.kind = DSC_OP_NEW_FROM;
      op.form = 0;
      op.source = call->positional[0].reg;
    }
  dsc_eval_consume_since (self, call->mark);
  return dsc_eval_append_new (self, &op, call->node, call->into, out_value);
}

static DscIterable
iterable_kind (const DscValue *value)
{
  if (value->kind == DSC_VALUE_LIST || dsc_value_is (value, DSC_OBJECT_LIST))
    return DSC_ITERABLE_LIST;
  if (value->kind != DSC_VALUE_OBJECT)
    return DSC_ITERABLE_ITERATOR;
  switch ((guint) value->as.object->kind)
    {
    case DSC_OBJECT_TUPLE:     return DSC_ITERABLE_TUPLE;
    case DSC_OBJECT_RANGE:     return DSC_ITERABLE_RANGE;
    case DSC_OBJECT_SET:       return DSC_ITERABLE_SET;
    case DSC_OBJECT_FROZENSET: return DSC_ITERABLE_FROZENSET;
    case DSC_OBJECT_STR:
    case DSC_OBJECT_UNICODE:   return DSC_ITERABLE_STR;
    default:                   return DSC_ITERABLE_ITERATOR;
    }
}

static gboolean
fromkeys_dict (DscEval         *self,
               DscCall         *call,
               const DscObject *value,
               DscValue        *out_value)
{
  DscOp op = { .kind = DSC_OP_FROMKEYS_DICT, .value = value };

  if (!dsc_eval_find_register (self, &call->positional[0], call->node))
    return FALSE;
  op.source = call->positional[0].reg;
  dsc_eval_consume_since (self, call->mark);
  return dsc_eval_append_new (self, &op, call->node, call->into, out_value);
}

gboolean
dsc_eval_call_fromkeys (DscEval  *self,
                        DscCall  *call,
                        DscValue *out_value)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (DscPair));
  DscOp op = { .kind = DSC_OP_FROMKEYS };

  call->self = (DscValue) { .kind = DSC_VALUE_NOTHING };
  if (!dsc_call_check_count (self, call, 1, 2))
    return FALSE;
  if (call->n_positional == 2 && (op.value = dsc_eval_box (self, &call->positional[1], call->node)) == NULL)
    return FALSE;
  if (dsc_value_is_dict (&call->positional[0]))
    return fromkeys_dict (self, call, op.value, out_value);
  op.form = (guint8) iterable_kind (&call->positional[0]);
  if (!dsc_eval_collect (self, call->node, &call->positional[0], keys))
    return FALSE;
  for (guint i = 0; i < keys->len; i++)
    {
      DscPair pair = { keys->pdata[i], NULL };
      g_array_append_val (pairs, pair);
    }
  op.pairs = (const DscPair *) (gpointer) pairs->data;
  op.n_pairs = pairs->len;
  dsc_eval_consume_since (self, call->mark);
  return dsc_eval_append_new (self, &op, call->node, call->into, out_value);
}
