/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-parser-class.c: classes whose __init__ assigns attributes. */
#include "dsc-parser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static guint32
intern_token (DscParser *self)
{
  return dsc_tree_intern (self->tree, self->lexer->text + self->token.place.start, self->token.place.end - self->token.place.start);
}

static gboolean
read_bases (DscParser *self,
            guint8    *out_object)
{
  if (!dsc_parser_accept (self, DSC_OPERATOR_PAREN_OPEN))
    return TRUE;
  if (self->token.kind == DSC_TOKEN_NAME && strcmp (dsc_tree_get_symbol (self->tree, intern_token (self)), "object") == 0)
    {
      *out_object = 1;
      dsc_parser_advance (self);
    }
  if (!dsc_parser_at (self, DSC_OPERATOR_PAREN_CLOSE))
    return dsc_parser_fail_outside (self, self->token.place, _("Classes that derive from others"), _("Derive from object, or from nothing.")) != NULL;
  dsc_parser_advance (self);
  return TRUE;
}

static gboolean
read_parameter (DscParser *self)
{
  DscPlace place = self->token.place;
  DscNode *fallback = NULL;

  if (dsc_parser_at (self, DSC_OPERATOR_MULTIPLY) || dsc_parser_at (self, DSC_OPERATOR_POWER) || dsc_parser_at (self, DSC_OPERATOR_DIVIDE))
    return dsc_parser_fail_outside (self, place, _("Parameters with stars or a slash"), _("Name each parameter.")) != NULL;
  if (self->token.kind != DSC_TOKEN_NAME)
    return dsc_parser_fail_unexpected (self, _("Write the name of a parameter.")) != NULL;

  guint32 symbol = intern_token (self);
  dsc_parser_advance (self);
  if (dsc_parser_at (self, DSC_OPERATOR_COLON))
    return dsc_parser_fail_outside (self, self->token.place, _("Annotations"), _("Remove the annotation.")) != NULL;
  if (dsc_parser_accept (self, DSC_OPERATOR_ASSIGN) && (fallback = dsc_parser_expression (self)) == NULL)
    return FALSE;

  DscNode *node = dsc_parser_add (self, DSC_NODE_PARAMETER, dsc_place_join (place, self->last), &fallback, 1);
  if (node == NULL)
    return FALSE;
  node->number = symbol;
  g_ptr_array_add (self->stack, node);
  return TRUE;
}

/* Parameters stand on the stack from `first` on. */
static gboolean
check_parameters (DscParser *self,
                  guint      first)
{
  gboolean optional = FALSE;

  for (guint i = first; i < self->stack->len; i++)
    {
      const DscNode *parameter = self->stack->pdata[i];

      if (optional && parameter->items[0] == NULL)
        return dsc_parser_fail (self, DSC_ERROR_SYNTAX, parameter->place, g_strdup (_("A parameter without a default follows one with a default.")),
                                g_strdup (_("Move it in front of those with a default."))) != NULL;
      optional |= parameter->items[0] != NULL;
      for (guint j = first; j < i; j++)
        if (((const DscNode *) self->stack->pdata[j])->number == parameter->number)
          return dsc_parser_fail (self, DSC_ERROR_SYNTAX, parameter->place, g_strdup (_("Two parameters have the same name.")),
                                  g_strdup (_("Give each a name of its own."))) != NULL;
    }
  if (first == self->stack->len)
    return dsc_parser_fail (self, DSC_ERROR_SYNTAX, self->last, g_strdup (_("__init__ has no parameter for the instance.")),
                            g_strdup (_("Write “def __init__(self):”."))) != NULL;
  return TRUE;
}

static DscNode *
read_initializer (DscParser *self)
{
  DscPlace first = self->token.place;
  guint mark = self->stack->len;

  dsc_parser_advance (self);
  if (self->token.kind != DSC_TOKEN_NAME || strcmp (dsc_tree_get_symbol (self->tree, intern_token (self)), "__init__") != 0)
    return dsc_parser_fail_outside (self, self->token.place, _("Methods other than __init__"), _("Assign the attributes in __init__, and remove other methods."));
  dsc_parser_advance (self);
  if (!dsc_parser_expect (self, DSC_OPERATOR_PAREN_OPEN, _("in front of the parameters")))
    return NULL;
  g_ptr_array_add (self->stack, NULL);
  while (!dsc_parser_at (self, DSC_OPERATOR_PAREN_CLOSE))
    if (!read_parameter (self)
        || (!dsc_parser_accept (self, DSC_OPERATOR_COMMA) && !dsc_parser_at (self, DSC_OPERATOR_PAREN_CLOSE)
            && dsc_parser_fail_unexpected (self, _("Write “,” or “)” behind a parameter.")) == NULL))
      return NULL;
  dsc_parser_advance (self);
  if (!check_parameters (self, mark + 1))
    return NULL;

  guint loops = self->loops;
  self->loops = 0;
  DscNode *block = dsc_parser_block (self);
  self->loops = loops;
  if (block == NULL)
    return NULL;
  self->stack->pdata[mark] = block;
  return dsc_parser_add_from (self, DSC_NODE_INITIALIZER, first, mark);
}

/* What a class may hold: a text that documents it, pass, __init__. */
static gboolean
read_member (DscParser *self,
             DscNode  **initializer)
{
  if (dsc_parser_at_keyword (self, DSC_KEYWORD_DEF))
    {
      if (*initializer != NULL)
        return dsc_parser_fail_outside (self, self->token.place, _("Second __init__ methods"), _("Keep the last one.")) != NULL;
      return (*initializer = read_initializer (self)) != NULL;
    }
  if (self->token.kind == DSC_TOKEN_STRING)
    {
      if (dsc_parser_string (self) == NULL)
        return FALSE;
    }
  else if (!dsc_parser_accept_keyword (self, DSC_KEYWORD_PASS))
    return self->token.kind != DSC_TOKEN_ERROR
           && dsc_parser_fail_outside (self, self->token.place, _("Members of classes other than __init__"),
                                       _("Assign the attributes in __init__, as in self.x = 0.")) != NULL;
  if (!dsc_parser_accept (self, DSC_OPERATOR_SEMICOLON) && self->token.kind != DSC_TOKEN_NEWLINE)
    return dsc_parser_fail_unexpected (self, _("Begin a new line.")) != NULL;
  if (self->token.kind == DSC_TOKEN_NEWLINE)
    dsc_parser_advance (self);
  return TRUE;
}

static gboolean
read_members (DscParser *self,
              DscNode  **initializer)
{
  if (!dsc_parser_expect (self, DSC_OPERATOR_COLON, _("in front of the block")))
    return FALSE;
  if (self->token.kind != DSC_TOKEN_NEWLINE)
    return read_member (self, initializer);
  dsc_parser_advance (self);
  if (self->token.kind != DSC_TOKEN_INDENT)
    return self->token.kind != DSC_TOKEN_ERROR
           && dsc_parser_fail_syntax (self, _("A block is missing behind the “:”."), _("Indent the lines that belong to it, or write “pass”.")) != NULL;
  dsc_parser_advance (self);
  while (self->token.kind != DSC_TOKEN_DEDENT)
    if (self->token.kind == DSC_TOKEN_END || !read_member (self, initializer))
      return FALSE;
  dsc_parser_advance (self);
  return TRUE;
}

DscNode *
dsc_parser_class (DscParser *self)
{
  DscPlace first = self->token.place;
  DscNode *initializer = NULL;
  guint8 derives = 0;

  dsc_parser_advance (self);
  if (self->token.kind != DSC_TOKEN_NAME)
    return dsc_parser_fail_unexpected (self, _("Write a name for the class."));

  guint32 symbol = intern_token (self);
  dsc_parser_advance (self);
  if (!read_bases (self, &derives) || !read_members (self, &initializer))
    return NULL;

  DscNode *node = dsc_parser_add (self, DSC_NODE_CLASS, dsc_place_join (first, self->last), &initializer, 1);
  if (node != NULL)
    {
      node->number = symbol;
      node->detail = derives;
    }
  return node;
}
