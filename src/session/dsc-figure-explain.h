/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-figure-explain.h: what has a number of bytes, as a figure of the window. */
#pragma once

#include "dsc-figure.h"

#define DSC_TYPE_FIGURE_EXPLAIN (dsc_figure_explain_get_type ())
G_DECLARE_FINAL_TYPE (DscFigureExplain, dsc_figure_explain, DSC, FIGURE_EXPLAIN, DscFigure)

/* One choice: the number, at first 1048. A click on one of the nearest numbers chooses it, on a finding asks for the picture of its last
 * release. */
DscFigure *dsc_figure_explain_new (void);
