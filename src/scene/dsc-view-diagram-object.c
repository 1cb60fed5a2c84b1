/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-diagram-object.c: the GC head and the dict object; up to 3.2 also the eight slots inside it. */
#include "dsc-view-diagram-private.h"

#include <glib/gi18n-lib.h>

static gboolean
has_smalltable (DscDiagram *self)
{
  return dsc_snapshot_find_field (self->snapshot, DSC_FIELD_MA_SMALLTABLE) != NULL;
}

/* Columns of fields: one where the card stands at the left, two where it holds the table, three across the whole picture. */
static guint
field_columns (DscDiagram *self)
{
  if (self->dense)
    return 3;
  return self->inside ? 2 : 1;
}

double
dsc_diagram_object_width (DscDiagram *self)
{
  const DscBlock *block = dsc_snapshot_find_block (self->snapshot, DSC_BLOCK_DICT);
  const double fields = block != NULL ? dsc_diagram_fields_width (self, block, field_columns (self)) : 0;
  const double table = DSC_DIAGRAM_PAD * 2 + DSC_DIAGRAM_OFFSETS + dsc_diagram_entry_width (&self->style);
  const DscBlock *gc = dsc_snapshot_find_block (self->snapshot, DSC_BLOCK_GC_HEAD);
  const double head = gc != NULL && !self->dense ? dsc_diagram_fields_width (self, gc, field_columns (self)) : 0;

  return MAX (MAX (MAX (fields, head), self->inside ? table : 0), 290);
}

double
dsc_diagram_front_height (const DscBlock *block,
                          guint           columns)
{
  return 26 + dsc_diagram_fields_height (block, columns);
}

double
dsc_diagram_draw_front (DscDiagram     *self,
                        const DscBlock *block,
                        const char     *name,
                        const char     *note,
                        double          x,
                        double          y,
                        double          width,
                        guint           columns)
{
  const DscSceneId id = dsc_id (DSC_PART_OF_BLOCK, block->kind);
  g_autofree char *title = dsc_describe_title (self->snapshot, self->before, id);

  dsc_scene_begin_group (self->scene, id, name, title);
  const guint rect = dsc_scene_add_rect (self->scene, id, DSC_ROLE_GC_HEAD, (DscRect) { x, y, width, 30 }, 8);
  dsc_diagram_patch (self, DSC_ROLE_LEDGER_GC, x + DSC_DIAGRAM_PAD, y + 21);
  dsc_diagram_text (self, id, DSC_ROLE_TEXT_DIM, &dsc_diagram_sans, DSC_ANCHOR_START, x + DSC_DIAGRAM_PAD + 18, y + 21, name);
  dsc_diagram_text (self, id, DSC_ROLE_TEXT_DIM, &dsc_diagram_sans_small, DSC_ANCHOR_END, x + width - DSC_DIAGRAM_PAD, y + 21, note);
  const double bottom = dsc_diagram_draw_fields (self, block, x, y + 26, width, columns);
  dsc_scene_resize_rect (self->scene, rect, (DscRect) { x, y, width, bottom - y });
  dsc_scene_end_group (self->scene);
  return bottom;
}

static double
draw_gc_head (DscDiagram     *self,
              const DscBlock *block,
              double          x,
              double          y,
              double          width)
{
  g_autofree char *note = g_strdup_printf (_("%u B, added by sys.getsizeof"), (guint) block->size);

  return dsc_diagram_draw_front (self, block, _("GC head"), note, x, y, width, self->dense ? 1 : field_columns (self));
}

double
dsc_diagram_object_height (DscDiagram *self)
{
  const DscBlock *gc = dsc_snapshot_find_block (self->snapshot, DSC_BLOCK_GC_HEAD);
  const DscBlock *dict = dsc_snapshot_find_block (self->snapshot, DSC_BLOCK_DICT);

  return (gc != NULL ? dsc_diagram_front_height (gc, 1) + 10 : 0) + DSC_DIAGRAM_HEAD + dsc_diagram_fields_height (dict, 1);
}

/* The eight embedded slots while the table is a block of its own: there, but out of use. */
static double
draw_idle_slots (DscDiagram *self,
                 double      x,
                 double      y,
                 double      width)
{
  const DscField *field = dsc_snapshot_find_field (self->snapshot, DSC_FIELD_MA_SMALLTABLE);
  const DscSceneId id = { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_MA_SMALLTABLE, .index = DSC_BLOCK_DICT };
  g_autofree char *title = dsc_describe_title (self->snapshot, self->before, id);
  g_autofree char *note = g_strdup_printf (_("%u B at offset %u"), field->member.size, field->member.offset);
  /* In dense pictures the arrow from ma_table comes down beside the slots. */
  const double end = self->dense && self->table_pointer.x > 0 ? self->table_pointer.x : x + width - DSC_DIAGRAM_PAD;
  const double room = end - x - DSC_DIAGRAM_PAD;
  const guint n = field->member.size / dsc_snapshot_get_entry_size (self->snapshot);
  const double cell = (room - (n - 1) * 4) / n;

  dsc_diagram_rule (self, x, x + width, y);
  dsc_scene_begin_group (self->scene, id, "ma_smalltable", title);
  y = dsc_diagram_section (self, x + DSC_DIAGRAM_PAD, y, "ma_smalltable", note);
  for (guint i = 0; i < n; i++)
    dsc_scene_add_rect (self->scene, id, DSC_ROLE_LEDGER_IDLE, (DscRect) { x + DSC_DIAGRAM_PAD + i * (cell + 4), y, cell, 22 }, 4);
  g_autoptr (GPtrArray) lines = dsc_text_wrap (self->metrics, &dsc_diagram_sans_small, _("unused while the table is outside"), room);
  for (guint i = 0; i < lines->len; i++)
    dsc_diagram_text (self, id, DSC_ROLE_TEXT_DIM, &dsc_diagram_sans_small, DSC_ANCHOR_START, x + DSC_DIAGRAM_PAD, y + 40 + i * 16,
                      g_ptr_array_index (lines, i));
  dsc_scene_end_group (self->scene);
  self->legend |= 1u << DSC_LEGEND_IDLE;
  return y + 34 + lines->len * 16;
}

static double
draw_small_table (DscDiagram *self,
                  double      x,
                  double      y,
                  double      width)
{
  const DscField *field = dsc_snapshot_find_field (self->snapshot, DSC_FIELD_MA_SMALLTABLE);
  g_autofree char *note = dsc_describe_table_note (self->snapshot, FALSE);

  dsc_diagram_rule (self, x, x + width, y);
  self->table_target = (DscPoint) { x + width - 4, y + 16 };
  y = dsc_diagram_section (self, x + DSC_DIAGRAM_PAD, y, dsc_field_name (field->member.id), note) + 8;
  self->heap_top = y;
  dsc_diagram_caption (self, DSC_ANCHOR_END, x + DSC_DIAGRAM_PAD + DSC_DIAGRAM_OFFSETS - 8, y - 6, _("offset"));
  return dsc_diagram_draw_table (self, x + DSC_DIAGRAM_PAD + DSC_DIAGRAM_OFFSETS, y) + 12;
}

/* ma_table of a small dict points into the very object that it is in: an arrow that comes back. */
static void
draw_inner_arrow (DscDiagram *self)
{
  const DscSceneId id = { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_MA_TABLE, .index = DSC_BLOCK_DICT };
  const DscPoint from = self->table_pointer;
  const DscPoint to = self->table_target;
  const double out = to.x + 44;

  dsc_scene_add_arrow (self->scene, id, DSC_ROLE_POINTER, (DscPoint[4]) { from, { out, from.y }, { out, to.y }, to });
  self->table_pointer = (DscPoint) { 0 };
}

static double
draw_dict (DscDiagram     *self,
           const DscBlock *block,
           double          x,
           double          y,
           double          width)
{
  const DscSceneId id = dsc_id (DSC_PART_OF_BLOCK, DSC_BLOCK_DICT);
  g_autofree char *note = g_strdup_printf ("%" G_GUINT64_FORMAT " B", (guint64) block->size);
  DscCard card = dsc_diagram_begin_card (self, id, _("dict object"), x, y, width);

  dsc_diagram_card_title (self, &card, id, dsc_block_type (self->traits, DSC_BLOCK_DICT), note, DSC_ROLE_LEDGER_OBJECT);
  double bottom = dsc_diagram_draw_fields (self, block, x, y + DSC_DIAGRAM_HEAD, width, field_columns (self));
  if (self->inside)
    {
      bottom = draw_small_table (self, x, bottom, width);
      if (self->table_pointer.x > 0)
        draw_inner_arrow (self);
    }
  else if (has_smalltable (self))
    bottom = draw_idle_slots (self, x, bottom, width);
  dsc_diagram_end_card (self, &card, bottom);
  return bottom;
}

void
dsc_diagram_draw_object (DscDiagram *self,
                         double      x,
                         double      width)
{
  const DscBlock *gc = dsc_snapshot_find_block (self->snapshot, DSC_BLOCK_GC_HEAD);
  const DscBlock *dict = dsc_snapshot_find_block (self->snapshot, DSC_BLOCK_DICT);
  double y = self->top;

  if (gc != NULL && self->dense)
    {
      const double head = MAX (dsc_diagram_fields_width (self, gc, 1), 280);
      const double bottom = draw_gc_head (self, gc, x, y, head);
      self->bottom = MAX (self->bottom, bottom);
      x += head + 16;
      width -= head + 16;
    }
  else if (gc != NULL)
    y = draw_gc_head (self, gc, x, y, width) + 10;
  if (dict != NULL)
    draw_dict (self, dict, x, y, width);
}
