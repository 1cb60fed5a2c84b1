/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cells-apply.c: what one event does to memory.
 *
 * An event about a block that is not known here is another dict's, and passed over; so is one that names a place that its block does
 * not have. */
#include "dsc-cells-private.h"

#include "dsc-object-private.h"

#include <string.h>

/* --- entries and indices ------------------------------------------------------------------------------------------ */

static bool
is_compact (const DscCell *cell)
{
  return cell->keys != NULL && cell->keys->dk_log2_index_bytes != 0;
}

DscKeyEntry
dsc_cells_get_entry (const DscCell *cell, size_t i)
{
  if (cell->keys == NULL)
    return cell->slots[i];
  return is_compact (cell) ? dsc_keys_get_entry (cell->keys, i) : dsc_keys_open_entries (cell->keys)[i];
}

void
dsc_cells_set_entry (DscCell *cell, size_t i, DscKeyEntry entry)
{
  DscKeys *keys = cell->keys;

  if (keys == NULL)
    cell->slots[i] = entry;
  else if (!is_compact (cell))
    dsc_keys_open_entries (keys)[i] = entry;
  else if (keys->entry_size == sizeof (DscKeyEntry))
    ((DscKeyEntry *) dsc_keys_compact_entries (keys))[i] = entry;
  else
    ((DscUnicodeEntry *) dsc_keys_compact_entries (keys))[i] = (DscUnicodeEntry) { entry.me_key, entry.me_value };
}

void
dsc_cells_set_index (DscCell *cell, size_t slot, int64_t index)
{
  void *indices = dsc_keys_indices (cell->keys);

  switch (dsc_keys_index_width_log2 (cell->keys))
    {
    case 0:  ((int8_t *) indices)[slot] = (int8_t) index; return;
    case 1:  ((int16_t *) indices)[slot] = (int16_t) index; return;
    case 2:  ((int32_t *) indices)[slot] = (int32_t) index; return;
    default: ((int64_t *) indices)[slot] = index; return;
    }
}

static bool
has_entry (const DscCell *cell, int64_t i)
{
  return i >= 0 && (uint64_t) i < cell->n_slots;
}

static bool
has_index (const DscCell *cell, int64_t slot)
{
  return is_compact (cell) && slot >= 0 && (uint64_t) slot < dsc_keys_size (cell->keys);
}

/* An entry is in use as soon as its key is there; the counter follows. */
static void
note_filled (DscCell *cell, int64_t i)
{
  if (!is_compact (cell))
    return;
  if (cell->n_filled < (size_t) i + 1)
    cell->n_filled = (size_t) i + 1;
  if (cell->keys->n_written < i + 1)
    cell->keys->n_written = i + 1;
}

/* --- objects ------------------------------------------------------------------------------------------------------ */

static const DscObject *
find_frozen (const DscSnapshot *image, uint32_t ordinal)
{
  for (size_t i = 0; i < image->n_values; i++)
    if (image->values[i] != NULL && image->values[i]->ordinal == ordinal)
      return image->values[i];
  for (size_t i = 0; i < image->n_entries; i++)
    {
      const DscEntry entry = dsc_snapshot_get_entry (image, i);

      if (entry.me_value != NULL && entry.me_value->ordinal == ordinal)
        return entry.me_value;
      if (entry.me_key != NULL && entry.me_key->ordinal == ordinal)
        return entry.me_key;
    }
  return NULL;
}

/* What is to be seen of an object: as it is frozen in an image, where it can change. One that is in neither comes and goes
 * within the step; it is shown as Python shows what it does not want to show. */
static const DscObject *
freeze (DscCells *self, const DscObject *object)
{
  static const char *const texts[] = { "{...}", "(...)" };

  if (object == NULL || !object->can_change)
    return object;
  const DscObject *found = find_frozen (self->after, object->ordinal);
  if (found == NULL && self->before != NULL)
    found = find_frozen (self->before, object->ordinal);
  if (found != NULL)
    return found;
  DscNamedObject *frozen = dsc_arena_allocate (&self->frozen, sizeof *frozen);
  if (frozen == NULL)
    {
      self->status = DSC_STATUS_NO_MEMORY;
      return NULL;
    }
  const char *text = texts[object->kind != DSC_OBJECT_DICT];
  *frozen = (DscNamedObject) {
    .base = { .kind = DSC_OBJECT_OPAQUE, .trackable = 1, .hash_known = object->hash_known, .hash = object->hash, .ordinal = object->ordinal,
              .as.text = { text, strlen (text) } },
    .class_name = dsc_object_type_name (object, self->rt->pool),
  };
  return &frozen->base;
}

/* --- writes ------------------------------------------------------------------------------------------------------- */

static void
write_entry (DscCells *self, DscCell *cell, const DscEvent *e)
{
  if (!has_entry (cell, e->a))
    return;
  DscKeyEntry entry = dsc_cells_get_entry (cell, (size_t) e->a);

  entry.me_key = freeze (self, e->object);
  entry.me_hash = e->b;
  dsc_cells_set_entry (cell, (size_t) e->a, entry);
  note_filled (cell, e->a);
}

static void
write_value (DscCells *self, DscCell *cell, const DscEvent *e)
{
  const DscObject *value = freeze (self, e->object);

  if (cell->values != NULL)
    {
      if (e->a >= 0 && (uint64_t) e->a < cell->values->capacity)
        cell->values->values[e->a] = value;
      return;
    }
  if (!has_entry (cell, e->a))
    return;
  DscKeyEntry entry = dsc_cells_get_entry (cell, (size_t) e->a);
  entry.me_value = value;
  dsc_cells_set_entry (cell, (size_t) e->a, entry);
}

static void
place_dummy (DscCells *self, DscCell *cell, const DscEvent *e)
{
  const DscObject *key = self->rt->traits.family == DSC_FAMILY_COMPACT ? NULL : self->rt->dummy;

  if (has_entry (cell, e->b))
    dsc_cells_set_entry (cell, (size_t) e->b, (DscKeyEntry) { e->c, key, NULL });
}

/* What belongs to a key that comes from a table that no image tells of. */
static const DscObject *
find_value (const DscSnapshot *image, uint32_t key)
{
  for (size_t i = 0; i < image->n_entries; i++)
    {
      const DscEntry entry = dsc_snapshot_get_entry (image, i);

      if (entry.me_key != NULL && entry.me_key->ordinal == key)
        return entry.me_value;
    }
  return NULL;
}

static void
move_entry (DscCells *self, DscCell *cell, const DscEvent *e)
{
  const bool is_known = e->a >= 0 && (uint64_t) e->a < self->n_rebuilt;
  DscKeyEntry entry;

  if (!has_entry (cell, e->b) || e->object == NULL)
    return;
  if (is_known)
    entry = self->rebuilt[e->a];
  else
    entry = (DscKeyEntry) { 0, freeze (self, e->object), find_value (self->after, e->object->ordinal) };
  entry.me_hash = e->object->hash;
  dsc_cells_set_entry (cell, (size_t) e->b, entry);
  note_filled (cell, e->b);
  if (has_index (cell, e->c))
    dsc_cells_set_index (cell, (size_t) e->c, e->b);
}

/* --- fields ------------------------------------------------------------------------------------------------------- */

static void
set_kind (DscCell *cell, int64_t kind)
{
  if (kind < DSC_KEYS_GENERAL || kind > DSC_KEYS_STRING)
    return;
  if (cell->keys != NULL)
    cell->keys->dk_kind = (uint8_t) kind;
  if (cell->dict != NULL)
    cell->dict->ma_kind = (uint8_t) kind;
}

static void
set_dict_field (DscCells *self, DscCell *cell, DscFieldId field, int64_t value)
{
  switch ((int) field)
    {
    case DSC_FIELD_MA_USED: cell->dict->ma_used = (size_t) value; return;
    case DSC_FIELD_MA_FILL: cell->dict->ma_fill = (size_t) value; return;
    case DSC_FIELD_MA_MASK: cell->dict->ma_mask = (size_t) value; return;
    case DSC_FIELD_MA_LOOKUP: set_kind (cell, value); return;
    case DSC_FIELD_MA_VALUES: cell->ma_values = value; return;
    case DSC_FIELD_MA_VERSION_TAG: cell->dict->ma_version_tag = (uint64_t) value; return;
    case DSC_FIELD_MA_TABLE:
      cell->ma_table = value;
      self->pending = 0;
      return;
    case DSC_FIELD_MA_KEYS:
      cell->ma_keys = value;
      self->pending = 0;
      return;
    }
}

static void
set_keys_field (DscCell *cell, DscFieldId field, int64_t value)
{
  switch ((int) field)
    {
    case DSC_FIELD_DK_REFCNT: cell->keys->dk_refcnt = (uint32_t) value; return;
    case DSC_FIELD_DK_VERSION: cell->keys->dk_version = (uint32_t) value; return;
    case DSC_FIELD_DK_USABLE: cell->keys->dk_usable = value; return;
    case DSC_FIELD_DK_KIND: set_kind (cell, value); return;
    case DSC_FIELD_DK_NENTRIES:
      if (value >= 0 && (uint64_t) value <= cell->n_slots)
        {
          cell->keys->dk_nentries = value;
          cell->n_filled = (size_t) value;
        }
      return;
    }
}

static void
set_values_field (DscValues *values, DscFieldId field, int64_t value, int64_t i)
{
  switch ((int) field)
    {
    case DSC_FIELD_VALUES_EMBEDDED: values->embedded = (uint8_t) value; return;
    case DSC_FIELD_VALUES_VALID: values->valid = (uint8_t) value; return;
    case DSC_FIELD_VALUES_SIZE:
      if (value < 0 || value > values->capacity)
        return;
      values->size = (uint8_t) value;
      if (values->written < values->size)
        values->written = values->size;
      return;
    case DSC_FIELD_VALUES_ORDER:
      if (i >= 0 && (uint64_t) i < values->capacity)
        dsc_values_order (values)[i] = (uint8_t) value;
      return;
    }
}

static void
set_field (DscCells *self, DscCell *cell, const DscEvent *e, int64_t value)
{
  const DscFieldId field = (DscFieldId) e->detail;

  if (field == DSC_FIELD_ME_HASH && has_entry (cell, e->c))
    {
      DscKeyEntry entry = dsc_cells_get_entry (cell, (size_t) e->c);
      entry.me_hash = value;
      dsc_cells_set_entry (cell, (size_t) e->c, entry);
    }
  if (cell->dict != NULL)
    set_dict_field (self, cell, field, value);
  if (cell->keys != NULL)
    set_keys_field (cell, field, value);
  if (cell->values != NULL)
    set_values_field (cell->values, field, value, e->c);
  if (field == DSC_FIELD_INSTANCE_DICT || field == DSC_FIELD_INSTANCE_DICT_OR_VALUES)
    cell->instance_dict = value;
  if (field == DSC_FIELD_INSTANCE_VALUES)
    cell->instance_values = value;
}

/* --- blocks ------------------------------------------------------------------------------------------------------- */

static unsigned
log2_of (int64_t size)
{
  return size > 0 ? (unsigned) __builtin_ctzll ((uint64_t) size) : 0;
}

static void
make_table (DscCells *self, DscCell *cell, const DscEvent *e)
{
  if (e->kind == DSC_EVENT_NEW_VALUES)
    {
      if (dsc_cells_make_values (self, cell, (size_t) e->a) != NULL)
        {
          cell->values->embedded = cell->values->valid = e->detail;
          cell->values->zeroed = e->detail != 0;
        }
      return;
    }
  if (cell->kind != DSC_BLOCK_KEYS)
    dsc_cells_make_slots (self, cell, (size_t) e->a);
  else if (dsc_cells_make_keys (self, cell, log2_of (e->a), (DscKeysKind) e->c) != NULL)
    cell->keys->dk_usable = e->b;
  if (e->dict == self->after->dict_id && self->after->has_dict && self->status == DSC_STATUS_OK)
    self->pending = cell->id;
}

static void
allocate (DscCells *self, const DscEvent *e)
{
  dsc_cells_drop (self, e->b);
  DscCell *cell = dsc_cells_add (self, (DscBlockKind) e->c, e->b);
  if (cell != NULL && cell->kind == DSC_BLOCK_DICT)
    dsc_cells_make_dict (self, cell, e->dict);
}

/* The copy of a keys object that no image tells of: as it is after the step, less what happened since. */
static void
clone (DscCells *self, const DscEvent *e, size_t i)
{
  const DscCell *from = dsc_cells_find (self, e->c);
  DscCell *to = dsc_cells_find (self, e->b);

  if (to == NULL)
    return;
  if (from == NULL || from->keys == NULL)
    {
      dsc_cells_drop (self, e->b);
      dsc_cells_load (self, self->after, e->b);
      if ((to = dsc_cells_find (self, e->b)) != NULL)
        dsc_cells_undo (self, to, i + 1);
    }
  else if (dsc_cells_make_keys (self, to, from->keys->dk_log2_size, (DscKeysKind) from->keys->dk_kind) != NULL)
    {
      memcpy (to->keys, from->keys, dsc_keys_real_size (&self->rt->traits, from->keys->dk_log2_size, from->keys->entry_size));
      to->n_filled = from->n_filled;
    }
  if (to == NULL || to->keys == NULL)
    return;
  to->keys->block = to->id;
  to->keys->dk_refcnt = 1;
  if (e->dict == self->after->dict_id && self->after->has_dict)
    self->pending = to->id;
}

/* What a rebuild reads: table and values of the dict as they are now. */
static void
begin_rebuild (DscCells *self, const DscCell *dict)
{
  const bool is_open = self->rt->traits.family == DSC_FAMILY_OPEN;
  const DscCell *table = dsc_cells_find (self, is_open ? dict->ma_table : dict->ma_keys);
  const DscCell *values = dsc_cells_find (self, dict->ma_values);
  const size_t n = table == NULL ? 0 : is_compact (table) ? table->n_filled : table->n_slots;

  dsc_alloc_free (self->rt->alloc, self->rebuilt);
  self->n_rebuilt = 0;
  self->rebuilt = dsc_alloc_new (self->rt->alloc, (n + 1) * sizeof *self->rebuilt);
  if (self->rebuilt == NULL)
    {
      self->status = DSC_STATUS_NO_MEMORY;
      return;
    }
  self->n_rebuilt = n;
  for (size_t i = 0; i < n; i++)
    {
      self->rebuilt[i] = dsc_cells_get_entry (table, i);
      if (values != NULL && values->values != NULL)
        self->rebuilt[i].me_value = i < values->values->capacity ? values->values->values[i] : NULL;
    }
}

/* --- events ------------------------------------------------------------------------------------------------------- */

static DscCell *
find_dict (const DscCells *self, uint32_t id)
{
  for (size_t i = 0; i < self->n_cells; i++)
    if (self->cells[i].dict != NULL && self->cells[i].dict->id == id)
      return &self->cells[i];
  return NULL;
}

static void
apply_to_dict (DscCells *self, const DscEvent *e)
{
  DscCell *cell = find_dict (self, e->dict);

  if (cell == NULL)
    return;
  if (e->kind == DSC_EVENT_TRACKED)
    cell->dict->tracked = e->a != 0;
  else if (e->kind == DSC_EVENT_VERSION_TAG)
    cell->dict->ma_version_tag = (uint64_t) e->b;
  else
    begin_rebuild (self, cell);
}

static void
apply_to_block (DscCells *self, const DscEvent *e)
{
  DscCell *cell = dsc_cells_find (self, e->d);

  if (cell == NULL)
    return;
  switch ((int) e->kind)
    {
    case DSC_EVENT_NEW_TABLE:
    case DSC_EVENT_NEW_VALUES:   make_table (self, cell, e); return;
    case DSC_EVENT_KIND_CHANGE:  set_kind (cell, e->b); return;
    case DSC_EVENT_ENTRY_MOVED:  move_entry (self, cell, e); return;
    case DSC_EVENT_WRITE_FIELD:  set_field (self, cell, e, e->b); return;
    case DSC_EVENT_WRITE_ENTRY:  write_entry (self, cell, e); return;
    case DSC_EVENT_WRITE_VALUE:  write_value (self, cell, e); return;
    case DSC_EVENT_DUMMY_PLACED: place_dummy (self, cell, e); return;
    case DSC_EVENT_WRITE_INDEX:
      if (has_index (cell, e->a))
        dsc_cells_set_index (cell, (size_t) e->a, e->c);
      return;
    }
}

void
dsc_cells_apply (DscCells *self, size_t i)
{
  const DscEvent *e = &self->trace->events[i];

  switch ((DscEventKind) e->kind)
    {
    case DSC_EVENT_ALLOCATE:
      allocate (self, e);
      return;
    case DSC_EVENT_FREE:
      dsc_cells_drop (self, e->b);
      return;
    case DSC_EVENT_CLONE:
      clone (self, e, i);
      return;
    case DSC_EVENT_CLASS_KEYS:
      if (e->c == self->after->origin.class_id)
        self->class_keys = e->b;
      return;
    case DSC_EVENT_RESIZE_BEGIN: case DSC_EVENT_TRACKED: case DSC_EVENT_VERSION_TAG:
      apply_to_dict (self, e);
      return;
    case DSC_EVENT_RESIZE_END:
      if (e->dict == self->after->dict_id)
        self->pending = 0;
      return;
    case DSC_EVENT_NEW_TABLE: case DSC_EVENT_NEW_VALUES: case DSC_EVENT_KIND_CHANGE: case DSC_EVENT_WRITE_INDEX: case DSC_EVENT_WRITE_ENTRY:
    case DSC_EVENT_WRITE_VALUE: case DSC_EVENT_DUMMY_PLACED: case DSC_EVENT_ENTRY_MOVED: case DSC_EVENT_WRITE_FIELD:
      apply_to_block (self, e);
      return;
    case DSC_EVENT_NONE: case DSC_EVENT_OPERATION_BEGIN: case DSC_EVENT_OPERATION_END: case DSC_EVENT_RESIZE_TEST:
    case DSC_EVENT_RESIZE_REQUEST: case DSC_EVENT_SPLIT_COMBINED: case DSC_EVENT_SHARED_GROWTH: case DSC_EVENT_WATCHER: case DSC_EVENT_HASH:
    case DSC_EVENT_PROBE: case DSC_EVENT_COMPARE: case DSC_EVENT_HIT: case DSC_EVENT_MISS: case DSC_EVENT_DUMMY_PASSED: case DSC_EVENT_DUMMY_REUSED:
      return;
    }
}

static void
undo (DscCells *self, DscCell *cell, const DscEvent *e)
{
  switch ((int) e->kind)
    {
    case DSC_EVENT_WRITE_INDEX:
      if (has_index (cell, e->a))
        dsc_cells_set_index (cell, (size_t) e->a, e->b);
      return;
    case DSC_EVENT_WRITE_ENTRY:
      if (has_entry (cell, e->a))
        dsc_cells_set_entry (cell, (size_t) e->a, (DscKeyEntry) { 0, NULL, NULL });
      return;
    case DSC_EVENT_WRITE_FIELD:
      set_field (self, cell, e, e->a);
      return;
    case DSC_EVENT_KIND_CHANGE:
      set_kind (cell, e->a);
      return;
    }
}

void
dsc_cells_undo (DscCells *self, DscCell *cell, size_t first)
{
  for (size_t i = self->trace->n_events; i-- > first;)
    if (self->trace->events[i].d == cell->id && self->trace->events[i].kind >= DSC_EVENT_KIND_CHANGE)
      undo (self, cell, &self->trace->events[i]);
}
