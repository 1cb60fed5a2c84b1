/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-event.h: what happens inside an operation, one record per thing that a reader could be shown.
 *
 * Three grains: OPERATION frames a whole dict operation, PROBE is one step of a search, WRITE is one store into memory.
 * Animation, sentences and the "why" chain are read from events only. */
#pragma once

#include "dsc-object.h"

typedef enum {
  DSC_EVENT_NONE = 0,
  /* operation grain */
  DSC_EVENT_OPERATION_BEGIN = 1,   /* a: DscOpKind */
  DSC_EVENT_OPERATION_END   = 2,   /* a: DscStatus */
  DSC_EVENT_RESIZE_BEGIN    = 3,   /* a: request, b: size before, c: size after, d: used; detail: DscResizeReason */
  DSC_EVENT_RESIZE_END      = 4,   /* a: size, b: usable */
  DSC_EVENT_KIND_CHANGE     = 5,   /* a: kind before, b: kind after (DscKeysKind) */
  DSC_EVENT_SPLIT_COMBINED  = 6,   /* a: slots */
  DSC_EVENT_SHARED_GROWTH   = 7,   /* a: nentries, b: usable after */
  DSC_EVENT_VERSION_TAG     = 8,   /* a: before, b: after */
  DSC_EVENT_WATCHER         = 9,   /* a: DscWatcherEvent */
  DSC_EVENT_ALLOCATE        = 10,  /* a: bytes, b: block id, detail: 1 = from the free list */
  DSC_EVENT_FREE            = 11,  /* a: bytes, b: block id, detail: 1 = to the free list */
  DSC_EVENT_TRACKED         = 12,  /* a: 1 tracked, 0 untracked */
  DSC_EVENT_CLONE           = 13,  /* a: bytes of the keys object copied whole, b: block id of the copy */
  /* probe grain */
  DSC_EVENT_HASH            = 20,  /* object: key, a: hash */
  DSC_EVENT_PROBE           = 21,  /* a: slot, b: perturb before, c: perturb after, d: number of the probe from 0 (0: b and c are the whole hash);
                                      detail: DscWalk */
  DSC_EVENT_COMPARE         = 22,  /* a: entry (open tables: slot), detail: DscCompareResult, object: key found there */
  DSC_EVENT_HIT             = 23,  /* a: slot, b: entry */
  DSC_EVENT_MISS            = 24,  /* a: slot that ended the search */
  DSC_EVENT_DUMMY_PASSED    = 25,  /* a: slot */
  /* write grain */
  DSC_EVENT_WRITE_INDEX     = 40,  /* a: slot, b: before, c: after (DSC_INDEX_EMPTY, DSC_INDEX_DUMMY or entry) */
  DSC_EVENT_WRITE_ENTRY     = 41,  /* a: entry (open: slot), object: key, b: hash */
  DSC_EVENT_WRITE_VALUE     = 42,  /* a: entry or value index, object: value */
  DSC_EVENT_DUMMY_PLACED    = 43,  /* a: slot, b: entry emptied */
  DSC_EVENT_DUMMY_REUSED    = 44,  /* a: slot */
  DSC_EVENT_ENTRY_MOVED     = 45,  /* a: entry or slot before, b: after, c: slot in which it is found now, object: key */
  DSC_EVENT_WRITE_FIELD     = 46,  /* a: before, b: after; detail: DscFieldId of dsc-layout.h (ma_used, dk_usable, …) */
} DscEventKind;

typedef enum {
  DSC_RESIZE_FULL = 1, DSC_RESIZE_FROM_EMPTY, DSC_RESIZE_UPDATE, DSC_RESIZE_FROMKEYS, DSC_RESIZE_KIND, DSC_RESIZE_SPLIT, DSC_RESIZE_COPY,
  DSC_RESIZE_PRESIZE,   /* a new dict is made large enough for what is known to come; size before is 0 where there is no table yet */
} DscResizeReason;
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

/* Growable list. A NULL trace everywhere in the core means "do not record", at no cost in the loops. */
typedef struct {
  const DscAlloc *alloc;
  DscEvent       *events;
  size_t          n_events, capacity;
  DscStatus       status;     /* NO_MEMORY: events are missing from here on; the operation itself is not affected */
} DscTrace;

void dsc_trace_init  (DscTrace *self, const DscAlloc *alloc);
void dsc_trace_clear (DscTrace *self);                     /* frees; the trace is empty and usable again */
void dsc_trace_reset (DscTrace *self);                     /* empties, keeps the memory */
bool dsc_trace_reserve (DscTrace *self);                   /* makes room for one more event; false: there is none (see status) */
void dsc_trace_add   (DscTrace *self, DscEvent event);
