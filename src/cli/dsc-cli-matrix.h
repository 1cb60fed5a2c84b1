/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-matrix.h: a script's states in many releases as a matrix, for the commands "matrix" and "compare". */
#pragma once

#include "dsc-cli.h"
#include "dsc-fleet.h"

typedef struct {
  DscFleet   *fleet;                 /* of the releases that are shown */
  const char *name;                  /* of the variable; NULL: the one that the program is at */
  gsize       step;
  gsize       n_steps;
  gboolean    is_first_difference;
  GArray     *rows;                  /* DscMeasure */
  gboolean    join;
} DscCliMatrix;

/* "getsizeof,slots,probes", "all"; NULL: the usual ones. DscMeasure; NULL: one is not known, already told. */
GArray  *dsc_cli_matrix_parse_rows (const char *text);
/* Draws it or writes its table, as dsc_cli_finish_figure says. */
DscExit  dsc_cli_matrix_finish     (const DscCliMatrix *self, const DscCliOptions *options);
