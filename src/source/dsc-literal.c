/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-literal.c: number and string literals.
 *
 * A literal is read once and means something in every release: where Python 2 and 3 differ (bytes of a text that is not
 * ASCII, \u in a plain string) both meanings are kept, and what only some releases can read is noted in the tree. */
#include "dsc-literal-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-wtf8.h"

static gboolean
fail_number (DscLexer   *lexer,
             DscToken    token,
             const char *suggestion)
{
  guint32 length = MIN (token.place.end - token.place.start, 40);
  const char *start = lexer->text + token.place.start;
  const char *end = start + length;

  while (end > start && !g_utf8_validate (start, end - start, NULL))
    end--;
  dsc_lexer_fail (lexer, DSC_ERROR_SYNTAX, token.place, g_strdup_printf (_("“%.*s” is no number in Python."), (int) (end - start), start),
                  g_strdup (suggestion));
  return FALSE;
}

/* Copies digits without underscores; FALSE: an underscore at the wrong place. */
static gboolean
strip_underscores (const char *text,
                   gsize       length,
                   GString    *out_digits,
                   gboolean   *out_any)
{
  *out_any = FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] != '_')
        {
          g_string_append_c (out_digits, text[i]);
          continue;
        }
      *out_any = TRUE;
      if (i == 0 || i + 1 == length || !g_ascii_isxdigit (text[i + 1]) || text[i - 1] == '_')
        return FALSE;
    }
  return TRUE;
}

static gboolean
all_digits_below (const GString *digits,
                  guint          base)
{
  for (gsize i = 0; i < digits->len; i++)
    {
      int value = g_ascii_xdigit_value (digits->str[i]);

      if (value < 0 || (guint) value >= base)
        return FALSE;
    }
  return digits->len != 0;
}

static gboolean
set_integer (DscTree       *tree,
             const GString *digits,
             guint          base,
             DscConstant   *out_constant)
{
  guint64 value;

  if (g_ascii_string_to_unsigned (digits->str, base, 0, G_MAXINT64, &value, NULL))
    {
      out_constant->integer = (gint64) value;
      return TRUE;
    }
  out_constant->base = (guint8) base;
  out_constant->length = digits->len;
  out_constant->text = memcpy (dsc_tree_allocate (tree, digits->len + 1), digits->str, digits->len + 1);
  return TRUE;
}

static gboolean
read_integer (DscLexer    *lexer,
              DscTree     *tree,
              DscToken     token,
              GString     *digits,
              DscConstant *out_constant)
{
  guint base = 10;
  char second = digits->len > 1 && digits->str[0] == '0' ? g_ascii_tolower (digits->str[1]) : '\0';

  out_constant->kind = DSC_CONSTANT_INT;
  if (g_ascii_tolower (digits->str[digits->len - 1]) == 'l')
    {
      g_string_truncate (digits, digits->len - 1);
      out_constant->kind = DSC_CONSTANT_LONG;
      dsc_tree_require (tree, DSC_SYNTAX_LONG_SUFFIX, token.place);
    }
  if (second == 'x' || second == 'o' || second == 'b')
    {
      base = second == 'x' ? 16 : second == 'o' ? 8 : 2;
      g_string_erase (digits, 0, 2);
      if (second != 'x')
        dsc_tree_require (tree, DSC_SYNTAX_NEW_OCTAL, token.place);
    }
  else if (digits->len > 1 && digits->str[0] == '0' && strspn (digits->str, "0") != digits->len)
    {
      base = 8;
      dsc_tree_require (tree, DSC_SYNTAX_OLD_OCTAL, token.place);
    }
  if (!all_digits_below (digits, base))
    return fail_number (lexer, token, _("Write it like 10, 0x1f or 2.5."));
  if (digits->len > DSC_LITERAL_MAX_DIGITS)
    {
      dsc_lexer_fail (lexer, DSC_ERROR_LIMIT, token.place, g_strdup_printf (_("The number has more than %u digits."), DSC_LITERAL_MAX_DIGITS),
                      g_strdup (_("Write it as a power, like 10**5000.")));
      return FALSE;
    }
  return set_integer (tree, digits, base, out_constant);
}

static gboolean
read_float (DscLexer    *lexer,
            DscToken     token,
            GString     *digits,
            DscConstant *out_constant)
{
  char *end;

  out_constant->kind = DSC_CONSTANT_FLOAT;
  if (g_ascii_tolower (digits->str[digits->len - 1]) == 'j')
    {
      g_string_truncate (digits, digits->len - 1);
      out_constant->kind = DSC_CONSTANT_IMAGINARY;
    }
  if (strspn (digits->str, "0123456789.eE+-") != digits->len)
    return fail_number (lexer, token, _("Write it like 10, 0x1f or 2.5."));
  out_constant->real = g_ascii_strtod (digits->str, &end);
  return *end == '\0' || fail_number (lexer, token, _("Write it like 10, 0x1f or 2.5."));
}

gboolean
dsc_literal_read_number (DscLexer    *lexer,
                         DscTree     *tree,
                         DscToken     token,
                         DscConstant *out_constant)
{
  const char *text = lexer->text + token.place.start;
  gsize length = token.place.end - token.place.start;
  g_autoptr (GString) digits = g_string_sized_new (32);
  gboolean any_underscore;

  *out_constant = (DscConstant) { 0 };
  if (!strip_underscores (text, length, digits, &any_underscore))
    return fail_number (lexer, token, _("Underscores stand between two digits."));
  if (any_underscore)
    dsc_tree_require (tree, DSC_SYNTAX_UNDERSCORES, token.place);
  if (strpbrk (digits->str, ".jJ") != NULL
      || (strpbrk (digits->str, "eE") != NULL && g_ascii_tolower (digits->str[1]) != 'x'))
    return read_float (lexer, token, digits, out_constant);
  return read_integer (lexer, tree, token, digits, out_constant);
}

void
dsc_literal_text_init (DscLiteralText *self)
{
  *self = (DscLiteralText) { .text = g_string_new (NULL), .legacy = g_string_new (NULL) };
}

void
dsc_literal_text_clear (DscLiteralText *self)
{
  g_string_free (self->text, TRUE);
  g_string_free (self->legacy, TRUE);
}

static void
append_code_point (GString *text,
                   guint32  code_point)
{
  char bytes[4];

  g_string_append_len (text, bytes, (gssize) dsc_wtf8_put (code_point, bytes));
}

/* A character that both releases read alike but store differently when it is not ASCII: a number below 256 in the source. */
static void
append_number (DscLiteralText *self,
               DscToken        token,
               guint32         number)
{
  gboolean bytes = (token.detail & DSC_STRING_BYTES) != 0;

  g_string_append_c (self->legacy, (char) (number & 0xff));
  if (bytes)
    g_string_append_c (self->text, (char) (number & 0xff));
  else
    append_code_point (self->text, number);
  if (bytes || number < 0x80)
    return;
  self->legacy_differs = TRUE;
  self->plain_not_ascii |= (token.detail & DSC_STRING_UNICODE) == 0;
}

static void
append_raw (DscLiteralText *self,
            const char     *text,
            gsize           length)
{
  g_string_append_len (self->text, text, (gssize) length);
  g_string_append_len (self->legacy, text, (gssize) length);
}

static gboolean
fail_escape (DscLexer   *lexer,
             DscToken    token,
             guint32     start,
             guint32     end,
             const char *message,
             const char *suggestion)
{
  DscCursor cursor = { token.place.start, token.place.line, token.place.column };

  dsc_lexer_fail (lexer, DSC_ERROR_SYNTAX, dsc_cursor_place (cursor, lexer->text, start, end), g_strdup (message), g_strdup (suggestion));
  return FALSE;
}

/* Exactly n hexadecimal digits at offset. */
static gboolean
read_hex (const char *text,
          guint32     offset,
          guint32     end,
          guint       n,
          guint32    *out_number)
{
  guint32 number = 0;

  for (guint i = 0; i < n; i++)
    {
      int digit = offset + i < end ? g_ascii_xdigit_value (text[offset + i]) : -1;

      if (digit < 0)
        return FALSE;
      number = number << 4 | (guint32) digit;
    }
  *out_number = number;
  return TRUE;
}

/* \u and \U; plain strings of Python 2 do not know them. */
static gboolean
add_unicode_escape (DscLiteralText *self,
                    DscLexer       *lexer,
                    DscToken        token,
                    guint32        *offset,
                    guint32         end)
{
  const char *text = lexer->text;
  guint n = text[*offset + 1] == 'u' ? 4 : 8;
  guint32 number;

  if (!read_hex (text, *offset + 2, end, n, &number) || number > 0x10ffff)
    return fail_escape (lexer, token, *offset, MIN (*offset + 2 + n, end), _("This escape names no character."),
                        _("Write \\u and four, or \\U and eight hexadecimal digits, up to \\U0010ffff."));
  append_code_point (self->text, number);
  g_string_append_len (self->legacy, text + *offset, n + 2);
  self->legacy_differs = TRUE;
  *offset += n + 2;
  return TRUE;
}

static guint32
read_octal (const char *text,
            guint32     offset,
            guint32     end,
            guint32    *out_number)
{
  guint32 number = 0;
  guint32 start = offset;

  while (offset < end && offset < start + 3 && text[offset] >= '0' && text[offset] <= '7')
    number = number << 3 | (guint32) (text[offset++] - '0');
  *out_number = number;
  return offset;
}

/* At a backslash; *offset moves behind the escape. */
static gboolean
add_escape (DscLiteralText *self,
            DscLexer       *lexer,
            DscToken        token,
            guint32        *offset,
            guint32         end)
{
  static const char letters[] = "abfnrtv\\'\"";
  static const char meanings[] = "\a\b\f\n\r\t\v\\'\"";
  const char *text = lexer->text;
  gboolean bytes = (token.detail & DSC_STRING_BYTES) != 0;
  char c = text[*offset + 1];
  const char *letter = c != '\0' ? strchr (letters, c) : NULL;
  guint32 number;

  if (letter != NULL)
    append_raw (self, meanings + (letter - letters), 1);
  else if (c == '\n' || c == '\r')
    *offset += c == '\r' && text[*offset + 2] == '\n' ? 1 : 0;
  else if (c == 'x')
    {
      if (!read_hex (text, *offset + 2, end, 2, &number))
        return fail_escape (lexer, token, *offset, MIN (*offset + 4, end), _("This escape names no character."), _("Write \\x and two hexadecimal digits."));
      append_number (self, token, number);
      *offset += 2;
    }
  else if (c >= '0' && c <= '7')
    {
      *offset = read_octal (text, *offset + 1, end, &number);
      append_number (self, token, number);
      return TRUE;
    }
  else if (!bytes && (c == 'u' || c == 'U'))
    return add_unicode_escape (self, lexer, token, offset, end);
  else if (!bytes && c == 'N')
    return fail_escape (lexer, token, *offset, *offset + 2, _("Characters by name are outside the subset of Python that Dictoscope runs."),
                        _("Write the character itself, or \\u and its number."));
  else
    {
      append_raw (self, text + *offset, 1);
      *offset += 1;
      return TRUE;
    }
  *offset += 2;
  return TRUE;
}

/* A character of the source itself. */
static void
add_character (DscLiteralText *self,
               DscLexer       *lexer,
               DscTree        *tree,
               DscToken        token,
               guint32        *offset,
               guint32         end)
{
  const char *text = lexer->text;
  gboolean bytes = (token.detail & DSC_STRING_BYTES) != 0;
  guint32 next = *offset + 1;

  while (next < end && ((guchar) text[next] & 0xc0) == 0x80)
    next++;
  if (text[*offset] == '\r')
    {
      append_raw (self, "\n", 1);
      if (next < end && text[next] == '\n')
        next++;
    }
  else
    append_raw (self, text + *offset, next - *offset);
  if ((guchar) text[*offset] >= 0x80)
    {
      if (bytes)
        dsc_tree_require (tree, DSC_SYNTAX_BYTES_NOT_ASCII, token.place);
      else
        self->plain_not_ascii |= (token.detail & DSC_STRING_UNICODE) == 0;
    }
  *offset = next;
}

static void
note_prefix (DscLiteralText *self,
             DscLexer       *lexer,
             DscTree        *tree,
             DscToken        token)
{
  guint kind = token.detail & (DSC_STRING_UNICODE | DSC_STRING_BYTES);

  self->any_unicode |= kind == DSC_STRING_UNICODE;
  self->any_bytes |= kind == DSC_STRING_BYTES;
  self->any_plain |= kind == 0;
  if (kind == DSC_STRING_UNICODE)
    dsc_tree_require (tree, (token.detail & DSC_STRING_RAW) != 0 ? DSC_SYNTAX_UNICODE_RAW_PREFIX : DSC_SYNTAX_UNICODE_PREFIX, token.place);
  else if (kind == DSC_STRING_BYTES)
    dsc_tree_require (tree, g_ascii_tolower (lexer->text[token.place.start]) == 'r' ? DSC_SYNTAX_RAW_BYTES_PREFIX : DSC_SYNTAX_BYTES_PREFIX,
                      token.place);
}

gboolean
dsc_literal_text_add (DscLiteralText *self,
                      DscLexer       *lexer,
                      DscTree        *tree,
                      DscToken        token,
                      guint32         start,
                      guint32         end,
                      gboolean        braces)
{
  const char *text = lexer->text;
  gboolean raw = (token.detail & DSC_STRING_RAW) != 0;
  gboolean raw_unicode = raw && (token.detail & DSC_STRING_UNICODE) != 0;

  note_prefix (self, lexer, tree, token);
  for (guint32 offset = start; offset < end;)
    {
      char c = text[offset];

      if (c == '\\' && offset + 1 < end && (!raw || (raw_unicode && (text[offset + 1] == 'u' || text[offset + 1] == 'U'))))
        {
          if (!add_escape (self, lexer, token, &offset, end))
            return FALSE;
          continue;
        }
      if (braces && (c == '{' || c == '}'))
        offset++;
      add_character (self, lexer, tree, token, &offset, end);
    }
  return TRUE;
}

DscConstant
dsc_literal_text_get (DscLiteralText *self,
                      DscTree        *tree,
                      DscPlace        place)
{
  DscConstant constant = { .text = self->text->str, .length = self->text->len };

  if (self->any_bytes && (self->any_plain || self->any_unicode))
    dsc_tree_require (tree, DSC_SYNTAX_TEXT_BESIDE_BYTES, place);
  if (self->any_unicode && self->plain_not_ascii && !tree->future_unicode)
    dsc_tree_require (tree, DSC_SYNTAX_TEXT_BESIDE_UNICODE, place);
  constant.kind = self->any_unicode ? DSC_CONSTANT_UNICODE : self->any_plain ? DSC_CONSTANT_TEXT : DSC_CONSTANT_BYTES;
  if (constant.kind == DSC_CONSTANT_TEXT && (self->legacy_differs || self->any_bytes))
    {
      constant.legacy = self->legacy->str;
      constant.legacy_length = self->legacy->len;
    }
  return constant;
}
