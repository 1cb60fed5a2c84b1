/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-layout.h: where each member of CPython's structs lies, for one resolved target.
 *
 * Computed from the list of members with the target's sizes and alignments, so that holes come out by themselves.
 * Sources: Include/dictobject.h, Include/cpython/dictobject.h, Objects/dict-common.h, Include/internal/pycore_dict.h. */
#pragma once

#include "dsc-traits.h"

typedef enum {             /* one allocation-wise unit of memory; names as in recordings of bytes */
  DSC_BLOCK_GC_HEAD = 0,   /* "dict.gc" */
  DSC_BLOCK_DICT,          /* "dict": PyDictObject; up to 3.2 with ma_smalltable */
  DSC_BLOCK_TABLE,         /* "table": slots of a larger dict, up to 3.2 */
  DSC_BLOCK_KEYS,          /* "keys": PyDictKeysObject: header, indices, entries */
  DSC_BLOCK_VALUES,        /* "values" of a split dict */
  DSC_BLOCK_INSTANCE_PRE,  /* "instance.pre" */
  DSC_BLOCK_INSTANCE,      /* "instance" */
  DSC_BLOCK_INSTANCE_VALUES, /* "instance.values" (3.13 on) */
  DSC_BLOCK_INSTANCE_TAIL, /* "instance.tail" */
  DSC_N_BLOCKS,
} DscBlockKind;
const char *dsc_block_name (DscBlockKind kind);
const char *dsc_block_type (const DscTraits *traits, DscBlockKind kind);   /* C type: "PyDictObject" ("dictobject" up to 2.1), "PyDictKeysObject", … */

typedef enum {
  DSC_FIELD_PADDING = 0,   /* hole */
  DSC_FIELD_GC_NEXT, DSC_FIELD_GC_PREV, DSC_FIELD_GC_REFS,                  /* up to 3.7 */
  DSC_FIELD_GC_NEXT_WORD, DSC_FIELD_GC_PREV_WORD,                           /* "_gc_next", "_gc_prev": 3.8 on, with flags in the low bits */
  DSC_FIELD_OB_NEXT, DSC_FIELD_OB_PREV,                                     /* trace-refs builds */
  DSC_FIELD_OB_TID, DSC_FIELD_OB_PADDING, DSC_FIELD_OB_FLAGS, DSC_FIELD_OB_MUTEX, DSC_FIELD_OB_GC_BITS, DSC_FIELD_OB_REF_LOCAL, DSC_FIELD_OB_REF_SHARED,
  DSC_FIELD_OB_REFCNT, DSC_FIELD_OB_OVERFLOW, DSC_FIELD_OB_TYPE,
  DSC_FIELD_MA_FILL, DSC_FIELD_MA_USED, DSC_FIELD_MA_MASK, DSC_FIELD_MA_SIZE, DSC_FIELD_MA_POLY, DSC_FIELD_MA_TABLE, DSC_FIELD_MA_LOOKUP,
  DSC_FIELD_MA_SMALLTABLE, DSC_FIELD_MA_VERSION_TAG, DSC_FIELD_MA_WATCHER_TAG, DSC_FIELD_MA_KEYS, DSC_FIELD_MA_VALUES, DSC_FIELD_MA_HASH,
  DSC_FIELD_DK_REFCNT, DSC_FIELD_DK_SIZE, DSC_FIELD_DK_LOG2_SIZE, DSC_FIELD_DK_LOG2_INDEX_BYTES, DSC_FIELD_DK_KIND, DSC_FIELD_DK_MUTEX,
  DSC_FIELD_DK_VERSION, DSC_FIELD_DK_LOOKUP, DSC_FIELD_DK_USABLE, DSC_FIELD_DK_NENTRIES, DSC_FIELD_DK_INDICES, DSC_FIELD_DK_ENTRIES,
  DSC_FIELD_ME_HASH, DSC_FIELD_ME_KEY, DSC_FIELD_ME_VALUE,
  DSC_FIELD_VALUES_CAPACITY, DSC_FIELD_VALUES_SIZE, DSC_FIELD_VALUES_EMBEDDED, DSC_FIELD_VALUES_VALID, DSC_FIELD_VALUES_PREFIX,
  DSC_FIELD_VALUES_VALUES, DSC_FIELD_VALUES_ORDER,
  DSC_FIELD_INSTANCE_DICT, DSC_FIELD_INSTANCE_WEAKREF,                      /* in the instance (up to 3.10; weakref: to 3.11), then in its pre-header */
  DSC_FIELD_INSTANCE_VALUES,                                                /* pre-header of 3.11 */
  DSC_FIELD_INSTANCE_DICT_OR_VALUES,                                        /* pre-header of 3.12: the values' address minus 1 while there is no dict */
  DSC_N_FIELDS,
} DscFieldId;
const char *dsc_field_name (DscFieldId id);   /* CPython's: "ma_used", "_ma_watcher_tag", …; "" for padding */

typedef struct {
  DscFieldId  id;
  const char *type;        /* C type as declared: "Py_ssize_t", "uint8_t", "PyDictKeysObject *" */
  uint32_t    offset;      /* bytes from the start of the block */
  uint32_t    size;        /* bytes; 0 for a flexible array */
  bool        is_table;    /* an array of indices, entries or values: ma_smalltable, dk_indices, dk_entries, values */
  bool        is_pointer;
  bool        is_signed;
} DscMember;

#define DSC_LAYOUT_MAX_MEMBERS 24
typedef struct {
  DscBlockKind block;
  DscMember    members[DSC_LAYOUT_MAX_MEMBERS];   /* in order of offset, holes included */
  unsigned     n_members;
  uint32_t     size;       /* bytes of the fixed part, tail padding included */
} DscLayout;

/* The fixed part of a block: GC head, PyDictObject, the header of the keys object, of the values (3.13 on). n_members 0 where the
 * target has no such block or where it is nothing but an array (TABLE; VALUES up to 3.12; INSTANCE_TAIL). */
DscLayout dsc_layout_block      (const DscTraits *traits, DscBlockKind block);
/* One entry (slot); unicode entries have no me_hash. */
DscLayout dsc_layout_entry      (const DscTraits *traits, bool unicode);
/* Bytes, saturating: of a whole keys object (3.3 on), of a table (up to 3.2); of all indices (at least 8; 0 before 3.6). */
uint64_t  dsc_layout_keys_size   (const DscTraits *traits, uint64_t slots, bool unicode);
uint64_t  dsc_layout_index_bytes (const DscTraits *traits, uint64_t slots);
/* Member of that layout; NULL: it has none of that name. */
const DscMember *dsc_layout_find (const DscLayout *self, DscFieldId id);
