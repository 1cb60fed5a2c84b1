/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-part-list.c: everything in a picture that can be selected, as a list model: the picture for those who do not see it. */
#include "dsc-part-list.h"

/* ---- item ------------------------------------------------------------------------------------ */

struct _DscPartItem {
  GObject     parent_instance;
  DscSceneId  id;
  char       *path;
  char       *title;
};

G_DEFINE_FINAL_TYPE (DscPartItem, dsc_part_item, G_TYPE_OBJECT)

enum { ITEM_PROP_PATH = 1, ITEM_PROP_TITLE, ITEM_PROP_SUMMARY, N_ITEM_PROPS };
static GParamSpec *item_props[N_ITEM_PROPS];

static void
dsc_part_item_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  DscPartItem *self = DSC_PART_ITEM (object);

  switch (prop_id)
    {
    case ITEM_PROP_PATH:  g_value_set_string (value, self->path); break;
    case ITEM_PROP_TITLE: g_value_set_string (value, self->title); break;
    case ITEM_PROP_SUMMARY: g_value_set_string (value, *self->title != '\0' ? self->title : self->path); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
dsc_part_item_finalize (GObject *object)
{
  DscPartItem *self = DSC_PART_ITEM (object);

  g_free (self->path);
  g_free (self->title);
  G_OBJECT_CLASS (dsc_part_item_parent_class)->finalize (object);
}

static void
dsc_part_item_class_init (DscPartItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = dsc_part_item_get_property;
  object_class->finalize = dsc_part_item_finalize;
  item_props[ITEM_PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  item_props[ITEM_PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  item_props[ITEM_PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_ITEM_PROPS, item_props);
}

static void
dsc_part_item_init (DscPartItem *self)
{
}

DscSceneId
dsc_part_item_get_id (DscPartItem *self)
{
  return self->id;
}

/* ---- list ------------------------------------------------------------------------------------ */

typedef struct {
  DscSceneId  id;
  const char *title;     /* the scene's */
} Part;

struct _DscPartList {
  GObject    parent_instance;
  DscScene  *scene;
  DscTraits  traits;
  GArray    *parts;      /* Part */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DscPartList, dsc_part_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
dsc_part_list_get_item_type (GListModel *model)
{
  return DSC_TYPE_PART_ITEM;
}

static guint
dsc_part_list_get_n_items (GListModel *model)
{
  return DSC_PART_LIST (model)->parts->len;
}

static gpointer
dsc_part_list_get_item (GListModel *model,
                        guint       position)
{
  DscPartList *self = DSC_PART_LIST (model);

  if (position >= self->parts->len)
    return NULL;
  const Part *part = &g_array_index (self->parts, Part, position);
  DscPartItem *item = g_object_new (DSC_TYPE_PART_ITEM, NULL);

  item->id = part->id;
  item->path = dsc_scene_id_format (part->id, &self->traits);
  item->title = g_strdup (part->title != NULL ? part->title : "");
  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = dsc_part_list_get_item_type;
  iface->get_n_items = dsc_part_list_get_n_items;
  iface->get_item = dsc_part_list_get_item;
}

static guint
id_hash (gconstpointer data)
{
  const DscSceneId *id = data;

  return (guint) id->part * 31u + (guint) id->field * 131u + (guint) id->index * 8191u + (guint) id->extra;
}

static gboolean
id_equal (gconstpointer a,
          gconstpointer b)
{
  return dsc_scene_id_equal (*(const DscSceneId *) a, *(const DscSceneId *) b);
}

static void
collect_parts (DscPartList *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (id_hash, id_equal);

  for (guint i = 0; i < dsc_scene_get_n_nodes (self->scene); i++)
    {
      const DscNode *node = dsc_scene_get_node (self->scene, i);
      const Part part = { node->id, node->title };

      if (node->id.part != DSC_PART_OF_PICTURE && g_hash_table_add (seen, (gpointer) &node->id))
        g_array_append_val (self->parts, part);
    }
}

static void
dsc_part_list_finalize (GObject *object)
{
  DscPartList *self = DSC_PART_LIST (object);

  g_clear_pointer (&self->scene, dsc_scene_unref);
  g_array_unref (self->parts);
  G_OBJECT_CLASS (dsc_part_list_parent_class)->finalize (object);
}

static void
dsc_part_list_class_init (DscPartListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dsc_part_list_finalize;
}

static void
dsc_part_list_init (DscPartList *self)
{
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
}

DscPartList *
dsc_part_list_new (void)
{
  return g_object_new (DSC_TYPE_PART_LIST, NULL);
}

void
dsc_part_list_set_scene (DscPartList     *self,
                         DscScene        *scene,
                         const DscTraits *traits)
{
  const guint before = self->parts->len;

  g_return_if_fail (DSC_IS_PART_LIST (self));
  if (scene == self->scene)
    return;
  g_array_set_size (self->parts, 0);
  g_clear_pointer (&self->scene, dsc_scene_unref);
  if (scene != NULL)
    {
      self->scene = dsc_scene_ref (scene);
      self->traits = *traits;
      collect_parts (self);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->parts->len);
}

guint
dsc_part_list_find (DscPartList *self,
                    DscSceneId   id)
{
  g_return_val_if_fail (DSC_IS_PART_LIST (self), G_MAXUINT);
  for (guint i = 0; i < self->parts->len; i++)
    if (dsc_scene_id_equal (g_array_index (self->parts, Part, i).id, id))
      return i;
  return G_MAXUINT;
}
