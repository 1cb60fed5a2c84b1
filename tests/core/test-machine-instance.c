/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-machine-instance.c: classes and instances as names with attributes. */
#include "machine-dump.h"
#include "machine-fixture.h"

typedef struct {
  FailingAlloc     memory;
  DscMachine      *machine;
  DscPool         *pool;
  uint32_t         class, object;
  const DscObject *x, *y;
} Fixture;

static DscStatus
apply (Fixture *self, DscOp op, DscResult *out_result)
{
  return dsc_machine_apply (self->machine, &op, out_result);
}

static DscStatus
define (Fixture *self, DscResult *out_result)
{
  DscPair names[] = { { self->x, NULL } };

  return apply (self, (DscOp) { .kind = DSC_OP_CLASS, .target = self->class, .key = str_of (self->pool, "Point"), .pairs = names,
                                .n_pairs = 1 }, out_result);
}

static DscStatus
make (Fixture *self, DscResult *out_result)
{
  DscPair attributes[] = { { self->x, dsc_object_int (self->pool, 7) } };

  return apply (self, (DscOp) { .kind = DSC_OP_INSTANCE, .target = self->object, .source = self->class, .pairs = attributes,
                                .n_pairs = 1 }, out_result);
}

static void
set_up (Fixture *self, unsigned fail_at)
{
  failing_alloc_init (&self->memory, 0);
  self->machine = dsc_machine_new (target_of ("3.12.1"), 0, NULL, &self->memory.alloc);
  self->pool = pool_of (self->machine);
  self->class = name_of (self->machine, "Point");
  self->object = name_of (self->machine, "p");
  self->x = str_of (self->pool, "x1");
  self->y = str_of (self->pool, "y1");
  self->memory.n_asked = 0;
  self->memory.fail_at = fail_at;
}

static void
tear_down (Fixture *self)
{
  dsc_machine_free (self->machine);
  g_assert_cmpuint (self->memory.n_live, ==, 0);
}

static void
test_attributes (void)
{
  Fixture self;
  DscResult result;

  set_up (&self, 0);
  g_assert_cmpint (make (&self, &result), ==, DSC_STATUS_INVALID);
  g_assert_cmpint (define (&self, &result), ==, DSC_STATUS_OK);
  g_assert_cmpint (result.value->kind, ==, DSC_OBJECT_CLASS);
  g_assert_cmpint (make (&self, &result), ==, DSC_STATUS_OK);
  g_assert_cmpint (result.value->kind, ==, DSC_OBJECT_INSTANCE);
  g_assert_cmpstr (dsc_object_type_name (result.value, self.pool), ==, "Point");
  g_assert_true (dsc_machine_get_object (self.machine, self.object) == result.value);
  g_assert_cmpint (dsc_machine_get_bound_kind (self.machine, self.object), ==, DSC_BOUND_INSTANCE);
  g_assert_null (dsc_machine_get_dict (self.machine, self.object));

  DscOp get = { .kind = DSC_OP_GET_ATTR, .source = self.object, .key = str_of (self.pool, "x1") };
  g_assert_cmpint (apply (&self, get, &result), ==, DSC_STATUS_OK);
  g_assert_cmpint (result.value->as.integer, ==, 7);
  DscOp set = { .kind = DSC_OP_SET_ATTR, .source = self.object, .key = self.y, .value = dsc_object_int (self.pool, 8) };
  g_assert_cmpint (apply (&self, set, &result), ==, DSC_STATUS_OK);
  set.value = dsc_object_int (self.pool, 9);
  g_assert_cmpint (apply (&self, set, &result), ==, DSC_STATUS_OK);
  DscOp delete = { .kind = DSC_OP_DELETE_ATTR, .source = self.object, .key = self.x };
  g_assert_cmpint (apply (&self, delete, &result), ==, DSC_STATUS_OK);
  g_assert_cmpint (apply (&self, get, &result), ==, DSC_STATUS_RAISED);
  g_assert_cmpint (result.raised.kind, ==, DSC_RAISED_ATTRIBUTE_ERROR);
  g_assert_true (result.raised.key == get.key);
  g_assert_true (result.raised.object == dsc_machine_get_object (self.machine, self.object));
  g_assert_cmpint (apply (&self, delete, &result), ==, DSC_STATUS_RAISED);
  g_assert_cmpint (result.raised.kind, ==, DSC_RAISED_ATTRIBUTE_ERROR);
  get.key = str_of (self.pool, "__class__");
  g_assert_cmpint (apply (&self, get, &result), ==, DSC_STATUS_NOT_MODELLED);
  get.key = self.y;
  g_assert_cmpint (apply (&self, get, &result), ==, DSC_STATUS_OK);
  g_assert_cmpint (result.value->as.integer, ==, 9);
  tear_down (&self);
}

static void
test_dict (void)
{
  Fixture self;
  DscResult result;

  set_up (&self, 0);
  g_assert_cmpint (define (&self, &result), ==, DSC_STATUS_OK);
  g_assert_cmpint (make (&self, &result), ==, DSC_STATUS_OK);
  uint32_t other = name_of (self.machine, "other");
  uint32_t d = name_of (self.machine, "d");
  g_assert_null (dsc_instance_peek_dict (dsc_machine_get_instance (self.machine, self.object)));
  g_assert_cmpint (apply (&self, (DscOp) { .kind = DSC_OP_VARS, .source = self.object }, &result), ==, DSC_STATUS_OK);
  g_assert_cmpint (apply (&self, (DscOp) { .kind = DSC_OP_VARS, .source = self.object, .target = other }, &result), ==, DSC_STATUS_OK);
  g_assert_true (dsc_machine_get_dict (self.machine, other) == dsc_instance_peek_dict (dsc_machine_get_instance (self.machine, self.object)));
  g_assert_cmpuint (result.dict, ==, dsc_dict_get_id (dsc_machine_get_dict (self.machine, other)));
  g_assert_cmpuint (dsc_dict_get_used (dsc_machine_get_dict (self.machine, other)), ==, 1);
  g_assert_cmpint (apply (&self, (DscOp) { .kind = DSC_OP_NEW, .target = d }, &result), ==, DSC_STATUS_OK);
  g_assert_cmpint (apply (&self, (DscOp) { .kind = DSC_OP_SET_DICT, .source = self.object, .other = d }, &result), ==, DSC_STATUS_OK);
  g_assert_cmpint (apply (&self, (DscOp) { .kind = DSC_OP_SET_DICT, .source = d, .other = d }, &result), ==, DSC_STATUS_INVALID);
  g_assert_cmpint (apply (&self, (DscOp) { .kind = DSC_OP_SET_ATTR, .source = self.object, .key = self.y, .value = self.x }, &result), ==,
                   DSC_STATUS_OK);
  g_assert_cmpuint (dsc_dict_get_used (dsc_machine_get_dict (self.machine, d)), ==, 1);
  g_assert_cmpint (apply (&self, (DscOp) { .kind = DSC_OP_SET_ITEM, .source = self.object, .key = self.x, .value = self.x }, &result),
                   ==, DSC_STATUS_INVALID);
  g_assert_cmpint (apply (&self, (DscOp) { .kind = DSC_OP_GETSIZEOF, .source = self.object }, &result), ==, DSC_STATUS_OK);
  g_assert_cmpint (result.value->as.integer, ==, 48);
  tear_down (&self);
}

static void
test_life (void)
{
  Fixture self;
  DscResult result;

  g_test_summary ("An instance goes with its last name, and its dict with the last of its own.");
  set_up (&self, 0);
  uint32_t other = name_of (self.machine, "other");
  uint32_t d = name_of (self.machine, "d");
  g_assert_cmpint (define (&self, &result), ==, DSC_STATUS_OK);
  g_assert_cmpint (make (&self, &result), ==, DSC_STATUS_OK);
  g_assert_cmpint (apply (&self, (DscOp) { .kind = DSC_OP_VARS, .source = self.object, .target = d }, &result), ==, DSC_STATUS_OK);
  uint32_t id = result.dict;
  g_assert_cmpint (apply (&self, (DscOp) { .kind = DSC_OP_BIND, .source = self.object, .target = other }, &result), ==, DSC_STATUS_OK);
  g_assert_cmpint (apply (&self, (DscOp) { .kind = DSC_OP_DROP, .source = self.object }, &result), ==, DSC_STATUS_OK);
  g_assert_cmpint (dsc_machine_get_bound_kind (self.machine, self.object), ==, DSC_BOUND_NOTHING);
  g_assert_cmpint (dsc_machine_get_bound_kind (self.machine, other), ==, DSC_BOUND_INSTANCE);
  g_assert_cmpuint (dsc_dict_get_refcount (dsc_machine_find_dict (self.machine, id)), ==, 2);
  g_assert_cmpint (apply (&self, (DscOp) { .kind = DSC_OP_DROP, .source = other }, &result), ==, DSC_STATUS_OK);
  g_assert_cmpuint (dsc_dict_get_refcount (dsc_machine_find_dict (self.machine, id)), ==, 1);
  g_assert_cmpint (apply (&self, (DscOp) { .kind = DSC_OP_UNBIND, .target = d }, &result), ==, DSC_STATUS_OK);
  g_assert_null (dsc_machine_find_dict (self.machine, id));
  tear_down (&self);
}

static void
test_as_value (void)
{
  Fixture self;
  DscResult result;

  g_test_summary ("An instance is a value and a key like any other object, and can be named again when it is read.");
  set_up (&self, 0);
  uint32_t dict = name_of (self.machine, "d");
  g_assert_cmpint (define (&self, &result), ==, DSC_STATUS_OK);
  g_assert_cmpint (make (&self, &result), ==, DSC_STATUS_OK);
  const DscObject *object = result.value;
  g_assert_cmpint (apply (&self, (DscOp) { .kind = DSC_OP_NEW, .target = dict }, NULL), ==, DSC_STATUS_OK);
  g_assert_cmpint (apply (&self, (DscOp) { .kind = DSC_OP_SET_ITEM, .source = dict, .key = object, .value = object }, NULL), ==,
                   DSC_STATUS_OK);
  g_assert_cmpint (apply (&self, (DscOp) { .kind = DSC_OP_UNBIND, .target = self.object }, NULL), ==, DSC_STATUS_OK);
  g_assert_cmpint (apply (&self, (DscOp) { .kind = DSC_OP_POP, .source = dict, .key = object, .target = self.object }, &result), ==,
                   DSC_STATUS_OK);
  g_assert_true (dsc_machine_get_object (self.machine, self.object) == object);
  tear_down (&self);
}

static void
test_no_memory (void)
{
  unsigned n_refused = 0;

  for (unsigned fail_at = 1;; fail_at++)
    {
      Fixture self;
      DscResult result;
      set_up (&self, fail_at);
      DscStatus status = define (&self, &result);
      if (status == DSC_STATUS_OK)
        status = make (&self, &result);
      n_refused += status == DSC_STATUS_NO_MEMORY;
      if (status == DSC_STATUS_NO_MEMORY)
        g_assert_cmpint (dsc_machine_get_bound_kind (self.machine, self.object), ==, DSC_BOUND_NOTHING);
      tear_down (&self);
      if (!failing_alloc_has_failed (&self.memory))
        break;
    }
  g_assert_cmpuint (n_refused, >=, 4);
}

static void
test_refused (void)
{
  Fixture self;
  DscResult result;

  g_test_summary ("An operation that is refused does not keep the instance alive that it has as its value.");
  set_up (&self, 0);
  g_assert_cmpint (define (&self, &result), ==, DSC_STATUS_OK);
  g_assert_cmpint (make (&self, &result), ==, DSC_STATUS_OK);
  DscOp refused = { .kind = DSC_OP_SET_ATTR, .source = self.class, .key = self.x, .value = dsc_machine_get_object (self.machine, self.object) };
  g_autofree char *before = machine_dump (self.machine);
  g_assert_cmpint (apply (&self, refused, &result), ==, DSC_STATUS_INVALID);
  g_autofree char *after = machine_dump (self.machine);
  g_assert_cmpstr (after, ==, before);
  tear_down (&self);
}

static void
test_snapshot (void)
{
  Fixture self;
  DscResult result;

  g_test_summary ("Whatever has a name gives its image: an instance, a class for the keys that it shares, nothing where nothing is bound.");
  set_up (&self, 0);
  g_assert_null (dsc_machine_take_snapshot (self.machine, 0));
  g_assert_null (dsc_machine_take_snapshot (self.machine, self.object));
  g_assert_cmpint (define (&self, &result), ==, DSC_STATUS_OK);
  g_assert_cmpint (make (&self, &result), ==, DSC_STATUS_OK);
  DscSnapshot *instance = dsc_machine_take_snapshot (self.machine, self.object);
  DscSnapshot *class = dsc_machine_take_snapshot (self.machine, self.class);
  g_assert_true (dsc_snapshot_has_instance (instance));
  g_assert_false (dsc_snapshot_has_instance (class));
  g_assert_cmpuint (dsc_snapshot_get_n_entries (class), ==, 1);
  dsc_snapshot_unref (instance);
  dsc_snapshot_unref (class);
  tear_down (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/machine-instance/attributes", test_attributes);
  g_test_add_func ("/core/machine-instance/dict", test_dict);
  g_test_add_func ("/core/machine-instance/life", test_life);
  g_test_add_func ("/core/machine-instance/as-value", test_as_value);
  g_test_add_func ("/core/machine-instance/no-memory", test_no_memory);
  g_test_add_func ("/core/machine-instance/refused", test_refused);
  g_test_add_func ("/core/machine-instance/snapshot", test_snapshot);
  return g_test_run ();
}
