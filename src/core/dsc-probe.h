/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-probe.h: the order of slots that a hash visits, as one iterator for every rule that CPython ever had.
 *
 * A search starts at a slot made from the hash and goes on until it finds its key or a slot never used. Each rule visits
 * every slot of the table, so a search always ends while one slot is free. Sources: Objects/dictobject.c, lookdict (all
 * releases); Objects/mappingobject.c, lookmapping (before 1.5).
 *
 *   PERTURB_LATE    i = h & mask;  then i = (5i + perturb + 1) & mask, and only then perturb >>= 5
 *   PERTURB_FIRST   i = h & mask;  then perturb >>= 5, and only then i = (5i + perturb + 1) & mask
 *   POLYNOMIAL      i0 = ~h & mask; then (i0 + step) & mask, where step runs through all of GF(2^n) but 0
 *   PRIME           h mod size, then always the same step further, round the end
 *
 * perturb starts as the hash, taken as an unsigned word, so that every bit of the hash gets a say; once it is 0 the
 * recurrence 5i + 1 alone is a ring through all slots. The functions are inline: with a constant rule a loop of a table
 * contains nothing but the step of that rule. */
#pragma once

#include "dsc-traits.h"

#define DSC_PERTURB_SHIFT 5u

typedef struct {
  uint64_t slot;       /* where to look now */
  uint64_t perturb;    /* PERTURB rules: what is left of the hash; POLYNOMIAL, PRIME: the step */
  uint64_t start;      /* POLYNOMIAL: slot of the first probe */
  uint64_t size;       /* slots: a power of two but for PRIME */
  uint64_t polynomial; /* POLYNOMIAL: bits that reduce the step */
} DscProbe;

/* The bits of a hash that take part: the word of the modelled machine. */
static inline uint64_t
dsc_probe_hash_bits (const DscTraits *traits, int64_t hash)
{
  const uint64_t bits = traits->hash_magnitude && hash < 0 ? 0 - (uint64_t) hash : (uint64_t) hash;

  return traits->perturb_bits == 32 ? (uint32_t) bits : bits;
}

/* POLYNOMIAL: the polynomial of a table of that size (4 … 2**30), without table 0. PRIME: the step for a hash. */
uint64_t dsc_probe_polynomial (uint64_t size);
uint64_t dsc_probe_prime_step (uint64_t hash, uint64_t size);

static inline DscProbe
dsc_probe_start (DscProbeRule rule, uint64_t hash, uint64_t size)
{
  switch (rule)
    {
    case DSC_PROBE_PERTURB_LATE:
    case DSC_PROBE_PERTURB_FIRST:
      return (DscProbe) { .slot = hash & (size - 1), .perturb = hash, .size = size };
    case DSC_PROBE_POLYNOMIAL:
      {
        uint64_t step = (hash ^ hash >> 3) & (size - 1);
        uint64_t slot = ~hash & (size - 1);
        return (DscProbe) { .slot = slot, .start = slot, .size = size, .polynomial = dsc_probe_polynomial (size),
                            .perturb = step != 0 ? step : size - 1 };
      }
    case DSC_PROBE_PRIME:
      return (DscProbe) { .slot = hash % size, .perturb = dsc_probe_prime_step (hash, size), .size = size };
    }
  __builtin_unreachable ();
}

static inline void
dsc_probe_next (DscProbe *self, DscProbeRule rule)
{
  switch (rule)
    {
    case DSC_PROBE_PERTURB_LATE:
      self->slot = (self->slot * 5 + self->perturb + 1) & (self->size - 1);
      self->perturb >>= DSC_PERTURB_SHIFT;
      return;
    case DSC_PROBE_PERTURB_FIRST:
      self->perturb >>= DSC_PERTURB_SHIFT;
      self->slot = (self->slot * 5 + self->perturb + 1) & (self->size - 1);
      return;
    case DSC_PROBE_POLYNOMIAL:
      self->slot = (self->start + self->perturb) & (self->size - 1);
      self->perturb <<= 1;
      if (self->perturb >= self->size)
        self->perturb ^= self->polynomial;
      return;
    case DSC_PROBE_PRIME:
      self->slot += self->perturb;
      if (self->slot >= self->size)
        self->slot -= self->size;
      return;
    }
  __builtin_unreachable ();
}
