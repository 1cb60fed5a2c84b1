/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-part-list.c: everything that can be selected in a picture is in the list, once, in words. */
#include "dsc-part-list.h"
#include "session-tests.h"

#include <string.h>

static void
every_part_once (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);
  g_autoptr (DscPartList) list = dsc_part_list_new ();
  DscScene *scene = dsc_session_get_scene (session);
  const guint n_nodes = dsc_scene_get_n_nodes (scene);
  guint n;

  dsc_part_list_set_scene (list, scene, dsc_snapshot_get_traits (dsc_session_get_state (session)->snapshot));
  n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_assert_cmpuint (n, >, 16 + 10);
  for (guint i = 0; i < n_nodes; i++)
    {
      const DscNode *node = dsc_scene_get_node (scene, i);

      if (node->id.part != DSC_PART_OF_PICTURE)
        g_assert_cmpuint (dsc_part_list_find (list, node->id), <, n);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DscPartItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char *path = NULL;

      g_assert_cmpuint (dsc_part_list_find (list, dsc_part_item_get_id (item)), ==, i);
      g_object_get (item, "path", &path, NULL);
      g_assert_cmpstr (path, !=, "");
    }
}

static void
follows_the_scene (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);
  g_autoptr (DscPartList) list = dsc_part_list_new ();
  const DscSceneId slot = { .part = DSC_PART_OF_SLOT, .index = 14 };

  dsc_part_list_set_scene (list, dsc_session_get_scene (session), dsc_snapshot_get_traits (dsc_session_get_state (session)->snapshot));
  g_assert_cmpuint (dsc_part_list_find (list, slot), !=, G_MAXUINT);
  dsc_session_set_position (session, 1);
  dsc_part_list_set_scene (list, dsc_session_get_scene (session), dsc_snapshot_get_traits (dsc_session_get_state (session)->snapshot));
  g_assert_cmpuint (dsc_part_list_find (list, slot), ==, G_MAXUINT);
  dsc_part_list_set_scene (list, NULL, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
}

/* A table of a hundred thousand entries: each slot and entry is in the list once, said in words, and made only when asked for. */
static void
large_tables (void)
{
  g_autoptr (DscSession) session = session_with ("d = dict.fromkeys(range(100000))\ndel d[777]\n");
  g_autoptr (DscPartList) list = dsc_part_list_new ();
  const DscSnapshot *snapshot = dsc_session_get_state (session)->snapshot;
  const gsize n_slots = dsc_snapshot_get_n_slots (snapshot), n_entries = dsc_snapshot_get_entry_capacity (snapshot);
  const DscSceneId tombstone = { .part = DSC_PART_OF_ENTRY, .index = 777 };

  dsc_part_list_set_scene (list, dsc_session_get_scene (session), dsc_snapshot_get_traits (snapshot));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), >=, n_slots + n_entries);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), <, n_slots + n_entries + 200);
  for (gsize i = 0; i < n_slots; i += 4999)
    {
      const DscSceneId slot = { .part = DSC_PART_OF_SLOT, .index = (gint64) i };
      const guint position = dsc_part_list_find (list, slot);
      g_autoptr (DscPartItem) item = g_list_model_get_item (G_LIST_MODEL (list), position);
      g_autofree char *title = NULL;

      g_assert_true (dsc_scene_id_equal (dsc_part_item_get_id (item), slot));
      g_object_get (item, "title", &title, NULL);
      g_assert_cmpstr (title, !=, "");
    }
  g_autoptr (DscPartItem) item = g_list_model_get_item (G_LIST_MODEL (list), dsc_part_list_find (list, tombstone));
  g_autofree char *title = NULL;

  g_object_get (item, "title", &title, NULL);
  g_assert_nonnull (strstr (title, "tombstone"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/part-list/every-part-once", every_part_once);
  g_test_add_func ("/session/part-list/follows-the-scene", follows_the_scene);
  g_test_add_func ("/session/part-list/large-tables", large_tables);
  return g_test_run ();
}
