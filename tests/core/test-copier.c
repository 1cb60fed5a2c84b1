/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-copier.c: copying blocks once each, and taking it back. */
#include "failing-alloc.h"

#include "dsc-copier.h"

#include <glib.h>

#define N 500

static void
test_each_block_once (void)
{
  FailingAlloc memory;
  DscCopier copier;
  int blocks[N];
  int *copies[N];
  bool is_new;

  failing_alloc_init (&memory, 0);
  dsc_copier_init (&copier, &memory.alloc);
  g_assert_null (dsc_copier_find (&copier, blocks));
  for (int i = 0; i < N; i++)
    {
      blocks[i] = i;
      copies[i] = dsc_copier_copy (&copier, &blocks[i], sizeof blocks[i], &is_new);
      g_assert_true (is_new);
    }
  for (int i = 0; i < N; i++)
    {
      g_assert_cmpint (*copies[i], ==, i);
      g_assert_true (dsc_copier_find (&copier, &blocks[i]) == copies[i]);
      g_assert_true (dsc_copier_copy (&copier, &blocks[i], sizeof blocks[i], &is_new) == copies[i]);
      g_assert_false (is_new);
    }
  g_assert_null (dsc_copier_find (&copier, &copier));
  g_assert_null (dsc_copier_find (&copier, NULL));
  g_assert_cmpuint (copier.bytes, ==, sizeof blocks);
  dsc_copier_clear (&copier);
  g_assert_cmpuint (memory.n_live, ==, N);
  for (int i = 0; i < N; i++)
    dsc_alloc_free (&memory.alloc, copies[i]);
  g_assert_cmpuint (memory.n_live, ==, 0);
}

static void
test_abandon (void)
{
  FailingAlloc memory;
  int blocks[N] = { 0 };
  unsigned fail_at = 1;

  for (bool failed = true; failed; fail_at++)
    {
      DscCopier copier;
      failed = false;
      failing_alloc_init (&memory, fail_at);
      dsc_copier_init (&copier, &memory.alloc);
      for (int i = 0; i < N && !failed; i++)
        failed = dsc_copier_copy (&copier, &blocks[i], sizeof blocks[i], NULL) == NULL;
      g_assert_true (failed == failing_alloc_has_failed (&memory));
      dsc_copier_abandon (&copier);
      g_assert_cmpuint (memory.n_live, ==, 0);
    }
  g_assert_cmpuint (fail_at, >, N);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/copier/each-block-once", test_each_block_once);
  g_test_add_func ("/core/copier/abandon", test_abandon);
  return g_test_run ();
}
