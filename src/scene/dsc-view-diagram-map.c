/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-diagram-map.c: the picture of a large table: a page like that of a small one, on which the tables are maps.
 *
 * The page always has the same size; five million entries only have smaller cells on it than five hundred. So the whole fitted to a
 * screen or a sheet is balanced and its cards can be read, and zooming in leads, without a break, to each single byte. */
#include "dsc-view-diagram-private.h"

#include <math.h>

#include "dsc-map-frame.h"

#define HEADING    54.0
#define BELOW      14.0

static double
draw_map (DscDiagram *self,
          DscMapKind  kind,
          DscSceneId  id,
          gsize       columns,
          double      unit,
          double      x,
          double      y)
{
  g_autoptr (DscMap) map = dsc_map_new ((DscSnapshot *) self->snapshot, self->pyramid, kind, columns, x + DSC_MAP_RULER, y, unit);
  g_autofree char *title = dsc_describe_title (self->snapshot, self->before, id);
  const DscRect bounds = dsc_map_get_bounds (map);

  dsc_scene_begin_group (self->scene, id, dsc_field_name ((DscFieldId) id.field), title);
  dsc_map_draw_frame (self->scene, self->metrics, map);
  const guint node = dsc_scene_add_map (self->scene, id, map);
  dsc_scene_set_node_title (self->scene, node, title);
  dsc_scene_end_group (self->scene);
  return y + bounds.height + BELOW;
}

static DscMapPlan
plan_maps (DscDiagram *self,
           double      width)
{
  return dsc_map_plan (self->snapshot, width - 2 * DSC_DIAGRAM_PAD - DSC_MAP_RULER);
}

/* All that the picture tells of the table needs it: the legend, the landmarks, and the maps themselves. */
static void
build_pyramid (DscDiagram       *self,
               const DscMapPlan *plan)
{
  const DscDiagramOptions *options = self->options;

  if (options->pyramid != NULL && dsc_pyramid_fits (options->pyramid, self->snapshot, plan->slot_columns, plan->entry_columns))
    self->pyramid = dsc_pyramid_ref (options->pyramid);
  else
    self->pyramid = dsc_pyramid_new ((DscSnapshot *) self->snapshot, plan->slot_columns, plan->entry_columns);
  self->is_cancelled = !dsc_pyramid_build (self->pyramid, options->cancelled, options->permille);
}

double
dsc_diagram_draw_maps (DscDiagram *self,
                       double      x,
                       double      y,
                       double      width)
{
  const DscMapPlan plan = plan_maps (self, width);
  const double left = x + DSC_DIAGRAM_PAD;
  const double end = x + width - DSC_DIAGRAM_PAD;
  const DscSceneId table = { .part = DSC_PART_OF_FIELD, .index = dsc_snapshot_get_table_block (self->snapshot),
                             .field = (guint16) dsc_describe_table_field (self->snapshot) };

  if (plan.slot_columns > 0)
    {
      const DscSceneId indices = { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_DK_INDICES, .index = DSC_BLOCK_KEYS };
      dsc_diagram_index_heading (self, left, y, end);
      y = draw_map (self, DSC_MAP_OF_INDICES, indices, plan.slot_columns, plan.unit, left, y + HEADING);
      dsc_diagram_rule (self, x, x + width, y);
    }
  y += dsc_diagram_table_heading (self, left, y, end) + 6;
  return draw_map (self, DSC_MAP_OF_ENTRIES, table, plan.entry_columns, plan.unit, left, y);
}

/* The instance, if there is one, and the dict, if there is one, below each other; returns the y below. */
static double
draw_objects (DscDiagram *self,
              double      width)
{
  const gboolean has_instance = dsc_snapshot_find_block (self->snapshot, DSC_BLOCK_INSTANCE) != NULL;
  const DscBlock *gc = dsc_snapshot_find_block (self->snapshot, DSC_BLOCK_GC_HEAD);
  const double top = self->top;

  if (has_instance)
    self->top = dsc_diagram_draw_instance (self, DSC_DIAGRAM_MARGIN, top, width, FALSE) + 28;
  if (dsc_snapshot_has_dict (self->snapshot))
    {
      const double title = self->top + (gc != NULL ? dsc_diagram_front_height (gc, 1) + 10 : 0) + DSC_DIAGRAM_HEAD / 2;
      dsc_diagram_draw_object (self, DSC_DIAGRAM_MARGIN, width);
      if (has_instance)
        dsc_diagram_draw_dict_loop (self, (DscPoint) { DSC_DIAGRAM_MARGIN + width + 3, title });
    }
  self->top = top;
  return self->bottom;
}

/* Room for what stands at the left. */
static double
objects_width (DscDiagram *self)
{
  const gboolean has_instance = dsc_snapshot_find_block (self->snapshot, DSC_BLOCK_INSTANCE) != NULL;
  const double instance = has_instance ? dsc_diagram_instance_width (self) : 0;
  const double dict = dsc_snapshot_has_dict (self->snapshot) ? dsc_diagram_object_width (self) : 0;

  return CLAMP (ceil (MAX (instance, dict)), 330, 400);
}

/* Object at the left with the landmarks under it, the table at the right over all the rest. */
void
dsc_diagram_arrange_map (DscDiagram *self)
{
  const double object = objects_width (self);
  const double keys_x = DSC_DIAGRAM_MARGIN + object + DSC_DIAGRAM_GUTTER - 12;
  const double keys = self->width - DSC_DIAGRAM_MARGIN - keys_x;
  const DscMapPlan plan = plan_maps (self, keys);

  build_pyramid (self, &plan);
  if (self->is_cancelled)
    return;
  dsc_diagram_draw_title (self);
  const DscBlock *values = dsc_describe_values_block (self->snapshot);
  double object_bottom = draw_objects (self, object);
  if (values != NULL && !values->is_static)
    {
      const DscSceneId pointer = { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_MA_VALUES, .index = DSC_BLOCK_DICT };
      const DscPoint to = { DSC_DIAGRAM_MARGIN + object + 3, object_bottom + 28 + DSC_DIAGRAM_HEAD / 2 };

      if (self->dots[DSC_FIELD_MA_VALUES].x > 0)
        dsc_diagram_loop (self, pointer, self->dots[DSC_FIELD_MA_VALUES], to, 20);
      object_bottom = dsc_diagram_draw_values_ends (self, values, DSC_DIAGRAM_MARGIN, object_bottom + 28, object);
    }
  dsc_diagram_draw_keys (self, keys_x, self->top, keys);
  const double keys_bottom = self->bottom;
  dsc_diagram_draw_landmarks (self, (DscRect) { DSC_DIAGRAM_MARGIN, object_bottom + 22, object, keys_bottom - object_bottom - 22 });
  dsc_diagram_draw_remarks (self, (DscRect) { DSC_DIAGRAM_MARGIN, self->bottom + 20, self->width - 2 * DSC_DIAGRAM_MARGIN, 200 });
  if (self->shared)
    dsc_diagram_draw_sharers (self);
  self->legend |= 1u << DSC_LEGEND_LIVE | 1u << DSC_LEGEND_EMPTY;
  if (dsc_pyramid_get_whole (self->pyramid, DSC_LAYER_ENTRIES).worst > DSC_CELL_USED)
    self->legend |= 1u << DSC_LEGEND_SEARCH;
  for (guint layer = 0; layer < DSC_N_LAYERS; layer++)
    if (dsc_pyramid_get_whole (self->pyramid, layer).dummies > 0)
      self->legend |= 1u << DSC_LEGEND_DUMMY;
}
