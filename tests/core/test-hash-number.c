/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-hash-number.c: hashes of numbers against CPython's own way of computing them, digit by digit. */
#include "dsc-hash.h"

#include <glib.h>
#include <math.h>
#include <string.h>

static DscTraits
traits_of (const char *version)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (version, &target), ==, DSC_STATUS_OK);
  return dsc_traits_resolve (target);
}

static int64_t
cut (uint64_t x, unsigned size)
{
  const int64_t hash = size == 4 ? (int32_t) (uint32_t) x : (int64_t) x;

  return hash == -1 ? -2 : hash;
}

/* long_hash () of 2.7 with digits of `shift` bits: rotate, add, add the carry. */
static int64_t
rotate_add (const DscBigint *value, unsigned shift, unsigned size)
{
  const unsigned width = size * 8;
  const uint64_t mask = UINT64_MAX >> (64 - width);
  const size_t n_bits = value->n_digits * 32;
  uint64_t x = 0;

  for (size_t i = (n_bits + shift - 1) / shift; i-- > 0;)
    {
      uint64_t digit = 0;
      for (unsigned bit = 0; bit < shift && i * shift + bit < n_bits; bit++)
        digit |= (uint64_t) (value->digits[(i * shift + bit) / 32] >> ((i * shift + bit) % 32) & 1) << bit;
      x = ((x << shift) | (x >> (width - shift))) & mask;
      x = (x + digit) & mask;
      x += x < digit;
    }
  return cut (value->negative ? -x : x, size);
}

/* _Py_HashDouble () from 3.2 on: 28 bits at a time. */
static int64_t
hash_double_in_steps (double value, unsigned bits, unsigned size)
{
  const uint64_t modulus = ((uint64_t) 1 << bits) - 1;
  uint64_t x = 0;
  int e;
  double m = frexp (value, &e);
  const bool negative = m < 0;

  for (m = fabs (m); m != 0;)
    {
      x = ((x << 28) & modulus) | x >> (bits - 28);
      m *= 268435456.0;
      e -= 28;
      const uint64_t y = (uint64_t) m;
      m -= (double) y;
      x += y;
      x -= x >= modulus ? modulus : 0;
    }
  e = e >= 0 ? e % (int) bits : (int) bits - 1 - (-1 - e) % (int) bits;
  x = ((x << e) & modulus) | x >> (bits - (unsigned) e);
  return cut (negative ? -x : x, size);
}

static void
random_digits (uint32_t digits[8], size_t *out_n)
{
  size_t n = (size_t) g_test_rand_int_range (0, 9);

  for (size_t i = 0; i < n; i++)
    digits[i] = g_test_rand_int_range (0, 3) == 0 ? UINT32_MAX : (uint32_t) g_test_rand_int ();
  while (n > 0 && digits[n - 1] == 0)
    n--;
  *out_n = n;
}

static void
test_longs (void)
{
  const DscTraits wide = traits_of ("2.7.18"), narrow = traits_of ("2.7.18-i386");

  for (int i = 0; i < 20000; i++)
    {
      uint32_t digits[8];
      DscBigint big = { digits, 0, g_test_rand_bit () };
      random_digits (digits, &big.n_digits);
      g_assert_cmpint (dsc_hash_int (&wide, &big), ==, rotate_add (&big, 30, 8));
      g_assert_cmpint (dsc_hash_int (&wide, &big), ==, rotate_add (&big, 15, 8));
      g_assert_cmpint (dsc_hash_int (&narrow, &big), ==, rotate_add (&big, 15, 4));
    }
}

static void
check_int64 (const DscTraits *traits, int64_t value)
{
  const uint64_t magnitude = value < 0 ? -(uint64_t) value : (uint64_t) value;
  uint32_t digits[] = { (uint32_t) magnitude, (uint32_t) (magnitude >> 32) };
  DscBigint big = { digits, digits[1] != 0 ? 2 : digits[0] != 0, value < 0 };

  g_assert_cmpint (dsc_hash_int64 (traits, value), ==, dsc_hash_int (traits, &big));
  if (value == (int64_t) (double) value && fabs ((double) value) < 0x1p62)
    g_assert_cmpint (dsc_hash_double (traits, (double) value), ==, dsc_hash_int (traits, &big));
}

static void
test_equal_numbers_hash_alike (void)
{
  static const char *const versions[] = { "2.7.18", "2.7.18-i386", "3.1.5", "3.2.6", "3.9.18", "3.9.2-i386", "3.13.2-wasm32" };
  static const int64_t edges[] = {
    0, 1, -1, -2, INT32_MAX, INT32_MIN, 0x7ffffffe, 0xffffffff, -0xffffffffll, 0x1fffffffffffffff, 0x1ffffffffffffffe,
    0x2000000000000000, INT64_MAX, INT64_MIN, INT64_MIN + 1,
  };

  g_test_summary ("A number hashes the same as 64-bit integer, as long and as double.");
  for (gsize v = 0; v < G_N_ELEMENTS (versions); v++)
    {
      const DscTraits traits = traits_of (versions[v]);
      for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
        check_int64 (&traits, edges[i]);
      for (int i = 0; i < 5000; i++)
        check_int64 (&traits, (int64_t) ((uint64_t) g_test_rand_int () << 32 | (uint32_t) g_test_rand_int ())
                                >> g_test_rand_int_range (0, 64));
    }
}

static double
random_double (void)
{
  const uint64_t bits = (uint64_t) g_test_rand_int () << 32 | (uint32_t) g_test_rand_int ();
  double value;

  memcpy (&value, &bits, sizeof value);
  return isfinite (value) ? value : 0.1;
}

static void
test_doubles (void)
{
  const DscTraits wide = traits_of ("3.9.18"), narrow = traits_of ("3.9.2-i386");
  static const double edges[] = { 0, -0.0, 0.5, -0.5, 5e-324, 0x1p-1022, 0x1p61, 0x1p-61, 0x1p31, 1.7976931348623157e308 };

  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      g_assert_cmpint (dsc_hash_double (&wide, edges[i]), ==, hash_double_in_steps (edges[i], 61, 8));
      g_assert_cmpint (dsc_hash_double (&narrow, edges[i]), ==, hash_double_in_steps (edges[i], 31, 4));
    }
  for (int i = 0; i < 20000; i++)
    {
      const double value = i % 2 ? random_double () : g_test_rand_double_range (-1e6, 1e6);
      g_assert_cmpint (dsc_hash_double (&wide, value), ==, hash_double_in_steps (value, 61, 8));
      g_assert_cmpint (dsc_hash_double (&narrow, value), ==, hash_double_in_steps (value, 31, 4));
    }
}

static void
test_special_doubles (void)
{
  const DscTraits old = traits_of ("2.7.18"), new = traits_of ("3.9.18");

  g_assert_cmpint (dsc_hash_double (&old, INFINITY), ==, 314159);
  g_assert_cmpint (dsc_hash_double (&old, -INFINITY), ==, -271828);
  g_assert_cmpint (dsc_hash_double (&new, INFINITY), ==, 314159);
  g_assert_cmpint (dsc_hash_double (&new, -INFINITY), ==, -314159);
  g_assert_cmpint (dsc_hash_double (&old, NAN), ==, 0);
  g_assert_cmpint (dsc_hash_double (&new, NAN), ==, 0);
  g_assert_cmpint (dsc_hash_double (&old, 3.14159), ==, 2610283456);
  g_assert_cmpint (dsc_hash_double (&new, 3.14159), ==, 326484311674566659);
}

static void
test_complex (void)
{
  const DscTraits old = traits_of ("2.7.18"), new = traits_of ("3.9.18"), narrow = traits_of ("3.9.2-i386");

  g_assert_cmpint (dsc_hash_complex (&old, 0.5, 0.5), ==, 1073746118967296);
  g_assert_cmpint (dsc_hash_complex (&new, 0.5, 0.5), ==, 4611686018427387904);
  g_assert_cmpint (dsc_hash_complex (&new, 0, -1), ==, -2000006);
  g_assert_cmpint (dsc_hash_complex (&narrow, 1.5, -2.5), ==, 2145483643);
}

static void
test_given (void)
{
  const DscTraits wide = traits_of ("3.9.18"), narrow = traits_of ("3.9.2-i386"), old = traits_of ("2.7.18-i386");

  g_assert_cmpint (dsc_hash_given (&wide, INT64_MAX), ==, INT64_MAX);
  g_assert_cmpint (dsc_hash_given (&wide, -1), ==, -2);
  g_assert_cmpint (dsc_hash_given (&narrow, INT32_MAX), ==, INT32_MAX);
  g_assert_cmpint (dsc_hash_given (&narrow, (int64_t) INT32_MAX + 1), ==, 1);
  g_assert_cmpint (dsc_hash_given (&old, (int64_t) 1 << 32), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/hash-number/longs", test_longs);
  g_test_add_func ("/core/hash-number/equal-numbers-hash-alike", test_equal_numbers_hash_alike);
  g_test_add_func ("/core/hash-number/doubles", test_doubles);
  g_test_add_func ("/core/hash-number/special-doubles", test_special_doubles);
  g_test_add_func ("/core/hash-number/complex", test_complex);
  g_test_add_func ("/core/hash-number/given", test_given);
  return g_test_run ();
}
