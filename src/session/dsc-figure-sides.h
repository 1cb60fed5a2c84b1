/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-figure-sides.h: all sides of a comparison as one figure: for files, the clipboard, and as a table. */
#pragma once

#include "dsc-comparison.h"
#include "dsc-figure.h"

#define DSC_TYPE_FIGURE_SIDES (dsc_figure_sides_get_type ())
G_DECLARE_FINAL_TYPE (DscFigureSides, dsc_figure_sides, DSC, FIGURE_SIDES, DscFigure)

/* The page with heads, reasons and the bytes in other releases; its table has a row for each member, and a column for each side. */
DscFigure *dsc_figure_sides_new (DscComparison *comparison);
