/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-test-moments.h: a dict of the model, one operation after the other, and the moments of the last one. */
#pragma once

#include "dsc-moment.h"

typedef struct {
  DscRuntime  *rt;
  DscPool     *pool;
  DscDict     *dict;         /* NULL before it is made */
  DscDict     *other;
  DscClass    *class;
  DscInstance *p, *q;        /* the picture is of p when there is one */
  DscTrace     trace;        /* max_events may be set */
  DscSnapshot *before;
} DscTestRun;

void             dsc_test_run_init   (DscTestRun *self, const char *version);
void             dsc_test_run_clear  (DscTestRun *self);
const DscObject *dsc_test_str        (DscTestRun *self, const char *text);
const DscObject *dsc_test_int        (DscTestRun *self, gint64 number);

/* The operation between the two is the one that is looked at. */
void             dsc_test_run_begin  (DscTestRun *self);
DscMoments      *dsc_test_run_end    (DscTestRun *self);

/* "set 5", "set 'a'", "del 5", "get 5", "pop", "clear", "update 100" (of as many int keys, from pairs), "from 100" (from a dict of them),
 * "fromset 21", "copy", "class", "new", "attr x", "other y", "delattr x", "vars", "display 6". Aborts when the model fails. */
void             dsc_test_run_do     (DscTestRun *self, const char *operation);
/* Each of the operations, separated by "; ", and the moments of the last one. */
DscMoments      *dsc_test_moments    (const char *version, const char *operations);
/* The same with a trace of at most so many events. */
DscMoments      *dsc_test_moments_cut (const char *version, const char *operations, gsize max_events);

/* First moment of a kind after that number (-1: from the start); -1: none. */
gint             dsc_test_find_moment (const DscMoments *moments, DscMomentKind kind, gint after);
