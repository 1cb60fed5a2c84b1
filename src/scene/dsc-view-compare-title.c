/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-compare-title.c: the sentence on a thing in a comparison: what it is here, and what the other sides have in its place. */
#include "dsc-view-compare-private.h"

#include <glib/gi18n-lib.h>

const char *
dsc_compare_side_name (const DscComparePlan *self,
                       guint                 which)
{
  return self->names[which];
}

static char *
slot_value (const DscSnapshot *snapshot,
            gint64             slot)
{
  if (dsc_compare_is_open (snapshot) || slot >= (gint64) dsc_snapshot_get_n_slots (snapshot))
    return NULL;
  return dsc_describe_number (dsc_snapshot_get_index (snapshot, (gsize) slot));
}

static char *
entry_value (const DscSnapshot *snapshot,
             gint64             i,
             DscFieldId         member)
{
  if (i >= (gint64) dsc_snapshot_get_entry_capacity (snapshot))
    return NULL;
  const DscSlotState state = dsc_snapshot_get_entry_state (snapshot, (gsize) i);
  if (state == DSC_SLOT_EMPTY)
    return g_strdup (dsc_compare_is_open (snapshot) ? _("empty") : _("free"));
  if (state == DSC_SLOT_DUMMY)
    return dsc_describe_tombstone_label (snapshot, (gsize) i, TRUE);

  const DscEntry entry = dsc_snapshot_get_entry (snapshot, (gsize) i);
  g_autofree char *key = dsc_describe_repr (snapshot, entry.me_key, 40);
  g_autofree char *value = dsc_describe_repr (snapshot, entry.me_value, 40);
  if (member == DSC_FIELD_ME_HASH)
    return dsc_snapshot_entries_have_hash (snapshot) ? dsc_describe_hash (dsc_snapshot_get_traits (snapshot), entry.me_hash) : NULL;
  return member == DSC_FIELD_ME_VALUE ? g_steal_pointer (&value)
         : member == DSC_FIELD_ME_KEY ? g_steal_pointer (&key) : g_strdup_printf ("%s: %s", key, value);
}

static char *
field_value (const DscSnapshot *snapshot,
             DscSceneId         id)
{
  if (id.field == DSC_FIELD_DK_INDICES)
    return dsc_compare_table_note (snapshot, TRUE);
  if (id.field == DSC_FIELD_DK_ENTRIES || id.field == DSC_FIELD_MA_TABLE || id.field == DSC_FIELD_MA_SMALLTABLE)
    {
      const DscField *member = dsc_describe_find_field (snapshot, (DscBlockKind) id.index, (DscFieldId) id.field, 0);
      if (member == NULL || member->member.is_table)
        return dsc_compare_table_note (snapshot, FALSE);
    }
  const DscField *field = dsc_describe_find_field (snapshot, (DscBlockKind) id.index, (DscFieldId) id.field, 0);
  g_autofree char *value = field != NULL ? dsc_describe_field_value (field, FALSE) : NULL;
  if (value != NULL && *value == '\0')
    return dsc_describe_points_to (snapshot, field);
  return g_steal_pointer (&value);
}

char *
dsc_compare_value (const DscSnapshot *snapshot,
                   DscSceneId         id)
{
  DscLedgerRow row;

  switch ((DscPartKind) id.part)
    {
    case DSC_PART_OF_BLOCK:
      {
        const DscBlock *block = dsc_snapshot_find_block (snapshot, (DscBlockKind) id.index);
        return block != NULL ? dsc_describe_size (block->size) : NULL;
      }
    case DSC_PART_OF_FIELD:
      return field_value (snapshot, id);
    case DSC_PART_OF_SLOT:
      return slot_value (snapshot, id.index);
    case DSC_PART_OF_ENTRY:
      return entry_value (snapshot, id.index, DSC_FIELD_PADDING);
    case DSC_PART_OF_ENTRY_FIELD:
      return entry_value (snapshot, id.index, (DscFieldId) id.field);
    case DSC_PART_OF_SPLIT_VALUE:
      return entry_value (snapshot, id.index, DSC_FIELD_ME_VALUE);
    case DSC_PART_OF_LEDGER:
      return dsc_describe_find_ledger_row (snapshot, id.index, &row) ? dsc_describe_size ((guint64) row.bytes) : NULL;
    case DSC_PART_OF_PICTURE:
    case DSC_PART_OF_KEY:
    case DSC_PART_OF_VALUE:
    case DSC_PART_OF_GAP:
    case DSC_PART_OF_ORDER:
    case DSC_PART_OF_SHARER:
    case DSC_PART_OF_DATUM:
      break;
    }
  return NULL;
}

/* The same member where it has another name. */
static DscSceneId
renamed (const DscSnapshot *snapshot,
         DscSceneId         id)
{
  static const struct { DscFieldId before, after; } names[] = { { DSC_FIELD_DK_SIZE, DSC_FIELD_DK_LOG2_SIZE },
                                                                { DSC_FIELD_MA_VERSION_TAG, DSC_FIELD_MA_WATCHER_TAG },
                                                                { DSC_FIELD_GC_NEXT, DSC_FIELD_GC_NEXT_WORD },
                                                                { DSC_FIELD_GC_PREV, DSC_FIELD_GC_PREV_WORD } };

  for (guint i = 0; id.part == DSC_PART_OF_FIELD && i < G_N_ELEMENTS (names); i++)
    if (id.field == names[i].before || id.field == names[i].after)
      {
        const DscFieldId other = id.field == names[i].before ? names[i].after : names[i].before;
        if (dsc_describe_find_field (snapshot, (DscBlockKind) id.index, other, 0) != NULL)
          id.field = (guint16) other;
      }
  return id;
}

char *
dsc_compare_title (const DscComparePlan *self,
                   guint                 which,
                   DscSceneId            id,
                   gboolean              differs)
{
  const DscSnapshot *snapshot = dsc_compare_plan_get (self, which);
  g_autofree char *own = dsc_describe_title (snapshot, NULL, id);
  GString *text = g_string_new (own != NULL ? own : "");

  if (own == NULL)
    /* Translators: the name of a release stands in front of it: CPython 3.9.18 has nothing in this place. */
    g_string_printf (text, _("%s has nothing in this place."), dsc_compare_side_name (self, which));
  for (guint i = 0; differs && i < self->n; i++)
    {
      const DscSnapshot *other = dsc_compare_plan_get (self, i);
      if (i == which || other == NULL)
        continue;
      const DscSceneId there = renamed (other, id);
      g_autofree char *value = dsc_compare_value (other, there);
      const gboolean has_other_name = there.field != id.field;
      if (value == NULL)
        g_string_append_printf (text, _(" %s: nothing in this place."), dsc_compare_side_name (self, i));
      else if (has_other_name)
        g_string_append_printf (text, " %s: %s = %s.", dsc_compare_side_name (self, i), dsc_field_name ((DscFieldId) there.field), value);
      else
        g_string_append_printf (text, " %s: %s.", dsc_compare_side_name (self, i), value);
    }
  return g_string_free (text, FALSE);
}
