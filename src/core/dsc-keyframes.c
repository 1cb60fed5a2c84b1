/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-keyframes.c: states that a history keeps on the way.
 *
 * Work is counted, not timed, so that the same program has the same keyframes on every run: a plain operation is 8, each item of one
 * that handles many 4, and copying 24 bytes is 1. */
#include "dsc-keyframes.h"

#include "dsc-machine-private.h"

#include <string.h>

#define PLAIN_WORK     8u
#define ITEM_WORK      4u
#define BYTES_PER_WORK 24u

void
dsc_keyframes_init (DscKeyframes *self, const DscAlloc *alloc)
{
  *self = (DscKeyframes) { .alloc = alloc, .max_bytes = DSC_KEYFRAMES_MAX_BYTES, .min_work = DSC_KEYFRAMES_WORK, .next = DSC_KEYFRAMES_WORK };
}

static void
drop_recent (DscKeyframes *self)
{
  for (size_t i = 0; i < DSC_KEYFRAMES_RECENT; i++)
    {
      dsc_machine_free (self->recent[i].machine);
      self->recent[i] = (DscKeyframe) { 0 };
    }
}

void
dsc_keyframes_clear (DscKeyframes *self)
{
  for (size_t i = 0; i < self->n_frames; i++)
    dsc_machine_free (self->frames[i].machine);
  drop_recent (self);
  dsc_alloc_free (self->alloc, self->frames);
  size_t frozen_bytes = self->frozen_bytes;   /* machines that were copied still remember some */
  dsc_keyframes_init (self, self->alloc);
  self->frozen_bytes = frozen_bytes;
}

/* What handles as many items as the dicts have that it is about. */
static bool
handles_all_items (const DscOp *op)
{
  switch (op->kind)
    {
    case DSC_OP_NEW_FROM:
    case DSC_OP_KWARGS_FROM:
    case DSC_OP_COPY:
    case DSC_OP_FROMKEYS_DICT:
    case DSC_OP_UNION:
    case DSC_OP_MERGE_DISPLAY:
    case DSC_OP_UPDATE_DICT:
    case DSC_OP_IOR:
      return true;
    default:
      return false;
    }
}

static uint64_t
work_of (const DscStep *step)
{
  const DscOp *op = &step->op;
  uint64_t items = op->n_pairs + (op->kind == DSC_OP_POP_MANY ? op->count : 0);

  return PLAIN_WORK + ITEM_WORK * (items + (handles_all_items (op) ? step->used : 0));
}

static bool
make_frame (DscKeyframes *self, DscMachine *machine, size_t step, DscKeyframe *out_frame)
{
  size_t frozen_before = self->frozen_bytes;
  size_t own_bytes = 0;
  DscMachine *copy = dsc_machine_copy (machine, &self->frozen_bytes, &own_bytes);
  size_t equivalent = own_bytes / BYTES_PER_WORK / PLAIN_WORK;

  if (copy == NULL)
    return false;
  *out_frame = (DscKeyframe) { .step = step, .step_equivalent = equivalent < step ? equivalent : step, .work = self->work,
                               .own_bytes = own_bytes, .bytes = own_bytes + (self->frozen_bytes - frozen_before), .machine = copy };
  return true;
}

/* How much is lost without the keyframe, for a byte that it takes. The way from one to the next counts squared: twice as long, it is
 * taken twice as often and by steps that are twice as far. */
static double
worth (const DscKeyframes *self, size_t i)
{
  double gap = (double) (self->frames[i + 1].work - (i != 0 ? self->frames[i - 1].work : 0));

  return gap * gap / (double) self->frames[i].bytes;
}

static void
remove_frame (DscKeyframes *self, size_t i)
{
  DscKeyframe *frame = &self->frames[i];

  self->own_bytes -= frame->own_bytes;
  dsc_machine_free (frame->machine);
  memmove (frame, frame + 1, (self->n_frames - i - 1) * sizeof *frame);
  self->n_frames--;
}

static void
thin_out (DscKeyframes *self, size_t max_bytes)
{
  while (self->n_frames > 1 && self->own_bytes + self->frozen_bytes > max_bytes)
    {
      size_t least = 0;
      for (size_t i = 1; i + 1 < self->n_frames; i++)
        if (worth (self, i) < worth (self, least))
          least = i;
      remove_frame (self, least);
    }
}

void
dsc_keyframes_note (DscKeyframes *self, const DscStep *last, DscMachine *machine, size_t step)
{
  self->work += work_of (last);
  if (self->work < self->next)
    return;

  DscKeyframe frame;
  self->next = self->work + self->min_work;
  if (dsc_alloc_reserve_one (self->alloc, &self->frames, sizeof *self->frames, self->n_frames, &self->capacity) != DSC_STATUS_OK
      || !make_frame (self, machine, step, &frame))
    return;
  self->frames[self->n_frames++] = frame;
  self->own_bytes += frame.own_bytes;
  if (self->own_bytes + self->frozen_bytes > self->max_bytes)
    {
      thin_out (self, self->max_bytes / 4 * 3);   /* so that it is not to be done again at once */
      if (self->min_work < self->work / self->n_frames)
        self->min_work = self->work / self->n_frames;
    }
  self->next = self->work + (frame.bytes / BYTES_PER_WORK > self->min_work ? frame.bytes / BYTES_PER_WORK : self->min_work);
}

void
dsc_keyframes_keep_recent (DscKeyframes *self, DscMachine *machine, size_t step)
{
  DscKeyframe *place = &self->recent[self->next_recent];

  dsc_machine_free (place->machine);
  *place = (DscKeyframe) { 0 };
  if (self->own_bytes + self->frozen_bytes > self->max_bytes)
    drop_recent (self);
  if (make_frame (self, machine, step, place))
    self->next_recent = (self->next_recent + 1) % DSC_KEYFRAMES_RECENT;
  thin_out (self, self->max_bytes);
}

const DscKeyframe *
dsc_keyframes_find (const DscKeyframes *self, size_t last_step)
{
  size_t from = 0;
  size_t to = self->n_frames;

  while (from < to)
    {
      size_t middle = from + (to - from) / 2;
      if (self->frames[middle].step <= last_step)
        from = middle + 1;
      else
        to = middle;
    }

  const DscKeyframe *found = from != 0 ? &self->frames[from - 1] : NULL;
  for (size_t i = 0; i < DSC_KEYFRAMES_RECENT; i++)
    if (self->recent[i].machine != NULL && self->recent[i].step <= last_step && (found == NULL || self->recent[i].step > found->step))
      found = &self->recent[i];
  return found;
}
