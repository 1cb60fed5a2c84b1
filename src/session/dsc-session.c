/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-session.c: the open document: script, target, hash seed, step, variable, selection, and the picture that follows.
 *
 * Two kinds of work go to threads: a run (text to history, see dsc-session-run.c) and, when it is far to replay, a state
 * (history to state at a step). Of each kind one at most counts; what was asked for meanwhile is asked again when it ends. */
#include "dsc-session-private.h"

#include "dsc-map.h"
#include "dsc-motion.h"
#include "dsc-path.h"
#include "dsc-place.h"

/* Operations and entries that may be gone through between two frames. */
#define CHEAP 20000u
#define BUSY_AFTER_MS 500u

G_DEFINE_FINAL_TYPE (DscSession, dsc_session, G_TYPE_OBJECT)

enum {
  PROP_TARGET = 1, PROP_HASH_SEED, PROP_POSITION, PROP_MOMENT, PROP_N_STEPS, PROP_PINNED_NAME, PROP_STATE, PROP_SELECTION,
  PROP_VISITS, PROP_ASKED_TARGETS, PROP_BOOKMARKS, PROP_BRANCHES, PROP_DIAGNOSTIC, PROP_STALE, PROP_RUNNING, PROP_BUSY, N_PROPS
};
static GParamSpec *props[N_PROPS];

static void
notify (DscSession *self,
        guint       prop)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

/* ---- work under way -------------------------------------------------------------------------- */

static gboolean
busy_timeout_cb (gpointer data)
{
  DscSession *self = data;

  if (!self->busy)
    {
      self->busy = TRUE;
      g_source_remove (self->busy_source);
      self->busy_source = g_timeout_add (100, busy_timeout_cb, self);
    }
  notify (self, PROP_BUSY);   /* also tells of progress */
  return G_SOURCE_CONTINUE;
}

void
dsc_session_work_changed (DscSession *self)
{
  const gboolean running = self->run_task != NULL || self->state_task != NULL;

  if (running == self->running)
    return;
  self->running = running;
  g_clear_handle_id (&self->busy_source, g_source_remove);
  if (running)
    self->busy_source = g_timeout_add (BUSY_AFTER_MS, busy_timeout_cb, self);
  else if (self->busy)
    {
      self->busy = FALSE;
      notify (self, PROP_BUSY);
    }
  notify (self, PROP_RUNNING);
}

/* ---- the state ------------------------------------------------------------------------------- */

typedef struct {
  DscHistory *history;
  guint64     step;
  char       *name;
  const DscTextMetrics *metrics;   /* NULL: no picture is wanted */
  gboolean    show_addresses;
  DscState   *earlier;             /* what was shown when this was asked for, and its pyramid; NULL: none */
  DscPyramid *earlier_pyramid;
  gint        cancelled;           /* atomic: the picture is no longer wanted */
  gint        permille;            /* atomic: of the picture, so far */
  gboolean    stopped;             /* by the user: what was shown before stays */
  DscScene   *scene;               /* result; NULL: there is none yet */
} StateRequest;

static void
state_request_free (gpointer data)
{
  StateRequest *self = data;

  dsc_history_unref (self->history);
  dsc_state_unref (self->earlier);
  g_clear_pointer (&self->earlier_pyramid, dsc_pyramid_unref);
  g_clear_pointer (&self->scene, dsc_scene_unref);
  g_free (self->name);
  g_free (self);
}

static char *
name_sharer (const DscSharer *sharer,
             gpointer         data)
{
  return dsc_state_dup_sharer_name (data, sharer);
}

static DscDiagramOptions
options_of_state (DscState             *state,
                  const DscTextMetrics *metrics,
                  gboolean              show_addresses)
{
  return (DscDiagramOptions) {
    .name = state->name,
    .operation = state->operation,
    .sentence = state->sentence,
    .step = state->step,
    .n_steps = state->n_steps,
    .before = state->before,
    .show_addresses = show_addresses,
    .sharer_name = name_sharer,
    .sharer_data = state,
    .metrics = metrics,
  };
}

/* From any thread. */
static DscScene *
build_scene (DscState             *state,
             const DscTextMetrics *metrics,
             gboolean              show_addresses,
             DscPyramid           *pyramid,
             const gint           *cancelled,
             gint                 *permille)
{
  DscDiagramOptions options = options_of_state (state, metrics, show_addresses);

  options.pyramid = pyramid;
  options.cancelled = cancelled;
  options.permille = permille;
  if (state->moment >= 0)
    return dsc_view_moment_new (dsc_state_get_moments (state), state->moment, &options);
  return state->snapshot != NULL ? dsc_view_diagram_new (state->snapshot, &options) : NULL;
}

/* That of a state, from the one that was there before; NULL: it is to be built. From any thread. */
static DscPyramid *
follow_pyramid (const DscState *earlier,
                DscPyramid     *pyramid,     /* of that; NULL: none */
                const DscState *state)
{
  if (earlier == NULL || pyramid == NULL || earlier->snapshot == NULL || state->snapshot == NULL)
    return NULL;
  return dsc_pyramid_new_changed (pyramid, earlier->snapshot, state->snapshot);
}

void
dsc_session_get_diagram_options (DscSession        *self,
                                 DscDiagramOptions *out_options)
{
  g_return_if_fail (DSC_IS_SESSION (self));
  g_return_if_fail (self->state != NULL);
  *out_options = options_of_state (self->state, self->metrics, self->show_addresses);
}

/* The pyramid is of the state, whatever else the next picture of it shows. */
static void
keep_pyramid (DscSession *self)
{
  const DscMap *map = self->scene != NULL ? dsc_scene_find_map (self->scene, (DscSceneId) { 0 }) : NULL;

  if (self->pyramid == NULL && map != NULL)
    self->pyramid = dsc_pyramid_ref (dsc_map_get_pyramid (map));
}

/* What was asked for by a line of the script. */
static void
select_change (DscSession *self)
{
  DscSceneId id = { .part = DSC_PART_OF_PICTURE };

  if (!self->select_change || self->state == NULL || self->state->step != self->position)
    return;
  self->select_change = FALSE;
  if (self->state->snapshot != NULL)
    dsc_place_of_change (self->state->before, self->state->snapshot, &id);
  dsc_session_set_selection (self, id);
}

static void
set_moment (DscSession *self,
            gint        moment)
{
  self->entering = FALSE;
  if (moment == self->moment)
    return;
  self->moment = moment;
  notify (self, PROP_MOMENT);
}

/* The state at the moment, from that of the whole step. */
static void
show_moment (DscSession *self,
             DscScene   *scene)      /* of the whole step, taken; NULL: not made yet */
{
  DscState *state = dsc_state_new_at_moment (self->whole, self->moment);
  const gboolean is_whole = state == self->whole;
  DscPyramid *pyramid = scene == NULL || !is_whole ? follow_pyramid (self->state, self->pyramid, state) : NULL;

  if (self->moment >= 0 && is_whole)
    {
      self->moment = -1;
      notify (self, PROP_MOMENT);
    }
  g_clear_pointer (&self->pyramid, dsc_pyramid_unref);
  g_clear_pointer (&self->scene, dsc_scene_unref);
  self->pyramid = pyramid;
  if (is_whole)
    self->scene = scene;
  else
    g_clear_pointer (&scene, dsc_scene_unref);
  keep_pyramid (self);
  g_clear_pointer (&self->state, dsc_state_unref);
  self->state = state;
  self->state_of = self->history;
  dsc_variable_list_set_state (self->variables, state);
  notify (self, PROP_STATE);
}

static void
enter (DscSession *self)
{
  DscMoments *moments = dsc_state_get_moments (self->whole);

  self->entering = FALSE;
  self->moment = moments != NULL ? dsc_moments_find (moments, -1, TRUE, self->entering_grain) : -1;
  notify (self, PROP_MOMENT);
}

static void
take_state (DscSession *self,
            DscState   *state,
            DscScene   *scene)      /* of it, taken; NULL: not made yet */
{
  if (state == NULL)
    return;
  g_clear_pointer (&self->whole, dsc_state_unref);
  self->whole = state;
  if (self->entering)
    enter (self);
  show_moment (self, scene);
  select_change (self);
}

static gboolean
is_wanted (DscSession         *self,
           const StateRequest *request)
{
  return request->history == self->history && request->step == self->position && g_strcmp0 (request->name, self->pinned_name) == 0;
}

static void
build_state_in_thread (GTask        *task,
                       gpointer      source,
                       gpointer      task_data,
                       GCancellable *cancellable)
{
  StateRequest *request = task_data;
  DscState *state = dsc_history_build_state (request->history, request->step, request->name);

  if (state != NULL && request->metrics != NULL && !g_atomic_int_get (&request->cancelled))
    {
      g_autoptr (DscPyramid) pyramid = follow_pyramid (request->earlier, request->earlier_pyramid, state);

      request->scene = build_scene (state, request->metrics, request->show_addresses, pyramid, &request->cancelled, &request->permille);
    }
  g_task_return_pointer (task, state, (GDestroyNotify) dsc_state_unref);
}

/* The user has stopped the picture of a step: the one that is shown stays, and the step is its again. Where none of this run has been
 * shown yet, that is the state before the first step. */
static gboolean
go_back_to_shown (DscSession *self)
{
  const gboolean is_of_run = self->state != NULL && self->state_of == self->history && self->state->step <= dsc_session_get_n_steps (self);
  const guint64 step = is_of_run ? self->state->step : 0;

  if (step == self->position)
    return FALSE;
  self->position = step;
  self->to_end = FALSE;
  set_moment (self, is_of_run ? self->state->moment : -1);
  if (!is_of_run)
    dsc_session_update_state (self);
  notify (self, PROP_POSITION);
  return TRUE;
}

static void
state_built_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  DscSession *self = DSC_SESSION (source);
  StateRequest *request = g_task_get_task_data (G_TASK (result));
  DscState *state = g_task_propagate_pointer (G_TASK (result), NULL);
  const gboolean wanted = is_wanted (self, request);

  const gboolean same = request->show_addresses == self->show_addresses;

  self->state_task = NULL;
  if (request->stopped && wanted && go_back_to_shown (self))
    dsc_state_unref (state);
  else if (wanted)
    take_state (self, state, same ? g_steal_pointer (&request->scene) : NULL);
  else
    {
      dsc_state_unref (state);
      dsc_session_update_state (self);
    }
  dsc_session_work_changed (self);
}

void
dsc_session_update_state (DscSession *self)
{
  if (self->history == NULL)
    return;
  if (self->state_task != NULL)
    {
      StateRequest *running = g_task_get_task_data (self->state_task);

      running->stopped &= is_wanted (self, running);
      g_atomic_int_set (&running->cancelled, running->stopped || !is_wanted (self, running));
      return;
    }
  if (dsc_history_get_cost (self->history, self->position) <= CHEAP)
    {
      take_state (self, dsc_history_build_state (self->history, self->position, self->pinned_name), NULL);
      return;
    }
  StateRequest *request = g_new0 (StateRequest, 1);
  g_autoptr (GTask) task = g_task_new (self, NULL, state_built_cb, NULL);

  request->history = dsc_history_ref (self->history);
  request->step = self->position;
  request->name = g_strdup (self->pinned_name);
  request->metrics = self->worker_metrics;
  request->show_addresses = self->show_addresses;
  if (self->state != NULL && self->pyramid != NULL)
    {
      request->earlier = dsc_state_ref (self->state);
      request->earlier_pyramid = dsc_pyramid_ref (self->pyramid);
    }
  g_task_set_source_tag (task, dsc_session_update_state);
  g_task_set_task_data (task, request, state_request_free);
  self->state_task = task;   /* alive until its callback */
  g_task_run_in_thread (task, build_state_in_thread);
  dsc_session_work_changed (self);
}

/* ---- what a finished run changes ------------------------------------------------------------- */

static guint64
position_in (DscSession *self,
             DscHistory *history,
             gboolean    at_end)
{
  const guint64 n = dsc_history_get_n_steps (history);

  return at_end ? n : MIN (self->position, n);
}

void
dsc_session_adopt (DscSession *self,
                   DscHistory *history,
                   guint64     n_same,
                   gboolean    stale)
{
  const guint64 old_n = dsc_session_get_n_steps (self);
  const gboolean at_end = !self->step_given && (self->to_end || self->position >= old_n);
  const guint64 position = position_in (self, history, at_end);
  g_autoptr (DscHistory) old = g_steal_pointer (&self->history);

  g_object_freeze_notify (G_OBJECT (self));
  self->history = dsc_history_ref (history);
  self->to_end = self->step_given = FALSE;
  set_moment (self, -1);
  dsc_step_list_replace_history (self->steps, history, n_same);
  if (!stale)
    dsc_session_note_branch (self, old, history, n_same);
  dsc_session_drop_late_bookmarks (self);
  if (dsc_history_get_n_steps (history) != old_n)
    notify (self, PROP_N_STEPS);
  if (position != self->position)
    {
      self->position = position;
      notify (self, PROP_POSITION);
    }
  if (stale != self->stale)
    {
      self->stale = stale;
      notify (self, PROP_STALE);
    }
  dsc_session_update_state (self);
  notify (self, PROP_DIAGNOSTIC);
  g_object_thaw_notify (G_OBJECT (self));
}

void
dsc_session_take_diagnostic (DscSession    *self,
                             DscDiagnostic *diagnostic)
{
  g_clear_pointer (&self->diagnostic, dsc_diagnostic_free);
  self->diagnostic = diagnostic;
  notify (self, PROP_DIAGNOSTIC);
}

void
dsc_session_take_settings (DscSession *self,
                           DscTarget   target,
                           guint32     hash_seed,
                           gint64      step,
                           const char *name)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (!dsc_target_equal (target, self->target))
    {
      self->target = target;
      notify (self, PROP_TARGET);
    }
  if (hash_seed != self->hash_seed)
    {
      self->hash_seed = hash_seed;
      notify (self, PROP_HASH_SEED);
    }
  if (step >= 0)
    {
      self->position = (guint64) step;
      self->step_given = TRUE;
    }
  if (name != NULL && g_strcmp0 (name, self->pinned_name) != 0)
    {
      g_free (self->pinned_name);
      self->pinned_name = g_strdup (name);
      notify (self, PROP_PINNED_NAME);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

void
dsc_session_ask_targets (DscSession *self,
                         GArray     *targets)
{
  g_clear_pointer (&self->asked_targets, g_array_unref);
  self->asked_targets = targets;
  if (targets != NULL)
    notify (self, PROP_ASKED_TARGETS);
}

const DscTarget *
dsc_session_get_asked_targets (DscSession *self,
                               guint      *out_n)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), NULL);
  *out_n = self->asked_targets != NULL ? self->asked_targets->len : 0;
  return *out_n > 0 ? (const DscTarget *) self->asked_targets->data : NULL;
}

/* ---- document -------------------------------------------------------------------------------- */

void
dsc_session_load (DscSession *self,
                  const char *text)
{
  g_return_if_fail (DSC_IS_SESSION (self));
  g_return_if_fail (text != NULL);
  g_object_freeze_notify (G_OBJECT (self));
  g_free (self->text);
  self->text = g_strdup (text);
  g_clear_pointer (&self->good_script, dsc_script_unref);
  self->to_end = TRUE;
  self->obey_settings = TRUE;
  dsc_session_set_pinned_name (self, NULL);
  dsc_session_set_selection (self, (DscSceneId) { 0 });
  dsc_visits_clear (self->visits);
  dsc_session_forget_branches (self);
  notify (self, PROP_VISITS);
  dsc_session_run (self);
  g_object_thaw_notify (G_OBJECT (self));
}

void
dsc_session_set_text (DscSession *self,
                      const char *text)
{
  g_return_if_fail (DSC_IS_SESSION (self));
  g_return_if_fail (text != NULL);
  if (g_strcmp0 (text, self->text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  dsc_session_run (self);
}

const char *
dsc_session_get_text (DscSession *self)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), NULL);
  return self->text;
}

void
dsc_session_set_target (DscSession *self,
                        DscTarget   target)
{
  g_return_if_fail (DSC_IS_SESSION (self));
  if (dsc_target_equal (target, self->target))
    return;
  self->target = target;
  self->obey_settings = FALSE;
  notify (self, PROP_TARGET);
  dsc_session_run (self);
}

DscTarget
dsc_session_get_target (DscSession *self)
{
  return self->target;
}

void
dsc_session_set_hash_seed (DscSession *self,
                           guint32     hash_seed)
{
  g_return_if_fail (DSC_IS_SESSION (self));
  if (hash_seed == self->hash_seed)
    return;
  self->hash_seed = hash_seed;
  self->obey_settings = FALSE;
  notify (self, PROP_HASH_SEED);
  dsc_session_run (self);
}

guint32
dsc_session_get_hash_seed (DscSession *self)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), 0);
  return self->hash_seed;
}

void
dsc_session_cancel (DscSession *self)
{
  g_return_if_fail (DSC_IS_SESSION (self));
  if (self->run_cancellable != NULL)
    g_cancellable_cancel (self->run_cancellable);
  if (self->state_task != NULL)
    {
      StateRequest *running = g_task_get_task_data (self->state_task);

      running->stopped = TRUE;
      g_atomic_int_set (&running->cancelled, TRUE);
    }
}

/* ---- time and variable ----------------------------------------------------------------------- */

/* Announces all that differs at once. */
static void
go_to_place (DscSession *self,
             guint64     position,
             gint        moment,
             gboolean    entering)
{
  if (position == self->position && !entering && moment == self->moment && !self->entering)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  dsc_session_settle_branch (self);
  self->to_end = self->select_change = FALSE;
  set_moment (self, moment);
  self->entering = entering;
  if (position != self->position)
    {
      self->position = position;
      notify (self, PROP_POSITION);
      dsc_session_update_state (self);
    }
  else if (self->whole != NULL && self->state_task == NULL)
    take_state (self, dsc_state_ref (self->whole), NULL);
  g_object_thaw_notify (G_OBJECT (self));
}

void
dsc_session_set_place (DscSession *self,
                       guint64     position,
                       gint        moment)
{
  g_return_if_fail (DSC_IS_SESSION (self));
  go_to_place (self, MIN (position, dsc_session_get_n_steps (self)), MAX (moment, -1), FALSE);
}

void
dsc_session_enter_step (DscSession *self,
                        guint64     position,
                        DscGrain    grain)
{
  g_return_if_fail (DSC_IS_SESSION (self));
  self->entering_grain = grain;
  go_to_place (self, MIN (position, dsc_session_get_n_steps (self)), -1, grain != DSC_GRAIN_OPERATION);
}

gint
dsc_session_get_moment (DscSession *self)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), -1);
  return self->moment;
}

gboolean
dsc_session_is_there (DscSession *self)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), FALSE);
  return self->state != NULL && self->state_task == NULL && self->state->step == self->position;
}

void
dsc_session_set_position (DscSession *self,
                          guint64     position)
{
  dsc_session_set_place (self, position, -1);
}

guint64
dsc_session_get_position (DscSession *self)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), 0);
  return self->position;
}

guint64
dsc_session_get_n_steps (DscSession *self)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), 0);
  return self->history != NULL ? dsc_history_get_n_steps (self->history) : 0;
}

char *
dsc_session_dup_sentence (DscSession *self,
                          guint64     position)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), NULL);
  if (self->whole != NULL && dsc_session_is_there (self) && position == self->position)
    return g_strdup (self->whole->sentence);
  if (self->history == NULL || self->state_task != NULL || dsc_history_get_cost (self->history, position) > CHEAP)
    return NULL;
  g_autoptr (DscState) state = dsc_history_build_state (self->history, position, self->pinned_name);

  return state != NULL ? g_strdup (state->sentence) : NULL;
}

guint64
dsc_session_find_step_of_line (DscSession *self,
                               guint       line)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), 0);
  for (guint64 i = dsc_session_get_n_steps (self); i > 0; i--)
    {
      const guint32 of_step = dsc_history_get_step (self->history, i - 1)->op.line;

      if (of_step != 0 && of_step <= line)
        return i;
    }
  return 0;
}

void
dsc_session_select_line (DscSession *self,
                         guint       line)
{
  g_return_if_fail (DSC_IS_SESSION (self));
  dsc_session_set_position (self, dsc_session_find_step_of_line (self, line));
  self->select_change = TRUE;
  select_change (self);
}

void
dsc_session_set_pinned_name (DscSession *self,
                             const char *name)
{
  g_return_if_fail (DSC_IS_SESSION (self));
  if (g_strcmp0 (name, self->pinned_name) == 0)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  g_free (self->pinned_name);
  self->pinned_name = g_strdup (name);
  notify (self, PROP_PINNED_NAME);
  set_moment (self, -1);     /* moments are those of one thing */
  dsc_session_update_state (self);
  g_object_thaw_notify (G_OBJECT (self));
}

const char *
dsc_session_get_pinned_name (DscSession *self)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), NULL);
  return self->pinned_name;
}

/* ---- what is shown --------------------------------------------------------------------------- */

void
dsc_session_set_selection (DscSession *self,
                           DscSceneId  id)
{
  g_return_if_fail (DSC_IS_SESSION (self));
  if (dsc_scene_id_equal (id, self->selection))
    return;
  self->selection = id;
  if (id.part != DSC_PART_OF_PICTURE)
    {
      dsc_visits_add (self->visits, (DscVisit) { id, self->position });
      notify (self, PROP_VISITS);
    }
  notify (self, PROP_SELECTION);
}

gboolean
dsc_session_drill (DscSession *self,
                   gboolean    down)
{
  const DscState *state = self->state;

  g_return_val_if_fail (DSC_IS_SESSION (self), FALSE);
  if (state == NULL || state->snapshot == NULL)
    return FALSE;
  const DscSceneId to = down ? dsc_path_down (state->snapshot, self->selection) : dsc_path_up (state->snapshot, self->selection);
  const gboolean moved = !dsc_scene_id_equal (to, self->selection);

  dsc_session_set_selection (self, to);
  return moved;
}

gboolean
dsc_session_can_revisit (DscSession *self,
                         gboolean    forward)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), FALSE);
  return dsc_visits_can_go (self->visits, forward);
}

gboolean
dsc_session_revisit (DscSession *self,
                     gboolean    forward)
{
  DscVisit visit;

  g_return_val_if_fail (DSC_IS_SESSION (self), FALSE);
  if (!dsc_visits_go (self->visits, forward, &visit))
    return FALSE;
  g_object_freeze_notify (G_OBJECT (self));
  dsc_session_set_position (self, visit.step);
  self->selection = visit.id;
  notify (self, PROP_SELECTION);
  notify (self, PROP_VISITS);
  g_object_thaw_notify (G_OBJECT (self));
  return TRUE;
}

DscSceneId
dsc_session_get_selection (DscSession *self)
{
  return self->selection;
}

GListModel *
dsc_session_get_steps (DscSession *self)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), NULL);
  return G_LIST_MODEL (self->steps);
}

GListModel *
dsc_session_get_variables (DscSession *self)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), NULL);
  return G_LIST_MODEL (self->variables);
}

DscState *
dsc_session_get_state (DscSession *self)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), NULL);
  return self->state;
}

DscHistory *
dsc_session_get_history (DscSession *self)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), NULL);
  return self->history;
}

const DscDiagnostic *
dsc_session_get_diagnostic (DscSession *self)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), NULL);
  if (self->diagnostic != NULL)
    return self->diagnostic;
  return self->history != NULL && !self->stale ? dsc_history_get_diagnostic (self->history) : NULL;
}

gboolean
dsc_session_is_stale (DscSession *self)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), FALSE);
  return self->stale;
}

gboolean
dsc_session_is_current (DscSession *self)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), FALSE);
  return self->run_task == NULL && self->history != NULL && !self->stale;
}

gboolean
dsc_session_is_running (DscSession *self)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), FALSE);
  return self->running;
}

gboolean
dsc_session_is_busy (DscSession *self)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), FALSE);
  return self->busy;
}

guint
dsc_session_get_progress (DscSession *self)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), 0);
  return self->run_task != NULL ? dsc_session_run_progress (self) : 0;
}

int
dsc_session_get_permille (DscSession *self)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), -1);
  if (self->state_task == NULL)
    return -1;
  StateRequest *running = g_task_get_task_data (self->state_task);

  return CLAMP (g_atomic_int_get (&running->permille), 0, 1000);
}

void
dsc_session_set_metrics (DscSession           *self,
                         const DscTextMetrics *metrics)
{
  g_return_if_fail (DSC_IS_SESSION (self));
  self->metrics = metrics;
  g_clear_pointer (&self->scene, dsc_scene_unref);
  notify (self, PROP_STATE);
}

void
dsc_session_set_show_addresses (DscSession *self,
                                gboolean    show)
{
  g_return_if_fail (DSC_IS_SESSION (self));
  if (show == self->show_addresses)
    return;
  self->show_addresses = show;
  g_clear_pointer (&self->scene, dsc_scene_unref);
  notify (self, PROP_STATE);
}

void
dsc_session_set_worker_metrics (DscSession           *self,
                                const DscTextMetrics *metrics)
{
  g_return_if_fail (DSC_IS_SESSION (self));
  self->worker_metrics = metrics;
}

DscScene *
dsc_session_build_scene (DscSession           *self,
                         const DscTextMetrics *metrics)
{
  return self->state != NULL ? build_scene (self->state, metrics, self->show_addresses, self->pyramid, NULL, NULL) : NULL;
}

DscScene *
dsc_session_build_landmarks (DscSession           *self,
                             const DscTextMetrics *metrics,
                             double                width)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), NULL);
  if (self->state == NULL || self->state->snapshot == NULL || self->pyramid == NULL)
    return NULL;
  const DscDiagramOptions options = {
    .name = self->state->name,
    .before = self->state->before,
    .metrics = metrics,
    .pyramid = self->pyramid,
    .selection = self->selection,
  };

  return dsc_view_landmarks_new (self->state->snapshot, &options, width);
}

DscScene *
dsc_session_get_scene (DscSession *self)
{
  g_return_val_if_fail (DSC_IS_SESSION (self), NULL);
  if (self->scene == NULL)
    {
      self->scene = dsc_session_build_scene (self, self->metrics);
      keep_pyramid (self);
    }
  return self->scene;
}

DscDescription *
dsc_session_describe_selection (DscSession *self)
{
  const DscState *state = self->state;

  g_return_val_if_fail (DSC_IS_SESSION (self), NULL);
  if (state == NULL || state->snapshot == NULL || self->selection.part == DSC_PART_OF_PICTURE)
    return NULL;
  return dsc_describe_part (state->snapshot, state->before, state->name, self->selection);
}

/* ---- object ---------------------------------------------------------------------------------- */

static void
dsc_session_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  DscSession *self = DSC_SESSION (object);
  char text[64];

  switch (prop_id)
    {
    case PROP_TARGET:
      dsc_target_format (self->target, text, sizeof text);
      g_value_set_string (value, text);
      break;
    case PROP_HASH_SEED:   g_value_set_uint (value, self->hash_seed); break;
    case PROP_POSITION:    g_value_set_uint64 (value, self->position); break;
    case PROP_MOMENT:      g_value_set_int (value, self->moment); break;
    case PROP_N_STEPS:     g_value_set_uint64 (value, dsc_session_get_n_steps (self)); break;
    case PROP_PINNED_NAME: g_value_set_string (value, self->pinned_name); break;
    case PROP_STATE:       g_value_set_pointer (value, self->state); break;
    case PROP_SELECTION:   g_value_set_pointer (value, &self->selection); break;
    case PROP_VISITS:      g_value_set_boolean (value, dsc_visits_can_go (self->visits, FALSE)); break;
    case PROP_DIAGNOSTIC:  g_value_set_pointer (value, (gpointer) dsc_session_get_diagnostic (self)); break;
    case PROP_ASKED_TARGETS: g_value_set_uint (value, self->asked_targets != NULL ? self->asked_targets->len : 0); break;
    case PROP_BOOKMARKS:   g_value_set_uint (value, self->bookmarks->len); break;
    case PROP_BRANCHES:    g_value_set_uint (value, self->branches->len); break;
    case PROP_STALE:       g_value_set_boolean (value, self->stale); break;
    case PROP_RUNNING:     g_value_set_boolean (value, self->running); break;
    case PROP_BUSY:        g_value_set_boolean (value, self->busy); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
dsc_session_finalize (GObject *object)
{
  DscSession *self = DSC_SESSION (object);

  g_clear_handle_id (&self->busy_source, g_source_remove);
  if (self->run_cancellable != NULL)
    g_cancellable_cancel (self->run_cancellable);
  g_clear_object (&self->run_cancellable);
  g_clear_pointer (&self->pyramid, dsc_pyramid_unref);
  g_clear_pointer (&self->scene, dsc_scene_unref);
  g_clear_pointer (&self->state, dsc_state_unref);
  g_clear_pointer (&self->whole, dsc_state_unref);
  g_clear_pointer (&self->history, dsc_history_unref);
  g_clear_pointer (&self->good_script, dsc_script_unref);
  g_clear_pointer (&self->diagnostic, dsc_diagnostic_free);
  g_clear_pointer (&self->asked_targets, g_array_unref);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->pinned_name, g_free);
  dsc_visits_free (self->visits);
  dsc_session_branches_clear (self);
  g_clear_object (&self->steps);
  g_clear_object (&self->variables);
  G_OBJECT_CLASS (dsc_session_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  props[PROP_TARGET] = g_param_spec_string ("target", NULL, NULL, NULL, flags);
  props[PROP_HASH_SEED] = g_param_spec_uint ("hash-seed", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_POSITION] = g_param_spec_uint64 ("position", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  props[PROP_MOMENT] = g_param_spec_int ("moment", NULL, NULL, -1, G_MAXINT, -1, flags);
  props[PROP_N_STEPS] = g_param_spec_uint64 ("n-steps", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  props[PROP_PINNED_NAME] = g_param_spec_string ("pinned-name", NULL, NULL, NULL, flags);
  props[PROP_STATE] = g_param_spec_pointer ("state", NULL, NULL, flags);
  props[PROP_SELECTION] = g_param_spec_pointer ("selection", NULL, NULL, flags);
  props[PROP_VISITS] = g_param_spec_boolean ("visits", NULL, NULL, FALSE, flags);
  props[PROP_DIAGNOSTIC] = g_param_spec_pointer ("diagnostic", NULL, NULL, flags);
  props[PROP_ASKED_TARGETS] = g_param_spec_uint ("asked-targets", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_BOOKMARKS] = g_param_spec_uint ("bookmarks", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_BRANCHES] = g_param_spec_uint ("branches", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_STALE] = g_param_spec_boolean ("stale", NULL, NULL, FALSE, flags);
  props[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
dsc_session_class_init (DscSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = dsc_session_get_property;
  object_class->finalize = dsc_session_finalize;
  install_properties (object_class);
}

static DscTarget
newest_measured (void)
{
  const DscVersion *releases;
  const size_t n = dsc_releases (&releases);

  for (size_t i = 0; i < n; i++)
    {
      const DscTarget target = { .version = releases[i] };

      if (dsc_target_evidence (target) == DSC_EVIDENCE_MEASURED)
        return target;
    }
  return (DscTarget) { .version = dsc_release_newest () };
}

static void
dsc_session_init (DscSession *self)
{
  self->text = g_strdup ("");
  self->target = newest_measured ();
  self->moment = -1;
  self->visits = dsc_visits_new ();
  dsc_session_branches_init (self);
  self->steps = dsc_step_list_new ();
  self->variables = dsc_variable_list_new ();
}

DscSession *
dsc_session_new (void)
{
  return g_object_new (DSC_TYPE_SESSION, NULL);
}
