/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-event.h: what happens inside an operation, one record per thing that a reader could be shown.
 *
 * Three grains: OPERATION frames a whole dict operation, PROBE is one step of a search, WRITE is one store into memory.
 * Animation, sentences and the "why" chain are read from events only. */
#pragma once

#include "dsc-object.h"

/* A block is a piece of memory with a number (uint32_t, from 1): that of a dict, of a table, of a keys object, of an array of values, of an
 * instance. It begins with ALLOCATE and ends with FREE; a number from a free list is an old one again. 0 is static memory: Py_EMPTY_KEYS
 * and empty_values; or nothing, NULL. Slots embedded in a dict (2.2 to 3.2) are part of the dict's block, values inside an instance
 * (3.13 on) part of the instance's.
 *
 * Events of the write grain, with NEW_*, CLONE, KIND_CHANGE, TRACKED and VERSION_TAG, tell everything that changes in memory, in the order in
 * which it changes: whoever applies them to a copy of what was before has what is after, whatever the version. (Not told: the
 * reference counts of dicts and instances, which are the program's affair, and that of Py_EMPTY_KEYS.)
 *
 * Numbers that an event is not said to have are 0. */
typedef enum {
  DSC_EVENT_NONE = 0,
  /* operation grain */
  DSC_EVENT_OPERATION_BEGIN = 1,   /* a: DscOpKind */
  DSC_EVENT_OPERATION_END   = 2,   /* a: DscStatus */
  DSC_EVENT_RESIZE_BEGIN    = 3,   /* a: request, b: size before, c: size after, d: used; detail: DscResizeReason. What follows up to RESIZE_END
                                      reads the dict's table, and the values of a split dict, as they are now */
  DSC_EVENT_RESIZE_END      = 4,   /* a: size, b: usable */
  DSC_EVENT_KIND_CHANGE     = 5,   /* a: kind before, b: kind after (DscKeysKind), d: block whose kind it is now: the keys object, up to 3.2 the dict */
  DSC_EVENT_SPLIT_COMBINED  = 6,   /* a: slots */
  DSC_EVENT_SHARED_GROWTH   = 7,   /* a: nentries, b: usable after */
  DSC_EVENT_VERSION_TAG     = 8,   /* a: before, b: after */
  DSC_EVENT_WATCHER         = 9,   /* a: DscWatcherEvent, object: key, dsc_event_get_other: new value (ADDED, MODIFIED); b: id of the dict that is cloned (CLONED). What
                                      a watcher of this dict is told, before the change (3.12 on) */
  DSC_EVENT_ALLOCATE        = 10,  /* a: bytes, b: block id, c: DscBlockKind of dsc-layout.h (DICT, TABLE, KEYS, VALUES, INSTANCE), d: slots or values that
                                      there is room for; detail 1: from the free list */
  DSC_EVENT_FREE            = 11,  /* a: bytes, b: block id, detail: 1 = to the free list */
  DSC_EVENT_TRACKED         = 12,  /* a: 1 tracked, 0 untracked */
  DSC_EVENT_CLONE           = 13,  /* a: bytes of the keys object copied whole, b: block id of the copy, c: block copied from. The copy's dk_refcnt is 1 */
  DSC_EVENT_NEW_TABLE       = 14,  /* a: slots, b: dk_usable (3.3 on), c: DscKeysKind (3.3 on), d: block: fresh slots in it, all of them never used; of a keys
                                      object: dk_refcnt 1, dk_nentries 0, dk_version 0, no entry */
  DSC_EVENT_NEW_VALUES      = 15,  /* a: values, d: block: as many NULLs, no order bytes in use; detail 1: they are inside an instance, and valid */
  DSC_EVENT_CLASS_KEYS      = 16,  /* a: block before, b: after, c: number of the class whose instances share these keys; after 0: they share none any more */
  DSC_EVENT_RESIZE_TEST     = 17,  /* after RESIZE_BEGIN: why the table is rebuilt. detail: DscResizeTest, which says what a, b, c are */
  DSC_EVENT_RESIZE_REQUEST  = 18,  /* after RESIZE_BEGIN: how the request came about: (a * b + c) / d, rounded down. detail: DscRoundingRule
                                      that made slots of it. Missing where the slots were given (the size that there is, the least one, the largest
                                      one that is ever made beforehand) */
  /* probe grain */
  DSC_EVENT_HASH            = 20,  /* object: key, a: hash */
  DSC_EVENT_PROBE           = 21,  /* a: slot, b: perturb before, c: perturb after, d: number of the probe from 0 (0: b and c are the whole hash);
                                      detail: DscWalk */
  DSC_EVENT_COMPARE         = 22,  /* a: entry (open tables: slot), detail: DscCompareResult, object: key found there */
  DSC_EVENT_HIT             = 23,  /* a: slot, b: entry */
  DSC_EVENT_MISS            = 24,  /* a: slot that ended the search */
  DSC_EVENT_DUMMY_PASSED    = 25,  /* a: slot */
  /* write grain; d: block that is written to */
  DSC_EVENT_WRITE_INDEX     = 40,  /* a: slot, b: before, c: after (DSC_INDEX_EMPTY, DSC_INDEX_DUMMY or entry), d: block */
  DSC_EVENT_WRITE_ENTRY     = 41,  /* a: entry (open: slot), object: key, b: hash, d: block: me_key and, where there is one, me_hash. The value stays */
  DSC_EVENT_WRITE_VALUE     = 42,  /* a: entry or value index, object: value (NULL: none any more), d: block: keys object, table or values */
  DSC_EVENT_DUMMY_PLACED    = 43,  /* a: slot, b: entry emptied, c: its me_hash from now on (where it has one), d: block: me_key becomes NULL, up to 3.5 the
                                      dummy, me_value NULL */
  DSC_EVENT_DUMMY_REUSED    = 44,  /* a: slot */
  DSC_EVENT_ENTRY_MOVED     = 45,  /* a: entry or slot before, b: after, c: slot in which it is found now, object: key, d: block it is in now */
  DSC_EVENT_WRITE_FIELD     = 46,  /* a: before, b: after; detail: DscFieldId of dsc-layout.h (ma_used, dk_usable, …), c: which one of an array (ME_HASH: entry or
                                      slot, VALUES_ORDER: byte), d: block. Pointers are block ids; INSTANCE_DICT_OR_VALUES whichever it is */
} DscEventKind;
#define DSC_N_EVENT_KINDS (DSC_EVENT_WRITE_FIELD + 1)

typedef enum {
  DSC_RESIZE_FULL = 1, DSC_RESIZE_FROM_EMPTY, DSC_RESIZE_UPDATE, DSC_RESIZE_FROMKEYS, DSC_RESIZE_KIND, DSC_RESIZE_SPLIT, DSC_RESIZE_COPY,
  DSC_RESIZE_PRESIZE,   /* a new dict is made large enough for what is known to come; size before is 0 where there is no table yet */
} DscResizeReason;
typedef enum {   /* the test that a table did not pass, or what else made it be rebuilt */
  DSC_RESIZE_TEST_USABLE = 1,      /* dk_usable (a) <= 0 */
  DSC_RESIZE_TEST_LOAD,            /* ma_fill (a) * 3 >= size (b) * 2 */
  DSC_RESIZE_TEST_MERGE_LOAD,      /* (ma_fill (a) + items to come (c)) * 3 >= size (b) * 2 */
  DSC_RESIZE_TEST_MERGE_USABLE,    /* dk_usable (a) * 3 < items to come (c) * 2 */
  DSC_RESIZE_TEST_MERGE_ROOM,      /* entries that a table of its size can hold (a) < items to come (c) */
  DSC_RESIZE_TEST_COUNT,           /* none: items to come (c) are known, repeated keys included */
  DSC_RESIZE_TEST_KIND,            /* none: the key is not exactly a str, the table is str-only */
  DSC_RESIZE_TEST_SPLIT,           /* none: the shared keys do not suit the dict any more */
} DscResizeTest;
typedef enum {   /* CPython walks the probe sequence more than once for some operations; what this walk is for */
  DSC_WALK_LOOKUP = 0,   /* to find the key */
  DSC_WALK_FREE_SLOT,    /* find_empty_slot: after a miss, where the new index or entry goes */
  DSC_WALK_ENTRY,        /* lookdict_index: after a hit, to the slot of an entry that is to be emptied (3.6 on) */
} DscWalk;
typedef enum { DSC_COMPARE_IDENTICAL = 1, DSC_COMPARE_HASH_DIFFERS, DSC_COMPARE_EQUAL, DSC_COMPARE_UNEQUAL } DscCompareResult;
typedef enum { DSC_WATCHER_ADDED = 1, DSC_WATCHER_MODIFIED, DSC_WATCHER_DELETED, DSC_WATCHER_CLONED, DSC_WATCHER_CLEARED, DSC_WATCHER_DEALLOCATED } DscWatcherEvent;
typedef enum {   /* stored values; "string" is 2.x to 3.2, "unicode_nodummy" 3.3 to 3.10 */
  DSC_KEYS_GENERAL = 0, DSC_KEYS_UNICODE = 1, DSC_KEYS_SPLIT = 2, DSC_KEYS_UNICODE_NODUMMY = 3, DSC_KEYS_STRING = 4,
} DscKeysKind;
const char *dsc_keys_kind_name (DscKeysKind kind);   /* "general", "unicode", "split", "unicode_nodummy", "string" */

#define DSC_INDEX_EMPTY (-1)
#define DSC_INDEX_DUMMY (-2)

typedef struct {
  uint8_t          kind;      /* DscEventKind */
  uint8_t          detail;
  uint16_t         reserved;
  uint32_t         dict;      /* id of the dict concerned (dsc_dict_get_id) */
  int64_t          a, b, c, d;
  const DscObject *object;
} DscEvent;

/* WATCHER has two objects: the second one's address is d. */
static inline const DscObject *
dsc_event_get_other (const DscEvent *self)
{
  return (const DscObject *) (intptr_t) self->d;
}


/* Growable list. A NULL trace everywhere in the core means "do not record", at no cost in the loops.
 *
 * One operation can have any number of events: with max_events a trace keeps the first ones and the last ones, and of those between
 * only how many there were of each kind. Then its status is TOO_LARGE, and events[cut_at] is the first one after the gap. */
typedef struct {
  const DscAlloc *alloc;
  DscEvent       *events;
  size_t          n_events, capacity;
  size_t          limit;      /* events that may be added without asking for room: capacity, or n_events after a failure */
  size_t          max_events; /* to be set after dsc_trace_init: at least DSC_TRACE_LEAST; 0: any number */
  size_t          cut_at;
  uint64_t        left_out[DSC_N_EVENT_KINDS];
  DscStatus       status;     /* NO_MEMORY: events are missing from here on; TOO_LARGE: see above; the operation itself is not affected */
} DscTrace;

#define DSC_TRACE_LEAST 1024u
#define DSC_TRACE_LAST 128u   /* at least so many of the last events are kept */

void dsc_trace_init  (DscTrace *self, const DscAlloc *alloc);
void dsc_trace_clear (DscTrace *self);                     /* frees; the trace is empty and usable again */
void dsc_trace_reset (DscTrace *self);                     /* empties, keeps the memory and max_events */
uint64_t dsc_trace_count_left_out (const DscTrace *self);
bool dsc_trace_reserve (DscTrace *self, size_t n);         /* makes room for n more events; false: there is none (see status), nor for any other */
void dsc_trace_add   (DscTrace *self, DscEvent event);
