/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-lexer.c: cuts the text of a script into tokens.
 *
 * One pass, no memory but the diagnostic: the parser asks for a token when it needs one. Lines, columns, indentation,
 * brackets and continuation follow Python's reference, "Lexical analysis"; where releases differ (old octal numbers, the L
 * suffix, prefixes of strings) the token is cut as the most generous one does and the parser notes what it needs. */
#include "dsc-lexer-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-settings-private.h"

typedef struct { char text[10]; } KeywordText;
/* Sorted, in the order of DscKeyword when lower-cased. */
static const KeywordText keywords[DSC_N_KEYWORDS] = {
  { "and" }, { "as" }, { "assert" }, { "async" }, { "await" }, { "break" }, { "class" }, { "continue" }, { "def" }, { "del" }, { "elif" },
  { "else" }, { "except" }, { "False" }, { "finally" }, { "for" }, { "from" }, { "global" }, { "if" }, { "import" }, { "in" }, { "is" },
  { "lambda" }, { "None" }, { "nonlocal" }, { "not" }, { "or" }, { "pass" }, { "raise" }, { "return" }, { "True" }, { "try" }, { "while" },
  { "with" }, { "yield" },
};

typedef struct { const char *text; guint8 operator; guint8 operation; } OperatorText;
/* Longer ones in front of their beginnings. */
static const OperatorText operators[] = {
  { "**=", DSC_OPERATOR_ASSIGN_WITH, DSC_OPERATOR_POWER },
  { "//=", DSC_OPERATOR_ASSIGN_WITH, DSC_OPERATOR_FLOOR_DIVIDE },
  { "<<=", DSC_OPERATOR_ASSIGN_WITH, DSC_OPERATOR_SHIFT_LEFT },
  { ">>=", DSC_OPERATOR_ASSIGN_WITH, DSC_OPERATOR_SHIFT_RIGHT },
  { "...", DSC_OPERATOR_ELLIPSIS, 0 },
  { "**", DSC_OPERATOR_POWER, 0 },
  { "//", DSC_OPERATOR_FLOOR_DIVIDE, 0 },
  { "<<", DSC_OPERATOR_SHIFT_LEFT, 0 },
  { ">>", DSC_OPERATOR_SHIFT_RIGHT, 0 },
  { "<=", DSC_OPERATOR_LESS_EQUAL, 0 },
  { ">=", DSC_OPERATOR_GREATER_EQUAL, 0 },
  { "==", DSC_OPERATOR_EQUAL, 0 },
  { "!=", DSC_OPERATOR_NOT_EQUAL, 0 },
  { "<>", DSC_OPERATOR_OLD_NOT_EQUAL, 0 },
  { "->", DSC_OPERATOR_ARROW, 0 },
  { ":=", DSC_OPERATOR_WALRUS, 0 },
  { "+=", DSC_OPERATOR_ASSIGN_WITH, DSC_OPERATOR_ADD },
  { "-=", DSC_OPERATOR_ASSIGN_WITH, DSC_OPERATOR_SUBTRACT },
  { "*=", DSC_OPERATOR_ASSIGN_WITH, DSC_OPERATOR_MULTIPLY },
  { "/=", DSC_OPERATOR_ASSIGN_WITH, DSC_OPERATOR_DIVIDE },
  { "%=", DSC_OPERATOR_ASSIGN_WITH, DSC_OPERATOR_MODULO },
  { "&=", DSC_OPERATOR_ASSIGN_WITH, DSC_OPERATOR_AND },
  { "|=", DSC_OPERATOR_ASSIGN_WITH, DSC_OPERATOR_OR },
  { "^=", DSC_OPERATOR_ASSIGN_WITH, DSC_OPERATOR_XOR },
  { "@=", DSC_OPERATOR_ASSIGN_WITH, DSC_OPERATOR_MATRIX },
  { "+", DSC_OPERATOR_ADD, 0 },
  { "-", DSC_OPERATOR_SUBTRACT, 0 },
  { "*", DSC_OPERATOR_MULTIPLY, 0 },
  { "/", DSC_OPERATOR_DIVIDE, 0 },
  { "%", DSC_OPERATOR_MODULO, 0 },
  { "&", DSC_OPERATOR_AND, 0 },
  { "|", DSC_OPERATOR_OR, 0 },
  { "^", DSC_OPERATOR_XOR, 0 },
  { "@", DSC_OPERATOR_MATRIX, 0 },
  { "~", DSC_OPERATOR_INVERT, 0 },
  { "<", DSC_OPERATOR_LESS, 0 },
  { ">", DSC_OPERATOR_GREATER, 0 },
  { "(", DSC_OPERATOR_PAREN_OPEN, 0 },
  { ")", DSC_OPERATOR_PAREN_CLOSE, 0 },
  { "[", DSC_OPERATOR_BRACKET_OPEN, 0 },
  { "]", DSC_OPERATOR_BRACKET_CLOSE, 0 },
  { "{", DSC_OPERATOR_BRACE_OPEN, 0 },
  { "}", DSC_OPERATOR_BRACE_CLOSE, 0 },
  { ",", DSC_OPERATOR_COMMA, 0 },
  { ":", DSC_OPERATOR_COLON, 0 },
  { ";", DSC_OPERATOR_SEMICOLON, 0 },
  { ".", DSC_OPERATOR_DOT, 0 },
  { "=", DSC_OPERATOR_ASSIGN, 0 },
  { "`", DSC_OPERATOR_BACKTICK, 0 },
  { "!", DSC_OPERATOR_EXCLAMATION, 0 },
  { "$", DSC_OPERATOR_DOLLAR, 0 },
  { "?", DSC_OPERATOR_QUESTION, 0 },
};

const char *
dsc_operator_text (DscOperator self)
{
  switch ((guint) self)
    {
    case DSC_OPERATOR_IN:     return "in";
    case DSC_OPERATOR_NOT_IN: return "not in";
    case DSC_OPERATOR_IS:     return "is";
    case DSC_OPERATOR_IS_NOT: return "is not";
    default:                  break;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (operators); i++)
    if (operators[i].operator == self && self != DSC_OPERATOR_ASSIGN_WITH)
      return operators[i].text;
  return "";
}

/* Lines end in "\n", "\r\n" or "\r"; columns count characters, so bytes that continue one are passed over. */
void
dsc_cursor_advance (DscCursor  *self,
                    const char *text,
                    guint32     to)
{
  while (self->offset < to)
    {
      guchar byte = (guchar) text[self->offset++];

      if (byte == '\n' || (byte == '\r' && text[self->offset] != '\n'))
        {
          self->line++;
          self->column = 1;
        }
      else if ((byte & 0xc0) != 0x80)
        self->column++;
    }
}

DscPlace
dsc_cursor_place (DscCursor   self,
                  const char *text,
                  guint32     start,
                  guint32     end)
{
  dsc_cursor_advance (&self, text, start);
  DscPlace place = { .start = start, .end = end, .line = self.line, .column = self.column };

  dsc_cursor_advance (&self, text, end);
  place.end_line = self.line;
  place.end_column = self.column;
  return place;
}

static char
peek (const DscLexer *self,
      guint32         offset)
{
  return offset < self->length ? self->text[offset] : '\0';
}

/* Control bytes and what is no UTF-8 end the text that can be read; the reason waits there. */
static void
find_unreadable (DscLexer *self,
                 gsize     length)
{
  const char *invalid = NULL;
  gboolean valid = g_utf8_validate_len (self->text, length, &invalid);
  guint32 offset = (guint32) (invalid - self->text);

  self->length = offset;
  if (valid)
    return;

  DscPlace place = dsc_cursor_place (self->at, self->text, offset, offset);
  place.end++;
  place.end_column++;
  if (self->text[offset] == '\0')
    self->at_end = dsc_diagnostic_new_take (DSC_ERROR_SYNTAX, place, g_strdup (_("The text holds a NUL byte, which no Python source may have.")),
                                            g_strdup (_("Open a Python file that was saved as plain text.")));
  else
    self->at_end = dsc_diagnostic_new_take (DSC_ERROR_SYNTAX, place,
                                            g_strdup_printf (_("The byte 0x%02x at offset %u is no UTF-8 text."), (guchar) self->text[offset], offset),
                                            g_strdup (_("Save the file in the UTF-8 encoding.")));
}

void
dsc_lexer_init (DscLexer   *self,
                const char *text,
                gsize       length)
{
  memset (self, 0, sizeof *self);
  self->text = text;
  self->at = (DscCursor) { 0, 1, 1 };
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    self->at.offset = 3;
  self->n_indents = 1;
  self->at_line_start = TRUE;
  find_unreadable (self, length);
  if (self->at.offset > self->length)
    self->at.offset = self->length;
}

void
dsc_lexer_init_nested (DscLexer   *self,
                       const char *text,
                       DscCursor   cursor,
                       guint32     offset,
                       guint32     end)
{
  memset (self, 0, sizeof *self);
  self->text = text;
  self->length = end;
  self->at = cursor;
  dsc_cursor_advance (&self->at, text, offset);
  self->nested = TRUE;
  self->n_indents = 1;
}

void
dsc_lexer_clear (DscLexer *self)
{
  g_clear_pointer (&self->diagnostic, dsc_diagnostic_free);
  g_clear_pointer (&self->at_end, dsc_diagnostic_free);
}

void
dsc_lexer_fail (DscLexer    *self,
                DscErrorCode code,
                DscPlace     place,
                char        *message,
                char        *suggestion)
{
  if (self->diagnostic != NULL)
    {
      g_free (message);
      g_free (suggestion);
    }
  else if (self->at_end != NULL && place.end >= self->length)
    {
      self->diagnostic = g_steal_pointer (&self->at_end);   /* the text is cut there: that is why */
      g_free (message);
      g_free (suggestion);
    }
  else
    self->diagnostic = dsc_diagnostic_new_take (code, place, message, suggestion);
}

static DscToken
error_token (DscLexer *self)
{
  return (DscToken) {
    .kind = DSC_TOKEN_ERROR,
    .place = dsc_cursor_place (self->at, self->text, self->at.offset, self->at.offset),
  };
}

/* Token from here to end; the lexer stands behind it. */
static DscToken
cut (DscLexer    *self,
     DscTokenKind kind,
     guint8       detail,
     guint32      end)
{
  DscToken token = { .kind = kind, .detail = detail };

  token.place = dsc_cursor_place (self->at, self->text, self->at.offset, end);
  self->at = (DscCursor) { end, token.place.end_line, token.place.end_column };
  self->line_has_tokens = TRUE;
  return token;
}

static DscToken
fail_here (DscLexer *self,
           guint32   end,
           char     *message,
           char     *suggestion)
{
  dsc_lexer_fail (self, DSC_ERROR_SYNTAX, dsc_cursor_place (self->at, self->text, self->at.offset, end), message, suggestion);
  return error_token (self);
}

static guint32
find_line_end (const DscLexer *self,
               guint32         offset)
{
  while (offset < self->length && self->text[offset] != '\n' && self->text[offset] != '\r')
    offset++;
  return offset;
}

static guint32
newline_length (const DscLexer *self,
                guint32         offset)
{
  if (peek (self, offset) == '\r')
    return peek (self, offset + 1) == '\n' ? 2 : 1;
  return peek (self, offset) == '\n' ? 1 : 0;
}

/* Comments may hold view settings. FALSE: they are wrong. */
static gboolean
skip_comment (DscLexer *self)
{
  guint32 start = self->at.offset;
  guint32 end = find_line_end (self, start);
  g_autofree char *message = NULL;
  g_autofree char *suggestion = NULL;

  if (self->settings != NULL
      && !dsc_settings_read (self->settings, self->text + start, end - start, &message, &suggestion))
    {
      dsc_lexer_fail (self, DSC_ERROR_FORMAT, dsc_cursor_place (self->at, self->text, start, end),
                      g_steal_pointer (&message), g_steal_pointer (&suggestion));
      return FALSE;
    }
  dsc_cursor_advance (&self->at, self->text, end);
  return TRUE;
}

/* White space, comments, continued lines; inside brackets and f-strings line ends too. FALSE: an error. */
static gboolean
skip_space (DscLexer *self)
{
  for (;;)
    {
      guint32 offset = self->at.offset;
      char c = peek (self, offset);

      if (offset >= self->length)
        return TRUE;
      if (c == ' ' || c == '\t' || c == '\f')
        dsc_cursor_advance (&self->at, self->text, offset + 1);
      else if (c == '#' && !self->nested)
        {
          if (!skip_comment (self))
            return FALSE;
        }
      else if (c == '\\' && newline_length (self, offset + 1) != 0)
        dsc_cursor_advance (&self->at, self->text, offset + 1 + newline_length (self, offset + 1));
      else if ((self->n_brackets != 0 || self->nested) && newline_length (self, offset) != 0)
        dsc_cursor_advance (&self->at, self->text, offset + newline_length (self, offset));
      else
        return TRUE;
    }
}

/* Width of the white space at the start of a line: tabs go to the next multiple of 8, and count 1 in the alternate width. */
static guint32
measure_indent (const DscLexer *self,
                guint32        *out_column,
                guint32        *out_alternate)
{
  guint32 offset = self->at.offset, column = 0, alternate = 0;

  for (;; offset++)
    {
      char c = peek (self, offset);

      if (c == ' ')
        column++, alternate++;
      else if (c == '\t')
        column = (column / 8 + 1) * 8, alternate++;
      else if (c == '\f')
        column = 0, alternate = 0;
      else
        break;
    }
  *out_column = column;
  *out_alternate = alternate;
  return offset;
}

static gboolean
fail_indent (DscLexer   *self,
             const char *message)
{
  fail_here (self, self->at.offset, g_strdup (message), g_strdup (_("Indent each block by the same number of spaces, four for each level.")));
  return FALSE;
}

static gboolean
apply_indent (DscLexer *self,
              guint32   column,
              guint32   alternate)
{
  guint top = self->n_indents - 1;

  if (column == self->indents[top].column)
    return alternate == self->indents[top].alternate || fail_indent (self, _("Tabs and spaces are mixed in the indentation."));
  if (column > self->indents[top].column)
    {
      if (alternate <= self->indents[top].alternate)
        return fail_indent (self, _("Tabs and spaces are mixed in the indentation."));
      if (self->n_indents == G_N_ELEMENTS (self->indents))
        {
          dsc_lexer_fail (self, DSC_ERROR_LIMIT, dsc_cursor_place (self->at, self->text, self->at.offset, self->at.offset),
                          g_strdup_printf (_("Blocks are nested more than %d deep."), DSC_SCRIPT_MAX_NESTING),
                          g_strdup (_("Write the program with fewer blocks within each other.")));
          return FALSE;
        }
      self->indents[self->n_indents].column = column;
      self->indents[self->n_indents++].alternate = alternate;
      return TRUE;
    }
  while (column < self->indents[self->n_indents - 1].column)
    {
      self->n_indents--;
      self->pending_dedents++;
    }
  if (column != self->indents[self->n_indents - 1].column)
    return fail_indent (self, _("This line is indented less than its block, but not as much as any block around it."));
  return alternate == self->indents[self->n_indents - 1].alternate || fail_indent (self, _("Tabs and spaces are mixed in the indentation."));
}

/* Empty lines and comment lines have no indentation. FALSE: an error. */
static gboolean
start_line (DscLexer *self)
{
  for (;;)
    {
      guint32 column, alternate;
      guint32 offset = measure_indent (self, &column, &alternate);

      dsc_cursor_advance (&self->at, self->text, offset);
      if (peek (self, offset) == '#' && !skip_comment (self))
        return FALSE;
      offset = self->at.offset;
      if (newline_length (self, offset) != 0)
        dsc_cursor_advance (&self->at, self->text, offset + newline_length (self, offset));
      else
        {
          self->at_line_start = FALSE;
          return offset >= self->length ? apply_indent (self, 0, 0) : apply_indent (self, column, alternate);
        }
    }
}

static gboolean
is_name_start (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalpha ((char) c) || c == '_';

  GUnicodeType type = g_unichar_type (c);
  return type == G_UNICODE_UPPERCASE_LETTER || type == G_UNICODE_LOWERCASE_LETTER || type == G_UNICODE_TITLECASE_LETTER
         || type == G_UNICODE_MODIFIER_LETTER || type == G_UNICODE_OTHER_LETTER || type == G_UNICODE_LETTER_NUMBER;
}

static gboolean
is_name_part (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char) c) || c == '_';

  GUnicodeType type = g_unichar_type (c);
  return is_name_start (c) || type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_SPACING_MARK || type == G_UNICODE_DECIMAL_NUMBER
         || type == G_UNICODE_CONNECT_PUNCTUATION;
}

static guint32
find_name_end (const DscLexer *self,
               guint32         offset)
{
  while (offset < self->length && is_name_part (g_utf8_get_char (self->text + offset)))
    offset = (guint32) (g_utf8_next_char (self->text + offset) - self->text);
  return offset;
}

static guint
string_prefix (const char *text,
               guint32     length)
{
  guint prefix = 0;

  for (guint32 i = 0; i < length; i++)
    switch (g_ascii_tolower (text[i]))
      {
      case 'r': prefix |= DSC_STRING_RAW; break;
      case 'u': prefix |= DSC_STRING_UNICODE; break;
      case 'b': prefix |= DSC_STRING_BYTES; break;
      case 'f': prefix |= DSC_STRING_FORMAT; break;
      case 't': prefix |= DSC_STRING_TEMPLATE; break;
      default:  return G_MAXUINT;
      }
  return prefix;
}

/* "r", "u", "b", "br", "ur", "f", "fr", "t" …, in any order and case. */
static gboolean
is_string_prefix (const char *text,
                  guint32     length,
                  guint      *out_prefix)
{
  guint prefix = length <= 2 ? string_prefix (text, length) : G_MAXUINT;
  guint kind = prefix & ~(guint) DSC_STRING_RAW;

  *out_prefix = prefix;
  if (prefix == G_MAXUINT || (kind & (kind - 1)) != 0)
    return FALSE;
  return length < 2 || prefix != kind;
}

static DscToken
fail_string (DscLexer *self,
             guint32   body,
             guint32   line_end,
             gboolean  triple)
{
  const char *message = triple ? _("This text in triple quotes never ends.") : _("This text has no closing quote on its line.");

  (void) body;
  return fail_here (self, line_end, g_strdup (message),
                    g_strdup (triple ? _("Close it with the same three quotes.")
                                     : _("Close it with the same quote; a text over several lines needs triple quotes.")));
}

/* quote: offset of the first quote, behind the prefix. */
static DscToken
cut_string (DscLexer *self,
            guint32   quote,
            guint     prefix)
{
  char q = self->text[quote];
  gboolean triple = peek (self, quote + 1) == q && peek (self, quote + 2) == q;
  guint32 width = triple ? 3 : 1;
  guint32 offset = quote + width;

  for (;; offset++)
    {
      if (offset >= self->length)
        return fail_string (self, quote, triple ? self->length : find_line_end (self, quote), triple);

      char c = self->text[offset];
      if (c == '\\' && offset + 1 < self->length)
        offset += newline_length (self, offset + 1) == 2 ? 2 : 1;
      else if (!triple && (c == '\n' || c == '\r'))
        return fail_string (self, quote, offset, triple);
      else if (c == q && (!triple || (peek (self, offset + 1) == q && peek (self, offset + 2) == q)))
        break;
    }

  DscToken token = cut (self, DSC_TOKEN_STRING, (guint8) (prefix | (triple ? DSC_STRING_TRIPLE : 0)), offset + width);
  token.body = quote + width;
  token.body_end = offset;
  return token;
}

static DscToken
cut_name (DscLexer *self)
{
  guint32 start = self->at.offset;
  guint32 end = find_name_end (self, start);
  guint32 length = end - start;
  guint prefix;

  if ((peek (self, end) == '"' || peek (self, end) == '\'') && is_string_prefix (self->text + start, length, &prefix))
    return cut_string (self, end, prefix);

  for (guint i = 0; i < DSC_N_KEYWORDS; i++)
    if (strlen (keywords[i].text) == length && memcmp (keywords[i].text, self->text + start, length) == 0)
      return cut (self, DSC_TOKEN_KEYWORD, (guint8) i, end);
  return cut (self, DSC_TOKEN_NAME, 0, end);
}

static guint32
find_digits_end (const DscLexer *self,
                 guint32         offset)
{
  while (g_ascii_isdigit (peek (self, offset)) || peek (self, offset) == '_')
    offset++;
  return offset;
}

/* Generous: the literal is judged when it is read. */
static DscToken
cut_number (DscLexer *self)
{
  guint32 offset = self->at.offset;
  char second = g_ascii_tolower (peek (self, offset + 1));

  if (peek (self, offset) == '0' && (second == 'x' || second == 'o' || second == 'b'))
    offset = find_name_end (self, offset + 2);
  else
    {
      offset = find_digits_end (self, offset);
      if (peek (self, offset) == '.')
        offset = find_digits_end (self, offset + 1);
      if (g_ascii_tolower (peek (self, offset)) == 'e'
          && (g_ascii_isdigit (peek (self, offset + 1))
              || ((peek (self, offset + 1) == '+' || peek (self, offset + 1) == '-') && g_ascii_isdigit (peek (self, offset + 2)))))
        offset = find_digits_end (self, offset + 2);
      offset = find_name_end (self, offset);
    }
  return cut (self, DSC_TOKEN_NUMBER, 0, offset);
}

static gboolean
is_opening (guint8 operator)
{
  return operator == DSC_OPERATOR_PAREN_OPEN || operator == DSC_OPERATOR_BRACKET_OPEN || operator == DSC_OPERATOR_BRACE_OPEN;
}

static gboolean
is_closing (guint8 operator)
{
  return operator == DSC_OPERATOR_PAREN_CLOSE || operator == DSC_OPERATOR_BRACKET_CLOSE || operator == DSC_OPERATOR_BRACE_CLOSE;
}

static gboolean
open_bracket (DscLexer *self,
              DscToken  token)
{
  if (self->n_brackets == G_N_ELEMENTS (self->brackets))
    {
      dsc_lexer_fail (self, DSC_ERROR_LIMIT, token.place,
                      g_strdup_printf (_("Brackets are nested more than %d deep."), DSC_SCRIPT_MAX_NESTING),
                      g_strdup (_("Build the inner parts first and give them names.")));
      return FALSE;
    }
  self->brackets[self->n_brackets++] = token;
  return TRUE;
}

static gboolean
close_bracket (DscLexer *self,
               DscToken  token)
{
  const DscToken *open = self->n_brackets != 0 ? &self->brackets[self->n_brackets - 1] : NULL;

  if (open == NULL)
    dsc_lexer_fail (self, DSC_ERROR_SYNTAX, token.place,
                    g_strdup_printf (_("This “%c” closes a bracket that was never opened."), self->text[token.place.start]),
                    g_strdup (_("Remove it, or open the bracket in front of it.")));
  else if (open->detail + 1 != token.detail)
    dsc_lexer_fail (self, DSC_ERROR_SYNTAX, token.place,
                    g_strdup_printf (_("This “%c” does not match the “%c” that was opened in line %u, column %u."), self->text[token.place.start],
                                     self->text[open->place.start], open->place.line, open->place.column),
                    g_strdup (_("Close brackets in the reverse order of opening.")));
  else
    {
      self->n_brackets--;
      return TRUE;
    }
  return FALSE;
}

static DscToken
cut_operator (DscLexer *self)
{
  guint32 offset = self->at.offset;

  for (gsize i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      gsize n = strlen (operators[i].text);

      if (offset + n > self->length || memcmp (self->text + offset, operators[i].text, n) != 0)
        continue;

      DscToken token = cut (self, DSC_TOKEN_OPERATOR, operators[i].operator, offset + (guint32) n);
      token.operation = operators[i].operation;
      if ((is_opening (token.detail) && !open_bracket (self, token)) || (is_closing (token.detail) && !close_bracket (self, token)))
        return error_token (self);
      return token;
    }

  guint32 end = (guint32) (g_utf8_next_char (self->text + offset) - self->text);
  gunichar c = g_utf8_get_char (self->text + offset);
  g_autofree char *shown = g_unichar_isprint (c) ? g_strndup (self->text + offset, end - offset) : g_strdup_printf ("U+%04X", c);

  return fail_here (self, end, g_strdup_printf (_("The character “%s” has no meaning here in Python."), shown),
                    g_strdup (_("Remove it, or put it between quotes.")));
}

static DscToken
end_of_text (DscLexer *self)
{
  DscPlace here = dsc_cursor_place (self->at, self->text, self->at.offset, self->at.offset);

  if (self->at_end != NULL)
    dsc_lexer_fail (self, DSC_ERROR_SYNTAX, here, NULL, NULL);
  else if (self->n_brackets != 0 && !self->nested)
    {
      const DscToken *open = &self->brackets[self->n_brackets - 1];
      dsc_lexer_fail (self, DSC_ERROR_SYNTAX, open->place, g_strdup_printf (_("This “%c” is never closed."), self->text[open->place.start]),
                      g_strdup (_("Write the closing bracket.")));
    }
  if (self->diagnostic != NULL)
    return error_token (self);
  if (self->line_has_tokens && !self->nested)
    {
      self->line_has_tokens = FALSE;
      return (DscToken) { .kind = DSC_TOKEN_NEWLINE, .place = here };
    }
  if (self->n_indents > 1)
    {
      self->n_indents--;
      return (DscToken) { .kind = DSC_TOKEN_DEDENT, .place = here };
    }
  return (DscToken) { .kind = DSC_TOKEN_END, .place = here };
}

static DscToken
cut_newline (DscLexer *self)
{
  DscToken token = cut (self, DSC_TOKEN_NEWLINE, 0, self->at.offset + newline_length (self, self->at.offset));

  token.place.end = token.place.start;
  token.place.end_line = token.place.line;
  token.place.end_column = token.place.column;
  self->at_line_start = TRUE;
  self->line_has_tokens = FALSE;
  return token;
}

DscToken
dsc_lexer_next (DscLexer *self)
{
  if (self->diagnostic != NULL)
    return error_token (self);

  if (self->at_line_start)
    {
      guint before = self->n_indents;

      if (!start_line (self))
        return error_token (self);
      if (self->n_indents > before)
        return (DscToken) { .kind = DSC_TOKEN_INDENT, .place = dsc_cursor_place (self->at, self->text, self->at.offset, self->at.offset) };
    }
  if (self->pending_dedents != 0)
    {
      self->pending_dedents--;
      return (DscToken) { .kind = DSC_TOKEN_DEDENT, .place = dsc_cursor_place (self->at, self->text, self->at.offset, self->at.offset) };
    }
  if (!skip_space (self))
    return error_token (self);

  guint32 offset = self->at.offset;
  if (offset >= self->length)
    return end_of_text (self);
  if (newline_length (self, offset) != 0)
    return cut_newline (self);

  char c = self->text[offset];
  if (c == '"' || c == '\'')
    return cut_string (self, offset, 0);
  if (g_ascii_isdigit (c) || (c == '.' && g_ascii_isdigit (peek (self, offset + 1))))
    return cut_number (self);
  if (is_name_start (g_utf8_get_char (self->text + offset)))
    return cut_name (self);
  return cut_operator (self);
}
