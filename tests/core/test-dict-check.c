/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-dict-check.c: each rule that the check knows is broken once, and found. */
#include "table-fixture.h"

typedef void (*Breakage) (Fixture *f);

static void
assert_found (const char *target, Breakage breakage, Breakage repair, const char *expected)
{
  Fixture f;

  fixture_init (&f, target);
  fixture_fill_ints (&f, 0, 3);
  fixture_delete (&f, fixture_int (&f, 1));
  assert_sound (&f, f.dict);
  breakage (&f);
  const char *broken = dsc_dict_check (f.rt, f.dict);
  g_assert_nonnull (broken);
  g_assert_nonnull (strstr (broken, expected));
  repair (&f);
  assert_sound (&f, f.dict);
  fixture_clear (&f);
}

static void used_up (Fixture *f) { f->dict->ma_used++; }
static void used_down (Fixture *f) { f->dict->ma_used--; }
static void fill_up (Fixture *f) { f->dict->ma_fill++; }
static void fill_down (Fixture *f) { f->dict->ma_fill--; }
static void usable_up (Fixture *f) { f->dict->ma_keys->dk_usable += 100; }
static void usable_down (Fixture *f) { f->dict->ma_keys->dk_usable -= 100; }
static void many_entries (Fixture *f) { f->dict->ma_used += 100; }
static void few_entries (Fixture *f) { f->dict->ma_used -= 100; }
static void entries_up (Fixture *f) { f->dict->ma_keys->dk_nentries = -f->dict->ma_keys->dk_nentries; }
static void refcnt_0 (Fixture *f) { f->dict->ma_keys->dk_refcnt = 0; }
static void refcnt_1 (Fixture *f) { f->dict->ma_keys->dk_refcnt = 1; }
static void unreferred (Fixture *f) { f->dict->refcount = 0; }
static void referred (Fixture *f) { f->dict->refcount = 1; }
static void late_tag (Fixture *f) { f->dict->ma_version_tag += 1000; }
static void old_tag (Fixture *f) { f->dict->ma_version_tag -= 1000; }
static void nodummy (Fixture *f) { f->dict->ma_keys->dk_kind = DSC_KEYS_UNICODE_NODUMMY; }
static void general (Fixture *f) { f->dict->ma_keys->dk_kind = DSC_KEYS_GENERAL; }
static void unicode (Fixture *f) { f->dict->ma_keys->dk_kind = DSC_KEYS_UNICODE; }
static void split (Fixture *f) { f->dict->ma_keys->dk_kind = DSC_KEYS_SPLIT; }
static void string (Fixture *f) { f->dict->ma_kind = DSC_KEYS_STRING; }
static void not_string (Fixture *f) { f->dict->ma_kind = DSC_KEYS_GENERAL; }
static void block_1 (Fixture *f) { f->dict->table_block = 1; }
static void block_0 (Fixture *f) { f->dict->table_block = 0; }

static int8_t *
index_at (Fixture *f, int slot)
{
  return (int8_t *) dsc_keys_indices (f->dict->ma_keys) + slot;
}

static DscKeyEntry *
entry_at (Fixture *f, int i)
{
  const DscKeys *keys = f->dict->ma_keys;

  if (keys == NULL)
    return &f->dict->ma_table[i];
  return f->rt->traits.family == DSC_FAMILY_COMPACT ? (DscKeyEntry *) dsc_keys_compact_entries (keys) + i : dsc_keys_open_entries (keys) + i;
}

static void index_7 (Fixture *f) { *index_at (f, 0) = 7; }
static void index_0 (Fixture *f) { *index_at (f, 0) = 0; }
static void index_emptied (Fixture *f) { *index_at (f, 1) = 1; }
static void index_dummy (Fixture *f) { *index_at (f, 1) = DSC_INDEX_DUMMY; }
static void all_taken (Fixture *f) { memset (index_at (f, 3), DSC_INDEX_DUMMY, 5); }
static void some_free (Fixture *f) { memset (index_at (f, 3), DSC_INDEX_EMPTY, 5); }
static void moved_index (Fixture *f) { *index_at (f, 5) = 2; *index_at (f, 2) = DSC_INDEX_EMPTY; }
static void index_back (Fixture *f) { *index_at (f, 5) = DSC_INDEX_EMPTY; *index_at (f, 2) = 2; }
static void hash_up (Fixture *f) { entry_at (f, 2)->me_hash += 8; }
static void hash_down (Fixture *f) { entry_at (f, 2)->me_hash -= 8; }
static const DscObject *kept;
static void no_value (Fixture *f) { kept = entry_at (f, 2)->me_value; entry_at (f, 2)->me_value = NULL; }
static void value_back (Fixture *f) { entry_at (f, 2)->me_value = kept; }
static void dummy_value (Fixture *f) { entry_at (f, 1)->me_value = entry_at (f, 2)->me_value; }
static void no_dummy_value (Fixture *f) { entry_at (f, 1)->me_value = NULL; }
static void moved_slot (Fixture *f) { *entry_at (f, 5) = *entry_at (f, 2); *entry_at (f, 2) = (DscKeyEntry) { 0, NULL, NULL }; }
static void slot_back (Fixture *f) { *entry_at (f, 2) = *entry_at (f, 5); *entry_at (f, 5) = (DscKeyEntry) { 0, NULL, NULL }; }

static void
all_slots_taken (Fixture *f)
{
  for (int i = 3; i < 8; i++)
    entry_at (f, i)->me_key = f->rt->dummy;
}

static void
slots_free (Fixture *f)
{
  for (int i = 3; i < 8; i++)
    entry_at (f, i)->me_key = NULL;
}

static void
test_compact (void)
{
  assert_found ("3.9.18", used_up, used_down, "as many as ma_used");
  assert_found ("3.9.18", many_entries, few_entries, "exceeds dk_nentries");
  assert_found ("3.9.18", usable_up, usable_down, "exceeds the entries");
  assert_found ("3.9.18", usable_down, usable_up, "negative");
  assert_found ("3.9.18", entries_up, entries_up, "negative");
  assert_found ("3.9.18", refcnt_0, refcnt_1, "dk_refcnt");
  assert_found ("3.9.18", split, general, "ma_values");
  assert_found ("3.9.18", index_7, index_0, "out of range");
  assert_found ("3.9.18", index_emptied, index_dummy, "emptied entry");
  assert_found ("3.9.18", all_taken, some_free, "would not end");
  assert_found ("3.9.18", moved_index, index_back, "probe sequence");
  assert_found ("3.9.18", hash_up, hash_down, "not the hash");
  assert_found ("3.9.18", no_value, value_back, "without a value");
  assert_found ("3.9.18", unicode, general, "holds another key");
  assert_found ("3.9.18", nodummy, general, "");
}

static void
test_keys_open (void)
{
  assert_found ("3.5.10", used_up, used_down, "as many as ma_used");
  assert_found ("3.5.10", usable_up, usable_down, "exceed");
  assert_found ("3.5.10", usable_down, usable_up, "negative");
  assert_found ("3.5.10", refcnt_0, refcnt_1, "dk_refcnt");
  assert_found ("3.5.10", unicode, general, "holds another key");
  assert_found ("3.5.10", hash_up, hash_down, "not the hash");
  assert_found ("3.5.10", no_value, value_back, "without a value");
  assert_found ("3.5.10", dummy_value, no_dummy_value, "has a value");
  assert_found ("3.5.10", moved_slot, slot_back, "probe sequence");
  assert_found ("3.5.10", all_slots_taken, slots_free, "would not end");
}

static void
test_open (void)
{
  assert_found ("2.7.18", used_up, used_down, "as many as ma_used");
  assert_found ("2.7.18", fill_up, fill_down, "ma_fill");
  assert_found ("2.7.18", string, not_string, "holds another key");
  assert_found ("2.7.18", block_1, block_0, "block of memory");
  assert_found ("2.7.18", hash_up, hash_down, "not the hash");
  assert_found ("2.7.18", no_value, value_back, "without a value");
  assert_found ("2.7.18", dummy_value, no_dummy_value, "has a value");
  assert_found ("2.7.18", moved_slot, slot_back, "probe sequence");
}

static void
test_any (void)
{
  assert_found ("3.9.18", unreferred, referred, "refers");
  assert_found ("3.9.18", late_tag, old_tag, "ma_version_tag");
}

static void
test_nodummy (void)
{
  Fixture f;

  fixture_init (&f, "3.5.10");
  set_str (&f, "a", 1);
  delete_str (&f, "a");
  nodummy (&f);
  g_assert_nonnull (strstr (dsc_dict_check (f.rt, f.dict), "free of dummies"));
  unicode (&f);
  fixture_clear (&f);
  fixture_init (&f, "3.9.18");
  set_str (&f, "a", 1);
  delete_str (&f, "a");
  nodummy (&f);
  g_assert_nonnull (strstr (dsc_dict_check (f.rt, f.dict), "free of dummies"));
  unicode (&f);
  fixture_clear (&f);
}

static void
test_contents (void)
{
  Fixture f;
  DscDict *inner;

  fixture_init (&f, "3.9.18");
  g_assert_cmpint (dsc_dict_new (f.rt, &inner), ==, DSC_STATUS_OK);
  g_assert_nonnull (dsc_dict_get_object (f.rt, inner));
  fixture_set (&f, fixture_int (&f, 1), inner->object);
  f.dict->tracked = false;
  g_assert_nonnull (strstr (dsc_dict_check (f.rt, f.dict), "does not track"));
  f.dict->tracked = true;
  f.dict->holds_references = false;
  g_assert_nonnull (strstr (dsc_dict_check (f.rt, f.dict), "without a reference"));
  f.dict->holds_references = true;
  assert_sound (&f, f.dict);
  dsc_dict_unref (f.rt, inner);
  fixture_clear (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/dict-check/compact", test_compact);
  g_test_add_func ("/core/dict-check/keys-open", test_keys_open);
  g_test_add_func ("/core/dict-check/open", test_open);
  g_test_add_func ("/core/dict-check/any", test_any);
  g_test_add_func ("/core/dict-check/nodummy", test_nodummy);
  g_test_add_func ("/core/dict-check/contents", test_contents);
  return g_test_run ();
}
