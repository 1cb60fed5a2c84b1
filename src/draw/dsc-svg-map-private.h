/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-svg-map-private.h: what the files that write a map as SVG share. Coordinates are map units. */
#pragma once

#include "dsc-map-ink.h"
#include "dsc-svg-private.h"

typedef struct {
  GString              *out;
  const DscMap         *map;
  const DscMapGeometry *g;
  const DscSvgOptions  *options;
  DscMapInk            *ink;
  const guint8         *cells;
  const char           *prefix;   /* of the patterns' ids */
  double                width;    /* of a cell */
  guint                 pitch_x, pitch_y;
  DscDetail             detail;   /* what is written; CELLS where there are too many for texts */
} DscSvgMapWriter;

void dsc_svg_map_append_color (GString *out, guint32 color);
void dsc_svg_map_append_fill  (DscSvgMapWriter *self, DscRect box, guint32 fill);
void dsc_svg_map_append_text  (DscSvgMapWriter *self, const char *style, double x, double y, const char *text);

/* dsc-svg-map-anatomy.c: grounds are part of the pattern of a cell; texts are those of cell i, whose corner is (x, y). */
void dsc_svg_map_append_live_grounds  (DscSvgMapWriter *self, guint tint);
void dsc_svg_map_append_dummy_grounds (DscSvgMapWriter *self);
void dsc_svg_map_append_anatomy_style (DscSvgMapWriter *self);
void dsc_svg_map_append_anatomy_texts (DscSvgMapWriter *self, gsize i, double x, double y);
