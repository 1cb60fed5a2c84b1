/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-event.c: the growable list of events.
 *
 * A trace never makes an operation fail: when memory runs out, it keeps what it has, remembers the failure in its status
 * and takes nothing more, so that no reader sees a list with a hole in it. The other end of a trace is chosen, by its greatest
 * length: then it leaves out the middle, because the last events tell what came of the operation, and counts what it leaves out. */
#include "dsc-event.h"

#include <string.h>

void
dsc_trace_init (DscTrace *self, const DscAlloc *alloc)
{
  *self = (DscTrace) { .alloc = alloc };
}

void
dsc_trace_clear (DscTrace *self)
{
  const size_t max_events = self->max_events;

  dsc_alloc_free (self->alloc, self->events);
  dsc_trace_init (self, self->alloc);
  self->max_events = max_events;
}

static size_t
least (size_t a, size_t b)
{
  return a < b ? a : b;
}

void
dsc_trace_reset (DscTrace *self)
{
  if (self->cut_at != 0)
    memset (self->left_out, 0, sizeof self->left_out);
  self->n_events = 0;
  self->limit = self->max_events != 0 ? least (self->capacity, self->max_events) : self->capacity;
  self->status = DSC_STATUS_OK;
  self->cut_at = 0;
}

/* Makes room by leaving out what is neither among the first nor among the last. */
static void
leave_out (DscTrace *self)
{
  const size_t first_kept = self->n_events - DSC_TRACE_LAST;

  self->cut_at = self->max_events - 2 * DSC_TRACE_LAST;
  for (size_t i = self->cut_at; i < first_kept; i++)
    self->left_out[self->events[i].kind]++;
  memmove (self->events + self->cut_at, self->events + first_kept, DSC_TRACE_LAST * sizeof (DscEvent));
  self->n_events = self->cut_at + DSC_TRACE_LAST;
  self->status = DSC_STATUS_TOO_LARGE;
}

bool
dsc_trace_reserve (DscTrace *self, size_t n)
{
  DscStatus status = self->status == DSC_STATUS_NO_MEMORY ? DSC_STATUS_NO_MEMORY : DSC_STATUS_OK;

  if (status == DSC_STATUS_OK && self->max_events != 0 && self->n_events + n > self->max_events)
    leave_out (self);
  while (status == DSC_STATUS_OK && self->capacity - self->n_events < n)
    status = dsc_alloc_reserve_one (self->alloc, &self->events, sizeof (DscEvent), self->capacity, &self->capacity);
  if (status != DSC_STATUS_OK)
    {
      self->status = status;
      self->limit = self->n_events;
      return false;
    }
  self->limit = self->max_events != 0 ? least (self->capacity, self->max_events) : self->capacity;
  return true;
}

uint64_t
dsc_trace_count_left_out (const DscTrace *self)
{
  uint64_t n = 0;

  for (size_t kind = 0; kind < DSC_N_EVENT_KINDS; kind++)
    n += self->left_out[kind];
  return n;
}

void
dsc_trace_add (DscTrace *self, DscEvent event)
{
  if (self->n_events < self->limit || dsc_trace_reserve (self, 1))
    self->events[self->n_events++] = event;
}

const char *
dsc_keys_kind_name (DscKeysKind kind)
{
  switch (kind)
    {
    case DSC_KEYS_GENERAL:
      return "general";
    case DSC_KEYS_UNICODE:
      return "unicode";
    case DSC_KEYS_SPLIT:
      return "split";
    case DSC_KEYS_UNICODE_NODUMMY:
      return "unicode_nodummy";
    case DSC_KEYS_STRING:
      return "string";
    }
  return "?";
}
