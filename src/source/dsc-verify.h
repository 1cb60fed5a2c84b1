/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-verify.h: runs the same scripts in the model and in a real interpreter, and compares what memory holds after each statement.
 *
 * Compared exactly: every index, entry, hash and counter of the dict, of its keys object and of its values, their order bytes, the
 * inline values and the two words in front of instances, sys.getsizeof, __sizeof__, gc.is_tracked, what is printed and the
 * last line of a traceback. Pointers are compared by what they point at: a block, a class, an object by its repr.
 * ma_version_tag is compared by whether it changed. What the interpreter makes itself and the model cannot know is left out, and
 * counted by its reason. */
#pragma once

#include "dsc-interpreter.h"
#include "dsc-script.h"

typedef enum {
  DSC_LEFT_OUT_GC_HEAD = 0,     /* links and counters of the garbage collector: what else the interpreter has made */
  DSC_LEFT_OUT_THREAD,          /* ob_tid, ob_mutex, ob_ref_shared, flags: of the thread and of the object's life in it */
  DSC_LEFT_OUT_REFCOUNT,        /* ob_refcnt */
  DSC_LEFT_OUT_EMPTY_REFCNT,    /* dk_refcnt of the shared empty keys: all empty dicts of the interpreter */
  DSC_LEFT_OUT_DK_VERSION,      /* given by the specialising interpreter */
  DSC_LEFT_OUT_UNINITIALISED,   /* CPython does not write it */
  DSC_LEFT_OUT_STALE_HASH,      /* me_hash of a slot that holds no key */
  DSC_LEFT_OUT_ADDRESS_HASH,    /* tables with keys that hash by their address: their hashes, and where they lie */
  DSC_LEFT_OUT_OLD_INSTANCE,    /* the object of an instance of an old-style class; its dict is compared */
  DSC_LEFT_OUT_CLASS_KEYS,      /* shared keys of a class, where the interpreter keeps them at a place that was not found */
  DSC_N_LEFT_OUT,
} DscLeftOut;
const char *dsc_left_out_name (DscLeftOut reason);    /* "gc-head" */
const char *dsc_left_out_text (DscLeftOut reason);    /* a sentence, translated */

typedef struct {
  guint       script;          /* which of them */
  gsize       step;            /* operations of the model so far */
  guint       line;            /* of the statement, from 1; 0: the end of the script */
  char       *statement;       /* its text */
  char       *variable;        /* or NULL: of no variable (what is printed …) */
  char       *field;           /* "keys.dk_usable", "keys.dk_indices[5]" … */
  char       *model, *interpreter;
} DscDifference;

typedef struct {
  guint64        states;       /* a variable after a statement is one, and so is the end of a script */
  guint64        differing;
  guint64        fields;       /* that were compared in them */
  guint64        left_out[DSC_N_LEFT_OUT];
  guint64        operations;   /* of the model */
  guint64        bytes, bytes_left_out;    /* compared one by one, where that was asked for */
  DscDifference *first;        /* NULL: all is equal */
  guint          n_stopped;    /* scripts that the model ran in part only: it stopped in front of what is outside of the subset, or not modelled */
  DscDiagnostic *stopped;      /* of the first of them */
  gboolean       out_of_time;  /* a script was not over after so many seconds; nothing behind that was compared */
} DscVerification;

/* NULL: the interpreter could not be started, was silent for too long, or did not tell what it should; the error says so. silence: seconds that it may
 * be silent, and that one script may take in all. */
typedef enum { DSC_VERIFY_DEFAULT = 0, DSC_VERIFY_BYTES = 1 << 0 /* every byte of each block as well */ } DscVerifyFlags;
DscVerification *dsc_verify            (const DscInterpreter *interpreter, guint32 hash_seed, GPtrArray *scripts, DscVerifyFlags flags, guint silence,
                                        GError **error);
void             dsc_verification_free (DscVerification *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscVerification, dsc_verification_free)
