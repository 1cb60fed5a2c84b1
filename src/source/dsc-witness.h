/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-witness.h: a real interpreter that runs scripts and tells, statement by statement, what the memory of its dicts holds.
 *
 * A script of our own (dsc-witness-probe.py) runs in it. Where the members of CPython's structs lie is sent along from dsc-layout.h,
 * so what is read proves the layout, too. The interpreter is another program: it may be silent, babble or die, and each of these
 * is an error here with a full sentence. */
#pragma once

#include "dsc-image.h"
#include "dsc-interpreter.h"
#include "dsc-script.h"

typedef struct DscWitness DscWitness;

typedef struct {
  gint64   hash_none;
  guint64  dict_type, empty_keys, empty_values, dummy;      /* addresses; 0: there is no such thing */
  gint64   held, held_instance;                             /* references that looking itself holds */
  gboolean knows_class_keys;                                /* where a class keeps the shared keys was found */
} DscWitnessFacts;

typedef enum { DSC_TESTIMONY_STATEMENT = 0, DSC_TESTIMONY_END } DscTestimonyKind;
typedef struct {
  DscTestimonyKind kind;
  guint32          end;        /* STATEMENT: where the statement ends in the script */
  const char      *printed;    /* since the one before; valid until the next */
  gsize            printed_length;
  const char      *raised;     /* END: last line of the traceback, or NULL */
} DscTestimony;

/* Starts it on all of these scripts (DscScript), one after the other. All must be of the subset. silence: seconds. */
DscWitness            *dsc_witness_new        (const DscInterpreter *interpreter, guint32 hash_seed, GPtrArray *scripts, guint silence, GError **error);
void                   dsc_witness_free       (DscWitness *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscWitness, dsc_witness_free)
const DscWitnessFacts *dsc_witness_get_facts  (const DscWitness *self);

/* Script i begins; all images are gone. What is left of the script before is passed over. */
gboolean               dsc_witness_begin      (DscWitness *self, guint i, GError **error);
/* The next thing that it tells of the script; the images are then those of that moment. */
gboolean               dsc_witness_next       (DscWitness *self, DscTestimony *out_testimony, GError **error);
/* Name to DscImage: all variables that hold dicts, instances or classes. */
GHashTable            *dsc_witness_get_images (const DscWitness *self);
