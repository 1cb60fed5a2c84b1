/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-player-argument.c: arguments of scenario operations, and the operations of the machine that they become. */
#include "dsc-player-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-hash.h"

#define MAX_RANGE_END (G_GINT64_CONSTANT (1) << 40)
#define ARG(i) dsc_json_get_item (op, i)

gboolean
dsc_player_wrong_argument (const DscJson *op, guint i, GError **error)
{
  g_set_error (error, DSC_ERROR, DSC_ERROR_FORMAT, _("Argument %u of operation “%s” is not what it must be."), i,
               dsc_json_get_item (op, 0)->as.text.bytes);
  return FALSE;
}

gboolean
dsc_player_too_many (const DscJson *op, GError **error)
{
  g_set_error (error, DSC_ERROR, DSC_ERROR_LIMIT, _("Operation “%s” is about more than %d items."),
               dsc_json_get_item (op, 0)->as.text.bytes, DSC_PLAYER_MAX_ITEMS);
  return FALSE;
}

/* A count or end of a range; a default for one that is left out. */
gboolean
dsc_player_get_integer (const DscJson *op, guint i, gint64 fallback, gint64 *out_value, GError **error)
{
  const DscJson *json = ARG (i);

  *out_value = json == NULL ? fallback : json->as.integer;
  if (json != NULL && (json->kind != DSC_JSON_INTEGER || ABS (json->as.integer) > MAX_RANGE_END))
    return dsc_player_wrong_argument (op, i, error);
  return TRUE;
}

static gboolean
is_name (const DscJson *json)
{
  return json != NULL && json->kind == DSC_JSON_STRING && json->as.text.bytes[0] != ' '
         && strlen (json->as.text.bytes) == json->as.text.length;
}

/* Register of that name, made if new; 0 and error. */
guint32
dsc_player_name_register (DscPlayer *self, const DscJson *op, guint i, GError **error)
{
  const DscJson *json = ARG (i);

  if (!is_name (json))
    return dsc_player_wrong_argument (op, i, error), 0;
  guint32 reg = dsc_machine_intern_name (self->machine, json->as.text.bytes, json->as.text.length);
  if (reg == 0)
    dsc_player_no_memory (error);
  return reg;
}

/* Register that must hold a dict; 0 without error: it does not, and Python raises KeyError. */
guint32
dsc_player_find_register (DscPlayer *self, const DscJson *op, guint i, DscPlayed *played, GError **error)
{
  const DscJson *json = ARG (i);

  if (!is_name (json))
    return dsc_player_wrong_argument (op, i, error), 0;
  guint32 reg = dsc_machine_find_name (self->machine, json->as.text.bytes);
  if (dsc_machine_get_dict (self->machine, reg) != NULL)
    return reg;
  played->exception = "KeyError";
  played->exception_key = dsc_object_str (self->pool, json->as.text.bytes, json->as.text.length);
  if (played->exception_key == NULL)
    dsc_player_no_memory (error);
  return 0;
}

gboolean
dsc_player_failed (GError **error)
{
  return error != NULL && *error != NULL;
}

/* A value, or the fallback where it is left out. */
gboolean
dsc_player_get_value (DscPlayer *self, const DscJson *op, guint i, const DscObject *fallback, const DscObject **out_value, GError **error)
{
  const DscJson *json = ARG (i);

  *out_value = json != NULL ? dsc_player_make_value (self, json, error) : fallback;
  return json == NULL || *out_value != NULL;
}

void
dsc_player_add_pair (DscPlayer *self, const DscObject *key, const DscObject *value)
{
  DscPair pair = { key, value };

  g_array_append_val (self->pairs, pair);
}

/* [[k, v], …] into self->pairs. */
gboolean
dsc_player_get_pairs (DscPlayer *self, const DscJson *op, guint i, GError **error)
{
  const DscJson *json = ARG (i);

  if (json == NULL || json->kind != DSC_JSON_ARRAY)
    return dsc_player_wrong_argument (op, i, error);
  for (gsize n = 0; n < json->as.array.length; n++)
    {
      const DscJson *item = &json->as.array.items[n];
      const DscJson *value = dsc_json_get_item (item, 1);
      if (value == NULL || item->as.array.length != 2)
        return dsc_player_wrong_argument (op, i, error);

      const DscObject *key_object = dsc_player_make_object (self, &item->as.array.items[0], error);
      const DscObject *value_object = key_object != NULL ? dsc_player_make_value (self, value, error) : NULL;
      if (value_object == NULL)
        return FALSE;
      dsc_player_add_pair (self, key_object, value_object);
    }
  return TRUE;
}

/* Keys of a kind for range (first, end), each with its number as value, into self->pairs. FALSE without error: no such kind. */
gboolean
dsc_player_get_range (DscPlayer *self, const DscJson *op, const DscJson *kind, gint64 first, gint64 end, DscPlayed *played, GError **error)
{
  if (end - first > DSC_PLAYER_MAX_ITEMS)
    return dsc_player_too_many (op, error);
  for (gint64 i = first; i < end; i++)
    {
      const DscObject *key = dsc_player_nth_key (self, kind, i, error);
      if (key == NULL && !dsc_player_failed (error))
        played->skip = "kind";
      const DscObject *value = key != NULL ? dsc_object_int (self->pool, i) : NULL;
      if (key != NULL && value == NULL)
        dsc_player_no_memory (error);
      if (value == NULL)
        return FALSE;
      dsc_player_add_pair (self, key, value);
    }
  return TRUE;
}

/* The same for the arguments "kind", n. */
gboolean
dsc_player_get_n_range (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  gint64 n;

  return dsc_player_get_integer (op, 2, 0, &n, error) && dsc_player_get_range (self, op, ARG (1), 0, n, played, error);
}

static gboolean
evaluate (DscPlayer *self, const DscObject **object, DscPlayed *played, GError **error)
{
  const DscObject *evaluated = dsc_player_evaluate (self, *object, FALSE, error);

  if (evaluated != NULL)
    *object = evaluated;
  else if (!dsc_player_failed (error))
    played->exception = "NameError";
  return evaluated != NULL;
}

gboolean
dsc_player_evaluate_values (DscPlayer *self, DscPlayed *played, GError **error)
{
  for (guint i = 0; i < self->pairs->len; i++)
    if (!evaluate (self, &g_array_index (self->pairs, DscPair, i).value, played, error))
      return FALSE;
  return TRUE;
}

/* Whether pair `earlier` is stored before pair `later` of a display is evaluated: up to 3.4 each is, from 3.10 on those of
 * long runs and of runs before. */
static gboolean
is_stored_before (const DscPlayer *self, guint earlier, guint later)
{
  guint run = later / 17;

  if (self->traits->display != DSC_DISPLAY_RUNS_OF_17)
    return !self->traits->has_unpacking;
  return earlier / 17 < run || self->pairs->len - run * 17 >= 16;
}

/* A name that is not known matters only when no key before it, already stored, is unhashable. */
static gboolean
fails_before (DscPlayer *self, guint i)
{
  for (guint earlier = 0; earlier < i; earlier++)
    if (is_stored_before (self, earlier, i)
        && !dsc_hash_object (g_array_index (self->pairs, DscPair, earlier).key, self->pool, &(int64_t) { 0 }, NULL))
      {
        g_array_set_size (self->pairs, earlier + 1);
        return TRUE;
      }
  return FALSE;
}

gboolean
dsc_player_evaluate_display (DscPlayer *self, DscPlayed *played, GError **error)
{
  for (guint i = 0; i < self->pairs->len; i++)
    {
      DscPair *pair = &g_array_index (self->pairs, DscPair, i);
      if (evaluate (self, &pair->key, played, error) && evaluate (self, &pair->value, played, error))
        continue;
      if (dsc_player_failed (error) || !fails_before (self, i))
        return FALSE;
      played->exception = NULL;
    }
  return TRUE;
}

/* a=1, …: names are strings, written bare or with their type. */
gboolean
dsc_player_get_keywords (DscPlayer *self, const DscJson *op, DscPlayed *played, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (!dsc_player_get_pairs (self, op, 1, error))
    return FALSE;
  for (guint i = 0; i < self->pairs->len; i++)
    {
      DscPair *pair = &g_array_index (self->pairs, DscPair, i);
      const DscObject *key = pair->key;
      if (key->kind != DSC_OBJECT_STR && key->kind != DSC_OBJECT_STR_SUBCLASS && key->kind != DSC_OBJECT_UNICODE)
        return dsc_player_wrong_argument (op, 1, error);
      if (!g_hash_table_add (seen, (gpointer) key->as.text.bytes))
        played->exception = "SyntaxError";
      if (key->kind != DSC_OBJECT_STR)
        pair->key = dsc_object_str (self->pool, key->as.text.bytes, key->as.text.length);
      if (pair->key == NULL)
        return dsc_player_no_memory (error);
    }
  return TRUE;
}

gboolean
dsc_player_can_be_called (const DscPlayer *self, DscPlayed *played)
{
  if (self->traits->max_call_arguments != 0 && self->pairs->len > self->traits->max_call_arguments)
    played->exception = "SyntaxError";
  return played->exception == NULL;
}

/* Applying. */

static gboolean
take_result (DscPlayer *self, const DscResult *result, DscPlayed *played, GError **error)
{
  switch (result->status)
    {
    case DSC_STATUS_OK:
      played->value = result->value != NULL && result->value->kind != DSC_OBJECT_NONE ? result->value : NULL;
      return TRUE;
    case DSC_STATUS_RAISED:
      played->exception = dsc_raised_type (&result->raised);
      if (result->raised.kind == DSC_RAISED_KEY_ERROR)
        played->exception_key = result->raised.key;
      else if (result->raised.kind == DSC_RAISED_KEY_ERROR_EMPTY)
        played->exception_key = dsc_object_str (self->pool, "popitem(): dictionary is empty", 30);
      return TRUE;
    case DSC_STATUS_TOO_LARGE:
      played->exception = "MemoryError";
      return TRUE;
    case DSC_STATUS_NOT_MODELLED:
      played->not_modelled = TRUE;
      return TRUE;
    case DSC_STATUS_NO_MEMORY:
    case DSC_STATUS_INVALID:
    case DSC_STATUS_UNSUPPORTED:
    default:
      dsc_error_set_from_status (error, result->status, _("playing a scenario"));
      return FALSE;
    }
}

gboolean
dsc_player_apply (DscPlayer *self, const DscOp *op, DscPlayed *played, GError **error)
{
  DscResult result;

  if (op->key != NULL)
    dsc_player_take_hash (self, op->key);
  for (gsize i = 0; i < op->n_pairs; i++)
    dsc_player_take_hash (self, op->pairs[i].key);
  dsc_machine_apply (self->machine, op, &result);
  return take_result (self, &result, played, error);
}

/* An operation on the current dict. */
DscOp
dsc_player_on_current (const DscPlayer *self, DscOpKind kind)
{
  return (DscOp) { .kind = (uint8_t) kind, .source = self->current };
}

/* An operation whose result becomes the current dict. */
DscOp
dsc_player_to_current (const DscPlayer *self, DscOpKind kind, guint32 source)
{
  return (DscOp) { .kind = (uint8_t) kind, .source = source, .target = self->current };
}

void
dsc_player_set_pairs (const DscPlayer *self, DscOp *op)
{
  op->pairs = (const DscPair *) (const void *) self->pairs->data;
  op->n_pairs = self->pairs->len;
}

gboolean
dsc_player_build (DscPlayer *self, DscBuildForm form, guint32 target, DscPlayed *played, GError **error)
{
  DscOp op = { .kind = DSC_OP_BUILD, .form = (uint8_t) form, .target = target };

  dsc_player_set_pairs (self, &op);
  if (op.n_pairs == 0 && (form == DSC_BUILD_DISPLAY || form == DSC_BUILD_DISPLAY_CONST))
    op.kind = DSC_OP_NEW;
  if (op.n_pairs == 0 && form == DSC_BUILD_CALL_KWARGS)
    op.kind = DSC_OP_NEW_CALL;
  return dsc_player_apply (self, &op, played, error);
}

/* dict (pairs) into the temporary, which `op` uses and drops. */
gboolean
dsc_player_apply_with_temporary (DscPlayer *self, DscOp *op, DscPlayed *played, GError **error)
{
  if (!dsc_player_build (self, DSC_BUILD_CALL_PAIRS, self->temporary, played, error))
    return FALSE;
  if (played->exception != NULL)
    return TRUE;
  op->drops = &self->temporary;
  op->n_drops = 1;
  return dsc_player_apply (self, op, played, error);
}
