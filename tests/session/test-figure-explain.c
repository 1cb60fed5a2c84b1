/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-figure-explain.c: the number is the choice, and the nearest ones are a click away. */
#include "dsc-figure-explain.h"

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
number_is_chosen (void)
{
  g_autoptr (DscFigure) figure = dsc_figure_explain_new ();
  Seen seen = { 0 };

  g_signal_connect (figure, "changed", G_CALLBACK (on_changed), &seen);
  g_signal_connect (figure, "activated", G_CALLBACK (on_activated), &seen);
  g_assert_cmpstr (dsc_figure_get_name (figure), ==, "explain");
  g_assert_cmpuint (dsc_figure_get_n_choices (figure), ==, 1);
  look (figure, &seen);
  g_assert_cmpstr (dsc_scene_get_title (seen.scene), ==, "1,048 bytes");
  g_assert_cmpuint (dsc_sheet_get_n_rows (seen.sheet), ==, 2);

  dsc_figure_activate (figure, (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = 0, .extra = 1 });
  g_assert_cmpuint (seen.asked.version, ==, target_from_text ("3.2.6").version);

  dsc_figure_set_number (figure, 0, 65);
  look (figure, &seen);
  g_assert_cmpuint (dsc_sheet_get_n_rows (seen.sheet), ==, 0);
  dsc_figure_activate (figure, (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = 10000, .extra = 1 });
  g_assert_cmpuint (seen.asked.version, ==, dsc_release_newest ());
  dsc_figure_activate (figure, (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = 20000, .extra = 1 });
  g_assert_cmpuint (seen.asked.version, ==, target_from_text ("2.1.3").version);

  dsc_figure_activate (figure, (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = -1, .extra = 64 });
  g_assert_cmpfloat (dsc_figure_get_choice (figure, 0).number, ==, 64);
  g_assert_cmpuint (seen.changed, ==, 2);
  look (figure, &seen);
  g_assert_cmpstr (dsc_scene_get_title (seen.scene), ==, "64 bytes");
  dsc_figure_set_number (figure, 0, 1e300);
  g_assert_cmpfloat (dsc_figure_get_choice (figure, 0).number, ==, dsc_figure_get_choice (figure, 0).maximum);
  look (figure, &seen);
  dsc_scene_unref (seen.scene);
  dsc_sheet_unref (seen.sheet);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/figure-explain/number-is-chosen", number_is_chosen);
  return g_test_run ();
}
