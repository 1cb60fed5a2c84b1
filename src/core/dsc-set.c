/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-set.c: a small model of CPython's set: a table with open addressing that is filled and then read from slot 0 on.
 *
 * A set is no dict: it has its own load limit, grows faster, and from 3.4 on looks at up to nine neighbours of a slot
 * before it jumps. Nothing is ever removed here, so there are no dummies, and fill equals used.
 * Objects/setobject.c: set_lookkey, set_insert_clean, set_table_resize, set_add_key (later set_add_entry). */
#include "dsc-set.h"

#include "dsc-hash.h"

#define MIN_SIZE      8        /* PySet_MINSIZE */
#define LINEAR_PROBES 9
#define PERTURB_SHIFT 5
#define LARGE         50000    /* above it a set doubles instead of quadrupling */

typedef struct {
  const DscObject *key;
  int64_t          hash;
} Slot;

typedef struct {
  const DscPool   *pool;
  const DscTraits *traits;
  Slot            *slots;
  size_t           mask;
  size_t           used;
} Set;

static bool
holds (const Set *self, const Slot *slot, const DscObject *key, int64_t hash)
{
  return slot->key == key || (slot->hash == hash && dsc_object_equal (slot->key, key, self->pool));
}

/* How many slots behind i are looked at before the next jump. */
static size_t
n_neighbours (const Set *self, size_t i)
{
  switch (self->traits->set_probe)
    {
    case DSC_SET_PROBE_PERTURB:
      return 0;
    case DSC_SET_PROBE_LINEAR_WRAP:
      return LINEAR_PROBES;
    case DSC_SET_PROBE_LINEAR:
      return i + LINEAR_PROBES <= self->mask ? LINEAR_PROBES : 0;
    }
  return 0;
}

static size_t
next_slot (const Set *self, size_t i, uint64_t *perturb)
{
  if (self->traits->set_probe == DSC_SET_PROBE_PERTURB)
    {
      i = i * 5 + (size_t) *perturb + 1;
      *perturb >>= PERTURB_SHIFT;
    }
  else
    {
      *perturb >>= PERTURB_SHIFT;
      i = i * 5 + (size_t) *perturb + 1;
    }
  return i & self->mask;
}

/* Slot that holds the key or the free one where it belongs. The load limit keeps free slots in every table. */
static Slot *
find (const Set *self, const DscObject *key, int64_t hash)
{
  uint64_t perturb = self->traits->hash_size == 4 ? (uint32_t) hash : (uint64_t) hash;
  size_t i = (size_t) perturb & self->mask;

  for (;;)
    {
      const size_t n = n_neighbours (self, i);
      for (size_t j = 0; j <= n; j++)
        {
          Slot *slot = &self->slots[(i + j) & self->mask];
          if (slot->key == NULL || holds (self, slot, key, hash))
            return slot;
        }
      i = next_slot (self, i, &perturb);
    }
}

/* Whether a set with that many items must grow. */
static bool
is_full (const Set *self, size_t used)
{
  switch (self->traits->set_load)
    {
    case DSC_SET_LOAD_2_3:
      return used * 3 >= (self->mask + 1) * 2;
    case DSC_SET_LOAD_2_3_OF_MASK:
      return used * 3 >= self->mask * 2;
    case DSC_SET_LOAD_3_5_OF_MASK:
      return used * 5 >= self->mask * 3;
    }
  return false;
}

static DscStatus
resize (Set *self, size_t request)
{
  size_t size = MIN_SIZE;
  size_t bytes;

  while (size <= request)
    size *= 2;
  if (__builtin_mul_overflow (size, sizeof (Slot), &bytes))
    return DSC_STATUS_NO_MEMORY;

  const Set old = *self;
  self->slots = dsc_alloc_zero (dsc_pool_get_alloc (self->pool), bytes);
  if (self->slots == NULL)
    {
      *self = old;
      return DSC_STATUS_NO_MEMORY;
    }
  self->mask = size - 1;
  for (size_t i = 0; old.slots != NULL && i <= old.mask; i++)
    if (old.slots[i].key != NULL)
      *find (self, old.slots[i].key, old.slots[i].hash) = old.slots[i];
  dsc_alloc_free (dsc_pool_get_alloc (self->pool), old.slots);
  return DSC_STATUS_OK;
}

static DscStatus
add (Set *self, const DscObject *key)
{
  int64_t hash;

  if (!dsc_hash_object (key, self->pool, &hash, NULL))
    return DSC_STATUS_INVALID;

  Slot *slot = find (self, key, hash);
  if (slot->key != NULL)
    return DSC_STATUS_OK;
  *slot = (Slot) { key, hash };
  self->used++;
  return is_full (self, self->used) ? resize (self, self->used > LARGE ? self->used * 2 : self->used * 4) : DSC_STATUS_OK;
}

/* Replaces the set by a copy. From 3.5 on a table of the right size is copied as it is; there are no dummies in it. */
static DscStatus
copy (Set *self)
{
  const Set old = *self;
  DscStatus status;

  self->slots = NULL;
  self->mask = MIN_SIZE - 1;
  status = resize (self, is_full (self, old.used) ? old.used * 2 : 0);
  if (status != DSC_STATUS_OK)
    {
      *self = old;
      return status;
    }
  const bool as_it_is = self->mask == old.mask && self->traits->set_probe == DSC_SET_PROBE_LINEAR;
  for (size_t i = 0; i <= old.mask; i++)
    if (old.slots[i].key != NULL)
      *(as_it_is ? &self->slots[i] : find (self, old.slots[i].key, old.slots[i].hash)) = old.slots[i];
  dsc_alloc_free (dsc_pool_get_alloc (self->pool), old.slots);
  return DSC_STATUS_OK;
}

DscStatus
dsc_set_order_made (const DscPool *pool, const DscObject *const *items, size_t n, bool presized, unsigned n_copies, const DscObject **out_items, size_t *out_n)
{
  Set self = { .pool = pool, .traits = dsc_pool_get_traits (pool), .mask = MIN_SIZE - 1 };
  DscStatus status = resize (&self, presized && is_full (&self, n) ? n * 2 : 0);

  for (size_t i = 0; i < n && status == DSC_STATUS_OK; i++)
    status = add (&self, items[i]);
  for (unsigned i = 0; i < n_copies && status == DSC_STATUS_OK; i++)
    status = copy (&self);

  size_t n_written = 0;
  for (size_t i = 0; status == DSC_STATUS_OK && i <= self.mask; i++)
    if (self.slots[i].key != NULL)
      out_items[n_written++] = self.slots[i].key;
  *out_n = n_written;
  dsc_alloc_free (dsc_pool_get_alloc (pool), self.slots);
  return status;
}

DscStatus
dsc_set_order_of_copy (const DscPool *pool, const DscObject *const *items, size_t n, unsigned n_copies, const DscObject **out_items, size_t *out_n)
{
  return dsc_set_order_made (pool, items, n, false, n_copies, out_items, out_n);
}

DscStatus
dsc_set_order (const DscPool *pool, const DscObject *const *items, size_t n, const DscObject **out_items, size_t *out_n)
{
  return dsc_set_order_of_copy (pool, items, n, 0, out_items, out_n);
}
