/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-bigint.c: integers as sign and magnitude: making, reading, texts and doubles. */
#include "dsc-bigint-private.h"

#include <math.h>
#include <string.h>

DscStatus
dsc_bigint_new_digits (DscBigint *out, const DscAlloc *alloc, size_t n)
{
  *out = (DscBigint) { 0 };
  if (n > DSC_BIGINT_MAX_DIGITS)
    return DSC_STATUS_TOO_LARGE;
  out->digits = dsc_alloc_zero (alloc, n * sizeof (uint32_t));
  if (out->digits == NULL)
    return DSC_STATUS_NO_MEMORY;
  out->n_digits = n;
  return DSC_STATUS_OK;
}

void
dsc_bigint_normalise (DscBigint *self)
{
  while (self->n_digits > 0 && self->digits[self->n_digits - 1] == 0)
    self->n_digits--;
  if (self->n_digits == 0)
    self->negative = false;
}

/* -- Construct ------------------------------------------------------------------------------------------------------- */

DscStatus
dsc_bigint_init_int64 (DscBigint *self, const DscAlloc *alloc, int64_t value)
{
  const uint64_t magnitude = value < 0 ? -(uint64_t) value : (uint64_t) value;
  DscBigint made;
  const DscStatus status = dsc_bigint_new_digits (&made, alloc, 2);

  if (status != DSC_STATUS_OK)
    return status;
  made.digits[0] = (uint32_t) magnitude;
  made.digits[1] = (uint32_t) (magnitude >> 32);
  made.negative = value < 0;
  dsc_bigint_normalise (&made);
  *self = made;
  return DSC_STATUS_OK;
}

DscStatus
dsc_bigint_copy (DscBigint *self, const DscAlloc *alloc, const DscBigint *other)
{
  DscBigint made;
  const DscStatus status = dsc_bigint_new_digits (&made, alloc, other->n_digits);

  if (status != DSC_STATUS_OK)
    return status;
  memcpy (made.digits, other->digits, other->n_digits * sizeof (uint32_t));
  made.negative = other->negative;
  *self = made;
  return DSC_STATUS_OK;
}

void
dsc_bigint_clear (DscBigint *self, const DscAlloc *alloc)
{
  dsc_alloc_free (alloc, self->digits);
  *self = (DscBigint) { 0 };
}

/* magnitude = magnitude * factor + addend; there must be room for one more digit. */
static void
multiply_add (DscBigint *self, uint32_t factor, uint32_t addend)
{
  uint64_t carry = addend;

  for (size_t i = 0; i < self->n_digits; i++)
    {
      carry += (uint64_t) self->digits[i] * factor;
      self->digits[i] = (uint32_t) carry;
      carry >>= 32;
    }
  if (carry != 0)
    self->digits[self->n_digits++] = (uint32_t) carry;
}

/* Value of a digit; 99: none. */
static unsigned
digit_value (char c)
{
  if (c >= '0' && c <= '9')
    return (unsigned) (c - '0');
  if (c >= 'a' && c <= 'f')
    return (unsigned) (c - 'a') + 10;
  if (c >= 'A' && c <= 'F')
    return (unsigned) (c - 'A') + 10;
  return 99;
}

static bool
is_number_text (const char *text, size_t length, unsigned base)
{
  for (size_t i = 0; i < length; i++)
    if (text[i] == '_' ? i == 0 || i + 1 == length || text[i - 1] == '_' : digit_value (text[i]) >= base)
      return false;
  return length > 0;
}

/* As many digits at a time as 32 bits hold. */
static void
read_digits (DscBigint *self, const char *text, size_t length, unsigned base)
{
  uint32_t factor = 1, addend = 0;

  for (size_t i = 0; i < length; i++)
    {
      if (text[i] == '_')
        continue;
      addend = addend * base + digit_value (text[i]);
      factor *= base;
      if (factor > UINT32_MAX / base)
        {
          multiply_add (self, factor, addend);
          factor = 1;
          addend = 0;
        }
    }
  multiply_add (self, factor, addend);
}

DscStatus
dsc_bigint_init_text (DscBigint *self, const DscAlloc *alloc, const char *text, size_t length, unsigned base)
{
  const size_t bits = base <= 2 ? 1 : base <= 8 ? 3 : 4;   /* a digit has at most that many; 10 fits in 4 */

  if ((base != 2 && base != 8 && base != 10 && base != 16) || !is_number_text (text, length, base))
    return DSC_STATUS_INVALID;
  if (length / 32 > DSC_BIGINT_MAX_DIGITS)
    return DSC_STATUS_TOO_LARGE;

  DscBigint made;
  const DscStatus status = dsc_bigint_new_digits (&made, alloc, length * bits / 32 + 2);
  if (status != DSC_STATUS_OK)
    return status;
  made.n_digits = 0;
  read_digits (&made, text, length, base);
  dsc_bigint_normalise (&made);
  *self = made;
  return DSC_STATUS_OK;
}

/* -- Read ------------------------------------------------------------------------------------------------------------ */

bool
dsc_bigint_fits_int64 (const DscBigint *self, int64_t *out_value)
{
  uint64_t magnitude = 0;

  if (self->n_digits > 2)
    return false;
  for (size_t i = self->n_digits; i-- > 0;)
    magnitude = (magnitude << 32) | self->digits[i];
  if (magnitude > (uint64_t) INT64_MAX + self->negative)
    return false;
  *out_value = (int64_t) (self->negative ? -magnitude : magnitude);
  return true;
}

int
dsc_bigint_compare_magnitudes (const DscBigint *a, const DscBigint *b)
{
  if (a->n_digits != b->n_digits)
    return a->n_digits < b->n_digits ? -1 : 1;
  for (size_t i = a->n_digits; i-- > 0;)
    if (a->digits[i] != b->digits[i])
      return a->digits[i] < b->digits[i] ? -1 : 1;
  return 0;
}

int
dsc_bigint_compare (const DscBigint *a, const DscBigint *b)
{
  if (a->negative != b->negative)
    return a->negative ? -1 : 1;
  return a->negative ? -dsc_bigint_compare_magnitudes (a, b) : dsc_bigint_compare_magnitudes (a, b);
}

static size_t
bit_length (const DscBigint *self)
{
  if (self->n_digits == 0)
    return 0;
  return self->n_digits * 32 - (size_t) __builtin_clz (self->digits[self->n_digits - 1]);
}

/* The 64 bits from bit `lowest` on; *out_rest: whether a bit below is set. */
static uint64_t
bits_from (const DscBigint *self, size_t lowest, bool *out_rest)
{
  uint64_t bits = 0;
  bool rest = false;

  for (size_t i = 0; i < self->n_digits; i++)
    {
      const uint64_t digit = self->digits[i];
      const size_t at = i * 32;
      if (at + 32 <= lowest)
        rest |= digit != 0;
      else if (at < lowest)
        {
          rest |= (digit & (((uint64_t) 1 << (lowest - at)) - 1)) != 0;
          bits |= digit >> (lowest - at);
        }
      else if (at - lowest < 64)
        bits |= digit << (at - lowest);
    }
  *out_rest = rest;
  return bits;
}

double
dsc_bigint_to_double (const DscBigint *self)
{
  const size_t length = bit_length (self);
  const size_t lowest = length > 55 ? length - 55 : 0;
  bool rest;

  if (length > 1024)
    return self->negative ? -INFINITY : INFINITY;
  /* 55 bits and one that stands for all below them: the conversion rounds as if it saw them all. */
  const uint64_t bits = bits_from (self, lowest, &rest) << 1 | rest;
  const double magnitude = ldexp ((double) bits, (int) lowest - 1);
  return self->negative ? -magnitude : magnitude;
}

bool
dsc_bigint_equals_double (const DscBigint *self, double value)
{
  const size_t length = bit_length (self);
  bool rest;

  if (length <= 53)
    return dsc_bigint_to_double (self) == value;
  bits_from (self, length - 53, &rest);
  return !rest && dsc_bigint_to_double (self) == value && !isinf (value);
}

/* Divides the magnitude by a small number in place, returns the remainder. */
static uint32_t
divide_small (DscBigint *self, uint32_t divisor)
{
  uint64_t rest = 0;

  for (size_t i = self->n_digits; i-- > 0;)
    {
      rest = (rest << 32) | self->digits[i];
      self->digits[i] = (uint32_t) (rest / divisor);
      rest %= divisor;
    }
  dsc_bigint_normalise (self);
  return (uint32_t) rest;
}

DscStatus
dsc_bigint_to_text (const DscBigint *self, const DscAlloc *alloc, char **out_text)
{
  const size_t room = self->n_digits * 10 + 3;   /* a digit is less than ten decimal ones; sign, one, NUL */
  const bool negative = self->negative;
  DscBigint rest;
  const DscStatus status = dsc_bigint_copy (&rest, alloc, self);
  char *text = status == DSC_STATUS_OK ? dsc_alloc_new (alloc, room) : NULL;

  if (text == NULL)
    {
      if (status == DSC_STATUS_OK)
        dsc_bigint_clear (&rest, alloc);
      return status == DSC_STATUS_OK ? DSC_STATUS_NO_MEMORY : status;
    }

  char *p = text + room;
  *--p = '\0';
  do
    {
      uint32_t nine = divide_small (&rest, 1000000000);
      for (int i = 0; i < 9 && (nine != 0 || rest.n_digits != 0 || i == 0); i++, nine /= 10)
        *--p = (char) ('0' + nine % 10);
    }
  while (rest.n_digits != 0);
  if (negative)
    *--p = '-';
  memmove (text, p, (size_t) (text + room - p));
  dsc_bigint_clear (&rest, alloc);
  *out_text = text;
  return DSC_STATUS_OK;
}
