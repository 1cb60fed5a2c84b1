/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-instance-dict.c: attributes up to 3.10, which live in a dict from the first one on.
 *
 * From 3.3 on that dict shares the keys of the class. When a store by attribute makes it leave them, the class either takes over
 * the dict's new keys as the shared ones, if nobody else uses the old ones, or gives up sharing for all instances to come.
 * Deletions by attribute make it give up, too, in most of these versions (DscDelattrRule).
 * Objects/dictobject.c: _PyObjectDict_SetItem, make_keys_shared, PyObject_GenericGetDict. */
#include "dsc-instance-private.h"

DscStatus
dsc_instance_dict_make (DscRuntime *rt, DscInstance *self)
{
  DscKeys *keys = self->class->ht_cached_keys;
  DscStatus status = keys == NULL ? dsc_dict_new (rt, &self->dict) : dsc_split_new (rt, keys, &self->dict);

  if (status == DSC_STATUS_OK)
    dsc_instance_note_dict (rt, self, 0, self->dict);
  return status;
}

static void
use_shared_keys (DscRuntime *rt, DscClass *class, DscKeys *keys)
{
  DscKeys *before = class->ht_cached_keys;

  dsc_class_note_keys (rt, class, keys);
  class->ht_cached_keys = keys;
  dsc_keys_unref (rt, NULL, before);
}

/* Entries hold no value where the dict has none; empty ones stay NULL. */
static void
move_values_out (const DscRuntime *rt, const DscDict *dict, DscKeys *keys, DscValues *values)
{
  DscKeyEntry *entries = rt->traits.sharing == DSC_SHARING_SLOTS ? dsc_keys_open_entries (keys) : dsc_keys_compact_entries (keys);

  for (size_t i = 0; i < values->capacity; i++)
    {
      if (entries[i].me_value == NULL)
        continue;
      dsc_note_value (rt, dict, values->block, i, entries[i].me_value);
      dsc_note_value (rt, dict, keys->block, i, NULL);
      values->values[i] = entries[i].me_value;
      entries[i].me_value = NULL;
    }
}

/* The keys of a dict become shared ones; NULL: they cannot. */
static DscStatus
make_keys_shared (DscRuntime *rt, DscDict *dict, DscKeys **out_keys)
{
  DscStatus status = DSC_STATUS_OK;

  *out_keys = NULL;
  if (!dsc_dict_is_split (dict))
    {
      if (dict->ma_keys->dk_kind == DSC_KEYS_GENERAL)
        return DSC_STATUS_OK;
      dsc_note_cause (rt, (DscResizeCause) { .test = DSC_RESIZE_TEST_SPLIT });
      if (dict->ma_keys->dk_kind == DSC_KEYS_UNICODE && rt->traits.sharing == DSC_SHARING_SLOTS)
        status = rt->ops->resize (rt, dict, dsc_keys_size (dict->ma_keys), DSC_RESIZE_SPLIT, true);
      else if (dict->ma_keys->dk_kind == DSC_KEYS_UNICODE)
        status = dsc_compact_resize_to (rt, dict, dsc_keys_size (dict->ma_keys), dict->ma_keys->dk_log2_size, DSC_RESIZE_SPLIT, true);
      if (status != DSC_STATUS_OK)
        return status;
      DscValues *values = dsc_values_new (rt, dict, dsc_values_capacity_for (&rt->traits, dict->ma_keys));
      if (values == NULL)
        return DSC_STATUS_NO_MEMORY;
      move_values_out (rt, dict, dict->ma_keys, values);
      dsc_keys_set_kind (rt, dict, dict->ma_keys, DSC_KEYS_SPLIT);
      dsc_dict_use_values (rt, dict, values);
    }
  *out_keys = dsc_keys_ref (rt, dict, dict->ma_keys);
  return DSC_STATUS_OK;
}

/* The dict has left the shared keys. */
static DscStatus
share_again_or_give_up (DscRuntime *rt, DscInstance *self)
{
  DscKeys *keys = NULL;
  DscStatus status = DSC_STATUS_OK;

  if (self->class->ht_cached_keys->dk_refcnt == 1)
    status = make_keys_shared (rt, self->dict, &keys);
  use_shared_keys (rt, self->class, keys);
  return status;
}

DscStatus
dsc_instance_dict_set (DscRuntime *rt, DscInstance *self, const DscObject *name, const DscObject *value)
{
  DscKeys *cached = self->class->ht_cached_keys;
  bool is_new = self->dict == NULL;
  DscStatus status = is_new ? dsc_instance_dict_make (rt, self) : DSC_STATUS_OK;

  if (status != DSC_STATUS_OK)
    return status;
  bool was_shared = self->dict->ma_keys == cached;
  status = rt->ops->store (rt, self->dict, name, value);
  if (status != DSC_STATUS_OK && is_new)
    {
      dsc_runtime_note_field (rt, self->dict, self->block, DSC_FIELD_INSTANCE_DICT, self->dict->block, 0);
      dsc_dict_unref (rt, self->dict);
      self->dict = NULL;
    }
  if (status != DSC_STATUS_OK || cached == NULL || self->dict->ma_keys == cached || (rt->traits.resplit_needs_split && !was_shared))
    return status;
  return share_again_or_give_up (rt, self);
}

static bool
gives_up (const DscRuntime *rt, const DscDict *dict, const DscKeys *cached)
{
  switch (rt->traits.delattr)
    {
    case DSC_DELATTR_KEEPS:         return false;
    case DSC_DELATTR_LEAVES_OTHERS: return dict->ma_keys != cached;
    case DSC_DELATTR_LEAVES:        return true;
    }
  __builtin_unreachable ();
}

DscStatus
dsc_instance_dict_delete (DscRuntime *rt, DscInstance *self, const DscObject *name, bool *out_found)
{
  DscKeys *cached = self->class->ht_cached_keys;
  const DscObject *value = NULL;
  DscStatus status = DSC_STATUS_OK;

  *out_found = false;
  if (self->dict == NULL && rt->traits.sharing == DSC_SHARING_NONE)
    return DSC_STATUS_OK;
  if (self->dict == NULL)
    status = dsc_instance_dict_make (rt, self);
  if (status == DSC_STATUS_OK)
    status = rt->ops->take (rt, self->dict, name, &value);
  if (status != DSC_STATUS_OK)
    return status;
  *out_found = value != NULL;
  if (cached != NULL && gives_up (rt, self->dict, cached))
    use_shared_keys (rt, self->class, NULL);
  if (value != NULL)
    dsc_dict_drop (rt, self->dict, value);
  return DSC_STATUS_OK;
}
