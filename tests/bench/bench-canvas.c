/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-canvas.c: what the canvas of the window costs with a large dict, each time against something measured in the same run.
 *
 *   bench-canvas [N]                  N entries, 5000000 if it is not said; needs a display that holds 1600 × 1000 at GDK_SCALE
 *
 * All times are CPU. Snapshots: of our own function, in the main thread, while one pans and zooms. Whole frames: of the process from
 * the frame clock's before-paint to its after-paint: with a hover that moves, against a small widget that changes its colour; and
 * panning, against an empty widget that is damaged all over. Painting that goes on in the worker meanwhile counts in frames. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "dsc-canvas-private.h"
#include "dsc-view-diagram.h"

#define WIDTH  1600
#define HEIGHT 1000
#define FRAMES 120

static double
cpu_ms (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
percentile (double *values,
            guint   n,
            double  share)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return values[(guint) (share * (n - 1))];
}

static DscSnapshot *
create_snapshot (gsize n)
{
  DscRuntime *rt = dsc_runtime_new ((DscTarget) { .version = dsc_release_newest () }, 0, &dsc_alloc_libc);
  DscPool *pool = dsc_runtime_get_pool (rt);
  DscDict *dict = NULL;
  char text[32];

  if (dsc_dict_new (rt, &dict) != DSC_STATUS_OK)
    g_error ("no memory");
  for (gsize i = 0; i < n; i++)
    {
      const int length = snprintf (text, sizeof text, "key-%zu", i);
      const DscObject *key = dsc_object_str (pool, text, (gsize) length);

      if (dsc_dict_set_item (rt, dict, key, dsc_object_int (pool, (gint64) (i % 1000))) != DSC_STATUS_OK)
        g_error ("no memory");
      if (i % 1001 == 1000 && dsc_dict_delete_item (rt, dict, key) != DSC_STATUS_OK)
        g_error ("no memory");
    }
  DscSnapshot *snapshot = dsc_snapshot_new_from_dict (rt, dict);

  dsc_dict_unref (rt, dict);
  dsc_runtime_free (rt);
  return snapshot;
}

/* ---- our own snapshot function --------------------------------------------------------------- */

typedef struct {
  GtkWindow *window;
  DscCanvas *canvas;
  DscScene  *scene;
  double     copy;       /* one memcpy of the surface */
  gsize      most;       /* bytes of tiles at any time */
} Bench;

static void
run_loop (guint ms)
{
  const gint64 end = g_get_monotonic_time () + ms * 1000;

  do
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
  while (g_get_monotonic_time () < end);
}

static void
settle (DscCanvas *canvas)
{
  for (guint i = 0; i < 2000 && (i < 4 || !dsc_canvas_is_settled (canvas)); i++)
    run_loop (10);
}

static double
measure_memcpy (int scale)
{
  const gsize bytes = (gsize) 4 * WIDTH * HEIGHT * (gsize) scale * (gsize) scale;
  char *from = g_malloc0 (bytes), *to = g_malloc0 (bytes);
  double times[31];

  memset (from, 1, bytes);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      const double start = cpu_ms (CLOCK_THREAD_CPUTIME_ID);

      memcpy (to, from, bytes);
      times[i] = cpu_ms (CLOCK_THREAD_CPUTIME_ID) - start;
      from[i] = to[bytes - 1 - i];
    }
  g_free (from);
  g_free (to);
  return percentile (times, G_N_ELEMENTS (times), 0.5);
}

static double
time_snapshot (Bench *self)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  const double start = cpu_ms (CLOCK_THREAD_CPUTIME_ID);

  dsc_canvas_snapshot (GTK_WIDGET (self->canvas), snapshot);
  const double took = cpu_ms (CLOCK_THREAD_CPUTIME_ID) - start;

  GskRenderNode *node = gtk_snapshot_free_to_node (snapshot);

  gsk_render_node_unref (node);
  self->most = MAX (self->most, dsc_canvas_get_cache_size (self->canvas));
  return took;
}

static void
report (const char  *what,
        double      *times,
        const Bench *self)
{
  const double p50 = percentile (times, FRAMES, 0.5), p95 = percentile (times, FRAMES, 0.95);

  printf ("  %-34s p50 %6.3f p95 %6.3f ms, %5.1f times a memcpy\n", what, p50, p95, p95 / self->copy);
}

static void
measure_level (Bench  *self,
               double  pixels,
               int     scale)
{
  const DscMap *map = dsc_scene_find_map (self->scene, (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = 0 });
  const DscMapGeometry *g = dsc_map_get_geometry (map);
  double times[FRAMES];

  dsc_canvas_set_zoom (self->canvas, pixels / scale / g->pitch_y);
  dsc_canvas_center_on (self->canvas, (DscPoint) { g->x + 0.4 * (double) g->columns * g->pitch_x, g->y + 0.4 * (double) g->rows * g->pitch_y });
  settle (self->canvas);
  for (guint i = 0; i < FRAMES; i++)
    {
      dsc_canvas_scroll_to (self->canvas, -self->canvas->origin.x + 23, -self->canvas->origin.y + 17);
      times[i] = time_snapshot (self);
      run_loop (16);
    }
  g_autofree char *level = dsc_canvas_dup_level (self->canvas);
  g_autofree char *what = g_strdup_printf ("pan, %s", level);

  report (what, times, self);
}

static void
measure_zoom (Bench *self)
{
  const double most = dsc_scene_get_full_scale (self->scene) * 2;
  double times[FRAMES];

  dsc_canvas_set_zoom (self->canvas, 0);
  settle (self->canvas);
  const double factor = pow (most / dsc_canvas_get_zoom (self->canvas), 1.0 / FRAMES);

  for (guint i = 0; i < FRAMES; i++)
    {
      dsc_canvas_zoom_about (self->canvas, dsc_canvas_get_zoom (self->canvas) * factor, (DscPoint) { 900, 640 });
      times[i] = time_snapshot (self);
      run_loop (16);
    }
  report ("zoom, through every level", times, self);
}

/* ---- whole frames ---------------------------------------------------------------------------- */

G_DECLARE_FINAL_TYPE (Patch, patch, BENCH, PATCH, GtkWidget)
struct _Patch { GtkWidget parent_instance; guint frame; };
G_DEFINE_FINAL_TYPE (Patch, patch, GTK_TYPE_WIDGET)

static void
patch_snapshot (GtkWidget   *widget,
                GtkSnapshot *snapshot)
{
  const GdkRGBA color = { 0.2f, 0.4f, (float) (((Patch *) widget)->frame % 2), 1 };

  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget)));
}

static void
patch_class_init (PatchClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = patch_snapshot;
}

static void
patch_init (Patch *self)
{
  (void) self;
}

typedef void (*Change) (GtkWidget *widget, guint frame);

typedef struct {
  GtkWidget *widget;
  Change     change;
  guint      frame;
  double     begin, times[FRAMES];
} Frames;

static void
before_paint_cb (GdkFrameClock *clock,
                 Frames        *self)
{
  (void) clock;
  self->begin = cpu_ms (CLOCK_PROCESS_CPUTIME_ID);
}

static void
after_paint_cb (GdkFrameClock *clock,
                Frames        *self)
{
  (void) clock;
  if (self->frame > 10 && self->frame <= FRAMES + 10)
    self->times[self->frame - 11] = cpu_ms (CLOCK_PROCESS_CPUTIME_ID) - self->begin;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  Frames *self = data;

  (void) clock;
  self->frame++;
  self->change (widget, self->frame);
  return self->frame <= FRAMES + 11;
}

static double
measure_frames (GtkWidget *widget,
                Change     change)
{
  Frames self = { .widget = widget, .change = change };
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  const gulong before = g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &self);
  const gulong after = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &self);

  gtk_widget_add_tick_callback (widget, tick_cb, &self, NULL);
  while (self.frame <= FRAMES + 11)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, before);
  g_signal_handler_disconnect (clock, after);
  return percentile (self.times, FRAMES, 0.5);
}

static void
change_patch (GtkWidget *widget,
              guint      frame)
{
  ((Patch *) widget)->frame = frame;
  gtk_widget_queue_draw (widget);
}

static void
change_hover (GtkWidget *widget,
              guint      frame)
{
  dsc_canvas_set_hover (DSC_CANVAS (widget), (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = 1000 + frame });
}

static void
change_selection (GtkWidget *widget,
                  guint      frame)
{
  dsc_canvas_set_selection (DSC_CANVAS (widget), (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = 1000 + frame });
}

static void
change_place (GtkWidget *widget,
              guint      frame)
{
  DscCanvas *canvas = DSC_CANVAS (widget);

  (void) frame;
  dsc_canvas_scroll_to (canvas, -canvas->origin.x + 3, -canvas->origin.y + 2);
}

static double
measure_patch (int width,
               int height)
{
  GtkWidget *window = gtk_window_new (), *patch = g_object_new (patch_get_type (), NULL);

  gtk_widget_set_size_request (patch, width, height);
  if (width < WIDTH)
    {
      gtk_widget_set_halign (patch, GTK_ALIGN_CENTER);
      gtk_widget_set_valign (patch, GTK_ALIGN_CENTER);
    }
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_child (GTK_WINDOW (window), patch);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
  run_loop (300);
  const double cost = measure_frames (patch, change_patch);

  gtk_window_destroy (GTK_WINDOW (window));
  run_loop (100);
  return cost;
}

static void
compare_frames (const char *what,
                double      ours,
                const char *other,
                double      theirs,
                double      goal)
{
  printf ("  %-34s %6.2f ms, %s %6.2f ms: %.2f times (goal: at most %.1f)\n", what, ours, other, theirs, ours / theirs, goal);
}

static void
measure_whole_frames (Bench *self)
{
  const double small = measure_patch (24, 24), all = measure_patch (WIDTH, HEIGHT);
  const DscRect place = dsc_map_cell_rect (dsc_scene_find_map (self->scene, (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = 0 }), 1060);

  gtk_window_present (self->window);
  dsc_canvas_set_zoom (self->canvas, dsc_scene_get_full_scale (self->scene) * 0.3);
  dsc_canvas_center_on (self->canvas, (DscPoint) { place.x, place.y });
  settle (self->canvas);
  run_loop (3000);   /* scroll bars that showed themselves have faded away */
  compare_frames ("frame: hover moves", measure_frames (GTK_WIDGET (self->canvas), change_hover), "small widget", small, 2);
  compare_frames ("frame: selection moves", measure_frames (GTK_WIDGET (self->canvas), change_selection), "small widget", small, 2);
  compare_frames ("frame: all damaged, panning", measure_frames (GTK_WIDGET (self->canvas), change_place), "empty widget", all, 1.2);
}

int
main (int    argc,
      char **argv)
{
  const gsize n = argc > 1 ? (gsize) strtoull (argv[1], NULL, 10) : 5000000;
  static const double pixels[] = { 0.5, 2.5, 10, 30, 60 };
  Bench self = { 0 };

  gtk_init ();
  DscSnapshot *snapshot = create_snapshot (n);
  self.window = GTK_WINDOW (gtk_window_new ());
  self.canvas = g_object_new (DSC_TYPE_CANVAS, NULL);
  const DscDiagramOptions options = { .name = "d", .metrics = dsc_canvas_get_metrics (self.canvas) };
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self.scene = dsc_view_diagram_new (snapshot, &options);
  dsc_canvas_set_scene (self.canvas, self.scene);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self.canvas));
  gtk_window_set_child (self.window, scroller);
  gtk_window_set_decorated (self.window, FALSE);
  gtk_window_set_default_size (self.window, WIDTH, HEIGHT);
  gtk_window_present (self.window);
  run_loop (500);
  settle (self.canvas);
  const int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self.canvas));

  self.copy = measure_memcpy (scale);
  printf ("%zu entries; canvas of %d × %d at scale %d; one memcpy of it %.3f ms\n", n, gtk_widget_get_width (GTK_WIDGET (self.canvas)),
          gtk_widget_get_height (GTK_WIDGET (self.canvas)), scale, self.copy);
  for (guint i = 0; i < G_N_ELEMENTS (pixels); i++)
    measure_level (&self, pixels[i], scale);
  measure_zoom (&self);
  printf ("  tiles: at most %.1f MB; pyramid: %.1f MB\n", (double) self.most / 1e6,
          (double) dsc_pyramid_get_size (dsc_map_get_pyramid (dsc_scene_find_map (self.scene, (DscSceneId) { 0 }))) / 1e6);
  measure_whole_frames (&self);
  gtk_window_destroy (self.window);
  dsc_scene_unref (self.scene);
  dsc_snapshot_unref (snapshot);
  return EXIT_SUCCESS;
}
