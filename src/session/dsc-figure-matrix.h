/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-figure-matrix.h: the matrix of many releases as a figure of the window: it follows the open document, its step and its variable. */
#pragma once

#include "dsc-figure.h"
#include "dsc-session.h"

#define DSC_TYPE_FIGURE_MATRIX (dsc_figure_matrix_get_type ())
G_DECLARE_FINAL_TYPE (DscFigureMatrix, dsc_figure_matrix, DSC, FIGURE_MATRIX, DscFigure)

/* Choices: which releases (newest of each line, all that differ, chosen ones), those that are chosen, rows, whether neighbours that are alike are
 * joined. A click on a cell asks for the picture of its release. */
DscFigure *dsc_figure_matrix_new (DscSession *session);
