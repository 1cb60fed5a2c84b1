/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-editor.c: the marked line of the step, the underlined error, and its message. */
#include "app-tests.h"

#include <string.h>

static gboolean
tag_at (DscWindow  *window,
        const char *name,
        int         line,
        int         column)
{
  GtkTextBuffer *buffer = dsc_editor_get_buffer (dsc_window_get_editor (window));
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name);
  GtkTextIter iter;

  g_assert_true (gtk_text_buffer_get_iter_at_line_offset (buffer, &iter, line - 1, column - 1));
  return gtk_text_iter_has_tag (&iter, tag);
}

static const char *
message_of (DscWindow *window)
{
  GtkWidget *revealer = find_widget (GTK_WIDGET (dsc_window_get_editor (window)), GTK_TYPE_REVEALER);

  if (!gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)))
    return NULL;
  return gtk_label_get_label (GTK_LABEL (find_widget (revealer, GTK_TYPE_LABEL)));
}

static void
marks_the_lines_of_the_step (void)
{
  DscWindow *window = open_window ();

  type_text (window, "d = {'a': 1,\n     'b': 2}\nd['c'] = 3\n");
  g_assert_true (tag_at (window, "step", 3, 1));
  g_assert_false (tag_at (window, "step", 2, 1));
  act (window, "win.previous-step");
  g_assert_true (tag_at (window, "step", 1, 1));
  g_assert_true (tag_at (window, "step", 2, 1));
  g_assert_false (tag_at (window, "step", 3, 1));
  close_window (window);
}

static gboolean
writer_is_at (gpointer data)
{
  return tag_at (data, "writer", 2, 1) || tag_at (data, "writer", 4, 1);
}

static void
marks_the_line_that_wrote_the_selected (void)
{
  DscWindow *window = open_window ();
  DscSession *session = dsc_window_get_session (window);

  g_test_summary ("The line that wrote a selected entry is marked, though no step is at it; it goes with the selection.");
  type_text (window, "d = {}\nd['a'] = 1\nd['b'] = 2\nd['c'] = 3\nd['d'] = 4\n");
  dsc_session_set_selection (session, (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = 0 });
  wait_until (writer_is_at, window);
  g_assert_true (tag_at (window, "writer", 2, 1));
  g_assert_true (tag_at (window, "step", 5, 1));
  dsc_session_set_selection (session, (DscSceneId) { .part = DSC_PART_OF_VALUE, .index = 2 });
  g_assert_false (tag_at (window, "writer", 2, 1));
  wait_until (writer_is_at, window);
  g_assert_true (tag_at (window, "writer", 4, 1));
  dsc_session_set_selection (session, (DscSceneId) { 0 });
  g_assert_false (writer_is_at (window));
  dsc_session_set_selection (session, (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = 1 });
  close_window (window);      /* while it is looked for */
}

static void
message_stands_at_the_error (void)
{
  DscWindow *window = open_window ();
  GtkTextBuffer *buffer = dsc_editor_get_buffer (dsc_window_get_editor (window));
  GtkWidget *revealer, *button;

  type_text (window, "d = {}\nd['a'] = 1\nd['b\n");
  g_assert_nonnull (message_of (window));
  g_assert_true (g_str_has_prefix (message_of (window), "3:"));
  g_assert_true (dsc_session_is_stale (dsc_window_get_session (window)) || dsc_session_get_n_steps (dsc_window_get_session (window)) == 2);
  revealer = find_widget (GTK_WIDGET (dsc_window_get_editor (window)), GTK_TYPE_REVEALER);
  button = find_widget (revealer, GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (dsc_editor_get_line (dsc_window_get_editor (window)), ==, 3);
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, message_of (window));
  type_text (window, "d = {}\n");
  g_assert_null (message_of (window));
  g_assert_false (tag_at (window, "error", 1, 1));
  g_assert_true (gtk_text_buffer_get_can_undo (buffer));
  close_window (window);
}

static void
underlines_the_place (void)
{
  DscWindow *window = open_window ();

  type_text (window, "d = {}\nd['missing']\n");
  g_assert_nonnull (strstr (message_of (window), "KeyError: 'missing'"));
  g_assert_true (tag_at (window, "error", 2, 1));
  g_assert_false (tag_at (window, "error", 1, 1));
  close_window (window);
}

static void
waits_for_a_pause_in_typing (void)
{
  DscWindow *window = open_window ();
  GtkTextBuffer *buffer = dsc_editor_get_buffer (dsc_window_get_editor (window));

  gtk_text_buffer_set_text (buffer, "d = {}\n", -1);
  g_assert_cmpstr (dsc_session_get_text (dsc_window_get_session (window)), !=, "d = {}\n");
  while (g_strcmp0 (dsc_session_get_text (dsc_window_get_session (window)), "d = {}\n") != 0)
    g_main_context_iteration (NULL, TRUE);
  close_window (window);
}

static void
highlights_python (void)
{
  DscWindow *window = open_window ();
  GtkSourceBuffer *buffer = GTK_SOURCE_BUFFER (dsc_editor_get_buffer (dsc_window_get_editor (window)));

  dsc_editor_highlight (dsc_window_get_editor (window));
  g_assert_cmpstr (gtk_source_language_get_id (gtk_source_buffer_get_language (buffer)), ==, "python3");
  g_assert_true (gtk_source_buffer_get_highlight_syntax (buffer));
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  app_tests_init (&argc, &argv);
  g_test_add_func ("/app/editor/marks-the-lines-of-the-step", marks_the_lines_of_the_step);
  g_test_add_func ("/app/editor/marks-the-line-that-wrote-the-selected", marks_the_line_that_wrote_the_selected);
  g_test_add_func ("/app/editor/message-stands-at-the-error", message_stands_at_the_error);
  g_test_add_func ("/app/editor/underlines-the-place", underlines_the_place);
  g_test_add_func ("/app/editor/waits-for-a-pause-in-typing", waits_for_a_pause_in_typing);
  g_test_add_func ("/app/editor/highlights-python", highlights_python);
  return app_tests_run ();
}
