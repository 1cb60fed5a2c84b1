/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-compare-view.c: sides beside each other in the window, driven by its actions. */
#include "dsc-compare-view.h"

#include <string.h>

#include "app-tests.h"

#define PARTING_SCRIPT \
  "# dictoscope: version=3.10.13\n" \
  "d = dict.fromkeys(['k0', 'k1', 'k2', 'k3', 'k4'], 0)\n" \
  "del d['k0']\n" \
  "del d['k1']\n" \
  "del d['k2']\n" \
  "d['new'] = 1\n" \
  "d['more'] = 2\n"

static gboolean
is_there (gpointer data)
{
  DscComparison *comparison = data;

  return !dsc_comparison_is_searching (comparison) && dsc_comparison_is_there (comparison)
         && (dsc_comparison_get_n_sides (comparison) < 2 || dsc_comparison_get_runs (comparison) != NULL);
}

static void
settle (DscWindow *window)
{
  wait_for_session (window);
  wait_until (is_there, dsc_window_get_comparison (window));
  wait_for_draw (GTK_WIDGET (window));
}

static DscWindow *
open_comparing (int width,
                int height)
{
  DscWindow *window = open_window_of_size (width, height);

  g_object_set (window, "show-script", TRUE, NULL);
  dsc_session_load (dsc_window_get_session (window), PARTING_SCRIPT);
  dsc_editor_load (dsc_window_get_editor (window));
  wait_for_session (window);
  act (window, "win.compare");
  settle (window);
  return window;
}

static guint
n_visible (DscWindow *window)
{
  DscCompareView *view = dsc_window_get_compare_view (window);
  guint n = 0;

  for (guint i = 0; i < DSC_COMPARE_MOST_SIDES; i++)
    {
      DscComparePane *pane = dsc_compare_view_get_pane (view, i);

      n += pane != NULL && gtk_widget_get_visible (GTK_WIDGET (pane));
    }
  return n;
}

static DscCanvas *
canvas_of (DscWindow *window,
           guint      i)
{
  return dsc_compare_pane_get_canvas (dsc_compare_view_get_pane (dsc_window_get_compare_view (window), i));
}

static void
one_click_compares (void)
{
  DscWindow *window = open_comparing (1440, 900);
  gboolean compare;

  g_object_get (window, "compare", &compare, NULL);
  g_assert_true (compare);
  g_assert_cmpuint (n_visible (window), ==, 2);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (canvas_of (window, 1))));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (dsc_window_get_stage (window))));
  g_assert_nonnull (dsc_canvas_get_scene (canvas_of (window, 0)));
  g_assert_nonnull (dsc_canvas_get_scene (canvas_of (window, 1)));
  g_assert_nonnull (strstr (dsc_compare_view_get_sentence (dsc_window_get_compare_view (window)), "16 slots"));
  act (window, "win.compare");
  wait_for_draw (GTK_WIDGET (window));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (dsc_window_get_stage (window))));
  g_assert_nonnull (dsc_canvas_get_scene (dsc_stage_get_canvas (dsc_window_get_stage (window))));
  g_assert_cmpuint (dsc_comparison_get_n_sides (dsc_window_get_comparison (window)), ==, 1);
  close_window (window);
}

static void
one_player_moves_all (void)
{
  DscWindow *window = open_comparing (1440, 900);
  DscComparison *comparison = dsc_window_get_comparison (window);

  act (window, "win.first-step");
  settle (window);
  act (window, "win.next-step");
  act (window, "win.next-step");
  settle (window);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpuint (dsc_comparison_get_state (comparison, i)->step, ==, 2);
  act (window, "win.first-difference");
  settle (window);
  g_assert_cmpuint (dsc_session_get_position (dsc_window_get_session (window)), ==, 5);
  close_window (window);
}

static gboolean
knows_rule (gpointer view)
{
  return strstr (dsc_compare_view_get_sentence (view), "bpo-41493") != NULL;
}

static void
rule_is_told_where_they_part (void)
{
  DscWindow *window = open_comparing (1440, 900);

  act (window, "win.first-difference");
  settle (window);
  wait_until (knows_rule, dsc_window_get_compare_view (window));
  g_assert_nonnull (strstr (dsc_compare_view_get_sentence (dsc_window_get_compare_view (window)), "16 in 3.10.13"));
  close_window (window);
}

/* However long the chain of rules, the pictures keep their room; the whole is in the tooltip. */
static void
sentence_has_three_lines_at_most (void)
{
  DscWindow *window = open_window_of_size (1000, 700);
  DscCompareView *view = dsc_window_get_compare_view (window);
  const DscTarget targets[] = { { .version = DSC_V (3, 9, 25) | DSC_V_FINAL }, { .version = DSC_V (3, 10, 13) | DSC_V_FINAL },
                                { .version = DSC_V (3, 5, 10) | DSC_V_FINAL }, { .version = DSC_V (3, 14, 10) | DSC_V_FINAL } };

  g_object_set (window, "show-script", TRUE, NULL);
  dsc_window_compare_versions (window, targets, 4);
  dsc_session_load (dsc_window_get_session (window), "d = {}\nd['a'] = 1\n");
  settle (window);
  act (window, "win.first-difference");
  settle (window);
  while (strchr (dsc_compare_view_get_tip (view), '\n') == NULL)
    g_main_context_iteration (NULL, TRUE);
  wait_for_draw (GTK_WIDGET (window));
  GtkLabel *label = dsc_compare_view_get_sentence_label (view);

  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (label)), <=, 3);
  g_assert_true (pango_layout_is_ellipsized (gtk_label_get_layout (label)));
  g_assert_true (gtk_widget_get_has_tooltip (GTK_WIDGET (label)));
  g_assert_cmpuint (strlen (dsc_compare_view_get_tip (view)), >=, strlen (dsc_compare_view_get_sentence (view)));
  close_window (window);
}

static void
difference_is_selected_on_all_sides (void)
{
  DscWindow *window = open_comparing (1440, 900);
  DscComparison *comparison = dsc_window_get_comparison (window);
  const DscSceneId first = g_array_index (dsc_comparison_get_different (comparison), DscSceneId, 0);

  act (window, "win.next-difference");
  for (guint i = 0; i < 2; i++)
    g_assert_true (dsc_scene_id_equal (dsc_canvas_get_selection (canvas_of (window, i)), first));
  g_assert_true (dsc_scene_id_equal (dsc_session_get_selection (dsc_window_get_session (window)), first));
  close_window (window);
}

static gboolean
zooms_are_equal (gpointer window)
{
  return dsc_canvas_get_zoom (canvas_of (window, 0)) == dsc_canvas_get_zoom (canvas_of (window, 1));
}

static double
scrolled (DscCanvas *canvas)
{
  return gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (canvas)));
}

static gboolean
scrolled_alike (gpointer window)
{
  return scrolled (canvas_of (window, 0)) == scrolled (canvas_of (window, 1));
}

static void
views_stay_together (void)
{
  DscWindow *window = open_comparing (1440, 900);

  g_assert_true (dsc_canvas_is_fit (canvas_of (window, 1)));
  act (window, "win.zoom-in");
  wait_until (zooms_are_equal, window);
  g_assert_false (dsc_canvas_is_fit (canvas_of (window, 1)));
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (canvas_of (window, 1))), 60);
  g_assert_cmpfloat (scrolled (canvas_of (window, 1)), >, 0);
  wait_until (scrolled_alike, window);
  act (window, "win.zoom-fit");
  wait_until (zooms_are_equal, window);
  g_assert_true (dsc_canvas_is_fit (canvas_of (window, 0)));
  g_assert_true (dsc_canvas_is_fit (canvas_of (window, 1)));
  close_window (window);
}

static void
panes_tell_of_the_side_with_the_focus (void)
{
  DscWindow *window = open_comparing (1440, 900);
  DscComparison *comparison = dsc_window_get_comparison (window);
  GtkWidget *inspector = GTK_WIDGET (dsc_window_get_inspector (window));

  g_object_set (window, "show-inspector", TRUE, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (canvas_of (window, 1)));
  g_assert_cmpuint (dsc_comparison_get_focus (comparison), ==, 1);
  /* The first label of the inspector that is seen is the name of the side. */
  g_autofree char *title = dsc_comparison_dup_title (comparison, 1);
  GtkWidget *label = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (gtk_widget_get_first_child (inspector)); child != NULL && label == NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child) && gtk_widget_get_visible (child))
      label = child;
  g_assert_nonnull (label);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, title);
  act (window, "win.compare");
  g_assert_false (gtk_widget_get_visible (label));
  close_window (window);
}

static void
label_is_the_users_own (void)
{
  DscWindow *window = open_comparing (1440, 900);
  DscComparison *comparison = dsc_window_get_comparison (window);
  GtkWidget *pane = GTK_WIDGET (dsc_compare_view_get_pane (dsc_window_get_compare_view (window), 1));
  GtkWidget *entry = find_widget (pane, GTK_TYPE_ENTRY);
  g_autofree char *title = NULL;

  gtk_editable_set_text (GTK_EDITABLE (entry), "before the change");
  g_signal_emit_by_name (entry, "activate");
  settle (window);
  title = dsc_comparison_dup_title (comparison, 1);
  g_assert_cmpstr (title, ==, "before the change");
  act (window, "win.compare-swap");
  settle (window);
  g_assert_cmpstr (dsc_comparison_get_label (comparison, 0), ==, "before the change");
  close_window (window);
}

static void
four_sides_fit_narrow_windows (void)
{
  DscWindow *window = open_comparing (1000, 700);
  int least;

  act (window, "win.compare-nearest");
  settle (window);
  act (window, "win.compare-nearest");
  settle (window);
  g_assert_cmpuint (n_visible (window), ==, 4);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (canvas_of (window, 3))), >=, 250);
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 1000);
  close_window (window);
}

static void
another_script_stands_beside (void)
{
  DscWindow *window = open_window ();
  g_autoptr (GFile) file = test_file ("other.py", "x = {}\nx[1] = 2\n");
  DscComparison *comparison = dsc_window_get_comparison (window);

  dsc_window_compare_with_file (window, file);
  while (dsc_comparison_get_n_sides (comparison) < 2)
    g_main_context_iteration (NULL, TRUE);
  settle (window);
  g_assert_true (dsc_comparison_is_on (comparison));
  g_autofree char *title = dsc_comparison_dup_title (comparison, 1);
  g_assert_cmpstr (title, ==, "other.py");
  g_assert_nonnull (dsc_compare_pane_get_note (dsc_compare_view_get_pane (dsc_window_get_compare_view (window), 1)));
  g_assert_null (dsc_compare_pane_get_note (dsc_compare_view_get_pane (dsc_window_get_compare_view (window), 0)));
  /* What is said of one side does not put the pictures at different heights. */
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (canvas_of (window, 0))), ==, gtk_widget_get_height (GTK_WIDGET (canvas_of (window, 1))));
  close_window (window);
}

static void
versions_that_are_asked_for_open_it (void)
{
  DscWindow *window = open_window ();
  const DscTarget targets[] = { { .version = DSC_V (3, 9, 18) | DSC_V_FINAL }, { .version = DSC_V (3, 10, 13) | DSC_V_FINAL } };

  dsc_window_compare_versions (window, targets, 2);
  dsc_session_load (dsc_window_get_session (window), "# dictoscope: version=2.7.18\nd = {}\n");
  settle (window);
  g_assert_cmpuint (n_visible (window), ==, 2);
  g_assert_true (dsc_target_equal (dsc_session_get_target (dsc_window_get_session (window)), targets[0]));
  close_window (window);
}

static void
everything_has_a_name (void)
{
  DscWindow *window = open_comparing (1440, 900);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *pane = GTK_WIDGET (dsc_compare_view_get_pane (dsc_window_get_compare_view (window), i));
      const GType types[] = { GTK_TYPE_ENTRY, GTK_TYPE_MENU_BUTTON, DSC_TYPE_CANVAS };

      for (guint k = 0; k < G_N_ELEMENTS (types); k++)
        g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (find_widget (pane, types[k])), GTK_ACCESSIBLE_PROPERTY_LABEL));
    }
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  app_tests_init (&argc, &argv);
  g_test_add_func ("/app/compare-view/one-click-compares", one_click_compares);
  g_test_add_func ("/app/compare-view/one-player-moves-all", one_player_moves_all);
  g_test_add_func ("/app/compare-view/rule-is-told-where-they-part", rule_is_told_where_they_part);
  g_test_add_func ("/app/compare-view/sentence-has-three-lines-at-most", sentence_has_three_lines_at_most);
  g_test_add_func ("/app/compare-view/difference-is-selected-on-all-sides", difference_is_selected_on_all_sides);
  g_test_add_func ("/app/compare-view/views-stay-together", views_stay_together);
  g_test_add_func ("/app/compare-view/panes-tell-of-the-side-with-the-focus", panes_tell_of_the_side_with_the_focus);
  g_test_add_func ("/app/compare-view/label-is-the-users-own", label_is_the_users_own);
  g_test_add_func ("/app/compare-view/four-sides-fit-narrow-windows", four_sides_fit_narrow_windows);
  g_test_add_func ("/app/compare-view/another-script-stands-beside", another_script_stands_beside);
  g_test_add_func ("/app/compare-view/versions-that-are-asked-for-open-it", versions_that_are_asked_for_open_it);
  g_test_add_func ("/app/compare-view/everything-has-a-name", everything_has_a_name);
  return app_tests_run ();
}
