/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-diagram-landmarks.c: what is always written out beside a map: its first and last entries, the entry that is hardest to find
 * and the one that is selected, each with the slots that a search for it visits. */
#include "dsc-view-diagram-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "dsc-map.h"

#define ROW       30.0
#define BOX       24.0
#define N_ENDS     3u     /* entries shown of each end */
#define MOST_CHAIN 24u    /* slots written out */

static const DscFontSpec number_font = { DSC_FONT_MONO, 11, TRUE };
static const DscFontSpec text_font = { DSC_FONT_MONO, 11.5, FALSE };
static const DscFontSpec chain_font = { DSC_FONT_MONO, 11, FALSE };

static DscRole
role_of (DscSlotState state)
{
  return state == DSC_SLOT_USED ? DSC_ROLE_LIVE : state == DSC_SLOT_DUMMY ? DSC_ROLE_DUMMY : DSC_ROLE_EMPTY;
}

/* One line: number, key, value. Returns the y of the next. */
static double
draw_entry (DscDiagram *self,
            gsize       i,
            double      x,
            double      y,
            double      width)
{
  const DscSceneId id = dsc_id (DSC_PART_OF_ENTRY, (gint64) i);
  const DscSlotState state = dsc_snapshot_get_entry_state (self->snapshot, i);
  const DscRole role = role_of (state);
  const double baseline = y + BOX / 2 + 4;
  g_autofree char *name = dsc_scene_id_format (id, self->traits);
  g_autofree char *title = dsc_describe_title (self->snapshot, self->before, id);
  g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, i);

  /* The worst one may be among the first: one group a thing. */
  dsc_scene_begin_group (self->scene, dsc_scene_find (self->scene, id) == NULL ? id : dsc_picture_id (), name, title);
  dsc_scene_add_rect (self->scene, id, role, (DscRect) { x, y, width, BOX }, 5);
  const double number_width = dsc_diagram_width (self, &number_font, number);
  if (role == DSC_ROLE_DUMMY)
    dsc_scene_add_rect (self->scene, id, DSC_ROLE_PLATE, (DscRect) { x + 5, y + 4, number_width + 10, BOX - 8 }, 4);
  const double start = dsc_diagram_text (self, id, role, &number_font, DSC_ANCHOR_START, x + 10, baseline, number) + 12;
  const double half = (x + width - 10 - start) * 0.55;
  if (state == DSC_SLOT_USED)
    {
      const DscEntry entry = dsc_snapshot_get_entry (self->snapshot, i);
      g_autofree char *key = dsc_describe_repr (self->snapshot, entry.me_key, 40);
      g_autofree char *value = dsc_describe_repr (self->snapshot, entry.me_value, 40);
      dsc_diagram_text_fit (self, id, DSC_ROLE_TEXT, &text_font, DSC_ANCHOR_START, start, baseline, key, half - 8);
      dsc_diagram_text_fit (self, id, DSC_ROLE_TEXT_DIM, &text_font, DSC_ANCHOR_START, start + half, baseline, value,
                            x + width - 10 - start - half);
    }
  else if (role == DSC_ROLE_DUMMY)
    dsc_diagram_cross (self, id, x + width - 16, y + BOX / 2, 4);
  dsc_scene_end_group (self->scene);
  return y + ROW;
}

static double
draw_heading (DscDiagram *self,
              const char *text,
              double      x,
              double      y,
              double      width)
{
  dsc_diagram_text_fit (self, dsc_picture_id (), DSC_ROLE_TEXT, &dsc_diagram_sans_bold, DSC_ANCHOR_START, x, y + 14, text, width);
  return y + 24;
}

/* What is left out between the ends. */
static double
draw_scissors (DscDiagram *self,
               gsize       count,
               double      x,
               double      y,
               double      width)
{
  g_autofree char *text = dsc_describe_count (count, "%s more", "%s more");
  const double half = dsc_diagram_width (self, &dsc_diagram_sans_small, text) / 2 + 8;
  const double center = x + width / 2;
  const double middle = y + 4;

  dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT_DIM, &dsc_diagram_sans_small, DSC_ANCHOR_MIDDLE, center, middle + 4, text);
  dsc_scene_set_node_dashed (self->scene, dsc_scene_add_line (self->scene, dsc_picture_id (), DSC_ROLE_TEXT_DIM, (DscPoint) { x, middle },
                                                              (DscPoint) { center - half, middle }), TRUE);
  dsc_scene_set_node_dashed (self->scene, dsc_scene_add_line (self->scene, dsc_picture_id (), DSC_ROLE_TEXT_DIM, (DscPoint) { center + half, middle },
                                                              (DscPoint) { x + width, middle }), TRUE);
  return y + 14;
}

/* An entry with the slots that a search for it looks at. */
static double
draw_chain (DscDiagram *self,
            const char *heading,
            gsize       i,
            double      x,
            double      y,
            double      width)
{
  const DscEntry entry = dsc_snapshot_get_entry (self->snapshot, i);
  gsize slots[DSC_CELL_MOST];
  const gsize n = dsc_snapshot_probe_chain (self->snapshot, entry.me_hash, (gint64) i, slots, G_N_ELEMENTS (slots));
  g_autofree char *probes = dsc_describe_count (n, "%s probe", "%s probes");
  g_autofree char *title = g_strdup_printf (n < G_N_ELEMENTS (slots) ? "%s: %s" : "%s: ≥ %s", heading, probes);
  g_autofree char *chain = dsc_describe_chain (slots, MIN (n, MOST_CHAIN));
  g_autofree char *text = n > MOST_CHAIN ? g_strdup_printf ("%s → …", chain) : g_strdup (chain);
  g_autoptr (GPtrArray) lines = dsc_text_wrap (self->metrics, &chain_font, text, width - 8);

  y = draw_heading (self, title, x, y, width);
  y = draw_entry (self, i, x, y, width);
  for (guint k = 0; k < lines->len; k++)
    dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT_DIM, &chain_font, DSC_ANCHOR_START, x + 4, y + 9 + k * 16.0,
                      g_ptr_array_index (lines, k));
  return y + lines->len * 16.0 + 12;
}

/* The first of those with the most probes; G_MAXSIZE: none has more than one. */
static gsize
find_worst (DscDiagram *self)
{
  const guint8 worst = dsc_pyramid_get_whole (self->pyramid, DSC_LAYER_ENTRIES).worst;
  const guint8 *cells = dsc_pyramid_get_cells (self->pyramid, DSC_LAYER_ENTRIES);
  const guint8 *found = worst > DSC_CELL_USED ? memchr (cells, worst, dsc_snapshot_get_entry_capacity (self->snapshot)) : NULL;

  return found != NULL ? (gsize) (found - cells) : G_MAXSIZE;
}

/* The entry that is selected, or that a selected slot names. */
static gsize
find_selected (DscDiagram *self)
{
  const DscSceneId id = self->options->selection;
  gint64 entry = -1;

  if (id.part == DSC_PART_OF_SLOT && id.index >= 0 && (gsize) id.index < dsc_snapshot_get_n_slots (self->snapshot))
    entry = dsc_snapshot_get_index (self->snapshot, (gsize) id.index);
  else if (id.part == DSC_PART_OF_ENTRY || id.part == DSC_PART_OF_ENTRY_FIELD || id.part == DSC_PART_OF_KEY || id.part == DSC_PART_OF_VALUE)
    entry = id.index;
  if (entry < 0 || (gsize) entry >= dsc_snapshot_get_entry_capacity (self->snapshot)
      || dsc_snapshot_get_entry_state (self->snapshot, (gsize) entry) != DSC_SLOT_USED)
    return G_MAXSIZE;
  return (gsize) entry;
}

/* The last entry that is or was in use; in open tables the last slot. */
static gsize
last_entry (DscDiagram *self)
{
  return MAX (dsc_snapshot_get_n_entries (self->snapshot), 1) - 1;
}

void
dsc_diagram_draw_landmarks (DscDiagram *self,
                            DscRect     room)
{
  const gsize last = last_entry (self);
  const gsize worst = find_worst (self);
  const gsize selected = find_selected (self);
  double y = room.y;

  dsc_scene_begin_group (self->scene, dsc_picture_id (), _("landmarks"), NULL);
  y = draw_heading (self, self->traits->family == DSC_FAMILY_COMPACT ? _("First and last entries") : _("First and last slots"), room.x, y,
                    room.width);
  for (gsize i = 0; i < MIN (N_ENDS, last + 1); i++)
    y = draw_entry (self, i, room.x, y, room.width);
  if (last + 1 > 2 * N_ENDS)
    {
      y = draw_scissors (self, last + 1 - 2 * N_ENDS, room.x, y, room.width);
      for (gsize i = last + 1 - N_ENDS; i <= last; i++)
        y = draw_entry (self, i, room.x, y, room.width);
    }
  y += 10;
  if (worst != G_MAXSIZE)
    y = draw_chain (self, _("Longest search"), worst, room.x, y, room.width);
  if (selected != G_MAXSIZE)
    y = draw_chain (self, _("Selected"), selected, room.x, y + 6, room.width);
  dsc_scene_end_group (self->scene);
  self->bottom = MAX (self->bottom, y);
}
