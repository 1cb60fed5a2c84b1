/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-glyphs.h: many short texts in one monospaced font, drawn together.
 *
 * A layout for each of thousands of numbers would cost more than all the rest of a picture. Here a character is looked up once,
 * texts are strings of glyph numbers at a fixed advance, and all that have a size and a colour in common go to cairo in one
 * call. In pixels the advance is a whole number, so that letters stand where cairo puts them. */
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include "dsc-palette.h"

typedef struct DscGlyphs DscGlyphs;

DscGlyphs *dsc_glyphs_new     (PangoContext *context, const char *family);
void       dsc_glyphs_free    (DscGlyphs *self);
/* Font size in pixels whose characters are `advance` pixels wide. */
double     dsc_glyphs_get_size (DscGlyphs *self, double advance);
/* Whether every character of the text has a glyph that stands by itself: no joining, no marks, no direction. */
gboolean   dsc_glyphs_has     (DscGlyphs *self, const char *text);
/* Adds at most max_chars characters, the last one "…" if there are more; baseline and left edge in pixels. */
void       dsc_glyphs_add     (DscGlyphs *self, double advance, gboolean bold, guint32 color, double x, double baseline, const char *text, gsize max_chars);
/* Shows what was added since, in colour order, and forgets it. */
void       dsc_glyphs_flush   (DscGlyphs *self, cairo_t *cr);
