/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-family-keys-open.c: dicts whose table is a keys object of slots, 3.3 to 3.5. */
#include "table-fixture.h"

static void
assert_slots (const Fixture *f, const char *expected)
{
  g_autofree char *text = slots_text (f->rt, f->dict);

  g_assert_cmpstr (text, ==, expected);
}

static int
kind (const Fixture *f)
{
  return f->dict->ma_keys->dk_kind;
}

static int64_t
usable (const Fixture *f)
{
  return f->dict->ma_keys->dk_usable;
}

static void
test_usable (void)
{
  Fixture f;

  g_test_summary ("A table of 8, 16, 32 slots holds 5, 11, 21 items; all usable slots are used up before it grows.");
  fixture_init (&f, "3.5.10");
  g_assert_cmpint (usable (&f), ==, 5);
  for (int i = 0; i < 5; i++)
    set_int (&f, i, i);
  g_assert_cmpint (usable (&f), ==, 0);
  set_int (&f, 5, 5);
  g_assert_cmpuint (n_slots (&f), ==, 16);
  g_assert_cmpint (usable (&f), ==, 5);
  for (int i = 6; i < 12; i++)
    set_int (&f, i, i);
  g_assert_cmpuint (n_slots (&f), ==, 32);
  fixture_clear (&f);
}

static void
test_growth_rules (void)
{
  Fixture f;

  g_test_summary ("Three items, one in and one out: 3.3.0 asks for used*2, 3.3.7 for half the slots more.");
  for (int i = 0; i < 2; i++)
    {
      fixture_init (&f, i == 0 ? "3.3.0" : "3.3.7");
      for (int n = 0; n < 100; n++)
        {
          set_int (&f, n, n);
          if (n >= 3)
            delete_int (&f, n - 3);
        }
      g_assert_cmpuint (n_slots (&f), ==, i == 0 ? 8 : 16);
      fixture_clear (&f);
    }
}

static void
test_dummy_costs_nothing (void)
{
  Fixture f;

  fixture_init (&f, "3.5.10");
  for (int i = 0; i < 5; i++)
    set_int (&f, i, i);
  delete_int (&f, 2);
  assert_slots (&f, "* * x * * . . .");
  set_int (&f, 10, 10);   /* begins at slot 2, and there is no slot to count down from */
  assert_slots (&f, "* * * * * . . .");
  g_assert_cmpint (usable (&f), ==, 0);
  fixture_clear (&f);
}

static void
test_setdefault_counts_dummies (void)
{
  Fixture f;
  const DscObject *value;

  g_test_summary ("setdefault counts dk_usable down for a dummy too, and resizes a full table for it.");
  fixture_init (&f, "3.4.10");
  set_int (&f, 2, 2);
  delete_int (&f, 2);
  g_assert_cmpint (dsc_dict_setdefault (f.rt, f.dict, fixture_int (&f, 10), fixture_int (&f, 1), &value), ==, DSC_STATUS_OK);
  assert_sound (&f, f.dict);
  assert_slots (&f, ". . * . . . . .");
  g_assert_cmpint (usable (&f), ==, 3);
  for (int i = 3; i < 6; i++)
    set_int (&f, i, i);
  delete_int (&f, 4);
  g_assert_cmpint (dsc_dict_setdefault (f.rt, f.dict, fixture_int (&f, 12), fixture_int (&f, 1), &value), ==, DSC_STATUS_OK);
  assert_sound (&f, f.dict);
  g_assert_cmpuint (n_slots (&f), ==, 16);
  fixture_clear (&f);
}

static void
test_kinds (void)
{
  Fixture f;

  fixture_init (&f, "3.3.7");
  g_assert_cmpint (kind (&f), ==, DSC_KEYS_UNICODE_NODUMMY);
  for (int i = 0; i < 5; i++)
    set_str (&f, (const char *[]) { "a", "b", "c", "d", "e" }[i], i);
  g_assert_cmpint (dsc_dict_delete_item (f.rt, f.dict, fixture_str (&f, "z")), ==, DSC_STATUS_RAISED);
  g_assert_cmpint (kind (&f), ==, DSC_KEYS_UNICODE_NODUMMY);
  delete_str (&f, "a");
  g_assert_cmpint (kind (&f), ==, DSC_KEYS_UNICODE);
  for (int i = 0; i < 8; i++)
    set_str (&f, (const char *[]) { "f", "g", "h", "i", "j", "k", "l", "m" }[i], i);
  g_assert_cmpint (kind (&f), ==, DSC_KEYS_UNICODE_NODUMMY);   /* rebuilt meanwhile */
  g_assert_null (get_value (&f, fixture_int (&f, 1)));
  g_assert_cmpint (kind (&f), ==, DSC_KEYS_GENERAL);
  fixture_clear (&f);
}

static void
test_clear (void)
{
  Fixture f;

  fixture_init (&f, "3.5.10");
  set_int (&f, 1, 1);
  g_assert_cmpint (getsizeof (&f), ==, 288);
  clear_items (&f);
  g_assert_true (f.dict->ma_keys == f.rt->empty_keys);
  g_assert_true (f.dict->ma_values == f.rt->empty_values);
  g_assert_cmpint (kind (&f), ==, DSC_KEYS_SPLIT);
  g_assert_cmpint (getsizeof (&f), ==, 72);
  g_assert_null (get_value (&f, fixture_int (&f, 1)));
  g_assert_cmpint (kind (&f), ==, DSC_KEYS_SPLIT);
  set_str (&f, "a", 1);
  g_assert_cmpint (kind (&f), ==, DSC_KEYS_UNICODE_NODUMMY);
  g_assert_null (f.dict->ma_values);
  g_assert_cmpint (getsizeof (&f), ==, 288);
  fixture_clear (&f);
}

static void
test_other_key_into_cleared (void)
{
  Fixture f;
  const DscObject *value;

  for (int i = 0; i < 2; i++)
    {
      fixture_init (&f, "3.5.10");
      clear_items (&f);
      if (i == 0)
        set_int (&f, 9, 1);
      else
        g_assert_cmpint (dsc_dict_setdefault (f.rt, f.dict, fixture_int (&f, 9), fixture_int (&f, 1), &value), ==, DSC_STATUS_OK);
      assert_sound (&f, f.dict);
      g_assert_cmpint (kind (&f), ==, DSC_KEYS_GENERAL);
      assert_slots (&f, ". * . . . . . .");
      fixture_clear (&f);
    }
}

static void
test_popitem (void)
{
  Fixture f;

  fixture_init (&f, "3.3.0");
  for (int i = 0; i < 4; i++)
    set_str (&f, (const char *[]) { "a", "b", "c", "d" }[i], i);
  for (int i = 0; i < 4; i++)
    (void) pop_item (&f);
  g_assert_cmpint (kind (&f), ==, DSC_KEYS_UNICODE);
  g_assert_cmpint (usable (&f), ==, 1);
  g_assert_cmpuint (n_slots (&f), ==, 8);
  fixture_clear (&f);
}

static void
test_copy_of_cleared (void)
{
  Fixture f;
  DscDict *copy;

  g_test_summary ("The copy of a cleared dict shares the empty keys and has values of its own, which clear () drops.");
  fixture_init (&f, "3.4.10");
  clear_items (&f);
  g_assert_cmpint (dsc_dict_copy (f.rt, f.dict, &copy), ==, DSC_STATUS_OK);
  fixture_take (&f, copy);
  g_assert_true (f.dict->ma_keys == f.rt->empty_keys);
  g_assert_true (f.dict->ma_values != f.rt->empty_values);
  g_assert_cmpint (getsizeof (&f), ==, 72);
  clear_items (&f);
  g_assert_true (f.dict->ma_values == f.rt->empty_values);
  fixture_clear (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/family-keys-open/usable", test_usable);
  g_test_add_func ("/core/family-keys-open/growth-rules", test_growth_rules);
  g_test_add_func ("/core/family-keys-open/dummy-costs-nothing", test_dummy_costs_nothing);
  g_test_add_func ("/core/family-keys-open/setdefault-counts-dummies", test_setdefault_counts_dummies);
  g_test_add_func ("/core/family-keys-open/kinds", test_kinds);
  g_test_add_func ("/core/family-keys-open/clear", test_clear);
  g_test_add_func ("/core/family-keys-open/other-key-into-cleared", test_other_key_into_cleared);
  g_test_add_func ("/core/family-keys-open/popitem", test_popitem);
  g_test_add_func ("/core/family-keys-open/copy-of-cleared", test_copy_of_cleared);
  return g_test_run ();
}
