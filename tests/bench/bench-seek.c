/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-seek.c: how long a seek in a long history takes, as part of replaying it all, and what recording costs.
 *
 * Usage: bench-seek [--version V] [--seeks K] [--rounds R] [--megabytes M] [--observed] [--only HISTORY] [N]
 *
 * Recording and the bare run take turns R times (5), and the best of each counts: whatever is new memory to the machine as a whole costs
 * several times as much the first time as afterwards. With --observed somebody reads the events of each step meanwhile, as a session does.
 * N operations (1,000,000) in each of four histories: churn among 1,000 keys; growth to N int keys; random insertions and
 * deletions at 100,000 entries; N operations on 1,000 dicts. Seeks record the events of their last operation, as the player does. */
#include "dsc-keyframes.h"
#include "dsc-machine-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define FIRST_RANDOM 88172645463325252u

typedef enum { CHURN = 0, GROWTH, RANDOM, MANY, N_HISTORIES } History;

static const char *const history_names[] = { "churn", "growth", "random", "many" };

typedef struct {
  DscTarget         target;
  size_t            n, n_seeks, n_rounds;
  bool              is_observed;
  uint64_t          n_probes;
  size_t            max_bytes;   /* for keyframes; 0: none are made */
  uint64_t          random;
  DscTimeline      *timeline;
  const DscObject **keys;
  size_t            n_keys;
  bool             *is_there;    /* of key i; MANY: dict, key */
} Bench;

static void
fail (const char *what)
{
  fprintf (stderr, "bench-seek: %s\n", what);
  exit (1);
}

static void
must_work (DscStatus status)
{
  if (status != DSC_STATUS_OK)
    fail ("an operation did not go as it must; is there enough memory?");
}

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static size_t
random_below (Bench *self, size_t n)
{
  self->random ^= self->random << 13;
  self->random ^= self->random >> 7;
  self->random ^= self->random << 17;
  return (size_t) (self->random % n);
}

/* An insertion or a deletion of some key, with as many entries as half the keys on the average. */
static DscOp
toggle (Bench *self, uint32_t reg, size_t state, const DscObject *key)
{
  bool *is_there = &self->is_there[state];

  *is_there = !*is_there;
  return (DscOp) { .kind = *is_there ? DSC_OP_SET_ITEM : DSC_OP_DELETE_ITEM, .source = reg, .key = key,
                   .value = *is_there ? dsc_object_none (dsc_timeline_get_pool (self->timeline)) : NULL };
}

static DscOp
next_op (Bench *self, History history, size_t i)
{
  const DscObject *none = dsc_object_none (dsc_timeline_get_pool (self->timeline));
  size_t key = random_below (self, self->n_keys);

  switch (history)
    {
    case GROWTH:
      return (DscOp) { .kind = DSC_OP_SET_ITEM, .source = 1, .key = self->keys[i], .value = none };
    case MANY:
      {
        size_t dict = random_below (self, 1000);
        return toggle (self, (uint32_t) dict + 1, dict * self->n_keys + key, self->keys[key]);
      }
    case RANDOM:
      if (i < self->n_keys / 2)
        {
          self->is_there[i * 2] = true;
          return (DscOp) { .kind = DSC_OP_SET_ITEM, .source = 1, .key = self->keys[i * 2], .value = none };
        }
      return toggle (self, 1, key, self->keys[key]);
    case CHURN:
    case N_HISTORIES:
      break;
    }
  return toggle (self, 1, key, self->keys[key]);
}

static void
make_dicts (Bench *self, size_t n)
{
  for (size_t i = 0; i < n; i++)
    {
      char name[16];
      int length = snprintf (name, sizeof name, "d%zu", i);
      uint32_t reg = dsc_machine_intern_name (dsc_timeline_get_live (self->timeline), name, (size_t) length);
      must_work (dsc_timeline_append (self->timeline, &(DscOp) { .kind = DSC_OP_NEW, .target = reg }, NULL, NULL));
    }
}

static void
count_probes (const DscStep *step, const DscTrace *trace, void *user)
{
  Bench *self = user;

  (void) step;
  for (size_t i = 0; i < trace->n_events; i++)
    self->n_probes += trace->events[i].kind == DSC_EVENT_PROBE;
}

static void
begin (Bench *self, History history)
{
  self->timeline = dsc_timeline_new (self->target, 0, &dsc_alloc_libc);
  self->n_keys = history == CHURN ? 2000 : history == GROWTH ? self->n : history == RANDOM ? 200000 : 40;
  self->keys = calloc (self->n_keys, sizeof *self->keys);
  self->is_there = calloc (self->n_keys, history == MANY ? 1000 : 1);
  self->random = FIRST_RANDOM;
  if (self->timeline == NULL || self->keys == NULL || self->is_there == NULL)
    fail ("there is not enough memory");
  if (self->is_observed)
    dsc_timeline_set_observer (self->timeline, count_probes, self);
  DscKeyframes *keyframes = dsc_timeline_get_keyframes (self->timeline);
  keyframes->max_bytes = self->max_bytes;
  if (self->max_bytes == 0)
    keyframes->next = UINT64_MAX;
  for (size_t i = 0; i < self->n_keys; i++)
    self->keys[i] = dsc_object_int (dsc_timeline_get_pool (self->timeline),
                                    history == RANDOM ? (int64_t) (i * 0x9e3779b97f4a7c15u >> 4) : (int64_t) i + 1000);
}

/* The same program on a machine alone, without a history. */
static double
run_bare (Bench *self, History history)
{
  DscMachine *machine = dsc_machine_new (self->target, 0, dsc_timeline_get_pool (self->timeline), &dsc_alloc_libc);
  size_t n_dicts = history == MANY ? 1000 : 1;
  DscResult result;

  if (machine == NULL || dsc_machine_share_names (machine, dsc_timeline_get_live (self->timeline)) != DSC_STATUS_OK)
    fail ("there is not enough memory");
  memset (self->is_there, 0, self->n_keys * n_dicts);
  self->random = FIRST_RANDOM;
  double start = now ();
  for (uint32_t reg = 1; reg <= n_dicts; reg++)
    must_work (dsc_machine_apply (machine, &(DscOp) { .kind = DSC_OP_NEW, .target = reg }, &result));
  for (size_t i = 0; i < self->n; i++)
    {
      DscOp op = next_op (self, history, i);
      must_work (dsc_machine_apply (machine, &op, &result));
    }
  double time = now () - start;
  dsc_machine_free (machine);
  return time;
}

static double
record (Bench *self, History history)
{
  double start = now ();

  make_dicts (self, history == MANY ? 1000 : 1);
  for (size_t i = 0; i < self->n; i++)
    {
      DscOp op = next_op (self, history, i);
      must_work (dsc_timeline_append (self->timeline, &op, NULL, NULL));
    }
  return now () - start;
}

static int
compare_times (const void *a, const void *b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return left < right ? -1 : left > right;
}

/* Times in milliseconds, in order. back: one step back each time, after one seek to the end. */
static double *
time_seeks (Bench *self, bool back)
{
  size_t n = dsc_timeline_get_n_steps (self->timeline);
  double *times = malloc (self->n_seeks * sizeof *times);
  DscTrace trace;

  if (times == NULL)
    fail ("there is not enough memory");
  dsc_trace_init (&trace, &dsc_alloc_libc);
  for (size_t i = 0; i < self->n_seeks; i++)
    {
      size_t step = back ? n - 1 - i % n : random_below (self, n + 1);
      dsc_trace_reset (&trace);
      double start = now ();
      if (dsc_timeline_seek (self->timeline, step, &trace) == NULL)
        fail ("there is not enough memory");
      times[i] = now () - start;
    }
  dsc_trace_clear (&trace);
  qsort (times, self->n_seeks, sizeof *times, compare_times);
  return times;
}

static double
replay_all (Bench *self)
{
  double start = now ();

  if (dsc_timeline_seek (self->timeline, 0, NULL) == NULL
      || dsc_timeline_seek (self->timeline, dsc_timeline_get_n_steps (self->timeline), NULL) == NULL)
    fail ("there is not enough memory");
  return now () - start;
}

static void
end (Bench *self)
{
  dsc_timeline_free (self->timeline);
  free (self->keys);
  free (self->is_there);
}

/* The last recording stays. */
static void
record_rounds (Bench *self, History history, double *out_recording, double *out_bare)
{
  for (size_t i = 0; i < self->n_rounds; i++)
    {
      if (i != 0)
        end (self);
      begin (self, history);
      double recording = record (self, history);
      double bare = run_bare (self, history);
      *out_recording = i == 0 || recording < *out_recording ? recording : *out_recording;
      *out_bare = i == 0 || bare < *out_bare ? bare : *out_bare;
    }
}

static void
measure (Bench *self, History history)
{
  double recording = 0;
  double bare = 0;

  record_rounds (self, history, &recording, &bare);
  DscKeyframes *keyframes = dsc_timeline_get_keyframes (self->timeline);
  double *times = time_seeks (self, false);
  double *back = time_seeks (self, true);
  size_t n_frames = keyframes->n_frames;
  double bytes = (double) (keyframes->own_bytes + keyframes->frozen_bytes);

  dsc_keyframes_clear (keyframes);
  double all = replay_all (self);
  double p50 = times[self->n_seeks / 2];
  double p95 = times[self->n_seeks * 95 / 100];
  double back95 = back[self->n_seeks * 95 / 100];
  printf ("%-8s replay %7.1f ms  seek p50 %8.3f ms = 1/%-5.0f p95 %8.3f ms = 1/%-5.0f back p95 %8.3f ms = 1/%-5.0f"
          " keyframes %5zu, %6.1f MB  recording %6.1f ms = %.2f times the bare run\n",
          history_names[history], all, p50, all / p50, p95, all / p95, back95, all / back95, n_frames, bytes / 1e6, recording, recording / bare);
  fflush (stdout);
  free (times);
  free (back);
  end (self);
}

int
main (int argc, char **argv)
{
  Bench bench = { .target = { .version = dsc_release_newest () }, .n = 1000000, .n_seeks = 1000, .n_rounds = 5,
                  .max_bytes = DSC_KEYFRAMES_MAX_BYTES };
  History only = N_HISTORIES;

  for (int i = 1; i < argc; i++)
    {
      if (strcmp (argv[i], "--version") == 0 && i + 1 < argc)
        {
          if (dsc_target_parse (argv[++i], &bench.target) != DSC_STATUS_OK)
            fail ("there is no such release");
        }
      else if (strcmp (argv[i], "--seeks") == 0 && i + 1 < argc)
        bench.n_seeks = strtoul (argv[++i], NULL, 10);
      else if (strcmp (argv[i], "--observed") == 0)
        bench.is_observed = true;
      else if (strcmp (argv[i], "--rounds") == 0 && i + 1 < argc)
        bench.n_rounds = strtoul (argv[++i], NULL, 10);
      else if (strcmp (argv[i], "--megabytes") == 0 && i + 1 < argc)
        bench.max_bytes = (size_t) strtoul (argv[++i], NULL, 10) << 20;
      else if (strcmp (argv[i], "--only") == 0 && i + 1 < argc)
        {
          for (i++, only = CHURN; only < N_HISTORIES && strcmp (argv[i], history_names[only]) != 0;)
            only++;
        }
      else
        bench.n = strtoul (argv[i], NULL, 10);
    }
  if (bench.n == 0 || bench.n_seeks == 0 || bench.n_rounds == 0)
    fail ("usage: bench-seek [--version V] [--seeks K] [--rounds R] [--megabytes M] [--observed] [--only churn|growth|random|many] [N]");
  for (int history = 0; history < N_HISTORIES; history++)
    if (only == N_HISTORIES || only == (History) history)
      measure (&bench, (History) history);
  return 0;
}
