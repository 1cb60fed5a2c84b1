/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-cli-layout.c: "dictoscope-cli layout": tables, pictures, and what it says of wrong usage. */
#include "dsc-test-cli.h"

/* "dictoscope-cli layout" and these words. */
static void
run (DscTestCli *self,
     const char *options)
{
  dsc_test_cli_run (self, "layout", options, NULL);
}

static void
test_tables (DscTestCli    *self,
             gconstpointer  data)
{
  (void) data;
  run (self, "3.10.13 3.11.7 --format csv");
  g_assert_cmpint (self->status, ==, 0);
  assert_says (self->out, "block,member_a,offset_a,size_a,type_a,member_b,offset_b,size_b,type_b,change,source\n");
  assert_says (self->out, "keys,dk_nentries,32,8,Py_ssize_t,dk_nentries,24,8,Py_ssize_t,moved from 32 to 24,\n");
  run (self, "3.14.10 --block dict --format json");     /* finds itself a partner */
  g_assert_cmpint (self->status, ==, 0);
  assert_says (self->out, "Structs of CPython 3.13.13 and CPython 3.14.10");
  assert_says (self->out, "_ma_watcher_tag");
  g_assert_null (strstr (self->out, "dk_refcnt"));
  run (self, "3.13.4 3.13.13");
  assert_says (self->out, "Both lay out their structs in exactly the same way.");
}

static void
test_pictures (DscTestCli    *self,
               gconstpointer  data)
{
  static const char *const endings[] = { "png", "svg", "pdf", "md" };

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/layout.%s", self->folder, endings[i]);
      g_autofree char *options = g_strdup_printf ("2.7.18 3.3.7 -o %s", path);
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
  run (self, "3.99.1 2.7");
  g_assert_cmpint (self->status, ==, 0);      /* newer than known: the rules of its neighbour */
  run (self, "3.11 never");
  g_assert_cmpint (self->status, ==, 2);
  assert_says (self->err, "“never”");
  run (self, "1.5.2");
  g_assert_cmpint (self->status, ==, 2);
  assert_says (self->err, "No older release");
  run (self, "3.11 3.12 --block cellar");
  g_assert_cmpint (self->status, ==, 2);
  assert_says (self->err, "“cellar”");
  run (self, "3.11 3.12 3.13");
  g_assert_cmpint (self->status, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/layout/tables", DscTestCli, NULL, dsc_test_cli_set_up, test_tables, dsc_test_cli_tear_down);
  g_test_add ("/cli/layout/pictures", DscTestCli, NULL, dsc_test_cli_set_up, test_pictures, dsc_test_cli_tear_down);
  g_test_add ("/cli/layout/refusals", DscTestCli, NULL, dsc_test_cli_set_up, test_refusals, dsc_test_cli_tear_down);
  return g_test_run ();
}
