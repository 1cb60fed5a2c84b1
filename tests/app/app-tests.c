/* SPDX-License-Identifier: GPL-3.0-or-later */
/* app-tests.c: what the tests of the window share. */
#include "app-tests.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

static DscApplication *application;
static char *folder;

#ifdef __SANITIZE_ADDRESS__
int    __sanitizer_get_ownership      (const volatile void *pointer);
size_t __sanitizer_get_allocated_size (const volatile void *pointer);
void   __lsan_ignore_object           (const void *pointer);

/* GLib begins with room for 2048 quarks and, when a program of this size has more, leaves the old array behind on purpose. It was
 * made before main, where no suppression can name it: so it is looked for among GLib's variables, while it is still in use. */
static void
forgive_first_quarks (void)
{
  const size_t size = 2048 * sizeof (char *);
  FILE *maps = fopen ("/proc/self/maps", "r");
  char line[4096];

  while (maps != NULL && fgets (line, sizeof line, maps) != NULL)
    {
      uintptr_t begin, end;
      char access[8];

      if (strstr (line, "/libglib-2.0.so") == NULL || sscanf (line, "%lx-%lx %7s", &begin, &end, access) != 3 || access[1] != 'w')
        continue;
      for (void **variable = (void **) begin; variable < (void **) end; variable++)
        if (*variable != NULL && __sanitizer_get_ownership (*variable) && __sanitizer_get_allocated_size (*variable) == size)
          __lsan_ignore_object (*variable);
    }
  if (maps != NULL)
    fclose (maps);
}
#else
static void
forgive_first_quarks (void)
{
}
#endif

void
app_tests_init (int    *argc,
                char ***argv)
{
  g_autoptr (GError) error = NULL;

  forgive_first_quarks ();
  gtk_test_init (argc, argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  application = dsc_application_new (G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_assert_no_error (error);
}

static void
remove_folder (void)
{
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;

  if (dir == NULL)
    return;
  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
}

int
app_tests_run (void)
{
  const int status = g_test_run ();

  g_clear_object (&application);
  remove_folder ();
  return status;
}

static gboolean
expired_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
wait_until (Condition condition,
            gpointer  data)
{
  gboolean expired = FALSE;
  const guint source = g_timeout_add_seconds (10, expired_cb, &expired);

  while (!condition (data) && !expired)
    g_main_context_iteration (NULL, TRUE);
  if (!expired)
    g_source_remove (source);
  g_assert_true (condition (data));
}

static void
drawn_cb (GdkFrameClock *clock,
          gboolean      *drawn)
{
  *drawn = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

void
wait_for_draw (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gboolean drawn = FALSE;
  const gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (drawn_cb), &drawn);

  gtk_widget_queue_draw (widget);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  wait_until (is_true, &drawn);
  g_signal_handler_disconnect (clock, handler);
}

static gboolean
session_is_settled (gpointer data)
{
  DscSession *session = data;

  return !dsc_session_is_running (session);
}

void
wait_for_session (DscWindow *window)
{
  dsc_editor_flush (dsc_window_get_editor (window));
  wait_until (session_is_settled, dsc_window_get_session (window));
}

DscWindow *
open_window (void)
{
  return open_window_of_size (1440, 900);
}

DscWindow *
open_window_of_size (int width,
                     int height)
{
  DscWindow *window = dsc_window_new (GTK_APPLICATION (application), NULL);

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  dsc_window_load_default (window);
  gtk_window_present (GTK_WINDOW (window));
  dsc_window_complete (window);
  wait_for_session (window);
  wait_for_draw (GTK_WIDGET (window));
  return window;
}

void
close_window (DscWindow *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

void
type_text (DscWindow  *window,
           const char *text)
{
  GtkTextBuffer *buffer = dsc_editor_get_buffer (dsc_window_get_editor (window));
  GtkTextIter start, end;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (buffer);
  wait_for_session (window);
}

void
act (DscWindow  *window,
     const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), action, NULL));
}

GtkWindow *
find_dialog (const char *type_name)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_strcmp0 (G_OBJECT_TYPE_NAME (window), type_name) == 0 && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;     /* the list keeps it */
    }
  return NULL;
}

void
respond (GtkWindow  *dialog,
         const char *response)
{
  g_assert_nonnull (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);   /* closes it too */
}

GtkWidget *
find_widget (GtkWidget *root,
             GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

const char *
test_folder (void)
{
  g_autoptr (GError) error = NULL;

  if (folder == NULL)
    folder = g_dir_make_tmp ("dsc-app-XXXXXX", &error);
  g_assert_no_error (error);
  return folder;
}

GFile *
test_file (const char *name,
           const char *contents)
{
  g_autofree char *path = g_build_filename (test_folder (), name, NULL);
  g_autoptr (GError) error = NULL;

  if (contents != NULL)
    g_file_set_contents (path, contents, -1, &error);
  else
    g_remove (path);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}
