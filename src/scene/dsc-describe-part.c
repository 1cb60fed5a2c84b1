/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-describe-part.c: one thing in memory as rows for the inspector: value, bytes, type, offset, what it was, since when. */
#include "dsc-describe-private.h"

#include <glib/gi18n-lib.h>

#include "dsc-scene-private.h"
#include "dsc-text-fit.h"

#define VALUE_CHARS 2000u   /* of a key or value; more would not be read and would flood the pane */

static void
row_free (gpointer data)
{
  DscDescribeRow *row = data;

  g_free (row->name);
  g_free (row->value);
  g_free (row);
}

void
dsc_description_free (DscDescription *self)
{
  if (self == NULL)
    return;
  g_free (self->heading);
  g_free (self->path);
  g_free (self->meaning);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

void
dsc_description_add_row (DscDescription *self,
                         const char     *name,
                         gboolean        is_code,
                         char           *value)
{
  if (value == NULL)
    return;

  DscDescribeRow *row = g_new (DscDescribeRow, 1);
  *row = (DscDescribeRow) { g_strdup (name), value, is_code };
  g_ptr_array_add (self->rows, row);
}

/* --- shared rows -------------------------------------------------------------------------------------------------- */

/* A release; of the oldest one that is known it cannot be said that it was the first. */
static char *
since_words (DscVersion since)
{
  const DscVersion *releases;
  const gsize n = dsc_releases (&releases);
  g_autofree char *release = dsc_describe_release (since);

  return since <= releases[n - 1] ? g_strdup_printf (_("%s or earlier"), release) : g_steal_pointer (&release);
}

/* was: what stood in its place before; NULL: nothing. */
static void
add_change (DscDescription       *self,
            const DscTraitChange *change,
            const char           *was)
{
  g_autofree char *since = since_words (change->since);

  if (change->value_name != NULL)
    dsc_description_add_row (self, _("since"), FALSE, g_strdup_printf ("%s: %s", since, change->value_name));
  else
    dsc_description_add_row (self, _("since"), FALSE, g_steal_pointer (&since));
  dsc_description_add_row (self, _("before"), FALSE, g_strdup (was));
  dsc_description_add_row (self, _("source"), FALSE, g_strdup (change->source));
}

static void
add_since (DscDescription    *self,
           const DscSnapshot *snapshot,
           const char        *trait,
           const char        *was)
{
  const DscTraitChange *before;
  const DscTraitChange *change = dsc_describe_find_change (dsc_snapshot_get_traits (snapshot), trait, &before);

  if (change != NULL)
    add_change (self, change, was != NULL || before == NULL ? was : before->value_name);
}

static void
add_field_since (DscDescription    *self,
                 const DscSnapshot *snapshot,
                 DscFieldId         id)
{
  const DscVersion *releases;
  const gsize n = dsc_releases (&releases);
  const DscTraitChange *change;
  const char *was;

  if (!dsc_describe_field_since (dsc_snapshot_get_traits (snapshot), id, &change, &was))
    return;
  if (change != NULL)
    add_change (self, change, was);
  else
    dsc_description_add_row (self, _("since"), FALSE, since_words (releases[n - 1]));
}

/* As they lie in memory: the lowest byte first, on every build that is modelled. */
static char *
format_bytes (guint64 value,
              guint   size)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < size; i++)
    g_string_append_printf (text, i == 0 ? "%02X" : " %02X", i < 8 ? (guint) (value >> (8 * i)) & 0xff : 0);
  return g_string_free (text, FALSE);
}

const char *
dsc_describe_block_words (DscBlockKind kind)
{
  switch (kind)
    {
    case DSC_BLOCK_GC_HEAD:
      return _("GC head");
    case DSC_BLOCK_DICT:
      return _("dict object");
    case DSC_BLOCK_TABLE:
      return _("table");
    case DSC_BLOCK_KEYS:
      return _("keys object");
    case DSC_BLOCK_VALUES:
      return _("values");
    case DSC_BLOCK_INSTANCE_PRE:
      return _("pre-header");
    case DSC_BLOCK_INSTANCE:
      return _("instance");
    case DSC_BLOCK_INSTANCE_VALUES:
      return _("values inside the instance");
    case DSC_BLOCK_INSTANCE_TAIL:
      return _("room behind the values");
    case DSC_N_BLOCKS:
      break;
    }
  return "";
}

void
dsc_description_add_place (DscDescription *self,
                           DscBlockKind    block,
                           guint64         offset,
                           guint64         size)
{
  g_autofree char *at = dsc_describe_number ((gint64) offset);

  dsc_description_add_row (self, _("offset"), FALSE, g_strdup_printf (_("%1$s in the %2$s"), at, dsc_describe_block_words (block)));
  dsc_description_add_row (self, _("size"), FALSE, dsc_describe_size (size));
}

/* --- one function per part ---------------------------------------------------------------------------------------- */

static gboolean
describe_block (DscDescription    *self,
                const DscSnapshot *snapshot,
                DscSceneId         id)
{
  const DscBlock *block = dsc_snapshot_find_block (snapshot, (DscBlockKind) id.index);

  if (block == NULL)
    return FALSE;
  g_free (self->heading);
  self->heading = g_strdup (dsc_describe_block_title (snapshot, block));
  dsc_description_add_row (self, _("size"), FALSE, dsc_describe_size (block->size));
  dsc_description_add_row (self, _("pointed at by"), FALSE, dsc_describe_pointers_to_block (snapshot, block));
  dsc_description_add_row (self, _("counted"), FALSE, g_strdup (block->is_counted ? _("yes, by sys.getsizeof") : _("no, sys.getsizeof leaves it out")));
  if (block->is_static)
    dsc_description_add_row (self, _("kind"), FALSE, g_strdup (_("static, part of the interpreter")));
  if (block->kind == DSC_BLOCK_KEYS)
    {
      if (dsc_describe_is_shared (snapshot))
        dsc_description_add_row (self, _("shared by"), TRUE, dsc_describe_number ((gint64) dsc_snapshot_get_n_sharers (snapshot)));
      dsc_description_add_row (self, _("slots"), TRUE, dsc_describe_number ((gint64) dsc_snapshot_get_n_slots (snapshot)));
      dsc_description_add_row (self, _("entries"), TRUE, dsc_describe_number ((gint64) dsc_snapshot_get_entry_capacity (snapshot)));
      add_since (self, snapshot, "family", NULL);
    }
  return TRUE;
}

/* An array of entries or indices, which follows the members of its block or is all of it. */
static gboolean
describe_table (DscDescription    *self,
                const DscSnapshot *snapshot,
                DscSceneId         id,
                const DscField    *field)
{
  const gboolean is_indices = id.field == DSC_FIELD_DK_INDICES && dsc_snapshot_get_index_width (snapshot) > 0;
  const gboolean is_entries = id.field == dsc_describe_table_field (snapshot) && (DscBlockKind) id.index == dsc_snapshot_get_table_block (snapshot);

  if (field == NULL && !is_entries && !is_indices)
    return FALSE;
  if (is_indices)
    {
      dsc_description_add_row (self, _("type"), TRUE, dsc_describe_indices_note (snapshot));
      dsc_description_add_place (self, DSC_BLOCK_KEYS, dsc_snapshot_get_index_offset (snapshot, 0),
                                 dsc_snapshot_get_n_slots (snapshot) * dsc_snapshot_get_index_width (snapshot));
    }
  else if (is_entries)
    {
      dsc_description_add_row (self, _("type"), TRUE, dsc_describe_table_note (snapshot, FALSE));
      dsc_description_add_place (self, (DscBlockKind) id.index, dsc_snapshot_get_entry_capacity (snapshot) > 0 ? dsc_snapshot_get_entry_offset (snapshot, 0) : 0,
                                 dsc_snapshot_get_entry_capacity (snapshot) * dsc_snapshot_get_entry_size (snapshot));
    }
  else
    dsc_description_add_place (self, (DscBlockKind) id.index, field->member.offset, field->member.size);
  add_field_since (self, snapshot, (DscFieldId) id.field);
  return TRUE;
}

static void
add_field_was (DscDescription    *self,
               const DscSnapshot *before,
               DscSceneId         id,
               const DscField    *field)
{
  const DscField *old = before != NULL ? dsc_describe_find_field (before, (DscBlockKind) id.index, field->member.id, id.extra) : NULL;

  if (old == NULL || field->member.id == DSC_FIELD_PADDING || !dsc_describe_field_changed (old, field))
    return;
  g_autofree char *value = dsc_describe_field_value (old, TRUE);
  dsc_description_add_row (self, _("was"), TRUE, g_steal_pointer (&value));
}

static gboolean
describe_field (DscDescription    *self,
                const DscSnapshot *snapshot,
                const DscSnapshot *before,
                DscSceneId         id)
{
  const DscField *field = dsc_describe_find_field (snapshot, (DscBlockKind) id.index, (DscFieldId) id.field, id.extra);

  if (field == NULL || field->member.is_table)
    return describe_table (self, snapshot, id, field);

  g_autofree char *value = dsc_describe_field_value (field, FALSE);
  g_autofree char *note = dsc_describe_field_note (snapshot, field);
  if (*value != '\0' && note != NULL)
    dsc_description_add_row (self, _("value"), TRUE, g_strdup_printf ("%s  (%s)", value, note));
  else if (*value != '\0')
    dsc_description_add_row (self, _("value"), TRUE, g_steal_pointer (&value));
  add_field_was (self, before, id, field);
  dsc_description_add_row (self, _("points to"), FALSE, dsc_describe_points_to (snapshot, field));
  if (field->member.id != DSC_FIELD_PADDING)
    dsc_description_add_row (self, _("bytes"), TRUE, format_bytes ((guint64) field->value, field->member.size));
  if (field->member.type != NULL && *field->member.type != '\0')
    dsc_description_add_row (self, _("type"), TRUE, g_strdup (field->member.type));
  dsc_description_add_place (self, (DscBlockKind) id.index, field->member.offset, field->member.size);
  dsc_description_add_row (self, _("pointed at by"), TRUE,
                           dsc_describe_pointers_to (snapshot, (DscBlockKind) id.index, field->member.offset, field->member.size));
  dsc_describe_count_rows (self, snapshot, field, (DscBlockKind) id.index);
  add_field_since (self, snapshot, field->member.id);
  return TRUE;
}

/* Slots that a search for the entry's key visits, the last of them its own. */
static char *
search_chain (const DscSnapshot *snapshot,
              gsize              i,
              gint64             hash)
{
  gsize slots[32];
  const gsize n = dsc_snapshot_probe_chain (snapshot, hash, (gint64) i, slots, G_N_ELEMENTS (slots));
  g_autofree char *chain = dsc_describe_chain (slots, n);

  return n < G_N_ELEMENTS (slots) ? g_steal_pointer (&chain) : g_strconcat (chain, " …", NULL);
}

#define BITS_BEFORE 8u     /* of the hash that are shown before those that choose the first slot */

/* "… 1001 0110 [1101] → 13": the lowest bits of the hash, those in brackets are the first slot; inverted up to 2.1. */
static char *
first_slot_bits (const DscSnapshot *snapshot,
                 gsize              i,
                 gint64             hash)
{
  const gsize n_slots = dsc_snapshot_get_n_slots (snapshot);
  const guint n_used = (guint) g_bit_storage (n_slots) - 1, n_bits = 8u * dsc_snapshot_get_traits (snapshot)->hash_size;
  const guint n_shown = MIN (n_bits, (n_used + BITS_BEFORE + 3) / 4 * 4);
  gsize slot;

  if (n_slots < 2 || dsc_snapshot_probe_chain (snapshot, hash, (gint64) i, &slot, 1) == 0)
    return NULL;
  GString *text = g_string_new (n_shown < n_bits ? "…" : NULL);
  for (guint bit = n_shown; bit-- > 0;)
    {
      if (bit % 4 == 3)
        g_string_append_c (text, ' ');
      if (bit + 1 == n_used)
        g_string_append_c (text, '[');
      g_string_append_c (text, ((guint64) hash >> bit) & 1 ? '1' : '0');
    }
  g_string_append_printf (text, "] → %" G_GSIZE_FORMAT, slot);
  if (slot != ((guint64) hash & (n_slots - 1)))
    g_string_append_printf (text, " (%s)", _("inverted"));
  return g_string_free (text, FALSE);
}

/* How a search for the key of an entry goes: the bits of its hash that choose the first slot, and the slots that it looks at. */
static void
add_search (DscDescription    *self,
            const DscSnapshot *snapshot,
            gsize              entry)
{
  const gint64 hash = dsc_snapshot_get_entry (snapshot, entry).me_hash;

  dsc_description_add_row (self, _("first slot"), TRUE, first_slot_bits (snapshot, entry, hash));
  dsc_description_add_row (self, _("slots searched"), TRUE, search_chain (snapshot, entry, hash));
}

static gboolean
describe_slot (DscDescription    *self,
               const DscSnapshot *snapshot,
               const DscSnapshot *before,
               DscSceneId         id)
{
  const guint width = dsc_snapshot_get_index_width (snapshot);

  if (width == 0 || id.index < 0 || (guint64) id.index >= dsc_snapshot_get_n_slots (snapshot))
    return FALSE;

  const gsize slot = (gsize) id.index;
  const gint64 index = dsc_snapshot_get_index (snapshot, slot);
  g_autofree char *number = dsc_describe_number (index);
  dsc_description_add_row (self, _("value"), TRUE, index == DSC_INDEX_EMPTY   ? g_strdup_printf ("%s  DKIX_EMPTY", number)
                                                   : index == DSC_INDEX_DUMMY ? g_strdup_printf ("%s  DKIX_DUMMY", number)
                                                                              : g_strdup (number));
  if (before != NULL && dsc_describe_same_table (before, snapshot)
      && dsc_snapshot_get_index (before, slot) != index)
    dsc_description_add_row (self, _("was"), TRUE, dsc_describe_number (dsc_snapshot_get_index (before, slot)));
  if (index >= 0)
    {
      dsc_description_add_row (self, _("key"), TRUE, dsc_describe_repr (snapshot, dsc_snapshot_get_entry (snapshot, (gsize) index).me_key, VALUE_CHARS));
      add_search (self, snapshot, (gsize) index);
    }
  dsc_description_add_row (self, _("bytes"), TRUE, format_bytes ((guint64) index, width));
  dsc_description_add_row (self, _("type"), TRUE, g_strdup (dsc_describe_index_type (snapshot)));
  dsc_description_add_place (self, DSC_BLOCK_KEYS, dsc_snapshot_get_index_offset (snapshot, slot), width);
  add_since (self, snapshot, "family", NULL);
  return TRUE;
}

/* "dk_indices[14]": the slot that leads to a live entry; NULL: the entries are the slots, or the slot is too far down the chain. */
static char *
slot_of_entry (const DscSnapshot *snapshot,
               gsize              i,
               gint64             hash)
{
  gsize slots[64];
  const gsize n = dsc_snapshot_probe_chain (snapshot, hash, (gint64) i, slots, G_N_ELEMENTS (slots));

  if (dsc_snapshot_get_index_width (snapshot) == 0 || n == 0 || n == G_N_ELEMENTS (slots))
    return NULL;
  return dsc_scene_id_format ((DscSceneId) { .part = DSC_PART_OF_SLOT, .index = (gint64) slots[n - 1] }, dsc_snapshot_get_traits (snapshot));
}

static gboolean
describe_entry (DscDescription    *self,
                const DscSnapshot *snapshot,
                DscSceneId         id)
{
  if (!dsc_describe_is_entry (snapshot, id.index))
    return FALSE;

  const gsize i = (gsize) id.index;
  const DscTraits *traits = dsc_snapshot_get_traits (snapshot);
  const DscEntry entry = dsc_snapshot_get_entry (snapshot, i);
  const DscSlotState state = dsc_snapshot_get_entry_state (snapshot, i);
  if (state == DSC_SLOT_USED)
    {
      dsc_description_add_row (self, _("key"), TRUE, dsc_describe_repr (snapshot, entry.me_key, VALUE_CHARS));
      dsc_description_add_row (self, _("value"), TRUE, dsc_describe_repr (snapshot, entry.me_value, VALUE_CHARS));
      dsc_description_add_row (self, _("hash"), TRUE, dsc_describe_hash (traits, entry.me_hash));
      dsc_description_add_row (self, _("pointed at by"), TRUE, slot_of_entry (snapshot, i, entry.me_hash));
      add_search (self, snapshot, i);
    }
  else
    dsc_description_add_row (self, _("state"), FALSE, g_strdup (state == DSC_SLOT_EMPTY ? (traits->family == DSC_FAMILY_COMPACT ? _("free") : _("never used"))
                                                                : traits->family == DSC_FAMILY_COMPACT ? _("tombstone")
                                                                                                       : _("dummy")));
  dsc_description_add_row (self, _("type"), TRUE, g_strdup (dsc_describe_entry_type (snapshot)));
  dsc_description_add_place (self, dsc_snapshot_get_table_block (snapshot), dsc_snapshot_get_entry_offset (snapshot, i), dsc_snapshot_get_entry_size (snapshot));
  add_since (self, snapshot, dsc_snapshot_entries_have_hash (snapshot) ? "family" : "has_unicode_entries",
             dsc_snapshot_entries_have_hash (snapshot) ? NULL : _("PyDictKeyEntry, with the hash in it"));
  return TRUE;
}

static gboolean
describe_entry_field (DscDescription    *self,
                      const DscSnapshot *snapshot,
                      DscSceneId         id)
{
  const DscTraits *traits = dsc_snapshot_get_traits (snapshot);
  const DscLayout layout = dsc_layout_entry (traits, !dsc_snapshot_entries_have_hash (snapshot));
  const DscMember *member = dsc_layout_find (&layout, (DscFieldId) id.field);

  if (member == NULL || !dsc_describe_is_entry (snapshot, id.index))
    return FALSE;

  const DscEntry entry = dsc_snapshot_get_entry (snapshot, (gsize) id.index);
  const DscObject *object = id.field == DSC_FIELD_ME_KEY ? entry.me_key : entry.me_value;
  guint64 bits = (guint64) entry.me_hash;
  if (id.field == DSC_FIELD_ME_HASH)
    {
      dsc_description_add_row (self, _("value"), TRUE, dsc_describe_hash (traits, entry.me_hash));
      dsc_description_add_row (self, _("in decimal"), TRUE, dsc_describe_number (entry.me_hash));
      if (dsc_snapshot_get_entry_state (snapshot, (gsize) id.index) == DSC_SLOT_USED)
        add_search (self, snapshot, (gsize) id.index);
    }
  else
    {
      bits = object != NULL ? dsc_object_address (object, dsc_snapshot_get_pool (snapshot)) : 0;
      dsc_description_add_row (self, _("value"), TRUE, object != NULL ? dsc_describe_address (snapshot, object) : g_strdup ("NULL"));
      if (object != NULL)
        dsc_description_add_row (self, _("points to"), TRUE, dsc_describe_repr (snapshot, object, VALUE_CHARS));
    }
  dsc_description_add_row (self, _("bytes"), TRUE, format_bytes (bits, member->size));
  dsc_description_add_row (self, _("type"), TRUE, g_strdup (member->type));
  dsc_description_add_place (self, dsc_snapshot_get_table_block (snapshot),
                             dsc_snapshot_get_entry_offset (snapshot, (gsize) id.index) + member->offset, member->size);
  add_field_since (self, snapshot, (DscFieldId) id.field);
  return TRUE;
}

/* Where the objects of a split table's values are pointed at: in its array of values, while me_value stays NULL. */
static gboolean
is_value_of_split (DscSceneId id)
{
  return id.part == DSC_PART_OF_VALUE && id.field == DSC_FIELD_VALUES_VALUES;
}

static DscSceneId
pointer_to_object (DscSceneId id)
{
  if (is_value_of_split (id))
    return (DscSceneId) { .part = DSC_PART_OF_SPLIT_VALUE, .index = id.index };
  return (DscSceneId) { .part = DSC_PART_OF_ENTRY_FIELD, .index = id.index,
                        .field = id.part == DSC_PART_OF_KEY ? DSC_FIELD_ME_KEY : DSC_FIELD_ME_VALUE };
}

/* NULL: there is none, or only the mark of a dummy. */
static const DscObject *
object_of (const DscSnapshot *snapshot,
           DscSceneId         id)
{
  const DscObject *object = NULL;

  if (is_value_of_split (id))
    object = id.index >= 0 && (guint64) id.index < dsc_snapshot_get_n_values (snapshot) ? dsc_snapshot_get_split_value (snapshot, (gsize) id.index) : NULL;
  else if (dsc_describe_is_entry (snapshot, id.index))
    {
      const DscEntry entry = dsc_snapshot_get_entry (snapshot, (gsize) id.index);
      object = id.part == DSC_PART_OF_KEY ? entry.me_key : entry.me_value;
    }
  return object != NULL && object->kind != DSC_OBJECT_DUMMY ? object : NULL;
}

static gboolean
describe_object (DscDescription    *self,
                 const DscSnapshot *snapshot,
                 DscSceneId         id)
{
  const DscObject *object = object_of (snapshot, id);

  if (object == NULL)
    return FALSE;
  dsc_description_add_row (self, _("repr"), TRUE, dsc_describe_repr (snapshot, object, VALUE_CHARS));
  dsc_description_add_row (self, _("type"), TRUE, g_strdup (dsc_object_type_name (object, dsc_snapshot_get_pool (snapshot))));
  if (id.part == DSC_PART_OF_KEY)
    {
      const DscEntry entry = dsc_snapshot_get_entry (snapshot, (gsize) id.index);

      dsc_description_add_row (self, _("hash"), TRUE, dsc_describe_hash (dsc_snapshot_get_traits (snapshot), entry.me_hash));
      dsc_description_add_row (self, _("in decimal"), TRUE, dsc_describe_number (entry.me_hash));
      if (dsc_snapshot_get_entry_state (snapshot, (gsize) id.index) == DSC_SLOT_USED)
        add_search (self, snapshot, (gsize) id.index);
    }
  dsc_description_add_row (self, _("address"), TRUE, dsc_describe_address (snapshot, object));
  dsc_description_add_row (self, _("pointed at by"), TRUE, dsc_scene_id_format (pointer_to_object (id), dsc_snapshot_get_traits (snapshot)));
  dsc_description_add_row (self, _("counted"), FALSE, g_strdup (_("no, sys.getsizeof leaves it out")));
  return TRUE;
}

static char *
allocator_words (const DscTraits  *traits,
                 DscAllocatorRule  allocator)
{
  switch (allocator)
    {
    case DSC_ALLOCATOR_UNKNOWN:
      break;
    case DSC_ALLOCATOR_MALLOC:
      return g_strdup (_("malloc, as glibc does it"));
    case DSC_ALLOCATOR_PYMALLOC:
      return g_strdup_printf (_("pymalloc: steps of %1$d bytes up to %2$d, then malloc, as glibc does it"), traits->small_block_step, traits->small_block_max);
    case DSC_ALLOCATOR_MIMALLOC:
      return g_strdup (_("mimalloc, which has size classes of its own"));
    }
  return g_strdup (_("not known"));
}

/* Each block as it was asked for and as it was handed out. */
static void
describe_rounding (DscDescription    *self,
                   const DscSnapshot *snapshot)
{
  const DscTraits *traits = dsc_snapshot_get_traits (snapshot);
  DscAllocation blocks[DSC_ALLOCATIONS_MAX];
  const gsize n = dsc_snapshot_get_allocations (snapshot, blocks);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *bytes = dsc_describe_size (blocks[i].bytes);
      g_autofree char *taken = dsc_describe_number ((gint64) blocks[i].taken);

      if (blocks[i].taken != 0 && !blocks[i].is_shared)
        /* Translators: what was asked for, in what the allocator gave: 184 bytes in 192 */
        dsc_description_add_row (self, dsc_describe_block_words (blocks[i].block), FALSE, g_strdup_printf (_("%1$s in %2$s"), bytes, taken));
    }
  dsc_description_add_row (self, _("objects by"), FALSE, allocator_words (traits, traits->object_allocator));
  if (traits->table_allocator != traits->object_allocator)
    dsc_description_add_row (self, _("tables by"), FALSE, allocator_words (traits, traits->table_allocator));
  add_since (self, snapshot, "small_block_step", NULL);
}

static gboolean
describe_ledger (DscDescription    *self,
                 const DscSnapshot *snapshot,
                 DscSceneId         id)
{
  const gint64 whole = dsc_describe_getsizeof (snapshot);
  DscLedgerRow row;

  if (!dsc_describe_find_ledger_row (snapshot, id.index, &row))
    return FALSE;
  g_autofree char *all = dsc_describe_size ((guint64) whole);
  g_free (self->heading);
  self->heading = dsc_describe_ledger_label (snapshot, &row);
  dsc_description_add_row (self, _("size"), FALSE, dsc_describe_size ((guint64) row.bytes));
  if (row.part == DSC_PART_SHARED_KEYS)
    dsc_description_add_row (self, _("of"), FALSE, dsc_describe_size (dsc_snapshot_find_block (snapshot, DSC_BLOCK_KEYS)->size));
  else if (row.count > 0)
    dsc_description_add_row (self, _("each"), FALSE, dsc_describe_size ((guint64) row.bytes / row.count));
  if (row.part < DSC_PART_LEFT_VALUES)
    dsc_description_add_row (self, _("of"), FALSE,
                             g_strdup_printf ("%s (%" G_GINT64_FORMAT " %%)", all, (gint64) (row.bytes * 100 + whole / 2) / whole));
  else
    dsc_description_add_row (self, _("counted"), FALSE, g_strdup (_("no, sys.getsizeof leaves it out")));
  if (row.part == DSC_PART_ROUNDING)
    describe_rounding (self, snapshot);
  return TRUE;
}

static gboolean
describe_gap (DscDescription *self,
              DscSceneId      id)
{
  dsc_description_add_row (self, _("first"), TRUE, dsc_describe_number (id.index));
  dsc_description_add_row (self, _("last"), TRUE, dsc_describe_number (id.index + id.extra - 1));
  dsc_description_add_row (self, _("how many"), TRUE, dsc_describe_number (id.extra));
  return id.index >= 0 && id.extra > 0;
}

/* --- heading, path, meaning --------------------------------------------------------------------------------------- */

static const char *
table_words (const DscSnapshot *snapshot,
             DscSceneId         id)
{
  if (id.part == DSC_PART_OF_SLOT || (id.part == DSC_PART_OF_GAP && id.field == DSC_FIELD_DK_INDICES))
    return _("indices");
  return dsc_snapshot_get_traits (snapshot)->family == DSC_FAMILY_COMPACT ? _("entries") : _("slots");
}

static char *
format_path (const DscSnapshot *snapshot,
             const char        *name,
             DscSceneId         id)
{
  g_autofree char *clipped = dsc_text_clip (name != NULL ? name : "dict", 200);
  g_autofree char *shown = dsc_text_isolate (clipped);

  switch ((DscPartKind) id.part)
    {
    case DSC_PART_OF_PICTURE:
    case DSC_PART_OF_BLOCK:
      return g_steal_pointer (&shown);
    case DSC_PART_OF_FIELD:
      return g_strdup_printf ("%s › %s", shown, dsc_describe_block_words ((DscBlockKind) id.index));
    case DSC_PART_OF_LEDGER:
      return g_strdup_printf ("%s › sys.getsizeof", shown);
    case DSC_PART_OF_ENTRY_FIELD:
    case DSC_PART_OF_KEY:
    case DSC_PART_OF_VALUE:
      {
        if (id.part == DSC_PART_OF_VALUE && id.field == DSC_FIELD_VALUES_VALUES)
          return g_strdup_printf ("%s › %s › %" G_GINT64_FORMAT, shown, _("values"), id.index);
        g_autofree char *entry = dsc_describe_number (id.index);
        return g_strdup_printf ("%s › %s › %s › %s", shown, dsc_describe_block_words (dsc_snapshot_get_table_block (snapshot)), table_words (snapshot, id),
                                entry);
      }
    case DSC_PART_OF_SPLIT_VALUE:
    case DSC_PART_OF_ORDER:
      return g_strdup_printf ("%s › %s", shown, _("values"));
    case DSC_PART_OF_SHARER:
      return g_strdup_printf ("%s › %s › %s", shown, dsc_describe_block_words (DSC_BLOCK_KEYS), _("shared by"));
    case DSC_PART_OF_SLOT:
    case DSC_PART_OF_ENTRY:
    case DSC_PART_OF_GAP:
    case DSC_PART_OF_DATUM:
      break;
    }
  return g_strdup_printf ("%s › %s › %s", shown, dsc_describe_block_words (dsc_snapshot_get_table_block (snapshot)), table_words (snapshot, id));
}

static gboolean
fill_rows (DscDescription    *self,
           const DscSnapshot *snapshot,
           const DscSnapshot *before,
           DscSceneId         id)
{
  switch ((DscPartKind) id.part)
    {
    case DSC_PART_OF_PICTURE:
    case DSC_PART_OF_DATUM:
      return FALSE;
    case DSC_PART_OF_BLOCK:
      return describe_block (self, snapshot, id);
    case DSC_PART_OF_FIELD:
      return describe_field (self, snapshot, before, id);
    case DSC_PART_OF_SLOT:
      return describe_slot (self, snapshot, before, id);
    case DSC_PART_OF_ENTRY:
      return describe_entry (self, snapshot, id);
    case DSC_PART_OF_ENTRY_FIELD:
      return describe_entry_field (self, snapshot, id);
    case DSC_PART_OF_KEY:
    case DSC_PART_OF_VALUE:
      return describe_object (self, snapshot, id);
    case DSC_PART_OF_LEDGER:
      return describe_ledger (self, snapshot, id);
    case DSC_PART_OF_GAP:
      return describe_gap (self, id);
    case DSC_PART_OF_SPLIT_VALUE:
      return dsc_describe_split_value_rows (self, snapshot, before, id.index);
    case DSC_PART_OF_ORDER:
      return dsc_describe_order_rows (self, snapshot, id.index);
    case DSC_PART_OF_SHARER:
      return dsc_describe_sharer_rows (self, snapshot, id.index);
    }
  return FALSE;
}

DscDescription *
dsc_describe_part (const DscSnapshot *snapshot,
                   const DscSnapshot *before,
                   const char        *name,
                   DscSceneId         id)
{
  g_autoptr (DscDescription) self = g_new0 (DscDescription, 1);

  g_return_val_if_fail (snapshot != NULL, NULL);

  self->heading = dsc_scene_id_format (id, dsc_snapshot_get_traits (snapshot));
  self->rows = g_ptr_array_new_with_free_func (row_free);
  if (!fill_rows (self, snapshot, before, id))
    return NULL;

  const char *meaning = id.part == DSC_PART_OF_FIELD || id.part == DSC_PART_OF_ENTRY_FIELD
                          ? dsc_describe_field_meaning (snapshot, (DscFieldId) id.field) : NULL;
  self->path = format_path (snapshot, name, id);
  self->meaning = meaning != NULL ? g_strdup (meaning) : dsc_describe_title (snapshot, before, id);
  return g_steal_pointer (&self);
}
