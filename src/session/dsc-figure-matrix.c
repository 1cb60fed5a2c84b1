/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-figure-matrix.c: what is chosen for the matrix, and the fleet that its columns are measured in. */
#include "dsc-figure-matrix.h"

#include <glib/gi18n.h>
#include <string.h>

#include "dsc-fleet.h"
#include "dsc-view-matrix.h"

#define MOST_TARGETS 72u
#define WIDTH        1240.0    /* panes stand beside it */

enum { SET, TARGETS, ROWS, JOIN, N_CHOICES };
typedef enum { SET_LINES = 0, SET_ALL, SET_CHOSEN } Set;

#define BIT(measure) (G_GUINT64_CONSTANT (1) << (measure))
#define USUAL_ROWS (BIT (DSC_MEASURE_GETSIZEOF) | BIT (DSC_MEASURE_SLOTS) | BIT (DSC_MEASURE_CAPACITY) | BIT (DSC_MEASURE_FILL) | BIT (DSC_MEASURE_DUMMIES) \
                    | BIT (DSC_MEASURE_PROBES) | BIT (DSC_MEASURE_RESIZES))

/* ---- one text in several releases, which the drawings of one figure share ---------------------------------------- */

typedef struct {
  char    *text;
  guint32  hash_seed;
  GArray  *targets;            /* DscTarget */
  GMutex   lock;               /* of the fleet */
  DscFleet *fleet;             /* NULL: not made yet */
} Columns;

static Columns *
columns_new (const char *text,
             guint32     hash_seed,
             GArray     *targets)
{
  Columns *self = g_atomic_rc_box_new0 (Columns);

  self->text = g_strdup (text);
  self->hash_seed = hash_seed;
  self->targets = g_array_ref (targets);
  g_mutex_init (&self->lock);
  return self;
}

static void
columns_clear (gpointer data)
{
  Columns *self = data;

  g_clear_pointer (&self->fleet, dsc_fleet_free);
  g_array_unref (self->targets);
  g_free (self->text);
  g_mutex_clear (&self->lock);
}

static void
columns_unref (Columns *self)
{
  g_atomic_rc_box_release_full (self, columns_clear);
}

/* ---- one drawing, in a worker ----------------------------------------------------------------------------------- */

typedef struct {
  Columns    *columns;
  DscTarget   current;
  DscMeasure  rows[DSC_N_MEASURES];
  guint       n_rows;
  guint64     wanted;
  gboolean    join;
  guint64     position, n_steps;
  char       *operation, *name;
} Job;

/* With the lock. */
static gboolean
measure (Job              *job,
         DscMatrixColumn  *out_columns,
         GCancellable     *cancellable,
         GError          **error)
{
  Columns *columns = job->columns;

  if (columns->fleet == NULL)
    {
      g_autoptr (DscScript) script = dsc_script_new (columns->text, strlen (columns->text));

      columns->fleet = dsc_fleet_new (script, columns->hash_seed, (const DscTarget *) (gpointer) columns->targets->data, columns->targets->len);
    }
  for (guint i = 0; i < columns->targets->len; i++)
    {
      out_columns[i].target = g_array_index (columns->targets, DscTarget, i);
      if (!dsc_fleet_measure (columns->fleet, i, job->position, job->name, job->wanted, cancellable, out_columns[i].values, error))
        return FALSE;
    }
  return TRUE;
}

/* NULL and error: cancelled, or there is nothing to measure. */
static DscMatrixColumn *
make (Job           *job,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autofree DscMatrixColumn *columns = g_new0 (DscMatrixColumn, job->columns->targets->len + 1);
  gboolean done;

  if (job->n_steps == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("This script has no step yet."));
      return NULL;
    }
  g_mutex_lock (&job->columns->lock);
  done = measure (job, columns, cancellable, error);
  g_mutex_unlock (&job->columns->lock);
  return done ? g_steal_pointer (&columns) : NULL;
}

static DscMatrixOptions
describe (const Job            *job,
          const DscTextMetrics *metrics)
{
  return (DscMatrixOptions) { .operation = job->operation, .step = job->position, .n_steps = job->n_steps, .name = job->name,
                              .hash_seed = job->columns->hash_seed, .rows = job->rows, .n_rows = job->n_rows, .current = &job->current,
                              .join = job->join, .width = WIDTH, .metrics = metrics };
}

static DscScene *
draw (gpointer               prepared,
      const DscTextMetrics  *metrics,
      GCancellable          *cancellable,
      GError               **error)
{
  Job *job = prepared;
  const DscMatrixOptions options = describe (job, metrics);
  g_autofree DscMatrixColumn *columns = make (job, cancellable, error);

  return columns != NULL ? dsc_view_matrix_new (columns, job->columns->targets->len, &options) : NULL;
}

static DscSheet *
tabulate (gpointer       prepared,
          GCancellable  *cancellable,
          GError       **error)
{
  Job *job = prepared;
  const DscMatrixOptions options = describe (job, NULL);
  g_autofree DscMatrixColumn *columns = make (job, cancellable, error);

  return columns != NULL ? dsc_matrix_to_sheet (columns, job->columns->targets->len, &options) : NULL;
}

static void
free_prepared (gpointer prepared)
{
  Job *job = prepared;

  columns_unref (job->columns);
  g_free (job->operation);
  g_free (job->name);
  g_free (job);
}

/* ---- the figure ------------------------------------------------------------------------------------------------- */

struct _DscFigureMatrix {
  DscFigure   parent_instance;
  DscSession *session;
  Set         set, listed;     /* listed: what the columns were last made from */
  GArray     *targets;         /* DscTarget: the columns */
  guint64     rows;            /* bits 1 << DscMeasure */
  gboolean    join;
  Columns    *columns;         /* of the text below; NULL: none yet */
  DscTarget   current;
  guint64     position;
  char       *name;            /* pinned */
  const char *row_labels[DSC_N_MEASURES + 1];
};

G_DEFINE_FINAL_TYPE (DscFigureMatrix, dsc_figure_matrix, DSC_TYPE_FIGURE)

static gboolean
contains (const GArray *targets,
          DscTarget     target)
{
  for (guint i = 0; i < targets->len; i++)
    if (dsc_target_equal (g_array_index (targets, DscTarget, i), target))
      return TRUE;
  return FALSE;
}

/* Oldest first: in front of the first release that is newer. */
static void
insert (GArray    *targets,
        DscTarget  target)
{
  guint i = 0;

  if (contains (targets, target) || targets->len >= MOST_TARGETS)
    return;
  while (i < targets->len && g_array_index (targets, DscTarget, i).version <= target.version)
    i++;
  g_array_insert_val (targets, i, target);
}

/* Those of the set, with the document's own. */
static GArray *
list_targets (Set       set,
              DscTarget current)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (DscTarget));
  const DscVersion *releases;
  const gsize n = dsc_releases (&releases);
  DscTraits before;

  for (gsize i = n; i-- > 0;)
    {
      const DscTarget target = { .version = releases[i], .build = { .arch = current.build.arch } };
      const DscTraits traits = dsc_traits_resolve (target);
      const gboolean is_last = i == 0 || releases[i - 1] >> 16 != releases[i] >> 16;
      const gboolean differs = i == n - 1 || !dsc_traits_behave_alike (&before, &traits);
      char name[64];
      DscTarget known;

      before = traits;
      dsc_target_format (target, name, sizeof name);
      if ((set == SET_LINES ? is_last : differs) && dsc_target_parse (name, &known) == DSC_STATUS_OK)
        insert (targets, known);
    }
  insert (targets, current);
  return targets;
}

static gboolean
same_targets (const GArray *a,
              const GArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!dsc_target_equal (g_array_index (a, DscTarget, i), g_array_index (b, DscTarget, i)))
      return FALSE;
  return TRUE;
}

static void
use_targets (DscFigureMatrix *self,
             GArray          *targets)
{
  if (self->targets != NULL && same_targets (self->targets, targets))
    {
      g_array_unref (targets);
      return;
    }
  g_clear_pointer (&self->targets, g_array_unref);
  self->targets = targets;
  g_clear_pointer (&self->columns, columns_unref);
}

/* Takes over what the document is now. TRUE: a picture of it would be another one. */
static gboolean
follow (DscFigureMatrix *self)
{
  const char *text = dsc_session_get_text (self->session), *name = dsc_session_get_pinned_name (self->session);
  const guint32 hash_seed = dsc_session_get_hash_seed (self->session);
  const guint64 position = dsc_session_get_position (self->session);
  const DscTarget current = dsc_session_get_target (self->session);
  const gboolean is_other = !dsc_target_equal (current, self->current);
  gboolean changed = position != self->position || g_strcmp0 (name, self->name) != 0 || is_other;

  self->position = position;
  self->current = current;
  g_free (self->name);
  self->name = g_strdup (name);
  if (self->set != SET_CHOSEN && (is_other || self->listed != self->set || self->targets == NULL))
    use_targets (self, list_targets (self->set, current));
  self->listed = self->set;
  if (self->columns != NULL && self->columns->hash_seed == hash_seed && g_strcmp0 (text, self->columns->text) == 0)
    return changed;
  g_clear_pointer (&self->columns, columns_unref);
  self->columns = columns_new (text != NULL ? text : "", hash_seed, self->targets);
  return TRUE;
}

static void
session_changed_cb (DscFigureMatrix *self)
{
  if (follow (self))
    dsc_figure_announce (DSC_FIGURE (self));
}

static gpointer
prepare (DscFigure *figure)
{
  DscFigureMatrix *self = DSC_FIGURE_MATRIX (figure);
  DscHistory *history = dsc_session_get_history (self->session);
  Job *job = g_new0 (Job, 1);

  follow (self);
  job->columns = g_atomic_rc_box_acquire (self->columns);
  job->current = self->current;
  job->wanted = self->rows;
  for (int i = 0; i < DSC_N_MEASURES; i++)
    if ((self->rows & BIT (i)) != 0)
      job->rows[job->n_rows++] = (DscMeasure) i;
  job->join = self->join;
  job->position = self->position;
  job->n_steps = dsc_session_get_n_steps (self->session);
  job->name = g_strdup (self->name);
  if (history != NULL && job->position > 0 && job->position <= dsc_history_get_n_steps (history))
    job->operation = g_strdup (dsc_history_get_step (history, job->position - 1)->label);
  return job;
}

static void
activate (DscFigure  *figure,
          DscSceneId  id)
{
  DscFigureMatrix *self = DSC_FIGURE_MATRIX (figure);

  if (id.part == DSC_PART_OF_DATUM && id.extra >= 0 && id.extra < self->targets->len)
    dsc_figure_ask (figure, DSC_FIGURE_SHOW_TARGET, &g_array_index (self->targets, DscTarget, id.extra), NULL);
}

/* ---- choices ---------------------------------------------------------------------------------------------------- */

static guint
get_n_choices (DscFigure *figure)
{
  (void) figure;
  return N_CHOICES;
}

static DscChoice
get_choice (DscFigure *figure,
            guint      i)
{
  static const char *sets[4];
  DscFigureMatrix *self = DSC_FIGURE_MATRIX (figure);

  sets[SET_LINES] = _("Newest of each line");
  sets[SET_ALL] = _("All that differ");
  sets[SET_CHOSEN] = _("Chosen");
  switch (i)
    {
    case SET:
      return (DscChoice) { .name = "set", .label = _("Columns"), .kind = DSC_CHOICE_ONE, .options = sets, .number = self->set };
    case TARGETS:
      return (DscChoice) { .name = "versions", .label = _("Releases"), .kind = DSC_CHOICE_TARGETS, .targets = (const DscTarget *) (gpointer) self->targets->data,
                           .n_targets = self->targets->len, .most_targets = MOST_TARGETS };
    case ROWS:
      return (DscChoice) { .name = "rows", .label = _("Rows"), .kind = DSC_CHOICE_SOME, .options = self->row_labels, .number = (double) self->rows };
    default:
      return (DscChoice) { .name = "join", .label = _("Join what is alike"), .kind = DSC_CHOICE_FLAG, .number = self->join };
    }
}

static void
set_number (DscFigure *figure,
            guint      i,
            double     number)
{
  DscFigureMatrix *self = DSC_FIGURE_MATRIX (figure);

  if (i == SET)
    self->set = (Set) number;
  else if (i == ROWS)
    self->rows = (guint64) number & DSC_MEASURES_ALL;
  else if (i == JOIN)
    self->join = number != 0;
  if (i == SET)
    follow (self);
}

static void
set_targets (DscFigure       *figure,
             guint            i,
             const DscTarget *targets,
             guint            n)
{
  DscFigureMatrix *self = DSC_FIGURE_MATRIX (figure);
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (DscTarget));

  g_array_append_vals (chosen, targets, MIN (n, MOST_TARGETS));
  if (i == TARGETS)
    {
      self->set = SET_CHOSEN;
      use_targets (self, g_array_ref (chosen));
    }
  g_array_unref (chosen);
}

static void
dsc_figure_matrix_finalize (GObject *object)
{
  DscFigureMatrix *self = DSC_FIGURE_MATRIX (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->columns, columns_unref);
  g_clear_pointer (&self->targets, g_array_unref);
  g_free (self->name);
  G_OBJECT_CLASS (dsc_figure_matrix_parent_class)->finalize (object);
}

static void
dsc_figure_matrix_class_init (DscFigureMatrixClass *klass)
{
  DscFigureClass *figure_class = DSC_FIGURE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = dsc_figure_matrix_finalize;
  figure_class->prepare = prepare;
  figure_class->free_prepared = free_prepared;
  figure_class->draw = draw;
  figure_class->tabulate = tabulate;
  figure_class->activate = activate;
  figure_class->get_n_choices = get_n_choices;
  figure_class->get_choice = get_choice;
  figure_class->set_number = set_number;
  figure_class->set_targets = set_targets;
}

static void
dsc_figure_matrix_init (DscFigureMatrix *self)
{
  self->rows = USUAL_ROWS;
  for (int i = 0; i < DSC_N_MEASURES; i++)
    self->row_labels[i] = dsc_measure_label ((DscMeasure) i);
  dsc_figure_set_words (DSC_FIGURE (self), "matrix", _("Matrix"));
}

DscFigure *
dsc_figure_matrix_new (DscSession *session)
{
  DscFigureMatrix *self = g_object_new (DSC_TYPE_FIGURE_MATRIX, NULL);

  self->session = g_object_ref (session);
  follow (self);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::position", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::pinned-name", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::target", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  return DSC_FIGURE (self);
}
