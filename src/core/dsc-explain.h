/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-explain.h: what a number of bytes can be: every table that gives it, from the rules alone. */
#pragma once

#include "dsc-ladder.h"
#include "dsc-snapshot.h"

/* A dict with a table of its own, or none, whose sys.getsizeof is the number. */
typedef struct {
  bool     str_only;            /* entries without me_hash (3.11 on) */
  uint64_t slots;               /* 0: no table at all; 1: the shared empty keys, which are not counted */
  uint64_t usable;              /* the most entries that it holds */
  int64_t  parts[DSC_N_PARTS];  /* bytes by DscLedgerPart, all entries as FREE; they add up to the number */
  /* Keys that a dict has which is so large because they were added one by one; 0 and 0: one by one no dict becomes that large. After
   * deletions it can have fewer, and dicts that were made large beforehand too. */
  uint64_t first_keys, last_keys;
  bool     only_cleared;        /* the shared empty keys are for dicts that were emptied by clear (); a new one has a table (up to 3.7) */
} DscSizeOrigin;
bool   dsc_size_origin_equal (const DscSizeOrigin *a, const DscSizeOrigin *b);

#define DSC_EXPLAIN_MAX 4
#define DSC_EXPLAIN_MOST ((int64_t) 1 << 45)   /* bytes beyond which nothing is looked for */

/* Smaller tables first; returns how many there are, at most DSC_EXPLAIN_MAX. */
size_t dsc_explain_size (const DscTraits *traits, int64_t bytes, DscSizeOrigin out[DSC_EXPLAIN_MAX]);
