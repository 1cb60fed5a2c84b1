/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-hash-text.c: hashes of texts against hashes of the bytes that CPython stores them in. */
#include "dsc-hash.h"

#include <glib.h>
#include <string.h>

static DscTraits
traits_of (const char *version)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (version, &target), ==, DSC_STATUS_OK);
  return dsc_traits_resolve (target);
}

static void
test_large_seed (void)
{
  static const struct { const char *version; int64_t a, key0; } vectors[] = {
    { "2.7.18", -2592628713978865253, 359969060784980502 },
    { "3.4.10", -5674455067594467595, -7155991311739593756 },
    { "3.11.7", -5989683813037840249, 6833381681930708509 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      const DscTraits traits = traits_of (vectors[i].version);
      const DscHashSecret secret = dsc_hash_secret (&traits, G_MAXUINT32);
      g_assert_cmpint (dsc_hash_text (&traits, &secret, "a", 1), ==, vectors[i].a);
      g_assert_cmpint (dsc_hash_bytes (&traits, &secret, "key0", 4), ==, vectors[i].key0);
    }
}

/* Text of n characters up to `largest`, with at least one of them. */
static char *
random_text (gsize n, uint32_t least, uint32_t largest)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i + 1 < n; i++)
    {
      const uint32_t c = (uint32_t) g_test_rand_int_range (1, (gint32) largest);
      g_string_append_unichar (text, c >= 0xd800 && c < 0xe000 ? 'x' : c);
    }
  g_string_insert_unichar (text, 0, g_test_rand_bit () ? least : largest);
  return g_string_free (text, FALSE);
}

static void
check_storage (const DscTraits *traits, const DscHashSecret *secret, const char *text, const char *charset)
{
  gsize n_stored;
  g_autofree char *stored = g_convert (text, -1, charset, "UTF-8", NULL, &n_stored, NULL);

  g_assert_nonnull (stored);
  g_assert_cmpint (dsc_hash_text (traits, secret, text, strlen (text)), ==, dsc_hash_bytes (traits, secret, stored, n_stored));
}

static void
test_storage (void)
{
  static const char *const versions[] = { "3.4.10", "3.9.2-i386", "3.11.7", "3.13.2-wasm32" };

  g_test_summary ("One, two or four bytes a character, whichever the largest one needs, from no to forty characters.");
  for (gsize v = 0; v < G_N_ELEMENTS (versions); v++)
    {
      const DscTraits traits = traits_of (versions[v]);
      const DscHashSecret secret = dsc_hash_secret (&traits, 42);
      for (gsize n = 1; n < 40; n++)
        {
          g_autofree char *ascii = random_text (n, 'a', '~');
          g_autofree char *latin1 = random_text (n, 0x80, 0xff);
          g_autofree char *ucs2 = random_text (n, 0x100, 0xffff);
          g_autofree char *ucs4 = random_text (n, 0x10000, 0x10ffff);
          check_storage (&traits, &secret, ascii, "ISO-8859-1");
          check_storage (&traits, &secret, latin1, "ISO-8859-1");
          check_storage (&traits, &secret, ucs2, "UTF-16LE");
          check_storage (&traits, &secret, ucs4, "UTF-32LE");
        }
    }
}

/* FNV over units that are given as an array. */
static int64_t
fnv (const DscHashSecret *secret, const uint32_t *units, gsize n)
{
  uint64_t x = secret->prefix ^ ((uint64_t) units[0] << 7);

  for (gsize i = 0; i < n; i++)
    x = (1000003 * x) ^ units[i];
  x ^= n ^ secret->suffix;
  return (int64_t) x == -1 ? -2 : (int64_t) x;
}

static void
test_units (void)
{
  static const char text[] = "a\xc3\xa9\xe2\x82\xac\xf0\x9d\x84\x9e";
  static const uint32_t points[] = { 'a', 0xe9, 0x20ac, 0x1d11e }, halves[] = { 'a', 0xe9, 0x20ac, 0xd834, 0xdd1e };
  static const char *const by_point[] = { "2.7.18", "3.3.7" };

  g_test_summary ("Up to 3.3 each code point is one step, in 3.0 to 3.2 each 16-bit unit.");
  for (gsize i = 0; i < G_N_ELEMENTS (by_point); i++)
    {
      const DscTraits traits = traits_of (by_point[i]);
      const DscHashSecret secret = dsc_hash_secret (&traits, 7);
      g_assert_cmpint (dsc_hash_text (&traits, &secret, text, strlen (text)), ==, fnv (&secret, points, 4));
    }
  const DscTraits traits = traits_of ("3.2.6");
  const DscHashSecret secret = dsc_hash_secret (&traits, 7);
  g_assert_cmpint (dsc_hash_text (&traits, &secret, text, strlen (text)), ==, fnv (&secret, halves, 5));
}

static void
test_lone_surrogates (void)
{
  const DscTraits traits = traits_of ("3.11.7");
  const DscHashSecret secret = dsc_hash_secret (&traits, 0);

  g_assert_cmpint (dsc_hash_text (&traits, &secret, "\xed\xa0\xbd\xed\xb8\x80", 6), ==,
                   dsc_hash_bytes (&traits, &secret, "\x3d\xd8\x00\xde", 4));
}

static void
test_empty (void)
{
  static const char *const versions[] = { "2.7.18", "3.3.7", "3.9.18", "3.13.0", "3.13.2-wasm32" };

  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      const DscTraits traits = traits_of (versions[i]);
      const DscHashSecret secret = dsc_hash_secret (&traits, 42);
      g_assert_cmpint (dsc_hash_text (&traits, &secret, "", 0), ==, 0);
      g_assert_cmpint (dsc_hash_bytes (&traits, &secret, NULL, 0), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/hash-text/large-seed", test_large_seed);
  g_test_add_func ("/core/hash-text/storage", test_storage);
  g_test_add_func ("/core/hash-text/units", test_units);
  g_test_add_func ("/core/hash-text/lone-surrogates", test_lone_surrogates);
  g_test_add_func ("/core/hash-text/empty", test_empty);
  return g_test_run ();
}
