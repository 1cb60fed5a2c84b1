/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-session.h: the open document: script, target, hash seed, step, variable, selection, and the picture that follows.
 *
 * Everything that a window shows is derived from a session. Runs go on in a worker thread, only the newest counts; until it
 * is done, and while the text cannot be read, the last good state stays. All functions are for the main thread. */
#pragma once

#include <gio/gio.h>

#include "dsc-describe.h"
#include "dsc-history.h"
#include "dsc-scene.h"
#include "dsc-view-diagram.h"

#define DSC_TYPE_SESSION (dsc_session_get_type ())
G_DECLARE_FINAL_TYPE (DscSession, dsc_session, DSC, SESSION, GObject)

/* Properties for notify: target, hash-seed, position, moment, n-steps, bookmarks, branches, pinned-name, state, selection, visits, asked-targets, diagnostic, stale, running, busy.
 * "state" is announced whenever the picture may differ; "diagnostic" whenever the message may. */

DscSession          *dsc_session_new              (void);

/* Another document: forgets the last good state, goes to the last step, obeys the settings line of the text. */
void                 dsc_session_load             (DscSession *self,
                                                   const char *text);
/* The same document, edited. At the last step, stays at the last step; elsewhere the step is kept. */
void                 dsc_session_set_text         (DscSession *self,
                                                   const char *text);
const char          *dsc_session_get_text         (DscSession *self);

void                 dsc_session_set_target       (DscSession *self,
                                                   DscTarget   target);
DscTarget            dsc_session_get_target       (DscSession *self);
/* Where the settings line of the document names several versions, that is a wish to see them side by side: all of them, borrowed, announced
 * when the document has been loaded; else none. */
const DscTarget     *dsc_session_get_asked_targets (DscSession *self,
                                                   guint      *out_n);
void                 dsc_session_set_hash_seed    (DscSession *self,
                                                   guint32     hash_seed);
guint32              dsc_session_get_hash_seed    (DscSession *self);

/* 0: before the first operation; more than there are means the last. */
void                 dsc_session_set_position     (DscSession *self,
                                                   guint64     position);
guint64              dsc_session_get_position     (DscSession *self);
guint64              dsc_session_get_n_steps      (DscSession *self);
/* In the midst of a step: right after one of its moments (dsc_state_get_moments); -1: when it is done, as set_position has it. */
void                 dsc_session_set_place        (DscSession *self,
                                                   guint64     position,
                                                   gint        moment);
/* To the first moment of a step that a grain stops at: known once its state is there, when `moment` is announced. */
void                 dsc_session_enter_step       (DscSession *self,
                                                   guint64     position,
                                                   DscGrain    grain);
gint                 dsc_session_get_moment       (DscSession *self);
/* The state is that of the position and the moment; FALSE: it is being made. */
gboolean             dsc_session_is_there         (DscSession *self);
/* What a step did, in one sentence; of a step that is dear to reach NULL, as of one with nothing to say. g_free. */
char                *dsc_session_dup_sentence     (DscSession *self,
                                                   guint64     position);
/* The last step that begins in this line or before it; 0: none does. */
guint64              dsc_session_find_step_of_line (DscSession *self,
                                                   guint       line);
/* Goes to that step, and selects what it was about as soon as its state is there; nothing, if that has no place. */
void                 dsc_session_select_line      (DscSession *self,
                                                   guint       line);

/* Positions that somebody wants to come back to, in order, borrowed. Another document has none. */
const guint64       *dsc_session_get_bookmarks    (DscSession *self,
                                                   gsize      *out_n);
/* At the position; TRUE: there is one now. */
gboolean             dsc_session_toggle_bookmark  (DscSession *self);
gboolean             dsc_session_find_bookmark    (DscSession *self,
                                                   gboolean    forward,
                                                   guint64    *out_position);

/* What the program was before it was edited, where the edit made steps go away; the newest first. */
#define DSC_MAX_BRANCHES 8u
typedef struct {
  char    *text;
  guint64  step;         /* the first one that differs, from 1 */
  guint64  n_steps;
  char    *operation;    /* source text of that step */
} DscBranch;
guint                dsc_session_get_n_branches   (DscSession *self);
const DscBranch     *dsc_session_get_branch       (DscSession *self,
                                                   guint       i);      /* borrowed; NULL: there is none */
/* The text to set in order to go there; what is left becomes a branch when it is set. g_free. */
char                *dsc_session_leave_for_branch (DscSession *self,
                                                   guint       i);

/* The variable to show whatever the program is at; NULL follows the program. */
void                 dsc_session_set_pinned_name  (DscSession *self,
                                                   const char *name);
const char          *dsc_session_get_pinned_name  (DscSession *self);

/* A thing in memory; part PICTURE is nothing. It is kept when the state has no such thing. */
void                 dsc_session_set_selection    (DscSession *self,
                                                   DscSceneId  id);
DscSceneId           dsc_session_get_selection    (DscSession *self);
/* One level up from the selection, or down into it (dsc-path.h); FALSE: there is nothing, or no state. */
gboolean             dsc_session_drill            (DscSession *self,
                                                   gboolean    down);
/* Places that were selected, each with its step. FALSE: there is none in that direction. "visits" is announced when that changes. */
gboolean             dsc_session_can_revisit      (DscSession *self,
                                                   gboolean    forward);
gboolean             dsc_session_revisit          (DscSession *self,
                                                   gboolean    forward);

GListModel          *dsc_session_get_steps        (DscSession *self);   /* DscStepItem; borrowed */
GListModel          *dsc_session_get_variables    (DscSession *self);   /* DscVariableItem; borrowed */

DscState            *dsc_session_get_state        (DscSession *self);   /* borrowed; NULL before the first run is done */
DscHistory          *dsc_session_get_history      (DscSession *self);   /* borrowed; NULL before the first run is done */
/* What is wrong with the text, or was raised; borrowed until the next run; NULL: nothing. */
const DscDiagnostic *dsc_session_get_diagnostic   (DscSession *self);
/* TRUE: the state is of an earlier text, because this one cannot be read. */
gboolean             dsc_session_is_stale         (DscSession *self);
/* TRUE: the state is of this very text; FALSE: of an earlier one, because this one cannot be read, or because its run is not
 * done yet. */
gboolean             dsc_session_is_current       (DscSession *self);
/* A run or a search for a state is under way. */
gboolean             dsc_session_is_running       (DscSession *self);
/* The same, and it has been for so long (half a second) that people want to know. */
gboolean             dsc_session_is_busy          (DscSession *self);
guint                dsc_session_get_progress     (DscSession *self);   /* steps of the run so far */
/* Of the picture that is being made, 0 to 1000; -1: none is. */
int                  dsc_session_get_permille     (DscSession *self);
/* Stops what is under way; what is shown stays. */
void                 dsc_session_cancel           (DscSession *self);

/* Widths of text of whoever paints; NULL: built in. Must stay valid as long as the session. */
void                 dsc_session_set_metrics      (DscSession           *self,
                                                   const DscTextMetrics *metrics);
/* The same widths from any thread, valid for ever: pictures of large tables are then made in the worker that makes their state, and
 * `state` is announced when both are there. NULL: never. */
void                 dsc_session_set_worker_metrics (DscSession           *self,
                                                     const DscTextMetrics *metrics);
/* Whether pictures tell the addresses of the model. */
void                 dsc_session_set_show_addresses (DscSession *self,
                                                   gboolean    show);
/* The picture of the state, made when first asked for; NULL when the state has no dict. */
DscScene            *dsc_session_get_scene        (DscSession *self);   /* borrowed */
/* How the picture of the state is made; valid as long as the state is. */
void                 dsc_session_get_diagram_options (DscSession        *self,
                                                   DscDiagramOptions *out_options);
/* A picture of its own for another thread. NULL like above. */
DscScene            *dsc_session_build_scene      (DscSession           *self,
                                                   const DscTextMetrics *metrics);
/* Landmarks of a large table, for the edge of the view, with what is selected; NULL: the table is small, or its picture is not made
 * yet. Unref it. */
DscScene            *dsc_session_build_landmarks (DscSession           *self,
                                                  const DscTextMetrics *metrics,
                                                  double                width);
/* Of the selection in the state; NULL: nothing is selected, or the state has no such thing. */
DscDescription      *dsc_session_describe_selection (DscSession *self);
