/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-diagram-keys.c: the block that holds the table: the keys object (3.3 on), or the slots of a larger dict (up to 3.2). */
#include "dsc-view-diagram-private.h"

#include <glib/gi18n-lib.h>

#define ARROW_LANE 86.0      /* between index cells and the margin of the entries, for few arrows and for many */
#define WIDE_LANE  128.0
#define SECTION    48.0      /* heading of dk_indices, dk_entries, and names of their columns */

static gboolean
has_indices (DscDiagram *self)
{
  return dsc_snapshot_get_index_width (self->snapshot) > 0;
}

static const DscBlock *
table_block (DscDiagram *self)
{
  return dsc_snapshot_find_block (self->snapshot, dsc_snapshot_get_table_block (self->snapshot));
}

/* Where the boxes of the entries begin, from the left edge of the card. */
double
dsc_diagram_entries_start (DscDiagram *self)
{
  const double lane = dsc_snapshot_get_n_slots (self->snapshot) > 16 ? WIDE_LANE : ARROW_LANE;
  const double indices = has_indices (self) && !self->index_grid ? dsc_diagram_indices_width (self) + lane : 0;

  return DSC_DIAGRAM_PAD + indices + DSC_DIAGRAM_OFFSETS;
}

static guint
field_columns (DscDiagram *self)
{
  const DscBlock *block = table_block (self);

  if (self->mapped)
    return dsc_diagram_fields_width (self, block, 3) <= DSC_DIAGRAM_MAP_WIDTH ? 3 : 2;
  return self->dense && block->n_fields > 4 ? 3 : 2;
}

/* Headings of the two tables must fit beside each other too. */
static double
headings_width (DscDiagram *self)
{
  g_autofree char *note = dsc_describe_table_note (self->snapshot, FALSE);

  return dsc_diagram_entries_start (self) + 96 + dsc_diagram_width (self, &dsc_diagram_sans_small, note) + DSC_DIAGRAM_PAD;
}

double
dsc_diagram_keys_width (DscDiagram *self)
{
  const DscBlock *block = table_block (self);
  const double table = dsc_diagram_entries_start (self) + dsc_diagram_entry_width (&self->style) + DSC_DIAGRAM_PAD + 4;
  const double fields = block->n_fields > 0 ? dsc_diagram_fields_width (self, block, field_columns (self)) : 0;
  const double entries = dsc_snapshot_get_entry_capacity (self->snapshot) > 0 ? MAX (table, headings_width (self)) : 0;

  return MAX (MAX (entries, fields), 420);
}

double
dsc_diagram_keys_head (DscDiagram *self,
                       double      width)
{
  const double fields = dsc_diagram_fields_height (table_block (self), field_columns (self));
  const double grid = self->index_grid && has_indices (self)
                        ? SECTION - 16 + dsc_diagram_index_grid_height (self, width - 2 * DSC_DIAGRAM_PAD) + 8 : 0;

  return DSC_DIAGRAM_HEAD + fields + grid + SECTION;
}

static gboolean
is_bare_table (DscDiagram *self)
{
  return dsc_snapshot_get_table_block (self->snapshot) == DSC_BLOCK_TABLE;
}

static void
draw_section_heading (DscDiagram *self,
                      double      x,
                      double      y,
                      DscRole     patch,
                      const char *name,
                      const char *note,
                      double      end)
{
  dsc_diagram_patch (self, patch, x, y + 23);
  const double name_end = dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT, &dsc_diagram_mono_bold, DSC_ANCHOR_START, x + 18,
                                            y + 23, name);
  dsc_diagram_text_fit (self, dsc_picture_id (), DSC_ROLE_TEXT_DIM, &dsc_diagram_sans_small, DSC_ANCHOR_START, name_end + 10, y + 23, note,
                        end - name_end - 10);
}

/* Returns the height that it takes. A table that is a block of its own is named by the title of its card. */
static double
draw_table_heading (DscDiagram *self,
                    double      x,
                    double      y,
                    double      end)
{
  const char *name = dsc_field_name (dsc_describe_table_field (self->snapshot));
  const double room = end - x - 28 - dsc_diagram_width (self, &dsc_diagram_mono_bold, name);
  g_autofree char *note = dsc_describe_table_note (self->snapshot, FALSE);
  g_autofree char *longer = dsc_describe_table_note (self->snapshot, TRUE);

  if (is_bare_table (self))
    return self->dense ? 32 : 26;
  draw_section_heading (self, x, y, DSC_ROLE_LEDGER_LIVE, name,
                        dsc_diagram_width (self, &dsc_diagram_sans_small, longer) <= room ? longer : note, end);
  return SECTION;
}

void
dsc_diagram_index_heading (DscDiagram *self,
                           double      x,
                           double      y,
                           double      end)
{
  g_autofree char *note = dsc_describe_indices_note (self->snapshot);

  draw_section_heading (self, x, y, DSC_ROLE_LEDGER_INDICES, "dk_indices", note, end);
}

double
dsc_diagram_table_heading (DscDiagram *self,
                           double      x,
                           double      y,
                           double      end)
{
  return draw_table_heading (self, x, y, end);
}

static char *
grid_note (DscDiagram *self)
{
  g_autofree char *type = dsc_describe_indices_note (self->snapshot);

  return g_strdup_printf (_("%s; each number names an entry below, arrows are left out"), type);
}

/* --- anatomy ------------------------------------------------------------------------------------------------------ */

static double
draw_anatomy_tables (DscDiagram *self,
                     double      x,
                     double      y,
                     double      width)
{
  const double entries_x = x + dsc_diagram_entries_start (self);
  const double rows_height = dsc_diagram_rows_height (self) - self->style.gap;
  double bottom = y;

  if (has_indices (self) && self->index_grid)
    {
      g_autofree char *note = grid_note (self);
      draw_section_heading (self, x + DSC_DIAGRAM_PAD, y, DSC_ROLE_LEDGER_INDICES, "dk_indices", note, x + width - DSC_DIAGRAM_PAD);
      y = dsc_diagram_draw_index_grid (self, x + DSC_DIAGRAM_PAD, y + SECTION - 16, width - 2 * DSC_DIAGRAM_PAD) + 8;
      dsc_diagram_rule (self, x, x + width, y);
    }
  else if (has_indices (self))
    {
      g_autofree char *note = dsc_describe_indices_note (self->snapshot);
      draw_section_heading (self, x + DSC_DIAGRAM_PAD, y, DSC_ROLE_LEDGER_INDICES, "dk_indices", note,
                            self->rows->len > 0 ? entries_x - 18 - DSC_DIAGRAM_OFFSETS / 2 : x + width - DSC_DIAGRAM_PAD);
      dsc_diagram_draw_index_captions (self, x + DSC_DIAGRAM_PAD, y + SECTION - 6);
      bottom = dsc_diagram_draw_indices (self, x + DSC_DIAGRAM_PAD, y + SECTION, rows_height);
    }
  if (self->rows->len > 0)
    {
      const double rows_y = y + draw_table_heading (self, has_indices (self) && !self->index_grid ? entries_x - 18 : x + DSC_DIAGRAM_PAD, y,
                                                    x + width - DSC_DIAGRAM_PAD);
      self->heap_top = rows_y;
      dsc_diagram_caption (self, DSC_ANCHOR_END, entries_x - 8, rows_y - 6, _("offset"));
      const double rows_bottom = dsc_diagram_draw_table (self, entries_x, rows_y);
      bottom = MAX (bottom, rows_bottom);
      dsc_diagram_draw_index_arrows (self);
    }
  return bottom + DSC_DIAGRAM_PAD;
}

/* --- dense -------------------------------------------------------------------------------------------------------- */

static double
draw_dense_tables (DscDiagram *self,
                   double      x,
                   double      y,
                   double      width)
{
  const double left = x + DSC_DIAGRAM_PAD;
  const double room = width - 2 * DSC_DIAGRAM_PAD;

  if (has_indices (self))
    {
      g_autofree char *indices_note = grid_note (self);
      draw_section_heading (self, left, y, DSC_ROLE_LEDGER_INDICES, "dk_indices", indices_note, left + room);
      y = dsc_diagram_draw_index_grid (self, left, y + SECTION - 16, room) + 8;
      dsc_diagram_rule (self, x, x + width, y);
    }
  y += draw_table_heading (self, left, y, left + room);
  return dsc_diagram_draw_table_columns (self, left, y - 8, room) + DSC_DIAGRAM_PAD;
}

/* --- the card ----------------------------------------------------------------------------------------------------- */

static void
draw_pointer_to_card (DscDiagram    *self,
                      const DscCard *card)
{
  const DscFieldId field = self->traits->family == DSC_FAMILY_OPEN ? DSC_FIELD_MA_TABLE : DSC_FIELD_MA_KEYS;
  const DscSceneId id = { .part = DSC_PART_OF_FIELD, .field = (guint16) field, .index = DSC_BLOCK_DICT };
  const DscPoint from = self->table_pointer;

  if (from.x <= 0)
    return;
  if (self->dense)
    {
      const double lane = from.x + (from.x + 40 > card->box.x + card->box.width ? 10 : 20);
      dsc_scene_add_arrow (self->scene, id, DSC_ROLE_POINTER,
                           (DscPoint[4]) { from, { lane, from.y }, { lane, from.y + 16 }, { lane, card->box.y - 2 } });
    }
  else
    dsc_diagram_arrow (self, id, DSC_ROLE_POINTER, from, (DscPoint) { card->box.x - 3, card->box.y + DSC_DIAGRAM_HEAD / 2 }, 0.55);
}

static DscRole
title_patch (DscDiagram *self)
{
  if (self->shared)
    return DSC_ROLE_SHARED_CARD;
  if (is_bare_table (self))
    return DSC_ROLE_LEDGER_LIVE;
  return dsc_snapshot_is_shared_empty (self->snapshot) ? DSC_ROLE_NONE : DSC_ROLE_LEDGER_KEYS;
}

/* Py_EMPTY_KEYS belongs to the interpreter: said in so many words, and its outline is dashed. */
static double
draw_static_note (DscDiagram *self,
                  double      x,
                  double      y,
                  double      width)
{
  const char *text = _("Py_EMPTY_KEYS: static, one for all empty dicts, so sys.getsizeof does not count it");
  g_autoptr (GPtrArray) lines = dsc_text_wrap (self->metrics, &dsc_diagram_sans_small, text, width - 2 * DSC_DIAGRAM_PAD);

  for (guint i = 0; i < lines->len; i++)
    dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_SHARED, &dsc_diagram_sans_small, DSC_ANCHOR_START, x + DSC_DIAGRAM_PAD,
                      y + 19 + i * 17, g_ptr_array_index (lines, i));
  self->legend |= 1u << DSC_LEGEND_SHARED;
  return y + 10 + lines->len * 17;
}

void
dsc_diagram_draw_keys (DscDiagram *self,
                       double      x,
                       double      y,
                       double      width)
{
  const DscBlock *block = table_block (self);
  const DscSceneId id = dsc_id (DSC_PART_OF_BLOCK, block->kind);
  const char *name = block->kind == DSC_BLOCK_KEYS ? _("keys object") : _("table");
  g_autofree char *note = dsc_describe_block_note (self->snapshot, block);
  DscCard card = dsc_diagram_begin_card (self, id, name, x, y, width);

  dsc_diagram_card_title (self, &card, id, dsc_describe_block_title (self->snapshot, block), note, title_patch (self));
  double bottom = y + DSC_DIAGRAM_HEAD;
  if (block->is_static)
    bottom = draw_static_note (self, x, bottom, width);
  if (block->n_fields > 0)
    {
      bottom = dsc_diagram_draw_fields (self, block, x, bottom, width, field_columns (self));
      dsc_diagram_rule (self, x, x + width, bottom);
    }
  if (self->mapped)
    bottom = dsc_diagram_draw_maps (self, x, bottom, width);
  else
    bottom = self->dense ? draw_dense_tables (self, x, bottom, width) : draw_anatomy_tables (self, x, bottom, width);
  if (block->is_static || self->shared)
    dsc_scene_set_node_role (self->scene, card.rect, self->shared ? DSC_ROLE_SHARED_CARD : DSC_ROLE_SHARED);
  dsc_diagram_end_card (self, &card, bottom);
  draw_pointer_to_card (self, &card);
}
