/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-matrix-private.h: what the files of the matrix share. */
#pragma once

#include "dsc-text-fit.h"
#include "dsc-view-matrix.h"

/* Of a cell, without its unit; "–" for NAN. g_free. */
char *dsc_matrix_number (DscMeasure measure, double value);
/* Heading and the line below it. g_free. */
char *dsc_matrix_title  (const DscMatrixOptions *options);
char *dsc_matrix_line   (const DscMatrixColumn *columns, guint n, const DscMatrixOptions *options);
