/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-hash.c: hashes of objects and of what is made of them; the recorded values are in test-recorded-hashes.c. */
#include "expression.h"

#include "dsc-hash.h"

#include <glib.h>
#include <math.h>
#include <string.h>

static DscTraits
traits_of (const char *version)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (version, &target), ==, DSC_STATUS_OK);
  return dsc_traits_resolve (target);
}

static DscPool *
pool_of (const char *version)
{
  const DscTraits traits = traits_of (version);

  return dsc_pool_new (&traits, 0, &dsc_alloc_libc);
}

static int64_t
hash_of (const DscObject *object, const DscPool *pool)
{
  int64_t hash;

  g_assert_nonnull (object);
  g_assert_true (dsc_hash_object (object, pool, &hash, NULL));
  g_assert_true (object->hash_known);
  g_assert_cmpint (object->hash, ==, hash);
  g_assert_cmpint (hash, !=, -1);
  return hash;
}

static void
test_secrets (void)
{
  DscTraits traits = traits_of ("2.7.18");
  DscHashSecret secret = dsc_hash_secret (&traits, 0);

  g_test_summary ("All layouts begin at the first byte of the generator; words are as wide as a hash, SipHash keys always 64 bits.");
  g_assert_true (secret.prefix == 0 && secret.suffix == 0 && secret.k0 == 0 && secret.k1 == 0);
  secret = dsc_hash_secret (&traits, 42);
  g_assert_cmphex (secret.prefix & 0xff, ==, ((42u * 214013u + 2531011u) >> 16) & 0xff);
  g_assert_cmphex (secret.prefix, ==, secret.k0);
  g_assert_cmphex (secret.suffix, ==, secret.k1);

  traits = traits_of ("2.7.18-i386");
  const DscHashSecret narrow = dsc_hash_secret (&traits, 42);
  g_assert_cmphex (narrow.prefix, ==, secret.prefix & G_MAXUINT32);
  g_assert_cmphex (narrow.suffix, ==, secret.prefix >> 32);
  g_assert_cmphex (narrow.k1, ==, secret.k1);

  traits = traits_of ("2.7.2");
  secret = dsc_hash_secret (&traits, 42);
  g_assert_cmphex (secret.prefix, ==, 0);
}

static void
test_unhashable (void)
{
  DscPool *pool = pool_of ("3.9.18");
  static const char *const expressions[] = { "[1]", "set([1])", "(1, [2])", "(1, (2, ([],)))" };
  int dict;

  for (gsize i = 0; i < G_N_ELEMENTS (expressions); i++)
    {
      const DscObject *object = expression_read (pool, expressions[i]), *culprit = NULL;
      int64_t hash;
      g_assert_false (dsc_hash_object (object, pool, &hash, &culprit));
      g_assert_false (dsc_hash_object (object, pool, &hash, NULL));
      g_assert_cmpstr (dsc_object_type_name (culprit, pool), ==, i == 1 ? "set" : "list");
      g_assert_false (object->hash_known);
    }
  const DscObject *object = dsc_object_reference (pool, DSC_OBJECT_DICT, &dict, NULL), *culprit = NULL;
  int64_t hash;
  g_assert_false (dsc_hash_object (object, pool, &hash, &culprit));
  g_assert_true (culprit == object);
  dsc_pool_unref (pool);
}

static void
check_vector (const char *version, const char *expression, int64_t wanted)
{
  DscPool *pool = pool_of (version);

  g_assert_cmpint (hash_of (expression_read (pool, expression), pool), ==, wanted);
  dsc_pool_unref (pool);
}

static void
test_ranges (void)
{
  check_vector ("3.3.7", "range(5)", 7573308626029640035);
  check_vector ("3.7.16", "range(5)", 7573308626029640035);
  check_vector ("3.8.18", "range(5)", 5795932985296280846);
  check_vector ("3.6.15", "range(2, 10, 3)", 5050909583597974841);
  check_vector ("3.13.0", "range(2, 10, 3)", -6356849252680097597);
  check_vector ("3.12.1", "range(0)", 2676694398852732306);
  check_vector ("3.12.1", "range(1)", -6721383568238688696);
  check_vector ("3.9.18", "range(3)", -8338477496398685190);
}

static void
test_tuples_before_24 (void)
{
  DscPool *pool = pool_of ("2.2.3");
  const DscObject *items[] = { dsc_object_int (pool, 1), dsc_object_int (pool, 2) };
  uint64_t x = 0x345678;

  x = (1000003 * x) ^ 1;
  x = (1000003 * x) ^ 2;
  g_assert_cmpint (hash_of (dsc_object_tuple (pool, items, 2), pool), ==, (int64_t) (x ^ 2));
  dsc_pool_unref (pool);
}

static void
test_by_address (void)
{
  DscPool *pool = pool_of ("3.10.13");
  const DscTraits *traits = dsc_pool_get_traits (pool);
  const DscObject *nan = dsc_object_float (pool, NAN), *other = dsc_object_float (pool, NAN);
  int target;

  g_assert_cmpint (hash_of (nan, pool), ==, dsc_hash_pointer (traits, dsc_object_address (nan, pool)));
  g_assert_cmpint (hash_of (nan, pool), !=, hash_of (other, pool));
  const DscObject *none = dsc_object_none (pool);
  g_assert_cmpint (hash_of (none, pool), ==, dsc_hash_pointer (traits, dsc_object_address (none, pool)));
  const DscObject *instance = dsc_object_reference (pool, DSC_OBJECT_INSTANCE, &target, "P");
  g_assert_cmpint (hash_of (instance, pool), ==, dsc_hash_pointer (traits, dsc_object_address (instance, pool)));

  const DscObject *complex = dsc_object_complex (pool, 2, NAN);
  const uint64_t by_address = (uint64_t) dsc_hash_pointer (traits, dsc_object_address (complex, pool));
  g_assert_cmpint (hash_of (complex, pool), ==, (int64_t) (2 + 1000003 * by_address));
  complex = dsc_object_complex (pool, NAN, 3);
  const uint64_t again = (uint64_t) dsc_hash_pointer (traits, dsc_object_address (complex, pool));
  g_assert_cmpint (hash_of (complex, pool), ==, (int64_t) (again + 3000009));
  dsc_pool_unref (pool);

  pool = pool_of ("3.9.18");
  g_assert_cmpint (hash_of (dsc_object_float (pool, NAN), pool), ==, 0);
  g_assert_cmpint (hash_of (dsc_object_complex (pool, NAN, 1), pool), ==, 1000003);
  dsc_pool_unref (pool);
  pool = pool_of ("3.2.6");
  const DscObject *range = dsc_object_range (pool, 0, 3, 1);
  g_assert_cmpint (hash_of (range, pool), ==, dsc_hash_pointer (dsc_pool_get_traits (pool), dsc_object_address (range, pool)));
  dsc_pool_unref (pool);
}

static void
test_pointers (void)
{
  DscTraits traits = traits_of ("2.6.9");

  g_assert_cmpint (dsc_hash_pointer (&traits, 0x7f0000001230), ==, 0x7f0000001230);
  traits = traits_of ("2.7.18");
  g_assert_cmpint (dsc_hash_pointer (&traits, 0x7f0000001230), ==, 0x7f000000123);
  g_assert_cmpint (dsc_hash_pointer (&traits, 0x8), ==, INT64_MIN);
  traits = traits_of ("3.9.2-i386");
  g_assert_cmpint (dsc_hash_pointer (&traits, 0xb7001238), ==, (int32_t) 0x8b700123);
  g_assert_cmpint (dsc_hash_pointer (&traits, 0xffffffff), ==, -2);
}

static void
test_minus_one (void)
{
  DscPool *pool = pool_of ("3.9.18");

  g_assert_cmpint (hash_of (dsc_object_keyed (pool, -1, "a", "K"), pool), ==, -2);
  dsc_pool_unref (pool);
  pool = pool_of ("3.9.2-i386");
  g_assert_cmpint (hash_of (dsc_object_keyed (pool, 5000000000, "a", "K"), pool), ==, 5000000000 % 2147483647);
  g_assert_cmpint (hash_of (dsc_object_keyed (pool, INT32_MIN, "a", "K"), pool), ==, INT32_MIN);
  dsc_pool_unref (pool);
}

static void
test_frozenset_without_order (void)
{
  DscPool *pool = pool_of ("3.13.0");

  g_assert_cmpint (hash_of (expression_read (pool, "frozenset([0, 32, 64, 96, 'a'])"), pool), ==,
                   hash_of (expression_read (pool, "frozenset([96, 'a', 64, 32, 0])"), pool));
  dsc_pool_unref (pool);
}

static gpointer
hash_in_thread (gpointer data)
{
  gpointer *pool_and_object = data;

  for (int i = 0; i < 1000; i++)
    hash_of (pool_and_object[1], pool_and_object[0]);
  return NULL;
}

static void
test_two_threads (void)
{
  DscPool *pool = pool_of ("3.13.0");
  gpointer both[] = { pool, (gpointer) expression_read (pool, "('a text', (1, 2.5, 'another'), frozenset([1, 2]))") };
  GThread *a = g_thread_new ("a", hash_in_thread, both), *b = g_thread_new ("b", hash_in_thread, both);

  g_thread_join (a);
  g_thread_join (b);
  dsc_pool_unref (pool);
}

/* Objects of one release take the hashes of another one, and get their own back. */
static void
test_by_traits (void)
{
  static const char *const versions[] = { "3.2.6", "3.3.7-i386", "3.5.10", "3.5.10-wasm32", "3.14.10" };
  static const char *const texts[] = { "", "a", "key-17", "a text that is longer than a block", "\xc3\xa9\xe2\x82\xac" };
  static const int64_t numbers[] = { 0, 1, -1, 256, 123456789, -2147483648 };
  enum { N_TEXTS = 5, N_NUMBERS = 6, N = N_TEXTS + N_NUMBERS };

  for (size_t i = 0; i < G_N_ELEMENTS (versions); i++)
    for (size_t k = 0; k < G_N_ELEMENTS (versions); k++)
      {
        const DscTraits own = traits_of (versions[i]), other = traits_of (versions[k]);
        DscPool *pool = dsc_pool_new (&own, 7, &dsc_alloc_libc), *there = dsc_pool_new (&other, 7, &dsc_alloc_libc);
        const DscObject *mine[N], *theirs[N];
        int64_t before[N];

        for (int n = 0; n < N; n++)
          {
            mine[n] = n < N_TEXTS ? dsc_object_str (pool, texts[n], strlen (texts[n])) : dsc_object_int (pool, numbers[n - N_TEXTS]);
            theirs[n] = n < N_TEXTS ? dsc_object_str (there, texts[n], strlen (texts[n])) : dsc_object_int (there, numbers[n - N_TEXTS]);
            before[n] = hash_of (mine[n], pool);
          }
        dsc_hash_by_traits (mine, N, &other, 7);
        for (int n = 0; n < N; n++)
          g_assert_cmpint (hash_of (mine[n], pool), ==, hash_of (theirs[n], there));
        dsc_hash_by_traits (mine, N, &own, 7);
        for (int n = 0; n < N; n++)
          g_assert_cmpint (hash_of (mine[n], pool), ==, before[n]);
        dsc_pool_unref (pool);
        dsc_pool_unref (there);
      }
}

/* Known from the objects that were asked for, single characters too. */
static void
test_other_texts (void)
{
  DscPool *pool = pool_of ("3.14");

  (void) dsc_object_str (pool, "plain", 5);
  (void) dsc_object_str (pool, "p", 1);
  g_assert_false (dsc_pool_has_other_texts (pool));
  (void) dsc_object_str (pool, "\xc3\xa9", 2);
  g_assert_true (dsc_pool_has_other_texts (pool));
  dsc_pool_unref (pool);
  pool = pool_of ("3.14");
  (void) dsc_object_str (pool, "10 \xe2\x82\xac", 6);
  g_assert_true (dsc_pool_has_other_texts (pool));
  dsc_pool_unref (pool);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/hash/secrets", test_secrets);
  g_test_add_func ("/core/hash/unhashable", test_unhashable);
  g_test_add_func ("/core/hash/ranges", test_ranges);
  g_test_add_func ("/core/hash/tuples-before-2.4", test_tuples_before_24);
  g_test_add_func ("/core/hash/by-address", test_by_address);
  g_test_add_func ("/core/hash/pointers", test_pointers);
  g_test_add_func ("/core/hash/minus-one", test_minus_one);
  g_test_add_func ("/core/hash/frozenset-without-order", test_frozenset_without_order);
  g_test_add_func ("/core/hash/by-traits", test_by_traits);
  g_test_add_func ("/core/hash/other-texts", test_other_texts);
  g_test_add_func ("/core/hash/two-threads", test_two_threads);
  return g_test_run ();
}
