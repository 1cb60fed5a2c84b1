/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-cli-matrix.c: "dictoscope-cli matrix" as a user runs it: its tables, its pictures, and what it refuses. */
#include "dsc-test-cli.h"

#include <json-glib/json-glib.h>

static const char five_delete_three[] = "d = {}\nfor k in 'abcde':\n    d[k] = 0\ndel d['a']\ndel d['b']\ndel d['c']\nd['f'] = 0\ne = {}\n";

static void
set_up (DscTestCli    *self,
        gconstpointer  data)
{
  dsc_test_cli_set_up (self, data);
  dsc_test_cli_write (self, five_delete_three);
}

/* With the script as its file. */
static void
run (DscTestCli *self,
     const char *words)
{
  dsc_test_cli_run (self, "matrix", self->script, words, NULL);
}

static void
test_tables (DscTestCli    *self,
             gconstpointer  data)
{
  (void) data;
  run (self, "-V 2.7.18,3.9.18,3.10.13 --rows getsizeof,slots,resizes --step 10 --format csv");
  g_assert_cmpstr (self->out, ==, "release,getsizeof,slots,resizes,build,evidence\n2.7.18,664,16,1,64-bit · default build,measured on CPython 2.7.18\n"
                                  "3.9.18,232,8,1,64-bit · default build,measured on CPython 3.9.18\n3.10.13,360,16,1,64-bit · default build,measured on CPython 3.10.13\n");
  g_assert_cmpint (self->status, ==, 0);

  run (self, "-V 3.9.18,3.10.13 --rows slots --first-difference --format json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_assert_true (json_parser_load_from_data (parser, self->out, -1, NULL));
  g_assert_nonnull (strstr (self->out, "step 10 of 11: d['f'] = 0"));

  run (self, "-V 3.14.10 --rows items --name d --format csv");
  g_assert_true (g_str_has_prefix (self->out, "release,items,build,evidence\n3.14.10,3,"));
  run (self, "-V 3.14.10 --rows items --format csv");
  g_assert_true (g_str_has_prefix (self->out, "release,items,build,evidence\n3.14.10,0,"));
  run (self, "--rows all --format markdown");
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->out, "| 2.7.18"));
}

static void
test_pictures (DscTestCli    *self,
               gconstpointer  data)
{
  static const char * const versions[] = { "3.14", "3.9,3.10", "minor", "all" };
  g_autofree char *first = NULL;
  g_autofree char *picture = g_build_filename (self->folder, "matrix.svg", NULL);

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    for (int again = 0; again < 2; again++)
      {
        g_autofree char *words = g_strdup_printf ("-V %s -o %s%s", versions[i], picture, i == 3 ? " --join" : "");
        g_autofree char *text = NULL;

        run (self, words);
        g_assert_cmpstr (self->err, ==, "");
        g_assert_cmpint (self->status, ==, 0);
        g_assert_true (g_file_get_contents (picture, &text, NULL, NULL));
        g_assert_nonnull (strstr (text, ">sys.getsizeof<"));
        if (again)
          g_assert_cmpstr (text, ==, first);
        g_free (first);
        first = g_steal_pointer (&text);
      }
  g_assert_cmpint (g_remove (picture), ==, 0);
}

static void
test_refused (DscTestCli    *self,
              gconstpointer  data)
{
  static const struct { const char *words; int status; const char *part; } cases[] = {
    { "-V 9.nine", 2, "9.nine" }, { "--rows beauty", 2, "getsizeof, allocated" }, { "--step 12", 2, "11 operations" }, { "--by smell", 2, "smell" },
    { "-o matrix.xyz", 2, "matrix.xyz" }, { "--format smoke", 2, "smoke" }, { "more.py", 2, "one file" },
  };

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      run (self, cases[i].words);
      g_assert_cmpint (self->status, ==, cases[i].status);
      g_assert_nonnull (strstr (self->err, cases[i].part));
      g_assert_cmpstr (self->out, ==, "");
    }
  dsc_test_cli_write (self, "d = {}\nfor i in range(250000):\n    d[0] = i\n");
  run (self, "-V 3.14");
  g_assert_cmpint (self->status, ==, 1);
  g_assert_nonnull (strstr (self->err, "operations"));
  dsc_test_cli_write (self, "d = {\n");
  run (self, "-V 3.14");
  g_assert_cmpint (self->status, ==, 1);
  g_assert_nonnull (strstr (self->err, "script.py"));
}

/* No step at all, and one that some releases do not reach. */
static void
test_edges (DscTestCli    *self,
            gconstpointer  data)
{
  (void) data;
  dsc_test_cli_write (self, "# nothing\n");
  run (self, "-V 2.7,3.14 --rows slots --format csv");
  g_assert_nonnull (strstr (self->out, "\n2.7.18,,"));
  g_assert_nonnull (strstr (self->out, "\n3.14.10,,"));
  dsc_test_cli_write (self, "d = {}\nd['a'] = 1\ne = d | d\n");
  run (self, "-V 3.8.18,3.9.18 --rows items --format csv");
  g_assert_nonnull (strstr (self->out, "\n3.8.18,1,"));
  g_assert_nonnull (strstr (self->out, "\n3.9.18,1,"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/matrix/tables", DscTestCli, NULL, set_up, test_tables, dsc_test_cli_tear_down);
  g_test_add ("/cli/matrix/pictures", DscTestCli, NULL, set_up, test_pictures, dsc_test_cli_tear_down);
  g_test_add ("/cli/matrix/refused", DscTestCli, NULL, set_up, test_refused, dsc_test_cli_tear_down);
  g_test_add ("/cli/matrix/edges", DscTestCli, NULL, set_up, test_edges, dsc_test_cli_tear_down);
  return g_test_run ();
}
