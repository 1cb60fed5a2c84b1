/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-shortcuts.c: the one table of keys: what the application binds, and what the window of shortcuts shows. */
#include "dsc-shortcuts.h"

#include <glib/gi18n.h>
#include <string.h>

/* clang-format off */
static const DscShortcut shortcuts[] = {
  { DSC_SHORTCUT_APPLICATION, "win.new",               "<Control>n",                     N_("New script"),                        N_("Files") },
  { DSC_SHORTCUT_APPLICATION, "app.new-window",        "<Control><Shift>n",              N_("New window"),                        N_("Files") },
  { DSC_SHORTCUT_APPLICATION, "win.open",              "<Control>o",                     N_("Open a script"),                     N_("Files") },
  { DSC_SHORTCUT_APPLICATION, "win.save",              "<Control>s",                     N_("Save"),                              N_("Files") },
  { DSC_SHORTCUT_APPLICATION, "win.save-as",           "<Control><Shift>s",              N_("Save as"),                           N_("Files") },
  { DSC_SHORTCUT_APPLICATION, "win.export",            "<Control>e",                     N_("Export the picture"),                N_("Files") },
  { DSC_SHORTCUT_APPLICATION, "win.export-animation",  "<Control><Shift>e",              N_("Export steps as an animation or a storyboard"), N_("Files") },
  { DSC_SHORTCUT_APPLICATION, "win.copy-figure",       "<Control><Shift>c",              N_("Copy the picture"),                  N_("Files") },
  { DSC_SHORTCUT_APPLICATION, "window.close",          "<Control>w",                     N_("Close the window"),                  N_("Files") },
  { DSC_SHORTCUT_APPLICATION, "app.quit",              "<Control>q",                     N_("Quit"),                              N_("Files") },

  { DSC_SHORTCUT_WINDOW,      "win.play",              "space",                          N_("Play, pause"),                       N_("Steps") },
  { DSC_SHORTCUT_WINDOW,      "win.slower",            "bracketleft",                    N_("Slower"),                            N_("Steps") },
  { DSC_SHORTCUT_WINDOW,      "win.faster",            "bracketright",                   N_("Faster"),                            N_("Steps") },
  { DSC_SHORTCUT_WINDOW,      "win.next-step",         "Right",                          N_("Step forward: an operation, a probe or a store"), N_("Steps") },
  { DSC_SHORTCUT_WINDOW,      "win.previous-step",     "Left",                           N_("Step back: an operation, a probe or a store"), N_("Steps") },
  { DSC_SHORTCUT_WINDOW,      "win.next-operation",    "<Control>Right",                 N_("Next operation"),                    N_("Steps") },
  { DSC_SHORTCUT_WINDOW,      "win.previous-operation", "<Control>Left",                 N_("Previous operation"),                N_("Steps") },
  { DSC_SHORTCUT_WINDOW,      "win.next-event",        "Page_Down",                      N_("Next event: a resize, a tombstone, a collision…"), N_("Steps") },
  { DSC_SHORTCUT_WINDOW,      "win.previous-event",    "Page_Up",                        N_("Previous event"),                    N_("Steps") },
  { DSC_SHORTCUT_WINDOW,      "win.next-resize",       "<Shift>r",                       N_("Next resize"),                       N_("Steps") },
  { DSC_SHORTCUT_WINDOW,      "win.next-tombstone",    "<Shift>t",                       N_("Next tombstone"),                    N_("Steps") },
  { DSC_SHORTCUT_WINDOW,      "win.next-collision",    "<Shift>c",                       N_("Next collision"),                    N_("Steps") },
  { DSC_SHORTCUT_WINDOW,      "win.bookmark",          "b",                              N_("Set or remove a bookmark"),          N_("Steps") },
  { DSC_SHORTCUT_WINDOW,      "win.next-bookmark",     "n",                              N_("Next bookmark"),                     N_("Steps") },
  { DSC_SHORTCUT_WINDOW,      "win.previous-bookmark", "p",                              N_("Previous bookmark"),                 N_("Steps") },
  { DSC_SHORTCUT_WINDOW,      "win.first-step",        "Home",                           N_("First state"),                       N_("Steps") },
  { DSC_SHORTCUT_WINDOW,      "win.last-step",         "End",                            N_("Last state"),                        N_("Steps") },
  { DSC_SHORTCUT_APPLICATION, "win.next-step",         "F8",                             N_("Step forward, while writing too"),   N_("Steps") },
  { DSC_SHORTCUT_APPLICATION, "win.previous-step",     "F7",                             N_("Step back, while writing too"),      N_("Steps") },
  { DSC_SHORTCUT_APPLICATION, "win.step-at-cursor",    "<Control>Return",                N_("Go to the step of the cursor's line"), N_("Steps") },
  { DSC_SHORTCUT_WINDOW,      "win.stop",              "Escape",                         N_("Stop a long run; back to the diagram"), N_("Steps") },

  { DSC_SHORTCUT_WINDOW,      "win.why",               "w",                              N_("Why did this happen?"),              N_("View") },
  { DSC_SHORTCUT_WINDOW,      "win.compare",           "c",                              N_("Compare with another version, or no longer"), N_("View") },
  { DSC_SHORTCUT_WINDOW,      "win.next-difference",   "d",                              N_("Next difference between the sides"), N_("View") },
  { DSC_SHORTCUT_WINDOW,      "win.previous-difference", "<Shift>d",                     N_("Previous difference between the sides"), N_("View") },
  { DSC_SHORTCUT_APPLICATION, "win.version",           "<Control>l",                     N_("Choose the version of CPython"),     N_("View") },
  { DSC_SHORTCUT_APPLICATION, "win.show-script",       "F9",                             N_("Show script and steps"),             N_("View") },
  { DSC_SHORTCUT_APPLICATION, "win.show-inspector",    "<Control>F9",                    N_("Show inspector"),                    N_("View") },
  { DSC_SHORTCUT_APPLICATION, "win.show-bytes",        "<Control>b",                     N_("Show the bytes in memory"),          N_("View") },
  { DSC_SHORTCUT_APPLICATION, "win.show-lane",         "<Control>t",                     N_("Show watchers and version tags"),    N_("View") },
  { DSC_SHORTCUT_APPLICATION, "win.focus-script",      "<Control>1",                     N_("Go to the script"),                  N_("View") },
  { DSC_SHORTCUT_APPLICATION, "win.focus-steps",       "<Control>2",                     N_("Go to the steps"),                   N_("View") },
  { DSC_SHORTCUT_APPLICATION, "win.focus-picture",     "<Control>3",                     N_("Go to the picture"),                 N_("View") },
  { DSC_SHORTCUT_APPLICATION, "win.zoom-in",           "<Control>plus <Control>equal <Control>KP_Add", N_("Larger"),              N_("View") },
  { DSC_SHORTCUT_APPLICATION, "win.zoom-out",          "<Control>minus <Control>KP_Subtract", N_("Smaller"),                      N_("View") },
  { DSC_SHORTCUT_APPLICATION, "win.zoom-fit",          "<Control>0 <Control>KP_0",       N_("Fit the picture into the window"),   N_("View") },
  { DSC_SHORTCUT_APPLICATION, "win.zoom-selection",    "<Control>9 <Control>KP_9",       N_("Zoom to what is selected"),          N_("View") },
  { DSC_SHORTCUT_APPLICATION, "win.zoom-natural",      "<Alt>0",                         N_("Natural size"),                      N_("View") },

  { DSC_SHORTCUT_WINDOW,      "win.toggle-figure::diagram", "1",                         N_("The diagram"),                       N_("Figures") },
  { DSC_SHORTCUT_WINDOW,      "win.toggle-figure::matrix", "2",                          N_("Matrix of all versions, and back"),  N_("Figures") },
  { DSC_SHORTCUT_WINDOW,      "win.toggle-figure::layout", "3",                          N_("Layout of two versions' structs"),   N_("Figures") },
  { DSC_SHORTCUT_WINDOW,      "win.toggle-figure::history", "4",                         N_("History of the rules"),              N_("Figures") },
  { DSC_SHORTCUT_WINDOW,      "win.toggle-figure::plot", "5",                            N_("Plots"),                             N_("Figures") },
  { DSC_SHORTCUT_WINDOW,      "win.toggle-figure::records", "6",                         N_("What records cost"),                 N_("Figures") },
  { DSC_SHORTCUT_WINDOW,      "win.toggle-figure::explain", "7",                         N_("Explain a number"),                  N_("Figures") },
  { DSC_SHORTCUT_WINDOW,      "win.toggle-table",      "t",                              N_("The figure as a table, and back"),   N_("Figures") },
  { DSC_SHORTCUT_WIDGET,      NULL,                    "Return",                         N_("Go to what a number of a figure stands for"), N_("Figures") },

  { DSC_SHORTCUT_WIDGET,      NULL,                    "Up Down",                        N_("Select the first part, walk between parts"), N_("Picture") },
  { DSC_SHORTCUT_WIDGET,      NULL,                    "Left Right",                     N_("Walk between parts, once one is selected"), N_("Picture") },
  { DSC_SHORTCUT_WIDGET,      NULL,                    "Tab <Shift>Tab",                 N_("Next and previous stop, once a part is selected"), N_("Picture") },
  { DSC_SHORTCUT_WIDGET,      NULL,                    "Return",                         N_("Go down to what it holds or points at"), N_("Picture") },
  { DSC_SHORTCUT_WIDGET,      NULL,                    "BackSpace",                      N_("Go up to what it lies in"),          N_("Picture") },
  { DSC_SHORTCUT_WIDGET,      NULL,                    "Escape",                         N_("Select nothing"),                    N_("Picture") },

  { DSC_SHORTCUT_APPLICATION, "win.find",              "<Control>f",                     N_("Find a key, a slot or an address"),  N_("Places") },
  { DSC_SHORTCUT_APPLICATION, "win.go-to",             "<Control>g",                     N_("Go to a step, a line, a slot or an entry"), N_("Places") },
  { DSC_SHORTCUT_APPLICATION, "win.back",              "<Alt>Left",                      N_("Back to the place before"),          N_("Places") },
  { DSC_SHORTCUT_APPLICATION, "win.forward",           "<Alt>Right",                     N_("Forward again"),                     N_("Places") },

  { DSC_SHORTCUT_WINDOW,      "win.undo",              "<Control>z",                     N_("Undo"),                              N_("Editing") },
  { DSC_SHORTCUT_WINDOW,      "win.redo",              "<Control><Shift>z",              N_("Redo"),                              N_("Editing") },

  { DSC_SHORTCUT_APPLICATION, "win.show-help-overlay", "<Control>question F1",           N_("Keyboard shortcuts"),                N_("General") },
  { DSC_SHORTCUT_WIDGET,      NULL,                    "F10",                            N_("Main menu"),                         N_("General") },
  { DSC_SHORTCUT_APPLICATION, NULL, NULL, NULL, NULL },
};
/* clang-format on */

const DscShortcut *
dsc_shortcuts_get (void)
{
  return shortcuts;
}

void
dsc_shortcuts_bind (GtkApplication *application)
{
  for (const DscShortcut *shortcut = shortcuts; shortcut->keys != NULL; shortcut++)
    if (shortcut->scope == DSC_SHORTCUT_APPLICATION)
      {
        g_auto (GStrv) keys = g_strsplit (shortcut->keys, " ", -1);
        g_auto (GStrv) bound = gtk_application_get_accels_for_action (application, shortcut->action);

        if (bound[0] == NULL)
          gtk_application_set_accels_for_action (application, shortcut->action, (const char * const *) keys);
      }
}

/* The arrow keys stay the player's where it can go no further: GtkWindow would move the focus with them, to a button that
 * then takes Space. An action that is disabled is not activated. */
static gboolean
activate_and_keep (GtkWidget *widget,
                   GVariant  *arguments,
                   gpointer   action)
{
  gtk_widget_activate_action (widget, action, NULL);
  return TRUE;
}

static GtkShortcut *
shortcut_of_window (const DscShortcut *shortcut)
{
  GtkShortcutTrigger *trigger = gtk_shortcut_trigger_parse_string (shortcut->keys);
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (g_str_has_suffix (shortcut->keys, "Left") || g_str_has_suffix (shortcut->keys, "Right"))
    return gtk_shortcut_new (trigger, gtk_callback_action_new (activate_and_keep, (gpointer) shortcut->action, NULL));
  if (!g_action_parse_detailed_name (shortcut->action, &name, &target, NULL))
    g_return_val_if_reached (gtk_shortcut_new (trigger, NULL));
  GtkShortcut *made = gtk_shortcut_new (trigger, gtk_named_action_new (name));

  if (target != NULL)
    gtk_shortcut_set_arguments (made, target);
  return made;
}

/* Not by bindings of the class: those of GtkWindow, which moves the focus with the arrow keys, would come first. */
void
dsc_shortcuts_bind_window (GtkWidget *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (const DscShortcut *shortcut = shortcuts; shortcut->keys != NULL; shortcut++)
    if (shortcut->scope == DSC_SHORTCUT_WINDOW)
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut_of_window (shortcut));
  gtk_widget_add_controller (window, controller);
}

void
dsc_shortcuts_bind_popover (GtkWidget *popover)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (const DscShortcut *shortcut = shortcuts; shortcut->keys != NULL; shortcut++)
    {
      g_auto (GStrv) keys = g_strsplit (shortcut->keys, " ", -1);

      for (gsize i = 0; shortcut->scope == DSC_SHORTCUT_APPLICATION && keys[i] != NULL; i++)
        gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                              gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i]),
                                                                gtk_named_action_new (shortcut->action)));
    }
  gtk_widget_add_controller (popover, controller);
}

static void
free_weak_ref (gpointer  data,
               GClosure *closure)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
give_focus_back_cb (GtkWidget *popover,
                    gpointer   before)
{
  GtkWidget *button = gtk_widget_get_parent (popover);
  GtkRoot *root = button != NULL ? gtk_widget_get_root (button) : NULL;
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  g_autoptr (GtkWidget) target = g_weak_ref_get (before);

  if (root != NULL && (focus == NULL || focus == button || gtk_widget_is_ancestor (focus, button)))
    gtk_root_set_focus (root, target);
  g_signal_handlers_disconnect_by_func (popover, give_focus_back_cb, before);
}

void
dsc_shortcuts_pop_up (GtkMenuButton *button)
{
  GtkPopover *popover = gtk_menu_button_get_popover (button);
  GWeakRef *before;

  if (popover != NULL && gtk_widget_get_visible (GTK_WIDGET (popover)))
    return;
  before = g_new (GWeakRef, 1);
  g_weak_ref_init (before, gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (button))));
  gtk_menu_button_popup (button);
  g_signal_connect_data (gtk_menu_button_get_popover (button), "closed", G_CALLBACK (give_focus_back_cb), before, free_weak_ref,
                         G_CONNECT_AFTER);
}

void
dsc_shortcuts_pop_down (GtkWidget *window)
{
  if (GTK_IS_POPOVER (window) && gtk_popover_get_autohide (GTK_POPOVER (window)))
    {
      gtk_popover_popdown (GTK_POPOVER (window));
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (window); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child))
      dsc_shortcuts_pop_down (child);
}

/* Keys that only stand in for others (the keypad's, "=" for "+") are bound, but would clutter the window. */
static char *
shown_keys (const char *keys)
{
  g_auto (GStrv) all = g_strsplit (keys, " ", -1);
  GString *shown = g_string_new (all[0]);

  for (gsize i = 1; all[0] != NULL && all[i] != NULL; i++)
    if (strstr (all[i], "KP_") == NULL && !g_str_has_suffix (all[i], "equal"))
      g_string_append_printf (shown, " %s", all[i]);
  return g_string_free (shown, FALSE);
}

/* The window can be described in markup only. */
static char *
describe_window (void)
{
  GString *xml = g_string_new ("<interface><object class=\"GtkShortcutsWindow\" id=\"window\"><property name=\"modal\">1</property>"
                               "<child><object class=\"GtkShortcutsSection\"><property name=\"section-name\">all</property>"
                               "<property name=\"max-height\">11</property>");
  const char *group = NULL;

  for (const DscShortcut *shortcut = shortcuts; shortcut->keys != NULL; shortcut++)
    {
      if (shortcut->title == NULL)
        continue;
      if (g_strcmp0 (group, shortcut->group) != 0)
        {
          g_autofree char *title = g_markup_escape_text (_(shortcut->group), -1);

          g_string_append_printf (xml, "%s<child><object class=\"GtkShortcutsGroup\"><property name=\"title\">%s</property>",
                                  group != NULL ? "</object></child>" : "", title);
          group = shortcut->group;
        }
      g_autofree char *title = g_markup_escape_text (_(shortcut->title), -1);
      g_autofree char *plain = shown_keys (shortcut->keys);
      g_autofree char *keys = g_markup_escape_text (plain, -1);

      g_string_append_printf (xml, "<child><object class=\"GtkShortcutsShortcut\"><property name=\"title\">%s</property>"
                              "<property name=\"accelerator\">%s</property></object></child>", title, keys);
    }
  g_string_append (xml, "</object></child></object></child></object></interface>");
  return g_string_free (xml, FALSE);
}

GtkWindow *
dsc_shortcuts_window_new (void)
{
  g_autofree char *xml = describe_window ();
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_string (xml, -1);

  return GTK_WINDOW (gtk_builder_get_object (builder, "window"));
}
