/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-figure-pane.c: any figure in the window: choices, picture, table, crosshair, clicks, errors, export and clipboard. */
#include <math.h>
#include <string.h>

#include "app-tests.h"
#include "dsc-copy-figure.h"
#include "dsc-export-dialog.h"
#include "dsc-settings.h"
#include "dsc-target-choice.h"
#include "dsc-wrap-box.h"

/* ---- a figure that does what the test wants ---------------------------------------------------------------------- */

#define TEST_TYPE_FIGURE (test_figure_get_type ())
G_DECLARE_FINAL_TYPE (TestFigure, test_figure, TEST, FIGURE, DscFigure)

enum { ORDER, ROWS, LOG, COUNT, RELEASE, RELEASES, N_CHOICES };

struct _TestFigure {
  DscFigure  parent_instance;

  double     numbers[N_CHOICES];
  DscTarget  release, releases[4];
  guint      n_releases;
  gboolean   fewer;         /* choices */
  gboolean   hangs;         /* until it is cancelled */
  const char *error;
  DscPoint   pointed;
  DscSceneId activated;
};

typedef struct { double count; gboolean hangs; const char *error; } Prepared;

G_DEFINE_FINAL_TYPE (TestFigure, test_figure, DSC_TYPE_FIGURE)

static gpointer
prepare (DscFigure *figure)
{
  TestFigure *self = TEST_FIGURE (figure);
  Prepared *prepared = g_new (Prepared, 1);

  *prepared = (Prepared) { self->numbers[COUNT], self->hangs, self->error };
  return prepared;
}

static DscSceneId
datum (gint64 index)
{
  return (DscSceneId) { .part = DSC_PART_OF_DATUM, .index = index };
}

static DscScene *
draw (gpointer               data,
      const DscTextMetrics  *metrics,
      GCancellable          *cancellable,
      GError               **error)
{
  const Prepared *prepared = data;

  while (prepared->hangs && !g_cancellable_is_cancelled (cancellable))
    g_usleep (1000);
  if (prepared->hangs || prepared->error != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, prepared->hangs ? G_IO_ERROR_CANCELLED : G_IO_ERROR_FAILED, prepared->hangs ? "" : prepared->error);
      return NULL;
    }
  DscScene *scene = dsc_scene_new (400, 200);

  dsc_scene_set_title (scene, "A test", "Three boxes.");
  for (gint i = 0; i < 3; i++)
    {
      g_autofree char *title = g_strdup_printf ("Box %d of %g.", i, prepared->count);
      const guint node = dsc_scene_add_rect (scene, datum (i), DSC_ROLE_LIVE, (DscRect) { 20 + 120 * i, 40, 100, 100 }, 4);

      dsc_scene_set_node_title (scene, node, title);
    }
  return scene;
}

static DscSheet *
tabulate (gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  DscSheet *sheet = dsc_sheet_new ("A test");

  dsc_sheet_add_column (sheet, "box", "Box");
  dsc_sheet_add_column (sheet, "count", "Count");
  for (gint i = 0; i < 3; i++)
    {
      dsc_sheet_add_row (sheet);
      dsc_sheet_add_text (sheet, i == 0 ? "b" : i == 1 ? "c" : "a");
      dsc_sheet_add_number (sheet, ((const Prepared *) data)->count * (i + 1));
    }
  dsc_sheet_add_note (sheet, "A note.");
  return sheet;
}

static DscScene *
point_at (DscFigure            *figure,
          const DscScene       *scene,
          DscPoint              point,
          const DscTextMetrics *metrics)
{
  TEST_FIGURE (figure)->pointed = point;
  DscScene *overlay = dsc_scene_new (400, 200);

  dsc_scene_add_line (overlay, (DscSceneId) { 0 }, DSC_ROLE_ACCENT, (DscPoint) { point.x, 0 }, (DscPoint) { point.x, 200 });
  return overlay;
}

static void
activate (DscFigure  *figure,
          DscSceneId  id)
{
  TestFigure *self = TEST_FIGURE (figure);

  self->activated = id;
  if (id.index == 1)
    dsc_figure_ask (figure, DSC_FIGURE_SHOW_TARGET, &self->release, NULL);
  if (id.index == 2)
    dsc_figure_ask (figure, DSC_FIGURE_GO_TO_STEP, &(guint64) { 1 }, NULL);
}

static guint
get_n_choices (DscFigure *figure)
{
  return TEST_FIGURE (figure)->fewer ? 1 : N_CHOICES;
}

static DscChoice
get_choice (DscFigure *figure,
            guint      i)
{
  static const char *const options[] = { "First", "Second", "Third", NULL };
  static const char *const names[] = { "order", "rows", "log", "count", "release", "releases" };
  static const DscChoiceKind kinds[] = { DSC_CHOICE_ONE, DSC_CHOICE_SOME, DSC_CHOICE_FLAG, DSC_CHOICE_NUMBER, DSC_CHOICE_TARGET, DSC_CHOICE_TARGETS };
  TestFigure *self = TEST_FIGURE (figure);

  return (DscChoice) {
    .name = names[i], .label = names[i], .kind = kinds[i], .options = options, .number = self->numbers[i],
    .minimum = 1, .maximum = 1e12, .step = 1, .targets = i == RELEASE ? &self->release : self->releases,
    .n_targets = i == RELEASE ? 1 : self->n_releases, .most_targets = i == RELEASE ? 1 : G_N_ELEMENTS (self->releases),
  };
}

static void
set_number (DscFigure *figure,
            guint      i,
            double     number)
{
  TEST_FIGURE (figure)->numbers[i] = number;
}

static void
set_targets (DscFigure       *figure,
             guint            i,
             const DscTarget *targets,
             guint            n)
{
  TestFigure *self = TEST_FIGURE (figure);

  if (i == RELEASE)
    self->release = targets[0];
  for (guint k = 0; i == RELEASES && k < n; k++)
    self->releases[k] = targets[k];
  if (i == RELEASES)
    self->n_releases = n;
}

static void
test_figure_class_init (TestFigureClass *klass)
{
  DscFigureClass *figure_class = DSC_FIGURE_CLASS (klass);

  figure_class->prepare = prepare;
  figure_class->free_prepared = g_free;
  figure_class->draw = draw;
  figure_class->tabulate = tabulate;
  figure_class->point_at = point_at;
  figure_class->activate = activate;
  figure_class->get_n_choices = get_n_choices;
  figure_class->get_choice = get_choice;
  figure_class->set_number = set_number;
  figure_class->set_targets = set_targets;
}

static DscTarget
parse (const char *text)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (text, &target), ==, DSC_STATUS_OK);
  return target;
}

static void
test_figure_init (TestFigure *self)
{
  self->numbers[ROWS] = 3;
  self->numbers[COUNT] = 10;
  self->release = self->releases[0] = parse ("3.6");
  self->releases[1] = parse ("3.9");
  self->n_releases = 2;
  dsc_figure_set_words (DSC_FIGURE (self), "test", "Test");
}

/* ---- driving ----------------------------------------------------------------------------------------------------- */

typedef struct {
  DscWindow     *window;
  TestFigure    *figure;
  DscFigurePane *pane;
} Fixture;

static gboolean
is_still (gpointer pane)
{
  return !dsc_figure_pane_is_running (pane);
}

static void
settle (Fixture *self)
{
  wait_until (is_still, self->pane);
  wait_for_draw (GTK_WIDGET (self->window));
}

static Fixture
open_figure (void)
{
  Fixture self = { .window = open_window (), .figure = g_object_new (TEST_TYPE_FIGURE, NULL) };

  dsc_window_add_figure (self.window, DSC_FIGURE (self.figure));
  dsc_window_show_figure (self.window, "test");
  self.pane = dsc_window_get_figure_pane (self.window);
  g_assert_nonnull (self.pane);
  settle (&self);
  return self;
}

static void
close_figure (Fixture *self)
{
  close_window (self->window);
  g_assert_finalize_object (self->figure);
}

static GtkWidget *
control (Fixture *self,
         guint    i)
{
  GtkWidget *found = dsc_figure_tools_get_control (dsc_figure_pane_get_tools (self->pane), i);

  g_assert_nonnull (found);
  return found;
}

static char *
dup_shown_title (Fixture *self)
{
  return dsc_scene_dup_title (dsc_canvas_get_scene (dsc_figure_pane_get_canvas (self->pane)), datum (0));
}

/* ---- tests ------------------------------------------------------------------------------------------------------- */

static void
takes_the_place_of_the_diagram (void)
{
  Fixture self = open_figure ();
  DscCanvas *canvas = dsc_figure_pane_get_canvas (self.pane);
  g_autofree char *name = NULL, *title = dup_shown_title (&self);

  g_object_get (self.window, "figure", &name, NULL);
  g_assert_cmpstr (name, ==, "test");
  g_assert_cmpstr (title, ==, "Box 0 of 10.");
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (dsc_window_get_stage (self.window))));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self.window)) == GTK_WIDGET (canvas));
  /* Zoom keys are its own. */
  act (self.window, "win.zoom-natural");
  g_assert_cmpfloat (dsc_canvas_get_zoom (canvas), ==, 1);
  g_assert_true (dsc_canvas_is_fit (dsc_stage_get_canvas (dsc_window_get_stage (self.window))));
  /* Escape goes back. */
  act (self.window, "win.stop");
  g_assert_null (dsc_window_get_figure_pane (self.window));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (dsc_window_get_stage (self.window))));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self.window)) == GTK_WIDGET (dsc_stage_get_canvas (dsc_window_get_stage (self.window))));
  /* The key of a figure shows it and hides it again. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self.window), "win.toggle-figure", "s", "test"));
  g_assert_true (dsc_window_get_figure_pane (self.window) == self.pane);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self.window), "win.toggle-figure", "s", "test"));
  g_assert_null (dsc_window_get_figure_pane (self.window));
  /* What there is not is not shown. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self.window), "win.toggle-figure", "s", "no such figure"));
  g_assert_null (dsc_window_get_figure_pane (self.window));
  close_figure (&self);
}

static void
has_a_control_for_each_choice (void)
{
  Fixture self = open_figure ();
  guint n;

  gtk_drop_down_set_selected (GTK_DROP_DOWN (control (&self, ORDER)), 2);
  g_assert_cmpfloat (self.figure->numbers[ORDER], ==, 2);
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (control (&self, ROWS))), ==, "2 of 3");
  GtkWidget *item = find_widget (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (control (&self, ROWS)))), GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (item), FALSE);
  g_assert_cmpfloat (self.figure->numbers[ROWS], ==, 2);
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (control (&self, ROWS))), ==, "1 of 3");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (control (&self, LOG)), TRUE);
  g_assert_cmpfloat (self.figure->numbers[LOG], ==, 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (control (&self, COUNT)), 1e11);
  g_assert_cmpfloat (self.figure->numbers[COUNT], ==, 1e11);
  dsc_target_choice_add (DSC_TARGET_CHOICE (control (&self, RELEASE)), parse ("2.7"));
  g_assert_true (dsc_target_equal (self.figure->release, parse ("2.7")));
  dsc_target_choice_add (DSC_TARGET_CHOICE (control (&self, RELEASES)), parse ("3.13t"));
  g_assert_cmpuint (self.figure->n_releases, ==, 3);
  dsc_target_choice_remove (DSC_TARGET_CHOICE (control (&self, RELEASES)), 0);
  g_assert_true (dsc_target_equal (self.figure->releases[0], parse ("3.9")));
  dsc_target_choice_get_targets (DSC_TARGET_CHOICE (control (&self, RELEASES)), &n);
  g_assert_cmpuint (n, ==, 2);

  /* The other way round; and controls of choices that are gone go too. */
  dsc_figure_set_number (DSC_FIGURE (self.figure), COUNT, 7);
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (control (&self, COUNT))), ==, 7);
  self.figure->fewer = TRUE;
  dsc_figure_announce (DSC_FIGURE (self.figure));
  g_assert_nonnull (control (&self, ORDER));
  g_assert_null (dsc_figure_tools_get_control (dsc_figure_pane_get_tools (self.pane), ROWS));
  settle (&self);
  close_figure (&self);
}

static gboolean
count_is_1048 (gpointer figure)
{
  return TEST_FIGURE (figure)->numbers[COUNT] == 1048;
}

static void
numbers_count_while_they_are_typed (void)
{
  Fixture self = open_figure ();
  GtkWidget *spin = control (&self, COUNT);

  gtk_editable_set_text (GTK_EDITABLE (spin), "1048");
  g_assert_cmpfloat (self.figure->numbers[COUNT], ==, 10);
  wait_until (count_is_1048, self.figure);
  settle (&self);
  g_autofree char *title = dup_shown_title (&self);
  g_assert_cmpstr (title, ==, "Box 0 of 1048.");
  close_figure (&self);
}

static void
what_is_no_number_leaves_the_old_one (void)
{
  static const struct { const char *text; double number; } typed[] = {
    { "1,048", 1048 }, { "t", 1048 }, { "", 1048 }, { "12 bytes", 1048 }, { "2.5", 1048 }, { "inf", 1048 },
    { "12_345", 12345 }, { "1\u00a0048 576", 1048576 }, { "-3", 1 }, { "9e99", 1e12 },
  };
  Fixture self = open_figure ();
  GtkWidget *spin = control (&self, COUNT);

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autofree char *shown = g_strdup_printf ("%.0f", typed[i].number);

      gtk_editable_set_text (GTK_EDITABLE (spin), typed[i].text);
      gtk_spin_button_update (GTK_SPIN_BUTTON (spin));      /* what Enter does */
      g_assert_cmpfloat (self.figure->numbers[COUNT], ==, typed[i].number);
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, shown);
    }
  settle (&self);
  close_figure (&self);
}

static gboolean
is_busy (gpointer pane)
{
  return dsc_figure_pane_is_busy (pane);
}

static void
last_good_picture_stays (void)
{
  Fixture self = open_figure ();
  DscScene *before = dsc_canvas_get_scene (dsc_figure_pane_get_canvas (self.pane));

  self.figure->hangs = TRUE;
  dsc_figure_announce (DSC_FIGURE (self.figure));
  wait_until (is_busy, self.pane);
  g_assert_true (dsc_canvas_get_scene (dsc_figure_pane_get_canvas (self.pane)) == before);
  act (self.window, "win.stop");
  wait_until (is_still, self.pane);
  g_assert_false (dsc_figure_pane_is_busy (self.pane));
  g_assert_null (dsc_figure_pane_get_words (self.pane));
  g_assert_true (dsc_canvas_get_scene (dsc_figure_pane_get_canvas (self.pane)) == before);
  g_assert_nonnull (dsc_window_get_figure_pane (self.window));      /* the key has stopped it, and not left */
  /* A change draws again. */
  self.figure->hangs = FALSE;
  dsc_figure_set_number (DSC_FIGURE (self.figure), COUNT, 5);
  settle (&self);
  g_autofree char *title = dup_shown_title (&self);
  g_assert_cmpstr (title, ==, "Box 0 of 5.");
  close_figure (&self);
}

static void
errors_are_words (void)
{
  Fixture self = open_figure ();

  self.figure->error = "This script has no <step>.";
  dsc_figure_announce (DSC_FIGURE (self.figure));
  settle (&self);
  g_assert_cmpstr (dsc_figure_pane_get_words (self.pane), ==, "This script has no &lt;step&gt;.");
  g_assert_null (gtk_window_get_focus (GTK_WINDOW (self.window)));      /* no hidden widget swallows the keys, no button takes them */
  self.figure->error = NULL;
  dsc_figure_announce (DSC_FIGURE (self.figure));
  settle (&self);
  g_assert_null (dsc_figure_pane_get_words (self.pane));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self.window)) == GTK_WIDGET (dsc_figure_pane_get_canvas (self.pane)));
  close_figure (&self);
}

static void
is_drawn_only_when_it_is_seen (void)
{
  Fixture self = open_figure ();

  dsc_window_show_figure (self.window, "diagram");
  dsc_figure_set_number (DSC_FIGURE (self.figure), COUNT, 5);
  g_assert_false (dsc_figure_pane_is_running (self.pane));
  dsc_window_show_figure (self.window, "test");
  g_assert_true (dsc_figure_pane_is_running (self.pane));
  settle (&self);
  g_autofree char *title = dup_shown_title (&self);
  g_assert_cmpstr (title, ==, "Box 0 of 5.");
  close_figure (&self);
}

static GtkEventController *
find_controller (GtkWidget *widget,
                 GType      type,
                 guint      skip)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_OBJECT_TYPE (controller) == type && skip-- == 0)
        return controller;      /* the widget keeps it */
    }
  return NULL;
}

/* As the pointer does: each controller of that kind hears it. */
static void
click (DscCanvas *canvas,
       DscPoint   point)
{
  const DscPoint at = dsc_canvas_to_widget (canvas, point);

  for (gsize k = 0; k < 2; k++)
    for (guint i = 0; i < 2; i++)
      if (find_controller (GTK_WIDGET (canvas), GTK_TYPE_GESTURE_CLICK, i) != NULL)
        g_signal_emit_by_name (find_controller (GTK_WIDGET (canvas), GTK_TYPE_GESTURE_CLICK, i), k == 0 ? "pressed" : "released", 1, at.x, at.y);
}

static void
pointer_and_keys_reach_data (void)
{
  Fixture self = open_figure ();
  DscCanvas *canvas = dsc_figure_pane_get_canvas (self.pane);
  DscScene *scene = dsc_canvas_get_scene (canvas);
  const DscPoint at = dsc_canvas_to_widget (canvas, (DscPoint) { 70, 90 });

  for (guint i = 0; i < 2; i++)
    g_signal_emit_by_name (find_controller (GTK_WIDGET (canvas), GTK_TYPE_EVENT_CONTROLLER_MOTION, i), "motion", at.x, at.y);
  g_assert_cmpfloat_with_epsilon (self.figure->pointed.x, 70, 0.01);
  g_assert_true (dsc_canvas_get_scene (canvas) == scene);      /* the picture itself is not touched */
  click (canvas, (DscPoint) { 70, 90 });
  g_assert_cmpint (self.figure->activated.part, ==, DSC_PART_OF_DATUM);
  g_assert_cmpint (self.figure->activated.index, ==, 0);

  /* Keys: the crosshair follows what is selected, Enter is a click. */
  dsc_canvas_set_selection (canvas, datum (2));
  g_signal_emit_by_name (canvas, "selection-changed");
  g_assert_cmpfloat_with_epsilon (self.figure->pointed.x, 310, 0.01);
  gboolean handled = FALSE;
  g_signal_emit_by_name (find_controller (GTK_WIDGET (canvas), GTK_TYPE_EVENT_CONTROLLER_KEY, 1), "key-pressed", GDK_KEY_Return, 36, 0, &handled);
  if (!handled)
    g_signal_emit_by_name (find_controller (GTK_WIDGET (canvas), GTK_TYPE_EVENT_CONTROLLER_KEY, 0), "key-pressed", GDK_KEY_Return, 36, 0, &handled);
  g_assert_true (handled);
  g_assert_cmpint (self.figure->activated.index, ==, 2);
  wait_for_session (self.window);
  g_assert_cmpuint (dsc_session_get_position (dsc_window_get_session (self.window)), ==, 1);

  /* A click that asks for a release shows its picture. */
  click (canvas, (DscPoint) { 190, 90 });
  g_assert_null (dsc_window_get_figure_pane (self.window));
  g_assert_true (dsc_target_equal (dsc_session_get_target (dsc_window_get_session (self.window)), parse ("3.6")));
  wait_for_session (self.window);
  close_figure (&self);
}

static gboolean
has_text (gpointer clipboard)
{
  return gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), G_TYPE_STRING);
}

static void
keep_text_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static gboolean
is_sorting (GtkColumnView *table)
{
  GListModel *rows = gtk_multi_selection_get_model (GTK_MULTI_SELECTION (gtk_column_view_get_model (table)));

  return gtk_sort_list_model_get_pending (GTK_SORT_LIST_MODEL (gtk_slice_list_model_get_model (GTK_SLICE_LIST_MODEL (rows)))) > 0;
}

static void
table_says_the_same (void)
{
  Fixture self = open_figure ();
  GtkColumnView *table = dsc_sheet_view_get_table (dsc_figure_pane_get_sheet_view (self.pane));
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self.window));
  g_autofree char *text = NULL;

  act (self.window, "win.toggle-table");
  settle (&self);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (table)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (table))), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (table)), ==, 2);
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (table), 0);
  gtk_column_view_sort_by_column (table, column, GTK_SORT_ASCENDING);
  while (is_sorting (table))
    g_main_context_iteration (NULL, TRUE);
  act (self.window, "win.copy-figure");
  wait_until (has_text, clipboard);
  gdk_clipboard_read_text_async (clipboard, NULL, keep_text_cb, &text);
  wait_until (is_set, &text);
  g_assert_cmpstr (text, ==, "Box\tCount\na\t30\nb\t10\nc\t20\n");

  /* It follows the figure, as it is sorted. */
  dsc_figure_set_number (DSC_FIGURE (self.figure), COUNT, 1);
  settle (&self);
  gtk_selection_model_select_item (gtk_column_view_get_model (table), 0, TRUE);
  g_assert_true (dsc_sheet_view_copy (dsc_figure_pane_get_sheet_view (self.pane)));
  g_clear_pointer (&text, g_free);
  gdk_clipboard_read_text_async (clipboard, NULL, keep_text_cb, &text);
  wait_until (is_set, &text);
  g_assert_cmpstr (text, ==, "Box\tCount\na\t3\n");
  dsc_figure_pane_set_show_table (self.pane, FALSE);
  settle (&self);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (dsc_figure_pane_get_canvas (self.pane))));
  close_figure (&self);
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
assert_written (GAsyncResult **result,
                GFile         *file,
                const char    *begin)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  wait_until (is_set, result);
  g_assert_true (dsc_export_finish (*result, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_load_contents (file, NULL, &contents, NULL, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, begin));
  g_clear_object (result);
}

static void
is_exported (void)
{
  static const struct { DscFormat format; const char *name, *begin; } pictures[] = {
    { DSC_FORMAT_PNG, "f.png", "\x89PNG" }, { DSC_FORMAT_SVG, "f.svg", "<" }, { DSC_FORMAT_PDF, "f.pdf", "%PDF" },
  };
  static const struct { DscSheetFormat format; const char *name, *begin; } tables[] = {
    { DSC_SHEET_CSV, "f.csv", "box,count\nb,10\n" }, { DSC_SHEET_JSON, "f.json", "{" }, { DSC_SHEET_MARKDOWN, "f.md", "### A test" },
    { DSC_SHEET_TEXT, "f.txt", "A test" },
  };
  const DscExportOptions options = { .theme = DSC_THEME_LIGHT, .scale = 1 };
  Fixture self = open_figure ();
  g_autoptr (GAsyncResult) result = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autoptr (GFile) file = test_file (pictures[i].name, NULL);

      dsc_export_figure_async (DSC_FIGURE (self.figure), file, pictures[i].format, &options, keep_result_cb, &result);
      assert_written (&result, file, pictures[i].begin);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GFile) file = test_file (tables[i].name, NULL);

      dsc_export_sheet_async (DSC_FIGURE (self.figure), file, tables[i].format, keep_result_cb, &result);
      assert_written (&result, file, tables[i].begin);
    }
  close_figure (&self);
}

static void
dialog_offers_pictures_and_tables (void)
{
  Fixture self = open_figure ();
  DscSheetFormat format;

  dsc_canvas_set_selection (dsc_figure_pane_get_canvas (self.pane), datum (1));
  act (self.window, "win.export");
  DscExportDialog *dialog = DSC_EXPORT_DIALOG (find_dialog ("DscExportDialog"));
  g_assert_nonnull (dialog);
  GtkWidget *rows[3] = { NULL };
  guint n = 0;

  /* Content, format, colours. */
  GtkWidget *list = gtk_widget_get_parent (find_widget (GTK_WIDGET (dialog), ADW_TYPE_COMBO_ROW));
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL && n < 3; row = gtk_widget_get_next_sibling (row))
    if (ADW_IS_COMBO_ROW (row))
      rows[n++] = row;
  g_assert_cmpuint (n, ==, 3);
  g_assert_false (gtk_widget_get_visible (rows[0]));
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (rows[1]))), ==, 7);
  g_assert_false (dsc_export_dialog_get_sheet_format (dialog, &format));
  adw_combo_row_set_selected (ADW_COMBO_ROW (rows[1]), 4);
  g_assert_true (dsc_export_dialog_get_sheet_format (dialog, &format));
  g_assert_cmpint (format, ==, DSC_SHEET_JSON);
  g_assert_false (gtk_widget_get_sensitive (rows[2]));
  adw_combo_row_set_selected (ADW_COMBO_ROW (rows[1]), 2);
  g_assert_cmpint (dsc_export_dialog_get_format (dialog), ==, DSC_FORMAT_PDF);
  g_assert_true (gtk_widget_get_sensitive (rows[2]));
  g_assert_cmpfloat (dsc_export_dialog_get_options (dialog).crop.width, ==, 0);
  gtk_window_destroy (GTK_WINDOW (dialog));
  close_figure (&self);
}

static gboolean
has_picture (gpointer clipboard)
{
  return gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "image/svg+xml");
}

static void
is_copied (void)
{
  Fixture self = open_figure ();

  act (self.window, "win.copy-figure");
  wait_until (has_picture, gtk_widget_get_clipboard (GTK_WIDGET (self.window)));
  close_figure (&self);
}

static DscWindow *
open_with_settings (GtkApplication *application,
                    GSettings      *settings,
                    TestFigure     *figure)
{
  DscWindow *window = dsc_window_new (application, settings);

  dsc_window_add_figure (window, DSC_FIGURE (figure));
  gtk_window_present (GTK_WINDOW (window));
  dsc_window_complete (window);
  dsc_window_show_figure (window, "test");
  wait_until (is_still, dsc_window_get_figure_pane (window));
  return window;
}

/* Only what the user has chosen: what follows the session, or a newer default, goes on doing so. */
static void
choices_are_remembered (void)
{
  DscWindow *other = open_window ();
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (other));
  g_autoptr (GSettings) settings = dsc_settings_new ();
  g_autoptr (TestFigure) figure = g_object_new (TEST_TYPE_FIGURE, NULL), again = g_object_new (TEST_TYPE_FIGURE, NULL);

  g_assert_nonnull (settings);
  g_settings_reset (settings, "figure-choices");
  Fixture self = { .window = open_with_settings (application, settings, figure), .figure = figure };
  self.pane = dsc_window_get_figure_pane (self.window);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (control (&self, COUNT)), 1048);
  dsc_target_choice_add (DSC_TARGET_CHOICE (control (&self, RELEASES)), parse ("3.13t"));
  dsc_figure_set_number (DSC_FIGURE (figure), ORDER, 2);      /* not by the user */
  settle (&self);
  close_window (self.window);

  self.window = open_with_settings (application, settings, again);
  g_assert_cmpfloat (again->numbers[COUNT], ==, 1048);
  g_assert_cmpuint (again->n_releases, ==, 3);
  g_assert_true (dsc_target_equal (again->releases[2], parse ("3.13t")));
  g_assert_cmpfloat (again->numbers[ORDER], ==, 0);
  close_window (self.window);
  g_settings_reset (settings, "figure-choices");
  close_window (other);
}

static void
wrap_box_breaks_lines (void)
{
  GtkWidget *box = g_object_ref_sink (dsc_wrap_box_new ());
  int wide, narrow, least;

  for (guint i = 0; i < 6; i++)
    {
      GtkWidget *child = gtk_button_new_with_label ("A button");

      gtk_widget_set_size_request (child, 100, 30);
      dsc_wrap_box_append (DSC_WRAP_BOX (box), child);
    }
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 2000, NULL, &wide, NULL, NULL);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 350, NULL, &narrow, NULL, NULL);
  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (narrow, ==, 2 * wide + DSC_WRAP_BOX_LINE_SPACING);
  g_assert_cmpint (least, <, 200);
  dsc_wrap_box_clear (DSC_WRAP_BOX (box));
  g_assert_null (gtk_widget_get_first_child (box));
  g_object_unref (box);
}

int
main (int    argc,
      char **argv)
{
  app_tests_init (&argc, &argv);
  g_test_add_func ("/app/figure-pane/takes-the-place-of-the-diagram", takes_the_place_of_the_diagram);
  g_test_add_func ("/app/figure-pane/has-a-control-for-each-choice", has_a_control_for_each_choice);
  g_test_add_func ("/app/figure-pane/numbers-count-while-they-are-typed", numbers_count_while_they_are_typed);
  g_test_add_func ("/app/figure-pane/what-is-no-number-leaves-the-old-one", what_is_no_number_leaves_the_old_one);
  g_test_add_func ("/app/figure-pane/last-good-picture-stays", last_good_picture_stays);
  g_test_add_func ("/app/figure-pane/errors-are-words", errors_are_words);
  g_test_add_func ("/app/figure-pane/is-drawn-only-when-it-is-seen", is_drawn_only_when_it_is_seen);
  g_test_add_func ("/app/figure-pane/pointer-and-keys-reach-data", pointer_and_keys_reach_data);
  g_test_add_func ("/app/figure-pane/table-says-the-same", table_says_the_same);
  g_test_add_func ("/app/figure-pane/is-exported", is_exported);
  g_test_add_func ("/app/figure-pane/dialog-offers-pictures-and-tables", dialog_offers_pictures_and_tables);
  g_test_add_func ("/app/figure-pane/is-copied", is_copied);
  g_test_add_func ("/app/figure-pane/choices-are-remembered", choices_are_remembered);
  g_test_add_func ("/app/figure-pane/wrap-box-breaks-lines", wrap_box_breaks_lines);
  return app_tests_run ();
}
