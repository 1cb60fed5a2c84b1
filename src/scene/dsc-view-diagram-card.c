/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-diagram-card.c: the small parts that the diagram is made of: cards, texts, dots, arrows, marks. */
#include "dsc-view-diagram-private.h"

#include <math.h>

#include "dsc-page-private.h"

const DscFontSpec dsc_diagram_mono       = { DSC_FONT_MONO, 13, FALSE };
const DscFontSpec dsc_diagram_mono_bold  = { DSC_FONT_MONO, 13, TRUE };
const DscFontSpec dsc_diagram_mono_small = { DSC_FONT_MONO, 11, FALSE };
const DscFontSpec dsc_diagram_sans       = { DSC_FONT_SANS, 13, FALSE };
const DscFontSpec dsc_diagram_sans_small = { DSC_FONT_SANS, 11.5, FALSE };
const DscFontSpec dsc_diagram_sans_bold  = { DSC_FONT_SANS, 13, TRUE };
const DscFontSpec dsc_diagram_heading    = { DSC_FONT_MONO, 16, TRUE };

/* The diagram's texts are those of any page. */
static DscPage
page_of (DscDiagram *self)
{
  return (DscPage) { .scene = self->scene, .metrics = self->metrics, .width = self->width };
}

double
dsc_diagram_width (DscDiagram        *self,
                   const DscFontSpec *font,
                   const char        *text)
{
  return dsc_text_width (self->metrics, font, text);
}

double
dsc_diagram_text (DscDiagram        *self,
                  DscSceneId         id,
                  DscRole            role,
                  const DscFontSpec *font,
                  DscAnchor          anchor,
                  double             x,
                  double             baseline,
                  const char        *text)
{
  DscPage page = page_of (self);

  return dsc_page_text (&page, id, role, font, anchor, x, baseline, text);
}

double
dsc_diagram_text_fit (DscDiagram        *self,
                      DscSceneId         id,
                      DscRole            role,
                      const DscFontSpec *font,
                      DscAnchor          anchor,
                      double             x,
                      double             baseline,
                      const char        *text,
                      double             max_width)
{
  DscPage page = page_of (self);

  return dsc_page_text_fit (&page, id, role, font, anchor, x, baseline, text, max_width);
}

void
dsc_diagram_caption (DscDiagram *self,
                     DscAnchor   anchor,
                     double      x,
                     double      baseline,
                     const char *text)
{
  static const DscFontSpec font = { DSC_FONT_SANS, 10, FALSE };

  dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT_FAINT, &font, anchor, x, baseline, text);
}

/* --- cards -------------------------------------------------------------------------------------------------------- */

DscCard
dsc_diagram_begin_card (DscDiagram *self,
                        DscSceneId  id,
                        const char *name,
                        double      x,
                        double      y,
                        double      width)
{
  g_autofree char *title = dsc_describe_title (self->snapshot, self->before, id);
  DscCard card = { .box = { x, y, width, DSC_DIAGRAM_HEAD } };

  dsc_scene_begin_group (self->scene, id, name, title);
  card.shadow = dsc_scene_add_rect (self->scene, dsc_picture_id (), DSC_ROLE_SHADOW, card.box, DSC_DIAGRAM_RADIUS);
  card.rect = dsc_scene_add_rect (self->scene, id, DSC_ROLE_CARD, card.box, DSC_DIAGRAM_RADIUS);
  return card;
}

void
dsc_diagram_patch (DscDiagram *self,
                   DscRole     role,
                   double      x,
                   double      baseline)
{
  dsc_scene_add_rect (self->scene, dsc_picture_id (), role, (DscRect) { x, baseline - 10, 10, 10 }, 2);
}

/* Two links, joined. */
void
dsc_diagram_chain (DscDiagram *self,
                   double      x,
                   double      middle)
{
  const DscSceneId id = dsc_picture_id ();

  for (guint i = 0; i < 2; i++)
    dsc_scene_add_rect (self->scene, id, DSC_ROLE_SHARED_CARD, (DscRect) { x + i * 14, middle - 4.5, 12, 9 }, 4.5);
  dsc_scene_add_line (self->scene, id, DSC_ROLE_SHARED_CARD, (DscPoint) { x + 7, middle }, (DscPoint) { x + 19, middle });
  self->legend |= 1u << DSC_LEGEND_CHAIN;
}

double
dsc_diagram_section (DscDiagram *self,
                     double      x,
                     double      y,
                     const char *name,
                     const char *note)
{
  const DscFontSpec *bold = &dsc_diagram_mono_bold;
  const double end = dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT, bold, DSC_ANCHOR_START, x, y + 20, name);

  if (note != NULL)
    dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT_DIM, &dsc_diagram_sans_small, DSC_ANCHOR_START, end + 12, y + 20, note);
  return y + 34;
}

void
dsc_diagram_loop (DscDiagram *self,
                  DscSceneId  id,
                  DscPoint    from,
                  DscPoint    to,
                  double      out)
{
  const double x = MAX (from.x, to.x) + out;

  dsc_scene_add_arrow (self->scene, id, DSC_ROLE_POINTER, (DscPoint[4]) { from, { x, from.y }, { x, to.y }, to });
}

void
dsc_diagram_card_title (DscDiagram    *self,
                        const DscCard *card,
                        DscSceneId     id,
                        const char    *title,
                        const char    *note,
                        DscRole        patch)
{
  const double baseline = card->box.y + 25;
  double x = card->box.x + DSC_DIAGRAM_PAD;

  if (patch == DSC_ROLE_SHARED_CARD)
    {
      dsc_diagram_chain (self, x, baseline - 5.5);
      x += DSC_DIAGRAM_CHAIN + 10;
    }
  else if (patch != DSC_ROLE_NONE)
    {
      dsc_diagram_patch (self, patch, x, baseline - 0.5);
      x += 18;
    }
  dsc_diagram_text (self, id, DSC_ROLE_TITLE, &dsc_diagram_heading, DSC_ANCHOR_START, x, baseline, title);
  if (note != NULL)
    dsc_diagram_text (self, id, DSC_ROLE_TEXT_DIM, &dsc_diagram_sans_small, DSC_ANCHOR_END,
                      card->box.x + card->box.width - DSC_DIAGRAM_PAD, baseline, note);
  dsc_diagram_rule (self, card->box.x, card->box.x + card->box.width, card->box.y + DSC_DIAGRAM_HEAD);
}

void
dsc_diagram_end_card (DscDiagram *self,
                      DscCard    *card,
                      double      bottom)
{
  card->box.height = bottom - card->box.y;
  dsc_scene_resize_rect (self->scene, card->rect, card->box);
  dsc_scene_resize_rect (self->scene, card->shadow, (DscRect) { card->box.x + 0.5, card->box.y + 2, card->box.width, card->box.height });
  dsc_scene_end_group (self->scene);
  self->bottom = MAX (self->bottom, bottom);
}

/* --- marks -------------------------------------------------------------------------------------------------------- */

void
dsc_diagram_rule (DscDiagram *self,
                  double      x1,
                  double      x2,
                  double      y)
{
  DscPage page = page_of (self);

  dsc_page_rule (&page, x1, x2, y);
}

void
dsc_diagram_dot (DscDiagram *self,
                 DscSceneId  id,
                 DscRole     role,
                 double      x,
                 double      y)
{
  const DscRect box = { x - DSC_DIAGRAM_DOT, y - DSC_DIAGRAM_DOT, 2 * DSC_DIAGRAM_DOT, 2 * DSC_DIAGRAM_DOT };

  dsc_scene_add_rect (self->scene, id, role, box, DSC_DIAGRAM_DOT);
}

/* Leaves and arrives level; bend is how far, from 0 to 1 of the way, it stays so. */
void
dsc_diagram_arrow (DscDiagram *self,
                   DscSceneId  id,
                   DscRole     role,
                   DscPoint    from,
                   DscPoint    to,
                   double      bend)
{
  const double reach = bend * fabs (to.x - from.x);

  dsc_scene_add_arrow (self->scene, id, role, (DscPoint[4]) { from, { from.x + reach, from.y }, { to.x - reach, to.y }, to });
}

void
dsc_diagram_cross (DscDiagram *self,
                   DscSceneId  id,
                   double      x,
                   double      y,
                   double      half)
{
  dsc_scene_add_line (self->scene, id, DSC_ROLE_DUMMY, (DscPoint) { x - half, y - half }, (DscPoint) { x + half, y + half });
  dsc_scene_add_line (self->scene, id, DSC_ROLE_DUMMY, (DscPoint) { x - half, y + half }, (DscPoint) { x + half, y - half });
}

/* A triangle that points right, its tip at (x, y). */
void
dsc_diagram_change_mark (DscDiagram *self,
                         DscSceneId  id,
                         double      x,
                         double      y)
{
  const DscPoint tip = { x, y };

  dsc_scene_add_shape (self->scene, id, DSC_ROLE_CHANGED, (DscPoint[4]) { { x - 8, y - 4.5 }, tip, { x - 8, y + 4.5 }, { x - 8, y + 4.5 } });
  self->legend |= 1u << DSC_LEGEND_CHANGED;
}

void
dsc_diagram_hit_area (DscDiagram *self,
                      DscSceneId  id,
                      DscRect     box)
{
  dsc_scene_add_rect (self->scene, id, DSC_ROLE_NONE, box, 0);
}
