/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-dict-build.c: dicts made from scratch. */
#include "table-fixture.h"

static void
build (Fixture *f, DscBuildForm form, const DscPair *pairs, size_t n)
{
  DscDict *dict;

  g_assert_cmpint (dsc_dict_build (f->rt, form, pairs, n, &dict), ==, DSC_STATUS_OK);
  fixture_take (f, dict);
}

/* Slots of a display of n different int keys. */
static size_t
display_slots (const char *version, size_t n)
{
  Fixture f;

  fixture_init (&f, version);
  g_autofree DscPair *pairs = int_pairs (&f, 0, n);
  build (&f, DSC_BUILD_DISPLAY, pairs, n);
  g_assert_cmpuint (f.dict->ma_used, ==, n);
  size_t slots = n_slots (&f);
  fixture_clear (&f);
  return slots;
}

static void
test_presized_displays (void)
{
  g_test_summary ("2.7 presizes to the power of two above n and then quadruples on the way; 3.6.1 on estimates 3n/2.");
  g_assert_cmpuint (display_slots ("2.7.18", 5), ==, 8);
  g_assert_cmpuint (display_slots ("2.7.18", 6), ==, 32);
  g_assert_cmpuint (display_slots ("2.7.18", 8), ==, 16);
  g_assert_cmpuint (display_slots ("2.7.18", 11), ==, 64);
  g_assert_cmpuint (display_slots ("2.7.18", 16), ==, 32);
  g_assert_cmpuint (display_slots ("2.5.6", 8), ==, 32);       /* not presized */
  g_assert_cmpuint (display_slots ("3.6.0", 8), ==, 16);
  g_assert_cmpuint (display_slots ("3.6.15", 21), ==, 32);
  g_assert_cmpuint (display_slots ("3.10.13", 15), ==, 32);
}

static void
test_runs (void)
{
  g_test_summary ("From 3.10 on 16 items and more are not presized; runs of 17 are merged, the last one as what it is.");
  g_assert_cmpuint (display_slots ("3.9.18", 43), ==, 128);
  g_assert_cmpuint (display_slots ("3.10.13", 16), ==, 32);
  g_assert_cmpuint (display_slots ("3.10.13", 18), ==, 32);
  g_assert_cmpuint (display_slots ("3.10.13", 43), ==, 128);
  g_assert_cmpuint (display_slots ("3.14.10", 341), ==, 512);
}

static void
test_cap (void)
{
  g_test_summary ("A presize never asks for more than 131,072 slots; an operand of BUILD_MAP up to 3.9 holds 65,535.");
  g_assert_cmpuint (display_slots ("3.7.16", 65535), ==, 131072);
  g_assert_cmpuint (display_slots ("3.9.18", 65537), ==, 131072);
  g_assert_cmpuint (display_slots ("2.7.18", 65536), ==, 262144);
  g_assert_cmpuint (display_slots ("3.5.10", 65536), ==, 131072);
  g_assert_cmpuint (display_slots ("2.5.6", 65536), ==, 131072);   /* one by one */
}

/* Slots of a display of n items that all have the same key. */
static size_t
repeated_slots (const char *version, size_t n)
{
  Fixture f;

  fixture_init (&f, version);
  g_autofree DscPair *pairs = g_new (DscPair, n);
  for (size_t i = 0; i < n; i++)
    pairs[i] = (DscPair) { fixture_int (&f, 1), fixture_int (&f, (int64_t) i) };
  build (&f, DSC_BUILD_DISPLAY_CONST, pairs, n);
  g_assert_cmpuint (f.dict->ma_used, ==, 1);
  g_assert_cmpint (get_value (&f, fixture_int (&f, 1))->as.integer, ==, (int64_t) n - 1);
  size_t slots = n_slots (&f);
  fixture_clear (&f);
  return slots;
}

static void
test_repeated_keys (void)
{
  g_test_summary ("A display is sized by what is written, repeated keys included.");
  g_assert_cmpuint (repeated_slots ("2.7.18", 16), ==, 32);
  g_assert_cmpuint (repeated_slots ("3.6.0", 16), ==, 32);
  g_assert_cmpuint (repeated_slots ("3.6.15", 16), ==, 32);
  g_assert_cmpuint (repeated_slots ("3.9.18", 12), ==, 32);
  g_assert_cmpuint (repeated_slots ("3.10.13", 16), ==, 8);
  g_assert_cmpuint (repeated_slots ("3.10.13", 12), ==, 32);
}

static DscKeysKind
display_kind (const char *version, bool str, size_t n)
{
  Fixture f;

  fixture_init (&f, version);
  g_autofree DscPair *pairs = str ? str_pairs (&f, 0, n) : int_pairs (&f, 0, n);
  build (&f, DSC_BUILD_DISPLAY, pairs, n);
  DscKeysKind kind = (DscKeysKind) f.dict->ma_keys->dk_kind;
  fixture_clear (&f);
  return kind;
}

static void
test_kinds (void)
{
  g_assert_cmpint (display_kind ("3.9.18", true, 8), ==, DSC_KEYS_UNICODE_NODUMMY);
  g_assert_cmpint (display_kind ("3.9.18", false, 8), ==, DSC_KEYS_GENERAL);
  g_assert_cmpint (display_kind ("3.11.7", true, 8), ==, DSC_KEYS_UNICODE);
  g_assert_cmpint (display_kind ("3.11.7", true, 40), ==, DSC_KEYS_UNICODE);
  g_assert_cmpint (display_kind ("3.11.7", false, 8), ==, DSC_KEYS_GENERAL);
  g_assert_cmpint (display_kind ("3.11.7", false, 1), ==, DSC_KEYS_GENERAL);
}

/* Order of iteration of dict (a=0, …): the slots of the smallest table show which of two that collide came first. */
static void
test_keyword_order (void)
{
  Fixture f;

  g_test_summary ("Up to 3.5 a call in C gets the last keyword first, so it takes the better slot; a **k in Python gets them in order.");
  for (int i = 0; i < 3; i++)
    {
      fixture_init (&f, (const char *[]) { "3.5.10", "3.6.15", "3.5.10" }[i]);
      DscPair pairs[] = {
        { fixture_keyed (&f, 8, "first"), fixture_int (&f, 1) },
        { fixture_keyed (&f, 0, "second"), fixture_int (&f, 2) },
      };
      DscDict *dict;
      if (i < 2)
        g_assert_cmpint (dsc_dict_update_kwargs (f.rt, f.dict, pairs, 2), ==, DSC_STATUS_OK);
      else
        {
          g_assert_cmpint (dsc_dict_build (f.rt, DSC_BUILD_KWARGS, pairs, 2, &dict), ==, DSC_STATUS_OK);
          fixture_take (&f, dict);
        }
      DscPair pair;
      size_t position = 0;
      g_assert_true (dsc_dict_next (f.dict, &position, &pair));
      g_assert_cmpint (pair.value->as.integer, ==, i == 0 ? 2 : 1);
      fixture_clear (&f);
    }
}

/* Slots of {} after update (k0=…, k1=…, …), n keywords. */
static size_t
keyword_slots (const char *version, size_t n)
{
  Fixture f;

  fixture_init (&f, version);
  g_autofree DscPair *pairs = str_pairs (&f, 0, n);
  g_assert_cmpint (dsc_dict_update_kwargs (f.rt, f.dict, pairs, n), ==, DSC_STATUS_OK);
  assert_sound (&f, f.dict);
  size_t slots = n_slots (&f);
  fixture_clear (&f);
  return slots;
}

static void
test_many_keywords (void)
{
  g_test_summary ("Keywords that are too many for the stack are stored in a dict that is not presized.");
  g_assert_cmpuint (keyword_slots ("3.10.13", 21), ==, 32);
  g_assert_cmpuint (keyword_slots ("3.11.7", 21), ==, 64);
  g_assert_cmpuint (keyword_slots ("3.13.0", 21), ==, 64);
  g_assert_cmpuint (keyword_slots ("3.13.13", 21), ==, 32);
  g_assert_cmpuint (keyword_slots ("3.9.18", 0), ==, 1);
}

static size_t
fromkeys_slots (const char *version, DscIterable iterable, size_t n)
{
  Fixture f;
  DscDict *dict;

  fixture_init (&f, version);
  g_autofree const DscObject **keys = g_new (const DscObject *, n + 1);
  for (size_t i = 0; i < n; i++)
    keys[i] = fixture_int (&f, (int64_t) i);
  g_assert_cmpint (dsc_dict_fromkeys (f.rt, iterable, keys, n, fixture_int (&f, 0), &dict), ==, DSC_STATUS_OK);
  fixture_take (&f, dict);
  g_assert_cmpuint (dict->ma_used, ==, n);
  size_t slots = n_slots (&f);
  fixture_clear (&f);
  return slots;
}

static void
test_fromkeys (void)
{
  g_test_summary ("A set or a dict says beforehand how many keys will come; a list, a range or an iterator is stored one by one.");
  g_assert_cmpuint (fromkeys_slots ("3.11.7", DSC_ITERABLE_RANGE, 21), ==, 32);
  g_assert_cmpuint (fromkeys_slots ("3.11.7", DSC_ITERABLE_SET, 21), ==, 64);
  g_assert_cmpuint (fromkeys_slots ("3.11.7", DSC_ITERABLE_SET, 0), ==, 8);
  g_assert_cmpuint (fromkeys_slots ("3.9.18", DSC_ITERABLE_FROZENSET, 21), ==, 32);
  g_assert_cmpuint (fromkeys_slots ("3.13.13", DSC_ITERABLE_DICT, 21), ==, 32);
  g_assert_cmpuint (fromkeys_slots ("3.2.6", DSC_ITERABLE_SET, 6), ==, 8);
  g_assert_cmpuint (fromkeys_slots ("3.2.6", DSC_ITERABLE_LIST, 6), ==, 32);
  g_assert_cmpuint (fromkeys_slots ("2.7.18", DSC_ITERABLE_SET, 6), ==, 16);
  g_assert_cmpuint (fromkeys_slots ("2.7.13", DSC_ITERABLE_SET, 6), ==, 8);
  g_assert_cmpuint (fromkeys_slots ("2.4.6", DSC_ITERABLE_SET, 6), ==, 32);
}

static void
test_fromkeys_of_dict (void)
{
  Fixture f;
  DscDict *dict;

  g_test_summary ("3.11 on: the keys of a str-only dict make a str-only dict, those of a set a general one.");
  fixture_init (&f, "3.12.1");
  set_str (&f, "a", 1);
  g_assert_cmpint (dsc_dict_fromkeys_dict (f.rt, f.dict, fixture_int (&f, 7), &dict), ==, DSC_STATUS_OK);
  fixture_take (&f, dict);
  g_assert_cmpint (dict->ma_keys->dk_kind, ==, DSC_KEYS_UNICODE);
  g_assert_cmpint (get_value (&f, fixture_str (&f, "a"))->as.integer, ==, 7);
  const DscObject *key = fixture_str (&f, "a");
  g_assert_cmpint (dsc_dict_fromkeys (f.rt, DSC_ITERABLE_SET, &key, 1, fixture_int (&f, 7), &dict), ==, DSC_STATUS_OK);
  fixture_take (&f, dict);
  g_assert_cmpint (dict->ma_keys->dk_kind, ==, DSC_KEYS_GENERAL);
  fixture_clear (&f);
}

static void
test_errors (void)
{
  Fixture f;
  DscDict *dict = NULL;

  g_test_summary ("A dict that cannot be made is given back; the one that was there is not touched.");
  fixture_init (&f, "3.12.1");
  const unsigned n_live = f.memory.n_live;
  const DscObject *list = dsc_object_list (f.pool, NULL, 0);
  DscPair pairs[] = { { fixture_int (&f, 1), list }, { list, list } };
  const DscObject *keys[] = { pairs[0].key, list };
  g_assert_cmpint (dsc_dict_build (f.rt, DSC_BUILD_DISPLAY, pairs, 2, &dict), ==, DSC_STATUS_RAISED);
  g_assert_cmpint (dsc_dict_build (f.rt, DSC_BUILD_CALL_PAIRS, pairs, 2, &dict), ==, DSC_STATUS_RAISED);
  g_assert_cmpint (dsc_dict_fromkeys (f.rt, DSC_ITERABLE_LIST, keys, 2, list, &dict), ==, DSC_STATUS_RAISED);
  g_assert_cmpint (dsc_dict_build (f.rt, (DscBuildForm) 77, pairs, 1, &dict), ==, DSC_STATUS_INVALID);
  g_assert_null (dict);
  g_assert_true (f.rt->dicts == f.dict && f.dict->next == NULL);
  g_assert_cmpuint (f.memory.n_live, >=, n_live);
  g_assert_cmpint (dsc_dict_update_pairs (f.rt, f.dict, pairs, 2), ==, DSC_STATUS_RAISED);
  g_assert_cmpuint (f.dict->ma_used, ==, 1);   /* what came before the bad pair stays */
  fixture_clear (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/dict-build/presized-displays", test_presized_displays);
  g_test_add_func ("/core/dict-build/runs", test_runs);
  g_test_add_func ("/core/dict-build/cap", test_cap);
  g_test_add_func ("/core/dict-build/repeated-keys", test_repeated_keys);
  g_test_add_func ("/core/dict-build/kinds", test_kinds);
  g_test_add_func ("/core/dict-build/keyword-order", test_keyword_order);
  g_test_add_func ("/core/dict-build/many-keywords", test_many_keywords);
  g_test_add_func ("/core/dict-build/fromkeys", test_fromkeys);
  g_test_add_func ("/core/dict-build/fromkeys-of-dict", test_fromkeys_of_dict);
  g_test_add_func ("/core/dict-build/errors", test_errors);
  return g_test_run ();
}
