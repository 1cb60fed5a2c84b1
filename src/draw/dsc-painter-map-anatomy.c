/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-painter-map-anatomy.c: level Anatomy: each member of an entry in a box of its own, with its offset and name; each slot with
 * its number, what it holds and where it lies. */
#include "dsc-painter-map-private.h"

#include <math.h>
#include <stdio.h>

#include "dsc-describe-private.h"

/* Sizes in map units; a unit is about a pixel at the smallest scale at which this level is used. */
#define LABEL_ADVANCE 4.8
#define TEXT_ADVANCE  6.6
#define HASH_ADVANCE  6.0
#define NUMBER_ADVANCE 7.2

typedef struct {
  double  unit;                 /* pixels */
  guint32 number, text, dim, faint, dummy;
} Texts;

/* A whole number of pixels, but for paper, where an eighth of one is fine enough. */
static double
advance_of (const Texts *texts,
            double       units)
{
  return MAX (floor (units * texts->unit + 1e-6), 1);
}

static DscPixelRect
field_box (const DscMapJob *job,
           gsize            i,
           DscFieldId       field)
{
  return dsc_map_job_rect (job, dsc_map_field_rect (job->map, i, field));
}

/* --- boxes -------------------------------------------------------------------------------------------------------- */

static const DscFieldId fields[] = { DSC_FIELD_ME_HASH, DSC_FIELD_ME_KEY, DSC_FIELD_ME_VALUE };

static void
paint_live_box (const DscMapJob *job,
                gsize            i,
                DscPixelRect     rect)
{
  const int height = rect.bottom - rect.top;
  const int bar = MAX ((int) lround (height * dsc_map_ink_get_bar (job->ink, job->cells[i])), job->hair);
  const int line = MAX ((int) floor (1.5 * height / DSC_MAP_HEIGHT), job->hair);

  dsc_map_job_fill (job, rect, job->ink->live);
  dsc_map_job_outline (job, rect, line, job->ink->live_line);
  dsc_map_job_fill (job, (DscPixelRect) { rect.left, rect.bottom - bar, rect.left + 3 * line, rect.bottom }, job->ink->cells[job->cells[i]]);
  for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
    {
      const DscPixelRect box = field_box (job, i, fields[f]);

      if (box.right > box.left)
        dsc_map_job_fill (job, box, job->ink->card);
    }
}

static void
paint_box_cb (const DscMapJob *job,
              gsize            i,
              DscPixelRect     rect,
              gpointer         data)
{
  const Texts *texts = data;

  if (job->cells[i] >= DSC_CELL_USED)
    {
      paint_live_box (job, i, rect);
      return;
    }
  dsc_map_job_paint_cell (job, rect, job->cells[i]);
  if (job->cells[i] == DSC_CELL_DUMMY)
    {
      /* Plates under what is written: number and offset at the left, what it is in the middle. */
      const int height = rect.bottom - rect.top;
      const int right = dsc_map_get_kind (job->map) == DSC_MAP_OF_INDICES ? rect.right - (int) (2 * texts->unit)
                                                                       : rect.left + (int) (42 * texts->unit);
      dsc_map_job_fill (job, (DscPixelRect) { rect.left + (int) (2 * texts->unit), rect.top + (int) (2 * texts->unit), right,
                                              rect.bottom - (int) (2 * texts->unit) },
                        job->ink->dummy_ground);
      if (dsc_map_get_kind (job->map) == DSC_MAP_OF_ENTRIES)
        dsc_map_job_fill (job, (DscPixelRect) { rect.left + (int) (46 * texts->unit), rect.top + height / 4, rect.left + (int) (226 * texts->unit),
                                                rect.bottom - height / 4 }, job->ink->dummy_ground);
    }
}

/* --- texts -------------------------------------------------------------------------------------------------------- */

/* A number at its usual size, smaller where the cell is too narrow. */
static void
show_number (const DscMapJob *job,
             const Texts     *texts,
             guint32          color,
             const char      *text,
             double           center,
             double           middle,
             double           room)
{
  const gsize n = (gsize) g_utf8_strlen (text, -1);
  double advance = advance_of (texts, NUMBER_ADVANCE);

  while (advance > 2 && (double) n * advance > room)
    advance--;
  const double size = dsc_glyphs_get_size (dsc_painter_get_glyphs (job->painter), advance);
  dsc_map_job_text (job, advance, TRUE, color, floor (center - (double) n * advance / 2), floor (middle + 0.36 * size), text, n);
}

/* Small, from the left on, and smaller where the room is too narrow. */
static void
show_offset (const DscMapJob *job,
             const Texts     *texts,
             const char      *text,
             double           left,
             double           baseline,
             double           room)
{
  const gsize n = strlen (text);
  double advance = advance_of (texts, LABEL_ADVANCE);

  while (advance > 2 && (double) n * advance > room)
    advance--;
  dsc_map_job_text (job, advance, FALSE, texts->faint, floor (left), floor (baseline), text, n);
}

/* Small, at the right end of its room. */
static void
show_label (const DscMapJob *job,
            const Texts     *texts,
            const char      *text,
            double           right,
            double           baseline)
{
  const gsize n = (gsize) g_utf8_strlen (text, -1);
  const double advance = advance_of (texts, LABEL_ADVANCE);

  dsc_map_job_text (job, advance, FALSE, texts->faint, right - (double) n * advance, floor (baseline), text, n);
}

static void
show_slot (const DscMapJob *job,
           gsize            i,
           DscPixelRect     rect,
           const Texts     *texts)
{
  const DscSnapshot *snapshot = dsc_map_get_snapshot (job->map);
  const gint64 index = dsc_snapshot_get_index (snapshot, i);
  const double u = texts->unit;
  const guint32 color = index >= 0 ? texts->number : index == DSC_INDEX_DUMMY ? texts->dummy : texts->faint;
  g_autofree char *held = dsc_describe_number (index);
  char slot[24], offset[32];

  snprintf (slot, sizeof slot, "%" G_GSIZE_FORMAT, i);
  snprintf (offset, sizeof offset, "+%" G_GUINT64_FORMAT, (guint64) dsc_snapshot_get_index_offset (snapshot, i));
  dsc_map_job_text (job, advance_of (texts, LABEL_ADVANCE), FALSE, texts->dim, rect.left + floor (5 * u), rect.top + floor (10 * u), slot, 12);
  show_number (job, texts, color, held, (rect.left + rect.right) / 2.0, rect.top + 22 * u, (DSC_MAP_INDEX_WIDTH - 8) * u);
  show_label (job, texts, offset, rect.right - 3 * u, rect.top + 40 * u);
}

/* "+8 me_key" and its value on one line, or one below the other. */
static void
show_field (const DscMapJob *job,
            gsize            i,
            DscFieldId       field,
            const char      *value,
            gboolean         is_high,
            const Texts     *texts)
{
  const DscPixelRect box = field_box (job, i, field);
  const double u = texts->unit;
  const double label = advance_of (texts, LABEL_ADVANCE);
  const double advance = advance_of (texts, is_high ? HASH_ADVANCE : TEXT_ADVANCE);
  const double x = is_high ? box.left + floor (4 * u) : box.left + floor (4 * u) + 14 * label;
  char name[32];
  guint32 offset = field == DSC_FIELD_ME_HASH ? 0 : field == DSC_FIELD_ME_KEY ? 8 : 16;

  if (!dsc_snapshot_entries_have_hash (dsc_map_get_snapshot (job->map)))
    offset -= 8;
  if (dsc_snapshot_get_traits (dsc_map_get_snapshot (job->map))->pointer_size == 4)
    offset /= 2;
  snprintf (name, sizeof name, "+%u %s", offset, dsc_field_name (field));
  dsc_map_job_text (job, label, FALSE, texts->dim, box.left + floor (4 * u), box.top + floor ((is_high ? 9 : 12.5) * u), name, 14);
  if (!is_high)
    {
      dsc_map_job_text (job, advance, FALSE, texts->text, x, box.top + floor (13.5 * u), value, (gsize) MAX ((box.right - x - 2 * u) / advance, 0));
      return;
    }
  /* Sixteen digits in two lines. */
  g_autofree char *upper = g_strndup (value, 9);
  dsc_map_job_text (job, advance, FALSE, texts->text, x, box.top + floor (22 * u), upper, 9);
  if (strlen (value) > 10)
    dsc_map_job_text (job, advance, FALSE, texts->text, x, box.top + floor (34 * u), value + 10, 9);
}

static void
show_object (const DscMapJob *job,
             gsize            i,
             DscFieldId       field,
             const DscObject *object,
             const Texts     *texts)
{
  g_autofree char *text = object != NULL ? dsc_describe_repr (dsc_map_get_snapshot (job->map), object, 24) : g_strdup ("NULL");

  show_field (job, i, field, text, FALSE, texts);
}

static void
show_entry (const DscMapJob *job,
            gsize            i,
            DscPixelRect     rect,
            const Texts     *texts)
{
  const DscSnapshot *snapshot = dsc_map_get_snapshot (job->map);
  const guint8 cell = job->cells[i];
  const double u = texts->unit;
  const guint32 color = cell >= DSC_CELL_USED ? texts->number : cell == DSC_CELL_DUMMY ? texts->dummy : texts->faint;
  char number[24], offset[32];

  snprintf (number, sizeof number, "%" G_GSIZE_FORMAT, i);
  snprintf (offset, sizeof offset, "+%" G_GUINT64_FORMAT, (guint64) dsc_snapshot_get_entry_offset (snapshot, i));
  show_number (job, texts, color, number, rect.left + 24 * u, rect.top + 18 * u, 36 * u);
  show_offset (job, texts, offset, rect.left + 6 * u, rect.top + 38 * u, 38 * u);     /* beside the bar of the probe length */
  if (cell == DSC_CELL_DUMMY)
    {
      g_autofree char *label = dsc_describe_tombstone_label (snapshot, i, TRUE);
      dsc_map_job_text (job, advance_of (texts, HASH_ADVANCE), TRUE, texts->dummy, rect.left + floor (50 * u), rect.top + floor (26 * u), label,
                        (gsize) (174 * u / advance_of (texts, HASH_ADVANCE)));
    }
  if (cell < DSC_CELL_USED)
    return;

  const DscEntry entry = dsc_snapshot_get_entry (snapshot, i);
  if (dsc_snapshot_entries_have_hash (snapshot))
    {
      g_autofree char *hash = dsc_describe_hash (dsc_snapshot_get_traits (snapshot), entry.me_hash);
      show_field (job, i, DSC_FIELD_ME_HASH, hash, TRUE, texts);
    }
  show_object (job, i, DSC_FIELD_ME_KEY, entry.me_key, texts);
  show_object (job, i, DSC_FIELD_ME_VALUE, entry.me_value, texts);
}

static void
show_text_cb (const DscMapJob *job,
              gsize            i,
              DscPixelRect     rect,
              gpointer         data)
{
  if (dsc_map_get_kind (job->map) == DSC_MAP_OF_INDICES)
    show_slot (job, i, rect, data);
  else
    show_entry (job, i, rect, data);
}

static Texts
choose_texts (const DscMapJob *job)
{
  return (Texts) {
    dsc_map_get_geometry (job->map)->unit * job->grid.scale,
    dsc_map_job_text_color (job, DSC_ROLE_LIVE), dsc_map_job_text_color (job, DSC_ROLE_TEXT), dsc_map_job_text_color (job, DSC_ROLE_TEXT_DIM),
    dsc_map_job_text_color (job, DSC_ROLE_EMPTY), dsc_map_job_text_color (job, DSC_ROLE_DUMMY),
  };
}

void
dsc_map_job_anatomy_boxes (const DscMapJob *job)
{
  Texts texts = choose_texts (job);

  dsc_map_job_foreach (job, paint_box_cb, &texts);
}

void
dsc_map_job_anatomy_texts (const DscMapJob *job)
{
  Texts texts = choose_texts (job);

  dsc_map_job_foreach (job, show_text_cb, &texts);
}
