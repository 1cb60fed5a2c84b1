/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-player-hash.c: hashes that come from addresses in the recorded process, told to the player and given to its keys.
 *
 * None (before 3.12) and NaN (from 3.10 on) hash by their address, and so does whatever holds one of them. A recording shows
 * such a hash beside the key's repr. All keys with None in them that look alike have one hash; each NaN has its own. */
#include "dsc-player-private.h"

#include <math.h>

#include "dsc-hash.h"
#include "dsc-repr.h"

static GArray *
find_hashes (GHashTable *told, const char *repr)
{
  GArray *hashes = g_hash_table_lookup (told, repr);

  if (hashes == NULL)
    {
      hashes = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (told, g_strdup (repr), hashes);
    }
  return hashes;
}

/* Whether a key of some dict has this hash: then no object that is made now can have it from its address. */
static gboolean
is_in_use (const DscPlayer *self, gint64 hash)
{
  for (guint32 reg = 1; reg <= dsc_machine_get_n_names (self->machine); reg++)
    {
      const DscDict *dict = dsc_machine_get_dict (self->machine, reg);
      size_t position = 0;
      DscPair pair;
      while (dict != NULL && dsc_dict_next (dict, &position, &pair))
        if (pair.key->hash == hash && dsc_player_hashes_by_address (self, pair.key))
          return TRUE;
    }
  return FALSE;
}

void
dsc_player_tell_hash (DscPlayer *self, const char *repr, gint64 hash, gboolean always)
{
  GArray *hashes = find_hashes (always ? self->told_always : self->told, repr);

  if (always ? hashes->len != 0 : is_in_use (self, hash))
    return;
  g_array_append_val (hashes, hash);
  if (g_strcmp0 (repr, "None") == 0 && !self->traits->none_hash_constant)
    {
      dsc_hash_take (dsc_object_none (self->pool), hash);
      self->none_is_told = TRUE;
      self->n_taken++;
    }
}

void
dsc_player_tell_key_hash (DscPlayer *self, gint64 hash)
{
  self->key_hash = hash;
  self->key_hash_is_told = TRUE;
}

gsize
dsc_player_get_n_taken (const DscPlayer *self)
{
  return self->n_taken;
}

void
dsc_player_forget_hashes (DscPlayer *self)
{
  g_hash_table_remove_all (self->told);
  self->key_hash_is_told = FALSE;
}

gboolean
dsc_player_hashes_by_address (const DscPlayer *self, const DscObject *object)
{
  switch ((DscObjectKind) object->kind)
    {
    case DSC_OBJECT_NONE:
      return !self->traits->none_hash_constant && !self->none_is_told;
    case DSC_OBJECT_FLOAT:
      return self->traits->nan_hash_by_address && isnan (object->as.real);
    case DSC_OBJECT_COMPLEX:
      return self->traits->nan_hash_by_address && (isnan (object->as.pair[0]) || isnan (object->as.pair[1]));
    case DSC_OBJECT_TUPLE: case DSC_OBJECT_FROZENSET:
      for (gsize i = 0; i < object->as.sequence.length; i++)
        if (dsc_player_hashes_by_address (self, object->as.sequence.items[i]))
          return TRUE;
      return FALSE;
    case DSC_OBJECT_BOOL: case DSC_OBJECT_INT: case DSC_OBJECT_LONG: case DSC_OBJECT_STR: case DSC_OBJECT_UNICODE:
    case DSC_OBJECT_BYTES: case DSC_OBJECT_RANGE: case DSC_OBJECT_STR_SUBCLASS: case DSC_OBJECT_KEYED: case DSC_OBJECT_LIST:
    case DSC_OBJECT_SET: case DSC_OBJECT_DICT: case DSC_OBJECT_INSTANCE: case DSC_OBJECT_CLASS: case DSC_OBJECT_DUMMY:
    case DSC_OBJECT_OPAQUE:
    default:
      return FALSE;
    }
}

/* What was told of keys with this repr: the next hash of the step, or the one of all of them. */
static gboolean
find_told (DscPlayer *self, const char *repr, gint64 *out_hash)
{
  GArray *hashes = g_hash_table_lookup (self->told, repr);

  if (hashes != NULL && hashes->len != 0)
    {
      *out_hash = g_array_index (hashes, gint64, 0);
      g_array_remove_index (hashes, 0);
      return TRUE;
    }
  hashes = g_hash_table_lookup (self->told_always, repr);
  if (hashes != NULL)
    *out_hash = g_array_index (hashes, gint64, 0);
  return hashes != NULL;
}

void
dsc_player_take_hash (DscPlayer *self, const DscObject *key)
{
  DscText repr;
  gint64 hash = self->key_hash;

  if (key->hash_known || !dsc_player_hashes_by_address (self, key))
    return;
  dsc_text_init (&repr, &dsc_alloc_libc);
  dsc_repr_append (&repr, key, self->pool, 0);
  if (repr.status == DSC_STATUS_OK && (find_told (self, repr.text, &hash) || self->key_hash_is_told))
    {
      dsc_hash_take (key, hash);
      self->n_taken++;
    }
  dsc_text_clear (&repr);
}
