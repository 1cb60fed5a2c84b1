/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-machine-copy.c: copies of machines are the same to the last byte, and each goes its own way. */
#include "machine-dump.h"
#include "program-fixture.h"

#include "dsc-machine-private.h"

static void
append_many (Program *program, int n)
{
  for (int i = 0; i < n; i++)
    append_some (program);
}

static void
assert_dump (const DscMachine *machine, const char *expected)
{
  g_autofree char *dump = machine_dump (machine);

  g_assert_cmpstr (dump, ==, expected);
}

static void
test_copy_is_exact (gconstpointer target)
{
  FailingAlloc memory;
  Program program;
  size_t frozen_bytes = 0;

  g_test_summary ("A copy equals its source, outlives copies that it was made from, and is not touched by what the source does.");
  failing_alloc_init (&memory, 0);
  program_init (&program, target, 3, &memory.alloc);
  DscMachine *live = dsc_timeline_get_live (program.timeline);
  for (int i = 0; i < 60; i++)
    {
      append_many (&program, 8);
      g_autofree char *dump = machine_dump (live);
      g_autofree char *states = states_of (live);
      size_t bytes = 0;
      DscMachine *first = dsc_machine_copy (live, &frozen_bytes, &bytes);
      g_assert_cmpuint (bytes, >, sizeof (DscMachine));
      assert_dump (live, dump);
      assert_dump (first, dump);
      DscMachine *second = dsc_machine_copy (first, NULL, NULL);
      dsc_machine_free (first);
      append_many (&program, 8);
      assert_dump (second, dump);
      g_autofree char *later = states_of (second);
      g_assert_cmpstr (later, ==, states);
      dsc_machine_free (second);
    }
  program_clear (&program);
  g_assert_cmpuint (frozen_bytes, ==, 0);
  g_assert_cmpuint (memory.n_live, ==, 0);
}

/* Takes the names of all registers away, in that machine only. */
static void
unbind_all (DscMachine *machine)
{
  for (uint32_t reg = 1; reg <= dsc_machine_get_n_names (machine); reg++)
    if (dsc_machine_get_bound_kind (machine, reg) != DSC_BOUND_NOTHING)
      g_assert_cmpint (dsc_machine_apply (machine, &(DscOp) { .kind = DSC_OP_UNBIND, .target = reg }, NULL), ==, DSC_STATUS_OK);
}

static void
clear_all (DscMachine *machine)
{
  for (uint32_t reg = 1; reg <= dsc_machine_get_n_names (machine); reg++)
    if (dsc_machine_get_dict (machine, reg) != NULL)
      g_assert_cmpint (dsc_machine_apply (machine, &(DscOp) { .kind = DSC_OP_CLEAR, .source = reg }, NULL), ==, DSC_STATUS_OK);
}

static void
test_copies_are_apart (gconstpointer target)
{
  FailingAlloc memory;
  Program program;

  g_test_summary ("What is done to a copy, down to its end, is not seen in the source, nor the other way round.");
  failing_alloc_init (&memory, 0);
  program_init (&program, target, 4, &memory.alloc);
  append_many (&program, 200);
  DscMachine *live = dsc_timeline_get_live (program.timeline);
  g_autofree char *dump = machine_dump (live);
  DscMachine *first = dsc_machine_copy (live, NULL, NULL);
  DscMachine *second = dsc_machine_copy (live, NULL, NULL);
  clear_all (first);
  unbind_all (second);
  assert_dump (live, dump);
  g_autofree char *cleared = machine_dump (first);
  g_autofree char *emptied = machine_dump (second);
  g_assert_cmpstr (cleared, !=, dump);
  g_assert_cmpstr (emptied, !=, dump);
  clear_all (live);
  assert_dump (live, cleared);
  dsc_machine_free (second);
  assert_dump (first, cleared);
  dsc_machine_free (first);
  program_clear (&program);
  g_assert_cmpuint (memory.n_live, ==, 0);
}

static void
test_no_memory (gconstpointer target)
{
  FailingAlloc memory;
  Program program;
  unsigned n_refused = 0;

  g_test_summary ("Each allocation of a copy is refused in turn: there is no copy, and nothing has changed.");
  failing_alloc_init (&memory, 0);
  program_init (&program, target, 5, &memory.alloc);
  append_many (&program, 200);
  DscMachine *live = dsc_timeline_get_live (program.timeline);
  g_autofree char *dump = machine_dump (live);
  const unsigned n_live = memory.n_live;
  size_t frozen_bytes = 0;
  DscMachine *copy = NULL;
  while (copy == NULL)
    {
      memory.n_asked = 0;
      memory.fail_at = n_refused + 1;
      copy = dsc_machine_copy (live, &frozen_bytes, NULL);
      memory.fail_at = 0;
      assert_dump (live, dump);
      g_assert_true (copy != NULL || (memory.n_live == n_live && frozen_bytes == 0));
      n_refused++;
    }
  g_assert_cmpuint (n_refused, >, 20);
  assert_dump (copy, dump);
  dsc_machine_free (copy);
  program_clear (&program);
  g_assert_cmpuint (memory.n_live, ==, 0);
}

int
main (int argc, char **argv)
{
  static const char *const targets[] = {
    "1.5.2", "2.2.3", "2.7.18", "3.3.0", "3.5.10", "3.6.15", "3.7.16", "3.9.18", "3.10.13", "3.11.7", "3.12.1", "3.13.13", "3.14.10", "3.13.13t",
  };
  static const struct {
    const char  *name;
    GTestDataFunc test;
  } tests[] = { { "exact", test_copy_is_exact }, { "apart", test_copies_are_apart }, { "no-memory", test_no_memory } };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    for (guint j = 0; j < G_N_ELEMENTS (tests); j++)
      {
        g_autofree char *path = g_strconcat ("/core/machine-copy/", tests[j].name, "/", targets[i], NULL);
        g_test_add_data_func (path, targets[i], tests[j].test);
      }
  return g_test_run ();
}
