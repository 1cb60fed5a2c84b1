/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-frozen.c: tables that several machines have in common. */
#include "dsc-frozen.h"

#include <stdalign.h>

struct DscFrozen {
  uint32_t n_refs;     /* dicts, of any machine */
  size_t   size;
  size_t  *n_bytes;    /* of all of an owner's; NULL: nobody counts */
  alignas (max_align_t) char table[];
};

static void *
table_of (const DscDict *dict)
{
  return dict->ma_keys != NULL ? (void *) dict->ma_keys : dict->ma_table;
}

static size_t
table_size (const DscRuntime *rt, const DscDict *dict)
{
  if (dict->ma_keys != NULL)
    return dsc_keys_real_size (&rt->traits, dict->ma_keys->dk_log2_size, dict->ma_keys->entry_size);
  return (dict->ma_mask + 1) * sizeof (DscKeyEntry);
}

bool
dsc_frozen_is_possible (const DscRuntime *rt, const DscDict *dict)
{
  if (dict->ma_keys == NULL)
    return dict->ma_table != NULL && !dsc_dict_is_small (dict);
  return dict->ma_keys != rt->empty_keys && dict->ma_values == NULL && dict->ma_keys->dk_refcnt == 1;
}

DscFrozen *
dsc_frozen_of_dict (const DscRuntime *rt, const DscDict *dict, size_t *n_bytes)
{
  if (dict->frozen != NULL)
    return dsc_frozen_ref (dict->frozen);

  size_t size = table_size (rt, dict);
  DscFrozen *self = dsc_alloc_new (rt->alloc, sizeof *self + size);
  if (self == NULL)
    return NULL;
  self->n_refs = 1;
  self->size = size;
  self->n_bytes = n_bytes;
  if (n_bytes != NULL)
    *n_bytes += size;
  memcpy (self->table, table_of (dict), size);
  return self;
}

DscFrozen *
dsc_frozen_ref (DscFrozen *self)
{
  self->n_refs++;
  return self;
}

void
dsc_frozen_unref (const DscAlloc *alloc, DscFrozen *self)
{
  if (self == NULL || --self->n_refs > 0)
    return;
  if (self->n_bytes != NULL)
    *self->n_bytes -= self->size;
  dsc_alloc_free (alloc, self);
}

void *
dsc_frozen_get_table (DscFrozen *self)
{
  return self->table;
}

size_t
dsc_frozen_get_size (const DscFrozen *self)
{
  return self->size;
}

static void
let_go (DscRuntime *rt, DscDict *self)
{
  DscFrozen *frozen = self->frozen;

  self->frozen = NULL;
  dsc_frozen_unref (rt->alloc, frozen);
}

DscStatus
dsc_dict_thaw (DscRuntime *rt, DscDict *self)
{
  DscFrozen *frozen = self->frozen;

  if (DSC_LIKELY (frozen == NULL))
    return DSC_STATUS_OK;
  if (table_of (self) == frozen->table)
    {
      void *own = dsc_alloc_new (rt->alloc, frozen->size);
      if (own == NULL)
        return DSC_STATUS_NO_MEMORY;
      memcpy (own, frozen->table, frozen->size);
      if (self->ma_keys != NULL)
        self->ma_keys = own;
      else
        self->ma_table = own;
    }
  let_go (rt, self);
  return DSC_STATUS_OK;
}

void
dsc_dict_free_table (DscRuntime *rt, DscDict *dict, void *table)
{
  bool is_common = dict != NULL && dict->frozen != NULL && dict->frozen->table == table;

  if (dict != NULL && dict->frozen != NULL)
    let_go (rt, dict);
  if (!is_common)
    dsc_alloc_free (rt->alloc, table);
}
