/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-parser-private.h: reads the tokens of a script into its tree; shared by the files of the parser. */
#pragma once

#include "dsc-ast-private.h"

typedef struct {
  DscLexer  *lexer;
  DscTree   *tree;
  DscToken   token;           /* being looked at */
  DscToken   ahead;           /* the one behind it, when has_ahead */
  gboolean   has_ahead;
  DscPlace   last;            /* place of the token before */
  guint      depth;           /* of the recursion */
  guint      loops;           /* "break" and "continue" have a loop around them */
  guint      methods;         /* "return" has a method around it; a class has none */
  GPtrArray *stack;           /* items of unfinished nodes */
} DscParser;

#define DSC_PARSER_MAX_RECURSION 600u

/* Reads a whole script. The tree holds the statements in front of the first error; *out_diagnostic is that error or NULL. */
DscTree *dsc_parser_read (const char *text, gsize length, DscScriptSettings *settings, DscDiagnostic **out_diagnostic);

/* Tokens. */
void     dsc_parser_advance       (DscParser *self);
DscToken dsc_parser_peek          (DscParser *self);                                /* the token behind the current one */
static inline gboolean
dsc_parser_at (const DscParser *self, DscOperator operator)
{
  return self->token.kind == DSC_TOKEN_OPERATOR && self->token.detail == operator;
}
static inline gboolean
dsc_parser_at_keyword (const DscParser *self, DscKeyword keyword)
{
  return self->token.kind == DSC_TOKEN_KEYWORD && self->token.detail == keyword;
}
gboolean dsc_parser_accept        (DscParser *self, DscOperator operator);
gboolean dsc_parser_accept_keyword (DscParser *self, DscKeyword keyword);
/* FALSE and a diagnostic when it is not there. */
gboolean dsc_parser_expect        (DscParser *self, DscOperator operator, const char *what_for);

/* Errors: always NULL, so that a failing function can return it. Texts are taken. */
gpointer dsc_parser_fail          (DscParser *self, DscErrorCode code, DscPlace place, char *message, char *suggestion);
gpointer dsc_parser_fail_syntax   (DscParser *self, const char *message, const char *suggestion);               /* at the current token */
gpointer dsc_parser_fail_outside  (DscParser *self, DscPlace place, const char *what, const char *suggestion);  /* "Functions" are outside … */
gpointer dsc_parser_fail_unexpected (DscParser *self, const char *expected);                                    /* names the token */

/* Nodes. */
DscNode *dsc_parser_add           (DscParser *self, DscNodeKind kind, DscPlace place, DscNode *const *items, guint n);
DscNode *dsc_parser_add_leaf      (DscParser *self, DscNodeKind kind, DscPlace place, guint32 number);
/* From the items that were pushed since the stack had `mark` of them; takes them off. */
DscNode *dsc_parser_add_from      (DscParser *self, DscNodeKind kind, DscPlace first, guint mark);
gboolean dsc_parser_enter         (DscParser *self);
void     dsc_parser_leave         (DscParser *self);

/* Expressions (dsc-parser-expressions.c). */
DscNode *dsc_parser_expression      (DscParser *self);                 /* one, without commas */
DscNode *dsc_parser_expression_list (DscParser *self);                 /* a, b, → TUPLE */
DscNode *dsc_parser_or_expression   (DscParser *self);                 /* without "if … else": what follows "in" in a comprehension */
DscNode *dsc_parser_bitwise_expression (DscParser *self);              /* operand of a comparison: targets of "for" */
DscNode *dsc_parser_target_list     (DscParser *self);                 /* "for" a, b "in" */
/* Checks that it can be assigned to (or deleted) and notes what it needs. */
gboolean dsc_parser_check_target    (DscParser *self, DscNode *node, gboolean deleting);
/* Atoms and what is in brackets (dsc-parser-atoms.c). */
DscNode *dsc_parser_atom            (DscParser *self);
DscNode *dsc_parser_arguments       (DscParser *self, DscNode *function);
DscNode *dsc_parser_subscript       (DscParser *self, DscNode *object);
/* Pushes the clauses of a comprehension on the stack. */
gboolean dsc_parser_clauses         (DscParser *self);
/* Strings (dsc-parser-strings.c). */
DscNode *dsc_parser_string          (DscParser *self);
/* Statements. */
DscNode *dsc_parser_block           (DscParser *self);                 /* ":" and what follows (dsc-parser.c) */
DscNode *dsc_parser_compound        (DscParser *self, gboolean *out_is_one);   /* dsc-parser-compound.c */
DscNode *dsc_parser_class           (DscParser *self);                 /* dsc-parser-class.c */
/* Statements that are Python but outside the subset (dsc-parser-outside.c): FALSE and a diagnostic, or TRUE. */
gboolean dsc_parser_check_outside   (DscParser *self);
