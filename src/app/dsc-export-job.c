/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-export-job.c: writes pictures and tables into files, in a worker. */
#include "dsc-export-job.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  DscPainter       *painter;      /* of its own, with the scene measured by it */
  DscScene         *scene;        /* NULL: to be drawn by work */
  DscFigureWork    *work;         /* NULL: none */
  char             *path;
  DscFormat         format;
  DscSheetFormat    sheet_format;
  gboolean          is_sheet;
  DscExportOptions  options;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_clear_pointer (&self->scene, dsc_scene_unref);
  g_clear_pointer (&self->painter, dsc_painter_free);
  g_clear_pointer (&self->work, dsc_figure_work_free);
  g_free (self->path);
  g_free (self);
}

static gboolean
write_sheet (Job     *job,
             GError **error)
{
  g_autoptr (DscSheet) sheet = dsc_figure_work_tabulate (job->work, NULL, error);

  if (sheet == NULL)
    return FALSE;
  g_autofree char *text = dsc_sheet_write (sheet, job->sheet_format);

  return dsc_write_file (job->path, text, strlen (text), error);
}

static gboolean
write_picture (Job     *job,
               GError **error)
{
  if (job->scene == NULL)
    job->scene = dsc_figure_work_draw (job->work, dsc_painter_get_metrics (job->painter), NULL, error);
  return job->scene != NULL && dsc_export_file (job->painter, job->scene, job->path, job->format, &job->options, error);
}

static void
export_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (job->is_sheet ? write_sheet (job, &error) : write_picture (job, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

DscViewBytes *
dsc_export_create_bytes (DscSession           *session,
                         const DscTextMetrics *metrics)
{
  const DscState *state = dsc_session_get_state (session);
  const DscBytesOptions options = { .block = DSC_BYTES_ALL_BLOCKS, .name = state != NULL ? state->name : NULL, .metrics = metrics };

  return state != NULL && state->snapshot != NULL ? dsc_view_bytes_new (state->snapshot, &options) : NULL;
}

/* NULL: nothing to draw, or too much: then the error is set. */
static DscScene *
draw_bytes (DscSession           *session,
            const DscTextMetrics *metrics,
            GError              **error)
{
  g_autoptr (DscViewBytes) view = dsc_export_create_bytes (session, metrics);

  if (view == NULL)
    return NULL;
  if (dsc_view_bytes_get_n_rows (view) <= DSC_BYTES_MOST_ROWS)
    return dsc_view_bytes_draw_picture (view);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               _("The bytes would fill %1$" G_GUINT64_FORMAT " rows, more than the %2$u that a picture can have. "
                 "“dictoscope-cli render --view bytes --block dict” draws one block, “dictoscope-cli bytes” writes all of them as text."),
               dsc_view_bytes_get_n_rows (view), DSC_BYTES_MOST_ROWS);
  return NULL;
}

/* Consumes the job, and the error if there is one. */
static void
start (gpointer             source,
       Job                 *job,
       GFile               *file,
       GError              *error,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (source, NULL, callback, user_data);

  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, job_free);
  job->path = g_file_get_path (file);
  if (error != NULL)
    g_task_return_error (task, error);
  else if (job->path == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s",
                             _("The picture can be written to a folder of this computer only. Please choose another place."));
  else if (job->scene == NULL && job->work == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s",
                             _("There is no picture at this step that could be exported."));
  else
    g_task_run_in_thread (task, export_in_thread);
}

static Job *
job_new (DscFormat               format,
         const DscExportOptions *options)
{
  Job *job = g_new0 (Job, 1);

  job->painter = dsc_painter_new ();
  job->format = format;
  if (options != NULL)
    job->options = *options;
  return job;
}

void
dsc_export_async (DscSession             *session,
                  GFile                  *file,
                  DscFormat               format,
                  const DscExportOptions *options,
                  GAsyncReadyCallback     callback,
                  gpointer                user_data)
{
  Job *job = job_new (format, options);

  job->scene = dsc_session_build_scene (session, dsc_painter_get_metrics (job->painter));
  start (session, job, file, NULL, callback, user_data);
}

void
dsc_export_memory_async (DscSession             *session,
                         GFile                  *file,
                         DscFormat               format,
                         const DscExportOptions *options,
                         GAsyncReadyCallback     callback,
                         gpointer                user_data)
{
  GError *error = NULL;
  Job *job = job_new (format, options);

  job->scene = draw_bytes (session, dsc_painter_get_metrics (job->painter), &error);
  start (session, job, file, error, callback, user_data);
}

void
dsc_export_figure_async (DscFigure              *figure,
                         GFile                  *file,
                         DscFormat               format,
                         const DscExportOptions *options,
                         GAsyncReadyCallback     callback,
                         gpointer                user_data)
{
  Job *job = job_new (format, options);

  job->work = dsc_figure_prepare (figure);
  start (figure, job, file, NULL, callback, user_data);
}

void
dsc_export_sheet_async (DscFigure           *figure,
                        GFile               *file,
                        DscSheetFormat       format,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  Job *job = job_new (DSC_FORMAT_PNG, NULL);

  job->work = dsc_figure_prepare (figure);
  job->sheet_format = format;
  job->is_sheet = TRUE;
  start (figure, job, file, NULL, callback, user_data);
}

gboolean
dsc_export_finish (GAsyncResult  *result,
                   GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
dsc_export_get_path (GAsyncResult *result)
{
  return ((Job *) g_task_get_task_data (G_TASK (result)))->path;
}
