/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-pyramid-change.c: brings a pyramid up to date with another state of its table, or makes one of that state from it.
 *
 * Pictures of the earlier state may still be painted in other threads, so theirs is left alone: the next one begins as a copy, and
 * remembers which cells differ, so that whoever keeps pixels of the earlier state knows which of them still hold. */
#include "dsc-pyramid-private.h"

#include <string.h>

#include "dsc-snapshot-diff.h"

#define MOST_CHANGES ((gsize) 4096)   /* more than that: counting everything is no dearer */
#define LONGEST_CHAIN ((gsize) 256)   /* slots; a search that is longer than that is not followed */

static void
join_above (DscPyramidTable *table,
            gsize            cell)
{
  const gsize column = cell % table->columns;
  const gsize row = cell / table->columns;

  for (guint k = 2; k < table->n_levels; k++)
    {
      const DscPyramidLevel *level = &table->levels[k];
      const gsize x = column >> level->log2_width;

      dsc_pyramid_join (table, k, row >> level->log2_height, x, x + 1);
    }
}

gboolean
dsc_pyramid_update (DscPyramid        *self,
                    const DscSnapshot *now,
                    const gsize       *slots,
                    gsize              n_slots,
                    const gsize       *entries,
                    gsize              n_entries)
{
  DscPyramidTable *slot_table = &self->tables[DSC_LAYER_SLOTS];
  DscPyramidTable *entry_table = &self->tables[DSC_LAYER_ENTRIES];

  if (!dsc_pyramid_is_ready (self) || dsc_snapshot_get_n_slots (now) != self->n_slots || dsc_snapshot_get_entry_capacity (now) != self->capacity
      || (slot_table->n_levels > 0) != (dsc_snapshot_get_index_width (now) > 0))
    return FALSE;

  self->serial = dsc_pyramid_next_serial ();   /* it is another one now */
  self->made_from = 0;
  /* Slots first: an entry that moved into one of them tells it its probes. */
  for (gsize i = 0; slot_table->n_levels > 0 && i < n_slots; i++)
    dsc_survey_slots (now, slots[i], 1, slot_table->levels[0].bins);
  for (gsize i = 0; i < n_entries; i++)
    dsc_survey_entries (now, entries[i], 1, entry_table->levels[0].bins, slot_table->levels[0].bins);
  for (gsize i = 0; slot_table->n_levels > 0 && i < n_slots; i++)
    {
      const gint64 entry = dsc_snapshot_get_index (now, slots[i]);
      if (entry >= 0)
        dsc_survey_entries (now, (gsize) entry, 1, entry_table->levels[0].bins, slot_table->levels[0].bins);
      join_above (slot_table, slots[i]);
    }
  for (gsize i = 0; i < n_entries; i++)
    join_above (entry_table, entries[i]);
  return TRUE;
}

/* --- the next state ----------------------------------------------------------------------------------------------- */

typedef struct {
  GArray *slots, *entries;    /* gsize: what dsc_pyramid_update is to look at, each once, ascending */
} Changes;

static void
changes_clear (Changes *self)
{
  g_array_unref (self->slots);
  g_array_unref (self->entries);
}

static int
compare_sizes (gconstpointer a,
               gconstpointer b)
{
  const gsize x = *(const gsize *) a, y = *(const gsize *) b;

  return x < y ? -1 : x > y;
}

static void
make_unique (GArray *cells)
{
  guint n = 0;

  g_array_sort (cells, compare_sizes);
  for (guint i = 0; i < cells->len; i++)
    if (n == 0 || g_array_index (cells, gsize, i) != g_array_index (cells, gsize, n - 1))
      g_array_index (cells, gsize, n++) = g_array_index (cells, gsize, i);
  g_array_set_size (cells, n);
}

/* The slot of an entry may hold the same number as before while the search for the entry has become another one. FALSE: not found. */
static gboolean
add_slot_of_entry (GArray            *slots,
                   const DscSnapshot *snapshot,
                   gsize              i)
{
  gsize chain[LONGEST_CHAIN];

  if (dsc_snapshot_get_entry_state (snapshot, i) != DSC_SLOT_USED)
    return TRUE;
  const DscEntry entry = dsc_snapshot_get_entry (snapshot, i);
  const gsize n = dsc_snapshot_probe_chain (snapshot, entry.me_hash, (gint64) i, chain, LONGEST_CHAIN);

  if (n == 0 || dsc_snapshot_get_index (snapshot, chain[n - 1]) != (gint64) i)
    return FALSE;
  g_array_append_val (slots, chain[n - 1]);
  return TRUE;
}

/* FALSE: too many, or something that cannot be followed. */
static gboolean
find_changes (Changes           *self,
              const DscSnapshot *before,
              const DscSnapshot *now)
{
  g_array_set_size (self->slots, MOST_CHANGES);
  g_array_set_size (self->entries, MOST_CHANGES);
  const gsize n_entries = dsc_snapshot_list_changed_entries (before, now, (gsize *) self->entries->data, MOST_CHANGES);
  const gsize n_slots = n_entries <= MOST_CHANGES ? dsc_snapshot_list_changed_slots (before, now, (gsize *) self->slots->data, MOST_CHANGES) : 0;

  if (n_entries > MOST_CHANGES || n_slots > MOST_CHANGES)
    return FALSE;
  g_array_set_size (self->slots, (guint) n_slots);
  g_array_set_size (self->entries, (guint) n_entries);
  for (gsize i = 0; dsc_snapshot_get_index_width (now) > 0 && i < n_entries; i++)
    if (!add_slot_of_entry (self->slots, now, g_array_index (self->entries, gsize, i)))
      return FALSE;
  make_unique (self->slots);
  return TRUE;
}

static DscPyramid *
copy (const DscPyramid *earlier)
{
  DscPyramid *self = g_new0 (DscPyramid, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->mutex);
  self->serial = dsc_pyramid_next_serial ();
  self->n_slots = earlier->n_slots;
  self->capacity = earlier->capacity;
  memcpy (self->tables, earlier->tables, sizeof self->tables);
  dsc_pyramid_allocate (self);
  for (guint t = 0; t < DSC_N_LAYERS; t++)
    for (guint k = 0; k < self->tables[t].n_levels; k++)
      if (self->tables[t].levels[k].bins != NULL)
        memcpy (self->tables[t].levels[k].bins, earlier->tables[t].levels[k].bins, dsc_pyramid_level_size (&self->tables[t], k));
  self->ready = 1;
  return self;
}

static void
take_changes (DscPyramidChanges *self,
              GArray            *cells)
{
  self->n = cells->len;
  self->cells = g_memdup2 (cells->data, cells->len * sizeof (gsize));
}

DscPyramid *
dsc_pyramid_new_changed (DscPyramid        *earlier,
                         const DscSnapshot *before,
                         const DscSnapshot *now)
{
  DscPyramid *self = NULL;

  g_return_val_if_fail (earlier != NULL && before != NULL && now != NULL, NULL);
  if (!dsc_pyramid_is_ready (earlier) || !dsc_snapshot_is_alike (before, now) || dsc_snapshot_get_n_slots (before) != earlier->n_slots
      || dsc_snapshot_get_entry_capacity (before) != earlier->capacity)
    return NULL;

  Changes changes = { g_array_new (FALSE, FALSE, sizeof (gsize)), g_array_new (FALSE, FALSE, sizeof (gsize)) };

  if (find_changes (&changes, before, now))
    {
      self = copy (earlier);
      dsc_pyramid_update (self, now, (const gsize *) changes.slots->data, changes.slots->len, (const gsize *) changes.entries->data,
                          changes.entries->len);
      self->made_from = earlier->serial;
      take_changes (&self->changes[DSC_LAYER_SLOTS], changes.slots);
      take_changes (&self->changes[DSC_LAYER_ENTRIES], changes.entries);
    }
  changes_clear (&changes);
  return self;
}

gboolean
dsc_pyramid_get_changes (const DscPyramid *self,
                         const DscPyramid *earlier,
                         DscPyramidLayer   layer,
                         const gsize     **out_cells,
                         gsize            *out_n)
{
  *out_cells = NULL;
  *out_n = 0;
  if (self == earlier)
    return TRUE;
  if (self->made_from == 0 || self->made_from != earlier->serial)
    return FALSE;
  *out_cells = self->changes[layer].cells;
  *out_n = self->changes[layer].n;
  return TRUE;
}
