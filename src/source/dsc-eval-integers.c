/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-integers.c: operators on ints of any size, with Python 2's int and long.
 *
 * Results that fit 64 bits are computed without an object; the others go through DscBigint. */
#include "dsc-eval-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_SHIFT (DSC_BIGINT_MAX_DIGITS * 32u)

/* Whether a result of Python 2 has to be a long: one of the operands was, or it leaves C's long. */
static gboolean
becomes_long (DscEval *self,
              gboolean is_long,
              gint64   value)
{
  if (!self->traits->is_python2)
    return FALSE;
  if (is_long || (value <= G_MAXINT32 && value >= G_MININT32))
    return is_long;
  self->looks |= DSC_LOOKS_AT_INTEGERS;
  return self->traits->pointer_size == 4;
}

static gboolean
is_long_value (const DscValue *value)
{
  return value->kind == DSC_VALUE_INT ? value->is_long : value->as.object->kind == DSC_OBJECT_LONG;
}

static gboolean
set_small (DscEval  *self,
           gint64    value,
           gboolean  is_long,
           DscValue *out_value)
{
  *out_value = dsc_value_int (value);
  out_value->is_long = becomes_long (self, is_long, value);
  return TRUE;
}

gboolean
dsc_eval_to_big (DscEval        *self,
                 const DscNode  *node,
                 const DscValue *value,
                 DscBigint      *out_big)
{
  const DscAlloc *alloc = dsc_pool_get_alloc (self->pool);
  gint64 small;

  if (dsc_value_get_int (value, &small))
    return dsc_eval_status (self, dsc_bigint_init_int64 (out_big, alloc, small), node);
  return dsc_eval_status (self, dsc_bigint_copy (out_big, alloc, value->as.object->as.big), node);
}

gboolean
dsc_eval_set_big (DscEval       *self,
                  const DscNode *node,
                  DscBigint     *take,
                  gboolean       is_long,
                  DscValue      *out_value)
{
  const DscAlloc *alloc = dsc_pool_get_alloc (self->pool);
  gint64 small;

  (void) node;
  if (dsc_bigint_fits_int64 (take, &small))
    set_small (self, small, is_long, out_value);
  else
    *out_value = dsc_value_object (dsc_object_big (self->pool, take, is_long || self->traits->is_python2));
  dsc_bigint_clear (take, alloc);
  return out_value->kind == DSC_VALUE_INT || out_value->as.object != NULL || dsc_eval_no_memory (self);
}

static gboolean
fail_division (DscEval       *self,
               const DscNode *node,
               DscOperator    operator,
               gboolean       is_long)
{
  const char *message = is_long ? "long division or modulo by zero" : "integer division or modulo by zero";

  if (DSC_EVAL_IS (self, WORDING_DIVISION_SHORT) || (operator == DSC_OPERATOR_DIVIDE && !self->traits->is_python2))
    message = "division by zero";
  else if (operator == DSC_OPERATOR_DIVIDE && self->tree->future_division)
    message = "division by zero";
  else if (operator == DSC_OPERATOR_MODULO && DSC_EVAL_IS (self, WORDING_INTEGER_MODULO))
    message = "integer modulo by zero";
  return dsc_eval_raise (self, node, DSC_EXCEPTION_ZERO_DIVISION_ERROR, "%s", message);
}

/* a / b, rounded once: exact while both fit a double's 53 bits. */
static gboolean
true_divide (DscEval       *self,
             const DscNode *node,
             DscValue      *left,
             DscValue      *right,
             DscValue      *out_value)
{
  const gint64 exact = G_GINT64_CONSTANT (1) << 53;
  gint64 a, b;

  if (dsc_value_get_int (right, &b) && b == 0)
    return fail_division (self, node, DSC_OPERATOR_DIVIDE, FALSE);
  if (!dsc_value_get_int (left, &a) || !dsc_value_get_int (right, &b) || a > exact || a < -exact || b > exact || b < -exact)
    return dsc_eval_outside (self, node, _("Quotients “/” of numbers above 2**53"), _("Write “//”, which is exact."));
  *out_value = dsc_value_float ((double) a / (double) b);
  return TRUE;
}

/* 64-bit arithmetic; FALSE: it does not fit. */
static gboolean
compute_small (DscOperator operator,
               gint64      a,
               gint64      b,
               gint64     *out_result)
{
  switch ((guint) operator)
    {
    case DSC_OPERATOR_ADD:      return !__builtin_add_overflow (a, b, out_result);
    case DSC_OPERATOR_SUBTRACT: return !__builtin_sub_overflow (a, b, out_result);
    case DSC_OPERATOR_MULTIPLY: return !__builtin_mul_overflow (a, b, out_result);
    case DSC_OPERATOR_AND:      *out_result = a & b; return TRUE;
    case DSC_OPERATOR_OR:       *out_result = a | b; return TRUE;
    case DSC_OPERATOR_XOR:      *out_result = a ^ b; return TRUE;
    case DSC_OPERATOR_SHIFT_RIGHT:
      *out_result = a >> MIN (b, 63);
      return TRUE;
    case DSC_OPERATOR_SHIFT_LEFT:
      if (a != 0 && (b > 61 || a == G_MININT64 || ABS (a) >= G_GINT64_CONSTANT (1) << (62 - b)))
        return FALSE;
      *out_result = a == 0 ? 0 : a * (G_GINT64_CONSTANT (1) << b);
      return TRUE;
    case DSC_OPERATOR_FLOOR_DIVIDE:
    case DSC_OPERATOR_MODULO:
      if (a == G_MININT64 && b == -1)
        return FALSE;
      *out_result = operator == DSC_OPERATOR_MODULO ? a % b : a / b;
      if (a % b != 0 && (a % b < 0) != (b < 0))
        *out_result += operator == DSC_OPERATOR_MODULO ? b : -1;
      return TRUE;
    default:
      return FALSE;
    }
}

/* Digit i of the number in two's complement, sign extended. */
static guint32
twos_digit (const DscBigint *big,
            gsize            i)
{
  guint32 digit = i < big->n_digits ? big->digits[i] : 0;
  gsize first = 0;

  if (!big->negative)
    return digit;
  while (first < big->n_digits && big->digits[first] == 0)
    first++;
  return i < first ? 0 : i == first ? -digit : ~digit;
}

/* &, | and ^ of any size. */
static gboolean
big_bits (DscEval         *self,
          const DscNode   *node,
          DscOperator      operator,
          const DscBigint *a,
          const DscBigint *b,
          DscBigint       *out_result)
{
  const DscAlloc *alloc = dsc_pool_get_alloc (self->pool);
  gsize n = MAX (a->n_digits, b->n_digits) + 1;
  guint32 *digits = dsc_alloc_new (alloc, n * sizeof *digits);
  guint32 carry = 1;

  if (digits == NULL)
    return dsc_eval_no_memory (self);
  (void) node;
  for (gsize i = 0; i < n; i++)
    {
      guint32 x = twos_digit (a, i), y = twos_digit (b, i);
      digits[i] = operator == DSC_OPERATOR_AND ? x & y : operator == DSC_OPERATOR_OR ? x | y : x ^ y;
    }

  gboolean negative = digits[n - 1] >> 31 != 0;
  for (gsize i = 0; negative && i < n; i++)
    {
      digits[i] = ~digits[i] + carry;
      carry = carry != 0 && digits[i] == 0;
    }
  while (n != 0 && digits[n - 1] == 0)
    n--;
  *out_result = (DscBigint) { .digits = digits, .n_digits = n, .negative = negative };
  return TRUE;
}

static gboolean
big_shift (DscEval         *self,
           const DscNode   *node,
           DscOperator      operator,
           const DscBigint *a,
           const DscBigint *b,
           DscBigint       *out_result)
{
  const DscAlloc *alloc = dsc_pool_get_alloc (self->pool);
  DscBigint one, power;
  gint64 bits;

  if (!dsc_bigint_fits_int64 (b, &bits) || bits > MAX_SHIFT)
    {
      if (operator == DSC_OPERATOR_SHIFT_RIGHT)
        return dsc_eval_status (self, dsc_bigint_init_int64 (out_result, alloc, a->negative ? -1 : 0), node);
      return dsc_eval_limit (self, node, _("The number would be too large."), _("Shift by fewer bits."));
    }
  if (operator == DSC_OPERATOR_SHIFT_LEFT)
    return dsc_eval_status (self, dsc_bigint_shift_left (out_result, alloc, a, (uint32_t) bits), node);
  if (!dsc_eval_status (self, dsc_bigint_init_int64 (&one, alloc, 1), node))
    return FALSE;

  DscStatus status = dsc_bigint_shift_left (&power, alloc, &one, (uint32_t) bits);
  dsc_bigint_clear (&one, alloc);
  if (status == DSC_STATUS_OK)
    {
      status = dsc_bigint_divmod (out_result, NULL, alloc, a, &power);
      dsc_bigint_clear (&power, alloc);
    }
  return dsc_eval_status (self, status, node);
}

static gboolean
compute_big (DscEval         *self,
             const DscNode   *node,
             DscOperator      operator,
             const DscBigint *a,
             const DscBigint *b,
             DscBigint       *out_result)
{
  const DscAlloc *alloc = dsc_pool_get_alloc (self->pool);

  switch ((guint) operator)
    {
    case DSC_OPERATOR_ADD:          return dsc_eval_status (self, dsc_bigint_add (out_result, alloc, a, b), node);
    case DSC_OPERATOR_SUBTRACT:     return dsc_eval_status (self, dsc_bigint_subtract (out_result, alloc, a, b), node);
    case DSC_OPERATOR_MULTIPLY:     return dsc_eval_status (self, dsc_bigint_multiply (out_result, alloc, a, b), node);
    case DSC_OPERATOR_FLOOR_DIVIDE: return dsc_eval_status (self, dsc_bigint_divmod (out_result, NULL, alloc, a, b), node);
    case DSC_OPERATOR_MODULO:       return dsc_eval_status (self, dsc_bigint_divmod (NULL, out_result, alloc, a, b), node);
    case DSC_OPERATOR_SHIFT_LEFT:
    case DSC_OPERATOR_SHIFT_RIGHT:  return big_shift (self, node, operator, a, b, out_result);
    default:                        return big_bits (self, node, operator, a, b, out_result);
    }
}

static gboolean
power (DscEval       *self,
       const DscNode *node,
       DscValue      *left,
       DscValue      *right,
       gboolean       is_long,
       DscValue      *out_value)
{
  const DscAlloc *alloc = dsc_pool_get_alloc (self->pool);
  DscBigint base, result;
  gint64 exponent, small;
  double a, b;

  if (!dsc_value_get_int (right, &exponent))
    return dsc_eval_limit (self, node, _("The number would be too large."), _("Use a smaller exponent."));
  if (exponent < 0)
    {
      if (dsc_value_get_int (left, &small) && small == 0)
        return dsc_eval_raise (self, node, DSC_EXCEPTION_ZERO_DIVISION_ERROR, "%s",
                               DSC_EVAL_IS (self, WORDING_ZERO_TO_NEGATIVE) ? "zero to a negative power" : "0.0 cannot be raised to a negative power");
      dsc_eval_to_double (left, &a);
      b = (double) exponent;
      *out_value = dsc_value_float (pow (a, b));
      return TRUE;
    }
  if (dsc_value_get_int (left, &small) && (small == 0 || small == 1))
    return set_small (self, exponent == 0 ? 1 : small, is_long, out_value);
  if (dsc_value_get_int (left, &small) && small == -1)
    return set_small (self, exponent % 2 == 0 ? 1 : -1, is_long, out_value);
  if (exponent > MAX_SHIFT)
    return dsc_eval_limit (self, node, _("The number would be too large."), _("Use a smaller exponent."));
  if (!dsc_eval_to_big (self, node, left, &base))
    return FALSE;

  DscStatus status = dsc_bigint_power (&result, alloc, &base, (uint32_t) exponent);
  dsc_bigint_clear (&base, alloc);
  return dsc_eval_status (self, status, node) && dsc_eval_set_big (self, node, &result, is_long, out_value);
}

static gboolean
is_zero (const DscValue *value)
{
  gint64 small;

  return dsc_value_get_int (value, &small) && small == 0;
}

static gboolean
is_negative (const DscValue *value)
{
  gint64 small;

  return dsc_value_get_int (value, &small) ? small < 0 : value->as.object->as.big->negative;
}

static gboolean
large (DscEval       *self,
       const DscNode *node,
       DscOperator    operator,
       DscValue      *left,
       DscValue      *right,
       gboolean       is_long,
       DscValue      *out_value)
{
  const DscAlloc *alloc = dsc_pool_get_alloc (self->pool);
  DscBigint a, b, result;

  if (!dsc_eval_to_big (self, node, left, &a))
    return FALSE;
  if (!dsc_eval_to_big (self, node, right, &b))
    {
      dsc_bigint_clear (&a, alloc);
      return FALSE;
    }

  gboolean ok = compute_big (self, node, operator, &a, &b, &result);
  dsc_bigint_clear (&a, alloc);
  dsc_bigint_clear (&b, alloc);
  return ok && dsc_eval_set_big (self, node, &result, is_long, out_value);
}

static gboolean
is_bool (const DscValue *value)
{
  return dsc_value_is (value, DSC_OBJECT_BOOL);
}

gboolean
dsc_eval_integers (DscEval       *self,
                   const DscNode *node,
                   DscOperator    operator,
                   DscValue      *left,
                   DscValue      *right,
                   DscValue      *out_value)
{
  gboolean is_long = is_long_value (left) || is_long_value (right);
  gboolean divides = operator == DSC_OPERATOR_FLOOR_DIVIDE || operator == DSC_OPERATOR_MODULO;
  gboolean bits = operator == DSC_OPERATOR_AND || operator == DSC_OPERATOR_OR || operator == DSC_OPERATOR_XOR;
  gint64 a, b, result;

  if (operator == DSC_OPERATOR_POWER)
    return power (self, node, left, right, is_long, out_value);
  if (operator == DSC_OPERATOR_DIVIDE)
    {
      if (!self->traits->is_python2 || self->tree->future_division)
        return true_divide (self, node, left, right, out_value);
      if (is_zero (right))
        return fail_division (self, node, operator, is_long);
      operator = DSC_OPERATOR_FLOOR_DIVIDE;
    }
  if (divides && is_zero (right))
    return fail_division (self, node, operator, is_long);
  if ((operator == DSC_OPERATOR_SHIFT_LEFT || operator == DSC_OPERATOR_SHIFT_RIGHT) && is_negative (right))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_VALUE_ERROR, "negative shift count");
  if (!dsc_value_get_int (left, &a) || !dsc_value_get_int (right, &b) || !compute_small (operator, a, b, &result))
    return large (self, node, operator, left, right, is_long, out_value);
  if (bits && is_bool (left) && is_bool (right))
    {
      *out_value = dsc_eval_bool (self, result != 0);
      return TRUE;
    }
  return set_small (self, result, is_long, out_value);
}
