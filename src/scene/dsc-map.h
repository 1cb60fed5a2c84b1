/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-map.h: a table of any size as cells in row-major memory order: where each cell is, and how much of it can be shown.
 *
 * A map is arithmetic: it holds no cell, only a reference to the snapshot, the number of cells and their pitch. Its measures
 * are those of a cell at which everything can be read (44 units high); `unit` says how large one of these units is in the
 * scene, so that five million cells take the same part of a page as five hundred, and only zooming tells them apart.
 * Immutable; may be read, and painted, by any number of threads at once. */
#pragma once

#include "dsc-pyramid.h"
#include "dsc-scene.h"

typedef enum {
  DSC_MAP_OF_INDICES = 1,      /* slots of dk_indices: id SLOT */
  DSC_MAP_OF_ENTRIES,          /* dk_entries, those still free too; or the slots of an open table: id ENTRY */
} DscMapKind;

typedef enum {                 /* what a cell is drawn as; the order is that of size */
  DSC_DETAIL_AUTO = 0,         /* as dsc_map_get_detail says; only in options */
  DSC_DETAIL_DENSITY,          /* below 1 pixel: one pixel for several cells */
  DSC_DETAIL_GRID,             /* 1 to 5: plain pixels */
  DSC_DETAIL_CELLS,            /* 5 to 16: colour, texture, probe length as height */
  DSC_DETAIL_ROWS,             /* 16 to 44: one line: number, hash bits, key, value */
  DSC_DETAIL_ANATOMY,          /* 44 and more: fields with offsets */
  DSC_N_DETAILS,
} DscDetail;

#define DSC_MAP_HEIGHT        44.0   /* of a cell, in map units */
#define DSC_MAP_INDEX_WIDTH   52.0
#define DSC_MAP_ENTRY_WIDTH  264.0
#define DSC_MAP_GAP            4.0   /* between cells, either way */

typedef struct {
  gsize  n, columns, rows;
  double x, y;                 /* of the first cell, in the scene */
  double unit;                 /* scene units per map unit */
  double width, height;        /* of a cell, scene units */
  double pitch_x, pitch_y;     /* from cell to cell, scene units */
} DscMapGeometry;

typedef struct { gsize column, end_column, row, end_row; } DscMapRange;   /* ends excluded; empty: column == end_column */

/* A page's two maps: columns of each and the unit, so that both, one above the other, are `width` scene units wide and about
 * 16:10 together. Cells are never larger than 1 scene unit per map unit. Open tables: slot_columns is 0. */
typedef struct { gsize slot_columns, entry_columns; double unit; } DscMapPlan;
DscMapPlan            dsc_map_plan         (const DscSnapshot *snapshot, double width);

/* pyramid: of the same snapshot and columns; a reference to both is kept. First cell at (x, y). */
DscMap               *dsc_map_new          (DscSnapshot *snapshot, DscPyramid *pyramid, DscMapKind kind, gsize columns, double x, double y, double unit);
DscMap               *dsc_map_ref          (DscMap *self);
void                  dsc_map_unref        (DscMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscMap, dsc_map_unref)

DscMapKind            dsc_map_get_kind     (const DscMap *self);
const DscSnapshot    *dsc_map_get_snapshot (const DscMap *self);
DscPyramid           *dsc_map_get_pyramid  (const DscMap *self);
DscPyramidLayer       dsc_map_get_layer    (const DscMap *self);
const DscMapGeometry *dsc_map_get_geometry (const DscMap *self);
DscRect               dsc_map_get_bounds   (const DscMap *self);

/* scale: device pixels per scene unit (zoom times the screen's scale). */
DscDetail             dsc_map_get_detail   (const DscMap *self, double scale);
double                dsc_map_get_least_scale (const DscMap *self, DscDetail detail);   /* from which on it is that detail */
const char           *dsc_detail_get_name  (DscDetail detail);                  /* "Anatomy", "Rows" …, translated */
const char           *dsc_detail_get_word  (DscDetail detail);                  /* "anatomy" …, as on the command line */
gboolean              dsc_detail_parse     (const char *word, DscDetail *out_detail);    /* also "auto" */

DscRect               dsc_map_cell_rect    (const DscMap *self, gsize i);
/* The gap right of and below a cell belongs to it. FALSE: outside, or behind the last cell. */
gboolean              dsc_map_cell_at      (const DscMap *self, double x, double y, gsize *out_cell);
/* Cells whose pitch meets the rectangle; the last row may be longer than there are cells. */
DscMapRange           dsc_map_range        (const DscMap *self, DscRect rect);
/* Box of me_hash, me_key or me_value inside an entry's cell; empty where the entry has no such field. */
DscRect               dsc_map_field_rect   (const DscMap *self, gsize i, DscFieldId field);

DscSceneId            dsc_map_cell_id      (const DscMap *self, gsize i);
/* What is at a point: the cell, or at a scale at which its fields can be told apart (0: any) the field of a live entry.
 * PART_OF_PICTURE: nothing. */
DscSceneId            dsc_map_pick         (const DscMap *self, double x, double y, double scale);
/* The cell and box of an id; FALSE: not in this map. out may be NULL. */
gboolean              dsc_map_find         (const DscMap *self, DscSceneId id, gsize *out_cell, DscRect *out_box);

/* What one device pixel at that place stands for, in words: "This pixel shows 6 slots: 4 in use, 1 dummy; worst 4 probes.". At levels
 * with a cell of several pixels: what the cell holds. Builds the pyramid where it is needed. NULL: outside. g_free. */
char                 *dsc_map_describe_at  (const DscMap *self, double x, double y, double scale);
/* "8388608 slots: 5000000 in use, 3 dummy; worst 14 probes". g_free. */
char                 *dsc_map_describe_whole (const DscMap *self);
/* Level of the pyramid that is painted at that scale: the smallest blocks that are a pixel or more in both directions. */
guint                 dsc_map_get_level    (const DscMap *self, double scale);
/* How many cells a device pixel stands for at that scale: "each pixel shows 16 slots"; NULL where a cell has a pixel or more. g_free. */
char                 *dsc_map_describe_pixel (const DscMap *self, double scale);
