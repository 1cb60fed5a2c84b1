/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-canvas-private.h: what the files of the canvas share.
 *
 * Three systems of coordinates, all in logical pixels: the scene's own; content, which is the scene times zoom with nothing
 * around it; and the widget's, which is content moved by `origin`. */
#pragma once

#include "dsc-canvas.h"
#include "dsc-tiles.h"

typedef struct {
  GskRenderNode *node;      /* from its own corner on; NULL: to be made */
  DscRect        whole;     /* content that it would take, in whole pixels */
  DscRect        covers;    /* the part of that which it has */
} DscCanvasMark;

struct _DscCanvas {
  GtkWidget            parent_instance;

  DscPainter          *painter;
  DscScene            *scene;
  DscScene            *overlay;              /* painted over it; NULL: nothing */
  DscTheme             theme;
  char                *label, *description;

  DscSceneId           selection, hover;
  GArray              *chain;                /* of DscSceneId; NULL: none */
  DscTiles            *tiles;
  DscCanvasMark        selection_mark, hover_mark;

  DscPoint             glide_from;           /* size that the picture had; it becomes the scene's own: */
  double               glide;                /* 0 … 1; 1: it has become so */
  gint64               glide_start;          /* frame time in microseconds; 0: with the next frame */
  guint                glide_tick;           /* 0: none */

  double               zoom;
  gboolean             fit;
  double               least_fit;            /* zoom */
  DscPoint             origin;               /* of the content in the widget */
  GtkAdjustment       *adjustments[2];       /* by GtkOrientation; NULL: none */
  GtkScrollablePolicy  policies[2];
  gboolean             configuring;          /* adjustments are being set by us */
  gboolean             anchored;             /* the last change was a zoom about a point: */
  DscPoint             anchor, anchor_scene; /* that point of the widget, and what is to stay under it */

  double               left_room;            /* of the view, behind what lies over its left edge beside a large table */
  gboolean             space_held, space_used;   /* used: something was moved with it, so it is no key to play */
  DscPoint             pan_from;             /* adjustment values when a drag began */
  double               pinch_scale;          /* of a pinch, as far as it has been followed */
  DscPoint             pointer;              /* in the widget */
};

/* dsc-canvas.c */
/* A pinch begins; its "scale-changed" does the rest. */
void     dsc_canvas_begin_pinch (DscCanvas *self);
void     dsc_canvas_zoom_about  (DscCanvas *self,
                                 double     zoom,
                                 DscPoint   still);          /* this point of the widget keeps what is under it */
void     dsc_canvas_scroll_to   (DscCanvas *self,
                                 double     x,
                                 double     y);
/* What of the picture is this thing, or stands for it: in the scene, in what moves over it, or partly in both. FALSE: nothing is. */
gboolean dsc_canvas_find        (DscCanvas  *self,
                                 DscSceneId *id,
                                 DscRect    *out_box);       /* may be NULL */
/* Close up, where the view shows nothing but blank: scrolls to the nearest thing. */
void     dsc_canvas_keep_content (DscCanvas *self);
void     dsc_canvas_set_hover   (DscCanvas *self,
                                 DscSceneId id);
/* Selects as if the user had done it: tells the listeners. */
void     dsc_canvas_select      (DscCanvas *self,
                                 DscSceneId id);
void     dsc_canvas_tell_words  (DscCanvas *self);
/* Title of the node with this id or of the nearest one around it, or of a map's cell; NULL: none. g_free. */
char    *dsc_canvas_dup_title   (DscCanvas *self,
                                 DscSceneId id);

/* dsc-canvas-input.c */
void     dsc_canvas_input_class_init (GtkWidgetClass *klass);
void     dsc_canvas_input_init       (DscCanvas *self);

/* Pixels at the left of the view where a thing that is gone to would be hidden; 0: none. */
double   dsc_canvas_get_left_room (DscCanvas *self);

/* dsc-canvas-paint.c */
void     dsc_canvas_snapshot         (GtkWidget   *widget,
                                      GtkSnapshot *snapshot);
void     dsc_canvas_mark_clear       (DscCanvasMark *mark);
