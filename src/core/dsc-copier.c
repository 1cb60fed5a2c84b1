/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-copier.c: copies blocks of memory that point at each other, each one once.
 *
 * The table that leads from a block to its copy also knows all that has been made, so that a copy which fails half way can be
 * taken back. */
#include "dsc-copier.h"

#include <string.h>

#define FIRST_SLOTS 64u

void
dsc_copier_init (DscCopier *self, const DscAlloc *alloc)
{
  *self = (DscCopier) { .alloc = alloc };
}

void
dsc_copier_clear (DscCopier *self)
{
  dsc_alloc_free (self->alloc, self->copied);
  dsc_copier_init (self, self->alloc);
}

void
dsc_copier_abandon (DscCopier *self)
{
  for (size_t i = 0; i < self->n_slots; i++)
    dsc_alloc_free (self->alloc, self->copied[i].to);
  dsc_copier_clear (self);
}

/* Where the block stands, or the free place where it would. */
static DscCopied *
find_place (const DscCopier *self, const void *from)
{
  size_t mask = self->n_slots - 1;
  size_t i = (size_t) (((uintptr_t) from >> 4) * UINT64_C (0x9e3779b97f4a7c15) >> 32) & mask;

  while (self->copied[i].from != NULL && self->copied[i].from != from)
    i = (i + 1) & mask;
  return &self->copied[i];
}

static DscStatus
grow (DscCopier *self)
{
  DscCopier larger = *self;

  larger.n_slots = self->n_slots == 0 ? FIRST_SLOTS : self->n_slots * 4;
  larger.copied = dsc_alloc_zero (self->alloc, larger.n_slots * sizeof *larger.copied);
  if (larger.copied == NULL)
    return DSC_STATUS_NO_MEMORY;
  for (size_t i = 0; i < self->n_slots; i++)
    if (self->copied[i].from != NULL)
      *find_place (&larger, self->copied[i].from) = self->copied[i];
  dsc_alloc_free (self->alloc, self->copied);
  *self = larger;
  return DSC_STATUS_OK;
}

void *
dsc_copier_copy (DscCopier *self, const void *from, size_t size, bool *out_is_new)
{
  DscCopied *place = self->n_slots != 0 ? find_place (self, from) : NULL;

  if (out_is_new != NULL)
    *out_is_new = place == NULL || place->from == NULL;
  if (place != NULL && place->from != NULL)
    return place->to;
  if (2 * (self->n + 1) > self->n_slots && grow (self) != DSC_STATUS_OK)
    return NULL;

  void *to = dsc_alloc_new (self->alloc, size);
  if (to == NULL)
    return NULL;
  *find_place (self, from) = (DscCopied) { from, memcpy (to, from, size) };
  self->n++;
  self->bytes += size;
  return to;
}

void *
dsc_copier_find (const DscCopier *self, const void *from)
{
  return self->n_slots != 0 && from != NULL ? find_place (self, from)->to : NULL;
}
