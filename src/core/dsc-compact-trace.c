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
dsc_compact_note_entry (DscRuntime *rt, const DscDict *self, const DscKeys *keys, const DscObject *key, const DscObject *value,
                        size_t slot)
{
  const uint32_t dict = self != NULL ? self->id : 0;
  const int64_t ix = keys->dk_nentries;
  const int64_t before = dsc_keys_get_index (keys, slot);
  DscEvent *e = dsc_runtime_begin_notes (rt, 7);

  if (e == NULL)
    return;
  if (before == DSC_INDEX_DUMMY)
    *e++ = (DscEvent) { .kind = DSC_EVENT_DUMMY_REUSED, .dict = dict, .a = (int64_t) slot };
  *e++ = (DscEvent) { .kind = DSC_EVENT_WRITE_INDEX, .dict = dict, .a = (int64_t) slot, .b = before, .c = ix, .d = keys->block };
  *e++ = (DscEvent) { .kind = DSC_EVENT_WRITE_ENTRY, .dict = dict, .a = ix, .b = key->hash, .d = keys->block, .object = key };
  if (value != NULL)
    *e++ = (DscEvent) { .kind = DSC_EVENT_WRITE_VALUE, .dict = dict, .a = ix, .d = keys->block, .object = value };
  if (keys->dk_version != 0)
    *e++ = (DscEvent) { .kind = DSC_EVENT_WRITE_FIELD, .detail = DSC_FIELD_DK_VERSION, .dict = dict, .a = keys->dk_version, .d = keys->block };
  *e++ = (DscEvent) { .kind = DSC_EVENT_WRITE_FIELD, .detail = DSC_FIELD_DK_USABLE, .dict = dict, .a = keys->dk_usable,
                      .b = keys->dk_usable - 1, .d = keys->block };
  *e++ = (DscEvent) { .kind = DSC_EVENT_WRITE_FIELD, .detail = DSC_FIELD_DK_NENTRIES, .dict = dict, .a = ix, .b = ix + 1, .d = keys->block };
  dsc_runtime_end_notes (rt, e);
}

void
dsc_compact_note_walk (DscRuntime *rt, const DscDict *self, const DscKeys *keys, int64_t hash, DscWalk walk, size_t slot)
{
  DscProbe probe = dsc_compact_probe_told (rt, keys, hash);
  uint64_t before = probe.perturb;

  for (int64_t number = 0; ; number++)
    {
      dsc_note_probe (rt, self, walk, probe.slot, before, probe.perturb, number);
      if (probe.slot == slot)
        return;
      before = probe.perturb;
      dsc_compact_probe_told_next (rt, &probe);
    }
}
