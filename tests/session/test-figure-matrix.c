/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-figure-matrix.c: the matrix follows the open document, and says what its releases come to. */
#include "dsc-figure-matrix.h"

#include <string.h>

#include "dsc-measures.h"
#include "session-tests.h"

#define FIVE_DELETE_THREE "d = {}\nfor k in 'abcde':\n    d[k] = 0\ndel d['a']\ndel d['b']\ndel d['c']\nd['f'] = 0\ne = {}\n"

enum { SET, TARGETS, ROWS, JOIN };

typedef struct {
  DscScene *scene;
  DscSheet *sheet;
  GError   *error;
  guint     changed;
  DscTarget target;
} Seen;

static void
on_changed (DscFigure *figure,
            Seen      *seen)
{
  seen->changed++;
}

static void
on_activated (DscFigure *figure,
              guint      action,
              gpointer   a,
              gpointer   b,
              Seen      *seen)
{
  g_assert_cmpuint (action, ==, DSC_FIGURE_SHOW_TARGET);
  seen->target = *(const DscTarget *) a;
}

static void
forget (Seen *seen)
{
  g_clear_pointer (&seen->scene, dsc_scene_unref);
  g_clear_pointer (&seen->sheet, dsc_sheet_unref);
  g_clear_error (&seen->error);
}

static void
look (DscFigure *figure,
      Seen      *seen)
{
  forget (seen);
  figure_look (figure, &seen->scene, &seen->sheet, &seen->error);
}

static const char *
cell_of (const DscSheet *sheet,
         const char     *release,
         guint           column)
{
  for (guint i = 0; i < dsc_sheet_get_n_rows (sheet); i++)
    if (strcmp (dsc_sheet_get_cell (sheet, i, 0), release) == 0)
      return dsc_sheet_get_cell (sheet, i, column);
  return "no such release";
}

static DscFigure *
figure_of (DscSession *session,
           Seen       *seen)
{
  DscFigure *figure = dsc_figure_matrix_new (session);

  *seen = (Seen) { 0 };
  g_signal_connect (figure, "changed", G_CALLBACK (on_changed), seen);
  g_signal_connect (figure, "activated", G_CALLBACK (on_activated), seen);
  return figure;
}

static void
follows_the_document (void)
{
  g_autoptr (DscSession) session = session_with (FIVE_DELETE_THREE);
  Seen seen;
  g_autoptr (DscFigure) figure = figure_of (session, &seen);

  g_assert_cmpstr (dsc_figure_get_name (figure), ==, "matrix");
  dsc_session_set_position (session, 10);
  session_settle (session);
  g_assert_cmpuint (seen.changed, >, 0);
  dsc_figure_set_number (figure, ROWS, 1 << DSC_MEASURE_GETSIZEOF | 1 << DSC_MEASURE_SLOTS);
  look (figure, &seen);
  g_assert_no_error (seen.error);
  g_assert_nonnull (strstr (dsc_scene_get_title (seen.scene), "step 10 of 11: d['f'] = 0"));
  g_assert_cmpuint (dsc_sheet_get_n_columns (seen.sheet), ==, 5);
  g_assert_cmpstr (cell_of (seen.sheet, "2.7.18", 1), ==, "664");
  g_assert_cmpstr (cell_of (seen.sheet, "3.9.25", 1), ==, "232");
  g_assert_cmpstr (cell_of (seen.sheet, "3.10.21", 2), ==, "16");

  dsc_session_set_position (session, 11);      /* e = {} */
  session_settle (session);
  look (figure, &seen);
  g_assert_cmpstr (cell_of (seen.sheet, "3.9.25", 1), ==, "64");
  dsc_session_set_pinned_name (session, "d");
  look (figure, &seen);
  g_assert_cmpstr (cell_of (seen.sheet, "3.9.25", 1), ==, "232");

  dsc_session_set_pinned_name (session, NULL);
  dsc_session_set_text (session, "d = {}\nd[1] = 1\n");
  session_settle (session);
  look (figure, &seen);
  g_assert_cmpstr (cell_of (seen.sheet, "3.9.25", 1), ==, "232");
  dsc_session_set_text (session, "# nothing\n");
  session_settle (session);
  look (figure, &seen);
  g_assert_error (seen.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  forget (&seen);
}

static void
obeys_its_choices (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);
  Seen seen;
  g_autoptr (DscFigure) figure = figure_of (session, &seen);
  const DscTarget two[] = { target_from_text ("3.5.10"), target_from_text ("3.6.15") };
  guint n_lines;

  look (figure, &seen);
  n_lines = dsc_sheet_get_n_rows (seen.sheet);
  g_assert_cmpuint (n_lines, >, 20);
  dsc_figure_set_number (figure, SET, 1);
  look (figure, &seen);
  g_assert_cmpuint (dsc_sheet_get_n_rows (seen.sheet), >, n_lines + 10);
  dsc_figure_set_targets (figure, TARGETS, two, 2);
  g_assert_cmpfloat (dsc_figure_get_choice (figure, SET).number, ==, 2);
  look (figure, &seen);
  g_assert_cmpuint (dsc_sheet_get_n_rows (seen.sheet), ==, 2);
  dsc_figure_activate (figure, (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = 0, .extra = 1 });
  g_assert_true (dsc_target_equal (seen.target, two[1]));
  dsc_figure_activate (figure, (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = 0, .extra = -1 });
  dsc_figure_activate (figure, (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = 0, .extra = 99 });
  dsc_figure_set_number (figure, JOIN, 1);
  dsc_figure_set_number (figure, ROWS, 0);
  look (figure, &seen);
  g_assert_no_error (seen.error);
  g_assert_cmpuint (dsc_sheet_get_n_columns (seen.sheet), ==, 3);
  dsc_figure_set_number (figure, SET, 0);
  look (figure, &seen);
  g_assert_cmpuint (dsc_sheet_get_n_rows (seen.sheet), ==, n_lines);
  forget (&seen);
}

/* The document's own release is always there. */
static void
shows_its_release (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);
  Seen seen;
  g_autoptr (DscFigure) figure = figure_of (session, &seen);

  dsc_session_set_target (session, target_from_text ("3.7.2-i386"));
  session_settle (session);
  look (figure, &seen);
  g_assert_cmpstr (cell_of (seen.sheet, "3.7.2-i386", 2), ==, "16");
  forget (&seen);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/figure-matrix/follows-the-document", follows_the_document);
  g_test_add_func ("/session/figure-matrix/obeys-its-choices", obeys_its_choices);
  g_test_add_func ("/session/figure-matrix/shows-its-release", shows_its_release);
  return g_test_run ();
}
