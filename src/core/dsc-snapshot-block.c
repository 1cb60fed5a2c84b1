/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-snapshot-block.c: the blocks of memory of a snapshot, their addresses and what their fields hold.
 *
 * Which fields there are comes from dsc-layout.h; what each holds is one small function per field, found by its id. What
 * CPython leaves unwritten (the links of an untracked GC head up to 3.7) says so, since any number would be a lie.
 *
 * Addresses: every number of a block (dsc-dict-private.h) has a place of its own, so that a block stays where it is and
 * different blocks of one dict never overlap. Small blocks lie 1024 bytes apart, as in an arena of the small object allocator;
 * large ones begin at a page far away from the others. The GC head lies in front of the dict, in one allocation. */
#include "dsc-snapshot-private.h"

#include "dsc-probe.h"

#define SMALL_BLOCK_MAX  512u
#define SMALL_BLOCK_STEP 1024u

typedef struct {
  uint64_t statics, small, large;   /* where they begin */
  uint64_t n_small, n_large;        /* places; then numbers come round again */
  uint64_t large_step;
} AddressModel;

static const AddressModel model_64 = { 0x540000000000, 0x550000000000, 0x600000000000, UINT64_C (1) << 32, 4096, UINT64_C (1) << 32 };
static const AddressModel model_32 = { 0x00100000, 0x08000000, 0xc1000000, 0x30000000 / SMALL_BLOCK_STEP, 15, 0x04000000 };

/* Places within statics. */
enum {
  STATIC_EMPTY_KEYS = 0x1000,
  STATIC_EMPTY_VALUES = 0x2000,
  STATIC_DICT_TYPE = 0x3000,
  STATIC_GC_LIST = 0x4000,
  STATIC_THREAD = 0x5000,
  STATIC_FUNCTIONS = 0x6000,
  STATIC_FUNCTION_STEP = 0x100,
  STATIC_CLASSES = 0x10000,
  STATIC_CLASS_STEP = 0x1000,
};

typedef struct {
  DscSnapshot      *snapshot;
  const DscTraits  *traits;
  const DscDict    *dict;       /* NULL: an instance without one, or a class */
  const DscInstance *instance;  /* that the image is of */
  const DscInstance *owner;     /* that the values lie inside of, or the instance */
  DscBlockKind      block;      /* being filled in */
  const DscKeys    *keys;       /* NULL: open family */
  const DscValues  *values;
  bool              has_static_values;   /* empty_values */
} Maker;

static const AddressModel *
address_model (const DscTraits *traits)
{
  return traits->pointer_size == 4 ? &model_32 : &model_64;
}

static uint64_t
static_address (const Maker *self, uint64_t place)
{
  return address_model (self->traits)->statics + place;
}

static uint64_t
block_address (const DscTraits *traits, uint32_t block, uint64_t size)
{
  const AddressModel *model = address_model (traits);

  if (size <= SMALL_BLOCK_MAX)
    return model->small + block % model->n_small * SMALL_BLOCK_STEP;
  return model->large + block % model->n_large * model->large_step;
}

/* Addresses are made from numbers; what lies in front of a block's address (GC head, prefix) is less than a step. */
bool
dsc_snapshot_is_block (const DscSnapshot *self, DscBlockKind kind, int64_t number)
{
  const AddressModel *model = address_model (dsc_snapshot_get_traits (self));
  const DscBlock *block = dsc_snapshot_find_block (self, kind);

  if (block == NULL || block->is_static || number <= 0)
    return false;
  if (block->address < model->large)
    return (block->address - model->small) / SMALL_BLOCK_STEP == (uint64_t) number % model->n_small;
  return (block->address - model->large) / model->large_step == (uint64_t) number % model->n_large;
}

uint64_t
dsc_snapshot_dict_address (const DscTraits *traits, const DscDict *dict)
{
  const uint64_t size = traits->gc_head + dsc_layout_block (traits, DSC_BLOCK_DICT).size;

  return block_address (traits, dict->block, size) + traits->gc_head;
}

/* Bytes of values inside the instance and of the room behind them. */
static uint64_t
inline_room (const DscTraits *traits, const DscInstance *instance)
{
  return instance->values != NULL && instance->values->embedded ? dsc_values_bytes (traits, instance->room) : 0;
}

uint64_t
dsc_snapshot_instance_address (const DscTraits *traits, const DscInstance *instance)
{
  const uint64_t pre = dsc_layout_block (traits, DSC_BLOCK_INSTANCE_PRE).size;
  const uint64_t size = dsc_layout_block (traits, DSC_BLOCK_INSTANCE).size;

  return block_address (traits, instance->block, pre + size + inline_room (traits, instance)) + pre;
}

uint64_t
dsc_snapshot_values_address (const DscTraits *traits, const DscValues *values)
{
  return block_address (traits, values->block, dsc_values_bytes (traits, values->capacity)) + values->prefix;
}

/* --- Fields. --- */

typedef void (*Filler) (const Maker *self, DscField *field);

static void
point_at (DscField *field, DscTargetKind target, uint64_t address, const char *text)
{
  field->target = target;
  field->value = (int64_t) address;
  field->text = text;
}

static void
point_at_block (const Maker *self, DscField *field, DscBlockKind kind, uint32_t offset)
{
  field->target = DSC_TARGET_BLOCK;
  field->target_block = kind;
  field->target_offset = offset;
  field->value = (int64_t) (dsc_snapshot_find_block (self->snapshot, kind)->address + offset);
}

static void
point_at_function (const Maker *self, DscField *field, DscKeysKind kind)
{
  static const char *const names[] = {
    [DSC_KEYS_GENERAL] = "lookdict",
    [DSC_KEYS_UNICODE] = "lookdict_unicode",
    [DSC_KEYS_SPLIT] = "lookdict_split",
    [DSC_KEYS_UNICODE_NODUMMY] = "lookdict_unicode_nodummy",
    [DSC_KEYS_STRING] = "lookdict_string",
  };
  /* "string" is the kind of the open family; its function is called after unicode once that is what a str is. */
  const bool renamed = kind == DSC_KEYS_STRING && !self->traits->is_python2;
  const DscKeysKind named = renamed ? DSC_KEYS_UNICODE : kind;

  point_at (field, DSC_TARGET_FUNCTION, static_address (self, STATIC_FUNCTIONS + named * STATIC_FUNCTION_STEP), names[named]);
}

/* An instance is tracked from its making on. */
static bool
is_tracked (const Maker *self)
{
  return self->block == DSC_BLOCK_INSTANCE_PRE || self->block == DSC_BLOCK_INSTANCE || self->snapshot->is_tracked;
}

/* A link into the list of tracked objects. */
static void
fill_gc_link (const Maker *self, DscField *field)
{
  if (is_tracked (self))
    point_at (field, DSC_TARGET_OBJECT, static_address (self, STATIC_GC_LIST), "gc list");
  else if (self->traits->gc_refs == DSC_GC_REFS_UNSET)
    point_at (field, DSC_TARGET_NULL, 0, NULL);
  else
    point_at (field, DSC_TARGET_NONE, 0, "uninitialised");
}

static void
fill_gc_refs (const Maker *self, DscField *field)
{
  const bool tracked = is_tracked (self);

  field->text = tracked ? "_PyGC_REFS_REACHABLE" : "_PyGC_REFS_UNTRACKED";
  switch (self->traits->gc_refs)
    {
    case DSC_GC_REFS_3_2:
      field->value = tracked ? -3 : -2;
      return;
    case DSC_GC_REFS_6_4:
      field->value = tracked ? -6 : -4;
      return;
    case DSC_GC_REFS_UNSET:
      field->text = "uninitialised";
      return;
    }
}

/* Links of a build with Py_TRACE_REFS, into the list of all objects. */
static void
fill_ob_link (const Maker *self, DscField *field)
{
  (void) self;
  point_at (field, DSC_TARGET_OBJECT, static_address (self, STATIC_GC_LIST), "refchain");
}

static void
fill_ob_tid (const Maker *self, DscField *field)
{
  field->value = (int64_t) static_address (self, STATIC_THREAD);
}

static void
fill_ob_gc_bits (const Maker *self, DscField *field)
{
  field->value = is_tracked (self);
}

static void
fill_refcount (const Maker *self, DscField *field)
{
  field->value = self->block == DSC_BLOCK_INSTANCE ? self->instance->refcount : dsc_dict_get_refcount (self->dict);
}

static void
fill_ob_type (const Maker *self, DscField *field)
{
  if (self->block == DSC_BLOCK_INSTANCE)
    {
      const DscClass *class = self->instance->class;
      const uint64_t place = STATIC_CLASSES + (uint64_t) class->id * STATIC_CLASS_STEP;

      point_at (field, DSC_TARGET_TYPE, static_address (self, place), class->name);
    }
  else
    point_at (field, DSC_TARGET_TYPE, static_address (self, STATIC_DICT_TYPE), "dict");
}

static void
fill_ma_used (const Maker *self, DscField *field)
{
  field->value = (int64_t) self->dict->ma_used;
}

static void
fill_ma_fill (const Maker *self, DscField *field)
{
  field->value = (int64_t) self->dict->ma_fill;
}

static void
fill_ma_mask (const Maker *self, DscField *field)
{
  field->value = (int64_t) self->dict->ma_mask;
}

static void
fill_ma_size (const Maker *self, DscField *field)
{
  field->value = (int64_t) self->snapshot->n_slots;
}

static void
fill_ma_poly (const Maker *self, DscField *field)
{
  field->value = self->snapshot->n_slots != 0 ? (int64_t) dsc_probe_polynomial (self->snapshot->n_slots) : 0;
}

static void
fill_ma_table (const Maker *self, DscField *field)
{
  if (self->dict->ma_table == NULL)
    point_at (field, DSC_TARGET_NULL, 0, NULL);
  else
    point_at_block (self, field, self->snapshot->table_block, (uint32_t) self->snapshot->entry_offset);
}

static void
fill_ma_lookup (const Maker *self, DscField *field)
{
  point_at_function (self, field, self->snapshot->kind);
}

static void
fill_tag (const Maker *self, DscField *field)
{
  field->value = (int64_t) self->dict->ma_version_tag;
}

static void
fill_ma_keys (const Maker *self, DscField *field)
{
  point_at_block (self, field, DSC_BLOCK_KEYS, 0);
  if (self->snapshot->is_shared_empty)
    field->target = DSC_TARGET_STATIC_KEYS;
}

static DscBlockKind
values_block (const Maker *self)
{
  return self->values->embedded ? DSC_BLOCK_INSTANCE_VALUES : DSC_BLOCK_VALUES;
}

static void
fill_ma_values (const Maker *self, DscField *field)
{
  if (!self->snapshot->is_split)
    {
      point_at (field, DSC_TARGET_NULL, 0, NULL);
      return;
    }
  point_at_block (self, field, values_block (self), self->values->prefix);
  if (self->has_static_values)
    field->target = DSC_TARGET_STATIC_VALUES;
}

/* --- Fields of instances. --- */

static void
fill_instance_dict (const Maker *self, DscField *field)
{
  if (self->instance->dict != NULL)
    point_at_block (self, field, DSC_BLOCK_DICT, 0);
}

static void
fill_instance_values (const Maker *self, DscField *field)
{
  if (self->instance->values != NULL)
    point_at_block (self, field, DSC_BLOCK_VALUES, self->instance->values->prefix);
}

/* 3.12: bit 0 tells values from a dict; it comes from taking 1 away. */
static void
fill_dict_or_values (const Maker *self, DscField *field)
{
  fill_instance_dict (self, field);
  if (self->instance->values == NULL)
    return;
  fill_instance_values (self, field);
  field->value--;
  field->text = "values";
}

static const DscValues *
header_of (const Maker *self)
{
  return self->block == DSC_BLOCK_INSTANCE_VALUES ? self->owner->values : self->values;
}

static void
fill_values_capacity (const Maker *self, DscField *field)
{
  field->value = header_of (self)->capacity;
}

static void
fill_values_size (const Maker *self, DscField *field)
{
  field->value = header_of (self)->size;
}

static void
fill_values_prefix (const Maker *self, DscField *field)
{
  field->value = header_of (self)->prefix;
}

static void
fill_values_embedded (const Maker *self, DscField *field)
{
  field->value = header_of (self)->embedded;
}

static void
fill_values_valid (const Maker *self, DscField *field)
{
  field->value = header_of (self)->valid;
  if (!header_of (self)->embedded)
    field->text = "uninitialised";
}

/* --- Fields of keys objects. --- */

static void
fill_dk_refcnt (const Maker *self, DscField *field)
{
  const bool wide = self->traits->pointer_size == 8;

  field->value = self->keys->dk_refcnt;
  if (!self->snapshot->is_shared_empty)
    return;
  switch (self->traits->empty_refcnt)
    {
    case DSC_EMPTY_REFCNT_COUNTED:
      field->value = 1 + (int64_t) self->snapshot->n_sharers;
      return;
    case DSC_EMPTY_REFCNT_LOW_ONES:
      field->value = wide ? UINT32_MAX : (1 << 30) - 1;
      return;
    case DSC_EMPTY_REFCNT_TOP_BIT:
      field->value = wide ? INT64_MIN : INT32_MIN;
      return;
    }
}

static void
fill_dk_size (const Maker *self, DscField *field)
{
  field->value = (int64_t) self->snapshot->n_slots;
}

static void
fill_dk_log2_size (const Maker *self, DscField *field)
{
  field->value = self->keys->dk_log2_size;
}

static void
fill_dk_log2_index_bytes (const Maker *self, DscField *field)
{
  field->value = self->keys->dk_log2_index_bytes;
}

static void
fill_dk_kind (const Maker *self, DscField *field)
{
  static const char *const names[] = { [DSC_KEYS_GENERAL] = "GENERAL", [DSC_KEYS_UNICODE] = "UNICODE", [DSC_KEYS_SPLIT] = "SPLIT" };

  field->value = self->keys->dk_kind;
  field->text = self->keys->dk_kind <= DSC_KEYS_SPLIT ? names[self->keys->dk_kind] : NULL;
}

static void
fill_dk_version (const Maker *self, DscField *field)
{
  field->value = self->keys->dk_version;
}

static void
fill_dk_usable (const Maker *self, DscField *field)
{
  field->value = self->keys->dk_usable;
}

static void
fill_dk_nentries (const Maker *self, DscField *field)
{
  field->value = self->keys->dk_nentries;
}

/* Fields without a function are holes, tables, and members that are 0 in every dict that is modelled. */
static const Filler fillers[DSC_N_FIELDS] = {
  [DSC_FIELD_GC_NEXT] = fill_gc_link,
  [DSC_FIELD_GC_PREV] = fill_gc_link,
  [DSC_FIELD_GC_REFS] = fill_gc_refs,
  [DSC_FIELD_GC_NEXT_WORD] = fill_gc_link,
  [DSC_FIELD_GC_PREV_WORD] = fill_gc_link,
  [DSC_FIELD_OB_NEXT] = fill_ob_link,
  [DSC_FIELD_OB_PREV] = fill_ob_link,
  [DSC_FIELD_OB_TID] = fill_ob_tid,
  [DSC_FIELD_OB_GC_BITS] = fill_ob_gc_bits,
  [DSC_FIELD_OB_REF_LOCAL] = fill_refcount,
  [DSC_FIELD_OB_REFCNT] = fill_refcount,
  [DSC_FIELD_OB_TYPE] = fill_ob_type,
  [DSC_FIELD_MA_FILL] = fill_ma_fill,
  [DSC_FIELD_MA_USED] = fill_ma_used,
  [DSC_FIELD_MA_MASK] = fill_ma_mask,
  [DSC_FIELD_MA_SIZE] = fill_ma_size,
  [DSC_FIELD_MA_POLY] = fill_ma_poly,
  [DSC_FIELD_MA_TABLE] = fill_ma_table,
  [DSC_FIELD_MA_LOOKUP] = fill_ma_lookup,
  [DSC_FIELD_MA_VERSION_TAG] = fill_tag,
  [DSC_FIELD_MA_WATCHER_TAG] = fill_tag,
  [DSC_FIELD_MA_KEYS] = fill_ma_keys,
  [DSC_FIELD_MA_VALUES] = fill_ma_values,
  [DSC_FIELD_DK_REFCNT] = fill_dk_refcnt,
  [DSC_FIELD_DK_SIZE] = fill_dk_size,
  [DSC_FIELD_DK_LOG2_SIZE] = fill_dk_log2_size,
  [DSC_FIELD_DK_LOG2_INDEX_BYTES] = fill_dk_log2_index_bytes,
  [DSC_FIELD_DK_KIND] = fill_dk_kind,
  [DSC_FIELD_DK_VERSION] = fill_dk_version,
  [DSC_FIELD_DK_LOOKUP] = fill_ma_lookup,
  [DSC_FIELD_DK_USABLE] = fill_dk_usable,
  [DSC_FIELD_DK_NENTRIES] = fill_dk_nentries,
  [DSC_FIELD_VALUES_CAPACITY] = fill_values_capacity,
  [DSC_FIELD_VALUES_SIZE] = fill_values_size,
  [DSC_FIELD_VALUES_PREFIX] = fill_values_prefix,
  [DSC_FIELD_VALUES_EMBEDDED] = fill_values_embedded,
  [DSC_FIELD_VALUES_VALID] = fill_values_valid,
  [DSC_FIELD_INSTANCE_DICT] = fill_instance_dict,
  [DSC_FIELD_INSTANCE_VALUES] = fill_instance_values,
  [DSC_FIELD_INSTANCE_DICT_OR_VALUES] = fill_dict_or_values,
};

/* --- Blocks. --- */

static DscBlock *
add_block (Maker *self, DscBlockKind kind, uint64_t address, uint64_t size)
{
  DscBlock *block = &self->snapshot->blocks[self->snapshot->n_blocks++];

  *block = (DscBlock) { .kind = kind, .address = address, .size = size, .is_counted = true };
  return block;
}

static void
add_keys_block (Maker *self)
{
  const bool is_static = self->snapshot->is_shared_empty;
  const uint64_t size = dsc_layout_keys_size (self->traits, self->snapshot->n_slots, !self->snapshot->has_hash);
  const uint64_t address = is_static ? static_address (self, STATIC_EMPTY_KEYS) : block_address (self->traits, self->keys->block, size);
  DscBlock *block = add_block (self, DSC_BLOCK_KEYS, address, size);

  block->is_static = is_static;
  block->is_counted = !is_static && self->keys->dk_refcnt == 1;
}

static void
add_values_block (Maker *self)
{
  const bool is_static = self->has_static_values;
  const uint64_t size = dsc_values_bytes (self->traits, self->snapshot->n_values);
  const uint64_t address = is_static ? static_address (self, STATIC_EMPTY_VALUES) : block_address (self->traits, self->values->block, size);
  DscBlock *block = add_block (self, DSC_BLOCK_VALUES, address, size);

  block->is_static = is_static;
  block->is_counted = self->snapshot->values_bytes > 0;
}

static void
add_dict_blocks (Maker *self)
{
  const uint64_t address = dsc_snapshot_dict_address (self->traits, self->dict);

  if (self->traits->gc_head != 0)
    add_block (self, DSC_BLOCK_GC_HEAD, address - self->traits->gc_head, self->traits->gc_head);
  add_block (self, DSC_BLOCK_DICT, address, dsc_layout_block (self->traits, DSC_BLOCK_DICT).size);
}

/* The pre-header, the object, the values inside it and the room behind them are one allocation. */
static void
add_instance_blocks (Maker *self)
{
  const DscInstance *owner = self->owner;
  const uint64_t pre = dsc_layout_block (self->traits, DSC_BLOCK_INSTANCE_PRE).size;
  const uint64_t size = dsc_layout_block (self->traits, DSC_BLOCK_INSTANCE).size;
  const uint64_t values = owner->values != NULL && owner->values->embedded ? dsc_values_bytes (self->traits, owner->values->capacity) : 0;
  const uint64_t room = inline_room (self->traits, owner);
  const uint64_t address = dsc_snapshot_instance_address (self->traits, owner);

  if (self->instance != NULL)
    {
      add_block (self, DSC_BLOCK_INSTANCE_PRE, address - pre, pre)->is_counted = false;
      add_block (self, DSC_BLOCK_INSTANCE, address, size)->is_counted = false;
    }
  if (values != 0)
    add_block (self, DSC_BLOCK_INSTANCE_VALUES, address + size, values)->is_counted = self->snapshot->values_bytes > 0;
  if (self->instance != NULL && room > values)
    add_block (self, DSC_BLOCK_INSTANCE_TAIL, address + size + values, room - values)->is_counted = false;
}

static void
add_blocks (Maker *self)
{
  const DscSnapshot *snapshot = self->snapshot;

  if (self->dict != NULL)
    add_dict_blocks (self);
  if (snapshot->table_block == DSC_BLOCK_TABLE && snapshot->n_slots != 0)
    {
      const uint64_t size = (uint64_t) snapshot->n_slots * snapshot->entry_size;

      add_block (self, DSC_BLOCK_TABLE, block_address (self->traits, self->dict->table_block, size), size);
    }
  if (self->keys != NULL)
    add_keys_block (self);
  if (snapshot->is_split && !self->values->embedded)
    add_values_block (self);
  if (self->owner != NULL)
    add_instance_blocks (self);
}

static void
fill_field (const Maker *self, DscBlock *block, const DscMember *member)
{
  DscField *field = &block->fields[block->n_fields++];

  *field = (DscField) { .member = *member, .target = member->is_pointer ? DSC_TARGET_NULL : DSC_TARGET_NONE };
  if (fillers[member->id] != NULL)
    fillers[member->id] (self, field);
}

/* 3.11, 3.12: the two bytes in front of the values. */
static void
fill_prefix (const Maker *self, DscBlock *block)
{
  const uint32_t prefix = self->values->prefix;

  fill_field (self, block, &(DscMember) { .id = DSC_FIELD_VALUES_SIZE, .type = "uint8_t", .offset = prefix - 2, .size = 1 });
  fill_field (self, block, &(DscMember) { .id = DSC_FIELD_VALUES_PREFIX, .type = "uint8_t", .offset = prefix - 1, .size = 1 });
}

static void
fill_block (Maker *self, DscBlock *block)
{
  const DscLayout layout = dsc_layout_block (self->traits, block->kind);

  self->block = block->kind;
  block->fields = self->snapshot->fields + self->snapshot->n_fields;
  for (unsigned i = 0; i < layout.n_members; i++)
    if (layout.members[i].size != 0)
      fill_field (self, block, &layout.members[i]);
  if (block->kind == DSC_BLOCK_VALUES && self->values->prefix != 0)
    fill_prefix (self, block);
  self->snapshot->n_fields += block->n_fields;
}

const DscInstance *
dsc_snapshot_find_owner (const DscRuntime *rt, const DscSnapshotSource *source)
{
  const DscInstance *owner = source->instance;

  if (owner == NULL && source->values != NULL && source->values->embedded)
    for (owner = rt->instances; owner != NULL && owner->values != source->values;)
      owner = owner->next;
  return owner;
}

void
dsc_snapshot_make_blocks (DscSnapshot *self, const DscRuntime *rt, const DscSnapshotSource *source)
{
  Maker maker = { .snapshot = self, .traits = &rt->traits, .dict = source->dict, .instance = source->instance,
                  .owner = dsc_snapshot_find_owner (rt, source), .keys = source->keys, .values = source->values,
                  .has_static_values = source->values != NULL && source->values == rt->empty_values };

  add_blocks (&maker);
  for (size_t i = 0; i < self->n_blocks; i++)
    fill_block (&maker, &self->blocks[i]);
}
