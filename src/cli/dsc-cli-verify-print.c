/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-verify-print.c: what "verify" found, as text and as JSON. */
#include "dsc-cli-verify.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "dsc-json.h"

#define WIDEST 120u     /* characters of a value in the text */

/* In one line, and not too long. */
static char *
shorten (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *escaped = g_strescape (valid, NULL);
  g_autofree char *line = strchr (valid, '\n') != NULL || strchr (valid, '\r') != NULL ? g_steal_pointer (&escaped) : g_steal_pointer (&valid);

  if (g_utf8_strlen (line, -1) <= (glong) WIDEST)
    return g_steal_pointer (&line);
  g_autofree char *start = g_utf8_substring (line, 0, WIDEST - 1);
  return g_strconcat (start, "…", NULL);
}

static void
print_difference (const DscCliVerdict *self)
{
  const DscDifference *first = self->result->first;
  g_autofree char *model = shorten (first->model);
  g_autofree char *interpreter = shorten (first->interpreter);
  const int width = MAX ((int) strlen (first->field), 10), column = MAX ((int) g_utf8_strlen (model, -1), 12);

  if (first->statement != NULL)
    {
      printf (_("First difference after operation %" G_GSIZE_FORMAT ", in line %u"), first->step, first->line);
      printf (":\n    %s\n", first->statement);
    }
  else
    printf (_("First difference at the end, after operation %" G_GSIZE_FORMAT ".\n"), first->step);
  if (first->variable != NULL)
    printf (_("  variable “%s”\n"), first->variable);
  printf ("  %-*s  %-*s  %s\n", width, _("field"), column, _("model"), self->interpreter->name);
  printf ("  %-*s  %s%*s  %s\n", width, first->field, model, column - (int) g_utf8_strlen (model, -1), "", interpreter);
  if (self->reproduced != NULL)
    printf (_("A small script that shows it was written to “%s”.\n"), self->reproduced);
}

void
dsc_cli_verdict_print_text (const DscCliVerdict *self)
{
  const DscVerification *result = self->result;

  if (result == NULL)
    {
      dsc_cli_complain (_("%s (CPython %s): nothing could be compared. %s"), self->interpreter->name, self->interpreter->release, self->failure);
      return;
    }
  if (result->first != NULL)
    print_difference (self);
  if (result->stopped != NULL && !self->is_told)
    {
      g_autofree char *line = dsc_diagnostic_format (result->stopped, self->file != NULL ? self->file : "random");
      fflush (stdout);
      fprintf (stderr, "%s\n", line);
    }
  printf ("%s (CPython %s): states compared: %" G_GUINT64_FORMAT ", differing: %" G_GUINT64_FORMAT "\n", self->interpreter->name, self->interpreter->release,
          result->states, result->differing);
}

/* --- JSON. --- */

static void
print_member (const char *name,
              const char *text)
{
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append_printf (line, ", \"%s\": ", name);
  if (text == NULL)
    g_string_append (line, "null");
  else
    {
      g_autofree char *valid = g_utf8_make_valid (text, -1);
      dsc_json_append_text (line, valid, strlen (valid));
    }
  fputs (line->str, stdout);
}

static void
print_number (const char *name,
              guint64     number)
{
  printf (", \"%s\": %" G_GUINT64_FORMAT, name, number);
}

static void
print_difference_json (const DscDifference *first)
{
  if (first == NULL)
    {
      fputs (", \"first_difference\": null", stdout);
      return;
    }
  printf (", \"first_difference\": {\"script\": %u, \"line\": %u", first->script, first->line);
  print_number ("operation", first->step);
  print_member ("statement", first->statement);
  print_member ("variable", first->variable);
  print_member ("field", first->field);
  print_member ("model", first->model);
  print_member ("interpreter", first->interpreter);
  fputs ("}", stdout);
}

void
dsc_cli_verdict_print_json (const DscCliVerdict *self,
                            gboolean             first)
{
  const DscVerification *result = self->result;

  printf ("%s\n  {\"hash_seed\": %u", first ? "" : ",", self->hash_seed);
  print_member ("python", self->interpreter->path);
  print_member ("release", self->interpreter->release);
  print_member ("error", self->failure);
  if (result != NULL)
    {
      g_autofree char *stopped = result->stopped != NULL ? dsc_diagnostic_format (result->stopped, self->file) : NULL;

      print_number ("states_compared", result->states);
      print_number ("differing", result->differing);
      print_number ("fields_compared", result->fields);
      print_number ("operations", result->operations);
      print_number ("bytes_compared", result->bytes);
      print_number ("bytes_left_out", result->bytes_left_out);
      fputs (", \"fields_left_out\": {", stdout);
      for (guint i = 0; i < DSC_N_LEFT_OUT; i++)
        printf ("%s\"%s\": %" G_GUINT64_FORMAT, i != 0 ? ", " : "", dsc_left_out_name ((DscLeftOut) i), result->left_out[i]);
      fputs ("}", stdout);
      print_difference_json (result->first);
      print_member ("reproduced_by", self->reproduced);
      print_member ("stopped", stopped);
    }
  fputs ("}", stdout);
}

char *
dsc_cli_verify_describe (void)
{
  GString *text = g_string_new (_("Compared after each statement, exactly: every index, entry, hash and counter of each dict, of its keys object and "
                                  "its values, their order bytes, inline values and the words in front of instances, sys.getsizeof, __sizeof__, "
                                  "gc.is_tracked, what is printed, and the last line of a traceback.\n"
                                  "With --bytes every byte of the blocks as well, unused entries and the holes that CPython writes included.\n"
                                  "Compared by what they point at: pointers. Compared by whether it changed: ma_version_tag.\n"
                                  "Not compared, since the interpreter makes it itself (--format=json counts each):\n"));

  for (guint i = 0; i < DSC_N_LEFT_OUT; i++)
    g_string_append_printf (text, "  %s: %s\n", dsc_left_out_name ((DscLeftOut) i), dsc_left_out_text ((DscLeftOut) i));
  g_string_append (text, _("The collector is switched off while scripts run in an interpreter.\n"
                           "Exit status: 0 all is equal, 1 something differs or failed, or no interpreter was found, 2 wrong usage.\n"));
  g_string_append (text, dsc_interpreters_where ());
  return g_string_free (text, FALSE);
}
