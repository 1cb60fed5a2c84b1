/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-describe-label.c: headings, notes and labels that stand in the diagram. */
#include "dsc-describe-private.h"

#include <glib/gi18n-lib.h>

#include "dsc-text-fit.h"

/* What sys.getsizeof says of the dict, or of an instance that has none; 0: the image is of neither. */
gint64
dsc_describe_getsizeof (const DscSnapshot *snapshot)
{
  return dsc_snapshot_has_dict (snapshot) ? dsc_snapshot_get_getsizeof (snapshot) : dsc_snapshot_get_instance_getsizeof (snapshot);
}

char *
dsc_describe_picture (const DscSnapshot *snapshot,
                      const char        *name)
{
  const guint64 used = (guint64) dsc_describe_n_items (snapshot);
  const gboolean is_dict = dsc_snapshot_has_dict (snapshot);
  g_autofree char *version = dsc_describe_version (snapshot);
  g_autofree char *items = is_dict ? dsc_describe_count (used, "%s item", "%s items") : dsc_describe_count (used, "%s attribute", "%s attributes");
  g_autofree char *size = dsc_describe_size ((guint64) dsc_describe_getsizeof (snapshot));
  g_autofree char *clipped = dsc_text_clip (name != NULL ? name : "dict", 200);
  g_autofree char *shown = dsc_text_isolate (clipped);

  if (!is_dict && !dsc_snapshot_has_instance (snapshot))
    {
      g_autofree char *keys = dsc_describe_count (dsc_snapshot_get_n_entries (snapshot), "%s shared key", "%s shared keys");
      return g_strdup_printf (_("%1$s in %2$s: %3$s"), shown, version, keys);
    }
  /* Translators: name of a variable, CPython and version, number of items, bytes. */
  return g_strdup_printf (_("%1$s in %2$s: %3$s, %4$s"), shown, version, items, size);
}

DscFieldId
dsc_describe_table_field (const DscSnapshot *snapshot)
{
  switch (dsc_snapshot_get_table_block (snapshot))
    {
    case DSC_BLOCK_DICT:
      return DSC_FIELD_MA_SMALLTABLE;
    case DSC_BLOCK_TABLE:
      return DSC_FIELD_MA_TABLE;
    case DSC_BLOCK_GC_HEAD:
    case DSC_BLOCK_KEYS:
    case DSC_BLOCK_VALUES:
    case DSC_BLOCK_INSTANCE_PRE:
    case DSC_BLOCK_INSTANCE:
    case DSC_BLOCK_INSTANCE_VALUES:
    case DSC_BLOCK_INSTANCE_TAIL:
    case DSC_N_BLOCKS:
      break;
    }
  return DSC_FIELD_DK_ENTRIES;
}

char *
dsc_describe_table_note (const DscSnapshot *snapshot,
                         gboolean           is_long)
{
  g_autofree char *n = dsc_describe_number ((gint64) dsc_snapshot_get_entry_capacity (snapshot));
  g_autofree char *note = g_strdup_printf (_("%1$s × %2$s, %3$u B each"), dsc_describe_entry_type (snapshot), n,
                                           dsc_snapshot_get_entry_size (snapshot));

  if (!is_long || dsc_snapshot_entries_have_hash (snapshot))
    return g_steal_pointer (&note);
  return g_strdup_printf (_("%s, hash in the str"), note);
}

char *
dsc_describe_indices_note (const DscSnapshot *snapshot)
{
  return g_strdup_printf ("%s × %" G_GSIZE_FORMAT, dsc_describe_index_type (snapshot), dsc_snapshot_get_n_slots (snapshot));
}

const char *
dsc_describe_block_title (const DscSnapshot *snapshot,
                          const DscBlock    *block)
{
  /* A table is nothing but its slots and has no type of its own: the member that points at it names it. */
  if (block->kind == DSC_BLOCK_INSTANCE_TAIL)
    return dsc_block_name (block->kind);
  if (block->kind == DSC_BLOCK_VALUES && dsc_snapshot_get_traits (snapshot)->sharing != DSC_SHARING_ORDER_BYTES)
    return "ma_values";
  return block->kind == DSC_BLOCK_TABLE ? "ma_table" : dsc_block_type (dsc_snapshot_get_traits (snapshot), block->kind);
}

/* "208 B = 32 + 16 + 160": header, indices, entries. */
char *
dsc_describe_block_note (const DscSnapshot *snapshot,
                         const DscBlock    *block)
{
  const guint64 header = block->n_fields > 0 && dsc_snapshot_get_entry_capacity (snapshot) > 0
                           ? (dsc_snapshot_get_index_width (snapshot) > 0 ? dsc_snapshot_get_index_offset (snapshot, 0)
                                                                           : dsc_snapshot_get_entry_offset (snapshot, 0))
                           : 0;
  const guint64 entries = (guint64) dsc_snapshot_get_entry_capacity (snapshot) * dsc_snapshot_get_entry_size (snapshot);

  if (block->kind == DSC_BLOCK_TABLE)
    {
      g_autofree char *table = dsc_describe_table_note (snapshot, FALSE);
      return g_strdup_printf ("%s, %" G_GUINT64_FORMAT " B", table, (guint64) block->size);
    }
  if (block->kind != DSC_BLOCK_KEYS || header == 0)
    return g_strdup_printf ("%" G_GUINT64_FORMAT " B", (guint64) block->size);
  if (dsc_snapshot_get_index_width (snapshot) == 0)
    return g_strdup_printf ("%" G_GUINT64_FORMAT " B = %" G_GUINT64_FORMAT " + %" G_GUINT64_FORMAT, (guint64) block->size, header, entries);
  return g_strdup_printf ("%" G_GUINT64_FORMAT " B = %" G_GUINT64_FORMAT " + %" G_GUINT64_FORMAT " + %" G_GUINT64_FORMAT,
                          (guint64) block->size, header, block->size - header - entries, entries);
}

/* Something besides the GC head lies in front of instances (3.11 on). */
gboolean
dsc_describe_has_pre_header (const DscSnapshot *snapshot)
{
  return dsc_snapshot_get_traits (snapshot)->instance_values != DSC_VALUES_IN_DICT;
}

char *
dsc_describe_tombstone_label (const DscSnapshot *snapshot,
                              gsize              entry,
                              gboolean           is_short)
{
  const gboolean is_compact = dsc_snapshot_get_traits (snapshot)->family == DSC_FAMILY_COMPACT;

  if (is_short)
    return g_strdup (is_compact ? _("tombstone") : _("dummy"));
  if (!is_compact)
    return g_strdup (_("dummy: me_key = dummy, me_value = NULL"));
  if (!dsc_snapshot_entries_have_hash (snapshot))
    return g_strdup (_("tombstone: me_key = NULL, me_value = NULL"));

  g_autofree char *hash = dsc_describe_hash (dsc_snapshot_get_traits (snapshot), dsc_snapshot_get_entry (snapshot, entry).me_hash);
  return g_strdup_printf (_("tombstone: me_key = NULL, me_value = NULL, me_hash = %s"), hash);
}

char *
dsc_describe_free_note (const DscSnapshot *snapshot)
{
  const gsize n = dsc_snapshot_get_entry_capacity (snapshot) - dsc_snapshot_get_n_entries (snapshot);
  const gint64 usable = dsc_snapshot_get_value (snapshot, DSC_FIELD_DK_USABLE, 0);
  g_autofree char *text = dsc_describe_count (n, "%s free entry", "%s free entries");
  g_autofree char *number = dsc_describe_number (usable);

  if ((gint64) n == usable)
    return g_strdup_printf (_("%s (dk_usable)"), text);
  return g_strdup_printf (_("%1$s, but dk_usable is %2$s"), text, number);
}

char *
dsc_describe_run_note (gsize    count,
                       gboolean is_free)
{
  return is_free ? dsc_describe_count (count, "%s free", "%s free") : dsc_describe_count (count, "%s empty", "%s empty");
}

char *
dsc_describe_ledger_label (const DscSnapshot  *snapshot,
                           const DscLedgerRow *row)
{
  const gboolean is_compact = dsc_snapshot_get_traits (snapshot)->family == DSC_FAMILY_COMPACT;

  switch (row->part)
    {
    case DSC_PART_GC_HEAD:
      return g_strdup (dsc_describe_has_pre_header (snapshot) && !dsc_snapshot_has_dict (snapshot) ? _("pre-header") : _("GC head"));
    case DSC_PART_OBJECT:
      return g_strdup (dsc_snapshot_has_dict (snapshot) ? _("object") : _("instance"));
    case DSC_PART_SMALLTABLE_IDLE:
      return g_strdup (_("embedded slots, not in use"));
    case DSC_PART_KEYS_HEADER:
      return g_strdup (_("keys header"));
    case DSC_PART_INDICES:
      return g_strdup (_("indices"));
    case DSC_PART_LIVE:
      return is_compact ? dsc_describe_count (row->count, "%s live entry", "%s live entries")
                        : dsc_describe_count (row->count, "%s slot in use", "%s slots in use");
    case DSC_PART_TOMBSTONES:
      return is_compact ? dsc_describe_count (row->count, "%s tombstone", "%s tombstones")
                        : dsc_describe_count (row->count, "%s dummy", "%s dummies");
    case DSC_PART_FREE:
      return is_compact ? dsc_describe_count (row->count, "%s free entry", "%s free entries")
                        : dsc_describe_count (row->count, "%s empty slot", "%s empty slots");
    case DSC_PART_VALUES:
      return g_strdup (_("values"));
    case DSC_PART_LEFT_VALUES:
      return g_strdup (dsc_snapshot_has_dict (snapshot) ? _("size and order of the values") : _("values"));
    case DSC_PART_LEFT_ROOM:
      return g_strdup (_("room not in use"));
    case DSC_PART_SHARED_KEYS:
      {
        g_autofree char *users = dsc_describe_number ((gint64) row->count);
        /* Translators: how much of the keys counts for this one of its users: 1/3 of the shared keys */
        return row->count > 1 ? g_strdup_printf (_("1/%s of the shared keys"), users) : g_strdup (_("shared keys"));
      }
    case DSC_PART_ROUNDING:
      return g_strdup (_("allocator rounding"));
    case DSC_N_PARTS:
      break;
    }
  return g_strdup ("");
}

gboolean
dsc_describe_find_ledger_row (const DscSnapshot *snapshot,
                              gint64             part,
                              DscLedgerRow      *out_row)
{
  DscLedgerRow rows[2 * DSC_N_PARTS];
  gsize n = dsc_snapshot_get_ledger (snapshot, rows);

  n += dsc_snapshot_get_left_out (snapshot, rows + n);
  for (gsize i = 0; i < n; i++)
    if (rows[i].part == (DscLedgerPart) part)
      {
        *out_row = rows[i];
        return TRUE;
      }
  return FALSE;
}
