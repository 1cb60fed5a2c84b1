/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-explain.c: goes through the tables that a release can make, and looks which have the size that is asked for. */
#include "dsc-explain.h"

#include "dsc-layout.h"

#include <string.h>

#define MOST_KEYS ((uint64_t) 1 << 41)

bool
dsc_size_origin_equal (const DscSizeOrigin *a, const DscSizeOrigin *b)
{
  return a->str_only == b->str_only && a->slots == b->slots && a->usable == b->usable && memcmp (a->parts, b->parts, sizeof a->parts) == 0
         && a->first_keys == b->first_keys && a->last_keys == b->last_keys && a->only_cleared == b->only_cleared;
}

static int64_t
sum (const DscSizeOrigin *self)
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

static DscSizeOrigin
origin_of (const DscTraits *traits, uint64_t slots, bool str_only)
{
  const DscLayout entry = dsc_layout_entry (traits, str_only);
  DscSizeOrigin self = { .str_only = str_only, .slots = slots };

  add_object (traits, &self);
  if (slots <= 1)
    return self;
  self.usable = dsc_traits_usable (traits, slots);
  if (traits->family == DSC_FAMILY_COMPACT)
    {
      self.parts[DSC_PART_KEYS_HEADER] = dsc_layout_block (traits, DSC_BLOCK_KEYS).size;
      self.parts[DSC_PART_INDICES] = (int64_t) dsc_layout_index_bytes (traits, slots);
      self.parts[DSC_PART_FREE] = (int64_t) (self.usable * entry.size);
      return self;
    }
  if (traits->family == DSC_FAMILY_KEYS_OPEN)
    self.parts[DSC_PART_KEYS_HEADER] = dsc_layout_block (traits, DSC_BLOCK_KEYS).size;
  self.parts[DSC_PART_FREE] = (int64_t) (slots * entry.size);
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

static bool
is_known (const DscSizeOrigin *out, size_t n, const DscSizeOrigin *self)
{
  for (size_t i = 0; i < n; i++)
    if (out[i].slots == self->slots && out[i].str_only == self->str_only)
      return true;
  return false;
}

static size_t
try_table (const DscTraits *traits, uint64_t slots, bool str_only, int64_t bytes, DscSizeOrigin *out, size_t n)
{
  DscSizeOrigin self = origin_of (traits, slots, str_only);

  if (n == DSC_EXPLAIN_MAX || sum (&self) != bytes || is_known (out, n, &self))
    return n;
  find_keys (traits, str_only, bytes, &self);
  self.only_cleared = slots == 1 && traits->empty_display != DSC_EMPTY_SHARED_KEYS;
  out[n] = self;
  return n + 1;
}

static size_t
try_kinds (const DscTraits *traits, uint64_t slots, int64_t bytes, DscSizeOrigin *out, size_t n)
{
  n = try_table (traits, slots, false, bytes, out, n);
  if (traits->has_unicode_entries && !traits->always_general && slots > 1)
    n = try_table (traits, slots, true, bytes, out, n);
  return n;
}

size_t
dsc_explain_size (const DscTraits *traits, int64_t bytes, DscSizeOrigin out[DSC_EXPLAIN_MAX])
{
  size_t n = 0;
  uint64_t slots = traits->min_size;

  if (bytes <= 0 || bytes > DSC_EXPLAIN_MOST)
    return 0;
  if (traits->empty_display == DSC_EMPTY_NO_TABLE)
    n = try_kinds (traits, 0, bytes, out, n);
  if (traits->empty_display == DSC_EMPTY_SHARED_KEYS || traits->empty_cleared == DSC_EMPTY_SHARED_KEYS)
    n = try_kinds (traits, 1, bytes, out, n);
  for (;;)
    {
      const DscSizeOrigin larger = origin_of (traits, slots, traits->has_unicode_entries);
      uint64_t next;

      if (sum (&larger) > bytes)
        return n;
      n = try_kinds (traits, slots, bytes, out, n);
      next = dsc_traits_round (traits, slots + 1);
      if (next <= slots)
        return n;
      slots = next;
    }
}
