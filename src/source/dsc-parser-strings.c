/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-parser-strings.c: neighbouring string literals, and f-strings with their fields. */
#include "dsc-parser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-literal-private.h"

/* Fields in the specs of fields: Python allows one level. */
#define MAX_FIELD_LEVEL 2u

typedef struct {
  DscParser     *parser;
  DscToken       token;      /* of the string at hand */
  DscLiteralText text;       /* literal text since the last field */
  guint          mark;       /* parts of the f-string are on the parser's stack from here on */
  gboolean       is_format;
} StringReader;

static gboolean read_parts (StringReader *self, guint32 *offset, guint32 end, guint level);

static DscPlace
place_of (const StringReader *self,
          guint32             start,
          guint32             end)
{
  DscCursor cursor = { self->token.place.start, self->token.place.line, self->token.place.column };

  return dsc_cursor_place (cursor, self->parser->lexer->text, start, end);
}

static gboolean
fail_field (const StringReader *self,
            guint32             start,
            guint32             end,
            const char         *message,
            const char         *suggestion)
{
  dsc_parser_fail (self->parser, DSC_ERROR_SYNTAX, place_of (self, start, end), g_strdup (message), g_strdup (suggestion));
  return FALSE;
}

static DscNode *
flush_text (StringReader *self,
            DscPlace      place)
{
  DscConstant constant = dsc_literal_text_get (&self->text, self->parser->tree, place);
  DscNode *node = dsc_parser_add_leaf (self->parser, DSC_NODE_CONSTANT, place, dsc_tree_add_constant (self->parser->tree, &constant));

  if (node != NULL)
    node->flags |= DSC_NODE_IS_CONSTANT;
  return node;
}

/* What was collected becomes a part of the f-string. */
static gboolean
push_text (StringReader *self,
           DscPlace      place)
{
  if (self->text.text->len == 0)
    return TRUE;

  DscNode *node = flush_text (self, place);
  dsc_literal_text_clear (&self->text);
  dsc_literal_text_init (&self->text);
  self->text.any_plain = TRUE;
  if (node == NULL)
    return FALSE;
  g_ptr_array_add (self->parser->stack, node);
  return TRUE;
}

/* Offset of the end of the expression of a field: "!", ":", "=", "}" outside of brackets and quotes. */
static guint32
find_expression_end (const StringReader *self,
                     guint32             offset,
                     guint32             end)
{
  const char *text = self->parser->lexer->text;
  guint depth = 0;
  char quote = '\0';

  for (; offset < end; offset++)
    {
      char c = text[offset];

      if (quote != '\0')
        quote = c == quote ? '\0' : quote;
      else if (c == '\'' || c == '"')
        quote = c;
      else if (c == '(' || c == '[' || c == '{')
        depth++;
      else if (depth != 0 && (c == ')' || c == ']' || c == '}'))
        depth--;
      else if (depth == 0 && (c == '}' || c == ':' || (c == '!' && text[offset + 1] != '=')))
        break;
      else if (depth == 0 && c == '=' && text[offset + 1] != '=' && strchr ("=!<>", text[offset - 1]) == NULL)
        break;
    }
  return offset;
}

static DscNode *
read_expression (StringReader *self,
                 guint32       start,
                 guint32       end)
{
  DscParser *parser = self->parser;
  DscCursor cursor = { self->token.place.start, self->token.place.line, self->token.place.column };
  DscLexer *lexer = g_new (DscLexer, 1);
  DscParser inner = { .lexer = lexer, .tree = parser->tree, .stack = parser->stack, .depth = parser->depth };
  DscNode *node;

  dsc_lexer_init_nested (lexer, parser->lexer->text, cursor, start, end);
  dsc_parser_advance (&inner);
  node = dsc_parser_expression_list (&inner);
  if (node != NULL && inner.token.kind != DSC_TOKEN_END)
    node = dsc_parser_fail_unexpected (&inner, _("A field of an f-string holds one expression."));
  if (node == NULL && parser->lexer->diagnostic == NULL)
    parser->lexer->diagnostic = g_steal_pointer (&lexer->diagnostic);
  dsc_lexer_clear (lexer);
  g_free (lexer);
  return node;
}

/* "!r" behind the expression. */
static gboolean
read_conversion (StringReader *self,
                 guint32      *offset,
                 guint32       end,
                 char         *out_conversion)
{
  const char *text = self->parser->lexer->text;

  *out_conversion = '\0';
  if (*offset >= end || text[*offset] != '!')
    return TRUE;
  if (*offset + 1 >= end || strchr ("rsa", text[*offset + 1]) == NULL)
    return fail_field (self, *offset, *offset + 1, _("This conversion is none of !r, !s and !a."), _("Write !r for repr(), !s for str()."));
  *out_conversion = text[*offset + 1];
  *offset += 2;
  return TRUE;
}

/* ":spec", itself text with fields. */
static gboolean
read_spec (StringReader *self,
           guint32      *offset,
           guint32       end,
           guint         level,
           DscNode     **out_spec)
{
  const char *text = self->parser->lexer->text;

  *out_spec = NULL;
  if (*offset >= end || text[*offset] != ':')
    return TRUE;

  StringReader inner = { .parser = self->parser, .token = self->token, .mark = self->parser->stack->len, .is_format = TRUE };
  guint32 start = ++*offset;

  dsc_literal_text_init (&inner.text);
  inner.text.any_plain = TRUE;
  gboolean ok = read_parts (&inner, offset, end, level + 1) && push_text (&inner, place_of (self, start, *offset));
  dsc_literal_text_clear (&inner.text);
  if (!ok)
    return FALSE;
  *out_spec = dsc_parser_add (self->parser, DSC_NODE_FORMAT_STRING, place_of (self, start, *offset),
                              (DscNode *const *) self->parser->stack->pdata + inner.mark, self->parser->stack->len - inner.mark);
  g_ptr_array_set_size (self->parser->stack, (gint) inner.mark);
  return *out_spec != NULL;
}

/* "x=": the text up to here is shown in front of the value, which is shown by repr. */
static gboolean
read_debug (StringReader *self,
            guint32      *offset,
            guint32       start,
            guint32       end,
            gboolean     *out_debug)
{
  const char *text = self->parser->lexer->text;

  *out_debug = FALSE;
  if (*offset >= end || text[*offset] != '=')
    return TRUE;
  do
    ++*offset;
  while (*offset < end && (text[*offset] == ' ' || text[*offset] == '\t'));
  *out_debug = TRUE;
  dsc_tree_require (self->parser->tree, DSC_SYNTAX_FORMAT_DEBUG, place_of (self, start, *offset));
  return dsc_literal_text_add (&self->text, self->parser->lexer, self->parser->tree, self->token, start, *offset, FALSE);
}

/* At "{". */
static gboolean
read_field (StringReader *self,
            guint32      *offset,
            guint32       end,
            guint         level)
{
  const char *text = self->parser->lexer->text;
  guint32 open = *offset, start = open + 1;
  DscNode *items[2] = { NULL, NULL };
  char conversion;
  gboolean debug;

  if (level > MAX_FIELD_LEVEL)
    return fail_field (self, open, open + 1, _("Fields of the f-string are nested too deeply."), _("Compute the inner part first."));
  *offset = find_expression_end (self, start, end);
  if (*offset >= end)
    return fail_field (self, open, MIN (open + 1, end), _("This “{” of the f-string is never closed."), _("Write “}” behind the expression, or “{{” for a brace."));
  if (memchr (text + start, '\\', *offset - start) != NULL)
    return fail_field (self, start, *offset, _("A backslash stands in a field of an f-string, which only few releases read."),
                       _("Give the text a name first and use the name in the field."));
  if ((items[0] = read_expression (self, start, *offset)) == NULL || !read_debug (self, offset, start, end, &debug))
    return FALSE;
  if (!push_text (self, place_of (self, open, open)) || !read_conversion (self, offset, end, &conversion)
      || !read_spec (self, offset, end, level, &items[1]))
    return FALSE;
  if (*offset >= end || text[*offset] != '}')
    return fail_field (self, open, *offset, _("This field of the f-string is not understood."), _("Write {name}, {name!r} or {name:05d}."));
  ++*offset;

  DscNode *node = dsc_parser_add (self->parser, DSC_NODE_FIELD, place_of (self, open, *offset), items, 2);
  if (node == NULL)
    return FALSE;
  node->detail = (guint8) (conversion == '\0' && debug && items[1] == NULL ? 'r' : conversion);
  g_ptr_array_add (self->parser->stack, node);
  return TRUE;
}

/* Text and fields of an f-string from *offset on; inside a spec up to its "}". */
static gboolean
read_parts (StringReader *self,
            guint32      *offset,
            guint32       end,
            guint         level)
{
  const char *text = self->parser->lexer->text;

  while (*offset < end)
    {
      guint32 start = *offset;
      guint32 stop = start;

      while (stop < end && text[stop] != '{' && text[stop] != '}')
        stop++;
      while (level == 0 && stop + 1 < end && text[stop] == text[stop + 1])
        for (stop += 2; stop < end && text[stop] != '{' && text[stop] != '}';)
          stop++;
      if (!dsc_literal_text_add (&self->text, self->parser->lexer, self->parser->tree, self->token, start, stop, TRUE))
        return FALSE;
      *offset = stop;
      if (stop == end || (level != 0 && text[stop] == '}'))
        return TRUE;
      if (text[stop] == '}')
        return fail_field (self, stop, stop + 1, _("A single “}” stands in the f-string."), _("Write “}}” for a brace."));
      if (!read_field (self, offset, end, level))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_one (StringReader *self)
{
  DscToken token = self->token = self->parser->token;

  if ((token.detail & DSC_STRING_TEMPLATE) != 0)
    return dsc_parser_fail_outside (self->parser, token.place, _("Template strings"), _("Write an f-string.")) != NULL;
  if ((token.detail & DSC_STRING_FORMAT) == 0)
    return dsc_literal_text_add (&self->text, self->parser->lexer, self->parser->tree, token, token.body, token.body_end, FALSE);

  guint32 offset = token.body;
  self->is_format = TRUE;
  dsc_tree_require (self->parser->tree, DSC_SYNTAX_FORMAT_STRING, token.place);
  return read_parts (self, &offset, token.body_end, 0);
}

DscNode *
dsc_parser_string (DscParser *self)
{
  StringReader reader = { .parser = self, .mark = self->stack->len };
  DscPlace first = self->token.place;
  DscNode *node = NULL;
  gboolean ok = TRUE;

  dsc_literal_text_init (&reader.text);
  while (ok && self->token.kind == DSC_TOKEN_STRING)
    if ((ok = read_one (&reader)))
      dsc_parser_advance (self);
  if (ok && !reader.is_format)
    node = flush_text (&reader, dsc_place_join (first, self->last));
  else if (ok && push_text (&reader, dsc_place_join (first, self->last)))
    node = dsc_parser_add_from (self, DSC_NODE_FORMAT_STRING, first, reader.mark);
  dsc_literal_text_clear (&reader.text);
  return node;
}
