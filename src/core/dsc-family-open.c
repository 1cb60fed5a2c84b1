/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-family-open.c: dicts with one table of slots, 1.5 to 3.2.
 *
 * ma_fill counts the slots that a search cannot end at, live and dummy; ma_used the live ones. The load is tested by
 * comparing fill*3 with size*2, from 2.1 on after an insertion that added a key, before that ahead of every store. From
 * 2.2 on the smallest table, of 8 slots, lies inside the dict object itself and stays there, idle, when a larger one is
 * taken. ma_lookup, the str-only search function, is given up by a dict at the first key of another type that it so much as
 * looks for, and it never comes back, not even when the dict is cleared.
 *
 * A block for a rebuild is taken before anything is written, unlike in CPython, where the key is in already when it fails.
 * Objects/dictobject.c: PyDict_SetItem, insertdict, dictresize, dict_popitem, PyDict_Clear. */
#include "dsc-frozen.h"
#include "dsc-slots-private.h"

static DscSlots
slots_of (const DscDict *self)
{
  return (DscSlots) { self->ma_table, self->ma_table != NULL ? self->ma_mask + 1 : 0 };
}

static bool
is_embedding (const DscRuntime *rt)
{
  return rt->traits.empty_display == DSC_EMPTY_OWN_TABLE;
}

static uint64_t
table_bytes (const DscRuntime *rt, uint64_t slots)
{
  return rt->trace != NULL ? dsc_layout_keys_size (&rt->traits, slots, false) : 0;
}

static void
set_fill (DscRuntime *rt, DscDict *self, size_t fill)
{
  if (rt->trace != NULL && fill != self->ma_fill)
    dsc_dict_note_field (rt, self, DSC_FIELD_MA_FILL, (int64_t) self->ma_fill, (int64_t) fill);
  self->ma_fill = fill;
}

/* Memory for a rebuild, taken ahead of it. block is NULL where the embedded table will do. */
typedef struct {
  DscKeyEntry *block;
  uint64_t     request, slots;
} Rebuild;

static DscStatus
prepare_rebuild (DscRuntime *rt, uint64_t request, Rebuild *out_rebuild)
{
  unsigned log2_size;

  if (!dsc_keys_round (&rt->traits, request, &log2_size))
    return DSC_STATUS_TOO_LARGE;
  *out_rebuild = (Rebuild) { .request = request, .slots = (uint64_t) 1 << log2_size };
  if (is_embedding (rt) && out_rebuild->slots == DSC_SMALLTABLE_SIZE)
    return DSC_STATUS_OK;
  out_rebuild->block = dsc_alloc_zero (rt->alloc, (size_t) out_rebuild->slots * sizeof (DscKeyEntry));
  return out_rebuild->block != NULL ? DSC_STATUS_OK : DSC_STATUS_NO_MEMORY;
}

static void
use_table (DscRuntime *rt, DscDict *self, DscKeyEntry *table, size_t slots, uint32_t block)
{
  if (rt->trace != NULL && table != self->ma_table)
    dsc_dict_note_field (rt, self, DSC_FIELD_MA_TABLE, dsc_slots_block (self), table == self->ma_smalltable ? self->block : block);
  if (rt->trace != NULL && slots - 1 != self->ma_mask)
    dsc_dict_note_field (rt, self, DSC_FIELD_MA_MASK, (int64_t) self->ma_mask, (int64_t) slots - 1);
  self->ma_table = table;
  self->ma_mask = slots - 1;
  self->table_block = block;
}

static void
free_table (DscRuntime *rt, DscDict *self, DscKeyEntry *table, size_t slots, uint32_t block)
{
  if (table == NULL || table == self->ma_smalltable)
    return;
  dsc_runtime_give_block (rt, self, NULL, block, table_bytes (rt, slots));
  dsc_dict_free_table (rt, self, table);
}

/* Fresh slots in a block: one of its own, or the dict's. */
static void
note_new_table (const DscRuntime *rt, const DscDict *self, uint64_t slots, uint32_t block)
{
  dsc_runtime_note (rt, self, (DscEvent) { .kind = DSC_EVENT_NEW_TABLE, .a = (int64_t) slots, .d = block });
}

/* Those inside the dict. */
static void
empty_smalltable (const DscRuntime *rt, DscDict *self)
{
  note_new_table (rt, self, DSC_SMALLTABLE_SIZE, self->block);
  memset (self->ma_smalltable, 0, DSC_SMALLTABLE_SIZE * sizeof (DscKeyEntry));
}

/* dictresize, which cannot fail any more. */
static void
rebuild (DscRuntime *rt, DscDict *self, Rebuild plan, DscResizeReason reason)
{
  DscSlots from = slots_of (self);
  uint32_t from_block = self->table_block;
  DscKeyEntry *old_table = self->ma_table;
  DscKeyEntry copy[DSC_SMALLTABLE_SIZE];
  DscKeyEntry *to = plan.block != NULL ? plan.block : self->ma_smalltable;

  if (to == old_table && self->ma_fill == self->ma_used)
    {
      dsc_note_cause (rt, (DscResizeCause) { .test = 0 });
      return;                       /* the embedded table has no dummies: nothing to gain */
    }
  uint32_t to_block = 0;
  if (plan.block != NULL)
    {
      to_block = dsc_runtime_take_block (rt, self, NULL, DSC_BLOCK_TABLE, table_bytes (rt, plan.slots), plan.slots);
      note_new_table (rt, self, plan.slots, to_block);
    }
  dsc_note_resize (rt, self, reason, plan.request, from.size, plan.slots);
  if (to == old_table)
    {
      memcpy (copy, old_table, sizeof copy);
      from.entries = copy;
    }
  if (plan.block == NULL)
    empty_smalltable (rt, self);
  use_table (rt, self, to, (size_t) plan.slots, to_block);
  set_fill (rt, self, dsc_slots_move (rt, self, from, NULL, slots_of (self)));
  free_table (rt, self, old_table, from.size, from_block);
  dsc_note_resized (rt, self, plan.slots, (int64_t) dsc_traits_usable (&rt->traits, plan.slots));
}

static DscStatus
resize (DscRuntime *rt, DscDict *self, uint64_t request, DscResizeReason reason, bool unicode)
{
  Rebuild plan;
  DscStatus status = prepare_rebuild (rt, request, &plan);

  (void) unicode;
  if (status != DSC_STATUS_OK)
    return status;
  rebuild (rt, self, plan, reason);
  return DSC_STATUS_OK;
}

DSC_ALWAYS_INLINE void
meet_key (DscRuntime *rt, DscDict *self, const DscObject *key)
{
  if (DSC_UNLIKELY (!dsc_key_is_str (key)) && self->ma_kind == DSC_KEYS_STRING)
    {
      dsc_runtime_note (rt, self, (DscEvent) { .kind = DSC_EVENT_KIND_CHANGE, .a = DSC_KEYS_STRING, .b = DSC_KEYS_GENERAL,
                                               .d = self->block });
      self->ma_kind = DSC_KEYS_GENERAL;
    }
}

static bool
is_loaded (size_t fill, size_t slots)
{
  return fill * 3 >= slots * 2;
}

typedef enum { ALWAYS_ROOM = 0, TEST_LOAD } LoadTest;

/* Before a store: up to 2.0 the load test, in 2.1 only a first table. */
static DscStatus
make_room_first (DscRuntime *rt, DscDict *self)
{
  size_t slots = slots_of (self).size;

  if (!is_loaded (self->ma_fill, slots))   /* never so without a table */
    return DSC_STATUS_OK;
  dsc_note_growth (rt, DSC_RESIZE_TEST_LOAD, (int64_t) self->ma_fill, self->ma_used, slots);
  return resize (rt, self, dsc_traits_growth_request (&rt->traits, self->ma_used, slots), DSC_RESIZE_FULL, true);
}

/* The key is absent; entry is where it goes. */
DSC_ALWAYS_INLINE DscStatus
add (DscRuntime *rt, DscDict *self, DscKeyEntry *entry, const DscObject *key, const DscObject *value,
     const LoadTest test, const bool traced)
{
  DscSlots slots = slots_of (self);
  size_t fill = self->ma_fill + (entry->me_key == NULL);
  bool grows = test == TEST_LOAD && is_loaded (fill, slots.size) && !rt->traits.resize_before_store;
  Rebuild plan;

  if (DSC_UNLIKELY (grows))
    {
      DscStatus status = prepare_rebuild (rt, dsc_traits_growth_request (&rt->traits, self->ma_used + 1, slots.size), &plan);
      if (status != DSC_STATUS_OK)
        return status;
      dsc_note_growth (rt, DSC_RESIZE_TEST_LOAD, (int64_t) fill, self->ma_used + 1, slots.size);
    }
  dsc_dict_hold (rt, self, key, value, DSC_HOLDS_ITEM);
  if (traced)
    dsc_slots_fill (rt, self, slots, entry, key, value);
  else
    *entry = (DscKeyEntry) { key->hash, key, value };
  if (traced && fill != self->ma_fill)
    set_fill (rt, self, fill);
  self->ma_fill = fill;
  dsc_dict_set_used (rt, self, self->ma_used + 1, traced);
  if (DSC_UNLIKELY (grows))
    rebuild (rt, self, plan, DSC_RESIZE_FULL);
  return DSC_STATUS_OK;
}

DSC_ALWAYS_INLINE DscStatus
store (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value, const DscObject **out_value,
       const LoadTest test, const bool traced)
{
  const uint8_t kind_before = self->ma_kind;
  DscStatus status;

  if (DSC_UNLIKELY (self->ma_table == NULL || (test == TEST_LOAD && rt->traits.resize_before_store)))
    {
      status = make_room_first (rt, self);
      if (status != DSC_STATUS_OK)
        return status;
    }
  meet_key (rt, self, key);

  DscKeyEntry *entry = dsc_slots_search (rt, self, slots_of (self), key, traced);
  if (entry->me_value == NULL)
    {
      if (out_value != NULL)
        *out_value = value;
      status = add (rt, self, entry, key, value, test, traced);
      if (DSC_UNLIKELY (status != DSC_STATUS_OK))
        self->ma_kind = kind_before;   /* the lookup may have changed it */
      return status;
    }
  if (out_value != NULL)
    *out_value = entry->me_value;
  else
    dsc_slots_replace (rt, self, slots_of (self), entry, key, value);
  return DSC_STATUS_OK;
}

DSC_ALWAYS_INLINE const DscObject *
find (DscRuntime *rt, DscDict *self, const DscObject *key, const bool traced)
{
  if (DSC_UNLIKELY (self->ma_table == NULL))
    return NULL;
  meet_key (rt, self, key);
  return dsc_slots_search (rt, self, slots_of (self), key, traced)->me_value;
}

DSC_ALWAYS_INLINE DscStatus
take (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject **out_value, const bool traced)
{
  *out_value = NULL;
  if (DSC_UNLIKELY (self->ma_table == NULL))
    return DSC_STATUS_OK;
  meet_key (rt, self, key);

  DscKeyEntry *entry = dsc_slots_search (rt, self, slots_of (self), key, traced);
  if (entry->me_value == NULL)
    return DSC_STATUS_OK;
  *out_value = dsc_slots_empty (rt, self, slots_of (self), entry);
  dsc_dict_set_used (rt, self, self->ma_used - 1, traced);
  return DSC_STATUS_OK;
}

static DscStatus
popitem (DscRuntime *rt, DscDict *self, DscPair *out_pair)
{
  DscSlots slots = slots_of (self);
  size_t slot = dsc_slots_pick (slots);

  out_pair->key = slots.entries[slot].me_key;
  out_pair->value = dsc_slots_empty (rt, self, slots, &slots.entries[slot]);
  dsc_dict_set_used (rt, self, self->ma_used - 1, rt->trace != NULL);
  dsc_slots_set_finger (rt, self, slots, slot + 1);
  return DSC_STATUS_OK;
}

static DscStatus
init (DscRuntime *rt, DscDict *self, DscEmptyRule rule)
{
  self->ma_kind = rt->traits.kind_rule == DSC_KIND_DICT_LOOKUP ? DSC_KEYS_STRING : DSC_KEYS_GENERAL;
  if (self->ma_kind != DSC_KEYS_GENERAL)
    dsc_dict_note_field (rt, self, DSC_FIELD_MA_LOOKUP, DSC_KEYS_GENERAL, self->ma_kind);
  if (rule == DSC_EMPTY_NO_TABLE)
    return DSC_STATUS_OK;
  empty_smalltable (rt, self);
  use_table (rt, self, self->ma_smalltable, DSC_SMALLTABLE_SIZE, 0);
  return DSC_STATUS_OK;
}

/* An ordinary new dict that is resized at once; the slots follow from the request. */
static DscStatus
init_sized (DscRuntime *rt, DscDict *self, uint64_t request, uint64_t slots, bool unicode)
{
  (void) slots;
  (void) init (rt, self, rt->traits.empty_display);
  return resize (rt, self, request, DSC_RESIZE_PRESIZE, unicode);
}

static DscStatus
clear (DscRuntime *rt, DscDict *self)
{
  DscSlots slots = slots_of (self);
  DscKeyEntry copy[DSC_SMALLTABLE_SIZE];
  uint32_t block = self->table_block;
  DscKeyEntry *table = self->ma_table;

  if (table == NULL || (dsc_dict_is_small (self) && self->ma_fill == 0))
    return DSC_STATUS_OK;
  if (dsc_dict_is_small (self))
    {
      memcpy (copy, table, sizeof copy);
      slots.entries = copy;
    }
  if (is_embedding (rt))
    {
      empty_smalltable (rt, self);
      use_table (rt, self, self->ma_smalltable, DSC_SMALLTABLE_SIZE, 0);
    }
  else
    use_table (rt, self, NULL, 1, 0);
  set_fill (rt, self, 0);
  dsc_dict_set_used (rt, self, 0, rt->trace != NULL);
  if (self->holds_references)
    dsc_slots_drop (rt, slots);
  self->holds_references = false;
  free_table (rt, self, table, slots.size, block);
  return DSC_STATUS_OK;
}

static bool
next (const DscDict *self, size_t *position, DscPair *out_pair)
{
  return dsc_slots_next (slots_of (self), NULL, position, out_pair);
}

static void
release (DscRuntime *rt, DscDict *self)
{
  free_table (rt, self, self->ma_table, slots_of (self).size, self->table_block);
}

static size_t
n_slots (const DscDict *self)
{
  return slots_of (self).size;
}

static const DscObject *
plain_find (DscRuntime *rt, DscDict *self, const DscObject *key)
{
  return find (rt, self, key, false);
}

static const DscObject *
traced_find (DscRuntime *rt, DscDict *self, const DscObject *key)
{
  return find (rt, self, key, true);
}

static DscStatus
plain_store (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value)
{
  return store (rt, self, key, value, NULL, TEST_LOAD, false);
}

static DscStatus
traced_store (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value)
{
  return store (rt, self, key, value, NULL, TEST_LOAD, true);
}

static DscStatus
plain_insert (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value)
{
  return store (rt, self, key, value, NULL, ALWAYS_ROOM, false);
}

static DscStatus
traced_insert (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value)
{
  return store (rt, self, key, value, NULL, ALWAYS_ROOM, true);
}

static DscStatus
plain_set_default (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value, const DscObject **out_value)
{
  return store (rt, self, key, value, out_value, TEST_LOAD, false);
}

static DscStatus
traced_set_default (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value, const DscObject **out_value)
{
  return store (rt, self, key, value, out_value, TEST_LOAD, true);
}

static DscStatus
plain_take (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject **out_value)
{
  return take (rt, self, key, out_value, false);
}

static DscStatus
traced_take (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject **out_value)
{
  return take (rt, self, key, out_value, true);
}

#define TABLE_FUNCTIONS \
  .init = init, .init_sized = init_sized, .resize = resize, .clear = clear, .popitem = popitem, .next = next, \
  .release = release, .n_slots = n_slots

const DscFamilyOps dsc_family_open_ops = {
  .find = plain_find,
  .store = plain_store,
  .insert = plain_insert,
  .set_default = plain_set_default,
  .take = plain_take,
  TABLE_FUNCTIONS,
};

const DscFamilyOps dsc_family_open_traced_ops = {
  .find = traced_find,
  .store = traced_store,
  .insert = traced_insert,
  .set_default = traced_set_default,
  .take = traced_take,
  TABLE_FUNCTIONS,
};
