/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-canvas.c: zoom, fit, picking, selection by click and by keys, what a screen reader is told, and tables of a million. */
#include "app-tests.h"

#include <math.h>
#include <string.h>

#include "dsc-canvas-private.h"
#include "dsc-view-diagram.h"

static DscCanvas *
canvas_of (DscWindow *window)
{
  return dsc_stage_get_canvas (dsc_window_get_stage (window));
}

/* GTK has no way to make events: the gesture is told directly. */
static void
click (DscCanvas *canvas,
       DscPoint   at)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (canvas));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller))
        g_signal_emit_by_name (controller, "pressed", 1, at.x, at.y);
    }
}

/* Runs the class's own bindings, as a key press on the focused canvas does. */
static gboolean
press (DscCanvas       *canvas,
       guint            keyval,
       GdkModifierType  modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (canvas));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger)
              && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval
              && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), GTK_SHORTCUT_ACTION_EXCLUSIVE,
                                                 GTK_WIDGET (canvas), gtk_shortcut_get_arguments (shortcut));
        }
    }
  g_assert_not_reached ();
}

static DscPoint
middle_of (DscCanvas  *canvas,
           DscSceneId  id)
{
  const DscNode *node = dsc_scene_find (dsc_canvas_get_scene (canvas), id);

  g_assert_nonnull (node);
  return dsc_canvas_to_widget (canvas, (DscPoint) { node->bounds.x + node->bounds.width / 2, node->bounds.y + node->bounds.height / 2 });
}

static void
fits_at_first (void)
{
  DscWindow *window = open_window ();
  DscCanvas *canvas = canvas_of (window);
  const DscScene *scene = dsc_canvas_get_scene (canvas);

  g_assert_true (dsc_canvas_is_fit (canvas));
  g_assert_cmpfloat (dsc_scene_get_width (scene) * dsc_canvas_get_zoom (canvas), <=, gtk_widget_get_width (GTK_WIDGET (canvas)) + 1);
  g_assert_cmpfloat (dsc_scene_get_height (scene) * dsc_canvas_get_zoom (canvas), <=, gtk_widget_get_height (GTK_WIDGET (canvas)) + 1);
  close_window (window);
}

static void
zooms_about_the_middle (void)
{
  DscWindow *window = open_window ();
  DscCanvas *canvas = canvas_of (window);
  const double fit = dsc_canvas_get_zoom (canvas);
  GtkAdjustment *adjustment;

  act (window, "win.zoom-in");
  act (window, "win.zoom-in");
  g_assert_cmpfloat_with_epsilon (dsc_canvas_get_zoom (canvas), fit * 1.44, 1e-6);
  g_assert_false (dsc_canvas_is_fit (canvas));
  g_object_get (canvas, "hadjustment", &adjustment, NULL);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, 0);
  g_object_unref (adjustment);
  act (window, "win.zoom-natural");
  g_assert_cmpfloat_with_epsilon (dsc_canvas_get_zoom (canvas), 1, 1e-6);
  act (window, "win.zoom-fit");
  g_assert_cmpfloat_with_epsilon (dsc_canvas_get_zoom (canvas), fit, 1e-6);
  for (guint i = 0; i < 100; i++)
    act (window, "win.zoom-in");
  g_assert_cmpfloat (dsc_canvas_get_zoom (canvas), <=, DSC_CANVAS_MAX_ZOOM);
  wait_for_draw (GTK_WIDGET (window));
  close_window (window);
}

static GtkEventController *
find_controller (DscCanvas *canvas,
                 GType      type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (canvas));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller;     /* the canvas keeps it */
    }
  return NULL;
}

/* A pinch and other ways to zoom go on from each other, and what is between the fingers stays there. */
static void
pinch_zooms (void)
{
  DscWindow *window = open_window ();
  DscCanvas *canvas = canvas_of (window);
  GtkEventController *pinch = find_controller (canvas, GTK_TYPE_GESTURE_ZOOM);
  const DscPoint at = middle_of (canvas, (DscSceneId) { .part = DSC_PART_OF_SLOT, .index = 14 });
  const double fit = dsc_canvas_get_zoom (canvas);

  g_assert_nonnull (pinch);
  g_signal_emit_by_name (find_controller (canvas, GTK_TYPE_EVENT_CONTROLLER_MOTION), "motion", at.x, at.y);
  const DscPoint before = dsc_canvas_to_scene (canvas, at);
  dsc_canvas_begin_pinch (canvas);       /* GTK's own handler of "begin" wants an event */
  g_signal_emit_by_name (pinch, "scale-changed", 1.5);
  g_assert_cmpfloat_with_epsilon (dsc_canvas_get_zoom (canvas), fit * 1.5, 1e-6);
  const DscPoint during = dsc_canvas_to_scene (canvas, at);
  g_assert_cmpfloat_with_epsilon (during.x, before.x, 1 / fit);
  g_assert_cmpfloat_with_epsilon (during.y, before.y, 1 / fit);
  dsc_canvas_zoom_by (canvas, 2);
  g_signal_emit_by_name (pinch, "scale-changed", 3.0);
  g_assert_cmpfloat_with_epsilon (dsc_canvas_get_zoom (canvas), fit * 6, 1e-6);
  dsc_canvas_begin_pinch (canvas);
  g_signal_emit_by_name (pinch, "scale-changed", 0.5);
  g_assert_cmpfloat_with_epsilon (dsc_canvas_get_zoom (canvas), fit * 3, 1e-6);
  g_signal_emit_by_name (pinch, "scale-changed", 0.0);       /* fingers on one spot */
  g_assert_cmpfloat_with_epsilon (dsc_canvas_get_zoom (canvas), fit * 3, 1e-6);
  close_window (window);
}

static void
click_selects (void)
{
  DscWindow *window = open_window ();
  DscCanvas *canvas = canvas_of (window);
  const DscSceneId slot = { .part = DSC_PART_OF_SLOT, .index = 14 };

  click (canvas, middle_of (canvas, slot));
  g_assert_true (dsc_scene_id_equal (dsc_session_get_selection (dsc_window_get_session (window)), slot));
  g_assert_cmpstr (dsc_inspector_get_heading (dsc_window_get_inspector (window)), ==, "dk_indices[14]");
  act (window, "win.zoom-in");
  click (canvas, middle_of (canvas, (DscSceneId) { .part = DSC_PART_OF_SLOT, .index = 3 }));
  g_assert_cmpint (dsc_canvas_get_selection (canvas).index, ==, 3);
  act (window, "win.zoom-fit");
  click (canvas, (DscPoint) { 1, 1 });
  g_assert_cmpint (dsc_canvas_get_selection (canvas).part, ==, DSC_PART_OF_PICTURE);
  close_window (window);
}

static DscPoint
point_of_arrow (const DscNode *arrow,
                double         t)
{
  const double u = 1 - t;
  const double w[4] = { u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t };
  DscPoint point = { 0, 0 };

  for (guint i = 0; i < 4; i++)
    {
      point.x += w[i] * arrow->points[i].x;
      point.y += w[i] * arrow->points[i].y;
    }
  return point;
}

/* What an arrow belongs to is selected by a click on it, and marked everywhere. */
static void
arrows_select (void)
{
  DscWindow *window = open_window ();
  DscCanvas *canvas = canvas_of (window);
  DscSession *session = dsc_window_get_session (window);
  const DscScene *scene = dsc_canvas_get_scene (canvas);
  guint n = 0;

  act (window, "win.zoom-natural");
  for (guint i = 0; i < dsc_scene_get_n_nodes (scene); i++)
    {
      const DscNode *arrow = dsc_scene_get_node (scene, i);
      gboolean selected = FALSE;

      if (arrow->kind != DSC_NODE_ARROW || arrow->id.part == DSC_PART_OF_PICTURE)
        continue;
      n++;
      for (double t = 0.1; t < 0.95 && !selected; t += 0.05)
        {
          dsc_session_set_selection (session, (DscSceneId) { 0 });
          click (canvas, dsc_canvas_to_widget (canvas, point_of_arrow (arrow, t)));
          selected = dsc_scene_id_equal (dsc_session_get_selection (session), arrow->id);
        }
      g_test_message ("arrow %u of part %d, %d", n, (int) arrow->id.part, (int) arrow->id.index);
      g_assert_true (selected);
      g_autofree char *name = dsc_scene_id_format (arrow->id, dsc_snapshot_get_traits (dsc_session_get_state (session)->snapshot));
      g_assert_cmpstr (dsc_inspector_get_heading (dsc_window_get_inspector (window)), ==, name);
      g_assert_true (dsc_scene_id_equal (dsc_canvas_get_selection (canvas), arrow->id));
    }
  g_assert_cmpuint (n, >, 5);
  close_window (window);
}

/* Wherever one zooms in, something is seen. */
static void
close_up_is_never_blank (void)
{
  DscWindow *window = open_window ();
  DscCanvas *canvas = canvas_of (window);
  const double width = gtk_widget_get_width (GTK_WIDGET (canvas)), height = gtk_widget_get_height (GTK_WIDGET (canvas));

  for (guint i = 0; i < 5; i++)
    for (guint k = 0; k < 5; k++)
      {
        gboolean any = FALSE;

        act (window, "win.zoom-fit");
        for (guint step = 0; step < 20; step++)
          dsc_canvas_zoom_about (canvas, dsc_canvas_get_zoom (canvas) * 1.2, (DscPoint) { width * (i + 0.5) / 5, height * (k + 0.5) / 5 });
        g_assert_cmpfloat (dsc_canvas_get_zoom (canvas), >, DSC_CANVAS_READING_ZOOM);
        const DscRect view = dsc_canvas_get_view (canvas);
        for (guint n = 0; n < dsc_scene_get_n_nodes (dsc_canvas_get_scene (canvas)) && !any; n++)
          {
            const DscNode *node = dsc_scene_get_node (dsc_canvas_get_scene (canvas), n);

            any = (node->kind == DSC_NODE_TEXT || (node->kind == DSC_NODE_RECT && node->role != DSC_ROLE_NONE && node->id.part > DSC_PART_OF_BLOCK))
                  && node->bounds.x < view.x + view.width && node->bounds.x + node->bounds.width > view.x
                  && node->bounds.y < view.y + view.height && node->bounds.y + node->bounds.height > view.y;
          }
        g_assert_true (any);
      }
  close_window (window);
}

static void
keys_walk (void)
{
  DscWindow *window = open_window ();
  DscCanvas *canvas = canvas_of (window);
  DscSceneId first, second;

  g_assert_false (press (canvas, GDK_KEY_Left, 0));
  g_assert_false (press (canvas, GDK_KEY_Tab, 0));
  g_assert_true (press (canvas, GDK_KEY_Down, 0));
  first = dsc_canvas_get_selection (canvas);
  g_assert_cmpint (first.part, !=, DSC_PART_OF_PICTURE);
  g_assert_true (press (canvas, GDK_KEY_Down, 0));
  second = dsc_canvas_get_selection (canvas);
  g_assert_false (dsc_scene_id_equal (first, second));
  g_assert_true (press (canvas, GDK_KEY_Tab, 0));
  g_assert_true (press (canvas, GDK_KEY_Escape, 0));
  g_assert_cmpint (dsc_canvas_get_selection (canvas).part, ==, DSC_PART_OF_PICTURE);
  g_assert_false (press (canvas, GDK_KEY_Escape, 0));
  close_window (window);
}

static void
tab_leaves_in_the_end (void)
{
  DscWindow *window = open_window ();
  DscCanvas *canvas = canvas_of (window);
  guint stops = 0;

  press (canvas, GDK_KEY_Down, 0);
  while (press (canvas, GDK_KEY_Tab, 0))
    g_assert_cmpuint (stops++, <, 10000);
  g_assert_cmpuint (stops, >, 0);
  close_window (window);
}

static char *
label_of (DscCanvas *canvas)
{
  return gtk_test_accessible_check_property (GTK_ACCESSIBLE (canvas), GTK_ACCESSIBLE_PROPERTY_LABEL, "");
}

static void
tells_screen_readers (void)
{
  DscWindow *window = open_window ();
  DscCanvas *canvas = canvas_of (window);
  g_autofree char *at_end = label_of (canvas);
  g_autofree char *description = gtk_test_accessible_check_property (GTK_ACCESSIBLE (canvas), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "");

  gtk_test_accessible_assert_role (canvas, GTK_ACCESSIBLE_ROLE_IMG);
  g_assert_nonnull (strstr (at_end, "Memory of row in CPython"));
  g_assert_nonnull (strstr (at_end, "step 4 of 4"));
  g_assert_nonnull (strstr (description, "272"));
  act (window, "win.previous-step");
  g_autofree char *before = label_of (canvas);

  g_assert_nonnull (strstr (before, "step 3 of 4"));
  dsc_session_set_selection (dsc_window_get_session (window), (DscSceneId) { .part = DSC_PART_OF_SLOT, .index = 14 });
  g_autofree char *selected = label_of (canvas);

  g_assert_nonnull (strstr (selected, "dk_indices[14]"));
  close_window (window);
}

static void
stays_left_to_right (void)
{
  DscWindow *window;
  DscCanvas *canvas;

  g_test_summary ("Addresses and indices run from left to right in every language; the window around them mirrors.");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  window = open_window ();
  canvas = canvas_of (window);
  g_assert_cmpint (gtk_widget_get_direction (GTK_WIDGET (canvas)), ==, GTK_TEXT_DIR_LTR);
  g_assert_cmpint (gtk_widget_get_direction (GTK_WIDGET (dsc_window_get_player_bar (window))), ==, GTK_TEXT_DIR_RTL);
  wait_for_draw (GTK_WIDGET (window));
  close_window (window);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
follows_dark_and_back (void)
{
  DscWindow *window = open_window ();
  AdwStyleManager *manager = adw_style_manager_get_default ();

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  wait_for_draw (GTK_WIDGET (window));
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_LIGHT);
  wait_for_draw (GTK_WIDGET (window));
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  close_window (window);
}

/* ---- large tables ---------------------------------------------------------------------------- */

typedef struct {
  GtkWindow   *window;
  DscCanvas   *canvas;
  DscSnapshot *snapshot;
  DscScene    *scene;
} Large;

static DscSnapshot *
snapshot_of_size (gsize n)
{
  DscRuntime *rt = dsc_runtime_new ((DscTarget) { .version = dsc_release_newest () }, 0, &dsc_alloc_libc);
  DscPool *pool = dsc_runtime_get_pool (rt);
  DscDict *dict = NULL;

  g_assert_cmpint (dsc_dict_new (rt, &dict), ==, DSC_STATUS_OK);
  for (gsize i = 0; i < n; i++)
    {
      const DscObject *key = dsc_object_int (pool, (gint64) i * 7);

      g_assert_cmpint (dsc_dict_set_item (rt, dict, key, key), ==, DSC_STATUS_OK);
      if (i % 1001 == 1000)
        g_assert_cmpint (dsc_dict_delete_item (rt, dict, key), ==, DSC_STATUS_OK);
    }
  DscSnapshot *snapshot = dsc_snapshot_new_from_dict (rt, dict);

  dsc_dict_unref (rt, dict);
  dsc_runtime_free (rt);
  return snapshot;
}

static gboolean
canvas_is_settled (gpointer data)
{
  return dsc_canvas_is_settled (data);
}

static void
settle (DscCanvas *canvas)
{
  wait_for_draw (GTK_WIDGET (canvas));
  wait_until (canvas_is_settled, canvas);
}

static Large
open_large (gsize n)
{
  Large self = { .window = GTK_WINDOW (gtk_window_new ()), .canvas = g_object_new (DSC_TYPE_CANVAS, NULL), .snapshot = snapshot_of_size (n) };
  const DscDiagramOptions options = { .name = "d", .metrics = dsc_canvas_get_metrics (self.canvas) };
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self.scene = dsc_view_diagram_new (self.snapshot, &options);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self.canvas));
  gtk_window_set_child (self.window, scroller);
  gtk_window_set_default_size (self.window, 800, 600);
  dsc_canvas_set_scene (self.canvas, self.scene);
  gtk_window_present (self.window);
  settle (self.canvas);
  return self;
}

static void
close_large (Large *self)
{
  gtk_window_destroy (self->window);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  dsc_scene_unref (self->scene);
  dsc_snapshot_unref (self->snapshot);
}

static DscPoint
middle_of_box (DscCanvas  *canvas,
               DscSceneId  id)
{
  DscRect box;

  g_assert_true (dsc_scene_get_bounds (dsc_canvas_get_scene (canvas), id, &box));
  return dsc_canvas_to_widget (canvas, (DscPoint) { box.x + box.width / 2, box.y + box.height / 2 });
}

static void
zooms_through_every_level (void)
{
  static const char *const levels[] = { "Density", "Grid", "Cells", "Rows", "Anatomy" };
  Large large = open_large (1000000);
  const DscSceneId slot = { .part = DSC_PART_OF_SLOT, .index = 123456 };
  guint level = 0;

  g_assert_true (dsc_canvas_is_fit (large.canvas));
  g_assert_true (dsc_canvas_shows_all (large.canvas));
  const DscPoint pointer = middle_of_box (large.canvas, slot);
  const double fit = dsc_canvas_get_zoom (large.canvas), most = dsc_canvas_get_max_zoom (large.canvas);

  while (dsc_canvas_get_zoom (large.canvas) < most)
    {
      g_autofree char *words = dsc_canvas_dup_level (large.canvas);
      const DscPoint at = middle_of_box (large.canvas, slot);

      g_assert_nonnull (words);
      if (!g_str_has_prefix (words, levels[level]))
        g_assert_true (level + 1 < G_N_ELEMENTS (levels) && g_str_has_prefix (words, levels[++level]));
      /* The first turns happen while the whole picture is smaller than the view, which centres it. */
      if (dsc_canvas_get_zoom (large.canvas) > 4 * fit)
        {
          g_assert_cmpfloat_with_epsilon (at.x, pointer.x, 1.01);
          g_assert_cmpfloat_with_epsilon (at.y, pointer.y, 1.01);
        }
      dsc_canvas_zoom_about (large.canvas, dsc_canvas_get_zoom (large.canvas) * 1.15, pointer);
    }
  g_assert_cmpuint (level, ==, G_N_ELEMENTS (levels) - 1);
  /* And back: one turn for each. */
  while (dsc_canvas_get_zoom (large.canvas) > 8 * fit)
    dsc_canvas_zoom_about (large.canvas, dsc_canvas_get_zoom (large.canvas) / 1.15, pointer);
  const DscPoint back = middle_of_box (large.canvas, slot);

  g_assert_cmpfloat_with_epsilon (back.x, pointer.x, 1.01);
  g_assert_cmpfloat_with_epsilon (back.y, pointer.y, 1.01);
  dsc_canvas_set_zoom (large.canvas, 0);
  g_assert_cmpfloat_with_epsilon (dsc_canvas_get_zoom (large.canvas), fit, 1e-9);
  close_large (&large);
}

static void
picks_every_cell_it_shows (void)
{
  Large large = open_large (1000000);
  const gint64 n = (gint64) dsc_snapshot_get_n_slots (large.snapshot), n_entries = (gint64) dsc_snapshot_get_n_entries (large.snapshot);
  const DscSceneId ids[] = {
    { .part = DSC_PART_OF_SLOT, .index = 0 }, { .part = DSC_PART_OF_SLOT, .index = n - 1 }, { .part = DSC_PART_OF_SLOT, .index = n / 3 },
    { .part = DSC_PART_OF_ENTRY, .index = 1000 }, { .part = DSC_PART_OF_ENTRY, .index = 1001 * 700 - 1 },
  };

  g_assert_false (dsc_canvas_zoom_to (large.canvas, (DscSceneId) { .part = DSC_PART_OF_SLOT, .index = n }));
  g_assert_cmpint (n_entries, >, 1001 * 700);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_true (dsc_canvas_zoom_to (large.canvas, ids[i]));
      click (large.canvas, middle_of_box (large.canvas, ids[i]));
      g_assert_true (dsc_scene_id_equal (dsc_canvas_get_selection (large.canvas), ids[i]));
      dsc_canvas_set_zoom (large.canvas, 0);
      dsc_canvas_select (large.canvas, (DscSceneId) { 0 });
      dsc_canvas_set_zoom (large.canvas, 1);
      dsc_canvas_reveal (large.canvas, ids[i]);
      const DscPoint at = middle_of_box (large.canvas, ids[i]);

      g_assert_cmpfloat (at.x, >=, 0);
      g_assert_cmpfloat (at.x, <=, gtk_widget_get_width (GTK_WIDGET (large.canvas)));
      g_assert_cmpfloat (at.y, >=, 0);
      g_assert_cmpfloat (at.y, <=, gtk_widget_get_height (GTK_WIDGET (large.canvas)));
    }
  close_large (&large);
}

/* What the widget draws, by GSK's own painting into an image. */
static cairo_surface_t *
draw_canvas (DscCanvas *canvas)
{
  cairo_surface_t *pixels = cairo_image_surface_create (CAIRO_FORMAT_RGB24, gtk_widget_get_width (GTK_WIDGET (canvas)),
                                                        gtk_widget_get_height (GTK_WIDGET (canvas)));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_t *cr = cairo_create (pixels);

  dsc_canvas_snapshot (GTK_WIDGET (canvas), snapshot);
  GskRenderNode *node = gtk_snapshot_free_to_node (snapshot);

  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
  cairo_destroy (cr);
  cairo_surface_flush (pixels);
  return pixels;
}

static cairo_surface_t *
draw_directly (DscCanvas *canvas)
{
  cairo_surface_t *pixels = cairo_image_surface_create (CAIRO_FORMAT_RGB24, gtk_widget_get_width (GTK_WIDGET (canvas)),
                                                        gtk_widget_get_height (GTK_WIDGET (canvas)));
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  const DscPoint corner = dsc_canvas_to_widget (canvas, (DscPoint) { 0, 0 });
  const DscPaintOptions options = { .theme = canvas->theme, .outlines = TRUE, .device_scale = dsc_canvas_get_zoom (canvas) };
  cairo_t *cr = cairo_create (pixels);

  cairo_translate (cr, corner.x, corner.y);
  cairo_scale (cr, dsc_canvas_get_zoom (canvas), dsc_canvas_get_zoom (canvas));
  dsc_painter_paint (painter, cr, dsc_canvas_get_scene (canvas), &options, NULL);
  cairo_destroy (cr);
  cairo_surface_flush (pixels);
  return pixels;
}

static void
assert_exact (DscCanvas *canvas)
{
  cairo_surface_t *shown = draw_canvas (canvas), *wanted = draw_directly (canvas);
  const int width = cairo_image_surface_get_width (shown), height = cairo_image_surface_get_height (shown);
  guint differing = 0;

  for (int y = 0; y < height; y++)
    {
      const guint32 *a = (const guint32 *) (const void *) (cairo_image_surface_get_data (shown) + y * cairo_image_surface_get_stride (shown));
      const guint32 *b = (const guint32 *) (const void *) (cairo_image_surface_get_data (wanted) + y * cairo_image_surface_get_stride (wanted));

      for (int x = 0; x < width; x++)
        for (int channel = 0; channel < 24; channel += 8)
          /* Outlines that a tile's edge cuts round to the next shade now and then. */
          differing += ABS ((int) (a[x] >> channel & 255) - (int) (b[x] >> channel & 255)) > 3;
    }
  g_assert_cmpuint (differing, ==, 0);
  cairo_surface_destroy (shown);
  cairo_surface_destroy (wanted);
}

static void
settles_on_the_exact_picture (void)
{
  static const double pixels[] = { 0, 0.7, 2.5, 8, 20, 60 };
  Large large = open_large (100000);
  const DscMap *map = dsc_scene_find_map (large.scene, (DscSceneId) { .part = DSC_PART_OF_SLOT, .index = 0 });

  for (guint i = 0; i < G_N_ELEMENTS (pixels); i++)
    {
      const DscRect cell = dsc_map_cell_rect (map, dsc_map_get_geometry (map)->n / 2 + 7);

      dsc_canvas_set_zoom (large.canvas, pixels[i] / dsc_map_get_geometry (map)->pitch_y);
      dsc_canvas_center_on (large.canvas, (DscPoint) { cell.x, cell.y });
      settle (large.canvas);
      assert_exact (large.canvas);
      dsc_canvas_center_on (large.canvas, (DscPoint) { cell.x + 40 / dsc_canvas_get_zoom (large.canvas), cell.y });
      settle (large.canvas);
      assert_exact (large.canvas);
    }
  close_large (&large);
}

static void
first_frame_is_exact (void)
{
  Large large = open_large (5);
  DscScene *other;
  const DscDiagramOptions options = { .name = "other", .metrics = dsc_canvas_get_metrics (large.canvas) };

  g_assert_null (dsc_canvas_dup_level (large.canvas));
  other = dsc_view_diagram_new (large.snapshot, &options);
  dsc_canvas_set_scene (large.canvas, other);
  assert_exact (large.canvas);
  g_assert_true (dsc_canvas_is_settled (large.canvas));
  dsc_scene_unref (other);
  close_large (&large);
}

static void
keeps_few_pixels (void)
{
  Large large = open_large (100000);
  const int width = gtk_widget_get_width (GTK_WIDGET (large.canvas)), height = gtk_widget_get_height (GTK_WIDGET (large.canvas));
  const gsize tile = 4 * DSC_TILE_SIZE * DSC_TILE_SIZE;
  const gsize seen = (gsize) (width / DSC_TILE_SIZE + 2) * (gsize) (height / DSC_TILE_SIZE + 2);

  dsc_canvas_set_zoom (large.canvas, 40);
  for (guint i = 0; i < 60; i++)
    {
      dsc_canvas_scroll_to (large.canvas, 500.0 + i * 300, 900.0 + i * 200);
      if (i % 3 == 0)
        settle (large.canvas);
      cairo_surface_destroy (draw_canvas (large.canvas));
      g_assert_cmpuint (dsc_canvas_get_cache_size (large.canvas), <=, (2 * seen + 8) * tile);
    }
  settle (large.canvas);
  cairo_surface_destroy (draw_canvas (large.canvas));
  g_assert_cmpuint (dsc_canvas_get_cache_size (large.canvas), <=, (seen + 8) * tile);
  close_large (&large);
}

/* ---- from state to state --------------------------------------------------------------------- */

typedef struct {
  DscRuntime  *rt;
  DscDict     *dict;
  DscSnapshot *snapshot;
  guint        step;
} Stepping;

/* What the canvas shows becomes the picture of the state after one more item, or of an item changed or deleted. */
static void
take_step (Stepping *self,
           Large    *large)
{
  DscPool *pool = dsc_runtime_get_pool (self->rt);
  const DscObject *key = dsc_object_int (pool, (gint64) (self->step % 4 == 0 ? 10000000 + self->step : self->step * 700));

  if (self->step % 4 == 3)
    g_assert_cmpint (dsc_dict_delete_item (self->rt, self->dict, key), ==, DSC_STATUS_OK);
  else
    g_assert_cmpint (dsc_dict_set_item (self->rt, self->dict, key, dsc_object_int (pool, 9)), ==, DSC_STATUS_OK);
  self->step++;

  DscSnapshot *now = dsc_snapshot_new_from_dict (self->rt, self->dict);
  DscPyramid *before = dsc_map_get_pyramid (dsc_scene_find_map (large->scene, (DscSceneId) { 0 }));
  g_autoptr (DscPyramid) pyramid = dsc_pyramid_new_changed (before, self->snapshot, now);
  const DscDiagramOptions options = { .name = "d", .metrics = dsc_canvas_get_metrics (large->canvas), .pyramid = pyramid, .before = self->snapshot };

  g_assert_nonnull (pyramid);
  DscScene *scene = dsc_view_diagram_new (now, &options);

  dsc_canvas_set_scene (large->canvas, scene);
  dsc_scene_unref (large->scene);
  large->scene = scene;
  dsc_snapshot_unref (self->snapshot);
  self->snapshot = now;
}

static void
changed_cb (gpointer data)
{
}

static cairo_surface_t *
draw_from_nothing (DscCanvas *canvas)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (canvas)), height = gtk_widget_get_height (GTK_WIDGET (canvas));
  cairo_surface_t *pixels = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  DscTiles *tiles = dsc_tiles_new (painter, changed_cb, NULL);
  const DscPoint corner = dsc_canvas_to_widget (canvas, (DscPoint) { 0, 0 });
  const DscTilesView view = { dsc_canvas_get_zoom (canvas), 1, -corner.x, -corner.y, width, height };
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_t *cr = cairo_create (pixels);

  dsc_tiles_set_scene (tiles, dsc_canvas_get_scene (canvas), canvas->theme);
  dsc_tiles_snapshot (tiles, snapshot, &view);
  GskRenderNode *node = gtk_snapshot_free_to_node (snapshot);

  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
  cairo_destroy (cr);
  cairo_surface_flush (pixels);
  dsc_tiles_free (tiles);
  return pixels;
}

static void
assert_not_stale (DscCanvas *canvas)
{
  cairo_surface_t *shown = draw_canvas (canvas), *wanted = draw_from_nothing (canvas);
  const gsize n = (gsize) cairo_image_surface_get_stride (shown) * (gsize) cairo_image_surface_get_height (shown);

  g_assert_cmpmem (cairo_image_surface_get_data (shown), n, cairo_image_surface_get_data (wanted), n);
  cairo_surface_destroy (shown);
  cairo_surface_destroy (wanted);
}

static void
steps_show_no_stale_tile (void)
{
  g_test_summary ("After a step the canvas shows what a canvas would that never saw another state, and has painted a few tiles only.");
  static const double pixels[] = { 0.7, 2.5, 8, 20, 60 };
  Large large = open_large (20000);
  Stepping self = { .rt = dsc_runtime_new ((DscTarget) { .version = dsc_release_newest () }, 0, &dsc_alloc_libc) };
  guint n_kept = 0;

  g_assert_cmpint (dsc_dict_new (self.rt, &self.dict), ==, DSC_STATUS_OK);
  for (gsize i = 0; i < 20000; i++)
    {
      const DscObject *key = dsc_object_int (dsc_runtime_get_pool (self.rt), (gint64) i * 7);
      g_assert_cmpint (dsc_dict_set_item (self.rt, self.dict, key, key), ==, DSC_STATUS_OK);
    }
  self.snapshot = dsc_snapshot_new_from_dict (self.rt, self.dict);
  const DscDiagramOptions options = { .name = "d", .metrics = dsc_canvas_get_metrics (large.canvas) };

  dsc_scene_unref (large.scene);
  large.scene = dsc_view_diagram_new (self.snapshot, &options);
  dsc_canvas_set_scene (large.canvas, large.scene);
  for (guint i = 0; i < G_N_ELEMENTS (pixels); i++)
    for (guint step = 0; step < 8; step++)
      {
        const DscMap *map = dsc_scene_find_map (large.scene, (DscSceneId) { .part = DSC_PART_OF_ENTRY });
        const DscRect cell = dsc_map_cell_rect (map, self.step * 100);

        dsc_canvas_set_zoom (large.canvas, pixels[i] / dsc_map_get_geometry (map)->pitch_y);
        dsc_canvas_center_on (large.canvas, (DscPoint) { cell.x, cell.y });
        settle (large.canvas);
        const guint painted = dsc_tiles_get_n_painted (large.canvas->tiles);

        take_step (&self, &large);
        assert_not_stale (large.canvas);
        g_assert_true (dsc_canvas_is_settled (large.canvas));
        n_kept += dsc_tiles_get_n_painted (large.canvas->tiles) - painted <= 6;
      }
  g_assert_cmpuint (n_kept, >=, 8 * G_N_ELEMENTS (pixels) * 3 / 4);
  dsc_snapshot_unref (self.snapshot);
  dsc_dict_unref (self.rt, self.dict);
  dsc_runtime_free (self.rt);
  close_large (&large);
}

static GtkGesture *
drag_of (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_DRAG (controller))
        return GTK_GESTURE (controller);
    }
  g_assert_not_reached ();
}

/* ---- motion ---------------------------------------------------------------------------------- */

#define MOVING ((DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = 3 })

/* A page of that height; with a box at x there is a thing on it. */
static DscScene *
page_with (double height,
           double x)
{
  const DscSceneId field = { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_MA_USED, .index = DSC_BLOCK_DICT };
  DscScene *scene = dsc_scene_new (900, height);

  dsc_scene_add_rect (scene, x < 0 ? field : MOVING, DSC_ROLE_LIVE, (DscRect) { MAX (x, 10), 40, 80, 20 }, 3);
  return scene;
}

static DscCanvas *
open_canvas (GtkWindow **out_window,
             DscScene   *scene)
{
  DscCanvas *canvas = g_object_new (DSC_TYPE_CANVAS, NULL);

  *out_window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (*out_window, GTK_WIDGET (canvas));
  gtk_window_set_default_size (*out_window, 800, 600);
  dsc_canvas_set_scene (canvas, scene);
  gtk_window_present (*out_window);
  settle (canvas);
  return canvas;
}

static void
assert_mark_at (DscCanvas *canvas,
                double     x)
{
  const DscCanvasMark *mark = &canvas->selection_mark;
  const double zoom = dsc_canvas_get_zoom (canvas);

  settle (canvas);
  g_assert_nonnull (mark->node);
  g_assert_cmpfloat_with_epsilon (mark->whole.x + mark->whole.width / 2, (x + 40) * zoom, 2);
}

static void
what_moves_is_marked (void)
{
  g_autoptr (DscScene) rest = page_with (500, 200), base = page_with (500, -1);
  GtkWindow *window;
  DscCanvas *canvas = open_canvas (&window, rest);

  g_test_summary ("What is selected keeps its mark while it moves, over a scene that lacks it, and while one zooms meanwhile.");
  dsc_canvas_set_selection (canvas, MOVING);
  assert_mark_at (canvas, 200);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (DscScene) overlay = page_with (500, 210 + 10 * i);

      dsc_canvas_set_frame (canvas, base, overlay);
      assert_mark_at (canvas, 210 + 10 * i);
      dsc_canvas_zoom_by (canvas, 1.2);
      assert_mark_at (canvas, 210 + 10 * i);
    }
  g_assert_true (dsc_canvas_zoom_to (canvas, MOVING));
  dsc_canvas_set_frame (canvas, rest, NULL);
  assert_mark_at (canvas, 200);
  gtk_window_destroy (window);
}

static gboolean
has_small (gpointer canvas)
{
  double width, height;

  return dsc_canvas_get_small (canvas, &width, &height) != NULL;
}

static void
overview_stays_in_motion (void)
{
  DscScene *scenes[] = { page_with (500, 200), page_with (520, 300), page_with (540, 400) };
  GtkWindow *window;
  DscCanvas *canvas = open_canvas (&window, scenes[0]);
  double width, height, first_height;

  g_test_summary ("The picture of the whole is that of the stage before until the new one is painted, and then the new one.");
  dsc_canvas_zoom_by (canvas, 4);
  wait_until (has_small, canvas);
  dsc_canvas_get_small (canvas, &width, &first_height);
  for (guint i = 1; i < G_N_ELEMENTS (scenes); i++)
    {
      g_autoptr (DscScene) overlay = page_with (500, 210);

      dsc_canvas_set_frame (canvas, scenes[i], overlay);
      g_assert_true (has_small (canvas));
      settle (canvas);
      settle (canvas);
      g_assert_true (has_small (canvas));
    }
  dsc_canvas_get_small (canvas, &width, &height);
  g_assert_cmpfloat (height, >, first_height);
  dsc_canvas_set_scene (canvas, NULL);
  g_assert_false (has_small (canvas));
  gtk_window_destroy (window);
  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    dsc_scene_unref (scenes[i]);
}

static gboolean
minimap_is_visible (gpointer data)
{
  return gtk_widget_get_visible (data);
}

static gboolean
minimap_is_hidden (gpointer data)
{
  return !gtk_widget_get_visible (data);
}

static void
minimap_moves_the_view (void)
{
  DscWindow *window = open_window ();
  DscCanvas *canvas = canvas_of (window);
  DscMinimap *minimap = dsc_guides_get_minimap (dsc_stage_get_guides (dsc_window_get_stage (window)));

  type_text (window, "d = dict.fromkeys(range(30000))\n");
  settle (canvas);
  wait_until (minimap_is_hidden, minimap);
  dsc_canvas_set_zoom (canvas, 6);
  wait_until (minimap_is_visible, minimap);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (minimap)), <=, gtk_widget_get_width (GTK_WIDGET (canvas)) / 5);

  /* Nearly everything is seen. */
  act (window, "win.zoom-fit");
  dsc_canvas_zoom_by (canvas, 1.14);
  g_assert_false (dsc_canvas_shows_all (canvas));
  wait_until (minimap_is_hidden, minimap);
  dsc_canvas_set_zoom (canvas, 6);
  wait_until (minimap_is_visible, minimap);
  settle (canvas);
  const DscRect before = dsc_canvas_get_view (canvas), frame = dsc_minimap_get_frame (minimap);
  GtkGesture *drag = drag_of (GTK_WIDGET (minimap));

  g_assert_cmpfloat (frame.width, >, 0);
  g_signal_emit_by_name (drag, "drag-begin", frame.x + frame.width / 2, frame.y + frame.height / 2);
  g_signal_emit_by_name (drag, "drag-update", 10.0, 5.0);
  const DscRect after = dsc_canvas_get_view (canvas), moved = dsc_minimap_get_frame (minimap);

  g_assert_cmpfloat (after.x, >, before.x);
  g_assert_cmpfloat (after.y, >, before.y);
  g_assert_cmpfloat_with_epsilon (moved.x - frame.x, 10, 0.6);
  g_assert_cmpfloat_with_epsilon (moved.y - frame.y, 5, 0.6);
  gtk_test_accessible_assert_role (minimap, GTK_ACCESSIBLE_ROLE_IMG);
  act (window, "win.zoom-fit");
  wait_until (minimap_is_hidden, minimap);
  close_window (window);
}

static gboolean
shows_landmarks (gpointer data)
{
  return dsc_canvas_get_scene (data) != NULL && gtk_widget_get_mapped (data);
}

static void
landmarks_stay (void)
{
  DscWindow *window = open_window ();
  DscCanvas *canvas = canvas_of (window);
  DscGuides *guides = dsc_stage_get_guides (dsc_window_get_stage (window));
  DscCanvas *landmarks = dsc_guides_get_landmarks (guides);
  const DscSceneId last = { .part = DSC_PART_OF_ENTRY, .index = 29999 };

  g_assert_null (dsc_guides_get_level (guides));
  type_text (window, "d = dict.fromkeys(range(30000))\n");
  settle (canvas);
  g_assert_null (dsc_canvas_get_scene (landmarks));
  dsc_session_set_selection (dsc_window_get_session (window), (DscSceneId) { .part = DSC_PART_OF_SLOT, .index = 20000 });
  act (window, "win.zoom-selection");
  wait_until (shows_landmarks, landmarks);
  g_assert_true (g_str_has_prefix (dsc_guides_get_level (guides), "Anatomy"));
  g_assert_true (dsc_scene_get_bounds (dsc_canvas_get_scene (landmarks), (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = 20000 }, NULL));
  settle (landmarks);
  click (landmarks, middle_of_box (landmarks, last));
  g_assert_true (dsc_scene_id_equal (dsc_session_get_selection (dsc_window_get_session (window)), last));
  const DscPoint at = middle_of_box (canvas, last);

  g_assert_cmpfloat (at.x, >, 0);
  g_assert_cmpfloat (at.x, <, gtk_widget_get_width (GTK_WIDGET (canvas)));
  g_assert_cmpfloat (at.y, >, 0);
  g_assert_cmpfloat (at.y, <, gtk_widget_get_height (GTK_WIDGET (canvas)));
  close_window (window);
}

/* The same entry lies elsewhere in the table of another version. */
static void
follows_the_selection_to_another_version (void)
{
  DscWindow *window = open_window ();
  DscCanvas *canvas = canvas_of (window);
  DscSession *session = dsc_window_get_session (window);
  const DscSceneId entry = { .part = DSC_PART_OF_ENTRY, .index = 20000 };
  DscTarget old;
  DscRect box;

  type_text (window, "d = dict.fromkeys(range(30000))\n");
  settle (canvas);
  dsc_session_set_selection (session, entry);
  act (window, "win.zoom-selection");
  g_assert_cmpint (dsc_target_parse ("2.7.18", &old), ==, DSC_STATUS_OK);
  DscScene *before = dsc_scene_ref (dsc_canvas_get_scene (canvas));
  dsc_session_set_target (session, old);
  wait_for_session (window);
  settle (canvas);
  g_assert_true (dsc_canvas_get_scene (canvas) != before);
  dsc_scene_unref (before);
  g_assert_true (dsc_scene_get_bounds (dsc_canvas_get_scene (canvas), entry, &box));
  const DscRect view = dsc_canvas_get_view (canvas);

  g_assert_cmpfloat (dsc_canvas_get_zoom (canvas), >, DSC_CANVAS_READING_ZOOM);
  g_assert_cmpfloat (box.x, >=, view.x);
  g_assert_cmpfloat (box.x + box.width, <=, view.x + view.width);
  g_assert_cmpfloat (box.y, >=, view.y);
  g_assert_cmpfloat (box.y + box.height, <=, view.y + view.height);
  close_window (window);
}

/* A pane that comes below takes from the canvas, but not what is selected in its lower half. */
static void
keeps_the_selection_when_a_pane_comes (void)
{
  DscWindow *window = open_window ();
  DscCanvas *canvas = canvas_of (window);
  const DscSceneId entry = { .part = DSC_PART_OF_ENTRY, .index = 20000 };
  DscRect box;

  type_text (window, "d = dict.fromkeys(range(30000))\n");
  settle (canvas);
  dsc_session_set_selection (dsc_window_get_session (window), entry);
  act (window, "win.zoom-selection");
  settle (canvas);
  g_assert_true (dsc_scene_get_bounds (dsc_canvas_get_scene (canvas), entry, &box));
  const DscRect before = dsc_canvas_get_view (canvas);

  dsc_canvas_center_on (canvas, (DscPoint) { box.x + box.width / 2, box.y - before.height / 2 + 2 * box.height });
  act (window, "win.show-bytes");
  settle (canvas);
  const DscRect view = dsc_canvas_get_view (canvas);

  g_assert_cmpfloat (view.height, <, before.height);
  g_assert_cmpfloat (box.y + box.height, >, view.y);
  g_assert_cmpfloat (box.y, <, view.y + view.height);
  close_window (window);
}

/* From the depth of a table to a field of the header: all of it is seen, not the blank at its left edge. */
static void
reveals_what_is_larger_than_the_view (void)
{
  Large large = open_large (100000);
  const DscSceneId slot = { .part = DSC_PART_OF_SLOT, .index = 777 };
  const DscSceneId field = { .part = DSC_PART_OF_FIELD, .index = DSC_BLOCK_KEYS, .field = DSC_FIELD_DK_REFCNT };
  DscRect box;

  g_assert_true (dsc_scene_get_bounds (dsc_canvas_get_scene (large.canvas), field, &box));
  g_assert_true (dsc_canvas_zoom_to (large.canvas, slot));
  g_assert_cmpfloat (box.width * dsc_canvas_get_zoom (large.canvas), >, gtk_widget_get_width (GTK_WIDGET (large.canvas)));
  dsc_canvas_reveal (large.canvas, field);
  const DscRect view = dsc_canvas_get_view (large.canvas);

  g_assert_cmpfloat (view.x, <=, box.x);
  g_assert_cmpfloat (view.y, <=, box.y);
  g_assert_cmpfloat (view.x + view.width, >=, box.x + box.width);
  g_assert_cmpfloat (view.y + view.height, >=, box.y + box.height);
  close_large (&large);
}

/* Whoever turns the wheel while a large picture is being made sees the whole picture when it comes. */
static void
opens_whole_after_early_zoom (void)
{
  Large large = open_large (1000);
  const double fit = dsc_canvas_get_zoom (large.canvas);
  DscScene *scene = dsc_scene_ref (dsc_canvas_get_scene (large.canvas));

  dsc_canvas_set_scene (large.canvas, NULL);
  dsc_canvas_zoom_about (large.canvas, 8, (DscPoint) { 100, 100 });
  dsc_canvas_zoom_by (large.canvas, 1.2);
  dsc_canvas_set_scene (large.canvas, scene);
  g_assert_true (dsc_canvas_is_fit (large.canvas));
  g_assert_cmpfloat_with_epsilon (dsc_canvas_get_zoom (large.canvas), fit, 1e-9);
  dsc_scene_unref (scene);
  close_large (&large);
}

static gboolean
has_zoom (gpointer data)
{
  return fabs (dsc_canvas_get_zoom (data) - 0.5) < 1e-9;
}

static DscScene *
plain_scene (double width,
             double height)
{
  DscScene *scene = dsc_scene_new (width, height);

  dsc_scene_add_rect (scene, (DscSceneId) { .part = DSC_PART_OF_BLOCK, .index = 1 }, DSC_ROLE_CARD, (DscRect) { 10, 10, 50, 50 }, 3);
  return scene;
}

static void
glides_to_the_size_of_the_next_picture (void)
{
  DscWindow *window = open_window ();
  DscCanvas *canvas = dsc_stage_get_canvas (dsc_window_get_stage (window));
  const double width = gtk_widget_get_width (GTK_WIDGET (canvas)), height = gtk_widget_get_height (GTK_WIDGET (canvas));
  g_autoptr (DscScene) small = plain_scene (width, height);
  g_autoptr (DscScene) large = plain_scene (2 * width, 2 * height);
  g_autoptr (DscScene) moving = plain_scene (width, height);

  g_test_summary ("In motion the zoom that fits goes over to that of a larger picture; without motion it is there at once.");
  dsc_canvas_set_frame (canvas, small, NULL);
  g_assert_cmpfloat (dsc_canvas_get_zoom (canvas), ==, 1);
  dsc_canvas_set_frame (canvas, small, moving);
  dsc_canvas_set_frame (canvas, large, moving);
  g_assert_cmpfloat (dsc_canvas_get_zoom (canvas), ==, 1);
  wait_until (has_zoom, canvas);
  dsc_canvas_set_frame (canvas, large, NULL);
  dsc_canvas_set_frame (canvas, small, NULL);
  g_assert_cmpfloat (dsc_canvas_get_zoom (canvas), ==, 1);
  dsc_canvas_set_frame (canvas, large, NULL);
  g_assert_cmpfloat_with_epsilon (dsc_canvas_get_zoom (canvas), 0.5, 1e-9);
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  app_tests_init (&argc, &argv);
  g_test_add_func ("/app/canvas/fits-at-first", fits_at_first);
  g_test_add_func ("/app/canvas/zooms-about-the-middle", zooms_about_the_middle);
  g_test_add_func ("/app/canvas/pinch-zooms", pinch_zooms);
  g_test_add_func ("/app/canvas/click-selects", click_selects);
  g_test_add_func ("/app/canvas/arrows-select", arrows_select);
  g_test_add_func ("/app/canvas/close-up-is-never-blank", close_up_is_never_blank);
  g_test_add_func ("/app/canvas/keys-walk", keys_walk);
  g_test_add_func ("/app/canvas/tab-leaves-in-the-end", tab_leaves_in_the_end);
  g_test_add_func ("/app/canvas/tells-screen-readers", tells_screen_readers);
  g_test_add_func ("/app/canvas/stays-left-to-right", stays_left_to_right);
  g_test_add_func ("/app/canvas/follows-dark-and-back", follows_dark_and_back);
  g_test_add_func ("/app/canvas/zooms-through-every-level", zooms_through_every_level);
  g_test_add_func ("/app/canvas/picks-every-cell-it-shows", picks_every_cell_it_shows);
  g_test_add_func ("/app/canvas/settles-on-the-exact-picture", settles_on_the_exact_picture);
  g_test_add_func ("/app/canvas/first-frame-is-exact", first_frame_is_exact);
  g_test_add_func ("/app/canvas/keeps-few-pixels", keeps_few_pixels);
  g_test_add_func ("/app/canvas/steps-show-no-stale-tile", steps_show_no_stale_tile);
  g_test_add_func ("/app/canvas/what-moves-is-marked", what_moves_is_marked);
  g_test_add_func ("/app/canvas/overview-stays-in-motion", overview_stays_in_motion);
  g_test_add_func ("/app/canvas/minimap-moves-the-view", minimap_moves_the_view);
  g_test_add_func ("/app/canvas/landmarks-stay", landmarks_stay);
  g_test_add_func ("/app/canvas/keeps-the-selection-when-a-pane-comes", keeps_the_selection_when_a_pane_comes);
  g_test_add_func ("/app/canvas/follows-the-selection-to-another-version", follows_the_selection_to_another_version);
  g_test_add_func ("/app/canvas/reveals-what-is-larger-than-the-view", reveals_what_is_larger_than_the_view);
  g_test_add_func ("/app/canvas/opens-whole-after-early-zoom", opens_whole_after_early_zoom);
  g_test_add_func ("/app/canvas/glides-to-the-size-of-the-next-picture", glides_to_the_size_of_the_next_picture);
  return app_tests_run ();
}
