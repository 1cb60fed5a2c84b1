/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-figure-plot.h: all kinds of plots as one figure of the window, which follows the open document where a kind is about a program. */
#pragma once

#include "dsc-figure.h"
#include "dsc-session.h"

#define DSC_TYPE_FIGURE_PLOT (dsc_figure_plot_get_type ())
G_DECLARE_FINAL_TYPE (DscFigurePlot, dsc_figure_plot, DSC, FIGURE_PLOT, DscFigure)

/* Choices: kind, releases, logarithmic scale; of kinds from the rules also keys, most keys, way of building. A click on a point of a history
 * asks for that step, one on anything else for the picture of its release. */
DscFigure *dsc_figure_plot_new (DscSession *session);
