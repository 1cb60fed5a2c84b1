/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-explain.c: "dictoscope-cli explain": everything that sys.getsizeof can have got a number from, release by release. */
#include "dsc-cli-figure.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "dsc-view-explain.h"

typedef struct {
  DscSizeSearch *search, *below, *above;     /* the last two: where the first has found nothing, else NULL */
} Figure;

static DscScene *
draw (gpointer              data,
      const DscTextMetrics *metrics)
{
  const Figure *self = data;

  return dsc_view_explain_new (self->search, self->below, self->above, metrics);
}

static DscSheet *
tabulate (gpointer data)
{
  const Figure *self = data;

  return dsc_size_search_to_sheet (self->search);
}

static void
print_parts (const DscSizeFinding *finding)
{
  static const DscLedgerPart order[] = { DSC_PART_GC_HEAD, DSC_PART_OBJECT, DSC_PART_SMALLTABLE_IDLE, DSC_PART_KEYS_HEADER, DSC_PART_INDICES,
                                         DSC_PART_FREE, DSC_PART_VALUES };
  const DscSizeOrigin *origin = &finding->origin;
  const char *plus = "";

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    if (origin->parts[order[i]] != 0)
      {
        printf ("%s %s %" G_GINT64_FORMAT, plus, dsc_size_finding_part_label (finding, order[i]), origin->parts[order[i]]);
        plus = " +";
      }
  puts ("");
}

/* One finding below the other, kind by kind. */
static void
print_text (const DscSizeSearch *search)
{
  DscSizeKind kind = DSC_N_SIZE_KINDS;

  for (guint i = 0; i < dsc_size_search_get_n (search); i++)
    {
      const DscSizeFinding *one = dsc_size_search_get (search, i);
      g_autofree char *span = dsc_size_finding_format_span (one);
      g_autofree char *what = dsc_size_finding_format_what (one);

      if (one->origin.kind != kind)
        printf ("%s%s:\n", i > 0 ? "\n" : "", dsc_size_kind_label (one->origin.kind));
      kind = one->origin.kind;
      printf ("\n%s\n  %s\n  %" G_GINT64_FORMAT " =", span, what, dsc_size_search_get_bytes (search));
      print_parts (one);
    }
}

static void
complain_of_nothing (const DscSizeSearch *search)
{
  gint64 below;
  gint64 above;

  dsc_size_search_get_nearest (search, &below, &above);
  if (below == 0)
    dsc_cli_complain (_("Nothing in these releases has the size %" G_GINT64_FORMAT "; the next larger one is %" G_GINT64_FORMAT "."),
                      dsc_size_search_get_bytes (search), above);
  else
    dsc_cli_complain (_("Nothing in these releases has the size %" G_GINT64_FORMAT "; the nearest ones are %" G_GINT64_FORMAT " and %" G_GINT64_FORMAT "."),
                      dsc_size_search_get_bytes (search), below, above);
}

static DscExit
explain (const DscCliOptions *options,
         gint64               bytes,
         const GArray        *targets)
{
  static const DscCliFigure functions = { draw, tabulate };
  const DscTarget *first = (const DscTarget *) (gconstpointer) targets->data;
  g_autoptr (DscSizeSearch) search = dsc_size_search_new (bytes, first, targets->len);
  const gboolean is_found = dsc_size_search_get_n (search) > 0;
  const gboolean is_text = options->output == NULL && (options->format_name == NULL || strcmp (options->format_name, "text") == 0);
  gint64 below;
  gint64 above;

  dsc_size_search_get_nearest (search, &below, &above);
  g_autoptr (DscSizeSearch) smaller = is_found || below == 0 ? NULL : dsc_size_search_new (below, first, targets->len);
  g_autoptr (DscSizeSearch) larger = is_found || above > DSC_EXPLAIN_MOST ? NULL : dsc_size_search_new (above, first, targets->len);
  Figure figure = { search, smaller, larger };
  DscExit status = DSC_EXIT_OK;

  if (is_text)
    print_text (search);
  else
    status = dsc_cli_finish_figure (options, &functions, &figure);
  if (status != DSC_EXIT_OK || is_found)
    return status;
  complain_of_nothing (search);
  return DSC_EXIT_FAILURE;
}

DscExit
dsc_cli_explain (int    argc,
                 char **argv)
{
  g_autoptr (GArray) targets = NULL;
  DscCliOptions options;
  DscExit status = DSC_EXIT_USAGE;
  gint64 bytes;

  dsc_cli_options_init (&options);
  if (!dsc_cli_options_parse (&options, DSC_CLI_OPTION_LIST | DSC_CLI_OPTION_FIGURE,
                              _("Tells what gives a number of bytes as sys.getsizeof: which dicts, dicts of instances and instances, in which releases."),
                              _("NUMBER"), &argc, &argv))
    goto out;
  if (argc != 2 || !g_ascii_string_to_signed (argv[1], 10, 1, DSC_EXPLAIN_MOST, &bytes, NULL))
    {
      dsc_cli_complain (_("“%s” takes one number of bytes, up to %" G_GINT64_FORMAT ". “dictoscope-cli %s --help” tells more."), argv[0], DSC_EXPLAIN_MOST, argv[0]);
      goto out;
    }
  targets = options.versions != NULL && strcmp (options.versions, "all") != 0 ? dsc_cli_parse_targets (options.versions) : dsc_size_list_releases ();
  if (targets != NULL)
    status = explain (&options, bytes, targets);

out:
  dsc_cli_options_clear (&options);
  return status;
}
