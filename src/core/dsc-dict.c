/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-dict.c: a dict as a program sees it: its life, single items, its size.
 *
 * What a table does is the families' business; here a key is hashed, the errors are raised, and what the dict refers to is
 * looked after: only those keys and values are counted that may die (dsc-referents.h).
 * Objects/dictobject.c: PyDict_New, dict_dealloc, PyDict_SetItem, PyDict_GetItem, dict_pop, dict_popitem, _PyDict_SizeOf. */
#include "dsc-family-private.h"
#include "dsc-referents.h"

DSC_ALWAYS_INLINE DscStatus
hash_key (DscRuntime *rt, const DscDict *self, const DscObject *key, DscKeyUse use)
{
  if (DSC_LIKELY (key->hash_known && rt->trace == NULL))
    return DSC_STATUS_OK;
  return dsc_runtime_hash_key (rt, self, key, use);
}

/* Life. */

static uint64_t
dict_bytes (const DscRuntime *rt)
{
  return (uint64_t) rt->dict_bytes + rt->traits.gc_head;
}

DscStatus
dsc_dict_allocate (DscRuntime *rt, DscDict **out_dict)
{
  bool embeds = rt->traits.family == DSC_FAMILY_OPEN && rt->traits.empty_display == DSC_EMPTY_OWN_TABLE;
  DscDict *self = dsc_alloc_zero (rt->alloc, sizeof *self + (embeds ? DSC_SMALLTABLE_SIZE * sizeof (DscKeyEntry) : 0));

  if (self == NULL)
    return DSC_STATUS_NO_MEMORY;
  self->refcount = 1;
  self->id = ++rt->last_dict;
  self->block = dsc_runtime_take_block (rt, self, &rt->free_dicts, DSC_BLOCK_DICT, dict_bytes (rt), 0);
  self->next = rt->dicts;
  if (self->next != NULL)
    self->next->previous = self;
  rt->dicts = self;
  if (rt->traits.gc_always_tracked)
    dsc_dict_track (rt, self);
  *out_dict = self;
  return DSC_STATUS_OK;
}

static void
unlink_dict (DscRuntime *rt, DscDict *self)
{
  if (self->previous != NULL)
    self->previous->next = self->next;
  else
    rt->dicts = self->next;
  if (self->next != NULL)
    self->next->previous = self->previous;
}

static void
give_back (DscRuntime *rt, DscDict *self)
{
  dsc_runtime_give_block (rt, self, &rt->free_dicts, self->block, dict_bytes (rt));
  dsc_alloc_free (rt->alloc, self);
}

void
dsc_dict_discard (DscRuntime *rt, DscDict *self)
{
  unlink_dict (rt, self);
  give_back (rt, self);
}

DscDict *
dsc_dict_ref (DscDict *self)
{
  self->refcount++;
  return self;
}

static void
forget_object (DscRuntime *rt, DscDict *self)
{
  DscObject *object = (DscObject *) self->object;

  if (object == NULL)
    return;
  dsc_runtime_disown (rt, object);
  if (object->as.dict == self)
    object->as.dict = NULL;
}

static void
release_all (DscRuntime *rt, DscDict *self)
{
  const bool owns_keys = self->ma_values == NULL;
  size_t position = 0;
  DscPair pair;

  while (rt->ops->next (self, &position, &pair))
    {
      if (owns_keys)
        dsc_runtime_release (rt, pair.key);
      dsc_runtime_release (rt, pair.value);
    }
}

/* dict_dealloc. */
static void
deallocate (DscRuntime *rt, DscDict *self)
{
  rt->n_deaths++;
  forget_object (rt, self);
  dsc_dict_note_watcher (rt, self, DSC_WATCHER_DEALLOCATED, NULL, NULL);
  if (self->holds_references)
    release_all (rt, self);
  rt->ops->release (rt, self);
  give_back (rt, self);
  rt->n_deaths--;
}

void
dsc_dict_unref (DscRuntime *rt, DscDict *self)
{
  if (--self->refcount > 0)
    return;
  unlink_dict (rt, self);
  if (rt->n_deaths >= DSC_MAX_NESTED_DEATHS)
    {
      self->next = rt->dying;
      rt->dying = self;
      return;
    }
  deallocate (rt, self);
  dsc_runtime_reap (rt);
}

bool
dsc_dict_reap (DscRuntime *rt)
{
  DscDict *dict = rt->dying;

  if (dict == NULL)
    return false;
  rt->dying = dict->next;
  deallocate (rt, dict);
  return true;
}

const DscObject *
dsc_dict_get_object (DscRuntime *rt, DscDict *self)
{
  if (self->object != NULL)
    return self->object;

  DscObject *object = dsc_object_reference (rt->pool, DSC_OBJECT_DICT, self, NULL);
  if (object == NULL || dsc_runtime_adopt (rt, object, self) != DSC_STATUS_OK)
    return NULL;
  object->as.dict_id = self->id;
  self->object = object;
  return object;
}

void
dsc_dict_track (DscRuntime *rt, DscDict *self)
{
  if (self->tracked)
    return;
  self->tracked = true;
  dsc_runtime_note (rt, self, (DscEvent) { .kind = DSC_EVENT_TRACKED, .a = 1 });
}

void
dsc_dict_hold_trackable (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value, DscHolds what)
{
  self->holds_trackable = true;
  if (rt->has_collector)
    dsc_dict_track (rt, self);
  if (!key->can_change && !value->can_change)
    return;
  self->holds_references = true;
  if (what == DSC_HOLDS_ITEM)
    dsc_runtime_hold (rt, key);
  dsc_runtime_hold (rt, value);
}

void
dsc_dict_hold_all (DscRuntime *rt, DscDict *self)
{
  const bool owns_keys = self->ma_values == NULL;
  size_t position = 0;
  DscPair pair;

  while (self->holds_references && dsc_dict_next (self, &position, &pair))
    {
      if (owns_keys)
        dsc_runtime_hold (rt, pair.key);
      dsc_runtime_hold (rt, pair.value);
    }
}

/* An item has left the table: its references go, or are handed out. */

static void
drop_item (DscRuntime *rt, const DscDict *self, const DscObject *value)
{
  if (DSC_LIKELY (!self->holds_references))
    return;
  dsc_runtime_release (rt, rt->removed_key);
  dsc_runtime_release (rt, value);
}

static void
hand_out_item (DscRuntime *rt, const DscDict *self, const DscObject *value, bool with_key)
{
  if (DSC_LIKELY (!self->holds_references))
    return;
  dsc_runtime_let_go (rt);
  if (with_key)
    dsc_runtime_hand_out (rt, rt->removed_key);
  else
    dsc_runtime_release (rt, rt->removed_key);
  dsc_runtime_hand_out (rt, value);
}

/* Single items. */

DscStatus
dsc_dict_set_item (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value)
{
  DscStatus status = hash_key (rt, self, key, DSC_KEY_USE_STORE);

  return DSC_LIKELY (status == DSC_STATUS_OK) ? rt->ops->store (rt, self, key, value) : status;
}

DscStatus
dsc_dict_get_item (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject **out_value)
{
  DscStatus status = hash_key (rt, self, key, DSC_KEY_USE_LOOKUP);

  if (DSC_LIKELY (status == DSC_STATUS_OK))
    *out_value = rt->ops->find (rt, self, key);
  return status;
}

DscStatus
dsc_dict_contains (DscRuntime *rt, DscDict *self, const DscObject *key, bool *out_found)
{
  const DscObject *value = NULL;
  DscStatus status = dsc_dict_get_item (rt, self, key, &value);

  if (status == DSC_STATUS_OK)
    *out_found = value != NULL;
  return status;
}

DscStatus
dsc_dict_delete_item (DscRuntime *rt, DscDict *self, const DscObject *key)
{
  const DscObject *value;
  DscStatus status = hash_key (rt, self, key, DSC_KEY_USE_DELETE);

  if (DSC_LIKELY (status == DSC_STATUS_OK))
    status = rt->ops->take (rt, self, key, &value);
  if (status != DSC_STATUS_OK)
    return status;
  if (value == NULL)
    return dsc_runtime_raise_key (rt, key);
  drop_item (rt, self, value);
  return DSC_STATUS_OK;
}

/* An empty dict is not even asked: the key is not hashed. */
DscStatus
dsc_dict_pop (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *fallback, const DscObject **out_value)
{
  const DscObject *value = NULL;

  if (self->ma_used != 0)
    {
      DscStatus status = hash_key (rt, self, key, DSC_KEY_USE_DELETE);
      if (status == DSC_STATUS_OK)
        status = rt->ops->take (rt, self, key, &value);
      if (status != DSC_STATUS_OK)
        return status;
    }
  if (value == NULL && fallback == NULL)
    return dsc_runtime_raise_key (rt, key);
  *out_value = value != NULL ? value : fallback;
  if (value != NULL)
    hand_out_item (rt, self, value, false);
  return DSC_STATUS_OK;
}

DscStatus
dsc_dict_popitem (DscRuntime *rt, DscDict *self, DscPair *out_pair)
{
  if (self->ma_used == 0)
    {
      rt->raised = (DscRaised) { .kind = DSC_RAISED_KEY_ERROR_EMPTY };
      return DSC_STATUS_RAISED;
    }

  DscStatus status = rt->ops->popitem (rt, self, out_pair);
  if (status == DSC_STATUS_OK)
    hand_out_item (rt, self, out_pair->value, true);
  return status;
}

DscStatus
dsc_dict_setdefault (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value, const DscObject **out_value)
{
  DscStatus status = hash_key (rt, self, key, DSC_KEY_USE_STORE);

  return status == DSC_STATUS_OK ? rt->ops->set_default (rt, self, key, value, out_value) : status;
}

DscStatus
dsc_dict_clear_items (DscRuntime *rt, DscDict *self)
{
  return rt->ops->clear (rt, self);
}

/* Reads. */

uint32_t
dsc_dict_get_id (const DscDict *self)
{
  return self->id;
}

uint32_t
dsc_dict_get_refcount (const DscDict *self)
{
  return self->refcount;
}

size_t
dsc_dict_get_used (const DscDict *self)
{
  return self->ma_used;
}

bool
dsc_dict_may_hold_mortals (const DscDict *self)
{
  return self->holds_references;
}

size_t
dsc_dict_get_n_slots (const DscRuntime *rt, const DscDict *self)
{
  return rt->ops->n_slots (self);
}

size_t
dsc_dict_get_n_tombstones (const DscRuntime *rt, const DscDict *self)
{
  const DscKeys *keys = self->ma_keys;

  if (rt->traits.family == DSC_FAMILY_OPEN)
    return self->ma_table != NULL ? self->ma_fill - self->ma_used : 0;
  if (self->ma_values != NULL || keys == rt->empty_keys)
    return 0;
  if (rt->traits.family == DSC_FAMILY_COMPACT)
    return (size_t) keys->dk_nentries - self->ma_used;
  return (size_t) (dsc_traits_usable (&rt->traits, dsc_keys_size (keys)) - (uint64_t) keys->dk_usable) - self->ma_used;
}

static uint64_t
count_values (const DscRuntime *rt, const DscDict *self)
{
  const DscKeys *keys = self->ma_keys;

  if (self->ma_values == NULL)
    return 0;
  if (rt->traits.sharing == DSC_SHARING_ORDER_BYTES)
    return (uint64_t) (keys->dk_nentries + keys->dk_usable);
  if (rt->traits.sharing == DSC_SHARING_SLOTS)
    return dsc_keys_size (keys);
  return dsc_traits_usable (&rt->traits, dsc_keys_size (keys));
}

/* The keys object is counted by the dict that alone refers to it; never the shared empty one. */
static bool
counts_keys (const DscRuntime *rt, const DscDict *self)
{
  return self->ma_keys != rt->empty_keys && self->ma_keys->dk_refcnt == 1;
}

int64_t
dsc_dict_sizeof (const DscRuntime *rt, const DscDict *self)
{
  int64_t size = rt->dict_bytes;

  if (rt->traits.family == DSC_FAMILY_OPEN)
    return self->table_block != 0 ? size + (int64_t) dsc_layout_keys_size (&rt->traits, self->ma_mask + 1, false) : size;
  size += (int64_t) count_values (rt, self) * rt->traits.pointer_size;
  if (counts_keys (rt, self))
    size += (int64_t) dsc_keys_bytes (rt, self->ma_keys);
  return size;
}

DscDictShape
dsc_dict_get_shape (const DscRuntime *rt, const DscDict *self)
{
  if (rt->traits.family == DSC_FAMILY_OPEN)
    return (DscDictShape) { .slots = self->table_block != 0 ? self->ma_mask + 1 : 0 };
  return (DscDictShape) { .slots = counts_keys (rt, self) ? dsc_keys_size (self->ma_keys) : 0, .values = count_values (rt, self),
                          .str_only = counts_keys (rt, self) && self->ma_keys->entry_size == sizeof (DscUnicodeEntry) };
}

int64_t
dsc_dict_shape_getsizeof (DscDictShape shape, const DscTraits *traits)
{
  const int64_t table = shape.slots != 0 ? (int64_t) dsc_layout_keys_size (traits, shape.slots, shape.str_only) : 0;

  return dsc_layout_block (traits, DSC_BLOCK_DICT).size + table + (int64_t) shape.values * traits->pointer_size + traits->gc_head;
}

int64_t
dsc_dict_getsizeof (const DscRuntime *rt, const DscDict *self)
{
  return dsc_dict_sizeof (rt, self) + rt->traits.gc_head;
}

/* The family shows in the dict itself. The shared empty keys object, of one slot, has nothing to walk. */
bool
dsc_dict_next (const DscDict *self, size_t *position, DscPair *out_pair)
{
  if (self->ma_keys == NULL)
    return dsc_family_open_ops.next (self, position, out_pair);
  if (self->ma_keys->dk_log2_size == 0)
    return false;
  if (self->ma_keys->dk_log2_index_bytes == 0)
    return dsc_family_keys_open_ops.next (self, position, out_pair);
  return dsc_family_compact_ops.next (self, position, out_pair);
}
