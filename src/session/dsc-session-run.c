/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-session-run.c: turns the session's text into a history, in a thread.
 *
 * A text that cannot be read does not run; while one types that is the normal case. Then the last text that could be read
 * runs in its place (the target may be another than last time), and the message is of the new one. A document of which
 * nothing could be read yet shows the operations before the error. */
#include "dsc-session-private.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  char      *text;
  DscScript *good;            /* last one that could be read; NULL: none */
  DscTarget  target;
  guint32    hash_seed;
  gboolean   obey_settings;
  DscHistory *old;            /* the session's when this began; NULL: none */
  guint      progress;        /* atomic */
  /* results */
  DscScript     *script;      /* of text */
  DscHistory    *history;
  guint64        n_same;      /* operations at the beginning that are as in the old one: a million take a while to compare */
  DscDiagnostic *diagnostic;  /* of text, when history is not of it */
  GArray        *asked;       /* DscTarget: the versions of the settings line, where there are several; NULL: there are not */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_free (self->text);
  g_clear_pointer (&self->good, dsc_script_unref);
  g_clear_pointer (&self->script, dsc_script_unref);
  g_clear_pointer (&self->history, dsc_history_unref);
  g_clear_pointer (&self->old, dsc_history_unref);
  g_clear_pointer (&self->diagnostic, dsc_diagnostic_free);
  g_clear_pointer (&self->asked, g_array_unref);
  g_free (self);
}

static DscDiagnostic *
diagnostic_copy (const DscDiagnostic *diagnostic)
{
  DscDiagnostic *copy = g_new0 (DscDiagnostic, 1);

  *copy = *diagnostic;
  copy->message = g_strdup (diagnostic->message);
  copy->suggestion = g_strdup (diagnostic->suggestion);
  return copy;
}

static DscDiagnostic *
diagnostic_of_failure (const GError *error)
{
  DscDiagnostic *self = g_new0 (DscDiagnostic, 1);

  self->code = error->domain == DSC_ERROR ? (guint) error->code : DSC_ERROR_FAILED;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->message = g_strdup (_("The program was stopped before its end; nothing of this run is kept."));
      self->suggestion = g_strdup (_("Change the script, or choose a version, to run it again."));
    }
  else
    self->message = g_strdup (error->message);
  return self;
}

static GArray *
read_targets (char **versions)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (DscTarget));

  for (gsize i = 0; versions != NULL && versions[i] != NULL; i++)
    {
      DscTarget target;

      if (dsc_target_parse (versions[i], &target) == DSC_STATUS_OK)
        g_array_append_val (targets, target);
    }
  return targets;
}

static void
obey_settings (Job *self)
{
  const DscScriptSettings *settings = dsc_script_get_settings (self->script);

  if (settings == NULL)
    return;
  g_autoptr (GArray) targets = read_targets (settings->versions);

  if (targets->len > 0)
    self->target = g_array_index (targets, DscTarget, 0);
  if (targets->len > 1)
    self->asked = g_steal_pointer (&targets);
  if (settings->hash_seed >= 0)
    self->hash_seed = (guint32) settings->hash_seed;
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  const DscDiagnostic *diagnostic;
  DscScript *runs;

  if (g_task_return_error_if_cancelled (task))
    return;
  job->script = dsc_script_new (job->text, strlen (job->text));
  diagnostic = dsc_script_get_diagnostic (job->script);
  runs = diagnostic != NULL && job->good != NULL ? job->good : job->script;
  if (runs != job->script)
    job->diagnostic = diagnostic_copy (diagnostic);
  if (job->obey_settings)
    obey_settings (job);
  job->history = dsc_history_new (runs, job->target, job->hash_seed, &job->progress, cancellable, &error);
  if (job->history != NULL && job->old != NULL)
    job->n_same = dsc_history_common_prefix (job->old, job->history);
  if (job->history == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
finish (DscSession *self,
        Job        *job)
{
  const gboolean stale = job->diagnostic != NULL;

  if (dsc_script_get_diagnostic (job->script) == NULL)
    {
      g_clear_pointer (&self->good_script, dsc_script_unref);
      self->good_script = dsc_script_ref (job->script);
    }
  if (job->obey_settings)
    {
      const DscScriptSettings *settings = dsc_script_get_settings (job->script);

      dsc_session_take_settings (self, job->target, job->hash_seed,
                                 settings != NULL ? settings->step : -1, settings != NULL ? settings->name : NULL);
      dsc_session_ask_targets (self, g_steal_pointer (&job->asked));
      self->obey_settings = FALSE;
    }
  dsc_session_take_diagnostic (self, g_steal_pointer (&job->diagnostic));
  dsc_session_adopt (self, job->history, self->history == job->old ? job->n_same : 0, stale);
}

static void
run_done_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  DscSession *self = DSC_SESSION (source);
  GTask *task = G_TASK (result);
  g_autoptr (GError) error = NULL;
  const gboolean ok = g_task_propagate_boolean (task, &error);

  if (task != self->run_task)
    return;   /* a newer one is under way */
  self->run_task = NULL;
  g_clear_object (&self->run_cancellable);
  g_object_freeze_notify (G_OBJECT (self));
  if (ok)
    finish (self, g_task_get_task_data (task));
  else
    dsc_session_take_diagnostic (self, diagnostic_of_failure (error));
  dsc_session_work_changed (self);
  g_object_thaw_notify (G_OBJECT (self));
}

void
dsc_session_run (DscSession *self)
{
  Job *job = g_new0 (Job, 1);

  if (self->run_cancellable != NULL)
    g_cancellable_cancel (self->run_cancellable);
  g_clear_object (&self->run_cancellable);
  self->run_cancellable = g_cancellable_new ();
  job->text = g_strdup (self->text);
  job->good = self->good_script != NULL ? dsc_script_ref (self->good_script) : NULL;
  job->target = self->target;
  job->hash_seed = self->hash_seed;
  job->old = self->history != NULL ? dsc_history_ref (self->history) : NULL;
  job->obey_settings = self->obey_settings;

  g_autoptr (GTask) task = g_task_new (self, self->run_cancellable, run_done_cb, NULL);

  g_task_set_source_tag (task, dsc_session_run);
  g_task_set_task_data (task, job, job_free);
  self->run_task = task;
  g_task_run_in_thread (task, run_in_thread);
  dsc_session_work_changed (self);
}

guint
dsc_session_run_progress (DscSession *self)
{
  Job *job = g_task_get_task_data (self->run_task);

  return g_atomic_int_get (&job->progress);
}
