/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-program.c: a script file, read and run for the target that the options name. */
#include "dsc-cli.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Reads at most one byte more than a script may have, so that a huge file costs no more than that. */
static GString *
read_stream (FILE *stream)
{
  GString *text = g_string_sized_new (65536);
  char buffer[65536];
  gsize n;

  while (text->len <= DSC_SCRIPT_MAX_BYTES && (n = fread (buffer, 1, sizeof buffer, stream)) > 0)
    g_string_append_len (text, buffer, n);
  return text;
}

GString *
dsc_cli_read_script (const char *path)
{
  if (strcmp (path, "-") == 0)
    return read_stream (stdin);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      dsc_cli_complain (_("“%s” is a folder. Name a file with a Python script."), path);
      return NULL;
    }
  FILE *stream = g_fopen (path, "rb");
  if (stream == NULL)
    {
      dsc_cli_complain (_("“%s” could not be read: %s."), path, g_strerror (errno));
      return NULL;
    }
  GString *text = read_stream (stream);
  const int failure = ferror (stream) ? errno : 0;
  fclose (stream);
  if (failure == 0)
    return text;
  dsc_cli_complain (_("“%s” could not be read: %s."), path, g_strerror (failure));
  g_string_free (text, TRUE);
  return NULL;
}

static gboolean
choose_target (DscCliProgram           *self,
               const DscCliOptions     *options,
               const DscScriptSettings *settings)
{
  const char *wanted = options->version;

  if (wanted == NULL && settings->versions != NULL)
    wanted = settings->versions[0];
  if (wanted == NULL)
    {
      self->target = (DscTarget) { .version = dsc_release_newest () };
      return TRUE;
    }
  if (dsc_target_parse (wanted, &self->target) != DSC_STATUS_OK)
    {
      dsc_cli_complain (_("“%s” is no CPython release that Dictoscope knows. “dictoscope-cli versions” lists them."), wanted);
      return FALSE;
    }
  dsc_cli_warn_of_assumed (self->target, wanted);
  return TRUE;
}

static DscExit
choose_steps (DscCliProgram           *self,
              const DscCliOptions     *options,
              const DscScriptSettings *settings)
{
  const gsize n_steps = dsc_timeline_get_n_steps (self->timeline);
  const gint64 wanted = options->step >= 0 ? options->step : settings->step;

  if (options->step >= 0 && (guint64) options->step > n_steps)
    {
      dsc_cli_complain (_("There is no step %" G_GINT64_FORMAT ": the script has %" G_GSIZE_FORMAT " operations."), options->step, n_steps);
      return DSC_EXIT_USAGE;
    }
  self->last_step = wanted >= 0 ? MIN ((gsize) wanted, n_steps) : n_steps;
  self->first_step = options->every_step ? MIN (1, self->last_step) : self->last_step;
  return DSC_EXIT_OK;
}

DscExit
dsc_cli_program_load (DscCliProgram       *self,
                      const DscCliOptions *options,
                      const char          *path)
{
  *self = (DscCliProgram) { .path = g_strdup (path) };

  GString *text = dsc_cli_read_script (path);
  if (text == NULL)
    return DSC_EXIT_FAILURE;
  self->script = dsc_script_new (text->str, text->len);
  g_string_free (text, TRUE);

  const DscScriptSettings *settings = dsc_script_get_settings (self->script);
  if (!choose_target (self, options, settings))
    return DSC_EXIT_USAGE;
  self->hash_seed = options->hash_seed >= 0 ? options->hash_seed : MAX (settings->hash_seed, 0);
  self->name = g_strdup (options->name != NULL ? options->name : settings->name);

  g_autoptr (GError) error = NULL;
  self->run = dsc_script_run (self->script, self->target, self->hash_seed, NULL, NULL, NULL, &error);
  if (self->run == NULL)
    {
      dsc_cli_complain ("%s", error->message);
      return DSC_EXIT_FAILURE;
    }
  self->timeline = self->run->timeline;
  return choose_steps (self, options, settings);
}

void
dsc_cli_program_clear (DscCliProgram *self)
{
  g_clear_pointer (&self->run, dsc_run_free);
  g_clear_pointer (&self->script, dsc_script_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->name, g_free);
}

void
dsc_cli_evidence (DscTarget target,
                  char     *buffer,
                  gsize     size)
{
  char text[64];

  dsc_target_format (dsc_target_plain (target), text, sizeof text);
  switch (dsc_target_evidence (target))
    {
    case DSC_EVIDENCE_MEASURED: g_snprintf (buffer, size, "measured on CPython %s", text); return;
    case DSC_EVIDENCE_SOURCE:   g_strlcpy (buffer, "from source", size); return;
    case DSC_EVIDENCE_ASSUMED:  g_strlcpy (buffer, "assumed", size); return;
    case DSC_EVIDENCE_REPORTED: g_strlcpy (buffer, "as reported", size); return;
    }
}

DscExit
dsc_cli_program_finish (DscCliProgram *self)
{
  if (self->run->diagnostic == NULL)
    return DSC_EXIT_OK;

  g_autofree char *line = dsc_diagnostic_format (self->run->diagnostic, strcmp (self->path, "-") == 0 ? "<stdin>" : self->path);
  fprintf (stderr, "%s\n", line);
  return DSC_EXIT_FAILURE;
}
