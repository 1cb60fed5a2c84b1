/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-path.c: from a thing in memory up to what it lies in, and down to what it leads to. */
#include "dsc-path.h"

#include <glib/gi18n-lib.h>

#include "dsc-describe-private.h"

#define MAX_LEVELS 16u   /* no way is half as long; a loop would be a defect, not a hang */

static const DscSceneId nothing = { .part = DSC_PART_OF_PICTURE };

static DscSceneId
block_id (DscBlockKind kind)
{
  return (DscSceneId) { .part = DSC_PART_OF_BLOCK, .index = kind };
}

static gboolean
has_block (const DscSnapshot *snapshot, DscBlockKind kind)
{
  return dsc_snapshot_find_block (snapshot, kind) != NULL;
}

/* The first of these that the image has; PICTURE: none. */
static DscSceneId
first_block (const DscSnapshot *snapshot, const DscBlockKind *kinds, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (has_block (snapshot, kinds[i]))
      return block_id (kinds[i]);
  return nothing;
}

static DscSceneId
block_up (const DscSnapshot *snapshot, DscBlockKind kind)
{
  static const DscBlockKind owners[] = { DSC_BLOCK_DICT, DSC_BLOCK_INSTANCE };

  switch (kind)
    {
    case DSC_BLOCK_TABLE:
    case DSC_BLOCK_KEYS:
    case DSC_BLOCK_VALUES:
    case DSC_BLOCK_GC_HEAD:
      return first_block (snapshot, owners, G_N_ELEMENTS (owners));
    case DSC_BLOCK_DICT:
    case DSC_BLOCK_INSTANCE_PRE:
    case DSC_BLOCK_INSTANCE_VALUES:
    case DSC_BLOCK_INSTANCE_TAIL:
      return first_block (snapshot, owners + 1, 1);
    case DSC_BLOCK_INSTANCE:
    case DSC_N_BLOCKS:
      break;
    }
  return nothing;
}

static DscSceneId
entry_field_id (gint64 entry, DscFieldId field)
{
  return (DscSceneId) { .part = DSC_PART_OF_ENTRY_FIELD, .field = field, .index = entry };
}

static DscSceneId
table_id (const DscSnapshot *snapshot)
{
  return block_id (dsc_snapshot_get_table_block (snapshot));
}

/* The block that holds the values of a split dict or instance; PICTURE: there is none. */
static DscSceneId
values_id (const DscSnapshot *snapshot)
{
  const DscBlock *block = dsc_describe_values_block (snapshot);

  return block != NULL ? block_id (block->kind) : nothing;
}

static DscSceneId
split_value_id (gint64 i)
{
  return (DscSceneId) { .part = DSC_PART_OF_SPLIT_VALUE, .index = i };
}

DscSceneId
dsc_path_up (const DscSnapshot *snapshot, DscSceneId id)
{
  switch ((DscPartKind) id.part)
    {
    case DSC_PART_OF_BLOCK:
      return block_up (snapshot, (DscBlockKind) id.index);
    case DSC_PART_OF_FIELD:
      return block_id ((DscBlockKind) id.index);
    case DSC_PART_OF_SLOT:
    case DSC_PART_OF_ENTRY:
      return table_id (snapshot);
    case DSC_PART_OF_GAP:
      return id.field == DSC_FIELD_VALUES_VALUES ? values_id (snapshot) : table_id (snapshot);
    case DSC_PART_OF_SPLIT_VALUE:
    case DSC_PART_OF_ORDER:
      return values_id (snapshot);
    case DSC_PART_OF_SHARER:
      return block_id (DSC_BLOCK_KEYS);
    case DSC_PART_OF_ENTRY_FIELD:
      return (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = id.index };
    case DSC_PART_OF_KEY:
      return entry_field_id (id.index, DSC_FIELD_ME_KEY);
    case DSC_PART_OF_VALUE:
      return id.field == DSC_FIELD_VALUES_VALUES ? split_value_id (id.index) : entry_field_id (id.index, DSC_FIELD_ME_VALUE);
    case DSC_PART_OF_PICTURE:
    case DSC_PART_OF_LEDGER:
    case DSC_PART_OF_DATUM:
      break;
    }
  return nothing;
}

/* What a pointer of a header leads to; id when that is no block of the image. */
static DscSceneId
field_down (const DscSnapshot *snapshot, DscSceneId id)
{
  const DscBlock *block = dsc_snapshot_find_block (snapshot, (DscBlockKind) id.index);

  for (unsigned i = 0; block != NULL && i < block->n_fields; i++)
    {
      const DscField *field = &block->fields[i];

      if (field->member.id == id.field && field->target == DSC_TARGET_BLOCK && has_block (snapshot, field->target_block))
        return block_id (field->target_block);
    }
  return id;
}

static DscSceneId
block_down (const DscSnapshot *snapshot, DscSceneId id)
{
  const DscBlock *block = dsc_snapshot_find_block (snapshot, (DscBlockKind) id.index);

  for (unsigned i = 0; block != NULL && i < block->n_fields; i++)
    if (block->fields[i].member.id != DSC_FIELD_PADDING)
      return (DscSceneId) { .part = DSC_PART_OF_FIELD, .field = block->fields[i].member.id, .index = id.index };
  if (block != NULL && block == dsc_describe_values_block (snapshot))
    return split_value_id (0);
  return (DscBlockKind) id.index == dsc_snapshot_get_table_block (snapshot) && dsc_snapshot_get_n_entries (snapshot) > 0
           ? (DscSceneId) { .part = DSC_PART_OF_ENTRY } : id;
}

static DscSceneId
entry_field_down (const DscSnapshot *snapshot, DscSceneId id)
{
  const DscEntry entry = dsc_snapshot_get_entry (snapshot, (size_t) id.index);

  if (id.field == DSC_FIELD_ME_KEY && entry.me_key != NULL)
    return (DscSceneId) { .part = DSC_PART_OF_KEY, .index = id.index };
  /* Shared keys hold no values: those lie in an array beside. */
  if (id.field == DSC_FIELD_ME_VALUE && dsc_describe_is_shared (snapshot))
    return (guint64) id.index < dsc_snapshot_get_n_values (snapshot) ? split_value_id (id.index) : id;
  if (id.field == DSC_FIELD_ME_VALUE && entry.me_value != NULL)
    return (DscSceneId) { .part = DSC_PART_OF_VALUE, .index = id.index };
  return id;
}

static DscSceneId
split_value_down (const DscSnapshot *snapshot, DscSceneId id)
{
  if (dsc_snapshot_get_split_value (snapshot, (size_t) id.index) == NULL)
    return id;
  return (DscSceneId) { .part = DSC_PART_OF_VALUE, .field = DSC_FIELD_VALUES_VALUES, .index = id.index };
}

/* The value that an order byte names. */
static DscSceneId
order_down (const DscSnapshot *snapshot, DscSceneId id)
{
  const guint8 *bytes;
  const gsize n = dsc_snapshot_get_order (snapshot, &bytes);

  return (guint64) id.index < n ? split_value_id (bytes[id.index]) : id;
}

DscSceneId
dsc_path_down (const DscSnapshot *snapshot, DscSceneId id)
{
  static const DscBlockKind outermost[] = { DSC_BLOCK_INSTANCE, DSC_BLOCK_DICT, DSC_BLOCK_KEYS };

  switch ((DscPartKind) id.part)
    {
    case DSC_PART_OF_PICTURE:
      return first_block (snapshot, outermost, G_N_ELEMENTS (outermost));
    case DSC_PART_OF_BLOCK:
      return block_down (snapshot, id);
    case DSC_PART_OF_FIELD:
      return field_down (snapshot, id);
    case DSC_PART_OF_SLOT:
      {
        const gint64 entry = dsc_snapshot_get_index (snapshot, (size_t) id.index);
        return entry >= 0 ? (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = entry } : id;
      }
    case DSC_PART_OF_ENTRY:
      return dsc_snapshot_get_entry_state (snapshot, (size_t) id.index) == DSC_SLOT_USED ? entry_field_id (id.index, DSC_FIELD_ME_KEY) : id;
    case DSC_PART_OF_ENTRY_FIELD:
      return entry_field_down (snapshot, id);
    case DSC_PART_OF_SPLIT_VALUE:
      return split_value_down (snapshot, id);
    case DSC_PART_OF_ORDER:
      return order_down (snapshot, id);
    case DSC_PART_OF_KEY:
    case DSC_PART_OF_VALUE:
    case DSC_PART_OF_LEDGER:
    case DSC_PART_OF_GAP:
    case DSC_PART_OF_SHARER:
    case DSC_PART_OF_DATUM:
      break;
    }
  return id;
}

GArray *
dsc_path_of (const DscSnapshot *snapshot, DscSceneId id)
{
  GArray *levels = g_array_new (FALSE, FALSE, sizeof (DscSceneId));

  for (; id.part != DSC_PART_OF_PICTURE && levels->len < MAX_LEVELS; id = dsc_path_up (snapshot, id))
    g_array_prepend_val (levels, id);
  return levels;
}

char *
dsc_path_format_level (const DscSnapshot *snapshot, DscSceneId id)
{
  if (id.part == DSC_PART_OF_BLOCK)
    return g_strdup (dsc_describe_block_words ((DscBlockKind) id.index));
  if (id.part == DSC_PART_OF_ENTRY_FIELD)
    return g_strdup (dsc_field_name ((DscFieldId) id.field));
  if (id.part == DSC_PART_OF_KEY || id.part == DSC_PART_OF_VALUE)
    return g_strdup (_("object"));
  return dsc_scene_id_format (id, dsc_snapshot_get_traits (snapshot));
}

/* --- the chain ---------------------------------------------------------------------------------------------------- */

/* The entry that a thing belongs to; −1: none. */
static gint64
entry_of (const DscSnapshot *snapshot, DscSceneId id)
{
  switch ((DscPartKind) id.part)
    {
    case DSC_PART_OF_SLOT:
      return id.index >= 0 && (guint64) id.index < dsc_snapshot_get_n_slots (snapshot) ? dsc_snapshot_get_index (snapshot, (size_t) id.index) : -1;
    case DSC_PART_OF_ENTRY:
    case DSC_PART_OF_ENTRY_FIELD:
    case DSC_PART_OF_KEY:
    case DSC_PART_OF_VALUE:
    case DSC_PART_OF_SPLIT_VALUE:
      return id.index;
    case DSC_PART_OF_PICTURE:
    case DSC_PART_OF_BLOCK:
    case DSC_PART_OF_FIELD:
    case DSC_PART_OF_LEDGER:
    case DSC_PART_OF_GAP:
    case DSC_PART_OF_ORDER:
    case DSC_PART_OF_SHARER:
    case DSC_PART_OF_DATUM:
      break;
    }
  return -1;
}

gsize
dsc_path_chain (const DscSnapshot *snapshot, DscSceneId id, DscSceneId out_slots[DSC_PATH_CHAIN_MAX])
{
  const gint64 entry = entry_of (snapshot, id);
  const DscPartKind part = dsc_snapshot_get_index_width (snapshot) > 0 ? DSC_PART_OF_SLOT : DSC_PART_OF_ENTRY;
  gsize slots[DSC_PATH_CHAIN_MAX];

  if (!dsc_describe_is_entry (snapshot, entry) || (guint64) entry >= dsc_snapshot_get_n_entries (snapshot)
      || dsc_snapshot_get_entry_state (snapshot, (size_t) entry) != DSC_SLOT_USED)
    return 0;
  const gsize n = dsc_snapshot_probe_chain (snapshot, dsc_snapshot_get_entry (snapshot, (size_t) entry).me_hash, entry, slots, G_N_ELEMENTS (slots));

  for (gsize i = 0; i < n; i++)
    out_slots[i] = (DscSceneId) { .part = part, .index = (gint64) slots[i] };
  return n;
}
