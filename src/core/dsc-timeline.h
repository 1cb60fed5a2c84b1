/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-timeline.h: the history of a program: its operations in order, and the state after any of them.
 *
 * Step 0 is the state before the first operation, step n the state after operation n-1. States are not stored: a step is
 * reached by replaying operations on a machine of the same pool, from the nearest state at hand. */
#pragma once

#include "dsc-machine.h"

typedef struct DscTimeline DscTimeline;

typedef struct {
  DscOp      op;               /* arrays are the timeline's */
  DscResult  result;
  uint32_t   visible;          /* register that the step is about: a dict, an instance or a class with shared keys; a view without a choice
                                  of its own shows it; 0: keep the one before */
  int64_t    getsizeof;        /* of that dict, or of that instance's dict, after the step; -1: there is none */
  size_t     used, n_slots;    /* of that dict after the step; an instance without one has attributes all the same */
  const char *label;           /* source text of the operation, UTF-8, at most 200 characters, owned by the timeline */
  const char *error;           /* the message as the version words it ("KeyError: 'x'"), or NULL; owned by the timeline */
} DscStep;

/* Is told of each step that was appended, with its events, of which at most DSC_OBSERVED_EVENTS are kept (max_events of the trace). Called in the appending thread; it must change nothing. */
typedef void (*DscTimelineObserver) (const DscStep *step, const DscTrace *trace, void *user);
#define DSC_OBSERVED_EVENTS 32768u

DscTimeline     *dsc_timeline_new        (DscTarget target, uint32_t hash_seed, const DscAlloc *alloc);
/* By rules that no release has in this combination (dsc_traits_borrow). */
DscTimeline     *dsc_timeline_new_by_traits (const DscTraits *traits, uint32_t hash_seed, const DscAlloc *alloc);
void             dsc_timeline_free       (DscTimeline *self);
DscMachine      *dsc_timeline_get_live   (const DscTimeline *self);     /* the machine at the end of the history; sources read it, and intern names in it */
DscPool         *dsc_timeline_get_pool   (const DscTimeline *self);

/* Applies to the live machine and appends the step: OK, or RAISED when Python raises. Any other status (NO_MEMORY, TOO_LARGE, INVALID,
 * NOT_MODELLED, UNSUPPORTED) is returned and nothing is appended; after NO_MEMORY and TOO_LARGE the live machine is made anew from
 * the history, so pointers to its runtime or dicts are stale, and so are objects that stand for dicts (using one is INVALID); when
 * that fails too, the next append tries again first.
 * out_step (may be NULL) stays valid as long as the timeline. label may be NULL;
 * only its first 200 characters are kept. */
DscStatus        dsc_timeline_append     (DscTimeline *self, const DscOp *op, const char *label, DscStep **out_step) DSC_WARN_UNUSED;
/* From now on; NULL: nobody any more. Each operation is traced then; recording takes up to half as long again. */
void             dsc_timeline_set_observer (DscTimeline *self, DscTimelineObserver observer, void *user);
/* Words the error of the last step: copied. */
DscStatus        dsc_timeline_set_error  (DscTimeline *self, const char *message) DSC_WARN_UNUSED;

size_t           dsc_timeline_get_n_steps (const DscTimeline *self);    /* operations */
const DscStep   *dsc_timeline_get_step   (const DscTimeline *self, size_t i);   /* operation i, from 0 */
/* Machine in the state after `step` operations (at most n_steps); borrowed until the next seek. NULL: no memory; the next seek may
 * succeed. Going forward by one costs one operation.
 * trace (may be NULL) receives the events of the last operation replayed (operation step-1). */
DscMachine      *dsc_timeline_seek       (DscTimeline *self, size_t step, DscTrace *trace);
