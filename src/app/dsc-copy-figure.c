/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-copy-figure.c: draws the picture for the clipboard. */
#include "dsc-copy-figure.h"

#include <glib/gi18n.h>

#include "dsc-export.h"

#define PNG_SCALE 2.0      /* sharp in documents, and on screens of twice the usual density */

typedef struct {
  DscPainter   *painter;   /* of its own, with the scene measured by it */
  DscScene     *scene;     /* NULL: to be drawn by work */
  DscFigureWork *work;     /* NULL: none */
  DscTheme      theme;
  GdkClipboard *clipboard;
  GBytes       *png, *svg;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_clear_pointer (&self->scene, dsc_scene_unref);
  g_clear_pointer (&self->painter, dsc_painter_free);
  g_clear_pointer (&self->work, dsc_figure_work_free);
  g_clear_pointer (&self->png, g_bytes_unref);
  g_clear_pointer (&self->svg, g_bytes_unref);
  g_object_unref (self->clipboard);
  g_free (self);
}

static void
draw_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Job *job = task_data;
  const DscExportOptions pixels = { .theme = job->theme, .scale = PNG_SCALE };
  const DscExportOptions drawing = { .theme = job->theme, .scale = 1 };
  GError *error = NULL;

  if (job->scene == NULL)
    job->scene = dsc_figure_work_draw (job->work, dsc_painter_get_metrics (job->painter), cancellable, &error);
  if (job->scene != NULL)
    job->png = dsc_export_bytes (job->painter, job->scene, DSC_FORMAT_PNG, &pixels, &error);
  if (job->png != NULL)
    job->svg = dsc_export_bytes (job->painter, job->scene, DSC_FORMAT_SVG, &drawing, &error);
  if (job->svg != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
start (gpointer             source,
       DscScene            *scene,
       DscFigureWork       *work,
       DscPainter          *painter,
       GdkClipboard        *clipboard,
       DscTheme             theme,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (source, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, job_free);
  job->painter = painter;
  job->scene = scene;
  job->work = work;
  job->theme = theme;
  job->clipboard = g_object_ref (clipboard);
  if (scene == NULL && work == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s", _("There is no picture at this step that could be copied."));
  else
    g_task_run_in_thread (task, draw_in_thread);
}

void
dsc_copy_figure_async (DscSession          *session,
                       GdkClipboard        *clipboard,
                       DscTheme             theme,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  DscPainter *painter = dsc_painter_new ();

  start (session, dsc_session_build_scene (session, dsc_painter_get_metrics (painter)), NULL, painter, clipboard, theme, callback, user_data);
}

void
dsc_copy_figure_of_async (DscFigure           *figure,
                          GdkClipboard        *clipboard,
                          DscTheme             theme,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  start (figure, NULL, dsc_figure_prepare (figure), dsc_painter_new (), clipboard, theme, callback, user_data);
}

gboolean
dsc_copy_figure_finish (GAsyncResult  *result,
                        GError       **error)
{
  const Job *job = g_task_get_task_data (G_TASK (result));
  GdkContentProvider *forms[2];

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  forms[0] = gdk_content_provider_new_for_bytes ("image/png", job->png);
  forms[1] = gdk_content_provider_new_for_bytes ("image/svg+xml", job->svg);
  g_autoptr (GdkContentProvider) both = gdk_content_provider_new_union (forms, G_N_ELEMENTS (forms));

  return gdk_clipboard_set_content (job->clipboard, both);
}
