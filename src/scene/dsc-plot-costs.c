/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-plot-costs.c: what a search costs on average, by the number of keys: of dicts that are filled for it, with keys that anybody can make again.
 *
 * How long searches are depends on hashes, so no rule tells it: a dict of each release is filled one key at a time, and looked at where its table
 * is about to be rebuilt, right afterwards, and often in between. */
#include "dsc-plot-runs-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "dsc-dict.h"
#include "dsc-survey.h"

#define EACH_UP_TO   40u       /* keys, at each number of which the table is looked at */
#define GROWTH       1.09      /* from one look to the next above that */
#define MOST_COUNTED 400u      /* entries of a table whose cache lines are counted */

typedef struct {
  double n, probes, lines;
} Cost;

/* Where to look: the same numbers in all releases. */
static GHashTable *
list_places (const DscPlotQuery *query)
{
  GHashTable *places = g_hash_table_new (NULL, NULL);

  for (guint64 n = 1; n <= query->up_to; n = n < EACH_UP_TO ? n + 1 : MAX (n + 1, (guint64) ((double) n * GROWTH)))
    g_hash_table_add (places, GSIZE_TO_POINTER (n));
  g_hash_table_add (places, GSIZE_TO_POINTER (query->up_to));
  for (guint i = 0; i < query->n_targets; i++)
    {
      const DscTraits traits = dsc_traits_resolve (query->targets[i]);
      DscLadderStep steps[64];
      const gsize n = MIN (dsc_ladder_list (&traits, DSC_LADDER_LOOP, query->str, query->up_to, steps, G_N_ELEMENTS (steps)), G_N_ELEMENTS (steps));

      for (gsize k = 1; k < n; k++)
        {
          g_hash_table_add (places, GSIZE_TO_POINTER (steps[k].n));
          if (steps[k].n > 1)
            g_hash_table_add (places, GSIZE_TO_POINTER (steps[k].n - 1));
        }
    }
  return places;
}

/* Exact for slots; for lines of at most MOST_COUNTED entries, evenly spread. */
static Cost
look (const DscSnapshot *snapshot,
      guint64            n_keys)
{
  const gsize n = dsc_snapshot_get_n_entries (snapshot), n_slots = dsc_snapshot_get_n_slots (snapshot);
  const gboolean compact = dsc_snapshot_get_index_width (snapshot) != 0;
  g_autofree guint8 *cells = g_new0 (guint8, MAX (dsc_snapshot_get_entry_capacity (snapshot), n_slots) + 1);
  const guint64 stride = (n_keys + MOST_COUNTED - 1) / MOST_COUNTED;
  guint64 probes = 0, lines = 0, counted = 0, seen = 0;

  if (compact)
    dsc_survey_entries (snapshot, 0, n, cells, NULL);
  else
    dsc_survey_slots (snapshot, 0, n_slots, cells);
  for (gsize i = 0; i < n; i++)
    {
      if (cells[i] < DSC_CELL_USED)
        continue;
      probes += dsc_cell_probes (cells[i]);
      if (seen++ % stride == 0)
        {
          lines += dsc_plot_count_lines (snapshot, i);
          counted++;
        }
    }
  return (Cost) { (double) n_keys, (double) probes / (double) n_keys, counted > 0 ? (double) lines / (double) counted : NAN };
}

static const DscObject *
make_key (DscPool *pool,
          gboolean str,
          guint64  i)
{
  char text[32];

  if (!str)
    return dsc_object_int (pool, (gint64) i);
  return dsc_object_str (pool, text, (gsize) g_snprintf (text, sizeof text, "k%" G_GUINT64_FORMAT, i));
}

static gboolean
fill (DscRuntime         *rt,
      DscDict            *dict,
      const DscPlotQuery *query,
      GHashTable         *places,
      GArray             *costs)
{
  DscPool *pool = dsc_runtime_get_pool (rt);

  for (guint64 n = 1; n <= query->up_to; n++)
    {
      const DscObject *key = make_key (pool, query->str, n - 1);

      if (key == NULL || dsc_dict_set_item (rt, dict, key, dsc_object_none (pool)) != DSC_STATUS_OK)
        return FALSE;
      if (!g_hash_table_contains (places, GSIZE_TO_POINTER (n)))
        continue;
      if (query->is_cancelled != NULL && query->is_cancelled (query->data))
        return FALSE;
      DscSnapshot *snapshot = dsc_snapshot_new_from_dict (rt, dict);
      if (snapshot == NULL)
        return FALSE;
      const Cost cost = look (snapshot, n);
      g_array_append_val (costs, cost);
      dsc_snapshot_unref (snapshot);
    }
  return TRUE;
}

/* Cost elements; NULL: cancelled, or no memory. */
static GArray *
measure (DscTarget           target,
         const DscPlotQuery *query,
         GHashTable         *places)
{
  g_autoptr (GArray) costs = g_array_new (FALSE, FALSE, sizeof (Cost));
  DscRuntime *rt = dsc_runtime_new (target, 0, &dsc_alloc_libc);
  gboolean done = FALSE;
  DscDict *dict;

  if (rt != NULL && dsc_dict_new (rt, &dict) == DSC_STATUS_OK)
    {
      done = fill (rt, dict, query, places, costs);
      dsc_dict_unref (rt, dict);
    }
  dsc_runtime_free (rt);
  return done ? g_steal_pointer (&costs) : NULL;
}

static void
add_costs (DscPlot      *plot,
           DscTarget     target,
           const GArray *costs,
           gboolean      lines)
{
  dsc_plot_add_target (plot, DSC_PLOT_LINES, target);
  for (guint i = 0; i < costs->len; i++)
    {
      const Cost *cost = &g_array_index (costs, Cost, i);
      dsc_plot_add_point (plot, cost->n, lines ? cost->lines : cost->probes);
    }
}

static DscPlot *
plot_costs (const DscPlotQuery *query,
            GArray *const      *costs)
{
  g_autofree char *names = dsc_plot_name_targets (query->targets, query->n_targets);
  g_autofree char *line = g_strdup_printf (query->str ? _("str keys 'k0', 'k1', … · PYTHONHASHSEED=0 · %s") : _("int keys 0, 1, … · %s"), names);
  DscPlot *plot = dsc_plot_new (_("What the search for a key costs on average"), line);

  dsc_plot_set_x_to_keys (plot, query);
  for (guint panel = 0; panel < 2; panel++)
    {
      if (panel == 0)
        dsc_plot_add_panel (plot, "probes", _("slots looked at"), NULL);
      else
        dsc_plot_add_panel (plot, "lines", _("cache lines touched"), NULL);
      for (guint i = 0; i < query->n_targets; i++)
        add_costs (plot, query->targets[i], costs[i], panel == 1);
    }
  dsc_plot_add_note (plot, _("Dicts were filled one key at a time, and every key was searched for with the very object that is stored. Slots are those of all keys; cache "
                             "lines those of at most 400 keys of a table, evenly spread, counted as in the plot “lines”."));
  return plot;
}

DscPlot *
dsc_plot_new_of_costs (const DscPlotQuery *query)
{
  g_autofree GArray **costs = g_new0 (GArray *, query->n_targets + 1);
  g_autoptr (GHashTable) places = list_places (query);
  DscPlot *plot = NULL;
  guint n = 0;

  while (n < query->n_targets && (costs[n] = measure (query->targets[n], query, places)) != NULL)
    n++;
  if (n == query->n_targets)
    plot = plot_costs (query, costs);
  for (guint i = 0; i < n; i++)
    g_array_unref (costs[i]);
  return plot;
}
