/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-snapshot-sharers.c: who uses a keys object that can be shared.
 *
 * A dict does, whose ma_keys points at it; and an instance without a dict, whose class has it, because its values are in the
 * order of these keys (3.11 on). An instance whose dict shares the keys is told as that dict. All are counted, few are kept:
 * any number of dicts may be empty. Instances come first, since what a class shares is about them. */
#include "dsc-snapshot-private.h"

typedef struct {
  DscSnapshot             *snapshot;
  const DscRuntime        *rt;
  const DscSnapshotSource *source;
} Lister;

static bool
is_shared_by_instance (const Lister *self, const DscInstance *instance)
{
  const DscKeys *keys = self->source->keys;

  return instance->dict == NULL && instance->class->ht_cached_keys == keys && keys->dk_kind == DSC_KEYS_SPLIT
         && self->rt->traits.instance_values != DSC_VALUES_IN_DICT;
}

static bool
is_shared_by_dict (const Lister *self, const DscDict *dict)
{
  return dict != NULL && dict->ma_keys == self->source->keys;
}

static uint64_t
set_values (const DscValues *values)
{
  uint64_t set = 0;

  for (size_t i = 0; i < values->capacity && i < 64; i++)
    if (values->values[i] != NULL)
      set |= UINT64_C (1) << i;
  return set;
}

/* owner: the instance that the values lie inside of, where they do. */
static void
describe_values (const Lister *self, DscSharer *sharer, const DscValues *values, const DscInstance *owner)
{
  const DscTraits *traits = &self->rt->traits;

  if (values == NULL || values == self->rt->empty_values)
    return;
  sharer->capacity = values->capacity;
  sharer->set = set_values (values);
  if (values->embedded && owner != NULL)
    {
      sharer->values = DSC_SHARER_INLINE;
      sharer->values_address = dsc_snapshot_instance_address (traits, owner) + dsc_layout_block (traits, DSC_BLOCK_INSTANCE).size;
      return;
    }
  sharer->values = sharer->is_instance ? DSC_SHARER_POINTED : DSC_SHARER_IN_DICT;
  sharer->values_address = dsc_snapshot_values_address (traits, values);
}

static DscSharer
describe_instance (const Lister *self, const DscInstance *instance)
{
  DscSharer sharer = {
    .is_instance = true,
    .is_this = instance == self->source->instance,
    .id = instance->id,
    .instance_id = instance->id,
    .address = dsc_snapshot_instance_address (&self->rt->traits, instance),
    .n_attributes = instance->values != NULL ? instance->values->size : 0,
  };

  describe_values (self, &sharer, instance->values, instance);
  return sharer;
}

static const DscInstance *
find_owner (const DscRuntime *rt, const DscValues *values)
{
  const DscInstance *owner = rt->instances;

  while (owner != NULL && owner->values != values)
    owner = owner->next;
  return owner;
}

static DscSharer
describe_dict (const Lister *self, const DscDict *dict, const DscInstance *instance)
{
  const DscInstance *owner = dict->ma_values != NULL && dict->ma_values->embedded ? find_owner (self->rt, dict->ma_values) : NULL;
  DscSharer sharer = {
    .is_this = dict == self->source->dict,
    .id = dict->id,
    .instance_id = instance != NULL ? instance->id : 0,
    .address = dsc_snapshot_dict_address (&self->rt->traits, dict),
    .n_attributes = dict->ma_used,
  };

  describe_values (self, &sharer, dict->ma_values, owner);
  return sharer;
}

static bool
is_listed (const DscSnapshot *snapshot, const DscDict *dict)
{
  for (size_t i = 0; i < snapshot->n_listed; i++)
    if (!snapshot->sharers[i].is_instance && snapshot->sharers[i].id == dict->id)
      return true;
  return false;
}

static void
list_instances (Lister *self)
{
  DscSnapshot *snapshot = self->snapshot;
  const DscInstance *instance = self->rt->instances;

  while (instance != NULL && instance->next != NULL)
    instance = instance->next;
  for (; instance != NULL && snapshot->n_listed < DSC_SHARERS_MAX; instance = instance->previous)
    if (is_shared_by_instance (self, instance))
      snapshot->sharers[snapshot->n_listed++] = describe_instance (self, instance);
    else if (is_shared_by_dict (self, instance->dict) && !is_listed (snapshot, instance->dict))
      snapshot->sharers[snapshot->n_listed++] = describe_dict (self, instance->dict, instance);
}

/* Dicts of instances are in the list already, unless it is full. */
static void
list_dicts (Lister *self)
{
  DscSnapshot *snapshot = self->snapshot;
  const DscDict *dict = self->rt->dicts;

  while (dict != NULL && dict->next != NULL)
    dict = dict->next;
  for (; dict != NULL && snapshot->n_listed < DSC_SHARERS_MAX; dict = dict->previous)
    if (is_shared_by_dict (self, dict) && !is_listed (snapshot, dict))
      snapshot->sharers[snapshot->n_listed++] = describe_dict (self, dict, NULL);
}

/* The oldest instance that has this dict; NULL: none. */
static const DscInstance *
find_instance_of (const DscRuntime *rt, const DscDict *dict)
{
  const DscInstance *found = NULL;

  for (const DscInstance *instance = rt->instances; instance != NULL; instance = instance->next)
    if (instance->dict == dict)
      found = instance;
  return found;
}

/* What the image is of takes the last place if it came too late for one. */
static void
list_this (Lister *self)
{
  const DscSnapshotSource *source = self->source;
  DscSnapshot *snapshot = self->snapshot;

  if (source->dict == NULL && (source->instance == NULL || !is_shared_by_instance (self, source->instance)))
    return;
  for (size_t i = 0; i < snapshot->n_listed; i++)
    if (snapshot->sharers[i].is_this)
      return;
  if (source->dict != NULL)
    snapshot->sharers[snapshot->n_listed - 1] = describe_dict (self, source->dict, find_instance_of (self->rt, source->dict));
  else
    snapshot->sharers[snapshot->n_listed - 1] = describe_instance (self, source->instance);
}

static size_t
count_sharers (const Lister *self)
{
  size_t n = 0;

  for (const DscDict *dict = self->rt->dicts; dict != NULL; dict = dict->next)
    n += is_shared_by_dict (self, dict);
  for (const DscInstance *instance = self->rt->instances; instance != NULL; instance = instance->next)
    n += is_shared_by_instance (self, instance);
  return n;
}

DscStatus
dsc_snapshot_list_sharers (DscSnapshot *self, const DscRuntime *rt, const DscSnapshotSource *source)
{
  Lister lister = { self, rt, source };
  const size_t n = count_sharers (&lister);

  self->n_sharers = n;
  if (n == 0)
    return DSC_STATUS_OK;
  self->sharers = dsc_alloc_new (&self->alloc, (n < DSC_SHARERS_MAX ? n : DSC_SHARERS_MAX) * sizeof *self->sharers);
  if (self->sharers == NULL)
    return DSC_STATUS_NO_MEMORY;
  list_instances (&lister);
  list_dicts (&lister);
  list_this (&lister);
  return DSC_STATUS_OK;
}
