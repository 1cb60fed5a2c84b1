/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-literal-private.h: what number and string literals mean, to Python 3 and to Python 2. */
#pragma once

#include "dsc-ast-private.h"

/* Decimal literals longer than this are refused, as CPython does since 2022. */
#define DSC_LITERAL_MAX_DIGITS 4300u

/* FALSE: no such number; the lexer has the diagnostic. Texts in *out_constant are static or in the tree. */
gboolean dsc_literal_read_number (DscLexer *lexer, DscTree *tree, DscToken token, DscConstant *out_constant);

/* Neighbouring literals become one ('a' 'b'). text is what Python 3 makes of them, legacy what Python 2 makes of plain ones. */
typedef struct {
  GString *text, *legacy;
  gboolean any_plain, any_unicode, any_bytes;
  gboolean legacy_differs;
  gboolean plain_not_ascii;
} DscLiteralText;

void     dsc_literal_text_init  (DscLiteralText *self);
void     dsc_literal_text_clear (DscLiteralText *self);
/* Appends text[start, end) of a string token. braces: "{{" and "}}" of f-strings mean one brace. FALSE: wrong; the lexer has the diagnostic. */
gboolean dsc_literal_text_add   (DscLiteralText *self, DscLexer *lexer, DscTree *tree, DscToken token, guint32 start, guint32 end, gboolean braces);
/* The constant of all that was added; its texts are the builder's. */
DscConstant dsc_literal_text_get (DscLiteralText *self, DscTree *tree, DscPlace place);
