/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-painter-map-rows.c: level Rows: a cell is one line: number, key, value and the last bits of the hash as far as there is room.
 *
 * A slot's cell shows the index that it holds; where its digits have no room it looks as on level Cells. */
#include "dsc-painter-map-private.h"

#include <math.h>
#include <stdio.h>

#include "dsc-describe-private.h"

#define LEAST_ADVANCE 5     /* hairlines: letters narrower than that cannot be read */
#define HASH_DIGITS   4u    /* of the end of the hash, whose lowest bits choose the slot */

typedef struct {
  double advance;           /* of a character, pixels */
  gsize  digits;            /* of the largest number */
  gsize  chars;             /* that fit into a cell */
  gsize  key, value, hash;  /* columns of an entry's line in characters; 0: no room */
  double baseline;          /* from the top of a cell */
} Style;

static gsize
count_digits (gsize n)
{
  gsize digits = 1;

  for (; n >= 10; n /= 10)
    digits++;
  return digits;
}

/* Letters as large as the cell is high, but smaller when the number would not fit; whole pixels wide. */
static Style
choose_style (const DscMapJob *job)
{
  const DscMapGeometry *g = dsc_map_get_geometry (job->map);
  const DscSnapshot *snapshot = dsc_map_get_snapshot (job->map);
  const double height = g->height * job->grid.scale;
  const double width = g->width * job->grid.scale - 4 * job->hair;
  const gsize digits = count_digits (MAX (dsc_snapshot_get_entry_capacity (snapshot), 1) - 1);
  double advance = CLAMP (floor (height / job->hair * 0.42), LEAST_ADVANCE, 8) * job->hair;
  Style style = { .digits = digits };

  while (advance > LEAST_ADVANCE * job->hair && (double) digits * advance > width)
    advance -= job->hair;
  style.advance = advance;
  style.chars = (gsize) MAX (width / advance, 0);
  style.baseline = floor (height / 2 + 0.36 * dsc_glyphs_get_size (dsc_painter_get_glyphs (job->painter), advance));
  if (dsc_map_get_kind (job->map) == DSC_MAP_OF_INDICES || style.chars < digits + 4)
    return style;

  gsize rest = style.chars - digits - 1;
  style.hash = dsc_snapshot_entries_have_hash (snapshot) && rest >= 24 ? HASH_DIGITS : 0;
  rest -= style.hash > 0 ? style.hash + 2 : 0;
  style.key = rest >= 14 ? rest * 11 / 20 : rest;
  style.value = rest >= 14 ? rest - style.key - 1 : 0;
  return style;
}

/* --- boxes -------------------------------------------------------------------------------------------------------- */

static gboolean
has_text (const DscMapJob *job,
          const Style     *style)
{
  return dsc_map_get_kind (job->map) == DSC_MAP_OF_ENTRIES || style->chars >= style->digits;
}

/* Ground that text can be read on, with the probe length as a bar at the left edge. */
static void
paint_ground (const DscMapJob *job,
              DscPixelRect     rect,
              guint8           cell)
{
  const int height = rect.bottom - rect.top;
  const int bar = MAX ((int) lround (height * dsc_map_ink_get_bar (job->ink, cell)), job->hair);

  dsc_map_job_fill (job, rect, job->ink->live);
  dsc_map_job_outline (job, rect, job->hair, job->ink->live_line);
  dsc_map_job_fill (job, (DscPixelRect) { rect.left, rect.bottom - bar, rect.left + 2 * job->hair, rect.bottom }, job->ink->cells[cell]);
}

/* The number of an emptied entry stands on a smooth plate. */
static void
paint_dummy_plate (const DscMapJob *job,
                   DscPixelRect     rect,
                   const Style     *style)
{
  const int width = (int) ((double) style->digits * style->advance) + 4 * job->hair;
  const int inset = (rect.bottom - rect.top) / 6;

  if (dsc_map_get_kind (job->map) == DSC_MAP_OF_ENTRIES)
    dsc_map_job_fill (job, (DscPixelRect) { rect.left + job->hair, rect.top + inset, MIN (rect.left + width, rect.right), rect.bottom - inset },
                      job->ink->dummy_ground);
}

static void
paint_box_cb (const DscMapJob *job,
              gsize            i,
              DscPixelRect     rect,
              gpointer         data)
{
  const Style *style = data;

  if (job->cells[i] >= DSC_CELL_USED && has_text (job, style))
    {
      paint_ground (job, rect, job->cells[i]);
      return;
    }
  dsc_map_job_paint_cell (job, rect, job->cells[i]);
  if (job->cells[i] == DSC_CELL_DUMMY)
    paint_dummy_plate (job, rect, style);
}

void
dsc_map_job_rows_boxes (const DscMapJob *job)
{
  Style style = choose_style (job);

  dsc_map_job_foreach (job, paint_box_cb, &style);
}

/* --- texts -------------------------------------------------------------------------------------------------------- */

typedef struct {
  Style    style;
  guint32  number, text, dim, faint, dummy;
} Texts;

static void
show_index (const DscMapJob *job,
            gsize            i,
            DscPixelRect     rect,
            const Texts     *texts)
{
  const double advance = texts->style.advance;
  char digits[24];

  if (job->cells[i] < DSC_CELL_USED || !has_text (job, &texts->style))
    return;
  const int n = snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, (gint64) dsc_snapshot_get_index (dsc_map_get_snapshot (job->map), i));
  const double x = floor ((rect.left + rect.right - n * advance) / 2);
  dsc_map_job_text (job, advance, TRUE, texts->number, x, rect.top + texts->style.baseline, digits, (gsize) n);
}

static void
show_object (const DscMapJob *job,
             const DscObject *object,
             guint32          color,
             double           x,
             double           baseline,
             const Texts     *texts,
             gsize            room)
{
  if (room == 0 || object == NULL)
    return;
  g_autofree char *text = dsc_describe_repr (dsc_map_get_snapshot (job->map), object, room);
  dsc_map_job_text (job, texts->style.advance, FALSE, color, x, baseline, text, room);
}

static void
show_live_entry (const DscMapJob *job,
                 gsize            i,
                 double           x,
                 double           baseline,
                 const Texts     *texts)
{
  const DscEntry entry = dsc_snapshot_get_entry (dsc_map_get_snapshot (job->map), i);
  const Style *style = &texts->style;
  char hash[24];

  if (style->hash > 0)
    {
      snprintf (hash, sizeof hash, "…%0*" G_GINT64_MODIFIER "X", (int) HASH_DIGITS, (guint64) entry.me_hash & 0xffff);
      dsc_map_job_text (job, style->advance, FALSE, texts->dim, x, baseline, hash, HASH_DIGITS + 1);
      x += (double) (style->hash + 2) * style->advance;
    }
  show_object (job, entry.me_key, texts->text, x, baseline, texts, style->key);
  show_object (job, entry.me_value, texts->dim, x + (double) (style->key + 1) * style->advance, baseline, texts, style->value);
}

static void
show_text_cb (const DscMapJob *job,
              gsize            i,
              DscPixelRect     rect,
              gpointer         data)
{
  const Texts *texts = data;
  const Style *style = &texts->style;
  const double baseline = rect.top + style->baseline;
  const double x = rect.left + 4 * job->hair;
  const guint8 cell = job->cells[i];
  char digits[24];

  if (dsc_map_get_kind (job->map) == DSC_MAP_OF_INDICES)
    {
      show_index (job, i, rect, texts);
      return;
    }
  snprintf (digits, sizeof digits, "%" G_GSIZE_FORMAT, i);
  const guint32 color = cell >= DSC_CELL_USED ? texts->number : cell == DSC_CELL_DUMMY ? texts->dummy : texts->faint;
  dsc_map_job_text (job, style->advance, cell >= DSC_CELL_USED, color, x, baseline, digits, style->chars);
  if (cell >= DSC_CELL_USED && style->key > 0)
    show_live_entry (job, i, x + (double) (style->digits + 1) * style->advance, baseline, texts);
}

void
dsc_map_job_rows_texts (const DscMapJob *job)
{
  Texts texts = {
    choose_style (job), dsc_map_job_text_color (job, DSC_ROLE_LIVE), dsc_map_job_text_color (job, DSC_ROLE_TEXT),
    dsc_map_job_text_color (job, DSC_ROLE_TEXT_DIM), dsc_map_job_text_color (job, DSC_ROLE_EMPTY), dsc_map_job_text_color (job, DSC_ROLE_DUMMY),
  };

  dsc_map_job_foreach (job, show_text_cb, &texts);
}
