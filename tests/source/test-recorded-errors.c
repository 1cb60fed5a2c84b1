/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-recorded-errors.c: the words of exceptions against two recordings of real interpreters.
 *
 * tests/truth/errors.json holds one line of code for each kind of mistake, from 39 interpreters; recordings/messages.json holds
 * programs with their output, from the interpreters that record-messages was given. What the subset cannot express is named
 * here with its reason, and counted, so that the list can only become shorter. */
#include "script-fixture.h"

#include <json-glib/json-glib.h>

typedef struct {
  guint compared, inexpressible, differing;
  GHashTable *left_out;      /* code that gave a diagnostic of ours */
} Tally;

/* Begin of code that uses what the subset has not. */
static const char *const out_of_reach[] = {
  "f(", "s.", "del s.", "vars(s)",                      /* functions and __slots__ of before_each */
  "sorted({None",                                        /* order by the address of None before 3.12 */
};

static gboolean
is_out_of_reach (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (out_of_reach); i++)
    if (g_str_has_prefix (code, out_of_reach[i]))
      return TRUE;
  return FALSE;
}

static gboolean
uses_instance (const char *code)
{
  g_autoptr (GRegex) name = g_regex_new ("\\b(x|P)\\b(?!['\"=])", 0, 0, NULL);

  return g_regex_match (name, code, 0, NULL);
}

static char *
program_of (const char *code,
            gboolean    prints)
{
  const char *class = "class P(object):\n    def __init__(self):\n        self.x = 1\n        self.name = 2\nx = P()\n";

  return g_strdup_printf ("# -*- coding: utf-8 -*-\nd = {'a': 1, 'b': 2}\ne = {}\n%s%s%s%s\n", uses_instance (code) ? class : "", prints ? "print(repr(" : "", code,
                          prints ? "))" : "");
}

static const char *
last_error (const DscRun *run)
{
  gsize n = dsc_timeline_get_n_steps (run->timeline);

  return n != 0 ? dsc_timeline_get_step (run->timeline, n - 1)->error : NULL;
}

/* Tracebacks of 3.10 and 3.11 end with a suggestion that their traceback module, which made the recording, leaves out. */
static gboolean
matches (const char *made,
         const char *recorded,
         const char *version)
{
  gboolean suggests = g_str_has_prefix (version, "3.10.") || g_str_has_prefix (version, "3.11.");

  if (g_strcmp0 (made, recorded) == 0)
    return TRUE;
  return suggests && made != NULL && g_str_has_prefix (made, recorded) && g_str_has_prefix (made + strlen (recorded), ". Did you mean: '");
}

static void
leave_out (Tally      *tally,
           const char *code)
{
  tally->inexpressible++;
  g_hash_table_add (tally->left_out, g_strdup (code));
}

static void
report (Tally      *tally,
        const char *version,
        const char *code,
        const char *made,
        const char *recorded)
{
  tally->differing++;
  g_test_message ("%s: %s\n   recorded: %s\n   made:     %s", version, code, recorded, made != NULL ? made : "(nothing)");
}

static char *
join_lines (JsonArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (lines); i++)
    g_string_append_printf (text, "%s%s", i != 0 ? "\n" : "", json_array_get_string_element (lines, i));
  return g_string_free (text, FALSE);
}

static void
check_row (Tally      *tally,
           const char *code,
           JsonObject *row,
           const char *version)
{
  g_autofree char *shown = json_object_has_member (row, "shown") ? join_lines (json_object_get_array_member (row, "shown")) : NULL;
  const char *value = shown == NULL && !json_object_get_null_member (row, "value") ? json_object_get_string_member (row, "value") : NULL;
  g_autofree char *name = g_str_has_suffix (version, "-64") ? g_strndup (version, strlen (version) - 3) : g_strdup (version);
  g_autofree char *program = program_of (code, value != NULL);
  g_autoptr (DscRun) run = script_run (program, name);
  guint stopped = run->diagnostic != NULL ? run->diagnostic->code : 0;

  if (g_strcmp0 (shown, "SyntaxError") == 0)
    {
      if (stopped != DSC_ERROR_SYNTAX && stopped != DSC_ERROR_OUTSIDE_SUBSET)
        report (tally, version, code, last_error (run), shown);
      tally->compared++;
      return;
    }
  if (stopped != 0 && stopped != DSC_ERROR_RAISED)
    {
      leave_out (tally, code);
      return;
    }
  tally->compared++;
  if (shown != NULL)
    {
      /* The traceback module of 3.5.2 loses the None of "KeyError: None". */
      if (!matches (last_error (run), shown, version) && strcmp (shown, "KeyError") != 0)
        report (tally, version, code, last_error (run), shown);
      return;
    }
  g_autofree char *output = g_strchomp (script_output (run));
  if (stopped != 0 || (value != NULL && strcmp (output, value) != 0))
    report (tally, version, code, stopped != 0 ? last_error (run) : output, value);
}

static JsonParser *
load_json (const char *path)
{
  JsonParser *parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return parser;
}

/* An assignment or another statement has no value to print. */
static gboolean
is_statement (const char *code)
{
  return strstr (code, " = ") != NULL || strstr (code, "|=") != NULL || g_str_has_prefix (code, "del ") || g_str_has_prefix (code, "for ");
}

static void
test_errors (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "truth", "errors.json", NULL);
  g_autoptr (JsonParser) parser = load_json (path);
  JsonObject *cases = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)), "cases");
  g_autoptr (GList) codes = json_object_get_members (cases);
  Tally tally = { .left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };

  for (GList *l = codes; l != NULL; l = l->next)
    {
      const char *code = l->data;
      JsonArray *rows = json_object_get_array_member (cases, code);

      if (is_out_of_reach (code))
        continue;
      for (guint i = 0; i < json_array_get_length (rows); i++)
        {
          JsonObject *row = json_array_get_object_element (rows, i);
          JsonArray *versions = json_object_get_array_member (row, "versions");

          if (json_object_has_member (row, "value") && is_statement (code))
            json_object_set_null_member (row, "value");
          for (guint j = 0; j < json_array_get_length (versions); j++)
            check_row (&tally, code, row, json_array_get_string_element (versions, j));
        }
    }
  g_test_message ("%u compared, %u differing, %u not in the subset (%u lines of code)", tally.compared, tally.differing, tally.inexpressible,
                  g_hash_table_size (tally.left_out));
  g_assert_cmpuint (tally.differing, ==, 0);
  g_assert_cmpuint (tally.compared, >=, 8540);
  g_assert_cmpuint (g_hash_table_size (tally.left_out), <=, 30);
  g_hash_table_unref (tally.left_out);
}

static void
check_program (Tally      *tally,
               const char *program,
               JsonObject *row,
               const char *version)
{
  const char *error = json_object_has_member (row, "error") ? json_object_get_string_member (row, "error") : NULL;
  g_autoptr (DscRun) run = script_run (program, version);
  guint stopped = run->diagnostic != NULL ? run->diagnostic->code : 0;
  g_autofree char *output = script_output (run);

  if (g_strcmp0 (error, "SyntaxError") == 0)
    {
      tally->compared++;
      if (stopped != DSC_ERROR_SYNTAX && stopped != DSC_ERROR_OUTSIDE_SUBSET)
        report (tally, version, program, last_error (run), error);
      return;
    }
  if (stopped != 0 && stopped != DSC_ERROR_RAISED)
    {
      leave_out (tally, program);
      return;
    }
  tally->compared++;
  if (strcmp (output, json_object_get_string_member (row, "output")) != 0)
    report (tally, version, program, output, json_object_get_string_member (row, "output"));
  else if (g_strcmp0 (stopped != 0 ? last_error (run) : NULL, error) != 0)
    report (tally, version, program, last_error (run), error);
}

static void
test_messages (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "recordings", "messages.json", NULL);
  g_autoptr (JsonParser) parser = load_json (path);
  JsonArray *cases = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "cases");
  Tally tally = { .left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };

  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *recorded = json_array_get_object_element (cases, i);
      JsonArray *rows = json_object_get_array_member (recorded, "rows");

      for (guint j = 0; j < json_array_get_length (rows); j++)
        {
          JsonObject *row = json_array_get_object_element (rows, j);
          JsonArray *versions = json_object_get_array_member (row, "versions");

          for (guint k = 0; k < json_array_get_length (versions); k++)
            check_program (&tally, json_object_get_string_member (recorded, "program"), row, json_array_get_string_element (versions, k));
        }
    }
  g_test_message ("%u compared, %u differing, %u not in the subset (%u programs)", tally.compared, tally.differing, tally.inexpressible,
                  g_hash_table_size (tally.left_out));
  g_assert_cmpuint (tally.differing, ==, 0);
  g_assert_cmpuint (tally.compared, >=, 2600);
  g_assert_cmpuint (g_hash_table_size (tally.left_out), <=, 10);
  g_hash_table_unref (tally.left_out);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/recorded-errors/errors", test_errors);
  g_test_add_func ("/source/recorded-errors/messages", test_messages);
  return g_test_run ();
}
