/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-byte-id.c: from a thing in memory to its bytes, and back. */
#include "dsc-byte-id.h"

#include "dsc-describe-private.h"

static DscSceneId
block_id (DscBlockKind block)
{
  return (DscSceneId) { .part = DSC_PART_OF_BLOCK, .index = block };
}

static DscSceneId
field_id (DscBlockKind block,
          DscFieldId   field,
          guint64      offset)
{
  return (DscSceneId) { .part = DSC_PART_OF_FIELD, .field = (guint16) field, .index = block, .extra = (gint64) offset };
}

/* Only what the image knows as a member has an id of its own. */
static DscSceneId
padding_id (const DscSnapshot *snapshot,
            DscBlockKind       block,
            const DscByteCell *cell)
{
  if (dsc_describe_find_field (snapshot, block, DSC_FIELD_PADDING, (gint64) cell->offset) == NULL)
    return block_id (block);
  return field_id (block, DSC_FIELD_PADDING, cell->offset);
}

static DscSceneId
entry_id (const DscSnapshot *snapshot,
          DscBlockKind       block,
          const DscByteCell *cell)
{
  if (block != dsc_snapshot_get_table_block (snapshot) || cell->index >= dsc_snapshot_get_entry_capacity (snapshot))
    return cell->array == DSC_FIELD_MA_SMALLTABLE ? field_id (block, cell->array, 0) : block_id (block);
  if (dsc_snapshot_get_entry_state (snapshot, (gsize) cell->index) != DSC_SLOT_USED)
    return (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = (gint64) cell->index };
  return (DscSceneId) { .part = DSC_PART_OF_ENTRY_FIELD, .field = (guint16) cell->member, .index = (gint64) cell->index };
}

/* Values and their order bytes; those that nothing uses any more belong to the block. */
static DscSceneId
value_id (const DscSnapshot *snapshot,
          DscBlockKind       block,
          const DscByteCell *cell)
{
  const DscBlock *values = dsc_describe_values_block (snapshot);
  const gboolean is_order = cell->array == DSC_FIELD_VALUES_ORDER;
  const gsize n = is_order ? dsc_describe_n_order_bytes (snapshot) : dsc_snapshot_get_n_values (snapshot);

  if (values == NULL || values->kind != block || cell->index >= n)
    return block_id (block);
  return (DscSceneId) { .part = is_order ? DSC_PART_OF_ORDER : DSC_PART_OF_SPLIT_VALUE, .index = (gint64) cell->index };
}

DscSceneId
dsc_byte_id_of (const DscSnapshot *snapshot,
                DscBlockKind       block,
                const DscByteCell *cell)
{
  if (cell->array == DSC_FIELD_VALUES_VALUES || cell->array == DSC_FIELD_VALUES_ORDER)
    return value_id (snapshot, block, cell);
  if (cell->array == DSC_FIELD_DK_INDICES)
    return cell->index < dsc_snapshot_get_n_slots (snapshot) ? (DscSceneId) { .part = DSC_PART_OF_SLOT, .index = (gint64) cell->index }
                                                             : block_id (block);
  if (cell->array != DSC_FIELD_PADDING)
    return entry_id (snapshot, block, cell);
  return cell->member == DSC_FIELD_PADDING ? padding_id (snapshot, block, cell) : field_id (block, cell->member, 0);
}

DscSceneId
dsc_byte_id_at (const DscSnapshot *snapshot,
                DscBlockKind       block,
                guint64            offset)
{
  DscByteCell cell;

  if (!dsc_bytes_describe (snapshot, block, offset, &cell))
    return (DscSceneId) { 0 };
  return dsc_byte_id_of (snapshot, block, &cell);
}

/* --- from a thing to its bytes ------------------------------------------------------------------------------------ */

static gboolean
field_range (const DscSnapshot *snapshot,
             DscSceneId         id,
             DscByteRange      *range)
{
  const DscBlock *block = dsc_snapshot_find_block (snapshot, (DscBlockKind) id.index);
  const DscField *field = dsc_describe_find_field (snapshot, (DscBlockKind) id.index, (DscFieldId) id.field, id.extra);

  if (field == NULL || field->member.offset >= block->size)
    return FALSE;
  *range = (DscByteRange) { block->kind, field->member.offset, field->member.size };
  if (field->member.size == 0)     /* an array at the end */
    range->size = block->size - field->member.offset;
  return TRUE;
}

static gboolean
entries_range (const DscSnapshot *snapshot,
               gint64             first,
               gint64             count,
               DscByteRange      *range)
{
  const gint64 capacity = (gint64) dsc_snapshot_get_entry_capacity (snapshot);

  if (first < 0 || count <= 0 || first >= capacity || count > capacity - first)
    return FALSE;
  *range = (DscByteRange) { dsc_snapshot_get_table_block (snapshot), dsc_snapshot_get_entry_offset (snapshot, (gsize) first),
                            (guint64) count * dsc_snapshot_get_entry_size (snapshot) };
  return TRUE;
}

static gboolean
slot_range (const DscSnapshot *snapshot,
            gint64             slot,
            DscByteRange      *range)
{
  const guint width = dsc_snapshot_get_index_width (snapshot);

  if (width == 0)
    return entries_range (snapshot, slot, 1, range);
  if (slot < 0 || (guint64) slot >= dsc_snapshot_get_n_slots (snapshot))
    return FALSE;
  *range = (DscByteRange) { DSC_BLOCK_KEYS, dsc_snapshot_get_index_offset (snapshot, (gsize) slot), width };
  return TRUE;
}

static gboolean
member_range (const DscSnapshot *snapshot,
              gint64             entry,
              DscFieldId         field,
              DscByteRange      *range)
{
  const guint width = dsc_snapshot_get_traits (snapshot)->pointer_size;
  const gboolean has_hash = dsc_snapshot_entries_have_hash (snapshot);

  if (field < DSC_FIELD_ME_HASH || field > DSC_FIELD_ME_VALUE || (field == DSC_FIELD_ME_HASH && !has_hash)
      || !entries_range (snapshot, entry, 1, range))
    return FALSE;
  range->offset += (guint64) (field - DSC_FIELD_ME_HASH - !has_hash) * width;
  range->size = width;
  return TRUE;
}

static gboolean
values_range (const DscSnapshot *snapshot,
              gint64             first,
              gint64             count,
              DscByteRange      *range)
{
  const DscBlock *values = dsc_describe_values_block (snapshot);
  const gint64 n = (gint64) dsc_snapshot_get_n_values (snapshot);

  if (values == NULL || first < 0 || count <= 0 || first >= n || count > n - first)
    return FALSE;
  *range = (DscByteRange) { values->kind, dsc_describe_value_offset (snapshot, (gsize) first),
                            (guint64) count * dsc_snapshot_get_traits (snapshot)->pointer_size };
  return range->offset + range->size <= values->size;
}

static gboolean
order_range (const DscSnapshot *snapshot,
             gint64             index,
             DscByteRange      *range)
{
  const DscBlock *values = dsc_describe_values_block (snapshot);

  if (values == NULL || index < 0 || (guint64) index >= dsc_describe_n_order_bytes (snapshot))
    return FALSE;
  *range = (DscByteRange) { values->kind, dsc_describe_order_offset (snapshot, (gsize) index), 1 };
  return range->offset < values->size;
}

static gboolean
find_range (const DscSnapshot *snapshot,
            DscSceneId         id,
            DscByteRange      *range)
{
  const DscBlock *block;

  switch ((DscPartKind) id.part)
    {
    case DSC_PART_OF_BLOCK:
      block = dsc_snapshot_find_block (snapshot, (DscBlockKind) id.index);
      if (block == NULL || block->size == 0)
        return FALSE;
      *range = (DscByteRange) { block->kind, 0, block->size };
      return TRUE;
    case DSC_PART_OF_FIELD:
      return field_range (snapshot, id, range);
    case DSC_PART_OF_SLOT:
      return slot_range (snapshot, id.index, range);
    case DSC_PART_OF_ENTRY:
      return entries_range (snapshot, id.index, 1, range);
    case DSC_PART_OF_ENTRY_FIELD:
      return member_range (snapshot, id.index, (DscFieldId) id.field, range);
    case DSC_PART_OF_KEY:
      return member_range (snapshot, id.index, DSC_FIELD_ME_KEY, range);
    case DSC_PART_OF_VALUE:
      return id.field == DSC_FIELD_VALUES_VALUES ? values_range (snapshot, id.index, 1, range)
                                                 : member_range (snapshot, id.index, DSC_FIELD_ME_VALUE, range);
    case DSC_PART_OF_GAP:
      return id.field == DSC_FIELD_VALUES_VALUES ? values_range (snapshot, id.index, id.extra, range)
                                                 : entries_range (snapshot, id.index, id.extra, range);
    case DSC_PART_OF_SPLIT_VALUE:
      return values_range (snapshot, id.index, 1, range);
    case DSC_PART_OF_ORDER:
      return order_range (snapshot, id.index, range);
    case DSC_PART_OF_PICTURE:
    case DSC_PART_OF_LEDGER:
    case DSC_PART_OF_SHARER:
    case DSC_PART_OF_DATUM:
      break;
    }
  return FALSE;
}

gboolean
dsc_byte_id_range (const DscSnapshot *snapshot,
                   DscSceneId         id,
                   DscByteRange      *out_range)
{
  DscByteRange range;

  if (!find_range (snapshot, id, &range))
    return FALSE;
  const DscBlock *block = dsc_snapshot_find_block (snapshot, range.block);
  if (block == NULL || range.offset >= block->size || range.size > block->size - range.offset)
    return FALSE;
  if (out_range != NULL)
    *out_range = range;
  return TRUE;
}
