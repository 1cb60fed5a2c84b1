/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-scene-diff.c: finds the nodes and cells that two pictures do not have in common.
 *
 * What a pixel shows follows from the nodes that reach it, in their order. So nodes of one picture are looked for in the other one after
 * the other; those that are found on the way are the same in the same order, and the boxes of all others are where pixels may differ. */
#include "dsc-scene-diff.h"

#include <string.h>

#define LOOK_AHEAD 64u   /* nodes that may have come in between: what is farther away counts as another one */

double
dsc_node_get_reach (const DscNode *node)
{
  return node->kind == DSC_NODE_TEXT ? node->font.size : 12;
}

/* --- maps --------------------------------------------------------------------------------------------------------- */

static gboolean
same_geometry (const DscMapGeometry *a,
               const DscMapGeometry *b)
{
  return a->n == b->n && a->columns == b->columns && a->rows == b->rows && a->x == b->x && a->y == b->y && a->unit == b->unit
         && a->width == b->width && a->height == b->height && a->pitch_x == b->pitch_x && a->pitch_y == b->pitch_y;
}

/* A pixel shows the whole block that its centre is in. */
static DscRect
box_of_block (const DscMap *map,
              gsize         cell,
              gsize         width,
              gsize         height)
{
  const DscMapGeometry *g = dsc_map_get_geometry (map);
  const gsize column = cell % g->columns / width * width, row = cell / g->columns / height * height;

  return (DscRect) { g->x + (double) column * g->pitch_x, g->y + (double) row * g->pitch_y, (double) width * g->pitch_x, (double) height * g->pitch_y };
}

gboolean
dsc_map_list_changes (const DscMap *self,
                      const DscMap *other,
                      double        scale,
                      GArray       *boxes)
{
  const DscPyramidLayer layer = dsc_map_get_layer (self);
  DscPyramid *earlier = dsc_map_get_pyramid (self), *later = dsc_map_get_pyramid (other);
  gsize n, width = 1, height = 1;
  const gsize *cells;

  if (self == other)
    return TRUE;
  if (dsc_map_get_kind (self) != dsc_map_get_kind (other) || !same_geometry (dsc_map_get_geometry (self), dsc_map_get_geometry (other))
      || !dsc_pyramid_is_ready (earlier) || !dsc_pyramid_is_ready (later) || !dsc_pyramid_get_changes (later, earlier, layer, &cells, &n))
    return FALSE;
  /* Probe lengths are coloured by the worst of the table. */
  if (dsc_pyramid_get_whole (earlier, layer).worst != dsc_pyramid_get_whole (later, layer).worst)
    return FALSE;
  if (dsc_map_get_detail (other, scale) == DSC_DETAIL_DENSITY)
    dsc_pyramid_get_block (later, layer, MAX (dsc_map_get_level (other, scale), 1), &width, &height);
  for (gsize i = 0; i < n; i++)
    {
      const DscRect box = box_of_block (other, cells[i], width, height);
      g_array_append_val (boxes, box);
    }
  return TRUE;
}

/* --- nodes -------------------------------------------------------------------------------------------------------- */

static gboolean
is_painted (const DscNode *node)
{
  return node->kind != DSC_NODE_GROUP && node->role != DSC_ROLE_NONE;
}

/* All but what painting never looks at, so that a member that a node gets one day is compared too; bytes between members can only make
 * nodes look different that are not. */
static DscNode
looks_of (const DscNode *node)
{
  DscNode looks;

  memcpy (&looks, node, sizeof looks);
  memset (&looks.id, 0, sizeof looks.id);
  looks.parent = 0;
  looks.text = looks.title = NULL;
  looks.map = NULL;
  looks.path = NULL;
  return looks;
}

/* Two maps are the same here when they take the same place; their cells are compared afterwards. */
static gboolean
same_node (const DscNode *a,
           const DscNode *b)
{
  if (a->kind != b->kind || a->bounds.x != b->bounds.x || a->bounds.y != b->bounds.y)   /* most are told apart by that */
    return FALSE;
  const DscNode x = looks_of (a), y = looks_of (b);

  return memcmp (&x, &y, sizeof x) == 0 && (a->n_path == 0 || memcmp (a->path, b->path, a->n_path * sizeof *a->path) == 0)
         && (a->kind != DSC_NODE_TEXT || g_strcmp0 (a->text, b->text) == 0);
}

static void
add_box (GArray        *boxes,
         const DscNode *node)
{
  const double reach = dsc_node_get_reach (node);
  const DscRect *b = &node->bounds;
  const DscRect box = { b->x - reach, b->y - reach, b->width + 2 * reach, b->height + 2 * reach };

  if (is_painted (node))
    g_array_append_val (boxes, box);
}

/* The number of the next node of `other` from `from` on that is the same; G_MAXUINT: none near. */
static guint
find_same (const DscScene *other,
           guint           from,
           const DscNode  *node)
{
  const guint end = MIN (dsc_scene_get_n_nodes (other), from + LOOK_AHEAD);

  for (guint i = from; i < end; i++)
    if (same_node (dsc_scene_get_node (other, i), node))
      return i;
  return G_MAXUINT;
}

static void
add_changes_inside (const DscNode *node,
                    const DscNode *other,
                    double         scale,
                    GArray        *boxes)
{
  if (node->map != NULL && !dsc_map_list_changes (node->map, other->map, scale, boxes))
    {
      add_box (boxes, node);
      add_box (boxes, other);
    }
}

/* What one picture has beyond the right and the lower end of the other, and the last pixels, which may be parts of pixels. */
static void
add_edges (const DscScene *self,
           const DscScene *other,
           double          scale,
           GArray         *boxes)
{
  const double rounding = 4 / scale;
  const double left = MIN (dsc_scene_get_width (self), dsc_scene_get_width (other)) - rounding;
  const double top = MIN (dsc_scene_get_height (self), dsc_scene_get_height (other)) - rounding;
  const double right = MAX (dsc_scene_get_width (self), dsc_scene_get_width (other)) + rounding;
  const double bottom = MAX (dsc_scene_get_height (self), dsc_scene_get_height (other)) + rounding;
  const DscRect below = { 0, top, right, bottom - top }, beside = { left, 0, right - left, bottom };

  if (dsc_scene_get_height (self) != dsc_scene_get_height (other))
    g_array_append_val (boxes, below);
  if (dsc_scene_get_width (self) != dsc_scene_get_width (other))
    g_array_append_val (boxes, beside);
}

void
dsc_scene_list_changes (const DscScene *self,
                        const DscScene *other,
                        double          scale,
                        GArray         *boxes)
{
  guint next = 0;

  add_edges (self, other, scale, boxes);
  for (guint i = 0; i < dsc_scene_get_n_nodes (self); i++)
    {
      const DscNode *node = dsc_scene_get_node (self, i);
      const guint found = find_same (other, next, node);

      if (found == G_MAXUINT)
        {
          add_box (boxes, node);
          continue;
        }
      while (next < found)
        add_box (boxes, dsc_scene_get_node (other, next++));
      add_changes_inside (node, dsc_scene_get_node (other, next++), scale, boxes);
    }
  while (next < dsc_scene_get_n_nodes (other))
    add_box (boxes, dsc_scene_get_node (other, next++));
}
