/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-figure-history.c: choices change the strip, and a click on a change asks for both sides of it. */
#include "dsc-figure-history.h"

#include <string.h>

#include "dsc-view-history.h"
#include "session-tests.h"

typedef struct {
  DscScene *scene;
  DscSheet *sheet;
  guint     changed, action, asked;
  DscTarget a, b;
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
  seen->asked++;
  seen->action = action;
  seen->a = *(const DscTarget *) a;
  if (b != NULL)
    seen->b = *(const DscTarget *) b;
}

static void
look (DscFigure *figure,
      Seen      *seen)
{
  figure_look (figure, &seen->scene, &seen->sheet, NULL);
}

static gboolean
has_text (const DscScene *scene,
          const char     *part)
{
  for (guint i = 1; i < dsc_scene_get_n_nodes (scene); i++)
    if (dsc_scene_get_node (scene, i)->kind == DSC_NODE_TEXT && strstr (dsc_scene_get_node (scene, i)->text, part) != NULL)
      return TRUE;
  return FALSE;
}

/* The number of the span of that behaviour which begins with that release. */
static DscSceneId
find_change (const char *behaviour,
             const char *release)
{
  g_autoptr (DscBehaviourHistory) history = dsc_behaviour_history_new ((DscBuild) { 0 });
  const DscTarget target = target_from_text (release);
  guint number;

  g_assert_true (dsc_behaviour_find (behaviour, &number));
  for (guint i = 1; i < dsc_behaviour_history_get_n_spans (history, number); i++)
    if (dsc_target_equal (dsc_behaviour_history_get_target (history, dsc_behaviour_history_get_span (history, number, i)->first), target))
      return (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = number, .extra = i };
  g_assert_not_reached ();
}

static void
a_click_asks_for_both_sides (void)
{
  g_autoptr (DscFigure) figure = dsc_figure_history_new ();
  const DscSceneId rounding = find_change ("rounding", "3.10.0");
  Seen seen = { 0 };

  g_signal_connect (figure, "changed", G_CALLBACK (on_changed), &seen);
  g_signal_connect (figure, "activated", G_CALLBACK (on_activated), &seen);
  look (figure, &seen);
  g_assert_nonnull (dsc_scene_find (seen.scene, rounding));
  g_assert_false (has_text (seen.scene, "Rounding of a request, from 3.10.0 on"));

  dsc_figure_activate (figure, rounding);
  g_assert_cmpuint (seen.asked, ==, 1);
  g_assert_cmpuint (seen.action, ==, DSC_FIGURE_COMPARE);
  g_assert_true (dsc_target_equal (seen.a, target_from_text ("3.9.25")));
  g_assert_true (dsc_target_equal (seen.b, target_from_text ("3.10.0")));
  g_assert_cmpuint (seen.changed, ==, 1);
  look (figure, &seen);
  g_assert_true (has_text (seen.scene, "Rounding of a request, from 3.10.0 on"));

  dsc_figure_activate (figure, (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = rounding.index, .extra = 0 });
  g_assert_cmpuint (seen.action, ==, DSC_FIGURE_SHOW_TARGET);
  g_assert_true (dsc_target_equal (seen.a, target_from_text ("3.5.10")));
  dsc_figure_activate (figure, (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = 1000, .extra = 0 });
  dsc_figure_activate (figure, (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = rounding.index, .extra = -1 });
  g_assert_cmpuint (seen.asked, ==, 2);
  dsc_scene_unref (seen.scene);
  dsc_sheet_unref (seen.sheet);
}

static void
choices_change_it (void)
{
  g_autoptr (DscFigure) figure = dsc_figure_history_new ();
  guint behaviour;
  Seen seen = { 0 };

  g_signal_connect (figure, "changed", G_CALLBACK (on_changed), &seen);
  g_assert_cmpuint (dsc_figure_get_n_choices (figure), ==, 2);
  g_assert_true (dsc_behaviour_find ("gc-head", &behaviour));
  dsc_figure_set_number (figure, 0, behaviour + 1);
  dsc_figure_set_number (figure, 1, 1);
  dsc_figure_set_number (figure, 1, 1);
  g_assert_cmpuint (seen.changed, ==, 2);
  look (figure, &seen);
  g_assert_cmpuint (dsc_sheet_get_n_rows (seen.sheet), ==, 1);       /* free-threaded builds never had one */
  g_assert_cmpstr (dsc_sheet_get_cell (seen.sheet, 0, 5), ==, "none");
  g_assert_true (has_text (seen.scene, "free-threaded"));
  dsc_scene_unref (seen.scene);
  dsc_sheet_unref (seen.sheet);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/figure-history/a-click-asks-for-both-sides", a_click_asks_for_both_sides);
  g_test_add_func ("/session/figure-history/choices-change-it", choices_change_it);
  return g_test_run ();
}
