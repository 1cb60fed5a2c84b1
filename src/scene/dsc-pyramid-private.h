/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-pyramid-private.h: the memory of a pyramid, for the files that build and read it.
 *
 * Level 1 is not kept: counting the four cells of a block when it is painted is as quick as reading it, and it would take half as
 * much as the cells themselves. Of the others a block is packed into as few bits as its counts need: levels 2 to 5 (up to 1024
 * cells) into 32, the rest into 64. From the lowest bit: cells in use, dummies, the worst cell's byte. */
#pragma once

#include "dsc-pyramid.h"

#define DSC_BIN32_COUNT 11u   /* bits of each of the two counts */
#define DSC_BIN64_COUNT 28u

#define DSC_PYRAMID_COUNTED 2u /* up to this level blocks are counted from cells */

typedef struct {
  gsize   columns, rows;             /* blocks across and down */
  guint   log2_width, log2_height;   /* cells of a block */
  guint8 *bins;                      /* guint8, guint32 or guint64 of them by level; level 1: NULL */
} DscPyramidLevel;

typedef struct {
  gsize           n, columns, rows;  /* cells */
  DscPyramidLevel levels[DSC_PYRAMID_MAX_LEVELS];
  guint           n_levels;          /* 0: no such table */
} DscPyramidTable;

typedef struct { gsize *cells, n; } DscPyramidChanges;

struct DscPyramid {
  gatomicrefcount  references;
  GMutex           mutex;            /* held while it is built */
  gint             ready;            /* atomic */
  DscSnapshot     *snapshot;         /* NULL once it is built */
  gsize            n_slots, capacity;
  DscPyramidTable  tables[DSC_N_LAYERS];
  guint64          serial, made_from;   /* no two pyramids have the same; made_from 0: of a snapshot alone */
  DscPyramidChanges changes[DSC_N_LAYERS];   /* since that one */
};

static inline gsize
dsc_pyramid_bin_size (guint level)
{
  return level == 0 ? 1 : level == 1 ? 0 : level <= 5 ? 4 : 8;
}

gsize   dsc_pyramid_level_size  (const DscPyramidTable *table, guint level);   /* bytes */
void    dsc_pyramid_allocate    (DscPyramid *self);
guint64 dsc_pyramid_next_serial (void);

/* dsc-pyramid-join.c: counts blocks of level 1 or 2 from the cells: columns from … end of one row, as 32 bits each. */
void dsc_pyramid_count (const DscPyramidTable *table, guint level, gsize row, gsize from, gsize end, guint32 *out);
/* Writes the blocks of a level from 2 on, from what is below: columns from … end of one row. */
void dsc_pyramid_join  (DscPyramidTable *table, guint level, gsize row, gsize from, gsize end);
