/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-shortcuts.h: the one table of keys: what the application binds, and what the window of shortcuts shows. */
#pragma once

#include <gtk/gtk.h>

typedef enum {
  DSC_SHORTCUT_APPLICATION = 0,  /* bound by the application: works everywhere, so never a plain letter or arrow */
  DSC_SHORTCUT_WINDOW,           /* bound by the window: works where the focused widget does not want the key itself */
  DSC_SHORTCUT_WIDGET,           /* bound by the widget that it is for: only shown */
} DscShortcutScope;

typedef struct {
  DscShortcutScope  scope;
  const char       *action;      /* detailed name; NULL for WIDGET */
  const char       *keys;        /* accelerators with blanks between them */
  const char       *title;       /* untranslated; NULL: not shown */
  const char       *group;       /* untranslated */
} DscShortcut;

/* All of them, grouped; the last one has no keys. */
const DscShortcut *dsc_shortcuts_get           (void);
void               dsc_shortcuts_bind          (GtkApplication *application);
void               dsc_shortcuts_bind_window   (GtkWidget      *window);
/* Opens the popover that a key asked for. Closed again, it gives the focus back to where it was, so that Space plays as before
 * and does not press the button, as it would with the focus there. */
void               dsc_shortcuts_pop_up        (GtkMenuButton  *button);
/* In a popover as well: keys that are pressed there never come to the window that it belongs to. */
void               dsc_shortcuts_bind_popover  (GtkWidget      *popover);
/* Closes whatever popover is open in the window: what opens behind one gets no key. */
void               dsc_shortcuts_pop_down      (GtkWidget      *window);
/* GtkShortcutsWindow; GTK 4.18 deprecates it, AdwShortcutsDialog comes with libadwaita 1.8: this function is where to change. */
GtkWindow         *dsc_shortcuts_window_new    (void);
