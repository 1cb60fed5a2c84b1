/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-referents.c: the table from objects to what they stand for, and the counting of references.
 *
 * Open addressing by the object's number, linear, at most half full; a removal moves back what was pushed aside by what is removed. A container
 * is in the table while it is held; dicts and instances from the moment on when somebody asks for their object. */
#include "dsc-referents.h"

#include "dsc-family-private.h"
#include "dsc-instance-private.h"

#define FIRST_SLOTS 16u

static size_t
home_of (const DscReferents *self, const DscObject *object)
{
  return (size_t) ((uint64_t) object->ordinal * UINT64_C (0x9e3779b97f4a7c15) >> 32) & (self->n_slots - 1);
}

/* Where the object stands, or the free place where it would. There are slots. */
static DscReferent *
find_place (const DscReferents *self, const DscObject *object)
{
  size_t i = home_of (self, object);

  while (self->slots[i].object != NULL && self->slots[i].object != object)
    i = (i + 1) & (self->n_slots - 1);
  return &self->slots[i];
}

static DscReferent *
find (const DscRuntime *rt, const DscObject *object)
{
  DscReferent *place = rt->referents.n_slots != 0 ? find_place (&rt->referents, object) : NULL;

  return place != NULL && place->object != NULL ? place : NULL;
}

DscStatus
dsc_referents_reserve (DscRuntime *rt)
{
  DscReferents *self = &rt->referents;
  DscReferents larger = *self;

  if (2 * (self->n + 1) <= self->n_slots)
    return DSC_STATUS_OK;
  larger.n_slots = self->n_slots == 0 ? FIRST_SLOTS : self->n_slots * 2;
  larger.slots = dsc_alloc_zero (rt->alloc, larger.n_slots * sizeof *larger.slots);
  if (larger.slots == NULL)
    return DSC_STATUS_NO_MEMORY;
  for (size_t i = 0; i < self->n_slots; i++)
    if (self->slots[i].object != NULL)
      *find_place (&larger, self->slots[i].object) = self->slots[i];
  dsc_alloc_free (rt->alloc, self->slots);
  *self = larger;
  return DSC_STATUS_OK;
}

void
dsc_referents_clear (DscRuntime *rt)
{
  dsc_alloc_free (rt->alloc, rt->referents.slots);
  rt->referents = (DscReferents) { 0 };
}

/* There is room. */
static void
add (DscRuntime *rt, DscReferent referent)
{
  *find_place (&rt->referents, referent.object) = referent;
  rt->referents.n++;
}

static void
remove_place (DscReferents *self, DscReferent *place)
{
  const size_t mask = self->n_slots - 1;
  size_t hole = (size_t) (place - self->slots);

  for (size_t i = (hole + 1) & mask; self->slots[i].object != NULL; i = (i + 1) & mask)
    {
      const size_t home = home_of (self, self->slots[i].object);
      if (((i - home) & mask) < ((i - hole) & mask))
        continue;                    /* it would be in front of its home there */
      self->slots[hole] = self->slots[i];
      hole = i;
    }
  self->slots[hole] = (DscReferent) { 0 };
  self->n--;
}

/* Dicts and instances. */

DscStatus
dsc_runtime_adopt (DscRuntime *rt, const DscObject *object, void *referent)
{
  DscStatus status = dsc_referents_reserve (rt);

  if (status == DSC_STATUS_OK)
    add (rt, (DscReferent) { .object = object, .referent = referent });
  return status;
}

void
dsc_runtime_disown (DscRuntime *rt, const DscObject *object)
{
  DscReferent *place = find (rt, object);

  if (place != NULL)
    remove_place (&rt->referents, place);
}

static DscDict *
dict_of_number (const DscRuntime *rt, uint32_t id)
{
  DscDict *dict = rt->dicts;

  while (dict != NULL && dict->id != id)
    dict = dict->next;
  return dict != NULL && dict->object == NULL ? dict : NULL;
}

DscDict *
dsc_runtime_find_dict (const DscRuntime *rt, const DscObject *object)
{
  const DscReferent *place;

  if (object->kind != DSC_OBJECT_DICT)
    return NULL;
  place = find (rt, object);
  return place != NULL ? place->referent : dict_of_number (rt, object->as.dict_id);
}

DscInstance *
dsc_runtime_find_instance (const DscRuntime *rt, const DscObject *object)
{
  const DscReferent *place = object->kind == DSC_OBJECT_INSTANCE ? find (rt, object) : NULL;

  return place != NULL ? place->referent : NULL;
}

/* References. */

static DscStatus
take_dict (DscRuntime *rt, const DscObject *object)
{
  DscDict *dict = dsc_runtime_find_dict (rt, object);
  DscStatus status = DSC_STATUS_OK;

  if (dict == NULL)
    return DSC_STATUS_INVALID;
  if (dict->object == NULL)
    {
      status = dsc_runtime_adopt (rt, object, dict);
      if (status == DSC_STATUS_OK)
        dict->object = object;
    }
  if (status == DSC_STATUS_OK)
    (void) dsc_dict_ref (dict);
  return status;
}

/* From the last one on, as tuples and lists do. */
static void
release_items (DscRuntime *rt, const DscObject *object, size_t n)
{
  while (n > 0)
    dsc_runtime_release (rt, object->as.sequence.items[--n]);
}

static DscStatus
take_container (DscRuntime *rt, const DscObject *object)
{
  DscReferent *place = find (rt, object);
  DscStatus status = DSC_STATUS_OK;
  size_t n = 0;

  if (place != NULL)
    {
      place->n_refs++;
      return DSC_STATUS_OK;
    }
  while (n < object->as.sequence.length && status == DSC_STATUS_OK)
    {
      status = dsc_runtime_take (rt, object->as.sequence.items[n]);
      n += status == DSC_STATUS_OK;
    }
  if (status == DSC_STATUS_OK)
    status = dsc_referents_reserve (rt);
  if (status == DSC_STATUS_OK)
    add (rt, (DscReferent) { .object = object, .n_refs = 1 });
  else
    release_items (rt, object, n);
  return status;
}

DscStatus
dsc_runtime_take (DscRuntime *rt, const DscObject *object)
{
  DscInstance *instance;

  if (!object->can_change)
    return DSC_STATUS_OK;
  if (object->kind == DSC_OBJECT_DICT)
    return take_dict (rt, object);
  if (object->kind != DSC_OBJECT_INSTANCE)
    return take_container (rt, object);
  instance = dsc_runtime_find_instance (rt, object);
  if (instance != NULL)
    (void) dsc_instance_ref (instance);
  return DSC_STATUS_OK;
}

/* An operation took its values before; what was stored otherwise is counted as far as there is memory. */
void
dsc_runtime_hold (DscRuntime *rt, const DscObject *object)
{
  DscStatus status = dsc_runtime_take (rt, object);

  (void) status;
}

static void
release_container (DscRuntime *rt, const DscObject *object)
{
  DscReferent *place = find (rt, object);

  if (place == NULL || --place->n_refs > 0)
    return;
  remove_place (&rt->referents, place);
  release_items (rt, object, object->as.sequence.length);
}

void
dsc_runtime_release (DscRuntime *rt, const DscObject *object)
{
  DscInstance *instance;
  DscDict *dict;

  if (object == NULL || !object->can_change)
    return;
  if (object->kind == DSC_OBJECT_INSTANCE)
    {
      instance = dsc_runtime_find_instance (rt, object);
      if (instance != NULL)
        dsc_instance_unref (rt, instance);
    }
  else if (object->kind == DSC_OBJECT_DICT)
    {
      dict = dsc_runtime_find_dict (rt, object);
      if (dict != NULL && dict->object == object)
        dsc_dict_unref (rt, dict);
    }
  else
    release_container (rt, object);
}

/* Its nesting does not grow: what waits again comes after it. */
void
dsc_runtime_reap (DscRuntime *rt)
{
  if (rt->n_deaths != 0 || (rt->dying == NULL && rt->dying_instances == NULL))
    return;
  rt->n_deaths++;
  while (dsc_instance_reap (rt) || dsc_dict_reap (rt))
    continue;
  rt->n_deaths--;
}

/* What pop and popitem hand out. */

void
dsc_runtime_hand_out (DscRuntime *rt, const DscObject *object)
{
  if (object == NULL || !object->can_change)
    return;
  if (rt->n_handed_out == DSC_MAX_HANDED_OUT)
    dsc_runtime_let_go (rt);
  rt->handed_out[rt->n_handed_out++] = object;
}

void
dsc_runtime_let_go (DscRuntime *rt)
{
  while (rt->n_handed_out > 0)
    dsc_runtime_release (rt, rt->handed_out[--rt->n_handed_out]);
}
