/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-colors.h: at most 255 colours that stand for all of many pictures.
 *
 * Every pixel is counted; colours that cover much (grounds, fills, ink) are kept as they are, and the many that the edges of letters and
 * curves are made of are drawn together. Chosen once for all pictures and without chance: the same pictures give the same colours. */
#pragma once

#include <cairo.h>
#include <glib.h>

#define DSC_COLORS_MAX 255u

typedef struct DscColors DscColors;

/* NULL: no memory (it takes up to 80 MB, by the number of colours). */
DscColors     *dsc_colors_new    (void);
void           dsc_colors_free   (DscColors *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscColors, dsc_colors_free)
/* Pixels of a part of an opaque image. */
void           dsc_colors_count  (DscColors *self, cairo_surface_t *surface, const cairo_region_t *part);
/* After all are counted: 0xrrggbb of each colour, the most frequent first. */
const guint32 *dsc_colors_choose (DscColors *self, guint *out_n);
/* Number of the chosen colour that is nearest to 0xrrggbb. */
guint8         dsc_colors_find   (DscColors *self, guint32 color);
