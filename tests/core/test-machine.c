/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-machine.c: variables and the life of what they are bound to. */
#include "machine-fixture.h"

typedef struct {
  FailingAlloc memory;
  DscMachine  *machine;
  uint32_t     a, b;
} Fixture;

static void
set_up (Fixture *self, const char *target)
{
  failing_alloc_init (&self->memory, 0);
  self->machine = dsc_machine_new (target_of (target), 0, NULL, &self->memory.alloc);
  g_assert_nonnull (self->machine);
  self->a = name_of (self->machine, "a");
  self->b = name_of (self->machine, "b");
}

static void
tear_down (Fixture *self)
{
  dsc_machine_free (self->machine);
  g_assert_cmpuint (self->memory.n_live, ==, 0);
}

static uint32_t
apply (Fixture *self, DscOp op)
{
  DscResult result;

  g_assert_cmpint (dsc_machine_apply (self->machine, &op, &result), ==, DSC_STATUS_OK);
  return result.dict;
}

static void
test_names (void)
{
  Fixture self;

  set_up (&self, "3.12.1");
  g_assert_cmpuint (self.a, ==, 1);
  g_assert_cmpuint (self.b, ==, 2);
  g_assert_cmpuint (name_of (self.machine, "a"), ==, self.a);
  g_assert_cmpuint (dsc_machine_intern_name (self.machine, "bcd", 1), ==, self.b);
  g_assert_cmpuint (dsc_machine_find_name (self.machine, "c"), ==, 0);
  for (int i = 0; i < 5000; i++)
    {
      g_autofree char *name = g_strdup_printf ("name%d", i);
      g_assert_cmpuint (name_of (self.machine, name), ==, 3 + i);
      g_assert_cmpuint (dsc_machine_find_name (self.machine, name), ==, 3 + i);
    }
  g_assert_cmpuint (dsc_machine_get_n_names (self.machine), ==, 5002);
  g_assert_cmpstr (dsc_machine_get_name (self.machine, 4000), ==, "name3997");
  g_assert_null (dsc_machine_get_name (self.machine, 0));
  g_assert_null (dsc_machine_get_name (self.machine, 5003));
  g_assert_cmpint (dsc_machine_get_bound_kind (self.machine, 5003), ==, DSC_BOUND_NOTHING);
  g_assert_null (dsc_machine_get_dict (self.machine, self.a));
  g_assert_null (dsc_machine_get_object (self.machine, self.a));
  tear_down (&self);
}

static void
test_rebinding_frees (void)
{
  Fixture self;

  set_up (&self, "3.9.18");
  uint32_t first = apply (&self, (DscOp) { .kind = DSC_OP_NEW, .target = self.a });
  uint32_t second = apply (&self, (DscOp) { .kind = DSC_OP_NEW, .target = self.b });
  g_assert_cmpuint (first, !=, second);
  g_assert_true (dsc_machine_find_dict (self.machine, first) == dsc_machine_get_dict (self.machine, self.a));

  g_assert_cmpuint (apply (&self, (DscOp) { .kind = DSC_OP_BIND, .target = self.b, .source = self.a }), ==, first);
  g_assert_null (dsc_machine_find_dict (self.machine, second));
  g_assert_cmpuint (dsc_dict_get_refcount (dsc_machine_get_dict (self.machine, self.b)), ==, 2);
  apply (&self, (DscOp) { .kind = DSC_OP_BIND, .target = self.a, .source = self.a });
  g_assert_cmpuint (dsc_dict_get_refcount (dsc_machine_get_dict (self.machine, self.b)), ==, 2);

  apply (&self, (DscOp) { .kind = DSC_OP_UNBIND, .target = self.a });
  g_assert_null (dsc_machine_get_dict (self.machine, self.a));
  g_assert_nonnull (dsc_machine_find_dict (self.machine, first));
  apply (&self, (DscOp) { .kind = DSC_OP_UNBIND, .target = self.b });
  g_assert_null (dsc_machine_find_dict (self.machine, first));
  tear_down (&self);
}

static uint64_t
address_of (const Fixture *self, uint32_t reg)
{
  DscSnapshot *snapshot = dsc_snapshot_new_from_dict (dsc_machine_get_runtime (self->machine), dsc_machine_get_dict (self->machine, reg));
  uint64_t address = dsc_snapshot_find_block (snapshot, DSC_BLOCK_DICT)->address;

  dsc_snapshot_unref (snapshot);
  return address;
}

static void
test_assignment_order (void)
{
  Fixture self;

  g_test_summary ("a = {} again and again uses two places in turn: the new dict is there before the old one goes to the free list.");
  set_up (&self, "3.11.7");
  apply (&self, (DscOp) { .kind = DSC_OP_NEW, .target = self.a });
  uint64_t first = address_of (&self, self.a);
  apply (&self, (DscOp) { .kind = DSC_OP_NEW, .target = self.a });
  uint64_t second = address_of (&self, self.a);
  g_assert_cmphex (first, !=, second);
  for (int i = 0; i < 6; i++)
    {
      apply (&self, (DscOp) { .kind = DSC_OP_NEW, .target = self.a });
      g_assert_cmphex (address_of (&self, self.a), ==, i % 2 == 0 ? first : second);
    }
  tear_down (&self);
}

static void
test_stored_dict_stays (void)
{
  Fixture self;
  DscResult result;

  g_test_summary ("A dict that is a value of another lives on without a name, and can be read out and named again.");
  set_up (&self, "3.13.0");
  apply (&self, (DscOp) { .kind = DSC_OP_NEW, .target = self.a });
  uint32_t inner = apply (&self, (DscOp) { .kind = DSC_OP_NEW, .target = self.b });
  const DscObject *object = dsc_machine_get_object (self.machine, self.b);
  const DscObject *key = str_of (pool_of (self.machine), "key");
  g_assert_true (dsc_machine_get_object (self.machine, self.b) == object);
  g_assert_cmpint (object->kind, ==, DSC_OBJECT_DICT);
  apply (&self, (DscOp) { .kind = DSC_OP_SET_ITEM, .source = self.a, .key = key, .value = object });
  apply (&self, (DscOp) { .kind = DSC_OP_UNBIND, .target = self.b });
  g_assert_nonnull (dsc_machine_find_dict (self.machine, inner));

  DscOp read = { .kind = DSC_OP_GET_ITEM, .source = self.a, .target = self.b, .key = key };
  g_assert_cmpint (dsc_machine_apply (self.machine, &read, &result), ==, DSC_STATUS_OK);
  g_assert_true (result.value == object);
  g_assert_cmpuint (dsc_dict_get_id (dsc_machine_get_dict (self.machine, self.b)), ==, inner);
  g_assert_cmpuint (apply (&self, (DscOp) { .kind = DSC_OP_BIND, .target = self.b, .value = object }), ==, inner);

  DscOp unhashable = { .kind = DSC_OP_CONTAINS, .source = self.a, .key = object };
  g_assert_cmpint (dsc_machine_apply (self.machine, &unhashable, &result), ==, DSC_STATUS_RAISED);
  g_assert_cmpint (result.raised.kind, ==, DSC_RAISED_UNHASHABLE);
  tear_down (&self);
}

/* Three dicts, the second one in a list in a tuple. */
static void
test_deaths (void)
{
  Fixture self;
  DscResult result;

  g_test_summary ("A dict dies with the last table, container or name that refers to it, whichever way each goes.");
  set_up (&self, "3.13.0");
  uint32_t temporary = dsc_machine_intern_name (self.machine, " t", 2);
  const DscObject *key = str_of (pool_of (self.machine), "key");
  for (int way = 0; way < 5; way++)
    {
      apply (&self, (DscOp) { .kind = DSC_OP_NEW, .target = self.a });
      uint32_t inner = apply (&self, (DscOp) { .kind = DSC_OP_NEW, .target = self.b });
      const DscObject *object = dsc_machine_get_object (self.machine, self.b);
      const DscObject *list = dsc_object_list (pool_of (self.machine), (const DscObject *[]) { object, object }, 2);
      const DscObject *tuple = dsc_object_tuple (pool_of (self.machine), (const DscObject *[]) { list, key }, 2);
      apply (&self, (DscOp) { .kind = DSC_OP_SET_ITEM, .source = self.a, .key = key, .value = tuple });
      apply (&self, (DscOp) { .kind = DSC_OP_SET_ITEM, .source = self.a, .key = dsc_object_int (pool_of (self.machine), 1), .value = list });
      g_assert_cmpuint (dsc_dict_get_refcount (dsc_machine_get_dict (self.machine, self.b)), ==, 3);
      apply (&self, (DscOp) { .kind = DSC_OP_UNBIND, .target = self.b });
      apply (&self, (DscOp) { .kind = DSC_OP_DELETE_ITEM, .source = self.a, .key = dsc_object_int (pool_of (self.machine), 1) });
      g_assert_cmpuint (dsc_dict_get_refcount (dsc_machine_find_dict (self.machine, inner)), ==, 2);
      DscOp pop = { .kind = DSC_OP_POP, .source = self.a, .key = key, .target = temporary };
      switch (way)
        {
        case 0: apply (&self, (DscOp) { .kind = DSC_OP_CLEAR, .source = self.a }); break;
        case 1: apply (&self, (DscOp) { .kind = DSC_OP_UNBIND, .source = self.a }); break;
        case 2: apply (&self, (DscOp) { .kind = DSC_OP_SET_ITEM, .source = self.a, .key = key, .value = key }); break;
        case 3: apply (&self, (DscOp) { .kind = DSC_OP_POPITEM, .source = self.a }); break;
        default:
          g_assert_cmpint (dsc_machine_apply (self.machine, &pop, &result), ==, DSC_STATUS_OK);
          g_assert_true (result.value == tuple && dsc_machine_get_object (self.machine, temporary) == tuple);
          g_assert_cmpint (dsc_machine_get_bound_kind (self.machine, temporary), ==, DSC_BOUND_NOTHING);
          g_assert_true (dsc_machine_is_bound (self.machine, temporary));
          g_assert_nonnull (dsc_machine_find_dict (self.machine, inner));
          apply (&self, (DscOp) { .kind = DSC_OP_UNBIND, .target = temporary });
          break;
        }
      g_assert_null (dsc_machine_find_dict (self.machine, inner));
      DscOp gone = { .kind = DSC_OP_FILL, .source = self.a, .pairs = (DscPair[]) { { key, key }, { key, list } }, .n_pairs = 2 };
      if (way != 1)
        g_assert_cmpint (dsc_machine_apply (self.machine, &gone, &result), ==, DSC_STATUS_INVALID);
    }
  tear_down (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/machine/names", test_names);
  g_test_add_func ("/core/machine/rebinding-frees", test_rebinding_frees);
  g_test_add_func ("/core/machine/assignment-order", test_assignment_order);
  g_test_add_func ("/core/machine/stored-dict-stays", test_stored_dict_stays);
  g_test_add_func ("/core/machine/deaths", test_deaths);
  return g_test_run ();
}
