/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-survey.c: looks at every slot and entry of a table once, for pictures of tables that are too large to ask cell by cell.
 *
 * The length of a probe chain is found from the entry's side: entries are read in order, each hash is walked until the index
 * table names the entry. Reading slots in order and asking each for its entry's hash would touch entries all over memory, which
 * are four to twenty-four times larger than indices. Afterwards the slots, in order, take over what their entries found: bytes of entries are few
 * enough for much of them to be near. Searches are independent of each other, so a batch of them goes on in step: each
 * asks for the cache line of its next slot, and only then the first one reads. In open tables a slot knows its own hash, and the walk up to it
 * is arithmetic alone. */
#include "dsc-snapshot-private.h"
#include "dsc-survey.h"

#include "dsc-probe.h"

#define BATCH 128u
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

/* EMPTY is -1 and DUMMY -2: 0 and 1 in a cell. Without a branch, which would be mispredicted for every other slot. */
#define SURVEY_INDICES(type) \
  for (size_t slot = first; slot < end; slot++) \
    { \
      const type index = ((const type *) self->memory)[slot]; \
      cells[slot] = (uint8_t) (index >= 0 ? DSC_CELL_USED : -1 - index); \
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

/* What an entry needs, its slot does. Without a branch, again: masks of all bits choose. A table that is damaged may name entries that
 * there are not. */
#define SURVEY_INDICES_AFTER(type) \
  for (size_t slot = first; slot < end; slot++) \
    { \
      const int64_t index = ((const type *) indices)[slot]; \
      const size_t is_negative = (size_t) (index >> 63); \
      const size_t is_entry = ~is_negative & -(size_t) ((size_t) index < capacity); \
      const uint8_t cell = entry_cells[(size_t) index & is_entry]; \
      const uint8_t used = cell > DSC_CELL_USED ? cell : DSC_CELL_USED; \
      cells[slot] = (uint8_t) ((used & is_entry) | (~(size_t) index & is_negative) | (DSC_CELL_USED & ~is_entry & ~is_negative)); \
    }

void
dsc_survey_slots_after_entries (const DscSnapshot *self, size_t first, size_t n, const uint8_t *entry_cells, uint8_t *cells)
{
  const size_t end = first < self->n_slots ? first + (n < self->n_slots - first ? n : self->n_slots - first) : first;
  const void *indices = self->memory;
  const size_t capacity = self->capacity;

  switch (self->log2_index_width)
    {
    case 0:  SURVEY_INDICES_AFTER (int8_t)  break;
    case 1:  SURVEY_INDICES_AFTER (int16_t) break;
    case 2:  SURVEY_INDICES_AFTER (int32_t) break;
    default: SURVEY_INDICES_AFTER (int64_t) break;
    }
}

typedef struct {
  DscProbe probe;
  size_t   entry;
} Search;

static inline const DscObject *
key_at (const DscSnapshot *self, size_t i)
{
  return self->has_hash ? ((const DscKeyEntry *) self->entries)[i].me_key : ((const DscUnicodeEntry *) self->entries)[i].me_key;
}

/* Not the byte that the answer will go to: most first probes are not the last, and its line would have to be written back. */
static inline void
fetch_slot (const DscSnapshot *self, uint64_t slot)
{
  __builtin_prefetch ((const char *) self->memory + (slot << self->log2_index_width));
}

/* Where the hash is in the key, it is far away. */
static void
fetch_keys (const DscSnapshot *self, size_t first, size_t end)
{
  for (size_t i = first; i < end; i++)
    if (key_at (self, i) != NULL)
      __builtin_prefetch (&key_at (self, i)->hash);
}

/* Starts a search for each live one of the entries first … first + n - 1; returns how many. */
static size_t
start_searches (const DscSnapshot *self, const DscTraits *traits, size_t first, size_t n, uint8_t *cells, Search *searches)
{
  size_t n_searches = 0;

  for (size_t i = first; i < first + n; i++)
    {
      const DscObject *key = key_at (self, i);

      cells[i] = key != NULL ? DSC_CELL_USED : DSC_CELL_DUMMY;
      if (key == NULL)
        continue;
      const int64_t hash = self->has_hash ? ((const DscKeyEntry *) self->entries)[i].me_hash : key->hash;
      Search *search = &searches[n_searches++];
      search->entry = i;
      search->probe = dsc_probe_start (traits->probe, dsc_probe_hash_bits (traits, hash), self->n_slots);
      fetch_slot (self, search->probe.slot);
    }
  return n_searches;
}

/* One probe of each search; those that are not at their end stay, and ask for their next slot. Returns how many stay. */
static size_t
probe_all (const DscSnapshot *self, const DscTraits *traits, unsigned probes, size_t n, uint8_t *cells, uint8_t *slot_cells, Search *searches)
{
  const uint8_t cell = (uint8_t) (probes < DSC_CELL_MOST - 1u ? probes + 1 : DSC_CELL_MOST);
  size_t n_left = 0;

  for (size_t k = 0; k < n; k++)
    {
      Search search = searches[k];
      const int64_t index = index_at (self->memory, self->log2_index_width, (size_t) search.probe.slot);

      if (index == (int64_t) search.entry)
        {
          cells[search.entry] = cell;
          if (slot_cells != NULL)
            slot_cells[search.probe.slot] = cell;
        }
      else if (index != DSC_INDEX_EMPTY)
        {
          dsc_probe_next (&search.probe, traits->probe);
          fetch_slot (self, search.probe.slot);
          searches[n_left++] = search;
        }
    }
  return n_left;
}

static void
survey_batch (const DscSnapshot *self, const DscTraits *traits, size_t first, size_t n, uint8_t *cells, uint8_t *slot_cells)
{
  Search searches[BATCH];
  size_t n_left = start_searches (self, traits, first, n, cells, searches);

  for (unsigned probes = 1; n_left > 0 && probes <= LONGEST_WALK; probes++)
    n_left = probe_all (self, traits, probes, n_left, cells, slot_cells, searches);
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
    {
      const size_t batch_end = used_end - i < BATCH ? used_end : i + BATCH;

      if (!self->has_hash)   /* those of the next batch arrive while this one is searched for */
        fetch_keys (self, i == first ? i : batch_end, used_end - batch_end < BATCH ? used_end : batch_end + BATCH);
      survey_batch (self, traits, i, batch_end - i, cells, slot_cells);
    }
  for (size_t i = first > used_end ? first : used_end; i < end; i++)
    cells[i] = DSC_CELL_EMPTY;
}
