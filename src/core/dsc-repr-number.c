/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-repr-number.c: texts of doubles.
 *
 * CPython has its own correctly rounding conversion (Python/dtoa.c); libc's printf and strtod round correctly, too, so the
 * shortest text is found by trying: 15 digits always name one double at most, 17 are always enough. Only subnormal numbers
 * have less precision than that and are tried from one digit on. printf is used for digits and exponent alone, because its
 * decimal point depends on the locale. Layout: Python/pystrtod.c, format_float_short. */
#include "dsc-repr-private.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_DIGITS 17

typedef struct {
  char digits[MAX_DIGITS + 1];   /* without trailing zeros; at least one */
  int  n;
  int  point;                    /* value is 0.digits * 10**point */
} Decimal;

/* Correctly rounded to so many digits; whether it reads back the same. value > 0. */
static bool
convert (Decimal *self, double value, int precision)
{
  char text[40];
  char *exponent;

  snprintf (text, sizeof text, "%.*e", precision - 1, value);
  const bool same = strtod (text, NULL) == value;
  self->digits[0] = text[0];
  exponent = strchr (text, 'e');
  if (precision > 1)
    memcpy (self->digits + 1, exponent - (precision - 1), (size_t) precision - 1);
  self->n = precision;
  self->point = atoi (exponent + 1) + 1;
  while (self->n > 1 && self->digits[self->n - 1] == '0')
    self->n--;
  self->digits[self->n] = '\0';
  return same;
}

static void
convert_shortest (Decimal *self, double value)
{
  int precision = value < DBL_MIN ? 1 : DBL_DIG;

  if (value == 0)
    {
      *self = (Decimal) { "0", 1, 1 };
      return;
    }
  while (!convert (self, value, precision) && precision < MAX_DIGITS)
    precision++;
}

/* Without exponent. Returns the end. */
static char *
write_fixed (char *p, const Decimal *decimal, bool dot_zero)
{
  const int n = decimal->n, point = decimal->point;

  if (point <= 0)
    {
      p += sprintf (p, "0.%.*s", -point, "0000");
      return p + sprintf (p, "%s", decimal->digits);
    }
  for (int i = 0; i < (n > point ? n : point); i++)
    {
      if (i == point)
        *p++ = '.';
      *p++ = i < n ? decimal->digits[i] : '0';
    }
  if (n <= point && dot_zero)
    p += sprintf (p, ".0");
  *p = '\0';
  return p;
}

static char *
write_exponent (char *p, const Decimal *decimal)
{
  *p++ = decimal->digits[0];
  if (decimal->n > 1)
    p += sprintf (p, ".%s", decimal->digits + 1);
  return p + sprintf (p, "e%+03d", decimal->point - 1);
}

size_t
dsc_repr_format_double (double value, DscReprDigits digits, bool dot_zero, char out_text[DSC_REPR_MAX_DOUBLE])
{
  const int precision = digits == DSC_REPR_12_DIGITS ? 12 : digits == DSC_REPR_17_DIGITS ? 17 : 16;
  const double magnitude = fabs (value);
  Decimal decimal;
  char *p = out_text;

  if (isnan (value))
    return (size_t) sprintf (out_text, "nan");
  if (signbit (value))
    *p++ = '-';
  if (isinf (value))
    return (size_t) (p + sprintf (p, "inf") - out_text);
  if (digits == DSC_REPR_SHORTEST || value == 0)
    convert_shortest (&decimal, magnitude);
  else
    convert (&decimal, magnitude, precision);
  p = decimal.point > -4 && decimal.point <= precision ? write_fixed (p, &decimal, dot_zero) : write_exponent (p, &decimal);
  return (size_t) (p - out_text);
}

size_t
dsc_repr_double (double value, char *buffer, size_t size)
{
  char text[DSC_REPR_MAX_DOUBLE];
  const size_t length = dsc_repr_format_double (value, DSC_REPR_SHORTEST, true, text);

  snprintf (buffer, size, "%s", text);
  return length;
}
