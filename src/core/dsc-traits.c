/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-traits.c: resolves the history of changes into the traits of one target, and says what the rules mean.
 *
 * The history names a trait by its member; the table of members below knows where that member lies. Both are in the order
 * of the struct, so resolving is one walk over the history: a later row overwrites an earlier one. A rule that a trait
 * names is one pure function with one switch, so that the compiler finds a rule without a meaning. */
#include "dsc-traits-borrow-private.h"
#include "dsc-version-variants-private.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define N_ELEMENTS(array) (sizeof (array) / sizeof (array)[0])
/* Below this many items a dict of DSC_GROWTH_USED_X4 quadruples, above it doubles. */
#define QUADRUPLES_UP_TO 50000u
#define ITEMS_ON_STACK    15u       /* 3.10 on: 2n <= STACK_USE_GUIDELINE; more items of a display are added one by one … */
#define RUN_OF_MAP_ADD    17u       /* … in dicts of 17, which are merged */
#define MOST_OF_BUILD_MAP 0xffffu   /* pairs that one BUILD_MAP takes up to 3.8; one more in 3.9 */

typedef struct {
  const char *name;
  size_t      offset;
  size_t      size;       /* 1, 2 or 4 bytes, unsigned */
  bool        is_bool;
} Member;

/* clang-format off */
#define NUMBER(member) { #member, offsetof (DscTraits, member), sizeof ((DscTraits *) NULL)->member, false }
#define FLAG(member)   { #member, offsetof (DscTraits, member), sizeof ((DscTraits *) NULL)->member, true }
static const Member members[] = {
  NUMBER (family),
  NUMBER (pointer_size), NUMBER (align_8), NUMBER (object_head), NUMBER (gc_head), NUMBER (hash_size), FLAG (has_ssize_t),
  FLAG (has_gc_refs), FLAG (has_ob_flags), FLAG (has_lookup_pointer), FLAG (has_log2_fields),
  NUMBER (growth), NUMBER (rounding), NUMBER (usable), FLAG (resize_before_store), NUMBER (probe), NUMBER (perturb_bits),
  NUMBER (min_size), NUMBER (empty_display), NUMBER (empty_call), NUMBER (empty_cleared), NUMBER (empty_log2_index_bytes),
  NUMBER (empty_refcnt),
  NUMBER (kind_rule), FLAG (has_nodummy), FLAG (has_unicode_entries), FLAG (always_general), FLAG (fills_holes),
  FLAG (hash_magnitude), FLAG (reuses_dummy_slot), NUMBER (popitem),
  NUMBER (deleted_hash),
  NUMBER (presize), NUMBER (presize_cap), NUMBER (display), FLAG (display_const_keys), FLAG (from_items), NUMBER (merge),
  FLAG (merge_clones), NUMBER (copy), NUMBER (fromkeys_set), NUMBER (fromkeys_dict), FLAG (kwargs_presized),
  NUMBER (kwargs_on_stack), FLAG (kwargs_reversed), NUMBER (max_call_arguments), FLAG (call_stores_keywords), FLAG (has_dict_call),
  FLAG (has_dict_keywords), FLAG (has_fromkeys), FLAG (has_comprehension), FLAG (has_unpacking),
  NUMBER (unpack), FLAG (has_union),
  NUMBER (tag), NUMBER (version_tag_step), FLAG (tag_bumps_on_same_value), FLAG (has_watchers), NUMBER (watcher_events), NUMBER (watch), FLAG (has_dk_version),
  NUMBER (gc_refs), FLAG (gc_always_tracked), FLAG (empty_tuple_made_anew), NUMBER (free_list_dicts), NUMBER (free_list_keys),
  NUMBER (object_allocator), NUMBER (table_allocator), NUMBER (small_block_max), NUMBER (small_block_step), NUMBER (malloc_head),
  NUMBER (str_hash), FLAG (hash_randomised), FLAG (obeys_hash_seed), NUMBER (int_hash),
  NUMBER (tuple_hash), NUMBER (frozenset_hash), FLAG (nan_hash_by_address), FLAG (none_hash_constant),
  FLAG (pointer_hash_rotated), FLAG (range_by_value), FLAG (unicode_narrow), NUMBER (set_probe), NUMBER (set_load),
  NUMBER (set_display),
  NUMBER (unicode_data), FLAG (repr_octal), FLAG (float_repr_short), FLAG (float_str_short), FLAG (is_python2), FLAG (mixed_complex),
  NUMBER (sharing), NUMBER (instance_values), FLAG (split_tag_bumps_on_same_value),
  FLAG (split_popitem_doubles), FLAG (resplit_needs_split), NUMBER (delattr), FLAG (invalid_values_stay), FLAG (set_dict_delays),
  NUMBER (shared_keys_max), FLAG (preloads_static_attributes),
  FLAG (has_slots), FLAG (has_namedtuple), FLAG (has_typing_namedtuple), FLAG (has_simple_namespace), FLAG (has_dataclass),
  FLAG (has_dataclass_slots), FLAG (tuple_keeps_hash), NUMBER (list_display_max), NUMBER (small_pool),
};

/* Sizes of tables before 1.5: mappingobject.c, primes; from 31 on mostly the largest prime below a power of two. */
static const uint64_t primes[] = {
  3, 7, 13, 31, 61, 127, 251, 509, 1021, 2017, 4093, 5987, 9551, 15683, 19609, 31397, 65521, 131071, 262139, 524287, 1048573,
  2097143, 4194301, 8388593, 16777213, 33554393, 67108859, 134217689, 268435399, 536870909, 1073741789,
};
/* clang-format on */

static void
write_member (DscTraits *self, const Member *member, int64_t value)
{
  const uint8_t byte = (uint8_t) value;
  const uint16_t half = (uint16_t) value;
  const uint32_t word = (uint32_t) value;
  const void *source = member->size == 1 ? (const void *) &byte : member->size == 2 ? (const void *) &half : &word;

  memcpy ((char *) self + member->offset, source, member->size);
}

static int64_t
read_member (const DscTraits *self, const Member *member)
{
  const char *place = (const char *) self + member->offset;
  uint8_t byte;
  uint16_t half;
  uint32_t word;

  switch (member->size)
    {
    case 1:
      memcpy (&byte, place, sizeof byte);
      return byte;
    case 2:
      memcpy (&half, place, sizeof half);
      return half;
    default:
      memcpy (&word, place, sizeof word);
      return word;
    }
}

/* Blocks of the C library: its own head in front, in steps of 16; from here on they are mapped in whole pages, with a head of two words.
 * glibc moves the border up as mapped blocks are given back, so a block beyond it may also take less. */
#define MAPPED_FROM  (128u * 1024)
#define PAGE         4096u

static uint64_t
round_up (uint64_t bytes, uint64_t step)
{
  return bytes > UINT64_MAX - step ? UINT64_MAX : (bytes + step - 1) / step * step;
}

static uint64_t
malloc_block (const DscTraits *self, uint64_t bytes)
{
  if (self->malloc_head == 0)
    return 0;
  if (bytes >= MAPPED_FROM)
    return round_up (bytes + 2u * self->malloc_head, PAGE);
  const uint64_t chunk = round_up (bytes + self->malloc_head, 16);
  return chunk < 4u * self->malloc_head ? 4u * self->malloc_head : chunk;
}

/* mimalloc, mi_bin: two words at a time, from 16 words on four sizes in each doubling. What is larger than a medium block gets pages of
 * its own, as many as there are to be had. */
#define MIMALLOC_MEDIUM_MAX (128u * 1024)

static uint64_t
mimalloc_block (const DscTraits *self, uint64_t bytes)
{
  const uint64_t word = self->pointer_size;
  const uint64_t words = round_up (bytes, word) / word;
  uint64_t step = 2;

  if (bytes > MIMALLOC_MEDIUM_MAX)
    return 0;
  if (words <= 1)
    return word;
  for (uint64_t border = 16; words > border; border *= 2)
    step *= 2;
  return round_up (words, step) * word;
}

uint64_t
dsc_traits_allocated (const DscTraits *self, DscAllocatorRule allocator, uint64_t bytes)
{
  /* A debug build behaves as the other one, but puts guard bytes around each block. */
  if (self->target.build.debug)
    return 0;
  switch (allocator)
    {
    case DSC_ALLOCATOR_UNKNOWN:
      break;
    case DSC_ALLOCATOR_MALLOC:
      return malloc_block (self, bytes);
    case DSC_ALLOCATOR_PYMALLOC:
      return bytes <= self->small_block_max ? round_up (bytes, self->small_block_step) : malloc_block (self, bytes);
    case DSC_ALLOCATOR_MIMALLOC:
      return mimalloc_block (self, bytes);
    }
  return 0;
}

bool
dsc_builds_contain (uint32_t builds, DscBuild build)
{
  const uint32_t archs = builds & ((1u << DSC_N_ARCHS) - 1);
  const uint32_t threading = builds & (DSC_BUILDS_GIL | DSC_BUILDS_FREE_THREADED);

  if (archs != 0 && !(archs & (1u << build.arch)))
    return false;
  if (threading != 0 && !(threading & (build.free_threaded ? DSC_BUILDS_FREE_THREADED : DSC_BUILDS_GIL)))
    return false;
  return !(builds & DSC_BUILDS_DEBUG) || build.debug;
}

/* The target whose rules are used: nothing is known of releases older than the oldest in the list. */
static DscTarget
nearest_known (DscTarget target)
{
  const DscVersion *releases;
  const size_t n = dsc_releases (&releases);

  if (target.version < releases[n - 1])
    target.version = releases[n - 1];
  return target;
}

static bool
change_applies (const DscTraitChange *change, DscTarget known)
{
  return change->since <= known.version && dsc_builds_contain (change->builds, known.build);
}

/* What an implementation other than CPython does otherwise than the release that it follows. */
static void
override (DscTraits *self, DscImplementation implementation)
{
  const DscTraitChange *changes = NULL;
  const size_t n = dsc_variant_changes (implementation, &changes);
  size_t member = 0;

  for (size_t i = 0; i < n; i++)
    {
      while (strcmp (members[member].name, changes[i].trait) != 0)
        {
          member++;
          assert (member < N_ELEMENTS (members));
        }
      write_member (self, &members[member], changes[i].value);
    }
}

DscTraits
dsc_traits_resolve (DscTarget target)
{
  const DscTarget known = nearest_known (target);
  const DscTraitChange *changes;
  const size_t n = dsc_traits_history (&changes);
  size_t member = 0;
  DscTraits self;

  memset (&self, 0, sizeof self);
  for (size_t i = 0; i < n; i++)
    {
      while (strcmp (members[member].name, changes[i].trait) != 0)
        {
          member++;
          assert (member < N_ELEMENTS (members));
        }
      if (change_applies (&changes[i], known))
        write_member (&self, &members[member], changes[i].value);
    }
  override (&self, target.implementation);
  if (target.build.gc_head != 0)
    self.gc_head = target.build.gc_head;
  self.target = target;
  self.evidence = dsc_target_evidence (target);
  return self;
}

const DscTraitChange *
dsc_traits_find_change (const DscTraits *self, const char *trait)
{
  const DscTarget known = nearest_known (self->target);
  const DscTraitChange *changes;
  const DscTraitChange *found = NULL;
  size_t n = dsc_variant_changes (self->target.implementation, &changes);

  for (size_t i = 0; i < n; i++)
    if (strcmp (changes[i].trait, trait) == 0)
      return &changes[i];
  n = dsc_traits_history (&changes);
  for (size_t i = 0; i < n; i++)
    if (strcmp (changes[i].trait, trait) == 0 && change_applies (&changes[i], known))
      found = &changes[i];
  return found;
}

size_t
dsc_traits_n_members (void)
{
  return N_ELEMENTS (members);
}

const char *
dsc_traits_member_name (size_t i)
{
  return members[i].name;
}

int64_t
dsc_traits_get_member (const DscTraits *self, size_t i)
{
  return read_member (self, &members[i]);
}

void
dsc_traits_set_member (DscTraits *self, size_t i, int64_t value)
{
  write_member (self, &members[i], value);
}

bool
dsc_traits_behave_alike (const DscTraits *a, const DscTraits *b)
{
  for (size_t i = 0; i < N_ELEMENTS (members); i++)
    if (read_member (a, &members[i]) != read_member (b, &members[i]))
      return false;
  return true;
}

static uint64_t
saturating_product (uint64_t a, uint64_t b)
{
  uint64_t product;

  return __builtin_mul_overflow (a, b, &product) ? UINT64_MAX : product;
}

static uint64_t
saturating_sum (uint64_t a, uint64_t b)
{
  uint64_t sum;

  return __builtin_add_overflow (a, b, &sum) ? UINT64_MAX : sum;
}

uint64_t
dsc_traits_growth_request (const DscTraits *self, uint64_t used, uint64_t size)
{
  switch (self->growth)
    {
    case DSC_GROWTH_USED_X2:
      return saturating_product (used, 2);
    case DSC_GROWTH_USED_X4:
      return saturating_product (used, used > QUADRUPLES_UP_TO ? 2 : 4);
    case DSC_GROWTH_USED_X4_ALWAYS:
      return saturating_product (used, 4);
    case DSC_GROWTH_USED_X2_PLUS_HALF:
      return saturating_sum (saturating_product (used, 2), size / 2);
    case DSC_GROWTH_USED_X3:
      return saturating_product (used, 3);
    }
  return 0;
}

/* Smallest power of two, from lowest, that is at least `least`; UINT64_MAX when there is none. */
static uint64_t
power_at_least (uint64_t least, uint64_t lowest)
{
  uint64_t size = lowest;

  while (size < least)
    {
      if (size > UINT64_MAX / 2)
        return UINT64_MAX;
      size *= 2;
    }
  return size;
}

static uint64_t
prime_above (uint64_t request)
{
  for (size_t i = 0; i < N_ELEMENTS (primes); i++)
    if (primes[i] > request)
      return primes[i];
  return UINT64_MAX;
}

uint64_t
dsc_traits_round (const DscTraits *self, uint64_t request)
{
  switch (self->rounding)
    {
    case DSC_ROUNDING_GT:
      return request == UINT64_MAX ? UINT64_MAX : power_at_least (request + 1, self->min_size);
    case DSC_ROUNDING_GE:
      return power_at_least (request, self->min_size);
    case DSC_ROUNDING_BIT_LENGTH:
      {
        /* 2 to the bit length of t is the smallest power above t. */
        const uint64_t t = ((request | 8) - 1) | 7;

        return t == UINT64_MAX ? UINT64_MAX : power_at_least (t + 1, self->min_size);
      }
    case DSC_ROUNDING_PRIME:
      return prime_above (request);
    }
  return 0;
}

uint64_t
dsc_traits_usable (const DscTraits *self, uint64_t size)
{
  switch (self->usable)
    {
    case DSC_USABLE_FILL:
      /* The largest fill that fill*3 >= size*2 does not hold for. */
      return size == 0 ? 0 : (saturating_product (size, 2) - 1) / 3;
    case DSC_USABLE_2N1_3:
      return saturating_sum (saturating_product (size, 2), 1) / 3;
    case DSC_USABLE_2N_3:
      return saturating_product (size, 2) / 3;
    }
  return 0;
}

uint64_t
dsc_traits_estimate_size (uint64_t n)
{
  return saturating_sum (saturating_product (n, 3), 1) / 2;
}

uint64_t
dsc_traits_presized_slots (const DscTraits *self, uint64_t n, uint64_t *out_request)
{
  const uint64_t most = self->presize_cap != 0 ? dsc_traits_usable (self, self->presize_cap) : UINT64_MAX;

  *out_request = n;
  switch (self->presize)
    {
    case DSC_PRESIZE_NONE:
      return 0;
    case DSC_PRESIZE_N_ABOVE_5:
      return n > 5 ? power_at_least (saturating_sum (n, 1), self->min_size) : 0;
    case DSC_PRESIZE_N:
      return power_at_least (saturating_sum (n, 1), self->min_size);
    case DSC_PRESIZE_ESTIMATE:
    case DSC_PRESIZE_ESTIMATE_ABOVE_5:
      if (self->presize == DSC_PRESIZE_ESTIMATE_ABOVE_5 && n <= dsc_traits_usable (self, self->min_size))
        return 0;
      *out_request = dsc_traits_estimate_size (n);
      return n > most ? self->presize_cap : dsc_traits_round (self, *out_request);
    }
  return 0;
}

bool
dsc_traits_merge_request (const DscTraits *self, uint64_t used, uint64_t fill, uint64_t usable, uint64_t slots, uint64_t n,
                          uint64_t *out_request)
{
  const uint64_t sum = saturating_sum (used, n);

  switch (self->merge)
    {
    case DSC_MERGE_FILL_X3_2:
      *out_request = saturating_product (sum, 3) / 2;
      return saturating_product (saturating_sum (fill, n), 3) >= saturating_product (slots, 2);
    case DSC_MERGE_FILL_X2:
      *out_request = saturating_product (sum, 2);
      return saturating_product (saturating_sum (fill, n), 3) >= saturating_product (slots, 2);
    case DSC_MERGE_USABLE_X2:
      *out_request = saturating_product (sum, 2);
      return saturating_product (usable, 3) < saturating_product (n, 2);
    case DSC_MERGE_ESTIMATE_DOWN:
      *out_request = saturating_product (sum, 3) / 2;
      return dsc_traits_usable (self, slots) < n;
    case DSC_MERGE_ESTIMATE:
      *out_request = dsc_traits_estimate_size (sum);
      return dsc_traits_usable (self, slots) < n;
    case DSC_MERGE_STORES:
      *out_request = 0;
      return false;
    }
  return false;
}

bool
dsc_traits_fromkeys_request (DscFromkeysRule rule, uint64_t n, uint64_t fill, uint64_t slots, uint64_t *out_request)
{
  switch (rule)
    {
    case DSC_FROMKEYS_STORES:
      return false;
    case DSC_FROMKEYS_N:
      *out_request = n;
      return true;
    case DSC_FROMKEYS_FILL:
      *out_request = fill;
      return true;
    case DSC_FROMKEYS_HALF_X3:
      *out_request = saturating_product (n / 2, 3);
      return true;
    case DSC_FROMKEYS_ESTIMATE_DOWN:
      *out_request = saturating_product (n, 3) / 2;
      return true;
    case DSC_FROMKEYS_ESTIMATE:
      *out_request = dsc_traits_estimate_size (n);
      return true;
    case DSC_FROMKEYS_ESTIMATE_KEEP:
      *out_request = dsc_traits_estimate_size (n);
      if (*out_request < slots)
        *out_request = slots;
      return true;
    }
  return false;
}

size_t
dsc_traits_display_run (const DscTraits *self)
{
  if (self->display == DSC_DISPLAY_RUNS_OF_17)
    return RUN_OF_MAP_ADD;
  return self->unpack == DSC_UNPACK_UPDATE_FIRST ? MOST_OF_BUILD_MAP + 1 : MOST_OF_BUILD_MAP;
}

bool
dsc_traits_display_presizes (const DscTraits *self, uint64_t n)
{
  if (self->display == DSC_DISPLAY_STORES || n == 0)
    return false;
  return self->display != DSC_DISPLAY_RUNS_OF_17 || n <= ITEMS_ON_STACK;
}

unsigned
dsc_traits_index_width (const DscTraits *self, uint64_t size)
{
  if (self->family != DSC_FAMILY_COMPACT)
    return 0;
  if (size <= 0xff)
    return 1;
  if (size <= 0xffff)
    return 2;
  return size <= 0xffffffff || self->pointer_size == 4 ? 4 : 8;
}

static size_t __attribute__ ((format (printf, 4, 5)))
append (char *buffer, size_t size, size_t length, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  int n = vsnprintf (length < size ? buffer + length : NULL, length < size ? size - length : 0, format, arguments);
  va_end (arguments);
  return length + (n > 0 ? (size_t) n : 0);
}

size_t
dsc_traits_dump (const DscTraits *self, char *buffer, size_t size)
{
  size_t length = 0;

  if (size > 0)
    buffer[0] = '\0';
  for (size_t i = 0; i < N_ELEMENTS (members); i++)
    {
      const DscTraitChange *change = dsc_traits_find_change (self, members[i].name);
      const int64_t value = read_member (self, &members[i]);

      if (members[i].is_bool)
        length = append (buffer, size, length, "%s = %s\n", members[i].name, value ? "true" : "false");
      else if (change != NULL && change->value_name != NULL && change->value == value)
        length = append (buffer, size, length, "%s = %s\n", members[i].name, change->value_name);
      else
        length = append (buffer, size, length, "%s = %lld\n", members[i].name, (long long) value);
    }
  return length;
}
