/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-cli-history.c: "dictoscope-cli history": tables, pictures, ranges, and what it says of wrong usage. */
#include "dsc-test-cli.h"

/* "dictoscope-cli history" and these words. */
static void
run (DscTestCli *self,
     const char *options)
{
  dsc_test_cli_run (self, "history", options, NULL);
}

static void
test_tables (DscTestCli    *self,
             gconstpointer  data)
{
  (void) data;
  run (self, "");
  g_assert_cmpint (self->status, ==, 0);
  assert_says (self->out, "How dicts changed, release by release (64-bit · default build)\n");
  run (self, "rounding --format csv");
  g_assert_cmpint (self->status, ==, 0);
  assert_says (self->out, "behaviour,title,since,before,from,to,source,meaning\nrounding,Rounding of a request,1.5.2,,,power of two above the request,");
  assert_says (self->out, "\nrounding,Rounding of a request,3.10.0,3.9.25,");
  g_assert_null (strstr (self->out, "growth"));
  run (self, "--versions 3.13.3,3.13.4 --format json");
  g_assert_cmpint (self->status, ==, 0);
  assert_says (self->out, "gh-133703");
  g_assert_null (strstr (self->out, "\"empty\""));
  run (self, "growth --versions 3.13.3,3.13.4");
  assert_says (self->out, "None of these behaviours changed there.");
  run (self, "gc-head -V 3.2-i386,3.8-i386 --format csv");
  assert_says (self->out, "gc-head,GC head,3.8.0-i386,3.7.17-i386,12 bytes,8 bytes; no gc_refs,");
}

static void
test_pictures (DscTestCli    *self,
               gconstpointer  data)
{
  static const char *const endings[] = { "png", "svg", "pdf", "md" };

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/history.%s", self->folder, endings[i]);
      g_autofree char *options = g_strdup_printf ("-o %s", path);
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;
      gsize n, n_second;

      run (self, options);
      g_assert_cmpint (self->status, ==, 0);
      g_assert_true (g_file_get_contents (path, &first, &n, NULL));
      run (self, options);
      g_assert_true (g_file_get_contents (path, &second, &n_second, NULL));
      g_assert_cmpmem (first, n, second, n_second);
      g_assert_cmpint (g_remove (path), ==, 0);
    }
}

static void
test_refusals (DscTestCli    *self,
               gconstpointer  data)
{
  (void) data;
  run (self, "weather");
  g_assert_cmpint (self->status, ==, 2);
  assert_says (self->err, "“weather”");
  assert_says (self->err, "rounding");
  run (self, "-V 3.9");
  g_assert_cmpint (self->status, ==, 2);
  assert_says (self->err, "two releases");
  run (self, "-V 3.13,3.14t");
  g_assert_cmpint (self->status, ==, 2);
  assert_says (self->err, "one build");
  run (self, "-V 3.14.0,gopy");
  g_assert_cmpint (self->status, ==, 2);
  run (self, "-V 3.98.1,3.99.1");
  g_assert_cmpint (self->status, ==, 2);
  assert_says (self->err, "not two releases");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/history/tables", DscTestCli, NULL, dsc_test_cli_set_up, test_tables, dsc_test_cli_tear_down);
  g_test_add ("/cli/history/pictures", DscTestCli, NULL, dsc_test_cli_set_up, test_pictures, dsc_test_cli_tear_down);
  g_test_add ("/cli/history/refusals", DscTestCli, NULL, dsc_test_cli_set_up, test_refusals, dsc_test_cli_tear_down);
  return g_test_run ();
}
