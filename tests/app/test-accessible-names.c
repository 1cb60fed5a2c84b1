/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-accessible-names.c: nothing that can be operated is called by the name of its type, or not at all.
 *
 * GTK 4.8 gives a widget without a label its type's name: "GtkButton". This looks at every widget of the window. */
#include "app-tests.h"
#include "dsc-shortcuts.h"

static const char *
visible_text (GtkWidget *widget)
{
  GtkWidget *label = find_widget (widget, GTK_TYPE_LABEL);

  return label != NULL ? gtk_label_get_label (GTK_LABEL (label)) : NULL;
}

static gboolean
is_operated (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_RANGE (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_LIST_VIEW (widget)
         || GTK_IS_SPIN_BUTTON (widget) || GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_SWITCH (widget)
         || GTK_IS_MENU_BUTTON (widget) || g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "DscCanvas");
}

/* A button inside of something that has a name of its own (menu button, spin button, title buttons) is that thing's part. */
static gboolean
is_part_of_another (GtkWidget *widget)
{
  for (GtkWidget *parent = gtk_widget_get_parent (widget); parent != NULL; parent = gtk_widget_get_parent (parent))
    if (GTK_IS_MENU_BUTTON (parent) || GTK_IS_SPIN_BUTTON (parent) || GTK_IS_WINDOW_CONTROLS (parent) || ADW_IS_SPLIT_BUTTON (parent)
        || GTK_IS_DROP_DOWN (parent) || GTK_IS_SCROLLBAR (parent) || GTK_IS_SEARCH_ENTRY (parent))
      return TRUE;
  return FALSE;
}

static void
check_names (GtkWidget *widget,
             guint     *n_checked)
{
  if (is_operated (widget) && gtk_widget_get_visible (widget) && !is_part_of_another (widget))
    {
      const char *text = visible_text (widget);
      const gboolean named = gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
                             || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY)
                             || (text != NULL && *text != '\0');

      if (!named)
        g_test_message ("%s in %s has no name; its tooltip: %s", G_OBJECT_TYPE_NAME (widget),
                        G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)), gtk_widget_get_tooltip_text (widget));
      g_assert_true (named);
      (*n_checked)++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    check_names (child, n_checked);
}

static gboolean
is_still (gpointer pane)
{
  return !dsc_figure_pane_is_running (pane);
}

static void
everything_has_a_name (void)
{
  DscWindow *window = open_window ();
  guint n_checked = 0;

  check_names (GTK_WIDGET (window), &n_checked);
  check_names (GTK_WIDGET (dsc_window_get_version_popover (window)), &n_checked);
  g_assert_cmpuint (n_checked, >, 20);
  act (window, "win.export");
  check_names (GTK_WIDGET (find_dialog ("DscExportDialog")), &n_checked);
  gtk_window_destroy (find_dialog ("DscExportDialog"));
  close_window (window);
}

/* Each figure with its choices, as a picture and as a table. */
static void
figures_have_names (void)
{
  DscWindow *window = open_window ();
  guint n_figures = 0, n_checked = 0;

  for (const DscShortcut *shortcut = dsc_shortcuts_get (); shortcut->keys != NULL; shortcut++)
    {
      g_autofree char *action = NULL;
      g_autoptr (GVariant) name = NULL;

      if (shortcut->action == NULL || !g_str_has_prefix (shortcut->action, "win.toggle-figure")
          || !g_action_parse_detailed_name (shortcut->action, &action, &name, NULL))
        continue;
      dsc_window_show_figure (window, g_variant_get_string (name, NULL));
      if (dsc_window_get_figure_pane (window) == NULL)
        continue;
      n_figures++;
      wait_until (is_still, dsc_window_get_figure_pane (window));
      check_names (GTK_WIDGET (window), &n_checked);
      dsc_figure_pane_set_show_table (dsc_window_get_figure_pane (window), TRUE);
      wait_until (is_still, dsc_window_get_figure_pane (window));
      check_names (GTK_WIDGET (window), &n_checked);
    }
  g_assert_cmpuint (n_figures, >=, 2);
  close_window (window);
}

static void
no_abstract_roles (void)
{
  DscWindow *window = open_window ();

  gtk_test_accessible_assert_role (dsc_window_get_editor (window), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_role (dsc_window_get_stage (window), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_role (dsc_window_get_player_bar (window), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_role (dsc_window_get_inspector (window), GTK_ACCESSIBLE_ROLE_GROUP);
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  app_tests_init (&argc, &argv);
  g_test_add_func ("/app/accessible-names/everything-has-a-name", everything_has_a_name);
  g_test_add_func ("/app/accessible-names/figures-have-names", figures_have_names);
  g_test_add_func ("/app/accessible-names/no-abstract-roles", no_abstract_roles);
  return app_tests_run ();
}
