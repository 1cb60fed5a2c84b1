/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-session-private.h: what the files of the session share. */
#pragma once

#include "dsc-session.h"
#include "dsc-step-list.h"
#include "dsc-variable-list.h"
#include "dsc-view-diagram.h"
#include "dsc-visits.h"

struct _DscSession {
  GObject               parent_instance;

  char                 *text;
  DscTarget             target;
  guint32               hash_seed;
  GArray               *asked_targets;   /* DscTarget, of the settings line where there are several; NULL: none */
  guint64               position;
  char                 *pinned_name;
  DscSceneId            selection;
  DscVisits            *visits;

  DscScript            *good_script;     /* last one of this document that could be read; NULL: none yet */
  DscHistory           *history;         /* what is shown is of this run */
  DscState             *whole;           /* of history at position, unless one is being built */
  DscState             *state;           /* the same at the moment; NULL: like whole */
  gint                  moment;          /* of the step; -1: it is done */
  gboolean              entering;        /* once the state is there, the moment is the first one for this grain: */
  DscGrain              entering_grain;
  gconstpointer         state_of;        /* history that state is of; only compared */
  DscScene             *scene;           /* of state; NULL: not asked for yet */
  DscPyramid           *pyramid;         /* of state, from its first picture; NULL: none yet, or it needs none */
  DscDiagnostic        *diagnostic;      /* of the newest text, when it is not the history's */
  const DscTextMetrics *metrics;
  const DscTextMetrics *worker_metrics;  /* of the same fonts, for any thread; NULL: pictures are made in the main thread */
  DscStepList          *steps;
  DscVariableList      *variables;

  GArray               *bookmarks;       /* guint64, ascending */
  GPtrArray            *branches;        /* DscBranch */
  DscBranch            *open_branch;     /* of those, the one of the base; NULL: no step of it is gone */
  char                 *base_text;       /* text that was last looked through; NULL: none yet */
  guint64               base_n;          /* its steps */
  guint64               base_prefix;     /* that all runs since have shared with it; MAX: there was none */

  GTask                *run_task;        /* borrowed: each is alive until its callback has run */
  GTask                *state_task;
  GCancellable         *run_cancellable; /* of run_task */
  guint                 busy_source;
  gboolean              to_end;          /* the next run to be adopted goes to its last step */
  gboolean              obey_settings;   /* the next run reads the settings line */
  gboolean              select_change;   /* once the state at position is there, what its step changed is selected */
  gboolean              step_given;      /* that line says where the run to be adopted is shown */
  gboolean              stale, running, busy, show_addresses;
};

/* dsc-session-branches.c */
void    dsc_session_branches_init       (DscSession *self);
void    dsc_session_branches_clear      (DscSession *self);
void    dsc_session_forget_branches     (DscSession *self);      /* another document */
/* A run of the text has taken the place of an old one (may be NULL). */
void    dsc_session_note_branch         (DscSession *self,
                                         DscHistory *old,
                                         DscHistory *history,
                                         guint64     n_same);
/* Somebody goes through the program as it is now. */
void    dsc_session_settle_branch       (DscSession *self);
void    dsc_session_drop_late_bookmarks (DscSession *self);

/* Starts a run of text for target and hash_seed in a thread; any earlier one is cancelled. */
void    dsc_session_run             (DscSession *self);
guint   dsc_session_run_progress    (DscSession *self);

/* Called by the run when it is done. */
void    dsc_session_adopt           (DscSession *self,
                                     DscHistory *history,
                                     guint64     n_same,       /* operations at the beginning that are as in the session's */
                                     gboolean    stale);
void    dsc_session_take_diagnostic (DscSession    *self,
                                     DscDiagnostic *diagnostic);
void    dsc_session_take_settings   (DscSession *self,
                                     DscTarget   target,
                                     guint32     hash_seed,
                                     gint64      step,
                                     const char *name);
void    dsc_session_ask_targets     (DscSession *self,
                                     GArray     *targets);     /* DscTarget, taken; NULL: none */
void    dsc_session_update_state    (DscSession *self);
void    dsc_session_work_changed    (DscSession *self);
