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
  g_test_add_func ("/app/why-popover/rows-have-names", rows_have_names);
  return app_tests_run ();
}
