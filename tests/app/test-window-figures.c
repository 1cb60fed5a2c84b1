/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-window-figures.c: every figure that the window knows: it can be shown, read, exported and left, and nobody has to wait for it. */
#include <string.h>
#include <time.h>

#include "app-tests.h"
#include "dsc-export-job.h"
#include "dsc-shortcuts.h"

/* ---- the figures ------------------------------------------------------------------------------------------------- */

/* Those that have a key, in its order. free. */
static char **
list_figures (DscWindow *window)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (const DscShortcut *shortcut = dsc_shortcuts_get (); shortcut->keys != NULL; shortcut++)
    {
      g_autofree char *action = NULL;
      g_autoptr (GVariant) name = NULL;

      if (shortcut->action == NULL || !g_str_has_prefix (shortcut->action, "win.toggle-figure")
          || !g_action_parse_detailed_name (shortcut->action, &action, &name, NULL))
        continue;
      dsc_window_show_figure (window, g_variant_get_string (name, NULL));
      if (dsc_window_get_figure_pane (window) != NULL)
        g_strv_builder_add (names, g_variant_get_string (name, NULL));
      dsc_window_show_figure (window, "diagram");
    }
  return g_strv_builder_end (names);
}

static gboolean
is_still (gpointer pane)
{
  return !dsc_figure_pane_is_running (pane);
}

static DscFigurePane *
show (DscWindow  *window,
      const char *name)
{
  dsc_window_show_figure (window, name);
  DscFigurePane *pane = dsc_window_get_figure_pane (window);

  g_assert_nonnull (pane);
  g_assert_cmpstr (dsc_figure_get_name (dsc_figure_pane_get_figure (pane)), ==, name);
  wait_until (is_still, pane);
  wait_for_draw (GTK_WIDGET (window));
  return pane;
}

/* ---- how long the main loop is kept ------------------------------------------------------------------------------ */

static double longest, dispatch_begin;

/* Of this thread: what others do on the machine does not count. */
static double
milliseconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static gint
poll_cb (GPollFD *fds,
         guint    n_fds,
         gint     timeout)
{
  longest = MAX (longest, milliseconds () - dispatch_begin);
  const gint result = g_poll (fds, n_fds, timeout);

  dispatch_begin = milliseconds ();
  return result;
}

static void
begin_watch (void)
{
  longest = 0;
  dispatch_begin = milliseconds ();
  g_main_context_set_poll_func (NULL, poll_cb);
}

static double
end_watch (void)
{
  g_main_context_set_poll_func (NULL, g_poll);
  return longest;
}

/* ---- tests ------------------------------------------------------------------------------------------------------- */

static void
each_is_shown (void)
{
  DscWindow *window = open_window ();
  g_auto (GStrv) names = list_figures (window);

  g_assert_cmpuint (g_strv_length (names), >=, 3);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      DscFigurePane *pane = show (window, names[i]);
      DscScene *scene = dsc_canvas_get_scene (dsc_figure_pane_get_canvas (pane));

      g_assert_cmpstr (dsc_figure_pane_get_words (pane), ==, NULL);
      g_assert_nonnull (scene);
      g_assert_nonnull (dsc_scene_get_title (scene));
      /* The keyboard reaches something, and what it reaches is told in words. */
      const DscSceneId first = dsc_scene_move (scene, (DscSceneId) { 0 }, DSC_MOVE_FIRST);
      g_autofree char *title = dsc_scene_dup_title (scene, first);
      g_assert_cmpint (first.part, ==, DSC_PART_OF_DATUM);
      g_assert_nonnull (title);
    }
  close_window (window);
}

static void
each_has_a_table (void)
{
  DscWindow *window = open_window ();
  g_auto (GStrv) names = list_figures (window);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      DscFigurePane *pane = show (window, names[i]);

      dsc_figure_pane_set_show_table (pane, TRUE);
      wait_until (is_still, pane);
      GtkColumnView *table = dsc_sheet_view_get_table (dsc_figure_pane_get_sheet_view (pane));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (table))), >, 0);
      g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (table)), >, 1);
    }
  close_window (window);
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static char *
export (DscFigure *figure,
        const char *name)
{
  const DscExportOptions options = { .theme = DSC_THEME_PRINT, .scale = 1 };
  g_autoptr (GFile) file = test_file (name, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *contents = NULL;

  if (g_str_has_suffix (name, ".svg"))
    dsc_export_figure_async (figure, file, DSC_FORMAT_SVG, &options, keep_result_cb, &result);
  else
    dsc_export_sheet_async (figure, file, DSC_SHEET_JSON, keep_result_cb, &result);
  wait_until (is_set, &result);
  g_assert_true (dsc_export_finish (result, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_load_contents (file, NULL, &contents, NULL, NULL, NULL));
  return contents;
}

static void
files_are_the_same_every_time (void)
{
  DscWindow *window = open_window ();
  g_auto (GStrv) names = list_figures (window);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      DscFigure *figure = dsc_figure_pane_get_figure (show (window, names[i]));

      for (guint k = 0; k < 2; k++)
        {
          const char *name = k == 0 ? "f.svg" : "f.json";
          g_autofree char *first = export (figure, name), *again = export (figure, name);

          g_assert_cmpstr (first, ==, again);
          g_assert_cmpuint (strlen (first), >, 100);
        }
    }
  close_window (window);
}

/* Where there is no picture of a dict, a key that is pressed is not swallowed by what is hidden. */
static void
keys_are_heard_without_a_dict (void)
{
  DscWindow *window = open_window ();

  act (window, "win.focus-picture");
  type_text (window, "d = {");
  type_text (window, "");
  g_assert_nonnull (dsc_stage_get_words (dsc_window_get_stage (window)));
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (focus == NULL || gtk_widget_get_mapped (focus));
  show (window, "matrix");
  g_assert_nonnull (dsc_figure_pane_get_words (dsc_window_get_figure_pane (window)));
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (focus == NULL || gtk_widget_get_mapped (focus));
  dsc_window_show_figure (window, "diagram");
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (focus == NULL || gtk_widget_get_mapped (focus));
  type_text (window, "d = {1: 2}");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == GTK_WIDGET (dsc_stage_get_canvas (dsc_window_get_stage (window))));
  close_window (window);
}

#define LONGEST_ALLOWED 50.0       /* milliseconds of this thread's own work, with GTK's, whose frames are painted in software here */
#ifdef __SANITIZE_ADDRESS__
#define SLOWDOWN 5.0
#else
#define SLOWDOWN 1.0
#endif

static double
time_of_showing (DscWindow  *window,
                 const char *name)
{
  dsc_window_show_figure (window, "diagram");
  begin_watch ();
  show (window, name);
  return end_watch ();
}

static double
time_of_drawing (DscWindow  *window,
                 const char *name)
{
  DscFigurePane *pane = dsc_window_get_figure_pane (window);

  begin_watch ();
  dsc_figure_announce (dsc_figure_pane_get_figure (pane));
  wait_until (is_still, pane);
  wait_for_draw (GTK_WIDGET (window));
  return end_watch ();
}

static double
time_of_table (DscWindow  *window,
               const char *name)
{
  DscFigurePane *pane = dsc_window_get_figure_pane (window);

  dsc_figure_announce (dsc_figure_pane_get_figure (pane));
  begin_watch ();
  dsc_figure_pane_set_show_table (pane, TRUE);
  wait_until (is_still, pane);
  for (guint i = 0; i < 30; i++)      /* rows come with the frames */
    wait_for_draw (GTK_WIDGET (window));
  const double time = end_watch ();

  dsc_figure_pane_set_show_table (pane, FALSE);
  wait_until (is_still, pane);
  return time;
}

/* The best of several: a machine that is busy with others makes all of them longer. */
static double
best_of (double     (*measure) (DscWindow *window, const char *name),
         DscWindow   *window,
         const char  *name)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < 3; i++)
    best = MIN (best, measure (window, name));
  return best;
}

static void
nobody_waits (void)
{
  DscWindow *window = open_window ();
  g_auto (GStrv) names = list_figures (window);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      show (window, names[i]);      /* the widgets are there */
      const double showing = best_of (time_of_showing, window, names[i]);
      const double drawing = best_of (time_of_drawing, window, names[i]);
      const double table = best_of (time_of_table, window, names[i]);

      g_test_message ("%s: shown again %.1f ms, drawn anew %.1f ms, table %.1f ms", names[i], showing, drawing, table);
      g_assert_cmpfloat (MAX (MAX (showing, drawing), table), <, LONGEST_ALLOWED * SLOWDOWN);
    }
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  app_tests_init (&argc, &argv);
  g_test_add_func ("/app/window-figures/each-is-shown", each_is_shown);
  g_test_add_func ("/app/window-figures/each-has-a-table", each_has_a_table);
  g_test_add_func ("/app/window-figures/files-are-the-same-every-time", files_are_the_same_every_time);
  g_test_add_func ("/app/window-figures/keys-are-heard-without-a-dict", keys_are_heard_without_a_dict);
  g_test_add_func ("/app/window-figures/nobody-waits", nobody_waits);
  return app_tests_run ();
}
