/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-snapshot.h: the neutral image of one dict's memory at one moment.
 *
 * Made by the model, by a real interpreter or from a running process; nobody downstream knows by which. It is immutable and
 * owns or holds a reference to all that it points at, so it may outlive the run and cross threads. What the dict refers to
 * that can still change (other dicts, instances, containers that hold one) is frozen into OPAQUE objects with the repr of that
 * moment, cut to a few thousand bytes, and with the original's address. Sizes of the tables are as large as the dict:
 * consumers ask for what they show and never copy. */
#pragma once

#include "dsc-instance.h"
#include "dsc-layout.h"

typedef struct {
  int64_t          me_hash;      /* where the entry type has none: the str's own cached hash */
  const DscObject *me_key;       /* NULL: never used, or emptied (3.6 on); the pool's dummy up to 3.5 */
  const DscObject *me_value;
} DscEntry;

typedef enum {                   /* what a pointer member points at */
  DSC_TARGET_NONE = 0,           /* not a pointer */
  DSC_TARGET_NULL,
  DSC_TARGET_BLOCK,              /* block `target_block`, offset `target_offset` */
  DSC_TARGET_TYPE,               /* a type object; text is its name */
  DSC_TARGET_FUNCTION,           /* text: lookdict_unicode, … */
  DSC_TARGET_STATIC_KEYS,        /* Py_EMPTY_KEYS */
  DSC_TARGET_STATIC_VALUES,      /* empty_values */
  DSC_TARGET_OBJECT,
} DscTargetKind;

typedef struct {
  DscMember     member;
  int64_t       value;           /* numbers; address for pointers */
  DscTargetKind target;
  DscBlockKind  target_block;
  uint32_t      target_offset;
  const char   *text;            /* meaning in CPython's words: "UNICODE", "dict", "lookdict_unicode", "gc list"; NULL: the number says it.
                                    "uninitialised": CPython does not write it, value is 0 and means nothing. Static. */
} DscField;

typedef struct {
  DscBlockKind  kind;
  uint64_t      address;         /* apart from those of dsc_object_address; never 0; a block keeps it as long as it lives */
  uint64_t      size;            /* bytes, tables included */
  bool          is_static;       /* part of the interpreter, not allocated: Py_EMPTY_KEYS, empty_values */
  bool          is_counted;      /* sys.getsizeof counts it for this dict (3.3 to 3.5: the one slot of empty_values too) */
  DscField     *fields;          /* fixed part in order of offset; holes and ma_smalltable included, flexible arrays not */
  unsigned      n_fields;
} DscBlock;

typedef struct DscSnapshot DscSnapshot;

/* Image of a model's dict. NULL: no memory. */
DscSnapshot *dsc_snapshot_new_from_dict (const DscRuntime *rt, const DscDict *dict);
/* Image of an instance: of the object, of its dict if it has been made, and of the values and shared keys where it has not. Of a
 * class: only the keys object that its instances share; it must have one. */
DscSnapshot *dsc_snapshot_new_from_instance (const DscRuntime *rt, const DscInstance *instance);
DscSnapshot *dsc_snapshot_new_from_class (const DscRuntime *rt, const DscClass *class);
DscSnapshot *dsc_snapshot_ref           (DscSnapshot *self);
void         dsc_snapshot_unref         (DscSnapshot *self);                     /* NULL is allowed; thread-safe */

const DscTraits *dsc_snapshot_get_traits    (const DscSnapshot *self);
const DscPool   *dsc_snapshot_get_pool      (const DscSnapshot *self);
uint32_t         dsc_snapshot_get_hash_seed (const DscSnapshot *self);
uint32_t         dsc_snapshot_get_dict_id   (const DscSnapshot *self);
int64_t          dsc_snapshot_get_getsizeof (const DscSnapshot *self);
int64_t          dsc_snapshot_get_sizeof    (const DscSnapshot *self);
bool             dsc_snapshot_is_tracked    (const DscSnapshot *self);           /* gc.is_tracked */
DscKeysKind      dsc_snapshot_get_kind      (const DscSnapshot *self);
bool             dsc_snapshot_is_shared_empty (const DscSnapshot *self);
bool             dsc_snapshot_is_split      (const DscSnapshot *self);           /* ma_values is not NULL */

size_t           dsc_snapshot_get_n_blocks  (const DscSnapshot *self);
const DscBlock  *dsc_snapshot_get_block     (const DscSnapshot *self, size_t i); /* in the order of DscBlockKind */
const DscBlock  *dsc_snapshot_find_block    (const DscSnapshot *self, DscBlockKind kind);                 /* NULL: none */
/* Whether that block of the image is the one that the events of a trace call `number` (dsc-event.h); false also when there is none. */
bool             dsc_snapshot_is_block      (const DscSnapshot *self, DscBlockKind kind, int64_t number);
const DscField  *dsc_snapshot_find_field    (const DscSnapshot *self, DscFieldId id);                     /* NULL: this version has none */
int64_t          dsc_snapshot_get_value     (const DscSnapshot *self, DscFieldId id, int64_t fallback);

/* The table. Compact family: n_slots indices beside n_entries entries used up (live and emptied) of n_usable_entries that fit.
 * Open families: the slots are the entries; entry i is slot i, and all three numbers are equal. */
size_t           dsc_snapshot_get_n_slots   (const DscSnapshot *self);
size_t           dsc_snapshot_get_n_entries (const DscSnapshot *self);
size_t           dsc_snapshot_get_entry_capacity (const DscSnapshot *self);
unsigned         dsc_snapshot_get_index_width (const DscSnapshot *self);         /* bytes; 0 in open families */
bool             dsc_snapshot_entries_have_hash (const DscSnapshot *self);
int64_t          dsc_snapshot_get_index     (const DscSnapshot *self, size_t slot);   /* EMPTY, DUMMY or the entry's number; open: slot itself when in use */
DscEntry         dsc_snapshot_get_entry     (const DscSnapshot *self, size_t i);      /* me_value of a split dict is the dict's own */
typedef enum { DSC_SLOT_EMPTY = 0, DSC_SLOT_USED, DSC_SLOT_DUMMY } DscSlotState;
DscSlotState     dsc_snapshot_get_slot_state  (const DscSnapshot *self, size_t slot);
DscSlotState     dsc_snapshot_get_entry_state (const DscSnapshot *self, size_t i);    /* EMPTY: still free; DUMMY: emptied (tombstone) */
/* Offsets in bytes of a slot or entry inside its block (KEYS, TABLE or DICT). */
uint64_t         dsc_snapshot_get_index_offset (const DscSnapshot *self, size_t slot);
uint64_t         dsc_snapshot_get_entry_offset (const DscSnapshot *self, size_t i);
uint32_t         dsc_snapshot_get_entry_size   (const DscSnapshot *self);
DscBlockKind     dsc_snapshot_get_table_block  (const DscSnapshot *self);
/* Slots that a lookup of this hash visits, in order, until an empty one or the given entry; returns how many were written (at most n). */
size_t           dsc_snapshot_probe_chain   (const DscSnapshot *self, int64_t hash, int64_t stop_at_entry /* -1: none */,
                                             size_t *out_slots, size_t n);

/* Split dicts, shared keys and inline values: */
typedef struct {
  unsigned capacity, size;
  unsigned prefix;               /* 3.11, 3.12 */
  unsigned n_written;            /* order bytes that were in use at some time, at least size */
  bool     embedded, valid;      /* valid: only of embedded ones */
  bool     zeroed;               /* order bytes behind those are 0; else CPython never wrote them */
} DscValuesHeader;
size_t           dsc_snapshot_get_n_values  (const DscSnapshot *self);           /* room in the array of values; 0: there is none */
const DscObject *dsc_snapshot_get_split_value (const DscSnapshot *self, size_t i);
size_t           dsc_snapshot_get_order     (const DscSnapshot *self, const uint8_t **out_bytes);    /* insertion order, 3.11 on */
bool             dsc_snapshot_get_values_header (const DscSnapshot *self, DscValuesHeader *out_header);   /* false: no values */

/* Who uses a keys object that can be shared: that of a class's instances, and Py_EMPTY_KEYS. */
typedef enum {
  DSC_SHARER_WITHOUT_VALUES = 0, /* an empty dict: there is nothing to point at, or it points at the static empty_values */
  DSC_SHARER_INLINE,             /* the values lie inside the instance (3.13 on) */
  DSC_SHARER_POINTED,            /* the instance points at them (3.11, 3.12) */
  DSC_SHARER_IN_DICT,            /* the dict has an array of its own */
} DscSharerValues;
typedef struct {
  bool            is_instance;   /* an instance whose __dict__ has not been made; else a dict */
  bool            is_this;       /* what the image was taken of: the instance or its dict, or the dict */
  uint32_t        id;            /* dsc_instance_get_id, or dsc_dict_get_id */
  uint32_t        instance_id;   /* the instance, or the oldest one whose __dict__ the dict is; 0: none */
  uint64_t        address;       /* of the instance or dict, without what lies in front of it */
  uint64_t        values_address;/* where the pointer to its values points; 0: WITHOUT_VALUES */
  DscSharerValues values;
  size_t          n_attributes;  /* that have a value */
  unsigned        capacity;      /* room for so many values */
  uint64_t        set;           /* bit i: value i is not NULL; the first 64 */
} DscSharer;
#define DSC_SHARERS_MAX 64
size_t           dsc_snapshot_get_n_sharers (const DscSnapshot *self);           /* dicts and instances that use the keys object, all of them */
/* The first DSC_SHARERS_MAX: instances (or their dicts), oldest first, then dicts that are no instance's, oldest first. The one with
 * is_this is always among them, in the last place if need be. NULL: i is too large, or the keys object is a dict's own. */
const DscSharer *dsc_snapshot_get_sharer    (const DscSnapshot *self, size_t i);

/* The instance that the image was taken of. */
bool             dsc_snapshot_has_instance  (const DscSnapshot *self);
bool             dsc_snapshot_has_dict      (const DscSnapshot *self);           /* false: an instance without a dict, or a class */
uint32_t         dsc_snapshot_get_instance_id (const DscSnapshot *self);         /* 0: none */
int64_t          dsc_snapshot_get_instance_getsizeof (const DscSnapshot *self);  /* sys.getsizeof (x) */
int64_t          dsc_snapshot_get_basicsize (const DscSnapshot *self);           /* type (x).__basicsize__ */
/* Values inside the instance that its dict does not use; false: there are none. They are not valid and hold nothing; what they go on
 * pointing at in 3.13 is told by dsc-bytes.h. */
bool             dsc_snapshot_get_idle_values_header (const DscSnapshot *self, DscValuesHeader *out_header);

/* The ledger: parts that add up to sys.getsizeof of the dict; of an instance without a dict, to its own: GC_HEAD is all that lies in front of it.
 * From LEFT_VALUES on: what is in memory for it, but is left out of that number. */
typedef enum { DSC_PART_GC_HEAD = 0, DSC_PART_OBJECT, DSC_PART_SMALLTABLE_IDLE, DSC_PART_KEYS_HEADER, DSC_PART_INDICES, DSC_PART_LIVE, DSC_PART_TOMBSTONES,
               DSC_PART_FREE, DSC_PART_VALUES,
               DSC_PART_LEFT_VALUES,     /* values, or what lies around those that are counted: prefix, size, order */
               DSC_PART_LEFT_ROOM,       /* of the instance, behind its values */
               DSC_PART_SHARED_KEYS,     /* an equal share of a keys object that count users share, rounding included */
               DSC_PART_ROUNDING,        /* up to the allocator's next size */
               DSC_N_PARTS } DscLedgerPart;
typedef struct { DscLedgerPart part; int64_t bytes; size_t count; /* entries, slots or users; else 0 */ } DscLedgerRow;
/* Rows with bytes > 0 in the order above; returns how many. The embedded 8 slots (up to 3.2) are rows LIVE, TOMBSTONES, FREE while in use, else IDLE. */
size_t           dsc_snapshot_get_ledger    (const DscSnapshot *self, DscLedgerRow out_rows[DSC_N_PARTS]);
/* The same for what is left out; keys and values themselves, which may belong to others, are not in it. */
size_t           dsc_snapshot_get_left_out  (const DscSnapshot *self, DscLedgerRow out_rows[DSC_N_PARTS]);

/* Memory as it is asked for: a GC head and its dict are one request, and so is an instance with all that lies around it. */
typedef struct {
  DscBlockKind block;            /* the largest of those in it that are not a GC head */
  uint64_t     bytes;            /* asked for */
  uint64_t     taken;            /* with the allocator's rounding; 0: that is not known */
  bool         is_shared;        /* a keys object with other users */
} DscAllocation;
#define DSC_ALLOCATIONS_MAX 3
/* What the ledger is about, without blocks of the interpreter's own; an instance beside its dict is a ledger of its own. */
size_t           dsc_snapshot_get_allocations (const DscSnapshot *self, DscAllocation out[DSC_ALLOCATIONS_MAX]);
bool             dsc_snapshot_knows_rounding  (const DscSnapshot *self);          /* taken is known of all of them */
