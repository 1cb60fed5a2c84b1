/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-figure-records.c: choices change the picture and the table, and a click asks for the release of its bar. */
#include "dsc-figure-records.h"

#include "dsc-record-table.h"
#include "session-tests.h"

typedef struct {
  DscScene *scene;
  DscSheet *sheet;
  guint     changed;
  DscTarget asked;
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
  seen->asked = *(const DscTarget *) a;
}

static void
look (DscFigure *figure,
      Seen      *seen)
{
  figure_look (figure, &seen->scene, &seen->sheet, NULL);
}

static void
choices_change_it (void)
{
  g_autoptr (DscFigure) figure = dsc_figure_records_new ();
  const DscTarget two[2] = { target_from_text ("3.10.13"), target_from_text ("3.11.7") };
  Seen seen = { 0 };

  g_signal_connect (figure, "changed", G_CALLBACK (on_changed), &seen);
  g_signal_connect (figure, "activated", G_CALLBACK (on_activated), &seen);
  g_assert_cmpstr (dsc_figure_get_name (figure), ==, "records");
  g_assert_cmpuint (dsc_figure_get_n_choices (figure), ==, 5);
  g_assert_cmpuint (dsc_figure_get_choice (figure, 0).targets[0].version, ==, dsc_release_newest ());
  look (figure, &seen);
  g_assert_cmpstr (dsc_scene_get_title (seen.scene), ==, "100,000 records of 4 fields");
  g_assert_cmpuint (dsc_sheet_get_n_rows (seen.sheet), ==, 12 * 40);

  dsc_figure_set_targets (figure, 0, two, 2);
  dsc_figure_set_number (figure, 1, 1 << 2 | 1 << 7);      /* tuple and class */
  dsc_figure_set_number (figure, 2, 6);
  dsc_figure_set_number (figure, 3, 1000);
  dsc_figure_set_number (figure, 4, 8);
  dsc_figure_set_number (figure, 4, 8);
  g_assert_cmpuint (seen.changed, ==, 5);
  look (figure, &seen);
  g_assert_cmpstr (dsc_scene_get_title (seen.scene), ==, "1,000 records of 6 fields");
  g_assert_cmpuint (dsc_sheet_get_n_rows (seen.sheet), ==, 2 * 2 * 8);
  g_assert_cmpstr (dsc_sheet_get_cell (seen.sheet, 0, 1), ==, "tuple");

  dsc_figure_activate (figure, (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = 1, .extra = 2 });
  g_assert_true (dsc_target_equal (seen.asked, two[1]));
  dsc_figure_activate (figure, (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = 7, .extra = 2 });
  g_assert_true (dsc_target_equal (seen.asked, two[1]));
  dsc_scene_unref (seen.scene);
  dsc_sheet_unref (seen.sheet);
}

static void
on_refused (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (dsc_figure_draw_finish (DSC_FIGURE (object), result, &error));
  g_assert_error (error, DSC_RECORD_ERROR, DSC_RECORD_ERROR_INVALID);
  *(gboolean *) data = TRUE;
}

/* Without any form there is nothing to draw, and it says so. */
static void
no_form (void)
{
  g_autoptr (DscFigure) figure = dsc_figure_records_new ();
  gboolean refused = FALSE;

  dsc_figure_set_number (figure, 1, 0);
  dsc_figure_draw_async (figure, &dsc_text_metrics_builtin, NULL, on_refused, &refused);
  while (!refused)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/figure-records/choices-change-it", choices_change_it);
  g_test_add_func ("/session/figure-records/no-form", no_form);
  return g_test_run ();
}
