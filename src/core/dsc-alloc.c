/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-alloc.c: the allocation hook.
 *
 * Tables of millions of slots are visited at random, where most of the time goes into looking up pages, so the kernel is
 * asked to back large blocks with huge ones. It may refuse; nothing depends on it. */
#include "dsc-alloc.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define HUGE_PAGE       ((uintptr_t) 2 << 20)
#define LEAST_HUGE_SIZE ((size_t) 4 << 20)

static void *
use_huge_pages (void *block, size_t size)
{
#ifdef MADV_HUGEPAGE
  uintptr_t start = ((uintptr_t) block + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1);
  uintptr_t end = ((uintptr_t) block + size) & ~(HUGE_PAGE - 1);

  if (size >= LEAST_HUGE_SIZE && block != NULL)
    (void) madvise ((void *) start, end - start, MADV_HUGEPAGE);
#endif
  return block;
}

static void *
libc_reallocate (void *user, void *block, size_t size)
{
  (void) user;
  if (size == 0)
    {
      free (block);
      return NULL;
    }
  return use_huge_pages (realloc (block, size), size);
}

const DscAlloc dsc_alloc_libc = { libc_reallocate, NULL };

void *
dsc_alloc_new (const DscAlloc *self, size_t size)
{
  return self->reallocate (self->user, NULL, size != 0 ? size : 1);
}

void *
dsc_alloc_zero (const DscAlloc *self, size_t size)
{
  if (self->reallocate == libc_reallocate)   /* calloc knows which memory is zero already */
    return use_huge_pages (calloc (1, size != 0 ? size : 1), size);

  void *block = dsc_alloc_new (self, size);
  if (block != NULL)
    memset (block, 0, size);
  return block;
}

void
dsc_alloc_free (const DscAlloc *self, void *block)
{
  if (block != NULL)
    self->reallocate (self->user, block, 0);
}

DscStatus
dsc_alloc_reserve_one (const DscAlloc *self, void *array_pointer, size_t element_size, size_t used, size_t *capacity)
{
  if (used < *capacity)
    return DSC_STATUS_OK;

  size_t wanted = *capacity < 16 ? 16 : *capacity + *capacity / 2;
  size_t bytes;
  if (wanted <= *capacity || __builtin_mul_overflow (wanted, element_size, &bytes))
    return DSC_STATUS_NO_MEMORY;

  void *block;
  memcpy (&block, array_pointer, sizeof block);
  block = self->reallocate (self->user, block, bytes);
  if (block == NULL)
    return DSC_STATUS_NO_MEMORY;
  memcpy (array_pointer, &block, sizeof block);
  *capacity = wanted;
  return DSC_STATUS_OK;
}
