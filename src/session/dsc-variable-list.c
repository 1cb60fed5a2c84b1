/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-variable-list.c: the dicts, instances and classes that have a name at the step that is shown, as a list model. */
#include "dsc-variable-list.h"

#include <glib/gi18n.h>
#include <string.h>

/* ---- item ------------------------------------------------------------------------------------ */

struct _DscVariableItem {
  GObject  parent_instance;
  char    *name;
  char    *extent;
};

G_DEFINE_FINAL_TYPE (DscVariableItem, dsc_variable_item, G_TYPE_OBJECT)

enum { ITEM_PROP_NAME = 1, ITEM_PROP_EXTENT, ITEM_PROP_SUMMARY, N_ITEM_PROPS };
static GParamSpec *item_props[N_ITEM_PROPS];

static void
dsc_variable_item_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  DscVariableItem *self = DSC_VARIABLE_ITEM (object);

  switch (prop_id)
    {
    case ITEM_PROP_NAME:   g_value_set_string (value, self->name); break;
    case ITEM_PROP_EXTENT: g_value_set_string (value, self->extent); break;
    case ITEM_PROP_SUMMARY: g_value_take_string (value, g_strdup_printf ("%s: %s", self->name, self->extent)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
dsc_variable_item_finalize (GObject *object)
{
  DscVariableItem *self = DSC_VARIABLE_ITEM (object);

  g_free (self->name);
  g_free (self->extent);
  G_OBJECT_CLASS (dsc_variable_item_parent_class)->finalize (object);
}

static void
dsc_variable_item_class_init (DscVariableItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = dsc_variable_item_get_property;
  object_class->finalize = dsc_variable_item_finalize;
  item_props[ITEM_PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  item_props[ITEM_PROP_EXTENT] = g_param_spec_string ("extent", NULL, NULL, NULL, flags);
  item_props[ITEM_PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_ITEM_PROPS, item_props);
}

static void
dsc_variable_item_init (DscVariableItem *self)
{
}

const char *
dsc_variable_item_get_name (DscVariableItem *self)
{
  g_return_val_if_fail (DSC_IS_VARIABLE_ITEM (self), NULL);
  return self->name;
}

static char *
format_class (const DscStateVariable *variable)
{
  return g_strdup_printf (ngettext ("class · %'" G_GUINT64_FORMAT " shared key", "class · %'" G_GUINT64_FORMAT " shared keys",
                                    (gulong) variable->n_items), variable->n_items);
}

/* sys.getsizeof of the instance does not count its dict, so both are told. */
static char *
format_instance (const DscStateVariable *variable)
{
  g_autofree char *attributes = g_strdup_printf (ngettext ("%'" G_GUINT64_FORMAT " attribute", "%'" G_GUINT64_FORMAT " attributes",
                                                           (gulong) variable->n_items), variable->n_items);

  if (variable->dict_bytes < 0)
    /* Translators: name of a class, "2 attributes" and a number of bytes, as short as can be */
    return g_strdup_printf (_("%s · %s · %'" G_GINT64_FORMAT " B"), variable->class_name, attributes, variable->bytes);
  /* Translators: name of a class, "2 attributes", bytes of the instance and bytes of its dict, as short as can be */
  return g_strdup_printf (_("%s · %s · %'" G_GINT64_FORMAT " B, dict %'" G_GINT64_FORMAT " B"), variable->class_name, attributes,
                          variable->bytes, variable->dict_bytes);
}

static char *
format_extent (const DscStateVariable *variable)
{
  if (variable->kind == DSC_BOUND_CLASS)
    return format_class (variable);
  if (variable->kind == DSC_BOUND_INSTANCE)
    return format_instance (variable);

  g_autofree char *items = g_strdup_printf (ngettext ("%'" G_GUINT64_FORMAT " item", "%'" G_GUINT64_FORMAT " items",
                                                      (gulong) variable->n_items), variable->n_items);

  /* Translators: "5 items" and a number of bytes, as short as can be */
  return g_strdup_printf (_("%s · %'" G_GINT64_FORMAT " B"), items, variable->bytes);
}

static DscVariableItem *
item_new (const DscStateVariable *variable)
{
  DscVariableItem *self = g_object_new (DSC_TYPE_VARIABLE_ITEM, NULL);

  self->name = g_strdup (variable->name);
  self->extent = format_extent (variable);
  return self;
}

static void
item_update (DscVariableItem        *self,
             const DscStateVariable *variable)
{
  g_autofree char *extent = format_extent (variable);

  if (g_strcmp0 (extent, self->extent) == 0)
    return;
  g_free (self->extent);
  self->extent = g_steal_pointer (&extent);
  g_object_notify_by_pspec (G_OBJECT (self), item_props[ITEM_PROP_EXTENT]);
  g_object_notify_by_pspec (G_OBJECT (self), item_props[ITEM_PROP_SUMMARY]);
}

/* ---- list ------------------------------------------------------------------------------------ */

struct _DscVariableList {
  GObject    parent_instance;
  GPtrArray *items;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DscVariableList, dsc_variable_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
dsc_variable_list_get_item_type (GListModel *model)
{
  return DSC_TYPE_VARIABLE_ITEM;
}

static guint
dsc_variable_list_get_n_items (GListModel *model)
{
  return DSC_VARIABLE_LIST (model)->items->len;
}

static gpointer
dsc_variable_list_get_item (GListModel *model,
                            guint       position)
{
  GPtrArray *items = DSC_VARIABLE_LIST (model)->items;

  return position < items->len ? g_object_ref (g_ptr_array_index (items, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = dsc_variable_list_get_item_type;
  iface->get_n_items = dsc_variable_list_get_n_items;
  iface->get_item = dsc_variable_list_get_item;
}

static void
dsc_variable_list_finalize (GObject *object)
{
  DscVariableList *self = DSC_VARIABLE_LIST (object);

  g_ptr_array_unref (self->items);
  G_OBJECT_CLASS (dsc_variable_list_parent_class)->finalize (object);
}

static void
dsc_variable_list_class_init (DscVariableListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dsc_variable_list_finalize;
}

static void
dsc_variable_list_init (DscVariableList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

DscVariableList *
dsc_variable_list_new (void)
{
  return g_object_new (DSC_TYPE_VARIABLE_LIST, NULL);
}

void
dsc_variable_list_set_state (DscVariableList *self,
                             const DscState  *state)
{
  const guint n = state != NULL ? (guint) state->n_variables : 0;
  const guint old_n = self->items->len;
  guint kept = 0;

  while (kept < MIN (n, old_n)
         && strcmp (((DscVariableItem *) g_ptr_array_index (self->items, kept))->name, state->variables[kept].name) == 0)
    {
      item_update (g_ptr_array_index (self->items, kept), &state->variables[kept]);
      kept++;
    }
  g_ptr_array_set_size (self->items, (gint) kept);
  for (guint i = kept; i < n; i++)
    g_ptr_array_add (self->items, item_new (&state->variables[i]));
  if (kept < n || kept < old_n)
    g_list_model_items_changed (G_LIST_MODEL (self), kept, old_n - kept, n - kept);
}

guint
dsc_variable_list_find (DscVariableList *self,
                        const char      *name)
{
  for (guint i = 0; i < self->items->len; i++)
    if (g_strcmp0 (((DscVariableItem *) g_ptr_array_index (self->items, i))->name, name) == 0)
      return i;
  return G_MAXUINT;
}
