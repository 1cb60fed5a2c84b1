/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-plot-kind.h: the kinds of plots that Dictoscope makes by itself, and what each is made from. */
#pragma once

#include "dsc-ladder.h"
#include "dsc-plot.h"
#include "dsc-timeline.h"

typedef enum {
  /* from the rules alone */
  DSC_PLOT_KIND_SIZES = 0,     /* sys.getsizeof by the number of keys */
  DSC_PLOT_KIND_PER_KEY,       /* bytes per key */
  DSC_PLOT_KIND_LOAD,          /* keys in a slot */
  DSC_PLOT_KIND_DIFFERENCE,    /* percent larger than in the first release */
  DSC_PLOT_KIND_RESIZES,       /* rebuilds, and entries moved by them */
  DSC_PLOT_KIND_COSTS,         /* slots and cache lines of a search on average: of dicts that are filled, one key at a time */
  /* from a program */
  DSC_PLOT_KIND_HISTORY,       /* getsizeof and slots by step, rebuilds marked */
  DSC_PLOT_KIND_TOMBSTONES,    /* share of slots or entries that deletions have left behind, by step */
  DSC_PLOT_KIND_PROBES,        /* how many slots a search looks at: histogram at a step, and the longest searches */
  DSC_PLOT_KIND_LINES,         /* how many cache lines a search touches: histogram at a step */
  DSC_N_PLOT_KINDS,
} DscPlotKind;

const char *dsc_plot_kind_name     (DscPlotKind kind);      /* "per-key"; not translated */
const char *dsc_plot_kind_label    (DscPlotKind kind);      /* "Bytes per key"; translated */
const char *dsc_plot_kind_summary  (DscPlotKind kind);      /* what it shows, half a sentence; translated */
gboolean    dsc_plot_kind_is_of_program (DscPlotKind kind);
gboolean    dsc_plot_kind_find     (const char *name, DscPlotKind *out_kind);

/* Kinds from the rules alone. */
typedef struct {
  const DscTarget *targets;
  guint            n_targets;
  gboolean         str;        /* all keys are strs; else ints */
  DscLadderWay     way;
  guint64          up_to;      /* keys, 1 … DSC_PLOT_MOST_KEYS */
  gboolean         log_scale;
  gboolean       (*is_cancelled) (gpointer data);     /* COSTS; may be NULL */
  gpointer         data;
} DscPlotQuery;
#define DSC_PLOT_MOST_KEYS G_GUINT64_CONSTANT (1000000000)
#define DSC_PLOT_MOST_FILLED G_GUINT64_CONSTANT (200000)      /* of COSTS; more are taken for so many */

/* Releases that cannot be written to in that way are left out, and a note says so. COSTS knows one way only. NULL (COSTS): cancelled, or no memory. */
DscPlot    *dsc_plot_new_of_rules  (DscPlotKind kind, const DscPlotQuery *query);

/* Kinds from a program that was run by the rules of each release. */
typedef struct {
  DscTarget    target;
  DscTimeline *timeline;       /* is sought in, so it must be nobody else's meanwhile */
} DscPlotRun;
typedef struct {
  const DscPlotRun *runs;
  guint             n_runs;
  const char       *program;   /* what it is called: "orders.py"; NULL: nothing */
  const char       *name;      /* of the variable; NULL: the one that the program is at */
  guint64           step;      /* PROBES, LINES: the state after so many operations; more than there are: the last one */
  guint32           hash_seed; /* that they were run with */
  gboolean          log_scale;
  gboolean        (*is_cancelled) (gpointer data);    /* may be NULL */
  gpointer          data;
} DscPlotPrograms;

/* NULL: cancelled, or no memory. */
DscPlot    *dsc_plot_new_of_runs   (DscPlotKind kind, const DscPlotPrograms *programs);
