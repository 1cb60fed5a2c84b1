/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-glyphs.c: texts as strings of glyph numbers, gathered by font and colour. */
#include "dsc-glyphs.h"

#include <math.h>
#include <string.h>

#define N_PLAIN 0x250u         /* Latin: characters that stand for themselves */
#define ELLIPSIS 0x2026u

typedef struct {
  gint     advance_64;         /* in 1/64 pixel */
  gboolean bold;
  guint32  color;
  GArray  *glyphs;             /* cairo_glyph_t */
} Batch;

typedef struct {
  gint                 advance_64;
  gboolean             bold;
  cairo_scaled_font_t *font;
} SizedFont;

struct DscGlyphs {
  PangoContext *context;
  char         *family;
  double        advance_per_size;
  guint32       plain[2][N_PLAIN];   /* glyph + 1 by character, regular and bold; 0: not looked up yet */
  guint32       few[2][4];           /* the same of the others that are allowed */
  GArray       *fonts;               /* SizedFont */
  GPtrArray    *batches;             /* Batch; kept from one flush to the next */
  Batch        *last;
};

static const gunichar few_characters[4] = { ELLIPSIS, 0x2212 /* minus */, 0x00d7, 0x2192 /* arrow */ };

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_array_unref (batch->glyphs);
  g_free (batch);
}

static cairo_scaled_font_t *
create_font (DscGlyphs *self,
             double     size,
             gboolean   bold)
{
  PangoFontDescription *description = pango_font_description_new ();

  pango_font_description_set_family (description, self->family);
  pango_font_description_set_absolute_size (description, size * PANGO_SCALE);
  if (bold)
    pango_font_description_set_weight (description, PANGO_WEIGHT_BOLD);
  PangoFont *font = pango_context_load_font (self->context, description);
  pango_font_description_free (description);
  cairo_scaled_font_t *scaled = cairo_scaled_font_reference (pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font)));
  g_object_unref (font);
  return scaled;
}

static cairo_scaled_font_t *
get_font (DscGlyphs *self,
          gint       advance_64,
          gboolean   bold)
{
  for (guint i = 0; i < self->fonts->len; i++)
    {
      const SizedFont *font = &g_array_index (self->fonts, SizedFont, i);

      if (font->advance_64 == advance_64 && font->bold == bold)
        return font->font;
    }
  const SizedFont font = { advance_64, bold, create_font (self, advance_64 / 64.0 / self->advance_per_size, bold) };
  g_array_append_val (self->fonts, font);
  return font.font;
}

static void
clear_font (gpointer data)
{
  cairo_scaled_font_destroy (((SizedFont *) data)->font);
}

DscGlyphs *
dsc_glyphs_new (PangoContext *context,
                const char   *family)
{
  DscGlyphs *self = g_new0 (DscGlyphs, 1);
  cairo_text_extents_t extents;

  self->context = g_object_ref (context);
  self->family = g_strdup (family);
  self->fonts = g_array_new (FALSE, FALSE, sizeof (SizedFont));
  g_array_set_clear_func (self->fonts, clear_font);
  self->batches = g_ptr_array_new_with_free_func (batch_free);
  cairo_scaled_font_t *font = create_font (self, 100, FALSE);
  cairo_scaled_font_text_extents (font, "0", &extents);
  self->advance_per_size = extents.x_advance / 100;
  cairo_scaled_font_destroy (font);
  return self;
}

void
dsc_glyphs_free (DscGlyphs *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->fonts);
  g_ptr_array_unref (self->batches);
  g_object_unref (self->context);
  g_free (self->family);
  g_free (self);
}

double
dsc_glyphs_get_size (DscGlyphs *self,
                     double     advance)
{
  return advance / self->advance_per_size;
}

/* --- characters --------------------------------------------------------------------------------------------------- */

static guint32
look_up (DscGlyphs *self,
         gboolean   bold,
         gunichar   character)
{
  char text[8] = "";
  cairo_glyph_t buffer[4], *glyphs = buffer;
  int n = 4;

  text[g_unichar_to_utf8 (character, text)] = '\0';
  if (cairo_scaled_font_text_to_glyphs (get_font (self, 8 * 64, bold), 0, 0, text, -1, &glyphs, &n, NULL, NULL, NULL) != CAIRO_STATUS_SUCCESS)
    return 1;
  const guint32 found = n == 1 ? (guint32) glyphs[0].index + 1 : 1;
  if (glyphs != buffer)
    cairo_glyph_free (glyphs);
  return found;
}

/* Glyph + 1; 0: the character cannot be drawn by itself. */
static guint32
get_glyph (DscGlyphs *self,
           gboolean   bold,
           gunichar   character)
{
  guint32 *place = NULL;

  if (character < N_PLAIN)
    place = &self->plain[bold][character];
  for (guint i = 0; place == NULL && i < G_N_ELEMENTS (few_characters); i++)
    if (few_characters[i] == character)
      place = &self->few[bold][i];
  if (place == NULL)
    return 0;
  if (*place == 0)
    *place = look_up (self, bold, character);
  return *place > 1 ? *place : 0;
}

gboolean
dsc_glyphs_has (DscGlyphs  *self,
                const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if ((guchar) *p >= 0x80 && get_glyph (self, FALSE, g_utf8_get_char (p)) == 0)
      return FALSE;
  return TRUE;
}

/* --- gathering ---------------------------------------------------------------------------------------------------- */

static Batch *
get_batch (DscGlyphs *self,
           gint       advance_64,
           gboolean   bold,
           guint32    color)
{
  for (guint i = 0; i < self->batches->len; i++)
    {
      Batch *batch = g_ptr_array_index (self->batches, i);

      if (batch->advance_64 == advance_64 && batch->bold == bold && batch->color == color)
        return batch;
    }
  Batch *batch = g_new (Batch, 1);
  *batch = (Batch) { advance_64, bold, color, g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t)) };
  g_ptr_array_add (self->batches, batch);
  return batch;
}

void
dsc_glyphs_add (DscGlyphs  *self,
                double      advance,
                gboolean    bold,
                guint32     color,
                double      x,
                double      baseline,
                const char *text,
                gsize       max_chars)
{
  const gint advance_64 = (gint) lrint (advance * 64);
  const gboolean is_cut = (gsize) g_utf8_strlen (text, -1) > max_chars;
  const char *p = text;

  bold = bold != FALSE;
  if (max_chars == 0)
    return;
  if (self->last == NULL || self->last->advance_64 != advance_64 || self->last->bold != bold || self->last->color != color)
    self->last = get_batch (self, advance_64, bold, color);
  for (gsize i = 0; i < max_chars && *p != '\0'; i++, p = g_utf8_next_char (p))
    {
      const gunichar character = is_cut && i + 1 == max_chars ? ELLIPSIS : g_utf8_get_char (p);
      const guint32 found = get_glyph (self, bold, character);
      const cairo_glyph_t glyph = { found > 0 ? found - 1 : 0, x + (double) i * advance, baseline };

      if (character != ' ')
        g_array_append_val (self->last->glyphs, glyph);
    }
}

void
dsc_glyphs_flush (DscGlyphs *self,
                  cairo_t   *cr)
{
  for (guint i = 0; i < self->batches->len; i++)
    {
      Batch *batch = g_ptr_array_index (self->batches, i);

      if (batch->glyphs->len == 0)
        continue;
      cairo_set_scaled_font (cr, get_font (self, batch->advance_64, batch->bold));
      cairo_set_source_rgb (cr, (batch->color >> 16 & 255) / 255.0, (batch->color >> 8 & 255) / 255.0, (batch->color & 255) / 255.0);
      cairo_show_glyphs (cr, (cairo_glyph_t *) batch->glyphs->data, (int) batch->glyphs->len);
      g_array_set_size (batch->glyphs, 0);
    }
  if (self->batches->len > 64)
    g_ptr_array_set_size (self->batches, 0);   /* sizes that are gone: zooming makes new ones */
  self->last = NULL;
}
