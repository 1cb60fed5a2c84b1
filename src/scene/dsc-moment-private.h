/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-moment-private.h: what is known at each moment besides what readers are shown; how moments are read and worded. */
#pragma once

#include "dsc-describe-private.h"
#include "dsc-moment.h"

/* The dict right before a moment, as far as the events tell. */
typedef struct {
  guint64          slots;      /* of its table; 0: none, or not known */
  gint64           used, fill, usable, n_entries;
  gint64           kind;       /* DscKeysKind */
  const DscObject *key;        /* that the operation is about now; NULL: none yet */
  guint64          hash;       /* of it */
  gint64           last_slot;  /* of the probe before in the same walk; -1: none */
  gint64           first_slot; /* where that walk began; -1: none */
  guint            n_probes, n_dummies;    /* of the search for the key so far */
  gint64           resize;     /* number of the RESIZE_BEGIN that the moment belongs to; -1: none */
  gint64           old_used, old_entries, old_fill;      /* as they were when that rebuild began */
} DscMomentContext;

struct DscMoments {
  gatomicrefcount  ref_count;
  DscTrace         trace;      /* events that concern what is shown */
  gboolean         is_complete;    /* nothing is missing from the trace */
  DscSnapshot     *before, *after;
  GArray          *moments;    /* DscMoment */
  GArray          *contexts;   /* DscMomentContext, of each moment */
};

const DscMomentContext *dsc_moments_get_context (const DscMoments *self, guint i);

/* dsc-moment-filter.c: copies the events that concern what is shown. */
void            dsc_moments_take_events (DscMoments *self, const DscTrace *trace);

/* dsc-moment-read.c: makes moments of events; the last one, DONE, is not its affair. */
void            dsc_moments_read        (DscMoments *self);

/* dsc-moment-words.c: the sentence of a moment, from its events, and what was known before it. g_free. */
char           *dsc_moment_words        (const DscMoments *self, const DscMoment *moment, const DscMomentContext *context);
/* dsc-moment-words-table.c: of those about whole tables and blocks. NULL: it is none of them. */
char           *dsc_moment_words_table  (const DscMoments *self, const DscMoment *moment, const DscMomentContext *context);

/* dsc-moment-arithmetic.c. g_free. */
char           *dsc_moment_arithmetic_probe   (const DscTraits *traits, const DscEvent *probe, const DscMomentContext *context);
char           *dsc_moment_arithmetic_request (const DscTraits *traits, const DscEvent *begin, const DscEvent *request);
char           *dsc_moment_arithmetic_rounding (const DscTraits *traits, guint64 request, guint64 slots);   /* "15 → 16" by the version's rule */
char           *dsc_moment_bits               (guint64 bits);            /* decimal while short, else hexadecimal */

/* First event of that kind in [from, to); NULL: none. */
const DscEvent *dsc_moments_find_event  (const DscMoments *self, gsize from, gsize to, DscEventKind kind);
gsize           dsc_moment_end          (const DscMoment *self);         /* after its last event */
gboolean        dsc_moments_has_gap     (const DscMoments *self);        /* at trace.cut_at, of more than entries on their way into a new table */
gboolean        dsc_moments_is_compact  (const DscMoments *self);
/* Nothing is known of memory between before and after. */
gboolean        dsc_moments_is_coarse   (const DscMoments *self);
