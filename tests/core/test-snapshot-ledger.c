/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-snapshot-ledger.c: the parts of a dict add up to sys.getsizeof, in every release and build. */
#include "snapshot-fixture.h"

/* Sum of the rows; checks that they are in order and not empty. */
static int64_t
add_up (const DscSnapshot *snapshot)
{
  DscLedgerRow rows[DSC_N_PARTS];
  const size_t n = dsc_snapshot_get_ledger (snapshot, rows);
  int64_t sum = 0;

  g_assert_cmpuint (n, <=, DSC_N_PARTS);
  for (size_t i = 0; i < n; i++)
    {
      g_assert_cmpint (rows[i].bytes, >, 0);
      if (i > 0)
        g_assert_cmpint (rows[i].part, >, rows[i - 1].part);
      sum += rows[i].bytes;
    }
  return sum;
}

static DscLedgerRow
find_row (const DscSnapshot *snapshot, DscLedgerPart part)
{
  DscLedgerRow rows[DSC_N_PARTS];
  const size_t n = dsc_snapshot_get_ledger (snapshot, rows);

  for (size_t i = 0; i < n; i++)
    if (rows[i].part == part)
      return rows[i];
  return (DscLedgerRow) { part, 0, 0 };
}

static void
check_sum (Fixture *fixture)
{
  DscSnapshot *snapshot = fixture_snapshot (fixture);

  g_assert_cmpint (add_up (snapshot), ==, dsc_dict_getsizeof (fixture->rt, fixture->dict));
  g_assert_cmpuint (find_row (snapshot, DSC_PART_LIVE).count, ==, dsc_dict_get_used (fixture->dict));
  dsc_snapshot_unref (snapshot);
}

static void
check_release (DscTarget target)
{
  Fixture fixture;

  fixture_init_target (&fixture, target);
  check_sum (&fixture);
  for (int i = 0; i < 12; i++)
    {
      fixture_fill_strs (&fixture, i, i + 1);
      check_sum (&fixture);
    }
  for (int i = 0; i < 6; i++)
    {
      g_autofree char *name = g_strdup_printf ("k%d", 2 * i);

      fixture_delete (&fixture, fixture_str (&fixture, name));
      check_sum (&fixture);
    }
  fixture_fill_ints (&fixture, 0, 60);
  check_sum (&fixture);
  g_assert_cmpint (dsc_dict_clear_items (fixture.rt, fixture.dict), ==, DSC_STATUS_OK);
  check_sum (&fixture);
  fixture_clear (&fixture);
}

static void
test_adds_up_in_every_release (void)
{
  const DscVersion *releases;
  size_t n = dsc_releases (&releases);

  for (size_t i = 0; i < n; i++)
    for (unsigned bits = 0; bits < 4 * DSC_N_ARCHS; bits++)
      {
        const bool free_threaded = bits & 1;

        if (!free_threaded || releases[i] >= DSC_V (3, 13, 0))
          check_release ((DscTarget) { releases[i], { (DscArch) (bits / 4), free_threaded, bits & 2, 0 } });
      }
}

/* The parts of the documents' dict of four and of six items, as measured. */
static void
test_parts (void)
{
  static const struct
  {
    const char *target;
    int         n;
    bool        strs;
    int64_t     bytes[DSC_N_PARTS];   /* GC head, object, idle slots, header, indices, live, tombstones, free, values */
  } cases[] = {
    { "2.7.18", 0, true, { 32, 56, 0, 0, 0, 0, 0, 192, 0 } },
    { "2.7.18", 5, true, { 32, 56, 0, 0, 0, 120, 0, 72, 0 } },
    { "2.7.18", 6, true, { 32, 56, 192, 0, 0, 144, 0, 624, 0 } },
    { "3.3.7", 5, true, { 32, 40, 0, 32, 0, 120, 0, 72, 0 } },
    { "3.5.10", 5, true, { 24, 40, 0, 32, 0, 120, 0, 72, 0 } },
    { "3.6.15", 5, true, { 24, 48, 0, 40, 8, 120, 0, 0, 0 } },
    { "3.7.16", 5, true, { 32, 48, 0, 40, 8, 120, 0, 0, 0 } },
    { "3.9.18", 0, true, { 16, 48, 0, 0, 0, 0, 0, 0, 0 } },
    { "3.9.18", 6, true, { 16, 48, 0, 40, 16, 144, 0, 96, 0 } },
    { "3.13.13", 5, true, { 16, 48, 0, 32, 8, 80, 0, 0, 0 } },
    { "3.13.13", 5, false, { 16, 48, 0, 32, 8, 120, 0, 0, 0 } },
    { "3.13.13t", 6, true, { 0, 64, 0, 32, 16, 96, 0, 64, 0 } },
    { "3.13.5-i386", 5, true, { 8, 28, 0, 20, 8, 40, 0, 0, 0 } },
    { "2.1.3", 0, true, { 24, 48, 0, 0, 0, 0, 0, 0, 0 } },
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
      for (DscLedgerPart part = 0; part < DSC_N_PARTS; part++)
        g_assert_cmpint (find_row (snapshot, part).bytes, ==, cases[c].bytes[part]);
      dsc_snapshot_unref (snapshot);
      fixture_clear (&fixture);
    }
}

static void
test_counts (void)
{
  for (size_t t = 0; t < G_N_ELEMENTS (fixture_targets); t++)
    {
      Fixture fixture;

      fixture_init (&fixture, fixture_targets[t]);
      fixture_fill_ints (&fixture, 0, 8);
      for (int i = 2; i < 5; i++)
        fixture_delete (&fixture, dsc_object_int (fixture.pool, i));
      DscSnapshot *snapshot = fixture_snapshot (&fixture);
      const size_t capacity = dsc_snapshot_get_entry_capacity (snapshot);
      g_assert_cmpuint (find_row (snapshot, DSC_PART_LIVE).count, ==, 5);
      g_assert_cmpuint (find_row (snapshot, DSC_PART_TOMBSTONES).count, ==, 3);
      g_assert_cmpuint (find_row (snapshot, DSC_PART_FREE).count, ==, capacity - 8);
      if (dsc_snapshot_get_index_width (snapshot) != 0)
        g_assert_cmpuint (find_row (snapshot, DSC_PART_INDICES).count, ==, dsc_snapshot_get_n_slots (snapshot));
      dsc_snapshot_unref (snapshot);
      fixture_clear (&fixture);
    }
}

/* An emptied dict of 3.3 to 3.5 counts the one slot of the static empty values. */
static void
test_cleared (void)
{
  static const struct
  {
    const char *target;
    int64_t     getsizeof, values;
  } cases[] = { { "3.3.7", 80, 8 }, { "3.5.10", 72, 8 }, { "3.6.15", 72, 0 }, { "3.7.16", 80, 0 }, { "3.10.13", 64, 0 }, { "3.13.13", 64, 0 } };

  for (size_t c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      Fixture fixture;

      fixture_init (&fixture, cases[c].target);
      fixture_fill_strs (&fixture, 0, 3);
      g_assert_cmpint (dsc_dict_clear_items (fixture.rt, fixture.dict), ==, DSC_STATUS_OK);
      DscSnapshot *snapshot = fixture_snapshot (&fixture);
      g_assert_cmpint (add_up (snapshot), ==, cases[c].getsizeof);
      g_assert_cmpint (find_row (snapshot, DSC_PART_VALUES).bytes, ==, cases[c].values);
      g_assert_cmpint (find_row (snapshot, DSC_PART_KEYS_HEADER).bytes, ==, 0);
      dsc_snapshot_unref (snapshot);
      fixture_clear (&fixture);
    }
}

/* Without a dict the ledger is the instance's own: what lies in front of it, and the object. A class has none. */
static void
test_instance (void)
{
  static const struct
  {
    const char *target;
    int64_t     front, object;
  } cases[] = { { "2.7.18", 32, 32 }, { "3.5.10", 24, 32 }, { "3.9.18", 16, 32 }, { "3.11.7", 32, 24 }, { "3.12.1", 32, 16 }, { "3.13.0", 32, 16 },
                { "3.13.13t", 16, 32 }, { "3.14.10", 32, 16 } };

  for (size_t c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      DscInstance *instance;
      DscLedgerRow rows[DSC_N_PARTS];
      DscClass *class;
      Fixture fixture;

      fixture_init (&fixture, cases[c].target);
      g_assert_cmpint (dsc_class_new (fixture.rt, fixture_str (&fixture, "C"), NULL, 0, &class), ==, DSC_STATUS_OK);
      g_assert_cmpint (dsc_instance_new (fixture.rt, class, &instance), ==, DSC_STATUS_OK);
      DscSnapshot *snapshot = dsc_snapshot_new_from_instance (fixture.rt, instance);
      g_assert_cmpint (add_up (snapshot), ==, dsc_snapshot_get_instance_getsizeof (snapshot));
      g_assert_cmpint (find_row (snapshot, DSC_PART_GC_HEAD).bytes, ==, cases[c].front);
      g_assert_cmpint (find_row (snapshot, DSC_PART_OBJECT).bytes, ==, cases[c].object);
      dsc_snapshot_unref (snapshot);
      if (dsc_class_shares_keys (class))
        {
          snapshot = dsc_snapshot_new_from_class (fixture.rt, class);
          g_assert_cmpuint (dsc_snapshot_get_ledger (snapshot, rows), ==, 0);
          dsc_snapshot_unref (snapshot);
        }
      dsc_instance_unref (fixture.rt, instance);
      dsc_class_unref (fixture.rt, class);
      fixture_clear (&fixture);
    }
}

static DscLedgerRow
find_left_out (const DscSnapshot *snapshot, DscLedgerPart part)
{
  DscLedgerRow rows[DSC_N_PARTS];
  const size_t n = dsc_snapshot_get_left_out (snapshot, rows);

  for (size_t i = 0; i < n; i++)
    {
      g_assert_cmpint (rows[i].part, >=, DSC_PART_LEFT_VALUES);
      g_assert_cmpint (rows[i].bytes, >, 0);
      if (rows[i].part == part)
        return rows[i];
    }
  return (DscLedgerRow) { part, 0, 0 };
}

/* What the allocator adds to a dict of so many str keys: of the object with its GC head, and of the table. */
static void
test_rounding (void)
{
  static const struct
  {
    const char *target;
    int         n;
    bool        is_known;
    int64_t     rounding;
  } cases[] = {
    { "2.1.3", 0, true, 8 },            /* 72 by malloc: 72 + 8 in 80 */
    { "2.6.9", 5, true, 8 },            /* 280 is above 256, so by malloc: 280 + 8 in 288 */
    { "2.7.16", 5, true, 0 },           /* 280, in steps of 8 */
    { "2.7.18", 5, true, 8 },           /* 280 in 288 */
    { "3.5.10", 5, true, 16 },          /* 64; 224 by malloc: 224 + 8 in 240 */
    { "3.6.15", 5, true, 0 },           /* 72, 168 */
    { "3.7.3", 5, true, 0 },
    { "3.7.16", 5, true, 8 },           /* 80, 168 in 176 */
    { "3.13.13", 5, true, 8 },          /* 64, 120 in 128 */
    { "3.13.13", 6, true, 0 },          /* 64, 208 */
    { "3.13.13t", 5, true, 8 },         /* 64, 120 in 128 */
    { "3.13.5-i386", 5, true, 8 },      /* 36 in 40, 68 in 72 */
    { "3.13.13d", 5, false, 0 },
    { "3.13.5t-i386", 5, false, 0 },
    { "gopy", 5, false, 0 },
  };

  for (size_t c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      Fixture fixture;

      fixture_init (&fixture, cases[c].target);
      fixture_fill_strs (&fixture, 0, cases[c].n);
      DscSnapshot *snapshot = fixture_snapshot (&fixture);
      g_test_message ("%s: %d", cases[c].target, (int) find_left_out (snapshot, DSC_PART_ROUNDING).bytes);
      g_assert_cmpint (find_left_out (snapshot, DSC_PART_ROUNDING).bytes, ==, cases[c].rounding);
      g_assert_cmpint (dsc_snapshot_knows_rounding (snapshot), ==, cases[c].is_known);
      g_assert_cmpint (find_left_out (snapshot, DSC_PART_SHARED_KEYS).bytes, ==, 0);
      dsc_snapshot_unref (snapshot);
      fixture_clear (&fixture);
    }
}

/* Blocks of mimalloc and of malloc, which begin where the small ones end. */
static void
test_allocated (void)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse ("3.13.13t", &target), ==, DSC_STATUS_OK);
  const DscTraits threaded = dsc_traits_resolve (target);
  g_assert_cmpint (dsc_target_parse ("3.13.13", &target), ==, DSC_STATUS_OK);
  const DscTraits usual = dsc_traits_resolve (target);

  static const uint64_t sizes[][2] = { { 8, 8 }, { 9, 16 }, { 24, 32 }, { 64, 64 }, { 65, 80 }, { 129, 160 }, { 256, 256 }, { 257, 320 }, { 513, 640 },
                                       { 1048577, 0 } };
  for (size_t i = 0; i < G_N_ELEMENTS (sizes); i++)
    g_assert_cmpuint (dsc_traits_allocated (&threaded, DSC_ALLOCATOR_MIMALLOC, sizes[i][0]), ==, sizes[i][1]);

  static const uint64_t usual_sizes[][2] = { { 1, 16 }, { 16, 16 }, { 505, 512 }, { 512, 512 }, { 513, 528 }, { 520, 528 }, { 521, 544 }, { 1048576, 1052672 } };
  for (size_t i = 0; i < G_N_ELEMENTS (usual_sizes); i++)
    g_assert_cmpuint (dsc_traits_allocated (&usual, DSC_ALLOCATOR_PYMALLOC, usual_sizes[i][0]), ==, usual_sizes[i][1]);
}

/* Shared keys count for each of their users in equal parts, and never all of them for one. */
static void
test_shared_part (void)
{
  static const char *const targets[] = { "3.5.10", "3.9.18", "3.11.7", "3.12.1", "3.13.13", "3.14.10" };

  for (size_t t = 0; t < G_N_ELEMENTS (targets); t++)
    {
      DscInstance *instances[3];
      DscClass *class;
      Fixture fixture;

      fixture_init (&fixture, targets[t]);
      g_assert_cmpint (dsc_class_new (fixture.rt, fixture_str (&fixture, "C"), NULL, 0, &class), ==, DSC_STATUS_OK);
      for (size_t i = 0; i < G_N_ELEMENTS (instances); i++)
        {
          g_assert_cmpint (dsc_instance_new (fixture.rt, class, &instances[i]), ==, DSC_STATUS_OK);
          g_assert_cmpint (dsc_instance_set_attribute (fixture.rt, instances[i], fixture_str (&fixture, "x"), dsc_object_int (fixture.pool, 1)), ==,
                           DSC_STATUS_OK);
        }
      DscSnapshot *snapshot = dsc_snapshot_new_from_instance (fixture.rt, instances[2]);
      const DscLedgerRow row = find_left_out (snapshot, DSC_PART_SHARED_KEYS);
      const DscBlock *keys = dsc_snapshot_find_block (snapshot, DSC_BLOCK_KEYS);
      g_assert_cmpuint (row.count, ==, dsc_snapshot_get_n_sharers (snapshot));
      g_assert_cmpuint (row.count, ==, 3);
      g_assert_cmpint (row.bytes, >=, (int64_t) (keys->size / 3));
      g_assert_cmpint (row.bytes, <=, (int64_t) (keys->size / 3 + 8));
      dsc_snapshot_unref (snapshot);
      for (size_t i = 0; i < G_N_ELEMENTS (instances); i++)
        dsc_instance_unref (fixture.rt, instances[i]);
      dsc_class_unref (fixture.rt, class);
      fixture_clear (&fixture);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/snapshot-ledger/adds-up-in-every-release", test_adds_up_in_every_release);
  g_test_add_func ("/core/snapshot-ledger/parts", test_parts);
  g_test_add_func ("/core/snapshot-ledger/counts", test_counts);
  g_test_add_func ("/core/snapshot-ledger/cleared", test_cleared);
  g_test_add_func ("/core/snapshot-ledger/instance", test_instance);
  g_test_add_func ("/core/snapshot-ledger/rounding", test_rounding);
  g_test_add_func ("/core/snapshot-ledger/allocated", test_allocated);
  g_test_add_func ("/core/snapshot-ledger/shared-part", test_shared_part);
  return g_test_run ();
}
