/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-parser.c: reads a script statement by statement.
 *
 * Recursive descent without a table: one function for each rule of Python's grammar that is in the subset. Recursion is
 * counted, so no text can exhaust the stack. The first error ends reading; the statements in front of the one that holds
 * it stay, because a text is usually wrong where somebody is typing. */
#include "dsc-parser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-wtf8.h"

void
dsc_parser_advance (DscParser *self)
{
  self->last = self->token.place;
  if (self->has_ahead)
    self->token = self->ahead;
  else
    self->token = dsc_lexer_next (self->lexer);
  self->has_ahead = FALSE;
}

DscToken
dsc_parser_peek (DscParser *self)
{
  if (!self->has_ahead)
    self->ahead = dsc_lexer_next (self->lexer);
  self->has_ahead = TRUE;
  return self->ahead;
}

gboolean
dsc_parser_accept (DscParser  *self,
                   DscOperator operator)
{
  if (!dsc_parser_at (self, operator))
    return FALSE;
  dsc_parser_advance (self);
  return TRUE;
}

gboolean
dsc_parser_accept_keyword (DscParser *self,
                           DscKeyword keyword)
{
  if (!dsc_parser_at_keyword (self, keyword))
    return FALSE;
  dsc_parser_advance (self);
  return TRUE;
}

gboolean
dsc_parser_expect (DscParser  *self,
                   DscOperator operator,
                   const char *what_for)
{
  if (dsc_parser_accept (self, operator))
    return TRUE;

  g_autofree char *expected = g_strdup_printf (_("Write “%s” %s."), dsc_operator_text (operator), what_for);
  dsc_parser_fail_unexpected (self, expected);
  return FALSE;
}

gpointer
dsc_parser_fail (DscParser   *self,
                 DscErrorCode code,
                 DscPlace     place,
                 char        *message,
                 char        *suggestion)
{
  dsc_lexer_fail (self->lexer, code, place, message, suggestion);
  return NULL;
}

gpointer
dsc_parser_fail_syntax (DscParser  *self,
                        const char *message,
                        const char *suggestion)
{
  return dsc_parser_fail (self, DSC_ERROR_SYNTAX, self->token.place, g_strdup (message), g_strdup (suggestion));
}

gpointer
dsc_parser_fail_outside (DscParser  *self,
                         DscPlace    place,
                         const char *what,
                         const char *suggestion)
{
  /* Translators: %s is a noun in the plural, as "Functions". */
  return dsc_parser_fail (self, DSC_ERROR_OUTSIDE_SUBSET, place,
                          g_strdup_printf (_("%s are outside the subset of Python that Dictoscope runs."), what),
                          g_strdup (suggestion != NULL ? suggestion : _("Leave it out.")));
}

gpointer
dsc_parser_fail_unexpected (DscParser  *self,
                            const char *expected)
{
  const DscToken *token = &self->token;
  g_autofree char *shown = NULL;

  switch ((guint) token->kind)
    {
    case DSC_TOKEN_ERROR:
      return NULL;
    case DSC_TOKEN_END:
    case DSC_TOKEN_DEDENT:
      return dsc_parser_fail_syntax (self, self->lexer->nested ? _("The field of the f-string ends here, but something is missing.")
                                                               : _("The block or the text ends here, but something is missing."), expected);
    case DSC_TOKEN_NEWLINE:
      return dsc_parser_fail_syntax (self, _("The line ends here, but something is missing."), expected);
    case DSC_TOKEN_INDENT:
      return dsc_parser_fail_syntax (self, _("This line is indented, but no block begins here."), _("Remove the white space in front of it."));
    case DSC_TOKEN_NAME:
    case DSC_TOKEN_KEYWORD:
    case DSC_TOKEN_NUMBER:
    case DSC_TOKEN_STRING:
    case DSC_TOKEN_OPERATOR:
    default:
      shown = g_utf8_substring (self->lexer->text + token->place.start, 0,
                                MIN (30, g_utf8_strlen (self->lexer->text + token->place.start, token->place.end - token->place.start)));
      return dsc_parser_fail (self, DSC_ERROR_SYNTAX, token->place, g_strdup_printf (_("“%s” is not expected here."), shown), g_strdup (expected));
    }
}

DscNode *
dsc_parser_add (DscParser      *self,
                DscNodeKind     kind,
                DscPlace        place,
                DscNode *const *items,
                guint           n)
{
  DscNode *node = dsc_tree_add_node (self->tree, kind, place, items, n, NULL);

  if (node == NULL)
    return dsc_parser_fail (self, DSC_ERROR_LIMIT, place, g_strdup (_("The program is nested too deeply or has too many parts.")),
                            g_strdup (_("Split it into several statements or scripts.")));
  return node;
}

DscNode *
dsc_parser_add_leaf (DscParser  *self,
                     DscNodeKind kind,
                     DscPlace    place,
                     guint32     number)
{
  DscNode *node = dsc_parser_add (self, kind, place, NULL, 0);

  if (node != NULL)
    node->number = number;
  return node;
}

DscNode *
dsc_parser_add_from (DscParser  *self,
                     DscNodeKind kind,
                     DscPlace    first,
                     guint       mark)
{
  DscNode *node = dsc_parser_add (self, kind, dsc_place_join (first, self->last), (DscNode *const *) self->stack->pdata + mark,
                                  self->stack->len - mark);

  g_ptr_array_set_size (self->stack, (gint) mark);
  return node;
}

gboolean
dsc_parser_enter (DscParser *self)
{
  if (self->depth < DSC_PARSER_MAX_RECURSION)
    {
      self->depth++;
      return TRUE;
    }
  dsc_parser_fail (self, DSC_ERROR_LIMIT, self->token.place, g_strdup (_("The expression is nested too deeply.")),
                   g_strdup (_("Compute the inner parts first and give them names.")));
  return FALSE;
}

void
dsc_parser_leave (DscParser *self)
{
  self->depth--;
}

static DscNode *
read_import (DscParser *self)
{
  DscPlace first = self->token.place;

  dsc_parser_advance (self);
  if (self->token.kind != DSC_TOKEN_NAME)
    return dsc_parser_fail_unexpected (self, _("Write the name of a module, as in “import sys”."));

  DscPlace module = self->token.place;
  gboolean is_sys = module.end - module.start == 3 && memcmp (self->lexer->text + module.start, "sys", 3) == 0;
  guint32 symbol = dsc_tree_intern (self->tree, "sys", 3);

  dsc_parser_advance (self);
  if (!is_sys || dsc_parser_at (self, DSC_OPERATOR_DOT))
    return dsc_parser_fail_outside (self, module, _("Modules other than sys"), _("Remove the import; “import sys” is understood."));
  if (dsc_parser_accept_keyword (self, DSC_KEYWORD_AS))
    {
      if (self->token.kind != DSC_TOKEN_NAME)
        return dsc_parser_fail_unexpected (self, _("Write a name behind “as”."));
      symbol = dsc_tree_intern (self->tree, self->lexer->text + self->token.place.start, self->token.place.end - self->token.place.start);
      dsc_parser_advance (self);
    }
  if (dsc_parser_at (self, DSC_OPERATOR_COMMA))
    return dsc_parser_fail_outside (self, self->token.place, _("Modules other than sys"), _("Write “import sys” alone."));
  return dsc_parser_add_leaf (self, DSC_NODE_IMPORT, dsc_place_join (first, self->last), symbol);
}

static gboolean
token_is (const DscParser *self,
          const char      *text)
{
  gsize length = self->token.place.end - self->token.place.start;

  return strlen (text) == length && memcmp (self->lexer->text + self->token.place.start, text, length) == 0;
}

static gboolean
read_future (DscParser *self)
{
  if (token_is (self, "print_function"))
    self->tree->future_print = TRUE;
  else if (token_is (self, "division"))
    self->tree->future_division = TRUE;
  else if (token_is (self, "unicode_literals"))
    self->tree->future_unicode = TRUE;
  else if (!token_is (self, "absolute_import"))
    {
      dsc_parser_fail_outside (self, self->token.place, _("Other names of __future__"), _("Import print_function, division or unicode_literals."));
      return FALSE;
    }
  return TRUE;
}

/* One "name [as other]" of "from sys import"; a name of __future__ leaves a "pass". */
static gboolean
read_imported_name (DscParser *self,
                    gboolean   future)
{
  DscPlace place = self->token.place;
  const char *text = self->lexer->text;

  if (self->token.kind != DSC_TOKEN_NAME)
    return dsc_parser_fail_unexpected (self, _("Write a name behind “import”.")) != NULL;
  if (future && !read_future (self))
    return FALSE;

  DscNode *name = dsc_parser_add_leaf (self, DSC_NODE_NAME, place, dsc_tree_intern (self->tree, text + place.start, place.end - place.start));
  dsc_parser_advance (self);
  if (dsc_parser_accept_keyword (self, DSC_KEYWORD_AS))
    {
      if (self->token.kind != DSC_TOKEN_NAME || future)
        return dsc_parser_fail_unexpected (self, _("Write a name behind “as”.")) != NULL;
      place = self->token.place;
      dsc_parser_advance (self);
    }
  if (name == NULL)
    return FALSE;

  DscNode *node = dsc_parser_add (self, future ? DSC_NODE_PASS : DSC_NODE_IMPORT_FROM, dsc_place_join (name->place, self->last), &name, future ? 0 : 1);
  if (node == NULL)
    return FALSE;
  node->number = dsc_tree_intern (self->tree, text + place.start, place.end - place.start);
  g_ptr_array_add (self->stack, node);
  return TRUE;
}

/* Becomes a block of one IMPORT_FROM for each name. */
static DscNode *
read_from (DscParser *self)
{
  DscPlace first = self->token.place;
  guint mark = self->stack->len;

  dsc_parser_advance (self);
  gboolean future = self->token.kind == DSC_TOKEN_NAME && token_is (self, "__future__");
  if (!future && !(self->token.kind == DSC_TOKEN_NAME && token_is (self, "sys")))
    return dsc_parser_fail_outside (self, self->token.place, _("Modules other than sys"), _("Remove the import; “from sys import getsizeof” is understood."));
  dsc_parser_advance (self);
  if (!dsc_parser_accept_keyword (self, DSC_KEYWORD_IMPORT))
    return dsc_parser_fail_unexpected (self, _("Write “import” and names."));

  gboolean parentheses = dsc_parser_accept (self, DSC_OPERATOR_PAREN_OPEN);
  do
    if (!read_imported_name (self, future))
      return NULL;
  while (dsc_parser_accept (self, DSC_OPERATOR_COMMA) && !dsc_parser_at (self, DSC_OPERATOR_PAREN_CLOSE));
  if (parentheses && !dsc_parser_expect (self, DSC_OPERATOR_PAREN_CLOSE, _("behind the last name")))
    return NULL;
  return dsc_parser_add_from (self, DSC_NODE_BLOCK, first, mark);
}

static DscNode *
read_delete (DscParser *self)
{
  DscPlace first = self->token.place;
  guint mark = self->stack->len;

  dsc_parser_advance (self);
  do
    {
      DscNode *target = dsc_parser_bitwise_expression (self);
      if (target == NULL || !dsc_parser_check_target (self, target, TRUE))
        return NULL;
      g_ptr_array_add (self->stack, target);
    }
  while (dsc_parser_accept (self, DSC_OPERATOR_COMMA) && self->token.kind != DSC_TOKEN_NEWLINE && !dsc_parser_at (self, DSC_OPERATOR_SEMICOLON));
  return dsc_parser_add_from (self, DSC_NODE_DELETE, first, mark);
}

static DscNode *
read_assert (DscParser *self)
{
  DscPlace first = self->token.place;
  DscNode *items[2] = { NULL, NULL };

  dsc_parser_advance (self);
  items[0] = dsc_parser_expression (self);
  if (items[0] == NULL)
    return NULL;
  if (dsc_parser_accept (self, DSC_OPERATOR_COMMA) && (items[1] = dsc_parser_expression (self)) == NULL)
    return NULL;
  return dsc_parser_add (self, DSC_NODE_ASSERT, dsc_place_join (first, self->last), items, 2);
}

/* Only within a method; elsewhere it was refused before. */
static DscNode *
read_return (DscParser *self)
{
  DscPlace first = self->token.place;
  DscNode *value = NULL;

  dsc_parser_advance (self);
  if (self->token.kind != DSC_TOKEN_NEWLINE && !dsc_parser_at (self, DSC_OPERATOR_SEMICOLON)
      && (value = dsc_parser_expression_list (self)) == NULL)
    return NULL;
  return dsc_parser_add (self, DSC_NODE_RETURN, dsc_place_join (first, self->last), &value, 1);
}

static DscNode *
read_flow (DscParser  *self,
           DscNodeKind kind)
{
  if (kind != DSC_NODE_PASS && self->loops == 0)
    return dsc_parser_fail_syntax (self, kind == DSC_NODE_BREAK ? _("“break” stands outside of a loop.") : _("“continue” stands outside of a loop."),
                                   _("Use it within “for” or “while”."));
  DscNode *node = dsc_parser_add_leaf (self, kind, self->token.place, 0);
  dsc_parser_advance (self);
  return node;
}

static DscNode *
read_augment (DscParser *self,
              DscNode   *target)
{
  DscNode *items[2] = { target, NULL };
  guint8 operation = self->token.operation;

  if (target->kind == DSC_NODE_TUPLE || target->kind == DSC_NODE_LIST)
    return dsc_parser_fail (self, DSC_ERROR_SYNTAX, target->place, g_strdup (_("Several names cannot be changed by one such assignment.")),
                            g_strdup (_("Write one assignment for each name.")));
  if (operation == DSC_OPERATOR_MATRIX)
    return dsc_parser_fail_outside (self, self->token.place, _("Matrix products"), _("Multiply by *."));
  if (!dsc_parser_check_target (self, target, FALSE))
    return NULL;
  dsc_parser_advance (self);
  if ((items[1] = dsc_parser_expression_list (self)) == NULL)
    return NULL;

  DscNode *node = dsc_parser_add (self, DSC_NODE_AUGMENT, dsc_place_join (target->place, self->last), items, 2);
  if (node != NULL)
    node->detail = operation;
  return node;
}

static DscNode *
read_assignment (DscParser *self,
                 DscNode   *first)
{
  guint mark = self->stack->len;
  DscNode *last = first;

  while (dsc_parser_at (self, DSC_OPERATOR_ASSIGN))
    {
      if (!dsc_parser_check_target (self, last, FALSE))
        return NULL;
      g_ptr_array_add (self->stack, last);
      dsc_parser_advance (self);
      if ((last = dsc_parser_expression_list (self)) == NULL)
        return NULL;
    }
  g_ptr_array_add (self->stack, last);
  return dsc_parser_add_from (self, DSC_NODE_ASSIGN, first->place, mark);
}

/* print (x) in Python 2 is a statement: only where a print call is the whole statement do both agree. */
static gboolean
is_print_call (const DscParser *self,
               const DscNode   *node)
{
  return node->kind == DSC_NODE_CALL && node->items[0]->kind == DSC_NODE_NAME
         && strcmp (dsc_tree_get_symbol (self->tree, node->items[0]->number), "print") == 0;
}

static DscNode *
read_expression_statement (DscParser *self)
{
  guint n_requirements = self->tree->requirements->len;
  DscNode *expression = dsc_parser_expression_list (self);

  if (expression == NULL)
    return NULL;
  if (dsc_parser_at (self, DSC_OPERATOR_ASSIGN))
    return read_assignment (self, expression);
  if (dsc_parser_at (self, DSC_OPERATOR_ASSIGN_WITH))
    return read_augment (self, expression);
  if (dsc_parser_at (self, DSC_OPERATOR_COLON))
    return dsc_parser_fail_outside (self, self->token.place, _("Annotations"), _("Assign without the annotation, as in x = 1."));
  if (is_print_call (self, expression))
    for (guint i = self->tree->requirements->len; i-- > n_requirements;)
      {
        DscRequirement *r = &g_array_index (self->tree->requirements, DscRequirement, i);

        if (r->syntax == DSC_SYNTAX_PRINT_EXPRESSION && r->place.start == expression->place.start)
          g_array_remove_index (self->tree->requirements, i);
      }
  return dsc_parser_add (self, DSC_NODE_EXPRESSION, expression->place, &expression, 1);
}

static DscNode *
read_simple (DscParser *self)
{
  if (!dsc_parser_check_outside (self))
    return NULL;
  if (self->token.kind == DSC_TOKEN_KEYWORD)
    switch ((guint) self->token.detail)
      {
      case DSC_KEYWORD_PASS:     return read_flow (self, DSC_NODE_PASS);
      case DSC_KEYWORD_BREAK:    return read_flow (self, DSC_NODE_BREAK);
      case DSC_KEYWORD_CONTINUE: return read_flow (self, DSC_NODE_CONTINUE);
      case DSC_KEYWORD_RETURN:   return read_return (self);
      case DSC_KEYWORD_DEL:      return read_delete (self);
      case DSC_KEYWORD_ASSERT:   return read_assert (self);
      case DSC_KEYWORD_IMPORT:   return read_import (self);
      case DSC_KEYWORD_FROM:     return read_from (self);
      default:                   break;
      }
  return read_expression_statement (self);
}

/* a; b; c and the end of the line. Pushes the statements. */
static gboolean
read_line (DscParser *self)
{
  for (;;)
    {
      DscNode *statement = read_simple (self);

      if (statement == NULL)
        return FALSE;
      g_ptr_array_add (self->stack, statement);
      gboolean more = dsc_parser_accept (self, DSC_OPERATOR_SEMICOLON);
      if (self->token.kind == DSC_TOKEN_NEWLINE)
        {
          dsc_parser_advance (self);
          return TRUE;
        }
      if (!more)
        return dsc_parser_fail_unexpected (self, _("Begin a new line for the next statement, or write “;” between two.")) != NULL;
    }
}

static gboolean
read_statement (DscParser *self)
{
  gboolean is_compound;
  DscNode *node;

  if (self->token.kind == DSC_TOKEN_INDENT)
    return dsc_parser_fail_unexpected (self, NULL) != NULL;
  if (!dsc_parser_enter (self))
    return FALSE;
  node = dsc_parser_compound (self, &is_compound);
  if (is_compound && node != NULL)
    g_ptr_array_add (self->stack, node);

  gboolean ok = is_compound ? node != NULL : read_line (self);
  dsc_parser_leave (self);
  return ok;
}

DscNode *
dsc_parser_block (DscParser *self)
{
  guint mark = self->stack->len;

  if (!dsc_parser_expect (self, DSC_OPERATOR_COLON, _("in front of the block")))
    return NULL;

  DscPlace first = self->token.place;
  if (self->token.kind != DSC_TOKEN_NEWLINE)
    return read_line (self) ? dsc_parser_add_from (self, DSC_NODE_BLOCK, first, mark) : NULL;
  dsc_parser_advance (self);
  if (self->token.kind != DSC_TOKEN_INDENT)
    {
      if (self->token.kind != DSC_TOKEN_ERROR)
        dsc_parser_fail_syntax (self, _("A block is missing behind the “:”."), _("Indent the lines that belong to it, or write “pass”."));
      return NULL;
    }
  dsc_parser_advance (self);
  first = self->token.place;
  while (self->token.kind != DSC_TOKEN_DEDENT)
    if (self->token.kind == DSC_TOKEN_END || !read_statement (self))
      return NULL;
  dsc_parser_advance (self);
  return dsc_parser_add_from (self, DSC_NODE_BLOCK, first, mark);
}

static gboolean
is_coding_character (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_' || c == '.';
}

/* Name of the encoding in "# -*- coding: NAME -*-" of a line, or NULL. Python's rule: "coding", ":" or "=", a name, in a comment. */
static char *
find_coding (const char *line,
             gsize       length)
{
  gsize i = 0;

  while (i < length && (line[i] == ' ' || line[i] == '\t' || line[i] == '\f'))
    i++;
  if (i == length || line[i] != '#')
    return NULL;
  for (; i + 7 <= length; i++)
    {
      if (memcmp (line + i, "coding", 6) != 0 || (line[i + 6] != ':' && line[i + 6] != '='))
        continue;

      gsize start = i + 7;
      while (start < length && (line[start] == ' ' || line[start] == '\t'))
        start++;
      gsize end = start;
      while (end < length && is_coding_character (line[end]))
        end++;
      if (end > start)
        return g_ascii_strdown (line + start, (gssize) (end - start));
    }
  return NULL;
}

/* The first two lines may say how the file is encoded. FALSE: not as UTF-8, and that matters. */
static gboolean
check_coding (DscParser  *self,
              const char *text,
              gsize       length)
{
  gsize start = 0;

  self->tree->has_coding = length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0;
  for (guint line = 1; line <= 2 && start < length; line++)
    {
      gsize end = start;
      while (end < length && text[end] != '\n' && text[end] != '\r')
        end++;

      g_autofree char *coding = find_coding (text + start, end - start);
      if (coding != NULL)
        {
          self->tree->has_coding = TRUE;
          if (g_str_equal (coding, "utf-8") || g_str_equal (coding, "utf8") || g_str_equal (coding, "utf_8") || g_str_has_prefix (coding, "utf-8-")
              || dsc_wtf8_is_ascii (text, length))
            return TRUE;
          dsc_parser_fail (self, DSC_ERROR_OUTSIDE_SUBSET, dsc_cursor_place ((DscCursor) { 0, 1, 1 }, text, (guint32) start, (guint32) end),
                           g_strdup_printf (_("The file says that it is encoded as “%s”, but only UTF-8 is understood."), coding),
                           g_strdup (_("Save it as UTF-8 and write “coding: utf-8”.")));
          return FALSE;
        }
      start = end + (end + 1 < length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
    }
  return TRUE;
}

static void
note_not_ascii (DscParser *self)
{
  const DscLexer *lexer = self->lexer;

  for (guint32 i = lexer->at.offset; i < lexer->length; i++)
    if ((guchar) lexer->text[i] >= 0x80)
      {
        dsc_tree_require (self->tree, DSC_SYNTAX_SOURCE_NOT_ASCII, dsc_cursor_place (lexer->at, lexer->text, i, i + 1));
        return;
      }
}

static gint
compare_requirements (gconstpointer a,
                      gconstpointer b)
{
  const DscRequirement *x = a, *y = b;

  if (x->place.start != y->place.start)
    return x->place.start < y->place.start ? -1 : 1;
  return (int) x->syntax - (int) y->syntax;
}

static void
read_all (DscParser *self)
{
  dsc_parser_advance (self);
  while (self->token.kind != DSC_TOKEN_END)
    {
      guint mark = self->stack->len;

      if (self->token.kind == DSC_TOKEN_ERROR || !read_statement (self))
        {
          g_ptr_array_set_size (self->stack, (gint) mark);
          break;
        }
    }
  self->tree->body = dsc_tree_add_node (self->tree, DSC_NODE_BLOCK, (DscPlace) { 0 }, (DscNode *const *) self->stack->pdata, self->stack->len, NULL);
  g_array_sort (self->tree->requirements, compare_requirements);
}

DscTree *
dsc_parser_read (const char        *text,
                 gsize              length,
                 DscScriptSettings *settings,
                 DscDiagnostic    **out_diagnostic)
{
  DscLexer *lexer = g_new (DscLexer, 1);
  DscParser parser = { .lexer = lexer, .tree = dsc_tree_new (), .stack = g_ptr_array_new () };

  dsc_lexer_init (lexer, text, length);
  lexer->settings = settings;
  if (check_coding (&parser, text, lexer->length))
    {
      if (!parser.tree->has_coding)
        note_not_ascii (&parser);
      read_all (&parser);
    }
  *out_diagnostic = g_steal_pointer (&lexer->diagnostic);
  dsc_lexer_clear (lexer);
  g_free (lexer);
  g_ptr_array_unref (parser.stack);
  return parser.tree;
}
