/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-canvas-private.h: what the files of the canvas share.
 *
 * Three systems of coordinates, all in logical pixels: the scene's own; content, which is the scene times zoom with nothing
 * around it; and the widget's, which is content moved by `origin`. */
#pragma once

#include "dsc-canvas.h"

typedef struct {
  GskRenderNode   *node;    /* in content coordinates; NULL: to be made */
  cairo_surface_t *pixels;  /* what the node shows; NULL: it has commands */
  DscRect          covers;  /* part of the content that it has */
} DscCanvasLayer;

struct _DscCanvas {
  GtkWidget            parent_instance;

  DscPainter          *painter;
  DscScene            *scene;
  DscTheme             theme;
  char                *label, *description;

  DscSceneId           selection, hover;
  DscCanvasLayer       picture, selection_mark, hover_mark;

  double               zoom;
  gboolean             fit;
  DscPoint             origin;               /* of the content in the widget */
  GtkAdjustment       *adjustments[2];       /* by GtkOrientation; NULL: none */
  GtkScrollablePolicy  policies[2];
  gboolean             configuring;          /* adjustments are being set by us */

  gboolean             space_held;
  DscPoint             pan_from;             /* adjustment values when a drag began */
  double               pinch_from;           /* zoom when a pinch began */
  DscPoint             pointer;              /* in the widget */
};

/* dsc-canvas.c */
void     dsc_canvas_zoom_about  (DscCanvas *self,
                                 double     zoom,
                                 DscPoint   still);          /* this point of the widget keeps what is under it */
void     dsc_canvas_scroll_to   (DscCanvas *self,
                                 double     x,
                                 double     y);
DscPoint dsc_canvas_to_scene    (DscCanvas *self,
                                 DscPoint   point);
void     dsc_canvas_set_hover   (DscCanvas *self,
                                 DscSceneId id);
/* Selects as if the user had done it: tells the listeners. */
void     dsc_canvas_select      (DscCanvas *self,
                                 DscSceneId id);
void     dsc_canvas_tell_words  (DscCanvas *self);
/* Title of the node with this id or of the nearest one around it; NULL: none. */
const char *dsc_canvas_get_title (DscCanvas *self,
                                 DscSceneId id);

/* dsc-canvas-input.c */
void     dsc_canvas_input_class_init (GtkWidgetClass *klass);
void     dsc_canvas_input_init       (DscCanvas *self);

/* dsc-canvas-paint.c */
void     dsc_canvas_snapshot         (GtkWidget   *widget,
                                      GtkSnapshot *snapshot);
void     dsc_canvas_layer_clear      (DscCanvasLayer *layer);
/* Box around every node of an id, in scene coordinates; FALSE: there is none. */
gboolean dsc_canvas_bounds_of        (DscCanvas  *self,
                                      DscSceneId  id,
                                      DscRect    *out_box);
