/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-machine-instance.c: classes and instances of a machine, bound to variables.
 *
 * What an attribute is and where it is kept is the core's business (dsc-instance.c); here it is found by the variable, and errors get
 * the object that they are about. An attribute that is not in the instance may still be the class's: a name with two
 * underscores on both sides is one that every class has, or may have, and is not modelled. */
#include "dsc-machine-private.h"

#include <string.h>

/* Life. */

static void
free_thing (DscMachine *self, DscThing *thing)
{
  if (thing->newer != NULL)
    thing->newer->older = thing->older;
  else
    self->things = thing->older;
  if (thing->older != NULL)
    thing->older->newer = thing->newer;
  if (thing->instance != NULL)
    dsc_instance_unref (self->rt, thing->instance);
  if (thing->class != NULL)
    dsc_class_unref (self->rt, thing->class);
  dsc_alloc_free (self->alloc, thing);
}

void
dsc_machine_free_things (DscMachine *self)
{
  while (self->things != NULL)
    free_thing (self, self->things);
}

void
dsc_machine_hold_thing (DscThing *thing)
{
  thing->n_bound++;
}

void
dsc_machine_let_go_thing (DscMachine *self, DscThing *thing)
{
  if (--thing->n_bound == 0 && !thing->stays)
    free_thing (self, thing);
}

static void
keep_instance (DscMachine *self, const DscObject *value)
{
  if (value == NULL || !value->can_change)
    return;
  if (value->kind == DSC_OBJECT_TUPLE || value->kind == DSC_OBJECT_LIST)
    for (size_t i = 0; i < value->as.sequence.length; i++)
      keep_instance (self, value->as.sequence.items[i]);
  if (value->kind == DSC_OBJECT_INSTANCE)
    for (DscThing *thing = self->things; thing != NULL; thing = thing->older)
      thing->stays = thing->stays || thing->object == value;
}

void
dsc_machine_keep_instances (DscMachine *self, const DscOp *op)
{
  if (op->kind != DSC_OP_INSTANCE)   /* there it is the instance itself, when it is made again in a replay */
    keep_instance (self, op->value);
  for (size_t i = 0; i < op->n_pairs; i++)
    {
      keep_instance (self, op->pairs[i].key);
      keep_instance (self, op->pairs[i].value);
    }
  keep_instance (self, op->key);
}

/* A new thing; the object that stands for it comes with the operation, or is made. */
static DscThing *
make_thing (DscMachine *self, const DscOp *op, DscBoundKind kind, const char *class_name)
{
  DscObjectKind object_kind = kind == DSC_BOUND_CLASS ? DSC_OBJECT_CLASS : DSC_OBJECT_INSTANCE;
  DscThing *thing = dsc_alloc_zero (self->alloc, sizeof *thing);

  if (thing == NULL)
    return NULL;
  thing->kind = kind;
  thing->class_name = class_name;
  thing->stays = kind == DSC_BOUND_CLASS;   /* a class refers to itself, and lives until the collector comes */
  thing->object = op->value != NULL ? op->value : dsc_object_reference (self->pool, object_kind, NULL, class_name);
  if (thing->object == NULL)
    {
      dsc_alloc_free (self->alloc, thing);
      return NULL;
    }
  thing->older = self->things;
  if (thing->older != NULL)
    thing->older->newer = thing;
  self->things = thing;
  return thing;
}

/* The operation itself may have made the dict. */
static void
note_dict (const DscInstance *instance, DscResult *result)
{
  const DscDict *dict = dsc_instance_peek_dict (instance);

  if (dict != NULL)
    result->dict = dsc_dict_get_id (dict);
}

/* Binds it if all went well. */
static DscStatus
finish_thing (DscMachine *self, const DscOp *op, DscResult *result, DscStatus status, DscThing *thing)
{
  if (status != DSC_STATUS_OK)
    {
      free_thing (self, thing);
      return status;
    }
  dsc_machine_bind_thing (self, op->target, thing);
  result->value = thing->object;
  if (thing->instance != NULL)
    note_dict (thing->instance, result);
  return DSC_STATUS_OK;
}

static bool
names_are_str (const DscOp *op)
{
  for (size_t i = 0; i < op->n_pairs; i++)
    if (op->pairs[i].key->kind != DSC_OBJECT_STR)
      return false;
  return true;
}

static DscStatus
make_class (DscMachine *self, const DscOp *op, DscClass **out_class)
{
  const DscObject **names = dsc_alloc_new (self->alloc, (op->n_pairs + 1) * sizeof *names);
  DscStatus status;

  if (names == NULL)
    return DSC_STATUS_NO_MEMORY;
  for (size_t i = 0; i < op->n_pairs; i++)
    names[i] = op->pairs[i].key;
  status = dsc_class_new (self->rt, op->key, names, op->n_pairs, out_class);
  dsc_alloc_free (self->alloc, names);
  return status;
}

DscStatus
dsc_machine_apply_class (DscMachine *self, const DscOp *op, DscResult *result)
{
  if (op->key->kind != DSC_OBJECT_STR || !names_are_str (op) || (op->value != NULL && op->value->kind != DSC_OBJECT_CLASS))
    return DSC_STATUS_INVALID;

  DscThing *thing = make_thing (self, op, DSC_BOUND_CLASS, op->key->as.text.bytes);
  if (thing == NULL)
    return DSC_STATUS_NO_MEMORY;
  return finish_thing (self, op, result, make_class (self, op, &thing->class), thing);
}

/* object.__new__, then what __init__ assigns. */
static DscStatus
make_instance (DscMachine *self, const DscOp *op, DscClass *class, DscThing *thing)
{
  DscStatus status = dsc_instance_new (self->rt, class, &thing->instance);

  for (size_t i = 0; i < op->n_pairs && status == DSC_STATUS_OK; i++)
    status = dsc_instance_set_attribute (self->rt, thing->instance, op->pairs[i].key, op->pairs[i].value);
  return status;
}

DscStatus
dsc_machine_apply_instance (DscMachine *self, const DscOp *op, DscResult *result)
{
  if (dsc_machine_get_bound_kind (self, op->source) != DSC_BOUND_CLASS || !names_are_str (op)
      || (op->value != NULL && op->value->kind != DSC_OBJECT_INSTANCE))
    return DSC_STATUS_INVALID;

  const DscThing *class = self->variables[op->source - 1].as.thing;
  DscThing *thing = make_thing (self, op, DSC_BOUND_INSTANCE, class->class_name);
  if (thing == NULL)
    return DSC_STATUS_NO_MEMORY;
  return finish_thing (self, op, result, make_instance (self, op, class->class, thing), thing);
}

/* Attributes. */

static bool
is_dunder (const DscObject *name)
{
  const char *bytes = name->as.text.bytes;
  size_t length = name->as.text.length;

  return length > 4 && strncmp (bytes, "__", 2) == 0 && strncmp (bytes + length - 2, "__", 2) == 0;
}

/* Attributes that the class itself answers for. */
static bool
is_data_descriptor (const DscObject *name)
{
  return strcmp (name->as.text.bytes, "__class__") == 0 || strcmp (name->as.text.bytes, "__dict__") == 0
         || strcmp (name->as.text.bytes, "__weakref__") == 0;
}

static DscStatus
get_attribute (DscMachine *self, DscThing *thing, const DscOp *op, DscResult *result)
{
  const DscObject *value = NULL;
  DscStatus status = dsc_instance_get_attribute (self->rt, thing->instance, op->key, &value);

  if (status != DSC_STATUS_OK)
    return status;
  if (value == NULL && is_dunder (op->key))
    return DSC_STATUS_NOT_MODELLED;
  if (value == NULL)
    {
      self->rt->raised = (DscRaised) { .kind = DSC_RAISED_ATTRIBUTE_ERROR, .use = DSC_KEY_USE_LOOKUP, .key = op->key, .object = thing->object };
      return DSC_STATUS_RAISED;
    }
  result->value = value;
  return DSC_STATUS_OK;
}

DscStatus
dsc_machine_apply_attribute (DscMachine *self, const DscOp *op, DscResult *result)
{
  if (dsc_machine_get_bound_kind (self, op->source) != DSC_BOUND_INSTANCE || op->key->kind != DSC_OBJECT_STR)
    return DSC_STATUS_INVALID;
  if (is_data_descriptor (op->key))
    return DSC_STATUS_NOT_MODELLED;

  DscThing *thing = self->variables[op->source - 1].as.thing;
  DscStatus status;
  if (op->kind == DSC_OP_SET_ATTR)
    status = dsc_instance_set_attribute (self->rt, thing->instance, op->key, op->value);
  else if (op->kind == DSC_OP_GET_ATTR)
    status = get_attribute (self, thing, op, result);
  else
    status = dsc_instance_delete_attribute (self->rt, thing->instance, op->key);
  if (status == DSC_STATUS_RAISED)
    self->rt->raised.object = thing->object;
  note_dict (thing->instance, result);
  return status;
}

/* The dict. */

DscStatus
dsc_machine_apply_vars (DscMachine *self, const DscOp *op, DscResult *result)
{
  DscInstance *instance = dsc_machine_get_instance (self, op->source);
  DscDict *dict;

  if (instance == NULL || (op->target != 0 && dsc_machine_variable (self, op->target) == NULL))
    return DSC_STATUS_INVALID;
  DscStatus status = dsc_instance_get_dict (self->rt, instance, &dict);
  if (status != DSC_STATUS_OK)
    return status;
  result->dict = dsc_dict_get_id (dict);
  if (op->target != 0)
    dsc_machine_bind_dict (self, op->target, dsc_dict_ref (dict));
  return DSC_STATUS_OK;
}

DscStatus
dsc_machine_apply_set_dict (DscMachine *self, const DscOp *op, DscResult *result)
{
  DscInstance *instance = dsc_machine_get_instance (self, op->source);
  DscDict *dict = dsc_machine_get_dict (self, op->other);

  if (instance == NULL)
    return DSC_STATUS_INVALID;
  result->dict = dsc_dict_get_id (dict);
  return dsc_instance_set_dict (self->rt, instance, dict);
}
