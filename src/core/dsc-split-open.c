/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-split-open.c: items of split dicts whose shared keys are slots, 3.3 to 3.5.
 *
 * Any dict may add a key to the shared ones as long as there is room; a deletion only takes the value away. setdefault
 * is careless: it counts a place of the shared keys for each value that it sets, whether the key was there or not, and it may even put a key
 * that is no str among them. Objects/dictobject.c: insertdict, lookdict_split, PyDict_SetDefault, PyDict_DelItem. */
#include "dsc-split-private.h"

static DscSlots
slots_of (const DscDict *self)
{
  return (DscSlots) { dsc_keys_open_entries (self->ma_keys), dsc_keys_size (self->ma_keys) };
}

static DscKeyEntry *
search (DscRuntime *rt, const DscDict *self, const DscObject *key)
{
  return dsc_slots_search (rt, self, slots_of (self), key, rt->trace != NULL);
}

static const DscObject **
value_place (DscDict *self, const DscKeyEntry *entry)
{
  return &self->ma_values->values[entry - dsc_keys_open_entries (self->ma_keys)];
}

static void
use_place (DscRuntime *rt, DscDict *self, DscKeyEntry *entry, const DscObject *key)
{
  DscKeys *keys = self->ma_keys;
  bool is_new = entry->me_key == NULL;

  dsc_runtime_note (rt, self, (DscEvent) { .kind = DSC_EVENT_WRITE_ENTRY, .a = entry - dsc_keys_open_entries (keys), .b = key->hash, .d = keys->block,
                                           .object = key });
  dsc_runtime_note_field (rt, self, keys->block, DSC_FIELD_DK_USABLE, keys->dk_usable, keys->dk_usable - 1);
  entry->me_key = key;
  entry->me_hash = key->hash;
  keys->dk_usable--;
  if (is_new)
    dsc_runtime_note (rt, self, (DscEvent) { .kind = DSC_EVENT_SHARED_GROWTH, .a = (int64_t) dsc_traits_usable (&rt->traits, dsc_keys_size (keys)) - keys->dk_usable,
                                             .b = keys->dk_usable });
}

static void
set_value (DscRuntime *rt, DscDict *self, const DscKeyEntry *entry, const DscObject *key, const DscObject *value)
{
  const DscObject **place = value_place (self, entry);
  const DscObject *before = *place;

  dsc_dict_hold (rt, self, key, value, DSC_HOLDS_VALUE);
  dsc_note_value (rt, self, self->ma_values->block, (size_t) (entry - dsc_keys_open_entries (self->ma_keys)), value);
  *place = value;
  if (before == NULL)
    dsc_dict_set_used (rt, self, self->ma_used + 1, rt->trace != NULL);
  dsc_dict_drop (rt, self, before);
}

static DscStatus
grow (DscRuntime *rt, DscDict *self)
{
  const DscKeys *keys = self->ma_keys;

  dsc_note_growth (rt, DSC_RESIZE_TEST_USABLE, keys->dk_usable, self->ma_used, dsc_keys_size (keys));
  return rt->ops->resize (rt, self, dsc_traits_growth_request (&rt->traits, self->ma_used, dsc_keys_size (keys)), DSC_RESIZE_FULL, true);
}

DscStatus
dsc_split_open_store (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value, bool *out_done)
{
  DscKeyEntry *entry = search (rt, self, key);

  *out_done = entry->me_key != NULL || self->ma_keys->dk_usable > 0;
  if (!*out_done)
    return grow (rt, self);
  if (entry->me_key == NULL)
    use_place (rt, self, entry, key);
  set_value (rt, self, entry, key, value);
  return DSC_STATUS_OK;
}

DscStatus
dsc_split_open_set_default (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value,
                            const DscObject **out_value, bool *out_done)
{
  DscKeyEntry *entry = search (rt, self, key);
  const DscObject *before = *value_place (self, entry);

  *out_done = before != NULL || self->ma_keys->dk_usable > 0;
  if (!*out_done)
    return grow (rt, self);
  *out_value = before != NULL ? before : value;
  if (before == NULL)
    {
      rt->has_odd_keys = rt->has_odd_keys || !dsc_key_is_str (key);
      use_place (rt, self, entry, key);
      set_value (rt, self, entry, key, value);
    }
  return DSC_STATUS_OK;
}

const DscObject *
dsc_split_open_find (DscRuntime *rt, DscDict *self, const DscObject *key)
{
  return *value_place (self, search (rt, self, key));
}

const DscObject *
dsc_split_open_take (DscRuntime *rt, DscDict *self, const DscObject *key)
{
  DscKeyEntry *entry = search (rt, self, key);
  const DscObject **place = value_place (self, entry);
  const DscObject *value = *place;

  if (value == NULL)
    return NULL;
  dsc_note_value (rt, self, self->ma_values->block, (size_t) (entry - dsc_keys_open_entries (self->ma_keys)), NULL);
  *place = NULL;
  rt->removed_key = NULL;
  dsc_dict_set_used (rt, self, self->ma_used - 1, rt->trace != NULL);
  return value;
}
