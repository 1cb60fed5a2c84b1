/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-describe.c: a whole state in a few sentences, for who hears the picture instead of seeing it. */
#include "dsc-describe-private.h"

#include <glib/gi18n-lib.h>

#include "dsc-text-fit.h"

#define MOST_ITEMS 8u

static void
append (GString *text,
        char    *sentence)
{
  if (sentence == NULL)
    return;
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  g_free (sentence);
}

static char *
head_sentence (const DscSnapshot *snapshot,
               const char        *name)
{
  g_autofree char *picture = dsc_describe_picture (snapshot, name);
  g_autofree char *build = dsc_describe_build (snapshot);

  return g_strdup_printf ("%s (%s).", picture, build);
}

static char *
table_sentence (const DscSnapshot *snapshot)
{
  const DscTraits *traits = dsc_snapshot_get_traits (snapshot);
  const gsize n_slots = dsc_snapshot_get_n_slots (snapshot);
  g_autofree char *slots = dsc_describe_count (n_slots, "%s slot", "%s slots");
  g_autofree char *entries = dsc_describe_count (dsc_snapshot_get_entry_capacity (snapshot), "%s entry", "%s entries");

  if (dsc_snapshot_find_block (snapshot, DSC_BLOCK_KEYS) == NULL && !dsc_snapshot_has_dict (snapshot))
    return g_strdup (_("It has no dict yet."));
  if (dsc_describe_is_shared (snapshot))
    {
      g_autofree char *sharers = dsc_describe_count (dsc_snapshot_get_n_sharers (snapshot), "%s dict or instance", "%s dicts and instances");
      g_autofree char *keys = dsc_describe_count (dsc_snapshot_get_n_entries (snapshot), "%s key", "%s keys");
      if (traits->family != DSC_FAMILY_COMPACT)
        return g_strdup_printf (_("Its keys object has %1$s and is shared by %2$s."), slots, sharers);
      return g_strdup_printf (_("Its keys object holds %1$s and is shared by %2$s."), keys, sharers);
    }
  if (dsc_snapshot_is_shared_empty (snapshot))
    return g_strdup (_("It has no table of its own: ma_keys points at Py_EMPTY_KEYS."));
  if (dsc_snapshot_get_table_block (snapshot) == DSC_BLOCK_DICT)
    return g_strdup_printf (_("Its table of %s lies inside the object."), slots);
  if (traits->family != DSC_FAMILY_COMPACT)
    return g_strdup_printf (_("Its table has %s."), slots);
  return g_strdup_printf (_("Its keys object has %1$s in dk_indices and room for %2$s."), slots, entries);
}

/* Where the values of a split dict or of an instance are. */
static char *
values_sentence (const DscSnapshot *snapshot)
{
  const DscBlock *block = dsc_describe_values_block (snapshot);
  DscValuesHeader header;

  if (block == NULL || block->is_static)
    return dsc_snapshot_get_idle_values_header (snapshot, &header) ? g_strdup (_("The values inside the instance are not valid any more."))
                                                                   : NULL;
  g_autofree char *capacity = dsc_describe_count (dsc_snapshot_get_n_values (snapshot), "%s value", "%s values");
  if (block->kind == DSC_BLOCK_INSTANCE_VALUES)
    return g_strdup_printf (_("The instance itself has room for %s."), capacity);
  return g_strdup_printf (_("An array of its own has room for %s."), capacity);
}

static char *
dummy_sentence (const DscSnapshot *snapshot)
{
  DscLedgerRow rows[DSC_N_PARTS];
  const gsize n = dsc_snapshot_get_ledger (snapshot, rows);

  for (gsize i = 0; i < n; i++)
    if (rows[i].part == DSC_PART_TOMBSTONES)
      {
        g_autofree char *label = dsc_describe_ledger_label (snapshot, &rows[i]);
        return g_strdup_printf (_("Deleted keys have left %s."), label);
      }
  return NULL;
}

static char *
items_sentence (const DscSnapshot *snapshot)
{
  const gsize n = dsc_snapshot_get_n_entries (snapshot);
  GString *text = g_string_new (NULL);
  guint shown = 0;

  for (gsize i = 0; i < n && i < 65536 && shown < MOST_ITEMS; i++)
    if (dsc_snapshot_get_entry_state (snapshot, i) == DSC_SLOT_USED && dsc_snapshot_get_entry (snapshot, i).me_value != NULL)
      {
        const DscEntry entry = dsc_snapshot_get_entry (snapshot, i);
        g_autofree char *key = dsc_describe_repr (snapshot, entry.me_key, 24);
        g_autofree char *value = dsc_describe_repr (snapshot, entry.me_value, 24);
        g_string_append_printf (text, "%s%s: %s", shown++ > 0 ? ", " : "", key, value);
      }
  if ((gint64) shown < dsc_describe_n_items (snapshot))
    g_string_append (text, ", …");
  g_autofree char *items = g_string_free (text, FALSE);
  return shown > 0 ? g_strdup_printf (_("In the order of the table: %s."), items) : NULL;
}

char *
dsc_describe_snapshot (const DscSnapshot *snapshot,
                       const char        *name)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (snapshot != NULL, NULL);

  append (text, head_sentence (snapshot, name));
  append (text, table_sentence (snapshot));
  append (text, values_sentence (snapshot));
  append (text, dummy_sentence (snapshot));
  append (text, items_sentence (snapshot));
  return g_string_free (text, FALSE);
}
