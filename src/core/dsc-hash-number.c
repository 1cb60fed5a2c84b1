/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-hash-number.c: hashes of numbers; equal numbers of different types hash alike.
 *
 * Up to 3.1 an int is its own hash, and a long is its digits added up with end-around carry, which is the value modulo
 * 2**W - 1 (W bits of a hash), with W ones standing for 0 (Objects/longobject.c, long_hash). From 3.2 on every number is
 * reduced modulo the prime P = 2**61 - 1 or 2**31 - 1, fractions too (Python/pyhash.c or Objects/object.c, _Py_HashDouble).
 * Both moduli have the form 2**b - 1, so a power of two is a rotation of b bits. */
#include "dsc-hash-private.h"

#include <math.h>

#define HASH_INFINITY     314159
#define HASH_MINUS_INF_2  (-271828)   /* up to 3.1 */
#define HASH_IMAGINARY    1000003     /* _PyHASH_IMAG */

/* b of the modulus 2**b - 1. */
static unsigned
modulus_bits (const DscTraits *traits)
{
  if (traits->int_hash == DSC_INT_HASH_LONG)
    return traits->hash_size * 8u;
  return traits->hash_size == 4 ? 31 : 61;
}

static uint64_t
modulus (const DscTraits *traits)
{
  return UINT64_MAX >> (64 - modulus_bits (traits));
}

/* Sign and remainder to hash. */
static int64_t
finish_integer (const DscTraits *traits, uint64_t remainder, bool is_zero, bool negative)
{
  if (traits->int_hash == DSC_INT_HASH_LONG && remainder == 0 && !is_zero)
    remainder = modulus (traits);
  return dsc_hash_finish (traits, negative ? -remainder : remainder);
}

int64_t
dsc_hash_int64 (const DscTraits *traits, int64_t value)
{
  const bool negative = value < 0;
  const uint64_t magnitude = negative ? -(uint64_t) value : (uint64_t) value;

  if (traits->int_hash == DSC_INT_HASH_LONG && traits->hash_size == 8)
    return dsc_hash_finish (traits, (uint64_t) value);
  const uint64_t m = modulus (traits);
  return finish_integer (traits, magnitude < m ? magnitude : magnitude % m, value == 0, negative);
}

int64_t
dsc_hash_int (const DscTraits *traits, const DscBigint *value)
{
  const uint64_t m = modulus (traits);
  uint64_t remainder = 0;

  for (size_t i = value->n_digits; i-- > 0;)
    remainder = (uint64_t) ((((unsigned __int128) remainder << 32) | value->digits[i]) % m);
  return finish_integer (traits, remainder, value->n_digits == 0, value->negative);
}

int64_t
dsc_hash_given (const DscTraits *traits, int64_t value)
{
  const bool fits = traits->hash_size == 8 || value == (int32_t) value;

  return fits ? dsc_hash_finish (traits, (uint64_t) value) : dsc_hash_int64 (traits, value);
}

/* m * 2**e with 0 <= m < 2**64, as if it were an integer; only where the modulus is not a prime does it have to be one. */
static int64_t
hash_scaled (const DscTraits *traits, uint64_t m, int e, bool negative)
{
  const unsigned bits = modulus_bits (traits);
  const uint64_t n = modulus (traits);
  const int turn = e % (int) bits;

  const unsigned __int128 scaled = (unsigned __int128) (m % n) << (turn < 0 ? turn + (int) bits : turn);
  return finish_integer (traits, (uint64_t) (scaled % n), m == 0, negative);
}

/* Up to 3.1, not integral: the first 31 bits, the next 31 bits and the exponent added up. */
static int64_t
hash_fraction_by_parts (const DscTraits *traits, double value)
{
  int exponent;
  const double scaled = frexp (value, &exponent) * 0x1p31;
  const int64_t high = (int64_t) scaled;
  const int64_t low = (int64_t) ((scaled - (double) high) * 0x1p31);

  return dsc_hash_finish (traits, (uint64_t) high + (uint64_t) low + (uint64_t) ((int64_t) exponent * (1 << 15)));
}

int64_t
dsc_hash_double (const DscTraits *traits, double value)
{
  const bool by_parts = traits->int_hash == DSC_INT_HASH_LONG;

  if (isnan (value))
    return 0;
  if (isinf (value))
    return value > 0 ? HASH_INFINITY : by_parts ? HASH_MINUS_INF_2 : -HASH_INFINITY;
  if (by_parts && value != trunc (value))
    return hash_fraction_by_parts (traits, value);

  int exponent;
  const double fraction = frexp (fabs (value), &exponent);
  return hash_scaled (traits, (uint64_t) (fraction * 0x1p53), exponent - 53, value < 0);
}

int64_t
dsc_hash_complex (const DscTraits *traits, double re, double im)
{
  const uint64_t sum = (uint64_t) dsc_hash_double (traits, re) + HASH_IMAGINARY * (uint64_t) dsc_hash_double (traits, im);

  return dsc_hash_finish (traits, sum);
}
