/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-storyboard.c: contact sheets have all pictures and captions, on as many pages as are needed. */
#include "dsc-animation.h"

#include <glib/gstdio.h>
#include <string.h>

#include "film-fixture.h"

typedef struct {
  DscPainter  *painter;
  FilmFixture  film;
  char        *folder, *path;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->painter = dsc_painter_new ();
  self->film = (FilmFixture) { dsc_painter_get_metrics (self->painter), G_MAXUINT, NULL, 0, 1440, 1120 };
  self->folder = g_dir_make_tmp ("dictoscope-storyboard-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  self->path = g_strdup_printf ("%s/out.%s", self->folder, (const char *) data);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  (void) data;
  dsc_painter_free (self->painter);
  g_remove (self->path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->path);
}

static GBytes *
write_board (Fixture                    *self,
             guint                       n,
             DscFormat                   format,
             const DscAnimationOptions  *options,
             GError                    **error)
{
  char *content;
  gsize length;

  if (!dsc_storyboard_write (self->painter, n, film_fixture_draw, &self->film, self->path, format, options, NULL, error))
    return NULL;
  g_assert_true (g_file_get_contents (self->path, &content, &length, NULL));
  return g_bytes_new_take (content, length);
}

static void
check_twice (Fixture   *self,
             DscFormat  format)
{
  const DscAnimationOptions options = { .captions = TRUE, .scale = format == DSC_FORMAT_PNG ? 0.2 : 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) one = write_board (self, FILM_FRAMES, format, &options, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) two = write_board (self, FILM_FRAMES, format, &options, &error);
  g_assert_no_error (error);

  g_assert_true (g_bytes_equal (one, two));
}

/* Two large pictures on a page of A4; all words of all captions are there. */
static void
test_pdf (Fixture       *self,
          gconstpointer  data)
{
  const DscAnimationOptions options = { .captions = TRUE };
  g_autoptr (GError) error = NULL;

  (void) data;
  check_twice (self, DSC_FORMAT_PDF);
  g_autoptr (GBytes) bytes = write_board (self, FILM_FRAMES, DSC_FORMAT_PDF, &options, &error);
  g_assert_no_error (error);
  g_autofree char *info = film_fixture_run ("pdfinfo", self->path, NULL);
  if (info == NULL)
    return;
  g_assert_nonnull (strstr (info, "Pages:           6"));
  g_assert_nonnull (strstr (info, "(A4)"));
  g_autofree char *text = film_fixture_run ("pdftotext", "-raw", self->path, "-", NULL);
  if (text == NULL)
    return;
  g_strdelimit (text, "\n", ' ');
  for (guint i = 0; i < FILM_FRAMES; i++)
    {
      g_autofree char *caption = g_strdup_printf ("%u Step %u of 12: a caption that is long", i + 1, (i == 3 || i == 4 ? 2 : i) + 1);
      g_assert_nonnull (strstr (text, caption));
    }
  g_assert_nonnull (strstr (text, "page 6 of 6"));
}

static void
test_svg (Fixture       *self,
          gconstpointer  data)
{
  const DscAnimationOptions options = { .captions = TRUE, .width = 900 };
  g_autoptr (GError) error = NULL;

  (void) data;
  check_twice (self, DSC_FORMAT_SVG);
  g_autoptr (GBytes) bytes = write_board (self, FILM_FRAMES, DSC_FORMAT_SVG, &options, &error);
  g_assert_no_error (error);
  const char *text = g_bytes_get_data (bytes, NULL);
  g_assert_true (g_str_has_prefix (text, "<svg"));
  g_assert_nonnull (g_strstr_len (text, 200, " width=\"900\""));
  g_assert_nonnull (g_strstr_len (text, (gssize) g_bytes_get_size (bytes), "Step 12 of 12"));
  g_autofree char *printed = film_fixture_run ("xmllint", "--noout", self->path, NULL);
  g_autofree char *names = film_fixture_run ("xmllint", "--xpath", "count(//@id[. = following::*/@id])", self->path, NULL);
  if (names != NULL)
    g_assert_cmpstr (g_strstrip (names), ==, "0");       /* no name twice */
}

static void
test_png (Fixture       *self,
          gconstpointer  data)
{
  const DscAnimationOptions options = { .captions = TRUE, .width = 700, .theme = DSC_THEME_DARK };
  g_autoptr (GError) error = NULL;

  (void) data;
  check_twice (self, DSC_FORMAT_PNG);
  g_autoptr (GBytes) bytes = write_board (self, 3, DSC_FORMAT_PNG, &options, &error);
  g_assert_no_error (error);
  cairo_surface_t *surface = cairo_image_surface_create_from_png (self->path);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 700);
  cairo_surface_destroy (surface);
}

static void
test_numbers (Fixture       *self,
              gconstpointer  data)
{
  static const struct { guint n; DscFormat format; } bad[] = {
    { 0, DSC_FORMAT_PDF }, { 0, DSC_FORMAT_SVG }, { 401, DSC_FORMAT_PNG }, { 401, DSC_FORMAT_SVG }, { 20001, DSC_FORMAT_PDF }, { G_MAXUINT, DSC_FORMAT_PDF },
  };
  const DscAnimationOptions options = { .captions = TRUE };

  (void) data;
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (write_board (self, bad[i].n, bad[i].format, &options, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
  g_assert_cmpuint (self->film.n_asked, ==, 0);
}

static void
test_sizes (Fixture       *self,
            gconstpointer  data)
{
  static const DscAnimationOptions bad[] = { { .width = 3 }, { .width = G_MAXUINT }, { .scale = 100 }, { .scale = -2 } };

  (void) data;
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (write_board (self, FILM_FRAMES, DSC_FORMAT_PNG, &bad[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

static void
test_failure (Fixture       *self,
              gconstpointer  data)
{
  static const DscFormat formats[] = { DSC_FORMAT_PNG, DSC_FORMAT_SVG, DSC_FORMAT_PDF };
  const DscAnimationOptions options = { .captions = TRUE };

  (void) data;
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      g_assert_true (g_file_set_contents (self->path, "old", -1, NULL));
      self->film.fail_at = 7;
      g_assert_null (write_board (self, FILM_FRAMES, formats[i], &options, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
      g_assert_true (g_file_get_contents (self->path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "old");
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/draw/storyboard/pdf", Fixture, "pdf", set_up, test_pdf, tear_down);
  g_test_add ("/draw/storyboard/svg", Fixture, "svg", set_up, test_svg, tear_down);
  g_test_add ("/draw/storyboard/png", Fixture, "png", set_up, test_png, tear_down);
  g_test_add ("/draw/storyboard/numbers", Fixture, "pdf", set_up, test_numbers, tear_down);
  g_test_add ("/draw/storyboard/sizes", Fixture, "png", set_up, test_sizes, tear_down);
  g_test_add ("/draw/storyboard/failure", Fixture, "pdf", set_up, test_failure, tear_down);
  return g_test_run ();
}
