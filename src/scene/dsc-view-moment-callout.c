/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-moment-callout.c: the box that says what happens at a moment, with the calculation, and the bits that it is made of. */
#include "dsc-view-moment-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PAD 12.0
#define BIT_GAP 1.5

static const DscFontSpec sentence_font = { DSC_FONT_SANS, 12.5, FALSE };
static const DscFontSpec arithmetic_font = { DSC_FONT_MONO, 11, TRUE };
static const DscFontSpec small_font = { DSC_FONT_SANS, 10, FALSE };

/* Lines of a text from y down, no more than there is room for; returns the y below. */
static double
add_lines (DscMarks          *self,
           gint64             first,
           DscRole            role,
           const DscFontSpec *font,
           const char        *text,
           DscRect            room)
{
  const double line = ceil (font->size * 1.36);
  g_autoptr (GPtrArray) lines = dsc_text_wrap (self->metrics, font, text, room.width);
  const guint most = (guint) MAX (floor ((room.height + 2) / line), 1);
  double y = room.y;

  for (guint i = 0; i < lines->len && i < most; i++, y += line)
    {
      const gboolean is_cut = i + 1 == most && lines->len > most;
      g_autofree char *longer = is_cut ? g_strconcat (g_ptr_array_index (lines, i), " ", g_ptr_array_index (lines, i + 1), NULL)
                                       : g_strdup (g_ptr_array_index (lines, i));
      g_autofree char *shown = dsc_text_shorten (self->metrics, font, longer, room.width);
      dsc_scene_add_text (self->scene, dsc_mark_id (DSC_MARK_CALLOUT, first + i), role, font, DSC_ANCHOR_START, room.x, y + font->size, shown,
                          self->metrics);
    }
  return y;
}

/* --- bits --------------------------------------------------------------------------------------------------------- */

/* What is left of the hash at this moment, and by how many bits it has moved; FALSE: nothing is calculated with it. */
static gboolean
get_bits (const DscMarks *self,
          guint64        *out_bits,
          guint          *out_shift)
{
  const DscMoment *here = dsc_moments_get (self->moments, (guint) self->i);
  const DscMomentContext *context = dsc_moments_get_context (self->moments, (guint) self->i);
  const DscTraits *traits = dsc_snapshot_get_traits (dsc_moments_get_after (self->moments));

  if (traits->perturb_bits == 0 || (here->kind != DSC_MOMENT_PROBE && here->kind != DSC_MOMENT_HASH))
    return FALSE;
  if (here->kind == DSC_MOMENT_HASH)
    {
      const DscEvent *hash = dsc_moments_find_event (self->moments, here->first_event, dsc_moment_end (here), DSC_EVENT_HASH);
      *out_bits = hash != NULL ? dsc_probe_hash_bits (traits, hash->a) : dsc_probe_hash_bits (traits, (gint64) context->hash);
      *out_shift = 0;
      return TRUE;
    }
  *out_bits = here->probe == 0 || traits->probe != DSC_PROBE_PERTURB_FIRST ? here->perturb_before : here->perturb_after;
  *out_shift = here->probe == 0 ? 0 : (here->probe - (traits->probe != DSC_PROBE_PERTURB_FIRST)) * DSC_PERTURB_SHIFT;
  return TRUE;
}

typedef struct {
  DscRect box;
  guint   n_bits, per_row;
  double  pitch;
} BitGrid;

/* The lowest bit is at the right end of the last row. */
static DscRect
bit_box (const BitGrid *grid,
         guint          bit)
{
  const guint rows = (grid->n_bits + grid->per_row - 1) / grid->per_row;
  const guint row = rows - 1 - bit / grid->per_row;
  const guint column = grid->per_row - 1 - bit % grid->per_row;
  const double group = 2.5 * (double) (column / 4);

  return (DscRect) { grid->box.x + column * grid->pitch + group, grid->box.y + row * 15.0, grid->pitch - BIT_GAP, 12 };
}

static BitGrid
plan_bits (const DscMarks *self,
           DscRect         room,
           guint           per_row)
{
  BitGrid grid = { .box = room, .per_row = per_row };

  grid.n_bits = dsc_snapshot_get_traits (dsc_moments_get_after (self->moments))->perturb_bits;
  grid.per_row = MIN (grid.per_row, grid.n_bits);
  grid.pitch = (room.width - 2.5 * (grid.per_row / 4 - 1)) / grid.per_row;
  grid.pitch = MIN (grid.pitch, 9);
  return grid;
}

/* Each bit of the hash keeps its identity while it moves to the right and falls out at the end. Those that choose the slot
 * at the first probe are marked. */
static void
add_bits (DscMarks *self,
          DscRect   room,
          guint     per_row)
{
  const DscMoment *here = dsc_moments_get (self->moments, (guint) self->i);
  const BitGrid grid = plan_bits (self, room, per_row);
  guint64 bits;
  guint shift;

  if (!get_bits (self, &bits, &shift))
    return;
  const DscMomentContext *context = dsc_moments_get_context (self->moments, (guint) self->i);
  const guint chosen = shift == 0 && (here->kind == DSC_MOMENT_HASH || here->probe == 0) && context->slots > 1
                         ? (guint) g_bit_storage (context->slots) - 1 : 0;
  for (guint bit = 0; bit < grid.n_bits; bit++)
    {
      const gboolean is_set = bits >> bit & 1;
      const DscRole role = bit < chosen ? DSC_ROLE_PROBE : DSC_ROLE_ACCENT;
      const guint node = dsc_scene_add_rect (self->scene, dsc_mark_id (DSC_MARK_BIT, bit + shift), role, bit_box (&grid, bit), 0);

      if (bit + shift >= grid.n_bits)
        dsc_scene_set_node_fade (self->scene, node, 215);      /* zeros that come in from the left */
      else if (!is_set)
        dsc_scene_set_node_fade (self->scene, node, bit < chosen ? 60 : 150);
      dsc_scene_set_node_hollow (self->scene, node, !is_set);
    }
}

static char *
bits_caption (const DscMarks *self)
{
  const DscMoment *here = dsc_moments_get (self->moments, (guint) self->i);
  guint64 bits;
  guint shift;

  if (!get_bits (self, &bits, &shift))
    return NULL;
  if (here->kind == DSC_MOMENT_HASH || here->probe == 0)
    return g_strdup (_("bits of the hash; the last ones choose the slot"));
  if (bits == 0)
    return g_strdup (_("perturb: all bits have been shifted out"));
  /* Translators: %1$u is how many bits of a hash have been shifted out to the right. */
  return g_strdup_printf (_("perturb: the hash without its last %1$u bits"), shift);
}

/* --- the box ------------------------------------------------------------------------------------------------------ */

/* The result stays on the line of what it is the result of. */
static char *
bind_result (const char *part)
{
  const char *equals = g_strrstr (part, " = ");

  if (equals == NULL)
    return g_strdup (part);
  g_autofree char *start = g_strndup (part, (gsize) (equals - part));
  return g_strconcat (start, "\u00a0=\u00a0", equals + 3, NULL);
}

/* As high as what it says. */
static void
add_beside (DscMarks        *self,
            const DscMoment *here,
            DscRect          box,
            guint            rect)
{
  g_autofree char *caption = bits_caption (self);
  const double bits = caption == NULL ? 0 : 54;
  DscRect room = { box.x + PAD, box.y + PAD - 2, box.width - 2 * PAD, box.height - 2 * PAD - bits + 4 };
  g_auto (GStrv) parts = g_strsplit (here->arithmetic != NULL ? here->arithmetic : "", "; ", -1);

  double y = add_lines (self, 0, DSC_ROLE_TEXT, &sentence_font, here->sentence, room) + 3;
  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0' && y + 12 < room.y + room.height; i++)
    {
      const DscRect rest = { room.x, y, room.width, room.y + room.height - y };
      g_autofree char *bound = bind_result (parts[i]);
      y = add_lines (self, 20 + 10 * i, DSC_ROLE_ACCENT, &arithmetic_font, bound, rest) + 1;
    }
  box.height = MIN (y + bits + PAD - 2 - box.y, box.height);
  dsc_scene_resize_rect (self->scene, rect, box);
  if (caption == NULL)
    return;
  y = box.y + box.height - PAD - 46;
  add_lines (self, 50, DSC_ROLE_TEXT_DIM, &small_font, caption, (DscRect) { room.x, y, room.width, 13 });
  add_bits (self, (DscRect) { room.x, y + 17, room.width, 30 }, 32);
}

/* Wide and low: words at the left, the calculation and its bits at the right. */
static void
add_band (DscMarks        *self,
          const DscMoment *here,
          DscRect          box)
{
  g_autofree char *caption = bits_caption (self);
  const gboolean has_right = here->arithmetic != NULL || caption != NULL;
  const double split = has_right ? floor (box.width * 0.44) : box.width - 2 * PAD;
  const double top = box.y + floor ((MIN (box.height, 60) - 34) / 2) - 2;
  const DscRect right = { box.x + PAD + split + 20, top, box.width - split - 2 * PAD - 20, box.y + box.height - top - 6 };

  add_lines (self, 0, DSC_ROLE_TEXT, &sentence_font, here->sentence,
             (DscRect) { box.x + PAD, top, split, box.y + box.height - top - 6 });
  if (here->arithmetic != NULL)
    add_lines (self, 20, DSC_ROLE_ACCENT, &arithmetic_font, here->arithmetic, (DscRect) { right.x, top, right.width, caption != NULL ? 16 : 40 });
  if (caption == NULL)
    return;
  const double y = here->arithmetic != NULL ? top + 20 : top;
  const double width = dsc_text_width (self->metrics, &small_font, caption);
  add_bits (self, (DscRect) { right.x, y, right.width - width - 12, 14 }, 64);
  const guint n = dsc_snapshot_get_traits (dsc_moments_get_after (self->moments))->perturb_bits;
  const BitGrid grid = plan_bits (self, (DscRect) { right.x, y, right.width - width - 12, 14 }, 64);
  const DscRect last = bit_box (&grid, 0);
  add_lines (self, 50, DSC_ROLE_TEXT_DIM, &small_font, caption, (DscRect) { last.x + last.width + 10, y + 0.5, width + 2, 13 });
  g_assert (n > 0);
}

void
dsc_moment_add_callout (DscMarks *self)
{
  const DscMoment *here = dsc_moments_get (self->moments, (guint) self->i);
  DscRect box = self->rooms.callout;

  if (box.width <= 0 || here->sentence == NULL)
    return;
  if (!self->rooms.is_beside)
    box.height = MIN (box.height, 60);
  dsc_scene_begin_group (self->scene, dsc_mark_id (DSC_MARK_CALLOUT, 0), _("moment"), here->sentence);
  const guint rect = dsc_scene_add_rect (self->scene, dsc_mark_id (DSC_MARK_CALLOUT, 0), DSC_ROLE_CALLOUT, box, 10);
  if (self->rooms.is_beside)
    add_beside (self, here, box, rect);
  else
    add_band (self, here, box);
  dsc_scene_end_group (self->scene);
}
