/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-scenario.c: what is a scenario, and hostile ones. */
#include "dsc-player.h"

#include <string.h>

static void
test_members (void)
{
  static const char text[] = "{\"name\": \"x\", \"desc\": 5, \"seeds\": [0, 42, 4294967295], \"cap\": 16, \"ops\": [[\"new\"], [\"set\", 1, [2]]]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (DscScenario) scenario = dsc_scenario_parse (text, strlen (text), &error);
  gsize n;

  g_assert_no_error (error);
  g_assert_cmpstr (dsc_scenario_get_name (scenario), ==, "x");
  g_assert_cmpuint (dsc_scenario_get_n_ops (scenario), ==, 2);
  g_assert_cmpstr (dsc_scenario_get_op_name (scenario, 1), ==, "set");
  g_assert_cmpuint (dsc_scenario_get_op (scenario, 1)->as.array.length, ==, 3);
  g_assert_null (dsc_scenario_get_op (scenario, 2));
  g_assert_cmpuint (dsc_scenario_get_cap (scenario), ==, 16);
  g_assert_false (dsc_scenario_has_instances (scenario));
  const guint32 *seeds = dsc_scenario_get_seeds (scenario, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (seeds[2], ==, G_MAXUINT32);
}

static void
test_defaults (void)
{
  static const char text[] = "{\"name\": \"x\", \"ops\": [[\"vars\", \"o\"]]}";
  g_autoptr (DscScenario) scenario = dsc_scenario_parse (text, strlen (text), NULL);
  gsize n;

  g_assert_cmpuint (dsc_scenario_get_cap (scenario), ==, DSC_SCENARIO_DEFAULT_CAP);
  g_assert_cmpuint (dsc_scenario_get_seeds (scenario, &n)[0], ==, 0);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (dsc_scenario_has_instances (scenario));

  static const char large[] = "{\"name\": \"x\", \"cap\": 1000000, \"ops\": []}";
  g_autoptr (DscScenario) capped = dsc_scenario_parse (large, strlen (large), NULL);
  g_assert_cmpuint (dsc_scenario_get_cap (capped), ==, DSC_SCENARIO_DEFAULT_CAP);
  g_assert_cmpuint (dsc_scenario_get_n_ops (capped), ==, 0);
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "", "[]", "5", "{}", "{\"name\": \"x\"}", "{\"ops\": []}", "{\"name\": 5, \"ops\": []}", "{\"name\": \"a\\u0000b\", \"ops\": []}",
    "{\"name\": \"x\", \"ops\": {}}", "{\"name\": \"x\", \"ops\": [5]}", "{\"name\": \"x\", \"ops\": [[]]}", "{\"name\": \"x\", \"ops\": [[5]]}",
    "{\"name\": \"x\", \"ops\": [[\"new\"], [\"a\\u0000\"]]}", "{\"name\": \"x\", \"ops\": [], \"seeds\": 0}",
    "{\"name\": \"x\", \"ops\": [], \"seeds\": [-1]}", "{\"name\": \"x\", \"ops\": [], \"seeds\": [4294967296]}",
    "{\"name\": \"x\", \"ops\": [], \"seeds\": [1.5]}", "{\"name\": \"x\", \"ops\": [], \"cap\": -1}", "{\"name\": \"x\", \"ops\": [], \"cap\": \"5\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      if (dsc_scenario_parse (texts[i], strlen (texts[i]), &error) != NULL)
        g_error ("\"%s\" is no scenario", texts[i]);
      g_assert_error (error, DSC_ERROR, DSC_ERROR_FORMAT);
    }
}

static void
test_load (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "truth", "scenarios", "errors.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DscScenario) scenario = dsc_scenario_load (path, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (dsc_scenario_get_name (scenario), ==, "errors");
  g_autofree char *other = g_test_build_filename (G_TEST_DIST, "..", "truth", "hashes.json", NULL);
  g_assert_null (dsc_scenario_load (other, &error));
  g_assert_error (error, DSC_ERROR, DSC_ERROR_FORMAT);
  g_assert_true (g_str_has_prefix (error->message, other));
}

/* Plays what can be played; errors are fine. */
static void
play_all (const DscScenario *scenario, const char *target_name)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (target_name, &target), ==, DSC_STATUS_OK);
  g_autoptr (DscPlayer) player = dsc_player_new (scenario, target, 0, NULL);
  for (gsize i = 0; i < dsc_scenario_get_n_ops (scenario); i++)
    {
      DscPlayed played;
      g_autoptr (GError) error = NULL;
      gboolean done = dsc_player_step (player, &played, &error);
      g_assert_true (done == (error == NULL));
      if (!done)
        break;
      if (played.dict != NULL)
        g_assert_null (dsc_dict_check (dsc_machine_get_runtime (dsc_player_get_machine (player)), played.dict));
    }
}

static void
test_hostile (void)
{
  static const char *const names[] = { "errors", "random_mixed_23", "random_multi_16", "kinds_equal", "build_int_small", "inst_copy", "update_cross" };
  static const char *const targets[] = { "2.7.18", "3.5.10", "3.9.18", "3.14.10" };
  static const char bytes[] = "[]{}\",:0159-.eniltfsu ";
  g_autoptr (GRand) rand = g_rand_new_with_seed (99);
  guint n_scenarios = 0;

  g_test_summary ("Scenarios with some bytes changed: each is refused, or played with an error or to its end.");
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *name = g_strconcat (names[i % G_N_ELEMENTS (names)], ".json", NULL);
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "truth", "scenarios", name, NULL);
      g_autofree char *text = NULL;
      gsize length;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      for (gint n = g_rand_int_range (rand, 1, 4); n > 0; n--)
        text[g_rand_int_range (rand, 0, (gint32) length)] = bytes[g_rand_int_range (rand, 0, sizeof bytes - 1)];
      g_autoptr (DscScenario) scenario = dsc_scenario_parse (text, length, &error);
      g_assert_true ((scenario == NULL) == (error != NULL));
      if (scenario == NULL)
        continue;
      n_scenarios++;
      play_all (scenario, targets[i % G_N_ELEMENTS (targets)]);
    }
  g_assert_cmpuint (n_scenarios, >, 300);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/scenario/members", test_members);
  g_test_add_func ("/source/scenario/defaults", test_defaults);
  g_test_add_func ("/source/scenario/refused", test_refused);
  g_test_add_func ("/source/scenario/load", test_load);
  g_test_add_func ("/source/scenario/hostile", test_hostile);
  return g_test_run ();
}
