/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-parser-outside.c: statements that Python has and the subset has not: what they are called and what to write instead. */
#include "dsc-parser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  DscKeyword  keyword;
  const char *what;           /* plural noun */
  const char *suggestion;
} OutsideKeyword;

static const OutsideKeyword outside_keywords[] = {
  { DSC_KEYWORD_DEF,      N_("Functions"),                    N_("Write the statements one by one, or in a “for” loop.") },
  { DSC_KEYWORD_WITH,     N_("“with” statements"),            N_("Write the data into the script.") },
  { DSC_KEYWORD_ASYNC,    N_("Asynchronous statements"),      NULL },
  { DSC_KEYWORD_AWAIT,    N_("Asynchronous statements"),      NULL },
  { DSC_KEYWORD_GLOBAL,   N_("“global” statements"),          N_("Remove it: all names of a script are global.") },
  { DSC_KEYWORD_NONLOCAL, N_("“nonlocal” statements"),        NULL },
  { DSC_KEYWORD_RETURN,   N_("“return” statements"),          N_("Remove it; only methods of classes return something.") },
  { DSC_KEYWORD_YIELD,    N_("“yield” statements"),           N_("Write the values as a list.") },
  { DSC_KEYWORD_RAISE,    N_("“raise” statements"),           N_("Let the operation itself raise, as d['missing'] does.") },
};

typedef struct {
  const char *name;
  const char *suggestion;
} OldStatement;

/* Statements of Python 2, and soft keywords of later releases, recognised by what cannot follow a name. */
static const OldStatement old_statements[] = {
  { "print", N_("Write print(…) with parentheses, which every release runs.") },
  { "exec",  N_("Write the statements themselves.") },
  { "match", N_("Write “if” and “elif”.") },
  { "type",  N_("Remove the statement.") },
};

static gboolean
begins_operand (DscToken token)
{
  return token.kind == DSC_TOKEN_NAME || token.kind == DSC_TOKEN_NUMBER || token.kind == DSC_TOKEN_STRING
         || (token.kind == DSC_TOKEN_KEYWORD
             && (token.detail == DSC_KEYWORD_NONE || token.detail == DSC_KEYWORD_TRUE || token.detail == DSC_KEYWORD_FALSE))
         || (token.kind == DSC_TOKEN_OPERATOR && (token.detail == DSC_OPERATOR_BRACE_OPEN || token.detail == DSC_OPERATOR_BACKTICK));
}

static gboolean
check_old_statement (DscParser *self)
{
  gsize length = self->token.place.end - self->token.place.start;

  for (gsize i = 0; i < G_N_ELEMENTS (old_statements); i++)
    {
      if (strlen (old_statements[i].name) != length || memcmp (self->lexer->text + self->token.place.start, old_statements[i].name, length) != 0
          || !begins_operand (dsc_parser_peek (self)))
        continue;

      g_autofree char *what = g_strdup_printf (_("“%s” statements"), old_statements[i].name);
      return dsc_parser_fail_outside (self, self->token.place, what, _(old_statements[i].suggestion)) != NULL;
    }
  return TRUE;
}

gboolean
dsc_parser_check_outside (DscParser *self)
{
  if (self->token.kind == DSC_TOKEN_NAME)
    return check_old_statement (self);
  if (dsc_parser_at (self, DSC_OPERATOR_MATRIX))
    return dsc_parser_fail_outside (self, self->token.place, _("Decorators"), _("Remove the line.")) != NULL;
  if (self->token.kind != DSC_TOKEN_KEYWORD)
    return TRUE;
  if (self->methods != 0 && self->token.detail == DSC_KEYWORD_RETURN)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (outside_keywords); i++)
    if (outside_keywords[i].keyword == self->token.detail)
      return dsc_parser_fail_outside (self, self->token.place, _(outside_keywords[i].what),
                                      outside_keywords[i].suggestion != NULL ? _(outside_keywords[i].suggestion) : NULL) != NULL;
  return TRUE;
}
