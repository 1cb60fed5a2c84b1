/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-diagram-instance.c: an instance: what lies in front of it, the object, and from 3.13 on the values inside it. */
#include "dsc-view-diagram-private.h"

#include <glib/gi18n-lib.h>

#define TAIL 30.0

static const DscBlock *
find (DscDiagram  *self,
      DscBlockKind kind)
{
  const DscBlock *block = dsc_snapshot_find_block (self->snapshot, kind);

  return block != NULL && block->size > 0 ? block : NULL;
}

gboolean
dsc_diagram_instance_holds_values (DscDiagram *self)
{
  const DscBlock *values = dsc_describe_values_block (self->snapshot);

  return values != NULL && values->kind == DSC_BLOCK_INSTANCE_VALUES;
}

double
dsc_diagram_instance_width (DscDiagram *self)
{
  const DscBlock *pre = find (self, DSC_BLOCK_INSTANCE_PRE);
  const DscBlock *idle = find (self, DSC_BLOCK_INSTANCE_VALUES);
  double width = MAX (dsc_diagram_fields_width (self, find (self, DSC_BLOCK_INSTANCE), 1), 300);

  if (pre != NULL)
    width = MAX (width, dsc_diagram_fields_width (self, pre, 1));
  if (idle != NULL)
    width = MAX (width, MAX (dsc_diagram_fields_width (self, idle, 1), 350));
  return width;
}

double
dsc_diagram_instance_height (DscDiagram *self)
{
  const DscBlock *pre = find (self, DSC_BLOCK_INSTANCE_PRE);
  const double front = pre != NULL ? dsc_diagram_front_height (pre, 1) + 10 : 0;

  return front + DSC_DIAGRAM_HEAD + dsc_diagram_fields_height (find (self, DSC_BLOCK_INSTANCE), 1);
}

/* Room of the allocation that no value uses. */
static double
draw_tail (DscDiagram     *self,
           const DscBlock *block,
           double          x,
           double          y,
           double          width)
{
  const DscSceneId id = dsc_id (DSC_PART_OF_BLOCK, DSC_BLOCK_INSTANCE_TAIL);
  g_autofree char *title = dsc_describe_title (self->snapshot, self->before, id);
  g_autofree char *note = dsc_describe_count (block->size, "%s byte left over", "%s bytes left over");
  const double end = x + width - DSC_DIAGRAM_PAD;
  const double note_x = end - dsc_diagram_width (self, &dsc_diagram_sans_small, note);

  dsc_scene_begin_group (self->scene, id, _("room behind the values"), title);
  dsc_diagram_hit_area (self, id, (DscRect) { x + DSC_DIAGRAM_PAD, y, width - 2 * DSC_DIAGRAM_PAD, TAIL - 8 });
  dsc_scene_add_rect (self->scene, id, DSC_ROLE_PADDING, (DscRect) { x + DSC_DIAGRAM_PAD, y + 4, note_x - 10 - x - DSC_DIAGRAM_PAD, 14 }, 3);
  dsc_diagram_text (self, id, DSC_ROLE_TEXT_DIM, &dsc_diagram_sans_small, DSC_ANCHOR_END, end, y + 15.5, note);
  dsc_scene_end_group (self->scene);
  self->legend |= 1u << DSC_LEGEND_PADDING;
  return y + TAIL;
}

static double
draw_inside (DscDiagram     *self,
             const DscBlock *block,
             double          x,
             double          y,
             double          width)
{
  const DscSceneId id = dsc_id (DSC_PART_OF_BLOCK, block->kind);
  g_autofree char *title = dsc_describe_title (self->snapshot, self->before, id);
  g_autofree char *note = g_strdup_printf (_("inside the object, %u B"), (guint) block->size);

  dsc_diagram_rule (self, x, x + width, y);
  dsc_scene_begin_group (self->scene, id, _("values"), title);
  dsc_diagram_patch (self, DSC_ROLE_LEDGER_VALUES, x + DSC_DIAGRAM_PAD, y + 20);
  y = dsc_diagram_section (self, x + DSC_DIAGRAM_PAD + 18, y, dsc_describe_block_title (self->snapshot, block), note);
  y = dsc_diagram_draw_values (self, block, x, y - 6, width);
  dsc_scene_end_group (self->scene);
  return y + 6;
}

static double
draw_card (DscDiagram *self,
           double      x,
           double      y,
           double      width,
           guint       columns)
{
  const DscBlock *object = find (self, DSC_BLOCK_INSTANCE);
  const DscBlock *values = find (self, DSC_BLOCK_INSTANCE_VALUES);
  const DscBlock *tail = find (self, DSC_BLOCK_INSTANCE_TAIL);
  const DscSceneId id = dsc_id (DSC_PART_OF_BLOCK, DSC_BLOCK_INSTANCE);
  const DscField *type = dsc_describe_find_field (self->snapshot, DSC_BLOCK_INSTANCE, DSC_FIELD_OB_TYPE, 0);
  g_autofree char *class = dsc_text_clip (type != NULL && type->text != NULL ? type->text : "", 24);
  g_autofree char *shown = dsc_text_isolate (class);
  g_autofree char *note = g_strdup_printf (_("an instance of %1$s, %2$u B"), shown, (guint) object->size);
  DscCard card = dsc_diagram_begin_card (self, id, _("instance"), x, y, width);

  dsc_diagram_card_title (self, &card, id, dsc_describe_block_title (self->snapshot, object), note, DSC_ROLE_LEDGER_OBJECT);
  double bottom = dsc_diagram_draw_fields (self, object, x, y + DSC_DIAGRAM_HEAD, width, columns);
  if (values != NULL)
    bottom = dsc_diagram_instance_holds_values (self) ? draw_inside (self, values, x, bottom, width)
                                                      : dsc_diagram_draw_idle_values (self, values, x, bottom, width);
  if (tail != NULL)
    bottom = draw_tail (self, tail, x, bottom, width);
  dsc_diagram_end_card (self, &card, bottom);
  return bottom;
}

double
dsc_diagram_draw_instance (DscDiagram *self,
                           double      x,
                           double      y,
                           double      width,
                           gboolean    is_wide)
{
  const DscBlock *pre = find (self, DSC_BLOCK_INSTANCE_PRE);

  if (pre != NULL)
    {
      const gboolean is_gc = !dsc_describe_has_pre_header (self->snapshot);
      g_autofree char *note = g_strdup_printf (_("%u B in front of the object"), (guint) pre->size);
      const double front = is_wide ? MAX (dsc_diagram_fields_width (self, pre, 1), 280) : width;
      const double bottom = dsc_diagram_draw_front (self, pre, is_gc ? _("GC head") : _("pre-header"), note, x, y, front, 1);

      self->bottom = MAX (self->bottom, bottom);
      x += is_wide ? front + 16 : 0;
      width -= is_wide ? front + 16 : 0;
      y = is_wide ? y : bottom + 10;
    }
  return draw_card (self, x, y, width, is_wide ? 2 : 1);
}

/* The object does not point at the shared keys: its type does. */
void
dsc_diagram_draw_class (DscDiagram *self,
                        DscPoint    to)
{
  const DscSceneId id = { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_OB_TYPE, .index = DSC_BLOCK_INSTANCE };
  const DscField *type = dsc_describe_find_field (self->snapshot, DSC_BLOCK_INSTANCE, DSC_FIELD_OB_TYPE, 0);
  const DscPoint from = self->dots[DSC_FIELD_OB_TYPE];
  static const DscFontSpec font = { DSC_FONT_MONO, 12.5, FALSE };
  static const DscFontSpec small = { DSC_FONT_SANS, 10.5, FALSE };
  static const DscFontSpec member = { DSC_FONT_MONO, 10, FALSE };

  if (from.x <= 0 || type == NULL || type->text == NULL)
    return;
  g_autofree char *clipped = dsc_text_clip (type->text, 80);
  g_autofree char *full = dsc_text_isolate (clipped);
  const double x = self->value_objects_x + 8;
  const double text_x = x + 11 + dsc_diagram_width (self, &small, "type") + 7;
  g_autofree char *text = dsc_text_shorten (self->metrics, &font, full, self->value_objects_width - 60);
  const double right = text_x + dsc_diagram_width (self, &font, text) + 11;

  dsc_scene_add_rect (self->scene, id, DSC_ROLE_HEAP_OBJECT, (DscRect) { x, from.y - 10, right - x, 20 }, 10);
  dsc_diagram_text (self, id, DSC_ROLE_TEXT_FAINT, &small, DSC_ANCHOR_START, x + 11, from.y + 3.8, "type");
  dsc_diagram_text (self, id, DSC_ROLE_TEXT, &font, DSC_ANCHOR_START, text_x, from.y + 4.5, text);
  dsc_diagram_arrow (self, id, DSC_ROLE_POINTER, from, (DscPoint) { x - 2, from.y }, 0.3);
  dsc_diagram_text (self, id, DSC_ROLE_TEXT_DIM, &member, DSC_ANCHOR_START, x + 4, from.y + 24, "ht_cached_keys");
  dsc_diagram_arrow (self, id, DSC_ROLE_POINTER, (DscPoint) { right, from.y }, to, 0.55);
}
