/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-matrix.h: many releases as columns, measures of the state of each as rows: every cell a number with a bar.
 *
 * Ids: DATUM, index: the row's place in the options, or -1 for the column's heading; extra: number of the column (of columns that are drawn as
 * one, the first), or -1 for the row's label. */
#pragma once

#include "dsc-measures.h"
#include "dsc-scene.h"
#include "dsc-sheet.h"

typedef struct {
  DscTarget target;
  double    values[DSC_N_MEASURES];     /* as dsc_measures_read has filled them in */
} DscMatrixColumn;

typedef struct {
  const char           *operation;      /* source text of the step; NULL: none */
  guint64               step, n_steps;
  const char           *name;           /* of the variable; NULL: the one that the program is at */
  guint32               hash_seed;
  const DscMeasure     *rows;
  guint                 n_rows;
  const DscTarget      *current;        /* is emphasised; NULL: none */
  gboolean              join;           /* neighbours that have the same in every row are drawn as one column */
  gboolean              is_first_difference;   /* the step is the first after which two of the releases differ */
  double                width;          /* of the page, 480 … 4000; 0: 1600. Columns that do not fit go into further bands */
  const DscTextMetrics *metrics;        /* NULL: built in */
} DscMatrixOptions;

/* "sys.getsizeof", "Slots" …: translated; and what it is, in one sentence. Static. */
const char *dsc_measure_label    (DscMeasure measure);
const char *dsc_measure_describe (DscMeasure measure);
/* "1,048 B", "62 %", "1.25"; "–" for NAN. g_free. */
char       *dsc_measure_format   (DscMeasure measure, double value);

DscScene   *dsc_view_matrix_new  (const DscMatrixColumn *columns, guint n, const DscMatrixOptions *options);
/* One row for each release. */
DscSheet   *dsc_matrix_to_sheet  (const DscMatrixColumn *columns, guint n, const DscMatrixOptions *options);
