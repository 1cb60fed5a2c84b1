/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-find-bar.c: finding while one types, going to places, going back. */
#include <string.h>

#include "app-tests.h"

static DscFindBar *
bar_of (DscWindow *window)
{
  return dsc_stage_get_find_bar (dsc_window_get_stage (window));
}

static void
write_in (DscWindow  *window,
          const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_widget (GTK_WIDGET (bar_of (window)), GTK_TYPE_SEARCH_ENTRY)), text);
}

static void
press_enter (DscWindow *window)
{
  g_signal_emit_by_name (find_widget (GTK_WIDGET (bar_of (window)), GTK_TYPE_SEARCH_ENTRY), "activate");
}

static void
focus_moved_cb (DscWindow  *window,
                GParamSpec *pspec,
                gboolean   *selected)
{
  *selected = gtk_editable_get_selection_bounds (GTK_EDITABLE (find_widget (GTK_WIDGET (bar_of (window)), GTK_TYPE_SEARCH_ENTRY)), NULL, NULL);
}

/* When the focus comes, what was sought must be selected already: else GTK 4.8 lets a cursor blink in it, and warns. */
static void
opens_with_what_was_sought (void)
{
  DscWindow *window = open_window ();
  gboolean selected = FALSE;

  act (window, "win.find");
  write_in (window, "da");
  dsc_find_bar_close (bar_of (window));
  act (window, "win.focus-picture");
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (focus_moved_cb), &selected);
  act (window, "win.find");
  g_assert_true (selected);
  focus_moved_cb (window, NULL, &selected);
  g_assert_true (selected);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_widget (GTK_WIDGET (bar_of (window)), GTK_TYPE_SEARCH_ENTRY))), ==, "da");
  g_signal_handlers_disconnect_by_func (window, focus_moved_cb, &selected);
  close_window (window);
}

/* The place over the picture is 300 pixels wide at least: the line must not be cut there. */
static void
fits_over_a_narrow_picture (void)
{
  DscWindow *window = open_window ();
  int minimum, natural;

  act (window, "win.find");
  gtk_widget_measure (GTK_WIDGET (bar_of (window)), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, >, 0);
  g_assert_cmpint (minimum, <=, 300);
  g_assert_cmpint (natural, >, 300);
  close_window (window);
}

static void
finds_while_typing (void)
{
  DscWindow *window = open_window ();
  DscSession *session = dsc_window_get_session (window);

  g_assert_false (dsc_find_bar_is_open (bar_of (window)));
  act (window, "win.find");
  g_assert_true (dsc_find_bar_is_open (bar_of (window)));
  write_in (window, "da");
  g_assert_cmpint (dsc_session_get_selection (session).part, ==, DSC_PART_OF_ENTRY);
  g_assert_cmpint (dsc_session_get_selection (session).index, ==, 1);
  press_enter (window);
  g_assert_cmpint (dsc_session_get_selection (session).index, ==, 2);
  press_enter (window);
  g_assert_cmpint (dsc_session_get_selection (session).index, ==, 1);
  g_assert_cmpstr (dsc_find_bar_get_message (bar_of (window)), ==, "Went on from the other end.");
  write_in (window, "zebra");
  g_assert_cmpstr (dsc_find_bar_get_message (bar_of (window)), ==, "No key holds “zebra”.");
  g_assert_cmpint (dsc_session_get_selection (session).index, ==, 1);
  dsc_find_bar_close (bar_of (window));
  g_assert_false (dsc_find_bar_is_open (bar_of (window)));
  close_window (window);
}

static void
goes_and_comes_back (void)
{
  DscWindow *window = open_window ();
  DscSession *session = dsc_window_get_session (window);

  act (window, "win.go-to");
  write_in (window, "slot 14");
  g_assert_cmpint (dsc_session_get_selection (session).part, ==, DSC_PART_OF_PICTURE);      /* not before Enter */
  press_enter (window);
  g_assert_false (dsc_find_bar_is_open (bar_of (window)));
  g_assert_cmpint (dsc_session_get_selection (session).index, ==, 14);
  act (window, "win.go-to");
  write_in (window, "2");
  press_enter (window);
  wait_for_session (window);
  g_assert_cmpuint (dsc_session_get_position (session), ==, 2);
  act (window, "win.go-to");
  write_in (window, "slot 14");
  press_enter (window);
  g_assert_true (dsc_find_bar_is_open (bar_of (window)));
  g_assert_nonnull (strstr (dsc_find_bar_get_message (bar_of (window)), "from 0 to 7"));
  act (window, "win.drill-out");
  act (window, "win.back");
  wait_for_session (window);
  g_assert_cmpuint (dsc_session_get_position (session), ==, 4);
  close_window (window);
}

static gboolean
bar_is_closed (gpointer window)
{
  return !dsc_find_bar_is_open (bar_of (window));
}

static void
waits_for_what_is_on_its_way (void)
{
  DscWindow *window = open_window ();
  DscSession *session = dsc_window_get_session (window);

  g_test_summary ("An entry that is gone to while the program still runs is gone to when its state is there.");
  dsc_session_load (session, "d = dict.fromkeys(range(50000))\n");
  g_assert_true (dsc_session_is_running (session));
  act (window, "win.go-to");
  write_in (window, "entry 40000");
  press_enter (window);
  g_assert_true (dsc_find_bar_is_open (bar_of (window)));
  g_assert_nonnull (strstr (dsc_find_bar_get_message (bar_of (window)), "still runs"));
  wait_until (bar_is_closed, window);
  g_assert_cmpint (dsc_session_get_selection (session).part, ==, DSC_PART_OF_ENTRY);
  g_assert_cmpint (dsc_session_get_selection (session).index, ==, 40000);
  /* What there will never be is said to be missing in the end. */
  dsc_session_load (session, "d = dict.fromkeys(range(50000))\n");
  act (window, "win.go-to");
  write_in (window, "entry 4000000");
  press_enter (window);
  wait_for_session (window);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_true (dsc_find_bar_is_open (bar_of (window)));
  g_assert_null (strstr (dsc_find_bar_get_message (bar_of (window)), "still runs"));
  g_assert_cmpstr (dsc_find_bar_get_message (bar_of (window)), !=, "");
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  app_tests_init (&argc, &argv);
  g_test_add_func ("/app/find-bar/opens-with-what-was-sought", opens_with_what_was_sought);
  g_test_add_func ("/app/find-bar/fits-over-a-narrow-picture", fits_over_a_narrow_picture);
  g_test_add_func ("/app/find-bar/finds-while-typing", finds_while_typing);
  g_test_add_func ("/app/find-bar/goes-and-comes-back", goes_and_comes_back);
  g_test_add_func ("/app/find-bar/waits-for-what-is-on-its-way", waits_for_what_is_on_its_way);
  return app_tests_run ();
}
