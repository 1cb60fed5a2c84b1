/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-dict-check.c: what must hold of a dict between any two operations, the counterpart of _PyDict_CheckConsistency.
 *
 * The counters agree with the table, every live key is found by following its hash, nothing that a search must not meet is
 * in its way, and the kind of a table says the truth about its keys. Linear in the table; for tests. */
#include "dsc-instance-private.h"

/* Compact tables. */

static const char *
check_compact_counts (const DscRuntime *rt, const DscDict *self, const DscKeys *keys)
{
  int64_t capacity = (int64_t) dsc_traits_usable (&rt->traits, dsc_keys_size (keys));

  if (keys == rt->empty_keys)
    capacity = 0;
  if (keys->dk_usable < 0 || keys->dk_nentries < 0)
    return "dk_usable or dk_nentries is negative";
  if (keys->dk_usable + keys->dk_nentries > capacity)   /* less after popitem, which does not give dk_usable back */
    return "dk_usable + dk_nentries exceeds the entries of the table";
  if (self->ma_used > (size_t) keys->dk_nentries)
    return "ma_used exceeds dk_nentries";
  if (keys->dk_refcnt == 0)
    return "dk_refcnt is 0";
  if ((self->ma_values != NULL) != (keys->dk_kind == DSC_KEYS_SPLIT))
    return "ma_values does not fit the kind of the keys object";
  return NULL;
}

static const char *
check_indices (const DscKeys *keys, size_t used)
{
  size_t live = 0;
  size_t empty = 0;

  for (size_t slot = 0; slot < dsc_keys_size (keys); slot++)
    {
      int64_t ix = dsc_keys_get_index (keys, slot);
      if (ix < DSC_INDEX_DUMMY || ix >= keys->dk_nentries)
        return "an index is out of range";
      empty += ix == DSC_INDEX_EMPTY;
      if (ix < 0)
        continue;
      live++;
      if (dsc_keys_get_entry (keys, (size_t) ix).me_key == NULL)
        return "an index names an emptied entry";
    }
  if (empty == 0)
    return "no slot was never used: a search would not end";
  return live != used ? "the indices in use are not as many as ma_used, or as the keys of shared ones" : NULL;
}

static const char *
check_compact_entry (const DscRuntime *rt, const DscKeys *keys, int64_t ix)
{
  DscKeyEntry entry = dsc_keys_get_entry (keys, (size_t) ix);

  if (keys->dk_kind == DSC_KEYS_SPLIT && (entry.me_key == NULL || entry.me_value != NULL))
    return "an entry of shared keys has no key, or a value";
  if (keys->dk_kind != DSC_KEYS_SPLIT && (entry.me_key == NULL) != (entry.me_value == NULL))
    return "an entry has a key without a value or a value without a key";
  if (entry.me_key == NULL)
    return keys->dk_kind == DSC_KEYS_UNICODE_NODUMMY ? "a table that holds an emptied entry is called free of dummies" : NULL;
  if (!entry.me_key->hash_known || entry.me_hash != entry.me_key->hash)
    return "me_hash is not the hash of the key";
  if (keys->dk_kind != DSC_KEYS_GENERAL && !dsc_key_is_str (entry.me_key))
    return "a str-only table holds another key";

  DscProbe probe = dsc_compact_probe_told (rt, keys, entry.me_hash);
  for (;;)
    {
      int64_t found = dsc_keys_get_index (keys, probe.slot);
      if (found == ix)
        return NULL;
      if (found == DSC_INDEX_EMPTY)
        return "an entry is not on the probe sequence of its hash";
      dsc_compact_probe_told_next (rt, &probe);
    }
}

/* Values of a split dict: as many as ma_used, set in the order of the keys (3.6 to 3.10) or as the order bytes say. */
static const char *
check_order (const DscRuntime *rt, const DscValues *values, const DscKeys *keys, size_t used)
{
  bool has_order = rt->traits.sharing == DSC_SHARING_ORDER_BYTES;
  size_t n_set = 0;

  if ((uint64_t) (keys->dk_nentries + (has_order ? keys->dk_usable : 0)) > values->capacity)
    return "there are more shared keys than room for values";
  for (size_t i = 0; i < values->capacity; i++)
    n_set += values->values[i] != NULL;
  if (n_set != used || (has_order && values->size != used))
    return "the values set are not as many as ma_used or as the order bytes";
  for (size_t i = 0; i < used; i++)
    {
      size_t ix = has_order ? ((const uint8_t *) (values->values + values->capacity))[i] : i;
      if (ix >= (size_t) keys->dk_nentries || values->values[ix] == NULL)
        return "the order of a split dict names a value that is not set";
    }
  return NULL;
}

static const char *
check_compact (const DscRuntime *rt, const DscDict *self)
{
  const DscKeys *keys = self->ma_keys;
  const char *broken = check_compact_counts (rt, self, keys);

  if (broken == NULL && dsc_dict_is_split (self))
    broken = check_order (rt, self->ma_values, keys, self->ma_used);
  if (broken == NULL)
    broken = check_indices (keys, dsc_dict_is_split (self) ? (size_t) keys->dk_nentries : self->ma_used);
  for (int64_t ix = 0; broken == NULL && ix < keys->dk_nentries; ix++)
    broken = check_compact_entry (rt, keys, ix);
  return broken;
}

/* Tables whose slots are the entries. */

typedef struct {
  size_t live, dummies, keys;
} SlotCounts;

static const char *
check_slot (const DscRuntime *rt, const DscDict *self, DscSlots slots, size_t slot, bool only_str, SlotCounts *counts)
{
  const DscKeyEntry *entry = &slots.entries[slot];
  bool is_split = rt->traits.family == DSC_FAMILY_KEYS_OPEN && dsc_dict_is_split (self);
  const DscObject *value = is_split ? self->ma_values->values[slot] : entry->me_value;

  if (entry->me_key == NULL || entry->me_key == rt->dummy)
    {
      counts->dummies += entry->me_key != NULL;
      return value != NULL ? "an unused or emptied slot has a value" : NULL;
    }
  counts->keys++;
  counts->live += value != NULL;
  if (!is_split && value == NULL)
    return "a slot has a key without a value";
  if (is_split && entry->me_value != NULL)
    return "a slot of shared keys has a value of its own";
  if (!entry->me_key->hash_known || entry->me_hash != entry->me_key->hash)
    return "me_hash is not the hash of the key";
  if (only_str && !dsc_key_is_str (entry->me_key))
    return "a str-only table holds another key";

  DscProbe probe = dsc_probe_start (rt->traits.probe, (uint64_t) entry->me_hash & rt->perturb_mask, slots.size);
  while (probe.slot != slot)
    {
      if (slots.entries[probe.slot].me_key == NULL)
        return "a key is not on the probe sequence of its hash";
      dsc_probe_next (&probe, rt->traits.probe);
    }
  return NULL;
}

static const char *
check_slots (const DscRuntime *rt, const DscDict *self, DscSlots slots, bool only_str, SlotCounts *out_counts)
{
  const char *broken = NULL;

  *out_counts = (SlotCounts) { 0, 0, 0 };
  for (size_t slot = 0; broken == NULL && slot < slots.size; slot++)
    broken = check_slot (rt, self, slots, slot, only_str, out_counts);
  if (broken != NULL)
    return broken;
  if (out_counts->live != self->ma_used)
    return "the live slots are not as many as ma_used";
  if (slots.size != 0 && out_counts->keys + out_counts->dummies >= slots.size && self->ma_keys != rt->empty_keys)
    return "no slot was never used: a search would not end";
  return NULL;
}

static const char *
check_open (const DscRuntime *rt, const DscDict *self)
{
  DscSlots slots = { self->ma_table, self->ma_table != NULL ? self->ma_mask + 1 : 0 };
  SlotCounts counts;
  const char *broken = check_slots (rt, self, slots, self->ma_kind == DSC_KEYS_STRING, &counts);

  if (broken != NULL)
    return broken;
  if (self->ma_fill != counts.live + counts.dummies)
    return "ma_fill is not the live and the emptied slots";
  if ((self->ma_table == NULL || dsc_dict_is_small (self)) != (self->table_block == 0))
    return "the table's block of memory does not fit where the table is";
  return dsc_dict_is_small (self) && slots.size != DSC_SMALLTABLE_SIZE ? "the embedded table has another size than 8" : NULL;
}

static const char *
check_keys_open (const DscRuntime *rt, const DscDict *self)
{
  const DscKeys *keys = self->ma_keys;
  DscSlots slots = { dsc_keys_open_entries (keys), dsc_keys_size (keys) };
  int64_t capacity = keys == rt->empty_keys ? 0 : (int64_t) dsc_traits_usable (&rt->traits, slots.size);
  SlotCounts counts;
  bool only_str = keys->dk_kind != DSC_KEYS_GENERAL && !rt->has_odd_keys;
  const char *broken = check_slots (rt, self, slots, only_str, &counts);

  if (broken != NULL)
    return broken;
  if (keys->dk_usable < 0 || keys->dk_refcnt == 0)
    return "dk_usable is negative or dk_refcnt is 0";
  if (keys->dk_usable + (int64_t) (counts.keys + counts.dummies) > capacity)   /* less after setdefault into a dummy */
    return "dk_usable and the used slots exceed the capacity of the table";
  if (keys->dk_kind == DSC_KEYS_UNICODE_NODUMMY && counts.dummies != 0)
    return "a table that holds a dummy is called free of dummies";
  if ((self->ma_values != NULL) != (keys->dk_kind == DSC_KEYS_SPLIT))
    return "ma_values does not fit the kind of the keys object";
  return NULL;
}

/* All families. */

static const char *
check_contents (const DscRuntime *rt, const DscDict *self)
{
  size_t position = 0;
  DscPair pair;

  while (dsc_dict_next (self, &position, &pair))
    {
      if (rt->has_collector && !self->tracked && !self->escaped_tracking && (pair.key->trackable || pair.value->trackable))
        return "the collector does not track a dict that holds something trackable";
      if (!self->holds_trackable && (pair.key->trackable || pair.value->trackable))
        return "a dict does not know that it holds something trackable";
      if (!self->holds_references && (pair.key->can_change || pair.value->can_change))
        return "a dict is held without a reference";
    }
  return NULL;
}

const char *
dsc_dict_check (const DscRuntime *rt, const DscDict *self)
{
  const char *broken = NULL;

  if (self->refcount == 0)
    return "nothing refers to the dict";
  if (self->ma_version_tag > rt->version_tag)
    return "ma_version_tag is later than any that was given out";
  switch (rt->traits.family)
    {
    case DSC_FAMILY_OPEN:      broken = check_open (rt, self); break;
    case DSC_FAMILY_KEYS_OPEN: broken = check_keys_open (rt, self); break;
    case DSC_FAMILY_COMPACT:   broken = check_compact (rt, self); break;
    case DSC_N_FAMILIES:       break;
    }
  return broken != NULL ? broken : check_contents (rt, self);
}

/* Instances. */

const char *
dsc_instance_check (const DscRuntime *rt, const DscInstance *self)
{
  const DscKeys *keys = self->class->ht_cached_keys;
  const DscValues *values = self->values;
  bool is_used_by_dict = self->dict != NULL && values != NULL && self->dict->ma_values == values;

  if (self->refcount == 0 || self->class->refcount == 0)
    return "nothing refers to the instance or to its class";
  if (values != NULL && rt->traits.instance_values == DSC_VALUES_IN_DICT)
    return "an instance of this version has values besides its dict";
  if (values != NULL && (values->embedded != 0) != (rt->traits.instance_values == DSC_VALUES_INLINE))
    return "the values are not where this version has them";
  if (values != NULL && !values->embedded && self->dict != NULL)
    return "an instance has values of its own besides its dict";
  if (values != NULL && values->embedded && self->dict != NULL && is_used_by_dict != (values->valid != 0))
    return "inline values are valid though the dict does not use them, or the other way round";
  if (values != NULL && !is_used_by_dict && (!values->embedded || values->valid))
    {
      const char *broken = check_order (rt, values, keys, values->size);
      if (broken != NULL)
        return broken;
    }
  return self->dict != NULL ? dsc_dict_check (rt, self->dict) : NULL;
}
