/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-page.c: heading, cards, texts and notes of a figure's page. */
#include "dsc-page-private.h"

#define LINE 1.45        /* of a paragraph, in ems */

const DscFontSpec dsc_page_title_font = { DSC_FONT_SANS, 22, TRUE };
const DscFontSpec dsc_page_heading = { DSC_FONT_SANS, 15, TRUE };
const DscFontSpec dsc_page_sans = { DSC_FONT_SANS, 13, FALSE };
const DscFontSpec dsc_page_sans_bold = { DSC_FONT_SANS, 13, TRUE };
const DscFontSpec dsc_page_small = { DSC_FONT_SANS, 11.5, FALSE };
const DscFontSpec dsc_page_mono = { DSC_FONT_MONO, 13, FALSE };
const DscFontSpec dsc_page_mono_bold = { DSC_FONT_MONO, 13, TRUE };
const DscFontSpec dsc_page_mono_small = { DSC_FONT_MONO, 11.5, FALSE };

static const DscFontSpec line_font = { DSC_FONT_SANS, 14, FALSE };

void
dsc_page_begin (DscPage              *self,
                const DscTextMetrics *metrics,
                double                width)
{
  *self = (DscPage) { .scene = dsc_scene_new (width, 1), .metrics = metrics != NULL ? metrics : &dsc_text_metrics_builtin,
                      .width = width, .y = DSC_PAGE_MARGIN };
}

void
dsc_page_heading_block (DscPage    *self,
                        const char *title,
                        const char *line)
{
  const double room = self->width - 2 * DSC_PAGE_MARGIN;

  dsc_scene_set_title (self->scene, title, line);
  self->y = dsc_page_paragraph (self, DSC_ROLE_TITLE, &dsc_page_title_font, DSC_PAGE_MARGIN, self->y - 8, room, title) + 4;
  if (line != NULL)
    self->y = dsc_page_paragraph (self, DSC_ROLE_TEXT, &line_font, DSC_PAGE_MARGIN, self->y, room, line);
  self->y += 16;
}

DscScene *
dsc_page_end (DscPage *self)
{
  dsc_scene_set_size (self->scene, self->width, self->y + DSC_PAGE_MARGIN);
  return g_steal_pointer (&self->scene);
}

double
dsc_page_width_of (DscPage           *self,
                   const DscFontSpec *font,
                   const char        *text)
{
  return dsc_text_width (self->metrics, font, text);
}

double
dsc_page_text (DscPage           *self,
               DscSceneId         id,
               DscRole            role,
               const DscFontSpec *font,
               DscAnchor          anchor,
               double             x,
               double             baseline,
               const char        *text)
{
  const guint node = dsc_scene_add_text (self->scene, id, role, font, anchor, x, baseline, text, self->metrics);
  const DscRect box = dsc_scene_get_node (self->scene, node)->bounds;

  return box.x + box.width;
}

double
dsc_page_text_fit (DscPage           *self,
                   DscSceneId         id,
                   DscRole            role,
                   const DscFontSpec *font,
                   DscAnchor          anchor,
                   double             x,
                   double             baseline,
                   const char        *text,
                   double             max_width)
{
  g_autofree char *fit = dsc_text_shorten (self->metrics, font, text, max_width);

  return dsc_page_text (self, id, role, font, anchor, x, baseline, fit);
}

double
dsc_page_paragraph (DscPage           *self,
                    DscRole            role,
                    const DscFontSpec *font,
                    double             x,
                    double             top,
                    double             width,
                    const char        *text)
{
  g_autoptr (GPtrArray) lines = dsc_text_wrap (self->metrics, font, text, width);

  for (guint i = 0; i < lines->len; i++)
    dsc_page_text (self, dsc_no_id (), role, font, DSC_ANCHOR_START, x, top + (i + 0.78) * font->size * LINE, g_ptr_array_index (lines, i));
  return top + lines->len * font->size * LINE;
}

double
dsc_page_paragraph_height (DscPage           *self,
                           const DscFontSpec *font,
                           double             width,
                           const char        *text)
{
  g_autoptr (GPtrArray) lines = dsc_text_wrap (self->metrics, font, text, width);

  return lines->len * font->size * LINE;
}

guint
dsc_page_card (DscPage    *self,
               DscSceneId  id,
               DscRect     box)
{
  const DscRect shadow = { box.x, box.y + 1.5, box.width, box.height };

  dsc_scene_add_rect (self->scene, dsc_no_id (), DSC_ROLE_SHADOW, shadow, DSC_PAGE_RADIUS);
  return dsc_scene_add_rect (self->scene, id, DSC_ROLE_CARD, box, DSC_PAGE_RADIUS);
}

void
dsc_page_rule (DscPage *self,
               double   x1,
               double   x2,
               double   y)
{
  dsc_scene_add_line (self->scene, dsc_no_id (), DSC_ROLE_RULE, (DscPoint) { x1, y }, (DscPoint) { x2, y });
}

void
dsc_page_change_mark (DscPage    *self,
                      DscSceneId  id,
                      double      x,
                      double      y)
{
  const DscPoint points[4] = { { x, y - 5 }, { x + 8, y }, { x, y + 5 }, { x, y + 5 } };

  dsc_scene_add_shape (self->scene, id, DSC_ROLE_CHANGED, points);
}

double
dsc_page_legend_item (DscPage    *self,
                      DscRole     role,
                      double      x,
                      double      baseline,
                      const char *text)
{
  dsc_scene_add_rect (self->scene, dsc_no_id (), role, (DscRect) { x, baseline - 10, 18, 12 }, 3);
  return dsc_page_text (self, dsc_no_id (), DSC_ROLE_TEXT_DIM, &dsc_page_small, DSC_ANCHOR_START, x + 25, baseline, text) + 26;
}
