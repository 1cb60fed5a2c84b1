/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-behaviours.h: how dicts behave, release by release: what people ask about, put together from the traits of dsc-traits.h.
 *
 * A behaviour is one or more traits. Over the releases of one build it has spans, in which none of them changes; every span but the first
 * begins with a change. Words and meanings are a table keyed by trait and value; numbers in them are computed from the rules. */
#pragma once

#include <glib.h>

#include "dsc-sheet.h"
#include "dsc-traits.h"

#define DSC_BEHAVIOUR_MAX_TRAITS 12
typedef struct {
  const char *name;          /* "growth": for the command line and tables, not translated */
  const char *title;         /* N_: by dsc_behaviour_get_title */
  const char *group;         /* N_: heading over those that follow it; NULL: of the same group as the one before */
  const char *traits[DSC_BEHAVIOUR_MAX_TRAITS];     /* members of DscTraits, the leading one first; NULL-terminated */
} DscBehaviour;

/* Static storage. */
guint       dsc_behaviours               (const DscBehaviour **out_behaviours);
const char *dsc_behaviour_get_title      (guint behaviour);      /* translated */
const char *dsc_behaviour_get_group      (guint behaviour);      /* translated; NULL: as the one before */
gboolean    dsc_behaviour_find           (const char *name, guint *out_behaviour);
/* Why a trait is in no behaviour, in English; NULL: it is in one. */
const char *dsc_behaviours_left_out      (const char *trait);

typedef struct {
  guint     first, last;     /* releases: numbers in targets */
  gboolean  is_change;       /* FALSE: it is so as far back as releases and this build go */
  char     *words;           /* what it is, in short */
  char     *from, *to;       /* what it was (NULL: is_change is FALSE) and became */
  char     *source;          /* where that was read: file, function, issue; not translated */
  char     *meaning;         /* a sentence or more */
} DscBehaviourSpan;

typedef struct {
  DscBuild  build;
  GArray   *targets;         /* DscTarget: every release that has the build, oldest first */
  GPtrArray *spans;          /* GArray of DscBehaviourSpan, by behaviour */
} DscBehaviourHistory;

DscBehaviourHistory    *dsc_behaviour_history_new   (DscBuild build);
DscBehaviourHistory    *dsc_behaviour_history_ref   (DscBehaviourHistory *self);
void                    dsc_behaviour_history_unref (DscBehaviourHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscBehaviourHistory, dsc_behaviour_history_unref)
guint                   dsc_behaviour_history_get_n_spans (const DscBehaviourHistory *self, guint behaviour);
const DscBehaviourSpan *dsc_behaviour_history_get_span    (const DscBehaviourHistory *self, guint behaviour, guint span);
DscTarget               dsc_behaviour_history_get_target  (const DscBehaviourHistory *self, guint release);

/* What of a history is shown. */
typedef struct {
  guint64  behaviours;       /* bits; 0: all */
  guint    first, last;      /* releases: those outside are left out, and a change counts when it is behind first; both 0: all */
  gboolean changed_only;     /* behaviours that do not change in that range are left out */
} DscHistoryQuery;

/* The range from the first release at or after the older of two versions to the last at or before the newer one. FALSE: there is none. */
gboolean  dsc_behaviour_history_get_range (const DscBehaviourHistory *self, DscVersion a, DscVersion b, DscHistoryQuery *query);
gboolean  dsc_history_query_has           (const DscHistoryQuery *query, const DscBehaviourHistory *history, guint behaviour);
/* Whether the span begins with a change inside the range. */
gboolean  dsc_history_query_has_change    (const DscHistoryQuery *query, const DscBehaviourSpan *span);
/* One row per change: behaviour, title, since, before, from, to, source, meaning; and, when nothing is filtered by a range, one without from for what
 * was in the beginning. */
DscSheet *dsc_behaviour_history_tabulate  (const DscBehaviourHistory *self, const DscHistoryQuery *query);
