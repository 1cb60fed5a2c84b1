/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-version-popover.c: search, choice, build and hash seed. */
#include "app-tests.h"

#include <string.h>

#include "dsc-version-row.h"

static void
search_and_choose (void)
{
  DscWindow *window = open_window ();
  DscSession *session = dsc_window_get_session (window);
  DscVersionPopover *popover;
  g_autofree char *target = NULL;
  const guint all = g_list_model_get_n_items (G_LIST_MODEL (dsc_version_popover_get_list (dsc_window_get_version_popover (window))));

  act (window, "win.version");
  popover = dsc_window_get_version_popover (window);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (popover)));
  gtk_editable_set_text (dsc_version_popover_get_entry (popover), "2.7");
  g_signal_emit_by_name (dsc_version_popover_get_entry (popover), "search-changed");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (dsc_version_popover_get_list (popover))), <, all);
  g_signal_emit_by_name (dsc_version_popover_get_entry (popover), "activate");
  wait_for_session (window);
  g_object_get (session, "target", &target, NULL);
  g_assert_cmpstr (target, ==, "2.7.18");
  g_assert_cmpint (dsc_snapshot_get_getsizeof (dsc_session_get_state (session)->snapshot), ==, 1048);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (popover)));
  act (window, "win.version");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (dsc_version_popover_get_list (popover))), ==, all);
  close_window (window);
}

static void
hash_seed_moves_the_slots (void)
{
  DscWindow *window = open_window ();
  DscSession *session = dsc_window_get_session (window);
  GtkWidget *spin = find_widget (GTK_WIDGET (dsc_window_get_version_popover (window)), GTK_TYPE_SPIN_BUTTON);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 4294967295.0);
  wait_for_session (window);
  g_assert_cmpuint (dsc_session_get_hash_seed (session), ==, 4294967295u);
  g_assert_cmpuint (dsc_snapshot_get_hash_seed (dsc_session_get_state (session)->snapshot), ==, 4294967295u);
  close_window (window);
}

static void
build_changes_the_target (void)
{
  DscWindow *window = open_window ();
  DscSession *session = dsc_window_get_session (window);
  GtkWidget *drop_down = find_widget (GTK_WIDGET (dsc_window_get_version_popover (window)), GTK_TYPE_DROP_DOWN);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), 3);
  wait_for_session (window);
  g_assert_cmpint (dsc_session_get_target (session).build.arch, ==, DSC_ARCH_I386);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), 1);
  wait_for_session (window);
  g_assert_true (dsc_session_get_target (session).build.free_threaded);
  close_window (window);
}

/* An implementation beside CPython has one build: another one in the list leaves it chosen. */
static void
other_implementation_is_chosen (void)
{
  DscWindow *window = open_window ();
  DscSession *session = dsc_window_get_session (window);
  DscVersionPopover *popover = dsc_window_get_version_popover (window);
  GtkWidget *drop_down = find_widget (GTK_WIDGET (popover), GTK_TYPE_DROP_DOWN);
  g_autofree char *target = NULL;

  act (window, "win.version");
  gtk_editable_set_text (dsc_version_popover_get_entry (popover), "compact-2012");
  g_signal_emit_by_name (dsc_version_popover_get_entry (popover), "search-changed");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (dsc_version_popover_get_list (popover))), ==, 1);
  g_signal_emit_by_name (dsc_version_popover_get_entry (popover), "activate");
  wait_for_session (window);
  g_assert_cmpint (dsc_session_get_target (session).implementation, ==, DSC_IMPLEMENTATION_COMPACT_2012);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), 3);
  wait_for_session (window);
  g_object_get (session, "target", &target, NULL);
  g_assert_cmpstr (target, ==, "compact-2012");
  close_window (window);
}

static void
picked_cb (DscTarget       *out_target,
           const DscTarget *target)
{
  *out_target = *target;
}

static void
picker_only_tells (void)
{
  DscWindow *window = open_window ();
  GtkWidget *button = gtk_menu_button_new ();
  const DscTarget before = dsc_session_get_target (dsc_window_get_session (window));
  DscTarget target = { 0 }, expected;
  DscVersionPopover *popover = dsc_version_popover_new_picker (before, NULL);

  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), GTK_WIDGET (popover));
  g_object_ref_sink (button);
  g_signal_connect_swapped (popover, "picked", G_CALLBACK (picked_cb), &target);
  gtk_editable_set_text (dsc_version_popover_get_entry (popover), "3.6");
  g_signal_emit_by_name (dsc_version_popover_get_entry (popover), "search-changed");
  g_signal_emit_by_name (dsc_version_popover_get_entry (popover), "activate");
  g_assert_cmpint (dsc_target_parse ("3.6", &expected), ==, DSC_STATUS_OK);
  g_assert_true (dsc_target_equal (target, expected));
  g_assert_true (dsc_target_equal (dsc_session_get_target (dsc_window_get_session (window)), before));
  g_assert_false (gtk_widget_get_visible (find_widget (GTK_WIDGET (popover), GTK_TYPE_SPIN_BUTTON)));
  g_object_unref (button);
  close_window (window);
}

/* A row of that text that is within the widget that scrolls. */
static gboolean
shows_row (GtkWidget  *root,
           GtkWidget  *scroller,
           const char *text)
{
  graphene_rect_t bounds;

  if (DSC_IS_VERSION_ROW (root))
    {
      DscVersionItem *item = dsc_version_row_get_item (DSC_VERSION_ROW (root));

      return item != NULL && strcmp (dsc_version_item_get_text (item), text) == 0 && gtk_widget_get_mapped (root)
             && gtk_widget_compute_bounds (root, scroller, &bounds) && bounds.size.height > 1 && bounds.origin.y >= 0
             && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (scroller);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows_row (child, scroller, text))
      return TRUE;
  return FALSE;
}

static gboolean
shows_chosen (gpointer popover)
{
  return shows_row (popover, find_widget (popover, GTK_TYPE_SCROLLED_WINDOW), "3.6.15");
}

static void
opens_at_what_is_chosen (void)
{
  GtkWidget *window = gtk_window_new (), *button = gtk_menu_button_new ();
  DscTarget target;

  g_assert_cmpint (dsc_target_parse ("3.6.15", &target), ==, DSC_STATUS_OK);
  DscVersionPopover *popover = dsc_version_popover_new_picker (target, NULL);

  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), GTK_WIDGET (popover));
  gtk_window_set_child (GTK_WINDOW (window), button);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_draw (button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  wait_until (shows_chosen, popover);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  app_tests_init (&argc, &argv);
  g_test_add_func ("/app/version-popover/search-and-choose", search_and_choose);
  g_test_add_func ("/app/version-popover/picker-only-tells", picker_only_tells);
  g_test_add_func ("/app/version-popover/other-implementation-is-chosen", other_implementation_is_chosen);
  g_test_add_func ("/app/version-popover/hash-seed-moves-the-slots", hash_seed_moves_the_slots);
  g_test_add_func ("/app/version-popover/build-changes-the-target", build_changes_the_target);
  g_test_add_func ("/app/version-popover/opens-at-what-is-chosen", opens_at_what_is_chosen);
  return app_tests_run ();
}
