/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-rows.h: what bench-core and bench-cpython share, so that both do the same on the same keys: the keys, the clock, the rounds
 * and the rows that are printed. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { BENCH_INT_SEQ = 0, BENCH_INT_RAND, BENCH_STR, BENCH_N_KINDS } BenchKind;
typedef enum { BENCH_INSERT = 0, BENCH_HIT, BENCH_MISS, BENCH_DELETE, BENCH_N_PHASES } BenchPhase;

/* One program's way to do it. All functions end the program with a message when something is not as expected. */
typedef struct {
  void  *data;
  void (*make_keys) (void *data, BenchKind kind, size_t n, size_t n_all);   /* the first n are to be stored, the others, n or none, never are */
  void (*begin)     (void *data);                             /* a new empty dict */
  void (*run)       (void *data, BenchPhase phase);           /* on all n keys, in their order */
  void (*end)       (void *data);                             /* releases the dict */
  void (*free_keys) (void *data);
  double (*measure_memory) (void *data);                      /* bytes of the dict and its keys, now */
} BenchSubject;

typedef struct {
  size_t n;
  bool   memory;        /* a row of bytes per entry instead of times */
} BenchPlan;

/* Key number i: i + 1000, or 60 random bits that are the same on each run; "key-i". */
int64_t     bench_int_key   (BenchKind kind, size_t i);
size_t      bench_str_key   (size_t i, char buffer[32]);      /* returns the length */

/* Prints three rows, times in nanoseconds per operation: the best of five rounds, each of at least a million operations.
 * Or, for the memory, one row of bytes per entry. */
void        bench_print     (const BenchSubject *subject, BenchPlan plan);

/* Reads "N" and "--memory" among the arguments; false: not one of these. */
bool        bench_read_plan (const char *argument, BenchPlan *plan);
_Noreturn void bench_fail   (const char *message, const char *what);   /* exit status 1 */
