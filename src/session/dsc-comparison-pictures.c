/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-comparison-pictures.c: the pictures of all sides of a comparison, laid out together, and what differs in them.
 *
 * Small ones are made at once, large ones in a thread. They are made from a page: a copy of what is to be drawn that no longer changes. */
#include "dsc-comparison-private.h"

#include <glib/gi18n.h>

#include "dsc-map.h"
#include "dsc-motion.h"

/* Slots and entries of all sides that may be drawn between two frames. */
#define CHEAP 40000u

/* ---- pages ----------------------------------------------------------------------------------- */

static void
page_free (DscComparisonPage *page)
{
  for (guint i = 0; i < page->n; i++)
    {
      g_clear_pointer (&page->states[i], dsc_state_unref);
      g_clear_pointer (&page->pyramids[i], dsc_pyramid_unref);
      g_free (page->labels[i]);
      g_free (page->absent[i]);
      g_free (page->texts[i]);
    }
  g_free (page);
}

void
dsc_comparison_page_unref (DscComparisonPage *page)
{
  if (page != NULL && g_atomic_ref_count_dec (&page->ref_count))
    page_free (page);
}

/* Why there is no picture of a side. */
static char *
dup_absent (DscSession     *session,
            const DscState *state)
{
  const DscDiagnostic *diagnostic = dsc_session_get_diagnostic (session);

  if (state == NULL || (diagnostic != NULL && state->step == state->n_steps && state->kind != DSC_STATE_NO_KEYS))
    return g_strdup (diagnostic != NULL ? diagnostic->message : _("The program has not been run."));
  switch (state->kind)
    {
    case DSC_STATE_NO_STEPS:
      return g_strdup (_("The script does nothing."));
    case DSC_STATE_BEFORE_DICT:
      return g_strdup (state->step == 0 ? _("Nothing has been run yet, so there is no dict.") : _("Up to this step the program has not made a dict."));
    case DSC_STATE_NO_KEYS:
      return g_strdup (_("This is a class whose instances share no keys, in this version or at this step."));
    case DSC_STATE_UNBOUND:
    case DSC_STATE_DICT:
      break;
    }
  return g_strdup_printf (_("“%s” is bound to no dict or instance at this step."), state->name != NULL ? state->name : "");
}

/* state: taken, may be NULL. */
static void
fill_side (DscComparison     *self,
           DscComparisonPage *page,
           guint              i,
           DscState          *state)
{
  const DscComparisonSide *side = dsc_comparison_get_side (self, i);

  page->states[i] = state;
  page->targets[i] = dsc_session_get_target (side->session);
  page->texts[i] = g_strdup (dsc_session_get_text (side->session));
  page->same_script &= side->script_name == NULL;
  page->labels[i] = side->label != NULL || side->script_name != NULL ? dsc_comparison_dup_title (self, i) : NULL;
  if (state == NULL || state->snapshot == NULL)
    page->absent[i] = dup_absent (side->session, state);
  page->sides[i] = (DscCompareSide) {
    .label = page->labels[i],
    .name = state != NULL ? state->name : NULL,
    .snapshot = state != NULL ? state->snapshot : NULL,
    .absent = page->absent[i],
  };
}

static void
fill_options (DscComparison     *self,
              DscComparisonPage *page,
              const DscState    *state)
{
  page->options = (DscCompareOptions) {
    .operation = state->operation,
    .step = state->step,
    .n_steps = state->n_steps,
  };
  for (guint i = 0; i < self->sides->len; i++)
    {
      const DscParting *parting = &dsc_comparison_get_side (self, i)->parting;

      page->options.is_first_difference |= parting->differs && parting->difference.step == state->step;
    }
}

/* Of the states that are shown, or of those that the sessions are at now. */
static DscComparisonPage *
make_page (DscComparison *self,
           gboolean       shown)
{
  DscComparisonPage *page = g_new0 (DscComparisonPage, 1);
  const guint lead = dsc_comparison_get_lead (self);

  g_atomic_ref_count_init (&page->ref_count);
  page->n = self->sides->len;
  page->same_script = TRUE;
  page->hash_seed = dsc_session_get_hash_seed (self->lead);
  for (guint i = 0; i < page->n; i++)
    {
      const DscComparisonSide *side = dsc_comparison_get_side (self, i);
      DscState *state = shown ? side->state : dsc_session_get_state (side->session);

      fill_side (self, page, i, state != NULL ? dsc_state_ref (state) : NULL);
      if (side->pyramid != NULL && shown)
        page->pyramids[i] = page->sides[i].pyramid = dsc_pyramid_ref (side->pyramid);
    }
  fill_options (self, page, page->states[lead]);
  return page;
}

DscComparisonPage *
dsc_comparison_make_page (DscComparison *self)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), NULL);
  return self->different != NULL ? make_page (self, TRUE) : NULL;
}

/* ---- making pictures --------------------------------------------------------------------------- */

typedef struct {
  DscComparisonPage    *page;
  const DscTextMetrics *metrics;
  double                width;
  DscState             *earlier[DSC_COMPARE_MOST_SIDES];      /* what was shown before, and its pyramid; NULL: none */
  DscPyramid           *earlier_pyramids[DSC_COMPARE_MOST_SIDES];
  gint                  cancelled;      /* atomic */
  /* results */
  DscScene             *scenes[DSC_COMPARE_MOST_SIDES];
  GArray               *different;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  for (guint i = 0; i < DSC_COMPARE_MOST_SIDES; i++)
    {
      g_clear_pointer (&job->earlier[i], dsc_state_unref);
      g_clear_pointer (&job->earlier_pyramids[i], dsc_pyramid_unref);
      g_clear_pointer (&job->scenes[i], dsc_scene_unref);
    }
  g_clear_pointer (&job->different, g_array_unref);
  dsc_comparison_page_unref (job->page);
  g_free (job);
}

static Job *
job_new (DscComparison *self)
{
  Job *job = g_new0 (Job, 1);

  job->page = make_page (self, FALSE);
  job->metrics = self->metrics;
  job->width = self->width;
  for (guint i = 0; i < self->sides->len; i++)
    {
      const DscComparisonSide *side = dsc_comparison_get_side (self, i);

      if (side->state == NULL || side->pyramid == NULL)
        continue;
      job->earlier[i] = dsc_state_ref (side->state);
      job->earlier_pyramids[i] = dsc_pyramid_ref (side->pyramid);
    }
  return job;
}

/* The pyramid of a large table from the one before, where that can be. */
static void
follow_pyramid (Job   *job,
                guint  i)
{
  DscComparisonPage *page = job->page;

  if (job->earlier[i] == NULL || job->earlier[i]->snapshot == NULL || page->sides[i].snapshot == NULL)
    return;
  page->pyramids[i] = dsc_pyramid_new_changed (job->earlier_pyramids[i], job->earlier[i]->snapshot, page->sides[i].snapshot);
  page->sides[i].pyramid = page->pyramids[i];
}

static void
draw (Job *job)
{
  DscComparisonPage *page = job->page;
  DscCompareOptions options = page->options;

  options.metrics = job->metrics;
  options.width = job->width;
  options.cancelled = &job->cancelled;
  for (guint i = 0; i < page->n; i++)
    follow_pyramid (job, i);
  for (guint i = 0; i < page->n; i++)
    {
      job->scenes[i] = dsc_view_compare_side_new (page->sides, page->n, i, &options);
      const DscMap *map = job->scenes[i] != NULL ? dsc_scene_find_map (job->scenes[i], (DscSceneId) { 0 }) : NULL;

      if (map != NULL && page->pyramids[i] == NULL)
        page->pyramids[i] = page->sides[i].pyramid = dsc_pyramid_ref (dsc_map_get_pyramid (map));
    }
  job->different = dsc_compare_list_differences (page->sides, page->n);
}

static guint64
cost_of (const Job *job)
{
  guint64 cost = 0;

  for (guint i = 0; i < job->page->n; i++)
    if (job->page->sides[i].snapshot != NULL)
      cost += dsc_snapshot_get_n_slots (job->page->sides[i].snapshot) + dsc_snapshot_get_n_entries (job->page->sides[i].snapshot);
  return cost;
}

/* ---- taking them ------------------------------------------------------------------------------- */

static void
stop_playing (DscComparison *self)
{
  const guint64 position = dsc_session_get_position (self->lead);
  const gboolean is_new = position != self->stopped_at;

  self->stopped_at = position;
  if (!self->stop_at_difference || !is_new || !dsc_playback_is_playing (self->playback) || dsc_session_get_moment (self->lead) >= 0)
    return;
  for (guint i = 0; i < self->sides->len; i++)
    {
      const DscParting *parting = &dsc_comparison_get_side (self, i)->parting;

      if (parting->differs && parting->difference.step == position)
        {
          dsc_playback_pause (self->playback);
          return;
        }
    }
}

static void
select_when_there (DscComparison *self)
{
  const gint which = self->select_when_there;

  self->select_when_there = 0;
  if (which != 0 && self->different->len > 0)
    dsc_session_set_selection (self->lead, g_array_index (self->different, DscSceneId, which > 0 ? 0 : self->different->len - 1));
}

static void
take (DscComparison *self,
      Job           *job)
{
  for (guint i = 0; i < self->sides->len; i++)
    {
      DscComparisonSide *side = dsc_comparison_get_side (self, i);

      g_clear_pointer (&side->state, dsc_state_unref);
      g_clear_pointer (&side->scene, dsc_scene_unref);
      g_clear_pointer (&side->pyramid, dsc_pyramid_unref);
      side->state = job->page->states[i] != NULL ? dsc_state_ref (job->page->states[i]) : NULL;
      side->scene = g_steal_pointer (&job->scenes[i]);
      side->pyramid = g_steal_pointer (&job->page->pyramids[i]);
    }
  g_clear_pointer (&self->different, g_array_unref);
  self->different = g_steal_pointer (&job->different);
  select_when_there (self);
  stop_playing (self);
  dsc_comparison_notify_pictures (self);
}

static gboolean
is_shown (DscComparison *self)
{
  if (self->different == NULL || self->stale)
    return FALSE;
  for (guint i = 0; i < self->sides->len; i++)
    {
      const DscComparisonSide *side = dsc_comparison_get_side (self, i);

      if (side->state != dsc_session_get_state (side->session))
        return FALSE;
    }
  return TRUE;
}

static void
draw_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  draw (task_data);
  g_task_return_boolean (task, TRUE);
}

static void
drawn_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  DscComparison *self = DSC_COMPARISON (source);
  Job *job = g_task_get_task_data (G_TASK (result));

  if (G_TASK (result) != self->picture_task)
    return;      /* the sides are others */
  self->picture_task = NULL;
  if (!g_atomic_int_get (&job->cancelled) && job->different != NULL)
    take (self, job);
  dsc_comparison_update_pictures (self);
}

static void
begin (DscComparison *self)
{
  Job *job = job_new (self);

  self->stale = FALSE;
  if (cost_of (job) <= CHEAP)
    {
      draw (job);
      take (self, job);
      job_free (job);
      return;
    }
  g_autoptr (GTask) task = g_task_new (self, NULL, drawn_cb, NULL);

  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, job, job_free);
  self->picture_task = task;      /* alive until its callback */
  g_task_run_in_thread (task, draw_in_thread);
}

void
dsc_comparison_update_pictures (DscComparison *self)
{
  if (!self->on || self->following || !dsc_comparison_all_there (self) || is_shown (self))
    return;
  if (self->picture_task == NULL)
    begin (self);
}

void
dsc_comparison_drop_pictures (DscComparison *self)
{
  if (self->picture_task != NULL)
    {
      Job *job = g_task_get_task_data (self->picture_task);

      g_atomic_int_set (&job->cancelled, TRUE);
    }
  self->picture_task = NULL;
  g_clear_pointer (&self->different, g_array_unref);
  self->stopped_at = G_MAXUINT64;
  self->select_when_there = 0;
  for (guint i = 0; i < self->sides->len; i++)
    {
      DscComparisonSide *side = dsc_comparison_get_side (self, i);

      g_clear_pointer (&side->state, dsc_state_unref);
      g_clear_pointer (&side->scene, dsc_scene_unref);
      g_clear_pointer (&side->pyramid, dsc_pyramid_unref);
    }
}

/* ---- what is told ------------------------------------------------------------------------------ */

DscScene *
dsc_comparison_get_scene (DscComparison *self,
                          guint          i)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (i < self->sides->len, NULL);
  return dsc_comparison_get_side (self, i)->scene;
}

DscState *
dsc_comparison_get_state (DscComparison *self,
                          guint          i)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (i < self->sides->len, NULL);
  return dsc_comparison_get_side (self, i)->state;
}

gboolean
dsc_comparison_is_there (DscComparison *self)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), FALSE);
  return self->picture_task == NULL && dsc_comparison_all_there (self) && is_shown (self);
}

const GArray *
dsc_comparison_get_different (DscComparison *self)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), NULL);
  return self->different;
}

/* ---- going from difference to difference ----------------------------------------------------- */

/* Among those that differ; -1: the selection is none of them. */
static gint64
number_of_selection (DscComparison *self)
{
  const DscSceneId selection = dsc_session_get_selection (self->lead);

  for (guint i = 0; i < self->different->len; i++)
    if (dsc_scene_id_equal (g_array_index (self->different, DscSceneId, i), selection))
      return i;
  return -1;
}

/* The nearest step after (before) the present one in which the sides differ. */
static gboolean
find_step (DscComparison *self,
           gboolean       forward,
           guint64       *out_step)
{
  const guint64 here = dsc_session_get_position (self->lead);

  for (guint i = 0; self->runs != NULL && i < self->runs->len; i++)
    {
      const DscStepRun run = g_array_index (self->runs, DscStepRun, forward ? i : self->runs->len - 1 - i);

      if (forward ? run.last > here : run.first < here)
        {
          *out_step = forward ? MAX (run.first, here + 1) : MIN (run.last, here - 1);
          return *out_step <= dsc_session_get_n_steps (self->lead);
        }
    }
  return FALSE;
}

gboolean
dsc_comparison_next_difference (DscComparison *self,
                                gboolean       forward)
{
  guint64 step;

  g_return_val_if_fail (DSC_IS_COMPARISON (self), FALSE);
  if (self->different == NULL)
    return FALSE;
  const gint64 at = number_of_selection (self);
  const gint64 next = at < 0 ? (forward ? 0 : (gint64) self->different->len - 1) : forward ? at + 1 : at - 1;

  if (next >= 0 && next < self->different->len)
    {
      dsc_session_set_selection (self->lead, g_array_index (self->different, DscSceneId, (guint) next));
      return TRUE;
    }
  if (!find_step (self, forward, &step))
    return FALSE;
  self->select_when_there = forward ? 1 : -1;
  dsc_playback_seek (self->playback, step);
  return TRUE;
}
