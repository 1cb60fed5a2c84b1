/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-matrix.c: "dictoscope-cli matrix": measures of a script's state in many releases, side by side. */
#include "dsc-cli-matrix.h"

#include <glib/gi18n.h>
#include <string.h>

#include "dsc-cli-figure.h"
#include "dsc-view-matrix.h"

#define USUAL_ROWS "getsizeof,slots,usable,fill,dummies,probes,resizes"

static void
append_row (GArray     *rows,
            DscMeasure  measure)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, DscMeasure, i) == measure)
      return;
  g_array_append_val (rows, measure);
}

GArray *
dsc_cli_matrix_parse_rows (const char *text)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (DscMeasure));
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : USUAL_ROWS, ",", -1);

  for (char **word = words; *word != NULL; word++)
    {
      DscMeasure measure;

      g_strstrip (*word);
      if (strcmp (*word, "all") == 0)
        for (int i = 0; i < DSC_N_MEASURES; i++)
          append_row (rows, (DscMeasure) i);
      else if (dsc_measure_parse (*word, &measure))
        append_row (rows, measure);
      else
        {
          GString *names = g_string_new (NULL);

          for (int i = 0; i < DSC_N_MEASURES; i++)
            g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", dsc_measure_name ((DscMeasure) i));
          dsc_cli_complain (_("“%s” is no row. Use all, or any of %s."), *word, names->str);
          g_string_free (names, TRUE);
          return NULL;
        }
    }
  return g_steal_pointer (&rows);
}

/* ---- columns --------------------------------------------------------------------------------------------------- */

static DscMatrixColumn *
measure (const DscCliMatrix *self)
{
  const guint n = dsc_fleet_get_n_targets (self->fleet);
  g_autofree DscMatrixColumn *columns = g_new0 (DscMatrixColumn, n + 1);
  g_autoptr (GError) error = NULL;
  guint64 wanted = 0;

  for (guint k = 0; k < self->rows->len; k++)
    wanted |= G_GUINT64_CONSTANT (1) << g_array_index (self->rows, DscMeasure, k);
  for (guint i = 0; i < n; i++)
    {
      columns[i].target = dsc_fleet_get_target (self->fleet, i);
      if (!dsc_fleet_measure (self->fleet, i, self->step, self->name, wanted, NULL, columns[i].values, &error))
        {
          dsc_cli_complain ("%s", error->message);
          return NULL;
        }
    }
  return g_steal_pointer (&columns);
}

static const char *
operation (const DscCliMatrix *self)
{
  for (guint i = 0; self->step > 0 && i < dsc_fleet_get_n_targets (self->fleet); i++)
    if (dsc_fleet_get_operation (self->fleet, i, self->step - 1) != NULL)
      return dsc_fleet_get_operation (self->fleet, i, self->step - 1);
  return NULL;
}

static DscMatrixOptions
describe (const DscCliMatrix   *self,
          const DscTextMetrics *metrics)
{
  return (DscMatrixOptions) { .operation = operation (self), .step = self->step, .n_steps = self->n_steps, .name = self->name,
                              .hash_seed = dsc_fleet_get_hash_seed (self->fleet), .rows = (const DscMeasure *) (gpointer) self->rows->data,
                              .n_rows = self->rows->len, .join = self->join, .is_first_difference = self->is_first_difference, .metrics = metrics };
}

static DscScene *
draw (gpointer              data,
      const DscTextMetrics *metrics)
{
  const DscCliMatrix *self = data;
  const DscMatrixOptions options = describe (self, metrics);
  g_autofree DscMatrixColumn *columns = measure (self);

  return columns != NULL ? dsc_view_matrix_new (columns, dsc_fleet_get_n_targets (self->fleet), &options) : NULL;
}

static DscSheet *
tabulate (gpointer data)
{
  const DscCliMatrix *self = data;
  const DscMatrixOptions options = describe (self, NULL);
  g_autofree DscMatrixColumn *columns = measure (self);

  return columns != NULL ? dsc_matrix_to_sheet (columns, dsc_fleet_get_n_targets (self->fleet), &options) : NULL;
}

DscExit
dsc_cli_matrix_finish (const DscCliMatrix  *self,
                       const DscCliOptions *options)
{
  static const DscCliFigure figure = { draw, tabulate };

  return dsc_cli_finish_figure (options, &figure, (gpointer) self);
}

/* ---- the command ----------------------------------------------------------------------------------------------- */

/* The first step after which any release differs from the one at its left; else as it was. */
static void
find_first_difference (DscCliMatrix *self,
                       guint         what)
{
  for (guint i = 1; i < dsc_fleet_get_n_targets (self->fleet); i++)
    {
      DscDifference difference;

      if (dsc_fleet_find_difference (self->fleet, i - 1, i, what, &difference) && (!self->is_first_difference || difference.step < self->step))
        {
          self->is_first_difference = TRUE;
          self->step = MIN ((gsize) difference.step, self->n_steps);
        }
    }
}

static gboolean
choose_step (DscCliMatrix        *self,
             const DscCliOptions *options,
             gint64               wanted)
{
  for (guint i = 0; i < dsc_fleet_get_n_targets (self->fleet); i++)
    self->n_steps = MAX (self->n_steps, dsc_fleet_get_n_steps (self->fleet, i));
  self->step = self->n_steps;
  if (options->first_difference)
    {
      find_first_difference (self, g_strcmp0 (options->by, "bytes") == 0 ? DSC_COMPARE_BYTES : DSC_COMPARE_BEHAVIOUR);
      if (!self->is_first_difference)
        dsc_cli_complain (_("These releases do not differ on this script; what is shown is its last step."));
      return TRUE;
    }
  if (wanted < 0)
    return TRUE;
  if ((guint64) wanted > self->n_steps)
    {
      dsc_cli_complain (_("There is no step %" G_GINT64_FORMAT ": the script has %" G_GSIZE_FORMAT " operations."), wanted, self->n_steps);
      return FALSE;
    }
  self->step = (gsize) wanted;
  return TRUE;
}

static GArray *
choose_targets (const DscCliOptions     *options,
                const DscScriptSettings *settings)
{
  g_autofree char *listed = settings->versions != NULL ? g_strjoinv (",", settings->versions) : NULL;

  if (options->versions != NULL)
    return dsc_cli_parse_targets (options->versions);
  return dsc_cli_parse_targets (listed != NULL ? listed : "minor");
}

static DscExit
run (DscScript           *script,
     const DscCliOptions *options,
     GArray              *rows)
{
  const DscScriptSettings *settings = dsc_script_get_settings (script);
  const guint32 hash_seed = (guint32) (options->hash_seed >= 0 ? options->hash_seed : MAX (settings->hash_seed, 0));
  g_autoptr (GArray) targets = choose_targets (options, settings);
  g_autoptr (GError) error = NULL;

  if (targets == NULL)
    return DSC_EXIT_USAGE;

  g_autoptr (DscFleet) fleet = dsc_fleet_new (script, hash_seed, (const DscTarget *) (gpointer) targets->data, targets->len);
  DscCliMatrix self = { .fleet = fleet, .name = options->name != NULL ? options->name : settings->name, .rows = rows, .join = options->join };

  if (!dsc_fleet_run (fleet, NULL, NULL, NULL, &error))
    {
      dsc_cli_complain ("%s", error->message);
      return DSC_EXIT_FAILURE;
    }
  if (!choose_step (&self, options, options->step != DSC_CLI_UNSET ? options->step : settings->step))
    return DSC_EXIT_USAGE;
  return dsc_cli_matrix_finish (&self, options);
}

static DscScript *
load (const char *path)
{
  GString *text = dsc_cli_read_script (path);
  g_autoptr (DscScript) script = text != NULL ? dsc_script_new (text->str, text->len) : NULL;

  if (text == NULL)
    return NULL;
  g_string_free (text, TRUE);
  if (dsc_script_get_diagnostic (script) == NULL)
    return g_steal_pointer (&script);

  g_autofree char *message = dsc_diagnostic_format (dsc_script_get_diagnostic (script), path);
  dsc_cli_complain ("%s", message);
  return NULL;
}

DscExit
dsc_cli_matrix (int    argc,
                char **argv)
{
  g_autoptr (DscScript) script = NULL;
  g_autoptr (GArray) rows = NULL;
  DscCliOptions options;
  DscExit status = DSC_EXIT_USAGE;

  dsc_cli_options_init (&options);
  if (!dsc_cli_options_parse (&options, DSC_CLI_OPTION_MATRIX | DSC_CLI_OPTION_FIGURE,
                              _("Runs a script in many releases and sets measures of its dict side by side: a column for each release, a row for each measure."),
                              _("FILE"), &argc, &argv))
    goto out;
  if (argc != 2)
    dsc_cli_complain (_("“%s” takes one file. “dictoscope-cli %s --help” tells more."), argv[0], argv[0]);
  else if (options.by != NULL && !g_str_equal (options.by, "behaviour") && !g_str_equal (options.by, "bytes"))
    dsc_cli_complain (_("There is no comparison by “%s”. Use behaviour or bytes."), options.by);
  else if ((rows = dsc_cli_matrix_parse_rows (options.rows)) != NULL)
    status = (script = load (argv[1])) != NULL ? run (script, &options, rows) : DSC_EXIT_FAILURE;

out:
  dsc_cli_options_clear (&options);
  return status;
}
