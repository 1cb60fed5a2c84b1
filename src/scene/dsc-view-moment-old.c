/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-moment-old.c: the table that a rebuild leaves, small and dim, beside the new one: what has not moved yet, and the dummies, which
 * never will. */
#include "dsc-view-moment-private.h"

#include <glib/gi18n-lib.h>

#define DIM 90          /* fade of what is in an old table */

static const DscFontSpec caption_font = { DSC_FONT_SANS, 11.5, TRUE };
static const DscFontSpec cell_font = { DSC_FONT_MONO, 10, FALSE };

static gint
find_moment_of (DscMoments *moments,
                gint        i)
{
  gint found = -1;

  for (gint k = 0; k <= i; k++)
    {
      const DscMoment *moment = dsc_moments_get (moments, (guint) k);
      const gsize end = dsc_moment_end (moment);

      if (moment->kind == DSC_MOMENT_NEW_TABLE && dsc_moments_find_event (moments, moment->first_event, end, DSC_EVENT_RESIZE_BEGIN) != NULL)
        found = k;
      else if (moment->kind == DSC_MOMENT_OLD_TABLE_LEFT || dsc_moments_find_event (moments, moment->first_event, end, DSC_EVENT_RESIZE_END) != NULL)
        found = -1;
    }
  return found;
}

gint64
dsc_moment_find_rebuild (DscMoments *moments,
                         gint        i)
{
  const gint new_table = i < 0 || dsc_moment_is_rest (moments, i) ? -1 : find_moment_of (moments, i);

  if (new_table < 0)
    return -1;
  const DscMoment *moment = dsc_moments_get (moments, (guint) new_table);
  const DscEvent *begin = dsc_moments_find_event (moments, moment->first_event, dsc_moment_end (moment), DSC_EVENT_RESIZE_BEGIN);
  return begin->b > 1 ? begin - dsc_moments_get_trace (moments)->events : -1;
}

/* --- cells -------------------------------------------------------------------------------------------------------- */

typedef struct {
  DscMarks    *marks;
  DscSnapshot *old;
  gint64       rebuild;
  DscRect      box;
  guint8      *moved;         /* of each entry */
  guint        n_moved, n_dummies, n_live;
} OldTable;

static void
add_cell (OldTable     *self,
          DscSceneId    id,
          DscRect       box,
          DscSlotState  state,
          gboolean      is_gone,
          const char   *text)
{
  DscScene *scene = self->marks->scene;
  const DscRole role = is_gone || state == DSC_SLOT_EMPTY ? DSC_ROLE_EMPTY : state == DSC_SLOT_DUMMY ? DSC_ROLE_DUMMY : DSC_ROLE_LIVE;
  const guint rect = dsc_scene_add_rect (scene, id, role, box, 4);
  const guint8 fade = role == DSC_ROLE_DUMMY ? 0 : role == DSC_ROLE_LIVE ? DIM : 140;

  dsc_scene_set_node_fade (scene, rect, fade);
  if (text == NULL || is_gone || state == DSC_SLOT_EMPTY)
    return;
  g_autofree char *shown = dsc_text_shorten (self->marks->metrics, &cell_font, text, box.width - 8);
  if (role == DSC_ROLE_DUMMY)
    {
      const double width = dsc_text_width (self->marks->metrics, &cell_font, shown);
      dsc_scene_add_rect (scene, id, DSC_ROLE_PLATE, (DscRect) { box.x + (box.width - width) / 2 - 2, box.y + 3, width + 4, box.height - 6 }, 3);
    }
  const guint node = dsc_scene_add_text (scene, id, role, &cell_font, DSC_ANCHOR_MIDDLE, box.x + box.width / 2,
                                         box.y + box.height / 2 + 3.6, shown, self->marks->metrics);
  dsc_scene_set_node_fade (scene, node, role == DSC_ROLE_LIVE ? 40 : 0);
}

static double
add_slots (OldTable *self,
           double    y)
{
  const gsize n = dsc_snapshot_get_n_slots (self->old);
  const gsize columns = (gsize) MAX ((self->box.width - 2 * DSC_OLD_PAD) / DSC_OLD_SLOT_PITCH, 1);

  for (gsize i = 0; i < n; i++)
    {
      const gint64 index = dsc_snapshot_get_index (self->old, i);
      const DscSlotState state = dsc_snapshot_get_slot_state (self->old, i);
      const DscRect box = { self->box.x + DSC_OLD_PAD + (double) (i % columns) * DSC_OLD_SLOT_PITCH, y + (double) (i / columns) * DSC_OLD_LINE,
                            DSC_OLD_SLOT_PITCH - 4, DSC_OLD_LINE - 4 };
      g_autofree char *text = index == DSC_INDEX_DUMMY ? g_strdup ("−2") : g_strdup_printf ("%" G_GINT64_FORMAT, index);

      add_cell (self, dsc_mark_id (DSC_MARK_OLD_SLOT, (gint64) i), box, state, FALSE, text);
    }
  return y + (double) ((n + columns - 1) / columns) * DSC_OLD_LINE + 6;
}

static double
add_entries (OldTable *self,
             double    y)
{
  const gsize n = dsc_snapshot_get_n_entries (self->old);
  const gboolean is_few = self->marks->rooms.old_entries <= DSC_OLD_NAMED;
  const double pitch = is_few ? DSC_OLD_ENTRY_PITCH : DSC_OLD_SLOT_PITCH;
  const gsize columns = (gsize) MAX ((self->box.width - 2 * DSC_OLD_PAD) / pitch, 1);

  for (gsize i = 0; i < n; i++)
    {
      const DscSlotState state = dsc_snapshot_get_entry_state (self->old, i);
      const DscEntry entry = dsc_snapshot_get_entry (self->old, i);
      const DscRect box = { self->box.x + DSC_OLD_PAD + (double) (i % columns) * pitch, y + (double) (i / columns) * DSC_OLD_LINE,
                            pitch - 4, DSC_OLD_LINE - 4 };
      g_autofree char *key = state == DSC_SLOT_USED ? dsc_describe_repr (self->old, entry.me_key, 20) : g_strdup (_("dummy"));
      g_autofree char *text = is_few ? g_strdup_printf ("%zu %s", i, key) : g_strdup_printf ("%zu", i);

      add_cell (self, dsc_mark_id (DSC_MARK_OLD_ENTRY, (gint64) i), box, state, self->moved[i] && !self->marks->rooms.old_has_values, text);
    }
  return y + (double) ((n + columns - 1) / columns) * DSC_OLD_LINE + 6;
}

/* Those of a dict that shares its keys, which are about to come home: keys stay where they are, values move. */
static void
add_values (OldTable *self,
            double    y)
{
  const gsize columns = (gsize) MAX ((self->box.width - 2 * DSC_OLD_PAD) / DSC_OLD_ENTRY_PITCH, 1);

  for (gsize i = 0; i < dsc_snapshot_get_n_entries (self->old); i++)
    {
      const DscObject *value = dsc_snapshot_get_split_value (self->old, i);
      const DscRect box = { self->box.x + DSC_OLD_PAD + (double) (i % columns) * DSC_OLD_ENTRY_PITCH, y + (double) (i / columns) * DSC_OLD_LINE,
                            DSC_OLD_ENTRY_PITCH - 4, DSC_OLD_LINE - 4 };
      g_autofree char *text = value != NULL ? dsc_describe_repr (self->old, value, 20) : g_strdup ("NULL");

      const gboolean is_there = value != NULL && !self->moved[i];
      const double width = dsc_text_width (self->marks->metrics, &cell_font, text);
      /* The box stays with the array; what is in it will go on its own. */
      add_cell (self, dsc_mark_id (DSC_MARK_OLD_ARRAY, (gint64) i), box, is_there ? DSC_SLOT_USED : DSC_SLOT_EMPTY, !is_there, NULL);
      if (is_there && width <= box.width - 6)
        dsc_scene_add_text (self->marks->scene, dsc_mark_id (DSC_MARK_OLD_VALUE, (gint64) i), DSC_ROLE_TEXT, &cell_font, DSC_ANCHOR_MIDDLE,
                            box.x + box.width / 2, box.y + box.height / 2 + 3.6, text, self->marks->metrics);
    }
}

/* Too many to be drawn one by one: how much of it has moved, stays behind, and was free. */
static void
add_bar (OldTable *self,
         double    y)
{
  const double width = self->box.width - 2 * DSC_OLD_PAD;
  const double n = (double) MAX (dsc_snapshot_get_entry_capacity (self->old), 1);
  const struct { DscRole role; guint count; guint8 fade; } parts[] = {
    { DSC_ROLE_EMPTY, self->n_moved, 140 }, { DSC_ROLE_LIVE, self->n_live - self->n_moved, DIM }, { DSC_ROLE_DUMMY, self->n_dummies, 0 },
  };
  double x = self->box.x + DSC_OLD_PAD;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const double w = width * parts[i].count / n;
      if (parts[i].count == 0)
        continue;
      const guint node = dsc_scene_add_rect (self->marks->scene, dsc_mark_id (DSC_MARK_OLD_ENTRY, i), parts[i].role,
                                             (DscRect) { x, y, MAX (w, 3), 28 }, 4);
      dsc_scene_set_node_fade (self->marks->scene, node, parts[i].fade);
      x += MAX (w, 3);
    }
}

static void
count (OldTable *self)
{
  const DscTrace *trace = dsc_moments_get_trace (self->marks->moments);
  const gsize end = dsc_moment_end (dsc_moments_get (self->marks->moments, (guint) self->marks->i));
  const gsize n = dsc_snapshot_get_n_entries (self->old);

  for (gsize k = (gsize) self->rebuild; k < MIN (end, trace->n_events); k++)
    if (trace->events[k].kind == DSC_EVENT_ENTRY_MOVED && trace->events[k].a >= 0 && (gsize) trace->events[k].a < n)
      {
        self->n_moved += !self->moved[trace->events[k].a];
        self->moved[trace->events[k].a] = TRUE;
      }
  for (gsize i = 0; i < n; i++)
    {
      self->n_live += dsc_snapshot_get_entry_state (self->old, i) == DSC_SLOT_USED;
      self->n_dummies += dsc_snapshot_get_entry_state (self->old, i) == DSC_SLOT_DUMMY;
    }
}

static char *
caption_of (const OldTable *self)
{
  g_autofree char *slots = dsc_describe_count (dsc_snapshot_get_n_slots (self->old), "%s slot", "%s slots");
  g_autofree char *left = dsc_describe_count (self->n_live - self->n_moved, "%s entry", "%s entries");
  g_autofree char *dummies = dsc_describe_count (self->n_dummies, "%s dummy", "%s dummies");

  if (self->marks->rooms.old_has_values)
    return g_strdup_printf (_("shared table: %1$s, and the values"), slots);
  if (self->n_dummies == 0)
    return g_strdup_printf (_("old table: %1$s, %2$s still in it"), slots, left);
  return g_strdup_printf (_("old table: %1$s, %2$s and %3$s in it"), slots, left, dummies);
}

void
dsc_moment_add_old_table (DscMarks *self)
{
  OldTable table = { .marks = self, .rebuild = dsc_moment_find_rebuild (self->moments, self->i), .box = self->rooms.old };

  if (table.rebuild < 0 || table.box.width <= 0)
    return;
  table.old = dsc_moments_build_snapshot (self->moments, find_moment_of (self->moments, self->i) - 1);
  if (table.old == NULL)
    return;
  table.moved = g_new0 (guint8, dsc_snapshot_get_n_entries (table.old) + 1);
  count (&table);
  g_autofree char *caption = caption_of (&table);
  g_autofree char *shown = dsc_text_shorten (self->metrics, &caption_font, caption, table.box.width - 2 * DSC_OLD_PAD);
  const double y = table.box.y + DSC_OLD_HEAD;

  dsc_scene_begin_group (self->scene, dsc_mark_id (DSC_MARK_OLD_TABLE, 0), _("old table"), caption);
  dsc_scene_add_rect (self->scene, dsc_mark_id (DSC_MARK_OLD_TABLE, 0), DSC_ROLE_GC_HEAD, table.box, 10);
  dsc_scene_add_text (self->scene, dsc_mark_id (DSC_MARK_OLD_TABLE, 0), DSC_ROLE_TEXT_DIM, &caption_font, DSC_ANCHOR_START,
                      table.box.x + DSC_OLD_PAD, table.box.y + 20, shown, self->metrics);
  if (dsc_snapshot_get_n_slots (table.old) > DSC_DIAGRAM_MOST_SLOTS)
    add_bar (&table, y);
  else
    {
      const double below = add_entries (&table, dsc_snapshot_get_index_width (table.old) > 0 ? add_slots (&table, y) : y);
      if (self->rooms.old_has_values)
        add_values (&table, below);
    }
  dsc_scene_end_group (self->scene);
  g_free (table.moved);
  dsc_snapshot_unref (table.old);
}
