/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-probe.c: the probe sequences. */
#include "dsc-probe.h"

#include <glib.h>

/* The first n slots as text. */
static char *
sequence (DscProbeRule rule, uint64_t hash, uint64_t size, int n)
{
  GString *text = g_string_new (NULL);
  DscProbe probe = dsc_probe_start (rule, hash, size);

  for (int i = 0; i < n; i++)
    {
      g_string_append_printf (text, "%s%" G_GUINT64_FORMAT, i == 0 ? "" : " ", probe.slot);
      dsc_probe_next (&probe, rule);
    }
  return g_string_free (text, FALSE);
}

static void
assert_sequence (DscProbeRule rule, uint64_t hash, uint64_t size, int n, const char *expected)
{
  g_autofree char *text = sequence (rule, hash, size, n);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_ring (void)
{
  /* Once perturb is used up, i = 5i + 1: from 2 in 8 slots and back to it. */
  assert_sequence (DSC_PROBE_PERTURB_FIRST, 2, 8, 9, "2 3 0 1 6 7 4 5 2");
  assert_sequence (DSC_PROBE_PERTURB_FIRST, 0, 8, 9, "0 1 6 7 4 5 2 3 0");
}

static void
test_late_and_first (void)
{
  assert_sequence (DSC_PROBE_PERTURB_LATE, 258, 8, 7, "2 5 2 3 0 1 6");
  assert_sequence (DSC_PROBE_PERTURB_FIRST, 258, 8, 7, "2 3 0 1 6 7 4");
}

static void
test_high_bits (void)
{
  g_test_summary ("Bits that the mask hides take part in the second probe already in the late rule, five by five in the first one.");
  assert_sequence (DSC_PROBE_PERTURB_LATE, UINT64_C (1) << 63 | 1, 8, 3, "1 7 4");
  assert_sequence (DSC_PROBE_PERTURB_LATE, 1 + 8, 8, 3, "1 7 4");
  assert_sequence (DSC_PROBE_PERTURB_FIRST, (uint64_t) -2, 8, 4, "6 6 6 6");
}

static void
test_word (void)
{
  DscTraits traits = { .perturb_bits = 32 };

  g_assert_cmpuint (dsc_probe_hash_bits (&traits, -2), ==, UINT64_C (0xfffffffe));
  g_assert_cmpuint (dsc_probe_hash_bits (&traits, INT64_C (0x123456789a)), ==, UINT64_C (0x3456789a));
  traits.perturb_bits = 64;
  g_assert_cmpuint (dsc_probe_hash_bits (&traits, -2), ==, UINT64_C (0xfffffffffffffffe));
}

/* Number of probes until all slots were seen; fails when that takes longer than the hash has bits to give. */
static uint64_t
probes_to_see_all (DscProbeRule rule, uint64_t hash, uint64_t size)
{
  g_autofree guint8 *seen = g_new0 (guint8, size);
  DscProbe probe = dsc_probe_start (rule, hash, size);
  uint64_t n_seen = 0;
  uint64_t n;

  for (n = 0; n_seen < size; n++)
    {
      g_assert_cmpuint (n, <=, size + 64);
      g_assert_cmpuint (probe.slot, <, size);
      n_seen += !seen[probe.slot];
      seen[probe.slot] = 1;
      dsc_probe_next (&probe, rule);
    }
  return n;
}

static void
test_visits_every_slot (void)
{
  for (uint64_t size = 8; size <= 4096; size *= 2)
    for (uint64_t i = 0; i < 200; i++)
      {
        uint64_t hash = i * UINT64_C (0x9e3779b97f4a7c15) ^ i;
        probes_to_see_all (DSC_PROBE_PERTURB_LATE, hash, size);
        probes_to_see_all (DSC_PROBE_PERTURB_FIRST, hash, size);
      }
}

static void
test_full_cycle (void)
{
  g_test_summary ("Without perturbation, and in the older rules always, each slot is seen once before any is seen again.");
  for (uint64_t size = 8; size <= 65536; size *= 2)
    g_assert_cmpuint (probes_to_see_all (DSC_PROBE_PERTURB_FIRST, 0, size), ==, size);
  for (uint64_t size = 4; size <= 65536; size *= 2)
    for (uint64_t hash = 0; hash < 20; hash++)
      g_assert_cmpuint (probes_to_see_all (DSC_PROBE_POLYNOMIAL, hash * 977, size), ==, size);
  for (uint64_t i = 0; i < 50; i++)
    g_assert_cmpuint (probes_to_see_all (DSC_PROBE_PRIME, i * 1234567, 61), ==, 61);
}

/* x times itself again and again in GF(2**degree): how long until 1 comes back. */
static uint64_t
order_of_x (uint64_t polynomial, uint64_t size)
{
  uint64_t power = 2;
  uint64_t n = 1;

  while (power != 1)
    {
      power <<= 1;
      if (power >= size)
        power ^= polynomial;
      n++;
    }
  return n;
}

static void
test_polynomials (void)
{
  g_test_summary ("Each polynomial makes x a generator of its field, so that its table is searched whole.");
  g_assert_cmpuint (dsc_probe_polynomial (8), ==, 11);
  g_assert_cmpuint (dsc_probe_polynomial (4096), ==, 4179);
  g_assert_cmpuint (dsc_probe_polynomial (2), ==, 0);
  g_assert_cmpuint (dsc_probe_polynomial (UINT64_C (1) << 31), ==, 0);
  for (unsigned degree = 2; degree <= (g_test_slow () ? 30 : 22); degree++)
    {
      uint64_t size = UINT64_C (1) << degree;
      g_assert_cmpuint (order_of_x (dsc_probe_polynomial (size), size), ==, size - 1);
    }
}

static void
test_polynomial_sequence (void)
{
  /* ~h & mask first, then that plus 2, 4, 3, 6, 7, 5, 1, 2 … */
  assert_sequence (DSC_PROBE_POLYNOMIAL, 2, 8, 8, "5 7 1 0 3 4 2 6");
  /* (h ^ h >> 3) & mask is 0: the step starts as the mask. */
  assert_sequence (DSC_PROBE_POLYNOMIAL, 0, 8, 3, "7 6 4");
}

static void
test_prime_sequence (void)
{
  /* 3h + 1 = 22, which is 1 modulo 7. */
  assert_sequence (DSC_PROBE_PRIME, 7, 7, 4, "0 1 2 3");
  /* 3h + 1 = 7 is no step in 7 slots, 3*7 + 1 = 22 is one. */
  g_assert_cmpuint (dsc_probe_prime_step (2, 7), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/probe/ring", test_ring);
  g_test_add_func ("/core/probe/late-and-first", test_late_and_first);
  g_test_add_func ("/core/probe/high-bits", test_high_bits);
  g_test_add_func ("/core/probe/word", test_word);
  g_test_add_func ("/core/probe/visits-every-slot", test_visits_every_slot);
  g_test_add_func ("/core/probe/full-cycle", test_full_cycle);
  g_test_add_func ("/core/probe/polynomials", test_polynomials);
  g_test_add_func ("/core/probe/polynomial-sequence", test_polynomial_sequence);
  g_test_add_func ("/core/probe/prime-sequence", test_prime_sequence);
  return g_test_run ();
}
