/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-hash-text.c: hashes of str and bytes.
 *
 * CPython hashes the bytes in which it stores a string: one, two or four a character, after the largest one (PEP 393), or
 * always two or four (up to 3.2). Texts are kept as WTF-8 here, so those bytes never exist in memory: they are made one
 * unit at a time and handed to the algorithm. Empty strings hash to 0 without it.
 *
 * FNV: Objects/stringobject.c, unicodeobject.c up to 3.3; Python/pyhash.c, fnv () from 3.4 on. SipHash: Python/pyhash.c,
 * siphash24 () and siphash13 (); the algorithm is by J.-P. Aumasson and D. J. Bernstein. */
#include "dsc-hash-private.h"

#include "dsc-wtf8.h"

#include <endian.h>
#include <string.h>

#define FNV_FACTOR 1000003

/* A text as units of `width` bytes. */
typedef struct {
  const char *position, *end;
  unsigned    width;          /* 1, 2 or 4 */
  size_t      n_units;
  bool        raw;            /* bytes are the units; else WTF-8 is decoded */
  bool        splits;         /* characters above U+FFFF are two units */
  uint32_t    waiting;        /* second half of one; 0: none */
} Units;

static Units
units_of_bytes (const void *bytes, size_t length)
{
  const char *start = bytes;

  return (Units) { .position = start, .end = start + length, .width = 1, .n_units = length, .raw = true };
}

static Units
units_of_text (const DscTraits *traits, const char *text, size_t length)
{
  Units self = { .position = text, .end = text + length, .splits = traits->unicode_narrow };
  uint32_t largest;

  self.n_units = dsc_wtf8_measure (text, length, &largest);
  self.width = largest < 0x100 ? 1 : largest < 0x10000 || self.splits ? 2 : 4;
  if (self.splits && largest >= 0x10000)
    for (const char *p = text; p < self.end;)
      self.n_units += dsc_wtf8_next (&p, self.end) >= 0x10000;
  return self;
}

/* Next unit; there must be one. */
static uint32_t
next_unit (Units *self)
{
  if (self->raw)
    return (unsigned char) *self->position++;
  if (self->waiting != 0)
    {
      const uint32_t low = self->waiting;
      self->waiting = 0;
      return low;
    }

  const uint32_t c = dsc_wtf8_next (&self->position, self->end);
  if (!self->splits || c < 0x10000)
    return c;
  self->waiting = 0xdc00 + ((c - 0x10000) & 0x3ff);
  return 0xd800 + ((c - 0x10000) >> 10);
}

/* -- FNV ------------------------------------------------------------------------------------------------------------- */

static uint64_t
fnv_by_unit (const DscHashSecret *secret, Units *units)
{
  const size_t n = units->n_units;
  uint32_t unit = next_unit (units);
  uint64_t x = secret->prefix ^ ((uint64_t) unit << 7);

  x = (FNV_FACTOR * x) ^ unit;
  for (size_t i = 1; i < n; i++)
    x = (FNV_FACTOR * x) ^ next_unit (units);
  return x ^ n ^ secret->suffix;
}

/* The last 1 to hash_size bytes are taken one by one, all before them in blocks of hash_size. */
static uint64_t
fnv_by_block (const DscTraits *traits, const DscHashSecret *secret, Units *units)
{
  const size_t n = units->n_units * units->width;
  const size_t size = traits->hash_size;
  const size_t in_blocks = (n - 1) / size * size;
  uint64_t x = 0, block = 0;

  for (size_t i = 0; i < n;)
    {
      const uint32_t unit = next_unit (units);
      for (unsigned j = 0; j < units->width; j++, i++)
        {
          const uint64_t byte = (unit >> (8 * j)) & 0xff;
          if (i == 0)
            x = secret->prefix ^ (byte << 7);
          if (i >= in_blocks)
            x = (FNV_FACTOR * x) ^ byte;
          else
            block |= byte << (i % size * 8);
          if (i < in_blocks && i % size == size - 1)
            {
              x = (FNV_FACTOR * x) ^ block;
              block = 0;
            }
        }
    }
  return x ^ n ^ secret->suffix;
}

/* -- SipHash --------------------------------------------------------------------------------------------------------- */

typedef struct {
  uint64_t v0, v1, v2, v3;
  unsigned rounds, final_rounds;
} Sip;

static inline uint64_t
rotate (uint64_t x, unsigned bits)
{
  return (x << bits) | (x >> (64 - bits));
}

static inline void
sip_rounds (Sip *s, unsigned n)
{
  for (; n > 0; n--)
    {
      s->v0 += s->v1;
      s->v2 += s->v3;
      s->v1 = rotate (s->v1, 13) ^ s->v0;
      s->v3 = rotate (s->v3, 16) ^ s->v2;
      s->v0 = rotate (s->v0, 32) + s->v3;
      s->v2 += s->v1;
      s->v3 = rotate (s->v3, 21) ^ s->v0;
      s->v1 = rotate (s->v1, 17) ^ s->v2;
      s->v2 = rotate (s->v2, 32);
    }
}

static inline void
sip_block (Sip *s, uint64_t block)
{
  s->v3 ^= block;
  sip_rounds (s, s->rounds);
  s->v0 ^= block;
}

/* Whole words where bytes are the units already. */
static void
sip_words (Sip *s, Units *units)
{
  uint64_t word;

  for (; units->end - units->position >= (ptrdiff_t) sizeof word; units->position += sizeof word)
    {
      memcpy (&word, units->position, sizeof word);
      sip_block (s, le64toh (word));
    }
}

static uint64_t
siphash (const DscHashSecret *secret, Units *units, unsigned rounds, unsigned final_rounds)
{
  Sip s = {
    secret->k0 ^ UINT64_C (0x736f6d6570736575), secret->k1 ^ UINT64_C (0x646f72616e646f6d),
    secret->k0 ^ UINT64_C (0x6c7967656e657261), secret->k1 ^ UINT64_C (0x7465646279746573),
    rounds, final_rounds,
  };
  const size_t n = units->n_units * units->width;
  uint64_t block = 0;
  size_t i = 0;

  if (units->raw)
    {
      sip_words (&s, units);
      i = n & ~(size_t) 7;
    }
  while (i < n)
    {
      block |= (uint64_t) next_unit (units) << (i % 8 * 8);
      i += units->width;
      if (i % 8 == 0)
        {
          sip_block (&s, block);
          block = 0;
        }
    }
  sip_block (&s, block | (uint64_t) n << 56);
  s.v2 ^= 0xff;
  sip_rounds (&s, s.final_rounds);
  return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}

/* -- Public ---------------------------------------------------------------------------------------------------------- */

static int64_t
hash_units (const DscTraits *traits, const DscHashSecret *secret, Units *units)
{
  if (units->n_units == 0)
    return 0;
  switch (traits->str_hash)
    {
    case DSC_STR_HASH_FNV:
      return dsc_hash_finish (traits, fnv_by_unit (secret, units));
    case DSC_STR_HASH_FNV_BLOCKS:
      return dsc_hash_finish (traits, fnv_by_block (traits, secret, units));
    case DSC_STR_HASH_SIPHASH24:
      return dsc_hash_finish (traits, siphash (secret, units, 2, 4));
    case DSC_STR_HASH_SIPHASH13:
      return dsc_hash_finish (traits, siphash (secret, units, 1, 3));
    }
  return 0;
}

int64_t
dsc_hash_bytes (const DscTraits *traits, const DscHashSecret *secret, const void *bytes, size_t length)
{
  Units units = units_of_bytes (bytes, length);

  return hash_units (traits, secret, &units);
}

int64_t
dsc_hash_text (const DscTraits *traits, const DscHashSecret *secret, const char *utf8, size_t length)
{
  if (dsc_wtf8_is_ascii (utf8, length))
    return dsc_hash_bytes (traits, secret, utf8, length);

  Units units = units_of_text (traits, utf8, length);
  return hash_units (traits, secret, &units);
}
