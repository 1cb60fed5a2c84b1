/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-dict-merge.c: one dict out of another, or into another: update, copy, dict (d), d | e.
 *
 * A merge first makes the target large enough for all keys of both, as if none were common to them, and stores the items in
 * the order of the source's table. From 3.10 on an empty target takes a copy of the source's keys object instead, if that
 * one is as it would be built afresh: no item was ever deleted, and it is not larger than need be. copy () from 3.7 on
 * takes such a copy as long as a third of the entries at most is empty, holes and all.
 * Objects/dictobject.c: PyDict_Merge, dict_merge, PyDict_Copy, clone_combined_dict, PyDict_MergeFromSeq2, dict_or. */
#include "dsc-split-private.h"

/* What the rule below says, as an event. */
static void
note_merge_cause (DscRuntime *rt, const DscDict *self, const DscDict *other, uint64_t slots)
{
  uint64_t sum = self->ma_used + other->ma_used;
  DscResizeCause cause = { .c = (int64_t) other->ma_used, .count = sum, .factor = 2, .divisor = 1 };

  switch (rt->traits.merge)
    {
    case DSC_MERGE_FILL_X3_2:
      cause.factor = 3, cause.divisor = 2;
      __attribute__ ((fallthrough));
    case DSC_MERGE_FILL_X2:
      cause.test = DSC_RESIZE_TEST_MERGE_LOAD, cause.a = (int64_t) self->ma_fill, cause.b = (int64_t) slots;
      break;
    case DSC_MERGE_USABLE_X2:
      cause.test = DSC_RESIZE_TEST_MERGE_USABLE, cause.a = self->ma_keys->dk_usable;
      break;
    case DSC_MERGE_STORES:
      break;
    case DSC_MERGE_ESTIMATE:
    case DSC_MERGE_ESTIMATE_DOWN:
      cause.test = DSC_RESIZE_TEST_MERGE_ROOM, cause.a = (int64_t) dsc_traits_usable (&rt->traits, slots);
      cause.factor = 3, cause.divisor = 2, cause.addend = rt->traits.merge == DSC_MERGE_ESTIMATE;
      break;
    }
  dsc_note_cause (rt, cause);
}

/* Whether the target is resized before the items come, and to what. */
static bool
merge_request (const DscRuntime *rt, const DscDict *self, const DscDict *other, uint64_t *out_request)
{
  const uint64_t usable = self->ma_keys != NULL ? (uint64_t) self->ma_keys->dk_usable : 0;

  return dsc_traits_merge_request (&rt->traits, self->ma_used, self->ma_fill, usable, rt->ops->n_slots (self), other->ma_used, out_request);
}

static bool
is_as_built_afresh (const DscRuntime *rt, const DscDict *other)
{
  const DscKeys *keys = other->ma_keys;
  uint64_t slots = dsc_keys_size (keys);

  return other->ma_values == NULL && other->ma_used == (size_t) keys->dk_nentries
         && (slots == rt->traits.min_size || dsc_traits_usable (&rt->traits, slots / 2) < other->ma_used);
}

/* A split dict stays one from 3.13 on. */
static bool
may_take_clone (const DscRuntime *rt, const DscDict *self)
{
  return self->ma_values == NULL || rt->traits.instance_values != DSC_VALUES_INLINE;
}

/* Puts a copy of the other one's keys object into a dict without items. */
static DscStatus
take_clone (DscRuntime *rt, DscDict *self, DscDict *other)
{
  DscKeys *clone = dsc_keys_clone (rt, self, other->ma_keys);
  DscKeys *before = self->ma_keys;

  if (clone == NULL)
    return DSC_STATUS_NO_MEMORY;
  dsc_dict_use_keys (rt, self, clone, NULL);
  dsc_keys_unref (rt, self, before);
  dsc_dict_set_used (rt, self, other->ma_used, rt->trace != NULL);
  if (other->tracked)
    dsc_dict_track (rt, self);
  self->holds_trackable = other->holds_trackable;
  self->escaped_tracking = other->escaped_tracking;
  self->holds_references = other->holds_references;
  dsc_dict_hold_all (rt, self);
  return DSC_STATUS_OK;
}

static DscStatus
insert_all (DscRuntime *rt, DscDict *self, DscDict *other)
{
  DscStatus status = DSC_STATUS_OK;
  size_t position = 0;
  DscPair pair;

  while (status == DSC_STATUS_OK && rt->ops->next (other, &position, &pair))
    status = rt->ops->insert (rt, self, pair.key, pair.value);
  return status;
}

DscStatus
dsc_dict_update_dict (DscRuntime *rt, DscDict *self, DscDict *other)
{
  uint64_t request;

  if (self == other || other->ma_used == 0)
    return DSC_STATUS_OK;
  if (rt->traits.merge_clones && self->ma_used == 0 && may_take_clone (rt, self) && is_as_built_afresh (rt, other))
    {
      if (rt->traits.has_watchers && (rt->traits.watcher_events & (1u << DSC_WATCHER_CLONED)) != 0)
        dsc_runtime_note (rt, self, (DscEvent) { .kind = DSC_EVENT_WATCHER, .a = DSC_WATCHER_CLONED, .b = other->id });
      DscStatus status = take_clone (rt, self, other);
      if (status != DSC_STATUS_OK)
        return status;
      dsc_dict_set_tag (rt, self, rt->trace != NULL);
      return DSC_STATUS_OK;
    }
  if (merge_request (rt, self, other, &request))
    {
      note_merge_cause (rt, self, other, rt->ops->n_slots (self));
      DscStatus status = rt->ops->resize (rt, self, request, DSC_RESIZE_UPDATE, dsc_dict_may_be_str_only (other));
      if (status != DSC_STATUS_OK)
        return status;
    }
  return insert_all (rt, self, other);
}

DscStatus
dsc_dict_update_pairs (DscRuntime *rt, DscDict *self, const DscPair *pairs, size_t n)
{
  DscStatus status = DSC_STATUS_OK;

  for (size_t i = 0; i < n && status == DSC_STATUS_OK; i++)
    status = dsc_dict_set_item (rt, self, pairs[i].key, pairs[i].value);
  return status;
}

/* A new dict that the other one was merged into. */
static DscStatus
merge_into_new (DscRuntime *rt, DscStatus status, DscDict *self, DscDict *other, DscDict **out_dict)
{
  if (status != DSC_STATUS_OK)
    return status;
  status = dsc_dict_update_dict (rt, self, other);
  if (status == DSC_STATUS_OK)
    *out_dict = self;
  else
    dsc_dict_unref (rt, self);
  return status;
}

DscStatus
dsc_dict_new_from (DscRuntime *rt, DscDict *source, DscDict **out_dict)
{
  DscDict *self = NULL;
  DscStatus status = dsc_dict_new_call (rt, &self);

  return merge_into_new (rt, status, self, source, out_dict);
}

/* Up to 2.3: a new dict, made as large as a merge would make it, and one insertion per item. */
static DscStatus
copy_by_resize (DscRuntime *rt, DscDict *source, DscDict **out_dict)
{
  uint64_t used = source->ma_used;
  uint64_t request = rt->traits.merge == DSC_MERGE_FILL_X3_2 ? used * 3 / 2 : used * 2;
  DscDict *self;
  DscStatus status = dsc_dict_new (rt, &self);

  if (status != DSC_STATUS_OK)
    return status;
  dsc_note_cause (rt, (DscResizeCause) { .test = DSC_RESIZE_TEST_COUNT, .c = (int64_t) used, .count = used,
                                         .factor = rt->traits.merge == DSC_MERGE_FILL_X3_2 ? 3 : 2,
                                         .divisor = rt->traits.merge == DSC_MERGE_FILL_X3_2 ? 2 : 1 });
  if (used > 0)
    status = rt->ops->resize (rt, self, request, DSC_RESIZE_COPY, true);
  if (status == DSC_STATUS_OK)
    status = insert_all (rt, self, source);
  if (status == DSC_STATUS_OK)
    *out_dict = self;
  else
    dsc_dict_unref (rt, self);
  return status;
}

static bool
is_worth_cloning (const DscDict *source)
{
  return source->ma_values == NULL && source->ma_used >= (size_t) source->ma_keys->dk_nentries * 2 / 3;
}

static DscStatus
copy_by_clone (DscRuntime *rt, DscDict *source, DscDict **out_dict)
{
  DscDict *self;
  DscStatus status = dsc_dict_allocate (rt, &self);

  if (status != DSC_STATUS_OK)
    return status;
  status = take_clone (rt, self, source);
  if (status != DSC_STATUS_OK)
    {
      dsc_dict_discard (rt, self);
      return status;
    }
  dsc_dict_set_tag (rt, self, rt->trace != NULL);
  *out_dict = self;
  return DSC_STATUS_OK;
}

DscStatus
dsc_dict_copy (DscRuntime *rt, DscDict *source, DscDict **out_dict)
{
  DscDict *self = NULL;

  switch (rt->traits.copy)
    {
    case DSC_COPY_RESIZE_INSERT:
      return copy_by_resize (rt, source, out_dict);
    case DSC_COPY_CLONE:
      if (source->ma_used != 0 && dsc_dict_is_split (source))
        return dsc_split_copy (rt, source, out_dict);
      if (source->ma_used != 0 && is_worth_cloning (source))
        return copy_by_clone (rt, source, out_dict);
      break;
    case DSC_COPY_MERGE:
      if (source->ma_values != NULL)
        return dsc_split_copy (rt, source, out_dict);
      break;
    }
  DscStatus status = dsc_dict_new (rt, &self);
  return merge_into_new (rt, status, self, source, out_dict);
}

DscStatus
dsc_dict_union (DscRuntime *rt, DscDict *a, DscDict *b, DscDict **out_dict)
{
  DscDict *self = NULL;

  if (!rt->traits.has_union)
    return DSC_STATUS_UNSUPPORTED;
  DscStatus status = dsc_dict_copy (rt, a, &self);
  return merge_into_new (rt, status, self, b, out_dict);
}
