/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-machine-instance.c: classes and instances of a machine, as far as names and direct attributes go.
 *
 * An attribute is remembered by its name and value, without any claim about the memory in which CPython keeps it:
 * key sharing, inline values and the dict behind __dict__ are not modelled, and no operation shows them. */
#include "dsc-machine-private.h"

#include <string.h>

void
dsc_machine_free_things (DscMachine *self)
{
  while (self->things != NULL)
    {
      DscThing *thing = self->things;
      self->things = thing->older;
      dsc_alloc_free (self->alloc, thing->attributes);
      dsc_alloc_free (self->alloc, thing);
    }
}

static bool
same_name (const DscObject *a, const DscObject *b)
{
  return a == b
         || (a->kind == DSC_OBJECT_STR && b->kind == DSC_OBJECT_STR && a->as.text.length == b->as.text.length
             && memcmp (a->as.text.bytes, b->as.text.bytes, a->as.text.length) == 0);
}

static DscPair *
find_attribute (const DscThing *thing, const DscObject *name)
{
  for (size_t i = 0; i < thing->n_attributes; i++)
    if (same_name (thing->attributes[i].key, name))
      return &thing->attributes[i];
  return NULL;
}

static DscStatus
set_attribute (DscMachine *self, DscThing *thing, const DscObject *name, const DscObject *value)
{
  DscPair *attribute = find_attribute (thing, name);

  if (attribute != NULL)
    {
      attribute->value = value;
      return DSC_STATUS_OK;
    }

  DscStatus status = dsc_alloc_reserve_one (self->alloc, &thing->attributes, sizeof *thing->attributes, thing->n_attributes,
                                            &thing->attributes_capacity);
  if (status == DSC_STATUS_OK)
    thing->attributes[thing->n_attributes++] = (DscPair) { name, value };
  return status;
}

/* A new thing with these attributes; the object comes with the operation, or is made. */
static DscStatus
make_thing (DscMachine *self, const DscOp *op, DscBoundKind kind, const char *class_name, DscThing **out_thing)
{
  DscObjectKind object_kind = kind == DSC_BOUND_CLASS ? DSC_OBJECT_CLASS : DSC_OBJECT_INSTANCE;
  DscThing *thing = dsc_alloc_zero (self->alloc, sizeof *thing);
  DscStatus status = DSC_STATUS_OK;

  if (thing == NULL)
    return DSC_STATUS_NO_MEMORY;
  thing->kind = kind;
  thing->class_name = class_name;
  for (size_t i = 0; i < op->n_pairs && status == DSC_STATUS_OK; i++)
    status = set_attribute (self, thing, op->pairs[i].key, op->pairs[i].value);
  thing->object = op->value;
  if (status == DSC_STATUS_OK && thing->object == NULL)
    thing->object = dsc_object_reference (self->pool, object_kind, NULL, class_name);
  if (status != DSC_STATUS_OK || thing->object == NULL)
    {
      dsc_alloc_free (self->alloc, thing->attributes);
      dsc_alloc_free (self->alloc, thing);
      return DSC_STATUS_NO_MEMORY;
    }
  thing->older = self->things;
  self->things = thing;
  *out_thing = thing;
  return DSC_STATUS_OK;
}

static DscStatus
bind_new_thing (DscMachine *self, const DscOp *op, DscResult *result, DscBoundKind kind, const char *class_name)
{
  DscThing *thing;
  DscStatus status = make_thing (self, op, kind, class_name, &thing);

  if (status != DSC_STATUS_OK)
    return status;
  dsc_machine_bind_thing (self, op->target, thing);
  result->value = thing->object;
  return DSC_STATUS_OK;
}

DscStatus
dsc_machine_apply_class (DscMachine *self, const DscOp *op, DscResult *result)
{
  if (op->key->kind != DSC_OBJECT_STR || (op->value != NULL && op->value->kind != DSC_OBJECT_CLASS))
    return DSC_STATUS_INVALID;
  return bind_new_thing (self, op, result, DSC_BOUND_CLASS, op->key->as.text.bytes);
}

DscStatus
dsc_machine_apply_instance (DscMachine *self, const DscOp *op, DscResult *result)
{
  if (dsc_machine_get_bound_kind (self, op->source) != DSC_BOUND_CLASS
      || (op->value != NULL && op->value->kind != DSC_OBJECT_INSTANCE))
    return DSC_STATUS_INVALID;

  const DscThing *class = self->variables[op->source - 1].as.thing;
  return bind_new_thing (self, op, result, DSC_BOUND_INSTANCE, class->class_name);
}

/* A name that was never set may still be found on the class or raise AttributeError: neither is modelled yet. */
DscStatus
dsc_machine_apply_attribute (DscMachine *self, const DscOp *op, DscResult *result)
{
  if (dsc_machine_get_bound_kind (self, op->source) != DSC_BOUND_INSTANCE || op->key->kind != DSC_OBJECT_STR)
    return DSC_STATUS_INVALID;

  DscThing *thing = self->variables[op->source - 1].as.thing;
  if (op->kind == DSC_OP_SET_ATTR)
    return set_attribute (self, thing, op->key, op->value);

  DscPair *attribute = find_attribute (thing, op->key);
  if (attribute == NULL)
    return DSC_STATUS_NOT_MODELLED;
  if (op->kind == DSC_OP_GET_ATTR)
    {
      result->value = attribute->value;
      return DSC_STATUS_OK;
    }
  size_t i = (size_t) (attribute - thing->attributes);
  memmove (attribute, attribute + 1, (thing->n_attributes - i - 1) * sizeof *attribute);
  thing->n_attributes--;
  return DSC_STATUS_OK;
}
