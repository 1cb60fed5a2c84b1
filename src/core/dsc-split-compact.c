/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-split-compact.c: items of split dicts, 3.6 on.
 *
 * Up to 3.10 the values of a split dict are a dense prefix: a key may only be set when it is the next of the shared keys, or
 * is new and all shared keys are set. Any other order, and any deletion, gives the dict keys of its own. From 3.11 on order bytes
 * tell in which order each dict set its values, so that any order will do, and deletions cost nothing; a new key joins the
 * shared ones as long as there is room.
 * Objects/dictobject.c: insertdict, PyDict_SetDefault, delitem_common, insert_into_dictkeys, insert_split_key, insert_split_value. */
#include "dsc-split-private.h"

/* For what a value is written. */
typedef enum { ADDS_KEY = 0, SETS_DEFAULT, STORES_SHARED_KEY } StoreKind;

static DscFound
search (DscRuntime *rt, const DscDict *dict, const DscKeys *keys, const DscObject *key)
{
  if (rt->trace == NULL)
    return dsc_compact_search (rt, dict, keys, key, false);

  DscFound found = dsc_compact_search (rt, dict, keys, key, true);
  dsc_compact_note_result (rt, dict, found);
  return found;
}

static DscStatus
grow (DscRuntime *rt, DscDict *self, DscResizeReason reason, bool unicode)
{
  const DscKeys *keys = self->ma_keys;
  DscResizeTest test = reason == DSC_RESIZE_FULL ? DSC_RESIZE_TEST_USABLE : reason == DSC_RESIZE_KIND ? DSC_RESIZE_TEST_KIND : DSC_RESIZE_TEST_SPLIT;

  dsc_note_growth (rt, test, test == DSC_RESIZE_TEST_USABLE ? keys->dk_usable : 0, self->ma_used, dsc_keys_size (keys));
  return dsc_compact_resize (rt, self, dsc_traits_growth_request (&rt->traits, self->ma_used, dsc_keys_size (keys)), reason, unicode);
}

/* A key that the shared keys do not have yet, behind the last one. */
static int64_t
append_key (DscRuntime *rt, const DscDict *dict, DscKeys *keys, const DscObject *key, size_t slot)
{
  int64_t ix = keys->dk_nentries;

  if (rt->trace != NULL)
    {
      dsc_compact_note_walk (rt, dict, keys, key->hash, DSC_WALK_FREE_SLOT, slot);
      dsc_compact_note_entry (rt, dict, keys, key, NULL, slot);
      dsc_runtime_note (rt, dict, (DscEvent) { .kind = DSC_EVENT_SHARED_GROWTH, .a = ix + 1, .b = keys->dk_usable - 1 });
    }
  dsc_index_set (dsc_keys_indices (keys), slot, dsc_keys_index_width_log2 (keys), ix);
  if (keys->entry_size == sizeof (DscKeyEntry))
    ((DscKeyEntry *) dsc_keys_compact_entries (keys))[ix] = (DscKeyEntry) { key->hash, key, NULL };
  else
    ((DscUnicodeEntry *) dsc_keys_compact_entries (keys))[ix] = (DscUnicodeEntry) { key, NULL };
  keys->dk_version = 0;
  keys->dk_usable--;
  keys->dk_nentries++;
  return ix;
}

int64_t
dsc_split_insert_key (DscRuntime *rt, const DscDict *dict, DscKeys *keys, const DscObject *key)
{
  DscFound found = search (rt, dict, keys, key);

  if (found.ix >= 0 || keys->dk_usable <= 0)
    return found.ix;
  return append_key (rt, dict, keys, key, found.free_slot);
}

/* What watchers are told of a value that is written in the place of this one. */
static void
note_watcher (const DscRuntime *rt, const DscDict *self, const DscObject *key, const DscObject *before, const DscObject *value, StoreKind kind)
{
  const bool counts_as_old = before != NULL || (kind == STORES_SHARED_KEY && rt->traits.watch == DSC_WATCH_BEFORE_ROOM);
  const bool is_told_already = kind == ADDS_KEY && rt->traits.watch == DSC_WATCH_BEFORE_ROOM;

  if ((before != value || rt->traits.watch >= DSC_WATCH_AFTER_ROOM) && !is_told_already)
    dsc_dict_note_watcher (rt, self, counts_as_old ? DSC_WATCHER_MODIFIED : DSC_WATCHER_ADDED, key, value);
}

/* The value of a shared key, set for the first time or again. */
static void
set_value (DscRuntime *rt, DscDict *self, const DscObject *key, int64_t ix, const DscObject *value, StoreKind kind)
{
  DscValues *values = self->ma_values;
  const DscObject *before = values->values[ix];
  bool has_order = rt->traits.sharing == DSC_SHARING_ORDER_BYTES;

  dsc_dict_hold (rt, self, key, value, DSC_HOLDS_VALUE);
  note_watcher (rt, self, key, before, value, kind);
  if (before != value)
    {
      dsc_note_value (rt, self, values->block, (size_t) ix, value);
      values->values[ix] = value;
    }
  if (before == NULL && has_order)
    dsc_values_append_order (rt, self, values, (size_t) ix);
  if (before == NULL)
    dsc_dict_set_used (rt, self, self->ma_used + 1, rt->trace != NULL);
  if (before != value || rt->traits.tag_bumps_on_same_value || rt->traits.split_tag_bumps_on_same_value)
    dsc_dict_set_tag (rt, self, rt->trace != NULL);
  dsc_dict_drop (rt, self, before);
}

static void
set_or_tell (DscRuntime *rt, DscDict *self, const DscObject *key, int64_t ix, const DscObject *value, const DscObject **out_value, bool is_new)
{
  const DscObject *before = self->ma_values->values[ix];
  StoreKind kind = is_new ? ADDS_KEY : out_value != NULL ? SETS_DEFAULT : STORES_SHARED_KEY;

  if (out_value != NULL)
    *out_value = before != NULL ? before : value;
  if (out_value == NULL || before == NULL)
    set_value (rt, self, key, ix, value, kind);
}

/* The dict gets keys of its own, and among them one that it does not have yet. */
static DscStatus
leave_and_add (DscRuntime *rt, DscDict *self, DscResizeReason reason, bool unicode, const DscObject *key, const DscObject *value,
               const DscObject **out_value)
{
  DscStatus status = grow (rt, self, reason, unicode);

  if (status != DSC_STATUS_OK)
    return status;
  dsc_compact_add_absent (rt, self, key, value);
  if (out_value != NULL)
    *out_value = value;
  return DSC_STATUS_OK;
}

/* 3.11 on. */
static DscStatus
store_other_key (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value, const DscObject **out_value)
{
  DscFound found = search (rt, self, self->ma_keys, key);

  if (found.ix < 0 || self->ma_values->values[found.ix] == NULL)
    return leave_and_add (rt, self, DSC_RESIZE_KIND, false, key, value, out_value);
  if (out_value != NULL)
    *out_value = self->ma_values->values[found.ix];
  else if (self->ma_values->values[found.ix] != value)
    set_value (rt, self, key, found.ix, value, STORES_SHARED_KEY);
  return DSC_STATUS_OK;
}

static DscStatus
store_in_any_order (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value,
                    const DscObject **out_value, bool *out_done)
{
  DscKeys *keys = self->ma_keys;

  *out_done = dsc_key_is_str (key) || rt->traits.kind_rule != DSC_KIND_REBUILD_ANY_STORE;
  if (!*out_done)
    return DSC_STATUS_OK;   /* rebuilt as a general table, in any case */
  if (!dsc_key_is_str (key))
    return store_other_key (rt, self, key, value, out_value);

  DscFound found = search (rt, self, keys, key);
  bool is_new = found.ix < 0;
  if (is_new && rt->traits.watch == DSC_WATCH_BEFORE_ROOM)
    dsc_dict_note_watcher (rt, self, DSC_WATCHER_ADDED, key, value);
  if (is_new && keys->dk_usable <= 0)
    return leave_and_add (rt, self, DSC_RESIZE_FULL, true, key, value, out_value);
  set_or_tell (rt, self, key, is_new ? append_key (rt, self, keys, key, found.free_slot) : found.ix, value, out_value, is_new);
  return DSC_STATUS_OK;
}

/* 3.6 to 3.10. */
static DscStatus
store_in_key_order (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value,
                    const DscObject **out_value, bool *out_done)
{
  DscKeys *keys = self->ma_keys;

  if (!dsc_key_is_str (key))
    return DSC_STATUS_OK;   /* combined first, and then looked for */

  DscFound found = search (rt, self, keys, key);
  bool is_set = found.ix >= 0 && self->ma_values->values[found.ix] != NULL;
  bool is_next = (int64_t) self->ma_used == (found.ix >= 0 ? found.ix : keys->dk_nentries);
  bool has_room = found.ix >= 0 || keys->dk_usable > 0;

  if (!is_set && !(is_next && has_room))
    {
      DscStatus status = leave_and_add (rt, self, is_next ? DSC_RESIZE_FULL : DSC_RESIZE_SPLIT, true, key, value, out_value);
      if (status != DSC_STATUS_OK)
        return status;
    }
  else
    {
      int64_t ix = found.ix >= 0 ? found.ix : append_key (rt, self, keys, key, found.free_slot);
      set_or_tell (rt, self, key, ix, value, out_value, found.ix < 0);
    }
  *out_done = true;
  return DSC_STATUS_OK;
}

DscStatus
dsc_split_compact_store (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value,
                         const DscObject **out_value, bool *out_done)
{
  *out_done = false;
  if (rt->traits.sharing == DSC_SHARING_ORDER_BYTES)
    return store_in_any_order (rt, self, key, value, out_value, out_done);
  return store_in_key_order (rt, self, key, value, out_value, out_done);
}

const DscObject *
dsc_split_compact_find (DscRuntime *rt, DscDict *self, const DscObject *key)
{
  DscFound found = search (rt, self, self->ma_keys, key);

  return found.ix >= 0 ? self->ma_values->values[found.ix] : NULL;
}

static void
clear_value (DscRuntime *rt, DscDict *self, const DscObject *key, int64_t ix)
{
  dsc_dict_note_watcher (rt, self, DSC_WATCHER_DELETED, key, NULL);
  dsc_note_value (rt, self, self->ma_values->block, (size_t) ix, NULL);
  dsc_dict_set_used (rt, self, self->ma_used - 1, rt->trace != NULL);
  dsc_dict_set_tag (rt, self, rt->trace != NULL);
  self->ma_values->values[ix] = NULL;
  rt->removed_key = NULL;
  dsc_values_remove_order (rt, self, self->ma_values, (size_t) ix);
}

DscStatus
dsc_split_compact_take (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject **out_value, bool *out_done)
{
  DscFound found = search (rt, self, self->ma_keys, key);
  const DscObject *value = found.ix >= 0 ? self->ma_values->values[found.ix] : NULL;

  *out_value = value;
  *out_done = value == NULL || rt->traits.sharing == DSC_SHARING_ORDER_BYTES;
  if (!*out_done)
    dsc_note_cause (rt, (DscResizeCause) { .test = DSC_RESIZE_TEST_SPLIT });
  if (!*out_done)
    return dsc_compact_resize_to (rt, self, dsc_keys_size (self->ma_keys), self->ma_keys->dk_log2_size, DSC_RESIZE_SPLIT, true);
  if (value != NULL)
    clear_value (rt, self, key, found.ix);
  return DSC_STATUS_OK;
}
