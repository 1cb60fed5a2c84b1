/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-layout.c: lays out CPython's structs from their members, as a C compiler of that platform does.
 *
 * A struct is its list of members in the order of declaration. Each goes to the next offset that its alignment allows, and
 * what is skipped becomes a member of its own, so that the members of a layout always fill it without gaps:
 *
 *   wasm32, 3.13    0 ob_refcnt │ 4 ob_type │ 8 ma_used │ 12 (hole) │ 16 ma_version_tag │ 24 ma_keys │ 28 ma_values │ 32
 *   i386, 3.13      0 ob_refcnt │ 4 ob_type │ 8 ma_used │ 12 ma_version_tag │ 20 ma_keys │ 24 ma_values │ 28
 *
 * Which members there are is read off the traits. Sources: Include/object.h, Include/objimpl.h, Include/dictobject.h,
 * Objects/dictobject.c (2.1 and before), Objects/dict-common.h (3.5 to 3.10), Include/internal/pycore_dict.h (3.11 on). */
#include "dsc-layout.h"

#include <assert.h>
#include <string.h>

#define SMALLTABLE_SLOTS 8u
#define LEAST_INDEX_BYTES 8u

static const char *const block_names[DSC_N_BLOCKS] = {
  [DSC_BLOCK_GC_HEAD] = "dict.gc",
  [DSC_BLOCK_DICT] = "dict",
  [DSC_BLOCK_TABLE] = "table",
  [DSC_BLOCK_KEYS] = "keys",
  [DSC_BLOCK_VALUES] = "values",
  [DSC_BLOCK_INSTANCE_PRE] = "instance.pre",
  [DSC_BLOCK_INSTANCE] = "instance",
  [DSC_BLOCK_INSTANCE_VALUES] = "instance.values",
  [DSC_BLOCK_INSTANCE_TAIL] = "instance.tail",
};

static const char *const field_names[DSC_N_FIELDS] = {
  [DSC_FIELD_PADDING] = "",
  [DSC_FIELD_GC_NEXT] = "gc_next",
  [DSC_FIELD_GC_PREV] = "gc_prev",
  [DSC_FIELD_GC_REFS] = "gc_refs",
  [DSC_FIELD_GC_NEXT_WORD] = "_gc_next",
  [DSC_FIELD_GC_PREV_WORD] = "_gc_prev",
  [DSC_FIELD_OB_NEXT] = "_ob_next",
  [DSC_FIELD_OB_PREV] = "_ob_prev",
  [DSC_FIELD_OB_TID] = "ob_tid",
  [DSC_FIELD_OB_PADDING] = "_padding",
  [DSC_FIELD_OB_FLAGS] = "ob_flags",
  [DSC_FIELD_OB_MUTEX] = "ob_mutex",
  [DSC_FIELD_OB_GC_BITS] = "ob_gc_bits",
  [DSC_FIELD_OB_REF_LOCAL] = "ob_ref_local",
  [DSC_FIELD_OB_REF_SHARED] = "ob_ref_shared",
  [DSC_FIELD_OB_REFCNT] = "ob_refcnt",
  [DSC_FIELD_OB_OVERFLOW] = "ob_overflow",
  [DSC_FIELD_OB_TYPE] = "ob_type",
  [DSC_FIELD_MA_FILL] = "ma_fill",
  [DSC_FIELD_MA_USED] = "ma_used",
  [DSC_FIELD_MA_MASK] = "ma_mask",
  [DSC_FIELD_MA_SIZE] = "ma_size",
  [DSC_FIELD_MA_POLY] = "ma_poly",
  [DSC_FIELD_MA_TABLE] = "ma_table",
  [DSC_FIELD_MA_LOOKUP] = "ma_lookup",
  [DSC_FIELD_MA_SMALLTABLE] = "ma_smalltable",
  [DSC_FIELD_MA_VERSION_TAG] = "ma_version_tag",
  [DSC_FIELD_MA_WATCHER_TAG] = "_ma_watcher_tag",
  [DSC_FIELD_MA_KEYS] = "ma_keys",
  [DSC_FIELD_MA_VALUES] = "ma_values",
  [DSC_FIELD_MA_HASH] = "ma_hash",
  [DSC_FIELD_DK_REFCNT] = "dk_refcnt",
  [DSC_FIELD_DK_SIZE] = "dk_size",
  [DSC_FIELD_DK_LOG2_SIZE] = "dk_log2_size",
  [DSC_FIELD_DK_LOG2_INDEX_BYTES] = "dk_log2_index_bytes",
  [DSC_FIELD_DK_KIND] = "dk_kind",
  [DSC_FIELD_DK_MUTEX] = "dk_mutex",
  [DSC_FIELD_DK_VERSION] = "dk_version",
  [DSC_FIELD_DK_LOOKUP] = "dk_lookup",
  [DSC_FIELD_DK_USABLE] = "dk_usable",
  [DSC_FIELD_DK_NENTRIES] = "dk_nentries",
  [DSC_FIELD_DK_INDICES] = "dk_indices",
  [DSC_FIELD_DK_ENTRIES] = "dk_entries",
  [DSC_FIELD_ME_HASH] = "me_hash",
  [DSC_FIELD_ME_KEY] = "me_key",
  [DSC_FIELD_ME_VALUE] = "me_value",
  [DSC_FIELD_VALUES_CAPACITY] = "capacity",
  [DSC_FIELD_VALUES_SIZE] = "size",
  [DSC_FIELD_VALUES_EMBEDDED] = "embedded",
  [DSC_FIELD_VALUES_VALID] = "valid",
  [DSC_FIELD_VALUES_PREFIX] = "prefix",
  [DSC_FIELD_VALUES_VALUES] = "values",
  [DSC_FIELD_VALUES_ORDER] = "order",
  [DSC_FIELD_INSTANCE_DICT] = "__dict__",
  [DSC_FIELD_INSTANCE_WEAKREF] = "__weakref__",
  [DSC_FIELD_INSTANCE_VALUES] = "values_ptr",
  [DSC_FIELD_INSTANCE_DICT_OR_VALUES] = "dict_or_values",
};

/* A struct under construction: where the next member goes and the strictest alignment so far. */
typedef struct {
  const DscTraits *traits;
  DscLayout        layout;
  uint32_t         end;
  uint32_t         alignment;
} Struct;

const char *
dsc_block_name (DscBlockKind kind)
{
  return block_names[kind];
}

const char *
dsc_field_name (DscFieldId id)
{
  return field_names[id];
}

/* Types had no Py… names yet. */
static bool
is_before_types (const DscTraits *traits)
{
  return traits->probe == DSC_PROBE_POLYNOMIAL || traits->probe == DSC_PROBE_PRIME;
}

static bool
has_value_structs (const DscTraits *traits)
{
  return traits->sharing == DSC_SHARING_ORDER_BYTES;
}

const char *
dsc_block_type (const DscTraits *traits, DscBlockKind kind)
{
  switch (kind)
    {
    case DSC_BLOCK_GC_HEAD:
      return "PyGC_Head";
    case DSC_BLOCK_DICT:
      return is_before_types (traits) ? "dictobject" : "PyDictObject";
    case DSC_BLOCK_TABLE:
      return is_before_types (traits) ? "dictentry" : "PyDictEntry";
    case DSC_BLOCK_KEYS:
      return "PyDictKeysObject";
    case DSC_BLOCK_VALUES:
    case DSC_BLOCK_INSTANCE_VALUES:
      return has_value_structs (traits) ? "PyDictValues" : "PyObject *";
    case DSC_BLOCK_INSTANCE_PRE:
      return traits->gc_head != 0 && !has_value_structs (traits) ? "PyGC_Head" : "pre-header";
    case DSC_BLOCK_INSTANCE:
      return "PyObject";
    case DSC_BLOCK_INSTANCE_TAIL:
    case DSC_N_BLOCKS:
      break;
    }
  return "";
}

const DscMember *
dsc_layout_find (const DscLayout *self, DscFieldId id)
{
  for (unsigned i = 0; i < self->n_members; i++)
    if (self->members[i].id == id)
      return &self->members[i];
  return NULL;
}

static void
append_member (Struct *self, DscMember member)
{
  assert (self->layout.n_members < DSC_LAYOUT_MAX_MEMBERS);
  member.offset = self->end;
  self->layout.members[self->layout.n_members++] = member;
  self->end += member.size;
}

/* Fills up to the given end with a hole, if there is anything to fill. */
static void
pad_to (Struct *self, uint32_t end)
{
  if (end > self->end)
    append_member (self, (DscMember) { .id = DSC_FIELD_PADDING, .type = "", .size = end - self->end });
}

static void
align_to (Struct *self, uint32_t alignment)
{
  if (alignment > self->alignment)
    self->alignment = alignment;
  pad_to (self, (self->end + alignment - 1) / alignment * alignment);
}

static void
add_number (Struct *self, DscFieldId id, const char *type, uint32_t size, bool is_signed)
{
  align_to (self, size == 8 ? self->traits->align_8 : size);
  append_member (self, (DscMember) { .id = id, .type = type, .size = size, .is_signed = is_signed });
}

static void
add_pointer (Struct *self, DscFieldId id, const char *type)
{
  align_to (self, self->traits->pointer_size);
  append_member (self, (DscMember) { .id = id, .type = type, .size = self->traits->pointer_size, .is_pointer = true });
}

/* An array of `size` bytes, 0 for a flexible one, of elements as wide as a pointer or a byte. */
static void
add_table (Struct *self, DscFieldId id, const char *type, uint32_t size, uint32_t alignment)
{
  align_to (self, alignment);
  append_member (self, (DscMember) { .id = id, .type = type, .size = size, .is_table = true });
}

/* A count: int, from 2.5 on Py_ssize_t. */
static void
add_count (Struct *self, DscFieldId id)
{
  if (self->traits->has_ssize_t)
    add_number (self, id, "Py_ssize_t", self->traits->pointer_size, true);
  else
    add_number (self, id, "int", 4, true);
}

static Struct
begin (const DscTraits *traits, DscBlockKind block)
{
  return (Struct) { .traits = traits, .layout = { .block = block }, .alignment = 1 };
}

static DscLayout
finish (Struct *self)
{
  align_to (self, self->alignment);
  self->layout.size = self->end;
  return self->layout;
}

static void
add_gc_head (Struct *self)
{
  const DscTraits *traits = self->traits;
  const uint32_t end = self->end + traits->gc_head;

  if (traits->gc_head == 0)
    return;
  if (traits->has_gc_refs)
    {
      add_pointer (self, DSC_FIELD_GC_NEXT, "PyGC_Head *");
      add_pointer (self, DSC_FIELD_GC_PREV, "PyGC_Head *");
      add_count (self, DSC_FIELD_GC_REFS);
    }
  else
    {
      add_pointer (self, DSC_FIELD_GC_NEXT_WORD, "uintptr_t");
      add_pointer (self, DSC_FIELD_GC_PREV_WORD, "uintptr_t");
    }
  pad_to (self, end);
}

static DscLayout
lay_out_gc_head (const DscTraits *traits)
{
  Struct self = begin (traits, DSC_BLOCK_GC_HEAD);

  add_gc_head (&self);
  return finish (&self);
}

static void
add_free_threaded_head (Struct *self)
{
  add_number (self, DSC_FIELD_OB_TID, "uintptr_t", self->traits->pointer_size, false);
  add_number (self, self->traits->has_ob_flags ? DSC_FIELD_OB_FLAGS : DSC_FIELD_OB_PADDING, "uint16_t", 2, false);
  add_number (self, DSC_FIELD_OB_MUTEX, "PyMutex", 1, false);
  add_number (self, DSC_FIELD_OB_GC_BITS, "uint8_t", 1, false);
  add_number (self, DSC_FIELD_OB_REF_LOCAL, "uint32_t", 4, false);
  add_number (self, DSC_FIELD_OB_REF_SHARED, "Py_ssize_t", self->traits->pointer_size, true);
}

/* PyObject_HEAD. What it is longer than its members known so far are the links of a build with Py_TRACE_REFS. */
static void
add_object_head (Struct *self)
{
  const DscTraits *traits = self->traits;

  if (traits->target.build.free_threaded)
    add_free_threaded_head (self);
  else
    {
      if (traits->object_head > 2 * traits->pointer_size)
        {
          add_pointer (self, DSC_FIELD_OB_NEXT, "PyObject *");
          add_pointer (self, DSC_FIELD_OB_PREV, "PyObject *");
        }
      if (traits->has_ob_flags)
        {
          add_number (self, DSC_FIELD_OB_REFCNT, "uint32_t", 4, false);
          add_number (self, DSC_FIELD_OB_OVERFLOW, "uint16_t", 2, false);
          add_number (self, DSC_FIELD_OB_FLAGS, "uint16_t", 2, false);
        }
      else
        add_count (self, DSC_FIELD_OB_REFCNT);
    }
  add_pointer (self, DSC_FIELD_OB_TYPE, "PyTypeObject *");
  assert (self->end == traits->object_head);
}

static uint32_t
entry_size (const DscTraits *traits, bool unicode)
{
  return traits->pointer_size * (unicode && traits->has_unicode_entries ? 2u : 3u);
}

static void
add_open_members (Struct *self)
{
  const DscTraits *traits = self->traits;
  const bool old = is_before_types (traits);

  add_count (self, DSC_FIELD_MA_FILL);
  add_count (self, DSC_FIELD_MA_USED);
  add_count (self, old ? DSC_FIELD_MA_SIZE : DSC_FIELD_MA_MASK);
  if (traits->probe == DSC_PROBE_POLYNOMIAL)
    add_count (self, DSC_FIELD_MA_POLY);
  add_pointer (self, DSC_FIELD_MA_TABLE, old ? "dictentry *" : "PyDictEntry *");
  if (traits->has_lookup_pointer)
    add_pointer (self, DSC_FIELD_MA_LOOKUP,
                 old ? "dictentry *(*)(dictobject *, PyObject *, long)" : "PyDictEntry *(*)(PyDictObject *, PyObject *, long)");
  if (traits->empty_display == DSC_EMPTY_OWN_TABLE)
    add_table (self, DSC_FIELD_MA_SMALLTABLE, "PyDictEntry [8]", SMALLTABLE_SLOTS * entry_size (traits, false), traits->pointer_size);
}

static void
add_keys_members (Struct *self)
{
  const DscTraits *traits = self->traits;

  add_count (self, DSC_FIELD_MA_USED);
  switch (traits->tag)
    {
    case DSC_TAG_NONE:
      break;
    case DSC_TAG_VERSION:
      add_number (self, DSC_FIELD_MA_VERSION_TAG, "uint64_t", 8, false);
      break;
    case DSC_TAG_WATCHER:
      add_number (self, DSC_FIELD_MA_WATCHER_TAG, "uint64_t", 8, false);
      break;
    }
  add_pointer (self, DSC_FIELD_MA_KEYS, "PyDictKeysObject *");
  add_pointer (self, DSC_FIELD_MA_VALUES, has_value_structs (traits) ? "PyDictValues *" : "PyObject **");
}

static DscLayout
lay_out_dict (const DscTraits *traits)
{
  Struct self = begin (traits, DSC_BLOCK_DICT);

  add_object_head (&self);
  if (traits->family == DSC_FAMILY_OPEN)
    add_open_members (&self);
  else
    add_keys_members (&self);
  return finish (&self);
}

static DscLayout
lay_out_keys (const DscTraits *traits)
{
  Struct self = begin (traits, DSC_BLOCK_KEYS);

  if (traits->family == DSC_FAMILY_OPEN)
    return self.layout;
  add_count (&self, DSC_FIELD_DK_REFCNT);
  if (traits->has_log2_fields)
    {
      add_number (&self, DSC_FIELD_DK_LOG2_SIZE, "uint8_t", 1, false);
      add_number (&self, DSC_FIELD_DK_LOG2_INDEX_BYTES, "uint8_t", 1, false);
      add_number (&self, DSC_FIELD_DK_KIND, "uint8_t", 1, false);
      if (traits->target.build.free_threaded)
        add_number (&self, DSC_FIELD_DK_MUTEX, "PyMutex", 1, false);
      add_number (&self, DSC_FIELD_DK_VERSION, "uint32_t", 4, false);
    }
  else
    {
      add_count (&self, DSC_FIELD_DK_SIZE);
      add_pointer (&self, DSC_FIELD_DK_LOOKUP, "dict_lookup_func");
    }
  add_count (&self, DSC_FIELD_DK_USABLE);
  if (traits->family == DSC_FAMILY_COMPACT)
    {
      add_count (&self, DSC_FIELD_DK_NENTRIES);
      add_table (&self, DSC_FIELD_DK_INDICES, "char []", 0, 1);
    }
  else
    add_table (&self, DSC_FIELD_DK_ENTRIES, "PyDictKeyEntry []", 0, traits->pointer_size);
  return finish (&self);
}

/* The order bytes lie behind the values, the prefix of 3.11 and 3.12 in front of them: both depend on the capacity. */
static DscLayout
lay_out_values (const DscTraits *traits, DscBlockKind block)
{
  Struct self = begin (traits, block);

  if (traits->instance_values != DSC_VALUES_INLINE)
    return self.layout;
  add_number (&self, DSC_FIELD_VALUES_CAPACITY, "uint8_t", 1, false);
  add_number (&self, DSC_FIELD_VALUES_SIZE, "uint8_t", 1, false);
  add_number (&self, DSC_FIELD_VALUES_EMBEDDED, "uint8_t", 1, false);
  add_number (&self, DSC_FIELD_VALUES_VALID, "uint8_t", 1, false);
  add_table (&self, DSC_FIELD_VALUES_VALUES, "PyObject *[]", 0, traits->pointer_size);
  return finish (&self);
}

/* What lies in front of an instance: the pre-header (3.11 on), then the GC head. */
static DscLayout
lay_out_instance_pre (const DscTraits *traits)
{
  Struct self = begin (traits, DSC_BLOCK_INSTANCE_PRE);

  switch (traits->instance_values)
    {
    case DSC_VALUES_IN_DICT:
      break;
    case DSC_VALUES_POINTER:
      add_pointer (&self, DSC_FIELD_INSTANCE_VALUES, "PyDictValues *");
      add_pointer (&self, DSC_FIELD_INSTANCE_DICT, "PyObject *");
      break;
    case DSC_VALUES_TAGGED:
      add_pointer (&self, DSC_FIELD_INSTANCE_WEAKREF, "PyObject *");
      add_pointer (&self, DSC_FIELD_INSTANCE_DICT_OR_VALUES, "PyDictOrValues");
      break;
    case DSC_VALUES_INLINE:
      add_pointer (&self, DSC_FIELD_INSTANCE_WEAKREF, "PyObject *");
      add_pointer (&self, DSC_FIELD_INSTANCE_DICT, "PyDictObject *");
      break;
    }
  add_gc_head (&self);
  return finish (&self);
}

static DscLayout
lay_out_instance (const DscTraits *traits)
{
  Struct self = begin (traits, DSC_BLOCK_INSTANCE);

  add_object_head (&self);
  if (traits->instance_values == DSC_VALUES_IN_DICT)
    add_pointer (&self, DSC_FIELD_INSTANCE_DICT, "PyObject *");
  if (traits->instance_values == DSC_VALUES_IN_DICT || traits->instance_values == DSC_VALUES_POINTER)
    add_pointer (&self, DSC_FIELD_INSTANCE_WEAKREF, "PyObject *");
  return finish (&self);
}

DscLayout
dsc_layout_block (const DscTraits *traits, DscBlockKind block)
{
  switch (block)
    {
    case DSC_BLOCK_GC_HEAD:
      return lay_out_gc_head (traits);
    case DSC_BLOCK_DICT:
      return lay_out_dict (traits);
    case DSC_BLOCK_KEYS:
      return lay_out_keys (traits);
    case DSC_BLOCK_VALUES:
    case DSC_BLOCK_INSTANCE_VALUES:
      return lay_out_values (traits, block);
    case DSC_BLOCK_INSTANCE_PRE:
      return lay_out_instance_pre (traits);
    case DSC_BLOCK_INSTANCE:
      return lay_out_instance (traits);
    case DSC_BLOCK_TABLE:
    case DSC_BLOCK_INSTANCE_TAIL:
    case DSC_N_BLOCKS:
      break;
    }
  return (DscLayout) { .block = block };
}

DscLayout
dsc_layout_entry (const DscTraits *traits, bool unicode)
{
  Struct self = begin (traits, traits->family == DSC_FAMILY_OPEN ? DSC_BLOCK_TABLE : DSC_BLOCK_KEYS);
  const char *hash_type = traits->int_hash == DSC_INT_HASH_MODULUS ? "Py_hash_t" : traits->has_ssize_t ? "Py_ssize_t" : "long";

  if (!unicode || !traits->has_unicode_entries)
    add_number (&self, DSC_FIELD_ME_HASH, hash_type, traits->pointer_size, true);
  add_pointer (&self, DSC_FIELD_ME_KEY, "PyObject *");
  add_pointer (&self, DSC_FIELD_ME_VALUE, "PyObject *");
  return finish (&self);
}

static uint64_t
product (uint64_t a, uint64_t b)
{
  uint64_t result;

  return __builtin_mul_overflow (a, b, &result) ? UINT64_MAX : result;
}

static uint64_t
sum (uint64_t a, uint64_t b)
{
  uint64_t result;

  return __builtin_add_overflow (a, b, &result) ? UINT64_MAX : result;
}

uint64_t
dsc_layout_index_bytes (const DscTraits *traits, uint64_t slots)
{
  const uint64_t bytes = product (slots, dsc_traits_index_width (traits, slots));

  if (traits->family != DSC_FAMILY_COMPACT)
    return 0;
  return bytes < LEAST_INDEX_BYTES ? LEAST_INDEX_BYTES : bytes;
}

uint64_t
dsc_layout_keys_size (const DscTraits *traits, uint64_t slots, bool unicode)
{
  const uint64_t entries = traits->family == DSC_FAMILY_COMPACT ? dsc_traits_usable (traits, slots) : slots;
  const uint64_t header = lay_out_keys (traits).size;

  return sum (sum (header, dsc_layout_index_bytes (traits, slots)), product (entries, entry_size (traits, unicode)));
}
