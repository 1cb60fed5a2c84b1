/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-object-equal.c: == between objects of all kinds, in 2.7 and 3.x. */
#include "expression.h"

#include "dsc-hash.h"

#include <glib.h>
#include <string.h>

typedef struct {
  const char *a, *b;
  bool        old, new;      /* in 2.7, in 3.9 */
} Pair;

/* clang-format off */
static const Pair pairs[] = {
  { "1", "1", true, true },                         { "1", "2", false, false },
  { "1", "1.0", true, true },                       { "1", "True", true, true },
  { "0", "False", true, true },                     { "True", "1.0", true, true },
  { "1", "1 + 0j", true, true },                    { "1.0", "1 + 0j", true, true },
  { "1", "1 + 1j", false, false },                  { "1.5", "1.5 + 0j", true, true },
  { "1j", "1j", true, true },                       { "1j", "2j", false, false },
  { "0", "-0.0", true, true },                      { "0.0", "-0.0", true, true },
  { "float('nan')", "float('nan')", false, false }, { "complex(float('nan'), 0)", "1", false, false },
  { "float('inf')", "float('inf')", true, true },   { "float('inf')", "2**1100", false, false },
  { "float('-inf')", "float('inf')", false, false },
  { "2**53", "9007199254740992.0", true, true },    { "2**53 + 1", "9007199254740992.0", false, false },
  { "2**63 - 1", "9223372036854775808.0", false, false }, { "2**63", "9223372036854775808.0", true, true },
  { "-2**63", "-9223372036854775808.0", true, true },     { "2**64", "2**64 + 0", true, true },
  { "2**64", "-2**64", false, false },              { "10**22", "1e22", true, true },
  { "10**23", "1e23", false, false },               { "2**100", "2.0**100", true, true },
  { "2**100 + 1", "2.0**100", false, false },       { "2**100", "complex(2.0**100, 0)", true, true },
  { "1", "1.5", false, false },                     { "1", "1e300", false, false },
  { "-1", "-1.0", true, true },                     { "2**100", "1", false, false },
  { "1", "'1'", false, false },                     { "1", "None", false, false },
  { "None", "None", true, true },                   { "None", "False", false, false },
  { "'a'", "'a'", true, true },                     { "'ab'", "'ac'", false, false },
  { "'ab'", "'abc'", false, false },                { "'a'", "u'a'", true, true },
  { "'a'", "b'a'", true, false },                   { "u'\\xe9'", "'\\xe9'", false, true },
  { "'\\xc3\\xa9'", "u'\\xe9'", false, false },     { "''", "b''", true, false },
  { "u''", "''", true, true },                      { "b'ab'", "b'ab'", true, true },
  { "()", "()", true, true },                       { "(1, 2)", "(1.0, True + 1)", true, true },
  { "(1, 2)", "(1, 3)", false, false },             { "(1,)", "(1, 1)", false, false },
  { "(1,)", "[1]", false, false },                  { "[1, 'a']", "[1.0, u'a']", true, true },
  { "((1, ('a',)),)", "((1, ('a',)),)", true, true },
  { "(float('nan'),)", "(float('nan'),)", false, false },
  { "frozenset([1, 2])", "frozenset([2, 1.0])", true, true },
  { "frozenset([1, 2])", "set([2, 1])", true, true },
  { "frozenset([1, 2])", "frozenset([1, 3])", false, false },
  { "frozenset([1])", "frozenset([1, 2])", false, false },
  { "frozenset()", "frozenset()", true, true },     { "frozenset([1])", "1", false, false },
  { "frozenset(range(0, 640, 32))", "frozenset(range(608, -32, -32))", true, true },
};
/* clang-format on */

static DscPool *
pool_of (const char *version)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (version, &target), ==, DSC_STATUS_OK);
  const DscTraits traits = dsc_traits_resolve (target);
  return dsc_pool_new (&traits, 1, &dsc_alloc_libc);
}

static void
check_pair (DscPool *pool, const Pair *pair, bool wanted)
{
  const DscObject *a = expression_read (pool, pair->a), *b = expression_read (pool, pair->b);
  int64_t hash_a, hash_b;

  g_assert_nonnull (a);
  g_assert_nonnull (b);
  if (dsc_object_equal (a, b, pool) != wanted || dsc_object_equal (b, a, pool) != wanted)
    g_error ("%s == %s must be %d", pair->a, pair->b, wanted);
  if (wanted && dsc_hash_object (a, pool, &hash_a, NULL) && dsc_hash_object (b, pool, &hash_b, NULL))
    g_assert_cmpint (hash_a, ==, hash_b);
}

static void
test_pairs (void)
{
  DscPool *old = pool_of ("2.7.18"), *new = pool_of ("3.9.18"), *narrow = pool_of ("3.9.2-i386");

  g_test_summary ("Pairs are equal or not as in the version, both ways round, and equal ones hash alike.");
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      check_pair (old, &pairs[i], pairs[i].old);
      check_pair (new, &pairs[i], pairs[i].new);
      check_pair (narrow, &pairs[i], pairs[i].new);
    }
  dsc_pool_unref (old);
  dsc_pool_unref (new);
  dsc_pool_unref (narrow);
}

static void
test_nan_in_containers (void)
{
  DscPool *pool = pool_of ("3.13.0");
  const DscObject *nan = expression_read (pool, "float('nan')");
  const DscObject *a = dsc_object_tuple (pool, &nan, 1), *b = dsc_object_tuple (pool, &nan, 1);

  g_test_summary ("The same NaN makes equal tuples and sets, though it is not equal to itself.");
  g_assert_false (dsc_object_equal (nan, nan, pool));
  g_assert_true (dsc_object_equal (a, b, pool));
  g_assert_true (dsc_object_equal (dsc_object_frozenset (pool, &nan, 1), dsc_object_set (pool, &nan, 1), pool));
  dsc_pool_unref (pool);
}

static void
test_no_explosion (void)
{
  DscPool *pool = pool_of ("3.13.0");
  const DscObject *a = dsc_object_int (pool, 1000), *b = dsc_object_int (pool, 1000);

  g_test_summary ("Two tuples of 2**200 equal ints, built apart, are compared at once.");
  for (int i = 0; i < 200; i++)
    {
      const DscObject *two_a[] = { a, dsc_object_int (pool, i), a }, *two_b[] = { b, dsc_object_int (pool, i), b };
      a = dsc_object_tuple (pool, two_a, 3);
      b = dsc_object_tuple (pool, two_b, 3);
    }
  g_assert_true (dsc_object_equal (a, b, pool));
  dsc_pool_unref (pool);
}

static void
test_ranges (void)
{
  static const struct { int64_t a[3], b[3]; bool equal; } ranges[] = {
    { { 0, 3, 1 }, { 0, 3, 1 }, true },      { { 0, 3, 2 }, { 0, 4, 2 }, true },   { { 0, 0, 1 }, { 5, 2, 1 }, true },
    { { 0, 1, 1 }, { 0, 7, 9 }, true },      { { 0, 3, 1 }, { 1, 4, 1 }, false },  { { 0, 4, 2 }, { 0, 2, 1 }, false },
    { { 5, 0, -1 }, { 5, 0, -1 }, true },    { { 0, 2, 1 }, { 0, 3, 1 }, false },
    { { INT64_MIN, INT64_MAX, 1 }, { INT64_MIN, INT64_MAX, 1 }, true },
  };
  DscPool *old = pool_of ("3.2.6"), *new = pool_of ("3.3.0");

  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      const int64_t *x = ranges[i].a, *y = ranges[i].b;
      const DscObject *a = dsc_object_range (new, x[0], x[1], x[2]), *b = dsc_object_range (new, y[0], y[1], y[2]);
      g_assert_true (dsc_object_equal (a, b, new) == ranges[i].equal);
      a = dsc_object_range (old, x[0], x[1], x[2]);
      b = dsc_object_range (old, y[0], y[1], y[2]);
      g_assert_false (dsc_object_equal (a, b, old));
      g_assert_true (dsc_object_equal (a, a, old));
    }
  g_assert_cmpuint (dsc_object_range_length (dsc_object_range (new, INT64_MIN, INT64_MAX, 1)), ==, UINT64_MAX);
  g_assert_cmpuint (dsc_object_range_length (dsc_object_range (new, INT64_MAX, INT64_MIN, INT64_MIN)), ==, 2);
  g_assert_cmpuint (dsc_object_range_length (dsc_object_range (new, 0, 10, 3)), ==, 4);
  g_assert_cmpuint (dsc_object_range_length (dsc_object_range (new, 10, 0, -3)), ==, 4);
  g_assert_cmpuint (dsc_object_range_length (dsc_object_range (new, 0, 10, 0)), ==, 0);
  dsc_pool_unref (old);
  dsc_pool_unref (new);
}

static void
test_user_objects (void)
{
  DscPool *pool = pool_of ("3.9.18");
  int x, y;
  const DscObject *a = dsc_object_keyed (pool, 1, "a", "K");

  g_assert_true (dsc_object_equal (a, dsc_object_keyed (pool, 2, "a", "K"), pool));
  g_assert_false (dsc_object_equal (a, dsc_object_keyed (pool, 1, "b", "K"), pool));
  g_assert_false (dsc_object_equal (a, dsc_object_keyed (pool, 1, "a", "L"), pool));
  g_assert_false (dsc_object_equal (a, dsc_object_str (pool, "a", 1), pool));
  g_assert_true (dsc_object_equal (dsc_object_str_subclass (pool, "a", 1, "S"), dsc_object_str (pool, "a", 1), pool));
  const DscObject *one = dsc_object_reference (pool, DSC_OBJECT_INSTANCE, &x, "P");
  g_assert_true (dsc_object_equal (one, dsc_object_reference (pool, DSC_OBJECT_INSTANCE, &x, "P"), pool));
  g_assert_false (dsc_object_equal (one, dsc_object_reference (pool, DSC_OBJECT_INSTANCE, &y, "P"), pool));
  g_assert_false (dsc_object_equal (one, dsc_object_reference (pool, DSC_OBJECT_CLASS, &x, "P"), pool));
  one = dsc_object_reference (pool, DSC_OBJECT_DICT, &x, NULL);
  g_assert_true (dsc_object_equal (one, dsc_object_reference (pool, DSC_OBJECT_DICT, &x, NULL), pool));
  one = dsc_object_opaque (pool, "deque", "deque([])", true);
  g_assert_true (dsc_object_equal (one, one, pool));
  g_assert_false (dsc_object_equal (one, dsc_object_opaque (pool, "deque", "deque([])", true), pool));
  g_assert_true (dsc_object_equal (dsc_object_dummy (pool), dsc_object_dummy (pool), pool));
  dsc_pool_unref (pool);
}

static void
test_python2_str_subclass (void)
{
  DscPool *pool = pool_of ("2.7.18");
  const DscObject *sub = dsc_object_str_subclass (pool, "a", 1, "S");

  g_assert_true (dsc_object_equal (sub, dsc_object_unicode (pool, "a", 1), pool));
  g_assert_true (dsc_object_equal (sub, dsc_object_bytes (pool, "a", 1), pool));
  dsc_pool_unref (pool);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/object-equal/pairs", test_pairs);
  g_test_add_func ("/core/object-equal/nan-in-containers", test_nan_in_containers);
  g_test_add_func ("/core/object-equal/no-explosion", test_no_explosion);
  g_test_add_func ("/core/object-equal/ranges", test_ranges);
  g_test_add_func ("/core/object-equal/user-objects", test_user_objects);
  g_test_add_func ("/core/object-equal/python2-str-subclass", test_python2_str_subclass);
  return g_test_run ();
}
