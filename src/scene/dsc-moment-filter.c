/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-moment-filter.c: which events of a step concern the dict, instance or class that is shown.
 *
 * Those of its dict have the dict's number. An instance without a dict has none: its events, and what others do to the keys that it
 * shares, are known by the block that is written to; a search writes nothing, so it belongs to whatever is written before the next one. */
#include "dsc-moment-private.h"

#include <string.h>

typedef struct {
  const DscMoments *moments;
  const DscTrace   *trace;
  guint32           dict;          /* 0: an instance without one, or a class */
  gboolean          any_block;     /* some event that is no dict's writes somewhere */
} Filter;

static gboolean
is_ours (const Filter *self,
         gint64        block)
{
  const DscSnapshot *images[] = { self->moments->before, self->moments->after };
  static const DscBlockKind kinds[] = { DSC_BLOCK_KEYS, DSC_BLOCK_TABLE, DSC_BLOCK_VALUES, DSC_BLOCK_INSTANCE_VALUES, DSC_BLOCK_INSTANCE,
                                        DSC_BLOCK_DICT };

  for (gsize i = 0; i < G_N_ELEMENTS (images); i++)
    for (gsize k = 0; images[i] != NULL && k < G_N_ELEMENTS (kinds); k++)
      if (dsc_snapshot_is_block (images[i], kinds[k], block))
        return TRUE;
  return FALSE;
}

/* Number of the block that an event is about; 0: none. */
static gint64
block_of (const DscEvent *event)
{
  switch (event->kind)
    {
    case DSC_EVENT_ALLOCATE:
    case DSC_EVENT_FREE:
    case DSC_EVENT_CLONE:
      return event->b;
    case DSC_EVENT_CLASS_KEYS:
      return event->b != 0 ? event->b : event->a;
    case DSC_EVENT_KIND_CHANGE:
    case DSC_EVENT_NEW_TABLE:
    case DSC_EVENT_NEW_VALUES:
    case DSC_EVENT_WRITE_INDEX:
    case DSC_EVENT_WRITE_ENTRY:
    case DSC_EVENT_WRITE_VALUE:
    case DSC_EVENT_DUMMY_PLACED:
    case DSC_EVENT_ENTRY_MOVED:
    case DSC_EVENT_WRITE_FIELD:
      return event->d;
    default:
      return 0;
    }
}

static gboolean
is_of_dict (const Filter   *self,
            const DscEvent *event)
{
  return self->dict != 0 && event->dict == self->dict;
}

/* Whether what is written from here to the next hash is ours. */
static gboolean
span_is_ours (const Filter *self,
              gsize         first,
              gsize         end)
{
  for (gsize i = first; i < end; i++)
    {
      const DscEvent *event = &self->trace->events[i];

      if (is_of_dict (self, event) || (block_of (event) != 0 && is_ours (self, block_of (event))))
        return TRUE;
    }
  return self->dict == 0 && !self->any_block;
}

static gboolean
concerns (const Filter   *self,
          const DscEvent *event,
          gboolean        span_ours)
{
  if (is_of_dict (self, event))
    return TRUE;
  if (block_of (event) != 0)
    return is_ours (self, block_of (event));
  return event->dict == 0 && span_ours;
}

static gsize
find_span_end (const DscTrace *trace,
               gsize           first)
{
  gsize i = first + 1;

  while (i < trace->n_events && trace->events[i].kind != DSC_EVENT_HASH)
    i++;
  return MIN (i, trace->n_events);
}

void
dsc_moments_take_events (DscMoments     *self,
                         const DscTrace *trace)
{
  Filter filter = { .moments = self, .trace = trace, .dict = dsc_snapshot_get_dict_id (self->after) };
  gsize n = 0;

  self->is_complete = trace != NULL && trace->status == DSC_STATUS_OK;
  if (trace == NULL || trace->n_events == 0)
    return;
  self->trace = (DscTrace) { .events = g_new (DscEvent, trace->n_events), .capacity = trace->n_events, .status = trace->status };
  memcpy (self->trace.left_out, trace->left_out, sizeof trace->left_out);
  for (gsize i = 0; i < trace->n_events && !filter.any_block; i++)
    filter.any_block = trace->events[i].dict == 0 && block_of (&trace->events[i]) != 0;
  for (gsize first = 0; first < trace->n_events;)
    {
      const gsize end = find_span_end (trace, first);
      const gboolean span_ours = span_is_ours (&filter, first, end);

      for (; first < end; first++)
        {
          if (first == trace->cut_at)
            self->trace.cut_at = n;
          if (concerns (&filter, &trace->events[first], span_ours))
            self->trace.events[n++] = trace->events[first];
        }
    }
  self->trace.n_events = self->trace.limit = n;
}
