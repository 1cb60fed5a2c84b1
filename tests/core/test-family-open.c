/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-family-open.c: dicts with one table of slots, 1.5 to 3.2. */
#include "table-fixture.h"

static void
assert_slots (const Fixture *f, const char *expected)
{
  g_autofree char *text = slots_text (f->rt, f->dict);

  g_assert_cmpstr (text, ==, expected);
}

/* Numbers of items at which the table takes another size, as "6:32 22:128", up to n items of int keys. */
static char *
ladder (Fixture *f, int n)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < n; i++)
    {
      size_t before = n_slots (f);
      fixture_set (f, fixture_int (f, i), dsc_object_none (f->pool));
      if (n_slots (f) != before)
        g_string_append_printf (text, "%s%d:%zu", text->len != 0 ? " " : "", i + 1, n_slots (f));
    }
  assert_sound (f, f->dict);
  return g_string_free (text, FALSE);
}

static void
assert_ladder (const char *version, int n, const char *expected)
{
  Fixture f;

  fixture_init (&f, version);
  g_autofree char *text = ladder (&f, n);
  g_assert_cmpstr (text, ==, expected);
  fixture_clear (&f);
}

static void
test_growth (void)
{
  assert_ladder ("2.7.18", 200000, "6:32 22:128 86:512 342:2048 1366:8192 5462:32768 21846:131072 87382:262144 174763:524288");
  assert_ladder ("3.2.6", 400, "6:32 22:128 86:512 342:2048");
  assert_ladder ("2.2.3", 100, "6:16 11:32 22:64 43:128 86:256");
}

static void
test_growth_before_the_store (void)
{
  g_test_summary ("Up to 2.0 the load is tested before a store, so the table grows one item later, from 4 slots; 2.1 tests after it.");
  assert_ladder ("1.5.2", 30, "1:4 4:8 7:16 12:32 23:64");
  assert_ladder ("2.1.3", 30, "1:4 3:8 6:16 11:32 22:64");
}

static void
test_growth_by_an_overwrite (void)
{
  Fixture f;

  fixture_init (&f, "1.5.2");
  for (int i = 0; i < 3; i++)
    set_int (&f, i, 0);
  g_assert_cmpuint (n_slots (&f), ==, 4);
  set_int (&f, 0, 1);
  g_assert_cmpuint (n_slots (&f), ==, 8);
  fixture_clear (&f);
}

static void
test_no_table (void)
{
  Fixture f;

  fixture_init (&f, "2.1.3");
  g_assert_cmpuint (n_slots (&f), ==, 0);
  g_assert_null (get_value (&f, fixture_int (&f, 1)));
  g_assert_cmpint (dsc_dict_delete_item (f.rt, f.dict, fixture_int (&f, 1)), ==, DSC_STATUS_RAISED);
  set_int (&f, 1, 1);
  clear_items (&f);
  g_assert_cmpuint (n_slots (&f), ==, 0);
  clear_items (&f);
  fixture_clear (&f);
}

static void
test_small_table (void)
{
  Fixture f;

  fixture_init (&f, "2.7.18");
  g_assert_true (dsc_dict_is_small (f.dict));
  g_assert_cmpint (getsizeof (&f), ==, 280);
  for (int i = 0; i < 6; i++)
    set_int (&f, i, i);
  g_assert_false (dsc_dict_is_small (f.dict));
  g_assert_cmpint (getsizeof (&f), ==, 1048);
  clear_items (&f);
  g_assert_true (dsc_dict_is_small (f.dict));
  g_assert_cmpint (getsizeof (&f), ==, 280);
  fixture_clear (&f);
}

static void
test_dummy_is_reused (void)
{
  Fixture f;

  fixture_init (&f, "2.7.18");
  set_int (&f, 0, 0);
  set_int (&f, 1, 1);
  delete_int (&f, 0);
  assert_slots (&f, "x * . . . . . .");
  g_assert_cmpuint (f.dict->ma_fill, ==, 2);
  set_int (&f, 8, 8);   /* begins at slot 0 too */
  assert_slots (&f, "* * . . . . . .");
  g_assert_cmpuint (f.dict->ma_fill, ==, 2);
  fixture_clear (&f);
}

static void
test_dummy_is_not_in_the_way (void)
{
  Fixture f;

  fixture_init (&f, "3.2.6");
  set_int (&f, 0, 10);
  set_int (&f, 8, 18);
  delete_int (&f, 0);
  g_assert_cmpint (get_value (&f, fixture_int (&f, 8))->as.integer, ==, 18);
  set_int (&f, 8, 19);  /* found behind the dummy, which stays */
  g_assert_cmpuint (f.dict->ma_used, ==, 1);
  g_assert_cmpuint (f.dict->ma_fill, ==, 2);
  fixture_clear (&f);
}

static void
test_rebuild_in_place (void)
{
  Fixture f;

  g_test_summary ("A request of at most 7 rebuilds the embedded table into itself, without its dummies.");
  fixture_init (&f, "2.7.18");
  for (int i = 0; i < 5; i++)
    set_int (&f, i, i);
  for (int i = 0; i < 5; i++)
    delete_int (&f, i);
  assert_slots (&f, "x x x x x . . .");
  set_int (&f, 5, 5);   /* fill 6 of 8: used 1 asks for 4 */
  assert_slots (&f, ". . . . . * . .");
  g_assert_true (dsc_dict_is_small (f.dict));
  g_assert_cmpuint (f.dict->ma_fill, ==, 1);
  fixture_clear (&f);
}

static void
test_kind (void)
{
  Fixture f;
  DscDict *copy;

  g_test_summary ("Looking for a key of another type gives up the str-only search, for the life of the dict object.");
  fixture_init (&f, "2.7.18");
  set_str (&f, "a", 1);
  g_assert_cmpint (f.dict->ma_kind, ==, DSC_KEYS_STRING);
  g_assert_null (get_value (&f, fixture_int (&f, 3)));
  g_assert_cmpint (f.dict->ma_kind, ==, DSC_KEYS_GENERAL);
  clear_items (&f);
  g_assert_cmpint (f.dict->ma_kind, ==, DSC_KEYS_GENERAL);
  g_assert_cmpint (dsc_dict_copy (f.rt, f.dict, &copy), ==, DSC_STATUS_OK);
  g_assert_cmpint (copy->ma_kind, ==, DSC_KEYS_STRING);
  dsc_dict_unref (f.rt, copy);
  fixture_renew (&f);
  set_str (&f, "a", 1);
  g_assert_nonnull (get_value (&f, dsc_object_unicode (f.pool, "a", 1)));
  g_assert_cmpint (f.dict->ma_kind, ==, DSC_KEYS_GENERAL);
  fixture_clear (&f);
}

static void
test_popitem (void)
{
  Fixture f;

  g_test_summary ("Slot 0, then the slots from a finger on that slot 0 keeps in me_hash; around the end to slot 1.");
  fixture_init (&f, "2.7.18");
  for (int i = 0; i < 5; i++)
    set_int (&f, i, 10 + i);
  g_assert_cmpint (pop_item (&f).value->as.integer, ==, 10);
  g_assert_cmpint (f.dict->ma_table[0].me_hash, ==, 1);
  g_assert_cmpint (pop_item (&f).value->as.integer, ==, 11);
  g_assert_cmpint (pop_item (&f).value->as.integer, ==, 12);
  g_assert_cmpint (f.dict->ma_table[0].me_hash, ==, 3);
  delete_int (&f, 4);
  set_int (&f, 1, 21);
  g_assert_cmpint (pop_item (&f).value->as.integer, ==, 13);
  g_assert_cmpint (pop_item (&f).value->as.integer, ==, 21);
  g_assert_cmpint (f.dict->ma_table[0].me_hash, ==, 2);
  fixture_clear (&f);
}

static void
test_finger_out_of_range (void)
{
  Fixture f;

  fixture_init (&f, "3.2.6");
  set_int (&f, -16, 0);   /* slot 0, and its hash is no place to begin at */
  set_int (&f, 3, 3);
  delete_int (&f, -16);
  g_assert_cmpint (pop_item (&f).key->as.integer, ==, 3);
  fixture_clear (&f);
}

static void
test_merge_overfills (void)
{
  Fixture f;
  DscDict *other;

  g_test_summary ("A merge stores without the load test: a dummy may make the table fuller than two thirds until the next store.");
  fixture_init (&f, "3.2.6");
  g_autofree DscPair *pairs = int_pairs (&f, 0, 6);
  g_autofree const DscObject **keys = g_new (const DscObject *, 6);
  for (int i = 0; i < 6; i++)
    keys[i] = pairs[i].key;
  g_assert_cmpint (dsc_dict_fromkeys (f.rt, DSC_ITERABLE_SET, keys, 6, pairs[0].value, &other), ==, DSC_STATUS_OK);
  fixture_take (&f, other);
  g_assert_cmpuint (n_slots (&f), ==, 8);
  g_assert_cmpuint (f.dict->ma_fill, ==, 6);
  set_int (&f, 6, 6);
  g_assert_cmpuint (n_slots (&f), ==, 32);
  fixture_clear (&f);
}

static void
test_perturbation_of_32_bits (void)
{
  static const struct { const char *version, *slots; } cases[] = {
    { "2.4.6", "* * * . . . * . . . . * . * . . . . . . . . . . * * . . * . . *" },
    { "2.5.6", "* * * . . . * . . . . . * * . * . . . . . . . . . . . . * * . *" },
  };
  Fixture f;

  g_test_summary ("Ten keys of hash 1 << 32: in 2.4 that perturbs nothing, from 2.5 on it does from the seventh step on.");
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture_init (&f, cases[i].version);
      for (int n = 0; n < 10; n++)
        fixture_set (&f, fixture_keyed (&f, INT64_C (1) << 32, (const char[]) { (char) ('a' + n), 0 }), fixture_int (&f, n));
      assert_sound (&f, f.dict);
      assert_slots (&f, cases[i].slots);
      fixture_clear (&f);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/family-open/growth", test_growth);
  g_test_add_func ("/core/family-open/growth-before-the-store", test_growth_before_the_store);
  g_test_add_func ("/core/family-open/growth-by-an-overwrite", test_growth_by_an_overwrite);
  g_test_add_func ("/core/family-open/no-table", test_no_table);
  g_test_add_func ("/core/family-open/small-table", test_small_table);
  g_test_add_func ("/core/family-open/dummy-is-reused", test_dummy_is_reused);
  g_test_add_func ("/core/family-open/dummy-is-not-in-the-way", test_dummy_is_not_in_the_way);
  g_test_add_func ("/core/family-open/rebuild-in-place", test_rebuild_in_place);
  g_test_add_func ("/core/family-open/kind", test_kind);
  g_test_add_func ("/core/family-open/popitem", test_popitem);
  g_test_add_func ("/core/family-open/finger-out-of-range", test_finger_out_of_range);
  g_test_add_func ("/core/family-open/merge-overfills", test_merge_overfills);
  g_test_add_func ("/core/family-open/perturbation-of-32-bits", test_perturbation_of_32_bits);
  return g_test_run ();
}
