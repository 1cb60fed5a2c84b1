/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-startup.c: how long dictoscope takes to its first frame, as a multiple of an empty libadwaita window.
 *
 * Usage: bench-startup EMPTY-WINDOW DICTOSCOPE [ROUNDS]. The programs end by themselves: the empty window and dictoscope after
 * their first frame, and dictoscope once more after the first frame that shows the whole window with its picture. They are
 * started in turn, so that whatever else the machine does meets all alike; medians are compared. Needs a display. */
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

static int
compare_doubles (const void *a,
                 const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *values,
        guint   n)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return values[n / 2];
}

static void
measure (char  *programs[N_PROGRAMS][3],
         guint  rounds,
         Cost   out_medians[N_PROGRAMS])
{
  g_autofree double *wall = g_new (double, N_PROGRAMS * rounds), *cpu = g_new (double, N_PROGRAMS * rounds);

  for (guint i = 0; i < N_PROGRAMS; i++)
    start (programs[i]);     /* warms the caches of files */
  for (guint round = 0; round < rounds; round++)
    for (guint i = 0; i < N_PROGRAMS; i++)
      {
        const Cost cost = start (programs[i]);

        wall[i * rounds + round] = cost.wall;
        cpu[i * rounds + round] = cost.cpu;
      }
  for (guint i = 0; i < N_PROGRAMS; i++)
    out_medians[i] = (Cost) { median (wall + i * rounds, rounds), median (cpu + i * rounds, rounds) };
}

int
main (int    argc,
      char **argv)
{
  static const char *const names[N_PROGRAMS] = { "empty window", "dictoscope, first frame", "dictoscope, first picture" };
  Cost medians[N_PROGRAMS];

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

  measure (programs, argc > 3 ? (guint) CLAMP (atoi (argv[3]), 1, 1000) : 15, medians);
  g_print ("%-26s %8s %6s %8s %6s\n", "median of starts", "wall ms", "ratio", "cpu ms", "ratio");
  for (guint i = 0; i < N_PROGRAMS; i++)
    g_print ("%-26s %8.1f %6.2f %8.1f %6.2f\n", names[i],
             medians[i].wall, medians[i].wall / medians[0].wall, medians[i].cpu, medians[i].cpu / medians[0].cpu);
  g_print ("The first frame may take %.1f times the empty window's wall time.\n", LIMIT);
  return medians[1].wall / medians[0].wall <= LIMIT ? 0 : 1;
}
