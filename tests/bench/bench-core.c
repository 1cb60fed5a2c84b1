/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-core.c: how long the model takes for an insertion, a hit, a miss and a deletion, and how much memory.
 *
 * Usage: bench-core [--version V] [--trace] [--memory] N
 *
 * --trace records all events of each operation; the trace is emptied before the next one, as a timeline does. */
#include "bench-rows.h"

#include "dsc-dict.h"
#include "dsc-hash.h"
#include "dsc-version.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  DscTarget         target;
  bool              traced;
  DscTrace          trace;
  DscAlloc          alloc;          /* counts into `bytes` when the memory is measured */
  size_t            bytes, bytes_before;
  DscRuntime       *rt;
  DscDict          *dict;
  const DscObject **keys;
  size_t            n;              /* keys that are stored; as many that are not lie behind them */
} Bench;

static const char usage[] = "Usage: bench-core [--version V] [--trace] [--memory] N\n"
                            "V is a release as dictoscope-cli versions lists them, N a number of keys up to 100000000";

static void
must_work (DscStatus status)
{
  if (status != DSC_STATUS_OK)
    bench_fail ("bench-core: an operation did not go as it must; is there enough memory?", NULL);
}

/* Each block knows its size, so that only what is in use counts. */
static void *
counting_reallocate (void *user, void *block, size_t size)
{
  enum { HEADER = 16 };   /* keeps blocks aligned */
  size_t *bytes = user;
  size_t *start = block != NULL ? (size_t *) block - HEADER / sizeof (size_t) : NULL;

  if (start != NULL)
    *bytes -= *start;
  if (size == 0)
    {
      free (start);
      return NULL;
    }
  start = realloc (start, size + HEADER);
  if (start == NULL)
    bench_fail ("bench-core: there is not enough memory", NULL);
  *start = size;
  *bytes += size;
  return start + HEADER / sizeof (size_t);
}

static const DscObject *
make_key (Bench *self, BenchKind kind, size_t i)
{
  DscPool *pool = dsc_runtime_get_pool (self->rt);
  char text[32];

  if (kind == BENCH_STR)
    {
      size_t length = bench_str_key (i, text);
      return dsc_object_str (pool, text, length);
    }
  return dsc_object_int (pool, bench_int_key (kind, i));
}

static void
make_keys (void *data, BenchKind kind, size_t n, size_t n_all)
{
  Bench *self = data;

  self->n = n;
  self->rt = dsc_runtime_new (self->target, 0, &self->alloc);
  self->keys = malloc (n_all * sizeof *self->keys);
  if (self->rt == NULL || self->keys == NULL)
    must_work (DSC_STATUS_NO_MEMORY);
  self->bytes_before = self->bytes;
  for (size_t i = 0; i < n_all; i++)
    {
      int64_t hash;
      self->keys[i] = make_key (self, kind, i);
      if (self->keys[i] == NULL || !dsc_hash_object (self->keys[i], dsc_runtime_get_pool (self->rt), &hash, NULL))
        must_work (DSC_STATUS_NO_MEMORY);
    }
  if (self->traced)
    dsc_runtime_set_trace (self->rt, &self->trace);
}

static void
begin (void *data)
{
  Bench *self = data;

  must_work (dsc_dict_new (self->rt, &self->dict));
}

static void
run_plain (Bench *self, BenchPhase phase)
{
  DscRuntime *const rt = self->rt;
  DscDict *const dict = self->dict;
  const DscObject *const *const keys = self->keys + (phase == BENCH_MISS ? self->n : 0);
  const DscObject *const none = dsc_object_none (dsc_runtime_get_pool (rt));
  const DscObject *const expected = phase == BENCH_MISS ? NULL : none;
  const size_t n = self->n;
  const DscObject *value;

  if (phase == BENCH_INSERT)
    for (size_t i = 0; i < n; i++)
      must_work (dsc_dict_set_item (rt, dict, keys[i], none));
  else if (phase == BENCH_DELETE)
    for (size_t i = 0; i < n; i++)
      must_work (dsc_dict_delete_item (rt, dict, keys[i]));
  else
    for (size_t i = 0; i < n; i++)
      {
        must_work (dsc_dict_get_item (rt, dict, keys[i], &value));
        if (value != expected)
          must_work (DSC_STATUS_INVALID);
      }
}

static void
run_traced (Bench *self, BenchPhase phase)
{
  DscRuntime *const rt = self->rt;
  DscDict *const dict = self->dict;
  const DscObject *const *const keys = self->keys + (phase == BENCH_MISS ? self->n : 0);
  const DscObject *const none = dsc_object_none (dsc_runtime_get_pool (rt));
  const DscObject *value;

  for (size_t i = 0; i < self->n; i++)
    {
      dsc_trace_reset (&self->trace);
      if (phase == BENCH_INSERT)
        must_work (dsc_dict_set_item (rt, dict, keys[i], none));
      else if (phase == BENCH_DELETE)
        must_work (dsc_dict_delete_item (rt, dict, keys[i]));
      else
        must_work (dsc_dict_get_item (rt, dict, keys[i], &value));
      if (self->trace.n_events == 0)
        must_work (DSC_STATUS_INVALID);
    }
  must_work (self->trace.status);
}

static void
run (void *data, BenchPhase phase)
{
  Bench *self = data;

  if (self->traced)
    run_traced (self, phase);
  else
    run_plain (self, phase);
  if (dsc_dict_get_used (self->dict) != (phase == BENCH_DELETE ? 0 : self->n))
    must_work (DSC_STATUS_INVALID);
}

static void
end (void *data)
{
  Bench *self = data;

  dsc_dict_unref (self->rt, self->dict);
  dsc_trace_reset (&self->trace);
}

static void
free_keys (void *data)
{
  Bench *self = data;

  dsc_runtime_free (self->rt);
  free (self->keys);
}

/* Everything that was allocated since the runtime was there. */
static double
measure_memory (void *data)
{
  Bench *self = data;

  return (double) (self->bytes - self->bytes_before);
}

int
main (int argc, char **argv)
{
  Bench bench = { .alloc = dsc_alloc_libc, .target = { .version = dsc_release_newest () } };
  const BenchSubject subject = { &bench, make_keys, begin, run, end, free_keys, measure_memory };
  BenchPlan plan = { 0 };

  for (int i = 1; i < argc; i++)
    {
      if (strcmp (argv[i], "--version") == 0 && i + 1 < argc)
        {
          if (dsc_target_parse (argv[++i], &bench.target) != DSC_STATUS_OK)
            bench_fail ("bench-core: there is no such release", argv[i]);
        }
      else if (strcmp (argv[i], "--trace") == 0)
        bench.traced = true;
      else if (!bench_read_plan (argv[i], &plan))
        plan.n = 0, argc = 0;
    }
  if (plan.n == 0)
    {
      fprintf (stderr, "%s\n", usage);
      return 2;
    }
  if (plan.memory)
    bench.alloc = (DscAlloc) { counting_reallocate, &bench.bytes };
  dsc_trace_init (&bench.trace, &dsc_alloc_libc);
  bench_print (&subject, plan);
  dsc_trace_clear (&bench.trace);
  return 0;
}
