/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-tween.c: what a frame of a motion costs, against one memcpy of the surface in the same run.
 *
 *   bench-tween [N]        N entries, 1000 if it is not said
 *
 * Steps of a dict with N str keys: a lookup, an insertion, a deletion, and the insertion that rebuilds the table, each at 60 frames a second,
 * at every grain. Tween: dsc_motion_get_frame. Draw: what moves, painted into an image of 1600 × 1000 that the page is fitted to;
 * what stands still is kept as pixels by whoever shows it, and told by itself for the frames in which it changes. CPU time of this thread. */
#include <cairo.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "dsc-motion.h"
#include "dsc-painter.h"

#define WIDTH  1600
#define HEIGHT 1000
#define RATE   60.0
#define MOST_FRAMES 20000

static double
now_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

typedef struct {
  double values[MOST_FRAMES];
  guint  n;
} Series;

static double
percentile (Series *series,
            double  share)
{
  if (series->n == 0)
    return 0;
  qsort (series->values, series->n, sizeof (double), compare_doubles);
  return series->values[(guint) (share * (series->n - 1))];
}

static void
note (Series *series,
      double  value)
{
  if (series->n < MOST_FRAMES)
    series->values[series->n++] = value;
}

/* One copy of the surface as it is after a frame. */
static double
measure_copy (cairo_surface_t *surface)
{
  static char *copy;
  const gsize bytes = (gsize) cairo_image_surface_get_stride (surface) * HEIGHT;

  if (copy == NULL)
    {
      copy = g_malloc (bytes);
      memset (copy, 1, bytes);
    }
  const double start = now_ms ();
  memcpy (copy, cairo_image_surface_get_data (surface), bytes);
  return now_ms () - start;
}

/* --- steps -------------------------------------------------------------------------------------------------------- */

typedef struct {
  DscRuntime *rt;
  DscPool    *pool;
  DscDict    *dict;
  DscTrace    trace;
} Run;

static const DscObject *
key (Run  *self,
     gsize i)
{
  char text[32];
  const int length = snprintf (text, sizeof text, "key-%zu", i);

  return dsc_object_str (self->pool, text, (gsize) length);
}

static void
set (Run  *self,
     gsize i)
{
  if (dsc_dict_set_item (self->rt, self->dict, key (self, i), dsc_object_int (self->pool, (gint64) (i % 1000))) != DSC_STATUS_OK)
    g_error ("no memory");
}

typedef enum { LOOKUP = 0, INSERT, DELETE, REBUILD, N_STEPS } Step;
static const char *const names[] = { "lookup", "insertion", "deletion", "rebuild" };

static DscMoments *
make_moments (Run  *self,
              Step  step,
              gsize n)
{
  const DscObject *value;
  DscStatus status = DSC_STATUS_OK;
  gsize at = n;

  /* Up to the key that the table has no room for. */
  while (step == REBUILD)
    {
      DscSnapshot *now = dsc_snapshot_new_from_dict (self->rt, self->dict);
      const gboolean is_full = dsc_snapshot_get_value (now, DSC_FIELD_DK_USABLE, 0) == 0;
      dsc_snapshot_unref (now);
      if (is_full)
        break;
      set (self, at++);
    }
  DscSnapshot *before = dsc_snapshot_new_from_dict (self->rt, self->dict);
  dsc_trace_reset (&self->trace);
  dsc_runtime_set_trace (self->rt, &self->trace);
  if (step == LOOKUP)
    status = dsc_dict_get_item (self->rt, self->dict, key (self, n / 2), &value);
  else if (step == DELETE)
    status = dsc_dict_delete_item (self->rt, self->dict, key (self, n / 3));
  else
    set (self, at);
  dsc_runtime_set_trace (self->rt, NULL);
  g_assert (status == DSC_STATUS_OK);
  DscSnapshot *after = dsc_snapshot_new_from_dict (self->rt, self->dict);
  DscMoments *moments = dsc_moments_new (NULL, &self->trace, before, after);
  dsc_snapshot_unref (before);
  dsc_snapshot_unref (after);
  return moments;
}

/* --- frames ------------------------------------------------------------------------------------------------------- */

typedef struct { Series tween, draw, base, prepare, copy; guint most_nodes; } Figures;

static double
paint (DscPainter      *painter,
       cairo_surface_t *surface,
       DscScene        *scene,
       gboolean         is_over)
{
  const double scale = MIN (WIDTH / dsc_scene_get_width (scene), HEIGHT / dsc_scene_get_height (scene));
  const DscPaintOptions options = { .outlines = TRUE, .transparent = is_over };
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  const double start = now_ms ();
  dsc_painter_paint (painter, cr, scene, &options, NULL);
  cairo_surface_flush (surface);
  const double took = now_ms () - start;
  cairo_destroy (cr);
  return took;
}

static void
play (DscPainter      *painter,
      cairo_surface_t *surface,
      DscMoments      *moments,
      DscGrain         grain,
      Figures         *figures)
{
  const DscDiagramOptions options = { .name = "d", .operation = "d[key] = value", .step = 7, .n_steps = 9, .metrics = dsc_painter_get_metrics (painter) };
  double start = now_ms ();
  DscMotion *motion = dsc_motion_new (moments, -1, (gint) dsc_moments_get_n (moments) - 1, grain, &options);
  const double duration = dsc_motion_get_duration (motion);
  DscScene *base = NULL;

  note (&figures->prepare, now_ms () - start);
  for (double time = 0; time < duration + 1 / RATE; time += 1 / RATE)
    {
      DscMotionFrame frame;

      start = now_ms ();
      dsc_motion_get_frame (motion, time, &frame);
      note (&figures->tween, now_ms () - start);
      if (frame.base != base)
        note (&figures->base, paint (painter, surface, frame.base, FALSE));
      base = frame.base;
      if (frame.overlay == NULL)
        continue;
      figures->most_nodes = MAX (figures->most_nodes, dsc_scene_get_n_nodes (frame.overlay));
      note (&figures->draw, paint (painter, surface, frame.overlay, TRUE));
      note (&figures->copy, measure_copy (surface));
      dsc_scene_unref (frame.overlay);
    }
  dsc_motion_free (motion);
}

static void
report (const char *name,
        Figures    *figures)
{
  const double copy = percentile (&figures->copy, 0.5);
  const double tween = percentile (&figures->tween, 0.95), draw = percentile (&figures->draw, 0.95);

  printf ("%-10s memcpy %.3f ms; %5u frames, overlay of at most %4u nodes: tween p50 %.3f p95 %.3f ms = %.3f memcpy (goal 1); draw p50 %.2f p95 %.2f ms"
          " = %.1f memcpy (goal 10); base, when it changes, p50 %.1f ms; prepare p50 %.1f, most %.1f ms\n",
          name, copy, figures->tween.n, figures->most_nodes, percentile (&figures->tween, 0.5), tween, tween / copy, percentile (&figures->draw, 0.5), draw,
          draw / copy, percentile (&figures->base, 0.5), percentile (&figures->prepare, 0.5), percentile (&figures->prepare, 1));
}

int
main (int    argc,
      char **argv)
{
  const gsize n = argc > 1 ? (gsize) strtoul (argv[1], NULL, 10) : 1000;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  g_autoptr (DscPainter) painter = dsc_painter_new ();
  Run run = { .rt = dsc_runtime_new ((DscTarget) { .version = dsc_release_newest () }, 0, &dsc_alloc_libc) };

  run.pool = dsc_runtime_get_pool (run.rt);
  dsc_trace_init (&run.trace, &dsc_alloc_libc);
  if (dsc_dict_new (run.rt, &run.dict) != DSC_STATUS_OK)
    g_error ("no memory");
  for (gsize i = 0; i < n; i++)
    set (&run, i);
  for (Step step = LOOKUP; step < N_STEPS; step++)
    {
      DscMoments *moments = make_moments (&run, step, n);
      Figures *figures = g_new0 (Figures, 1);
      for (guint round = 0; round < 3; round++)
        for (DscGrain grain = DSC_GRAIN_OPERATION; grain < DSC_N_GRAINS; grain++)
          play (painter, surface, moments, grain, figures);
      report (names[step], figures);
      g_free (figures);
      dsc_moments_unref (moments);
    }
  dsc_dict_unref (run.rt, run.dict);
  dsc_trace_clear (&run.trace);
  dsc_runtime_free (run.rt);
  cairo_surface_destroy (surface);
  return EXIT_SUCCESS;
}
