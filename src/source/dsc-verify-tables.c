/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-verify-tables.c: one state of the model against one image of a real interpreter: indices, entries, values and their order. */
#include "dsc-verify-private.h"

#include <string.h>

#define LONGEST_REPR 200   /* characters; the probe cuts there, too */

/* --- Objects. --- */

/* repr as the probe words it, in self->text. */
static const char *
word_object (DscComparison   *self,
             const DscObject *object)
{
  self->text.length = 0;
  dsc_repr_append (&self->text, object, self->pool, 0);
  if (self->text.status != DSC_STATUS_OK)
    return "";
  if (strstr (self->text.text, " at 0x") != NULL)
    {
      self->text.length = 0;
      dsc_text_printf (&self->text, "<%s object>", dsc_object_type_name (object, self->pool));
    }
  const glong n = self->text.length > LONGEST_REPR ? g_utf8_strlen (self->text.text, (gssize) self->text.length) : 0;
  if (n > LONGEST_REPR)
    {
      self->text.length = (gsize) (g_utf8_offset_to_pointer (self->text.text, LONGEST_REPR) - self->text.text);
      dsc_text_printf (&self->text, "...(%ld)", n);
    }
  return self->text.status == DSC_STATUS_OK ? self->text.text : "";
}

/* checked: the object that was found equal before, and still is unless it can change. */
static void
compare_object (DscComparison    *self,
                const DscObject  *object,
                const char       *found,
                const DscObject **checked,
                DscBlockKind      block,
                const char       *field,
                gint64            i)
{
  self->result->fields++;
  if (object == *checked && object != NULL && !object->can_change && found != NULL)
    return;
  if (object == NULL && found == NULL)
    return;

  const char *text = object != NULL ? word_object (self, object) : "NULL";
  if (object != NULL && found != NULL && strcmp (text, found) == 0)
    *checked = object;
  else
    dsc_comparison_differ (self, text, found != NULL ? found : "NULL", "%s.%s[%" G_GINT64_FORMAT "]", dsc_block_name (block), field, i);
}

static DscImageEntry *
get_entry (const DscImageBlock *block,
           gsize                i)
{
  static DscImageEntry nothing;

  nothing = (DscImageEntry) { 0 };
  return i < block->entries->len ? &g_array_index (block->entries, DscImageEntry, (guint) i) : &nothing;
}

/* --- Keys. --- */

static gboolean
hashes_by_address (const DscComparison *self,
                   const DscObject     *key)
{
  if (key == NULL)
    return FALSE;
  if (key->kind == DSC_OBJECT_INSTANCE || key->kind == DSC_OBJECT_CLASS)
    return TRUE;
  if (key->kind == DSC_OBJECT_FLOAT)
    return key->as.real != key->as.real && self->traits->nan_hash_by_address;
  if (key->kind == DSC_OBJECT_RANGE)
    return !self->traits->range_by_value;
  if (key->kind != DSC_OBJECT_TUPLE && key->kind != DSC_OBJECT_FROZENSET)
    return FALSE;
  for (gsize i = 0; i < key->as.sequence.length; i++)
    if (hashes_by_address (self, key->as.sequence.items[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_address_hashes (const DscComparison *self)
{
  const gsize n = dsc_snapshot_get_n_entries (self->snapshot);

  for (gsize i = 0; i < n; i++)
    {
      const DscEntry entry = dsc_snapshot_get_entry (self->snapshot, i);
      if (entry.me_key != NULL && entry.me_key->kind != DSC_OBJECT_STR && entry.me_key->kind != DSC_OBJECT_INT && hashes_by_address (self, entry.me_key))
        return TRUE;
    }
  return FALSE;
}

/* --- Tables. --- */

static void
compare_indices (DscComparison       *self,
                 const DscImageBlock *block)
{
  const gsize n = dsc_snapshot_get_n_slots (self->snapshot);
  const guint width = dsc_snapshot_get_index_width (self->snapshot);

  for (gsize i = 0; i < n && !self->differs; i++)
    {
      gint64 found;

      if (dsc_image_read (block, dsc_snapshot_get_index_offset (self->snapshot, i), width, TRUE, &found))
        dsc_comparison_number (self, "keys", "dk_indices", (gint64) i, dsc_snapshot_get_index (self->snapshot, i), found);
      else
        dsc_comparison_differ (self, "an index", "nothing is there", "keys.dk_indices[%" G_GSIZE_FORMAT "]", i);
    }
}

static void
compare_hash (DscComparison       *self,
              DscBlockKind         kind,
              const DscImageBlock *block,
              const DscLayout     *layout,
              gsize                i,
              gint64               hash)
{
  const DscMember *member = dsc_layout_find (layout, DSC_FIELD_ME_HASH);
  gint64 found = 0;

  if (member == NULL)
    return;
  if (dsc_image_read (block, dsc_snapshot_get_entry_offset (self->snapshot, i) + member->offset, member->size, TRUE, &found))
    dsc_comparison_number (self, dsc_block_name (kind), "me_hash", (gint64) i, hash, found);
}

/* Slots that were emptied, up to 3.5: the dummy is in the key's place. */
static void
compare_dummy (DscComparison       *self,
               DscBlockKind         kind,
               const DscImageBlock *block,
               const DscLayout     *layout,
               gsize                i)
{
  const DscMember *member = dsc_layout_find (layout, DSC_FIELD_ME_KEY);
  gint64 found = 0;

  self->result->fields += 2;
  self->result->left_out[DSC_LEFT_OUT_STALE_HASH]++;
  if (!dsc_image_read (block, dsc_snapshot_get_entry_offset (self->snapshot, i) + member->offset, member->size, FALSE, &found)
      || (guint64) found != self->facts->dummy)
    dsc_comparison_differ (self, "dummy", get_entry (block, i)->key != NULL ? get_entry (block, i)->key : "NULL", "%s.me_key[%" G_GSIZE_FORMAT "]",
                           dsc_block_name (kind), i);
  if (get_entry (block, i)->value != NULL)
    dsc_comparison_differ (self, "NULL", get_entry (block, i)->value, "%s.me_value[%" G_GSIZE_FORMAT "]", dsc_block_name (kind), i);
}

static void
compare_entry (DscComparison       *self,
               DscBlockKind         kind,
               const DscImageBlock *block,
               const DscLayout     *layout,
               gsize                i)
{
  const DscEntry entry = dsc_snapshot_get_entry (self->snapshot, i);
  const DscSlotState state = dsc_snapshot_get_entry_state (self->snapshot, i);
  const gboolean compact = self->traits->family == DSC_FAMILY_COMPACT;
  const gboolean splits = dsc_snapshot_is_split (self->snapshot) || !dsc_snapshot_has_dict (self->snapshot);
  DscImageEntry *found = get_entry (block, i);

  if (state == DSC_SLOT_DUMMY && !compact)
    {
      compare_dummy (self, kind, block, layout, i);
      return;
    }
  compare_object (self, state == DSC_SLOT_USED ? entry.me_key : NULL, found->key, &found->checked_key, kind, "me_key", (gint64) i);
  compare_object (self, splits ? NULL : entry.me_value, found->value, &found->checked_value, kind, "me_value", (gint64) i);
  if (state == DSC_SLOT_USED || compact)
    compare_hash (self, kind, block, layout, i, entry.me_hash);
}

static void
compare_entries (DscComparison *self)
{
  const DscBlockKind kind = dsc_snapshot_get_table_block (self->snapshot);
  const DscImageBlock *block = self->image->blocks[kind];
  const gsize n = dsc_snapshot_get_n_entries (self->snapshot);
  const DscLayout layout = dsc_layout_entry (self->traits, !dsc_snapshot_entries_have_hash (self->snapshot));

  if (block == NULL || (n == 0 && dsc_snapshot_get_n_slots (self->snapshot) == 0))
    return;
  if (has_address_hashes (self))
    {
      self->by_address = TRUE;
      self->result->left_out[DSC_LEFT_OUT_ADDRESS_HASH] += n;
      return;
    }
  if (dsc_snapshot_get_index_width (self->snapshot) != 0)
    compare_indices (self, block);
  dsc_comparison_number (self, dsc_block_name (kind), "entries", -1, (gint64) n, block->entries->len);
  for (gsize i = 0; i < n && !self->differs; i++)
    compare_entry (self, kind, block, &layout, i);
}

/* --- Values. --- */

/* Order bytes: upwards behind the values, or downwards in front of them, behind the two bytes that tell size and prefix. */
static void
compare_order (DscComparison         *self,
               DscBlockKind           kind,
               const DscImageBlock   *block,
               const DscValuesHeader *header)
{
  const DscLayout layout = dsc_layout_block (self->traits, DSC_BLOCK_INSTANCE_VALUES);
  const DscMember *values = dsc_layout_find (&layout, DSC_FIELD_VALUES_VALUES);
  const guint8 *order;
  const gsize n = dsc_snapshot_get_order (self->snapshot, &order);

  for (gsize i = 0; i < n; i++)
    {
      const guint64 offset = values != NULL ? values->offset + (guint64) header->capacity * self->traits->pointer_size + i : header->prefix - 3 - i;
      gint64 found;

      if (dsc_image_read (block, offset, 1, FALSE, &found))
        dsc_comparison_number (self, dsc_block_name (kind), "order", (gint64) i, order[i], found);
      else
        dsc_comparison_differ (self, "a byte", "nothing is there", "%s.order[%" G_GSIZE_FORMAT "]", dsc_block_name (kind), i);
    }
}

static void
compare_values (DscComparison *self)
{
  DscValuesHeader header;
  DscBlockKind kind = DSC_BLOCK_VALUES;

  if (!dsc_snapshot_get_values_header (self->snapshot, &header))
    return;
  if (header.embedded && !self->is_foreign)
    kind = DSC_BLOCK_INSTANCE_VALUES;

  const DscImageBlock *block = self->image->blocks[kind];
  if (block == NULL)
    {
      dsc_comparison_differ (self, "there", "not there", "%s", dsc_block_name (kind));
      return;
    }
  for (gsize i = 0; i < dsc_snapshot_get_n_values (self->snapshot) && i < block->entries->len; i++)
    {
      DscImageEntry *found = get_entry (block, i);
      compare_object (self, dsc_snapshot_get_split_value (self->snapshot, i), found->value, &found->checked_value, kind, "values", (gint64) i);
    }
  if (self->traits->sharing == DSC_SHARING_ORDER_BYTES)
    compare_order (self, kind, block, &header);
}

void
dsc_comparison_tables (DscComparison *self)
{
  compare_entries (self);
  if (!self->differs)
    compare_values (self);
}
