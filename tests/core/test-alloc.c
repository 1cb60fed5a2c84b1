/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-alloc.c: the allocation hook and growable arrays. */
#include "failing-alloc.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

static void
test_blocks (void)
{
  unsigned char *block = dsc_alloc_zero (&dsc_alloc_libc, 100);

  for (int i = 0; i < 100; i++)
    g_assert_cmpuint (block[i], ==, 0);
  dsc_alloc_free (&dsc_alloc_libc, block);

  block = dsc_alloc_new (&dsc_alloc_libc, 0);
  g_assert_nonnull (block);
  dsc_alloc_free (&dsc_alloc_libc, block);
  dsc_alloc_free (&dsc_alloc_libc, NULL);
}

static void
test_large_blocks (void)
{
  const size_t size = 9u << 20;
  unsigned char *block = dsc_alloc_zero (&dsc_alloc_libc, size);

  g_test_summary ("Blocks that are large enough for huge pages are as any others: zero where asked for, kept when they grow.");
  for (size_t i = 0; i < size; i++)
    g_assert_cmpuint (block[i], ==, 0);
  memset (block, 7, size);
  block = dsc_alloc_libc.reallocate (NULL, block, 3 * size);
  for (size_t i = 0; i < size; i++)
    g_assert_cmpuint (block[i], ==, 7);
  memset (block + size, 8, 2 * size);
  dsc_alloc_free (&dsc_alloc_libc, block);
}

static void
test_refusal (void)
{
  FailingAlloc failing;

  failing_alloc_init (&failing, 1);
  g_assert_null (dsc_alloc_zero (&failing.alloc, 8));
  g_assert_cmpuint (failing.n_live, ==, 0);
}

static void
test_array_grows_by_half (void)
{
  static const size_t capacities[] = { 16, 24, 36, 54, 81 };
  int *array = NULL;
  size_t n = 0, capacity = 0, step = 0;

  while (n < 80)
    {
      const size_t before = capacity;
      g_assert_cmpint (dsc_alloc_reserve_one (&dsc_alloc_libc, &array, sizeof *array, n, &capacity), ==, DSC_STATUS_OK);
      if (capacity != before)
        g_assert_cmpuint (capacity, ==, capacities[step++]);
      array[n] = (int) n;
      n++;
    }
  for (size_t i = 0; i < n; i++)
    g_assert_cmpint (array[i], ==, (int) i);
  dsc_alloc_free (&dsc_alloc_libc, array);
}

static void
test_array_refused (void)
{
  FailingAlloc failing;
  int *array = NULL;
  size_t capacity = 0;

  g_test_summary ("A refused or impossible growth leaves array and capacity as they were.");
  failing_alloc_init (&failing, 2);
  g_assert_cmpint (dsc_alloc_reserve_one (&failing.alloc, &array, sizeof *array, 0, &capacity), ==, DSC_STATUS_OK);
  int *before = array;
  array[15] = 7;
  g_assert_cmpint (dsc_alloc_reserve_one (&failing.alloc, &array, sizeof *array, 16, &capacity), ==, DSC_STATUS_NO_MEMORY);
  g_assert_true (array == before);
  g_assert_cmpuint (capacity, ==, 16);
  g_assert_cmpint (array[15], ==, 7);
  g_assert_cmpint (dsc_alloc_reserve_one (&failing.alloc, &array, SIZE_MAX / 20, 16, &capacity), ==, DSC_STATUS_NO_MEMORY);
  g_assert_cmpuint (capacity, ==, 16);
  dsc_alloc_free (&failing.alloc, array);
  g_assert_cmpuint (failing.n_live, ==, 0);

  capacity = SIZE_MAX;
  g_assert_cmpint (dsc_alloc_reserve_one (&failing.alloc, &array, 1, SIZE_MAX, &capacity), ==, DSC_STATUS_NO_MEMORY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/alloc/blocks", test_blocks);
  g_test_add_func ("/core/alloc/large-blocks", test_large_blocks);
  g_test_add_func ("/core/alloc/refusal", test_refusal);
  g_test_add_func ("/core/alloc/array-grows-by-half", test_array_grows_by_half);
  g_test_add_func ("/core/alloc/array-refused", test_array_refused);
  return g_test_run ();
}
