/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-window-files.c: open, save, unsaved changes, and files that cannot be opened. */
#include <string.h>

#include "app-tests.h"

static gboolean
has_file (gpointer data)
{
  return dsc_window_get_file (data) != NULL && !dsc_session_is_running (dsc_window_get_session (data));
}

static gboolean
has_message (gpointer data)
{
  return dsc_window_get_last_message (data) != NULL;
}

static gboolean
is_saved (gpointer data)
{
  return dsc_window_get_file (data) != NULL && !dsc_window_is_modified (data);
}

static gboolean
is_unmodified (gpointer data)
{
  return !dsc_window_is_modified (data);
}

static gboolean
is_no_window (gpointer data)
{
  return find_dialog ("DscWindow") == NULL;
}

static void
assert_text (DscWindow  *window,
             const char *expected)
{
  g_autofree char *text = dsc_editor_dup_text (dsc_window_get_editor (window));

  g_assert_cmpstr (text, ==, expected);
}

static void
opens_a_script (void)
{
  DscWindow *window = open_window ();
  g_autoptr (GFile) file = test_file ("five.py", "d = {}\nfor k in range(5):\n    d[k] = k\n");

  dsc_window_open_file (window, file);
  wait_until (has_file, window);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "five.py — Dictoscope");
  g_assert_cmpstr (dsc_session_get_state (dsc_window_get_session (window))->name, ==, "d");
  g_assert_false (dsc_window_is_untouched (window));
  act (window, "win.undo");
  assert_text (window, "d = {}\nfor k in range(5):\n    d[k] = k\n");
  close_window (window);
}

static void
refused (DscWindow  *window,
         GFile      *file,
         const char *part_of_message)
{
  g_autofree char *before = dsc_editor_dup_text (dsc_window_get_editor (window));

  dsc_window_open_file (window, file);
  wait_until (has_message, window);
  g_assert_nonnull (strstr (dsc_window_get_last_message (window), part_of_message));
  g_assert_null (strchr (dsc_window_get_last_message (window), '\n'));
  g_assert_null (dsc_window_get_file (window));
  assert_text (window, before);
  respond (find_dialog ("AdwMessageDialog"), "close");
}

static void
bad_files_leave_the_document (void)
{
  g_autoptr (GFile) folder = g_file_new_for_path (test_folder ());
  g_autoptr (GFile) missing = test_file ("missing.py", NULL);
  g_autoptr (GFile) latin1 = test_file ("latin1.py", "d = {'\xe4': 1}\n");
  DscWindow *window = open_window ();

  refused (window, folder, "it is a folder");
  close_window (window);
  window = open_window ();
  refused (window, missing, "there is no such file");
  close_window (window);
  window = open_window ();
  refused (window, latin1, "it is not UTF-8 text");
  close_window (window);
}

static void
saves_and_stays_saved (void)
{
  DscWindow *window = open_window ();
  g_autoptr (GFile) file = test_file ("saved.py", NULL);
  g_autofree char *contents = NULL;

  type_text (window, "d = {'a': 1}\n");
  dsc_window_save_to (window, file);
  wait_until (is_saved, window);
  g_assert_true (g_file_load_contents (file, NULL, &contents, NULL, NULL, NULL));
  g_assert_cmpstr (contents, ==, "d = {'a': 1}\n");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "saved.py — Dictoscope");
  act (window, "win.undo");
  g_assert_true (dsc_window_is_modified (window));
  act (window, "win.redo");
  g_assert_false (dsc_window_is_modified (window));
  type_text (window, "d = {'a': 2}\n");
  act (window, "win.save");
  wait_until (is_saved, window);
  close_window (window);
}

static void
failed_save_keeps_the_text (void)
{
  DscWindow *window = open_window ();
  g_autoptr (GFile) full = g_file_new_for_path ("/dev/full");

  type_text (window, "d = {'a': 1}\n");
  dsc_window_save_to (window, full);
  wait_until (has_message, window);
  g_assert_nonnull (strstr (dsc_window_get_last_message (window), "“full” could not be saved"));
  g_assert_true (dsc_window_is_modified (window));
  g_assert_null (dsc_window_get_file (window));
  assert_text (window, "d = {'a': 1}\n");
  respond (find_dialog ("AdwMessageDialog"), "close");
  close_window (window);
}

static void
closing_asks_about_changes (void)
{
  DscWindow *window = open_window ();
  g_autoptr (GFile) file = test_file ("asked.py", "d = {}\n");
  g_autofree char *contents = NULL;

  dsc_window_open_file (window, file);
  wait_until (has_file, window);
  type_text (window, "d = {'a': 1}\n");
  gtk_window_close (GTK_WINDOW (window));
  respond (find_dialog ("AdwMessageDialog"), "cancel");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window)));
  g_assert_true (dsc_window_is_modified (window));

  gtk_window_close (GTK_WINDOW (window));
  respond (find_dialog ("AdwMessageDialog"), "save");
  wait_until (is_no_window, NULL);
  g_assert_true (g_file_load_contents (file, NULL, &contents, NULL, NULL, NULL));
  g_assert_cmpstr (contents, ==, "d = {'a': 1}\n");
}

static void
discarding_closes_without_writing (void)
{
  DscWindow *window = open_window ();
  g_autoptr (GFile) file = test_file ("discarded.py", "d = {}\n");
  g_autofree char *contents = NULL;

  dsc_window_open_file (window, file);
  wait_until (has_file, window);
  type_text (window, "d = {'a': 1}\n");
  gtk_window_close (GTK_WINDOW (window));
  respond (find_dialog ("AdwMessageDialog"), "discard");
  wait_until (is_no_window, NULL);
  g_assert_true (g_file_load_contents (file, NULL, &contents, NULL, NULL, NULL));
  g_assert_cmpstr (contents, ==, "d = {}\n");
}

static void
unchanged_window_closes_at_once (void)
{
  DscWindow *window = open_window ();

  gtk_window_close (GTK_WINDOW (window));
  wait_until (is_no_window, NULL);
}

static void
new_asks_and_empties (void)
{
  DscWindow *window = open_window ();

  type_text (window, "d = {'a': 1}\n");
  act (window, "win.new");
  respond (find_dialog ("AdwMessageDialog"), "cancel");
  assert_text (window, "d = {'a': 1}\n");
  act (window, "win.new");
  respond (find_dialog ("AdwMessageDialog"), "discard");
  wait_until (is_unmodified, window);
  assert_text (window, "");
  wait_for_session (window);
  g_assert_cmpstr (dsc_stage_get_words (dsc_window_get_stage (window)), ==, "An Empty Script");
  g_assert_false (dsc_window_is_modified (window));
  close_window (window);
}

static void
foreign_change_is_asked_about (void)
{
  DscWindow *window = open_window ();
  g_autoptr (GFile) file = test_file ("shared.py", "d = {}\n");
  g_autoptr (GFileInfo) info = g_file_info_new ();
  g_autofree char *contents = NULL;

  dsc_window_open_file (window, file);
  wait_until (has_file, window);
  type_text (window, "d = {'mine': 1}\n");
  g_file_info_set_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED, 1000000000);
  g_assert_true (g_file_set_attributes_from_info (file, info, G_FILE_QUERY_INFO_NONE, NULL, NULL));
  act (window, "win.save");
  while (find_dialog ("AdwMessageDialog") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (dsc_window_is_modified (window));
  respond (find_dialog ("AdwMessageDialog"), "overwrite");
  wait_until (is_saved, window);
  g_assert_true (g_file_load_contents (file, NULL, &contents, NULL, NULL, NULL));
  g_assert_cmpstr (contents, ==, "d = {'mine': 1}\n");
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  app_tests_init (&argc, &argv);
  g_test_add_func ("/app/window-files/opens-a-script", opens_a_script);
  g_test_add_func ("/app/window-files/bad-files-leave-the-document", bad_files_leave_the_document);
  g_test_add_func ("/app/window-files/saves-and-stays-saved", saves_and_stays_saved);
  g_test_add_func ("/app/window-files/failed-save-keeps-the-text", failed_save_keeps_the_text);
  g_test_add_func ("/app/window-files/closing-asks-about-changes", closing_asks_about_changes);
  g_test_add_func ("/app/window-files/discarding-closes-without-writing", discarding_closes_without_writing);
  g_test_add_func ("/app/window-files/unchanged-window-closes-at-once", unchanged_window_closes_at_once);
  g_test_add_func ("/app/window-files/new-asks-and-empties", new_asks_and_empties);
  g_test_add_func ("/app/window-files/foreign-change-is-asked-about", foreign_change_is_asked_about);
  return app_tests_run ();
}
