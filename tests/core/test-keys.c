/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-keys.c: keys objects and arrays of values. */
#include "table-fixture.h"

static void
test_new (void)
{
  Fixture f;

  fixture_init (&f, "3.9.18");
  DscKeys *keys = dsc_keys_new (f.rt, f.dict, 4, DSC_KEYS_GENERAL);
  g_assert_cmpuint (keys->dk_refcnt, ==, 1);
  g_assert_cmpint (keys->dk_usable, ==, 10);
  g_assert_cmpint (keys->dk_nentries, ==, 0);
  g_assert_cmpuint (keys->entry_size, ==, sizeof (DscKeyEntry));
  for (size_t slot = 0; slot < 16; slot++)
    g_assert_cmpint (dsc_keys_get_index (keys, slot), ==, DSC_INDEX_EMPTY);
  for (size_t i = 0; i < 10; i++)
    g_assert_null (dsc_keys_get_entry (keys, i).me_key);
  g_assert_cmpuint (dsc_keys_bytes (f.rt, keys), ==, 40 + 16 + 240);
  dsc_keys_unref (f.rt, f.dict, keys);
  fixture_clear (&f);
}

static void
test_entry_sizes (void)
{
  Fixture f;

  g_test_summary ("Only from 3.11 on, and only in str-only tables, entries have no me_hash.");
  for (int i = 0; i < 2; i++)
    {
      fixture_init (&f, i == 0 ? "3.10.13" : "3.11.7");
      DscKeys *unicode = dsc_keys_new (f.rt, f.dict, 3, DSC_KEYS_UNICODE);
      DscKeys *general = dsc_keys_new (f.rt, f.dict, 3, DSC_KEYS_GENERAL);
      g_assert_cmpuint (general->entry_size, ==, sizeof (DscKeyEntry));
      g_assert_cmpuint (unicode->entry_size, ==, i == 0 ? sizeof (DscKeyEntry) : sizeof (DscUnicodeEntry));
      dsc_keys_unref (f.rt, f.dict, unicode);
      dsc_keys_unref (f.rt, f.dict, general);
      fixture_clear (&f);
    }
}

static void
test_shared_empty (void)
{
  static const struct { const char *version; DscKeysKind kind; unsigned log2_index_bytes, version_of_keys; bool has_values; } cases[] = {
    { "3.3.0", DSC_KEYS_SPLIT, 0, 0, true },    { "3.6.15", DSC_KEYS_SPLIT, 3, 0, true },   { "3.10.13", DSC_KEYS_SPLIT, 3, 0, true },
    { "3.11.7", DSC_KEYS_UNICODE, 0, 1, false }, { "3.13.13", DSC_KEYS_UNICODE, 3, 1, false },
  };
  Fixture f;

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture_init (&f, cases[i].version);
      const DscKeys *keys = f.rt->empty_keys;
      g_assert_cmpint (keys->dk_kind, ==, cases[i].kind);
      g_assert_cmpuint (keys->dk_log2_index_bytes, ==, cases[i].log2_index_bytes);
      g_assert_cmpuint (keys->dk_version, ==, cases[i].version_of_keys);
      g_assert_cmpint (keys->dk_usable, ==, 0);
      g_assert_cmpuint (dsc_keys_size (keys), ==, 1);
      g_assert_cmpuint (keys->block, ==, 0);
      g_assert_true ((f.rt->empty_values != NULL) == cases[i].has_values);
      dsc_keys_unref (f.rt, f.dict, f.rt->empty_keys);
      g_assert_cmpuint (keys->dk_refcnt, ==, 1);
      fixture_clear (&f);
    }
}

static void
test_clone (void)
{
  Fixture f;

  fixture_init (&f, "3.12.1");
  fixture_fill_ints (&f, 0, 4);
  f.dict->ma_keys->dk_refcnt = 5;
  DscKeys *clone = dsc_keys_clone (f.rt, f.dict, f.dict->ma_keys);
  g_assert_cmpuint (clone->dk_refcnt, ==, 1);
  g_assert_cmpuint (clone->block, !=, f.dict->ma_keys->block);
  g_assert_cmpint (clone->dk_nentries, ==, 4);
  for (size_t i = 0; i < 4; i++)
    g_assert_true (dsc_keys_get_entry (clone, i).me_key == dsc_keys_get_entry (f.dict->ma_keys, i).me_key);
  f.dict->ma_keys->dk_refcnt = 1;
  dsc_keys_unref (f.rt, f.dict, clone);
  fixture_clear (&f);
}

static void
test_round (void)
{
  unsigned log2_size = 99;
  DscTraits traits = dsc_traits_resolve (fixture_target ("3.9.18"));

  g_assert_true (dsc_keys_round (&traits, 0, &log2_size));
  g_assert_cmpuint (log2_size, ==, 3);
  g_assert_true (dsc_keys_round (&traits, 9, &log2_size));
  g_assert_cmpuint (log2_size, ==, 4);
  g_assert_true (dsc_keys_round (&traits, UINT64_C (1) << 40, &log2_size));
  g_assert_false (dsc_keys_round (&traits, (UINT64_C (1) << 40) + 1, &log2_size));
  g_assert_false (dsc_keys_round (&traits, UINT64_MAX, &log2_size));
  traits = dsc_traits_resolve (fixture_target ("3.9.2-i386"));
  g_assert_true (dsc_keys_round (&traits, 1 << 26, &log2_size));
  g_assert_false (dsc_keys_round (&traits, 1 << 29, &log2_size));
}

static void
test_free_list (void)
{
  Fixture f;

  g_test_summary ("A block of 8 slots that was given back is the next one to be taken; from 3.11 on only str-only ones are kept.");
  for (int i = 0; i < 2; i++)
    {
      fixture_init (&f, i == 0 ? "3.10.13" : "3.12.1");
      DscKeys *keys = dsc_keys_new (f.rt, f.dict, 3, DSC_KEYS_GENERAL);
      uint32_t block = keys->block;
      dsc_keys_unref (f.rt, f.dict, keys);
      keys = dsc_keys_new (f.rt, f.dict, 3, DSC_KEYS_GENERAL);
      g_assert_true ((keys->block == block) == (i == 0));
      dsc_keys_unref (f.rt, f.dict, keys);
      keys = dsc_keys_new (f.rt, f.dict, 4, DSC_KEYS_GENERAL);
      g_assert_cmpuint (keys->block, !=, block);
      dsc_keys_unref (f.rt, f.dict, keys);
      fixture_clear (&f);
    }
}

static void
test_set_kind (void)
{
  Fixture f;
  DscTrace trace;

  fixture_init (&f, "3.9.18");
  set_str (&f, "a", 1);
  dsc_trace_init (&trace, f.rt->alloc);
  dsc_runtime_set_trace (f.rt, &trace);
  dsc_keys_set_kind (f.rt, f.dict, f.dict->ma_keys, DSC_KEYS_UNICODE_NODUMMY);
  g_assert_cmpuint (trace.n_events, ==, 0);
  dsc_keys_set_kind (f.rt, f.dict, f.dict->ma_keys, DSC_KEYS_UNICODE);
  g_assert_cmpuint (trace.n_events, ==, 1);
  dsc_runtime_set_trace (f.rt, NULL);
  dsc_trace_clear (&trace);
  fixture_clear (&f);
}

static void
test_values (void)
{
  Fixture f;

  fixture_init (&f, "3.6.15");
  DscValues *values = dsc_values_new (f.rt, f.dict, 5);
  g_assert_cmpuint (values->capacity, ==, 5);
  for (int i = 0; i < 5; i++)
    g_assert_null (values->values[i]);
  DscKeys *before = f.dict->ma_keys;
  dsc_dict_use_keys (f.rt, f.dict, f.rt->empty_keys, values);
  dsc_keys_unref (f.rt, f.dict, before);
  g_assert_true (f.dict->ma_values == values);
  dsc_dict_use_keys (f.rt, f.dict, f.rt->empty_keys, NULL);
  g_assert_true (f.dict->ma_values == f.rt->empty_values);
  dsc_values_free (f.rt, f.dict, f.rt->empty_values);
  dsc_values_free (f.rt, f.dict, NULL);
  fixture_clear (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/keys/new", test_new);
  g_test_add_func ("/core/keys/entry-sizes", test_entry_sizes);
  g_test_add_func ("/core/keys/shared-empty", test_shared_empty);
  g_test_add_func ("/core/keys/clone", test_clone);
  g_test_add_func ("/core/keys/round", test_round);
  g_test_add_func ("/core/keys/free-list", test_free_list);
  g_test_add_func ("/core/keys/set-kind", test_set_kind);
  g_test_add_func ("/core/keys/values", test_values);
  return g_test_run ();
}
