/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-compare-rows.c: the lines of tables that are drawn in rows: in long ones, numbers at which all sides are empty share one. */
#include "dsc-view-compare-private.h"

#define LONG_TABLE 16u     /* shorter ones fold nothing */
#define LEAST_RUN   3u     /* that is worth folding */

static gboolean
is_empty_in (const DscSnapshot *snapshot,
             gsize              i)
{
  if (i < dsc_snapshot_get_n_slots (snapshot) && dsc_snapshot_get_slot_state (snapshot, i) != DSC_SLOT_EMPTY)
    return FALSE;
  if (i < dsc_snapshot_get_entry_capacity (snapshot) && dsc_snapshot_get_entry_state (snapshot, i) != DSC_SLOT_EMPTY)
    return FALSE;
  return i >= dsc_snapshot_get_n_values (snapshot) || dsc_snapshot_get_split_value (snapshot, i) == NULL;
}

static gboolean
is_empty (const DscComparePlan *self,
          gsize                 i)
{
  for (guint k = 0; k < self->n; k++)
    if (self->tables[k] == DSC_COMPARE_ROWS && !is_empty_in (dsc_compare_plan_get (self, k), i))
      return FALSE;
  return TRUE;
}

static void
add_row (DscComparePlan *self,
         gsize           first,
         gsize           count)
{
  const DscCompareRow row = { first, count };

  for (gsize i = first; i < first + count; i++)
    self->row_of[i] = self->rows->len;
  g_array_append_val (self->rows, row);
}

void
dsc_compare_list_rows (DscComparePlan *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (DscCompareRow));
  self->row_of = g_new (guint, MAX (self->n_rows, 1));
  for (gsize i = 0; i < self->n_rows;)
    {
      gsize count = 0;

      while (self->n_rows > LONG_TABLE && i + count < self->n_rows && is_empty (self, i + count))
        count++;
      count = count >= LEAST_RUN ? count : 1;
      add_row (self, i, count);
      i += count;
    }
}
