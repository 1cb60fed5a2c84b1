/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-measures.c: reads the numbers of a state from its snapshot, its ledger and a survey of its table. */
#include "dsc-measures.h"

#include "dsc-survey.h"

#include <math.h>
#include <string.h>

#define SURVEY_CELLS 4096u
#define BIT(measure) ((uint64_t) 1 << (measure))

typedef struct {
  const char     *name;
  DscMeasureUnit  unit;
  int             preference;
} Words;

static const Words words[DSC_N_MEASURES] = {
  [DSC_MEASURE_GETSIZEOF] = { "getsizeof", DSC_UNIT_BYTES, -1 },
  [DSC_MEASURE_ALLOCATED] = { "allocated", DSC_UNIT_BYTES, -1 },
  [DSC_MEASURE_ITEMS] = { "items", DSC_UNIT_COUNT, 0 },
  [DSC_MEASURE_SLOTS] = { "slots", DSC_UNIT_COUNT, 0 },
  [DSC_MEASURE_CAPACITY] = { "usable", DSC_UNIT_COUNT, 0 },
  [DSC_MEASURE_ROOM] = { "room", DSC_UNIT_COUNT, 0 },
  [DSC_MEASURE_FILL] = { "fill", DSC_UNIT_COUNT, 0 },
  [DSC_MEASURE_DUMMIES] = { "dummies", DSC_UNIT_COUNT, -1 },
  [DSC_MEASURE_HOLES] = { "holes", DSC_UNIT_COUNT, -1 },
  [DSC_MEASURE_LOAD] = { "load", DSC_UNIT_RATIO, 0 },
  [DSC_MEASURE_GC_HEAD] = { "gc-head", DSC_UNIT_BYTES, -1 },
  [DSC_MEASURE_OBJECT] = { "object-bytes", DSC_UNIT_BYTES, -1 },
  [DSC_MEASURE_HEADER] = { "header-bytes", DSC_UNIT_BYTES, -1 },
  [DSC_MEASURE_INDEX_BYTES] = { "index-bytes", DSC_UNIT_BYTES, -1 },
  [DSC_MEASURE_ENTRY_BYTES] = { "entry-bytes", DSC_UNIT_BYTES, -1 },
  [DSC_MEASURE_VALUE_BYTES] = { "value-bytes", DSC_UNIT_BYTES, -1 },
  [DSC_MEASURE_FREE_BYTES] = { "free-bytes", DSC_UNIT_BYTES, -1 },
  [DSC_MEASURE_ENTRY_SIZE] = { "entry-size", DSC_UNIT_BYTES, -1 },
  [DSC_MEASURE_BYTES_PER_ITEM] = { "bytes-per-item", DSC_UNIT_MEAN, -1 },
  [DSC_MEASURE_PROBES] = { "probes", DSC_UNIT_MEAN, -1 },
  [DSC_MEASURE_LONGEST] = { "longest", DSC_UNIT_COUNT, -1 },
  [DSC_MEASURE_COLLISIONS] = { "collisions", DSC_UNIT_COUNT, -1 },
  [DSC_MEASURE_RESIZES] = { "resizes", DSC_UNIT_COUNT, -1 },
  [DSC_MEASURE_OPERATIONS] = { "operations", DSC_UNIT_COUNT, 0 },
};

const char *
dsc_measure_name (DscMeasure self)
{
  return words[self].name;
}

bool
dsc_measure_parse (const char *name, DscMeasure *out_measure)
{
  for (int i = 0; i < DSC_N_MEASURES; i++)
    if (strcmp (words[i].name, name) == 0)
      {
        *out_measure = (DscMeasure) i;
        return true;
      }
  return false;
}

DscMeasureUnit
dsc_measure_unit (DscMeasure self)
{
  return words[self].unit;
}

int
dsc_measure_preference (DscMeasure self)
{
  return words[self].preference;
}

/* --- The table. --- */

static bool
is_compact (const DscSnapshot *snapshot)
{
  return dsc_snapshot_get_index_width (snapshot) != 0;
}

static uint64_t
capacity_of (const DscSnapshot *snapshot)
{
  const DscTraits *traits = dsc_snapshot_get_traits (snapshot);
  const size_t slots = dsc_snapshot_get_n_slots (snapshot);

  /* Shared keys stop at a number of their own (SHARED_KEYS_MAX_SIZE); they give nothing back. */
  if (is_compact (snapshot) && dsc_snapshot_get_kind (snapshot) == DSC_KEYS_SPLIT)
    return dsc_snapshot_get_n_entries (snapshot) + (uint64_t) dsc_snapshot_get_value (snapshot, DSC_FIELD_DK_USABLE, 0);
  /* Where the load is looked at before a store, one entry more gets in. */
  return slots <= 1 ? 0 : dsc_traits_usable (traits, slots) + traits->resize_before_store;
}

static void
read_table (const DscSnapshot *snapshot, double *out)
{
  const double slots = (double) dsc_snapshot_get_n_slots (snapshot);
  const double capacity = (double) capacity_of (snapshot);
  const int64_t fill = dsc_snapshot_get_value (snapshot, DSC_FIELD_MA_FILL, -1);

  out[DSC_MEASURE_SLOTS] = slots;
  out[DSC_MEASURE_CAPACITY] = capacity;
  if (dsc_snapshot_find_field (snapshot, DSC_FIELD_DK_USABLE) != NULL)
    out[DSC_MEASURE_ROOM] = (double) dsc_snapshot_get_value (snapshot, DSC_FIELD_DK_USABLE, 0);
  else if (fill >= 0)
    out[DSC_MEASURE_ROOM] = capacity - (double) fill;
  if (is_compact (snapshot))
    out[DSC_MEASURE_FILL] = (double) dsc_snapshot_get_n_entries (snapshot);
  else if (fill >= 0)
    out[DSC_MEASURE_FILL] = (double) fill;
  else if (capacity > 0)
    out[DSC_MEASURE_FILL] = capacity - out[DSC_MEASURE_ROOM];
  if (slots > 1)
    out[DSC_MEASURE_ENTRY_SIZE] = dsc_snapshot_get_entry_size (snapshot);
}

/* --- Its searches. --- */

typedef struct {
  uint64_t n_used, n_dummies, probes, n_collisions;
  unsigned longest;
} Survey;

static void
count_cells (Survey *self, const uint8_t *cells, size_t n)
{
  for (size_t i = 0; i < n; i++)
    {
      const unsigned probes = dsc_cell_probes (cells[i]);

      self->n_dummies += cells[i] == DSC_CELL_DUMMY;
      self->n_used += probes != 0;
      self->probes += probes;
      self->n_collisions += probes > 1;
      self->longest = probes > self->longest ? probes : self->longest;
    }
}

/* Slots hold the dummies; in a compact table the entries know how long a search for them is. */
static bool
read_searches (const DscSnapshot *snapshot, double *out)
{
  const DscAlloc *alloc = dsc_pool_get_alloc (dsc_snapshot_get_pool (snapshot));
  const size_t n_slots = dsc_snapshot_get_n_slots (snapshot);
  uint8_t *cells = dsc_alloc_new (alloc, n_slots);
  Survey slots = { 0 };
  Survey searches = { 0 };

  if (cells == NULL)
    return false;
  dsc_survey_slots (snapshot, 0, n_slots, cells);
  count_cells (&slots, cells, n_slots);
  searches = slots;
  if (is_compact (snapshot))
    {
      const size_t n = dsc_snapshot_get_n_entries (snapshot);

      searches = (Survey) { 0 };
      dsc_survey_entries (snapshot, 0, n, cells, NULL);
      count_cells (&searches, cells, n);
    }
  dsc_alloc_free (alloc, cells);
  out[DSC_MEASURE_DUMMIES] = (double) slots.n_dummies;
  out[DSC_MEASURE_LOAD] = (double) slots.n_used / (double) n_slots;
  out[DSC_MEASURE_COLLISIONS] = (double) searches.n_collisions;
  if (searches.n_used != 0)
    {
      out[DSC_MEASURE_PROBES] = (double) searches.probes / (double) searches.n_used;
      out[DSC_MEASURE_LONGEST] = searches.longest;
    }
  return true;
}

/* --- Bytes. --- */

static void
add (double *to, int64_t bytes)
{
  *to = isnan (*to) ? (double) bytes : *to + (double) bytes;
}

/* Parts that the version has no such thing of stay NAN; those that are there but empty are 0. */
static void
begin_parts (const DscSnapshot *snapshot, double *out)
{
  const bool has_keys = dsc_snapshot_get_table_block (snapshot) == DSC_BLOCK_KEYS;

  out[DSC_MEASURE_GC_HEAD] = 0;
  out[DSC_MEASURE_OBJECT] = 0;
  out[DSC_MEASURE_ENTRY_BYTES] = 0;
  out[DSC_MEASURE_FREE_BYTES] = 0;
  if (has_keys)
    out[DSC_MEASURE_HEADER] = 0;
  if (has_keys && is_compact (snapshot))
    out[DSC_MEASURE_INDEX_BYTES] = 0;
}

static void
read_part (const DscLedgerRow *row, double *out)
{
  switch (row->part)
    {
    case DSC_PART_GC_HEAD:
      add (&out[DSC_MEASURE_GC_HEAD], row->bytes);
      return;
    case DSC_PART_OBJECT:
      add (&out[DSC_MEASURE_OBJECT], row->bytes);
      return;
    case DSC_PART_KEYS_HEADER:
      add (&out[DSC_MEASURE_HEADER], row->bytes);
      return;
    case DSC_PART_INDICES:
      add (&out[DSC_MEASURE_INDEX_BYTES], row->bytes);
      return;
    case DSC_PART_VALUES:
      add (&out[DSC_MEASURE_VALUE_BYTES], row->bytes);
      return;
    case DSC_PART_FREE:
    case DSC_PART_SMALLTABLE_IDLE:
      add (&out[DSC_MEASURE_FREE_BYTES], row->bytes);
      /* fall through */
    case DSC_PART_LIVE:
    case DSC_PART_TOMBSTONES:
      add (&out[DSC_MEASURE_ENTRY_BYTES], row->bytes);
      return;
    case DSC_PART_LEFT_VALUES:
    case DSC_PART_LEFT_ROOM:
    case DSC_PART_SHARED_KEYS:
    case DSC_PART_ROUNDING:
    case DSC_N_PARTS:
      return;
    }
}

static void
read_bytes (const DscSnapshot *snapshot, double *out)
{
  DscLedgerRow rows[DSC_N_PARTS];
  const size_t n = dsc_snapshot_get_ledger (snapshot, rows);

  begin_parts (snapshot, out);
  for (size_t i = 0; i < n; i++)
    read_part (&rows[i], out);
  out[DSC_MEASURE_GETSIZEOF] = (double) dsc_snapshot_get_getsizeof (snapshot);
}

static void
read_allocated (const DscSnapshot *snapshot, double *out)
{
  DscAllocation allocations[DSC_ALLOCATIONS_MAX];
  const size_t n = dsc_snapshot_get_allocations (snapshot, allocations);

  if (!dsc_snapshot_knows_rounding (snapshot) || n == 0)
    return;
  for (size_t i = 0; i < n; i++)
    add (&out[DSC_MEASURE_ALLOCATED], (int64_t) allocations[i].taken);
}

static double
count_items (const DscSnapshot *snapshot)
{
  double n = 0;

  if (dsc_snapshot_has_dict (snapshot))
    return (double) dsc_snapshot_get_value (snapshot, DSC_FIELD_MA_USED, 0);
  if (!dsc_snapshot_has_instance (snapshot))
    return (double) dsc_snapshot_get_n_entries (snapshot);
  for (size_t i = 0; i < dsc_snapshot_get_n_values (snapshot); i++)
    n += dsc_snapshot_get_split_value (snapshot, i) != NULL;
  return n;
}

static void
read_past (const DscMeasurePast *past, double *out)
{
  if (past != NULL && past->resizes >= 0)
    out[DSC_MEASURE_RESIZES] = (double) past->resizes;
  if (past != NULL && past->operations >= 0)
    out[DSC_MEASURE_OPERATIONS] = (double) past->operations;
}

#define SEARCHES (BIT (DSC_MEASURE_DUMMIES) | BIT (DSC_MEASURE_LOAD) | BIT (DSC_MEASURE_PROBES) | BIT (DSC_MEASURE_LONGEST) | BIT (DSC_MEASURE_COLLISIONS))

static bool
read_all (const DscSnapshot *snapshot, uint64_t wanted, double *out)
{
  const size_t n_slots = dsc_snapshot_get_n_slots (snapshot);

  out[DSC_MEASURE_ITEMS] = count_items (snapshot);
  read_allocated (snapshot, out);
  if (dsc_snapshot_has_dict (snapshot))
    read_bytes (snapshot, out);
  if (out[DSC_MEASURE_ITEMS] > 0 && dsc_snapshot_has_dict (snapshot))
    out[DSC_MEASURE_BYTES_PER_ITEM] = out[DSC_MEASURE_GETSIZEOF] / out[DSC_MEASURE_ITEMS];
  if (n_slots == 0)
    return true;
  read_table (snapshot, out);
  if (is_compact (snapshot) && n_slots > 1 && !dsc_snapshot_is_split (snapshot) && dsc_snapshot_has_dict (snapshot))
    out[DSC_MEASURE_HOLES] = out[DSC_MEASURE_FILL] - out[DSC_MEASURE_ITEMS];
  return n_slots == 1 || (wanted & SEARCHES) == 0 || read_searches (snapshot, out);
}

bool
dsc_measures_read (const DscSnapshot *snapshot, const DscMeasurePast *past, uint64_t wanted, double out[DSC_N_MEASURES])
{
  for (int i = 0; i < DSC_N_MEASURES; i++)
    out[i] = NAN;
  if (snapshot != NULL && !read_all (snapshot, wanted, out))
    return false;
  read_past (past, out);
  for (int i = 0; i < DSC_N_MEASURES; i++)
    if ((wanted & BIT (i)) == 0)
      out[i] = NAN;
  return true;
}
