/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-dict.h: one dict of one modelled interpreter: what Objects/dictobject.c does, in the version that the runtime models. */
#pragma once

#include "dsc-event.h"
#include "dsc-repr.h"

/* A modelled interpreter as far as dicts see it: traits, pool, free lists, version tag counter, shared empty keys. */

typedef enum {
  DSC_RAISED_NOTHING = 0,
  DSC_RAISED_KEY_ERROR,            /* args: the key */
  DSC_RAISED_KEY_ERROR_EMPTY,      /* popitem of an empty dict */
  DSC_RAISED_UNHASHABLE,           /* object: what cannot be hashed; key: the whole key; context says where */
  DSC_RAISED_CHANGED_SIZE,         /* dictionary changed size during iteration */
  DSC_RAISED_CHANGED_KEYS,         /* dictionary keys changed during iteration */
  DSC_RAISED_ATTRIBUTE_ERROR,      /* key: the name; object: the instance, where the caller knows it; use says what was tried */
} DscRaisedKind;

typedef enum { DSC_KEY_USE_LOOKUP = 0, DSC_KEY_USE_STORE, DSC_KEY_USE_DELETE } DscKeyUse;   /* 3.14 words unhashable keys with the use */

typedef struct {
  DscRaisedKind    kind;
  DscKeyUse        use;
  const DscObject *object;
  const DscObject *key;
} DscRaised;

/* NULL: no memory. The runtime holds a reference to its pool. trace may be set and changed at any time (NULL: off). */
DscRuntime      *dsc_runtime_new        (DscTarget target, uint32_t hash_seed, const DscAlloc *alloc);
/* The same on a pool that exists already (target, hash seed as the pool's): a history is replayed on the objects that it was made with. */
DscRuntime      *dsc_runtime_new_with_pool (DscPool *pool, const DscAlloc *alloc);
/* By rules that are not the pool's: hashes, texts and kinds of objects stay those of the pool. */
DscRuntime      *dsc_runtime_new_by_traits (const DscTraits *traits, DscPool *pool, const DscAlloc *alloc);
void             dsc_runtime_free       (DscRuntime *self);                         /* all its dicts must be released before */
void             dsc_runtime_set_trace  (DscRuntime *self, DscTrace *trace);
DscTrace        *dsc_runtime_get_trace  (const DscRuntime *self);
DscPool         *dsc_runtime_get_pool   (const DscRuntime *self);
const DscTraits *dsc_runtime_get_traits (const DscRuntime *self);
/* What the last call that returned DSC_STATUS_RAISED raised. */
const DscRaised *dsc_runtime_get_raised (const DscRuntime *self);

typedef struct { const DscObject *key, *value; } DscPair;

/* How a program wrote the pairs; decides presizing. */
typedef enum {
  DSC_BUILD_DISPLAY = 0,      /* {k: v}, keys or values not constant */
  DSC_BUILD_DISPLAY_CONST,    /* {'a': 1}: all keys constants */
  DSC_BUILD_COMPREHENSION,    /* {k: v for …} */
  DSC_BUILD_CALL_PAIRS,       /* dict ([(k, v), …]), dict (zip (…)) */
  DSC_BUILD_CALL_KWARGS,      /* dict (a=1) */
  DSC_BUILD_KWARGS,           /* what f (a=1) receives as **k */
} DscBuildForm;

typedef enum {
  DSC_ITERABLE_LIST = 0, DSC_ITERABLE_TUPLE, DSC_ITERABLE_ITERATOR, DSC_ITERABLE_RANGE, DSC_ITERABLE_STR,
  DSC_ITERABLE_SET, DSC_ITERABLE_FROZENSET, DSC_ITERABLE_DICT,
} DscIterable;

/* A dict is born with one reference. Functions that make one write *out_dict on OK only. On any other status nothing has changed
 * that Python would not have changed either (a failing update keeps the pairs stored before). */
DscStatus dsc_dict_new           (DscRuntime *rt, DscDict **out_dict) DSC_WARN_UNUSED;        /* {} */
DscStatus dsc_dict_new_call      (DscRuntime *rt, DscDict **out_dict) DSC_WARN_UNUSED;        /* dict () */
DscStatus dsc_dict_build         (DscRuntime *rt, DscBuildForm form, const DscPair *pairs, size_t n, DscDict **out_dict) DSC_WARN_UNUSED;
DscStatus dsc_dict_new_from      (DscRuntime *rt, DscDict *source, DscDict **out_dict) DSC_WARN_UNUSED;   /* dict (source) */
DscStatus dsc_dict_kwargs_from   (DscRuntime *rt, DscDict *source, DscDict **out_dict) DSC_WARN_UNUSED;   /* f (**source) */
DscStatus dsc_dict_copy          (DscRuntime *rt, DscDict *source, DscDict **out_dict) DSC_WARN_UNUSED;
/* keys in the order in which the iterable gives them; set and frozenset are sized by n. */
DscStatus dsc_dict_fromkeys      (DscRuntime *rt, DscIterable iterable, const DscObject *const *keys, size_t n, const DscObject *value,
                                  DscDict **out_dict) DSC_WARN_UNUSED;
DscStatus dsc_dict_fromkeys_dict (DscRuntime *rt, DscDict *source, const DscObject *value, DscDict **out_dict) DSC_WARN_UNUSED;
DscStatus dsc_dict_union         (DscRuntime *rt, DscDict *a, DscDict *b, DscDict **out_dict) DSC_WARN_UNUSED;   /* a | b */
DscDict  *dsc_dict_ref           (DscDict *self);                                 /* one more name or container refers to it */
void      dsc_dict_unref         (DscRuntime *rt, DscDict *self);                 /* at 0 it is deallocated as CPython does */
const DscObject *dsc_dict_get_object (DscRuntime *rt, DscDict *self);             /* stands for it as a value, always the same one. NULL: no memory */

DscStatus dsc_dict_set_item      (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value) DSC_WARN_UNUSED;
/* Missing: *out_value is NULL and the status is OK; d[k] turns that into a KeyError with dsc_runtime_raise_key. */
DscStatus dsc_dict_get_item      (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject **out_value) DSC_WARN_UNUSED;
DscStatus dsc_dict_contains      (DscRuntime *rt, DscDict *self, const DscObject *key, bool *out_found) DSC_WARN_UNUSED;
DscStatus dsc_dict_delete_item   (DscRuntime *rt, DscDict *self, const DscObject *key) DSC_WARN_UNUSED;
/* pop and popitem hand out what they removed. The table's references to it are kept until dsc_runtime_let_go, or the next time:
 * whoever goes on using a dict or instance must hold one of its own by then. pop does not hash the key of an empty dict (dict_pop, all versions). */
DscStatus dsc_dict_pop           (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *fallback /* NULL: raises */,
                                  const DscObject **out_value) DSC_WARN_UNUSED;
DscStatus dsc_dict_popitem       (DscRuntime *rt, DscDict *self, DscPair *out_pair) DSC_WARN_UNUSED;
void      dsc_runtime_let_go     (DscRuntime *rt);
DscStatus dsc_dict_setdefault    (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value, const DscObject **out_value) DSC_WARN_UNUSED;
DscStatus dsc_dict_clear_items   (DscRuntime *rt, DscDict *self) DSC_WARN_UNUSED;
DscStatus dsc_dict_update_pairs  (DscRuntime *rt, DscDict *self, const DscPair *pairs, size_t n) DSC_WARN_UNUSED;
DscStatus dsc_dict_update_kwargs (DscRuntime *rt, DscDict *self, const DscPair *pairs, size_t n) DSC_WARN_UNUSED;
DscStatus dsc_dict_update_dict   (DscRuntime *rt, DscDict *self, DscDict *other) DSC_WARN_UNUSED;     /* update, |=, {**other} */
DscStatus dsc_runtime_raise_key  (DscRuntime *rt, const DscObject *key);          /* records KeyError (key), returns RAISED */

/* Reads. */
uint32_t  dsc_dict_get_id        (const DscDict *self);                           /* from 1, unique in the runtime */
uint32_t  dsc_dict_get_refcount  (const DscDict *self);
size_t    dsc_dict_get_used      (const DscDict *self);
bool      dsc_dict_may_hold_mortals (const DscDict *self);                        /* false: no key or value can die; true: some could at some time */
size_t    dsc_dict_get_n_slots   (const DscRuntime *rt, const DscDict *self);     /* of the hash table; 0 where there is no table */
/* Places of the table that deletions have left behind: dummies up to 3.5, from 3.6 on emptied entries. A split dict has none of its own. */
size_t    dsc_dict_get_n_tombstones (const DscRuntime *rt, const DscDict *self);
int64_t   dsc_dict_sizeof        (const DscRuntime *rt, const DscDict *self);     /* d.__sizeof__ () */
int64_t   dsc_dict_getsizeof     (const DscRuntime *rt, const DscDict *self);     /* sys.getsizeof (d) */
/* All that sys.getsizeof depends on beside the layout of the build: of dicts of the same shape it is the same. */
typedef struct {
  uint64_t slots;          /* of the table that is counted; 0: none is */
  uint64_t values;         /* pointers to values that are counted */
  bool     str_only;       /* entries without me_hash */
} DscDictShape;
DscDictShape dsc_dict_get_shape  (const DscRuntime *rt, const DscDict *self);
/* sys.getsizeof of a dict of that shape by the layout of any traits of the same family. */
int64_t   dsc_dict_shape_getsizeof (DscDictShape shape, const DscTraits *traits);
/* Iteration in CPython's order. *position starts at 0. false at the end. The table must not change meanwhile. */
bool      dsc_dict_next          (const DscDict *self, size_t *position, DscPair *out_pair);
/* Must hold between any two operations; for tests. Counterpart of _PyDict_CheckConsistency: NULL, or the broken rule as static text. Linear in the table. */
const char *dsc_dict_check       (const DscRuntime *rt, const DscDict *self);
