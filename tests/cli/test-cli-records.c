/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-cli-records.c: "dictoscope-cli records": tables, pictures, and what it says of wrong usage. */
#include "dsc-test-cli.h"

/* "dictoscope-cli records" and these words. */
static void
run (DscTestCli *self,
     const char *options)
{
  dsc_test_cli_run (self, "records", options, NULL);
}

static void
test_tables (DscTestCli    *self,
             gconstpointer  data)
{
  (void) data;
  run (self, "--format csv");       /* the row of the document, in the newest release and one of each design before it */
  g_assert_cmpint (self->status, ==, 0);
  assert_says (self->out, "version,form,fields,getsizeof,dict_getsizeof,bytes,object,items,dict,table,values,allocated,total,evidence\n");
  assert_says (self->out, ",tuple,4,");
  assert_says (self->out, "2.7.18,dict-display,4,280,,280,280,,,,,288,28000000,measured on CPython 2.7.18\n");
  run (self, "-V 3.11.7 --fields 3-31 --forms class,dict-display --count 10 --format csv");
  g_assert_cmpint (self->status, ==, 0);
  assert_says (self->out, "3.11.7,class,29,56,296,320,56,,,,264,336,3200,measured on CPython 3.11.7\n");
  assert_says (self->out, "3.11.7,class,30,56,1584,1640,56,,64,1520,,");
  g_assert_null (strstr (self->out, "tuple"));
  g_assert_null (strstr (self->out, ",2,"));
  run (self, "-V 3.11.7");
  assert_says (self->out, "100,000 records of 4 fields");
  assert_says (self->out, "class, dataclass — smaller than dict display {…}, dict(zip(…)) with 1 to 29 fields, larger with 30 and more.");
}

static void
test_pictures (DscTestCli    *self,
               gconstpointer  data)
{
  static const char *const endings[] = { "png", "svg", "pdf", "md" };

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/records.%s", self->folder, endings[i]);
      g_autofree char *options = g_strdup_printf ("-V 2.7.18,3.14.10 -o %s", path);
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
  static const struct { const char *options; int status; const char *says; } cases[] = {
    { "-V never", 2, "“never”" },
    { "--fields 0", 2, "“0”" },
    { "--fields 4-2", 2, "“4-2”" },
    { "--fields 1-251", 2, "250" },
    { "--fields x", 2, "“x”" },
    { "--forms tuple,heap", 2, "simple-namespace" },
    { "--count 0", 2, "between 1 and" },
    { "--count 99999999999999", 2, "between 1 and" },
    { "file.py", 2, "takes no files" },
    { "-V all -o records.png", 1, "at most 12 releases" },
    { "-o records.xyz", 2, "names no format" },
    { "--format yaml", 2, "“yaml”" },
  };

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      run (self, cases[i].options);
      g_assert_cmpint (self->status, ==, cases[i].status);
      assert_says (self->err, cases[i].says);
      g_assert_cmpstr (self->out, ==, "");
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/records/tables", DscTestCli, NULL, dsc_test_cli_set_up, test_tables, dsc_test_cli_tear_down);
  g_test_add ("/cli/records/pictures", DscTestCli, NULL, dsc_test_cli_set_up, test_pictures, dsc_test_cli_tear_down);
  g_test_add ("/cli/records/refusals", DscTestCli, NULL, dsc_test_cli_set_up, test_refusals, dsc_test_cli_tear_down);
  return g_test_run ();
}
