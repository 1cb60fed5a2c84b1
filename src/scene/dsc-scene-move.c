/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-scene-move.c: where keyboard focus goes from a thing in the picture.
 *
 * Things that focus reaches are the ids in the scene that stand for memory. They form stops, in painting order: the fields
 * of each block, the index table, the entries, the objects, the ledger. NEXT and PREVIOUS go from stop to stop, FIRST and
 * LAST to the ends of the present stop, the arrows to the nearest neighbour on that side, by where it is drawn. A map is one
 * target among these; inside it the arrows go from cell to cell by arithmetic, and only leave it at its edges. */
#include "dsc-scene-private.h"

#include <math.h>

#include "dsc-map.h"

typedef struct {
  DscSceneId id;
  DscRect    box;
  guint      stop;
  DscMap    *map;     /* NULL: a node; else id is that of its first cell */
} Target;

/* Equal numbers belong to one stop. */
static guint
stop_of (DscSceneId id)
{
  switch ((DscPartKind) id.part)
    {
    case DSC_PART_OF_FIELD:
      return 100 + (guint) id.index;
    case DSC_PART_OF_SLOT:
      return 200;
    case DSC_PART_OF_ENTRY:
    case DSC_PART_OF_ENTRY_FIELD:
      return 300;
    case DSC_PART_OF_GAP:
      return id.field == DSC_FIELD_DK_INDICES ? 200 : id.field == DSC_FIELD_VALUES_VALUES ? 150 : 300;
    case DSC_PART_OF_SPLIT_VALUE:
      return 150;
    case DSC_PART_OF_ORDER:
      return 160;
    case DSC_PART_OF_SHARER:
      return 450;
    case DSC_PART_OF_KEY:
    case DSC_PART_OF_VALUE:
      return 400;
    case DSC_PART_OF_LEDGER:
      return 500;
    case DSC_PART_OF_DATUM:
      return 600;
    case DSC_PART_OF_PICTURE:
    case DSC_PART_OF_BLOCK:
      return 0;
    }
  return 0;
}

static guint
id_hash (gconstpointer data)
{
  const DscSceneId *id = data;

  return (guint) id->part * 31u + (guint) id->field * 131u + (guint) id->index * 2654435761u + (guint) id->extra * 40503u;
}

static gboolean
id_equal (gconstpointer a,
          gconstpointer b)
{
  return dsc_scene_id_equal (*(const DscSceneId *) a, *(const DscSceneId *) b);
}

/* The map that has a cell of this id. */
static DscMap *
find_home (const DscScene *self,
           DscSceneId      id)
{
  for (guint i = 0; i < self->maps->len; i++)
    {
      DscMap *map = dsc_scene_get_node (self, g_array_index (self->maps, guint, i))->map;

      if (dsc_map_find (map, id, NULL, NULL))
        return map;
    }
  return NULL;
}

/* The first node of each id, in painting order. Arrows are reached through what they start at; what is in a map has its home
 * there, even where it is drawn a second time. */
static GArray *
list_targets (const DscScene *self)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (Target));
  g_autoptr (GHashTable) seen = g_hash_table_new (id_hash, id_equal);

  for (guint i = 1; i < dsc_scene_get_n_nodes (self); i++)
    {
      const DscNode *node = dsc_scene_get_node (self, i);
      const DscSceneId id = node->kind == DSC_NODE_MAP ? dsc_map_cell_id (node->map, 0) : node->id;
      const Target target = { id, node->bounds, stop_of (id), node->map };

      if (target.stop == 0 || node->kind == DSC_NODE_ARROW)
        continue;
      if (node->kind == DSC_NODE_MAP || (find_home (self, id) == NULL && g_hash_table_add (seen, (gpointer) &node->id)))
        g_array_append_val (targets, target);
    }
  return targets;
}

static const Target *
target_at (const GArray *targets,
           guint         i)
{
  return &g_array_index (targets, Target, i);
}

static gint
find_target (const GArray *targets,
             DscSceneId    id)
{
  for (guint i = 0; i < targets->len; i++)
    if (dsc_scene_id_equal (target_at (targets, i)->id, id))
      return (gint) i;
  return -1;
}

/* First target of the stop after (before) that of `from`, in the order in which stops first appear. */
static guint
move_stop (const GArray *targets,
           guint         from,
           gboolean      forward)
{
  guint stops[32];
  guint first[32];
  guint n = 0;
  guint at = 0;

  for (guint i = 0; i < targets->len; i++)
    {
      guint k = 0;
      while (k < n && stops[k] != target_at (targets, i)->stop)
        k++;
      if (k == n && n < G_N_ELEMENTS (stops))
        {
          stops[n] = target_at (targets, i)->stop;
          first[n++] = i;
        }
    }
  while (at < n && stops[at] != target_at (targets, from)->stop)
    at++;
  if (forward)
    return at + 1 < n ? first[at + 1] : from;
  return at > 0 ? first[at - 1] : first[0];
}

static guint
move_to_end (const GArray *targets,
             guint         from,
             gboolean      last)
{
  guint found = from;

  for (guint i = 0; i < targets->len; i++)
    if (target_at (targets, i)->stop == target_at (targets, from)->stop)
      {
        if (!last)
          return i;
        found = i;
      }
  return found;
}

/* How far a target is in that direction; HUGE_VAL when it is not there. Sideways distance weighs more, and going up or down
 * stays among things of the same kind as long as there are some. */
static double
direction_cost (const Target *from,
                const Target *to,
                DscMove       move)
{
  const double left = to->box.x - from->box.x;
  const double across_x = (to->box.x + to->box.width / 2) - (from->box.x + from->box.width / 2);
  const double across_y = (to->box.y + to->box.height / 2) - (from->box.y + from->box.height / 2);
  const gboolean alike = to->id.part == from->id.part && to->id.field == from->id.field && from->id.part != DSC_PART_OF_FIELD;

  if (move == DSC_MOVE_LEFT || move == DSC_MOVE_RIGHT)
    {
      const double ahead = move == DSC_MOVE_RIGHT ? left : -left;
      return ahead > 1 ? ahead + 6 * fabs (across_y) : HUGE_VAL;
    }

  const double ahead = move == DSC_MOVE_DOWN ? across_y : -across_y;
  const double kind = alike || (to->stop == from->stop && from->id.part == DSC_PART_OF_FIELD) ? 0 : 1e6;
  return ahead > 1 ? ahead + 3 * fabs (across_x) + kind : HUGE_VAL;
}

static guint
move_in_direction (const GArray *targets,
                   guint         at,
                   const Target *from,
                   DscMove       move)
{
  double best_cost = HUGE_VAL;
  guint best = at;

  for (guint i = 0; i < targets->len; i++)
    {
      const double cost = i != at ? direction_cost (from, target_at (targets, i), move) : HUGE_VAL;

      if (cost < best_cost)
        {
          best_cost = cost;
          best = i;
        }
    }
  return best;
}

/* --- inside maps -------------------------------------------------------------------------------------------------- */

/* The neighbour of a cell; the same cell at the map's edge. */
static gsize
move_in_map (const DscMap *map,
             gsize         cell,
             DscMove       move)
{
  const DscMapGeometry *g = dsc_map_get_geometry (map);

  switch (move)
    {
    case DSC_MOVE_LEFT:
      return cell % g->columns > 0 ? cell - 1 : cell;
    case DSC_MOVE_RIGHT:
      return cell % g->columns + 1 < g->columns && cell + 1 < g->n ? cell + 1 : cell;
    case DSC_MOVE_UP:
      return cell >= g->columns ? cell - g->columns : cell;
    case DSC_MOVE_DOWN:
      return cell + g->columns < g->n ? cell + g->columns : cell;
    case DSC_MOVE_FIRST:
      return 0;
    case DSC_MOVE_LAST:
      return g->n - 1;
    case DSC_MOVE_NEXT:
    case DSC_MOVE_PREVIOUS:
      break;
    }
  return cell;
}

/* Where one comes into a map from outside: the cell nearest to where one was; by NEXT and PREVIOUS the first. */
static DscSceneId
enter_map (const DscMap *map,
           DscRect       from,
           DscMove       move)
{
  const DscMapGeometry *g = dsc_map_get_geometry (map);
  gsize cell = 0;

  if (move == DSC_MOVE_NEXT || move == DSC_MOVE_PREVIOUS)
    return dsc_map_cell_id (map, 0);
  const double column = CLAMP (floor ((from.x + from.width / 2 - g->x) / g->pitch_x), 0, (double) g->columns - 1);
  const double row = CLAMP (floor ((from.y + from.height / 2 - g->y) / g->pitch_y), 0, (double) g->rows - 1);
  cell = (gsize) row * g->columns + (gsize) column;
  return dsc_map_cell_id (map, MIN (cell, g->n - 1));
}

/* --- the move ----------------------------------------------------------------------------------------------------- */

static guint
move_among_targets (const GArray *targets,
                    guint         at,
                    const Target *from,
                    DscMove       move)
{
  switch (move)
    {
    case DSC_MOVE_NEXT:
    case DSC_MOVE_PREVIOUS:
      return move_stop (targets, at, move == DSC_MOVE_NEXT);
    case DSC_MOVE_FIRST:
    case DSC_MOVE_LAST:
      return move_to_end (targets, at, move == DSC_MOVE_LAST);
    case DSC_MOVE_LEFT:
    case DSC_MOVE_RIGHT:
    case DSC_MOVE_UP:
    case DSC_MOVE_DOWN:
      break;
    }
  return move_in_direction (targets, at, from, move);
}

DscSceneId
dsc_scene_move (const DscScene *self,
                DscSceneId      id,
                DscMove         move)
{
  g_autoptr (GArray) targets = list_targets (self);
  DscMap *home = find_home (self, id);
  gsize cell = 0;
  Target from = { .id = id, .map = home };

  if (targets->len == 0)
    return id;
  if (home != NULL && dsc_map_find (home, id, &cell, &from.box) && move_in_map (home, cell, move) != cell)
    return dsc_map_cell_id (home, move_in_map (home, cell, move));

  const gint at = find_target (targets, home != NULL ? dsc_map_cell_id (home, 0) : id);
  if (at < 0)
    return target_at (targets, move == DSC_MOVE_PREVIOUS || move == DSC_MOVE_LAST ? targets->len - 1 : 0)->id;
  if (home == NULL)
    from = *target_at (targets, (guint) at);
  from.stop = target_at (targets, (guint) at)->stop;

  const guint to = move_among_targets (targets, (guint) at, &from, move);
  const DscMap *map = target_at (targets, to)->map;
  if (to == (guint) at)
    return id;
  return map != NULL ? enter_map (map, from.box, move) : target_at (targets, to)->id;
}
