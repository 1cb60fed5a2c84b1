/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bytes-compare.h: compares the bytes of a snapshot with those that were read out of a real interpreter's memory. */
#pragma once

#include "dsc-bytes.h"
#include "dsc-json.h"
#include "dsc-machine.h"

typedef enum {
  BYTES_SKIP_UNINITIALISED = 0,   /* a member that was not written in that run */
  BYTES_SKIP_PADDING,             /* the same of padding */
  BYTES_SKIP_VARIES,              /* not the same in two runs of that interpreter */
  BYTES_SKIP_COUNTS_PROCESS,      /* counts what the whole process has */
  BYTES_SKIP_SPECIALISED,         /* given by the specialising interpreter, which the model does not know */
  BYTES_N_SKIPS,
} BytesSkip;

typedef struct {
  gsize n_fields;                 /* compared */
  gsize n_differing;
  gsize n_skipped[BYTES_N_SKIPS];
  gsize n_bytes;                  /* of the fields compared */
} BytesCount;

/* What both pictures are of. */
typedef struct {
  const DscJson     *recording;   /* one scenario */
  const DscSnapshot *snapshot;
  const DscInstance *instance;    /* NULL: a dict was read */
  const char        *place;       /* "3.12.1-64, scenario one_str", for the report */
} BytesPair;

const char *bytes_skip_reason (BytesSkip skip);
/* Adds to the counts; each difference is a line of the report. FALSE and error when the recording is not of the format. */
gboolean    bytes_compare     (const BytesPair *pair, BytesCount *count, GString *report, GError **error);
