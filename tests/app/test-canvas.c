/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-canvas.c: zoom, fit, picking, selection by click and by keys, and what a screen reader is told. */
#include "app-tests.h"

#include <string.h>

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
  g_assert_cmpint (gtk_widget_get_direction (GTK_WIDGET (dsc_window_get_step_bar (window))), ==, GTK_TEXT_DIR_RTL);
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

int
main (int    argc,
      char **argv)
{
  app_tests_init (&argc, &argv);
  g_test_add_func ("/app/canvas/fits-at-first", fits_at_first);
  g_test_add_func ("/app/canvas/zooms-about-the-middle", zooms_about_the_middle);
  g_test_add_func ("/app/canvas/click-selects", click_selects);
  g_test_add_func ("/app/canvas/keys-walk", keys_walk);
  g_test_add_func ("/app/canvas/tab-leaves-in-the-end", tab_leaves_in_the_end);
  g_test_add_func ("/app/canvas/tells-screen-readers", tells_screen_readers);
  g_test_add_func ("/app/canvas/stays-left-to-right", stays_left_to_right);
  g_test_add_func ("/app/canvas/follows-dark-and-back", follows_dark_and_back);
  return app_tests_run ();
}
