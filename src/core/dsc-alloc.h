/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-alloc.h: the one hook through which the core allocates, so that running out of memory can be tested. */
#pragma once

#include "dsc-status.h"

/* Grows, shrinks, allocates (block NULL) or frees (size 0, returns NULL) like realloc; NULL for size > 0 means refusal.
 * The hook must not longjmp. Blocks are aligned for any C object. */
typedef struct {
  void *(*reallocate) (void *user, void *block, size_t size);
  void *user;
} DscAlloc;

extern const DscAlloc dsc_alloc_libc;   /* plain realloc and free */

void *dsc_alloc_new  (const DscAlloc *self, size_t size) DSC_WARN_UNUSED;                /* uninitialised */
void *dsc_alloc_zero (const DscAlloc *self, size_t size) DSC_WARN_UNUSED;                /* all bytes 0 */
void  dsc_alloc_free (const DscAlloc *self, void *block);

/* Makes room for one more element in a growable array: *array of element_size, *capacity counted in elements, `used` of
 * them taken. Grows by half, from 16. On DSC_STATUS_NO_MEMORY (also on overflow) nothing has changed. */
DscStatus dsc_alloc_reserve_one (const DscAlloc *self, void *array_pointer, size_t element_size, size_t used,
                                 size_t *capacity) DSC_WARN_UNUSED;
