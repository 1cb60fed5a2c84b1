/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-pyramid.c: builds a pyramid and answers what a block holds. */
#include "dsc-pyramid-private.h"

#include <string.h>

#include "dsc-alloc.h"

#define CHUNK ((gsize) 1 << 17)   /* cells between two looks at whether to go on */

/* --- shape -------------------------------------------------------------------------------------------------------- */

static void
plan_table (DscPyramidTable *table,
            gsize            n,
            gsize            columns,
            gboolean         is_low)
{
  table->n = n;
  table->columns = columns;
  table->rows = columns > 0 ? (n + columns - 1) / columns : 0;
  for (guint k = 0; table->rows > 0 && k < DSC_PYRAMID_MAX_LEVELS; k++)
    {
      DscPyramidLevel *level = &table->levels[k];

      level->log2_width = k > 0 && is_low ? k - 1 : k;
      level->log2_height = k > 0 && is_low ? k + 1 : k;
      level->columns = (columns + ((gsize) 1 << level->log2_width) - 1) >> level->log2_width;
      level->rows = (table->rows + ((gsize) 1 << level->log2_height) - 1) >> level->log2_height;
      table->n_levels = k + 1;
      if (level->columns == 1 && level->rows == 1)
        break;
    }
}

guint64
dsc_pyramid_next_serial (void)
{
  static GMutex mutex;
  static guint64 last;

  g_mutex_lock (&mutex);
  const guint64 serial = ++last;
  g_mutex_unlock (&mutex);
  return serial;
}

DscPyramid *
dsc_pyramid_new (DscSnapshot *snapshot,
                 gsize        slot_columns,
                 gsize        entry_columns)
{
  g_return_val_if_fail (snapshot != NULL, NULL);

  DscPyramid *self = g_new0 (DscPyramid, 1);
  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->mutex);
  self->serial = dsc_pyramid_next_serial ();
  self->snapshot = dsc_snapshot_ref (snapshot);
  self->n_slots = dsc_snapshot_get_n_slots (snapshot);
  self->capacity = dsc_snapshot_get_entry_capacity (snapshot);
  if (slot_columns > 0)
    plan_table (&self->tables[DSC_LAYER_SLOTS], self->n_slots, slot_columns, FALSE);
  plan_table (&self->tables[DSC_LAYER_ENTRIES], self->capacity, entry_columns, TRUE);
  return self;
}

DscPyramid *
dsc_pyramid_ref (DscPyramid *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

static void
free_bins (DscPyramid *self)
{
  for (guint t = 0; t < DSC_N_LAYERS; t++)
    for (guint k = 0; k < self->tables[t].n_levels; k++)
      {
        dsc_alloc_free (&dsc_alloc_libc, self->tables[t].levels[k].bins);
        self->tables[t].levels[k].bins = NULL;
      }
}

void
dsc_pyramid_unref (DscPyramid *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  free_bins (self);
  for (guint t = 0; t < DSC_N_LAYERS; t++)
    g_free (self->changes[t].cells);
  dsc_snapshot_unref (self->snapshot);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* --- building ----------------------------------------------------------------------------------------------------- */

gsize
dsc_pyramid_level_size (const DscPyramidTable *table,
                        guint                  k)
{
  return (k == 0 ? MAX (table->n, 1) : table->levels[k].columns * table->levels[k].rows) * dsc_pyramid_bin_size (k);
}

/* By the core's allocator, which backs large blocks with huge pages: they are written all over. */
void
dsc_pyramid_allocate (DscPyramid *self)
{
  for (guint t = 0; t < DSC_N_LAYERS; t++)
    for (guint k = 0; k < self->tables[t].n_levels; k++)
      {
        const gsize bytes = dsc_pyramid_level_size (&self->tables[t], k);

        if (bytes == 0)
          continue;
        self->tables[t].levels[k].bins = dsc_alloc_new (&dsc_alloc_libc, bytes);
        if (self->tables[t].levels[k].bins == NULL)
          g_error ("%s: no memory for %" G_GSIZE_FORMAT " bytes", G_STRLOC, bytes);
      }
}

/* FALSE: cancelled. */
static gboolean
tell (const gint *cancelled,
      gint       *permille,
      double      from,
      double      share,
      gsize       done,
      gsize       n)
{
  if (permille != NULL)
    g_atomic_int_set (permille, (gint) (from + share * (double) done / (double) MAX (n, 1)));
  return cancelled == NULL || g_atomic_int_get (cancelled) == 0;
}

static gboolean
survey (DscPyramid *self,
        const gint *cancelled,
        gint       *permille)
{
  guint8 *slots = self->tables[DSC_LAYER_SLOTS].levels[0].bins;
  guint8 *entries = self->tables[DSC_LAYER_ENTRIES].levels[0].bins;

  for (gsize i = 0; i < self->capacity; i += CHUNK)
    {
      if (!tell (cancelled, permille, 0, 600, i, self->capacity))
        return FALSE;
      dsc_survey_entries (self->snapshot, i, CHUNK, entries, NULL);
    }
  for (gsize i = 0; slots != NULL && i < self->n_slots; i += CHUNK)
    {
      if (!tell (cancelled, permille, 600, 200, i, self->n_slots))
        return FALSE;
      dsc_survey_slots_after_entries (self->snapshot, i, CHUNK, entries, slots);
    }
  return TRUE;
}

static gboolean
join_all (DscPyramid *self,
          const gint *cancelled,
          gint       *permille)
{
  for (guint t = 0; t < DSC_N_LAYERS; t++)
    for (guint k = 2; k < self->tables[t].n_levels; k++)
      {
        const DscPyramidLevel *level = &self->tables[t].levels[k];

        for (gsize row = 0; row < level->rows; row++)
          {
            if (row % 64 == 0 && !tell (cancelled, permille, 800 + 100 * t, 99, row, level->rows))
              return FALSE;
            dsc_pyramid_join (&self->tables[t], k, row, 0, level->columns);
          }
      }
  return TRUE;
}

gboolean
dsc_pyramid_build (DscPyramid *self,
                   const gint *cancelled,
                   gint       *permille)
{
  if (dsc_pyramid_is_ready (self))
    return TRUE;

  g_mutex_lock (&self->mutex);
  gboolean done = self->ready;
  if (!done)
    {
      dsc_pyramid_allocate (self);
      done = survey (self, cancelled, permille) && join_all (self, cancelled, permille);
      if (done)
        {
          g_clear_pointer (&self->snapshot, dsc_snapshot_unref);
          g_atomic_int_set (&self->ready, 1);
        }
      else
        free_bins (self);
    }
  g_mutex_unlock (&self->mutex);
  if (done && permille != NULL)
    g_atomic_int_set (permille, 1000);
  return done;
}

gboolean
dsc_pyramid_is_ready (DscPyramid *self)
{
  return g_atomic_int_get (&self->ready) != 0;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

gboolean
dsc_pyramid_fits (const DscPyramid  *self,
                  const DscSnapshot *snapshot,
                  gsize              slot_columns,
                  gsize              entry_columns)
{
  return self->n_slots == dsc_snapshot_get_n_slots (snapshot) && self->capacity == dsc_snapshot_get_entry_capacity (snapshot)
         && self->tables[DSC_LAYER_SLOTS].columns == slot_columns && self->tables[DSC_LAYER_ENTRIES].columns == entry_columns;
}

guint
dsc_pyramid_get_n_levels (const DscPyramid *self,
                          DscPyramidLayer   layer)
{
  return self->tables[layer].n_levels;
}

void
dsc_pyramid_get_block (const DscPyramid *self,
                       DscPyramidLayer   layer,
                       guint             level,
                       gsize            *out_columns,
                       gsize            *out_rows)
{
  *out_columns = (gsize) 1 << self->tables[layer].levels[level].log2_width;
  *out_rows = (gsize) 1 << self->tables[layer].levels[level].log2_height;
}

/* Cells of the table that lie in a block: the last row may end early. */
static gsize
count_cells (const DscPyramidTable *table,
             const DscPyramidLevel *level,
             gsize                  column,
             gsize                  row)
{
  const gsize left = column << level->log2_width;
  const gsize top = row << level->log2_height;
  const gsize right = MIN (left + ((gsize) 1 << level->log2_width), table->columns);
  const gsize bottom = MIN (top + ((gsize) 1 << level->log2_height), table->rows);

  if (left >= right || top >= bottom)
    return 0;
  const gsize last_width = table->n - (table->rows - 1) * table->columns;
  const gsize missing = bottom == table->rows && right > last_width ? right - MAX (last_width, left) : 0;
  return (right - left) * (bottom - top) - missing;
}

static DscBin
unpack (guint64 word,
        guint   bits,
        gsize   cells)
{
  const guint64 mask = ((guint64) 1 << bits) - 1;

  return (DscBin) { (guint32) cells, (guint32) (word & mask), (guint32) (word >> bits & mask), (guint8) (word >> (2 * bits)) };
}

DscBin
dsc_pyramid_get_bin (const DscPyramid *self,
                     DscPyramidLayer   layer,
                     guint             number,
                     gsize             column,
                     gsize             row)
{
  const DscPyramidTable *table = &self->tables[layer];
  const DscPyramidLevel *level = &table->levels[number];
  const gsize cells = number < table->n_levels ? count_cells (table, level, column, row) : 0;
  const gsize at = row * level->columns + column;

  if (cells == 0)
    return (DscBin) { 0 };
  if (number == 0)
    {
      const guint8 cell = level->bins[at];
      return (DscBin) { 1, cell >= DSC_CELL_USED, cell == DSC_CELL_DUMMY, cell };
    }
  if (number == 1)
    {
      guint32 bin;
      dsc_pyramid_count (table, number, row, column, column + 1, &bin);
      return unpack (bin, DSC_BIN32_COUNT, cells);
    }
  if (number <= 5)
    return unpack (((const guint32 *) level->bins)[at], DSC_BIN32_COUNT, cells);
  return unpack (((const guint64 *) level->bins)[at], DSC_BIN64_COUNT, cells);
}

const guint8 *
dsc_pyramid_get_cells (const DscPyramid *self,
                       DscPyramidLayer   layer)
{
  return self->tables[layer].levels[0].bins;
}

DscBin
dsc_pyramid_get_whole (const DscPyramid *self,
                       DscPyramidLayer   layer)
{
  const guint n = self->tables[layer].n_levels;

  return n > 0 ? dsc_pyramid_get_bin (self, layer, n - 1, 0, 0) : (DscBin) { 0 };
}

gsize
dsc_pyramid_get_size (const DscPyramid *self)
{
  gsize size = sizeof *self;

  for (guint t = 0; t < DSC_N_LAYERS; t++)
    for (guint k = 0; k < self->tables[t].n_levels; k++)
      size += dsc_pyramid_level_size (&self->tables[t], k);
  return size;
}

/* --- codes -------------------------------------------------------------------------------------------------------- */

/* Shares of a block of 1 << log2_cells cells; a few never look like none, and nearly all never like all. */
static inline guint16
encode (guint64 used,
        guint64 dummies,
        guint   worst,
        guint   log2_cells)
{
  const guint64 all = (guint64) 1 << log2_cells;
  const guint full = used == 0 ? 0 : used == all ? 31 : 1 + (guint) (used * 30 >> log2_cells);
  /* Dummies by powers of two: up to 1/32, 1/16, 1/8, 1/4, 1/2, less than all, all. */
  const guint parts = dummies == 0 ? 0 : (guint) ((dummies * 32 - 1) >> log2_cells);
  const guint share = dummies == 0 ? 0 : dummies == all ? 7 : parts == 0 ? 1 : 1 + g_bit_storage (parts);

  return (guint16) (full << 11 | share << 8 | worst);
}

/* At the edges blocks have fewer cells: as if they were 4096, but some are never none. */
static guint64
scale_count (guint64 count,
             guint64 cells)
{
  return count > 0 ? MAX (count * 4096 / cells, 1) : 0;
}

static guint16
encode_bin (DscBin bin)
{
  return bin.cells == 0 ? 0 : encode (scale_count (bin.used, bin.cells), scale_count (bin.dummies, bin.cells), bin.worst, 12);
}

#define ENCODE(type, row_of_bins, bits) \
  { \
    const type *bins = row_of_bins; \
    const type mask = (type) (((guint64) 1 << (bits)) - 1); \
    for (gsize i = 0; i < n; i++) \
      out_codes[i] = encode (bins[i] & mask, bins[i] >> (bits) & mask, (guint) (bins[i] >> (2 * (bits))), log2_cells); \
  }

/* The first level's blocks, which are not kept, a few at a time. */
static void
encode_counted (const DscPyramidTable *table,
                gsize                  row,
                gsize                  first,
                gsize                  n_all,
                guint16               *out_codes)
{
  const guint count = 7;    /* up to four cells, in three bits */
  guint16 shares[64];       /* by used | dummies << 3 */
  guint32 counted[256];

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    shares[i] = encode (MIN (i & count, 4), MIN (i >> 3, 4), 0, 2);
  for (gsize done = 0; done < n_all; done += G_N_ELEMENTS (counted), out_codes += G_N_ELEMENTS (counted))
    {
      const gsize n = MIN (n_all - done, G_N_ELEMENTS (counted));

      dsc_pyramid_count (table, 1, row, first + done, first + done + n, counted);
      for (gsize i = 0; i < n; i++)
        out_codes[i] = (guint16) (shares[(counted[i] & count) | (counted[i] >> DSC_BIN32_COUNT & count) << 3] | counted[i] >> (2 * DSC_BIN32_COUNT));
    }
}

/* Blocks all of whose cells are there. */
static void
encode_row (const DscPyramidTable *table,
            guint                  number,
            gsize                  row,
            gsize                  first,
            gsize                  n,
            guint16               *out_codes)
{
  const DscPyramidLevel *level = &table->levels[number];
  const guint log2_cells = level->log2_width + level->log2_height;
  const gsize at = row * level->columns + first;

  if (number == 1)
    encode_counted (table, row, first, n, out_codes);
  else if (number <= 5)
    ENCODE (guint32, (const guint32 *) level->bins + at, DSC_BIN32_COUNT)
  else
    ENCODE (guint64, (const guint64 *) level->bins + at, DSC_BIN64_COUNT)
}

void
dsc_pyramid_get_codes (const DscPyramid *self,
                       DscPyramidLayer   layer,
                       guint             number,
                       gsize             row,
                       gsize             first,
                       gsize             n,
                       guint16          *out_codes)
{
  const DscPyramidTable *table = &self->tables[layer];
  const DscPyramidLevel *level = &table->levels[number];
  const gboolean has_all_rows = (row + 1) << level->log2_height < table->rows;
  const gsize whole = has_all_rows ? MIN (first + n, table->columns >> level->log2_width) : first;

  if (whole > first)
    encode_row (table, number, row, first, whole - first, out_codes);
  for (gsize column = MAX (whole, first); column < first + n; column++)
    out_codes[column - first] = encode_bin (dsc_pyramid_get_bin (self, layer, number, column, row));
}
