/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-survey.c: a survey says of every cell what the snapshot says when it is asked cell by cell. */
#include "dsc-survey.h"

#include <glib.h>
#include <string.h>

static DscSnapshot *
create_snapshot (const char *version,
                 gsize       n,
                 gsize       delete_every)
{
  DscTarget target;
  DscDict *dict = NULL;

  g_assert_cmpint (dsc_target_parse (version, &target), ==, DSC_STATUS_OK);
  DscRuntime *rt = dsc_runtime_new (target, 0, &dsc_alloc_libc);
  DscPool *pool = dsc_runtime_get_pool (rt);
  g_assert_cmpint (dsc_dict_new (rt, &dict), ==, DSC_STATUS_OK);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("key%" G_GSIZE_FORMAT, i);
      const DscObject *key = i % 7 == 3 && n % 2 == 1 ? dsc_object_int (pool, (gint64) i << 20) : dsc_object_str (pool, text, strlen (text));
      g_assert_cmpint (dsc_dict_set_item (rt, dict, key, dsc_object_none (pool)), ==, DSC_STATUS_OK);
    }
  for (gsize i = 0; delete_every > 0 && i < n; i += delete_every)
    {
      g_autofree char *text = g_strdup_printf ("key%" G_GSIZE_FORMAT, i);
      const DscObject *key = i % 7 == 3 && n % 2 == 1 ? dsc_object_int (pool, (gint64) i << 20) : dsc_object_str (pool, text, strlen (text));
      g_assert_cmpint (dsc_dict_delete_item (rt, dict, key), ==, DSC_STATUS_OK);
    }
  DscSnapshot *snapshot = dsc_snapshot_new_from_dict (rt, dict);
  dsc_dict_unref (rt, dict);
  dsc_runtime_free (rt);
  return snapshot;
}

static guint8
expected_cell (const DscSnapshot *snapshot,
               DscSlotState       state,
               gsize              entry)
{
  gsize slots[300];

  if (state != DSC_SLOT_USED)
    return state == DSC_SLOT_DUMMY ? DSC_CELL_DUMMY : DSC_CELL_EMPTY;
  const gsize n = dsc_snapshot_probe_chain (snapshot, dsc_snapshot_get_entry (snapshot, entry).me_hash, (gint64) entry, slots, G_N_ELEMENTS (slots));
  return (guint8) MIN (n + 1, DSC_CELL_MOST);
}

static void
test_equals_asking_each_cell (gconstpointer data)
{
  static const struct { gsize n, delete_every; } tables[] = { { 0, 0 }, { 5, 2 }, { 100, 0 }, { 101, 3 }, { 1000, 5 }, { 70001, 4 } };
  const char *version = data;

  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      DscSnapshot *snapshot = create_snapshot (version, tables[t].n, tables[t].delete_every);
      const gsize n_slots = dsc_snapshot_get_n_slots (snapshot);
      const gsize capacity = dsc_snapshot_get_entry_capacity (snapshot);
      g_autofree guint8 *slots = g_malloc (n_slots + 1);
      g_autofree guint8 *entries = g_malloc (capacity + 1);

      slots[n_slots] = entries[capacity] = 77;   /* nothing is written behind the end */
      for (gsize i = 0; i < n_slots; i += 1000)
        dsc_survey_slots (snapshot, i, 1000, slots);
      for (gsize i = 0; i < capacity; i += 777)
        dsc_survey_entries (snapshot, i, 777, entries, slots);
      g_assert_cmpuint (slots[n_slots], ==, 77);
      g_assert_cmpuint (entries[capacity], ==, 77);
      for (gsize i = 0; i < n_slots; i++)
        g_assert_cmpuint (slots[i], ==, expected_cell (snapshot, dsc_snapshot_get_slot_state (snapshot, i),
                                                       (gsize) dsc_snapshot_get_index (snapshot, i)));
      if (dsc_snapshot_get_index_width (snapshot) > 0)
        {
          g_autofree guint8 *after = g_malloc (n_slots + 1);

          after[n_slots] = 77;
          for (gsize i = 0; i < capacity; i += 777)
            dsc_survey_entries (snapshot, i, 777, entries, NULL);
          for (gsize i = 0; i < n_slots; i += 999)
            dsc_survey_slots_after_entries (snapshot, i, 999, entries, after);
          g_assert_cmpmem (after, n_slots + 1, slots, n_slots + 1);
        }
      for (gsize i = 0; i < capacity; i++)
        g_assert_cmpuint (entries[i], ==, expected_cell (snapshot, dsc_snapshot_get_entry_state (snapshot, i), i));
      dsc_snapshot_unref (snapshot);
    }
}

int
main (int    argc,
      char **argv)
{
  static const char *const versions[] = { "1.5.2", "2.7.18", "3.2.6", "3.3.0", "3.5.10", "3.6.15", "3.9.18", "3.11.7", "3.14.10" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *path = g_strconcat ("/core/survey/equals-asking-each-cell/", versions[i], NULL);
      g_test_add_data_func (path, versions[i], test_equals_asking_each_cell);
    }
  return g_test_run ();
}
