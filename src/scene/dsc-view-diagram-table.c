/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-diagram-table.c: which rows a table is drawn in, how large, and where each stands.
 *
 * Every entry has a row of its own. In dense pictures neighbours that are all empty share one. Tables that would have too many rows
 * are maps. */
#include "dsc-view-diagram-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define LANE 28.0                       /* between an entry and its objects, dense */
#define COLUMN_GAP 18.0

static DscSlotState
entry_state (DscDiagram *self,
             gsize       i)
{
  return dsc_snapshot_get_entry_state (self->snapshot, i);
}

/* Row that starts at entry i and does not reach `end`. */
static DscTableRow
row_from (DscDiagram *self,
          gsize       i,
          gsize       end)
{
  DscTableRow row = { DSC_ROW_ENTRY, entry_state (self, i), i, 1, { 0 } };

  if (!self->folds || row.state != DSC_SLOT_EMPTY)
    return row;
  while (i + row.count < end && entry_state (self, i + row.count) == DSC_SLOT_EMPTY)
    row.count++;
  row.kind = row.count > 1 ? DSC_ROW_RUN : DSC_ROW_ENTRY;
  return row;
}

void
dsc_diagram_list_rows (DscDiagram *self)
{
  const gsize capacity = dsc_snapshot_get_entry_capacity (self->snapshot);

  g_array_set_size (self->rows, 0);
  for (gsize i = 0; i < capacity;)
    {
      const DscTableRow row = row_from (self, i, capacity);
      g_array_append_val (self->rows, row);
      i += row.count;
    }
}

/* --- measures ----------------------------------------------------------------------------------------------------- */

/* Widest text that a key or value field shows, within limits. */
static double
measure_texts (DscDiagram *self)
{
  const DscFontSpec font = { DSC_FONT_MONO, 13, FALSE };
  double widest = 84;

  for (guint r = 0; r < self->rows->len; r++)
    {
      const DscTableRow *row = &g_array_index (self->rows, DscTableRow, r);
      if (row->kind != DSC_ROW_ENTRY || row->state != DSC_SLOT_USED)
        continue;

      const DscEntry entry = dsc_snapshot_get_entry (self->snapshot, row->first);
      g_autofree char *key = dsc_describe_repr (self->snapshot, entry.me_key, 40);
      g_autofree char *value = dsc_describe_repr (self->snapshot, self->shared ? NULL : entry.me_value, 40);
      widest = MAX (widest, dsc_diagram_width (self, &font, key));
      widest = MAX (widest, dsc_diagram_width (self, &font, value));
    }
  return MIN (ceil (widest / 4) * 4, dsc_snapshot_entries_have_hash (self->snapshot) ? 150 : 190);
}

/* Room for the largest number of an entry; numbers of huge tables are as wide as a hash. */
static double
measure_numbers (DscDiagram *self,
                 double      size,
                 double      least)
{
  const DscFontSpec font = { DSC_FONT_MONO, size, TRUE };
  g_autofree char *last = g_strdup_printf ("%" G_GSIZE_FORMAT, dsc_snapshot_get_entry_capacity (self->snapshot));

  return MAX (ceil (dsc_diagram_width (self, &font, last)) + 10, least);
}

void
dsc_diagram_choose_style (DscDiagram *self)
{
  const gboolean has_hash = dsc_snapshot_entries_have_hash (self->snapshot);
  const gsize capacity = dsc_snapshot_get_entry_capacity (self->snapshot);

  const gboolean few = self->shared ? dsc_snapshot_get_n_entries (self->snapshot) <= 10 : capacity <= 10;

  if (self->dense)
    self->style = (DscRowStyle) {
      .height = 34, .low = 20, .gap = 5, .key_line = 9.5, .value_line = 24.5,
      .number_width = measure_numbers (self, 12, 34), .hash_width = has_hash ? 64 : 0,
      .label_width = 52, .text_width = 0, .dot_width = 16, .pill_height = 14.5, .number_size = 12, .label_size = 9.5, .text_size = 10.5,
      .hash_size = 10, .offset_size = 9.5, .hash_in_two = TRUE,
    };
  else if (self->shared && !few)
    self->style = (DscRowStyle) {
      .height = 36, .low = 21, .gap = 5, .key_line = 10, .value_line = 26, .number_width = 42, .hash_width = has_hash ? 158 : 0,
      .label_width = 66, .text_width = measure_texts (self), .dot_width = 26, .pill_height = 16, .number_size = 13, .label_size = 10,
      .text_size = 12, .hash_size = 11.5, .offset_size = 10.5,
    };
  else
    self->style = (DscRowStyle) {
      .height = few ? 50 : 46, .low = few && !self->folds ? 50 : 21, .gap = few ? 8 : 5, .key_line = few ? 14 : 13, .value_line = few ? 36 : 33,
      .number_width = 42, .hash_width = has_hash ? 158 : 0, .label_width = 66, .text_width = measure_texts (self), .dot_width = 26,
      .pill_height = few ? 20 : 18.5, .number_size = 14, .label_size = 11, .text_size = 13, .hash_size = 12, .offset_size = 11,
    };
}

void
dsc_diagram_stretch_rows (DscDiagram *self,
                          double      width)
{
  self->style.text_width += MAX (width - dsc_diagram_entry_width (&self->style), 0);
}

double
dsc_diagram_entry_width (const DscRowStyle *style)
{
  return style->number_width + style->hash_width + style->label_width + style->text_width + style->dot_width;
}

double
dsc_diagram_row_height (const DscRowStyle *style,
                        const DscTableRow *row)
{
  return row->kind == DSC_ROW_ENTRY && row->state != DSC_SLOT_EMPTY ? style->height : style->low;
}

double
dsc_diagram_rows_height (DscDiagram *self)
{
  double height = 0;

  for (guint r = 0; r < self->rows->len; r++)
    height += dsc_diagram_row_height (&self->style, &g_array_index (self->rows, DscTableRow, r)) + self->style.gap;
  return height;
}

/* --- placing ------------------------------------------------------------------------------------------------------ */

static void
begin_entries (DscDiagram *self)
{
  const DscSceneId id = { .part = DSC_PART_OF_FIELD, .index = dsc_snapshot_get_table_block (self->snapshot),
                          .field = (guint16) dsc_describe_table_field (self->snapshot) };
  g_autofree char *title = dsc_describe_title (self->snapshot, self->before, id);

  dsc_scene_begin_group (self->scene, id, dsc_field_name ((DscFieldId) id.field), title);
}

double
dsc_diagram_draw_table (DscDiagram *self,
                        double      x,
                        double      y)
{
  begin_entries (self);
  for (guint r = 0; r < self->rows->len; r++)
    {
      DscTableRow *row = &g_array_index (self->rows, DscTableRow, r);

      dsc_diagram_draw_row (self, row, x, y, self->heap_x, self->heap_width);
      y += dsc_diagram_row_height (&self->style, row) + self->style.gap;
    }
  dsc_scene_end_group (self->scene);
  return y - self->style.gap;
}

/* Names of what stands in a column of dense rows. */
static void
draw_captions (DscDiagram *self,
               double      x,
               double      baseline,
               double      heap_x)
{
  static const DscFontSpec code = { DSC_FONT_MONO, 9.5, FALSE };

  dsc_diagram_caption (self, DSC_ANCHOR_END, x - 8, baseline, _("offset"));
  if (self->style.hash_width > 0)
    dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT_FAINT, &code, DSC_ANCHOR_START, x + self->style.number_width, baseline, "me_hash");
  dsc_diagram_caption (self, DSC_ANCHOR_START, heap_x + 8, baseline, _("objects"));
}

/* Room that the objects beside the rows want, within limits. */
static double
measure_objects (DscDiagram *self)
{
  double widest = 0;

  for (guint r = 0; r < self->rows->len; r++)
    {
      const DscTableRow *row = &g_array_index (self->rows, DscTableRow, r);
      if (row->kind != DSC_ROW_ENTRY || row->state != DSC_SLOT_USED)
        continue;

      const DscEntry entry = dsc_snapshot_get_entry (self->snapshot, row->first);
      const double key = dsc_diagram_object_width_of (self, entry.me_key);
      const double value = dsc_diagram_object_width_of (self, entry.me_value);
      widest = MAX (widest, MAX (key, value));
    }
  return MIN (widest, 150);
}

/* As many columns as are of use, fewer when objects would have to be cut in them. */
static guint
column_count (DscDiagram *self,
              double      width,
              double      beside)
{
  const double objects = measure_objects (self);
  guint columns = (guint) CLAMP (ceil (dsc_diagram_rows_height (self) / 560), 1, 4);

  while (columns > 1 && (width - (columns - 1) * COLUMN_GAP) / columns - beside < objects)
    columns--;
  return columns;
}

double
dsc_diagram_draw_table_columns (DscDiagram *self,
                                double      x,
                                double      y,
                                double      width)
{
  const double heap = DSC_DIAGRAM_OFFSETS + dsc_diagram_entry_width (&self->style) + LANE;
  const guint columns = column_count (self, width, heap);
  const double column = (width - (columns - 1) * COLUMN_GAP) / columns;
  const double height = dsc_diagram_rows_height (self) / columns + self->style.height / 2;
  const double heap_width = MIN (column - heap, 360);
  double bottom = y + 8;
  double row_y = y + 8;
  guint at = 0;

  begin_entries (self);
  for (guint c = 0; c < columns && c < self->rows->len; c++)
    draw_captions (self, x + c * (column + COLUMN_GAP) + DSC_DIAGRAM_OFFSETS, y, x + c * (column + COLUMN_GAP) + heap);
  for (guint r = 0; r < self->rows->len; r++)
    {
      DscTableRow *row = &g_array_index (self->rows, DscTableRow, r);
      const double row_height = dsc_diagram_row_height (&self->style, row);

      if (row_y + row_height > y + 8 + height && at + 1 < columns)
        {
          at++;
          row_y = y + 8;
        }
      const double left = x + at * (column + COLUMN_GAP);
      dsc_diagram_draw_row (self, row, left + DSC_DIAGRAM_OFFSETS, row_y, left + heap, heap_width);
      row_y += row_height + self->style.gap;
      bottom = MAX (bottom, row_y - self->style.gap);
    }
  dsc_scene_end_group (self->scene);
  return bottom;
}
