/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-syntax-private.h: pieces of syntax that not every release of CPython reads. */
#pragma once

#include <glib.h>

#include "dsc-version.h"

typedef enum {
  DSC_SYNTAX_FORMAT_STRING = 0,     /* f'{x}' */
  DSC_SYNTAX_FORMAT_DEBUG,          /* f'{x=}' */
  DSC_SYNTAX_UNICODE_PREFIX,        /* u'' */
  DSC_SYNTAX_UNICODE_RAW_PREFIX,    /* ur'' */
  DSC_SYNTAX_BYTES_PREFIX,          /* b'', br'' */
  DSC_SYNTAX_RAW_BYTES_PREFIX,      /* rb'' */
  DSC_SYNTAX_BYTES_NOT_ASCII,       /* b'é' */
  DSC_SYNTAX_TEXT_BESIDE_BYTES,     /* 'a' b'b' */
  DSC_SYNTAX_TEXT_BESIDE_UNICODE,   /* 'é' u'b' */
  DSC_SYNTAX_SOURCE_NOT_ASCII,      /* a character that is not ASCII, without a coding comment */
  DSC_SYNTAX_NAME_NOT_ASCII,
  DSC_SYNTAX_LONG_SUFFIX,           /* 10L */
  DSC_SYNTAX_OLD_OCTAL,             /* 017 */
  DSC_SYNTAX_NEW_OCTAL,             /* 0o17, 0b11 */
  DSC_SYNTAX_UNDERSCORES,           /* 1_000 */
  DSC_SYNTAX_DICT_UNPACKING,        /* {**d} */
  DSC_SYNTAX_CALL_UNPACKING,        /* f(**d, a=1), f(**d, **e) */
  DSC_SYNTAX_DICT_COMPREHENSION,    /* {k: v for …}, {x for …}, {1, 2} */
  DSC_SYNTAX_PRINT_KEYWORDS,        /* print(x, end='') */
  DSC_SYNTAX_PRINT_EXPRESSION,      /* y = print(x) */
  DSC_SYNTAX_CONDITIONAL,           /* a if b else c */
  DSC_SYNTAX_EXCEPT_AS,             /* except KeyError as e */
  DSC_SYNTAX_STAR_TARGET,           /* a, *b = c */
  DSC_SYNTAX_STAR_DISPLAY,          /* [*a, 1] */
  DSC_N_SYNTAX,
} DscSyntax;

gboolean    dsc_syntax_is_available (DscSyntax syntax, DscVersion version);
/* "f-strings": translated, a noun in the plural as the subject of a sentence. */
const char *dsc_syntax_name         (DscSyntax syntax);
/* What to write instead, one translated sentence, or NULL. */
const char *dsc_syntax_suggestion   (DscSyntax syntax);
