/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-event.c: the growable list of events.
 *
 * A trace never makes an operation fail: when memory runs out, it keeps what it has, remembers the failure in its status
 * and takes nothing more, so that no reader sees a list with a hole in it. */
#include "dsc-event.h"

void
dsc_trace_init (DscTrace *self, const DscAlloc *alloc)
{
  *self = (DscTrace) { .alloc = alloc };
}

void
dsc_trace_clear (DscTrace *self)
{
  dsc_alloc_free (self->alloc, self->events);
  dsc_trace_init (self, self->alloc);
}

void
dsc_trace_reset (DscTrace *self)
{
  self->n_events = 0;
  self->limit = self->capacity;
  self->status = DSC_STATUS_OK;
}

bool
dsc_trace_reserve (DscTrace *self, size_t n)
{
  while (self->status == DSC_STATUS_OK && self->capacity - self->n_events < n)
    self->status = dsc_alloc_reserve_one (self->alloc, &self->events, sizeof (DscEvent), self->capacity, &self->capacity);
  self->limit = self->status == DSC_STATUS_OK ? self->capacity : self->n_events;
  return self->status == DSC_STATUS_OK;
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
