/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-pyramid.h: how full each block of a large table is, at every size of block, and the worst probe length in it.
 *
 * Level 0 has one byte a cell (dsc-survey.h). Each further level joins four neighbours of the one below: counts are exact, and
 * the worst probe length is never averaged away. Blocks are squares of cells for indices; for entries, which are wide and low,
 * the first level joins four rows, so that a block is about as wide as high in the picture. 8,388,608 slots and 5,592,405
 * entries take 19 MB. */
#pragma once

#include <glib.h>

#include "dsc-survey.h"

typedef enum { DSC_LAYER_SLOTS = 0, DSC_LAYER_ENTRIES, DSC_N_LAYERS } DscPyramidLayer;

#define DSC_PYRAMID_MAX_LEVELS 32

typedef struct {
  guint32 cells;             /* in the block: fewer at the edges; 0: outside the table */
  guint32 used, dummies;     /* entries: emptied ones; the rest is empty or free */
  guint8  worst;             /* a cell's byte: dsc_cell_probes () of it */
} DscBin;

typedef struct DscPyramid DscPyramid;

/* Columns of the maps that it is for; slot_columns 0: an open table, which has entries only. The snapshot is kept (a reference)
 * until the pyramid is built. Costs nothing yet. */
DscPyramid   *dsc_pyramid_new        (DscSnapshot *snapshot, gsize slot_columns, gsize entry_columns);
DscPyramid   *dsc_pyramid_ref        (DscPyramid *self);
void          dsc_pyramid_unref      (DscPyramid *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscPyramid, dsc_pyramid_unref)

/* Builds it if it is not; any thread, those that come second wait. *cancelled (NULL: never) is read, and *permille (NULL:
 * nobody asks) written atomically while it works. FALSE: cancelled; a later call begins again. */
gboolean      dsc_pyramid_build      (DscPyramid *self, const gint *cancelled, gint *permille);
gboolean      dsc_pyramid_is_ready   (DscPyramid *self);

/* Brings a built pyramid up to date with a snapshot of the same shape, in which only these slots and entries have changed
 * (their order does not matter): only the blocks above them are counted again. Not while another thread reads it. FALSE: another
 * shape, or not built yet; nothing has changed then. */
gboolean      dsc_pyramid_update     (DscPyramid *self, const DscSnapshot *now, const gsize *slots, gsize n_slots,
                                      const gsize *entries, gsize n_entries);

/* A built one of `now`, made from that of the state before by counting only the blocks above the cells that differ; `before` is what
 * `earlier` is of. `earlier` stays as it is, and may be read meanwhile. NULL: not built yet, a table of another shape or run, or so
 * many cells differ that building it is no dearer. Any thread. */
DscPyramid   *dsc_pyramid_new_changed (DscPyramid *earlier, const DscSnapshot *before, const DscSnapshot *now);
/* The cells, in ascending order, that may look different from those that `earlier` is of: those that differ, and slots whose search
 * does; none when it is the same pyramid. FALSE: it was not made from that one. The array is the pyramid's. */
gboolean      dsc_pyramid_get_changes (const DscPyramid *self, const DscPyramid *earlier, DscPyramidLayer layer,
                                       const gsize **out_cells, gsize *out_n);

/* Its shape, which is known from the start. */
gboolean      dsc_pyramid_fits       (const DscPyramid *self, const DscSnapshot *snapshot, gsize slot_columns, gsize entry_columns);
guint         dsc_pyramid_get_n_levels (const DscPyramid *self, DscPyramidLayer layer);   /* the last has one block */
/* Cells of a block of a level, across and down; 1 × 1 for level 0. */
void          dsc_pyramid_get_block  (const DscPyramid *self, DscPyramidLayer layer, guint level, gsize *out_columns, gsize *out_rows);
/* The following only of a pyramid that is ready. */
DscBin        dsc_pyramid_get_bin    (const DscPyramid *self, DscPyramidLayer layer, guint level, gsize column, gsize row);
/* Level 0: bytes of the cells in memory order. */
const guint8 *dsc_pyramid_get_cells  (const DscPyramid *self, DscPyramidLayer layer);
/* The whole table. */
DscBin        dsc_pyramid_get_whole  (const DscPyramid *self, DscPyramidLayer layer);
/* One row of blocks as codes for a table of colours: 5 bits share in use (0: none; 31: all), 3 bits share of dummies (0: none at
 * all, 7: all), 8 bits the worst cell's byte. From column `first`, n of them; level 1 or higher. */
void          dsc_pyramid_get_codes  (const DscPyramid *self, DscPyramidLayer layer, guint level, gsize row, gsize first, gsize n, guint16 *out_codes);
/* Bytes of memory that it holds. */
gsize         dsc_pyramid_get_size   (const DscPyramid *self);
