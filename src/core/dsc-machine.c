/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-machine.c: the variables of a modelled program and what they are bound to.
 *
 * A variable is a register with a name. Names are found through a small hash table of register numbers, so a source may
 * look names up by text at any time. Binding works as an assignment does in CPython: the new reference is stored
 * first, then the old one is let go, which may deallocate a dict and put its memory on a free list for the next one. */
#include "dsc-machine-private.h"
#include "dsc-object-private.h"

#include <string.h>

#define FIRST_BUCKETS 64u

static DscMachine *
new_with_runtime (DscRuntime *rt, const DscAlloc *alloc)
{
  DscMachine *self = rt != NULL ? dsc_alloc_zero (alloc, sizeof *self) : NULL;

  if (self == NULL)
    {
      if (rt != NULL)
        dsc_runtime_free (rt);
      return NULL;
    }
  self->alloc = alloc;
  self->rt = rt;
  self->buckets = dsc_alloc_zero (alloc, FIRST_BUCKETS * sizeof *self->buckets);
  self->n_buckets = FIRST_BUCKETS;
  if (self->buckets == NULL)
    {
      dsc_machine_free (self);
      return NULL;
    }
  self->pool = dsc_runtime_get_pool (self->rt);
  return self;
}

DscMachine *
dsc_machine_new (DscTarget target, uint32_t hash_seed, DscPool *pool, const DscAlloc *alloc)
{
  return new_with_runtime (pool != NULL ? dsc_runtime_new_with_pool (pool, alloc) : dsc_runtime_new (target, hash_seed, alloc), alloc);
}

DscMachine *
dsc_machine_new_by_traits (const DscTraits *traits, DscPool *pool, const DscAlloc *alloc)
{
  return new_with_runtime (dsc_runtime_new_by_traits (traits, pool, alloc), alloc);
}

void
dsc_machine_free (DscMachine *self)
{
  if (self == NULL)
    return;
  for (size_t i = 0; i < self->n_variables; i++)
    dsc_machine_unbind (self, (uint32_t) (i + 1));
  dsc_machine_free_classes (self);
  dsc_alloc_free (self->alloc, self->variables);
  dsc_alloc_free (self->alloc, self->buckets);
  if (self->rt != NULL)
    dsc_runtime_free (self->rt);
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
  return dsc_machine_get_bound_kind (self, reg) == DSC_BOUND_INSTANCE ? self->variables[reg - 1].as.instance : NULL;
}

DscClass *
dsc_machine_get_class (const DscMachine *self, uint32_t reg)
{
  return dsc_machine_get_bound_kind (self, reg) == DSC_BOUND_CLASS ? self->variables[reg - 1].as.class : NULL;
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

const DscObject *
dsc_machine_get_object (const DscMachine *self, uint32_t reg)
{
  const DscVariable *variable = dsc_machine_variable (self, reg);

  if (variable == NULL)
    return NULL;
  switch (variable->kind)
    {
    case DSC_BOUND_NOTHING:  return variable->as.container;
    case DSC_BOUND_DICT:     return dsc_dict_get_object (self->rt, variable->as.dict);
    case DSC_BOUND_INSTANCE: return variable->as.instance->object;
    case DSC_BOUND_CLASS:    return variable->as.class->object;
    }
  return NULL;
}

bool
dsc_machine_is_bound (const DscMachine *self, uint32_t reg)
{
  const DscVariable *variable = dsc_machine_variable (self, reg);

  return variable != NULL && (variable->kind != DSC_BOUND_NOTHING || variable->as.container != NULL);
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
let_go (DscMachine *self, DscVariable before)
{
  switch (before.kind)
    {
    case DSC_BOUND_NOTHING:
      dsc_runtime_release (self->rt, before.as.container);
      return;
    case DSC_BOUND_CLASS:
      return;
    case DSC_BOUND_DICT:
      dsc_dict_unref (self->rt, before.as.dict);
      return;
    case DSC_BOUND_INSTANCE:
      dsc_instance_unref (self->rt, before.as.instance);
      return;
    }
}

void
dsc_machine_bind (DscMachine *self, uint32_t reg, DscVariable now)
{
  DscVariable *variable = dsc_machine_variable (self, reg);
  DscVariable before = *variable;

  variable->kind = now.kind;
  variable->as = now.as;
  let_go (self, before);
}

void
dsc_machine_bind_dict (DscMachine *self, uint32_t reg, DscDict *dict)
{
  dsc_machine_bind (self, reg, (DscVariable) { .kind = DSC_BOUND_DICT, .as.dict = dict });
}

void
dsc_machine_unbind (DscMachine *self, uint32_t reg)
{
  dsc_machine_bind (self, reg, (DscVariable) { .kind = DSC_BOUND_NOTHING });
}

/* Key and value of the operation are places 0 and 1, those of the pairs follow. */
static const DscObject *
operand (const DscOp *op, size_t i)
{
  const DscObject *object = i == 0 ? op->key : i == 1 ? op->value : i % 2 == 0 ? op->pairs[i / 2 - 1].key : op->pairs[i / 2 - 1].value;

  return object != NULL && object->can_change && !(i == 1 && op->kind == DSC_OP_INSTANCE) ? object : NULL;   /* there it is the one to be made */
}

static void
release_operands (DscMachine *self, const DscOp *op, size_t n)
{
  for (size_t i = 0; i < n; i++)
    dsc_runtime_release (self->rt, operand (op, i));
}

DscStatus
dsc_machine_take_operands (DscMachine *self, const DscOp *op)
{
  for (size_t i = 0; i < 2 + 2 * op->n_pairs; i++)
    {
      const DscObject *object = operand (op, i);
      DscStatus status = object != NULL ? dsc_runtime_take (self->rt, object) : DSC_STATUS_OK;

      if (status != DSC_STATUS_OK)
        {
          release_operands (self, op, i);
          return status;
        }
    }
  return DSC_STATUS_OK;
}

void
dsc_machine_release_operands (DscMachine *self, const DscOp *op)
{
  release_operands (self, op, 2 + 2 * op->n_pairs);
}
