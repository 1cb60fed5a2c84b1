/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-session.c: the open document without a window: runs, last good state, position, variable, selection. */
#include <string.h>

#include "dsc-map.h"
#include "session-tests.h"

static void
count_cb (gpointer object,
          gpointer pspec,
          guint   *count)
{
  (*count)++;
}

static void
runs_the_text (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);
  const DscState *state = dsc_session_get_state (session);

  g_assert_cmpuint (dsc_session_get_n_steps (session), ==, 4);
  g_assert_cmpuint (dsc_session_get_position (session), ==, 4);
  g_assert_null (dsc_session_get_diagnostic (session));
  g_assert_true (dsc_session_is_current (session));
  g_assert_cmpstr (state->name, ==, "row");
  g_assert_cmpint (dsc_snapshot_get_getsizeof (state->snapshot), ==, 272);
  g_assert_nonnull (dsc_session_get_scene (session));
}

static void
starts_with_a_measured_release (void)
{
  g_autoptr (DscSession) session = dsc_session_new ();

  g_assert_cmpint (dsc_target_evidence (dsc_session_get_target (session)), ==, DSC_EVIDENCE_MEASURED);
  g_assert_null (dsc_session_get_state (session));
  g_assert_null (dsc_session_get_scene (session));
}

static void
position_is_kept_or_follows_the_end (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);

  g_test_summary ("At the last step one stays at the last step; elsewhere the step stays when text behind it changes.");
  dsc_session_set_text (session, ROW_SCRIPT "row['c'] = 3\n");
  session_settle (session);
  g_assert_cmpuint (dsc_session_get_position (session), ==, 5);
  dsc_session_set_position (session, 2);
  dsc_session_set_text (session, ROW_SCRIPT "row['c'] = 3\nrow['d'] = 4\n");
  session_settle (session);
  g_assert_cmpuint (dsc_session_get_position (session), ==, 2);
  g_assert_cmpuint (dsc_session_get_state (session)->n_steps, ==, 6);
  dsc_session_set_text (session, "row = {}\n");
  session_settle (session);
  g_assert_cmpuint (dsc_session_get_position (session), ==, 1);
  dsc_session_set_position (session, 99);
  g_assert_cmpuint (dsc_session_get_position (session), ==, 1);
}

static void
last_good_state_stays (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);

  dsc_session_set_text (session, ROW_SCRIPT "row['c\n");
  session_settle (session);
  g_assert_true (dsc_session_is_stale (session));
  g_assert_false (dsc_session_is_current (session));
  g_assert_cmpuint (dsc_session_get_diagnostic (session)->line, ==, 5);
  g_assert_cmpuint (dsc_session_get_n_steps (session), ==, 4);
  g_assert_cmpint (dsc_snapshot_get_getsizeof (dsc_session_get_state (session)->snapshot), ==, 272);

  dsc_session_set_target (session, target_from_text ("3.8.18"));
  session_settle (session);
  g_assert_true (dsc_session_is_stale (session));
  g_assert_cmpint (dsc_snapshot_get_getsizeof (dsc_session_get_state (session)->snapshot), ==, 360);

  dsc_session_set_text (session, ROW_SCRIPT "row['c'] = 3\n");
  session_settle (session);
  g_assert_false (dsc_session_is_stale (session));
  g_assert_null (dsc_session_get_diagnostic (session));
  g_assert_cmpuint (dsc_session_get_n_steps (session), ==, 5);
}

static void
another_document_has_no_last_good_state (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);

  dsc_session_set_pinned_name (session, "row");
  dsc_session_load (session, "d = {'a': 1}\nd[\n");
  session_settle (session);
  g_assert_nonnull (dsc_session_get_diagnostic (session));
  g_assert_false (dsc_session_is_stale (session));
  g_assert_null (dsc_session_get_pinned_name (session));
  g_assert_cmpuint (dsc_session_get_n_steps (session), <=, 1);
}

static void
exceptions_are_states (void)
{
  g_autoptr (DscSession) session = session_with ("d = {'a': 1}\nd['b']\nd['c'] = 3\n");

  g_test_summary ("What Python raises is not an error of the text: the run is shown up to it, with its words.");
  g_assert_false (dsc_session_is_stale (session));
  g_assert_cmpuint (dsc_session_get_n_steps (session), ==, 2);
  g_assert_cmpstr (dsc_session_get_state (session)->error, ==, "KeyError: 'b'");
  g_assert_cmpuint (dsc_session_get_diagnostic (session)->line, ==, 2);
}

static void
only_the_newest_run_counts (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);

  for (guint i = 1; i <= 60; i++)
    {
      g_autofree char *text = g_strdup_printf ("d = dict.fromkeys(range(%u))\n", i);

      dsc_session_set_text (session, text);
    }
  session_settle (session);
  g_assert_cmpint (dsc_snapshot_get_value (dsc_session_get_state (session)->snapshot, DSC_FIELD_MA_USED, -1), ==, 60);
}

static void
version_and_seed_change_the_state (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);
  g_autofree char *text = NULL;
  guint targets = 0;

  g_signal_connect (session, "notify::target", G_CALLBACK (count_cb), &targets);
  dsc_session_set_target (session, target_from_text ("2.7.18"));
  dsc_session_set_hash_seed (session, 7);
  session_settle (session);
  g_object_get (session, "target", &text, NULL);
  g_assert_cmpstr (text, ==, "2.7.18");
  g_assert_cmpuint (targets, ==, 1);
  g_assert_cmpint (dsc_snapshot_get_getsizeof (dsc_session_get_state (session)->snapshot), ==, 1048);
  g_assert_cmpuint (dsc_snapshot_get_hash_seed (dsc_session_get_state (session)->snapshot), ==, 7);
}

static void
settings_line_is_obeyed_once (void)
{
  g_autoptr (DscSession) session = session_with ("# dictoscope: version=3.8.18 hash-seed=7 step=1 name=a\n"
                                                 "a = {'x': 1}\nb = {'y': 2}\n");

  g_assert_cmpuint (dsc_session_get_hash_seed (session), ==, 7);
  g_assert_true (dsc_target_equal (dsc_session_get_target (session), target_from_text ("3.8.18")));
  g_assert_cmpuint (dsc_session_get_position (session), ==, 1);
  g_assert_cmpstr (dsc_session_get_pinned_name (session), ==, "a");
  dsc_session_set_hash_seed (session, 8);
  dsc_session_set_text (session, "# dictoscope: version=3.9.18 hash-seed=9\na = {'x': 1}\n");
  session_settle (session);
  g_assert_cmpuint (dsc_session_get_hash_seed (session), ==, 8);
}

static void
variables_follow_the_step (void)
{
  g_autoptr (DscSession) session = session_with ("a = {'x': 1}\nb = {'y': 2}\na['z'] = 3\ndel b\n");
  GListModel *variables = dsc_session_get_variables (session);

  g_assert_cmpuint (g_list_model_get_n_items (variables), ==, 1);
  dsc_session_set_position (session, 2);
  g_assert_cmpuint (g_list_model_get_n_items (variables), ==, 2);
  g_autoptr (GObject) first = g_list_model_get_item (variables, 0);
  g_autofree char *extent = NULL;

  dsc_session_set_position (session, 3);
  g_autoptr (GObject) still = g_list_model_get_item (variables, 0);

  g_assert_true (first == still);
  g_object_get (still, "extent", &extent, NULL);
  g_assert_true (g_str_has_prefix (extent, "2 items"));
  dsc_session_set_pinned_name (session, "b");
  g_assert_cmpstr (dsc_session_get_state (session)->name, ==, "b");
  dsc_session_set_position (session, 4);
  g_assert_cmpint (dsc_session_get_state (session)->kind, ==, DSC_STATE_UNBOUND);
  g_assert_null (dsc_session_get_scene (session));
}

static void
selection_outlives_its_thing (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);
  const DscSceneId slot = { .part = DSC_PART_OF_SLOT, .index = 14 };

  dsc_session_set_selection (session, slot);
  g_autoptr (DscDescription) there = dsc_session_describe_selection (session);

  g_assert_cmpstr (there->heading, ==, "dk_indices[14]");
  dsc_session_set_position (session, 1);
  g_autoptr (DscDescription) missing = dsc_session_describe_selection (session);

  g_assert_null (missing);
  g_assert_true (dsc_scene_id_equal (dsc_session_get_selection (session), slot));
  dsc_session_set_position (session, 4);
  g_autoptr (DscDescription) again = dsc_session_describe_selection (session);

  g_assert_nonnull (again);
}

static void
long_run_can_be_stopped (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);

  g_test_summary ("A run of millions of steps reports that it goes on, can be stopped, and leaves what is shown.");
  dsc_session_set_text (session, "d = {}\nfor i in range(9000000):\n    d[i % 1000] = i\n");
  while (!dsc_session_is_busy (session) && dsc_session_is_running (session))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (dsc_session_is_busy (session));
  g_assert_cmpuint (dsc_session_get_progress (session), >, 0);
  dsc_session_cancel (session);
  session_settle (session);
  g_assert_false (dsc_session_is_busy (session));
  g_assert_cmpuint (dsc_session_get_n_steps (session), ==, 4);
  g_assert_cmpstr (dsc_session_get_state (session)->name, ==, "row");
  g_assert_nonnull (dsc_session_get_diagnostic (session));
  g_assert_cmpstr (dsc_session_get_diagnostic (session)->message, ==, "The program was stopped before its end; nothing of this run is kept.");
  g_assert_nonnull (dsc_session_get_diagnostic (session)->suggestion);
}

/* Tables that take longer to copy than a main loop can wait. */
static const char far_script[] = "d = {}\nfor i in range(200000):\n    d[i] = i\n";

static void
far_states_come_later (void)
{
  g_autoptr (DscSession) session = session_with (far_script);

  g_test_summary ("A state that takes long to replay is made in a thread; the last one asked for wins.");
  g_assert_cmpuint (dsc_session_get_n_steps (session), ==, 200001);
  dsc_session_set_position (session, 190000);
  g_assert_true (dsc_session_is_running (session));
  dsc_session_set_position (session, 100);
  dsc_session_set_position (session, 180000);
  session_settle (session);
  g_assert_cmpuint (dsc_session_get_state (session)->step, ==, 180000);
}

static DscPyramid *
pyramid_shown (DscSession *session)
{
  return dsc_map_get_pyramid (dsc_scene_find_map (dsc_session_get_scene (session), (DscSceneId) { 0 }));
}

static void
steps_hand_on_the_pyramid (gconstpointer data)
{
  g_test_summary ("Of a large table that stays as large, a step counts again what is above the cells that it changed, and nothing is stale.");
  g_autofree char *text = g_strdup_printf ("d = dict.fromkeys(range(%u))\nd[7] = 'x'\ndel d[3]\nd['new'] = 1\nd.popitem()\n", GPOINTER_TO_UINT (data));
  g_autoptr (DscSession) session = session_with (text);
  static const guint64 positions[] = { 4, 3, 2, 3, 5, 1, 4 };

  dsc_session_set_worker_metrics (session, &dsc_text_metrics_builtin);
  for (guint i = 0; i < G_N_ELEMENTS (positions); i++)
    {
      g_autoptr (DscPyramid) before = dsc_pyramid_ref (pyramid_shown (session));
      const gsize *cells;
      gsize n, n_slots;

      dsc_session_set_position (session, positions[i]);
      session_settle (session);
      const DscSnapshot *snapshot = dsc_session_get_state (session)->snapshot;
      DscPyramid *now = pyramid_shown (session);
      const gsize columns = dsc_map_get_geometry (dsc_scene_find_map (dsc_session_get_scene (session), (DscSceneId) { .part = DSC_PART_OF_SLOT }))->columns;
      g_autoptr (DscPyramid) fresh = dsc_pyramid_new ((DscSnapshot *) snapshot, columns, 20);

      g_assert_true (now != before && dsc_pyramid_get_changes (now, before, DSC_LAYER_ENTRIES, &cells, &n));
      g_assert_true (dsc_pyramid_get_changes (now, before, DSC_LAYER_SLOTS, &cells, &n_slots));
      g_assert_cmpuint (n + n_slots, >, 0);
      g_assert_cmpuint (n + n_slots, <=, 6);
      g_assert_true (dsc_pyramid_build (fresh, NULL, NULL));
      for (guint layer = 0; layer < DSC_N_LAYERS; layer++)
        g_assert_cmpmem (dsc_pyramid_get_cells (now, layer), dsc_pyramid_get_whole (now, layer).cells,
                         dsc_pyramid_get_cells (fresh, layer), dsc_pyramid_get_whole (fresh, layer).cells);
    }
}

static void
step_of_line (void)
{
  g_autoptr (DscSession) session = session_with ("# head\nd = {}\n\nd['a'] = 1\n# tail\n");

  g_assert_cmpuint (dsc_session_find_step_of_line (session, 1), ==, 0);
  g_assert_cmpuint (dsc_session_find_step_of_line (session, 2), ==, 1);
  g_assert_cmpuint (dsc_session_find_step_of_line (session, 3), ==, 1);
  g_assert_cmpuint (dsc_session_find_step_of_line (session, 9), ==, 2);
}

static DscSceneId
select_line (DscSession *session,
             guint       line)
{
  dsc_session_select_line (session, line);
  session_settle (session);
  return dsc_session_get_selection (session);
}

static void
line_selects_what_it_did (void)
{
  g_autoptr (DscSession) session = session_with ("d = {}\nd['a'] = 1\nd['b'] = 2\nd['a'] = 3\ndel d['a']\nclass P:\n    pass\np = P()\np.x = 1\np.x = 2\n");
  const DscTarget target = { .version = DSC_V (3, 13, 13) | DSC_V_FINAL };

  g_test_summary ("A line of the script goes to its step and selects what the step was about: the dict, an entry, a slot, a value.");
  dsc_session_set_target (session, target);
  session_settle (session);
  g_assert_true (dsc_scene_id_equal (select_line (session, 1), (DscSceneId) { .part = DSC_PART_OF_BLOCK, .index = DSC_BLOCK_DICT }));
  g_assert_true (dsc_scene_id_equal (select_line (session, 3), (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = 1 }));
  g_assert_cmpuint (dsc_session_get_position (session), ==, 3);
  g_assert_true (dsc_scene_id_equal (select_line (session, 4), (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = 0 }));
  const DscSceneId slot = select_line (session, 5);
  g_assert_cmpint (slot.part, ==, DSC_PART_OF_SLOT);
  g_assert_cmpint (dsc_snapshot_get_index (dsc_session_get_state (session)->snapshot, (gsize) slot.index), ==, DSC_INDEX_DUMMY);
  g_assert_true (dsc_scene_id_equal (select_line (session, 10), (DscSceneId) { .part = DSC_PART_OF_SPLIT_VALUE, .index = 0 }));
  g_assert_true (dsc_session_can_revisit (session, FALSE));
  g_assert_true (dsc_session_revisit (session, FALSE));
  session_settle (session);
  g_assert_true (dsc_scene_id_equal (dsc_session_get_selection (session), slot));
  g_assert_cmpuint (dsc_session_get_position (session), ==, 5);
}

static void
picture_can_be_stopped (void)
{
  g_autoptr (DscSession) session = session_with (far_script);

  g_test_summary ("Stopping a state that is being made leaves what is shown, and its step is the position again.");
  dsc_session_set_position (session, 100);
  session_settle (session);
  const guint64 shown = dsc_session_get_state (session)->step;
  g_assert_cmpuint (shown, ==, 100);
  g_assert_cmpint (dsc_session_get_permille (session), ==, -1);
  dsc_session_set_position (session, 190000);
  g_assert_true (dsc_session_is_running (session));
  dsc_session_cancel (session);
  session_settle (session);
  g_assert_cmpuint (dsc_session_get_state (session)->step, ==, shown);
  g_assert_cmpuint (dsc_session_get_position (session), ==, shown);
  dsc_session_set_position (session, 190000);
  session_settle (session);
  g_assert_cmpuint (dsc_session_get_state (session)->step, ==, 190000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/session/runs-the-text", runs_the_text);
  g_test_add_func ("/session/session/starts-with-a-measured-release", starts_with_a_measured_release);
  g_test_add_func ("/session/session/position-is-kept-or-follows-the-end", position_is_kept_or_follows_the_end);
  g_test_add_func ("/session/session/last-good-state-stays", last_good_state_stays);
  g_test_add_func ("/session/session/another-document-has-no-last-good-state", another_document_has_no_last_good_state);
  g_test_add_func ("/session/session/exceptions-are-states", exceptions_are_states);
  g_test_add_func ("/session/session/only-the-newest-run-counts", only_the_newest_run_counts);
  g_test_add_func ("/session/session/version-and-seed-change-the-state", version_and_seed_change_the_state);
  g_test_add_func ("/session/session/settings-line-is-obeyed-once", settings_line_is_obeyed_once);
  g_test_add_func ("/session/session/variables-follow-the-step", variables_follow_the_step);
  g_test_add_func ("/session/session/selection-outlives-its-thing", selection_outlives_its_thing);
  g_test_add_func ("/session/session/long-run-can-be-stopped", long_run_can_be_stopped);
  g_test_add_func ("/session/session/far-states-come-later", far_states_come_later);
  g_test_add_data_func ("/session/session/steps-hand-on-the-pyramid/at-once", GUINT_TO_POINTER (1000), steps_hand_on_the_pyramid);
  g_test_add_data_func ("/session/session/steps-hand-on-the-pyramid/in-a-thread", GUINT_TO_POINTER (50000), steps_hand_on_the_pyramid);
  g_test_add_func ("/session/session/step-of-line", step_of_line);
  g_test_add_func ("/session/session/line-selects-what-it-did", line_selects_what_it_did);
  g_test_add_func ("/session/session/picture-can-be-stopped", picture_can_be_stopped);
  return g_test_run ();
}
