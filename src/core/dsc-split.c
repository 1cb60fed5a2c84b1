/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-split.c: split dicts as a whole, in all versions that have them: made, copied, cleared.
 *
 * Objects/dictobject.c: new_dict_with_shared_keys, PyDict_Copy, PyDict_Clear. */
#include "dsc-split-private.h"

DscStatus
dsc_split_new (DscRuntime *rt, DscKeys *keys, DscDict **out_dict)
{
  DscDict *self;
  DscStatus status = dsc_dict_allocate (rt, &self);

  if (status != DSC_STATUS_OK)
    return status;
  DscValues *values = dsc_values_new (rt, self, dsc_values_capacity_for (&rt->traits, keys));
  if (values == NULL)
    {
      dsc_dict_discard (rt, self);
      return DSC_STATUS_NO_MEMORY;
    }
  dsc_dict_use_keys (rt, self, dsc_keys_ref (rt, self, keys), values);
  dsc_dict_set_tag (rt, self, rt->trace != NULL);
  *out_dict = self;
  return DSC_STATUS_OK;
}

/* The copy of a cleared dict (up to 3.6) shares the shared empty keys, with an array of values of its own, so that clear () finds
 * something to do there. */
DscStatus
dsc_split_copy (DscRuntime *rt, DscDict *source, DscDict **out_dict)
{
  bool keeps_capacity = rt->traits.instance_values == DSC_VALUES_INLINE;
  size_t capacity = keeps_capacity ? source->ma_values->capacity : dsc_values_capacity_for (&rt->traits, source->ma_keys);
  DscDict *self;
  DscStatus status = dsc_dict_allocate (rt, &self);

  if (status != DSC_STATUS_OK)
    return status;
  DscValues *values = dsc_values_copy (rt, self, source->ma_values, capacity);
  if (values == NULL)
    {
      dsc_dict_discard (rt, self);
      return DSC_STATUS_NO_MEMORY;
    }
  dsc_values_hold_all (rt, values);
  dsc_dict_use_keys (rt, self, dsc_keys_ref (rt, self, source->ma_keys), values);
  dsc_dict_set_used (rt, self, source->ma_used, rt->trace != NULL);
  dsc_dict_set_tag (rt, self, rt->trace != NULL);
  if (source->tracked)
    dsc_dict_track (rt, self);
  self->holds_trackable = source->holds_trackable;
  self->escaped_tracking = source->escaped_tracking;
  self->holds_references = source->holds_references;
  *out_dict = self;
  return DSC_STATUS_OK;
}

size_t
dsc_split_nth (const DscDict *self, size_t i)
{
  /* Without order bytes (up to 3.10) keys are set in their own order: the values are a dense prefix. */
  return self->ma_keys->entry_size == sizeof (DscUnicodeEntry) ? dsc_values_order (self->ma_values)[i] : i;
}

void
dsc_split_note_combined (DscRuntime *rt, const DscDict *self)
{
  dsc_runtime_note (rt, self, (DscEvent) { .kind = DSC_EVENT_SPLIT_COMBINED, .a = (int64_t) dsc_keys_size (self->ma_keys) });
}

void
dsc_split_clear (DscRuntime *rt, DscDict *self)
{
  DscKeys *keys = self->ma_keys;
  DscValues *values = self->ma_values;

  dsc_dict_note_watcher (rt, self, DSC_WATCHER_CLEARED, NULL, NULL);
  dsc_dict_set_tag (rt, self, rt->trace != NULL);
  dsc_dict_set_used (rt, self, 0, rt->trace != NULL);
  if (self->holds_references)
    dsc_values_release_all (rt, values);
  self->holds_references = false;
  if (values->embedded)
    {
      dsc_values_empty (rt, self, values);
      dsc_values_set_size (rt, self, values, 0);
      return;
    }
  dsc_dict_use_keys (rt, self, rt->empty_keys, NULL);
  dsc_keys_unref (rt, self, keys);
}
