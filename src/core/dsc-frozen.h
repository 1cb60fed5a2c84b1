/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-frozen.h: tables that several machines have in common until one of them changes its own.
 *
 * Copies of a machine (keyframes of a history) mostly differ in few of their tables. A frozen block holds the bytes of one table and
 * is never written to; it is counted how many dicts refer to it. A dict that does (DscDict.frozen) is in one of two states:
 *
 *   ma_keys or ma_table is the frozen block itself    the dict borrows it, and gets memory of its own before it changes
 *   it is memory of the dict's own                    a copy was made of it, and it has not changed since
 *
 * Whatever may write to the table of a dict calls dsc_dict_thaw () first. Only a machine makes copies, and only by its operations tables
 * change, so the one place that does it is dsc_machine_apply (). Tables that share keys (split ones) are never frozen. */
#pragma once

#include "dsc-family-private.h"

typedef struct DscFrozen DscFrozen;

/* Whether the table of the dict can be common property: it has one, combined, its own. */
bool       dsc_frozen_is_possible (const DscRuntime *rt, const DscDict *dict);
/* The dict's frozen block, with one more reference, or a new one with the bytes of its table; the dict is not told. NULL: no memory.
 * *n_bytes (may be NULL) is increased by the size of a new one, and decreased when it is freed. */
DscFrozen *dsc_frozen_of_dict     (const DscRuntime *rt, const DscDict *dict, size_t *n_bytes) DSC_WARN_UNUSED;
DscFrozen *dsc_frozen_ref         (DscFrozen *self);
void       dsc_frozen_unref       (const DscAlloc *alloc, DscFrozen *self);   /* NULL is allowed */
void      *dsc_frozen_get_table   (DscFrozen *self);
size_t     dsc_frozen_get_size    (const DscFrozen *self);

/* Before the table changes. NO_MEMORY: nothing has changed. */
DscStatus  dsc_dict_thaw          (DscRuntime *rt, DscDict *self) DSC_WARN_UNUSED;
/* Lets a table go that was the dict's; dict NULL: nobody's. */
void       dsc_dict_free_table    (DscRuntime *rt, DscDict *dict, void *table);
