/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-bytes.c: the bytes of a snapshot's blocks, made when they are asked for.
 *
 * Everything starts from one question: which cell, that is member or element of an array, lies at this offset, and what is in
 * it? The fixed part of a block answers with the snapshot's fields; what follows it (indices, entries, values, order bytes) is
 * reckoned from the offset. Reading bytes is asking for the cells of the range and writing their numbers down, lowest byte
 * first. So no two ways to the bytes exist that could disagree.
 *
 * Which bytes are never written: Objects/dictobject.c, new_keys_object, new_values, copy_values; Modules/gcmodule.c,
 * gc_alloc (a GC head is not cleared); Objects/typeobject.c, PyType_GenericAlloc (what is behind it is). */
#include "dsc-bytes.h"

#include "dsc-snapshot-private.h"

#include <stdio.h>
#include <string.h>

typedef struct {
  const DscSnapshot *snapshot;
  const DscTraits   *traits;
  const DscBlock    *block;
} Reader;

static const char *const kind_names[] = {
  [DSC_BYTE_VALUE] = "value",
  [DSC_BYTE_REFCOUNT] = "refcount",
  [DSC_BYTE_POINTER] = "pointer",
  [DSC_BYTE_PADDING] = "padding",
  [DSC_BYTE_UNINITIALISED] = "uninitialised",
};

const char *
dsc_byte_kind_name (DscByteKind kind)
{
  return kind_names[kind];
}

static bool
reader_init (Reader *self, const DscSnapshot *snapshot, DscBlockKind kind, uint64_t offset)
{
  *self = (Reader) { snapshot, dsc_snapshot_get_traits (snapshot), dsc_snapshot_find_block (snapshot, kind) };
  return self->block != NULL && offset < self->block->size;
}

/* An instance is cleared as a whole when it is made, what is static from the start. */
static bool
is_cleared (const DscBlock *block)
{
  return block->is_static || block->kind == DSC_BLOCK_INSTANCE || block->kind == DSC_BLOCK_INSTANCE_VALUES
         || block->kind == DSC_BLOCK_INSTANCE_TAIL;
}

static DscByteCell
make_padding (const Reader *self, uint64_t offset, uint64_t end)
{
  return (DscByteCell) { .offset = offset, .size = (uint32_t) (end - offset), .kind = DSC_BYTE_PADDING, .is_written = is_cleared (self->block) };
}

static void
make_uninitialised (DscByteCell *cell)
{
  cell->kind = DSC_BYTE_UNINITIALISED;
  cell->is_written = false;
  cell->value = cell->tag = 0;
  cell->target = DSC_TARGET_NONE;
  cell->text = NULL;
}

/* The dict or the instance of the image is a value in it. */
static void
point_at_own (const Reader *self, DscByteCell *cell, DscBlockKind kind)
{
  const DscBlock *block = dsc_snapshot_find_block (self->snapshot, kind);

  if (block == NULL)
    return;
  cell->target = DSC_TARGET_BLOCK;
  cell->target_block = kind;
  cell->value = (int64_t) block->address;
}

static void
point_at (const Reader *self, DscByteCell *cell, const DscObject *object)
{
  cell->kind = DSC_BYTE_POINTER;
  cell->object = object;
  cell->target = object != NULL ? DSC_TARGET_OBJECT : DSC_TARGET_NULL;
  cell->value = object != NULL ? (int64_t) dsc_object_address (object, self->snapshot->pool) : 0;
  if (object == NULL || object->kind != DSC_OBJECT_OPAQUE)
    return;
  if (object->ordinal == self->snapshot->own_dict)
    point_at_own (self, cell, DSC_BLOCK_DICT);
  else if (object->ordinal == self->snapshot->own_instance)
    point_at_own (self, cell, DSC_BLOCK_INSTANCE);
}

/* --- The fixed part. --- */

static DscByteKind
kind_of_field (const DscMember *member)
{
  const bool counts = member->id == DSC_FIELD_OB_REFCNT || member->id == DSC_FIELD_OB_REF_LOCAL || member->id == DSC_FIELD_OB_REF_SHARED
                      || member->id == DSC_FIELD_DK_REFCNT;

  if (counts)
    return DSC_BYTE_REFCOUNT;
  return member->is_pointer ? DSC_BYTE_POINTER : DSC_BYTE_VALUE;
}

/* What was added to the address of the target. */
static int64_t
tag_of (const Reader *self, const DscField *field)
{
  if (field->target != DSC_TARGET_BLOCK)
    return 0;

  const DscBlock *target = dsc_snapshot_find_block (self->snapshot, field->target_block);
  return field->value - (int64_t) (target->address + field->target_offset);
}

static DscByteCell
describe_field (const Reader *self, const DscField *field)
{
  const DscMember *member = &field->member;
  const uint64_t offset = member->offset;

  if (member->id == DSC_FIELD_PADDING)
    return make_padding (self, offset, offset + member->size);

  DscByteCell cell = {
    .member = member->id, .offset = offset, .size = member->size, .kind = kind_of_field (member), .is_signed = member->is_signed,
    .is_written = true, .value = field->value, .target = field->target, .target_block = field->target_block,
    .target_offset = field->target_offset, .text = field->text,
  };
  if (field->text != NULL && strcmp (field->text, "uninitialised") == 0)
    make_uninitialised (&cell);
  else if (cell.kind == DSC_BYTE_POINTER)
    cell.tag = tag_of (self, field);
  return cell;
}

/* --- Indices and entries. --- */

/* The area may be longer than the slots need (Py_EMPTY_KEYS): all of it says empty. */
static DscByteCell
describe_index (const Reader *self, uint64_t offset)
{
  const DscSnapshot *snapshot = self->snapshot;
  const uint64_t slot = (offset - snapshot->index_offset) / snapshot->index_width;

  return (DscByteCell) {
    .member = DSC_FIELD_DK_INDICES, .array = DSC_FIELD_DK_INDICES, .index = slot,
    .offset = snapshot->index_offset + slot * snapshot->index_width, .size = snapshot->index_width,
    .is_signed = true, .is_written = true, .value = dsc_snapshot_get_index (snapshot, (size_t) slot),
  };
}

static DscKeyEntry
read_entry (const DscSnapshot *snapshot, uint64_t i)
{
  if (i >= snapshot->n_written)
    return (DscKeyEntry) { 0, NULL, NULL };
  if (snapshot->has_hash)
    return ((const DscKeyEntry *) snapshot->entries)[i];

  const DscUnicodeEntry *entry = (const DscUnicodeEntry *) snapshot->entries + i;
  return (DscKeyEntry) { 0, entry->me_key, entry->me_value };
}

/* 3.3 to 3.5: the hash of an empty slot is not written, except in slot 0, where popitem () keeps its place. */
static void
describe_hash (const Reader *self, DscByteCell *cell, const DscKeyEntry *entry)
{
  const bool is_compact = self->snapshot->index_width != 0;

  cell->is_signed = true;
  cell->value = entry->me_hash;
  if (entry->me_key != NULL)
    return;
  cell->is_stale = is_compact && cell->index < self->snapshot->n_written;
  if (self->traits->family == DSC_FAMILY_KEYS_OPEN && cell->index != 0 && !self->block->is_static)
    make_uninitialised (cell);
}

/* Entries begin at `start`; `entry` is the one that the offset lies in. */
static DscByteCell
describe_member (const Reader *self, DscFieldId array, uint64_t start, uint64_t offset, const DscKeyEntry *entry)
{
  const uint32_t width = self->traits->pointer_size;
  const uint64_t within = (offset - start) % self->snapshot->entry_size / width;
  DscByteCell cell = {
    .member = DSC_FIELD_ME_HASH + (DscFieldId) within + !self->snapshot->has_hash, .array = array,
    .index = (offset - start) / self->snapshot->entry_size, .offset = offset - (offset - start) % width, .size = width,
    .is_written = true,
  };

  if (cell.member == DSC_FIELD_ME_HASH)
    describe_hash (self, &cell, entry);
  else
    point_at (self, &cell, cell.member == DSC_FIELD_ME_KEY ? entry->me_key : entry->me_value);
  return cell;
}

static DscByteCell
describe_entry (const Reader *self, DscFieldId array, uint64_t start, uint64_t offset)
{
  const uint64_t i = (offset - start) / self->snapshot->entry_size;
  const DscKeyEntry entry = read_entry (self->snapshot, i);
  DscByteCell cell = describe_member (self, array, start, offset, &entry);

  cell.is_unused = self->snapshot->index_width != 0 && i >= self->snapshot->n_entries;
  return cell;
}

/* The eight slots inside the dict, in use or left behind. */
static DscByteCell
describe_smalltable (const Reader *self, uint64_t start, uint64_t offset)
{
  const DscSnapshot *snapshot = self->snapshot;

  if (snapshot->table_block == DSC_BLOCK_DICT)
    return describe_entry (self, DSC_FIELD_MA_SMALLTABLE, start, offset);

  const DscKeyEntry *entry = &snapshot->idle_smalltable[(offset - start) / snapshot->entry_size];
  DscByteCell cell = describe_member (self, DSC_FIELD_MA_SMALLTABLE, start, offset, entry);
  cell.is_stale = true;
  return cell;
}

static DscByteCell
describe_table (const Reader *self, uint64_t offset)
{
  const DscSnapshot *snapshot = self->snapshot;

  if (self->block->kind == DSC_BLOCK_TABLE)
    return describe_entry (self, DSC_FIELD_MA_TABLE, 0, offset);
  if (offset < snapshot->entry_offset)
    return describe_index (self, offset);
  return describe_entry (self, DSC_FIELD_DK_ENTRIES, snapshot->entry_offset, offset);
}

/* --- Values and order bytes. --- */

static DscByteCell
describe_order (const DscValuesHeader *header, const uint8_t *order, uint64_t offset, uint64_t i)
{
  DscByteCell cell = {
    .member = DSC_FIELD_VALUES_ORDER, .array = DSC_FIELD_VALUES_ORDER, .index = i, .offset = offset, .size = 1, .is_written = true,
    .is_unused = i >= header->size, .is_stale = i >= header->size && i < header->n_written,
  };

  if (i < header->n_written)
    cell.value = order[i];
  else if (!header->zeroed)
    make_uninitialised (&cell);
  return cell;
}

/* 3.11, 3.12: backwards from the number of values; in front of the last one nothing is written. */
static DscByteCell
describe_prefix (const Reader *self, const DscValuesHeader *header, uint64_t offset)
{
  return describe_order (header, self->snapshot->order, offset, header->prefix - 3 - offset);
}

static DscByteCell
describe_values (const Reader *self, uint64_t offset)
{
  const DscSnapshot *snapshot = self->snapshot;
  const uint64_t width = self->traits->pointer_size;
  const bool is_idle = self->block->kind == DSC_BLOCK_INSTANCE_VALUES && !snapshot->values_header.embedded;
  const DscValuesHeader *header = is_idle ? &snapshot->idle_header : &snapshot->values_header;

  if (offset < header->prefix)
    return describe_prefix (self, header, offset);

  const uint64_t start = header->prefix != 0 ? header->prefix : dsc_layout_block (self->traits, self->block->kind).size;
  const uint64_t i = (offset - start) / width;
  const uint64_t order = start + header->capacity * width;
  if (offset < order)
    {
      DscByteCell cell = { .member = DSC_FIELD_VALUES_VALUES, .array = DSC_FIELD_VALUES_VALUES, .index = i, .offset = start + i * width,
                           .size = (uint32_t) width, .is_written = true };
      point_at (self, &cell, is_idle ? snapshot->idle_values[i] : snapshot->values[i]);
      cell.is_stale = is_idle && cell.object != NULL;
      return cell;
    }
  if (offset < order + header->capacity)
    return describe_order (header, is_idle ? snapshot->idle_order : snapshot->order, offset, offset - order);
  return make_padding (self, order + header->capacity, self->block->size);
}

/* --- The block as a whole. --- */

static const DscField *
find_field (const DscBlock *block, uint64_t offset)
{
  for (unsigned i = 0; i < block->n_fields; i++)
    {
      const DscMember *member = &block->fields[i].member;
      if (offset >= member->offset && offset - member->offset < member->size)
        return &block->fields[i];
    }
  return NULL;
}

static DscByteCell
describe (const Reader *self, uint64_t offset)
{
  const DscField *field = find_field (self->block, offset);

  if (field != NULL && field->member.is_table)
    return describe_smalltable (self, field->member.offset, offset);
  if (field != NULL)
    return describe_field (self, field);
  switch (self->block->kind)
    {
    case DSC_BLOCK_TABLE:
    case DSC_BLOCK_KEYS:
      return describe_table (self, offset);
    case DSC_BLOCK_VALUES:
    case DSC_BLOCK_INSTANCE_VALUES:
      return describe_values (self, offset);
    case DSC_BLOCK_GC_HEAD:
    case DSC_BLOCK_DICT:
    case DSC_BLOCK_INSTANCE_PRE:
    case DSC_BLOCK_INSTANCE:
    case DSC_BLOCK_INSTANCE_TAIL:
    case DSC_N_BLOCKS:
      break;
    }
  return make_padding (self, 0, self->block->size);
}

bool
dsc_bytes_describe (const DscSnapshot *snapshot, DscBlockKind block, uint64_t offset, DscByteCell *out_cell)
{
  Reader reader;

  if (!reader_init (&reader, snapshot, block, offset))
    return false;
  *out_cell = describe (&reader, offset);
  return true;
}

size_t
dsc_bytes_read (const DscSnapshot *snapshot, DscBlockKind block, uint64_t offset, uint8_t *out, size_t n)
{
  Reader reader;

  if (!reader_init (&reader, snapshot, block, offset))
    return 0;
  if (n > reader.block->size - offset)
    n = (size_t) (reader.block->size - offset);
  for (size_t done = 0; done < n;)
    {
      const DscByteCell cell = describe (&reader, offset + done);

      for (uint64_t i = offset + done - cell.offset; i < cell.size && done < n; i++)
        out[done++] = i < 8 ? (uint8_t) ((uint64_t) cell.value >> 8 * i) : 0;   /* only padding is longer */
    }
  return n;
}

int
dsc_byte_cell_name (const DscByteCell *self, char *buffer, size_t size)
{
  const char *name = dsc_field_name (self->member);
  const unsigned long long index = self->index;

  if (self->array == DSC_FIELD_PADDING)
    return snprintf (buffer, size, "%s", name);
  if (self->array == self->member)
    return snprintf (buffer, size, "%s[%llu]", name, index);
  return snprintf (buffer, size, "%s[%llu].%s", dsc_field_name (self->array), index, name);
}
