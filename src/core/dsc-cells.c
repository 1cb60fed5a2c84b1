/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cells.c: the blocks of memory in the midst of an operation, found by number. */
#include "dsc-cells-private.h"

#include <string.h>

DscCell *
dsc_cells_find (const DscCells *self, int64_t id)
{
  for (size_t i = 0; id != 0 && i < self->n_cells; i++)
    if (self->cells[i].id == id)
      return &self->cells[i];
  return NULL;
}

DscCell *
dsc_cells_add (DscCells *self, DscBlockKind kind, int64_t id)
{
  DscStatus status = dsc_alloc_reserve_one (self->rt->alloc, &self->cells, sizeof *self->cells, self->n_cells, &self->capacity);

  if (status != DSC_STATUS_OK)
    {
      self->status = status;
      return NULL;
    }
  self->cells[self->n_cells] = (DscCell) { .id = (uint32_t) id, .kind = kind };
  return &self->cells[self->n_cells++];
}

static void
clear_table (DscCells *self, DscCell *cell)
{
  const bool is_inside = cell->dict != NULL && cell->slots == cell->dict->ma_smalltable;

  if (!is_inside)
    dsc_alloc_free (self->rt->alloc, cell->slots);
  dsc_alloc_free (self->rt->alloc, cell->keys);
  cell->keys = NULL;
  cell->slots = NULL;
  cell->n_slots = cell->n_filled = 0;
}

static void
clear_cell (DscCells *self, DscCell *cell)
{
  clear_table (self, cell);
  dsc_alloc_free (self->rt->alloc, cell->values);
  dsc_alloc_free (self->rt->alloc, cell->dict);
}

void
dsc_cells_drop (DscCells *self, int64_t id)
{
  DscCell *cell = dsc_cells_find (self, id);

  if (cell == NULL)
    return;
  clear_cell (self, cell);
  *cell = self->cells[--self->n_cells];
}

static bool
check (DscCells *self, const void *memory)
{
  if (memory == NULL)
    self->status = DSC_STATUS_NO_MEMORY;
  return memory != NULL;
}

DscKeys *
dsc_cells_make_keys (DscCells *self, DscCell *cell, unsigned log2_size, DscKeysKind kind)
{
  clear_table (self, cell);
  cell->keys = log2_size <= DSC_KEYS_MAX_LOG2_SIZE ? dsc_keys_new (self->rt, NULL, log2_size, kind) : NULL;
  if (check (self, cell->keys))
    {
      const size_t n = dsc_keys_size (cell->keys);

      cell->keys->block = cell->id;
      cell->n_slots = self->rt->traits.family == DSC_FAMILY_COMPACT ? (size_t) dsc_traits_usable (&self->rt->traits, n) : n;
    }
  return cell->keys;
}

DscKeyEntry *
dsc_cells_make_slots (DscCells *self, DscCell *cell, size_t n)
{
  clear_table (self, cell);
  if (cell->dict != NULL)
    {
      memset (cell->dict->ma_smalltable, 0, DSC_SMALLTABLE_SIZE * sizeof *cell->slots);
      cell->slots = cell->dict->ma_smalltable;
      cell->n_slots = DSC_SMALLTABLE_SIZE;
      return cell->slots;
    }
  cell->slots = n <= SIZE_MAX / sizeof *cell->slots ? dsc_alloc_zero (self->rt->alloc, n * sizeof *cell->slots) : NULL;
  if (check (self, cell->slots))
    cell->n_slots = n;
  return cell->slots;
}

DscValues *
dsc_cells_make_values (DscCells *self, DscCell *cell, size_t n)
{
  dsc_alloc_free (self->rt->alloc, cell->values);
  cell->values = dsc_values_new (self->rt, NULL, n);
  if (check (self, cell->values))
    cell->values->block = cell->id;
  return cell->values;
}

DscDict *
dsc_cells_make_dict (DscCells *self, DscCell *cell, uint32_t id)
{
  cell->dict = dsc_alloc_zero (self->rt->alloc, sizeof *cell->dict + DSC_SMALLTABLE_SIZE * sizeof (DscKeyEntry));
  if (check (self, cell->dict))
    {
      cell->dict->refcount = 1;
      cell->dict->id = id;
      cell->dict->block = cell->id;
      cell->dict->tracked = self->rt->traits.gc_always_tracked;
    }
  return cell->dict;
}

/* Blocks that the step does not make were there before it, even where no image of that time tells of them: they are as after the
 * step, less what it did. */
static void
load_rest (DscCells *self)
{
  const size_t n_known = self->n_cells;

  dsc_cells_load (self, self->after, 0);
  for (size_t i = 0; i < self->trace->n_events && self->status == DSC_STATUS_OK; i++)
    {
      const DscEvent *event = &self->trace->events[i];
      DscCell *cell = event->kind == DSC_EVENT_ALLOCATE ? dsc_cells_find (self, event->b) : NULL;

      if (cell != NULL && (size_t) (cell - self->cells) >= n_known)
        dsc_cells_drop (self, event->b);
    }
  for (size_t i = n_known; i < self->n_cells; i++)
    dsc_cells_undo (self, &self->cells[i], 0);
}

DscStatus
dsc_cells_init (DscCells *self, const DscSnapshot *before, const DscSnapshot *after, const DscTrace *trace)
{
  *self = (DscCells) { .before = before, .after = after, .trace = trace };
  self->rt = dsc_runtime_new_with_pool (after->pool, &after->alloc);
  if (self->rt == NULL)
    return DSC_STATUS_NO_MEMORY;
  dsc_arena_init (&self->frozen, &after->alloc);
  if (before != NULL)
    dsc_cells_load (self, before, 0);
  if (self->status == DSC_STATUS_OK)
    load_rest (self);
  return self->status;
}

void
dsc_cells_clear (DscCells *self)
{
  if (self->rt == NULL)
    return;
  for (size_t i = 0; i < self->n_cells; i++)
    clear_cell (self, &self->cells[i]);
  dsc_alloc_free (self->rt->alloc, self->cells);
  dsc_alloc_free (self->rt->alloc, self->rebuilt);
  dsc_arena_clear (&self->frozen);
  self->rt->instances = NULL;
  dsc_runtime_free (self->rt);
}
