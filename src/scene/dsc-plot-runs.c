/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-plot-runs.c: plots of a program that was run by the rules of several releases: its history step by step, and the searches in one
 * of its states. */
#include "dsc-plot-runs-private.h"

#include <glib/gi18n-lib.h>

#define CHECK_EVERY 256u       /* steps between two looks at whether to go on */

/* ---- which dict ------------------------------------------------------------------------------------------------ */

static gboolean
can_show (const DscMachine *machine,
          guint32           reg)
{
  const DscBoundKind kind = dsc_machine_get_bound_kind (machine, reg);

  return kind == DSC_BOUND_DICT || kind == DSC_BOUND_INSTANCE;
}

guint32
dsc_plot_run_find_register (const DscPlotRun *self,
                            const DscMachine *machine,
                            gsize             step,
                            const char       *name)
{
  if (name != NULL)
    return dsc_machine_find_name (machine, name);
  for (gsize i = step; i > 0; i--)
    {
      const guint32 visible = dsc_timeline_get_step (self->timeline, i - 1)->visible;

      if (visible != 0 && can_show (machine, visible))
        return visible;
    }
  return 0;
}

gsize
dsc_plot_run_clamp_step (const DscPlotRun *self,
                         guint64           step)
{
  return (gsize) MIN (step, dsc_timeline_get_n_steps (self->timeline));
}

static const DscDict *
get_dict (const DscMachine *machine,
          guint32           reg)
{
  const DscInstance *instance = dsc_machine_get_instance (machine, reg);

  return instance != NULL ? dsc_instance_peek_dict (instance) : dsc_machine_get_dict (machine, reg);
}

gboolean
dsc_plot_programs_are_cancelled (const DscPlotPrograms *self)
{
  return self->is_cancelled != NULL && self->is_cancelled (self->data);
}

/* "orders.py · d · CPython …". */
char *
dsc_plot_programs_write_line (const DscPlotPrograms *self,
                              const char            *name,
                              const char            *where)
{
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (DscTarget));
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < self->n_runs; i++)
    g_array_append_val (targets, self->runs[i].target);
  g_autofree char *names = dsc_plot_name_targets ((const DscTarget *) (gpointer) targets->data, targets->len);

  if (self->program != NULL)
    g_string_append_printf (line, "%s · ", self->program);
  if (name != NULL && name[0] != ' ')
    g_string_append_printf (line, "%s · ", name);
  if (where != NULL)
    g_string_append_printf (line, "%s · ", where);
  g_string_append_printf (line, "%s · PYTHONHASHSEED=%u", names, self->hash_seed);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* ---- step by step ---------------------------------------------------------------------------------------------- */

typedef struct {
  gboolean there;              /* there is a dict */
  gint64   size;
  gsize    slots, used, tombstones;
  gboolean rebuilt;            /* by this step */
} Sample;

/* GArray of Sample, from step 0 on; NULL: cancelled, or no memory. out_name: of the variable; valid as long as the timeline. */
static GArray *
sample_history (const DscPlotRun      *run,
                const DscPlotPrograms *programs,
                char                 **out_name)
{
  const gsize n_steps = dsc_timeline_get_n_steps (run->timeline);
  g_autoptr (GArray) samples = g_array_new (FALSE, TRUE, sizeof (Sample));
  const DscMachine *machine = dsc_timeline_seek (run->timeline, n_steps, NULL);
  DscTrace trace;

  if (machine == NULL)
    return NULL;
  const guint32 reg = dsc_plot_run_find_register (run, machine, n_steps, programs->name);
  *out_name = reg != 0 ? g_strdup (dsc_machine_get_name (machine, reg)) : NULL;
  dsc_trace_init (&trace, &dsc_alloc_libc);
  trace.max_events = DSC_TRACE_LEAST;
  for (gsize step = 0; step <= n_steps && machine != NULL; step++)
    {
      Sample sample = { .there = FALSE };

      if (step % CHECK_EVERY == 0 && dsc_plot_programs_are_cancelled (programs))
        break;
      dsc_trace_reset (&trace);
      machine = dsc_timeline_seek (run->timeline, step, &trace);
      const DscDict *dict = machine != NULL && reg != 0 ? get_dict (machine, reg) : NULL;
      if (dict != NULL)
        {
          const DscRuntime *rt = dsc_machine_get_runtime (machine);
          sample = (Sample) { TRUE, dsc_dict_getsizeof (rt, dict), dsc_dict_get_n_slots (rt, dict), dsc_dict_get_used (dict),
                              dsc_dict_get_n_tombstones (rt, dict), FALSE };
        }
      for (size_t i = 0; dict != NULL && i < trace.n_events; i++)
        sample.rebuilt = sample.rebuilt || (trace.events[i].kind == DSC_EVENT_RESIZE_BEGIN && trace.events[i].dict == dsc_dict_get_id (dict)
                                            && trace.events[i].d > 0);
      g_array_append_val (samples, sample);
    }
  dsc_trace_clear (&trace);
  return samples->len == n_steps + 1 ? g_steal_pointer (&samples) : NULL;
}

static double
value_of (const Sample *sample,
          DscPlotKind   kind,
          guint         panel)
{
  if (kind == DSC_PLOT_KIND_TOMBSTONES)
    return sample->tombstones == 0 ? 0 : 100.0 * (double) sample->tombstones / (double) (sample->used + sample->tombstones);
  return panel == 0 ? (double) sample->size : (double) sample->slots;
}

static void
add_samples (DscPlot      *plot,
             const GArray *samples,
             DscPlotKind   kind,
             guint         panel)
{
  double last = 0;
  gboolean any = FALSE;

  for (guint step = 0; step < samples->len; step++)
    {
      const Sample *sample = &g_array_index (samples, Sample, step);
      const double value = sample->there ? value_of (sample, kind, panel) : 0;

      /* Before there is a dict there is no line; one that is gone has no bytes. */
      if (any ? value == last && !sample->rebuilt : !sample->there)
        continue;
      dsc_plot_add_point (plot, step, value);
      if (sample->rebuilt)
        dsc_plot_mark_point (plot, NULL, TRUE);
      last = value;
      any = TRUE;
    }
}

static void
add_panel (DscPlot               *plot,
           DscPlotKind            kind,
           guint                  panel,
           const DscPlotPrograms *programs,
           GArray *const         *samples)
{
  DscPlotAxis *y = kind == DSC_PLOT_KIND_TOMBSTONES ? dsc_plot_add_panel (plot, "tombstones", _("places used up that hold nothing any more"), "%")
                   : panel == 0 ? dsc_plot_add_panel (plot, "getsizeof", "sys.getsizeof", _("bytes"))
                                : dsc_plot_add_panel (plot, "slots", _("slots of the hash table"), NULL);

  y->integral = kind != DSC_PLOT_KIND_TOMBSTONES;
  if (panel == 1)
    y->scale = DSC_PLOT_LOG2;
  else if (programs->log_scale && y->integral)
    y->scale = DSC_PLOT_LOG10;
  if (panel == 0)
    dsc_plot_set_mark (plot, _("a rebuild: entries moved into a new table"));
  for (guint i = 0; i < programs->n_runs; i++)
    {
      dsc_plot_add_target (plot, DSC_PLOT_STEPS, programs->runs[i].target);
      add_samples (plot, samples[i], kind, panel);
    }
}

static DscPlot *
plot_samples (DscPlotKind            kind,
              const DscPlotPrograms *programs,
              GArray *const         *samples,
              const char            *name)
{
  g_autofree char *line = dsc_plot_programs_write_line (programs, name, NULL);
  DscPlot *plot = dsc_plot_new (kind == DSC_PLOT_KIND_TOMBSTONES ? _("What deletions leave behind") : _("A dict’s size step by step"), line);
  DscPlotAxis *x = dsc_plot_set_x (plot, "step", _("operations done"), _("operations"));
  gsize n_steps = 0;

  for (guint i = 0; i < programs->n_runs; i++)
    n_steps = MAX (n_steps, samples[i]->len - 1);
  x->unit_of_one = g_strdup (_("operation"));
  x->integral = TRUE;
  x->from = 0;
  x->to = (double) MAX (n_steps, 1);
  add_panel (plot, kind, 0, programs, samples);
  if (kind == DSC_PLOT_KIND_HISTORY)
    add_panel (plot, kind, 1, programs, samples);
  else
    dsc_plot_add_note (plot, _("A place is a slot of an open table, an entry of a compact one. It is used up from the first store in it until the table is rebuilt, though "
                               "a dummy of an open table may be stored in again."));
  if (name == NULL)
    dsc_plot_add_note (plot, _("There is no dict with that name at the end of the script, or none at all."));
  return plot;
}

static DscPlot *
plot_history (DscPlotKind            kind,
              const DscPlotPrograms *programs)
{
  g_autofree GArray **samples = g_new0 (GArray *, programs->n_runs + 1);
  g_autofree char *name = NULL;
  DscPlot *plot = NULL;
  guint n = 0;

  for (; n < programs->n_runs; n++)
    {
      g_autofree char *found = NULL;

      samples[n] = sample_history (&programs->runs[n], programs, &found);
      if (samples[n] == NULL)
        break;
      if (name == NULL)
        name = g_steal_pointer (&found);
    }
  if (n == programs->n_runs)
    plot = plot_samples (kind, programs, samples, name);
  for (guint i = 0; i < n; i++)
    g_array_unref (samples[i]);
  return plot;
}

DscPlot *
dsc_plot_new_of_runs (DscPlotKind            kind,
                      const DscPlotPrograms *programs)
{
  return kind == DSC_PLOT_KIND_PROBES || kind == DSC_PLOT_KIND_LINES ? dsc_plot_new_of_searches (kind, programs) : plot_history (kind, programs);
}
