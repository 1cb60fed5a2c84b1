/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-part-list.c: everything in a picture that can be selected, as a list model: the picture for those who do not see it.
 *
 * The list is made of runs: a node is a run of one part, a map one of as many as it has cells, whose items are made when they
 * are looked at. So millions of entries cost nothing until one scrolls to them. */
#include "dsc-part-list.h"

#include "dsc-map.h"

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
  DscSceneId    id;        /* of a node */
  const char   *title;     /* the scene's */
  const DscMap *map;       /* the scene's; NULL: a node */
  guint         first, n;  /* parts of the list */
} Run;

struct _DscPartList {
  GObject    parent_instance;
  DscScene  *scene;
  DscTraits  traits;
  GArray    *runs;       /* Run, in the order of the picture */
  guint      n_parts;
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
  return DSC_PART_LIST (model)->n_parts;
}

static const Run *
run_at (DscPartList *self,
        guint        position)
{
  guint low = 0, high = self->runs->len - 1;

  while (low < high)
    {
      const guint middle = (low + high + 1) / 2;

      if (g_array_index (self->runs, Run, middle).first <= position)
        low = middle;
      else
        high = middle - 1;
    }
  return &g_array_index (self->runs, Run, low);
}

static gpointer
dsc_part_list_get_item (GListModel *model,
                        guint       position)
{
  DscPartList *self = DSC_PART_LIST (model);

  if (position >= self->n_parts)
    return NULL;
  const Run *run = run_at (self, position);
  DscPartItem *item = g_object_new (DSC_TYPE_PART_ITEM, NULL);

  item->id = run->map != NULL ? dsc_map_cell_id (run->map, position - run->first) : run->id;
  item->path = dsc_scene_id_format (item->id, &self->traits);
  item->title = run->map != NULL ? dsc_scene_dup_title (self->scene, item->id) : g_strdup (run->title);
  if (item->title == NULL)
    item->title = g_strdup ("");
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
add_run (DscPartList *self,
         Run          run)
{
  run.n = MIN (run.n, G_MAXINT - self->n_parts);   /* more than a list view can count */
  run.first = self->n_parts;
  self->n_parts += run.n;
  g_array_append_val (self->runs, run);
}

/* What has its home in a map is listed there, not where it stands out as a landmark. */
static void
collect_parts (DscPartList *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (id_hash, id_equal);

  for (guint i = 0; i < dsc_scene_get_n_nodes (self->scene); i++)
    {
      const DscNode *node = dsc_scene_get_node (self->scene, i);

      if (node->kind == DSC_NODE_MAP)
        add_run (self, (Run) { .map = node->map, .n = (guint) MIN (dsc_map_get_geometry (node->map)->n, G_MAXINT) });
      else if (node->id.part != DSC_PART_OF_PICTURE && dsc_scene_find_map (self->scene, node->id) == NULL
               && g_hash_table_add (seen, (gpointer) &node->id))
        add_run (self, (Run) { .id = node->id, .title = node->title, .n = 1 });
    }
}

static void
dsc_part_list_finalize (GObject *object)
{
  DscPartList *self = DSC_PART_LIST (object);

  g_clear_pointer (&self->scene, dsc_scene_unref);
  g_array_unref (self->runs);
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
  self->runs = g_array_new (FALSE, FALSE, sizeof (Run));
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
  const guint before = self->n_parts;

  g_return_if_fail (DSC_IS_PART_LIST (self));
  if (scene == self->scene)
    return;
  g_array_set_size (self->runs, 0);
  self->n_parts = 0;
  g_clear_pointer (&self->scene, dsc_scene_unref);
  if (scene != NULL)
    {
      self->scene = dsc_scene_ref (scene);
      self->traits = *traits;
      collect_parts (self);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->n_parts);
}

guint
dsc_part_list_find (DscPartList *self,
                    DscSceneId   id)
{
  g_return_val_if_fail (DSC_IS_PART_LIST (self), G_MAXUINT);
  for (guint i = 0; i < self->runs->len; i++)
    {
      const Run *run = &g_array_index (self->runs, Run, i);
      gsize cell;

      if (run->map == NULL ? dsc_scene_id_equal (run->id, id) : dsc_map_find (run->map, id, &cell, NULL) && cell < run->n)
        return run->first + (run->map != NULL ? (guint) cell : 0);
    }
  return G_MAXUINT;
}
