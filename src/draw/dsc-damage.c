/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-damage.c: the boxes of what two scenes do not have in common, as a region of few rectangles. */
#include "dsc-damage.h"

#include <math.h>

#include "dsc-scene-diff.h"

#define MOST_BOXES 40       /* each is a walk through all nodes when it is painted */

static cairo_rectangle_int_t
round_box (const DscRect *box,
           double         scale,
           double         x,
           double         y,
           double         grid)
{
  const double left = floor ((box->x * scale + x - 1) / grid) * grid, top = floor ((box->y * scale + y - 1) / grid) * grid;
  const double right = ceil (((box->x + box->width) * scale + x + 1) / grid) * grid;
  const double bottom = ceil (((box->y + box->height) * scale + y + 1) / grid) * grid;

  return (cairo_rectangle_int_t) { (int) CLAMP (left, -1e6, 1e6), (int) CLAMP (top, -1e6, 1e6), (int) CLAMP (right - left, 0, 2e6),
                                   (int) CLAMP (bottom - top, 0, 2e6) };
}

cairo_region_t *
dsc_damage_between (const DscScene *before,
                    const DscScene *after,
                    double          scale,
                    double          x,
                    double          y)
{
  static const double grids[] = { 1, 16, 64, 256 };      /* coarser ones have fewer rectangles, and cover more */
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (DscRect));
  cairo_region_t *region = NULL;

  if (before != after)
    dsc_scene_list_changes (before, after, scale, boxes);
  for (guint k = 0; k < G_N_ELEMENTS (grids); k++)
    {
      g_clear_pointer (&region, cairo_region_destroy);
      region = cairo_region_create ();
      for (guint i = 0; i < boxes->len; i++)
        {
          const cairo_rectangle_int_t box = round_box (&g_array_index (boxes, DscRect, i), scale, x, y, grids[k]);
          cairo_region_union_rectangle (region, &box);
        }
      if (cairo_region_num_rectangles (region) <= MOST_BOXES)
        break;
    }
  return region;
}
