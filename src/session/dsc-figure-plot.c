/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-figure-plot.c: what is chosen for a plot, and the runs of the open document that it is made from. */
#include "dsc-figure-plot.h"

#include <glib/gi18n.h>
#include <string.h>

#include "dsc-plot-kind.h"
#include "dsc-view-plot.h"

#define MOST_TARGETS 32u
#define MOST_MADE    4u        /* plots that are kept for the crosshair */

enum { KIND, TARGETS, LOG_SCALE, KEYS, UP_TO, WAY, N_CHOICES };

static const guint64 most_keys[] = { 20, 200, 2000, 20000, 200000, 1000000 };

/* ---- runs of one text, which the drawings of one figure share --------------------------------------------------- */

typedef struct {
  char      *text;
  DscScript *script;           /* NULL: not read yet */
  guint32    hash_seed;
  GMutex     lock;             /* of the runs, and of their timelines: whoever seeks in one holds it */
  GPtrArray *runs;             /* DscRun */
} Runs;

static Runs *
runs_new (const char *text,
          guint32     hash_seed)
{
  Runs *self = g_atomic_rc_box_new0 (Runs);

  self->text = g_strdup (text);
  self->hash_seed = hash_seed;
  self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) dsc_run_free);
  g_mutex_init (&self->lock);
  return self;
}

static void
runs_clear (gpointer data)
{
  Runs *self = data;

  g_ptr_array_unref (self->runs);
  g_clear_pointer (&self->script, dsc_script_unref);
  g_free (self->text);
  g_mutex_clear (&self->lock);
}

static void
runs_unref (Runs *self)
{
  g_atomic_rc_box_release_full (self, runs_clear);
}

/* With the lock. Releases whose rules are the same share a run. */
static DscTimeline *
runs_get (Runs          *self,
          DscTarget      target,
          GCancellable  *cancellable,
          GError       **error)
{
  const DscTraits traits = dsc_traits_resolve (target);

  for (guint i = 0; i < self->runs->len; i++)
    {
      DscRun *run = g_ptr_array_index (self->runs, i);

      if (dsc_traits_behave_alike (&traits, dsc_pool_get_traits (dsc_timeline_get_pool (run->timeline))))
        return run->timeline;
    }
  if (self->script == NULL)
    self->script = dsc_script_new (self->text, strlen (self->text));
  DscRun *run = dsc_script_run (self->script, target, self->hash_seed, cancellable, NULL, NULL, error);
  if (run == NULL)
    return NULL;
  g_ptr_array_add (self->runs, run);
  return run->timeline;
}

/* ---- one drawing, in a worker ----------------------------------------------------------------------------------- */

/* A plot that was made, with the picture of it. */
typedef struct {
  GMutex    lock;
  DscPlot  *plot;              /* NULL: not made yet */
  DscScene *scene;
} Made;

static Made *
made_new (void)
{
  Made *self = g_atomic_rc_box_new0 (Made);

  g_mutex_init (&self->lock);
  return self;
}

static void
made_clear (gpointer data)
{
  Made *self = data;

  g_clear_pointer (&self->plot, dsc_plot_unref);
  g_clear_pointer (&self->scene, dsc_scene_unref);
  g_mutex_clear (&self->lock);
}

static void
made_unref (gpointer self)
{
  g_atomic_rc_box_release_full (self, made_clear);
}

typedef struct {
  DscPlotKind  kind;
  DscPlotQuery query;          /* targets: the job's own */
  DscTarget    targets[MOST_TARGETS];
  Runs        *runs;           /* NULL: the kind needs none */
  char        *name;
  guint64      position;
  Made        *made;
} Job;

static gboolean
is_cancelled (gpointer data)
{
  return g_cancellable_is_cancelled (data);
}

/* With the lock of the runs. */
static DscPlot *
make_of_runs (Job           *job,
              GCancellable  *cancellable,
              GError       **error)
{
  DscPlotRun runs[MOST_TARGETS];
  gsize n_steps = 0;

  for (guint i = 0; i < job->query.n_targets; i++)
    {
      runs[i] = (DscPlotRun) { job->targets[i], runs_get (job->runs, job->targets[i], cancellable, error) };
      if (runs[i].timeline == NULL)
        return NULL;
      n_steps = MAX (n_steps, dsc_timeline_get_n_steps (runs[i].timeline));
    }
  if (n_steps == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("This script has no step yet."));
      return NULL;
    }
  const DscPlotPrograms programs = { .runs = runs, .n_runs = job->query.n_targets, .name = job->name, .step = job->position,
                                     .hash_seed = job->runs->hash_seed, .log_scale = job->query.log_scale, .is_cancelled = is_cancelled,
                                     .data = cancellable };
  DscPlot *plot = dsc_plot_new_of_runs (job->kind, &programs);
  if (plot == NULL && !g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("There is not enough memory for this plot."));
  return plot;
}

static DscPlot *
make (Job           *job,
      GCancellable  *cancellable,
      GError       **error)
{
  DscPlot *plot;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  job->query.targets = job->targets;
  if (job->runs == NULL)
    {
      job->query.is_cancelled = is_cancelled;
      job->query.data = cancellable;
      plot = dsc_plot_new_of_rules (job->kind, &job->query);
      if (plot == NULL && !g_cancellable_set_error_if_cancelled (cancellable, error))
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("There is not enough memory for this plot."));
      return plot;
    }
  g_mutex_lock (&job->runs->lock);
  plot = make_of_runs (job, cancellable, error);
  g_mutex_unlock (&job->runs->lock);
  return plot;
}

static DscScene *
draw (gpointer               prepared,
      const DscTextMetrics  *metrics,
      GCancellable          *cancellable,
      GError               **error)
{
  Job *job = prepared;
  g_autoptr (DscPlot) plot = make (job, cancellable, error);
  DscScene *scene = plot != NULL ? dsc_view_plot_new (plot, metrics) : NULL;

  if (scene == NULL)
    return NULL;
  g_mutex_lock (&job->made->lock);
  g_clear_pointer (&job->made->plot, dsc_plot_unref);
  g_clear_pointer (&job->made->scene, dsc_scene_unref);
  job->made->plot = dsc_plot_ref (plot);
  job->made->scene = dsc_scene_ref (scene);
  g_mutex_unlock (&job->made->lock);
  return scene;
}

static DscSheet *
tabulate (gpointer       prepared,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr (DscPlot) plot = make (prepared, cancellable, error);

  return plot != NULL ? dsc_plot_to_sheet (plot) : NULL;
}

static void
free_prepared (gpointer prepared)
{
  Job *job = prepared;

  g_clear_pointer (&job->runs, runs_unref);
  made_unref (job->made);
  g_free (job->name);
  g_free (job);
}

/* ---- the figure ------------------------------------------------------------------------------------------------- */

struct _DscFigurePlot {
  DscFigure    parent_instance;
  DscSession  *session;
  DscPlotKind  kind;
  DscTarget    targets[MOST_TARGETS];
  guint        n_targets;
  gboolean     log_scale, str;
  DscLadderWay way;
  guint        up_to;          /* of most_keys */
  Runs        *runs;           /* of the text below; NULL: none yet */
  char        *name;           /* that the picture was last announced for */
  guint64      position;
  GPtrArray   *made;           /* Made, the newest last */
  const char  *kind_labels[DSC_N_PLOT_KINDS + 1];
  const char  *way_labels[DSC_N_LADDERS + 1];
};

G_DEFINE_FINAL_TYPE (DscFigurePlot, dsc_figure_plot, DSC_TYPE_FIGURE)

/* Takes over what the document is now. TRUE: a picture of it would be another one. */
static gboolean
follow (DscFigurePlot *self)
{
  const char *text = dsc_session_get_text (self->session), *name = dsc_session_get_pinned_name (self->session);
  const guint32 hash_seed = dsc_session_get_hash_seed (self->session);
  const guint64 position = dsc_session_get_position (self->session);
  const gboolean of_state = self->kind == DSC_PLOT_KIND_PROBES || self->kind == DSC_PLOT_KIND_LINES;
  gboolean changed = (of_state && position != self->position) || g_strcmp0 (name, self->name) != 0;

  self->position = position;
  g_free (self->name);
  self->name = g_strdup (name);
  if (self->runs != NULL && self->runs->hash_seed == hash_seed && g_strcmp0 (text, self->runs->text) == 0)
    return changed;
  g_clear_pointer (&self->runs, runs_unref);
  self->runs = runs_new (text != NULL ? text : "", hash_seed);
  return TRUE;
}

static void
session_changed_cb (DscFigurePlot *self)
{
  if (dsc_plot_kind_is_of_program (self->kind) && follow (self))
    dsc_figure_announce (DSC_FIGURE (self));
}

static gpointer
prepare (DscFigure *figure)
{
  DscFigurePlot *self = DSC_FIGURE_PLOT (figure);
  Job *job = g_new0 (Job, 1);

  *job = (Job) { .kind = self->kind, .made = made_new (),
                 .query = { .n_targets = self->n_targets, .str = self->str, .way = self->way, .up_to = most_keys[self->up_to], .log_scale = self->log_scale } };
  memcpy (job->targets, self->targets, sizeof job->targets);
  if (dsc_plot_kind_is_of_program (self->kind))
    {
      follow (self);
      job->runs = g_atomic_rc_box_acquire (self->runs);
      job->name = g_strdup (self->name);
      job->position = self->position;
    }
  if (self->made->len == MOST_MADE)
    g_ptr_array_remove_index (self->made, 0);
  g_ptr_array_add (self->made, g_atomic_rc_box_acquire (job->made));
  return job;
}

/* The plot that the scene is of (NULL: the newest one); NULL: it is too old. */
static DscPlot *
find_plot (DscFigurePlot  *self,
           const DscScene *scene)
{
  DscPlot *found = NULL;

  for (guint i = self->made->len; i-- > 0 && found == NULL;)
    {
      Made *made = g_ptr_array_index (self->made, i);

      g_mutex_lock (&made->lock);
      if (made->plot != NULL && (scene == NULL || made->scene == scene))
        found = dsc_plot_ref (made->plot);
      g_mutex_unlock (&made->lock);
    }
  return found;
}

static DscScene *
point_at (DscFigure            *figure,
          const DscScene       *scene,
          DscPoint              point,
          const DscTextMetrics *metrics)
{
  g_autoptr (DscPlot) plot = find_plot (DSC_FIGURE_PLOT (figure), scene);

  return plot != NULL ? dsc_plot_crosshair_new (plot, scene, point, metrics) : NULL;
}

static void
activate (DscFigure  *figure,
          DscSceneId  id)
{
  DscFigurePlot *self = DSC_FIGURE_PLOT (figure);
  g_autoptr (DscPlot) plot = find_plot (self, NULL);

  if (plot == NULL || id.index < 0 || id.index >= dsc_plot_get_n_series (plot))
    return;
  const DscPlotSeries *series = dsc_plot_get_series (plot, (guint) id.index);
  if ((self->kind == DSC_PLOT_KIND_HISTORY || self->kind == DSC_PLOT_KIND_TOMBSTONES) && id.extra >= 0 && id.extra < series->points->len)
    {
      const guint64 step = (guint64) g_array_index (series->points, DscPlotPoint, id.extra).x;
      dsc_figure_ask (figure, DSC_FIGURE_GO_TO_STEP, &step, NULL);
    }
  else if (series->has_target)
    dsc_figure_ask (figure, DSC_FIGURE_SHOW_TARGET, &series->target, NULL);
}

/* ---- choices ---------------------------------------------------------------------------------------------------- */

static guint
get_n_choices (DscFigure *figure)
{
  const DscPlotKind kind = DSC_FIGURE_PLOT (figure)->kind;

  return dsc_plot_kind_is_of_program (kind) ? KEYS : kind == DSC_PLOT_KIND_COSTS ? WAY : N_CHOICES;
}

static DscChoice
get_choice (DscFigure *figure,
            guint      i)
{
  static const char *const keys[] = { "int", "str", NULL };
  static const char *const numbers[] = { "20", "200", "2,000", "20,000", "200,000", "1,000,000", NULL };
  DscFigurePlot *self = DSC_FIGURE_PLOT (figure);

  switch (i)
    {
    case KIND:
      return (DscChoice) { .name = "kind", .label = _("Plot"), .kind = DSC_CHOICE_ONE, .options = self->kind_labels, .number = self->kind };
    case TARGETS:
      return (DscChoice) { .name = "versions", .label = _("Releases"), .kind = DSC_CHOICE_TARGETS, .targets = self->targets, .n_targets = self->n_targets,
                           .most_targets = MOST_TARGETS };
    case LOG_SCALE:
      return (DscChoice) { .name = "log-scale", .label = _("Logarithmic"), .kind = DSC_CHOICE_FLAG, .number = self->log_scale };
    case KEYS:
      return (DscChoice) { .name = "keys", .label = _("Keys"), .kind = DSC_CHOICE_ONE, .options = keys, .number = self->str };
    case WAY:
      return (DscChoice) { .name = "way", .label = _("Built by"), .kind = DSC_CHOICE_ONE, .options = self->way_labels, .number = self->way };
    default:
      return (DscChoice) { .name = "up-to", .label = _("Up to"), .kind = DSC_CHOICE_ONE, .options = numbers, .number = self->up_to };
    }
}

static gboolean
needs_strs (DscLadderWay way)
{
  return way == DSC_LADDER_KWARGS || way == DSC_LADDER_PARAMETER;
}

static void
set_number (DscFigure *figure,
            guint      i,
            double     number)
{
  DscFigurePlot *self = DSC_FIGURE_PLOT (figure);

  switch (i)
    {
    case KIND:
      self->kind = (DscPlotKind) number;
      break;
    case LOG_SCALE:
      self->log_scale = number != 0;
      break;
    case KEYS:
      self->str = number != 0;
      if (!self->str && needs_strs (self->way))       /* keywords are strs */
        self->way = DSC_LADDER_LOOP;
      break;
    case WAY:
      self->way = (DscLadderWay) number;
      self->str = self->str || needs_strs (self->way);
      break;
    case UP_TO:
      self->up_to = (guint) number;
      break;
    default:
      break;
    }
}

static void
set_targets (DscFigure       *figure,
             guint            i,
             const DscTarget *targets,
             guint            n)
{
  DscFigurePlot *self = DSC_FIGURE_PLOT (figure);

  if (i != TARGETS)
    return;
  self->n_targets = MIN (n, MOST_TARGETS);
  memmove (self->targets, targets, self->n_targets * sizeof *targets);
}

static void
append_target (DscFigurePlot *self,
               DscTarget      target)
{
  for (guint i = 0; i < self->n_targets; i++)
    if (dsc_target_equal (self->targets[i], target))
      return;
  if (self->n_targets < MOST_TARGETS)
    self->targets[self->n_targets++] = target;
}

/* The newest release of each line, oldest first. */
static GArray *
list_lines (void)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (DscTarget));
  const DscVersion *releases;
  const gsize n = dsc_releases (&releases);

  for (gsize i = n; i-- > 0;)
    {
      const DscTarget target = { .version = releases[i] };

      if (i == 0 || releases[i - 1] >> 16 != releases[i] >> 16)
        g_array_append_val (lines, target);
    }
  return lines;
}

/* The last line of each family of tables, the first one of the newest family, and the document's own release. */
static void
choose_targets (DscFigurePlot *self)
{
  g_autoptr (GArray) lines = list_lines ();
  const DscFamily newest = dsc_traits_resolve (g_array_index (lines, DscTarget, lines->len - 1)).family;

  for (guint i = 0; i < lines->len; i++)
    {
      const DscTarget target = g_array_index (lines, DscTarget, i);
      const DscFamily family = dsc_traits_resolve (target).family;
      const gboolean is_first = i > 0 && dsc_traits_resolve (g_array_index (lines, DscTarget, i - 1)).family != family;
      const gboolean is_last = i + 1 == lines->len || dsc_traits_resolve (g_array_index (lines, DscTarget, i + 1)).family != family;

      if (is_last || (is_first && family == newest))
        append_target (self, target);
    }
  append_target (self, dsc_session_get_target (self->session));
}

static void
dsc_figure_plot_finalize (GObject *object)
{
  DscFigurePlot *self = DSC_FIGURE_PLOT (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->runs, runs_unref);
  g_ptr_array_unref (self->made);
  g_free (self->name);
  G_OBJECT_CLASS (dsc_figure_plot_parent_class)->finalize (object);
}

static void
dsc_figure_plot_class_init (DscFigurePlotClass *klass)
{
  DscFigureClass *figure_class = DSC_FIGURE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = dsc_figure_plot_finalize;
  figure_class->prepare = prepare;
  figure_class->free_prepared = free_prepared;
  figure_class->draw = draw;
  figure_class->tabulate = tabulate;
  figure_class->point_at = point_at;
  figure_class->activate = activate;
  figure_class->get_n_choices = get_n_choices;
  figure_class->get_choice = get_choice;
  figure_class->set_number = set_number;
  figure_class->set_targets = set_targets;
}

static void
dsc_figure_plot_init (DscFigurePlot *self)
{
  self->up_to = 1;
  self->made = g_ptr_array_new_with_free_func (made_unref);
  for (guint i = 0; i < DSC_N_PLOT_KINDS; i++)
    self->kind_labels[i] = dsc_plot_kind_label ((DscPlotKind) i);
  for (guint i = 0; i < DSC_N_LADDERS; i++)
    self->way_labels[i] = dsc_ladder_code ((DscLadderWay) i);
  dsc_figure_set_words (DSC_FIGURE (self), "plot", _("Plots"));
}

DscFigure *
dsc_figure_plot_new (DscSession *session)
{
  DscFigurePlot *self = g_object_new (DSC_TYPE_FIGURE_PLOT, NULL);

  self->session = g_object_ref (session);
  choose_targets (self);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::position", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::pinned-name", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  return DSC_FIGURE (self);
}
