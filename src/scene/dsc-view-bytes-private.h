/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-bytes-private.h: what the files of the byte view share: where rows and bytes are, and the words beside them. */
#pragma once

#include "dsc-view-bytes.h"

#define DSC_BYTES_MARGIN   16.0
#define DSC_BYTES_HEAD     64.0    /* height of a heading */
#define DSC_BYTES_NAMES    15.0    /* strip of a row above the bytes */
#define DSC_BYTES_BOXES    20.0
#define DSC_BYTES_VALUES   15.0    /* strip below them */
#define DSC_BYTES_ROW      (DSC_BYTES_NAMES + DSC_BYTES_BOXES + DSC_BYTES_VALUES + 3)
#define DSC_BYTES_CALLOUT  14.0    /* line for a member too narrow for its name */
#define DSC_BYTES_MIDDLE    8.0    /* gap in the middle of 16 bytes */
#define DSC_BYTES_ADVANCE   6.1    /* a letter of names and values */
#define DSC_BYTES_MOST_CALLOUTS 16u

typedef struct {
  guint64 line;                   /* row of bytes in the block, from 0 */
  guint   n;                      /* callouts below it */
} DscTallLine;

typedef struct {
  const DscBlock *block;
  guint64  row;                   /* of the heading */
  guint64  n_lines;               /* rows of bytes */
  double   y;
  GArray  *tall;                  /* DscTallLine */
} DscBytesSection;

struct DscViewBytes {
  DscSnapshot          *snapshot;
  DscBytesOptions       options;
  char                 *name;
  const DscTextMetrics *metrics;
  guint                 per_row;
  double                cell;     /* width of a byte */
  double                left;     /* x of byte 0 */
  double                offsets, addresses;   /* right edges of their columns */
  double                width, height;
  GArray               *sections;
  guint64               n_rows;
};

const DscBytesSection *dsc_view_bytes_section_of  (const DscViewBytes *self, guint64 row);
double                 dsc_view_bytes_byte_x      (const DscViewBytes *self, guint column);
/* Box of the bytes from one column to before another in a row whose top is at y. */
DscRect                dsc_view_bytes_segment     (const DscViewBytes *self, guint column, guint end, double y);
/* Members of a line that are too narrow for their names, from right to left, as they are listed below it; returns how many. */
guint                  dsc_view_bytes_callouts    (const DscViewBytes *self, const DscBlock *block, guint64 line,
                                                   DscByteCell out[DSC_BYTES_MOST_CALLOUTS]);
guint                  dsc_view_bytes_n_callouts  (const DscBytesSection *section, guint64 line);

/* dsc-view-bytes-words.c; the strings are the caller's, to g_free. */
char *dsc_bytes_name_of    (const DscByteCell *cell);                              /* "dk_usable", "pad 4" */
char *dsc_bytes_value_of   (const DscSnapshot *snapshot, const DscByteCell *cell);  /* "= 4", "→ 'route'", "never written" */
char *dsc_bytes_number_of  (const DscByteCell *cell);
