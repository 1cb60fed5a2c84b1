/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-snapshot-private.h: the inside of a snapshot, for the files that make and read one. */
#pragma once

#include "dsc-arena.h"
#include "dsc-instance-private.h"
#include "dsc-snapshot.h"

#define DSC_SNAPSHOT_MAX_FIELDS (4 * DSC_LAYOUT_MAX_MEMBERS)

/* Numbers of the blocks that an image was taken of, and what else of the model no field tells: memory can be made anew from it, which
 * dsc-snapshot-replay.c does. 0 or all zero: there is none. */
typedef struct {
  uint32_t    dict_refcount, dict_block, table_block, values_block;
  uint8_t     ma_kind;
  size_t      ma_used, ma_fill, ma_mask;
  uint64_t    ma_version_tag;
  bool        has_table;          /* open family: ma_table is not NULL */
  bool        has_values;         /* ma_values is not NULL, the static ones included */
  DscKeys     keys;               /* the header */
  DscInstance instance;           /* pointers are NULL */
  DscInstance owner;              /* that the values of a dict lie inside of, where the image is not of the instance */
  uint32_t    class_id;
  const char *class_name;
} DscSnapshotOrigin;

struct DscSnapshot {
  uint32_t         n_refs;            /* atomic */
  DscAlloc         alloc;             /* a copy: the snapshot outlives the runtime */
  DscPool         *pool;              /* a reference */
  DscArena         frozen;            /* OPAQUE objects that stand for what could still change */
  uint32_t         own_dict, own_instance;   /* ordinals of those among them that stand for the dict and the instance of the image; 0: none */

  uint32_t         dict_id;
  size_t           n_sharers;
  DscSharer       *sharers;           /* n_listed of them */
  size_t           n_listed;
  int64_t          getsizeof, sizeof_;
  DscKeysKind      kind;
  bool             is_tracked, is_shared_empty, is_split;

  DscBlock         blocks[DSC_N_BLOCKS];
  size_t           n_blocks;
  DscField         fields[DSC_SNAPSHOT_MAX_FIELDS];
  unsigned         n_fields;

  /* The table: indices (compact family), then entries, copied as they lie in the model; NULL: no table. */
  void            *memory;
  const void      *entries;           /* in memory: DscKeyEntry, or DscUnicodeEntry where has_hash is false */
  bool             has_hash;
  const DscObject *dummy;             /* me_key of emptied slots of open tables */
  unsigned         log2_index_width;
  unsigned         index_width;       /* 0: the entries are the slots */
  size_t           n_slots;
  size_t           n_entries;
  size_t           n_written;         /* that memory holds; those at or behind n_entries were given back by popitem () */
  size_t           capacity;
  size_t           n_live, n_dummies; /* of the entries */
  DscBlockKind     table_block;
  uint64_t         index_offset, entry_offset;   /* of the first one, in table_block */
  uint32_t         entry_size;        /* in the modelled build */

  uint32_t         instance_id;       /* 0: none */
  bool             has_dict;
  int64_t          instance_getsizeof, basicsize;
  DscValuesHeader  values_header, idle_header;
  bool             has_idle_values;
  uint8_t         *order;             /* values_header.n_written of them */
  const DscObject **idle_values;      /* idle_header.capacity of them, left behind; NULL: no idle values */
  uint8_t         *idle_order;        /* idle_header.n_written of them, behind idle_values */
  DscKeyEntry      idle_smalltable[DSC_SMALLTABLE_SIZE];   /* where the table lies outside of the dict */

  const DscObject **values;           /* NULL: none */
  size_t           n_values;
  uint64_t         values_bytes;      /* that getsizeof counts */

  DscSnapshotOrigin origin;
  DscSnapshot     *sources[2];        /* what it was made of, for objects that are frozen in them; NULL: nothing */
};

/* What an image is taken of; NULL where there is nothing of the kind. */
typedef struct {
  const DscDict     *dict;
  const DscInstance *instance;
  const DscKeys     *keys;            /* the dict's, or else the class's */
  const DscValues   *values;          /* the dict's, or else the instance's; not the shared empty ones' */
  const DscClass    *class;           /* whose shared keys alone the image is of */
} DscSnapshotSource;

/* dsc-snapshot.c: the image of all that. NULL: no memory. */
DscSnapshot *dsc_snapshot_take      (const DscRuntime *rt, const DscSnapshotSource *source);

/* dsc-snapshot-block.c: fills in the blocks, their addresses and their fields; the table has been filled in. */
void      dsc_snapshot_make_blocks  (DscSnapshot *self, const DscRuntime *rt, const DscSnapshotSource *source);
/* Of the object itself, behind its GC head or pre-header; of an array that is a block of its own, where the pointer to it points. */
uint64_t  dsc_snapshot_dict_address     (const DscTraits *traits, const DscDict *dict);
uint64_t  dsc_snapshot_instance_address (const DscTraits *traits, const DscInstance *instance);
uint64_t  dsc_snapshot_values_address   (const DscTraits *traits, const DscValues *values);
/* The instance that the values of a dict lie inside of (3.13 on), or the instance itself; NULL: none. */
const DscInstance *dsc_snapshot_find_owner (const DscRuntime *rt, const DscSnapshotSource *source);
/* dsc-snapshot-sharers.c: who else uses the keys object; source has keys. */
DscStatus dsc_snapshot_list_sharers (DscSnapshot *self, const DscRuntime *rt, const DscSnapshotSource *source) DSC_WARN_UNUSED;
/* dsc-snapshot-freeze.c: replaces what can still change in entries and values. */
DscStatus dsc_snapshot_freeze       (DscSnapshot *self, const DscRuntime *rt) DSC_WARN_UNUSED;
