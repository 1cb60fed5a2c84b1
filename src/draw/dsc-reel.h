/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-reel.h: pictures that follow each other, painted one at a time into the same pixels; what writes them reads them from here.
 *
 * One scale and one place for all of them, so that what stays is where it was. Only what differs is painted again, and pictures that
 * do not differ are one picture that is shown longer. */
#pragma once

#include "dsc-animation.h"

typedef struct {
  DscScene *scene;
  char     *caption;           /* NULL: none */
  guint     milliseconds;
} DscFrame;

/* Frame i of n of what a frame function gives. FALSE: it failed, or was cancelled. */
gboolean dsc_frame_get       (DscFrame *self, guint i, guint n, DscFrameFunc frame, gpointer data, GCancellable *cancellable, GError **error);
void     dsc_frame_clear     (DscFrame *self);

typedef struct DscReel DscReel;

typedef struct {
  guint even;                /* width and height are multiples of this; at least 1 */
  guint most_pixels_a_side;  /* of the format */
  gboolean transparent;      /* the format can be */
} DscReelLimits;

typedef struct {
  cairo_surface_t      *surface;   /* ARGB32, flushed, the reel's; good until the next picture */
  const cairo_region_t *damage;    /* where it differs from the one before; of the first one everything */
  guint                 number;    /* from 0, of those that differ */
  gint64                start;     /* milliseconds */
  guint                 milliseconds;
} DscReelPicture;

/* Looks at every scene once, for the size. NULL: there are none, a size that cannot be, a frame failed, cancelled. */
DscReel *dsc_reel_new        (DscPainter *painter, guint n_frames, DscFrameFunc frame, gpointer data, const DscAnimationOptions *options,
                              const DscReelLimits *limits, GCancellable *cancellable, GError **error);
void     dsc_reel_free       (DscReel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscReel, dsc_reel_free)
int      dsc_reel_get_width  (const DscReel *self);
int      dsc_reel_get_height (const DscReel *self);
/* What part of the progress, in permille, the pictures that follow are. */
void     dsc_reel_set_progress (DscReel *self, guint from, guint to);
void     dsc_reel_rewind     (DscReel *self);
/* FALSE without an error: there are no more. */
gboolean dsc_reel_next       (DscReel *self, DscReelPicture *out_picture, GError **error);
