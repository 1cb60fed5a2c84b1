/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-frozen.c: tables that are common property until one of their owners changes. */
#include "table-fixture.h"

#include "dsc-frozen.h"

/* A dict of 40 ints whose table is frozen. */
static DscFrozen *
init_frozen (Fixture *f, const char *target, size_t *n_bytes)
{
  fixture_init (f, target);
  for (int i = 0; i < 40; i++)
    fixture_set (f, fixture_int (f, i), fixture_int (f, i));
  g_assert_true (dsc_frozen_is_possible (f->rt, f->dict));
  DscFrozen *frozen = dsc_frozen_of_dict (f->rt, f->dict, n_bytes);
  g_assert_nonnull (frozen);
  g_assert_cmpuint (*n_bytes, ==, dsc_frozen_get_size (frozen));
  return frozen;
}

static void *
table_of (const DscDict *dict)
{
  return dict->ma_keys != NULL ? (void *) dict->ma_keys : (void *) dict->ma_table;
}

static void
set_table (DscDict *dict, void *table)
{
  if (dict->ma_keys != NULL)
    dict->ma_keys = table;
  else
    dict->ma_table = table;
}

static void
test_own_table (gconstpointer target)
{
  Fixture f;
  size_t n_bytes = 0;
  DscFrozen *frozen = init_frozen (&f, target, &n_bytes);
  void *table = table_of (f.dict);

  g_test_summary ("A dict that only remembers a copy of its table forgets it before it changes.");
  f.dict->frozen = dsc_frozen_ref (frozen);
  g_assert_true (dsc_frozen_of_dict (f.rt, f.dict, NULL) == frozen);
  dsc_frozen_unref (f.rt->alloc, frozen);
  g_assert_cmpint (dsc_dict_thaw (f.rt, f.dict), ==, DSC_STATUS_OK);
  g_assert_null (f.dict->frozen);
  g_assert_true (table_of (f.dict) == table);
  g_assert_cmpmem (table, dsc_frozen_get_size (frozen), dsc_frozen_get_table (frozen), dsc_frozen_get_size (frozen));
  dsc_frozen_unref (f.rt->alloc, frozen);
  g_assert_cmpuint (n_bytes, ==, 0);
  fixture_clear (&f);
}

static void
test_common_table (gconstpointer target)
{
  Fixture f;
  size_t n_bytes = 0;
  DscFrozen *frozen = init_frozen (&f, target, &n_bytes);
  g_autofree char *before = table_text (f.rt, f.dict);

  g_test_summary ("A dict whose table is common property gets its own before it changes, or stays as it is.");
  dsc_alloc_free (f.rt->alloc, table_of (f.dict));
  set_table (f.dict, dsc_frozen_get_table (frozen));
  f.dict->frozen = dsc_frozen_ref (frozen);
  assert_sound (&f, f.dict);
  f.memory.fail_at = f.memory.n_asked + 1;
  g_assert_cmpint (dsc_dict_thaw (f.rt, f.dict), ==, DSC_STATUS_NO_MEMORY);
  g_assert_true (f.dict->frozen == frozen && table_of (f.dict) == dsc_frozen_get_table (frozen));
  f.memory.fail_at = 0;
  g_assert_cmpint (dsc_dict_thaw (f.rt, f.dict), ==, DSC_STATUS_OK);
  g_assert_true (table_of (f.dict) != dsc_frozen_get_table (frozen));
  g_autofree char *after = table_text (f.rt, f.dict);
  g_assert_cmpstr (after, ==, before);
  dsc_frozen_unref (f.rt->alloc, frozen);
  g_assert_cmpuint (n_bytes, ==, 0);
  fixture_clear (&f);
}

static void
test_end_of_dict (gconstpointer target)
{
  Fixture f;
  size_t n_bytes = 0;
  DscFrozen *frozen = init_frozen (&f, target, &n_bytes);
  g_autofree void *bytes = g_memdup2 (dsc_frozen_get_table (frozen), dsc_frozen_get_size (frozen));

  g_test_summary ("A dict that goes lets its share go, and writes nothing.");
  dsc_alloc_free (f.rt->alloc, table_of (f.dict));
  set_table (f.dict, dsc_frozen_get_table (frozen));
  f.dict->frozen = dsc_frozen_ref (frozen);
  dsc_dict_unref (f.rt, f.dict);
  f.dict = NULL;
  g_assert_cmpmem (bytes, dsc_frozen_get_size (frozen), dsc_frozen_get_table (frozen), dsc_frozen_get_size (frozen));
  dsc_frozen_unref (f.rt->alloc, frozen);
  g_assert_cmpuint (n_bytes, ==, 0);
  fixture_clear (&f);
}

static void
test_what_is_possible (void)
{
  Fixture f;
  DscDict *other;

  for (size_t i = 0; i < G_N_ELEMENTS (fixture_targets); i++)
    {
      fixture_init (&f, fixture_targets[i]);
      g_assert_cmpint (dsc_dict_new (f.rt, &other), ==, DSC_STATUS_OK);
      for (int j = 0; j < 40; j++)
        fixture_set (&f, fixture_int (&f, j), fixture_int (&f, j));
      g_assert_true (dsc_frozen_is_possible (f.rt, f.dict));
      fixture_set (&f, fixture_int (&f, 3), dsc_dict_get_object (f.rt, other));
      g_assert_true (dsc_frozen_is_possible (f.rt, f.dict));
      clear_items (&f);
      g_assert_false (dsc_frozen_is_possible (f.rt, f.dict));
      dsc_dict_unref (f.rt, other);
      fixture_clear (&f);
    }
}

int
main (int argc, char **argv)
{
  static const char *const targets[] = { "1.5.2", "2.7.18", "3.4.10", "3.6.15", "3.12.1" };

  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *own = g_strconcat ("/core/frozen/own-table/", targets[i], NULL);
      g_autofree char *common = g_strconcat ("/core/frozen/common-table/", targets[i], NULL);
      g_autofree char *end = g_strconcat ("/core/frozen/end-of-dict/", targets[i], NULL);
      g_test_add_data_func (own, targets[i], test_own_table);
      g_test_add_data_func (common, targets[i], test_common_table);
      g_test_add_data_func (end, targets[i], test_end_of_dict);
    }
  g_test_add_func ("/core/frozen/what-is-possible", test_what_is_possible);
  return g_test_run ();
}
