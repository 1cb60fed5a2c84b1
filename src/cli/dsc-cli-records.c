/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-records.c: "dictoscope-cli records": what N records cost as dicts, tuples, instances …, release by release, and break-evens. */
#include "dsc-cli-figure.h"

#include <glib/gi18n.h>
#include <string.h>

#include "dsc-view-records.h"

#define FIELDS 4u          /* of the row that is asked about where nothing is said */
#define COUNT  100000

typedef struct {
  DscRecordTable *table;
  gboolean        all_fields;
} Figure;

static DscScene *
draw (gpointer              data,
      const DscTextMetrics *metrics)
{
  const Figure *self = data;
  g_autoptr (GError) error = NULL;
  DscScene *scene = dsc_view_records_new (self->table, metrics, &error);

  if (scene == NULL)
    dsc_cli_complain ("%s", error->message);
  return scene;
}

static DscSheet *
tabulate (gpointer data)
{
  const Figure *self = data;

  return dsc_record_table_to_sheet (self->table, self->all_fields);
}

/* "4", or "1-40". */
static gboolean
parse_fields (const char        *text,
              DscRecordQuestion *question,
              gboolean          *out_all)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 2);
  guint64 first;
  guint64 last;

  if (!g_ascii_string_to_unsigned (ends[0], 10, 1, DSC_RECORD_MOST_FIELDS, &first, NULL)
      || !g_ascii_string_to_unsigned (ends[1] != NULL ? ends[1] : ends[0], 10, first, DSC_RECORD_MOST_FIELDS, &last, NULL))
    {
      dsc_cli_complain (_("“%s” is no number of fields: use a number such as 4 or a range such as 1-40, up to %u."), text, DSC_RECORD_MOST_FIELDS);
      return FALSE;
    }
  *out_all = ends[1] != NULL;
  if (ends[1] != NULL)
    {
      question->first = (guint) first;
      question->last = (guint) last;
      question->fields = CLAMP (FIELDS, question->first, question->last);
    }
  else
    {
      question->fields = (guint) first;
      question->last = MAX (question->last, question->fields);
    }
  return TRUE;
}

static gboolean
parse_forms (const char *text,
             guint      *out_forms)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  GString *known = g_string_new (NULL);
  DscRecordForm form;

  *out_forms = 0;
  for (char **word = words; *word != NULL; word++)
    {
      if (dsc_record_form_find (g_strstrip (*word), &form))
        {
          *out_forms |= 1u << form;
          continue;
        }
      for (int i = 0; i < DSC_N_RECORD_FORMS; i++)
        g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", dsc_record_form_name ((DscRecordForm) i));
      dsc_cli_complain (_("“%s” is no form of a record. Use %s."), *word, known->str);
      g_string_free (known, TRUE);
      return FALSE;
    }
  g_string_free (known, TRUE);
  return TRUE;
}

static gboolean
read_question (const DscCliOptions *options,
               DscRecordQuestion   *question,
               gboolean            *out_all)
{
  const gint64 count = options->count != DSC_CLI_UNSET ? options->count : COUNT;

  *out_all = FALSE;
  if (options->fields != NULL && !parse_fields (options->fields, question, out_all))
    return FALSE;
  if (options->forms != NULL && !parse_forms (options->forms, &question->forms))
    return FALSE;
  if (count < 1 || count > DSC_RECORD_MOST_COUNT)
    {
      dsc_cli_complain (_("The number of records must be between 1 and %u."), DSC_RECORD_MOST_COUNT);
      return FALSE;
    }
  question->count = (guint64) count;
  return TRUE;
}

static DscExit
finish (const DscCliOptions     *options,
        const DscRecordQuestion *question,
        gboolean                 all_fields)
{
  static const DscCliFigure functions = { draw, tabulate };
  g_autoptr (GError) error = NULL;
  g_autoptr (DscRecordTable) table = dsc_record_table_new (question, NULL, &error);
  Figure figure = { table, all_fields };

  if (table != NULL)
    return dsc_cli_finish_figure (options, &functions, &figure);
  dsc_cli_complain ("%s", error->message);
  return DSC_EXIT_FAILURE;
}

DscExit
dsc_cli_records (int    argc,
                 char **argv)
{
  DscRecordQuestion question = { .forms = DSC_RECORD_ALL_FORMS, .fields = FIELDS, .first = 1, .last = 40 };
  g_autoptr (GArray) targets = NULL;
  DscCliOptions options;
  DscExit status = DSC_EXIT_USAGE;
  gboolean all_fields;

  dsc_cli_options_init (&options);
  if (!dsc_cli_options_parse (&options, DSC_CLI_OPTION_RECORDS | DSC_CLI_OPTION_FIGURE,
                              _("Tells what many records cost in each form: dict, tuple, list, instance of a class, dataclass …"), "", &argc, &argv))
    goto out;
  if (argc != 1)
    dsc_cli_complain (_("“%s” takes no files. “dictoscope-cli %s --help” tells more."), argv[0], argv[0]);
  else if (read_question (&options, &question, &all_fields))
    {
      targets = options.versions != NULL ? dsc_cli_parse_targets (options.versions) : dsc_record_list_typical ();
      if (targets != NULL)
        {
          question.targets = (const DscTarget *) (gpointer) targets->data;
          question.n_targets = targets->len;
          status = finish (&options, &question, all_fields);
        }
    }

out:
  dsc_cli_options_clear (&options);
  return status;
}
