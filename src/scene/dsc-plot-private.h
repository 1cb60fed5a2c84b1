/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-plot-private.h: the memory of a plot. */
#pragma once

#include "dsc-plot.h"

typedef struct {
  DscPlotAxis axis;
  char       *mark;
} DscPlotPanel;

struct DscPlot {
  char        *title, *line;
  DscPlotAxis  x;
  GArray      *panels;      /* DscPlotPanel */
  GArray      *series;      /* DscPlotSeries */
  GArray      *lists;       /* DscPlotList */
  GPtrArray   *notes;       /* char * */
};

/* Every x at which a series has a point, each once, ascending; doubles. */
GArray *dsc_plot_list_x (const DscPlot *self);
