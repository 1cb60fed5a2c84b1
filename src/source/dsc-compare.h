/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-compare.h: one script by the rules of two releases: the first operation after which they differ, and the rules that make it so. */
#pragma once

#include "dsc-script.h"

typedef enum {               /* what differs; the first of these that does */
  DSC_DIFFERS_PROGRAM = 0,   /* the programs do different operations from here on (another branch, another order of keys), or one has ended */
  DSC_DIFFERS_OUTCOME,       /* the value, or what was raised (not how a release words it) */
  DSC_DIFFERS_SLOTS,         /* of the dict that the operation is about */
  DSC_DIFFERS_ITEMS,
  DSC_DIFFERS_BYTES,         /* sys.getsizeof of it */
  DSC_N_DIFFERS,
} DscDiffers;
#define DSC_COMPARE_BEHAVIOUR (1u << DSC_DIFFERS_PROGRAM | 1u << DSC_DIFFERS_OUTCOME | 1u << DSC_DIFFERS_SLOTS | 1u << DSC_DIFFERS_ITEMS)
#define DSC_COMPARE_BYTES     (1u << DSC_DIFFERS_PROGRAM | 1u << DSC_DIFFERS_BYTES)

typedef struct {
  DscDiffers what;
  guint64    step;           /* number of the operation from 1, which is the state in which they differ */
  gint64     a, b;           /* SLOTS, ITEMS, BYTES; else 0 */
} DscDifference;

/* Compares the histories of two runs of one script in what is asked for (bits 1 << DscDiffers). FALSE: they are alike in that. */
gboolean dsc_compare_runs (const DscTimeline *a, const DscTimeline *b, guint what, DscDifference *out_difference);
/* Whether operation i (from 0), which both have, ends differently. */
gboolean dsc_compare_step (const DscTimeline *a, const DscTimeline *b, gsize i, guint what, DscDifference *out_difference);

/* A rule in which the two releases differ and without which this difference would not be there. */
typedef struct {
  const char           *trait;
  const DscTraitChange *a, *b;     /* rows of the history of rules; NULL: no release up to that one said anything */
} DscCause;
/* Each by trying: release a with rules of b, as few as it takes for the operation to end as it does in b. DscCause; empty: no set of rules that can
 * be exchanged does it (releases of different families, say). NULL with error: no memory, cancelled. */
GArray  *dsc_compare_find_causes (DscScript *script, DscTarget a, DscTarget b, guint32 hash_seed, guint what, const DscDifference *difference,
                                  GCancellable *cancellable, GError **error);

/* "3.10.13 has 16 slots and 3.9.18 8." and "3.10.13: 2 ** bit_length … (since 3.10.0; Objects/dictobject.c: …, bpo-41493). 3.9.18: …". Translated; g_free. */
char    *dsc_difference_describe (const DscDifference *difference, DscTarget a, DscTarget b, const DscTimeline *run_a, const DscTimeline *run_b);
char    *dsc_cause_describe      (const DscCause *cause, DscTarget a, DscTarget b);

/* The release nearest to `target` whose run of the script differs: the older ones first, step by step, then the newer ones. FALSE: none does, or
 * error (no memory, cancelled). */
gboolean dsc_compare_find_partner (DscScript *script, DscTarget target, guint32 hash_seed, guint what, GCancellable *cancellable,
                                   DscTarget *out_partner, DscDifference *out_difference, GError **error);
