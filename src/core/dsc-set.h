/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-set.h: the order in which CPython's sets iterate. */
#pragma once

#include "dsc-object.h"

/* Adds the items one by one to an empty set, as set (list) and frozenset (list) do, and writes those that stay in the order of
 * iteration to out_items (room for n; may be items). *out_n is how many. NO_MEMORY; INVALID: an item is unhashable.
 *
 * A set made otherwise may differ: from another set (dsc_set_order_of_copy) or a dict (sized beforehand), and a display
 * {a, b} up to 2.7.11 and 3.5.1, which adds the last item first (bpo-26020). Set displays of those hand the items over reversed. */
DscStatus dsc_set_order (const DscPool *pool, const DscObject *const *items, size_t n,
                         const DscObject **out_items, size_t *out_n) DSC_WARN_UNUSED;

/* The same for a copy of that set, as set (a_set) makes it, or a copy of the copy: sized beforehand, it may be smaller than the
 * set it is made from. n_copies: 0 is dsc_set_order. setobject.c, set_merge. */
DscStatus dsc_set_order_of_copy (const DscPool *pool, const DscObject *const *items, size_t n, unsigned n_copies,
                                 const DscObject **out_items, size_t *out_n) DSC_WARN_UNUSED;

/* A set (kind SET or FROZENSET) with its items in that order. presized: the items come from a dict, whose n is known beforehand.
 * NULL: no memory, or an item is unhashable. */
const DscObject *dsc_set_make (DscPool *pool, DscObjectKind kind, const DscObject *const *items, size_t n, bool presized, unsigned n_copies);
/* What dsc_set_make does to the items; they are in place. */
DscStatus dsc_set_order_made (const DscPool *pool, const DscObject *const *items, size_t n, bool presized, unsigned n_copies,
                              const DscObject **out_items, size_t *out_n) DSC_WARN_UNUSED;
