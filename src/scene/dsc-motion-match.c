/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-motion-match.c: finds each node of one picture in the other one.
 *
 * A node is the same if it belongs to the same thing in memory and is the same part of it: first by its words and role, then, for what
 * is left, by its place among the parts of its kind. What has changed in nothing stands still; unless something that is painted
 * before it moves over it. */
#include "dsc-motion-private.h"

#include <math.h>
#include <string.h>

typedef struct {
  GPtrArray  *nodes;          /* const DscNode, in painting order; groups and what is not painted are left out */
  GArray     *parents;        /* DscSceneId of the group that each is in */
  guint       n_page;         /* the rest are marks */
  gboolean    is_flat;        /* a frame of a motion: it has no groups */
} NodeList;

static guint64
mix (guint64 h,
     guint64 value)
{
  h ^= value + G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + (h << 6) + (h >> 2);
  return h * G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
}

static guint64
mix_id (guint64    h,
        DscSceneId id)
{
  h = mix (h, ((guint64) id.part << 32) | id.field);
  h = mix (h, (guint64) id.index);
  return mix (h, (guint64) id.extra);
}

static void
add_nodes (NodeList       *list,
           const DscScene *scene)
{
  for (guint i = 1; scene != NULL && i < dsc_scene_get_n_nodes (scene); i++)
    {
      const DscNode *node = dsc_scene_get_node (scene, i);

      list->is_flat = list->is_flat && node->kind != DSC_NODE_GROUP;
      if (node->kind == DSC_NODE_GROUP || node->role == DSC_ROLE_NONE)
        continue;
      const DscNode *parent = dsc_scene_get_node (scene, node->parent);
      g_ptr_array_add (list->nodes, (gpointer) node);
      g_array_append_val (list->parents, parent->id);
    }
}

static NodeList
list_nodes (DscLayers layers)
{
  NodeList list = { g_ptr_array_new (), g_array_new (FALSE, FALSE, sizeof (DscSceneId)), 0, TRUE };

  add_nodes (&list, layers.page);
  list.n_page = list.nodes->len;
  add_nodes (&list, layers.marks);
  return list;
}

static void
clear_list (NodeList *list)
{
  g_ptr_array_unref (list->nodes);
  g_array_unref (list->parents);
}

/* --- names -------------------------------------------------------------------------------------------------------- */

static guint64
mix_place (guint64        h,
           const DscRect *box)
{
  h = mix (h, (guint64) (gint64) floor (box->x * 10 + 0.5));
  return mix (h, (guint64) (gint64) floor (box->y * 10 + 0.5));
}

/* A caption or a heading is nothing in memory: it is known by the group that it is in; where there are no groups, by its place, for it
 * seldom moves. parent: NULL where there are none. */
static guint64
name_node (const DscNode    *node,
           DscSceneId        id,
           const DscSceneId *parent,
           gboolean          is_exact)
{
  const gboolean is_mark = id.part == DSC_PART_OF_PICTURE && id.extra != 0;
  guint64 h = mix_id (node->kind, id);

  if (id.part == DSC_PART_OF_PICTURE && !is_mark)
    h = parent != NULL ? mix_id (h, *parent) : mix_place (h, &node->bounds);
  if (is_exact || (id.part == DSC_PART_OF_PICTURE && !is_mark))
    {
      h = mix (h, node->role);
      h = mix (h, node->kind == DSC_NODE_TEXT ? g_str_hash (node->text) : 0);
    }
  return h;
}

/* Number of the node among those of the same name, made part of the name. */
static guint64
count_name (GHashTable *counts,
            guint64     name)
{
  gpointer key = GSIZE_TO_POINTER ((gsize) name);
  const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

  g_hash_table_insert (counts, key, GUINT_TO_POINTER (n + 1));
  return mix (name, n);
}

typedef struct {
  const NodeList    *a, *b;
  const DscRenaming *renaming;
  gint              *a_of_b;      /* -1: none */
  guint8            *a_is_taken;
  gboolean           has_map;     /* in b */
} Matcher;

static void
match_pass (Matcher  *self,
            gboolean  is_exact)
{
  g_autoptr (GHashTable) names = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) counts_a = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) counts_b = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->a->nodes->len; i++)
    {
      const DscNode *node = self->a->nodes->pdata[i];
      if (self->a_is_taken[i])
        continue;
      const DscSceneId id = dsc_renaming_apply (self->renaming, node->id);
      const DscSceneId parent = dsc_renaming_apply (self->renaming, g_array_index (self->a->parents, DscSceneId, i));
      const guint64 name = count_name (counts_a, name_node (node, id, self->a->is_flat ? NULL : &parent, is_exact));
      g_hash_table_insert (names, GSIZE_TO_POINTER ((gsize) name), GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < self->b->nodes->len; i++)
    {
      const DscNode *node = self->b->nodes->pdata[i];
      if (self->a_of_b[i] >= 0)
        continue;
      const guint64 name = count_name (counts_b, name_node (node, node->id, self->a->is_flat ? NULL : &g_array_index (self->b->parents, DscSceneId, i), is_exact));
      const guint found = GPOINTER_TO_UINT (g_hash_table_lookup (names, GSIZE_TO_POINTER ((gsize) name)));
      if (found == 0)
        continue;
      self->a_of_b[i] = (gint) found - 1;
      self->a_is_taken[found - 1] = TRUE;
    }
}

gboolean
dsc_motion_same_node (const DscNode *a,
                      const DscNode *b)
{
  if (a->kind != b->kind || a->role != b->role || a->anchor != b->anchor || a->dashed != b->dashed || a->hollow != b->hollow || a->fade != b->fade
      || a->radius != b->radius || a->font.size != b->font.size || a->font.bold != b->font.bold || a->font.font != b->font.font
      || a->baseline != b->baseline || a->map != b->map)
    return FALSE;
  if (memcmp (&a->bounds, &b->bounds, sizeof a->bounds) != 0 || memcmp (a->points, b->points, sizeof a->points) != 0)
    return FALSE;
  if (a->n_path != b->n_path || (a->n_path > 0 && memcmp (a->path, b->path, a->n_path * sizeof *a->path) != 0))
    return FALSE;
  return a->text == b->text || (a->text != NULL && b->text != NULL && strcmp (a->text, b->text) == 0);
}

/* --- what stands still -------------------------------------------------------------------------------------------- */

static gboolean
covers (const DscNode *node)
{
  if (node->kind == DSC_NODE_MAP)
    return TRUE;
  return (node->kind == DSC_NODE_RECT && !node->hollow && node->role != DSC_ROLE_EMPTY && node->role != DSC_ROLE_GC_HEAD) || node->kind == DSC_NODE_SHAPE;
}

static gboolean
meets (const DscRect *a,
       const DscRect *b)
{
  return a->x < b->x + b->width + 1 && b->x < a->x + a->width + 1 && a->y < b->y + b->height + 1 && b->y < a->y + a->height + 1;
}

/* Headings, captions, rules, ledger and legend: nothing in memory, and no mark. */
static gboolean
is_decoration (const DscNode *node)
{
  return node->id.part == DSC_PART_OF_LEDGER || (node->id.part == DSC_PART_OF_PICTURE && node->id.extra == 0);
}

/* A map in the same place with other cells in it changes at the end; one in another place is there at once, and with it the cards and
 * captions of such a page: painting all that costs too much to be done in every frame. */
static gboolean
stands_still (const Matcher *self,
              const DscNode *a,
              const DscNode *b)
{
  if (b->kind == DSC_NODE_MAP || (self->has_map && is_decoration (b)))
    return TRUE;
  if (b->kind == DSC_NODE_RECT && a != NULL
      && (b->role == DSC_ROLE_BACKGROUND || (self->has_map && (b->role == DSC_ROLE_CARD || b->role == DSC_ROLE_SHADOW))))
    return TRUE;
  return a != NULL && dsc_motion_same_node (a, b);
}

static gboolean
is_always_below (const Matcher *self,
                 const DscNode *node)
{
  return node->role == DSC_ROLE_BACKGROUND || node->kind == DSC_NODE_MAP || (self->has_map && is_decoration (node));
}

static void
add_still (DscTransition *self,
           const DscNode *a,
           const DscNode *b)
{
  const gboolean is_there = a != NULL && b->kind == DSC_NODE_MAP && memcmp (&a->bounds, &b->bounds, sizeof a->bounds) == 0;
  DscNode node = is_there ? *a : *b;

  if (node.role == DSC_ROLE_BACKGROUND && a != NULL)
    {
      node.bounds.width = MAX (a->bounds.width, b->bounds.width);
      node.bounds.height = MAX (a->bounds.height, b->bounds.height);
    }
  dsc_scene_add_copy (self->still, &node);
}


static void
note_cover (GArray        *boxes,
            const DscNode *node)
{
  if (node != NULL && covers (node))
    g_array_append_val (boxes, node->bounds);
}

static gboolean
is_covered (const GArray  *boxes,
            const DscNode *node)
{
  for (guint i = 0; i < boxes->len; i++)
    if (meets (&g_array_index (boxes, DscRect, i), &node->bounds))
      return TRUE;
  return FALSE;
}

static void
add_item (DscTransition *self,
          const DscNode *a,
          const DscNode *b,
          gboolean       is_static)
{
  const DscMotionItem item = { .a = a, .b = b, .start = 0, .end = 1, .carrier = -1, .is_static = is_static };

  g_array_append_val (self->items, item);
}

/* What goes is painted where it was: behind the node that it stood behind. */
static void
add_going (DscTransition *self,
           const Matcher *matcher,
           const GArray  *anchors,
           gint           anchor)
{
  for (guint i = 0; i < matcher->a->nodes->len; i++)
    {
      const DscNode *node = matcher->a->nodes->pdata[i];

      if (!matcher->a_is_taken[i] && g_array_index (anchors, gint, i) == anchor && node->kind != DSC_NODE_MAP
          && !(matcher->has_map && is_decoration (node)))
        add_item (self, node, NULL, FALSE);
    }
}

/* Number of the node in b behind which each node that goes has its place; -1: before all. */
static GArray *
find_anchors (const Matcher *matcher)
{
  GArray *anchors = g_array_sized_new (FALSE, FALSE, sizeof (gint), matcher->a->nodes->len);
  g_autofree gint *b_of_a = g_new (gint, matcher->a->nodes->len + 1);
  gint anchor = -1;

  for (guint i = 0; i < matcher->a->nodes->len; i++)
    b_of_a[i] = -1;
  for (guint i = 0; i < matcher->b->nodes->len; i++)
    if (matcher->a_of_b[i] >= 0)
      b_of_a[matcher->a_of_b[i]] = (gint) i;
  for (guint i = 0; i < matcher->a->nodes->len; i++)
    {
      anchor = MAX (anchor, b_of_a[i]);
      g_array_append_val (anchors, anchor);
    }
  return anchors;
}

static void
collect (DscTransition *self,
         Matcher       *matcher)
{
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (DscRect));
  g_autoptr (GArray) anchors = find_anchors (matcher);
  g_autofree guint8 *is_anchor = g_new0 (guint8, matcher->b->nodes->len + 2);

  for (guint i = 0; i < anchors->len; i++)
    if (!matcher->a_is_taken[i])
      is_anchor[g_array_index (anchors, gint, i) + 1] = TRUE;
  if (is_anchor[0])
    add_going (self, matcher, anchors, -1);
  for (guint i = 0; i < matcher->b->nodes->len; i++)
    {
      const DscNode *b = matcher->b->nodes->pdata[i];
      const DscNode *a = matcher->a_of_b[i] >= 0 ? matcher->a->nodes->pdata[matcher->a_of_b[i]] : NULL;
      const gboolean is_still = stands_still (matcher, a, b);

      if (is_still && i < matcher->b->n_page && (is_always_below (matcher, b) || !is_covered (boxes, b)))
        add_still (self, a, b);
      else
        {
          add_item (self, a, b, is_still);
          note_cover (boxes, a);
          note_cover (boxes, b);
        }
      if (is_anchor[i + 1])
        add_going (self, matcher, anchors, (gint) i);
    }
}

/* The same page: only marks differ. */
static DscTransition *
new_on_page (DscLayers          a,
             DscLayers          b,
             const DscRenaming *renaming)
{
  DscTransition *self = dsc_transition_new ((DscLayers) { NULL, a.marks }, (DscLayers) { NULL, b.marks }, renaming);

  dsc_scene_unref (self->still);
  self->still = dsc_scene_ref (b.page);
  return self;
}

DscTransition *
dsc_transition_new (DscLayers          a,
                    DscLayers          b,
                    const DscRenaming *renaming)
{
  if (a.page != NULL && a.page == b.page)
    return new_on_page (a, b, renaming);

  DscTransition *self = g_new0 (DscTransition, 1);
  NodeList list_a = list_nodes (a), list_b = list_nodes (b);
  Matcher matcher = { &list_a, &list_b, renaming, g_new (gint, list_b.nodes->len + 1), g_new0 (guint8, list_a.nodes->len + 1), FALSE };
  const double width = MAX (a.page != NULL ? dsc_scene_get_width (a.page) : 0, b.page != NULL ? dsc_scene_get_width (b.page) : 0);
  const double height = MAX (a.page != NULL ? dsc_scene_get_height (a.page) : 0, b.page != NULL ? dsc_scene_get_height (b.page) : 0);

  for (guint i = 0; i < list_b.nodes->len; i++)
    {
      matcher.a_of_b[i] = -1;
      matcher.has_map = matcher.has_map || ((const DscNode *) list_b.nodes->pdata[i])->kind == DSC_NODE_MAP;
    }
  self->still = dsc_scene_new (width, height);
  self->items = g_array_new (FALSE, FALSE, sizeof (DscMotionItem));
  if (a.page != NULL)
    dsc_scene_lend (self->still, a.page);
  if (b.page != NULL)
    dsc_scene_lend (self->still, b.page);
  match_pass (&matcher, TRUE);
  match_pass (&matcher, FALSE);
  collect (self, &matcher);
  dsc_transition_stage (self, renaming);
  g_free (matcher.a_of_b);
  g_free (matcher.a_is_taken);
  clear_list (&list_a);
  clear_list (&list_b);
  return self;
}

void
dsc_transition_free (DscTransition *self)
{
  if (self == NULL)
    return;
  dsc_scene_unref (self->still);
  g_array_unref (self->items);
  g_free (self);
}
