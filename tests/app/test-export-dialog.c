/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-export-dialog.c: the picture as PNG, SVG and PDF, and what happens where it cannot be written. */
#include "dsc-export-dialog.h"

#include <string.h>

#include "app-tests.h"

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
export (DscWindow *window,
        GFile     *file,
        DscFormat  format,
        GError   **error)
{
  const DscExportOptions options = { .theme = DSC_THEME_LIGHT, .scale = 1 };
  g_autoptr (GAsyncResult) result = NULL;

  dsc_export_async (dsc_window_get_session (window), file, format, &options, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return dsc_export_finish (result, error);
}

static void
writes_all_formats (void)
{
  static const struct { DscFormat format; const char *name, *begin; } cases[] = {
    { DSC_FORMAT_PNG, "row.png", "\x89PNG" }, { DSC_FORMAT_SVG, "row.svg", "<" }, { DSC_FORMAT_PDF, "row.pdf", "%PDF" },
  };
  DscWindow *window = open_window ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GFile) file = test_file (cases[i].name, NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *contents = NULL;

      g_assert_true (export (window, file, cases[i].format, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_load_contents (file, NULL, &contents, NULL, NULL, NULL));
      g_assert_true (g_str_has_prefix (contents, cases[i].begin));
      if (cases[i].format == DSC_FORMAT_SVG)
        g_assert_nonnull (strstr (contents, "dk_indices"));
    }
  close_window (window);
}

static gboolean
is_copied (gpointer data)
{
  GdkContentFormats *formats = gdk_clipboard_get_formats (data);

  return gdk_content_formats_contain_mime_type (formats, "image/png") && gdk_content_formats_contain_mime_type (formats, "image/svg+xml");
}

static void
keep_texture_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  *(GdkTexture **) user_data = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static void
copies_the_picture (void)
{
  DscWindow *window = open_window ();
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (window));
  DscScene *scene = dsc_session_get_scene (dsc_window_get_session (window));
  GdkTexture *texture = NULL;

  act (window, "win.copy-figure");
  wait_until (is_copied, clipboard);
  gdk_clipboard_read_texture_async (clipboard, NULL, keep_texture_cb, &texture);
  wait_until (is_set, &texture);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, (int) (2 * dsc_scene_get_width (scene)));
  g_object_unref (texture);
  close_window (window);
}

static void
crops_to_the_selection (void)
{
  DscWindow *window = open_window ();
  DscSession *session = dsc_window_get_session (window);
  DscExportDialog *dialog;
  GtkSwitch *first;

  dsc_session_set_selection (session, (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = 1 });
  dialog = dsc_export_dialog_new (GTK_WINDOW (window), session, "row");
  g_assert_cmpfloat (dsc_export_dialog_get_options (dialog).crop.width, ==, 0);
  first = GTK_SWITCH (find_widget (GTK_WIDGET (dialog), GTK_TYPE_SWITCH));
  gtk_switch_set_active (first, TRUE);
  g_assert_cmpfloat (dsc_export_dialog_get_options (dialog).crop.width, >, 0);
  g_assert_cmpfloat (dsc_export_dialog_get_options (dialog).crop.width, <, dsc_scene_get_width (dsc_session_get_scene (session)));
  gtk_window_destroy (GTK_WINDOW (dialog));
  close_window (window);
}

static void
writes_bytes (void)
{
  DscWindow *window = open_window ();
  g_autoptr (GFile) file = test_file ("bytes.svg", NULL), large = test_file ("large.svg", NULL);
  const DscExportOptions options = { .theme = DSC_THEME_LIGHT, .scale = 1 };
  g_autoptr (GAsyncResult) result = NULL, refused = NULL;
  g_autoptr (GError) error = NULL, too_many = NULL;
  g_autofree char *contents = NULL;

  dsc_export_memory_async (dsc_window_get_session (window), file, DSC_FORMAT_SVG, &options, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (dsc_export_finish (result, &error));
  g_assert_true (g_file_load_contents (file, NULL, &contents, NULL, NULL, NULL));
  g_assert_nonnull (strstr (contents, "little-endian"));
  g_assert_nonnull (strstr (contents, "dk_indices[0"));
  type_text (window, "d = dict.fromkeys(range(100000))\n");
  dsc_export_memory_async (dsc_window_get_session (window), large, DSC_FORMAT_SVG, &options, keep_result_cb, &refused);
  while (refused == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (dsc_export_finish (refused, &too_many));
  g_assert_nonnull (strstr (too_many->message, "4000"));
  close_window (window);
}

static void
full_disk_is_told (void)
{
  DscWindow *window = open_window ();
  g_autoptr (GFile) full = g_file_new_for_path ("/dev/full");
  g_autoptr (GFile) nowhere = g_file_new_build_filename (test_folder (), "no", "such", "folder.png", NULL);
  g_autoptr (GError) no_space = NULL, no_folder = NULL;

  g_assert_false (export (window, full, DSC_FORMAT_PNG, &no_space));
  g_assert_nonnull (strstr (no_space->message, "/dev/full"));
  g_assert_false (export (window, nowhere, DSC_FORMAT_SVG, &no_folder));
  g_assert_nonnull (strstr (no_folder->message, "folder.png"));
  close_window (window);
}

static void
nothing_to_export (void)
{
  DscWindow *window = open_window ();
  g_autoptr (GFile) file = test_file ("none.png", NULL);
  g_autoptr (GError) error = NULL;

  act (window, "win.first-step");
  act (window, "win.export");
  g_assert_null (find_dialog ("DscExportDialog"));
  g_assert_false (export (window, file, DSC_FORMAT_PNG, &error));
  g_assert_false (g_file_query_exists (file, NULL));
  close_window (window);
}

static void
dialog_knows_its_options (void)
{
  DscWindow *window = open_window ();
  DscExportDialog *dialog;
  GtkWidget *spin;

  act (window, "win.export");
  dialog = DSC_EXPORT_DIALOG (find_dialog ("DscExportDialog"));
  g_assert_nonnull (dialog);
  /* Enter exports; it is not Cancel that has the focus. */
  g_assert_nonnull (gtk_window_get_default_widget (GTK_WINDOW (dialog)));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) == gtk_window_get_default_widget (GTK_WINDOW (dialog)));
  g_assert_cmpint (dsc_export_dialog_get_format (dialog), ==, DSC_FORMAT_PNG);
  g_assert_cmpint (dsc_export_dialog_get_options (dialog).theme, ==, DSC_THEME_LIGHT);
  spin = find_widget (GTK_WIDGET (dialog), GTK_TYPE_SPIN_BUTTON);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 3);
  g_assert_cmpfloat (dsc_export_dialog_get_options (dialog).scale, ==, 3);
  gtk_window_close (GTK_WINDOW (dialog));
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  app_tests_init (&argc, &argv);
  g_test_add_func ("/app/export-dialog/writes-all-formats", writes_all_formats);
  g_test_add_func ("/app/export-dialog/copies-the-picture", copies_the_picture);
  g_test_add_func ("/app/export-dialog/crops-to-the-selection", crops_to_the_selection);
  g_test_add_func ("/app/export-dialog/writes-bytes", writes_bytes);
  g_test_add_func ("/app/export-dialog/full-disk-is-told", full_disk_is_told);
  g_test_add_func ("/app/export-dialog/nothing-to-export", nothing_to_export);
  g_test_add_func ("/app/export-dialog/dialog-knows-its-options", dialog_knows_its_options);
  return app_tests_run ();
}
