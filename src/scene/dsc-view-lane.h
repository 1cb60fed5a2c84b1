/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-lane.h: a range of steps side by side: what watchers of the dict are told at each, and the numbers that tick: version tag,
 * dk_version, watcher bits; with what is to be noticed: rebuilds, tombstones, collisions.
 *
 * Columns all have the same width, so that a long history is shown in pieces and a point is found by arithmetic. */
#pragma once

#include "dsc-scene.h"
#include "dsc-timeline.h"

typedef enum {
  DSC_LANE_RESIZE    = 1 << 0,
  DSC_LANE_TOMBSTONE = 1 << 1,
  DSC_LANE_ERROR     = 1 << 2,
  DSC_LANE_COLLISION = 1 << 3,
  DSC_LANE_KIND      = 1 << 4,
  DSC_LANE_UNSHARED  = 1 << 5,
} DscLaneMarks;
#define DSC_N_LANE_MARKS 6u

typedef struct {
  guint64       step;        /* from 1 */
  char         *label;       /* source text of the operation; NULL: none */
  gboolean      has_dict;    /* there is such a dict after the step, so that the numbers below mean something */
  guint         told[DSC_WATCHER_DEALLOCATED + 1];   /* how often, by DscWatcherEvent */
  guint64       tag_before, tag_after;               /* ma_version_tag, _ma_watcher_tag */
  guint64       dk_version_before, dk_version_after;
  DscLaneMarks  marks;
} DscLaneStep;
void      dsc_lane_step_clear (gpointer step);     /* frees what it owns: for a GArray */

/* Columns of the operations first … first + n - 1 (from 0; fewer at the end of the history), for the dict, or the dict of the instance, that the
 * register holds then. Moves the timeline's machine; costs the replay of these operations, with events. DscLaneStep, freed with the array. */
GArray   *dsc_lane_read       (DscTimeline *timeline, guint32 reg, guint64 first, guint64 n);

typedef struct {
  const char           *name;      /* of the variable; may be NULL */
  guint64               current;   /* step that the window is at; 0: none of them */
  const DscTextMetrics *metrics;   /* NULL: built in */
  gboolean              without_notes;     /* for a pane, which has them elsewhere */
} DscLaneOptions;

/* options may be NULL. */
DscScene *dsc_view_lane_new       (const DscTraits *traits, const DscLaneStep *steps, gsize n, const DscLaneOptions *options);
/* Number of the column at x, from 0; -1: none of n. */
gint64    dsc_view_lane_column_at (double x, gsize n);
/* Left edge and width of a column. */
void      dsc_view_lane_get_column (gsize i, double *out_x, double *out_width);
/* All that its column says, in one sentence: for lists and screen readers. g_free. */
char     *dsc_view_lane_describe  (const DscTraits *traits, const DscLaneStep *step);
/* What the lane can and cannot say of this release, a sentence each; strings, freed with the array. */
GPtrArray *dsc_view_lane_notes    (const DscTraits *traits);
