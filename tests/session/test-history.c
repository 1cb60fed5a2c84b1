/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-history.c: states, marks and results of a finished run. */
#include <string.h>

#include "session-tests.h"

static void
state_has_both_sides (void)
{
  g_autoptr (DscHistory) history = history_of (ROW_SCRIPT);
  g_autoptr (DscState) state = dsc_history_build_state (history, 3, NULL);

  g_test_summary ("The state of a step carries the dict after it and, for the marks of change, before it.");
  g_assert_cmpuint (dsc_history_get_n_steps (history), ==, 4);
  g_assert_cmpint (state->kind, ==, DSC_STATE_DICT);
  g_assert_cmpstr (state->name, ==, "row");
  g_assert_cmpstr (state->operation, ==, "row['b'] = 2");
  g_assert_cmpuint (dsc_snapshot_get_n_slots (state->before), ==, 8);
  g_assert_cmpuint (dsc_snapshot_get_n_slots (state->snapshot), ==, 16);
  g_assert_cmpint (dsc_snapshot_get_getsizeof (state->snapshot), ==, 272);
  g_assert_cmpuint (state->line, ==, 3);
  g_assert_cmpuint (state->n_variables, ==, 1);
  g_assert_cmpstr (state->variables[0].name, ==, "row");
  g_assert_cmpuint (state->variables[0].n_items, ==, 6);
  g_assert_cmpint (state->variables[0].bytes, ==, 272);
  g_assert_nonnull (strstr (state->sentence, "8"));
}

static void
sentence_of_very_many_events (void)
{
  g_test_summary ("A step with millions of events is told from its two states, and says the same as what it says of fewer.");
  g_autoptr (DscHistory) history = history_of ("d = dict.fromkeys(range(300000))\nd.update(dict.fromkeys(range(600000)))\nd.clear()\n");
  g_autoptr (DscState) made = dsc_history_build_state (history, 1, NULL);
  g_autoptr (DscState) updated = dsc_history_build_state (history, 3, NULL);
  g_autoptr (DscState) cleared = dsc_history_build_state (history, 4, NULL);

  g_assert_true (g_str_has_prefix (made->sentence, "A new dict of 10485848 bytes. The table is rebuilt several times, from 1 to 524288 slots. 300000 keys are added."));
  g_assert_nonnull (strstr (updated->sentence, "from 524288 to 2097152 slots"));
  g_assert_nonnull (strstr (updated->sentence, "300000 keys are added."));
  g_assert_nonnull (strstr (cleared->sentence, "ma_used 600000 → 0"));
}

static void
states_in_any_order (void)
{
  static const guint64 order[] = { 4, 0, 2, 1, 3, 4, 1 };
  static const gint64 sizes[] = { -1, 184, 184, 272, 272 };
  g_autoptr (DscHistory) history = history_of (ROW_SCRIPT);

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autoptr (DscState) state = dsc_history_build_state (history, order[i], NULL);

      g_assert_cmpuint (state->step, ==, order[i]);
      if (sizes[order[i]] < 0)
        g_assert_null (state->snapshot);
      else
        g_assert_cmpint (dsc_snapshot_get_getsizeof (state->snapshot), ==, sizes[order[i]]);
    }
}

static void
kinds_without_a_dict (void)
{
  g_autoptr (DscHistory) empty = history_of ("# nothing\n");
  g_autoptr (DscHistory) row = history_of (ROW_SCRIPT);
  g_autoptr (DscHistory) gone = history_of ("d = {}\ne = {'a': 1}\ndel d\n");
  g_autoptr (DscState) no_steps = dsc_history_build_state (empty, 0, NULL);
  g_autoptr (DscState) before = dsc_history_build_state (row, 0, NULL);
  g_autoptr (DscState) unknown = dsc_history_build_state (row, 4, "nobody");
  g_autoptr (DscState) unbound = dsc_history_build_state (gone, 3, "d");

  g_assert_cmpint (no_steps->kind, ==, DSC_STATE_NO_STEPS);
  g_assert_cmpint (before->kind, ==, DSC_STATE_BEFORE_DICT);
  g_assert_cmpint (unknown->kind, ==, DSC_STATE_UNBOUND);
  g_assert_cmpstr (unknown->name, ==, "nobody");
  g_assert_cmpint (unbound->kind, ==, DSC_STATE_UNBOUND);
  g_assert_cmpuint (unbound->n_variables, ==, 1);
}

static void
named_variable_stays (void)
{
  g_autoptr (DscHistory) history = history_of ("a = {'x': 1}\nb = {'y': 2}\nb['z'] = 3\n");
  g_autoptr (DscState) followed = dsc_history_build_state (history, 3, NULL);
  g_autoptr (DscState) pinned = dsc_history_build_state (history, 3, "a");

  g_test_summary ("A name that is asked for is shown, while the sentence stays about what the step did.");
  g_assert_cmpstr (followed->name, ==, "b");
  g_assert_cmpstr (pinned->name, ==, "a");
  g_assert_cmpint (dsc_snapshot_get_value (pinned->snapshot, DSC_FIELD_MA_USED, -1), ==, 1);
  g_assert_nonnull (pinned->before);
  g_assert_cmpstr (pinned->sentence, ==, followed->sentence);
}

#define INSTANCES \
  "class P(object):\n" \
  "    def __init__(self):\n" \
  "        self.x = 1\n" \
  "p = P()\n" \
  "q = P()\n" \
  "p.y = 2\n" \
  "d = p.__dict__\n"

static void
instance_has_both_sides (void)
{
  g_autoptr (DscHistory) history = history_of (INSTANCES);
  g_autoptr (DscState) state = dsc_history_build_state (history, 6, NULL);

  g_test_summary ("A step that is about an instance shows it, after the step and before, with those who share its keys.");
  g_assert_cmpint (state->kind, ==, DSC_STATE_DICT);
  g_assert_cmpstr (state->name, ==, "p");
  g_assert_cmpstr (state->operation, ==, "p.y = 2");
  g_assert_true (dsc_snapshot_has_instance (state->snapshot));
  g_assert_false (dsc_snapshot_has_dict (state->snapshot));
  g_assert_cmpint (dsc_snapshot_get_value (state->before, DSC_FIELD_DK_NENTRIES, -1), ==, 1);
  g_assert_cmpint (dsc_snapshot_get_value (state->snapshot, DSC_FIELD_DK_NENTRIES, -1), ==, 2);
  g_assert_nonnull (state->sentence);
  g_assert_cmpuint (g_strv_length (state->sharers), ==, 2);
  g_assert_cmpstr (state->sharers[0], ==, "p");
  g_assert_cmpstr (state->sharers[1], ==, "q");
}

static void
instances_and_classes_are_variables (void)
{
  g_autoptr (DscHistory) history = history_of (INSTANCES);
  g_autoptr (DscState) last = dsc_history_build_state (history, 7, NULL);
  g_autoptr (DscState) class = dsc_history_build_state (history, 7, "P");

  g_assert_cmpuint (last->n_variables, ==, 4);
  g_assert_cmpint (last->variables[0].kind, ==, DSC_BOUND_CLASS);
  g_assert_cmpuint (last->variables[0].n_items, ==, 2);
  g_assert_cmpint (last->variables[1].kind, ==, DSC_BOUND_INSTANCE);
  g_assert_cmpstr (last->variables[1].class_name, ==, "P");
  g_assert_cmpuint (last->variables[1].n_items, ==, 2);
  g_assert_cmpint (last->variables[1].bytes, ==, 48);
  g_assert_cmpint (last->variables[1].dict_bytes, ==, last->variables[3].bytes);
  g_assert_cmpint (last->variables[2].dict_bytes, ==, -1);
  g_assert_cmpint (class->kind, ==, DSC_STATE_DICT);
  g_assert_false (dsc_snapshot_has_instance (class->snapshot));
}

static void
class_without_shared_keys (void)
{
  g_autoptr (DscScript) script = dsc_script_new (INSTANCES, strlen (INSTANCES));
  DscTarget target;

  g_assert_cmpint (dsc_target_parse ("2.7.18", &target), ==, DSC_STATUS_OK);
  g_autoptr (DscHistory) history = dsc_history_new (script, target, 0, NULL, NULL, NULL);
  g_autoptr (DscState) class = dsc_history_build_state (history, 7, "P");
  g_autoptr (DscState) instance = dsc_history_build_state (history, 7, "q");

  g_assert_cmpint (class->kind, ==, DSC_STATE_NO_KEYS);
  g_assert_cmpint (instance->kind, ==, DSC_STATE_DICT);
  g_assert_cmpint (dsc_snapshot_get_instance_getsizeof (instance->snapshot), ==, 64);
}

static void
marks_what_readers_look_for (void)
{
  g_autoptr (DscHistory) history = history_of (ROW_SCRIPT "row['c']\n");

  g_test_summary ("'date' meets 'route' in slot 2, 'a' meets 'daytype' in slot 3; 'b' finds no room, 'c' nothing.");
  g_assert_cmpint (dsc_history_get_marks (history, 0), ==, DSC_MARK_COLLISION);
  g_assert_cmpint (dsc_history_get_marks (history, 1), ==, DSC_MARK_COLLISION);
  g_assert_cmpint (dsc_history_get_marks (history, 2), ==, DSC_MARK_RESIZE);
  g_assert_cmpint (dsc_history_get_marks (history, 3), ==, DSC_MARK_TOMBSTONE);
  g_assert_cmpint (dsc_history_get_marks (history, 4), ==, DSC_MARK_ERROR);
  g_assert_nonnull (dsc_history_get_diagnostic (history));
}

static void
results_as_python_writes_them (void)
{
  g_autoptr (DscHistory) history = history_of ("d = {'a': 'b'}\nd['a']\nlen(d)\nprint('hello')\n");
  g_autofree char *none = dsc_history_dup_result (history, 0);
  g_autofree char *text = dsc_history_dup_result (history, 1);
  g_autofree char *number = dsc_history_dup_result (history, 2);
  g_autofree char *printed = dsc_history_dup_result (history, 3);

  g_assert_null (none);
  g_assert_cmpstr (text, ==, "'b'");
  g_assert_cmpstr (number, ==, "1");
  g_assert_cmpstr (printed, ==, "hello");
}

static void
common_prefix (void)
{
  g_autoptr (DscHistory) a = history_of (ROW_SCRIPT);
  g_autoptr (DscHistory) same = history_of (ROW_SCRIPT);
  g_autoptr (DscHistory) longer = history_of (ROW_SCRIPT "row['c'] = 3\n");
  g_autoptr (DscHistory) other = history_of ("row = {}\nrow['a'] = 1\n");

  g_assert_cmpuint (dsc_history_common_prefix (a, same), ==, 4);
  g_assert_cmpuint (dsc_history_common_prefix (a, longer), ==, 4);
  g_assert_cmpuint (dsc_history_common_prefix (a, other), ==, 0);
}

static void
moments_of_a_large_rebuild (void)
{
  g_autoptr (DscHistory) history = history_of ("d = dict.fromkeys(range(349525))\nd[-5] = 1\n");
  g_autoptr (DscState) state = dsc_history_build_state (history, 2, NULL);
  DscMoments *moments = dsc_state_get_moments (state);

  g_test_summary ("More entries move than a trace keeps events: the moments are there all the same, and one of them counts the entries.");
  g_assert_nonnull (strstr (state->sentence, "rebuilt"));
  g_assert_nonnull (moments);
  g_assert_cmpint (dsc_moments_get_trace (moments)->status, ==, DSC_STATUS_TOO_LARGE);
  gboolean found = FALSE;
  for (guint i = 0; i < dsc_moments_get_n (moments); i++)
    if (dsc_moments_get (moments, i)->kind == DSC_MOMENT_ROWS_MOVED)
      {
        g_autoptr (DscState) at = dsc_state_new_at_moment (state, (gint) i);

        found = TRUE;
        g_assert_true (g_str_has_prefix (dsc_moments_get (moments, i)->sentence, "349525 entries move"));
        g_assert_nonnull (at);
      }
  g_assert_true (found);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/history/sentence-of-very-many-events", sentence_of_very_many_events);
  g_test_add_func ("/session/history/state-has-both-sides", state_has_both_sides);
  g_test_add_func ("/session/history/states-in-any-order", states_in_any_order);
  g_test_add_func ("/session/history/kinds-without-a-dict", kinds_without_a_dict);
  g_test_add_func ("/session/history/named-variable-stays", named_variable_stays);
  g_test_add_func ("/session/history/instance-has-both-sides", instance_has_both_sides);
  g_test_add_func ("/session/history/instances-and-classes-are-variables", instances_and_classes_are_variables);
  g_test_add_func ("/session/history/class-without-shared-keys", class_without_shared_keys);
  g_test_add_func ("/session/history/marks-what-readers-look-for", marks_what_readers_look_for);
  g_test_add_func ("/session/history/results-as-python-writes-them", results_as_python_writes_them);
  g_test_add_func ("/session/history/common-prefix", common_prefix);
  g_test_add_func ("/session/history/moments-of-a-large-rebuild", moments_of_a_large_rebuild);
  return g_test_run ();
}
