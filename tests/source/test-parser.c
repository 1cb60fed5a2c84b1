/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-parser.c: trees of good scripts and diagnostics of bad ones against goldens; texts that are cut or random. */
#include "script-fixture.h"

static DscScript *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, &error));
  return dsc_script_new (text, length);
}

static void
test_good (void)
{
  g_autoptr (GPtrArray) files = script_files ("scripts/good", ".py");

  g_assert_cmpuint (files->len, >=, 25);
  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (DscScript) script = load (files->pdata[i]);
      g_autofree char *tree = script_tree (script);
      g_autofree char *golden = g_strconcat (files->pdata[i], ".tree", NULL);

      g_test_message ("%s", (const char *) files->pdata[i]);
      g_assert_null (dsc_script_get_diagnostic (script));
      script_check_golden (golden, tree);
    }
}

/* Each keeps the statements in front of the mistake, and says where it is and what to do. */
static void
test_bad (void)
{
  g_autoptr (GPtrArray) files = script_files ("scripts/bad", ".py");
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *golden = g_test_build_filename (G_TEST_DIST, "scripts", "bad.expected", NULL);

  g_assert_cmpuint (files->len, >= , 90);
  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (DscScript) script = load (files->pdata[i]);
      g_autofree char *name = g_path_get_basename (files->pdata[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (DscRun) run = dsc_script_run (script, script_target ("3.14.10"), 0, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      if (run->diagnostic == NULL)
        g_error ("%s: nothing was found", name);
      g_assert_nonnull (run->diagnostic->suggestion);
      g_autofree char *line = dsc_diagnostic_format (run->diagnostic, name);
      g_assert_null (strchr (line, '\n'));
      g_string_append_printf (all, "%s [code %u, to %u:%u, after %" G_GSIZE_FORMAT " steps]\n", line, run->diagnostic->code, run->diagnostic->end_line,
                              run->diagnostic->end_column, dsc_timeline_get_n_steps (run->timeline));
    }
  script_check_golden (golden, all->str);
}

static void
read_and_drop (const char *text,
               gsize       length)
{
  g_autoptr (DscScript) script = dsc_script_new (text, length);

  g_assert_nonnull (script->tree->body);
  if (dsc_script_get_diagnostic (script) != NULL)
    g_assert_cmpuint (dsc_script_get_diagnostic (script)->line, >, 0);
}

/* What somebody types is most of the time the beginning of a good script. */
static void
test_prefixes (void)
{
  g_autoptr (GPtrArray) files = script_files ("scripts/good", ".py");

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *text = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (files->pdata[i], &text, &length, NULL));
      for (gsize n = 0; n <= length; n++)
        {
          g_autofree char *copy = g_memdup2 (text, n + 1);   /* so that a sanitizer sees reads behind the end */
          read_and_drop (copy, n);
        }
    }
}

static void
test_random (void)
{
  static const char alphabet[] = "ab1 \n\t'\"()[]{}:,.=+-*/%<>!#\\fru0x_@;\xc3\xa9";

  for (guint round = 0; round < 3000; round++)
    {
      gsize length = (gsize) g_test_rand_int_range (0, 120);
      g_autofree char *text = g_malloc (length + 1);

      for (gsize i = 0; i < length; i++)
        text[i] = round % 3 == 0 ? (char) g_test_rand_int_range (0, 256) : alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
      text[length] = '\0';
      read_and_drop (text, length);
    }
}

/* Pieces of real scripts in any order: deeper into the grammar than single characters get. */
static void
test_random_words (void)
{
  static const char *const words[] = { "for ", "x ", "in ", "if ", "else ", ": ", "\n", "\n    ", "d[", "] ", "( ", ") ", "{", "} ", "'a' ", "1 ", ", ", "= ", "class ",
                                       "def ", "__init__", "self.", "try:", "except ", "as e", "lambda ", "not ", "** ", "* ", "f'{x", "}' ", "import ", "sys", "from ",
                                       "print", ".get", "+= ", "del ", "-", "~", "and ", "while ", "pass\n", "break\n", ";", "#\n", "u'", "b'", "\"\"\"", "0x", "1e", "L" };

  for (guint round = 0; round < 4000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      gint n = g_test_rand_int_range (0, 40);

      for (gint i = 0; i < n; i++)
        g_string_append (text, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
      read_and_drop (text->str, text->len);
    }
}

/* Text that is nested without end in every way that the grammar allows: one clear diagnostic, no deep recursion. */
static void
test_nesting (void)
{
  static const char *const pieces[] = { "(", "[", "{", "{1:", "f(", "d[", "-", "not ", "~", "2**", "x if y else ", "lambda: ", "(1,", "[1,", "a.b(", "d[0][", "1 if (", "if x:\n", "[x for x in ",
                                        "(yield ", "await ", "*", "f(**", "(a, (", "-(+(~(not (" };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new ("x = ");

      if (strchr (pieces[i], '\n') != NULL)
        {
          g_string_truncate (text, 0);
          for (guint depth = 0; depth < 1000; depth++)
            g_string_append_printf (text, "%*s%s", (int) depth, "", pieces[i]);
        }
      else
        for (guint depth = 0; depth < 100000; depth++)
          g_string_append (text, pieces[i]);
      g_autoptr (DscScript) script = dsc_script_new (text->str, text->len);
      g_test_message ("%s", pieces[i]);
      g_assert_nonnull (dsc_script_get_diagnostic (script));
    }
}

static void
test_long_chains (void)
{
  static const char *const pieces[] = { "1+", "x and ", "x or ", "1<", "'a' ", "x[0]", ".a", "(1)" };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new ("x = y");
      gboolean is_trailer = strchr ("[.(", pieces[i][strlen (pieces[i]) > 2 && pieces[i][0] == 'x' ? 1 : 0]) != NULL;

      if (!is_trailer)
        g_string_truncate (text, 4);
      for (guint n = 0; n < 50000; n++)
        g_string_append (text, pieces[i][0] == 'x' && is_trailer ? pieces[i] + 1 : pieces[i]);
      g_string_append (text, is_trailer || pieces[i][0] == '\'' ? "" : "1");
      g_autoptr (DscScript) script = dsc_script_new (text->str, text->len);
      g_assert_true ((dsc_script_get_diagnostic (script) != NULL) == is_trailer);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/parser/good", test_good);
  g_test_add_func ("/source/parser/bad", test_bad);
  g_test_add_func ("/source/parser/prefixes", test_prefixes);
  g_test_add_func ("/source/parser/random", test_random);
  g_test_add_func ("/source/parser/random-words", test_random_words);
  g_test_add_func ("/source/parser/nesting", test_nesting);
  g_test_add_func ("/source/parser/long-chains", test_long_chains);
  return g_test_run ();
}
