/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-plot.c: "dictoscope-cli plot": numbers of many releases as curves, from the rules alone or from a script. */
#include "dsc-cli-figure.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "dsc-plot-kind.h"
#include "dsc-view-plot.h"

#define UP_TO     200u         /* keys, if nothing is said */
#define UP_TO_LOG 1000000u

typedef struct {
  DscPlotKind kind;
  GArray     *targets;         /* DscTarget */
  DscScript  *script;          /* of kinds of a program */
  GPtrArray  *runs;            /* DscRun */
  DscPlot    *plot;
  gboolean    broke;           /* the script did not run to its end somewhere, as was told */
} Plot;

static char *
write_summary (void)
{
  g_autoptr (GString) text = g_string_new (_("Draws numbers of many releases, or prints them as a table.\n\nKinds:\n"));

  for (guint i = 0; i < DSC_N_PLOT_KINDS; i++)
    g_string_append_printf (text, "  %-11s %s\n", dsc_plot_kind_name ((DscPlotKind) i), dsc_plot_kind_summary ((DscPlotKind) i));
  g_string_append (text, _("\nThe last four need a script.\n\nExamples:\n"));
  g_string_append (text, "  dictoscope-cli plot sizes --versions 2.7,3.5,3.6,3.14 -o sizes.svg\n"
                         "  dictoscope-cli plot difference --versions 3.5,3.6 --up-to 1000000 --log -o difference.png\n"
                         "  dictoscope-cli plot probes orders.py --versions 2.7,3.14 --step 20 -o probes.pdf\n"
                         "  dictoscope-cli plot load --versions minor --format csv");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
read_kind (const char  *name,
           DscPlotKind *out_kind)
{
  if (dsc_plot_kind_find (name, out_kind))
    return TRUE;
  dsc_cli_complain (_("There is no plot called “%s”. “dictoscope-cli plot” lists them."), name);
  return FALSE;
}

/* ---- from the rules -------------------------------------------------------------------------------------------- */

static gboolean
read_keys (const DscCliOptions *options,
           DscPlotQuery        *query)
{
  const gboolean keywords = query->way == DSC_LADDER_KWARGS || query->way == DSC_LADDER_PARAMETER;

  query->str = keywords;
  if (options->keys == NULL)
    return TRUE;
  query->str = g_str_equal (options->keys, "str");
  if (!query->str && !g_str_equal (options->keys, "int"))
    dsc_cli_complain (_("There are no keys “%s”. Use int or str."), options->keys);
  else if (!query->str && keywords)
    dsc_cli_complain (_("Keywords are strs. Use --keys str with --by %s."), options->by);
  else
    return TRUE;
  return FALSE;
}

static gboolean
read_query (const DscCliOptions *options,
            DscPlotKind          kind,
            DscPlotQuery        *query)
{
  if (options->by != NULL && !dsc_ladder_find (options->by, &query->way))
    {
      dsc_cli_complain (_("There is no way of building a dict called “%s”. “dictoscope-cli sizes ways” lists them."), options->by);
      return FALSE;
    }
  if (kind == DSC_PLOT_KIND_COSTS && query->way != DSC_LADDER_LOOP)
    {
      dsc_cli_complain (_("The plot “%s” is of dicts that are filled one key at a time; it has no option %s."), dsc_plot_kind_name (kind), "--by");
      return FALSE;
    }
  query->log_scale = options->log_scale;
  query->up_to = options->up_to != DSC_CLI_UNSET ? (guint64) MAX (options->up_to, 0) : query->log_scale ? UP_TO_LOG : UP_TO;
  if (kind == DSC_PLOT_KIND_COSTS && options->up_to == DSC_CLI_UNSET)
    query->up_to = MIN (query->up_to, DSC_PLOT_MOST_FILLED);
  if (query->up_to == 0 || query->up_to > (kind == DSC_PLOT_KIND_COSTS ? DSC_PLOT_MOST_FILLED : DSC_PLOT_MOST_KEYS))
    {
      dsc_cli_complain (_("%s must be a number up to %" G_GUINT64_FORMAT "."), "--up-to",
                        kind == DSC_PLOT_KIND_COSTS ? DSC_PLOT_MOST_FILLED : DSC_PLOT_MOST_KEYS);
      return FALSE;
    }
  return read_keys (options, query);
}

static DscExit
plot_rules (Plot                *self,
            const DscCliOptions *options)
{
  DscPlotQuery query = { .way = DSC_LADDER_LOOP };

  if (!read_query (options, self->kind, &query))
    return DSC_EXIT_USAGE;
  query.targets = (const DscTarget *) (gpointer) self->targets->data;
  query.n_targets = self->targets->len;
  self->plot = dsc_plot_new_of_rules (self->kind, &query);
  if (self->plot != NULL)
    return DSC_EXIT_OK;
  dsc_cli_complain (_("There is not enough memory for this plot."));
  return DSC_EXIT_FAILURE;
}

/* ---- from a script --------------------------------------------------------------------------------------------- */

static gboolean
load (Plot       *self,
      const char *path)
{
  GString *text = dsc_cli_read_script (path);

  if (text == NULL)
    return FALSE;
  self->script = dsc_script_new (text->str, text->len);
  g_string_free (text, TRUE);

  const DscDiagnostic *diagnostic = dsc_script_get_diagnostic (self->script);
  if (diagnostic == NULL)
    return TRUE;
  g_autofree char *message = dsc_diagnostic_format (diagnostic, path);
  dsc_cli_complain ("%s", message);
  return FALSE;
}

/* What there is up to there is plotted all the same. */
static void
tell_of_end (Plot         *self,
             const DscRun *run,
             DscTarget     target,
             const char   *path)
{
  char name[64];

  if (run->diagnostic == NULL || self->broke)
    return;
  g_autofree char *line = dsc_diagnostic_format (run->diagnostic, path);

  dsc_target_title (target, name, sizeof name);
  dsc_cli_complain (_("In %s the script ends early. %s"), name, line);
  self->broke = TRUE;
}

/* A timeline for each release; those whose rules are the same share one. */
static gboolean
run_all (Plot       *self,
         guint32     hash_seed,
         const char *path,
         GArray     *runs)
{
  g_autoptr (GError) error = NULL;

  self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) dsc_run_free);
  for (guint i = 0; i < self->targets->len; i++)
    {
      const DscTarget target = g_array_index (self->targets, DscTarget, i);
      const DscTraits traits = dsc_traits_resolve (target);
      DscPlotRun run = { .target = target };

      for (guint k = 0; k < i && run.timeline == NULL; k++)
        {
          const DscTraits other = dsc_traits_resolve (g_array_index (self->targets, DscTarget, k));
          if (dsc_traits_behave_alike (&traits, &other))
            run.timeline = g_array_index (runs, DscPlotRun, k).timeline;
        }
      if (run.timeline == NULL)
        {
          DscRun *one = dsc_script_run (self->script, target, hash_seed, NULL, NULL, NULL, &error);
          if (one == NULL)
            {
              dsc_cli_complain ("%s", error->message);
              return FALSE;
            }
          tell_of_end (self, one, target, path);
          g_ptr_array_add (self->runs, one);
          run.timeline = one->timeline;
        }
      g_array_append_val (runs, run);
    }
  return TRUE;
}

static gboolean
read_step (const DscCliOptions     *options,
           const DscScriptSettings *settings,
           const GArray            *runs,
           DscPlotPrograms         *programs)
{
  gsize n_steps = 0;

  for (guint i = 0; i < runs->len; i++)
    n_steps = MAX (n_steps, dsc_timeline_get_n_steps (g_array_index (runs, DscPlotRun, i).timeline));
  programs->step = options->step >= 0 ? (guint64) options->step : settings->step >= 0 ? (guint64) settings->step : G_MAXUINT64;
  if (options->step < 0 || programs->step <= n_steps)
    return TRUE;
  dsc_cli_complain (_("There is no step %" G_GINT64_FORMAT ": the script has %" G_GSIZE_FORMAT " operations."), options->step, n_steps);
  return FALSE;
}

static DscExit
plot_script (Plot                *self,
             const DscCliOptions *options,
             const char          *path)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (DscPlotRun));
  g_autofree char *program = g_path_get_basename (path);
  DscPlotPrograms programs = { .program = g_str_equal (path, "-") ? NULL : program, .log_scale = options->log_scale };

  if (!load (self, path))
    return DSC_EXIT_FAILURE;

  const DscScriptSettings *settings = dsc_script_get_settings (self->script);
  programs.name = options->name != NULL ? options->name : settings->name;
  programs.hash_seed = (guint32) (options->hash_seed >= 0 ? options->hash_seed : MAX (settings->hash_seed, 0));
  if (!run_all (self, programs.hash_seed, path, runs))
    return DSC_EXIT_FAILURE;
  if (!read_step (options, settings, runs, &programs))
    return DSC_EXIT_USAGE;
  programs.runs = (const DscPlotRun *) (gpointer) runs->data;
  programs.n_runs = runs->len;
  self->plot = dsc_plot_new_of_runs (self->kind, &programs);
  if (self->plot != NULL)
    return DSC_EXIT_OK;
  dsc_cli_complain (_("There is not enough memory for this plot."));
  return DSC_EXIT_FAILURE;
}

/* ---- the command ----------------------------------------------------------------------------------------------- */

static DscScene *
draw (gpointer              data,
      const DscTextMetrics *metrics)
{
  return dsc_view_plot_new (((Plot *) data)->plot, metrics);
}

static DscSheet *
tabulate (gpointer data)
{
  return dsc_plot_to_sheet (((Plot *) data)->plot);
}

static DscExit
make_plot (Plot                *self,
           const DscCliOptions *options,
           int                  argc,
           char               **argv)
{
  static const DscCliFigure figure = { draw, tabulate };
  DscExit status;

  if (!read_kind (argv[1], &self->kind))
    return DSC_EXIT_USAGE;
  const gboolean of_program = dsc_plot_kind_is_of_program (self->kind);
  if (argc != (of_program ? 3 : 2))
    {
      dsc_cli_complain (of_program ? _("The plot “%s” takes one script.") : _("The plot “%s” takes no script."), argv[1]);
      return DSC_EXIT_USAGE;
    }
  self->targets = dsc_cli_parse_targets (options->versions != NULL ? options->versions : "minor");
  if (self->targets == NULL)
    return DSC_EXIT_USAGE;
  status = of_program ? plot_script (self, options, argv[2]) : plot_rules (self, options);
  if (status == DSC_EXIT_OK)
    status = dsc_cli_finish_figure (options, &figure, self);
  return status == DSC_EXIT_OK && self->broke ? DSC_EXIT_FAILURE : status;
}

DscExit
dsc_cli_plot (int    argc,
              char **argv)
{
  g_autofree char *summary = write_summary ();
  Plot self = { 0 };
  DscCliOptions options;
  DscExit status = DSC_EXIT_USAGE;

  dsc_cli_options_init (&options);
  if (dsc_cli_options_parse (&options, DSC_CLI_OPTION_PLOT | DSC_CLI_OPTION_FIGURE, summary, _("KIND [FILE]"), &argc, &argv))
    {
      if (argc == 1)
        {
          puts (summary);
          status = DSC_EXIT_OK;
        }
      else
        status = make_plot (&self, &options, argc, argv);
    }
  g_clear_pointer (&self.plot, dsc_plot_unref);
  g_clear_pointer (&self.targets, g_array_unref);
  g_clear_pointer (&self.runs, g_ptr_array_unref);
  g_clear_pointer (&self.script, dsc_script_unref);
  dsc_cli_options_clear (&options);
  return status;
}
