/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-export.c: files are what they say, are the same each time, and a failure loses nothing. */
#include "dsc-export.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "sample-scene.h"

typedef struct {
  DscPainter *painter;
  DscScene   *scene;
  char       *folder;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  (void) data;
  self->painter = dsc_painter_new ();
  self->scene = sample_scene_new (dsc_painter_get_metrics (self->painter));
  self->folder = g_dir_make_tmp ("dictoscope-export-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  (void) data;
  dsc_painter_free (self->painter);
  dsc_scene_unref (self->scene);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
}

static GBytes *
export (Fixture   *self,
        DscFormat  format,
        double     scale,
        GError   **error)
{
  const DscExportOptions options = { .scale = scale };

  return dsc_export_bytes (self->painter, self->scene, format, &options, error);
}

static void
test_formats (Fixture       *self,
              gconstpointer  data)
{
  static const char *const magic[DSC_N_FORMATS] = { "\211PNG", "<svg", "%PDF" };

  (void) data;
  for (guint format = 0; format < DSC_N_FORMATS; format++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) one = export (self, format, 1, &error);
      g_assert_no_error (error);
      g_autoptr (GBytes) two = export (self, format, 1, &error);
      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (one, NULL), 4, magic[format], 4);
      g_assert_true (g_bytes_equal (one, two));
    }
}

static guint32
read_big_endian (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3];
}

static void
test_png_size (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  g_autoptr (GBytes) bytes = export (self, DSC_FORMAT_PNG, 1.5, &error);
  g_assert_no_error (error);
  const guint8 *header = g_bytes_get_data (bytes, NULL);
  g_assert_cmpuint (read_big_endian (header + 16), ==, 630);
  g_assert_cmpuint (read_big_endian (header + 20), ==, 60 * DSC_N_ROLES);

  g_assert_null (export (self, DSC_FORMAT_PNG, 90, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_nonnull (strstr (error->message, "scale of at most"));
}

static void
test_bad_scale (Fixture       *self,
                gconstpointer  data)
{
  static const double scales[] = { -1, 0.001, 1e9 };

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (export (self, DSC_FORMAT_SVG, scales[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

static void
test_format_from_path (void)
{
  DscFormat format;

  g_assert_true (dsc_format_from_path ("a/b.PNG", &format));
  g_assert_cmpint (format, ==, DSC_FORMAT_PNG);
  g_assert_true (dsc_format_from_path ("b.c.pdf", &format));
  g_assert_cmpint (format, ==, DSC_FORMAT_PDF);
  g_assert_false (dsc_format_from_path (".svg", &format));
  g_assert_false (dsc_format_from_path ("svg", &format));
  g_assert_false (dsc_format_from_path ("a.gif", &format));
}

static void
test_replaces_file (Fixture       *self,
                    gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "out.svg", NULL);
  const DscExportOptions options = { .scale = 1 };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_true (dsc_export_file (self->painter, self->scene, path, DSC_FORMAT_SVG, &options, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "<svg"));
  g_remove (path);
}

static void
test_failure_loses_nothing (Fixture       *self,
                            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "out.png", NULL);
  const DscExportOptions options = { .scale = 90 };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_false (dsc_export_file (self->painter, self->scene, path, DSC_FORMAT_PNG, &options, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
  g_remove (path);
}

/* What is said is the same at each attempt: no name of a temporary file is in it. */
static void
test_no_folder (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "none", "out.png", NULL);
  g_autofree char *said = g_strdup_printf ("“%s” could not be written: %s.", path, g_strerror (ENOENT));
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_false (dsc_write_file (path, "x", 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, said);
}

static void
test_full_device (void)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("There is no /dev/full on this machine.");
      return;
    }
  g_assert_false (dsc_write_file ("/dev/full", "x", 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_nonnull (strstr (error->message, "/dev/full"));
}

static void
test_folder (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_false (dsc_write_file (self->folder, "x", 1, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, self->folder));
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *path; void (*function) (Fixture *, gconstpointer); } tests[] = {
    { "/draw/export/formats", test_formats },             { "/draw/export/png-size", test_png_size },
    { "/draw/export/bad-scale", test_bad_scale },         { "/draw/export/replaces-file", test_replaces_file },
    { "/draw/export/failure-loses-nothing", test_failure_loses_nothing }, { "/draw/export/folder", test_folder }, { "/draw/export/no-folder", test_no_folder },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].function, tear_down);
  g_test_add_func ("/draw/export/format-from-path", test_format_from_path);
  g_test_add_func ("/draw/export/full-device", test_full_device);
  return g_test_run ();
}
