/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-dict-random.c: random operations against a plain list of pairs, traced and not, with the check after every one. */
#include "table-fixture.h"

#define N_KEYS       60
#define N_OPERATIONS 1500

/* What a dict should hold: pairs in the order of their insertion. */
typedef struct {
  DscPair pairs[2 * N_KEYS];
  size_t  n;
} Plain;

typedef struct {
  Fixture          f, traced;        /* the same program, the second one with a trace */
  DscTrace         trace;
  Plain            plain;
  GRand           *rand;
  const DscObject *keys[N_KEYS];     /* of f's pool, which both runtimes use */
} World;

static size_t
plain_find (const Plain *self, const DscObject *key, const DscPool *pool)
{
  size_t i = 0;

  while (i < self->n && self->pairs[i].key != key && !dsc_object_equal (self->pairs[i].key, key, pool))
    i++;
  return i;
}

static void
plain_set (Plain *self, const DscObject *key, const DscObject *value, const DscPool *pool)
{
  size_t i = plain_find (self, key, pool);

  if (i == self->n)
    self->pairs[self->n++].key = key;
  self->pairs[i].value = value;
}

static void
plain_delete (Plain *self, size_t i)
{
  memmove (&self->pairs[i], &self->pairs[i + 1], (self->n - i - 1) * sizeof *self->pairs);
  self->n--;
}

/* The number of key that the table has and the list does not, or the other way round, must be none. */
static void
assert_same (const World *self)
{
  const Plain *plain = &self->plain;
  bool ordered = self->f.rt->traits.family == DSC_FAMILY_COMPACT;
  size_t position = 0;
  size_t n = 0;
  DscPair pair;

  g_assert_cmpuint (self->f.dict->ma_used, ==, plain->n);
  for (; dsc_dict_next (self->f.dict, &position, &pair); n++)
    {
      size_t i = plain_find (plain, pair.key, self->f.pool);
      g_assert_cmpuint (i, <, plain->n);
      g_assert_true (pair.value == plain->pairs[i].value);
      if (ordered)
        g_assert_cmpuint (i, ==, n);
    }
  g_assert_cmpuint (n, ==, plain->n);
}

static void
assert_traced_is_same (const World *self)
{
  g_autofree char *plain = table_text (self->f.rt, self->f.dict);
  g_autofree char *traced = table_text (self->traced.rt, self->traced.dict);

  g_assert_cmpstr (traced, ==, plain);
}

static void
step_store (World *self, const DscObject *key, const DscObject *value)
{
  Fixture *both[] = { &self->f, &self->traced };

  for (int i = 0; i < 2; i++)
    g_assert_cmpint (dsc_dict_set_item (both[i]->rt, both[i]->dict, key, value), ==, DSC_STATUS_OK);
  plain_set (&self->plain, key, value, self->f.pool);
}

static void
step_set_default (World *self, const DscObject *key, const DscObject *value)
{
  Fixture *both[] = { &self->f, &self->traced };
  size_t at = plain_find (&self->plain, key, self->f.pool);

  for (int i = 0; i < 2; i++)
    {
      const DscObject *found = NULL;
      g_assert_cmpint (dsc_dict_setdefault (both[i]->rt, both[i]->dict, key, value, &found), ==, DSC_STATUS_OK);
      g_assert_true (found == (at < self->plain.n ? self->plain.pairs[at].value : value));
    }
  if (at == self->plain.n)
    plain_set (&self->plain, key, value, self->f.pool);
}

static void
step_pop (World *self, const DscObject *key)
{
  Fixture *both[] = { &self->f, &self->traced };
  size_t at = plain_find (&self->plain, key, self->f.pool);
  bool present = at < self->plain.n;

  for (int i = 0; i < 2; i++)
    {
      const DscObject *found = NULL;
      DscStatus status = dsc_dict_pop (both[i]->rt, both[i]->dict, key, NULL, &found);
      g_assert_cmpint (status, ==, present ? DSC_STATUS_OK : DSC_STATUS_RAISED);
      g_assert_true (found == (present ? self->plain.pairs[at].value : NULL));
    }
  if (present)
    plain_delete (&self->plain, at);
}

static void
step_get (World *self, const DscObject *key)
{
  Fixture *both[] = { &self->f, &self->traced };
  size_t at = plain_find (&self->plain, key, self->f.pool);

  for (int i = 0; i < 2; i++)
    g_assert_true (get_value (both[i], key) == (at < self->plain.n ? self->plain.pairs[at].value : NULL));
}

static void
step_popitem (World *self)
{
  if (self->plain.n == 0)
    return;
  DscPair pair = pop_item (&self->f);
  DscPair traced = pop_item (&self->traced);
  size_t at = plain_find (&self->plain, pair.key, self->f.pool);
  g_assert_true (pair.key == traced.key && pair.value == traced.value);
  if (self->f.rt->traits.popitem == DSC_POPITEM_LAST)
    g_assert_cmpuint (at, ==, self->plain.n - 1);
  plain_delete (&self->plain, at);
}

static void
step_replace (World *self, int how)
{
  Fixture *both[] = { &self->f, &self->traced };

  for (int i = 0; i < 2; i++)
    {
      DscDict *dict = NULL;
      if (how == 0)
        g_assert_cmpint (dsc_dict_copy (both[i]->rt, both[i]->dict, &dict), ==, DSC_STATUS_OK);
      else
        g_assert_cmpint (dsc_dict_new_from (both[i]->rt, both[i]->dict, &dict), ==, DSC_STATUS_OK);
      fixture_take (both[i], dict);
    }
}

static void
step (World *self)
{
  const DscObject *key = self->keys[g_rand_int_range (self->rand, 0, N_KEYS)];
  const DscObject *value = self->keys[g_rand_int_range (self->rand, 0, N_KEYS)];
  int kind = g_rand_int_range (self->rand, 0, 100);

  if (kind < 40)
    step_store (self, key, value);
  else if (kind < 55)
    step_set_default (self, key, value);
  else if (kind < 80)
    step_pop (self, key);
  else if (kind < 90)
    step_get (self, key);
  else if (kind < 96)
    step_popitem (self);
  else if (kind < 99)
    step_replace (self, kind - 97);
  else
    {
      clear_items (&self->f);
      clear_items (&self->traced);
      self->plain.n = 0;
    }
}

static const DscObject *
random_key (World *self, int i, bool mixed)
{
  Fixture *f = &self->f;
  char name[16];

  g_snprintf (name, sizeof name, "k%d", i % 25);
  switch (mixed ? i % 6 : 0)
    {
    case 1:  return fixture_int (f, i / 6);
    case 2:  return dsc_object_float (f->pool, i / 6);
    case 3:  return fixture_keyed (f, i % 3 * 8, name);
    case 4:  return dsc_object_str_subclass (f->pool, name, strlen (name), "S");
    default: return fixture_str (f, name);
    }
}

static void
run (const char *target, guint32 seed, bool mixed)
{
  World world = { .rand = g_rand_new_with_seed (seed) };

  fixture_init (&world.f, target);
  failing_alloc_init (&world.traced.memory, 0);
  world.traced.pool = world.f.pool;
  world.traced.rt = dsc_runtime_new_with_pool (world.f.pool, &world.traced.memory.alloc);
  g_assert_cmpint (dsc_dict_new (world.traced.rt, &world.traced.dict), ==, DSC_STATUS_OK);
  dsc_trace_init (&world.trace, &dsc_alloc_libc);
  dsc_runtime_set_trace (world.traced.rt, &world.trace);
  for (int i = 0; i < N_KEYS; i++)
    world.keys[i] = random_key (&world, i, mixed);
  for (int i = 0; i < N_OPERATIONS; i++)
    {
      step (&world);
      assert_sound (&world.f, world.f.dict);
      assert_sound (&world.traced, world.traced.dict);
      assert_same (&world);
      assert_traced_is_same (&world);
      dsc_trace_reset (&world.trace);
    }
  dsc_runtime_set_trace (world.traced.rt, NULL);
  dsc_trace_clear (&world.trace);
  fixture_clear (&world.traced);
  fixture_clear (&world.f);
  g_rand_free (world.rand);
}

static void
test_random (gconstpointer data)
{
  for (size_t i = 0; i < G_N_ELEMENTS (fixture_targets); i++)
    run (fixture_targets[i], g_test_rand_int (), GPOINTER_TO_INT (data));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/core/dict-random/strs", GINT_TO_POINTER (0), test_random);
  g_test_add_data_func ("/core/dict-random/mixed", GINT_TO_POINTER (1), test_random);
  return g_test_run ();
}
