/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-traits.h: every fact that differs between CPython releases, resolved for one target into a plain struct.
 *
 * A trait is a number, a flag or the name of a rule, so it can be printed, compared and shown. The change lists that they
 * are resolved from, each entry with the version it starts at and the place it was read in, are in dsc-version-history.c;
 * that file and dsc-version.c are the only ones that contain version numbers. */
#pragma once

#include "dsc-version.h"

typedef enum {               /* structure of the table; chooses the table of functions in dsc-family-private.h */
  DSC_FAMILY_OPEN = 0,       /* 1.x to 3.2: one array of slots, dictobject.c */
  DSC_FAMILY_KEYS_OPEN,      /* 3.3 to 3.5: keys object whose entries are the slots (PEP 412) */
  DSC_FAMILY_COMPACT,        /* 3.6 on: keys object with indices and entries */
  DSC_N_FAMILIES,
} DscFamily;

typedef enum {               /* size asked for when a table is full ("request") */
  DSC_GROWTH_USED_X2 = 0,        /* used*2 */
  DSC_GROWTH_USED_X4,            /* used*4, used*2 above 50,000 */
  DSC_GROWTH_USED_X2_PLUS_HALF,  /* used*2 + size/2 */
  DSC_GROWTH_USED_X3,            /* used*3 */
  DSC_GROWTH_USED_X4_ALWAYS,     /* used*4 (the proposal of 2012) */
} DscGrowthRule;

typedef enum {               /* request to slots */
  DSC_ROUNDING_GT = 0,       /* smallest power of two > request, from the minimum */
  DSC_ROUNDING_GE,           /* smallest power of two >= request, from the minimum */
  DSC_ROUNDING_BIT_LENGTH,   /* 3.10.0 to 3.13.3: 2 ** bit_length (((request | 8) - 1) | 7) */
  DSC_ROUNDING_PRIME,        /* first prime of a fixed list > request (before 1.5) */
} DscRoundingRule;

typedef enum {               /* entries that a table of n slots can hold */
  DSC_USABLE_FILL = 0,       /* no counter: after an insertion, fill*3 >= size*2 asks for a resize */
  DSC_USABLE_2N1_3,          /* (2n + 1) / 3 */
  DSC_USABLE_2N_3,           /* 2n / 3 */
} DscUsableRule;

typedef enum {               /* order of slots that a hash visits */
  DSC_PROBE_PERTURB_LATE = 0,   /* i = 5i + perturb + 1, then perturb >>= 5 (2.2 to 3.5) */
  DSC_PROBE_PERTURB_FIRST,      /* perturb >>= 5, then i = 5i + perturb + 1 (3.6 on) */
  DSC_PROBE_POLYNOMIAL,         /* GF(2^n), first slot ~h & mask (1.5 to 2.1) */
  DSC_PROBE_PRIME,              /* h mod size, steps of 3s + 1 (before 1.5) */
} DscProbeRule;

typedef enum {               /* what a dict without items holds */
  DSC_EMPTY_OWN_TABLE = 0,   /* 8 slots of its own (embedded up to 3.2, a fresh keys object 3.3 to 3.7) */
  DSC_EMPTY_SHARED_KEYS,     /* the static one-slot Py_EMPTY_KEYS */
  DSC_EMPTY_NO_TABLE,        /* nothing until the first store (up to 2.1) */
} DscEmptyRule;

typedef enum {               /* dk_refcnt of Py_EMPTY_KEYS */
  DSC_EMPTY_REFCNT_COUNTED = 0,  /* 1, and one for each dict that uses it (3.3 to 3.11) */
  DSC_EMPTY_REFCNT_LOW_ONES,     /* immortal: 2**32 - 1, in 32-bit builds 2**30 - 1 (3.12, 3.13) */
  DSC_EMPTY_REFCNT_TOP_BIT,      /* immortal: the least Py_ssize_t (3.14 on) */
} DscEmptyRefcntRule;

typedef enum {               /* when a str-only table stops being str-only */
  DSC_KIND_NONE = 0,             /* no kinds (1.x) */
  DSC_KIND_DICT_LOOKUP,          /* per dict, at any lookup or store with a non-str key, for good (2.0 to 3.2) */
  DSC_KIND_KEYS_LOOKUP,          /* per keys object, at any lookup or store (3.3 to 3.9) */
  DSC_KIND_KEYS_NEW_KEY,         /* per keys object, only at a store of a new non-str key (3.10) */
  DSC_KIND_REBUILD_ANY_STORE,    /* rebuilt as general before any store with a non-str key (3.11 to 3.13.x, 3.14.0) */
  DSC_KIND_REBUILD_NEW_KEY,      /* rebuilt only when that key is really new (later 3.13, 3.14.1 on) */
} DscKindRule;

typedef enum {               /* _PyDict_NewPresized (n) */
  DSC_PRESIZE_NONE = 0,          /* does not exist (up to 2.5) */
  DSC_PRESIZE_N_ABOVE_5,         /* n <= 5: ordinary; else the power of two above n (2.6 to 3.2) */
  DSC_PRESIZE_N,                 /* the power of two above n, always; 3.6.0 too, which rounds requests to >= (3.3 to 3.6.0) */
  DSC_PRESIZE_ESTIMATE,          /* rounding of (3n + 1)/2, always; capped (3.6.1 to 3.7) */
  DSC_PRESIZE_ESTIMATE_ABOVE_5,  /* n <= 5: PyDict_New; else rounding of (3n + 1)/2; capped (3.8 on) */
} DscPresizeRule;

typedef enum {               /* how the compiler builds a display {k: v, …} of n items */
  DSC_DISPLAY_STORES = 0,        /* empty dict and n stores (up to 2.5) */
  DSC_DISPLAY_PRESIZED,          /* BUILD_MAP n presizes, then n stores (2.6 to 3.9) */
  DSC_DISPLAY_RUNS_OF_17,        /* n >= 16: not presized, runs of 17 merged by DICT_UPDATE; else presized (3.10 on) */
} DscDisplayRule;

typedef enum {               /* how {**a, k: v} is built; runs of pairs are displays of their own */
  DSC_UNPACK_NONE = 0,           /* a syntax error (up to 3.4) */
  DSC_UNPACK_ALL_INTO_NEW,       /* all parts are made first, then a new dict is updated with each: BUILD_MAP_UNPACK (3.5 to 3.8) */
  DSC_UNPACK_UPDATE_FIRST,       /* the first run, or {}, is updated with each further part: DICT_UPDATE (3.9 on) */
} DscUnpackRule;

typedef enum {               /* update and merge from a dict: when the target is resized first, and to what */
  DSC_MERGE_FILL_X3_2 = 0,       /* (fill + n)*3 >= size*2: (used + n)*3/2 (1.5 to 2.2) */
  DSC_MERGE_FILL_X2,             /* same test: (used + n)*2 (2.3 to 3.2) */
  DSC_MERGE_USABLE_X2,           /* usable*3 < n*2: (used + n)*2 (3.3 to 3.5) */
  DSC_MERGE_ESTIMATE_DOWN,       /* U (size) < n: 3*(used + n)/2 (3.6.0) */
  DSC_MERGE_ESTIMATE,            /* U (size) < n: (3*(used + n) + 1)/2 (3.6.1 on) */
  DSC_MERGE_STORES,              /* never: one store after the other (the proposal of 2012) */
} DscMergeRule;

typedef enum {               /* dict.copy () */
  DSC_COPY_RESIZE_INSERT = 0,    /* new dict, resize, insert (1.5 to 2.3) */
  DSC_COPY_MERGE,                /* empty dict + merge (2.4 to 3.2; 3.3 to 3.6 for combined) */
  DSC_COPY_CLONE,                /* clone_combined_dict when used >= 2*nentries/3 (3.7 on) */
} DscCopyRule;

typedef enum {               /* request of dict.fromkeys over a set, frozenset or exact dict of n elements */
  DSC_FROMKEYS_STORES = 0,       /* never presized */
  DSC_FROMKEYS_N,                /* n (set: 2.5 to 2.7.13, 3.0 to 3.5; dict: 3.3 to 3.5) */
  DSC_FROMKEYS_FILL,             /* ma_fill of the source (dict: 2.6 to 2.7.13, 3.0 to 3.2) */
  DSC_FROMKEYS_HALF_X3,          /* n/2*3 (2.7.14 on) */
  DSC_FROMKEYS_ESTIMATE_DOWN,    /* 3n/2 (3.6.0) */
  DSC_FROMKEYS_ESTIMATE,         /* (3n + 1)/2 (3.6.1 on) */
  DSC_FROMKEYS_ESTIMATE_KEEP,    /* the same, but not below the present size (3.13.4 on) */
} DscFromkeysRule;

typedef enum {               /* gc_refs between collections, of a tracked and of an untracked object */
  DSC_GC_REFS_UNSET = 0,     /* not written (up to 2.2) or no such member (3.8 on) */
  DSC_GC_REFS_3_2,           /* -3, -2 (2.3 to 3.3) */
  DSC_GC_REFS_6_4,           /* -6, -4 (3.4 to 3.7) */
} DscGcRefsRule;

typedef enum {
  DSC_POPITEM_FINGER = 0,    /* slot 0, else a scan from the finger kept in slot 0's me_hash (up to 3.5) */
  DSC_POPITEM_LAST,          /* the last live entry (3.6 on) */
} DscPopitemRule;

typedef enum {               /* me_hash of a deleted entry */
  DSC_DELETED_HASH_STALE = 0,  /* left as it was (up to 3.10) */
  DSC_DELETED_HASH_ZERO,       /* 0 by del and pop, -1 by popitem (3.11 on, general entries) */
} DscDeletedHashRule;

typedef enum {
  DSC_TAG_NONE = 0,          /* no such member */
  DSC_TAG_VERSION,           /* ma_version_tag: a counter goes up by version_tag_step */
  DSC_TAG_WATCHER,           /* _ma_watcher_tag (3.14 on) */
} DscTagRule;

typedef enum {               /* what watchers of a dict are told, and when */
  DSC_WATCH_NONE = 0,        /* there are none (up to 3.11) */
  DSC_WATCH_BEFORE_ROOM,     /* ADDED comes before room is made for the key; a key that is among the shared ones but has no value in this
                                dict is MODIFIED by a store (3.12) */
  DSC_WATCH_AFTER_ROOM,      /* ADDED comes after that; storing the very same value again in a split dict is MODIFIED; what is stored by
                                attribute past the dict is not told (3.13.0) */
  DSC_WATCH_INLINE,          /* the same, but told (3.13.1 on) */
} DscWatchRule;

typedef enum {               /* str and bytes */
  DSC_STR_HASH_FNV = 0,        /* one step per unit or code point (up to 3.3) */
  DSC_STR_HASH_SIPHASH24,      /* 3.4 to 3.10 */
  DSC_STR_HASH_SIPHASH13,      /* 3.11 on */
  DSC_STR_HASH_FNV_BLOCKS,     /* one step per hash-sized block of the storage (3.4 on, where SipHash is not built in: wasm32) */
} DscStrHashRule;
typedef enum { DSC_INT_HASH_LONG = 0, DSC_INT_HASH_MODULUS } DscIntHashRule;         /* 2.x, 3.0, 3.1 | 3.2 on; also floats */
typedef enum { DSC_TUPLE_HASH_MULT_LENGTH = 0, DSC_TUPLE_HASH_MULT, DSC_TUPLE_HASH_XXH } DscTupleHashRule;
typedef enum { DSC_FROZENSET_HASH_OLD = 0, DSC_FROZENSET_HASH_SHIFTED } DscFrozensetHashRule;

typedef enum {               /* order of slots that a hash visits in a set; Objects/setobject.c */
  DSC_SET_PROBE_PERTURB = 0,     /* i = 5i + perturb + 1, then perturb >>= 5 (2.4 to 3.3) */
  DSC_SET_PROBE_LINEAR_WRAP,     /* 9 neighbours, around the end of the table, then perturb >>= 5 and i = 5i + perturb + 1 (3.4) */
  DSC_SET_PROBE_LINEAR,          /* the same, but no neighbours where they would pass the end of the table (3.5 on) */
} DscSetProbeRule;
typedef enum {               /* fill at which a set grows to used*4 (used*2 above 50,000), after an insertion */
  DSC_SET_LOAD_2_3 = 0,          /* fill*3 >= (mask + 1)*2 */
  DSC_SET_LOAD_2_3_OF_MASK,      /* fill*3 >= mask*2 */
  DSC_SET_LOAD_3_5_OF_MASK,      /* fill*5 >= mask*3 */
} DscSetLoadRule;

typedef enum {               /* how a display {a, b, …} makes its set */
  DSC_SET_DISPLAY_REVERSED = 0,    /* the last item is added first (up to 2.7.11, 3.0 to 3.5.1) */
  DSC_SET_DISPLAY_IN_ORDER,        /* in order */
  DSC_SET_DISPLAY_CONSTANT_TWICE,  /* three or more constants: a copy of a frozenset that the compiler fills and makes again (3.9 on) */
  DSC_SET_DISPLAY_CONSTANT,        /* the same, filled once (3.14 on) */
} DscSetDisplayRule;

typedef enum {               /* key sharing of instance dicts */
  DSC_SHARING_NONE = 0,      /* up to 3.2 */
  DSC_SHARING_SLOTS,         /* 3.3 to 3.5 */
  DSC_SHARING_IN_ORDER,      /* 3.6 to 3.10 */
  DSC_SHARING_ORDER_BYTES,   /* 3.11 on */
} DscSharingRule;

typedef enum {               /* what deleting an attribute does to the shared keys of the class */
  DSC_DELATTR_KEEPS = 0,         /* nothing (up to 3.2, 3.5.3 to 3.5.10, 3.11 on) */
  DSC_DELATTR_LEAVES_OTHERS,     /* given up when the dict does not share them, or no longer (3.3 to 3.5.2, 3.6.0) */
  DSC_DELATTR_LEAVES,            /* given up (3.6.1 to 3.10) */
} DscDelattrRule;

typedef enum {               /* where the values of an instance are before __dict__ is asked for */
  DSC_VALUES_IN_DICT = 0,    /* there is a dict from the first attribute on (up to 3.10) */
  DSC_VALUES_POINTER,        /* 3.11 */
  DSC_VALUES_TAGGED,         /* 3.12: one tagged word */
  DSC_VALUES_INLINE,         /* 3.13 on: inside the object */
} DscValuesRule;

typedef enum {               /* who hands out a block of memory */
  DSC_ALLOCATOR_UNKNOWN = 0, /* what it adds is not known */
  DSC_ALLOCATOR_MALLOC,      /* the C library */
  DSC_ALLOCATOR_PYMALLOC,    /* up to small_block_max bytes in size classes that lie small_block_step bytes apart; then the C library */
  DSC_ALLOCATOR_MIMALLOC,    /* size classes of its own at every size (free-threaded) */
} DscAllocatorRule;

typedef struct {
  DscTarget   target;
  DscEvidence evidence;
  DscFamily   family;

  /* machine and object layout */
  uint8_t     pointer_size;          /* 8 or 4 bytes */
  uint8_t     align_8;               /* alignment of an 8-byte integer in a struct: 8 or 4 */
  uint8_t     object_head;           /* sizeof (PyObject): 16, 8; free-threaded 32, 20; trace-refs adds two pointers */
  uint8_t     gc_head;               /* bytes that sys.getsizeof adds */
  uint8_t     hash_size;             /* bytes of a hash */
  bool        has_ssize_t;           /* 2.5 on: ob_refcnt, ma_fill … are Py_ssize_t; int before */
  bool        has_gc_refs;           /* GC head gc_next, gc_prev, gc_refs (2.0 to 3.7); _gc_next, _gc_prev after */
  bool        has_ob_flags;          /* 3.14 on, 64-bit: ob_refcnt is uint32 with ob_overflow and ob_flags beside it; free-threaded: ob_flags */
  bool        has_lookup_pointer;    /* ma_lookup (2.0 to 3.2) or dk_lookup (3.3 to 3.10) */
  bool        has_log2_fields;       /* dk_log2_size, dk_log2_index_bytes, dk_kind, dk_version (3.11 on) */

  /* table rules */
  DscGrowthRule    growth;
  DscRoundingRule  rounding;
  DscUsableRule    usable;
  bool             resize_before_store;      /* the load test comes before any store, of an existing key too (up to 2.0) */
  DscProbeRule     probe;
  uint8_t          perturb_bits;     /* hash bits that take part in perturbation: 64, 32; 0: no perturbation */
  uint32_t         min_size;         /* 8; 4 in 1.5 to 2.1; 3 before */
  DscEmptyRule     empty_display;    /* {} */
  DscEmptyRule     empty_call;       /* dict () */
  DscEmptyRule     empty_cleared;    /* after clear () */
  uint8_t          empty_log2_index_bytes;   /* of Py_EMPTY_KEYS: 0 or 3 */
  DscEmptyRefcntRule empty_refcnt;
  DscKindRule      kind_rule;
  bool             has_nodummy;      /* lookup variant unicode_nodummy (3.3 to 3.10) */
  bool             has_unicode_entries;      /* 16-byte entries without me_hash for str-only tables (3.11 on) */
  bool             always_general;   /* no table is ever str-only (not CPython) */
  bool             fills_holes;      /* a deletion moves the last entry into the hole, and a reused dummy costs nothing (the proposal of 2012) */
  bool             hash_magnitude;   /* probes start from the hash without its sign (the proposal of 2012) */
  bool             reuses_dummy_slot;        /* a new key may take the first dummy met; false in free-threaded builds */
  DscPopitemRule   popitem;
  DscDeletedHashRule deleted_hash;

  /* building rules */
  DscPresizeRule   presize;
  uint32_t         presize_cap;      /* most slots that a presize asks for; 0 = none */
  DscDisplayRule   display;
  bool             display_const_keys;       /* BUILD_CONST_KEY_MAP exists (3.6 to 3.13) */
  bool             from_items;               /* presized builds know whether all keys are str (_PyDict_FromItems, 3.11 on) */
  DscMergeRule     merge;
  bool             merge_clones;     /* update of an empty dict clones the source's keys object (3.10 on) */
  DscCopyRule      copy;
  DscFromkeysRule  fromkeys_set;
  DscFromkeysRule  fromkeys_dict;
  bool             kwargs_presized;  /* _PyStack_AsDict presizes (3.7 on) */
  uint8_t          kwargs_on_stack;  /* most keywords that a method call passes on the stack; more are stored in a dict first; 0: any number (up to 3.9) */
  bool             kwargs_reversed;  /* that dict gets the last keyword first, as the stack is popped (up to 3.5) */
  uint16_t         max_call_arguments;       /* in source text, more are a SyntaxError: 255 up to 3.6; 0 = no limit */
  bool             call_stores_keywords;     /* dict (a=1) stores its keywords one by one (3.9 on, dict_vectorcall); before: merges a dict of them */
  bool             has_dict_call;    /* dict (…) (2.2 on) */
  bool             has_dict_keywords;        /* dict (a=1) (2.3 on) */
  bool             has_fromkeys;     /* dict.fromkeys (2.3 on) */
  bool             has_comprehension;        /* {k: v for …} (2.7, 3.0 on) */
  bool             has_unpacking;    /* {**a} (3.5 on) */
  DscUnpackRule    unpack;
  bool             has_union;        /* a | b (3.9 on) */

  /* bookkeeping */
  DscTagRule       tag;
  uint32_t         version_tag_step; /* 1, 256, 4096 */
  bool             tag_bumps_on_same_value;  /* 3.6, 3.7: also when the very same object is stored again */
  bool             has_watchers;     /* 3.12 on */
  uint8_t          watcher_events;   /* bit 1 << DscWatcherEvent: watchers hear of it */
  DscWatchRule     watch;
  bool             has_dk_version;   /* 3.11 on */
  DscGcRefsRule    gc_refs;
  bool             gc_always_tracked;        /* 3.14 on; before 2.7 / 3.1 too */
  bool             empty_tuple_made_anew;    /* tuple (iterator) of nothing is not () but a tuple of its own, and tracked (up to 3.10) */
  uint16_t         free_list_dicts;  /* 80 from 2.4 on; 0 = none */
  uint16_t         free_list_keys;   /* 80 from 3.6 on */
  DscAllocatorRule object_allocator; /* of objects, with what lies in front of them */
  DscAllocatorRule table_allocator;  /* of tables, keys objects and arrays of values */
  uint16_t         small_block_max;  /* bytes: 256 or 512; 0 without PYMALLOC */
  uint8_t          small_block_step; /* bytes: 8 or 16 */
  uint8_t          malloc_head;      /* bytes that the C library keeps with each block (glibc); 0: not known */

  /* hashes and texts */
  DscStrHashRule   str_hash;
  bool             hash_randomised;  /* by default, when PYTHONHASHSEED is unset */
  bool             obeys_hash_seed;  /* PYTHONHASHSEED exists (2.6.8, 2.7.3, 3.1.5, 3.2.3 on); before, the secret is all zero */
  DscIntHashRule   int_hash;
  DscTupleHashRule tuple_hash;
  DscFrozensetHashRule frozenset_hash;
  bool             nan_hash_by_address;      /* 3.10 on */
  bool             none_hash_constant;       /* 3.12 on */
  bool             pointer_hash_rotated;     /* address rotated right by 4 bits (2.7, 3.1 on); else the plain address */
  bool             range_by_value;   /* range hashes and compares by its items (3.3 on); else by identity, as xrange */
  bool             unicode_narrow;   /* text is 16-bit units: 3.0 to 3.2 as configured by default (2.x: as distributors build it, wide) */
  DscSetProbeRule  set_probe;
  DscSetLoadRule   set_load;
  DscSetDisplayRule set_display;
  uint16_t         unicode_data;     /* version of the Unicode data as 0xMMmm: 0x0d00 is 13.0; decides what repr escapes */
  bool             repr_octal;       /* repr () of strings escapes as \012 (up to 2.0); then as \n and \x00 */
  bool             float_repr_short; /* shortest repr of floats (2.7, 3.1 on); else 17 digits */
  bool             float_str_short;  /* str () of floats is repr () (3.2 on); else 12 digits */
  bool             is_python2;       /* str is bytes, unicode and long exist, print is also a statement */
  bool             mixed_complex;    /* -1 - 0j keeps the sign of its imaginary zero: a real operand has no imaginary part */

  /* instances */
  DscSharingRule   sharing;
  DscValuesRule    instance_values;
  bool             split_tag_bumps_on_same_value;   /* a split dict's version tag also changes when the very same object is stored again (3.13) */
  bool             split_popitem_doubles;    /* popitem of a split dict makes a combined one of twice the slots (3.3 to 3.5.2) */
  bool             resplit_needs_split;      /* a store by attribute may split a dict again only if it was split before the store (3.5.3 on) */
  DscDelattrRule   delattr;
  bool             invalid_values_stay;      /* values inside an instance that are no longer valid go on pointing at what they held (3.13) */
  bool             set_dict_delays;  /* a dict that x.__dict__ = other replaces is let go at a later safe point (3.14 on, free-threaded) */
  uint8_t          shared_keys_max;  /* 0, or 30 from 3.11 on */
  bool             preloads_static_attributes;   /* 3.14 on */

  /* other ways to keep a record (dsc-records.h) */
  bool             has_slots;        /* classes derived from object, with or without __slots__ (2.2 on) */
  bool             has_namedtuple;   /* collections.namedtuple (2.6 on) */
  bool             has_typing_namedtuple;    /* typing.NamedTuple (3.5 on) */
  bool             has_simple_namespace;     /* types.SimpleNamespace (3.3 on) */
  bool             has_dataclass;    /* 3.7 on */
  bool             has_dataclass_slots;      /* dataclass (slots=True) (3.10 on) */
  bool             tuple_keeps_hash; /* ob_hash (3.14 on) */
  uint8_t          list_display_max; /* most items of a display [a, b, …] that are made into a list at once; more are appended one by one; 0: any number (up to 3.9) */
  uint16_t         small_pool;       /* bytes of the pages that small blocks of one size class are cut from */
} DscTraits;

/* Never fails: a version outside the history gets its nearest neighbour's traits and evidence ASSUMED. */
DscTraits   dsc_traits_resolve        (DscTarget target);

/* The meaning of the rules: pure functions, sizes in slots, 64-bit arithmetic that saturates instead of wrapping. */
uint64_t    dsc_traits_growth_request (const DscTraits *self, uint64_t used, uint64_t size);   /* used: without the new key from 3.3 on (but with fills_holes) */
uint64_t    dsc_traits_round          (const DscTraits *self, uint64_t request);
uint64_t    dsc_traits_usable         (const DscTraits *self, uint64_t size);
uint64_t    dsc_traits_estimate_size  (uint64_t n);                                            /* (3n + 1)/2, ESTIMATE_SIZE */
unsigned    dsc_traits_index_width    (const DscTraits *self, uint64_t size);                  /* bytes of one index: 1, 2, 4, 8; 0 where there are none */
/* Slots of _PyDict_NewPresized (n), and what is asked for; 0: an ordinary new dict. */
uint64_t    dsc_traits_presized_slots (const DscTraits *self, uint64_t n, uint64_t *out_request);
/* Bytes that a block of so many bytes takes, from the allocator's size classes, or from glibc's rule; 0: not known, as of debug builds, which put
 * guard bytes around each block (obmalloc.c, _PyMem_DebugMalloc). */
uint64_t    dsc_traits_allocated      (const DscTraits *self, DscAllocatorRule allocator, uint64_t bytes);
/* A dict of `slots` (used, fill; from 3.3 on usable) is about to take over n items of another one: whether it is resized first, and to what. */
bool        dsc_traits_merge_request  (const DscTraits *self, uint64_t used, uint64_t fill, uint64_t usable, uint64_t slots, uint64_t n,
                                       uint64_t *out_request);
/* The same for dict.fromkeys over n elements (fill: of a source that is a dict). */
bool        dsc_traits_fromkeys_request (DscFromkeysRule rule, uint64_t n, uint64_t fill, uint64_t slots, uint64_t *out_request);
/* Pairs of a display that the compiler puts into one dict before it begins another one; and whether a run of n is sized beforehand. */
size_t      dsc_traits_display_run    (const DscTraits *self);
bool        dsc_traits_display_presizes (const DscTraits *self, uint64_t n);

/* Builds that a change is in. */
#define DSC_BUILDS_64            (1u << DSC_ARCH_64)
#define DSC_BUILDS_I386          (1u << DSC_ARCH_I386)
#define DSC_BUILDS_WASM32        (1u << DSC_ARCH_WASM32)
#define DSC_BUILDS_GIL           (1u << 8)
#define DSC_BUILDS_FREE_THREADED (1u << 9)
#define DSC_BUILDS_DEBUG         (1u << 10)
bool        dsc_builds_contain        (uint32_t builds, DscBuild build);

/* The history itself: one row per change, in the order of the trait's members, oldest change first. Static storage. */
typedef struct {
  const char *trait;        /* member of DscTraits */
  DscVersion  since;        /* DSC_V (…), the first release line or micro that has it */
  uint32_t    builds;       /* DSC_BUILDS_*; nothing said about an aspect means all of it, 0 = all builds */
  int64_t     value;
  const char *value_name;   /* "used*3"; NULL when the number says it */
  const char *source;       /* file, function, issue: where it was read */
} DscTraitChange;
size_t      dsc_traits_history        (const DscTraitChange **out_changes);
/* The traits one by one, in the order of the struct: how many, what each is called, what it is. */
size_t      dsc_traits_n_members      (void);
const char *dsc_traits_member_name    (size_t i);
int64_t     dsc_traits_get_member     (const DscTraits *self, size_t i);
/* Asks what would have been with one rule of another release: self gets the value that `from` has. FALSE: the trait is no rule that can be
 * taken by itself (layout, family, what other traits rest on), or not from a release of another family; self is as it was. */
bool        dsc_traits_borrow         (DscTraits *self, const DscTraits *from, size_t i);
/* Whether every trait is the same; target and evidence are no traits. */
bool        dsc_traits_behave_alike   (const DscTraits *a, const DscTraits *b);
/* The row that gave self its value of a trait (a member's name). NULL: no such trait, or its value is 0 because no release up to
 * self's said otherwise. */
const DscTraitChange *dsc_traits_find_change (const DscTraits *self, const char *trait);
/* One line "name = value" per trait, for the golden dump and `versions --traits`; returns length as snprintf does. */
size_t      dsc_traits_dump           (const DscTraits *self, char *buffer, size_t size);
