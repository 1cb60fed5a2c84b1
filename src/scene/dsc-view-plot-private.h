/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-plot-private.h: one panel of a plot on its page, for the files that draw it. */
#pragma once

#include "dsc-page-private.h"
#include "dsc-view-plot.h"

typedef struct {
  const DscPlot     *plot;
  const DscPlotAxis *axis;                   /* of the panel */
  guint              panel;
  DscPage           *page;
  DscRect            area;                   /* where the values are */
  double             x_from, x_to, y_from, y_to;
  const guint       *twins, *styles;         /* by number: dsc_plot_get_twin, and how it looks */
} DscPlotFrame;

/* Pixels of a value. What is beside the axis is moved to its end; of a logarithmic one, 0 and less are its foot. */
double   dsc_plot_frame_x (const DscPlotFrame *self, double x);
double   dsc_plot_frame_y (const DscPlotFrame *self, double y);

/* Id of the box of a panel's values, which stands for nothing: index 1, extra: panel. */
static inline DscSceneId
dsc_plot_area_id (guint panel)
{
  return (DscSceneId) { .part = DSC_PART_OF_PICTURE, .index = 1, .extra = (gint64) panel + 1 };
}

/* Looks of a style: eight hues, each with its own dashes and mark; further ones have the hues again with other dashes and marks. */
DscRole  dsc_plot_style_role   (guint style);
guint    dsc_plot_style_dashes (guint style);
void     dsc_plot_add_sign     (DscScene *scene, DscSceneId id, guint style, double x, double y);
/* dsc_plot_get_twin and style of each number, one after the other. g_free. */
guint   *dsc_plot_list_styles  (const DscPlot *plot);
/* "3.8.20 to 3.10.20, 3.13.13t": the labels of all that are drawn as that number in its panel. g_free. */
char    *dsc_plot_name_twins   (const DscPlotFrame *self, guint number);
/* The sentence of a point. g_free. */
char    *dsc_plot_name_point   (const DscPlotFrame *self, const DscPlotSeries *series, guint i, const char *label);

void     dsc_plot_draw_axes    (const DscPlotFrame *self, gboolean with_label);
/* The y of the grid's line that lies between two others; NAN: none does. */
double   dsc_plot_find_rule    (const DscPlotFrame *self, double top, double bottom);
double   dsc_plot_axis_width   (const DscPlotFrame *self);             /* of the widest number beside the y axis, by area.height */
double   dsc_plot_axis_height  (const DscPlotFrame *self, gboolean with_label);
void     dsc_plot_draw_series  (const DscPlotFrame *self);
/* Names at the ends of lines: how wide they are, how high all of them together; 0 where there are only bars. */
double   dsc_plot_ends_width   (const DscPlotFrame *self);
double   dsc_plot_ends_height  (const DscPlotFrame *self);
void     dsc_plot_draw_ends    (const DscPlotFrame *self);
