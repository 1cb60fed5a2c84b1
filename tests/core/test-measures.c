/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-measures.c: each measure of a state against another way to find it out, in every family and build. */
#include "dsc-measures.h"

#include "snapshot-fixture.h"

#include <math.h>

#define MOST_PROBES 256

static const char * const targets[] = { "1.5.2", "2.1.3", "2.7.18", "2.7.18-i386", "3.2.6", "3.3.7", "3.5.10", "3.6.0", "3.6.15", "3.9.25", "3.10.13", "3.11.7",
                                        "3.11.7-i386", "3.13.13t", "3.14.10", "3.15.2", "3.15.2-wasm32", "gopy", "compact-2012" };

/* ---- by another way ------------------------------------------------------------------------------------------- */

static double
count_slots (const DscSnapshot *snapshot, DscSlotState state)
{
  double n = 0;

  for (size_t i = 0; i < dsc_snapshot_get_n_slots (snapshot); i++)
    n += dsc_snapshot_get_slot_state (snapshot, i) == state;
  return n;
}

static double
count_entries (const DscSnapshot *snapshot, DscSlotState state)
{
  double n = 0;

  for (size_t i = 0; i < dsc_snapshot_get_n_entries (snapshot); i++)
    n += dsc_snapshot_get_entry_state (snapshot, i) == state;
  return n;
}

static void
check_searches (const DscSnapshot *snapshot, const double *m)
{
  double n = 0, probes = 0, longest = 0, collisions = 0;
  size_t slots[MOST_PROBES];

  for (size_t i = 0; i < dsc_snapshot_get_n_entries (snapshot); i++)
    {
      if (dsc_snapshot_get_entry_state (snapshot, i) != DSC_SLOT_USED)
        continue;
      const double looked_at = (double) dsc_snapshot_probe_chain (snapshot, dsc_snapshot_get_entry (snapshot, i).me_hash, (int64_t) i, slots, MOST_PROBES);

      n++;
      probes += looked_at;
      collisions += looked_at > 1;
      longest = MAX (longest, looked_at);
    }
  if (n == 0)
    {
      g_assert_true (isnan (m[DSC_MEASURE_PROBES]) && isnan (m[DSC_MEASURE_LONGEST]));
      return;
    }
  g_assert_cmpfloat (m[DSC_MEASURE_PROBES], ==, probes / n);
  g_assert_cmpfloat (m[DSC_MEASURE_LONGEST], ==, longest);
  g_assert_cmpfloat (m[DSC_MEASURE_COLLISIONS], ==, collisions);
  g_assert_cmpfloat (m[DSC_MEASURE_ITEMS], ==, n);
}

static double
or_zero (double value)
{
  return isnan (value) ? 0 : value;
}

static void
check_bytes (Fixture *f, const double *m)
{
  /* What a shape weighs by a layout, for states that are compared in many builds. */
  g_assert_cmpint (dsc_dict_shape_getsizeof (dsc_dict_get_shape (f->rt, f->dict), dsc_runtime_get_traits (f->rt)), ==, dsc_dict_getsizeof (f->rt, f->dict));
  g_assert_cmpfloat (m[DSC_MEASURE_GETSIZEOF], ==, (double) dsc_dict_getsizeof (f->rt, f->dict));
  g_assert_cmpfloat (m[DSC_MEASURE_GC_HEAD] + m[DSC_MEASURE_OBJECT] + or_zero (m[DSC_MEASURE_HEADER]) + or_zero (m[DSC_MEASURE_INDEX_BYTES])
                     + m[DSC_MEASURE_ENTRY_BYTES] + or_zero (m[DSC_MEASURE_VALUE_BYTES]), ==, m[DSC_MEASURE_GETSIZEOF]);
  g_assert_cmpfloat (m[DSC_MEASURE_FREE_BYTES], <=, m[DSC_MEASURE_ENTRY_BYTES]);
  /* 3.3 to 3.5 count a slot of the static empty_values, which nobody allocates. */
  if (!isnan (m[DSC_MEASURE_ALLOCATED]) && m[DSC_MEASURE_SLOTS] != 1)
    g_assert_cmpfloat (m[DSC_MEASURE_ALLOCATED], >=, m[DSC_MEASURE_GETSIZEOF]);
  if (m[DSC_MEASURE_ITEMS] > 0)
    g_assert_cmpfloat (m[DSC_MEASURE_BYTES_PER_ITEM], ==, m[DSC_MEASURE_GETSIZEOF] / m[DSC_MEASURE_ITEMS]);
}

static void
check (Fixture *f)
{
  const DscMeasurePast past = { .resizes = 3, .operations = 17 };
  DscSnapshot *snapshot = fixture_snapshot (f);
  const bool compact = dsc_snapshot_get_index_width (snapshot) != 0;
  double m[DSC_N_MEASURES];

  g_assert_true (dsc_measures_read (snapshot, &past, DSC_MEASURES_ALL, m));
  g_assert_cmpfloat (m[DSC_MEASURE_ITEMS], ==, (double) dsc_dict_get_used (f->dict));
  g_assert_cmpfloat (m[DSC_MEASURE_RESIZES], ==, 3);
  g_assert_cmpfloat (m[DSC_MEASURE_OPERATIONS], ==, 17);
  check_bytes (f, m);
  if (dsc_snapshot_get_n_slots (snapshot) > 1)
    {
      const double used = count_slots (snapshot, DSC_SLOT_USED);

      g_assert_cmpfloat (m[DSC_MEASURE_SLOTS], ==, (double) dsc_dict_get_n_slots (f->rt, f->dict));
      g_assert_cmpfloat (m[DSC_MEASURE_DUMMIES], ==, count_slots (snapshot, DSC_SLOT_DUMMY));
      g_assert_cmpfloat (m[DSC_MEASURE_LOAD], ==, used / m[DSC_MEASURE_SLOTS]);
      g_assert_cmpfloat (m[DSC_MEASURE_CAPACITY], ==, (double) dsc_traits_usable (dsc_runtime_get_traits (f->rt), (uint64_t) m[DSC_MEASURE_SLOTS])
                                                        + dsc_runtime_get_traits (f->rt)->resize_before_store);
      g_assert_cmpfloat (m[DSC_MEASURE_FILL], ==, compact ? (double) dsc_snapshot_get_n_entries (snapshot) : used + m[DSC_MEASURE_DUMMIES]);
      if (compact)
        g_assert_cmpfloat (m[DSC_MEASURE_HOLES], ==, count_entries (snapshot, DSC_SLOT_DUMMY));
      else
        g_assert_true (isnan (m[DSC_MEASURE_HOLES]) && isnan (m[DSC_MEASURE_INDEX_BYTES]));
      if (dsc_runtime_get_traits (f->rt)->min_size != 0 && !dsc_runtime_get_traits (f->rt)->fills_holes)
        g_assert_cmpfloat (m[DSC_MEASURE_ROOM] + m[DSC_MEASURE_FILL], ==, m[DSC_MEASURE_CAPACITY]);
      check_searches (snapshot, m);
    }
  dsc_snapshot_unref (snapshot);
}

static void
test_states (gconstpointer data)
{
  Fixture f;

  fixture_init (&f, data);
  check (&f);
  for (int i = 0; i < 60; i++)
    {
      fixture_fill_strs (&f, i, i + 1);
      check (&f);
    }
  for (int i = 0; i < 40; i += 3)
    {
      g_autofree char *name = g_strdup_printf ("k%d", i);

      fixture_delete (&f, fixture_str (&f, name));
      check (&f);
    }
  fixture_fill_ints (&f, 1000000, 1000020);
  check (&f);
  g_assert_cmpint (dsc_dict_clear_items (f.rt, f.dict), ==, DSC_STATUS_OK);
  check (&f);
  fixture_clear (&f);
}

/* Room is how many new keys it takes until it has other slots, in a table without dummies. */
static void
test_room (gconstpointer data)
{
  double m[DSC_N_MEASURES];
  Fixture f;
  int n = 4;

  fixture_init (&f, data);
  fixture_fill_ints (&f, 0, n);
  for (int round = 0; round < 3; round++)
    {
      DscSnapshot *snapshot = fixture_snapshot (&f);
      const size_t slots = dsc_dict_get_n_slots (f.rt, f.dict);

      g_assert_true (dsc_measures_read (snapshot, NULL, DSC_MEASURES_ALL, m));
      dsc_snapshot_unref (snapshot);
      fixture_fill_ints (&f, n, n + (int) m[DSC_MEASURE_ROOM]);
      g_assert_cmpuint (dsc_dict_get_n_slots (f.rt, f.dict), ==, slots);
      n += (int) m[DSC_MEASURE_ROOM];
      fixture_fill_ints (&f, n, n + 1);
      g_assert_cmpuint (dsc_dict_get_n_slots (f.rt, f.dict), >, slots);
      n++;
    }
  fixture_clear (&f);
}

static void
test_wanted (void)
{
  double m[DSC_N_MEASURES];
  DscSnapshot *snapshot;
  Fixture f;

  fixture_init (&f, "3.14");
  fixture_fill_ints (&f, 0, 5);
  snapshot = fixture_snapshot (&f);
  g_assert_true (dsc_measures_read (snapshot, NULL, 1u << DSC_MEASURE_SLOTS, m));
  for (int i = 0; i < DSC_N_MEASURES; i++)
    g_assert_true (isnan (m[i]) == (i != DSC_MEASURE_SLOTS));
  g_assert_true (dsc_measures_read (NULL, NULL, DSC_MEASURES_ALL, m));
  for (int i = 0; i < DSC_N_MEASURES; i++)
    g_assert_true (isnan (m[i]));
  f.memory.n_asked = 0;
  f.memory.fail_at = 1;
  g_assert_false (dsc_measures_read (snapshot, NULL, DSC_MEASURES_ALL, m));
  f.memory.fail_at = 0;
  dsc_snapshot_unref (snapshot);
  fixture_clear (&f);
}

static void
test_names (void)
{
  for (int i = 0; i < DSC_N_MEASURES; i++)
    {
      DscMeasure measure;

      g_assert_true (dsc_measure_parse (dsc_measure_name ((DscMeasure) i), &measure));
      g_assert_cmpint (measure, ==, i);
      g_assert_cmpint (dsc_measure_unit (measure), <=, DSC_UNIT_MEAN);
    }
  DscMeasure untouched = DSC_MEASURE_LOAD;
  g_assert_false (dsc_measure_parse ("beauty", &untouched));
  g_assert_cmpint (untouched, ==, DSC_MEASURE_LOAD);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *states = g_strdup_printf ("/core/measures/states/%s", targets[i]);
      g_autofree char *room = g_strdup_printf ("/core/measures/room/%s", targets[i]);

      g_test_add_data_func (states, targets[i], test_states);
      g_test_add_data_func (room, targets[i], test_room);
    }
  g_test_add_func ("/core/measures/wanted", test_wanted);
  g_test_add_func ("/core/measures/names", test_names);
  return g_test_run ();
}
