/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-record.c: what the session's run of a script costs beside the bare run, and how much of it is for marks.
 *
 * Usage: bench-record [--version V] [--rounds K] FILE.py
 *
 * Takes turns, K times (5), in processor time: the script alone (dsc_script_run), which records every step; the session's run
 * (dsc_history_new), which also keeps marks; and the same operations on a machine without a history, which is the bare run of
 * what the script does to dicts. */
#include "dsc-history.h"
#include "dsc-machine-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static void
keep_least (double *least,
            double  time)
{
  if (*least == 0 || time < *least)
    *least = time;
}

static double
time_machine (DscTimeline *timeline,
              DscTarget    target)
{
  DscMachine *machine = dsc_machine_new (target, 0, dsc_timeline_get_pool (timeline), &dsc_alloc_libc);
  const gsize n = dsc_timeline_get_n_steps (timeline);
  DscResult result;

  if (machine == NULL || dsc_machine_share_names (machine, dsc_timeline_get_live (timeline)) != DSC_STATUS_OK)
    g_error ("there is not enough memory");
  const double start = now ();

  for (gsize i = 0; i < n; i++)
    (void) dsc_machine_apply (machine, &dsc_timeline_get_step (timeline, i)->op, &result);
  const double time = now () - start;

  dsc_machine_free (machine);
  return time;
}

typedef struct {
  double alone, machine, session, freed;
  gsize  n_steps;
} Times;

static void
run_once (DscScript *script,
          DscTarget  target,
          Times     *times)
{
  guint progress = 0;
  double start = now ();
  DscRun *run = dsc_script_run (script, target, 0, NULL, NULL, NULL, NULL);

  keep_least (&times->alone, now () - start);
  times->n_steps = dsc_timeline_get_n_steps (run->timeline);
  keep_least (&times->machine, time_machine (run->timeline, target));
  dsc_run_free (run);
  start = now ();
  DscHistory *history = dsc_history_new (script, target, 0, &progress, NULL, NULL);

  keep_least (&times->session, now () - start);
  start = now ();
  dsc_history_unref (history);
  keep_least (&times->freed, now () - start);
}

int
main (int    argc,
      char **argv)
{
  DscTarget target = { .version = dsc_release_newest () };
  const char *file = NULL;
  int n_rounds = 5;
  Times times = { 0 };
  char *text;
  gsize length;

  for (int i = 1; i < argc; i++)
    {
      if (strcmp (argv[i], "--version") == 0 && i + 1 < argc)
        {
          if (dsc_target_parse (argv[++i], &target) != DSC_STATUS_OK)
            g_error ("there is no such release");
        }
      else if (strcmp (argv[i], "--rounds") == 0 && i + 1 < argc)
        n_rounds = atoi (argv[++i]);
      else
        file = argv[i];
    }
  if (file == NULL || n_rounds < 1 || !g_file_get_contents (file, &text, &length, NULL))
    {
      fprintf (stderr, "usage: bench-record [--version V] [--rounds K] FILE.py\n");
      return 2;
    }
  DscScript *script = dsc_script_new (text, length);
  struct rusage usage;

  for (int i = 0; i < n_rounds; i++)
    run_once (script, target, &times);
  getrusage (RUSAGE_SELF, &usage);
  printf ("%zu steps  operations alone %.1f ms  script %.1f ms  session %.1f ms = %.2f times the script, %.2f times the operations"
          "  given back in %.1f ms  at most %.1f MB resident\n", times.n_steps, times.machine, times.alone, times.session,
          times.session / times.alone, times.session / times.machine, times.freed, (double) usage.ru_maxrss / 1024);
  dsc_script_unref (script);
  g_free (text);
  return 0;
}
