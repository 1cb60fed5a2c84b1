/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-plot-kind.c: names of the kinds of plots. */
#include "dsc-plot-kind.h"

#include <glib/gi18n-lib.h>

static const struct { const char *name, *label, *summary; } kinds[DSC_N_PLOT_KINDS] = {
  [DSC_PLOT_KIND_SIZES]      = { "sizes", N_("Sizes"), N_("sys.getsizeof by the number of keys") },
  [DSC_PLOT_KIND_PER_KEY]    = { "per-key", N_("Bytes per key"), N_("sys.getsizeof divided by the number of keys") },
  [DSC_PLOT_KIND_LOAD]       = { "load", N_("Load"), N_("share of the slots that are in use") },
  [DSC_PLOT_KIND_DIFFERENCE] = { "difference", N_("Difference"), N_("percent larger or smaller than in the first version") },
  [DSC_PLOT_KIND_RESIZES]    = { "resizes", N_("Rebuilds"), N_("how often a dict is rebuilt as it grows, and how many entries that moves") },
  [DSC_PLOT_KIND_COSTS]      = { "costs", N_("Search costs"), N_("slots and cache lines of a search on average, by the number of keys") },
  [DSC_PLOT_KIND_HISTORY]    = { "history", N_("History"), N_("sys.getsizeof and slots, step by step of a script") },
  [DSC_PLOT_KIND_TOMBSTONES] = { "tombstones", N_("Tombstones"), N_("share of the table that deletions have left behind, step by step of a script") },
  [DSC_PLOT_KIND_PROBES]     = { "probes", N_("Probe lengths"), N_("how many slots the search for each key looks at, and the longest searches") },
  [DSC_PLOT_KIND_LINES]      = { "lines", N_("Cache lines"), N_("how many cache lines of the table the search for each key touches") },
};

const char *
dsc_plot_kind_name (DscPlotKind kind)
{
  return kinds[kind].name;
}

const char *
dsc_plot_kind_label (DscPlotKind kind)
{
  return _(kinds[kind].label);
}

const char *
dsc_plot_kind_summary (DscPlotKind kind)
{
  return _(kinds[kind].summary);
}

gboolean
dsc_plot_kind_is_of_program (DscPlotKind kind)
{
  return kind >= DSC_PLOT_KIND_HISTORY;
}

gboolean
dsc_plot_kind_find (const char  *name,
                    DscPlotKind *out_kind)
{
  for (guint i = 0; i < DSC_N_PLOT_KINDS; i++)
    if (g_strcmp0 (name, kinds[i].name) == 0)
      {
        *out_kind = (DscPlotKind) i;
        return TRUE;
      }
  return FALSE;
}
