/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-explain.c: which tables have a number of bytes, against the numbers that people ask about, and against every ladder. */
#include "dsc-explain.h"

#include <glib.h>

static DscTraits
traits_of (const char *text)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (text, &target), ==, DSC_STATUS_OK);
  return dsc_traits_resolve (target);
}

static int64_t
sum (const DscSizeOrigin *self)
{
  int64_t bytes = 0;

  for (int part = 0; part < DSC_N_PARTS; part++)
    bytes += self->parts[part];
  return bytes;
}

static void
test_numbers (void)
{
  static const struct { const char *version; int64_t bytes; gboolean str_only; uint64_t slots, first, last; } rows[] = {
    { "2.7.18", 1048, FALSE, 32, 6, 21 }, { "3.5.10", 480, FALSE, 16, 6, 11 },  { "3.6.15", 368, FALSE, 16, 6, 10 },
    { "3.9.18", 232, FALSE, 8, 1, 5 },    { "3.11.7", 184, TRUE, 8, 1, 5 },     { "3.11.7", 224, FALSE, 8, 1, 5 },
    { "3.11.7", 36952, FALSE, 2048, 683, 1365 }, { "3.8.18", 64, FALSE, 1, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const DscTraits traits = traits_of (rows[i].version);
      DscSizeOrigin out[DSC_EXPLAIN_MAX];

      g_assert_cmpuint (dsc_explain_size (&traits, rows[i].bytes, out), ==, 1);
      g_assert_cmpint (out[0].str_only, ==, rows[i].str_only);
      g_assert_cmpuint (out[0].slots, ==, rows[i].slots);
      g_assert_cmpuint (out[0].first_keys, ==, rows[i].first);
      g_assert_cmpuint (out[0].last_keys, ==, rows[i].last);
      g_assert_cmpint (sum (&out[0]), ==, rows[i].bytes);
    }
}

static void
test_no_such_number (void)
{
  const DscTraits traits = traits_of ("3.9.18");
  DscSizeOrigin out[DSC_EXPLAIN_MAX];

  g_assert_cmpuint (dsc_explain_size (&traits, 233, out), ==, 0);
  g_assert_cmpuint (dsc_explain_size (&traits, 0, out), ==, 0);
  g_assert_cmpuint (dsc_explain_size (&traits, -1, out), ==, 0);
  g_assert_cmpuint (dsc_explain_size (&traits, INT64_MAX, out), ==, 0);
}

static void
check_ladder (const DscTraits *traits, DscLadderWay way, bool str)
{
  uint64_t n = 0;

  do
    {
      const int64_t bytes = dsc_ladder_size (traits, way, str, n);
      DscSizeOrigin out[DSC_EXPLAIN_MAX];
      const size_t n_out = dsc_explain_size (traits, bytes, out);
      bool covered = way != DSC_LADDER_LOOP;

      g_assert_cmpuint (n_out, >, 0);
      for (size_t i = 0; i < n_out; i++)
        {
          g_assert_cmpint (sum (&out[i]), ==, bytes);
          covered = covered || (n >= out[i].first_keys && n <= out[i].last_keys);
        }
      g_assert_true (covered);
      n = dsc_ladder_next (traits, way, str, n, 10000);
    }
  while (n != 0);
}

/* Every size of every ladder of every release has a table that explains it. */
static void
test_ladders (void)
{
  const DscVersion *releases;
  const size_t n = dsc_releases (&releases);
  DscTraits last[DSC_N_ARCHS] = { 0 };

  for (size_t i = 0; i < n; i++)
    for (int arch = 0; arch < DSC_N_ARCHS; arch++)
      {
        const DscTraits traits = dsc_traits_resolve ((DscTarget) { .version = releases[i], .build = { .arch = (DscArch) arch } });

        if (dsc_traits_behave_alike (&traits, &last[arch]))
          continue;
        last[arch] = traits;
        for (int way = 0; way < DSC_N_LADDERS; way++)
          for (int str = 0; str < 2; str++)
            if (dsc_ladder_exists (&traits, (DscLadderWay) way, str != 0))
              check_ladder (&traits, (DscLadderWay) way, str != 0);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/explain/numbers", test_numbers);
  g_test_add_func ("/core/explain/no-such-number", test_no_such_number);
  g_test_add_func ("/core/explain/ladders", test_ladders);
  return g_test_run ();
}
