/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-painter.h: the one routine that draws a scene with cairo and Pango: screen, PNG and PDF.
 *
 * A scene does not change once it is made, so several threads may paint it at once, each with a painter of its own. What stands on
 * an image depends on the scale and on the fraction of a pixel by which the picture is moved, not on the clip: tiles whose
 * offsets are whole pixels fit together. Inside a map a tile costs what its cells and pixels cost, however many there are. */
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include "dsc-map.h"
#include "dsc-palette.h"

typedef struct DscPainter DscPainter;

/* Holds a font map of its own, layouts and textures that are used again; for one thread at a time, whichever made it. */
DscPainter           *dsc_painter_new         (void);
void                  dsc_painter_free        (DscPainter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscPainter, dsc_painter_free)
/* Widths by Pango with the fonts that will be painted; valid as long as the painter. */
const DscTextMetrics *dsc_painter_get_metrics (DscPainter *self);
/* Font families in use, as Pango lists ("Noto Sans,Cantarell,DejaVu Sans"), also for SVG. */
const char           *dsc_painter_get_family  (DscPainter *self, DscFont font);

typedef struct {
  DscTheme theme;
  gboolean transparent;      /* no background */
  double   device_scale;     /* device pixels per logical pixel, so that hairlines can snap; 0 = 1 */
  gboolean outlines;         /* letters as filled outlines: cairo moves each glyph to a whole pixel otherwise, which at a scale
                                such as 0.69 tears words apart. For pixels only: a PDF would have no text. */
  DscDetail detail;          /* of maps; AUTO: by what a cell has of pixels on an image, by device_scale elsewhere */
} DscPaintOptions;

/* Paints what meets the clip (logical pixels, scene coordinates); NULL: everything. cr's user space is the scene's. */
void                  dsc_painter_paint       (DscPainter *self, cairo_t *cr, const DscScene *scene, const DscPaintOptions *options, const DscRect *clip);
/* Marks over a scene: selection or hover around every node of that id, and around its cell in a map. Lines and rounding are
 * those of the screen: in a map they get thinner in scene units as cells do. */
void                  dsc_painter_paint_mark  (DscPainter *self, cairo_t *cr, const DscScene *scene, DscSceneId id, DscRole role, DscTheme theme);
