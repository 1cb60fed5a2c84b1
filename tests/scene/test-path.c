/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-path.c: ways up and down between things in memory, in every family. */
#include "dsc-path.h"

#include "dsc-test-states.h"

static const char *const versions[] = { "2.7.18", "3.2.6", "3.4.10", "3.9.18", "3.14.10" };

static DscSceneId
part (DscPartKind kind, gint64 index, DscFieldId field)
{
  return (DscSceneId) { .part = kind, .field = field, .index = index };
}

/* From anything in the image one gets to the top, and what a level holds is reached again by going down. */
static void
test_up_ends (void)
{
  for (gsize v = 0; v < G_N_ELEMENTS (versions); v++)
    {
      g_autoptr (DscTestState) state = dsc_test_state_new (versions[v], DSC_STATE_EXAMPLE, 4);

      for (gsize i = 0; i < dsc_snapshot_get_n_entries (state->snapshot); i++)
        {
          g_autoptr (GArray) levels = dsc_path_of (state->snapshot, part (DSC_PART_OF_VALUE, (gint64) i, 0));

          g_assert_cmpuint (levels->len, >=, 4);
          g_assert_true (dsc_path_up (state->snapshot, g_array_index (levels, DscSceneId, 0)).part == DSC_PART_OF_PICTURE);
          for (guint k = 1; k < levels->len; k++)
            g_assert_true (dsc_scene_id_equal (dsc_path_up (state->snapshot, g_array_index (levels, DscSceneId, k)),
                                               g_array_index (levels, DscSceneId, k - 1)));
        }
    }
}

static void
test_down (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_EXAMPLE, 4);
  const DscSceneId top = dsc_path_down (state->snapshot, part (DSC_PART_OF_PICTURE, 0, 0));
  const DscSceneId keys = dsc_path_down (state->snapshot, part (DSC_PART_OF_FIELD, DSC_BLOCK_DICT, DSC_FIELD_MA_KEYS));
  const DscSceneId tombstone = part (DSC_PART_OF_SLOT, 14, 0), used = part (DSC_PART_OF_SLOT, 3, 0);
  const DscSceneId entry = dsc_path_down (state->snapshot, used);
  const DscSceneId key_field = dsc_path_down (state->snapshot, entry);
  const DscSceneId key = dsc_path_down (state->snapshot, key_field);

  g_assert_true (dsc_scene_id_equal (top, part (DSC_PART_OF_BLOCK, DSC_BLOCK_DICT, 0)));
  g_assert_true (dsc_scene_id_equal (keys, part (DSC_PART_OF_BLOCK, DSC_BLOCK_KEYS, 0)));
  g_assert_true (dsc_scene_id_equal (dsc_path_down (state->snapshot, tombstone), tombstone));
  g_assert_true (dsc_scene_id_equal (entry, part (DSC_PART_OF_ENTRY, 4, 0)));
  g_assert_true (dsc_scene_id_equal (key_field, part (DSC_PART_OF_ENTRY_FIELD, 4, DSC_FIELD_ME_KEY)));
  g_assert_true (dsc_scene_id_equal (key, part (DSC_PART_OF_KEY, 4, 0)));
  g_assert_true (dsc_scene_id_equal (dsc_path_down (state->snapshot, key), key));
}

static void
test_shared (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.13.0", DSC_STATE_INSTANCE, 3);
  const DscSceneId value = part (DSC_PART_OF_SPLIT_VALUE, 2, 0);
  const DscSceneId object = part (DSC_PART_OF_VALUE, 2, DSC_FIELD_VALUES_VALUES);
  const DscSceneId empty = part (DSC_PART_OF_SPLIT_VALUE, 7, 0);
  const DscSceneId unused = part (DSC_PART_OF_ORDER, 3, 0);
  g_autoptr (GArray) levels = dsc_path_of (state->snapshot, object);

  g_test_summary ("instance › values › values[2] › object, and down from me_value, which is NULL, and from an order byte.");
  g_assert_cmpuint (levels->len, ==, 4);
  g_assert_true (dsc_scene_id_equal (g_array_index (levels, DscSceneId, 0), part (DSC_PART_OF_BLOCK, DSC_BLOCK_INSTANCE, 0)));
  g_assert_true (dsc_scene_id_equal (g_array_index (levels, DscSceneId, 1), part (DSC_PART_OF_BLOCK, DSC_BLOCK_INSTANCE_VALUES, 0)));
  g_assert_true (dsc_scene_id_equal (dsc_path_down (state->snapshot, part (DSC_PART_OF_ENTRY_FIELD, 2, DSC_FIELD_ME_VALUE)), value));
  g_assert_true (dsc_scene_id_equal (dsc_path_down (state->snapshot, part (DSC_PART_OF_ORDER, 2, 0)), value));
  g_assert_true (dsc_scene_id_equal (dsc_path_down (state->snapshot, value), object));
  g_assert_true (dsc_scene_id_equal (dsc_path_down (state->snapshot, empty), empty));
  g_assert_true (dsc_scene_id_equal (dsc_path_down (state->snapshot, unused), unused));
  g_assert_true (dsc_scene_id_equal (dsc_path_up (state->snapshot, part (DSC_PART_OF_SHARER, 1, 0)), part (DSC_PART_OF_BLOCK, DSC_BLOCK_KEYS, 0)));
}

static void
test_words (void)
{
  g_autoptr (DscTestState) state = dsc_test_state_new ("3.14.10", DSC_STATE_EXAMPLE, 4);
  g_autoptr (GArray) levels = dsc_path_of (state->snapshot, part (DSC_PART_OF_KEY, 3, 0));
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < levels->len; i++)
    {
      g_autofree char *level = dsc_path_format_level (state->snapshot, g_array_index (levels, DscSceneId, i));
      g_string_append_printf (words, "/%s", level);
    }
  g_assert_cmpstr (words->str, ==, "/dict object/keys object/dk_entries[3]/me_key/object");
}

/* The slots of a search: the same from the key, its entry and its slot; the last one is its own. */
static void
chain (void)
{
  static const char *const releases[] = { "2.7.18", "3.5.10", "3.9.18", "3.14.10" };

  for (gsize v = 0; v < G_N_ELEMENTS (releases); v++)
    {
      g_autoptr (DscTestState) state = dsc_test_state_new (releases[v], DSC_STATE_STRS, 40);
      DscSceneId slots[DSC_PATH_CHAIN_MAX], again[DSC_PATH_CHAIN_MAX];
      guint n_entries = 0;

      for (gint64 i = 0; i < (gint64) dsc_snapshot_get_n_entries (state->snapshot); i++)
        {
          if (dsc_snapshot_get_entry_state (state->snapshot, (size_t) i) != DSC_SLOT_USED)
            continue;
          const gsize n = dsc_path_chain (state->snapshot, (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = i }, slots);

          g_assert_cmpuint (n, >, 0);
          g_assert_cmpint (dsc_snapshot_get_index (state->snapshot, (size_t) slots[n - 1].index), ==, i);
          g_assert_cmpuint (dsc_path_chain (state->snapshot, slots[n - 1], again), ==, n);
          g_assert_cmpuint (dsc_path_chain (state->snapshot, (DscSceneId) { .part = DSC_PART_OF_KEY, .index = i }, again), ==, n);
          g_assert_cmpmem (slots, n * sizeof slots[0], again, n * sizeof again[0]);
          n_entries++;
        }
      g_assert_cmpuint (n_entries, ==, 40);
      g_assert_cmpuint (dsc_path_chain (state->snapshot, (DscSceneId) { .part = DSC_PART_OF_BLOCK }, slots), ==, 0);
      g_assert_cmpuint (dsc_path_chain (state->snapshot, (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = 1 << 30 }, slots), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/path/up-ends", test_up_ends);
  g_test_add_func ("/scene/path/down", test_down);
  g_test_add_func ("/scene/path/shared", test_shared);
  g_test_add_func ("/scene/path/words", test_words);
  g_test_add_func ("/scene/path/chain", chain);
  return g_test_run ();
}
