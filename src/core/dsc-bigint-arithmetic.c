/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-bigint-arithmetic.c: schoolbook arithmetic.
 *
 * The numbers are keys and loop counters of scripts, seldom longer than a few digits, so no algorithm is cleverer than
 * quadratic. Every result is built aside and handed over whole: `out` is written on success only. */
#include "dsc-bigint-private.h"

/* -- Arithmetic ------------------------------------------------------------------------------------------------------ */

static DscStatus
add_magnitudes (DscBigint *out, const DscAlloc *alloc, const DscBigint *a, const DscBigint *b)
{
  const size_t n = (a->n_digits > b->n_digits ? a->n_digits : b->n_digits) + 1;
  const DscStatus status = dsc_bigint_new_digits (out, alloc, n);
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
  const DscStatus status = dsc_bigint_new_digits (out, alloc, a->n_digits);
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
  const int order = dsc_bigint_compare_magnitudes (a, b);
  DscBigint made;
  const DscStatus status = a->negative == b_negative ? add_magnitudes (&made, alloc, a, b)
                           : order >= 0              ? subtract_magnitudes (&made, alloc, a, b)
                                                     : subtract_magnitudes (&made, alloc, b, a);

  if (status != DSC_STATUS_OK)
    return status;
  made.negative = order >= 0 ? a->negative : b_negative;
  dsc_bigint_normalise (&made);
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
  const DscStatus status = dsc_bigint_new_digits (&made, alloc, a->n_digits + b->n_digits);

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
  dsc_bigint_normalise (&made);
  *out = made;
  return DSC_STATUS_OK;
}

DscStatus
dsc_bigint_shift_left (DscBigint *out, const DscAlloc *alloc, const DscBigint *a, uint32_t bits)
{
  const size_t whole = bits / 32;
  const unsigned part = bits % 32;
  DscBigint made;
  const DscStatus status = dsc_bigint_new_digits (&made, alloc, a->n_digits == 0 ? 0 : a->n_digits + whole + 1);

  if (status != DSC_STATUS_OK)
    return status;
  for (size_t i = 0; i < a->n_digits; i++)
    {
      const uint64_t shifted = (uint64_t) a->digits[i] << part;
      made.digits[i + whole] |= (uint32_t) shifted;
      made.digits[i + whole + 1] = (uint32_t) (shifted >> 32);
    }
  made.negative = a->negative;
  dsc_bigint_normalise (&made);
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
    status = dsc_bigint_new_digits (quotient, alloc, n_quotient);
  if (status == DSC_STATUS_OK)
    status = dsc_bigint_new_digits (rest, alloc, a->n_digits + 1);
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
      dsc_bigint_normalise (quotient);
      dsc_bigint_normalise (rest);
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
  dsc_bigint_normalise (quotient);
  dsc_bigint_normalise (rest);
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
