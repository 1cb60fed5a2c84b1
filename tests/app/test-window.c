/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-window.c: the window as a whole: what it shows at first, stepping, panes, words where there is no picture. */
#include <string.h>

#include "app-tests.h"
#include "dsc-script-pane.h"

static void
shows_the_default_example_at_its_end (void)
{
  DscWindow *window = open_window ();
  DscSession *session = dsc_window_get_session (window);

  g_assert_cmpuint (dsc_session_get_n_steps (session), ==, 4);
  g_assert_cmpuint (dsc_session_get_position (session), ==, 4);
  g_assert_cmpint (dsc_snapshot_get_getsizeof (dsc_session_get_state (session)->snapshot), ==, 272);
  g_assert_true (dsc_canvas_get_scene (dsc_stage_get_canvas (dsc_window_get_stage (window))) == dsc_session_get_scene (session));
  g_assert_cmpstr (dsc_player_bar_get_count (dsc_window_get_player_bar (window)), ==, "step 4 of 4");
  g_assert_nonnull (strstr (dsc_player_bar_get_sentence (dsc_window_get_player_bar (window)), "dummy"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "A record that grows — Dictoscope");
  g_assert_false (dsc_window_is_modified (window));
  g_assert_true (dsc_window_is_untouched (window));
  close_window (window);
}

static void
steps_by_actions (void)
{
  DscWindow *window = open_window ();
  DscSession *session = dsc_window_get_session (window);

  act (window, "win.next-step");
  g_assert_cmpuint (dsc_session_get_position (session), ==, 4);
  act (window, "win.previous-step");
  g_assert_cmpuint (dsc_session_get_position (session), ==, 3);
  act (window, "win.first-step");
  g_assert_cmpuint (dsc_session_get_position (session), ==, 0);
  g_assert_cmpstr (dsc_stage_get_words (dsc_window_get_stage (window)), ==, "Before the First Step");
  act (window, "win.previous-step");
  g_assert_cmpuint (dsc_session_get_position (session), ==, 0);
  act (window, "win.next-step");
  g_assert_null (dsc_stage_get_words (dsc_window_get_stage (window)));
  act (window, "win.last-step");
  g_assert_cmpuint (dsc_session_get_position (session), ==, 4);
  close_window (window);
}

/* An instance has a picture; a class has one where its instances share keys, and words elsewhere. */
static void
shows_instances_and_classes (void)
{
  DscWindow *window = open_window ();
  DscSession *session = dsc_window_get_session (window);
  DscTarget old;

  g_assert_cmpint (dsc_target_parse ("2.7.18", &old), ==, DSC_STATUS_OK);
  type_text (window, "class P(object):\n    def __init__(self):\n        self.x = 1\np = P()\np.y = 2\n");
  act (window, "win.last-step");
  wait_for_session (window);
  g_assert_null (dsc_session_get_diagnostic (session));
  g_assert_cmpstr (dsc_session_get_state (session)->name, ==, "p");
  g_assert_true (dsc_snapshot_has_instance (dsc_session_get_state (session)->snapshot));
  g_assert_null (dsc_stage_get_words (dsc_window_get_stage (window)));
  dsc_session_set_position (session, 1);
  wait_for_session (window);
  g_assert_cmpstr (dsc_session_get_state (session)->name, ==, "P");
  g_assert_null (dsc_stage_get_words (dsc_window_get_stage (window)));
  dsc_session_set_target (session, old);
  wait_for_session (window);
  dsc_session_set_pinned_name (session, "P");
  wait_for_session (window);
  g_assert_cmpint (dsc_session_get_state (session)->kind, ==, DSC_STATE_NO_KEYS);
  g_assert_cmpstr (dsc_stage_get_words (dsc_window_get_stage (window)), ==, "P");
  close_window (window);
}

static void
slider_and_list_step_too (void)
{
  DscWindow *window = open_window ();
  DscSession *session = dsc_window_get_session (window);
  GtkWidget *scale = find_widget (GTK_WIDGET (dsc_window_get_player_bar (window)), GTK_TYPE_SCALE);

  gtk_range_set_value (GTK_RANGE (scale), 2);
  g_assert_cmpuint (dsc_session_get_position (session), ==, 2);
  dsc_session_set_position (session, 3);
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (scale)), ==, 3);
  close_window (window);
}

static void
typing_shows_the_new_state (void)
{
  DscWindow *window = open_window ();
  DscSession *session = dsc_window_get_session (window);

  type_text (window, "d = {1: 2}\n");
  g_assert_cmpstr (dsc_session_get_state (session)->name, ==, "d");
  g_assert_true (dsc_window_is_modified (window));
  g_assert_true (g_str_has_prefix (gtk_window_get_title (GTK_WINDOW (window)), "• "));
  act (window, "win.undo");
  wait_for_session (window);
  g_assert_cmpstr (dsc_session_get_state (session)->name, ==, "row");
  act (window, "win.redo");
  wait_for_session (window);
  g_assert_cmpstr (dsc_session_get_state (session)->name, ==, "d");
  close_window (window);
}

static void
words_where_there_is_no_picture (void)
{
  DscWindow *window = open_window ();
  DscStage *stage = dsc_window_get_stage (window);

  type_text (window, "");
  g_assert_cmpstr (dsc_stage_get_words (stage), ==, "An Empty Script");
  type_text (window, "x = 1\nprint(x)\n");
  g_assert_cmpstr (dsc_stage_get_words (stage), ==, "No Dict so Far");
  type_text (window, "d = {}\ndel d\n");
  g_assert_cmpstr (dsc_stage_get_words (stage), ==, "d");
  type_text (window, "d = {}\n");
  g_assert_null (dsc_stage_get_words (stage));
  close_window (window);
}

static void
step_at_cursor (void)
{
  DscWindow *window = open_window ();
  GtkTextBuffer *buffer = dsc_editor_get_buffer (dsc_window_get_editor (window));
  GtkTextIter iter;

  type_text (window, "d = {}\nd['a'] = 1\nd['b'] = 2\n");
  gtk_text_buffer_get_iter_at_line (buffer, &iter, 1);
  gtk_text_buffer_place_cursor (buffer, &iter);
  act (window, "win.step-at-cursor");
  g_assert_cmpuint (dsc_session_get_position (dsc_window_get_session (window)), ==, 2);

  /* What the line did is selected in all views. */
  gtk_text_buffer_get_iter_at_line (buffer, &iter, 2);
  gtk_text_buffer_place_cursor (buffer, &iter);
  act (window, "win.step-at-cursor");
  wait_for_session (window);
  const DscSceneId entry = { .part = DSC_PART_OF_ENTRY, .index = 1 };
  g_assert_true (dsc_scene_id_equal (dsc_session_get_selection (dsc_window_get_session (window)), entry));
  g_assert_true (dsc_scene_id_equal (dsc_canvas_get_selection (dsc_stage_get_canvas (dsc_window_get_stage (window))), entry));
  g_assert_cmpstr (dsc_inspector_get_heading (dsc_window_get_inspector (window)), ==, "dk_entries[1]");
  close_window (window);
}

static void
panes_come_and_go (void)
{
  DscWindow *window = open_window ();
  gboolean shown;

  act (window, "win.show-inspector");
  g_object_get (window, "show-inspector", &shown, NULL);
  g_assert_false (shown);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (dsc_window_get_inspector (window))));
  act (window, "win.show-inspector");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (dsc_window_get_inspector (window))));
  act (window, "win.show-script");
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (dsc_window_get_editor (window))));
  act (window, "win.focus-script");
  wait_for_draw (GTK_WIDGET (window));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (dsc_window_get_editor (window))));
  close_window (window);
}

static gboolean
script_is_hidden (gpointer data)
{
  gboolean shown;

  g_object_get (data, "show-script", &shown, NULL);
  return !shown;
}

static void
narrow_window_keeps_the_picture (void)
{
  DscWindow *window = open_window_of_size (700, 600);
  gboolean shown;

  g_test_summary ("Where there is no room the panes go, the picture stays, and what the user asks for comes all the same.");
  wait_until (script_is_hidden, window);
  g_object_get (window, "show-inspector", &shown, NULL);
  g_assert_false (shown);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (dsc_stage_get_canvas (dsc_window_get_stage (window)))));
  act (window, "win.show-script");
  g_assert_false (script_is_hidden (window));
  act (window, "win.show-inspector");
  g_assert_true (script_is_hidden (window));           /* both would be wider than the window */
  g_object_get (window, "show-inspector", &shown, NULL);
  g_assert_true (shown);
  act (window, "win.show-script");
  g_object_get (window, "show-inspector", &shown, NULL);
  g_assert_false (shown);
  close_window (window);
}

static void
script_comes_back_whole (void)
{
  DscWindow *window = open_window ();
  GtkWidget *pane = gtk_widget_get_ancestor (GTK_WIDGET (dsc_window_get_editor (window)), DSC_TYPE_SCRIPT_PANE);
  GtkPaned *paned = GTK_PANED (gtk_widget_get_ancestor (pane, GTK_TYPE_PANED));

  g_test_summary ("Panes that were pushed aside, as by a window that became narrow, are shown whole when they are asked for again.");
  gtk_paned_set_position (paned, 90);
  act (window, "win.show-script");
  g_assert_true (script_is_hidden (window));
  act (window, "win.show-script");
  g_assert_false (script_is_hidden (window));
  g_assert_cmpint (gtk_paned_get_position (paned), >=, 240);
  close_window (window);
}

static void
pinned_variable_stays (void)
{
  DscWindow *window = open_window ();
  DscSession *session = dsc_window_get_session (window);

  type_text (window, "a = {'x': 1}\nb = {'y': 2}\n");
  g_assert_cmpstr (dsc_session_get_state (session)->name, ==, "b");
  act (window, "win.pin-variable");
  g_assert_cmpstr (dsc_session_get_pinned_name (session), ==, "b");
  act (window, "win.previous-step");
  g_assert_cmpstr (dsc_stage_get_words (dsc_window_get_stage (window)), ==, "b");
  act (window, "win.pin-variable");
  g_assert_cmpstr (dsc_session_get_state (session)->name, ==, "a");
  close_window (window);
}

static void
inspector_follows_the_selection (void)
{
  DscWindow *window = open_window ();
  DscSession *session = dsc_window_get_session (window);
  DscInspector *inspector = dsc_window_get_inspector (window);

  g_assert_cmpstr (dsc_inspector_get_heading (inspector), ==, "row");
  dsc_session_set_selection (session, (DscSceneId) { .part = DSC_PART_OF_SLOT, .index = 14 });
  g_assert_cmpstr (dsc_inspector_get_heading (inspector), ==, "dk_indices[14]");
  act (window, "win.first-step");
  act (window, "win.next-step");
  g_assert_cmpstr (dsc_inspector_get_heading (inspector), ==, "dk_indices[14]");
  g_assert_true (dsc_scene_id_equal (dsc_canvas_get_selection (dsc_stage_get_canvas (dsc_window_get_stage (window))),
                                     dsc_session_get_selection (session)));
  close_window (window);
}

static gboolean
is_scrolled (gpointer adjustment)
{
  return gtk_adjustment_get_value (adjustment) > 0;
}

static void
list_of_parts_goes_to_the_selection (void)
{
  DscWindow *window = open_window ();
  DscSession *session = dsc_window_get_session (window);
  GtkWidget *stack = find_widget (GTK_WIDGET (dsc_window_get_inspector (window)), GTK_TYPE_STACK);
  GtkWidget *list = find_widget (gtk_stack_get_child_by_name (GTK_STACK (stack), "parts"), GTK_TYPE_LIST_VIEW);
  GtkSelectionModel *rows = gtk_list_view_get_model (GTK_LIST_VIEW (list));

  dsc_session_set_selection (session, (DscSceneId) { .part = DSC_PART_OF_SLOT, .index = 14 });
  gtk_stack_set_visible_child_name (GTK_STACK (stack), "parts");
  wait_until (is_scrolled, gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), >, 0);
  act (window, "win.first-step");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 0);
  act (window, "win.last-step");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), >, 0);
  wait_until (is_scrolled, gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list)));
  close_window (window);
}

static void
window_can_go_while_it_runs (void)
{
  DscWindow *window = open_window ();
  g_autoptr (DscSession) session = g_object_ref (dsc_window_get_session (window));
  GtkTextBuffer *buffer = dsc_editor_get_buffer (dsc_window_get_editor (window));

  gtk_text_buffer_set_text (buffer, "d = {}\nfor i in range(9000000):\n    d[i % 1000] = i\n", -1);
  dsc_editor_flush (dsc_window_get_editor (window));
  g_assert_true (dsc_session_is_running (session));
  close_window (window);
  while (dsc_session_is_running (session))
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
find_class (GtkWidget  *root,
            const char *name)
{
  if (gtk_widget_has_css_class (root, name))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_class (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Pixels of a widget whose blue is far from their red. */
static guint
count_blue (GtkWidget *widget)
{
  const int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  cairo_surface_t *pixels = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (pixels);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  guint n = 0;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  GskRenderNode *node = gtk_snapshot_free_to_node (snapshot);

  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
  cairo_destroy (cr);
  cairo_surface_flush (pixels);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const guchar *pixel = cairo_image_surface_get_data (pixels) + y * cairo_image_surface_get_stride (pixels) + 4 * x;

        n += pixel[0] > pixel[2] + 60;
      }
  cairo_surface_destroy (pixels);
  return n;
}

static void
links_look_like_links (void)
{
  DscWindow *window = open_window ();

  g_test_summary ("By their colour too: the line below them is thin, and some renderers leave it out.");
  dsc_session_set_selection (dsc_window_get_session (window), (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = 1 });
  wait_for_draw (GTK_WIDGET (window));
  g_assert_cmpuint (count_blue (find_class (GTK_WIDGET (dsc_window_get_inspector (window)), "inspector-path")), >, 100);
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  app_tests_init (&argc, &argv);
  g_test_add_func ("/app/window/shows-the-default-example-at-its-end", shows_the_default_example_at_its_end);
  g_test_add_func ("/app/window/steps-by-actions", steps_by_actions);
  g_test_add_func ("/app/window/shows-instances-and-classes", shows_instances_and_classes);
  g_test_add_func ("/app/window/slider-and-list-step-too", slider_and_list_step_too);
  g_test_add_func ("/app/window/typing-shows-the-new-state", typing_shows_the_new_state);
  g_test_add_func ("/app/window/words-where-there-is-no-picture", words_where_there_is_no_picture);
  g_test_add_func ("/app/window/step-at-cursor", step_at_cursor);
  g_test_add_func ("/app/window/panes-come-and-go", panes_come_and_go);
  g_test_add_func ("/app/window/script-comes-back-whole", script_comes_back_whole);
  g_test_add_func ("/app/window/narrow-window-keeps-the-picture", narrow_window_keeps_the_picture);
  g_test_add_func ("/app/window/pinned-variable-stays", pinned_variable_stays);
  g_test_add_func ("/app/window/inspector-follows-the-selection", inspector_follows_the_selection);
  g_test_add_func ("/app/window/list-of-parts-goes-to-the-selection", list_of_parts_goes_to_the_selection);
  g_test_add_func ("/app/window/window-can-go-while-it-runs", window_can_go_while_it_runs);
  g_test_add_func ("/app/window/links-look-like-links", links_look_like_links);
  return app_tests_run ();
}
