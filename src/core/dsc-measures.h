/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-measures.h: the numbers that a state can be measured by, so that many states can stand beside each other in a table or a plot.
 *
 * All are read from a snapshot: what the model says of it, not what a rule predicts. */
#pragma once

#include "dsc-snapshot.h"

typedef enum {
  DSC_MEASURE_GETSIZEOF = 0,   /* sys.getsizeof of the dict */
  DSC_MEASURE_ALLOCATED,       /* bytes that the allocator hands out for it, rounding and what getsizeof leaves out included; a shared keys object whole */
  DSC_MEASURE_ITEMS,           /* len (d); of an instance without a dict its attributes; of a class the shared keys */
  DSC_MEASURE_SLOTS,           /* of the hash table; 0: no table; 1: the shared empty keys */
  DSC_MEASURE_CAPACITY,        /* entries that a table of so many slots can hold before it is rebuilt: USABLE_FRACTION, 2/3 up to 3.2 */
  DSC_MEASURE_ROOM,            /* new keys that it still takes: dk_usable; up to 3.2 what ma_fill leaves of the capacity */
  DSC_MEASURE_FILL,            /* entries used up, live or emptied: dk_nentries (compact), slots that are not empty (ma_fill) */
  DSC_MEASURE_DUMMIES,         /* slots with a dummy */
  DSC_MEASURE_HOLES,           /* entries that were emptied; compact tables only */
  DSC_MEASURE_LOAD,            /* slots in use / slots */
  DSC_MEASURE_GC_HEAD,         /* bytes, as the ledger has them; from here to FREE_BYTES parts of getsizeof */
  DSC_MEASURE_OBJECT,          /* PyDictObject; up to 3.2 without its embedded table */
  DSC_MEASURE_HEADER,          /* of the keys object, if it is counted (3.3 on) */
  DSC_MEASURE_INDEX_BYTES,     /* compact tables */
  DSC_MEASURE_ENTRY_BYTES,     /* of all entries, live, emptied and free */
  DSC_MEASURE_VALUE_BYTES,     /* of the array of values of a split dict */
  DSC_MEASURE_FREE_BYTES,      /* entries that were never used, and an embedded table that lies idle */
  DSC_MEASURE_ENTRY_SIZE,      /* bytes of one entry */
  DSC_MEASURE_BYTES_PER_ITEM,  /* getsizeof / items */
  DSC_MEASURE_PROBES,          /* slots that a search for a present key looks at, mean */
  DSC_MEASURE_LONGEST,         /* the same, the most; at least 254 where it is 254 */
  DSC_MEASURE_COLLISIONS,      /* present keys that are not in the first slot they look at */
  DSC_MEASURE_RESIZES,         /* times that its table was made anew */
  DSC_MEASURE_OPERATIONS,      /* of the program so far */
  DSC_N_MEASURES,
} DscMeasure;

typedef enum { DSC_UNIT_BYTES = 0, DSC_UNIT_COUNT, DSC_UNIT_RATIO /* 0 … 1 */, DSC_UNIT_MEAN } DscMeasureUnit;

const char    *dsc_measure_name       (DscMeasure self);    /* "getsizeof", "index-bytes": for programs, not translated */
bool           dsc_measure_parse      (const char *name, DscMeasure *out_measure);
DscMeasureUnit dsc_measure_unit       (DscMeasure self);
/* -1: less is better (memory, probes); 1: more is; 0: neither. */
int            dsc_measure_preference (DscMeasure self);

#define DSC_MEASURES_ALL (((uint64_t) 1 << DSC_N_MEASURES) - 1)

/* What a snapshot does not know of its past; negative: not known. */
typedef struct {
  int64_t resizes, operations;
} DscMeasurePast;

/* Those of wanted (bits 1 << DscMeasure); all others, and what this state has no such thing of, become NAN. snapshot NULL: there is no dict.
 * Probes and dummies look at the whole table; the rest takes no time. FALSE: no memory. */
bool dsc_measures_read (const DscSnapshot *snapshot, const DscMeasurePast *past, uint64_t wanted, double out[DSC_N_MEASURES]) DSC_WARN_UNUSED;
