/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-lane.c: the columns of a lane say what the states beside them say, wherever the reading begins. */
#include "dsc-view-lane.h"

#include <string.h>

#include "session-tests.h"

static const char *const versions[] = { "2.7.18", "3.5.10", "3.6.15", "3.9.18", "3.11.7", "3.12.1", "3.13.0", "3.13.13", "3.14.10", "gopy" };

static const char *const scripts[] = {
  "d = {'a': 1, 'b': 2, 'c': 3}\nd['d'] = 4\nd['a'] = 5\ndel d['b']\nd.update({1: 2, 3: 4, 5: 6})\ne = d.copy()\nd.clear()\nd.update(e)\n"
  "d['x'] = d.pop('c')\nd[17] = d.get(99)\nd = {}\nd[1] = 1\ndel d\n",
  "d = {}\nfor i in range(40):\n    d[i * 8] = i\nfor i in range(0, 40, 3):\n    del d[i * 8]\nd['end'] = 1\n",
  "class C:\n    pass\nd = C()\nd.x = 1\nd.y = 2\nv = d.__dict__\nd.z = 3\nv[1] = 2\ndel d.x\n",
};

static DscHistory *
run (const char *text,
     const char *version)
{
  g_autoptr (DscScript) script = dsc_script_new (text, strlen (text));
  DscHistory *history = dsc_history_new (script, target_from_text (version), 0, NULL, NULL, NULL);

  g_assert_nonnull (history);
  return history;
}

static guint64
field_of (const DscState *state,
          DscFieldId      id)
{
  return (guint64) dsc_snapshot_get_value (state->snapshot, id, 0);
}

static void
check_column (DscHistory        *history,
              const DscLaneStep *step)
{
  g_autoptr (DscState) state = dsc_history_build_state (history, step->step, "d");
  const gboolean has_dict = state->snapshot != NULL && dsc_snapshot_has_dict (state->snapshot);

  g_assert_cmpstr (step->label, ==, state->operation);
  g_assert_cmpint (step->has_dict, ==, has_dict);
  if (!has_dict)
    return;
  g_assert_cmpuint (step->tag_after, ==, field_of (state, DSC_FIELD_MA_VERSION_TAG));
  g_assert_cmpuint (step->dk_version_after, ==, field_of (state, DSC_FIELD_DK_VERSION));
}

static void
columns_agree_with_states (void)
{
  for (gsize v = 0; v < G_N_ELEMENTS (versions); v++)
    for (gsize s = 0; s < G_N_ELEMENTS (scripts); s++)
      {
        g_autoptr (DscHistory) history = run (scripts[s], versions[v]);
        const guint64 n = dsc_history_get_n_steps (history);
        g_autoptr (GArray) whole = dsc_history_read_lane (history, "d", 0, n + 10, NULL);

        g_assert_cmpuint (whole->len, ==, n);
        for (guint64 i = 0; i < n; i++)
          {
            const DscLaneStep *step = &g_array_index (whole, DscLaneStep, i);
            g_autoptr (GArray) one = dsc_history_read_lane (history, "d", i, 1, NULL);
            const DscLaneStep *alone = &g_array_index (one, DscLaneStep, 0);

            check_column (history, step);
            g_assert_cmpuint (alone->step, ==, i + 1);
            g_assert_cmpmem (alone->told, sizeof alone->told, step->told, sizeof step->told);
            g_assert_cmpuint (alone->tag_before, ==, step->tag_before);
            g_assert_cmpuint (alone->tag_after, ==, step->tag_after);
            g_assert_cmpuint (alone->dk_version_before, ==, step->dk_version_before);
            g_assert_cmpint (alone->marks, ==, step->marks);
          }
      }
}

static void
watchers_by_release (void)
{
  static const struct { const char *version; guint added, modified, deleted, cloned, cleared; } cases[] = {
    { "3.11.7", 0, 0, 0, 0, 0 }, { "3.12.1", 9, 1, 2, 1, 1 }, { "3.14.10", 9, 1, 2, 1, 1 }, { "gopy", 9, 1, 0, 0, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DscHistory) history = run (scripts[0], cases[i].version);
      g_autoptr (GArray) steps = dsc_history_read_lane (history, "d", 0, 100, NULL);
      guint told[DSC_WATCHER_DEALLOCATED + 1] = { 0 };

      for (guint k = 0; k < steps->len; k++)
        for (guint kind = 0; kind < G_N_ELEMENTS (told); kind++)
          told[kind] += g_array_index (steps, DscLaneStep, k).told[kind];
      g_assert_cmpuint (told[DSC_WATCHER_ADDED], ==, cases[i].added + (cases[i].added > 0));
      g_assert_cmpuint (told[DSC_WATCHER_MODIFIED], ==, cases[i].modified);
      g_assert_cmpuint (told[DSC_WATCHER_DELETED], ==, cases[i].deleted);
      g_assert_cmpuint (told[DSC_WATCHER_CLONED], ==, cases[i].cloned);
      g_assert_cmpuint (told[DSC_WATCHER_CLEARED], ==, cases[i].cleared);
    }
}

/* More events than a trace keeps: the numbers are right all the same. */
static void
long_steps (void)
{
  g_autoptr (DscHistory) history = run ("d = {1: 0, 2: 0}\nd.update([(i, 1) for i in range(20000)])\n", "3.12.1");
  g_autoptr (GArray) steps = dsc_history_read_lane (history, "d", 0, 100, NULL);
  const DscLaneStep *last = &g_array_index (steps, DscLaneStep, steps->len - 1);

  g_assert_cmpuint (last->told[DSC_WATCHER_ADDED], ==, 19998);
  g_assert_cmpuint (last->told[DSC_WATCHER_MODIFIED], ==, 2);
  g_assert_cmpint (last->marks & DSC_LANE_RESIZE, !=, 0);
  check_column (history, last);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/lane/columns-agree-with-states", columns_agree_with_states);
  g_test_add_func ("/session/lane/watchers-by-release", watchers_by_release);
  g_test_add_func ("/session/lane/long-steps", long_steps);
  return g_test_run ();
}
