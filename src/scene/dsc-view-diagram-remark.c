/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-diagram-remark.c: the box beside the picture that says why: as many remarks as there is something to say and room for. */
#include "dsc-view-diagram-private.h"

#define LINE 18.5
#define PAD  16.0
#define LEAST_WIDTH 190.0

static const DscFontSpec heading_font = { DSC_FONT_SANS, 14, TRUE };
static const DscFontSpec text_font = { DSC_FONT_SANS, 12.5, FALSE };

static double
remark_height (guint heading_lines,
               guint lines)
{
  return PAD + heading_lines * 19 + 4 + lines * LINE + PAD - 6;
}

double
dsc_diagram_measure_remark (DscDiagram      *self,
                            const DscRemark *remark,
                            double           width)
{
  g_autoptr (GPtrArray) heading = dsc_text_wrap (self->metrics, &heading_font, remark->heading, width - 2 * PAD);
  g_autoptr (GPtrArray) lines = dsc_text_wrap (self->metrics, &text_font, remark->text, width - 2 * PAD);

  return remark_height (heading->len, lines->len);
}

static void
draw_remark (DscDiagram      *self,
             const DscRemark *remark,
             double           x,
             double           y,
             double           width)
{
  g_autoptr (GPtrArray) heading = dsc_text_wrap (self->metrics, &heading_font, remark->heading, width - 2 * PAD);
  g_autoptr (GPtrArray) lines = dsc_text_wrap (self->metrics, &text_font, remark->text, width - 2 * PAD);
  const DscRect box = { x, y, width, remark_height (heading->len, lines->len) };
  const DscRole role = remark->role == DSC_ROLE_DUMMY ? DSC_ROLE_WARNING : DSC_ROLE_CALLOUT;
  const DscRole heading_role = remark->role == DSC_ROLE_DUMMY ? DSC_ROLE_WARNING : DSC_ROLE_ACCENT;

  dsc_scene_begin_group (self->scene, dsc_picture_id (), remark->heading, remark->text);
  dsc_scene_add_rect (self->scene, dsc_picture_id (), role, box, 10);
  y += PAD + 10;
  for (guint i = 0; i < heading->len; i++, y += 19)
    dsc_diagram_text (self, dsc_picture_id (), heading_role, &heading_font, DSC_ANCHOR_START, x + PAD, y, g_ptr_array_index (heading, i));
  y += 4;
  for (guint i = 0; i < lines->len; i++, y += LINE)
    dsc_diagram_text (self, dsc_picture_id (), DSC_ROLE_TEXT, &text_font, DSC_ANCHOR_START, x + PAD, y, g_ptr_array_index (lines, i));
  dsc_scene_end_group (self->scene);
  self->bottom = MAX (self->bottom, box.y + box.height);
}

/* Under the objects where the cards leave room there, else under the object card, and only then where the picture must grow. */
/* Dense pictures and those with maps have them side by side below the cards. */
static void
draw_remarks_below (DscDiagram *self,
                    GPtrArray  *remarks,
                    DscRect     room)
{
  const guint n = MIN (remarks->len, 2);
  const double width = (room.width - 16) / 2;

  for (guint i = 0; i < n; i++)
    draw_remark (self, g_ptr_array_index (remarks, i), room.x + i * (width + 16), room.y, width);
}

void
dsc_diagram_draw_remarks (DscDiagram *self,
                          DscRect     left)
{
  if (self->rooms != NULL)
    {
      dsc_diagram_take_rooms (self, left);
      return;
    }
  g_autoptr (GPtrArray) remarks = dsc_describe_remarks (self->snapshot, self->before, self->options->trace);
  const double bottom = self->bottom;

  if (self->dense || self->mapped)
    {
      draw_remarks_below (self, remarks, left);
      return;
    }
  DscRect right = { self->heap_x, self->heap_bottom + 28, self->heap_width, bottom - self->heap_bottom - 28 };

  for (guint i = 0; i < remarks->len && i < 2; i++)
    {
      const DscRemark *remark = g_ptr_array_index (remarks, i);
      const gboolean fits_right = dsc_diagram_measure_remark (self, remark, MAX (right.width, LEAST_WIDTH)) <= right.height;
      const gboolean fits_left = left.width >= LEAST_WIDTH && dsc_diagram_measure_remark (self, remark, left.width) <= left.height;
      DscRect *place = fits_right || left.width < LEAST_WIDTH ? &right : &left;

      if (i > 0 && !fits_right && !fits_left)
        break;
      const double height = dsc_diagram_measure_remark (self, remark, place->width);
      draw_remark (self, remark, place->x, place->y, place->width);
      place->y += height + 16;
      place->height -= height + 16;
    }
}
