/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-verify-private.h: comparing one state of the model with one image of a real interpreter. */
#pragma once

#include "dsc-repr.h"
#include "dsc-verify.h"
#include "dsc-witness.h"

typedef struct {
  const DscWitnessFacts *facts;
  const DscTraits       *traits;
  const DscPool         *pool;
  GHashTable            *functions;    /* name of a lookup function to its address: the same one each time */
  DscVerification       *result;
  gboolean               bytes;        /* compare these, too */
  DscText                text;

  /* The state at hand. */
  const DscSnapshot     *snapshot;
  DscImage              *image;
  gboolean               by_address;   /* some key of its table hashes by its address: where keys lie cannot be compared */
  gboolean               is_foreign;   /* its dict's values lie inside of another instance: they are told as a block of their own */
  gboolean               differs;
  char                  *field, *model, *interpreter;    /* its first difference */
} DscComparison;

/* TRUE: all fields of the state that can be compared are equal. Else the first difference is in the comparison. */
gboolean dsc_comparison_run   (DscComparison *self, const DscSnapshot *snapshot, DscImage *image);
/* The first difference of a state is kept, others are not. field: its name as a format. */
void     dsc_comparison_differ (DscComparison *self, const char *model, const char *interpreter, const char *format, ...) G_GNUC_PRINTF (4, 5);
/* Two numbers. */
void     dsc_comparison_number (DscComparison *self, const char *block, const char *field, gint64 i, gint64 model, gint64 interpreter);
void     dsc_comparison_tables (DscComparison *self);
/* Byte by byte, the unused entries and the holes that CPython writes included. */
void     dsc_comparison_bytes  (DscComparison *self);
