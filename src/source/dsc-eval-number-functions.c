/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-eval-number-functions.c: int (), float (), abs () and other functions of numbers. */
#include "dsc-builtins-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

gboolean
dsc_call_abs (DscEval  *self,
              DscCall  *call,
              DscValue *out_value)
{
  DscValue *value;
  gint64 small;
  double real;

  if (!dsc_call_check_one (self, call))
    return FALSE;
  value = &call->positional[0];
  if (dsc_value_is_integral (value))
    {
      gboolean negative = dsc_value_get_int (value, &small) ? small < 0 : value->as.object->as.big->negative;
      return dsc_eval_unary (self, call->node, negative ? DSC_OPERATOR_SUBTRACT : DSC_OPERATOR_ADD, value, out_value);
    }
  if (dsc_value_is (value, DSC_OBJECT_COMPLEX))
    {
      *out_value = dsc_value_float (hypot (value->as.object->as.pair[0], value->as.object->as.pair[1]));
      return TRUE;
    }
  if (!dsc_eval_to_double (value, &real))
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "bad operand type for abs(): '%s'", dsc_eval_type_name (self, value));
  *out_value = dsc_value_float (fabs (real));
  return TRUE;
}

gboolean
dsc_call_divmod (DscEval  *self,
                 DscCall  *call,
                 DscValue *out_value)
{
  DscValue quotient, remainder;
  const DscObject *items[2];

  if (!dsc_call_check_count (self, call, 2, 2)
      || !dsc_eval_binary (self, call->node, DSC_OPERATOR_FLOOR_DIVIDE, FALSE, &call->positional[0], &call->positional[1], &quotient)
      || !dsc_eval_binary (self, call->node, DSC_OPERATOR_MODULO, FALSE, &call->positional[0], &call->positional[1], &remainder)
      || (items[0] = dsc_eval_box (self, &quotient, call->node)) == NULL || (items[1] = dsc_eval_box (self, &remainder, call->node)) == NULL)
    return FALSE;
  *out_value = dsc_value_object (dsc_object_tuple (self->pool, items, 2));
  return out_value->as.object != NULL || dsc_eval_no_memory (self);
}

gboolean
dsc_call_pow (DscEval  *self,
              DscCall  *call,
              DscValue *out_value)
{
  if (call->n_positional == 3)
    return dsc_eval_outside (self, call->node, _("Calls of pow() with three arguments"), _("Write base ** exponent % modulus."));
  return dsc_call_check_count (self, call, 2, 2)
         && dsc_eval_binary (self, call->node, DSC_OPERATOR_POWER, FALSE, &call->positional[0], &call->positional[1], out_value);
}

/* Half to even, as Python 3 rounds to whole numbers. */
gboolean
dsc_call_round (DscEval  *self,
                DscCall  *call,
                DscValue *out_value)
{
  double real;

  if (!dsc_call_check_count (self, call, 1, 2))
    return FALSE;
  if (call->n_positional == 2 || self->traits->is_python2)
    return dsc_eval_outside (self, call->node, _("Calls of round() to digits, or in Python 2"), _("Format the number, as in '%.2f' % x."));
  if (dsc_value_is_integral (&call->positional[0]))
    {
      *out_value = call->positional[0];
      return TRUE;
    }
  if (!dsc_eval_to_double (&call->positional[0], &real))
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "type %s doesn't define __round__ method",
                           dsc_eval_type_name (self, &call->positional[0]));
  return dsc_eval_truncate (self, call->node, nearbyint (real), out_value);
}

/* A double without fraction as an int. */
gboolean
dsc_eval_truncate (DscEval       *self,
                   const DscNode *node,
                   double         real,
                   DscValue      *out_value)
{
  const DscAlloc *alloc = dsc_pool_get_alloc (self->pool);
  DscBigint mantissa, big;
  int exponent;

  if (isnan (real))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_VALUE_ERROR, "cannot convert float NaN to integer");
  if (isinf (real))
    return dsc_eval_raise (self, node, DSC_EXCEPTION_OVERFLOW_ERROR, "cannot convert float infinity to integer");
  if (fabs (real) < 9e18)
    {
      *out_value = dsc_value_int ((gint64) real);
      return TRUE;
    }

  double fraction = frexp (real, &exponent);
  if (!dsc_eval_status (self, dsc_bigint_init_int64 (&mantissa, alloc, (gint64) ldexp (fraction, 53)), node))
    return FALSE;
  DscStatus status = dsc_bigint_shift_left (&big, alloc, &mantissa, (uint32_t) (exponent - 53));
  dsc_bigint_clear (&mantissa, alloc);
  return dsc_eval_status (self, status, node) && dsc_eval_set_big (self, node, &big, FALSE, out_value);
}

static gboolean
in_base (DscEval    *self,
         DscCall    *call,
         const char *spec,
         DscValue   *out_value)
{
  g_autoptr (GString) text = g_string_new (NULL);
  DscValue *value;

  if (!dsc_call_check_one (self, call))
    return FALSE;
  value = &call->positional[0];
  if (!dsc_value_is_integral (value))
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "'%s' object cannot be interpreted as an %s", dsc_eval_type_name (self, value),
                           self->traits->is_python2 ? "index" : "integer");
  if (self->traits->is_python2 && spec[1] == 'o')
    return dsc_eval_outside (self, call->node, _("Calls of oct() in Python 2"), _("Write '%o' % number."));
  if (dsc_value_is (value, DSC_OBJECT_BOOL))
    *value = dsc_value_int (value->as.object->as.integer);
  if (!dsc_eval_format_value (self, call->node, value, spec, text))
    return FALSE;
  if (self->traits->is_python2 && spec[1] == 'x' && strcmp (dsc_eval_type_name (self, value), "long") == 0)
    g_string_append_c (text, 'L');
  return dsc_eval_set_text (self, DSC_OBJECT_STR, text->str, text->len, out_value);
}

gboolean
dsc_call_bin (DscEval  *self,
              DscCall  *call,
              DscValue *out_value)
{
  return in_base (self, call, "#b", out_value);
}

gboolean
dsc_call_oct (DscEval  *self,
              DscCall  *call,
              DscValue *out_value)
{
  return in_base (self, call, "#o", out_value);
}

gboolean
dsc_call_hex (DscEval  *self,
              DscCall  *call,
              DscValue *out_value)
{
  return in_base (self, call, "#x", out_value);
}

static gboolean
fail_literal (DscEval  *self,
              DscCall  *call,
              gint64    base,
              DscValue *value)
{
  gsize length;
  g_autofree char *shown = dsc_eval_repr (self, value, call->node, FALSE, &length);

  if (shown == NULL)
    return FALSE;
  return dsc_eval_raise (self, call->node, DSC_EXCEPTION_VALUE_ERROR, "invalid literal for %s() with base %" G_GINT64_FORMAT ": %s", call->name, base, shown);
}

/* Digits of a text in a base that DscBigint does not read. */
static gboolean
read_any_base (const char *digits,
               gint64      base,
               DscValue   *out_value)
{
  gint64 value = 0;

  for (const char *p = digits; *p != '\0'; p++)
    {
      int digit = g_ascii_isdigit (*p) ? *p - '0' : g_ascii_isalpha (*p) ? g_ascii_tolower (*p) - 'a' + 10 : 99;

      if (digit >= base || __builtin_mul_overflow (value, base, &value) || __builtin_add_overflow (value, (gint64) digit, &value))
        return FALSE;
    }
  *out_value = dsc_value_int (value);
  return *digits != '\0';
}

static gboolean
parse_digits (DscEval  *self,
              DscCall  *call,
              char     *digits,
              gint64    base,
              DscValue *value,
              DscValue *out_value)
{
  const DscAlloc *alloc = dsc_pool_get_alloc (self->pool);
  gboolean negative = *digits == '-';
  DscBigint big;

  if (*digits == '-' || *digits == '+')
    digits++;
  if (digits[0] == '0' && digits[1] != '\0' && ((base == 16 && g_ascii_tolower (digits[1]) == 'x') || (base == 8 && g_ascii_tolower (digits[1]) == 'o')
                                                || (base == 2 && g_ascii_tolower (digits[1]) == 'b')))
    digits += 2;
  if (strlen (digits) > 4300 && (base == 10) && DSC_EVAL_IS (self, BEHAVIOUR_INT_DIGITS_LIMITED))
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_VALUE_ERROR,
                           "Exceeds the limit (4300%s) for integer string conversion: value has %" G_GSIZE_FORMAT
                           " digits; use sys.set_int_max_str_digits() to increase the limit",
                           DSC_EVAL_IS (self, WORDING_LIMIT_DIGITS) ? " digits" : "", strlen (digits));
  if (base != 2 && base != 8 && base != 10 && base != 16)
    {
      if (!read_any_base (digits, base, out_value))
        return fail_literal (self, call, base, value);
      out_value->as.integer *= negative ? -1 : 1;
      return TRUE;
    }

  DscStatus status = dsc_bigint_init_text (&big, alloc, digits, strlen (digits), (unsigned) base);
  if (status == DSC_STATUS_INVALID)
    return fail_literal (self, call, base, value);
  if (!dsc_eval_status (self, status, call->node))
    return FALSE;
  big.negative = negative && big.n_digits != 0;
  return dsc_eval_set_big (self, call->node, &big, strcmp (call->name, "long") == 0, out_value);
}

static gboolean
int_from_text (DscEval  *self,
               DscCall  *call,
               gint64    base,
               DscValue *out_value)
{
  DscValue *value = &call->positional[0];
  const DscObject *text = value->as.object;
  g_autofree char *copy = g_strndup (text->as.text.bytes, text->as.text.length);

  if (strlen (copy) != text->as.text.length || base == 0)
    return dsc_eval_outside (self, call->node, _("Conversions of such texts to numbers"), _("Use digits, and a base from 2 to 36."));
  g_strstrip (copy);
  if (strchr (copy, '_') != NULL && !dsc_syntax_is_available (DSC_SYNTAX_UNDERSCORES, dsc_eval_ask_release (self)))
    return fail_literal (self, call, base, value);
  return parse_digits (self, call, copy, base, value, out_value);
}

static gboolean
fail_int (DscEval  *self,
          DscCall  *call,
          DscValue *value)
{
  const char *kinds = self->traits->is_python2              ? "a string or a number"
                      : DSC_EVAL_IS (self, WORDING_REAL_NUMBER) ? "a string, a bytes-like object or a real number"
                                                            : "a string, a bytes-like object or a number";

  return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "%s() argument must be %s, not '%s'", call->name, kinds, dsc_eval_type_name (self, value));
}

gboolean
dsc_call_int (DscEval  *self,
              DscCall  *call,
              DscValue *out_value)
{
  gint64 base = 10;
  double real;
  DscValue *value;

  if (call->n_positional > 2 || call->n_keywords != 0)
    return dsc_eval_outside (self, call->node, _("Calls of int() with these arguments"), _("Write int(x) or int(text, base)."));
  *out_value = dsc_value_int (0);
  if (call->n_positional == 0)
    return TRUE;
  value = &call->positional[0];
  if (call->n_positional == 2 && (!dsc_value_get_int (&call->positional[1], &base) || ((base < 2 || base > 36) && base != 0)))
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_VALUE_ERROR, "int() base must be >= 2 and <= 36, or 0");
  if (dsc_value_is_text (value))
    return int_from_text (self, call, base, out_value);
  if (call->n_positional == 2)
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR, "int() can't convert non-string with explicit base");
  if (dsc_value_is_integral (value))
    {
      DscValue zero = dsc_value_int (0);

      zero.is_long = strcmp (call->name, "long") == 0 && self->traits->is_python2;
      if (!dsc_value_is (value, DSC_OBJECT_BOOL) && !zero.is_long && !dsc_value_is (value, DSC_OBJECT_LONG) && !value->is_long)
        *out_value = *value;
      else
        return dsc_eval_integers (self, call->node, DSC_OPERATOR_ADD, &zero, value, out_value);
      return TRUE;
    }
  if (dsc_value_is (value, DSC_OBJECT_COMPLEX) || dsc_value_is (value, DSC_OBJECT_BYTES))
    return dsc_eval_outside (self, call->node, _("Conversions of complex numbers and bytes"), _("Convert a number or a text."));
  if (!dsc_eval_to_double (value, &real))
    return fail_int (self, call, value);
  return dsc_eval_truncate (self, call->node, trunc (real), out_value);
}

static gboolean
float_from_text (DscEval         *self,
                 DscCall         *call,
                 const DscObject *text,
                 DscValue        *out_value)
{
  g_autofree char *copy = g_strndup (text->as.text.bytes, text->as.text.length);
  gsize length;
  char *end;
  double real;

  g_strstrip (copy);
  real = g_ascii_strtod (copy, &end);
  if (*copy != '\0' && *end == '\0' && strpbrk (copy, "xXpP(") == NULL)
    {
      *out_value = dsc_value_float (real);
      return TRUE;
    }

  g_autofree char *shown = dsc_eval_repr (self, &call->positional[0], call->node, self->traits->is_python2, &length);
  return shown != NULL && dsc_eval_raise (self, call->node, DSC_EXCEPTION_VALUE_ERROR, "could not convert string to float: %s", shown);
}

gboolean
dsc_call_float (DscEval  *self,
                DscCall  *call,
                DscValue *out_value)
{
  double real = 0.0;
  DscValue *value = &call->positional[0];

  if (!dsc_call_check_type (self, call))
    return FALSE;
  if (call->n_positional == 1 && dsc_value_is_text (value))
    return float_from_text (self, call, value->as.object, out_value);
  if (call->n_positional == 1 && !dsc_eval_to_double (value, &real))
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_TYPE_ERROR,
                           self->traits->is_python2                  ? "float() argument must be a string or a number"
                           : DSC_EVAL_IS (self, WORDING_REAL_NUMBER) ? "float() argument must be a string or a real number, not '%s'"
                                                                     : "float() argument must be a string or a number, not '%s'",
                           dsc_eval_type_name (self, value));
  if (call->n_positional == 1 && isinf (real) && dsc_value_is_integral (value))
    return dsc_eval_raise (self, call->node, DSC_EXCEPTION_OVERFLOW_ERROR, "%s too large to convert to float", self->traits->is_python2 ? "long int" : "int");
  *out_value = dsc_value_float (real);
  return TRUE;
}
