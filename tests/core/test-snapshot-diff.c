/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-snapshot-diff.c: the cells that differ between two images, against asking both cell by cell. */
#include "dsc-snapshot-diff.h"

#include <glib.h>
#include <string.h>

typedef struct {
  DscRuntime *rt;
  DscDict    *dict;
} Fixture;

static Fixture
fixture_new (const char *version,
             gsize       n)
{
  Fixture self = { 0 };
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (version, &target), ==, DSC_STATUS_OK);
  self.rt = dsc_runtime_new (target, 0, &dsc_alloc_libc);
  g_assert_cmpint (dsc_dict_new (self.rt, &self.dict), ==, DSC_STATUS_OK);
  for (gsize i = 0; i < n; i++)
    {
      const DscObject *key = dsc_object_int (dsc_runtime_get_pool (self.rt), (gint64) i);
      g_assert_cmpint (dsc_dict_set_item (self.rt, self.dict, key, key), ==, DSC_STATUS_OK);
    }
  return self;
}

static void
fixture_clear (Fixture *self)
{
  dsc_dict_unref (self->rt, self->dict);
  dsc_runtime_free (self->rt);
}

static void
set (Fixture *self,
     gint64   key,
     gint64   value)
{
  DscPool *pool = dsc_runtime_get_pool (self->rt);

  g_assert_cmpint (dsc_dict_set_item (self->rt, self->dict, dsc_object_int (pool, key), dsc_object_int (pool, value)), ==, DSC_STATUS_OK);
}

static gboolean
same_entry (const DscSnapshot *a,
            const DscSnapshot *b,
            gsize              i)
{
  const DscEntry x = dsc_snapshot_get_entry (a, i), y = dsc_snapshot_get_entry (b, i);

  return dsc_snapshot_get_entry_state (a, i) == dsc_snapshot_get_entry_state (b, i) && x.me_hash == y.me_hash && x.me_key == y.me_key
         && x.me_value == y.me_value;
}

static void
check_lists (const DscSnapshot *a,
             const DscSnapshot *b)
{
  gsize cells[64], wanted = 0;
  gsize n = dsc_snapshot_list_changed_entries (a, b, cells, G_N_ELEMENTS (cells));

  for (gsize i = 0; i < dsc_snapshot_get_entry_capacity (a); i++)
    if (!same_entry (a, b, i))
      g_assert_cmpuint (cells[wanted++], ==, i);
  g_assert_cmpuint (n, ==, wanted);
  n = dsc_snapshot_list_changed_slots (a, b, cells, G_N_ELEMENTS (cells));
  wanted = 0;
  for (gsize i = 0; dsc_snapshot_get_index_width (a) > 0 && i < dsc_snapshot_get_n_slots (a); i++)
    if (dsc_snapshot_get_index (a, i) != dsc_snapshot_get_index (b, i))
      g_assert_cmpuint (cells[wanted++], ==, i);
  g_assert_cmpuint (n, ==, wanted);
}

static void
test_names_every_change (gconstpointer version)
{
  Fixture self = fixture_new (version, 700);
  DscSnapshot *before = dsc_snapshot_new_from_dict (self.rt, self.dict);
  DscPair pair;

  for (guint round = 0; round < 40; round++)
    {
      if (round % 5 == 0)
        set (&self, 100000 + round, 1);
      else if (round % 5 == 1)
        g_assert_cmpint (dsc_dict_popitem (self.rt, self.dict, &pair), ==, DSC_STATUS_OK);
      else if (round % 5 == 2)
        g_assert_cmpint (dsc_dict_delete_item (self.rt, self.dict, dsc_object_int (dsc_runtime_get_pool (self.rt), round * 11)), ==, DSC_STATUS_OK);
      else
        set (&self, round * 13, round);
      DscSnapshot *now = dsc_snapshot_new_from_dict (self.rt, self.dict);

      g_assert_true (dsc_snapshot_is_alike (before, now));
      check_lists (before, now);
      check_lists (now, now);
      dsc_snapshot_unref (before);
      before = now;
    }
  dsc_snapshot_unref (before);
  fixture_clear (&self);
}

static void
test_tells_when_there_are_more (void)
{
  Fixture self = fixture_new ("3.14.10", 700);
  DscSnapshot *before = dsc_snapshot_new_from_dict (self.rt, self.dict);
  gsize cells[3] = { 0, 0, 4711 };

  for (gint64 i = 0; i < 3; i++)
    set (&self, 300 + i, 999999);
  DscSnapshot *now = dsc_snapshot_new_from_dict (self.rt, self.dict);

  g_assert_cmpuint (dsc_snapshot_list_changed_entries (before, now, cells, 3), ==, 3);
  cells[2] = 4711;
  g_assert_cmpuint (dsc_snapshot_list_changed_entries (before, now, cells, 2), ==, 3);
  g_assert_cmpuint (cells[2], ==, 4711);
  dsc_snapshot_unref (before);
  dsc_snapshot_unref (now);
  fixture_clear (&self);
}

static void
test_other_tables_are_not_alike (void)
{
  Fixture self = fixture_new ("3.14.10", 700), twin = fixture_new ("3.14.10", 700);
  DscSnapshot *a = dsc_snapshot_new_from_dict (self.rt, self.dict), *b = dsc_snapshot_new_from_dict (twin.rt, twin.dict);

  g_assert_true (dsc_snapshot_is_alike (a, a));
  g_assert_false (dsc_snapshot_is_alike (a, b));
  dsc_snapshot_unref (b);
  for (gint64 i = 0; i < 700; i++)
    set (&self, 5000 + i, i);
  b = dsc_snapshot_new_from_dict (self.rt, self.dict);
  g_assert_false (dsc_snapshot_is_alike (a, b));
  dsc_snapshot_unref (a);
  dsc_snapshot_unref (b);
  fixture_clear (&self);
  fixture_clear (&twin);
}

int
main (int    argc,
      char **argv)
{
  static const char *const versions[] = { "2.7.18", "3.4.10", "3.6.15", "3.14.10" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *path = g_strconcat ("/core/snapshot-diff/names-every-change/", versions[i], NULL);
      g_test_add_data_func (path, versions[i], test_names_every_change);
    }
  g_test_add_func ("/core/snapshot-diff/tells-when-there-are-more", test_tells_when_there_are_more);
  g_test_add_func ("/core/snapshot-diff/other-tables-are-not-alike", test_other_tables_are_not_alike);
  return g_test_run ();
}
