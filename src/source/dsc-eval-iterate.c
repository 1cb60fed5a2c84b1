/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-iterate.c: what "for" goes through, item by item.
 *
 * A dict is gone through where it lies, as dictiter_iternext does (Objects/dictobject.c): the position is the number of an
 * entry or slot, so a program that changes the dict meanwhile gets what CPython gives it. Each step is an operation. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-wtf8.h"

void
dsc_iter_clear (DscIter *iter)
{
  if (iter->comprehension != NULL)
    dsc_comprehension_free (iter->comprehension);
  iter->comprehension = NULL;
}

DscIter *
dsc_eval_new_iterator (DscEval       *self,
                       const DscIter *iter)
{
  DscIter *copy = g_memdup2 (iter, sizeof *iter);

  g_ptr_array_add (self->iterators, copy);
  dsc_eval_account (self, sizeof *copy);
  return copy;
}

gboolean
dsc_eval_is_iterable (const DscValue *value)
{
  if (value->kind == DSC_VALUE_LIST || value->kind == DSC_VALUE_VIEW || value->kind == DSC_VALUE_ITERATOR || value->kind == DSC_VALUE_VERSION_INFO)
    return TRUE;
  if (value->kind != DSC_VALUE_OBJECT)
    return FALSE;
  switch ((guint) value->as.object->kind)
    {
    case DSC_OBJECT_STR:
    case DSC_OBJECT_UNICODE:
    case DSC_OBJECT_BYTES:
    case DSC_OBJECT_TUPLE:
    case DSC_OBJECT_LIST:
    case DSC_OBJECT_SET:
    case DSC_OBJECT_FROZENSET:
    case DSC_OBJECT_RANGE:
    case DSC_OBJECT_DICT:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
start_dict (DscEval       *self,
            const DscNode *node,
            DscValue      *value,
            DscViewKind    view,
            DscIter       *iter)
{
  if (!dsc_eval_find_register (self, value, node))
    return FALSE;
  iter->kind = DSC_ITER_DICT;
  iter->view = (guint8) view;
  iter->dict = *value;
  iter->used = dsc_dict_get_used (dsc_eval_get_dict (self, value));
  iter->left = iter->used;
  iter->shown = TRUE;
  return TRUE;
}

static gboolean
start_object (DscEval       *self,
              const DscNode *node,
              DscValue      *value,
              DscIter       *iter)
{
  const DscObject *object = value->as.object;

  iter->owner = object;
  switch ((guint) object->kind)
    {
    case DSC_OBJECT_STR:
    case DSC_OBJECT_UNICODE:
      iter->kind = DSC_ITER_TEXT;
      return TRUE;
    case DSC_OBJECT_BYTES:
      iter->kind = DSC_ITER_BYTES;
      return TRUE;
    case DSC_OBJECT_TUPLE:
    case DSC_OBJECT_LIST:
    case DSC_OBJECT_SET:
    case DSC_OBJECT_FROZENSET:
      iter->kind = DSC_ITER_OBJECTS;
      iter->items = object->as.sequence.items;
      iter->n = object->as.sequence.length;
      return TRUE;
    case DSC_OBJECT_RANGE:
      iter->kind = DSC_ITER_RANGE;
      iter->next = object->as.range[0];
      iter->step = object->as.range[2];
      iter->left = dsc_object_range_length (object);
      return TRUE;
    default:
      return start_dict (self, node, value, DSC_VIEW_KEYS, iter);
    }
}

static gboolean
start_version (DscEval *self,
               const DscNode *node,
               DscIter *iter)
{
  DscValue list, item, version = { .kind = DSC_VALUE_VERSION_INFO };

  dsc_eval_new_list (self, &list);
  for (gint64 i = 0; i < 5; i++)
    {
      DscValue index = dsc_value_int (i);

      if (!dsc_eval_index (self, node, &version, &index, &item) || dsc_eval_box (self, &item, node) == NULL)
        return FALSE;
      g_ptr_array_add (list.as.list->items, (gpointer) item.as.object);
    }
  iter->kind = DSC_ITER_LIST;
  iter->list = list.as.list;
  return TRUE;
}

gboolean
dsc_eval_iterate (DscEval       *self,
                  const DscNode *node,
                  DscValue      *value,
                  DscIter       *out_iter)
{
  *out_iter = (DscIter) { .place = node };
  if (!dsc_eval_is_iterable (value))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "'%s' object is not iterable", dsc_eval_type_name (self, value));
  if (value->kind == DSC_VALUE_OBJECT)
    return start_object (self, node, value, out_iter);
  if (value->kind == DSC_VALUE_VIEW)
    return start_dict (self, node, value, (DscViewKind) value->detail, out_iter);
  if (value->kind == DSC_VALUE_VERSION_INFO)
    return start_version (self, node, out_iter);
  if (value->kind == DSC_VALUE_LIST)
    {
      out_iter->kind = DSC_ITER_LIST;
      out_iter->list = value->as.list;
      return TRUE;
    }
  out_iter->kind = DSC_ITER_SHARED;
  out_iter->inner[0] = value->as.iterator;
  return TRUE;
}

static gboolean
next_range (DscIter  *iter,
            DscValue *out_value,
            gboolean *out_found)
{
  *out_found = iter->left != 0;
  if (!*out_found)
    return TRUE;
  *out_value = dsc_value_int (iter->next);
  iter->left--;
  if (iter->left != 0)
    iter->next += iter->step;
  return TRUE;
}

static gboolean
next_object (DscIter               *iter,
             const DscObject *const *items,
             gsize                  n,
             DscValue              *out_value,
             gboolean              *out_found)
{
  *out_found = iter->i < n;
  if (*out_found)
    {
      *out_value = dsc_value_object (items[iter->backwards ? n - 1 - iter->i : iter->i]);
      iter->i++;
    }
  return TRUE;
}

/* A list may grow and shrink meanwhile; one gone through backwards keeps its places. */
static gboolean
next_in_list (DscIter  *iter,
              DscValue *out_value,
              gboolean *out_found)
{
  const GPtrArray *items = iter->list->items;

  if (iter->backwards && iter->i == 0)
    iter->n = items->len;
  return next_object (iter, (const DscObject *const *) (gpointer) items->pdata, iter->backwards ? iter->n : items->len, out_value, out_found);
}

static gboolean
next_character (DscEval  *self,
                DscIter  *iter,
                DscValue *out_value,
                gboolean *out_found)
{
  const DscObject *text = iter->owner;
  const char *start = text->as.text.bytes + iter->position, *p = start;

  *out_found = iter->position < text->as.text.length;
  if (!*out_found)
    return TRUE;
  if (self->traits->is_python2 && text->kind == DSC_OBJECT_STR)
    p++;
  else
    dsc_wtf8_next (&p, text->as.text.bytes + text->as.text.length);
  iter->position += (gsize) (p - start);
  return dsc_eval_set_text (self, (DscObjectKind) text->kind, start, (gsize) (p - start), out_value);
}

static gboolean
next_byte (DscIter  *iter,
           DscValue *out_value,
           gboolean *out_found)
{
  *out_found = iter->position < iter->owner->as.text.length;
  if (*out_found)
    *out_value = dsc_value_int ((guchar) iter->owner->as.text.bytes[iter->position++]);
  return TRUE;
}

static gboolean
fail_changed (DscEval       *self,
              DscIter       *iter,
              DscRaisedKind  kind)
{
  DscRaised raised = { .kind = kind };

  iter->finished = TRUE;
  return dsc_eval_append (self, &(DscOp) { .kind = DSC_OP_RAISE }, iter->place, NULL) && dsc_eval_take_raised (self, &raised);
}

static gboolean
find_pair (DscEval  *self,
           DscIter  *iter,
           DscPair  *out_pair,
           gboolean *out_found)
{
  DscDict *dict = dsc_eval_get_dict (self, &iter->dict);

  *out_found = FALSE;
  if (iter->finished || dict == NULL)
    return TRUE;
  if (dsc_dict_get_used (dict) != iter->used)
    return fail_changed (self, iter, DSC_RAISED_CHANGED_SIZE);
  self->looks |= DSC_LOOKS_AT_ORDER;
  if (!dsc_dict_next (dict, &iter->position, out_pair))
    {
      iter->finished = TRUE;
      return TRUE;
    }
  if (iter->left == 0 && DSC_EVAL_IS (self, BEHAVIOUR_KEYS_CHANGED))
    return fail_changed (self, iter, DSC_RAISED_CHANGED_KEYS);
  if (iter->left != 0)
    iter->left--;
  *out_found = TRUE;
  return TRUE;
}

/* One step as an operation; a value that may die is bound. */
static gboolean
show_step (DscEval       *self,
           DscIter       *iter,
           const DscPair *pair,
           guint32        into,
           DscValue      *out_value)
{
  gboolean binds = iter->view != DSC_VIEW_KEYS;
  DscValue value = dsc_value_object (pair->value);
  DscOp op = { .kind = DSC_OP_ITERATE, .source = iter->dict.reg, .key = pair->key, .value = pair->value };

  binds &= dsc_object_may_die (pair->value);
  if (binds)
    {
      op.target = into != 0 ? into : dsc_eval_temporary (self);
      value.reg = op.target;
      value.temporary = into == 0;
    }
  *out_value = value;
  return (!binds || op.target != 0) && dsc_eval_append (self, &op, iter->place, NULL);
}

gboolean
dsc_iter_next_pair (DscEval  *self,
                    DscIter  *iter,
                    guint32   into,
                    DscValue *out_key,
                    DscValue *out_value,
                    gboolean *out_found)
{
  DscPair pair;

  if (!find_pair (self, iter, &pair, out_found))
    return FALSE;
  if (!*out_found)
    return TRUE;
  *out_key = dsc_value_object (pair.key);
  *out_value = dsc_value_object (pair.value);
  return !iter->shown || show_step (self, iter, &pair, into, out_value);
}

static gboolean
fail_depth (DscEval       *self,
            const DscNode *node)
{
  return dsc_eval_limit (self, node, _("The values are nested too deeply."), _("Use fewer levels."));
}

static gboolean
make_pair (DscEval         *self,
           const DscObject *first,
           const DscObject *second,
           DscValue        *out_value)
{
  const DscObject *items[] = { first, second };

  if (first == NULL || second == NULL)
    return FALSE;
  *out_value = dsc_value_object (dsc_object_tuple (self->pool, items, 2));
  return out_value->as.object != NULL || fail_depth (self, NULL);
}

static gboolean
next_in_dict (DscEval  *self,
              DscIter  *iter,
              guint32   into,
              DscValue *out_value,
              gboolean *out_found)
{
  DscValue key, value;

  if (!dsc_iter_next_pair (self, iter, into, &key, &value, out_found) || !*out_found)
    return self->state == DSC_EVAL_RUNNING;
  if (iter->view == DSC_VIEW_KEYS)
    *out_value = key;
  else if (iter->view == DSC_VIEW_VALUES)
    *out_value = value;
  else
    return make_pair (self, key.as.object, value.as.object, out_value);
  return TRUE;
}

static gboolean
next_enumerated (DscEval  *self,
                 DscIter  *iter,
                 DscValue *out_value,
                 gboolean *out_found)
{
  DscValue item, number = dsc_value_int (iter->next);

  if (!dsc_iter_next (self, iter->inner[0], 0, &item, out_found) || !*out_found)
    return self->state == DSC_EVAL_RUNNING;
  iter->next++;
  if (!dsc_eval_hold (self, &item, iter->place))
    return FALSE;
  return make_pair (self, dsc_eval_box (self, &number, iter->place), dsc_eval_box (self, &item, iter->place), out_value);
}

static gboolean
next_zipped (DscEval  *self,
             DscIter  *iter,
             DscValue *out_value,
             gboolean *out_found)
{
  const DscObject *items[G_N_ELEMENTS (iter->inner)];
  DscValue item;

  *out_found = iter->n_inner != 0;
  for (guint i = 0; i < iter->n_inner; i++)
    {
      if (!dsc_iter_next (self, iter->inner[i], 0, &item, out_found) || !*out_found)
        return self->state == DSC_EVAL_RUNNING;
      if (!dsc_eval_hold (self, &item, iter->place) || (items[i] = dsc_eval_box (self, &item, iter->place)) == NULL)
        return FALSE;
    }
  if (!*out_found)
    return TRUE;
  *out_value = dsc_value_object (dsc_object_tuple (self->pool, items, iter->n_inner));
  return out_value->as.object != NULL || fail_depth (self, iter->place);
}

static gboolean
next_computed (DscEval  *self,
               DscIter  *iter,
               DscValue *out_value,
               gboolean *out_found)
{
  gboolean ok;

  if (iter->finished)
    {
      *out_found = FALSE;
      return TRUE;
    }
  dsc_comprehension_enter (iter->comprehension);
  ok = dsc_comprehension_next (iter->comprehension, out_found);
  if (ok && *out_found)
    ok = dsc_eval_expression (self, iter->place->items[0], out_value);
  dsc_comprehension_leave (iter->comprehension);
  iter->finished = !ok || !*out_found;
  return ok;
}

gboolean
dsc_iter_next (DscEval  *self,
               DscIter  *iter,
               guint32   into,
               DscValue *out_value,
               gboolean *out_found)
{
  if (!dsc_eval_tick (self, iter->place))
    return FALSE;
  switch ((DscIterKind) iter->kind)
    {
    case DSC_ITER_RANGE:         return next_range (iter, out_value, out_found);
    case DSC_ITER_OBJECTS:       return next_object (iter, iter->items, iter->n, out_value, out_found);
    case DSC_ITER_LIST:          return next_in_list (iter, out_value, out_found);
    case DSC_ITER_TEXT:          return next_character (self, iter, out_value, out_found);
    case DSC_ITER_BYTES:         return next_byte (iter, out_value, out_found);
    case DSC_ITER_DICT:          return next_in_dict (self, iter, into, out_value, out_found);
    case DSC_ITER_ENUMERATE:     return next_enumerated (self, iter, out_value, out_found);
    case DSC_ITER_ZIP:           return next_zipped (self, iter, out_value, out_found);
    case DSC_ITER_COMPREHENSION: return next_computed (self, iter, out_value, out_found);
    case DSC_ITER_SHARED:        return dsc_iter_next (self, iter->inner[0], into, out_value, out_found);
    }
  return FALSE;
}

/* All that is left, with a dict read at one go. */
gboolean
dsc_eval_collect (DscEval       *self,
                  const DscNode *node,
                  DscValue      *value,
                  GPtrArray     *out_items)
{
  DscIter iter;
  DscValue item;
  gboolean found = TRUE;

  if (!dsc_eval_iterate (self, node, value, &iter))
    return FALSE;
  if (iter.kind == DSC_ITER_RANGE && iter.left > DSC_SCRIPT_MAX_STEPS)
    return dsc_eval_limit (self, node, _("The range has too many numbers."), _("Use a smaller range."));
  if (iter.kind == DSC_ITER_DICT)
    {
      iter.shown = FALSE;
      if (!dsc_eval_append (self, &(DscOp) { .kind = DSC_OP_ITERATE, .source = iter.dict.reg }, node, NULL))
        return FALSE;
    }
  for (;;)
    {
      if (out_items->len > DSC_SCRIPT_MAX_STEPS)
        return dsc_eval_limit (self, node, _("There are too many items."), _("Use smaller ranges."));
      if (!dsc_iter_next (self, &iter, 0, &item, &found))
        return FALSE;
      if (!found)
        return TRUE;
      if (!dsc_eval_hold (self, &item, node) || dsc_eval_box (self, &item, node) == NULL)
        return FALSE;
      g_ptr_array_add (out_items, (gpointer) dsc_eval_box (self, &item, node));
    }
}
