/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cells-load.c: memory made of an image again. */
#include "dsc-cells-private.h"

#include <string.h>

static bool
wants (const DscCells *self, int64_t which, int64_t id)
{
  return id != 0 && (which == 0 || which == id) && self->status == DSC_STATUS_OK;
}

/* A new cell, or none where the block is there already. */
static DscCell *
begin (DscCells *self, int64_t which, DscBlockKind kind, int64_t id)
{
  return wants (self, which, id) && dsc_cells_find (self, id) == NULL ? dsc_cells_add (self, kind, id) : NULL;
}

static void
load_dict (DscCells *self, const DscSnapshot *image, int64_t which)
{
  const DscSnapshotOrigin *origin = &image->origin;
  DscCell *cell = image->has_dict ? begin (self, which, DSC_BLOCK_DICT, origin->dict_block) : NULL;
  const bool is_open = self->rt->traits.family == DSC_FAMILY_OPEN;
  const bool is_inside = is_open && image->table_block == DSC_BLOCK_DICT;

  if (cell == NULL || dsc_cells_make_dict (self, cell, image->dict_id) == NULL)
    return;
  cell->dict->refcount = origin->dict_refcount;
  cell->dict->tracked = image->is_tracked;
  cell->dict->ma_kind = origin->ma_kind;
  cell->dict->ma_used = origin->ma_used;
  cell->dict->ma_fill = origin->ma_fill;
  cell->dict->ma_mask = origin->ma_mask;
  cell->dict->ma_version_tag = origin->ma_version_tag;
  cell->ma_keys = image->is_shared_empty ? 0 : origin->keys.block;
  cell->ma_values = origin->values_block;
  cell->ma_table = !is_open || !origin->has_table ? 0 : is_inside ? origin->dict_block : origin->table_block;
  if (!is_open || self->rt->traits.empty_display != DSC_EMPTY_OWN_TABLE)
    return;
  dsc_cells_make_slots (self, cell, DSC_SMALLTABLE_SIZE);
  memcpy (cell->slots, is_inside ? image->entries : image->idle_smalltable, DSC_SMALLTABLE_SIZE * sizeof *cell->slots);
}

static void
load_table (DscCells *self, const DscSnapshot *image, int64_t which)
{
  const bool is_there = image->table_block == DSC_BLOCK_TABLE && image->n_slots != 0;
  DscCell *cell = is_there ? begin (self, which, DSC_BLOCK_TABLE, image->origin.table_block) : NULL;

  if (cell != NULL && dsc_cells_make_slots (self, cell, image->n_slots) != NULL)
    memcpy (cell->slots, image->entries, image->n_slots * sizeof *cell->slots);
}

static void
load_keys (DscCells *self, const DscSnapshot *image, int64_t which)
{
  const DscKeys *header = &image->origin.keys;
  const bool is_there = image->table_block == DSC_BLOCK_KEYS && !image->is_shared_empty;
  DscCell *cell = is_there ? begin (self, which, DSC_BLOCK_KEYS, header->block) : NULL;

  if (cell == NULL || dsc_cells_make_keys (self, cell, header->dk_log2_size, (DscKeysKind) header->dk_kind) == NULL)
    return;
  const size_t index_bytes = (size_t) ((const char *) image->entries - (const char *) image->memory);
  memcpy (cell->keys + 1, image->memory, index_bytes + image->n_written * header->entry_size);
  *cell->keys = *header;
  cell->n_filled = image->n_entries;
}

static void
copy_values (DscValues *to, const DscValuesHeader *header, const DscObject *const *values, const uint8_t *order)
{
  to->size = (uint8_t) header->size;
  to->prefix = (uint8_t) header->prefix;
  to->embedded = header->embedded;
  to->valid = header->valid;
  to->written = (uint8_t) header->n_written;
  to->zeroed = header->zeroed;
  memcpy (to->values, values, header->capacity * sizeof *values);
  if (header->n_written != 0)
    memcpy (dsc_values_order (to), order, header->n_written);
}

/* Values inside an instance are part of its block. */
static void
load_instance (DscCells *self, const DscSnapshot *image, int64_t which)
{
  const bool is_tagged = self->rt->traits.instance_values == DSC_VALUES_TAGGED;
  const bool is_own = image->origin.instance.id != 0;
  DscCell *cell = begin (self, which, DSC_BLOCK_INSTANCE, is_own ? image->origin.instance.block : image->origin.owner.block);

  if (cell == NULL)
    return;
  if (is_own && image->has_dict)
    cell->instance_dict = image->origin.dict_block;
  else if (is_own && image->values != NULL && !image->values_header.embedded)
    *(is_tagged ? &cell->instance_dict : &cell->instance_values) = image->origin.values_block;
  const bool is_idle = image->has_idle_values;
  const DscValuesHeader *header = is_idle ? &image->idle_header : &image->values_header;
  if (!header->embedded && !is_idle)
    return;
  if (dsc_cells_make_values (self, cell, header->capacity) != NULL)
    copy_values (cell->values, header, is_idle ? image->idle_values : image->values, is_idle ? image->idle_order : image->order);
}

static void
load_values (DscCells *self, const DscSnapshot *image, int64_t which)
{
  const bool is_there = image->values != NULL && !image->values_header.embedded;
  DscCell *cell = is_there ? begin (self, which, DSC_BLOCK_VALUES, image->origin.values_block) : NULL;

  if (cell != NULL && dsc_cells_make_values (self, cell, image->n_values) != NULL)
    copy_values (cell->values, &image->values_header, image->values, image->order);
}

void
dsc_cells_load (DscCells *self, const DscSnapshot *image, int64_t which)
{
  load_dict (self, image, which);
  load_table (self, image, which);
  load_keys (self, image, which);
  load_instance (self, image, which);
  load_values (self, image, which);
  if (which == 0 && self->class_keys == 0 && !image->has_dict && image->table_block == DSC_BLOCK_KEYS)
    self->class_keys = image->origin.keys.block;
}
