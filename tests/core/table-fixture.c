/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table-fixture.c: dicts as text. */
#include "table-fixture.h"

static void
append_object (GString *text, const DscObject *object)
{
  if (object == NULL)
    g_string_append (text, "NULL");
  else
    g_string_append_printf (text, "#%u", object->ordinal);
}

static void
append_entry (GString *text, DscKeyEntry entry)
{
  g_string_append_printf (text, " [%" G_GINT64_FORMAT " ", entry.me_hash);
  append_object (text, entry.me_key);
  g_string_append_c (text, ' ');
  append_object (text, entry.me_value);
  g_string_append_c (text, ']');
}

static void
append_entries (GString *text, const DscKeyEntry *entries, size_t n)
{
  for (size_t i = 0; i < n; i++)
    append_entry (text, entries[i]);
}

static void
append_keys (GString *text, const DscRuntime *rt, const DscKeys *keys)
{
  g_string_append_printf (text, " keys %s rc %u log2 %u ib %u kind %u version %u usable %" G_GINT64_FORMAT " nentries %" G_GINT64_FORMAT,
                          keys == rt->empty_keys ? "shared" : "own", keys->dk_refcnt, keys->dk_log2_size, keys->dk_log2_index_bytes,
                          keys->dk_kind, keys->dk_version, keys->dk_usable, keys->dk_nentries);
  if (rt->traits.family == DSC_FAMILY_KEYS_OPEN)
    {
      append_entries (text, dsc_keys_open_entries (keys), dsc_keys_size (keys));
      return;
    }
  for (size_t slot = 0; slot < dsc_keys_size (keys); slot++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT, dsc_keys_get_index (keys, slot));
  for (int64_t i = 0; i < keys->dk_nentries; i++)
    append_entry (text, dsc_keys_get_entry (keys, (size_t) i));
}

char *
table_text (const DscRuntime *rt, const DscDict *dict)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "rc %u tracked %d used %zu tag %" G_GUINT64_FORMAT, dict->refcount, dict->tracked, dict->ma_used,
                          dict->ma_version_tag);
  if (rt->traits.family != DSC_FAMILY_OPEN)
    append_keys (text, rt, dict->ma_keys);
  else
    {
      g_string_append_printf (text, " fill %zu mask %zu kind %u small %d", dict->ma_fill, dict->ma_mask, dict->ma_kind, dsc_dict_is_small (dict));
      if (dict->ma_table != NULL)
        append_entries (text, dict->ma_table, dict->ma_mask + 1);
    }
  return g_string_free (text, FALSE);
}

static void
append_plain (GString *text, const DscObject *object)
{
  if (object->kind == DSC_OBJECT_STR)
    g_string_append_len (text, object->as.text.bytes, (gssize) object->as.text.length);
  else
    g_string_append_printf (text, "%" G_GINT64_FORMAT, object->as.integer);
}

char *
items_text (const DscDict *dict)
{
  GString *text = g_string_new (NULL);
  size_t position = 0;
  DscPair pair;

  while (dsc_dict_next (dict, &position, &pair))
    {
      g_string_append (text, text->len != 0 ? ", " : "");
      append_plain (text, pair.key);
      g_string_append (text, ": ");
      append_plain (text, pair.value);
    }
  return g_string_free (text, FALSE);
}

static void
append_slot (GString *text, const DscRuntime *rt, const DscKeyEntry *entry)
{
  g_string_append (text, entry->me_key == NULL ? " ." : entry->me_key == rt->dummy ? " x" : " *");
}

char *
slots_text (const DscRuntime *rt, const DscDict *dict)
{
  GString *text = g_string_new (NULL);
  const DscKeyEntry *entries = dict->ma_keys == NULL ? dict->ma_table : dsc_keys_open_entries (dict->ma_keys);

  for (size_t slot = 0; slot < dsc_dict_get_n_slots (rt, dict); slot++)
    if (rt->traits.family != DSC_FAMILY_COMPACT)
      append_slot (text, rt, &entries[slot]);
    else if (dsc_keys_get_index (dict->ma_keys, slot) >= 0)
      g_string_append_printf (text, " %" G_GINT64_FORMAT, dsc_keys_get_index (dict->ma_keys, slot));
    else
      g_string_append (text, dsc_keys_get_index (dict->ma_keys, slot) == DSC_INDEX_DUMMY ? " x" : " .");
  g_string_erase (text, 0, text->len != 0 ? 1 : 0);
  return g_string_free (text, FALSE);
}
