/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-reel.c: painting only what differs gives the same pixels as painting all of it. */
#include "dsc-reel.h"

#include <string.h>

#include "dsc-colors.h"
#include "dsc-damage.h"
#include "film-fixture.h"

static const DscReelLimits any = { .even = 1, .most_pixels_a_side = 32767, .transparent = TRUE };

typedef struct {
  FilmFixture *film;
  guint        frame;
} Single;

static DscScene *
draw_single (guint    i,
             guint   *out_milliseconds,
             char   **out_caption,
             gpointer data)
{
  const Single *self = data;

  (void) i;
  return film_fixture_draw (self->frame, out_milliseconds, out_caption, self->film);
}

static gsize
get_size (cairo_surface_t *surface)
{
  return (gsize) cairo_image_surface_get_stride (surface) * (gsize) cairo_image_surface_get_height (surface);
}

static void
check_theme (const DscAnimationOptions *options)
{
  static const guint frames[] = { 0, 1, 2, 5, 6, 7, 8, 9, 10, 11 };
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  FilmFixture film = { dsc_painter_get_metrics (painter), G_MAXUINT, NULL, 0, 320, 180 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DscReel) reel = dsc_reel_new (painter, FILM_FRAMES, film_fixture_draw, &film, options, &any, NULL, &error);
  DscReelPicture picture, whole;

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      Single single = { &film, frames[i] };
      g_autoptr (DscReel) alone = dsc_reel_new (painter, 1, draw_single, &single, options, &any, NULL, &error);

      g_assert_true (dsc_reel_next (reel, &picture, &error));
      g_assert_true (dsc_reel_next (alone, &whole, &error));
      g_assert_cmpuint (picture.number, ==, i);
      g_assert_cmpuint (picture.milliseconds, ==, frames[i] == 2 ? 360 : 120);
      g_assert_cmpint (picture.start, ==, 120 * frames[i]);
      g_assert_cmpmem (cairo_image_surface_get_data (picture.surface), get_size (picture.surface), cairo_image_surface_get_data (whole.surface),
                       get_size (whole.surface));
    }
  g_assert_false (dsc_reel_next (reel, &picture, &error));
  g_assert_no_error (error);
}

static void
test_only_what_differs (void)
{
  check_theme (&(DscAnimationOptions) { .captions = TRUE });
  check_theme (&(DscAnimationOptions) { .width = 437, .height = 301, .captions = TRUE, .theme = DSC_THEME_DARK });
  check_theme (&(DscAnimationOptions) { .scale = 0.69, .transparent = TRUE });
}

/* What differs is found, and no more than that: most of the picture stands still. */
static void
test_damage (void)
{
  FilmFixture film = { &dsc_text_metrics_builtin, G_MAXUINT, NULL, 0, 320, 180 };
  guint milliseconds;
  g_autofree char *a = NULL, *b = NULL, *c = NULL;
  g_autoptr (DscScene) one = film_fixture_draw (5, &milliseconds, &a, &film);
  g_autoptr (DscScene) same = film_fixture_draw (5, &milliseconds, &b, &film);
  g_autoptr (DscScene) other = film_fixture_draw (7, &milliseconds, &c, &film);
  guint pixels = 0;

  cairo_region_t *damage = dsc_damage_between (one, same, 1, 0, 0);
  g_assert_true (cairo_region_is_empty (damage));
  cairo_region_destroy (damage);
  damage = dsc_damage_between (one, other, 1, 0, 0);
  g_assert_false (cairo_region_is_empty (damage));
  for (int i = 0; i < cairo_region_num_rectangles (damage); i++)
    {
      cairo_rectangle_int_t box;
      cairo_region_get_rectangle (damage, i, &box);
      pixels += (guint) (box.width * box.height);
    }
  g_assert_cmpuint (pixels, <, 320 * 180 / 2);
  cairo_region_destroy (damage);
}

/* The same boxes in another order look different where they meet. */
static void
test_order (void)
{
  const DscRect boxes[] = { { 10, 10, 50, 50 }, { 40, 40, 50, 50 } };
  g_autoptr (DscScene) one = dsc_scene_new (200, 200), other = dsc_scene_new (200, 200);
  const cairo_rectangle_int_t both = { 40, 40, 20, 20 };

  for (guint i = 0; i < 2; i++)
    {
      dsc_scene_add_rect (one, (DscSceneId) { 0 }, i == 0 ? DSC_ROLE_LIVE : DSC_ROLE_DUMMY, boxes[i], 0);
      dsc_scene_add_rect (other, (DscSceneId) { 0 }, i == 0 ? DSC_ROLE_DUMMY : DSC_ROLE_LIVE, boxes[1 - i], 0);
    }
  cairo_region_t *damage = dsc_damage_between (one, other, 1, 0, 0);
  g_assert_cmpint (cairo_region_contains_rectangle (damage, &both), ==, CAIRO_REGION_OVERLAP_IN);
  cairo_region_destroy (damage);
}

/* Few colours are kept exactly; of many, those that cover much are. */
static void
test_colors (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 256, 256);
  guint8 *data = cairo_image_surface_get_data (surface);
  const cairo_rectangle_int_t whole = { 0, 0, 256, 256 };
  cairo_region_t *region = cairo_region_create_rectangle (&whole);
  g_autoptr (DscColors) colors = dsc_colors_new ();
  guint n;

  for (guint y = 0; y < 256; y++)
    for (guint x = 0; x < 256; x++)
      ((guint32 *) (void *) (data + y * (guint) cairo_image_surface_get_stride (surface)))[x] =
        0xff000000 | (y < 128 ? 0x123456u : y < 200 ? 0xfedcbau : x << 16 | y << 8 | (x ^ y));
  dsc_colors_count (colors, surface, region);
  const guint32 *chosen = dsc_colors_choose (colors, &n);
  g_assert_cmpuint (n, ==, DSC_COLORS_MAX);
  g_assert_cmphex (chosen[0], ==, 0x123456);
  g_assert_cmphex (chosen[1], ==, 0xfedcba);
  g_assert_cmpuint (dsc_colors_find (colors, 0x123456), ==, 0);
  for (guint x = 0; x < 256; x++)
    {
      const guint32 color = x << 16 | 220 << 8 | (x ^ 220);
      const guint32 near = chosen[dsc_colors_find (colors, color)];

      for (guint shift = 0; shift < 24; shift += 8)
        g_assert_cmpint (ABS ((int) (near >> shift & 255) - (int) (color >> shift & 255)), <, 40);
    }
  cairo_region_destroy (region);
  cairo_surface_destroy (surface);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/reel/only-what-differs", test_only_what_differs);
  g_test_add_func ("/draw/reel/damage", test_damage);
  g_test_add_func ("/draw/reel/order", test_order);
  g_test_add_func ("/draw/reel/colors", test_colors);
  return g_test_run ();
}
