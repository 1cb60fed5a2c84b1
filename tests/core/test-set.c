/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-set.c: the order of sets against recorded ones. */
#include "dsc-set.h"

#include "dsc-hash.h"
#include "failing-alloc.h"

#include <glib.h>
#include <string.h>

static DscPool *
pool_on (const char *version, guint32 seed, const DscAlloc *alloc)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (version, &target), ==, DSC_STATUS_OK);
  const DscTraits traits = dsc_traits_resolve (target);
  return dsc_pool_new (&traits, seed, alloc);
}

static const DscObject *
key_k (DscPool *pool, int number)
{
  g_autofree char *text = g_strdup_printf ("k%d", number);

  return dsc_object_str (pool, text, strlen (text));
}

/* set ('k%d' % i for i in range (n)) */
static void
make_set (DscPool *pool, gsize n, const DscObject *out_items[])
{
  const DscObject *items[64];
  gsize n_out;

  g_assert_cmpuint (n, <=, G_N_ELEMENTS (items));
  for (gsize i = 0; i < n; i++)
    items[i] = key_k (pool, (int) i);
  g_assert_cmpint (dsc_set_order (pool, items, n, out_items, &n_out), ==, DSC_STATUS_OK);
  g_assert_cmpuint (n_out, ==, n);
}

static int
number_of (const DscObject *key)
{
  return (int) g_ascii_strtoll (key->as.text.bytes + 1, NULL, 10);
}

/* clang-format off */
static const struct { const char *version; guint32 seed; gsize n; int order[42]; } iterated[] = {
  { "3.6.0",         0,  5, { 0, 4, 1, 3, 2 } },
  { "3.6.0",         0,  6, { 0, 4, 1, 3, 2, 5 } },
  { "3.6.0",         0, 21, { 0, 2, 15, 20, 16, 19, 9, 10, 4, 14, 1, 13, 3, 8, 12, 5, 17, 6, 11, 18, 7 } },
  { "3.9.2-i386",    0, 21, { 0, 2, 15, 20, 16, 19, 9, 10, 4, 14, 1, 13, 3, 8, 12, 5, 17, 6, 11, 18, 7 } },
  { "3.10.13",       1,  6, { 4, 2, 0, 1, 3, 5 } },
  { "3.13.13t",      0,  6, { 1, 2, 3, 0, 5, 4 } },
  { "3.15.2",        0, 21, { 1, 8, 14, 18, 7, 15, 9, 3, 0, 10, 5, 20, 19, 17, 6, 16, 11, 12, 2, 13, 4 } },
  { "3.14.2-wasm32", 0, 21, { 13, 12, 11, 10, 17, 16, 15, 14, 19, 18, 3, 2, 1, 0, 7, 6, 5, 4, 9, 8, 20 } },
};

/* Slots of the dict that fromkeys made of the set: the only trace of its order up to 3.5. */
static const struct { const char *version; gsize size, n; int order[42]; } in_dicts[] = {
  { "2.7.18", 32, 21, { 13, 12, 11, 10, 17, 16, 15, 14, 19, 18, 3, 2, 1, 0, 7, 6, 5, 4, 9, 8, 20 } },
  { "2.7.18", 64, 42, { 35, 21, 33, 34, 39, 27, 37, 38, 36, 28, 31, 25, 32, 26, 30, 13, 12, 11, 10, 17, 16, 15, 14, 22, 23, 19, 18,
                        40, 41, 24, 29, 3, 2, 1, 0, 7, 6, 5, 4, 9, 8, 20 } },
  { "3.4.10", 32, 21, { 17, 19, 9, 0, 4, 14, 1, 12, 3, 2, 15, 11, 20, 8, 18, 16, 5, 13, 7, 10, 6 } },
  { "3.5.10", 32, 21, { 17, 19, 9, 0, 4, 14, 1, 12, 3, 2, 7, 11, 20, 8, 18, 16, 5, 13, 15, 10, 6 } },
  { "3.5.10", 64, 42, { 19, 9, 0, 25, 36, 14, 28, 3, 38, 2, 18, 26, 40, 8, 37, 22, 12, 6, 27, 30, 35, 15, 10, 32, 17, 29, 4, 20, 21, 23,
                        11, 34, 13, 16, 5, 1, 24, 41, 39, 7, 33, 31 } },
};
/* clang-format on */

static void
test_iterated (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (iterated); i++)
    {
      DscPool *pool = pool_on (iterated[i].version, iterated[i].seed, &dsc_alloc_libc);
      const DscObject *order[64];
      make_set (pool, iterated[i].n, order);
      for (gsize j = 0; j < iterated[i].n; j++)
        g_assert_cmpint (number_of (order[j]), ==, iterated[i].order[j]);
      dsc_pool_unref (pool);
    }
}

/* Puts keys into the slots of a dict up to 3.5 that is large enough for them all. */
static void
fill_slots (const DscPool *pool, const DscObject *const *keys, gsize n, const DscObject **slots, gsize size)
{
  for (gsize i = 0; i < n; i++)
    {
      int64_t hash;
      dsc_hash_object (keys[i], pool, &hash, NULL);
      guint64 perturb = (guint64) hash, slot = perturb;
      for (; slots[slot & (size - 1)] != NULL; perturb >>= 5)
        slot = slot * 5 + perturb + 1;
      slots[slot & (size - 1)] = keys[i];
    }
}

static void
test_seen_in_dicts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (in_dicts); i++)
    {
      DscPool *pool = pool_on (in_dicts[i].version, 0, &dsc_alloc_libc);
      const DscObject *order[64], *slots[64] = { NULL };
      gsize n = 0;
      make_set (pool, in_dicts[i].n, order);
      fill_slots (pool, order, in_dicts[i].n, slots, in_dicts[i].size);
      for (gsize j = 0; j < in_dicts[i].size; j++)
        if (slots[j] != NULL)
          g_assert_cmpint (number_of (slots[j]), ==, in_dicts[i].order[n++]);
      g_assert_cmpuint (n, ==, in_dicts[i].n);
      dsc_pool_unref (pool);
    }
}

static void
check_ints (const char *version, const int *wanted, gsize n)
{
  DscPool *pool = pool_on (version, 0, &dsc_alloc_libc);
  const DscObject *items[32];
  gsize n_out;

  for (gsize i = 0; i < n; i++)
    items[i] = dsc_object_int (pool, (int64_t) i * 37 % 997 * 3);
  g_assert_cmpint (dsc_set_order (pool, items, n, items, &n_out), ==, DSC_STATUS_OK);
  g_assert_cmpuint (n_out, ==, n);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpint (items[i]->as.integer, ==, wanted[i]);
  dsc_pool_unref (pool);
}

static void
test_load_limits (void)
{
  static const int small[] = {
    0, 1665, 1443, 1221, 999, 777, 555, 333, 1998, 111, 1776, 1554, 1332, 1110, 888, 666, 444, 2109, 222, 1887,
  };
  static const int large[] = {
    0, 1665, 777, 1554, 666, 1443, 555, 1332, 444, 2109, 1221, 333, 1998, 1110, 222, 1887, 999, 111, 1776, 888,
  };
  static const int old_21[] = {
    0, 1665, 1443, 1221, 999, 777, 555, 2220, 333, 1998, 111, 1776, 1554, 1332, 1110, 888, 666, 444, 2109, 222, 1887,
  };
  static const int new_21[] = {
    0, 1665, 777, 1554, 666, 1443, 555, 2220, 1332, 444, 2109, 1221, 333, 1998, 1110, 222, 1887, 999, 111, 1776, 888,
  };

  g_test_summary ("32 slots grow at the 19th item from 3.7 on, at the 21st in 3.6, at the 22nd before.");
  check_ints ("2.7.18", small, 20);
  check_ints ("3.6.15", small, 20);
  check_ints ("3.7.16", large, 20);
  check_ints ("3.13.0", large, 20);
  check_ints ("2.7.18", old_21, 21);
  check_ints ("3.6.15", new_21, 21);
  check_ints ("3.13.0", new_21, 21);
}

static void
test_first_of_equal_items_stays (void)
{
  DscPool *pool = pool_on ("3.9.18", 0, &dsc_alloc_libc);
  const DscObject *items[] = { dsc_object_float (pool, 1), dsc_object_int (pool, 1), dsc_object_bool (pool, true) };
  gsize n;

  g_assert_cmpint (dsc_set_order (pool, items, 3, items, &n), ==, DSC_STATUS_OK);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (items[0]->kind, ==, DSC_OBJECT_FLOAT);
  g_assert_cmpint (dsc_set_order (pool, NULL, 0, NULL, &n), ==, DSC_STATUS_OK);
  g_assert_cmpuint (n, ==, 0);
  dsc_pool_unref (pool);
}

static void
test_unhashable (void)
{
  DscPool *pool = pool_on ("3.9.18", 0, &dsc_alloc_libc);
  const DscObject *items[] = { dsc_object_int (pool, 1), dsc_object_list (pool, NULL, 0) }, *order[2];
  gsize n;

  g_assert_cmpint (dsc_set_order (pool, items, 2, order, &n), ==, DSC_STATUS_INVALID);
  g_assert_cmpuint (n, ==, 0);
  dsc_pool_unref (pool);
}

static void
test_large (void)
{
  g_test_summary ("Sets above 50,000 items double; every item is in the result once.");
  DscPool *pool = pool_on ("3.13.0", 0, &dsc_alloc_libc);
  const gsize n = 200000;
  g_autofree const DscObject **items = g_new (const DscObject *, n);
  g_autofree guint8 *seen = g_new0 (guint8, n);
  gsize n_out;

  for (gsize i = 0; i < n; i++)
    items[i] = dsc_object_int (pool, (int64_t) i << 8);
  g_assert_cmpint (dsc_set_order (pool, items, n, items, &n_out), ==, DSC_STATUS_OK);
  g_assert_cmpuint (n_out, ==, n);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpuint (seen[items[i]->as.integer >> 8]++, ==, 0);
  dsc_pool_unref (pool);
}

static void
test_copies_are_sized_beforehand (void)
{
  static const char *const versions[] = { "3.6.15", "3.8.18", "3.9.18", "3.13.0" };   /* where it was looked at */
  static const int numbers[] = { 8, 16, 1, 2, 3 };
  static const int in_32_slots[] = { 1, 2, 3, 8, 16 };
  static const int in_16_slots[] = { 16, 1, 2, 3, 8 };

  g_test_summary ("frozenset ({8, 16, 1, 2, 3}): five items added one by one lie in 32 slots, their copy in 16.");
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      DscPool *pool = pool_on (versions[i], 0, &dsc_alloc_libc);
      const DscObject *items[5];
      for (gsize j = 0; j < 5; j++)
        items[j] = dsc_object_int (pool, numbers[j]);
      const DscObject *filled = dsc_object_frozenset (pool, items, 5);
      const DscObject *constant = dsc_object_frozenset_of_display (pool, items, 5, true);
      const DscObject *variable = dsc_object_frozenset_of_display (pool, items, 5, false);
      for (gsize j = 0; j < 5; j++)
        {
          g_assert_cmpint (filled->as.sequence.items[j]->as.integer, ==, in_32_slots[j]);
          g_assert_cmpint (constant->as.sequence.items[j]->as.integer, ==, in_16_slots[j]);
          g_assert_cmpint (variable->as.sequence.items[j]->as.integer, ==, in_16_slots[j]);
        }
      dsc_pool_unref (pool);
    }
}

static void
test_displays_in_reverse (void)
{
  g_test_summary ("Up to 3.5.1 a display adds its last item first, which shows where hashes collide; a constant one of 3.9 on is filled in order.");
  static const struct { const char *version; int order[2]; } displays[] = {
    { "3.4.10", { 8, 0 } }, { "3.5.1", { 8, 0 } }, { "3.5.2", { 0, 8 } }, { "3.9.18", { 0, 8 } }, { "3.14.0", { 0, 8 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (displays); i++)
    {
      DscPool *pool = pool_on (displays[i].version, 0, &dsc_alloc_libc);
      const DscObject *const items[] = { dsc_object_int (pool, 0), dsc_object_int (pool, 8) };
      const DscObject *set = dsc_object_frozenset_of_display (pool, items, 2, true);
      g_assert_cmpuint (set->as.sequence.length, ==, 2);
      for (gsize j = 0; j < 2; j++)
        g_assert_cmpint (set->as.sequence.items[j]->as.integer, ==, displays[i].order[j]);
      dsc_pool_unref (pool);
    }
}

static void
test_out_of_memory (void)
{
  DscStatus status = DSC_STATUS_NO_MEMORY;

  for (unsigned fail_at = 0; status != DSC_STATUS_OK; fail_at++)
    {
      FailingAlloc failing;
      const DscObject *items[100];
      gsize n;
      failing_alloc_init (&failing, 0);
      DscPool *pool = pool_on ("3.9.18", 0, &failing.alloc);
      for (int i = 0; i < 100; i++)
        items[i] = dsc_object_int (pool, i);
      failing.fail_at = failing.n_asked + 1 + fail_at;
      status = dsc_set_order (pool, items, 100, items, &n);
      g_assert_cmpint (status, ==, fail_at < 4 ? DSC_STATUS_NO_MEMORY : DSC_STATUS_OK);
      g_assert_cmpuint (n, ==, fail_at < 4 ? 0 : 100);
      dsc_pool_unref (pool);
      g_assert_cmpuint (failing.n_live, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/set/iterated", test_iterated);
  g_test_add_func ("/core/set/seen-in-dicts", test_seen_in_dicts);
  g_test_add_func ("/core/set/load-limits", test_load_limits);
  g_test_add_func ("/core/set/first-of-equal-items-stays", test_first_of_equal_items_stays);
  g_test_add_func ("/core/set/unhashable", test_unhashable);
  g_test_add_func ("/core/set/large", test_large);
  g_test_add_func ("/core/set/copies-are-sized-beforehand", test_copies_are_sized_beforehand);
  g_test_add_func ("/core/set/displays-in-reverse", test_displays_in_reverse);
  g_test_add_func ("/core/set/out-of-memory", test_out_of_memory);
  return g_test_run ();
}
