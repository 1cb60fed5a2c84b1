/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-classes.c: classes, their instances and attributes.
 *
 * __init__ is run here; what it assigns becomes one operation that makes the instance. What its dict looks like in memory
 * is the machine's to say, and not modelled yet: the run then stops and tells so. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  const DscNode *node;        /* CLASS */
  DscValue      *defaults;    /* of __init__'s parameters, computed with the class */
  gboolean       is_old;      /* Python 2 without object */
} Class;

typedef struct {
  const Class *class;
  GPtrArray   *names;         /* const char *: attributes that are there */
} Instance;

/* "self" while __init__ runs. */
struct DscNewInstance {
  GArray *pairs;              /* DscPair */
};

static void
free_class (gpointer data)
{
  g_free (((Class *) data)->defaults);
  g_free (data);
}

static void
free_instance (gpointer data)
{
  g_ptr_array_unref (((Instance *) data)->names);
  g_free (data);
}

void
dsc_eval_init_classes (DscEval *self)
{
  self->classes = g_hash_table_new_full (NULL, NULL, NULL, free_class);
  self->instances = g_hash_table_new_full (NULL, NULL, NULL, free_instance);
}

void
dsc_eval_clear_classes (DscEval *self)
{
  g_clear_pointer (&self->classes, g_hash_table_unref);
  g_clear_pointer (&self->instances, g_hash_table_unref);
}

static const DscNode *
get_initializer (const Class *class)
{
  return class->node->items[0];
}

/* Attributes that the block assigns to its first parameter, each once, in order. */
static gboolean
add_assigned (DscEval       *self,
              const DscNode *node,
              guint32        instance,
              GArray        *pairs)
{
  if (node->kind == DSC_NODE_ATTRIBUTE && node->items[0]->kind == DSC_NODE_NAME && node->items[0]->number == instance)
    {
      DscPair pair = { dsc_eval_name_object (self, node->number), NULL };

      for (guint i = 0; i < pairs->len; i++)
        if (g_array_index (pairs, DscPair, i).key == pair.key)
          return TRUE;
      g_array_append_val (pairs, pair);
      return pair.key != NULL;
    }
  for (guint i = 0; i < node->n_items; i++)
    if (node->items[i] != NULL && dsc_node_binds_item (node, i) && !add_assigned (self, node->items[i], instance, pairs))
      return FALSE;
  return TRUE;
}

static gboolean
compute_defaults (DscEval *self,
                  Class   *class)
{
  const DscNode *initializer = get_initializer (class);

  if (initializer == NULL)
    return TRUE;
  class->defaults = g_new0 (DscValue, initializer->n_items);
  for (guint i = 1; i < initializer->n_items; i++)
    {
      const DscNode *fallback = initializer->items[i]->items[0];

      if (fallback != NULL && (!dsc_eval_object (self, fallback, &class->defaults[i]) || !dsc_eval_hold (self, &class->defaults[i], fallback)))
        return FALSE;
    }
  return TRUE;
}

gboolean
dsc_eval_class (DscEval       *self,
                const DscNode *node)
{
  const DscNode *initializer = node->items[0];
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (DscPair));
  Class *class = g_new0 (Class, 1);
  DscValue value;

  class->node = node;
  class->is_old = self->traits->is_python2 && node->detail == 0;
  DscOp op = { .kind = DSC_OP_CLASS, .key = dsc_eval_name_object (self, node->number) };
  if (op.key == NULL || !compute_defaults (self, class)
      || (initializer != NULL && !add_assigned (self, initializer->items[0], initializer->items[1]->number, pairs)))
    {
      free_class (class);
      return FALSE;
    }
  op.pairs = (const DscPair *) (gpointer) pairs->data;
  op.n_pairs = pairs->len;
  self->into_place = node;
  guint32 reg = dsc_eval_variable_register (self, node->number);
  if (reg == 0 || !dsc_eval_append_new (self, &op, node, reg, &value))
    {
      free_class (class);
      return FALSE;
    }
  g_hash_table_insert (self->classes, (gpointer) value.as.object, class);
  return dsc_eval_assign_name (self, node->number, &value, node);
}

/* Arguments. */

static gboolean
fail_init (DscEval    *self,
           DscCall    *call,
           const char *message)
{
  gboolean qualified = DSC_EVAL_IS (self, WORDING_QUALIFIED_INIT);

  return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "%s%s__init__() %s", qualified ? call->name : "", qualified ? "." : "", message);
}

/* "exactly 2 arguments (3 given)" before 3.3, "2 positional arguments but 3 were given" since. */
static gboolean
fail_number (DscEval *self,
             DscCall *call,
             guint    min,
             guint    max,
             guint    given)
{
  g_autofree char *message = NULL;
  gboolean too_many = given > max;
  guint wanted = too_many ? max : min;

  if (!DSC_EVAL_IS (self, WORDING_MISSING_ARGUMENTS))
    message = g_strdup_printf ("takes %s %u %sargument%s (%u given)", min == max ? "exactly" : too_many ? "at most" : "at least", wanted,
                               self->traits->is_python2 ? "" : "positional ", wanted == 1 ? "" : "s", given);
  else if (min == max)
    message = g_strdup_printf ("takes %u positional argument%s but %u %s given", max, max == 1 ? "" : "s", given, given == 1 ? "was" : "were");
  else
    message = g_strdup_printf ("takes from %u to %u positional arguments but %u %s given", min, max, given, given == 1 ? "was" : "were");
  return fail_init (self, call, message);
}

static gboolean
fail_missing (DscEval   *self,
              DscCall   *call,
              GPtrArray *names)
{
  g_autoptr (GString) message = g_string_new (NULL);

  g_string_printf (message, "missing %u required positional argument%s: ", names->len, names->len == 1 ? "" : "s");
  for (guint i = 0; i < names->len; i++)
    {
      if (i != 0)
        g_string_append (message, names->len == 2 ? " and " : i + 1 == names->len ? ", and " : ", ");
      g_string_append_printf (message, "'%s'", (const char *) names->pdata[i]);
    }
  return fail_init (self, call, message->str);
}

static gboolean
bind_keyword (DscEval            *self,
              DscCall            *call,
              const DscNode      *initializer,
              DscKeywordArgument *keyword,
              DscValue           *values)
{
  g_autofree char *message = NULL;

  for (guint i = 1; i < initializer->n_items; i++)
    {
      if (g_strcmp0 (dsc_tree_get_symbol (self->tree, initializer->items[i]->number), keyword->text) != 0)
        continue;
      if (values[i].kind != DSC_VALUE_NOTHING)
        {
          message = g_strdup_printf ("got multiple values for %sargument '%s'", DSC_EVAL_IS (self, WORDING_MISSING_ARGUMENTS) ? "" : "keyword ", keyword->text);
          return fail_init (self, call, message);
        }
      values[i] = keyword->value;
      return TRUE;
    }
  message = g_strdup_printf ("got an unexpected keyword argument '%s'", keyword->text != NULL ? keyword->text : "");
  return fail_init (self, call, message);
}

static gboolean
bind_arguments (DscEval     *self,
                DscCall     *call,
                const Class *class,
                DscValue    *values)
{
  const DscNode *initializer = get_initializer (class);
  guint max = initializer->n_items - 1, min = 0;
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();

  for (guint i = 1; i <= max; i++)
    min += initializer->items[i]->items[0] == NULL;
  if (call->n_positional + 1 > max)
    return fail_number (self, call, min, max, call->n_positional + 1);
  for (guint i = 0; i < call->n_positional; i++)
    values[i + 2] = call->positional[i];
  for (guint i = 0; i < call->n_keywords; i++)
    if (!bind_keyword (self, call, initializer, &call->keywords[i], values))
      return FALSE;
  for (guint i = 2; i <= max; i++)
    {
      if (values[i].kind == DSC_VALUE_NOTHING)
        values[i] = class->defaults[i];
      if (values[i].kind == DSC_VALUE_NOTHING)
        g_ptr_array_add (missing, (gpointer) dsc_tree_get_symbol (self->tree, initializer->items[i]->number));
    }
  if (missing->len == 0)
    return TRUE;
  if (!DSC_EVAL_IS (self, WORDING_MISSING_ARGUMENTS))
    return fail_number (self, call, min, max, call->n_positional + call->n_keywords + 1);
  return fail_missing (self, call, missing);
}

/* Names of __init__: parameters and whatever it assigns; they hide those outside. */

typedef struct {
  guint32    symbol;
  DscBinding outside;
} Local;

static void
hide (DscEval *self,
      GArray  *locals,
      guint32  symbol)
{
  Local local = { symbol, self->variables[symbol] };

  for (guint i = 0; i < locals->len; i++)
    if (g_array_index (locals, Local, i).symbol == symbol)
      return;
  self->variables[symbol] = (DscBinding) { .local = TRUE };
  g_array_append_val (locals, local);
}

static void
hide_assigned (DscEval       *self,
               GArray        *locals,
               const DscNode *node)
{
  if (node->kind == DSC_NODE_NAME)
    {
      hide (self, locals, node->number);
      return;
    }
  if (node->kind == DSC_NODE_HANDLER && node->number != 0)
    hide (self, locals, node->number - 1);
  for (guint i = 0; i < node->n_items; i++)
    if (node->items[i] != NULL && dsc_node_binds_item (node, i))
      hide_assigned (self, locals, node->items[i]);
}

static void
show_again (DscEval *self,
            GArray  *locals)
{
  for (guint i = locals->len; i-- > 0;)
    {
      const Local *local = &g_array_index (locals, Local, i);
      guint32 reg = self->variables[local->symbol].reg;

      if (reg != 0)
        g_array_append_val (self->drops, reg);
      self->variables[local->symbol] = local->outside;
    }
}

static gboolean
run_initializer (DscEval       *self,
                 DscCall       *call,
                 const Class   *class,
                 DscNewInstance *instance)
{
  const DscNode *initializer = get_initializer (class);
  g_autoptr (GArray) locals = g_array_new (FALSE, FALSE, sizeof (Local));
  g_autofree DscValue *values = g_new0 (DscValue, initializer->n_items + 1);
  gboolean ok = FALSE;

  values[1] = (DscValue) { .kind = DSC_VALUE_SELF, .as.self = instance };
  if (++self->depth > 200)
    return dsc_eval_limit (self, call->node, _("Instances make instances without end."), _("Check what __init__ calls."));
  if (bind_arguments (self, call, class, values))
    {
      for (guint i = 1; i < initializer->n_items; i++)
        hide (self, locals, initializer->items[i]->number);
      hide_assigned (self, locals, initializer->items[0]);
      ok = TRUE;
      for (guint i = 1; i < initializer->n_items && ok; i++)
        ok = dsc_eval_assign_name (self, initializer->items[i]->number, &values[i], call->node);
      ok = ok && dsc_eval_block (self, initializer->items[0]) == DSC_FLOW_NEXT;
      show_again (self, locals);
    }
  self->depth--;
  return ok;
}

static gboolean
check_no_arguments (DscEval *self,
                    DscCall *call)
{
  if (call->n_positional == 0 && call->n_keywords == 0)
    return TRUE;
  if (DSC_EVAL_IS (self, WORDING_CLASS_TAKES_NONE))
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "%s() takes no arguments", call->name);
  return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "object() takes no parameters");
}

static void
remember (DscEval         *self,
          const DscObject *object,
          const Class     *class,
          GArray          *pairs)
{
  Instance *instance = g_new0 (Instance, 1);

  instance->class = class;
  instance->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < pairs->len; i++)
    g_ptr_array_add (instance->names, g_strdup (g_array_index (pairs, DscPair, i).key->as.text.bytes));
  g_hash_table_insert (self->instances, (gpointer) object, instance);
}

gboolean
dsc_eval_instance (DscEval  *self,
                   DscCall  *call,
                   DscValue *class_value,
                   DscValue *out_value)
{
  const Class *class = g_hash_table_lookup (self->classes, class_value->as.object);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (DscPair));
  DscNewInstance instance = { pairs };
  const DscNode *place = self->into_place;
  guint mark = self->temporaries->len;

  if (!(get_initializer (class) != NULL ? run_initializer (self, call, class, &instance) : check_no_arguments (self, call)))
    return FALSE;

  DscOp op = { .kind = DSC_OP_INSTANCE, .source = class_value->reg, .pairs = (const DscPair *) (gpointer) pairs->data, .n_pairs = pairs->len };
  self->into_place = place;
  dsc_eval_consume_since (self, MIN (mark, call->mark));
  if (!dsc_eval_append_new (self, &op, call->node, call->into, out_value))
    return FALSE;
  remember (self, out_value->as.object, class, pairs);
  return TRUE;
}

/* Attributes. */

gboolean
dsc_eval_is_old_instance (DscEval        *self,
                          const DscValue *object)
{
  const Instance *instance = dsc_value_is (object, DSC_OBJECT_INSTANCE) ? g_hash_table_lookup (self->instances, object->as.object) : NULL;

  return instance != NULL && instance->class->is_old;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char **
dsc_eval_instance_names (DscEval        *self,
                         const DscValue *object)
{
  const Instance *instance = g_hash_table_lookup (self->instances, object->as.object);
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; instance != NULL && i < instance->names->len; i++)
    g_ptr_array_add (names, g_strdup (instance->names->pdata[i]));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

static gboolean
find_name (DscEval         *self,
           const DscObject *object,
           const char      *name,
           guint           *out_i)
{
  const Instance *instance = g_hash_table_lookup (self->instances, object);

  for (guint i = 0; instance != NULL && i < instance->names->len; i++)
    if (strcmp (instance->names->pdata[i], name) == 0)
      {
        *out_i = i;
        return TRUE;
      }
  return FALSE;
}

gboolean
dsc_eval_vars (DscEval       *self,
               const DscNode *node,
               DscValue      *object,
               guint32        into,
               DscValue      *out_value)
{
  DscOp op = { .kind = DSC_OP_VARS, .source = object->reg };

  if (dsc_value_is (object, DSC_OBJECT_CLASS))
    return dsc_eval_outside (self, node, _("Dicts of classes"), _("Ask for the dict of an instance."));
  if (!dsc_value_is (object, DSC_OBJECT_INSTANCE))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "vars() argument must have __dict__ attribute");
  dsc_eval_consume (self, object);
  return dsc_eval_append_new (self, &op, node, into, out_value);
}

static gboolean
get_new_attribute (DscEval       *self,
                   const DscNode *node,
                   DscNewInstance *instance,
                   DscValue      *out_value)
{
  const DscObject *name = dsc_eval_name_object (self, node->number);

  for (guint i = 0; i < instance->pairs->len; i++)
    if (g_array_index (instance->pairs, DscPair, i).key == name)
      {
        *out_value = dsc_value_object (g_array_index (instance->pairs, DscPair, i).value);
        return dsc_eval_find_register (self, out_value, node);
      }
  return dsc_eval_outside (self, node, _("Uses of the instance in __init__ other than assigning attributes"), _("Assign attributes, as in self.x = 0."));
}

gboolean
dsc_eval_attribute (DscEval       *self,
                    const DscNode *node,
                    guint32        into,
                    DscValue      *out_value)
{
  const char *name = dsc_tree_get_symbol (self->tree, node->number);
  DscValue object;
  guint i;

  if (!dsc_eval_expression (self, node->items[0], &object) || !dsc_eval_find_register (self, &object, node))
    return FALSE;
  if (object.kind == DSC_VALUE_MODULE)
    return dsc_eval_sys_attribute (self, node, name, out_value);
  if (object.kind == DSC_VALUE_SELF)
    return get_new_attribute (self, node, object.as.self, out_value);
  if (object.kind == DSC_VALUE_VERSION_INFO)
    return dsc_eval_version_attribute (self, node, name, out_value);
  if (!dsc_value_is (&object, DSC_OBJECT_INSTANCE))
    return dsc_eval_fail_attribute (self, node, &object, name);
  if (strcmp (name, "__dict__") == 0)
    return dsc_eval_vars (self, node, &object, into, out_value);
  if (!find_name (self, object.as.object, name, &i))
    return dsc_eval_fail_attribute (self, node, &object, name);

  DscOp op = { .kind = DSC_OP_GET_ATTR, .source = object.reg, .key = dsc_eval_name_object (self, node->number) };
  if (op.key == NULL)
    return FALSE;
  dsc_eval_consume (self, &object);
  return dsc_eval_append_read (self, &op, node, into, out_value);
}

static gboolean
set_new_attribute (DscEval       *self,
                   const DscNode *place,
                   const DscNode *target,
                   DscNewInstance *instance,
                   DscValue      *value)
{
  DscPair pair;

  if (!dsc_eval_hold (self, value, place))
    return FALSE;
  pair.key = dsc_eval_name_object (self, target->number);
  pair.value = dsc_eval_box (self, value, place);
  if (pair.key == NULL || pair.value == NULL)
    return FALSE;
  for (guint i = 0; i < instance->pairs->len; i++)
    if (g_array_index (instance->pairs, DscPair, i).key == pair.key)
      {
        g_array_index (instance->pairs, DscPair, i).value = pair.value;
        return TRUE;
      }
  g_array_append_val (instance->pairs, pair);
  return TRUE;
}

static gboolean
set_dict (DscEval       *self,
          const DscNode *place,
          DscValue      *object,
          DscValue      *value)
{
  DscOp op = { .kind = DSC_OP_SET_DICT, .source = object->reg, .other = value->reg };

  if (!dsc_value_is_dict (value))
    return dsc_eval_raise (self, place, DSC_EXCEPTION_TYPE_ERROR, "__dict__ must be set to a dictionary, not a '%s'", dsc_eval_type_name (self, value));
  dsc_eval_consume (self, value);
  return dsc_eval_append (self, &op, place, NULL);
}

static gboolean
fail_set_attribute (DscEval        *self,
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
dsc_eval_set_attribute (DscEval       *self,
                        const DscNode *place,
                        const DscNode *target,
                        DscValue      *object,
                        DscValue      *value)
{
  const char *name = dsc_tree_get_symbol (self->tree, target->number);
  Instance *instance;
  guint i;

  if (object->kind == DSC_VALUE_SELF)
    return set_new_attribute (self, place, target, object->as.self, value);
  if (!dsc_value_is (object, DSC_OBJECT_INSTANCE))
    return fail_set_attribute (self, place, object, name);
  if (strcmp (name, "__dict__") == 0)
    return set_dict (self, place, object, value);

  DscOp op = { .kind = DSC_OP_SET_ATTR, .source = object->reg, .key = dsc_eval_name_object (self, target->number) };
  if (op.key == NULL || (op.value = dsc_eval_box (self, value, place)) == NULL)
    return FALSE;
  dsc_eval_consume (self, value);
  dsc_eval_consume (self, object);
  if (!dsc_eval_append (self, &op, place, NULL))
    return FALSE;
  instance = g_hash_table_lookup (self->instances, object->as.object);
  if (instance != NULL && !find_name (self, object->as.object, name, &i))
    g_ptr_array_add (instance->names, g_strdup (name));
  return TRUE;
}

gboolean
dsc_eval_delete_attribute (DscEval       *self,
                           const DscNode *place,
                           const DscNode *target,
                           DscValue      *object)
{
  const char *name = dsc_tree_get_symbol (self->tree, target->number);
  Instance *instance = dsc_value_is (object, DSC_OBJECT_INSTANCE) ? g_hash_table_lookup (self->instances, object->as.object) : NULL;
  guint i;

  if (object->kind == DSC_VALUE_BUILTIN)
    return fail_set_attribute (self, place, object, name);
  if (instance == NULL || strcmp (name, "__dict__") == 0)
    return dsc_eval_outside (self, place, _("Deletions of such attributes"), _("Delete attributes of instances, as in del x.a."));
  if (!find_name (self, object->as.object, name, &i))
    {
      if (instance->class->is_old)
        return dsc_eval_raise_attribute (self, place, object, name);
      if (DSC_EVAL_IS (self, WORDING_DELETE_NAMES_OBJECT))
        return dsc_eval_raise (self, place, DSC_EXCEPTION_ATTRIBUTE_ERROR, "'%s' object has no attribute '%s'", dsc_eval_type_name (self, object), name);
      return dsc_eval_raise (self, place, DSC_EXCEPTION_ATTRIBUTE_ERROR, "%s", name);
    }

  DscOp op = { .kind = DSC_OP_DELETE_ATTR, .source = object->reg, .key = dsc_eval_name_object (self, target->number) };
  if (op.key == NULL || !dsc_eval_append (self, &op, place, NULL))
    return FALSE;
  g_ptr_array_remove_index (instance->names, i);
  return TRUE;
}
