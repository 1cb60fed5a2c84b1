/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-canvas.h: the widget that shows a scene: zoom, pan, hover, selection, keyboard.
 *
 * A GtkScrollable. Knows nothing of dicts: what it shows is a scene, what is selected is an id in it. */
#pragma once

#include <gtk/gtk.h>

#include "dsc-painter.h"
#include "dsc-scene.h"

#define DSC_TYPE_CANVAS (dsc_canvas_get_type ())
G_DECLARE_FINAL_TYPE (DscCanvas, dsc_canvas, DSC, CANVAS, GtkWidget)

/* Signals: selection-changed (by the user; read it with get_selection), zoom-changed, view-changed (part, zoom, scene, or a better
 * small picture; also while sizes are allocated: do not change widgets then). */

#define DSC_CANVAS_MIN_ZOOM 0.05      /* unless the whole needs less */
#define DSC_CANVAS_MAX_ZOOM 16.0      /* times dsc_scene_get_full_scale, as far as coordinates reach */
#define DSC_CANVAS_READING_ZOOM 2.0   /* beyond this nothing of a small picture gets any clearer */

/* Widths of text as every canvas paints it, from any thread; valid for ever. */
const DscTextMetrics *dsc_canvas_get_worker_metrics (void);
/* Widths of text as this canvas paints it; valid as long as the canvas. */
const DscTextMetrics *dsc_canvas_get_metrics   (DscCanvas *self);

void                  dsc_canvas_set_scene     (DscCanvas *self,
                                                DscScene  *scene);     /* may be NULL */
/* A picture that stands still and few things that move, painted over it: the same base for many frames is painted once. Either may
 * be NULL; the pointer's and the selection's marks stay. */
void                  dsc_canvas_set_frame     (DscCanvas *self,
                                                DscScene  *base,
                                                DscScene  *overlay);
DscScene             *dsc_canvas_get_scene     (DscCanvas *self);      /* borrowed */
void                  dsc_canvas_set_theme     (DscCanvas *self,
                                                DscTheme   theme);
/* What assistive technologies are told of the picture as a whole. */
void                  dsc_canvas_set_words     (DscCanvas  *self,
                                                const char *label,
                                                const char *description);

void                  dsc_canvas_set_selection (DscCanvas  *self,
                                                DscSceneId  id);
DscSceneId            dsc_canvas_get_selection (DscCanvas  *self);
/* Things that are ringed beside the selection, in order: the slots of a search, the last of which has found it. n 0: none. */
void                  dsc_canvas_set_chain     (DscCanvas        *self,
                                                const DscSceneId *ids,
                                                gsize             n);
/* Scrolls until the thing can be seen; where it is larger than the view and the view is deep inside a table, zooms out to it. */
void                  dsc_canvas_reveal        (DscCanvas  *self,
                                                DscSceneId  id);

/* Widget pixels per logical pixel of the scene. 0 fits the picture into the widget, now and whenever either changes size. */
void                  dsc_canvas_set_zoom      (DscCanvas *self,
                                                double     zoom);
double                dsc_canvas_get_zoom      (DscCanvas *self);
/* A picture that would have to be smaller than that to be seen whole is fitted into one direction only, to be scrolled in the other. */
void                  dsc_canvas_set_least_fit (DscCanvas *self,
                                                double     zoom);
gboolean              dsc_canvas_is_fit        (DscCanvas *self);
/* By a factor, about the middle of what is seen. */
void                  dsc_canvas_zoom_by       (DscCanvas *self,
                                                double     factor);
/* Where a point of the scene is in the widget. */
DscPoint              dsc_canvas_to_widget     (DscCanvas *self,
                                                DscPoint   point);
/* The other way round. */
DscPoint              dsc_canvas_to_scene      (DscCanvas *self,
                                                DscPoint   point);
/* Makes a thing as large as can be of use, in the middle of the view. FALSE: it is not in the picture. */
gboolean              dsc_canvas_zoom_to       (DscCanvas *self,
                                                DscSceneId id);
double                dsc_canvas_get_min_zoom  (DscCanvas *self);
double                dsc_canvas_get_max_zoom  (DscCanvas *self);
/* What is seen of the scene, in its units; may reach beyond it. */
DscRect               dsc_canvas_get_view      (DscCanvas *self);
gboolean              dsc_canvas_shows_all     (DscCanvas *self);
/* Scrolls until that point of the scene is in the middle, as far as there is something to scroll. */
void                  dsc_canvas_center_on     (DscCanvas *self,
                                                DscPoint   point);
/* Tells that so many pixels at the left edge may be covered while a large table is shown: things that are gone to stay clear of them. */
void                  dsc_canvas_set_left_room (DscCanvas *self,
                                                double     left_room);
/* The level of detail of the table that is in the middle of the view, and what a pixel of it stands for: "Grid · 2 pixels per slot".
 * NULL: there is no table that has levels. g_free. */
char                 *dsc_canvas_dup_level     (DscCanvas *self);
/* The whole picture, small, with its size in logical pixels; borrowed. NULL: not painted yet, view-changed tells when it is. */
GskRenderNode        *dsc_canvas_get_small     (DscCanvas *self,
                                                double    *out_width,
                                                double    *out_height);
/* The last frame was exact, and nothing is being painted. */
gboolean              dsc_canvas_is_settled    (DscCanvas *self);
/* Bytes of pixels that are kept. */
gsize                 dsc_canvas_get_cache_size (DscCanvas *self);
