/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-comparison-targets.c: which releases are told of beside those that are compared. */
#include "dsc-comparison-targets.h"

#include "dsc-sizes-table.h"

static void
insert_target (GArray    *targets,
               DscTarget  target)
{
  guint at = 0;

  for (guint i = 0; i < targets->len; i++)
    {
      const DscTarget other = g_array_index (targets, DscTarget, i);

      if (dsc_target_equal (other, target))
        return;
      if (other.version <= target.version)
        at = i + 1;
    }
  g_array_insert_val (targets, at, target);
}

GArray *
dsc_comparison_list_targets (const DscTarget *targets,
                             guint            n)
{
  GArray *all = dsc_sizes_minor_targets ();

  for (guint i = 0; i < n; i++)
    insert_target (all, targets[i]);
  return all;
}
