/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-family-compact.c: find, store and delete in compact tables, 3.6 on. */
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

static void
assert_counts (const Fixture *f, size_t used, int64_t usable, int64_t nentries)
{
  g_assert_cmpuint (f->dict->ma_used, ==, used);
  g_assert_cmpint (f->dict->ma_keys->dk_usable, ==, usable);
  g_assert_cmpint (f->dict->ma_keys->dk_nentries, ==, nentries);
}

static void
test_indices_and_entries (void)
{
  Fixture f;

  fixture_init (&f, "3.9.18");
  set_int (&f, 5, 0);
  set_int (&f, 2, 0);
  set_int (&f, 13, 0);   /* slot 5 is taken: 5*5 + 0 + 1 = 2 is too, then 3 */
  assert_slots (&f, ". . 1 2 . 0 . .");
  assert_counts (&f, 3, 2, 3);
  fixture_clear (&f);
}

static void
test_entry_is_not_reused (void)
{
  Fixture f;

  g_test_summary ("A new key takes the index of a deleted one, never its entry, and dk_usable is not given back.");
  fixture_init (&f, "3.12.1");
  for (int i = 0; i < 3; i++)
    set_int (&f, i, i);
  delete_int (&f, 1);
  assert_slots (&f, "0 x 2 . . . . .");
  assert_counts (&f, 2, 2, 3);
  set_int (&f, 9, 9);
  assert_slots (&f, "0 3 2 . . . . .");
  assert_counts (&f, 3, 1, 4);
  fixture_clear (&f);
}

static void
test_free_threaded_keeps_dummies (void)
{
  Fixture f;

  fixture_init (&f, "3.13.13t");
  for (int i = 0; i < 3; i++)
    set_int (&f, i, i);
  delete_int (&f, 1);
  set_int (&f, 9, 9);   /* 9 begins at slot 1; then 5*1 + 0 + 1 = 6 */
  assert_slots (&f, "0 x 2 . . . 3 .");
  fixture_clear (&f);
}

static void
test_search_passes_dummies (void)
{
  Fixture f;

  fixture_init (&f, "3.11.7");
  set_int (&f, 1, 10);
  set_int (&f, 9, 90);
  delete_int (&f, 1);
  g_assert_cmpint (get_value (&f, fixture_int (&f, 9))->as.integer, ==, 90);
  set_int (&f, 9, 91);
  assert_counts (&f, 1, 3, 2);
  fixture_clear (&f);
}

static int64_t
hash_of_deleted (const char *version)
{
  Fixture f;

  fixture_init (&f, version);
  set_int (&f, 7, 7);
  set_int (&f, 8, 8);
  delete_int (&f, 7);
  DscKeyEntry entry = dsc_keys_get_entry (f.dict->ma_keys, 0);
  g_assert_null (entry.me_key);
  g_assert_null (entry.me_value);
  fixture_clear (&f);
  return entry.me_hash;
}

static void
test_hash_of_deleted (void)
{
  g_assert_cmpint (hash_of_deleted ("3.6.15"), ==, 7);
  g_assert_cmpint (hash_of_deleted ("3.10.13"), ==, 7);
  g_assert_cmpint (hash_of_deleted ("3.11.7"), ==, 0);
  g_assert_cmpint (hash_of_deleted ("3.15.2"), ==, 0);
}

static void
test_first_store (void)
{
  Fixture f;

  g_test_summary ("From 3.8 on the shared empty keys are replaced by 8 slots of the kind that the first key needs.");
  fixture_init (&f, "3.8.18");
  g_assert_true (f.dict->ma_keys == f.rt->empty_keys);
  g_assert_cmpint (getsizeof (&f), ==, 64);
  set_str (&f, "a", 1);
  g_assert_cmpint (kind (&f), ==, DSC_KEYS_UNICODE_NODUMMY);
  fixture_renew (&f);
  set_int (&f, 1, 1);
  g_assert_cmpint (kind (&f), ==, DSC_KEYS_GENERAL);
  g_assert_cmpint (getsizeof (&f), ==, 232);
  fixture_clear (&f);
  fixture_init (&f, "3.13.13");
  set_int (&f, 1, 1);
  g_assert_cmpint (kind (&f), ==, DSC_KEYS_GENERAL);
  g_assert_cmpint (getsizeof (&f), ==, 224);
  fixture_renew (&f);
  set_str (&f, "a", 1);
  g_assert_cmpint (kind (&f), ==, DSC_KEYS_UNICODE);
  g_assert_cmpint (getsizeof (&f), ==, 184);
  fixture_clear (&f);
}

typedef enum { LOOKED_UP = 1, OVERWRITTEN, ADDED, NEVER } Change;

/* What turns {'a': 1} into a general table: looking for 1, d[S ('a')] = 2, d[1] = 1. */
static Change
change_to_general (const char *version)
{
  Fixture f;
  Change change = NEVER;

  fixture_init (&f, version);
  set_str (&f, "a", 1);
  (void) get_value (&f, fixture_int (&f, 1));
  if (kind (&f) == DSC_KEYS_GENERAL)
    change = LOOKED_UP;
  if (change == NEVER)
    fixture_set (&f, dsc_object_str_subclass (f.pool, "a", 1, "S"), fixture_int (&f, 2));
  assert_sound (&f, f.dict);
  if (change == NEVER && kind (&f) == DSC_KEYS_GENERAL)
    change = OVERWRITTEN;
  if (change == NEVER)
    set_int (&f, 1, 1);
  if (change == NEVER && kind (&f) == DSC_KEYS_GENERAL)
    change = ADDED;
  fixture_clear (&f);
  return change;
}

static void
test_kind_rules (void)
{
  g_assert_cmpint (change_to_general ("3.6.15"), ==, LOOKED_UP);
  g_assert_cmpint (change_to_general ("3.9.18"), ==, LOOKED_UP);
  g_assert_cmpint (change_to_general ("3.10.13"), ==, ADDED);
  g_assert_cmpint (change_to_general ("3.11.7"), ==, OVERWRITTEN);
  g_assert_cmpint (change_to_general ("3.13.9"), ==, OVERWRITTEN);
  g_assert_cmpint (change_to_general ("3.13.10"), ==, ADDED);
  g_assert_cmpint (change_to_general ("3.14.0"), ==, OVERWRITTEN);
  g_assert_cmpint (change_to_general ("3.14.1"), ==, ADDED);
}

static void
test_rebuild_for_other_key (void)
{
  static const struct { const char *version; int64_t size; } cases[] = { { "3.11.7", 352 }, { "3.13.3", 352 }, { "3.13.4", 224 }, { "3.15.2", 224 } };
  Fixture f;

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture_init (&f, cases[i].version);
      set_str (&f, "a", 1);
      g_assert_cmpint (getsizeof (&f), ==, 184);
      set_int (&f, 1, 1);
      g_assert_cmpint (getsizeof (&f), ==, cases[i].size);
      delete_int (&f, 1);
      g_assert_cmpint (getsizeof (&f), ==, cases[i].size);
      fixture_clear (&f);
    }
}

static void
test_nodummy (void)
{
  Fixture f;

  fixture_init (&f, "3.10.13");
  set_str (&f, "a", 1);
  set_str (&f, "b", 1);
  delete_str (&f, "a");
  g_assert_cmpint (kind (&f), ==, DSC_KEYS_UNICODE);
  for (int i = 0; i < 4; i++)
    set_str (&f, (const char *[]) { "c", "d", "e", "f" }[i], i);
  g_assert_cmpint (kind (&f), ==, DSC_KEYS_UNICODE_NODUMMY);
  fixture_clear (&f);
}

/* Steps of ma_version_tag for: an equal value stored again (the same object), another value, a new key, a deletion, clear. */
static void
assert_tags (const char *version, const uint64_t expected[5])
{
  Fixture f;
  uint64_t before;

  fixture_init (&f, version);
  set_str (&f, "a", 1);
  const DscObject *value = get_value (&f, fixture_str (&f, "a"));
  before = f.dict->ma_version_tag;
  fixture_set (&f, fixture_str (&f, "a"), value);
  g_assert_cmpuint (f.dict->ma_version_tag - before, ==, expected[0]);
  before = f.dict->ma_version_tag;
  set_str (&f, "a", 1000);
  g_assert_cmpuint (f.dict->ma_version_tag - before, ==, expected[1]);
  before = f.dict->ma_version_tag;
  set_str (&f, "b", 2);
  g_assert_cmpuint (f.dict->ma_version_tag - before, ==, expected[2]);
  before = f.dict->ma_version_tag;
  delete_str (&f, "b");
  g_assert_cmpuint (f.dict->ma_version_tag - before, ==, expected[3]);
  before = f.dict->ma_version_tag;
  clear_items (&f);
  g_assert_cmpuint (f.dict->ma_version_tag - before, ==, expected[4]);
  before = f.dict->ma_version_tag;
  clear_items (&f);
  g_assert_cmpuint (f.dict->ma_version_tag, ==, before);
  fixture_clear (&f);
}

static void
test_version_tag (void)
{
  assert_tags ("3.6.15", (const uint64_t[]) { 1, 1, 1, 1, 1 });
  assert_tags ("3.9.18", (const uint64_t[]) { 0, 1, 1, 1, 1 });
  assert_tags ("3.12.1", (const uint64_t[]) { 0, 256, 256, 256, 256 });
  assert_tags ("3.13.0", (const uint64_t[]) { 0, 4096, 4096, 4096, 4096 });
  assert_tags ("3.14.10", (const uint64_t[]) { 0, 0, 0, 0, 0 });
}

static void
test_dk_version (void)
{
  Fixture f;

  g_test_summary ("A change of the keys takes back the version that was given to a keys object; a change of a value does not.");
  fixture_init (&f, "3.12.1");
  g_assert_cmpuint (f.dict->ma_keys->dk_version, ==, 1);
  set_str (&f, "a", 1);
  set_str (&f, "b", 1);
  f.dict->ma_keys->dk_version = 7;
  set_str (&f, "a", 2000);
  g_assert_cmpuint (f.dict->ma_keys->dk_version, ==, 7);
  delete_str (&f, "b");
  g_assert_cmpuint (f.dict->ma_keys->dk_version, ==, 0);
  f.dict->ma_keys->dk_version = 7;
  set_str (&f, "c", 1);
  g_assert_cmpuint (f.dict->ma_keys->dk_version, ==, 0);
  fixture_clear (&f);
}

static void
test_equal_keys (void)
{
  Fixture f;

  g_test_summary ("1, 1.0 and True are one key; the first object stays.");
  fixture_init (&f, "3.12.1");
  set_int (&f, 1, 10);
  fixture_set (&f, dsc_object_float (f.pool, 1.0), fixture_int (&f, 20));
  fixture_set (&f, dsc_object_bool (f.pool, true), fixture_int (&f, 30));
  g_autofree char *items = items_text (f.dict);
  g_assert_cmpstr (items, ==, "1: 30");
  g_assert_cmpint (dsc_keys_get_entry (f.dict->ma_keys, 0).me_key->kind, ==, DSC_OBJECT_INT);
  fixture_clear (&f);
}

static void
test_nan_finds_itself (void)
{
  Fixture f;
  double nan = __builtin_nan ("");

  fixture_init (&f, "3.9.18");
  const DscObject *key = dsc_object_float (f.pool, nan);
  fixture_set (&f, key, fixture_int (&f, 1));
  g_assert_nonnull (get_value (&f, key));
  g_assert_null (get_value (&f, dsc_object_float (f.pool, nan)));
  fixture_set (&f, dsc_object_float (f.pool, nan), fixture_int (&f, 2));
  g_assert_cmpuint (f.dict->ma_used, ==, 2);
  fixture_clear (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/family-compact/indices-and-entries", test_indices_and_entries);
  g_test_add_func ("/core/family-compact/entry-is-not-reused", test_entry_is_not_reused);
  g_test_add_func ("/core/family-compact/free-threaded-keeps-dummies", test_free_threaded_keeps_dummies);
  g_test_add_func ("/core/family-compact/search-passes-dummies", test_search_passes_dummies);
  g_test_add_func ("/core/family-compact/hash-of-deleted", test_hash_of_deleted);
  g_test_add_func ("/core/family-compact/first-store", test_first_store);
  g_test_add_func ("/core/family-compact/kind-rules", test_kind_rules);
  g_test_add_func ("/core/family-compact/rebuild-for-other-key", test_rebuild_for_other_key);
  g_test_add_func ("/core/family-compact/nodummy", test_nodummy);
  g_test_add_func ("/core/family-compact/version-tag", test_version_tag);
  g_test_add_func ("/core/family-compact/dk-version", test_dk_version);
  g_test_add_func ("/core/family-compact/equal-keys", test_equal_keys);
  g_test_add_func ("/core/family-compact/nan-finds-itself", test_nan_finds_itself);
  return g_test_run ();
}
