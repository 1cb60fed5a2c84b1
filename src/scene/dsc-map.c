/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-map.c: the arithmetic of a map, and what its cells and pixels are in words. */
#include "dsc-map.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define ASPECT  1.6      /* of both maps together */
#define MANY    64u      /* columns; up to here of slots in eights, above in sixteens */

/* Boxes inside an entry's cell, map units. */
#define NUMBER_WIDTH 44.0
#define HASH_WIDTH   76.0

struct DscMap {
  gatomicrefcount references;
  DscMapKind      kind;
  DscSnapshot    *snapshot;
  DscPyramid     *pyramid;
  DscMapGeometry  geometry;
};

/* --- plan --------------------------------------------------------------------------------------------------------- */

/* Round numbers of columns where the loss is small, so that the numbers at the edge are easier to read. */
static gsize
round_columns (double columns)
{
  const gsize n = (gsize) MAX (columns, 1);

  return n >= 400 ? n - n % 20 : n >= 100 ? n - n % 10 : n >= 40 ? n - n % 4 : n;
}

DscMapPlan
dsc_map_plan (const DscSnapshot *snapshot,
              double             width)
{
  const gboolean has_slots = dsc_snapshot_get_index_width (snapshot) > 0;
  const double slot_pitch = DSC_MAP_INDEX_WIDTH + DSC_MAP_GAP;
  const double entry_pitch = DSC_MAP_ENTRY_WIDTH + DSC_MAP_GAP;
  const double slots = has_slots ? (double) dsc_snapshot_get_n_slots (snapshot) * slot_pitch : 0;
  const double entries = (double) dsc_snapshot_get_entry_capacity (snapshot) * entry_pitch;
  const double whole = MAX (sqrt ((slots + entries) * (DSC_MAP_HEIGHT + DSC_MAP_GAP) * ASPECT), width);
  DscMapPlan plan = { 0, 1, width / whole };

  if (has_slots)
    {
      const gsize columns = (gsize) (whole / slot_pitch);
      const gsize step = columns > MANY ? 16 : 8;

      plan.slot_columns = (columns + step - 1) / step * step;
      plan.unit = MIN (width / ((double) plan.slot_columns * slot_pitch), 1);
    }
  plan.entry_columns = round_columns (floor (width / plan.unit / entry_pitch + 1e-9));
  return plan;
}

/* --- making ------------------------------------------------------------------------------------------------------- */

DscMap *
dsc_map_new (DscSnapshot *snapshot,
             DscPyramid  *pyramid,
             DscMapKind   kind,
             gsize        columns,
             double       x,
             double       y,
             double       unit)
{
  g_return_val_if_fail (snapshot != NULL && pyramid != NULL && columns > 0, NULL);

  const gboolean is_index = kind == DSC_MAP_OF_INDICES;
  const double width = is_index ? DSC_MAP_INDEX_WIDTH : DSC_MAP_ENTRY_WIDTH;
  const gsize n = is_index ? dsc_snapshot_get_n_slots (snapshot) : dsc_snapshot_get_entry_capacity (snapshot);
  DscMap *self = g_new0 (DscMap, 1);

  g_atomic_ref_count_init (&self->references);
  self->kind = kind;
  self->snapshot = dsc_snapshot_ref (snapshot);
  self->pyramid = dsc_pyramid_ref (pyramid);
  self->geometry = (DscMapGeometry) {
    .n = n, .columns = columns, .rows = (n + columns - 1) / columns, .x = x, .y = y, .unit = unit,
    .width = width * unit, .height = DSC_MAP_HEIGHT * unit,
    .pitch_x = (width + DSC_MAP_GAP) * unit, .pitch_y = (DSC_MAP_HEIGHT + DSC_MAP_GAP) * unit,
  };
  return self;
}

DscMap *
dsc_map_ref (DscMap *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
dsc_map_unref (DscMap *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  dsc_snapshot_unref (self->snapshot);
  dsc_pyramid_unref (self->pyramid);
  g_free (self);
}

DscMapKind
dsc_map_get_kind (const DscMap *self)
{
  return self->kind;
}

const DscSnapshot *
dsc_map_get_snapshot (const DscMap *self)
{
  return self->snapshot;
}

DscPyramid *
dsc_map_get_pyramid (const DscMap *self)
{
  return self->pyramid;
}

DscPyramidLayer
dsc_map_get_layer (const DscMap *self)
{
  return self->kind == DSC_MAP_OF_INDICES ? DSC_LAYER_SLOTS : DSC_LAYER_ENTRIES;
}

const DscMapGeometry *
dsc_map_get_geometry (const DscMap *self)
{
  return &self->geometry;
}

DscRect
dsc_map_get_bounds (const DscMap *self)
{
  const DscMapGeometry *g = &self->geometry;

  return (DscRect) { g->x, g->y, (double) MIN (g->columns, g->n) * g->pitch_x, (double) g->rows * g->pitch_y };
}

/* --- detail ------------------------------------------------------------------------------------------------------- */

static const struct { const char *name, *word; double least; } details[DSC_N_DETAILS] = {
  [DSC_DETAIL_AUTO]    = { N_("Automatic"), "auto",    -1 },
  [DSC_DETAIL_DENSITY] = { N_("Density"),   "density", 0 },
  [DSC_DETAIL_GRID]    = { N_("Grid"),      "grid",    1 },
  [DSC_DETAIL_CELLS]   = { N_("Cells"),     "cells",   5 },
  [DSC_DETAIL_ROWS]    = { N_("Rows"),      "rows",    16 },
  [DSC_DETAIL_ANATOMY] = { N_("Anatomy"),   "anatomy", 44 },
};

DscDetail
dsc_map_get_detail (const DscMap *self,
                    double        scale)
{
  const double pixels = self->geometry.pitch_y * scale + 1e-9;
  DscDetail detail = DSC_DETAIL_DENSITY;

  while (detail + 1 < DSC_N_DETAILS && pixels >= details[detail + 1].least)
    detail++;
  return detail;
}

double
dsc_map_get_least_scale (const DscMap *self,
                         DscDetail     detail)
{
  g_return_val_if_fail (detail < DSC_N_DETAILS, 0);

  return details[detail].least / self->geometry.pitch_y;
}

const char *
dsc_detail_get_name (DscDetail detail)
{
  g_return_val_if_fail (detail < DSC_N_DETAILS, NULL);

  return _(details[detail].name);
}

const char *
dsc_detail_get_word (DscDetail detail)
{
  g_return_val_if_fail (detail < DSC_N_DETAILS, NULL);

  return details[detail].word;
}

gboolean
dsc_detail_parse (const char *word,
                  DscDetail  *out_detail)
{
  for (guint i = 0; i < DSC_N_DETAILS; i++)
    if (g_strcmp0 (word, details[i].word) == 0)
      {
        *out_detail = (DscDetail) i;
        return TRUE;
      }
  return FALSE;
}

/* --- cells -------------------------------------------------------------------------------------------------------- */

DscRect
dsc_map_cell_rect (const DscMap *self,
                   gsize         i)
{
  const DscMapGeometry *g = &self->geometry;

  return (DscRect) { g->x + (double) (i % g->columns) * g->pitch_x, g->y + (double) (i / g->columns) * g->pitch_y, g->width, g->height };
}

gboolean
dsc_map_cell_at (const DscMap *self,
                 double        x,
                 double        y,
                 gsize        *out_cell)
{
  const DscMapGeometry *g = &self->geometry;
  const double column = floor ((x - g->x) / g->pitch_x + 1e-9);
  const double row = floor ((y - g->y) / g->pitch_y + 1e-9);

  if (column < 0 || row < 0 || column >= (double) g->columns || row >= (double) g->rows)
    return FALSE;
  *out_cell = (gsize) row * g->columns + (gsize) column;
  return *out_cell < g->n;
}

static gsize
clamp_count (double value,
             gsize  most)
{
  return value <= 0 ? 0 : value >= (double) most ? most : (gsize) value;
}

DscMapRange
dsc_map_range (const DscMap *self,
               DscRect       rect)
{
  const DscMapGeometry *g = &self->geometry;
  DscMapRange range = {
    clamp_count (floor ((rect.x - g->x) / g->pitch_x), g->columns), clamp_count (ceil ((rect.x + rect.width - g->x) / g->pitch_x), g->columns),
    clamp_count (floor ((rect.y - g->y) / g->pitch_y), g->rows), clamp_count (ceil ((rect.y + rect.height - g->y) / g->pitch_y), g->rows),
  };

  if (range.column >= range.end_column || range.row >= range.end_row)
    range = (DscMapRange) { 0 };
  return range;
}

DscRect
dsc_map_field_rect (const DscMap *self,
                    gsize         i,
                    DscFieldId    field)
{
  const DscRect cell = dsc_map_cell_rect (self, i);
  const double unit = self->geometry.unit;
  const gboolean has_hash = dsc_snapshot_entries_have_hash (self->snapshot);
  const double hash = has_hash ? HASH_WIDTH * unit : 0;
  const double left = cell.x + NUMBER_WIDTH * unit;
  const double right = cell.x + cell.width - 2 * unit;

  if (self->kind == DSC_MAP_OF_INDICES)
    return (DscRect) { 0 };
  if (field == DSC_FIELD_ME_HASH && has_hash)
    return (DscRect) { left, cell.y + 2 * unit, hash - 2 * unit, cell.height - 4 * unit };
  if (field == DSC_FIELD_ME_KEY)
    return (DscRect) { left + hash, cell.y + 2 * unit, right - left - hash, cell.height / 2 - 3 * unit };
  if (field == DSC_FIELD_ME_VALUE)
    return (DscRect) { left + hash, cell.y + cell.height / 2 + unit, right - left - hash, cell.height / 2 - 3 * unit };
  return (DscRect) { 0 };
}

/* --- ids ---------------------------------------------------------------------------------------------------------- */

DscSceneId
dsc_map_cell_id (const DscMap *self,
                 gsize         i)
{
  return (DscSceneId) { .part = self->kind == DSC_MAP_OF_INDICES ? DSC_PART_OF_SLOT : DSC_PART_OF_ENTRY, .index = (gint64) i };
}

static gboolean
rect_has (DscRect box,
          double  x,
          double  y)
{
  return x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
}

DscSceneId
dsc_map_pick (const DscMap *self,
              double        x,
              double        y,
              double        scale)
{
  static const DscFieldId fields[] = { DSC_FIELD_ME_HASH, DSC_FIELD_ME_KEY, DSC_FIELD_ME_VALUE };
  gsize i;

  if (!dsc_map_cell_at (self, x, y, &i))
    return (DscSceneId) { 0 };
  if (self->kind == DSC_MAP_OF_ENTRIES && (scale <= 0 || dsc_map_get_detail (self, scale) >= DSC_DETAIL_ANATOMY)
      && dsc_snapshot_get_entry_state (self->snapshot, i) == DSC_SLOT_USED)
    for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
      if (rect_has (dsc_map_field_rect (self, i, fields[f]), x, y))
        return (DscSceneId) { .part = DSC_PART_OF_ENTRY_FIELD, .field = (guint16) fields[f], .index = (gint64) i };
  return dsc_map_cell_id (self, i);
}

gboolean
dsc_map_find (const DscMap *self,
              DscSceneId    id,
              gsize        *out_cell,
              DscRect      *out_box)
{
  const gboolean is_field = self->kind == DSC_MAP_OF_ENTRIES && id.part == DSC_PART_OF_ENTRY_FIELD;
  const DscPartKind part = self->kind == DSC_MAP_OF_INDICES ? DSC_PART_OF_SLOT : DSC_PART_OF_ENTRY;

  if (id.index < 0 || (guint64) id.index >= self->geometry.n || id.extra != 0 || (id.part != part && !is_field))
    return FALSE;

  const gsize i = (gsize) id.index;
  const DscRect box = is_field ? dsc_map_field_rect (self, i, (DscFieldId) id.field) : dsc_map_cell_rect (self, i);
  if (is_field && (box.width <= 0 || dsc_snapshot_get_entry_state (self->snapshot, i) != DSC_SLOT_USED))
    return FALSE;
  if (out_cell != NULL)
    *out_cell = i;
  if (out_box != NULL)
    *out_box = box;
  return TRUE;
}
