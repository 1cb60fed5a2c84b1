/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-snapshot-sharers.c: who shares a keys object: instances, their dicts, dicts whose instance is gone, empty dicts. */
#include "snapshot-fixture.h"

#define N_INSTANCES 3

typedef struct {
  Fixture      fixture;
  DscClass    *class;
  DscInstance *instances[N_INSTANCES];
} Family;

static void
set (Family *self, DscInstance *instance, const char *name)
{
  Fixture *f = &self->fixture;

  g_assert_cmpint (dsc_instance_set_attribute (f->rt, instance, fixture_str (f, name), dsc_object_int (f->pool, 1)), ==, DSC_STATUS_OK);
}

/* Three instances with n, n - 1 and n - 2 attributes p, q, r. */
static void
family_init (Family *self, const char *version, int n)
{
  static const char *const names[] = { "p", "q", "r" };
  Fixture *f = &self->fixture;

  fixture_init (f, version);
  g_assert_cmpint (dsc_class_new (f->rt, fixture_str (f, "C"), NULL, 0, &self->class), ==, DSC_STATUS_OK);
  for (int i = 0; i < N_INSTANCES; i++)
    {
      g_assert_cmpint (dsc_instance_new (f->rt, self->class, &self->instances[i]), ==, DSC_STATUS_OK);
      for (int k = 0; k < n - i; k++)
        set (self, self->instances[i], names[k]);
    }
}

static void
family_clear (Family *self)
{
  for (int i = 0; i < N_INSTANCES; i++)
    if (self->instances[i] != NULL)
      dsc_instance_unref (self->fixture.rt, self->instances[i]);
  dsc_class_unref (self->fixture.rt, self->class);
  fixture_clear (&self->fixture);
}

static DscDict *
make_dict (Family *self, DscInstance *instance)
{
  DscDict *dict = NULL;

  g_assert_cmpint (dsc_instance_get_dict (self->fixture.rt, instance, &dict), ==, DSC_STATUS_OK);
  return dict;
}

static size_t
count_listed (const DscSnapshot *snapshot)
{
  size_t n = 0;

  while (dsc_snapshot_get_sharer (snapshot, n) != NULL)
    n++;
  return n;
}

static const struct {
  const char     *version;
  DscSharerValues values;         /* of an instance as it is */
  DscSharerValues values_in_dict; /* when its dict has been made */
} cases[] = {
  { "3.3.7",        DSC_SHARER_IN_DICT, DSC_SHARER_IN_DICT },
  { "3.5.10",       DSC_SHARER_IN_DICT, DSC_SHARER_IN_DICT },
  { "3.6.15",       DSC_SHARER_IN_DICT, DSC_SHARER_IN_DICT },
  { "3.10.4-i386",  DSC_SHARER_IN_DICT, DSC_SHARER_IN_DICT },
  { "3.11.7",       DSC_SHARER_POINTED, DSC_SHARER_IN_DICT },
  { "3.12.1",       DSC_SHARER_POINTED, DSC_SHARER_IN_DICT },
  { "3.13.0",       DSC_SHARER_INLINE,  DSC_SHARER_INLINE },
  { "3.14.10",      DSC_SHARER_INLINE,  DSC_SHARER_INLINE },
  { "3.13.13t",     DSC_SHARER_INLINE,  DSC_SHARER_INLINE },
  { "3.14.2-wasm32", DSC_SHARER_INLINE, DSC_SHARER_INLINE },
};

static void
check_sharer (const Family *family, const DscSharer *sharer, size_t i, DscSharerValues values)
{
  const DscInstance *instance = family->instances[i];
  const DscDict *dict = dsc_instance_peek_dict (instance);

  g_assert_nonnull (sharer);
  g_assert_cmpint (sharer->is_instance, ==, dict == NULL);
  g_assert_cmpuint (sharer->id, ==, dict == NULL ? dsc_instance_get_id (instance) : dsc_dict_get_id (dict));
  g_assert_cmpuint (sharer->instance_id, ==, dsc_instance_get_id (instance));
  g_assert_cmpint (sharer->values, ==, values);
  g_assert_cmpuint (sharer->n_attributes, ==, 3 - i);
  g_assert_cmpint (__builtin_popcountll (sharer->set), ==, 3 - (int) i);   /* up to 3.5 by slot, so anywhere */
  g_assert_cmpuint (sharer->capacity, >=, 3);
}

/* What the list says of the image's own is what the image's blocks and fields say. */
static void
check_this (const DscSnapshot *snapshot, const DscSharer *sharer)
{
  const DscBlockKind owner = sharer->is_instance ? DSC_BLOCK_INSTANCE : DSC_BLOCK_DICT;
  const bool is_inline = sharer->values == DSC_SHARER_INLINE;
  const DscBlock *values = dsc_snapshot_find_block (snapshot, is_inline ? DSC_BLOCK_INSTANCE_VALUES : DSC_BLOCK_VALUES);
  DscValuesHeader header;

  g_assert_true (sharer->is_this);
  g_assert_cmpuint (sharer->address, ==, dsc_snapshot_find_block (snapshot, owner)->address);
  g_assert_true (dsc_snapshot_get_values_header (snapshot, &header));
  g_assert_cmpuint (sharer->values_address, ==, values->address + header.prefix);
  g_assert_cmpuint (sharer->capacity, ==, dsc_snapshot_get_n_values (snapshot));
  if (!sharer->is_instance)
    g_assert_cmpuint (sharer->values_address, ==, (uint64_t) dsc_snapshot_get_value (snapshot, DSC_FIELD_MA_VALUES, 0));
  for (size_t i = 0; i < dsc_snapshot_get_n_values (snapshot); i++)
    g_assert_cmpint (sharer->set >> i & 1, ==, dsc_snapshot_get_split_value (snapshot, i) != NULL);
}

static void
check_family (Family *family, const DscSharerValues values[N_INSTANCES])
{
  for (size_t i = 0; i < N_INSTANCES; i++)
    {
      DscSnapshot *snapshot = dsc_snapshot_new_from_instance (family->fixture.rt, family->instances[i]);

      g_assert_cmpuint (dsc_snapshot_get_n_sharers (snapshot), ==, N_INSTANCES);
      g_assert_cmpuint (count_listed (snapshot), ==, N_INSTANCES);
      for (size_t k = 0; k < N_INSTANCES; k++)
        {
          const DscSharer *sharer = dsc_snapshot_get_sharer (snapshot, k);

          check_sharer (family, sharer, k, values[k]);
          g_assert_cmpint (sharer->is_this, ==, k == i);
        }
      check_this (snapshot, dsc_snapshot_get_sharer (snapshot, i));
      dsc_snapshot_unref (snapshot);
    }
}

static void
test_instances (void)
{
  g_test_summary ("Three instances share; then the second one's __dict__ is made, then the first one's.");
  for (size_t c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      DscSharerValues values[N_INSTANCES] = { cases[c].values, cases[c].values, cases[c].values };
      Family family;

      family_init (&family, cases[c].version, 3);
      check_family (&family, values);
      for (int i = 1; i >= 0; i--)
        {
          make_dict (&family, family.instances[i]);
          values[i] = cases[c].values_in_dict;
          check_family (&family, values);
        }
      family_clear (&family);
    }
}

static void
test_class (void)
{
  for (size_t c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      Family family;

      family_init (&family, cases[c].version, 3);
      DscSnapshot *snapshot = dsc_snapshot_new_from_class (family.fixture.rt, family.class);
      g_assert_cmpuint (dsc_snapshot_get_n_sharers (snapshot), ==, N_INSTANCES);
      for (size_t i = 0; i < N_INSTANCES; i++)
        {
          check_sharer (&family, dsc_snapshot_get_sharer (snapshot, i), i, cases[c].values);
          g_assert_false (dsc_snapshot_get_sharer (snapshot, i)->is_this);
        }
      dsc_snapshot_unref (snapshot);
      family_clear (&family);
    }
}

static void
test_dict_without_instance (void)
{
  g_test_summary ("d = vars (x); del x: the dict shares on, behind the instances, with values of its own.");
  for (size_t c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      Family family;

      family_init (&family, cases[c].version, 3);
      DscDict *dict = dsc_dict_ref (make_dict (&family, family.instances[0]));
      dsc_instance_unref (family.fixture.rt, family.instances[0]);
      family.instances[0] = NULL;
      DscSnapshot *snapshot = dsc_snapshot_new_from_dict (family.fixture.rt, dict);
      g_assert_cmpuint (count_listed (snapshot), ==, N_INSTANCES);
      check_sharer (&family, dsc_snapshot_get_sharer (snapshot, 0), 1, cases[c].values);
      const DscSharer *last = dsc_snapshot_get_sharer (snapshot, 2);
      g_assert_false (last->is_instance);
      g_assert_cmpuint (last->id, ==, dsc_dict_get_id (dict));
      g_assert_cmpuint (last->instance_id, ==, 0);
      g_assert_cmpint (last->values, ==, DSC_SHARER_IN_DICT);
      g_assert_cmpuint (last->n_attributes, ==, 3);
      check_this (snapshot, last);
      dsc_snapshot_unref (snapshot);
      dsc_dict_unref (family.fixture.rt, dict);
      family_clear (&family);
    }
}

/* y.__dict__ = x.__dict__: one dict, one sharer, told as the older instance's. */
static void
test_dict_of_two (void)
{
  for (size_t c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      Family family;

      family_init (&family, cases[c].version, 3);
      DscDict *dict = make_dict (&family, family.instances[0]);
      g_assert_cmpint (dsc_instance_set_dict (family.fixture.rt, family.instances[1], dict), ==, DSC_STATUS_OK);
      DscSnapshot *snapshot = dsc_snapshot_new_from_instance (family.fixture.rt, family.instances[1]);
      const DscSharer *first = dsc_snapshot_get_sharer (snapshot, 0);
      g_assert_cmpuint (first->id, ==, dsc_dict_get_id (dict));
      g_assert_cmpuint (first->instance_id, ==, dsc_instance_get_id (family.instances[0]));
      g_assert_true (first->is_this);
      for (size_t i = 1; i < count_listed (snapshot); i++)
        g_assert_false (dsc_snapshot_get_sharer (snapshot, i)->is_this);
      g_assert_cmpuint (count_listed (snapshot), ==, dsc_snapshot_get_n_sharers (snapshot));
      dsc_snapshot_unref (snapshot);
      family_clear (&family);
    }
}

static void
test_own_keys (void)
{
  static const char *const versions[] = { "2.7.18", "3.2.6", "3.5.10", "3.9.18", "3.14.10" };

  g_test_summary ("A dict with a table of its own has no list.");
  for (size_t c = 0; c < G_N_ELEMENTS (versions); c++)
    {
      Fixture fixture;

      fixture_init (&fixture, versions[c]);
      fixture_fill_strs (&fixture, 0, 3);
      DscSnapshot *snapshot = fixture_snapshot (&fixture);
      g_assert_cmpuint (dsc_snapshot_get_n_sharers (snapshot), ==, 1);
      g_assert_null (dsc_snapshot_get_sharer (snapshot, 0));
      dsc_snapshot_unref (snapshot);
      fixture_clear (&fixture);
    }
}

static void
test_many_empty_dicts (void)
{
  static const char *const versions[] = { "3.9.18", "3.11.7", "3.14.10" };
  enum { N_DICTS = 200 };

  g_test_summary ("All empty dicts share one keys object: the first 64 are kept, and the image's own in the last place.");
  for (size_t c = 0; c < G_N_ELEMENTS (versions); c++)
    {
      DscDict *dicts[N_DICTS];
      Fixture fixture;

      fixture_init (&fixture, versions[c]);
      for (int i = 0; i < N_DICTS; i++)
        g_assert_cmpint (dsc_dict_new (fixture.rt, &dicts[i]), ==, DSC_STATUS_OK);
      for (int i = 0; i < N_DICTS; i += 50)
        {
          DscSnapshot *snapshot = dsc_snapshot_new_from_dict (fixture.rt, dicts[i]);
          g_assert_cmpuint (dsc_snapshot_get_n_sharers (snapshot), ==, N_DICTS + 1);
          g_assert_cmpuint (count_listed (snapshot), ==, DSC_SHARERS_MAX);
          unsigned n_this = 0;
          for (size_t k = 0; k < DSC_SHARERS_MAX; k++)
            {
              const DscSharer *sharer = dsc_snapshot_get_sharer (snapshot, k);
              n_this += sharer->is_this;
              g_assert_cmpint (sharer->values, ==, DSC_SHARER_WITHOUT_VALUES);
              g_assert_cmpuint (sharer->values_address, ==, 0);
              g_assert_cmpuint (sharer->id, ==, sharer->is_this ? dsc_dict_get_id (dicts[i]) : dsc_dict_get_id (fixture.dict) + k);
            }
          g_assert_cmpuint (n_this, ==, 1);
          dsc_snapshot_unref (snapshot);
        }
      for (int i = 0; i < N_DICTS; i++)
        dsc_dict_unref (fixture.rt, dicts[i]);
      fixture_clear (&fixture);
    }
}

static void
test_not_yet_a_sharer (void)
{
  g_test_summary ("Up to 3.10 an instance has a part in the keys of its class only when its dict is there.");
  Family family;
  DscInstance *last = NULL;

  family_init (&family, "3.9.18", 3);
  g_assert_cmpint (dsc_instance_new (family.fixture.rt, family.class, &last), ==, DSC_STATUS_OK);
  DscSnapshot *snapshot = dsc_snapshot_new_from_instance (family.fixture.rt, last);
  g_assert_cmpuint (count_listed (snapshot), ==, N_INSTANCES);
  for (size_t i = 0; i < N_INSTANCES; i++)
    g_assert_false (dsc_snapshot_get_sharer (snapshot, i)->is_this);
  dsc_snapshot_unref (snapshot);
  dsc_instance_unref (family.fixture.rt, last);
  family_clear (&family);
}

static void
test_no_memory (void)
{
  g_test_summary ("Each allocation of an instance's image is refused once, and nothing is left behind.");
  for (size_t c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      DscSnapshot *snapshot = NULL;
      unsigned n_refused = 0;
      Family family;

      family_init (&family, cases[c].version, 3);
      FailingAlloc *memory = &family.fixture.memory;
      for (const unsigned n_live = memory->n_live; snapshot == NULL; n_refused++)
        {
          g_assert_cmpuint (memory->n_live, ==, n_live);
          memory->n_asked = 0;
          memory->fail_at = n_refused + 1;
          snapshot = dsc_snapshot_new_from_instance (family.fixture.rt, family.instances[0]);
        }
      memory->fail_at = 0;
      g_assert_cmpuint (n_refused, >=, 4);   /* the snapshot, the list, the values, the table; then none */
      g_assert_cmpuint (count_listed (snapshot), ==, N_INSTANCES);
      dsc_snapshot_unref (snapshot);
      family_clear (&family);
    }
}

/* The list is the snapshot's own: it stays when what it tells of is gone. */
static void
test_outlives (void)
{
  Family family;

  family_init (&family, "3.13.0", 3);
  DscSnapshot *snapshot = dsc_snapshot_new_from_instance (family.fixture.rt, family.instances[0]);
  for (int i = 0; i < N_INSTANCES; i++)
    {
      dsc_instance_unref (family.fixture.rt, family.instances[i]);
      family.instances[i] = NULL;
    }
  DscSnapshot *again = dsc_snapshot_ref (snapshot);
  dsc_snapshot_unref (snapshot);
  g_assert_cmpuint (count_listed (again), ==, N_INSTANCES);
  g_assert_cmpuint (dsc_snapshot_get_sharer (again, 2)->n_attributes, ==, 1);
  dsc_snapshot_unref (again);
  family_clear (&family);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/snapshot-sharers/instances", test_instances);
  g_test_add_func ("/core/snapshot-sharers/class", test_class);
  g_test_add_func ("/core/snapshot-sharers/dict-without-instance", test_dict_without_instance);
  g_test_add_func ("/core/snapshot-sharers/dict-of-two", test_dict_of_two);
  g_test_add_func ("/core/snapshot-sharers/own-keys", test_own_keys);
  g_test_add_func ("/core/snapshot-sharers/many-empty-dicts", test_many_empty_dicts);
  g_test_add_func ("/core/snapshot-sharers/not-yet-a-sharer", test_not_yet_a_sharer);
  g_test_add_func ("/core/snapshot-sharers/no-memory", test_no_memory);
  g_test_add_func ("/core/snapshot-sharers/outlives", test_outlives);
  return g_test_run ();
}
