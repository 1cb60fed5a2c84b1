/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-object.c: making of objects: what is shared, limits, and running out of memory. */
#include "expression.h"

#include "dsc-hash.h"
#include "failing-alloc.h"

#include <glib.h>
#include <string.h>

static DscPool *
pool_on (const char *version, const DscAlloc *alloc)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (version, &target), ==, DSC_STATUS_OK);
  const DscTraits traits = dsc_traits_resolve (target);
  return dsc_pool_new (&traits, 0, alloc);
}

static DscPool *
pool_of (const char *version)
{
  return pool_on (version, &dsc_alloc_libc);
}

static void
test_shared (void)
{
  static const char *const shared[] = { "-5", "0", "256", "None", "True", "''", "b''", "'a'", "'\\xe9'", "b'\\xff'", "()" };
  static const char *const fresh[] = { "-6", "257", "'ab'", "b'ab'", "1.0", "(1,)", "2**70", "'\\u0100'", "frozenset([1])" };

  for (int i = 0; i < 2; i++)
    {
      DscPool *pool = pool_of (i == 0 ? "2.7.18" : "3.12.1");
      for (gsize j = 0; j < G_N_ELEMENTS (shared); j++)
        g_assert_true (expression_read (pool, shared[j]) == expression_read (pool, shared[j]));
      for (gsize j = 0; j < G_N_ELEMENTS (fresh); j++)
        g_assert_false (expression_read (pool, fresh[j]) == expression_read (pool, fresh[j]));
      g_assert_true (dsc_object_none (pool) == dsc_object_none (pool));
      g_assert_true (dsc_object_dummy (pool) == dsc_object_dummy (pool));
      dsc_pool_unref (pool);
    }
}

static void
test_texts_are_copied (void)
{
  DscPool *pool = pool_of ("3.9.18");
  char text[] = "k\0ey";
  const DscObject *object = dsc_object_str (pool, text, 4);

  memset (text, 'x', sizeof text);
  g_assert_cmpmem (object->as.text.bytes, object->as.text.length + 1, "k\0ey", 5);
  g_assert_true (object->is_ascii);
  g_assert_true (dsc_object_is_exact_str (object));
  g_assert_false (dsc_object_is_exact_str (dsc_object_str_subclass (pool, "k", 1, "S")));
  g_assert_false (dsc_object_is_exact_str (dsc_object_bytes (pool, "kk", 2)));
  dsc_pool_unref (pool);
}

static void
test_narrow_builds_join_surrogates (void)
{
  static const char pair[] = "\xed\xa0\xbd\xed\xb8\x80", joined[] = "\xf0\x9f\x98\x80", alone[] = "\xed\xa0\xbdz\xed\xb8\x80";
  DscPool *narrow = pool_of ("3.2.6"), *wide = pool_of ("3.3.7");

  const DscObject *object = dsc_object_str (narrow, pair, 6);
  g_assert_cmpmem (object->as.text.bytes, object->as.text.length, joined, 4);
  g_assert_true (dsc_object_equal (object, dsc_object_str (narrow, joined, 4), narrow));
  object = dsc_object_str (narrow, alone, 7);
  g_assert_cmpmem (object->as.text.bytes, object->as.text.length, alone, 7);
  object = dsc_object_str (wide, pair, 6);
  g_assert_cmpmem (object->as.text.bytes, object->as.text.length, pair, 6);
  g_assert_false (dsc_object_equal (object, dsc_object_str (wide, joined, 4), wide));
  object = dsc_object_bytes (narrow, pair, 6);
  g_assert_cmpmem (object->as.text.bytes, object->as.text.length, pair, 6);
  dsc_pool_unref (narrow);
  dsc_pool_unref (wide);
}

static void
test_trackable (void)
{
  DscPool *pool = pool_of ("3.9.18");
  static const char *const yes[] = { "(1,)", "[]", "set([])", "frozenset([1])" };
  static const char *const no[] = { "1", "2**70", "1.5", "1j", "'abc'", "b'abc'", "None", "True", "range(3)", "()" };

  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    g_assert_true (expression_read (pool, yes[i])->trackable);
  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    g_assert_false (expression_read (pool, no[i])->trackable);
  g_assert_true (dsc_object_keyed (pool, 1, "a", "K")->trackable);
  g_assert_true (dsc_object_str_subclass (pool, "a", 1, "S")->trackable);
  g_assert_true (dsc_object_opaque (pool, "x", "x", true)->trackable);
  g_assert_false (dsc_object_opaque (pool, "x", "x", false)->trackable);
  dsc_pool_unref (pool);
}

static void
test_empty_tuples (void)
{
  DscPool *old = pool_of ("3.10.13");
  DscPool *new = pool_of ("3.11.7");
  const DscObject *item = dsc_object_none (old);

  g_test_summary ("An iterator that gives nothing makes a tuple of its own up to 3.10, and the collector tracks it.");
  g_assert_true (dsc_object_tuple (old, NULL, 0) == dsc_object_tuple (old, NULL, 0));
  g_assert_true (dsc_object_tuple_from_iterator (old, NULL, 0) != dsc_object_tuple (old, NULL, 0));
  g_assert_true (dsc_object_tuple_from_iterator (old, NULL, 0)->trackable);
  g_assert_cmpint (dsc_object_tuple_from_iterator (old, &item, 1)->as.sequence.length, ==, 1);
  g_assert_true (dsc_object_tuple_from_iterator (new, NULL, 0) == dsc_object_tuple (new, NULL, 0));
  dsc_pool_unref (old);
  dsc_pool_unref (new);
}

static void
test_what_can_change (void)
{
  DscPool *pool = pool_of ("3.9.18");
  int target;
  const DscObject *dict = dsc_object_reference (pool, DSC_OBJECT_DICT, &target, NULL);
  const DscObject *instance = dsc_object_reference (pool, DSC_OBJECT_INSTANCE, &target, "P");
  const DscObject *class = dsc_object_reference (pool, DSC_OBJECT_CLASS, &target, "P");
  const DscObject *plain = expression_read (pool, "(1, [2])");

  g_test_summary ("Known from the items' own flags, so tuples of 2**200 items are no work.");
  g_assert_true (dict->has_dict && dict->can_change);
  g_assert_true (!instance->has_dict && instance->can_change);
  g_assert_true (!class->has_dict && !class->can_change);
  g_assert_true (!plain->has_dict && !plain->can_change);
  for (int i = 0; i < 200; i++)
    {
      const DscObject *with_dict[] = { plain, dict, dict }, *with_instance[] = { instance, instance };
      dict = dsc_object_list (pool, with_dict, 3);
      instance = dsc_object_frozenset (pool, with_instance, 2);
      g_assert_true (dict->has_dict && dict->can_change);
      g_assert_true (!instance->has_dict && instance->can_change);
    }
  dsc_pool_unref (pool);
}

static void
test_depth_is_limited (void)
{
  DscPool *pool = pool_of ("3.9.18");
  const DscObject *tuple = dsc_object_int (pool, 1);
  int64_t hash;

  for (int i = 0; i < DSC_OBJECT_MAX_DEPTH; i++)
    {
      tuple = dsc_object_tuple (pool, &tuple, 1);
      g_assert_nonnull (tuple);
    }
  g_assert_true (dsc_hash_object (tuple, pool, &hash, NULL));
  g_assert_null (dsc_object_tuple (pool, &tuple, 1));
  g_assert_null (dsc_object_list (pool, &tuple, 1));
  g_assert_null (dsc_object_frozenset (pool, &tuple, 1));
  dsc_pool_unref (pool);
}

static void
test_hostile_arguments (void)
{
  DscPool *pool = pool_of ("3.9.18");
  const DscObject *items[] = { dsc_object_int (pool, 1), NULL, expression_read (pool, "[1]") };

  g_assert_null (dsc_object_str (pool, "\xff\xff\xff", SIZE_MAX / 2) );
  g_assert_null (dsc_object_bytes (pool, "xx", SIZE_MAX));
  g_assert_null (dsc_object_tuple (pool, items, 2));
  g_assert_null (dsc_object_set (pool, items, 2));
  g_assert_null (dsc_object_frozenset (pool, items + 2, 1));
  g_assert_nonnull (dsc_object_int (pool, 1000));
  dsc_pool_unref (pool);
}

/* Each way to make an object, from a pool that has nothing yet. */
static const DscObject *
make (unsigned which, DscPool *pool, const DscObject *const *items, size_t n, const DscBigint *big)
{
  static const char text[] = "a text that is long enough to need more than one unit \xc3\xa9";

  switch (which)
    {
    case 0:
      return dsc_object_int (pool, 1000);
    case 1:
      return dsc_object_big (pool, big, false);
    case 2:
      return dsc_object_long (pool, 1000);
    case 3:
      return dsc_object_float (pool, 1.5);
    case 4:
      return dsc_object_complex (pool, 1, 2);
    case 5:
      return dsc_object_str (pool, text, strlen (text));
    case 6:
      return dsc_object_unicode (pool, text, strlen (text));
    case 7:
      return dsc_object_bytes (pool, text, strlen (text));
    case 8:
      return dsc_object_str_subclass (pool, text, strlen (text), "S");
    case 9:
      return dsc_object_keyed (pool, 5, "name", "K");
    case 10:
      return dsc_object_tuple (pool, items, n);
    case 11:
      return dsc_object_list (pool, items, n);
    case 12:
      return dsc_object_frozenset (pool, items, n);
    case 13:
      return dsc_object_set (pool, items, n);
    case 14:
      return dsc_object_range (pool, 0, 10, 2);
    case 15:
      return dsc_object_opaque (pool, "deque", "deque([])", true);
    default:
      return dsc_object_reference (pool, DSC_OBJECT_CLASS, NULL, "P");
    }
}

static void
check_maker (const char *version, unsigned which, const DscBigint *big)
{
  bool done = false;
  unsigned fail_at;

  for (fail_at = 1; !done; fail_at++)
    {
      FailingAlloc failing;
      failing_alloc_init (&failing, fail_at);
      DscPool *pool = pool_on (version, &failing.alloc);
      if (pool != NULL)
        {
          /* 200 small ints, all shared: they need no memory. */
          const DscObject *items[200];
          for (int i = 0; i < 200; i++)
            items[i] = dsc_object_int (pool, i);
          const DscObject *object = make (which, pool, items, G_N_ELEMENTS (items), big);
          done = !failing_alloc_has_failed (&failing);
          g_assert_true ((object != NULL) == done);
        }
      dsc_pool_unref (pool);
      g_assert_cmpuint (failing.n_live, ==, 0);
    }
  g_assert_cmpuint (fail_at, >, 3);
}

static void
test_out_of_memory (void)
{
  static const char *const versions[] = { "2.7.18", "3.2.6", "3.13.0" };
  DscBigint one, big;

  g_test_summary ("Each allocation of each maker is refused once: NULL comes back and nothing is lost.");
  g_assert_cmpint (dsc_bigint_init_int64 (&one, &dsc_alloc_libc, 1), ==, DSC_STATUS_OK);
  g_assert_cmpint (dsc_bigint_shift_left (&big, &dsc_alloc_libc, &one, 100), ==, DSC_STATUS_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    for (unsigned which = 0; which <= 16; which++)
      check_maker (versions[i], which, &big);
  dsc_bigint_clear (&one, &dsc_alloc_libc);
  dsc_bigint_clear (&big, &dsc_alloc_libc);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/object/shared", test_shared);
  g_test_add_func ("/core/object/texts-are-copied", test_texts_are_copied);
  g_test_add_func ("/core/object/narrow-builds-join-surrogates", test_narrow_builds_join_surrogates);
  g_test_add_func ("/core/object/trackable", test_trackable);
  g_test_add_func ("/core/object/empty-tuples", test_empty_tuples);
  g_test_add_func ("/core/object/what-can-change", test_what_can_change);
  g_test_add_func ("/core/object/depth-is-limited", test_depth_is_limited);
  g_test_add_func ("/core/object/hostile-arguments", test_hostile_arguments);
  g_test_add_func ("/core/object/out-of-memory", test_out_of_memory);
  return g_test_run ();
}
