/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-names.c: NameError and AttributeError, with the name that CPython thinks was meant. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-suggest-private.h"

/* Attributes of each type that any release has; a name among them is outside of the subset, any other raises. */
static const struct {
  const char *type;
  const char *names;   /* between blanks */
} attributes[] = {
  { "dict", " clear copy fromkeys get items keys pop popitem setdefault update values " },
  { "list", " append clear copy count extend index insert pop remove reverse sort " },
  { "str", " capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii isdecimal"
           " isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans partition"
           " removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase"
           " title translate upper zfill " },
  { "bytes", " capitalize center count decode endswith expandtabs find fromhex hex index isalnum isalpha isascii isdigit islower"
             " isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust"
             " rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill " },
  { "int", " as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag is_integer numerator real to_bytes " },
  { "bool", " as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag is_integer numerator real to_bytes " },
  { "float", " as_integer_ratio conjugate from_number fromhex hex imag is_integer real " },
  { "complex", " conjugate from_number imag real " },
  { "tuple", " count index " },
  { "set", " add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset issuperset pop"
           " remove symmetric_difference symmetric_difference_update union update " },
  { "frozenset", " copy difference intersection isdisjoint issubset issuperset symmetric_difference union " },
  { "range", " count index start step stop " },
  { "dict_keys", " isdisjoint mapping " },
  { "dict_values", " mapping " },
  { "dict_items", " isdisjoint mapping " },
};
/* What Python 2 has besides. */
static const struct {
  const char *type;
  const char *names;
} old_attributes[] = {
  { "dict", " has_key iteritems iterkeys itervalues viewitems viewkeys viewvalues " },
  { "str", " decode " },
  { "unicode", " capitalize center count decode encode endswith expandtabs find format index isalnum isalpha isdecimal isdigit islower"
               " isnumeric isspace istitle isupper join ljust lower lstrip partition replace rfind rindex rjust rpartition rsplit rstrip"
               " split splitlines startswith strip swapcase title translate upper zfill " },
  { "long", " bit_length conjugate denominator imag numerator real " },
};

static gboolean
is_among (const char *names,
          const char *name)
{
  g_autofree char *word = g_strdup_printf (" %s ", name);

  return strstr (names, word) != NULL;
}

/* The type whose attributes the value has; of a type itself its own. */
static const char *
type_of (DscEval        *self,
         const DscValue *value)
{
  return value->kind == DSC_VALUE_BUILTIN ? dsc_builtin_functions[value->as.integer - 1].name : dsc_eval_type_name (self, value);
}

static const char *
find_attributes (DscEval        *self,
                 const DscValue *value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    if (strcmp (attributes[i].type, type_of (self, value)) == 0)
      return attributes[i].names;
  return "";
}

gboolean
dsc_attribute_exists (DscEval        *self,
                      const DscValue *value,
                      const char     *name)
{
  if (value->kind == DSC_VALUE_MODULE || value->kind == DSC_VALUE_EXCEPTION || value->kind == DSC_VALUE_VERSION_INFO || value->kind == DSC_VALUE_ITERATOR)
    return TRUE;
  if (value->kind == DSC_VALUE_BUILTIN && *find_attributes (self, value) == '\0')
    return TRUE;
  if (g_str_has_prefix (name, "__") && g_str_has_suffix (name, "__") && (strcmp (name, "__dict__") != 0 || dsc_value_is (value, DSC_OBJECT_CLASS)))
    return TRUE;
  if (is_among (find_attributes (self, value), name))
    return TRUE;
  for (gsize i = 0; self->traits->is_python2 && i < G_N_ELEMENTS (old_attributes); i++)
    if (strcmp (old_attributes[i].type, type_of (self, value)) == 0 && is_among (old_attributes[i].names, name))
      return TRUE;
  return FALSE;
}

/* Names that the program has bound, as an array of strings. */
static GPtrArray *
own_names (DscEval *self)
{
  static const char *const module_names[] = { "__name__", "__doc__", "__package__", "__loader__", "__spec__", "__builtins__", "__file__" };
  GPtrArray *names = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (module_names); i++)
    g_ptr_array_add (names, (gpointer) module_names[i]);
  for (guint i = 0; i < self->tree->symbols->len; i++)
    if (self->variables[i].value.kind != DSC_VALUE_NOTHING)
      g_ptr_array_add (names, (gpointer) dsc_tree_get_symbol (self->tree, i));
  return names;
}

static char *
suggest_name (DscEval    *self,
              const char *name)
{
  gboolean merged = DSC_EVAL_IS (self, WORDING_SUGGEST_IMPORT);
  g_autoptr (GPtrArray) own = own_names (self);
  g_autoptr (GPtrArray) builtins = dsc_names_builtins (dsc_eval_ask_release (self));
  gboolean is_module = merged && dsc_names_is_module (name);
  guint distance = 0;
  const char *found = dsc_suggest (name, (const char *const *) (gpointer) own->pdata, own->len, &distance, NULL);

  if (found == NULL || merged)
    found = dsc_suggest (name, (const char *const *) (gpointer) builtins->pdata, builtins->len, &distance, found);
  if (found != NULL && is_module)
    return g_strdup_printf (". Did you mean: '%s'? Or did you forget to import '%s'?", found, name);
  if (found != NULL)
    return g_strdup_printf (". Did you mean: '%s'?", found);
  return is_module ? g_strdup_printf (". Did you forget to import '%s'?", name) : g_strdup ("");
}

gboolean
dsc_eval_raise_name (DscEval       *self,
                     const DscNode *place,
                     const char    *name)
{
  g_autofree char *suggestion = DSC_EVAL_IS (self, WORDING_SUGGESTIONS) ? suggest_name (self, name) : g_strdup ("");

  dsc_eval_raise (self, place, DSC_EXCEPTION_NAME_ERROR, "name '%s' is not defined", name);
  return dsc_eval_add_to_line (self, suggestion);
}

static char *
suggest_attribute (DscEval        *self,
                   const DscValue *object,
                   const char     *name)
{
  g_autofree char *listed = g_strstrip (g_strdup (find_attributes (self, object)));
  g_auto (GStrv) names = dsc_value_is (object, DSC_OBJECT_INSTANCE) ? dsc_eval_instance_names (self, object) : g_strsplit (listed, " ", -1);
  guint distance = 0;
  const char *found = dsc_suggest (name, (const char *const *) names, g_strv_length (names), &distance, NULL);

  if (found == NULL)
    return g_strdup ("");
  if (DSC_EVAL_IS (self, WORDING_SUGGEST_DOTTED))
    return g_strdup_printf (". Did you mean '.%s' instead of '.%s'?", found, name);
  return g_strdup_printf (". Did you mean: '%s'?", found);
}

gboolean
dsc_eval_raise_attribute (DscEval        *self,
                          const DscNode  *place,
                          const DscValue *object,
                          const char     *name)
{
  g_autofree char *suggestion = DSC_EVAL_IS (self, WORDING_SUGGESTIONS) ? suggest_attribute (self, object, name) : g_strdup ("");

  if (object->kind == DSC_VALUE_BUILTIN)
    dsc_eval_raise (self, place, DSC_EXCEPTION_ATTRIBUTE_ERROR, "type object '%s' has no attribute '%s'", type_of (self, object), name);
  else if (dsc_value_is (object, DSC_OBJECT_CLASS) && dsc_eval_get_class (self, object)->is_old)
    dsc_eval_raise (self, place, DSC_EXCEPTION_ATTRIBUTE_ERROR, "class %s has no attribute '%s'", dsc_object_class_name (object->as.object), name);
  else if (dsc_value_is (object, DSC_OBJECT_CLASS))
    dsc_eval_raise (self, place, DSC_EXCEPTION_ATTRIBUTE_ERROR, "type object '%s' has no attribute '%s'", dsc_object_class_name (object->as.object), name);
  else if (dsc_eval_is_old_instance (self, object))
    dsc_eval_raise (self, place, DSC_EXCEPTION_ATTRIBUTE_ERROR, "%s instance has no attribute '%s'", dsc_eval_type_name (self, object), name);
  else
    dsc_eval_raise (self, place, DSC_EXCEPTION_ATTRIBUTE_ERROR, "'%s' object has no attribute '%s'", dsc_eval_type_name (self, object), name);
  return dsc_eval_add_to_line (self, suggestion);
}

gboolean
dsc_eval_reword_attribute (DscEval        *self,
                           const DscValue *object,
                           const char     *name)
{
  g_autofree char *suggestion = DSC_EVAL_IS (self, WORDING_SUGGESTIONS) ? suggest_attribute (self, object, name) : g_strdup ("");
  g_autofree char *message = dsc_eval_is_old_instance (self, object) ? g_strdup_printf ("%s instance has no attribute '%s'", dsc_eval_type_name (self, object), name)
                                                                     : g_strdup (self->exception.message);

  return dsc_eval_reword (self, message, suggestion);
}
