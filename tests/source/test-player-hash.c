/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-player-hash.c: hashes that come from addresses, taken from a recording. */
#include "player-fixture.h"

/* Hash of the i-th key of the current dict. */
static gint64
hash_at (const Fixture *self, guint i)
{
  size_t position = 0;
  DscPair pair = { NULL, NULL };

  for (guint n = 0; n <= i; n++)
    g_assert_true (dsc_dict_next (self->played.dict, &position, &pair));
  return pair.key->hash;
}

static void
test_none (void)
{
  Fixture self;

  fixture_init (&self, "3.11.7", "[\"set\",null,1],[\"set\",{\"t\":[null]},1],[\"get\",null]");
  dsc_player_tell_hash (self.player, "None", 271828, TRUE);
  dsc_player_tell_hash (self.player, "None", 5, TRUE);      /* the first one counts */
  fixture_step (&self);
  g_assert_cmpint (self.played.hash, ==, 271828);
  g_assert_cmpint (hash_at (&self, 0), ==, 271828);
  fixture_step (&self);
  gint64 of_tuple = hash_at (&self, 1);
  fixture_step (&self);
  g_assert_nonnull (self.played.value);
  g_assert_cmpuint (dsc_player_get_n_taken (self.player), ==, 1);
  fixture_clear (&self);

  fixture_init (&self, "3.11.7", "[\"set\",{\"t\":[null]},1]");
  dsc_player_tell_hash (self.player, "None", 271829, TRUE);
  fixture_step (&self);
  g_assert_cmpint (hash_at (&self, 0), !=, of_tuple);
  fixture_clear (&self);
}

static void
test_tuple_of_none (void)
{
  Fixture self;

  g_test_summary ("Where None alone was not seen, the hash of what holds it is.");
  fixture_init (&self, "3.9.18", "[\"set\",{\"t\":[null,1]},1],[\"in\",{\"t\":[null,1]}]");
  dsc_player_tell_hash (self.player, "(None, 1)", 31, TRUE);
  fixture_step (&self);
  g_assert_cmpint (hash_at (&self, 0), ==, 31);
  fixture_step (&self);
  g_assert_true (self.played.value == dsc_object_bool (dsc_player_get_pool (self.player), true));
  g_assert_cmpuint (dsc_player_get_n_taken (self.player), ==, 2);
  fixture_clear (&self);
}

static void
test_constant_none (void)
{
  Fixture self;

  fixture_init (&self, "3.12.1", "[\"set\",null,1]");
  dsc_player_tell_hash (self.player, "None", 31, TRUE);
  fixture_step (&self);
  g_assert_cmpint (hash_at (&self, 0), ==, 0xfca86420);
  g_assert_cmpuint (dsc_player_get_n_taken (self.player), ==, 0);
  fixture_clear (&self);
}

static void
test_nan (void)
{
  Fixture self;

  g_test_summary ("Each NaN has its own hash; those of keys that were there before are not given again.");
  fixture_init (&self, "3.12.1", "[\"literal_vars\",[[{\"f\":\"nan\"},1],[{\"f\":\"nan\"},2]]],[\"set\",{\"f\":\"nan\"},3],[\"get\",{\"f\":\"nan\"}]");
  dsc_player_tell_hash (self.player, "nan", 101, FALSE);
  dsc_player_tell_hash (self.player, "nan", 102, FALSE);
  fixture_step (&self);
  g_assert_cmpint (hash_at (&self, 0), ==, 101);
  g_assert_cmpint (hash_at (&self, 1), ==, 102);

  dsc_player_tell_hash (self.player, "nan", 101, FALSE);
  dsc_player_tell_hash (self.player, "nan", 102, FALSE);
  dsc_player_tell_hash (self.player, "nan", 103, FALSE);
  dsc_player_tell_key_hash (self.player, 99);
  fixture_step (&self);
  g_assert_cmpint (hash_at (&self, 2), ==, 103);
  g_assert_cmpint (self.played.hash, ==, 99);

  dsc_player_tell_key_hash (self.player, 98);
  fixture_step (&self);
  g_assert_cmpint (self.played.hash, ==, 98);
  g_assert_null (self.played.value);
  g_assert_cmpuint (dsc_player_get_n_taken (self.player), ==, 4);
  fixture_clear (&self);
}

static void
test_ordinary_keys (void)
{
  Fixture self;

  fixture_init (&self, "3.9.18", "[\"set\",{\"f\":\"nan\"},1],[\"set\",5,1]");
  dsc_player_tell_hash (self.player, "nan", 7, FALSE);
  dsc_player_tell_hash (self.player, "5", 7, FALSE);
  fixture_step (&self);
  g_assert_cmpint (hash_at (&self, 0), ==, 0);     /* NaN's hash up to 3.9 */
  fixture_step (&self);
  g_assert_cmpint (hash_at (&self, 1), ==, 5);
  g_assert_cmpuint (dsc_player_get_n_taken (self.player), ==, 0);
  fixture_clear (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/player-hash/none", test_none);
  g_test_add_func ("/source/player-hash/tuple-of-none", test_tuple_of_none);
  g_test_add_func ("/source/player-hash/constant-none", test_constant_none);
  g_test_add_func ("/source/player-hash/nan", test_nan);
  g_test_add_func ("/source/player-hash/ordinary-keys", test_ordinary_keys);
  return g_test_run ();
}
