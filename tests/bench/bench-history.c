/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-history.c: a document with a million steps: recording it, the main loop meanwhile, going anywhere, and what a time line asks for.
 *
 * Usage: bench-history [N]. The session is the window's own; what is left out is drawing. Gaps are those between two turns of the main
 * loop, which has nothing else to do but a timer of one millisecond. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "dsc-playback.h"

#define PIXELS 1000u
#define SEEKS  400u

typedef struct {
  GMainLoop  *loop;
  DscSession *session;
  double      last, longest;
} Watch;

static double
now (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static gboolean
turn_cb (gpointer data)
{
  Watch *self = data;
  const double time = now (CLOCK_MONOTONIC);

  self->longest = MAX (self->longest, time - self->last);
  self->last = time;
  if (!dsc_session_is_running (self->session))
    g_main_loop_quit (self->loop);
  return G_SOURCE_CONTINUE;
}

/* The longest gap until the session is done. */
static double
run_loop (DscSession *session)
{
  Watch watch = { g_main_loop_new (NULL, FALSE), session, now (CLOCK_MONOTONIC), 0 };
  const guint source = g_timeout_add (1, turn_cb, &watch);

  g_main_loop_run (watch.loop);
  g_source_remove (source);
  g_main_loop_unref (watch.loop);
  return watch.longest;
}

static int
compare (const void *a,
         const void *b)
{
  const double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static void
measure_seeks (DscHistory *history)
{
  const guint64 n = dsc_history_get_n_steps (history);
  double times[SEEKS];
  guint64 random = 88172645463325252u;

  for (guint i = 0; i < SEEKS; i++)
    {
      random = random * 6364136223846793005u + 1442695040888963407u;
      const double start = now (CLOCK_PROCESS_CPUTIME_ID);
      DscState *state = dsc_history_build_state (history, (random >> 20) % (n + 1), NULL);

      times[i] = now (CLOCK_PROCESS_CPUTIME_ID) - start;
      dsc_state_unref (state);
    }
  qsort (times, SEEKS, sizeof *times, compare);
  printf ("state at any step, with its sentence:  p50 %.2f ms, p95 %.2f ms\n", times[SEEKS / 2], times[SEEKS * 95 / 100]);
}

static void
measure_marks (const DscMarks *marks)
{
  const guint64 n = dsc_marks_get_n (marks);
  const double start = now (CLOCK_PROCESS_CPUTIME_ID);
  guint64 found = 0, step = 0;
  guint some = 0;

  for (guint i = 0; i < PIXELS; i++)
    some += dsc_marks_get_between (marks, n * i / PIXELS, n * (i + 1) / PIXELS) != 0;
  const double drawn = now (CLOCK_PROCESS_CPUTIME_ID) - start;

  while (dsc_marks_find (marks, step, TRUE, DSC_MARK_RESIZE, &found))
    step = found + 1;
  printf ("marks of %u places of a time line:     %.3f ms (%u have some); all resizes %.3f ms\n", PIXELS, drawn, some,
          now (CLOCK_PROCESS_CPUTIME_ID) - start - drawn);
}

int
main (int    argc,
      char **argv)
{
  const guint64 n = argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 1000000;
  g_autofree char *text = g_strdup_printf ("d = {}\nfor i in range(%" G_GUINT64_FORMAT "):\n    d[i %% 1000] = i\n", n);
  g_autofree char *edited = g_strconcat (text, "d['x'] = 1\n", NULL);
  g_autoptr (DscSession) session = dsc_session_new ();
  struct rusage usage;
  double wall = now (CLOCK_MONOTONIC), cpu = now (CLOCK_PROCESS_CPUTIME_ID);

  dsc_session_load (session, text);
  double gap = run_loop (session);
  getrusage (RUSAGE_SELF, &usage);
  printf ("recording %" G_GUINT64_FORMAT " steps:             %.0f ms, CPU %.0f ms; longest gap of the main loop %.1f ms; %.0f MB\n",
          dsc_session_get_n_steps (session), now (CLOCK_MONOTONIC) - wall, now (CLOCK_PROCESS_CPUTIME_ID) - cpu, gap, (double) usage.ru_maxrss / 1024);
  measure_marks (dsc_history_get_all_marks (dsc_session_get_history (session)));
  measure_seeks (dsc_session_get_history (session));
  wall = now (CLOCK_MONOTONIC);
  dsc_session_set_text (session, edited);
  gap = run_loop (session);
  getrusage (RUSAGE_SELF, &usage);
  printf ("one line more, all run again:          %.0f ms; longest gap of the main loop %.1f ms; %.0f MB\n", now (CLOCK_MONOTONIC) - wall, gap,
          (double) usage.ru_maxrss / 1024);
  return 0;
}
