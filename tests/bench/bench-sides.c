/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-sides.c: what a frame costs while four versions play side by side: what all sides show, and painting it, against one memcpy of the
 * surface that they share.
 *
 * Usage: bench-sides [N]. Four releases with N entries (1,000) each go through insertions, a replacement, deletions and a resize, at 60 frames a
 * second and speed 1, on a surface of 1600 x 1000, a quarter for each. A base, the part that stands still, is painted when it is a new one
 * and kept. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "dsc-comparison.h"
#include "dsc-motion.h"
#include "dsc-painter.h"

#define WIDTH      1600
#define HEIGHT     1000
#define N_SIDES    4u
#define MAX_FRAMES 20000u
#define FRAME      (1.0 / 60)

typedef struct {
  double times[MAX_FRAMES];
  guint  n;
} Times;

static Times making, frames, bases, copy;

typedef struct {
  cairo_surface_t *surface;
  DscScene        *scene;      /* at rest */
  DscMotion       *motion;     /* NULL: none */
  DscScene        *painted;    /* only compared */
} Side;

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static void
add (Times  *self,
     double  time)
{
  if (self->n < MAX_FRAMES)
    self->times[self->n++] = time;
}

static int
compare (const void *a,
         const void *b)
{
  const double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static double
quantile (Times *self,
          guint  percent)
{
  qsort (self->times, self->n, sizeof (double), compare);
  return self->n > 0 ? self->times[self->n * percent / 100] : 0;
}

static void
paint (DscPainter      *painter,
       cairo_surface_t *surface,
       const DscScene  *scene,
       double           zoom,
       gboolean         transparent)
{
  const DscPaintOptions options = { .transparent = transparent, .outlines = TRUE, .device_scale = zoom };
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, zoom, zoom);
  dsc_painter_paint (painter, cr, scene, &options, NULL);
  cairo_destroy (cr);
}

/* What was shown becomes what is there now. */
static double
take_pictures (DscComparison *comparison,
               Side          *sides)
{
  const double start = now ();
  double duration = 0;

  for (guint i = 0; i < N_SIDES; i++)
    {
      DscScene *scene = dsc_comparison_get_scene (comparison, i);

      g_clear_pointer (&sides[i].motion, dsc_motion_free);
      sides[i].motion = sides[i].scene != NULL && scene != NULL ? dsc_motion_new_between (sides[i].scene, scene) : NULL;
      g_clear_pointer (&sides[i].scene, dsc_scene_unref);
      sides[i].scene = scene != NULL ? dsc_scene_ref (scene) : NULL;
      duration = MAX (duration, sides[i].motion != NULL ? dsc_motion_get_duration (sides[i].motion) : 0);
    }
  add (&making, now () - start);
  return duration;
}

static void
show_side (Side       *side,
           DscPainter *painter,
           double      time,
           double     *out_base)
{
  DscMotionFrame frame = { .base = side->scene };

  if (side->motion != NULL)
    dsc_motion_get_frame (side->motion, time, &frame);
  if (frame.base == NULL)
    return;
  const double zoom = MIN ((double) WIDTH / N_SIDES / dsc_scene_get_width (frame.base), HEIGHT / dsc_scene_get_height (frame.base));
  const double start = now ();

  if (frame.base != side->painted)
    paint (painter, side->surface, frame.base, zoom, FALSE);
  side->painted = frame.base;
  *out_base += now () - start;
  if (frame.overlay != NULL)
    paint (painter, side->surface, frame.overlay, zoom, TRUE);
  g_clear_pointer (&frame.overlay, dsc_scene_unref);
}

static void
show_frame (Side       *sides,
            DscPainter *painter,
            double      time)
{
  static unsigned char from[WIDTH * HEIGHT * 4], to[WIDTH * HEIGHT * 4];
  const double start = now ();
  double base = 0;

  for (guint i = 0; i < N_SIDES; i++)
    show_side (&sides[i], painter, time, &base);
  add (&frames, now () - start);
  if (base > 0.01)
    add (&bases, base);
  const double before = now ();

  memcpy (to, from, sizeof from);
  add (&copy, now () - before);
  from[to[time > 0 ? 1 : 0]]++;      /* so that nobody finds out that it is of no use */
}

static void
settle (DscComparison *comparison)
{
  while (!dsc_comparison_is_there (comparison))
    g_main_context_iteration (NULL, TRUE);
}

static void
play (DscComparison *comparison,
      DscPlayback   *playback,
      DscPainter    *painter)
{
  Side sides[N_SIDES] = { 0 };
  DscState *shown = NULL;
  double time = 0;

  for (guint i = 0; i < N_SIDES; i++)
    sides[i].surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH / N_SIDES, HEIGHT);
  dsc_playback_seek (playback, 1);
  settle (comparison);
  dsc_playback_play (playback);
  while (dsc_playback_advance (playback, FRAME))
    {
      settle (comparison);
      if (dsc_comparison_get_state (comparison, 0) != shown)
        {
          shown = dsc_comparison_get_state (comparison, 0);
          take_pictures (comparison, sides);
          time = 0;
        }
      show_frame (sides, painter, time);
      time += FRAME;
    }
  for (guint i = 0; i < N_SIDES; i++)
    {
      g_clear_pointer (&sides[i].motion, dsc_motion_free);
      g_clear_pointer (&sides[i].scene, dsc_scene_unref);
      cairo_surface_destroy (sides[i].surface);
    }
}

static void
print (const char *what,
       Times      *self)
{
  const double p50 = quantile (self, 50), p95 = quantile (self, 95), one = quantile (&copy, 50);

  printf ("%-34s %5u times  p50 %7.3f ms = %6.2f memcpy  p95 %7.3f ms = %6.2f memcpy\n", what, self->n, p50, p50 / one, p95, p95 / one);
}

int
main (int    argc,
      char **argv)
{
  static const char *const versions[N_SIDES] = { "3.14.10", "3.10.13", "3.5.10", "2.7.18" };
  const guint n = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 1000;
  g_autofree char *text = g_strdup_printf ("d = dict.fromkeys(range(%u))\nd['a'] = 1\nd[5] = 2\ndel d[7]\nd['b'] = 3\nd.get(7)\ndel d[9]\n"
                                           "d['c'] = 4\nd.update(dict.fromkeys(range(%u, %u)))\nd['e'] = 5\n", n, n, 2 * n);
  g_autoptr (DscSession) session = dsc_session_new ();
  g_autoptr (DscPlayback) playback = dsc_playback_new (session);
  g_autoptr (DscComparison) comparison = dsc_comparison_new (session, playback);
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  DscTarget targets[N_SIDES];

  for (guint i = 0; i < N_SIDES; i++)
    if (dsc_target_parse (versions[i], &targets[i]) != DSC_STATUS_OK)
      return 1;
  dsc_comparison_set_metrics (comparison, dsc_painter_get_metrics (painter));
  dsc_comparison_set_stop_at_difference (comparison, FALSE);
  dsc_playback_set_animated (playback, FALSE);
  dsc_session_load (session, text);
  dsc_comparison_set_targets (comparison, targets, N_SIDES);
  play (comparison, playback, painter);
  print ("memcpy of 1600 x 1000", &copy);
  print ("a frame of all sides", &frames);
  print ("of that, painting new bases", &bases);
  print ("motions of a step", &making);
  return 0;
}
