/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-keys.c: keys objects, made, copied whole and given back.
 *
 * One allocation holds the header, the indices (compact family) and all entries that the table can ever use, as CPython's
 * new_keys_object lays them out. Objects/dictobject.c: new_keys_object, free_keys_object, clone_combined_dict_keys. */
#include "dsc-frozen.h"

static unsigned
index_log2_bytes (const DscTraits *traits, unsigned log2_size)
{
  if (traits->family != DSC_FAMILY_COMPACT)
    return 0;
  if (log2_size == 0)
    return traits->has_log2_fields ? traits->empty_log2_index_bytes : 3;
  return log2_size + (unsigned) __builtin_ctz (dsc_traits_index_width (traits, (uint64_t) 1 << log2_size));
}

static unsigned
entry_size_of (const DscTraits *traits, DscKeysKind kind)
{
  return traits->has_unicode_entries && kind != DSC_KEYS_GENERAL ? sizeof (DscUnicodeEntry) : sizeof (DscKeyEntry);
}

size_t
dsc_keys_real_size (const DscTraits *traits, unsigned log2_size, unsigned entry_size)
{
  size_t slots = (size_t) 1 << log2_size;

  if (traits->family == DSC_FAMILY_KEYS_OPEN)
    return sizeof (DscKeys) + slots * entry_size;

  size_t index_bytes = (size_t) 1 << index_log2_bytes (traits, log2_size);
  return sizeof (DscKeys) + (index_bytes < 8 ? 8 : index_bytes) + (size_t) dsc_traits_usable (traits, slots) * entry_size;
}

uint64_t
dsc_keys_bytes (const DscRuntime *rt, const DscKeys *self)
{
  return rt->keys_bytes[self->entry_size == sizeof (DscUnicodeEntry)][self->dk_log2_size];
}

bool
dsc_keys_round (const DscTraits *traits, uint64_t request, unsigned *out_log2_size)
{
  uint64_t slots = dsc_traits_round (traits, request);

  if (slots == 0 || slots > (uint64_t) 1 << DSC_KEYS_MAX_LOG2_SIZE)
    return false;
  *out_log2_size = (unsigned) __builtin_ctzll (slots);
  /* The modelled machine answers a block of half its address space with MemoryError. */
  return traits->pointer_size == 8 || dsc_layout_keys_size (traits, slots, false) <= INT32_MAX;
}

/* 3.6 on keeps blocks of 8 slots for later, 3.11 on only those of str-only tables. */
static DscFreeList *
free_list_of (DscRuntime *rt, unsigned log2_size, unsigned entry_size)
{
  bool fits = log2_size == 3 && (!rt->traits.has_unicode_entries || entry_size == sizeof (DscUnicodeEntry));

  return fits ? &rt->free_keys : NULL;
}

static uint32_t
take_block (DscRuntime *rt, const DscDict *dict, const DscKeys *self)
{
  uint64_t bytes = rt->trace != NULL ? dsc_keys_bytes (rt, self) : 0;

  return dsc_runtime_take_block (rt, dict, free_list_of (rt, self->dk_log2_size, self->entry_size), DSC_BLOCK_KEYS, bytes, dsc_keys_size (self));
}

DscKeys *
dsc_keys_new (DscRuntime *rt, const DscDict *dict, unsigned log2_size, DscKeysKind kind)
{
  const DscTraits *traits = &rt->traits;
  unsigned entry_size = entry_size_of (traits, kind);
  size_t size = dsc_keys_real_size (traits, log2_size, entry_size);
  DscKeys *self = dsc_alloc_zero (rt->alloc, size);

  if (self == NULL)
    return NULL;
  *self = (DscKeys) {
    .dk_refcnt = 1,
    .dk_log2_size = (uint8_t) log2_size,
    .dk_log2_index_bytes = (uint8_t) index_log2_bytes (traits, log2_size),
    .dk_kind = (uint8_t) kind,
    .entry_size = (uint8_t) entry_size,
    .dk_usable = log2_size == 0 ? 0 : (int64_t) dsc_traits_usable (traits, (uint64_t) 1 << log2_size),
  };
  if (traits->family == DSC_FAMILY_COMPACT)
    memset (self + 1, 0xff, dsc_keys_index_bytes (self));   /* DSC_INDEX_EMPTY of any width */
  self->block = take_block (rt, dict, self);
  dsc_runtime_note (rt, dict, (DscEvent) { .kind = DSC_EVENT_NEW_TABLE, .a = (int64_t) dsc_keys_size (self), .b = self->dk_usable, .c = kind,
                                           .d = self->block });
  return self;
}

DscKeys *
dsc_keys_clone (DscRuntime *rt, const DscDict *dict, const DscKeys *source)
{
  size_t size = dsc_keys_real_size (&rt->traits, source->dk_log2_size, source->entry_size);
  DscKeys *self = dsc_alloc_new (rt->alloc, size);

  if (self == NULL)
    return NULL;
  memcpy (self, source, size);
  self->dk_refcnt = 1;
  self->block = take_block (rt, dict, self);
  if (rt->trace != NULL)
    dsc_runtime_note (rt, dict, (DscEvent) { .kind = DSC_EVENT_CLONE, .a = (int64_t) dsc_keys_bytes (rt, self), .b = self->block,
                                             .c = source->block });
  return self;
}

static void
note_refcnt (const DscRuntime *rt, const DscDict *dict, const DscKeys *self, int64_t change)
{
  dsc_runtime_note_field (rt, dict, self->block, DSC_FIELD_DK_REFCNT, self->dk_refcnt - change, self->dk_refcnt);
}

DscKeys *
dsc_keys_ref (DscRuntime *rt, const DscDict *dict, DscKeys *self)
{
  if (self == rt->empty_keys)
    return self;
  self->dk_refcnt++;
  note_refcnt (rt, dict, self, 1);
  return self;
}

void
dsc_keys_unref (DscRuntime *rt, DscDict *dict, DscKeys *self)
{
  if (self == NULL || self == rt->empty_keys)
    return;
  if (self->dk_refcnt > 1)   /* else it is not written to: it may be common property */
    {
      self->dk_refcnt--;
      note_refcnt (rt, dict, self, -1);
      return;
    }
  dsc_runtime_give_block (rt, dict, free_list_of (rt, self->dk_log2_size, self->entry_size), self->block,
                          rt->trace != NULL ? dsc_keys_bytes (rt, self) : 0);
  dsc_dict_free_table (rt, dict, self);
}

void
dsc_keys_set_kind (DscRuntime *rt, const DscDict *dict, DscKeys *self, DscKeysKind kind)
{
  if (self->dk_kind == kind)
    return;
  dsc_runtime_note (rt, dict, (DscEvent) { .kind = DSC_EVENT_KIND_CHANGE, .a = self->dk_kind, .b = kind, .d = self->block });
  self->dk_kind = (uint8_t) kind;
}

void
dsc_dict_use_values (DscRuntime *rt, DscDict *self, DscValues *values)
{
  int64_t before = self->ma_values != NULL ? self->ma_values->block : 0;
  int64_t after = values != NULL ? values->block : 0;

  if (before != after)
    dsc_dict_note_field (rt, self, DSC_FIELD_MA_VALUES, before, after);
  self->ma_values = values;
}

void
dsc_dict_use_keys (DscRuntime *rt, DscDict *self, DscKeys *keys, DscValues *values)
{
  DscValues *before = self->ma_values;

  if (rt->trace != NULL)
    dsc_dict_note_field (rt, self, DSC_FIELD_MA_KEYS, self->ma_keys != NULL ? self->ma_keys->block : 0, keys->block);
  self->ma_keys = keys;
  dsc_dict_use_values (rt, self, values == NULL && keys == rt->empty_keys ? rt->empty_values : values);
  dsc_values_free (rt, self, before);
}
