/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-motion.h: the way from one picture to the next as a picture at any time: what has the same identity moves, the rest comes and goes.
 *
 * Identity is that of things in memory: an entry that a rebuild moves (DSC_EVENT_ENTRY_MOVED) is the same row in both pictures.
 * There is no clock in here: whoever plays asks for a time. Immutable once made but for what it caches; one thread at a time. */
#pragma once

#include "dsc-moment.h"
#include "dsc-view-diagram.h"

#define DSC_MOTION_MAX_SECONDS 2.5     /* of one step, at speed 1 */
#define DSC_MOTION_MAX_FLYING 64u      /* more rows than that: only the first and last few fly */

typedef struct DscMotion DscMotion;

/* The picture right after moment i: the diagram of that memory, with what the moment is about marked on it (the slot that is
 * probed and the chain so far, the arithmetic with its numbers, what is compared; in a rebuild the old table beside the new one). Of
 * the last moment it is the diagram as it is shown at rest; of -1, before the step, one at rest of the step before (step is one less, no
 * operation). options->before, ->sentence, ->trace are ignored; ->pyramid is of the state after the step. NULL: there is nothing to
 * show (no dict before the step), or cancelled. */
DscScene  *dsc_view_moment_new      (DscMoments *moments, gint i, const DscDiagramOptions *options);

/* Through the moments from `from` (exclusive, -1: before the step) to `to`, those that the grain stops at, each with its share of time:
 * 200 to 400 ms for a move, 120 ms for a highlight, 900 ms for all rows of a rebuild, in all at most MAX_SECONDS: more are shortened alike.
 * The grain OPERATION stops at the end alone, but passes searches and stages on the way, at most some twenty. Up to 24 pictures are
 * made at once (some milliseconds; with large tables what their pyramids take), more when their time comes. options as for
 * dsc_view_moment_new; what they point at must stay valid as long as the motion. */
DscMotion *dsc_motion_new           (DscMoments *moments, gint from, gint to, DscGrain grain, const DscDiagramOptions *options);
/* From whatever is shown (a frame of an interrupted motion, flattened) to a picture at rest, in at most 400 ms. */
DscMotion *dsc_motion_new_between   (DscScene *from, DscScene *to);
void       dsc_motion_free          (DscMotion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscMotion, dsc_motion_free)
double     dsc_motion_get_duration  (const DscMotion *self);       /* seconds at speed 1; 0: nothing moves */

typedef struct {
  DscScene *base;              /* what stands still: the very same scene for many frames, so that its painting can be kept; owned by the motion */
  DscScene *overlay;           /* what moves, comes or goes, painted over it: few nodes; NULL: nothing. Owned by the caller: unref it */
  gint      moment;            /* the moment that is being reached: its sentence is the caption; -1: none */
} DscMotionFrame;

/* time in seconds from the start, clamped; at the end base is the picture at rest, without an overlay. */
void       dsc_motion_get_frame     (DscMotion *self, double time, DscMotionFrame *out_frame);
/* Both parts of a frame as one picture: for dsc_motion_new_between and for files. Unref it. */
DscScene  *dsc_motion_flatten       (DscMotion *self, double time);
/* The times at which moments are reached: `n` stops; stop k is exact, without anything in between. */
guint      dsc_motion_get_n_stops   (const DscMotion *self);
double     dsc_motion_get_stop      (const DscMotion *self, guint k, gint *out_moment);
