/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-pool.c: the memory of objects. */
#include "dsc-object.h"

#include "failing-alloc.h"

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
test_getters (void)
{
  const DscTraits traits = traits_of ("3.9.18");
  DscPool *pool = dsc_pool_new (&traits, 42, &dsc_alloc_libc);

  g_assert_cmpmem (dsc_pool_get_traits (pool), sizeof traits, &traits, sizeof traits);
  g_assert_cmpuint (dsc_pool_get_hash_seed (pool), ==, 42);
  g_assert_true (dsc_pool_get_alloc (pool)->reallocate == dsc_alloc_libc.reallocate);
  g_assert_cmphex (dsc_pool_get_secret (pool)->k0, !=, 0);
  g_assert_cmpuint (dsc_pool_get_bytes (pool), >, 0);
  dsc_pool_unref (pool);
  dsc_pool_unref (NULL);
}

static void
test_small_objects_are_small (void)
{
  const DscTraits traits = traits_of ("3.13.0");
  DscPool *pool = dsc_pool_new (&traits, 0, &dsc_alloc_libc);
  const size_t before = dsc_pool_get_bytes (pool);

  g_test_summary ("An int costs at most 48 bytes with everything around it.");
  g_assert_cmpuint (sizeof (DscObject), <=, 32);
  for (int i = 0; i < 1000000; i++)
    {
      const DscObject *object = dsc_object_int (pool, 1000 + i);
      g_assert_cmpuint ((guintptr) object % 8, ==, 0);
      g_assert_cmpint (object->as.integer, ==, 1000 + i);
    }
  g_assert_cmpuint ((dsc_pool_get_bytes (pool) - before) / 1000000, <=, 48);
  dsc_pool_unref (pool);
}

static void
test_large_objects (void)
{
  const DscTraits traits = traits_of ("3.13.0");
  DscPool *pool = dsc_pool_new (&traits, 0, &dsc_alloc_libc);
  g_autofree char *text = g_strnfill (10 << 20, 'x');

  g_test_summary ("A text larger than any chunk fits, and the chunk in use is used on behind it.");
  const DscObject *before = dsc_object_int (pool, 1000);
  const DscObject *large = dsc_object_str (pool, text, 10 << 20);
  const DscObject *after = dsc_object_int (pool, 1001);
  g_assert_cmpuint (large->as.text.length, ==, 10 << 20);
  g_assert_cmpuint (strlen (large->as.text.bytes), ==, 10 << 20);
  g_assert_true (after == before + 1);
  g_assert_cmpuint (dsc_pool_get_bytes (pool), <, 11 << 20);
  dsc_pool_unref (pool);
}

static void
test_little_is_unused (void)
{
  static const size_t counts[] = { 300, 1000, 5000, 100000, 3000000 };
  const DscTraits traits = traits_of ("3.13.0");

  g_test_summary ("However many objects there are, the pool has taken at most a twelfth more than they need.");
  for (size_t i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      DscPool *pool = dsc_pool_new (&traits, 0, &dsc_alloc_libc);
      const size_t before = dsc_pool_get_bytes (pool);
      for (size_t n = 0; n < counts[i]; n++)
        g_assert_nonnull (dsc_object_int (pool, 1000 + (int64_t) n));
      const size_t needed = counts[i] * sizeof (DscObject);
      g_assert_cmpuint (dsc_pool_get_bytes (pool) - before, <=, needed + needed / 12 + 4096);
      dsc_pool_unref (pool);
    }
}

static gpointer
ref_and_unref (gpointer data)
{
  DscPool *pool = data;

  for (int i = 0; i < 10000; i++)
    {
      dsc_pool_unref (dsc_pool_ref (pool));
      g_assert_cmpuint (dsc_pool_get_hash_seed (pool), ==, 7);
    }
  dsc_pool_unref (pool);
  return NULL;
}

static void
test_references_across_threads (void)
{
  const DscTraits traits = traits_of ("3.13.0");
  FailingAlloc failing;
  GThread *threads[4];

  failing_alloc_init (&failing, 0);
  DscPool *pool = dsc_pool_new (&traits, 7, &failing.alloc);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("ref", ref_and_unref, dsc_pool_ref (pool));
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (failing.n_live, ==, 1);
  dsc_pool_unref (pool);
  g_assert_cmpuint (failing.n_live, ==, 0);
}

static void
test_same_addresses_every_time (void)
{
  static const char *const versions[] = { "2.7.18", "3.9.2-i386", "3.13.0" };

  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      const DscTraits traits = traits_of (versions[i]);
      guint64 addresses[2][3];
      for (int run = 0; run < 2; run++)
        {
          DscPool *pool = dsc_pool_new (&traits, 0, &dsc_alloc_libc);
          addresses[run][0] = dsc_object_address (dsc_object_none (pool), pool);
          addresses[run][1] = dsc_object_address (dsc_object_int (pool, 1000), pool);
          addresses[run][2] = dsc_object_address (dsc_object_int (pool, 1000), pool);
          dsc_pool_unref (pool);
        }
      g_assert_cmpmem (addresses[0], sizeof addresses[0], addresses[1], sizeof addresses[1]);
      g_assert_cmphex (addresses[0][0], !=, 0);
      g_assert_cmphex (addresses[0][1], <, addresses[0][2]);
      g_assert_cmphex (addresses[0][2], <=, traits.pointer_size == 4 ? G_MAXUINT32 : G_MAXUINT64);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/pool/getters", test_getters);
  g_test_add_func ("/core/pool/small-objects-are-small", test_small_objects_are_small);
  g_test_add_func ("/core/pool/large-objects", test_large_objects);
  g_test_add_func ("/core/pool/little-is-unused", test_little_is_unused);
  g_test_add_func ("/core/pool/references-across-threads", test_references_across_threads);
  g_test_add_func ("/core/pool/same-addresses-every-time", test_same_addresses_every_time);
  return g_test_run ();
}
