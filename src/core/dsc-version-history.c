/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-version-history.c: every fact about a CPython release that a dict depends on, as a list of changes.
 *
 * One row is one change: the trait (a member of DscTraits), the first version that has it, the builds it is in, the new
 * value and the place where it was read. Rows of a trait stand together, oldest first, and the traits stand in the order
 * of the struct's members. To resolve a trait for a target, take the last row that is not newer than the target and that
 * is in its build; with no such row the trait is 0.
 *
 * Versions are CPython's hex versions, so a change in a micro release and a branch that got a fix later than the branch
 * after it need nothing special: "3.13.4 rounds truly, 3.14 alphas do not, 3.14.0b2 does" is three rows. A version without
 * a level, DSC_V (3, 14, 0), means everything from its first alpha on. Places are files of that release's source unless
 * they are recorded interpreters ("measured"). A recording that contradicts a row is right, and the row is wrong. */
#include "dsc-traits.h"

#define V      DSC_V
#define ALL    0u
#define B64    DSC_BUILDS_64
#define B32    (DSC_BUILDS_I386 | DSC_BUILDS_WASM32)
#define I386   DSC_BUILDS_I386
#define WASM   DSC_BUILDS_WASM32
#define NATIVE (DSC_BUILDS_64 | DSC_BUILDS_I386)
#define GIL    DSC_BUILDS_GIL
#define FT     DSC_BUILDS_FREE_THREADED
#define DEBUG  DSC_BUILDS_DEBUG
#define OLDEST V (1, 5, 2)

/* clang-format off */
static const DscTraitChange changes[] = {
  { "family", OLDEST,      ALL, DSC_FAMILY_OPEN,      "open addressing",   "dictobject.c: dictentry *ma_table in the object" },
  { "family", V (3, 3, 0), ALL, DSC_FAMILY_KEYS_OPEN, "keys, open",        "dictobject.c: PyDictKeysObject, split and combined tables (PEP 412)" },
  { "family", V (3, 6, 0), ALL, DSC_FAMILY_COMPACT,   "compact, ordered",  "dictobject.c: dk_indices and entries (bpo-27350)" },

  /* machine and object layout */
  { "pointer_size", OLDEST, ALL,  8, NULL, "LP64" },
  { "pointer_size", OLDEST, B32,  4, NULL, "ILP32" },
  { "align_8",      OLDEST, ALL,  8, NULL, "x86-64 and WebAssembly ABI" },
  { "align_8",      OLDEST, I386, 4, NULL, "i386 System V ABI; measured: ma_version_tag at 12 of 28 bytes" },

  { "object_head", OLDEST,       ALL,         16, NULL, "object.h: ob_refcnt, ob_type" },
  { "object_head", OLDEST,       B32,          8, NULL, "object.h: ob_refcnt, ob_type" },
  { "object_head", OLDEST,       B64 | DEBUG, 32, NULL, "object.h: _ob_next, _ob_prev in front, Py_TRACE_REFS implied by Py_DEBUG" },
  { "object_head", OLDEST,       B32 | DEBUG, 16, NULL, "object.h: _ob_next, _ob_prev in front, Py_TRACE_REFS implied by Py_DEBUG" },
  { "object_head", V (3,  8, 0), B64 | DEBUG, 16, NULL, "object.h: Py_TRACE_REFS is a switch of its own (bpo-36465)" },
  { "object_head", V (3,  8, 0), B32 | DEBUG,  8, NULL, "object.h: Py_TRACE_REFS is a switch of its own (bpo-36465)" },
  { "object_head", V (3, 13, 0), B64 | FT,    32, NULL, "object.h: ob_tid … ob_type (PEP 703); measured on 3.13.13t" },
  { "object_head", V (3, 13, 0), B32 | FT,    20, NULL, "object.h: ob_tid … ob_type (PEP 703)" },

  { "gc_head", V (2,  0, 0), B64,  24, NULL, "objimpl.h: struct of two links and int gc_refs" },
  { "gc_head", V (2,  0, 0), B32,  12, NULL, "objimpl.h: struct of two links and int gc_refs" },
  { "gc_head", V (2,  2, 0), WASM, 16, NULL, "objimpl.h: union with a double, which is 8-aligned there" },
  { "gc_head", V (2,  3, 0), B64,  32, NULL, "objimpl.h: union with long double, 16-aligned; measured on 2.7.18, 3.3.7" },
  { "gc_head", V (3,  4, 0), B64,  24, NULL, "objimpl.h: union with double; measured on 3.4.10 … 3.6.15, 3.7.0" },
  { "gc_head", V (3,  7, 4), B64,  32, NULL, "objimpl.h: long double again (bpo-27987); measured on 3.7.16" },
  { "gc_head", V (3,  8, 0), B64,  16, NULL, "cpython/objimpl.h: two words (bpo-33597)" },
  { "gc_head", V (3,  8, 0), B32,   8, NULL, "cpython/objimpl.h: two words (bpo-33597)" },
  { "gc_head", V (3, 13, 0), FT,    0, NULL, "pycore_gc.h: ob_gc_bits instead; measured on 3.13.13t" },

  { "hash_size", OLDEST, ALL, 8, NULL, "long, Py_hash_t" },
  { "hash_size", OLDEST, B32, 4, NULL, "long, Py_hash_t" },

  { "has_ssize_t",        V (2,  5, 0), ALL,       true,  NULL, "object.h, dictobject.h: int members become Py_ssize_t (PEP 353)" },
  { "has_gc_refs",        V (2,  0, 0), ALL,       true,  NULL, "objimpl.h: gc_next, gc_prev, gc_refs" },
  { "has_gc_refs",        V (3,  8, 0), ALL,       false, NULL, "cpython/objimpl.h: _gc_next, _gc_prev (bpo-33597)" },
  { "has_ob_flags",       V (3, 14, 0), B64 | GIL, true,  NULL, "object.h: uint32 ob_refcnt, uint16 ob_overflow, uint16 ob_flags" },
  { "has_ob_flags",       V (3, 14, 0), FT,        true,  NULL, "object.h: ob_flags takes the place of padding" },
  { "has_lookup_pointer", V (2,  0, 0), ALL,       true,  NULL, "dictobject.c: ma_lookup; dk_lookup from 3.3 on" },
  { "has_lookup_pointer", V (3, 11, 0), ALL,       false, NULL, "pycore_dict.h: dk_kind instead (bpo-46845)" },
  { "has_log2_fields",    V (3, 11, 0), ALL,       true,  NULL, "pycore_dict.h: dk_log2_size, dk_log2_index_bytes (bpo-44206)" },

  /* table rules */
  { "growth", OLDEST,      ALL, DSC_GROWTH_USED_X2,           "used*2",                        "dictobject.c, dictresize calls" },
  { "growth", V (2, 3, 0), ALL, DSC_GROWTH_USED_X4,           "used*4, used*2 above 50,000",   "dictobject.c, PyDict_SetItem" },
  { "growth", V (3, 3, 0), ALL, DSC_GROWTH_USED_X2,           "used*2",                        "dictobject.c, GROWTH_RATE; measured on 3.3.0" },
  { "growth", V (3, 3, 3), ALL, DSC_GROWTH_USED_X2_PLUS_HALF, "used*2 + size/2",               "dictobject.c, GROWTH_RATE (bpo-17563); measured on 3.3.7" },
  { "growth", V (3, 7, 0), ALL, DSC_GROWTH_USED_X3,           "used*3",                        "dictobject.c, GROWTH_RATE (bpo-33205)" },

  { "rounding", OLDEST,               ALL, DSC_ROUNDING_GT,         "power of two > request",                   "dictobject.c, dictresize" },
  { "rounding", V (3,  6, 0),         ALL, DSC_ROUNDING_GE,         "power of two >= request",                  "dictobject.c, dictresize" },
  { "rounding", V (3, 10, 0),         ALL, DSC_ROUNDING_BIT_LENGTH, "2**bit_length(((request | 8) - 1) | 7)",   "dictobject.c, calculate_keysize (bpo-41493)" },
  { "rounding", V (3, 13, 4),         ALL, DSC_ROUNDING_GE,         "power of two >= request",                  "dictobject.c, calculate_log2_keysize (gh-133703)" },
  { "rounding", V (3, 14, 0),         ALL, DSC_ROUNDING_BIT_LENGTH, "2**bit_length(((request | 8) - 1) | 7)",   "dictobject.c, calculate_log2_keysize, alphas to beta 1" },
  { "rounding", V (3, 14, 0) | 0xb2,  ALL, DSC_ROUNDING_GE,         "power of two >= request",                  "dictobject.c, calculate_log2_keysize (gh-133703)" },

  { "usable", OLDEST,      ALL, DSC_USABLE_FILL,  "until fill*3 >= size*2", "dictobject.c, PyDict_SetItem" },
  { "usable", V (3, 3, 0), ALL, DSC_USABLE_2N1_3, "(2*size + 1)/3",         "dictobject.c, USABLE_FRACTION" },
  { "usable", V (3, 6, 0), ALL, DSC_USABLE_2N_3,  "2*size/3",               "dictobject.c, USABLE_FRACTION" },

  { "resize_before_store", OLDEST,      ALL, true,  NULL, "dictobject.c, PyDict_SetItem: before the insertion, also for a key that is there" },
  { "resize_before_store", V (2, 1, 0), ALL, false, NULL, "dictobject.c, PyDict_SetItem: after an insertion that added a key" },

  { "probe", OLDEST,             ALL, DSC_PROBE_POLYNOMIAL,    "polynomial",                            "dictobject.c, lookdict: GF(2^n), first slot ~hash & mask" },
  { "probe", V (2, 2, 0),        ALL, DSC_PROBE_PERTURB_LATE,  "5i + perturb + 1, then perturb >>= 5",  "dictobject.c, lookdict" },
  { "probe", V (3, 6, 0) | 0xb2, ALL, DSC_PROBE_PERTURB_FIRST, "perturb >>= 5, then 5i + perturb + 1",  "dictobject.c, lookdict (bpo-28201)" },
  { "perturb_bits", V (2, 2, 0), ALL, 32, NULL, "dictobject.c, lookdict: unsigned int perturb" },
  { "perturb_bits", V (2, 5, 0), B64, 64, NULL, "dictobject.c, lookdict: size_t perturb" },

  { "min_size", OLDEST,      ALL, 4, NULL, "dictobject.c, MINSIZE" },
  { "min_size", V (2, 2, 0), ALL, 8, NULL, "dictobject.h, PyDict_MINSIZE" },

  { "empty_display", OLDEST,       ALL, DSC_EMPTY_NO_TABLE,    "no table",    "dictobject.c, PyDict_New" },
  { "empty_display", V (2,  2, 0), ALL, DSC_EMPTY_OWN_TABLE,   "own table",   "dictobject.h: ma_smalltable; a keys object of 8 slots from 3.3 on" },
  { "empty_display", V (3,  8, 0), ALL, DSC_EMPTY_SHARED_KEYS, "shared keys", "dictobject.c, PyDict_New: Py_EMPTY_KEYS (bpo-30040)" },
  { "empty_call",    OLDEST,       ALL, DSC_EMPTY_NO_TABLE,    "no table",    "dictobject.c, PyDict_New" },
  { "empty_call",    V (2,  2, 0), ALL, DSC_EMPTY_OWN_TABLE,   "own table",   "dictobject.c, dict_new" },
  { "empty_call",    V (3, 10, 0), ALL, DSC_EMPTY_SHARED_KEYS, "shared keys", "dictobject.c, dict_new: Py_EMPTY_KEYS (bpo-41431)" },
  { "empty_cleared", OLDEST,       ALL, DSC_EMPTY_NO_TABLE,    "no table",    "dictobject.c, PyDict_Clear" },
  { "empty_cleared", V (2,  2, 0), ALL, DSC_EMPTY_OWN_TABLE,   "own table",   "dictobject.c, PyDict_Clear: back to ma_smalltable" },
  { "empty_cleared", V (3,  3, 0), ALL, DSC_EMPTY_SHARED_KEYS, "shared keys", "dictobject.c, PyDict_Clear: Py_EMPTY_KEYS" },
  { "empty_log2_index_bytes", V (3, 11, 14), ALL, 3, NULL, "dictobject.c, empty_keys_struct (gh-127563)" },
  { "empty_log2_index_bytes", V (3, 12,  0), ALL, 0, NULL, "dictobject.c, empty_keys_struct; measured on 3.12.1" },
  { "empty_log2_index_bytes", V (3, 12,  9), ALL, 3, NULL, "dictobject.c, empty_keys_struct (gh-127563); measured on 3.12.13" },
  { "empty_log2_index_bytes", V (3, 13,  0), ALL, 0, NULL, "dictobject.c, empty_keys_struct; measured on 3.13.0" },
  { "empty_log2_index_bytes", V (3, 13,  2), ALL, 3, NULL, "dictobject.c, empty_keys_struct (gh-127563); measured on 3.13.2" },
  { "empty_refcnt", OLDEST,       ALL, DSC_EMPTY_REFCNT_COUNTED,  "counted",              "dictobject.c, Py_EMPTY_KEYS; there are none before 3.3" },
  { "empty_refcnt", V (3, 12, 0), ALL, DSC_EMPTY_REFCNT_LOW_ONES, "immortal, 2**32 - 1 (2**30 - 1)", "object.h, _Py_IMMORTAL_REFCNT (PEP 683); measured on 3.12.1" },
  { "empty_refcnt", V (3, 14, 0), ALL, DSC_EMPTY_REFCNT_TOP_BIT,  "immortal, -2**63 (-2**31)", "dictobject.c, empty_keys_struct; measured on 3.14.10" },

  { "kind_rule", OLDEST,         ALL, DSC_KIND_NONE,              "no kinds",                    "dictobject.c, one lookup function" },
  { "kind_rule", V (2,  0, 0),   ALL, DSC_KIND_DICT_LOOKUP,       "per dict, any lookup or store",       "dictobject.c, lookdict_string" },
  { "kind_rule", V (3,  3, 0),   ALL, DSC_KIND_KEYS_LOOKUP,       "per keys object, any lookup or store", "dictobject.c, lookdict_unicode" },
  { "kind_rule", V (3, 10, 0),   ALL, DSC_KIND_KEYS_NEW_KEY,      "per keys object, new key",    "dictobject.c, insertdict" },
  { "kind_rule", V (3, 11, 0),   ALL, DSC_KIND_REBUILD_ANY_STORE, "rebuilt at any store",        "dictobject.c, insertdict: insertion_resize before the lookup (bpo-46845)" },
  { "kind_rule", V (3, 13, 10),  ALL, DSC_KIND_REBUILD_NEW_KEY,   "rebuilt for a new key",       "dictobject.c, insert_combined_dict (gh-140551)" },
  { "kind_rule", V (3, 14, 0),   ALL, DSC_KIND_REBUILD_ANY_STORE, "rebuilt at any store",        "dictobject.c, insertdict" },
  { "kind_rule", V (3, 14, 1),   ALL, DSC_KIND_REBUILD_NEW_KEY,   "rebuilt for a new key",       "dictobject.c, insert_combined_dict (gh-140551)" },
  { "has_nodummy",         V (3,  3, 0), ALL, true,  NULL, "dictobject.c, lookdict_unicode_nodummy" },
  { "has_nodummy",         V (3, 11, 0), ALL, false, NULL, "dictobject.c, unicodekeys_lookup_unicode only" },
  { "has_unicode_entries", V (3, 11, 0), ALL, true,  NULL, "pycore_dict.h, PyDictUnicodeEntry (bpo-46845)" },
  { "always_general", OLDEST, ALL, false, NULL, "no release of CPython" },
  { "fills_holes",    OLDEST, ALL, false, NULL, "no release of CPython" },
  { "hash_magnitude", OLDEST, ALL, false, NULL, "no release of CPython" },
  { "reuses_dummy_slot",   OLDEST,       ALL, true,  NULL, "dictobject.c, lookdict: freeslot; find_empty_slot from 3.6 on" },
  { "reuses_dummy_slot",   V (3, 13, 0), FT,  false, NULL, "dictobject.c, is_unusable_slot; measured on 3.13.13t" },

  { "popitem", OLDEST,      ALL, DSC_POPITEM_FINGER, "finger in slot 0", "dictobject.c, dict_popitem" },
  { "popitem", V (3, 6, 0), ALL, DSC_POPITEM_LAST,   "last entry",       "dictobject.c, dict_popitem" },
  { "deleted_hash", OLDEST,       ALL, DSC_DELETED_HASH_STALE, "stays",               "dictobject.c, delitem_common; measured" },
  { "deleted_hash", V (3, 11, 0), ALL, DSC_DELETED_HASH_ZERO,  "0, -1 after popitem", "dictobject.c, delitem_common, dict_popitem; measured" },

  /* building rules */
  { "presize", OLDEST,      ALL, DSC_PRESIZE_NONE,             "none",                                     "ceval.c, BUILD_MAP ignores its operand" },
  { "presize", V (2, 6, 0), ALL, DSC_PRESIZE_N_ABOVE_5,        "n above 5: round(n)",                      "dictobject.c, _PyDict_NewPresized" },
  { "presize", V (3, 3, 0), ALL, DSC_PRESIZE_N,                "round(n)",                                 "dictobject.c, _PyDict_NewPresized" },
  { "presize", V (3, 6, 1), ALL, DSC_PRESIZE_ESTIMATE,         "round((3n + 1)/2)",                        "dictobject.c, ESTIMATE_SIZE (bpo-28731)" },
  { "presize", V (3, 8, 0), ALL, DSC_PRESIZE_ESTIMATE_ABOVE_5, "n above 5: round((3n + 1)/2)",             "dictobject.c, _PyDict_NewPresized (bpo-30040)" },
  { "presize_cap", V (3, 6, 1), ALL, 131072, NULL, "dictobject.c, _PyDict_NewPresized: max_presize" },

  { "display", OLDEST,       ALL, DSC_DISPLAY_STORES,     "n stores",             "ceval.c, BUILD_MAP" },
  { "display", V (2,  6, 0), ALL, DSC_DISPLAY_PRESIZED,   "presized",             "ceval.c, BUILD_MAP n" },
  { "display", V (3, 10, 0), ALL, DSC_DISPLAY_RUNS_OF_17, "presized up to 15, then runs of 17", "compile.c, compiler_dict, compiler_subdict" },
  { "display_const_keys", V (3,  6, 0), ALL, true,  NULL, "ceval.c, BUILD_CONST_KEY_MAP (bpo-27140)" },
  { "display_const_keys", V (3, 14, 0), ALL, false, NULL, "bytecodes.c: BUILD_CONST_KEY_MAP is gone" },
  { "from_items",         V (3, 11, 0), ALL, true,  NULL, "dictobject.c, _PyDict_FromItems" },

  { "merge", OLDEST,      ALL, DSC_MERGE_FILL_X3_2,     "(fill + n)*3 >= size*2: (used + n)*3/2",      "dictobject.c, PyDict_Update" },
  { "merge", V (2, 3, 0), ALL, DSC_MERGE_FILL_X2,       "(fill + n)*3 >= size*2: (used + n)*2",        "dictobject.c, PyDict_Merge" },
  { "merge", V (3, 3, 0), ALL, DSC_MERGE_USABLE_X2,     "usable*3 < n*2: (used + n)*2",                "dictobject.c, PyDict_Merge" },
  { "merge", V (3, 6, 0), ALL, DSC_MERGE_ESTIMATE_DOWN, "U(size) < n: 3*(used + n)/2",                 "dictobject.c, dict_merge" },
  { "merge", V (3, 6, 1), ALL, DSC_MERGE_ESTIMATE,      "U(size) < n: (3*(used + n) + 1)/2",           "dictobject.c, dict_merge: ESTIMATE_SIZE" },
  { "merge_clones", V (3, 10, 0), ALL, true, NULL, "dictobject.c, dict_merge: clone_combined_dict_keys (bpo-41431)" },

  { "copy", OLDEST,      ALL, DSC_COPY_RESIZE_INSERT, "resize and insert",                          "dictobject.c, PyDict_Copy" },
  { "copy", V (2, 4, 0), ALL, DSC_COPY_MERGE,         "merge into an empty dict",                   "dictobject.c, PyDict_Copy" },
  { "copy", V (3, 7, 0), ALL, DSC_COPY_CLONE,         "clone when used >= 2*nentries/3, else merge", "dictobject.c, PyDict_Copy, clone_combined_dict (bpo-31179)" },

  { "fromkeys_set",  OLDEST,        ALL, DSC_FROMKEYS_STORES,        "n stores",   "dictobject.c, dict_fromkeys" },
  { "fromkeys_set",  V (2,  5,  0), ALL, DSC_FROMKEYS_N,             "n",          "dictobject.c, dict_fromkeys" },
  { "fromkeys_set",  V (2,  7, 14), ALL, DSC_FROMKEYS_HALF_X3,       "n/2*3",      "dictobject.c, dict_fromkeys" },
  { "fromkeys_set",  V (3,  0,  0), ALL, DSC_FROMKEYS_N,             "n",          "dictobject.c, dict_fromkeys" },
  { "fromkeys_set",  V (3,  6,  0), ALL, DSC_FROMKEYS_ESTIMATE_DOWN, "3*n/2",      "dictobject.c, _PyDict_FromKeys" },
  { "fromkeys_set",  V (3,  6,  1), ALL, DSC_FROMKEYS_ESTIMATE,      "(3n + 1)/2", "dictobject.c, _PyDict_FromKeys: ESTIMATE_SIZE" },
  { "fromkeys_set",  V (3, 13,  4), ALL, DSC_FROMKEYS_ESTIMATE_KEEP, "(3n + 1)/2, not below the present size", "dictobject.c, dict_set_fromkeys (gh-133703)" },
  { "fromkeys_dict", OLDEST,        ALL, DSC_FROMKEYS_STORES,        "n stores",   "dictobject.c, dict_fromkeys" },
  { "fromkeys_dict", V (2,  6,  0), ALL, DSC_FROMKEYS_FILL,          "ma_fill",    "dictobject.c, dict_fromkeys: Py_SIZE, which is ma_fill" },
  { "fromkeys_dict", V (2,  7, 14), ALL, DSC_FROMKEYS_HALF_X3,       "n/2*3",      "dictobject.c, dict_fromkeys" },
  { "fromkeys_dict", V (3,  0,  0), ALL, DSC_FROMKEYS_FILL,          "ma_fill",    "dictobject.c, dict_fromkeys: Py_SIZE, which is ma_fill" },
  { "fromkeys_dict", V (3,  3,  0), ALL, DSC_FROMKEYS_N,             "n",          "dictobject.c, dict_fromkeys: Py_SIZE, which is ma_used" },
  { "fromkeys_dict", V (3,  6,  0), ALL, DSC_FROMKEYS_ESTIMATE_DOWN, "3*n/2",      "dictobject.c, _PyDict_FromKeys" },
  { "fromkeys_dict", V (3,  6,  1), ALL, DSC_FROMKEYS_ESTIMATE,      "(3n + 1)/2", "dictobject.c, _PyDict_FromKeys: ESTIMATE_SIZE" },
  { "fromkeys_dict", V (3, 13,  4), ALL, DSC_FROMKEYS_ESTIMATE_KEEP, "(3n + 1)/2, not below the present size", "dictobject.c, dict_dict_fromkeys (gh-133703)" },

  { "kwargs_presized", V (3, 7, 0), ALL, true, NULL, "call.c, _PyStack_AsDict" },
  { "kwargs_on_stack", V (3, 10, 0), ALL, 15, NULL, "compile.c, compiler_call_helper: STACK_USE_GUIDELINE; measured on 3.10.13" },
  { "kwargs_on_stack", V (3, 11, 0), ALL, 28, NULL, "compile.c, maybe_optimize_method_call takes keywords too; measured on 3.11.7, 3.13.0" },
  { "kwargs_reversed", OLDEST,      ALL, true,  NULL, "ceval.c, update_keyword_args: EXT_POP from the last keyword on" },
  { "kwargs_reversed", V (3, 6, 0), ALL, false, NULL, "abstract.c, _PyStack_AsDict" },
  { "max_call_arguments", OLDEST,      ALL, 255, NULL, "compile.c, com_call_function; ast.c, ast_for_call: more than 255 arguments" },
  { "max_call_arguments", V (3, 7, 0), ALL, 0,   NULL, "ast.c, ast_for_call (bpo-12844); measured on 3.7.16" },
  { "call_stores_keywords", V (3, 9, 0), ALL, true, NULL, "dictobject.c, dict_vectorcall" },
  { "has_dict_call",        V (2, 2, 0), ALL, true, NULL, "dictobject.c, dict_new: dict is a type" },
  { "has_dict_keywords",    V (2, 3, 0), ALL, true, NULL, "dictobject.c, dict_init" },
  { "has_fromkeys",         V (2, 3, 0), ALL, true, NULL, "dictobject.c, dict_fromkeys" },
  { "has_comprehension",    V (2, 7, 0), ALL, true, NULL, "Grammar/Grammar, dictorsetmaker (PEP 274)" },
  { "has_unpacking",        V (3, 5, 0), ALL, true, NULL, "Grammar/Grammar, dictorsetmaker (PEP 448)" },
  { "unpack", OLDEST,      ALL, DSC_UNPACK_NONE,         "a syntax error",              "Grammar/Grammar" },
  { "unpack", V (3, 5, 0), ALL, DSC_UNPACK_ALL_INTO_NEW, "all parts, then a new dict",  "ceval.c, BUILD_MAP_UNPACK (PEP 448)" },
  { "unpack", V (3, 9, 0), ALL, DSC_UNPACK_UPDATE_FIRST, "the first part is updated",   "ceval.c, DICT_UPDATE (bpo-39320)" },
  { "has_union",       V (3, 9, 0), ALL, true, NULL, "PEP 584" },

  /* bookkeeping */
  { "tag", OLDEST,       ALL, DSC_TAG_NONE,    "none",            "dictobject.h" },
  { "tag", V (3,  6, 0), ALL, DSC_TAG_VERSION, "ma_version_tag",  "dictobject.h (PEP 509)" },
  { "tag", V (3, 14, 0), ALL, DSC_TAG_WATCHER, "_ma_watcher_tag", "cpython/dictobject.h (PEP 699)" },
  { "version_tag_step", V (3,  6, 0), ALL, 1,    NULL, "dictobject.c, DICT_NEXT_VERSION" },
  { "version_tag_step", V (3, 12, 0), ALL, 256,  NULL, "pycore_dict.h, DICT_VERSION_INCREMENT: 8 bits of watchers" },
  { "version_tag_step", V (3, 13, 0), ALL, 4096, NULL, "pycore_dict.h, DICT_VERSION_INCREMENT: 4 bits of mutation counter" },
  { "version_tag_step", V (3, 14, 0), ALL, 0,    NULL, "pycore_dict.h: no version (PEP 699)" },
  { "tag_bumps_on_same_value", V (3, 6, 0), ALL, true,  NULL, "dictobject.c, insertdict" },
  { "tag_bumps_on_same_value", V (3, 8, 0), ALL, false, NULL, "dictobject.c, insertdict: old_value != value" },
  { "has_watchers",      V (3, 12, 0), ALL, true,  NULL, "dictobject.c, PyDict_Watch (gh-91052)" },
  { "watcher_events",    V (3, 12, 0), ALL, 0x7e, "all", "cpython/dictobject.h, PyDict_WatchEvent" },
  { "watch",             OLDEST,       ALL, DSC_WATCH_NONE,        "none",                "dictobject.c" },
  { "watch",             V (3, 12, 0), ALL, DSC_WATCH_BEFORE_ROOM, "before room is made", "dictobject.c, insertdict, PyDict_SetDefault" },
  { "watch",             V (3, 13, 0), ALL, DSC_WATCH_AFTER_ROOM,  "after room is made",  "dictobject.c, insert_combined_dict, insert_split_value" },
  { "watch",             V (3, 13, 1), ALL, DSC_WATCH_INLINE,      "inline values too",   "dictobject.c, store_instance_attr_lock_held (gh-125608)" },
  { "has_dk_version",    V (3, 11, 0), ALL, true,  NULL, "pycore_dict.h (bpo-44206)" },
  { "gc_refs", OLDEST,      ALL, DSC_GC_REFS_UNSET, "not written", "gcmodule.c" },
  { "gc_refs", V (2, 3, 0), ALL, DSC_GC_REFS_3_2,   "-3, -2",      "objimpl.h, _PyGC_REFS_REACHABLE, _PyGC_REFS_UNTRACKED; measured on 2.7.18" },
  { "gc_refs", V (3, 4, 0), ALL, DSC_GC_REFS_6_4,   "-6, -4",      "objimpl.h, _PyGC_REFS_SHIFT 1; measured on 3.4.10" },
  { "gc_refs", V (3, 8, 0), ALL, DSC_GC_REFS_UNSET, "not written", "pycore_gc.h: flags in the links" },
  { "gc_always_tracked", V (2,  0, 0), ALL, true,  NULL, "dictobject.c, PyDict_New: the collector is new" },
  { "gc_always_tracked", V (2,  7, 0), ALL, false, NULL, "dictobject.c, MAINTAIN_TRACKING (bpo-4688)" },
  { "gc_always_tracked", V (3,  0, 0), ALL, true,  NULL, "dictobject.c, PyDict_New" },
  { "gc_always_tracked", V (3,  1, 0), ALL, false, NULL, "dictobject.c, MAINTAIN_TRACKING (bpo-4688)" },
  { "gc_always_tracked", V (3, 14, 0), ALL, true,  NULL, "dictobject.c, new_dict: _PyObject_GC_TRACK (gh-127010); measured on 3.14.10" },
  { "empty_tuple_made_anew", V (2,  0, 0), ALL, true,  NULL, "tupleobject.c, _PyTuple_Resize; measured on 2.7.18 to 3.10.13" },
  { "empty_tuple_made_anew", V (3, 11, 0), ALL, false, NULL, "tupleobject.c, _PyTuple_Resize gives the static one; measured on 3.11.7" },
  { "free_list_dicts",   V (2,  4, 0), ALL, 80,    NULL, "dictobject.c, MAXFREEDICTS" },
  { "free_list_keys",    V (3,  6, 0), ALL, 80,    NULL, "dictobject.c, keys_free_list" },

  /* hashes and texts */
  { "str_hash", OLDEST,       ALL,    DSC_STR_HASH_FNV,        "FNV",                "stringobject.c, unicodeobject.c" },
  { "str_hash", V (3,  4, 0), NATIVE, DSC_STR_HASH_SIPHASH24,  "SipHash-2-4",        "pyhash.c (PEP 456)" },
  { "str_hash", V (3,  4, 0), WASM,   DSC_STR_HASH_FNV_BLOCKS, "FNV by blocks",      "pyhash.c, fnv; measured on 3.13.2" },
  { "str_hash", V (3, 11, 0), NATIVE, DSC_STR_HASH_SIPHASH13,  "SipHash-1-3",        "pyhash.c (bpo-29410)" },
  { "hash_randomised", V (3, 3, 0), ALL, true,  NULL, "random.c, _PyRandom_Init (bpo-13703)" },
  { "obeys_hash_seed", V (2, 6, 8), ALL, true,  NULL, "random.c, _PyRandom_Init (bpo-13703)" },
  { "obeys_hash_seed", V (2, 7, 0), ALL, false, NULL, "the fix came with 2.7.3" },
  { "obeys_hash_seed", V (2, 7, 3), ALL, true,  NULL, "random.c, _PyRandom_Init (bpo-13703)" },
  { "obeys_hash_seed", V (3, 0, 0), ALL, false, NULL, "the fix came with 3.1.5" },
  { "obeys_hash_seed", V (3, 1, 5), ALL, true,  NULL, "random.c, _PyRandom_Init (bpo-13703)" },
  { "obeys_hash_seed", V (3, 2, 0), ALL, false, NULL, "the fix came with 3.2.3" },
  { "obeys_hash_seed", V (3, 2, 3), ALL, true,  NULL, "random.c, _PyRandom_Init (bpo-13703)" },
  { "int_hash", OLDEST,      ALL, DSC_INT_HASH_LONG,    "digits, rotated and added", "intobject.c, longobject.c" },
  { "int_hash", V (3, 2, 0), ALL, DSC_INT_HASH_MODULUS, "modulo 2**61 - 1 (2**31 - 1)", "longobject.c, long_hash (bpo-8188)" },
  { "tuple_hash", OLDEST,      ALL, DSC_TUPLE_HASH_MULT_LENGTH, "multiply, xor, length", "tupleobject.c, tuplehash" },
  { "tuple_hash", V (2, 4, 0), ALL, DSC_TUPLE_HASH_MULT,        "xor, varying multiplier", "tupleobject.c, tuplehash" },
  { "tuple_hash", V (3, 8, 0), ALL, DSC_TUPLE_HASH_XXH,         "xxHash-like",           "tupleobject.c, tuplehash (bpo-34751)" },
  { "frozenset_hash", OLDEST,      ALL, DSC_FROZENSET_HASH_OLD,     "shuffled, xored",          "setobject.c, frozenset_hash; there are none before 2.4" },
  { "frozenset_hash", V (3, 6, 5), ALL, DSC_FROZENSET_HASH_SHIFTED, "shuffled, xored, shifted", "setobject.c, frozenset_hash (bpo-26163)" },
  { "nan_hash_by_address",   V (3, 10, 0), ALL, true,  NULL, "pyhash.c, _Py_HashDouble (bpo-43475)" },
  { "none_hash_constant",    V (3, 12, 0), ALL, true,  NULL, "object.c, none_hash (gh-99540)" },
  { "pointer_hash_rotated",  V (2,  7, 0), ALL, true,  NULL, "object.c, _Py_HashPointer (bpo-5186)" },
  { "pointer_hash_rotated",  V (3,  0, 0), ALL, false, NULL, "object.c, _Py_HashPointer" },
  { "pointer_hash_rotated",  V (3,  1, 0), ALL, true,  NULL, "object.c, _Py_HashPointer (bpo-5186)" },
  { "range_by_value",        V (3,  3, 0), ALL, true,  NULL, "rangeobject.c, range_hash, range_richcompare (bpo-13201)" },
  { "unicode_narrow",        V (3,  0, 0), ALL, true,  NULL, "unicodeobject.c, Py_UNICODE_SIZE 2 unless configured; measured on 3.2.6" },
  { "unicode_narrow",        V (3,  3, 0), ALL, false, NULL, "unicodeobject.c: code points (PEP 393)" },
  { "set_probe", OLDEST,      ALL, DSC_SET_PROBE_PERTURB,     "5i + perturb + 1, then perturb >>= 5",    "setobject.c, set_lookkey; there are none before 2.4" },
  { "set_probe", V (3, 4, 0), ALL, DSC_SET_PROBE_LINEAR_WRAP, "9 neighbours around the end, then perturb", "setobject.c, LINEAR_PROBES (bpo-18771)" },
  { "set_probe", V (3, 5, 0), ALL, DSC_SET_PROBE_LINEAR,      "9 neighbours inside the table, then perturb", "setobject.c, LINEAR_PROBES" },
  { "set_load",  OLDEST,      ALL, DSC_SET_LOAD_2_3,          "fill*3 >= (mask + 1)*2",  "setobject.c, set_add_key" },
  { "set_load",  V (3, 6, 0), ALL, DSC_SET_LOAD_2_3_OF_MASK,  "fill*3 >= mask*2",        "setobject.c, set_add_entry; measured on 3.6.15" },
  { "set_load",  V (3, 7, 0), ALL, DSC_SET_LOAD_3_5_OF_MASK,  "fill*5 >= mask*3",        "setobject.c, set_add_entry; measured on 3.7.16" },
  { "set_display", OLDEST,       ALL, DSC_SET_DISPLAY_REVERSED,       "last item first",                 "ceval.c, BUILD_SET; there are none before 2.7" },
  { "set_display", V (2, 7, 12), ALL, DSC_SET_DISPLAY_IN_ORDER,       "in order",                        "ceval.c, BUILD_SET (bpo-26020)" },
  { "set_display", V (3, 0,  0), ALL, DSC_SET_DISPLAY_REVERSED,       "last item first",                 "ceval.c, BUILD_SET" },
  { "set_display", V (3, 5,  2), ALL, DSC_SET_DISPLAY_IN_ORDER,       "in order",                        "ceval.c, BUILD_SET (bpo-26020)" },
  { "set_display", V (3, 9,  0), ALL, DSC_SET_DISPLAY_CONSTANT_TWICE, "3 or more constants: copy of a frozenset, made twice", "compile.c, starunpack_helper, merge_consts_recursive; measured on 3.9.18" },
  { "set_display", V (3, 14, 0), ALL, DSC_SET_DISPLAY_CONSTANT,       "3 or more constants: copy of a frozenset", "flowgraph.c, optimize_lists_and_sets" },
  { "unicode_data", V (2,  0, 0), ALL, 0x0300, "3.0",  "unicodedata.unidata_version" },
  { "unicode_data", V (2,  3, 0), ALL, 0x0302, "3.2",  "unicodedata.unidata_version" },
  { "unicode_data", V (2,  5, 0), ALL, 0x0401, "4.1",  "unicodedata.unidata_version" },
  { "unicode_data", V (2,  6, 0), ALL, 0x0501, "5.1",  "unicodedata.unidata_version" },
  { "unicode_data", V (2,  7, 0), ALL, 0x0502, "5.2",  "unicodedata.unidata_version; measured on 2.7.18" },
  { "unicode_data", V (3,  0, 0), ALL, 0x0501, "5.1",  "unicodedata.unidata_version" },
  { "unicode_data", V (3,  2, 0), ALL, 0x0600, "6.0",  "unicodedata.unidata_version; measured on 3.2.6" },
  { "unicode_data", V (3,  3, 0), ALL, 0x0601, "6.1",  "unicodedata.unidata_version; measured on 3.3.7" },
  { "unicode_data", V (3,  4, 0), ALL, 0x0603, "6.3",  "unicodedata.unidata_version; measured on 3.4.10" },
  { "unicode_data", V (3,  5, 0), ALL, 0x0800, "8.0",  "unicodedata.unidata_version; measured on 3.5.10" },
  { "unicode_data", V (3,  6, 0), ALL, 0x0900, "9.0",  "unicodedata.unidata_version; measured on 3.6.15" },
  { "unicode_data", V (3,  7, 0), ALL, 0x0b00, "11.0", "unicodedata.unidata_version; measured on 3.7.16" },
  { "unicode_data", V (3,  8, 0), ALL, 0x0c01, "12.1", "unicodedata.unidata_version; measured on 3.8.18" },
  { "unicode_data", V (3,  9, 0), ALL, 0x0d00, "13.0", "unicodedata.unidata_version; measured on 3.9.18" },
  { "unicode_data", V (3, 11, 0), ALL, 0x0e00, "14.0", "unicodedata.unidata_version; measured on 3.11.7" },
  { "unicode_data", V (3, 12, 0), ALL, 0x0f00, "15.0", "unicodedata.unidata_version; measured on 3.12.1" },
  { "unicode_data", V (3, 13, 0), ALL, 0x0f01, "15.1", "unicodedata.unidata_version; measured on 3.13.0" },
  { "unicode_data", V (3, 14, 0), ALL, 0x1000, "16.0", "unicodedata.unidata_version; measured on 3.14.10" },
  { "unicode_data", V (3, 15, 0), ALL, 0x1100, "17.0", "unicodedata.unidata_version; measured on 3.15.2" },
  { "repr_octal",       OLDEST,      ALL, true,  NULL, "stringobject.c, string_repr; unicodeobject.c, unicodeescape_string" },
  { "repr_octal",       V (2, 1, 0), ALL, false, NULL, "stringobject.c, string_repr" },
  { "float_repr_short", V (2, 7, 0), ALL, true,  NULL, "dtoa.c, floatobject.c (bpo-7117)" },
  { "float_repr_short", V (3, 0, 0), ALL, false, NULL, "floatobject.c, PREC_REPR 17" },
  { "float_repr_short", V (3, 1, 0), ALL, true,  NULL, "dtoa.c, floatobject.c (bpo-1580)" },
  { "float_str_short",  V (3, 2, 0), ALL, true,  NULL, "floatobject.c, float_repr as tp_str (bpo-9337); measured on 3.2.6" },
  { "is_python2",            OLDEST,       ALL, true,  NULL, "stringobject.c" },
  { "is_python2",            V (3,  0, 0), ALL, false, NULL, "PEP 3137" },
  { "mixed_complex",         V (3, 14, 0), ALL, true,  NULL, "complexobject.c, complex_sub (gh-69639)" },

  /* instances */
  { "sharing", OLDEST,       ALL, DSC_SHARING_NONE,        "none",          "dictobject.c" },
  { "sharing", V (3,  3, 0), ALL, DSC_SHARING_SLOTS,       "slots",         "dictobject.c, _PyDict_NewKeysForClass (PEP 412)" },
  { "sharing", V (3,  6, 0), ALL, DSC_SHARING_IN_ORDER,    "in key order",  "dictobject.c, insertdict" },
  { "sharing", V (3, 11, 0), ALL, DSC_SHARING_ORDER_BYTES, "order bytes",   "pycore_dict.h, struct _dictvalues (bpo-45340)" },
  { "instance_values", OLDEST,       ALL, DSC_VALUES_IN_DICT, "in the dict",          "object.c, _PyObject_GetDictPtr" },
  { "instance_values", V (3, 11, 0), ALL, DSC_VALUES_POINTER, "values pointer",       "pycore_object.h, _PyObject_ValuesPointer" },
  { "instance_values", V (3, 12, 0), ALL, DSC_VALUES_TAGGED,  "dict or values word",  "pycore_object.h, PyDictOrValues (gh-95245)" },
  { "instance_values", V (3, 13, 0), ALL, DSC_VALUES_INLINE,  "inside the object",    "pycore_object.h, _PyObject_InlineValues (gh-115776)" },
  { "split_tag_bumps_on_same_value", V (3, 13, 0), ALL, true,  NULL, "dictobject.c, insert_split_value" },
  { "split_tag_bumps_on_same_value", V (3, 14, 0), ALL, false, NULL, "dictobject.c: ma_version_tag is gone (PEP 699)" },
  { "split_popitem_doubles", V (3, 3, 0), ALL, true,  NULL, "dictobject.c, dict_popitem: request DK_SIZE, rounded above" },
  { "split_popitem_doubles", V (3, 5, 3), ALL, false, NULL, "dictobject.c, dict_popitem: request DK_SIZE - 1" },
  { "resplit_needs_split",   V (3, 5, 3), ALL, true,  NULL, "dictobject.c, _PyObjectDict_SetItem (bpo-28147)" },
  { "resplit_needs_split",   V (3, 11, 0), ALL, false, NULL, "dictobject.c: nothing is split again" },
  { "delattr", V (3,  3, 0), ALL, DSC_DELATTR_LEAVES_OTHERS, "given up by a dict that does not share", "dictobject.c, _PyObjectDict_SetItem" },
  { "delattr", V (3,  5, 3), ALL, DSC_DELATTR_KEEPS,         "kept",     "measured on CPython 3.5.10" },
  { "delattr", V (3,  6, 0), ALL, DSC_DELATTR_LEAVES_OTHERS, "given up by a dict that does not share", "measured on CPython 3.6.0" },
  { "delattr", V (3,  6, 1), ALL, DSC_DELATTR_LEAVES,        "given up", "dictobject.c, _PyObjectDict_SetItem" },
  { "delattr", V (3, 11, 0), ALL, DSC_DELATTR_KEEPS,         "kept",     "dictobject.c, _PyObjectDict_SetItem" },
  { "invalid_values_stay", V (3, 13, 0), ALL, true,  NULL, "dictobject.c, dictresize, _PyDict_DetachFromObject: only valid is set" },
  { "invalid_values_stay", V (3, 14, 0), ALL, false, NULL, "dictobject.c, invalidate_and_clear_inline_values (gh-115999)" },
  { "set_dict_delays", V (3, 14, 0), DSC_BUILDS_FREE_THREADED, true, NULL, "dictobject.c, set_or_clear_managed_dict: _PyObject_XDecRefDelayed" },
  { "shared_keys_max",             V (3, 11, 0), ALL, 30,   NULL, "pycore_dict.h, SHARED_KEYS_MAX_SIZE" },
  { "preloads_static_attributes",  V (3, 14, 0), ALL, true, NULL, "dictobject.c, _PyDict_NewKeysForClass: __static_attributes__" },
};
/* clang-format on */

size_t
dsc_traits_history (const DscTraitChange **out_changes)
{
  *out_changes = changes;
  return sizeof changes / sizeof changes[0];
}
