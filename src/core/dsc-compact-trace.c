/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-compact-trace.c: events of compact tables that the plain path has no counterpart for. */
#include "dsc-compact-private.h"

void
dsc_compact_note_result (DscRuntime *rt, const DscDict *self, DscFound found)
{
  if (found.ix >= 0)
    dsc_runtime_note (rt, self, (DscEvent) { .kind = DSC_EVENT_HIT, .a = (int64_t) found.slot, .b = found.ix });
  else
    dsc_runtime_note (rt, self, (DscEvent) { .kind = DSC_EVENT_MISS, .a = (int64_t) found.slot });
}

void
dsc_compact_note_walk (DscRuntime *rt, const DscDict *self, const DscKeys *keys, int64_t hash, DscWalk walk, size_t slot)
{
  DscProbe probe = dsc_compact_probe (rt, keys, hash);
  uint64_t before = probe.perturb;

  for (int64_t number = 0; ; number++)
    {
      dsc_note_probe (rt, self, walk, probe.slot, before, probe.perturb, number);
      if (probe.slot == slot)
        return;
      before = probe.perturb;
      dsc_compact_probe_next (&probe);
    }
}
