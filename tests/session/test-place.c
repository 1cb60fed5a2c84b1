/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-place.c: names of places in memory are read, or it is said what there is instead. */
#include "dsc-place.h"
#include "session-tests.h"

static DscSnapshot *
snapshot_of (DscSession *session)
{
  return dsc_session_get_state (session)->snapshot;
}

static void
assert_place (DscSession *session,
              const char *text,
              const char *path)
{
  DscSceneId id;
  g_autofree char *found = NULL;

  g_assert_cmpint (dsc_place_parse (snapshot_of (session), text, &id, NULL), ==, DSC_PLACE_FOUND);
  found = dsc_scene_id_format (id, dsc_snapshot_get_traits (snapshot_of (session)));
  g_assert_cmpstr (found, ==, path);
}

static void
names (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);

  assert_place (session, "slot 14", "dk_indices[14]");
  assert_place (session, " Slot14 ", "dk_indices[14]");
  assert_place (session, "dk_indices[3]", "dk_indices[3]");
  assert_place (session, "entry 9", "dk_entries[9]");
  assert_place (session, "dk_entries[0]", "dk_entries[0]");
  assert_place (session, "ma_used", "ma_used");
  assert_place (session, "PyDictKeysObject", "PyDictKeysObject");
  dsc_session_set_target (session, target_from_text ("2.7.18"));
  session_settle (session);
  assert_place (session, "slot 5", "ma_table[5]");
}

/* Every byte of every block is somewhere, and the first byte of each field is that field. */
static void
addresses (void)
{
  static const char *const versions[] = { "2.7.18", "3.4.10", "3.9.18", "3.14.10", "3.12.3-i386" };
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);

  for (gsize v = 0; v < G_N_ELEMENTS (versions); v++)
    {
      dsc_session_set_target (session, target_from_text (versions[v]));
      session_settle (session);
      for (gsize i = 0; i < dsc_snapshot_get_n_blocks (snapshot_of (session)); i++)
        {
          const DscBlock *block = dsc_snapshot_get_block (snapshot_of (session), i);

          for (guint64 offset = 0; offset < block->size; offset++)
            {
              g_autofree char *text = g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", (guint64) (block->address + offset));
              DscSceneId id;

              g_assert_cmpint (dsc_place_parse (snapshot_of (session), text, &id, NULL), ==, DSC_PLACE_FOUND);
              if (id.part == DSC_PART_OF_ENTRY && offset == dsc_snapshot_get_entry_offset (snapshot_of (session), (size_t) id.index))
                g_assert_cmpint (id.index, <, (gint64) dsc_snapshot_get_entry_capacity (snapshot_of (session)));
            }
          for (guint k = 0; k < block->n_fields; k++)
            {
              g_autofree char *text = g_strdup_printf ("0x%" G_GINT64_MODIFIER "X", (guint64) (block->address + block->fields[k].member.offset));
              DscSceneId id;

              if (block->fields[k].member.is_table || block->fields[k].member.size == 0)
                continue;
              g_assert_cmpint (dsc_place_parse (snapshot_of (session), text, &id, NULL), ==, DSC_PLACE_FOUND);
              g_assert_cmpint (id.part, ==, DSC_PART_OF_FIELD);
              g_assert_cmpint (id.field, ==, block->fields[k].member.id);
            }
        }
    }
}

static void
what_is_not_there (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);
  g_autofree char *message = NULL;
  DscSceneId id;

  g_assert_cmpint (dsc_place_parse (snapshot_of (session), "slot 16", &id, &message), ==, DSC_PLACE_MISSING);
  g_assert_cmpstr (message, ==, "There is no slot 16; they go from 0 to 15.");
  g_assert_cmpint (dsc_place_parse (snapshot_of (session), "'route'", &id, NULL), ==, DSC_PLACE_NONE);
  g_assert_cmpint (dsc_place_parse (snapshot_of (session), "slot", &id, NULL), ==, DSC_PLACE_NONE);
  g_assert_cmpint (dsc_place_parse (snapshot_of (session), "slot 99999999999999999999999", &id, NULL), ==, DSC_PLACE_NONE);
  g_assert_cmpint (dsc_place_parse (snapshot_of (session), "0x0", &id, NULL), ==, DSC_PLACE_NONE);
  g_assert_cmpint (dsc_place_parse (snapshot_of (session), "ma_version_tag", &id, NULL), ==, DSC_PLACE_NONE);
  g_assert_cmpint (dsc_place_parse (snapshot_of (session), "", &id, NULL), ==, DSC_PLACE_NONE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/place/names", names);
  g_test_add_func ("/session/place/addresses", addresses);
  g_test_add_func ("/session/place/what-is-not-there", what_is_not_there);
  return g_test_run ();
}
