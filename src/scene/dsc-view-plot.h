/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-plot.h: draws a plot: heading, panels with axes and grid, lines with names at their ends, bars with a legend, notes, lists.
 *
 * Ids: DSC_PART_OF_DATUM, index: series (dsc_plot_get_series), extra: point. Lines that lie upon each other have that of the first one. */
#pragma once

#include "dsc-plot.h"

/* metrics NULL: built in. */
DscScene *dsc_view_plot_new      (const DscPlot *plot, const DscTextMetrics *metrics);
/* Box of the values of a panel; FALSE: there is none. */
gboolean  dsc_view_plot_get_area (const DscScene *scene, guint panel, DscRect *out_area);
/* What is laid over that scene while the pointer is at a point of it: a line at the nearest x, the values of all series there. NULL: the
 * point is beside all panels. */
DscScene *dsc_plot_crosshair_new (const DscPlot *plot, const DscScene *scene, DscPoint point, const DscTextMetrics *metrics);
