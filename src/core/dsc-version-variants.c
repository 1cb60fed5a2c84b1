/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-version-variants.c: implementations other than CPython: what they are, and where they differ from the release that they follow.
 *
 * Nothing here was measured. A row says what the authors of the implementation say; where they are silent, the release's own
 * rules are assumed, and the sizes are those that CPython's structs would have. */
#include "dsc-version-variants-private.h"

#include <string.h>

#define N_ELEMENTS(array) (sizeof (array) / sizeof (array)[0])
#define FINAL(major, minor, micro) (DSC_V (major, minor, micro) | DSC_V_FINAL)

/* clang-format off */
/* Sources: a description of pycore_dict.h with notes on gopy, its objects/dict.go. Its own pages contradict each other on indices and header. */
static const DscTraitChange gopy_changes[] = {
  { "always_general",  0, 0, true,             NULL,                          "objects/dict.go: the split path is not wired, every dict is general (as reported)" },
  { "watcher_events",  0, 0, 0x26,             "ADDED, MODIFIED, CLEARED",    "objects/dict.go: other events are not sent (as reported)" },
  { "object_allocator", 0, 0, DSC_ALLOCATOR_UNKNOWN, "not known",                 "the memory is Go's" },
  { "table_allocator",  0, 0, DSC_ALLOCATOR_UNKNOWN, "not known",                 "the memory is Go's" },
  { "sharing",         0, 0, DSC_SHARING_NONE, "none",                        "objects/dict.go: no keys are shared (as reported)" },
  { "instance_values", 0, 0, DSC_VALUES_IN_DICT, "in the dict",               "follows from what is reported: there is no split dict" },
};

#define RECIPE "recipe of 2012, class Dict, "
static const DscTraitChange compact_2012_changes[] = {
  { "family",            0, 0, DSC_FAMILY_COMPACT,          "indices and entries",   "python-dev, More compact dictionaries with faster iteration (2012)" },
  { "growth",            0, 0, DSC_GROWTH_USED_X4_ALWAYS,   "used*4",                RECIPE "__setitem__; used counts the new key" },
  { "rounding",          0, 0, DSC_ROUNDING_GT,             "smallest power above",  RECIPE "_resize: 2 ** n.bit_length ()" },
  { "usable",            0, 0, DSC_USABLE_2N_3,             "2n/3",                  RECIPE "__setitem__: filled*3 > size*2, where filled counts indices in use and dummies" },
  { "probe",             0, 0, DSC_PROBE_PERTURB_LATE,      "perturb shifted last",  RECIPE "_gen_probes" },
  { "empty_display",     0, 0, DSC_EMPTY_OWN_TABLE,         "8 slots of its own",    RECIPE "clear" },
  { "empty_call",        0, 0, DSC_EMPTY_OWN_TABLE,         "8 slots of its own",    RECIPE "clear" },
  { "empty_cleared",     0, 0, DSC_EMPTY_OWN_TABLE,         "8 slots of its own",    RECIPE "clear" },
  { "kind_rule",         0, 0, DSC_KIND_NONE,               "none",                  RECIPE "_lookup" },
  { "has_nodummy",       0, 0, false,                       NULL,                    RECIPE "_lookup" },
  { "always_general",    0, 0, true,                        NULL,                    RECIPE "_lookup" },
  { "fills_holes",       0, 0, true,                        NULL,                    RECIPE "__delitem__" },
  { "hash_magnitude",    0, 0, true,                        NULL,                    RECIPE "_gen_probes" },
  { "popitem",           0, 0, DSC_POPITEM_LAST,            "last entry",            RECIPE "popitem" },
  { "presize",           0, 0, DSC_PRESIZE_NONE,            "none",                  RECIPE "__init__ stores one by one" },
  { "display",           0, 0, DSC_DISPLAY_STORES,          "stores",                RECIPE "__init__ stores one by one" },
  { "merge",             0, 0, DSC_MERGE_STORES,            "stores",                "collections.MutableMapping.update" },
  { "copy",              0, 0, DSC_COPY_MERGE,              "empty dict and merge",  "not in the recipe: as a new dict that is updated" },
  { "fromkeys_set",      0, 0, DSC_FROMKEYS_STORES,         "stores",                "not in the recipe: one by one" },
  { "fromkeys_dict",     0, 0, DSC_FROMKEYS_STORES,         "stores",                "not in the recipe: one by one" },
  { "sharing",           0, 0, DSC_SHARING_NONE,            "none",                  "not in the proposal" },
  { "delattr",           0, 0, DSC_DELATTR_KEEPS,           "kept",                  "follows: no keys are shared" },
};

static const struct {
  const char           *name;
  const char           *about;
  const DscTraitChange *changes;
  size_t                n_changes;
} variants[] = {
  { "gopy",
    "gopy is CPython 3.14 ported to Go. As reported, every dict is general, no keys are shared, tables grow as CPython's do, and watchers hear of "
    "ADDED, MODIFIED and CLEARED only. Nothing was measured: how it rounds sizes is unverified, and the bytes are those that CPython's structs would have.",
    gopy_changes, N_ELEMENTS (gopy_changes) },
  { "compact-2012",
    "compact-2012 is the compact dict as Raymond Hettinger proposed it in December 2012, here in a CPython 3.3.0. As published, indices and entries are "
    "apart, a deletion moves the last entry into the hole, and tables quadruple. Nothing was measured, no release has it: the header of the keys object "
    "and 4 bytes for an index above 32768 slots are assumed, and dk_usable is the number of indices that may still be taken afresh.",
    compact_2012_changes, N_ELEMENTS (compact_2012_changes) },
};
/* clang-format on */

_Static_assert (N_ELEMENTS (variants) == DSC_N_IMPLEMENTATIONS - 1, "one row for each implementation");

static const DscTarget targets[] = {
  { FINAL (3, 14, 0), { .arch = DSC_ARCH_64 }, DSC_IMPLEMENTATION_GOPY },
  { FINAL (3, 3, 0), { .arch = DSC_ARCH_64 }, DSC_IMPLEMENTATION_COMPACT_2012 },
};

size_t
dsc_variants (const DscTarget **out_targets)
{
  *out_targets = targets;
  return N_ELEMENTS (targets);
}

const char *
dsc_variant_name (DscImplementation implementation)
{
  return implementation != DSC_IMPLEMENTATION_CPYTHON ? variants[implementation - 1].name : NULL;
}

bool
dsc_variant_find (const char *name, DscTarget *out_target)
{
  if (strcmp (name, "hettinger") == 0)
    name = variants[DSC_IMPLEMENTATION_COMPACT_2012 - 1].name;
  for (size_t i = 0; i < N_ELEMENTS (variants); i++)
    if (strcmp (variants[i].name, name) == 0)
      {
        *out_target = targets[i];
        return true;
      }
  return false;
}

const char *
dsc_target_about (DscTarget target)
{
  return target.implementation != DSC_IMPLEMENTATION_CPYTHON ? variants[target.implementation - 1].about : NULL;
}

size_t
dsc_variant_changes (DscImplementation implementation, const DscTraitChange **out_changes)
{
  if (implementation == DSC_IMPLEMENTATION_CPYTHON)
    return 0;
  *out_changes = variants[implementation - 1].changes;
  return variants[implementation - 1].n_changes;
}
