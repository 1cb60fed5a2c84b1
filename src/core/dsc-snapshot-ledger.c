/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-snapshot-ledger.c: takes sys.getsizeof apart into the parts that it is the sum of.
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
