/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-moment.c: the moments of one step: a list made once from its events. */
#include "dsc-moment-private.h"

#include "dsc-snapshot-replay.h"

#define MOST_SLOTS 4096u   /* of tables that are copied for a moment */

static void
clear_moment (gpointer data)
{
  DscMoment *moment = data;

  g_free (moment->sentence);
  g_free (moment->arithmetic);
}

static void
add_done (DscMoments    *self,
          const DscStep *step)
{
  const guint n = self->moments->len;
  const gsize first = n > 0 ? dsc_moment_end (&g_array_index (self->moments, DscMoment, n - 1)) : 0;
  DscMoment done = { .kind = DSC_MOMENT_DONE, .grain = DSC_GRAIN_OPERATION, .first_event = first, .n_events = self->trace.n_events - first,
                     .slot = -1, .entry = -1 };
  DscMomentContext context = { .last_slot = -1, .first_slot = -1, .resize = -1 };

  if (n > 0)
    context = g_array_index (self->contexts, DscMomentContext, n - 1);
  done.sentence = dsc_describe_step (step, &self->trace, self->before, self->after);
  g_array_append_val (self->moments, done);
  g_array_append_val (self->contexts, context);
}

DscMoments *
dsc_moments_new (const DscStep     *step,
                 const DscTrace    *trace,
                 const DscSnapshot *before,
                 const DscSnapshot *after)
{
  DscMoments *self = g_new0 (DscMoments, 1);

  g_return_val_if_fail (after != NULL, NULL);
  g_atomic_ref_count_init (&self->ref_count);
  self->before = before != NULL ? dsc_snapshot_ref ((DscSnapshot *) before) : NULL;
  self->after = dsc_snapshot_ref ((DscSnapshot *) after);
  self->moments = g_array_new (FALSE, TRUE, sizeof (DscMoment));
  g_array_set_clear_func (self->moments, clear_moment);
  self->contexts = g_array_new (FALSE, TRUE, sizeof (DscMomentContext));
  dsc_moments_take_events (self, trace);
  dsc_moments_read (self);
  add_done (self, step);
  return self;
}

DscMoments *
dsc_moments_ref (DscMoments *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
dsc_moments_unref (DscMoments *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->moments);
  g_array_unref (self->contexts);
  dsc_snapshot_unref (self->before);
  dsc_snapshot_unref (self->after);
  g_free (self->trace.events);
  g_free (self);
}

guint
dsc_moments_get_n (const DscMoments *self)
{
  return self->moments->len;
}

const DscMoment *
dsc_moments_get (const DscMoments *self,
                 guint             i)
{
  g_return_val_if_fail (i < self->moments->len, NULL);
  return &g_array_index (self->moments, DscMoment, i);
}

const DscMomentContext *
dsc_moments_get_context (const DscMoments *self,
                         guint             i)
{
  g_return_val_if_fail (i < self->contexts->len, NULL);
  return &g_array_index (self->contexts, DscMomentContext, i);
}

const DscTrace *
dsc_moments_get_trace (const DscMoments *self)
{
  return &self->trace;
}

const DscSnapshot *
dsc_moments_get_before (const DscMoments *self)
{
  return self->before;
}

const DscSnapshot *
dsc_moments_get_after (const DscMoments *self)
{
  return self->after;
}

gint
dsc_moments_find (const DscMoments *self,
                  gint              from,
                  gboolean          forward,
                  DscGrain          grain)
{
  const gint n = (gint) self->moments->len;

  for (gint i = forward ? MAX (from, -1) + 1 : MIN (from, n) - 1; i >= 0 && i < n; i += forward ? 1 : -1)
    if (dsc_moments_get (self, (guint) i)->grain <= grain)
      return i;
  return -1;
}

/* --- memory in between -------------------------------------------------------------------------------------------- */

static gboolean
stores_something (const DscEvent *event)
{
  return event->kind >= DSC_EVENT_WRITE_INDEX || event->kind == DSC_EVENT_NEW_TABLE || event->kind == DSC_EVENT_CLONE
         || event->kind == DSC_EVENT_ENTRY_MOVED;
}

static DscSnapshot *
share (DscSnapshot *snapshot)
{
  return snapshot != NULL ? dsc_snapshot_ref (snapshot) : NULL;
}

static gboolean
is_small (const DscSnapshot *snapshot)
{
  return snapshot == NULL || dsc_snapshot_get_n_slots (snapshot) <= MOST_SLOTS;
}

/* Without a replay: what was before until the first store, what is after from there. */
static DscSnapshot *
build_coarsely (const DscMoments *self,
                gsize             n_events)
{
  for (gsize i = 0; i < n_events; i++)
    if (stores_something (&self->trace.events[i]) || (dsc_moments_has_gap (self) && i >= self->trace.cut_at))
      return dsc_snapshot_ref (self->after);
  return share (self->before);
}

gboolean
dsc_moments_is_coarse (const DscMoments *self)
{
  return !self->is_complete || !is_small (self->before) || !is_small (self->after);
}

DscSnapshot *
dsc_moments_build_snapshot (const DscMoments *self,
                            gint              i)
{
  if (i < 0)
    return share (self->before);
  if ((guint) i + 1 >= self->moments->len)
    return dsc_snapshot_ref (self->after);
  const gsize n_events = dsc_moment_end (dsc_moments_get (self, (guint) i));
  if (!dsc_moments_is_coarse (self))
    return dsc_snapshot_new_replayed (self->before, self->after, &self->trace, n_events);
  return build_coarsely (self, n_events);
}

/* --- for the other files ------------------------------------------------------------------------------------------ */

gsize
dsc_moment_end (const DscMoment *self)
{
  return self->first_event + self->n_events;
}

const DscEvent *
dsc_moments_find_event (const DscMoments *self,
                        gsize             from,
                        gsize             to,
                        DscEventKind      kind)
{
  for (gsize i = from; i < MIN (to, self->trace.n_events); i++)
    if (self->trace.events[i].kind == kind)
      return &self->trace.events[i];
  return NULL;
}

gboolean
dsc_moments_is_compact (const DscMoments *self)
{
  return dsc_snapshot_get_traits (self->after)->family == DSC_FAMILY_COMPACT;
}

gboolean
dsc_moments_has_gap (const DscMoments *self)
{
  return self->trace.status == DSC_STATUS_TOO_LARGE
         && dsc_trace_count_left_out (&self->trace) > self->trace.left_out[DSC_EVENT_ENTRY_MOVED];
}
