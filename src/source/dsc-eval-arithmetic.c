/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-arithmetic.c: operators on numbers, and which other file an operator belongs to. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static gboolean
is_complex (const DscValue *value)
{
  return dsc_value_is (value, DSC_OBJECT_COMPLEX);
}

static gboolean
is_float (const DscValue *value)
{
  return value->kind == DSC_VALUE_FLOAT || dsc_value_is (value, DSC_OBJECT_FLOAT);
}

gboolean
dsc_eval_to_double (const DscValue *value,
                    double         *out_real)
{
  gint64 integer;

  if (value->kind == DSC_VALUE_FLOAT)
    *out_real = value->as.real;
  else if (dsc_value_is (value, DSC_OBJECT_FLOAT))
    *out_real = value->as.object->as.real;
  else if (dsc_value_get_int (value, &integer))
    *out_real = (double) integer;
  else if (dsc_value_is_integral (value))
    *out_real = dsc_bigint_to_double (value->as.object->as.big);
  else
    return FALSE;
  return TRUE;
}

static gboolean
is_number (const DscValue *value)
{
  return is_float (value) || dsc_value_is_integral (value) || is_complex (value);
}

static gboolean
fail_operands (DscEval        *self,
               const DscNode  *node,
               DscOperator     operator,
               gboolean        in_place,
               const DscValue *left,
               const DscValue *right)
{
  const char *text = operator == DSC_OPERATOR_POWER && !in_place ? "** or pow()" : dsc_operator_text (operator);

  return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "unsupported operand type(s) for %s%s: '%s' and '%s'", text, in_place ? "=" : "",
                         dsc_eval_type_name (self, left), dsc_eval_type_name (self, right));
}

/* Python's float //, %: the remainder has the sign of the divisor. */
static void
floor_divmod (double  a,
              double  b,
              double *out_quotient,
              double *out_remainder)
{
  double remainder = fmod (a, b);
  double quotient = (a - remainder) / b;

  if (remainder != 0.0 && (b < 0.0) != (remainder < 0.0))
    {
      remainder += b;
      quotient -= 1.0;
    }
  else if (remainder == 0.0)
    remainder = copysign (0.0, b);
  if (quotient != 0.0)
    {
      double whole = floor (quotient);
      *out_quotient = quotient - whole > 0.5 ? whole + 1.0 : whole;
    }
  else
    *out_quotient = copysign (0.0, a / b);
  *out_remainder = remainder;
}

static gboolean
fail_float_division (DscEval       *self,
                     const DscNode *node,
                     DscOperator    operator)
{
  const char *message = operator == DSC_OPERATOR_DIVIDE     ? "float division by zero"
                        : operator == DSC_OPERATOR_MODULO   ? "float modulo"
                        : self->traits->is_python2          ? "float divmod()"
                        : DSC_EVAL_IS (self, WORDING_FLOAT_FLOOR) ? "float floor division by zero" : "float divmod()";

  if (operator == DSC_OPERATOR_MODULO && DSC_EVAL_IS (self, WORDING_FLOAT_MODULO))
    message = "float modulo by zero";
  if (DSC_EVAL_IS (self, WORDING_DIVISION_SHORT))
    message = "division by zero";
  return dsc_eval_raise (self, node, DSC_EXCEPTION_ZERO_DIVISION_ERROR, "%s", message);
}

static gboolean
float_power (DscEval       *self,
             const DscNode *node,
             double         a,
             double         b,
             DscValue      *out_value)
{
  double result = pow (a, b);

  if (a == 0.0 && b < 0.0)
    return dsc_eval_raise (self, node, DSC_EXCEPTION_ZERO_DIVISION_ERROR, "%s",
                           DSC_EVAL_IS (self, WORDING_ZERO_TO_NEGATIVE) ? "zero to a negative power" : "0.0 cannot be raised to a negative power");
  if (a < 0.0 && isfinite (a) && isfinite (b) && b != floor (b))
    return dsc_eval_outside (self, node, _("Powers that are complex numbers"), _("Use a positive base."));
  if (isinf (result) && isfinite (a) && isfinite (b))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_OVERFLOW_ERROR, "(34, 'Numerical result out of range')");
  *out_value = dsc_value_float (result);
  return TRUE;
}

static gboolean
floats (DscEval       *self,
        const DscNode *node,
        DscOperator    operator,
        gboolean       in_place,
        DscValue      *left,
        DscValue      *right,
        DscValue      *out_value)
{
  double a, b, quotient, remainder;

  if (!dsc_eval_to_double (left, &a) || !dsc_eval_to_double (right, &b))
    return fail_operands (self, node, operator, in_place, left, right);
  if ((isinf (a) && dsc_value_is_integral (left)) || (isinf (b) && dsc_value_is_integral (right)))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_OVERFLOW_ERROR, "%s too large to convert to float", self->traits->is_python2 ? "long int" : "int");
  switch ((guint) operator)
    {
    case DSC_OPERATOR_ADD:      *out_value = dsc_value_float (a + b); return TRUE;
    case DSC_OPERATOR_SUBTRACT: *out_value = dsc_value_float (a - b); return TRUE;
    case DSC_OPERATOR_MULTIPLY: *out_value = dsc_value_float (a * b); return TRUE;
    case DSC_OPERATOR_POWER:    return float_power (self, node, a, b, out_value);
    case DSC_OPERATOR_DIVIDE:
      if (b == 0.0)
        return fail_float_division (self, node, operator);
      *out_value = dsc_value_float (a / b);
      return TRUE;
    case DSC_OPERATOR_FLOOR_DIVIDE:
    case DSC_OPERATOR_MODULO:
      if (b == 0.0)
        return fail_float_division (self, node, operator);
      floor_divmod (a, b, &quotient, &remainder);
      *out_value = dsc_value_float (operator == DSC_OPERATOR_MODULO ? remainder : quotient);
      return TRUE;
    default:
      return fail_operands (self, node, operator, in_place, left, right);
    }
}

static void
get_complex (const DscValue *value,
             double          out_parts[2])
{
  out_parts[0] = out_parts[1] = 0.0;
  if (is_complex (value))
    {
      out_parts[0] = value->as.object->as.pair[0];
      out_parts[1] = value->as.object->as.pair[1];
    }
  else
    dsc_eval_to_double (value, &out_parts[0]);
}

static gboolean
complexes (DscEval       *self,
           const DscNode *node,
           DscOperator    operator,
           DscValue      *left,
           DscValue      *right,
           DscValue      *out_value)
{
  double a[2], b[2], re, im;

  get_complex (left, a);
  get_complex (right, b);
  if (operator == DSC_OPERATOR_ADD)
    re = a[0] + b[0], im = a[1] + b[1];
  else if (operator == DSC_OPERATOR_SUBTRACT)
    re = a[0] - b[0], im = a[1] - b[1];
  else if (operator == DSC_OPERATOR_MULTIPLY)
    re = a[0] * b[0] - a[1] * b[1], im = a[0] * b[1] + a[1] * b[0];
  else
    return dsc_eval_outside (self, node, _("Operators other than +, - and * on complex numbers"), _("Write the number itself."));
  *out_value = dsc_value_object (dsc_object_complex (self->pool, re, im));
  return out_value->as.object != NULL || dsc_eval_no_memory (self);
}

/* The commonest of all; FALSE: not handled. */
static gboolean
small_integers (DscOperator     operator,
                const DscValue *left,
                const DscValue *right,
                DscValue       *out_value)
{
  gint64 result;

  if (left->kind != DSC_VALUE_INT || right->kind != DSC_VALUE_OBJECT || right->as.object->kind != DSC_OBJECT_INT || right->as.object->is_big || left->is_long)
    return FALSE;
  if (operator == DSC_OPERATOR_ADD && !__builtin_add_overflow (left->as.integer, right->as.object->as.integer, &result) && ABS (result) < G_MAXINT32)
    *out_value = dsc_value_int (result);
  else
    return FALSE;
  return TRUE;
}

static gboolean
is_set (const DscValue *value)
{
  return dsc_value_is (value, DSC_OBJECT_SET) || dsc_value_is (value, DSC_OBJECT_FROZENSET);
}

static gboolean
is_set_operator (DscOperator operator)
{
  return operator == DSC_OPERATOR_OR || operator == DSC_OPERATOR_AND || operator == DSC_OPERATOR_XOR || operator == DSC_OPERATOR_SUBTRACT;
}

gboolean
dsc_eval_binary (DscEval       *self,
                 const DscNode *node,
                 DscOperator    operator,
                 gboolean       in_place,
                 DscValue      *left,
                 DscValue      *right,
                 DscValue      *out_value)
{
  guint32 into = self->into;
  gboolean handled = FALSE;

  self->into = 0;
  if (small_integers (operator, left, right, out_value))
    return TRUE;
  if (dsc_value_is_integral (left) && dsc_value_is_integral (right))
    return dsc_eval_integers (self, node, operator, left, right, out_value);
  if (is_number (left) && is_number (right))
    return is_complex (left) || is_complex (right) ? complexes (self, node, operator, left, right, out_value)
                                                   : floats (self, node, operator, in_place, left, right, out_value);
  if (operator == DSC_OPERATOR_MODULO && (dsc_value_is_text (left) || dsc_value_is (left, DSC_OBJECT_BYTES)))
    return dsc_eval_percent (self, node, left, right, out_value);
  if (operator == DSC_OPERATOR_ADD)
    {
      gboolean ok = dsc_eval_add_sequences (self, node, left, right, in_place, &handled, out_value);
      if (handled)
        return ok;
    }
  if (operator == DSC_OPERATOR_MULTIPLY)
    {
      gboolean ok = dsc_eval_repeat (self, node, left, right, &handled, out_value);
      if (handled)
        return ok;
    }
  if (operator == DSC_OPERATOR_OR && dsc_value_is_dict (left))
    return dsc_eval_union (self, node, in_place, left, right, into, out_value);
  if (left->kind == DSC_VALUE_VIEW && left->detail != DSC_VIEW_VALUES && is_set_operator (operator) && !dsc_eval_is_iterable (right))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "'%s' object is not iterable", dsc_eval_type_name (self, right));
  if ((is_set (left) || left->kind == DSC_VALUE_VIEW) && is_set_operator (operator) && (is_set (right) || dsc_eval_is_iterable (right)))
    return dsc_eval_outside (self, node, _("Operators on sets and views"), _("Write the elements as one set."));
  return fail_operands (self, node, operator, in_place, left, right);
}

static gboolean
negate_complex (DscEval        *self,
                DscOperator     operator,
                const DscValue *operand,
                DscValue       *out_value)
{
  double sign = operator == DSC_OPERATOR_SUBTRACT ? -1.0 : 1.0;
  const double *pair = operand->as.object->as.pair;

  *out_value = dsc_value_object (dsc_object_complex (self->pool, sign * pair[0], sign * pair[1]));
  return out_value->as.object != NULL || dsc_eval_no_memory (self);
}

gboolean
dsc_eval_unary (DscEval       *self,
                const DscNode *node,
                DscOperator    operator,
                DscValue      *operand,
                DscValue      *out_value)
{
  DscValue left = dsc_value_int (operator == DSC_OPERATOR_INVERT ? -1 : 0);
  double real = 0;

  if (dsc_value_is_integral (operand))
    return dsc_eval_integers (self, node, operator == DSC_OPERATOR_ADD ? DSC_OPERATOR_ADD : DSC_OPERATOR_SUBTRACT, &left, operand, out_value);
  if (is_float (operand) && operator != DSC_OPERATOR_INVERT)
    {
      dsc_eval_to_double (operand, &real);
      *out_value = dsc_value_float (operator == DSC_OPERATOR_SUBTRACT ? -real : real);
      return TRUE;
    }
  if (is_complex (operand) && operator != DSC_OPERATOR_INVERT)
    return negate_complex (self, operator, operand, out_value);
  return dsc_eval_raise (self, node, DSC_EXCEPTION_TYPE_ERROR, "bad operand type for unary %s: '%s'", dsc_operator_text (operator),
                         dsc_eval_type_name (self, operand));
}
