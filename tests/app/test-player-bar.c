/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-player-bar.c: the player, its time line, and what plays by itself the first time. */
#include <string.h>

#include "app-tests.h"

static DscTimeLine *
time_line_of (DscWindow *window)
{
  return dsc_player_bar_get_time_line (dsc_window_get_player_bar (window));
}

static void
time_line_knows_its_places (void)
{
  DscWindow *window = open_window ();
  DscTimeLine *line = time_line_of (window);
  const double below = gtk_widget_get_height (GTK_WIDGET (line)) + 10;

  g_assert_cmpfloat (dsc_time_line_get_x (line, 0), <, dsc_time_line_get_x (line, 1));
  for (guint64 i = 0; i <= 4; i++)
    {
      g_assert_cmpuint (dsc_time_line_get_position_at (line, dsc_time_line_get_x (line, i), 2), ==, i);
      g_assert_cmpuint (dsc_time_line_get_position_at (line, dsc_time_line_get_x (line, i) + 9, below), ==, i);
    }
  gtk_widget_set_direction (GTK_WIDGET (line), GTK_TEXT_DIR_RTL);
  g_assert_cmpfloat (dsc_time_line_get_x (line, 0), >, dsc_time_line_get_x (line, 1));
  g_assert_cmpuint (dsc_time_line_get_position_at (line, dsc_time_line_get_x (line, 3), 2), ==, 3);
  close_window (window);
}

static void
time_line_tells_the_sentence (void)
{
  DscWindow *window = open_window ();
  DscTimeLine *line = time_line_of (window);
  g_autofree char *start = dsc_time_line_dup_text (line, 0);
  g_autofree char *third = dsc_time_line_dup_text (line, 3);
  g_autofree char *last = dsc_time_line_dup_text (line, 4);

  g_assert_cmpstr (start, ==, "Before the first operation.");
  g_assert_nonnull (strstr (third, "Step 3 of 4: row['b'] = 2\n"));
  g_assert_nonnull (strstr (third, "from 8 to 16 slots"));
  g_assert_nonnull (strstr (third, "resize"));
  g_assert_nonnull (strstr (last, "dummy"));
  g_assert_nonnull (strstr (last, "tombstone"));
  g_assert_cmpuint (dsc_session_get_position (dsc_window_get_session (window)), ==, 4);
  close_window (window);
}

static void
glyphs_of_many_steps_lead_to_events (void)
{
  DscWindow *window = open_window ();
  DscTimeLine *line = time_line_of (window);
  const double below = gtk_widget_get_height (GTK_WIDGET (line)) + 10;

  type_text (window, "d = {}\nfor i in range(5000):\n    d[0] = i\ndel d[0]\nfor i in range(5000):\n    d[1] = i\n");
  wait_for_draw (GTK_WIDGET (window));
  const guint64 at = dsc_time_line_get_position_at (line, dsc_time_line_get_x (line, 5010), below);

  g_test_summary ("Among ten thousand steps the one with a tombstone is what is drawn about its place, and what a click there means.");
  g_assert_cmpuint (at, ==, 5002);
  g_assert_cmpuint (dsc_time_line_get_position_at (line, dsc_time_line_get_x (line, 5010), 2), !=, 5002);
  close_window (window);
}

static void
actions_go_through_time (void)
{
  DscWindow *window = open_window ();
  DscSession *session = dsc_window_get_session (window);
  DscPlayback *playback = dsc_window_get_playback (window);

  act (window, "win.first-step");
  act (window, "win.next-resize");
  g_assert_cmpuint (dsc_session_get_position (session), ==, 3);
  act (window, "win.bookmark");
  act (window, "win.next-event");
  g_assert_cmpuint (dsc_session_get_position (session), ==, 4);
  act (window, "win.previous-bookmark");
  g_assert_cmpuint (dsc_session_get_position (session), ==, 3);
  dsc_playback_set_grain (playback, DSC_GRAIN_PROBE);
  act (window, "win.next-step");
  g_assert_cmpuint (dsc_session_get_position (session), ==, 4);
  g_assert_cmpint (dsc_session_get_moment (session), ==, 0);
  g_assert_nonnull (strstr (dsc_player_bar_get_count (dsc_window_get_player_bar (window)), "moment 1 of"));
  act (window, "win.next-operation");
  g_assert_cmpint (dsc_session_get_moment (session), ==, -1);
  act (window, "win.faster");
  g_assert_cmpfloat (dsc_playback_get_speed (playback), ==, 2);
  act (window, "win.play");
  g_assert_true (dsc_playback_is_playing (playback));
  act (window, "win.play");
  g_assert_false (dsc_playback_is_playing (playback));
  act (window, "win.next-tombstone");
  close_window (window);
}

static void
branches_come_back_and_undo (void)
{
  DscWindow *window = open_window ();
  DscSession *session = dsc_window_get_session (window);
  g_autofree char *old = g_strdup (dsc_session_get_text (session));

  act (window, "win.previous-step");
  wait_for_session (window);
  type_text (window, "row = {'other': 1}\n");
  g_assert_cmpuint (dsc_session_get_n_branches (session), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.branch", "u", 0);
  wait_for_session (window);
  g_assert_cmpstr (dsc_session_get_text (session), ==, old);
  g_assert_cmpuint (dsc_session_get_n_branches (session), ==, 1);
  act (window, "win.undo");
  wait_for_session (window);
  g_assert_cmpstr (dsc_session_get_text (session), ==, "row = {'other': 1}\n");
  close_window (window);
}

static gboolean
has_reached_step_1 (gpointer data)
{
  return dsc_session_get_position (data) == 1;
}

static void
story_plays_by_itself (void)
{
  DscWindow *window = open_window ();
  DscSession *session = dsc_window_get_session (window);
  DscPlayback *playback = dsc_window_get_playback (window);

  g_assert_false (dsc_window_tell_story (window));      /* there are no animations in tests */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  g_assert_true (dsc_window_tell_story (window));
  wait_until (has_reached_step_1, session);
  g_assert_true (dsc_playback_is_playing (playback));
  g_assert_cmpuint (dsc_session_get_n_steps (session), >, 9);
  dsc_playback_pause (playback);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_assert_false (dsc_playback_get_animated (playback));
  close_window (window);
}

static void
own_switch_stops_motion (void)
{
  DscWindow *window = open_window ();
  DscPlayback *playback = dsc_window_get_playback (window);

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  g_assert_true (dsc_playback_get_animated (playback));
  act (window, "win.animate");
  g_assert_false (dsc_playback_get_animated (playback));
  act (window, "win.animate");
  g_assert_true (dsc_playback_get_animated (playback));
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  close_window (window);
}

static GtkWidget *
find_why (GtkWidget *root)
{
  if (GTK_IS_MENU_BUTTON (root) && gtk_widget_has_css_class (root, "why"))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_why (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
why_stands_in_its_button (void)
{
  DscWindow *window = open_window ();
  GtkWidget *button = find_why (GTK_WIDGET (window));
  graphene_point_t place;

  g_test_summary ("A label given a baseline below its own height is drawn across the edge of the button.");
  wait_for_draw (GTK_WIDGET (window));
  GtkWidget *label = gtk_menu_button_get_child (GTK_MENU_BUTTON (button));

  g_assert_cmpint (gtk_widget_get_allocated_baseline (label), <=, gtk_widget_get_height (label));
  g_assert_true (gtk_widget_compute_point (label, button, &GRAPHENE_POINT_INIT (0, gtk_widget_get_allocated_baseline (label)), &place));
  g_assert_cmpfloat (place.y, <, gtk_widget_get_height (button));
  close_window (window);
}

static double
middle_of (GtkWidget *widget,
           GtkWidget *window)
{
  graphene_point_t place;

  g_assert_true (gtk_widget_compute_point (widget, window, &GRAPHENE_POINT_INIT (0, (float) gtk_widget_get_height (widget) / 2), &place));
  return place.y;
}

static GtkWidget *
find_label (GtkWidget  *root,
            const char *text)
{
  if (GTK_IS_LABEL (root) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (root)), text) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
why_stands_beside_the_sentence (void)
{
  DscWindow *window = open_window_of_size (1000, 700);
  GtkWidget *button = find_why (GTK_WIDGET (window));
  DscPlayerBar *bar = dsc_window_get_player_bar (window);
  int natural;

  g_test_summary ("However many lines the sentence has, the button has one, beside their middle.");
  for (guint64 step = 1; step <= 4; step += 3)
    {
      dsc_session_set_position (dsc_window_get_session (window), step);
      wait_for_session (window);
      wait_for_draw (GTK_WIDGET (window));
      GtkWidget *sentence = find_label (GTK_WIDGET (bar), dsc_player_bar_get_sentence (bar));
      GtkWidget *why = gtk_menu_button_get_child (GTK_MENU_BUTTON (button));

      if (step == 1)
        g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (sentence))), >, 1);
      gtk_widget_measure (gtk_widget_get_first_child (button), GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL, NULL);
      g_assert_cmpint (gtk_widget_get_height (gtk_widget_get_first_child (button)), <=, natural);
      g_assert_cmpfloat_with_epsilon (middle_of (why, GTK_WIDGET (window)), middle_of (gtk_widget_get_parent (sentence), GTK_WIDGET (window)), 1.01);
    }
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  app_tests_init (&argc, &argv);
  g_test_add_func ("/app/player-bar/time-line-knows-its-places", time_line_knows_its_places);
  g_test_add_func ("/app/player-bar/time-line-tells-the-sentence", time_line_tells_the_sentence);
  g_test_add_func ("/app/player-bar/glyphs-of-many-steps-lead-to-events", glyphs_of_many_steps_lead_to_events);
  g_test_add_func ("/app/player-bar/actions-go-through-time", actions_go_through_time);
  g_test_add_func ("/app/player-bar/branches-come-back-and-undo", branches_come_back_and_undo);
  g_test_add_func ("/app/player-bar/story-plays-by-itself", story_plays_by_itself);
  g_test_add_func ("/app/player-bar/own-switch-stops-motion", own_switch_stops_motion);
  g_test_add_func ("/app/player-bar/why-stands-in-its-button", why_stands_in_its_button);
  g_test_add_func ("/app/player-bar/why-stands-beside-the-sentence", why_stands_beside_the_sentence);
  return app_tests_run ();
}
