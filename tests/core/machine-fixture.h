/* SPDX-License-Identifier: GPL-3.0-or-later */
/* machine-fixture.h: operations in short form for the tests of machines and timelines, and states as text. */
#pragma once

#include "failing-alloc.h"

#include "dsc-snapshot.h"
#include "dsc-timeline.h"

#include <glib.h>
#include <string.h>

static inline DscTarget
target_of (const char *text)
{
  DscTarget target;

  if (dsc_target_parse (text, &target) != DSC_STATUS_OK)
    g_error ("\"%s\" must be a target", text);
  return target;
}

static inline DscPool *
pool_of (const DscMachine *machine)
{
  return dsc_runtime_get_pool (dsc_machine_get_runtime (machine));
}

static inline uint32_t
name_of (DscMachine *machine, const char *name)
{
  return dsc_machine_intern_name (machine, name, strlen (name));
}

static inline const DscObject *
str_of (DscPool *pool, const char *text)
{
  return dsc_object_str (pool, text, strlen (text));
}

/* Everything that a dict's snapshot says, tables included: equal texts are equal states. */
static inline char *
state_of (const DscMachine *machine, const DscDict *dict)
{
  DscRuntime *rt = dsc_machine_get_runtime (machine);
  DscSnapshot *snapshot = dsc_snapshot_new_from_dict (rt, dict);
  GString *text = g_string_new (NULL);
  DscText repr;

  g_assert_nonnull (snapshot);
  g_assert_null (dsc_dict_check (rt, dict));
  dsc_text_init (&repr, &dsc_alloc_libc);
  g_string_printf (text, "dict %u refcount %u size %" G_GINT64_FORMAT "\n", dsc_snapshot_get_dict_id (snapshot),
                   dsc_dict_get_refcount (dict), dsc_snapshot_get_getsizeof (snapshot));
  for (size_t i = 0; i < dsc_snapshot_get_n_blocks (snapshot); i++)
    {
      const DscBlock *block = dsc_snapshot_get_block (snapshot, i);
      g_string_append_printf (text, "%s at %" G_GINT64_MODIFIER "x\n", dsc_block_name (block->kind), block->address);
      for (unsigned j = 0; j < block->n_fields; j++)
        g_string_append_printf (text, " %s=%" G_GINT64_FORMAT, dsc_field_name (block->fields[j].member.id), block->fields[j].value);
    }
  for (size_t i = 0; i < dsc_snapshot_get_n_slots (snapshot); i++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT, dsc_snapshot_get_index (snapshot, i));
  for (size_t i = 0; i < dsc_snapshot_get_n_entries (snapshot); i++)
    {
      DscEntry entry = dsc_snapshot_get_entry (snapshot, i);
      g_string_append_printf (text, "\n%" G_GINT64_FORMAT, entry.me_hash);
      for (int j = 0; j < 2; j++)
        {
          const DscObject *object = j == 0 ? entry.me_key : entry.me_value;
          repr.length = 0;
          if (object != NULL)
            dsc_repr_append (&repr, object, pool_of (machine), 0);
          g_string_append_printf (text, " %s", object != NULL ? repr.text : "-");
          if (object != NULL)
            g_string_append_printf (text, "@%" G_GINT64_MODIFIER "x", dsc_object_address (object, pool_of (machine)));
        }
    }
  dsc_text_clear (&repr);
  dsc_snapshot_unref (snapshot);
  return g_string_free (text, FALSE);
}

/* The states of all variables. */
static inline char *
states_of (const DscMachine *machine)
{
  GString *text = g_string_new (NULL);

  for (uint32_t reg = 1; reg <= dsc_machine_get_n_names (machine); reg++)
    {
      const DscDict *dict = dsc_machine_get_dict (machine, reg);
      g_autofree char *state = dict != NULL ? state_of (machine, dict) : g_strdup_printf ("bound %d", dsc_machine_get_bound_kind (machine, reg));
      g_string_append_printf (text, "%s: %s\n", dsc_machine_get_name (machine, reg), state);
    }
  return g_string_free (text, FALSE);
}
