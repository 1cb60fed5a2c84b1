/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-ladder.c: sys.getsizeof of a dict by the number of its keys, from the rules alone.
 *
 * A shape is what is left of a dict when its keys are forgotten: slots, the number of items, the room, the kind. The ways of
 * building are played on shapes, many stores at a time: from one resize to the next nothing happens. Deletions are not
 * modelled, because what they do depends on hashes.
 *
 * Sizes change where the number of keys passes a power of two (presizing by the number) or two thirds of one (a table is
 * full), give or take a few, and in displays where the compiler begins another dict. dsc_ladder_next looks everywhere below
 * a first border and only around such places above it. */
#include "dsc-ladder.h"

#include "dsc-layout.h"

#include <string.h>

#define EVERYWHERE_UP_TO 2048u
#define AROUND           12u      /* keys on each side of a place */

typedef struct {
  uint64_t slots;        /* 0: no table; 1: the shared empty keys */
  uint64_t used;         /* also ma_fill and dk_nentries: nothing is ever deleted */
  uint64_t usable;       /* 3.3 on */
  uint64_t rebuilds;     /* of tables with entries in them */
  uint64_t moved;        /* entries, by all of these */
  bool     unicode;      /* str-only, as far as the size of entries depends on it */
} Shape;

/* The table. */

static Shape
empty (const DscTraits *traits, DscEmptyRule rule)
{
  switch (rule)
    {
    case DSC_EMPTY_OWN_TABLE:
      return (Shape) { .slots = traits->min_size, .usable = dsc_traits_usable (traits, traits->min_size), .unicode = true };
    case DSC_EMPTY_SHARED_KEYS:
      return (Shape) { .slots = 1, .unicode = true };
    case DSC_EMPTY_NO_TABLE:
      break;
    }
  return (Shape) { .unicode = true };
}

static void
use_slots (const DscTraits *traits, Shape *self, uint64_t slots, bool unicode)
{
  self->slots = slots;
  self->usable = dsc_traits_usable (traits, slots) - self->used;
  self->unicode = self->unicode && unicode && !traits->always_general;
}

static void
resize (const DscTraits *traits, Shape *self, uint64_t request, bool unicode)
{
  self->rebuilds += self->used > 0;
  self->moved += self->used;
  use_slots (traits, self, dsc_traits_round (traits, request), unicode);
}

static void
grow (const DscTraits *traits, Shape *self, uint64_t used)
{
  resize (traits, self, dsc_traits_growth_request (traits, used, self->slots), true);
}

static uint64_t
least (uint64_t a, uint64_t b)
{
  return a < b ? a : b;
}

static bool
is_loaded (const DscTraits *traits, const Shape *self)
{
  return self->used > dsc_traits_usable (traits, self->slots) || self->slots == 0;
}

/* Up to 3.2: n new keys with the test of the load before (up to 2.0) or after each. */
static void
store_open (const DscTraits *traits, Shape *self, uint64_t n)
{
  if (self->slots == 0 && n > 0)
    grow (traits, self, 0);
  while (n > 0)
    {
      const uint64_t most = dsc_traits_usable (traits, self->slots);
      uint64_t run;

      if (traits->resize_before_store && is_loaded (traits, self))
        grow (traits, self, self->used);
      if (traits->resize_before_store)
        run = least (n, dsc_traits_usable (traits, self->slots) + 1 - self->used);
      else
        run = most > self->used ? least (n, most - self->used) : 1;
      self->used += run;
      n -= run;
      if (!traits->resize_before_store && is_loaded (traits, self))
        grow (traits, self, self->used);
    }
}

/* 3.3 on. */
static void
store_keys (const DscTraits *traits, Shape *self, bool str, uint64_t n)
{
  if (n == 0)
    return;
  if (self->slots == 1 && traits->empty_display == DSC_EMPTY_SHARED_KEYS)   /* insert_to_emptydict */
    use_slots (traits, self, traits->min_size, str);
  if (!str && self->unicode && traits->has_unicode_entries)
    resize (traits, self, dsc_traits_growth_request (traits, self->used, self->slots), false);
  while (n > 0)
    {
      if (self->usable == 0)
        grow (traits, self, self->used + traits->fills_holes);   /* the proposal counts the new key */
      const uint64_t run = least (n, self->usable);
      self->used += run;
      self->usable -= run;
      n -= run;
    }
}

static void
store (const DscTraits *traits, Shape *self, bool str, uint64_t n)
{
  if (traits->family == DSC_FAMILY_OPEN)
    store_open (traits, self, n);
  else
    store_keys (traits, self, str, n);
}

/* By a merge or a sized fromkeys: up to 3.2 the load is not tested. */
static void
insert (const DscTraits *traits, Shape *self, bool str, uint64_t n)
{
  if (traits->family != DSC_FAMILY_OPEN)
    store_keys (traits, self, str, n);
  else
    {
      if (self->slots == 0 && n > 0)
        grow (traits, self, 0);
      self->used += n;
    }
}

static int64_t
bytes_beside (const DscTraits *traits, const Shape *self, uint64_t dict_bytes)
{
  const bool embedded = traits->family == DSC_FAMILY_OPEN && traits->empty_display == DSC_EMPTY_OWN_TABLE && self->slots == traits->min_size;
  uint64_t size = dict_bytes;

  if (self->slots > 1 && !embedded)
    size += dsc_layout_keys_size (traits, self->slots, self->unicode && traits->family != DSC_FAMILY_OPEN);
  return size < INT64_MAX ? (int64_t) size : INT64_MAX;
}

static uint64_t
dict_bytes (const DscTraits *traits)
{
  return dsc_layout_block (traits, DSC_BLOCK_DICT).size + (uint64_t) traits->gc_head;
}

static int64_t
bytes (const DscTraits *traits, const Shape *self)
{
  return bytes_beside (traits, self, dict_bytes (traits));
}

/* Dicts out of dicts. */

/* The table of another dict, which the new one has had nothing to do with so far. */
static Shape
clone_of (const Shape *source)
{
  Shape self = *source;

  self.rebuilds = self.moved = 0;
  return self;
}

static void
merge (const DscTraits *traits, Shape *self, const Shape *other, bool str)
{
  const bool afresh = other->slots == traits->min_size || dsc_traits_usable (traits, other->slots / 2) < other->used;
  uint64_t request;

  if (other->used == 0)
    return;
  if (traits->merge_clones && self->used == 0 && afresh)
    {
      *self = clone_of (other);
      return;
    }
  if (dsc_traits_merge_request (traits, self->used, self->used, self->usable, self->slots, other->used, &request))
    resize (traits, self, request, other->unicode);
  insert (traits, self, str, other->used);
}

static Shape
copied (const DscTraits *traits, const Shape *source, bool str)
{
  Shape self = empty (traits, traits->empty_display);
  uint64_t request;

  if (source->used == 0)
    return self;
  switch (traits->copy)
    {
    case DSC_COPY_CLONE:
      return clone_of (source);
    case DSC_COPY_RESIZE_INSERT:
      (void) dsc_traits_merge_request (traits, 0, 0, 0, 0, source->used, &request);
      resize (traits, &self, request, true);
      insert (traits, &self, str, source->used);
      return self;
    case DSC_COPY_MERGE:
      break;
    }
  merge (traits, &self, source, str);
  return self;
}

/* Displays and calls. */

static Shape
presized (const DscTraits *traits, bool str, uint64_t n, uint64_t announced)
{
  uint64_t request;
  const uint64_t slots = dsc_traits_presized_slots (traits, announced, &request);
  Shape self = empty (traits, traits->empty_display);

  if (slots != 0)
    use_slots (traits, &self, slots, !traits->from_items || str);
  store (traits, &self, str, n);
  return self;
}

static Shape
stored (const DscTraits *traits, DscEmptyRule rule, bool str, uint64_t n)
{
  Shape self = empty (traits, rule);

  store (traits, &self, str, n);
  return self;
}

static Shape
display_run (const DscTraits *traits, bool str, uint64_t n)
{
  if (!dsc_traits_display_presizes (traits, n))
    return stored (traits, traits->empty_display, str, n);
  return presized (traits, str, n, n);
}

static Shape
displayed (const DscTraits *traits, bool str, uint64_t n)
{
  const uint64_t run = dsc_traits_display_run (traits);

  if (n <= run)
    return display_run (traits, str, n);
  if (traits->display == DSC_DISPLAY_STORES)
    return stored (traits, traits->empty_display, str, n);
  if (traits->unpack == DSC_UNPACK_NONE)
    return presized (traits, str, n, run);

  const Shape whole = display_run (traits, str, run);
  const bool update_first = traits->unpack == DSC_UNPACK_UPDATE_FIRST;
  Shape self = update_first ? whole : empty (traits, traits->empty_display);

  for (uint64_t done = update_first ? run : 0; done < n; done += run)
    {
      /* Once no part makes it resize any more, parts are stores. */
      if (done > 0 && dsc_traits_usable (traits, self.slots) >= run)
        {
          store (traits, &self, str, n - done);
          break;
        }
      const Shape part = n - done < run ? display_run (traits, str, n - done) : whole;
      merge (traits, &self, &part, str);
    }
  return self;
}

static Shape
called_with_keywords (const DscTraits *traits, uint64_t n)
{
  Shape keywords;

  if (traits->call_stores_keywords)
    return stored (traits, traits->empty_call, true, n);
  if (traits->kwargs_presized && (traits->kwargs_on_stack == 0 || n <= traits->kwargs_on_stack))
    keywords = presized (traits, true, n, n);
  else
    keywords = stored (traits, traits->empty_display, true, n);

  Shape self = empty (traits, traits->empty_call);
  merge (traits, &self, &keywords, true);
  return self;
}

static Shape
from_keys (const DscTraits *traits, DscFromkeysRule rule, bool str, bool unicode, uint64_t n)
{
  Shape self = empty (traits, traits->empty_call);
  uint64_t request;

  if (dsc_traits_fromkeys_request (rule, n, n, self.slots, &request))
    {
      resize (traits, &self, request, unicode);
      insert (traits, &self, str, n);
    }
  else
    store (traits, &self, str, n);
  return self;
}

static Shape
updated (const DscTraits *traits, Shape self, const Shape *source, bool str)
{
  merge (traits, &self, source, str);
  return self;
}

/* {**d, k: 0}: the pair is a display of its own. */
static Shape
unpacked_and_more (const DscTraits *traits, const Shape *source, bool str)
{
  const Shape more = display_run (traits, str, 1);
  const Shape first = updated (traits, empty (traits, traits->empty_display), source, str);

  return updated (traits, first, &more, str);
}

static Shape
shape_of (const DscTraits *traits, DscLadderWay way, bool str, uint64_t n)
{
  const Shape grown = stored (traits, traits->empty_display, str, n);
  const Shape nothing = empty (traits, traits->empty_display);

  switch (way)
    {
    case DSC_LADDER_LOOP:
    case DSC_LADDER_COMPREHENSION:
    case DSC_LADDER_PARAMETER:
      return grown;
    case DSC_LADDER_DISPLAY:
      return displayed (traits, str, n);
    case DSC_LADDER_PAIRS:
    case DSC_LADDER_FROMKEYS_RANGE:
      return stored (traits, traits->empty_call, str, n);
    case DSC_LADDER_KWARGS:
      return called_with_keywords (traits, n);
    case DSC_LADDER_FROMKEYS_SET:
      return from_keys (traits, traits->fromkeys_set, str, !traits->has_unicode_entries, n);
    case DSC_LADDER_FROMKEYS_DICT:
      return from_keys (traits, traits->fromkeys_dict, str, grown.unicode, n);
    case DSC_LADDER_CALL:
      return updated (traits, empty (traits, traits->empty_call), &grown, str);
    case DSC_LADDER_COPY:
    case DSC_LADDER_UNION:
      return copied (traits, &grown, str);
    case DSC_LADDER_UPDATE:
    case DSC_LADDER_UNPACK:
      return updated (traits, nothing, &grown, str);
    case DSC_LADDER_UNION_RIGHT:
      return updated (traits, copied (traits, &nothing, str), &grown, str);
    case DSC_LADDER_UPDATE_1:
      return updated (traits, stored (traits, traits->empty_display, str, 1), &grown, str);
    case DSC_LADDER_UPDATE_5:
      return updated (traits, stored (traits, traits->empty_display, str, 5), &grown, str);
    case DSC_LADDER_UNPACK_MORE:
      return unpacked_and_more (traits, &grown, str);
    case DSC_N_LADDERS:
      break;
    }
  return nothing;
}

int64_t
dsc_ladder_size (const DscTraits *traits, DscLadderWay way, bool str, uint64_t n)
{
  const Shape shape = shape_of (traits, way, str, n);

  return bytes (traits, &shape);
}

DscLadderTable
dsc_ladder_table (const DscTraits *traits, DscLadderWay way, bool str, uint64_t n)
{
  const Shape shape = shape_of (traits, way, str, n);

  return (DscLadderTable) { .slots = shape.slots, .rebuilds = shape.rebuilds, .moved = shape.moved };
}

/* Steps. */

/* The first number above n that lies around the place; UINT64_MAX: none does. */
static uint64_t
around (uint64_t place, uint64_t n)
{
  if (n + 1 > place + AROUND)
    return UINT64_MAX;
  return n + 1 + AROUND < place ? place - AROUND : n + 1;
}

/* The next number of keys that may have another size than the one below it. */
static uint64_t
next_candidate (const DscTraits *traits, DscLadderWay way, uint64_t n)
{
  const uint64_t run = dsc_traits_display_run (traits);
  uint64_t nearest = UINT64_MAX;

  if (n < EVERYWHERE_UP_TO)
    return n + 1;
  for (uint64_t power = EVERYWHERE_UP_TO; power / 2 <= n + AROUND; power *= 2)
    {
      nearest = least (nearest, around (power, n));
      nearest = least (nearest, around (power * 2 / 3, n));
    }
  return way == DSC_LADDER_DISPLAY && run > EVERYWHERE_UP_TO ? least (nearest, around ((n + AROUND) / run * run + run, n)) : nearest;
}

uint64_t
dsc_ladder_next (const DscTraits *traits, DscLadderWay way, bool str, uint64_t n, uint64_t up_to)
{
  const int64_t size = dsc_ladder_size (traits, way, str, n);

  for (;;)
    {
      const uint64_t candidate = next_candidate (traits, way, n);
      if (candidate > up_to)
        return 0;
      if (dsc_ladder_size (traits, way, str, candidate) != size)
        return candidate;
      n = candidate;
    }
}

/* Stores up to and with the next one that may be followed, or preceded, by a resize. */
static uint64_t
room_and_one (const DscTraits *traits, const Shape *self)
{
  const uint64_t most = dsc_traits_usable (traits, self->slots);

  if (traits->family != DSC_FAMILY_OPEN)
    return self->usable + 1;
  if (self->slots == 0)
    return 1;
  return most + 1 + traits->resize_before_store > self->used ? most + 1 + traits->resize_before_store - self->used : 1;
}

static bool
is_one_by_one (DscLadderWay way)
{
  return way == DSC_LADDER_LOOP || way == DSC_LADDER_COMPREHENSION || way == DSC_LADDER_PARAMETER || way == DSC_LADDER_PAIRS || way == DSC_LADDER_FROMKEYS_RANGE;
}

size_t
dsc_ladder_list (const DscTraits *traits, DscLadderWay way, bool str, uint64_t up_to, DscLadderStep *out_steps, size_t most)
{
  const bool one_by_one = is_one_by_one (way);
  const uint64_t beside = dict_bytes (traits);
  Shape shape = shape_of (traits, way, str, 0);
  DscLadderStep step = { 0, bytes_beside (traits, &shape, beside) };
  size_t n_steps = 0;

  for (;;)
    {
      if (n_steps < most)
        out_steps[n_steps] = step;
      n_steps++;
      int64_t size = step.size;
      while (one_by_one && size == step.size && step.n <= up_to)
        {
          const uint64_t run = room_and_one (traits, &shape);

          store (traits, &shape, str, run);
          step.n = run <= up_to ? step.n + run : UINT64_MAX;
          size = bytes_beside (traits, &shape, beside);
        }
      if (!one_by_one)
        {
          step.n = dsc_ladder_next (traits, way, str, step.n, up_to);
          size = step.n != 0 ? dsc_ladder_size (traits, way, str, step.n) : size;
        }
      if (step.n == 0 || step.n > up_to)
        return n_steps;
      step.size = size;
    }
}

uint64_t
dsc_ladder_next_table (const DscTraits *traits, DscLadderWay way, bool str, uint64_t n, uint64_t up_to)
{
  const DscLadderTable table = dsc_ladder_table (traits, way, str, n);

  for (;;)
    {
      const uint64_t candidate = next_candidate (traits, way, n);
      if (candidate > up_to)
        return 0;
      const DscLadderTable other = dsc_ladder_table (traits, way, str, candidate);
      if (other.slots != table.slots || other.rebuilds != table.rebuilds || other.moved != table.moved)
        return candidate;
      n = candidate;
    }
}

/* Names. */

static const struct {
  const char *name, *code;
} ways[DSC_N_LADDERS] = {
  [DSC_LADDER_LOOP]           = { "loop", "d = {}; d[k] = 0 …" },
  [DSC_LADDER_COMPREHENSION]  = { "comprehension", "{k: 0 for k in …}" },
  [DSC_LADDER_DISPLAY]        = { "display", "{k: 0, …}" },
  [DSC_LADDER_PAIRS]          = { "pairs", "dict([(k, 0), …])" },
  [DSC_LADDER_KWARGS]         = { "kwargs", "dict(k=0, …)" },
  [DSC_LADDER_PARAMETER]      = { "parameter", "f(k=0, …), def f(**d)" },
  [DSC_LADDER_FROMKEYS_RANGE] = { "fromkeys-range", "dict.fromkeys(range(n))" },
  [DSC_LADDER_FROMKEYS_SET]   = { "fromkeys-set", "dict.fromkeys({k, …})" },
  [DSC_LADDER_FROMKEYS_DICT]  = { "fromkeys-dict", "dict.fromkeys(d)" },
  [DSC_LADDER_CALL]           = { "dict", "dict(d)" },
  [DSC_LADDER_COPY]           = { "copy", "d.copy()" },
  [DSC_LADDER_UPDATE]         = { "update", "{}.update(d)" },
  [DSC_LADDER_UPDATE_1]       = { "update-1", "{x: 0}.update(d)" },
  [DSC_LADDER_UPDATE_5]       = { "update-5", "{5 keys}.update(d)" },
  [DSC_LADDER_UNPACK]         = { "unpack", "{**d}" },
  [DSC_LADDER_UNPACK_MORE]    = { "unpack-more", "{**d, x: 0}" },
  [DSC_LADDER_UNION]          = { "union", "d | {}" },
  [DSC_LADDER_UNION_RIGHT]    = { "union-right", "{} | d" },
};

const char *
dsc_ladder_name (DscLadderWay way)
{
  return ways[way].name;
}

const char *
dsc_ladder_code (DscLadderWay way)
{
  return ways[way].code;
}

bool
dsc_ladder_find (const char *name, DscLadderWay *out_way)
{
  for (DscLadderWay way = 0; way < DSC_N_LADDERS; way++)
    if (strcmp (ways[way].name, name) == 0)
      {
        *out_way = way;
        return true;
      }
  return false;
}

bool
dsc_ladder_exists (const DscTraits *traits, DscLadderWay way, bool str)
{
  switch (way)
    {
    case DSC_LADDER_COMPREHENSION:
      return traits->has_comprehension;
    case DSC_LADDER_PAIRS:
    case DSC_LADDER_CALL:
      return traits->has_dict_call;
    case DSC_LADDER_KWARGS:
      return str && traits->has_dict_keywords;
    case DSC_LADDER_PARAMETER:
      return str;
    case DSC_LADDER_FROMKEYS_RANGE:
    case DSC_LADDER_FROMKEYS_SET:
    case DSC_LADDER_FROMKEYS_DICT:
      return traits->has_fromkeys;
    case DSC_LADDER_UNPACK:
    case DSC_LADDER_UNPACK_MORE:
      return traits->has_unpacking;
    case DSC_LADDER_UNION:
    case DSC_LADDER_UNION_RIGHT:
      return traits->has_union;
    case DSC_LADDER_LOOP:
    case DSC_LADDER_DISPLAY:
    case DSC_LADDER_COPY:
    case DSC_LADDER_UPDATE:
    case DSC_LADDER_UPDATE_1:
    case DSC_LADDER_UPDATE_5:
      return true;
    case DSC_N_LADDERS:
      break;
    }
  return false;
}
