/* SPDX-License-Identifier: GPL-3.0-or-later */
/* event-replay.c: memory as plain cells.
 *
 * Nothing here knows the rules of any version but two facts of layout: whether tables have indices, and whether entries of str-only
 * tables have room for a hash. */
#include "event-replay.h"

typedef struct {
  DscBlockKind      kind;
  uint32_t          id;
  uint32_t          dict;                       /* DICT: number of the dict */
  int64_t           fields[DSC_N_FIELDS];       /* DK_KIND also for a dict that has a kind itself */
  bool              is_tracked;
  size_t            n_slots;                    /* 0: no table */
  int64_t          *indices;                    /* n_slots; NULL where there are none */
  DscKeyEntry      *entries;                    /* n_slots */
  size_t            n_values;                   /* 0: no values */
  const DscObject **values;
  uint8_t          *order;
} Cells;

struct _Memory {
  const DscTraits *traits;
  const DscObject *dummy;
  GHashTable      *blocks;                      /* id to Cells */
  GHashTable      *dicts;                       /* number of the dict to Cells, not owned */
  GHashTable      *classes;                     /* number of the class to id of the keys object */
  Cells           *source;                      /* copy of the table that is being rebuilt; values of a split dict in it */
};

static const DscFieldId shown_fields[] = {
  DSC_FIELD_MA_USED, DSC_FIELD_MA_FILL, DSC_FIELD_MA_MASK, DSC_FIELD_MA_TABLE, DSC_FIELD_MA_KEYS, DSC_FIELD_MA_VALUES, DSC_FIELD_MA_LOOKUP,
  DSC_FIELD_MA_VERSION_TAG, DSC_FIELD_DK_REFCNT, DSC_FIELD_DK_KIND, DSC_FIELD_DK_VERSION, DSC_FIELD_DK_USABLE, DSC_FIELD_DK_NENTRIES,
  DSC_FIELD_VALUES_SIZE, DSC_FIELD_VALUES_EMBEDDED, DSC_FIELD_VALUES_VALID, DSC_FIELD_INSTANCE_DICT, DSC_FIELD_INSTANCE_VALUES,
  DSC_FIELD_INSTANCE_DICT_OR_VALUES,
};

static void
drop_table (Cells *self)
{
  g_clear_pointer (&self->indices, g_free);
  g_clear_pointer (&self->entries, g_free);
  self->n_slots = 0;
}

static void
cells_free (gpointer data)
{
  Cells *self = data;

  drop_table (self);
  g_free (self->values);
  g_free (self->order);
  g_free (self);
}

static void
make_table (Cells *self, size_t n_slots, bool has_indices)
{
  drop_table (self);
  self->n_slots = n_slots;
  self->entries = g_new0 (DscKeyEntry, n_slots);
  if (!has_indices)
    return;
  self->indices = g_new (int64_t, n_slots);
  for (size_t i = 0; i < n_slots; i++)
    self->indices[i] = DSC_INDEX_EMPTY;
}

static void
make_values (Cells *self, size_t n)
{
  g_free (self->values);
  g_free (self->order);
  self->n_values = n;
  self->values = g_new0 (const DscObject *, n + 1);
  self->order = g_new0 (uint8_t, n + 1);
}

static void
copy_table (Cells *self, const Cells *from)
{
  make_table (self, from->n_slots, from->indices != NULL);
  memcpy (self->entries, from->entries, from->n_slots * sizeof *from->entries);
  if (from->indices != NULL)
    memcpy (self->indices, from->indices, from->n_slots * sizeof *from->indices);
}

static Cells *
find (const Memory *self, int64_t id)
{
  return g_hash_table_lookup (self->blocks, GUINT_TO_POINTER ((guint) id));
}

static Cells *
add (Memory *self, DscBlockKind kind, uint32_t id)
{
  Cells *cells = g_new0 (Cells, 1);

  cells->kind = kind;
  cells->id = id;
  g_hash_table_insert (self->blocks, GUINT_TO_POINTER (id), cells);
  return cells;
}

/* --- taken from a machine ----------------------------------------------------------------------------------------- */

static void
read_keys (Memory *self, const DscRuntime *rt, const DscKeys *keys)
{
  if (keys == NULL || keys == rt->empty_keys || find (self, keys->block) != NULL)
    return;

  Cells *cells = add (self, DSC_BLOCK_KEYS, keys->block);
  const bool is_compact = self->traits->family == DSC_FAMILY_COMPACT;
  make_table (cells, dsc_keys_size (keys), is_compact);
  for (size_t i = 0; is_compact && i < cells->n_slots; i++)
    cells->indices[i] = dsc_keys_get_index (keys, i);
  for (size_t i = 0; i < (is_compact ? (size_t) keys->dk_nentries : cells->n_slots); i++)
    cells->entries[i] = is_compact ? dsc_keys_get_entry (keys, i) : dsc_keys_open_entries (keys)[i];
  cells->fields[DSC_FIELD_DK_REFCNT] = keys->dk_refcnt;
  cells->fields[DSC_FIELD_DK_KIND] = keys->dk_kind;
  cells->fields[DSC_FIELD_DK_VERSION] = keys->dk_version;
  cells->fields[DSC_FIELD_DK_USABLE] = keys->dk_usable;
  cells->fields[DSC_FIELD_DK_NENTRIES] = keys->dk_nentries;
}

static void
read_values (Memory *self, const DscRuntime *rt, DscValues *values)
{
  if (values == NULL || values == rt->empty_values)
    return;

  Cells *cells = find (self, values->block);
  if (cells == NULL)
    cells = add (self, DSC_BLOCK_VALUES, values->block);
  if (cells->values != NULL)
    return;
  make_values (cells, values->capacity);
  memcpy (cells->values, values->values, values->capacity * sizeof *values->values);
  if (self->traits->sharing == DSC_SHARING_ORDER_BYTES)
    memcpy (cells->order, dsc_values_order (values), values->size);
  cells->fields[DSC_FIELD_VALUES_SIZE] = values->size;
  cells->fields[DSC_FIELD_VALUES_EMBEDDED] = values->embedded;
  cells->fields[DSC_FIELD_VALUES_VALID] = values->valid;
}

static void
read_instance (Memory *self, const DscRuntime *rt, const DscInstance *instance)
{
  Cells *cells = add (self, DSC_BLOCK_INSTANCE, instance->block);
  const bool is_tagged = self->traits->instance_values == DSC_VALUES_TAGGED;
  const bool has_pointer = instance->values != NULL && !instance->values->embedded;

  read_values (self, rt, instance->values);
  read_keys (self, rt, instance->class->ht_cached_keys);
  if (instance->dict != NULL)
    cells->fields[is_tagged ? DSC_FIELD_INSTANCE_DICT_OR_VALUES : DSC_FIELD_INSTANCE_DICT] = instance->dict->block;
  if (has_pointer)
    cells->fields[is_tagged ? DSC_FIELD_INSTANCE_DICT_OR_VALUES : DSC_FIELD_INSTANCE_VALUES] = instance->values->block;
}

static void
read_dict (Memory *self, const DscRuntime *rt, const DscDict *dict)
{
  Cells *cells = add (self, DSC_BLOCK_DICT, dict->block);
  Cells *table = cells;

  cells->dict = dict->id;
  g_hash_table_insert (self->dicts, GUINT_TO_POINTER (dict->id), cells);
  cells->is_tracked = dict->tracked;
  cells->fields[DSC_FIELD_MA_USED] = (int64_t) dict->ma_used;
  cells->fields[DSC_FIELD_MA_VERSION_TAG] = (int64_t) dict->ma_version_tag;
  if (self->traits->family == DSC_FAMILY_OPEN)
    {
      cells->fields[DSC_FIELD_MA_FILL] = (int64_t) dict->ma_fill;
      cells->fields[DSC_FIELD_MA_MASK] = (int64_t) dict->ma_mask;
      cells->fields[DSC_FIELD_MA_LOOKUP] = dict->ma_kind;
      if (dict->ma_table == NULL)
        return;
      cells->fields[DSC_FIELD_MA_TABLE] = dsc_dict_is_small (dict) ? dict->block : dict->table_block;
      if (!dsc_dict_is_small (dict))
        table = add (self, DSC_BLOCK_TABLE, dict->table_block);
      make_table (table, dict->ma_mask + 1, false);
      memcpy (table->entries, dict->ma_table, table->n_slots * sizeof *table->entries);
      return;
    }
  cells->fields[DSC_FIELD_MA_KEYS] = dict->ma_keys->block;
  cells->fields[DSC_FIELD_MA_VALUES] = dict->ma_values != NULL ? dict->ma_values->block : 0;
  read_keys (self, rt, dict->ma_keys);
  read_values (self, rt, dict->ma_values);
}

Memory *
memory_of (const DscMachine *machine)
{
  const DscRuntime *rt = machine->rt;
  Memory *self = g_new0 (Memory, 1);

  self->traits = &rt->traits;
  self->dummy = self->traits->family == DSC_FAMILY_COMPACT ? NULL : rt->dummy;   /* key of an emptied entry */
  self->blocks = g_hash_table_new_full (NULL, NULL, NULL, cells_free);
  self->dicts = g_hash_table_new (NULL, NULL);
  self->classes = g_hash_table_new (NULL, NULL);
  for (const DscInstance *instance = rt->instances; instance != NULL; instance = instance->next)
    read_instance (self, rt, instance);
  for (const DscDict *dict = rt->dicts; dict != NULL; dict = dict->next)
    read_dict (self, rt, dict);
  for (const DscClass *class = machine->classes; class != NULL; class = class->older)
    if (class->ht_cached_keys != NULL)
      {
        read_keys (self, rt, class->ht_cached_keys);
        g_hash_table_insert (self->classes, GUINT_TO_POINTER (class->id), GUINT_TO_POINTER (class->ht_cached_keys->block));
      }
  return self;
}

void
memory_free (Memory *self)
{
  g_clear_pointer (&self->source, cells_free);
  g_hash_table_unref (self->dicts);
  g_hash_table_unref (self->classes);
  g_hash_table_unref (self->blocks);
  g_free (self);
}

/* --- changed by events -------------------------------------------------------------------------------------------- */

/* What a rebuild reads: table and values of the dict as they are now. */
static void
begin_rebuild (Memory *self, const Cells *dict)
{
  const Cells *table = find (self, dict->fields[self->traits->family == DSC_FAMILY_OPEN ? DSC_FIELD_MA_TABLE : DSC_FIELD_MA_KEYS]);
  const Cells *values = find (self, dict->fields[DSC_FIELD_MA_VALUES]);

  g_clear_pointer (&self->source, cells_free);
  self->source = g_new0 (Cells, 1);
  if (table != NULL && table->n_slots != 0)
    copy_table (self->source, table);
  for (size_t i = 0; values != NULL && i < values->n_values && i < self->source->n_slots; i++)
    self->source->entries[i].me_value = values->values[i];
}

static const char *
move_entry (Memory *self, const DscEvent *e, Cells *to)
{
  if (self->source == NULL || (size_t) e->a >= self->source->n_slots || (size_t) e->b >= to->n_slots || (size_t) e->c >= to->n_slots)
    return "an entry is moved that does not exist";
  to->entries[e->b] = self->source->entries[e->a];
  if (to->entries[e->b].me_key != e->object)
    return "another key is moved";
  to->entries[e->b].me_hash = e->object->hash;
  if (to->indices != NULL)
    to->indices[e->c] = e->b;
  return NULL;
}

static const char *
write_field (const DscEvent *e, Cells *to)
{
  const DscFieldId id = (DscFieldId) e->detail;
  const bool is_value = id == DSC_FIELD_VALUES_ORDER;
  int64_t before;

  if ((id == DSC_FIELD_ME_HASH && (size_t) e->c >= to->n_slots) || (is_value && (size_t) e->c >= to->n_values))
    return "there is no such hash or order byte";
  before = id == DSC_FIELD_ME_HASH ? to->entries[e->c].me_hash : is_value ? to->order[e->c] : to->fields[id];
  if (before != e->a && (!is_value || e->c < to->fields[DSC_FIELD_VALUES_SIZE]))   /* bytes out of use keep what they had */
    return "a field was not what it is said to have been";
  if (id == DSC_FIELD_ME_HASH)
    to->entries[e->c].me_hash = e->b;
  else if (is_value)
    to->order[e->c] = (uint8_t) e->b;
  else
    to->fields[id] = e->b;
  return NULL;
}

static const char *
write_table (const Memory *self, const DscEvent *e, Cells *to)
{
  const size_t n = e->kind == DSC_EVENT_WRITE_VALUE && to->n_values != 0 ? to->n_values : to->n_slots;
  const int64_t entry = e->kind == DSC_EVENT_DUMMY_PLACED ? e->b : e->a;

  if ((size_t) e->a >= n || (size_t) entry >= n || (e->kind == DSC_EVENT_WRITE_INDEX && to->indices == NULL))
    return "there is no such slot";
  switch ((int) e->kind)
    {
    case DSC_EVENT_WRITE_INDEX:
      if (to->indices[e->a] != e->b)
        return "an index was not what it is said to have been";
      to->indices[e->a] = e->c;
      break;
    case DSC_EVENT_WRITE_ENTRY:
      to->entries[e->a].me_key = e->object;
      to->entries[e->a].me_hash = e->b;
      break;
    case DSC_EVENT_WRITE_VALUE:
      *(to->n_values != 0 ? &to->values[e->a] : &to->entries[e->a].me_value) = e->object;
      break;
    default:
      to->entries[e->b] = (DscKeyEntry) { e->c, self->dummy, NULL };
    }
  return NULL;
}

static const char *
clone (Memory *self, const DscEvent *e)
{
  const Cells *from = find (self, e->c);
  Cells *to = find (self, e->b);

  if (from == NULL || to == NULL)
    return "a keys object is copied that does not exist";
  copy_table (to, from);
  memcpy (to->fields, from->fields, sizeof to->fields);
  to->fields[DSC_FIELD_DK_REFCNT] = 1;
  return NULL;
}

static void
make_new (const Memory *self, const DscEvent *e, Cells *to)
{
  if (e->kind == DSC_EVENT_NEW_VALUES)
    {
      make_values (to, (size_t) e->a);
      to->fields[DSC_FIELD_VALUES_EMBEDDED] = to->fields[DSC_FIELD_VALUES_VALID] = e->detail;
      return;
    }
  make_table (to, (size_t) e->a, self->traits->family == DSC_FAMILY_COMPACT);
  if (to->kind != DSC_BLOCK_KEYS)
    return;
  to->fields[DSC_FIELD_DK_REFCNT] = 1;
  to->fields[DSC_FIELD_DK_USABLE] = e->b;
  to->fields[DSC_FIELD_DK_KIND] = e->c;
}

/* Events that name their block in d. */
static const char *
apply_to_block (Memory *self, const DscEvent *e)
{
  Cells *to = find (self, e->d);

  if (to == NULL)
    return "a block is written to that does not exist";
  switch ((int) e->kind)
    {
    case DSC_EVENT_NEW_TABLE:
    case DSC_EVENT_NEW_VALUES:  make_new (self, e, to); return NULL;
    case DSC_EVENT_KIND_CHANGE: to->fields[to->kind == DSC_BLOCK_DICT ? DSC_FIELD_MA_LOOKUP : DSC_FIELD_DK_KIND] = e->b; return NULL;
    case DSC_EVENT_ENTRY_MOVED: return move_entry (self, e, to);
    case DSC_EVENT_WRITE_FIELD: return write_field (e, to);
    default:                    return write_table (self, e, to);
    }
}

/* Events about the dict itself. */
static const char *
apply_to_dict (Memory *self, const DscEvent *e)
{
  Cells *to = g_hash_table_lookup (self->dicts, GUINT_TO_POINTER (e->dict));

  if (to == NULL)
    return "something is told of a dict that does not exist";
  if (e->kind == DSC_EVENT_TRACKED)
    to->is_tracked = e->a != 0;
  else if (e->kind == DSC_EVENT_RESIZE_BEGIN)
    begin_rebuild (self, to);
  else if (to->fields[DSC_FIELD_MA_VERSION_TAG] != e->a)
    return "a version tag was not what it is said to have been";
  else
    to->fields[DSC_FIELD_MA_VERSION_TAG] = e->b;
  return NULL;
}

static const char *
allocate_or_free (Memory *self, const DscEvent *e)
{
  Cells *cells = find (self, e->b);

  if ((e->kind == DSC_EVENT_FREE) != (cells != NULL))
    return "a block is allocated twice or freed without being there";
  if (e->kind == DSC_EVENT_FREE)
    {
      if (cells->kind == DSC_BLOCK_DICT)
        g_hash_table_remove (self->dicts, GUINT_TO_POINTER (cells->dict));
      g_hash_table_remove (self->blocks, GUINT_TO_POINTER ((guint) e->b));
      return NULL;
    }
  cells = add (self, (DscBlockKind) e->c, (uint32_t) e->b);
  if (cells->kind == DSC_BLOCK_DICT)
    {
      cells->dict = e->dict;
      g_hash_table_insert (self->dicts, GUINT_TO_POINTER (e->dict), cells);
    }
  return NULL;
}

static const char *
apply (Memory *self, const DscEvent *e)
{
  switch ((DscEventKind) e->kind)
    {
    case DSC_EVENT_ALLOCATE:
    case DSC_EVENT_FREE:
      return allocate_or_free (self, e);
    case DSC_EVENT_CLONE:
      return clone (self, e);
    case DSC_EVENT_CLASS_KEYS:
      if (e->b != 0)
        g_hash_table_insert (self->classes, GUINT_TO_POINTER ((guint) e->c), GUINT_TO_POINTER ((guint) e->b));
      else
        g_hash_table_remove (self->classes, GUINT_TO_POINTER ((guint) e->c));
      return NULL;
    case DSC_EVENT_RESIZE_BEGIN:
    case DSC_EVENT_TRACKED:
    case DSC_EVENT_VERSION_TAG:
      return apply_to_dict (self, e);
    case DSC_EVENT_NEW_TABLE: case DSC_EVENT_NEW_VALUES: case DSC_EVENT_KIND_CHANGE: case DSC_EVENT_WRITE_INDEX: case DSC_EVENT_WRITE_ENTRY:
    case DSC_EVENT_WRITE_VALUE: case DSC_EVENT_DUMMY_PLACED: case DSC_EVENT_ENTRY_MOVED: case DSC_EVENT_WRITE_FIELD:
      return apply_to_block (self, e);
    case DSC_EVENT_NONE: case DSC_EVENT_OPERATION_BEGIN: case DSC_EVENT_OPERATION_END: case DSC_EVENT_RESIZE_END: case DSC_EVENT_RESIZE_TEST:
    case DSC_EVENT_RESIZE_REQUEST: case DSC_EVENT_SPLIT_COMBINED: case DSC_EVENT_SHARED_GROWTH: case DSC_EVENT_WATCHER: case DSC_EVENT_HASH:
    case DSC_EVENT_PROBE: case DSC_EVENT_COMPARE: case DSC_EVENT_HIT: case DSC_EVENT_MISS: case DSC_EVENT_DUMMY_PASSED: case DSC_EVENT_DUMMY_REUSED:
      return NULL;
    }
  return "there is no such event";
}

char *
memory_replay (Memory *self, const DscTrace *trace, DscEventKind skip, DscFieldId skip_field)
{
  for (size_t i = 0; i < trace->n_events; i++)
    {
      const DscEvent *e = &trace->events[i];
      const char *complaint = NULL;

      if (e->kind != skip || (skip_field != DSC_FIELD_PADDING && e->detail != skip_field))
        complaint = apply (self, e);
      if (complaint != NULL)
        return g_strdup_printf ("event %zu (kind %d, detail %d, dict %u, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
                                ", %" G_GINT64_FORMAT "): %s",
                                i, e->kind, e->detail, e->dict, e->a, e->b, e->c, e->d, complaint);
    }
  return NULL;
}

/* --- as text ------------------------------------------------------------------------------------------------------ */

static void
append_object (GString *text, const DscObject *object)
{
  if (object == NULL)
    g_string_append_c (text, '-');
  else
    g_string_append_printf (text, "#%u", object->ordinal);
}

static void
append_table (GString *text, const Memory *self, const Cells *cells)
{
  const bool has_hash = !self->traits->has_unicode_entries || cells->fields[DSC_FIELD_DK_KIND] == DSC_KEYS_GENERAL;
  const size_t n = cells->indices != NULL ? (size_t) cells->fields[DSC_FIELD_DK_NENTRIES] : cells->n_slots;

  for (size_t i = 0; cells->indices != NULL && i < cells->n_slots; i++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT, cells->indices[i]);
  for (size_t i = 0; i < n && i < cells->n_slots; i++)
    {
      g_string_append_printf (text, " [%" G_GINT64_FORMAT " ", has_hash ? cells->entries[i].me_hash : 0);
      append_object (text, cells->entries[i].me_key);
      append_object (text, cells->entries[i].me_value);
      g_string_append_c (text, ']');
    }
}

static void
append_cells (GString *text, const Memory *self, const Cells *cells)
{
  g_string_append_printf (text, "block %u kind %d dict %u tracked %d:", cells->id, cells->kind, cells->dict, cells->is_tracked);
  for (size_t i = 0; i < G_N_ELEMENTS (shown_fields); i++)
    if (cells->fields[shown_fields[i]] != 0)
      g_string_append_printf (text, " %s %" G_GINT64_FORMAT, dsc_field_name (shown_fields[i]), cells->fields[shown_fields[i]]);
  if (cells->n_slots != 0 && (cells->kind != DSC_BLOCK_DICT || cells->fields[DSC_FIELD_MA_TABLE] == cells->id))
    append_table (text, self, cells);
  for (size_t i = 0; i < cells->n_values; i++)
    {
      g_string_append (text, i == 0 ? " values " : " ");
      append_object (text, cells->values[i]);
    }
  for (int64_t i = 0; i < cells->fields[DSC_FIELD_VALUES_SIZE] && (size_t) i < cells->n_values; i++)
    g_string_append_printf (text, " order %d", cells->order[i]);
  g_string_append_c (text, '\n');
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  return GPOINTER_TO_UINT (a) < GPOINTER_TO_UINT (b) ? -1 : GPOINTER_TO_UINT (a) > GPOINTER_TO_UINT (b);
}

char *
memory_text (const Memory *self)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (self->blocks), compare_numbers);
  g_autoptr (GList) classes = g_list_sort (g_hash_table_get_keys (self->classes), compare_numbers);

  for (GList *l = ids; l != NULL; l = l->next)
    append_cells (text, self, g_hash_table_lookup (self->blocks, l->data));
  for (GList *l = classes; l != NULL; l = l->next)
    g_string_append_printf (text, "class %u shares %u\n", GPOINTER_TO_UINT (l->data),
                            GPOINTER_TO_UINT (g_hash_table_lookup (self->classes, l->data)));
  return g_string_free (text, FALSE);
}
