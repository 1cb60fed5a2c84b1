/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-compare-differ.c: what is alike in two states of two releases or scripts, and what differs.
 *
 * Objects are alike when they are written alike: each run has objects of its own. Addresses, and counts that depend on what else a
 * process does, are nothing that differs. */
#include "dsc-view-compare-private.h"

#include <string.h>

/* --- members ------------------------------------------------------------------------------------------------------ */

/* Numbers that say nothing of the dict, but of the process. */
static gboolean
is_of_process (DscFieldId id)
{
  static const DscFieldId fields[] = { DSC_FIELD_OB_REFCNT, DSC_FIELD_OB_OVERFLOW, DSC_FIELD_OB_REF_LOCAL, DSC_FIELD_OB_REF_SHARED, DSC_FIELD_OB_TID,
                                       DSC_FIELD_OB_FLAGS, DSC_FIELD_MA_VERSION_TAG, DSC_FIELD_DK_VERSION };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i] == id)
      return TRUE;
  return FALSE;
}

gboolean
dsc_compare_fields_differ (const DscField *a,
                           const DscField *b)
{
  if (a->member.id != b->member.id)
    return TRUE;
  if (a->target != b->target || g_strcmp0 (a->text, b->text) != 0)
    return TRUE;
  if (a->target == DSC_TARGET_BLOCK)
    return a->target_block != b->target_block;
  return !a->member.is_pointer && !is_of_process (a->member.id) && a->value != b->value;
}

/* --- objects ------------------------------------------------------------------------------------------------------ */

static gboolean
is_text (const DscObject *object)
{
  return object->kind == DSC_OBJECT_STR || object->kind == DSC_OBJECT_BYTES || object->kind == DSC_OBJECT_UNICODE;
}

gboolean
dsc_compare_objects_differ (const DscSnapshot *of_a,
                            const DscObject   *a,
                            const DscSnapshot *of_b,
                            const DscObject   *b)
{
  if (a == NULL || b == NULL)
    return a != b;
  if (a->kind == b->kind && is_text (a))
    return a->as.text.length != b->as.text.length || memcmp (a->as.text.bytes, b->as.text.bytes, a->as.text.length) != 0;
  if (a->kind == b->kind && a->kind == DSC_OBJECT_INT && !a->is_big && !b->is_big)
    return a->as.integer != b->as.integer;
  g_autofree char *text_a = dsc_describe_repr (of_a, a, 200);
  g_autofree char *text_b = dsc_describe_repr (of_b, b, 200);
  return !g_str_equal (text_a, text_b);
}

/* The values stand in an array beside the keys. */
gboolean
dsc_compare_has_values (const DscSnapshot *snapshot)
{
  return dsc_snapshot_get_n_values (snapshot) > 0;
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

gboolean
dsc_compare_is_open (const DscSnapshot *snapshot)
{
  return dsc_snapshot_get_traits (snapshot)->family != DSC_FAMILY_COMPACT;
}

static gint64
index_of (const DscSnapshot *snapshot,
          gsize              slot)
{
  return slot < dsc_snapshot_get_n_slots (snapshot) ? dsc_snapshot_get_index (snapshot, slot) : DSC_INDEX_EMPTY;
}

static DscSlotState
entry_state (const DscSnapshot *snapshot,
             gsize              entry)
{
  return entry < dsc_snapshot_get_entry_capacity (snapshot) ? dsc_snapshot_get_entry_state (snapshot, entry) : DSC_SLOT_EMPTY;
}

static gboolean
slots_differ (const DscSnapshot *a,
              const DscSnapshot *b,
              gsize              slot)
{
  const gint64 in_a = index_of (a, slot);
  const gint64 in_b = index_of (b, slot);

  if (dsc_compare_is_open (a) == dsc_compare_is_open (b))
    return in_a != in_b;
  if (in_a < 0 || in_b < 0)
    return in_a != in_b;
  return dsc_compare_objects_differ (a, dsc_snapshot_get_entry (a, (gsize) in_a).me_key, b, dsc_snapshot_get_entry (b, (gsize) in_b).me_key);
}

static gboolean
has_table (const DscSnapshot *snapshot)
{
  return snapshot != NULL && dsc_snapshot_get_n_slots (snapshot) > 0;
}

/* Slots of one family are alike or not whatever they are compared with; those of two are compared by another measure. */
gboolean
dsc_compare_slot_differs (const DscComparePlan *self,
                          gsize                 slot)
{
  const gboolean is_mixed = self->has_open && self->has_compact;
  guint first = 0;

  while (first < self->n && !has_table (dsc_compare_plan_get (self, first)))
    first++;
  for (guint i = first; i + 1 < self->n && (i == first || is_mixed); i++)
    for (guint k = i + 1; k < self->n; k++)
      {
        const DscSnapshot *a = dsc_compare_plan_get (self, i);
        const DscSnapshot *b = dsc_compare_plan_get (self, k);

        if (has_table (a) && has_table (b) && slots_differ (a, b, slot))
          return TRUE;
      }
  return FALSE;
}

static gboolean
entries_differ (const DscSnapshot *a,
                const DscSnapshot *b,
                gsize              entry)
{
  const DscSlotState in_a = entry_state (a, entry);
  const DscSlotState in_b = entry_state (b, entry);

  if (in_a != in_b || in_a != DSC_SLOT_USED)
    return in_a != in_b;
  return dsc_compare_objects_differ (a, dsc_snapshot_get_entry (a, entry).me_key, b, dsc_snapshot_get_entry (b, entry).me_key);
}

static gboolean
members_differ (const DscSnapshot *a,
                const DscSnapshot *b,
                gsize              entry,
                DscFieldId         member)
{
  const DscEntry in_a = dsc_snapshot_get_entry (a, entry);
  const DscEntry in_b = dsc_snapshot_get_entry (b, entry);

  return member == DSC_FIELD_ME_VALUE ? dsc_compare_objects_differ (a, in_a.me_value, b, in_b.me_value) : in_a.me_hash != in_b.me_hash;
}

static gboolean
has_member (const DscSnapshot *snapshot,
            gsize              entry,
            DscFieldId         member)
{
  return entry_state (snapshot, entry) == DSC_SLOT_USED && (member != DSC_FIELD_ME_HASH || dsc_snapshot_entries_have_hash (snapshot));
}

gboolean
dsc_compare_entry_differs (const DscComparePlan *self,
                           gboolean              is_open,
                           gsize                 entry)
{
  /* In an open table a slot is an entry: it differs too where a slot of the other kind leads elsewhere. */
  if (is_open && self->has_compact && dsc_compare_slot_differs (self, entry))
    return TRUE;

  const DscSnapshot *first = NULL;
  for (guint i = 0; i < self->n; i++)
    {
      const DscSnapshot *snapshot = dsc_compare_plan_get (self, i);

      if (!has_table (snapshot) || dsc_compare_is_open (snapshot) != is_open)
        continue;
      if (first != NULL && entries_differ (first, snapshot, entry))
        return TRUE;
      first = first != NULL ? first : snapshot;
    }
  return FALSE;
}

gboolean
dsc_compare_member_differs (const DscComparePlan *self,
                            gboolean              is_open,
                            gsize                 entry,
                            DscFieldId            member)
{
  const DscSnapshot *first = NULL;

  for (guint i = 0; i < self->n; i++)
    {
      const DscSnapshot *snapshot = dsc_compare_plan_get (self, i);

      if (!has_table (snapshot) || dsc_compare_is_open (snapshot) != is_open || !has_member (snapshot, entry, member))
        continue;
      if (first != NULL && members_differ (first, snapshot, entry, member))
        return TRUE;
      first = first != NULL ? first : snapshot;
    }
  return FALSE;
}

gboolean
dsc_compare_any_differs (const DscComparePlan *self,
                         gboolean              is_open,
                         gsize                 entry)
{
  return dsc_compare_entry_differs (self, is_open, entry) || dsc_compare_member_differs (self, is_open, entry, DSC_FIELD_ME_HASH)
         || dsc_compare_member_differs (self, is_open, entry, DSC_FIELD_ME_VALUE);
}

char *
dsc_compare_table_note (const DscSnapshot *snapshot,
                        gboolean           is_index)
{
  if (!has_table (snapshot) || (is_index && dsc_compare_is_open (snapshot)))
    return NULL;
  return is_index ? dsc_describe_indices_note (snapshot) : dsc_describe_table_note (snapshot, FALSE);
}

gboolean
dsc_compare_table_differs (const DscComparePlan *self,
                           gboolean              is_index)
{
  g_autofree char *first = NULL;

  for (guint i = 0; i < self->n; i++)
    {
      g_autofree char *note = dsc_compare_table_note (dsc_compare_plan_get (self, i), is_index);

      if (note == NULL)
        continue;
      if (first != NULL && !g_str_equal (first, note))
        return TRUE;
      if (first == NULL)
        first = g_steal_pointer (&note);
    }
  return !is_index && self->has_open && self->has_compact;
}

DscSceneId
dsc_compare_table_id (const DscSnapshot *snapshot)
{
  return (DscSceneId) { .part = DSC_PART_OF_FIELD, .field = (guint16) dsc_describe_table_field (snapshot),
                        .index = dsc_snapshot_get_table_block (snapshot) };
}

DscSceneId
dsc_compare_value_id (const DscSnapshot *snapshot,
                      gsize              entry)
{
  if (dsc_compare_has_values (snapshot))
    return (DscSceneId) { .part = DSC_PART_OF_SPLIT_VALUE, .index = (gint64) entry };
  return (DscSceneId) { .part = DSC_PART_OF_ENTRY_FIELD, .field = DSC_FIELD_ME_VALUE, .index = (gint64) entry };
}
