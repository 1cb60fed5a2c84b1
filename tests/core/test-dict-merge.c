/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-dict-merge.c: one dict out of another, or into another. */
#include "table-fixture.h"

static void
assert_items (const DscDict *dict, const char *expected)
{
  g_autofree char *text = items_text (dict);

  g_assert_cmpstr (text, ==, expected);
}

static DscDict *
new_ints (Fixture *f, int first, int n)
{
  DscDict *dict;

  g_assert_cmpint (dsc_dict_new (f->rt, &dict), ==, DSC_STATUS_OK);
  for (int i = 0; i < n; i++)
    g_assert_cmpint (dsc_dict_set_item (f->rt, dict, fixture_int (f, first + i), fixture_int (f, i)), ==, DSC_STATUS_OK);
  return dict;
}

static void
update (Fixture *f, DscDict *other)
{
  g_assert_cmpint (dsc_dict_update_dict (f->rt, f->dict, other), ==, DSC_STATUS_OK);
  assert_sound (f, f->dict);
}

/* Slots after {…n}.update ({…m other keys}). */
static size_t
merged_slots (const char *version, int n, int m)
{
  Fixture f;

  fixture_init (&f, version);
  fixture_fill_ints (&f, 0, n);
  DscDict *other = new_ints (&f, 1000, m);
  update (&f, other);
  g_assert_cmpuint (f.dict->ma_used, ==, (size_t) (n + m));
  size_t slots = n_slots (&f);
  dsc_dict_unref (f.rt, other);
  fixture_clear (&f);
  return slots;
}

static void
test_sizes (void)
{
  g_assert_cmpuint (merged_slots ("2.2.3", 1, 6), ==, 16);     /* 7*3/2 = 10 */
  g_assert_cmpuint (merged_slots ("2.7.18", 1, 7), ==, 32);    /* 8*2 = 16, which needs more than 16 */
  g_assert_cmpuint (merged_slots ("3.5.10", 5, 3), ==, 32);
  g_assert_cmpuint (merged_slots ("3.6.0", 1, 20), ==, 32);    /* 3*21/2 = 31 */
  g_assert_cmpuint (merged_slots ("3.9.18", 1, 20), ==, 32);   /* (3*21 + 1)/2 = 32 */
  g_assert_cmpuint (merged_slots ("3.10.13", 1, 20), ==, 64);  /* which 3.10 rounds up to 64 */
  g_assert_cmpuint (merged_slots ("3.13.13", 1, 20), ==, 32);
  g_assert_cmpuint (merged_slots ("3.9.18", 5, 5), ==, 16);    /* room for 5 more is thought to be there; it is not */
}

static void
test_nothing_to_do (void)
{
  Fixture f;

  for (size_t i = 0; i < G_N_ELEMENTS (fixture_targets); i++)
    {
      fixture_init (&f, fixture_targets[i]);
      DscDict *empty = new_ints (&f, 0, 0);
      fixture_fill_ints (&f, 0, 7);
      g_autofree char *before = table_text (f.rt, f.dict);
      update (&f, empty);
      update (&f, f.dict);
      g_autofree char *after = table_text (f.rt, f.dict);
      g_assert_cmpstr (after, ==, before);
      dsc_dict_unref (f.rt, empty);
      fixture_clear (&f);
    }
}

static void
test_overwrites (void)
{
  Fixture f;

  for (size_t i = 0; i < G_N_ELEMENTS (fixture_targets); i++)
    {
      fixture_init (&f, fixture_targets[i]);
      fixture_fill_ints (&f, 0, 3);
      DscDict *other = new_ints (&f, 1, 3);
      update (&f, other);
      g_assert_cmpuint (f.dict->ma_used, ==, 4);
      for (int key = 0; key < 4; key++)
        g_assert_cmpint (get_value (&f, fixture_int (&f, key))->as.integer, ==, key == 0 ? 0 : key - 1);
      dsc_dict_unref (f.rt, other);
      fixture_clear (&f);
    }
}

/* Whether {}.update (d) copies d's keys object, for d of n items grown one by one of which the first k were deleted. */
static bool
is_cloned_by_update (const char *version, int n, int k)
{
  Fixture f;
  DscTrace trace;
  bool cloned = false;

  fixture_init (&f, version);
  DscDict *other = new_ints (&f, 0, n);
  for (int i = 0; i < k; i++)
    g_assert_cmpint (dsc_dict_delete_item (f.rt, other, fixture_int (&f, i)), ==, DSC_STATUS_OK);
  dsc_trace_init (&trace, f.rt->alloc);
  dsc_runtime_set_trace (f.rt, &trace);
  update (&f, other);
  dsc_runtime_set_trace (f.rt, NULL);
  for (size_t i = 0; i < trace.n_events; i++)
    cloned |= trace.events[i].kind == DSC_EVENT_CLONE;
  dsc_trace_clear (&trace);
  dsc_dict_unref (f.rt, other);
  fixture_clear (&f);
  return cloned;
}

static void
test_update_clones (void)
{
  g_test_summary ("3.10 on: an empty dict takes a copy of a keys object that is as if built afresh.");
  g_assert_true (is_cloned_by_update ("3.10.13", 5, 0));
  g_assert_true (is_cloned_by_update ("3.14.10", 100, 0));
  g_assert_false (is_cloned_by_update ("3.10.13", 5, 1));
  g_assert_false (is_cloned_by_update ("3.9.18", 5, 0));
}

static void
test_update_does_not_clone_large (void)
{
  Fixture f;
  DscDict *other;

  g_test_summary ("A table that is larger than its items need is rebuilt, not cloned.");
  fixture_init (&f, "3.12.1");
  g_autofree DscPair *pairs = g_new (DscPair, 12);
  for (int i = 0; i < 12; i++)
    pairs[i] = (DscPair) { fixture_int (&f, 1), fixture_int (&f, i) };
  g_assert_cmpint (dsc_dict_build (f.rt, DSC_BUILD_DISPLAY, pairs, 12, &other), ==, DSC_STATUS_OK);
  g_assert_cmpuint (dsc_dict_get_n_slots (f.rt, other), ==, 32);
  update (&f, other);
  g_assert_cmpuint (n_slots (&f), ==, 16);
  dsc_dict_unref (f.rt, other);
  fixture_clear (&f);
}

/* Slots of copy () and of dict (d), for d of 8 items of which the first k were deleted. */
static void
assert_copies (const char *version, int k, size_t slots_of_copy, size_t slots_of_dict)
{
  Fixture f;
  DscDict *copy;

  fixture_init (&f, version);
  fixture_fill_ints (&f, 0, 8);
  for (int i = 0; i < k; i++)
    fixture_delete (&f, fixture_int (&f, i));
  g_autofree char *items = items_text (f.dict);
  g_assert_cmpint (dsc_dict_copy (f.rt, f.dict, &copy), ==, DSC_STATUS_OK);
  assert_sound (&f, copy);
  assert_items (copy, items);
  g_assert_cmpuint (dsc_dict_get_n_slots (f.rt, copy), ==, slots_of_copy);
  dsc_dict_unref (f.rt, copy);
  g_assert_cmpint (dsc_dict_new_from (f.rt, f.dict, &copy), ==, DSC_STATUS_OK);
  assert_sound (&f, copy);
  assert_items (copy, items);
  g_assert_cmpuint (dsc_dict_get_n_slots (f.rt, copy), ==, slots_of_dict);
  dsc_dict_unref (f.rt, copy);
  fixture_clear (&f);
}

static void
test_copy (void)
{
  g_test_summary ("copy () clones, holes and all, while two thirds of the entries are live; dict (d) never does with holes.");
  assert_copies ("2.2.3", 0, 16, 16);
  assert_copies ("2.3.7", 0, 32, 32);
  assert_copies ("2.7.18", 0, 32, 32);
  assert_copies ("2.7.18", 3, 8, 8);
  assert_copies ("3.5.10", 0, 32, 32);
  assert_copies ("3.6.15", 3, 8, 8);
  assert_copies ("3.7.16", 3, 16, 8);
  assert_copies ("3.9.18", 4, 8, 8);
  assert_copies ("3.9.18", 8, 1, 8);
  assert_copies ("3.10.13", 4, 16, 16);
  assert_copies ("3.13.13", 8, 1, 1);
}

static void
test_clone_is_exact (void)
{
  Fixture f;
  DscDict *copy;

  fixture_init (&f, "3.12.1");
  fixture_fill_ints (&f, 0, 9);
  delete_int (&f, 4);
  g_autofree char *before = slots_text (f.rt, f.dict);
  g_assert_cmpint (dsc_dict_copy (f.rt, f.dict, &copy), ==, DSC_STATUS_OK);
  g_autofree char *after = slots_text (f.rt, copy);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (copy->ma_keys->dk_usable, ==, f.dict->ma_keys->dk_usable);
  g_assert_cmpint (copy->ma_keys->dk_nentries, ==, 9);
  set_int (&f, 4, 4);   /* each has its own */
  g_assert_cmpuint (copy->ma_used, ==, 8);
  dsc_dict_unref (f.rt, copy);
  fixture_clear (&f);
}

static void
test_tracking (void)
{
  Fixture f;
  DscDict *copy;

  g_test_summary ("A clone of a tracked dict is tracked, whatever is in it now; a merge looks at what it stores.");
  fixture_init (&f, "3.10.13");
  set_int (&f, 1, 1);
  fixture_set (&f, fixture_int (&f, 1), dsc_object_list (f.pool, NULL, 0));
  set_int (&f, 1, 1);
  g_assert_cmpint (dsc_dict_copy (f.rt, f.dict, &copy), ==, DSC_STATUS_OK);
  g_assert_true (copy->tracked);
  dsc_dict_unref (f.rt, copy);
  g_assert_cmpint (dsc_dict_kwargs_from (f.rt, f.dict, &copy), ==, DSC_STATUS_OK);
  g_assert_false (copy->tracked);
  dsc_dict_unref (f.rt, copy);
  fixture_clear (&f);
}

static void
test_union (void)
{
  Fixture f;
  DscDict *result = NULL;

  fixture_init (&f, "3.8.18");
  DscDict *other = new_ints (&f, 1, 2);
  g_assert_cmpint (dsc_dict_union (f.rt, f.dict, other, &result), ==, DSC_STATUS_UNSUPPORTED);
  g_assert_null (result);
  dsc_dict_unref (f.rt, other);
  fixture_clear (&f);
  fixture_init (&f, "3.9.18");
  other = new_ints (&f, 1, 2);
  fixture_fill_ints (&f, 0, 2);
  g_assert_cmpint (dsc_dict_union (f.rt, f.dict, other, &result), ==, DSC_STATUS_OK);
  assert_items (result, "0: 0, 1: 0, 2: 1");
  assert_items (f.dict, "0: 0, 1: 10");
  dsc_dict_unref (f.rt, result);
  dsc_dict_unref (f.rt, other);
  fixture_clear (&f);
}

static void
test_kind_of_a_merge (void)
{
  Fixture f;

  g_test_summary ("3.11 on: a str-only target that is enlarged for a general source becomes general at once.");
  fixture_init (&f, "3.12.1");
  set_str (&f, "a", 1);
  DscDict *other = new_ints (&f, 0, 9);
  for (int i = 1; i < 9; i++)
    g_assert_cmpint (dsc_dict_delete_item (f.rt, other, fixture_int (&f, i)), ==, DSC_STATUS_OK);
  update (&f, other);
  g_assert_cmpint (f.dict->ma_keys->dk_kind, ==, DSC_KEYS_GENERAL);
  dsc_dict_unref (f.rt, other);
  fixture_clear (&f);
  fixture_init (&f, "3.9.18");
  other = new_ints (&f, 0, 1);
  g_assert_cmpint (dsc_dict_delete_item (f.rt, other, fixture_int (&f, 0)), ==, DSC_STATUS_OK);
  g_assert_cmpint (dsc_dict_set_item (f.rt, other, fixture_str (&f, "a"), fixture_int (&f, 0)), ==, DSC_STATUS_OK);
  g_assert_cmpint (other->ma_keys->dk_kind, ==, DSC_KEYS_GENERAL);
  update (&f, other);
  g_assert_cmpint (f.dict->ma_keys->dk_kind, ==, DSC_KEYS_UNICODE_NODUMMY);
  dsc_dict_unref (f.rt, other);
  fixture_clear (&f);
}

static void
test_kwargs_from (void)
{
  Fixture f;
  DscDict *dict;

  g_test_summary ("f (**d) gets a dict of its own, one store per item.");
  for (size_t i = 0; i < G_N_ELEMENTS (fixture_targets); i++)
    {
      fixture_init (&f, fixture_targets[i]);
      fixture_fill_strs (&f, 0, 7);
      g_autofree char *items = items_text (f.dict);
      g_assert_cmpint (dsc_dict_kwargs_from (f.rt, f.dict, &dict), ==, DSC_STATUS_OK);
      assert_sound (&f, dict);
      g_assert_cmpuint (dict->ma_used, ==, 7);
      if (f.rt->traits.family == DSC_FAMILY_COMPACT)
        assert_items (dict, items);
      dsc_dict_unref (f.rt, dict);
      fixture_clear (&f);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/dict-merge/sizes", test_sizes);
  g_test_add_func ("/core/dict-merge/nothing-to-do", test_nothing_to_do);
  g_test_add_func ("/core/dict-merge/overwrites", test_overwrites);
  g_test_add_func ("/core/dict-merge/update-clones", test_update_clones);
  g_test_add_func ("/core/dict-merge/update-does-not-clone-large", test_update_does_not_clone_large);
  g_test_add_func ("/core/dict-merge/copy", test_copy);
  g_test_add_func ("/core/dict-merge/clone-is-exact", test_clone_is_exact);
  g_test_add_func ("/core/dict-merge/tracking", test_tracking);
  g_test_add_func ("/core/dict-merge/union", test_union);
  g_test_add_func ("/core/dict-merge/kind-of-a-merge", test_kind_of_a_merge);
  g_test_add_func ("/core/dict-merge/kwargs-from", test_kwargs_from);
  return g_test_run ();
}
