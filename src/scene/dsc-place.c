/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-place.c: reads the name of a place in memory. */
#include "dsc-place.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-byte-id.h"
#include "dsc-describe-private.h"

/* ---- numbers --------------------------------------------------------------------------------- */

/* The whole text is a number, decimal or 0x…; FALSE also when it is too large. */
static gboolean
read_number (const char *text, guint base, guint64 *out_number)
{
  return g_ascii_string_to_unsigned (text, base, 0, G_MAXUINT64, out_number, NULL);
}

/* "5" of "slot 5", "slot5" or "slot[5]" for the word "slot"; any whole number, however large, and with a minus too: nobody who writes that
 * means a key. NULL: it is something else. */
static char *
dup_number (const char *text, const char *word)
{
  const gsize length = strlen (word);
  g_autofree char *rest = NULL;

  if (length == 0 || strncmp (text, word, length) != 0)
    return NULL;
  rest = g_strstrip (g_strdup (text + length));
  if (*rest == '[' && g_str_has_suffix (rest, "]"))
    {
      rest[strlen (rest) - 1] = '\0';
      memmove (rest, rest + 1, strlen (rest));
    }
  g_strstrip (rest);
  const char *digits = *rest == '-' ? rest + 1 : rest;

  return *digits != '\0' && strspn (digits, "0123456789") == strlen (digits) ? g_steal_pointer (&rest) : NULL;
}

static char *
dup_any_number (const char *text, const char *const *words)
{
  char *number = NULL;

  for (; *words != NULL && number == NULL; words++)
    number = dup_number (text, *words);
  return number;
}

/* ---- slots and entries ----------------------------------------------------------------------- */

static DscPlaceResult
find_numbered (const char *written, gsize n, DscPartKind part, const char *what, DscSceneId *out_id, char **out_message)
{
  guint64 number;

  if (read_number (written, 10, &number) && number < n)
    {
      *out_id = (DscSceneId) { .part = part, .index = (gint64) number };
      return DSC_PLACE_FOUND;
    }
  if (out_message == NULL)
    return DSC_PLACE_MISSING;
  /* Translators: %1$s is "slot" or "entry", %2$s the number that was asked for */
  *out_message = n == 0 ? g_strdup_printf (_("This dict has no %s of its own."), what)
                        : g_strdup_printf (_("There is no %1$s %2$s; they go from 0 to %3$" G_GSIZE_FORMAT "."), what, written, n - 1);
  return DSC_PLACE_MISSING;
}

/* ---- addresses ------------------------------------------------------------------------------- */

/* The first byte of an entry is the whole entry; any other byte, the smallest thing that it belongs to. */
static DscSceneId
id_in_block (const DscSnapshot *snapshot, const DscBlock *block, guint64 offset)
{
  const DscSceneId id = dsc_byte_id_at (snapshot, block->kind, offset);

  if (id.part == DSC_PART_OF_ENTRY_FIELD && offset == dsc_snapshot_get_entry_offset (snapshot, (gsize) id.index))
    return (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = id.index };
  return id.part != DSC_PART_OF_PICTURE ? id : (DscSceneId) { .part = DSC_PART_OF_BLOCK, .index = block->kind };
}

static DscPlaceResult
find_address (const DscSnapshot *snapshot, guint64 address, DscSceneId *out_id)
{
  for (gsize i = 0; i < dsc_snapshot_get_n_blocks (snapshot); i++)
    {
      const DscBlock *block = dsc_snapshot_get_block (snapshot, i);

      if (address >= block->address && address - block->address < block->size)
        {
          *out_id = id_in_block (snapshot, block, address - block->address);
          return DSC_PLACE_FOUND;
        }
    }
  return DSC_PLACE_NONE;      /* perhaps that of an object */
}

/* ---- members --------------------------------------------------------------------------------- */

static DscPlaceResult
find_member (const DscSnapshot *snapshot, const char *name, DscSceneId *out_id)
{
  for (gsize i = 0; i < dsc_snapshot_get_n_blocks (snapshot); i++)
    {
      const DscBlock *block = dsc_snapshot_get_block (snapshot, i);
      g_autofree char *type = g_ascii_strdown (dsc_block_type (dsc_snapshot_get_traits (snapshot), block->kind), -1);

      for (guint k = 0; k < block->n_fields; k++)
        {
          const DscFieldId field = block->fields[k].member.id;

          if (field != DSC_FIELD_PADDING && strcmp (dsc_field_name (field), name) == 0)
            {
              *out_id = (DscSceneId) { .part = DSC_PART_OF_FIELD, .field = field, .index = block->kind };
              return DSC_PLACE_FOUND;
            }
        }
      if (strcmp (type, name) == 0)
        {
          *out_id = (DscSceneId) { .part = DSC_PART_OF_BLOCK, .index = block->kind };
          return DSC_PLACE_FOUND;
        }
    }
  return DSC_PLACE_NONE;
}

DscPlaceResult
dsc_place_parse (const DscSnapshot *snapshot, const char *text, DscSceneId *out_id, char **out_message)
{
  /* Translators: word in front of a number that a person types, in lower case */
  const char *const slots[] = { "slot", _("slot"), "dk_indices", NULL };
  /* Translators: word in front of a number that a person types, in lower case */
  const char *const entries[] = { "entry", _("entry"), "dk_entries", "ma_table", "ma_smalltable", NULL };
  g_autofree char *lower = g_utf8_strdown (text, -1);
  const gboolean open = dsc_snapshot_get_index_width (snapshot) == 0;
  guint64 address;

  g_strstrip (lower);
  g_autofree char *slot = dup_any_number (lower, slots);
  g_autofree char *entry = dup_any_number (lower, entries);

  if (slot != NULL)
    return find_numbered (slot, dsc_snapshot_get_n_slots (snapshot), open ? DSC_PART_OF_ENTRY : DSC_PART_OF_SLOT, _("slot"), out_id, out_message);
  if (entry != NULL)
    return find_numbered (entry, dsc_snapshot_get_entry_capacity (snapshot), DSC_PART_OF_ENTRY, _("entry"), out_id, out_message);
  if (g_str_has_prefix (lower, "0x") && read_number (lower + 2, 16, &address))
    return find_address (snapshot, address, out_id);
  return find_member (snapshot, lower, out_id);
}

/* ---- what changed ---------------------------------------------------------------------------- */

#define MOST_COMPARED (1u << 18)   /* entries, from the end: more would be felt */

static gboolean
find_changed_entry (const DscSnapshot *before, const DscSnapshot *now, DscSceneId *out_id)
{
  const gsize n = dsc_snapshot_get_entry_capacity (now);

  for (gsize i = n; i-- > 0 && n - i <= MOST_COMPARED;)
    if (dsc_describe_entry_changed (before, now, i) && dsc_snapshot_get_entry_state (now, i) == DSC_SLOT_USED)
      {
        *out_id = (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = (gint64) i };
        return TRUE;
      }
  return FALSE;
}

static gboolean
find_changed_slot (const DscSnapshot *before, const DscSnapshot *now, DscSceneId *out_id)
{
  const gsize n = dsc_snapshot_get_n_slots (now);
  const gboolean open = dsc_snapshot_get_index_width (now) == 0;

  for (gsize slot = 0; slot < MIN (n, MOST_COMPARED); slot++)
    if (dsc_snapshot_get_slot_state (before, slot) != dsc_snapshot_get_slot_state (now, slot))
      {
        *out_id = (DscSceneId) { .part = open ? DSC_PART_OF_ENTRY : DSC_PART_OF_SLOT, .index = (gint64) slot };
        return TRUE;
      }
  return FALSE;
}

static gboolean
find_changed_value (const DscSnapshot *before, const DscSnapshot *now, DscSceneId *out_id)
{
  for (gsize i = dsc_snapshot_get_n_values (now); i-- > 0;)
    if (dsc_describe_split_value_changed (before, now, i))
      {
        *out_id = (DscSceneId) { .part = DSC_PART_OF_SPLIT_VALUE, .index = (gint64) i };
        return TRUE;
      }
  return FALSE;
}

gboolean
dsc_place_of_change (const DscSnapshot *before, const DscSnapshot *now, DscSceneId *out_id)
{
  static const DscBlockKind outermost[] = { DSC_BLOCK_DICT, DSC_BLOCK_INSTANCE, DSC_BLOCK_KEYS };

  if (before != NULL && (find_changed_value (before, now, out_id)
                         || (dsc_describe_same_table (before, now)
                             && (find_changed_entry (before, now, out_id) || find_changed_slot (before, now, out_id)))))
    return TRUE;
  if (before != NULL && dsc_describe_same_table (before, now))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (outermost); i++)
    if (dsc_snapshot_find_block (now, outermost[i]) != NULL)
      {
        *out_id = (DscSceneId) { .part = DSC_PART_OF_BLOCK, .index = outermost[i] };
        return TRUE;
      }
  return FALSE;
}
