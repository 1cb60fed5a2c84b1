/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-diagram-indices.c: dk_indices, the hash table proper: a column of cells with arrows, or a grid of cells.
 *
 * A cell holds what the slot holds: the number of an entry, −1 (never used) or −2 (dummy). */
#include "dsc-view-diagram-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#define OFFSET_END   40.0   /* from the left: right edges of offset and slot number, left edge of the cell */
#define SLOT_END     74.0
#define CELL_START   82.0
#define CELL_WIDTH   54.0
#define GRID_OFFSETS 46.0   /* least room for the labels before a row of the grid */
#define GRID_SLOTS   38.0
#define GRID_PITCH   25.0
#define GRID_CELL    21.0

static const DscFontSpec slot_font = { DSC_FONT_MONO, 12, FALSE };
static const DscFontSpec cell_font = { DSC_FONT_MONO, 13.5, TRUE };
static const DscFontSpec empty_font = { DSC_FONT_MONO, 12, FALSE };
static const DscFontSpec grid_font = { DSC_FONT_MONO, 11.5, TRUE };
static const DscFontSpec grid_empty_font = { DSC_FONT_MONO, 10, FALSE };
static const DscFontSpec grid_label_font = { DSC_FONT_MONO, 10, FALSE };

static char *
format_index (gint64 index)
{
  /* A true minus sign is as wide as a digit. */
  return index < 0 ? g_strdup_printf ("−%" G_GINT64_FORMAT, -index) : g_strdup_printf ("%" G_GINT64_FORMAT, index);
}

static gboolean
index_changed (DscDiagram *self,
               gsize       slot)
{
  return self->before != NULL && !self->table_is_new && slot < dsc_snapshot_get_n_slots (self->before)
         && dsc_snapshot_get_index (self->before, slot) != dsc_snapshot_get_index (self->snapshot, slot);
}

static void
draw_cell (DscDiagram        *self,
           DscSceneId         id,
           gint64             index,
           DscRect            box,
           const DscFontSpec *font,
           const DscFontSpec *empty)
{
  const double middle = box.y + box.height / 2;
  const double center = box.x + box.width / 2;
  const DscRole role = index == DSC_INDEX_EMPTY ? DSC_ROLE_EMPTY : index == DSC_INDEX_DUMMY ? DSC_ROLE_DUMMY : DSC_ROLE_LIVE;
  const DscFontSpec *used = index == DSC_INDEX_EMPTY ? empty : font;
  g_autofree char *text = format_index (index);
  const double width = dsc_diagram_width (self, used, text);

  dsc_scene_add_rect (self->scene, id, role, box, 5);
  if (role == DSC_ROLE_DUMMY)
    dsc_scene_add_rect (self->scene, id, DSC_ROLE_PLATE,
                        (DscRect) { center - width / 2 - 4, middle - used->size * 0.68, width + 8, used->size * 1.36 }, 4);
  dsc_diagram_text (self, id, role, used, DSC_ANCHOR_MIDDLE, center, middle + 0.355 * used->size, text);
  self->legend |= 1u << (index == DSC_INDEX_EMPTY ? DSC_LEGEND_EMPTY : index == DSC_INDEX_DUMMY ? DSC_LEGEND_DUMMY : DSC_LEGEND_LIVE);
}

/* --- column ------------------------------------------------------------------------------------------------------- */

double
dsc_diagram_indices_width (DscDiagram *self)
{
  (void) self;
  return CELL_START + CELL_WIDTH;
}

static void
draw_column_slot (DscDiagram *self,
                  gsize       slot,
                  double      x,
                  double      y,
                  double      height)
{
  const DscSceneId id = dsc_id (DSC_PART_OF_SLOT, (gint64) slot);
  const gint64 index = dsc_snapshot_get_index (self->snapshot, slot);
  const double middle = y + height / 2;
  g_autofree char *name = dsc_scene_id_format (id, self->traits);
  g_autofree char *title = dsc_describe_title (self->snapshot, self->before, id);
  g_autofree char *offset = g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) dsc_snapshot_get_index_offset (self->snapshot, slot));
  g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, slot);

  dsc_scene_begin_group (self->scene, id, name, title);
  dsc_diagram_text (self, id, DSC_ROLE_TEXT_FAINT, &dsc_diagram_mono_small, DSC_ANCHOR_END, x + OFFSET_END, middle + 4, offset);
  dsc_diagram_text (self, id, DSC_ROLE_TEXT_DIM, &slot_font, DSC_ANCHOR_END, x + SLOT_END, middle + 4.3, number);
  draw_cell (self, id, index, (DscRect) { x + CELL_START, y, CELL_WIDTH, height }, &cell_font, &empty_font);
  if (index_changed (self, slot))
    dsc_diagram_change_mark (self, id, MIN (x + 4, x + OFFSET_END - dsc_diagram_width (self, &dsc_diagram_mono_small, offset) - 3), middle);
  dsc_scene_end_group (self->scene);

  if (index >= 0)
    {
      const DscIndexArrow arrow = { slot, (gsize) index, { x + CELL_START + CELL_WIDTH + 2, middle } };
      g_array_append_val (self->index_arrows, arrow);
    }
}

void
dsc_diagram_draw_index_captions (DscDiagram *self,
                                 double      x,
                                 double      baseline)
{
  dsc_diagram_caption (self, DSC_ANCHOR_END, x + OFFSET_END, baseline, _("offset"));
  dsc_diagram_caption (self, DSC_ANCHOR_END, x + SLOT_END, baseline, _("slot"));
}

static void
begin_indices (DscDiagram *self)
{
  const DscSceneId id = { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_DK_INDICES, .index = DSC_BLOCK_KEYS };
  g_autofree char *title = dsc_describe_title (self->snapshot, self->before, id);

  dsc_scene_begin_group (self->scene, id, "dk_indices", title);
}

double
dsc_diagram_draw_indices (DscDiagram *self,
                          double      x,
                          double      y,
                          double      height)
{
  const gsize n = dsc_snapshot_get_n_slots (self->snapshot);
  const double pitch = CLAMP (floor (2 * (height + 4) / n) / 2, 25, 38);

  begin_indices (self);
  for (gsize slot = 0; slot < n; slot++)
    draw_column_slot (self, slot, x, y + slot * pitch, pitch - 4);
  dsc_scene_end_group (self->scene);
  return y + n * pitch - 4;
}

static int
compare_row (gconstpointer a,
             gconstpointer b)
{
  const DscTableRow *wanted = a;
  const DscTableRow *row = b;

  return wanted->first < row->first ? -1 : wanted->first >= row->first + row->count ? 1 : 0;
}

void
dsc_diagram_draw_index_arrows (DscDiagram *self)
{
  for (guint i = 0; i < self->index_arrows->len; i++)
    {
      const DscIndexArrow *arrow = &g_array_index (self->index_arrows, DscIndexArrow, i);
      const DscTableRow wanted = { .first = arrow->entry };
      const DscTableRow *row = bsearch (&wanted, self->rows->data, self->rows->len, sizeof (DscTableRow), compare_row);

      if (row == NULL || row->kind != DSC_ROW_ENTRY)
        continue;
      /* The offset stands between the arrow and the box, in a lane of its own that no arrow crosses. */
      const DscPoint to = { row->box.x - DSC_DIAGRAM_OFFSETS + 4, row->box.y + row->box.height / 2 };
      dsc_diagram_arrow (self, dsc_id (DSC_PART_OF_SLOT, (gint64) arrow->slot), DSC_ROLE_POINTER_LIVE, arrow->from, to, 0.5);
      self->legend |= 1u << DSC_LEGEND_INDEX;
    }
}

/* --- grid --------------------------------------------------------------------------------------------------------- */

typedef struct {
  double x, y, width;     /* of the grid's cells, labels excluded */
  double slots;           /* room of the slot numbers, which stand between offsets and cells */
  gsize  columns;
} Grid;

static void
draw_grid_heads (DscDiagram *self,
                 const Grid *grid)
{
  const double cell = grid->width / grid->columns;

  dsc_diagram_caption (self, DSC_ANCHOR_END, grid->x - 8 - grid->slots, grid->y - 6, _("offset"));
  dsc_diagram_caption (self, DSC_ANCHOR_END, grid->x - 8, grid->y - 6, _("slot"));
  for (gsize c = 0; c < grid->columns; c++)
    {
      g_autofree char *text = g_strdup_printf ("+%" G_GSIZE_FORMAT, c);
      dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT_FAINT, &grid_label_font, DSC_ANCHOR_MIDDLE, grid->x + (c + 0.5) * cell,
                        grid->y - 6, text);
    }
}

static void
draw_grid_row (DscDiagram *self,
               const Grid *grid,
               gsize       first,
               double      y)
{
  const double cell = grid->width / grid->columns;
  const gsize n = MIN (grid->columns, dsc_snapshot_get_n_slots (self->snapshot) - first);
  g_autofree char *offset = g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) dsc_snapshot_get_index_offset (self->snapshot, first));
  g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, first);

  dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT_FAINT, &grid_label_font, DSC_ANCHOR_END, grid->x - 8 - grid->slots, y + 14, offset);
  dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT_DIM, &dsc_diagram_mono_small, DSC_ANCHOR_END, grid->x - 8, y + 14, number);
  for (gsize c = 0; c < n; c++)
    {
      const DscSceneId id = dsc_id (DSC_PART_OF_SLOT, (gint64) (first + c));
      const DscRect box = { grid->x + c * cell + 1.5, y, cell - 3, GRID_CELL };
      g_autofree char *name = dsc_scene_id_format (id, self->traits);
      g_autofree char *title = dsc_describe_title (self->snapshot, self->before, id);

      dsc_scene_begin_group (self->scene, id, name, title);
      draw_cell (self, id, dsc_snapshot_get_index (self->snapshot, first + c), box, &grid_font, &grid_empty_font);
      if (index_changed (self, first + c))
        dsc_diagram_change_mark (self, id, box.x + 6, box.y + 1);
      dsc_scene_end_group (self->scene);
    }
}

/* Room for a column of numbers, the last of which is the longest. */
static double
measure_labels (DscDiagram        *self,
                const DscFontSpec *font,
                guint64            last,
                double             least)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, last);

  return MAX (ceil (dsc_diagram_width (self, font, text)) + 8, least);
}

static Grid
measure_grid (DscDiagram *self,
              double      x,
              double      y,
              double      width)
{
  const gsize n = dsc_snapshot_get_n_slots (self->snapshot);
  const double slots = measure_labels (self, &dsc_diagram_mono_small, n - 1, GRID_SLOTS);
  const double labels = 8 + slots + measure_labels (self, &grid_label_font, dsc_snapshot_get_index_offset (self->snapshot, n - 1), GRID_OFFSETS);
  const double widest = measure_labels (self, &grid_font, dsc_snapshot_get_entry_capacity (self->snapshot), 0);
  const gsize columns = n > 64 && widest <= (width - labels) / 32 ? 32 : 16;

  return (Grid) { x + labels, y + 16, width - labels, slots, columns };
}

double
dsc_diagram_index_grid_height (DscDiagram *self,
                               double      width)
{
  const Grid grid = measure_grid (self, 0, 0, width);

  return grid.y + (dsc_snapshot_get_n_slots (self->snapshot) + grid.columns - 1) / grid.columns * GRID_PITCH;
}

double
dsc_diagram_draw_index_grid (DscDiagram *self,
                             double      x,
                             double      y,
                             double      width)
{
  const gsize n = dsc_snapshot_get_n_slots (self->snapshot);
  const Grid grid = measure_grid (self, x, y, width);

  begin_indices (self);
  draw_grid_heads (self, &grid);
  y = grid.y;
  for (gsize first = 0; first < n; first += grid.columns, y += GRID_PITCH)
    draw_grid_row (self, &grid, first, y);
  dsc_scene_end_group (self->scene);
  return y;
}
