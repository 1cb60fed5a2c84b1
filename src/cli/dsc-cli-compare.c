/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-compare.c: "dictoscope-cli compare": one script by the rules of many releases, and where each parts from the one before it. */
#include "dsc-cli-compare.h"

#include <glib/gi18n.h>

/* Releases whose rules are the same share one run. */
static const DscCliCompared *
find_alike (const DscCliComparison *self,
            const DscTraits        *traits)
{
  for (guint i = 0; i < self->n; i++)
    {
      const DscTraits other = dsc_traits_resolve (self->compared[i].target);

      if (dsc_traits_behave_alike (traits, &other))
        return &self->compared[i];
    }
  return NULL;
}

static gboolean
run_one (DscCliComparison *self,
         DscTarget         target,
         GError          **error)
{
  const DscTraits traits = dsc_traits_resolve (target);
  const DscCliCompared *alike = find_alike (self, &traits);
  DscCliCompared *one = &self->compared[self->n];

  one->target = target;
  if (alike != NULL)
    one->timeline = alike->timeline;
  else
    {
      one->run = dsc_script_run (self->script, target, self->hash_seed, NULL, NULL, NULL, error);
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
  if (!one->differs)
    return TRUE;
  one->causes = dsc_compare_find_causes (self->script, last->target, one->target, self->hash_seed, self->what, &one->difference, NULL, error);
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
        if (self->compared[i].differs)
          self->step = MIN (self->step, (gsize) self->compared[i].difference.step);
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
             const DscCliOptions *options)
{
  g_autoptr (GError) error = NULL;

  self->compared = g_new0 (DscCliCompared, targets->len);
  for (guint i = 0; i < targets->len; i++)
    if (!run_one (self, g_array_index (targets, DscTarget, i), &error))
      break;
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

/* Of the script's settings line where the command line names none; with one release, the nearest that behaves differently is its partner. */
static GArray *
choose_targets (DscCliComparison    *self,
                const DscCliOptions *options)
{
  const DscScriptSettings *settings = dsc_script_get_settings (self->script);
  g_autofree char *listed = settings->versions != NULL ? g_strjoinv (",", settings->versions) : NULL;
  g_autoptr (GArray) targets = options->versions != NULL ? dsc_cli_parse_targets (options->versions)
                               : listed != NULL ? dsc_cli_parse_targets (listed) : dsc_cli_parse_targets ("minor");
  g_autoptr (GError) error = NULL;
  DscDifference difference;
  DscTarget partner;

  if (targets == NULL || targets->len != 1)
    return g_steal_pointer (&targets);
  if (dsc_compare_find_partner (self->script, g_array_index (targets, DscTarget, 0), self->hash_seed, self->what, NULL, &partner, &difference, &error))
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
load (DscCliComparison    *self,
      const DscCliOptions *options,
      const char          *path)
{
  GString *text = dsc_cli_read_script (path);

  if (text == NULL)
    return FALSE;
  self->script = dsc_script_new (text->str, text->len);
  g_string_free (text, TRUE);
  self->hash_seed = (guint32) (options->hash_seed >= 0 ? options->hash_seed : MAX (dsc_script_get_settings (self->script)->hash_seed, 0));

  const DscDiagnostic *diagnostic = dsc_script_get_diagnostic (self->script);

  if (diagnostic == NULL)
    return TRUE;
  g_autofree char *message = dsc_diagnostic_format (diagnostic, path);

  dsc_cli_complain ("%s", message);
  return FALSE;
}

static void
clear (DscCliComparison *self)
{
  for (guint i = 0; self->compared != NULL && i < self->n; i++)
    {
      g_clear_pointer (&self->compared[i].causes, g_array_unref);
      g_clear_pointer (&self->compared[i].run, dsc_run_free);
    }
  g_free (self->compared);
  g_clear_pointer (&self->script, dsc_script_unref);
}

DscExit
dsc_cli_compare (int    argc,
                 char **argv)
{
  g_autoptr (GArray) targets = NULL;
  DscCliComparison self = { 0 };
  DscCliOptions options;
  DscCliFormat format;
  DscExit status = DSC_EXIT_USAGE;

  dsc_cli_options_init (&options);
  if (!dsc_cli_options_parse (&options, DSC_CLI_OPTION_COMPARE | DSC_CLI_OPTION_FORMAT,
                              _("Runs a script by the rules of several releases and tells where each parts from the one before it, and which rules make it so.\n"
                                "With one release, the nearest one that behaves differently is its partner."), _("FILE"), &argc, &argv)
      || !dsc_cli_options_get_format (&options, 1 << DSC_CLI_TEXT | 1 << DSC_CLI_JSON | 1 << DSC_CLI_CSV, &format) || !read_what (&self, &options))
    goto out;
  if (argc != 2)
    {
      dsc_cli_complain (_("“%s” takes one file. “dictoscope-cli %s --help” tells more."), argv[0], argv[0]);
      goto out;
    }
  status = DSC_EXIT_FAILURE;
  if (!load (&self, &options, argv[1]))
    goto out;
  status = DSC_EXIT_USAGE;
  targets = choose_targets (&self, &options);
  if (targets == NULL)
    goto out;
  status = compare_all (&self, targets, &options);
  if (status == DSC_EXIT_OK)
    dsc_cli_compare_print (&self, format);

out:
  clear (&self);
  dsc_cli_options_clear (&options);
  return status;
}
