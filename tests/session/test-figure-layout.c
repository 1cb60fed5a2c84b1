/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-figure-layout.c: choices change the picture and the table, and a click on the heading of a side asks for its release. */
#include "dsc-figure-layout.h"

#include <string.h>

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
  g_autoptr (DscFigure) figure = dsc_figure_layout_new ();
  const DscTarget a = target_from_text ("3.10.13");
  const DscTarget b = target_from_text ("3.11.7");
  Seen seen = { 0 };

  g_signal_connect (figure, "changed", G_CALLBACK (on_changed), &seen);
  g_signal_connect (figure, "activated", G_CALLBACK (on_activated), &seen);
  g_assert_cmpstr (dsc_figure_get_name (figure), ==, "layout");
  g_assert_cmpuint (dsc_figure_get_n_choices (figure), ==, 3);
  g_assert_cmpuint (dsc_figure_get_choice (figure, 1).targets[0].version, ==, dsc_release_newest ());
  look (figure, &seen);
  g_assert_cmpuint (seen.changed, ==, 0);

  dsc_figure_set_targets (figure, 0, &a, 1);
  dsc_figure_set_targets (figure, 1, &b, 1);
  dsc_figure_set_targets (figure, 1, &b, 1);
  dsc_figure_set_number (figure, 2, 2);       /* the keys object alone */
  g_assert_cmpuint (seen.changed, ==, 3);
  look (figure, &seen);
  g_assert_nonnull (strstr (dsc_scene_get_title (seen.scene), "3.10.13"));
  g_assert_nonnull (strstr (dsc_sheet_get_title (seen.sheet), "3.11.7"));
  for (guint i = 0; i < dsc_sheet_get_n_rows (seen.sheet); i++)
    g_assert_cmpstr (dsc_sheet_get_cell (seen.sheet, i, 0), ==, "keys");

  for (gint extra = -2; extra < 0; extra++)
    {
      const DscSceneId heading = { .part = DSC_PART_OF_DATUM, .index = 1, .extra = extra };
      const DscSceneId member = { .part = DSC_PART_OF_DATUM, .index = 1, .extra = extra + 2 };
      const DscNode *node = dsc_scene_find (seen.scene, heading);

      seen.asked = (DscTarget) { 0 };
      g_assert_nonnull (dsc_scene_find (seen.scene, member));
      dsc_figure_activate (figure, member);         /* is selected, and nothing else */
      g_assert_true (dsc_target_equal (seen.asked, (DscTarget) { 0 }));
      g_assert_nonnull (node);
      g_assert_nonnull (strstr (node->title, extra == -2 ? "3.10.13" : "3.11.7"));
      DscRect box;
      g_assert_true (dsc_scene_get_bounds (seen.scene, heading, &box));
      g_assert_true (dsc_scene_id_equal (dsc_scene_pick (seen.scene, box.x + box.width / 2, box.y + box.height / 2, 0), heading));
      dsc_figure_activate (figure, heading);
      g_assert_true (dsc_target_equal (seen.asked, extra == -2 ? a : b));
    }

  dsc_figure_set_number (figure, 2, 0);
  look (figure, &seen);
  g_assert_cmpuint (dsc_sheet_get_n_rows (seen.sheet), ==, 0);
  dsc_scene_unref (seen.scene);
  dsc_sheet_unref (seen.sheet);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/figure-layout/choices-change-it", choices_change_it);
  return g_test_run ();
}
