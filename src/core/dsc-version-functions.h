/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-version-functions.h: what CPython calls the function that does a thing, release by release, and in which file it is.
 *
 * For texts only: the model itself follows the traits. */
#pragma once

#include "dsc-traits.h"

typedef enum {
  DSC_FUNCTION_LOOKUP = 0,       /* any key */
  DSC_FUNCTION_LOOKUP_STR,       /* a str in a table of nothing but strs */
  DSC_FUNCTION_LOOKUP_SPLIT,     /* in shared keys */
  DSC_FUNCTION_STORE,            /* a key with a value, from the outside */
  DSC_FUNCTION_INSERT,           /* the store itself */
  DSC_FUNCTION_FREE_SLOT,        /* the second walk, to where a new key goes */
  DSC_FUNCTION_FIND_ENTRY,       /* the walk to the slot of a known entry */
  DSC_FUNCTION_FROM_EMPTY,       /* the first store into Py_EMPTY_KEYS */
  DSC_FUNCTION_DELETE,
  DSC_FUNCTION_POPITEM,
  DSC_FUNCTION_CLEAR,
  DSC_FUNCTION_GROW,             /* asks for a larger table when one is full */
  DSC_FUNCTION_RESIZE,           /* makes it and moves the entries */
  DSC_FUNCTION_REINSERT,         /* puts one of them, or all indices, into it */
  DSC_FUNCTION_GROWTH,           /* formula of the request */
  DSC_FUNCTION_ROUNDING,         /* request to slots */
  DSC_FUNCTION_USABLE,           /* slots to entries */
  DSC_FUNCTION_ESTIMATE,         /* items to request */
  DSC_FUNCTION_PRESIZE,
  DSC_FUNCTION_MERGE,
  DSC_FUNCTION_FROMKEYS,
  DSC_FUNCTION_COPY,
  DSC_FUNCTION_CLONE,
  DSC_FUNCTION_NEW_KEYS,
  DSC_FUNCTION_FREE_KEYS,
  DSC_FUNCTION_NEW_DICT,
  DSC_FUNCTION_DEALLOC,
  DSC_FUNCTION_VERSION_TAG,
  DSC_FUNCTION_WATCHERS,
  DSC_FUNCTION_TRACK,
  DSC_FUNCTION_CLASS_KEYS,       /* makes the keys that a class's instances share */
  DSC_FUNCTION_SHARE_AGAIN,      /* makes a combined table shared keys */
  DSC_FUNCTION_ATTRIBUTE,        /* a store by attribute */
  DSC_FUNCTION_SHARED_INSERT,    /* a name more among the shared keys */
  DSC_FUNCTION_NEW_VALUES,       /* room for the values of an instance */
  DSC_FUNCTION_MATERIALISE,      /* the dict of an instance that has had none */
  DSC_FUNCTION_HASH_STR,
  DSC_N_FUNCTIONS,
} DscFunctionRole;

/* Its name in that release; NULL: there is no function of its own for that. out_file (may be NULL): "Objects/dictobject.c". Static storage. */
const char *dsc_version_function (const DscTraits *traits, DscFunctionRole role, const char **out_file);
