/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-slots.c: arrays of slots, up to 3.5. */
#include "dsc-slots-private.h"
#include "table-fixture.h"

static void
test_pick (void)
{
  Fixture f;
  DscKeyEntry entries[8];
  DscSlots slots = { entries, 8 };

  g_test_summary ("Slot 0 when it is live, else on from the finger in its me_hash, slot 1 when that is out of range.");
  fixture_init (&f, "2.7.18");
  memset (entries, 0, sizeof entries);
  entries[3] = entries[6] = (DscKeyEntry) { 3, fixture_int (&f, 3), fixture_int (&f, 3) };
  g_assert_cmpuint (dsc_slots_pick (slots), ==, 3);
  entries[0].me_hash = 4;
  g_assert_cmpuint (dsc_slots_pick (slots), ==, 6);
  entries[0].me_hash = 7;
  g_assert_cmpuint (dsc_slots_pick (slots), ==, 3);
  entries[0].me_hash = 8;
  g_assert_cmpuint (dsc_slots_pick (slots), ==, 3);
  entries[0].me_hash = -5;
  g_assert_cmpuint (dsc_slots_pick (slots), ==, 3);
  entries[0] = (DscKeyEntry) { 8, fixture_int (&f, 8), fixture_int (&f, 8) };
  g_assert_cmpuint (dsc_slots_pick (slots), ==, 0);
  fixture_clear (&f);
}

static void
test_move (void)
{
  Fixture f;
  DscKeyEntry from[8];
  DscKeyEntry to[8];
  static const int hashes[] = { 16, -1, 2, 10, -1, 5 };

  g_test_summary ("Live slots go in slot order into the first free place of their probe sequence; dummies stay behind.");
  fixture_init (&f, "2.7.18");
  memset (from, 0, sizeof from);
  memset (to, 0, sizeof to);
  for (int i = 0; i < 6; i++)
    if (hashes[i] < 0)
      from[i].me_key = f.rt->dummy;
    else
      from[i] = (DscKeyEntry) { hashes[i], fixture_int (&f, hashes[i]), fixture_int (&f, i) };
  g_assert_cmpuint (dsc_slots_move (f.rt, f.dict, (DscSlots) { from, 8 }, NULL, (DscSlots) { to, 8 }), ==, 4);
  g_assert_cmpint (to[0].me_hash, ==, 16);
  g_assert_cmpint (to[2].me_hash, ==, 2);
  g_assert_cmpint (to[5].me_hash, ==, 10);   /* 5*2 + 10 + 1 = 21: slot 5 */
  g_assert_cmpint (to[7].me_hash, ==, 5);    /* 5 is taken; 5*5 + 5 + 1 = 31: slot 7 */
  fixture_clear (&f);
}

static void
test_next (void)
{
  Fixture f;
  DscKeyEntry entries[4];
  DscPair pair;
  size_t position = 0;

  fixture_init (&f, "2.7.18");
  memset (entries, 0, sizeof entries);
  entries[0].me_key = f.rt->dummy;
  entries[2] = (DscKeyEntry) { 77, fixture_int (&f, 1), fixture_int (&f, 2) };
  g_assert_true (dsc_slots_next ((DscSlots) { entries, 4 }, NULL, &position, &pair));
  g_assert_true (pair.key == entries[2].me_key);
  g_assert_cmpuint (position, ==, 3);
  g_assert_false (dsc_slots_next ((DscSlots) { entries, 4 }, NULL, &position, &pair));
  position = 0;
  g_assert_false (dsc_slots_next ((DscSlots) { NULL, 0 }, NULL, &position, &pair));
  fixture_clear (&f);
}

static void
test_search (void)
{
  Fixture f;

  g_test_summary ("A search for an absent key ends at the first dummy it passed, else at the slot never used.");
  fixture_init (&f, "3.5.10");
  set_int (&f, 1, 1);
  set_int (&f, 9, 9);
  set_int (&f, 17, 17);
  delete_int (&f, 9);
  DscKeyEntry *entries = dsc_keys_open_entries (f.dict->ma_keys);   /* small ints know their hashes */
  DscSlots slots = { entries, 8 };
  DscKeyEntry *nine = NULL;
  for (int i = 0; i < 8; i++)
    if (entries[i].me_key == f.rt->dummy)
      nine = &entries[i];
  g_assert_true (dsc_slots_search (f.rt, f.dict, slots, fixture_int (&f, 9), false) == nine);
  g_assert_nonnull (dsc_slots_search (f.rt, f.dict, slots, fixture_int (&f, 17), false)->me_value);
  g_assert_true (dsc_slots_search (f.rt, f.dict, slots, fixture_int (&f, 3), false) == &entries[3]);
  fixture_clear (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/slots/pick", test_pick);
  g_test_add_func ("/core/slots/move", test_move);
  g_test_add_func ("/core/slots/next", test_next);
  g_test_add_func ("/core/slots/search", test_search);
  return g_test_run ();
}
