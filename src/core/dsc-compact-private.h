/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-compact-private.h: the searches of compact tables (3.6 on), as inline functions that are compiled for each width of an
 * index, each size of an entry, with and without tracing.
 *
 * A search follows the indices of the hash's probe sequence. An index of -1 ends it; -2, left by a deletion, is passed; any
 * other one names an entry, whose key is compared: same object, else same hash and equal.
 * Objects/dictobject.c: lookdict, lookdict_unicode, unicodekeys_lookup_unicode, find_empty_slot, lookdict_index. */
#pragma once

#include "dsc-family-private.h"
#include "dsc-probe.h"

#define DSC_NO_SLOT SIZE_MAX

typedef struct {
  int64_t ix;          /* the entry, or DSC_INDEX_EMPTY */
  size_t  slot;        /* whose index ended the search */
  size_t  free_slot;   /* absent: where an index for the key would be written */
} DscFound;

DSC_ALWAYS_INLINE int64_t
dsc_index_get (const void *indices, size_t slot, const unsigned width_log2)
{
  switch (width_log2)
    {
    case 0:  return ((const int8_t *) indices)[slot];
    case 1:  return ((const int16_t *) indices)[slot];
    case 2:  return ((const int32_t *) indices)[slot];
    default: return ((const int64_t *) indices)[slot];
    }
}

DSC_ALWAYS_INLINE void
dsc_index_set (void *indices, size_t slot, const unsigned width_log2, int64_t ix)
{
  switch (width_log2)
    {
    case 0:  ((int8_t *) indices)[slot] = (int8_t) ix; break;
    case 1:  ((int16_t *) indices)[slot] = (int16_t) ix; break;
    case 2:  ((int32_t *) indices)[slot] = (int32_t) ix; break;
    default: ((int64_t *) indices)[slot] = ix; break;
    }
}

DSC_ALWAYS_INLINE DscProbe
dsc_compact_probe (const DscRuntime *rt, const DscKeys *keys, int64_t hash)
{
  return dsc_probe_start (DSC_PROBE_PERTURB_FIRST, (uint64_t) hash & rt->perturb_mask, dsc_keys_size (keys));
}

DSC_ALWAYS_INLINE void
dsc_compact_probe_next (DscProbe *probe)
{
  dsc_probe_next (probe, DSC_PROBE_PERTURB_FIRST);
}

/* The same for what is only told or checked, and for tables that fill holes: by the traits' rule. */
static inline DscProbe
dsc_compact_probe_told (const DscRuntime *rt, const DscKeys *keys, int64_t hash)
{
  return dsc_probe_start (rt->traits.probe, dsc_probe_hash_bits (&rt->traits, hash), dsc_keys_size (keys));
}

static inline void
dsc_compact_probe_told_next (const DscRuntime *rt, DscProbe *probe)
{
  dsc_probe_next (probe, rt->traits.probe);
}

DSC_ALWAYS_INLINE bool
dsc_entry_matches (DscRuntime *rt, const DscDict *dict, const void *entries, int64_t ix, const DscObject *key,
                   const bool wide, const bool traced)
{
  if (wide)
    {
      const DscKeyEntry *entry = &((const DscKeyEntry *) entries)[ix];
      return dsc_key_matches (rt, dict, key, entry->me_key, entry->me_hash, ix, traced);
    }
  const DscUnicodeEntry *entry = &((const DscUnicodeEntry *) entries)[ix];
  if (!traced && entry->me_key == key)   /* the key's own memory need not be read */
    return true;
  return dsc_key_matches (rt, dict, key, entry->me_key, entry->me_key->hash, ix, traced);
}

DSC_ALWAYS_INLINE DscFound
dsc_compact_search_in (DscRuntime *rt, const DscDict *dict, const DscKeys *keys, const DscObject *key,
                       const unsigned width_log2, const bool wide, const bool traced)
{
  const void *indices = dsc_keys_indices (keys);
  const void *entries = dsc_keys_compact_entries (keys);
  DscProbe probe = dsc_compact_probe (rt, keys, key->hash);
  uint64_t before = probe.perturb;
  size_t dummy = DSC_NO_SLOT;

  for (int64_t number = 0; ; number++)
    {
      int64_t ix = dsc_index_get (indices, probe.slot, width_log2);
      if (traced)
        dsc_note_probe (rt, dict, DSC_WALK_LOOKUP, probe.slot, before, probe.perturb, number);
      if (ix >= 0)
        {
          if (dsc_entry_matches (rt, dict, entries, ix, key, wide, traced))
            return (DscFound) { .ix = ix, .slot = probe.slot };
        }
      else if (ix == DSC_INDEX_EMPTY)
        return (DscFound) { .ix = DSC_INDEX_EMPTY, .slot = probe.slot,
                            .free_slot = dummy != DSC_NO_SLOT && rt->traits.reuses_dummy_slot ? dummy : probe.slot };
      else
        {
          if (traced)
            dsc_runtime_note (rt, dict, (DscEvent) { .kind = DSC_EVENT_DUMMY_PASSED, .a = (int64_t) probe.slot });
          if (dummy == DSC_NO_SLOT)
            dummy = probe.slot;
        }
      before = probe.perturb;
      dsc_compact_probe_next (&probe);
    }
}

/* The loop that fits the keys object. */
DSC_ALWAYS_INLINE DscFound
dsc_compact_search (DscRuntime *rt, const DscDict *dict, const DscKeys *keys, const DscObject *key, const bool traced)
{
  unsigned width_log2 = dsc_keys_index_width_log2 (keys);

  if (keys->entry_size == sizeof (DscUnicodeEntry))
    switch (width_log2)
      {
      case 0:  return dsc_compact_search_in (rt, dict, keys, key, 0, false, traced);
      case 1:  return dsc_compact_search_in (rt, dict, keys, key, 1, false, traced);
      case 2:  return dsc_compact_search_in (rt, dict, keys, key, 2, false, traced);
      default: return dsc_compact_search_in (rt, dict, keys, key, 3, false, traced);
      }
  switch (width_log2)
    {
    case 0:  return dsc_compact_search_in (rt, dict, keys, key, 0, true, traced);
    case 1:  return dsc_compact_search_in (rt, dict, keys, key, 1, true, traced);
    case 2:  return dsc_compact_search_in (rt, dict, keys, key, 2, true, traced);
    default: return dsc_compact_search_in (rt, dict, keys, key, 3, true, traced);
    }
}

/* dsc-compact-table.c */
DscStatus   dsc_compact_init          (DscRuntime *rt, DscDict *self, DscEmptyRule rule);
DscStatus   dsc_compact_init_sized    (DscRuntime *rt, DscDict *self, uint64_t request, uint64_t slots, bool unicode);
DscStatus   dsc_compact_resize        (DscRuntime *rt, DscDict *self, uint64_t request, DscResizeReason reason, bool unicode);
/* A table of the smallest size in the place of the shared empty keys. */
DscStatus   dsc_compact_replace_empty (DscRuntime *rt, DscDict *self, bool unicode);
DscStatus   dsc_compact_clear         (DscRuntime *rt, DscDict *self);
DscStatus   dsc_compact_popitem       (DscRuntime *rt, DscDict *self, DscPair *out_pair);
bool        dsc_compact_next          (const DscDict *self, size_t *position, DscPair *out_pair);
void        dsc_compact_release       (DscRuntime *rt, DscDict *self);
size_t      dsc_compact_n_slots       (const DscDict *self);

/* dsc-family-compact.c: what popitem does to the entry it found. Returns the value. */
const DscObject *dsc_compact_delete_popped (DscRuntime *rt, DscDict *self, const DscObject *key, DscFound found);

/* dsc-compact-trace.c */
void        dsc_compact_note_result   (DscRuntime *rt, const DscDict *self, DscFound found);
/* CPython looks for the free slot after it has looked for the key, and for the index of an entry after it has found
 * the entry, in a walk of its own. The model remembers the slot; the walk, which ends at that slot, is only told. */
/* A new entry, behind the last one, and what goes with it in the keys object. value NULL: it gets none. */
void        dsc_compact_note_entry    (DscRuntime *rt, const DscDict *self, const DscKeys *keys, const DscObject *key, const DscObject *value, size_t slot);
void        dsc_compact_note_walk     (DscRuntime *rt, const DscDict *self, const DscKeys *keys, int64_t hash, DscWalk walk, size_t slot);
