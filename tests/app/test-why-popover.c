/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-why-popover.c: W opens the causes of what is shown, and they follow the step. */
#include "app-tests.h"

#include <string.h>

#include "dsc-why-popover.h"

static DscWhyPopover *
popover_of (DscWindow *window)
{
  return DSC_WHY_POPOVER (find_widget (GTK_WIDGET (window), DSC_TYPE_WHY_POPOVER));
}

static gboolean
says (DscWhyPopover *popover,
      const char    *text)
{
  for (guint i = 0; i < dsc_why_popover_get_n_links (popover); i++)
    if (strstr (dsc_why_popover_get_link (popover, i), text) != NULL)
      return TRUE;
  return FALSE;
}

static void
explains_the_step (void)
{
  DscWindow *window = open_window ();
  DscWhyPopover *popover = popover_of (window);

  g_test_summary ("The last step of the example deletes an item: why a dummy and not nothing, and why dk_usable stays.");
  g_assert_cmpuint (dsc_why_popover_get_n_links (popover), ==, 0);
  act (window, "win.why");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (popover)));
  g_assert_cmpuint (dsc_why_popover_get_n_links (popover), >=, 4);
  g_assert_true (says (popover, "DKIX_DUMMY (-2)"));
  g_assert_true (says (popover, "delitem_common"));
  g_assert_true (says (popover, "dk_usable stays 4"));
  close_window (window);
}

static void
follows_the_step (void)
{
  DscWindow *window = open_window ();
  DscWhyPopover *popover = popover_of (window);
  DscSession *session = dsc_window_get_session (window);

  act (window, "win.why");
  dsc_session_set_position (session, 3);
  wait_for_session (window);
  g_assert_true (says (popover, "GROWTH_RATE = ma_used*3 = 5*3 = 15"));
  g_assert_true (says (popover, "insertion_resize"));
  dsc_session_set_position (session, 0);
  wait_for_session (window);
  g_assert_cmpuint (dsc_why_popover_get_n_links (popover), ==, 0);
  close_window (window);
}

/* A line that opens behind a popover would get no key. */
static void
gives_way_to_other_places (void)
{
  static const char *const commands[] = { "win.go-to", "win.find", "win.focus-picture", "win.focus-steps" };
  DscWindow *window = open_window ();
  DscWhyPopover *popover = popover_of (window);

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      act (window, "win.why");
      g_assert_true (gtk_widget_get_visible (GTK_WIDGET (popover)));
      act (window, commands[i]);
      g_assert_false (gtk_widget_get_visible (GTK_WIDGET (popover)));
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
      g_assert_nonnull (focus);
      g_assert_null (gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER));
      g_assert_true ((i < 2) == (gtk_widget_get_ancestor (focus, DSC_TYPE_FIND_BAR) != NULL));
    }
  close_window (window);
}

/* What a key does in a popover, where the window's own keys do not come to. */
static gboolean
press (GtkWidget  *popover,
       const char *keys)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (popover);
  g_autoptr (GtkShortcutTrigger) wanted = gtk_shortcut_trigger_parse_string (keys);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint k = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);

          if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), wanted))
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, popover, NULL);
        }
    }
  return FALSE;
}

static void
keys_work_in_popovers (void)
{
  DscWindow *window = open_window ();
  GtkWidget *popovers[] = { GTK_WIDGET (popover_of (window)), GTK_WIDGET (dsc_window_get_version_popover (window)),
                            find_widget (GTK_WIDGET (window), g_type_from_name ("DscMomentsPopover")) };

  for (gsize i = 0; i < G_N_ELEMENTS (popovers); i++)
    {
      gtk_popover_popup (GTK_POPOVER (popovers[i]));
      g_assert_true (press (popovers[i], "<Control>g"));
      g_assert_false (gtk_widget_get_visible (popovers[i]));
      g_assert_true (dsc_find_bar_is_open (dsc_stage_get_find_bar (dsc_window_get_stage (window))));
      dsc_find_bar_close (dsc_stage_get_find_bar (dsc_window_get_stage (window)));
    }
  close_window (window);
}

static void
rows_have_names (void)
{
  DscWindow *window = open_window ();
  DscWhyPopover *popover = popover_of (window);

  act (window, "win.why");
  GtkWidget *list = find_widget (GTK_WIDGET (popover), GTK_TYPE_LIST_BOX);
  for (guint i = 0; i < dsc_why_popover_get_n_links (popover); i++)
    gtk_test_accessible_assert_property (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) i), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                         dsc_why_popover_get_link (popover, i));
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  app_tests_init (&argc, &argv);
  g_test_add_func ("/app/why-popover/explains-the-step", explains_the_step);
  g_test_add_func ("/app/why-popover/follows-the-step", follows_the_step);
  g_test_add_func ("/app/why-popover/gives-way-to-other-places", gives_way_to_other_places);
  g_test_add_func ("/app/why-popover/keys-work-in-popovers", keys_work_in_popovers);
  g_test_add_func ("/app/why-popover/rows-have-names", rows_have_names);
  return app_tests_run ();
}
