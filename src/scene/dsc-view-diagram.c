/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-diagram.c: puts the parts of the diagram together: measures them, chooses the arrangement, places the columns. */
#include "dsc-view-diagram-private.h"

#include <math.h>

#define MAX_ANATOMY_SLOTS 32
#define MAX_ANATOMY_ROWS  22
#define MAX_COLUMN_SLOTS  16     /* of shared keys that are drawn with arrows */
#define MAX_FREE_ROWS     10
#define HEAP_MIN          165.0
#define HEAP_MAX          340.0

static gboolean
is_anatomy (DscDiagram *self)
{
  if (dsc_snapshot_get_n_slots (self->snapshot) > MAX_ANATOMY_SLOTS)
    return FALSE;
  return dsc_snapshot_get_n_entries (self->snapshot) <= MAX_ANATOMY_ROWS || self->traits->family != DSC_FAMILY_COMPACT;
}

static void
init (DscDiagram              *self,
      const DscSnapshot       *snapshot,
      const DscDiagramOptions *options)
{
  *self = (DscDiagram) {
    .scene = dsc_scene_new (DSC_DIAGRAM_WIDTH, 0),
    .snapshot = snapshot,
    /* The state before may be of another dict, when the step bound the name anew: nothing changed then, it is all new. */
    .before = options->before != NULL && dsc_describe_same_thing (options->before, snapshot) ? options->before : NULL,
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
  self->shared = dsc_describe_is_shared (snapshot);
  self->dense = !self->mapped && !self->shared && !is_anatomy (self);
  self->index_grid = self->dense || (self->shared && dsc_snapshot_get_n_slots (snapshot) > MAX_COLUMN_SLOTS);
  self->folds = self->dense || (self->shared && dsc_snapshot_get_entry_capacity (snapshot) > MAX_FREE_ROWS);
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

/* An arrow from a card to the one at its right or below it. */
static void
draw_pointer_to_dict (DscDiagram *self,
                      DscPoint    to)
{
  const gboolean tagged = self->dots[DSC_FIELD_INSTANCE_DICT].x <= 0;
  const DscFieldId field = tagged ? DSC_FIELD_INSTANCE_DICT_OR_VALUES : DSC_FIELD_INSTANCE_DICT;
  const DscBlockKind block = self->traits->instance_values == DSC_VALUES_IN_DICT ? DSC_BLOCK_INSTANCE : DSC_BLOCK_INSTANCE_PRE;
  const DscSceneId id = { .part = DSC_PART_OF_FIELD, .field = (guint16) field, .index = block };
  const DscPoint from = self->dots[field];
  const double lane = from.x + 16;

  if (from.x <= 0)
    return;
  if (self->dense)
    dsc_scene_add_arrow (self->scene, id, DSC_ROLE_POINTER, (DscPoint[4]) { from, { lane, from.y }, { lane, from.y + 16 }, { lane, to.y } });
  else
    dsc_diagram_arrow (self, id, DSC_ROLE_POINTER, from, to, 0.55);
}

static gboolean
has_instance (DscDiagram *self)
{
  return dsc_snapshot_find_block (self->snapshot, DSC_BLOCK_INSTANCE) != NULL;
}

/* Top of the dict's card: the GC head stands above it, or beside it in dense pictures. */
static double
dict_top (DscDiagram *self)
{
  const DscBlock *gc = dsc_snapshot_find_block (self->snapshot, DSC_BLOCK_GC_HEAD);

  return self->top + (gc != NULL && !self->dense ? dsc_diagram_front_height (gc, self->inside ? 2 : 1) + 10 : 0);
}

/* Instance and object at the left, table in the middle, objects of the program at the right; spare room goes to them. */
static void
arrange_anatomy (DscDiagram *self)
{
  const double instance = has_instance (self) ? ceil (dsc_diagram_instance_width (self)) : 0;
  const double object = ceil (dsc_diagram_object_width (self));
  const double keys = self->outside ? ceil (dsc_diagram_keys_width (self)) : 0;
  const double table = self->inside ? object - DSC_DIAGRAM_PAD - DSC_DIAGRAM_OFFSETS : keys - dsc_diagram_entries_start (self) - 4;
  const double object_x = DSC_DIAGRAM_MARGIN + (instance > 0 ? instance + DSC_DIAGRAM_GUTTER : 0);
  const double keys_x = object_x + object + DSC_DIAGRAM_GUTTER;
  const double end = self->outside ? keys_x + keys : object_x + object;
  const double heap = self->inside ? DSC_DIAGRAM_GUTTER + 24 + HEAP_MAX : has_objects (self) ? DSC_DIAGRAM_GUTTER + HEAP_MIN : 0;

  dsc_diagram_stretch_rows (self, table - DSC_DIAGRAM_PAD);
  self->width = MAX (self->outside ? DSC_DIAGRAM_WIDTH : 1160, end + heap + DSC_DIAGRAM_MARGIN);
  self->heap_x = end + DSC_DIAGRAM_GUTTER + (self->inside ? 24 : 0);
  self->heap_width = MIN (self->width - DSC_DIAGRAM_MARGIN - self->heap_x, HEAP_MAX);
  self->heap_top = self->heap_bottom = 0;

  dsc_diagram_draw_title (self);
  self->heap_top = self->top;
  if (instance > 0)
    {
      dsc_diagram_draw_instance (self, DSC_DIAGRAM_MARGIN, self->top, instance, FALSE);
      draw_pointer_to_dict (self, (DscPoint) { object_x - 3, dict_top (self) + DSC_DIAGRAM_HEAD / 2 });
    }
  const double instance_bottom = self->bottom;
  self->bottom = self->top;
  dsc_diagram_draw_object (self, object_x, object);
  const double object_bottom = self->bottom;
  self->bottom = MAX (self->bottom, instance_bottom);
  if (self->outside)
    dsc_diagram_draw_keys (self, keys_x, self->top, keys);
  dsc_diagram_draw_heap (self);
  dsc_diagram_draw_remarks (self, (DscRect) { object_x, object_bottom + 28, self->inside ? 0 : object,
                                              self->bottom - object_bottom - 28 });
}

/* Neither a dict nor shared keys. */
static void
arrange_instance (DscDiagram *self)
{
  const double instance = ceil (dsc_diagram_instance_width (self));

  self->width = 1160;
  self->heap_x = DSC_DIAGRAM_MARGIN + instance + DSC_DIAGRAM_GUTTER;
  self->heap_width = HEAP_MAX;
  dsc_diagram_draw_title (self);
  self->heap_bottom = self->top - 28;
  dsc_diagram_draw_instance (self, DSC_DIAGRAM_MARGIN, self->top, instance, FALSE);
  dsc_diagram_draw_remarks (self, (DscRect) { 0 });
}

/* Cards one below the other over the full width. */
static void
arrange_dense (DscDiagram *self)
{
  const double width = self->width - 2 * DSC_DIAGRAM_MARGIN;

  dsc_diagram_draw_title (self);
  if (has_instance (self))
    {
      dsc_diagram_draw_instance (self, DSC_DIAGRAM_MARGIN, self->top, width, TRUE);
      self->top = self->bottom + 34;
      draw_pointer_to_dict (self, (DscPoint) { 0, dict_top (self) - 2 });
    }
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
  if (self->rooms != NULL)
    dsc_diagram_end_rooms (self);
  else
    dsc_diagram_draw_legend (self);
  dsc_scene_set_title (self->scene, title, description);
  dsc_scene_set_size (self->scene, ceil (self->width), ceil (self->bottom));
  dsc_scene_resize_rect (self->scene, background, (DscRect) { 0, 0, ceil (self->width), ceil (self->bottom) });
}

DscScene *
dsc_view_diagram_new (const DscSnapshot       *snapshot,
                      const DscDiagramOptions *options)
{
  return dsc_diagram_new_page (snapshot, options, NULL);
}

DscScene *
dsc_diagram_new_page (const DscSnapshot       *snapshot,
                      const DscDiagramOptions *options,
                      DscMomentRooms          *rooms)
{
  static const DscDiagramOptions defaults = { 0 };
  DscDiagram self;

  g_return_val_if_fail (snapshot != NULL, NULL);

  init (&self, snapshot, options != NULL ? options : &defaults);
  self.rooms = rooms;
  const guint background = dsc_scene_add_rect (self.scene, dsc_picture_id (), DSC_ROLE_BACKGROUND, (DscRect) { 0 }, 0);
  if (self.mapped)
    dsc_diagram_arrange_map (&self);
  else if (self.shared)
    dsc_diagram_arrange_shared (&self);
  else if (!dsc_snapshot_has_dict (snapshot))
    arrange_instance (&self);
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

/* --- landmarks alone ---------------------------------------------------------------------------------------------- */

/* Name and value, then the next one, in as many lines as it takes; returns the y below. */
static double
draw_header (DscDiagram *self,
             double      x,
             double      y,
             double      width)
{
  static const DscFieldId fields[] = { DSC_FIELD_MA_USED, DSC_FIELD_MA_FILL, DSC_FIELD_DK_SIZE, DSC_FIELD_DK_LOG2_SIZE, DSC_FIELD_MA_MASK,
                                       DSC_FIELD_DK_NENTRIES, DSC_FIELD_DK_USABLE };
  static const DscFontSpec font = { DSC_FONT_MONO, 11, FALSE };
  double at = x;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const DscField *field = dsc_snapshot_find_field (self->snapshot, fields[i]);
      if (field == NULL)
        continue;
      const DscBlock *dict = dsc_snapshot_find_block (self->snapshot, DSC_BLOCK_DICT);
      const gboolean in_dict = dict != NULL && field >= dict->fields && field < dict->fields + dict->n_fields;
      const DscSceneId id = { .part = DSC_PART_OF_FIELD, .field = (guint16) fields[i], .index = in_dict ? DSC_BLOCK_DICT : DSC_BLOCK_KEYS };
      g_autofree char *number = dsc_describe_number (field->value);
      g_autofree char *text = g_strdup_printf ("%s %s", dsc_field_name (fields[i]), number);
      const double length = dsc_diagram_width (self, &font, text);
      if (at > x && at + length > x + width)
        {
          at = x;
          y += 17;
        }
      at += length + 16;
      dsc_diagram_text (self, id, DSC_ROLE_TEXT, &font, DSC_ANCHOR_START, at - length - 16, y + 12, text);
    }
  return y + 26;
}

DscScene *
dsc_view_landmarks_new (const DscSnapshot       *snapshot,
                        const DscDiagramOptions *options,
                        double                   width)
{
  const double pad = 12;
  DscDiagram self;

  g_return_val_if_fail (snapshot != NULL && options != NULL, NULL);
  if (dsc_snapshot_get_n_slots (snapshot) <= DSC_DIAGRAM_MOST_SLOTS || options->pyramid == NULL || !dsc_pyramid_is_ready (options->pyramid))
    return NULL;
  init (&self, snapshot, options);
  self.width = width;
  self.pyramid = dsc_pyramid_ref (options->pyramid);
  const guint background = dsc_scene_add_rect (self.scene, dsc_picture_id (), DSC_ROLE_BACKGROUND, (DscRect) { 0 }, 0);
  const double y = draw_header (&self, pad, pad, width - 2 * pad);
  dsc_diagram_draw_landmarks (&self, (DscRect) { pad, y, width - 2 * pad, 0 });
  g_autofree char *title = dsc_describe_picture (snapshot, options->name);
  dsc_scene_set_title (self.scene, title, NULL);
  dsc_scene_set_size (self.scene, width, ceil (self.bottom + pad));
  dsc_scene_resize_rect (self.scene, background, (DscRect) { 0, 0, width, ceil (self.bottom + pad) });
  dsc_pyramid_unref (self.pyramid);
  g_array_unref (self.rows);
  g_array_unref (self.pointers);
  g_array_unref (self.index_arrows);
  return self.scene;
}
