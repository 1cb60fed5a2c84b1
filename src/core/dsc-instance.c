/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-instance.c: instances of plain classes.
 *
 * Up to 3.10 attributes live in a dict from the first one on. From 3.11 on they live in an array of values beside the shared keys
 * of the class, and a dict is made only when somebody asks for it: it takes the array over (3.11, 3.12), or uses the one inside the
 * instance (3.13 on), where attributes go on being stored past the dict as long as the array is valid. Such a store counts in ma_used
 * but changes neither the version tag nor the tracking of the dict.
 * Every instance made takes one of the spare places of the shared keys, so that instances made later get smaller arrays.
 * Objects/dictobject.c: init_inline_values, _PyObject_InitInlineValues, _PyObject_StoreInstanceAttribute,
 * make_dict_from_instance_attributes, _PyObject_SetManagedDict, _PyDict_DetachFromObject. */
#include "dsc-instance-private.h"
#include "dsc-referents.h"

static bool
is_inline (const DscRuntime *rt)
{
  return rt->traits.instance_values == DSC_VALUES_INLINE;
}

/* Values that are the instance's own affair: there is no dict, or it looks at them too. */
static bool
stores_in_values (const DscInstance *self)
{
  return self->values != NULL && (!self->values->embedded || self->values->valid);
}

/* Sizes. */

int64_t
dsc_instance_basicsize_of (const DscTraits *traits)
{
  unsigned n_pointers = traits->instance_values == DSC_VALUES_IN_DICT ? 2 : traits->instance_values == DSC_VALUES_POINTER ? 1 : 0;

  return traits->object_head + n_pointers * traits->pointer_size;   /* __dict__ and __weakref__ */
}

/* What lies in front of the object from 3.11 on, besides the GC head, is counted; values are not. */
int64_t
dsc_instance_getsizeof_of (const DscTraits *traits)
{
  unsigned n_words = traits->instance_values == DSC_VALUES_IN_DICT ? 0 : 2;

  return dsc_instance_basicsize_of (traits) + traits->gc_head + n_words * traits->pointer_size;
}

int64_t
dsc_instance_basicsize (const DscRuntime *rt)
{
  return dsc_instance_basicsize_of (&rt->traits);
}

int64_t
dsc_instance_getsizeof (const DscRuntime *rt)
{
  return dsc_instance_getsizeof_of (&rt->traits);
}

uint64_t
dsc_instance_allocated (const DscRuntime *rt, const DscInstance *self)
{
  return (uint64_t) dsc_instance_getsizeof (rt) + (is_inline (rt) ? dsc_values_bytes (&rt->traits, self->room) : 0);
}

/* Life. */

static void
link_instance (DscRuntime *rt, DscInstance *self)
{
  self->next = rt->instances;
  if (self->next != NULL)
    self->next->previous = self;
  rt->instances = self;
}

static void
unlink_instance (DscRuntime *rt, DscInstance *self)
{
  if (self->previous != NULL)
    self->previous->next = self->next;
  else
    rt->instances = self->next;
  if (self->next != NULL)
    self->next->previous = self->previous;
}

/* The pointers of the instance, as their version has them. */
static DscFieldId
dict_pointer (const DscRuntime *rt)
{
  return rt->traits.instance_values == DSC_VALUES_TAGGED ? DSC_FIELD_INSTANCE_DICT_OR_VALUES : DSC_FIELD_INSTANCE_DICT;
}

static DscFieldId
values_pointer (const DscRuntime *rt)
{
  return rt->traits.instance_values == DSC_VALUES_TAGGED ? DSC_FIELD_INSTANCE_DICT_OR_VALUES : DSC_FIELD_INSTANCE_VALUES;
}

static void
note_pointer (const DscRuntime *rt, const DscInstance *self, DscFieldId id, uint32_t before, uint32_t after)
{
  dsc_runtime_note_field (rt, self->dict, self->block, id, before, after);
}

/* A place of the shared keys goes with each instance, down to the last one. Undone when there is no memory. */
static DscStatus
make_values (DscRuntime *rt, DscInstance *self)
{
  DscKeys *keys = self->class->ht_cached_keys;
  int64_t usable = keys->dk_usable;

  self->room = (uint32_t) (keys->dk_nentries + usable);
  if (usable > 1)
    keys->dk_usable--;
  size_t capacity = dsc_values_capacity_for (&rt->traits, keys);
  self->values = is_inline (rt) ? dsc_values_new_inline (rt, capacity) : dsc_values_new (rt, NULL, capacity);
  if (self->values == NULL)
    {
      keys->dk_usable = usable;
      return DSC_STATUS_NO_MEMORY;
    }
  if (usable > 1)
    dsc_runtime_note_field (rt, NULL, keys->block, DSC_FIELD_DK_USABLE, usable, usable - 1);
  return DSC_STATUS_OK;
}

DscStatus
dsc_instance_new (DscRuntime *rt, DscClass *class, DscInstance **out_instance)
{
  DscInstance *self = dsc_alloc_zero (rt->alloc, sizeof *self);
  DscStatus status = DSC_STATUS_OK;

  if (self == NULL)
    return DSC_STATUS_NO_MEMORY;
  self->class = class;
  if (rt->traits.instance_values != DSC_VALUES_IN_DICT)
    status = make_values (rt, self);
  if (status != DSC_STATUS_OK)
    {
      dsc_alloc_free (rt->alloc, self);
      return status;
    }
  dsc_class_ref (class);
  self->refcount = 1;
  self->id = ++rt->last_instance;
  self->block = dsc_runtime_take_block (rt, NULL, NULL, DSC_BLOCK_INSTANCE, dsc_instance_allocated (rt, self), is_inline (rt) ? self->room : 0);
  if (is_inline (rt))
    dsc_values_place_inline (rt, self->values, self->block);
  else if (self->values != NULL)
    note_pointer (rt, self, values_pointer (rt), 0, self->values->block);
  link_instance (rt, self);
  *out_instance = self;
  return DSC_STATUS_OK;
}

DscInstance *
dsc_instance_ref (DscInstance *self)
{
  self->refcount++;
  return self;
}

/* Whether the dict looks at the values inside the instance. */
static bool
dict_uses_inline (const DscInstance *self)
{
  return self->dict != NULL && self->values != NULL && self->dict->ma_values == self->values;
}

/* _PyDict_DetachFromObject: the dict gets the array as its own, the instance one that is not valid (NULL: it needs none). The
 * model moves what CPython copies. */
static void
detach_dict (DscRuntime *rt, DscInstance *self, DscValues *invalid)
{
  DscValues *values = dsc_values_take_out (rt, self->dict, self->values);

  dsc_dict_note_field (rt, self->dict, DSC_FIELD_MA_VALUES, self->block, values->block);
  self->values = invalid;
  if (invalid == NULL)
    return;
  invalid->block = self->block;
  invalid->size = values->size;
  invalid->written = values->written;
  memcpy (invalid->values, values->values, values->capacity * sizeof *values->values);
  memcpy (dsc_values_order (invalid), dsc_values_order (values), values->capacity);
  dsc_values_invalidate (rt, NULL, invalid);
}

static void
release_values (DscRuntime *rt, DscInstance *self)
{
  if (self->values == NULL)
    return;
  if (!self->values->embedded || self->values->valid)
    dsc_values_release_all (rt, self->values);
  if (self->values->embedded)
    dsc_values_free_inline (rt, self->values);
  else
    dsc_values_free (rt, NULL, self->values);
}

void
dsc_instance_note_dict (const DscRuntime *rt, const DscInstance *self, uint32_t before, const DscDict *dict)
{
  dsc_runtime_note_field (rt, dict, self->block, dict_pointer (rt), before, dict->block);
}

/* subtype_dealloc. */
static void
deallocate (DscRuntime *rt, DscInstance *self)
{
  rt->n_deaths++;
  if (self->object != NULL)
    dsc_runtime_disown (rt, self->object);
  if (dict_uses_inline (self))
    detach_dict (rt, self, NULL);
  if (self->dict != NULL)
    dsc_dict_unref (rt, self->dict);
  release_values (rt, self);
  dsc_runtime_give_block (rt, NULL, NULL, self->block, dsc_instance_allocated (rt, self));
  dsc_class_unref (rt, self->class);
  dsc_alloc_free (rt->alloc, self);
  rt->n_deaths--;
}

void
dsc_instance_unref (DscRuntime *rt, DscInstance *self)
{
  if (--self->refcount > 0)
    return;
  unlink_instance (rt, self);
  if (rt->n_deaths >= DSC_MAX_NESTED_DEATHS)
    {
      self->next = rt->dying_instances;
      rt->dying_instances = self;
      return;
    }
  deallocate (rt, self);
  dsc_runtime_reap (rt);
}

bool
dsc_instance_reap (DscRuntime *rt)
{
  DscInstance *instance = rt->dying_instances;

  if (instance == NULL)
    return false;
  rt->dying_instances = instance->next;
  deallocate (rt, instance);
  return true;
}

void
dsc_instance_free_last (DscRuntime *rt)
{
  while (rt->instances != NULL)
    {
      DscInstance *self = rt->instances;

      rt->instances = self->next;
      if (self->values != NULL && self->values->embedded)
        dsc_values_free_inline (rt, self->values);
      else
        dsc_values_free (rt, NULL, self->values);
      dsc_class_unref (rt, self->class);
      dsc_alloc_free (rt->alloc, self);
    }
}

/* The dict. */

/* Whether a dict of these values is tracked, holds what can change, and holds references. */
static void
describe_values (DscRuntime *rt, DscDict *dict, const DscValues *values)
{
  for (size_t i = 0; i < values->capacity; i++)
    {
      const DscObject *value = values->values[i];
      if (value == NULL || !value->trackable)
        continue;
      dict->holds_trackable = true;
      dict->holds_references = dict->holds_references || value->can_change;
      if (rt->has_collector)
        dsc_dict_track (rt, dict);
    }
}

/* make_dict_from_instance_attributes: not yet the instance's. */
static DscStatus
make_dict_of_values (DscRuntime *rt, DscInstance *self, DscDict **out_dict)
{
  DscKeys *keys = self->class->ht_cached_keys;
  DscStatus status = dsc_dict_allocate (rt, out_dict);

  if (status != DSC_STATUS_OK)
    return status;
  dsc_dict_use_keys (rt, *out_dict, dsc_keys_ref (rt, *out_dict, keys), self->values);
  dsc_dict_set_used (rt, *out_dict, self->values->size, rt->trace != NULL);
  dsc_dict_set_tag (rt, *out_dict, rt->trace != NULL);
  describe_values (rt, *out_dict, self->values);
  return DSC_STATUS_OK;
}

/* Takes such a dict back. */
static void
discard_dict_of_values (DscRuntime *rt, DscDict *dict)
{
  dsc_keys_unref (rt, dict, dict->ma_keys);
  dsc_dict_discard (rt, dict);
}

static uint32_t
values_block (const DscInstance *self)
{
  return self->values != NULL ? self->values->block : 0;
}

/* The block of the instance's values is told from before: the dict may have freed them. */
static void
publish_dict (const DscRuntime *rt, DscInstance *self, DscDict *dict, uint32_t block)
{
  bool leaves_values = !is_inline (rt) && self->values != NULL;

  dsc_instance_note_dict (rt, self, leaves_values && dict_pointer (rt) == values_pointer (rt) ? block : 0, dict);
  self->dict = dict;
  if (leaves_values && dict_pointer (rt) != values_pointer (rt))
    note_pointer (rt, self, values_pointer (rt), block, 0);
  if (leaves_values)
    self->values = NULL;
}

DscStatus
dsc_instance_get_dict (DscRuntime *rt, DscInstance *self, DscDict **out_dict)
{
  DscStatus status = DSC_STATUS_OK;
  DscDict *dict;

  if (self->dict == NULL && !stores_in_values (self))
    status = dsc_instance_dict_make (rt, self);
  else if (self->dict == NULL)
    {
      status = make_dict_of_values (rt, self, &dict);
      if (status == DSC_STATUS_OK)
        publish_dict (rt, self, dict, values_block (self));
    }
  if (status == DSC_STATUS_OK)
    *out_dict = self->dict;
  return status;
}

/* A reference that is let go later is not let go in the model: no safe point comes before the end of a short program. */
static void
swap_dict (DscRuntime *rt, DscInstance *self, DscDict *dict)
{
  DscDict *before = self->dict;

  dsc_instance_note_dict (rt, self, before != NULL ? before->block : 0, dict);
  self->dict = dsc_dict_ref (dict);
  if (before != NULL && !rt->traits.set_dict_delays)
    dsc_dict_unref (rt, before);
}

/* 3.13 on: values that no dict uses are let go; those that one uses become its own. */
static DscStatus
leave_inline_values (DscRuntime *rt, DscInstance *self)
{
  if (dict_uses_inline (self))
    {
      DscValues *invalid = dsc_values_new_inline (rt, self->values->capacity);
      if (invalid == NULL)
        return DSC_STATUS_NO_MEMORY;
      detach_dict (rt, self, invalid);
    }
  else if (self->values->valid)
    {
      dsc_values_release_all (rt, self->values);
      dsc_values_invalidate (rt, NULL, self->values);
      if (rt->traits.invalid_values_stay)
        dsc_values_empty (rt, NULL, self->values);
    }
  return DSC_STATUS_OK;
}

/* Up to 3.12 the dict that is replaced is made first, if there was none yet: the pointer is asked for as for any other use. */
DscStatus
dsc_instance_set_dict (DscRuntime *rt, DscInstance *self, DscDict *dict)
{
  DscStatus status = DSC_STATUS_OK;
  DscDict *before;

  if (is_inline (rt))
    status = leave_inline_values (rt, self);
  else if (self->values != NULL)
    status = dsc_instance_get_dict (rt, self, &before);
  if (status == DSC_STATUS_OK)
    swap_dict (rt, self, dict);
  return status;
}

/* Attributes. */

/* No place among the shared keys: what has to be done is done to a dict. It is the instance's only when that went well; from 3.13 on
 * not before. */
static DscStatus
store_past_values (DscRuntime *rt, DscInstance *self, const DscObject *name, const DscObject *value)
{
  const uint32_t block = values_block (self);
  DscDict *dict;

  if (self->dict != NULL)
    return rt->ops->store (rt, self->dict, name, value);

  DscStatus status = make_dict_of_values (rt, self, &dict);
  if (status != DSC_STATUS_OK)
    return status;
  status = rt->ops->store (rt, dict, name, value);
  if (status == DSC_STATUS_OK)
    publish_dict (rt, self, dict, block);
  else
    discard_dict_of_values (rt, dict);
  return status;
}

/* The dict that looks at the values is told. */
static void
tell_dict (DscRuntime *rt, DscInstance *self, const DscObject *name, const DscObject *before, const DscObject *value)
{
  DscWatcherEvent event = before == NULL ? DSC_WATCHER_ADDED : value == NULL ? DSC_WATCHER_DELETED : DSC_WATCHER_MODIFIED;
  DscDict *dict = self->dict;

  if (dict == NULL)
    return;
  if (rt->traits.watch == DSC_WATCH_INLINE)
    dsc_dict_note_watcher (rt, dict, event, name, value);
  if (value != NULL && value->trackable)
    dict->holds_trackable = dict->escaped_tracking = true;
  dict->holds_references = dict->holds_references || (value != NULL && value->can_change);
  if (before == NULL || value == NULL)
    dsc_dict_set_used (rt, dict, value != NULL ? dict->ma_used + 1 : dict->ma_used - 1, rt->trace != NULL);
}

/* value NULL: deletes what is there. */
static void
write_value (DscRuntime *rt, DscInstance *self, const DscObject *name, int64_t ix, const DscObject *value)
{
  const DscObject *before = self->values->values[ix];

  if (value != NULL)
    dsc_runtime_hold (rt, value);
  tell_dict (rt, self, name, before, value);
  dsc_note_value (rt, self->dict, self->values->block, (size_t) ix, value);
  self->values->values[ix] = value;
  if (before == NULL)
    dsc_values_append_order (rt, self->dict, self->values, (size_t) ix);
  else if (value == NULL)
    dsc_values_remove_order (rt, self->dict, self->values, (size_t) ix);
  dsc_runtime_release (rt, before);
}

static DscStatus
store_in_values (DscRuntime *rt, DscInstance *self, const DscObject *name, const DscObject *value)
{
  int64_t ix = dsc_split_insert_key (rt, self->dict, self->class->ht_cached_keys, name);

  if (ix < 0)
    return store_past_values (rt, self, name, value);
  write_value (rt, self, name, ix, value);
  return DSC_STATUS_OK;
}

DscStatus
dsc_instance_set_attribute (DscRuntime *rt, DscInstance *self, const DscObject *name, const DscObject *value)
{
  DscStatus status = dsc_runtime_hash_key (rt, self->dict, name, DSC_KEY_USE_STORE);

  if (status != DSC_STATUS_OK)
    return status;
  if (stores_in_values (self))
    return store_in_values (rt, self, name, value);
  if (rt->traits.instance_values == DSC_VALUES_IN_DICT)
    return dsc_instance_dict_set (rt, self, name, value);
  return rt->ops->store (rt, self->dict, name, value);
}

/* The name takes a place among the shared keys even if it is not there. Without a place 3.11 and 3.12 make a dict, to find that it
 * has no such key. */
static DscStatus
delete_in_values (DscRuntime *rt, DscInstance *self, const DscObject *name, bool *out_found)
{
  int64_t ix = dsc_split_insert_key (rt, self->dict, self->class->ht_cached_keys, name);
  DscDict *dict;

  *out_found = ix >= 0 && self->values->values[ix] != NULL;
  if (*out_found)
    write_value (rt, self, name, ix, NULL);
  else if (ix < 0 && !is_inline (rt))
    return dsc_instance_get_dict (rt, self, &dict);
  return DSC_STATUS_OK;
}

static DscStatus
delete_in_dict (DscRuntime *rt, DscInstance *self, const DscObject *name, bool *out_found)
{
  const DscObject *value = NULL;
  DscStatus status = rt->ops->take (rt, self->dict, name, &value);

  *out_found = value != NULL;
  if (status == DSC_STATUS_OK && value != NULL)
    dsc_dict_drop (rt, self->dict, value);
  return status;
}

DscStatus
dsc_instance_delete_attribute (DscRuntime *rt, DscInstance *self, const DscObject *name)
{
  bool found = false;
  DscStatus status = dsc_runtime_hash_key (rt, self->dict, name, DSC_KEY_USE_DELETE);

  if (status != DSC_STATUS_OK)
    return status;
  if (stores_in_values (self))
    status = delete_in_values (rt, self, name, &found);
  else if (rt->traits.instance_values == DSC_VALUES_IN_DICT)
    status = dsc_instance_dict_delete (rt, self, name, &found);
  else
    status = delete_in_dict (rt, self, name, &found);
  if (status == DSC_STATUS_OK && !found)
    {
      /* Up to 3.2 nothing is deleted from a dict that is not there: the error is that of a lookup. */
      bool asked_dict = self->dict != NULL || self->values != NULL;
      rt->raised = (DscRaised) { .kind = DSC_RAISED_ATTRIBUTE_ERROR, .key = name,
                                 .use = asked_dict ? DSC_KEY_USE_DELETE : DSC_KEY_USE_LOOKUP };
      return DSC_STATUS_RAISED;
    }
  return status;
}

static const DscObject *
find_in_values (DscRuntime *rt, const DscInstance *self, const DscObject *name)
{
  DscFound found = dsc_compact_search (rt, self->dict, self->class->ht_cached_keys, name, rt->trace != NULL);

  if (rt->trace != NULL)
    dsc_compact_note_result (rt, self->dict, found);
  return found.ix >= 0 ? self->values->values[found.ix] : NULL;
}

DscStatus
dsc_instance_get_attribute (DscRuntime *rt, DscInstance *self, const DscObject *name, const DscObject **out_value)
{
  DscStatus status = dsc_runtime_hash_key (rt, self->dict, name, DSC_KEY_USE_LOOKUP);

  if (status != DSC_STATUS_OK)
    return status;
  if (stores_in_values (self))
    *out_value = find_in_values (rt, self, name);
  else
    *out_value = self->dict != NULL ? rt->ops->find (rt, self->dict, name) : NULL;
  return DSC_STATUS_OK;
}

/* Reads. */

DscDict *
dsc_instance_peek_dict (const DscInstance *self)
{
  return self->dict;
}

DscClass *
dsc_instance_get_class (const DscInstance *self)
{
  return self->class;
}

size_t
dsc_instance_get_n_attributes (const DscInstance *self)
{
  if (self->dict != NULL)
    return dsc_dict_get_used (self->dict);
  return self->values != NULL ? self->values->size : 0;
}

bool
dsc_instance_uses_class_keys (const DscInstance *self)
{
  return self->dict != NULL && self->dict->ma_keys != NULL && self->dict->ma_keys == self->class->ht_cached_keys;
}

uint32_t
dsc_instance_get_id (const DscInstance *self)
{
  return self->id;
}
