/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-classes.c: classes of a script and their instances.
 *
 * Making an instance is an operation; __init__ then runs like any other method, and each attribute that it assigns is an
 * operation of its own. What the memory looks like is the machine's to say. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
free_class (gpointer data)
{
  DscEvalClass *class = data;

  for (guint i = 1; i < class->node->n_items; i++)
    g_free (class->defaults[i]);
  g_free (class->defaults);
  g_free (class);
}

void
dsc_eval_init_classes (DscEval *self)
{
  self->classes = g_hash_table_new_full (NULL, NULL, NULL, free_class);
  self->instances = g_hash_table_new (NULL, NULL);
}

void
dsc_eval_clear_classes (DscEval *self)
{
  g_clear_pointer (&self->classes, g_hash_table_unref);
  g_clear_pointer (&self->instances, g_hash_table_unref);
}

const DscEvalClass *
dsc_eval_get_class (DscEval        *self,
                    const DscValue *value)
{
  if (dsc_value_is (value, DSC_OBJECT_CLASS))
    return g_hash_table_lookup (self->classes, value->as.object);
  return dsc_value_is (value, DSC_OBJECT_INSTANCE) ? g_hash_table_lookup (self->instances, value->as.object) : NULL;
}

gboolean
dsc_eval_is_old_instance (DscEval        *self,
                          const DscValue *object)
{
  const DscEvalClass *class = dsc_value_is (object, DSC_OBJECT_INSTANCE) ? dsc_eval_get_class (self, object) : NULL;

  return class != NULL && class->is_old;
}

/* The last one of that name; of a base class where the class itself has none. */
gboolean
dsc_eval_find_method (DscEval            *self,
                      const DscEvalClass *class,
                      const char         *name,
                      DscMethod          *out_method)
{
  for (; class != NULL; class = class->base)
    for (guint i = class->node->n_items; i-- > 1;)
      if (strcmp (dsc_tree_get_symbol (self->tree, class->node->items[i]->number), name) == 0)
        {
          *out_method = (DscMethod) { class, class->node->items[i], class->defaults[i] };
          return TRUE;
        }
  return FALSE;
}

/* Attributes that the block assigns to "self", as the compiler collects them for __static_attributes__: "self.x += 1" and
 * "del self.x" do not count. */
static gboolean
add_assigned (DscEval       *self,
              const DscNode *node,
              GArray        *pairs)
{
  if (node->kind == DSC_NODE_AUGMENT || node->kind == DSC_NODE_DELETE)
    return TRUE;
  if (node->kind == DSC_NODE_ATTRIBUTE && node->items[0]->kind == DSC_NODE_NAME
      && strcmp (dsc_tree_get_symbol (self->tree, node->items[0]->number), "self") == 0)
    {
      DscPair pair = { dsc_eval_name_object (self, node->number), NULL };

      for (guint i = 0; i < pairs->len; i++)
        if (g_array_index (pairs, DscPair, i).key == pair.key)
          return TRUE;
      g_array_append_val (pairs, pair);
      return pair.key != NULL;
    }
  for (guint i = 0; i < node->n_items; i++)
    if (node->items[i] != NULL && dsc_node_binds_item (node, i) && !add_assigned (self, node->items[i], pairs))
      return FALSE;
  return TRUE;
}

static gboolean
compute_defaults (DscEval      *self,
                  DscEvalClass *class)
{
  for (guint i = 1; i < class->node->n_items; i++)
    {
      const DscNode *method = class->node->items[i];

      class->defaults[i] = g_new0 (DscValue, method->n_items);
      for (guint j = 1; j < method->n_items; j++)
        {
          const DscNode *fallback = method->items[j]->items[0];

          if (fallback != NULL
              && (!dsc_eval_object (self, fallback, &class->defaults[i][j]) || !dsc_eval_hold (self, &class->defaults[i][j], fallback)))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
find_base (DscEval      *self,
           DscEvalClass *class)
{
  const DscNode *base = class->node->items[0];
  DscValue value;

  class->is_old = self->traits->is_python2 && class->node->detail == 0;
  if (base == NULL)
    return TRUE;
  if (!dsc_eval_load_name (self, base, &value))
    return FALSE;
  if ((class->base = dsc_eval_get_class (self, &value)) == NULL || !dsc_value_is (&value, DSC_OBJECT_CLASS))
    return dsc_eval_outside (self, base, _("Classes that derive from other types than those of the script"), _("Derive from object, or from nothing."));
  class->is_old = class->base->is_old;
  return TRUE;
}

static gboolean
make_class (DscEval      *self,
            DscEvalClass *class,
            DscValue     *out_value)
{
  const DscNode *node = class->node;
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (DscPair));
  DscOp op = { .kind = DSC_OP_CLASS, .key = dsc_eval_name_object (self, node->number) };

  if (op.key == NULL || !find_base (self, class) || !compute_defaults (self, class))
    return FALSE;
  for (guint i = 1; i < node->n_items; i++)
    if (!add_assigned (self, node->items[i]->items[0], pairs))
      return FALSE;
  op.pairs = (const DscPair *) (gpointer) pairs->data;
  op.n_pairs = pairs->len;
  self->into_place = node;
  guint32 reg = dsc_eval_variable_register (self, node->number);
  return reg != 0 && dsc_eval_append_new (self, &op, node, reg, out_value);
}

gboolean
dsc_eval_class (DscEval       *self,
                const DscNode *node)
{
  DscEvalClass *class = g_new0 (DscEvalClass, 1);
  DscValue value;

  class->node = node;
  class->defaults = g_new0 (DscValue *, node->n_items);
  if (!make_class (self, class, &value))
    {
      free_class (class);
      return FALSE;
    }
  g_hash_table_insert (self->classes, (gpointer) value.as.object, class);
  return dsc_eval_assign_name (self, node->number, &value, node);
}

/* Instances. */

static gboolean
check_no_arguments (DscEval *self,
                    DscCall *call)
{
  if (call->n_positional == 0 && call->n_keywords == 0)
    return TRUE;
  if (self->traits->is_python2 && dsc_eval_get_class (self, &call->self)->is_old)
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "this constructor takes no arguments");
  if (DSC_EVAL_IS (self, WORDING_CLASS_TAKES_NONE))
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "%s() takes no arguments", call->name);
  return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "object() takes no parameters");
}

static gboolean
run_initializer (DscEval         *self,
                 DscCall         *call,
                 const DscMethod *method,
                 DscValue        *instance)
{
  DscValue result, borrowed = *instance;

  borrowed.temporary = false;
  if (!dsc_eval_run_method (self, call, method, &borrowed, &result))
    return FALSE;
  return dsc_value_is (&result, DSC_OBJECT_NONE)
         || dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "__init__() should return None, not '%s'", dsc_eval_type_name (self, &result));
}

/* A name that is bound already keeps its value until __init__ is done. */
static guint32
choose_register (DscEval *self,
                 DscCall *call)
{
  return call->into != 0 && dsc_machine_get_bound_kind (self->machine, call->into) == DSC_BOUND_NOTHING ? call->into : 0;
}

gboolean
dsc_eval_instance (DscEval  *self,
                   DscCall  *call,
                   DscValue *class_value,
                   DscValue *out_value)
{
  const DscEvalClass *class = dsc_eval_get_class (self, class_value);
  guint32 into = choose_register (self, call);
  DscOp op = { .kind = DSC_OP_INSTANCE };
  DscMethod method;
  gboolean has_initializer = dsc_eval_find_method (self, class, "__init__", &method);

  if ((!has_initializer && !check_no_arguments (self, call)) || !dsc_eval_find_register (self, class_value, call->node))
    return FALSE;
  op.source = class_value->reg;
  if (!dsc_eval_append_new (self, &op, call->node, into, out_value))
    return FALSE;
  g_hash_table_insert (self->instances, (gpointer) out_value->as.object, (gpointer) class);
  if (has_initializer && !run_initializer (self, call, &method, out_value))
    {
      if (into != 0)
        g_array_append_val (self->drops, into);
      return FALSE;
    }
  dsc_eval_release_call (self, call, out_value);
  return TRUE;
}
