/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-snapshot-freeze.c: what a dict holds and can still change is shown as it was. */
#include "snapshot-fixture.h"

#include "dsc-repr.h"

/* The object that stands for the dict; the reference that a store takes is the dict's own. */
static const DscObject *
object_of (Fixture *self, DscDict *dict)
{
  const DscObject *object = dsc_dict_get_object (self->rt, dict);

  g_assert_nonnull (object);
  return object;
}

static char *
repr_of (const DscSnapshot *snapshot, const DscObject *object)
{
  DscText text;

  dsc_text_init (&text, &dsc_alloc_libc);
  dsc_repr_append (&text, object, dsc_snapshot_get_pool (snapshot), 0);
  g_assert_cmpint (text.status, ==, DSC_STATUS_OK);
  char *copy = g_strdup (text.text);
  dsc_text_clear (&text);
  return copy;
}

/* Value of the first live entry. */
static const DscObject *
first_value (const DscSnapshot *snapshot)
{
  for (size_t i = 0; i < dsc_snapshot_get_entry_capacity (snapshot); i++)
    if (dsc_snapshot_get_entry_state (snapshot, i) == DSC_SLOT_USED)
      return dsc_snapshot_get_entry (snapshot, i).me_value;
  g_assert_not_reached ();
}

static void
assert_first_value (const DscSnapshot *snapshot, DscObjectKind kind, const char *type, const char *repr)
{
  const DscObject *value = first_value (snapshot);
  g_autofree char *text = repr_of (snapshot, value);

  g_assert_cmpint (value->kind, ==, kind);
  g_assert_cmpstr (dsc_object_type_name (value, dsc_snapshot_get_pool (snapshot)), ==, type);
  g_assert_cmpstr (text, ==, repr);
}

static void
test_dict_in_a_dict (void)
{
  for (size_t t = 0; t < G_N_ELEMENTS (fixture_targets); t++)
    {
      Fixture fixture;
      DscDict *inner;

      fixture_init (&fixture, fixture_targets[t]);
      g_assert_cmpint (dsc_dict_new (fixture.rt, &inner), ==, DSC_STATUS_OK);
      const DscObject *object = object_of (&fixture, inner);
      const uint64_t address = dsc_object_address (object, fixture.pool);
      g_assert_cmpint (dsc_dict_set_item (fixture.rt, inner, fixture_str (&fixture, "x"), dsc_object_int (fixture.pool, 1)), ==,
                       DSC_STATUS_OK);
      fixture_set (&fixture, fixture_str (&fixture, "inner"), object);
      DscSnapshot *before = fixture_snapshot (&fixture);
      g_assert_cmpint (dsc_dict_set_item (fixture.rt, inner, fixture_str (&fixture, "x"), dsc_object_int (fixture.pool, 2)), ==,
                       DSC_STATUS_OK);
      DscSnapshot *after = fixture_snapshot (&fixture);

      assert_first_value (before, DSC_OBJECT_OPAQUE, "dict", "{'x': 1}");
      assert_first_value (after, DSC_OBJECT_OPAQUE, "dict", "{'x': 2}");
      g_assert_cmpuint (dsc_object_address (first_value (before), fixture.pool), ==, address);
      dsc_dict_unref (fixture.rt, inner);
      fixture_delete (&fixture, fixture_str (&fixture, "inner"));
      assert_first_value (before, DSC_OBJECT_OPAQUE, "dict", "{'x': 1}");
      dsc_snapshot_unref (before);
      dsc_snapshot_unref (after);
      fixture_clear (&fixture);
    }
}

static void
test_dict_in_itself (void)
{
  Fixture fixture;

  fixture_init (&fixture, "3.13");
  fixture_set (&fixture, fixture_str (&fixture, "me"), object_of (&fixture, fixture.dict));
  DscSnapshot *snapshot = fixture_snapshot (&fixture);
  assert_first_value (snapshot, DSC_OBJECT_OPAQUE, "dict", "{'me': {...}}");
  fixture_delete (&fixture, fixture_str (&fixture, "me"));
  dsc_snapshot_unref (snapshot);
  fixture_clear (&fixture);
}

static void
test_nested_dicts (void)
{
  Fixture fixture;
  DscDict *chain[3];

  fixture_init (&fixture, "3.13");
  for (size_t i = 0; i < G_N_ELEMENTS (chain); i++)
    {
      g_assert_cmpint (dsc_dict_new (fixture.rt, &chain[i]), ==, DSC_STATUS_OK);
      g_assert_cmpint (dsc_dict_set_item (fixture.rt, i == 0 ? fixture.dict : chain[i - 1], dsc_object_int (fixture.pool, (int) i),
                                          object_of (&fixture, chain[i])), ==, DSC_STATUS_OK);
      dsc_dict_unref (fixture.rt, chain[i]);
    }
  DscSnapshot *snapshot = fixture_snapshot (&fixture);
  assert_first_value (snapshot, DSC_OBJECT_OPAQUE, "dict", "{1: {2: {}}}");
  dsc_snapshot_unref (snapshot);
  fixture_clear (&fixture);
}

static DscInstance *
instance_new (Fixture *fixture)
{
  DscClass *class;
  DscInstance *instance;

  g_assert_cmpint (dsc_class_new (fixture->rt, fixture_str (fixture, "P"), NULL, 0, &class), ==, DSC_STATUS_OK);
  g_assert_cmpint (dsc_instance_new (fixture->rt, class, &instance), ==, DSC_STATUS_OK);
  dsc_class_unref (fixture->rt, class);
  return instance;
}

static void
test_instances (void)
{
  Fixture fixture;

  fixture_init (&fixture, "3.13");
  DscInstance *instance = instance_new (&fixture);
  const DscObject *object = dsc_object_reference (fixture.pool, DSC_OBJECT_INSTANCE, instance, "P");
  g_autofree char *repr = g_strdup_printf ("<__main__.P object at 0x%" G_GINT64_MODIFIER "x>", dsc_object_address (object, fixture.pool));
  fixture_set (&fixture, fixture_str (&fixture, "o"), object);
  DscSnapshot *snapshot = fixture_snapshot (&fixture);
  assert_first_value (snapshot, DSC_OBJECT_OPAQUE, "P", repr);
  dsc_snapshot_unref (snapshot);
  dsc_instance_unref (fixture.rt, instance);
  fixture_clear (&fixture);
}

/* An instance as a key keeps its hash. */
static void
test_keys (void)
{
  Fixture fixture;

  fixture_init (&fixture, "3.13");
  DscInstance *instance = instance_new (&fixture);
  const DscObject *object = dsc_object_reference (fixture.pool, DSC_OBJECT_INSTANCE, instance, "P");
  fixture_set (&fixture, object, dsc_object_none (fixture.pool));
  DscSnapshot *snapshot = fixture_snapshot (&fixture);
  const DscEntry entry = dsc_snapshot_get_entry (snapshot, 0);
  g_assert_cmpint (entry.me_key->kind, ==, DSC_OBJECT_OPAQUE);
  g_assert_cmpint (entry.me_hash, ==, object->hash);
  g_assert_cmpint (entry.me_key->hash, ==, object->hash);
  dsc_snapshot_unref (snapshot);
  dsc_instance_unref (fixture.rt, instance);
  fixture_clear (&fixture);
}

static void
test_containers (void)
{
  Fixture fixture;
  DscDict *inner;

  fixture_init (&fixture, "3.13");
  g_assert_cmpint (dsc_dict_new (fixture.rt, &inner), ==, DSC_STATUS_OK);
  const DscObject *items[] = { dsc_object_int (fixture.pool, 1), object_of (&fixture, inner) };
  const DscObject *plain = dsc_object_list (fixture.pool, items, 1);
  const DscObject *deep = dsc_object_tuple (fixture.pool, &items[1], 1);
  deep = dsc_object_list (fixture.pool, &deep, 1);
  fixture_set (&fixture, fixture_str (&fixture, "k"), plain);
  DscSnapshot *immutable = fixture_snapshot (&fixture);
  fixture_set (&fixture, fixture_str (&fixture, "k"), deep);
  DscSnapshot *frozen = fixture_snapshot (&fixture);

  g_assert_true (first_value (immutable) == plain);
  assert_first_value (frozen, DSC_OBJECT_OPAQUE, "list", "[({},)]");
  fixture_delete (&fixture, fixture_str (&fixture, "k"));
  dsc_dict_unref (fixture.rt, inner);
  dsc_snapshot_unref (immutable);
  dsc_snapshot_unref (frozen);
  fixture_clear (&fixture);
}

/* The same value in many entries is frozen once, and a dict too large to write out is cut. */
static void
test_many_and_large (void)
{
  Fixture fixture;
  DscDict *inner;

  fixture_init (&fixture, "3.13");
  g_assert_cmpint (dsc_dict_new (fixture.rt, &inner), ==, DSC_STATUS_OK);
  for (int i = 0; i < 100000; i++)
    g_assert_cmpint (dsc_dict_set_item (fixture.rt, inner, dsc_object_int (fixture.pool, i), dsc_object_none (fixture.pool)), ==,
                     DSC_STATUS_OK);
  const DscObject *object = object_of (&fixture, inner);
  for (int i = 0; i < 1000; i++)
    fixture_set (&fixture, dsc_object_int (fixture.pool, i), object);
  DscSnapshot *snapshot = fixture_snapshot (&fixture);
  const DscObject *value = first_value (snapshot);
  g_assert_cmpuint (value->as.text.length, <, 8192);
  g_assert_true (g_str_has_suffix (value->as.text.bytes, "99: None, …+99900}"));
  for (size_t i = 0; i < 1000; i++)
    g_assert_true (dsc_snapshot_get_entry (snapshot, i).me_value == value);
  g_assert_cmpint (dsc_dict_clear_items (fixture.rt, fixture.dict), ==, DSC_STATUS_OK);
  dsc_dict_unref (fixture.rt, inner);
  dsc_snapshot_unref (snapshot);
  fixture_clear (&fixture);
}

static void
test_no_memory (void)
{
  Fixture fixture;
  DscDict *inner;
  unsigned refused;

  fixture_init (&fixture, "3.13");
  g_assert_cmpint (dsc_dict_new (fixture.rt, &inner), ==, DSC_STATUS_OK);
  fixture_set (&fixture, fixture_str (&fixture, "inner"), object_of (&fixture, inner));
  const unsigned n_live = fixture.memory.n_live;
  DscSnapshot *snapshot = fixture_snapshot_in_want (&fixture, &refused);
  g_assert_cmpuint (refused, ==, 4);   /* snapshot, table, text, chunk of frozen objects */
  assert_first_value (snapshot, DSC_OBJECT_OPAQUE, "dict", "{}");
  dsc_snapshot_unref (snapshot);
  g_assert_cmpuint (fixture.memory.n_live, ==, n_live);
  fixture_delete (&fixture, fixture_str (&fixture, "inner"));
  dsc_dict_unref (fixture.rt, inner);
  fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/snapshot-freeze/dict-in-a-dict", test_dict_in_a_dict);
  g_test_add_func ("/core/snapshot-freeze/dict-in-itself", test_dict_in_itself);
  g_test_add_func ("/core/snapshot-freeze/nested-dicts", test_nested_dicts);
  g_test_add_func ("/core/snapshot-freeze/instances", test_instances);
  g_test_add_func ("/core/snapshot-freeze/keys", test_keys);
  g_test_add_func ("/core/snapshot-freeze/containers", test_containers);
  g_test_add_func ("/core/snapshot-freeze/many-and-large", test_many_and_large);
  g_test_add_func ("/core/snapshot-freeze/no-memory", test_no_memory);
  return g_test_run ();
}
