/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-bytes.c: where each row and byte is, without making any of them.
 *
 * All rows of bytes are equally high but those with members that are too narrow for their names: these are listed below the row,
 * one line each. Such members are in the fixed part of a block only, so that a short list of tall rows is all that is kept. */
#include "dsc-view-bytes-private.h"

#include <math.h>

#define USUAL_WIDTH 760.0
#define LEAST_CELL  26.0
#define MOST_CELL   46.0

/* --- set-up ------------------------------------------------------------------------------------------------------- */

static guint
count_digits (guint64 number)
{
  guint n = 1;

  for (; number >= 10; number /= 10)
    n++;
  return n;
}

static gboolean
is_shown (const DscViewBytes *self,
          const DscBlock     *block)
{
  return block->size > 0 && (self->options.block < 0 || self->options.block == (int) block->kind);
}

static double
width_of (const DscViewBytes *self,
          double              right)
{
  return self->left + self->per_row * self->cell + (self->per_row > 8 ? DSC_BYTES_MIDDLE : 0) + right + DSC_BYTES_MARGIN;
}

static void
choose_columns (DscViewBytes *self)
{
  const double wanted = self->options.width > 0 ? self->options.width : USUAL_WIDTH;
  const guint address_chars = dsc_snapshot_get_traits (self->snapshot)->pointer_size > 4 ? 14 : 10;
  guint64 largest = 0;

  for (gsize i = 0; i < dsc_snapshot_get_n_blocks (self->snapshot); i++)
    if (is_shown (self, dsc_snapshot_get_block (self->snapshot, i)))
      largest = MAX (largest, dsc_snapshot_get_block (self->snapshot, i)->size);
  self->addresses = DSC_BYTES_MARGIN + (self->options.show_addresses ? address_chars * DSC_BYTES_ADVANCE + 4 : 0);
  self->offsets = self->addresses + 6 + MAX (5, count_digits (largest)) * 6.7;
  self->left = ceil (self->offsets + 10);

  const double right = 14 + MAX (10, 5 + count_digits (largest / 64 + 1)) * DSC_BYTES_ADVANCE;
  self->per_row = 16;
  self->cell = LEAST_CELL;
  if (width_of (self, right) > wanted)
    self->per_row = 8;
  self->cell = 0;
  self->cell = CLAMP (floor ((wanted - width_of (self, right)) / self->per_row), LEAST_CELL, MOST_CELL);
  self->width = ceil (width_of (self, right));
}

static gboolean
is_narrow (const DscViewBytes *self,
           const DscByteCell  *cell)
{
  g_autofree char *name = dsc_bytes_name_of (cell);

  return cell->array == DSC_FIELD_PADDING && cell->size < 4 && g_utf8_strlen (name, -1) * DSC_BYTES_ADVANCE + 2 > cell->size * self->cell;
}

guint
dsc_view_bytes_callouts (const DscViewBytes *self,
                         const DscBlock     *block,
                         guint64             line,
                         DscByteCell         out[DSC_BYTES_MOST_CALLOUTS])
{
  const guint64 start = line * self->per_row;
  const guint64 end = MIN (block->size, start + self->per_row);
  guint n = 0;

  for (guint64 offset = start; offset < end;)
    {
      DscByteCell cell;
      if (!dsc_bytes_describe (self->snapshot, block->kind, offset, &cell))
        break;
      if (is_narrow (self, &cell) && cell.offset >= start && n < DSC_BYTES_MOST_CALLOUTS)
        out[n++] = cell;
      offset = cell.offset + cell.size;
    }
  for (guint i = 0; i < n / 2; i++)
    {
      const DscByteCell swapped = out[i];
      out[i] = out[n - 1 - i];
      out[n - 1 - i] = swapped;
    }
  return n;
}

/* Only the fixed part, and the end (order bytes, padding behind them), can have narrow members that are no array's. */
static void
list_tall_lines (const DscViewBytes *self,
                 DscBytesSection    *section)
{
  const guint64 fixed = section->block->n_fields > 0 ? section->block->fields[section->block->n_fields - 1].member.offset : 0;
  DscByteCell cells[DSC_BYTES_MOST_CALLOUTS];

  section->tall = g_array_new (FALSE, FALSE, sizeof (DscTallLine));
  for (guint64 line = 0; line < section->n_lines; line++)
    {
      if (line > fixed / self->per_row + 1 && line + 2 < section->n_lines)
        line = section->n_lines - 2;
      const DscTallLine tall = { line, dsc_view_bytes_callouts (self, section->block, line, cells) };
      if (tall.n > 0)
        g_array_append_val (section->tall, tall);
    }
}

static double
lines_height (const DscBytesSection *section,
              guint64                lines)
{
  double height = (double) lines * DSC_BYTES_ROW;

  for (guint i = 0; i < section->tall->len; i++)
    {
      const DscTallLine *tall = &g_array_index (section->tall, DscTallLine, i);
      if (tall->line < lines)
        height += tall->n * DSC_BYTES_CALLOUT + 2;
    }
  return height;
}

guint
dsc_view_bytes_n_callouts (const DscBytesSection *section,
                           guint64                line)
{
  for (guint i = 0; i < section->tall->len; i++)
    if (g_array_index (section->tall, DscTallLine, i).line == line)
      return g_array_index (section->tall, DscTallLine, i).n;
  return 0;
}

static void
clear_section (gpointer data)
{
  g_array_unref (((DscBytesSection *) data)->tall);
}

static void
add_sections (DscViewBytes *self)
{
  self->height = 0;
  for (gsize i = 0; i < dsc_snapshot_get_n_blocks (self->snapshot); i++)
    {
      const DscBlock *block = dsc_snapshot_get_block (self->snapshot, i);
      if (!is_shown (self, block))
        continue;

      DscBytesSection section = { .block = block, .row = self->n_rows, .n_lines = (block->size + self->per_row - 1) / self->per_row,
                                  .y = self->height };
      list_tall_lines (self, &section);
      self->n_rows += 1 + section.n_lines;
      self->height += DSC_BYTES_HEAD + lines_height (&section, section.n_lines);
      g_array_append_val (self->sections, section);
    }
}

DscViewBytes *
dsc_view_bytes_new (DscSnapshot           *snapshot,
                    const DscBytesOptions *options)
{
  static const DscBytesOptions defaults = { .block = DSC_BYTES_ALL_BLOCKS };
  DscViewBytes *self = g_new0 (DscViewBytes, 1);

  self->snapshot = dsc_snapshot_ref (snapshot);
  self->options = options != NULL ? *options : defaults;
  self->name = g_strdup (self->options.name);
  self->metrics = self->options.metrics != NULL ? self->options.metrics : &dsc_text_metrics_builtin;
  self->sections = g_array_new (FALSE, FALSE, sizeof (DscBytesSection));
  g_array_set_clear_func (self->sections, clear_section);
  choose_columns (self);
  add_sections (self);
  return self;
}

void
dsc_view_bytes_free (DscViewBytes *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->sections);
  g_free (self->name);
  dsc_snapshot_unref (self->snapshot);
  g_free (self);
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

guint64
dsc_view_bytes_get_n_rows (const DscViewBytes *self)
{
  return self->n_rows;
}

double
dsc_view_bytes_get_width (const DscViewBytes *self)
{
  return self->width;
}

double
dsc_view_bytes_get_height (const DscViewBytes *self)
{
  return self->height;
}

guint
dsc_view_bytes_get_bytes_per_row (const DscViewBytes *self)
{
  return self->per_row;
}

const DscBytesSection *
dsc_view_bytes_section_of (const DscViewBytes *self,
                           guint64             row)
{
  for (guint i = self->sections->len; i > 0; i--)
    if (g_array_index (self->sections, DscBytesSection, i - 1).row <= row)
      return &g_array_index (self->sections, DscBytesSection, i - 1);
  return NULL;
}

static const DscBytesSection *
section_of_block (const DscViewBytes *self,
                  DscBlockKind        block)
{
  for (guint i = 0; i < self->sections->len; i++)
    if (g_array_index (self->sections, DscBytesSection, i).block->kind == block)
      return &g_array_index (self->sections, DscBytesSection, i);
  return NULL;
}

double
dsc_view_bytes_get_row_y (const DscViewBytes *self,
                          guint64             row)
{
  const DscBytesSection *section = dsc_view_bytes_section_of (self, row);

  if (section == NULL || row >= self->n_rows)
    return self->height;
  return section->row == row ? section->y : section->y + DSC_BYTES_HEAD + lines_height (section, row - section->row - 1);
}

guint64
dsc_view_bytes_get_row_at (const DscViewBytes *self,
                           double              y)
{
  const DscBytesSection *section = NULL;

  for (guint i = 0; i < self->sections->len; i++)
    if (i == 0 || g_array_index (self->sections, DscBytesSection, i).y <= y)
      section = &g_array_index (self->sections, DscBytesSection, i);
  if (section == NULL || y < section->y + DSC_BYTES_HEAD)
    return section != NULL ? section->row : 0;

  /* What tall lines add is small: guess as if there were none in front, then go back. */
  guint64 line = (guint64) ((y - section->y - DSC_BYTES_HEAD) / DSC_BYTES_ROW);
  line = MIN (line, section->n_lines - 1);
  while (line > 0 && section->y + DSC_BYTES_HEAD + lines_height (section, line) > y)
    line--;
  return section->row + 1 + line;
}

gboolean
dsc_view_bytes_get_row (const DscViewBytes *self,
                        guint64             row,
                        DscBlockKind       *out_block,
                        guint64            *out_offset)
{
  const DscBytesSection *section = dsc_view_bytes_section_of (self, row);

  if (section == NULL || row >= self->n_rows)
    return FALSE;
  *out_block = section->block->kind;
  *out_offset = row > section->row ? (row - section->row - 1) * self->per_row : 0;
  return row > section->row;
}

gboolean
dsc_view_bytes_find (const DscViewBytes *self,
                     DscSceneId          id,
                     guint64            *out_first,
                     guint64            *out_last)
{
  DscByteRange range;
  const DscBytesSection *section = dsc_byte_id_range (self->snapshot, id, &range) ? section_of_block (self, range.block) : NULL;

  if (section == NULL)
    return FALSE;
  *out_first = id.part == DSC_PART_OF_BLOCK ? section->row : section->row + 1 + range.offset / self->per_row;
  *out_last = section->row + 1 + (range.offset + range.size - 1) / self->per_row;
  return TRUE;
}

/* --- bytes -------------------------------------------------------------------------------------------------------- */

double
dsc_view_bytes_byte_x (const DscViewBytes *self,
                       guint               column)
{
  return self->left + column * self->cell + (column >= 8 && self->per_row > 8 ? DSC_BYTES_MIDDLE : 0);
}

DscRect
dsc_view_bytes_segment (const DscViewBytes *self,
                        guint               column,
                        guint               end,
                        double              y)
{
  const double x = dsc_view_bytes_byte_x (self, column);

  return (DscRect) { x + 1, y + DSC_BYTES_NAMES, dsc_view_bytes_byte_x (self, end - 1) + self->cell - x - 2, DSC_BYTES_BOXES };
}

/* Below the bytes, the lines of narrow members are theirs over the full width. */
static gboolean
callout_at (const DscViewBytes    *self,
            const DscBytesSection *section,
            guint64                line,
            double                 below,
            guint64               *out_offset)
{
  DscByteCell cells[DSC_BYTES_MOST_CALLOUTS];
  const guint n = dsc_view_bytes_n_callouts (section, line);

  if (n == 0 || below < 0 || below >= n * DSC_BYTES_CALLOUT)
    return FALSE;
  dsc_view_bytes_callouts (self, section->block, line, cells);
  *out_offset = cells[(guint) (below / DSC_BYTES_CALLOUT)].offset;
  return TRUE;
}

gboolean
dsc_view_bytes_byte_at (const DscViewBytes *self,
                        double              x,
                        double              y,
                        DscBlockKind       *out_block,
                        guint64            *out_offset)
{
  const guint64 row = dsc_view_bytes_get_row_at (self, y);
  guint64 offset;

  if (y < 0 || y >= self->height || !dsc_view_bytes_get_row (self, row, out_block, &offset))
    return FALSE;
  const DscBytesSection *section = dsc_view_bytes_section_of (self, row);
  if (x >= self->left && callout_at (self, section, row - section->row - 1, y - dsc_view_bytes_get_row_y (self, row) - DSC_BYTES_ROW, out_offset))
    return TRUE;
  for (guint column = 0; column < self->per_row && offset + column < section->block->size; column++)
    if (x >= dsc_view_bytes_byte_x (self, column) && x < dsc_view_bytes_byte_x (self, column) + self->cell)
      {
        *out_offset = offset + column;
        return TRUE;
      }
  return FALSE;
}

DscSceneId
dsc_view_bytes_pick (const DscViewBytes *self,
                     double              x,
                     double              y)
{
  DscBlockKind block;
  guint64 offset;

  if (dsc_view_bytes_byte_at (self, x, y, &block, &offset))
    return dsc_byte_id_at (self->snapshot, block, offset);
  if (self->n_rows == 0 || y < 0 || y >= self->height || x < 0 || x >= self->width
      || dsc_view_bytes_get_row (self, dsc_view_bytes_get_row_at (self, y), &block, &offset))
    return (DscSceneId) { 0 };
  return (DscSceneId) { .part = DSC_PART_OF_BLOCK, .index = block };
}

gboolean
dsc_view_bytes_get_box (const DscViewBytes *self,
                        DscSceneId          id,
                        guint64             row,
                        DscRect            *out_box)
{
  DscBlockKind block = DSC_N_BLOCKS;
  DscByteRange range;
  guint64 start;
  const double y = dsc_view_bytes_get_row_y (self, row);

  if (row >= self->n_rows || !dsc_byte_id_range (self->snapshot, id, &range))
    return FALSE;
  if (!dsc_view_bytes_get_row (self, row, &block, &start))
    {
      *out_box = (DscRect) { DSC_BYTES_MARGIN - 6, y + 12, self->width - 2 * DSC_BYTES_MARGIN + 12, 28 };
      return id.part == DSC_PART_OF_BLOCK && block == range.block;
    }
  const guint64 begin = MAX (range.offset, start);
  const guint64 end = MIN (range.offset + range.size, start + self->per_row);
  if (block != range.block || begin >= end)
    return FALSE;
  *out_box = dsc_view_bytes_segment (self, (guint) (begin - start), (guint) (end - start), y);
  return TRUE;
}

/* --- keyboard ----------------------------------------------------------------------------------------------------- */

/* The nearest thing from there on, or back, that is more than a part of its block; PART_OF_PICTURE: there is none. */
static DscSceneId
find_named (const DscViewBytes    *self,
            const DscBytesSection *section,
            guint64                offset,
            gboolean               forward)
{
  DscByteCell cell;

  while (dsc_bytes_describe (self->snapshot, section->block->kind, offset, &cell))
    {
      const DscSceneId id = dsc_byte_id_of (self->snapshot, section->block->kind, &cell);
      if (id.part != DSC_PART_OF_BLOCK)
        return id;
      if (!forward && cell.offset == 0)
        break;
      offset = forward ? cell.offset + cell.size : cell.offset - 1;
    }
  return (DscSceneId) { 0 };
}

/* The first or last thing in a block: the block itself where nothing in it has a name. */
static DscSceneId
id_at_end (const DscViewBytes    *self,
           const DscBytesSection *section,
           gboolean               last)
{
  const DscSceneId id = find_named (self, section, last ? section->block->size - 1 : 0, !last);

  return id.part != DSC_PART_OF_PICTURE ? id : (DscSceneId) { .part = DSC_PART_OF_BLOCK, .index = section->block->kind };
}

/* Over the end of a block lies the next one. */
static DscSceneId
move_forward (const DscViewBytes    *self,
              const DscBytesSection *section,
              DscSceneId             from,
              guint64                offset)
{
  const guint next = (guint) (section - &g_array_index (self->sections, DscBytesSection, 0)) + 1;
  const DscSceneId id = find_named (self, section, offset, TRUE);

  if (id.part != DSC_PART_OF_PICTURE)
    return id;
  return next < self->sections->len ? id_at_end (self, section + 1, FALSE) : from;
}

static DscSceneId
move_back (const DscViewBytes    *self,
           const DscBytesSection *section,
           DscSceneId             from,
           guint64                begin,
           guint64                by)
{
  const DscSceneId id = begin >= by ? find_named (self, section, begin - by, FALSE) : (DscSceneId) { 0 };

  if (id.part != DSC_PART_OF_PICTURE)
    return id;
  return section != &g_array_index (self->sections, DscBytesSection, 0) ? id_at_end (self, section - 1, TRUE) : from;
}

DscSceneId
dsc_view_bytes_move (const DscViewBytes *self,
                     DscSceneId          from,
                     DscMove             move)
{
  DscByteRange range;
  const DscBytesSection *section = dsc_byte_id_range (self->snapshot, from, &range) ? section_of_block (self, range.block) : NULL;

  if (self->sections->len == 0)
    return from;
  if (section == NULL || move == DSC_MOVE_FIRST || move == DSC_MOVE_LAST)
    {
      const gboolean last = move == DSC_MOVE_LAST || (section == NULL && (move == DSC_MOVE_UP || move == DSC_MOVE_PREVIOUS));
      return id_at_end (self, &g_array_index (self->sections, DscBytesSection, last ? self->sections->len - 1 : 0), last);
    }
  if (from.part == DSC_PART_OF_BLOCK && (move == DSC_MOVE_DOWN || move == DSC_MOVE_RIGHT || move == DSC_MOVE_NEXT))
    return move_forward (self, section, from, 0);
  switch (move)
    {
    case DSC_MOVE_RIGHT:
    case DSC_MOVE_NEXT:
      return move_forward (self, section, from, range.offset + range.size);
    case DSC_MOVE_DOWN:
      return move_forward (self, section, from, MAX (range.offset + self->per_row, range.offset + range.size));
    case DSC_MOVE_UP:
      return move_back (self, section, from, range.offset, self->per_row);
    case DSC_MOVE_LEFT:
    case DSC_MOVE_PREVIOUS:
    case DSC_MOVE_FIRST:
    case DSC_MOVE_LAST:
      break;
    }
  return move_back (self, section, from, range.offset, 1);
}
