/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-plot-rules.c: plots that follow from the rules of growth alone: sizes, bytes per key, load, differences, rebuilds.
 *
 * Nothing is filled. Sizes and slots change at a few numbers of keys only, which dsc-ladder.h finds; between them a share is a curve,
 * of which as many points are taken as can be seen. */
#include "dsc-plot-runs-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define EACH_UP_TO   300u      /* keys, each of which is a point of a curve */
#define MOST_STEPS   512u      /* of a ladder that is listed at once */
#define CURVE_GROWTH 1.012     /* from one point to the next above that */

typedef struct {
  guint64        n;            /* keys, from here on */
  gint64         size;
  DscLadderTable table;
} Step;

typedef struct {
  DscTarget target;
  GArray   *steps;             /* Step, from 0 keys on */
} Ladder;

static void
clear_ladder (gpointer data)
{
  g_array_unref (((Ladder *) data)->steps);
}

/* ---- ladders --------------------------------------------------------------------------------------------------- */

static GArray *
list_steps (const DscTraits    *traits,
            const DscPlotQuery *query,
            gboolean            of_tables)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (Step));
  DscLadderStep sizes[MOST_STEPS];
  gsize n_sizes = of_tables ? 0 : dsc_ladder_list (traits, query->way, query->str, query->up_to, sizes, MOST_STEPS);
  guint64 n = 0;

  for (gsize i = 0; i < MIN (n_sizes, MOST_STEPS); i++)
    {
      const Step step = { sizes[i].n, sizes[i].size, dsc_ladder_table (traits, query->way, query->str, sizes[i].n) };
      g_array_append_val (steps, step);
    }
  if (n_sizes > 0 && n_sizes <= MOST_STEPS)
    return steps;
  g_array_set_size (steps, 0);
  do
    {
      const Step step = { n, dsc_ladder_size (traits, query->way, query->str, n), dsc_ladder_table (traits, query->way, query->str, n) };

      g_array_append_val (steps, step);
      n = of_tables ? dsc_ladder_next_table (traits, query->way, query->str, n, query->up_to)
                    : dsc_ladder_next (traits, query->way, query->str, n, query->up_to);
    }
  while (n != 0);
  return steps;
}

static GArray *
list_ladders (const DscPlotQuery *query,
              gboolean            of_tables,
              GArray             *left_out)
{
  GArray *ladders = g_array_new (FALSE, FALSE, sizeof (Ladder));

  g_array_set_clear_func (ladders, clear_ladder);
  for (guint i = 0; i < query->n_targets; i++)
    {
      const DscTraits traits = dsc_traits_resolve (query->targets[i]);

      if (dsc_ladder_exists (&traits, query->way, query->str))
        {
          const Ladder ladder = { query->targets[i], list_steps (&traits, query, of_tables) };
          g_array_append_val (ladders, ladder);
        }
      else
        g_array_append_val (left_out, query->targets[i]);
    }
  return ladders;
}

static const Step *
step_at (const Ladder *self,
         guint64       n)
{
  guint low = 0, high = self->steps->len;

  while (high - low > 1)
    {
      const guint middle = (low + high) / 2;

      if (g_array_index (self->steps, Step, middle).n <= n)
        low = middle;
      else
        high = middle;
    }
  return &g_array_index (self->steps, Step, low);
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  const guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

  return (x > y) - (x < y);
}

/* Numbers of keys at which a curve has a point: the same ones in all releases, so that they can be compared. */
static GArray *
list_places (const GArray *ladders,
             guint64       up_to)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint kept = 0;

  for (guint64 n = 1; n < up_to; n = n < EACH_UP_TO ? n + 1 : MAX (n + 1, (guint64) ((double) n * CURVE_GROWTH)))
    g_array_append_val (places, n);
  g_array_append_val (places, up_to);
  for (guint i = 0; i < ladders->len; i++)
    for (guint k = 0; k < g_array_index (ladders, Ladder, i).steps->len; k++)
      {
        const guint64 n = g_array_index (g_array_index (ladders, Ladder, i).steps, Step, k).n, before = n - 1;

        if (n > 0)
          g_array_append_val (places, n);
        if (n > 1)
          g_array_append_val (places, before);
      }
  g_array_sort (places, compare_numbers);
  for (guint i = 0; i < places->len; i++)
    if (kept == 0 || g_array_index (places, guint64, i) != g_array_index (places, guint64, kept - 1))
      g_array_index (places, guint64, kept++) = g_array_index (places, guint64, i);
  g_array_set_size (places, kept);
  return places;
}

/* ---- plots ----------------------------------------------------------------------------------------------------- */

static char *
write_line (const DscPlotQuery *query,
            const GArray       *ladders)
{
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (DscTarget));

  for (guint i = 0; i < ladders->len; i++)
    g_array_append_val (targets, g_array_index (ladders, Ladder, i).target);

  g_autofree char *names = dsc_plot_name_targets ((const DscTarget *) (gpointer) targets->data, targets->len);
  if (targets->len == 0)
    return g_strdup_printf (query->str ? _("str keys · %s") : _("int keys · %s"), dsc_ladder_code (query->way));
  return g_strdup_printf (query->str ? _("str keys · %s · %s") : _("int keys · %s · %s"), dsc_ladder_code (query->way), names);
}

static char *
write_title (DscPlotKind   kind,
             const GArray *ladders)
{
  char first[64] = "";

  if (kind == DSC_PLOT_KIND_PER_KEY)
    return g_strdup (_("Bytes of a dict per key"));
  if (kind == DSC_PLOT_KIND_LOAD)
    return g_strdup (_("How full a dict’s table is"));
  if (kind == DSC_PLOT_KIND_RESIZES)
    return g_strdup (_("How often a dict is rebuilt as it grows"));
  if (kind != DSC_PLOT_KIND_DIFFERENCE || ladders->len == 0)
    return g_strdup (_("Bytes of a dict by the number of its keys"));
  dsc_target_title (g_array_index (ladders, Ladder, 0).target, first, sizeof first);
  return g_strdup_printf (_("How much larger or smaller a dict is than in %s"), first);
}

void
dsc_plot_set_x_to_keys (DscPlot            *plot,
                        const DscPlotQuery *query)
{
  DscPlotAxis *x = dsc_plot_set_x (plot, "keys", _("number of keys"), _("keys"));

  x->unit_of_one = g_strdup (_("key"));
  x->integral = TRUE;
  x->from = query->log_scale ? 1 : 0;
  x->to = (double) query->up_to;
  x->scale = query->log_scale ? DSC_PLOT_LOG10 : DSC_PLOT_LINEAR;
}

static void
add_sizes (DscPlot            *plot,
           const GArray       *ladders,
           const DscPlotQuery *query)
{
  DscPlotAxis *y = dsc_plot_add_panel (plot, "getsizeof", "sys.getsizeof", _("bytes"));

  y->integral = TRUE;
  y->scale = query->log_scale ? DSC_PLOT_LOG10 : DSC_PLOT_LINEAR;
  for (guint i = 0; i < ladders->len; i++)
    {
      const Ladder *ladder = &g_array_index (ladders, Ladder, i);

      dsc_plot_add_target (plot, DSC_PLOT_STEPS, ladder->target);
      for (guint k = 0; k < ladder->steps->len; k++)
        dsc_plot_add_point (plot, (double) g_array_index (ladder->steps, Step, k).n, (double) g_array_index (ladder->steps, Step, k).size);
    }
}

static void
add_curves (DscPlot            *plot,
            const GArray       *ladders,
            const DscPlotQuery *query,
            gboolean            load)
{
  g_autoptr (GArray) places = list_places (ladders, query->up_to);

  if (load)
    dsc_plot_add_panel (plot, "load", _("slots in use"), "%");
  else
    dsc_plot_add_panel (plot, "bytes_per_key", _("sys.getsizeof divided by the number of keys"), _("bytes"))->scale =
      query->log_scale ? DSC_PLOT_LOG10 : DSC_PLOT_LINEAR;
  for (guint i = 0; i < ladders->len; i++)
    {
      const Ladder *ladder = &g_array_index (ladders, Ladder, i);

      dsc_plot_add_target (plot, DSC_PLOT_LINES, ladder->target);
      for (guint k = 0; k < places->len; k++)
        {
          const guint64 n = g_array_index (places, guint64, k);
          const Step *step = step_at (ladder, n);

          dsc_plot_add_point (plot, (double) n, load ? 100.0 * (double) n / (double) MAX (step->table.slots, 1) : (double) step->size / (double) n);
        }
    }
}

static void
add_differences (DscPlot      *plot,
                 const GArray *ladders)
{
  const Ladder *first = &g_array_index (ladders, Ladder, 0);

  dsc_plot_add_panel (plot, "difference", _("larger (above 0) or smaller"), "%");
  for (guint i = 0; i < ladders->len; i++)
    {
      const Ladder *ladder = &g_array_index (ladders, Ladder, i);
      guint a = 0, b = 0;
      double last = 0;

      dsc_plot_add_target (plot, DSC_PLOT_STEPS, ladder->target);
      while (a < first->steps->len || b < ladder->steps->len)
        {
          const guint64 next_a = a < first->steps->len ? g_array_index (first->steps, Step, a).n : G_MAXUINT64;
          const guint64 next_b = b < ladder->steps->len ? g_array_index (ladder->steps, Step, b).n : G_MAXUINT64;
          const guint64 n = MIN (next_a, next_b);

          a += next_a == n;
          b += next_b == n;
          const double difference = (double) (step_at (ladder, n)->size - step_at (first, n)->size) * 100 / (double) step_at (first, n)->size;

          if (n == 0 || difference != last)
            dsc_plot_add_point (plot, (double) n, difference);
          last = difference;
        }
    }
}

static void
add_rebuilds (DscPlot            *plot,
              const GArray       *ladders,
              const DscPlotQuery *query)
{
  for (guint panel = 0; panel < 2; panel++)
    {
      DscPlotAxis *y = panel == 0 ? dsc_plot_add_panel (plot, "rebuilds", _("rebuilds so far"), NULL)
                                  : dsc_plot_add_panel (plot, "moved", _("entries moved by them so far"), NULL);

      y->integral = TRUE;
      if (panel == 1 && query->log_scale)
        y->scale = DSC_PLOT_LOG10;
      for (guint i = 0; i < ladders->len; i++)
        {
          const Ladder *ladder = &g_array_index (ladders, Ladder, i);
          guint64 last = 0;

          dsc_plot_add_target (plot, DSC_PLOT_STEPS, ladder->target);
          for (guint k = 0; k < ladder->steps->len; k++)
            {
              const Step *step = &g_array_index (ladder->steps, Step, k);
              const guint64 now = panel == 0 ? step->table.rebuilds : step->table.moved;

              if (k == 0 || now != last)
                dsc_plot_add_point (plot, (double) step->n, (double) now);
              last = now;
            }
        }
    }
}

static void
add_notes (DscPlot            *plot,
           DscPlotKind         kind,
           const DscPlotQuery *query,
           const GArray       *left_out)
{
  g_autofree char *names = dsc_plot_name_targets ((const DscTarget *) (gconstpointer) left_out->data, left_out->len);
  g_autofree char *missing = g_strdup_printf (_("Left out, because a dict cannot be built by %s there: %s."), dsc_ladder_code (query->way), names);

  if (left_out->len > 0)
    dsc_plot_add_note (plot, missing);
  if (kind == DSC_PLOT_KIND_RESIZES)
    dsc_plot_add_note (plot, _("A rebuild counts when there are entries to move; the first table of an empty dict is none. What happened to other dicts that this one "
                               "was made from is not counted."));
  if (kind == DSC_PLOT_KIND_RESIZES && query->log_scale)
    dsc_plot_add_note (plot, _("At the foot of the logarithmic axis is 0."));
  if (kind == DSC_PLOT_KIND_LOAD)
    dsc_plot_add_note (plot, _("Keys divided by slots of the hash table, nothing deleted. From the rules of each release; no table was filled."));
  else if (kind != DSC_PLOT_KIND_RESIZES)
    dsc_plot_add_note (plot, _("The dict alone, as sys.getsizeof counts it, without keys and values. From the rules of each release; no table was filled."));
  if (query->log_scale && kind != DSC_PLOT_KIND_PER_KEY && kind != DSC_PLOT_KIND_LOAD)
    dsc_plot_add_note (plot, _("On a logarithmic scale there is no place for the empty dict; the table of this plot has it."));
}

static DscPlot *
plot_ladders (DscPlotKind         kind,
              const DscPlotQuery *query)
{
  g_autoptr (GArray) left_out = g_array_new (FALSE, FALSE, sizeof (DscTarget));
  g_autoptr (GArray) ladders = list_ladders (query, kind == DSC_PLOT_KIND_RESIZES, left_out);
  g_autofree char *title = write_title (kind, ladders);
  g_autofree char *line = write_line (query, ladders);
  DscPlot *plot = dsc_plot_new (title, line);

  dsc_plot_set_x_to_keys (plot, query);
  if (kind == DSC_PLOT_KIND_RESIZES)
    add_rebuilds (plot, ladders, query);
  else if (kind == DSC_PLOT_KIND_DIFFERENCE && ladders->len > 0)
    add_differences (plot, ladders);
  else if (kind == DSC_PLOT_KIND_PER_KEY || kind == DSC_PLOT_KIND_LOAD)
    add_curves (plot, ladders, query, kind == DSC_PLOT_KIND_LOAD);
  else
    add_sizes (plot, ladders, query);
  add_notes (plot, kind, query, left_out);
  return plot;
}

DscPlot *
dsc_plot_new_of_rules (DscPlotKind         kind,
                       const DscPlotQuery *query)
{
  DscPlotQuery filled = *query;

  if (kind != DSC_PLOT_KIND_COSTS)
    return plot_ladders (kind, query);
  filled.up_to = MIN (query->up_to, DSC_PLOT_MOST_FILLED);

  DscPlot *plot = dsc_plot_new_of_costs (&filled);
  if (plot != NULL && filled.up_to < query->up_to)
    dsc_plot_add_note (plot, _("Dicts of more keys are not filled for this plot."));
  return plot;
}
