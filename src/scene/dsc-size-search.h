/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-size-search.h: what has a number of bytes in many releases: equal answers of releases that follow each other are one finding. */
#pragma once

#include <glib.h>

#include "dsc-explain.h"
#include "dsc-sheet.h"

typedef struct {
  DscTarget     first, last;      /* the same build */
  DscSizeOrigin origin;
} DscSizeFinding;

typedef struct DscSizeSearch DscSizeSearch;

/* targets: those of one build behind each other, oldest first. bytes: 1 … DSC_EXPLAIN_MOST. */
DscSizeSearch        *dsc_size_search_new          (gint64 bytes, const DscTarget *targets, guint n_targets);
void                  dsc_size_search_free         (DscSizeSearch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscSizeSearch, dsc_size_search_free)
/* Every final release that is known, as it is built by default, oldest first: DscTarget. */
GArray               *dsc_size_list_releases       (void);

gint64                dsc_size_search_get_bytes    (const DscSizeSearch *self);
guint                 dsc_size_search_get_n_targets (const DscSizeSearch *self);
guint                 dsc_size_search_get_n        (const DscSizeSearch *self);
/* By kind, then in the order of the releases. */
const DscSizeFinding *dsc_size_search_get          (const DscSizeSearch *self, guint i);
/* The next numbers that something has in any of the releases; 0: none. */
void                  dsc_size_search_get_nearest  (const DscSizeSearch *self, gint64 *out_below, gint64 *out_above);

/* "3.4.0 to 3.5.10"; g_free. */
char                 *dsc_size_finding_format_span (const DscSizeFinding *self);
/* "32 slots for at most 21 keys; 6 to 21 keys added one by one"; g_free. */
char                 *dsc_size_finding_format_what (const DscSizeFinding *self);
/* "dict", "__dict__ that shares its keys": translated. */
const char           *dsc_size_kind_label          (DscSizeKind kind);
/* "keys header": a part of the number, translated; NULL: no origin has it. */
const char           *dsc_size_part_label          (DscLedgerPart part);
/* The same of a finding: what lies in front of an instance is more than its GC head from 3.11 on. */
const char           *dsc_size_finding_part_label  (const DscSizeFinding *self, DscLedgerPart part);
/* First and last release, the table, keys, bytes of each part. */
DscSheet             *dsc_size_search_to_sheet     (const DscSizeSearch *self);
