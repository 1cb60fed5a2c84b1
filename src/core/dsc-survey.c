/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-survey.c: looks at every slot and entry of a table once, for pictures of tables that are too large to ask cell by cell.
 *
 * The length of a probe chain is found from the entry's side: entries are read in order, each hash is walked until the index
 * table names the entry. Reading slots in order and asking each for its entry's hash would touch entries all over memory, which
 * are four to twenty-four times larger than indices. First probes are independent of each other, so they are fetched ahead: a
 * batch of entries asks for its cache lines, then reads them. In open tables a slot knows its own hash, and the walk up to it
 * is arithmetic alone. */
#include "dsc-snapshot-private.h"
#include "dsc-survey.h"

#include "dsc-probe.h"

#define BATCH 64u
#define LONGEST_WALK 65536u   /* probes; a table that is damaged could send a search round for ever */

/* --- Open tables. --- */

static uint8_t
open_cell (const DscSnapshot *self, const DscTraits *traits, const DscKeyEntry *entry, size_t slot)
{
  if (entry->me_key == NULL)
    return DSC_CELL_EMPTY;
  if (entry->me_key == self->dummy)
    return DSC_CELL_DUMMY;

  DscProbe probe = dsc_probe_start (traits->probe, dsc_probe_hash_bits (traits, entry->me_hash), self->n_slots);
  unsigned cell = DSC_CELL_USED;
  while (probe.slot != slot && cell < DSC_CELL_MOST)
    {
      dsc_probe_next (&probe, traits->probe);
      cell++;
    }
  return (uint8_t) cell;
}

static void
survey_open (const DscSnapshot *self, size_t first, size_t end, uint8_t *cells)
{
  const DscTraits *traits = dsc_snapshot_get_traits (self);
  const DscKeyEntry *entries = self->entries;

  for (size_t slot = first; slot < end; slot++)
    cells[slot] = open_cell (self, traits, &entries[slot], slot);
}

/* --- Compact tables. --- */

static inline int64_t
index_at (const void *indices, unsigned log2_width, size_t slot)
{
  switch (log2_width)
    {
    case 0:  return ((const int8_t *) indices)[slot];
    case 1:  return ((const int16_t *) indices)[slot];
    case 2:  return ((const int32_t *) indices)[slot];
    default: return ((const int64_t *) indices)[slot];
    }
}

/* EMPTY is -1 and DUMMY -2: 0 and 1 in a cell. */
#define SURVEY_INDICES(type) \
  for (size_t slot = first; slot < end; slot++) \
    { \
      const type index = ((const type *) self->memory)[slot]; \
      cells[slot] = (uint8_t) (index >= 0 ? DSC_CELL_USED : index == DSC_INDEX_EMPTY ? DSC_CELL_EMPTY : DSC_CELL_DUMMY); \
    }

void
dsc_survey_slots (const DscSnapshot *self, size_t first, size_t n, uint8_t *cells)
{
  const size_t end = first < self->n_slots ? first + (n < self->n_slots - first ? n : self->n_slots - first) : first;

  if (self->index_width == 0)
    {
      survey_open (self, first, end, cells);
      return;
    }
  switch (self->log2_index_width)
    {
    case 0:  SURVEY_INDICES (int8_t)  break;
    case 1:  SURVEY_INDICES (int16_t) break;
    case 2:  SURVEY_INDICES (int32_t) break;
    default: SURVEY_INDICES (int64_t) break;
    }
}

typedef struct {
  const DscObject *key;      /* NULL: emptied */
  uint64_t         hash;
} Wanted;

/* Entries first … first + n - 1, with the slots that their searches begin at on the way into the cache. */
static void
fetch_batch (const DscSnapshot *self, const DscTraits *traits, size_t first, size_t n, const uint8_t *slot_cells, Wanted *wanted)
{
  for (size_t i = 0; i < n; i++)
    {
      wanted[i].key = self->has_hash ? ((const DscKeyEntry *) self->entries)[first + i].me_key
                                     : ((const DscUnicodeEntry *) self->entries)[first + i].me_key;
      if (!self->has_hash && wanted[i].key != NULL)
        __builtin_prefetch (&wanted[i].key->hash);
    }
  for (size_t i = 0; i < n; i++)
    if (wanted[i].key != NULL)
      {
        const int64_t hash = self->has_hash ? ((const DscKeyEntry *) self->entries)[first + i].me_hash : wanted[i].key->hash;

        wanted[i].hash = dsc_probe_hash_bits (traits, hash);
        const uint64_t slot = dsc_probe_start (traits->probe, wanted[i].hash, self->n_slots).slot;
        __builtin_prefetch ((const char *) self->memory + (slot << self->log2_index_width));
        __builtin_prefetch (slot_cells + slot, 1);
      }
}

/* Probes until the index table names entry i; out_slot is where. 0: it never does. */
static unsigned
walk (const DscSnapshot *self, const DscTraits *traits, uint64_t hash, int64_t i, size_t *out_slot)
{
  DscProbe probe = dsc_probe_start (traits->probe, hash, self->n_slots);

  for (unsigned probes = 1; probes <= LONGEST_WALK; probes++)
    {
      const int64_t index = index_at (self->memory, self->log2_index_width, (size_t) probe.slot);

      if (index == i)
        {
          *out_slot = (size_t) probe.slot;
          return probes;
        }
      if (index == DSC_INDEX_EMPTY)
        return 0;
      dsc_probe_next (&probe, traits->probe);
    }
  return 0;
}

static void
survey_batch (const DscSnapshot *self, const DscTraits *traits, size_t first, size_t n, uint8_t *cells, uint8_t *slot_cells)
{
  Wanted wanted[BATCH];

  fetch_batch (self, traits, first, n, slot_cells, wanted);
  for (size_t i = 0; i < n; i++)
    {
      if (wanted[i].key == NULL)
        {
          cells[first + i] = DSC_CELL_DUMMY;
          continue;
        }
      size_t slot = 0;
      const unsigned probes = walk (self, traits, wanted[i].hash, (int64_t) (first + i), &slot);
      cells[first + i] = (uint8_t) (probes == 0 ? DSC_CELL_USED : probes < DSC_CELL_MOST - 1u ? probes + 1 : DSC_CELL_MOST);
      if (probes != 0)
        slot_cells[slot] = cells[first + i];
    }
}

void
dsc_survey_entries (const DscSnapshot *self, size_t first, size_t n, uint8_t *cells, uint8_t *slot_cells)
{
  const DscTraits *traits = dsc_snapshot_get_traits (self);
  const size_t end = first < self->capacity ? first + (n < self->capacity - first ? n : self->capacity - first) : first;
  const size_t used_end = end < self->n_entries ? end : self->n_entries;

  if (self->index_width == 0)
    {
      survey_open (self, first, end, cells);
      return;
    }
  for (size_t i = first; i < used_end; i += BATCH)
    survey_batch (self, traits, i, used_end - i < BATCH ? used_end - i : BATCH, cells, slot_cells);
  for (size_t i = first > used_end ? first : used_end; i < end; i++)
    cells[i] = DSC_CELL_EMPTY;
}
