/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-animation-dialog.c: steps as motion and as a storyboard from the window, which stays alive, and what cancelling leaves. */
#include "dsc-animation-dialog.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app-tests.h"

typedef struct {
  guint  n_done;
  char  *message;
} Done;

static void
done_cb (DscAnimationDialog *dialog,
         GFile              *file,
         const char         *message,
         gpointer            user_data)
{
  Done *self = user_data;

  self->n_done++;
  self->message = g_strdup (message);
}

static gboolean
is_done (gpointer data)
{
  return ((Done *) data)->n_done > 0;
}

static DscAnimationDialog *
open_dialog (DscWindow *window,
             Done      *done)
{
  GtkWindow *dialog;

  act (window, "win.export-animation");
  dialog = find_dialog ("DscAnimationDialog");
  g_assert_nonnull (dialog);
  g_signal_connect (dialog, "done", G_CALLBACK (done_cb), done);
  return DSC_ANIMATION_DIALOG (dialog);
}

/* The nth row with choices of the dialog. */
static AdwComboRow *
find_row (GtkWidget  *root,
          const char *title)
{
  if (ADW_IS_COMBO_ROW (root) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    return ADW_COMBO_ROW (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      AdwComboRow *found = find_row (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
choose (DscAnimationDialog *dialog,
        DscAnimationKind    kind)
{
  AdwComboRow *row = find_row (GTK_WIDGET (dialog), "_Format");

  g_assert_nonnull (row);
  adw_combo_row_set_selected (row, kind);
  g_assert_cmpint (dsc_animation_dialog_get_request (dialog).kind, ==, kind);
}

/* The nth place for a number: from, to, scale. */
static GtkSpinButton *
find_spin (GtkWidget *root,
           guint     *n)
{
  if (GTK_IS_SPIN_BUTTON (root))
    return (*n)-- == 0 ? GTK_SPIN_BUTTON (root) : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkSpinButton *found = find_spin (child, n);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Small and short, so that it is soon done. */
static void
make_short (DscAnimationDialog *dialog)
{
  guint from = 0, scale = 2;

  gtk_spin_button_set_value (find_spin (GTK_WIDGET (dialog), &from), 1000);
  gtk_spin_button_set_value (find_spin (GTK_WIDGET (dialog), &scale), 0.3);
  g_assert_cmpuint (dsc_animation_dialog_get_request (dialog).first, ==, dsc_animation_dialog_get_request (dialog).last);
  g_assert_cmpfloat_with_epsilon (dsc_animation_dialog_get_request (dialog).scale, 0.3, 1e-9);
}

static void
writes_all_kinds (void)
{
  static const struct { DscAnimationKind kind; const char *name, *begin; } cases[] = {
    { DSC_ANIMATION_KIND_WEBP, "row.webp", "RIFF" }, { DSC_ANIMATION_KIND_GIF, "row.gif", "GIF89a" }, { DSC_ANIMATION_KIND_PDF, "row.pdf", "%PDF" },
    { DSC_ANIMATION_KIND_SVG, "row.svg", "<svg" },   { DSC_ANIMATION_KIND_PNG, "row.png", "\x89PNG" },
  };
  DscWindow *window = open_window ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Done done = { 0 };
      DscAnimationDialog *dialog = open_dialog (window, &done);
      g_autoptr (GFile) file = test_file (cases[i].name, NULL);
      g_autofree char *contents = NULL;

      make_short (dialog);
      if (i != 1)      /* the ending alone does */
        choose (dialog, cases[i].kind);
      dsc_animation_dialog_write (dialog, file);
      g_assert_true (dsc_animation_dialog_is_writing (dialog));
      wait_until (is_done, &done);
      g_assert_cmpstr (done.message, ==, NULL);
      g_assert_true (g_file_load_contents (file, NULL, &contents, NULL, NULL, NULL));
      g_assert_true (g_str_has_prefix (contents, cases[i].begin));
      g_assert_null (find_dialog ("DscAnimationDialog"));
    }
  close_window (window);
}

static void
proposes_all_steps (void)
{
  Done done = { 0 };
  DscWindow *window = open_window ();
  const guint64 n_steps = dsc_session_get_n_steps (dsc_window_get_session (window));
  DscAnimationDialog *dialog = open_dialog (window, &done);
  const DscAnimationRequest request = dsc_animation_dialog_get_request (dialog);

  g_assert_cmpuint (request.first, ==, 1);
  g_assert_cmpuint (request.last, ==, n_steps);
  g_assert_cmpfloat (request.speed, ==, 1);
  g_assert_cmpfloat_with_epsilon (request.scale, 0.3, 1e-9);      /* as it was the last time */
  g_assert_true (request.captions);
  g_assert_cmpint (request.grain, ==, DSC_GRAIN_PROBE);
  gtk_window_destroy (GTK_WINDOW (dialog));
  close_window (window);
}

static gboolean
is_idle (gpointer data)
{
  return !dsc_animation_dialog_is_writing (data);
}

static gboolean
has_progress (gpointer data)
{
  return gtk_progress_bar_get_fraction (data) > 0;
}

/* A long one: the session can be used meanwhile, and stopping leaves the old file and an open dialog. */
static void
stops (void)
{
  Done done = { 0 };
  DscWindow *window = open_window ();
  DscSession *session = dsc_window_get_session (window);
  g_autoptr (GFile) file = test_file ("long.webp", "old");
  g_autofree char *contents = NULL;

  type_text (window, "d = {}\nfor i in range(400):\n    d[i] = i\n");
  DscAnimationDialog *dialog = open_dialog (window, &done);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  choose (dialog, DSC_ANIMATION_KIND_WEBP);
  dsc_animation_dialog_write (dialog, file);
  wait_until (has_progress, find_widget (GTK_WIDGET (dialog), GTK_TYPE_PROGRESS_BAR));
  dsc_session_set_position (session, 3);
  wait_for_session (window);
  g_assert_cmpuint (dsc_session_get_state (session)->step, ==, 3);
  g_assert_true (dsc_animation_dialog_is_writing (dialog));
  g_assert_true (gtk_widget_activate (find_widget (GTK_WIDGET (dialog), GTK_TYPE_BUTTON)));      /* the first one: Stop */
  wait_until (is_idle, dialog);
  g_assert_cmpuint (done.n_done, ==, 0);
  g_assert_true (g_file_load_contents (file, NULL, &contents, NULL, NULL, NULL));
  g_assert_cmpstr (contents, ==, "old");
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_null (dialog);
  close_window (window);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* Closing the dialog stops it too, and nothing keeps it alive after that. */
static void
closes (void)
{
  Done done = { 0 };
  DscWindow *window = open_window ();
  g_autoptr (GFile) file = test_file ("closed.gif", NULL);

  type_text (window, "d = {}\nfor i in range(400):\n    d[i] = i\n");
  DscAnimationDialog *dialog = open_dialog (window, &done);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  choose (dialog, DSC_ANIMATION_KIND_GIF);
  dsc_animation_dialog_write (dialog, file);
  gtk_window_destroy (GTK_WINDOW (dialog));
  wait_until (is_gone, &dialog);
  g_assert_cmpuint (done.n_done, ==, 0);
  g_assert_false (g_file_query_exists (file, NULL));
  close_window (window);
}

static void
tells_what_is_wrong (void)
{
  Done done = { 0 };
  DscWindow *window = open_window ();
  g_autoptr (GFile) file = g_file_new_build_filename (test_folder (), "no", "such", "row.webp", NULL);
  DscAnimationDialog *dialog = open_dialog (window, &done);

  choose (dialog, DSC_ANIMATION_KIND_PNG);
  dsc_animation_dialog_write (dialog, file);
  wait_until (is_done, &done);
  g_assert_nonnull (strstr (done.message, "row.webp"));
  g_assert_false (dsc_animation_dialog_is_writing (dialog));
  g_free (done.message);
  gtk_window_destroy (GTK_WINDOW (dialog));
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  app_tests_init (&argc, &argv);
  g_test_add_func ("/app/animation-dialog/writes-all-kinds", writes_all_kinds);
  g_test_add_func ("/app/animation-dialog/proposes-all-steps", proposes_all_steps);
  g_test_add_func ("/app/animation-dialog/stops", stops);
  g_test_add_func ("/app/animation-dialog/closes", closes);
  g_test_add_func ("/app/animation-dialog/tells-what-is-wrong", tells_what_is_wrong);
  return app_tests_run ();
}
