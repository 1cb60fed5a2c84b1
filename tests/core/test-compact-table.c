/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-compact-table.c: compact tables as a whole, 3.6 on. */
#include "table-fixture.h"

static void
assert_slots (const Fixture *f, const char *expected)
{
  g_autofree char *text = slots_text (f->rt, f->dict);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_items (const Fixture *f, const char *expected)
{
  g_autofree char *text = items_text (f->dict);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_counts (const Fixture *f, size_t used, int64_t usable, int64_t nentries)
{
  g_assert_cmpuint (f->dict->ma_used, ==, used);
  g_assert_cmpint (f->dict->ma_keys->dk_usable, ==, usable);
  g_assert_cmpint (f->dict->ma_keys->dk_nentries, ==, nentries);
}

static void
test_resize_packs (void)
{
  Fixture f;

  fixture_init (&f, "3.9.18");
  for (int i = 0; i < 5; i++)
    set_int (&f, i * 8, i);   /* all begin at slot 0 */
  assert_slots (&f, "0 1 4 . . . 2 3");
  delete_int (&f, 8);
  delete_int (&f, 24);
  assert_counts (&f, 3, 0, 5);
  set_int (&f, 100, 5);       /* used 3 asks for 9 */
  g_assert_cmpuint (n_slots (&f), ==, 16);
  assert_counts (&f, 4, 6, 4);
  assert_items (&f, "0: 0, 16: 2, 32: 4, 100: 5");
  fixture_clear (&f);
}

static void
test_delete_and_insert_grows (void)
{
  Fixture f;

  g_test_summary ("One key in and out again uses up the entries: the table is rebuilt, larger, though it never holds more than five.");
  fixture_init (&f, "3.12.1");
  for (int i = 0; i < 5; i++)
    set_int (&f, i, i);
  delete_int (&f, 2);
  set_int (&f, 2, 2);
  g_assert_cmpuint (n_slots (&f), ==, 16);
  assert_items (&f, "0: 0, 1: 1, 3: 3, 4: 4, 2: 2");
  fixture_clear (&f);
}

static size_t
size_after_emptying (const char *version)
{
  Fixture f;

  fixture_init (&f, version);
  fixture_fill_ints (&f, 0, 1365);
  g_assert_cmpuint (n_slots (&f), ==, 2048);
  for (int i = 0; i < 1365; i++)
    fixture_delete (&f, fixture_int (&f, i));
  g_assert_cmpuint (n_slots (&f), ==, 2048);
  set_int (&f, 2000, 0);
  size_t size = n_slots (&f);
  fixture_clear (&f);
  return size;
}

static void
test_insert_shrinks (void)
{
  g_test_summary ("A full table whose items are gone is rebuilt by the next store to what used asks for.");
  g_assert_cmpuint (size_after_emptying ("3.6.0"), ==, 1024);
  g_assert_cmpuint (size_after_emptying ("3.6.15"), ==, 1024);
  g_assert_cmpuint (size_after_emptying ("3.7.16"), ==, 8);
  g_assert_cmpuint (size_after_emptying ("3.13.0"), ==, 8);
}

static size_t
size_after_two_live (const char *version)
{
  Fixture f;

  fixture_init (&f, version);
  for (int i = 0; i < 5; i++)
    set_int (&f, i, i);
  for (int i = 0; i < 3; i++)
    delete_int (&f, i);
  set_int (&f, 9, 0);
  size_t size = n_slots (&f);
  fixture_clear (&f);
  return size;
}

static void
test_rounding (void)
{
  g_test_summary ("used 2 asks for 6: 8 slots, but 16 in the releases that round up an exact fit and all small requests.");
  g_assert_cmpuint (size_after_two_live ("3.9.18"), ==, 8);
  g_assert_cmpuint (size_after_two_live ("3.10.13"), ==, 16);
  g_assert_cmpuint (size_after_two_live ("3.13.3"), ==, 16);
  g_assert_cmpuint (size_after_two_live ("3.13.4"), ==, 8);
  g_assert_cmpuint (size_after_two_live ("3.14.0"), ==, 8);
}

static void
test_popitem (void)
{
  Fixture f;

  g_test_summary ("The last live entry; dk_nentries falls to it, dk_usable stays.");
  fixture_init (&f, "3.11.7");
  for (int i = 0; i < 4; i++)
    set_int (&f, i, 10 + i);
  g_assert_cmpint (pop_item (&f).value->as.integer, ==, 13);
  assert_counts (&f, 3, 1, 3);
  assert_slots (&f, "0 1 2 x . . . .");
  delete_int (&f, 2);
  delete_int (&f, 1);
  g_assert_cmpint (pop_item (&f).value->as.integer, ==, 10);
  assert_counts (&f, 0, 1, 0);
  assert_slots (&f, "x x x x . . . .");
  set_int (&f, 4, 4);
  assert_counts (&f, 1, 0, 1);
  set_int (&f, 5, 5);
  g_assert_cmpuint (n_slots (&f), ==, 16);   /* dk_usable was 0; used 1 asks for 3, which 3.11.7 rounds up to 16 */
  assert_counts (&f, 2, 8, 2);
  fixture_clear (&f);
}

static void
test_popitem_leaves_hash (void)
{
  Fixture f;

  g_test_summary ("A popped general entry keeps -1 as me_hash from 3.11 on, its hash before; it lies behind dk_nentries.");
  for (int i = 0; i < 2; i++)
    {
      fixture_init (&f, i == 0 ? "3.10.13" : "3.12.1");
      set_int (&f, 7, 7);
      (void) pop_item (&f);
      g_assert_cmpint (dsc_keys_get_entry (f.dict->ma_keys, 0).me_hash, ==, i == 0 ? 7 : -1);
      fixture_clear (&f);
    }
}

static void
test_index_widths (void)
{
  static const struct { int n; unsigned log2_slots, log2_bytes; } cases[] = {
    { 85, 7, 7 }, { 86, 8, 9 }, { 21845, 15, 16 }, { 21846, 16, 18 }, { 60000, 17, 19 },
  };
  Fixture f;

  for (int str = 0; str < 2; str++)
    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
      {
        fixture_init (&f, "3.12.1");
        if (str)
          fixture_fill_strs (&f, 0, cases[i].n);
        else
          fixture_fill_ints (&f, 0, cases[i].n);
        g_assert_cmpuint (f.dict->ma_keys->dk_log2_size, ==, cases[i].log2_slots);
        g_assert_cmpuint (f.dict->ma_keys->dk_log2_index_bytes, ==, cases[i].log2_bytes);
        assert_sound (&f, f.dict);
        const DscObject *last = dsc_keys_get_entry (f.dict->ma_keys, (size_t) cases[i].n - 1).me_key;
        g_assert_nonnull (get_value (&f, last));
        fixture_delete (&f, last);
        g_assert_null (get_value (&f, last));
        fixture_clear (&f);
      }
}

static void
test_clear (void)
{
  Fixture f;
  static const char *const versions[] = { "3.6.15", "3.7.16", "3.10.13", "3.13.13" };

  for (size_t i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      fixture_init (&f, versions[i]);
      fixture_fill_ints (&f, 0, 20);
      clear_items (&f);
      g_assert_true (f.dict->ma_keys == f.rt->empty_keys);
      g_assert_true (f.dict->ma_values == f.rt->empty_values);
      g_assert_cmpuint (f.dict->ma_used, ==, 0);
      set_str (&f, "a", 1);
      g_assert_cmpuint (n_slots (&f), ==, 8);
      assert_items (&f, "a: 1");
      fixture_clear (&f);
    }
}

static void
assert_too_large (const char *target)
{
  Fixture f;

  fixture_init (&f, target);
  set_int (&f, 1, 1);
  g_autofree char *before = table_text (f.rt, f.dict);
  g_assert_cmpint (f.rt->ops->resize (f.rt, f.dict, UINT64_C (1) << 31, DSC_RESIZE_UPDATE, false), ==, DSC_STATUS_TOO_LARGE);
  g_assert_cmpint (f.rt->ops->resize (f.rt, f.dict, UINT64_MAX, DSC_RESIZE_UPDATE, false), ==, DSC_STATUS_TOO_LARGE);
  g_autofree char *after = table_text (f.rt, f.dict);
  g_assert_cmpstr (after, ==, before);
  fixture_clear (&f);
}

static void
test_too_large (void)
{
  g_test_summary ("A request for more than the modelled machine can address is refused, with the dict as it was.");
  assert_too_large ("2.7.18-i386");
  assert_too_large ("3.5.2-i386");
  assert_too_large ("3.12.3-i386");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/compact-table/resize-packs", test_resize_packs);
  g_test_add_func ("/core/compact-table/delete-and-insert-grows", test_delete_and_insert_grows);
  g_test_add_func ("/core/compact-table/insert-shrinks", test_insert_shrinks);
  g_test_add_func ("/core/compact-table/rounding", test_rounding);
  g_test_add_func ("/core/compact-table/popitem", test_popitem);
  g_test_add_func ("/core/compact-table/popitem-leaves-hash", test_popitem_leaves_hash);
  g_test_add_func ("/core/compact-table/index-widths", test_index_widths);
  g_test_add_func ("/core/compact-table/clear", test_clear);
  g_test_add_func ("/core/compact-table/too-large", test_too_large);
  return g_test_run ();
}
