/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-place.c: names of places in memory are read, or it is said what there is instead. */
#include "dsc-place.h"

#include "dsc-byte-id.h"
#include "dsc-test-states.h"

static void
assert_place (DscTestState *state,
              const char *text,
              const char *path)
{
  DscSceneId id;
  g_autofree char *found = NULL;

  g_assert_cmpint (dsc_place_parse (state->snapshot, text, &id, NULL), ==, DSC_PLACE_FOUND);
  found = dsc_scene_id_format (id, dsc_snapshot_get_traits (state->snapshot));
  g_assert_cmpstr (found, ==, path);
}

static void
names (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_EXAMPLE, 4);

  assert_place (state, "slot 14", "dk_indices[14]");
  assert_place (state, " Slot14 ", "dk_indices[14]");
  assert_place (state, "dk_indices[3]", "dk_indices[3]");
  assert_place (state, "entry 9", "dk_entries[9]");
  assert_place (state, "dk_entries[0]", "dk_entries[0]");
  assert_place (state, "ma_used", "ma_used");
  assert_place (state, "PyDictKeysObject", "PyDictKeysObject");
  g_autoptr (DscTestState) open = dsc_test_state_new ("2.7.18", DSC_STATE_EXAMPLE, 4);
  assert_place (open, "slot 5", "ma_table[5]");
}

/* Every byte of every block is somewhere, and the first byte of each field is that field. */
static void
addresses (void)
{
  static const char *const versions[] = { "2.7.18", "3.4.10", "3.9.18", "3.14.10", "3.12.3-i386" };

  for (gsize v = 0; v < G_N_ELEMENTS (versions); v++)
    {
      g_autoptr (DscTestState) state = dsc_test_state_new (versions[v], DSC_STATE_EXAMPLE, 4);

      for (gsize i = 0; i < dsc_snapshot_get_n_blocks (state->snapshot); i++)
        {
          const DscBlock *block = dsc_snapshot_get_block (state->snapshot, i);

          for (guint64 offset = 0; offset < block->size; offset++)
            {
              g_autofree char *text = g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", (guint64) (block->address + offset));
              DscSceneId id;

              g_assert_cmpint (dsc_place_parse (state->snapshot, text, &id, NULL), ==, DSC_PLACE_FOUND);
              if (id.part == DSC_PART_OF_ENTRY && offset == dsc_snapshot_get_entry_offset (state->snapshot, (size_t) id.index))
                g_assert_cmpint (id.index, <, (gint64) dsc_snapshot_get_entry_capacity (state->snapshot));
            }
          for (guint k = 0; k < block->n_fields; k++)
            {
              g_autofree char *text = g_strdup_printf ("0x%" G_GINT64_MODIFIER "X", (guint64) (block->address + block->fields[k].member.offset));
              DscSceneId id;

              if (block->fields[k].member.is_table || block->fields[k].member.size == 0)
                continue;
              g_assert_cmpint (dsc_place_parse (state->snapshot, text, &id, NULL), ==, DSC_PLACE_FOUND);
              g_assert_cmpint (id.part, ==, DSC_PART_OF_FIELD);
              g_assert_cmpint (id.field, ==, block->fields[k].member.id);
            }
        }
    }
}

/* Down to a single value and an order byte, and back to the very address. */
static void
addresses_of_values (void)
{
  static const char *const versions[] = { "3.9.18", "3.12.1", "3.13.13" };

  for (gsize v = 0; v < G_N_ELEMENTS (versions); v++)
    {
      g_autoptr (DscTestState) state = dsc_test_state_new (versions[v], DSC_STATE_INSTANCE, 3);
      guint n_values = 0, n_order = 0;

      for (gsize i = 0; i < dsc_snapshot_get_n_blocks (state->snapshot); i++)
        {
          const DscBlock *block = dsc_snapshot_get_block (state->snapshot, i);

          for (guint64 offset = 0; offset < block->size; offset++)
            {
              g_autofree char *text = g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", (guint64) (block->address + offset));
              DscByteRange range;
              DscSceneId id;

              g_assert_cmpint (dsc_place_parse (state->snapshot, text, &id, NULL), ==, DSC_PLACE_FOUND);
              g_assert_true (dsc_byte_id_range (state->snapshot, id, &range));
              g_assert_cmpint (range.block, ==, block->kind);
              g_assert_cmpuint (offset, >=, range.offset);
              g_assert_cmpuint (offset, <, range.offset + range.size);
              n_values += id.part == DSC_PART_OF_SPLIT_VALUE;
              n_order += id.part == DSC_PART_OF_ORDER;
            }
        }
      g_assert_cmpuint (n_values, ==, 8 * dsc_snapshot_get_n_values (state->snapshot));
      g_assert_cmpuint (n_order, ==, v == 0 ? 0 : dsc_snapshot_get_n_values (state->snapshot));
    }
}

static void
what_is_not_there (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_EXAMPLE, 4);
  g_autofree char *message = NULL;
  DscSceneId id;

  g_assert_cmpint (dsc_place_parse (state->snapshot, "slot 16", &id, &message), ==, DSC_PLACE_MISSING);
  g_assert_cmpstr (message, ==, "There is no slot 16; they go from 0 to 15.");
  g_assert_cmpint (dsc_place_parse (state->snapshot, "'route'", &id, NULL), ==, DSC_PLACE_NONE);
  g_assert_cmpint (dsc_place_parse (state->snapshot, "slot", &id, NULL), ==, DSC_PLACE_NONE);
  g_assert_cmpint (dsc_place_parse (state->snapshot, "slot one", &id, NULL), ==, DSC_PLACE_NONE);
  g_assert_cmpint (dsc_place_parse (state->snapshot, "slot -", &id, NULL), ==, DSC_PLACE_NONE);
  g_assert_cmpint (dsc_place_parse (state->snapshot, "slot 1.5", &id, NULL), ==, DSC_PLACE_NONE);
  g_assert_cmpint (dsc_place_parse (state->snapshot, "0x0", &id, NULL), ==, DSC_PLACE_NONE);
  g_assert_cmpint (dsc_place_parse (state->snapshot, "ma_version_tag", &id, NULL), ==, DSC_PLACE_NONE);
  g_assert_cmpint (dsc_place_parse (state->snapshot, "", &id, NULL), ==, DSC_PLACE_NONE);
}

/* A number that no table has is still the number of a slot, and no key. */
static void
numbers_out_of_range (void)
{
  static const struct { const char *text, *message; } cases[] = {
    { "slot -1", "There is no slot -1; they go from 0 to 15." },
    { "Slot[-1]", "There is no slot -1; they go from 0 to 15." },
    { "slot 99999999999999999999999", "There is no slot 99999999999999999999999; they go from 0 to 15." },
    { "dk_entries[10]", "There is no entry 10; they go from 0 to 9." },
    { "entry -3", "There is no entry -3; they go from 0 to 9." },
  };
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_EXAMPLE, 4);
  DscSceneId id;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *message = NULL;

      g_assert_cmpint (dsc_place_parse (state->snapshot, cases[i].text, &id, &message), ==, DSC_PLACE_MISSING);
      g_assert_cmpstr (message, ==, cases[i].message);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/place/names", names);
  g_test_add_func ("/scene/place/addresses", addresses);
  g_test_add_func ("/scene/place/addresses-of-values", addresses_of_values);
  g_test_add_func ("/scene/place/what-is-not-there", what_is_not_there);
  g_test_add_func ("/scene/place/numbers-out-of-range", numbers_out_of_range);
  return g_test_run ();
}
