/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-compare-list.c: the list of what differs between sides, in the order in which it is read. */
#include "dsc-view-compare-private.h"

static void
add_once (GArray    *list,
          guint      from,
          DscSceneId id)
{
  for (guint i = from; i < list->len; i++)
    if (dsc_scene_id_equal (g_array_index (list, DscSceneId, i), id))
      return;
  g_array_append_val (list, id);
}

static void
list_section (const DscComparePlan    *self,
              GArray                  *list,
              const DscCompareSection *section)
{
  if (section->differs)
    add_once (list, list->len, (DscSceneId) { .part = DSC_PART_OF_BLOCK, .index = section->kind });
  for (guint i = 0; i < section->lines->len; i++)
    {
      const DscCompareLine *line = &g_array_index (section->lines, DscCompareLine, i);
      guint k = 0;

      while (k < self->n && line->fields[k] == NULL)
        k++;
      if (line->differs && k < self->n)
        add_once (list, list->len, dsc_compare_field_id (section, line->fields[k]));
    }
}

static void
list_headings (const DscComparePlan *self,
               GArray               *list)
{
  const guint from = list->len;

  if (dsc_compare_table_differs (self, TRUE))
    add_once (list, from, (DscSceneId) { .part = DSC_PART_OF_FIELD, .field = DSC_FIELD_DK_INDICES, .index = DSC_BLOCK_KEYS });
  for (guint i = 0; i < self->n && dsc_compare_table_differs (self, FALSE); i++)
    if (self->tables[i] != DSC_COMPARE_NOTHING)
      add_once (list, from, dsc_compare_table_id (dsc_compare_plan_get (self, i)));
}

/* The value of an entry lies in it, or in an array beside the keys. */
static void
list_value (const DscComparePlan *self,
            GArray               *list,
            guint                 from,
            gsize                 i)
{
  for (guint k = 0; k < self->n; k++)
    {
      const DscSnapshot *snapshot = dsc_compare_plan_get (self, k);
      if (self->tables[k] != DSC_COMPARE_NOTHING && i < dsc_snapshot_get_entry_capacity (snapshot))
        add_once (list, from, dsc_compare_value_id (snapshot, i));
    }
}

/* Whether a side of that family has such a slot, or an entry of that number. */
static gboolean
is_there (const DscComparePlan *self,
          gboolean              is_open,
          gboolean              is_slot,
          gsize                 i)
{
  for (guint k = 0; k < self->n; k++)
    {
      const DscSnapshot *snapshot = dsc_compare_plan_get (self, k);
      if (self->tables[k] != DSC_COMPARE_NOTHING && dsc_compare_is_open (snapshot) == is_open
          && i < (is_slot ? dsc_snapshot_get_n_slots (snapshot) : dsc_snapshot_get_entry_capacity (snapshot)))
        return TRUE;
    }
  return FALSE;
}

static void
list_row (const DscComparePlan *self,
          GArray               *list,
          gsize                 i)
{
  const guint from = list->len;

  if (is_there (self, FALSE, TRUE, i) && dsc_compare_slot_differs (self, i))
    add_once (list, from, (DscSceneId) { .part = DSC_PART_OF_SLOT, .index = (gint64) i });
  for (guint open = 0; open < 2; open++)
    {
      if (!is_there (self, open, FALSE, i))
        continue;
      if (dsc_compare_entry_differs (self, open, i))
        add_once (list, from, (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = (gint64) i });
      else
        {
          if (dsc_compare_member_differs (self, open, i, DSC_FIELD_ME_HASH))
            add_once (list, from, (DscSceneId) { .part = DSC_PART_OF_ENTRY_FIELD, .field = DSC_FIELD_ME_HASH, .index = (gint64) i });
          if (dsc_compare_member_differs (self, open, i, DSC_FIELD_ME_VALUE))
            list_value (self, list, from, i);
        }
    }
}

GArray *
dsc_compare_list_differences (const DscCompareSide *sides,
                              guint                 n)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (DscSceneId));
  DscComparePlan plan;
  gsize rows = 0;

  dsc_compare_plan_init (&plan, sides, n, NULL);
  for (guint i = 0; i < plan.sections->len; i++)
    list_section (&plan, list, g_ptr_array_index (plan.sections, i));
  list_headings (&plan, list);
  for (guint i = 0; i < plan.n; i++)
    if (plan.tables[i] != DSC_COMPARE_NOTHING)
      rows = MAX (rows, MAX (dsc_snapshot_get_n_slots (sides[i].snapshot), dsc_snapshot_get_entry_capacity (sides[i].snapshot)));
  for (gsize i = 0; i < MIN (rows, DSC_COMPARE_MOST_CELLS); i++)
    list_row (&plan, list, i);
  for (guint i = 0; i < plan.shares->len; i++)
    {
      const DscCompareShare *share = &g_array_index (plan.shares, DscCompareShare, i);
      if (share->differs)
        add_once (list, list->len, (DscSceneId) { .part = DSC_PART_OF_LEDGER, .index = share->part });
    }
  dsc_compare_plan_clear (&plan);
  return list;
}
