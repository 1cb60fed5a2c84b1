/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-class.c: the keys object that a class keeps for its instances.
 *
 * Made with the class and as small as can be up to 3.10: it grows by being replaced. From 3.11 on it has its final size, but
 * offers only SHARED_KEYS_MAX_SIZE places; from 3.14 on the compiler tells which names the methods assign to self, and these are in
 * it from the beginning. Objects/dictobject.c: _PyDict_NewKeysForClass; Python/compile.c: __static_attributes__. */
#include "dsc-instance-private.h"

#include <stdlib.h>

unsigned
dsc_class_log2_of_shared (const DscTraits *traits)
{
  unsigned log2_size = 3;

  if (traits->sharing == DSC_SHARING_SLOTS)
    return 2;   /* PyDict_MINSIZE_SPLIT */
  while (dsc_traits_usable (traits, (uint64_t) 1 << log2_size) < traits->shared_keys_max)
    log2_size++;
  return log2_size;
}

static int
compare_names (const void *a, const void *b)
{
  const DscObject *left = *(const DscObject *const *) a;
  const DscObject *right = *(const DscObject *const *) b;
  size_t common = left->as.text.length < right->as.text.length ? left->as.text.length : right->as.text.length;
  int order = memcmp (left->as.text.bytes, right->as.text.bytes, common);

  if (order != 0)
    return order;
  return left->as.text.length < right->as.text.length ? -1 : left->as.text.length > right->as.text.length;
}

/* In the order of their code points, which is that of their UTF-8 bytes. Names that no longer fit are left out. */
static DscStatus
preload (DscRuntime *rt, DscKeys *keys, const DscObject *const *names, size_t n)
{
  const DscObject **sorted = dsc_alloc_new (rt->alloc, n * sizeof *sorted);
  DscStatus status = DSC_STATUS_OK;

  if (sorted == NULL)
    return DSC_STATUS_NO_MEMORY;
  memcpy (sorted, names, n * sizeof *sorted);
  qsort (sorted, n, sizeof *sorted, compare_names);
  for (size_t i = 0; i < n && status == DSC_STATUS_OK; i++)
    {
      status = dsc_runtime_hash_key (rt, NULL, sorted[i], DSC_KEY_USE_STORE);
      if (status == DSC_STATUS_OK)
        (void) dsc_split_insert_key (rt, NULL, keys, sorted[i]);
    }
  dsc_alloc_free (rt->alloc, sorted);
  return status;
}

static DscStatus
make_shared_keys (DscRuntime *rt, const DscObject *const *static_names, size_t n, DscKeys **out_keys)
{
  const DscTraits *traits = &rt->traits;
  DscStatus status = DSC_STATUS_OK;

  *out_keys = NULL;
  if (traits->sharing == DSC_SHARING_NONE)
    return DSC_STATUS_OK;
  DscKeys *keys = dsc_keys_new (rt, NULL, dsc_class_log2_of_shared (traits), DSC_KEYS_SPLIT);
  if (keys == NULL)
    return DSC_STATUS_NO_MEMORY;
  if (traits->shared_keys_max != 0)
    {
      dsc_runtime_note_field (rt, NULL, keys->block, DSC_FIELD_DK_USABLE, keys->dk_usable, traits->shared_keys_max);
      keys->dk_usable = traits->shared_keys_max;
    }
  if (traits->preloads_static_attributes && n != 0)
    status = preload (rt, keys, static_names, n);
  if (status == DSC_STATUS_OK)
    *out_keys = keys;
  else
    dsc_keys_unref (rt, NULL, keys);
  return status;
}

DscStatus
dsc_class_new (DscRuntime *rt, const DscObject *name, const DscObject *const *static_names, size_t n, DscClass **out_class)
{
  DscClass *self = dsc_alloc_zero (rt->alloc, sizeof *self);
  DscStatus status = self != NULL ? make_shared_keys (rt, static_names, n, &self->ht_cached_keys) : DSC_STATUS_NO_MEMORY;

  if (status != DSC_STATUS_OK)
    {
      dsc_alloc_free (rt->alloc, self);
      return status;
    }
  self->refcount = 1;
  self->name = name->as.text.bytes;
  self->id = ++rt->last_class;
  if (self->ht_cached_keys != NULL)
    dsc_runtime_note (rt, NULL, (DscEvent) { .kind = DSC_EVENT_CLASS_KEYS, .b = self->ht_cached_keys->block, .c = self->id });
  *out_class = self;
  return DSC_STATUS_OK;
}

void
dsc_class_note_keys (const DscRuntime *rt, const DscClass *class, const DscKeys *keys)
{
  dsc_runtime_note (rt, NULL, (DscEvent) { .kind = DSC_EVENT_CLASS_KEYS, .a = class->ht_cached_keys->block,
                                           .b = keys != NULL ? keys->block : 0, .c = class->id });
}

DscClass *
dsc_class_ref (DscClass *self)
{
  self->refcount++;
  return self;
}

void
dsc_class_unref (DscRuntime *rt, DscClass *self)
{
  if (--self->refcount > 0)
    return;
  if (self->ht_cached_keys != NULL)
    dsc_class_note_keys (rt, self, NULL);
  dsc_keys_unref (rt, NULL, self->ht_cached_keys);
  dsc_alloc_free (rt->alloc, self);
}

uint32_t
dsc_class_get_id (const DscClass *self)
{
  return self->id;
}

const char *
dsc_class_get_name (const DscClass *self)
{
  return self->name;
}

uint32_t
dsc_class_get_keys_version (const DscClass *self)
{
  return self->ht_cached_keys != NULL ? self->ht_cached_keys->dk_version : 0;
}

void
dsc_class_set_keys_version (DscClass *self, uint32_t version)
{
  if (self->ht_cached_keys != NULL)
    self->ht_cached_keys->dk_version = version;
}

bool
dsc_class_shares_keys (const DscClass *self)
{
  return self->ht_cached_keys != NULL;
}
