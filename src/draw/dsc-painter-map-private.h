/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-painter-map-private.h: what the levels of a map are painted with: boxes, texture and text in whole pixels.
 *
 * Onto an image a job writes its boxes into the painter's scratch image, row by row, and cairo adds the text. Onto paper the
 * same boxes become paths; there a "pixel" is an eighth of one, and `hair` of them make a hairline. */
#pragma once

#include "dsc-map-pixels.h"
#include "dsc-painter-private.h"

#define DSC_PAPER_HAIR 8

typedef struct {
  DscPainter      *painter;
  cairo_t         *cr;           /* in pixels */
  const DscMap    *map;
  const DscMapInk *ink;
  const guint8    *cells;        /* of all cells, one byte each */
  DscTheme         theme;
  DscPixelGrid     grid;
  int              hair;         /* pixels of a hairline */
  DscPixelBox      box;          /* to be painted */
  DscMapRange      range;        /* cells that meet it */
  guint32         *pixels;       /* of box; NULL: paper */
  gsize            stride;
} DscMapJob;

typedef struct { int left, top, right, bottom; } DscPixelRect;   /* right and bottom excluded */

/* Of a cell, and of anything else in the scene. */
DscPixelRect dsc_map_job_cell    (const DscMapJob *job, gsize i);
DscPixelRect dsc_map_job_rect    (const DscMapJob *job, DscRect rect);
void         dsc_map_job_fill    (const DscMapJob *job, DscPixelRect rect, guint32 color);
/* Lines inside the edges of the rectangle, `width` pixels wide. */
void         dsc_map_job_outline (const DscMapJob *job, DscPixelRect rect, int width, guint32 color);
/* The same of dots, for what is empty. */
void         dsc_map_job_dots    (const DscMapJob *job, DscPixelRect rect, guint32 color);
/* Rising stripes, `spacing` pixels apart; they go on from cell to cell. */
void         dsc_map_job_hatch   (const DscMapJob *job, DscPixelRect rect, int spacing, guint32 color);
void         dsc_map_job_cross   (const DscMapJob *job, int x, int y, int half, guint32 color);
/* Text in the monospaced font, at most max_chars wide. Right to left, joined and wide scripts are shaped by Pango. */
void         dsc_map_job_text    (const DscMapJob *job, double advance, gboolean bold, guint32 color, double x, double baseline,
                                  const char *text, gsize max_chars);
guint32      dsc_map_job_text_color (const DscMapJob *job, DscRole role);

/* One level each: -cells.c, -rows.c, -anatomy.c. First all boxes, then all texts. */
void         dsc_map_job_cells_boxes   (const DscMapJob *job);
void         dsc_map_job_rows_boxes    (const DscMapJob *job);
void         dsc_map_job_rows_texts    (const DscMapJob *job);
void         dsc_map_job_anatomy_boxes (const DscMapJob *job);
void         dsc_map_job_anatomy_texts (const DscMapJob *job);
/* A cell as Cells shows it: ground, texture, bar as high as its probes. Larger levels build on it. */
void         dsc_map_job_paint_cell    (const DscMapJob *job, DscPixelRect rect, guint8 cell);
/* Calls func for each visible cell. */
typedef void (*DscMapCellFunc) (const DscMapJob *job, gsize i, DscPixelRect rect, gpointer data);
void         dsc_map_job_foreach       (const DscMapJob *job, DscMapCellFunc func, gpointer data);
