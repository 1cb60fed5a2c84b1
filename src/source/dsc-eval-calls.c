/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-calls.c: arguments of calls, CPython's checks of them, and who is called. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const DscNode *
dsc_call_argument_node (const DscCall *call,
                        guint          i)
{
  return i + 1 < call->node->n_items ? call->node->items[i + 1] : call->node;
}

/* The str object of a name: the one of an equal literal of the script, since CPython interns both. */
const DscObject *
dsc_eval_name_object (DscEval *self,
                      guint32  symbol)
{
  const char *name = dsc_tree_get_symbol (self->tree, symbol);
  DscConstant key = { .kind = DSC_CONSTANT_TEXT, .text = name, .length = strlen (name) };
  DscNode node = { .kind = DSC_NODE_CONSTANT };
  gpointer number;
  DscValue value;

  if (g_hash_table_lookup_extended (self->tree->constant_numbers, &key, NULL, &number))
    {
      node.number = GPOINTER_TO_UINT (number);
      return dsc_eval_expression (self, &node, &value) ? value.as.object : NULL;
    }
  if (self->names[symbol] == NULL)
    self->names[symbol] = dsc_object_str (self->pool, name, key.length);
  if (self->names[symbol] == NULL)
    dsc_eval_no_memory (self);
  return self->names[symbol];
}

/* "dict.get" or "get": how that version names a method in its complaints. */
static char *
describe_function (DscEval *self,
                   DscCall *call)
{
  if (call->self.kind != DSC_VALUE_NOTHING && call->self.kind != DSC_VALUE_MODULE && DSC_EVAL_IS (self, WORDING_QUALIFIED_METHODS))
    return g_strdup_printf ("%s.%s", dsc_eval_type_name (self, &call->self), call->name);
  return g_strdup (call->name);
}

static gboolean
fail_count (DscEval    *self,
            DscCall    *call,
            const char *bound,
            guint       wanted)
{
  gboolean singular = wanted == 1 && DSC_EVAL_IS (self, WORDING_SINGULAR_ARGUMENT);

  return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "%s expected %s%u argument%s, got %u", call->name, bound, wanted,
                         singular ? "" : "s", call->n_positional);
}

gboolean
dsc_call_check_count (DscEval *self,
                      DscCall *call,
                      guint    min,
                      guint    max)
{
  if (!dsc_call_no_keywords (self, call))
    return FALSE;
  if (call->n_positional < min)
    return fail_count (self, call, min == max ? "" : "at least ", min);
  if (call->n_positional > max)
    return fail_count (self, call, min == max ? "" : "at most ", max);
  return TRUE;
}

/* bool, float, list, tuple: types that take one value or none. */
gboolean
dsc_call_check_type (DscEval *self,
                     DscCall *call)
{
  if (call->n_positional <= 1 || DSC_EVAL_IS (self, WORDING_TYPES_EXPECT))
    return dsc_call_check_count (self, call, 0, 1);
  return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "%s() takes at most 1 argument (%u given)", call->name, call->n_positional);
}

/* range, min, max: "at least" was left out for a while. */
gboolean
dsc_call_fail_empty (DscEval *self,
                     DscCall *call)
{
  gboolean at_least = DSC_EVAL_IS (self, WORDING_AT_LEAST_ONE) || (self->traits->is_python2 && strcmp (call->name, "range") == 0);

  return fail_count (self, call, at_least ? "at least " : "", 1);
}

gboolean
dsc_call_check_none (DscEval *self,
                     DscCall *call)
{
  g_autofree char *function = NULL;

  if (!dsc_call_no_keywords (self, call))
    return FALSE;
  if (call->n_positional == 0)
    return TRUE;
  function = describe_function (self, call);
  return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "%s() takes no arguments (%u given)", function, call->n_positional);
}

gboolean
dsc_call_check_one (DscEval *self,
                    DscCall *call)
{
  g_autofree char *function = NULL;

  if (!dsc_call_no_keywords (self, call))
    return FALSE;
  if (call->n_positional == 1)
    return TRUE;
  function = describe_function (self, call);
  return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "%s() takes exactly one argument (%u given)", function, call->n_positional);
}

gboolean
dsc_call_no_keywords (DscEval *self,
                      DscCall *call)
{
  g_autofree char *function = NULL;

  if (call->n_keywords == 0)
    return TRUE;
  function = describe_function (self, call);
  return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "%s() takes no keyword arguments", function);
}

/* Arguments. */

typedef struct {
  GArray *positional;    /* DscValue */
  GArray *keywords;      /* DscKeywordArgument */
} Arguments;

static const char *
name_in_unpacking (DscEval       *self,
                   const DscNode *call)
{
  gboolean is_type = call->items[0]->kind == DSC_NODE_NAME && strcmp (dsc_tree_get_symbol (self->tree, call->items[0]->number), "dict") == 0;

  if (is_type && !DSC_EVAL_IS (self, WORDING_CALL_NAMES_DICT))
    return "type object";
  if (call->items[0]->kind == DSC_NODE_NAME || call->items[0]->kind == DSC_NODE_ATTRIBUTE)
    return dsc_tree_get_symbol (self->tree, call->items[0]->number);
  return "function";
}

static gboolean
fail_unpacking (DscEval        *self,
                const DscNode  *node,
                const DscNode  *call,
                const DscValue *value)
{
  const char *name = name_in_unpacking (self, call);

  if (DSC_EVAL_IS (self, WORDING_VALUE_AFTER_STARS))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "Value after ** must be a mapping, not %s", dsc_eval_type_name (self, value));
  return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "%s%s argument after ** must be a mapping, not %s", name,
                         strcmp (name, "type object") == 0 ? "" : "()", dsc_eval_type_name (self, value));
}

static gboolean
add_keyword (DscEval           *self,
             Arguments         *arguments,
             const DscNode     *call,
             DscKeywordArgument keyword)
{
  for (guint i = 0; i < arguments->keywords->len && keyword.text != NULL; i++)
    {
      const DscKeywordArgument *other = &g_array_index (arguments->keywords, DscKeywordArgument, i);
      const char *name = name_in_unpacking (self, call);

      if (other->text != NULL && strcmp (other->text, keyword.text) == 0)
        return dsc_eval_raise (self, keyword.node, DSC_EXCEPTION_TYPE_ERROR, "%s%s got multiple values for keyword argument '%s'", name,
                               strcmp (name, "type object") == 0 ? "" : "()", keyword.text);
    }
  g_array_append_val (arguments->keywords, keyword);
  return TRUE;
}

static gboolean
add_unpacked (DscEval       *self,
              Arguments     *arguments,
              const DscNode *call,
              const DscNode *node)
{
  size_t position = 0;
  DscValue dict;
  DscPair pair;

  if (!dsc_eval_expression (self, node->items[0], &dict))
    return FALSE;
  if (!dsc_value_is_dict (&dict))
    return fail_unpacking (self, node, call, &dict);
  if (!dsc_eval_find_register (self, &dict, node)
      || !dsc_eval_append (self, &(DscOp) { .kind = DSC_OP_ITERATE, .source = dict.reg }, node, NULL))
    return FALSE;
  self->looks |= DSC_LOOKS_AT_ORDER;
  while (dsc_dict_next (dsc_eval_get_dict (self, &dict), &position, &pair))
    {
      gboolean is_text = pair.key->kind == DSC_OBJECT_STR;
      DscKeywordArgument keyword = { .name = pair.key, .text = is_text ? pair.key->as.text.bytes : NULL, .value = dsc_value_object (pair.value), .node = node };

      if (!is_text && !self->traits->is_python2)
        return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR,
                               DSC_EVAL_IS (self, WORDING_KEYWORDS_STRINGS) ? "keywords must be strings" : "keyword arguments must be strings");
      if (!add_keyword (self, arguments, call, keyword))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_argument (DscEval       *self,
              Arguments     *arguments,
              const DscNode *call,
              const DscNode *node)
{
  DscKeywordArgument keyword = { .node = node };
  DscValue value;

  if (node->kind == DSC_NODE_UNPACK)
    return add_unpacked (self, arguments, call, node);
  if (node->kind != DSC_NODE_KEYWORD)
    {
      if (!dsc_eval_shared (self, node, &value))
        return FALSE;
      g_array_append_val (arguments->positional, value);
      return TRUE;
    }
  if (!dsc_eval_shared (self, node->items[0], &keyword.value) || (keyword.name = dsc_eval_name_object (self, node->number)) == NULL)
    return FALSE;
  keyword.text = dsc_tree_get_symbol (self->tree, node->number);
  return add_keyword (self, arguments, call, keyword);
}

static gboolean
call_with_arguments (DscEval       *self,
                     DscCall       *call,
                     DscCallHandler handler,
                     DscValue      *out_value)
{
  g_autoptr (GArray) positional = g_array_sized_new (FALSE, FALSE, sizeof (DscValue), call->node->n_items);
  g_autoptr (GArray) keywords = g_array_new (FALSE, FALSE, sizeof (DscKeywordArgument));
  Arguments arguments = { positional, keywords };

  for (guint i = 1; i < call->node->n_items; i++)
    if (!add_argument (self, &arguments, call->node, call->node->items[i]))
      return FALSE;
  call->positional = (DscValue *) (gpointer) positional->data;
  call->n_positional = positional->len;
  call->keywords = (DscKeywordArgument *) (gpointer) keywords->data;
  call->n_keywords = keywords->len;
  return handler (self, call, out_value);
}

static gboolean
fail_not_callable (DscEval        *self,
                   const DscNode  *node,
                   const DscValue *value)
{
  return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "'%s' object is not callable", dsc_eval_type_name (self, value));
}

static gboolean
call_class (DscEval  *self,
            DscCall  *call,
            DscValue *out_value)
{
  return dsc_eval_instance (self, call, &call->self, out_value);
}

static gboolean
call_builtin (DscEval  *self,
              DscCall  *call,
              guint     number,
              DscValue *out_value)
{
  const DscFunction *function = &dsc_builtin_functions[number - 1];

  call->name = function->name;
  if (function->handler == NULL)
    {
      g_autofree char *what = g_strdup_printf (_("Calls of %s()"), function->name);
      return dsc_eval_outside (self, call->node, what, _("Remove the call, or write its value into the script."));
    }
  if ((function->only == 2 && !self->traits->is_python2) || (function->only == 3 && self->traits->is_python2))
    return dsc_eval_raise_name (self, call->node->items[0], function->name);
  return call_with_arguments (self, call, function->handler, out_value);
}

static gboolean
call_class_of (DscEval        *self,
               DscCall        *call,
               const DscValue *class,
               DscValue       *out_value)
{
  call->self = *class;
  call->name = dsc_object_class_name (class->as.object);
  return call_with_arguments (self, call, call_class, out_value);
}

/* A method that a class of the script defines. */

typedef struct {
  DscMethod method;
  DscValue  instance;
} Bound;

static gboolean
call_bound (DscEval  *self,
            DscCall  *call,
            DscValue *out_value)
{
  const Bound *bound = call->user_data;

  return dsc_eval_call_own (self, call, &bound->method, &bound->instance, out_value);
}

/* C.method (x, …): the instance is the first argument. */
static gboolean
call_unbound (DscEval  *self,
              DscCall  *call,
              DscValue *out_value)
{
  Bound *bound = call->user_data;

  if (call->n_positional == 0 || !dsc_value_is (&call->positional[0], DSC_OBJECT_INSTANCE))
    return dsc_eval_outside (self, call->node, _("Methods without an instance"), _("Give the instance as the first argument."));
  bound->instance = call->positional[0];
  call->positional++;
  call->n_positional--;
  return dsc_eval_find_register (self, &bound->instance, call->node) && call_bound (self, call, out_value);
}

static gboolean
call_object_initializer (DscEval  *self,
                         DscCall  *call,
                         DscValue *out_value)
{
  *out_value = dsc_eval_none (self);
  return (call->n_positional == 0 && call->n_keywords == 0)
         || dsc_eval_outside (self, call->node, _("Arguments for object.__init__()"), _("Call it without arguments."));
}

static gboolean
call_super (DscEval       *self,
            DscCall       *call,
            const DscNode *function,
            DscValue      *out_value)
{
  const DscEvalClass *class;
  Bound bound;

  if (!dsc_eval_super (self, function->items[0], &class, &bound.instance))
    return FALSE;
  call->user_data = &bound;
  if (dsc_eval_find_method (self, class, call->name, &bound.method))
    return call_with_arguments (self, call, call_bound, out_value);
  if (strcmp (call->name, "__init__") == 0)
    return call_with_arguments (self, call, call_object_initializer, out_value);
  return dsc_eval_raise (self, function, DSC_EXCEPTION_ATTRIBUTE_ERROR, "'super' object has no attribute '%s'", call->name);
}

static gboolean
is_super (DscEval       *self,
          const DscNode *node)
{
  return node->kind == DSC_NODE_CALL && node->items[0]->kind == DSC_NODE_NAME
         && strcmp (dsc_tree_get_symbol (self->tree, node->items[0]->number), "super") == 0
         && self->variables[node->items[0]->number].value.kind == DSC_VALUE_NOTHING;
}

/* What an instance has itself goes before what its class defines. */
static gboolean
call_own_method (DscEval       *self,
                 DscCall       *call,
                 const DscNode *function,
                 gboolean      *out_handled,
                 DscValue      *out_value)
{
  const DscEvalClass *class = dsc_eval_get_class (self, &call->self);
  const DscObject *name;
  DscValue value;
  Bound bound = { .instance = call->self };

  *out_handled = TRUE;
  if (dsc_value_is (&call->self, DSC_OBJECT_INSTANCE))
    {
      if ((name = dsc_eval_name_object (self, function->number)) == NULL)
        return FALSE;
      if (dsc_eval_has_own (self, &call->self, name))
        {
          if (!dsc_eval_get_attribute (self, function, &call->self, name, 0, &value))
            return FALSE;
          return dsc_value_is (&value, DSC_OBJECT_CLASS) ? call_class_of (self, call, &value, out_value) : fail_not_callable (self, call->node, &value);
        }
    }
  *out_handled = dsc_eval_find_method (self, class, call->name, &bound.method);
  if (!*out_handled)
    return FALSE;
  call->user_data = &bound;
  return call_with_arguments (self, call, dsc_value_is (&call->self, DSC_OBJECT_CLASS) ? call_unbound : call_bound, out_value);
}

static gboolean
call_method (DscEval       *self,
             DscCall       *call,
             const DscNode *function,
             DscValue      *out_value)
{
  DscCallHandler handler;
  gboolean handled;

  call->name = dsc_tree_get_symbol (self->tree, function->number);
  if (is_super (self, function->items[0]))
    return call_super (self, call, function, out_value);
  if (!dsc_eval_expression (self, function->items[0], &call->self) || !dsc_eval_find_register (self, &call->self, function))
    return FALSE;
  if (call->self.kind == DSC_VALUE_BUILTIN && strcmp (dsc_builtin_functions[call->self.as.integer - 1].name, "dict") == 0
      && strcmp (call->name, "fromkeys") == 0)
    return call_with_arguments (self, call, dsc_eval_call_fromkeys, out_value);
  if (dsc_eval_get_class (self, &call->self) != NULL)
    {
      gboolean ok = call_own_method (self, call, function, &handled, out_value);

      if (handled)
        return ok;
    }
  handler = dsc_method_find (self, &call->self, call->name);
  if (handler != NULL)
    return call_with_arguments (self, call, handler, out_value);
  return dsc_eval_fail_attribute (self, function, &call->self, call->name);
}

gboolean
dsc_eval_fail_attribute (DscEval        *self,
                         const DscNode  *node,
                         const DscValue *object,
                         const char     *name)
{
  g_autofree char *what = NULL;

  if (!dsc_attribute_exists (self, object, name))
    return dsc_eval_raise_attribute (self, node, object, name);
  what = g_strdup_printf (_("Uses of “%s” of “%s” objects"), name, dsc_eval_type_name (self, object));
  return dsc_eval_outside (self, node, what, _("Remove the operation, or write its outcome into the script."));
}

gboolean
dsc_eval_call (DscEval       *self,
               const DscNode *node,
               guint32        into,
               DscValue      *out_value)
{
  const DscNode *function = node->items[0];
  DscCall call = { .node = node, .into = into, .mark = self->temporaries->len };
  DscValue value;

  if (function->kind == DSC_NODE_ATTRIBUTE)
    return call_method (self, &call, function, out_value);
  if (!dsc_eval_expression (self, function, &value))
    return FALSE;
  if (value.kind == DSC_VALUE_BUILTIN)
    return call_builtin (self, &call, (guint) value.as.integer, out_value);
  if (!dsc_value_is (&value, DSC_OBJECT_CLASS))
    return fail_not_callable (self, node, &value);
  return call_class_of (self, &call, &value, out_value);
}
