/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-explain.c: goes through all that a release can make, in the order of sizes, and looks what has the size that is asked for.
 *
 * There are few series of sizes: tables of 8, 16, 32 … slots with and without me_hash, shared keys of as many slots or with 1, 2, 3 … names,
 * and instances, which are all alike. Each series rises, so it is left as soon as it has passed the number. */
#include "dsc-explain.h"

#include "dsc-instance-private.h"
#include "dsc-layout.h"

#include <string.h>

#define MOST_KEYS ((uint64_t) 1 << 41)

const char *
dsc_size_kind_name (DscSizeKind kind)
{
  static const char *const names[DSC_N_SIZE_KINDS] = { "dict", "shared-dict", "last-shared-dict", "instance" };

  return names[kind];
}

bool
dsc_size_origin_equal (const DscSizeOrigin *a, const DscSizeOrigin *b)
{
  return a->kind == b->kind && a->str_only == b->str_only && a->slots == b->slots && a->usable == b->usable && a->values == b->values
         && memcmp (a->parts, b->parts, sizeof a->parts) == 0 && a->first_keys == b->first_keys && a->last_keys == b->last_keys && a->only_cleared == b->only_cleared;
}

int64_t
dsc_size_origin_sum (const DscSizeOrigin *self)
{
  int64_t bytes = 0;

  for (int part = 0; part < DSC_N_PARTS; part++)
    bytes += self->parts[part];
  return bytes;
}

static void
add_object (const DscTraits *traits, DscSizeOrigin *self)
{
  const DscLayout object = dsc_layout_block (traits, DSC_BLOCK_DICT);
  const DscMember *small = dsc_layout_find (&object, DSC_FIELD_MA_SMALLTABLE);
  const uint32_t embedded = small != NULL ? small->size : 0;

  self->parts[DSC_PART_GC_HEAD] = traits->gc_head;
  self->parts[DSC_PART_OBJECT] = object.size - embedded;
  if (small != NULL && self->slots > traits->min_size)
    self->parts[DSC_PART_SMALLTABLE_IDLE] = embedded;
}

static void
add_keys (const DscTraits *traits, DscSizeOrigin *self)
{
  const DscLayout entry = dsc_layout_entry (traits, self->str_only);
  const uint64_t entries = traits->family == DSC_FAMILY_COMPACT ? dsc_traits_usable (traits, self->slots) : self->slots;

  if (traits->family != DSC_FAMILY_OPEN)
    self->parts[DSC_PART_KEYS_HEADER] = dsc_layout_block (traits, DSC_BLOCK_KEYS).size;
  self->parts[DSC_PART_INDICES] = (int64_t) dsc_layout_index_bytes (traits, self->slots);
  self->parts[DSC_PART_FREE] = (int64_t) (entries * entry.size);
}

/* Up to 3.5 a cleared dict is one with values, of the one slot that the shared empty keys have; dictobject.c, empty_values. */
static DscSizeOrigin
origin_of (const DscTraits *traits, uint64_t slots, bool str_only)
{
  DscSizeOrigin self = { .str_only = str_only, .slots = slots };

  add_object (traits, &self);
  if (slots == 1 && traits->sharing == DSC_SHARING_SLOTS)
    self.parts[DSC_PART_VALUES] = traits->pointer_size;
  if (slots <= 1)
    return self;
  self.usable = dsc_traits_usable (traits, slots) + traits->resize_before_store;    /* one more, if the test comes with the next store */
  add_keys (traits, &self);
  return self;
}

/* The least number of keys, added one by one, with which a dict has so many bytes: it only grows meanwhile. */
static uint64_t
least_keys (const DscTraits *traits, bool str, int64_t bytes)
{
  uint64_t low = 0;
  uint64_t high = MOST_KEYS;

  while (low < high)
    {
      const uint64_t middle = low + (high - low) / 2;

      if (dsc_ladder_size (traits, DSC_LADDER_LOOP, str, middle) < bytes)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
find_keys (const DscTraits *traits, bool str, int64_t bytes, DscSizeOrigin *self)
{
  const uint64_t first = least_keys (traits, str, bytes);
  const uint64_t behind = least_keys (traits, str, bytes + 1);

  if (first == behind || behind == MOST_KEYS)
    return;
  self->first_keys = first;
  self->last_keys = behind - 1;
}

/* --- What there is, in series of rising sizes. --- */

/* false: the series is left. */
typedef bool (*Visit) (void *user, const DscSizeOrigin *origin);

static void
visit_tables (const DscTraits *traits, bool str_only, Visit visit, void *user)
{
  const bool is_first = !str_only;
  uint64_t slots = traits->min_size;
  DscSizeOrigin self;

  if (is_first && traits->empty_display == DSC_EMPTY_NO_TABLE)
    {
      self = origin_of (traits, 0, false);
      (void) visit (user, &self);
    }
  if (is_first && (traits->empty_display == DSC_EMPTY_SHARED_KEYS || traits->empty_cleared == DSC_EMPTY_SHARED_KEYS))
    {
      self = origin_of (traits, 1, false);
      self.only_cleared = traits->empty_display != DSC_EMPTY_SHARED_KEYS;
      (void) visit (user, &self);
    }
  for (;;)
    {
      uint64_t next;

      self = origin_of (traits, slots, str_only);
      if (!visit (user, &self))
        return;
      next = dsc_traits_round (traits, slots + 1);
      if (next <= slots)
        return;
      slots = next;
    }
}

/* A dict that shares keys of so many slots, with values for `places` of them. */
static DscSizeOrigin
shared_origin_of (const DscTraits *traits, uint64_t slots, uint64_t places, bool is_last)
{
  DscSizeOrigin self = { .kind = is_last ? DSC_SIZE_LAST_SHARED_DICT : DSC_SIZE_SHARED_DICT, .slots = slots, .values = places };

  add_object (traits, &self);
  self.str_only = traits->has_unicode_entries;
  self.usable = traits->sharing == DSC_SHARING_ORDER_BYTES ? places : dsc_traits_usable (traits, slots);
  self.parts[DSC_PART_VALUES] = (int64_t) (places * traits->pointer_size);
  if (is_last)
    add_keys (traits, &self);
  return self;
}

/* Up to 3.10: the attributes of a first instance, set one by one, for which the keys have so many slots. They grow as tables do. */
static void
find_attributes (const DscTraits *traits, DscSizeOrigin *self)
{
  uint64_t slots = (uint64_t) 1 << dsc_class_log2_of_shared (traits);
  uint64_t first = 0;

  while (slots < self->slots)
    {
      const uint64_t full = dsc_traits_usable (traits, slots);

      first = full + 1;
      slots = dsc_traits_round (traits, dsc_traits_growth_request (traits, full, slots));
    }
  if (slots != self->slots)
    return;
  self->first_keys = first;
  self->last_keys = self->usable;
}

/* Up to 3.10 shared keys have 4, 8, 16 … slots; then room for 1 to shared_keys_max names, of which the table always has the same size. */
static void
visit_shared (const DscTraits *traits, bool is_last, Visit visit, void *user)
{
  uint64_t slots = (uint64_t) 1 << dsc_class_log2_of_shared (traits);

  if (traits->sharing == DSC_SHARING_ORDER_BYTES)
    {
      for (uint64_t places = 1; places <= traits->shared_keys_max; places++)
        {
          const DscSizeOrigin self = shared_origin_of (traits, slots, places, is_last);
          if (!visit (user, &self))
            return;
        }
      return;
    }
  for (; slots < MOST_KEYS; slots *= 2)
    {
      const uint64_t places = traits->sharing == DSC_SHARING_SLOTS ? slots : dsc_traits_usable (traits, slots);
      DscSizeOrigin self = shared_origin_of (traits, slots, places, is_last);

      find_attributes (traits, &self);
      if (!visit (user, &self))
        return;
    }
}

static void
visit_instance (const DscTraits *traits, Visit visit, void *user)
{
  const int64_t basicsize = dsc_instance_basicsize_of (traits);
  DscSizeOrigin self = { .kind = DSC_SIZE_INSTANCE };

  self.parts[DSC_PART_OBJECT] = basicsize;
  self.parts[DSC_PART_GC_HEAD] = dsc_instance_getsizeof_of (traits) - basicsize;
  (void) visit (user, &self);
}

static void
visit_all (const DscTraits *traits, Visit visit, void *user)
{
  const bool is_cpython = traits->target.implementation == DSC_IMPLEMENTATION_CPYTHON;

  visit_tables (traits, false, visit, user);
  if (traits->has_unicode_entries && !traits->always_general)
    visit_tables (traits, true, visit, user);
  if (!is_cpython)
    return;
  if (traits->sharing != DSC_SHARING_NONE)
    {
      visit_shared (traits, false, visit, user);
      visit_shared (traits, true, visit, user);
    }
  if (traits->has_slots)
    visit_instance (traits, visit, user);
}

/* --- What has that size. --- */

typedef struct {
  const DscTraits *traits;
  int64_t          bytes;
  DscSizeOrigin   *out;
  size_t           n;
} Search;

static bool
is_before (const DscSizeOrigin *a, const DscSizeOrigin *b)
{
  return a->kind != b->kind ? a->kind < b->kind : a->slots != b->slots ? a->slots < b->slots : a->str_only < b->str_only;
}

static bool
match (void *user, const DscSizeOrigin *origin)
{
  Search *self = user;
  const int64_t bytes = dsc_size_origin_sum (origin);
  size_t place = self->n;

  if (bytes != self->bytes || self->n == DSC_EXPLAIN_MAX)
    return bytes <= self->bytes;
  while (place > 0 && is_before (origin, &self->out[place - 1]))
    {
      self->out[place] = self->out[place - 1];
      place--;
    }
  self->out[place] = *origin;
  if (origin->kind == DSC_SIZE_DICT)
    find_keys (self->traits, origin->str_only, bytes, &self->out[place]);
  self->n++;
  return true;
}

size_t
dsc_explain_size (const DscTraits *traits, int64_t bytes, DscSizeOrigin out[DSC_EXPLAIN_MAX])
{
  Search search = { .traits = traits, .bytes = bytes, .out = out };

  if (bytes <= 0 || bytes > DSC_EXPLAIN_MOST)
    return 0;
  visit_all (traits, match, &search);
  return search.n;
}

typedef struct {
  int64_t bytes, below, above;
} Nearest;

static bool
come_near (void *user, const DscSizeOrigin *origin)
{
  Nearest *self = user;
  const int64_t bytes = dsc_size_origin_sum (origin);

  if (bytes < self->bytes && bytes > self->below)
    self->below = bytes;
  if (bytes > self->bytes && bytes < self->above)
    self->above = bytes;
  return bytes <= self->bytes;
}

void
dsc_explain_nearest (const DscTraits *traits, int64_t bytes, int64_t *out_below, int64_t *out_above)
{
  Nearest nearest = { .bytes = bytes < 0 ? 0 : bytes > DSC_EXPLAIN_MOST ? DSC_EXPLAIN_MOST : bytes, .above = INT64_MAX };

  visit_all (traits, come_near, &nearest);
  *out_below = nearest.below;
  *out_above = nearest.above;
}
