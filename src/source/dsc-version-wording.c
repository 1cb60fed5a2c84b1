/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-version-wording.c: since when CPython words an error or behaves in an interpreted detail as it does; part of the version files. */
#include "dsc-wording-private.h"

typedef struct {
  DscVersion since, before;   /* before 0: up to now */
} WordingFact;

/* Recorded from interpreters of these releases; between two recorded ones the "What's New" of the line or the issue decides. */
/* clang-format off */
static const WordingFact facts[DSC_N_WORDINGS] = {
  [DSC_WORDING_KEY_USE]                  = { DSC_V (3, 14, 0), 0 },
  [DSC_WORDING_PAIR_NOTE]                = { DSC_V (3, 14, 0), 0 },
  [DSC_WORDING_SINGULAR_ARGUMENT]        = { DSC_V (3, 8, 0), 0 },
  [DSC_WORDING_QUALIFIED_METHODS]        = { DSC_V (3, 9, 0), 0 },
  [DSC_WORDING_NO_DICT_FOR_ATTRIBUTE]    = { DSC_V (3, 13, 0), 0 },
  [DSC_WORDING_SUBSCRIPTABLE]            = { DSC_V (3, 0, 0), 0 },
  [DSC_WORDING_INDEXING_SAME]            = { DSC_V (3, 7, 1), 0 },
  [DSC_WORDING_INSTANCES_OF]             = { DSC_V (3, 6, 0), 0 },
  [DSC_WORDING_NOT_ENOUGH_VALUES]        = { DSC_V (3, 5, 0), 0 },
  [DSC_WORDING_TOO_MANY_EXPECTED]        = { DSC_V (3, 0, 0), 0 },
  [DSC_WORDING_TOO_MANY_GOT]             = { DSC_V (3, 14, 0), 0 },
  [DSC_WORDING_CANNOT_UNPACK]            = { DSC_V (3, 7, 0), 0 },
  [DSC_WORDING_STRING_INDEX_PLAIN]       = { DSC_V (3, 0, 0), DSC_V (3, 11, 0) },
  [DSC_WORDING_STRING_INDEX_QUOTED]      = { DSC_V (3, 11, 0), 0 },
  [DSC_WORDING_OR_SLICES]                = { DSC_V (3, 5, 0), 0 },
  [DSC_WORDING_CONTAINER]                = { DSC_V (3, 14, 0), 0 },
  [DSC_WORDING_ITERABLE_EMPTY]           = { DSC_V (3, 12, 0), 0 },
  [DSC_WORDING_QUOTED_ITERATOR]          = { DSC_V (3, 3, 0), 0 },
  [DSC_WORDING_NOT_REVERSIBLE]           = { DSC_V (3, 6, 0), 0 },
  [DSC_WORDING_CALL_NAMES_DICT]          = { DSC_V (3, 9, 0), 0 },
  [DSC_WORDING_VALUE_AFTER_STARS]        = { DSC_V (3, 15, 0), 0 },
  [DSC_WORDING_KEYWORDS_STRINGS]         = { DSC_V (3, 7, 0), 0 },
  [DSC_WORDING_CONCATENATE]              = { DSC_V (3, 7, 0), 0 },
  [DSC_WORDING_MUST_BE_STR]              = { DSC_V (3, 6, 0), DSC_V (3, 7, 0) },
  [DSC_WORDING_DELETE_NAMES_OBJECT]      = { DSC_V (3, 11, 0), 0 },
  [DSC_WORDING_ATTRIBUTE_NAME]           = { DSC_V (3, 11, 0), 0 },
  [DSC_WORDING_CANNOT_ACCESS_LOCAL]      = { DSC_V (3, 11, 0), 0 },
  [DSC_WORDING_QUALIFIED_INIT]           = { DSC_V (3, 10, 0), 0 },
  [DSC_WORDING_MISSING_ARGUMENTS]        = { DSC_V (3, 3, 0), 0 },
  [DSC_WORDING_INTEGER_MODULO]           = { DSC_V (3, 11, 0), 0 },
  [DSC_WORDING_REAL_NUMBER]              = { DSC_V (3, 10, 0), 0 },
  [DSC_WORDING_EXCEPTION_NO_COMMA]       = { DSC_V (3, 7, 0), 0 },
  [DSC_WORDING_SUGGESTIONS]              = { DSC_V (3, 10, 0), 0 },
  [DSC_WORDING_SUGGEST_IMPORT]           = { DSC_V (3, 12, 0), 0 },
  [DSC_WORDING_SUGGEST_DOTTED]           = { DSC_V (3, 15, 0), 0 },
  [DSC_WORDING_DIVISION_SHORT]           = { DSC_V (3, 14, 0), 0 },
  [DSC_WORDING_FLOAT_FLOOR]              = { DSC_V (3, 9, 0), 0 },
  [DSC_WORDING_FLOAT_MODULO]             = { DSC_V (3, 13, 0), 0 },
  [DSC_WORDING_ZERO_TO_NEGATIVE]         = { DSC_V (3, 14, 0), 0 },
  [DSC_WORDING_LIMIT_DIGITS]             = { DSC_V (3, 11, 0), 0 },
  [DSC_WORDING_ZIP_ITERABLE]             = { DSC_V (3, 8, 0), 0 },
  [DSC_WORDING_REPLACEMENT_INDEX]        = { DSC_V (3, 8, 0), 0 },
  [DSC_WORDING_IMMUTABLE_TYPE]           = { DSC_V (3, 10, 0), 0 },
  [DSC_WORDING_CLASS_TAKES_NONE]         = { DSC_V (3, 7, 0), 0 },
  [DSC_WORDING_INTERPRETED_INT]          = { DSC_V (3, 10, 0), 0 },
  [DSC_WORDING_AT_LEAST_ONE]             = { DSC_V (3, 9, 0), 0 },
  [DSC_WORDING_TYPES_EXPECT]             = { DSC_V (3, 7, 0), 0 },
  [DSC_WORDING_TYPE_NAMED]               = { DSC_V (3, 11, 0), 0 },
  [DSC_WORDING_STAR_VALUE]               = { DSC_V (3, 9, 0), 0 },
  [DSC_BEHAVIOUR_KEYS_CHANGED]           = { DSC_V (3, 8, 0), 0 },
  [DSC_BEHAVIOUR_DICT_REVERSED]          = { DSC_V (3, 8, 0), 0 },
  [DSC_BEHAVIOUR_SLICE_HASHABLE]         = { DSC_V (3, 12, 0), 0 },
  [DSC_BEHAVIOUR_KEY_FIRST_DISPLAY]      = { DSC_V (3, 5, 0), 0 },
  [DSC_BEHAVIOUR_KEY_FIRST_COMPREHENSION] = { DSC_V (3, 8, 0), 0 },
  [DSC_BEHAVIOUR_INT_DIGITS_LIMITED]     = { DSC_V (3, 11, 0), 0 },
  [DSC_BEHAVIOUR_CONSTANTS_MERGED]       = { DSC_V (3, 8, 0), 0 },
  [DSC_BEHAVIOUR_COMPARES_FIRST_SECOND]  = { DSC_V (3, 0, 0), 0 },
};
/* clang-format on */

/* Fixes of security that older lines got too: bpo-95778 (CVE-2020-10735). */
static const DscVersion digits_limited[] = { DSC_V (3, 7, 14), DSC_V (3, 8, 14), DSC_V (3, 9, 14), DSC_V (3, 10, 7) };

static gboolean
is_backported (const DscVersion *firsts,
               gsize             n,
               DscVersion        version)
{
  for (gsize i = 0; i < n; i++)
    if (version >= firsts[i] && version >> 16 == firsts[i] >> 16)
      return TRUE;
  return FALSE;
}

gboolean
dsc_wording_applies (DscWording wording,
                     DscVersion version)
{
  const WordingFact *fact = &facts[wording];

  if (wording == DSC_BEHAVIOUR_INT_DIGITS_LIMITED && is_backported (digits_limited, G_N_ELEMENTS (digits_limited), version))
    return TRUE;
  return version >= fact->since && (fact->before == 0 || version < fact->before);
}
