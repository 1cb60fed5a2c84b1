/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-animation.c: an animated WebP from steps to file, against libwebp's encoder alone on the very same pictures.
 *
 *   bench-animation [N [WIDTH HEIGHT [FILE.py]]]      N frames (120) of 800 x 500
 *
 * Ours: scenes, painting, encoding and writing, all in one. The encoder alone: the same pictures lie painted in memory. Both in
 * CPU time of this process, in turn, the best of five. */
#include <glib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <webp/encode.h>
#include <webp/mux.h>

#include "dsc-animation-private.h"
#include "dsc-describe.h"
#include "dsc-film.h"
#include "dsc-script.h"

#define N_ROUNDS 5

static const char script[] =
  "d = {'route': '22', 'date': '01/01/2001', 'daytype': 'U', 'rides': 7354}\n"
  "d['a'] = 1\n"
  "d['b'] = 2\n"
  "del d['b']\n"
  "d['c'] = 3\n"
  "d['date']\n"
  "d['d'] = 4\n"
  "d['e'] = 5\n";

typedef struct {
  DscTimeline          *timeline;
  const DscTextMetrics *metrics;
} Source;

typedef struct {
  DscSnapshot *before, *after;
  DscTrace     trace;
  char        *sentence;
} Step;

static void
step_free (gpointer data)
{
  Step *self = data;

  dsc_snapshot_unref (self->before);
  dsc_snapshot_unref (self->after);
  dsc_trace_clear (&self->trace);
  g_free (self->sentence);
  g_free (self);
}

static gboolean
get_step (guint64      number,
          DscFilmStep *out_step,
          gpointer     data)
{
  const Source *self = data;
  Step *step = g_new0 (Step, 1);
  DscMachine *machine = dsc_timeline_seek (self->timeline, number - 1, NULL);
  const DscStep *operation = dsc_timeline_get_step (self->timeline, number - 1);

  step->before = dsc_machine_take_snapshot (machine, dsc_machine_find_name (machine, "d"));
  dsc_trace_init (&step->trace, &dsc_alloc_libc);
  machine = dsc_timeline_seek (self->timeline, number, &step->trace);
  step->after = dsc_machine_take_snapshot (machine, dsc_machine_find_name (machine, "d"));
  step->sentence = dsc_describe_step (operation, &step->trace, step->before, step->after);
  *out_step = (DscFilmStep) {
    .after = dsc_snapshot_ref (step->after),
    .moments = dsc_moments_new (operation, &step->trace, step->before, step->after),
    .options = { .name = "d", .operation = operation->label, .sentence = step->sentence, .step = number,
                 .n_steps = dsc_timeline_get_n_steps (self->timeline), .before = step->before, .trace = &step->trace, .metrics = self->metrics },
    .owner = step,
    .free_owner = step_free,
  };
  return TRUE;
}

static double
cpu_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

typedef struct {
  guint32 *pixels;
  int      start;
} Picture;

static GArray *
paint_all (DscReel *reel)
{
  GArray *pictures = g_array_new (FALSE, FALSE, sizeof (Picture));
  const gsize size = (gsize) dsc_reel_get_width (reel) * (gsize) dsc_reel_get_height (reel) * 4;
  DscReelPicture picture;

  while (dsc_reel_next (reel, &picture, NULL))
    {
      const Picture kept = { g_memdup2 (cairo_image_surface_get_data (picture.surface), size), (int) picture.start };
      g_array_append_val (pictures, kept);
    }
  return pictures;
}

static gsize
encode_alone (const GArray *pictures,
              int           width,
              int           height)
{
  WebPAnimEncoderOptions settings;
  WebPConfig config;
  WebPData file;

  if (!WebPAnimEncoderOptionsInit (&settings) || !WebPConfigInit (&config))
    g_error ("libwebp does not fit its header");
  settings.kmax = 0;
  config.lossless = 1;
  config.method = DSC_WEBP_EFFORT;
  config.quality = DSC_WEBP_QUALITY;
  WebPDataInit (&file);
  WebPAnimEncoder *encoder = WebPAnimEncoderNew (width, height, &settings);
  for (guint i = 0; i < pictures->len; i++)
    {
      const Picture *picture = &g_array_index (pictures, Picture, i);
      WebPPicture webp;

      if (!WebPPictureInit (&webp))
        g_error ("libwebp does not fit its header");
      webp.use_argb = 1;
      webp.width = width;
      webp.height = height;
      webp.argb = picture->pixels;
      webp.argb_stride = width;
      if (!WebPAnimEncoderAdd (encoder, &webp, picture->start, &config))
        g_error ("%s", WebPAnimEncoderGetError (encoder));
    }
  if (!WebPAnimEncoderAdd (encoder, NULL, 1000000, NULL) || !WebPAnimEncoderAssemble (encoder, &file))
    g_error ("%s", WebPAnimEncoderGetError (encoder));
  const gsize size = file.size;
  WebPDataClear (&file);
  WebPAnimEncoderDelete (encoder);
  return size;
}

int
main (int    argc,
      char **argv)
{
  const guint n_wanted = argc > 1 ? (guint) atoi (argv[1]) : 120;
  const DscAnimationOptions options = { .width = argc > 3 ? (guint) atoi (argv[2]) : 800, .height = argc > 3 ? (guint) atoi (argv[3]) : 500, .captions = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "bench-animation.webp", NULL), *given = NULL;
  g_autoptr (DscPainter) painter = dsc_painter_new ();

  if (argc > 4 && !g_file_get_contents (argv[4], &given, NULL, &error))
    g_error ("%s", error->message);
  const char *text = given != NULL ? given : script;
  DscScript *program = dsc_script_new (text, strlen (text));
  DscRun *run = dsc_script_run (program, (DscTarget) { .version = dsc_release_newest () }, 0, NULL, NULL, NULL, &error);
  if (run == NULL)
    g_error ("%s", error->message);
  Source source = { run->timeline, dsc_painter_get_metrics (painter) };
  const DscFilmOptions film_options = { .first = 1, .last = dsc_timeline_get_n_steps (run->timeline), .grain = DSC_GRAIN_PROBE };
  g_autoptr (DscFilm) film = dsc_film_new (&film_options, get_step, &source);
  const guint n = MIN (dsc_film_count_frames (film, NULL), n_wanted);
  const DscReelLimits limits = { 1, 16383, FALSE };
  g_autoptr (DscReel) reel = dsc_reel_new (painter, n, dsc_film_draw_frame, film, &options, &limits, NULL, &error);
  if (reel == NULL)
    g_error ("%s", error->message);
  const double start_painting = cpu_ms ();
  GArray *pictures = paint_all (reel);
  const double painting = cpu_ms () - start_painting;
  const int width = dsc_reel_get_width (reel), height = dsc_reel_get_height (reel);
  double ours = G_MAXDOUBLE, alone = G_MAXDOUBLE;
  gsize size = 0;

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      double start = cpu_ms ();
      size = encode_alone (pictures, width, height);
      alone = MIN (alone, cpu_ms () - start);
      start = cpu_ms ();
      if (!dsc_animation_write (painter, n, dsc_film_draw_frame, film, path, DSC_ANIMATION_WEBP, &options, NULL, &error))
        g_error ("%s", error->message);
      ours = MIN (ours, cpu_ms () - start);
    }
  g_unlink (path);
  printf ("animated WebP, %u frames (%u that differ) of %d x %d, %.0f kB: %.0f ms; encoder alone %.0f ms: %.2f times (goal 1.3); "
          "scenes and painting once %.0f ms\n", n, pictures->len, width, height, size / 1e3, ours, alone, ours / alone, painting);
  for (guint i = 0; i < pictures->len; i++)
    g_free (g_array_index (pictures, Picture, i).pixels);
  g_array_unref (pictures);
  dsc_run_free (run);
  dsc_script_unref (program);
  return 0;
}
