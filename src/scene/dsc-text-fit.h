/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-text-fit.h: text that fits where it is put: shortened to a width, broken into lines, kept apart from its surroundings. */
#pragma once

#include "dsc-scene.h"

double     dsc_text_width   (const DscTextMetrics *metrics, const DscFontSpec *font, const char *text);
/* The text, or its beginning and "…" (and the closing quote, if it had one) so that it is not wider than max_width. g_free. */
char      *dsc_text_shorten (const DscTextMetrics *metrics, const DscFontSpec *font, const char *text, double max_width);
/* Lines not wider than max_width, broken at spaces, inside a word only when it alone is too wide. Strings, freed with the array. */
GPtrArray *dsc_text_wrap    (const DscTextMetrics *metrics, const DscFontSpec *font, const char *text, double max_width);
/* At most max_chars characters of it; "…" stands for what is left out. Before anything is measured: texts may be of any length. g_free. */
char      *dsc_text_clip    (const char *text, gsize max_chars);
/* One line, fit to be put among other text: control characters become their pictures, and text that runs from right to left is
 * isolated, so that it does not turn its surroundings. g_free. */
char      *dsc_text_isolate (const char *text);
