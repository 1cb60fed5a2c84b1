/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-snapshot-diff.h: which slots and entries differ between two images of one table, for those who keep something of each cell. */
#pragma once

#include "dsc-snapshot.h"

/* Both are of one pool and their tables have the same shape: slots and entries lie at the same places, and the same pointer in both
 * is the same object. Tables of split dicts and shared keys are never alike: their values lie elsewhere. */
bool   dsc_snapshot_is_alike             (const DscSnapshot *self, const DscSnapshot *other);

/* Numbers of the slots (entries) that differ, in ascending order; returns how many of them there are, or most + 1 as soon as there
 * are more than fit into out. An entry differs in its hash, key or value, or in being used up. Only of images that are alike. Open
 * tables have entries only. Costs one pass over both tables. */
size_t dsc_snapshot_list_changed_slots   (const DscSnapshot *self, const DscSnapshot *other, size_t *out, size_t most);
size_t dsc_snapshot_list_changed_entries (const DscSnapshot *self, const DscSnapshot *other, size_t *out, size_t most);
