/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-startup.c: how long dictoscope takes to its first frame, as a multiple of an empty libadwaita window.
 *
 * Usage: bench-startup EMPTY-WINDOW DICTOSCOPE [ROUNDS]. The programs end by themselves: the empty window and dictoscope after
 * their first frame, and dictoscope once more after the first frame that shows the whole window with its picture. They are
 * started in turn, so that whatever else the machine does meets all alike, and the best of the rounds are compared, because
 * that only ever adds to the time. Needs a display. */
#include <errno.h>
#include <gio/gio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>

#define LIMIT 1.3
#define N_PROGRAMS 3

typedef struct { double wall, cpu; } Cost;     /* milliseconds */

static double
cpu_of_children (void)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

static Cost
start (char **argv)
{
  const double cpu = cpu_of_children ();
  const gint64 begin = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  GPid pid;
  int status;

  if (!g_spawn_async (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &pid, &error))
    g_error ("%s", error->message);
  while (waitpid (pid, &status, 0) < 0 && errno == EINTR)
    continue;
  if (!WIFEXITED (status) || WEXITSTATUS (status) != 0)
    g_error ("%s failed; is there a display?", argv[0]);
  return (Cost) { (double) (g_get_monotonic_time () - begin) / 1000, cpu_of_children () - cpu };
}

static void
keep_best (Cost *best,
           Cost  cost)
{
  best->wall = MIN (best->wall, cost.wall);
  best->cpu = MIN (best->cpu, cost.cpu);
}

static void
measure (char  *programs[N_PROGRAMS][3],
         guint  rounds,
         Cost   out_best[N_PROGRAMS])
{
  for (guint i = 0; i < N_PROGRAMS; i++)
    {
      start (programs[i]);     /* warms the caches of files */
      out_best[i] = (Cost) { G_MAXDOUBLE, G_MAXDOUBLE };
    }
  for (guint round = 0; round < rounds; round++)
    for (guint i = 0; i < N_PROGRAMS; i++)
      keep_best (&out_best[i], start (programs[i]));
}

int
main (int    argc,
      char **argv)
{
  static const char *const names[N_PROGRAMS] = { "empty window", "dictoscope, first frame", "dictoscope, first picture" };
  Cost best[N_PROGRAMS];

  if (argc < 3)
    {
      g_printerr ("Usage: bench-startup EMPTY-WINDOW DICTOSCOPE [ROUNDS]\n");
      return 2;
    }
  char *programs[N_PROGRAMS][3] = {
    { argv[1], NULL },
    { argv[2], (char *) "--exit-after-first-frame", NULL },
    { argv[2], (char *) "--exit-after-first-picture", NULL },
  };

  measure (programs, argc > 3 ? (guint) CLAMP (atoi (argv[3]), 1, 1000) : 15, best);
  g_print ("%-26s %8s %6s %8s %6s\n", "best of the rounds", "wall ms", "ratio", "cpu ms", "ratio");
  for (guint i = 0; i < N_PROGRAMS; i++)
    g_print ("%-26s %8.1f %6.2f %8.1f %6.2f\n", names[i],
             best[i].wall, best[i].wall / best[0].wall, best[i].cpu, best[i].cpu / best[0].cpu);
  g_print ("The first frame may take %.1f times the empty window's wall time.\n", LIMIT);
  return best[1].wall / best[0].wall <= LIMIT ? 0 : 1;
}
