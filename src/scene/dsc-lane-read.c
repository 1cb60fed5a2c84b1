/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-lane-read.c: the columns of a lane, from the events of the steps.
 *
 * A tag is told by the events of the dict that changes it, so between two changes it is carried over; images are taken only of small
 * tables, for dk_version, which some changes set without a word (a clone has its source's). */
#include <string.h>

#include "dsc-view-lane.h"

#define MAX_EVENTS    (1u << 16)      /* of one step */
#define SMALL_TABLE   1024u

typedef struct {
  DscTimeline *timeline;
  guint32      reg;
  guint32      dict;                  /* number of the dict that the variable holds; 0: none */
  gint64       used;
  guint64      tag, dk_version;
} Reader;

static const DscDict *
get_dict (DscMachine *machine,
          guint32     reg)
{
  const DscInstance *instance = dsc_machine_get_instance (machine, reg);

  return instance != NULL ? dsc_instance_peek_dict (instance) : dsc_machine_get_dict (machine, reg);
}

/* Whatever the dict is now, from its image. */
static void
look (Reader     *self,
      DscMachine *machine)
{
  const DscDict *dict = get_dict (machine, self->reg);
  DscSnapshot *snapshot = dict != NULL ? dsc_machine_take_snapshot (machine, self->reg) : NULL;

  self->dict = dict != NULL ? dsc_dict_get_id (dict) : 0;
  self->used = dict != NULL ? (gint64) dsc_dict_get_used (dict) : 0;
  if (snapshot == NULL)
    return;
  self->tag = (guint64) dsc_snapshot_get_value (snapshot, DSC_FIELD_MA_VERSION_TAG, 0);
  self->dk_version = (guint64) dsc_snapshot_get_value (snapshot, DSC_FIELD_DK_VERSION, 0);
  dsc_snapshot_unref (snapshot);
}

/* A first table is not a rebuilt one, and a change of kind or the end of sharing only where the size changes too. */
static DscLaneMarks
marks_of_resize (const DscEvent *event)
{
  const gboolean is_first = event->detail == DSC_RESIZE_FROM_EMPTY || event->detail == DSC_RESIZE_PRESIZE || event->detail == DSC_RESIZE_COPY;
  const gboolean changes_kind = event->detail == DSC_RESIZE_KIND || event->detail == DSC_RESIZE_SPLIT;

  return event->b > 1 && !is_first && (!changes_kind || event->b != event->c) ? DSC_LANE_RESIZE : 0;
}

static DscLaneMarks
marks_of (const DscEvent *event)
{
  switch (event->kind)
    {
    case DSC_EVENT_RESIZE_BEGIN:
      return marks_of_resize (event);
    case DSC_EVENT_DUMMY_PLACED:
      return DSC_LANE_TOMBSTONE;
    case DSC_EVENT_PROBE:
      return event->d > 0 ? DSC_LANE_COLLISION : 0;
    case DSC_EVENT_KIND_CHANGE:
      return event->a != DSC_KEYS_SPLIT ? DSC_LANE_KIND : 0;
    case DSC_EVENT_SPLIT_COMBINED:
      return DSC_LANE_UNSHARED;
    default:
      return 0;
    }
}

static void
read_event (Reader         *self,
            DscLaneStep    *step,
            const DscEvent *event)
{
  step->marks |= marks_of (event);
  if (event->kind == DSC_EVENT_WATCHER && event->a > 0 && event->a < (gint64) G_N_ELEMENTS (step->told))
    step->told[event->a]++;
  else if (event->kind == DSC_EVENT_VERSION_TAG)
    self->tag = (guint64) event->b;
  else if (event->kind == DSC_EVENT_NEW_TABLE || (event->kind == DSC_EVENT_WRITE_FIELD && event->detail == DSC_FIELD_DK_VERSION))
    self->dk_version = event->kind == DSC_EVENT_NEW_TABLE ? 0 : (guint64) event->b;
}

/* Of a trace with a gap: as many were added as the dict has grown by; the others of such a step were there. */
static void
mend_told (DscLaneStep    *step,
           const DscTrace *trace,
           gint64          grown)
{
  const guint64 left_out = trace->left_out[DSC_EVENT_WATCHER];
  const gint64 missing = grown + step->told[DSC_WATCHER_DELETED] - step->told[DSC_WATCHER_ADDED];
  const guint added = (guint) CLAMP (missing, 0, (gint64) left_out);

  step->told[DSC_WATCHER_ADDED] += added;
  step->told[DSC_WATCHER_MODIFIED] += (guint) (left_out - added);
  for (guint kind = 0; kind < DSC_N_EVENT_KINDS; kind++)
    if (trace->left_out[kind] > 0 && kind != DSC_EVENT_RESIZE_BEGIN && kind != DSC_EVENT_KIND_CHANGE && kind != DSC_EVENT_PROBE)
      step->marks |= marks_of (&(DscEvent) { .kind = (guint8) kind });
}

/* FALSE: no memory. */
static gboolean
read_step (Reader      *self,
           guint64      i,
           DscTrace    *trace,
           DscLaneStep *step)
{
  const DscStep *operation = dsc_timeline_get_step (self->timeline, i);
  const guint32 dict_before = self->dict;
  const gint64 used_before = self->used;

  dsc_trace_reset (trace);
  DscMachine *machine = dsc_timeline_seek (self->timeline, i + 1, trace);
  if (machine == NULL)
    return FALSE;
  const DscDict *dict = get_dict (machine, self->reg);
  const guint32 now = dict != NULL ? dsc_dict_get_id (dict) : 0;

  *step = (DscLaneStep) { .step = i + 1, .label = g_strdup (operation->label), .has_dict = dict != NULL, .marks = operation->error != NULL ? DSC_LANE_ERROR : 0 };
  step->tag_before = now == dict_before ? self->tag : 0;
  step->dk_version_before = now == dict_before ? self->dk_version : 0;
  for (gsize k = 0; k < trace->n_events; k++)
    if (trace->events[k].dict != 0 && (trace->events[k].dict == now || trace->events[k].dict == dict_before))
      read_event (self, step, &trace->events[k]);
  if (dict != NULL && (now != dict_before || dsc_dict_get_n_slots (dsc_machine_get_runtime (machine), dict) <= SMALL_TABLE))
    look (self, machine);
  self->dict = now;
  self->used = dict != NULL ? (gint64) dsc_dict_get_used (dict) : 0;
  if (trace->status == DSC_STATUS_TOO_LARGE)
    mend_told (step, trace, self->used - (now == dict_before ? used_before : 0));
  step->tag_after = self->tag;
  step->dk_version_after = self->dk_version;
  /* The keys of an empty dict have a version of their own: that a new dict starts with it is no change. */
  if (now != dict_before)
    step->dk_version_before = step->dk_version_after;
  return TRUE;
}

GArray *
dsc_lane_read (DscTimeline *timeline,
               guint32      reg,
               guint64      first,
               guint64      n)
{
  const guint64 n_steps = dsc_timeline_get_n_steps (timeline);
  Reader reader = { .timeline = timeline, .reg = reg };
  DscMachine *machine = dsc_timeline_seek (timeline, MIN (first, n_steps), NULL);
  GArray *steps = g_array_new (FALSE, TRUE, sizeof (DscLaneStep));
  DscTrace trace;

  g_array_set_clear_func (steps, dsc_lane_step_clear);
  if (machine == NULL)
    return steps;
  look (&reader, machine);
  dsc_trace_init (&trace, &dsc_alloc_libc);
  trace.max_events = MAX_EVENTS;
  for (guint64 i = first; i < MIN (first + n, n_steps); i++)
    {
      DscLaneStep step;

      if (!read_step (&reader, i, &trace, &step))
        break;
      g_array_append_val (steps, step);
    }
  dsc_trace_clear (&trace);
  return steps;
}
