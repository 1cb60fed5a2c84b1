/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-figure.c: what all figures have in common: workers, signals, choices. */
#include "dsc-figure.h"

#include <glib/gi18n.h>
#include <math.h>

typedef struct {
  const char   *name, *title;
  GCancellable *drawing, *tabulating;      /* of the newest call; NULL: none */
} DscFigurePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (DscFigure, dsc_figure, G_TYPE_OBJECT)

enum { CHANGED, ACTIVATED, N_SIGNALS };
static guint signals[N_SIGNALS];

struct DscFigureWork {
  DscFigureClass *klass;             /* lives as long as the type */
  gpointer        prepared;
};

typedef struct {
  DscFigureWork        *work;
  const DscTextMetrics *metrics;     /* NULL: the table is asked for */
  GCancellable         *outer;       /* NULL: none */
  gulong                chain;
} Job;

/* ---- work -------------------------------------------------------------------------------------------------------- */

DscFigureWork *
dsc_figure_prepare (DscFigure *self)
{
  DscFigureWork *work = g_new0 (DscFigureWork, 1);

  work->klass = DSC_FIGURE_GET_CLASS (self);
  work->prepared = work->klass->prepare (self);
  return work;
}

void
dsc_figure_work_free (DscFigureWork *self)
{
  if (self->klass->free_prepared != NULL)
    self->klass->free_prepared (self->prepared);
  g_free (self);
}

/* Whoever gives nothing has been cancelled, if no reason is given. */
static gpointer
with_reason (gpointer   result,
             GError   **error)
{
  if (result == NULL && error != NULL && *error == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The figure was not drawn: that was stopped."));
  return result;
}

DscScene *
dsc_figure_work_draw (DscFigureWork         *self,
                      const DscTextMetrics  *metrics,
                      GCancellable          *cancellable,
                      GError               **error)
{
  g_autoptr (GCancellable) never = cancellable == NULL ? g_cancellable_new () : NULL;

  return with_reason (self->klass->draw (self->prepared, metrics, never != NULL ? never : cancellable, error), error);
}

DscSheet *
dsc_figure_work_tabulate (DscFigureWork  *self,
                          GCancellable   *cancellable,
                          GError        **error)
{
  g_autoptr (GCancellable) never = cancellable == NULL ? g_cancellable_new () : NULL;

  if (self->klass->tabulate != NULL)
    return with_reason (self->klass->tabulate (self->prepared, never != NULL ? never : cancellable, error), error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("This figure has no table."));
  return NULL;
}

gboolean
dsc_figure_has_sheet (DscFigure *self)
{
  return DSC_FIGURE_GET_CLASS (self)->tabulate != NULL;
}

/* ---- workers ----------------------------------------------------------------------------------------------------- */

static void
free_job (gpointer data)
{
  Job *self = data;

  g_cancellable_disconnect (self->outer, self->chain);
  g_clear_object (&self->outer);
  dsc_figure_work_free (self->work);
  g_free (self);
}

static void
work (GTask        *task,
      gpointer      source,
      gpointer      task_data,
      GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  gpointer result = job->metrics != NULL ? (gpointer) dsc_figure_work_draw (job->work, job->metrics, cancellable, &error)
                                         : (gpointer) dsc_figure_work_tabulate (job->work, cancellable, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, job->metrics != NULL ? (GDestroyNotify) dsc_scene_unref : (GDestroyNotify) dsc_sheet_unref);
  else
    g_task_return_error (task, error);
}

static void
cancel_inner (GCancellable *outer,
              GCancellable *inner)
{
  g_cancellable_cancel (inner);
}

static void
start (DscFigure            *self,
       const DscTextMetrics *metrics,
       GCancellable        **newest,
       GCancellable         *outer,
       GAsyncReadyCallback   callback,
       gpointer              user_data)
{
  Job *job = g_new0 (Job, 1);

  g_cancellable_cancel (*newest);
  g_clear_object (newest);
  *newest = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (self, *newest, callback, user_data);
  job->work = dsc_figure_prepare (self);
  job->metrics = metrics;
  if (outer != NULL)
    {
      job->outer = g_object_ref (outer);
      job->chain = g_cancellable_connect (outer, G_CALLBACK (cancel_inner), g_object_ref (*newest), g_object_unref);
    }
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, work);
}

void
dsc_figure_draw_async (DscFigure            *self,
                       const DscTextMetrics *metrics,
                       GCancellable         *cancellable,
                       GAsyncReadyCallback   callback,
                       gpointer              user_data)
{
  DscFigurePrivate *priv = dsc_figure_get_instance_private (self);

  start (self, metrics, &priv->drawing, cancellable, callback, user_data);
}

DscScene *
dsc_figure_draw_finish (DscFigure     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
dsc_figure_tabulate_async (DscFigure           *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  DscFigurePrivate *priv = dsc_figure_get_instance_private (self);

  start (self, NULL, &priv->tabulating, cancellable, callback, user_data);
}

DscSheet *
dsc_figure_tabulate_finish (DscFigure     *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- choices ----------------------------------------------------------------------------------------------------- */

guint
dsc_figure_get_n_choices (DscFigure *self)
{
  DscFigureClass *klass = DSC_FIGURE_GET_CLASS (self);

  return klass->get_n_choices != NULL ? klass->get_n_choices (self) : 0;
}

DscChoice
dsc_figure_get_choice (DscFigure *self,
                       guint      i)
{
  return DSC_FIGURE_GET_CLASS (self)->get_choice (self, i);
}

static double
clamp_number (const DscChoice *choice,
              double           number)
{
  if (isnan (number))
    return choice->number;
  if (choice->kind == DSC_CHOICE_FLAG)
    return number != 0;
  if (choice->kind == DSC_CHOICE_NUMBER)
    return CLAMP (number, choice->minimum, choice->maximum);

  const guint n = g_strv_length ((char **) choice->options);
  if (choice->kind == DSC_CHOICE_ONE)
    return CLAMP (floor (number), 0, MAX ((double) n - 1, 0));
  return (double) ((guint64) CLAMP (number, 0, 0x1p52) & ((G_GUINT64_CONSTANT (1) << MIN (n, 52)) - 1));
}

void
dsc_figure_set_number (DscFigure *self,
                       guint      i,
                       double     number)
{
  const DscChoice choice = dsc_figure_get_choice (self, i);
  const double clamped = clamp_number (&choice, number);

  if (clamped == choice.number)
    return;
  DSC_FIGURE_GET_CLASS (self)->set_number (self, i, clamped);
  dsc_figure_announce (self);
}

static gboolean
has_targets (const DscChoice *choice,
             const DscTarget *targets,
             guint            n)
{
  if (choice->n_targets != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!dsc_target_equal (choice->targets[i], targets[i]))
      return FALSE;
  return TRUE;
}

void
dsc_figure_set_targets (DscFigure       *self,
                        guint            i,
                        const DscTarget *targets,
                        guint            n)
{
  const DscChoice choice = dsc_figure_get_choice (self, i);
  const guint kept = MIN (n, choice.most_targets);

  if (kept == 0 || has_targets (&choice, targets, kept))
    return;
  DSC_FIGURE_GET_CLASS (self)->set_targets (self, i, targets, kept);
  dsc_figure_announce (self);
}

/* ---- the rest ---------------------------------------------------------------------------------------------------- */

DscScene *
dsc_figure_point_at (DscFigure            *self,
                     const DscScene       *scene,
                     DscPoint              point,
                     const DscTextMetrics *metrics)
{
  DscFigureClass *klass = DSC_FIGURE_GET_CLASS (self);

  return klass->point_at != NULL ? klass->point_at (self, scene, point, metrics) : NULL;
}

void
dsc_figure_activate (DscFigure  *self,
                     DscSceneId  id)
{
  DscFigureClass *klass = DSC_FIGURE_GET_CLASS (self);

  if (klass->activate != NULL && id.part == DSC_PART_OF_DATUM)
    klass->activate (self, id);
}

const char *
dsc_figure_get_name (DscFigure *self)
{
  return ((DscFigurePrivate *) dsc_figure_get_instance_private (self))->name;
}

const char *
dsc_figure_get_title (DscFigure *self)
{
  return ((DscFigurePrivate *) dsc_figure_get_instance_private (self))->title;
}

void
dsc_figure_set_words (DscFigure  *self,
                      const char *name,
                      const char *title)
{
  DscFigurePrivate *priv = dsc_figure_get_instance_private (self);

  priv->name = name;
  priv->title = title;
}

void
dsc_figure_announce (DscFigure *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

void
dsc_figure_ask (DscFigure       *self,
                DscFigureAction  action,
                gconstpointer    a,
                gconstpointer    b)
{
  g_signal_emit (self, signals[ACTIVATED], 0, (guint) action, a, b);
}

static void
dsc_figure_dispose (GObject *object)
{
  DscFigurePrivate *priv = dsc_figure_get_instance_private (DSC_FIGURE (object));

  g_cancellable_cancel (priv->drawing);
  g_clear_object (&priv->drawing);
  g_cancellable_cancel (priv->tabulating);
  g_clear_object (&priv->tabulating);
  G_OBJECT_CLASS (dsc_figure_parent_class)->dispose (object);
}

static void
dsc_figure_class_init (DscFigureClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dsc_figure_dispose;
  signals[CHANGED] = g_signal_new ("changed", DSC_TYPE_FIGURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", DSC_TYPE_FIGURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_UINT,
                                     G_TYPE_POINTER, G_TYPE_POINTER);
}

static void
dsc_figure_init (DscFigure *self)
{
}
