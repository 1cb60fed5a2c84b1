/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-bigint-arithmetic.c: arithmetic against 128-bit integers and against itself; refused memory is in test-bigint.c. */
#include "bigint-fixture.h"

#include <math.h>

static __int128
to_int128 (const DscBigint *self)
{
  unsigned __int128 magnitude = 0;

  g_assert_cmpuint (self->n_digits, <=, 4);
  for (size_t i = self->n_digits; i-- > 0;)
    magnitude = magnitude << 32 | self->digits[i];
  return (__int128) (self->negative ? -magnitude : magnitude);
}

static void
take_int128 (DscBigint self, __int128 wanted)
{
  g_assert_true (to_int128 (&self) == wanted);
  dsc_bigint_clear (&self, libc);
}

static void
check_small (const DscBigint *a, const DscBigint *b)
{
  const __int128 x = to_int128 (a), y = to_int128 (b);
  DscBigint c, d;

  OK (dsc_bigint_add (&c, libc, a, b));
  take_int128 (c, x + y);
  OK (dsc_bigint_subtract (&c, libc, a, b));
  take_int128 (c, x - y);
  g_assert_cmpint (dsc_bigint_compare (a, b), ==, x < y ? -1 : x > y);
  if (a->n_digits + b->n_digits <= 3)
    {
      OK (dsc_bigint_multiply (&c, libc, a, b));
      take_int128 (c, x * y);
    }
  if (y == 0)
    return;
  __int128 quotient = x / y, rest = x % y;
  if (rest != 0 && (rest < 0) != (y < 0))
    {
      quotient--;
      rest += y;
    }
  OK (dsc_bigint_divmod (&c, &d, libc, a, b));
  take_int128 (c, quotient);
  take_int128 (d, rest);
}

static void
test_against_int128 (void)
{
  for (int i = 0; i < 20000; i++)
    {
      DscBigint a = bigint_fixture_random (3), b = bigint_fixture_random (3);
      check_small (&a, &b);
      dsc_bigint_clear (&a, libc);
      dsc_bigint_clear (&b, libc);
    }
}

/* a == quotient * b + rest, |rest| < |b|, rest has b's sign. */
static void
check_division (const DscBigint *a, const DscBigint *b)
{
  DscBigint quotient, rest, product, sum, only;

  OK (dsc_bigint_divmod (&quotient, &rest, libc, a, b));
  OK (dsc_bigint_multiply (&product, libc, &quotient, b));
  OK (dsc_bigint_add (&sum, libc, &product, &rest));
  g_assert_cmpint (dsc_bigint_compare (&sum, a), ==, 0);
  g_assert_true (rest.n_digits == 0 || rest.negative == b->negative);
  rest.negative = false;
  DscBigint magnitude = { b->digits, b->n_digits, false };
  g_assert_cmpint (dsc_bigint_compare (&rest, &magnitude), <, 0);
  OK (dsc_bigint_divmod (&only, NULL, libc, a, b));
  g_assert_cmpint (dsc_bigint_compare (&only, &quotient), ==, 0);
  dsc_bigint_clear (&only, libc);
  OK (dsc_bigint_divmod (NULL, &only, libc, a, b));
  only.negative = false;
  g_assert_cmpint (dsc_bigint_compare (&only, &rest), ==, 0);
  dsc_bigint_clear (&only, libc);
  dsc_bigint_clear (&quotient, libc);
  dsc_bigint_clear (&rest, libc);
  dsc_bigint_clear (&product, libc);
  dsc_bigint_clear (&sum, libc);
}

static void
test_division_of_long_numbers (void)
{
  for (int i = 0; i < 5000; i++)
    {
      DscBigint a = bigint_fixture_random (12), b = bigint_fixture_random (7);
      if (b.n_digits > 0)
        check_division (&a, &b);
      dsc_bigint_clear (&a, libc);
      dsc_bigint_clear (&b, libc);
    }
}

static void
test_division_by_zero (void)
{
  DscBigint one = bigint_fixture_read ("1"), zero = bigint_fixture_read ("0"), quotient;

  g_assert_cmpint (dsc_bigint_divmod (&quotient, NULL, libc, &one, &zero), ==, DSC_STATUS_INVALID);
  dsc_bigint_clear (&one, libc);
  dsc_bigint_clear (&zero, libc);
}

static void
test_power_and_shift (void)
{
  DscBigint two = bigint_fixture_read ("2"), minus_three = bigint_fixture_read ("-3"), zero = bigint_fixture_read ("0"), a, b;

  for (uint32_t n = 0; n < 300; n++)
    {
      DscBigint one = bigint_fixture_read ("1");
      OK (dsc_bigint_power (&a, libc, &two, n));
      OK (dsc_bigint_shift_left (&b, libc, &one, n));
      g_assert_cmpint (dsc_bigint_compare (&a, &b), ==, 0);
      dsc_bigint_clear (&a, libc);
      dsc_bigint_clear (&b, libc);
      dsc_bigint_clear (&one, libc);
    }
  OK (dsc_bigint_power (&a, libc, &minus_three, 41));
  bigint_fixture_take (a, "-36472996377170786403");
  OK (dsc_bigint_power (&a, libc, &zero, 0));
  bigint_fixture_take (a, "1");
  OK (dsc_bigint_power (&a, libc, &zero, 5));
  bigint_fixture_take (a, "0");
  OK (dsc_bigint_shift_left (&a, libc, &minus_three, 3));
  bigint_fixture_take (a, "-24");
  OK (dsc_bigint_shift_left (&a, libc, &zero, UINT32_MAX));
  bigint_fixture_take (a, "0");
  dsc_bigint_clear (&two, libc);
  dsc_bigint_clear (&minus_three, libc);
  dsc_bigint_clear (&zero, libc);
}

static void
test_too_large (void)
{
  DscBigint two = bigint_fixture_read ("2"), huge, out;

  OK (dsc_bigint_power (&huge, libc, &two, 32 * DSC_BIGINT_MAX_DIGITS / 2));
  g_assert_cmpfloat (dsc_bigint_to_double (&huge), ==, INFINITY);
  g_assert_false (dsc_bigint_equals_double (&huge, INFINITY));
  g_assert_cmpint (dsc_bigint_multiply (&out, libc, &huge, &huge), ==, DSC_STATUS_TOO_LARGE);
  g_assert_cmpint (dsc_bigint_power (&out, libc, &two, UINT32_MAX), ==, DSC_STATUS_TOO_LARGE);
  g_assert_cmpint (dsc_bigint_shift_left (&out, libc, &two, UINT32_MAX), ==, DSC_STATUS_TOO_LARGE);

  g_autofree char *text = g_strnfill (20u << 20, '9');
  g_assert_cmpint (dsc_bigint_init_text (&out, libc, text, 20u << 20, 10), ==, DSC_STATUS_TOO_LARGE);
  dsc_bigint_clear (&two, libc);
  dsc_bigint_clear (&huge, libc);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/bigint-arithmetic/against-int128", test_against_int128);
  g_test_add_func ("/core/bigint-arithmetic/division-of-long-numbers", test_division_of_long_numbers);
  g_test_add_func ("/core/bigint-arithmetic/division-by-zero", test_division_by_zero);
  g_test_add_func ("/core/bigint-arithmetic/power-and-shift", test_power_and_shift);
  g_test_add_func ("/core/bigint-arithmetic/too-large", test_too_large);
  return g_test_run ();
}
