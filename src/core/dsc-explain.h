/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-explain.h: what a number of bytes can be: every dict, every __dict__ that shares its keys, and every instance whose sys.getsizeof it is,
 * from the rules alone. */
#pragma once

#include "dsc-ladder.h"
#include "dsc-snapshot.h"

typedef enum {
  DSC_SIZE_DICT = 0,            /* a dict with a table of its own, or none */
  DSC_SIZE_SHARED_DICT,         /* x.__dict__ with the keys of the class (3.3 on) */
  DSC_SIZE_LAST_SHARED_DICT,    /* the same, and nobody else has these keys any more: they are counted too */
  DSC_SIZE_INSTANCE,            /* sys.getsizeof (x) of an instance of a plain class, without __dict__ and values (2.2 on) */
  DSC_N_SIZE_KINDS,
} DscSizeKind;
const char *dsc_size_kind_name (DscSizeKind kind);               /* "dict", "shared-dict" */

/* What has so many bytes. */
typedef struct {
  DscSizeKind kind;
  bool     str_only;            /* entries without me_hash (3.11 on) */
  uint64_t slots;               /* of the table or the shared keys; 0: no table at all; 1: the shared empty keys, which are not counted; INSTANCE: 0 */
  uint64_t usable;              /* the most entries that it holds; SHARED_DICT: the names that there is room for */
  uint64_t values;              /* SHARED_DICT: values that are counted. From 3.11 on that is what the class has room for when it is asked: each
                                   instance made takes one away (__sizeof__ shrinks) */
  int64_t  parts[DSC_N_PARTS];  /* bytes by DscLedgerPart, all entries as FREE; they add up to the number */
  /* Keys that a dict has which is so large because they were added one by one; 0 and 0: one by one no dict becomes that large. After
   * deletions it can have fewer, and dicts that were made large beforehand too. SHARED_DICT: attributes of the first instance of a class. */
  uint64_t first_keys, last_keys;
  bool     only_cleared;        /* the shared empty keys are for dicts that were emptied by clear (); a new one has a table (up to 3.7) */
} DscSizeOrigin;
bool    dsc_size_origin_equal (const DscSizeOrigin *a, const DscSizeOrigin *b);
int64_t dsc_size_origin_sum   (const DscSizeOrigin *self);        /* of its parts */

#define DSC_EXPLAIN_MAX 8
#define DSC_EXPLAIN_MOST ((int64_t) 1 << 45)   /* bytes beyond which nothing is looked for */

/* By kind, smaller tables first; returns how many there are, at most DSC_EXPLAIN_MAX. */
size_t dsc_explain_size (const DscTraits *traits, int64_t bytes, DscSizeOrigin out[DSC_EXPLAIN_MAX]);
/* The next numbers that something has; 0: there is none below. Up to DSC_EXPLAIN_MOST there is always one above. */
void   dsc_explain_nearest (const DscTraits *traits, int64_t bytes, int64_t *out_below, int64_t *out_above);
