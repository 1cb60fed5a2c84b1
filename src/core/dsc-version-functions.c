/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-version-functions.c: names of CPython's functions and macros by release, as in the history of traits: a row says since when a
 * name holds, the last row of a role that is not newer than the target counts, and NULL says that there is none any more. */
#include "dsc-version-functions.h"

#include <stddef.h>

#define V DSC_V
#define OLDEST V (1, 5, 2)
#define DICT   "Objects/dictobject.c"
#define HEADER "Include/internal/pycore_dict.h"

typedef struct {
  DscFunctionRole role;
  DscVersion      since;
  const char     *name;
  const char     *file;
} FunctionName;

/* clang-format off */
static const FunctionName names[] = {
  { DSC_FUNCTION_LOOKUP,        OLDEST,       "lookdict",                 DICT },
  { DSC_FUNCTION_LOOKUP,        V (3, 11, 0), "_Py_dict_lookup",          DICT },
  { DSC_FUNCTION_LOOKUP_STR,    V (2,  0, 0), "lookdict_string",          DICT },
  { DSC_FUNCTION_LOOKUP_STR,    V (3,  0, 0), "lookdict_unicode",         DICT },
  { DSC_FUNCTION_LOOKUP_STR,    V (3, 11, 0), "unicodekeys_lookup_unicode", DICT },
  { DSC_FUNCTION_LOOKUP_SPLIT,  V (3,  3, 0), "lookdict_split",           DICT },
  { DSC_FUNCTION_LOOKUP_SPLIT,  V (3, 11, 0), "unicodekeys_lookup_unicode", DICT },
  { DSC_FUNCTION_STORE,         OLDEST,       "PyDict_SetItem",           DICT },
  { DSC_FUNCTION_INSERT,        OLDEST,       "insertdict",               DICT },
  { DSC_FUNCTION_FREE_SLOT,     V (3,  3, 0), "find_empty_slot",          DICT },
  { DSC_FUNCTION_FIND_ENTRY,    V (3,  6, 0), "lookdict_index",           DICT },
  { DSC_FUNCTION_FROM_EMPTY,    V (3,  3, 0), "insertion_resize",         DICT },
  { DSC_FUNCTION_FROM_EMPTY,    V (3,  8, 0), "insert_to_emptydict",      DICT },
  { DSC_FUNCTION_DELETE,        OLDEST,       "PyDict_DelItem",           DICT },
  { DSC_FUNCTION_DELETE,        V (3,  6, 0), "delitem_common",           DICT },
  { DSC_FUNCTION_POPITEM,       V (2,  1, 0), "dict_popitem",             DICT },
  { DSC_FUNCTION_POPITEM,       V (3,  8, 0), "dict_popitem_impl",        DICT },
  { DSC_FUNCTION_CLEAR,         OLDEST,       "PyDict_Clear",             DICT },
  { DSC_FUNCTION_GROW,          OLDEST,       "PyDict_SetItem",           DICT },
  { DSC_FUNCTION_GROW,          V (3,  3, 0), "insertion_resize",         DICT },
  { DSC_FUNCTION_RESIZE,        OLDEST,       "dictresize",               DICT },
  { DSC_FUNCTION_REINSERT,      OLDEST,       "insertdict",               DICT },
  { DSC_FUNCTION_REINSERT,      V (2,  5, 0), "insertdict_clean",         DICT },
  { DSC_FUNCTION_REINSERT,      V (3,  7, 0), "build_indices",            DICT },
  { DSC_FUNCTION_REINSERT,      V (3, 11, 0), "build_indices_generic, build_indices_unicode", DICT },
  { DSC_FUNCTION_GROWTH,        V (3,  3, 0), "GROWTH_RATE",              DICT },
  { DSC_FUNCTION_ROUNDING,      OLDEST,       "dictresize",               DICT },
  { DSC_FUNCTION_ROUNDING,      V (3, 10, 0), "calculate_keysize",        DICT },
  { DSC_FUNCTION_ROUNDING,      V (3, 11, 0), "calculate_log2_keysize",   DICT },
  { DSC_FUNCTION_USABLE,        V (3,  3, 0), "USABLE_FRACTION",          DICT },
  { DSC_FUNCTION_ESTIMATE,      V (3,  6, 0), "ESTIMATE_SIZE",            DICT },
  { DSC_FUNCTION_ESTIMATE,      V (3, 10, 0), "estimate_keysize",         DICT },
  { DSC_FUNCTION_ESTIMATE,      V (3, 11, 0), "estimate_log2_keysize",    DICT },
  { DSC_FUNCTION_PRESIZE,       V (2,  6, 0), "_PyDict_NewPresized",      DICT },
  { DSC_FUNCTION_MERGE,         OLDEST,       "PyDict_Update",            DICT },
  { DSC_FUNCTION_MERGE,         V (2,  2, 0), "PyDict_Merge",             DICT },
  { DSC_FUNCTION_MERGE,         V (3,  6, 0), "dict_merge",               DICT },
  { DSC_FUNCTION_FROMKEYS,      V (2,  3, 0), "dict_fromkeys",            DICT },
  { DSC_FUNCTION_FROMKEYS,      V (3,  5, 0), "_PyDict_FromKeys",         DICT },
  { DSC_FUNCTION_COPY,          OLDEST,       "PyDict_Copy",              DICT },
  { DSC_FUNCTION_CLONE,         V (3,  7, 0), "clone_combined_dict",      DICT },
  { DSC_FUNCTION_CLONE,         V (3, 10, 0), "clone_combined_dict_keys", DICT },
  { DSC_FUNCTION_NEW_KEYS,      V (3,  3, 0), "new_keys_object",          DICT },
  { DSC_FUNCTION_FREE_KEYS,     V (3,  3, 0), "free_keys_object",         DICT },
  { DSC_FUNCTION_NEW_DICT,      OLDEST,       "PyDict_New",               DICT },
  { DSC_FUNCTION_DEALLOC,       OLDEST,       "dict_dealloc",             DICT },
  { DSC_FUNCTION_VERSION_TAG,   V (3,  6, 0), "DICT_NEXT_VERSION",        DICT },
  { DSC_FUNCTION_VERSION_TAG,   V (3, 11, 0), "DICT_NEXT_VERSION",        HEADER },
  { DSC_FUNCTION_VERSION_TAG,   V (3, 14, 0), NULL,                       NULL },
  { DSC_FUNCTION_WATCHERS,      V (3, 12, 0), "_PyDict_NotifyEvent",      HEADER },
  { DSC_FUNCTION_TRACK,         V (2,  7, 0), "MAINTAIN_TRACKING",        DICT },
  { DSC_FUNCTION_TRACK,         V (3,  0, 0), NULL,                       NULL },
  { DSC_FUNCTION_TRACK,         V (3,  1, 0), "MAINTAIN_TRACKING",        DICT },
  { DSC_FUNCTION_TRACK,         V (3, 14, 0), NULL,                       NULL },
  { DSC_FUNCTION_CLASS_KEYS,    V (3,  3, 0), "_PyDict_NewKeysForClass",  DICT },
  { DSC_FUNCTION_SHARE_AGAIN,   V (3,  3, 0), "make_keys_shared",         DICT },
  { DSC_FUNCTION_SHARE_AGAIN,   V (3, 11, 0), NULL,                       NULL },
  { DSC_FUNCTION_ATTRIBUTE,     V (3,  3, 0), "_PyObjectDict_SetItem",    DICT },
  { DSC_FUNCTION_ATTRIBUTE,     V (3, 11, 0), "_PyObject_StoreInstanceAttribute", DICT },
  { DSC_FUNCTION_SHARED_INSERT, V (3,  3, 0), "insertdict",               DICT },
  { DSC_FUNCTION_SHARED_INSERT, V (3, 11, 0), "insert_into_dictkeys",     DICT },
  { DSC_FUNCTION_SHARED_INSERT, V (3, 13, 0), "insert_split_key",         DICT },
  { DSC_FUNCTION_NEW_VALUES,    V (3,  3, 0), "new_values",               DICT },
  { DSC_FUNCTION_NEW_VALUES,    V (3, 11, 0), "init_inline_values",       DICT },
  { DSC_FUNCTION_NEW_VALUES,    V (3, 13, 0), "_PyObject_InitInlineValues", DICT },
  { DSC_FUNCTION_MATERIALISE,   V (3, 11, 0), "make_dict_from_instance_attributes", DICT },
  { DSC_FUNCTION_HASH_STR,      OLDEST,       "string_hash",              "Objects/stringobject.c" },
  { DSC_FUNCTION_HASH_STR,      V (3,  0, 0), "unicode_hash",             "Objects/unicodeobject.c" },
};
/* clang-format on */

const char *
dsc_version_function (const DscTraits *traits, DscFunctionRole role, const char **out_file)
{
  const char *name = NULL;
  const char *file = NULL;

  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (names[i].role == role && names[i].since <= traits->target.version)
      {
        name = names[i].name;
        file = names[i].file;
      }
  if (out_file != NULL)
    *out_file = file;
  return name;
}
