/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-arena.c: memory that is freed together. */
#include "dsc-arena.h"

#include "failing-alloc.h"

#include <glib.h>
#include <stdalign.h>
#include <string.h>

static void
test_pieces_are_apart (void)
{
  FailingAlloc memory;
  DscArena arena;
  char *pieces[500];

  failing_alloc_init (&memory, 0);
  dsc_arena_init (&arena, &memory.alloc);
  for (int i = 0; i < 500; i++)
    {
      pieces[i] = dsc_arena_allocate (&arena, (size_t) i);
      g_assert_cmpuint ((guintptr) pieces[i] % alignof (max_align_t), ==, 0);
      memset (pieces[i], i & 0xff, (size_t) i);
    }
  for (int i = 0; i < 500; i++)
    for (int j = 0; j < i; j++)
      g_assert_cmpint ((guchar) pieces[i][j], ==, i & 0xff);
  g_assert_cmpuint (memory.n_asked, <, 20);
  dsc_arena_clear (&arena);
  g_assert_cmpuint (memory.n_live, ==, 0);
}

static void
test_release_to_mark (void)
{
  FailingAlloc memory;
  DscArena arena;

  g_test_summary ("What is released is used again, and chunks above the mark are freed.");
  failing_alloc_init (&memory, 0);
  dsc_arena_init (&arena, &memory.alloc);
  DscArenaMark empty = dsc_arena_mark (&arena);
  char *first = dsc_arena_allocate (&arena, 100);
  DscArenaMark mark = dsc_arena_mark (&arena);
  char *second = dsc_arena_allocate (&arena, 100);
  g_assert_nonnull (dsc_arena_allocate (&arena, 1 << 20));
  g_assert_cmpuint (memory.n_live, ==, 2);
  dsc_arena_release (&arena, mark);
  g_assert_cmpuint (memory.n_live, ==, 1);
  g_assert_true (dsc_arena_allocate (&arena, 50) == (void *) second);
  g_assert_true (first < second);
  dsc_arena_release (&arena, empty);
  g_assert_cmpuint (memory.n_live, ==, 0);
  dsc_arena_clear (&arena);
}

static void
test_no_memory (void)
{
  FailingAlloc memory;
  DscArena arena;

  failing_alloc_init (&memory, 1);
  dsc_arena_init (&arena, &memory.alloc);
  g_assert_null (dsc_arena_allocate (&arena, 8));
  g_assert_null (dsc_arena_allocate (&arena, SIZE_MAX));
  g_assert_null (dsc_arena_allocate (&arena, SIZE_MAX / 2));
  g_assert_nonnull (dsc_arena_allocate (&arena, 8));
  dsc_arena_clear (&arena);
  g_assert_cmpuint (memory.n_live, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/arena/pieces-are-apart", test_pieces_are_apart);
  g_test_add_func ("/core/arena/release-to-mark", test_release_to_mark);
  g_test_add_func ("/core/arena/no-memory", test_no_memory);
  return g_test_run ();
}
