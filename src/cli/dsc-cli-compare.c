/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-compare.c: "dictoscope-cli compare": one script by the rules of many releases, and where each parts from the one before it. */
#include "dsc-cli-compare.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "dsc-cli-matrix.h"
#include "dsc-export.h"
#include "dsc-view-compare.h"

/* ---- what is compared ------------------------------------------------------------------------------------------ */

void
dsc_cli_compared_name (const DscCliComparison *self,
                       guint                   i,
                       char                   *buffer,
                       gsize                   size)
{
  const DscCliCompared *one = &self->compared[i];

  if (one->label != NULL)
    g_strlcpy (buffer, one->label, size);
  else if (self->scripts[1] != NULL)
    g_strlcpy (buffer, one->path, size);
  else
    dsc_target_format (one->target, buffer, size);
}

const DscStep *
dsc_cli_compared_step (const DscCliComparison *self,
                       guint                   i)
{
  const DscTimeline *timeline = self->compared[i].timeline;

  return self->step > 0 && self->step <= dsc_timeline_get_n_steps (timeline) ? dsc_timeline_get_step (timeline, self->step - 1) : NULL;
}

const char *
dsc_cli_compare_operation (const DscCliComparison *self)
{
  for (guint i = 0; i < self->n; i++)
    if (dsc_cli_compared_step (self, i) != NULL)
      return dsc_cli_compared_step (self, i)->label;
  return NULL;
}

/* Releases whose rules are the same share one run, unless the program asks which release it is. */
static const DscCliCompared *
find_alike (const DscCliComparison *self,
            DscScript              *script,
            DscTarget               target)
{
  const DscTraits traits = dsc_traits_resolve (target);

  for (guint i = 0; i < self->n; i++)
    {
      const DscCliCompared *one = &self->compared[i];
      const DscTraits other = dsc_traits_resolve (one->target);

      if (one->run != NULL && one->script == script && dsc_traits_behave_alike (&traits, &other)
          && dsc_run_asks_alike (one->run, script, one->target, target))
        return one;
    }
  return NULL;
}

static gboolean
run_one (DscCliComparison *self,
         DscScript        *script,
         const char       *path,
         DscTarget         target,
         GError          **error)
{
  const DscCliCompared *alike = find_alike (self, script, target);
  DscCliCompared *one = &self->compared[self->n];

  one->target = target;
  one->script = script;
  one->path = path;
  if (alike != NULL)
    one->timeline = alike->timeline;
  else
    {
      one->run = dsc_script_run (script, target, self->hash_seed, NULL, NULL, NULL, error);
      if (one->run == NULL)
        return FALSE;
      one->timeline = one->run->timeline;
    }
  self->n++;
  return TRUE;
}

static gboolean
compare_with_last (DscCliComparison *self,
                   DscCliCompared   *one,
                   GError          **error)
{
  const DscCliCompared *last = one - 1;

  one->differs = one->timeline != last->timeline && dsc_compare_runs (last->timeline, one->timeline, self->what, &one->difference);
  if (!one->differs || one->script != last->script)
    return TRUE;
  one->causes = dsc_compare_find_causes (one->script, last->target, one->target, self->hash_seed, self->what, &one->difference, NULL, error);
  return one->causes != NULL;
}

/* The last step of the longest run, unless one is asked for. */
static gboolean
choose_step (DscCliComparison    *self,
             const DscCliOptions *options)
{
  gsize n_steps = 0;

  for (guint i = 0; i < self->n; i++)
    n_steps = MAX (n_steps, dsc_timeline_get_n_steps (self->compared[i].timeline));
  self->step = n_steps;
  if (options->first_difference)
    {
      for (guint i = 1; i < self->n; i++)
        if (self->compared[i].differs && (!self->is_first_difference || self->compared[i].difference.step < self->step))
          {
            self->step = (gsize) self->compared[i].difference.step;
            self->is_first_difference = TRUE;
          }
    }
  else if (options->step != DSC_CLI_UNSET)
    {
      if (options->step < 0 || (guint64) options->step > n_steps)
        {
          dsc_cli_complain (_("There is no step %" G_GINT64_FORMAT ": the script has %" G_GSIZE_FORMAT " operations."), options->step, n_steps);
          return FALSE;
        }
      self->step = (gsize) options->step;
    }
  return TRUE;
}

static DscExit
compare_all (DscCliComparison    *self,
             const GArray        *targets,
             char               **paths,
             const DscCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  const guint n_scripts = self->scripts[1] != NULL ? 2 : 1;

  self->compared = g_new0 (DscCliCompared, targets->len * n_scripts);
  for (guint i = 0; i < targets->len * n_scripts && error == NULL; i++)
    run_one (self, self->scripts[i % n_scripts], paths[i % n_scripts], g_array_index (targets, DscTarget, i / n_scripts), &error);
  for (guint i = 1; error == NULL && i < self->n; i++)
    if (!compare_with_last (self, &self->compared[i], &error))
      break;
  if (error != NULL)
    {
      dsc_cli_complain ("%s", error->message);
      return DSC_EXIT_FAILURE;
    }
  return choose_step (self, options) ? DSC_EXIT_OK : DSC_EXIT_USAGE;
}

static GArray *
newest (void)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (DscTarget));
  const DscTarget target = { .version = dsc_release_newest () };

  g_array_append_val (targets, target);
  return targets;
}

/* Of the script's settings line where the command line names none; with one release, the nearest that behaves differently is its partner. */
static GArray *
choose_targets (DscCliComparison    *self,
                const DscCliOptions *options)
{
  const DscScriptSettings *settings = dsc_script_get_settings (self->scripts[0]);
  g_autofree char *listed = settings->versions != NULL ? g_strjoinv (",", settings->versions) : NULL;
  g_autoptr (GArray) targets = options->versions != NULL ? dsc_cli_parse_targets (options->versions)
                               : listed != NULL ? dsc_cli_parse_targets (listed)
                               : self->scripts[1] != NULL ? newest () : dsc_cli_parse_targets ("minor");
  g_autoptr (GError) error = NULL;
  DscDifference difference;
  DscTarget partner;

  if (targets != NULL && self->scripts[1] != NULL && targets->len > 1)
    {
      dsc_cli_complain (_("Two scripts are compared by the rules of one release. Name it with --versions."));
      return NULL;
    }
  if (targets == NULL || targets->len != 1 || self->scripts[1] != NULL)
    return g_steal_pointer (&targets);
  if (dsc_compare_find_partner (self->scripts[0], g_array_index (targets, DscTarget, 0), self->hash_seed, self->what, NULL, &partner, &difference, &error))
    g_array_append_val (targets, partner);
  if (error == NULL)
    return g_steal_pointer (&targets);
  dsc_cli_complain ("%s", error->message);
  return NULL;
}

static gboolean
read_what (DscCliComparison    *self,
           const DscCliOptions *options)
{
  self->what = DSC_COMPARE_BEHAVIOUR;
  if (options->by == NULL || g_str_equal (options->by, "behaviour"))
    return TRUE;
  self->what = DSC_COMPARE_BYTES;
  if (g_str_equal (options->by, "bytes"))
    return TRUE;
  dsc_cli_complain (_("There is no comparison by “%s”. Use behaviour or bytes."), options->by);
  return FALSE;
}

static gboolean
load (DscCliComparison *self,
      guint             number,
      const char       *path)
{
  GString *text = dsc_cli_read_script (path);

  if (text == NULL)
    return FALSE;
  self->scripts[number] = dsc_script_new (text->str, text->len);
  g_string_free (text, TRUE);

  const DscDiagnostic *diagnostic = dsc_script_get_diagnostic (self->scripts[number]);

  if (diagnostic == NULL)
    return TRUE;
  g_autofree char *message = dsc_diagnostic_format (diagnostic, path);

  dsc_cli_complain ("%s", message);
  return FALSE;
}

static gboolean
load_all (DscCliComparison *self,
          char            **paths)
{
  const gint64 seed = self->options->hash_seed;

  for (guint i = 0; i < 2 && paths[i] != NULL; i++)
    if (!load (self, i, paths[i]))
      return FALSE;
  self->hash_seed = (guint32) (seed >= 0 ? seed : MAX (dsc_script_get_settings (self->scripts[0])->hash_seed, 0));
  return TRUE;
}

static void
clear (DscCliComparison *self)
{
  for (guint i = 0; self->compared != NULL && i < self->n; i++)
    {
      g_clear_pointer (&self->compared[i].causes, g_array_unref);
      g_clear_pointer (&self->compared[i].run, dsc_run_free);
      g_free (self->compared[i].label);
    }
  g_free (self->compared);
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&self->scripts[i], dsc_script_unref);
}

/* ---- command --------------------------------------------------------------------------------------------------- */

/* FALSE: not as many as there are things to be compared; already told. */
static gboolean
read_labels (DscCliComparison *self)
{
  g_auto (GStrv) labels = self->options->labels != NULL ? g_strsplit (self->options->labels, ",", -1) : NULL;

  if (labels == NULL)
    return TRUE;
  if (g_strv_length (labels) != self->n)
    {
      dsc_cli_complain (ngettext ("--labels has %u label, but %u are needed, with commas between.",
                                  "--labels has %u labels with commas between, but %u are needed.", g_strv_length (labels)), g_strv_length (labels), self->n);
      return FALSE;
    }
  for (guint i = 0; i < self->n; i++)
    self->compared[i].label = g_strdup (g_strstrip (labels[i]));
  return TRUE;
}

static DscScene *
draw (gpointer              data,
      const DscTextMetrics *metrics)
{
  return dsc_cli_compare_draw (data, metrics);
}

/* More than stand beside each other are columns of numbers. */
static DscExit
draw_matrix (const DscCliComparison *self)
{
  const DscCliOptions *options = self->options;
  const char *name = options->name != NULL ? options->name : dsc_script_get_settings (self->scripts[0])->name;
  g_autofree DscTarget *targets = g_new (DscTarget, self->n);
  g_autoptr (GArray) rows = dsc_cli_matrix_parse_rows (NULL);
  g_autoptr (GError) error = NULL;

  if (options->labels != NULL)
    {
      dsc_cli_complain (_("Up to %u releases are drawn with labels. Name fewer with --versions, or leave out --labels: many are drawn as a matrix."), DSC_COMPARE_MOST_SIDES);
      return DSC_EXIT_USAGE;
    }
  for (guint i = 0; i < self->n; i++)
    targets[i] = self->compared[i].target;

  g_autoptr (DscFleet) fleet = dsc_fleet_new (self->scripts[0], self->hash_seed, targets, self->n);
  DscCliMatrix matrix = { .fleet = fleet, .name = name, .step = self->step, .is_first_difference = self->is_first_difference, .rows = rows };
  if (!dsc_fleet_run (fleet, NULL, NULL, NULL, &error))
    {
      dsc_cli_complain ("%s", error->message);
      return DSC_EXIT_FAILURE;
    }
  for (guint i = 0; i < self->n; i++)
    {
      const gsize n_steps = dsc_fleet_get_n_steps (fleet, i);
      matrix.n_steps = MAX (matrix.n_steps, n_steps);
    }
  return dsc_cli_matrix_finish (&matrix, options);
}

/* The file or standard output. */
static DscExit
write_out (const DscCliComparison *self,
           DscCliFormat            format)
{
  g_autofree char *text = dsc_cli_compare_write (self, format);
  g_autoptr (GError) error = NULL;

  if (self->options->output == NULL)
    fputs (text, stdout);
  else if (!dsc_write_file (self->options->output, text, strlen (text), &error))
    {
      dsc_cli_complain ("%s", error->message);
      return DSC_EXIT_FAILURE;
    }
  return DSC_EXIT_OK;
}

static DscExit
finish (DscCliComparison *self)
{
  static const DscCliFormat formats[] = { [DSC_SHEET_TEXT] = DSC_CLI_TEXT, [DSC_SHEET_JSON] = DSC_CLI_JSON, [DSC_SHEET_CSV] = DSC_CLI_CSV,
                                          [DSC_SHEET_MARKDOWN] = DSC_CLI_MARKDOWN };
  const DscCliFigure figure = { .draw = draw };
  const char *output = self->options->output;
  DscSheetFormat table;
  DscCliFormat wanted;
  DscFormat picture;

  if (!read_labels (self))
    return DSC_EXIT_USAGE;
  if (output != NULL && dsc_format_from_path (output, &picture))
    return self->n > DSC_COMPARE_MOST_SIDES ? draw_matrix (self) : dsc_cli_finish_figure (self->options, &figure, self);
  if (output != NULL && self->options->format_name == NULL)
    {
      if (dsc_sheet_format_from_path (output, &table))
        return write_out (self, formats[table]);
      return dsc_cli_finish_figure (self->options, &figure, self);     /* tells which endings there are */
    }
  return dsc_cli_options_get_format (self->options, DSC_CLI_FORMATS_OF_TABLES, &wanted) ? write_out (self, wanted) : DSC_EXIT_USAGE;
}

/* FALSE: not one or two; already told. paths: room for three, the last one NULL. */
static gboolean
read_paths (const DscCliOptions *options,
            int                  argc,
            char               **argv,
            char               **paths)
{
  const guint n = (guint) (argc - 1) + (options->script2 != NULL);

  if (argc < 2 || n > 2)
    {
      dsc_cli_complain (_("“%s” takes one file, or two to compare one with the other. “dictoscope-cli %s --help” tells more."), argv[0], argv[0]);
      return FALSE;
    }
  paths[0] = argv[1];
  paths[1] = options->script2 != NULL ? options->script2 : argc > 2 ? argv[2] : NULL;
  return TRUE;
}

DscExit
dsc_cli_compare (int    argc,
                 char **argv)
{
  g_autoptr (GArray) targets = NULL;
  DscCliOptions options;
  DscCliComparison self = { .options = &options };
  DscExit status = DSC_EXIT_USAGE;
  char *paths[3] = { NULL };

  dsc_cli_options_init (&options);
  if (!dsc_cli_options_parse (&options, DSC_CLI_OPTION_COMPARE | DSC_CLI_OPTION_FIGURE,
                              _("Runs a script by the rules of several releases and tells where each parts from the one before it, and which rules make it so.\n"
                                "With one release, the nearest one that behaves differently is its partner. With two files, one is compared with the other."),
                              _("FILE [FILE2]"), &argc, &argv)
      || !read_what (&self, &options) || !read_paths (&options, argc, argv, paths))
    goto out;
  status = DSC_EXIT_FAILURE;
  if (!load_all (&self, paths))
    goto out;
  status = DSC_EXIT_USAGE;
  targets = choose_targets (&self, &options);
  if (targets == NULL)
    goto out;
  status = compare_all (&self, targets, paths, &options);
  if (status == DSC_EXIT_OK)
    status = finish (&self);

out:
  clear (&self);
  dsc_cli_options_clear (&options);
  return status;
}
