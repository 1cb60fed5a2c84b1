/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-object.h: the Python objects that a dict refers to, and the pool that they live in.
 *
 * Keys and values are immutable and live until their pool is freed: tables, histories and snapshots hold plain pointers and
 * count no references to them, which makes an insertion two stores and a snapshot a copy of arrays. What a program can change
 * (dict, instance, class) is only represented here by an object; what it stands for dies in time (dsc-referents.h). */
#pragma once

#include "dsc-bigint.h"
#include "dsc-traits.h"

typedef struct DscObject DscObject;
typedef struct DscPool   DscPool;
typedef struct DscDict   DscDict;
typedef struct DscRuntime DscRuntime;

typedef enum {
  DSC_OBJECT_NONE = 0,
  DSC_OBJECT_BOOL,
  DSC_OBJECT_INT,          /* any size from 3.0 on; 2.x: a C long */
  DSC_OBJECT_LONG,         /* 2.x long */
  DSC_OBJECT_FLOAT,
  DSC_OBJECT_COMPLEX,
  DSC_OBJECT_STR,          /* the native str: bytes in 2.x, text in 3.x */
  DSC_OBJECT_UNICODE,      /* 2.x unicode */
  DSC_OBJECT_BYTES,        /* 3.x bytes */
  DSC_OBJECT_TUPLE,
  DSC_OBJECT_FROZENSET,
  DSC_OBJECT_RANGE,
  DSC_OBJECT_STR_SUBCLASS, /* instance of a user's subclass of str: str's hash and equality, but not "exactly str" */
  DSC_OBJECT_KEYED,        /* instance of a user class with a given hash, equal to those of the same name */
  DSC_OBJECT_LIST,         /* unhashable */
  DSC_OBJECT_SET,          /* unhashable */
  DSC_OBJECT_DICT,         /* unhashable; points at a DscDict of the same runtime */
  DSC_OBJECT_INSTANCE,     /* hash by address */
  DSC_OBJECT_CLASS,        /* hash by address */
  DSC_OBJECT_DUMMY,        /* the dummy key of deleted slots up to 3.5; one per pool */
  DSC_OBJECT_OPAQUE,       /* something only known by type name and repr (frozen mutable value, foreign process) */
} DscObjectKind;

/* Public, because tables read kind and hash in their innermost loop; only the files of this header and dsc-hash.c write it.
 * 32 bytes; what belongs to it (text, items, digits) lies behind it in the pool. A class name is not in it, because few
 * objects have one: dsc_object_type_name, dsc_object_class_name. */
struct DscObject {
  uint8_t   kind;          /* DscObjectKind */
  uint8_t   hash_known;    /* 1: hash is valid */
  uint8_t   trackable : 1; /* the collector may track it (containers, instances), so a dict that holds it is tracked */
  uint8_t   is_big    : 1; /* INT and LONG: as.big instead of as.integer; never when it fits 64 bits */
  uint8_t   is_ascii  : 1; /* kinds with as.text: all bytes below 0x80 */
  uint8_t   has_dict  : 1; /* DICT, or a container with one at any depth */
  uint8_t   can_change : 1; /* DICT or INSTANCE, or a container with one at any depth */
  uint8_t   depth;         /* levels of objects inside, up to DSC_OBJECT_MAX_DEPTH */
  uint32_t  ordinal;       /* order of creation in the pool, from 0; addresses of the model are made from it */
  int64_t   hash;
  union {
    int64_t  integer;                                                       /* BOOL, INT and LONG that fit */
    double   real;                                                          /* FLOAT */
    const double *pair;                                                     /* COMPLEX: two */
    struct { const char *bytes; size_t length; } text;                      /* STR, UNICODE, BYTES, STR_SUBCLASS, KEYED (name), OPAQUE (repr).
                                                                               Text is UTF-8, lone surrogates encoded alike (WTF-8);
                                                                               BYTES and 2.x STR are raw. NUL behind the last byte. */
    struct { const DscObject *const *items; size_t length; } sequence;      /* TUPLE, LIST; FROZENSET and SET without duplicates, in the
                                                                               order in which CPython iterates */
    const DscBigint *big;                                                   /* INT and LONG that do not fit: is_big */
    const int64_t   *range;                                                 /* RANGE: start, stop, step */
    struct { DscDict *dict; uint32_t dict_id; };                            /* DICT: that of the machine which the object was made for, NULL when it
                                                                               is gone; its number. Others find theirs by dsc_runtime_find_dict */
    void            *owner;                                                 /* INSTANCE, CLASS */
  } as;
};

/* Deepest nesting of tuples, lists and sets; bounds every recursion over objects. CPython's own parser stops at 200. */
#define DSC_OBJECT_MAX_DEPTH 250

typedef struct {
  uint64_t prefix, suffix; /* FNV secret; the second is also DJBX33A's */
  uint64_t k0, k1;         /* SipHash key */
} DscHashSecret;

/* Pool. One per run of a program; reference counted (atomically), so that snapshots outlive the run. */
DscPool *dsc_pool_new          (const DscTraits *traits, uint32_t hash_seed, const DscAlloc *alloc);  /* NULL: no memory; hash_seed as PYTHONHASHSEED */
DscPool *dsc_pool_ref          (DscPool *self);
void     dsc_pool_unref        (DscPool *self);                                                       /* NULL is allowed */
const DscTraits     *dsc_pool_get_traits (const DscPool *self);
uint32_t             dsc_pool_get_hash_seed (const DscPool *self);
bool                 dsc_pool_has_other_texts (const DscPool *self);                 /* a text that is not ASCII was asked for at some time */
const DscHashSecret *dsc_pool_get_secret (const DscPool *self);
const DscAlloc      *dsc_pool_get_alloc  (const DscPool *self);
size_t               dsc_pool_get_bytes  (const DscPool *self);

/* Objects; NULL means no memory (containers: also an item that is NULL or too deep). Equal small ints (-5 … 256), None, True, False, "" and one-character Latin-1 strings are
 * one object each, as in CPython; everything else is new at each call. The pool owns them. Texts are copied. */
const DscObject *dsc_object_none      (const DscPool *pool);
const DscObject *dsc_object_dummy     (const DscPool *pool);
const DscObject *dsc_object_bool      (const DscPool *pool, bool value);
const DscObject *dsc_object_int       (DscPool *pool, int64_t value);
const DscObject *dsc_object_big       (DscPool *pool, const DscBigint *value, bool is_long);   /* INT where it fits and !is_long; 2.x: LONG when it does not fit a C long */
const DscObject *dsc_object_long      (DscPool *pool, int64_t value);                          /* 2.x only; elsewhere INT */
const DscObject *dsc_object_float     (DscPool *pool, double value);
const DscObject *dsc_object_complex   (DscPool *pool, double re, double im);
/* A str literal. utf8 is WTF-8. 2.x: STR of these bytes when ASCII, else UNICODE (as a corpus or script with unicode text means it). */
const DscObject *dsc_object_str       (DscPool *pool, const char *utf8, size_t length);
const DscObject *dsc_object_unicode   (DscPool *pool, const char *utf8, size_t length);        /* 2.x UNICODE; 3.x STR */
const DscObject *dsc_object_bytes     (DscPool *pool, const void *bytes, size_t length);       /* 2.x STR; 3.x BYTES */
const DscObject *dsc_object_str_subclass (DscPool *pool, const char *utf8, size_t length, const char *class_name);
const DscObject *dsc_object_keyed     (DscPool *pool, int64_t hash, const char *name, const char *class_name);
const DscObject *dsc_object_tuple     (DscPool *pool, const DscObject *const *items, size_t n);
/* tuple (iterator), as of a generator: an empty one may be an object of its own, that the collector tracks; () is not tracked. */
const DscObject *dsc_object_tuple_from_iterator (DscPool *pool, const DscObject *const *items, size_t n);
const DscObject *dsc_object_list      (DscPool *pool, const DscObject *const *items, size_t n);
/* Duplicates are dropped (first one stays). Order of iteration is CPython's for that version: a set of the model is filled. NULL also when an item is unhashable. */
const DscObject *dsc_object_frozenset (DscPool *pool, const DscObject *const *items, size_t n);
/* frozenset ({a, b, …}), as the compiler of that version makes the display; constants: all items are. Otherwise as above. */
const DscObject *dsc_object_frozenset_of_display (DscPool *pool, const DscObject *const *items, size_t n, bool constants);
const DscObject *dsc_object_set       (DscPool *pool, const DscObject *const *items, size_t n);
const DscObject *dsc_object_range     (DscPool *pool, int64_t start, int64_t stop, int64_t step);
const DscObject *dsc_object_opaque    (DscPool *pool, const char *type_name, const char *repr, bool trackable);
DscObject       *dsc_object_reference (DscPool *pool, DscObjectKind kind, void *target, const char *class_name);  /* DICT, INSTANCE, CLASS */

bool        dsc_object_is_exact_str (const DscObject *self);                       /* kind STR: what "unicode" and "string" tables hold */
const char *dsc_object_type_name    (const DscObject *self, const DscPool *pool);  /* "int", "str", "long" … as type (x).__name__ */
const char *dsc_object_class_name   (const DscObject *self);                       /* KEYED, STR_SUBCLASS, INSTANCE, CLASS, OPAQUE: as given; else NULL */
/* len () of a RANGE. A step of 0, which Python refuses to make, counts as empty. */
uint64_t    dsc_object_range_length (const DscObject *self);
/* Python's ==, as a dict lookup uses it (1 == 1.0 == True; 2.x: 'a' == u'a'; NaN != NaN). Identity is the caller's test. */
bool        dsc_object_equal        (const DscObject *a, const DscObject *b, const DscPool *pool);
/* Stated address model: objects lie one behind the other from a fixed address on, 64 bytes apart (32 in 32-bit builds, which
 * wrap around after 2 GiB), in the order of their making. Never 0; the same program has the same addresses on every run. */
uint64_t    dsc_object_address      (const DscObject *self, const DscPool *pool);
