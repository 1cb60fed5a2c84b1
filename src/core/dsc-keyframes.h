/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-keyframes.h: states that a history keeps on the way, so that any step is reached by replaying few operations.
 *
 * A keyframe is made when replaying from the one before has become as dear as copying the state, but not more often than every
 * DSC_KEYFRAMES_WORK. Their memory is bounded: when it is used up, those go whose absence makes the least difference for what they
 * take, and from then on they are made less often. */
#pragma once

#include "dsc-timeline.h"

#define DSC_KEYFRAMES_MAX_BYTES ((size_t) 256 << 20)   /* of all keyframes of a history, besides its steps */
#define DSC_KEYFRAMES_WORK      8192u                  /* 1024 plain operations */
#define DSC_KEYFRAMES_BACK      64u                    /* who goes back by so many steps at most will go on doing so */
#define DSC_KEYFRAMES_RECENT    4u

typedef struct {
  size_t      step;              /* operations that were applied */
  size_t      step_equivalent;   /* steps that replay in the time in which this one is copied; at most `step` */
  uint64_t    work;              /* of all operations up to it */
  size_t      own_bytes;         /* without tables that can be shared */
  size_t      bytes;             /* with those that were frozen for it */
  DscMachine *machine;
} DscKeyframe;

typedef struct {
  const DscAlloc *alloc;
  DscKeyframe    *frames;        /* in the order of steps */
  size_t          n_frames, capacity;
  DscKeyframe     recent[DSC_KEYFRAMES_RECENT];   /* made for going back; machine NULL: none */
  size_t          next_recent;
  size_t          max_bytes, own_bytes, frozen_bytes;   /* bounds the sum of the others: machines, tables that they share */
  uint64_t        work;          /* so far; a plain operation is 8, some 80 ns */
  uint64_t        min_work;      /* between two keyframes */
  uint64_t        next;          /* work at which the next one is due */
} DscKeyframes;

void dsc_keyframes_init  (DscKeyframes *self, const DscAlloc *alloc);
void dsc_keyframes_clear (DscKeyframes *self);
/* After `step` operations, of which that was the last one: makes a keyframe if one is due. When there is no memory there is none. */
void dsc_keyframes_note  (DscKeyframes *self, const DscStep *last, DscMachine *machine, size_t step);
/* One that is left behind on the way to a step not far behind the last one asked for. */
void dsc_keyframes_keep_recent (DscKeyframes *self, DscMachine *machine, size_t step);
/* The last one that is at most so many operations from the beginning; NULL: none. */
const DscKeyframe *dsc_keyframes_find (const DscKeyframes *self, size_t last_step);

/* Those of a history: for those who want to know how far it is to a step, for tests and benchmarks. */
DscKeyframes *dsc_timeline_get_keyframes (DscTimeline *self);
