/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-painter-private.h: what the files of the painter share. */
#pragma once

#include "dsc-glyphs.h"
#include "dsc-map-ink.h"
#include "dsc-painter.h"

/* All text is laid out at this size and scaled: unhinted text is the same at every size, and the first layout at a size
 * costs fontconfig more than all that follow. */
#define DSC_LAYOUT_SIZE 16.0

struct DscPainter {
  PangoContext    *context;
  GHashTable      *layouts;      /* LayoutKey → PangoLayout */
  DscTextMetrics   metrics;
  DscGlyphs       *glyphs;       /* NULL until a map needs them */
  DscMapInk       *map_ink;      /* NULL until a map needs it */
  cairo_surface_t *scratch;      /* pixels of maps, as large as was needed so far; NULL: none yet */
};

PangoLayout *dsc_painter_get_layout (DscPainter *self, const DscFontSpec *font, const char *text);
DscGlyphs   *dsc_painter_get_glyphs (DscPainter *self);

/* dsc-painter-map.c: the visible part of a map, at the level that options or the scale ask for. */
void         dsc_painter_paint_map  (DscPainter *self, cairo_t *cr, const DscMap *map, const DscPaintOptions *options);
