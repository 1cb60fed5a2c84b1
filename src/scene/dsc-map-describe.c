/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-map-describe.c: what a pixel of a map stands for, in words. */
#include "dsc-map.h"

#include <glib/gi18n-lib.h>

#include "dsc-describe-private.h"

/* The level whose blocks are as large as a pixel or larger: the one that is painted. */
guint
dsc_map_get_level (const DscMap *self,
                   double        scale)
{
  const DscMapGeometry *g = dsc_map_get_geometry (self);
  const DscPyramidLayer layer = dsc_map_get_layer (self);
  const guint n_levels = dsc_pyramid_get_n_levels (dsc_map_get_pyramid (self), layer);
  guint level = 0;
  gsize columns = 1, rows = 1;

  while (level + 1 < n_levels && ((double) columns * g->pitch_x * scale < 1 - 1e-9 || (double) rows * g->pitch_y * scale < 1 - 1e-9))
    dsc_pyramid_get_block (dsc_map_get_pyramid (self), layer, ++level, &columns, &rows);
  return level;
}

static char *
count_cells (const DscMap *self,
             guint64       n)
{
  if (dsc_map_get_kind (self) == DSC_MAP_OF_INDICES || dsc_snapshot_get_index_width (dsc_map_get_snapshot (self)) == 0)
    return dsc_describe_count (n, "%s slot", "%s slots");
  return dsc_describe_count (n, "%s entry", "%s entries");
}

char *
dsc_map_describe_pixel (const DscMap *self,
                        double        scale)
{
  const guint level = dsc_map_get_level (self, scale);
  gsize columns, rows;

  if (level == 0)
    return NULL;
  dsc_pyramid_get_block (dsc_map_get_pyramid (self), dsc_map_get_layer (self), level, &columns, &rows);
  g_autofree char *count = count_cells (self, (guint64) columns * rows);
  /* Translators: "6 slots" or "6 entries" */
  return g_strdup_printf (_("each pixel shows %s"), count);
}

static char *
describe_worst (DscBin bin)
{
  const guint probes = dsc_cell_probes (bin.worst);
  g_autofree char *count = dsc_describe_count (probes, "%s probe", "%s probes");

  if (probes == 0)
    return g_strdup ("");
  if (bin.worst == DSC_CELL_MOST)
    return g_strdup_printf (_("; worst %s or more"), count);
  return g_strdup_printf (_("; worst %s"), count);
}

static char *
describe_bin (const DscMap *self,
              DscBin        bin)
{
  const gboolean is_open = dsc_snapshot_get_index_width (dsc_map_get_snapshot (self)) == 0;
  g_autofree char *cells = count_cells (self, bin.cells);
  g_autofree char *used = dsc_describe_number (bin.used);
  g_autofree char *dummies = dsc_describe_number (bin.dummies);
  g_autofree char *worst = describe_worst (bin);

  if (dsc_map_get_kind (self) == DSC_MAP_OF_INDICES || is_open)
    /* Translators: what a block of the picture holds: 6 slots: 4 in use, 1 dummy; worst 4 probes. */
    return bin.dummies > 0 ? g_strdup_printf (_("%1$s: %2$s in use, %3$s dummy%4$s"), cells, used, dummies, worst)
                           : g_strdup_printf (_("%1$s: %2$s in use%3$s"), cells, used, worst);
  return bin.dummies > 0 ? g_strdup_printf (_("%1$s: %2$s in use, %3$s emptied%4$s"), cells, used, dummies, worst)
                         : g_strdup_printf (_("%1$s: %2$s in use%3$s"), cells, used, worst);
}

char *
dsc_map_describe_at (const DscMap *self,
                     double        x,
                     double        y,
                     double        scale)
{
  const guint level = dsc_map_get_level (self, scale);
  gsize cell;

  if (!dsc_map_cell_at (self, x, y, &cell))
    return NULL;
  if (level == 0)
    return dsc_describe_title (dsc_map_get_snapshot (self), NULL, dsc_map_cell_id (self, cell));

  DscPyramid *pyramid = dsc_map_get_pyramid (self);
  const gsize columns = dsc_map_get_geometry (self)->columns;
  gsize width, height;
  dsc_pyramid_build (pyramid, NULL, NULL);
  dsc_pyramid_get_block (pyramid, dsc_map_get_layer (self), level, &width, &height);
  const DscBin bin = dsc_pyramid_get_bin (pyramid, dsc_map_get_layer (self), level, cell % columns / width, cell / columns / height);
  g_autofree char *text = describe_bin (self, bin);
  return g_strdup_printf (_("This pixel shows %s."), text);
}

char *
dsc_map_describe_whole (const DscMap *self)
{
  DscPyramid *pyramid = dsc_map_get_pyramid (self);

  dsc_pyramid_build (pyramid, NULL, NULL);
  return describe_bin (self, dsc_pyramid_get_whole (pyramid, dsc_map_get_layer (self)));
}
