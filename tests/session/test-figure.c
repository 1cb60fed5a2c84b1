/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-figure.c: what all figures have in common: workers of which the newest counts, choices, clamping, clicks. */
#include "dsc-figure.h"

#include <math.h>

/* ---- a figure that waits for the test ---------------------------------------------------------------------------- */

#define TEST_TYPE_FIGURE (test_figure_get_type ())
G_DECLARE_FINAL_TYPE (TestFigure, test_figure, TEST, FIGURE, DscFigure)

enum { ONE, SOME, FLAG, NUMBER, TARGETS, N_CHOICES };

struct _TestFigure {
  DscFigure parent_instance;

  double    numbers[N_CHOICES];
  DscTarget targets[3];
  guint     n_targets;
  GMutex   *gate;        /* NULL: draws at once; else when the test lets go of it */
  DscSceneId clicked;
};

typedef struct { double number; GMutex *gate; } Prepared;

G_DEFINE_FINAL_TYPE (TestFigure, test_figure, DSC_TYPE_FIGURE)

static gint n_prepared;

static gpointer
prepare (DscFigure *figure)
{
  TestFigure *self = TEST_FIGURE (figure);
  Prepared *prepared = g_new (Prepared, 1);

  g_atomic_int_inc (&n_prepared);
  *prepared = (Prepared) { self->numbers[NUMBER], self->gate };
  return prepared;
}

static void
free_prepared (gpointer prepared)
{
  g_atomic_int_add (&n_prepared, -1);
  g_free (prepared);
}

static DscScene *
draw (gpointer               data,
      const DscTextMetrics  *metrics,
      GCancellable          *cancellable,
      GError               **error)
{
  Prepared *prepared = data;

  g_assert_true (G_IS_CANCELLABLE (cancellable));
  if (prepared->gate != NULL)
    {
      g_mutex_lock (prepared->gate);
      g_mutex_unlock (prepared->gate);
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (prepared->number == 13)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "There is no thirteen.");
      return NULL;
    }
  if (prepared->number == 14)
    return NULL;       /* says nothing */
  return dsc_scene_new (prepared->number, 10);
}

static DscSheet *
tabulate (gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  DscSheet *sheet = dsc_sheet_new ("Numbers");

  dsc_sheet_add_column (sheet, "number", "number");
  dsc_sheet_add_row (sheet);
  dsc_sheet_add_number (sheet, ((Prepared *) data)->number);
  return sheet;
}

static guint
get_n_choices (DscFigure *figure)
{
  return N_CHOICES;
}

static DscChoice
get_choice (DscFigure *figure,
            guint      i)
{
  static const char *const options[] = { "a", "b", "c", NULL };
  static const DscChoiceKind kinds[] = { DSC_CHOICE_ONE, DSC_CHOICE_SOME, DSC_CHOICE_FLAG, DSC_CHOICE_NUMBER, DSC_CHOICE_TARGETS };
  TestFigure *self = TEST_FIGURE (figure);

  return (DscChoice) {
    .kind = kinds[i], .options = options, .number = self->numbers[i], .minimum = 1, .maximum = 1e15,
    .targets = self->targets, .n_targets = self->n_targets, .most_targets = G_N_ELEMENTS (self->targets),
  };
}

static void
set_number (DscFigure *figure,
            guint      i,
            double     number)
{
  TEST_FIGURE (figure)->numbers[i] = number;
}

static void
set_targets (DscFigure       *figure,
             guint            i,
             const DscTarget *targets,
             guint            n)
{
  TestFigure *self = TEST_FIGURE (figure);

  for (guint k = 0; k < n; k++)
    self->targets[k] = targets[k];
  self->n_targets = n;
}

static void
activate (DscFigure  *figure,
          DscSceneId  id)
{
  TEST_FIGURE (figure)->clicked = id;
}

static void
test_figure_class_init (TestFigureClass *klass)
{
  DscFigureClass *figure_class = DSC_FIGURE_CLASS (klass);

  figure_class->prepare = prepare;
  figure_class->free_prepared = free_prepared;
  figure_class->draw = draw;
  figure_class->tabulate = tabulate;
  figure_class->get_n_choices = get_n_choices;
  figure_class->get_choice = get_choice;
  figure_class->set_number = set_number;
  figure_class->set_targets = set_targets;
  figure_class->activate = activate;
}

static void
test_figure_init (TestFigure *self)
{
  self->numbers[NUMBER] = 100;
  dsc_figure_set_words (DSC_FIGURE (self), "test", "Test");
}

static TestFigure *
make_figure (void)
{
  return g_object_new (TEST_TYPE_FIGURE, NULL);
}

static void
count_cb (guint *count)
{
  ++*count;
}

/* ---- drawing ----------------------------------------------------------------------------------------------------- */

static void
keep_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
draws_and_tabulates (void)
{
  g_autoptr (TestFigure) self = make_figure ();
  g_autoptr (GAsyncResult) drawn = NULL, tabulated = NULL;
  g_autoptr (GError) error = NULL;

  dsc_figure_draw_async (DSC_FIGURE (self), &dsc_text_metrics_builtin, NULL, keep_cb, &drawn);
  dsc_figure_tabulate_async (DSC_FIGURE (self), NULL, keep_cb, &tabulated);
  wait_for (&drawn);
  wait_for (&tabulated);
  g_autoptr (DscScene) scene = dsc_figure_draw_finish (DSC_FIGURE (self), drawn, &error);
  g_assert_no_error (error);
  g_autoptr (DscSheet) sheet = dsc_figure_tabulate_finish (DSC_FIGURE (self), tabulated, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (dsc_scene_get_width (scene), ==, 100);
  g_assert_cmpstr (dsc_sheet_get_cell (sheet, 0, 0), ==, "100");
  g_assert_cmpstr (dsc_figure_get_name (DSC_FIGURE (self)), ==, "test");
  g_assert_cmpstr (dsc_figure_get_title (DSC_FIGURE (self)), ==, "Test");
}

static void
newest_wins (void)
{
  g_autoptr (TestFigure) self = make_figure ();
  g_autoptr (GAsyncResult) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;
  GMutex gate;

  g_mutex_init (&gate);
  g_mutex_lock (&gate);
  self->gate = &gate;
  dsc_figure_draw_async (DSC_FIGURE (self), &dsc_text_metrics_builtin, NULL, keep_cb, &first);
  dsc_figure_set_number (DSC_FIGURE (self), NUMBER, 200);
  dsc_figure_draw_async (DSC_FIGURE (self), &dsc_text_metrics_builtin, NULL, keep_cb, &second);
  g_mutex_unlock (&gate);
  wait_for (&first);
  wait_for (&second);
  g_assert_null (dsc_figure_draw_finish (DSC_FIGURE (self), first, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_autoptr (DscScene) scene = dsc_figure_draw_finish (DSC_FIGURE (self), second, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (dsc_scene_get_width (scene), ==, 200);
  g_mutex_clear (&gate);
}

static void
can_be_cancelled (void)
{
  g_autoptr (TestFigure) self = make_figure ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GMutex gate;

  g_mutex_init (&gate);
  g_mutex_lock (&gate);
  self->gate = &gate;
  dsc_figure_draw_async (DSC_FIGURE (self), &dsc_text_metrics_builtin, cancellable, keep_cb, &result);
  g_cancellable_cancel (cancellable);
  g_mutex_unlock (&gate);
  wait_for (&result);
  g_assert_null (dsc_figure_draw_finish (DSC_FIGURE (self), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_mutex_clear (&gate);
}

/* Files and the clipboard draw beside the window. */
static void
work_is_independent (void)
{
  g_autoptr (TestFigure) self = make_figure ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DscFigureWork) work = dsc_figure_prepare (DSC_FIGURE (self));

  dsc_figure_set_number (DSC_FIGURE (self), NUMBER, 300);
  dsc_figure_draw_async (DSC_FIGURE (self), &dsc_text_metrics_builtin, NULL, keep_cb, &result);
  g_autoptr (DscScene) first = dsc_figure_work_draw (work, &dsc_text_metrics_builtin, NULL, &error);
  g_autoptr (DscScene) again = dsc_figure_work_draw (work, &dsc_text_metrics_builtin, NULL, &error);
  g_autoptr (DscSheet) sheet = dsc_figure_work_tabulate (work, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (dsc_scene_get_width (first), ==, 100);      /* as it was when it was prepared */
  g_assert_cmpfloat (dsc_scene_get_width (again), ==, 100);
  g_assert_cmpstr (dsc_sheet_get_cell (sheet, 0, 0), ==, "100");
  wait_for (&result);
  g_autoptr (DscScene) shown = dsc_figure_draw_finish (DSC_FIGURE (self), result, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (dsc_scene_get_width (shown), ==, 300);
}

static void
failures_have_reasons (void)
{
  g_autoptr (TestFigure) self = make_figure ();
  g_autoptr (GError) error = NULL;

  dsc_figure_set_number (DSC_FIGURE (self), NUMBER, 13);
  g_autoptr (DscFigureWork) work = dsc_figure_prepare (DSC_FIGURE (self));
  g_assert_null (dsc_figure_work_draw (work, &dsc_text_metrics_builtin, NULL, &error));
  g_assert_cmpstr (error->message, ==, "There is no thirteen.");
  g_clear_error (&error);

  dsc_figure_set_number (DSC_FIGURE (self), NUMBER, 14);
  g_autoptr (DscFigureWork) silent = dsc_figure_prepare (DSC_FIGURE (self));
  g_assert_null (dsc_figure_work_draw (silent, &dsc_text_metrics_builtin, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* ---- choices ----------------------------------------------------------------------------------------------------- */

static void
numbers_are_clamped (void)
{
  static const struct { guint choice; double wanted, expected; } cases[] = {
    { ONE, 7, 2 }, { ONE, -1, 0 }, { ONE, 1.5, 1 }, { SOME, 15, 7 }, { SOME, -3, 0 }, { FLAG, 5, 1 }, { NUMBER, 0, 1 }, { NUMBER, 1e300, 1e15 },
    { NUMBER, NAN, 1e15 },
  };
  g_autoptr (TestFigure) self = make_figure ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      dsc_figure_set_number (DSC_FIGURE (self), cases[i].choice, cases[i].wanted);
      g_assert_cmpfloat (self->numbers[cases[i].choice], ==, cases[i].expected);
    }
}

static void
only_changes_are_announced (void)
{
  g_autoptr (TestFigure) self = make_figure ();
  const DscTarget targets[4] = { { .version = DSC_V (3, 9, 1) }, { .version = DSC_V (3, 10, 2) }, { .version = DSC_V (3, 11, 3) } };
  guint count = 0;

  g_signal_connect_swapped (self, "changed", G_CALLBACK (count_cb), &count);
  dsc_figure_set_number (DSC_FIGURE (self), NUMBER, 100);
  g_assert_cmpuint (count, ==, 0);
  dsc_figure_set_number (DSC_FIGURE (self), NUMBER, 101);
  g_assert_cmpuint (count, ==, 1);
  dsc_figure_set_targets (DSC_FIGURE (self), TARGETS, targets, 0);     /* none is no choice */
  g_assert_cmpuint (count, ==, 1);
  dsc_figure_set_targets (DSC_FIGURE (self), TARGETS, targets, 4);
  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpuint (self->n_targets, ==, 3);
  dsc_figure_set_targets (DSC_FIGURE (self), TARGETS, targets, 3);
  g_assert_cmpuint (count, ==, 2);
}

static void
only_data_are_activated (void)
{
  g_autoptr (TestFigure) self = make_figure ();

  dsc_figure_activate (DSC_FIGURE (self), (DscSceneId) { .part = DSC_PART_OF_SLOT, .index = 3 });
  g_assert_cmpuint (self->clicked.part, ==, DSC_PART_OF_PICTURE);
  dsc_figure_activate (DSC_FIGURE (self), (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = 3 });
  g_assert_cmpint (self->clicked.index, ==, 3);
  g_assert_null (dsc_figure_point_at (DSC_FIGURE (self), NULL, (DscPoint) { 0, 0 }, &dsc_text_metrics_builtin));
}

static void
nothing_is_left (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpint (g_atomic_int_get (&n_prepared), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/figure/draws-and-tabulates", draws_and_tabulates);
  g_test_add_func ("/session/figure/newest-wins", newest_wins);
  g_test_add_func ("/session/figure/can-be-cancelled", can_be_cancelled);
  g_test_add_func ("/session/figure/work-is-independent", work_is_independent);
  g_test_add_func ("/session/figure/failures-have-reasons", failures_have_reasons);
  g_test_add_func ("/session/figure/numbers-are-clamped", numbers_are_clamped);
  g_test_add_func ("/session/figure/only-changes-are-announced", only_changes_are_announced);
  g_test_add_func ("/session/figure/only-data-are-activated", only_data_are_activated);
  g_test_add_func ("/session/figure/nothing-is-left", nothing_is_left);
  return g_test_run ();
}
