/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-machine.c: the variables of a modelled program and what they are bound to.
 *
 * A variable is a register with a name. Names are found through a small hash table of register numbers, so a source may
 * look names up by text at any time. Binding works as an assignment does in CPython: the new reference is stored
 * first, then the old one is let go, which may deallocate a dict and put its memory on a free list for the next one.
 *
 * A dict that is stored as a value in another one is pinned: tables count no references, so the machine cannot know
 * when the last one goes, and keeps such a dict until it is freed itself. */
#include "dsc-machine-private.h"
#include "dsc-object-private.h"

#include <string.h>

#define FIRST_BUCKETS 64u

DscMachine *
dsc_machine_new (DscTarget target, uint32_t hash_seed, DscPool *pool, const DscAlloc *alloc)
{
  DscMachine *self = dsc_alloc_zero (alloc, sizeof *self);

  if (self == NULL)
    return NULL;
  self->alloc = alloc;
  dsc_arena_init (&self->objects, alloc);
  self->rt = pool != NULL ? dsc_runtime_new_with_pool (pool, alloc) : dsc_runtime_new (target, hash_seed, alloc);
  self->buckets = dsc_alloc_zero (alloc, FIRST_BUCKETS * sizeof *self->buckets);
  self->n_buckets = FIRST_BUCKETS;
  if (self->rt == NULL || self->buckets == NULL)
    {
      dsc_machine_free (self);
      return NULL;
    }
  self->pool = dsc_runtime_get_pool (self->rt);
  return self;
}

void
dsc_machine_free (DscMachine *self)
{
  if (self == NULL)
    return;
  for (size_t i = 0; i < self->n_variables; i++)
    dsc_machine_unbind (self, (uint32_t) (i + 1));
  dsc_machine_unpin_to (self, 0);
  dsc_machine_free_things (self);
  dsc_alloc_free (self->alloc, self->variables);
  dsc_alloc_free (self->alloc, self->buckets);
  dsc_alloc_free (self->alloc, self->pinned);
  if (self->rt != NULL)
    dsc_runtime_free (self->rt);
  dsc_arena_clear (&self->objects);
  dsc_alloc_free (self->alloc, self);
}

DscRuntime *
dsc_machine_get_runtime (const DscMachine *self)
{
  return self->rt;
}

/* Bucket of the name, or the free one where it belongs. */
static size_t
find_bucket (const DscMachine *self, const char *name, size_t length)
{
  uint32_t hash = 2166136261u;

  for (size_t i = 0; i < length; i++)
    hash = (hash ^ (unsigned char) name[i]) * 16777619u;

  size_t bucket = hash & (self->n_buckets - 1);
  while (self->buckets[bucket] != 0)
    {
      const char *other = self->variables[self->buckets[bucket] - 1].name;
      if (strncmp (other, name, length) == 0 && other[length] == '\0')
        break;
      bucket = (bucket + 1) & (self->n_buckets - 1);
    }
  return bucket;
}

static DscStatus
grow_buckets (DscMachine *self)
{
  size_t n_buckets = self->n_buckets * 2;
  uint32_t *buckets = dsc_alloc_zero (self->alloc, n_buckets * sizeof *buckets);

  if (buckets == NULL)
    return DSC_STATUS_NO_MEMORY;
  dsc_alloc_free (self->alloc, self->buckets);
  self->buckets = buckets;
  self->n_buckets = n_buckets;
  for (size_t i = 0; i < self->n_variables; i++)
    {
      const char *name = self->variables[i].name;
      self->buckets[find_bucket (self, name, strlen (name))] = (uint32_t) (i + 1);
    }
  return DSC_STATUS_OK;
}

static bool
make_room_for_name (DscMachine *self)
{
  return self->n_variables != UINT32_MAX - 1
         && dsc_alloc_reserve_one (self->alloc, &self->variables, sizeof *self->variables, self->n_variables,
                                   &self->variables_capacity) == DSC_STATUS_OK
         && (self->n_variables * 2 < self->n_buckets || grow_buckets (self) == DSC_STATUS_OK);
}

static uint32_t
add_name (DscMachine *self, const char *kept, size_t length)
{
  self->variables[self->n_variables++] = (DscVariable) { .name = kept };
  self->buckets[find_bucket (self, kept, length)] = (uint32_t) self->n_variables;
  return (uint32_t) self->n_variables;
}

/* Names live in the pool, so that the machines of one history share them. */
uint32_t
dsc_machine_intern_name (DscMachine *self, const char *name, size_t length)
{
  size_t bucket = find_bucket (self, name, length);

  if (self->buckets[bucket] != 0)
    return self->buckets[bucket];

  char *copy = length < SIZE_MAX / 4 && make_room_for_name (self) ? dsc_pool_allocate (self->pool, length + 1) : NULL;
  if (copy == NULL)
    return 0;
  memcpy (copy, name, length);
  copy[length] = '\0';
  return add_name (self, copy, length);
}

DscStatus
dsc_machine_share_names (DscMachine *self, const DscMachine *from)
{
  for (size_t i = self->n_variables; i < from->n_variables; i++)
    {
      if (!make_room_for_name (self))
        return DSC_STATUS_NO_MEMORY;
      (void) add_name (self, from->variables[i].name, strlen (from->variables[i].name));
    }
  return DSC_STATUS_OK;
}

uint32_t
dsc_machine_find_name (const DscMachine *self, const char *name)
{
  return self->buckets[find_bucket (self, name, strlen (name))];
}

const char *
dsc_machine_get_name (const DscMachine *self, uint32_t reg)
{
  const DscVariable *variable = dsc_machine_variable (self, reg);

  return variable != NULL ? variable->name : NULL;
}

uint32_t
dsc_machine_get_n_names (const DscMachine *self)
{
  return (uint32_t) self->n_variables;
}

DscBoundKind
dsc_machine_get_bound_kind (const DscMachine *self, uint32_t reg)
{
  const DscVariable *variable = dsc_machine_variable (self, reg);

  return variable != NULL ? variable->kind : DSC_BOUND_NOTHING;
}

DscDict *
dsc_machine_get_dict (const DscMachine *self, uint32_t reg)
{
  return dsc_machine_get_bound_kind (self, reg) == DSC_BOUND_DICT ? self->variables[reg - 1].as.dict : NULL;
}

DscInstance *
dsc_machine_get_instance (const DscMachine *self, uint32_t reg)
{
  return dsc_machine_get_bound_kind (self, reg) == DSC_BOUND_INSTANCE ? self->variables[reg - 1].as.thing->instance : NULL;
}

DscClass *
dsc_machine_get_class (const DscMachine *self, uint32_t reg)
{
  return dsc_machine_get_bound_kind (self, reg) == DSC_BOUND_CLASS ? self->variables[reg - 1].as.thing->class : NULL;
}

DscSnapshot *
dsc_machine_take_snapshot (const DscMachine *self, uint32_t reg)
{
  switch (reg != 0 ? dsc_machine_get_bound_kind (self, reg) : DSC_BOUND_NOTHING)
    {
    case DSC_BOUND_NOTHING:
      break;
    case DSC_BOUND_DICT:
      return dsc_snapshot_new_from_dict (self->rt, dsc_machine_get_dict (self, reg));
    case DSC_BOUND_INSTANCE:
      return dsc_snapshot_new_from_instance (self->rt, dsc_machine_get_instance (self, reg));
    case DSC_BOUND_CLASS:
      if (dsc_class_shares_keys (dsc_machine_get_class (self, reg)))
        return dsc_snapshot_new_from_class (self->rt, dsc_machine_get_class (self, reg));
      break;
    }
  return NULL;
}

static const DscObject *
object_of_dict (const DscMachine *self, DscDict *dict)
{
  if (dict->object == NULL)
    dict->object = dsc_object_reference (self->pool, DSC_OBJECT_DICT, dict, NULL);
  return dict->object;
}

/* Not in the pool: the objects of a program, and so their addresses, must not depend on what is replayed. */
const DscObject *
dsc_machine_adopt_object (DscMachine *self, DscDict *dict, const DscObject *original)
{
  if (dict->object == NULL)
    {
      DscNamedObject *copy = dsc_arena_allocate (&self->objects, sizeof *copy);
      if (copy == NULL)
        return NULL;
      *copy = *(const DscNamedObject *) original;
      copy->base.as.dict = dict;
      dict->object = &copy->base;
    }
  return dict->object;
}

const DscObject *
dsc_machine_get_object (const DscMachine *self, uint32_t reg)
{
  const DscVariable *variable = dsc_machine_variable (self, reg);

  if (variable == NULL || variable->kind == DSC_BOUND_NOTHING)
    return NULL;
  return variable->kind == DSC_BOUND_DICT ? object_of_dict (self, variable->as.dict) : variable->as.thing->object;
}

DscDict *
dsc_machine_find_dict (const DscMachine *self, uint32_t dict_id)
{
  for (DscDict *dict = self->rt->dicts; dict != NULL; dict = dict->next)
    if (dict->id == dict_id)
      return dict;
  return NULL;
}

static void
rebind (DscMachine *self, uint32_t reg, DscVariable now)
{
  DscVariable *variable = dsc_machine_variable (self, reg);
  DscVariable before = *variable;

  variable->kind = now.kind;
  variable->as = now.as;
  if (before.kind == DSC_BOUND_DICT)
    dsc_dict_unref (self->rt, before.as.dict);
  else if (before.kind != DSC_BOUND_NOTHING)
    dsc_machine_let_go_thing (self, before.as.thing);
}

void
dsc_machine_bind_dict (DscMachine *self, uint32_t reg, DscDict *dict)
{
  rebind (self, reg, (DscVariable) { .kind = DSC_BOUND_DICT, .as.dict = dict });
}

void
dsc_machine_bind_thing (DscMachine *self, uint32_t reg, DscThing *thing)
{
  dsc_machine_hold_thing (thing);
  rebind (self, reg, (DscVariable) { .kind = thing->kind, .as.thing = thing });
}

void
dsc_machine_unbind (DscMachine *self, uint32_t reg)
{
  rebind (self, reg, (DscVariable) { .kind = DSC_BOUND_NOTHING });
}

static DscStatus
pin_value (DscMachine *self, const DscObject *value)
{
  if (value == NULL || !value->trackable)
    return DSC_STATUS_OK;
  /* Nothing would keep a dict alive that lies in another container. */
  if (value->kind != DSC_OBJECT_DICT)
    return value->has_dict ? DSC_STATUS_NOT_MODELLED : DSC_STATUS_OK;
  if (value->as.dict == NULL || value->as.dict->object != value)
    return DSC_STATUS_INVALID;   /* the dict is gone, or another machine's */
  if (value->as.dict->pinned)
    return DSC_STATUS_OK;

  DscStatus status = dsc_alloc_reserve_one (self->alloc, &self->pinned, sizeof (DscDict *), self->n_pinned, &self->pinned_capacity);
  if (status == DSC_STATUS_OK)
    {
      self->pinned[self->n_pinned++] = dsc_dict_ref (value->as.dict);
      value->as.dict->pinned = true;
    }
  return status;
}

DscStatus
dsc_machine_pin_values (DscMachine *self, const DscOp *op)
{
  size_t n_before = self->n_pinned;
  DscStatus status = pin_value (self, op->value);

  for (size_t i = 0; i < op->n_pairs && status == DSC_STATUS_OK; i++)
    status = pin_value (self, op->pairs[i].value);
  if (status != DSC_STATUS_OK)
    dsc_machine_unpin_to (self, n_before);
  return status;
}

void
dsc_machine_unpin_to (DscMachine *self, size_t n_pinned)
{
  while (self->n_pinned > n_pinned)
    {
      DscDict *dict = self->pinned[--self->n_pinned];
      dict->pinned = false;
      dsc_dict_unref (self->rt, dict);
    }
}
