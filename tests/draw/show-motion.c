/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show-motion.c: paints the moments of steps, and frames of the way between them, as sheets in a folder, for eyes; not a test.
 *
 *   show-motion FOLDER [NAME VERSION OPERATIONS THEME GRAIN FRAMES]…
 *
 * OPERATIONS as in tests/scene/dsc-test-moments.h. GRAIN moments: all of them at rest; else operation, probe, write: so many frames of the
 * motion, the same time apart. Without a choice: what is worth a look. */
#include <cairo.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dsc-motion.h"
#include "dsc-painter.h"
#include "dsc-test-moments.h"

typedef struct {
  const char *name, *version, *operations, *theme, *grain;
  guint       n_frames;
} Show;

static const Show shows[] = {
  { "probe",      "3.13.5",  "set 'a'; set 'b'; set 'c'; set 'd'; set 'e'; get 'f'", "light", "probe", 24 },
  { "insert",     "3.13.5",  "set 'a'; set 'b'; set 'c'; set 'd'; set 'e'", "light", "write", 24 },
  { "delete",     "3.13.5",  "set 'a'; set 'b'; set 'c'; del 'b'", "light", "probe", 16 },
  { "passed",     "3.9.18",  "set 8; set 16; set 24; del 16; get 24", "dark", "probe", 16 },
  { "resize",     "3.13.5",  "set 'a'; set 'b'; set 'c'; set 'd'; set 'e'; del 'b'; set 'f'", "light", "probe", 40 },
  { "resize-27",  "2.7.18",  "set 'a'; set 'b'; set 'c'; set 'd'; set 'e'; set 'f'", "light", "probe", 32 },
  { "general",    "3.11.7",  "set 'a'; set 'b'; set 'c'; set 5", "dark", "probe", 32 },
  { "combined",   "3.11.7",  "class; new; new; attr x; attr y; other x; vars; vars 1", "light", "probe", 32 },
  { "thousand",   "3.13.5",  "update 341; update 400", "light", "operation", 16 },
};

/* A sheet of pictures, three in a row, each half its size. */
static void
write_sheet (DscPainter *painter,
             GPtrArray  *scenes,
             const char *path,
             DscTheme    theme,
             const char *const *captions)
{
  const double scale = scenes->len == 1 ? 1 : 0.5;
  const guint columns = MIN (scenes->len, 3);
  double width = 0, height = 0;

  for (guint i = 0; i < scenes->len; i++)
    {
      width = MAX (width, dsc_scene_get_width (scenes->pdata[i]));
      height = MAX (height, dsc_scene_get_height (scenes->pdata[i]));
    }
  const double cell_x = ceil (width * scale) + 8, cell_y = ceil (height * scale) + 22;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) (cell_x * columns), (int) (cell_y * ((scenes->len + columns - 1) / columns)));
  cairo_t *cr = cairo_create (surface);
  for (guint i = 0; i < scenes->len; i++)
    {
      const DscPaintOptions options = { .theme = theme, .outlines = TRUE };
      cairo_save (cr);
      cairo_translate (cr, cell_x * (i % columns), cell_y * (i / columns));
      cairo_rectangle (cr, 0, 0, cell_x - 8, cell_y - 22);
      cairo_clip (cr);
      cairo_scale (cr, scale, scale);
      dsc_painter_paint (painter, cr, scenes->pdata[i], &options, NULL);
      cairo_restore (cr);
      cairo_move_to (cr, cell_x * (i % columns) + 4, cell_y * (i / columns + 1) - 7);
      cairo_set_source_rgb (cr, 0.5, 0.5, 0.5);
      cairo_show_text (cr, captions[i]);
    }
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  g_print ("%s\n", path);
}

static void
add_moments (DscMoments              *moments,
             const DscDiagramOptions *options,
             GPtrArray               *scenes,
             GPtrArray               *captions)
{
  for (gint i = -1; i < (gint) dsc_moments_get_n (moments); i++)
    {
      DscScene *scene = dsc_view_moment_new (moments, i, options);
      if (scene == NULL)
        continue;
      g_ptr_array_add (scenes, scene);
      g_ptr_array_add (captions, g_strdup_printf ("moment %d", i));
    }
}

static void
add_frames (DscMoments              *moments,
            const DscDiagramOptions *options,
            DscGrain                 grain,
            guint                    n,
            GPtrArray               *scenes,
            GPtrArray               *captions)
{
  g_autoptr (DscMotion) motion = dsc_motion_new (moments, -1, (gint) dsc_moments_get_n (moments) - 1, grain, options);
  const double duration = dsc_motion_get_duration (motion);

  for (guint i = 0; i < n; i++)
    {
      const double time = duration * i / MAX (n - 1, 1);
      DscMotionFrame frame;
      dsc_motion_get_frame (motion, time, &frame);
      g_ptr_array_add (scenes, dsc_motion_flatten (motion, time));
      g_ptr_array_add (captions, g_strdup_printf ("%.3f of %.3f s, to moment %d, overlay %u", time, duration, frame.moment,
                                                  frame.overlay != NULL ? dsc_scene_get_n_nodes (frame.overlay) : 0));
      g_clear_pointer (&frame.overlay, dsc_scene_unref);
    }
}

static void
show (DscPainter *painter,
      const char *folder,
      const Show *what)
{
  g_autoptr (GPtrArray) scenes = g_ptr_array_new_with_free_func ((GDestroyNotify) dsc_scene_unref);
  g_autoptr (GPtrArray) captions = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (DscMoments) moments = dsc_test_moments (what->version, what->operations);
  const char *last = strrchr (what->operations, ';');
  const DscDiagramOptions options = { .name = "d", .operation = last != NULL ? last + 2 : what->operations, .step = 7, .n_steps = 9,
                                      .metrics = dsc_painter_get_metrics (painter) };
  DscTheme theme;

  g_assert_true (dsc_theme_parse (what->theme, &theme));
  if (g_str_equal (what->grain, "moments"))
    add_moments (moments, &options, scenes, captions);
  else
    add_frames (moments, &options, what->grain[0] == 'o' ? DSC_GRAIN_OPERATION : what->grain[0] == 'p' ? DSC_GRAIN_PROBE : DSC_GRAIN_WRITE,
                what->n_frames, scenes, captions);
  for (guint first = 0; first < scenes->len; first += 9)
    {
      g_autoptr (GPtrArray) part = g_ptr_array_new ();
      for (guint i = first; i < scenes->len && i < first + 9; i++)
        g_ptr_array_add (part, scenes->pdata[i]);
      g_autofree char *path = g_strdup_printf ("%s/%s-%s-%u.png", folder, what->name, what->grain, first / 9);
      write_sheet (painter, part, path, theme, (const char *const *) captions->pdata + first);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  const char *folder = argc > 1 ? argv[1] : ".";

  for (int i = 2; i + 5 < argc; i += 6)
    show (painter, folder, &(Show) { argv[i], argv[i + 1], argv[i + 2], argv[i + 3], argv[i + 4], (guint) atoi (argv[i + 5]) });
  for (guint i = 0; argc <= 2 && i < G_N_ELEMENTS (shows); i++)
    show (painter, folder, &shows[i]);
  return EXIT_SUCCESS;
}
