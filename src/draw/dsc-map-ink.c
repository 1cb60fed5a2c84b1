/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-map-ink.c: mixes the colours of a map from those of the theme. */
#include "dsc-map-ink.h"

#include <math.h>
#include <string.h>

#define LIVE_SHARE  0.50f   /* of the stroke's colour in the fill of a cell in use: pale enough for dummies to stand out in grey */
#define EMPTY_SHARE 0.10f
#define MOST_TINT   0.85f

guint32
dsc_color_to_pixel (DscColor color)
{
  const guint r = (guint) lrintf (CLAMP (color.r, 0, 1) * 255);
  const guint g = (guint) lrintf (CLAMP (color.g, 0, 1) * 255);
  const guint b = (guint) lrintf (CLAMP (color.b, 0, 1) * 255);

  return 0xff000000u | r << 16 | g << 8 | b;
}

static DscColor
mix (DscColor a,
     DscColor b,
     float    share)
{
  return (DscColor) { a.r + (b.r - a.r) * share, a.g + (b.g - a.g) * share, a.b + (b.b - a.b) * share, 1 };
}

static guint32
mix_pixels (guint32 a,
            guint32 b,
            guint   share)   /* of 256 */
{
  const guint32 red_blue = (((a & 0xff00ff) * (256 - share) + (b & 0xff00ff) * share) >> 8) & 0xff00ff;
  const guint32 green = (((a & 0xff00) * (256 - share) + (b & 0xff00) * share) >> 8) & 0xff00;

  return 0xff000000u | red_blue | green;
}

/* 0: one probe; 1: as many as the worst of the table, but a table with three at most has nothing to warn of. */
static double
severity (const DscMapInk *self,
          guint8           cell)
{
  const double most = MAX (self->worst, DSC_CELL_USED + 4);

  return cell <= DSC_CELL_USED ? 0 : MIN ((cell - DSC_CELL_USED) / (most - DSC_CELL_USED), 1);
}

guint
dsc_map_ink_get_tint (const DscMapInk *self,
                      guint8           cell)
{
  return (guint) lrint (pow (severity (self, cell), 1.3) * (DSC_MAP_N_TINTS - 1));
}

double
dsc_map_ink_get_bar (const DscMapInk *self,
                     guint8           cell)
{
  return cell < DSC_CELL_USED ? 0 : 0.22 + 0.78 * severity (self, cell);
}

static void
fill_codes (DscMapInk *self)
{
  static const guint dummy_shares[8] = { 0, 150, 164, 178, 196, 216, 238, 256 };

  for (guint worst = 0; worst < 256; worst++)
    for (guint full = 0; full < 32; full++)
      {
        const guint32 used = self->cells[MAX (worst, DSC_CELL_USED)];
        const guint32 mixed = mix_pixels (self->empty, used, full * 256 / 31);

        for (guint dummies = 0; dummies < 8; dummies++)
          self->codes[full << 11 | dummies << 8 | worst] = mix_pixels (mixed, self->dummy, dummy_shares[dummies]);
      }
}

void
dsc_map_ink_init (DscMapInk *self,
                  DscTheme   theme,
                  guint      worst)
{
  const DscColor card = dsc_palette_get_ink (theme, DSC_ROLE_CARD)->fill;
  const DscInk *live = dsc_palette_get_ink (theme, DSC_ROLE_LIVE);
  const DscInk *dummy = dsc_palette_get_ink (theme, DSC_ROLE_DUMMY);
  const DscColor faint = dsc_palette_get_ink (theme, DSC_ROLE_EMPTY)->stroke;
  const DscColor probe = dsc_palette_get_ink (theme, DSC_ROLE_PROBE)->stroke;
  const DscColor found = mix (dsc_color_over (live->fill, card), live->stroke, LIVE_SHARE);

  self->theme = theme;
  self->worst = worst;
  self->card = self->gap = dsc_color_to_pixel (card);
  self->empty = dsc_color_to_pixel (mix (card, faint, EMPTY_SHARE));
  self->empty_line = dsc_color_to_pixel (mix (card, faint, 0.55f));
  self->live = dsc_color_to_pixel (dsc_color_over (live->fill, card));
  self->live_line = dsc_color_to_pixel (live->stroke);
  self->dummy = dsc_color_to_pixel (dummy->stroke);
  self->dummy_ground = dsc_color_to_pixel (dsc_color_over (dummy->fill, card));
  for (guint i = 0; i < DSC_MAP_N_TINTS; i++)
    self->tints[i] = dsc_color_to_pixel (mix (found, probe, MOST_TINT * (float) i / (DSC_MAP_N_TINTS - 1)));
  self->cells[DSC_CELL_EMPTY] = self->empty;
  self->cells[DSC_CELL_DUMMY] = self->dummy;
  for (guint cell = DSC_CELL_USED; cell < 256; cell++)
    self->cells[cell] = self->tints[dsc_map_ink_get_tint (self, (guint8) cell)];
  fill_codes (self);
}
