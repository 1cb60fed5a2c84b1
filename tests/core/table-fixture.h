/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table-fixture.h: what the tests of tables share: checked operations, and the whole state of a dict as text. */
#pragma once

#include "snapshot-fixture.h"

#include "dsc-family-private.h"

static inline void
assert_sound (const Fixture *self, const DscDict *dict)
{
  g_assert_cmpstr (dsc_dict_check (self->rt, dict), ==, NULL);
}

static inline const DscObject *
fixture_int (Fixture *self, int64_t value)
{
  const DscObject *object = dsc_object_int (self->pool, value);

  g_assert_nonnull (object);
  return object;
}

/* An object with that hash, equal to those of the same name only. */
static inline const DscObject *
fixture_keyed (Fixture *self, int64_t hash, const char *name)
{
  return dsc_object_keyed (self->pool, hash, name, "H");
}

static inline void
set_int (Fixture *self, int64_t key, int64_t value)
{
  fixture_set (self, fixture_int (self, key), fixture_int (self, value));
  assert_sound (self, self->dict);
}

static inline void
set_str (Fixture *self, const char *key, int64_t value)
{
  fixture_set (self, fixture_str (self, key), fixture_int (self, value));
  assert_sound (self, self->dict);
}

static inline void
delete_int (Fixture *self, int64_t key)
{
  fixture_delete (self, fixture_int (self, key));
  assert_sound (self, self->dict);
}

static inline void
delete_str (Fixture *self, const char *key)
{
  fixture_delete (self, fixture_str (self, key));
  assert_sound (self, self->dict);
}

static inline const DscObject *
get_value (Fixture *self, const DscObject *key)
{
  const DscObject *value = NULL;

  g_assert_cmpint (dsc_dict_get_item (self->rt, self->dict, key, &value), ==, DSC_STATUS_OK);
  assert_sound (self, self->dict);
  return value;
}

static inline DscPair
pop_item (Fixture *self)
{
  DscPair pair = { NULL, NULL };

  g_assert_cmpint (dsc_dict_popitem (self->rt, self->dict, &pair), ==, DSC_STATUS_OK);
  assert_sound (self, self->dict);
  return pair;
}

static inline void
clear_items (Fixture *self)
{
  g_assert_cmpint (dsc_dict_clear_items (self->rt, self->dict), ==, DSC_STATUS_OK);
  assert_sound (self, self->dict);
}

/* Makes `dict` what the fixture is about instead of the one before. */
static inline void
fixture_take (Fixture *self, DscDict *dict)
{
  assert_sound (self, dict);
  dsc_dict_unref (self->rt, self->dict);
  self->dict = dict;
}

static inline void
fixture_renew (Fixture *self)
{
  DscDict *dict;

  g_assert_cmpint (dsc_dict_new (self->rt, &dict), ==, DSC_STATUS_OK);
  fixture_take (self, dict);
}

static inline int64_t
getsizeof (const Fixture *self)
{
  return dsc_dict_getsizeof (self->rt, self->dict);
}

static inline size_t
n_slots (const Fixture *self)
{
  return dsc_dict_get_n_slots (self->rt, self->dict);
}

/* n pairs int i: int i, from `first` on. Free with g_free. */
static inline DscPair *
int_pairs (Fixture *self, int first, size_t n)
{
  DscPair *pairs = g_new (DscPair, n + 1);

  for (size_t i = 0; i < n; i++)
    pairs[i] = (DscPair) { fixture_int (self, first + (int64_t) i), fixture_int (self, (int64_t) i) };
  return pairs;
}

/* n pairs 'k<i>': int i, from `first` on. Free with g_free. */
static inline DscPair *
str_pairs (Fixture *self, int first, size_t n)
{
  DscPair *pairs = g_new (DscPair, n + 1);

  for (size_t i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("k%d", first + (int) i);
      pairs[i] = (DscPair) { fixture_str (self, name), fixture_int (self, (int64_t) i) };
    }
  return pairs;
}

/* Every field, index and entry of a dict as text; keys and values as the ordinals of the objects. Free with g_free. */
char *table_text (const DscRuntime *rt, const DscDict *dict);
/* Items in the order of iteration, "1: 2, k: 3"; ints and strs only. Free with g_free. */
char *items_text (const DscDict *dict);
/* Indices of a compact table, or states of slots: "0 . 1 x" for entry 0, empty, entry 1, dummy; slots in use are *. Free with g_free. */
char *slots_text (const DscRuntime *rt, const DscDict *dict);
