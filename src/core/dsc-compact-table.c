/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-compact-table.c: compact tables as a whole: made, rebuilt, emptied, walked.
 *
 * A rebuild makes a new keys object, packs the live entries to its front in their order, and enters their numbers into fresh
 * indices one after the other; nothing of the old dict is touched before the new block is there. The new table may be larger,
 * as large, or smaller: what counts is the request alone.
 * Objects/dictobject.c: dictresize, build_indices, insert_to_emptydict, dict_popitem_impl, PyDict_Clear. */
#include "dsc-split-private.h"

static DscKeysKind
kind_of_new (const DscRuntime *rt, bool unicode)
{
  if (!unicode || rt->traits.always_general)
    return DSC_KEYS_GENERAL;
  return rt->traits.has_nodummy ? DSC_KEYS_UNICODE_NODUMMY : DSC_KEYS_UNICODE;
}

/* Where all entries are alike, a rebuilt table is str-only until another key comes; it asks nobody. */
static DscKeysKind
kind_of_rebuilt (const DscRuntime *rt, const DscKeys *from, bool unicode)
{
  if (from->dk_kind == DSC_KEYS_GENERAL)
    return DSC_KEYS_GENERAL;
  return kind_of_new (rt, unicode || !rt->traits.has_unicode_entries);
}

/* A fresh table of so many slots instead of whatever is there. */
static DscStatus
use_new_keys (DscRuntime *rt, DscDict *self, uint64_t slots, bool unicode)
{
  DscKeys *keys = dsc_keys_new (rt, self, (unsigned) __builtin_ctzll (slots), kind_of_new (rt, unicode));

  if (keys == NULL)
    return DSC_STATUS_NO_MEMORY;
  dsc_dict_use_keys (rt, self, keys, NULL);
  return DSC_STATUS_OK;
}

DscStatus
dsc_compact_init (DscRuntime *rt, DscDict *self, DscEmptyRule rule)
{
  if (rule != DSC_EMPTY_SHARED_KEYS)
    return use_new_keys (rt, self, rt->traits.min_size, true);
  dsc_dict_use_keys (rt, self, rt->empty_keys, NULL);
  return DSC_STATUS_OK;
}

DscStatus
dsc_compact_init_sized (DscRuntime *rt, DscDict *self, uint64_t request, uint64_t slots, bool unicode)
{
  DscStatus status = use_new_keys (rt, self, slots, unicode);

  if (status == DSC_STATUS_OK)
    {
      dsc_note_resize (rt, self, DSC_RESIZE_PRESIZE, request, 0, slots);
      dsc_note_resized (rt, self, slots, self->ma_keys->dk_usable);
    }
  return status;
}

DscStatus
dsc_compact_replace_empty (DscRuntime *rt, DscDict *self, bool unicode)
{
  DscStatus status = use_new_keys (rt, self, rt->traits.min_size, unicode);

  if (status == DSC_STATUS_OK)
    {
      dsc_note_resize (rt, self, DSC_RESIZE_FROM_EMPTY, 0, 1, rt->traits.min_size);
      dsc_note_resized (rt, self, rt->traits.min_size, self->ma_keys->dk_usable);
    }
  return status;
}

/* The same of a split dict, in the order of its items. */
static int64_t
pack_values (const DscDict *self, DscKeys *to)
{
  char *target = dsc_keys_compact_entries (to);

  for (size_t i = 0; i < self->ma_used; i++)
    {
      size_t ix = dsc_split_nth (self, i);
      DscKeyEntry entry = dsc_keys_get_entry (self->ma_keys, ix);
      entry.me_value = self->ma_values->values[ix];
      if (to->entry_size == sizeof (DscKeyEntry))
        ((DscKeyEntry *) (void *) target)[i] = entry;
      else
        ((DscUnicodeEntry *) (void *) target)[i] = (DscUnicodeEntry) { entry.me_key, entry.me_value };
    }
  return (int64_t) self->ma_used;
}

/* Live entries of `from`, packed, to the front of `to`. Returns how many. */
static int64_t
pack_entries (const DscKeys *from, DscKeys *to, size_t used)
{
  char *target = dsc_keys_compact_entries (to);
  int64_t n = 0;

  if (from->entry_size == to->entry_size && (size_t) from->dk_nentries == used)
    {
      memcpy (target, dsc_keys_compact_entries (from), used * from->entry_size);
      return (int64_t) used;
    }
  for (int64_t i = 0; i < from->dk_nentries; i++)
    {
      DscKeyEntry entry = dsc_keys_get_entry (from, (size_t) i);
      if (entry.me_value == NULL)
        continue;
      if (to->entry_size == sizeof (DscKeyEntry))
        ((DscKeyEntry *) (void *) target)[n++] = entry;
      else
        ((DscUnicodeEntry *) (void *) target)[n++] = (DscUnicodeEntry) { entry.me_key, entry.me_value };
    }
  return n;
}

DSC_ALWAYS_INLINE void
build_indices_in (const DscRuntime *rt, DscKeys *keys, int64_t n, const unsigned width_log2, const bool wide)
{
  void *indices = dsc_keys_indices (keys);
  const void *entries = dsc_keys_compact_entries (keys);

  for (int64_t i = 0; i < n; i++)
    {
      int64_t hash = wide ? ((const DscKeyEntry *) entries)[i].me_hash
                          : ((const DscUnicodeEntry *) entries)[i].me_key->hash;
      DscProbe probe = dsc_compact_probe (rt, keys, hash);
      while (dsc_index_get (indices, probe.slot, width_log2) != DSC_INDEX_EMPTY)
        dsc_compact_probe_next (&probe);
      dsc_index_set (indices, probe.slot, width_log2, i);
    }
}

static void
build_indices (const DscRuntime *rt, DscKeys *keys, int64_t n)
{
  bool wide = keys->entry_size == sizeof (DscKeyEntry);

  switch (dsc_keys_index_width_log2 (keys))
    {
    case 0:  return wide ? build_indices_in (rt, keys, n, 0, true) : build_indices_in (rt, keys, n, 0, false);
    case 1:  return wide ? build_indices_in (rt, keys, n, 1, true) : build_indices_in (rt, keys, n, 1, false);
    case 2:  return wide ? build_indices_in (rt, keys, n, 2, true) : build_indices_in (rt, keys, n, 2, false);
    default: return wide ? build_indices_in (rt, keys, n, 3, true) : build_indices_in (rt, keys, n, 3, false);
    }
}

/* One event for each entry: where it was, where it is, and the slot whose index names it now. */
static void
note_moves (DscRuntime *rt, const DscDict *self, const DscKeys *from, const DscKeys *to)
{
  int64_t before = 0;

  for (int64_t after = 0; after < to->dk_nentries; after++)
    {
      DscKeyEntry entry = dsc_keys_get_entry (to, (size_t) after);
      if (dsc_dict_is_split (self))
        before = (int64_t) dsc_split_nth (self, (size_t) after);
      else
        while (dsc_keys_get_entry (from, (size_t) before).me_value == NULL)
          before++;
      DscProbe probe = dsc_compact_probe (rt, to, entry.me_hash);
      while (dsc_keys_get_index (to, probe.slot) != after)
        dsc_compact_probe_next (&probe);
      dsc_runtime_note (rt, self, (DscEvent) { .kind = DSC_EVENT_ENTRY_MOVED, .a = before, .b = after,
                                               .c = (int64_t) probe.slot, .d = to->block, .object = entry.me_key });
      before++;
    }
}

DscStatus
dsc_compact_resize (DscRuntime *rt, DscDict *self, uint64_t request, DscResizeReason reason, bool unicode)
{
  unsigned log2_size;

  if (!dsc_keys_round (&rt->traits, request, &log2_size))
    return DSC_STATUS_TOO_LARGE;
  return dsc_compact_resize_to (rt, self, request, log2_size, reason, unicode);
}

DscStatus
dsc_compact_resize_to (DscRuntime *rt, DscDict *self, uint64_t request, unsigned log2_size, DscResizeReason reason, bool unicode)
{
  DscKeys *from = self->ma_keys;
  bool was_split = dsc_dict_is_split (self);
  DscKeys *to = dsc_keys_new (rt, self, log2_size, kind_of_rebuilt (rt, from, unicode));
  if (to == NULL)
    return DSC_STATUS_NO_MEMORY;

  dsc_note_resize (rt, self, reason, request, dsc_keys_size (from), dsc_keys_size (to));
  if (from->dk_kind != to->dk_kind)
    dsc_runtime_note (rt, self, (DscEvent) { .kind = DSC_EVENT_KIND_CHANGE, .a = from->dk_kind, .b = to->dk_kind, .d = to->block });
  to->dk_nentries = was_split ? pack_values (self, to) : pack_entries (from, to, self->ma_used);
  to->dk_usable -= to->dk_nentries;
  build_indices (rt, to, to->dk_nentries);
  if (rt->trace != NULL && to->dk_nentries != 0)
    {
      note_moves (rt, self, from, to);
      dsc_runtime_note_field (rt, self, to->block, DSC_FIELD_DK_USABLE, to->dk_usable + to->dk_nentries, to->dk_usable);
      dsc_runtime_note_field (rt, self, to->block, DSC_FIELD_DK_NENTRIES, 0, to->dk_nentries);
    }
  dsc_dict_use_keys (rt, self, to, NULL);
  if (was_split)
    dsc_split_note_combined (rt, self);
  dsc_keys_unref (rt, self, from);
  dsc_note_resized (rt, self, dsc_keys_size (to), to->dk_usable);
  return DSC_STATUS_OK;
}

DscStatus
dsc_compact_clear (DscRuntime *rt, DscDict *self)
{
  DscKeys *keys = self->ma_keys;

  if (keys == rt->empty_keys && self->ma_values == rt->empty_values)
    return DSC_STATUS_OK;
  if (dsc_dict_is_split (self))
    {
      dsc_split_clear (rt, self);
      return DSC_STATUS_OK;
    }
  dsc_dict_note_watcher (rt, self, DSC_WATCHER_CLEARED, NULL, NULL);
  dsc_dict_set_tag (rt, self, rt->trace != NULL);
  dsc_dict_use_keys (rt, self, rt->empty_keys, NULL);
  dsc_dict_set_used (rt, self, 0, rt->trace != NULL);
  for (int64_t i = 0; self->holds_references && i < keys->dk_nentries; i++)
    {
      const DscKeyEntry entry = dsc_keys_get_entry (keys, (size_t) i);
      dsc_runtime_release (rt, entry.me_key);
      dsc_runtime_release (rt, entry.me_value);
    }
  self->holds_references = false;
  dsc_keys_unref (rt, self, keys);
  return DSC_STATUS_OK;
}

/* The last live entry. dk_nentries falls to its number, over emptied ones behind it; dk_usable is not given back, because
 * the index that named it is a dummy now. */
DscStatus
dsc_compact_popitem (DscRuntime *rt, DscDict *self, DscPair *out_pair)
{
  if (dsc_dict_is_split (self))
    {
      dsc_note_cause (rt, (DscResizeCause) { .test = DSC_RESIZE_TEST_SPLIT });
      DscStatus status = dsc_compact_resize_to (rt, self, dsc_keys_size (self->ma_keys), self->ma_keys->dk_log2_size, DSC_RESIZE_SPLIT, true);
      if (status != DSC_STATUS_OK)
        return status;
    }

  DscKeys *keys = self->ma_keys;
  int64_t ix = keys->dk_nentries - 1;

  while (dsc_keys_get_entry (keys, (size_t) ix).me_value == NULL)
    ix--;

  DscKeyEntry entry = dsc_keys_get_entry (keys, (size_t) ix);
  DscProbe probe = dsc_compact_probe (rt, keys, entry.me_hash);
  while (dsc_keys_get_index (keys, probe.slot) != ix)
    dsc_compact_probe_next (&probe);

  out_pair->key = entry.me_key;
  out_pair->value = dsc_compact_delete_popped (rt, self, entry.me_key, (DscFound) { .ix = ix, .slot = probe.slot });
  dsc_runtime_note_field (rt, self, keys->block, DSC_FIELD_DK_NENTRIES, keys->dk_nentries, ix);
  if (keys->n_written < keys->dk_nentries)
    keys->n_written = keys->dk_nentries;
  keys->dk_nentries = ix;
  return DSC_STATUS_OK;
}

bool
dsc_compact_next (const DscDict *self, size_t *position, DscPair *out_pair)
{
  if (dsc_dict_is_split (self))
    {
      if (*position >= self->ma_used)
        return false;
      size_t ix = dsc_split_nth (self, (*position)++);
      DscKeyEntry entry = dsc_keys_get_entry (self->ma_keys, ix);
      *out_pair = (DscPair) { entry.me_key, self->ma_values->values[ix] };
      return true;
    }
  while (*position < (size_t) self->ma_keys->dk_nentries)
    {
      DscKeyEntry entry = dsc_keys_get_entry (self->ma_keys, (*position)++);
      if (entry.me_value == NULL)
        continue;
      *out_pair = (DscPair) { entry.me_key, entry.me_value };
      return true;
    }
  return false;
}

void
dsc_compact_release (DscRuntime *rt, DscDict *self)
{
  dsc_values_free (rt, self, self->ma_values);
  dsc_keys_unref (rt, self, self->ma_keys);
}

size_t
dsc_compact_n_slots (const DscDict *self)
{
  return dsc_keys_size (self->ma_keys);
}
