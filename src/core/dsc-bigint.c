/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-bigint.c: schoolbook arithmetic on sign and magnitude.
 *
 * The numbers are keys and loop counters of scripts, seldom longer than a few digits, so no algorithm is cleverer than
 * quadratic. Every result is built aside and handed over whole: `out` is written on success only. */
#include "dsc-bigint.h"

#include <math.h>
#include <string.h>

static DscStatus
new_digits (DscBigint *out, const DscAlloc *alloc, size_t n)
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

static void
normalise (DscBigint *self)
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
  const DscStatus status = new_digits (&made, alloc, 2);

  if (status != DSC_STATUS_OK)
    return status;
  made.digits[0] = (uint32_t) magnitude;
  made.digits[1] = (uint32_t) (magnitude >> 32);
  made.negative = value < 0;
  normalise (&made);
  *self = made;
  return DSC_STATUS_OK;
}

DscStatus
dsc_bigint_copy (DscBigint *self, const DscAlloc *alloc, const DscBigint *other)
{
  DscBigint made;
  const DscStatus status = new_digits (&made, alloc, other->n_digits);

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
  const DscStatus status = new_digits (&made, alloc, length * bits / 32 + 2);
  if (status != DSC_STATUS_OK)
    return status;
  made.n_digits = 0;
  read_digits (&made, text, length, base);
  normalise (&made);
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

static int
compare_magnitudes (const DscBigint *a, const DscBigint *b)
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
  return a->negative ? -compare_magnitudes (a, b) : compare_magnitudes (a, b);
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
  normalise (self);
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

/* -- Arithmetic ------------------------------------------------------------------------------------------------------ */

static DscStatus
add_magnitudes (DscBigint *out, const DscAlloc *alloc, const DscBigint *a, const DscBigint *b)
{
  const size_t n = (a->n_digits > b->n_digits ? a->n_digits : b->n_digits) + 1;
  const DscStatus status = new_digits (out, alloc, n);
  uint64_t carry = 0;

  for (size_t i = 0; status == DSC_STATUS_OK && i < n; i++)
    {
      carry += (uint64_t) (i < a->n_digits ? a->digits[i] : 0) + (i < b->n_digits ? b->digits[i] : 0);
      out->digits[i] = (uint32_t) carry;
      carry >>= 32;
    }
  return status;
}

/* |a| - |b|, |a| >= |b|. */
static DscStatus
subtract_magnitudes (DscBigint *out, const DscAlloc *alloc, const DscBigint *a, const DscBigint *b)
{
  const DscStatus status = new_digits (out, alloc, a->n_digits);
  int64_t borrow = 0;

  for (size_t i = 0; status == DSC_STATUS_OK && i < a->n_digits; i++)
    {
      const int64_t digit = (int64_t) a->digits[i] - (i < b->n_digits ? b->digits[i] : 0) - borrow;
      borrow = digit < 0;
      out->digits[i] = (uint32_t) digit;
    }
  return status;
}

/* a + b with b's sign replaced. */
static DscStatus
add_signed (DscBigint *out, const DscAlloc *alloc, const DscBigint *a, const DscBigint *b, bool b_negative)
{
  const int order = compare_magnitudes (a, b);
  DscBigint made;
  const DscStatus status = a->negative == b_negative ? add_magnitudes (&made, alloc, a, b)
                           : order >= 0              ? subtract_magnitudes (&made, alloc, a, b)
                                                     : subtract_magnitudes (&made, alloc, b, a);

  if (status != DSC_STATUS_OK)
    return status;
  made.negative = order >= 0 ? a->negative : b_negative;
  normalise (&made);
  *out = made;
  return DSC_STATUS_OK;
}

DscStatus
dsc_bigint_add (DscBigint *out, const DscAlloc *alloc, const DscBigint *a, const DscBigint *b)
{
  return add_signed (out, alloc, a, b, b->negative);
}

DscStatus
dsc_bigint_subtract (DscBigint *out, const DscAlloc *alloc, const DscBigint *a, const DscBigint *b)
{
  return add_signed (out, alloc, a, b, !b->negative);
}

DscStatus
dsc_bigint_multiply (DscBigint *out, const DscAlloc *alloc, const DscBigint *a, const DscBigint *b)
{
  DscBigint made;
  const DscStatus status = new_digits (&made, alloc, a->n_digits + b->n_digits);

  if (status != DSC_STATUS_OK)
    return status;
  for (size_t i = 0; i < a->n_digits; i++)
    {
      uint64_t carry = 0;
      for (size_t j = 0; j < b->n_digits; j++)
        {
          carry += made.digits[i + j] + (uint64_t) a->digits[i] * b->digits[j];
          made.digits[i + j] = (uint32_t) carry;
          carry >>= 32;
        }
      made.digits[i + b->n_digits] = (uint32_t) carry;
    }
  made.negative = a->negative != b->negative;
  normalise (&made);
  *out = made;
  return DSC_STATUS_OK;
}

DscStatus
dsc_bigint_shift_left (DscBigint *out, const DscAlloc *alloc, const DscBigint *a, uint32_t bits)
{
  const size_t whole = bits / 32;
  const unsigned part = bits % 32;
  DscBigint made;
  const DscStatus status = new_digits (&made, alloc, a->n_digits == 0 ? 0 : a->n_digits + whole + 1);

  if (status != DSC_STATUS_OK)
    return status;
  for (size_t i = 0; i < a->n_digits; i++)
    {
      const uint64_t shifted = (uint64_t) a->digits[i] << part;
      made.digits[i + whole] |= (uint32_t) shifted;
      made.digits[i + whole + 1] = (uint32_t) (shifted >> 32);
    }
  made.negative = a->negative;
  normalise (&made);
  *out = made;
  return DSC_STATUS_OK;
}

/* out = out * factor. */
static DscStatus
multiply_into (DscBigint *out, const DscAlloc *alloc, const DscBigint *factor)
{
  DscBigint product;
  const DscStatus status = dsc_bigint_multiply (&product, alloc, out, factor);

  if (status == DSC_STATUS_OK)
    {
      dsc_bigint_clear (out, alloc);
      *out = product;
    }
  return status;
}

DscStatus
dsc_bigint_power (DscBigint *out, const DscAlloc *alloc, const DscBigint *base, uint32_t exponent)
{
  DscBigint result;
  DscStatus status = dsc_bigint_init_int64 (&result, alloc, 1);

  if (status != DSC_STATUS_OK)
    return status;
  for (uint32_t bit = UINT32_C (1) << 31; bit != 0 && status == DSC_STATUS_OK; bit >>= 1)
    {
      if (exponent >= bit)
        status = multiply_into (&result, alloc, &result);
      if (status == DSC_STATUS_OK && (exponent & bit) != 0)
        status = multiply_into (&result, alloc, base);
    }
  if (status != DSC_STATUS_OK)
    dsc_bigint_clear (&result, alloc);
  else
    *out = result;
  return status;
}

/* -- Division -------------------------------------------------------------------------------------------------------- */

/* row[0 … b->n_digits] -= b * factor; whether that was too much. */
static bool
subtract_multiple (uint32_t *row, const DscBigint *b, uint64_t factor)
{
  uint64_t carry = 0;
  int64_t borrow = 0;

  for (size_t i = 0; i <= b->n_digits; i++)
    {
      carry += factor * (i < b->n_digits ? b->digits[i] : 0);
      const int64_t digit = (int64_t) row[i] - (int64_t) (uint32_t) carry - borrow;
      borrow = digit < 0;
      row[i] = (uint32_t) digit;
      carry >>= 32;
    }
  return borrow != 0;
}

static void
add_back (uint32_t *row, const DscBigint *b)
{
  uint64_t carry = 0;

  for (size_t i = 0; i <= b->n_digits; i++)
    {
      carry += (uint64_t) row[i] + (i < b->n_digits ? b->digits[i] : 0);
      row[i] = (uint32_t) carry;
      carry >>= 32;
    }
}

/* Long division of magnitudes as on paper; the top bit of b must be set, so that a guessed digit is at most 2 too large
 * (D. E. Knuth, The Art of Computer Programming 4.3.1, algorithm D). rest has one digit more than a has; the remainder stays in it. */
static void
divide_rows (DscBigint *rest, const DscBigint *b, DscBigint *quotient)
{
  const size_t n = b->n_digits;
  const uint64_t top = b->digits[n - 1];

  for (size_t i = quotient->n_digits; i-- > 0;)
    {
      uint32_t *row = rest->digits + i;
      uint64_t guess = (((uint64_t) row[n] << 32) | row[n - 1]) / top;
      if (guess > UINT32_MAX)
        guess = UINT32_MAX;
      if (subtract_multiple (row, b, guess))
        do
          {
            guess--;
            add_back (row, b);
          }
        while (row[n] != 0);
      quotient->digits[i] = (uint32_t) guess;
    }
}

static void
shift_right (DscBigint *self, unsigned bits)
{
  for (size_t i = 0; i < self->n_digits; i++)
    {
      const uint64_t above = i + 1 < self->n_digits ? self->digits[i + 1] : 0;
      self->digits[i] = (uint32_t) (((above << 32) | self->digits[i]) >> bits);
    }
}

/* |a| = |b| * quotient + rest. Both results are initialised on OK only. */
static DscStatus
divide_magnitudes (DscBigint *quotient, DscBigint *rest, const DscAlloc *alloc, const DscBigint *a, const DscBigint *b)
{
  const unsigned shift = (unsigned) __builtin_clz (b->digits[b->n_digits - 1]);
  const size_t n_quotient = a->n_digits >= b->n_digits ? a->n_digits - b->n_digits + 1 : 0;
  DscBigint divisor = { 0 };
  DscStatus status = dsc_bigint_shift_left (&divisor, alloc, b, shift);

  *quotient = *rest = (DscBigint) { 0 };
  if (status == DSC_STATUS_OK)
    status = new_digits (quotient, alloc, n_quotient);
  if (status == DSC_STATUS_OK)
    status = new_digits (rest, alloc, a->n_digits + 1);
  if (status == DSC_STATUS_OK)
    {
      for (size_t i = 0; i < a->n_digits; i++)
        {
          const uint64_t shifted = (uint64_t) a->digits[i] << shift;
          rest->digits[i] |= (uint32_t) shifted;
          rest->digits[i + 1] = (uint32_t) (shifted >> 32);
        }
      divide_rows (rest, &divisor, quotient);
      shift_right (rest, shift);
      normalise (quotient);
      normalise (rest);
    }
  else
    {
      dsc_bigint_clear (quotient, alloc);
      dsc_bigint_clear (rest, alloc);
    }
  dsc_bigint_clear (&divisor, alloc);
  return status;
}

/* From truncated to floored: when the signs differ and something is left, one less and the rest from the other side. */
static DscStatus
floor_results (DscBigint *quotient, DscBigint *rest, const DscAlloc *alloc, const DscBigint *a, const DscBigint *b)
{
  const bool differ = a->negative != b->negative;
  uint32_t one_digit = 1;
  const DscBigint one = { &one_digit, 1, false };
  DscBigint next = { 0 }, other = { 0 };

  if (differ && rest->n_digits != 0)
    {
      DscStatus status = add_magnitudes (&next, alloc, quotient, &one);
      if (status == DSC_STATUS_OK)
        status = subtract_magnitudes (&other, alloc, b, rest);
      if (status != DSC_STATUS_OK)
        {
          dsc_bigint_clear (&next, alloc);
          return status;
        }
      dsc_bigint_clear (quotient, alloc);
      dsc_bigint_clear (rest, alloc);
      *quotient = next;
      *rest = other;
    }
  quotient->negative = differ;
  rest->negative = b->negative;
  normalise (quotient);
  normalise (rest);
  return DSC_STATUS_OK;
}

DscStatus
dsc_bigint_divmod (DscBigint *out_quotient, DscBigint *out_remainder, const DscAlloc *alloc,
                   const DscBigint *a, const DscBigint *b)
{
  DscBigint quotient, rest;

  if (b->n_digits == 0)
    return DSC_STATUS_INVALID;
  DscStatus status = divide_magnitudes (&quotient, &rest, alloc, a, b);
  if (status != DSC_STATUS_OK)
    return status;

  status = floor_results (&quotient, &rest, alloc, a, b);
  if (status == DSC_STATUS_OK && out_quotient != NULL)
    *out_quotient = quotient;
  else
    dsc_bigint_clear (&quotient, alloc);
  if (status == DSC_STATUS_OK && out_remainder != NULL)
    *out_remainder = rest;
  else
    dsc_bigint_clear (&rest, alloc);
  return status;
}
