/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-painter-map-cells.c: level Cells: state as colour, texture and glyph, probe length as the height of a bar. */
#include "dsc-painter-map-private.h"

#include <math.h>

#define LEAST_FOR_LINE  7   /* hairlines of height from which on a cell has an outline, and a dummy its cross */
#define LEAST_FOR_CROSS 9

static void
paint_used (const DscMapJob *job,
            DscPixelRect     rect,
            guint8           cell)
{
  const int height = rect.bottom - rect.top;
  const int bar = MAX ((int) lround (height * dsc_map_ink_get_bar (job->ink, cell)), job->hair);

  dsc_map_job_fill (job, rect, job->ink->live);
  dsc_map_job_fill (job, (DscPixelRect) { rect.left, rect.bottom - bar, rect.right, rect.bottom }, job->ink->cells[cell]);
  if (height >= LEAST_FOR_LINE * job->hair)
    dsc_map_job_outline (job, rect, job->hair, job->ink->live_line);
}

static void
paint_dummy (const DscMapJob *job,
             DscPixelRect     rect)
{
  const int height = rect.bottom - rect.top;

  dsc_map_job_fill (job, rect, job->ink->dummy_ground);
  dsc_map_job_hatch (job, rect, MAX (3, MIN (5, height / (2 * job->hair))) * job->hair, job->ink->dummy);
  dsc_map_job_outline (job, rect, job->hair, job->ink->dummy);
  if (height >= LEAST_FOR_CROSS * job->hair)
    dsc_map_job_cross (job, rect.left + (rect.right - rect.left) / 2, rect.top + height / 2, MIN (height / 2 - 2 * job->hair, 6 * job->hair),
                       job->ink->dummy);
}

void
dsc_map_job_paint_cell (const DscMapJob *job,
                        DscPixelRect     rect,
                        guint8           cell)
{
  if (cell >= DSC_CELL_USED)
    paint_used (job, rect, cell);
  else if (cell == DSC_CELL_DUMMY)
    paint_dummy (job, rect);
  else if (rect.bottom - rect.top >= LEAST_FOR_LINE * job->hair)
    dsc_map_job_dots (job, rect, job->ink->empty_line);
  else
    dsc_map_job_fill (job, rect, job->ink->empty);
}

static void
paint_cell_cb (const DscMapJob *job,
               gsize            i,
               DscPixelRect     rect,
               gpointer         data)
{
  (void) data;
  dsc_map_job_paint_cell (job, rect, job->cells[i]);
}

void
dsc_map_job_cells_boxes (const DscMapJob *job)
{
  dsc_map_job_foreach (job, paint_cell_cb, NULL);
}
