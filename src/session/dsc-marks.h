/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-marks.h: what is to be noticed at each step of a history, and, without looking at each, between any two of them.
 *
 * A byte for each step, and above them a pyramid of their unions: a time line of a million steps is drawn, and the next resize is
 * found, in a time that hardly grows with the number of steps. Filled while the history is made, read-only afterwards. */
#pragma once

#include <glib.h>

#include "dsc-timeline.h"

typedef enum {               /* what a reader of a list of steps wants to find */
  DSC_MARK_RESIZE    = 1 << 0,   /* a table is rebuilt */
  DSC_MARK_TOMBSTONE = 1 << 1,   /* an item was taken out and its place stays used up */
  DSC_MARK_ERROR     = 1 << 2,
  DSC_MARK_COLLISION = 1 << 3,   /* a search looked at more than one slot */
  DSC_MARK_KIND      = 1 << 4,   /* the keys are of another kind than before */
  DSC_MARK_UNSHARED  = 1 << 5,   /* a dict stops sharing its keys */
  DSC_MARK_TAG       = 1 << 6,   /* a version tag changes: in some releases at every store */
} DscStepMarks;

#define DSC_N_MARKS 7u
/* Those that one goes to; of the others there may be one at every step. */
#define DSC_MARKS_EVENTS ((DscStepMarks) (DSC_MARK_RESIZE | DSC_MARK_TOMBSTONE | DSC_MARK_ERROR | DSC_MARK_COLLISION | DSC_MARK_KIND | DSC_MARK_UNSHARED))

typedef struct DscMarks DscMarks;

DscMarks    *dsc_marks_new          (void);
void         dsc_marks_free         (DscMarks *self);
/* Of one step more. */
void         dsc_marks_add          (DscMarks     *self,
                                     DscStepMarks  marks);
/* Of a step that has some already. */
void         dsc_marks_join         (DscMarks     *self,
                                     guint64       i,
                                     DscStepMarks  marks);
guint64      dsc_marks_get_n        (const DscMarks *self);
DscStepMarks dsc_marks_get          (const DscMarks *self,
                                     guint64         i);       /* 0 behind the last one */
/* All that there are from step `from` up to `to`, exclusive. */
DscStepMarks dsc_marks_get_between  (const DscMarks *self,
                                     guint64         from,
                                     guint64         to);
/* The first step from `from` on with one of these marks; backwards: the last one before `from`. FALSE: there is none. */
gboolean     dsc_marks_find         (const DscMarks *self,
                                     guint64         from,
                                     gboolean        forward,
                                     DscStepMarks    any_of,
                                     guint64        *out_step);

/* What the events of a step amount to; without ERROR. */
DscStepMarks dsc_marks_of_trace     (const DscTrace *trace);
