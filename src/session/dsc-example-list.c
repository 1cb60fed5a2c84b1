/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-example-list.c: the example scripts inside the program, as a list model. */
#include "dsc-example-list.h"

#include <string.h>

#define DEFAULT_EXAMPLE "record.py"
#define LICENCE_LINE    "# SPDX-License-Identifier:"

struct _DscExampleItem {
  GObject  parent_instance;
  char    *name;
  char    *path;
  char    *title;
};

G_DEFINE_FINAL_TYPE (DscExampleItem, dsc_example_item, G_TYPE_OBJECT)

enum { PROP_TITLE = 1, N_PROPS };
static GParamSpec *props[N_PROPS];

static void
dsc_example_item_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_TITLE: g_value_set_string (value, DSC_EXAMPLE_ITEM (object)->title); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
dsc_example_item_finalize (GObject *object)
{
  DscExampleItem *self = DSC_EXAMPLE_ITEM (object);

  g_free (self->name);
  g_free (self->path);
  g_free (self->title);
  G_OBJECT_CLASS (dsc_example_item_parent_class)->finalize (object);
}

static void
dsc_example_item_class_init (DscExampleItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = dsc_example_item_get_property;
  object_class->finalize = dsc_example_item_finalize;
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
dsc_example_item_init (DscExampleItem *self)
{
}

const char *
dsc_example_item_get_title (DscExampleItem *self)
{
  g_return_val_if_fail (DSC_IS_EXAMPLE_ITEM (self), NULL);
  return self->title;
}

const char *
dsc_example_item_get_name (DscExampleItem *self)
{
  g_return_val_if_fail (DSC_IS_EXAMPLE_ITEM (self), NULL);
  return self->name;
}

static char *
without_licence (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *kept = g_string_new (NULL);

  for (gsize i = 0; lines[i] != NULL; i++)
    if (!g_str_has_prefix (lines[i], LICENCE_LINE))
      g_string_append_printf (kept, "%s%s", kept->len > 0 ? "\n" : "", lines[i]);
  return g_string_free (kept, FALSE);
}

char *
dsc_example_item_dup_text (DscExampleItem *self)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (DSC_IS_EXAMPLE_ITEM (self), NULL);
  bytes = g_resources_lookup_data (self->path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (bytes == NULL)
    return g_strdup ("");
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return without_licence (text);
}

static DscExampleItem *
item_new (const char *folder,
          const char *name)
{
  DscExampleItem *self = g_object_new (DSC_TYPE_EXAMPLE_ITEM, NULL);

  self->name = g_strdup (name);
  self->path = g_strconcat (folder, "/", name, NULL);
  g_autofree char *text = dsc_example_item_dup_text (self);
  const char *begin = text + strspn (text, "# ");

  self->title = *text == '#' ? g_strndup (begin, strcspn (begin, "\n")) : g_strdup (name);
  return self;
}

static int
compare_examples (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  DscExampleItem *first = DSC_EXAMPLE_ITEM ((gpointer) a), *second = DSC_EXAMPLE_ITEM ((gpointer) b);
  const int default_first = (strcmp (second->name, DEFAULT_EXAMPLE) == 0) - (strcmp (first->name, DEFAULT_EXAMPLE) == 0);

  return default_first != 0 ? default_first : g_utf8_collate (first->title, second->title);
}

GListModel *
dsc_example_list_new (const char *resource_folder)
{
  GListStore *store = g_list_store_new (DSC_TYPE_EXAMPLE_ITEM);
  g_auto (GStrv) names = g_resources_enumerate_children (resource_folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    if (g_str_has_suffix (names[i], ".py"))
      {
        g_autoptr (DscExampleItem) item = item_new (resource_folder, names[i]);

        g_list_store_insert_sorted (store, item, compare_examples, NULL);
      }
  return G_LIST_MODEL (store);
}
