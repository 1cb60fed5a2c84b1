/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-version-variants.c: implementations other than CPython: how they are written, what they override, what they do. */
#include "dsc-version-variants-private.h"

#include "table-fixture.h"

#include "dsc-ladder.h"

#include <string.h>

static DscTarget
parse (const char *text)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (text, &target), ==, DSC_STATUS_OK);
  return target;
}

static void
test_parse_and_format (void)
{
  static const char *const refused[] = {
    "gopy-i386d", "gopyt", "gopyd", "gopy-i386", "gopy-64", "gopy-gc32", "gopy3.14", "gopy-3.14", "gopy ", " gopy", "GOPY", "gop", "3.14-gopy",
    "compact", "compact-2012-i386", "compact-2012t", "hettingerd", "hettinger-gc32", "compact-2013",
  };
  const DscTarget *targets;
  const size_t n = dsc_variants (&targets);

  g_assert_cmpuint (n, ==, DSC_N_IMPLEMENTATIONS - 1);
  g_assert_true (dsc_target_equal (parse ("hettinger"), parse ("compact-2012")));
  for (size_t i = 0; i < n; i++)
    {
      char text[64], title[64], cut[3];
      const size_t length = dsc_target_format (targets[i], text, sizeof text);

      g_assert_cmpint (targets[i].implementation, ==, (DscImplementation) (i + 1));
      g_assert_true (dsc_target_equal (parse (text), targets[i]));
      g_assert_cmpuint (dsc_target_format (targets[i], cut, sizeof cut), ==, length);
      g_assert_cmpuint (strlen (cut), ==, sizeof cut - 1);
      g_assert_cmpuint (dsc_target_title (targets[i], title, sizeof title), ==, strlen (title));
      g_assert_null (strstr (title, "CPython"));
      g_assert_nonnull (strstr (dsc_target_about (targets[i]), "measured"));
      g_assert_cmpint (dsc_target_evidence (targets[i]), ==, DSC_EVIDENCE_REPORTED);
    }
  for (size_t i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      DscTarget target;
      g_assert_cmpint (dsc_target_parse (refused[i], &target), ==, DSC_STATUS_INVALID);
    }
}

/* The release that a variant follows is another target. */
static void
test_not_the_release (void)
{
  const DscTarget gopy = parse ("gopy");
  const DscTarget followed = { gopy.version, gopy.build, DSC_IMPLEMENTATION_CPYTHON };
  char title[64];

  g_assert_false (dsc_target_equal (gopy, followed));
  g_assert_null (dsc_target_about (followed));
  g_assert_cmpint (dsc_target_evidence (followed), !=, DSC_EVIDENCE_REPORTED);
  dsc_target_title (followed, title, sizeof title);
  g_assert_cmpstr (title, ==, "CPython 3.14.0");
}

static void
test_overrides (void)
{
  const DscTarget gopy = parse ("gopy");
  const DscTraits own = dsc_traits_resolve (gopy);
  const DscTraits followed = dsc_traits_resolve ((DscTarget) { gopy.version, gopy.build, DSC_IMPLEMENTATION_CPYTHON });

  g_assert_false (dsc_traits_behave_alike (&own, &followed));
  g_assert_true (own.always_general);
  g_assert_cmpint (own.sharing, ==, DSC_SHARING_NONE);
  g_assert_cmpint (own.growth, ==, followed.growth);
  g_assert_cmpint (own.rounding, ==, followed.rounding);
  g_assert_cmpint (own.watcher_events, ==, 1 << DSC_WATCHER_ADDED | 1 << DSC_WATCHER_MODIFIED | 1 << DSC_WATCHER_CLEARED);
  g_assert_nonnull (strstr (dsc_traits_find_change (&own, "always_general")->source, "reported"));
  g_assert_cmpstr (dsc_traits_find_change (&own, "growth")->source, ==, dsc_traits_find_change (&followed, "growth")->source);
  g_assert_false (followed.always_general);
}

static void
test_gopy_is_general (void)
{
  Fixture f;
  DscDict *copy;

  fixture_init (&f, "gopy");
  g_assert_cmpint (getsizeof (&f), ==, 64);
  set_str (&f, "a", 1);
  g_assert_cmpint (getsizeof (&f), ==, 224);      /* CPython 3.14: 184 */
  g_assert_cmpint (f.dict->ma_keys->dk_kind, ==, DSC_KEYS_GENERAL);
  set_int (&f, 1, 1);
  g_assert_cmpint (getsizeof (&f), ==, 224);
  g_assert_cmpint (dsc_dict_copy (f.rt, f.dict, &copy), ==, DSC_STATUS_OK);
  assert_sound (&f, copy);
  g_assert_cmpint (copy->ma_keys->dk_kind, ==, DSC_KEYS_GENERAL);
  dsc_dict_unref (f.rt, copy);
  clear_items (&f);
  set_str (&f, "b", 1);
  g_assert_cmpint (f.dict->ma_keys->dk_kind, ==, DSC_KEYS_GENERAL);
  fixture_clear (&f);
}

static void
test_gopy_watchers (void)
{
  DscTrace trace;
  unsigned seen = 0;
  Fixture f;

  fixture_init (&f, "gopy");
  dsc_trace_init (&trace, &dsc_alloc_libc);
  dsc_runtime_set_trace (f.rt, &trace);
  set_str (&f, "a", 1);
  set_str (&f, "a", 2);
  set_str (&f, "b", 2);
  delete_str (&f, "a");
  clear_items (&f);
  for (size_t i = 0; i < trace.n_events; i++)
    if (trace.events[i].kind == DSC_EVENT_WATCHER)
      seen |= 1u << trace.events[i].a;
  g_assert_cmpuint (seen, ==, 1 << DSC_WATCHER_ADDED | 1 << DSC_WATCHER_MODIFIED | 1 << DSC_WATCHER_CLEARED);
  dsc_runtime_set_trace (f.rt, NULL);
  dsc_trace_clear (&trace);
  fixture_clear (&f);
}

/* The proposal of 2012, told once more as plainly as can be: indices beside one list of hashes and names. */
typedef struct {
  int     indices[4096];
  size_t  size, used, filled;
  int64_t hashes[4096];
  int64_t values[4096];
} Plain;

typedef struct {
  uint64_t slot, perturb;
} Walk;

static Walk
plain_start (const Plain *self, int64_t hash)
{
  const uint64_t magnitude = (uint64_t) (hash < 0 ? -hash : hash);

  return (Walk) { magnitude & (self->size - 1), magnitude };
}

static void
plain_step (const Plain *self, Walk *walk)
{
  walk->slot = (5 * walk->slot + walk->perturb + 1) & (self->size - 1);
  walk->perturb >>= 5;
}

/* Returns the index found, -1 or -2; the slot that it is in, or would go to. */
static int
plain_find (const Plain *self, int64_t hash, size_t *slot)
{
  Walk walk = plain_start (self, hash);
  size_t dummy = SIZE_MAX;

  for (;; plain_step (self, &walk))
    {
      const int index = self->indices[walk.slot];
      *slot = walk.slot;
      if (index >= 0 && self->hashes[index] == hash)
        return index;
      if (index == -2 && dummy == SIZE_MAX)
        dummy = walk.slot;
      if (index != -1)
        continue;
      *slot = dummy != SIZE_MAX ? dummy : walk.slot;
      return dummy != SIZE_MAX ? -2 : -1;
    }
}

static void
plain_make (Plain *self, size_t size)
{
  self->size = size;
  self->filled = self->used;
  for (size_t i = 0; i < size; i++)
    self->indices[i] = -1;
  for (size_t i = 0; i < self->used; i++)
    {
      Walk walk = plain_start (self, self->hashes[i]);
      while (self->indices[walk.slot] != -1)
        plain_step (self, &walk);
      self->indices[walk.slot] = (int) i;
    }
}

static void
plain_set (Plain *self, int64_t hash, int64_t value)
{
  size_t slot;
  const int index = plain_find (self, hash, &slot);
  size_t size = 1;

  if (index >= 0)
    {
      self->values[index] = value;
      return;
    }
  self->indices[slot] = (int) self->used;
  self->hashes[self->used] = hash;
  self->values[self->used++] = value;
  self->filled += index == -1;
  if (index != -1 || self->filled * 3 <= self->size * 2)
    return;
  while (size <= 4 * self->used)
    size *= 2;
  plain_make (self, size);
}

static void
plain_delete (Plain *self, int64_t hash)
{
  size_t slot;
  const int index = plain_find (self, hash, &slot);

  self->indices[slot] = -2;
  self->used--;
  if ((size_t) index == self->used)
    return;
  plain_find (self, self->hashes[self->used], &slot);
  self->indices[slot] = index;
  self->hashes[index] = self->hashes[self->used];
  self->values[index] = self->values[self->used];
}

static void
assert_equal (const Plain *plain, Fixture *f)
{
  const DscKeys *keys = f->dict->ma_keys;

  assert_sound (f, f->dict);
  g_assert_cmpuint (dsc_keys_size (keys), ==, plain->size);
  g_assert_cmpuint (f->dict->ma_used, ==, plain->used);
  g_assert_cmpint (keys->dk_nentries, ==, (int64_t) plain->used);
  g_assert_cmpint (keys->dk_usable, ==, (int64_t) (plain->size * 2 / 3) - (int64_t) plain->filled);
  for (size_t slot = 0; slot < plain->size; slot++)
    g_assert_cmpint (dsc_keys_get_index (keys, slot), ==, plain->indices[slot]);
  for (size_t i = 0; i < plain->used; i++)
    {
      g_assert_cmpint (dsc_keys_get_entry (keys, i).me_hash, ==, plain->hashes[i]);
      g_assert_cmpint (dsc_keys_get_entry (keys, i).me_value->as.integer, ==, plain->values[i]);
    }
}

static void
test_compact_2012 (void)
{
  for (int traced = 0; traced < 2; traced++)
    {
      Plain plain = { .size = 8 };
      DscTrace trace;
      Fixture f;

      plain_make (&plain, 8);
      fixture_init (&f, "compact-2012");
      dsc_trace_init (&trace, &dsc_alloc_libc);
      dsc_runtime_set_trace (f.rt, traced ? &trace : NULL);
      for (int i = 0; i < 6000; i++)
        {
          const int64_t key = g_test_rand_int_range (-40, 40) * (g_test_rand_int_range (0, 3) == 0 ? 1 << 20 : 1) * (i < 3000 ? 1 : 7);
          size_t slot;
          if (key == -1)
            continue;
          const bool there = plain_find (&plain, key, &slot) >= 0;
          if (there && g_test_rand_int_range (0, 2) == 0)
            {
              plain_delete (&plain, key);
              fixture_delete (&f, fixture_int (&f, key));
            }
          else
            {
              plain_set (&plain, key, i);
              fixture_set (&f, fixture_int (&f, key), fixture_int (&f, i));
            }
          assert_equal (&plain, &f);
          dsc_trace_reset (&trace);
        }
      clear_items (&f);
      plain.used = 0;
      plain_make (&plain, 8);
      assert_equal (&plain, &f);
      dsc_runtime_set_trace (f.rt, NULL);
      dsc_trace_clear (&trace);
      fixture_clear (&f);
    }
}

/* A deletion leaves no hole, and the order of insertion is lost; popitem takes the last. */
static void
test_compact_2012_order (void)
{
  Fixture f;
  DscPair pair;
  DscDict *copy;
  size_t position = 0;

  fixture_init (&f, "compact-2012");
  g_assert_cmpint (getsizeof (&f), ==, 32 + 40 + 40 + 8 + 5 * 24);
  for (int i = 0; i < 5; i++)
    set_int (&f, i, i);
  delete_int (&f, 1);
  g_assert_true (dsc_dict_next (f.dict, &position, &pair) && pair.key->as.integer == 0);
  g_assert_true (dsc_dict_next (f.dict, &position, &pair) && pair.key->as.integer == 4);
  set_int (&f, 9, 9);                        /* the dummy of 1 is on its way: nothing is used up */
  g_assert_cmpuint (dsc_dict_get_n_slots (f.rt, f.dict), ==, 8);
  set_int (&f, 5, 5);
  g_assert_cmpuint (dsc_dict_get_n_slots (f.rt, f.dict), ==, 32);
  g_assert_cmpint (dsc_dict_copy (f.rt, f.dict, &copy), ==, DSC_STATUS_OK);
  assert_sound (&f, copy);
  dsc_dict_unref (f.rt, copy);
  g_assert_cmpint (dsc_dict_popitem (f.rt, f.dict, &pair), ==, DSC_STATUS_OK);
  g_assert_cmpint (pair.key->as.integer, ==, 5);
  fixture_clear (&f);
}

/* The steps of the ladder, in a dict that is filled. */
static void
test_ladder (void)
{
  const DscTarget *targets;
  const size_t n = dsc_variants (&targets);

  for (size_t i = 0; i < n; i++)
    {
      const DscTraits traits = dsc_traits_resolve (targets[i]);
      char name[64];
      Fixture f;

      dsc_target_format (targets[i], name, sizeof name);
      fixture_init (&f, name);
      for (int keys = 0; keys < 3000; keys++)
        {
          g_assert_cmpint (getsizeof (&f), ==, dsc_ladder_size (&traits, DSC_LADDER_LOOP, false, (uint64_t) keys));
          fixture_set (&f, fixture_int (&f, keys), fixture_int (&f, 0));
        }
      assert_sound (&f, f.dict);
      fixture_clear (&f);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/version-variants/parse-and-format", test_parse_and_format);
  g_test_add_func ("/core/version-variants/not-the-release", test_not_the_release);
  g_test_add_func ("/core/version-variants/overrides", test_overrides);
  g_test_add_func ("/core/version-variants/gopy-is-general", test_gopy_is_general);
  g_test_add_func ("/core/version-variants/gopy-watchers", test_gopy_watchers);
  g_test_add_func ("/core/version-variants/compact-2012", test_compact_2012);
  g_test_add_func ("/core/version-variants/compact-2012-order", test_compact_2012_order);
  g_test_add_func ("/core/version-variants/ladder", test_ladder);
  return g_test_run ();
}
