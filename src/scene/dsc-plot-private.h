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

/* "3.8.20 to 3.10.20, 3.13.13t": three or more whose numbers follow each other, of one build, are a range. g_free. */
char   *dsc_plot_join_names (const char *const *names, const guint *numbers, guint n);
/* Every x at which a series has a point, each once, ascending; doubles. */
GArray *dsc_plot_list_x (const DscPlot *self);
