/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-compare-table.c: indices and entries of one side of a comparison: slot i and entry i on the i-th line in all sides, or maps. */
#include "dsc-view-compare-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define NUMBER_END  30.0       /* from the left edge inside: right edge of a slot's number */
#define CELL_START  36.0
#define CELL_WIDTH  38.0
#define LANE        46.0       /* for arrows, at least */
#define RIGHT       16.0       /* gutter behind entries, for the triangle */
#define VALUE_GAP    6.0       /* between an entry and the value beside it */

static const DscFontSpec number_font = { DSC_FONT_MONO, 12, TRUE };
static const DscFontSpec faint_font = { DSC_FONT_MONO, 11.5, FALSE };
static const DscFontSpec text_font = { DSC_FONT_MONO, 12.5, FALSE };
static const DscFontSpec hash_font = { DSC_FONT_MONO, 11, FALSE };

typedef struct {
  double  x, width;            /* boxes of entries */
  double  value_x, value_width;        /* boxes of values beside them; width 0: none */
  double  hash, key, value;    /* inside the box: left edges; hash 0: not shown */
} Columns;

static double
middle_of (const DscCompareDrawing *self,
           gsize                    number)
{
  return self->top + self->plan->rows_y + (self->plan->row_of[number] + 0.5) * self->plan->pitch;
}

static DscRect
row_box (const DscCompareDrawing *self,
         gsize                    number,
         double                   x,
         double                   width)
{
  const double height = self->plan->pitch - 7;

  return (DscRect) { x, middle_of (self, number) - height / 2, width, height };
}

static DscRect
around (DscRect box)
{
  return (DscRect) { box.x - 3, box.y - 3, box.width + 6, box.height + 6 };
}

static void
draw_text (DscCompareDrawing *self,
           DscSceneId         id,
           DscRole            role,
           const DscFontSpec *font,
           DscAnchor          anchor,
           double             x,
           double             middle,
           const char        *text,
           double             room)
{
  if (room >= 10)
    dsc_page_text_fit (&self->page, id, role, font, anchor, x, middle + 0.355 * font->size, text, room);
}

/* A word on a plate, so that the hatch of a dummy does not run through it. */
static void
draw_plate (DscCompareDrawing *self,
            DscSceneId         id,
            double             x,
            double             middle,
            const char        *text,
            double             room)
{
  const DscFontSpec font = { DSC_FONT_SANS, 11.5, TRUE };
  g_autofree char *fit = dsc_text_shorten (self->plan->metrics, &font, text, room - 8);
  const double width = dsc_page_width_of (&self->page, &font, fit);

  dsc_scene_add_rect (self->page.scene, id, DSC_ROLE_PLATE, (DscRect) { x, middle - 7.5, width + 8, 15 }, 3);
  dsc_page_text (&self->page, id, DSC_ROLE_DUMMY, &font, DSC_ANCHOR_START, x + 4, middle + 4.1, fit);
}

/* --- indices ------------------------------------------------------------------------------------------------------ */

static void
draw_slot (DscCompareDrawing *self,
           gsize              slot)
{
  const gint64 index = dsc_snapshot_get_index (self->snapshot, slot);
  const DscSceneId plain = { .part = DSC_PART_OF_SLOT, .index = (gint64) slot };
  const DscSceneId id = dsc_compare_own_id (self, plain);
  const double x = self->x + DSC_COMPARE_PAD;
  const double middle = middle_of (self, slot);
  const DscRect cell = row_box (self, slot, x + CELL_START, CELL_WIDTH);
  const gboolean differs = dsc_compare_slot_differs (self->plan, slot);
  const DscRole role = index == DSC_INDEX_EMPTY ? DSC_ROLE_EMPTY : index == DSC_INDEX_DUMMY ? DSC_ROLE_DUMMY : DSC_ROLE_LIVE;
  g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, slot);
  g_autofree char *text = dsc_describe_number (index);
  g_autofree char *name = dsc_scene_id_format (plain, dsc_snapshot_get_traits (self->snapshot));
  g_autofree char *title = dsc_compare_title (self->plan, self->which, plain, differs);

  dsc_scene_begin_group (self->page.scene, id, name, title);
  if (differs)
    {
      dsc_compare_draw_ground (self, id, (DscRect) { x - 3, cell.y - 3, CELL_START + CELL_WIDTH + 6, cell.height + 6 });
      dsc_page_change_mark (&self->page, id, x, middle);
    }
  draw_text (self, id, DSC_ROLE_TEXT_DIM, &faint_font, DSC_ANCHOR_END, x + NUMBER_END, middle, number, 40);
  dsc_scene_add_rect (self->page.scene, id, role, cell, 4);
  if (role == DSC_ROLE_DUMMY)
    draw_plate (self, id, cell.x + CELL_WIDTH / 2 - 11, middle, text, CELL_WIDTH);
  else
    draw_text (self, id, role, role == DSC_ROLE_LIVE ? &number_font : &faint_font, DSC_ANCHOR_MIDDLE, cell.x + CELL_WIDTH / 2, middle, text, CELL_WIDTH);
  dsc_scene_end_group (self->page.scene);
}

static void
draw_arrow (DscCompareDrawing *self,
            const Columns     *columns,
            gsize              slot)
{
  const gint64 index = dsc_snapshot_get_index (self->snapshot, slot);
  const DscSceneId id = { .part = DSC_PART_OF_SLOT, .index = (gint64) slot };
  const DscPoint from = { self->x + DSC_COMPARE_PAD + CELL_START + CELL_WIDTH + 5, middle_of (self, slot) };

  if (index < 0)
    return;
  const DscPoint to = { columns->x - 4, middle_of (self, (gsize) index) };
  const double reach = (to.x - from.x) * 0.55;
  dsc_scene_add_arrow (self->page.scene, dsc_compare_own_id (self, id), DSC_ROLE_POINTER_LIVE,
                       (DscPoint[4]) { from, { from.x + reach, from.y }, { to.x - reach, to.y }, to });
}

/* --- entries ------------------------------------------------------------------------------------------------------ */

static Columns
choose_columns (const DscCompareDrawing *self)
{
  const double left = self->x + DSC_COMPARE_PAD + (dsc_compare_is_open (self->snapshot) ? 0 : CELL_START + CELL_WIDTH + CLAMP (LANE + (self->plan->width - 384) * 0.25, LANE, 110));
  const double right = self->x + self->plan->width - DSC_COMPARE_PAD - RIGHT + 6;
  const gboolean beside = dsc_compare_has_values (self->snapshot);
  const gboolean has_hash = dsc_snapshot_entries_have_hash (self->snapshot);
  Columns columns = { .x = left, .width = right - left };

  if (beside)
    {
      columns.value_width = floor ((right - left) * 0.38);
      columns.value_x = right - columns.value_width;
      columns.width -= columns.value_width + VALUE_GAP;
    }
  columns.hash = has_hash && columns.width >= 225 ? 30 : 0;
  columns.key = columns.hash > 0 ? columns.hash + 88 : 30;
  columns.value = beside ? columns.width : columns.key + floor ((columns.width - columns.key) * 0.52);
  return columns;
}

static void
draw_member (DscCompareDrawing *self,
             gsize              entry,
             DscFieldId         member,
             DscRect            box,
             const char        *text,
             DscAnchor          anchor,
             gboolean           whole_differs)
{
  const gboolean is_open = dsc_compare_is_open (self->snapshot);
  const gboolean is_hash = member == DSC_FIELD_ME_HASH;
  const gboolean differs = !whole_differs && member != DSC_FIELD_ME_KEY && dsc_compare_member_differs (self->plan, is_open, entry, member);
  const DscSceneId plain = { .part = DSC_PART_OF_ENTRY_FIELD, .field = (guint16) member, .index = (gint64) entry };
  const DscSceneId id = dsc_compare_own_id (self, plain);
  g_autofree char *title = dsc_compare_title (self->plan, self->which, plain, differs || whole_differs);

  dsc_scene_begin_group (self->page.scene, id, dsc_field_name (member), title);
  if (differs)
    {
      dsc_compare_draw_ground (self, id, (DscRect) { box.x - 2, box.y + 2, box.width, box.height - 4 });
      dsc_page_change_mark (&self->page, id, box.x, box.y + box.height / 2);
    }
  else
    dsc_scene_add_rect (self->page.scene, id, DSC_ROLE_NONE, (DscRect) { box.x, box.y + 1, box.width - 2, box.height - 2 }, 0);
  const double inset = 11;
  draw_text (self, id, is_hash ? DSC_ROLE_TEXT_DIM : DSC_ROLE_TEXT, is_hash ? &hash_font : &text_font, anchor,
             anchor == DSC_ANCHOR_START ? box.x + inset : box.x + box.width - 8, box.y + box.height / 2, text, box.width - inset - 6);
  dsc_scene_end_group (self->page.scene);
}

static void
draw_live (DscCompareDrawing *self,
           const Columns     *columns,
           gsize              i,
           DscRect            box,
           gboolean           differs)
{
  const DscEntry entry = dsc_snapshot_get_entry (self->snapshot, i);
  const double end = columns->value_width > 0 ? columns->width : columns->value;
  g_autofree char *key = dsc_describe_repr (self->snapshot, entry.me_key, 40);
  g_autofree char *value = dsc_describe_repr (self->snapshot, entry.me_value, 40);

  /* The end of the hash is what chooses the slot. */
  if (columns->hash > 0)
    {
      g_autofree char *hash = dsc_describe_hash (dsc_snapshot_get_traits (self->snapshot), entry.me_hash);
      g_autofree char *end_of_hash = strlen (hash) > 9 ? g_strconcat ("…", hash + strlen (hash) - 9, NULL) : g_strdup (hash);
      draw_member (self, i, DSC_FIELD_ME_HASH, (DscRect) { box.x + columns->hash, box.y, columns->key - columns->hash, box.height }, end_of_hash,
                   DSC_ANCHOR_START, differs);
    }
  draw_member (self, i, DSC_FIELD_ME_KEY, (DscRect) { box.x + columns->key, box.y, end - columns->key, box.height }, key, DSC_ANCHOR_START, differs);
  if (columns->value_width == 0)
    draw_member (self, i, DSC_FIELD_ME_VALUE, (DscRect) { box.x + columns->value, box.y, columns->width - columns->value, box.height }, value,
                 DSC_ANCHOR_END, differs);
}

static void
draw_entry (DscCompareDrawing *self,
            const Columns     *columns,
            gsize              i)
{
  const gboolean is_open = dsc_compare_is_open (self->snapshot);
  const DscSlotState state = dsc_snapshot_get_entry_state (self->snapshot, i);
  const DscRole role = state == DSC_SLOT_USED ? DSC_ROLE_LIVE : state == DSC_SLOT_DUMMY ? DSC_ROLE_DUMMY : DSC_ROLE_EMPTY;
  const DscSceneId plain = { .part = DSC_PART_OF_ENTRY, .index = (gint64) i };
  const DscSceneId id = dsc_compare_own_id (self, plain);
  const DscRect box = row_box (self, i, columns->x, columns->width);
  const gboolean differs = dsc_compare_entry_differs (self->plan, is_open, i);
  const double middle = box.y + box.height / 2;
  g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, i);
  g_autofree char *name = dsc_scene_id_format (plain, dsc_snapshot_get_traits (self->snapshot));
  g_autofree char *title = dsc_compare_title (self->plan, self->which, plain, differs);

  dsc_scene_begin_group (self->page.scene, id, name, title);
  if (differs)
    {
      const DscRect ground = around (box);
      dsc_compare_draw_ground (self, id, (DscRect) { ground.x, ground.y, ground.width + (columns->value_width > 0 ? 0 : 10), ground.height });
      if (columns->value_width == 0)
        dsc_page_change_mark (&self->page, id, box.x + box.width + 3, middle);
      else
        dsc_page_change_mark (&self->page, id, box.x + 22, middle);
    }
  dsc_scene_add_rect (self->page.scene, id, role, box, 5);
  if (role == DSC_ROLE_DUMMY)
    {
      g_autofree char *word = dsc_describe_tombstone_label (self->snapshot, i, TRUE);
      draw_plate (self, id, box.x + 4, middle, number, 30);
      draw_plate (self, id, box.x + 36, middle, word, box.width - 44);
    }
  else
    draw_text (self, id, role, role == DSC_ROLE_LIVE ? &number_font : &faint_font, DSC_ANCHOR_MIDDLE, box.x + 15, middle, number, 28);
  if (role == DSC_ROLE_LIVE)
    draw_live (self, columns, i, box, differs);
  dsc_scene_end_group (self->page.scene);
}

/* The value that belongs to entry i, in an array of its own. */
static void
draw_value (DscCompareDrawing *self,
            const Columns     *columns,
            gsize              i)
{
  const DscObject *object = dsc_snapshot_get_split_value (self->snapshot, i);
  const DscSceneId plain = { .part = DSC_PART_OF_SPLIT_VALUE, .index = (gint64) i };
  const DscSceneId id = dsc_compare_own_id (self, plain);
  const DscRect box = row_box (self, i, columns->value_x, columns->value_width);
  const gboolean differs = !dsc_compare_entry_differs (self->plan, FALSE, i) && dsc_compare_member_differs (self->plan, FALSE, i, DSC_FIELD_ME_VALUE);
  g_autofree char *text = dsc_describe_repr (self->snapshot, object, 40);
  g_autofree char *title = dsc_compare_title (self->plan, self->which, plain, differs);
  g_autofree char *name = dsc_scene_id_format (plain, dsc_snapshot_get_traits (self->snapshot));

  dsc_scene_begin_group (self->page.scene, id, name, title);
  if (differs)
    {
      const DscRect ground = around (box);
      dsc_compare_draw_ground (self, id, (DscRect) { ground.x, ground.y, ground.width + 10, ground.height });
      dsc_page_change_mark (&self->page, id, box.x + box.width + 3, box.y + box.height / 2);
    }
  dsc_scene_add_rect (self->page.scene, id, object != NULL ? DSC_ROLE_LIVE : DSC_ROLE_EMPTY, box, 5);
  draw_text (self, id, object != NULL ? DSC_ROLE_TEXT : DSC_ROLE_TEXT_FAINT, object != NULL ? &text_font : &faint_font, DSC_ANCHOR_START, box.x + 8,
             box.y + box.height / 2, text, box.width - 14);
  dsc_scene_end_group (self->page.scene);
}

/* --- runs of empty ones ------------------------------------------------------------------------------------------- */

/* What one side has of a run, in an array of n; nothing where it ends before. */
static void
draw_run (DscCompareDrawing   *self,
          DscFieldId           field,
          const DscCompareRow *row,
          gsize                n,
          double               x,
          double               width)
{
  const gsize count = n > row->first ? MIN (row->count, n - row->first) : 0;
  const DscSceneId plain = { .part = DSC_PART_OF_GAP, .field = (guint16) field, .index = (gint64) row->first, .extra = (gint64) count };
  const DscSceneId id = dsc_compare_own_id (self, plain);
  const DscRect box = row_box (self, row->first, x, width);

  if (count == 0)
    return;
  g_autofree char *name = dsc_scene_id_format (plain, dsc_snapshot_get_traits (self->snapshot));
  g_autofree char *n_text = dsc_describe_number ((gint64) count);
  g_autofree char *title = field == DSC_FIELD_DK_INDICES ? g_strdup_printf (_("%1$s: all %2$s are empty."), name, n_text)
                                                         : dsc_describe_title (self->snapshot, NULL, plain);
  g_autofree char *range = count > 1 ? g_strdup_printf ("%" G_GSIZE_FORMAT "–%" G_GSIZE_FORMAT, row->first, row->first + count - 1)
                                     : g_strdup_printf ("%" G_GSIZE_FORMAT, row->first);
  g_autofree char *note = dsc_describe_run_note (count, !dsc_compare_is_open (self->snapshot));
  g_autofree char *text = field == DSC_FIELD_DK_ENTRIES && width >= 150 ? g_strdup_printf ("%s   %s", range, note) : g_strdup (range);
  dsc_scene_begin_group (self->page.scene, id, name, title);
  dsc_scene_add_rect (self->page.scene, id, DSC_ROLE_EMPTY, box, 4);
  draw_text (self, id, DSC_ROLE_TEXT_FAINT, &faint_font, DSC_ANCHOR_MIDDLE, box.x + box.width / 2, box.y + box.height / 2, text, box.width - 6);
  dsc_scene_end_group (self->page.scene);
}

static void
draw_runs (DscCompareDrawing *self,
           const Columns     *columns)
{
  const gsize slots = dsc_compare_is_open (self->snapshot) ? 0 : dsc_snapshot_get_n_slots (self->snapshot);

  for (guint i = 0; i < self->plan->rows->len; i++)
    {
      const DscCompareRow *row = &g_array_index (self->plan->rows, DscCompareRow, i);

      if (row->count == 1)
        continue;
      draw_run (self, DSC_FIELD_DK_INDICES, row, slots, self->x + DSC_COMPARE_PAD + 10, CELL_START + CELL_WIDTH - 10);
      draw_run (self, DSC_FIELD_DK_ENTRIES, row, dsc_snapshot_get_entry_capacity (self->snapshot), columns->x, columns->width);
      if (columns->value_width > 0)
        draw_run (self, DSC_FIELD_VALUES_VALUES, row, dsc_snapshot_get_n_values (self->snapshot), columns->value_x, columns->value_width);
    }
}

/* --- headings ----------------------------------------------------------------------------------------------------- */

static void
draw_heading (DscCompareDrawing *self,
              DscSceneId         plain,
              double             x,
              double             y,
              double             width,
              double             values_x,
              gboolean           is_index)
{
  const DscSceneId id = dsc_compare_own_id (self, plain);
  const gboolean differs = dsc_compare_table_differs (self->plan, is_index);
  const char *name = dsc_field_name ((DscFieldId) plain.field);
  g_autofree char *note = dsc_compare_table_note (self->snapshot, is_index);
  g_autofree char *title = dsc_compare_title (self->plan, self->which, plain, differs);

  dsc_scene_begin_group (self->page.scene, id, name, title);
  if (differs)
    {
      dsc_compare_draw_ground (self, id, (DscRect) { x - 3, y + 4, width + 3, 38 });
      dsc_page_change_mark (&self->page, id, x, y + 14.5);
    }
  else
    dsc_scene_add_rect (self->page.scene, id, DSC_ROLE_NONE, (DscRect) { x - 3, y + 4, width + 3, 38 }, 0);
  dsc_page_text (&self->page, id, DSC_ROLE_TEXT, &dsc_page_mono_bold, DSC_ANCHOR_START, x + 13, y + 19, name);
  if (note != NULL)
    dsc_page_text_fit (&self->page, id, DSC_ROLE_TEXT_DIM, &dsc_page_small, DSC_ANCHOR_START, x + 13, y + 35, note, width - 16);
  if (!is_index && values_x > x)
    dsc_page_text (&self->page, id, DSC_ROLE_TEXT, &dsc_page_mono_bold, DSC_ANCHOR_START, values_x, y + 19, dsc_field_name (DSC_FIELD_VALUES_VALUES));
  dsc_scene_end_group (self->page.scene);
}

static const DscSceneId indices_id = { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_DK_INDICES, .index = DSC_BLOCK_KEYS };

static gboolean
has_line (const DscCompareDrawing *self,
          gsize                    number)
{
  return g_array_index (self->plan->rows, DscCompareRow, self->plan->row_of[number]).count == 1;
}

static void
draw_rows (DscCompareDrawing *self)
{
  const Columns columns = choose_columns (self);
  const double y = self->top + self->plan->table_y;
  const double left = self->x + DSC_COMPARE_PAD;
  const double right = self->x + self->plan->width - DSC_COMPARE_PAD;
  const gsize slots = dsc_compare_is_open (self->snapshot) ? 0 : dsc_snapshot_get_n_slots (self->snapshot);

  if (slots > 0)
    draw_heading (self, indices_id, left, y, columns.x - left - 8, 0, TRUE);
  draw_heading (self, dsc_compare_table_id (self->snapshot), columns.x, y, right - columns.x, columns.value_width > 0 ? columns.value_x : 0, FALSE);
  for (gsize i = 0; i < slots; i++)
    if (has_line (self, i))
      draw_slot (self, i);
  for (gsize i = 0; i < dsc_snapshot_get_entry_capacity (self->snapshot); i++)
    if (has_line (self, i))
      draw_entry (self, &columns, i);
  for (gsize i = 0; columns.value_width > 0 && i < dsc_snapshot_get_n_values (self->snapshot) && i < self->plan->n_rows; i++)
    if (has_line (self, i))
      draw_value (self, &columns, i);
  draw_runs (self, &columns);
  for (gsize i = 0; i < slots; i++)
    draw_arrow (self, &columns, i);
}

/* --- maps --------------------------------------------------------------------------------------------------------- */

/* Slots and entries of open tables are one; they are compared by the keys that slots lead to where the others have indices. */
static void
draw_number_differing (DscCompareDrawing *self,
                       DscMapKind         kind,
                       double             y)
{
  const gboolean by_slots = kind == DSC_MAP_OF_INDICES || (dsc_compare_is_open (self->snapshot) && self->plan->has_compact);
  const gsize n = self->plan->n_differing[by_slots];
  const double right = self->x + self->plan->width - DSC_COMPARE_PAD - 8;

  if (n == 0)
    return;
  g_autofree char *number = dsc_describe_number ((gint64) n);
  g_autofree char *looked_at = dsc_describe_number (DSC_COMPARE_MOST_CELLS);
  const gboolean has_more = dsc_snapshot_get_n_slots (self->snapshot) > DSC_COMPARE_MOST_CELLS;
  /* Translators: slots or entries of a table that are not alike in the releases that are compared */
  g_autofree char *text = has_more ? g_strdup_printf (_("%1$s of the first %2$s differ"), number, looked_at) : dsc_describe_count (n, "%s differs", "%s differ");
  dsc_page_change_mark (&self->page, dsc_no_id (), right - dsc_page_width_of (&self->page, &dsc_page_small, text) - 14, y + 14.5);
  dsc_page_text (&self->page, dsc_no_id (), DSC_ROLE_TEXT, &dsc_page_small, DSC_ANCHOR_END, right, y + 19, text);
}

static void
draw_map (DscCompareDrawing *self,
          DscMapKind         kind,
          DscSceneId         plain,
          double             y)
{
  const DscMapPlan *plan = &self->plan->maps[self->which];
  const gsize columns = kind == DSC_MAP_OF_INDICES ? plan->slot_columns : plan->entry_columns;
  const double x = self->x + DSC_COMPARE_PAD;
  g_autoptr (DscMap) map = dsc_map_new ((DscSnapshot *) self->snapshot, self->plan->pyramids[self->which], kind, columns, x + DSC_MAP_RULER, y + 68, plan->unit);
  g_autofree char *title = dsc_compare_title (self->plan, self->which, plain, FALSE);

  draw_heading (self, plain, x, y, self->plan->width - 2 * DSC_COMPARE_PAD, 0, kind == DSC_MAP_OF_INDICES);
  draw_number_differing (self, kind, y);
  dsc_map_draw_frame (self->page.scene, self->page.metrics, map);
  const guint node = dsc_scene_add_map (self->page.scene, dsc_compare_own_id (self, plain), map);
  dsc_scene_set_node_title (self->page.scene, node, title);
}

static void
draw_maps (DscCompareDrawing *self)
{
  const DscSceneId table = dsc_compare_table_id (self->snapshot);

  if (self->plan->maps[self->which].slot_columns > 0)
    draw_map (self, DSC_MAP_OF_INDICES, indices_id, self->top + self->plan->table_y);
  draw_map (self, DSC_MAP_OF_ENTRIES, table, self->top + self->plan->entries_map_y);
}

void
dsc_compare_draw_table (DscCompareDrawing *self)
{
  dsc_page_rule (&self->page, self->x, self->x + self->plan->width, self->top + self->plan->table_y);
  if (self->plan->tables[self->which] == DSC_COMPARE_MAPS)
    draw_maps (self);
  else
    draw_rows (self);
}
