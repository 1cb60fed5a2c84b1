/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-layout.c: "dictoscope-cli layout": the structs of two releases, member by member. */
#include "dsc-cli-figure.h"

#include <glib/gi18n.h>
#include <string.h>

#include "dsc-view-layout.h"

static DscScene *
draw (gpointer              data,
      const DscTextMetrics *metrics)
{
  return dsc_view_layout (data, metrics);
}

static DscSheet *
tabulate (gpointer data)
{
  return dsc_layout_difference_tabulate (data);
}

static gboolean
read_target (const char *text,
             DscTarget  *out_target)
{
  if (dsc_target_parse (text, out_target) == DSC_STATUS_OK)
    {
      dsc_cli_warn_of_assumed (*out_target, text);
      return TRUE;
    }
  dsc_cli_complain (_("“%s” is no CPython release that Dictoscope knows. “dictoscope-cli versions” lists them."), text);
  return FALSE;
}

/* The blocks of --block, a list of their names. FALSE: one is not known, already told. */
static gboolean
read_parts (const char *text,
            guint      *out_parts)
{
  g_auto (GStrv) words = text != NULL ? g_strsplit (text, ",", -1) : NULL;

  *out_parts = words == NULL ? DSC_LAYOUT_ALL_PARTS : 0;
  for (char **word = words; word != NULL && *word != NULL; word++)
    {
      guint part = 0;

      while (part < DSC_N_LAYOUT_PARTS && strcmp (dsc_layout_part_name (part), g_strstrip (*word)) != 0)
        part++;
      if (part == DSC_N_LAYOUT_PARTS)
        {
          dsc_cli_complain (_("There is no block “%s”. The blocks are dict, keys, entry, str-entry, values and instance."), *word);
          return FALSE;
        }
      *out_parts |= 1u << part;
    }
  return TRUE;
}

/* With one release alone: the nearest older one with other structs, which then comes first. */
static gboolean
choose_targets (int       argc,
                char    **argv,
                DscTarget targets[2])
{
  if (!read_target (argv[1], &targets[argc == 2 ? 1 : 0]) || (argc == 3 && !read_target (argv[2], &targets[1])))
    return FALSE;
  if (argc == 3 || dsc_layout_find_older (targets[1], &targets[0]))
    return TRUE;
  dsc_cli_complain (_("No older release than %s has other structs. Please name two releases."), argv[1]);
  return FALSE;
}

DscExit
dsc_cli_layout (int    argc,
                char **argv)
{
  static const DscCliFigure figure = { draw, tabulate };
  g_autofree DscLayoutDifference *difference = NULL;
  DscCliOptions options;
  DscTarget targets[2];
  DscExit status = DSC_EXIT_USAGE;
  guint parts;

  dsc_cli_options_init (&options);
  if (!dsc_cli_options_parse (&options, DSC_CLI_OPTION_FIGURE | DSC_CLI_OPTION_BLOCK,
                              _("Compares the structs of two releases member by member; a single one is compared with the nearest older release that has others."),
                              _("A [B]"), &argc, &argv))
    goto out;
  if (argc != 2 && argc != 3)
    {
      dsc_cli_complain (_("“%s” takes one or two releases. “dictoscope-cli %s --help” tells more."), argv[0], argv[0]);
      goto out;
    }
  if (choose_targets (argc, argv, targets) && read_parts (options.block, &parts))
    {
      difference = dsc_layout_difference_new (targets[0], targets[1], parts);
      status = dsc_cli_finish_figure (&options, &figure, difference);
    }

out:
  dsc_cli_options_clear (&options);
  return status;
}
