/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-recorder.c: lines as the recorder of the corpus writes them. Each is what a real interpreter gave. */
#include "player-fixture.h"

static void
check (const char *target, gsize cap, const char *ops, const char *expected)
{
  Fixture self;
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  fixture_init (&self, target, ops);
  g_autoptr (DscRecorder) recorder = dsc_recorder_new (self.player, cap);
  for (gsize i = 0; i < dsc_scenario_get_n_ops (self.scenario); i++)
    {
      fixture_step (&self);
      g_string_truncate (line, 0);
      g_assert_true (dsc_recorder_append_line (recorder, i, dsc_scenario_get_op (self.scenario, i), &self.played, line, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpstr (line->str, ==, expected);
  fixture_clear (&self);
}

static void
test_families (void)
{
  check ("3.12.1", 4096, "[\"set\",3,\"x\"],[\"del\",3]",
         "{\"d\":{\"dkv\":0,\"ent\":[[0,null,null]],\"gs\":224,\"idx\":[-1,-1,-1,-2,-1,-1,-1,-1],\"kind\":\"general\",\"log2\":3,\"log2_ib\":3,"
         "\"nent\":1,\"rc\":1,\"shared_empty\":false,\"so\":208,\"split\":false,\"trk\":false,\"usable\":4,\"used\":0,\"vchg\":true},\"h\":3,"
         "\"i\":1,\"op\":[\"del\",3],\"reg\":\"d\"}");
  check ("3.14.10", 4096, "[\"dict\"]",
         "{\"d\":{\"dkv\":1,\"ent\":[],\"gs\":64,\"idx\":[-1],\"kind\":\"unicode\",\"log2\":0,\"log2_ib\":3,\"nent\":0,\"shared_empty\":true,"
         "\"so\":48,\"split\":false,\"trk\":true,\"usable\":0,\"used\":0,\"wtag\":0},\"i\":0,\"op\":[\"dict\"],\"reg\":\"d\"}");
  check ("3.9.18", 4096, "[\"set\",3,\"x\"],[\"in\",3]",
         "{\"d\":{\"ent\":[[3,\"3\",\"'x'\"]],\"gs\":232,\"idx\":[-1,-1,-1,0,-1,-1,-1,-1],\"kind\":\"general\",\"log2\":3,\"nent\":1,\"rc\":1,"
         "\"shared_empty\":false,\"so\":216,\"split\":false,\"trk\":false,\"usable\":4,\"used\":1,\"vchg\":false},\"h\":3,\"i\":1,"
         "\"op\":[\"in\",3],\"r\":\"True\",\"reg\":\"d\"}");
  check ("3.5.10", 4096, "[\"set\",3,\"x\"],[\"set\",9,[1]],[\"del\",3]",
         "{\"d\":{\"dummies\":1,\"ent\":[[9,\"9\",\"[1]\"]],\"gs\":288,\"idx\":[-1,0,-1,-2,-1,-1,-1,-1],\"kind\":\"general\",\"log2\":3,"
         "\"nent\":2,\"rc\":1,\"shared_empty\":false,\"so\":264,\"split\":false,\"trk\":true,\"usable\":3,\"used\":1},\"h\":3,\"i\":2,"
         "\"op\":[\"del\",3],\"reg\":\"d\"}");
  check ("2.7.18", 4096, "[\"set\",\"a\",{\"u\":\"x\"}],[\"item\",5]",
         "{\"d\":{\"dummies\":0,\"ent\":[[12416037344,\"'a'\",\"u'x'\"]],\"fill\":1,\"gs\":280,\"idx\":[0,-1,-1,-1,-1,-1,-1,-1],\"kind\":\"general\","
         "\"log2\":3,\"nent\":1,\"small\":true,\"so\":248,\"trk\":false,\"used\":1},\"e\":\"KeyError\",\"em\":\"5\",\"h\":5,\"i\":1,"
         "\"op\":[\"item\",5],\"reg\":\"d\"}");
}

static void
test_skip (void)
{
  check ("3.8.18", 4096, "[\"union\",[]]", "{\"i\":0,\"op\":[\"union\",[]],\"skip\":\"3.9+\"}");
  check ("3.8.18", 4096, "[\"class\",\"C\",[]]", "{\"i\":0,\"op\":[\"class\",\"C\",[]]}");
}

static void
test_digests (void)
{
  check ("3.12.1", 4, "[\"fill\",\"i\",0,5]",
         "{\"d\":{\"dkv\":0,\"ent_n\":[5,0],\"ent_sha256\":\"baabbbf9026647a8fa2b6b6892ecc9af31a4570e3f62cd62632c0731e1fd44fd\",\"gs\":224,\"idx_n\":[8,3,0],\"idx_sha256\":\"3e6e9c5af7a4b47dad3d0c9230c89bb7708519cd0232c02a1ddd5d6c37f20049\",\"kind\":\"general\",\"log2\":3,"
         "\"log2_ib\":3,\"nent\":5,\"rc\":1,\"shared_empty\":false,\"so\":208,\"split\":false,\"trk\":false,\"usable\":0,\"used\":5,\"vchg\":true},"
         "\"i\":0,\"op\":[\"fill\",\"i\",0,5],\"reg\":\"d\"}");
}

static void
test_version_changes (void)
{
  static const gboolean changes[] = { TRUE, FALSE, TRUE, TRUE, FALSE, TRUE };
  Fixture self;

  g_test_summary ("vchg compares with what this register showed before.");
  fixture_init (&self, "3.12.1", "[\"new\"],[\"get\",1],[\"set\",1,5],[\"new\",\"e\"],[\"use\",\"d\"],[\"set\",1,6]");
  g_autoptr (DscRecorder) recorder = dsc_recorder_new (self.player, 4096);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);
      fixture_step (&self);
      g_assert_true (dsc_recorder_append_line (recorder, i, dsc_scenario_get_op (self.scenario, i), &self.played, line, NULL));
      g_assert_nonnull (strstr (line->str, changes[i] ? "\"vchg\":true" : "\"vchg\":false"));
    }
  fixture_clear (&self);
}

static void
test_long_texts (void)
{
  g_autofree char *text = g_strnfill (300, 'x');
  g_autofree char *ops = g_strdup_printf ("[\"set\",1,\"%s\"],[\"get\",1]", text);
  g_autofree char *cut = g_strndup (text, 199);
  g_autofree char *expected = g_strdup_printf ("\"r\":\"'%s...(302)\"", cut);
  Fixture self;
  g_autoptr (GString) line = g_string_new (NULL);

  g_test_summary ("A repr is cut after 200 characters.");
  fixture_init (&self, "3.12.1", ops);
  g_autoptr (DscRecorder) recorder = dsc_recorder_new (self.player, 4096);
  fixture_play (&self);
  g_assert_true (dsc_recorder_append_line (recorder, 1, dsc_scenario_get_op (self.scenario, 1), &self.played, line, NULL));
  g_assert_nonnull (strstr (line->str, expected));
  fixture_clear (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/recorder/families", test_families);
  g_test_add_func ("/source/recorder/skip", test_skip);
  g_test_add_func ("/source/recorder/digests", test_digests);
  g_test_add_func ("/source/recorder/version-changes", test_version_changes);
  g_test_add_func ("/source/recorder/long-texts", test_long_texts);
  return g_test_run ();
}
