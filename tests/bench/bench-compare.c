/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-compare.c: runs two commands in turn and prints the ratio of their medians.
 *
 *   bench-compare NAME ROUNDS COMMAND… -- COMMAND…
 *
 * Both are run once before the clock starts. CPU is user + system of the process and its children; noise of the machine
 * meets both alike, because they take turns. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAX_ROUNDS 1000

typedef struct { double cpu, wall; } Cost;   /* milliseconds */

static double
now_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static Cost
run (char **command)
{
  const double start = now_ms ();
  const pid_t child = fork ();
  struct rusage usage;
  int status;

  if (child == 0)
    {
      const int null = open ("/dev/null", O_WRONLY);

      dup2 (null, STDOUT_FILENO);
      execvp (command[0], command);
      fprintf (stderr, "bench-compare: %s could not be started: %s\n", command[0], strerror (errno));
      _exit (127);
    }
  if (child < 0 || wait4 (child, &status, 0, &usage) != child || !WIFEXITED (status) || WEXITSTATUS (status) != 0)
    {
      fprintf (stderr, "bench-compare: %s failed\n", command[0]);
      exit (1);
    }
  return (Cost) { (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3,
                  now_ms () - start };
}

static int
compare_doubles (const void *a, const void *b)
{
  const double x = *(const double *) a;
  const double y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *values, int n)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return values[n / 2];
}

int
main (int argc, char **argv)
{
  const int rounds = argc > 2 ? atoi (argv[2]) : 0;
  int middle = 3;

  while (middle < argc && strcmp (argv[middle], "--") != 0)
    middle++;
  if (rounds < 1 || rounds > MAX_ROUNDS || middle <= 3 || middle + 1 >= argc)
    {
      fputs ("Usage: bench-compare NAME ROUNDS COMMAND… -- COMMAND…\n", stderr);
      return 2;
    }
  argv[middle] = NULL;

  char **commands[2] = { argv + 3, argv + middle + 1 };
  static double cpu[2][MAX_ROUNDS], wall[2][MAX_ROUNDS];
  run (commands[0]);
  run (commands[1]);
  for (int i = 0; i < rounds; i++)
    for (int side = 0; side < 2; side++)
      {
        const Cost cost = run (commands[side]);
        cpu[side][i] = cost.cpu;
        wall[side][i] = cost.wall;
      }

  const double a = median (cpu[0], rounds), b = median (cpu[1], rounds);
  const double c = median (wall[0], rounds), d = median (wall[1], rounds);
  printf ("%-24s cpu %8.2f ms / %8.2f ms = %5.2f    wall %8.2f ms / %8.2f ms = %5.2f\n", argv[1], a, b, a / b, c, d, c / d);
  return 0;
}
