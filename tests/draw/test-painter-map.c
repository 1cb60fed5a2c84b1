/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-painter-map.c: maps as pixels: parts fit the whole at every level, nothing rare is lost, and SVG, PDF and PNG have them too. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dsc-export.h"
#include "dsc-map-ink.h"
#include "dsc-test-states.h"
#include "dsc-test-vision.h"
#include "dsc-view-diagram.h"

static DscScene *
draw (const char   *version,
      DscStateKind  kind,
      gsize         n)
{
  g_autoptr (DscTestState) state = dsc_test_state_new (version, kind, n);

  return dsc_view_diagram_new (state->snapshot, NULL);
}

/* The pixels x … x + width of the picture at a scale, painted with nothing but them as clip. */
static cairo_surface_t *
paint_part (DscPainter     *painter,
            const DscScene *scene,
            DscTheme        theme,
            double          scale,
            int             x,
            int             y,
            int             width,
            int             height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  const DscPaintOptions options = { .theme = theme, .device_scale = scale, .outlines = TRUE };
  const DscRect clip = { x / scale, y / scale, width / scale, height / scale };

  cairo_translate (cr, -x, -y);
  cairo_scale (cr, scale, scale);
  dsc_painter_paint (painter, cr, scene, &options, &clip);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
pixel_at (cairo_surface_t *surface,
          int              x,
          int              y)
{
  const guint8 *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (const void *) row)[x] & 0xffffff;
}

static guint
count_differences (cairo_surface_t *whole,
                   cairo_surface_t *part,
                   int              x,
                   int              y)
{
  guint n = 0;

  for (int j = 0; j < cairo_image_surface_get_height (part); j++)
    for (int i = 0; i < cairo_image_surface_get_width (part); i++)
      n += pixel_at (whole, x + i, y + j) != pixel_at (part, i, j);
  return n;
}

static const double pixels_per_slot[] = { 0.4, 0.83, 1, 2.3, 3.7, 5, 7.1, 12, 16, 27.3, 44, 61.7 };

static void
test_parts_fit_the_whole (void)
{
  g_test_summary ("A tile is, pixel for pixel, what the whole picture has there: at every level, inside maps.");
  g_autoptr (DscScene) scene = draw ("3.9.18", DSC_STATE_MIXED, 5000);
  g_autoptr (DscPainter) painter = dsc_painter_new ();

  for (guint part = DSC_PART_OF_SLOT; part <= DSC_PART_OF_ENTRY; part++)
    for (guint i = 0; i < G_N_ELEMENTS (pixels_per_slot); i++)
      {
        const DscMap *map = dsc_scene_find_map (scene, (DscSceneId) { .part = (guint16) part });
        const DscRect bounds = dsc_map_get_bounds (map);
        const double scale = pixels_per_slot[i] / dsc_map_get_geometry (map)->pitch_y;
        const int width = MIN ((int) (bounds.width * scale) - 2, 300), height = MIN ((int) (bounds.height * scale) - 2, 200);
        const int x = (int) (bounds.x * scale) + 1 + g_test_rand_int_range (0, (int) (bounds.width * scale) - width);
        const int y = (int) (bounds.y * scale) + 1 + g_test_rand_int_range (0, (int) (bounds.height * scale) - height);
        cairo_surface_t *whole = paint_part (painter, scene, DSC_THEME_LIGHT, scale, x, y, width, height);

        for (guint round = 0; round < 4; round++)
          {
            const int dx = g_test_rand_int_range (0, width - 3), dy = g_test_rand_int_range (0, height - 3);
            const int w = g_test_rand_int_range (1, width - dx + 1), h = g_test_rand_int_range (1, height - dy + 1);
            cairo_surface_t *piece = paint_part (painter, scene, DSC_THEME_LIGHT, scale, x + dx, y + dy, w, h);
            const guint n = count_differences (whole, piece, dx, dy);

            if (n > 0)
              g_error ("%.1f pixels per slot: %u of %d × %d pixels differ", pixels_per_slot[i], n, w, h);
            cairo_surface_destroy (piece);
          }
        cairo_surface_destroy (whole);
      }
}

/* Far from the mix of blue, orange and ground: towards the dummies' colour. */
static guint
count_like_dummy (cairo_surface_t *surface,
                  DscTheme         theme)
{
  const DscColor dummy = dsc_palette_get_ink (theme, DSC_ROLE_DUMMY)->stroke;
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      {
        const guint32 pixel = pixel_at (surface, x, y);
        const double r = (pixel >> 16) / 255.0 - dummy.r, g = (pixel >> 8 & 255) / 255.0 - dummy.g, b = (pixel & 255) / 255.0 - dummy.b;

        n += sqrt (r * r + g * g + b * b) < 0.45;
      }
  return n;
}

static void
test_one_dummy_is_seen (void)
{
  g_test_summary ("A single dummy among 100,000 entries changes the picture of its map at every level, in every theme.");
  DscTarget target;
  DscDict *dict = NULL;

  g_assert_cmpint (dsc_target_parse ("3.14.10", &target), ==, DSC_STATUS_OK);
  DscRuntime *rt = dsc_runtime_new (target, 0, &dsc_alloc_libc);
  g_assert_cmpint (dsc_dict_new (rt, &dict), ==, DSC_STATUS_OK);
  for (gint64 i = 0; i < 100000; i++)
    g_assert_cmpint (dsc_dict_set_item (rt, dict, dsc_object_int (dsc_runtime_get_pool (rt), i), dsc_object_none (dsc_runtime_get_pool (rt))), ==,
                     DSC_STATUS_OK);
  g_assert_cmpint (dsc_dict_delete_item (rt, dict, dsc_object_int (dsc_runtime_get_pool (rt), 4321)), ==, DSC_STATUS_OK);
  DscSnapshot *snapshot = dsc_snapshot_new_from_dict (rt, dict);
  g_autoptr (DscScene) scene = dsc_view_diagram_new (snapshot, NULL);
  g_autoptr (DscPainter) painter = dsc_painter_new ();

  for (guint theme = 0; theme < DSC_N_THEMES; theme++)
    for (guint part = DSC_PART_OF_SLOT; part <= DSC_PART_OF_ENTRY; part++)
      for (guint i = 0; i < 6; i++)
        {
          const DscMap *map = dsc_scene_find_map (scene, (DscSceneId) { .part = (guint16) part });
          const DscRect cell = dsc_map_cell_rect (map, 4321);
          const double scale = (i == 0 ? 0.1 : pixels_per_slot[i - 1]) / dsc_map_get_geometry (map)->pitch_y;
          const int x = (int) floor (cell.x * scale) - 6, y = (int) floor (cell.y * scale) - 6;
          cairo_surface_t *surface = paint_part (painter, scene, (DscTheme) theme, scale, MAX (x, 0), MAX (y, 0), 12, 12);

          if (count_like_dummy (surface, (DscTheme) theme) == 0)
            g_error ("theme %s, part %u, level %u: no dummy is seen", dsc_theme_get_name ((DscTheme) theme), part, i);
          cairo_surface_destroy (surface);
        }
  dsc_snapshot_unref (snapshot);
  dsc_dict_unref (rt, dict);
  dsc_runtime_free (rt);
}

static DscColor
color_of_pixel (guint32 pixel)
{
  return (DscColor) { (pixel >> 16 & 255) / 255.0f, (pixel >> 8 & 255) / 255.0f, (pixel & 255) / 255.0f, 1 };
}

static void
test_cells_differ_for_every_eye (void)
{
  g_test_summary ("Where cells are plain pixels, without a texture: dummy, found at once, longest search and empty look at least 10 ΔE "
                  "apart to every kind of colour vision, in every theme.");
  g_autofree DscMapInk *ink = g_new (DscMapInk, 1);

  for (guint theme = 0; theme < DSC_N_THEMES; theme++)
    {
      dsc_map_ink_init (ink, (DscTheme) theme, DSC_CELL_USED + 10);
      const guint32 cells[] = { ink->cells[DSC_CELL_EMPTY], ink->cells[DSC_CELL_DUMMY], ink->cells[DSC_CELL_USED], ink->cells[DSC_CELL_USED + 10] };

      for (guint vision = 0; vision < DSC_N_VISIONS; vision++)
        for (guint a = 0; a < G_N_ELEMENTS (cells); a++)
          for (guint b = a + 1; b < G_N_ELEMENTS (cells); b++)
            if (dsc_test_vision_distance (color_of_pixel (cells[a]), color_of_pixel (cells[b]), (DscVision) vision) < 10)
              {
                g_test_message ("theme %s, vision %u: %06x and %06x", dsc_theme_get_name ((DscTheme) theme), vision, cells[a] & 0xffffff,
                                cells[b] & 0xffffff);
                g_test_fail ();
              }
    }
}

static void
test_exports_have_maps (void)
{
  g_autoptr (DscScene) scene = draw ("3.14.10", DSC_STATE_MIXED, 1000);
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  static const struct { DscDetail detail; const char *sign; } levels[] = {
    { DSC_DETAIL_DENSITY, "<image " }, { DSC_DETAIL_GRID, "data:image/png;base64," }, { DSC_DETAIL_CELLS, "fill=\"url(#ms" },
    { DSC_DETAIL_ROWS, ">'mixed 998'</text>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    for (guint format = 0; format < DSC_N_FORMATS; format++)
      {
        const DscExportOptions options = { .scale = 2, .detail = levels[i].detail };
        g_autoptr (GBytes) one = dsc_export_bytes (painter, scene, format, &options, NULL);
        g_autoptr (GBytes) two = dsc_export_bytes (painter, scene, format, &options, NULL);

        g_assert_nonnull (one);
        g_assert_true (g_bytes_equal (one, two));
        if (format != DSC_FORMAT_SVG)
          continue;
        g_autofree char *text = g_strndup (g_bytes_get_data (one, NULL), g_bytes_get_size (one));
        g_assert_nonnull (strstr (text, levels[i].sign));
        g_assert_nonnull (strstr (text, "<title>2048 slots: 666 in use, 334 dummy; worst "));
      }
}

static void
test_png_refuses_a_level_that_would_be_dirt (void)
{
  g_test_summary ("A level that cells have too few pixels for is refused, with the least scale at which it is not.");
  g_autoptr (DscScene) scene = draw ("3.14.10", DSC_STATE_STRS, 5000);
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  g_autoptr (GError) error = NULL;
  DscExportOptions options = { .scale = 0.5, .detail = DSC_DETAIL_CELLS };

  g_assert_null (dsc_export_bytes (painter, scene, DSC_FORMAT_PNG, &options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  const char *number = strstr (error->message, "at least ");
  g_assert_nonnull (number);
  options.scale = g_ascii_strtod (number + strlen ("at least "), NULL);
  g_assert_cmpfloat (options.scale, >, 0.5);
  g_autoptr (GBytes) bytes = dsc_export_bytes (painter, scene, DSC_FORMAT_PNG, &options, NULL);
  g_assert_nonnull (bytes);
  options.scale = 0.5;
  g_autoptr (GBytes) drawing = dsc_export_bytes (painter, scene, DSC_FORMAT_SVG, &options, NULL);
  g_assert_nonnull (drawing);
}

static void
test_crop_to_a_cell (void)
{
  g_autoptr (DscScene) scene = draw ("3.14.10", DSC_STATE_STRS, 1000);
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  const DscSceneId id = { .part = DSC_PART_OF_ENTRY, .index = 500 };
  DscExportOptions options = { .scale = dsc_export_crop_scale (scene, id) };
  DscRect cell;

  g_assert_cmpfloat (options.scale, >, 2);
  g_assert_cmpfloat (dsc_export_crop_scale (scene, (DscSceneId) { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_MA_USED }), ==, 1);

  g_assert_false (dsc_export_crop_to (scene, (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = 5000 }, &options.crop));
  g_assert_true (dsc_export_crop_to (scene, id, &options.crop));
  g_assert_true (dsc_scene_get_bounds (scene, id, &cell));
  g_assert_true (options.crop.x < cell.x && options.crop.x + options.crop.width > cell.x + cell.width);
  g_assert_true (options.crop.y < cell.y && options.crop.y + options.crop.height > cell.y + cell.height);
  g_autoptr (GBytes) svg = dsc_export_bytes (painter, scene, DSC_FORMAT_SVG, &options, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg));
  g_assert_nonnull (strstr (text, ">'key500'</text>"));
  g_assert_null (strstr (text, ">'key5'</text>"));
  g_assert_nonnull (strstr (text, ">+8 me_value</text>"));       /* all that the picture on the screen says of it */
  g_assert_nonnull (strstr (text, ">500</text>"));
  g_autoptr (GBytes) png = dsc_export_bytes (painter, scene, DSC_FORMAT_PNG, &options, NULL);
  const guint8 *header = g_bytes_get_data (png, NULL);
  g_assert_cmpuint ((guint) header[18] << 8 | header[19], ==, (guint) ceil (options.crop.width * options.scale));
  g_assert_cmpuint ((guint) header[18] << 8 | header[19], >=, DSC_MAP_ENTRY_WIDTH);
}

static void
test_png_of_more_pixels_than_cairo_has (void)
{
  g_test_summary ("40,000 pixels wide: the same pixels as a crop of the same place, which cairo can hold.");
  g_autoptr (DscScene) scene = draw ("3.14.10", DSC_STATE_STRS, 1000);
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  const DscRect band = { 0, 300, dsc_scene_get_width (scene), 1 };
  const DscExportOptions wide = { .scale = 40000 / band.width, .crop = band };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = dsc_export_bytes (painter, scene, DSC_FORMAT_PNG, &wide, &error);
  g_assert_no_error (error);
  const guint8 *header = g_bytes_get_data (png, NULL);

  g_assert_cmpuint ((guint) header[16] << 24 | (guint) header[17] << 16 | (guint) header[18] << 8 | header[19], ==, 40000);
  g_assert_cmpuint (header[25], ==, 2);   /* RGB */
  g_autoptr (GBytes) again = dsc_export_bytes (painter, scene, DSC_FORMAT_PNG, &wide, NULL);
  g_assert_true (g_bytes_equal (png, again));
}

static gpointer
paint_cb (gpointer data)
{
  g_autoptr (DscPainter) painter = dsc_painter_new ();

  return paint_part (painter, data, DSC_THEME_LIGHT, 1, 300, 300, 400, 300);
}

static void
test_threads_paint_one_scene (void)
{
  g_autoptr (DscScene) scene = draw ("3.9.18", DSC_STATE_MIXED, 5000);
  GThread *threads[4];
  cairo_surface_t *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("paint", paint_cb, scene);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      cairo_surface_t *surface = g_thread_join (threads[i]);
      if (first == NULL)
        first = cairo_surface_reference (surface);
      g_assert_cmpuint (count_differences (first, surface, 0, 0), ==, 0);
      cairo_surface_destroy (surface);
    }
  cairo_surface_destroy (first);
}

static void
test_long_offsets_stay_in_their_column (void)
{
  g_test_summary ("The offset of an entry far behind does not run into the hash beside it.");
  g_autoptr (DscScene) scene = draw ("3.11.7", DSC_STATE_INTS, 600000);
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  const DscMap *map = dsc_scene_find_map (scene, (DscSceneId) { .part = DSC_PART_OF_ENTRY });

  for (double pitch = 44; pitch < 70; pitch += 2)
    {
      const double scale = pitch / dsc_map_get_geometry (map)->pitch_y;
      const DscRect field = dsc_map_field_rect (map, 599000, DSC_FIELD_ME_HASH);
      const int x = (int) (field.x * scale) + 2, y = (int) (field.y * scale) + 3;
      cairo_surface_t *edge = paint_part (painter, scene, DSC_THEME_LIGHT, scale, x, y, 1, (int) (field.height * scale) - 6);

      for (int j = 1; j < cairo_image_surface_get_height (edge); j++)
        g_assert_cmphex (pixel_at (edge, 0, j), ==, pixel_at (edge, 0, 0));
      cairo_surface_destroy (edge);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/painter-map/parts-fit-the-whole", test_parts_fit_the_whole);
  g_test_add_func ("/draw/painter-map/one-dummy-is-seen", test_one_dummy_is_seen);
  g_test_add_func ("/draw/painter-map/cells-differ-for-every-eye", test_cells_differ_for_every_eye);
  g_test_add_func ("/draw/painter-map/exports-have-maps", test_exports_have_maps);
  g_test_add_func ("/draw/painter-map/png-refuses-a-level-that-would-be-dirt", test_png_refuses_a_level_that_would_be_dirt);
  g_test_add_func ("/draw/painter-map/crop-to-a-cell", test_crop_to_a_cell);
  g_test_add_func ("/draw/painter-map/png-of-more-pixels-than-cairo-has", test_png_of_more_pixels_than_cairo_has);
  g_test_add_func ("/draw/painter-map/threads-paint-one-scene", test_threads_paint_one_scene);
  g_test_add_func ("/draw/painter-map/long-offsets-stay-in-their-column", test_long_offsets_stay_in_their_column);
  return g_test_run ();
}
