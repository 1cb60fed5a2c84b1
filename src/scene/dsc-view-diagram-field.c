/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-diagram-field.c: the members of a struct as rows: offset and size in the margin, name, note, value.
 *
 * Columns are as wide as the widest text in them, so names and values line up and nothing is cut. A member whose value the
 * step changed has a triangle in the gutter and tells the old value beside the new one. */
#include "dsc-view-diagram-private.h"

#include <glib/gi18n-lib.h>

#define OFFSET_END   30.0    /* right edges of the margin's two columns */
#define SIZE_END     58.0
#define NAME_START   72.0
#define VALUE_GAP    14.0
#define DOT_ROOM     18.0
#define WAS_ROOM     30.0    /* "0 →", and a gap */
#define COLUMN_GAP   36.0
#define CAPTION      20.0    /* row of "offset", "size" */

typedef struct {
  const DscField *field;
  DscSceneId      id;
  char           *note;
  char           *value;
  char           *was;      /* with an arrow behind it; NULL: not changed, or no number */
  gboolean        changed;
  gboolean        has_dot;
} FieldText;

static DscSceneId
field_id (const DscBlock *block,
          const DscField *field)
{
  return (DscSceneId) {
    .part = DSC_PART_OF_FIELD,
    .field = (guint16) field->member.id,
    .index = block->kind,
    .extra = field->member.id == DSC_FIELD_PADDING ? field->member.offset : 0,
  };
}

/* The flexible arrays at the end of a keys object and the embedded slots are drawn as tables, not as fields. */
static gboolean
is_drawn_as_field (const DscField *field)
{
  return !field->member.is_table && field->member.id != DSC_FIELD_VALUES_ORDER;
}

static guint
count_fields (const DscBlock *block)
{
  guint n = 0;

  for (guint i = 0; i < block->n_fields; i++)
    n += is_drawn_as_field (&block->fields[i]);
  return n;
}

static void
field_text_clear (FieldText *text)
{
  g_free (text->note);
  g_free (text->value);
  g_free (text->was);
}

/* Py_EMPTY_KEYS and a keys object of one's own are two things, not one that changed. */
static gboolean
has_past (DscDiagram     *self,
          const DscBlock *block)
{
  const DscBlock *before = self->before != NULL ? dsc_snapshot_find_block (self->before, block->kind) : NULL;

  return before != NULL && before->is_static == block->is_static;
}

static void
fill_field_text (DscDiagram     *self,
                 const DscBlock *block,
                 const DscField *field,
                 FieldText      *out)
{
  const DscField *before = has_past (self, block) ? dsc_describe_find_field (self->before, block->kind, field->member.id, 0) : NULL;

  *out = (FieldText) {
    .field = field,
    .id = field_id (block, field),
    .note = dsc_describe_field_note (self->snapshot, field),
    .value = dsc_describe_field_value (field, self->options->show_addresses),
    .has_dot = field->member.is_pointer && field->target != DSC_TARGET_NULL && field->target != DSC_TARGET_NONE,
    .changed = before != NULL && field->member.id != DSC_FIELD_PADDING && dsc_describe_field_changed (before, field),
  };
  if (out->changed && !field->member.is_pointer && before->text == NULL)
    {
      g_autofree char *old = dsc_describe_field_value (before, FALSE);
      out->was = g_strconcat (old, " →", NULL);
    }
}

/* Numbers are what one looks for; what a pointer leads to is said more quietly. */
static const DscFontSpec *
value_font (const FieldText *text)
{
  return text->has_dot || text->field->member.is_pointer ? &dsc_diagram_mono : &dsc_diagram_mono_bold;
}

/* The room for an old value is there in every step, so that cards do not change their width from one step to the next. */
static double
value_room (DscDiagram      *self,
            const FieldText *text)
{
  const double least = text->field->member.is_pointer || text->id.index == DSC_BLOCK_GC_HEAD ? 0 : WAS_ROOM;
  const double was = text->was != NULL ? MAX (dsc_diagram_width (self, &dsc_diagram_mono_small, text->was) + 8, least) : least;

  return was + dsc_diagram_width (self, value_font (text), text->value) + (text->has_dot ? DOT_ROOM : 0);
}

static double
note_room (DscDiagram      *self,
           const FieldText *text)
{
  return text->note != NULL ? 10 + dsc_diagram_width (self, &dsc_diagram_sans_small, text->note) : 0;
}

static double
row_room (DscDiagram      *self,
          const FieldText *text)
{
  if (text->field->member.id == DSC_FIELD_PADDING)
    return NAME_START + 60 + note_room (self, text);

  return NAME_START + dsc_diagram_width (self, &dsc_diagram_mono, dsc_field_name (text->field->member.id)) + note_room (self, text)
         + VALUE_GAP + value_room (self, text);
}

#define MAX_COLUMNS 4

static guint
rows_per_column (const DscBlock *block,
                 guint           columns)
{
  return (count_fields (block) + columns - 1) / columns;
}

/* Room that each column needs; returns all of them with the gaps between. */
static double
measure_columns (DscDiagram     *self,
                 const DscBlock *block,
                 guint           columns,
                 double          out_widths[MAX_COLUMNS])
{
  const guint per_column = rows_per_column (block, columns);
  double sum = (columns - 1) * COLUMN_GAP;
  guint n = 0;

  for (guint c = 0; c < columns; c++)
    out_widths[c] = 0;
  for (guint i = 0; i < block->n_fields; i++)
    if (is_drawn_as_field (&block->fields[i]))
      {
        const guint column = n++ / per_column;
        FieldText text;
        fill_field_text (self, block, &block->fields[i], &text);
        out_widths[column] = MAX (out_widths[column], row_room (self, &text));
        field_text_clear (&text);
      }
  for (guint c = 0; c < columns; c++)
    sum += out_widths[c];
  return sum;
}

double
dsc_diagram_fields_width (DscDiagram     *self,
                          const DscBlock *block,
                          guint           columns)
{
  double widths[MAX_COLUMNS];

  return measure_columns (self, block, columns, widths) + 2 * DSC_DIAGRAM_PAD;
}

/* --- one row ------------------------------------------------------------------------------------------------------ */

static void
draw_margin (DscDiagram     *self,
             DscSceneId      id,
             const DscField *field,
             double          x,
             double          baseline)
{
  char number[24];

  g_snprintf (number, sizeof number, "%u", field->member.offset);
  dsc_diagram_text (self, id, DSC_ROLE_TEXT_FAINT, &dsc_diagram_mono_small, DSC_ANCHOR_END, x + OFFSET_END, baseline, number);
  g_snprintf (number, sizeof number, "%u", field->member.size);
  dsc_diagram_text (self, id, DSC_ROLE_TEXT_FAINT, &dsc_diagram_mono_small, DSC_ANCHOR_END, x + SIZE_END, baseline, number);
}

static void
draw_padding (DscDiagram      *self,
              const FieldText *text,
              double           x,
              double           y,
              double           width)
{
  const double note_x = x + width - dsc_diagram_width (self, &dsc_diagram_sans_small, text->note);
  const DscRect box = { x + NAME_START, y + 6, note_x - 10 - x - NAME_START, DSC_DIAGRAM_FIELD - 12 };

  dsc_scene_add_rect (self->scene, text->id, DSC_ROLE_PADDING, box, 3);
  dsc_diagram_text (self, text->id, DSC_ROLE_TEXT_DIM, &dsc_diagram_sans_small, DSC_ANCHOR_END, x + width, y + 17.5, text->note);
  self->legend |= 1u << DSC_LEGEND_PADDING;
}

static DscRole
value_role (const FieldText *text)
{
  if (text->field->target == DSC_TARGET_NULL)
    return DSC_ROLE_NULL;
  return text->field->target == DSC_TARGET_NONE && !text->field->member.is_pointer ? DSC_ROLE_TEXT : DSC_ROLE_TEXT_DIM;
}

static void
note_pointer (DscDiagram      *self,
              const FieldText *text,
              double           x,
              double           y)
{
  const DscFieldId field = text->field->member.id;

  if (field == DSC_FIELD_MA_KEYS || field == DSC_FIELD_MA_TABLE)
    self->table_pointer = (DscPoint) { x, y };
  if (field != DSC_FIELD_OB_TYPE || text->id.index == DSC_BLOCK_INSTANCE)
    self->dots[field] = (DscPoint) { x, y };
}

static void
draw_value (DscDiagram      *self,
            const FieldText *text,
            double           right,
            double           y)
{
  const double baseline = y + 18;
  double x = right;

  if (text->has_dot)
    {
      dsc_diagram_dot (self, text->id, DSC_ROLE_POINTER, right - DSC_DIAGRAM_DOT, y + 13.5);
      note_pointer (self, text, right - DSC_DIAGRAM_DOT, y + 13.5);
      self->legend |= 1u << DSC_LEGEND_POINTER;
      x -= DOT_ROOM;
    }
  dsc_diagram_text (self, text->id, value_role (text), value_font (text), DSC_ANCHOR_END, x, baseline, text->value);
  if (text->was != NULL)
    dsc_diagram_text (self, text->id, DSC_ROLE_TEXT_DIM, &dsc_diagram_mono_small, DSC_ANCHOR_END,
                      x - 8 - dsc_diagram_width (self, &dsc_diagram_mono_bold, text->value), baseline - 0.5, text->was);
}

static void
draw_named (DscDiagram      *self,
            const FieldText *text,
            double           x,
            double           y,
            double           width)
{
  const double name_end = dsc_diagram_text (self, text->id, DSC_ROLE_TEXT, &dsc_diagram_mono, DSC_ANCHOR_START, x + NAME_START,
                                            y + 18, dsc_field_name (text->field->member.id));

  if (text->note != NULL)
    dsc_diagram_text (self, text->id, DSC_ROLE_TEXT_DIM, &dsc_diagram_sans_small, DSC_ANCHOR_START, name_end + 10, y + 18, text->note);
  draw_value (self, text, x + width, y);
  if (text->changed)
    dsc_diagram_change_mark (self, text->id, x + 4, y + 13.5);
}

static void
draw_field (DscDiagram     *self,
            const DscBlock *block,
            const DscField *field,
            double          x,
            double          y,
            double          width)
{
  FieldText text;
  fill_field_text (self, block, field, &text);
  g_autofree char *title = dsc_describe_title (self->snapshot, self->before, text.id);

  dsc_scene_begin_group (self->scene, text.id, field->member.id == DSC_FIELD_PADDING ? _("padding") : dsc_field_name (field->member.id), title);
  dsc_diagram_hit_area (self, text.id, (DscRect) { x, y, width, DSC_DIAGRAM_FIELD });
  draw_margin (self, text.id, field, x, y + 17.5);
  if (field->member.id == DSC_FIELD_PADDING)
    draw_padding (self, &text, x, y, width);
  else
    draw_named (self, &text, x, y, width);
  dsc_scene_end_group (self->scene);
  field_text_clear (&text);
}

/* --- all rows ----------------------------------------------------------------------------------------------------- */

static void
draw_captions (DscDiagram *self,
               double      x,
               double      y)
{
  dsc_diagram_caption (self, DSC_ANCHOR_END, x + OFFSET_END, y + 15, _("offset"));
  dsc_diagram_caption (self, DSC_ANCHOR_END, x + SIZE_END, y + 15, _("size"));
}

double
dsc_diagram_fields_height (const DscBlock *block,
                           guint           columns)
{
  const guint n = rows_per_column (block, columns);

  return n > 0 ? CAPTION + n * DSC_DIAGRAM_FIELD + 6 : 0;
}

double
dsc_diagram_draw_fields (DscDiagram     *self,
                         const DscBlock *block,
                         double          x,
                         double          y,
                         double          width,
                         guint           columns)
{
  const guint per_column = rows_per_column (block, columns);
  double widths[MAX_COLUMNS];
  const double spare = (width - 2 * DSC_DIAGRAM_PAD - measure_columns (self, block, columns, widths)) / columns;
  double left = x + DSC_DIAGRAM_PAD;
  guint drawn = 0;

  for (guint i = 0; i < block->n_fields; i++)
    {
      if (!is_drawn_as_field (&block->fields[i]))
        continue;

      const double column = widths[drawn / per_column] + spare;
      const double row = y + CAPTION + (drawn % per_column) * DSC_DIAGRAM_FIELD;
      if (drawn % per_column == 0)
        draw_captions (self, left, y);
      else
        dsc_diagram_rule (self, left + NAME_START, left + column, row);
      draw_field (self, block, &block->fields[i], left, row, column);
      if (++drawn % per_column == 0)
        left += column + COLUMN_GAP;
    }
  return y + CAPTION + per_column * DSC_DIAGRAM_FIELD + 6;
}
