/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-figure-records.c: what is chosen for the figure of records, and what its clicks ask for. */
#include "dsc-figure-records.h"

#include <glib/gi18n.h>
#include <string.h>

#include "dsc-view-records.h"

enum { RELEASES, FORMS, FIELDS, COUNT, UP_TO, N_CHOICES };

struct _DscFigureRecords {
  DscFigure         parent_instance;
  DscTarget         targets[DSC_RECORDS_MOST_DRAWN];
  DscRecordQuestion question;      /* its targets are those above */
  const char       *labels[DSC_N_RECORD_FORMS + 1];
};

G_DEFINE_FINAL_TYPE (DscFigureRecords, dsc_figure_records, DSC_TYPE_FIGURE)

static gpointer
prepare (DscFigure *figure)
{
  const DscFigureRecords *self = DSC_FIGURE_RECORDS (figure);
  DscRecordQuestion *question = g_memdup2 (&self->question, sizeof self->question);

  question->targets = g_memdup2 (self->targets, question->n_targets * sizeof self->targets[0]);
  return question;
}

static void
free_prepared (gpointer prepared)
{
  DscRecordQuestion *question = prepared;

  g_free ((gpointer) question->targets);
  g_free (question);
}

static void
on_cancelled (GCancellable *cancellable,
              gint         *cancelled)
{
  g_atomic_int_set (cancelled, 1);
}

static DscRecordTable *
measure (const DscRecordQuestion  *question,
         GCancellable             *cancellable,
         GError                  **error)
{
  gint cancelled = 0;
  const gulong handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), &cancelled, NULL);
  DscRecordTable *table = dsc_record_table_new (question, &cancelled, error);

  g_cancellable_disconnect (cancellable, handler);
  return table;
}

static DscScene *
draw (gpointer               prepared,
      const DscTextMetrics  *metrics,
      GCancellable          *cancellable,
      GError               **error)
{
  g_autoptr (DscRecordTable) table = measure (prepared, cancellable, error);

  return table != NULL ? dsc_view_records_new (table, metrics, error) : NULL;
}

static DscSheet *
tabulate (gpointer       prepared,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr (DscRecordTable) table = measure (prepared, cancellable, error);

  return table != NULL ? dsc_record_table_to_sheet (table, TRUE) : NULL;
}

static void
activate (DscFigure  *figure,
          DscSceneId  id)
{
  const DscFigureRecords *self = DSC_FIGURE_RECORDS (figure);

  if (id.index >= 0 && id.index < self->question.n_targets)
    dsc_figure_ask (figure, DSC_FIGURE_SHOW_TARGET, &self->targets[id.index], NULL);
}

static guint
get_n_choices (DscFigure *figure)
{
  return N_CHOICES;
}

static DscChoice
number_choice (const char *name,
               const char *label,
               double      number,
               double      least,
               double      most)
{
  return (DscChoice) { .name = name, .label = label, .kind = DSC_CHOICE_NUMBER, .number = number, .minimum = least, .maximum = most, .step = 1 };
}

static DscChoice
get_choice (DscFigure *figure,
            guint      i)
{
  DscFigureRecords *self = DSC_FIGURE_RECORDS (figure);
  const DscRecordQuestion *question = &self->question;

  switch (i)
    {
    case RELEASES:
      return (DscChoice) { .name = "releases", .label = _("Releases"), .kind = DSC_CHOICE_TARGETS, .targets = self->targets,
                           .n_targets = question->n_targets, .most_targets = DSC_RECORDS_MOST_DRAWN };
    case FORMS:
      return (DscChoice) { .name = "forms", .label = _("Forms"), .kind = DSC_CHOICE_SOME, .options = self->labels, .number = question->forms };
    case FIELDS:
      return number_choice ("fields", _("Fields"), question->fields, 1, DSC_RECORD_MOST_FIELDS);
    case COUNT:
      return number_choice ("count", _("Records"), (double) question->count, 1, DSC_RECORD_MOST_COUNT);
    default:
      return number_choice ("up-to", _("Compared up to"), question->last, 2, DSC_RECORD_MOST_FIELDS);
    }
}

static void
set_number (DscFigure *figure,
            guint      i,
            double     number)
{
  DscRecordQuestion *question = &DSC_FIGURE_RECORDS (figure)->question;

  switch (i)
    {
    case FORMS:
      question->forms = (guint) number;
      break;
    case FIELDS:
      question->fields = (guint) number;
      break;
    case COUNT:
      question->count = (guint64) number;
      break;
    case UP_TO:
      question->last = (guint) number;
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
  DscFigureRecords *self = DSC_FIGURE_RECORDS (figure);

  if (i != RELEASES)
    return;
  memmove (self->targets, targets, n * sizeof *targets);
  self->question.n_targets = n;
}

static void
dsc_figure_records_class_init (DscFigureRecordsClass *klass)
{
  DscFigureClass *figure_class = DSC_FIGURE_CLASS (klass);

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
dsc_figure_records_init (DscFigureRecords *self)
{
  self->targets[0].version = dsc_release_newest ();
  self->question = (DscRecordQuestion) { .n_targets = 1, .forms = DSC_RECORD_ALL_FORMS, .fields = 4, .first = 1, .last = 40, .count = 100000 };
  for (guint i = 0; i < DSC_N_RECORD_FORMS; i++)
    self->labels[i] = dsc_record_form_label ((DscRecordForm) i);
  dsc_figure_set_words (DSC_FIGURE (self), "records", _("Cost of records"));
}

DscFigure *
dsc_figure_records_new (void)
{
  return g_object_new (DSC_TYPE_FIGURE_RECORDS, NULL);
}
