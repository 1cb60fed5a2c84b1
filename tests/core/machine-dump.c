/* SPDX-License-Identifier: GPL-3.0-or-later */
/* machine-dump.c: everything that a machine is made of as text. */
#include "machine-dump.h"

#include "dsc-instance-private.h"
#include "dsc-machine-private.h"

#include <glib.h>

static void
dump_object (GString *text, const DscObject *object)
{
  if (object == NULL)
    g_string_append (text, " -");
  else
    g_string_append_printf (text, " %u", object->ordinal);
}

static void
dump_entry (GString *text, const DscKeyEntry *entry)
{
  g_string_append_printf (text, "\n  %" G_GINT64_FORMAT, entry->me_hash);
  dump_object (text, entry->me_key);
  dump_object (text, entry->me_value);
}

static void
dump_keys (GString *text, const DscRuntime *rt, const DscKeys *keys)
{
  g_string_append_printf (text, "\n keys %u refcnt %u log2 %u %u kind %u entry %u version %u usable %" G_GINT64_FORMAT " nentries %" G_GINT64_FORMAT " ",
                          keys->block, keys->dk_refcnt, keys->dk_log2_size, keys->dk_log2_index_bytes, keys->dk_kind, keys->entry_size,
                          keys->dk_version, keys->dk_usable, keys->dk_nentries);
  if (keys == rt->empty_keys)
    return;
  if (rt->traits.family == DSC_FAMILY_KEYS_OPEN)
    for (size_t i = 0; i < dsc_keys_size (keys); i++)
      dump_entry (text, &dsc_keys_open_entries (keys)[i]);
  else
    {
      for (size_t i = 0; i < dsc_keys_index_bytes (keys); i++)
        g_string_append_printf (text, "%02x", ((const uint8_t *) dsc_keys_indices (keys))[i]);
      for (size_t i = 0; i < (size_t) dsc_traits_usable (&rt->traits, dsc_keys_size (keys)); i++)
        {
          DscKeyEntry entry = dsc_keys_get_entry (keys, i);
          dump_entry (text, &entry);
        }
    }
}

static void
dump_values (GString *text, const DscRuntime *rt, const DscValues *values)
{
  if (values == NULL)
    return;
  g_string_append_printf (text, "\n values %u of %u size %u prefix %u embedded %u valid %u:", values->block, values->capacity, values->size,
                          values->prefix, values->embedded, values->valid);
  for (size_t i = 0; i < values->capacity; i++)
    dump_object (text, values->values[i]);
  for (size_t i = 0; rt->traits.sharing == DSC_SHARING_ORDER_BYTES && i < values->capacity && values != rt->empty_values; i++)
    g_string_append_printf (text, " %u", ((const uint8_t *) (values->values + values->capacity))[i]);
}

static void
dump_dict (GString *text, const DscRuntime *rt, const DscDict *dict)
{
  const char *broken = dsc_dict_check (rt, dict);

  g_assert_cmpstr (broken, ==, NULL);
  g_string_append_printf (text, "dict %u block %u %u refcount %u flags %d%d%d%d kind %u used %zu fill %zu mask %zu tag %" G_GUINT64_FORMAT, dict->id,
                          dict->block, dict->table_block, dict->refcount, dict->tracked, dict->holds_trackable, dict->escaped_tracking,
                          dict->holds_references, dict->ma_kind, dict->ma_used, dict->ma_fill, dict->ma_mask, dict->ma_version_tag);
  if (rt->traits.family == DSC_FAMILY_OPEN)
    {
      if (rt->traits.empty_display == DSC_EMPTY_OWN_TABLE)
        for (size_t i = 0; i < DSC_SMALLTABLE_SIZE; i++)
          dump_entry (text, &dict->ma_smalltable[i]);
      for (size_t i = 0; dict->ma_table != NULL && !dsc_dict_is_small (dict) && i <= dict->ma_mask; i++)
        dump_entry (text, &dict->ma_table[i]);
    }
  else
    {
      g_assert_true (dict->ma_keys != rt->empty_keys || rt->empty_values == NULL || dict->ma_values != NULL);
      dump_keys (text, rt, dict->ma_keys);
      dump_values (text, rt, dict->ma_values);
    }
  g_string_append_c (text, '\n');
}

static void
dump_instance (GString *text, const DscRuntime *rt, const DscInstance *instance)
{
  const char *broken = dsc_instance_check (rt, instance);

  g_assert_cmpstr (broken, ==, NULL);
  g_string_append_printf (text, "instance %u block %u refcount %u room %u class %u dict %u uses values %d keys %d", instance->id, instance->block,
                          instance->refcount, instance->room, instance->class->id, instance->dict != NULL ? instance->dict->id : 0,
                          instance->dict != NULL && instance->values != NULL && instance->dict->ma_values == instance->values,
                          instance->dict != NULL && instance->dict->ma_keys == instance->class->ht_cached_keys);
  dump_values (text, rt, instance->values);
  dump_object (text, instance->object);
  g_string_append_c (text, '\n');
}

static void
dump_class (GString *text, const DscRuntime *rt, const DscClass *class)
{
  g_string_append_printf (text, "class %u refcount %u %s", class->id, class->refcount, class->name);
  dump_object (text, class->object);
  if (class->ht_cached_keys != NULL)
    dump_keys (text, rt, class->ht_cached_keys);
  g_string_append_c (text, '\n');
}

static int
compare_ordinals (gconstpointer a, gconstpointer b)
{
  const DscReferent *left = a, *right = b;

  return left->object->ordinal < right->object->ordinal ? -1 : left->object->ordinal > right->object->ordinal;
}

/* A copy has them in the same slots, a replay only in the same number; a dict may have been asked for its object in one of the two only. */
static void
dump_referents (GString *text, const DscRuntime *rt)
{
  g_autoptr (GArray) referents = g_array_new (FALSE, FALSE, sizeof (DscReferent));

  for (size_t i = 0; i < rt->referents.n_slots; i++)
    if (rt->referents.slots[i].object != NULL)
      g_array_append_val (referents, rt->referents.slots[i]);
  g_assert_cmpuint (referents->len, ==, rt->referents.n);
  g_array_sort (referents, compare_ordinals);
  for (guint i = 0; i < referents->len; i++)
    {
      const DscReferent *referent = &g_array_index (referents, DscReferent, i);
      if (referent->object->kind == DSC_OBJECT_DICT)
        g_assert_true (((const DscDict *) referent->referent)->object == referent->object);
      else if (referent->object->kind == DSC_OBJECT_INSTANCE)
        g_assert_true (((const DscInstance *) referent->referent)->object == referent->object);
      else
        {
          g_assert_cmpuint (referent->n_refs, >, 0);
          g_string_append_printf (text, "held %zu:", referent->n_refs);
          dump_object (text, referent->object);
          g_string_append_c (text, '\n');
        }
    }
}

static void
dump_free_list (GString *text, const DscFreeList *list)
{
  g_string_append_printf (text, "free of %u:", list->max);
  for (uint32_t i = 0; i < list->n; i++)
    g_string_append_printf (text, " %u", list->blocks[i]);
  g_string_append_c (text, '\n');
}

static void
dump_runtime (GString *text, const DscRuntime *rt)
{
  g_string_append_printf (text, "tag %" G_GUINT64_FORMAT " step %" G_GUINT64_FORMAT " dk_version %u last %u %u %u %u odd %d\n", rt->version_tag, rt->tag_step,
                          rt->next_dk_version, rt->last_dict, rt->last_block, rt->last_class, rt->last_instance, rt->has_odd_keys);
  g_assert_true (rt->dying == NULL && rt->dying_instances == NULL && rt->n_deaths == 0 && rt->n_handed_out == 0);
  dump_free_list (text, &rt->free_dicts);
  dump_free_list (text, &rt->free_keys);
  if (rt->empty_keys != NULL)
    dump_keys (text, rt, rt->empty_keys);
  for (const DscDict *dict = rt->dicts; dict != NULL; dict = dict->next)
    {
      g_assert_true (dict->next == NULL || dict->next->previous == dict);
      dump_dict (text, rt, dict);
    }
  for (const DscInstance *instance = rt->instances; instance != NULL; instance = instance->next)
    {
      g_assert_true (instance->next == NULL || instance->next->previous == instance);
      dump_instance (text, rt, instance);
    }
}

static void
dump_variable (GString *text, const DscVariable *variable)
{
  g_string_append_printf (text, "%s: %d", variable->name, variable->kind);
  if (variable->kind == DSC_BOUND_DICT)
    g_string_append_printf (text, " dict %u", variable->as.dict->id);
  else
    dump_object (text, variable->kind == DSC_BOUND_INSTANCE ? variable->as.instance->object
                       : variable->kind == DSC_BOUND_CLASS  ? variable->as.class->object : variable->as.container);
  g_string_append_c (text, '\n');
}

char *
machine_dump (const DscMachine *machine)
{
  GString *text = g_string_new (NULL);

  dump_runtime (text, machine->rt);
  for (const DscClass *class = machine->classes; class != NULL; class = class->older)
    dump_class (text, machine->rt, class);
  dump_referents (text, machine->rt);
  for (size_t i = 0; i < machine->n_variables; i++)
    {
      dump_variable (text, &machine->variables[i]);
      g_assert_cmpuint (dsc_machine_find_name (machine, machine->variables[i].name), ==, i + 1);
    }
  return g_string_free (text, FALSE);
}
