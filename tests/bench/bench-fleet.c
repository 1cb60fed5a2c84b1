/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-fleet.c: a script of 10,000 operations in every known release and build, beside real interpreters that run it once each.
 *
 *   bench-fleet [--rounds K] [--unrolled] [PYTHON…]
 *
 * The interpreters print sys.getsizeof after each operation. Without a name, python3 of the PATH is taken. Both take turns; the best of
 * K rounds (7) of each counts, and the slowest of the interpreters is what the fleet is compared with. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "dsc-fleet.h"

#define MAX_PYTHONS 32

typedef struct { double wall, cpu; } Cost;   /* milliseconds */

static const struct { int from, to, step; const char *body; } loops[] = {
  { 0, 2500, 1, "d[i] = i" },         { 0, 2500, 2, "del d[i]" },        { 0, 2500, 1, "d['k' + str(i)] = i" },
  { 0, 1250, 1, "d.get(i)" },         { 0, 1250, 1, "d.pop('k' + str(i))" }, { 0, 1249, 1, "d[i * 7] = 0" },
};

/* As loops, or each operation as a statement of its own. */
static char *
write_script (gboolean prints,
              gboolean unrolled)
{
  const char *after = prints ? "print(sys.getsizeof(d))\n" : "";
  GString *text = g_string_new (prints ? "import sys\n" : NULL);

  g_string_append_printf (text, "d = {}\n%s", after);
  for (gsize k = 0; k < G_N_ELEMENTS (loops); k++)
    if (!unrolled)
      g_string_append_printf (text, "for i in range(%d, %d, %d):\n    %s\n%s%s", loops[k].from, loops[k].to, loops[k].step, loops[k].body, prints ? "    " : "", after);
    else
      for (int i = loops[k].from; i < loops[k].to; i += loops[k].step)
        {
          g_auto (GStrv) parts = g_strsplit (loops[k].body, strstr (loops[k].body, "str(i)") != NULL ? "' + str(i)" : "i]", 2);
          g_autofree char *number = g_strdup_printf ("%d", i);

          if (strstr (loops[k].body, "str(i)") != NULL)
            g_string_append_printf (text, "%s%s'%s\n%s", parts[0], number, strcmp (parts[1], "] = i") == 0 ? "] = 0" : parts[1], after);
          else if (strstr (loops[k].body, "* 7") != NULL)
            g_string_append_printf (text, "d[%d] = 0\n%s", i * 7, after);
          else if (strstr (loops[k].body, "get") != NULL)
            g_string_append_printf (text, "d.get(%d)\n%s", i, after);
          else
            g_string_append_printf (text, strstr (loops[k].body, "del") != NULL ? "del d[%d]\n%s" : "d[%d] = 0\n%s", i, after);
        }
  return g_string_free (text, FALSE);
}

static double
now_ms (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static Cost
run_python (const char *python,
            const char *path)
{
  const double start = now_ms (CLOCK_MONOTONIC);
  const pid_t child = fork ();
  struct rusage usage;
  int status;

  if (child == 0)
    {
      dup2 (open ("/dev/null", O_WRONLY), STDOUT_FILENO);
      execlp (python, python, path, NULL);
      _exit (127);
    }
  if (child < 0 || wait4 (child, &status, 0, &usage) != child || !WIFEXITED (status) || WEXITSTATUS (status) != 0)
    {
      fprintf (stderr, "bench-fleet: %s failed\n", python);
      exit (1);
    }
  return (Cost) { now_ms (CLOCK_MONOTONIC) - start,
                  (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3 };
}

/* From the text to the first difference between each target and the one before it. */
static Cost
run_fleet (const char   *text,
           const GArray *targets)
{
  const double start = now_ms (CLOCK_MONOTONIC), start_cpu = now_ms (CLOCK_PROCESS_CPUTIME_ID);
  g_autoptr (DscScript) script = dsc_script_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  static gboolean told;
  guint n_differ = 0, n_evaluated, n_replayed;

  DscFleet *fleet = dsc_fleet_new (script, 0, (const DscTarget *) (gpointer) targets->data, targets->len);
  if (!dsc_fleet_run (fleet, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  for (guint i = 1; i < targets->len; i++)
    {
      DscDifference difference;

      n_differ += dsc_fleet_find_difference (fleet, i - 1, i, DSC_COMPARE_BEHAVIOUR, &difference)
                  || dsc_fleet_find_difference (fleet, i - 1, i, DSC_COMPARE_BYTES, &difference);
    }
  dsc_fleet_get_work (fleet, &n_evaluated, &n_replayed);
  if (!told)
    printf ("%u releases and builds, %" G_GSIZE_FORMAT " operations each; evaluated %u times, replayed %u times; %u differ from the one before\n",
            targets->len, dsc_fleet_get_n_steps (fleet, 0), n_evaluated, n_replayed, n_differ);
  told = TRUE;
  dsc_fleet_free (fleet);
  return (Cost) { now_ms (CLOCK_MONOTONIC) - start, now_ms (CLOCK_PROCESS_CPUTIME_ID) - start_cpu };
}

static void
keep_best (Cost *best,
           Cost  cost)
{
  best->wall = MIN (best->wall, cost.wall);
  best->cpu = MIN (best->cpu, cost.cpu);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GArray) targets = dsc_fleet_list_targets ();
  g_autofree char *path = NULL;
  const char *pythons[MAX_PYTHONS] = { "python3" };
  Cost fleet = { 1e9, 1e9 }, best[MAX_PYTHONS], slowest = { 0, 0 };
  gboolean unrolled = FALSE;
  int rounds = 7, n = 0;

  for (int i = 1; i < argc; i++)
    if (strcmp (argv[i], "--unrolled") == 0)
      unrolled = TRUE;
    else if (strcmp (argv[i], "--rounds") == 0 && i + 1 < argc)
      rounds = atoi (argv[++i]);
    else if (n < MAX_PYTHONS)
      pythons[n++] = argv[i];
  n = MAX (n, 1);
  g_autofree char *plain = write_script (FALSE, unrolled);
  g_autofree char *printing = write_script (TRUE, unrolled);
  close (g_file_open_tmp ("bench-fleet-XXXXXX.py", &path, NULL));
  g_file_set_contents (path, printing, -1, NULL);
  for (int k = 0; k < n; k++)
    best[k] = (Cost) { 1e9, 1e9 };
  for (int round = 0; round < rounds; round++)
    {
      for (int k = 0; k < n; k++)
        keep_best (&best[k], run_python (pythons[k], path));
      const Cost cost = run_fleet (plain, targets);
      if (round == 0)
        printf ("the first time: wall %.1f ms, cpu %.1f ms\n", cost.wall, cost.cpu);
      keep_best (&fleet, cost);
    }
  g_unlink (path);
  for (int k = 0; k < n; k++)
    {
      printf ("%-60s wall %7.1f ms  cpu %7.1f ms\n", pythons[k], best[k].wall, best[k].cpu);
      slowest.wall = MAX (slowest.wall, best[k].wall);
      slowest.cpu = MAX (slowest.cpu, best[k].cpu);
    }
  printf ("%-60s wall %7.1f ms / %7.1f ms = %.2f  cpu %7.1f ms / %7.1f ms = %.2f\n", unrolled ? "fleet / slowest, written out" : "fleet / slowest, loops",
          fleet.wall, slowest.wall, fleet.wall / slowest.wall, fleet.cpu, slowest.cpu, fleet.cpu / slowest.cpu);
  return 0;
}
