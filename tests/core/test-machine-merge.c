/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-machine-merge.c: {**a, k: v} against sizes that real interpreters gave. */
#include "machine-fixture.h"

typedef struct {
  DscMachine *machine;
  uint32_t    a, result;
  DscPair     pairs[64];
  size_t      n_pairs;
} Fixture;

static const char *const versions[] = { "3.7.16", "3.8.18", "3.9.18", "3.10.13", "3.13.0" };

/* Keys PREFIX0 … behind the pairs there are; the part that they make. */
static DscMergePart
add_pairs (Fixture *self, const char *prefix, int n)
{
  DscMergePart part = { DSC_MERGE_PART_PAIRS, 0, self->n_pairs, (size_t) n };

  for (int i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%d", prefix, i);
      self->pairs[self->n_pairs++] = (DscPair) { str_of (pool_of (self->machine), name), dsc_object_int (pool_of (self->machine), i) };
    }
  return part;
}

static void
apply (Fixture *self, DscOp op)
{
  g_assert_cmpint (dsc_machine_apply (self->machine, &op, NULL), ==, DSC_STATUS_OK);
}

static gint64
merge (Fixture *self, const DscMergePart *parts, size_t n_parts)
{
  apply (self, (DscOp) { .kind = DSC_OP_MERGE_DISPLAY, .form = 1, .target = self->result, .pairs = self->pairs,
                         .n_pairs = self->n_pairs, .parts = parts, .n_parts = n_parts });
  self->n_pairs = 0;
  return dsc_dict_sizeof (dsc_machine_get_runtime (self->machine), dsc_machine_get_dict (self->machine, self->result));
}

/* The four displays of one row. */
static void
check_row (Fixture *self, int m, int n, char **expected)
{
  DscMergePart a = { .kind = DSC_MERGE_PART_DICT, .reg = self->a };
  DscMergePart parts[4];

  add_pairs (self, "k", m);
  apply (self, (DscOp) { .kind = DSC_OP_NEW, .target = self->a });
  apply (self, (DscOp) { .kind = DSC_OP_FILL, .source = self->a, .pairs = self->pairs, .n_pairs = self->n_pairs });
  self->n_pairs = 0;

  parts[0] = a;
  parts[1] = add_pairs (self, "q", n);
  g_assert_cmpint (merge (self, parts, 2), ==, g_ascii_strtoll (expected[0], NULL, 10));
  parts[0] = add_pairs (self, "q", n);
  parts[1] = a;
  g_assert_cmpint (merge (self, parts, 2), ==, g_ascii_strtoll (expected[1], NULL, 10));
  parts[0] = add_pairs (self, "q", n);
  parts[1] = a;
  parts[2] = add_pairs (self, "r", 3);
  g_assert_cmpint (merge (self, parts, 3), ==, g_ascii_strtoll (expected[2], NULL, 10));
  parts[0] = a;
  parts[1] = add_pairs (self, "q", n);
  parts[2] = a;
  parts[3] = add_pairs (self, "r", 2);
  g_assert_cmpint (merge (self, parts, 4), ==, g_ascii_strtoll (expected[3], NULL, 10));
}

static void
test_sizes (gconstpointer data)
{
  guint version = GPOINTER_TO_UINT (data);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "merge-display.txt", NULL);
  g_autofree char *text = NULL;
  Fixture self = { .machine = dsc_machine_new (target_of (versions[version]), 0, NULL, &dsc_alloc_libc) };
  guint n_rows = 0;

  self.a = name_of (self.machine, "a");
  self.result = name_of (self.machine, "result");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], " ", -1);
      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;
      g_assert_cmpuint (g_strv_length (fields), ==, 2 + 4 * G_N_ELEMENTS (versions));
      check_row (&self, atoi (fields[0]), atoi (fields[1]), fields + 2 + 4 * version);
      n_rows++;
    }
  g_assert_cmpuint (n_rows, ==, 66);
  dsc_machine_free (self.machine);
}

static void
test_raise_leaves_nothing (void)
{
  static const char *const both[] = { "3.6.15", "3.12.1" };

  g_test_summary ("An unhashable key in the last part: no dict is made, and the names keep what they had.");
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      FailingAlloc memory;
      DscResult result;
      failing_alloc_init (&memory, 0);
      Fixture self = { .machine = dsc_machine_new (target_of (both[i]), 0, NULL, &memory.alloc) };
      self.a = name_of (self.machine, "a");
      apply (&self, (DscOp) { .kind = DSC_OP_NEW, .target = self.a });
      DscMergePart parts[] = { { .kind = DSC_MERGE_PART_DICT, .reg = self.a }, add_pairs (&self, "k", 3) };
      self.pairs[2].key = dsc_object_list (pool_of (self.machine), NULL, 0);
      g_autofree char *before = states_of (self.machine);
      DscOp op = { .kind = DSC_OP_MERGE_DISPLAY, .target = self.a, .pairs = self.pairs, .n_pairs = 3, .parts = parts, .n_parts = 2 };
      g_assert_cmpint (dsc_machine_apply (self.machine, &op, &result), ==, DSC_STATUS_RAISED);
      g_autofree char *after = states_of (self.machine);
      g_assert_cmpstr (before, ==, after);
      dsc_machine_free (self.machine);
      g_assert_cmpuint (memory.n_live, ==, 0);
    }
}

static void
test_long_runs (void)
{
  g_test_summary ("Runs longer than one BUILD_MAP takes are cut, and nothing is lost.");
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      DscMachine *machine = dsc_machine_new (target_of (versions[i]), 0, NULL, &dsc_alloc_libc);
      size_t n = 131075;
      g_autofree DscPair *pairs = g_new (DscPair, n);
      uint32_t a = name_of (machine, "a");
      for (size_t j = 0; j < n; j++)
        pairs[j].key = pairs[j].value = dsc_object_int (pool_of (machine), (int64_t) j);
      DscMergePart parts[] = { { DSC_MERGE_PART_PAIRS, 0, 0, n }, { DSC_MERGE_PART_PAIRS, 0, 5, 0 } };
      DscOp op = { .kind = DSC_OP_MERGE_DISPLAY, .target = a, .pairs = pairs, .n_pairs = n, .parts = parts, .n_parts = 2 };
      g_assert_cmpint (dsc_machine_apply (machine, &op, NULL), ==, DSC_STATUS_OK);
      g_assert_cmpuint (dsc_dict_get_used (dsc_machine_get_dict (machine, a)), ==, n);
      g_assert_null (dsc_dict_check (dsc_machine_get_runtime (machine), dsc_machine_get_dict (machine, a)));
      op.n_parts = 0;
      g_assert_cmpint (dsc_machine_apply (machine, &op, NULL), ==, DSC_STATUS_OK);
      g_assert_cmpuint (dsc_dict_get_used (dsc_machine_get_dict (machine, a)), ==, 0);
      dsc_machine_free (machine);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *path = g_strconcat ("/core/machine-merge/sizes/", versions[i], NULL);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_sizes);
    }
  g_test_add_func ("/core/machine-merge/raise-leaves-nothing", test_raise_leaves_nothing);
  g_test_add_func ("/core/machine-merge/long-runs", test_long_runs);
  return g_test_run ();
}
