/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-find.c: keys are found by their text, forwards, backwards and round the ends, in pieces of any size. */
#include "dsc-find.h"

#include <string.h>

#include "dsc-object.h"
#include "session-tests.h"

static DscFindResult
look_through (DscFind    *find,
              gboolean    backwards,
              gsize       budget,
              DscSceneId *out_id)
{
  DscFindResult result;

  while ((result = dsc_find_look (find, backwards, budget, out_id)) == DSC_FIND_MORE)
    ;
  return result;
}

static void
keys (void)
{
  static const gsize budgets[] = { 1, 3, 1000 };
  g_autoptr (DscSession) session = session_with ("d = {}\nfor i in range(100):\n    d['key-%d' % i] = i\ndel d['key-7']\n");
  DscSnapshot *snapshot = dsc_session_get_state (session)->snapshot;

  for (gsize b = 0; b < G_N_ELEMENTS (budgets); b++)
    {
      g_autoptr (DscFind) find = dsc_find_new (snapshot, " KEY-7 ");
      DscSceneId id;

      for (gint64 expected = 70; expected < 80; expected++)
        {
          g_assert_cmpint (look_through (find, FALSE, budgets[b], &id), ==, DSC_FIND_FOUND);
          g_assert_cmpint (id.part, ==, DSC_PART_OF_ENTRY);
          g_assert_cmpint (id.index, ==, expected);
          g_assert_false (dsc_find_has_wrapped (find));
        }
      g_assert_cmpint (look_through (find, FALSE, budgets[b], &id), ==, DSC_FIND_FOUND);
      g_assert_cmpint (id.index, ==, 70);
      g_assert_true (dsc_find_has_wrapped (find));
      g_assert_cmpint (look_through (find, TRUE, budgets[b], &id), ==, DSC_FIND_FOUND);
      g_assert_cmpint (id.index, ==, 79);
      g_assert_true (dsc_find_has_wrapped (find));
    }
}

/* Asking again for the only one is no way round the end. */
static void
the_only_one (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);
  g_autoptr (DscFind) find = dsc_find_new (dsc_session_get_state (session)->snapshot, "'a'");
  DscSceneId id;

  for (guint i = 0; i < 4; i++)
    {
      g_assert_cmpint (look_through (find, i == 3, 4, &id), ==, DSC_FIND_FOUND);
      g_assert_cmpint (id.index, ==, 4);
      g_assert_false (dsc_find_has_wrapped (find));
    }
}

static void
nothing (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);
  DscSnapshot *snapshot = dsc_session_get_state (session)->snapshot;
  g_autoptr (DscFind) key = dsc_find_new (snapshot, "'b'");      /* deleted by the last step */
  g_autoptr (DscFind) slot = dsc_find_new (snapshot, "slot 99");
  g_autoptr (DscFind) empty = dsc_find_new (snapshot, "  ");
  DscSceneId id;

  g_assert_cmpint (look_through (key, FALSE, 4, &id), ==, DSC_FIND_NOTHING);
  g_assert_cmpstr (dsc_find_get_message (key), ==, "No key holds “'b'”.");
  g_assert_cmpint (look_through (slot, FALSE, 4, &id), ==, DSC_FIND_NOTHING);
  g_assert_cmpstr (dsc_find_get_message (slot), ==, "There is no slot 99; they go from 0 to 15.");
  g_assert_cmpint (look_through (empty, FALSE, 4, &id), ==, DSC_FIND_NOTHING);
}

static void
addresses_of_objects (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);
  DscSnapshot *snapshot = dsc_session_get_state (session)->snapshot;
  const DscEntry entry = dsc_snapshot_get_entry (snapshot, 2);
  const DscObject *objects[] = { entry.me_key, entry.me_value };
  const DscPartKind parts[] = { DSC_PART_OF_KEY, DSC_PART_OF_VALUE };

  for (gsize i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      g_autofree char *text = g_strdup_printf ("0x%" G_GINT64_MODIFIER "x",
                                               (guint64) dsc_object_address (objects[i], dsc_snapshot_get_pool (snapshot)));
      g_autoptr (DscFind) find = dsc_find_new (snapshot, text);
      DscSceneId id;

      g_assert_cmpint (look_through (find, FALSE, 100, &id), ==, DSC_FIND_FOUND);
      g_assert_cmpint (id.part, ==, parts[i]);
      g_assert_cmpint (id.index, ==, 2);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/find/keys", keys);
  g_test_add_func ("/session/find/nothing", nothing);
  g_test_add_func ("/session/find/the-only-one", the_only_one);
  g_test_add_func ("/session/find/addresses-of-objects", addresses_of_objects);
  return g_test_run ();
}
