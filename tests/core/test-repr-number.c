/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-repr-number.c: texts of doubles: shortest, correct, and the same in every locale. */
#include "dsc-repr.h"

#include <glib.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
assert_double (double value, const char *wanted)
{
  char text[32];

  g_assert_cmpuint (dsc_repr_double (value, text, sizeof text), ==, strlen (wanted));
  g_assert_cmpstr (text, ==, wanted);
}

static void
test_layout (void)
{
  assert_double (0, "0.0");
  assert_double (-0.0, "-0.0");
  assert_double (1, "1.0");
  assert_double (-1.5, "-1.5");
  assert_double (0.1, "0.1");
  assert_double (0.0001, "0.0001");
  assert_double (0.00001, "1e-05");
  assert_double (-0.000123, "-0.000123");
  assert_double (123456789012345680.0, "1.2345678901234568e+17");
  assert_double (9999999999999998.0, "9999999999999998.0");
  assert_double (1e16, "1e+16");
  assert_double (1e100, "1e+100");
  assert_double (5e-324, "5e-324");
  assert_double (4.9406564584124654e-322, "4.94e-322");
  assert_double (-1.7976931348623157e308, "-1.7976931348623157e+308");
  assert_double (2.2250738585072014e-308, "2.2250738585072014e-308");
  assert_double (INFINITY, "inf");
  assert_double (-INFINITY, "-inf");
  assert_double (NAN, "nan");
  assert_double (-NAN, "nan");
}

static double
random_double (void)
{
  const guint64 bits = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();
  double value;

  memcpy (&value, &bits, sizeof value);
  return isfinite (value) ? value : 1 / 3.0;
}

static gsize
count_digits (const char *text)
{
  gsize n = 0, n_zeros = 0;

  for (; *text != '\0' && *text != 'e'; text++)
    if (g_ascii_isdigit (*text) && (n > 0 || *text != '0'))
      {
        n_zeros = *text == '0' ? n_zeros + 1 : 0;
        n++;
      }
  return n - n_zeros;
}

static void
test_shortest (void)
{
  g_test_summary ("Reads back the same, and no text with one digit less does.");
  for (int i = 0; i < 20000; i++)
    {
      const double value = i % 3 == 0 ? random_double () : i % 3 == 1 ? g_test_rand_int_range (0, 100000) / 1000.0
                                                                     : g_test_rand_double () * 5e-320;
      char text[32], shorter[48];
      dsc_repr_double (value, text, sizeof text);
      g_assert_true (g_ascii_strtod (text, NULL) == value);
      const int n = (int) count_digits (text);
      if (n < 2)
        continue;
      snprintf (shorter, sizeof shorter, "%.*e", n - 2, value);
      g_assert_false (strtod (shorter, NULL) == value);
    }
}

static void
test_locale (void)
{
  static const char *const names[] = { "de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "ru_RU.UTF-8" };
  const char *set = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names) && set == NULL; i++)
    set = setlocale (LC_NUMERIC, names[i]);
  if (set == NULL)
    {
      g_test_skip ("No locale with a decimal comma is installed.");
      return;
    }
  assert_double (1234.5, "1234.5");
  assert_double (1.25e-10, "1.25e-10");
  assert_double (0.1, "0.1");
  setlocale (LC_NUMERIC, "C");
}

static void
test_small_buffer (void)
{
  char text[4];

  g_assert_cmpuint (dsc_repr_double (-1234.5, text, sizeof text), ==, 7);
  g_assert_cmpstr (text, ==, "-12");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/repr-number/layout", test_layout);
  g_test_add_func ("/core/repr-number/shortest", test_shortest);
  g_test_add_func ("/core/repr-number/locale", test_locale);
  g_test_add_func ("/core/repr-number/small-buffer", test_small_buffer);
  return g_test_run ();
}
