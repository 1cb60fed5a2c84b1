/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-fleet.h: one script in many releases and builds at once: what each comes to after every operation, where any two of them part, and
 * the measures of any of their states.
 *
 * What cannot differ is done once: the result is the same, to the byte, as that of a run for each target by itself (dsc_script_run). */
#pragma once

#include "dsc-compare.h"
#include "dsc-measures.h"

typedef struct DscFleet DscFleet;

/* More operations than these are refused: states of many releases are kept at once. */
#define DSC_FLEET_MAX_STEPS 200000u

/* Every known release in every build that it was made in (64-bit, i386, wasm32; free-threaded; debug), newest first, then the variants: DscTarget. */
GArray      *dsc_fleet_list_targets     (void);
/* Nothing is run yet. targets are copied, in this order. Not thread-safe; a worker may own it. */
DscFleet    *dsc_fleet_new              (DscScript *script, guint32 hash_seed, const DscTarget *targets, guint n_targets);
void         dsc_fleet_free             (DscFleet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscFleet, dsc_fleet_free)

guint        dsc_fleet_get_n_targets    (const DscFleet *self);
DscTarget    dsc_fleet_get_target       (const DscFleet *self, guint i);
guint32      dsc_fleet_get_hash_seed    (const DscFleet *self);

/* Runs all that has not been run. progress (may be NULL) is told how many targets are done, from the calling thread. FALSE and error: no
 * memory, cancelled (G_IO_ERROR_CANCELLED), or too many operations, in a sentence. */
typedef void (*DscFleetProgress) (guint n_done, gpointer user_data);
gboolean     dsc_fleet_run              (DscFleet *self, GCancellable *cancellable, DscFleetProgress progress, gpointer user_data, GError **error);
/* Programs that were evaluated, and tables that were run through, for all targets together. */
void         dsc_fleet_get_work         (const DscFleet *self, guint *out_n_evaluated, guint *out_n_replayed);

/* After dsc_fleet_run: */
typedef struct {
  gsize  used, n_slots;
  gint64 getsizeof;          /* -1: the step is about no dict */
} DscFleetStep;
gsize        dsc_fleet_get_n_steps      (const DscFleet *self, guint i);
/* Operation `step`, from 0, in target i; FALSE: it has no such step. */
gboolean     dsc_fleet_get_step         (const DscFleet *self, guint i, gsize step, DscFleetStep *out_step);
/* Its source text, or NULL: no such step. Valid as long as the fleet. */
const char  *dsc_fleet_get_operation    (const DscFleet *self, guint i, gsize step);
/* What ended the run of target i before its end: an exception, something outside the subset, syntax that the release does not read. NULL: nothing. */
const DscDiagnostic *dsc_fleet_get_diagnostic (const DscFleet *self, guint i);
/* As dsc_compare_runs on the runs of both. FALSE: they are alike in that. */
gboolean     dsc_fleet_find_difference  (DscFleet *self, guint a, guint b, guint what, DscDifference *out_difference);

/* Measures of the dict that `name` is bound to after `step` operations (0: before the first); name NULL: the one that the program is at. All NAN
 * where there is none. Makes what it needs when it needs it, and keeps it: going on by a step costs one operation. Needs no dsc_fleet_run. */
gboolean     dsc_fleet_measure          (DscFleet *self, guint i, gsize step, const char *name, guint64 wanted, GCancellable *cancellable,
                                         double out[DSC_N_MEASURES], GError **error);
