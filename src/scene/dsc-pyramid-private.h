/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-pyramid-private.h: the memory of a pyramid, for the files that build and read it.
 *
 * A block is packed into as few bits as its counts need: level 1 (4 cells) into 16, levels 2 to 5 (up to 1024 cells) into 32,
 * the rest into 64. From the lowest bit: cells in use, dummies, the worst cell's byte. */
#pragma once

#include "dsc-pyramid.h"

#define DSC_BIN16_COUNT 3u    /* bits of each of the two counts */
#define DSC_BIN32_COUNT 11u
#define DSC_BIN64_COUNT 28u

typedef struct {
  gsize   columns, rows;             /* blocks across and down */
  guint   log2_width, log2_height;   /* cells of a block */
  guint8 *bins;                      /* guint8, guint16, guint32 or guint64 of them by level */
} DscPyramidLevel;

typedef struct {
  gsize           n, columns, rows;  /* cells */
  DscPyramidLevel levels[DSC_PYRAMID_MAX_LEVELS];
  guint           n_levels;          /* 0: no such table */
} DscPyramidTable;

struct DscPyramid {
  gatomicrefcount  references;
  GMutex           mutex;            /* held while it is built */
  gint             ready;            /* atomic */
  DscSnapshot     *snapshot;         /* NULL once it is built */
  gsize            n_slots, capacity;
  DscPyramidTable  tables[DSC_N_LAYERS];
};

static inline gsize
dsc_pyramid_bin_size (guint level)
{
  return level == 0 ? 1 : level == 1 ? 2 : level <= 5 ? 4 : 8;
}

/* dsc-pyramid-join.c: counts the blocks of a level from those below: columns from … end of one row. */
void dsc_pyramid_join (DscPyramidTable *table, guint level, gsize row, gsize from, gsize end);
