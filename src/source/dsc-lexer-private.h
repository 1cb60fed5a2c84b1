/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-lexer-private.h: cuts the text of a script into tokens, one at a time, as Python's tokenizer does. */
#pragma once

#include "dsc-diagnostic-private.h"

typedef enum {
  DSC_TOKEN_END = 0,
  DSC_TOKEN_ERROR,          /* the lexer's diagnostic tells; every later token is the same */
  DSC_TOKEN_NEWLINE,
  DSC_TOKEN_INDENT,
  DSC_TOKEN_DEDENT,
  DSC_TOKEN_NAME,
  DSC_TOKEN_KEYWORD,        /* detail: DscKeyword */
  DSC_TOKEN_NUMBER,
  DSC_TOKEN_STRING,         /* detail: DscStringPrefix bits */
  DSC_TOKEN_OPERATOR,       /* detail: DscOperator */
} DscTokenKind;

typedef enum {
  DSC_KEYWORD_AND = 0, DSC_KEYWORD_AS, DSC_KEYWORD_ASSERT, DSC_KEYWORD_ASYNC, DSC_KEYWORD_AWAIT, DSC_KEYWORD_BREAK, DSC_KEYWORD_CLASS,
  DSC_KEYWORD_CONTINUE, DSC_KEYWORD_DEF, DSC_KEYWORD_DEL, DSC_KEYWORD_ELIF, DSC_KEYWORD_ELSE, DSC_KEYWORD_EXCEPT,
  DSC_KEYWORD_FALSE, DSC_KEYWORD_FINALLY, DSC_KEYWORD_FOR, DSC_KEYWORD_FROM, DSC_KEYWORD_GLOBAL, DSC_KEYWORD_IF, DSC_KEYWORD_IMPORT,
  DSC_KEYWORD_IN, DSC_KEYWORD_IS, DSC_KEYWORD_LAMBDA, DSC_KEYWORD_NONE, DSC_KEYWORD_NONLOCAL, DSC_KEYWORD_NOT, DSC_KEYWORD_OR,
  DSC_KEYWORD_PASS, DSC_KEYWORD_RAISE, DSC_KEYWORD_RETURN, DSC_KEYWORD_TRUE, DSC_KEYWORD_TRY, DSC_KEYWORD_WHILE, DSC_KEYWORD_WITH,
  DSC_KEYWORD_YIELD,
  DSC_N_KEYWORDS,
} DscKeyword;

typedef enum {
  DSC_OPERATOR_ADD = 0, DSC_OPERATOR_SUBTRACT, DSC_OPERATOR_MULTIPLY, DSC_OPERATOR_DIVIDE, DSC_OPERATOR_FLOOR_DIVIDE, DSC_OPERATOR_MODULO,
  DSC_OPERATOR_POWER, DSC_OPERATOR_SHIFT_LEFT, DSC_OPERATOR_SHIFT_RIGHT, DSC_OPERATOR_AND, DSC_OPERATOR_OR, DSC_OPERATOR_XOR,
  DSC_OPERATOR_MATRIX, DSC_OPERATOR_INVERT,
  DSC_OPERATOR_LESS, DSC_OPERATOR_LESS_EQUAL, DSC_OPERATOR_EQUAL, DSC_OPERATOR_NOT_EQUAL, DSC_OPERATOR_GREATER, DSC_OPERATOR_GREATER_EQUAL,
  DSC_OPERATOR_IN, DSC_OPERATOR_NOT_IN, DSC_OPERATOR_IS, DSC_OPERATOR_IS_NOT,      /* made by the parser */
  DSC_OPERATOR_PAREN_OPEN, DSC_OPERATOR_PAREN_CLOSE, DSC_OPERATOR_BRACKET_OPEN, DSC_OPERATOR_BRACKET_CLOSE, DSC_OPERATOR_BRACE_OPEN,
  DSC_OPERATOR_BRACE_CLOSE, DSC_OPERATOR_COMMA, DSC_OPERATOR_COLON, DSC_OPERATOR_SEMICOLON, DSC_OPERATOR_DOT, DSC_OPERATOR_ELLIPSIS,
  DSC_OPERATOR_ARROW, DSC_OPERATOR_WALRUS, DSC_OPERATOR_ASSIGN, DSC_OPERATOR_ASSIGN_WITH,   /* ASSIGN_WITH: token->operation says which */
  DSC_OPERATOR_OLD_NOT_EQUAL, DSC_OPERATOR_BACKTICK, DSC_OPERATOR_EXCLAMATION, DSC_OPERATOR_DOLLAR, DSC_OPERATOR_QUESTION,
  DSC_N_OPERATORS,
} DscOperator;
/* As Python's messages write it: "+", "//", "not in". */
const char *dsc_operator_text (DscOperator self);

typedef enum {
  DSC_STRING_RAW = 1 << 0, DSC_STRING_UNICODE = 1 << 1, DSC_STRING_BYTES = 1 << 2, DSC_STRING_FORMAT = 1 << 3, DSC_STRING_TEMPLATE = 1 << 4,
  DSC_STRING_TRIPLE = 1 << 5,
} DscStringPrefix;

typedef struct {
  DscTokenKind kind;
  guint8       detail;
  guint8       operation;          /* ASSIGN_WITH: DscOperator in front of "=" */
  DscPlace     place;
  guint32      body, body_end;     /* STRING: offsets of what is between the quotes */
} DscToken;

typedef struct {
  guint32 offset, line, column;
} DscCursor;

typedef struct {
  const char        *text;
  guint32            length;       /* the lexer reads up to here */
  DscCursor          at;           /* what is read next */
  gboolean           nested;       /* inside an f-string: newlines are white space, no indentation */
  DscDiagnostic     *diagnostic;   /* of the first error; owned, the parser steals it */
  DscDiagnostic     *at_end;       /* why nothing can be read behind length (bad UTF-8, NUL), or NULL; owned */
  DscScriptSettings *settings;     /* filled from comments; borrowed, may be NULL */

  DscToken           brackets[DSC_SCRIPT_MAX_NESTING];   /* open ones */
  guint              n_brackets;
  struct { guint32 column, alternate; } indents[DSC_SCRIPT_MAX_NESTING + 1];   /* tabs counted as up to 8 columns, and as 1 */
  guint              n_indents;
  guint              pending_dedents;
  gboolean           at_line_start;
  gboolean           line_has_tokens;
} DscLexer;

void     dsc_lexer_init        (DscLexer *self, const char *text, gsize length);
/* For the expression inside an f-string: text from offset to end; cursor is a place in front of offset. */
void     dsc_lexer_init_nested (DscLexer *self, const char *text, DscCursor cursor, guint32 offset, guint32 end);
void     dsc_lexer_clear       (DscLexer *self);
DscToken dsc_lexer_next        (DscLexer *self);
/* Keeps the first error. message and suggestion are taken. */
void     dsc_lexer_fail        (DscLexer *self, DscErrorCode code, DscPlace place, char *message, char *suggestion);

void     dsc_cursor_advance    (DscCursor *self, const char *text, guint32 to);
/* Place of text[start, end), start not in front of the cursor. */
DscPlace dsc_cursor_place      (DscCursor self, const char *text, guint32 start, guint32 end);
