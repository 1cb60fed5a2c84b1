/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-map-pixels.c: writes the pixels of levels Grid and Density.
 *
 * A pixel has the colour of the cell (Grid) or of the block (Density) that its centre is in. Blocks are never smaller than a pixel,
 * so each has a pixel and no dummy is lost. Where several rows of pixels show the same cells, the first is copied. */
#include "dsc-map-pixels.h"

#include <math.h>
#include <string.h>

#define NOWHERE G_MAXUINT32
#define LEAST_FOR_GAP 3.0    /* pixels of a cell from which on a line parts it from the next */

DscPixelGrid
dsc_pixel_grid_new (double scale,
                    double shift_x,
                    double shift_y)
{
  return (DscPixelGrid) { scale, shift_x - floor (shift_x), shift_y - floor (shift_y), (int) floor (shift_x), (int) floor (shift_y) };
}

typedef struct {
  int    start;           /* first pixel, counted from the grid's base */
  double shift, scale;
  double origin, pitch;   /* of the cells, scene units */
  gsize  most;
} Axis;

/* For each of n pixels the number of the column (row) of cells that its centre is in, divided by 1 << log2_block; NOWHERE: outside.
 * Each by itself, not by adding up: a part of a picture must find the same as the whole. */
static void
list_places (guint32    *out,
             int         n,
             const Axis *axis,
             guint       log2_block)
{
  for (int i = 0; i < n; i++)
    {
      const double place = floor (((axis->start + i + 0.5 - axis->shift) / axis->scale - axis->origin) / axis->pitch + 1e-9);

      out[i] = place >= 0 && place < (double) axis->most ? (guint32) place >> log2_block : NOWHERE;
    }
}

typedef struct {
  const DscMap         *map;
  const DscMapInk      *ink;
  const DscMapGeometry *g;
  DscPixelBox           box;
  struct { int x, y; }  start;            /* first pixel, counted from the grid's base */
  guint32              *columns, *rows;   /* of each pixel */
  guint                 log2_width, log2_height;
} Plan;

static void
init_plan (Plan               *self,
           const DscMap       *map,
           const DscMapInk    *ink,
           const DscPixelGrid *grid,
           DscPixelBox         box,
           gsize               width,
           gsize               height)
{
  const DscMapGeometry *g = dsc_map_get_geometry (map);
  const Axis across = { box.x - grid->base_x, grid->shift_x, grid->scale, g->x, g->pitch_x, g->columns };
  const Axis down = { box.y - grid->base_y, grid->shift_y, grid->scale, g->y, g->pitch_y, g->rows };

  *self = (Plan) { map, ink, g, box, { across.start, down.start }, g_new (guint32, box.width + 1), g_new (guint32, box.height + 1),
                   (guint) g_bit_nth_msf (width, -1), (guint) g_bit_nth_msf (height, -1) };
  list_places (self->columns, box.width, &across, self->log2_width);
  list_places (self->rows, box.height, &down, self->log2_height);
}

static void
clear_plan (Plan *self)
{
  g_free (self->columns);
  g_free (self->rows);
}

/* First and last place that is inside; FALSE: none. */
static gboolean
find_inside (const guint32 *places,
             int            n,
             int           *out_first,
             int           *out_end)
{
  int first = 0, end = n;

  while (first < n && places[first] == NOWHERE)
    first++;
  while (end > first && places[end - 1] == NOWHERE)
    end--;
  *out_first = first;
  *out_end = end;
  return first < end;
}

static void
fill (guint32 *pixels,
      int      n,
      guint32  color)
{
  for (int i = 0; i < n; i++)
    pixels[i] = color;
}

/* Pixels behind the last cell show nothing of the table. */
static int
row_end (const Plan *self,
         guint32     row,
         int         first,
         int         end)
{
  const gsize last_width = self->g->n - (self->g->rows - 1) * self->g->columns;

  if ((((gsize) row + 1) << self->log2_height) < self->g->rows || self->g->rows - 1 > ((gsize) row << self->log2_height))
    return end;   /* the block has a full row of cells, too */
  while (end > first && ((gsize) self->columns[end - 1] << self->log2_width) >= last_width)
    end--;
  return end;
}

/* --- density ------------------------------------------------------------------------------------------------------ */

void
dsc_map_paint_density (const DscMap       *map,
                       const DscMapInk    *ink,
                       const DscPixelGrid *grid,
                       DscPixelBox         box,
                       guint32            *pixels,
                       gsize               stride)
{
  const DscPyramid *pyramid = dsc_map_get_pyramid (map);
  const DscPyramidLayer layer = dsc_map_get_layer (map);
  const guint level = MAX (dsc_map_get_level (map, grid->scale), 1);
  gsize width, height;
  int first, end;
  Plan plan;

  dsc_pyramid_get_block (pyramid, layer, level, &width, &height);
  init_plan (&plan, map, ink, grid, box, width, height);
  const gboolean any = find_inside (plan.columns, box.width, &first, &end);
  const guint32 left = any ? plan.columns[first] : 0;
  const gsize n = any ? plan.columns[end - 1] - left + 1 : 0;
  guint16 *codes = g_new (guint16, n + 1);

  for (int y = 0; y < box.height; y++, pixels += stride)
    {
      if (!any || plan.rows[y] == NOWHERE)
        {
          fill (pixels, box.width, ink->card);
          continue;
        }
      if (y > 0 && plan.rows[y] == plan.rows[y - 1])
        {
          memcpy (pixels, pixels - stride, (gsize) box.width * sizeof *pixels);
          continue;
        }
      const int row_last = row_end (&plan, plan.rows[y], first, end);
      dsc_pyramid_get_codes (pyramid, layer, level, plan.rows[y], left, n, codes);
      fill (pixels, first, ink->card);
      for (int x = first; x < row_last; x++)
        pixels[x] = ink->codes[codes[plan.columns[x] - left]];
      fill (pixels + row_last, box.width - row_last, ink->card);
    }
  g_free (codes);
  clear_plan (&plan);
}

/* --- grid --------------------------------------------------------------------------------------------------------- */

/* Dummies are striped as soon as a cell has room for a stripe: colour alone would not do. */
static void
stripe_dummies (const Plan   *self,
                const guint8 *cells,
                guint32      *pixels,
                int           first,
                int           end,
                int           y)
{
  for (int x = first; x < end; x++)
    if (cells[self->columns[x]] == DSC_CELL_DUMMY && ((guint) (x + self->start.x + y + self->start.y)) % 3 == 0)
      pixels[x] = self->ink->dummy_ground;
}

/* A pixel is the last of its cell when the next one belongs to another. */
static void
draw_gaps (const Plan *self,
           guint32    *pixels,
           int         first,
           int         end)
{
  for (int x = first; x + 1 < end; x++)
    if (self->columns[x] != self->columns[x + 1])
      pixels[x] = self->ink->gap;
}

/* FALSE: the next row of pixels of the same cells looks the same. */
static gboolean
paint_grid_row (const Plan *self,
                gboolean    has_gap_x,
                gboolean    has_stripes,
                guint32    *pixels,
                int         first,
                int         end,
                int         y)
{
  const guint8 *cells = dsc_pyramid_get_cells (dsc_map_get_pyramid (self->map), dsc_map_get_layer (self->map))
                        + (gsize) self->rows[y] * self->g->columns;
  const int last = row_end (self, self->rows[y], first, end);
  gboolean is_striped = FALSE;

  fill (pixels, first, self->ink->card);
  for (int x = first; x < last; x++)
    pixels[x] = self->ink->cells[cells[self->columns[x]]];
  if (has_stripes && last > first)
    is_striped = memchr (cells + self->columns[first], DSC_CELL_DUMMY, self->columns[last - 1] - self->columns[first] + 1) != NULL;
  if (is_striped)
    stripe_dummies (self, cells, pixels, first, last, y);
  if (has_gap_x)
    draw_gaps (self, pixels, first, last);
  fill (pixels + last, self->box.width - last, self->ink->card);
  return is_striped;
}

static gboolean
is_gap_row (const Plan *self,
            int         y)
{
  return self->rows[y] != self->rows[y + 1] && self->rows[y + 1] != NOWHERE;
}

void
dsc_map_paint_grid (const DscMap       *map,
                    const DscMapInk    *ink,
                    const DscPixelGrid *grid,
                    DscPixelBox         box,
                    guint32            *pixels,
                    gsize               stride)
{
  const DscMapGeometry *g = dsc_map_get_geometry (map);
  const gboolean has_gap_x = g->pitch_x * grid->scale >= LEAST_FOR_GAP;
  const gboolean has_gap_y = g->pitch_y * grid->scale >= LEAST_FOR_GAP;
  /* One pixel more than is asked for, which says whether the last one is the end of its cell. */
  const DscPixelBox wider = { box.x, box.y, box.width + 1, box.height + 1 };
  guint32 *row = g_new (guint32, wider.width);
  int row_y = -1;
  int first, end;
  Plan plan;

  init_plan (&plan, map, ink, grid, wider, 1, 1);
  const gboolean any = find_inside (plan.columns, wider.width, &first, &end);
  for (int y = 0; y < box.height; y++, pixels += stride)
    {
      if (!any || plan.rows[y] == NOWHERE || (has_gap_y && is_gap_row (&plan, y)))
        {
          fill (pixels, box.width, ink->card);
          continue;
        }
      if (row_y < 0 || plan.rows[y] != plan.rows[row_y])
        row_y = paint_grid_row (&plan, has_gap_x, has_gap_y, row, first, end, y) ? -1 : y;
      memcpy (pixels, row, (gsize) box.width * sizeof *pixels);
    }
  g_free (row);
  clear_plan (&plan);
}
