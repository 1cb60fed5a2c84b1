/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-lane-pane.c: the lane below the picture: read beside the main loop, one column for each step, and a way to go there. */
#include "app-tests.h"

#include <string.h>

#include "dsc-lane-pane.h"

static DscLanePane *
pane_of (DscWindow *window)
{
  return DSC_LANE_PANE (find_widget (GTK_WIDGET (window), DSC_TYPE_LANE_PANE));
}

static gboolean
lane_is_there (gpointer data)
{
  return dsc_lane_pane_is_there (data);
}

static void
wait_for_lane (DscLanePane *pane)
{
  wait_until (lane_is_there, pane);
}

static GtkSingleSelection *
selection_of (DscLanePane *pane)
{
  return GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (find_widget (GTK_WIDGET (pane), GTK_TYPE_LIST_VIEW))));
}

static void
columns_are_steps (void)
{
  DscWindow *window = open_window ();
  DscLanePane *pane = pane_of (window);

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (pane)));
  act (window, "win.show-lane");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (pane)));
  wait_for_lane (pane);
  g_assert_cmpuint (dsc_lane_pane_get_n (pane), ==, 4);
  g_assert_true (g_str_has_prefix (dsc_lane_pane_get_words (pane, 1), "Step 2, row['a'] = 1; ADDED"));
  g_assert_nonnull (strstr (dsc_lane_pane_get_words (pane, 2), "the table is rebuilt"));
  g_assert_nonnull (strstr (dsc_lane_pane_get_words (pane, 3), "DELETED"));
  g_assert_cmpuint (gtk_single_selection_get_selected (selection_of (pane)), ==, 3);
  act (window, "win.hide-lane");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (pane)));
  close_window (window);
}

static void
both_ways (void)
{
  DscWindow *window = open_window ();
  DscLanePane *pane = pane_of (window);
  DscSession *session = dsc_window_get_session (window);

  g_test_summary ("A column that is chosen is gone to; a step that is gone to is chosen.");
  act (window, "win.show-lane");
  wait_for_lane (pane);
  gtk_single_selection_set_selected (selection_of (pane), 1);
  wait_for_session (window);
  g_assert_cmpuint (dsc_session_get_position (session), ==, 2);
  dsc_session_set_position (session, 3);
  wait_for_session (window);
  g_assert_cmpuint (gtk_single_selection_get_selected (selection_of (pane)), ==, 2);
  dsc_session_set_position (session, 0);
  wait_for_session (window);
  g_assert_cmpuint (gtk_single_selection_get_selected (selection_of (pane)), ==, GTK_INVALID_LIST_POSITION);
  close_window (window);
}

static void
long_histories (void)
{
  DscWindow *window = open_window ();
  DscLanePane *pane = pane_of (window);
  DscSession *session = dsc_window_get_session (window);

  g_test_summary ("Of a long history the columns around the step are there, and others once the step is elsewhere.");
  type_text (window, "d = {}\nfor i in range(1000):\n    d[i] = i\n");
  act (window, "win.show-lane");
  wait_for_lane (pane);
  g_assert_true (g_str_has_prefix (dsc_lane_pane_get_words (pane, dsc_lane_pane_get_n (pane) - 1), "Step 1001,"));
  dsc_session_set_position (session, 500);
  wait_for_session (window);
  wait_until (lane_is_there, pane);
  const guint at = gtk_single_selection_get_selected (selection_of (pane));
  g_assert_cmpuint (at, !=, GTK_INVALID_LIST_POSITION);
  g_assert_true (g_str_has_prefix (dsc_lane_pane_get_words (pane, at), "Step 500,"));
  g_assert_cmpuint (dsc_lane_pane_get_n (pane), <, 200);
  close_window (window);
}

static void
small_windows (void)
{
  DscWindow *window = open_window_of_size (600, 500);
  int height;

  act (window, "win.show-lane");
  wait_for_lane (pane_of (window));
  gtk_widget_measure (GTK_WIDGET (pane_of (window)), GTK_ORIENTATION_VERTICAL, 600, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, <, 200);
  close_window (window);
}

/* Whoever opens the lane still wants to see the dict. */
static void
leaves_room_for_the_picture (void)
{
  DscWindow *window = open_window_of_size (1000, 700);
  DscCanvas *canvas = dsc_stage_get_canvas (dsc_window_get_stage (window));
  DscLanePane *pane = pane_of (window);

  type_text (window, "d = dict.fromkeys(range(3000))\n");
  act (window, "win.show-lane");
  wait_for_lane (pane);
  wait_for_draw (GTK_WIDGET (window));
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (canvas)), >, gtk_widget_get_height (GTK_WIDGET (pane)));
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (pane)), >, 150);
  g_assert_true (dsc_canvas_is_fit (canvas));
  g_assert_cmpfloat (dsc_canvas_get_zoom (canvas) * dsc_scene_get_height (dsc_canvas_get_scene (canvas)), >, 0.8 * gtk_widget_get_height (GTK_WIDGET (canvas)));
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  app_tests_init (&argc, &argv);
  g_test_add_func ("/app/lane-pane/columns-are-steps", columns_are_steps);
  g_test_add_func ("/app/lane-pane/both-ways", both_ways);
  g_test_add_func ("/app/lane-pane/long-histories", long_histories);
  g_test_add_func ("/app/lane-pane/small-windows", small_windows);
  g_test_add_func ("/app/lane-pane/leaves-room-for-the-picture", leaves_room_for_the_picture);
  return app_tests_run ();
}
