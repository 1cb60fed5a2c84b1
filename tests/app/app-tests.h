/* SPDX-License-Identifier: GPL-3.0-or-later */
/* app-tests.h: what the tests of the window share. */
#pragma once

#include "dsc-application.h"
#include "dsc-window.h"

/* Whether something holds by now; data as given to wait_until. */
typedef gboolean (*Condition) (gpointer data);

/* Instead of g_test_init: GTK, libadwaita, no animations, and an application whose windows talk to no other. */
void       app_tests_init    (int    *argc,
                              char ***argv);
/* Runs the tests and takes the application down. */
int        app_tests_run     (void);

/* Runs the main loop until the condition holds; fails the test after ten seconds. */
void       wait_until        (Condition condition,
                              gpointer  data);
void       wait_for_draw     (GtkWidget *widget);
/* Until the session has nothing under way and the window shows its state. */
void       wait_for_session  (DscWindow *window);

/* A window of 1440 by 900 with the default example, drawn. */
DscWindow *open_window       (void);
DscWindow *open_window_of_size (int width,
                                int height);
/* Without any question. */
void       close_window      (DscWindow *window);
/* Replaces the text as typing does, and waits until the session has run it. */
void       type_text         (DscWindow  *window,
                              const char *text);
/* Fails unless there is such an action; a disabled one does nothing. */
void       act               (DscWindow  *window,
                              const char *action);
/* The visible window of a type other than window, a dialog; NULL: none. */
GtkWindow *find_dialog       (const char *type_name);
/* Presses the button of a dialog. */
void       respond           (GtkWindow  *dialog,
                              const char *response);
/* The first widget of that type below (or at) root; NULL: none. */
GtkWidget *find_widget       (GtkWidget  *root,
                              GType       type);

/* A folder for files, removed at the end. */
const char *test_folder      (void);
GFile      *test_file        (const char *name,
                              const char *contents);      /* NULL: not written */
