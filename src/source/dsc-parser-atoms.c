/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-parser-atoms.c: names, literals, displays and comprehensions, calls and subscripts. */
#include "dsc-parser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-literal-private.h"

static DscNode *
add_constant (DscParser  *self,
              DscConstant constant)
{
  DscNode *node = dsc_parser_add_leaf (self, DSC_NODE_CONSTANT, self->token.place, dsc_tree_add_constant (self->tree, &constant));

  if (node != NULL)
    node->flags |= DSC_NODE_IS_CONSTANT;
  dsc_parser_advance (self);
  return node;
}

static DscNode *
read_identifier (DscParser *self)
{
  DscPlace place = self->token.place;
  const char *name = self->lexer->text + place.start;
  gsize length = place.end - place.start;
  g_autofree char *normal = NULL;

  for (gsize i = 0; i < length; i++)
    if ((guchar) name[i] >= 0x80)
      {
        dsc_tree_require (self->tree, DSC_SYNTAX_NAME_NOT_ASCII, place);
        normal = g_utf8_normalize (name, (gssize) length, G_NORMALIZE_ALL_COMPOSE);
        break;
      }
  if (normal != NULL)
    name = normal, length = strlen (normal);

  DscNode *node = dsc_parser_add_leaf (self, DSC_NODE_NAME, place, dsc_tree_intern (self->tree, name, length));
  dsc_parser_advance (self);
  return node;
}

static DscNode *
read_number (DscParser *self)
{
  DscConstant constant;

  if (!dsc_literal_read_number (self->lexer, self->tree, self->token, &constant))
    return NULL;
  return add_constant (self, constant);
}

gboolean
dsc_parser_clauses (DscParser *self)
{
  do
    {
      DscPlace first = self->token.place;
      DscNode *items[2] = { NULL, NULL };
      DscNodeKind kind = dsc_parser_at_keyword (self, DSC_KEYWORD_IF) ? DSC_NODE_CLAUSE_IF : DSC_NODE_CLAUSE_FOR;

      if (dsc_parser_at_keyword (self, DSC_KEYWORD_ASYNC))
        return dsc_parser_fail_outside (self, first, _("Asynchronous comprehensions"), _("Remove “async”.")) != NULL;
      dsc_parser_advance (self);
      if (kind == DSC_NODE_CLAUSE_FOR)
        {
          if ((items[0] = dsc_parser_target_list (self)) == NULL)
            return FALSE;
          if (!dsc_parser_accept_keyword (self, DSC_KEYWORD_IN))
            return dsc_parser_fail_unexpected (self, _("Write “in” and what to go through.")) != NULL;
        }
      if ((items[kind == DSC_NODE_CLAUSE_FOR] = dsc_parser_or_expression (self)) == NULL)
        return FALSE;

      DscNode *node = dsc_parser_add (self, kind, dsc_place_join (first, self->last), items, kind == DSC_NODE_CLAUSE_FOR ? 2 : 1);
      if (node == NULL)
        return FALSE;
      g_ptr_array_add (self->stack, node);
    }
  while (dsc_parser_at_keyword (self, DSC_KEYWORD_FOR) || dsc_parser_at_keyword (self, DSC_KEYWORD_IF)
         || dsc_parser_at_keyword (self, DSC_KEYWORD_ASYNC));
  return TRUE;
}

static gboolean
at_comprehension (const DscParser *self)
{
  return dsc_parser_at_keyword (self, DSC_KEYWORD_FOR) || dsc_parser_at_keyword (self, DSC_KEYWORD_ASYNC);
}

/* One item of a list, set or tuple display: an expression or "*" and one. */
static DscNode *
read_item (DscParser *self)
{
  DscPlace first = self->token.place;
  DscNode *value;

  if (!dsc_parser_accept (self, DSC_OPERATOR_MULTIPLY))
    return dsc_parser_expression (self);
  value = dsc_parser_bitwise_expression (self);
  if (value == NULL)
    return NULL;
  return dsc_parser_add (self, DSC_NODE_STAR, dsc_place_join (first, self->last), &value, 1);
}

/* Something that makes no sense in a bracket, on a later line: the bracket was rather forgotten than the comma. */
static gboolean
is_left_open (const DscParser *self,
              DscToken        *out_open)
{
  const DscLexer *lexer = self->lexer;

  if (self->token.place.line == self->last.end_line || self->token.kind == DSC_TOKEN_ERROR)
    return FALSE;
  for (guint i = lexer->n_brackets; i-- > 0;)
    if (lexer->brackets[i].place.start < self->token.place.start)
      {
        *out_open = lexer->brackets[i];
        return TRUE;
      }
  return FALSE;
}

static gboolean
close_display (DscParser  *self,
               DscOperator close)
{
  DscToken open;

  if (dsc_parser_accept (self, close))
    return TRUE;
  if (is_left_open (self, &open))
    return dsc_parser_fail (self, DSC_ERROR_SYNTAX, open.place,
                            g_strdup_printf (_("This “%c” is not closed in front of line %u."), self->lexer->text[open.place.start], self->token.place.line),
                            g_strdup (_("Write the closing bracket, or a comma between two items."))) != NULL;
  dsc_parser_fail_unexpected (self, close == DSC_OPERATOR_BRACE_CLOSE     ? _("Write “,” between two items and “}” at the end.")
                                    : close == DSC_OPERATOR_BRACKET_CLOSE ? _("Write “,” between two items and “]” at the end.")
                                                                          : _("Write “,” between two items and “)” at the end."));
  return FALSE;
}

/* Items up to the closing bracket, the first of them on the stack already. */
static gboolean
read_items (DscParser  *self,
            DscOperator close)
{
  while (dsc_parser_accept (self, DSC_OPERATOR_COMMA) && !dsc_parser_at (self, close))
    {
      DscNode *item = read_item (self);
      if (item == NULL)
        return FALSE;
      g_ptr_array_add (self->stack, item);
    }
  return close_display (self, close);
}

static void
require_star_display (DscParser     *self,
                      const DscNode *node)
{
  for (guint i = 0; i < node->n_items; i++)
    if (node->items[i] != NULL && node->items[i]->kind == DSC_NODE_STAR)
      dsc_tree_require (self->tree, DSC_SYNTAX_STAR_DISPLAY, node->items[i]->place);
}

static gboolean
all_constant (const DscNode *node)
{
  for (guint i = 0; i < node->n_items; i++)
    if ((node->items[i]->flags & DSC_NODE_IS_CONSTANT) == 0)
      return FALSE;
  return TRUE;
}

static void
mark_tuple (DscParser *self,
            DscNode   *node)
{
  if (node->kind == DSC_NODE_TUPLE && (node->flags & DSC_NODE_IS_CONSTANT) == 0 && all_constant (node))
    {
      node->flags |= DSC_NODE_IS_CONSTANT;
      node->number = self->tree->n_folded++;
    }
}

/* "(": a parenthesised expression, a tuple or a generator. */
static DscNode *
read_parentheses (DscParser *self)
{
  DscPlace first = self->token.place;
  guint mark = self->stack->len;
  DscNode *node, *item;

  dsc_parser_advance (self);
  if (!dsc_parser_at (self, DSC_OPERATOR_PAREN_CLOSE))
    {
      if ((item = read_item (self)) == NULL)
        return NULL;
      g_ptr_array_add (self->stack, item);
      if (at_comprehension (self) && item->kind != DSC_NODE_STAR)
        return dsc_parser_clauses (self) && close_display (self, DSC_OPERATOR_PAREN_CLOSE)
                 ? dsc_parser_add_from (self, DSC_NODE_GENERATOR, first, mark) : NULL;
      if (!dsc_parser_at (self, DSC_OPERATOR_COMMA) && item->kind != DSC_NODE_STAR)
        {
          g_ptr_array_set_size (self->stack, (gint) mark);
          if (!close_display (self, DSC_OPERATOR_PAREN_CLOSE))
            return NULL;
          item->flags |= DSC_NODE_PARENTHESES;
          return item;
        }
      if (!read_items (self, DSC_OPERATOR_PAREN_CLOSE))
        return NULL;
    }
  else
    dsc_parser_advance (self);
  node = dsc_parser_add_from (self, DSC_NODE_TUPLE, first, mark);
  if (node != NULL)
    mark_tuple (self, node);
  return node;
}

static DscNode *
read_list (DscParser *self)
{
  DscPlace first = self->token.place;
  guint mark = self->stack->len;
  DscNode *item;

  dsc_parser_advance (self);
  if (dsc_parser_accept (self, DSC_OPERATOR_BRACKET_CLOSE))
    return dsc_parser_add_from (self, DSC_NODE_LIST, first, mark);
  if ((item = read_item (self)) == NULL)
    return NULL;
  g_ptr_array_add (self->stack, item);
  if (at_comprehension (self) && item->kind != DSC_NODE_STAR)
    return dsc_parser_clauses (self) && close_display (self, DSC_OPERATOR_BRACKET_CLOSE)
             ? dsc_parser_add_from (self, DSC_NODE_LIST_COMPREHENSION, first, mark) : NULL;
  return read_items (self, DSC_OPERATOR_BRACKET_CLOSE) ? dsc_parser_add_from (self, DSC_NODE_LIST, first, mark) : NULL;
}

/* "key: value" or "** dict"; two items on the stack. */
static gboolean
read_pair (DscParser *self,
           DscNode   *key)
{
  DscNode *value;

  g_ptr_array_add (self->stack, key);
  if (key != NULL)
    {
      if (!dsc_parser_expect (self, DSC_OPERATOR_COLON, _("and a value behind the key")))
        return FALSE;
      value = dsc_parser_expression (self);
    }
  else
    {
      dsc_tree_require (self->tree, DSC_SYNTAX_DICT_UNPACKING, self->token.place);
      dsc_parser_advance (self);
      value = dsc_parser_bitwise_expression (self);
    }
  if (value == NULL)
    return FALSE;
  g_ptr_array_add (self->stack, value);
  return TRUE;
}

static DscNode *
read_dict (DscParser *self,
           DscPlace   first,
           guint      mark,
           DscNode   *key)
{
  if (!read_pair (self, key))
    return NULL;
  if (key != NULL && at_comprehension (self))
    {
      dsc_tree_require (self->tree, DSC_SYNTAX_DICT_COMPREHENSION, first);
      return dsc_parser_clauses (self) && close_display (self, DSC_OPERATOR_BRACE_CLOSE)
               ? dsc_parser_add_from (self, DSC_NODE_DICT_COMPREHENSION, first, mark) : NULL;
    }
  while (dsc_parser_accept (self, DSC_OPERATOR_COMMA) && !dsc_parser_at (self, DSC_OPERATOR_BRACE_CLOSE))
    {
      key = NULL;
      if (!dsc_parser_at (self, DSC_OPERATOR_POWER) && (key = dsc_parser_expression (self)) == NULL)
        return NULL;
      if (!read_pair (self, key))
        return NULL;
    }
  return close_display (self, DSC_OPERATOR_BRACE_CLOSE) ? dsc_parser_add_from (self, DSC_NODE_DICT, first, mark) : NULL;
}

/* "{": a dict or a set. */
static DscNode *
read_braces (DscParser *self)
{
  DscPlace first = self->token.place;
  guint mark = self->stack->len;
  DscNode *item;

  dsc_parser_advance (self);
  if (dsc_parser_accept (self, DSC_OPERATOR_BRACE_CLOSE))
    return dsc_parser_add_from (self, DSC_NODE_DICT, first, mark);
  if (dsc_parser_at (self, DSC_OPERATOR_POWER))
    return read_dict (self, first, mark, NULL);
  if ((item = read_item (self)) == NULL)
    return NULL;
  if (dsc_parser_at (self, DSC_OPERATOR_COLON) && item->kind != DSC_NODE_STAR)
    return read_dict (self, first, mark, item);

  dsc_tree_require (self->tree, DSC_SYNTAX_DICT_COMPREHENSION, first);
  g_ptr_array_add (self->stack, item);
  if (at_comprehension (self) && item->kind != DSC_NODE_STAR)
    return dsc_parser_clauses (self) && close_display (self, DSC_OPERATOR_BRACE_CLOSE)
             ? dsc_parser_add_from (self, DSC_NODE_SET_COMPREHENSION, first, mark) : NULL;
  return read_items (self, DSC_OPERATOR_BRACE_CLOSE) ? dsc_parser_add_from (self, DSC_NODE_SET, first, mark) : NULL;
}

static DscNode *
read_bracketed (DscParser *self)
{
  DscNode *node = NULL;

  if (!dsc_parser_enter (self))
    return NULL;
  if (dsc_parser_at (self, DSC_OPERATOR_PAREN_OPEN))
    node = read_parentheses (self);
  else if (dsc_parser_at (self, DSC_OPERATOR_BRACKET_OPEN))
    node = read_list (self);
  else
    node = read_braces (self);
  dsc_parser_leave (self);
  if (node != NULL && (node->kind == DSC_NODE_TUPLE || node->kind == DSC_NODE_LIST || node->kind == DSC_NODE_SET))
    require_star_display (self, node);
  return node;
}

static DscNode *
read_operator_atom (DscParser *self)
{
  switch ((guint) self->token.detail)
    {
    case DSC_OPERATOR_PAREN_OPEN:
    case DSC_OPERATOR_BRACKET_OPEN:
    case DSC_OPERATOR_BRACE_OPEN:
      return read_bracketed (self);
    case DSC_OPERATOR_ELLIPSIS:
      return dsc_parser_fail_outside (self, self->token.place, _("Ellipsis objects"), _("Write “pass” or a value."));
    case DSC_OPERATOR_BACKTICK:
      return dsc_parser_fail_outside (self, self->token.place, _("Backticks"), _("Write repr(…)."));
    default:
      return dsc_parser_fail_unexpected (self, _("Write a value: a name, a number, a text in quotes or something in brackets."));
    }
}

DscNode *
dsc_parser_atom (DscParser *self)
{
  switch (self->token.kind)
    {
    case DSC_TOKEN_NAME:     return read_identifier (self);
    case DSC_TOKEN_NUMBER:   return read_number (self);
    case DSC_TOKEN_STRING:   return dsc_parser_string (self);
    case DSC_TOKEN_OPERATOR: return read_operator_atom (self);
    case DSC_TOKEN_KEYWORD:
      if (dsc_parser_at_keyword (self, DSC_KEYWORD_NONE))
        return add_constant (self, (DscConstant) { .kind = DSC_CONSTANT_NONE });
      if (dsc_parser_at_keyword (self, DSC_KEYWORD_TRUE))
        return add_constant (self, (DscConstant) { .kind = DSC_CONSTANT_TRUE });
      if (dsc_parser_at_keyword (self, DSC_KEYWORD_FALSE))
        return add_constant (self, (DscConstant) { .kind = DSC_CONSTANT_FALSE });
      break;
    case DSC_TOKEN_END:
    case DSC_TOKEN_ERROR:
    case DSC_TOKEN_NEWLINE:
    case DSC_TOKEN_INDENT:
    case DSC_TOKEN_DEDENT:
      break;
    }
  return dsc_parser_fail_unexpected (self, _("Write a value: a name, a number, a text in quotes or something in brackets."));
}

static DscNode *
read_keyword_argument (DscParser *self)
{
  DscPlace first = self->token.place;
  guint32 symbol = dsc_tree_intern (self->tree, self->lexer->text + first.start, first.end - first.start);
  DscNode *value, *node;

  dsc_parser_advance (self);
  dsc_parser_advance (self);
  if ((value = dsc_parser_expression (self)) == NULL)
    return NULL;
  node = dsc_parser_add (self, DSC_NODE_KEYWORD, dsc_place_join (first, self->last), &value, 1);
  if (node != NULL)
    node->number = symbol;
  return node;
}

/* What may stand among the arguments from `first` on the stack, in CPython's words where it matters. */
static gboolean
check_argument (DscParser     *self,
                guint          first,
                const DscNode *argument)
{
  for (guint i = first; i < self->stack->len; i++)
    {
      const DscNode *other = self->stack->pdata[i];

      if (argument->kind == DSC_NODE_KEYWORD && other->kind == DSC_NODE_KEYWORD && other->number == argument->number)
        return dsc_parser_fail (self, DSC_ERROR_SYNTAX, argument->place, g_strdup (_("The same keyword is given twice.")),
                                g_strdup (_("Give it once."))) != NULL;
      if (other->kind == DSC_NODE_UNPACK && (argument->kind == DSC_NODE_UNPACK || argument->kind == DSC_NODE_KEYWORD))
        dsc_tree_require (self->tree, DSC_SYNTAX_CALL_UNPACKING, argument->place);
      if (argument->kind != DSC_NODE_KEYWORD && argument->kind != DSC_NODE_UNPACK && (other->kind == DSC_NODE_KEYWORD || other->kind == DSC_NODE_UNPACK))
        return dsc_parser_fail (self, DSC_ERROR_SYNTAX, argument->place, g_strdup (_("An argument without a name follows one with a name.")),
                                g_strdup (_("Put the arguments without names first."))) != NULL;
    }
  return TRUE;
}

static DscNode *
read_argument (DscParser *self,
               gboolean  *out_generator)
{
  DscPlace first = self->token.place;
  guint mark = self->stack->len;
  DscNode *value;

  if (dsc_parser_at (self, DSC_OPERATOR_MULTIPLY))
    return dsc_parser_fail_outside (self, first, _("Arguments with a star"), _("Write the arguments one by one."));
  if (dsc_parser_accept (self, DSC_OPERATOR_POWER))
    {
      value = dsc_parser_expression (self);
      return value != NULL ? dsc_parser_add (self, DSC_NODE_UNPACK, dsc_place_join (first, self->last), &value, 1) : NULL;
    }
  if (self->token.kind == DSC_TOKEN_NAME)
    {
      DscToken ahead = dsc_parser_peek (self);
      if (ahead.kind == DSC_TOKEN_OPERATOR && ahead.detail == DSC_OPERATOR_ASSIGN)
        return read_keyword_argument (self);
    }
  if ((value = dsc_parser_expression (self)) == NULL)
    return NULL;
  if (dsc_parser_at (self, DSC_OPERATOR_ASSIGN))
    return dsc_parser_fail_syntax (self, _("The name of an argument must be a plain name."), _("Compare with “==”, or write name=value."));
  if (!at_comprehension (self))
    return value;
  g_ptr_array_add (self->stack, value);
  *out_generator = TRUE;
  return dsc_parser_clauses (self) ? dsc_parser_add_from (self, DSC_NODE_GENERATOR, first, mark) : NULL;
}

static gboolean
is_name (const DscParser *self,
         const DscNode   *node,
         const char      *name)
{
  return node->kind == DSC_NODE_NAME && strcmp (dsc_tree_get_symbol (self->tree, node->number), name) == 0;
}

static void
require_print (DscParser     *self,
               const DscNode *call)
{
  if (self->tree->future_print)
    return;
  for (guint i = 1; i < call->n_items; i++)
    if (call->items[i]->kind == DSC_NODE_KEYWORD || call->items[i]->kind == DSC_NODE_UNPACK)
      dsc_tree_require (self->tree, DSC_SYNTAX_PRINT_KEYWORDS, call->items[i]->place);
  dsc_tree_require (self->tree, DSC_SYNTAX_PRINT_EXPRESSION, call->place);
}

/* Arguments up to ")", on the stack. */
static gboolean
read_arguments (DscParser *self,
                gboolean  *out_generator)
{
  guint first = self->stack->len;

  dsc_parser_advance (self);
  while (!dsc_parser_at (self, DSC_OPERATOR_PAREN_CLOSE))
    {
      DscNode *argument = read_argument (self, out_generator);

      if (argument == NULL || !check_argument (self, first, argument))
        return FALSE;
      g_ptr_array_add (self->stack, argument);
      if (*out_generator && (self->stack->len - first > 1 || dsc_parser_at (self, DSC_OPERATOR_COMMA)))
        return dsc_parser_fail (self, DSC_ERROR_SYNTAX, argument->place, g_strdup (_("A generator beside other arguments needs parentheses.")),
                                g_strdup (_("Put it in parentheses of its own."))) != NULL;
      if (!dsc_parser_accept (self, DSC_OPERATOR_COMMA) && !dsc_parser_at (self, DSC_OPERATOR_PAREN_CLOSE))
        return close_display (self, DSC_OPERATOR_PAREN_CLOSE);
    }
  dsc_parser_advance (self);
  return TRUE;
}

DscNode *
dsc_parser_arguments (DscParser *self,
                      DscNode   *function)
{
  guint mark = self->stack->len;
  gboolean generator = FALSE;
  gboolean ok;
  DscNode *node;

  if (!dsc_parser_enter (self))
    return NULL;
  g_ptr_array_add (self->stack, function);
  ok = read_arguments (self, &generator);
  dsc_parser_leave (self);
  if (!ok || (node = dsc_parser_add_from (self, DSC_NODE_CALL, function->place, mark)) == NULL)
    return NULL;
  node->detail = generator;
  if (function->kind == DSC_NODE_ATTRIBUTE)
    node->flags |= DSC_NODE_MUTATES;
  if (is_name (self, function, "print"))
    require_print (self, node);
  return node;
}

static DscNode *
read_index (DscParser *self)
{
  DscPlace first = self->token.place;
  DscNode *items[3] = { NULL, NULL, NULL };
  guint n = 0;

  if (!dsc_parser_at (self, DSC_OPERATOR_COLON) && (items[0] = dsc_parser_expression_list (self)) == NULL)
    return NULL;
  if (!dsc_parser_at (self, DSC_OPERATOR_COLON))
    return items[0];
  while (n < 2 && dsc_parser_accept (self, DSC_OPERATOR_COLON))
    {
      n++;
      if (!dsc_parser_at (self, DSC_OPERATOR_COLON) && !dsc_parser_at (self, DSC_OPERATOR_BRACKET_CLOSE)
          && (items[n] = dsc_parser_expression (self)) == NULL)
        return NULL;
    }
  return dsc_parser_add (self, DSC_NODE_SLICE, dsc_place_join (first, self->last), items, 3);
}

DscNode *
dsc_parser_subscript (DscParser *self,
                      DscNode   *object)
{
  DscNode *items[2] = { object, NULL };

  if (!dsc_parser_enter (self))
    return NULL;
  dsc_parser_advance (self);
  if (dsc_parser_at (self, DSC_OPERATOR_BRACKET_CLOSE))
    dsc_parser_fail_unexpected (self, _("Write a key or an index between the brackets."));
  else
    items[1] = read_index (self);
  dsc_parser_leave (self);
  if (items[1] == NULL || !dsc_parser_expect (self, DSC_OPERATOR_BRACKET_CLOSE, _("behind the key or index")))
    return NULL;
  return dsc_parser_add (self, DSC_NODE_SUBSCRIPT, dsc_place_join (object->place, self->last), items, 2);
}
