/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-bigint.c: arithmetic against 128-bit integers, against itself, and out of memory. */
#include "dsc-bigint.h"

#include "failing-alloc.h"

#include <glib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OK(call) g_assert_cmpint ((call), ==, DSC_STATUS_OK)

static const DscAlloc *const libc = &dsc_alloc_libc;

/* A number from decimal text with an optional minus. */
static DscBigint
big (const char *text)
{
  const bool negative = *text == '-';
  DscBigint self;

  OK (dsc_bigint_init_text (&self, libc, text + negative, strlen (text + negative), 10));
  self.negative = negative && self.n_digits > 0;
  return self;
}

static char *
text_of (const DscBigint *self)
{
  char *text;

  OK (dsc_bigint_to_text (self, libc, &text));
  g_assert_true (self->n_digits == 0 || self->digits[self->n_digits - 1] != 0);
  return text;
}

static void
assert_text (DscBigint self, const char *wanted)
{
  char *text = text_of (&self);

  g_assert_cmpstr (text, ==, wanted);
  dsc_alloc_free (libc, text);
  dsc_bigint_clear (&self, libc);
}

static DscBigint
random_big (unsigned max_digits)
{
  const unsigned n = (unsigned) g_test_rand_int_range (0, (int) max_digits + 1);
  DscBigint self = { dsc_alloc_zero (libc, n * sizeof (uint32_t)), n, false };

  for (unsigned i = 0; i < n; i++)
    switch (g_test_rand_int_range (0, 4))
      {
      case 0:
        self.digits[i] = 0;
        break;
      case 1:
        self.digits[i] = UINT32_MAX;
        break;
      default:
        self.digits[i] = (uint32_t) g_test_rand_int ();
        break;
      }
  while (self.n_digits > 0 && self.digits[self.n_digits - 1] == 0)
    self.n_digits--;
  self.negative = self.n_digits > 0 && g_test_rand_bit ();
  return self;
}

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
      DscBigint a = random_big (3), b = random_big (3);
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
      DscBigint a = random_big (12), b = random_big (7);
      if (b.n_digits > 0)
        check_division (&a, &b);
      dsc_bigint_clear (&a, libc);
      dsc_bigint_clear (&b, libc);
    }
}

static void
test_division_by_zero (void)
{
  DscBigint one = big ("1"), zero = big ("0"), quotient;

  g_assert_cmpint (dsc_bigint_divmod (&quotient, NULL, libc, &one, &zero), ==, DSC_STATUS_INVALID);
  dsc_bigint_clear (&one, libc);
  dsc_bigint_clear (&zero, libc);
}

static void
test_texts (void)
{
  static const char *const texts[] = {
    "0", "1", "-1", "9", "10", "999999999", "1000000000", "1000000001", "4294967295", "4294967296", "18446744073709551615",
    "18446744073709551616", "-9223372036854775808", "1000000000000000000000000000000", "-123456789012345678901234567890123456789",
  };

  for (size_t i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_text (big (texts[i]), texts[i]);
}

static void
test_bases (void)
{
  static const struct { const char *text; unsigned base; const char *wanted; } cases[] = {
    { "ff", 16, "255" }, { "DeadBeefCafe", 16, "244837814094590" }, { "1_000_000", 10, "1000000" }, { "777", 8, "511" },
    { "1", 2, "1" }, { "0000000000000000000000000000000000000000007", 10, "7" },
    { "100000000000000000000000000000000000000000000000000000000000000000", 2, "36893488147419103232" },
  };
  static const struct { const char *text; unsigned base; } bad[] = {
    { "", 10 }, { "_1", 10 }, { "1_", 10 }, { "1__0", 10 }, { "12a", 10 }, { "8", 8 }, { "2", 2 }, { "-1", 10 }, { "1 ", 10 }, { "1", 7 },
  };
  DscBigint self;

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      OK (dsc_bigint_init_text (&self, libc, cases[i].text, strlen (cases[i].text), cases[i].base));
      assert_text (self, cases[i].wanted);
    }
  for (size_t i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpint (dsc_bigint_init_text (&self, libc, bad[i].text, strlen (bad[i].text), bad[i].base), ==, DSC_STATUS_INVALID);
}

static void
test_int64 (void)
{
  static const int64_t values[] = { 0, 1, -1, 255, INT32_MAX, INT32_MIN, UINT32_MAX, INT64_MAX, INT64_MIN, INT64_MIN + 1 };
  DscBigint self, copy;
  int64_t value;

  for (size_t i = 0; i < G_N_ELEMENTS (values); i++)
    {
      OK (dsc_bigint_init_int64 (&self, libc, values[i]));
      OK (dsc_bigint_copy (&copy, libc, &self));
      g_assert_true (dsc_bigint_fits_int64 (&copy, &value));
      g_assert_cmpint (value, ==, values[i]);
      dsc_bigint_clear (&copy, libc);
      dsc_bigint_clear (&self, libc);
    }
  self = big ("9223372036854775808");
  g_assert_false (dsc_bigint_fits_int64 (&self, &value));
  dsc_bigint_clear (&self, libc);
  self = big ("-9223372036854775809");
  g_assert_false (dsc_bigint_fits_int64 (&self, &value));
  dsc_bigint_clear (&self, libc);
}

static void
check_double (const char *text)
{
  DscBigint self = big (text);
  const double wanted = strtod (text, NULL);
  char exact[400];

  g_assert_cmpfloat (dsc_bigint_to_double (&self), ==, wanted);
  snprintf (exact, sizeof exact, "%.0f", wanted);
  g_assert_true (dsc_bigint_equals_double (&self, wanted) == (strcmp (exact, text) == 0));
  g_assert_false (dsc_bigint_equals_double (&self, wanted + 0.5) && fabs (wanted) < 1e15);
  dsc_bigint_clear (&self, libc);
}

static void
test_doubles (void)
{
  static const char *const texts[] = {
    "0", "1", "-1", "9007199254740992", "9007199254740993", "9007199254740995", "-9007199254740993", "18014398509481985",
    "36028797018963969", "36028797018963971", "36028797018963974", "1152921504606846977", "18446744073709551615",
    "18446744073709549568", "18446744073709550592", "18446744073709550593", "1000000000000000000000000000000",
    "340282366920938463463374607431768211456", "340282366920938463463374607431768211457",
  };

  g_test_summary ("To the nearest double, halves to even, as strtod rounds the decimal text.");
  for (size_t i = 0; i < G_N_ELEMENTS (texts); i++)
    check_double (texts[i]);
  for (int i = 0; i < 5000; i++)
    {
      DscBigint self = random_big (8);
      char *text = text_of (&self);
      check_double (text);
      dsc_alloc_free (libc, text);
      dsc_bigint_clear (&self, libc);
    }
}

static void
test_power_and_shift (void)
{
  DscBigint two = big ("2"), minus_three = big ("-3"), zero = big ("0"), a, b;

  for (uint32_t n = 0; n < 300; n++)
    {
      DscBigint one = big ("1");
      OK (dsc_bigint_power (&a, libc, &two, n));
      OK (dsc_bigint_shift_left (&b, libc, &one, n));
      g_assert_cmpint (dsc_bigint_compare (&a, &b), ==, 0);
      dsc_bigint_clear (&a, libc);
      dsc_bigint_clear (&b, libc);
      dsc_bigint_clear (&one, libc);
    }
  OK (dsc_bigint_power (&a, libc, &minus_three, 41));
  assert_text (a, "-36472996377170786403");
  OK (dsc_bigint_power (&a, libc, &zero, 0));
  assert_text (a, "1");
  OK (dsc_bigint_power (&a, libc, &zero, 5));
  assert_text (a, "0");
  OK (dsc_bigint_shift_left (&a, libc, &minus_three, 3));
  assert_text (a, "-24");
  OK (dsc_bigint_shift_left (&a, libc, &zero, UINT32_MAX));
  assert_text (a, "0");
  dsc_bigint_clear (&two, libc);
  dsc_bigint_clear (&minus_three, libc);
  dsc_bigint_clear (&zero, libc);
}

static void
test_too_large (void)
{
  DscBigint two = big ("2"), huge, out;

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

/* The nth call of the module, on numbers that take its longest way. */
static DscStatus
call_one (unsigned which, const DscAlloc *alloc, const DscBigint *a, const DscBigint *b)
{
  DscBigint out, rest;
  char *text;
  DscStatus status;

  switch (which)
    {
    case 0:
      status = dsc_bigint_add (&out, alloc, a, b);
      break;
    case 1:
      status = dsc_bigint_subtract (&out, alloc, a, b);
      break;
    case 2:
      status = dsc_bigint_multiply (&out, alloc, a, b);
      break;
    case 3:
      status = dsc_bigint_power (&out, alloc, a, 5);
      break;
    case 4:
      status = dsc_bigint_shift_left (&out, alloc, a, 70);
      break;
    case 5:
      status = dsc_bigint_init_text (&out, alloc, "123456789012345678901234567890", 30, 10);
      break;
    case 6:
      status = dsc_bigint_copy (&out, alloc, a);
      break;
    case 7:
      status = dsc_bigint_init_int64 (&out, alloc, 5);
      break;
    case 8:
      status = dsc_bigint_to_text (a, alloc, &text);
      if (status == DSC_STATUS_OK)
        dsc_alloc_free (alloc, text);
      return status;
    default:
      status = dsc_bigint_divmod (&out, &rest, alloc, a, b);
      if (status == DSC_STATUS_OK)
        dsc_bigint_clear (&rest, alloc);
      break;
    }
  if (status == DSC_STATUS_OK)
    dsc_bigint_clear (&out, alloc);
  return status;
}

static void
test_out_of_memory (void)
{
  DscBigint a = big ("-123456789012345678901234567890123456789"), b = big ("98765432109876543210");

  for (unsigned which = 0; which < 10; which++)
    {
      DscStatus status = DSC_STATUS_NO_MEMORY;
      unsigned fail_at = 0;

      while (status != DSC_STATUS_OK)
        {
          FailingAlloc failing;
          failing_alloc_init (&failing, ++fail_at);
          status = call_one (which, &failing.alloc, &a, &b);
          g_assert_cmpint (status, ==, failing_alloc_has_failed (&failing) ? DSC_STATUS_NO_MEMORY : DSC_STATUS_OK);
          g_assert_cmpuint (failing.n_live, ==, 0);
        }
      g_assert_cmpuint (fail_at, >, 1);
    }
  dsc_bigint_clear (&a, libc);
  dsc_bigint_clear (&b, libc);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/bigint/against-int128", test_against_int128);
  g_test_add_func ("/core/bigint/division-of-long-numbers", test_division_of_long_numbers);
  g_test_add_func ("/core/bigint/division-by-zero", test_division_by_zero);
  g_test_add_func ("/core/bigint/texts", test_texts);
  g_test_add_func ("/core/bigint/bases", test_bases);
  g_test_add_func ("/core/bigint/int64", test_int64);
  g_test_add_func ("/core/bigint/doubles", test_doubles);
  g_test_add_func ("/core/bigint/power-and-shift", test_power_and_shift);
  g_test_add_func ("/core/bigint/too-large", test_too_large);
  g_test_add_func ("/core/bigint/out-of-memory", test_out_of_memory);
  return g_test_run ();
}
