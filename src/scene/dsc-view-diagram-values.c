/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-diagram-values.c: the values of a split dict or instance, and the bytes that keep the order in which they were set.
 *
 * Value i stands on the line of entry i of the shared keys, so that key and value are read as one. Order bytes are drawn where
 * they lie: in front of the values and backwards (3.11, 3.12), or behind them (3.13 on). */
#include "dsc-view-diagram-private.h"

#include <glib/gi18n-lib.h>

#define CELL         30.0    /* most height of a value's box */
#define CAPTION      16.0    /* above the first value */
#define ORDER_COLUMNS 16u
#define ORDER_PITCH  23.0
#define ORDER_CELL   19.0
#define IDLE_CELLS   32u     /* drawn of an array that is not in use */

static const DscFontSpec order_font = { DSC_FONT_MONO, 11, TRUE };
static const DscFontSpec label_font = { DSC_FONT_MONO, 10, FALSE };

static gboolean
has_prefix (DscDiagram *self)
{
  DscValuesHeader header;

  return dsc_snapshot_get_values_header (self->snapshot, &header) && header.prefix > 0;
}

static double
order_height (DscDiagram *self)
{
  const gsize n = dsc_describe_n_order_bytes (self->snapshot);

  return n > 0 ? 34 + (n + ORDER_COLUMNS - 1) / ORDER_COLUMNS * ORDER_PITCH + 6 : 0;
}

double
dsc_diagram_values_width (DscDiagram *self)
{
  const DscBlock *block = dsc_describe_values_block (self->snapshot);
  const double fields = block != NULL && block->n_fields > 0 ? dsc_diagram_fields_width (self, block, 1) : 0;

  return MAX (fields, dsc_describe_n_order_bytes (self->snapshot) > 0 ? 350 : 300);
}

double
dsc_diagram_values_height (DscDiagram *self)
{
  const DscBlock *block = dsc_describe_values_block (self->snapshot);

  return (has_prefix (self) ? order_height (self) : 0) + dsc_diagram_fields_height (block, 1) + CAPTION;
}

/* --- order bytes -------------------------------------------------------------------------------------------------- */

static void
draw_order_byte (DscDiagram *self,
                 gsize       k,
                 double      x,
                 double      y,
                 double      width)
{
  const DscSceneId id = dsc_id (DSC_PART_OF_ORDER, (gint64) k);
  const DscRect box = { x + 1, y, width - 2, ORDER_CELL };
  const guint8 *bytes;
  const gsize n = dsc_snapshot_get_order (self->snapshot, &bytes);
  g_autofree char *name = dsc_scene_id_format (id, self->traits);
  g_autofree char *title = dsc_describe_title (self->snapshot, self->before, id);

  dsc_scene_begin_group (self->scene, id, name, title);
  dsc_scene_add_rect (self->scene, id, k < n ? DSC_ROLE_LIVE : DSC_ROLE_EMPTY, box, 4);
  if (k < n)
    {
      g_autofree char *text = g_strdup_printf ("%u", bytes[k]);
      dsc_diagram_text (self, id, DSC_ROLE_LIVE, &order_font, DSC_ANCHOR_MIDDLE, box.x + box.width / 2, y + 13.5, text);
      self->legend |= 1u << DSC_LEGEND_LIVE;
    }
  else
    self->legend |= 1u << DSC_LEGEND_EMPTY;
  if (self->before != NULL && dsc_describe_order_changed (self->before, self->snapshot, k))
    dsc_diagram_change_mark (self, id, box.x + 7, box.y - 1.5);
  dsc_scene_end_group (self->scene);
}

/* In order of address: in a prefix the first one lies last. */
static double
draw_order (DscDiagram *self,
            double      x,
            double      y,
            double      width)
{
  const gsize n = dsc_describe_n_order_bytes (self->snapshot);
  const gboolean backwards = has_prefix (self);
  const double left = x + DSC_DIAGRAM_PAD + DSC_DIAGRAM_OFFSETS;
  const double cell = (width - 2 * DSC_DIAGRAM_PAD - DSC_DIAGRAM_OFFSETS) / ORDER_COLUMNS;
  g_autofree char *note = g_strdup_printf ("uint8_t × %" G_GSIZE_FORMAT "%s", n, backwards ? _(", backwards") : "");

  y = dsc_diagram_section (self, x + DSC_DIAGRAM_PAD, y, _("order of insertion"), note);
  for (gsize at = 0; at < n; at++)
    {
      const double row = y + at / ORDER_COLUMNS * ORDER_PITCH;
      const gsize k = backwards ? n - 1 - at : at;
      if (at % ORDER_COLUMNS == 0)
        {
          g_autofree char *offset = g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) dsc_describe_order_offset (self->snapshot, k));
          dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT_FAINT, &dsc_diagram_mono_small, DSC_ANCHOR_END, left - 8, row + 13.5, offset);
        }
      draw_order_byte (self, k, left + at % ORDER_COLUMNS * cell, row, cell);
    }
  return y + (n + ORDER_COLUMNS - 1) / ORDER_COLUMNS * ORDER_PITCH + 6;
}

/* --- values ------------------------------------------------------------------------------------------------------- */

static void
draw_offset (DscDiagram *self,
             DscSceneId  id,
             gsize       i,
             double      x,
             double      middle)
{
  g_autofree char *offset = g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) dsc_describe_value_offset (self->snapshot, i));

  dsc_diagram_text (self, id, DSC_ROLE_TEXT_FAINT, &dsc_diagram_mono_small, DSC_ANCHOR_END, x - 8, middle + 4, offset);
}

static void
draw_pointer (DscDiagram      *self,
              DscSceneId       id,
              const DscObject *value,
              DscRect          box)
{
  const gsize i = (gsize) id.index;
  const gint64 k = dsc_describe_order_of (self->snapshot, i);
  const double middle = box.y + box.height / 2;
  const DscPoint dot = { box.x + box.width - 14, middle };
  const DscSceneId object_id = { .part = DSC_PART_OF_VALUE, .field = DSC_FIELD_VALUES_VALUES, .index = id.index };
  const DscHeapPointer pointer = { object_id, value, dot, self->value_objects_x, self->value_objects_width };
  g_autofree char *text = self->options->show_addresses ? dsc_describe_address (self->snapshot, value)
                                                        : dsc_describe_repr (self->snapshot, value, 80);
  double right = dot.x - 12;

  if (k >= 0)
    {
      g_autofree char *order = g_strdup_printf ("order[%" G_GINT64_FORMAT "]", k);
      dsc_diagram_text (self, id, DSC_ROLE_TEXT_DIM, &label_font, DSC_ANCHOR_END, right, middle + 3.6, order);
      right -= dsc_diagram_width (self, &label_font, order) + 10;
    }
  dsc_diagram_text_fit (self, id, DSC_ROLE_TEXT, &dsc_diagram_mono, DSC_ANCHOR_START, box.x + self->style.number_width, middle + 4.6, text,
                        right - box.x - self->style.number_width);
  dsc_diagram_dot (self, id, DSC_ROLE_POINTER, dot.x, dot.y);
  g_array_append_val (self->pointers, pointer);
}

static void
draw_value (DscDiagram *self,
            gsize       i,
            DscRect     box)
{
  const DscSceneId id = dsc_id (DSC_PART_OF_SPLIT_VALUE, (gint64) i);
  const DscObject *value = dsc_snapshot_get_split_value (self->snapshot, i);
  const DscRole role = value != NULL ? DSC_ROLE_LIVE : DSC_ROLE_EMPTY;
  const double middle = box.y + box.height / 2;
  g_autofree char *name = dsc_scene_id_format (id, self->traits);
  g_autofree char *title = dsc_describe_title (self->snapshot, self->before, id);
  g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, i);

  dsc_scene_begin_group (self->scene, id, name, title);
  dsc_scene_add_rect (self->scene, id, role, box, 7);
  dsc_diagram_text (self, id, role, value != NULL ? &dsc_diagram_mono_bold : &dsc_diagram_mono, DSC_ANCHOR_MIDDLE,
                    box.x + self->style.number_width / 2, middle + 4.6, number);
  if (value != NULL)
    draw_pointer (self, id, value, box);
  else
    dsc_diagram_text (self, id, DSC_ROLE_TEXT_DIM, &label_font, DSC_ANCHOR_START, box.x + self->style.number_width, middle + 3.6, "NULL");
  draw_offset (self, id, i, box.x, middle);
  if (self->before != NULL && dsc_describe_split_value_changed (self->before, self->snapshot, i))
    dsc_diagram_change_mark (self, id, box.x - 10, box.y + box.height - 3);
  dsc_scene_end_group (self->scene);
  self->legend |= 1u << (value != NULL ? DSC_LEGEND_LIVE : DSC_LEGEND_EMPTY);
}

/* Values whose entries share a row: none is set. */
static void
draw_run (DscDiagram        *self,
          const DscTableRow *row,
          DscRect            box)
{
  static const DscFontSpec font = { DSC_FONT_SANS, 12, FALSE };
  const gsize n = MIN (row->first + row->count, dsc_snapshot_get_n_values (self->snapshot)) - row->first;
  const DscSceneId id = { .part = DSC_PART_OF_GAP, .field = DSC_FIELD_VALUES_VALUES, .index = (gint64) row->first, .extra = (gint64) n };
  const double middle = box.y + box.height / 2;
  g_autofree char *name = dsc_scene_id_format (id, self->traits);
  g_autofree char *title = dsc_describe_title (self->snapshot, self->before, id);
  g_autofree char *text = g_strdup_printf ("%" G_GSIZE_FORMAT "–%" G_GSIZE_FORMAT "   NULL", row->first, row->first + n - 1);

  dsc_scene_begin_group (self->scene, id, name, title);
  dsc_scene_add_rect (self->scene, id, DSC_ROLE_EMPTY, box, 7);
  dsc_diagram_text (self, id, DSC_ROLE_TEXT_DIM, &font, DSC_ANCHOR_START, box.x + 14, middle + 4.2, text);
  draw_offset (self, id, row->first, box.x, middle);
  dsc_scene_end_group (self->scene);
  self->legend |= 1u << DSC_LEGEND_EMPTY;
}

static double
draw_rows (DscDiagram *self,
           double      x,
           double      width)
{
  const double left = x + DSC_DIAGRAM_PAD + DSC_DIAGRAM_OFFSETS;
  double bottom = 0;

  for (guint r = 0; r < self->rows->len; r++)
    {
      const DscTableRow *row = &g_array_index (self->rows, DscTableRow, r);
      const double whole = dsc_diagram_row_height (&self->style, row);
      const double height = MIN (whole, CELL);
      const DscRect box = { left, row->box.y + (whole - height) / 2, width - 2 * DSC_DIAGRAM_PAD - DSC_DIAGRAM_OFFSETS, height };

      if (row->first >= dsc_snapshot_get_n_values (self->snapshot))
        break;
      if (row->kind == DSC_ROW_ENTRY || row->first + 1 == dsc_snapshot_get_n_values (self->snapshot))
        draw_value (self, row->first, box);
      else
        draw_run (self, row, box);
      bottom = row->box.y + whole;
    }
  return bottom;
}

double
dsc_diagram_draw_values (DscDiagram     *self,
                         const DscBlock *block,
                         double          x,
                         double          y,
                         double          width)
{
  const DscTableRow *first = &g_array_index (self->rows, DscTableRow, 0);

  if (has_prefix (self))
    y = draw_order (self, x, y, width);
  if (block->n_fields > 0)
    y = dsc_diagram_draw_fields (self, block, x, y, width, 1);
  dsc_diagram_caption (self, DSC_ANCHOR_END, x + DSC_DIAGRAM_PAD + DSC_DIAGRAM_OFFSETS - 8, first->box.y - 6, _("offset"));
  y = draw_rows (self, x, width);
  if (!has_prefix (self) && dsc_describe_n_order_bytes (self->snapshot) > 0)
    y = draw_order (self, x, y + 4, width);
  return y;
}

double
dsc_diagram_draw_values_card (DscDiagram     *self,
                              const DscBlock *block,
                              double          x,
                              double          y,
                              double          width)
{
  const DscSceneId id = dsc_id (DSC_PART_OF_BLOCK, block->kind);
  const char *inside = block->kind == DSC_BLOCK_INSTANCE_VALUES ? _(", inside the instance") : "";
  g_autofree char *note = g_strdup_printf ("%" G_GUINT64_FORMAT " B%s", (guint64) block->size, inside);
  DscCard card = dsc_diagram_begin_card (self, id, _("values"), x, y, width);

  dsc_diagram_card_title (self, &card, id, dsc_describe_block_title (self->snapshot, block), note, DSC_ROLE_LEDGER_VALUES);
  const double bottom = dsc_diagram_draw_values (self, block, x, y + DSC_DIAGRAM_HEAD, width);
  dsc_diagram_end_card (self, &card, bottom + DSC_DIAGRAM_PAD);
  return bottom + DSC_DIAGRAM_PAD;
}

/* --- beside a map ------------------------------------------------------------------------------------------------- */

#define ENDS       3u      /* values shown of each end */
#define SHORT_ROW  30.0
#define SHORT_CELL 24.0

/* One line: number, shared key, value. */
static void
draw_short_value (DscDiagram *self,
                  gsize       i,
                  DscRect     box)
{
  static const DscFontSpec font = { DSC_FONT_MONO, 11.5, FALSE };
  static const DscFontSpec number_font = { DSC_FONT_MONO, 11, TRUE };
  const DscSceneId id = dsc_id (DSC_PART_OF_SPLIT_VALUE, (gint64) i);
  const DscObject *value = dsc_snapshot_get_split_value (self->snapshot, i);
  const DscRole role = value != NULL ? DSC_ROLE_LIVE : DSC_ROLE_EMPTY;
  const double baseline = box.y + box.height / 2 + 4;
  const gboolean has_key = i < dsc_snapshot_get_n_entries (self->snapshot) && dsc_snapshot_get_entry_state (self->snapshot, i) == DSC_SLOT_USED;
  g_autofree char *name = dsc_scene_id_format (id, self->traits);
  g_autofree char *title = dsc_describe_title (self->snapshot, self->before, id);
  g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, i);
  g_autofree char *key = has_key ? dsc_describe_repr (self->snapshot, dsc_snapshot_get_entry (self->snapshot, i).me_key, 40) : g_strdup ("");
  g_autofree char *text = dsc_describe_repr (self->snapshot, value, 40);

  dsc_scene_begin_group (self->scene, id, name, title);
  dsc_scene_add_rect (self->scene, id, role, box, 5);
  const double start = dsc_diagram_text (self, id, role, &number_font, DSC_ANCHOR_START, box.x + 10, baseline, number) + 12;
  const double half = (box.x + box.width - 10 - start) * 0.55;
  dsc_diagram_text_fit (self, id, DSC_ROLE_TEXT_DIM, &font, DSC_ANCHOR_START, start, baseline, key, half - 8);
  dsc_diagram_text_fit (self, id, DSC_ROLE_TEXT, &font, DSC_ANCHOR_START, start + half, baseline, text, box.x + box.width - 10 - start - half);
  draw_offset (self, id, i, box.x, box.y + box.height / 2);
  if (self->before != NULL && dsc_describe_split_value_changed (self->before, self->snapshot, i))
    {
      g_autofree char *offset = g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) dsc_describe_value_offset (self->snapshot, i));
      dsc_diagram_change_mark (self, id, box.x - 8 - dsc_diagram_width (self, &dsc_diagram_mono_small, offset) - 3, box.y + box.height / 2);
    }
  dsc_scene_end_group (self->scene);
  self->legend |= 1u << (value != NULL ? DSC_LEGEND_LIVE : DSC_LEGEND_EMPTY);
}

double
dsc_diagram_draw_values_ends (DscDiagram     *self,
                              const DscBlock *block,
                              double          x,
                              double          y,
                              double          width)
{
  const DscSceneId id = dsc_id (DSC_PART_OF_BLOCK, block->kind);
  const gsize n = dsc_snapshot_get_n_values (self->snapshot);
  const double left = x + DSC_DIAGRAM_PAD + DSC_DIAGRAM_OFFSETS;
  g_autofree char *note = dsc_describe_size (block->size);
  DscCard card = dsc_diagram_begin_card (self, id, _("values"), x, y, width);

  dsc_diagram_card_title (self, &card, id, dsc_describe_block_title (self->snapshot, block), note, DSC_ROLE_LEDGER_VALUES);
  y += DSC_DIAGRAM_HEAD + 8;
  for (gsize i = 0, shown = 0; i < n; i++)
    {
      if (i >= ENDS && i + ENDS < n && (self->before == NULL || !dsc_describe_split_value_changed (self->before, self->snapshot, i)))
        continue;
      if (i > shown)
        {
          g_autofree char *more = dsc_describe_count (i - shown, "%s more", "%s more");
          dsc_diagram_text (self, id, DSC_ROLE_TEXT_DIM, &dsc_diagram_sans_small, DSC_ANCHOR_MIDDLE, x + width / 2, y + 9, more);
          y += 18;
        }
      draw_short_value (self, i, (DscRect) { left, y, x + width - DSC_DIAGRAM_PAD - left, SHORT_CELL });
      shown = i + 1;
      y += SHORT_ROW;
    }
  dsc_diagram_end_card (self, &card, y + DSC_DIAGRAM_PAD - 6);
  return y + DSC_DIAGRAM_PAD - 6;
}

/* --- out of use --------------------------------------------------------------------------------------------------- */

double
dsc_diagram_draw_idle_values (DscDiagram     *self,
                              const DscBlock *block,
                              double          x,
                              double          y,
                              double          width)
{
  const DscSceneId id = dsc_id (DSC_PART_OF_BLOCK, block->kind);
  g_autofree char *title = dsc_describe_title (self->snapshot, self->before, id);
  g_autofree char *note = g_strdup_printf (_("%u B, not in use"), (guint) block->size);
  DscValuesHeader header;

  dsc_snapshot_get_idle_values_header (self->snapshot, &header);
  const guint n = MIN (header.capacity, IDLE_CELLS);
  const double room = width - 2 * DSC_DIAGRAM_PAD;
  const double cell = room / n;
  dsc_diagram_rule (self, x, x + width, y);
  dsc_scene_begin_group (self->scene, id, _("values"), title);
  y = dsc_diagram_section (self, x + DSC_DIAGRAM_PAD, y, dsc_describe_block_title (self->snapshot, block), note);
  y = dsc_diagram_draw_fields (self, block, x, y - 6, width, width > 800 ? 3 : 1);
  for (guint i = 0; i < n; i++)
    dsc_scene_add_rect (self->scene, id, DSC_ROLE_LEDGER_IDLE, (DscRect) { x + DSC_DIAGRAM_PAD + i * cell, y, cell - 2, 22 }, 3);
  dsc_scene_end_group (self->scene);
  self->legend |= 1u << DSC_LEGEND_IDLE;
  return y + 22 + 8;
}
