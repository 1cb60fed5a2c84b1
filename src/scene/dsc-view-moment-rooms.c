/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-moment-rooms.c: where the page has room for the arithmetic of a moment and for the table that a rebuild leaves.
 *
 * Nothing moves for them, from one moment to the next or to the picture at rest: they take the place of what is said there of the whole
 * step, the remarks, or else of the legend. */
#include "dsc-view-moment-private.h"

#define BESIDE_LEAST  200.0
#define BESIDE_HEIGHT 196.0
#define BAND_HEIGHT    54.0
#define GAP            16.0

/* Rows of cells that so many take at that width; many are drawn as one bar. */
static double
rows_of (gsize  n,
         double width,
         double pitch)
{
  const gsize columns = (gsize) MAX (width / pitch, 1);

  return (double) ((n + columns - 1) / columns);
}

static double
old_height (const DscMomentRooms *rooms,
            double                width)
{
  if (rooms->old_slots == 0)
    return 0;
  if (rooms->old_slots > DSC_DIAGRAM_MOST_SLOTS)
    return DSC_OLD_HEAD + 46;
  const double inner = width - 2 * DSC_OLD_PAD;
  const gboolean is_few = rooms->old_entries <= DSC_OLD_NAMED;
  return DSC_OLD_HEAD + (rooms->old_has_indices ? rows_of (rooms->old_slots, inner, DSC_OLD_SLOT_PITCH) * DSC_OLD_LINE + 6 : 0)
         + (rooms->old_has_values ? rows_of (rooms->old_entries, inner, DSC_OLD_ENTRY_PITCH) * DSC_OLD_LINE + 6 : 0)
         + rows_of (rooms->old_entries, inner, is_few ? DSC_OLD_ENTRY_PITCH : DSC_OLD_SLOT_PITCH) * DSC_OLD_LINE + 8;
}

/* Where remarks stand one below the page's cards, the highest one says how much is free. */
static double
remarks_height (DscDiagram *self,
                double      width)
{
  g_autoptr (GPtrArray) remarks = dsc_describe_remarks (self->rooms->after, self->before, NULL);
  double height = 0;

  for (guint i = 0; i < remarks->len && i < 2; i++)
    height = MAX (height, dsc_diagram_measure_remark (self, g_ptr_array_index (remarks, i), (width - 16) / 2));
  return height;
}

void
dsc_diagram_take_rooms (DscDiagram *self,
                        DscRect     left)
{
  DscMomentRooms *rooms = self->rooms;

  if (self->dense || self->mapped)
    {
      const double height = remarks_height (self, left.width);
      if (height <= 0)
        return;
      self->bottom = MAX (self->bottom, left.y + height);
      if (height >= BAND_HEIGHT)
        rooms->callout = (DscRect) { left.x, left.y, left.width, height };
      return;
    }
  if (left.width < BESIDE_LEAST)
    return;
  const double old = old_height (rooms, left.width);
  rooms->is_beside = TRUE;
  rooms->callout = (DscRect) { left.x, left.y, left.width, BESIDE_HEIGHT };
  rooms->old = (DscRect) { left.x, left.y + BESIDE_HEIGHT + GAP, left.width, old };
  self->bottom = MAX (self->bottom, left.y + BESIDE_HEIGHT + (old > 0 ? GAP + old : 0));
}

void
dsc_diagram_end_rooms (DscDiagram *self)
{
  const double width = self->width - 2 * DSC_DIAGRAM_MARGIN;
  const guint n_nodes = self->scene->nodes->len;
  const double top = self->bottom + 12;
  DscMomentRooms *rooms = self->rooms;

  dsc_diagram_draw_legend (self);
  if (rooms->callout.width <= 0)
    {
      g_array_set_size (self->scene->nodes, n_nodes);
      rooms->callout = (DscRect) { DSC_DIAGRAM_MARGIN, top, width, MAX (self->bottom - 6 - top, BAND_HEIGHT) };
      self->bottom = MAX (self->bottom, rooms->callout.y + rooms->callout.height + 6);
    }
  if (rooms->old_slots == 0 || rooms->is_beside)
    return;
  rooms->old = (DscRect) { DSC_DIAGRAM_MARGIN, self->bottom + 4, width, old_height (rooms, width) };
  self->bottom = rooms->old.y + rooms->old.height + 16;
}
