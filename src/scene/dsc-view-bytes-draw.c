/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-bytes-draw.c: rows of bytes as a scene: boxes in the colour of what they are, names above, values below, cache lines. */
#include "dsc-view-bytes-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "dsc-describe-private.h"
#include "dsc-palette.h"
#include "dsc-scene-private.h"
#include "dsc-text-fit.h"

#define CACHE_LINE 64u

typedef struct {
  const DscViewBytes    *view;
  DscScene              *scene;
  const DscBytesSection *section;
  guint64                start, end;     /* bytes of the row, end excluded */
  double                 y;
  guint8                 bytes[16];
} Row;

static const DscFontSpec digit_font = { DSC_FONT_MONO, 12, FALSE };
static const DscFontSpec digit_bold = { DSC_FONT_MONO, 12, TRUE };
static const DscFontSpec name_font = { DSC_FONT_MONO, 10, FALSE };
static const DscFontSpec value_font = { DSC_FONT_MONO, 10, TRUE };
static const DscFontSpec margin_font = { DSC_FONT_MONO, 11, FALSE };
static const DscFontSpec head_font = { DSC_FONT_MONO, 14, TRUE };
static const DscFontSpec note_font = { DSC_FONT_SANS, 12, FALSE };
static const DscFontSpec caption_font = { DSC_FONT_SANS, 10, FALSE };

static DscSceneId
no_id (void)
{
  return (DscSceneId) { .part = DSC_PART_OF_PICTURE };
}

static double
text_width (const Row         *row,
            const DscFontSpec *font,
            const char        *text)
{
  return dsc_text_width (row->view->metrics, font, text);
}

static void
add_text (const Row         *row,
          DscSceneId         id,
          DscRole            role,
          const DscFontSpec *font,
          DscAnchor          anchor,
          double             x,
          double             baseline,
          const char        *text)
{
  if (*text != '\0')
    dsc_scene_add_text (row->scene, id, role, font, anchor, x, baseline, text, row->view->metrics);
}

static void
add_line (const Row *row,
          double     x1,
          double     y1,
          double     x2,
          double     y2)
{
  dsc_scene_add_line (row->scene, no_id (), DSC_ROLE_TEXT_FAINT, (DscPoint) { x1, y1 }, (DscPoint) { x2, y2 });
}

/* --- what a cell looks like --------------------------------------------------------------------------------------- */

static DscRole
role_of_header (DscBlockKind block)
{
  switch (block)
    {
    case DSC_BLOCK_GC_HEAD:
    case DSC_BLOCK_INSTANCE_PRE:
      return DSC_ROLE_LEDGER_GC;
    case DSC_BLOCK_KEYS:
    case DSC_BLOCK_TABLE:
      return DSC_ROLE_LEDGER_KEYS;
    case DSC_BLOCK_VALUES:
    case DSC_BLOCK_INSTANCE_VALUES:
      return DSC_ROLE_LEDGER_VALUES;
    case DSC_BLOCK_DICT:
    case DSC_BLOCK_INSTANCE:
    case DSC_BLOCK_INSTANCE_TAIL:
    case DSC_N_BLOCKS:
      break;
    }
  return DSC_ROLE_LEDGER_OBJECT;
}

static DscRole
role_of_state (DscSlotState state)
{
  return state == DSC_SLOT_USED ? DSC_ROLE_LIVE : state == DSC_SLOT_DUMMY ? DSC_ROLE_DUMMY : DSC_ROLE_EMPTY;
}

static DscRole
role_of_element (const DscSnapshot *snapshot,
                 const DscByteCell *cell,
                 DscSceneId         id)
{
  if (cell->array == DSC_FIELD_DK_INDICES)
    return id.part == DSC_PART_OF_SLOT ? role_of_state (dsc_snapshot_get_slot_state (snapshot, (gsize) cell->index)) : DSC_ROLE_EMPTY;
  if (cell->array == DSC_FIELD_VALUES_VALUES || cell->array == DSC_FIELD_VALUES_ORDER)
    {
      if (cell->is_stale)
        return DSC_ROLE_LEDGER_IDLE;
      return cell->is_unused || (cell->kind == DSC_BYTE_POINTER && cell->target == DSC_TARGET_NULL) ? DSC_ROLE_EMPTY : DSC_ROLE_LEDGER_VALUES;
    }
  if (id.part == DSC_PART_OF_ENTRY || id.part == DSC_PART_OF_ENTRY_FIELD)
    return role_of_state (dsc_snapshot_get_entry_state (snapshot, (gsize) id.index));
  return cell->is_stale ? DSC_ROLE_LEDGER_IDLE : DSC_ROLE_EMPTY;
}

static DscRole
role_of (const Row         *row,
         const DscByteCell *cell,
         DscSceneId         id)
{
  if (cell->kind == DSC_BYTE_PADDING)
    return DSC_ROLE_PADDING;
  if (cell->kind == DSC_BYTE_UNINITIALISED)
    return DSC_ROLE_EMPTY;
  if (cell->array != DSC_FIELD_PADDING)
    return role_of_element (row->view->snapshot, cell, id);
  return role_of_header (row->section->block->kind);
}

static gboolean
has_texture (DscRole role)
{
  return dsc_palette_get_ink (DSC_THEME_LIGHT, role)->texture != DSC_TEXTURE_NONE;
}

/* --- one row ------------------------------------------------------------------------------------------------------ */

/* Bytes that say something are bold; those that CPython never writes are dots. */
static void
draw_digits (const Row         *row,
             const DscByteCell *cell,
             DscSceneId         id,
             DscRole            role,
             guint              column,
             guint              end)
{
  const double baseline = row->y + DSC_BYTES_NAMES + 14.5;

  for (guint i = column; i < end; i++)
    {
      char digits[8];
      const double x = dsc_view_bytes_byte_x (row->view, i) + row->view->cell / 2;

      if (has_texture (role))
        dsc_scene_add_rect (row->scene, id, DSC_ROLE_PLATE, (DscRect) { x - 9, row->y + DSC_BYTES_NAMES + 3, 18, 14 }, 3);
      g_snprintf (digits, sizeof digits, cell->is_written ? "%02X" : "··", row->bytes[i]);
      add_text (row, id, role, cell->is_written && row->bytes[i] != 0 ? &digit_bold : &digit_font, DSC_ANCHOR_MIDDLE, x, baseline, digits);
    }
}

static gboolean
is_array_of_numbers (const DscByteCell *cell)
{
  return cell->array != DSC_FIELD_PADDING && cell->array == cell->member && cell->size < 4;
}

/* Elements too narrow for names of their own have one over all of them in the row: "dk_indices[0 … 15]". */
static void
draw_run_name (const Row         *row,
               const DscByteCell *cell,
               DscSceneId         id,
               guint              column)
{
  guint64 offset = cell->offset + cell->size, last = cell->index;
  DscByteCell next;

  while (offset < row->end && dsc_bytes_describe (row->view->snapshot, row->section->block->kind, offset, &next) && next.array == cell->array)
    {
      last = next.index;
      offset += next.size;
    }
  const char *name = dsc_field_name (cell->array);
  const DscRect box = dsc_view_bytes_segment (row->view, column, (guint) (MIN (offset, row->end) - row->start), row->y);
  g_autofree char *both = g_strdup_printf ("%s[%" G_GUINT64_FORMAT " … %" G_GUINT64_FORMAT "]", name, cell->index, last);
  g_autofree char *one = g_strdup_printf ("%s[%" G_GUINT64_FORMAT "]", name, cell->index);
  const char *const choices[] = { last != cell->index ? both : one, name, NULL };

  for (guint i = 0; choices[i] != NULL; i++)
    if (text_width (row, &name_font, choices[i]) <= box.width)
      {
        add_text (row, id, DSC_ROLE_TEXT_DIM, &name_font, DSC_ANCHOR_START, box.x + 1, row->y + 10, choices[i]);
        return;
      }
}

/* As much of the name as has room: "dk_entries[2].me_key", "[2].me_key", "me_key". */
static void
draw_name (const Row         *row,
           const DscByteCell *cell,
           DscSceneId         id,
           const DscRect     *box)
{
  g_autofree char *name = dsc_bytes_name_of (cell);
  const char *bracket = strchr (name, '['), *dot = strchr (name, '.');
  const char *choices[] = { name, bracket, dot != NULL ? dot + 1 : NULL };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i] != NULL && text_width (row, &name_font, choices[i]) <= box->width)
      {
        add_text (row, id, DSC_ROLE_TEXT_DIM, &name_font, DSC_ANCHOR_START, box->x + 1, row->y + 10, choices[i]);
        return;
      }
}

static void
draw_value (const Row         *row,
            const DscByteCell *cell,
            DscSceneId         id,
            DscRole            role,
            const DscRect     *box)
{
  g_autofree char *value = dsc_bytes_value_of (row->view->snapshot, cell);
  const gboolean is_faint = cell->is_stale || role == DSC_ROLE_EMPTY || cell->target == DSC_TARGET_NULL;
  const DscFontSpec *font = is_faint ? &name_font : &value_font;
  const double baseline = box->y + box->height + 11.5;

  if (*value == '\0')
    return;
  if (is_array_of_numbers (cell))
    {
      if (text_width (row, font, value) <= box->width + 2)
        add_text (row, id, is_faint ? DSC_ROLE_TEXT_DIM : DSC_ROLE_TEXT, font, DSC_ANCHOR_MIDDLE, box->x + box->width / 2, baseline, value);
      return;
    }
  g_autofree char *shown = dsc_text_shorten (row->view->metrics, font, value, box->width - 2);
  add_text (row, id, is_faint ? DSC_ROLE_TEXT_DIM : DSC_ROLE_TEXT, font, DSC_ANCHOR_START, box->x + 1, baseline, shown);
}

static char *
title_of (const Row         *row,
          const DscByteCell *cell)
{
  if (row->view->options.without_titles)
    return NULL;
  return dsc_view_bytes_describe_byte (row->view->snapshot, row->section->block->kind, cell->offset);
}

static void
draw_callout (const Row         *row,
              const DscByteCell *cell,
              guint              i)
{
  const DscSceneId id = dsc_byte_id_of (row->view->snapshot, row->section->block->kind, cell);
  const guint column = (guint) (cell->offset - row->start);
  const DscRect box = dsc_view_bytes_segment (row->view, column, column + cell->size, row->y);
  const double x = box.x + box.width / 2;
  const double y = row->y + DSC_BYTES_ROW + i * DSC_BYTES_CALLOUT + 6;
  g_autofree char *name = dsc_bytes_name_of (cell);
  g_autofree char *value = dsc_bytes_value_of (row->view->snapshot, cell);
  g_autofree char *text = dsc_text_shorten (row->view->metrics, &name_font, name, row->view->width - DSC_BYTES_MARGIN - x - 14);

  add_line (row, x, box.y + box.height + 1, x, y);
  add_line (row, x, y, x + 7, y);
  add_text (row, id, DSC_ROLE_TEXT_DIM, &name_font, DSC_ANCHOR_START, x + 10, y + 3.5, text);

  const double end = x + 10 + text_width (row, &name_font, text) + 7;
  if (end + text_width (row, &value_font, value) <= row->view->width - DSC_BYTES_MARGIN)
    add_text (row, id, DSC_ROLE_TEXT, &value_font, DSC_ANCHOR_START, end, y + 3.5, value);
}

/* Returns the offset behind the cell. */
static guint64
draw_cell (const Row *row,
           guint64    offset,
           DscFieldId previous)
{
  DscByteCell cell;
  const DscViewBytes *view = row->view;

  if (!dsc_bytes_describe (view->snapshot, row->section->block->kind, offset, &cell))
    return row->end;
  const DscSceneId id = dsc_byte_id_of (view->snapshot, row->section->block->kind, &cell);
  const guint64 end = MIN (cell.offset + cell.size, row->end);
  const guint column = (guint) (offset - row->start), end_column = (guint) (end - row->start);
  const DscRect box = dsc_view_bytes_segment (view, column, end_column, row->y);
  const DscRole role = role_of (row, &cell, id);
  g_autofree char *name = dsc_bytes_name_of (&cell);
  g_autofree char *title = title_of (row, &cell);

  dsc_scene_begin_group (row->scene, id, name, title);
  dsc_scene_add_rect (row->scene, id, role, box, 4);
  draw_digits (row, &cell, id, role, column, end_column);
  if (is_array_of_numbers (&cell))
    {
      if (previous != cell.array)
        draw_run_name (row, &cell, id, column);
      draw_value (row, &cell, id, role, &box);
    }
  else if (cell.array != DSC_FIELD_PADDING || cell.size >= 4 || text_width (row, &name_font, name) <= box.width)
    {
      draw_name (row, &cell, id, &box);
      if (cell.offset >= row->start)
        draw_value (row, &cell, id, role, &box);
    }
  dsc_scene_end_group (row->scene);
  return end;
}

static void
draw_margin (const Row *row)
{
  const DscViewBytes *view = row->view;
  const double baseline = row->y + DSC_BYTES_NAMES + 14;
  g_autofree char *offset = g_strdup_printf ("%" G_GUINT64_FORMAT, row->start);
  g_autofree char *address = g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", (guint64) (row->section->block->address + row->start));

  add_text (row, no_id (), DSC_ROLE_TEXT_FAINT, &margin_font, DSC_ANCHOR_END, view->offsets, baseline, offset);
  if (view->options.show_addresses)
    add_text (row, no_id (), DSC_ROLE_TEXT_FAINT, &name_font, DSC_ANCHOR_END, view->addresses, baseline, address);
}

/* Where a line of 64 bytes of the processor's cache begins: a rule, stepped where that is inside a row; its number at the right. */
static void
draw_cache_line (const Row *row)
{
  const DscViewBytes *view = row->view;
  const guint64 address = row->section->block->address + row->start;
  const guint column = (guint) ((CACHE_LINE - address % CACHE_LINE) % CACHE_LINE);
  const gboolean begins = row->start + column < row->end;
  const double left = dsc_view_bytes_byte_x (view, 0), right = dsc_view_bytes_byte_x (view, view->per_row - 1) + view->cell;
  const double bottom = row->y + DSC_BYTES_ROW - 1;

  if (begins && column == 0 && row->start > 0)
    add_line (row, left - 4, row->y, view->width - DSC_BYTES_MARGIN, row->y);
  else if (begins && column > 0)
    {
      const double x = dsc_view_bytes_byte_x (view, column) - (column == 8 ? DSC_BYTES_MIDDLE / 2 : 0);
      add_line (row, x, row->y, view->width - DSC_BYTES_MARGIN, row->y);
      add_line (row, x, row->y, x, bottom);
      add_line (row, left - 4, bottom, x, bottom);
    }
  if (!begins && row->start > 0)
    return;
  const guint64 number = (address + (begins ? column : 0)) / CACHE_LINE - row->section->block->address / CACHE_LINE;
  /* Translators: number of a line of the processor's cache; short */
  g_autofree char *text = g_strdup_printf (_("line %" G_GUINT64_FORMAT), number);
  add_text (row, no_id (), DSC_ROLE_TEXT_FAINT, &name_font, DSC_ANCHOR_START, right + 12, row->y + DSC_BYTES_NAMES + 14, text);
}

static void
draw_line (Row    *row,
           guint64 line)
{
  const DscViewBytes *view = row->view;
  DscByteCell callouts[DSC_BYTES_MOST_CALLOUTS];
  const guint n = dsc_view_bytes_n_callouts (row->section, line) > 0 ? dsc_view_bytes_callouts (view, row->section->block, line, callouts) : 0;
  DscFieldId array = DSC_FIELD_PADDING;

  row->start = line * view->per_row;
  row->end = MIN (row->start + view->per_row, row->section->block->size);
  dsc_bytes_read (view->snapshot, row->section->block->kind, row->start, row->bytes, (gsize) (row->end - row->start));
  draw_cache_line (row);
  draw_margin (row);
  for (guint64 offset = row->start; offset < row->end;)
    {
      DscByteCell cell;
      const DscFieldId previous = array;
      array = dsc_bytes_describe (view->snapshot, row->section->block->kind, offset, &cell) ? cell.array : DSC_FIELD_PADDING;
      offset = draw_cell (row, offset, previous);
    }
  for (guint i = 0; i < n; i++)
    draw_callout (row, &callouts[i], i);
}

/* --- headings ----------------------------------------------------------------------------------------------------- */

static void
draw_columns (const Row *row)
{
  const DscViewBytes *view = row->view;
  const double baseline = row->y + DSC_BYTES_HEAD - 6;

  add_text (row, no_id (), DSC_ROLE_TEXT_FAINT, &caption_font, DSC_ANCHOR_END, view->offsets, baseline, _("offset"));
  for (guint i = 0; i < view->per_row; i++)
    {
      g_autofree char *number = g_strdup_printf ("+%u", i);
      add_text (row, no_id (), DSC_ROLE_TEXT_FAINT, &name_font, DSC_ANCHOR_MIDDLE, dsc_view_bytes_byte_x (view, i) + view->cell / 2, baseline, number);
    }
  add_text (row, no_id (), DSC_ROLE_TEXT_FAINT, &caption_font, DSC_ANCHOR_START,
            dsc_view_bytes_byte_x (view, view->per_row - 1) + view->cell + 12, baseline, _("cache"));
}

/* Name, C type's size and parts, address. */
static void
draw_heading (const Row *row)
{
  const DscViewBytes *view = row->view;
  const DscBlock *block = row->section->block;
  const DscSceneId id = { .part = DSC_PART_OF_BLOCK, .index = block->kind };
  const double baseline = row->y + 31, right = view->width - DSC_BYTES_MARGIN;
  g_autofree char *title = view->options.without_titles ? NULL : dsc_describe_title (view->snapshot, NULL, id);
  g_autofree char *address = g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", (guint64) block->address);
  g_autofree char *size = dsc_describe_block_note (view->snapshot, block);
  g_autofree char *note = g_strdup_printf ("%s · %s", dsc_describe_block_words (block->kind), size);
  const char *type = dsc_describe_block_title (view->snapshot, block);
  const double address_x = right - text_width (row, &margin_font, address);

  dsc_scene_begin_group (row->scene, id, type, title);
  dsc_scene_add_rect (row->scene, id, DSC_ROLE_NONE, (DscRect) { DSC_BYTES_MARGIN - 6, row->y + 12, right - DSC_BYTES_MARGIN + 12, 28 }, 4);
  dsc_scene_add_rect (row->scene, id, role_of_header (block->kind), (DscRect) { DSC_BYTES_MARGIN, baseline - 10, 11, 11 }, 3);
  g_autofree char *shown = dsc_text_shorten (view->metrics, &head_font, type, address_x - DSC_BYTES_MARGIN - 40);
  add_text (row, id, DSC_ROLE_TITLE, &head_font, DSC_ANCHOR_START, DSC_BYTES_MARGIN + 20, baseline, shown);
  const double x = DSC_BYTES_MARGIN + 20 + text_width (row, &head_font, shown) + 14;
  if (address_x - 16 - x > 60)
    {
      g_autofree char *fitting = dsc_text_shorten (view->metrics, &note_font, note, address_x - 16 - x);
      add_text (row, id, DSC_ROLE_TEXT_DIM, &note_font, DSC_ANCHOR_START, x, baseline, fitting);
    }
  add_text (row, id, DSC_ROLE_TEXT_FAINT, &margin_font, DSC_ANCHOR_END, right, baseline, address);
  dsc_scene_end_group (row->scene);
  draw_columns (row);
}

/* --- rows and pictures -------------------------------------------------------------------------------------------- */

static void
draw_rows (const DscViewBytes *self,
           DscScene           *scene,
           guint64             first,
           guint64             n,
           double              top)
{
  const double origin = dsc_view_bytes_get_row_y (self, first) - top;

  for (guint64 i = first; i < self->n_rows && i - first < n; i++)
    {
      Row row = { .view = self, .scene = scene, .section = dsc_view_bytes_section_of (self, i), .y = dsc_view_bytes_get_row_y (self, i) - origin };

      if (i == row.section->row)
        draw_heading (&row);
      else
        draw_line (&row, i - row.section->row - 1);
    }
}

static DscScene *
create_scene (double width,
              double height)
{
  DscScene *scene = dsc_scene_new (width, height);

  dsc_scene_add_rect (scene, no_id (), DSC_ROLE_BACKGROUND, (DscRect) { 0, 0, width, height }, 0);
  return scene;
}

DscScene *
dsc_view_bytes_draw (const DscViewBytes *self,
                     guint64             first,
                     guint64             n)
{
  const guint64 end = first < self->n_rows ? first + MIN (n, self->n_rows - first) : first;
  const double height = dsc_view_bytes_get_row_y (self, end) - dsc_view_bytes_get_row_y (self, first);
  DscScene *scene = create_scene (self->width, ceil (height));

  draw_rows (self, scene, first, end - first, 0);
  return scene;
}

typedef struct { DscRole role; const char *text; } LegendItem;

static double
draw_legend (const Row *row,
             double     y)
{
  const LegendItem items[] = {
    { DSC_ROLE_LIVE, _("in use") }, { DSC_ROLE_EMPTY, _("empty, free, or never written (··)") },
    { DSC_ROLE_DUMMY, _("dummy, emptied entry") }, { DSC_ROLE_PADDING, _("padding") }, { DSC_ROLE_LEDGER_IDLE, _("left from earlier") },
  };
  const double right = row->view->width - DSC_BYTES_MARGIN;
  double x = DSC_BYTES_MARGIN;

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      const double width = 32 + text_width (row, &note_font, items[i].text) + 20;
      if (x + width - 20 > right && x > DSC_BYTES_MARGIN)
        {
          x = DSC_BYTES_MARGIN;
          y += 22;
        }
      dsc_scene_add_rect (row->scene, no_id (), items[i].role, (DscRect) { x, y, 24, 14 }, 4);
      add_text (row, no_id (), DSC_ROLE_TEXT_DIM, &note_font, DSC_ANCHOR_START, x + 32, y + 11.5, items[i].text);
      x += width;
    }
  return y + 14;
}

/* Returns the y below. */
static double
draw_picture_head (const Row *row)
{
  static const DscFontSpec title_font = { DSC_FONT_MONO, 22, TRUE }, version_font = { DSC_FONT_SANS, 16, TRUE };
  const DscViewBytes *view = row->view;
  const double right = view->width - DSC_BYTES_MARGIN;
  g_autofree char *version = dsc_describe_version (view->snapshot);
  g_autofree char *build = dsc_describe_build (view->snapshot);
  g_autofree char *rule = dsc_view_bytes_explain (view->snapshot, no_id ());
  g_autoptr (GPtrArray) lines = dsc_text_wrap (view->metrics, &note_font, rule, right - DSC_BYTES_MARGIN);
  g_autofree char *clipped = dsc_text_clip (view->name != NULL ? view->name : "dict", 100);
  g_autofree char *name = dsc_text_shorten (view->metrics, &title_font, clipped, right - DSC_BYTES_MARGIN - 30 - text_width (row, &version_font, version));
  g_autofree char *small = dsc_text_shorten (view->metrics, &note_font, build, right - DSC_BYTES_MARGIN);
  double y = 76;

  dsc_scene_begin_group (row->scene, no_id (), _("title"), NULL);
  add_text (row, no_id (), DSC_ROLE_TITLE, &title_font, DSC_ANCHOR_START, DSC_BYTES_MARGIN, 34, name);
  add_text (row, no_id (), DSC_ROLE_TITLE, &version_font, DSC_ANCHOR_END, right, 34, version);
  add_text (row, no_id (), DSC_ROLE_TEXT_DIM, &note_font, DSC_ANCHOR_END, right, 54, small);
  for (guint i = 0; i < lines->len; i++, y += 17)
    add_text (row, no_id (), DSC_ROLE_TEXT, &note_font, DSC_ANCHOR_START, DSC_BYTES_MARGIN, y, g_ptr_array_index (lines, i));
  y = draw_legend (row, y - 2);
  dsc_scene_end_group (row->scene);
  return y;
}

static double
picture_height (const DscViewBytes *self,
                double              top)
{
  return ceil (top + dsc_view_bytes_get_row_y (self, MIN (self->n_rows, DSC_BYTES_MOST_ROWS)) + DSC_BYTES_MARGIN);
}

double
dsc_view_bytes_get_picture_height (const DscViewBytes *self)
{
  g_autoptr (DscScene) scene = dsc_scene_new (self->width, 0);
  const Row head = { .view = self, .scene = scene };

  return picture_height (self, draw_picture_head (&head));
}

DscScene *
dsc_view_bytes_draw_picture (const DscViewBytes *self)
{
  DscScene *scene = dsc_scene_new (self->width, 0);
  const guint background = dsc_scene_add_rect (scene, no_id (), DSC_ROLE_BACKGROUND, (DscRect) { 0 }, 0);
  const Row head = { .view = self, .scene = scene };
  const double top = draw_picture_head (&head);
  const double height = picture_height (self, top);
  g_autofree char *title = dsc_describe_picture (self->snapshot, self->name);
  g_autofree char *description = dsc_describe_snapshot (self->snapshot, self->name);

  draw_rows (self, scene, 0, DSC_BYTES_MOST_ROWS, top);
  dsc_scene_set_title (scene, title, description);
  dsc_scene_set_size (scene, self->width, height);
  dsc_scene_resize_rect (scene, background, (DscRect) { 0, 0, self->width, height });
  return scene;
}
