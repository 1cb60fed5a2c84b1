/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-writer.c: which operation wrote a thing in memory last, read backwards from the events. */
#include "dsc-writer.h"

#define MAX_EVENTS (1u << 16)      /* of one step */

/* Events of a few steps that tell of the entries of a dict, in order; STEP begins each step: a: its operation, b: whether events are missing. */
#define STEP DSC_EVENT_NONE

gboolean
dsc_writer_init (DscWriter         *self,
                 const DscSnapshot *snapshot,
                 DscSceneId         id)
{
  const gboolean is_slot = id.part == DSC_PART_OF_SLOT && id.index >= 0 && (gsize) id.index < dsc_snapshot_get_n_slots (snapshot);

  *self = (DscWriter) { .part = (DscPartKind) id.part, .index = id.index };
  if (is_slot && dsc_snapshot_get_slot_state (snapshot, (gsize) id.index) == DSC_SLOT_USED)
    *self = (DscWriter) { .part = DSC_PART_OF_ENTRY, .index = dsc_snapshot_get_index (snapshot, (gsize) id.index) };
  else if (id.part == DSC_PART_OF_ENTRY_FIELD)
    self->part = id.field == DSC_FIELD_ME_VALUE ? DSC_PART_OF_VALUE : DSC_PART_OF_KEY;
  else if (id.part == DSC_PART_OF_SPLIT_VALUE)
    self->part = DSC_PART_OF_VALUE;
  switch ((guint) self->part)
    {
    case DSC_PART_OF_ENTRY:
    case DSC_PART_OF_KEY:
      return (gsize) self->index < dsc_snapshot_get_n_entries (snapshot)
             && dsc_snapshot_get_entry_state (snapshot, (gsize) self->index) != DSC_SLOT_EMPTY;
    case DSC_PART_OF_VALUE:
      return TRUE;
    case DSC_PART_OF_SLOT:
      return is_slot && dsc_snapshot_get_slot_state (snapshot, (gsize) self->index) == DSC_SLOT_DUMMY;
    default:
      return FALSE;
    }
}

/* ---- forwards: what happened ----------------------------------------------------------------- */

static void
take_dict (DscWriter  *self,
           DscMachine *machine,
           guint32     reg)
{
  const DscInstance *instance = dsc_machine_get_instance (machine, reg);
  const DscDict *dict = instance != NULL ? dsc_instance_peek_dict (instance) : dsc_machine_get_dict (machine, reg);

  self->is_of_instance = instance != NULL;
  self->dict = dict != NULL ? dsc_dict_get_id (dict) : 0;
}

static gboolean
tells_of_entries (const DscEvent *event)
{
  return event->kind == DSC_EVENT_WRITE_ENTRY || event->kind == DSC_EVENT_WRITE_VALUE || event->kind == DSC_EVENT_DUMMY_PLACED
         || event->kind == DSC_EVENT_ENTRY_MOVED || event->kind == DSC_EVENT_NEW_TABLE || event->kind == DSC_EVENT_CLONE
         || (event->kind == DSC_EVENT_ALLOCATE && event->c == DSC_BLOCK_DICT);
}

/* FALSE: no memory. */
static gboolean
read_steps (DscWriter   *self,
            DscTimeline *timeline,
            guint64      first,
            guint64      end,
            GArray      *events)
{
  DscMachine *machine = dsc_timeline_seek (timeline, first, NULL);
  DscTrace trace;

  dsc_trace_init (&trace, &dsc_alloc_libc);
  trace.max_events = MAX_EVENTS;
  for (guint64 i = first; i < end && machine != NULL; i++)
    {
      dsc_trace_reset (&trace);
      machine = dsc_timeline_seek (timeline, i + 1, &trace);
      const DscEvent step = { .kind = STEP, .a = (gint64) i, .b = trace.status != DSC_STATUS_OK };

      g_array_append_val (events, step);
      for (gsize k = 0; k < trace.n_events; k++)
        if (trace.events[k].dict == self->dict && tells_of_entries (&trace.events[k]))
          g_array_append_val (events, trace.events[k]);
    }
  dsc_trace_clear (&trace);
  return machine != NULL;
}

/* ---- backwards: whether that was it ---------------------------------------------------------- */

static gboolean
is_written (DscWriter      *self,
            const DscEvent *event)
{
  const gboolean is_slot = self->part == DSC_PART_OF_SLOT;

  /* Its number is that in the table before already: until the new one begins, all numbers are those of the new one. */
  if (self->is_new)
    {
      self->is_new = event->kind != DSC_EVENT_NEW_TABLE;
      return FALSE;
    }
  switch ((guint) event->kind)
    {
    case DSC_EVENT_NEW_TABLE:
      return TRUE;
    case DSC_EVENT_WRITE_ENTRY:
      return !is_slot && event->a == self->index && self->part != DSC_PART_OF_VALUE;
    case DSC_EVENT_WRITE_VALUE:
      return !is_slot && event->a == self->index && self->part != DSC_PART_OF_KEY;
    case DSC_EVENT_DUMMY_PLACED:
      return (is_slot ? event->a : event->b) == self->index;
    case DSC_EVENT_CLONE:
      return TRUE;
    case DSC_EVENT_ALLOCATE:
      if (self->is_of_instance)
        self->part = DSC_PART_OF_PICTURE;
      return !self->is_of_instance;
    case DSC_EVENT_ENTRY_MOVED:
      if (is_slot || event->b != self->index)
        return FALSE;
      self->index = event->a;
      self->is_new = TRUE;
      return FALSE;
    default:
      return FALSE;
    }
}

guint64
dsc_writer_look (DscWriter   *self,
                 DscTimeline *timeline,
                 guint32      reg,
                 guint64      first,
                 guint64      end)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (DscEvent));
  DscMachine *machine = self->dict == 0 ? dsc_timeline_seek (timeline, end, NULL) : NULL;
  gboolean found = FALSE;

  if (machine != NULL)
    take_dict (self, machine, reg);
  if (self->dict == 0 || !read_steps (self, timeline, first, end, events))
    self->part = DSC_PART_OF_PICTURE;
  for (guint k = events->len; k-- > 0 && self->part != DSC_PART_OF_PICTURE;)
    {
      const DscEvent *event = &g_array_index (events, DscEvent, k);

      if (event->kind != STEP)
        found = found || is_written (self, event);
      else if (found)
        return (guint64) event->a + 1;
      else if (event->b)
        self->part = DSC_PART_OF_PICTURE;
    }
  return 0;
}
