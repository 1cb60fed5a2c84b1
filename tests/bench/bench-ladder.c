/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-ladder.c: the sizes of a dict up to a million keys, in every release, from the rules; beside one interpreter that fills such a dict
 * and prints each size that it meets.
 *
 *   bench-ladder PYTHON…
 *
 * Each figure is processor time, the best of some rounds. What the rules say is compared with what the interpreter printed where
 * its release is known, so that nothing wrong is fast. */
#include "dsc-ladder.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define UP_TO      1000000u
#define ROUNDS     5
#define MOST_STEPS 256
#define MOST       512

static const char script[] =
  "import sys\n"
  "print('.'.join(map(str, sys.version_info[:3])))\n"
  "d = {}\n"
  "last = sys.getsizeof(d)\n"
  "print('0 %d' % last)\n"
  "n = 0\n"
  "while n < 1000000:\n"
  "    d[n] = 0\n"
  "    n += 1\n"
  "    size = sys.getsizeof(d)\n"
  "    if size != last:\n"
  "        last = size\n"
  "        print('%d %d' % (n, size))\n";

typedef struct {
  char     version[64];
  uint64_t n[MOST_STEPS];
  int64_t  size[MOST_STEPS];
  unsigned n_steps;
} Printed;

static double
processor_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static void
read_output (FILE *stream, Printed *printed)
{
  printed->n_steps = 0;
  if (fscanf (stream, "%63s", printed->version) != 1)
    return;
  while (printed->n_steps < MOST_STEPS
         && fscanf (stream, "%" SCNu64 " %" SCNd64, &printed->n[printed->n_steps], &printed->size[printed->n_steps]) == 2)
    printed->n_steps++;
}

/* Milliseconds of the process, start included; below 0: it did not work. */
static double
run_python (const char *python, Printed *printed)
{
  int ends[2];
  int status;
  struct rusage usage;

  if (pipe (ends) != 0)
    return -1;
  const pid_t child = fork ();
  if (child == 0)
    {
      dup2 (ends[1], STDOUT_FILENO);
      close (ends[0]);
      close (ends[1]);
      execlp (python, python, "-c", script, (char *) NULL);
      _exit (127);
    }
  close (ends[1]);
  FILE *stream = fdopen (ends[0], "r");
  if (stream != NULL)
    {
      read_output (stream, printed);
      fclose (stream);
    }
  if (child < 0 || wait4 (child, &status, 0, &usage) != child || !WIFEXITED (status) || WEXITSTATUS (status) != 0)
    return -1;
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

static unsigned
list_ladder (const DscTraits *traits, uint64_t *out_n, int64_t *out_size)
{
  DscLadderStep steps[MOST_STEPS];
  const size_t n = dsc_ladder_list (traits, DSC_LADDER_LOOP, false, UP_TO, steps, MOST_STEPS);

  for (size_t i = 0; i < n; i++)
    {
      out_n[i] = steps[i].n;
      out_size[i] = steps[i].size;
    }
  return (unsigned) n;
}

/* Every release that behaves unlike the one before it. */
static unsigned
list_releases (DscTraits *out)
{
  const DscVersion *releases;
  const size_t n = dsc_releases (&releases);
  unsigned count = 0;

  for (size_t i = 0; i < n && count < MOST; i++)
    {
      const DscTraits traits = dsc_traits_resolve ((DscTarget) { .version = releases[i] });

      if (count == 0 || !dsc_traits_behave_alike (&traits, &out[count - 1]))
        out[count++] = traits;
    }
  return count;
}

static int
check (const Printed *printed)
{
  uint64_t n[MOST_STEPS];
  int64_t size[MOST_STEPS];
  DscTarget target;

  if (dsc_target_parse (printed->version, &target) != DSC_STATUS_OK)
    return 0;
  const DscTraits traits = dsc_traits_resolve (target);
  const unsigned n_steps = list_ladder (&traits, n, size);
  if (n_steps == printed->n_steps && memcmp (n, printed->n, n_steps * sizeof *n) == 0 && memcmp (size, printed->size, n_steps * sizeof *size) == 0)
    return 0;
  fprintf (stderr, "bench-ladder: CPython %s printed another ladder than the rules give.\n", printed->version);
  return 1;
}

/* Of all releases together. */
static double
time_ladders (const DscTraits *releases, unsigned n_releases)
{
  uint64_t n[MOST_STEPS];
  int64_t size[MOST_STEPS];
  double best = 1e9;

  for (int round = 0; round < 20 * ROUNDS; round++)
    {
      const double start = processor_ms ();
      for (unsigned i = 0; i < n_releases; i++)
        if (list_ladder (&releases[i], n, size) < 10)
          abort ();
      const double took = processor_ms () - start;
      best = took < best ? took : best;
    }
  return best;
}

int
main (int argc, char **argv)
{
  static DscTraits releases[MOST];
  const unsigned n_releases = list_releases (releases);
  const double all = time_ladders (releases, n_releases);
  int status = 0;

  printf ("ladders of %u releases to %u keys: %.4f ms together, %.5f ms each\n", n_releases, UP_TO, all, all / n_releases);
  if (argc < 2)
    {
      puts ("ladder / interpreter: skipped, no interpreter was named.");
      return 77;
    }
  for (int i = 1; i < argc; i++)
    {
      Printed printed;
      double best = 1e9;

      for (int round = 0; round < ROUNDS && best > 0; round++)
        {
          const double took = run_python (argv[i], &printed);
          best = took < best ? took : best;
        }
      if (best < 0)
        {
          fprintf (stderr, "bench-ladder: %s could not be run.\n", argv[i]);
          return 1;
        }
      status |= check (&printed);
      printf ("ladder / CPython %s filling a dict (%.0f ms): one release 1/%.0f, all %u releases together 1/%.0f\n", printed.version, best,
              best / (all / n_releases), n_releases, best / all);
    }
  return status;
}
