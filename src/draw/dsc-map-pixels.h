/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-map-pixels.h: levels Grid and Density of a map: pixels straight into memory, at a cost that depends on their number alone. */
#pragma once

#include "dsc-map-ink.h"

typedef struct { int x, y, width, height; } DscPixelBox;

/* From scene units to pixels: pixel = floor (value * scale + shift). The shift's whole part is kept apart, so that what is painted
 * for a tile is exactly what is painted there for the whole picture. */
typedef struct {
  double scale;
  double shift_x, shift_y;      /* 0 … 1 */
  int    base_x, base_y;
} DscPixelGrid;

DscPixelGrid dsc_pixel_grid_new (double scale, double shift_x, double shift_y);

static inline int
dsc_pixel_x (const DscPixelGrid *grid,
             double              x)
{
  return grid->base_x + (int) __builtin_floor (x * grid->scale + grid->shift_x + 1e-6);
}

static inline int
dsc_pixel_y (const DscPixelGrid *grid,
             double              y)
{
  return grid->base_y + (int) __builtin_floor (y * grid->scale + grid->shift_y + 1e-6);
}

/* Fills box of the picture, whose first pixel is pixels[0]; stride in pixels. The pyramid must be ready. */
void dsc_map_paint_density (const DscMap *map, const DscMapInk *ink, const DscPixelGrid *grid, DscPixelBox box, guint32 *pixels, gsize stride);
void dsc_map_paint_grid    (const DscMap *map, const DscMapInk *ink, const DscPixelGrid *grid, DscPixelBox box, guint32 *pixels, gsize stride);
