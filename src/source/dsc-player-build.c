/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-player-build.c: the operations of a scenario that make a dict. */
#include "dsc-player-private.h"

#include "dsc-hash.h"

#define ARG(i) dsc_json_get_item (op, i)

gboolean
dsc_player_play_new (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  if (ARG (1) != NULL && ARG (1)->kind != DSC_JSON_NULL)
    {
      guint32 reg = dsc_player_name_register (self, op, 1, error);
      if (reg == 0)
        return FALSE;
      self->current = reg;
    }
  return dsc_player_apply (self, &(DscOp) { .kind = DSC_OP_NEW, .target = self->current }, played, error);
}

gboolean
dsc_player_play_dict (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  (void) op;
  return dsc_player_apply (self, &(DscOp) { .kind = DSC_OP_NEW_CALL, .target = self->current }, played, error);
}

gboolean
dsc_player_play_use (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  guint32 reg = dsc_player_name_register (self, op, 1, error);

  (void) played;
  if (reg == 0)
    return FALSE;
  self->current = reg;
  if (dsc_machine_get_dict (self->machine, reg) != NULL)
    return TRUE;
  return dsc_player_wrong_argument (op, 1, error);
}

gboolean
dsc_player_play_literal (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  if (!dsc_player_get_pairs (self, op, 1, error))
    return FALSE;
  return dsc_player_evaluate_display (self, played, error)
         && dsc_player_build (self, DSC_BUILD_DISPLAY_CONST, self->current, played, error);
}

gboolean
dsc_player_play_literal_vars (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return dsc_player_get_pairs (self, op, 1, error) && dsc_player_build (self, DSC_BUILD_DISPLAY, self->current, played, error);
}

/* Operations that build a dict of n keys of a kind. */
static gboolean
play_n_range (DscPlayer *self, const DscJson *op, DscBuildForm form, DscPlayed *played, GError **error)
{
  if (!dsc_player_get_n_range (self, op, played, error))
    return FALSE;
  return dsc_player_build (self, form, self->current, played, error);
}

gboolean
dsc_player_play_literal_range (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  const DscJson *vars = ARG (3);
  gboolean variables = vars != NULL && (vars->kind == DSC_JSON_TRUE || (vars->kind == DSC_JSON_INTEGER && vars->as.integer != 0));

  return play_n_range (self, op, variables ? DSC_BUILD_DISPLAY : DSC_BUILD_DISPLAY_CONST, played, error);
}

gboolean
dsc_player_play_comp_range (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_n_range (self, op, DSC_BUILD_COMPREHENSION, played, error);
}

/* dict ([…]) and dict (zip (…)) alike: neither iterator's length is asked for. */
gboolean
dsc_player_play_ctor_pairs_range (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_n_range (self, op, DSC_BUILD_CALL_PAIRS, played, error);
}

gboolean
dsc_player_play_ctor_pairs (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return dsc_player_get_pairs (self, op, 1, error) && dsc_player_build (self, DSC_BUILD_CALL_PAIRS, self->current, played, error);
}

static gboolean
play_keywords (DscPlayer *self, const DscJson *op, DscBuildForm form, DscPlayed *played, GError **error)
{
  if (!dsc_player_get_keywords (self, op, played, error))
    return FALSE;
  return dsc_player_can_be_called (self, played) && dsc_player_evaluate_values (self, played, error)
         && dsc_player_build (self, form, self->current, played, error);
}

gboolean
dsc_player_play_ctor_kwargs (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_keywords (self, op, DSC_BUILD_CALL_KWARGS, played, error);
}

gboolean
dsc_player_play_kwargs_call (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_keywords (self, op, DSC_BUILD_KWARGS, played, error);
}

static gboolean
play_keywords_range (DscPlayer *self, const DscJson *op, DscBuildForm form, DscPlayed *played, GError **error)
{
  const DscJson names = { .kind = DSC_JSON_STRING, .as.text = { "s", 1 } };
  gint64 n;

  return dsc_player_get_integer (op, 1, 0, &n, error) && dsc_player_get_range (self, op, &names, 0, n, played, error)
         && dsc_player_can_be_called (self, played) && dsc_player_build (self, form, self->current, played, error);
}

gboolean
dsc_player_play_ctor_kwargs_range (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_keywords_range (self, op, DSC_BUILD_CALL_KWARGS, played, error);
}

gboolean
dsc_player_play_kwargs_call_range (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_keywords_range (self, op, DSC_BUILD_KWARGS, played, error);
}

/* Operations that make the current dict from the one in a register. */
static gboolean
play_from_register (DscPlayer *self, const DscJson *op, DscOpKind kind, DscPlayed *played, GError **error)
{
  guint32 reg = dsc_player_find_register (self, op, 1, played, error);
  DscOp from = dsc_player_to_current (self, kind, reg);

  if (reg == 0)
    return !dsc_player_failed (error);
  if (kind == DSC_OP_FROMKEYS_DICT && !dsc_player_get_value (self, op, 2, NULL, &from.value, error))
    return FALSE;
  return dsc_player_apply (self, &from, played, error);
}

gboolean
dsc_player_play_ctor_from (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_from_register (self, op, DSC_OP_NEW_FROM, played, error);
}

/* Whether all keys can be names of keywords. */
static gboolean
has_string_keys (const DscDict *dict)
{
  size_t position = 0;
  DscPair pair;

  while (dsc_dict_next (dict, &position, &pair))
    if (pair.key->kind != DSC_OBJECT_STR && pair.key->kind != DSC_OBJECT_UNICODE && pair.key->kind != DSC_OBJECT_STR_SUBCLASS)
      return FALSE;
  return TRUE;
}

gboolean
dsc_player_play_kwargs_star (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  guint32 reg = dsc_player_find_register (self, op, 1, played, error);
  DscOp call = dsc_player_to_current (self, DSC_OP_KWARGS_FROM, reg);

  if (reg == 0)
    return !dsc_player_failed (error);
  if (!has_string_keys (dsc_machine_get_dict (self->machine, reg)))
    {
      played->exception = "TypeError";   /* keywords must be strings */
      return TRUE;
    }
  return dsc_player_apply (self, &call, played, error);
}

gboolean
dsc_player_play_fromkeys_of (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  return play_from_register (self, op, DSC_OP_FROMKEYS_DICT, played, error);
}

/* A set is filled first, in CPython's order of iteration and without duplicates; an unhashable key shows there. */
static gboolean
order_as_set (DscPlayer *self, DscPlayed *played, GError **error)
{
  g_ptr_array_set_size (self->items, 0);
  for (guint i = 0; i < self->pairs->len; i++)
    {
      const DscObject *key = g_array_index (self->pairs, DscPair, i).key;
      dsc_player_take_hash (self, key);
      if (!dsc_hash_object (key, self->pool, &(int64_t) { 0 }, NULL))
        {
          played->exception = "TypeError";
          return TRUE;
        }
      g_ptr_array_add (self->items, (gpointer) key);
    }

  const DscObject *set = dsc_object_set (self->pool, (const DscObject *const *) self->items->pdata, self->items->len);
  if (set == NULL)
    return dsc_player_no_memory (error);
  g_array_set_size (self->pairs, 0);
  for (gsize i = 0; i < set->as.sequence.length; i++)
    dsc_player_add_pair (self, set->as.sequence.items[i], NULL);
  return TRUE;
}

/* dict.fromkeys of a container made from the keys in self->pairs. */
static gboolean
fromkeys (DscPlayer *self, const DscJson *op, guint how_at, const DscObject *value, DscPlayed *played, GError **error)
{
  static const struct { const char *how; DscIterable iterable; } containers[] = {
    { "list", DSC_ITERABLE_LIST }, { "tuple", DSC_ITERABLE_TUPLE }, { "set", DSC_ITERABLE_SET },
    { "frozenset", DSC_ITERABLE_FROZENSET }, { "dict", DSC_ITERABLE_DICT }, { "iter", DSC_ITERABLE_ITERATOR },
  };
  DscOp make = { .kind = DSC_OP_FROMKEYS, .target = self->current, .value = value };
  gsize i = 0;

  while (ARG (how_at) != NULL && i < G_N_ELEMENTS (containers) && !dsc_json_is_text (ARG (how_at), containers[i].how))
    i++;
  if (i == G_N_ELEMENTS (containers))
    {
      played->skip = "how";
      return TRUE;
    }
  make.form = (uint8_t) containers[i].iterable;
  if (make.form == DSC_ITERABLE_DICT)
    {
      make.kind = DSC_OP_FROMKEYS_DICT;
      make.source = self->temporary;
      return dsc_player_apply_with_temporary (self, &make, played, error);
    }
  if ((make.form == DSC_ITERABLE_SET || make.form == DSC_ITERABLE_FROZENSET) && !order_as_set (self, played, error))
    return FALSE;
  dsc_player_set_pairs (self, &make);
  return played->exception != NULL || dsc_player_apply (self, &make, played, error);
}

gboolean
dsc_player_play_fromkeys (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  const DscObject *value;

  if (ARG (1)->kind != DSC_JSON_ARRAY)
    return dsc_player_wrong_argument (op, 1, error);
  for (gsize i = 0; i < ARG (1)->as.array.length; i++)
    {
      const DscObject *key = dsc_player_make_object (self, &ARG (1)->as.array.items[i], error);
      if (key == NULL)
        return FALSE;
      dsc_player_add_pair (self, key, dsc_object_int (self->pool, 0));
    }
  return dsc_player_get_value (self, op, 2, NULL, &value, error) && fromkeys (self, op, 3, value, played, error);
}

gboolean
dsc_player_play_fromkeys_range (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  const DscObject *value;

  if (!dsc_player_get_n_range (self, op, played, error))
    return FALSE;
  return dsc_player_get_value (self, op, 3, NULL, &value, error) && fromkeys (self, op, 4, value, played, error);
}
