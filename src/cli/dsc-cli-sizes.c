/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-sizes.c: "dictoscope-cli sizes": what sys.getsizeof says, in many versions at once. */
#include "dsc-cli-sizes.h"

#include <glib/gi18n.h>
#include <string.h>

static const DscSizesKind *
find_kind (const char *name)
{
  gsize n;
  const DscSizesKind *kinds = dsc_sizes_kinds (&n);

  for (gsize i = 0; i < n; i++)
    if (strcmp (kinds[i].name, name) == 0)
      return &kinds[i];
  dsc_cli_complain (_("There is no table of sizes called “%s”. “dictoscope-cli sizes --help” lists them."), name);
  return NULL;
}

static char *
write_summary (void)
{
  g_autoptr (GString) text = g_string_new (_("Prints tables of what sys.getsizeof says, version by version.\n\nTables (the first one, if none is named):\n"));
  gsize n;
  const DscSizesKind *kinds = dsc_sizes_kinds (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_string_append_printf (text, "  %-11s %s\n", kinds[i].name, _(kinds[i].summary));
      if (kinds[i].options[0] != '\0')
        g_string_append_printf (text, "  %-11s %s\n", "", kinds[i].options);
    }
  g_string_append (text, _("\nExamples:\n"));
  g_string_append (text, "  dictoscope-cli sizes\n"
                         "  dictoscope-cli sizes ladder --keys str --by fromkeys-set --versions 2.7,3.11.7-i386,3.15\n"
                         "  dictoscope-cli sizes ladder --versions all --format csv\n"
                         "  dictoscope-cli sizes removed --keys str --seeds 0-19 --versions 3.5,3.6\n"
                         "  dictoscope-cli sizes instances --names 2 --kept --format json");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Options. */

static gboolean
read_number (const char *table,
             const char *option,
             gint64      given,
             guint64     most,
             guint64    *out_number)
{
  if (given == DSC_CLI_UNSET)
    return TRUE;
  if (most == 0)
    dsc_cli_complain (_("The table “%s” has no option %s."), table, option);
  else if (given < (strcmp (option, "--names") == 0 ? 0 : 1) || (guint64) given > most)
    dsc_cli_complain (_("%s must be a number up to %" G_GUINT64_FORMAT "."), option, most);
  else
    {
      *out_number = (guint64) given;
      return TRUE;
    }
  return FALSE;
}

static gboolean
read_seeds (const char    *text,
            DscSizesQuery *query)
{
  g_auto (GStrv) words = g_strsplit (text, "-", -1);
  const guint n = g_strv_length (words);
  guint64 first;
  guint64 last;

  if ((n != 1 && n != 2) || !g_ascii_string_to_unsigned (words[0], 10, 0, G_MAXUINT32, &first, NULL)
      || !g_ascii_string_to_unsigned (words[n - 1], 10, first, MIN (first + DSC_SIZES_MAX_SEEDS - 1, G_MAXUINT32), &last, NULL))
    {
      dsc_cli_complain (_("“%s” is no range of hash seeds. Write it like 0-63; at most %u seeds are tried."), text, DSC_SIZES_MAX_SEEDS);
      return FALSE;
    }
  query->first_seed = (guint32) first;
  query->last_seed = (guint32) last;
  return TRUE;
}

static gboolean
read_keys (const DscCliOptions *options,
           const char          *table,
           DscSizesQuery       *query)
{
  /* Hashes are what the table is about; everywhere else ints are what the numbers people know were made with. */
  query->int_keys = strcmp (table, "removed") != 0;
  if (options->keys == NULL)
    return TRUE;
  if (strcmp (options->keys, "int") != 0 && strcmp (options->keys, "str") != 0)
    {
      dsc_cli_complain (_("There are no keys “%s”. Use int or str."), options->keys);
      return FALSE;
    }
  query->int_keys = strcmp (options->keys, "int") == 0;
  return TRUE;
}

static gboolean
read_way (const DscCliOptions *options,
          DscSizesQuery       *query)
{
  if (options->by != NULL && !dsc_ladder_find (options->by, &query->way))
    {
      dsc_cli_complain (_("There is no way of building a dict called “%s”. “dictoscope-cli sizes ways” lists them."), options->by);
      return FALSE;
    }
  if ((query->way == DSC_LADDER_KWARGS || query->way == DSC_LADDER_PARAMETER) && query->int_keys)
    {
      if (options->keys != NULL)
        {
          dsc_cli_complain (_("Keywords are strs. Use --keys str with --by %s."), options->by);
          return FALSE;
        }
      query->int_keys = FALSE;
    }
  return TRUE;
}

static gboolean
read_options (const DscCliOptions *options,
              const DscSizesKind  *kind,
              DscSizesQuery       *query)
{
  guint64 count = 0;
  guint64 names = 0;

  dsc_sizes_query_init (query);
  if (!read_keys (options, kind->name, query) || !read_way (options, query)
      || !read_number (kind->name, "--up-to", options->up_to, kind->max_up_to, &query->up_to)
      || !read_number (kind->name, "--count", options->count, kind->max_count, &count)
      || !read_number (kind->name, "--names", options->names, kind->max_names, &names)
      || (options->seeds != NULL && !read_seeds (options->seeds, query)))
    return FALSE;
  if (strcmp (kind->name, "table") == 0)
    query->int_keys = FALSE;
  query->count = (guint) count;
  query->names = (guint) names;
  query->kept = options->kept;
  query->percent = options->percent;
  return TRUE;
}

static DscExit
print_tables (const DscSizesKind  *kind,
              const DscSizesQuery *query,
              DscCliFormat         format)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tables = kind->function (query, &error);

  if (tables == NULL)
    {
      dsc_cli_complain ("%s", error->message);
      return DSC_EXIT_FAILURE;
    }
  dsc_cli_sizes_print (tables, format);
  return DSC_EXIT_OK;
}

DscExit
dsc_cli_sizes (int    argc,
               char **argv)
{
  g_autofree char *summary = write_summary ();
  g_autoptr (GArray) targets = NULL;
  DscCliOptions options;
  DscCliFormat format;
  DscSizesQuery query;
  DscExit status = DSC_EXIT_USAGE;

  dsc_cli_options_init (&options);
  if (!dsc_cli_options_parse (&options, DSC_CLI_OPTION_SIZES | DSC_CLI_OPTION_FORMAT, summary, _("[TABLE]"), &argc, &argv)
      || !dsc_cli_options_get_format (&options, 1 << DSC_CLI_TEXT | 1 << DSC_CLI_JSON | 1 << DSC_CLI_CSV, &format))
    goto out;
  if (argc > 2)
    {
      dsc_cli_complain (_("“%s” takes one table. “dictoscope-cli %s --help” tells more."), argv[0], argv[0]);
      goto out;
    }
  const DscSizesKind *kind = find_kind (argc == 2 ? argv[1] : "table");
  if (kind == NULL || !read_options (&options, kind, &query))
    goto out;
  targets = options.versions != NULL ? dsc_cli_parse_targets (options.versions) : dsc_sizes_usual_targets ();
  if (targets == NULL)
    goto out;
  query.targets = (const DscTarget *) (gpointer) targets->data;
  query.n_targets = targets->len;
  status = print_tables (kind, &query, format);

out:
  dsc_cli_options_clear (&options);
  return status;
}
