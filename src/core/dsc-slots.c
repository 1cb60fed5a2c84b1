/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-slots.c: what is done to single slots and to all slots of a table whose slots are the entries (up to 3.5).
 *
 * Objects/dictobject.c: insertdict, insertdict_clean, dictresize, dict_popitem. */
#include "dsc-slots-private.h"

DSC_ALWAYS_INLINE const DscObject *
value_of (DscSlots slots, const DscValues *values, size_t slot)
{
  return values == NULL ? slots.entries[slot].me_value : values->values[slot];
}

size_t
dsc_slots_move (DscRuntime *rt, const DscDict *dict, DscSlots from, const DscValues *values, DscSlots to)
{
  size_t n = 0;

  for (size_t slot = 0; slot < from.size; slot++)
    {
      const DscKeyEntry *entry = &from.entries[slot];
      const DscObject *value = value_of (from, values, slot);
      if (value == NULL)
        continue;
      DscKeyEntry *place = dsc_slots_find_empty (rt, to, entry->me_hash);
      *place = (DscKeyEntry) { entry->me_hash, entry->me_key, value };
      n++;
      if (rt->trace != NULL)
        dsc_runtime_note (rt, dict, (DscEvent) { .kind = DSC_EVENT_ENTRY_MOVED, .a = (int64_t) slot, .b = place - to.entries,
                                                 .c = place - to.entries, .d = dsc_slots_block (dict), .object = entry->me_key });
    }
  return n;
}

size_t
dsc_slots_pick (DscSlots slots)
{
  if (slots.entries[0].me_value != NULL)
    return 0;

  int64_t finger = slots.entries[0].me_hash;
  size_t slot = finger < 1 || (uint64_t) finger >= slots.size ? 1 : (size_t) finger;
  while (slots.entries[slot].me_value == NULL)
    {
      slot++;
      if (slot >= slots.size)
        slot = 1;
    }
  return slot;
}

const DscObject *
dsc_slots_empty (DscRuntime *rt, const DscDict *dict, DscSlots slots, DscKeyEntry *entry)
{
  const DscObject *value = entry->me_value;

  rt->removed_key = entry->me_key;
  entry->me_key = rt->dummy;
  entry->me_value = NULL;
  if (rt->trace != NULL)
    dsc_runtime_note (rt, dict, (DscEvent) { .kind = DSC_EVENT_DUMMY_PLACED, .a = entry - slots.entries,
                                             .b = entry - slots.entries, .c = entry->me_hash, .d = dsc_slots_block (dict) });
  return value;
}

void
dsc_slots_set_finger (DscRuntime *rt, const DscDict *dict, DscSlots slots, size_t slot)
{
  dsc_runtime_note_field (rt, dict, dsc_slots_block (dict), DSC_FIELD_ME_HASH, slots.entries[0].me_hash, (int64_t) slot);
  slots.entries[0].me_hash = (int64_t) slot;
}

static void
note_fill (DscRuntime *rt, const DscDict *dict, DscSlots slots, const DscKeyEntry *before, const DscObject *key,
           const DscObject *value)
{
  const int64_t slot = before - slots.entries;

  if (before->me_key != NULL)
    dsc_runtime_note (rt, dict, (DscEvent) { .kind = DSC_EVENT_DUMMY_REUSED, .a = slot });

  DscEvent *e = dsc_runtime_begin_notes (rt, 2);
  if (e == NULL)
    return;
  *e++ = (DscEvent) { .kind = DSC_EVENT_WRITE_ENTRY, .dict = dict->id, .a = slot, .b = key->hash, .d = dsc_slots_block (dict), .object = key };
  *e++ = (DscEvent) { .kind = DSC_EVENT_WRITE_VALUE, .dict = dict->id, .a = slot, .d = dsc_slots_block (dict), .object = value };
  dsc_runtime_end_notes (rt, e);
}

void
dsc_slots_fill (DscRuntime *rt, const DscDict *dict, DscSlots slots, DscKeyEntry *entry, const DscObject *key,
                const DscObject *value)
{
  if (rt->trace != NULL)
    note_fill (rt, dict, slots, entry, key, value);
  *entry = (DscKeyEntry) { key->hash, key, value };
}

void
dsc_slots_replace (DscRuntime *rt, DscDict *dict, DscSlots slots, DscKeyEntry *entry, const DscObject *key,
                   const DscObject *value)
{
  const DscObject *before = entry->me_value;

  dsc_dict_hold (rt, dict, key, value, DSC_HOLDS_VALUE);
  dsc_note_value (rt, dict, dsc_slots_block (dict), (size_t) (entry - slots.entries), value);
  entry->me_value = value;
  dsc_dict_drop (rt, dict, before);
}

bool
dsc_slots_next (DscSlots slots, const DscValues *values, size_t *position, DscPair *out_pair)
{
  while (*position < slots.size)
    {
      const DscKeyEntry *entry = &slots.entries[*position];
      const DscObject *value = value_of (slots, values, (*position)++);
      if (value == NULL)
        continue;
      *out_pair = (DscPair) { entry->me_key, value };
      return true;
    }
  return false;
}

void
dsc_slots_drop (DscRuntime *rt, DscSlots slots)
{
  for (size_t slot = 0; slot < slots.size; slot++)
    if (slots.entries[slot].me_value != NULL)
      {
        dsc_runtime_release (rt, slots.entries[slot].me_key);
        dsc_runtime_release (rt, slots.entries[slot].me_value);
      }
}
