/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-plot-runs-private.h: what the plots of a program have in common. */
#pragma once

#include "dsc-plot-kind.h"

/* The variable of that name, or (NULL) the one that the newest step up to `step` is about; 0: none. */
guint32  dsc_plot_run_find_register      (const DscPlotRun *self, const DscMachine *machine, gsize step, const char *name);
gsize    dsc_plot_run_clamp_step         (const DscPlotRun *self, guint64 step);
gboolean dsc_plot_programs_are_cancelled (const DscPlotPrograms *self);
/* What is plotted, for the heading; name and where may be NULL. g_free. */
char    *dsc_plot_programs_write_line    (const DscPlotPrograms *self, const char *name, const char *where);
/* How many cache lines the search for the key of an entry touches. */
guint    dsc_plot_count_lines            (const DscSnapshot *snapshot, gsize entry);
/* The x axis of plots by the number of keys. */
void     dsc_plot_set_x_to_keys          (DscPlot *plot, const DscPlotQuery *query);
/* COSTS (dsc-plot-costs.c). */
DscPlot *dsc_plot_new_of_costs           (const DscPlotQuery *query);
/* PROBES and LINES (dsc-plot-searches.c). */
DscPlot *dsc_plot_new_of_searches        (DscPlotKind kind, const DscPlotPrograms *programs);
