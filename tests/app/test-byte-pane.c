/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-byte-pane.c: bytes and picture have one selection; rows are virtual; keys, words and small windows. */
#include "app-tests.h"

#include <string.h>

#include "dsc-byte-pane.h"

static DscBytePane *
pane_of (DscWindow *window)
{
  return DSC_BYTE_PANE (find_widget (GTK_WIDGET (window), DSC_TYPE_BYTE_PANE));
}

static DscByteRows *
rows_of (DscWindow *window)
{
  return dsc_byte_pane_get_rows (pane_of (window));
}

static DscWindow *
open_with_bytes (int width,
                 int height)
{
  DscWindow *window = open_window_of_size (width, height);

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (pane_of (window))));
  act (window, "win.show-bytes");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (pane_of (window))));
  wait_for_draw (GTK_WIDGET (rows_of (window)));
  g_assert_nonnull (dsc_byte_rows_get_view (rows_of (window)));
  return window;
}

static double
scrolled_by (DscByteRows *rows)
{
  GtkAdjustment *adjustment;
  double value;

  g_object_get (rows, "vadjustment", &adjustment, NULL);
  value = gtk_adjustment_get_value (adjustment);
  g_object_unref (adjustment);
  return value;
}

/* GTK has no way to make events: the gesture is told directly. */
static void
click (DscByteRows *rows,
       DscPoint     at)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (rows));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller))
        g_signal_emit_by_name (controller, "pressed", 1, at.x, at.y);
    }
}

static gboolean
press (DscByteRows *rows,
       guint        keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (rows));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint k = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), GTK_SHORTCUT_ACTION_EXCLUSIVE, GTK_WIDGET (rows),
                                                 gtk_shortcut_get_arguments (shortcut));
        }
    }
  g_assert_not_reached ();
}

static gboolean
is_in_view (DscByteRows *rows,
            DscSceneId   id)
{
  guint64 first, last;
  DscRect box;

  g_assert_true (dsc_view_bytes_find (dsc_byte_rows_get_view (rows), id, &first, &last));
  g_assert_true (dsc_view_bytes_get_box (dsc_byte_rows_get_view (rows), id, first, &box));
  return box.y >= scrolled_by (rows) && box.y + box.height <= scrolled_by (rows) + gtk_widget_get_height (GTK_WIDGET (rows));
}

static void
one_selection (void)
{
  DscWindow *window = open_with_bytes (1440, 900);
  DscSession *session = dsc_window_get_session (window);
  const DscSceneId entry = { .part = DSC_PART_OF_ENTRY_FIELD, .field = DSC_FIELD_ME_KEY, .index = 4 };
  DscRect box;
  guint64 first, last;

  dsc_session_set_selection (session, entry);
  g_assert_true (dsc_scene_id_equal (dsc_byte_rows_get_selection (rows_of (window)), entry));
  g_assert_true (is_in_view (rows_of (window), entry));
  g_assert_nonnull (strstr (dsc_byte_pane_get_reading (pane_of (window)), "lowest byte first, is the address 0x7f"));

  DscViewBytes *view = dsc_byte_rows_get_view (rows_of (window));
  const DscSceneId other = { .part = DSC_PART_OF_ENTRY_FIELD, .field = DSC_FIELD_ME_VALUE, .index = 4 };
  g_assert_true (dsc_view_bytes_find (view, other, &first, &last) && dsc_view_bytes_get_box (view, other, first, &box));
  click (rows_of (window), (DscPoint) { box.x + 3, box.y + 3 - scrolled_by (rows_of (window)) });
  g_assert_true (dsc_scene_id_equal (dsc_session_get_selection (session), other));
  g_assert_true (dsc_scene_id_equal (dsc_canvas_get_selection (dsc_stage_get_canvas (dsc_window_get_stage (window))), other));
  g_assert_cmpstr (dsc_inspector_get_heading (dsc_window_get_inspector (window)), ==, "dk_entries[4].me_value");
  close_window (window);
}

static void
keys_walk (void)
{
  DscWindow *window = open_with_bytes (1440, 900);
  DscByteRows *rows = rows_of (window);

  g_assert_false (press (rows, GDK_KEY_Right));
  g_assert_true (press (rows, GDK_KEY_Down));
  const DscSceneId first = dsc_byte_rows_get_selection (rows);
  g_assert_cmpint (first.part, ==, DSC_PART_OF_FIELD);
  for (guint i = 0; i < 30; i++)
    {
      g_assert_true (press (rows, GDK_KEY_Right));
      g_assert_true (is_in_view (rows, dsc_byte_rows_get_selection (rows)));
      g_assert_true (dsc_scene_id_equal (dsc_session_get_selection (dsc_window_get_session (window)), dsc_byte_rows_get_selection (rows)));
    }
  for (guint i = 0; i < 30; i++)
    g_assert_true (press (rows, GDK_KEY_Left));
  g_assert_true (dsc_scene_id_equal (dsc_byte_rows_get_selection (rows), first));
  g_assert_true (press (rows, GDK_KEY_Escape));
  g_assert_false (press (rows, GDK_KEY_Escape));
  close_window (window);
}

static void
rows_are_virtual (void)
{
  DscWindow *window = open_with_bytes (1440, 900);
  const DscSceneId last = { .part = DSC_PART_OF_ENTRY_FIELD, .field = DSC_FIELD_ME_VALUE, .index = 99999 };

  type_text (window, "d = dict.fromkeys(range(100000))\n");
  g_assert_cmpuint (dsc_view_bytes_get_n_rows (dsc_byte_rows_get_view (rows_of (window))), >, 100000);
  dsc_session_set_selection (dsc_window_get_session (window), last);
  g_assert_true (is_in_view (rows_of (window), last));
  wait_for_draw (GTK_WIDGET (rows_of (window)));
  g_assert_cmpuint (dsc_byte_rows_get_n_drawn (rows_of (window)), >, 4);
  g_assert_cmpuint (dsc_byte_rows_get_n_drawn (rows_of (window)), <, 60);
  close_window (window);
}

static void
words_follow (void)
{
  DscWindow *window = open_with_bytes (1440, 900);
  const DscSceneId used = { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_MA_USED, .index = DSC_BLOCK_DICT };

  gtk_test_accessible_assert_role (pane_of (window), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_role (rows_of (window), GTK_ACCESSIBLE_ROLE_IMG);
  g_assert_nonnull (strstr (dsc_byte_pane_get_reading (pane_of (window)), "little-endian"));
  dsc_session_set_selection (dsc_window_get_session (window), used);
  g_assert_cmpstr (dsc_byte_pane_get_reading (pane_of (window)), ==, "05 00 00 00 00 00 00 00, lowest byte first, is 5.");
  gtk_test_accessible_assert_property (rows_of (window), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "05 00 00 00 00 00 00 00, lowest byte first, is 5.");
  close_window (window);
}

static void
hidden_costs_nothing (void)
{
  DscWindow *window = open_with_bytes (1440, 900);
  const DscSceneId used = { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_MA_USED, .index = DSC_BLOCK_DICT };

  act (window, "win.hide-bytes");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (pane_of (window))));
  dsc_session_set_selection (dsc_window_get_session (window), used);
  g_assert_cmpint (dsc_byte_rows_get_selection (rows_of (window)).part, ==, DSC_PART_OF_PICTURE);
  act (window, "win.show-bytes");
  g_assert_true (dsc_scene_id_equal (dsc_byte_rows_get_selection (rows_of (window)), used));
  wait_for_draw (GTK_WIDGET (rows_of (window)));
  g_assert_true (is_in_view (rows_of (window), used));
  close_window (window);
}

static int
least (DscWindow      *window,
       GtkOrientation  orientation)
{
  int minimum;

  gtk_widget_measure (GTK_WIDGET (window), orientation, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* Bytes do not make a window wider than it must be without them, and rows become narrow. */
static void
small_windows (void)
{
  DscWindow *window = open_window_of_size (700, 500);
  const int width = least (window, GTK_ORIENTATION_HORIZONTAL);
  const int height = least (window, GTK_ORIENTATION_VERTICAL);

  g_test_message ("at least %d × %d", width, height);
  g_assert_cmpint (width, <=, 700);
  act (window, "win.show-bytes");
  wait_for_draw (GTK_WIDGET (rows_of (window)));
  g_assert_cmpint (least (window, GTK_ORIENTATION_HORIZONTAL), ==, width);
  g_assert_cmpint (least (window, GTK_ORIENTATION_VERTICAL), <=, height + 2);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (dsc_window_get_stage (window))), >=, 100);
  close_window (window);
}

/* One block at a time: chosen by hand, kept while a state has no such block, and following what is selected. */
static void
one_block (void)
{
  DscWindow *window = open_with_bytes (1440, 900);
  DscSession *session = dsc_window_get_session (window);
  GtkDropDown *choice = GTK_DROP_DOWN (find_widget (GTK_WIDGET (pane_of (window)), GTK_TYPE_DROP_DOWN));
  const guint64 n_all = dsc_view_bytes_get_n_rows (dsc_byte_rows_get_view (rows_of (window)));
  const DscSceneId used = { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_MA_USED, .index = DSC_BLOCK_DICT };
  g_autofree char *block = NULL, *followed = NULL, *kept = NULL;

  g_assert_true (gtk_widget_get_focusable (gtk_widget_get_first_child (GTK_WIDGET (choice))));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (choice)), ==,
                    1 + dsc_snapshot_get_n_blocks (dsc_session_get_state (session)->snapshot));
  g_object_set (pane_of (window), "block", "keys", NULL);
  g_assert_cmpint (dsc_byte_rows_get_block (rows_of (window)), ==, DSC_BLOCK_KEYS);
  g_assert_cmpuint (dsc_view_bytes_get_n_rows (dsc_byte_rows_get_view (rows_of (window))), <, n_all);
  gtk_drop_down_set_selected (choice, 1);
  g_object_get (pane_of (window), "block", &block, NULL);
  g_assert_cmpstr (block, ==, "dict.gc");
  dsc_session_set_selection (session, used);
  g_object_get (pane_of (window), "block", &followed, NULL);
  g_assert_cmpstr (followed, ==, "dict");
  g_assert_true (is_in_view (rows_of (window), used));

  g_object_set (pane_of (window), "block", "values", NULL);
  g_assert_cmpint (dsc_byte_rows_get_block (rows_of (window)), ==, DSC_BYTES_ALL_BLOCKS);
  g_object_get (pane_of (window), "block", &kept, NULL);
  g_assert_cmpstr (kept, ==, "values");
  gtk_drop_down_set_selected (choice, 0);
  g_assert_cmpuint (dsc_view_bytes_get_n_rows (dsc_byte_rows_get_view (rows_of (window))), ==, n_all);
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  app_tests_init (&argc, &argv);
  g_test_add_func ("/app/byte-pane/one-selection", one_selection);
  g_test_add_func ("/app/byte-pane/keys-walk", keys_walk);
  g_test_add_func ("/app/byte-pane/rows-are-virtual", rows_are_virtual);
  g_test_add_func ("/app/byte-pane/words-follow", words_follow);
  g_test_add_func ("/app/byte-pane/hidden-costs-nothing", hidden_costs_nothing);
  g_test_add_func ("/app/byte-pane/small-windows", small_windows);
  g_test_add_func ("/app/byte-pane/one-block", one_block);
  return app_tests_run ();
}
