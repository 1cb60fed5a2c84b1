/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-history.h: one finished run of a script for one target, and what there is to see at each of its steps.
 *
 * Made in a worker thread; afterwards any thread may ask it, one at a time. Reference counted, so that a worker that still
 * reads an old run does not lose it. */
#pragma once

#include "dsc-marks.h"
#include "dsc-moment.h"
#include "dsc-scene.h"
#include "dsc-script.h"

typedef struct DscHistory DscHistory;

typedef enum {
  DSC_STATE_DICT = 1,      /* there is a dict, an instance, or a class whose instances share keys: the snapshot is it */
  DSC_STATE_NO_STEPS,      /* the script does nothing */
  DSC_STATE_BEFORE_DICT,   /* no dict has been made up to this step */
  DSC_STATE_UNBOUND,       /* the name that is asked for is bound to nothing here */
  DSC_STATE_NO_KEYS,       /* the name is a class whose instances share no keys: not in that version, or no longer */
} DscStateKind;

typedef struct {
  char        *name;
  DscBoundKind kind;
  char        *class_name; /* of an instance; else NULL */
  guint64      n_items;    /* of a class: shared keys */
  gint64       bytes;      /* sys.getsizeof of the dict or instance; -1: a class */
  gint64       dict_bytes; /* of an instance: sys.getsizeof of its dict; -1: not made */
} DscStateVariable;

#define DSC_STATE_MAX_VARIABLES 1000u

/* What is shown of a run at one step, or in the midst of one. Read-only, owns all that it points at. */
typedef struct DscState DscState;
struct DscState {
  gatomicrefcount  ref_count;
  DscStateKind     kind;
  guint64          step, n_steps;
  char            *name;       /* the variable that is shown; NULL: none */
  DscSnapshot     *snapshot;   /* of that variable after the step; NULL unless DICT */
  DscSnapshot     *before;     /* of the same dict, instance or class one step earlier; NULL: it did not exist */
  char            *operation;  /* source text of the step; NULL at step 0 */
  char            *sentence;   /* what the step did; NULL: nothing to say */
  char            *result;     /* value of the expression, as repr writes it; NULL: none */
  char            *error;      /* "KeyError: 'x'"; NULL: none */
  guint            line, end_line;   /* of the step in the script, from 1; 0: nowhere */
  char           **sharers;    /* by number of the snapshot's sharer: "p, q", the names that hold it; "" none. NULL-terminated; NULL: no snapshot */
  DscStateVariable *variables; /* dicts, instances and classes that have a name here, in the order in which the names were first used */
  gsize            n_variables;
  gint             moment;     /* the snapshot is of right after this moment of the step, and the sentence is its own; -1: the step is done */
  /* private */
  DscState        *whole;      /* of a moment: that of the whole step, which owns the texts and the variables, as they are after it */
  DscHistory      *history;    /* owns what the events point at; NULL: there are none, or the moments are made */
  DscTrace         trace;      /* until the moments are asked for */
  DscMoments      *moments;
};

DscState   *dsc_state_ref   (DscState *self);
void        dsc_state_unref (DscState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscState, dsc_state_unref)

/* The moments of the step, for what is shown; made when first asked for, by any thread; borrowed. Of a step with more events than can be
 * kept they tell the gap. NULL: step 0, or no picture. */
DscMoments *dsc_state_get_moments     (DscState *self);
/* The same step at one of its moments; the last one, or -1: all of it. Unref it. */
DscState   *dsc_state_new_at_moment   (DscState *self,
                                       gint      moment);

/* The names that hold a sharer of the state's snapshot; NULL: none. g_free. */
char       *dsc_state_dup_sharer_name (const DscState  *self,
                                       const DscSharer *sharer);

/* Runs script for target; progress (may be NULL) is the number of steps so far, set atomically. NULL: cancelled or no memory. */
DscHistory          *dsc_history_new            (DscScript     *script,
                                                 DscTarget      target,
                                                 guint32        hash_seed,
                                                 guint         *progress,
                                                 GCancellable  *cancellable,
                                                 GError       **error);
DscHistory          *dsc_history_ref            (DscHistory *self);
void                 dsc_history_unref          (DscHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscHistory, dsc_history_unref)

DscTarget            dsc_history_get_target     (const DscHistory *self);
const DscDiagnostic *dsc_history_get_diagnostic (const DscHistory *self);       /* NULL: ran to its end */
guint64              dsc_history_get_n_steps    (const DscHistory *self);
const DscStep       *dsc_history_get_step       (const DscHistory *self,
                                                 guint64           i);          /* operation i, from 0 */
DscStepMarks         dsc_history_get_marks      (const DscHistory *self,
                                                 guint64           i);
/* The operations themselves and their outcomes, borrowed; only what does not move the timeline's machine may be asked. */
const DscTimeline   *dsc_history_get_timeline   (const DscHistory *self);
/* Of all operations, with ways to look at many at once; borrowed. */
const DscMarks      *dsc_history_get_all_marks  (const DscHistory *self);
/* Value of operation i as repr writes it, long ones shortened; NULL: it has none. g_free. */
char                *dsc_history_dup_result     (const DscHistory *self,
                                                 guint64           i);
/* How many operations at the beginning are the same, with the same outcome, in both. */
guint64              dsc_history_common_prefix  (const DscHistory *a,
                                                 const DscHistory *b);
/* Roughly what a state costs that is to be made now: operations to replay and entries to copy. */
guint64              dsc_history_get_cost       (DscHistory *self,
                                                 guint64     step);
/* The state after `step` operations. name: variable to show, or NULL for the one that the program is at. NULL: no memory. */
DscState            *dsc_history_build_state    (DscHistory *self,
                                                 guint64     step,
                                                 const char *name);
/* Columns of the operations first … first + n - 1 for the dict of that variable (NULL: the one that the program is at after them); DscLaneStep,
 * freed with the array. For a worker: costs the replay up to there. Fewer when it is cancelled (may be NULL). */
GArray              *dsc_history_read_lane      (DscHistory   *self,
                                                 const char   *name,
                                                 guint64       first,
                                                 guint64       n,
                                                 GCancellable *cancellable);
/* The last step up to the state's that wrote this thing of what it shows (dsc-writer.h). 0: nobody did, it is not known, or it was cancelled (may
 * be NULL). For a worker: costs the replay of the steps since, with events. The state is one of this history, at the end of its step. */
guint64              dsc_history_find_writer    (DscHistory     *self,
                                                 const DscState *state,
                                                 DscSceneId      id,
                                                 GCancellable   *cancellable);
