/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-describe-title.c: any thing in the picture in one or two sentences, with its values: tooltips and descriptions. */
#include "dsc-describe-private.h"

#include <glib/gi18n-lib.h>

#include "dsc-scene-private.h"

#define TITLE_CHARS 200u

/* Steals both; the second may be NULL. */
static char *
join_sentences (char *first,
                char *second)
{
  if (first == NULL || second == NULL)
    return first != NULL ? first : second;

  char *both = g_strconcat (first, " ", second, NULL);
  g_free (first);
  g_free (second);
  return both;
}

static char *
was_sentence (const char *old)
{
  return g_strdup_printf (_("It was %s before this step."), old);
}

/* --- blocks and members ------------------------------------------------------------------------------------------- */

/* What is special about the blocks of instances and about shared keys; NULL: nothing. */
static char *
instance_block_title (const DscSnapshot *snapshot,
                      const DscBlock    *block,
                      const char        *size)
{
  const char *name = dsc_describe_block_title (snapshot, block);

  switch (block->kind)
    {
    case DSC_BLOCK_INSTANCE_PRE:
      return g_strdup_printf (_("What lies in front of the instance, in the same allocation: %s."), size);
    case DSC_BLOCK_INSTANCE:
      return g_strdup_printf (_("%1$s: the instance itself, %2$s."), name, size);
    case DSC_BLOCK_INSTANCE_VALUES:
      if (dsc_describe_values_block (snapshot) != block)
        return g_strdup_printf (_("%1$s inside the instance, %2$s: not valid any more, and nothing uses them."), name, size);
      return g_strdup_printf (_("%1$s inside the instance, %2$s: value i belongs to entry i of the shared keys."), name, size);
    case DSC_BLOCK_INSTANCE_TAIL:
      return g_strdup_printf (_("%s behind the values: the instance was given room for more values than it uses."), size);
    case DSC_BLOCK_VALUES:
      return block->is_static ? NULL : g_strdup_printf (_("%1$s, %2$s: value i belongs to entry i of the shared keys."), name, size);
    case DSC_BLOCK_KEYS:
      {
        if (!dsc_describe_is_shared (snapshot))
          return NULL;
        g_autofree char *n = dsc_describe_count (dsc_snapshot_get_n_sharers (snapshot), "%s dict or instance uses it", "%s dicts and instances use it");
        return g_strdup_printf (_("%1$s, %2$s, shared: %3$s. sys.getsizeof counts it only where nobody else refers to it."), name, size, n);
      }
    case DSC_BLOCK_GC_HEAD:
    case DSC_BLOCK_DICT:
    case DSC_BLOCK_TABLE:
    case DSC_N_BLOCKS:
      break;
    }
  return NULL;
}

static char *
block_title (const DscSnapshot *snapshot,
             DscSceneId         id)
{
  const DscBlock *block = dsc_snapshot_find_block (snapshot, (DscBlockKind) id.index);

  if (block == NULL)
    return NULL;

  g_autofree char *size = dsc_describe_size (block->size);
  char *title = instance_block_title (snapshot, block, size);
  if (title != NULL)
    return title;
  if (block->kind == DSC_BLOCK_GC_HEAD)
    return g_strdup_printf (_("What the garbage collector needs lies in front of the object: %s, which sys.getsizeof adds."), size);
  if (block->is_static)
    return g_strdup_printf (_("%1$s, %2$s: static, one for all empty dicts; sys.getsizeof does not count it."),
                            dsc_describe_block_title (snapshot, block), size);
  if (!block->is_counted)
    return g_strdup_printf (_("%1$s, %2$s, which sys.getsizeof does not count for this dict."), dsc_describe_block_title (snapshot, block),
                            size);
  return g_strdup_printf (_("%1$s, %2$s."), dsc_describe_block_title (snapshot, block), size);
}

static char *
field_was (const DscSnapshot *before,
           DscSceneId         id,
           const DscField    *field)
{
  const DscField *old = before != NULL ? dsc_describe_find_field (before, (DscBlockKind) id.index, field->member.id, 0) : NULL;

  if (old == NULL || !dsc_describe_field_changed (old, field))
    return NULL;
  g_autofree char *value = dsc_describe_field_value (old, FALSE);
  if (*value == '\0')
    return g_strdup (_("It pointed elsewhere before this step."));
  return was_sentence (value);
}

static char *
field_value_sentence (const DscSnapshot *snapshot,
                      const DscField    *field)
{
  const char *name = dsc_field_name (field->member.id);
  g_autofree char *size = dsc_describe_size (field->member.size);
  g_autofree char *target = field->member.is_pointer ? dsc_describe_points_to (snapshot, field) : NULL;
  g_autofree char *value = dsc_describe_field_value (field, FALSE);

  if (field->member.id == DSC_FIELD_PADDING)
    return g_strdup_printf (_("%1$s of padding at offset %2$u."), size, field->member.offset);
  if (target != NULL)
    return g_strdup_printf (_("%1$s (%2$s, %3$s at offset %4$u) points at %5$s."), name, field->member.type, size, field->member.offset, target);
  if (field->member.is_pointer || field->member.is_table)
    return g_strdup_printf (_("%1$s (%2$s, %3$s at offset %4$u)."), name, field->member.type, size, field->member.offset);
  if (field->text != NULL)
    return g_strdup_printf (_("%1$s (%2$s, %3$s at offset %4$u) is %5$s: %6$s."), name, field->member.type, size, field->member.offset, value,
                            field->text);
  return g_strdup_printf (_("%1$s (%2$s, %3$s at offset %4$u) is %5$s."), name, field->member.type, size, field->member.offset, value);
}

static char *
field_title (const DscSnapshot *snapshot,
             const DscSnapshot *before,
             DscSceneId         id)
{
  const DscField *field = dsc_describe_find_field (snapshot, (DscBlockKind) id.index, (DscFieldId) id.field, id.extra);
  const char *meaning = dsc_describe_field_meaning (snapshot, (DscFieldId) id.field);

  if (field == NULL)
    return dsc_snapshot_find_block (snapshot, (DscBlockKind) id.index) != NULL && meaning != NULL ? g_strdup (meaning) : NULL;

  char *title = join_sentences (field_value_sentence (snapshot, field), g_strdup (meaning));
  return field->member.id == DSC_FIELD_PADDING ? title : join_sentences (title, field_was (before, id, field));
}

/* --- slots and entries -------------------------------------------------------------------------------------------- */

static char *
slot_was (const DscSnapshot *before,
          const DscSnapshot *now,
          gsize              slot)
{
  if (before == NULL || !dsc_describe_same_table (before, now)
      || dsc_snapshot_get_index (before, slot) == dsc_snapshot_get_index (now, slot))
    return NULL;
  g_autofree char *old = dsc_describe_number (dsc_snapshot_get_index (before, slot));
  return was_sentence (old);
}

static char *
slot_title (const DscSnapshot *snapshot,
            const DscSnapshot *before,
            DscSceneId         id)
{
  if (id.index < 0 || (guint64) id.index >= dsc_snapshot_get_n_slots (snapshot) || dsc_snapshot_get_index_width (snapshot) == 0)
    return NULL;

  const gint64 index = dsc_snapshot_get_index (snapshot, (gsize) id.index);
  g_autofree char *name = dsc_scene_id_format (id, dsc_snapshot_get_traits (snapshot));
  char *title;

  if (index == DSC_INDEX_EMPTY)
    title = g_strdup_printf (_("%s is −1: empty, so a search that comes here ends."), name);
  else if (index == DSC_INDEX_DUMMY)
    title = g_strdup_printf (_("%s is −2, a dummy: the entry that it named is gone, and a search that comes here goes on."), name);
  else
    {
      const DscEntry entry = dsc_snapshot_get_entry (snapshot, (gsize) index);
      g_autofree char *number = dsc_describe_number (index);
      g_autofree char *key = dsc_describe_repr (snapshot, entry.me_key, TITLE_CHARS);
      title = g_strdup_printf (_("%1$s is %2$s: entry %2$s, which holds the key %3$s."), name, number, key);
    }
  return join_sentences (title, slot_was (before, snapshot, (gsize) id.index));
}

static char *
entry_state_sentence (const DscSnapshot *snapshot,
                      gsize              i,
                      const char        *name,
                      const char        *place)
{
  const gboolean is_compact = dsc_snapshot_get_traits (snapshot)->family == DSC_FAMILY_COMPACT;
  const DscEntry entry = dsc_snapshot_get_entry (snapshot, i);

  switch (dsc_snapshot_get_entry_state (snapshot, i))
    {
    case DSC_SLOT_EMPTY:
      return is_compact ? g_strdup_printf (_("%1$s (%2$s) is free."), name, place)
                        : g_strdup_printf (_("%1$s (%2$s) has never been used, so a search that comes here ends."), name, place);
    case DSC_SLOT_DUMMY:
      return is_compact ? g_strdup_printf (_("%1$s (%2$s) is a tombstone: key and value are gone, and no new key takes its place."), name, place)
                        : g_strdup_printf (_("%1$s (%2$s) holds the dummy: a key was deleted here; a search goes on, and a new key may take "
                                             "the slot."), name, place);
    case DSC_SLOT_USED:
      break;
    }
  g_autofree char *key = dsc_describe_repr (snapshot, entry.me_key, TITLE_CHARS);
  g_autofree char *value = dsc_describe_repr (snapshot, entry.me_value, TITLE_CHARS);
  g_autofree char *number = dsc_describe_number ((gint64) i);
  if (!dsc_describe_is_shared (snapshot))
    return g_strdup_printf (_("%1$s (%2$s): key %3$s, value %4$s."), name, place, key, value);
  if (dsc_snapshot_get_n_values (snapshot) == 0)
    return g_strdup_printf (_("%1$s (%2$s): the key %3$s, for everyone who shares these keys."), name, place, key);
  return g_strdup_printf (_("%1$s (%2$s): the key %3$s, for everyone who shares these keys; its value here is values[%4$s], %5$s."), name, place,
                          key, number, value);
}

static char *
place_words (guint32 size,
             guint64 offset)
{
  g_autofree char *bytes = dsc_describe_size (size);
  g_autofree char *at = dsc_describe_number ((gint64) offset);

  return g_strdup_printf (_("%1$s at offset %2$s"), bytes, at);
}

/* What the entry held before the step, where the table is still the same one. */
static char *
entry_was (const DscSnapshot *before,
           const DscSnapshot *now,
           gsize              i)
{
  if (before == NULL || !dsc_describe_same_table (before, now) || !dsc_describe_entry_changed (before, now, i))
    return NULL;
  switch (dsc_snapshot_get_entry_state (before, i))
    {
    case DSC_SLOT_EMPTY:
      return g_strdup (_("It was empty before this step."));
    case DSC_SLOT_DUMMY:
      return g_strdup (_("It held a dummy before this step."));
    case DSC_SLOT_USED:
      break;
    }
  const DscEntry old = dsc_snapshot_get_entry (before, i);
  g_autofree char *key = dsc_describe_repr (before, old.me_key, TITLE_CHARS);
  g_autofree char *value = dsc_describe_repr (before, old.me_value, TITLE_CHARS);
  return g_strdup_printf (_("Before this step its key was %1$s, its value %2$s."), key, value);
}

static char *
entry_title (const DscSnapshot *snapshot,
             const DscSnapshot *before,
             DscSceneId         id)
{
  if (!dsc_describe_is_entry (snapshot, id.index))
    return NULL;

  const gsize i = (gsize) id.index;
  g_autofree char *name = dsc_scene_id_format (id, dsc_snapshot_get_traits (snapshot));
  g_autofree char *place = place_words (dsc_snapshot_get_entry_size (snapshot), dsc_snapshot_get_entry_offset (snapshot, i));
  return join_sentences (entry_state_sentence (snapshot, i, name, place), entry_was (before, snapshot, i));
}

static char *
entry_field_title (const DscSnapshot *snapshot,
                   DscSceneId         id)
{
  const DscTraits *traits = dsc_snapshot_get_traits (snapshot);
  const DscLayout layout = dsc_layout_entry (traits, !dsc_snapshot_entries_have_hash (snapshot));
  const DscMember *member = dsc_layout_find (&layout, (DscFieldId) id.field);

  if (member == NULL || !dsc_describe_is_entry (snapshot, id.index))
    return NULL;

  const DscEntry entry = dsc_snapshot_get_entry (snapshot, (gsize) id.index);
  g_autofree char *name = dsc_scene_id_format (id, traits);
  g_autofree char *place = place_words (member->size, dsc_snapshot_get_entry_offset (snapshot, (gsize) id.index) + member->offset);
  if (id.field == DSC_FIELD_ME_HASH)
    {
      g_autofree char *hex = dsc_describe_hash (traits, entry.me_hash);
      g_autofree char *decimal = dsc_describe_number (entry.me_hash);
      return g_strdup_printf (_("%1$s (%2$s) is %3$s in hexadecimal digits, %4$s in decimal."), name, place, hex, decimal);
    }

  const DscObject *object = id.field == DSC_FIELD_ME_KEY ? entry.me_key : entry.me_value;
  if (id.field == DSC_FIELD_ME_VALUE && dsc_describe_is_shared (snapshot))
    return g_strdup_printf (_("%1$s (%2$s) is NULL, as in all shared keys: everyone who shares them has values of its own."), name, place);
  if (object == NULL)
    return g_strdup_printf (_("%1$s (%2$s) is NULL."), name, place);
  g_autofree char *text = dsc_describe_repr (snapshot, object, TITLE_CHARS);
  return g_strdup_printf (_("%1$s (%2$s) points at %3$s."), name, place, text);
}

static char *
object_title (const DscSnapshot *snapshot,
              DscSceneId         id)
{
  const DscTraits *traits = dsc_snapshot_get_traits (snapshot);
  const gboolean is_key = id.part == DSC_PART_OF_KEY;

  if (!dsc_describe_is_entry (snapshot, id.index))
    return NULL;

  const DscEntry entry = dsc_snapshot_get_entry (snapshot, (gsize) id.index);
  const DscObject *object = is_key ? entry.me_key : entry.me_value;
  if (object == NULL)
    return NULL;

  g_autofree char *text = dsc_describe_repr (snapshot, object, TITLE_CHARS);
  const DscPartKind part = id.field == DSC_FIELD_VALUES_VALUES ? DSC_PART_OF_SPLIT_VALUE : DSC_PART_OF_ENTRY;
  g_autofree char *owner = dsc_scene_id_format ((DscSceneId) { .part = part, .index = id.index }, traits);
  const char *type = dsc_object_type_name (object, dsc_snapshot_get_pool (snapshot));
  if (!is_key)
    return g_strdup_printf (_("%1$s, of type %2$s: the value of %3$s."), text, type, owner);
  g_autofree char *hash = dsc_describe_hash (traits, entry.me_hash);
  return g_strdup_printf (_("%1$s, of type %2$s: the key of %3$s. Its hash is %4$s in hexadecimal digits."), text, type, owner, hash);
}

/* --- ledger and runs ---------------------------------------------------------------------------------------------- */

static char *
ledger_title (const DscSnapshot *snapshot,
              DscSceneId         id)
{
  DscLedgerRow row;

  if (!dsc_describe_find_ledger_row (snapshot, id.index, &row))
    return NULL;
  g_autofree char *label = dsc_describe_ledger_label (snapshot, &row);
  g_autofree char *bytes = row.part >= DSC_PART_LEFT_VALUES ? dsc_describe_size ((guint64) row.bytes) : dsc_describe_number (row.bytes);
  if (row.part == DSC_PART_ROUNDING)
    return g_strdup_printf (_("%1$s: %2$s that lie behind blocks, because the allocator hands out certain sizes only. sys.getsizeof leaves them out."),
                            label, bytes);
  if (row.part >= DSC_PART_LEFT_VALUES)
    return g_strdup_printf (_("%1$s: %2$s that sys.getsizeof leaves out."), label, bytes);
  g_autofree char *whole = dsc_describe_size ((guint64) dsc_describe_getsizeof (snapshot));
  return g_strdup_printf (_("%1$s: %2$s of %3$s."), label, bytes, whole);
}

/* A run of neighbours that are all empty is drawn as one row: of entries, or of the values that belong to them. */
static gboolean
is_empty_run (const DscSnapshot *snapshot,
              DscSceneId         id)
{
  const gboolean is_values = id.field == DSC_FIELD_VALUES_VALUES;

  for (gint64 i = id.index; i < id.index + id.extra; i++)
    if (is_values ? (guint64) i >= dsc_snapshot_get_n_values (snapshot) || dsc_snapshot_get_split_value (snapshot, (gsize) i) != NULL
                  : !dsc_describe_is_entry (snapshot, i) || dsc_snapshot_get_entry_state (snapshot, (gsize) i) != DSC_SLOT_EMPTY)
      return FALSE;
  return TRUE;
}

static char *
run_title (const DscSnapshot *snapshot,
           DscSceneId         id)
{
  g_autofree char *name = dsc_scene_id_format (id, dsc_snapshot_get_traits (snapshot));
  g_autofree char *n = dsc_describe_number (id.extra);

  if (id.index < 0 || id.extra < 1 || id.field == DSC_FIELD_DK_INDICES)
    return NULL;
  if (!is_empty_run (snapshot, id))
    return NULL;
  return id.field == DSC_FIELD_VALUES_VALUES ? g_strdup_printf (_("%1$s: all %2$s are NULL."), name, n)
                                             : g_strdup_printf (_("%1$s: all %2$s are empty."), name, n);
}

char *
dsc_describe_title (const DscSnapshot *snapshot,
                    const DscSnapshot *before,
                    DscSceneId         id)
{
  switch ((DscPartKind) id.part)
    {
    case DSC_PART_OF_PICTURE:
      return NULL;
    case DSC_PART_OF_BLOCK:
      return block_title (snapshot, id);
    case DSC_PART_OF_FIELD:
      return field_title (snapshot, before, id);
    case DSC_PART_OF_SLOT:
      return slot_title (snapshot, before, id);
    case DSC_PART_OF_ENTRY:
      return entry_title (snapshot, before, id);
    case DSC_PART_OF_ENTRY_FIELD:
      return entry_field_title (snapshot, id);
    case DSC_PART_OF_KEY:
    case DSC_PART_OF_VALUE:
      return object_title (snapshot, id);
    case DSC_PART_OF_LEDGER:
      return ledger_title (snapshot, id);
    case DSC_PART_OF_GAP:
      return run_title (snapshot, id);
    case DSC_PART_OF_SPLIT_VALUE:
      return dsc_describe_split_value_title (snapshot, before, id.index);
    case DSC_PART_OF_ORDER:
      return dsc_describe_order_title (snapshot, id.index);
    case DSC_PART_OF_SHARER:
      return dsc_describe_sharer_title (snapshot, id.index);
    case DSC_PART_OF_DATUM:
      break;
    }
  return NULL;
}
