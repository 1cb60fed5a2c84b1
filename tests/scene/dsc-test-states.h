/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-test-states.h: dicts of the model in the states that pictures are tested with. */
#pragma once

#include <glib.h>

#include "dsc-snapshot.h"

typedef enum {
  DSC_STATE_EXAMPLE = 0,   /* the default example after n of its operations */
  DSC_STATE_INTS,          /* n int keys, key i has value i */
  DSC_STATE_STRS,          /* n str keys */
  DSC_STATE_MIXED,         /* n keys of many types, every third deleted again */
  DSC_STATE_LONG,          /* keys and values that are long, wide, or run from right to left */
  DSC_STATE_SHARED,        /* n str keys, all with the very same value */
  DSC_STATE_CLEARED,       /* n int keys, then clear () */
  DSC_STATE_EMPTIED,       /* n str keys, all deleted again */
  DSC_STATE_POPPED,        /* n int keys, then popitem () */
  DSC_STATE_INSTANCE,      /* p with n attributes; q has them in another order but the last, a third has none. The last operation sets p's last */
  DSC_STATE_VARS,          /* the same, then vars (p), then one is set anew */
  DSC_STATE_DELETED,       /* the same, then del of the first */
  DSC_STATE_COMBINED,      /* the same, then vars (p) with a key that is no str */
  DSC_STATE_KEPT,          /* the same, then vars (p) while p is gone */
  DSC_STATE_DICT,          /* the same, then vars (p), and the picture is of the dict */
  DSC_STATE_CLASS,         /* the same, and the picture is the class's */
  DSC_STATE_CROWD,         /* n instances of one class, the i-th with i % 3 attributes; the picture is of the first */
  DSC_N_STATE_KINDS,
} DscStateKind;
const char *dsc_test_state_name (DscStateKind kind);

typedef struct {
  DscSnapshot *before;     /* before the last operation; NULL: there was no dict */
  DscSnapshot *snapshot;
  DscTrace     trace;      /* of the last operation */
  char        *operation;  /* source text of it */
} DscTestState;

/* Aborts when the model fails: every version and n that the tests ask for works. */
/* Whether there is such a state in that version: from INSTANCE on it takes shared keys, or only instances. */
gboolean      dsc_test_state_exists (const char *version, DscStateKind kind);
/* For the options of a picture: the first instance is called p, the second q, the third has no name. */
char         *dsc_test_sharer_name (const DscSharer *sharer, gpointer data);
DscTestState *dsc_test_state_new  (const char *version, DscStateKind kind, gsize n);
void          dsc_test_state_free (DscTestState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscTestState, dsc_test_state_free)
