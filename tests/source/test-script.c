/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-script.c: reading of scripts: settings, limits, hostile texts, diagnostics as one line. */
#include "script-fixture.h"

#include "dsc-settings-private.h"

static void
test_empty (void)
{
  g_autoptr (DscScript) script = dsc_script_new ("", 0);
  gsize length = 1;

  g_assert_null (dsc_script_get_diagnostic (script));
  g_assert_cmpstr (dsc_script_get_text (script, &length), ==, "");
  g_assert_cmpuint (length, ==, 0);

  g_autoptr (DscRun) run = script_run ("", "3.14.10");
  g_assert_cmpuint (dsc_timeline_get_n_steps (run->timeline), ==, 0);
  g_assert_null (run->diagnostic);
}

static void
test_settings (void)
{
  static const char text[] = "# -*- coding: utf-8 -*-\n#dictoscope: version=3.14.10,2.7.18 hash-seed=42\nd = {}\n# dictoscope:  step=3   name=row\n";
  g_autoptr (DscScript) script = dsc_script_new (text, sizeof text - 1);
  const DscScriptSettings *settings = dsc_script_get_settings (script);

  g_assert_null (dsc_script_get_diagnostic (script));
  g_assert_cmpuint (g_strv_length (settings->versions), ==, 2);
  g_assert_cmpstr (settings->versions[0], ==, "3.14.10");
  g_assert_cmpstr (settings->versions[1], ==, "2.7.18");
  g_assert_cmpint (settings->hash_seed, ==, 42);
  g_assert_cmpint (settings->step, ==, 3);
  g_assert_cmpstr (settings->name, ==, "row");

  g_autoptr (DscScript) plain = dsc_script_new ("d = {}", 6);
  g_assert_null (dsc_script_get_settings (plain)->versions);
  g_assert_cmpint (dsc_script_get_settings (plain)->hash_seed, ==, -1);
  g_assert_cmpint (dsc_script_get_settings (plain)->step, ==, -1);
  g_assert_null (dsc_script_get_settings (plain)->name);
}

static void
test_wrong_settings (void)
{
  static const char *const wrong[] = { "version=abc", "version=", "hash-seed=-1", "hash-seed=4294967296", "hash-seed=x", "step=-3", "name=", "name=1x", "colour=red", "row" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *text = g_strdup_printf ("d = {}\n# dictoscope: %s\n", wrong[i]);
      g_autoptr (DscScript) script = dsc_script_new (text, strlen (text));

      g_test_message ("%s", wrong[i]);
      g_assert_nonnull (dsc_script_get_diagnostic (script));
      g_assert_cmpuint (dsc_script_get_diagnostic (script)->code, ==, DSC_ERROR_FORMAT);
      g_assert_cmpuint (dsc_script_get_diagnostic (script)->line, ==, 2);
    }
}

static void
test_too_long (void)
{
  gsize length = DSC_SCRIPT_MAX_BYTES + 1;
  g_autofree char *text = g_strnfill (length, '\n');
  g_autoptr (DscScript) script = dsc_script_new (text, length);
  g_autoptr (DscScript) fits = dsc_script_new (text, length - 1);

  g_assert_cmpuint (dsc_script_get_diagnostic (script)->code, ==, DSC_ERROR_LIMIT);
  g_assert_null (dsc_script_get_diagnostic (fits));
}

static void
test_random_megabyte (void)
{
  gsize length = 1 << 20;
  g_autofree char *bytes = g_malloc (length);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (gsize i = 0; i < length; i++)
    bytes[i] = (char) g_rand_int_range (random, 0, 256);
  g_autoptr (DscRun) run = script_run_text (bytes, length, "3.14.10");
  g_assert_nonnull (run->diagnostic);
  g_assert_cmpuint (run->diagnostic->code, ==, DSC_ERROR_SYNTAX);

  g_autofree char *zeros = g_malloc0 (length);
  g_autoptr (DscRun) nothing = script_run_text (zeros, length, "2.7.18");
  g_assert_cmpuint (nothing->diagnostic->code, ==, DSC_ERROR_SYNTAX);
}

static void
test_brackets (void)
{
  g_autofree char *text = g_strnfill (100000, '[');
  g_autoptr (DscScript) script = dsc_script_new (text, strlen (text));

  g_assert_cmpuint (dsc_script_get_diagnostic (script)->code, ==, DSC_ERROR_LIMIT);
}

static void
test_long_key (void)
{
  g_autoptr (GString) text = g_string_new ("d = {'");

  for (guint i = 0; i < 10u << 20; i++)
    g_string_append_c (text, 'x');
  g_string_append (text, "': 1}\nd['y'] = 2\n");
  g_autoptr (DscRun) run = script_run_text (text->str, text->len, "3.13.0");
  g_assert_null (run->diagnostic);
  g_assert_cmpuint (dsc_timeline_get_n_steps (run->timeline), ==, 2);
  g_assert_cmpuint (dsc_timeline_get_step (run->timeline, 1)->used, ==, 2);
}

static void
test_diagnostic_format (void)
{
  DscPlace place = { .line = 5, .column = 9, .end_line = 5, .end_column = 12 };
  DscDiagnostic *diagnostic = dsc_diagnostic_new_take (DSC_ERROR_SYNTAX, place, g_strdup ("This is wrong."), g_strdup ("Write that."));
  g_autofree char *with_file = dsc_diagnostic_format (diagnostic, "script.py");
  g_autofree char *without = dsc_diagnostic_format (diagnostic, NULL);
  DscDiagnostic *copy = dsc_diagnostic_copy (diagnostic);

  g_assert_cmpstr (with_file, ==, "script.py:5:9: error: This is wrong. Write that.");
  g_assert_cmpstr (without, ==, "5:9: error: This is wrong. Write that.");
  dsc_diagnostic_free (diagnostic);
  g_assert_cmpstr (copy->message, ==, "This is wrong.");
  dsc_diagnostic_free (copy);
  dsc_diagnostic_free (NULL);
}

static void
test_references (void)
{
  DscScript *script = dsc_script_new ("d = {}", 6);

  g_assert_true (dsc_script_ref (script) == script);
  dsc_script_unref (script);
  g_assert_cmpstr (dsc_script_get_text (script, NULL), ==, "d = {}");
  dsc_script_unref (script);
  dsc_script_unref (NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/script/empty", test_empty);
  g_test_add_func ("/source/script/settings", test_settings);
  g_test_add_func ("/source/script/wrong-settings", test_wrong_settings);
  g_test_add_func ("/source/script/too-long", test_too_long);
  g_test_add_func ("/source/script/random-megabyte", test_random_megabyte);
  g_test_add_func ("/source/script/brackets", test_brackets);
  g_test_add_func ("/source/script/long-key", test_long_key);
  g_test_add_func ("/source/script/diagnostic-format", test_diagnostic_format);
  g_test_add_func ("/source/script/references", test_references);
  return g_test_run ();
}
