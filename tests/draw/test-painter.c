/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-painter.c: painting leaves no cairo error, keeps to its clip and measures what it draws. */
#include "dsc-painter-private.h"

#include <string.h>

#include "sample-scene.h"

static cairo_surface_t *
paint (DscPainter            *painter,
       const DscScene        *scene,
       const DscPaintOptions *options,
       const DscRect         *clip)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, dsc_scene_get_width (scene), dsc_scene_get_height (scene));
  cairo_t *cr = cairo_create (surface);

  dsc_painter_paint (painter, cr, scene, options, clip);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface,
           int              x,
           int              y)
{
  guint32 pixel;

  memcpy (&pixel, cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface) + 4 * x, sizeof pixel);
  return pixel;
}

static void
test_every_role (void)
{
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  g_autoptr (DscScene) scene = sample_scene_new (dsc_painter_get_metrics (painter));

  for (guint theme = 0; theme < DSC_N_THEMES; theme++)
    {
      cairo_surface_t *surface = paint (painter, scene, &(DscPaintOptions) { .theme = theme }, NULL);
      g_assert_cmphex (get_pixel (surface, 0, 0) >> 24, ==, 0xff);
      cairo_surface_destroy (surface);
    }
}

static void
test_transparent (void)
{
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  g_autoptr (DscScene) scene = sample_scene_new (dsc_painter_get_metrics (painter));
  cairo_surface_t *surface = paint (painter, scene, &(DscPaintOptions) { .transparent = TRUE }, NULL);

  g_assert_cmphex (get_pixel (surface, 0, 0), ==, 0);
  cairo_surface_destroy (surface);
}

/* Half gone is half-way to what is under it; hollow shows what is under it; quite gone is not there. */
static void
test_fade (void)
{
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  guint32 pixels[4];

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (DscScene) scene = dsc_scene_new (40, 40);
      const guint node = dsc_scene_add_rect (scene, (DscSceneId) { 0 }, DSC_ROLE_LEDGER_LIVE, (DscRect) { 5, 5, 30, 30 }, 0);
      dsc_scene_set_node_fade (scene, node, i == 1 ? 128 : i == 2 ? 255 : 0);
      dsc_scene_set_node_hollow (scene, node, i == 3);
      cairo_surface_t *surface = paint (painter, scene, &(DscPaintOptions) { 0 }, NULL);
      pixels[i] = get_pixel (surface, 20, 20) & 0xff;
      g_assert_cmphex (get_pixel (surface, 5, 20) != get_pixel (surface, 1, 1), ==, i != 2);
      cairo_surface_destroy (surface);
    }
  g_assert_cmphex (pixels[0], !=, pixels[2]);
  g_assert_cmpuint (pixels[1], >, MIN (pixels[0], pixels[2]) + 10);
  g_assert_cmpuint (pixels[1], <, MAX (pixels[0], pixels[2]) - 10);
  g_assert_cmphex (pixels[2], ==, pixels[3]);
}

/* A part painted for itself equals that part of the whole: what scrolling relies on. */
static void
test_clip (void)
{
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  g_autoptr (DscScene) scene = sample_scene_new (dsc_painter_get_metrics (painter));
  const DscRect clip = { 60, 90, 200, 130 };
  cairo_surface_t *whole = paint (painter, scene, &(DscPaintOptions) { 0 }, NULL);
  cairo_surface_t *part = paint (painter, scene, &(DscPaintOptions) { 0 }, &clip);

  for (int y = 0; y < (int) dsc_scene_get_height (scene); y++)
    for (int x = 0; x < (int) dsc_scene_get_width (scene); x++)
      {
        const gboolean inside = x >= 60 && x < 260 && y >= 90 && y < 220;
        g_assert_cmphex (get_pixel (part, x, y), ==, inside ? get_pixel (whole, x, y) : 0);
      }
  cairo_surface_destroy (whole);
  cairo_surface_destroy (part);
}

static void
test_metrics (void)
{
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  const DscTextMetrics *metrics = dsc_painter_get_metrics (painter);
  const DscFontSpec small = { DSC_FONT_MONO, 10, FALSE };
  const DscFontSpec large = { DSC_FONT_MONO, 20, FALSE };
  const double one = metrics->text_width (metrics->user, &small, "0");

  g_assert_cmpfloat (one, >, 4);
  g_assert_cmpfloat_with_epsilon (metrics->text_width (metrics->user, &small, "0123456789"), 10 * one, 0.1);
  g_assert_cmpfloat_with_epsilon (metrics->text_width (metrics->user, &large, "0123456789"), 20 * one, 0.1);
  g_assert_cmpfloat (metrics->text_width (metrics->user, &small, ""), ==, 0);
}

/* More texts than are kept between paints. */
static void
test_many_texts (void)
{
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  const DscTextMetrics *metrics = dsc_painter_get_metrics (painter);
  const DscFontSpec font = { DSC_FONT_SANS, 12, FALSE };

  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *text = g_strdup_printf ("%d", i);
      g_assert_cmpfloat (metrics->text_width (metrics->user, &font, text), >, 0);
    }
}

static void
test_mark (void)
{
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  g_autoptr (DscScene) scene = sample_scene_new (dsc_painter_get_metrics (painter));
  cairo_surface_t *surface = paint (painter, scene, &(DscPaintOptions) { .transparent = TRUE }, &(DscRect) { 0, 0, 1, 1 });
  cairo_t *cr = cairo_create (surface);

  dsc_painter_paint_mark (painter, cr, scene, (DscSceneId) { .part = DSC_PART_OF_SLOT, .index = 3 }, DSC_ROLE_SELECTION, DSC_THEME_LIGHT);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  g_assert_cmphex (get_pixel (surface, 70, 118), !=, 0);   /* two pixels above the box at y 120 */
  g_assert_cmphex (get_pixel (surface, 70, 200), ==, 0);
  cairo_surface_destroy (surface);
}

/* Rows have cells in them, and cells plates, all of the same thing: one frame, not one in the other. */
static void
test_mark_of_nested_boxes (void)
{
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  g_autoptr (DscScene) scene = dsc_scene_new (200, 100);
  const DscSceneId id = { .part = DSC_PART_OF_SLOT, .index = 3 };

  dsc_scene_add_rect (scene, id, DSC_ROLE_NONE, (DscRect) { 20, 20, 120, 40 }, 0);
  dsc_scene_add_rect (scene, id, DSC_ROLE_DUMMY, (DscRect) { 80, 20, 60, 40 }, 4);
  dsc_scene_add_rect (scene, id, DSC_ROLE_PLATE, (DscRect) { 100, 30, 20, 20 }, 2);
  dsc_scene_add_rect (scene, id, DSC_ROLE_DUMMY, (DscRect) { 160, 20, 20, 20 }, 2);

  cairo_surface_t *surface = paint (painter, scene, &(DscPaintOptions) { .transparent = TRUE }, &(DscRect) { 0, 0, 1, 1 });
  cairo_t *cr = cairo_create (surface);
  dsc_painter_paint_mark (painter, cr, scene, id, DSC_ROLE_SELECTION, DSC_THEME_LIGHT);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  const guint32 inside = get_pixel (surface, 60, 40);
  g_assert_cmphex (inside, !=, 0);
  for (int x = 30; x < 130; x++)
    g_assert_cmphex (get_pixel (surface, x, 40), ==, inside);
  g_assert_cmphex (get_pixel (surface, 60, 18), !=, inside);
  g_assert_cmphex (get_pixel (surface, 170, 30), ==, inside);       /* another box of it elsewhere is marked too */
  cairo_surface_destroy (surface);
}

static gpointer
paint_many (gpointer data)
{
  DscPainter *painter = data;
  g_autoptr (DscScene) scene = sample_scene_new (dsc_painter_get_metrics (painter));
  const DscPaintOptions options = { 0 };

  for (guint i = 0; i < 20; i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 400, 300);
      cairo_t *cr = cairo_create (surface);

      cairo_scale (cr, 1 + 0.01 * i, 1 + 0.01 * i);     /* other glyphs each time */
      dsc_painter_paint (painter, cr, scene, &options, NULL);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
  return NULL;
}

/* A painter goes to a worker while its maker's thread goes on painting: nothing of Pango's that is not safe may be shared. */
static void
test_threads (void)
{
  DscPainter *painters[4];
  GThread *threads[3];
  PangoFontMap *of_thread = pango_cairo_font_map_get_default ();

  for (gsize i = 0; i < G_N_ELEMENTS (painters); i++)
    {
      painters[i] = dsc_painter_new ();
      g_assert_true (pango_context_get_font_map (painters[i]->context) != of_thread);
      for (gsize k = 0; k < i; k++)
        g_assert_true (pango_context_get_font_map (painters[i]->context) != pango_context_get_font_map (painters[k]->context));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("painter", paint_many, painters[i + 1]);
  paint_many (painters[0]);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (painters); i++)
    dsc_painter_free (painters[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/painter/every-role", test_every_role);
  g_test_add_func ("/draw/painter/threads", test_threads);
  g_test_add_func ("/draw/painter/transparent", test_transparent);
  g_test_add_func ("/draw/painter/clip", test_clip);
  g_test_add_func ("/draw/painter/metrics", test_metrics);
  g_test_add_func ("/draw/painter/many-texts", test_many_texts);
  g_test_add_func ("/draw/painter/mark", test_mark);
  g_test_add_func ("/draw/painter/mark-of-nested-boxes", test_mark_of_nested_boxes);
  g_test_add_func ("/draw/painter/fade", test_fade);
  return g_test_run ();
}
