/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-values.c: arrays of values of split dicts and of instances.
 *
 * Up to 3.10 an array is bare. From 3.11 on it knows the order in which its values were first set: one byte per value, the
 * number of its key among the shared ones; in 3.11 and 3.12 these bytes lie in front of the values, backwards, in a prefix that
 * ends with its own length and the number of values; from 3.13 on behind them, and a header of four bytes leads.
 * Deleting moves the later order bytes down and leaves the last one where it was.
 * Objects/dictobject.c: new_values, free_values, copy_values, delete_index_from_values, invalidate_and_clear_inline_values. */
#include "dsc-referents.h"
#include "dsc-split-private.h"

static uint64_t
round_up (uint64_t n, uint64_t multiple)
{
  return (n + multiple - 1) / multiple * multiple;
}

static bool
has_order (const DscTraits *traits)
{
  return traits->sharing == DSC_SHARING_ORDER_BYTES;
}

/* Bytes in front of the values: 3.11, 3.12. */
static uint64_t
prefix_of (const DscTraits *traits, size_t capacity)
{
  bool in_front = has_order (traits) && traits->instance_values != DSC_VALUES_INLINE;

  return in_front ? round_up ((uint64_t) capacity + 2, traits->pointer_size) : 0;
}

uint64_t
dsc_values_bytes (const DscTraits *traits, size_t capacity)
{
  uint64_t array = (uint64_t) capacity * traits->pointer_size;

  if (traits->instance_values == DSC_VALUES_INLINE)
    return traits->pointer_size + array + round_up (capacity, traits->pointer_size);
  return prefix_of (traits, capacity) + array;
}

size_t
dsc_values_capacity_for (const DscTraits *traits, const DscKeys *keys)
{
  if (has_order (traits))
    return (size_t) (keys->dk_nentries + keys->dk_usable);
  if (traits->sharing == DSC_SHARING_SLOTS)
    return dsc_keys_size (keys);
  return (size_t) dsc_traits_usable (traits, dsc_keys_size (keys));
}

static DscValues *
allocate (DscRuntime *rt, size_t capacity)
{
  size_t order_bytes = has_order (&rt->traits) ? capacity : 0;
  DscValues *self = dsc_alloc_zero (rt->alloc, sizeof *self + capacity * sizeof (DscObject *) + order_bytes);

  if (self == NULL)
    return NULL;
  self->capacity = (uint32_t) capacity;
  self->prefix = (uint8_t) prefix_of (&rt->traits, capacity);
  return self;
}

/* What a fresh array holds. */
static void
note_new (const DscRuntime *rt, const DscDict *dict, const DscValues *self)
{
  dsc_runtime_note (rt, dict, (DscEvent) { .kind = DSC_EVENT_NEW_VALUES, .detail = self->embedded, .a = self->capacity, .d = self->block });
}

DscValues *
dsc_values_new (DscRuntime *rt, const DscDict *dict, size_t capacity)
{
  DscValues *self = allocate (rt, capacity);

  if (self == NULL)
    return NULL;
  self->block = dsc_runtime_take_block (rt, dict, NULL, DSC_BLOCK_VALUES, dsc_values_bytes (&rt->traits, capacity), capacity);
  note_new (rt, dict, self);
  return self;
}

DscValues *
dsc_values_new_inline (DscRuntime *rt, size_t capacity)
{
  DscValues *self = allocate (rt, capacity);

  if (self != NULL)
    {
      self->embedded = self->valid = 1;
      self->zeroed = true;
    }
  return self;
}

void
dsc_values_place_inline (const DscRuntime *rt, DscValues *self, uint32_t block)
{
  self->block = block;
  note_new (rt, NULL, self);
}

void
dsc_values_free (DscRuntime *rt, const DscDict *dict, DscValues *self)
{
  if (self == NULL || self == rt->empty_values)
    return;
  if (self->embedded)
    {
      dsc_values_invalidate (rt, dict, self);
      return;
    }
  dsc_runtime_give_block (rt, dict, NULL, self->block, dsc_values_bytes (&rt->traits, self->capacity));
  dsc_alloc_free (rt->alloc, self);
}

void
dsc_values_free_inline (DscRuntime *rt, DscValues *self)
{
  dsc_alloc_free (rt->alloc, self);
}

/* One byte of the order. */
static void
note_order (const DscRuntime *rt, const DscDict *dict, const DscValues *self, size_t i, uint8_t before, uint8_t after)
{
  dsc_runtime_note (rt, dict, (DscEvent) { .kind = DSC_EVENT_WRITE_FIELD, .detail = DSC_FIELD_VALUES_ORDER, .a = before, .b = after,
                                           .c = (int64_t) i, .d = self->block });
}

void
dsc_values_note_copied (const DscRuntime *rt, const DscDict *dict, DscValues *self)
{
  for (size_t i = 0; i < self->capacity; i++)
    if (self->values[i] != NULL)
      dsc_note_value (rt, dict, self->block, i, self->values[i]);
  for (size_t i = 0; i < self->size; i++)
    note_order (rt, dict, self, i, 0, dsc_values_order (self)[i]);
  if (self->size != 0)
    dsc_runtime_note_field (rt, dict, self->block, DSC_FIELD_VALUES_SIZE, 0, self->size);
}

DscValues *
dsc_values_take_out (DscRuntime *rt, const DscDict *dict, DscValues *self)
{
  self->embedded = self->valid = 0;
  self->block = dsc_runtime_take_block (rt, dict, NULL, DSC_BLOCK_VALUES, dsc_values_bytes (&rt->traits, self->capacity), self->capacity);
  note_new (rt, dict, self);
  if (rt->trace != NULL)
    dsc_values_note_copied (rt, dict, self);
  return self;
}

DscValues *
dsc_values_copy (DscRuntime *rt, const DscDict *dict, const DscValues *source, size_t capacity)
{
  DscValues *self = dsc_values_new (rt, dict, capacity);
  size_t n = capacity < source->capacity ? capacity : source->capacity;

  if (self == NULL)
    return NULL;
  memcpy (self->values, source->values, n * sizeof *self->values);
  if (has_order (&rt->traits))
    memcpy (dsc_values_order (self), source->values + source->capacity, n);
  self->size = source->size;
  self->written = source->written < n ? source->written : (uint8_t) n;
  self->zeroed = source->zeroed;
  if (rt->trace != NULL)
    dsc_values_note_copied (rt, dict, self);
  return self;
}

void
dsc_values_set_size (DscRuntime *rt, const DscDict *dict, DscValues *self, unsigned size)
{
  dsc_runtime_note_field (rt, dict, self->block, DSC_FIELD_VALUES_SIZE, self->size, size);
  self->size = (uint8_t) size;
}

void
dsc_values_append_order (DscRuntime *rt, const DscDict *dict, DscValues *self, size_t ix)
{
  uint8_t *order = dsc_values_order (self);

  note_order (rt, dict, self, self->size, order[self->size], (uint8_t) ix);
  order[self->size] = (uint8_t) ix;
  dsc_values_set_size (rt, dict, self, self->size + 1u);
  if (self->written < self->size)
    self->written = self->size;
}

void
dsc_values_remove_order (DscRuntime *rt, const DscDict *dict, DscValues *self, size_t ix)
{
  uint8_t *order = dsc_values_order (self);
  size_t i = 0;

  while (order[i] != ix)
    i++;
  for (; i + 1 < self->size; i++)
    {
      note_order (rt, dict, self, i, order[i], order[i + 1]);
      order[i] = order[i + 1];
    }
  dsc_values_set_size (rt, dict, self, self->size - 1u);
}

void
dsc_values_empty (DscRuntime *rt, const DscDict *dict, DscValues *self)
{
  for (size_t i = 0; rt->trace != NULL && i < self->capacity; i++)
    if (self->values[i] != NULL)
      dsc_note_value (rt, dict, self->block, i, NULL);
  memset (self->values, 0, self->capacity * sizeof *self->values);
}

void
dsc_values_invalidate (DscRuntime *rt, const DscDict *dict, DscValues *self)
{
  dsc_runtime_note_field (rt, dict, self->block, DSC_FIELD_VALUES_VALID, self->valid, 0);
  self->valid = 0;
  if (!rt->traits.invalid_values_stay)
    dsc_values_empty (rt, dict, self);
}

void
dsc_values_hold_all (DscRuntime *rt, const DscValues *self)
{
  for (size_t i = 0; i < self->capacity; i++)
    if (self->values[i] != NULL)
      dsc_runtime_hold (rt, self->values[i]);
}

void
dsc_values_release_all (DscRuntime *rt, const DscValues *self)
{
  for (size_t i = 0; i < self->capacity; i++)
    dsc_runtime_release (rt, self->values[i]);
}
