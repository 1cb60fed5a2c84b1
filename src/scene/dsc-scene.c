/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-scene.c: building a picture: nodes in painting order, each in the group that was open when it was added. */
#include "dsc-scene-private.h"

#include <string.h>

#include "dsc-map.h"

DscScene *
dsc_scene_new (double width,
               double height)
{
  DscScene *self = g_new0 (DscScene, 1);

  g_atomic_ref_count_init (&self->references);
  self->width = width;
  self->height = height;
  self->nodes = g_array_new (FALSE, TRUE, sizeof (DscNode));
  self->maps = g_array_new (FALSE, FALSE, sizeof (guint));
  self->open_groups = g_array_new (FALSE, FALSE, sizeof (guint32));
  dsc_scene_begin_group (self, (DscSceneId) { 0 }, "", NULL);
  return self;
}

DscScene *
dsc_scene_ref (DscScene *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
dsc_scene_unref (DscScene *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;

  for (guint i = 0; i < self->maps->len; i++)
    dsc_map_unref (dsc_scene_get_node (self, g_array_index (self->maps, guint, i))->map);
  g_array_unref (self->maps);
  g_array_unref (self->nodes);
  g_array_unref (self->open_groups);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_clear_pointer (&self->lenders, g_ptr_array_unref);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_free (self);
}

void
dsc_scene_set_size (DscScene *self,
                    double    width,
                    double    height)
{
  self->width = width;
  self->height = height;
}

double
dsc_scene_get_width (const DscScene *self)
{
  return self->width;
}

double
dsc_scene_get_height (const DscScene *self)
{
  return self->height;
}

/* The same text is kept once: a table of ten thousand empty slots says "−1" in one place. */
static const char *
keep_string (DscScene   *self,
             const char *text)
{
  if (text == NULL || *text == '\0')
    return text != NULL ? "" : NULL;
  if (self->strings == NULL)
    self->strings = g_string_chunk_new (4096);
  return g_string_chunk_insert_const (self->strings, text);
}

void
dsc_scene_set_title (DscScene   *self,
                     const char *title,
                     const char *description)
{
  self->title = keep_string (self, title);
  self->description = keep_string (self, description);
}

const char *
dsc_scene_get_title (const DscScene *self)
{
  return self->title;
}

const char *
dsc_scene_get_description (const DscScene *self)
{
  return self->description;
}

guint
dsc_scene_get_n_nodes (const DscScene *self)
{
  return self->nodes->len;
}

const DscNode *
dsc_scene_get_node (const DscScene *self,
                    guint           i)
{
  g_return_val_if_fail (i < self->nodes->len, NULL);

  return &g_array_index (self->nodes, DscNode, i);
}

/* --- bounds ------------------------------------------------------------------------------------------------------- */

static DscRect
rect_union (DscRect a,
            DscRect b)
{
  const double left = MIN (a.x, b.x);
  const double top = MIN (a.y, b.y);

  return (DscRect) { left, top, MAX (a.x + a.width, b.x + b.width) - left, MAX (a.y + a.height, b.y + b.height) - top };
}

static DscRect
points_bounds (const DscPoint *points,
               guint           n)
{
  DscRect box = { points[0].x, points[0].y, 0, 0 };

  for (guint i = 1; i < n; i++)
    box = rect_union (box, (DscRect) { points[i].x, points[i].y, 0, 0 });
  return box;
}

/* A cubic stays inside the box of its four points, but does not reach the inner two: the box of the curve itself is found where
 * its derivative is zero, so that a bent arrow claims no room that it does not use. */
static DscRect
cubic_bounds (const DscPoint p[4])
{
  DscRect box = points_bounds ((const DscPoint[]) { p[0], p[3] }, 2);

  for (guint i = 1; i < 32; i++)
    box = rect_union (box, (DscRect) { dsc_cubic_at (p, i / 32.0).x, dsc_cubic_at (p, i / 32.0).y, 0, 0 });
  return box;
}

static gboolean
is_empty_group (const DscNode *node)
{
  return node->bounds.width < 0;
}

/* Groups grow around each member that is added, up to the root. */
static void
grow_ancestors (DscScene *self,
                guint32   parent,
                DscRect   bounds)
{
  for (;;)
    {
      DscNode *group = &g_array_index (self->nodes, DscNode, parent);

      group->bounds = is_empty_group (group) ? bounds : rect_union (group->bounds, bounds);
      if (group->parent == parent)
        return;
      parent = group->parent;
    }
}

/* --- building ----------------------------------------------------------------------------------------------------- */

static guint
add_node (DscScene *self,
          DscNode   node)
{
  const guint number = self->nodes->len;

  if (self->open_groups->len > 0)
    node.parent = g_array_index (self->open_groups, guint32, self->open_groups->len - 1);
  g_array_append_val (self->nodes, node);
  if (node.kind != DSC_NODE_GROUP)
    grow_ancestors (self, node.parent, node.bounds);
  return number;
}

guint
dsc_scene_begin_group (DscScene   *self,
                       DscSceneId  id,
                       const char *name,
                       const char *title)
{
  const DscNode node = {
    .kind = DSC_NODE_GROUP,
    .id = id,
    .bounds = { 0, 0, -1, -1 },   /* until it has a member */
    .text = keep_string (self, name),
    .title = keep_string (self, title),
  };
  const guint32 number = add_node (self, node);

  g_array_append_val (self->open_groups, number);
  return number;
}

void
dsc_scene_end_group (DscScene *self)
{
  g_return_if_fail (self->open_groups->len > 1);

  DscNode *group = &g_array_index (self->nodes, DscNode, g_array_index (self->open_groups, guint32, self->open_groups->len - 1));
  if (is_empty_group (group))
    group->bounds = (DscRect) { 0 };
  g_array_set_size (self->open_groups, self->open_groups->len - 1);
}

guint
dsc_scene_add_rect (DscScene   *self,
                    DscSceneId  id,
                    DscRole     role,
                    DscRect     box,
                    double      radius)
{
  return add_node (self, (DscNode) { .kind = DSC_NODE_RECT, .role = role, .id = id, .bounds = box, .radius = radius });
}

guint
dsc_scene_add_text (DscScene             *self,
                    DscSceneId            id,
                    DscRole               role,
                    const DscFontSpec    *font,
                    DscAnchor             anchor,
                    double                x,
                    double                baseline,
                    const char           *text,
                    const DscTextMetrics *metrics)
{
  const double width = metrics->text_width (metrics->user, font, text);
  const double left = anchor == DSC_ANCHOR_START ? x : anchor == DSC_ANCHOR_MIDDLE ? x - width / 2 : x - width;
  const DscNode node = {
    .kind = DSC_NODE_TEXT,
    .role = role,
    .anchor = anchor,
    .id = id,
    .bounds = { left, baseline - DSC_TEXT_ASCENT * font->size, width, (DSC_TEXT_ASCENT + DSC_TEXT_DESCENT) * font->size },
    .font = *font,
    .baseline = baseline,
    .text = keep_string (self, text),
  };

  return add_node (self, node);
}

guint
dsc_scene_add_arrow (DscScene       *self,
                     DscSceneId      id,
                     DscRole         role,
                     const DscPoint  points[4])
{
  DscNode node = { .kind = DSC_NODE_ARROW, .role = role, .id = id, .bounds = cubic_bounds (points) };

  memcpy (node.points, points, sizeof node.points);
  return add_node (self, node);
}

guint
dsc_scene_add_line (DscScene   *self,
                    DscSceneId  id,
                    DscRole     role,
                    DscPoint    from,
                    DscPoint    to)
{
  DscNode node = { .kind = DSC_NODE_LINE, .role = role, .id = id };

  node.points[0] = from;
  node.points[1] = to;
  node.bounds = points_bounds (node.points, 2);
  return add_node (self, node);
}

guint
dsc_scene_add_shape (DscScene       *self,
                     DscSceneId      id,
                     DscRole         role,
                     const DscPoint  points[4])
{
  DscNode node = { .kind = DSC_NODE_SHAPE, .role = role, .id = id, .bounds = points_bounds (points, 4) };

  memcpy (node.points, points, sizeof node.points);
  return add_node (self, node);
}

guint
dsc_scene_add_map (DscScene   *self,
                   DscSceneId  id,
                   DscMap     *map)
{
  const DscNode node = { .kind = DSC_NODE_MAP, .role = DSC_ROLE_CARD, .id = id, .bounds = dsc_map_get_bounds (map), .map = dsc_map_ref (map) };
  const guint number = add_node (self, node);

  g_array_append_val (self->maps, number);
  return number;
}

guint
dsc_scene_add_path (DscScene       *self,
                    DscSceneId      id,
                    DscRole         role,
                    const DscPoint *points,
                    guint           n_points,
                    guint           dashes)
{
  g_return_val_if_fail (n_points > 0, 0);

  DscPoint *copy = g_memdup2 (points, n_points * sizeof *points);
  const DscNode node = { .kind = DSC_NODE_PATH, .role = role, .id = id, .bounds = points_bounds (points, n_points), .path = copy, .n_path = n_points,
                         .dashed = (guint8) (dashes % DSC_N_DASHES) };

  if (self->paths == NULL)
    self->paths = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->paths, copy);
  return add_node (self, node);
}

const double *
dsc_scene_get_dashes (guint  dashes,
                      guint *out_n)
{
  static const double patterns[DSC_N_DASHES][6] = {
    { 0 }, { 8, 3 }, { 2, 2.5 }, { 9, 3, 2, 3 }, { 14, 4 }, { 5, 2, 5, 6 }, { 9, 3, 2, 3, 2, 3 }, { 14, 3, 5, 3 },
  };

  for (*out_n = 0; *out_n < G_N_ELEMENTS (patterns[0]) && patterns[dashes % DSC_N_DASHES][*out_n] > 0;)
    ++*out_n;
  return patterns[dashes % DSC_N_DASHES];
}

/* --- nodes of other scenes ---------------------------------------------------------------------------------------- */

void
dsc_scene_lend (DscScene *self,
                DscScene *from)
{
  if (self->lenders == NULL)
    self->lenders = g_ptr_array_new_with_free_func ((GDestroyNotify) dsc_scene_unref);
  if (!g_ptr_array_find (self->lenders, from, NULL))
    g_ptr_array_add (self->lenders, dsc_scene_ref (from));
}

guint
dsc_scene_add_copy (DscScene      *self,
                    const DscNode *node)
{
  DscNode copy = *node;
  const guint number = self->nodes->len;

  if (copy.kind == DSC_NODE_MAP)
    {
      copy.map = dsc_map_ref (copy.map);
      g_array_append_val (self->maps, number);
    }
  copy.parent = 0;
  g_array_append_val (self->nodes, copy);
  grow_ancestors (self, 0, copy.bounds);
  return number;
}

void
dsc_scene_add_all (DscScene *self,
                   DscScene *from)
{
  const guint base = self->nodes->len;

  dsc_scene_lend (self, from);
  for (guint i = 1; i < from->nodes->len; i++)
    {
      const DscNode *node = dsc_scene_get_node (from, i);
      const guint number = dsc_scene_add_copy (self, node);

      g_array_index (self->nodes, DscNode, number).parent = node->parent == 0 ? 0 : node->parent - 1 + base;
    }
}

void
dsc_scene_set_node_title (DscScene   *self,
                          guint       node,
                          const char *title)
{
  g_return_if_fail (node < self->nodes->len);

  g_array_index (self->nodes, DscNode, node).title = keep_string (self, title);
}

void
dsc_scene_set_node_dashed (DscScene *self,
                           guint     node,
                           gboolean  dashed)
{
  g_return_if_fail (node < self->nodes->len);

  g_array_index (self->nodes, DscNode, node).dashed = dashed != FALSE;
}

void
dsc_scene_set_node_hollow (DscScene *self,
                           guint     node,
                           gboolean  hollow)
{
  g_return_if_fail (node < self->nodes->len);

  g_array_index (self->nodes, DscNode, node).hollow = hollow != FALSE;
}

void
dsc_scene_set_node_fade (DscScene *self,
                         guint     node,
                         guint8    fade)
{
  g_return_if_fail (node < self->nodes->len);

  g_array_index (self->nodes, DscNode, node).fade = fade;
}

void
dsc_scene_resize_rect (DscScene *self,
                       guint     node,
                       DscRect   box)
{
  g_return_if_fail (node < self->nodes->len);

  DscNode *rect = &g_array_index (self->nodes, DscNode, node);
  rect->bounds = box;
  grow_ancestors (self, rect->parent, box);
}

void
dsc_scene_set_node_role (DscScene *self,
                         guint     node,
                         DscRole   role)
{
  g_return_if_fail (node < self->nodes->len);

  g_array_index (self->nodes, DscNode, node).role = (guint8) role;
}
