/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-family-keys-open.c: dicts whose table is a keys object of slots, 3.3 to 3.5.
 *
 * The slots left the dict for an object of their own, so that the instances of a class may share them (PEP 412). dk_usable
 * counts the never-used slots that may still be used; taking over a dummy costs nothing and asks for no resize, except in
 * setdefault, which counts and may resize whatever the slot was. A keys object starts as unicode_nodummy, becomes unicode at
 * the first deletion and general at the first key of another type, if only looked for; a rebuild undoes the former.
 *
 * The shared empty keys object is a split one with one slot and no room; what is stored there first goes by the way that
 * splits are left. Objects/dictobject.c: insertdict, PyDict_SetDefault, insertion_resize, dictresize, dict_popitem. */
#include "dsc-split-private.h"

static DscSlots
slots_of (const DscDict *self)
{
  return (DscSlots) { dsc_keys_open_entries (self->ma_keys), dsc_keys_size (self->ma_keys) };
}

static DscStatus
use_new_keys (DscRuntime *rt, DscDict *self, uint64_t slots)
{
  DscKeys *keys = dsc_keys_new (rt, self, (unsigned) __builtin_ctzll (slots), DSC_KEYS_UNICODE_NODUMMY);

  if (keys == NULL)
    return DSC_STATUS_NO_MEMORY;
  dsc_dict_use_keys (rt, self, keys, NULL);
  return DSC_STATUS_OK;
}

static DscStatus
init (DscRuntime *rt, DscDict *self, DscEmptyRule rule)
{
  if (rule != DSC_EMPTY_SHARED_KEYS)
    return use_new_keys (rt, self, rt->traits.min_size);
  dsc_dict_use_keys (rt, self, rt->empty_keys, NULL);
  return DSC_STATUS_OK;
}

static DscStatus
init_sized (DscRuntime *rt, DscDict *self, uint64_t request, uint64_t slots, bool unicode)
{
  DscStatus status = use_new_keys (rt, self, slots);

  (void) unicode;
  if (status == DSC_STATUS_OK)
    {
      dsc_note_resize (rt, self, DSC_RESIZE_PRESIZE, request, 0, slots);
      dsc_note_resized (rt, self, slots, self->ma_keys->dk_usable);
    }
  return status;
}

static DscStatus
resize (DscRuntime *rt, DscDict *self, uint64_t request, DscResizeReason reason, bool unicode)
{
  DscKeys *from = self->ma_keys;
  DscSlots from_slots = slots_of (self);
  unsigned log2_size;

  (void) unicode;
  if (!dsc_keys_round (&rt->traits, request, &log2_size))
    return DSC_STATUS_TOO_LARGE;
  DscKeysKind kind = from->dk_kind == DSC_KEYS_GENERAL ? DSC_KEYS_GENERAL : DSC_KEYS_UNICODE_NODUMMY;
  DscKeys *to = dsc_keys_new (rt, self, log2_size, kind);
  if (to == NULL)
    return DSC_STATUS_NO_MEMORY;

  dsc_note_resize (rt, self, reason, request, from_slots.size, dsc_keys_size (to));
  if (from->dk_kind != to->dk_kind)
    dsc_runtime_note (rt, self, (DscEvent) { .kind = DSC_EVENT_KIND_CHANGE, .a = from->dk_kind, .b = to->dk_kind, .d = to->block });
  DscValues *values = self->ma_values;
  dsc_dict_use_values (rt, self, NULL);
  dsc_dict_use_keys (rt, self, to, NULL);
  int64_t n = (int64_t) dsc_slots_move (rt, self, from_slots, values, slots_of (self));
  if (n != 0)
    dsc_runtime_note_field (rt, self, to->block, DSC_FIELD_DK_USABLE, to->dk_usable, to->dk_usable - n);
  to->dk_usable -= n;
  dsc_values_free (rt, self, values);
  if (from->dk_kind == DSC_KEYS_SPLIT && from != rt->empty_keys)
    dsc_split_note_combined (rt, self);
  dsc_keys_unref (rt, self, from);
  dsc_note_resized (rt, self, dsc_keys_size (to), to->dk_usable);
  return DSC_STATUS_OK;
}

static DscStatus
grow (DscRuntime *rt, DscDict *self, DscResizeReason reason)
{
  const DscKeys *keys = self->ma_keys;
  uint64_t request = dsc_traits_growth_request (&rt->traits, self->ma_used, dsc_keys_size (keys));
  bool is_full = reason == DSC_RESIZE_FULL;

  dsc_note_growth (rt, is_full ? DSC_RESIZE_TEST_USABLE : DSC_RESIZE_TEST_SPLIT, is_full ? keys->dk_usable : 0, self->ma_used, dsc_keys_size (keys));
  return resize (rt, self, request, reason, true);
}

DSC_ALWAYS_INLINE void
meet_key (DscRuntime *rt, DscDict *self, const DscObject *key)
{
  DscKeys *keys = self->ma_keys;

  if (DSC_UNLIKELY (!dsc_key_is_str (key)) && keys->dk_kind != DSC_KEYS_GENERAL && keys->dk_kind != DSC_KEYS_SPLIT)
    dsc_keys_set_kind (rt, self, keys, DSC_KEYS_GENERAL);
}

static void
note_walk_to_free (DscRuntime *rt, const DscDict *self, int64_t hash, const DscKeyEntry *place)
{
  DscSlots slots = slots_of (self);
  DscProbe probe = dsc_probe_start (rt->traits.probe, (uint64_t) hash & rt->perturb_mask, slots.size);
  uint64_t before = probe.perturb;

  for (int64_t number = 0; ; number++)
    {
      dsc_note_probe (rt, self, DSC_WALK_FREE_SLOT, probe.slot, before, probe.perturb, number);
      if (&slots.entries[probe.slot] == place)
        return;
      before = probe.perturb;
      dsc_probe_next (&probe, rt->traits.probe);
    }
}

typedef enum { COUNTS_EMPTY = 0, COUNTS_ANY } SlotCount;   /* which slots cost one of dk_usable */

/* The key is absent; entry is where it goes. */
DSC_ALWAYS_INLINE DscStatus
add (DscRuntime *rt, DscDict *self, DscKeyEntry *entry, const DscObject *key, const DscObject *value,
     const SlotCount count, const bool traced)
{
  bool costs = count == COUNTS_ANY || entry->me_key == NULL;

  if (DSC_UNLIKELY (costs && self->ma_keys->dk_usable <= 0))
    {
      DscStatus status = grow (rt, self, DSC_RESIZE_FULL);
      if (status != DSC_STATUS_OK)
        return status;
      meet_key (rt, self, key);   /* find_empty_slot does so: setdefault on the shared empty keys has not done it yet */
      entry = dsc_slots_find_empty (rt, slots_of (self), key->hash);
      if (traced)
        note_walk_to_free (rt, self, key->hash, entry);
    }
  dsc_dict_hold (rt, self, key, value, DSC_HOLDS_ITEM);
  if (traced)
    dsc_slots_fill (rt, self, slots_of (self), entry, key, value);
  else
    *entry = (DscKeyEntry) { key->hash, key, value };
  if (traced && costs)
    dsc_runtime_note_field (rt, self, self->ma_keys->block, DSC_FIELD_DK_USABLE, self->ma_keys->dk_usable, self->ma_keys->dk_usable - 1);
  self->ma_keys->dk_usable -= costs;
  dsc_dict_set_used (rt, self, self->ma_used + 1, traced);
  return DSC_STATUS_OK;
}

/* A key that a split dict did not have before it got keys of its own. */
static DscStatus
add_to_combined (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value, const DscObject **out_value, SlotCount count)
{
  meet_key (rt, self, key);

  DscKeyEntry *entry = dsc_slots_find_empty (rt, slots_of (self), key->hash);
  if (rt->trace != NULL)
    note_walk_to_free (rt, self, key->hash, entry);
  if (out_value != NULL)
    *out_value = value;
  return add (rt, self, entry, key, value, count, rt->trace != NULL);
}

DSC_ALWAYS_INLINE DscStatus
store (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value, const DscObject **out_value,
       const SlotCount count, const bool traced)
{
  const uint8_t kind_before = self->ma_keys->dk_kind;
  DscStatus status;

  if (DSC_UNLIKELY (self->ma_values != NULL) && !dsc_key_is_str (key) && out_value == NULL)
    {
      status = grow (rt, self, DSC_RESIZE_SPLIT);
      if (status != DSC_STATUS_OK)
        return status;
    }
  if (dsc_dict_is_split (self))
    {
      bool done;
      status = out_value == NULL ? dsc_split_open_store (rt, self, key, value, &done)
                                 : dsc_split_open_set_default (rt, self, key, value, out_value, &done);
      return status != DSC_STATUS_OK || done ? status : add_to_combined (rt, self, key, value, out_value, count);
    }
  meet_key (rt, self, key);

  DscKeyEntry *entry = dsc_slots_search (rt, self, slots_of (self), key, traced);
  if (entry->me_value == NULL)
    {
      if (out_value != NULL)
        *out_value = value;
      status = add (rt, self, entry, key, value, count, traced);
      if (DSC_UNLIKELY (status != DSC_STATUS_OK))
        self->ma_keys->dk_kind = kind_before;   /* the lookup may have changed it */
      return status;
    }
  if (out_value != NULL)
    *out_value = entry->me_value;
  else
    dsc_slots_replace (rt, self, slots_of (self), entry, key, value);
  return DSC_STATUS_OK;
}

DSC_ALWAYS_INLINE const DscObject *
find (DscRuntime *rt, DscDict *self, const DscObject *key, const bool traced)
{
  if (dsc_dict_is_split (self))
    return dsc_split_open_find (rt, self, key);
  meet_key (rt, self, key);
  return dsc_slots_search (rt, self, slots_of (self), key, traced)->me_value;
}

static void
allow_deletions (DscRuntime *rt, DscDict *self)
{
  if (self->ma_keys->dk_kind == DSC_KEYS_UNICODE_NODUMMY)
    dsc_keys_set_kind (rt, self, self->ma_keys, DSC_KEYS_UNICODE);
}

DSC_ALWAYS_INLINE DscStatus
take (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject **out_value, const bool traced)
{
  if (dsc_dict_is_split (self))
    {
      *out_value = dsc_split_open_take (rt, self, key);
      return DSC_STATUS_OK;
    }
  meet_key (rt, self, key);

  DscKeyEntry *entry = dsc_slots_search (rt, self, slots_of (self), key, traced);
  *out_value = entry->me_value;
  if (entry->me_value == NULL)
    return DSC_STATUS_OK;
  allow_deletions (rt, self);
  (void) dsc_slots_empty (rt, self, slots_of (self), entry);
  dsc_dict_set_used (rt, self, self->ma_used - 1, traced);
  return DSC_STATUS_OK;
}

static DscStatus
popitem (DscRuntime *rt, DscDict *self, DscPair *out_pair)
{
  if (dsc_dict_is_split (self))
    {
      uint64_t request = dsc_keys_size (self->ma_keys) - !rt->traits.split_popitem_doubles;
      dsc_note_cause (rt, (DscResizeCause) { .test = DSC_RESIZE_TEST_SPLIT });
      DscStatus status = resize (rt, self, request, DSC_RESIZE_SPLIT, true);
      if (status != DSC_STATUS_OK)
        return status;
    }

  DscSlots slots = slots_of (self);
  size_t slot = dsc_slots_pick (slots);

  allow_deletions (rt, self);
  out_pair->key = slots.entries[slot].me_key;
  out_pair->value = dsc_slots_empty (rt, self, slots, &slots.entries[slot]);
  dsc_dict_set_used (rt, self, self->ma_used - 1, rt->trace != NULL);
  dsc_slots_set_finger (rt, self, slots, slot + 1);
  return DSC_STATUS_OK;
}

static DscStatus
clear (DscRuntime *rt, DscDict *self)
{
  DscKeys *keys = self->ma_keys;
  DscSlots slots = slots_of (self);

  if (keys == rt->empty_keys && self->ma_values == rt->empty_values)
    return DSC_STATUS_OK;
  if (dsc_dict_is_split (self))
    {
      dsc_split_clear (rt, self);
      return DSC_STATUS_OK;
    }
  dsc_dict_use_keys (rt, self, rt->empty_keys, NULL);
  dsc_dict_set_used (rt, self, 0, rt->trace != NULL);
  if (self->holds_references)
    dsc_slots_drop (rt, slots);
  self->holds_references = false;
  dsc_keys_unref (rt, self, keys);
  return DSC_STATUS_OK;
}

static bool
next (const DscDict *self, size_t *position, DscPair *out_pair)
{
  return dsc_slots_next (slots_of (self), self->ma_values, position, out_pair);
}

static void
release (DscRuntime *rt, DscDict *self)
{
  dsc_values_free (rt, self, self->ma_values);
  dsc_keys_unref (rt, self, self->ma_keys);
}

static size_t
n_slots (const DscDict *self)
{
  return dsc_keys_size (self->ma_keys);
}

static const DscObject *
plain_find (DscRuntime *rt, DscDict *self, const DscObject *key)
{
  return find (rt, self, key, false);
}

static const DscObject *
traced_find (DscRuntime *rt, DscDict *self, const DscObject *key)
{
  return find (rt, self, key, true);
}

static DscStatus
plain_store (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value)
{
  return store (rt, self, key, value, NULL, COUNTS_EMPTY, false);
}

static DscStatus
traced_store (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value)
{
  return store (rt, self, key, value, NULL, COUNTS_EMPTY, true);
}

static DscStatus
plain_set_default (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value, const DscObject **out_value)
{
  return store (rt, self, key, value, out_value, COUNTS_ANY, false);
}

static DscStatus
traced_set_default (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value, const DscObject **out_value)
{
  return store (rt, self, key, value, out_value, COUNTS_ANY, true);
}

static DscStatus
plain_take (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject **out_value)
{
  return take (rt, self, key, out_value, false);
}

static DscStatus
traced_take (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject **out_value)
{
  return take (rt, self, key, out_value, true);
}

#define TABLE_FUNCTIONS \
  .init = init, .init_sized = init_sized, .resize = resize, .clear = clear, .popitem = popitem, .next = next, \
  .release = release, .n_slots = n_slots

const DscFamilyOps dsc_family_keys_open_ops = {
  .find = plain_find,
  .store = plain_store,
  .insert = plain_store,
  .set_default = plain_set_default,
  .take = plain_take,
  TABLE_FUNCTIONS,
};

const DscFamilyOps dsc_family_keys_open_traced_ops = {
  .find = traced_find,
  .store = traced_store,
  .insert = traced_store,
  .set_default = traced_set_default,
  .take = traced_take,
  TABLE_FUNCTIONS,
};
