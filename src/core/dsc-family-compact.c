/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-family-compact.c: find, store and delete in compact tables, 3.6 on: sparse indices beside dense entries.
 *
 * Entries are only ever appended, so their order is the order of insertion. A deletion leaves an empty entry, and -2 in the
 * index that led to it; a new key may take over that index, but never the entry. dk_usable counts down with every entry
 * used and is given back by nothing but a resize, whether or not the table has emptied meanwhile.
 *
 * Which keys a table may hold without being changed depends on its kind (DscKindRule): a non-str key met by a str-only
 * table turns it into a general one, on a lookup (3.6 to 3.9), on a new key (3.10), or by a rebuild (3.11 on), because str-only
 * entries have no place for a hash there.
 * Objects/dictobject.c: insertdict, insert_to_emptydict, delitem_common, PyDict_SetDefault, _PyDict_Pop_KnownHash. */
#include "dsc-split-private.h"

static size_t
find_free_slot (const DscRuntime *rt, const DscKeys *keys, int64_t hash)
{
  DscProbe probe = dsc_compact_probe (rt, keys, hash);

  while (dsc_keys_get_index (keys, probe.slot) >= 0)   /* only asked of tables that were just rebuilt: they have no dummies */
    dsc_compact_probe_next (&probe);
  return probe.slot;
}

/* A key that is not exactly a str, and a str-only table. */
DSC_ALWAYS_INLINE bool
is_of_other_kind (const DscKeys *keys, const DscObject *key)
{
  return DSC_UNLIKELY (!dsc_key_is_str (key)) && keys->dk_kind != DSC_KEYS_GENERAL;
}

static void
meet_other_key_in_lookup (DscRuntime *rt, DscDict *self)
{
  DscKeys *keys = self->ma_keys;

  if (rt->traits.kind_rule == DSC_KIND_KEYS_LOOKUP && keys->dk_kind != DSC_KEYS_SPLIT)
    dsc_keys_set_kind (rt, self, keys, DSC_KEYS_GENERAL);
}

static DscStatus
meet_other_key_in_store (DscRuntime *rt, DscDict *self)
{
  uint64_t size = dsc_keys_size (self->ma_keys);
  uint64_t growth = dsc_traits_growth_request (&rt->traits, self->ma_used, size);

  if (self->ma_values != NULL && !rt->traits.has_unicode_entries)   /* a split table, which the shared empty one is up to 3.10 */
    {
      dsc_note_growth (rt, DSC_RESIZE_TEST_SPLIT, 0, self->ma_used, size);
      DscStatus status = dsc_compact_resize (rt, self, growth, DSC_RESIZE_SPLIT, true);
      if (status != DSC_STATUS_OK)
        return status;
    }
  if (rt->traits.kind_rule == DSC_KIND_REBUILD_ANY_STORE)
    {
      dsc_note_growth (rt, DSC_RESIZE_TEST_KIND, 0, self->ma_used, size);
      return dsc_compact_resize (rt, self, growth, DSC_RESIZE_KIND, false);
    }
  meet_other_key_in_lookup (rt, self);
  return DSC_STATUS_OK;
}

/* Before a new entry is appended: makes room and the table fit for the key. *slot is where its index goes. */
static DscStatus
make_room (DscRuntime *rt, DscDict *self, const DscObject *key, size_t *slot)
{
  bool fits_kind = !is_of_other_kind (self->ma_keys, key);
  bool rebuild_kind = !fits_kind && rt->traits.has_unicode_entries;
  DscStatus status = DSC_STATUS_OK;

  if (rebuild_kind || self->ma_keys->dk_usable <= 0)
    {
      uint64_t size = dsc_keys_size (self->ma_keys);
      uint64_t request = dsc_traits_growth_request (&rt->traits, self->ma_used, size);
      dsc_note_growth (rt, rebuild_kind ? DSC_RESIZE_TEST_KIND : DSC_RESIZE_TEST_USABLE, rebuild_kind ? 0 : self->ma_keys->dk_usable, self->ma_used, size);
      status = dsc_compact_resize (rt, self, request, rebuild_kind ? DSC_RESIZE_KIND : DSC_RESIZE_FULL, !rebuild_kind);
      if (status != DSC_STATUS_OK)
        return status;
      *slot = find_free_slot (rt, self->ma_keys, key->hash);
    }
  if (!fits_kind && !rebuild_kind)
    dsc_keys_set_kind (rt, self, self->ma_keys, DSC_KEYS_GENERAL);
  return status;
}

DSC_ALWAYS_INLINE void
write_entry (DscKeys *keys, int64_t ix, const DscObject *key, const DscObject *value)
{
  void *entries = dsc_keys_compact_entries (keys);

  if (keys->entry_size == sizeof (DscKeyEntry))
    ((DscKeyEntry *) entries)[ix] = (DscKeyEntry) { key->hash, key, value };
  else
    ((DscUnicodeEntry *) entries)[ix] = (DscUnicodeEntry) { key, value };
}

static void
note_append (DscRuntime *rt, const DscDict *self, const DscObject *key, const DscObject *value, size_t slot)
{
  const DscKeys *keys = self->ma_keys;

  if (rt->traits.watch != DSC_WATCH_BEFORE_ROOM)
    dsc_dict_note_watcher (rt, self, DSC_WATCHER_ADDED, key, value);
  dsc_compact_note_walk (rt, self, keys, key->hash, DSC_WALK_FREE_SLOT, slot);
  dsc_compact_note_entry (rt, self, keys, key, value, slot);
}

DSC_ALWAYS_INLINE void
append (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value, size_t slot, const bool traced)
{
  DscKeys *keys = self->ma_keys;

  dsc_dict_hold (rt, self, key, value, DSC_HOLDS_ITEM);
  if (traced)
    note_append (rt, self, key, value, slot);
  dsc_index_set (dsc_keys_indices (keys), slot, dsc_keys_index_width_log2 (keys), keys->dk_nentries);
  write_entry (keys, keys->dk_nentries, key, value);
  keys->dk_version = 0;
  keys->dk_usable--;
  keys->dk_nentries++;
  dsc_dict_set_used (rt, self, self->ma_used + 1, traced);
  dsc_dict_set_tag (rt, self, traced);
}

void
dsc_compact_add_absent (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value)
{
  append (rt, self, key, value, find_free_slot (rt, self->ma_keys, key->hash), rt->trace != NULL);
}

/* Watchers of 3.12 are told of a new key before there is room for it. */
static void
note_absent (const DscRuntime *rt, const DscDict *self, const DscObject *key, const DscObject *value)
{
  if (rt->traits.watch == DSC_WATCH_BEFORE_ROOM)
    dsc_dict_note_watcher (rt, self, DSC_WATCHER_ADDED, key, value);
}

/* 3.8 on: the first store into the shared empty keys is not a growth but a fresh table of the smallest size. */
static DscStatus
store_in_empty (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value)
{
  note_absent (rt, self, key, value);

  DscStatus status = dsc_compact_replace_empty (rt, self, dsc_key_is_str (key));
  if (status != DSC_STATUS_OK)
    return status;
  append (rt, self, key, value, find_free_slot (rt, self->ma_keys, key->hash), rt->trace != NULL);
  return DSC_STATUS_OK;
}

DSC_ALWAYS_INLINE const DscObject **
value_place (DscKeys *keys, int64_t ix)
{
  void *entries = dsc_keys_compact_entries (keys);

  return keys->entry_size == sizeof (DscKeyEntry) ? &((DscKeyEntry *) entries)[ix].me_value
                                                  : &((DscUnicodeEntry *) entries)[ix].me_value;
}

DSC_ALWAYS_INLINE void
replace (DscRuntime *rt, DscDict *self, const DscObject *key, int64_t ix, const DscObject *value, const bool traced)
{
  const DscObject **place = value_place (self->ma_keys, ix);
  const DscObject *before = *place;

  dsc_dict_hold (rt, self, key, value, DSC_HOLDS_VALUE);
  if (before != value)
    {
      if (traced)
        {
          dsc_dict_note_watcher (rt, self, DSC_WATCHER_MODIFIED, key, value);
          dsc_note_value (rt, self, self->ma_keys->block, (size_t) ix, value);
        }
      *place = value;
    }
  if (before != value || rt->traits.tag_bumps_on_same_value)
    dsc_dict_set_tag (rt, self, traced);
  dsc_dict_drop (rt, self, before);
}

/* The whole of PyDict_SetItem, or with out_value of PyDict_SetDefault: a present key's value is told instead of replaced. */
DSC_ALWAYS_INLINE DscStatus
store (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value,
       const DscObject **out_value, const bool traced)
{
  const uint8_t kind_before = self->ma_keys->dk_kind;
  DscStatus status;

  if (DSC_UNLIKELY (self->ma_keys == rt->empty_keys) && rt->traits.empty_display == DSC_EMPTY_SHARED_KEYS)
    {
      status = store_in_empty (rt, self, key, value);
      if (status == DSC_STATUS_OK && out_value != NULL)
        *out_value = value;
      return status;
    }
  if (dsc_dict_is_split (self))
    {
      bool done;
      status = dsc_split_compact_store (rt, self, key, value, out_value, &done);
      if (status != DSC_STATUS_OK || done)
        return status;
    }
  if (is_of_other_kind (self->ma_keys, key))
    {
      status = meet_other_key_in_store (rt, self);
      if (status != DSC_STATUS_OK)
        return status;
    }

  DscFound found = dsc_compact_search (rt, self, self->ma_keys, key, traced);
  if (traced)
    dsc_compact_note_result (rt, self, found);
  if (found.ix >= 0)
    {
      if (out_value != NULL)
        *out_value = *value_place (self->ma_keys, found.ix);
      else
        replace (rt, self, key, found.ix, value, traced);
      return DSC_STATUS_OK;
    }

  if (traced)
    note_absent (rt, self, key, value);
  if (DSC_UNLIKELY (self->ma_keys->dk_usable <= 0) || is_of_other_kind (self->ma_keys, key))
    {
      status = make_room (rt, self, key, &found.free_slot);
      if (status != DSC_STATUS_OK)
        {
          self->ma_keys->dk_kind = kind_before;   /* a lookup may have changed it */
          return status;
        }
    }
  append (rt, self, key, value, found.free_slot, traced);
  if (out_value != NULL)
    *out_value = value;
  return DSC_STATUS_OK;
}

/* Returns the value; clears the entry, leaves -2 in the index. */
DSC_ALWAYS_INLINE const DscObject *
clear_entry (DscRuntime *rt, DscKeys *keys, int64_t ix, size_t slot, int64_t deleted_hash)
{
  void *entries = dsc_keys_compact_entries (keys);
  const DscObject *value;

  if (keys->entry_size == sizeof (DscKeyEntry))
    {
      DscKeyEntry *entry = &((DscKeyEntry *) entries)[ix];
      value = entry->me_value;
      rt->removed_key = entry->me_key;
      entry->me_key = entry->me_value = NULL;
      if (rt->traits.deleted_hash == DSC_DELETED_HASH_ZERO)
        entry->me_hash = deleted_hash;
    }
  else
    {
      DscUnicodeEntry *entry = &((DscUnicodeEntry *) entries)[ix];
      value = entry->me_value;
      rt->removed_key = entry->me_key;
      entry->me_key = entry->me_value = NULL;
    }
  dsc_index_set (dsc_keys_indices (keys), slot, dsc_keys_index_width_log2 (keys), DSC_INDEX_DUMMY);
  return value;
}

static void
note_delete (DscRuntime *rt, const DscDict *self, const DscObject *key, DscFound found, int64_t deleted_hash)
{
  const DscKeys *keys = self->ma_keys;
  int64_t hash_left = rt->traits.deleted_hash == DSC_DELETED_HASH_ZERO ? deleted_hash : key->hash;

  dsc_dict_note_watcher (rt, self, DSC_WATCHER_DELETED, key, NULL);
  dsc_compact_note_walk (rt, self, keys, key->hash, DSC_WALK_ENTRY, found.slot);

  DscEvent *e = dsc_runtime_begin_notes (rt, 3);
  if (e == NULL)
    return;
  *e++ = (DscEvent) { .kind = DSC_EVENT_WRITE_INDEX, .dict = self->id, .a = (int64_t) found.slot, .b = found.ix, .c = DSC_INDEX_DUMMY, .d = keys->block };
  *e++ = (DscEvent) { .kind = DSC_EVENT_DUMMY_PLACED, .dict = self->id, .a = (int64_t) found.slot, .b = found.ix, .d = keys->block,
                      .c = keys->entry_size == sizeof (DscKeyEntry) ? hash_left : 0 };
  if (keys->dk_version != 0)
    *e++ = (DscEvent) { .kind = DSC_EVENT_WRITE_FIELD, .detail = DSC_FIELD_DK_VERSION, .dict = self->id, .a = keys->dk_version, .d = keys->block };
  dsc_runtime_end_notes (rt, e);
}

DSC_ALWAYS_INLINE const DscObject *
delete_found (DscRuntime *rt, DscDict *self, const DscObject *key, DscFound found, int64_t deleted_hash, const bool traced)
{
  DscKeys *keys = self->ma_keys;

  if (traced)
    note_delete (rt, self, key, found, deleted_hash);
  dsc_dict_set_used (rt, self, self->ma_used - 1, traced);
  if (keys->dk_kind == DSC_KEYS_UNICODE_NODUMMY)
    dsc_keys_set_kind (rt, self, keys, DSC_KEYS_UNICODE);
  keys->dk_version = 0;
  dsc_dict_set_tag (rt, self, traced);
  return clear_entry (rt, keys, found.ix, found.slot, deleted_hash);
}

const DscObject *
dsc_compact_delete_popped (DscRuntime *rt, DscDict *self, const DscObject *key, DscFound found)
{
  return delete_found (rt, self, key, found, -1, rt->trace != NULL);
}

DSC_ALWAYS_INLINE DscFound
search_as_lookup (DscRuntime *rt, DscDict *self, const DscObject *key, const bool traced)
{
  if (is_of_other_kind (self->ma_keys, key))
    meet_other_key_in_lookup (rt, self);

  DscFound found = dsc_compact_search (rt, self, self->ma_keys, key, traced);
  if (traced)
    dsc_compact_note_result (rt, self, found);
  return found;
}

DSC_ALWAYS_INLINE DscStatus
take (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject **out_value, const bool traced)
{
  if (dsc_dict_is_split (self))
    {
      bool done;
      DscStatus status = dsc_split_compact_take (rt, self, key, out_value, &done);
      if (status != DSC_STATUS_OK || done)
        return status;
    }

  DscFound found = search_as_lookup (rt, self, key, traced);

  *out_value = found.ix >= 0 ? delete_found (rt, self, key, found, 0, traced) : NULL;
  return DSC_STATUS_OK;
}

DSC_ALWAYS_INLINE const DscObject *
find (DscRuntime *rt, DscDict *self, const DscObject *key, const bool traced)
{
  if (dsc_dict_is_split (self))
    return dsc_split_compact_find (rt, self, key);

  DscFound found = search_as_lookup (rt, self, key, traced);

  return found.ix >= 0 ? *value_place (self->ma_keys, found.ix) : NULL;
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
  return store (rt, self, key, value, NULL, false);
}

static DscStatus
traced_store (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value)
{
  return store (rt, self, key, value, NULL, true);
}

static DscStatus
plain_set_default (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value, const DscObject **out_value)
{
  return store (rt, self, key, value, out_value, false);
}

static DscStatus
traced_set_default (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value, const DscObject **out_value)
{
  return store (rt, self, key, value, out_value, true);
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

/* Everything but the loops. */
#define TABLE_FUNCTIONS                \
  .init = dsc_compact_init,            \
  .init_sized = dsc_compact_init_sized, \
  .resize = dsc_compact_resize,        \
  .clear = dsc_compact_clear,          \
  .popitem = dsc_compact_popitem,      \
  .next = dsc_compact_next,            \
  .release = dsc_compact_release,      \
  .n_slots = dsc_compact_n_slots

const DscFamilyOps dsc_family_compact_ops = {
  .find = plain_find,
  .store = plain_store,
  .insert = plain_store,
  .set_default = plain_set_default,
  .take = plain_take,
  TABLE_FUNCTIONS,
};

const DscFamilyOps dsc_family_compact_traced_ops = {
  .find = traced_find,
  .store = traced_store,
  .insert = traced_store,
  .set_default = traced_set_default,
  .take = traced_take,
  TABLE_FUNCTIONS,
};
