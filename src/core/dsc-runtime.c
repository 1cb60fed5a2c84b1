/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-runtime.c: a modelled interpreter as far as dicts see it.
 *
 * It owns what CPython keeps in static variables or in the interpreter state: the shared empty keys object, the counters
 * that version tags are drawn from, the free lists, and the list of all dicts that are alive. Memory is accounted for by
 * numbered blocks: a block taken from a free list is an old number again, as its address would be in CPython. */
#include "dsc-family-private.h"

#include "dsc-hash.h"
#include "dsc-instance-private.h"
#include "dsc-probe.h"
#include "dsc-referents.h"

static const DscFamilyOps *
family_ops (const DscTraits *traits, bool traced)
{
  if (traits->fills_holes)
    return &dsc_family_proposal_ops;
  switch (traits->family)
    {
    case DSC_FAMILY_OPEN:      return traced ? &dsc_family_open_traced_ops : &dsc_family_open_ops;
    case DSC_FAMILY_KEYS_OPEN: return traced ? &dsc_family_keys_open_traced_ops : &dsc_family_keys_open_ops;
    case DSC_FAMILY_COMPACT:   return traced ? &dsc_family_compact_traced_ops : &dsc_family_compact_ops;
    case DSC_N_FAMILIES:       break;
    }
  __builtin_unreachable ();
}

/* Py_EMPTY_KEYS and empty_values. A split table of no keys up to 3.10, so that the first store leaves it by the way that
 * splits are left; a str-only one from 3.11 on. */
static bool
make_shared_empty (DscRuntime *self)
{
  if (self->traits.family == DSC_FAMILY_OPEN)
    return true;

  DscKeysKind kind = self->traits.always_general ? DSC_KEYS_GENERAL : self->traits.has_unicode_entries ? DSC_KEYS_UNICODE : DSC_KEYS_SPLIT;
  self->empty_keys = dsc_keys_new (self, NULL, 0, kind);
  if (self->empty_keys == NULL)
    return false;
  self->empty_keys->block = 0;
  self->empty_keys->dk_version = self->traits.has_dk_version ? 1 : 0;
  if (self->traits.has_unicode_entries)
    return true;

  self->empty_values = dsc_alloc_zero (self->alloc, sizeof (DscValues) + sizeof (DscObject *));
  if (self->empty_values == NULL)
    return false;
  self->empty_values->capacity = 1;
  return true;
}

static void
init_sizes (DscRuntime *self)
{
  self->dict_bytes = dsc_layout_block (&self->traits, DSC_BLOCK_DICT).size;
  if (self->traits.family == DSC_FAMILY_OPEN)
    return;
  for (unsigned log2_size = 0; log2_size <= DSC_KEYS_MAX_LOG2_SIZE; log2_size++)
    for (int unicode = 0; unicode <= self->traits.has_unicode_entries; unicode++)
      self->keys_bytes[unicode][log2_size] = dsc_layout_keys_size (&self->traits, (uint64_t) 1 << log2_size, unicode != 0);
}

static void
init_counters (DscRuntime *self)
{
  self->last_block = 0;
  self->next_dk_version = 2;
  self->tag_step = self->traits.tag == DSC_TAG_VERSION ? self->traits.version_tag_step : 0;
  self->perturb_mask = self->traits.perturb_bits == 32 ? UINT32_MAX : UINT64_MAX;
  self->has_collector = self->traits.gc_head != 0 || self->traits.target.build.free_threaded;
  self->free_dicts.max = self->traits.free_list_dicts < DSC_FREE_LIST_MAX ? self->traits.free_list_dicts : DSC_FREE_LIST_MAX;
  self->free_keys.max = self->traits.free_list_keys < DSC_FREE_LIST_MAX ? self->traits.free_list_keys : DSC_FREE_LIST_MAX;
}

DscRuntime *
dsc_runtime_new_with_pool (DscPool *pool, const DscAlloc *alloc)
{
  return dsc_runtime_new_by_traits (dsc_pool_get_traits (pool), pool, alloc);
}

DscRuntime *
dsc_runtime_new_by_traits (const DscTraits *traits, DscPool *pool, const DscAlloc *alloc)
{
  DscRuntime *self = dsc_alloc_zero (alloc, sizeof *self);

  if (self == NULL)
    return NULL;
  self->traits = *traits;
  self->pool = dsc_pool_ref (pool);
  self->alloc = alloc;
  self->dummy = dsc_object_dummy (pool);
  self->ops = family_ops (&self->traits, false);
  init_sizes (self);
  if (!make_shared_empty (self))
    {
      dsc_runtime_free (self);
      return NULL;
    }
  init_counters (self);
  return self;
}

DscRuntime *
dsc_runtime_new (DscTarget target, uint32_t hash_seed, const DscAlloc *alloc)
{
  DscTraits traits = dsc_traits_resolve (target);
  DscPool *pool = dsc_pool_new (&traits, hash_seed, alloc);

  if (pool == NULL)
    return NULL;

  DscRuntime *self = dsc_runtime_new_with_pool (pool, alloc);
  dsc_pool_unref (pool);
  return self;
}

static void
free_dicts (DscRuntime *self)
{
  while (self->dicts != NULL)
    {
      DscDict *dict = self->dicts;
      DscObject *object = (DscObject *) dict->object;

      self->dicts = dict->next;
      self->ops->release (self, dict);
      if (object != NULL && object->as.dict == dict)
        object->as.dict = NULL;
      dsc_alloc_free (self->alloc, dict);
    }
}

/* What is still there refers to itself in a ring; it goes without further ado. */
void
dsc_runtime_free (DscRuntime *self)
{
  if (self == NULL)
    return;

  self->trace = NULL;
  dsc_runtime_let_go (self);
  free_dicts (self);
  dsc_instance_free_last (self);
  dsc_referents_clear (self);
  dsc_alloc_free (self->alloc, self->empty_values);
  dsc_alloc_free (self->alloc, self->empty_keys);
  dsc_pool_unref (self->pool);
  dsc_alloc_free (self->alloc, self);
}

void
dsc_runtime_set_trace (DscRuntime *self, DscTrace *trace)
{
  self->trace = trace;
  self->ops = family_ops (&self->traits, trace != NULL);
}

DscTrace *
dsc_runtime_get_trace (const DscRuntime *self)
{
  return self->trace;
}

DscPool *
dsc_runtime_get_pool (const DscRuntime *self)
{
  return self->pool;
}

const DscTraits *
dsc_runtime_get_traits (const DscRuntime *self)
{
  return &self->traits;
}

const DscRaised *
dsc_runtime_get_raised (const DscRuntime *self)
{
  return &self->raised;
}

DscStatus
dsc_runtime_raise_key (DscRuntime *self, const DscObject *key)
{
  self->raised = (DscRaised) { .kind = DSC_RAISED_KEY_ERROR, .object = key, .key = key };
  return DSC_STATUS_RAISED;
}

DscStatus
dsc_runtime_hash_key (DscRuntime *self, const DscDict *dict, const DscObject *key, DscKeyUse use)
{
  const DscObject *culprit = NULL;
  int64_t hash = key->hash;

  if (!key->hash_known && DSC_UNLIKELY (!dsc_hash_object (key, self->pool, &hash, &culprit)))
    {
      self->raised = (DscRaised) { .kind = DSC_RAISED_UNHASHABLE, .use = use, .object = culprit, .key = key };
      return DSC_STATUS_RAISED;
    }
  dsc_runtime_note (self, dict, (DscEvent) { .kind = DSC_EVENT_HASH, .a = hash, .object = key });
  return DSC_STATUS_OK;
}

uint32_t
dsc_runtime_take_block (DscRuntime *self, const DscDict *dict, DscFreeList *list, DscBlockKind kind, uint64_t bytes, uint64_t room)
{
  bool recycled = list != NULL && list->n > 0;
  uint32_t block = recycled ? list->blocks[--list->n] : ++self->last_block;

  dsc_runtime_note (self, dict, (DscEvent) { .kind = DSC_EVENT_ALLOCATE, .detail = recycled, .a = (int64_t) bytes, .b = block,
                                              .c = kind, .d = (int64_t) room });
  return block;
}

void
dsc_runtime_give_block (DscRuntime *self, const DscDict *dict, DscFreeList *list, uint32_t block, uint64_t bytes)
{
  bool kept = list != NULL && list->n < list->max;

  if (kept)
    list->blocks[list->n++] = block;
  dsc_runtime_note (self, dict, (DscEvent) { .kind = DSC_EVENT_FREE, .detail = kept, .a = (int64_t) bytes, .b = block });
}
