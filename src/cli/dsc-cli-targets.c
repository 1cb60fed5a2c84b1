/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-targets.c: several releases as an option names them, "2.7,3.11.7-i386,minor,all". */
#include "dsc-cli.h"

#include <glib/gi18n.h>
#include <string.h>

#include "dsc-sizes-table.h"

static gboolean
contains (const GArray *targets,
          DscTarget     target)
{
  for (guint i = 0; i < targets->len; i++)
    if (dsc_target_equal (g_array_index (targets, DscTarget, i), target))
      return TRUE;
  return FALSE;
}

static void
append_new (GArray    *targets,
            DscTarget  target)
{
  if (!contains (targets, target))
    g_array_append_val (targets, target);
}

static void
append_all (GArray *targets,
            GArray *more)
{
  for (guint i = 0; i < more->len; i++)
    append_new (targets, g_array_index (more, DscTarget, i));
  g_array_unref (more);
}

void
dsc_cli_warn_of_assumed (DscTarget   target,
                         const char *wanted)
{
  char newest[64];

  if (dsc_target_evidence (target) != DSC_EVIDENCE_ASSUMED)
    return;
  dsc_target_format ((DscTarget) { .version = dsc_release_newest () }, newest, sizeof newest);
  dsc_cli_complain (_("CPython %s is not known yet; the rules of the nearest known release are assumed (the newest is %s)."), wanted, newest);
}

GArray *
dsc_cli_parse_targets (const char *text)
{
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (DscTarget));
  g_auto (GStrv) words = g_strsplit (text, ",", -1);

  for (char **word = words; *word != NULL; word++)
    {
      DscTarget target;

      g_strstrip (*word);
      if (strcmp (*word, "all") == 0)
        append_all (targets, dsc_sizes_all_targets ());
      else if (strcmp (*word, "minor") == 0)
        append_all (targets, dsc_sizes_minor_targets ());
      else if (dsc_target_parse (*word, &target) == DSC_STATUS_OK)
        {
          dsc_cli_warn_of_assumed (target, *word);
          append_new (targets, target);
        }
      else
        {
          dsc_cli_complain (_("“%s” is no CPython release that Dictoscope knows. “dictoscope-cli versions” lists them; “minor” and “all” stand for many."), *word);
          return NULL;
        }
    }
  return g_steal_pointer (&targets);
}
