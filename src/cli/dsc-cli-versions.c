/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-versions.c: "dictoscope-cli versions": the releases, or the traits of one. */
#include "dsc-cli.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static DscExit
print_traits (const char *version)
{
  DscTarget target;

  if (dsc_target_parse (version, &target) != DSC_STATUS_OK)
    {
      dsc_cli_complain (_("“%s” is no CPython release that Dictoscope knows. “dictoscope-cli versions” lists them."), version);
      return DSC_EXIT_USAGE;
    }
  const DscTraits traits = dsc_traits_resolve (target);
  const gsize length = dsc_traits_dump (&traits, NULL, 0);
  g_autofree char *text = g_malloc (length + 1);

  dsc_traits_dump (&traits, text, length + 1);
  fputs (text, stdout);
  return DSC_EXIT_OK;
}

typedef struct {
  char        name[32];
  char        evidence[96];
  gboolean    is_measured;
  gboolean    differs;       /* behaves unlike the release before it */
} Row;

static Row
describe_release (const DscVersion *releases,
                  gsize             n,
                  gsize             i)
{
  const DscTarget target = { .version = releases[i] };
  Row row = { .is_measured = dsc_target_evidence (target) == DSC_EVIDENCE_MEASURED, .differs = TRUE };

  dsc_target_format (target, row.name, sizeof row.name);
  dsc_cli_evidence (target, row.evidence, sizeof row.evidence);
  if (i + 1 < n)
    {
      const DscTraits own = dsc_traits_resolve (target);
      const DscTraits before = dsc_traits_resolve ((DscTarget) { .version = releases[i + 1] });
      row.differs = !dsc_traits_behave_alike (&own, &before);
    }
  return row;
}

static void
print_row (const Row    *row,
           DscCliFormat  format,
           gboolean      first)
{
  switch (format)
    {
    case DSC_CLI_TEXT:
      printf ("%-10s %-30s %s\n", row->name, row->evidence, row->differs ? "differs from the release before" : "");
      break;
    case DSC_CLI_CSV:
      printf ("%s,%s,%s\n", row->name, row->evidence, row->differs ? "yes" : "no");
      break;
    case DSC_CLI_JSON:
      printf ("%s\n  {\"version\": \"%s\", \"evidence\": \"%s\", \"differs\": %s}", first ? "" : ",", row->name,
              row->evidence, row->differs ? "true" : "false");
      break;
    case DSC_CLI_MARKDOWN:
      break;      /* not among the formats of this command */
    }
}

/* Implementations other than CPython. */
static void
print_variants (DscCliFormat format)
{
  const DscTarget *targets;
  const gsize n = dsc_variants (&targets);

  for (gsize i = 0; i < n; i++)
    {
      Row row = { .differs = TRUE };

      dsc_target_format (targets[i], row.name, sizeof row.name);
      dsc_cli_evidence (targets[i], row.evidence, sizeof row.evidence);
      if (format == DSC_CLI_TEXT)
        printf ("%-12s %-28s %s\n", row.name, row.evidence, dsc_target_about (targets[i]));
      else
        print_row (&row, format, FALSE);
    }
}

DscExit
dsc_cli_versions (int    argc,
                  char **argv)
{
  DscCliOptions options;
  DscCliFormat format;

  dsc_cli_options_init (&options);
  DscExit status = DSC_EXIT_USAGE;
  if (!dsc_cli_options_parse (&options, DSC_CLI_OPTION_VERSIONS | DSC_CLI_OPTION_FORMAT,
                              _("Lists the CPython releases whose dicts are modelled, newest first, then other implementations."), "", &argc, &argv)
      || !dsc_cli_options_get_format (&options, 1 << DSC_CLI_TEXT | 1 << DSC_CLI_JSON | 1 << DSC_CLI_CSV, &format))
    goto out;
  if (argc > 1)
    {
      dsc_cli_complain (_("“versions” takes no file."));
      goto out;
    }
  if (options.traits != NULL)
    {
      status = print_traits (options.traits);
      goto out;
    }

  const DscVersion *releases;
  const gsize n = dsc_releases (&releases);
  gboolean first = TRUE;
  fputs (format == DSC_CLI_CSV ? "version,evidence,differs\n" : format == DSC_CLI_JSON ? "[" : "", stdout);
  for (gsize i = 0; i < n; i++)
    {
      const Row row = describe_release (releases, n, i);

      if (!options.all && !row.differs && !row.is_measured)
        continue;
      print_row (&row, format, first);
      first = FALSE;
    }
  print_variants (format);
  fputs (format == DSC_CLI_JSON ? "\n]\n" : "", stdout);
  status = DSC_EXIT_OK;

out:
  dsc_cli_options_clear (&options);
  return status;
}
