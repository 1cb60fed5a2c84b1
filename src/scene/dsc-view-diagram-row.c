/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-diagram-row.c: one entry or slot: its offset in the margin, number, hash, and the two pointers with their dots. */
#include "dsc-view-diagram-private.h"

#include <string.h>

typedef struct {
  DscDiagram  *diagram;
  DscTableRow *row;
  DscEntry     entry;
  DscSceneId   id;
  DscRect      box;
  double       heap_x, heap_width;
} RowPlace;

static DscFontSpec
mono (double   size,
      gboolean bold)
{
  return (DscFontSpec) { DSC_FONT_MONO, size, bold };
}

static double
centered (double center,
          double size)
{
  return center + 0.355 * size;   /* baseline that puts capitals and digits in the middle */
}

static void
draw_offset (const RowPlace *place)
{
  DscDiagram *self = place->diagram;
  const DscFontSpec font = mono (self->style.offset_size, FALSE);
  const double top = MIN (place->box.height, self->style.height) / 2;
  g_autofree char *offset = g_strdup_printf ("%" G_GUINT64_FORMAT,
                                             (guint64) dsc_snapshot_get_entry_offset (self->snapshot, place->row->first));

  dsc_diagram_text (self, place->id, DSC_ROLE_TEXT_FAINT, &font, DSC_ANCHOR_END, place->box.x - 8, centered (place->box.y + top, font.size),
                    offset);
}

/* Below the offset; in low rows in front of it, where it covers no digit. */
static void
draw_change_mark (const RowPlace *place)
{
  DscDiagram *self = place->diagram;
  const DscFontSpec font = mono (self->style.offset_size, FALSE);
  const double top = MIN (place->box.height, self->style.height) / 2;
  g_autofree char *offset = g_strdup_printf ("%" G_GUINT64_FORMAT,
                                             (guint64) dsc_snapshot_get_entry_offset (self->snapshot, place->row->first));

  if (place->box.height - 6 - 4.5 >= top + font.size / 2)
    dsc_diagram_change_mark (self, place->id, place->box.x - 10, place->box.y + place->box.height - 6);
  else
    dsc_diagram_change_mark (self, place->id, place->box.x - 8 - dsc_diagram_width (self, &font, offset) - 3, place->box.y + top);
}

static void
draw_number (const RowPlace *place,
             DscRole         role,
             const char     *text)
{
  DscDiagram *self = place->diagram;
  const DscFontSpec font = mono (place->box.height < 30 ? MIN (self->style.number_size, 12) : self->style.number_size, role != DSC_ROLE_EMPTY);

  dsc_diagram_text (self, place->id, role, &font, DSC_ANCHOR_MIDDLE, place->box.x + self->style.number_width / 2,
                    centered (place->box.y + place->box.height / 2, font.size), text);
}

/* Hash in groups of four digits: on one line under its name, or broken over two. */
static void
draw_hash (const RowPlace *place)
{
  DscDiagram *self = place->diagram;
  const DscRowStyle *style = &self->style;
  const DscSceneId id = dsc_entry_field_id ((gint64) place->row->first, DSC_FIELD_ME_HASH);
  const DscFontSpec label = mono (style->label_size, FALSE);
  const DscFontSpec font = mono (style->hash_size, FALSE);
  const double x = place->box.x + style->number_width;
  g_autofree char *title = dsc_describe_title (self->snapshot, self->before, id);
  g_autofree char *hash = dsc_describe_hash (self->traits, place->entry.me_hash);

  dsc_scene_begin_group (self->scene, id, "me_hash", title);
  dsc_diagram_hit_area (self, id, (DscRect) { x, place->box.y, style->hash_width - 4, place->box.height });
  if (style->hash_in_two)
    {
      g_autofree char *upper = g_strndup (hash, 9);
      const gboolean is_long = strlen (hash) > 10;
      dsc_diagram_text (self, id, DSC_ROLE_TEXT, &font, DSC_ANCHOR_START, x,
                        centered (place->box.y + (is_long ? style->key_line : place->box.height / 2), font.size), upper);
      if (is_long)
        dsc_diagram_text (self, id, DSC_ROLE_TEXT, &font, DSC_ANCHOR_START, x,
                          centered (place->box.y + style->value_line, font.size), hash + 10);
    }
  else
    {
      dsc_diagram_text (self, id, DSC_ROLE_TEXT_DIM, &label, DSC_ANCHOR_START, x,
                        centered (place->box.y + style->key_line, label.size), "me_hash");
      dsc_diagram_text (self, id, DSC_ROLE_TEXT, &font, DSC_ANCHOR_START, x,
                        centered (place->box.y + style->value_line, font.size), hash);
    }
  dsc_scene_end_group (self->scene);
}

static void
add_heap_pointer (const RowPlace  *place,
                  DscFieldId       field,
                  const DscObject *object,
                  double           x,
                  double           y)
{
  const DscHeapPointer pointer = {
    .id = dsc_id (field == DSC_FIELD_ME_KEY ? DSC_PART_OF_KEY : DSC_PART_OF_VALUE, (gint64) place->row->first),
    .object = object,
    .from = { x, y },
    .x = place->heap_x,
    .width = place->heap_width,
  };

  g_array_append_val (place->diagram->pointers, pointer);
}

/* me_key or me_value: name, what it leads to, dot. */
static void
draw_pointer (const RowPlace  *place,
              DscFieldId       field,
              const DscObject *object,
              double           line)
{
  DscDiagram *self = place->diagram;
  const DscRowStyle *style = &self->style;
  const DscSceneId id = dsc_entry_field_id ((gint64) place->row->first, field);
  const DscFontSpec label = mono (style->label_size, FALSE);
  const DscFontSpec font = mono (style->text_size, FALSE);
  const double x = place->box.x + style->number_width + style->hash_width;
  const double right = place->box.x + place->box.width;
  g_autofree char *title = dsc_describe_title (self->snapshot, self->before, id);

  dsc_scene_begin_group (self->scene, id, dsc_field_name (field), title);
  dsc_diagram_hit_area (self, id, (DscRect) { x - 2, line - style->pill_height / 2, right - x - 2, style->pill_height });
  dsc_diagram_text (self, id, DSC_ROLE_TEXT_DIM, &label, DSC_ANCHOR_START, x, centered (line, label.size), dsc_field_name (field));
  if (object == NULL)
    dsc_diagram_text (self, id, DSC_ROLE_TEXT_DIM, &label, DSC_ANCHOR_END, right - 8, centered (line, label.size), "NULL");
  else
    {
      g_autofree char *text = self->options->show_addresses ? dsc_describe_address (self->snapshot, object)
                                                            : dsc_describe_repr (self->snapshot, object, 80);
      if (style->text_width > 0)
        dsc_diagram_text_fit (self, id, DSC_ROLE_TEXT, &font, DSC_ANCHOR_START, x + style->label_width, centered (line, font.size),
                              text, style->text_width);
      dsc_diagram_dot (self, id, DSC_ROLE_POINTER, right - style->dot_width / 2, line);
      add_heap_pointer (place, field, object, right - style->dot_width / 2, line);
    }
  dsc_scene_end_group (self->scene);
}

static void
draw_live (const RowPlace *place)
{
  DscDiagram *self = place->diagram;
  g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, place->row->first);

  dsc_scene_add_rect (self->scene, place->id, DSC_ROLE_LIVE, place->box, 7);
  draw_number (place, DSC_ROLE_LIVE, number);
  if (self->style.hash_width > 0)
    draw_hash (place);
  draw_pointer (place, DSC_FIELD_ME_KEY, place->entry.me_key, place->box.y + self->style.key_line);
  /* Shared keys hold no values: those stand beside them. */
  draw_pointer (place, DSC_FIELD_ME_VALUE, self->shared ? NULL : place->entry.me_value, place->box.y + self->style.value_line);
  self->legend |= 1u << DSC_LEGEND_LIVE;
}

static void
draw_plate (DscDiagram        *self,
            DscSceneId         id,
            const DscFontSpec *font,
            DscAnchor          anchor,
            double             x,
            double             middle,
            const char        *text)
{
  const double width = dsc_diagram_width (self, font, text);
  const double left = anchor == DSC_ANCHOR_START ? x : x - width / 2;

  dsc_scene_add_rect (self->scene, id, DSC_ROLE_PLATE, (DscRect) { left - 6, middle - font->size * 0.74, width + 12, font->size * 1.48 }, 4);
  dsc_diagram_text (self, id, DSC_ROLE_DUMMY, font, anchor, x, centered (middle, font->size), text);
}

/* An emptied entry: what is left in its members, on plates over the hatch, and a cross. */
static void
draw_dummy (const RowPlace *place)
{
  DscDiagram *self = place->diagram;
  const DscFontSpec number_font = mono (self->style.number_size, TRUE);
  const DscFontSpec font = { DSC_FONT_SANS, self->dense ? 10 : 12.5, TRUE };
  const double middle = place->box.y + place->box.height / 2;
  const double x = place->box.x + self->style.number_width + 6;
  const double cross = self->dense ? 4 : 5;
  const double room = place->box.x + place->box.width - 3 * cross - 16 - x;
  g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, place->row->first);
  g_autofree char *text = dsc_describe_tombstone_label (self->snapshot, place->row->first, self->dense);
  g_autoptr (GPtrArray) lines = dsc_text_wrap (self->metrics, &font, text, room);

  dsc_scene_add_rect (self->scene, place->id, DSC_ROLE_DUMMY, place->box, 7);
  draw_plate (self, place->id, &number_font, DSC_ANCHOR_MIDDLE, place->box.x + self->style.number_width / 2, middle, number);
  const guint n = MIN (lines->len, 2);
  for (guint i = 0; i < n; i++)
    draw_plate (self, place->id, &font, DSC_ANCHOR_START, x, middle + (i - (n - 1) / 2.0) * font.size * 1.5, g_ptr_array_index (lines, i));
  dsc_diagram_cross (self, place->id, place->box.x + place->box.width - 10 - cross, middle, cross);
  self->legend |= 1u << DSC_LEGEND_DUMMY;
}

/* The first of the free entries at the end says how many there are. */
static char *
free_note (const RowPlace *place)
{
  DscDiagram *self = place->diagram;
  const gboolean is_first = self->traits->family == DSC_FAMILY_COMPACT && place->row->first == dsc_snapshot_get_n_entries (self->snapshot);

  if (is_first && self->dense)
    return dsc_describe_run_note (place->row->count, TRUE);
  return is_first ? dsc_describe_free_note (self->snapshot) : NULL;
}

static void
draw_empty (const RowPlace *place)
{
  DscDiagram *self = place->diagram;
  const DscFontSpec font = { DSC_FONT_SANS, self->dense ? 10.5 : 12, FALSE };
  const gboolean is_run = place->row->kind == DSC_ROW_RUN;
  const gsize last = place->row->first + place->row->count - 1;
  g_autofree char *number = is_run ? g_strdup_printf ("%" G_GSIZE_FORMAT "–%" G_GSIZE_FORMAT, place->row->first, last)
                                   : g_strdup_printf ("%" G_GSIZE_FORMAT, place->row->first);
  g_autofree char *note = free_note (place);
  const double middle = place->box.y + place->box.height / 2;

  if (note == NULL && is_run)
    note = dsc_describe_run_note (place->row->count, FALSE);
  dsc_scene_add_rect (self->scene, place->id, DSC_ROLE_EMPTY, place->box, self->dense ? 5 : 7);
  if (!is_run)
    draw_number (place, DSC_ROLE_EMPTY, number);
  else
    {
      g_autofree char *both = g_strdup_printf ("%s   %s", number, note);
      const gboolean fits = dsc_diagram_width (self, &font, both) <= place->box.width - 16;
      dsc_diagram_text (self, place->id, DSC_ROLE_TEXT_DIM, &font, DSC_ANCHOR_START, place->box.x + 10, centered (middle, font.size),
                        fits ? both : note);
    }
  if (!is_run && note != NULL)
    dsc_diagram_text (self, place->id, DSC_ROLE_TEXT_DIM, &font, DSC_ANCHOR_START, place->box.x + self->style.number_width + 6,
                      centered (middle, font.size), note);
  self->legend |= 1u << DSC_LEGEND_EMPTY;
}

static DscSceneId
row_id (const DscTableRow *row)
{
  if (row->kind == DSC_ROW_ENTRY)
    return dsc_id (DSC_PART_OF_ENTRY, (gint64) row->first);
  return (DscSceneId) { .part = DSC_PART_OF_GAP, .field = DSC_FIELD_DK_ENTRIES, .index = (gint64) row->first, .extra = (gint64) row->count };
}

void
dsc_diagram_draw_row (DscDiagram  *self,
                      DscTableRow *row,
                      double       x,
                      double       y,
                      double       heap_x,
                      double       heap_width)
{
  row->box = (DscRect) { x, y, dsc_diagram_entry_width (&self->style), dsc_diagram_row_height (&self->style, row) };
  RowPlace place = { .diagram = self, .row = row, .id = row_id (row), .box = row->box, .heap_x = heap_x, .heap_width = heap_width };
  g_autofree char *name = dsc_scene_id_format (place.id, self->traits);
  g_autofree char *title = dsc_describe_title (self->snapshot, self->before, place.id);

  if (row->kind == DSC_ROW_ENTRY)
    place.entry = dsc_snapshot_get_entry (self->snapshot, row->first);
  dsc_scene_begin_group (self->scene, place.id, name, title);
  if (row->state == DSC_SLOT_USED)
    draw_live (&place);
  else if (row->state == DSC_SLOT_DUMMY)
    draw_dummy (&place);
  else
    draw_empty (&place);
  draw_offset (&place);
  if (self->before != NULL && row->kind == DSC_ROW_ENTRY && !self->table_is_new
      && dsc_describe_entry_changed (self->before, self->snapshot, row->first))
    draw_change_mark (&place);
  dsc_scene_end_group (self->scene);
}
