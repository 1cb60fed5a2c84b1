/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-version.c: the list of releases, and targets as text. */
#include "dsc-version.h"

#include <glib.h>
#include <string.h>

static DscTarget
parse (const char *text)
{
  DscTarget target;

  if (dsc_target_parse (text, &target) != DSC_STATUS_OK)
    g_error ("\"%s\" must be a target", text);
  return target;
}

static char *
format (DscTarget target)
{
  char buffer[40];

  g_assert_cmpuint (dsc_target_format (target, buffer, sizeof buffer), <, sizeof buffer);
  return g_strdup (buffer);
}

static void
test_releases_newest_first (void)
{
  const DscVersion *releases;
  size_t n = dsc_releases (&releases);

  g_assert_cmpuint (n, >, 250);
  g_assert_cmphex (releases[0], ==, 0x030f02f0);
  g_assert_cmphex (releases[n - 1], ==, 0x010502f0);
  g_assert_cmphex (dsc_release_newest (), ==, releases[0]);
  for (size_t i = 0; i < n; i++)
    {
      g_assert_cmphex (releases[i] & 0xff, ==, DSC_V_FINAL);
      if (i > 0)
        g_assert_cmphex (releases[i], <, releases[i - 1]);
    }
}

static void
test_releases_have_no_gaps (void)
{
  const DscVersion *releases;
  size_t n = dsc_releases (&releases);

  g_test_summary ("Within a line every micro release down to 0 is there; 1.5 is known from 1.5.2 on.");
  for (size_t i = 0; i + 1 < n; i++)
    {
      unsigned micro = (releases[i] >> 8) & 0xff;

      if (micro > 0 && releases[i] >> 16 != 0x0105)
        g_assert_cmphex (releases[i + 1], ==, releases[i] - 0x100);
    }
}

static void
test_newest_of_a_line (void)
{
  static const struct
  {
    unsigned   major, minor;
    DscVersion newest;
  } lines[] = {
    { 1, 5, 0x010502f0 }, { 1, 6, 0x010601f0 }, { 2, 0, 0x020001f0 },  { 2, 1, 0x020103f0 },  { 2, 2, 0x020203f0 },
    { 2, 7, 0x020712f0 }, { 3, 0, 0x030001f0 }, { 3, 3, 0x030307f0 },  { 3, 5, 0x03050af0 },  { 3, 9, 0x030919f0 },
    { 3, 13, 0x030d0df0 }, { 3, 14, 0x030e0af0 }, { 3, 15, 0x030f02f0 }, { 3, 16, 0 },         { 2, 8, 0 },
    { 1, 4, 0 },          { 0, 0, 0 },          { 259, 7, 0 },         { 3, 256 + 7, 0 },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_cmphex (dsc_release_newest_of (lines[i].major, lines[i].minor), ==, lines[i].newest);
}

static void
test_parse_reads (void)
{
  static const struct
  {
    const char *text;
    DscTarget   target;
    const char *canonical;
  } cases[] = {
    { "3.14.10", { 0x030e0af0, { 0 } }, "3.14.10" },
    { "3.14", { 0x030e0af0, { 0 } }, "3.14.10" },
    { "2.7", { 0x020712f0, { 0 } }, "2.7.18" },
    { "1.6", { 0x010601f0, { 0 } }, "1.6.1" },
    { "1.5.2", { 0x010502f0, { 0 } }, "1.5.2" },
    { "3.9.18-64", { 0x030912f0, { 0 } }, "3.9.18" },
    { "3.13.13t", { 0x030d0df0, { .free_threaded = true } }, "3.13.13t" },
    { "3.13t", { 0x030d0df0, { .free_threaded = true } }, "3.13.13t" },
    { "3.13.13t-64", { 0x030d0df0, { .free_threaded = true } }, "3.13.13t" },
    { "3.15.0rc1", { 0x030f00c1, { 0 } }, "3.15.0rc1" },
    { "3.15.0rc1t", { 0x030f00c1, { .free_threaded = true } }, "3.15.0rc1t" },
    { "3.14.0a2-wasm32", { 0x030e00a2, { .arch = DSC_ARCH_WASM32 } }, "3.14.0a2-wasm32" },
    { "3.14.0b15", { 0x030e00bf, { 0 } }, "3.14.0b15" },
    { "2.7.18-i386", { 0x020712f0, { .arch = DSC_ARCH_I386 } }, "2.7.18-i386" },
    { "3.7.16d", { 0x030710f0, { .debug = true } }, "3.7.16d" },
    { "3.13.13td-i386", { 0x030d0df0, { .arch = DSC_ARCH_I386, .free_threaded = true, .debug = true } }, "3.13.13td-i386" },
    { "3.6.15-gc32", { 0x03060ff0, { .gc_head = 32 } }, "3.6.15-gc32" },
    { "3.6.15d-i386-gc16", { 0x03060ff0, { .arch = DSC_ARCH_I386, .debug = true, .gc_head = 16 } }, "3.6.15d-i386-gc16" },
    { "3.14.11", { 0x030e0bf0, { 0 } }, "3.14.11" },
    { "3.16", { 0x031000f0, { 0 } }, "3.16.0" },
    { "3.255.255", { 0x03fffff0, { 0 } }, "3.255.255" },
    { "4.0", { 0x040000f0, { 0 } }, "4.0.0" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DscTarget target = parse (cases[i].text);
      g_autofree char *canonical = format (target);

      g_assert_true (dsc_target_equal (target, cases[i].target));
      g_assert_cmpstr (canonical, ==, cases[i].canonical);
    }
}

static void
test_parse_refuses (void)
{
  static const char *const texts[] = {
    "", " ", "3", "3.", ".14", "3.14.", "3..14", "3.14.10.1", "v3.14", "python3.14", " 3.14", "3.14 ", "3.14\n", "3,14", "+3.14", "-3.14",
    "03.14", "3.014", "3.14.010", "3.14.1O", "3.14.10x", "3.14.10T", "3.14.10dt", "3.14.10tt", "3.14.10-", "3.14.10-65", "3.14.10-i38",
    "3.14.10-i3866", "3.14.10-64-64", "3.14.10-arm64", "3.14.0rc", "3.14.0c1", "3.14.0rc16", "3.14.0rc01", "3.14.0final", "3.14rc1",
    "3.14.256", "3.256", "256.0", "99999999999999999999.1", "3.99999999999999999999", "3.14.10-gc", "3.14.10-gc0", "3.14.10-gc7",
    "3.14.10-gc68", "3.14.10-gc-8", "3.6.15-gc32-i386",
    /* Never made, or older than what is known. */
    "2.7.19", "2.7.19rc1", "2.8", "2.8.0", "3.9.26", "3.3.8", "1.5.1", "1.5.0", "1.4", "1.0", "0.9", "2.0.2", "1.7", "1.6.2",
    /* Free-threaded builds begin with 3.13 and have no GC head. */
    "3.12.13t", "2.7.18t", "3.12t", "3.13.13t-gc16",
    "3.14.10\xe2\x80\x8b", "\xef\xbb\xbf" "3.14", "\xff", "3\xc2\xb7" "14",
  };
  const DscTarget untouched = { 0x12345678, { .arch = DSC_ARCH_WASM32, .gc_head = 77 } };

  for (size_t i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      DscTarget target = untouched;

      if (dsc_target_parse (texts[i], &target) != DSC_STATUS_INVALID)
        g_error ("\"%s\" must be refused", texts[i]);
      g_assert_true (dsc_target_equal (target, untouched));
    }
  DscTarget target = untouched;
  g_assert_cmpint (dsc_target_parse (NULL, &target), ==, DSC_STATUS_INVALID);
}

static void
test_parse_survives_noise (void)
{
  static const char alphabet[] = "0123456789..rcabtd-i386wasm64gc x\t\xff";
  GRand *random = g_rand_new_with_seed (20240229);
  unsigned understood = 0;

  g_test_summary ("What is read from noise is written back and read again as the same target.");
  for (unsigned round = 0; round < 300000; round++)
    {
      char text[32];
      size_t length = (size_t) g_rand_int_range (random, 0, sizeof text);
      DscTarget target;

      for (size_t i = 0; i < length; i++)
        text[i] = alphabet[g_rand_int_range (random, 0, sizeof alphabet - 1)];
      memcpy (text, "3.1", MIN (length, 3));
      text[length] = '\0';
      if (dsc_target_parse (text, &target) != DSC_STATUS_OK)
        continue;
      g_autofree char *canonical = format (target);
      g_assert_true (dsc_target_equal (parse (canonical), target));
      understood++;
    }
  g_assert_cmpuint (understood, >, 100);
  g_rand_free (random);

  g_autofree char *endless = g_strnfill (1 << 20, '3');
  DscTarget target;
  g_assert_cmpint (dsc_target_parse (endless, &target), ==, DSC_STATUS_INVALID);
}

static void
test_every_target_round_trips (void)
{
  const DscVersion *releases;
  size_t n = dsc_releases (&releases);
  static const uint8_t gc_heads[] = { 0, 12, 24, 32, 64 };

  for (size_t i = 0; i < n; i++)
    for (unsigned bits = 0; bits < 4 * DSC_N_ARCHS; bits++)
      for (size_t g = 0; g < G_N_ELEMENTS (gc_heads); g++)
        {
          DscTarget target = { releases[i], { (DscArch) (bits / 4), bits & 1, bits & 2, gc_heads[g] } };

          if (target.build.free_threaded && (releases[i] < DSC_V (3, 13, 0) || gc_heads[g] != 0))
            continue;
          g_autofree char *text = format (target);
          g_assert_true (dsc_target_equal (parse (text), target));
        }
}

static void
test_format_fits (void)
{
  const DscTarget longest = { DSC_V (255, 255, 255) | 0xcf, { DSC_ARCH_WASM32, true, true, 64 } };
  char whole[40];
  size_t length = dsc_target_format (longest, whole, sizeof whole);

  g_assert_cmpstr (whole, ==, "255.255.255rc15td-wasm32-gc64");
  g_assert_cmpuint (length, ==, strlen (whole));
  for (size_t size = 0; size <= length + 2; size++)
    {
      char buffer[48];

      memset (buffer, '#', sizeof buffer);
      g_assert_cmpuint (dsc_target_format (longest, size != 0 ? buffer : NULL, size), ==, length);
      if (size > 0)
        g_assert_cmpuint (strlen (buffer), ==, MIN (size - 1, length));
      g_assert_true (size == 0 || strncmp (buffer, whole, MIN (size - 1, length)) == 0);
      g_assert_cmpint (buffer[size], ==, '#');
    }
}

static void
test_build_format (void)
{
  static const struct
  {
    DscBuild    build;
    const char *text;
  } cases[] = {
    { { 0 }, "64-bit · default build" },
    { { .arch = DSC_ARCH_I386, .free_threaded = true }, "32-bit i386 · free-threaded build" },
    { { .arch = DSC_ARCH_WASM32, .debug = true }, "32-bit wasm32 · debug build" },
    { { .free_threaded = true, .debug = true }, "64-bit · free-threaded debug build" },
    { { .gc_head = 32 }, "64-bit · default build · GC head of 32 bytes" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char buffer[80];
      char cut[12];

      g_assert_cmpuint (dsc_build_format (cases[i].build, buffer, sizeof buffer), ==, strlen (cases[i].text));
      g_assert_cmpstr (buffer, ==, cases[i].text);
      g_assert_cmpuint (dsc_build_format (cases[i].build, cut, sizeof cut), ==, strlen (cases[i].text));
      g_assert_cmpuint (strlen (cut), ==, sizeof cut - 1);
    }
}

static void
test_evidence (void)
{
  static const char *const measured[] = {
    "2.7.18", "3.2.6", "3.3.0", "3.3.7", "3.4.10", "3.5.2", "3.5.10", "3.6.0", "3.6.15", "3.7.0", "3.7.16", "3.8.18", "3.9.18", "3.10.13",
    "3.11.7", "3.12.1", "3.12.13", "3.13.0", "3.13.13", "3.13.13t", "3.14.10", "3.14.5t", "3.15.2", "3.15.0rc1t", "2.7.18-i386",
    "3.5.2-i386", "3.6.9-i386", "3.7.5-i386", "3.8.10-i386", "3.9.2-i386", "3.10.4-i386", "3.11.2-i386", "3.12.3-i386", "3.13.5-i386",
    "3.14.10-i386", "3.15.2-i386", "3.13.2-wasm32", "3.14.2-wasm32", "3.15.0rc1-wasm32",
  };
  static const char *const source[] = {
    "1.5.2", "3.14.9", "3.13.0t", "3.9.18-i386", "3.9.18d", "3.6.15-gc32", "3.15.0", "3.15.2t", "3.13.2-i386", "2.7.18-wasm32",
  };
  static const char *const assumed[] = { "3.16", "3.15.3", "3.14.0b1", "3.15.0rc1", "3.15.0rc1t-i386", "4.0.0" };

  for (size_t i = 0; i < G_N_ELEMENTS (measured); i++)
    g_assert_cmpint (dsc_target_evidence (parse (measured[i])), ==, DSC_EVIDENCE_MEASURED);
  for (size_t i = 0; i < G_N_ELEMENTS (source); i++)
    g_assert_cmpint (dsc_target_evidence (parse (source[i])), ==, DSC_EVIDENCE_SOURCE);
  for (size_t i = 0; i < G_N_ELEMENTS (assumed); i++)
    g_assert_cmpint (dsc_target_evidence (parse (assumed[i])), ==, DSC_EVIDENCE_ASSUMED);
}

static void
test_only_recorded_targets_are_measured (void)
{
  const DscVersion *releases;
  size_t n = dsc_releases (&releases);
  unsigned measured = 0;

  for (size_t i = 0; i < n; i++)
    for (unsigned bits = 0; bits < 4 * DSC_N_ARCHS; bits++)
      {
        DscTarget target = { releases[i], { (DscArch) (bits / 4), bits & 1, bits & 2, 0 } };

        measured += dsc_target_evidence (target) == DSC_EVIDENCE_MEASURED;
      }
  /* 37 recordings of states and two of bytes, less two release candidates that are not in the list of releases. */
  g_assert_cmpuint (measured, ==, 37 + 2 - 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/version/releases-newest-first", test_releases_newest_first);
  g_test_add_func ("/core/version/releases-have-no-gaps", test_releases_have_no_gaps);
  g_test_add_func ("/core/version/newest-of-a-line", test_newest_of_a_line);
  g_test_add_func ("/core/version/parse-reads", test_parse_reads);
  g_test_add_func ("/core/version/parse-refuses", test_parse_refuses);
  g_test_add_func ("/core/version/parse-survives-noise", test_parse_survives_noise);
  g_test_add_func ("/core/version/every-target-round-trips", test_every_target_round_trips);
  g_test_add_func ("/core/version/format-fits", test_format_fits);
  g_test_add_func ("/core/version/build-format", test_build_format);
  g_test_add_func ("/core/version/evidence", test_evidence);
  g_test_add_func ("/core/version/only-recorded-targets-are-measured", test_only_recorded_targets_are_measured);
  return g_test_run ();
}
