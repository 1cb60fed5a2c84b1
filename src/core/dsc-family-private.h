/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-family-private.h: what a family of tables must be able to do, and what the families share.
 *
 * Structural differences between releases go into three families (dsc-traits.h, DscFamily), each behind one table of
 * functions; all other differences are traits, read outside the loops. Of each table of functions there are two: the one
 * for rt->trace == NULL is compiled without a trace of tracing, the other one reports each step. dsc_runtime_set_trace
 * chooses, so that the plain path does not even test for a trace. */
#pragma once

#include "dsc-dict-private.h"
#include "dsc-layout.h"

#include <string.h>

#define DSC_ALWAYS_INLINE static inline __attribute__ ((always_inline))
#define DSC_LIKELY(condition)   __builtin_expect (!!(condition), 1)
#define DSC_UNLIKELY(condition) __builtin_expect (!!(condition), 0)

/* A key that comes in has been hashed: its hash is known. The status is NO_MEMORY or TOO_LARGE, with the dict as it was, or OK. */
typedef struct DscFamilyOps {
  /* the ones that run in loops */
  const DscObject *(*find)        (DscRuntime *rt, DscDict *self, const DscObject *key);   /* value, or NULL */
  DscStatus        (*store)       (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value);
  DscStatus        (*insert)      (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value);   /* as merges store: up to 3.2 without the load test */
  DscStatus        (*set_default) (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value,
                                   const DscObject **out_value);
  /* *out_value is NULL when there is no such key. The dict's reference to a DICT value is handed over. */
  DscStatus        (*take)        (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject **out_value);
  /* the others */
  DscStatus        (*init)        (DscRuntime *rt, DscDict *self, DscEmptyRule rule);            /* gives a new dict its first table */
  /* The same with a table of so many slots, which were made from the request. */
  DscStatus        (*init_sized)  (DscRuntime *rt, DscDict *self, uint64_t request, uint64_t slots, bool unicode);
  DscStatus        (*resize)      (DscRuntime *rt, DscDict *self, uint64_t request, DscResizeReason reason, bool unicode);
  DscStatus        (*clear)       (DscRuntime *rt, DscDict *self);
  DscStatus        (*popitem)     (DscRuntime *rt, DscDict *self, DscPair *out_pair);            /* not of an empty dict */
  bool             (*next)        (const DscDict *self, size_t *position, DscPair *out_pair);
  void             (*release)     (DscRuntime *rt, DscDict *self);                               /* gives the tables back; the values are released already */
  size_t           (*n_slots)     (const DscDict *self);
} DscFamilyOps;

extern const DscFamilyOps dsc_family_open_ops,      dsc_family_open_traced_ops;
extern const DscFamilyOps dsc_family_keys_open_ops, dsc_family_keys_open_traced_ops;
extern const DscFamilyOps dsc_family_compact_ops,   dsc_family_compact_traced_ops;
extern const DscFamilyOps dsc_family_proposal_ops;   /* compact tables that fill holes; looks itself whether there is a trace */

/* dsc-runtime.c: memory, hashing. */
/* The number of a block of new memory, with room for so many slots or values. list may be NULL. */
uint32_t  dsc_runtime_take_block   (DscRuntime *rt, const DscDict *dict, DscFreeList *list, DscBlockKind kind, uint64_t bytes, uint64_t room);
void      dsc_runtime_give_block   (DscRuntime *rt, const DscDict *dict, DscFreeList *list, uint32_t block, uint64_t bytes);
DscStatus dsc_runtime_hash_key     (DscRuntime *rt, const DscDict *dict, const DscObject *key, DscKeyUse use);  /* RAISED: unhashable */

/* Places for n events, where they will stay; NULL: there is no memory for them. For what is traced only. The caller writes
 * them through dsc_runtime_event and ends with dsc_runtime_end_notes, and adds no other event in between. */
DSC_ALWAYS_INLINE DscEvent *
dsc_runtime_begin_notes (const DscRuntime *rt, size_t n)
{
  DscTrace *trace = rt->trace;

  if (DSC_UNLIKELY (trace->limit - trace->n_events < n) && !dsc_trace_reserve (trace, n))
    return NULL;
  return trace->events + trace->n_events;
}

DSC_ALWAYS_INLINE void
dsc_runtime_end_notes (const DscRuntime *rt, const DscEvent *end)
{
  rt->trace->n_events = (size_t) (end - rt->trace->events);
}

/* Adds an event to the trace, if there is one; fills in .dict. */
DSC_ALWAYS_INLINE void
dsc_runtime_note (const DscRuntime *rt, const DscDict *dict, DscEvent event)
{
  if (rt->trace == NULL)
    return;

  DscEvent *place = dsc_runtime_begin_notes (rt, 1);
  if (place == NULL)
    return;
  *place = (DscEvent) {   /* not handed on as a whole, so that it is made where it will stay */
    .kind = event.kind, .detail = event.detail, .dict = dict != NULL ? dict->id : 0,
    .a = event.a, .b = event.b, .c = event.c, .d = event.d, .object = event.object,
  };
  dsc_runtime_end_notes (rt, place + 1);
}

/* A field of that block; dict: the dict that it is done for, may be NULL. */
DSC_ALWAYS_INLINE void
dsc_runtime_note_field (const DscRuntime *rt, const DscDict *dict, uint32_t block, DscFieldId id, int64_t before, int64_t after)
{
  dsc_runtime_note (rt, dict, (DscEvent) { .kind = DSC_EVENT_WRITE_FIELD, .detail = (uint8_t) id, .a = before, .b = after, .d = block });
}

/* Of the dict itself. */
DSC_ALWAYS_INLINE void
dsc_dict_note_field (const DscRuntime *rt, const DscDict *dict, DscFieldId id, int64_t before, int64_t after)
{
  dsc_runtime_note_field (rt, dict, dict->block, id, before, after);
}

static inline void
dsc_note_probe (const DscRuntime *rt, const DscDict *dict, DscWalk walk, size_t slot, uint64_t before, uint64_t after, int64_t number)
{
  dsc_runtime_note (rt, dict, (DscEvent) { .kind = DSC_EVENT_PROBE, .detail = (uint8_t) walk, .a = (int64_t) slot,
                                           .b = (int64_t) before, .c = (int64_t) after, .d = number });
}

static inline void
dsc_note_value (const DscRuntime *rt, const DscDict *dict, uint32_t block, size_t place, const DscObject *value)
{
  dsc_runtime_note (rt, dict, (DscEvent) { .kind = DSC_EVENT_WRITE_VALUE, .a = (int64_t) place, .d = block, .object = value });
}

/* dsc-resize-trace.c. Whoever asks for a rebuild says why beforehand, with one of these; growth: by the traits' rule from so many items. */
void      dsc_note_cause           (DscRuntime *rt, DscResizeCause cause);
void      dsc_note_growth          (DscRuntime *rt, DscResizeTest test, int64_t a, uint64_t used, uint64_t size);
/* Begins a rebuild of the dict's table: tells and forgets the cause. */
void      dsc_note_resize          (DscRuntime *rt, const DscDict *dict, DscResizeReason reason, uint64_t request, uint64_t before, uint64_t after);
void      dsc_note_resized         (const DscRuntime *rt, const DscDict *dict, uint64_t size, int64_t usable);

/* dsc-referents.c */
void      dsc_runtime_release      (DscRuntime *rt, const DscObject *object);

/* dsc-dict.c: what a table does to the dict around it. */
DscStatus dsc_dict_allocate        (DscRuntime *rt, DscDict **out_dict) DSC_WARN_UNUSED;      /* without a table; init gives it one */
void      dsc_dict_discard         (DscRuntime *rt, DscDict *self);                           /* one that no table could be made for */
void      dsc_dict_track           (DscRuntime *rt, DscDict *self);
typedef enum { DSC_HOLDS_VALUE = 0, DSC_HOLDS_ITEM } DscHolds;   /* what the table refers to from now on: a new value of a key that it has; both */
void      dsc_dict_hold_trackable  (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value, DscHolds what);   /* one of the two is */
void      dsc_dict_hold_all        (DscRuntime *rt, DscDict *self);                           /* one more reference to each key and value */

/* dsc-keys.c: keys objects of both families that have them. NULL: no memory. */
DscKeys  *dsc_keys_ref             (DscRuntime *rt, const DscDict *dict, DscKeys *self);      /* shared empty keys: does nothing */
DscKeys  *dsc_keys_new             (DscRuntime *rt, const DscDict *dict, unsigned log2_size, DscKeysKind kind);
DscKeys  *dsc_keys_clone           (DscRuntime *rt, const DscDict *dict, const DscKeys *source);
void      dsc_keys_unref           (DscRuntime *rt, DscDict *dict, DscKeys *self);      /* shared empty keys: does nothing */
uint64_t  dsc_keys_bytes           (const DscRuntime *rt, const DscKeys *self);               /* in the modelled build */
size_t    dsc_keys_real_size       (const DscTraits *traits, unsigned log2_size, unsigned entry_size);        /* of the model's own block */
/* An array of values of its own for a split dict, all NULL. NULL: no memory. */
DscValues *dsc_values_new          (DscRuntime *rt, const DscDict *dict, size_t capacity);
void      dsc_values_free          (DscRuntime *rt, const DscDict *dict, DscValues *self);    /* NULL and the shared empty ones: does nothing */
/* What a dict refers to: the keys object's reference is taken over, the old one's stays the caller's; an array of values that the
 * dict owned is freed. values NULL: those that belong to the keys, if any. */
void      dsc_dict_use_keys        (DscRuntime *rt, DscDict *self, DscKeys *keys, DscValues *values);
/* Only the pointer; nothing is freed. */
void      dsc_dict_use_values      (DscRuntime *rt, DscDict *self, DscValues *values);
/* Slots for a request, as log2; false: more than the modelled machine or this one can address. */
bool      dsc_keys_round           (const DscTraits *traits, uint64_t request, unsigned *out_log2_size);
void      dsc_keys_set_kind        (DscRuntime *rt, const DscDict *dict, DscKeys *self, DscKeysKind kind);

DSC_ALWAYS_INLINE bool
dsc_key_is_str (const DscObject *key)
{
  return key->kind == DSC_OBJECT_STR;
}

/* Equality of two keys of the same hash that are not the same object; the common kinds without a call. */
DSC_ALWAYS_INLINE bool
dsc_key_equal (const DscObject *a, const DscObject *b, const DscPool *pool)
{
  if (a->kind == DSC_OBJECT_STR && b->kind == DSC_OBJECT_STR)
    return a->as.text.length == b->as.text.length && memcmp (a->as.text.bytes, b->as.text.bytes, a->as.text.length) == 0;
  if (a->kind == DSC_OBJECT_INT && b->kind == DSC_OBJECT_INT && !a->is_big && !b->is_big)
    return a->as.integer == b->as.integer;
  return dsc_object_equal (a, b, pool);
}

/* How the key that stands in an entry compares with the one looked for, reported. */
DSC_ALWAYS_INLINE bool
dsc_key_matches (DscRuntime *rt, const DscDict *dict, const DscObject *key, const DscObject *found,
                 int64_t found_hash, int64_t entry, const bool traced)
{
  DscCompareResult result = DSC_COMPARE_HASH_DIFFERS;

  if (found == key)
    result = DSC_COMPARE_IDENTICAL;
  else if (found_hash == key->hash)
    result = dsc_key_equal (found, key, rt->pool) ? DSC_COMPARE_EQUAL : DSC_COMPARE_UNEQUAL;
  if (traced)
    dsc_runtime_note (rt, dict, (DscEvent) { .kind = DSC_EVENT_COMPARE, .detail = (uint8_t) result, .a = entry,
                                             .object = found });
  return result == DSC_COMPARE_IDENTICAL || result == DSC_COMPARE_EQUAL;
}

/* After key and value were stored: the collector, and references. */
DSC_ALWAYS_INLINE void
dsc_dict_hold (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value, const DscHolds what)
{
  if (DSC_UNLIKELY (key->trackable | value->trackable))
    dsc_dict_hold_trackable (rt, self, key, value, what);
}

/* After a value has left the table, but not its key. Only a dict that ever held what is counted looks at the value itself. */
DSC_ALWAYS_INLINE void
dsc_dict_drop (DscRuntime *rt, const DscDict *self, const DscObject *value)
{
  if (DSC_UNLIKELY (self->holds_references))
    dsc_runtime_release (rt, value);
}

DSC_ALWAYS_INLINE void
dsc_dict_set_used (DscRuntime *rt, DscDict *self, size_t used, const bool traced)
{
  if (traced)
    dsc_dict_note_field (rt, self, DSC_FIELD_MA_USED, (int64_t) self->ma_used, (int64_t) used);
  self->ma_used = used;
}

/* The next ma_version_tag; in versions without the member nothing changes. */
DSC_ALWAYS_INLINE void
dsc_dict_set_tag (DscRuntime *rt, DscDict *self, const bool traced)
{
  uint64_t before = self->ma_version_tag;

  rt->version_tag += rt->tag_step;
  self->ma_version_tag = rt->version_tag;
  if (traced && rt->tag_step != 0)
    dsc_runtime_note (rt, self, (DscEvent) { .kind = DSC_EVENT_VERSION_TAG, .a = (int64_t) before,
                                             .b = (int64_t) rt->version_tag });
}

/* Whether a table made for this one's keys may start as str-only; asked from 3.11 on, where that decides about the entries. */
static inline bool
dsc_dict_may_be_str_only (const DscDict *self)
{
  return self->ma_keys == NULL || self->ma_keys->dk_kind != DSC_KEYS_GENERAL;
}

/* What a watcher of the dict would be told (3.12 on). */
DSC_ALWAYS_INLINE void
dsc_dict_note_watcher (const DscRuntime *rt, const DscDict *self, DscWatcherEvent event, const DscObject *key, const DscObject *value)
{
  if (rt->traits.has_watchers && (rt->traits.watcher_events & (1u << event)) != 0)
    dsc_runtime_note (rt, self, (DscEvent) { .kind = DSC_EVENT_WATCHER, .a = event, .d = (intptr_t) value, .object = key });
}
