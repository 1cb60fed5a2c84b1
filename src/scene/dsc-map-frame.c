/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-map-frame.c: the ruler beside a map and the level of detail above it. */
#include "dsc-map-frame.h"

#include <glib/gi18n-lib.h>

#define RULER_STEP 24.0    /* least distance between two numbers */

static const DscFontSpec number_font = { DSC_FONT_MONO, 11, FALSE };
static const DscFontSpec caption_font = { DSC_FONT_SANS, 11, FALSE };

static void
add_text (DscScene             *scene,
          const DscTextMetrics *metrics,
          const DscFontSpec    *font,
          double                x,
          double                baseline,
          const char           *text)
{
  dsc_scene_add_text (scene, (DscSceneId) { .part = DSC_PART_OF_PICTURE }, DSC_ROLE_TEXT_FAINT, font, DSC_ANCHOR_END, x, baseline, text, metrics);
}

/* Steps of 1, 2 or 5 times a power of ten, far enough apart to be read. */
static gsize
choose_step (double pitch)
{
  static const gsize factors[] = { 1, 2, 5 };

  for (gsize decade = 1;; decade *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
      if ((double) (decade * factors[i]) * pitch >= RULER_STEP)
        return decade * factors[i];
}

/* Number of the first cell of some rows, so that a place can be told without zooming. */
static void
draw_ruler (DscScene             *scene,
            const DscTextMetrics *metrics,
            const DscMapGeometry *g)
{
  const gsize step = choose_step (g->pitch_y);

  for (gsize row = 0; row < g->rows; row += step)
    {
      const double middle = MAX (g->y + ((double) row + 0.5) * g->pitch_y, g->y + 4);
      g_autofree char *text = g_strdup_printf ("%" G_GSIZE_FORMAT, row * g->columns);

      add_text (scene, metrics, &number_font, g->x - 8, middle + 4, text);
    }
}

void
dsc_map_draw_frame (DscScene             *scene,
                    const DscTextMetrics *metrics,
                    const DscMap         *map)
{
  const DscMapGeometry *g = dsc_map_get_geometry (map);
  const DscRect bounds = dsc_map_get_bounds (map);
  const gboolean is_compact = dsc_snapshot_get_traits (dsc_map_get_snapshot (map))->family == DSC_FAMILY_COMPACT;
  const gboolean has_slots = dsc_map_get_kind (map) == DSC_MAP_OF_INDICES || !is_compact;
  const char *name = dsc_detail_get_name (dsc_map_get_detail (map, 1));
  g_autofree char *pixel = dsc_map_describe_pixel (map, 1);
  /* Translators: the level of detail at which a map is drawn in a page of natural size: Density at 100 %: each pixel shows 16 slots */
  g_autofree char *level = pixel != NULL ? g_strdup_printf (_("%1$s at 100 %%: %2$s"), name, pixel) : g_strdup_printf (_("%s at 100 %%"), name);

  add_text (scene, metrics, &caption_font, g->x - 8, g->y - 8, has_slots ? _("slot") : _("entry"));
  add_text (scene, metrics, &caption_font, bounds.x + bounds.width, g->y - 8, level);
  draw_ruler (scene, metrics, g);
}
