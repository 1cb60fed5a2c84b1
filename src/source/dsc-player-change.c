/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-player-change.c: the operations of a scenario that change or read dicts. */
#include "dsc-player-private.h"

#include <glib/gi18n-lib.h>

#include "dsc-hash.h"

#define ARG(i) dsc_json_get_item (op, i)

/* Single keys. */

/* The recorder hashes the key before the operation makes its arguments. */
static gboolean
play_key_and_value (DscPlayer *self, const DscJson *op, DscOp *on, const DscObject *fallback, DscPlayed *played, GError **error)
{
  on->key = dsc_player_make_object (self, ARG (1), error);
  if (on->key == NULL)
    return FALSE;
  gboolean by_address = dsc_player_hashes_by_address (self, on->key);
  dsc_player_take_hash (self, on->key);
  played->has_hash = dsc_hash_object (on->key, self->pool, &played->hash, NULL);
  if (by_address && self->key_hash_is_told)
    played->hash = self->key_hash;   /* of an object made before, which may have lain elsewhere */
  return dsc_player_get_value (self, op, 2, fallback, &on->value, error) && dsc_player_apply (self, on, played, error);
}

static gboolean
play_key (DscPlayer *self, const DscJson *op, DscOpKind kind, DscPlayed *played, GError **error)
{
  DscOp on = dsc_player_on_current (self, kind);

  return play_key_and_value (self, op, &on, NULL, played, error);
}

gboolean
dsc_player_play_set (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  DscOp on = dsc_player_on_current (self, DSC_OP_SET_ITEM);

  return play_key_and_value (self, op, &on, dsc_object_int (self->pool, 0), played, error);
}

gboolean
dsc_player_play_del (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_key (self, op, DSC_OP_DELETE_ITEM, played, error);
}

gboolean
dsc_player_play_get (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_key (self, op, DSC_OP_GET, played, error);
}

gboolean
dsc_player_play_item (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_key (self, op, DSC_OP_GET_ITEM, played, error);
}

gboolean
dsc_player_play_in (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_key (self, op, DSC_OP_CONTAINS, played, error);
}

gboolean
dsc_player_play_pop (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_key (self, op, DSC_OP_POP, played, error);
}

gboolean
dsc_player_play_setdefault (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_key (self, op, DSC_OP_SETDEFAULT, played, error);
}

gboolean
dsc_player_play_popitem (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  (void) op;
  return dsc_player_apply (self, &(DscOp) { .kind = DSC_OP_POPITEM, .source = self->current }, played, error);
}

gboolean
dsc_player_play_clear (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  (void) op;
  return dsc_player_apply (self, &(DscOp) { .kind = DSC_OP_CLEAR, .source = self->current }, played, error);
}

/* Many keys. */

gboolean
dsc_player_play_fill (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  DscOp on = dsc_player_on_current (self, DSC_OP_FILL);
  gint64 first;
  gint64 end;

  if (!dsc_player_get_integer (op, 2, 0, &first, error) || !dsc_player_get_integer (op, 3, 0, &end, error))
    return FALSE;
  if (!dsc_player_get_range (self, op, ARG (1), first, end, played, error))
    return FALSE;
  dsc_player_set_pairs (self, &on);
  return dsc_player_apply (self, &on, played, error);
}

gboolean
dsc_player_play_delrange (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  DscOp on = dsc_player_on_current (self, DSC_OP_DELETE_MANY);
  gint64 first;
  gint64 end;
  gint64 step;

  if (!dsc_player_get_integer (op, 2, 0, &first, error) || !dsc_player_get_integer (op, 3, 0, &end, error) || !dsc_player_get_integer (op, 4, 1, &step, error))
    return FALSE;
  if (step == 0)
    {
      played->exception = "ValueError";
      return TRUE;
    }
  if ((end - first) / step > DSC_PLAYER_MAX_ITEMS)
    return dsc_player_too_many (op, error);
  for (gint64 i = first; step > 0 ? i < end : i > end; i += step)
    {
      const DscObject *key = dsc_player_nth_key (self, ARG (1), i, error);
      if (key == NULL && !dsc_player_failed (error))
        played->skip = "kind";
      if (key == NULL)
        return FALSE;
      dsc_player_add_pair (self, key, NULL);
    }
  dsc_player_set_pairs (self, &on);
  return dsc_player_apply (self, &on, played, error);
}

gboolean
dsc_player_play_popitems (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  DscOp on = dsc_player_on_current (self, DSC_OP_POP_MANY);
  gint64 n;

  if (!dsc_player_get_integer (op, 1, 0, &n, error))
    return FALSE;
  on.count = (guint64) MAX (n, 0);
  return dsc_player_apply (self, &on, played, error);
}

/* Several dicts. */

gboolean
dsc_player_play_copy (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  DscOp copy = { .kind = DSC_OP_COPY, .source = self->current, .target = self->current };

  if (ARG (1) != NULL && ARG (1)->kind != DSC_JSON_NULL)
    {
      copy.target = dsc_player_name_register (self, op, 1, error);
      if (copy.target == 0)
        return FALSE;
    }
  self->current = copy.target;
  return dsc_player_apply (self, &copy, played, error);
}

gboolean
dsc_player_play_update (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  DscOp on = dsc_player_on_current (self, DSC_OP_UPDATE_PAIRS);

  if (!dsc_player_get_pairs (self, op, 1, error))
    return FALSE;
  dsc_player_set_pairs (self, &on);
  return dsc_player_apply (self, &on, played, error);
}

static gboolean
update_by_dict (DscPlayer *self, DscPlayed *played, GError **error)
{
  DscOp on = dsc_player_on_current (self, DSC_OP_UPDATE_DICT);

  on.other = self->temporary;
  return dsc_player_apply_with_temporary (self, &on, played, error);
}

gboolean
dsc_player_play_update_dict (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return dsc_player_get_pairs (self, op, 1, error) && update_by_dict (self, played, error);
}

gboolean
dsc_player_play_update_range (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  DscOp on = dsc_player_on_current (self, DSC_OP_UPDATE_PAIRS);
  gint64 first;
  gint64 end;

  if (!dsc_player_get_integer (op, 2, 0, &first, error) || !dsc_player_get_integer (op, 3, 0, &end, error))
    return FALSE;
  if (!dsc_player_get_range (self, op, ARG (1), first, end, played, error))
    return FALSE;
  if (dsc_json_is_text (ARG (4), "dict"))
    return update_by_dict (self, played, error);
  dsc_player_set_pairs (self, &on);
  return dsc_player_apply (self, &on, played, error);
}

gboolean
dsc_player_play_update_kwargs (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  DscOp on = dsc_player_on_current (self, DSC_OP_UPDATE_KWARGS);

  if (!dsc_player_get_keywords (self, op, played, error))
    return FALSE;
  dsc_player_set_pairs (self, &on);
  return dsc_player_can_be_called (self, played) && dsc_player_evaluate_values (self, played, error)
         && dsc_player_apply (self, &on, played, error);
}

/* Operations on the current dict and one in a register; the result becomes the current one. */
static gboolean
play_with_register (DscPlayer *self, const DscJson *op, DscOpKind kind, DscPlayed *played, GError **error)
{
  DscOp on = kind == DSC_OP_UNION ? dsc_player_to_current (self, kind, self->current) : dsc_player_on_current (self, kind);

  if (kind != DSC_OP_UPDATE_DICT && !self->traits->has_union)
    {
      played->skip = "3.9+";
      return TRUE;
    }
  on.other = dsc_player_find_register (self, op, 1, played, error);
  return on.other == 0 ? !dsc_player_failed (error) : dsc_player_apply (self, &on, played, error);
}

gboolean
dsc_player_play_update_from (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_with_register (self, op, DSC_OP_UPDATE_DICT, played, error);
}

gboolean
dsc_player_play_union_from (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_with_register (self, op, DSC_OP_UNION, played, error);
}

gboolean
dsc_player_play_ior_from (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_with_register (self, op, DSC_OP_IOR, played, error);
}

gboolean
dsc_player_play_union (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  DscOp on = dsc_player_to_current (self, DSC_OP_UNION, self->current);

  if (!self->traits->has_union)
    {
      played->skip = "3.9+";
      return TRUE;
    }
  on.other = self->temporary;
  return dsc_player_get_pairs (self, op, 1, error) && dsc_player_apply_with_temporary (self, &on, played, error);
}

/* {**a, **b, …} or {**a, k: v, …}: registers from argument 1 to n_registers, then the pairs. */
static gboolean
merge (DscPlayer *self, const DscJson *op, guint n_registers, DscPlayed *played, GError **error)
{
  g_autofree DscMergePart *parts = g_new0 (DscMergePart, n_registers + 1);
  DscOp display = { .kind = DSC_OP_MERGE_DISPLAY, .form = 1, .target = self->current, .parts = parts };

  for (guint i = 0; i < n_registers; i++)
    {
      parts[i].kind = DSC_MERGE_PART_DICT;
      parts[i].reg = dsc_player_find_register (self, op, i + 1, played, error);
      if (parts[i].reg == 0)
        return !dsc_player_failed (error);
    }
  parts[n_registers] = (DscMergePart) { .kind = DSC_MERGE_PART_PAIRS, .n = self->pairs->len };
  display.n_parts = n_registers + 1;
  dsc_player_set_pairs (self, &display);
  return dsc_player_apply (self, &display, played, error);
}

gboolean
dsc_player_play_merge_from (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  if (!self->traits->has_unpacking)
    {
      played->skip = "3.5+";
      return TRUE;
    }
  return merge (self, op, (guint) op->as.array.length - 1, played, error);
}

gboolean
dsc_player_play_star_then (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  if (!self->traits->has_unpacking)
    {
      played->skip = "3.5+";
      return TRUE;
    }
  return dsc_player_get_pairs (self, op, 2, error) && dsc_player_evaluate_display (self, played, error)
         && merge (self, op, 1, played, error);
}
