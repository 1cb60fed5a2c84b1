/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-tiles.h: a scene at any zoom as square pieces of pixels, which are kept while one pans, and painted in a worker thread where that is dear.
 *
 * Lengths of a view are logical pixels of the content, which is the scene times zoom; they are doubles everywhere, and what
 * GSK, which has floats, gets to see is always small. For the main thread. */
#pragma once

#include <gtk/gtk.h>

#include "dsc-painter.h"

#define DSC_TILE_SIZE 256      /* device pixels, either way */

typedef struct {
  double zoom;                 /* logical pixels per scene unit */
  int    scale;                /* device pixels per logical pixel */
  double x, y;                 /* corner of the view in the content; whole numbers; negative where there is room around it */
  double width, height;        /* of the view */
} DscTilesView;

typedef struct DscTiles DscTiles;

/* changed: called in the main loop when a better picture is there. painter: the main thread's; must live as long. */
DscTiles      *dsc_tiles_new        (DscPainter *painter, void (*changed) (gpointer data), gpointer data);
void           dsc_tiles_free       (DscTiles *self);
/* Another scene or theme: what looks different is painted anew, and the next view at once. */
void           dsc_tiles_set_scene  (DscTiles *self, DscScene *scene, DscTheme theme);
/* Appends what the view shows, as well as it is known, and has the rest painted. */
void           dsc_tiles_snapshot   (DscTiles *self, GtkSnapshot *snapshot, const DscTilesView *view);
/* What the last snapshot showed is exact, and nothing is being painted. */
gboolean       dsc_tiles_is_settled (DscTiles *self);
/* Tiles that were painted and taken until now. */
guint          dsc_tiles_get_n_painted (DscTiles *self);
/* Bytes of pixels that are kept. */
gsize          dsc_tiles_get_size   (DscTiles *self);
/* The whole picture, small: as many units wide and high as it says; borrowed. NULL: not painted yet; `changed` tells when it is. */
GskRenderNode *dsc_tiles_get_small  (DscTiles *self, double *out_width, double *out_height);
/* Paints it in the worker if it is not there. */
void           dsc_tiles_want_small (DscTiles *self, int scale);
