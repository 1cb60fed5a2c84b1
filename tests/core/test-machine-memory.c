/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-machine-memory.c: each allocation of operations of all kinds, in random states of all families, is refused once.
 *
 * An operation is tried on a copy of a machine in a random state, whose tables are common property, so that taking one over is among what
 * may fail. */
#include "machine-dump.h"
#include "program-fixture.h"

#include "dsc-machine-private.h"

static bool
is_done_one_by_one (uint8_t kind)
{
  return kind == DSC_OP_UPDATE_PAIRS || kind == DSC_OP_UPDATE_KWARGS || kind == DSC_OP_UPDATE_DICT || kind == DSC_OP_IOR || kind == DSC_OP_FILL
         || kind == DSC_OP_DELETE_MANY || kind == DSC_OP_POP_MANY;
}

static bool
is_about_attributes (uint8_t kind)
{
  return kind >= DSC_OP_CLASS && kind <= DSC_OP_DROP;
}

static void
append_object (GString *text, const DscObject *object)
{
  g_string_append_printf (text, " %" G_GINT64_FORMAT, object != NULL ? (gint64) object->ordinal : -1);
}

/* Items and attributes; how they are kept may change with the keys that a class shares. */
static char *
contents_of (const DscMachine *machine)
{
  GString *text = g_string_new (NULL);

  for (uint32_t reg = 1; reg <= dsc_machine_get_n_names (machine); reg++)
    {
      const DscDict *dict = dsc_machine_get_dict (machine, reg);
      DscInstance *instance = dsc_machine_get_instance (machine, reg);
      DscPair pair;
      size_t position = 0;
      g_string_append_printf (text, "\n%s %d", dsc_machine_get_name (machine, reg), dsc_machine_get_bound_kind (machine, reg));
      while (dict != NULL && dsc_dict_next (dict, &position, &pair))
        {
          append_object (text, pair.key);
          append_object (text, pair.value);
        }
      for (unsigned i = 0; i < 40 && instance != NULL; i++)
        {
          char name[8];
          const DscObject *value = NULL;
          g_snprintf (name, sizeof name, "n%u", i);
          g_assert_cmpint (dsc_instance_get_attribute (machine->rt, instance, str_of (pool_of (machine), name), &value), ==, DSC_STATUS_OK);
          append_object (text, value);
        }
    }
  return g_string_free (text, FALSE);
}

/* A class whose keys an instance outgrew (3.3 to 3.10) may have no memory to take over the new ones: the attribute is set all the same. */
static bool
may_be_done (const DscMachine *machine, uint8_t kind)
{
  const DscTraits *traits = dsc_runtime_get_traits (machine->rt);

  return kind == DSC_OP_SET_ATTR && traits->sharing != DSC_SHARING_NONE && traits->instance_values == DSC_VALUES_IN_DICT;
}

/* Refuses one allocation of the operation; false when it needs fewer. */
static bool
refuse (FailingAlloc *memory, DscMachine *live, const DscOp *op, unsigned fail_at)
{
  DscMachine *machine = dsc_machine_copy (live, NULL, NULL);
  DscResult result;
  g_autofree char *states = states_of (machine);
  g_autofree char *contents = contents_of (machine);

  dsc_machine_free (machine);
  machine = dsc_machine_copy (live, NULL, NULL);
  const unsigned n_live = memory->n_live;
  memory->n_asked = 0;
  memory->fail_at = fail_at;
  DscStatus status = dsc_machine_apply (machine, op, &result);
  bool refused = failing_alloc_has_failed (memory);
  memory->fail_at = 0;
  g_assert_true (refused || status != DSC_STATUS_NO_MEMORY);
  g_free (machine_dump (machine));   /* checks the invariants */
  if (status == DSC_STATUS_NO_MEMORY && !is_done_one_by_one (op->kind))
    {
      g_autofree char *states_after = states_of (machine);
      g_autofree char *contents_after = contents_of (machine);
      if (!may_be_done (machine, op->kind))
        g_assert_cmpstr (contents_after, ==, contents);
      if (!is_about_attributes (op->kind))
        {
          g_assert_cmpstr (states_after, ==, states);
          g_assert_cmpuint (memory->n_live, <=, n_live + 1);   /* a table that was taken over may stay the dict's own */
        }
    }
  dsc_machine_free (machine);
  return refused;
}

static void
test_operations (gconstpointer target)
{
  FailingAlloc memory;
  Program program;
  unsigned n_refused = 0;
  bool was_tried[256] = { false };

  failing_alloc_init (&memory, 0);
  program_init (&program, target, 42, &memory.alloc);
  DscMachine *live = dsc_timeline_get_live (program.timeline);
  for (int i = 0; i < 400; i++)
    {
      DscOp op = some_op (&program);
      for (unsigned fail_at = 1; refuse (&memory, live, &op, fail_at); fail_at++)
        {
          n_refused++;
          was_tried[op.kind] = true;
        }
      append_some (&program);
    }
  g_assert_cmpuint (n_refused, >, 150);
  g_assert_true (was_tried[DSC_OP_SET_ITEM] && was_tried[DSC_OP_COPY] && was_tried[DSC_OP_INSTANCE] && was_tried[DSC_OP_SET_ATTR]
                 && was_tried[DSC_OP_FROMKEYS_DICT] && was_tried[DSC_OP_UPDATE_KWARGS]);
  program_clear (&program);
  g_assert_cmpuint (memory.n_live, ==, 0);
}

int
main (int argc, char **argv)
{
  static const char *const targets[] = { "1.5.2", "2.2.3", "2.7.18", "3.3.0", "3.5.10", "3.6.15", "3.8.18", "3.10.13", "3.11.7", "3.13.13", "3.14.10t" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *path = g_strconcat ("/core/machine-memory/", targets[i], NULL);
      g_test_add_data_func (path, targets[i], test_operations);
    }
  return g_test_run ();
}
