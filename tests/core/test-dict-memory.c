/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-dict-memory.c: every allocation of every operation, refused once in turn. */
#include "table-fixture.h"

/* Values for the operations; everything that they need is made before memory runs out. */
typedef struct {
  Fixture          f;
  DscDict         *other;        /* six items, one in common */
  DscPair         *pairs;        /* 20, three of them in the dict */
  const DscObject *keys[20];
  const DscObject *str_key, *int_key, *value;
} World;

#define CLEARED (-1)   /* for the number of items: there was one, and the dict was cleared */

typedef DscStatus (*Operation) (World *self, DscDict **out_new);

static void
world_init (World *self, const char *target, int n, bool strs)
{
  fixture_init (&self->f, target);
  self->pairs = strs ? str_pairs (&self->f, 2, 20) : int_pairs (&self->f, 2, 20);
  for (int i = 0; i < 20; i++)
    self->keys[i] = self->pairs[i].key;
  self->str_key = fixture_str (&self->f, "another");
  self->int_key = fixture_int (&self->f, 12345);
  self->value = fixture_int (&self->f, 54321);
  g_assert_cmpint (dsc_dict_new (self->f.rt, &self->other), ==, DSC_STATUS_OK);
  for (int i = 0; i < 6; i++)
    g_assert_cmpint (dsc_dict_set_item (self->f.rt, self->other, self->pairs[i + 3].key, self->value), ==, DSC_STATUS_OK);
  for (int i = 0; i < n; i++)
    fixture_set (&self->f, self->pairs[i].key, self->pairs[i].value);
  if (n == CLEARED)
    {
      fixture_set (&self->f, self->keys[0], self->value);
      clear_items (&self->f);
    }
}

static void
world_clear (World *self)
{
  dsc_dict_unref (self->f.rt, self->other);
  g_free (self->pairs);
  fixture_clear (&self->f);
}

static DscStatus
set_str_key (World *self, DscDict **out_new)
{
  (void) out_new;
  return dsc_dict_set_item (self->f.rt, self->f.dict, self->str_key, self->value);
}

static DscStatus
set_int_key (World *self, DscDict **out_new)
{
  (void) out_new;
  return dsc_dict_set_item (self->f.rt, self->f.dict, self->int_key, self->value);
}

static DscStatus
overwrite (World *self, DscDict **out_new)
{
  (void) out_new;
  return dsc_dict_set_item (self->f.rt, self->f.dict, self->keys[0], self->value);
}

static DscStatus
set_default (World *self, DscDict **out_new)
{
  const DscObject *value;

  (void) out_new;
  return dsc_dict_setdefault (self->f.rt, self->f.dict, self->int_key, self->value, &value);
}

static DscStatus
clear (World *self, DscDict **out_new)
{
  (void) out_new;
  return dsc_dict_clear_items (self->f.rt, self->f.dict);
}

static DscStatus
pop (World *self, DscDict **out_new)
{
  const DscObject *value;

  (void) out_new;
  return dsc_dict_pop (self->f.rt, self->f.dict, self->int_key, self->value, &value);
}

static DscStatus
new_display (World *self, DscDict **out_new)
{
  return dsc_dict_new (self->f.rt, out_new);
}

static DscStatus
new_call (World *self, DscDict **out_new)
{
  return dsc_dict_new_call (self->f.rt, out_new);
}

static DscStatus
new_from (World *self, DscDict **out_new)
{
  return dsc_dict_new_from (self->f.rt, self->f.dict, out_new);
}

static DscStatus
copy (World *self, DscDict **out_new)
{
  return dsc_dict_copy (self->f.rt, self->f.dict, out_new);
}

static DscStatus
make_union (World *self, DscDict **out_new)
{
  return dsc_dict_union (self->f.rt, self->f.dict, self->other, out_new);
}

static DscStatus
kwargs_from (World *self, DscDict **out_new)
{
  return dsc_dict_kwargs_from (self->f.rt, self->f.dict, out_new);
}

static DscStatus
fromkeys_dict (World *self, DscDict **out_new)
{
  return dsc_dict_fromkeys_dict (self->f.rt, self->f.dict, self->value, out_new);
}

static DscStatus
fromkeys_list (World *self, DscDict **out_new)
{
  return dsc_dict_fromkeys (self->f.rt, DSC_ITERABLE_LIST, self->keys, 20, self->value, out_new);
}

static DscStatus
fromkeys_set (World *self, DscDict **out_new)
{
  return dsc_dict_fromkeys (self->f.rt, DSC_ITERABLE_SET, self->keys, 20, self->value, out_new);
}

static DscStatus
fromkeys_display (World *self, DscDict **out_new)
{
  return dsc_dict_fromkeys (self->f.rt, DSC_ITERABLE_DICT, self->keys, 20, self->value, out_new);
}

static DscStatus
build_display (World *self, DscDict **out_new)
{
  return dsc_dict_build (self->f.rt, DSC_BUILD_DISPLAY, self->pairs, 20, out_new);
}

static DscStatus
build_pairs (World *self, DscDict **out_new)
{
  return dsc_dict_build (self->f.rt, DSC_BUILD_CALL_PAIRS, self->pairs, 20, out_new);
}

static DscStatus
build_call_kwargs (World *self, DscDict **out_new)
{
  return dsc_dict_build (self->f.rt, DSC_BUILD_CALL_KWARGS, self->pairs, 12, out_new);
}

/* The ones that leave a dict, and everything else, exactly as it was. */
static const Operation atomic[] = {
  set_str_key, set_int_key, overwrite, set_default, clear, pop, new_display, new_call, new_from, copy, make_union, kwargs_from,
  fromkeys_dict, fromkeys_list, fromkeys_set, fromkeys_display, build_display, build_pairs, build_call_kwargs,
};

static DscStatus
update_pairs (World *self, DscDict **out_new)
{
  (void) out_new;
  return dsc_dict_update_pairs (self->f.rt, self->f.dict, self->pairs, 20);
}

static DscStatus
update_kwargs (World *self, DscDict **out_new)
{
  (void) out_new;
  return dsc_dict_update_kwargs (self->f.rt, self->f.dict, self->pairs, 20);
}

static DscStatus
update_dict (World *self, DscDict **out_new)
{
  (void) out_new;
  return dsc_dict_update_dict (self->f.rt, self->f.dict, self->other);
}

/* The ones that keep what was stored before, as Python does. */
static const Operation stepwise[] = { update_pairs, update_kwargs, update_dict };

static void
check_outcome (World *world, DscStatus status, DscDict *created, const char *before, bool is_atomic)
{
  assert_sound (&world->f, world->f.dict);
  assert_sound (&world->f, world->other);
  if (status != DSC_STATUS_NO_MEMORY)
    {
      g_assert_true (status == DSC_STATUS_OK || status == DSC_STATUS_UNSUPPORTED);
      if (created != NULL)
        assert_sound (&world->f, created);
      return;
    }
  g_assert_null (created);
  g_autofree char *after = table_text (world->f.rt, world->f.dict);
  if (is_atomic)
    g_assert_cmpstr (after, ==, before);
}

/* Refuses allocation 1, 2, … of the operation until it needs no more; returns how many were refused. */
static unsigned
exhaust (const char *target, Operation operation, int n, bool strs, bool is_atomic)
{
  unsigned fail_at = 0;
  DscStatus status = DSC_STATUS_NO_MEMORY;

  while (status == DSC_STATUS_NO_MEMORY)
    {
      World world;
      DscDict *created = NULL;

      fail_at++;
      world_init (&world, target, n, strs);
      const unsigned n_live = world.f.memory.n_live;
      g_autofree char *before = table_text (world.f.rt, world.f.dict);
      world.f.memory.n_asked = 0;
      world.f.memory.fail_at = fail_at;
      status = operation (&world, &created);
      world.f.memory.fail_at = 0;
      check_outcome (&world, status, created, before, is_atomic);
      if (status == DSC_STATUS_NO_MEMORY && is_atomic)
        g_assert_cmpuint (world.f.memory.n_live, ==, n_live);
      if (created != NULL)
        dsc_dict_unref (world.f.rt, created);
      world_clear (&world);
    }
  return fail_at - 1;
}

static void
exhaust_all (const char *target)
{
  static const int sizes[] = { CLEARED, 0, 1, 5, 10, 11 };
  unsigned n_refused = 0;

  for (int strs = 0; strs < 2; strs++)
    for (size_t n = 0; n < G_N_ELEMENTS (sizes); n++)
      {
        for (size_t i = 0; i < G_N_ELEMENTS (atomic); i++)
          n_refused += exhaust (target, atomic[i], sizes[n], strs, true);
        for (size_t i = 0; i < G_N_ELEMENTS (stepwise); i++)
          n_refused += exhaust (target, stepwise[i], sizes[n], strs, false);
      }
  g_assert_cmpuint (n_refused, >, 100);
  g_test_message ("%s: %u refusals", target, n_refused);
}

static void
test_operations (void)
{
  g_test_summary ("A dict is as it was after any refusal; an update keeps what it has stored, and is sound.");
  for (size_t i = 0; i < G_N_ELEMENTS (fixture_targets); i++)
    exhaust_all (fixture_targets[i]);
}

static void
test_runtime (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (fixture_targets); i++)
    {
      DscRuntime *rt = NULL;
      for (unsigned fail_at = 1; rt == NULL; fail_at++)
        {
          FailingAlloc memory;
          failing_alloc_init (&memory, fail_at);
          rt = dsc_runtime_new (fixture_target (fixture_targets[i]), 0, &memory.alloc);
          g_assert_true (rt != NULL || failing_alloc_has_failed (&memory));
          bool done = rt != NULL;
          if (done)
            dsc_runtime_free (rt);
          g_assert_cmpuint (memory.n_live, ==, 0);
          if (done)
            break;
        }
    }
}

static void
test_trace (void)
{
  Fixture f;
  DscTrace trace;
  FailingAlloc for_trace;

  g_test_summary ("A trace that has no memory misses events; the operation is not affected.");
  fixture_init (&f, "3.12.1");
  failing_alloc_init (&for_trace, 1);
  dsc_trace_init (&trace, &for_trace.alloc);
  dsc_runtime_set_trace (f.rt, &trace);
  set_int (&f, 1, 1);
  g_assert_cmpint (trace.status, ==, DSC_STATUS_NO_MEMORY);
  g_assert_cmpuint (f.dict->ma_used, ==, 1);
  dsc_runtime_set_trace (f.rt, NULL);
  dsc_trace_clear (&trace);
  fixture_clear (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/dict-memory/operations", test_operations);
  g_test_add_func ("/core/dict-memory/runtime", test_runtime);
  g_test_add_func ("/core/dict-memory/trace", test_trace);
  return g_test_run ();
}
