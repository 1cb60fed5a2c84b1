/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-figure-sides.c: all sides of a comparison as one picture and one table. */
#include "dsc-figure-sides.h"

#include <string.h>

#include "session-tests.h"

#define SCRIPT \
  "d = dict.fromkeys(['k0', 'k1', 'k2', 'k3', 'k4'], 0)\n" \
  "del d['k0']\n" \
  "del d['k1']\n" \
  "del d['k2']\n" \
  "d['new'] = 1\n"

typedef struct {
  DscSession    *session;
  DscPlayback   *playback;
  DscComparison *comparison;
  DscFigure     *figure;
} Fixture;

static Fixture
set_up_with (const char *script)
{
  Fixture self = { .session = session_with (script) };

  dsc_session_set_target (self.session, target_from_text ("3.9.18"));
  session_settle (self.session);
  self.playback = dsc_playback_new (self.session);
  self.comparison = dsc_comparison_new (self.session, self.playback);
  self.figure = dsc_figure_sides_new (self.comparison);
  return self;
}

static Fixture
set_up (void)
{
  return set_up_with (SCRIPT);
}

static void
tear_down (Fixture *self)
{
  g_object_unref (self->figure);
  g_object_unref (self->comparison);
  g_object_unref (self->playback);
  g_object_unref (self->session);
}

static void
settle (Fixture *self)
{
  while (!dsc_comparison_is_there (self->comparison) || dsc_comparison_get_runs (self->comparison) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
keep_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static DscScene *
draw (Fixture  *self,
      GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  dsc_figure_draw_async (self->figure, &dsc_text_metrics_builtin, NULL, keep_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return dsc_figure_draw_finish (self->figure, result, error);
}

static DscSheet *
tabulate (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DscSheet *sheet;

  dsc_figure_tabulate_async (self->figure, NULL, keep_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  sheet = dsc_figure_tabulate_finish (self->figure, result, &error);
  g_assert_no_error (error);
  return sheet;
}

/* TRUE: a text of the picture has this in it. */
static gboolean
says (const DscScene *scene,
      const char     *text)
{
  for (guint i = 0; i < dsc_scene_get_n_nodes (scene); i++)
    {
      const DscNode *node = dsc_scene_get_node (scene, i);
      const char *shown = node->kind == DSC_NODE_TEXT ? node->text : NULL;

      if (shown != NULL && strstr (shown, text) != NULL)
        return TRUE;
    }
  return FALSE;
}

static int
row_of (const DscSheet *sheet,
        const char     *member)
{
  for (guint i = 0; i < dsc_sheet_get_n_rows (sheet); i++)
    if (g_str_equal (dsc_sheet_get_cell (sheet, i, 1), member))
      return (int) i;
  return -1;
}

static void
nothing_before_there_are_sides (void)
{
  Fixture self = set_up ();
  g_autoptr (GError) error = NULL;

  g_assert_null (draw (&self, &error));
  g_assert_nonnull (error);
  tear_down (&self);
}

static void
picture_has_the_rule_and_other_releases (void)
{
  Fixture self = set_up ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DscScene) scene = NULL;

  dsc_comparison_add_target (self.comparison, target_from_text ("3.10.13"));
  settle (&self);
  scene = draw (&self, &error);
  g_assert_no_error (error);
  g_assert_true (says (scene, "bpo-41493"));
  g_assert_true (says (scene, "2.7.18"));
  g_assert_true (says (scene, "d['new'] = 1"));
  g_assert_true (says (scene, "sys.getsizeof after this step"));
  tear_down (&self);
}

/* The dict is there, but the step is not about it: nothing is said that would be wrong. */
static void
step_about_no_dict_has_no_other_releases (void)
{
  Fixture self = set_up_with (SCRIPT "print(len(d))\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (DscScene) scene = NULL;

  dsc_comparison_add_target (self.comparison, target_from_text ("3.10.13"));
  settle (&self);
  scene = draw (&self, &error);
  g_assert_no_error (error);
  g_assert_true (says (scene, "print(len(d))"));
  g_assert_true (says (scene, "'new'"));
  g_assert_false (says (scene, "sys.getsizeof after this step"));
  g_assert_false (says (scene, "there is no dict"));
  tear_down (&self);
}

static void
table_has_a_column_for_each_side (void)
{
  Fixture self = set_up ();
  g_autoptr (DscSheet) sheet = NULL;
  int row;

  dsc_comparison_add_target (self.comparison, target_from_text ("3.10.13"));
  dsc_comparison_add_target (self.comparison, target_from_text ("2.7.18"));
  dsc_comparison_set_label (self.comparison, 1, "ten");
  settle (&self);
  sheet = tabulate (&self);
  g_assert_cmpuint (dsc_sheet_get_n_columns (sheet), ==, 6);
  g_assert_nonnull (strstr (dsc_sheet_get_column_label (sheet, 3), "ten"));
  row = row_of (sheet, "sys.getsizeof");
  g_assert_cmpint (row, >=, 0);
  g_assert_cmpstr (dsc_sheet_get_cell (sheet, (guint) row, 2), ==, "232");
  g_assert_cmpstr (dsc_sheet_get_cell (sheet, (guint) row, 3), ==, "360");
  g_assert_cmpstr (dsc_sheet_get_cell (sheet, (guint) row, 4), ==, "280");
  g_assert_cmpstr (dsc_sheet_get_cell (sheet, (guint) row, 5), ==, "true");
  row = row_of (sheet, "ma_used");
  g_assert_cmpstr (dsc_sheet_get_cell (sheet, (guint) row, 4), ==, "3");
  g_assert_cmpstr (dsc_sheet_get_cell (sheet, (guint) row, 5), ==, "false");
  row = row_of (sheet, "ma_mask");
  g_assert_cmpstr (dsc_sheet_get_cell (sheet, (guint) row, 2), ==, "");
  g_assert_cmpstr (dsc_sheet_get_cell (sheet, (guint) row, 4), ==, "7");
  tear_down (&self);
}

static void
two_scripts_have_no_other_releases (void)
{
  Fixture self = set_up ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DscScene) scene = NULL;

  dsc_comparison_add_script (self.comparison, "d = {'a': 1}\nd['b'] = 2\n", "short.py");
  settle (&self);
  scene = draw (&self, &error);
  g_assert_no_error (error);
  g_assert_true (says (scene, "short.py"));
  g_assert_false (says (scene, "2.7.18"));
  tear_down (&self);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/figure-sides/nothing-before-there-are-sides", nothing_before_there_are_sides);
  g_test_add_func ("/session/figure-sides/picture-has-the-rule-and-other-releases", picture_has_the_rule_and_other_releases);
  g_test_add_func ("/session/figure-sides/step-about-no-dict-has-no-other-releases", step_about_no_dict_has_no_other_releases);
  g_test_add_func ("/session/figure-sides/table-has-a-column-for-each-side", table_has_a_column_for_each_side);
  g_test_add_func ("/session/figure-sides/two-scripts-have-no-other-releases", two_scripts_have_no_other_releases);
  return g_test_run ();
}
