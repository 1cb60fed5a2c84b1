/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-snapshot-replay.c: the image of memory in the midst of an operation.
 *
 * Memory is made of the image before the step, the events happen to it one by one, and then an image is taken of it by the same
 * functions that take one of a model. Between two events memory may contradict itself, as CPython's own does: a counter follows
 * what it counts. So what the image says of the table it has counted itself; the fields say what is in them. Who shares the
 * keys, and the reference counts of dicts and instances, are not told by events: they are as before, until the step is done. */
#include "dsc-snapshot-replay.h"

#include "dsc-cells-private.h"

#include <string.h>

typedef struct {                  /* what the image is taken of, put together of cells */
  DscSnapshotSource source;
  DscClass          class;
  DscInstance       instance, owner;
  const DscCell    *dict, *table; /* NULL: none */
} Picture;

static DscKeys *
keys_of (const DscCells *cells, int64_t block)
{
  const DscCell *cell = dsc_cells_find (cells, block);

  return block == 0 ? cells->rt->empty_keys : cell != NULL ? cell->keys : NULL;
}

static DscValues *
values_of (const DscCells *cells, int64_t block)
{
  const DscCell *cell = dsc_cells_find (cells, block);

  return cell != NULL ? cell->values : NULL;
}

static const DscCell *
find_dict (const DscCells *cells)
{
  for (size_t i = 0; i < cells->n_cells; i++)
    if (cells->cells[i].dict != NULL && cells->cells[i].dict->id == cells->after->dict_id)
      return &cells->cells[i];
  return NULL;
}

/* The instance that embedded values lie in: a number of its block only. */
static void
find_owner (Picture *self, const DscCells *cells, const DscValues *values)
{
  const DscInstance *owner = cells->after->origin.owner.id != 0 || cells->before == NULL ? &cells->after->origin.owner : &cells->before->origin.owner;

  if (values == NULL || !values->embedded || self->source.instance != NULL)
    return;
  self->owner = *owner;
  self->owner.values = (DscValues *) values;
  self->owner.class = &self->class;
  cells->rt->instances = &self->owner;
}

/* While a table is being filled, the dict is shown with it. Its values are in it, whatever ma_values still says. */
static bool
put_dict (Picture *self, const DscCells *cells, const DscCell *cell)
{
  const bool is_open = cells->rt->traits.family == DSC_FAMILY_OPEN;
  const DscCell *pending = dsc_cells_find (cells, cells->pending);
  const bool is_filling = pending != NULL && (pending->keys != NULL || pending->slots != NULL);
  DscDict *dict = cell->dict;

  self->dict = cell;
  self->source.dict = dict;
  if (is_open)
    {
      self->table = is_filling ? pending : dsc_cells_find (cells, cell->ma_table);
      dict->ma_table = self->table != NULL ? self->table->slots : NULL;
      dict->table_block = self->table != NULL && self->table != cell ? self->table->id : 0;
      if (self->table != NULL && self->table->n_slots != 0 && (is_filling || dict->ma_mask >= self->table->n_slots))
        dict->ma_mask = self->table->n_slots - 1;
      return self->table != NULL || cells->rt->traits.empty_display != DSC_EMPTY_OWN_TABLE;
    }
  self->table = is_filling ? pending : dsc_cells_find (cells, cell->ma_keys);
  dict->ma_keys = is_filling ? pending->keys : keys_of (cells, cell->ma_keys);
  dict->ma_values = is_filling ? NULL : values_of (cells, cell->ma_values);
  if (dict->ma_keys == cells->rt->empty_keys && dict->ma_values == NULL)
    dict->ma_values = cells->rt->empty_values;
  self->source.keys = dict->ma_keys;
  self->source.values = dict->ma_values;
  find_owner (self, cells, dict->ma_values);
  return dict->ma_keys != NULL && (self->table == NULL || self->table->keys != NULL);
}

static bool
put_instance (Picture *self, const DscCells *cells)
{
  const DscSnapshotOrigin *origin = &(cells->before != NULL && cells->before->instance_id != 0 ? cells->before : cells->after)->origin;
  const DscCell *cell = dsc_cells_find (cells, cells->after->origin.instance.block);
  const DscCell *dict = cell != NULL ? dsc_cells_find (cells, cell->instance_dict) : NULL;

  if (cell == NULL)
    return false;
  self->instance = origin->instance;
  self->instance.room = cells->after->origin.instance.room;
  self->instance.class = &self->class;
  self->instance.values = cell->values != NULL ? cell->values : values_of (cells, cell->instance_values);
  self->source.instance = &self->instance;
  if (dict != NULL && dict->dict != NULL)
    {
      self->instance.dict = dict->dict;
      return put_dict (self, cells, dict);
    }
  if (self->instance.values == NULL)
    self->instance.values = values_of (cells, cell->instance_dict);   /* one word for both */
  self->class.ht_cached_keys = cells->class_keys != 0 ? keys_of (cells, cells->class_keys) : NULL;
  self->table = dsc_cells_find (cells, cells->class_keys);
  self->source.keys = self->class.ht_cached_keys;
  self->source.values = self->instance.values;
  return true;
}

static bool
put_class (Picture *self, const DscCells *cells)
{
  self->table = dsc_cells_find (cells, cells->class_keys);
  self->source.keys = self->table != NULL ? self->table->keys : NULL;
  self->source.class = &self->class;
  return self->source.keys != NULL;
}

/* false: it is not there (yet, or any more). */
static bool
put_together (Picture *self, const DscCells *cells)
{
  const DscSnapshot *after = cells->after;

  *self = (Picture) { .class = { .refcount = 1, .id = after->origin.class_id, .name = after->origin.class_name } };
  if (after->instance_id != 0)
    return put_instance (self, cells);
  if (!after->has_dict)
    return put_class (self, cells);
  const DscCell *dict = find_dict (cells);
  return dict != NULL && put_dict (self, cells, dict);
}

/* --- what the image says of itself -------------------------------------------------------------------------------- */

static void
count_entries (DscSnapshot *image, const Picture *picture)
{
  const bool is_compact = image->index_width != 0;

  if (is_compact && picture->table != NULL && picture->table->keys != NULL)
    image->n_entries = picture->table->n_filled < image->n_written ? picture->table->n_filled : image->n_written;
  if (image->table_block == DSC_BLOCK_KEYS && image->origin.keys.dk_kind == DSC_KEYS_SPLIT)
    {
      image->n_live = is_compact ? image->n_entries : image->n_live;
      image->n_dummies = 0;
      return;
    }
  image->n_live = image->n_dummies = 0;
  for (size_t i = 0; i < image->n_entries; i++)
    {
      const DscSlotState state = dsc_snapshot_get_entry_state (image, i);

      image->n_live += state == DSC_SLOT_USED;
      image->n_dummies += state == DSC_SLOT_DUMMY;
    }
}

static DscField *
find_field (DscSnapshot *image, DscFieldId id)
{
  for (unsigned i = 0; i < image->n_fields; i++)
    if (image->fields[i].member.id == id)
      return &image->fields[i];
  return NULL;
}

/* Who shares the keys: as before, if they are the same ones. */
static DscStatus
copy_sharers (DscSnapshot *image, const DscCells *cells)
{
  const bool is_same = cells->before != NULL && cells->before->origin.keys.block == image->origin.keys.block
                       && cells->before->is_shared_empty == image->is_shared_empty;
  const DscSnapshot *from = is_same ? cells->before : cells->after;
  DscField *refcnt = find_field (image, DSC_FIELD_DK_REFCNT);

  if (from->origin.keys.block != image->origin.keys.block || image->table_block != DSC_BLOCK_KEYS)
    return DSC_STATUS_OK;
  image->n_sharers = from->n_sharers;
  if (image->is_shared_empty && refcnt != NULL)
    refcnt->value = dsc_snapshot_get_value (from, DSC_FIELD_DK_REFCNT, refcnt->value);
  if (from->n_listed == 0)
    return DSC_STATUS_OK;
  dsc_alloc_free (&image->alloc, image->sharers);
  image->n_listed = 0;
  image->sharers = dsc_alloc_new (&image->alloc, from->n_listed * sizeof *image->sharers);
  if (image->sharers == NULL)
    return DSC_STATUS_NO_MEMORY;
  image->n_listed = from->n_listed;
  memcpy (image->sharers, from->sharers, from->n_listed * sizeof *image->sharers);
  return DSC_STATUS_OK;
}

static DscSnapshot *
take (DscCells *cells)
{
  Picture picture;

  if (!put_together (&picture, cells))
    return NULL;
  DscSnapshot *image = dsc_snapshot_take (cells->rt, &picture.source);
  if (image == NULL)
    return NULL;
  count_entries (image, &picture);
  if (copy_sharers (image, cells) != DSC_STATUS_OK)
    {
      dsc_snapshot_unref (image);
      return NULL;
    }
  image->own_dict = cells->after->own_dict;
  image->own_instance = cells->after->own_instance;
  dsc_arena_clear (&image->frozen);
  image->frozen = cells->frozen;
  image->frozen.alloc = &image->alloc;
  dsc_arena_init (&cells->frozen, &cells->after->alloc);
  image->sources[0] = cells->before != NULL ? dsc_snapshot_ref ((DscSnapshot *) cells->before) : NULL;
  image->sources[1] = dsc_snapshot_ref ((DscSnapshot *) cells->after);
  return image;
}

static bool
is_same_thing (const DscSnapshot *a, const DscSnapshot *b)
{
  if (a->pool != b->pool || a->instance_id != b->instance_id)
    return false;
  if (a->instance_id != 0)
    return true;
  return a->has_dict == b->has_dict && a->dict_id == b->dict_id && a->origin.class_id == b->origin.class_id;
}

DscSnapshot *
dsc_snapshot_new_replayed (const DscSnapshot *before, const DscSnapshot *after, const DscTrace *trace, size_t n_events)
{
  DscSnapshot *image = NULL;
  DscCells cells;

  if (trace->status != DSC_STATUS_OK)
    return NULL;
  if (before != NULL && !is_same_thing (before, after))
    before = NULL;
  if (n_events >= trace->n_events)
    return dsc_snapshot_ref ((DscSnapshot *) after);
  if (n_events == 0 && before != NULL)
    return dsc_snapshot_ref ((DscSnapshot *) before);
  if (dsc_cells_init (&cells, before, after, trace) == DSC_STATUS_OK)
    {
      for (size_t i = 0; i < n_events && cells.status == DSC_STATUS_OK; i++)
        dsc_cells_apply (&cells, i);
      if (cells.status == DSC_STATUS_OK)
        image = take (&cells);
    }
  dsc_cells_clear (&cells);
  return image;
}
