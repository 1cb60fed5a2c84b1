/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-copier.h: copies blocks of memory that point at each other, each one once. */
#pragma once

#include "dsc-alloc.h"

typedef struct {
  const void *from;
  void       *to;
} DscCopied;

/* What was copied, by address: open addressing, at most half full. */
typedef struct {
  const DscAlloc *alloc;
  DscCopied      *copied;        /* n_slots of them; from NULL: free */
  size_t          n, n_slots;
  size_t          bytes;         /* of all copies */
} DscCopier;

void  dsc_copier_init   (DscCopier *self, const DscAlloc *alloc);
void  dsc_copier_clear  (DscCopier *self);                                     /* forgets the copies, which stay */
void  dsc_copier_abandon (DscCopier *self);                                    /* frees the copies, too */
/* The copy of that block. The first time it is made, which *out_is_new (may be NULL) tells. NULL: no memory. */
void *dsc_copier_copy   (DscCopier *self, const void *from, size_t size, bool *out_is_new) DSC_WARN_UNUSED;
void *dsc_copier_find   (const DscCopier *self, const void *from);             /* NULL: not copied, or from is NULL */
