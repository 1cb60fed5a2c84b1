/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cells-private.h: memory as plain cells, taken from an image and changed by events, one after the other.
 *
 * Cells know nothing of any rule: they have the structs of the model without its invariants, and pointers between blocks are the blocks' numbers. */
#pragma once

#include "dsc-family-private.h"
#include "dsc-snapshot-private.h"

typedef struct {                  /* what lies in one block; parts that it does not have are NULL or 0 */
  uint32_t     id;
  DscBlockKind kind;
  DscDict     *dict;              /* DICT: the numbers in it; its pointers mean nothing */
  int64_t      ma_table, ma_keys, ma_values;        /* DICT: blocks */
  DscKeys     *keys;              /* KEYS */
  size_t       n_filled;          /* KEYS: entries that have been written, whether dk_nentries says so already or not */
  DscKeyEntry *slots;             /* TABLE; inside a DICT: part of the struct */
  size_t       n_slots;           /* entries that there is room for, of a keys object too */
  DscValues   *values;            /* VALUES; inside an INSTANCE too */
  int64_t      instance_dict, instance_values;      /* INSTANCE: blocks */
} DscCell;

typedef struct {
  DscRuntime        *rt;          /* of this memory alone: traits, pool, the static blocks */
  const DscSnapshot *before, *after;
  const DscTrace    *trace;
  DscArena           frozen;      /* objects that stand for what can change and are in neither image */
  DscCell           *cells;
  size_t             n_cells, capacity;
  DscKeyEntry       *rebuilt;     /* copy of the table that is being rebuilt, with the values of a split dict */
  size_t             n_rebuilt;
  int64_t            pending;     /* the table that is being filled for the dict; 0: none */
  int64_t            class_keys;  /* keys object that the class shares; 0: none */
  DscStatus          status;
} DscCells;

/* Memory before the step. */
DscStatus dsc_cells_init  (DscCells *self, const DscSnapshot *before, const DscSnapshot *after, const DscTrace *trace) DSC_WARN_UNUSED;
void      dsc_cells_clear (DscCells *self);
DscCell  *dsc_cells_find  (const DscCells *self, int64_t id);            /* NULL: nothing is known of that block, or it is not there (any more) */
DscCell  *dsc_cells_add   (DscCells *self, DscBlockKind kind, int64_t id);   /* NULL: no memory */
void      dsc_cells_drop  (DscCells *self, int64_t id);
/* Parts of a cell; what was there is freed. NULL, and status NO_MEMORY: none. */
DscKeys  *dsc_cells_make_keys   (DscCells *self, DscCell *cell, unsigned log2_size, DscKeysKind kind);
DscKeyEntry *dsc_cells_make_slots (DscCells *self, DscCell *cell, size_t n);
DscValues *dsc_cells_make_values (DscCells *self, DscCell *cell, size_t n);
DscDict  *dsc_cells_make_dict   (DscCells *self, DscCell *cell, uint32_t id);
/* dsc-cells-load.c: the blocks of an image that are not there yet; which: all of them (0), or only this one. */
void      dsc_cells_load  (DscCells *self, const DscSnapshot *image, int64_t which);
/* dsc-cells-apply.c: event i of the trace happens. */
void      dsc_cells_apply (DscCells *self, size_t i);
/* Takes back what events from `first` on, the last one first, did to a block whose image is known only from after them. */
void      dsc_cells_undo  (DscCells *self, DscCell *cell, size_t first);
void      dsc_cells_set_entry (DscCell *cell, size_t i, DscKeyEntry entry);
DscKeyEntry dsc_cells_get_entry (const DscCell *cell, size_t i);
void      dsc_cells_set_index (DscCell *cell, size_t slot, int64_t index);
