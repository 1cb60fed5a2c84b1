/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-machine-instance.c: classes and instances of a machine, bound to variables.
 *
 * What an attribute is and where it is kept is the core's business (dsc-instance.c); here it is found by the variable, and errors get
 * the object that they are about. An attribute that is not in the instance may still be the class's: a name with two
 * underscores on both sides is one that every class has, or may have, and is not modelled. */
#include "dsc-machine-private.h"

#include <string.h>

/* Life. */

void
dsc_machine_free_classes (DscMachine *self)
{
  while (self->classes != NULL)
    {
      DscClass *class = self->classes;

      self->classes = class->older;
      dsc_class_unref (self->rt, class);
    }
}

/* The object that stands for the new one comes with the operation, or is made. */
static const DscObject *
object_for (DscMachine *self, const DscOp *op, DscObjectKind kind, const char *class_name)
{
  return op->value != NULL ? op->value : dsc_object_reference (self->pool, kind, NULL, class_name);
}

/* The operation itself may have made the dict. */
static void
note_dict (const DscInstance *instance, DscResult *result)
{
  const DscDict *dict = dsc_instance_peek_dict (instance);

  if (dict != NULL)
    result->dict = dsc_dict_get_id (dict);
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

  const DscObject *object = object_for (self, op, DSC_OBJECT_CLASS, op->key->as.text.bytes);
  DscClass *class = NULL;
  DscStatus status = object != NULL ? make_class (self, op, &class) : DSC_STATUS_NO_MEMORY;
  if (status != DSC_STATUS_OK)
    return status;
  class->object = result->value = object;
  class->older = self->classes;
  self->classes = class;
  dsc_machine_bind (self, op->target, (DscVariable) { .kind = DSC_BOUND_CLASS, .as.class = class });
  return DSC_STATUS_OK;
}

/* object.__new__, then what __init__ assigns. */
static DscStatus
make_instance (DscMachine *self, const DscOp *op, DscClass *class, const DscObject *object, DscInstance **out_instance)
{
  DscStatus status = dsc_instance_new (self->rt, class, out_instance);

  if (status != DSC_STATUS_OK)
    return status;
  status = dsc_runtime_adopt (self->rt, object, *out_instance);
  if (status == DSC_STATUS_OK)
    (*out_instance)->object = object;
  for (size_t i = 0; i < op->n_pairs && status == DSC_STATUS_OK; i++)
    status = dsc_instance_set_attribute (self->rt, *out_instance, op->pairs[i].key, op->pairs[i].value);
  if (status != DSC_STATUS_OK)
    dsc_instance_unref (self->rt, *out_instance);
  return status;
}

DscStatus
dsc_machine_apply_instance (DscMachine *self, const DscOp *op, DscResult *result)
{
  DscClass *class = dsc_machine_get_class (self, op->source);

  if (class == NULL || !names_are_str (op) || (op->value != NULL && op->value->kind != DSC_OBJECT_INSTANCE))
    return DSC_STATUS_INVALID;

  const DscObject *object = object_for (self, op, DSC_OBJECT_INSTANCE, class->name);
  DscInstance *instance = NULL;
  DscStatus status = object != NULL ? make_instance (self, op, class, object, &instance) : DSC_STATUS_NO_MEMORY;
  if (status != DSC_STATUS_OK)
    return status;
  dsc_machine_bind (self, op->target, (DscVariable) { .kind = DSC_BOUND_INSTANCE, .as.instance = instance });
  result->value = object;
  note_dict (instance, result);
  return DSC_STATUS_OK;
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
get_attribute (DscMachine *self, DscInstance *instance, const DscOp *op, DscResult *result)
{
  const DscObject *value = NULL;
  DscStatus status = dsc_instance_get_attribute (self->rt, instance, op->key, &value);

  if (status != DSC_STATUS_OK)
    return status;
  if (value == NULL && is_dunder (op->key))
    return DSC_STATUS_NOT_MODELLED;
  if (value == NULL)
    {
      self->rt->raised = (DscRaised) { .kind = DSC_RAISED_ATTRIBUTE_ERROR, .use = DSC_KEY_USE_LOOKUP, .key = op->key, .object = instance->object };
      return DSC_STATUS_RAISED;
    }
  result->value = value;
  return DSC_STATUS_OK;
}

DscStatus
dsc_machine_apply_attribute (DscMachine *self, const DscOp *op, DscResult *result)
{
  DscInstance *instance = dsc_machine_get_instance (self, op->source);

  if (instance == NULL || op->key->kind != DSC_OBJECT_STR)
    return DSC_STATUS_INVALID;
  if (is_data_descriptor (op->key))
    return DSC_STATUS_NOT_MODELLED;

  DscStatus status;
  if (op->kind == DSC_OP_SET_ATTR)
    status = dsc_instance_set_attribute (self->rt, instance, op->key, op->value);
  else if (op->kind == DSC_OP_GET_ATTR)
    status = get_attribute (self, instance, op, result);
  else
    status = dsc_instance_delete_attribute (self->rt, instance, op->key);
  if (status == DSC_STATUS_RAISED)
    self->rt->raised.object = instance->object;
  note_dict (instance, result);
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
