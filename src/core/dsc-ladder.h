/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-ladder.h: sys.getsizeof of a dict by the number of its keys, for each way of building it, from the rules alone.
 *
 * While keys are only added, the size of a dict depends on nothing but their number, their kind and the way they came: not on hashes. So it
 * follows from the rules of growth, rounding and presizing without a table being filled, and a ladder to a million keys costs some
 * hundred evaluations. All of a dict's keys are ints, or all are strs. */
#pragma once

#include "dsc-traits.h"

typedef enum {
  DSC_LADDER_LOOP = 0,          /* d = {}; d[k] = 0, one by one */
  DSC_LADDER_COMPREHENSION,     /* {k: 0 for k in …} */
  DSC_LADDER_DISPLAY,           /* {k: 0, …} */
  DSC_LADDER_PAIRS,             /* dict ([(k, 0), …]), dict (zip (…)) */
  DSC_LADDER_KWARGS,            /* dict (k=0, …), dict (**d): strs only */
  DSC_LADDER_PARAMETER,         /* what f (k=0, …) receives as **d: strs only */
  DSC_LADDER_FROMKEYS_RANGE,    /* dict.fromkeys of a range, a list or whatever else is no set and no dict */
  DSC_LADDER_FROMKEYS_SET,
  DSC_LADDER_FROMKEYS_DICT,
  DSC_LADDER_CALL,              /* dict (d), of a d that was built one by one, as in all that follow */
  DSC_LADDER_COPY,              /* d.copy () */
  DSC_LADDER_UPDATE,            /* {}.update (d) */
  DSC_LADDER_UPDATE_1,          /* {one other key}.update (d); keys are counted in d */
  DSC_LADDER_UPDATE_5,
  DSC_LADDER_UNPACK,            /* {**d} */
  DSC_LADDER_UNPACK_MORE,       /* {**d, k: 0}; keys are counted in d */
  DSC_LADDER_UNION,             /* d | {} */
  DSC_LADDER_UNION_RIGHT,       /* {} | d */
  DSC_N_LADDERS,
} DscLadderWay;

const char *dsc_ladder_name   (DscLadderWay way);                               /* "fromkeys-set" */
const char *dsc_ladder_code   (DscLadderWay way);                               /* "dict.fromkeys({k, …})" */
bool        dsc_ladder_find   (const char *name, DscLadderWay *out_way);        /* by dsc_ladder_name */
/* Whether a program of that release can be written so, with keys of that kind. */
bool        dsc_ladder_exists (const DscTraits *traits, DscLadderWay way, bool str);
/* Bytes; the way must exist. Saturates at INT64_MAX. */
int64_t     dsc_ladder_size   (const DscTraits *traits, DscLadderWay way, bool str, uint64_t n);
/* What the dict has been through: its own rebuilds, not those of dicts that it was made from. The way must exist. */
typedef struct {
  uint64_t slots;               /* 0: no table; 1: the shared empty keys */
  uint64_t rebuilds;            /* how often a table with entries in it was replaced by another one */
  uint64_t moved;               /* entries that were moved by all of these together */
} DscLadderTable;
DscLadderTable dsc_ladder_table (const DscTraits *traits, DscLadderWay way, bool str, uint64_t n);
/* The next number of keys above n, at most up_to, that has another size than n. 0: there is none. up_to: at most 2**40. */
uint64_t    dsc_ladder_next   (const DscTraits *traits, DscLadderWay way, bool str, uint64_t n, uint64_t up_to);
/* All numbers of keys from 0 to up_to with another size than the one below them, and that size; the least first. At most `most` are written; returns
 * how many there are. Where a dict is built one key at a time this costs one evaluation a step. */
typedef struct {
  uint64_t n;
  int64_t  size;
} DscLadderStep;
size_t      dsc_ladder_list   (const DscTraits *traits, DscLadderWay way, bool str, uint64_t up_to, DscLadderStep *out_steps, size_t most);
/* The same for another dsc_ladder_table. */
uint64_t    dsc_ladder_next_table (const DscTraits *traits, DscLadderWay way, bool str, uint64_t n, uint64_t up_to);
