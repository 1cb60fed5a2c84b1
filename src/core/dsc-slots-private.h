/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-slots-private.h: the search of tables whose slots are the entries (up to 3.5), as inline functions.
 *
 * A slot without a key was never used and ends a search. A slot whose key is the dummy object was emptied: it is passed, and
 * the first one passed is where a new key goes, once the search has shown that the key is not further on.
 * Objects/dictobject.c: lookdict, lookdict_string, lookdict_unicode, lookdict_unicode_nodummy. */
#pragma once

#include "dsc-family-private.h"
#include "dsc-probe.h"

typedef struct {
  DscKeyEntry *entries;
  size_t       size;
} DscSlots;

/* What the dict's slots lie in. */
static inline uint32_t
dsc_slots_block (const DscDict *dict)
{
  if (dict->ma_keys != NULL)
    return dict->ma_keys->block;
  return dsc_dict_is_small (dict) ? dict->block : dict->table_block;
}

static inline void
dsc_slots_note_hit (DscRuntime *rt, const DscDict *dict, size_t slot)
{
  dsc_runtime_note (rt, dict, (DscEvent) { .kind = DSC_EVENT_HIT, .a = (int64_t) slot, .b = (int64_t) slot });
}

static inline void
dsc_slots_note_miss (DscRuntime *rt, const DscDict *dict, size_t slot)
{
  dsc_runtime_note (rt, dict, (DscEvent) { .kind = DSC_EVENT_MISS, .a = (int64_t) slot });
}

/* The slot that holds the key, or the one in which it would be stored: that one has no me_value. */
DSC_ALWAYS_INLINE DscKeyEntry *
dsc_slots_search_by (DscRuntime *rt, const DscDict *dict, DscSlots slots, const DscObject *key,
                     const DscProbeRule rule, const bool traced)
{
  const DscObject *const dummy = rt->dummy;
  DscProbe probe = dsc_probe_start (rule, (uint64_t) key->hash & rt->perturb_mask, slots.size);
  uint64_t before = probe.perturb;
  DscKeyEntry *free_slot = NULL;

  for (int64_t number = 0; ; number++)
    {
      DscKeyEntry *entry = &slots.entries[probe.slot];
      if (traced)
        dsc_note_probe (rt, dict, DSC_WALK_LOOKUP, probe.slot, before, probe.perturb, number);
      if (entry->me_key == NULL)
        {
          if (traced)
            dsc_slots_note_miss (rt, dict, probe.slot);
          return free_slot != NULL ? free_slot : entry;
        }
      if (DSC_UNLIKELY (entry->me_key == dummy))
        {
          if (traced)
            dsc_runtime_note (rt, dict, (DscEvent) { .kind = DSC_EVENT_DUMMY_PASSED, .a = (int64_t) probe.slot });
          if (free_slot == NULL)
            free_slot = entry;
        }
      else if (dsc_key_matches (rt, dict, key, entry->me_key, entry->me_hash, (int64_t) probe.slot, traced))
        {
          if (traced)
            dsc_slots_note_hit (rt, dict, probe.slot);
          return entry;
        }
      before = probe.perturb;
      dsc_probe_next (&probe, rule);
    }
}

/* The loop of the version's rule. */
DSC_ALWAYS_INLINE DscKeyEntry *
dsc_slots_search (DscRuntime *rt, const DscDict *dict, DscSlots slots, const DscObject *key, const bool traced)
{
  if (DSC_LIKELY (rt->traits.probe == DSC_PROBE_PERTURB_LATE))
    return dsc_slots_search_by (rt, dict, slots, key, DSC_PROBE_PERTURB_LATE, traced);
  return dsc_slots_search_by (rt, dict, slots, key, rt->traits.probe, traced);
}

/* First never-used slot for a hash, in a table without dummies: the clean insert of a rebuild. */
static inline DscKeyEntry *
dsc_slots_find_empty (const DscRuntime *rt, DscSlots slots, int64_t hash)
{
  DscProbe probe = dsc_probe_start (rt->traits.probe, (uint64_t) hash & rt->perturb_mask, slots.size);

  while (slots.entries[probe.slot].me_key != NULL)
    dsc_probe_next (&probe, rt->traits.probe);
  return &slots.entries[probe.slot];
}

/* dsc-slots.c: what both families do to an array of slots. */
/* Copies all live entries into empty slots, in slot order. Returns how many. values: NULL, or those of a split dict. */
size_t dsc_slots_move    (DscRuntime *rt, const DscDict *dict, DscSlots from, const DscValues *values, DscSlots to);
/* The live entry that popitem takes: slot 0, else the next one from the finger that slot 0 keeps in me_hash. There must be one. */
size_t dsc_slots_pick    (DscSlots slots);
/* Where the next popitem begins to look. */
void   dsc_slots_set_finger (DscRuntime *rt, const DscDict *dict, DscSlots slots, size_t slot);
/* Turns a live slot into a dummy; returns its value. */
const DscObject *dsc_slots_empty (DscRuntime *rt, const DscDict *dict, DscSlots slots, DscKeyEntry *entry);
/* Writes a key into a slot without one; the counters are the caller's. */
void   dsc_slots_fill    (DscRuntime *rt, const DscDict *dict, DscSlots slots, DscKeyEntry *entry, const DscObject *key,
                          const DscObject *value);
void   dsc_slots_replace (DscRuntime *rt, DscDict *dict, DscSlots slots, DscKeyEntry *entry, const DscObject *key,
                          const DscObject *value);
bool   dsc_slots_next    (DscSlots slots, const DscValues *values, size_t *position, DscPair *out_pair);
void   dsc_slots_drop    (DscRuntime *rt, DscSlots slots);   /* gives back the references to all values that are dicts */
