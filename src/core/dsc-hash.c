/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-hash.c: hash () of objects, and the hashes that are made of other hashes.
 *
 * An object's hash is computed when it is first asked for and then kept in the object, also where CPython computes it
 * anew each time: objects do not change, so nobody can tell. Two threads may both compute it; they store the same number,
 * and the flag is set last. Formulas: Objects/tupleobject.c, setobject.c, rangeobject.c, object.c (_Py_HashPointer). */
#include "dsc-hash-private.h"

#include <math.h>

#define NONE_HASH UINT64_C (0xfca86420)   /* from 3.12 on; Objects/object.c, none_hash */

/* -- Secret ---------------------------------------------------------------------------------------------------------- */

/* The next `size` bytes of the generator as a little-endian number (lcg_urandom). */
static uint64_t
next_secret (uint32_t *state, unsigned size)
{
  uint64_t word = 0;

  for (unsigned i = 0; i < size; i++)
    {
      *state = *state * 214013 + 2531011;
      word |= (uint64_t) ((*state >> 16) & 0xff) << (8 * i);
    }
  return word;
}

DscHashSecret
dsc_hash_secret (const DscTraits *traits, uint32_t seed)
{
  DscHashSecret secret = { 0 };
  uint32_t state = seed;

  if (seed == 0 || !traits->obeys_hash_seed)
    return secret;
  /* All layouts are one union that begins at the first byte. */
  secret.prefix = next_secret (&state, traits->hash_size);
  secret.suffix = next_secret (&state, traits->hash_size);
  state = seed;
  secret.k0 = next_secret (&state, 8);
  secret.k1 = next_secret (&state, 8);
  return secret;
}

/* -- Tuples ---------------------------------------------------------------------------------------------------------- */

typedef struct {
  const DscTraits *traits;
  uint64_t         x, factor;
  size_t           length, left;     /* items; those behind the next one */
} TupleHash;

static TupleHash
tuple_hash_begin (const DscTraits *traits, size_t length)
{
  const bool xxh = traits->tuple_hash == DSC_TUPLE_HASH_XXH;
  const uint64_t prime_5 = traits->hash_size == 4 ? 374761393u : UINT64_C (2870177450012600261);

  return (TupleHash) { traits, xxh ? prime_5 : 0x345678, 1000003, length, length };
}

/* One round of xxHash with the width of the hash. */
static uint64_t
xxh_round (const DscTraits *traits, uint64_t x, int64_t lane)
{
  if (traits->hash_size == 4)
    {
      uint32_t narrow = (uint32_t) x + (uint32_t) lane * 2246822519u;
      narrow = (narrow << 13) | (narrow >> 19);
      return narrow * 2654435761u;
    }
  x += (uint64_t) lane * UINT64_C (14029467366897019727);
  x = (x << 31) | (x >> 33);
  return x * UINT64_C (11400714785074694791);
}

static void
tuple_hash_add (TupleHash *self, int64_t hash)
{
  self->left--;
  switch (self->traits->tuple_hash)
    {
    case DSC_TUPLE_HASH_MULT_LENGTH:
      self->x = (1000003 * self->x) ^ (uint64_t) hash;
      return;
    case DSC_TUPLE_HASH_MULT:
      self->x = (self->x ^ (uint64_t) hash) * self->factor;
      self->factor += 82520 + 2 * (uint64_t) self->left;
      return;
    case DSC_TUPLE_HASH_XXH:
      self->x = xxh_round (self->traits, self->x, hash);
      return;
    }
}

static int64_t
tuple_hash_end (const TupleHash *self)
{
  const bool narrow = self->traits->hash_size == 4;
  uint64_t x = self->x;

  switch (self->traits->tuple_hash)
    {
    case DSC_TUPLE_HASH_MULT_LENGTH:
      return dsc_hash_finish (self->traits, x ^ self->length);
    case DSC_TUPLE_HASH_MULT:
      return dsc_hash_finish (self->traits, x + 97531);
    case DSC_TUPLE_HASH_XXH:
      x += self->length ^ ((narrow ? 374761393u : UINT64_C (2870177450012600261)) ^ 3527539u);
      if (x == UINT64_MAX || (narrow && (uint32_t) x == UINT32_MAX))
        return 1546275796;
      return dsc_hash_finish (self->traits, x);
    }
  return 0;
}

static bool
hash_tuple (const DscObject *tuple, const DscPool *pool, int64_t *out_hash, const DscObject **out_culprit)
{
  const size_t n = tuple->as.sequence.length;
  TupleHash state = tuple_hash_begin (dsc_pool_get_traits (pool), n);

  for (size_t i = 0; i < n; i++)
    {
      int64_t hash;
      if (!dsc_hash_object (tuple->as.sequence.items[i], pool, &hash, out_culprit))
        return false;
      tuple_hash_add (&state, hash);
    }
  *out_hash = tuple_hash_end (&state);
  return true;
}

/* -- Frozensets ------------------------------------------------------------------------------------------------------ */

static int64_t
hash_frozenset (const DscObject *set, const DscPool *pool)
{
  const DscTraits *traits = dsc_pool_get_traits (pool);
  const size_t n = set->as.sequence.length;
  uint64_t x = UINT64_C (1927868237) * (n + 1);

  for (size_t i = 0; i < n; i++)
    {
      int64_t hash = 0;
      dsc_hash_object (set->as.sequence.items[i], pool, &hash, NULL);
      const uint64_t h = (uint64_t) hash;
      x ^= (h ^ 89869747 ^ (h << 16)) * UINT64_C (3644798167);
    }
  if (traits->hash_size == 4)
    x = (uint32_t) x;
  if (traits->frozenset_hash == DSC_FROZENSET_HASH_SHIFTED)
    x ^= (x >> 11) ^ (x >> 25);
  x = x * 69069 + 907133923;
  if (x == UINT64_MAX || (traits->hash_size == 4 && (uint32_t) x == UINT32_MAX))
    return 590923713;
  return dsc_hash_finish (traits, x);
}

/* -- Ranges ---------------------------------------------------------------------------------------------------------- */

/* Hash of the tuple (length, start, step), with None for start and step where they do not matter. */
static int64_t
hash_range (const DscObject *range, const DscPool *pool)
{
  const DscTraits *traits = dsc_pool_get_traits (pool);
  const uint64_t length = dsc_object_range_length (range);
  TupleHash state = tuple_hash_begin (traits, 3);
  uint32_t digits[2] = { (uint32_t) length, (uint32_t) (length >> 32) };
  const DscBigint big = { digits, 2, false };
  int64_t none = 0;

  dsc_hash_object (dsc_object_none (pool), pool, &none, NULL);
  tuple_hash_add (&state, dsc_hash_int (traits, &big));
  tuple_hash_add (&state, length > 0 ? dsc_hash_int64 (traits, range->as.range[0]) : none);
  tuple_hash_add (&state, length > 1 ? dsc_hash_int64 (traits, range->as.range[2]) : none);
  return tuple_hash_end (&state);
}

/* -- Objects --------------------------------------------------------------------------------------------------------- */

int64_t
dsc_hash_pointer (const DscTraits *traits, uint64_t address)
{
  if (!traits->pointer_hash_rotated)
    return dsc_hash_finish (traits, address);
  if (traits->pointer_size == 4)
    return dsc_hash_finish (traits, ((uint32_t) address >> 4) | ((uint32_t) address << 28));
  return dsc_hash_finish (traits, (address >> 4) | (address << 60));
}

static int64_t
hash_address (const DscObject *object, const DscPool *pool)
{
  return dsc_hash_pointer (dsc_pool_get_traits (pool), dsc_object_address (object, pool));
}

/* Numbers with a NaN in them hash by the address of the object from 3.10 on; a complex by that of the complex. */
static int64_t
hash_complex (const DscObject *object, const DscPool *pool)
{
  const DscTraits *traits = dsc_pool_get_traits (pool);
  const double *pair = object->as.pair;

  if (!traits->nan_hash_by_address || (!isnan (pair[0]) && !isnan (pair[1])))
    return dsc_hash_complex (traits, pair[0], pair[1]);

  const int64_t by_address = hash_address (object, pool);
  const int64_t re = isnan (pair[0]) ? by_address : dsc_hash_double (traits, pair[0]);
  const int64_t im = isnan (pair[1]) ? by_address : dsc_hash_double (traits, pair[1]);
  return dsc_hash_finish (traits, (uint64_t) re + 1000003 * (uint64_t) im);
}

static int64_t
hash_float (const DscObject *object, const DscPool *pool)
{
  const DscTraits *traits = dsc_pool_get_traits (pool);

  if (traits->nan_hash_by_address && isnan (object->as.real))
    return hash_address (object, pool);
  return dsc_hash_double (traits, object->as.real);
}

static int64_t
hash_text (const DscObject *object, const DscTraits *traits, const DscHashSecret *secret)
{
  const bool raw = object->kind == DSC_OBJECT_BYTES || (object->kind == DSC_OBJECT_STR && traits->is_python2);

  if (raw || object->is_ascii)
    return dsc_hash_bytes (traits, secret, object->as.text.bytes, object->as.text.length);
  return dsc_hash_text (traits, secret, object->as.text.bytes, object->as.text.length);
}

static int64_t
hash_none (const DscObject *object, const DscPool *pool)
{
  const DscTraits *traits = dsc_pool_get_traits (pool);

  return traits->none_hash_constant ? dsc_hash_finish (traits, NONE_HASH) : hash_address (object, pool);
}

static int64_t
hash_integer (const DscObject *object, const DscTraits *traits)
{
  return object->is_big ? dsc_hash_int (traits, object->as.big) : dsc_hash_int64 (traits, object->as.integer);
}

void
dsc_hash_by_traits (const DscObject *const *objects, size_t n, const DscTraits *traits, uint32_t seed)
{
  const DscHashSecret secret = dsc_hash_secret (traits, seed);

  for (size_t i = 0; i < n; i++)
    {
      DscObject *object = (DscObject *) objects[i];
      const bool is_integer = object->kind == DSC_OBJECT_BOOL || object->kind == DSC_OBJECT_INT || object->kind == DSC_OBJECT_LONG;

      object->hash = is_integer ? hash_integer (object, traits) : hash_text (object, traits, &secret);
      object->hash_known = 1;
    }
}

static bool
compute (const DscObject *object, const DscPool *pool, int64_t *out_hash, const DscObject **out_culprit)
{
  switch ((DscObjectKind) object->kind)
    {
    case DSC_OBJECT_NONE:
      *out_hash = hash_none (object, pool);
      return true;
    case DSC_OBJECT_BOOL: case DSC_OBJECT_INT: case DSC_OBJECT_LONG:
      *out_hash = hash_integer (object, dsc_pool_get_traits (pool));
      return true;
    case DSC_OBJECT_FLOAT:
      *out_hash = hash_float (object, pool);
      return true;
    case DSC_OBJECT_COMPLEX:
      *out_hash = hash_complex (object, pool);
      return true;
    case DSC_OBJECT_STR: case DSC_OBJECT_UNICODE: case DSC_OBJECT_BYTES: case DSC_OBJECT_STR_SUBCLASS:
      *out_hash = hash_text (object, dsc_pool_get_traits (pool), dsc_pool_get_secret (pool));
      return true;
    case DSC_OBJECT_TUPLE:
      return hash_tuple (object, pool, out_hash, out_culprit);
    case DSC_OBJECT_FROZENSET:
      *out_hash = hash_frozenset (object, pool);
      return true;
    case DSC_OBJECT_RANGE:
      *out_hash = dsc_pool_get_traits (pool)->range_by_value ? hash_range (object, pool) : hash_address (object, pool);
      return true;
    case DSC_OBJECT_KEYED: case DSC_OBJECT_INSTANCE: case DSC_OBJECT_CLASS: case DSC_OBJECT_DUMMY: case DSC_OBJECT_OPAQUE:
      *out_hash = hash_address (object, pool);
      return true;
    case DSC_OBJECT_LIST: case DSC_OBJECT_SET: case DSC_OBJECT_DICT:
      if (out_culprit != NULL)
        *out_culprit = object;
      return false;
    }
  return false;
}

bool
dsc_hash_object (const DscObject *object, const DscPool *pool, int64_t *out_hash, const DscObject **out_culprit)
{
  if (!__atomic_load_n (&object->hash_known, __ATOMIC_ACQUIRE))
    {
      int64_t hash;
      if (!compute (object, pool, &hash, out_culprit))
        return false;
      DscObject *cache = (DscObject *) object;
      __atomic_store_n (&cache->hash, hash, __ATOMIC_RELAXED);
      __atomic_store_n (&cache->hash_known, 1, __ATOMIC_RELEASE);
    }
  *out_hash = object->hash;
  return true;
}

void
dsc_hash_take (const DscObject *object, int64_t hash)
{
  DscObject *cache = (DscObject *) object;

  cache->hash = hash;
  __atomic_store_n (&cache->hash_known, 1, __ATOMIC_RELEASE);
}
