/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-compare-reasons-private.h: an explanation while it is made. */
#pragma once

#include "dsc-compare-reasons.h"
#include "dsc-repr.h"
#include "dsc-snapshot.h"
#include "dsc-version-functions.h"

typedef struct {
  DscScript       *script;       /* not owned */
  DscTarget        target;
  DscTraits        traits;
  DscRun          *run;
  DscTrace         trace;        /* events of the step */
  const DscStep   *step;         /* NULL: the run has ended before */
  DscSnapshot     *snapshot;     /* after it; NULL: nothing to show */
  const DscEvent  *begin;        /* of the last rebuild in it; NULL: none */
  const DscEvent  *test, *request;
  gboolean         reuses;       /* the new key takes the slot of a dummy */
  gint64           usable;       /* dk_usable before the step; -1: not known */
} ReasonSide;

typedef struct {                 /* of a side from the one before it */
  gboolean         differs;
  DscDifference    difference;
  GArray          *causes;       /* DscCause; NULL: none are known */
} ReasonParting;

typedef struct {
  ReasonSide       sides[DSC_REASON_MOST_SIDES];
  ReasonParting    parts[DSC_REASON_MOST_SIDES];     /* [0]: not used */
  guint            n;
  guint64          step;
  gboolean         has_scripts;  /* more than one */
  GArray          *reasons;      /* DscReason */
} Explanation;

/* Takes both texts. */
DscReason *dsc_reasons_add       (Explanation *self, char *heading, char *note);
void       dsc_reasons_add_texts (Explanation *self, char *heading, char *texts[DSC_REASON_MOST_SIDES]);

/* dsc-compare-rules.c: the rules that make the difference, and where they were read */
void       dsc_reasons_add_rules (Explanation *self);
void       dsc_reasons_add_byte_rules (Explanation *self);      /* by which memory is laid out */
char      *dsc_reasons_tell_source (const Explanation *self);

/* dsc-compare-bytes.c: the parts of sys.getsizeof that differ */
void       dsc_reasons_add_bytes (Explanation *self);
gboolean   dsc_reasons_part_differs (const ReasonSide *a, const ReasonSide *b, DscLedgerPart part);
