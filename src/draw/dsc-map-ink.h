/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-map-ink.h: the palette of maps: what a cell and a block of cells look like, as pixels.
 *
 * Made from the roles LIVE, EMPTY, DUMMY and PROBE of a theme, so that nothing has a colour of its own: the blue of what is in
 * use turns into the orange of probing with the worst probe length, and dummies cover whatever shares their pixel, so that a
 * single one among thousands is seen. In shades of grey dummies are the darkest (in dark themes the lightest). */
#pragma once

#include "dsc-map.h"
#include "dsc-palette.h"

#define DSC_MAP_N_TINTS 8u       /* steps from blue to orange */

typedef struct {
  DscTheme theme;
  guint    worst;                /* byte of the worst cell of the table: full orange */
  guint32  card, empty, empty_line, live, live_line, dummy, dummy_ground, gap;   /* 0xFFRRGGBB */
  guint32  tints[DSC_MAP_N_TINTS];
  guint32  cells[256];           /* by a cell's byte */
  guint32  codes[65536];         /* by dsc_pyramid_get_codes () */
} DscMapInk;

void    dsc_map_ink_init (DscMapInk *self, DscTheme theme, guint worst);
guint32 dsc_color_to_pixel (DscColor color);
/* Step of the tint of a cell in use: 0 found at once, DSC_MAP_N_TINTS - 1 the worst of the table. */
guint   dsc_map_ink_get_tint (const DscMapInk *self, guint8 cell);
/* Share of a cell's height that its bar takes: 0 … 1. */
double  dsc_map_ink_get_bar (const DscMapInk *self, guint8 cell);
