/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-traits.c: traits of every release against a golden, and the arithmetic of the rules.
 *
 * With DSC_UPDATE_GOLDENS in the environment the golden is rewritten; tests/core/update-goldens does that. */
#include "dsc-traits.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

static DscTraits
traits_of (const char *text)
{
  DscTarget target;

  if (dsc_target_parse (text, &target) != DSC_STATUS_OK)
    g_error ("\"%s\" must be a target", text);
  return dsc_traits_resolve (target);
}

/* --- The golden: what each release does differently from the one before it. --- */

static char *
dump (DscVersion version, DscBuild build)
{
  DscTraits traits = dsc_traits_resolve ((DscTarget) { version, build });
  size_t length = dsc_traits_dump (&traits, NULL, 0);
  char *text = g_malloc (length + 1);

  g_assert_cmpuint (dsc_traits_dump (&traits, text, length + 1), ==, length);
  return text;
}

/* The lines of text that base has not, indented. */
static char *
changed_lines (const char *base, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto (GStrv) base_lines = g_strsplit (base, "\n", -1);
  GString *out = g_string_new (NULL);

  for (size_t i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && !g_strv_contains ((const char *const *) base_lines, lines[i]))
      g_string_append_printf (out, "  %s\n", lines[i]);
  return g_string_free (out, FALSE);
}

static void
append_release (GString *out, DscVersion version, const char *lines)
{
  char name[40];

  dsc_target_format ((DscTarget) { version, { 0 } }, name, sizeof name);
  g_string_append_printf (out, "%s\n%s", name, *lines != '\0' ? lines : "  (nothing)\n");
}

static void
append_history (GString *out)
{
  const DscVersion *releases;
  g_autofree char *before = g_strdup ("");

  for (size_t n = dsc_releases (&releases); n-- > 0;)
    {
      g_autofree char *text = dump (releases[n], (DscBuild) { 0 });
      g_autofree char *lines = changed_lines (before, text);

      if (*lines != '\0')
        append_release (out, releases[n], lines);
      g_free (before);
      before = g_steal_pointer (&text);
    }
}

static void
append_variant (GString *out, DscBuild build, DscVersion oldest)
{
  const DscVersion *releases;
  g_autofree char *before = NULL;
  char name[80];

  dsc_build_format (build, name, sizeof name);
  g_string_append_printf (out, "\n# %s: what is not as above, from each release on\n", name);
  for (size_t n = dsc_releases (&releases); n-- > 0;)
    {
      if (releases[n] < oldest)
        continue;
      g_autofree char *base = dump (releases[n], (DscBuild) { 0 });
      g_autofree char *text = dump (releases[n], build);
      g_autofree char *lines = changed_lines (base, text);

      if (g_strcmp0 (lines, before) != 0)
        append_release (out, releases[n], lines);
      g_free (before);
      before = g_steal_pointer (&lines);
    }
}

static void
test_golden (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "traits.golden", NULL);
  g_autofree char *golden = NULL;
  GString *out = g_string_new ("# 64-bit · default build: what changes with each release; the first one in full\n");

  append_history (out);
  append_variant (out, (DscBuild) { .arch = DSC_ARCH_I386 }, 0);
  append_variant (out, (DscBuild) { .arch = DSC_ARCH_WASM32 }, 0);
  append_variant (out, (DscBuild) { .free_threaded = true }, DSC_V (3, 13, 0));
  append_variant (out, (DscBuild) { .arch = DSC_ARCH_I386, .free_threaded = true }, DSC_V (3, 13, 0));
  append_variant (out, (DscBuild) { .debug = true }, 0);
  append_variant (out, (DscBuild) { .arch = DSC_ARCH_I386, .debug = true }, 0);
  g_autofree char *text = g_string_free (out, FALSE);

  if (g_getenv ("DSC_UPDATE_GOLDENS") != NULL)
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_true (g_file_get_contents (path, &golden, NULL, NULL));
  if (strcmp (golden, text) != 0)
    {
      g_autofree char *gone = changed_lines (text, golden);
      g_autofree char *come = changed_lines (golden, text);

      g_test_message ("not in this build any more:\n%snot in %s yet:\n%s", gone, path, come);
      g_test_message ("If that is right, run tests/core/update-goldens BUILD_FOLDER and look at the difference.");
      g_test_fail ();
    }
}

/* --- Releases that differ although they are neighbours, and those that do not. --- */

static void
test_micro_releases_that_differ (void)
{
  static const struct
  {
    const char *before, *from, *trait;
  } steps[] = {
    { "2.7.11", "2.7.12", "set_display" },
    { "2.7.13", "2.7.14", "fromkeys_set" },
    { "2.7.13", "2.7.14", "fromkeys_dict" },
    { "3.2.2", "3.2.3", "obeys_hash_seed" },
    { "3.3.2", "3.3.3", "growth" },
    { "3.5.1", "3.5.2", "set_display" },
    { "3.5.2", "3.5.3", "split_popitem_doubles" },
    { "3.6.0", "3.6.1", "presize" },
    { "3.6.0", "3.6.1", "merge" },
    { "3.6.4", "3.6.5", "frozenset_hash" },
    { "3.7.3", "3.7.4", "gc_head" },
    { "3.11.13", "3.11.14", "empty_log2_index_bytes" },
    { "3.12.8", "3.12.9", "empty_log2_index_bytes" },
    { "3.13.0", "3.13.1", "watch" },
    { "3.13.1", "3.13.2", "empty_log2_index_bytes" },
    { "3.13.3", "3.13.4", "rounding" },
    { "3.13.9", "3.13.10", "kind_rule" },
    { "3.14.0b1", "3.14.0b2", "rounding" },
    { "3.14.0", "3.14.1", "kind_rule" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      DscTraits before = traits_of (steps[i].before);
      DscTraits from = traits_of (steps[i].from);

      g_assert_false (dsc_traits_behave_alike (&before, &from));
      g_assert_true (dsc_traits_find_change (&before, steps[i].trait) != dsc_traits_find_change (&from, steps[i].trait));
      g_assert_cmphex (dsc_traits_find_change (&from, steps[i].trait)->since | 0xff, ==, from.target.version | 0xff);
    }
}

static void
test_releases_that_are_alike (void)
{
  static const char *const pairs[][2] = {
    { "3.3.0", "3.3.2" },     { "3.3.3", "3.3.7" },     { "3.5.0", "3.5.1" },   { "3.5.3", "3.5.10" },  { "3.6.5", "3.6.15" },
    { "3.7.4", "3.7.17" },    { "3.8.0", "3.8.20" },    { "3.10.0", "3.10.21" }, { "3.13.4", "3.13.9" }, { "3.13.10", "3.13.13" },
    { "3.14.1", "3.14.10" },  { "3.15.0", "3.15.2" },   { "3.15.2", "3.16" },   { "3.15.0rc1", "3.15.2" },
    { "3.14.5t", "3.14.10t" }, { "3.9.18d", "3.9.18" }, { "3.13.2", "3.13.3" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      DscTraits a = traits_of (pairs[i][0]);
      DscTraits b = traits_of (pairs[i][1]);

      if (!dsc_traits_behave_alike (&a, &b))
        g_error ("%s and %s must be alike", pairs[i][0], pairs[i][1]);
    }
}

static void
test_builds (void)
{
  DscTraits free_threaded = traits_of ("3.13.13t");
  DscTraits debug = traits_of ("3.7.17d");
  DscTraits later_debug = traits_of ("3.8.20d");
  DscTraits wasm = traits_of ("3.13.2-wasm32");
  DscTraits patched = traits_of ("3.6.15-gc32");
  DscTraits i386 = traits_of ("3.14.10-i386");
  DscTraits free_threaded_i386 = traits_of ("3.14.10t-i386");

  g_assert_false (free_threaded.reuses_dummy_slot);
  g_assert_cmpuint (free_threaded.object_head, ==, 32);
  g_assert_cmpuint (free_threaded.gc_head, ==, 0);
  g_assert_cmpuint (debug.object_head, ==, 32);
  g_assert_cmpuint (later_debug.object_head, ==, 16);
  g_assert_cmpint (wasm.str_hash, ==, DSC_STR_HASH_FNV_BLOCKS);
  g_assert_cmpuint (wasm.align_8, ==, 8);
  g_assert_cmpuint (i386.align_8, ==, 4);
  g_assert_false (i386.has_ob_flags);
  g_assert_true (free_threaded_i386.has_ob_flags);
  g_assert_cmpuint (free_threaded_i386.object_head, ==, 20);
  g_assert_cmpuint (patched.gc_head, ==, 32);
}

static void
test_unknown_versions_take_their_neighbours_traits (void)
{
  const DscTarget ancient = { DSC_V (1, 2, 0) | DSC_V_FINAL, { 0 } };
  const DscTarget future = { DSC_V (4, 0, 0) | DSC_V_FINAL, { .free_threaded = true } };
  DscTraits oldest = traits_of ("1.5.2");
  DscTraits newest = traits_of ("3.15.2t");
  DscTraits a = dsc_traits_resolve (ancient);
  DscTraits b = dsc_traits_resolve (future);

  g_assert_true (dsc_traits_behave_alike (&a, &oldest));
  g_assert_true (dsc_traits_behave_alike (&b, &newest));
  g_assert_cmpint (a.evidence, ==, DSC_EVIDENCE_ASSUMED);
  g_assert_cmpint (b.evidence, ==, DSC_EVIDENCE_ASSUMED);
  g_assert_true (dsc_target_equal (a.target, ancient));
  g_assert_true (dsc_target_equal (b.target, future));
}

static void
test_find_change (void)
{
  DscTraits traits = traits_of ("3.7.0");

  g_assert_cmpstr (dsc_traits_find_change (&traits, "growth")->value_name, ==, "used*3");
  g_assert_null (dsc_traits_find_change (&traits, "has_union"));
  g_assert_null (dsc_traits_find_change (&traits, "no_such_trait"));
}

static void
test_dump_fits (void)
{
  DscTraits traits = traits_of ("3.13");
  size_t length = dsc_traits_dump (&traits, NULL, 0);
  char small[16];

  memset (small, '#', sizeof small);
  g_assert_cmpuint (dsc_traits_dump (&traits, small, sizeof small), ==, length);
  g_assert_cmpuint (strlen (small), ==, sizeof small - 1);
}

/* --- Arithmetic. --- */

static void
test_growth_request (void)
{
  static const struct
  {
    const char *version;
    uint64_t    used, size, request;
  } cases[] = {
    { "1.5.2", 6, 8, 12 },        { "2.2.3", 6, 8, 12 },        { "2.7.18", 6, 8, 24 },     { "2.7.18", 50000, 65536, 200000 },
    { "2.7.18", 50001, 65536, 100002 }, { "3.3.0", 5, 8, 10 },  { "3.3.7", 5, 8, 14 },      { "3.6.15", 0, 2048, 1024 },
    { "3.6.15", 2, 8, 8 },        { "3.7.0", 5, 8, 15 },        { "3.15.2", 0, 1024, 0 },   { "3.15.2", 2, 1024, 6 },
    { "3.15.2", UINT64_MAX / 2, 8, UINT64_MAX }, { "3.6.15", UINT64_MAX / 2, 8, UINT64_MAX }, { "3.6.15", UINT64_MAX, UINT64_MAX, UINT64_MAX },
    { "2.7.18", UINT64_MAX - 1, 8, UINT64_MAX },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DscTraits traits = traits_of (cases[i].version);

      g_assert_cmpuint (dsc_traits_growth_request (&traits, cases[i].used, cases[i].size), ==, cases[i].request);
    }
}

/* The rounding of 3.10.0 to 3.13.3, as recorded: m, slots. */
static void
test_bit_length_rounding (void)
{
  static const uint64_t recorded[][2] = {
    { 0, 8 },   { 1, 16 },  { 2, 16 },   { 3, 16 },    { 4, 16 },    { 7, 16 },     { 8, 8 },       { 9, 16 },  { 15, 16 },
    { 16, 32 }, { 17, 32 }, { 31, 32 },  { 32, 64 },   { 33, 64 },   { 64, 128 },   { 128, 256 },   { 512, 1024 },
    { 2048, 4096 }, { 65, 128 }, { 1000, 1024 }, { 1024, 2048 }, { 131072, 262144 },
  };
  static const char *const versions[] = { "3.10.0", "3.10.21", "3.11.16", "3.12.14", "3.13.0", "3.13.3", "3.14.0b1" };

  for (size_t v = 0; v < G_N_ELEMENTS (versions); v++)
    {
      DscTraits traits = traits_of (versions[v]);

      for (size_t i = 0; i < G_N_ELEMENTS (recorded); i++)
        g_assert_cmpuint (dsc_traits_round (&traits, recorded[i][0]), ==, recorded[i][1]);
    }
}

static void
test_rounding_by_definition (void)
{
  DscTraits gt = traits_of ("2.7.18");
  DscTraits gt4 = traits_of ("2.1.3");
  DscTraits ge = traits_of ("3.9.18");
  DscTraits bit_length = traits_of ("3.12.1");

  for (uint64_t request = 0; request < 5000; request++)
    {
      uint64_t above = 8;
      uint64_t above4 = 4;
      uint64_t at_least = 8;

      while (above <= request)
        above *= 2;
      while (above4 <= request)
        above4 *= 2;
      while (at_least < request)
        at_least *= 2;
      g_assert_cmpuint (dsc_traits_round (&gt, request), ==, above);
      g_assert_cmpuint (dsc_traits_round (&gt4, request), ==, above4);
      g_assert_cmpuint (dsc_traits_round (&ge, request), ==, at_least);
      /* The same as >= but for 1 … 7 and powers of two from 16 on. */
      bool is_power = request >= 16 && (request & (request - 1)) == 0;
      uint64_t expected = request >= 1 && request <= 7 ? 16 : is_power ? request * 2 : at_least;
      g_assert_cmpuint (dsc_traits_round (&bit_length, request), ==, expected);
    }
}

static void
test_rounding_saturates (void)
{
  static const char *const versions[] = { "2.1.3", "2.7.18", "3.5.10", "3.6.0", "3.9.18", "3.12.1", "3.15.2" };
  const uint64_t largest = UINT64_C (1) << 63;

  for (size_t i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      DscTraits traits = traits_of (versions[i]);

      g_assert_cmpuint (dsc_traits_round (&traits, largest - 1), ==, largest);
      g_assert_cmpuint (dsc_traits_round (&traits, largest + 1), ==, UINT64_MAX);
      g_assert_cmpuint (dsc_traits_round (&traits, UINT64_MAX - 1), ==, UINT64_MAX);
      g_assert_cmpuint (dsc_traits_round (&traits, UINT64_MAX), ==, UINT64_MAX);
    }
}

static void
test_prime_sizes (void)
{
  DscTraits traits = traits_of ("1.5.2");
  static const uint64_t known[][2] = {
    { 0, 3 }, { 2, 3 }, { 3, 7 }, { 7, 13 }, { 13, 31 }, { 2016, 2017 }, { 5987, 9551 }, { 31397, 65521 }, { 131071, 262139 },
  };
  uint64_t size = 0;

  g_test_summary ("No release since 1.5 sizes by primes; the rule is kept for the story of those before.");
  traits.rounding = DSC_ROUNDING_PRIME;
  for (size_t i = 0; i < G_N_ELEMENTS (known); i++)
    g_assert_cmpuint (dsc_traits_round (&traits, known[i][0]), ==, known[i][1]);
  for (;;)
    {
      uint64_t next = dsc_traits_round (&traits, size);

      if (next == UINT64_MAX)
        break;
      g_assert_cmpuint (next, >, size);
      for (uint64_t divisor = 2; divisor * divisor <= next; divisor++)
        g_assert_cmpuint (next % divisor, !=, 0);
      size = next;
    }
  g_assert_cmpuint (size, >, 1 << 29);
}

static void
test_usable (void)
{
  static const struct
  {
    const char *version;
    uint64_t    size, usable;
  } cases[] = {
    { "2.7.18", 8, 5 },    { "2.7.18", 16, 10 },   { "2.7.18", 32, 21 },  { "2.7.18", 64, 42 },  { "2.7.18", 128, 85 },  { "2.1.3", 4, 2 },
    { "2.7.18", 0, 0 },    { "3.3.0", 4, 3 },      { "3.3.0", 8, 5 },     { "3.5.10", 16, 11 },  { "3.5.10", 32, 21 },   { "3.5.10", 64, 43 },
    { "3.5.10", 128, 85 }, { "3.5.10", 256, 171 }, { "3.6.0", 8, 5 },     { "3.6.0", 16, 10 },   { "3.15.2", 32, 21 },   { "3.15.2", 64, 42 },
    { "3.15.2", 128, 85 }, { "3.15.2", 256, 170 }, { "3.15.2", 512, 341 }, { "3.15.2", 1, 0 },   { "3.15.2", UINT64_MAX, UINT64_MAX / 3 },
    { "3.5.10", UINT64_MAX, UINT64_MAX / 3 },      { "2.7.18", UINT64_MAX, UINT64_MAX / 3 - 1 },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DscTraits traits = traits_of (cases[i].version);

      g_assert_cmpuint (dsc_traits_usable (&traits, cases[i].size), ==, cases[i].usable);
    }
}

/* Lengths at which a table that only grows gets its next size, as measured. */
static void
test_growth_ladders (void)
{
  static const struct
  {
    const char *version;
    uint64_t    ladder[6][2];   /* length, slots */
  } cases[] = {
    { "2.7.18", { { 6, 32 }, { 22, 128 }, { 86, 512 }, { 342, 2048 }, { 1366, 8192 }, { 5462, 32768 } } },
    { "3.3.0", { { 6, 16 }, { 12, 32 }, { 22, 64 }, { 44, 128 }, { 86, 256 }, { 172, 512 } } },
    { "3.5.10", { { 6, 16 }, { 12, 32 }, { 22, 64 }, { 44, 128 }, { 86, 256 }, { 172, 512 } } },
    { "3.6.0", { { 6, 16 }, { 11, 32 }, { 22, 64 }, { 43, 128 }, { 86, 256 }, { 171, 512 } } },
    { "3.7.16", { { 6, 16 }, { 11, 32 }, { 22, 64 }, { 43, 128 }, { 86, 256 }, { 171, 512 } } },
    { "3.10.13", { { 6, 16 }, { 11, 32 }, { 22, 64 }, { 43, 128 }, { 86, 256 }, { 171, 512 } } },
    { "3.15.2", { { 6, 16 }, { 11, 32 }, { 22, 64 }, { 43, 128 }, { 86, 256 }, { 171, 512 } } },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DscTraits traits = traits_of (cases[i].version);
      uint64_t size = 8;

      for (size_t step = 0; step < 6; step++)
        {
          uint64_t full = dsc_traits_usable (&traits, size);
          uint64_t used = traits.usable == DSC_USABLE_FILL ? full + 1 : full;

          g_assert_cmpuint (full + 1, ==, cases[i].ladder[step][0]);
          size = dsc_traits_round (&traits, dsc_traits_growth_request (&traits, used, size));
          g_assert_cmpuint (size, ==, cases[i].ladder[step][1]);
        }
    }
}

static void
test_estimate_size (void)
{
  static const uint64_t cases[][2] = {
    { 0, 0 }, { 1, 2 }, { 2, 3 }, { 5, 8 }, { 6, 9 }, { 21, 32 }, { 85, 128 }, { 341, 512 }, { UINT64_MAX, UINT64_MAX / 2 },
    { UINT64_MAX / 3, UINT64_MAX / 2 },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (dsc_traits_estimate_size (cases[i][0]), ==, cases[i][1]);
}

static void
test_index_width (void)
{
  static const struct
  {
    const char *version;
    uint64_t    size;
    unsigned    width;
  } cases[] = {
    { "3.6.0", 1, 1 },      { "3.6.0", 128, 1 },      { "3.6.0", 256, 2 },    { "3.6.0", 32768, 2 },      { "3.6.0", 65536, 4 },
    { "3.15.2", 128, 1 },   { "3.15.2", 256, 2 },     { "3.15.2", 32768, 2 }, { "3.15.2", 65536, 4 },     { "3.15.2", UINT64_C (1) << 31, 4 },
    { "3.15.2", UINT64_C (1) << 32, 8 },              { "3.15.2-i386", UINT64_C (1) << 31, 4 },           { "3.5.10", 8, 0 },
    { "2.7.18", 8, 0 },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DscTraits traits = traits_of (cases[i].version);

      g_assert_cmpuint (dsc_traits_index_width (&traits, cases[i].size), ==, cases[i].width);
    }
}

/* One rule changes, and nothing else; what other traits rest on is refused, and so is what another family's tables cannot obey. */
static void
test_borrow (void)
{
  const DscTraits a = traits_of ("3.9.18");
  const DscTraits b = traits_of ("3.10.13");
  const DscTraits open = traits_of ("2.7.18");
  size_t n_borrowed = 0;

  for (size_t i = 0; i < dsc_traits_n_members (); i++)
    {
      DscTraits mixed = a;
      const bool borrowed = dsc_traits_borrow (&mixed, &b, i);

      n_borrowed += borrowed;
      for (size_t k = 0; k < dsc_traits_n_members (); k++)
        g_assert_cmpint (dsc_traits_get_member (&mixed, k), ==, dsc_traits_get_member (k == i && borrowed ? &b : &a, k));
      g_assert_true (dsc_target_equal (mixed.target, a.target));
      if (strcmp (dsc_traits_member_name (i), "rounding") == 0)
        g_assert_true (borrowed && mixed.rounding == DSC_ROUNDING_BIT_LENGTH);
      if (strcmp (dsc_traits_member_name (i), "family") == 0 || strcmp (dsc_traits_member_name (i), "pointer_size") == 0)
        g_assert_false (borrowed);
      if (strcmp (dsc_traits_member_name (i), "copy") == 0)
        g_assert_true (borrowed && !dsc_traits_borrow (&mixed, &open, i));
    }
  g_assert_cmpuint (n_borrowed, >, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/traits/golden", test_golden);
  g_test_add_func ("/core/traits/micro-releases-that-differ", test_micro_releases_that_differ);
  g_test_add_func ("/core/traits/releases-that-are-alike", test_releases_that_are_alike);
  g_test_add_func ("/core/traits/builds", test_builds);
  g_test_add_func ("/core/traits/unknown-versions-take-their-neighbours-traits", test_unknown_versions_take_their_neighbours_traits);
  g_test_add_func ("/core/traits/find-change", test_find_change);
  g_test_add_func ("/core/traits/borrow", test_borrow);
  g_test_add_func ("/core/traits/dump-fits", test_dump_fits);
  g_test_add_func ("/core/traits/growth-request", test_growth_request);
  g_test_add_func ("/core/traits/bit-length-rounding", test_bit_length_rounding);
  g_test_add_func ("/core/traits/rounding-by-definition", test_rounding_by_definition);
  g_test_add_func ("/core/traits/rounding-saturates", test_rounding_saturates);
  g_test_add_func ("/core/traits/prime-sizes", test_prime_sizes);
  g_test_add_func ("/core/traits/usable", test_usable);
  g_test_add_func ("/core/traits/growth-ladders", test_growth_ladders);
  g_test_add_func ("/core/traits/estimate-size", test_estimate_size);
  g_test_add_func ("/core/traits/index-width", test_index_width);
  return g_test_run ();
}
