/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-explain.c: a card for each kind of thing, a row for each finding: releases, what it is, and the bar of its parts. */
#include "dsc-view-explain.h"

#include <glib/gi18n-lib.h>

#include "dsc-describe-private.h"
#include "dsc-page-private.h"
#include "dsc-record-table.h"

#define WIDTH      1180.0
#define INSET        24.0      /* of what is in a card */
#define WORDS       380.0      /* room for releases and what it is */
#define BAR          30.0
#define LEAST         3.0      /* width of a part, so that it is seen */
#define ROW_GAP      14.0
#define CARD_GAP     18.0

typedef struct {
  DscPage              page;
  const DscSizeSearch *search;
  gint64               first_id;     /* of the finding 0 */
  guint                parts;        /* bits 1 << DscLedgerPart that have been drawn */
} ExplainPage;

gint64
dsc_view_explain_get_number (DscSceneId id)
{
  return id.part == DSC_PART_OF_DATUM && id.index < 0 ? id.extra : 0;
}

static DscRole
part_role (DscLedgerPart part)
{
  switch (part)
    {
    case DSC_PART_GC_HEAD:
      return DSC_ROLE_LEDGER_GC;
    case DSC_PART_OBJECT:
      return DSC_ROLE_LEDGER_OBJECT;
    case DSC_PART_SMALLTABLE_IDLE:
      return DSC_ROLE_LEDGER_IDLE;
    case DSC_PART_KEYS_HEADER:
      return DSC_ROLE_LEDGER_KEYS;
    case DSC_PART_INDICES:
      return DSC_ROLE_LEDGER_INDICES;
    case DSC_PART_VALUES:
      return DSC_ROLE_LEDGER_VALUES;
    case DSC_PART_FREE:
    case DSC_PART_LIVE:
    case DSC_PART_TOMBSTONES:
    case DSC_PART_LEFT_VALUES:
    case DSC_PART_LEFT_ROOM:
    case DSC_PART_SHARED_KEYS:
    case DSC_PART_ROUNDING:
    case DSC_N_PARTS:
      break;
    }
  return DSC_ROLE_LEDGER_LIVE;
}

/* --- One finding. --- */

/* Parts to scale, but none so narrow that it is not seen; the others give way. */
static void
measure_parts (const DscSizeOrigin *origin,
               double               width,
               double               out[DSC_N_PARTS])
{
  const double total = (double) dsc_size_origin_sum (origin);
  double small = 0;
  double large = 0;

  for (guint part = 0; part < DSC_N_PARTS; part++)
    {
      out[part] = (double) origin->parts[part] / total * width;
      if (out[part] > 0 && out[part] < LEAST)
        small += LEAST;
      else
        large += out[part];
    }
  for (guint part = 0; part < DSC_N_PARTS; part++)
    if (out[part] > 0)
      out[part] = out[part] < LEAST ? LEAST : out[part] / large * (width - small);
}

/* A number on a ground with a pattern stands on a plate. */
static void
draw_part (ExplainPage          *self,
           const DscSizeFinding *finding,
           guint                 i,
           DscLedgerPart         part,
           DscRect               box)
{
  DscPage *page = &self->page;
  const DscSceneId id = dsc_datum (self->first_id + i, (gint64) part + 1);
  const DscRole role = part_role (part);
  const double middle = box.x + box.width / 2;
  const gint64 bytes = finding->origin.parts[part];
  g_autofree char *number = dsc_record_group_digits (bytes);
  g_autofree char *span = dsc_size_finding_format_span (finding);
  g_autofree char *size = dsc_describe_size ((guint64) bytes);
  /* Translators: a part of memory, its size, the size of all parts, releases: "indices: 8 bytes of 184 in CPython 3.11.0 to 3.15.2." */
  g_autofree char *title = g_strdup_printf (_("%1$s: %2$s of %3$" G_GINT64_FORMAT ", in CPython %4$s."), dsc_size_finding_part_label (finding, part), size,
                                            dsc_size_origin_sum (&finding->origin), span);
  const double width = dsc_page_width_of (page, &dsc_page_mono_bold, number);

  self->parts |= 1u << part;
  dsc_scene_begin_group (page->scene, id, dsc_size_finding_part_label (finding, part), title);
  dsc_scene_add_rect (page->scene, id, role, box, 0);
  if (width + 8 <= box.width)
    {
      if (role == DSC_ROLE_LEDGER_IDLE)
        dsc_scene_add_rect (page->scene, id, DSC_ROLE_PLATE, (DscRect) { middle - width / 2 - 4, box.y + 5, width + 8, box.height - 10 }, 4);
      dsc_page_text (page, id, role, &dsc_page_mono_bold, DSC_ANCHOR_MIDDLE, middle, box.y + box.height / 2 + 5, number);
    }
  dsc_scene_end_group (page->scene);
}

static void
draw_bar (ExplainPage          *self,
          const DscSizeFinding *finding,
          guint                 i,
          double                x,
          double                top,
          double                width)
{
  static const DscLedgerPart order[] = { DSC_PART_GC_HEAD, DSC_PART_OBJECT, DSC_PART_SMALLTABLE_IDLE, DSC_PART_KEYS_HEADER, DSC_PART_INDICES,
                                         DSC_PART_FREE, DSC_PART_VALUES };
  double widths[DSC_N_PARTS];

  measure_parts (&finding->origin, width, widths);
  for (guint k = 0; k < G_N_ELEMENTS (order); k++)
    if (widths[order[k]] > 0)
      {
        draw_part (self, finding, i, order[k], (DscRect) { x, top, widths[order[k]], BAR });
        x += widths[order[k]];
      }
}

/* "= 16 + 48 + 32 + 8 + 80". */
static char *
format_sum (const DscSizeOrigin *origin)
{
  static const DscLedgerPart order[] = { DSC_PART_GC_HEAD, DSC_PART_OBJECT, DSC_PART_SMALLTABLE_IDLE, DSC_PART_KEYS_HEADER, DSC_PART_INDICES,
                                         DSC_PART_FREE, DSC_PART_VALUES };
  GString *text = g_string_new (NULL);

  for (guint k = 0; k < G_N_ELEMENTS (order); k++)
    if (origin->parts[order[k]] != 0)
      {
        g_autofree char *number = dsc_record_group_digits (origin->parts[order[k]]);
        g_string_append_printf (text, "%s %s", text->len == 0 ? "=" : " +", number);
      }
  return g_string_free (text, FALSE);
}

/* Returns the y below. */
static double
draw_finding (ExplainPage *self,
              guint        i,
              double       y)
{
  DscPage *page = &self->page;
  const DscSizeFinding *finding = dsc_size_search_get (self->search, i);
  const double left = DSC_PAGE_MARGIN + INSET;
  const double bar = left + WORDS;
  const DscSceneId id = dsc_datum (self->first_id + i, 0);
  g_autofree char *span = dsc_size_finding_format_span (finding);
  g_autofree char *release = g_strdup_printf (_("CPython %s"), span);
  g_autofree char *what = dsc_size_finding_format_what (finding);
  g_autofree char *sum = format_sum (&finding->origin);
  g_autofree char *title = g_strdup_printf (_("%1$s: %2$s %3$s."), release, dsc_size_kind_label (finding->origin.kind), what);
  double end;

  dsc_scene_begin_group (page->scene, id, release, title);
  dsc_page_text_fit (page, id, DSC_ROLE_TEXT, &dsc_page_sans_bold, DSC_ANCHOR_START, left, y + 13, release, WORDS - 20);
  end = dsc_page_paragraph (page, DSC_ROLE_TEXT_DIM, &dsc_page_small, left, y + 19, WORDS - 24, what);
  draw_bar (self, finding, i, bar, y, page->width - bar - left);
  dsc_page_text (page, dsc_no_id (), DSC_ROLE_TEXT_DIM, &dsc_page_mono_small, DSC_ANCHOR_START, bar, y + BAR + 16, sum);
  dsc_scene_end_group (page->scene);
  return MAX (end, y + BAR + 22) + ROW_GAP;
}

/* --- Cards. --- */

static void
resize_card (ExplainPage *self,
             guint        card,
             double       top,
             double       bottom)
{
  const DscRect box = { DSC_PAGE_MARGIN, top, self->page.width - 2 * DSC_PAGE_MARGIN, bottom - top };

  dsc_scene_resize_rect (self->page.scene, card, box);
  dsc_scene_resize_rect (self->page.scene, card - 1, (DscRect) { box.x, box.y + 1.5, box.width, box.height });
  self->page.y = bottom + CARD_GAP;
}

static void
draw_kind (ExplainPage *self,
           DscSizeKind  kind)
{
  const guint n = dsc_size_search_get_n (self->search);
  const double top = self->page.y;
  const double left = DSC_PAGE_MARGIN + INSET;
  double y = top + INSET + 30;
  guint card = 0;

  for (guint i = 0; i < n; i++)
    {
      if (dsc_size_search_get (self->search, i)->origin.kind != kind)
        continue;
      if (card == 0)
        {
          card = dsc_page_card (&self->page, dsc_no_id (), (DscRect) { DSC_PAGE_MARGIN, top, 10, 10 });
          dsc_page_text_fit (&self->page, dsc_no_id (), DSC_ROLE_TITLE, &dsc_page_heading, DSC_ANCHOR_START, left, top + INSET + 10,
                             dsc_size_kind_label (kind), self->page.width - 2 * left);
        }
      y = draw_finding (self, i, y);
    }
  if (card != 0)
    resize_card (self, card, top, y + 4);
}

/* A number that something has, to be clicked. */
static double
draw_number (ExplainPage *self,
             gint64       number,
             gint64       index,
             const char  *text,
             double       x,
             double       baseline)
{
  DscPage *page = &self->page;
  g_autofree char *title = g_strdup_printf (_("Explain %" G_GINT64_FORMAT " instead."), number);
  const DscSceneId id = dsc_datum (index, number);
  double end;

  if (number <= 0 || number > DSC_EXPLAIN_MOST)
    return x;
  dsc_scene_begin_group (page->scene, id, text, title);
  end = dsc_page_text (page, id, DSC_ROLE_ACCENT, &dsc_page_sans_bold, DSC_ANCHOR_START, x, baseline, text);
  dsc_scene_end_group (page->scene);
  return end + 28;
}

static void
draw_nearest (ExplainPage *self)
{
  g_autofree char *smaller = NULL;
  g_autofree char *larger = NULL;
  gint64 below;
  gint64 above;
  double x = DSC_PAGE_MARGIN;

  dsc_size_search_get_nearest (self->search, &below, &above);
  g_autofree char *less = dsc_record_group_digits (below);
  g_autofree char *more = dsc_record_group_digits (above);
  smaller = g_strdup_printf (_("← next smaller number: %s"), less);
  larger = g_strdup_printf (_("next larger number: %s →"), more);
  x = draw_number (self, below, -1, smaller, x, self->page.y + 14);
  draw_number (self, above, -2, larger, x, self->page.y + 14);
  self->page.y += 34;
}

/* Nothing has the number: what has the next ones. */
static void
draw_neighbour (ExplainPage         *self,
                const DscSizeSearch *search,
                gint64               first_id,
                gboolean             is_smaller)
{
  ExplainPage other = *self;

  if (search == NULL || dsc_size_search_get_n (search) == 0)
    return;

  g_autofree char *number = dsc_record_group_digits (dsc_size_search_get_bytes (search));
  g_autofree char *text = g_strdup_printf (is_smaller ? _("%s bytes, the next smaller number") : _("%s bytes, the next larger number"), number);
  other.search = search;
  other.first_id = first_id;
  other.page.y = dsc_page_paragraph (&other.page, DSC_ROLE_TITLE, &dsc_page_heading, DSC_PAGE_MARGIN, other.page.y, other.page.width - 2 * DSC_PAGE_MARGIN,
                                     text) + 8;
  for (guint kind = 0; kind < DSC_N_SIZE_KINDS; kind++)
    draw_kind (&other, (DscSizeKind) kind);
  self->page.y = other.page.y + 6;
  self->parts = other.parts;
}

static void
draw_legend (ExplainPage *self)
{
  double x = DSC_PAGE_MARGIN;

  for (guint part = 0; part < DSC_N_PARTS; part++)
    if (self->parts & (1u << part))
      x = dsc_page_legend_item (&self->page, part_role ((DscLedgerPart) part), x, self->page.y + 12, dsc_size_part_label ((DscLedgerPart) part));
  self->page.y += self->parts != 0 ? 16 : 0;
}

static char *
heading_line (const DscSizeSearch *search)
{
  g_autofree char *releases = dsc_describe_count (dsc_size_search_get_n_targets (search), "%s release", "%s releases");

  if (dsc_size_search_get_n (search) == 0)
    return g_strdup_printf (_("Nothing has so many bytes in %s: no dict with a table of its own, no __dict__ with shared keys, no instance."), releases);
  return g_strdup_printf (_("What sys.getsizeof can have got this number from, in %s. Each bar adds up to it; entries are drawn whether they are used or not."),
                          releases);
}

DscScene *
dsc_view_explain_new (const DscSizeSearch  *search,
                      const DscSizeSearch  *below,
                      const DscSizeSearch  *above,
                      const DscTextMetrics *metrics)
{
  ExplainPage self = { .search = search };
  g_autofree char *number = dsc_record_group_digits (dsc_size_search_get_bytes (search));
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s byte", "%s bytes", (gulong) dsc_size_search_get_bytes (search)), number);
  g_autofree char *line = heading_line (search);

  dsc_page_begin (&self.page, metrics, WIDTH);
  dsc_page_heading_block (&self.page, title, line);
  draw_nearest (&self);
  for (guint kind = 0; kind < DSC_N_SIZE_KINDS; kind++)
    draw_kind (&self, (DscSizeKind) kind);
  if (dsc_size_search_get_n (search) == 0)
    {
      draw_neighbour (&self, below, DSC_EXPLAIN_BELOW, TRUE);
      draw_neighbour (&self, above, DSC_EXPLAIN_ABOVE, FALSE);
    }
  draw_legend (&self);
  return dsc_page_end (&self.page);
}
