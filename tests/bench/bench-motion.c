/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-motion.c: what a frame of an animation costs: finding what it shows, and painting what moves, against one memcpy of the surface.
 *
 * Usage: bench-motion [N]. Plays insertions, a replacement, a deletion and a resize of a dict of N entries (1,000) by operations, at 60 frames
 * a second and speed 1, on a surface of 1600 x 1000. A base, the part that stands still, is painted when it is a new one and kept. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "dsc-painter.h"
#include "dsc-playback.h"

#define WIDTH      1600
#define HEIGHT     1000
#define MAX_FRAMES 20000u

typedef struct {
  double times[MAX_FRAMES];
  guint  n;
} Times;

static Times tween, overlay, base, copy;

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static void
add (Times  *self,
     double  since)
{
  if (self->n < MAX_FRAMES)
    self->times[self->n++] = now () - since;
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

static void
measure_frame (DscPlayback     *playback,
               DscPainter      *painter,
               cairo_surface_t *surface,
               DscScene       **painted)
{
  static unsigned char from[WIDTH * HEIGHT * 4];
  DscMotionFrame frame = { 0 };
  double start = now ();

  if (!dsc_playback_get_frame (playback, &frame))
    return;
  add (&tween, start);
  const double zoom = MIN (WIDTH / dsc_scene_get_width (frame.base), HEIGHT / dsc_scene_get_height (frame.base));

  start = now ();
  if (frame.base != *painted)
    {
      paint (painter, surface, frame.base, zoom, FALSE);
      add (&base, start);
      *painted = frame.base;
    }
  start = now ();
  if (frame.overlay != NULL)
    {
      paint (painter, surface, frame.overlay, zoom, TRUE);
      add (&overlay, start);
    }
  g_clear_pointer (&frame.overlay, dsc_scene_unref);
  start = now ();
  memcpy (cairo_image_surface_get_data (surface), from, sizeof from);
  add (&copy, start);
}

static void
play (DscSession      *session,
      DscPainter      *painter,
      cairo_surface_t *surface)
{
  g_autoptr (DscPlayback) playback = dsc_playback_new (session);
  DscScene *painted = NULL;

  dsc_playback_seek (playback, 1);
  dsc_playback_play (playback);
  while (dsc_playback_advance (playback, 1.0 / 60))
    {
      while (!dsc_session_is_there (session))
        g_main_context_iteration (NULL, TRUE);
      measure_frame (playback, painter, surface, &painted);
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
  const guint n = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 1000;
  g_autofree char *text = g_strdup_printf ("d = dict.fromkeys(range(%u))\nd['a'] = 1\nd[5] = 2\ndel d[7]\nd['b'] = 3\nd.get(7)\n"
                                           "d.update(dict.fromkeys(range(%u, %u)))\n", n, n, 2 * n);
  g_autoptr (DscSession) session = dsc_session_new ();
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);

  dsc_session_set_metrics (session, dsc_painter_get_metrics (painter));
  dsc_session_load (session, text);
  while (dsc_session_is_running (session))
    g_main_context_iteration (NULL, TRUE);
  play (session, painter, surface);
  print ("memcpy of 1600 x 1000", &copy);
  print ("what a frame shows", &tween);
  print ("painting what moves", &overlay);
  print ("painting a new base", &base);
  cairo_surface_destroy (surface);
  return 0;
}
