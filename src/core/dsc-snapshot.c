/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-snapshot.c: takes the image of a dict, and answers what lies where in its table.
 *
 * The table is copied as it lies in the model, by one memcpy: the indices and the entries behind them, as far as entries
 * are used up; an open table as a whole. So an image of five million entries costs what copying its bytes costs. Objects
 * are not copied: they never change and stay alive with their pool. The few that stand for something that can change
 * (dicts, instances) are replaced in the copy by dsc-snapshot-freeze.c, header fields are filled in by
 * dsc-snapshot-block.c. After that nothing writes to a snapshot, so threads may share it. */
#include "dsc-snapshot-private.h"

#include "dsc-probe.h"

#include <string.h>

/* Copies index_bytes of indices and self->n_written entries, which lie at source one behind the other. */
static DscStatus
copy_table (DscSnapshot *self, const void *source, size_t index_bytes, size_t entry_size)
{
  if (self->n_written < self->n_entries)
    self->n_written = self->n_entries;
  const size_t bytes = index_bytes + self->n_written * entry_size;

  self->memory = dsc_alloc_new (&self->alloc, bytes);
  if (self->memory == NULL)
    return DSC_STATUS_NO_MEMORY;
  memcpy (self->memory, source, bytes);
  self->entries = (const char *) self->memory + index_bytes;
  return DSC_STATUS_OK;
}

static DscStatus
copy_open (DscSnapshot *self, const DscRuntime *rt, const DscDict *dict)
{
  const bool is_small = rt->traits.empty_display == DSC_EMPTY_OWN_TABLE && dsc_dict_is_small (dict);
  const DscLayout object = dsc_layout_block (&rt->traits, DSC_BLOCK_DICT);

  self->kind = (DscKeysKind) dict->ma_kind;
  self->has_hash = true;
  self->entry_size = dsc_layout_entry (&rt->traits, false).size;
  self->table_block = is_small ? DSC_BLOCK_DICT : DSC_BLOCK_TABLE;
  self->entry_offset = is_small ? dsc_layout_find (&object, DSC_FIELD_MA_SMALLTABLE)->offset : 0;
  if (dict->ma_table == NULL)
    return DSC_STATUS_OK;
  self->n_slots = self->n_entries = self->capacity = dict->ma_mask + 1;
  self->n_live = dict->ma_used;
  self->n_dummies = dict->ma_fill - dict->ma_used;
  if (self->table_block == DSC_BLOCK_TABLE && rt->traits.empty_display == DSC_EMPTY_OWN_TABLE)
    memcpy (self->idle_smalltable, dict->ma_smalltable, sizeof self->idle_smalltable);
  return copy_table (self, dict->ma_table, 0, sizeof (DscKeyEntry));
}

static DscStatus
copy_keys_open (DscSnapshot *self, const DscRuntime *rt, const DscSnapshotSource *source)
{
  const DscKeys *keys = source->keys;
  const size_t n_slots = dsc_keys_size (keys);

  self->entry_offset = dsc_layout_block (&rt->traits, DSC_BLOCK_KEYS).size;
  self->n_slots = self->n_entries = self->capacity = n_slots;
  /* Every slot that is used up, live or dummy, has cost one of the places that a new table has. */
  if (keys->dk_kind != DSC_KEYS_SPLIT)
    {
      self->n_live = source->dict->ma_used;
      self->n_dummies = (size_t) dsc_traits_usable (&rt->traits, n_slots) - (size_t) keys->dk_usable - self->n_live;
    }
  else
    for (size_t slot = 0; slot < n_slots; slot++)
      self->n_live += dsc_keys_open_entries (keys)[slot].me_key != NULL;
  return copy_table (self, dsc_keys_open_entries (keys), 0, sizeof (DscKeyEntry));
}

static DscStatus
copy_compact (DscSnapshot *self, const DscRuntime *rt, const DscSnapshotSource *source)
{
  const DscKeys *keys = source->keys;
  const size_t n_slots = dsc_keys_size (keys);

  self->index_offset = dsc_layout_block (&rt->traits, DSC_BLOCK_KEYS).size;
  self->entry_offset = self->index_offset + dsc_layout_index_bytes (&rt->traits, n_slots);
  self->log2_index_width = dsc_keys_index_width_log2 (keys);
  self->index_width = 1u << self->log2_index_width;
  self->n_slots = n_slots;
  self->n_entries = (size_t) keys->dk_nentries;
  self->n_written = (size_t) keys->n_written;
  self->capacity = (size_t) dsc_traits_usable (&rt->traits, n_slots);
  self->n_live = keys->dk_kind == DSC_KEYS_SPLIT ? self->n_entries : source->dict->ma_used;
  self->n_dummies = self->n_entries - self->n_live;
  return copy_table (self, dsc_keys_indices (keys), dsc_keys_index_bytes (keys), keys->entry_size);
}

static DscValuesHeader
describe_values (const DscValues *values)
{
  return (DscValuesHeader) { .capacity = values->capacity, .size = values->size, .prefix = values->prefix,
                             .n_written = values->written, .zeroed = values->zeroed,
                             .embedded = values->embedded != 0, .valid = values->valid != 0 };
}

static DscStatus
copy_values (DscSnapshot *self, const DscRuntime *rt, const DscSnapshotSource *source)
{
  const DscValues *values = source->values;

  self->values_header = describe_values (values);
  self->n_values = values->capacity;
  self->values = dsc_alloc_new (&self->alloc, self->n_values * sizeof *self->values + values->written);
  if (self->values == NULL)
    return DSC_STATUS_NO_MEMORY;
  memcpy (self->values, values->values, self->n_values * sizeof *self->values);
  self->order = (uint8_t *) (self->values + self->n_values);
  if (values->written != 0)
    memcpy (self->order, values->values + values->capacity, values->written);
  if (source->dict != NULL)
    self->values_bytes = (uint64_t) dsc_values_capacity_for (&rt->traits, source->keys) * rt->traits.pointer_size;
  return DSC_STATUS_OK;
}

static DscStatus
copy_keys (DscSnapshot *self, const DscRuntime *rt, const DscSnapshotSource *source)
{
  const DscKeys *keys = source->keys;

  self->kind = (DscKeysKind) keys->dk_kind;
  self->is_shared_empty = keys == rt->empty_keys;
  self->is_split = source->values != NULL;
  self->has_hash = keys->entry_size == sizeof (DscKeyEntry);
  self->entry_size = dsc_layout_entry (&rt->traits, !self->has_hash).size;
  self->table_block = DSC_BLOCK_KEYS;
  self->n_sharers = keys->dk_refcnt;
  if ((keys->dk_kind == DSC_KEYS_SPLIT || self->is_shared_empty) && dsc_snapshot_list_sharers (self, rt, source) != DSC_STATUS_OK)
    return DSC_STATUS_NO_MEMORY;
  if (self->is_split && copy_values (self, rt, source) != DSC_STATUS_OK)
    return DSC_STATUS_NO_MEMORY;
  return rt->traits.family == DSC_FAMILY_COMPACT ? copy_compact (self, rt, source) : copy_keys_open (self, rt, source);
}

static DscStatus
describe_instance (DscSnapshot *self, const DscRuntime *rt, const DscSnapshotSource *source)
{
  const DscValues *own = source->instance->values;

  self->instance_id = source->instance->id;
  self->instance_getsizeof = dsc_instance_getsizeof (rt);
  self->basicsize = dsc_instance_basicsize (rt);
  self->has_idle_values = own != NULL && own != source->values;
  if (!self->has_idle_values)
    return DSC_STATUS_OK;
  self->idle_header = describe_values (own);
  self->idle_values = dsc_alloc_new (&self->alloc, own->capacity * sizeof *self->idle_values + own->written);
  if (self->idle_values == NULL)
    return DSC_STATUS_NO_MEMORY;
  memcpy (self->idle_values, own->values, own->capacity * sizeof *self->idle_values);
  self->idle_order = (uint8_t *) (self->idle_values + own->capacity);
  memcpy (self->idle_order, own->values + own->capacity, own->written);
  return DSC_STATUS_OK;
}

static void
describe_dict (DscSnapshot *self, const DscRuntime *rt, const DscDict *dict)
{
  self->has_dict = true;
  self->dict_id = dict->id;
  self->is_tracked = dict->tracked;
  self->getsizeof = dsc_dict_getsizeof (rt, dict);
  self->sizeof_ = dsc_dict_sizeof (rt, dict);
}

static DscStatus
copy_memory (DscSnapshot *self, const DscRuntime *rt, const DscSnapshotSource *source)
{
  if (source->dict != NULL && rt->traits.family == DSC_FAMILY_OPEN)
    return copy_open (self, rt, source->dict);
  return source->keys != NULL ? copy_keys (self, rt, source) : DSC_STATUS_OK;
}

/* The instance without what it points at. */
static DscInstance
describe_owner (const DscInstance *instance)
{
  return (DscInstance) { .refcount = instance->refcount, .id = instance->id, .block = instance->block, .room = instance->room };
}

static DscSnapshotOrigin
describe_origin (const DscRuntime *rt, const DscSnapshotSource *source)
{
  const DscInstance *owner = dsc_snapshot_find_owner (rt, source);
  const DscClass *class = source->instance != NULL ? source->instance->class : source->class;
  const DscDict *dict = source->dict;
  DscSnapshotOrigin self = { .has_values = source->values != NULL };

  if (dict != NULL)
    {
      self.dict_refcount = dsc_dict_get_refcount (dict);
      self.dict_block = dict->block;
      self.table_block = dict->table_block;
      self.ma_kind = dict->ma_kind;
      self.ma_used = dict->ma_used;
      self.ma_fill = dict->ma_fill;
      self.ma_mask = dict->ma_mask;
      self.ma_version_tag = dict->ma_version_tag;
      self.has_table = dict->ma_table != NULL;
    }
  if (source->keys != NULL)
    self.keys = *source->keys;
  if (source->values != NULL)
    self.values_block = source->values->block;
  if (owner != NULL)
    *(source->instance != NULL ? &self.instance : &self.owner) = describe_owner (owner);
  if (class != NULL)
    {
      self.class_id = class->id;
      self.class_name = class->name;
    }
  return self;
}

DscSnapshot *
dsc_snapshot_take (const DscRuntime *rt, const DscSnapshotSource *source)
{
  DscSnapshot *self = dsc_alloc_zero (rt->alloc, sizeof *self);

  if (self == NULL)
    return NULL;
  self->n_refs = 1;
  self->alloc = *rt->alloc;
  self->pool = dsc_pool_ref (rt->pool);
  dsc_arena_init (&self->frozen, &self->alloc);
  self->dummy = rt->dummy;
  self->n_sharers = 1;
  if (source->dict != NULL)
    describe_dict (self, rt, source->dict);
  const DscStatus status = source->instance != NULL ? describe_instance (self, rt, source) : DSC_STATUS_OK;
  const bool may_change = source->dict != NULL ? source->dict->holds_trackable || self->idle_values != NULL : source->values != NULL;
  if (status != DSC_STATUS_OK || copy_memory (self, rt, source) != DSC_STATUS_OK || (may_change && dsc_snapshot_freeze (self, rt) != DSC_STATUS_OK))
    {
      dsc_snapshot_unref (self);
      return NULL;
    }
  self->origin = describe_origin (rt, source);
  dsc_snapshot_make_blocks (self, rt, source);
  return self;
}

DscSnapshot *
dsc_snapshot_new_from_dict (const DscRuntime *rt, const DscDict *dict)
{
  const bool has_keys = rt->traits.family != DSC_FAMILY_OPEN;

  return dsc_snapshot_take (rt, &(DscSnapshotSource) { .dict = dict, .keys = has_keys ? dict->ma_keys : NULL,
                                                .values = has_keys ? dict->ma_values : NULL });
}

DscSnapshot *
dsc_snapshot_new_from_instance (const DscRuntime *rt, const DscInstance *instance)
{
  const DscDict *dict = instance->dict;
  DscSnapshotSource source = { .dict = dict, .instance = instance, .values = instance->values };

  if (dict == NULL)
    source.keys = instance->class->ht_cached_keys;
  else if (rt->traits.family != DSC_FAMILY_OPEN)
    {
      source.keys = dict->ma_keys;
      source.values = dict->ma_values;
    }
  return dsc_snapshot_take (rt, &source);
}

DscSnapshot *
dsc_snapshot_new_from_class (const DscRuntime *rt, const DscClass *class)
{
  return dsc_snapshot_take (rt, &(DscSnapshotSource) { .keys = class->ht_cached_keys, .class = class });
}

DscSnapshot *
dsc_snapshot_ref (DscSnapshot *self)
{
  __atomic_add_fetch (&self->n_refs, 1, __ATOMIC_RELAXED);
  return self;
}

void
dsc_snapshot_unref (DscSnapshot *self)
{
  if (self == NULL || __atomic_sub_fetch (&self->n_refs, 1, __ATOMIC_ACQ_REL) != 0)
    return;

  const DscAlloc alloc = self->alloc;
  dsc_arena_clear (&self->frozen);
  dsc_alloc_free (&alloc, self->memory);
  dsc_alloc_free (&alloc, self->values);
  dsc_alloc_free (&alloc, self->sharers);
  dsc_alloc_free (&alloc, self->idle_values);
  dsc_snapshot_unref (self->sources[0]);
  dsc_snapshot_unref (self->sources[1]);
  dsc_pool_unref (self->pool);
  dsc_alloc_free (&alloc, self);
}

const DscTraits *
dsc_snapshot_get_traits (const DscSnapshot *self)
{
  return dsc_pool_get_traits (self->pool);
}

const DscPool *
dsc_snapshot_get_pool (const DscSnapshot *self)
{
  return self->pool;
}

uint32_t
dsc_snapshot_get_hash_seed (const DscSnapshot *self)
{
  return dsc_pool_get_hash_seed (self->pool);
}

uint32_t
dsc_snapshot_get_dict_id (const DscSnapshot *self)
{
  return self->dict_id;
}

int64_t
dsc_snapshot_get_getsizeof (const DscSnapshot *self)
{
  return self->getsizeof;
}

int64_t
dsc_snapshot_get_sizeof (const DscSnapshot *self)
{
  return self->sizeof_;
}

bool
dsc_snapshot_is_tracked (const DscSnapshot *self)
{
  return self->is_tracked;
}

DscKeysKind
dsc_snapshot_get_kind (const DscSnapshot *self)
{
  return self->kind;
}

bool
dsc_snapshot_is_shared_empty (const DscSnapshot *self)
{
  return self->is_shared_empty;
}

bool
dsc_snapshot_is_split (const DscSnapshot *self)
{
  return self->is_split;
}

size_t
dsc_snapshot_get_n_blocks (const DscSnapshot *self)
{
  return self->n_blocks;
}

const DscBlock *
dsc_snapshot_get_block (const DscSnapshot *self, size_t i)
{
  return i < self->n_blocks ? &self->blocks[i] : NULL;
}

const DscBlock *
dsc_snapshot_find_block (const DscSnapshot *self, DscBlockKind kind)
{
  for (size_t i = 0; i < self->n_blocks; i++)
    if (self->blocks[i].kind == kind)
      return &self->blocks[i];
  return NULL;
}

const DscField *
dsc_snapshot_find_field (const DscSnapshot *self, DscFieldId id)
{
  for (unsigned i = 0; i < self->n_fields; i++)
    if (self->fields[i].member.id == id)
      return &self->fields[i];
  return NULL;
}

int64_t
dsc_snapshot_get_value (const DscSnapshot *self, DscFieldId id, int64_t fallback)
{
  const DscField *field = dsc_snapshot_find_field (self, id);

  return field != NULL ? field->value : fallback;
}

/* --- The table. --- */

size_t
dsc_snapshot_get_n_slots (const DscSnapshot *self)
{
  return self->n_slots;
}

size_t
dsc_snapshot_get_n_entries (const DscSnapshot *self)
{
  return self->n_entries;
}

size_t
dsc_snapshot_get_entry_capacity (const DscSnapshot *self)
{
  return self->capacity;
}

unsigned
dsc_snapshot_get_index_width (const DscSnapshot *self)
{
  return self->index_width;
}

bool
dsc_snapshot_entries_have_hash (const DscSnapshot *self)
{
  return self->has_hash;
}

uint32_t
dsc_snapshot_get_entry_size (const DscSnapshot *self)
{
  return self->entry_size;
}

DscBlockKind
dsc_snapshot_get_table_block (const DscSnapshot *self)
{
  return self->table_block;
}

uint64_t
dsc_snapshot_get_index_offset (const DscSnapshot *self, size_t slot)
{
  if (self->index_width == 0)
    return dsc_snapshot_get_entry_offset (self, slot);
  return self->index_offset + (uint64_t) slot * self->index_width;
}

uint64_t
dsc_snapshot_get_entry_offset (const DscSnapshot *self, size_t i)
{
  return self->entry_offset + (uint64_t) i * self->entry_size;
}

DscEntry
dsc_snapshot_get_entry (const DscSnapshot *self, size_t i)
{
  DscEntry entry = { 0, NULL, NULL };

  if (i >= self->n_entries)
    return entry;
  if (self->has_hash)
    {
      const DscKeyEntry *found = (const DscKeyEntry *) self->entries + i;

      entry = (DscEntry) { found->me_hash, found->me_key, found->me_value };
    }
  else
    {
      const DscUnicodeEntry *found = (const DscUnicodeEntry *) self->entries + i;

      entry = (DscEntry) { found->me_key != NULL ? found->me_key->hash : 0, found->me_key, found->me_value };
    }
  if (self->is_split)
    entry.me_value = i < self->n_values ? self->values[i] : NULL;
  return entry;
}

DscSlotState
dsc_snapshot_get_entry_state (const DscSnapshot *self, size_t i)
{
  if (i >= self->n_entries)
    return DSC_SLOT_EMPTY;

  const DscEntry entry = dsc_snapshot_get_entry (self, i);
  if (self->index_width != 0)
    return entry.me_key != NULL ? DSC_SLOT_USED : DSC_SLOT_DUMMY;
  if (entry.me_key == NULL)
    return DSC_SLOT_EMPTY;
  return entry.me_key == self->dummy ? DSC_SLOT_DUMMY : DSC_SLOT_USED;
}

static int64_t
read_index (const DscSnapshot *self, size_t slot)
{
  switch (self->log2_index_width)
    {
    case 0:  return ((const int8_t *) self->memory)[slot];
    case 1:  return ((const int16_t *) self->memory)[slot];
    case 2:  return ((const int32_t *) self->memory)[slot];
    default: return ((const int64_t *) self->memory)[slot];
    }
}

int64_t
dsc_snapshot_get_index (const DscSnapshot *self, size_t slot)
{
  if (slot >= self->n_slots)
    return DSC_INDEX_EMPTY;
  if (self->index_width != 0)
    return read_index (self, slot);

  const DscSlotState state = dsc_snapshot_get_entry_state (self, slot);
  return state == DSC_SLOT_USED ? (int64_t) slot : state == DSC_SLOT_DUMMY ? DSC_INDEX_DUMMY : DSC_INDEX_EMPTY;
}

DscSlotState
dsc_snapshot_get_slot_state (const DscSnapshot *self, size_t slot)
{
  const int64_t index = dsc_snapshot_get_index (self, slot);

  return index >= 0 ? DSC_SLOT_USED : index == DSC_INDEX_DUMMY ? DSC_SLOT_DUMMY : DSC_SLOT_EMPTY;
}

size_t
dsc_snapshot_probe_chain (const DscSnapshot *self, int64_t hash, int64_t stop_at_entry, size_t *out_slots, size_t n)
{
  const DscTraits *traits = dsc_snapshot_get_traits (self);
  size_t written = 0;

  if (self->n_slots == 0)
    return 0;
  DscProbe probe = dsc_probe_start (traits->probe, dsc_probe_hash_bits (traits, hash), self->n_slots);
  while (written < n)
    {
      const size_t slot = (size_t) probe.slot;
      const int64_t index = dsc_snapshot_get_index (self, slot);

      out_slots[written++] = slot;
      if (index == DSC_INDEX_EMPTY || (index >= 0 && index == stop_at_entry))
        break;
      dsc_probe_next (&probe, traits->probe);
    }
  return written;
}

/* --- Split tables. --- */

size_t
dsc_snapshot_get_n_values (const DscSnapshot *self)
{
  return self->n_values;
}

const DscObject *
dsc_snapshot_get_split_value (const DscSnapshot *self, size_t i)
{
  return i < self->n_values ? self->values[i] : NULL;
}

size_t
dsc_snapshot_get_order (const DscSnapshot *self, const uint8_t **out_bytes)
{
  *out_bytes = self->values_header.size != 0 ? self->order : NULL;
  return self->values_header.size;
}

bool
dsc_snapshot_get_values_header (const DscSnapshot *self, DscValuesHeader *out_header)
{
  *out_header = self->values_header;
  return self->values != NULL;
}

bool
dsc_snapshot_get_idle_values_header (const DscSnapshot *self, DscValuesHeader *out_header)
{
  *out_header = self->idle_header;
  return self->has_idle_values;
}

size_t
dsc_snapshot_get_n_sharers (const DscSnapshot *self)
{
  return self->n_sharers;
}

const DscSharer *
dsc_snapshot_get_sharer (const DscSnapshot *self, size_t i)
{
  return i < self->n_listed ? &self->sharers[i] : NULL;
}

/* --- The instance. --- */

bool
dsc_snapshot_has_instance (const DscSnapshot *self)
{
  return self->instance_id != 0;
}

bool
dsc_snapshot_has_dict (const DscSnapshot *self)
{
  return self->has_dict;
}

uint32_t
dsc_snapshot_get_instance_id (const DscSnapshot *self)
{
  return self->instance_id;
}

int64_t
dsc_snapshot_get_instance_getsizeof (const DscSnapshot *self)
{
  return self->instance_getsizeof;
}

int64_t
dsc_snapshot_get_basicsize (const DscSnapshot *self)
{
  return self->basicsize;
}
