/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-dict.c: a dict as a program sees it: its life, single items, errors, its size. */
#include "table-fixture.h"

/* The default example: sizes with four items, with 'a', with 'b', without 'b'. */
static void
assert_example (const char *version, const int64_t expected[4])
{
  Fixture f;
  DscDict *row;

  fixture_init (&f, version);
  DscPair pairs[] = {
    { fixture_str (&f, "route"), fixture_str (&f, "22") },
    { fixture_str (&f, "date"), fixture_str (&f, "01/01/2001") },
    { fixture_str (&f, "daytype"), fixture_str (&f, "U") },
    { fixture_str (&f, "rides"), fixture_int (&f, 7354) },
  };
  g_assert_cmpint (dsc_dict_build (f.rt, DSC_BUILD_DISPLAY_CONST, pairs, 4, &row), ==, DSC_STATUS_OK);
  fixture_take (&f, row);
  g_assert_cmpint (getsizeof (&f), ==, expected[0]);
  set_str (&f, "a", 1);
  g_assert_cmpint (getsizeof (&f), ==, expected[1]);
  set_str (&f, "b", 2);
  g_assert_cmpint (getsizeof (&f), ==, expected[2]);
  delete_str (&f, "b");
  g_assert_cmpint (getsizeof (&f), ==, expected[3]);
  fixture_clear (&f);
}

static void
test_default_example (void)
{
  static const struct { const char *version; int64_t sizes[4]; } cases[] = {
    { "2.7.18", { 280, 280, 1048, 1048 } },  { "3.2.6", { 280, 280, 1048, 1048 } },   { "3.3.7", { 296, 296, 488, 488 } },
    { "3.5.10", { 288, 288, 480, 480 } },    { "3.6.15", { 240, 240, 368, 368 } },    { "3.7.0", { 240, 240, 368, 368 } },
    { "3.7.16", { 248, 248, 376, 376 } },    { "3.8.18", { 232, 232, 360, 360 } },    { "3.9.18", { 232, 232, 360, 360 } },
    { "3.10.13", { 232, 232, 360, 360 } },   { "3.11.7", { 184, 184, 272, 272 } },    { "3.12.1", { 184, 184, 272, 272 } },
    { "3.13.0", { 184, 184, 272, 272 } },    { "3.13.13", { 184, 184, 272, 272 } },   { "3.13.13t", { 184, 184, 272, 272 } },
    { "3.14.10", { 184, 184, 272, 272 } },   { "3.15.2", { 184, 184, 272, 272 } },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_example (cases[i].version, cases[i].sizes);
}

static void
assert_raised (const Fixture *f, DscStatus status, DscRaisedKind kind, const DscObject *object)
{
  const DscRaised *raised = dsc_runtime_get_raised (f->rt);

  g_assert_cmpint (status, ==, DSC_STATUS_RAISED);
  g_assert_cmpint (raised->kind, ==, kind);
  g_assert_true (raised->object == object);
  assert_sound (f, f->dict);
}

static void
test_missing_keys (void)
{
  Fixture f;
  DscPair pair;
  const DscObject *value = NULL;

  for (size_t i = 0; i < G_N_ELEMENTS (fixture_targets); i++)
    {
      fixture_init (&f, fixture_targets[i]);
      const DscObject *key = fixture_str (&f, "x");
      for (int n = 0; n < 2; n++)
        {
          assert_raised (&f, dsc_dict_delete_item (f.rt, f.dict, key), DSC_RAISED_KEY_ERROR, key);
          assert_raised (&f, dsc_dict_pop (f.rt, f.dict, key, NULL, &value), DSC_RAISED_KEY_ERROR, key);
          g_assert_cmpint (dsc_dict_pop (f.rt, f.dict, key, key, &value), ==, DSC_STATUS_OK);
          g_assert_true (value == key);
          g_assert_null (get_value (&f, key));
          assert_raised (&f, dsc_runtime_raise_key (f.rt, key), DSC_RAISED_KEY_ERROR, key);
          if (n == 0)
            {
              assert_raised (&f, dsc_dict_popitem (f.rt, f.dict, &pair), DSC_RAISED_KEY_ERROR_EMPTY, NULL);
              set_str (&f, "other", 1);
            }
        }
      fixture_clear (&f);
    }
}

static void
test_unhashable (void)
{
  Fixture f;
  const DscObject *value;
  bool found;

  fixture_init (&f, "3.14.10");
  const DscObject *list = dsc_object_list (f.pool, NULL, 0);
  const DscObject *tuple = dsc_object_tuple (f.pool, &list, 1);
  /* An empty dict does not even hash what it is asked to pop. */
  assert_raised (&f, dsc_dict_pop (f.rt, f.dict, list, NULL, &value), DSC_RAISED_KEY_ERROR, list);
  set_int (&f, 1, 1);
  assert_raised (&f, dsc_dict_set_item (f.rt, f.dict, list, list), DSC_RAISED_UNHASHABLE, list);
  g_assert_cmpint (dsc_runtime_get_raised (f.rt)->use, ==, DSC_KEY_USE_STORE);
  assert_raised (&f, dsc_dict_get_item (f.rt, f.dict, tuple, &value), DSC_RAISED_UNHASHABLE, list);
  g_assert_true (dsc_runtime_get_raised (f.rt)->key == tuple);
  g_assert_cmpint (dsc_runtime_get_raised (f.rt)->use, ==, DSC_KEY_USE_LOOKUP);
  assert_raised (&f, dsc_dict_delete_item (f.rt, f.dict, list), DSC_RAISED_UNHASHABLE, list);
  g_assert_cmpint (dsc_runtime_get_raised (f.rt)->use, ==, DSC_KEY_USE_DELETE);
  assert_raised (&f, dsc_dict_pop (f.rt, f.dict, list, list, &value), DSC_RAISED_UNHASHABLE, list);
  assert_raised (&f, dsc_dict_setdefault (f.rt, f.dict, list, list, &value), DSC_RAISED_UNHASHABLE, list);
  assert_raised (&f, dsc_dict_contains (f.rt, f.dict, list, &found), DSC_RAISED_UNHASHABLE, list);
  fixture_clear (&f);
}

static void
test_setdefault (void)
{
  Fixture f;

  for (size_t i = 0; i < G_N_ELEMENTS (fixture_targets); i++)
    {
      const DscObject *value = NULL;
      fixture_init (&f, fixture_targets[i]);
      const DscObject *first = fixture_int (&f, 1000);
      for (int n = 0; n < 3; n++)
        {
          const DscObject *offered = n == 0 ? first : fixture_int (&f, 2000 + n);
          g_assert_cmpint (dsc_dict_setdefault (f.rt, f.dict, fixture_str (&f, "k"), offered, &value), ==, DSC_STATUS_OK);
          g_assert_true (value == first);
          assert_sound (&f, f.dict);
        }
      fixture_clear (&f);
    }
}

static void
test_contains (void)
{
  Fixture f;
  bool found = true;

  fixture_init (&f, "3.5.10");
  g_assert_cmpint (dsc_dict_contains (f.rt, f.dict, fixture_int (&f, 1), &found), ==, DSC_STATUS_OK);
  g_assert_false (found);
  set_int (&f, 1, 0);
  g_assert_cmpint (dsc_dict_contains (f.rt, f.dict, fixture_int (&f, 1), &found), ==, DSC_STATUS_OK);
  g_assert_true (found);
  fixture_clear (&f);
}

/* Whether a dict that holds that value is tracked by the collector. */
static bool
is_tracked (Fixture *f, const DscObject *value)
{
  fixture_renew (f);
  fixture_set (f, fixture_int (f, 1), value);
  assert_sound (f, f->dict);
  return f->dict->tracked;
}

static void
test_tracking (void)
{
  Fixture f;

  fixture_init (&f, "3.10.13");
  g_assert_false (f.dict->tracked);
  g_assert_false (is_tracked (&f, fixture_int (&f, 1)));
  g_assert_false (is_tracked (&f, fixture_str (&f, "text")));
  g_assert_true (is_tracked (&f, dsc_object_list (f.pool, NULL, 0)));
  clear_items (&f);
  g_assert_true (f.dict->tracked);   /* until the collector has a look */
  fixture_clear (&f);
  fixture_init (&f, "3.14.10");
  g_assert_true (f.dict->tracked);
  fixture_clear (&f);
  fixture_init (&f, "1.5.2");        /* there is no collector */
  g_assert_false (is_tracked (&f, dsc_object_list (f.pool, NULL, 0)));
  fixture_clear (&f);
}

static const DscObject *
reference (Fixture *f, DscDict *dict)
{
  const DscObject *object = dsc_dict_get_object (f->rt, dict);

  g_assert_nonnull (object);
  return object;
}

static void
test_dict_as_value (void)
{
  Fixture f;

  g_test_summary ("A dict that is held as a value lives as long as the table holds it, whichever way it leaves.");
  for (size_t i = 0; i < G_N_ELEMENTS (fixture_targets); i++)
    for (int way = 0; way < 6; way++)
      {
        DscDict *inner;
        DscDict *copy = NULL;
        const DscObject *value;
        fixture_init (&f, fixture_targets[i]);
        g_assert_cmpint (dsc_dict_new (f.rt, &inner), ==, DSC_STATUS_OK);
        fixture_set (&f, fixture_int (&f, 1), reference (&f, inner));
        fixture_set (&f, fixture_int (&f, 2), reference (&f, inner));
        g_assert_cmpuint (dsc_dict_get_refcount (inner), ==, 3);
        fixture_set (&f, fixture_int (&f, 2), reference (&f, inner));
        g_assert_cmpuint (dsc_dict_get_refcount (inner), ==, 3);
        fixture_fill_ints (&f, 3, 30);
        fixture_delete (&f, fixture_int (&f, 2));
        g_assert_cmpuint (dsc_dict_get_refcount (inner), ==, 2);
        g_assert_cmpint (dsc_dict_copy (f.rt, f.dict, &copy), ==, DSC_STATUS_OK);
        g_assert_cmpuint (dsc_dict_get_refcount (inner), ==, 3);
        dsc_dict_unref (f.rt, copy);
        assert_sound (&f, f.dict);
        switch (way)
          {
          case 0: fixture_set (&f, fixture_int (&f, 1), fixture_int (&f, 1)); break;
          case 1: g_assert_cmpint (dsc_dict_pop (f.rt, f.dict, fixture_int (&f, 1), NULL, &value), ==, DSC_STATUS_OK); break;
          case 2: clear_items (&f); break;
          case 3: fixture_renew (&f); break;
          case 4:
            while (f.dict->ma_used > 0)
              (void) pop_item (&f);
            break;
          default: dsc_dict_unref (f.rt, f.dict); f.dict = NULL; break;
          }
        dsc_runtime_let_go (f.rt);
        g_assert_cmpuint (dsc_dict_get_refcount (inner), ==, 1);
        dsc_dict_unref (f.rt, inner);
        fixture_clear (&f);
      }
}

static void
test_deep_nesting (void)
{
  Fixture f;

  g_test_summary ("A chain of 100,000 dicts, each in the next one, goes without using the stack.");
  fixture_init (&f, "3.12.1");
  for (int i = 0; i < 100000; i++)
    {
      DscDict *outer;
      g_assert_cmpint (dsc_dict_new (f.rt, &outer), ==, DSC_STATUS_OK);
      g_assert_cmpint (dsc_dict_set_item (f.rt, outer, fixture_int (&f, 1), reference (&f, f.dict)), ==, DSC_STATUS_OK);
      dsc_dict_unref (f.rt, f.dict);
      f.dict = outer;
    }
  dsc_dict_unref (f.rt, f.dict);
  g_assert_null (f.rt->dicts);
  f.dict = NULL;
  fixture_clear (&f);
}

static void
test_ring (void)
{
  Fixture f;

  g_test_summary ("A dict that holds itself goes with the runtime; the object that stood for it stands for nothing then.");
  fixture_init (&f, "3.9.18");
  fixture_set (&f, fixture_int (&f, 1), reference (&f, f.dict));
  DscPool *pool = dsc_pool_ref (f.pool);
  const DscObject *object = f.dict->object;
  dsc_dict_unref (f.rt, f.dict);
  dsc_runtime_free (f.rt);
  g_assert_null (object->as.dict);
  dsc_pool_unref (pool);
  g_assert_cmpuint (f.memory.n_live, ==, 0);
}

static void
test_identity (void)
{
  Fixture f;
  DscDict *second;

  fixture_init (&f, "3.9.18");
  g_assert_cmpuint (dsc_dict_get_id (f.dict), ==, 1);
  g_assert_cmpint (dsc_dict_new (f.rt, &second), ==, DSC_STATUS_OK);
  g_assert_cmpuint (dsc_dict_get_id (second), ==, 2);
  dsc_dict_unref (f.rt, second);
  g_assert_cmpint (dsc_dict_new (f.rt, &second), ==, DSC_STATUS_OK);
  g_assert_cmpuint (dsc_dict_get_id (second), ==, 3);
  g_assert_cmpuint (second->block, >, 0);
  dsc_dict_unref (f.rt, second);
  fixture_clear (&f);
}

static void
test_sizes (void)
{
  Fixture f;

  fixture_init (&f, "3.9.18");
  g_assert_cmpint (dsc_dict_sizeof (f.rt, f.dict), ==, 48);
  g_assert_cmpint (dsc_dict_getsizeof (f.rt, f.dict), ==, 64);
  g_assert_cmpuint (dsc_dict_get_n_slots (f.rt, f.dict), ==, 1);
  set_int (&f, 1, 1);
  g_assert_cmpint (dsc_dict_sizeof (f.rt, f.dict), ==, 48 + 40 + 8 + 5 * 24);
  f.dict->ma_keys->dk_refcnt = 2;   /* shared keys are nobody's */
  g_assert_cmpint (dsc_dict_sizeof (f.rt, f.dict), ==, 48);
  f.dict->ma_keys->dk_refcnt = 1;
  fixture_clear (&f);
  fixture_init (&f, "2.7.18-i386");
  g_assert_cmpint (dsc_dict_getsizeof (f.rt, f.dict), ==, 136);
  fixture_clear (&f);
}

static void
test_order (void)
{
  Fixture f;

  g_test_summary ("Order of the slots up to 3.5, order of insertion from 3.6 on.");
  for (int i = 0; i < 3; i++)
    {
      fixture_init (&f, (const char *[]) { "2.7.18", "3.5.10", "3.6.15" }[i]);
      set_int (&f, 5, 0);
      set_int (&f, 1, 1);
      set_int (&f, 3, 2);
      g_autofree char *items = items_text (f.dict);
      g_assert_cmpstr (items, ==, i < 2 ? "1: 1, 3: 2, 5: 0" : "5: 0, 1: 1, 3: 2");
      fixture_clear (&f);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/dict/default-example", test_default_example);
  g_test_add_func ("/core/dict/missing-keys", test_missing_keys);
  g_test_add_func ("/core/dict/unhashable", test_unhashable);
  g_test_add_func ("/core/dict/setdefault", test_setdefault);
  g_test_add_func ("/core/dict/contains", test_contains);
  g_test_add_func ("/core/dict/tracking", test_tracking);
  g_test_add_func ("/core/dict/dict-as-value", test_dict_as_value);
  g_test_add_func ("/core/dict/deep-nesting", test_deep_nesting);
  g_test_add_func ("/core/dict/ring", test_ring);
  g_test_add_func ("/core/dict/identity", test_identity);
  g_test_add_func ("/core/dict/sizes", test_sizes);
  g_test_add_func ("/core/dict/order", test_order);
  return g_test_run ();
}
