/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-find.c: searches an image in pieces. */
#include "dsc-find.h"

#include <glib/gi18n.h>
#include <string.h>

#include "dsc-repr.h"

#define MAX_KEY_CHARS 10000u   /* of one key that are looked at */

struct DscFind {
  DscSnapshot *snapshot;
  char        *text;           /* as written, stripped */
  char        *folded;         /* for comparing */
  gboolean     is_address;
  guint64      address;
  DscSceneId   place;          /* when the text names one */
  gboolean     has_place;
  char        *message;
  DscText      repr;           /* used again for each key */
  gint64       at;             /* entry that was looked at last; -1: none */
  gint64       last_match;     /* -1: none yet */
  gsize        n_seen;         /* entries looked at since the last match, or since the start */
  gboolean     wrapped;
};

DscFind *
dsc_find_new (DscSnapshot *snapshot, const char *text)
{
  DscFind *self = g_new0 (DscFind, 1);

  self->snapshot = dsc_snapshot_ref (snapshot);
  self->text = g_strstrip (g_strdup (text));
  self->folded = g_utf8_casefold (self->text, -1);
  self->at = self->last_match = -1;
  dsc_text_init (&self->repr, dsc_pool_get_alloc (dsc_snapshot_get_pool (snapshot)));
  self->is_address = g_ascii_strncasecmp (self->text, "0x", 2) == 0
                     && g_ascii_string_to_unsigned (self->text + 2, 16, 0, G_MAXUINT64, &self->address, NULL);
  self->has_place = dsc_place_parse (snapshot, self->text, &self->place, &self->message) == DSC_PLACE_FOUND;
  return self;
}

void
dsc_find_free (DscFind *self)
{
  if (self == NULL)
    return;
  dsc_text_clear (&self->repr);
  dsc_snapshot_unref (self->snapshot);
  g_free (self->text);
  g_free (self->folded);
  g_free (self->message);
  g_free (self);
}

static gboolean
repr_has_text (DscFind *self, const DscObject *key)
{
  g_autofree char *folded = NULL;

  self->repr.length = 0;
  dsc_repr_append (&self->repr, key, dsc_snapshot_get_pool (self->snapshot), MAX_KEY_CHARS);
  if (self->repr.status != DSC_STATUS_OK || self->repr.text == NULL)
    return FALSE;
  if (strstr (self->repr.text, self->text) != NULL)
    return TRUE;
  folded = g_utf8_casefold (self->repr.text, -1);
  return strstr (folded, self->folded) != NULL;
}

static gboolean
entry_matches (DscFind *self, gsize i, DscSceneId *out_id)
{
  const DscEntry entry = dsc_snapshot_get_entry (self->snapshot, i);
  const DscPool *pool = dsc_snapshot_get_pool (self->snapshot);

  if (dsc_snapshot_get_entry_state (self->snapshot, i) != DSC_SLOT_USED || entry.me_key == NULL)
    return FALSE;
  if (self->is_address && entry.me_value != NULL && dsc_object_address (entry.me_value, pool) == self->address)
    {
      /* Values of a split dict or instance lie in an array of their own. */
      *out_id = (DscSceneId) { .part = DSC_PART_OF_VALUE, .field = dsc_snapshot_get_n_values (self->snapshot) > 0 ? DSC_FIELD_VALUES_VALUES : 0,
                               .index = (gint64) i };
      return TRUE;
    }
  *out_id = (DscSceneId) { .part = self->is_address ? DSC_PART_OF_KEY : DSC_PART_OF_ENTRY, .index = (gint64) i };
  return self->is_address ? dsc_object_address (entry.me_key, pool) == self->address : repr_has_text (self, entry.me_key);
}

static DscFindResult
give_up (DscFind *self)
{
  if (self->message == NULL)
    self->message = self->is_address ? g_strdup_printf (_("Nothing lies at the address %s."), self->text)
                                     : g_strdup_printf (_("No key holds “%s”."), self->text);
  return DSC_FIND_NOTHING;
}

DscFindResult
dsc_find_look (DscFind *self, gboolean backwards, gsize budget, DscSceneId *out_id)
{
  const gsize n = dsc_snapshot_get_n_entries (self->snapshot);

  if (self->has_place)
    {
      *out_id = self->place;
      return DSC_FIND_FOUND;
    }
  if (self->message != NULL || *self->text == '\0' || n == 0)
    return give_up (self);
  for (gsize looked = 0; looked < budget; looked++)
    {
      if (self->n_seen == n)
        return give_up (self);
      self->n_seen++;
      self->at = backwards ? (self->at <= 0 ? (gint64) n - 1 : self->at - 1) : (self->at + 1) % (gint64) n;
      if (entry_matches (self, (gsize) self->at, out_id))
        {
          self->wrapped = self->last_match >= 0 && (backwards ? self->at > self->last_match : self->at < self->last_match);
          self->last_match = self->at;
          self->n_seen = 0;
          return DSC_FIND_FOUND;
        }
    }
  return DSC_FIND_MORE;
}

gboolean
dsc_find_has_wrapped (const DscFind *self)
{
  return self->wrapped;
}

const char *
dsc_find_get_message (const DscFind *self)
{
  return self->message;
}
