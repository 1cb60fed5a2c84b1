/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-snapshot-ledger.c: takes sys.getsizeof apart into the parts that it is the sum of.
 *
 * Beside it, what getsizeof leaves out although it is in memory only for this dict or instance, as far as it is known.
 *
 * A part is in the ledger when getsizeof counts it: the GC head, the object, and a keys object that the dict does not
 * share. Values of a split dict are counted by their number, without what lies around them. Objects/dictobject.c:
 * _PyDict_SizeOf; Python/sysmodule.c: _PySys_GetSizeOf. */
#include "dsc-snapshot-private.h"

typedef struct {
  DscLedgerRow *rows;
  size_t        n;
} Ledger;

static void
add_row (Ledger *self, DscLedgerPart part, uint64_t bytes, size_t count)
{
  if (bytes > 0)
    self->rows[self->n++] = (DscLedgerRow) { part, (int64_t) bytes, count };
}

static void
add_entries (Ledger *self, const DscSnapshot *snapshot)
{
  const size_t n_free = snapshot->capacity - snapshot->n_live - snapshot->n_dummies;

  add_row (self, DSC_PART_LIVE, (uint64_t) snapshot->n_live * snapshot->entry_size, snapshot->n_live);
  add_row (self, DSC_PART_TOMBSTONES, (uint64_t) snapshot->n_dummies * snapshot->entry_size, snapshot->n_dummies);
  add_row (self, DSC_PART_FREE, (uint64_t) n_free * snapshot->entry_size, n_free);
}

static void
add_keys (Ledger *self, const DscSnapshot *snapshot)
{
  const DscTraits *traits = dsc_snapshot_get_traits (snapshot);
  const DscBlock *keys = dsc_snapshot_find_block (snapshot, DSC_BLOCK_KEYS);

  if (!keys->is_counted)
    return;
  add_row (self, DSC_PART_KEYS_HEADER, dsc_layout_block (traits, DSC_BLOCK_KEYS).size, 0);
  add_row (self, DSC_PART_INDICES, dsc_layout_index_bytes (traits, snapshot->n_slots), snapshot->n_slots);
  add_entries (self, snapshot);
}

/* What sys.getsizeof counts of an instance: what lies in front of it and the object; never the values. Nothing of a class. */
static void
add_instance (Ledger *self, const DscSnapshot *snapshot)
{
  if (snapshot->instance_id == 0)
    return;
  add_row (self, DSC_PART_GC_HEAD, (uint64_t) (snapshot->instance_getsizeof - snapshot->basicsize), 0);
  add_row (self, DSC_PART_OBJECT, (uint64_t) snapshot->basicsize, 0);
}

size_t
dsc_snapshot_get_ledger (const DscSnapshot *self, DscLedgerRow out_rows[DSC_N_PARTS])
{
  const DscTraits *traits = dsc_snapshot_get_traits (self);
  const DscLayout object = dsc_layout_block (traits, DSC_BLOCK_DICT);
  const DscMember *small = dsc_layout_find (&object, DSC_FIELD_MA_SMALLTABLE);
  const uint32_t small_size = small != NULL ? small->size : 0;
  Ledger ledger = { out_rows, 0 };

  if (!self->has_dict)
    {
      add_instance (&ledger, self);
      return ledger.n;
    }
  add_row (&ledger, DSC_PART_GC_HEAD, traits->gc_head, 0);
  add_row (&ledger, DSC_PART_OBJECT, object.size - small_size, 0);
  if (self->table_block != DSC_BLOCK_DICT)
    add_row (&ledger, DSC_PART_SMALLTABLE_IDLE, small_size, small_size / self->entry_size);
  if (self->table_block == DSC_BLOCK_KEYS)
    add_keys (&ledger, self);
  else
    add_entries (&ledger, self);
  add_row (&ledger, DSC_PART_VALUES, self->values_bytes, (size_t) (self->values_bytes / traits->pointer_size));
  return ledger.n;
}

/* --- What is left out. --- */

static uint64_t
block_size (const DscSnapshot *self, DscBlockKind kind)
{
  const DscBlock *block = dsc_snapshot_find_block (self, kind);

  return block != NULL && !block->is_static ? block->size : 0;
}

static bool
keys_are_shared (const DscSnapshot *self)
{
  const DscBlock *keys = dsc_snapshot_find_block (self, DSC_BLOCK_KEYS);

  return keys != NULL && !keys->is_static && !(keys->is_counted && self->has_dict);
}

static size_t
add_allocation (const DscSnapshot *self, DscAllocation *out, DscBlockKind block, uint64_t bytes, bool is_object)
{
  const DscTraits *traits = dsc_snapshot_get_traits (self);
  const DscAllocatorRule allocator = is_object ? traits->object_allocator : traits->table_allocator;

  if (bytes == 0)
    return 0;
  *out = (DscAllocation) { block, bytes, dsc_traits_allocated (traits, allocator, bytes), block == DSC_BLOCK_KEYS && keys_are_shared (self) };
  return 1;
}

size_t
dsc_snapshot_get_allocations (const DscSnapshot *self, DscAllocation out[DSC_ALLOCATIONS_MAX])
{
  size_t n = 0;

  if (!self->has_dict && self->instance_id == 0)
    return 0;
  if (self->has_dict)
    n += add_allocation (self, &out[n], DSC_BLOCK_DICT, block_size (self, DSC_BLOCK_GC_HEAD) + block_size (self, DSC_BLOCK_DICT), true);
  else
    n += add_allocation (self, &out[n], DSC_BLOCK_INSTANCE,
                         block_size (self, DSC_BLOCK_INSTANCE_PRE) + block_size (self, DSC_BLOCK_INSTANCE)
                         + block_size (self, DSC_BLOCK_INSTANCE_VALUES) + block_size (self, DSC_BLOCK_INSTANCE_TAIL), true);
  n += add_allocation (self, &out[n], DSC_BLOCK_TABLE, block_size (self, DSC_BLOCK_TABLE), false);
  n += add_allocation (self, &out[n], DSC_BLOCK_KEYS, block_size (self, DSC_BLOCK_KEYS), false);
  return n + add_allocation (self, &out[n], DSC_BLOCK_VALUES, block_size (self, DSC_BLOCK_VALUES), false);
}

bool
dsc_snapshot_knows_rounding (const DscSnapshot *self)
{
  DscAllocation allocations[DSC_ALLOCATIONS_MAX];
  const size_t n = dsc_snapshot_get_allocations (self, allocations);

  for (size_t i = 0; i < n; i++)
    if (allocations[i].taken == 0)
      return false;
  return true;
}

size_t
dsc_snapshot_get_left_out (const DscSnapshot *self, DscLedgerRow out_rows[DSC_N_PARTS])
{
  DscAllocation allocations[DSC_ALLOCATIONS_MAX];
  const size_t n = dsc_snapshot_get_allocations (self, allocations);
  const uint64_t values = block_size (self, DSC_BLOCK_VALUES) + block_size (self, DSC_BLOCK_INSTANCE_VALUES);
  const uint64_t counted = self->has_dict ? self->values_bytes : 0;
  const size_t n_users = self->n_sharers > 0 ? self->n_sharers : 1;
  uint64_t rounding = 0;
  Ledger ledger = { out_rows, 0 };

  if (n == 0)
    return 0;
  add_row (&ledger, DSC_PART_LEFT_VALUES, values > counted ? values - counted : 0, 0);
  add_row (&ledger, DSC_PART_LEFT_ROOM, self->has_dict ? 0 : block_size (self, DSC_BLOCK_INSTANCE_TAIL), 0);
  for (size_t i = 0; i < n; i++)
    {
      const uint64_t taken = allocations[i].taken > allocations[i].bytes ? allocations[i].taken : allocations[i].bytes;

      if (allocations[i].is_shared)
        add_row (&ledger, DSC_PART_SHARED_KEYS, (taken + n_users / 2) / n_users, n_users);
      else
        rounding += taken - allocations[i].bytes;
    }
  add_row (&ledger, DSC_PART_ROUNDING, rounding, 0);
  return ledger.n;
}
