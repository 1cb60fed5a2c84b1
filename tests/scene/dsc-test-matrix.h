/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-test-matrix.h: the versions and states that a picture must be right in. */
#pragma once

#include "dsc-scene.h"
#include "dsc-test-states.h"

typedef struct {
  const char  *version;
  DscStateKind kind;
  gsize        n;
} DscTestCase;

char     *dsc_test_case_name (const DscTestCase *self);   /* "3.14.10-example-4" */
/* The picture with the sentence, the marks and the remarks of the step; metrics NULL: built in. */
DscScene *dsc_test_case_draw (const DscTestCase *self, const DscTestState *state, const DscTextMetrics *metrics);

typedef void (*DscTestMatrixFunc) (const DscTestCase *test_case, DscScene *scene, DscTestState *state, gpointer data);
void      dsc_test_matrix_foreach (const DscTextMetrics *metrics, DscTestMatrixFunc func, gpointer data);
