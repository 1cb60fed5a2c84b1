/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-parser-class.c: classes whose methods assign attributes. */
#include "dsc-parser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static guint32
intern_token (DscParser *self)
{
  return dsc_tree_intern (self->tree, self->lexer->text + self->token.place.start, self->token.place.end - self->token.place.start);
}

/* object, one other class, or nothing. */
static gboolean
read_bases (DscParser *self,
            DscNode  **out_base,
            guint8    *out_object)
{
  if (!dsc_parser_accept (self, DSC_OPERATOR_PAREN_OPEN) || dsc_parser_accept (self, DSC_OPERATOR_PAREN_CLOSE))
    return TRUE;
  if (self->token.kind == DSC_TOKEN_NAME)
    {
      guint32 symbol = intern_token (self);

      if (strcmp (dsc_tree_get_symbol (self->tree, symbol), "object") == 0)
        *out_object = 1;
      else if ((*out_base = dsc_parser_add_leaf (self, DSC_NODE_NAME, self->token.place, symbol)) == NULL)
        return FALSE;
      dsc_parser_advance (self);
    }
  if (!dsc_parser_at (self, DSC_OPERATOR_PAREN_CLOSE))
    return self->token.kind != DSC_TOKEN_ERROR
           && dsc_parser_fail_outside (self, self->token.place, _("Classes that derive from several others, or from computed ones"),
                                       _("Derive from object, from one class of the script, or from nothing.")) != NULL;
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
    return dsc_parser_fail_outside (self, self->last, _("Methods without a parameter for the instance"), _("Write “self” as the first parameter.")) != NULL;
  return TRUE;
}

static gboolean
read_parameters (DscParser *self)
{
  if (!dsc_parser_expect (self, DSC_OPERATOR_PAREN_OPEN, _("in front of the parameters")))
    return FALSE;
  while (!dsc_parser_at (self, DSC_OPERATOR_PAREN_CLOSE))
    if (!read_parameter (self)
        || (!dsc_parser_accept (self, DSC_OPERATOR_COMMA) && !dsc_parser_at (self, DSC_OPERATOR_PAREN_CLOSE)
            && dsc_parser_fail_unexpected (self, _("Write “,” or “)” behind a parameter.")) == NULL))
      return FALSE;
  dsc_parser_advance (self);
  return TRUE;
}

/* What Python calls by itself at other times than the script says would change what the script does. */
static gboolean
check_method_name (DscParser *self)
{
  const char *name;

  if (self->token.kind != DSC_TOKEN_NAME)
    return dsc_parser_fail_unexpected (self, _("Write a name for the method.")) != NULL;
  name = dsc_tree_get_symbol (self->tree, intern_token (self));
  if (strcmp (name, "__init__") == 0 || !g_str_has_prefix (name, "__") || !g_str_has_suffix (name, "__"))
    return TRUE;
  return dsc_parser_fail_outside (self, self->token.place, _("Special methods other than __init__"), _("Give the method another name, and call it.")) != NULL;
}

static DscNode *
read_method_block (DscParser *self)
{
  guint loops = self->loops;
  DscNode *block;

  self->loops = 0;
  self->methods++;
  block = dsc_parser_block (self);
  self->methods--;
  self->loops = loops;
  return block;
}

static gboolean
read_method (DscParser *self)
{
  DscPlace first = self->token.place;
  guint mark = self->stack->len;

  dsc_parser_advance (self);
  if (!check_method_name (self))
    return FALSE;

  guint32 symbol = intern_token (self);
  dsc_parser_advance (self);
  g_ptr_array_add (self->stack, NULL);
  if (!read_parameters (self) || !check_parameters (self, mark + 1))
    return FALSE;

  DscNode *block = read_method_block (self);
  if (block == NULL)
    return FALSE;
  self->stack->pdata[mark] = block;
  DscNode *node = dsc_parser_add_from (self, DSC_NODE_METHOD, first, mark);
  if (node == NULL)
    return FALSE;
  node->number = symbol;
  g_ptr_array_add (self->stack, node);
  return TRUE;
}

/* What a class may hold: a text that documents it, pass, methods. */
static gboolean
read_member (DscParser *self)
{
  if (dsc_parser_at_keyword (self, DSC_KEYWORD_DEF))
    return read_method (self);
  if (self->token.kind == DSC_TOKEN_STRING)
    {
      if (dsc_parser_string (self) == NULL)
        return FALSE;
    }
  else if (!dsc_parser_accept_keyword (self, DSC_KEYWORD_PASS))
    return self->token.kind != DSC_TOKEN_ERROR
           && dsc_parser_fail_outside (self, self->token.place, _("Members of classes other than methods"),
                                       _("Assign the attributes in __init__, as in self.x = 0.")) != NULL;
  if (!dsc_parser_accept (self, DSC_OPERATOR_SEMICOLON) && self->token.kind != DSC_TOKEN_NEWLINE)
    return dsc_parser_fail_unexpected (self, _("Begin a new line.")) != NULL;
  if (self->token.kind == DSC_TOKEN_NEWLINE)
    dsc_parser_advance (self);
  return TRUE;
}

static gboolean
read_members (DscParser *self)
{
  if (!dsc_parser_expect (self, DSC_OPERATOR_COLON, _("in front of the block")))
    return FALSE;
  if (self->token.kind != DSC_TOKEN_NEWLINE)
    return read_member (self);
  dsc_parser_advance (self);
  if (self->token.kind != DSC_TOKEN_INDENT)
    return self->token.kind != DSC_TOKEN_ERROR
           && dsc_parser_fail_syntax (self, _("A block is missing behind the “:”."), _("Indent the lines that belong to it, or write “pass”.")) != NULL;
  dsc_parser_advance (self);
  while (self->token.kind != DSC_TOKEN_DEDENT)
    if (self->token.kind == DSC_TOKEN_END || !read_member (self))
      return FALSE;
  dsc_parser_advance (self);
  return TRUE;
}

DscNode *
dsc_parser_class (DscParser *self)
{
  DscPlace first = self->token.place;
  guint mark = self->stack->len;
  DscNode *base = NULL;
  guint8 derives = 0;

  if (self->methods != 0)
    return dsc_parser_fail_outside (self, first, _("Classes within methods"), _("Write the class in front of the one that uses it."));
  dsc_parser_advance (self);
  if (self->token.kind != DSC_TOKEN_NAME)
    return dsc_parser_fail_unexpected (self, _("Write a name for the class."));

  guint32 symbol = intern_token (self);
  dsc_parser_advance (self);
  if (!read_bases (self, &base, &derives))
    return NULL;
  g_ptr_array_add (self->stack, base);
  if (!read_members (self))
    return NULL;

  DscNode *node = dsc_parser_add_from (self, DSC_NODE_CLASS, first, mark);
  if (node != NULL)
    {
      node->number = symbol;
      node->detail = derives;
    }
  return node;
}
