/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-attributes.c: attributes: x.a read, set and deleted, by name and by getattr () and the like, and x.__dict__. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What an instance holds. */

gboolean
dsc_eval_has_own (DscEval         *self,
                  const DscValue  *instance,
                  const DscObject *name)
{
  DscInstance *model = dsc_machine_get_instance (self->machine, instance->reg);
  const DscObject *value = NULL;

  return model != NULL && dsc_instance_get_attribute (dsc_machine_get_runtime (self->machine), model, name, &value) == DSC_STATUS_OK && value != NULL;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_attribute_names (DscEval        *self,
                     const DscValue *instance,
                     GPtrArray      *names)
{
  DscInstance *model = dsc_machine_get_instance (self->machine, instance->reg);
  DscSnapshot *snapshot = model != NULL ? dsc_snapshot_new_from_instance (dsc_machine_get_runtime (self->machine), model) : NULL;

  for (gsize i = 0; snapshot != NULL && i < dsc_snapshot_get_n_entries (snapshot); i++)
    {
      DscEntry entry = dsc_snapshot_get_entry (snapshot, i);

      if (dsc_snapshot_get_entry_state (snapshot, i) == DSC_SLOT_USED && entry.me_value != NULL && entry.me_key->kind == DSC_OBJECT_STR)
        g_ptr_array_add (names, g_strdup (entry.me_key->as.text.bytes));
    }
  dsc_snapshot_unref (snapshot);
}

char **
dsc_eval_instance_names (DscEval        *self,
                         const DscValue *object)
{
  GPtrArray *names = g_ptr_array_new ();

  add_attribute_names (self, object, names);
  for (const DscEvalClass *class = dsc_eval_get_class (self, object); class != NULL; class = class->base)
    for (guint i = 1; i < class->node->n_items; i++)
      g_ptr_array_add (names, g_strdup (dsc_tree_get_symbol (self->tree, class->node->items[i]->number)));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

gboolean
dsc_eval_vars (DscEval       *self,
               const DscNode *node,
               DscValue      *object,
               guint32        into,
               DscValue      *out_value)
{
  DscOp op = { .kind = DSC_OP_VARS };

  if (dsc_value_is (object, DSC_OBJECT_CLASS) || object->kind == DSC_VALUE_BUILTIN || object->kind == DSC_VALUE_MODULE)
    return dsc_eval_outside (self, node, _("Dicts of classes and modules"), _("Ask for the dict of an instance."));
  if (!dsc_value_is (object, DSC_OBJECT_INSTANCE))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "vars() argument must have __dict__ attribute");
  if (!dsc_eval_find_register (self, object, node))
    return FALSE;
  op.source = object->reg;
  dsc_eval_consume (self, object);
  return dsc_eval_append_new (self, &op, node, into, out_value);
}

static gboolean
is_name (const DscObject *name,
         const char      *text)
{
  return strcmp (name->as.text.bytes, text) == 0;
}

static gboolean
is_dunder (const DscObject *name)
{
  return g_str_has_prefix (name->as.text.bytes, "__") && g_str_has_suffix (name->as.text.bytes, "__") && name->as.text.length > 4;
}

/* Attributes that the class answers for, whatever the instance holds. */
static gboolean
is_reserved (const DscObject *name)
{
  return is_name (name, "__class__") || is_name (name, "__weakref__");
}

static gboolean
fail_reserved (DscEval         *self,
               const DscNode   *node,
               const DscObject *name)
{
  g_autofree char *what = g_strdup_printf (_("Uses of “%s”"), name->as.text.bytes);

  return dsc_eval_outside (self, node, what, _("Use attributes of the instance itself."));
}

/* Reading. */

static gboolean
read_instance (DscEval         *self,
               const DscNode   *node,
               DscValue        *object,
               const DscObject *name,
               guint32          into,
               DscValue        *out_value)
{
  DscOp op = { .kind = DSC_OP_GET_ATTR, .source = object->reg, .key = name };
  gboolean has_own = dsc_eval_has_own (self, object, name);
  DscMethod method;
  DscValue whose = *object;

  if (!has_own && dsc_eval_find_method (self, dsc_eval_get_class (self, object), name->as.text.bytes, &method))
    return dsc_eval_outside (self, node, _("Methods as data"), _("Call the method, as in x.method()."));
  if (!has_own && is_dunder (name))
    return dsc_eval_fail_attribute (self, node, object, name->as.text.bytes);
  dsc_eval_consume (self, object);
  if (dsc_eval_append_read (self, &op, node, into, out_value))
    return TRUE;
  return has_own ? FALSE : dsc_eval_reword_attribute (self, &whose, name->as.text.bytes);
}

gboolean
dsc_eval_get_attribute (DscEval         *self,
                        const DscNode   *node,
                        DscValue        *object,
                        const DscObject *name,
                        guint32          into,
                        DscValue        *out_value)
{
  DscMethod method;

  if (name == NULL)
    return FALSE;
  if (object->kind == DSC_VALUE_MODULE)
    return dsc_eval_sys_attribute (self, node, name->as.text.bytes, out_value);
  if (object->kind == DSC_VALUE_VERSION_INFO)
    return dsc_eval_version_attribute (self, node, name->as.text.bytes, out_value);
  if (dsc_value_is (object, DSC_OBJECT_CLASS) && dsc_eval_find_method (self, dsc_eval_get_class (self, object), name->as.text.bytes, &method))
    return dsc_eval_outside (self, node, _("Methods as data"), _("Call the method, as in x.method()."));
  if (!dsc_value_is (object, DSC_OBJECT_INSTANCE))
    return dsc_eval_fail_attribute (self, node, object, name->as.text.bytes);
  if (is_name (name, "__dict__"))
    return dsc_eval_vars (self, node, object, into, out_value);
  return is_reserved (name) ? fail_reserved (self, node, name) : read_instance (self, node, object, name, into, out_value);
}

gboolean
dsc_eval_attribute (DscEval       *self,
                    const DscNode *node,
                    guint32        into,
                    DscValue      *out_value)
{
  DscValue object;

  return dsc_eval_expression (self, node->items[0], &object) && dsc_eval_find_register (self, &object, node)
         && dsc_eval_get_attribute (self, node, &object, dsc_eval_name_object (self, node->number), into, out_value);
}

/* Setting and deleting. */

/* What is no dict is refused. 3.11 and 3.12 ask for the pointer to the dict first, which makes one (typeobject.c, subtype_setdict). */
static gboolean
refuse_dict (DscEval        *self,
             const DscNode  *place,
             const DscValue *object,
             const DscValue *value)
{
  DscOp vars = { .kind = DSC_OP_VARS, .source = object->reg };
  gboolean makes_dict = self->traits->instance_values == DSC_VALUES_POINTER || self->traits->instance_values == DSC_VALUES_TAGGED;

  if (makes_dict && !dsc_eval_append (self, &vars, place, NULL))
    return FALSE;
  return dsc_eval_raise (self, place, DSC_EXCEPTION_TYPE_ERROR,
                         dsc_eval_is_old_instance (self, object) ? "__dict__ must be set to a dictionary" : "__dict__ must be set to a dictionary, not a '%s'",
                         dsc_eval_type_name (self, value));
}

static gboolean
set_dict (DscEval       *self,
          const DscNode *place,
          DscValue      *object,
          DscValue      *value)
{
  DscOp op = { .kind = DSC_OP_SET_DICT, .source = object->reg };

  if (!dsc_value_is_dict (value))
    return refuse_dict (self, place, object, value);
  if (!dsc_eval_find_register (self, value, place))
    return FALSE;
  op.other = value->reg;
  dsc_eval_consume (self, value);
  dsc_eval_consume (self, object);
  return dsc_eval_append (self, &op, place, NULL);
}

static gboolean
fail_set (DscEval        *self,
          const DscNode  *place,
          const DscValue *object,
          const char     *name)
{
  if (object->kind == DSC_VALUE_BUILTIN && DSC_EVAL_IS (self, WORDING_IMMUTABLE_TYPE))
    return dsc_eval_raise (self, place, DSC_EXCEPTION_TYPE_ERROR, "cannot set '%s' attribute of immutable type '%s'", name,
                           dsc_builtin_functions[object->as.integer - 1].name);
  if (object->kind == DSC_VALUE_BUILTIN)
    return dsc_eval_raise (self, place, DSC_EXCEPTION_TYPE_ERROR, "can't set attributes of built-in/extension type '%s'",
                           dsc_builtin_functions[object->as.integer - 1].name);
  if (object->kind == DSC_VALUE_MODULE || dsc_value_is (object, DSC_OBJECT_CLASS) || object->kind == DSC_VALUE_EXCEPTION
      || dsc_attribute_exists (self, object, name))
    return dsc_eval_outside (self, place, _("Assignments to attributes of classes, modules and built-in types"), _("Assign to attributes of instances."));
  return dsc_eval_raise (self, place, DSC_EXCEPTION_ATTRIBUTE_ERROR, "'%s' object has no attribute '%s'%s", dsc_eval_type_name (self, object), name,
                         DSC_EVAL_IS (self, WORDING_NO_DICT_FOR_ATTRIBUTE) ? " and no __dict__ for setting new attributes" : "");
}

gboolean
dsc_eval_set_attribute (DscEval         *self,
                        const DscNode   *place,
                        DscValue        *object,
                        const DscObject *name,
                        DscValue        *value)
{
  DscOp op = { .kind = DSC_OP_SET_ATTR, .source = object->reg, .key = name };

  if (name == NULL)
    return FALSE;
  if (!dsc_value_is (object, DSC_OBJECT_INSTANCE))
    return fail_set (self, place, object, name->as.text.bytes);
  if (is_name (name, "__dict__"))
    return set_dict (self, place, object, value);
  if (is_reserved (name))
    return fail_reserved (self, place, name);
  if ((op.value = dsc_eval_box (self, value, place)) == NULL)
    return FALSE;
  dsc_eval_consume (self, value);
  dsc_eval_consume (self, object);
  return dsc_eval_append (self, &op, place, NULL);
}

gboolean
dsc_eval_delete_attribute (DscEval         *self,
                           const DscNode   *place,
                           DscValue        *object,
                           const DscObject *name)
{
  DscOp op = { .kind = DSC_OP_DELETE_ATTR, .source = object->reg, .key = name };
  DscValue whose = *object;
  g_autofree char *words = NULL;

  if (name == NULL)
    return FALSE;
  if (object->kind == DSC_VALUE_BUILTIN)
    return fail_set (self, place, object, name->as.text.bytes);
  if (!dsc_value_is (object, DSC_OBJECT_INSTANCE) || is_name (name, "__dict__") || is_reserved (name))
    return dsc_eval_outside (self, place, _("Deletions of such attributes"), _("Delete attributes of instances, as in del x.a."));
  if (self->traits->family == DSC_FAMILY_OPEN && dsc_instance_peek_dict (dsc_machine_get_instance (self->machine, object->reg)) == NULL)
    words = g_strdup_printf ("'%s' object has no attribute '%s'", dsc_eval_type_name (self, object), name->as.text.bytes);
  dsc_eval_consume (self, object);
  if (dsc_eval_append (self, &op, place, NULL))
    return TRUE;
  if (dsc_eval_is_old_instance (self, &whose))
    return dsc_eval_reword_attribute (self, &whose, name->as.text.bytes);
  return words != NULL ? dsc_eval_reword (self, words, "") : FALSE;
}

/* getattr () and the like. */

static gboolean
fail_name (DscEval        *self,
           DscCall        *call,
           const DscValue *name)
{
  gboolean reads = strcmp (call->name, "getattr") == 0 || strcmp (call->name, "hasattr") == 0;

  if (reads && !DSC_EVAL_IS (self, WORDING_ATTRIBUTE_NAME))
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "%s(): attribute name must be string", call->name);
  return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "attribute name must be string, not '%s'", dsc_eval_type_name (self, name));
}

/* The name as the object that an equal name of the script is; NULL: failed. */
static const DscObject *
read_name (DscEval *self,
           DscCall *call)
{
  const DscObject *object = call->positional[1].as.object;
  gpointer symbol;

  if (!dsc_value_is_text (&call->positional[1]))
    {
      fail_name (self, call, &call->positional[1]);
      return NULL;
    }
  if (strlen (object->as.text.bytes) == object->as.text.length
      && g_hash_table_lookup_extended (self->tree->symbol_numbers, object->as.text.bytes, NULL, &symbol))
    return dsc_eval_name_object (self, GPOINTER_TO_UINT (symbol));
  if (object->kind == DSC_OBJECT_STR)
    return object;
  if ((object = dsc_object_str (self->pool, object->as.text.bytes, object->as.text.length)) == NULL)
    dsc_eval_no_memory (self);
  return object;
}

static gboolean
has_attribute (DscEval         *self,
               const DscValue  *object,
               const DscObject *name)
{
  const char *text = name->as.text.bytes;
  DscMethod method;

  if (dsc_eval_find_method (self, dsc_eval_get_class (self, object), text, &method))
    return TRUE;
  if (!dsc_value_is (object, DSC_OBJECT_INSTANCE))
    return dsc_attribute_exists (self, object, text);
  return dsc_eval_has_own (self, object, name) || is_name (name, "__dict__") || (is_dunder (name) && dsc_attribute_exists (self, object, text));
}

/* An AttributeError that the caller takes off. */
static void
forget_error (DscEval *self)
{
  dsc_exception_clear (&self->exception);
  self->state = DSC_EVAL_RUNNING;
}

/* Looks for what is not there, as a step of its own. */
static gboolean
miss (DscEval         *self,
      const DscNode   *node,
      const DscValue  *object,
      const DscObject *name)
{
  if (!dsc_value_is (object, DSC_OBJECT_INSTANCE))
    return TRUE;
  if (!dsc_eval_append (self, &(DscOp) { .kind = DSC_OP_GET_ATTR, .source = object->reg, .key = name }, node, NULL))
    {
      if (self->state != DSC_EVAL_RAISED)
        return FALSE;
      forget_error (self);
    }
  return TRUE;
}

gboolean
dsc_eval_call_getattr (DscEval  *self,
                       DscCall  *call,
                       DscValue *out_value)
{
  DscValue *object = &call->positional[0];
  const DscObject *name;

  if (!dsc_call_check_count (self, call, 2, 3) || (name = read_name (self, call)) == NULL || !dsc_eval_find_register (self, object, call->node))
    return FALSE;
  if (call->n_positional == 2 || has_attribute (self, object, name))
    return dsc_eval_get_attribute (self, call->node, object, name, call->into, out_value);
  *out_value = call->positional[2];
  return miss (self, call->node, object, name);
}

gboolean
dsc_eval_call_hasattr (DscEval  *self,
                       DscCall  *call,
                       DscValue *out_value)
{
  DscValue *object = &call->positional[0], ignored;
  const DscObject *name;
  gboolean found;

  if (!dsc_call_check_count (self, call, 2, 2) || (name = read_name (self, call)) == NULL || !dsc_eval_find_register (self, object, call->node))
    return FALSE;
  found = has_attribute (self, object, name);
  *out_value = dsc_eval_bool (self, found);
  if (!found)
    return miss (self, call->node, object, name);
  if (is_name (name, "__dict__") && dsc_value_is (object, DSC_OBJECT_INSTANCE))
    return dsc_eval_vars (self, call->node, object, 0, &ignored);
  return !dsc_value_is (object, DSC_OBJECT_INSTANCE) || !dsc_eval_has_own (self, object, name)
         || dsc_eval_get_attribute (self, call->node, object, name, 0, &ignored);
}

gboolean
dsc_eval_call_setattr (DscEval  *self,
                       DscCall  *call,
                       DscValue *out_value)
{
  const DscObject *name;

  *out_value = dsc_eval_none (self);
  return dsc_call_check_count (self, call, 3, 3) && (name = read_name (self, call)) != NULL && dsc_eval_find_register (self, &call->positional[0], call->node)
         && dsc_eval_set_attribute (self, call->node, &call->positional[0], name, &call->positional[2]);
}

gboolean
dsc_eval_call_delattr (DscEval  *self,
                       DscCall  *call,
                       DscValue *out_value)
{
  const DscObject *name;

  *out_value = dsc_eval_none (self);
  return dsc_call_check_count (self, call, 2, 2) && (name = read_name (self, call)) != NULL && dsc_eval_find_register (self, &call->positional[0], call->node)
         && dsc_eval_delete_attribute (self, call->node, &call->positional[0], name);
}
