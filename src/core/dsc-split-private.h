/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-split-private.h: dicts whose keys are shared and whose values are an array of their own (3.3 on).
 *
 * A family's functions hand a split dict over to these. Where the dict stops being split, `*out_done` stays false: the keys are the dict's own
 * now, and the family goes on as with any other dict. The shared empty keys of 3.3 to 3.10 are of the split kind too, but
 * hold no key: what is stored there goes by the families' own ways. */
#pragma once

#include "dsc-compact-private.h"
#include "dsc-slots-private.h"

DSC_ALWAYS_INLINE bool
dsc_dict_is_split (const DscDict *self)
{
  return DSC_UNLIKELY (self->ma_values != NULL) && self->ma_keys->dk_log2_size != 0;
}

/* dsc-values.c: arrays of values, and the order bytes that go with them from 3.11 on. */
/* Bytes in the modelled build, order bytes and whatever lies in front included. */
uint64_t   dsc_values_bytes        (const DscTraits *traits, size_t capacity);
/* Room for one more dict or instance that shares these keys. */
size_t     dsc_values_capacity_for (const DscTraits *traits, const DscKeys *keys);
/* Inside an instance: no block of its own, but part of the instance's, which place_inline tells. NULL: no memory. */
DscValues *dsc_values_new_inline   (DscRuntime *rt, size_t capacity);
void       dsc_values_place_inline (const DscRuntime *rt, DscValues *self, uint32_t block);
/* Such an array becomes one of its own, for the dict. CPython copies it; the one inside the instance is the caller's affair. */
DscValues *dsc_values_take_out     (DscRuntime *rt, const DscDict *dict, DscValues *self);
/* Tells what was copied into a fresh array. */
void       dsc_values_note_copied  (const DscRuntime *rt, const DscDict *dict, DscValues *self);
void       dsc_values_free_inline  (DscRuntime *rt, DscValues *self);
/* The same values and order in an array of its own; the values get no further reference. NULL: no memory. */
DscValues *dsc_values_copy         (DscRuntime *rt, const DscDict *dict, const DscValues *source, size_t capacity);
void       dsc_values_append_order (DscRuntime *rt, const DscDict *dict, DscValues *self, size_t ix);
void       dsc_values_remove_order (DscRuntime *rt, const DscDict *dict, DscValues *self, size_t ix);
/* An embedded array that nobody uses any more (3.13 on): not valid. Its values are NULL from 3.14 on; before that they stay, and mean nothing. */
void       dsc_values_invalidate   (DscRuntime *rt, const DscDict *dict, DscValues *self);
/* All values NULL; order bytes in use. */
void       dsc_values_empty        (DscRuntime *rt, const DscDict *dict, DscValues *self);
void       dsc_values_set_size     (DscRuntime *rt, const DscDict *dict, DscValues *self, unsigned size);
/* One more reference to each value that is counted; gives them back. */
void       dsc_values_hold_all     (DscRuntime *rt, const DscValues *self);
void       dsc_values_release_all  (DscRuntime *rt, const DscValues *self);

/* dsc-split.c: what holds in all versions. */
/* A new dict that shares the keys. */
DscStatus  dsc_split_new           (DscRuntime *rt, DscKeys *keys, DscDict **out_dict) DSC_WARN_UNUSED;
DscStatus  dsc_split_copy          (DscRuntime *rt, DscDict *source, DscDict **out_dict) DSC_WARN_UNUSED;
/* Entry or slot of the i-th item in the order of iteration; only for compact tables, i < ma_used. */
size_t     dsc_split_nth           (const DscDict *self, size_t i);
/* The dict has just got keys of its own. */
void       dsc_split_note_combined (DscRuntime *rt, const DscDict *self);
/* To the shared empty keys; inline values (3.13 on) are kept and only emptied. */
void       dsc_split_clear         (DscRuntime *rt, DscDict *self);

/* dsc-split-compact.c: 3.6 on. */
const DscObject *dsc_split_compact_find  (DscRuntime *rt, DscDict *self, const DscObject *key);
DscStatus  dsc_split_compact_store       (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value,
                                          const DscObject **out_value, bool *out_done) DSC_WARN_UNUSED;
DscStatus  dsc_split_compact_take        (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject **out_value,
                                          bool *out_done) DSC_WARN_UNUSED;
/* 3.11 on, insert_split_key: entry of a str among shared keys, to which it is added when it is new and there is room for it; else -1. */
int64_t    dsc_split_insert_key          (DscRuntime *rt, const DscDict *dict, DscKeys *keys, const DscObject *key);

/* dsc-split-open.c: 3.3 to 3.5. */
const DscObject *dsc_split_open_find     (DscRuntime *rt, DscDict *self, const DscObject *key);
DscStatus  dsc_split_open_store          (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value,
                                          bool *out_done) DSC_WARN_UNUSED;
DscStatus  dsc_split_open_set_default    (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value,
                                          const DscObject **out_value, bool *out_done) DSC_WARN_UNUSED;
const DscObject *dsc_split_open_take     (DscRuntime *rt, DscDict *self, const DscObject *key);

/* dsc-family-compact.c, dsc-compact-table.c */
/* Appends a key that is known to be absent from a table that has room for it. */
void       dsc_compact_add_absent        (DscRuntime *rt, DscDict *self, const DscObject *key, const DscObject *value);
/* Rebuilt with exactly so many slots; dsc_compact_resize rounds the request first. */
DscStatus  dsc_compact_resize_to         (DscRuntime *rt, DscDict *self, uint64_t request, unsigned log2_size, DscResizeReason reason,
                                          bool unicode) DSC_WARN_UNUSED;
