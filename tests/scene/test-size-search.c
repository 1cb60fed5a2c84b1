/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-size-search.c: equal answers of neighbours are one finding, and what is found is told in words and numbers. */
#include "dsc-size-search.h"

#include <string.h>

static DscSizeSearch *
search (gint64 bytes)
{
  g_autoptr (GArray) releases = dsc_size_list_releases ();

  return dsc_size_search_new (bytes, (const DscTarget *) (gpointer) releases->data, releases->len);
}

static void
test_spans (void)
{
  static const struct { gint64 bytes; const char *span, *what; } cases[] = {
    { 1048, "2.5.0 to 3.2.6", "32 slots for at most 21 keys; 6 to 21 keys added one by one" },
    { 72, "3.4.0 to 3.5.10", "the shared empty keys, which are not counted; only after clear ()" },
    { 64, "3.8.0 to 3.15.2", "the shared empty keys, which are not counted; an empty dict" },
    { 360, "3.8.0 to 3.10.21", "16 slots for at most 10 keys; 6 to 10 keys added one by one" },
    { 144, "3.8.0 to 3.10.21", "keys of 16 slots, 10 values; the first instance of the class got 6 to 10 attributes" },
    { 184, "3.11.0 to 3.15.2", "the class has room for 15 names at that time, used or still reserved" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DscSizeSearch) found = search (cases[i].bytes);
      gboolean seen = FALSE;

      for (guint k = 0; k < dsc_size_search_get_n (found); k++)
        {
          g_autofree char *span = dsc_size_finding_format_span (dsc_size_search_get (found, k));
          g_autofree char *what = dsc_size_finding_format_what (dsc_size_search_get (found, k));

          g_assert_cmpint (dsc_size_origin_sum (&dsc_size_search_get (found, k)->origin), ==, cases[i].bytes);
          seen = seen || (strcmp (span, cases[i].span) == 0 && strcmp (what, cases[i].what) == 0);
        }
      if (!seen)
        g_error ("%s: %s is not among what has %d bytes", cases[i].span, cases[i].what, (int) cases[i].bytes);
    }
}

/* Each release is in exactly as many findings as it has origins, and kinds come one after the other. */
static void
test_nothing_lost (void)
{
  g_autoptr (GArray) releases = dsc_size_list_releases ();
  guint64 n = 0;

  for (gint64 bytes = 40; bytes < 2000; bytes += 8)
    {
      g_autoptr (DscSizeSearch) found = search (bytes);

      for (guint i = 0; i < releases->len; i++)
        {
          const DscTarget target = g_array_index (releases, DscTarget, i);
          const DscTraits traits = dsc_traits_resolve (target);
          DscSizeOrigin origins[DSC_EXPLAIN_MAX];
          const gsize n_origins = dsc_explain_size (&traits, bytes, origins);
          gsize n_found = 0;

          for (guint k = 0; k < dsc_size_search_get_n (found); k++)
            {
              const DscSizeFinding *one = dsc_size_search_get (found, k);
              n_found += one->first.version <= target.version && one->last.version >= target.version;
            }
          g_assert_cmpuint (n_found, ==, n_origins);
          n += n_found;
        }
      for (guint k = 1; k < dsc_size_search_get_n (found); k++)
        g_assert_cmpint (dsc_size_search_get (found, k - 1)->origin.kind, <=, dsc_size_search_get (found, k)->origin.kind);
    }
  g_assert_cmpuint (n, >, 5000);
}

static void
test_builds_stay_apart (void)
{
  static const char *const names[] = { "3.11.7", "3.12.1", "3.12.1-i386", "3.12.3-i386", "3.13.13t", "3.14.5t" };
  DscTarget targets[G_N_ELEMENTS (names)];

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpint (dsc_target_parse (names[i], &targets[i]), ==, DSC_STATUS_OK);
  g_autoptr (DscSizeSearch) found = dsc_size_search_new (184, targets, G_N_ELEMENTS (names));
  for (guint i = 0; i < dsc_size_search_get_n (found); i++)
    {
      const DscSizeFinding *one = dsc_size_search_get (found, i);
      g_assert_cmpint (one->first.build.arch, ==, one->last.build.arch);
      g_assert_cmpint (one->first.build.free_threaded, ==, one->last.build.free_threaded);
    }
  g_assert_cmpuint (dsc_size_search_get_n (found), >=, 3);
}

static void
test_nothing (void)
{
  g_autoptr (DscSizeSearch) found = search (65);
  g_autoptr (DscSheet) sheet = dsc_size_search_to_sheet (found);
  gint64 below;
  gint64 above;

  dsc_size_search_get_nearest (found, &below, &above);
  g_assert_cmpuint (dsc_size_search_get_n (found), ==, 0);
  g_assert_cmpint (below, ==, 64);
  g_assert_cmpint (above, ==, 72);
  g_assert_cmpuint (dsc_sheet_get_n_rows (sheet), ==, 0);
  g_assert_cmpstr (dsc_sheet_get_note (sheet, 0), ==, "The nearest numbers that something has are 64 and 72.");
}

static void
test_sheet (void)
{
  g_autoptr (DscSizeSearch) found = search (1048);
  g_autoptr (DscSheet) sheet = dsc_size_search_to_sheet (found);
  g_autofree char *csv = dsc_sheet_write (sheet, DSC_SHEET_CSV);

  g_assert_nonnull (strstr (csv, "first_version,last_version,slots,usable,str_only,first_keys,last_keys,gc_head,object,smalltable_idle,keys_header,indices,"
                                 "entries,values,kind,what\n2.5.0,3.2.6,32,21,false,6,21,32,56,192,0,0,768,0,dict,"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/size-search/spans", test_spans);
  g_test_add_func ("/scene/size-search/nothing-lost", test_nothing_lost);
  g_test_add_func ("/scene/size-search/builds-stay-apart", test_builds_stay_apart);
  g_test_add_func ("/scene/size-search/nothing", test_nothing);
  g_test_add_func ("/scene/size-search/sheet", test_sheet);
  return g_test_run ();
}
