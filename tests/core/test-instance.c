/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-instance.c: attributes, key sharing, materialised dicts; random programs with checks, a trace, and every allocation refused once.
 *
 * The sizes are those that the interpreters in the tests' names print. */
#include "table-fixture.h"

#include "dsc-instance-private.h"

#define N_INSTANCES 3

static const char *const versions[] = {
  "2.7.18", "3.2.6", "3.3.0", "3.5.2", "3.5.10", "3.6.0", "3.6.15", "3.7.16", "3.9.18", "3.10.13", "3.11.7", "3.12.1", "3.13.0", "3.13.13",
  "3.13.13t", "3.14.0", "3.14.10", "3.14.5t", "3.15.2", "3.5.2-i386", "3.10.4-i386", "3.12.3-i386", "3.14.2-wasm32",
};

static DscClass *
make_class (Fixture *self, const char *const *names, size_t n)
{
  const DscObject *objects[40];
  DscClass *class = NULL;

  for (size_t i = 0; i < n; i++)
    objects[i] = fixture_str (self, names[i]);
  g_assert_cmpint (dsc_class_new (self->rt, fixture_str (self, "C"), objects, n, &class), ==, DSC_STATUS_OK);
  return class;
}

static void
set (Fixture *self, DscInstance *instance, const char *name)
{
  g_assert_cmpint (dsc_instance_set_attribute (self->rt, instance, fixture_str (self, name), fixture_int (self, 1)), ==, DSC_STATUS_OK);
  g_assert_cmpstr (dsc_instance_check (self->rt, instance), ==, NULL);
}

static DscStatus
delete (Fixture *self, DscInstance *instance, const char *name)
{
  DscStatus status = dsc_instance_delete_attribute (self->rt, instance, fixture_str (self, name));

  g_assert_cmpstr (dsc_instance_check (self->rt, instance), ==, NULL);
  return status;
}

static DscInstance *
make (Fixture *self, DscClass *class, const char *const *names, size_t n)
{
  DscInstance *instance = NULL;

  g_assert_cmpint (dsc_instance_new (self->rt, class, &instance), ==, DSC_STATUS_OK);
  for (size_t i = 0; i < n; i++)
    set (self, instance, names[i]);
  return instance;
}

static int64_t
dict_size (Fixture *self, DscInstance *instance)
{
  DscDict *dict = NULL;

  g_assert_cmpint (dsc_instance_get_dict (self->rt, instance, &dict), ==, DSC_STATUS_OK);
  g_assert_cmpstr (dsc_instance_check (self->rt, instance), ==, NULL);
  return dsc_dict_sizeof (self->rt, dict);
}

static char *
order_of (Fixture *self, DscInstance *instance)
{
  GString *text = g_string_new (NULL);
  size_t position = 0;
  DscDict *dict = NULL;
  DscPair pair;

  g_assert_cmpint (dsc_instance_get_dict (self->rt, instance, &dict), ==, DSC_STATUS_OK);
  while (dsc_dict_next (dict, &position, &pair))
    g_string_append (text, pair.key->as.text.bytes);
  return g_string_free (text, FALSE);
}

/* __sizeof__ of the dicts of instances that are thrown away one after the other. */
static void
assert_sequence (const char *version, size_t n_names, const int64_t *expected, size_t n)
{
  static const char *const names[] = { "x", "y", "z" };
  Fixture f;

  fixture_init (&f, version);
  DscClass *class = make_class (&f, names, 0);
  for (size_t i = 0; i < n; i++)
    {
      DscInstance *instance = make (&f, class, names, n_names);
      g_assert_cmpint (dict_size (&f, instance), ==, expected[i]);
      dsc_instance_unref (f.rt, instance);
    }
  dsc_class_unref (f.rt, class);
  fixture_clear (&f);
}

static void
test_sequences (void)
{
  static const int64_t plain[] = { 88, 88, 88 }, slots[] = { 72, 72, 72 }, falling[] = { 280, 272, 264, 256 }, free_threaded[] = { 296, 288, 280 };
  int64_t converging[40];

  g_test_summary ("[C().__dict__.__sizeof__() for …]");
  assert_sequence ("3.9.18", 0, plain, G_N_ELEMENTS (plain));
  assert_sequence ("3.5.10", 3, slots, G_N_ELEMENTS (slots));
  assert_sequence ("3.11.7", 0, falling, G_N_ELEMENTS (falling));
  assert_sequence ("3.12.1", 0, falling, G_N_ELEMENTS (falling));
  assert_sequence ("3.14.5t", 0, free_threaded, G_N_ELEMENTS (free_threaded));
  for (size_t i = 0; i < G_N_ELEMENTS (converging); i++)
    converging[i] = MAX (280 - 8 * (int64_t) i, 80);
  assert_sequence ("3.13.0", 3, converging, G_N_ELEMENTS (converging));
}

static void
test_order (void)
{
  static const char *const forwards[] = { "p", "q", "r" };
  static const struct { const char *version; const char *order; int64_t first, other; } cases[] = {
    { "3.9.18", "rqp", 256, 216 },    /* 3.9: the other one leaves the shared keys, the class gives them up, the first has them alone */
    { "3.11.7", "rqp", 264, 272 },
    { "3.13.0", "rqp", 264, 272 },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture f;
      fixture_init (&f, cases[i].version);
      DscClass *class = make_class (&f, NULL, 0);
      DscInstance *first = make (&f, class, forwards, 3);
      DscInstance *other = make (&f, class, NULL, 0);
      for (int name = 2; name >= 0; name--)
        set (&f, other, forwards[name]);
      g_autofree char *order = order_of (&f, other);
      g_assert_cmpstr (order, ==, cases[i].order);
      g_assert_cmpint (dict_size (&f, other), ==, cases[i].other);
      DscInstance *third = make (&f, class, forwards, 0);
      g_assert_cmpint (dict_size (&f, first), ==, cases[i].first);
      dsc_instance_unref (f.rt, third);
      dsc_instance_unref (f.rt, other);
      dsc_instance_unref (f.rt, first);
      dsc_class_unref (f.rt, class);
      fixture_clear (&f);
    }
}

static void
test_delete (void)
{
  static const char *const names[] = { "p", "q", "r" };
  static const struct { const char *version; bool shares; int64_t size; } cases[] = {
    { "3.5.2", true, 72 }, { "3.5.10", true, 72 }, { "3.6.0", false, 216 }, { "3.9.18", false, 216 }, { "3.11.7", true, 280 },
    { "3.13.0", true, 280 },
  };

  g_test_summary ("delattr from 3.6 to 3.10 ends key sharing for the class.");
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture f;
      fixture_init (&f, cases[i].version);
      DscClass *class = make_class (&f, NULL, 0);
      DscInstance *instance = make (&f, class, names, 3);
      g_assert_cmpint (delete (&f, instance, "q"), ==, DSC_STATUS_OK);
      g_assert_cmpint (delete (&f, instance, "q"), ==, DSC_STATUS_RAISED);
      g_assert_cmpint (dsc_runtime_get_raised (f.rt)->kind, ==, DSC_RAISED_ATTRIBUTE_ERROR);
      g_assert_cmpint (dsc_class_shares_keys (class), ==, cases[i].shares);
      g_assert_cmpint (dict_size (&f, instance), ==, cases[i].size);
      set (&f, instance, "q");
      g_autofree char *order = order_of (&f, instance);
      g_assert_cmpuint (strlen (order), ==, 3);
      if (i >= 2)
        g_assert_cmpstr (order, ==, "prq");
      dsc_instance_unref (f.rt, instance);
      dsc_class_unref (f.rt, class);
      fixture_clear (&f);
    }
}

static void
test_preload (void)
{
  static const char *const names[] = { "zz", "b", "a", "b" };
  Fixture f;

  g_test_summary ("3.14 on: __static_attributes__, sorted, once each.");
  fixture_init (&f, "3.14.10");
  DscClass *class = make_class (&f, names, G_N_ELEMENTS (names));
  g_assert_cmpint (class->ht_cached_keys->dk_nentries, ==, 3);
  g_assert_cmpint (class->ht_cached_keys->dk_usable, ==, 27);
  g_assert_cmpstr (dsc_keys_get_entry (class->ht_cached_keys, 0).me_key->as.text.bytes, ==, "a");
  g_assert_cmpstr (dsc_keys_get_entry (class->ht_cached_keys, 2).me_key->as.text.bytes, ==, "zz");
  dsc_class_unref (f.rt, class);
  fixture_clear (&f);
}

static void
test_dict_outlives (void)
{
  static const char *const names[] = { "p", "q" };

  g_test_summary ("A dict that uses the values inside an instance takes them along when the instance goes.");
  for (size_t i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      Fixture f;
      DscDict *dict = NULL;
      fixture_init (&f, versions[i]);
      DscClass *class = make_class (&f, NULL, 0);
      DscInstance *instance = make (&f, class, names, 2);
      g_assert_cmpint (dsc_instance_get_dict (f.rt, instance, &dict), ==, DSC_STATUS_OK);
      dsc_dict_ref (dict);
      set (&f, instance, "r");
      dsc_instance_unref (f.rt, instance);
      g_assert_cmpuint (dsc_dict_get_used (dict), ==, 3);
      g_assert_cmpstr (dsc_dict_check (f.rt, dict), ==, NULL);
      g_assert_cmpint (dsc_dict_delete_item (f.rt, dict, fixture_str (&f, "q")), ==, DSC_STATUS_OK);
      g_assert_cmpint (dsc_dict_set_item (f.rt, dict, fixture_int (&f, 1), fixture_int (&f, 2)), ==, DSC_STATUS_OK);
      g_assert_cmpstr (dsc_dict_check (f.rt, dict), ==, NULL);
      dsc_dict_unref (f.rt, dict);
      dsc_class_unref (f.rt, class);
      fixture_clear (&f);
    }
}

/* Random programs. */

typedef struct {
  Fixture      f;
  DscClass    *class;
  DscInstance *instances[N_INSTANCES];
  DscDict     *other;       /* a dict of the program */
  const DscObject *names[12], *values[4];
} Program;

static void
program_init (Program *self, const char *version)
{
  memset (self, 0, sizeof *self);
  fixture_init (&self->f, version);
  for (unsigned i = 0; i < G_N_ELEMENTS (self->names); i++)
    {
      char name[] = { 'a', (char) ('a' + i), '\0' };
      self->names[i] = fixture_str (&self->f, name);
    }
  self->values[0] = fixture_int (&self->f, 1);
  self->values[1] = fixture_int (&self->f, 1000);
  self->values[2] = dsc_object_list (self->f.pool, NULL, 0);
  self->values[3] = fixture_str (&self->f, "value");
}

static void
replace (Program *self, DscDict *made)
{
  if (self->other != NULL)
    dsc_dict_unref (self->f.rt, self->other);
  self->other = made;
}

static void
program_clear (Program *self)
{
  replace (self, NULL);
  for (unsigned i = 0; i < N_INSTANCES; i++)
    if (self->instances[i] != NULL)
      dsc_instance_unref (self->f.rt, self->instances[i]);
  if (self->class != NULL)
    dsc_class_unref (self->f.rt, self->class);
  fixture_clear (&self->f);
}

static DscStatus
run_dict_step (Program *self, guint32 choice, DscDict *dict, const DscObject *name, const DscObject *value)
{
  DscRuntime *rt = self->f.rt;
  const DscObject *found;
  DscDict *made = NULL;
  DscStatus status;
  DscPair pair;

  switch (choice)
    {
    case 0: return dsc_dict_set_item (rt, dict, name, value);
    case 1: return dsc_dict_set_item (rt, dict, self->values[1], value);
    case 2: return dsc_dict_delete_item (rt, dict, name);
    case 3: return dsc_dict_pop (rt, dict, name, value, &found);
    case 4: return dsc_dict_popitem (rt, dict, &pair);
    case 5: return dsc_dict_setdefault (rt, dict, name, value, &found);
    case 6: return dsc_dict_setdefault (rt, dict, self->values[0], value, &found);
    case 7: return dsc_dict_clear_items (rt, dict);
    case 8: return self->other != NULL ? dsc_dict_update_dict (rt, dict, self->other) : DSC_STATUS_OK;
    case 9: return dsc_dict_get_item (rt, dict, name, &found);
    case 10:
      status = dsc_dict_copy (rt, dict, &made);
      break;
    default:
      status = dsc_dict_new_from (rt, dict, &made);
      break;
    }
  if (status == DSC_STATUS_OK)
    replace (self, made);
  return status;
}

static DscStatus
run_step (Program *self, GRand *rand)
{
  DscRuntime *rt = self->f.rt;
  guint32 choice = g_rand_int_range (rand, 0, 30);
  DscInstance **instance = &self->instances[g_rand_int_range (rand, 0, N_INSTANCES)];
  const DscObject *name = self->names[g_rand_int_range (rand, 0, G_N_ELEMENTS (self->names))];
  const DscObject *value = self->values[g_rand_int_range (rand, 0, G_N_ELEMENTS (self->values))];
  const DscObject *found;
  DscInstance *made;
  DscDict *dict;
  DscStatus status;

  if (self->class == NULL)
    return dsc_class_new (rt, name, self->names, 3, &self->class);
  if (*instance == NULL)
    return dsc_instance_new (rt, self->class, instance);
  switch (choice)
    {
    case 0: case 1: case 2: case 3: case 4: case 5: case 6: case 7:
      return dsc_instance_set_attribute (rt, *instance, name, value);
    case 8: case 9:
      return dsc_instance_delete_attribute (rt, *instance, name);
    case 10:
      return dsc_instance_get_attribute (rt, *instance, name, &found);
    case 11:
      status = dsc_instance_new (rt, self->class, &made);
      if (status == DSC_STATUS_OK)
        {
          dsc_instance_unref (rt, *instance);
          *instance = made;
        }
      return status;
    case 12:
      return self->other != NULL ? dsc_instance_set_dict (rt, *instance, self->other) : DSC_STATUS_OK;
    case 13:
      status = dsc_instance_get_dict (rt, *instance, &dict);
      if (status == DSC_STATUS_OK)
        replace (self, dsc_dict_ref (dict));
      return status;
    case 14:
      replace (self, NULL);
      return DSC_STATUS_OK;
    default:
      status = dsc_instance_get_dict (rt, *instance, &dict);
      return status == DSC_STATUS_OK ? run_dict_step (self, choice - 15, dict, name, value) : status;
    }
}

static void
check_program (const Program *self)
{
  for (unsigned i = 0; i < N_INSTANCES; i++)
    if (self->instances[i] != NULL)
      g_assert_cmpstr (dsc_instance_check (self->f.rt, self->instances[i]), ==, NULL);
  if (self->other != NULL)
    g_assert_cmpstr (dsc_dict_check (self->f.rt, self->other), ==, NULL);
}

/* What the attributes are, and how large the dicts. */
static void
append_state (const Program *self, GString *text)
{
  for (unsigned i = 0; i < N_INSTANCES; i++)
    if (self->instances[i] != NULL)
      {
        const DscDict *dict = dsc_instance_peek_dict (self->instances[i]);
        g_string_append_printf (text, "%" G_GINT64_FORMAT " ", dict != NULL ? dsc_dict_sizeof (self->f.rt, dict) : 0);
        for (unsigned name = 0; name < G_N_ELEMENTS (self->names); name++)
          {
            const DscObject *value = NULL;
            g_assert_cmpint (dsc_instance_get_attribute (self->f.rt, self->instances[i], self->names[name], &value), ==, DSC_STATUS_OK);
            g_string_append_c (text, value != NULL ? (char) ('0' + value->kind) : '-');
          }
      }
  g_string_append_c (text, '\n');
}

static char *
run_program (const char *version, guint32 seed, unsigned n_steps, bool traced)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GString *text = g_string_new (NULL);
  DscTrace trace;
  Program p;

  program_init (&p, version);
  dsc_trace_init (&trace, &dsc_alloc_libc);
  for (unsigned step = 0; step < n_steps; step++)
    {
      dsc_runtime_set_trace (p.f.rt, traced ? &trace : NULL);
      DscStatus status = run_step (&p, rand);
      dsc_runtime_set_trace (p.f.rt, NULL);
      dsc_trace_reset (&trace);
      g_assert_true (status == DSC_STATUS_OK || status == DSC_STATUS_RAISED);
      check_program (&p);
      append_state (&p, text);
    }
  dsc_trace_clear (&trace);
  program_clear (&p);
  return g_string_free (text, FALSE);
}

static void
test_random (void)
{
  g_test_summary ("Sound after every step, and the same with a trace.");
  for (size_t i = 0; i < G_N_ELEMENTS (versions); i++)
    for (guint32 seed = 1; seed <= 20; seed++)
      {
        g_autofree char *plain = run_program (versions[i], seed, 120, false);
        g_autofree char *traced = run_program (versions[i], seed, 120, true);
        g_assert_cmpstr (plain, ==, traced);
      }
}

/* Refuses allocation number fail_at. Returns whether there was one. */
static bool
run_with_refusal (const char *version, guint32 seed, unsigned fail_at)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  bool refused = false;
  Program p;

  program_init (&p, version);
  p.f.memory.n_asked = 0;
  p.f.memory.fail_at = fail_at;
  for (unsigned step = 0; step < 60; step++)
    {
      DscStatus status = run_step (&p, rand);
      g_assert_true (status != DSC_STATUS_NO_MEMORY || !refused);
      refused = refused || status == DSC_STATUS_NO_MEMORY;
      check_program (&p);
    }
  g_assert_cmpint (refused, ==, failing_alloc_has_failed (&p.f.memory));
  program_clear (&p);
  return refused;
}

static void
test_no_memory (void)
{
  g_test_summary ("Each allocation of a program refused once: everything stays sound, and nothing is lost.");
  for (size_t i = 0; i < G_N_ELEMENTS (versions); i++)
    for (guint32 seed = 1; seed <= 3; seed++)
      {
        unsigned n = 1;
        while (run_with_refusal (versions[i], seed, n))
          n++;
        g_assert_cmpuint (n, >, 5);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/instance/sequences", test_sequences);
  g_test_add_func ("/core/instance/order", test_order);
  g_test_add_func ("/core/instance/delete", test_delete);
  g_test_add_func ("/core/instance/preload", test_preload);
  g_test_add_func ("/core/instance/dict-outlives", test_dict_outlives);
  g_test_add_func ("/core/instance/random", test_random);
  g_test_add_func ("/core/instance/no-memory", test_no_memory);
  return g_test_run ();
}
