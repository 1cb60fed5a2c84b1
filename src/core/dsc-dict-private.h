/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-dict-private.h: the memory of a modelled dict and of its interpreter, for the files of the core that read or write it.
 *
 * The structs mirror CPython's own, member by member and under the same names, on the host's sizes: what a field holds is
 * exact, what it weighs in the modelled build is computed by dsc-layout.h. Three shapes share them:
 *
 *   open       DscDict ── ma_table ──► ma_smalltable[8] inside the dict, or a block of ma_mask + 1 entries (to 3.2)
 *   keys-open  DscDict ── ma_keys ──► DscKeys │ entry 0 … entry dk_size - 1: the entries are the slots (3.3 to 3.5)
 *   compact    DscDict ── ma_keys ──► DscKeys │ indices │ entry 0 … entry dk_nentries - 1 (3.6 on)
 *
 * A keys object is one allocation, as in CPython, and may be shared: by all empty dicts (rt->empty_keys), later by the
 * instances of a class. ma_values is not NULL when the values are not in the entries (split tables). */
#pragma once

#include "dsc-dict.h"

#define DSC_SMALLTABLE_SIZE 8u   /* PyDict_MINSIZE: slots embedded in the dict where the traits say EMPTY_OWN_TABLE (open family) */

/* PyDictEntry, PyDictKeyEntry. Open tables: me_key NULL is a slot never used, the pool's dummy object an emptied one.
 * Compact tables: me_key NULL is an emptied entry. me_value NULL wherever there is no item, and in shared keys. */
typedef struct {
  int64_t          me_hash;
  const DscObject *me_key;
  const DscObject *me_value;
} DscKeyEntry;

typedef struct {                 /* PyDictUnicodeEntry (3.11 on): the hash is the one cached in the str */
  const DscObject *me_key;
  const DscObject *me_value;
} DscUnicodeEntry;

typedef struct DscKeys {         /* PyDictKeysObject; the indices, then the entries follow in the same block */
  uint32_t dk_refcnt;            /* not counted for rt->empty_keys: it is 1 there */
  uint8_t  dk_log2_size;         /* slots: 1 << dk_log2_size; 0 only for rt->empty_keys (one slot) */
  uint8_t  dk_log2_index_bytes;  /* bytes of all indices: 1 << this, in memory at least 8; compact family only, kept in versions without the field too */
  uint8_t  dk_kind;              /* DscKeysKind; which lookup function up to 3.10 */
  uint8_t  entry_size;           /* sizeof (DscKeyEntry) or sizeof (DscUnicodeEntry) */
  uint32_t dk_version;           /* 3.11 on, 0: none */
  uint32_t block;                /* number of this block of memory, as in events; unique in the runtime unless reused from a free list; 0: static */
  int64_t  dk_usable;            /* entries that may still be used before a resize; keys-open: never-used slots that may be used */
  int64_t  dk_nentries;          /* compact: entries used up, live or not; keys-open: 0 */
  int64_t  n_written;            /* entries that popitem () gave back lie below this; up to 3.10 their me_hash is still there */
} DscKeys;

typedef struct DscValues {       /* PyDictValues; values, then order bytes follow in the same block */
  uint32_t         capacity;     /* room, in values */
  uint32_t         block;
  uint8_t          size;         /* order bytes in use (3.11 on) */
  uint8_t          prefix;       /* 3.11, 3.12: bytes in front */
  uint8_t          embedded;     /* 3.13 on: inside an instance */
  uint8_t          valid;        /* 3.13 on, when embedded */
  uint8_t          written;      /* order bytes that were in use at some time; those above size are stale */
  bool             zeroed;       /* the order bytes behind those are 0; else CPython never wrote them */
  const DscObject *values[];     /* capacity of them; NULL: no value. Then capacity bytes: insertion order (3.11 on) */
} DscValues;

struct DscDict {
  uint32_t     refcount;         /* names and containers that hold it */
  uint32_t     id;
  uint32_t     block;            /* of the dict itself */
  uint32_t     table_block;      /* of ma_table when it is not ma_smalltable; else 0 */
  bool         tracked;          /* gc.is_tracked () */
  bool         holds_trackable;  /* a key or value that may be tracked was stored at some time; without, nothing in it can change */
  bool         escaped_tracking; /* something trackable was stored by attribute, past the dict, which does not track it (3.13) */
  bool         holds_references; /* a key or value that is counted (dsc-referents.h) was stored at some time: there are references to give back */
  uint8_t      ma_kind;          /* open: DSC_KEYS_STRING or DSC_KEYS_GENERAL, which function ma_lookup is */
  size_t       ma_used;
  /* open family */
  size_t       ma_fill;          /* live and dummy slots */
  size_t       ma_mask;          /* slots - 1 (only meaningful while ma_table is not NULL) */
  DscKeyEntry *ma_table;         /* NULL: no table yet (up to 2.1) */
  /* keys-open and compact families */
  DscKeys     *ma_keys;
  DscValues   *ma_values;        /* rt->empty_values beside rt->empty_keys up to 3.10 */
  uint64_t     ma_version_tag;   /* 3.6 to 3.13; _ma_watcher_tag from 3.14 on */
  const DscObject *object;       /* stands for the dict as a value; NULL until somebody asks for it */
  struct DscFrozen *frozen;      /* same bytes as the table (ma_keys or ma_table), which may be it; NULL: none (dsc-frozen.h) */
  /* all dicts of the runtime that are alive, newest first */
  DscDict     *next, *previous;
  DscKeyEntry  ma_smalltable[];  /* DSC_SMALLTABLE_SIZE of them where the open family embeds a table, else none */
};

#define DSC_FREE_LIST_MAX 80u
#define DSC_KEYS_MAX_LOG2_SIZE 40u   /* slots: above any memory that there is; keeps all sizes within 64 bits */

typedef struct {                 /* a free list: numbers of the blocks in it, last in first out */
  uint32_t blocks[DSC_FREE_LIST_MAX];
  uint32_t n, max;
} DscFreeList;

typedef struct {                 /* why a table is about to be rebuilt: what RESIZE_TEST and RESIZE_REQUEST say. For traces only */
  uint8_t  test;                 /* DscResizeTest; 0: not told */
  int64_t  a, b, c;
  uint64_t count, factor, addend, divisor;   /* request = (count * factor + addend) / divisor; divisor 0: the slots were given */
} DscResizeCause;

typedef struct {                 /* what an object stands for here (dsc-referents.h) */
  const DscObject *object;       /* NULL: a free slot */
  void            *referent;     /* DICT, INSTANCE; containers: NULL */
  size_t           n_refs;       /* containers: how often it is held; never 0 */
} DscReferent;

typedef struct {
  DscReferent *slots;            /* by the object; n_slots of them, a power of two */
  size_t       n, n_slots;
} DscReferents;

#define DSC_MAX_HANDED_OUT 2u    /* a key and a value */

struct DscRuntime {
  DscTraits        traits;
  const struct DscFamilyOps *ops;         /* of the family, traced or not, for the trace set now */
  DscTrace        *trace;
  DscPool         *pool;
  const DscAlloc  *alloc;
  const DscObject *dummy;                 /* key of emptied slots, up to 3.5 */
  DscKeys         *empty_keys;            /* Py_EMPTY_KEYS (3.3 on), else NULL */
  DscValues       *empty_values;          /* empty_values (3.3 to 3.10), else NULL */
  DscDict         *dicts;                 /* alive */
  struct DscInstance *instances;          /* alive, newest first */
  DscDict         *dying;                 /* not referred to any more, to be deallocated; linked by next */
  struct DscInstance *dying_instances;    /* the same */
  unsigned         n_deaths;              /* deallocations that are under way, one inside the other */
  DscReferents     referents;
  const DscObject *removed_key;           /* of the entry that was last emptied; NULL: a split dict's, which holds no keys */
  const DscObject *handed_out[DSC_MAX_HANDED_OUT];   /* references that pop and popitem left over; dsc_runtime_let_go */
  unsigned         n_handed_out;
  uint64_t         version_tag;           /* the last one given */
  uint64_t         tag_step;              /* 0: this version has no ma_version_tag */
  uint32_t         next_dk_version;       /* 3.11 on; from 2 */
  uint32_t         last_dict, last_block, last_class, last_instance;   /* numbers given out */
  uint64_t         perturb_mask;          /* hash bits that take part in probing */
  bool             has_odd_keys;          /* setdefault put a key that is no str among shared ones (3.3 to 3.5), whence it may get anywhere */
  bool             has_collector;         /* 2.0 on */
  uint32_t         dict_bytes;            /* sizeof (PyDictObject) in the modelled build */
  uint64_t         keys_bytes[2][DSC_KEYS_MAX_LOG2_SIZE + 1];   /* of a keys object by dk_log2_size: [0] with general, [1] with str-only entries */
  DscFreeList      free_dicts, free_keys;
  DscResizeCause   cause;                 /* of the rebuild that is next; test 0: none */
  DscRaised        raised;
};

static inline size_t
dsc_keys_size (const DscKeys *self)
{
  return (size_t) 1 << self->dk_log2_size;
}

/* Bytes from the end of the header to entry 0 of a compact keys object, in the model's memory. */
static inline size_t
dsc_keys_index_bytes (const DscKeys *self)
{
  size_t bytes = (size_t) 1 << self->dk_log2_index_bytes;

  return bytes < 8 ? 8 : bytes;
}

static inline unsigned
dsc_keys_index_width_log2 (const DscKeys *self)   /* of one index: 0 … 3 */
{
  return self->dk_log2_size == 0 ? 0u : (unsigned) (self->dk_log2_index_bytes - self->dk_log2_size);
}

static inline void *
dsc_keys_indices (const DscKeys *self)
{
  return (void *) (self + 1);
}

/* Entry 0 of a compact keys object; entry_size tells which of the two structs. */
static inline void *
dsc_keys_compact_entries (const DscKeys *self)
{
  return (char *) (self + 1) + dsc_keys_index_bytes (self);
}

/* Slot 0 of a keys object of the keys-open family. */
static inline DscKeyEntry *
dsc_keys_open_entries (const DscKeys *self)
{
  return (DscKeyEntry *) (void *) (self + 1);
}

/* Index in that slot of a compact keys object: DSC_INDEX_EMPTY, DSC_INDEX_DUMMY or an entry's number. */
static inline int64_t
dsc_keys_get_index (const DscKeys *self, size_t slot)
{
  const void *indices = dsc_keys_indices (self);

  switch (dsc_keys_index_width_log2 (self))
    {
    case 0:  return ((const int8_t *) indices)[slot];
    case 1:  return ((const int16_t *) indices)[slot];
    case 2:  return ((const int32_t *) indices)[slot];
    default: return ((const int64_t *) indices)[slot];
    }
}

/* Entry i of a compact keys object as a general one; where it has no me_hash it is the key's own, 0 without a key. */
static inline DscKeyEntry
dsc_keys_get_entry (const DscKeys *self, size_t i)
{
  if (self->entry_size == sizeof (DscKeyEntry))
    return ((const DscKeyEntry *) dsc_keys_compact_entries (self))[i];

  DscUnicodeEntry entry = ((const DscUnicodeEntry *) dsc_keys_compact_entries (self))[i];
  return (DscKeyEntry) { entry.me_key != NULL ? entry.me_key->hash : 0, entry.me_key, entry.me_value };
}

static inline uint8_t *
dsc_values_order (DscValues *self)
{
  return (uint8_t *) (self->values + self->capacity);
}

static inline bool
dsc_dict_is_small (const DscDict *self)   /* open family: the table is the embedded one */
{
  return self->ma_table == self->ma_smalltable;
}
