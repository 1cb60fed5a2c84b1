/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-animation-job.c: writes steps of a session as motion or a storyboard, in a thread of its own. */
#include "dsc-animation-job.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct {
  const char *ending;
  int         format;       /* DscAnimationFormat, or DscFormat of a storyboard */
} kinds[DSC_N_ANIMATION_KINDS] = {
  [DSC_ANIMATION_KIND_WEBP] = { "webp", DSC_ANIMATION_WEBP },
  [DSC_ANIMATION_KIND_GIF] = { "gif", DSC_ANIMATION_GIF },
  [DSC_ANIMATION_KIND_MP4] = { "mp4", DSC_ANIMATION_MP4 },
  [DSC_ANIMATION_KIND_FOLDER] = { "", DSC_ANIMATION_PNG_FOLDER },
  [DSC_ANIMATION_KIND_PDF] = { "pdf", DSC_FORMAT_PDF },
  [DSC_ANIMATION_KIND_SVG] = { "svg", DSC_FORMAT_SVG },
  [DSC_ANIMATION_KIND_PNG] = { "png", DSC_FORMAT_PNG },
};

const char *
dsc_animation_kind_get_ending (DscAnimationKind kind)
{
  return kinds[kind].ending;
}

DscAnimationKind
dsc_animation_kind_of_path (const char       *path,
                            DscAnimationKind  fallback)
{
  const char *name = strrchr (path, '.');

  for (guint i = 0; name != NULL && i < DSC_N_ANIMATION_KINDS; i++)
    if (kinds[i].ending[0] != '\0' && g_ascii_strcasecmp (name + 1, kinds[i].ending) == 0)
      return (DscAnimationKind) i;
  return fallback;
}

gboolean
dsc_animation_kind_is_still (DscAnimationKind kind)
{
  return kind >= DSC_ANIMATION_KIND_PDF;
}

typedef struct {
  DscHistory          *history;
  char                *name, *path;
  DscPainter          *painter;
  DscAnimationRequest  request;
  GCancellable        *cancellable;      /* the task's */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_clear_pointer (&self->history, dsc_history_unref);
  g_clear_pointer (&self->painter, dsc_painter_free);
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

static char *
name_sharer (const DscSharer *sharer,
             gpointer         data)
{
  return dsc_state_dup_sharer_name (data, sharer);
}

static void
unref_state (gpointer data)
{
  dsc_state_unref (data);
}

static gboolean
get_step (guint64      step,
          DscFilmStep *out_step,
          gpointer     data)
{
  const Job *self = data;
  g_autoptr (DscState) state = !g_cancellable_is_cancelled (self->cancellable) ? dsc_history_build_state (self->history, step, self->name) : NULL;

  if (state == NULL || state->snapshot == NULL)
    return FALSE;
  DscMoments *moments = dsc_state_get_moments (state);
  *out_step = (DscFilmStep) {
    .after = dsc_snapshot_ref (state->snapshot),
    .moments = moments != NULL ? dsc_moments_ref (moments) : NULL,
    .options = {
      .name = state->name,
      .operation = state->operation,
      .sentence = state->sentence,
      .step = state->step,
      .n_steps = state->n_steps,
      .before = state->before,
      .trace = moments != NULL ? dsc_moments_get_trace (moments) : NULL,
      .sharer_name = name_sharer,
      .sharer_data = state,
      .metrics = dsc_painter_get_metrics (self->painter),
    },
    .owner = state,
    .free_owner = unref_state,
  };
  g_steal_pointer (&state);
  return TRUE;
}

static gboolean
write_film (Job      *self,
            DscFilm  *film,
            GError  **error)
{
  const DscAnimationRequest *request = &self->request;
  const DscAnimationOptions options = {
    .theme = request->theme, .scale = request->scale, .captions = request->captions, .loop = request->loop, .permille = request->permille,
    .permille_before = DSC_FILM_COUNTED,
  };
  const guint n_frames = dsc_film_count_frames (film, request->permille);

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (n_frames == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no dict or instance to show at any of these steps."));
      return FALSE;
    }
  if (dsc_animation_kind_is_still (request->kind))
    return dsc_storyboard_write (self->painter, n_frames, dsc_film_draw_frame, film, self->path, (DscFormat) kinds[request->kind].format, &options,
                                 self->cancellable, error);
  return dsc_animation_write (self->painter, n_frames, dsc_film_draw_frame, film, self->path, (DscAnimationFormat) kinds[request->kind].format, &options,
                              self->cancellable, error);
}

static void
write_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Job *self = task_data;
  const guint64 n_steps = dsc_history_get_n_steps (self->history);
  const DscFilmOptions options = {
    .first = MIN (self->request.first, n_steps), .last = MIN (self->request.last, n_steps), .grain = self->request.grain,
    .speed = self->request.speed, .still = dsc_animation_kind_is_still (self->request.kind),
  };
  g_autoptr (DscFilm) film = dsc_film_new (&options, get_step, self);
  GError *error = NULL;

  self->cancellable = cancellable;
  self->painter = dsc_painter_new ();
  if (write_film (self, film, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
dsc_animation_write_async (DscSession                *session,
                           GFile                     *file,
                           const DscAnimationRequest *request,
                           GCancellable              *cancellable,
                           GAsyncReadyCallback        callback,
                           gpointer                   user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  DscHistory *history = dsc_session_get_history (session);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, dsc_animation_write_async);
  g_task_set_task_data (task, job, job_free);
  job->request = *request;
  job->name = g_strdup (dsc_session_get_pinned_name (session));
  job->path = g_file_get_path (file);
  if (job->path == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s",
                             _("Files can be written to a folder of this computer only. Please choose another place."));
  else if (history == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s", _("There is no step that could be exported."));
  else
    {
      job->history = dsc_history_ref (history);
      g_task_run_in_thread (task, write_in_thread);
    }
}

gboolean
dsc_animation_write_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
