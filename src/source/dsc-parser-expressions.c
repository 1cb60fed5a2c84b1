/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-parser-expressions.c: operators, in the order of Python's ranks, and targets of assignments. */
#include "dsc-parser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TRAILERS 200u

/* CPython's compiler folds an expression of constants; its value is kept at the place of the node. */
static void
mark_constant (DscParser *self,
               DscNode   *node)
{
  for (guint i = 0; i < node->n_items; i++)
    if (node->items[i] == NULL || (node->items[i]->flags & DSC_NODE_IS_CONSTANT) == 0)
      return;
  node->flags |= DSC_NODE_IS_CONSTANT;
  node->number = self->tree->n_folded++;
}

static DscNode *
read_name (DscParser *self)
{
  DscNode *object = dsc_parser_atom (self);
  guint n;

  for (n = 0; object != NULL && n <= MAX_TRAILERS; n++)
    {
      if (dsc_parser_at (self, DSC_OPERATOR_PAREN_OPEN))
        object = dsc_parser_arguments (self, object);
      else if (dsc_parser_at (self, DSC_OPERATOR_BRACKET_OPEN))
        object = dsc_parser_subscript (self, object);
      else if (dsc_parser_accept (self, DSC_OPERATOR_DOT))
        {
          if (self->token.kind != DSC_TOKEN_NAME)
            return dsc_parser_fail_unexpected (self, _("Write a name behind the dot."));

          DscPlace name = self->token.place;
          DscNode *attribute = dsc_parser_add (self, DSC_NODE_ATTRIBUTE, dsc_place_join (object->place, name), &object, 1);
          if (attribute == NULL)
            return NULL;
          attribute->number = dsc_tree_intern (self->tree, self->lexer->text + name.start, name.end - name.start);
          object = attribute;
          dsc_parser_advance (self);
        }
      else
        return object;
    }
  if (object != NULL)
    return dsc_parser_fail (self, DSC_ERROR_LIMIT, object->place, g_strdup (_("The expression is nested too deeply.")),
                            g_strdup (_("Compute the inner parts first and give them names.")));
  return NULL;
}

static DscNode *read_unary (DscParser *self);

static DscNode *
read_power (DscParser *self)
{
  DscNode *items[2];

  if (dsc_parser_at_keyword (self, DSC_KEYWORD_AWAIT))
    return dsc_parser_fail_outside (self, self->token.place, _("Asynchronous expressions"), _("Remove “await”."));
  if ((items[0] = read_name (self)) == NULL || !dsc_parser_at (self, DSC_OPERATOR_POWER))
    return items[0];
  if (!dsc_parser_enter (self))
    return NULL;
  dsc_parser_advance (self);
  items[1] = read_unary (self);
  dsc_parser_leave (self);
  if (items[1] == NULL)
    return NULL;

  DscNode *node = dsc_parser_add (self, DSC_NODE_POWER, dsc_place_join (items[0]->place, self->last), items, 2);
  if (node != NULL)
    mark_constant (self, node);
  return node;
}

static DscNode *
read_unary (DscParser *self)
{
  DscToken operator = self->token;
  DscNode *operand;

  if (!dsc_parser_at (self, DSC_OPERATOR_SUBTRACT) && !dsc_parser_at (self, DSC_OPERATOR_ADD) && !dsc_parser_at (self, DSC_OPERATOR_INVERT))
    return read_power (self);
  if (!dsc_parser_enter (self))
    return NULL;
  dsc_parser_advance (self);
  operand = read_unary (self);
  dsc_parser_leave (self);
  if (operand == NULL)
    return NULL;

  DscNode *node = dsc_parser_add (self, DSC_NODE_UNARY, dsc_place_join (operator.place, self->last), &operand, 1);
  if (node != NULL)
    {
      node->detail = operator.detail;
      mark_constant (self, node);
    }
  return node;
}

/* Rank of a binary operator: higher binds tighter; 0: none. */
static guint
rank_of (const DscToken *token)
{
  if (token->kind != DSC_TOKEN_OPERATOR)
    return 0;
  switch ((guint) token->detail)
    {
    case DSC_OPERATOR_OR:  return 1;
    case DSC_OPERATOR_XOR: return 2;
    case DSC_OPERATOR_AND: return 3;
    case DSC_OPERATOR_SHIFT_LEFT:
    case DSC_OPERATOR_SHIFT_RIGHT: return 4;
    case DSC_OPERATOR_ADD:
    case DSC_OPERATOR_SUBTRACT: return 5;
    case DSC_OPERATOR_MULTIPLY:
    case DSC_OPERATOR_DIVIDE:
    case DSC_OPERATOR_FLOOR_DIVIDE:
    case DSC_OPERATOR_MODULO:
    case DSC_OPERATOR_MATRIX: return 6;
    default: return 0;
    }
}

static DscNode *
finish_chain (DscParser  *self,
              guint       mark,
              GByteArray *operators)
{
  DscNode *first = self->stack->pdata[mark];
  DscNode *node = dsc_tree_add_node (self->tree, DSC_NODE_CHAIN, dsc_place_join (first->place, self->last),
                                     (DscNode *const *) self->stack->pdata + mark, self->stack->len - mark, operators->data);

  g_ptr_array_set_size (self->stack, (gint) mark);
  if (node == NULL)
    return dsc_parser_fail (self, DSC_ERROR_LIMIT, first->place, g_strdup (_("The expression is nested too deeply.")),
                            g_strdup (_("Compute the inner parts first and give them names.")));
  mark_constant (self, node);
  return node;
}

static DscNode *
read_binary (DscParser *self,
             guint      rank)
{
  DscNode *first = rank < 6 ? read_binary (self, rank + 1) : read_unary (self);

  if (first == NULL || rank_of (&self->token) != rank)
    return first;

  g_autoptr (GByteArray) operators = g_byte_array_new ();
  guint mark = self->stack->len;
  g_ptr_array_add (self->stack, first);
  while (rank_of (&self->token) == rank)
    {
      if (dsc_parser_at (self, DSC_OPERATOR_MATRIX))
        return dsc_parser_fail_outside (self, self->token.place, _("Matrix products"), _("Multiply by *."));
      g_byte_array_append (operators, &self->token.detail, 1);
      dsc_parser_advance (self);

      DscNode *next = rank < 6 ? read_binary (self, rank + 1) : read_unary (self);
      if (next == NULL)
        return NULL;
      g_ptr_array_add (self->stack, next);
    }
  return finish_chain (self, mark, operators);
}

DscNode *
dsc_parser_bitwise_expression (DscParser *self)
{
  return read_binary (self, 1);
}

/* The comparison at hand, consumed; FALSE: none, or half of one (*out_failed). */
static gboolean
accept_comparison (DscParser *self,
                   guint8    *out_operator,
                   gboolean  *out_failed)
{
  if (self->token.kind == DSC_TOKEN_OPERATOR && self->token.detail >= DSC_OPERATOR_LESS && self->token.detail <= DSC_OPERATOR_GREATER_EQUAL)
    *out_operator = self->token.detail;
  else if (dsc_parser_at (self, DSC_OPERATOR_OLD_NOT_EQUAL))
    {
      dsc_parser_fail_outside (self, self->token.place, _("“<>” operators"), _("Write “!=”."));
      *out_failed = TRUE;
      return FALSE;
    }
  else if (dsc_parser_at_keyword (self, DSC_KEYWORD_IN))
    *out_operator = DSC_OPERATOR_IN;
  else if (dsc_parser_at_keyword (self, DSC_KEYWORD_IS))
    *out_operator = DSC_OPERATOR_IS;
  else if (dsc_parser_at_keyword (self, DSC_KEYWORD_NOT))
    *out_operator = DSC_OPERATOR_NOT_IN;
  else
    return FALSE;
  dsc_parser_advance (self);
  if (*out_operator == DSC_OPERATOR_NOT_IN && !dsc_parser_accept_keyword (self, DSC_KEYWORD_IN))
    {
      dsc_parser_fail_unexpected (self, _("Write “not in”."));
      *out_failed = TRUE;
      return FALSE;
    }
  if (*out_operator == DSC_OPERATOR_IS && dsc_parser_accept_keyword (self, DSC_KEYWORD_NOT))
    *out_operator = DSC_OPERATOR_IS_NOT;
  return TRUE;
}

static DscNode *
read_comparison (DscParser *self)
{
  DscNode *first = dsc_parser_bitwise_expression (self);
  gboolean failed = FALSE;
  guint8 operator;

  if (first == NULL || !accept_comparison (self, &operator, &failed))
    return failed ? NULL : first;

  g_autoptr (GByteArray) operators = g_byte_array_new ();
  guint mark = self->stack->len;
  g_ptr_array_add (self->stack, first);
  do
    {
      DscNode *next = dsc_parser_bitwise_expression (self);
      if (next == NULL)
        return NULL;
      g_byte_array_append (operators, &operator, 1);
      g_ptr_array_add (self->stack, next);
    }
  while (accept_comparison (self, &operator, &failed));
  if (failed)
    return NULL;

  DscNode *node = dsc_tree_add_node (self->tree, DSC_NODE_COMPARE, dsc_place_join (first->place, self->last),
                                     (DscNode *const *) self->stack->pdata + mark, self->stack->len - mark, operators->data);
  g_ptr_array_set_size (self->stack, (gint) mark);
  if (node == NULL)
    return dsc_parser_add (self, DSC_NODE_COMPARE, first->place, &first, 1);   /* too deep: says so */
  return node;
}

static DscNode *
read_not (DscParser *self)
{
  DscPlace first = self->token.place;
  DscNode *operand;

  if (!dsc_parser_at_keyword (self, DSC_KEYWORD_NOT))
    return read_comparison (self);
  if (!dsc_parser_enter (self))
    return NULL;
  dsc_parser_advance (self);
  operand = read_not (self);
  dsc_parser_leave (self);
  return operand != NULL ? dsc_parser_add (self, DSC_NODE_NOT, dsc_place_join (first, self->last), &operand, 1) : NULL;
}

static DscNode *
read_logical (DscParser  *self,
              DscKeyword  keyword,
              DscNodeKind kind)
{
  DscNode *first = keyword == DSC_KEYWORD_OR ? read_logical (self, DSC_KEYWORD_AND, DSC_NODE_AND) : read_not (self);
  guint mark = self->stack->len;

  if (first == NULL || !dsc_parser_at_keyword (self, keyword))
    return first;
  g_ptr_array_add (self->stack, first);
  while (dsc_parser_accept_keyword (self, keyword))
    {
      DscNode *next = keyword == DSC_KEYWORD_OR ? read_logical (self, DSC_KEYWORD_AND, DSC_NODE_AND) : read_not (self);
      if (next == NULL)
        return NULL;
      g_ptr_array_add (self->stack, next);
    }
  return dsc_parser_add_from (self, kind, first->place, mark);
}

DscNode *
dsc_parser_or_expression (DscParser *self)
{
  return read_logical (self, DSC_KEYWORD_OR, DSC_NODE_OR);
}

static DscNode *
read_conditional (DscParser *self)
{
  DscNode *items[3];

  if (dsc_parser_at_keyword (self, DSC_KEYWORD_LAMBDA))
    return dsc_parser_fail_outside (self, self->token.place, _("Functions (lambda)"), _("Write the expression where it is needed."));
  if (dsc_parser_at_keyword (self, DSC_KEYWORD_YIELD))
    return dsc_parser_fail_outside (self, self->token.place, _("“yield” expressions"), _("Write the items into a list."));
  if ((items[0] = dsc_parser_or_expression (self)) == NULL)
    return NULL;
  if (dsc_parser_at (self, DSC_OPERATOR_WALRUS))
    return dsc_parser_fail_outside (self, self->token.place, _("Assignments within expressions"), _("Assign in a statement of its own, with “=”."));
  if (!dsc_parser_at_keyword (self, DSC_KEYWORD_IF))
    return items[0];
  dsc_tree_require (self->tree, DSC_SYNTAX_CONDITIONAL, self->token.place);
  dsc_parser_advance (self);
  if ((items[1] = dsc_parser_or_expression (self)) == NULL)
    return NULL;
  if (!dsc_parser_accept_keyword (self, DSC_KEYWORD_ELSE))
    return dsc_parser_fail_unexpected (self, _("Write “else” and a value, as in a if condition else b."));
  if ((items[2] = dsc_parser_expression (self)) == NULL)
    return NULL;
  return dsc_parser_add (self, DSC_NODE_CONDITIONAL, dsc_place_join (items[0]->place, self->last), items, 3);
}

DscNode *
dsc_parser_expression (DscParser *self)
{
  DscNode *node;

  if (!dsc_parser_enter (self))
    return NULL;
  node = read_conditional (self);
  dsc_parser_leave (self);
  return node;
}

static gboolean
ends_list (const DscParser *self)
{
  if (self->token.kind == DSC_TOKEN_OPERATOR)
    return self->token.detail == DSC_OPERATOR_ASSIGN || self->token.detail == DSC_OPERATOR_ASSIGN_WITH || self->token.detail == DSC_OPERATOR_COLON
           || self->token.detail == DSC_OPERATOR_SEMICOLON || self->token.detail == DSC_OPERATOR_PAREN_CLOSE
           || self->token.detail == DSC_OPERATOR_BRACKET_CLOSE || self->token.detail == DSC_OPERATOR_BRACE_CLOSE;
  return self->token.kind == DSC_TOKEN_NEWLINE || self->token.kind == DSC_TOKEN_END || dsc_parser_at_keyword (self, DSC_KEYWORD_IN);
}

static DscNode *
read_starred (DscParser *self,
              DscNode *(*read_one) (DscParser *))
{
  DscPlace first = self->token.place;
  DscNode *value;

  if (!dsc_parser_accept (self, DSC_OPERATOR_MULTIPLY))
    return read_one (self);
  value = dsc_parser_bitwise_expression (self);
  return value != NULL ? dsc_parser_add (self, DSC_NODE_STAR, dsc_place_join (first, self->last), &value, 1) : NULL;
}

static DscNode *
read_list (DscParser *self,
           DscNode *(*read_one) (DscParser *))
{
  DscNode *first = read_starred (self, read_one);
  guint mark = self->stack->len;

  if (first == NULL)
    return NULL;
  if (!dsc_parser_at (self, DSC_OPERATOR_COMMA))
    {
      if (first->kind == DSC_NODE_STAR)
        return dsc_parser_fail (self, DSC_ERROR_SYNTAX, first->place, g_strdup (_("A star cannot stand alone here.")),
                                g_strdup (_("Write a comma behind it, or remove the star.")));
      return first;
    }
  g_ptr_array_add (self->stack, first);
  while (dsc_parser_accept (self, DSC_OPERATOR_COMMA) && !ends_list (self))
    {
      DscNode *next = read_starred (self, read_one);
      if (next == NULL)
        return NULL;
      g_ptr_array_add (self->stack, next);
    }

  DscNode *node = dsc_parser_add_from (self, DSC_NODE_TUPLE, first->place, mark);
  if (node != NULL)
    mark_constant (self, node);
  return node;
}

DscNode *
dsc_parser_expression_list (DscParser *self)
{
  return read_list (self, dsc_parser_expression);
}

DscNode *
dsc_parser_target_list (DscParser *self)
{
  DscNode *target = read_list (self, dsc_parser_bitwise_expression);

  return target != NULL && dsc_parser_check_target (self, target, FALSE) ? target : NULL;
}

static gboolean
fail_target (DscParser     *self,
             const DscNode *node,
             gboolean       deleting)
{
  dsc_parser_fail (self, DSC_ERROR_SYNTAX, node->place,
                   g_strdup (deleting ? _("This cannot be deleted.") : _("This cannot be assigned to.")),
                   g_strdup (deleting ? _("Delete a name, an item like d[key] or an attribute like x.a.")
                                      : _("Assign to a name, an item like d[key] or an attribute like x.a; compare with “==”.")));
  return FALSE;
}

gboolean
dsc_parser_check_target (DscParser *self,
                         DscNode   *node,
                         gboolean   deleting)
{
  guint stars = 0;

  switch ((guint) node->kind)
    {
    case DSC_NODE_NAME:
    case DSC_NODE_SUBSCRIPT:
    case DSC_NODE_ATTRIBUTE:
      return TRUE;
    case DSC_NODE_STAR:
      if (deleting)
        return fail_target (self, node, deleting);
      dsc_tree_require (self->tree, DSC_SYNTAX_STAR_TARGET, node->place);
      return dsc_parser_check_target (self, node->items[0], deleting);
    case DSC_NODE_TUPLE:
    case DSC_NODE_LIST:
      for (guint i = 0; i < node->n_items; i++)
        {
          stars += node->items[i]->kind == DSC_NODE_STAR;
          if (stars > 1)
            return fail_target (self, node->items[i], deleting);
          if (!dsc_parser_check_target (self, node->items[i], deleting))
            return FALSE;
        }
      return node->n_items != 0 || fail_target (self, node, deleting);
    default:
      return fail_target (self, node, deleting);
    }
}
