/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-figure-layout.h: the structs of two releases as a figure of the window. */
#pragma once

#include "dsc-figure.h"

#define DSC_TYPE_FIGURE_LAYOUT (dsc_figure_layout_get_type ())
G_DECLARE_FINAL_TYPE (DscFigureLayout, dsc_figure_layout, DSC, FIGURE_LAYOUT, DscFigure)

/* Choices: first and second release, blocks. At first the newest one and the one before it that has other structs. A click on the
 * heading of a side asks for the picture of its release. */
DscFigure *dsc_figure_layout_new (void);
