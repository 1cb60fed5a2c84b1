/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-parser-compound.c: statements with blocks: if, while, for, try. */
#include "dsc-parser-private.h"

#include <glib/gi18n-lib.h>

static DscNode *
read_if (DscParser *self)
{
  DscPlace first = self->token.place;
  guint mark = self->stack->len;
  gboolean more;

  do
    {
      dsc_parser_advance (self);
      DscNode *condition = dsc_parser_expression (self);
      DscNode *block = condition != NULL ? dsc_parser_block (self) : NULL;

      if (block == NULL)
        return NULL;
      g_ptr_array_add (self->stack, condition);
      g_ptr_array_add (self->stack, block);
      more = dsc_parser_at_keyword (self, DSC_KEYWORD_ELIF);
    }
  while (more);
  if (dsc_parser_accept_keyword (self, DSC_KEYWORD_ELSE))
    {
      DscNode *block = dsc_parser_block (self);

      if (block == NULL)
        return NULL;
      g_ptr_array_add (self->stack, block);
    }
  return dsc_parser_add_from (self, DSC_NODE_IF, first, mark);
}

static gboolean
read_else (DscParser *self,
           DscNode  **out_block)
{
  *out_block = NULL;
  if (!dsc_parser_accept_keyword (self, DSC_KEYWORD_ELSE))
    return TRUE;
  *out_block = dsc_parser_block (self);
  return *out_block != NULL;
}

static DscNode *
read_loop_block (DscParser *self)
{
  DscNode *block;

  self->loops++;
  block = dsc_parser_block (self);
  self->loops--;
  return block;
}

static DscNode *
read_while (DscParser *self)
{
  DscPlace first = self->token.place;
  DscNode *items[3];

  dsc_parser_advance (self);
  if ((items[0] = dsc_parser_expression (self)) == NULL || (items[1] = read_loop_block (self)) == NULL || !read_else (self, &items[2]))
    return NULL;
  return dsc_parser_add (self, DSC_NODE_WHILE, dsc_place_join (first, self->last), items, 3);
}

static DscNode *
read_for (DscParser *self)
{
  DscPlace first = self->token.place;
  DscNode *items[4];

  dsc_parser_advance (self);
  if ((items[0] = dsc_parser_target_list (self)) == NULL)
    return NULL;
  if (!dsc_parser_accept_keyword (self, DSC_KEYWORD_IN))
    return dsc_parser_fail_unexpected (self, _("Write “in” and what to go through."));
  if ((items[1] = dsc_parser_expression_list (self)) == NULL || (items[2] = read_loop_block (self)) == NULL || !read_else (self, &items[3]))
    return NULL;
  return dsc_parser_add (self, DSC_NODE_FOR, dsc_place_join (first, self->last), items, 4);
}

static DscNode *
read_handler (DscParser *self)
{
  DscPlace first = self->token.place;
  DscNode *items[2] = { NULL, NULL };
  guint32 symbol = 0;

  dsc_parser_advance (self);
  if (dsc_parser_at (self, DSC_OPERATOR_MULTIPLY))
    return dsc_parser_fail_outside (self, self->token.place, _("Exception groups"), _("Write “except KeyError:”."));
  if (!dsc_parser_at (self, DSC_OPERATOR_COLON))
    {
      if ((items[0] = dsc_parser_expression (self)) == NULL)
        return NULL;
      if (dsc_parser_at (self, DSC_OPERATOR_COMMA))
        return dsc_parser_fail_syntax (self, _("Several exceptions, or a name for one, are not written with a comma here."),
                                       _("Write “except (KeyError, TypeError):” or “except KeyError as error:”."));
    }
  if (items[0] != NULL && dsc_parser_at_keyword (self, DSC_KEYWORD_AS))
    {
      dsc_tree_require (self->tree, DSC_SYNTAX_EXCEPT_AS, self->token.place);
      dsc_parser_advance (self);
      if (self->token.kind != DSC_TOKEN_NAME)
        return dsc_parser_fail_unexpected (self, _("Write a name behind “as”."));
      symbol = dsc_tree_intern (self->tree, self->lexer->text + self->token.place.start, self->token.place.end - self->token.place.start) + 1;
      dsc_parser_advance (self);
    }
  if ((items[1] = dsc_parser_block (self)) == NULL)
    return NULL;

  DscNode *node = dsc_parser_add (self, DSC_NODE_HANDLER, dsc_place_join (first, self->last), items, 2);
  if (node != NULL)
    node->number = symbol;
  return node;
}

static DscNode *
read_try (DscParser *self)
{
  DscPlace first = self->token.place;
  guint mark = self->stack->len;

  dsc_parser_advance (self);
  DscNode *block = dsc_parser_block (self);
  if (block == NULL)
    return NULL;
  g_ptr_array_add (self->stack, block);
  g_ptr_array_set_size (self->stack, (gint) mark + 3);   /* places of "else" and "finally" */
  self->stack->pdata[mark + 1] = self->stack->pdata[mark + 2] = NULL;
  while (dsc_parser_at_keyword (self, DSC_KEYWORD_EXCEPT))
    {
      DscNode *handler = read_handler (self);
      if (handler == NULL)
        return NULL;
      g_ptr_array_add (self->stack, handler);
    }

  gboolean any = self->stack->len > mark + 3;
  if (any && dsc_parser_accept_keyword (self, DSC_KEYWORD_ELSE) && (self->stack->pdata[mark + 1] = dsc_parser_block (self)) == NULL)
    return NULL;
  if (dsc_parser_accept_keyword (self, DSC_KEYWORD_FINALLY))
    {
      any = TRUE;
      if ((self->stack->pdata[mark + 2] = dsc_parser_block (self)) == NULL)
        return NULL;
    }
  if (!any)
    return dsc_parser_fail_unexpected (self, _("Write “except” or “finally” behind the block of “try”."));
  return dsc_parser_add_from (self, DSC_NODE_TRY, first, mark);
}

DscNode *
dsc_parser_compound (DscParser *self,
                     gboolean  *out_is_one)
{
  *out_is_one = TRUE;
  if (self->token.kind == DSC_TOKEN_KEYWORD)
    switch ((guint) self->token.detail)
      {
      case DSC_KEYWORD_IF:    return read_if (self);
      case DSC_KEYWORD_WHILE: return read_while (self);
      case DSC_KEYWORD_FOR:   return read_for (self);
      case DSC_KEYWORD_TRY:   return read_try (self);
      case DSC_KEYWORD_CLASS: return dsc_parser_class (self);
      default:                break;
      }
  *out_is_one = FALSE;
  return NULL;
}
