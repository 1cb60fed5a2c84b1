/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-plot.h: a plot as data: axes, panels, series of points, notes; drawn by dsc-view-plot.h, written as a table by dsc_plot_to_sheet.
 *
 * All panels share one x axis and stand below each other. The first series of each panel belong together, the second ones, and so on: they
 * are of one release, say, and look alike. Strings are copied. A plot that is complete is never changed, and may be read by any thread. */
#pragma once

#include "dsc-scene.h"
#include "dsc-sheet.h"

typedef struct DscPlot DscPlot;

typedef enum { DSC_PLOT_LINEAR = 0, DSC_PLOT_LOG2, DSC_PLOT_LOG10 } DscPlotScale;   /* on a logarithmic one points at 0 or below are left out */
typedef enum {
  DSC_PLOT_STEPS = 0,          /* a value holds up to the next point, that of the last one to the end of the axis */
  DSC_PLOT_LINES,              /* straight from point to point */
  DSC_PLOT_BARS,               /* side by side at each x, which are whole numbers: a histogram, or places of categories */
} DscPlotShape;

typedef struct {
  char         *name;          /* for programs: "keys" */
  char         *label;         /* "number of keys", translated, first letter as in the middle of a sentence */
  char         *unit;          /* "keys", "bytes", "%", translated, behind values; NULL: none */
  char         *unit_of_one;   /* "key", behind 1; NULL: as unit. Set with g_strdup */
  DscPlotScale  scale;
  gboolean      integral;      /* values are whole numbers */
  double        from, to;      /* what the axis has to show at least; from > to: what the points need */
  char        **categories;    /* x only: what stands at 0, 1, …; NULL-terminated. NULL: numbers */
} DscPlotAxis;

typedef struct {
  double   x, y;
  gboolean marked;             /* something happened here, that the panel's mark stands for: a rebuild, say */
  char    *title;              /* one sentence; NULL: it is made of label and values */
} DscPlotPoint;

typedef struct {
  guint        panel;
  guint        number;         /* in its panel: what it has in common with series of other panels */
  DscPlotShape shape;
  char        *name;           /* for programs, "3.6.15"; each once in a panel */
  char        *label;          /* for people */
  gboolean     has_target;
  DscTarget    target;
  GArray      *points;         /* DscPlotPoint, by ascending x */
} DscPlotSeries;

typedef struct {
  char      *heading;
  GPtrArray *lines;            /* char * */
  guint      number;           /* of the series that it is about */
} DscPlotList;

/* title: one line; line: what it was made from, with releases and builds. */
DscPlot             *dsc_plot_new            (const char *title, const char *line);
DscPlot             *dsc_plot_ref            (DscPlot *self);
void                 dsc_plot_unref          (DscPlot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscPlot, dsc_plot_unref)

/* Building. An axis starts as linear, not integral, from what its points need; change it through the pointer, which is valid until the next
 * panel is added. */
DscPlotAxis         *dsc_plot_set_x          (DscPlot *self, const char *name, const char *label, const char *unit);
DscPlotAxis         *dsc_plot_add_panel      (DscPlot *self, const char *name, const char *label, const char *unit);
/* What marked points of the last panel are: "a rebuild"; for the legend. */
void                 dsc_plot_set_mark       (DscPlot *self, const char *label);
/* In the last panel. target may be NULL. Returns its index among all series. */
guint                dsc_plot_add_series     (DscPlot *self, DscPlotShape shape, const char *name, const char *label, const DscTarget *target);
/* The same named after a release, "3.6.15". */
guint                dsc_plot_add_target     (DscPlot *self, DscPlotShape shape, DscTarget target);
/* To the last series, x not below that of the point before. */
void                 dsc_plot_add_point      (DscPlot *self, double x, double y);
void                 dsc_plot_mark_point     (DscPlot *self, const char *title /* of the last point; may be NULL */, gboolean marked);
/* One sentence below the plot. */
void                 dsc_plot_add_note       (DscPlot *self, const char *note);
/* A short list below the plot, about the series of that number in their panels; at most a dozen lines are of use. */
void                 dsc_plot_add_list       (DscPlot *self, guint number, const char *heading);
void                 dsc_plot_add_list_line  (DscPlot *self, const char *line);

/* Reading. */
const char          *dsc_plot_get_title      (const DscPlot *self);
const char          *dsc_plot_get_line       (const DscPlot *self);
const DscPlotAxis   *dsc_plot_get_x          (const DscPlot *self);
guint                dsc_plot_get_n_panels   (const DscPlot *self);
const DscPlotAxis   *dsc_plot_get_panel      (const DscPlot *self, guint panel);
const char          *dsc_plot_get_mark       (const DscPlot *self, guint panel);      /* NULL: none */
guint                dsc_plot_get_n_series   (const DscPlot *self);
const DscPlotSeries *dsc_plot_get_series     (const DscPlot *self, guint i);
guint                dsc_plot_get_n_notes    (const DscPlot *self);
const char          *dsc_plot_get_note       (const DscPlot *self, guint i);
guint                dsc_plot_get_n_lists    (const DscPlot *self);
const DscPlotList   *dsc_plot_get_list       (const DscPlot *self, guint i);
/* Numbers of series in one panel: the largest number + 1. */
guint                dsc_plot_get_n_numbers  (const DscPlot *self);
/* The number of the first series that has the same points in every panel; itself, if none has. Those are drawn as one. */
guint                dsc_plot_get_twin       (const DscPlot *self, guint number);
/* The last point at x or before; G_MAXUINT: there is none. */
guint                dsc_plot_find_point     (const DscPlotSeries *series, double x);
/* Value at x: of steps what holds there, of bars and lines only at a point. FALSE: it has none. */
gboolean             dsc_plot_get_value      (const DscPlot *self, guint series, double x, double *out_y);
/* From and to of an axis, as it is drawn; panel -1: x. to > from. */
void                 dsc_plot_get_range      (const DscPlot *self, int panel, double *out_from, double *out_to);
/* One column of x, one for each series; a row for each x at which a series has a point. */
DscSheet            *dsc_plot_to_sheet       (const DscPlot *self);

/* Where to put ticks: at most `most` nice numbers from `from` to `to` (doubles, ascending). Freed with g_array_unref. */
GArray              *dsc_plot_list_ticks     (const DscPlotAxis *axis, double from, double to, guint most);
/* "1,234,567", "0.625", "−12.5": groups of digits, at most four decimals. g_free. */
char                *dsc_plot_format_number  (double value);
/* The same with the axis' unit: "368 bytes". g_free. */
char                *dsc_plot_format_value   (const DscPlotAxis *axis, double value);
/* "CPython 2.7.18 and 3.6.15, 64-bit · default build", for a heading. g_free. */
char                *dsc_plot_name_targets   (const DscTarget *targets, guint n);
