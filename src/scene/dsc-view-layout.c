/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-layout.c: draws the structs of two releases beside each other.
 *
 * A row is eight bytes in both columns, so that a struct is as high as it is large. Small members lie side by side in their row; what each is
 * called stands outside, at the end of a line that begins at its place. */
#include "dsc-view-layout.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "dsc-describe-private.h"
#include "dsc-page-private.h"

#define PAGE_WIDTH   1350.0
#define CARD_PADDING 24.0
#define ROW_BYTES    8u
#define BYTE         26.0       /* width of one byte */
#define BAR          (BYTE * ROW_BYTES)
#define LEAST_ROW    22.0
#define MOST_ROW     44.0
#define OPEN_ROW     18.0       /* where an array of any length begins */
#define LINES_COLUMN 26.0       /* of cache lines */
#define LEADER       34.0
#define RIBBONS      130.0
#define NAME_LINE    18.0
#define CHANGE_LINE  16.0
#define CACHE_LINE   64u
#define SUM_A        640.0      /* right edges of the columns of sums */
#define SUM_B        880.0
#define SUM_DIFFERENCE 1050.0
#define RIBBON_FADE  120
#define MARK         14.0       /* room for the sign of a change */

typedef struct {
  double bar;                  /* left edge */
  double lines;                /* left edge of the column of cache lines */
  double inner, outer;         /* edges of both, toward the other side and toward the names */
  double names;                /* where they begin; on the left-hand side, where they end */
} Column;

typedef struct {
  DscPage                   *page;
  const DscLayoutDifference *difference;
  const DscPartDifference   *part;
  Column                     columns[2];
  double                     name_width;
  double                     top;       /* of the bars */
  double                     row;       /* height of eight bytes */
} Card;

gint
dsc_view_layout_get_side (DscSceneId id)
{
  return id.part == DSC_PART_OF_DATUM && id.index >= 0 && id.index < DSC_N_LAYOUT_PARTS && id.extra >= -2 ? (gint) (id.extra & 1) : -1;
}

gint
dsc_view_layout_get_heading (DscSceneId id)
{
  return id.extra < 0 ? dsc_view_layout_get_side (id) : -1;
}

/* ---- places ------------------------------------------------------------------------------------------------------ */

static gboolean
has_cache_lines (const DscPartDifference *part)
{
  return part->part == DSC_LAYOUT_DICT || part->part == DSC_LAYOUT_KEYS || part->part == DSC_LAYOUT_INSTANCE;
}

static void
set_columns (Card *self)
{
  const double left = DSC_PAGE_MARGIN + CARD_PADDING;
  const double right = self->page->width - left;
  const double middle = self->page->width / 2;
  Column *a = &self->columns[0];
  Column *b = &self->columns[1];

  a->inner = middle - RIBBONS / 2;
  a->lines = a->inner - LINES_COLUMN;
  a->bar = a->lines - BAR;
  a->outer = a->bar;
  a->names = a->bar - LEADER;
  b->inner = middle + RIBBONS / 2;
  b->lines = b->inner;
  b->bar = b->inner + LINES_COLUMN;
  b->outer = b->bar + BAR;
  b->names = b->outer + LEADER;
  self->name_width = MIN (a->names - left, right - b->names);
}

static double
y_of (const Card *self,
      double      byte)
{
  return self->top + byte / ROW_BYTES * self->row;
}

/* First byte of a member, from the beginning of the block. */
static double
byte_of (const Card          *self,
         const DscMemberPair *pair,
         guint                side)
{
  return pair->side[side].offset + (double) self->part->front[side];
}

/* Of an array of any length that begins at that byte: a low row of its own, or what is left of the one that it begins in. */
static double
open_height (const Card *self,
             double      byte)
{
  return fmod (byte, ROW_BYTES) == 0 ? OPEN_ROW : self->row * (1 - fmod (byte, ROW_BYTES) / ROW_BYTES);
}

static double
bar_height (const Card *self,
            guint       side)
{
  const double rows = ceil (self->part->size[side] / (double) ROW_BYTES) * self->row;

  for (guint i = 0; i < self->part->n_pairs; i++)
    if (self->part->pairs[i].has[side] && self->part->pairs[i].side[side].size == 0 && self->part->size[side] % ROW_BYTES == 0)
      return rows + OPEN_ROW;
  return rows;
}

/* From top to bottom; *out_bottom is below it. */
static void
get_span (const Card          *self,
          const DscMemberPair *pair,
          guint                side,
          double              *out_top,
          double              *out_bottom)
{
  const double byte = byte_of (self, pair, side);

  *out_top = y_of (self, byte);
  *out_bottom = pair->side[side].size > 0 ? y_of (self, byte + pair->side[side].size) : *out_top + open_height (self, byte);
}

/* Pairs that a side has, by offset. */
static GArray *
list_side (const Card *self,
           guint       side)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->part->n_pairs; i++)
    {
      guint at = list->len;

      if (!self->part->pairs[i].has[side])
        continue;
      while (at > 0 && self->part->pairs[g_array_index (list, guint, at - 1)].side[side].offset > self->part->pairs[i].side[side].offset)
        at--;
      g_array_insert_val (list, at, i);
    }
  return list;
}

/* ---- one member -------------------------------------------------------------------------------------------------- */

static DscRole
role_of (const DscMemberPair *pair,
         guint                side)
{
  if (pair->side[side].id == DSC_FIELD_PADDING)
    return DSC_ROLE_PADDING;
  if (pair->changes & DSC_MEMBER_REMOVED)
    return DSC_ROLE_WARNING;
  if (pair->changes & DSC_MEMBER_ADDED)
    return DSC_ROLE_MATCH;
  return pair->changes != 0 ? DSC_ROLE_CHANGED : DSC_ROLE_HEAP_OBJECT;
}

static void
draw_cell (Card                *self,
           const DscMemberPair *pair,
           guint                side,
           DscRect              box,
           gboolean             is_named)
{
  const DscRole role = role_of (pair, side);
  g_autofree char *offset = dsc_describe_number (pair->side[side].offset);
  DscPage *page = self->page;
  const guint node = dsc_scene_add_rect (page->scene, dsc_no_id (), role, box, 3);

  if (pair->side[side].size == 0 || role == DSC_ROLE_WARNING)
    dsc_scene_set_node_dashed (page->scene, node, TRUE);
  if (is_named && role != DSC_ROLE_PADDING)
    dsc_page_text (page, dsc_no_id (), role, &dsc_page_mono_small, DSC_ANCHOR_MIDDLE, box.x + box.width / 2, box.y + box.height / 2 + 4, offset);
}

/* A member that does not begin and end with a row has up to three boxes: what is left of the first row, whole rows, a part of the last. */
static void
draw_cells (Card                *self,
            const DscMemberPair *pair,
            guint                side)
{
  const double x = self->columns[side].bar + 1;
  guint byte = (guint) byte_of (self, pair, side);
  guint left = pair->side[side].size;
  gboolean is_named = TRUE;

  if (left == 0)
    {
      const double skipped = byte % ROW_BYTES * BYTE;
      const double height = skipped == 0 ? OPEN_ROW : self->row;

      draw_cell (self, pair, side, (DscRect) { x + skipped, y_of (self, byte / ROW_BYTES * ROW_BYTES) + 1, BAR - skipped - 2, height - 2 }, TRUE);
    }
  while (left > 0)
    {
      const guint column = byte % ROW_BYTES;
      const guint n = column != 0 || left < ROW_BYTES ? MIN (left, ROW_BYTES - column) : left / ROW_BYTES * ROW_BYTES;
      const guint rows = MAX (n / ROW_BYTES, 1);
      const DscRect box = { x + column * BYTE, y_of (self, byte / ROW_BYTES * ROW_BYTES) + 1, MIN (n, ROW_BYTES) * BYTE - 2, rows * self->row - 2 };

      draw_cell (self, pair, side, box, is_named);
      is_named = FALSE;
      byte += n;
      left -= n;
    }
}

/* Returns the room that the name and its type have taken. */
static double
draw_name (Card                *self,
           const DscMemberPair *pair,
           guint                side,
           double               baseline,
           double               room)
{
  const DscPlacedMember *member = &pair->side[side];
  const DscAnchor anchor = side == 0 ? DSC_ANCHOR_END : DSC_ANCHOR_START;
  const double x = self->columns[side].names;
  const gboolean is_hole = member->id == DSC_FIELD_PADDING;
  g_autofree char *pad = g_strdup_printf (_("pad %u"), member->size);
  const char *name = is_hole ? pad : dsc_field_name (member->id);
  const DscFontSpec *font = is_hole ? &dsc_page_mono : &dsc_page_mono_bold;
  const double width = dsc_page_width_of (self->page, font, name);

  dsc_page_text (self->page, dsc_no_id (), is_hole ? DSC_ROLE_TEXT_DIM : DSC_ROLE_TEXT, font, anchor, x, baseline, name);
  if (is_hole)
    return width;

  g_autofree char *type = dsc_text_shorten (self->page->metrics, &dsc_page_mono_small, member->type, room - width - 14);
  dsc_page_text (self->page, dsc_no_id (), DSC_ROLE_TEXT_DIM, &dsc_page_mono_small, anchor, side == 0 ? x - width - 12 : x + width + 12, baseline, type);
  return width + 12 + dsc_page_width_of (self->page, &dsc_page_mono_small, type);
}

/* What is said of a change, beside the second release, or, when the member is gone, beside the first. NULL: nothing. */
static char *
change_words (const DscMemberPair *pair,
              guint                side)
{
  const guint told = pair->side[side].id == DSC_FIELD_PADDING ? ~(guint) DSC_MEMBER_MOVED : ~0u;

  if ((pair->changes & told) == 0 || (side == 0 && pair->has[1]))
    return NULL;
  return dsc_member_pair_describe (pair);
}

/* One word stands behind the name, more below it. */
static gboolean
is_short (const char *words)
{
  return words != NULL && strchr (words, ' ') == NULL;
}

static double
label_height (const Card          *self,
              const DscMemberPair *pair,
              guint                side)
{
  g_autofree char *words = change_words (pair, side);

  if (words == NULL || is_short (words))
    return NAME_LINE;
  g_autoptr (GPtrArray) lines = dsc_text_wrap (self->page->metrics, &dsc_page_small, words, self->name_width - MARK);
  return NAME_LINE + lines->len * CHANGE_LINE + 4;
}

static void
draw_short (Card       *self,
            guint       side,
            double      taken,
            double      baseline,
            const char *word)
{
  const double away = taken + 18;
  const double x = self->columns[side].names + (side == 0 ? -away : away);

  if (side == 1)
    dsc_page_change_mark (self->page, dsc_no_id (), x, baseline - 4);
  dsc_page_text (self->page, dsc_no_id (), DSC_ROLE_TEXT, &dsc_page_small, side == 0 ? DSC_ANCHOR_END : DSC_ANCHOR_START,
                 side == 0 ? x - MARK : x + MARK, baseline, word);
  if (side == 0)
    dsc_page_change_mark (self->page, dsc_no_id (), x - 10, baseline - 4);
}

static void
draw_words (Card       *self,
            guint       side,
            double      baseline,
            const char *words)
{
  const double x = self->columns[side].names;
  g_autoptr (GPtrArray) lines = dsc_text_wrap (self->page->metrics, &dsc_page_small, words, self->name_width - MARK);

  dsc_page_change_mark (self->page, dsc_no_id (), side == 0 ? x - 9 : x, baseline + CHANGE_LINE - 4);
  for (guint i = 0; i < lines->len; i++)
    dsc_page_text (self->page, dsc_no_id (), DSC_ROLE_TEXT, &dsc_page_small, side == 0 ? DSC_ANCHOR_END : DSC_ANCHOR_START,
                   side == 0 ? x - MARK : x + MARK, baseline + (i + 1) * CHANGE_LINE, g_ptr_array_index (lines, i));
}

static void
draw_label (Card                *self,
            const DscMemberPair *pair,
            guint                side,
            double               baseline)
{
  g_autofree char *words = change_words (pair, side);
  const double word = is_short (words) ? dsc_page_width_of (self->page, &dsc_page_small, words) + MARK + 18 : 0;
  const double taken = draw_name (self, pair, side, baseline, self->name_width - word);

  if (is_short (words))
    draw_short (self, side, taken, baseline, words);
  else if (words != NULL)
    draw_words (self, side, baseline, words);
}

/* top: where its words may begin; returns where they end. */
static double
draw_member (Card                *self,
             guint                i,
             guint                side,
             double               top)
{
  const DscMemberPair *pair = &self->part->pairs[i];
  const Column *column = &self->columns[side];
  g_autofree char *title = dsc_member_pair_title (self->difference, pair, side);
  const char *name = pair->side[side].id == DSC_FIELD_PADDING ? _("padding") : dsc_field_name (pair->side[side].id);
  double from, to;

  get_span (self, pair, side, &from, &to);
  const double middle = (from + to) / 2;
  const double start = MAX (top, MIN (middle, from + self->row / 2) - NAME_LINE / 2);
  dsc_scene_begin_group (self->page->scene, dsc_datum (self->part->part, 2 * (gint64) i + side), name, title);
  draw_cells (self, pair, side);
  dsc_scene_add_line (self->page->scene, dsc_no_id (), DSC_ROLE_TEXT_FAINT, (DscPoint) { column->outer + (side == 0 ? -1 : 1), MIN (middle, from + self->row / 2) },
                      (DscPoint) { column->names + (side == 0 ? 4 : -4), start + NAME_LINE / 2 });
  draw_label (self, pair, side, start + 13);
  dsc_scene_end_group (self->page->scene);
  return start + label_height (self, pair, side);
}

/* ---- one block --------------------------------------------------------------------------------------------------- */

static void
draw_ribbon (Card                *self,
             const DscMemberPair *pair)
{
  double top[2], bottom[2];

  if (!pair->has[0] || !pair->has[1] || pair->side[0].id == DSC_FIELD_PADDING)
    return;
  for (guint k = 0; k < 2; k++)
    {
      get_span (self, pair, k, &top[k], &bottom[k]);
      top[k] += 1.5;
      bottom[k] = MAX (bottom[k] - 1.5, top[k] + 0.5);
    }
  const double left = self->columns[0].inner + 5;
  const double right = self->columns[1].inner - 5;
  const DscPoint points[4] = { { left, top[0] }, { right, top[1] }, { right, bottom[1] }, { left, bottom[0] } };
  const guint node = dsc_scene_add_shape (self->page->scene, dsc_no_id (), pair->changes != 0 ? DSC_ROLE_CHANGED : DSC_ROLE_HEAP_OBJECT, points);
  dsc_scene_set_node_fade (self->page->scene, node, RIBBON_FADE);
}

static void
draw_cache_lines (Card *self,
                  guint side)
{
  const guint size = self->part->size[side];

  if (!has_cache_lines (self->part))
    return;
  for (guint line = 0; line * CACHE_LINE < size; line++)
    {
      const double top = y_of (self, line * CACHE_LINE);
      const double bottom = y_of (self, MIN ((line + 1) * CACHE_LINE, (size + ROW_BYTES - 1) / ROW_BYTES * ROW_BYTES));
      const DscRect box = { self->columns[side].lines + 2, top + 1, LINES_COLUMN - 4, bottom - top - 2 };
      g_autofree char *number = g_strdup_printf ("%u", line + 1);

      dsc_scene_add_rect (self->page->scene, dsc_no_id (), line % 2 == 0 ? DSC_ROLE_LEDGER_GC : DSC_ROLE_LEDGER_FREE, box, 3);
      dsc_page_text (self->page, dsc_no_id (), line % 2 == 0 ? DSC_ROLE_TEXT : DSC_ROLE_TEXT_DIM, &dsc_page_small, DSC_ANCHOR_MIDDLE,
                     box.x + box.width / 2, box.y + box.height / 2 + 4, number);
    }
}

static char *
describe_size (const DscPartDifference *part,
               guint                    side)
{
  g_autofree char *all = dsc_describe_size (part->size[side]);
  g_autofree char *front = dsc_describe_size (part->front[side]);
  g_autofree char *holes = dsc_describe_size (part->holes[side]);

  if (part->front[side] > 0 && part->holes[side] > 0)
    return g_strdup_printf (_("%s, of which %s in front of the object, %s padding"), all, front, holes);
  if (part->front[side] > 0)
    return g_strdup_printf (_("%s, of which %s in front of the object"), all, front);
  if (part->holes[side] > 0)
    return g_strdup_printf (_("%s, of which %s padding"), all, holes);
  return g_steal_pointer (&all);
}

/* Name, size and remark of a side; returns the y below. */
static double
draw_side_heading (Card  *self,
                   guint  side,
                   double top)
{
  const double x = side == 0 ? DSC_PAGE_MARGIN + CARD_PADDING : self->columns[1].lines + 2;
  const double width = side == 0 ? self->columns[0].inner - x : self->page->width - DSC_PAGE_MARGIN - CARD_PADDING - x;
  g_autofree char *note = dsc_layout_part_note (self->difference, self->part, side);
  g_autofree char *size = describe_size (self->part, side);
  char name[64];

  dsc_target_title (self->difference->traits[side].target, name, sizeof name);
  /* Translators: %s is a release, for example CPython 3.11.7; what a click on its name does */
  g_autofree char *title = g_strdup_printf (_("%s. A click shows the diagram of the dict in this release."), name);

  dsc_scene_begin_group (self->page->scene, dsc_datum (self->part->part, (gint64) side - 2), name, title);
  dsc_page_text (self->page, dsc_no_id (), DSC_ROLE_TEXT, &dsc_page_sans_bold, DSC_ANCHOR_START, x, top + 14, name);
  dsc_scene_end_group (self->page->scene);
  top += 20;
  if (self->part->size[side] > 0)
    top = dsc_page_paragraph (self->page, DSC_ROLE_TEXT_DIM, &dsc_page_sans, x, top, width, size);
  if (note != NULL)
    top = dsc_page_paragraph (self->page, DSC_ROLE_TEXT_DIM, &dsc_page_sans, x, top, width, note);
  return top + 10;
}

/* As high a row as the words beside it need, within limits. */
static double
choose_row (const Card *self)
{
  double row = LEAST_ROW;

  for (guint k = 0; k < 2; k++)
    {
      const double rows = MAX (1, self->part->size[k] / (double) ROW_BYTES);
      double words = 0;

      for (guint i = 0; i < self->part->n_pairs; i++)
        if (self->part->pairs[i].has[k])
          words += label_height (self, &self->part->pairs[i], k);
      row = MAX (row, words / rows);
    }
  return MIN (row, MOST_ROW);
}

static double
draw_members (Card *self)
{
  double bottom = self->top;

  for (guint i = 0; i < self->part->n_pairs; i++)
    draw_ribbon (self, &self->part->pairs[i]);
  for (guint k = 0; k < 2; k++)
    {
      g_autoptr (GArray) list = list_side (self, k);
      double words = self->top;

      draw_cache_lines (self, k);
      for (guint i = 0; i < list->len; i++)
        words = draw_member (self, g_array_index (list, guint, i), k, words);
      if (list->len > 0)
        bottom = MAX (bottom, MAX (words, self->top + bar_height (self, k)));
    }
  return bottom;
}

/* Without the card around it; returns where it ends. */
static double
draw_contents (DscPage                   *page,
               const DscLayoutDifference *difference,
               const DscPartDifference   *part)
{
  Card self = { .page = page, .difference = difference, .part = part };
  double heading[2];

  set_columns (&self);
  self.row = choose_row (&self);
  dsc_page_text (page, dsc_no_id (), DSC_ROLE_TITLE, &dsc_page_heading, DSC_ANCHOR_START, DSC_PAGE_MARGIN + CARD_PADDING, page->y + 32,
                 dsc_layout_part_title (part->part));
  for (guint k = 0; k < 2; k++)
    heading[k] = draw_side_heading (&self, k, page->y + 46);
  self.top = MAX (heading[0], heading[1]);
  return draw_members (&self) + CARD_PADDING;
}

static void
draw_card (DscPage                   *page,
           const DscLayoutDifference *difference,
           const DscPartDifference   *part)
{
  g_autoptr (DscScene) scratch = dsc_scene_new (page->width, 1);
  DscPage trial = *page;

  trial.scene = scratch;
  const double bottom = draw_contents (&trial, difference, part);
  dsc_page_card (page, dsc_no_id (), (DscRect) { DSC_PAGE_MARGIN, page->y, page->width - 2 * DSC_PAGE_MARGIN, bottom - page->y });
  draw_contents (page, difference, part);
  page->y = bottom + 20;
}

/* ---- sums -------------------------------------------------------------------------------------------------------- */

/* Bytes of a dict that are no slots, indices or entries: the dict with its GC head, but for slots inside it, and the header of the keys. */
static guint32
bookkeeping (const DscLayoutDifference *self,
             guint                      side)
{
  guint32 bytes = 0;

  for (guint i = 0; i < self->n_parts; i++)
    {
      const DscPartDifference *part = &self->parts[i];

      if (part->part != DSC_LAYOUT_DICT && part->part != DSC_LAYOUT_KEYS)
        continue;
      bytes += part->size[side];
      for (guint k = 0; k < part->n_pairs; k++)
        if (part->pairs[k].has[side] && part->pairs[k].side[side].is_table)
          bytes -= part->pairs[k].side[side].size;
    }
  return bytes;
}

static void
draw_sum (DscPage    *page,
          const char *label,
          guint32     a,
          guint32     b,
          double      baseline,
          gboolean    is_bold)
{
  const DscFontSpec *font = is_bold ? &dsc_page_sans_bold : &dsc_page_sans;
  const DscFontSpec *number = is_bold ? &dsc_page_mono_bold : &dsc_page_mono;
  g_autofree char *first = dsc_describe_number (a);
  g_autofree char *second = dsc_describe_number (b);
  g_autofree char *difference = dsc_describe_number ((gint64) b - a);
  g_autofree char *signed_difference = a == b ? g_strdup ("=") : b > a ? g_strconcat ("+", difference, NULL) : g_steal_pointer (&difference);
  const double x = DSC_PAGE_MARGIN + CARD_PADDING;

  dsc_page_text (page, dsc_no_id (), DSC_ROLE_TEXT, font, DSC_ANCHOR_START, x, baseline, label);
  dsc_page_text (page, dsc_no_id (), DSC_ROLE_TEXT, number, DSC_ANCHOR_END, x + SUM_A, baseline, first);
  dsc_page_text (page, dsc_no_id (), DSC_ROLE_TEXT, number, DSC_ANCHOR_END, x + SUM_B, baseline, second);
  dsc_page_text (page, dsc_no_id (), DSC_ROLE_TEXT, number, DSC_ANCHOR_END, x + SUM_DIFFERENCE, baseline, signed_difference);
  if (a != b)
    dsc_page_change_mark (page, dsc_no_id (), x + SUM_DIFFERENCE + 12, baseline - 4);
}

/* The sum has a meaning only with both of its blocks, where there are both. */
static gboolean
has_bookkeeping (const DscLayoutDifference *self)
{
  const gboolean needs_keys = self->traits[0].family != DSC_FAMILY_OPEN || self->traits[1].family != DSC_FAMILY_OPEN;

  return self->parts[0].part == DSC_LAYOUT_DICT && (!needs_keys || (self->n_parts > 1 && self->parts[1].part == DSC_LAYOUT_KEYS));
}

static void
draw_sums (DscPage                   *page,
           const DscLayoutDifference *self)
{
  const double x = DSC_PAGE_MARGIN;
  const gboolean has_sum = has_bookkeeping (self);
  double y = page->y + 60;
  guint rows = has_sum ? 1 : 0;

  for (guint i = 0; i < self->n_parts; i++)
    rows += self->parts[i].size[0] + self->parts[i].size[1] > 0;
  const double height = 84 + rows * 24;
  dsc_page_card (page, dsc_no_id (), (DscRect) { x, page->y, page->width - 2 * x, height });
  dsc_page_text (page, dsc_no_id (), DSC_ROLE_TITLE, &dsc_page_heading, DSC_ANCHOR_START, x + CARD_PADDING, page->y + 32, _("Bytes"));
  for (guint k = 0; k < 2; k++)
    {
      char name[64];

      dsc_target_title (self->traits[k].target, name, sizeof name);
      dsc_page_text (page, dsc_no_id (), DSC_ROLE_TEXT_DIM, &dsc_page_sans, DSC_ANCHOR_END, x + CARD_PADDING + (k == 0 ? SUM_A : SUM_B), y, name);
    }
  dsc_page_text (page, dsc_no_id (), DSC_ROLE_TEXT_DIM, &dsc_page_sans, DSC_ANCHOR_END, x + CARD_PADDING + SUM_DIFFERENCE, y, _("difference"));
  for (guint i = 0; i < self->n_parts; i++)
    if (self->parts[i].size[0] + self->parts[i].size[1] > 0)
      draw_sum (page, dsc_layout_part_title (self->parts[i].part), self->parts[i].size[0], self->parts[i].size[1], y += 24, FALSE);
  if (has_sum)
    draw_sum (page, _("All of a dict that is not slots, indices or entries"), bookkeeping (self, 0), bookkeeping (self, 1), y += 24, TRUE);
  page->y += height + 20;
}

/* ---- the page ---------------------------------------------------------------------------------------------------- */

static void
draw_heading (DscPage                   *page,
              const DscLayoutDifference *self)
{
  char names[2][64];
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint k = 0; k < 2; k++)
    {
      g_autofree char *side = dsc_layout_side_describe (self, k);

      dsc_target_title (self->traits[k].target, names[k], sizeof names[k]);
      g_string_append_printf (line, "%s ", side);
    }
  if (self->n_parts > 0 && dsc_layout_difference_is_none (self))
    g_string_append (line, _("Both lay out what is shown here in exactly the same way."));
  g_autofree char *title = g_strdup_printf (_("Structs of %s and %s"), names[0], names[1]);
  dsc_page_heading_block (page, title, g_strchomp (line->str));
}

static void
draw_legend (DscPage *page)
{
  double x = DSC_PAGE_MARGIN;

  page->y += 8;
  x = dsc_page_legend_item (page, DSC_ROLE_HEAP_OBJECT, x, page->y, _("the same in both"));
  x = dsc_page_legend_item (page, DSC_ROLE_CHANGED, x, page->y, _("moved, another size, type or name"));
  x = dsc_page_legend_item (page, DSC_ROLE_MATCH, x, page->y, _("new"));
  x = dsc_page_legend_item (page, DSC_ROLE_WARNING, x, page->y, _("gone"));
  dsc_scene_set_node_dashed (page->scene, dsc_scene_get_n_nodes (page->scene) - 2, TRUE);
  x = dsc_page_legend_item (page, DSC_ROLE_PADDING, x, page->y, _("padding: a hole between members"));
  dsc_page_legend_item (page, DSC_ROLE_LEDGER_GC, x, page->y, _("numbered: cache line of 64 bytes"));
  page->y = dsc_page_paragraph (page, DSC_ROLE_TEXT_DIM, &dsc_page_small, DSC_PAGE_MARGIN, page->y + 8, page->width - 2 * DSC_PAGE_MARGIN,
                                _("A row is eight bytes. The number in a box is its offset in bytes from the address of the object; what lies in front of it has a "
                                  "negative one. Cache lines are drawn as if each block began at one; where it really begins is up to the allocator."));
  page->y += 14;
}

DscScene *
dsc_view_layout (const DscLayoutDifference *difference,
                 const DscTextMetrics      *metrics)
{
  DscPage page;

  dsc_page_begin (&page, metrics, PAGE_WIDTH);
  draw_heading (&page, difference);
  if (difference->n_parts == 0)
    dsc_page_paragraph (&page, DSC_ROLE_TEXT, &dsc_page_sans, DSC_PAGE_MARGIN, page.y, PAGE_WIDTH - 2 * DSC_PAGE_MARGIN,
                        _("Neither release has any of the blocks that are chosen, or none is chosen. Please choose another one."));
  else
    {
      draw_legend (&page);
      for (guint i = 0; i < difference->n_parts; i++)
        draw_card (&page, difference, &difference->parts[i]);
      draw_sums (&page, difference);
      page.y -= 20;
    }
  return dsc_page_end (&page);
}
