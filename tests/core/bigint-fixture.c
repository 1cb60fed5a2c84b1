/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bigint-fixture.c: big integers for tests. */
#include "bigint-fixture.h"

#include <string.h>

DscBigint
bigint_fixture_read (const char *text)
{
  const bool negative = *text == '-';
  DscBigint self;

  OK (dsc_bigint_init_text (&self, libc, text + negative, strlen (text + negative), 10));
  self.negative = negative && self.n_digits > 0;
  return self;
}

char *
bigint_fixture_text (const DscBigint *self)
{
  char *text;

  OK (dsc_bigint_to_text (self, libc, &text));
  g_assert_true (self->n_digits == 0 || self->digits[self->n_digits - 1] != 0);
  return text;
}

void
bigint_fixture_take (DscBigint self, const char *wanted)
{
  char *text = bigint_fixture_text (&self);

  g_assert_cmpstr (text, ==, wanted);
  dsc_alloc_free (libc, text);
  dsc_bigint_clear (&self, libc);
}

DscBigint
bigint_fixture_random (unsigned max_digits)
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
