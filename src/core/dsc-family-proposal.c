/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-family-proposal.c: the compact dict as it was proposed in 2012: no release of CPython has it like this.
 *
 * The proof of concept splits the table into indices and dense entries, as 3.6 does, but keeps the entries dense at all times: a deletion
 * moves the last entry into the hole, so the order of insertion is lost, and an entry is never wasted. What fills up are the indices: those
 * in use and those left as dummies by deletions together, at most two thirds of all. A new key takes the first dummy that its probes met,
 * at no cost; when it had to take a fresh index and there are too many now, the indices are made anew for four times the keys.
 *
 * The proposal makes the new indices after it has written the entry; here they are made before, with the same result. Its dk_usable is the
 * number of fresh indices that may still be taken. Published as a recipe and in "More compact dictionaries with faster iteration" (python-dev). */
#include "dsc-compact-private.h"

#include <string.h>

static DscFound
search (DscRuntime *rt, const DscDict *dict, const DscKeys *keys, const DscObject *key)
{
  const bool traced = rt->trace != NULL;
  DscProbe probe = dsc_compact_probe_told (rt, keys, key->hash);
  uint64_t before = probe.perturb;
  size_t dummy = DSC_NO_SLOT;

  for (int64_t number = 0; ; number++)
    {
      const int64_t ix = dsc_keys_get_index (keys, probe.slot);
      if (traced)
        dsc_note_probe (rt, dict, DSC_WALK_LOOKUP, probe.slot, before, probe.perturb, number);
      if (ix >= 0 && dsc_entry_matches (rt, dict, dsc_keys_compact_entries (keys), ix, key, true, traced))
        return (DscFound) { .ix = ix, .slot = probe.slot };
      if (ix == DSC_INDEX_EMPTY)
        return (DscFound) { .ix = DSC_INDEX_EMPTY, .slot = probe.slot, .free_slot = dummy != DSC_NO_SLOT ? dummy : probe.slot };
      if (ix == DSC_INDEX_DUMMY && traced)
        dsc_runtime_note (rt, dict, (DscEvent) { .kind = DSC_EVENT_DUMMY_PASSED, .a = (int64_t) probe.slot });
      if (ix == DSC_INDEX_DUMMY && dummy == DSC_NO_SLOT)
        dummy = probe.slot;
      before = probe.perturb;
      dsc_compact_probe_told_next (rt, &probe);
    }
}

static DscFound
look_up (DscRuntime *rt, const DscDict *self, const DscObject *key)
{
  const DscFound found = search (rt, self, self->ma_keys, key);

  if (rt->trace != NULL)
    dsc_compact_note_result (rt, self, found);
  return found;
}

static DscKeyEntry *
entry_at (DscKeys *keys, int64_t ix)
{
  return (DscKeyEntry *) dsc_keys_compact_entries (keys) + ix;
}

static void
set_index (DscKeys *keys, size_t slot, int64_t ix)
{
  dsc_index_set (dsc_keys_indices (keys), slot, dsc_keys_index_width_log2 (keys), ix);
}

static size_t
find_fresh_slot (const DscRuntime *rt, const DscKeys *keys, int64_t hash)
{
  DscProbe probe = dsc_compact_probe_told (rt, keys, hash);

  while (dsc_keys_get_index (keys, probe.slot) != DSC_INDEX_EMPTY)
    dsc_compact_probe_told_next (rt, &probe);
  return probe.slot;
}

/* Slot of an entry that is there. */
static size_t
find_slot_of (const DscRuntime *rt, const DscKeys *keys, int64_t ix, int64_t hash)
{
  DscProbe probe = dsc_compact_probe_told (rt, keys, hash);

  while (dsc_keys_get_index (keys, probe.slot) != ix)
    dsc_compact_probe_told_next (rt, &probe);
  return probe.slot;
}

static void
note_index (DscRuntime *rt, const DscDict *self, const DscKeys *keys, size_t slot, int64_t after)
{
  dsc_runtime_note (rt, self, (DscEvent) { .kind = DSC_EVENT_WRITE_INDEX, .a = (int64_t) slot, .b = dsc_keys_get_index (keys, slot),
                                           .c = after, .d = keys->block });
}

/* Rebuilding: entries stay where they are, one after the other; only their indices are new. */

static DscStatus
resize (DscRuntime *rt, DscDict *self, uint64_t request, DscResizeReason reason, bool unicode)
{
  DscKeys *from = self->ma_keys;
  unsigned log2_size;

  (void) unicode;
  if (!dsc_keys_round (&rt->traits, request, &log2_size))
    return DSC_STATUS_TOO_LARGE;
  DscKeys *to = dsc_keys_new (rt, self, log2_size, DSC_KEYS_GENERAL);
  if (to == NULL)
    return DSC_STATUS_NO_MEMORY;

  dsc_note_resize (rt, self, reason, request, dsc_keys_size (from), dsc_keys_size (to));
  memcpy (dsc_keys_compact_entries (to), dsc_keys_compact_entries (from), (size_t) from->dk_nentries * sizeof (DscKeyEntry));
  for (int64_t ix = 0; ix < from->dk_nentries; ix++)
    {
      const DscKeyEntry *entry = entry_at (to, ix);
      const size_t slot = find_fresh_slot (rt, to, entry->me_hash);
      set_index (to, slot, ix);
      dsc_runtime_note (rt, self, (DscEvent) { .kind = DSC_EVENT_ENTRY_MOVED, .a = ix, .b = ix, .c = (int64_t) slot, .d = to->block,
                                               .object = entry->me_key });
    }
  dsc_runtime_note_field (rt, self, to->block, DSC_FIELD_DK_USABLE, to->dk_usable, to->dk_usable - from->dk_nentries);
  dsc_runtime_note_field (rt, self, to->block, DSC_FIELD_DK_NENTRIES, 0, from->dk_nentries);
  to->dk_usable -= from->dk_nentries;
  to->dk_nentries = from->dk_nentries;
  dsc_dict_use_keys (rt, self, to, NULL);
  dsc_keys_unref (rt, self, from);
  dsc_note_resized (rt, self, dsc_keys_size (to), to->dk_usable);
  return DSC_STATUS_OK;
}

/* Storing. */

static void
append (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value, size_t slot)
{
  DscKeys *keys = self->ma_keys;
  const int64_t ix = keys->dk_nentries;
  const bool fresh = dsc_keys_get_index (keys, slot) == DSC_INDEX_EMPTY;
  const bool traced = rt->trace != NULL;

  dsc_dict_hold (rt, self, key, value, DSC_HOLDS_ITEM);
  if (!fresh)
    dsc_runtime_note (rt, self, (DscEvent) { .kind = DSC_EVENT_DUMMY_REUSED, .a = (int64_t) slot });
  note_index (rt, self, keys, slot, ix);
  dsc_runtime_note (rt, self, (DscEvent) { .kind = DSC_EVENT_WRITE_ENTRY, .a = ix, .b = key->hash, .d = keys->block, .object = key });
  dsc_runtime_note (rt, self, (DscEvent) { .kind = DSC_EVENT_WRITE_VALUE, .a = ix, .d = keys->block, .object = value });
  if (fresh)
    dsc_runtime_note_field (rt, self, keys->block, DSC_FIELD_DK_USABLE, keys->dk_usable, keys->dk_usable - 1);
  dsc_runtime_note_field (rt, self, keys->block, DSC_FIELD_DK_NENTRIES, ix, ix + 1);
  set_index (keys, slot, ix);
  *entry_at (keys, ix) = (DscKeyEntry) { key->hash, key, value };
  keys->dk_usable -= fresh;
  keys->dk_nentries++;
  dsc_dict_set_used (rt, self, self->ma_used + 1, traced);
}

static void
replace (DscRuntime *rt, DscDict *self, const DscObject *key, int64_t ix, const DscObject *value)
{
  DscKeyEntry *entry = entry_at (self->ma_keys, ix);
  const DscObject *before = entry->me_value;

  dsc_dict_hold (rt, self, key, value, DSC_HOLDS_VALUE);
  if (before != value)
    dsc_runtime_note (rt, self, (DscEvent) { .kind = DSC_EVENT_WRITE_VALUE, .a = ix, .d = self->ma_keys->block, .object = value });
  entry->me_value = value;
  dsc_dict_drop (rt, self, before);
}

static DscStatus
set_default (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value, const DscObject **out_value)
{
  DscFound found = look_up (rt, self, key);

  if (found.ix >= 0)
    {
      if (out_value != NULL)
        *out_value = entry_at (self->ma_keys, found.ix)->me_value;
      else
        replace (rt, self, key, found.ix, value);
      return DSC_STATUS_OK;
    }
  if (self->ma_keys->dk_usable <= 0 && dsc_keys_get_index (self->ma_keys, found.free_slot) == DSC_INDEX_EMPTY)
    {
      const uint64_t size = dsc_keys_size (self->ma_keys);
      dsc_note_growth (rt, DSC_RESIZE_TEST_USABLE, self->ma_keys->dk_usable, self->ma_used + 1, size);
      DscStatus status = resize (rt, self, dsc_traits_growth_request (&rt->traits, self->ma_used + 1, size), DSC_RESIZE_FULL, false);
      if (status != DSC_STATUS_OK)
        return status;
      found.free_slot = find_fresh_slot (rt, self->ma_keys, key->hash);
    }
  append (rt, self, key, value, found.free_slot);
  if (out_value != NULL)
    *out_value = value;
  return DSC_STATUS_OK;
}

static DscStatus
store (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value)
{
  return set_default (rt, self, key, value, NULL);
}

static const DscObject *
find (DscRuntime *rt, DscDict *self, const DscObject *key)
{
  const DscFound found = look_up (rt, self, key);

  return found.ix >= 0 ? entry_at (self->ma_keys, found.ix)->me_value : NULL;
}

/* Deleting. */

/* The last entry goes where the hole is. */
static void
fill_hole (DscRuntime *rt, DscDict *self, int64_t ix)
{
  DscKeys *keys = self->ma_keys;
  const int64_t last = keys->dk_nentries - 1;
  const DscKeyEntry moved = *entry_at (keys, last);

  if (ix != last)
    {
      const size_t slot = find_slot_of (rt, keys, last, moved.me_hash);
      if (rt->trace != NULL)
        dsc_compact_note_walk (rt, self, keys, moved.me_hash, DSC_WALK_ENTRY, slot);
      note_index (rt, self, keys, slot, ix);
      dsc_runtime_note (rt, self, (DscEvent) { .kind = DSC_EVENT_ENTRY_MOVED, .a = last, .b = ix, .c = (int64_t) slot, .d = keys->block,
                                               .object = moved.me_key });
      set_index (keys, slot, ix);
      *entry_at (keys, ix) = moved;
    }
  dsc_runtime_note_field (rt, self, keys->block, DSC_FIELD_DK_NENTRIES, last + 1, last);
  *entry_at (keys, last) = (DscKeyEntry) { 0, NULL, NULL };
  keys->dk_nentries = last;
}

static const DscObject *
delete_at (DscRuntime *rt, DscDict *self, int64_t ix, size_t slot)
{
  DscKeys *keys = self->ma_keys;
  const DscKeyEntry entry = *entry_at (keys, ix);

  note_index (rt, self, keys, slot, DSC_INDEX_DUMMY);
  dsc_runtime_note (rt, self, (DscEvent) { .kind = DSC_EVENT_DUMMY_PLACED, .a = (int64_t) slot, .b = ix, .c = 0, .d = keys->block });
  set_index (keys, slot, DSC_INDEX_DUMMY);
  dsc_dict_set_used (rt, self, self->ma_used - 1, rt->trace != NULL);
  fill_hole (rt, self, ix);
  rt->removed_key = entry.me_key;
  return entry.me_value;
}

static DscStatus
take (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject **out_value)
{
  const DscFound found = look_up (rt, self, key);

  *out_value = found.ix >= 0 ? delete_at (rt, self, found.ix, found.slot) : NULL;
  return DSC_STATUS_OK;
}

static DscStatus
popitem (DscRuntime *rt, DscDict *self, DscPair *out_pair)
{
  const int64_t last = self->ma_keys->dk_nentries - 1;
  const DscKeyEntry entry = *entry_at (self->ma_keys, last);

  out_pair->key = entry.me_key;
  out_pair->value = delete_at (rt, self, last, find_slot_of (rt, self->ma_keys, last, entry.me_hash));
  return DSC_STATUS_OK;
}

/* A fresh table of the smallest size. */
static DscStatus
clear (DscRuntime *rt, DscDict *self)
{
  DscKeys *before = self->ma_keys;
  DscKeys *keys = dsc_keys_new (rt, self, (unsigned) __builtin_ctz (rt->traits.min_size), DSC_KEYS_GENERAL);

  if (keys == NULL)
    return DSC_STATUS_NO_MEMORY;
  dsc_dict_use_keys (rt, self, keys, NULL);
  dsc_dict_set_used (rt, self, 0, rt->trace != NULL);
  for (int64_t ix = 0; self->holds_references && ix < before->dk_nentries; ix++)
    {
      dsc_runtime_release (rt, entry_at (before, ix)->me_key);
      dsc_runtime_release (rt, entry_at (before, ix)->me_value);
    }
  self->holds_references = false;
  dsc_keys_unref (rt, self, before);
  return DSC_STATUS_OK;
}

const DscFamilyOps dsc_family_proposal_ops = {
  .find = find,
  .store = store,
  .insert = store,
  .set_default = set_default,
  .take = take,
  .init = dsc_compact_init,
  .init_sized = dsc_compact_init_sized,
  .resize = resize,
  .clear = clear,
  .popitem = popitem,
  .next = dsc_compact_next,
  .release = dsc_compact_release,
  .n_slots = dsc_compact_n_slots,
};
