/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-shortcuts.c: every key in the table is one, does something that exists, and is in the window of shortcuts. */
#include "dsc-shortcuts.h"

#include "app-tests.h"

static void
keys_are_keys_and_unique (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const DscShortcut *shortcut = dsc_shortcuts_get (); shortcut->keys != NULL; shortcut++)
    {
      g_auto (GStrv) keys = g_strsplit (shortcut->keys, " ", -1);

      for (gsize i = 0; keys[i] != NULL; i++)
        {
          guint keyval;
          GdkModifierType modifiers;

          g_assert_true (gtk_accelerator_parse (keys[i], &keyval, &modifiers));
          if (shortcut->scope != DSC_SHORTCUT_WIDGET)
            g_assert_true (g_hash_table_add (seen, gtk_accelerator_name (keyval, modifiers)));
        }
    }
}

static void
plain_keys_are_not_the_applications (void)
{
  g_test_summary ("The application sees keys before the focused widget does: a plain one would be stolen from the editor.");
  for (const DscShortcut *shortcut = dsc_shortcuts_get (); shortcut->keys != NULL; shortcut++)
    if (shortcut->scope == DSC_SHORTCUT_APPLICATION)
      {
        g_auto (GStrv) keys = g_strsplit (shortcut->keys, " ", -1);

        for (gsize i = 0; keys[i] != NULL; i++)
          g_assert_true (keys[i][0] == '<' || (keys[i][0] == 'F' && g_ascii_isdigit (keys[i][1])));
      }
}

static void
actions_exist (void)
{
  DscWindow *window = open_window ();
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));

  for (const DscShortcut *shortcut = dsc_shortcuts_get (); shortcut->keys != NULL; shortcut++)
    {
      if (shortcut->action == NULL)
        continue;
      if (g_str_has_prefix (shortcut->action, "app."))
        g_assert_true (g_action_group_has_action (G_ACTION_GROUP (application), shortcut->action + 4));
      else
        {
          const char *property = NULL;
          const GVariantType *type = NULL;
          const char *name = NULL;
          GType owner;
          guint i = 0;

          g_autofree char *wanted = NULL;
          g_autoptr (GVariant) target = NULL;

          g_assert_true (g_action_parse_detailed_name (shortcut->action, &wanted, &target, NULL));
          while (gtk_widget_class_query_action (GTK_WIDGET_GET_CLASS (window), i++, &owner, &name, &type, &property)
                 && g_strcmp0 (name, wanted) != 0)
            continue;
          g_assert_cmpstr (name, ==, wanted);
          g_assert_true (target == NULL ? type == NULL : g_variant_is_of_type (target, type));
        }
    }
  close_window (window);
}

/* The window keeps a copy of each for its search, beside the sections. */
static GtkWidget *
find_section (GtkWidget *widget)
{
  if (g_strcmp0 (G_OBJECT_TYPE_NAME (widget), "GtkShortcutsSection") == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_section (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint
count_shortcuts (GtkWidget *widget)
{
  guint n = g_strcmp0 (G_OBJECT_TYPE_NAME (widget), "GtkShortcutsShortcut") == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_shortcuts (child);
  return n;
}

static void
window_shows_all (void)
{
  GtkWindow *window = dsc_shortcuts_window_new ();
  guint expected = 0;

  for (const DscShortcut *shortcut = dsc_shortcuts_get (); shortcut->keys != NULL; shortcut++)
    expected += shortcut->title != NULL;
  g_assert_cmpuint (count_shortcuts (find_section (GTK_WIDGET (window))), ==, expected);
  gtk_window_destroy (window);
}

/* As a key press that no widget inside the window has taken. */
static gboolean
press (DscWindow       *window,
       guint            keyval,
       GdkModifierType  modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint k = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_BUBBLE
              && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval
              && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), GTK_SHORTCUT_ACTION_EXCLUSIVE,
                                                 GTK_WIDGET (window), gtk_shortcut_get_arguments (shortcut));
        }
    }
  g_assert_not_reached ();
}

static void
arrows_stay_the_players (void)
{
  DscWindow *window = open_window ();

  g_test_summary ("At an end an arrow key does nothing: if GtkWindow moved the focus instead, Space would press what it came to.");
  gtk_widget_action_set_enabled (GTK_WIDGET (window), "win.next-step", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (window), "win.previous-operation", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (window), "win.stop", FALSE);
  g_assert_true (press (window, GDK_KEY_Right, 0));
  g_assert_true (press (window, GDK_KEY_Left, GDK_CONTROL_MASK));
  g_assert_false (press (window, GDK_KEY_Escape, 0));
  close_window (window);
}

static void
popovers_give_the_focus_back (void)
{
  DscWindow *window = open_window ();
  static const char * const actions[] = { "win.why", "win.version" };

  g_test_summary ("A popover that a key opened leaves the focus where it was, not on its button, which would then take Space.");
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      act (window, "win.focus-script");
      GtkWidget *before = gtk_root_get_focus (GTK_ROOT (window));

      g_assert_nonnull (before);
      act (window, actions[i]);
      wait_for_draw (GTK_WIDGET (window));
      GtkWidget *popover = gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (window)), GTK_TYPE_POPOVER);

      g_assert_nonnull (popover);
      gtk_popover_popdown (GTK_POPOVER (popover));
      wait_for_draw (GTK_WIDGET (window));
      g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == before);
    }
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  app_tests_init (&argc, &argv);
  g_test_add_func ("/app/shortcuts/keys-are-keys-and-unique", keys_are_keys_and_unique);
  g_test_add_func ("/app/shortcuts/plain-keys-are-not-the-applications", plain_keys_are_not_the_applications);
  g_test_add_func ("/app/shortcuts/actions-exist", actions_exist);
  g_test_add_func ("/app/shortcuts/arrows-stay-the-players", arrows_stay_the_players);
  g_test_add_func ("/app/shortcuts/popovers-give-the-focus-back", popovers_give_the_focus_back);
  g_test_add_func ("/app/shortcuts/window-shows-all", window_shows_all);
  return app_tests_run ();
}
