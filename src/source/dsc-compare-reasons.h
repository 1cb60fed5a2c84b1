/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-compare-reasons.h: what makes states after a step differ, in few words: from the events of the step, and from the rules of the releases. */
#pragma once

#include "dsc-compare.h"

#define DSC_REASON_MOST_SIDES 4u

/* One thing that all do alike, or that comes out different. Translated. */
typedef struct {
  char *heading;             /* "GROWTH_RATE" */
  char *note;                /* "2 × 3 = 6"; NULL: none */
  char *outcomes[DSC_REASON_MOST_SIDES];   /* "8", "16": what it is on each side; all NULL: there is nothing that differs in it */
} DscReason;

typedef struct {
  GArray  *reasons;          /* DscReason, in the order in which they come about; never empty */
  char    *source;           /* "bpo-41493, 3.10.0; undone in 3.13.4"; NULL: no rule is known to make the difference */
  gboolean is_first;         /* before this step all were alike */
} DscReasons;

/* sides: up to four; scripts[i] is run by the rules of targets[i], as far as `step` (from 1). what: bits 1 << DscDiffers. name: the variable whose
 * bytes are told of; NULL: what the step is about. Any thread. NULL and error: no memory, cancelled. */
DscReasons *dsc_compare_explain (DscScript *const *scripts, const DscTarget *targets, guint n, guint32 hash_seed, guint what, guint64 step,
                                 const char *name, GCancellable *cancellable, GError **error);
void        dsc_reasons_free    (DscReasons *self);      /* NULL is allowed */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscReasons, dsc_reasons_free)

/* "bpo-41493, 3.10.0; undone in 3.13.4 and 3.14.0": where the later one of the two rules was read, since when it holds, and the releases that went
 * back to the other one, in lines that had it. NULL: neither is known. g_free. */
char       *dsc_cause_source    (const DscCause *cause, DscTarget a, DscTarget b);
