/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-script.h: a program in the strict subset of Python that Dictoscope understands.
 *
 * The text is read once into a tree that no version plays a part in; running it for a target makes a timeline. What is not
 * understood is never skipped: it becomes a diagnostic with its place, the reason and what to write instead, and the run ends
 * in front of it, so that the operations before it stay. */
#pragma once

#include <gio/gio.h>

#include "dsc-error.h"
#include "dsc-timeline.h"

typedef struct DscScript DscScript;

typedef struct {
  guint  code;               /* DscErrorCode: SYNTAX, OUTSIDE_SUBSET, LIMIT … */
  guint  line, column;       /* from 1, columns in characters; end exclusive */
  guint  end_line, end_column;
  char  *message;            /* one sentence, translated */
  char  *suggestion;         /* what to write instead, one sentence; NULL when there is none */
} DscDiagnostic;

/* View settings of a comment line "# dictoscope: version=3.14.10 hash-seed=0 step=3 name=row"; unset ones NULL or -1. */
typedef struct {
  char  **versions;          /* NULL-terminated, or NULL */
  gint64  hash_seed;
  gint64  step;
  char   *name;
} DscScriptSettings;

#define DSC_SCRIPT_MAX_BYTES      (16u << 20)   /* longer texts are refused with a diagnostic */
#define DSC_SCRIPT_MAX_NESTING    200           /* brackets and blocks within each other */
#define DSC_SCRIPT_MAX_STEPS      10000000u     /* operations of one run */

/* Never NULL and never fails: bad text gives a script whose first error is its diagnostic. text need not be valid UTF-8 nor end in NUL. */
DscScript               *dsc_script_new             (const char *text, gsize length);
DscScript               *dsc_script_ref             (DscScript *self);
void                     dsc_script_unref           (DscScript *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscScript, dsc_script_unref)

const char              *dsc_script_get_text        (const DscScript *self, gsize *out_length);
const DscDiagnostic     *dsc_script_get_diagnostic  (const DscScript *self);      /* of reading; NULL: all is understood */
const DscScriptSettings *dsc_script_get_settings    (const DscScript *self);
/* "script.py:5:9: error: …. Write … instead." in one line; file may be NULL. */
char                    *dsc_diagnostic_format      (const DscDiagnostic *self, const char *file);
void                     dsc_diagnostic_free        (DscDiagnostic *self);

typedef enum {                /* what a program has looked at, beyond what its operations give it */
  DSC_LOOKS_AT_RELEASE  = 1 << 0,    /* number of the release, or sizes that belong to it */
  DSC_LOOKS_AT_HASHES   = 1 << 1,    /* hash (x), sets */
  DSC_LOOKS_AT_TEXTS    = 1 << 2,    /* repr or str of what is not written alike everywhere, or compared alike: floats, containers, … */
  DSC_LOOKS_AT_ORDER    = 1 << 3,    /* in which the items of a dict come */
  DSC_LOOKS_AT_INTEGERS = 1 << 4,    /* whether they fit into a C long */
  DSC_LOOKS_AT_UNION    = 1 << 5,    /* whether a | b is there */
} DscLook;

typedef struct {
  DscTimeline   *timeline;    /* always; holds what ran before any error. Owned */
  DscDiagnostic *diagnostic;  /* NULL: ran to its end. Else of reading, of the run (outside subset), or the exception that Python raises
                                 (its wording is the last step's error, the message repeats it). Owned */
  /* What it asked of the release that no trait says: a release with the same traits that answers the same has the same run. */
  guint64        asked;       /* bits of DscWording: ways to word or do something */
  guint          looks;       /* DscLook */
} DscRun;
/* Whether the program of a run, that of release a, would get the same answers of release b where no trait gives them: by what it may write, how
 * errors are worded, which release it is. If the traits are the same too, so is the run. */
gboolean                 dsc_run_asks_alike         (const DscRun *self, DscScript *script, DscTarget a, DscTarget b);

/* Runs for one target. Thread-safe for different runs of the same script. NULL and error only for no memory and G_IO_ERROR_CANCELLED.
 * progress (may be NULL) is told the number of steps so far, at most every 4096 steps, in the calling thread. */
typedef void (*DscRunProgress) (gsize n_steps, gpointer user_data);
DscRun                  *dsc_script_run             (DscScript *self, DscTarget target, guint32 hash_seed, GCancellable *cancellable,
                                                     DscRunProgress progress, gpointer user_data, GError **error);
/* By rules that no release has in this combination (dsc_traits_borrow), as far as max_steps operations; then, unless the program has ended,
 * the diagnostic says that it was stopped. */
DscRun                  *dsc_script_run_by_traits   (DscScript *self, const DscTraits *traits, guint32 hash_seed, gsize max_steps,
                                                     GCancellable *cancellable, GError **error);
void                     dsc_run_free               (DscRun *self);

/* The same, with somebody who looks on: at the beginning, and whenever a simple statement of the module (an expression, an assignment, a
 * deletion; not one inside of a class) has been done, which ends at byte `end` of the text. Called in the running thread; the
 * functions may read the live machine of the timeline, but change nothing; the first one may set an observer. Each may be NULL. */
typedef struct {
  void   (*begun)      (DscTimeline *timeline, gpointer user_data);
  void   (*done)       (DscTimeline *timeline, guint32 end, gpointer user_data);
  DscRunProgress progress;    /* as for dsc_script_run */
  gpointer user_data;
  gsize    max_steps;         /* stops after so many, as dsc_script_run_by_traits; 0: DSC_SCRIPT_MAX_STEPS */
} DscRunWatcher;
DscRun                  *dsc_script_run_watched     (DscScript *self, DscTarget target, guint32 hash_seed, const DscRunWatcher *watcher,
                                                     GCancellable *cancellable, GError **error);
/* The ends (guint32) of the statements that a watcher is told of, ascending. Free with g_array_unref. */
GArray                  *dsc_script_list_ends       (const DscScript *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscRun, dsc_run_free)
