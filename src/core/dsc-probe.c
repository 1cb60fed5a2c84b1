/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-probe.c: the constants of the probe sequences that are older than perturbation. */
#include "dsc-probe.h"

#define N_ELEMENTS(array) (sizeof (array) / sizeof (array)[0])

/* Irreducible polynomials over GF(2) of degree 2 … 30, without their leading bit; x generates the whole field, so doubling
 * and reducing visits every number from 1 to size - 1 once. Objects/dictobject.c, polys (1.5 to 2.1). */
static const uint8_t polynomial_tails[] = {
  3, 3, 3, 5, 3, 3, 29, 17, 9, 5, 83, 27, 43, 3, 45, 9, 39, 39, 9, 5, 3, 33, 27, 9, 71, 39, 9, 5, 83,
};

uint64_t
dsc_probe_polynomial (uint64_t size)
{
  unsigned degree = (unsigned) __builtin_ctzll (size);

  if (degree < 2 || degree - 2 >= N_ELEMENTS (polynomial_tails))
    return 0;
  return size | polynomial_tails[degree - 2];
}

uint64_t
dsc_probe_prime_step (uint64_t hash, uint64_t size)
{
  uint64_t sum = hash;
  uint64_t step;

  do
    {
      sum = 3 * sum + 1;
      step = sum % size;
    }
  while (step == 0);
  return step;
}
