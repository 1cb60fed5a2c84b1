/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-bigint.c: texts, bases, doubles, 64-bit integers, and running out of memory. */
#include "bigint-fixture.h"

#include "failing-alloc.h"

#include <glib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
test_texts (void)
{
  static const char *const texts[] = {
    "0", "1", "-1", "9", "10", "999999999", "1000000000", "1000000001", "4294967295", "4294967296", "18446744073709551615",
    "18446744073709551616", "-9223372036854775808", "1000000000000000000000000000000", "-123456789012345678901234567890123456789",
  };

  for (size_t i = 0; i < G_N_ELEMENTS (texts); i++)
    bigint_fixture_take (bigint_fixture_read (texts[i]), texts[i]);
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
      bigint_fixture_take (self, cases[i].wanted);
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
  self = bigint_fixture_read ("9223372036854775808");
  g_assert_false (dsc_bigint_fits_int64 (&self, &value));
  dsc_bigint_clear (&self, libc);
  self = bigint_fixture_read ("-9223372036854775809");
  g_assert_false (dsc_bigint_fits_int64 (&self, &value));
  dsc_bigint_clear (&self, libc);
}

static void
check_double (const char *text)
{
  DscBigint self = bigint_fixture_read (text);
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
      DscBigint self = bigint_fixture_random (8);
      char *text = bigint_fixture_text (&self);
      check_double (text);
      dsc_alloc_free (libc, text);
      dsc_bigint_clear (&self, libc);
    }
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
  DscBigint a = bigint_fixture_read ("-123456789012345678901234567890123456789"), b = bigint_fixture_read ("98765432109876543210");

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
  g_test_add_func ("/core/bigint/texts", test_texts);
  g_test_add_func ("/core/bigint/bases", test_bases);
  g_test_add_func ("/core/bigint/int64", test_int64);
  g_test_add_func ("/core/bigint/doubles", test_doubles);
  g_test_add_func ("/core/bigint/out-of-memory", test_out_of_memory);
  return g_test_run ();
}
