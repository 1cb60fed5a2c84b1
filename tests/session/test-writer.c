/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-writer.c: the step that wrote an entry is the one since which states show it as it is, whatever moved it meanwhile. */
#include "dsc-writer.h"

#include <string.h>

#include "session-tests.h"

static const char *const versions[] = { "1.5.2", "2.7.18", "3.3.0", "3.5.10", "3.6.15", "3.9.18", "3.11.7", "3.12.1", "3.13.13", "3.14.10", "3.13.13t" };

static const char *const scripts[] = {
  "d = {'a': 1, 'b': 2, 'c': 3}\nd['d'] = 4\nd['a'] = 500\ndel d['b']\nd['e'] = 6\nd['f'] = 7\nd['b'] = 8\ne = d\nd['g'] = 9\nd['h'] = 10\nd['a'] = 501\ne['i'] = 11\n",
  "d = {}\nfor i in range(60):\n    d[i * 8] = i + 1000\nfor i in range(0, 60, 3):\n    del d[i * 8]\nd['end'] = 1\nfor i in range(50):\n    d[i] = 5000 + i\n",
  "d = {'x': 1}\nd.update({1: 2, 3: 4, 5: 6, 7: 8, 9: 10, 11: 12, 13: 14})\nd[1] = 3000\nd['y'] = 2\ndel d[3]\n",
  "e = {'x': 1, 'y': 2}\ne['z'] = 3\nd = e.copy()\nd['x'] = 400\n",
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

/* The value of the entry with this key; NULL: there is none. */
static const DscObject *
value_of (const DscState  *state,
          const DscObject *key)
{
  for (gsize i = 0; state->snapshot != NULL && i < dsc_snapshot_get_n_entries (state->snapshot); i++)
    {
      const DscEntry entry = dsc_snapshot_get_entry (state->snapshot, i);

      if (dsc_snapshot_get_entry_state (state->snapshot, i) == DSC_SLOT_USED && dsc_object_equal (entry.me_key, key, dsc_snapshot_get_pool (state->snapshot)))
        return entry.me_value;
    }
  return NULL;
}

/* Since when that key has that value; by states only. */
static guint64
since (DscHistory      *history,
       const DscState  *last,
       const DscObject *key)
{
  const DscObject *value = value_of (last, key);

  for (guint64 step = last->step; step > 1; step--)
    {
      g_autoptr (DscState) before = dsc_history_build_state (history, step - 1, last->name);
      const DscObject *was = value_of (before, key);

      if (was == NULL || !dsc_object_equal (was, value, dsc_snapshot_get_pool (last->snapshot)))
        return step;
    }
  return 1;
}

static void
agrees_with_states (void)
{
  guint n = 0;

  for (gsize v = 0; v < G_N_ELEMENTS (versions); v++)
    for (gsize s = 0; s < G_N_ELEMENTS (scripts); s++)
      {
        g_autoptr (DscHistory) history = run (scripts[s], versions[v]);
        g_autoptr (DscState) state = dsc_history_build_state (history, dsc_history_get_n_steps (history), "d");

        for (gsize i = 0; i < dsc_snapshot_get_n_entries (state->snapshot); i++)
          {
            const DscSceneId ids[] = { { .part = DSC_PART_OF_ENTRY, .index = (gint64) i }, { .part = DSC_PART_OF_VALUE, .index = (gint64) i } };

            if (dsc_snapshot_get_entry_state (state->snapshot, i) != DSC_SLOT_USED)
              continue;
            const guint64 expected = since (history, state, dsc_snapshot_get_entry (state->snapshot, i).me_key);

            for (gsize k = 0; k < G_N_ELEMENTS (ids); k++)
              if (dsc_history_find_writer (history, state, ids[k], NULL) != expected)
                g_error ("%s, script %u, entry %u: %u, but should be %u", versions[v], (guint) s, (guint) i,
                         (guint) dsc_history_find_writer (history, state, ids[k], NULL), (guint) expected);
            n++;
          }
      }
  g_assert_cmpuint (n, >, 500);
}

static void
keys_and_tombstones (void)
{
  static const char *const each[] = { "2.7.18", "3.4.10", "3.14.10" };

  g_test_summary ("A key is as old as its entry; a tombstone is as old as the deletion, and so is the dummy in its slot.");
  for (gsize v = 0; v < G_N_ELEMENTS (each); v++)
    {
      g_autoptr (DscHistory) history = run ("d = {'a': 1}\nd['b'] = 2\nd['b'] = 3\ndel d['a']\nd['b'] = 4\n", each[v]);
      g_autoptr (DscState) state = dsc_history_build_state (history, 5, "d");
      guint n_dummies = 0, n_keys = 0;

      for (gsize i = 0; i < dsc_snapshot_get_n_entries (state->snapshot); i++)
        {
          const DscSceneId key = { .part = DSC_PART_OF_KEY, .index = (gint64) i }, entry = { .part = DSC_PART_OF_ENTRY, .index = (gint64) i };
          const DscSlotState what = dsc_snapshot_get_entry_state (state->snapshot, i);

          g_assert_cmpuint (dsc_history_find_writer (history, state, entry, NULL), ==, what == DSC_SLOT_EMPTY ? 0 : what == DSC_SLOT_DUMMY ? 4 : 5);
          g_assert_cmpuint (dsc_history_find_writer (history, state, key, NULL), ==, what == DSC_SLOT_EMPTY ? 0 : what == DSC_SLOT_DUMMY ? 4 : 2);
          n_keys += what == DSC_SLOT_USED;
        }
      for (gsize slot = 0; slot < dsc_snapshot_get_n_slots (state->snapshot) && dsc_snapshot_get_index_width (state->snapshot) > 0; slot++)
        if (dsc_snapshot_get_slot_state (state->snapshot, slot) == DSC_SLOT_DUMMY)
          {
            const DscSceneId id = { .part = DSC_PART_OF_SLOT, .index = (gint64) slot };

            g_assert_cmpuint (dsc_history_find_writer (history, state, id, NULL), ==, 4);
            n_dummies++;
          }
      g_assert_cmpuint (n_keys, ==, 1);
      g_assert_cmpuint (n_dummies, ==, v == 2);
    }
}

static void
what_nobody_wrote (void)
{
  g_autoptr (DscHistory) history = run ("d = {'a': 1}\n", "3.14.10");
  g_autoptr (DscState) state = dsc_history_build_state (history, 1, "d");
  const DscSceneId ids[] = {
    { .part = DSC_PART_OF_PICTURE }, { .part = DSC_PART_OF_BLOCK, .index = DSC_BLOCK_DICT }, { .part = DSC_PART_OF_ENTRY, .index = 3 },
    { .part = DSC_PART_OF_ENTRY, .index = 99 }, { .part = DSC_PART_OF_SLOT, .index = 99 }, { .part = DSC_PART_OF_ENTRY, .index = -1 },
  };
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpuint (dsc_history_find_writer (history, state, ids[i], NULL), ==, 0);
  g_cancellable_cancel (cancelled);
  g_assert_cmpuint (dsc_history_find_writer (history, state, (DscSceneId) { .part = DSC_PART_OF_ENTRY }, cancelled), ==, 0);
  g_assert_cmpuint (dsc_history_find_writer (history, state, (DscSceneId) { .part = DSC_PART_OF_ENTRY }, NULL), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/writer/agrees-with-states", agrees_with_states);
  g_test_add_func ("/session/writer/keys-and-tombstones", keys_and_tombstones);
  g_test_add_func ("/session/writer/what-nobody-wrote", what_nobody_wrote);
  return g_test_run ();
}
