/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-version-syntax.c: since and until when CPython reads each piece of syntax; part of the version files. */
#include "dsc-syntax-private.h"

#include <glib/gi18n-lib.h>

typedef struct {
  DscVersion  since, before;              /* before 0: up to now */
  DscVersion  again;                      /* and again from here on; 0: never */
  const char *name;                       /* plural noun */
  const char *suggestion;
} SyntaxFact;

/* Sources: "What's New in Python" of each release, PEP 498, 501, 448, 414, 308, 3127, 237, 515, 3110, 3132. */
/* clang-format off */
static const SyntaxFact facts[DSC_N_SYNTAX] = {
  [DSC_SYNTAX_FORMAT_STRING]       = { DSC_V (3, 6, 0), 0, 0, N_("f-strings"), N_("Write 'k' + str(i), or 'k%d' % i.") },
  [DSC_SYNTAX_FORMAT_DEBUG]        = { DSC_V (3, 8, 0), 0, 0, N_("“=” in fields of f-strings"), N_("Write the name and “=” as text in front of the field.") },
  [DSC_SYNTAX_UNICODE_PREFIX]      = { DSC_V (2, 0, 0), DSC_V (3, 0, 0), DSC_V (3, 3, 0), N_("Texts with the prefix u"), N_("Leave out the prefix.") },
  [DSC_SYNTAX_UNICODE_RAW_PREFIX]  = { DSC_V (2, 0, 0), DSC_V (3, 0, 0), 0, N_("Texts with the prefix ur"), N_("Leave out the u.") },
  [DSC_SYNTAX_BYTES_PREFIX]        = { DSC_V (2, 6, 0), 0, 0, N_("Literals with the prefix b"), N_("Leave out the prefix.") },
  [DSC_SYNTAX_RAW_BYTES_PREFIX]    = { DSC_V (3, 3, 0), 0, 0, N_("Literals with the prefix rb"), N_("Write br.") },
  [DSC_SYNTAX_BYTES_NOT_ASCII]     = { DSC_V (2, 6, 0), DSC_V (3, 0, 0), 0, N_("Characters other than ASCII in bytes"), N_("Write them as escapes, like \\xc3\\xa9.") },
  [DSC_SYNTAX_TEXT_BESIDE_BYTES]   = { DSC_V (2, 6, 0), DSC_V (3, 0, 0), 0, N_("Bytes beside texts in one literal"), N_("Give all parts the same prefix.") },
  [DSC_SYNTAX_TEXT_BESIDE_UNICODE] = { DSC_V (3, 3, 0), 0, 0, N_("Literals that mix u'…' with bytes of other characters"), N_("Give all parts the prefix u.") },
  [DSC_SYNTAX_SOURCE_NOT_ASCII]    = { DSC_V (3, 0, 0), 0, 0, N_("Characters other than ASCII without a coding comment"), N_("Write “# -*- coding: utf-8 -*-” into the first line.") },
  [DSC_SYNTAX_NAME_NOT_ASCII]      = { DSC_V (3, 0, 0), 0, 0, N_("Names with characters other than ASCII"), N_("Use letters from a to z.") },
  [DSC_SYNTAX_LONG_SUFFIX]         = { DSC_V (1, 0, 0), DSC_V (3, 0, 0), 0, N_("Numbers with an L"), N_("Leave out the L.") },
  [DSC_SYNTAX_OLD_OCTAL]           = { DSC_V (1, 0, 0), DSC_V (3, 0, 0), 0, N_("Numbers with a leading zero"), N_("Write 0o in front of an octal number, and no zero in front of a decimal one.") },
  [DSC_SYNTAX_NEW_OCTAL]           = { DSC_V (2, 6, 0), 0, 0, N_("Numbers that begin with 0o or 0b"), N_("Write the number in decimal.") },
  [DSC_SYNTAX_UNDERSCORES]         = { DSC_V (3, 6, 0), 0, 0, N_("Underscores in numbers"), N_("Leave them out.") },
  [DSC_SYNTAX_DICT_UNPACKING]      = { DSC_V (3, 5, 0), 0, 0, N_("“**” within dict displays"), N_("Use copy() and update().") },
  [DSC_SYNTAX_CALL_UNPACKING]      = { DSC_V (3, 5, 0), 0, 0, N_("Arguments behind “**”"), N_("Put “**” last, and once only.") },
  [DSC_SYNTAX_DICT_COMPREHENSION]  = { DSC_V (2, 7, 0), 0, 0, N_("Dict comprehensions and sets in braces"), N_("Use dict([…]) or set([…]).") },
  [DSC_SYNTAX_PRINT_KEYWORDS]      = { DSC_V (3, 0, 0), 0, 0, N_("Keywords of print"), N_("Write “from __future__ import print_function” first.") },
  [DSC_SYNTAX_PRINT_EXPRESSION]    = { DSC_V (3, 0, 0), 0, 0, N_("Calls of print within expressions"), N_("Write the call as a statement of its own.") },
  [DSC_SYNTAX_CONDITIONAL]         = { DSC_V (2, 5, 0), 0, 0, N_("Conditional expressions"), N_("Write an “if” statement.") },
  [DSC_SYNTAX_EXCEPT_AS]           = { DSC_V (2, 6, 0), 0, 0, N_("“except … as” clauses"), N_("Leave out the name.") },
  [DSC_SYNTAX_STAR_TARGET]         = { DSC_V (3, 0, 0), 0, 0, N_("Targets with a star"), N_("Name each target.") },
  [DSC_SYNTAX_STAR_DISPLAY]        = { DSC_V (3, 5, 0), 0, 0, N_("Stars within displays"), N_("Add the sequences with “+”.") },
};
/* clang-format on */

gboolean
dsc_syntax_is_available (DscSyntax  syntax,
                         DscVersion version)
{
  const SyntaxFact *fact = &facts[syntax];

  if (fact->again != 0 && version >= fact->again)
    return TRUE;
  return version >= fact->since && (fact->before == 0 || version < fact->before);
}

const char *
dsc_syntax_name (DscSyntax syntax)
{
  return _(facts[syntax].name);
}

const char *
dsc_syntax_suggestion (DscSyntax syntax)
{
  return facts[syntax].suggestion != NULL ? _(facts[syntax].suggestion) : NULL;
}
