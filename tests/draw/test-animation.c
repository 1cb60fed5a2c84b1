/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-animation.c: files of motion are what other programs take them for, are the same each time, and a failure loses nothing. */
#include "dsc-animation.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "film-fixture.h"

typedef struct {
  DscPainter  *painter;
  FilmFixture  film;
  char        *folder;
} Fixture;

static const char *const names[DSC_N_ANIMATIONS] = { "out.webp", "out.gif", "out.mp4", "out/" };

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  (void) data;
  self->painter = dsc_painter_new ();
  self->film = (FilmFixture) { dsc_painter_get_metrics (self->painter), G_MAXUINT, NULL, 0, 320, 180 };
  self->folder = g_dir_make_tmp ("dictoscope-animation-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
}

static void
empty_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);

  for (const char *name = folder != NULL ? g_dir_read_name (folder) : NULL; name != NULL; name = g_dir_read_name (folder))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        empty_folder (file);
      g_remove (file);
    }
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  (void) data;
  dsc_painter_free (self->painter);
  empty_folder (self->folder);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
}

static gboolean
write_film (Fixture                    *self,
            DscAnimationFormat          format,
            const DscAnimationOptions  *options,
            char                      **out_path,
            GError                    **error)
{
  g_autofree char *path = g_strconcat (self->folder, "/", names[format], NULL);
  const gboolean is_written = dsc_animation_write (self->painter, FILM_FRAMES, film_fixture_draw, &self->film, path, format, options, self->film.cancel,
                                                   error);

  if (out_path != NULL)
    *out_path = g_steal_pointer (&path);
  return is_written;
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint n = 0;

  g_assert_nonnull (folder);
  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static guint
count_words (const char *text,
             const char *word)
{
  guint n = 0;

  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    n++;
  return n;
}

static void
test_from_path (void)
{
  DscAnimationFormat format;

  g_assert_true (dsc_animation_from_path ("a.WebP", &format));
  g_assert_cmpint (format, ==, DSC_ANIMATION_WEBP);
  g_assert_true (dsc_animation_from_path ("a.b.gif", &format));
  g_assert_cmpint (format, ==, DSC_ANIMATION_GIF);
  g_assert_true (dsc_animation_from_path ("film.mp4", &format));
  g_assert_cmpint (format, ==, DSC_ANIMATION_MP4);
  g_assert_true (dsc_animation_from_path ("frames/", &format));
  g_assert_cmpint (format, ==, DSC_ANIMATION_PNG_FOLDER);
  g_assert_false (dsc_animation_from_path ("frames", &format));
  g_assert_false (dsc_animation_from_path (".gif", &format));
  g_assert_false (dsc_animation_from_path ("a.png", &format));
}

/* Ten of the twelve frames differ; the third is shown as long as three. */
static void
test_webp (Fixture       *self,
           gconstpointer  data)
{
  const DscAnimationOptions options = { .captions = TRUE, .loop = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  (void) data;
  g_assert_true (write_film (self, DSC_ANIMATION_WEBP, &options, &path, &error));
  g_assert_no_error (error);
  g_autofree char *info = film_fixture_run ("webpinfo", path, NULL);
  if (info == NULL)
    return;
  g_assert_nonnull (strstr (info, "No error detected"));
  g_assert_nonnull (strstr (info, "Canvas size 320 x "));
  g_assert_nonnull (strstr (info, "Loop count      : 0"));
  g_assert_cmpuint (count_words (info, "Duration: 120"), ==, 9);
  g_assert_cmpuint (count_words (info, "Duration: 360"), ==, 1);
  g_assert_cmpuint (count_words (info, "Chunk VP8L"), ==, 10);     /* lossless */
  g_assert_cmpuint (count_words (info, "Chunk VP8 "), ==, 0);
  g_autofree char *parts = film_fixture_run ("webpmux", "-info", path, NULL);
  g_assert_true (parts == NULL || strstr (parts, "Number of frames: 10") != NULL);
}

static void
test_gif (Fixture       *self,
          gconstpointer  data)
{
  const DscAnimationOptions options = { .width = 640, .height = 400, .loop = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  (void) data;
  g_assert_true (write_film (self, DSC_ANIMATION_GIF, &options, &path, &error));
  g_assert_no_error (error);
  g_autofree char *info = film_fixture_run ("gifsicle", "--info", path, NULL);
  if (info == NULL)
    return;
  g_assert_nonnull (strstr (info, "10 images"));
  g_assert_nonnull (strstr (info, "logical screen 640x400"));
  g_assert_nonnull (strstr (info, "loop forever"));
  g_assert_cmpuint (count_words (info, "delay 0.12s"), ==, 9);
  g_assert_cmpuint (count_words (info, "delay 0.36s"), ==, 1);
  g_assert_cmpuint (count_words (info, "local color table"), ==, 0);
  g_autofree char *sizes = film_fixture_run ("identify", "-format", "%wx%h %T\n", path, NULL);
  g_assert_true (sizes == NULL || count_words (sizes, "\n") == 10);
}

/* Without looping there is no NETSCAPE block. */
static void
test_once (Fixture       *self,
           gconstpointer  data)
{
  const DscAnimationOptions options = { .captions = FALSE };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *bytes = NULL;
  gsize length;

  (void) data;
  g_assert_true (write_film (self, DSC_ANIMATION_GIF, &options, &path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpmem (bytes, 6, "GIF89a", 6);
  g_assert_null (g_strstr_len (bytes, 1000, "NETSCAPE"));
}

static void
test_mp4 (Fixture       *self,
          gconstpointer  data)
{
  const DscAnimationOptions options = { .width = 321, .height = 201, .captions = TRUE, .rate = 50 };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *program = g_find_program_in_path ("ffmpeg");

  (void) data;
  if (program == NULL)
    {
      g_test_skip ("There is no ffmpeg on this machine, so no MP4 can be written.");
      return;
    }
  g_assert_true (write_film (self, DSC_ANIMATION_MP4, &options, &path, &error));
  g_assert_no_error (error);
  g_autofree char *info = film_fixture_run ("ffprobe", "-v", "error", "-count_frames", "-show_entries", "stream=width,height,nb_read_frames,pix_fmt", "-of", "csv",
                                            path, NULL);
  g_assert_true (info == NULL || strstr (info, "322,202,yuv420p,72") != NULL);        /* 1.44 s of 50 pictures a second */
  g_assert_cmpuint (count_files (self->folder), ==, 1);
}

/* An ffmpeg that fails, and one that ends without reading anything. */
static void
test_bad_ffmpeg (Fixture       *self,
                 gconstpointer  data)
{
  static const char *const scripts[] = { "#!/bin/sh\ncat > /dev/null\necho 'no room. ' >&2\nexit 1\n", "#!/bin/sh\nexit 3\n" };
  const DscAnimationOptions options = { .loop = FALSE };
  g_autofree char *before = g_strdup (g_getenv ("PATH"));
  g_autofree char *program = g_build_filename (self->folder, "ffmpeg", NULL);
  g_autofree char *path = g_strconcat (self->folder, ":", before, NULL);
  g_autofree char *out = g_build_filename (self->folder, "out.mp4", NULL);

  (void) data;
  g_setenv ("PATH", path, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      g_assert_true (g_file_set_contents_full (program, scripts[i], -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
      g_assert_true (g_file_set_contents (out, "old", -1, NULL));
      g_assert_false (write_film (self, DSC_ANIMATION_MP4, &options, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
      g_assert_nonnull (strstr (error->message, "ffmpeg says"));
      g_assert_nonnull (strstr (error->message, ".webp"));
      g_assert_true (g_file_get_contents (out, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "old");
      g_assert_cmpuint (count_files (self->folder), ==, 2);
    }
  g_setenv ("PATH", self->folder, TRUE);
  g_remove (program);
  g_autoptr (GError) error = NULL;
  g_assert_false (write_film (self, DSC_ANIMATION_MP4, &options, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "WebP"));
  g_assert_cmpuint (self->film.n_asked, >, 0);
  g_setenv ("PATH", before, TRUE);
}

static void
test_folder (Fixture       *self,
             gconstpointer  data)
{
  const DscAnimationOptions options = { .scale = 0.5, .captions = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *text = NULL;

  (void) data;
  for (guint round = 0; round < 2; round++)      /* the second takes the place of the first */
    {
      g_clear_pointer (&path, g_free);
      g_assert_true (write_film (self, DSC_ANIMATION_PNG_FOLDER, &options, &path, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (count_files (path), ==, 11);
      g_assert_cmpuint (count_files (self->folder), ==, 1);
    }
  g_autofree char *list = g_build_filename (path, "frames.ffconcat", NULL);
  g_autofree char *third = g_build_filename (path, "frame-0003.png", NULL);
  g_assert_true (g_file_get_contents (list, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "file 'frame-0003.png'\nduration 0.360\n"));
  cairo_surface_t *surface = cairo_image_surface_create_from_png (third);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 160);
  cairo_surface_destroy (surface);
}

static void
test_foreign_folder (Fixture       *self,
                     gconstpointer  data)
{
  const DscAnimationOptions options = { .scale = 0.5 };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (self->folder, "out", NULL);
  g_autofree char *file = g_build_filename (path, "frame-12a.png", NULL);

  (void) data;
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "mine", -1, NULL));
  g_assert_false (write_film (self, DSC_ANIMATION_PNG_FOLDER, &options, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_EMPTY);
  g_assert_nonnull (strstr (error->message, "frame-12a.png"));
  g_assert_cmpuint (count_files (path), ==, 1);
  g_assert_cmpuint (count_files (self->folder), ==, 1);

  g_clear_error (&error);
  empty_folder (self->folder);
  g_assert_true (g_file_set_contents (path, "a file", -1, NULL));
  g_assert_false (write_film (self, DSC_ANIMATION_PNG_FOLDER, &options, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
}

static gboolean
has_ffmpeg (void)
{
  g_autofree char *program = g_find_program_in_path ("ffmpeg");

  return program != NULL;
}

static void
test_same_bytes (Fixture       *self,
                 gconstpointer  data)
{
  const DscAnimationOptions options = { .captions = TRUE, .scale = 0.7, .theme = DSC_THEME_DARK };

  (void) data;
  for (guint format = 0; format < DSC_ANIMATION_PNG_FOLDER; format++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) first = NULL;

      for (guint round = 0; round < 2 && (format != DSC_ANIMATION_MP4 || has_ffmpeg ()); round++)
        {
          g_autofree char *path = NULL;
          char *content;
          gsize length;

          g_assert_true (write_film (self, format, &options, &path, &error));
          g_assert_no_error (error);
          g_assert_true (g_file_get_contents (path, &content, &length, NULL));
          g_autoptr (GBytes) bytes = g_bytes_new_take (content, length);
          g_assert_true (first == NULL || g_bytes_equal (first, bytes));
          g_clear_pointer (&first, g_bytes_unref);
          first = g_bytes_ref (bytes);
        }
    }
}

/* Whichever frame fails, or is being made when somebody cancels: what was there stays, and nothing else. */
static void
test_failure_loses_nothing (Fixture       *self,
                            gconstpointer  data)
{
  static const guint places[] = { 0, 3, 11 };
  const DscAnimationOptions options = { .captions = TRUE };

  (void) data;
  for (guint i = 0; i < DSC_N_ANIMATIONS * G_N_ELEMENTS (places) * 2; i++)
    {
      const DscAnimationFormat format = i % DSC_N_ANIMATIONS;
      g_autofree char *path = g_strconcat (self->folder, "/", names[format], NULL);
      g_autoptr (GCancellable) cancellable = i % 2 == 0 ? g_cancellable_new () : NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      if (format == DSC_ANIMATION_MP4 && !has_ffmpeg ())
        continue;
      if (format != DSC_ANIMATION_PNG_FOLDER)
        g_assert_true (g_file_set_contents (path, "old", -1, NULL));
      self->film.fail_at = places[i / DSC_N_ANIMATIONS % G_N_ELEMENTS (places)];
      self->film.cancel = cancellable;
      g_assert_false (write_film (self, format, &options, NULL, &error));
      g_assert_error (error, G_IO_ERROR, (cancellable != NULL ? G_IO_ERROR_CANCELLED : G_IO_ERROR_FAILED));
      g_assert_cmpuint (count_files (self->folder), ==, format != DSC_ANIMATION_PNG_FOLDER);
      if (format == DSC_ANIMATION_PNG_FOLDER)
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "old");
      g_remove (path);
    }
}

/* The first look at all frames is fine, and then one fails: half of the file is there already. */
typedef struct {
  FilmFixture  *film;
  guint         n_left;
  GCancellable *cancel;
} LateFailure;

static DscScene *
fail_late (guint    i,
           guint   *out_milliseconds,
           char   **out_caption,
           gpointer data)
{
  LateFailure *self = data;

  if (self->n_left-- > 0)
    return film_fixture_draw (i, out_milliseconds, out_caption, self->film);
  self->n_left = 0;
  if (self->cancel != NULL)
    g_cancellable_cancel (self->cancel);
  return NULL;
}

static void
test_late_failure (Fixture       *self,
                   gconstpointer  data)
{
  const DscAnimationOptions options = { .loop = TRUE };

  (void) data;
  for (guint i = 0; i < 2 * DSC_N_ANIMATIONS; i++)
    {
      const DscAnimationFormat format = i / 2;
      g_autofree char *path = g_strconcat (self->folder, "/", names[format], NULL);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      LateFailure late = { &self->film, FILM_FRAMES + 6, i % 2 == 0 ? cancellable : NULL };
      g_autoptr (GError) error = NULL;

      if (format == DSC_ANIMATION_MP4 && !has_ffmpeg ())
        continue;
      g_assert_false (dsc_animation_write (self->painter, FILM_FRAMES, fail_late, &late, path, format, &options, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, (i % 2 == 0 ? G_IO_ERROR_CANCELLED : G_IO_ERROR_FAILED));
      g_assert_cmpuint (count_files (self->folder), ==, 0);
    }
}

static void
test_sizes (Fixture       *self,
            gconstpointer  data)
{
  static const DscAnimationOptions bad[] = {
    { .width = 1, .height = 1 },         { .width = 0, .height = 100 },   { .width = 20000, .height = 100 }, { .width = G_MAXUINT, .height = G_MAXUINT },
    { .scale = -1 },                     { .scale = 99 },                 { .scale = 0.01 },
    { .width = 60, .height = 40, .captions = TRUE }, { .rate = 61 },
  };

  (void) data;
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (write_film (self, DSC_ANIMATION_WEBP, &bad[i], NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_true (g_str_has_suffix (error->message, "."));
      g_assert_cmpuint (count_files (self->folder), ==, 0);
    }
}

static void
test_numbers (Fixture       *self,
              gconstpointer  data)
{
  static const guint numbers[] = { 0, 200001, G_MAXUINT };
  const DscAnimationOptions options = { .loop = TRUE };

  (void) data;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (dsc_animation_write (self->painter, numbers[i], film_fixture_draw, &self->film, "/nowhere/a.gif", DSC_ANIMATION_GIF, &options, NULL,
                                           &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
  g_assert_cmpuint (self->film.n_asked, ==, 0);
}

static void
test_no_folder (Fixture       *self,
                gconstpointer  data)
{
  static const char *const paths[DSC_N_ANIMATIONS] = { "/nowhere/at all/a.webp", "/nowhere/at all/a.gif", "/nowhere/at all/a.mp4", "/nowhere/at all/a/" };
  const DscAnimationOptions options = { .loop = TRUE };

  (void) data;
  for (guint i = 0; i < DSC_N_ANIMATIONS; i++)
    {
      g_autoptr (GError) error = NULL;

      if (i == DSC_ANIMATION_MP4 && !has_ffmpeg ())
        continue;
      g_assert_false (dsc_animation_write (self->painter, FILM_FRAMES, film_fixture_draw, &self->film, paths[i], i, &options, NULL, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, "/nowhere/at all/a"));
    }
}

static void
test_progress (Fixture       *self,
               gconstpointer  data)
{
  gint permille = 0;
  const DscAnimationOptions options = { .permille = &permille };
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_true (write_film (self, DSC_ANIMATION_WEBP, &options, NULL, &error));
  g_assert_cmpint (permille, ==, 1000);
  permille = 0;
  g_assert_true (write_film (self, DSC_ANIMATION_GIF, &options, NULL, &error));
  g_assert_cmpint (permille, ==, 1000);
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *path; void (*function) (Fixture *, gconstpointer); } tests[] = {
    { "/draw/animation/webp", test_webp },                   { "/draw/animation/gif", test_gif },
    { "/draw/animation/once", test_once },                   { "/draw/animation/mp4", test_mp4 },
    { "/draw/animation/bad-ffmpeg", test_bad_ffmpeg },       { "/draw/animation/folder", test_folder },
    { "/draw/animation/foreign-folder", test_foreign_folder }, { "/draw/animation/same-bytes", test_same_bytes },
    { "/draw/animation/failure-loses-nothing", test_failure_loses_nothing }, { "/draw/animation/late-failure", test_late_failure },
    { "/draw/animation/sizes", test_sizes },                 { "/draw/animation/numbers", test_numbers },
    { "/draw/animation/no-folder", test_no_folder },         { "/draw/animation/progress", test_progress },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].function, tear_down);
  g_test_add_func ("/draw/animation/from-path", test_from_path);
  return g_test_run ();
}
