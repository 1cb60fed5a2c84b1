/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-rows.c: keys, clock, rounds and rows of bench-core and bench-cpython. */
#include "bench-rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define N_ROUNDS             5
#define OPERATIONS_PER_ROUND 1000000u   /* at least; small dicts are filled and emptied again and again */

static const char *const kind_names[] = { "int-seq", "int-rand", "str" };
static const char *const phase_names[] = { "insert", "hit", "miss", "delete" };

typedef struct { double best[BENCH_N_PHASES]; } Row;

int64_t
bench_int_key (BenchKind kind, size_t i)
{
  if (kind == BENCH_INT_SEQ)
    return (int64_t) i + 1000;

  /* splitmix64: a different number for each i; of its bits the upper 60. */
  uint64_t x = (i + 1) * UINT64_C (0x9e3779b97f4a7c15);
  x = (x ^ x >> 30) * UINT64_C (0xbf58476d1ce4e5b9);
  x = (x ^ x >> 27) * UINT64_C (0x94d049bb133111eb);
  return (int64_t) ((x ^ x >> 31) >> 4);
}

size_t
bench_str_key (size_t i, char buffer[32])
{
  return (size_t) snprintf (buffer, 32, "key-%zu", i);
}

/* Processor time of this program, in nanoseconds: what else runs on the machine does not count. */
static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e9 + (double) time.tv_nsec;
}

/* What reading the clock itself takes of the time between two readings. */
static double
measure_clock (void)
{
  double least = 1e9;

  for (int i = 0; i < 1000; i++)
    {
      double start = now ();
      double spent = now () - start;
      if (spent < least)
        least = spent;
    }
  return least;
}

static void
run_round (const BenchSubject *subject, size_t n, double clock_cost, Row *row)
{
  size_t repetitions = (OPERATIONS_PER_ROUND + n - 1) / n;
  double spent[BENCH_N_PHASES] = { 0 };

  for (size_t i = 0; i < repetitions; i++)
    {
      subject->begin (subject->data);
      for (BenchPhase phase = BENCH_INSERT; phase < BENCH_N_PHASES; phase++)
        {
          double start = now ();
          subject->run (subject->data, phase);
          spent[phase] += now () - start - clock_cost;
        }
      subject->end (subject->data);
    }
  for (int phase = 0; phase < BENCH_N_PHASES; phase++)
    {
      double each = spent[phase] / (double) repetitions / (double) n;
      if (row->best[phase] == 0 || each < row->best[phase])
        row->best[phase] = each;
    }
}

static void
print_times (const BenchSubject *subject, BenchKind kind, size_t n)
{
  double clock_cost = measure_clock ();
  Row row = { 0 };

  for (int round = 0; round < N_ROUNDS; round++)
    run_round (subject, n, clock_cost, &row);
  printf ("%-8s", kind_names[kind]);
  for (int phase = 0; phase < BENCH_N_PHASES; phase++)
    printf ("  %s %.2f", phase_names[phase], row.best[phase]);
  printf ("  ns/op\n");
  fflush (stdout);
}

static void
print_memory (const BenchSubject *subject, BenchKind kind, size_t n)
{
  subject->begin (subject->data);
  subject->run (subject->data, BENCH_INSERT);
  printf ("  %s %.1f", kind_names[kind], subject->measure_memory (subject->data) / (double) n);
  subject->end (subject->data);
}

void
bench_print (const BenchSubject *subject, BenchPlan plan)
{
  if (plan.memory)
    printf ("memory  ");
  for (BenchKind kind = BENCH_INT_SEQ; kind < BENCH_N_KINDS; kind++)
    {
      subject->make_keys (subject->data, kind, plan.n, plan.memory ? plan.n : 2 * plan.n);
      if (plan.memory)
        print_memory (subject, kind, plan.n);
      else
        print_times (subject, kind, plan.n);
      subject->free_keys (subject->data);
    }
  if (plan.memory)
    printf ("  bytes/entry\n");
}

bool
bench_read_plan (const char *argument, BenchPlan *plan)
{
  char *end;

  if (strcmp (argument, "--memory") == 0)
    {
      plan->memory = true;
      return true;
    }
  plan->n = strtoull (argument, &end, 10);
  return plan->n > 0 && plan->n <= 100000000 && *end == '\0' && *argument != '-';
}

void
bench_fail (const char *message, const char *what)
{
  fprintf (stderr, "%s%s%s\n", message, what != NULL ? ": " : "", what != NULL ? what : "");
  exit (1);
}
