/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-diagram.c: puts the parts of the diagram together: measures them, chooses the arrangement, places the columns. */
#include "dsc-view-diagram-private.h"

#include <math.h>

#define MAX_ANATOMY_SLOTS 32
#define MAX_ANATOMY_ROWS  22
#define HEAP_MIN          165.0
#define HEAP_MAX          340.0

static gboolean
is_anatomy (DscDiagram *self)
{
  if (dsc_snapshot_get_n_slots (self->snapshot) > MAX_ANATOMY_SLOTS)
    return FALSE;
  return dsc_snapshot_get_n_entries (self->snapshot) <= MAX_ANATOMY_ROWS || self->traits->family != DSC_FAMILY_COMPACT;
}

/* The state before may be of another dict, when the step bound the name anew: nothing changed then, it is all new. */
static gboolean
same_dict (const DscSnapshot *before,
           const DscSnapshot *now)
{
  return before != NULL && dsc_snapshot_get_dict_id (before) == dsc_snapshot_get_dict_id (now)
         && dsc_target_equal (dsc_snapshot_get_traits (before)->target, dsc_snapshot_get_traits (now)->target);
}

static void
init (DscDiagram              *self,
      const DscSnapshot       *snapshot,
      const DscDiagramOptions *options)
{
  *self = (DscDiagram) {
    .scene = dsc_scene_new (DSC_DIAGRAM_WIDTH, 0),
    .snapshot = snapshot,
    .before = same_dict (options->before, snapshot) ? options->before : NULL,
    .traits = dsc_snapshot_get_traits (snapshot),
    .options = options,
    .metrics = options->metrics != NULL ? options->metrics : &dsc_text_metrics_builtin,
    .width = DSC_DIAGRAM_WIDTH,
    .rows = g_array_new (FALSE, FALSE, sizeof (DscTableRow)),
    .pointers = g_array_new (FALSE, FALSE, sizeof (DscHeapPointer)),
    .index_arrows = g_array_new (FALSE, FALSE, sizeof (DscIndexArrow)),
  };
  self->table_is_new = self->before != NULL && !dsc_describe_same_table (self->before, snapshot);
  self->mapped = dsc_snapshot_get_n_slots (snapshot) > DSC_DIAGRAM_MOST_SLOTS;
  self->dense = !self->mapped && !is_anatomy (self);
  self->inside = dsc_snapshot_get_table_block (snapshot) == DSC_BLOCK_DICT;
  self->outside = !self->inside && dsc_snapshot_find_block (snapshot, dsc_snapshot_get_table_block (snapshot)) != NULL;
  if (!self->mapped)
    dsc_diagram_list_rows (self);
  dsc_diagram_choose_style (self);
}

/* --- arrangements ------------------------------------------------------------------------------------------------- */

static gboolean
has_objects (DscDiagram *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_array_index (self->rows, DscTableRow, i).state == DSC_SLOT_USED)
      return TRUE;
  return FALSE;
}

/* Object at the left, table in the middle, objects of the program at the right; spare room goes to them. */
static void
arrange_anatomy (DscDiagram *self)
{
  const double object = ceil (dsc_diagram_object_width (self));
  const double keys = self->outside ? ceil (dsc_diagram_keys_width (self)) : 0;
  const double table = self->inside ? object - DSC_DIAGRAM_PAD - DSC_DIAGRAM_OFFSETS : keys - dsc_diagram_entries_start (self) - 4;
  const double keys_x = DSC_DIAGRAM_MARGIN + object + DSC_DIAGRAM_GUTTER;
  const double end = self->outside ? keys_x + keys : DSC_DIAGRAM_MARGIN + object;
  const double heap = self->inside ? DSC_DIAGRAM_GUTTER + 24 + HEAP_MAX : has_objects (self) ? DSC_DIAGRAM_GUTTER + HEAP_MIN : 0;

  dsc_diagram_stretch_rows (self, table - DSC_DIAGRAM_PAD);
  self->width = MAX (self->outside ? DSC_DIAGRAM_WIDTH : 1160, end + heap + DSC_DIAGRAM_MARGIN);
  self->heap_x = end + DSC_DIAGRAM_GUTTER + (self->inside ? 24 : 0);
  self->heap_width = MIN (self->width - DSC_DIAGRAM_MARGIN - self->heap_x, HEAP_MAX);
  self->heap_top = self->heap_bottom = 0;

  dsc_diagram_draw_title (self);
  self->heap_top = self->top;
  dsc_diagram_draw_object (self, DSC_DIAGRAM_MARGIN, object);
  const double object_bottom = self->bottom;
  if (self->outside)
    dsc_diagram_draw_keys (self, keys_x, self->top, keys);
  dsc_diagram_draw_heap (self);
  dsc_diagram_draw_remarks (self, (DscRect) { DSC_DIAGRAM_MARGIN, object_bottom + 28, self->inside ? 0 : object,
                                              self->bottom - object_bottom - 28 });
}

/* Cards one below the other over the full width. */
static void
arrange_dense (DscDiagram *self)
{
  const double width = self->width - 2 * DSC_DIAGRAM_MARGIN;

  dsc_diagram_draw_title (self);
  dsc_diagram_draw_object (self, DSC_DIAGRAM_MARGIN, width);
  dsc_diagram_draw_keys (self, DSC_DIAGRAM_MARGIN, self->bottom + 34, width);
  dsc_diagram_draw_heap (self);
  dsc_diagram_draw_remarks (self, (DscRect) { DSC_DIAGRAM_MARGIN, self->bottom + 20, width, 200 });
}

static void
finish (DscDiagram *self,
        guint       background)
{
  g_autofree char *title = dsc_describe_picture (self->snapshot, self->options->name);
  g_autofree char *description = dsc_describe_snapshot (self->snapshot, self->options->name);

  dsc_diagram_draw_ledger (self);
  dsc_diagram_draw_legend (self);
  dsc_scene_set_title (self->scene, title, description);
  dsc_scene_set_size (self->scene, ceil (self->width), ceil (self->bottom));
  dsc_scene_resize_rect (self->scene, background, (DscRect) { 0, 0, ceil (self->width), ceil (self->bottom) });
}

DscScene *
dsc_view_diagram_new (const DscSnapshot       *snapshot,
                      const DscDiagramOptions *options)
{
  static const DscDiagramOptions defaults = { 0 };
  DscDiagram self;

  g_return_val_if_fail (snapshot != NULL, NULL);

  init (&self, snapshot, options != NULL ? options : &defaults);
  const guint background = dsc_scene_add_rect (self.scene, dsc_picture_id (), DSC_ROLE_BACKGROUND, (DscRect) { 0 }, 0);
  if (self.mapped)
    dsc_diagram_arrange_map (&self);
  else if (self.dense)
    arrange_dense (&self);
  else
    arrange_anatomy (&self);
  if (!self.is_cancelled)
    finish (&self, background);
  else
    g_clear_pointer (&self.scene, dsc_scene_unref);
  g_clear_pointer (&self.pyramid, dsc_pyramid_unref);
  g_array_unref (self.rows);
  g_array_unref (self.pointers);
  g_array_unref (self.index_arrows);
  return self.scene;
}
