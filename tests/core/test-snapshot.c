/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-snapshot.c: what a snapshot says of the table, for every shape of tables, and how long it lives. */
#include "snapshot-fixture.h"

static const int counts[] = { 0, 1, 5, 8, 100 };

static bool
is_open (const DscSnapshot *snapshot)
{
  return dsc_snapshot_get_index_width (snapshot) == 0;
}

/* Slots of a table that ints were stored in one by one, as measured. */
static void
test_slots (void)
{
  static const struct
  {
    const char *target;
    size_t      slots[5], entries[5], capacity[5];   /* by counts */
  } cases[] = {
    { "2.1.3", { 0, 4, 8, 16, 256 }, { 0, 4, 8, 16, 256 }, { 0, 4, 8, 16, 256 } },
    { "2.7.18", { 8, 8, 8, 32, 512 }, { 8, 8, 8, 32, 512 }, { 8, 8, 8, 32, 512 } },
    { "3.2.6", { 8, 8, 8, 32, 512 }, { 8, 8, 8, 32, 512 }, { 8, 8, 8, 32, 512 } },
    { "3.3.0", { 8, 8, 8, 16, 256 }, { 8, 8, 8, 16, 256 }, { 8, 8, 8, 16, 256 } },
    { "3.5.10", { 8, 8, 8, 16, 256 }, { 8, 8, 8, 16, 256 }, { 8, 8, 8, 16, 256 } },
    { "3.6.15", { 8, 8, 8, 16, 256 }, { 0, 1, 5, 8, 100 }, { 5, 5, 5, 10, 170 } },
    { "3.9.18", { 1, 8, 8, 16, 256 }, { 0, 1, 5, 8, 100 }, { 0, 5, 5, 10, 170 } },
    { "3.15.2", { 1, 8, 8, 16, 256 }, { 0, 1, 5, 8, 100 }, { 0, 5, 5, 10, 170 } },
  };

  for (size_t c = 0; c < G_N_ELEMENTS (cases); c++)
    for (size_t i = 0; i < G_N_ELEMENTS (counts); i++)
      {
        Fixture fixture;

        fixture_init (&fixture, cases[c].target);
        fixture_fill_ints (&fixture, 0, counts[i]);
        DscSnapshot *snapshot = fixture_snapshot (&fixture);
        g_assert_cmpuint (dsc_snapshot_get_n_slots (snapshot), ==, cases[c].slots[i]);
        g_assert_cmpuint (dsc_snapshot_get_n_entries (snapshot), ==, cases[c].entries[i]);
        g_assert_cmpuint (dsc_snapshot_get_entry_capacity (snapshot), ==, cases[c].capacity[i]);
        dsc_snapshot_unref (snapshot);
        fixture_clear (&fixture);
      }
}

/* Every item is where a lookup of its hash finds it, each slot leads to an entry in use, and no entry is there twice. */
static void
check_table (Fixture *fixture, const DscSnapshot *snapshot)
{
  const size_t n_slots = dsc_snapshot_get_n_slots (snapshot);
  g_autofree size_t *chain = g_new (size_t, n_slots + 1);
  size_t n_used = 0;

  for (size_t slot = 0; slot < n_slots; slot++)
    {
      const int64_t index = dsc_snapshot_get_index (snapshot, slot);
      const DscSlotState state = dsc_snapshot_get_slot_state (snapshot, slot);

      g_assert_true (index >= 0 ? state == DSC_SLOT_USED : state == (index == DSC_INDEX_DUMMY ? DSC_SLOT_DUMMY : DSC_SLOT_EMPTY));
      if (index < 0)
        continue;
      n_used++;
      g_assert_cmpuint ((size_t) index, <, dsc_snapshot_get_n_entries (snapshot));
      g_assert_cmpint (dsc_snapshot_get_entry_state (snapshot, (size_t) index), ==, DSC_SLOT_USED);
      if (is_open (snapshot))
        g_assert_cmpint (index, ==, slot);

      const DscEntry entry = dsc_snapshot_get_entry (snapshot, (size_t) index);
      const DscObject *value;
      size_t n_probes = dsc_snapshot_probe_chain (snapshot, entry.me_hash, index, chain, n_slots + 1);
      g_assert_cmpuint (n_probes, >, 0);
      g_assert_cmpuint (chain[n_probes - 1], ==, slot);
      g_assert_cmpint (dsc_dict_get_item (fixture->rt, fixture->dict, entry.me_key, &value), ==, DSC_STATUS_OK);
      g_assert_true (value == entry.me_value);
    }
  g_assert_cmpuint (n_used, ==, dsc_dict_get_used (fixture->dict));
}

static void
check_entry_states (const DscSnapshot *snapshot, size_t n_used, size_t n_dummies)
{
  size_t states[3] = { 0, 0, 0 };

  for (size_t i = 0; i < dsc_snapshot_get_entry_capacity (snapshot); i++)
    {
      const DscSlotState state = dsc_snapshot_get_entry_state (snapshot, i);
      const DscEntry entry = dsc_snapshot_get_entry (snapshot, i);

      states[state]++;
      g_assert_true ((state == DSC_SLOT_USED) == (entry.me_value != NULL));
      if (state == DSC_SLOT_EMPTY)
        g_assert_null (entry.me_key);
    }
  g_assert_cmpuint (states[DSC_SLOT_USED], ==, n_used);
  g_assert_cmpuint (states[DSC_SLOT_DUMMY], ==, n_dummies);
  g_assert_cmpuint (states[DSC_SLOT_EMPTY], ==, dsc_snapshot_get_entry_capacity (snapshot) - n_used - n_dummies);
}

static void
test_tables (void)
{
  for (size_t t = 0; t < G_N_ELEMENTS (fixture_targets); t++)
    for (size_t i = 0; i < 2 * G_N_ELEMENTS (counts); i++)
      {
        const int n = counts[i / 2];
        Fixture fixture;

        fixture_init (&fixture, fixture_targets[t]);
        if (i % 2 == 0)
          fixture_fill_ints (&fixture, 0, n);
        else
          fixture_fill_strs (&fixture, 0, n);
        DscSnapshot *snapshot = fixture_snapshot (&fixture);
        check_table (&fixture, snapshot);
        check_entry_states (snapshot, (size_t) n, 0);
        g_assert_cmpint (dsc_snapshot_get_getsizeof (snapshot), ==, dsc_dict_getsizeof (fixture.rt, fixture.dict));
        g_assert_cmpint (dsc_snapshot_get_sizeof (snapshot), ==, dsc_dict_sizeof (fixture.rt, fixture.dict));
        dsc_snapshot_unref (snapshot);
        fixture_clear (&fixture);
      }
}

/* Indices of two and of four bytes. */
static void
test_large_tables (void)
{
  static const char *const targets[] = { "2.7.18", "3.5.10", "3.6.15", "3.13.13" };
  static const int sizes[] = { 300, 50000 };

  for (size_t t = 0; t < G_N_ELEMENTS (targets); t++)
    for (size_t i = 0; i < G_N_ELEMENTS (sizes); i++)
      {
        Fixture fixture;

        fixture_init (&fixture, targets[t]);
        fixture_fill_ints (&fixture, 0, sizes[i]);
        fixture_delete (&fixture, dsc_object_int (fixture.pool, sizes[i] / 2));
        DscSnapshot *snapshot = fixture_snapshot (&fixture);
        check_table (&fixture, snapshot);
        check_entry_states (snapshot, (size_t) sizes[i] - 1, 1);
        if (!is_open (snapshot))
          g_assert_cmpuint (dsc_snapshot_get_index_width (snapshot), ==, i == 0 ? 2 : 4);
        dsc_snapshot_unref (snapshot);
        fixture_clear (&fixture);
      }
}

static void
test_tombstones (void)
{
  for (size_t t = 0; t < G_N_ELEMENTS (fixture_targets); t++)
    {
      Fixture fixture;

      fixture_init (&fixture, fixture_targets[t]);
      fixture_fill_ints (&fixture, 0, 5);
      fixture_delete (&fixture, dsc_object_int (fixture.pool, 1));
      fixture_delete (&fixture, dsc_object_int (fixture.pool, 3));
      DscSnapshot *snapshot = fixture_snapshot (&fixture);
      check_table (&fixture, snapshot);
      check_entry_states (snapshot, 3, 2);
      if (!is_open (snapshot))
        {
          g_assert_cmpint (dsc_snapshot_get_entry_state (snapshot, 1), ==, DSC_SLOT_DUMMY);
          g_assert_null (dsc_snapshot_get_entry (snapshot, 1).me_key);
          g_assert_cmpuint (dsc_snapshot_get_n_entries (snapshot), ==, 5);
        }
      dsc_snapshot_unref (snapshot);
      fixture_clear (&fixture);
    }
}

/* Small ints have themselves as hash, and a table of 8 slots has them in order from 2.2 on. */
static void
test_slots_of_small_ints (void)
{
  static const char *const targets[] = { "2.7.18", "3.5.10", "3.6.0", "3.9.18", "3.13.13", "3.13.13t", "3.15.2-i386" };

  for (size_t t = 0; t < G_N_ELEMENTS (targets); t++)
    {
      Fixture fixture;

      fixture_init (&fixture, targets[t]);
      fixture_fill_ints (&fixture, 0, 5);
      fixture_delete (&fixture, dsc_object_int (fixture.pool, 2));
      DscSnapshot *snapshot = fixture_snapshot (&fixture);
      static const int64_t expected[8] = { 0, 1, DSC_INDEX_DUMMY, 3, 4, DSC_INDEX_EMPTY, DSC_INDEX_EMPTY, DSC_INDEX_EMPTY };
      for (size_t slot = 0; slot < 8; slot++)
        g_assert_cmpint (dsc_snapshot_get_index (snapshot, slot), ==, expected[slot]);
      g_assert_cmpint (dsc_snapshot_get_entry (snapshot, 4).me_hash, ==, 4);
      g_assert_true (dsc_snapshot_get_entry (snapshot, 4).me_value == dsc_object_int (fixture.pool, 40));
      dsc_snapshot_unref (snapshot);
      fixture_clear (&fixture);
    }
}

static void
test_beyond_the_table (void)
{
  for (size_t t = 0; t < G_N_ELEMENTS (fixture_targets); t++)
    {
      Fixture fixture;

      fixture_init (&fixture, fixture_targets[t]);
      DscSnapshot *snapshot = fixture_snapshot (&fixture);
      g_assert_cmpint (dsc_snapshot_get_index (snapshot, SIZE_MAX), ==, DSC_INDEX_EMPTY);
      g_assert_cmpint (dsc_snapshot_get_slot_state (snapshot, SIZE_MAX), ==, DSC_SLOT_EMPTY);
      g_assert_cmpint (dsc_snapshot_get_entry_state (snapshot, SIZE_MAX), ==, DSC_SLOT_EMPTY);
      g_assert_null (dsc_snapshot_get_entry (snapshot, SIZE_MAX).me_key);
      g_assert_null (dsc_snapshot_get_split_value (snapshot, SIZE_MAX));
      g_assert_null (dsc_snapshot_get_block (snapshot, SIZE_MAX));
      dsc_snapshot_unref (snapshot);
      fixture_clear (&fixture);
    }
}

static void
test_probe_chain (void)
{
  Fixture fixture;
  size_t chain[16];

  /* 0, 8, 16, 24 and 5 collide as measured: slots 0, 1, 6, 7, 5 in every release from 2.2 on. */
  static const char *const targets[] = { "2.2.3", "2.7.18", "3.5.10", "3.6.0", "3.13.13", "3.15.2" };
  static const int keys[] = { 0, 8, 16, 24, 5 };
  static const size_t slots[] = { 0, 1, 6, 7, 5 };

  for (size_t t = 0; t < G_N_ELEMENTS (targets); t++)
    {
      fixture_init (&fixture, targets[t]);
      for (size_t i = 0; i < G_N_ELEMENTS (keys); i++)
        fixture_set (&fixture, dsc_object_int (fixture.pool, keys[i]), dsc_object_none (fixture.pool));
      DscSnapshot *snapshot = fixture_snapshot (&fixture);
      for (size_t i = 0; i < G_N_ELEMENTS (keys); i++)
        {
          const int64_t entry = dsc_snapshot_get_index (snapshot, slots[i]);
          g_assert_cmpint (dsc_snapshot_get_entry (snapshot, (size_t) entry).me_hash, ==, keys[i]);
          size_t n = dsc_snapshot_probe_chain (snapshot, keys[i], entry, chain, G_N_ELEMENTS (chain));
          g_assert_cmpuint (chain[0], ==, keys[i] & 7);
          g_assert_cmpuint (chain[n - 1], ==, slots[i]);
        }
      /* A key that is not there: on to an empty slot, not further. */
      size_t n = dsc_snapshot_probe_chain (snapshot, 32, -1, chain, G_N_ELEMENTS (chain));
      g_assert_cmpint (dsc_snapshot_get_slot_state (snapshot, chain[n - 1]), ==, DSC_SLOT_EMPTY);
      for (size_t i = 0; i + 1 < n; i++)
        g_assert_cmpint (dsc_snapshot_get_slot_state (snapshot, chain[i]), !=, DSC_SLOT_EMPTY);
      g_assert_cmpuint (dsc_snapshot_probe_chain (snapshot, 32, -1, chain, 2), ==, 2);
      g_assert_cmpuint (dsc_snapshot_probe_chain (snapshot, 32, -1, NULL, 0), ==, 0);
      dsc_snapshot_unref (snapshot);
      fixture_clear (&fixture);
    }

  fixture_init (&fixture, "2.1.3");
  DscSnapshot *without_table = fixture_snapshot (&fixture);
  g_assert_cmpuint (dsc_snapshot_probe_chain (without_table, 7, -1, chain, 16), ==, 0);
  dsc_snapshot_unref (without_table);
  fixture_clear (&fixture);
}

static void
test_offsets (void)
{
  static const struct
  {
    const char  *target;
    int          n;
    bool         strs;
    DscBlockKind block;
    uint64_t     index_1, entry_0, entry_2;
    uint32_t     entry_size;
  } cases[] = {
    { "2.7.18", 5, false, DSC_BLOCK_DICT, 80, 56, 104, 24 },   { "2.7.18", 6, false, DSC_BLOCK_TABLE, 24, 0, 48, 24 },
    { "2.7.18-i386", 5, true, DSC_BLOCK_DICT, 40, 28, 52, 12 }, { "3.5.10", 5, true, DSC_BLOCK_KEYS, 56, 32, 80, 24 },
    { "3.9.18", 5, true, DSC_BLOCK_KEYS, 41, 48, 96, 24 },     { "3.9.18", 100, false, DSC_BLOCK_KEYS, 42, 552, 600, 24 },
    { "3.13.13", 5, true, DSC_BLOCK_KEYS, 33, 40, 72, 16 },    { "3.13.13", 5, false, DSC_BLOCK_KEYS, 33, 40, 88, 24 },
    { "3.13.5-i386", 5, true, DSC_BLOCK_KEYS, 21, 28, 44, 8 }, { "3.13.13t", 100, true, DSC_BLOCK_KEYS, 34, 544, 576, 16 },
  };

  for (size_t c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      Fixture fixture;

      fixture_init (&fixture, cases[c].target);
      if (cases[c].strs)
        fixture_fill_strs (&fixture, 0, cases[c].n);
      else
        fixture_fill_ints (&fixture, 0, cases[c].n);
      DscSnapshot *snapshot = fixture_snapshot (&fixture);
      g_assert_cmpint (dsc_snapshot_get_table_block (snapshot), ==, cases[c].block);
      g_assert_cmpuint (dsc_snapshot_get_index_offset (snapshot, 1), ==, cases[c].index_1);
      g_assert_cmpuint (dsc_snapshot_get_entry_offset (snapshot, 0), ==, cases[c].entry_0);
      g_assert_cmpuint (dsc_snapshot_get_entry_offset (snapshot, 2), ==, cases[c].entry_2);
      g_assert_cmpuint (dsc_snapshot_get_entry_size (snapshot), ==, cases[c].entry_size);
      g_assert_cmpint (dsc_snapshot_entries_have_hash (snapshot), ==, cases[c].entry_size % 3 == 0);
      dsc_snapshot_unref (snapshot);
      fixture_clear (&fixture);
    }
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *target;
    DscKeysKind empty, strs, mixed;
    bool        is_shared, is_split;     /* of {} */
  } cases[] = {
    { "2.7.18", DSC_KEYS_STRING, DSC_KEYS_STRING, DSC_KEYS_GENERAL, false, false },
    { "3.2.6", DSC_KEYS_STRING, DSC_KEYS_STRING, DSC_KEYS_GENERAL, false, false },
    { "3.5.10", DSC_KEYS_UNICODE_NODUMMY, DSC_KEYS_UNICODE_NODUMMY, DSC_KEYS_GENERAL, false, false },
    { "3.7.16", DSC_KEYS_UNICODE_NODUMMY, DSC_KEYS_UNICODE_NODUMMY, DSC_KEYS_GENERAL, false, false },
    { "3.8.18", DSC_KEYS_SPLIT, DSC_KEYS_UNICODE_NODUMMY, DSC_KEYS_GENERAL, true, true },
    { "3.10.13", DSC_KEYS_SPLIT, DSC_KEYS_UNICODE_NODUMMY, DSC_KEYS_GENERAL, true, true },
    { "3.11.7", DSC_KEYS_UNICODE, DSC_KEYS_UNICODE, DSC_KEYS_GENERAL, true, false },
    { "3.15.2", DSC_KEYS_UNICODE, DSC_KEYS_UNICODE, DSC_KEYS_GENERAL, true, false },
  };

  for (size_t c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      Fixture fixture;

      fixture_init (&fixture, cases[c].target);
      DscSnapshot *empty = fixture_snapshot (&fixture);
      fixture_fill_strs (&fixture, 0, 2);
      DscSnapshot *strs = fixture_snapshot (&fixture);
      fixture_fill_ints (&fixture, 0, 1);
      DscSnapshot *mixed = fixture_snapshot (&fixture);

      g_assert_cmpint (dsc_snapshot_get_kind (empty), ==, cases[c].empty);
      g_assert_cmpint (dsc_snapshot_get_kind (strs), ==, cases[c].strs);
      g_assert_cmpint (dsc_snapshot_get_kind (mixed), ==, cases[c].mixed);
      g_assert_cmpint (dsc_snapshot_is_shared_empty (empty), ==, cases[c].is_shared);
      g_assert_cmpint (dsc_snapshot_is_split (empty), ==, cases[c].is_split);
      g_assert_false (dsc_snapshot_is_shared_empty (strs));
      g_assert_false (dsc_snapshot_is_split (strs));
      dsc_snapshot_unref (empty);
      dsc_snapshot_unref (strs);
      dsc_snapshot_unref (mixed);
      fixture_clear (&fixture);
    }
}

static void
test_shared_empty_keys (void)
{
  static const struct
  {
    const char *target;
    size_t      n_values, n_sharers;   /* of a cleared dict beside two new ones */
  } cases[] = { { "3.5.10", 1, 1 }, { "3.7.16", 1, 1 }, { "3.8.18", 1, 3 }, { "3.10.13", 1, 3 }, { "3.11.7", 0, 3 }, { "3.15.2", 0, 3 } };

  for (size_t c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      Fixture fixture;
      DscDict *others[2];
      const uint8_t *order = (const uint8_t *) "";

      fixture_init (&fixture, cases[c].target);
      for (size_t i = 0; i < 2; i++)
        g_assert_cmpint (dsc_dict_new (fixture.rt, &others[i]), ==, DSC_STATUS_OK);
      fixture_fill_strs (&fixture, 0, 3);
      g_assert_cmpint (dsc_dict_clear_items (fixture.rt, fixture.dict), ==, DSC_STATUS_OK);
      DscSnapshot *snapshot = fixture_snapshot (&fixture);
      g_assert_true (dsc_snapshot_is_shared_empty (snapshot));
      g_assert_cmpuint (dsc_snapshot_get_n_slots (snapshot), ==, 1);
      g_assert_cmpint (dsc_snapshot_get_index (snapshot, 0), ==, DSC_INDEX_EMPTY);
      g_assert_cmpuint (dsc_snapshot_get_n_values (snapshot), ==, cases[c].n_values);
      g_assert_null (dsc_snapshot_get_split_value (snapshot, 0));
      g_assert_cmpuint (dsc_snapshot_get_n_sharers (snapshot), ==, cases[c].n_sharers);
      g_assert_cmpuint (dsc_snapshot_get_order (snapshot, &order), ==, 0);
      g_assert_null (order);
      dsc_snapshot_unref (snapshot);
      for (size_t i = 0; i < 2; i++)
        dsc_dict_unref (fixture.rt, others[i]);
      fixture_clear (&fixture);
    }
}

/* A copy of all that a snapshot says, as text. */
static char *
describe (const DscSnapshot *snapshot)
{
  GString *out = g_string_new (NULL);

  for (size_t i = 0; i < dsc_snapshot_get_n_slots (snapshot); i++)
    g_string_append_printf (out, "%" G_GINT64_FORMAT " ", dsc_snapshot_get_index (snapshot, i));
  for (size_t i = 0; i < dsc_snapshot_get_n_entries (snapshot); i++)
    {
      const DscEntry entry = dsc_snapshot_get_entry (snapshot, i);

      g_string_append_printf (out, "[%" G_GINT64_FORMAT " %p %p]", entry.me_hash, (const void *) entry.me_key, (const void *) entry.me_value);
    }
  for (size_t b = 0; b < dsc_snapshot_get_n_blocks (snapshot); b++)
    {
      const DscBlock *block = dsc_snapshot_get_block (snapshot, b);

      g_string_append_printf (out, "\n%d %" G_GUINT64_FORMAT ":", block->kind, block->size);
      for (unsigned i = 0; i < block->n_fields; i++)
        g_string_append_printf (out, " %" G_GINT64_FORMAT, block->fields[i].value);
    }
  return g_string_free (out, FALSE);
}

static void
test_later_changes_do_not_show (void)
{
  for (size_t t = 0; t < G_N_ELEMENTS (fixture_targets); t++)
    {
      Fixture fixture;

      fixture_init (&fixture, fixture_targets[t]);
      fixture_fill_strs (&fixture, 0, 4);
      DscSnapshot *snapshot = fixture_snapshot (&fixture);
      g_autofree char *before = describe (snapshot);
      fixture_set (&fixture, fixture_str (&fixture, "k1"), dsc_object_none (fixture.pool));
      fixture_delete (&fixture, fixture_str (&fixture, "k2"));
      fixture_fill_ints (&fixture, 0, 50);
      g_assert_cmpint (dsc_dict_clear_items (fixture.rt, fixture.dict), ==, DSC_STATUS_OK);
      g_autofree char *after = describe (snapshot);
      g_assert_cmpstr (before, ==, after);
      dsc_snapshot_unref (snapshot);
      fixture_clear (&fixture);
    }
}

static void
test_outlives_the_runtime (void)
{
  for (size_t t = 0; t < G_N_ELEMENTS (fixture_targets); t++)
    {
      Fixture fixture;

      fixture_init (&fixture, fixture_targets[t]);
      fixture_fill_strs (&fixture, 0, 9);
      const uint32_t id = dsc_dict_get_id (fixture.dict);
      DscSnapshot *snapshot = fixture_snapshot (&fixture);
      g_autofree char *before = describe (snapshot);
      dsc_dict_unref (fixture.rt, fixture.dict);
      dsc_runtime_free (fixture.rt);
      fixture.dict = NULL;
      fixture.rt = NULL;

      g_autofree char *after = describe (snapshot);
      g_assert_cmpstr (before, ==, after);
      g_assert_cmpuint (dsc_snapshot_get_dict_id (snapshot), ==, id);
      g_assert_cmpuint (dsc_snapshot_get_hash_seed (snapshot), ==, 0);
      g_assert_true (dsc_target_equal (dsc_snapshot_get_traits (snapshot)->target, fixture_target (fixture_targets[t])));
      g_assert_true (dsc_pool_get_traits (dsc_snapshot_get_pool (snapshot)) == dsc_snapshot_get_traits (snapshot));
      g_assert_true (dsc_snapshot_ref (snapshot) == snapshot);
      dsc_snapshot_unref (snapshot);
      g_assert_cmpuint (dsc_snapshot_get_entry_capacity (snapshot), >, 0);
      dsc_snapshot_unref (snapshot);
      fixture_clear (&fixture);
    }
  dsc_snapshot_unref (NULL);
}

static void
test_no_memory (void)
{
  for (size_t t = 0; t < G_N_ELEMENTS (fixture_targets); t++)
    for (int n = 0; n <= 3; n += 3)
      {
        Fixture fixture;
        unsigned refused;

        fixture_init (&fixture, fixture_targets[t]);
        fixture_fill_strs (&fixture, 0, n);
        const unsigned n_live = fixture.memory.n_live;
        DscSnapshot *snapshot = fixture_snapshot_in_want (&fixture, &refused);
        g_assert_cmpuint (refused, >, 0);
        g_assert_cmpuint (refused, <, 5);
        check_table (&fixture, snapshot);
        dsc_snapshot_unref (snapshot);
        g_assert_cmpuint (fixture.memory.n_live, ==, n_live);
        fixture_clear (&fixture);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/snapshot/slots", test_slots);
  g_test_add_func ("/core/snapshot/tables", test_tables);
  g_test_add_func ("/core/snapshot/large-tables", test_large_tables);
  g_test_add_func ("/core/snapshot/tombstones", test_tombstones);
  g_test_add_func ("/core/snapshot/slots-of-small-ints", test_slots_of_small_ints);
  g_test_add_func ("/core/snapshot/beyond-the-table", test_beyond_the_table);
  g_test_add_func ("/core/snapshot/probe-chain", test_probe_chain);
  g_test_add_func ("/core/snapshot/offsets", test_offsets);
  g_test_add_func ("/core/snapshot/kinds", test_kinds);
  g_test_add_func ("/core/snapshot/shared-empty-keys", test_shared_empty_keys);
  g_test_add_func ("/core/snapshot/later-changes-do-not-show", test_later_changes_do_not_show);
  g_test_add_func ("/core/snapshot/outlives-the-runtime", test_outlives_the_runtime);
  g_test_add_func ("/core/snapshot/no-memory", test_no_memory);
  return g_test_run ();
}
