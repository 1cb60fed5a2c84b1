/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-traits-borrow.c: which rules of a release can be tried in another one, to see what they would have changed.
 *
 * A rule can where the code that obeys it looks at nothing else that the release might lack: the size that is asked for, yes; the
 * place of an instance's values, which the layout of its class must provide, no. */
#include "dsc-traits-borrow-private.h"

#include <string.h>

typedef struct {
  const char *trait;
  bool        across;     /* from a release whose tables are of another family, too */
} Rule;

/* clang-format off */
static const Rule rules[] = {
  { "gc_head", true },
  { "growth", true }, { "rounding", true }, { "resize_before_store", false }, { "probe", true }, { "perturb_bits", true }, { "min_size", true },
  { "empty_display", false }, { "empty_call", false }, { "empty_cleared", false },
  { "kind_rule", false }, { "has_unicode_entries", false }, { "reuses_dummy_slot", true }, { "popitem", false }, { "deleted_hash", false },
  { "presize", true }, { "presize_cap", true }, { "display", true }, { "from_items", false }, { "merge", false }, { "merge_clones", false },
  { "copy", false }, { "fromkeys_set", true }, { "fromkeys_dict", true }, { "kwargs_presized", true }, { "kwargs_on_stack", true },
  { "kwargs_reversed", true }, { "call_stores_keywords", true }, { "unpack", true },
  { "str_hash", true }, { "int_hash", true }, { "tuple_hash", true }, { "frozenset_hash", true }, { "nan_hash_by_address", true },
  { "none_hash_constant", true }, { "pointer_hash_rotated", true }, { "set_probe", true }, { "set_load", true }, { "set_display", true },
  { "split_popitem_doubles", false }, { "resplit_needs_split", false }, { "delattr", false }, { "shared_keys_max", false },
};
/* clang-format on */

static const Rule *
find_rule (const char *trait)
{
  for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
    if (strcmp (rules[i].trait, trait) == 0)
      return &rules[i];
  return NULL;
}

bool
dsc_traits_borrow (DscTraits *self, const DscTraits *from, size_t i)
{
  const Rule *rule = find_rule (dsc_traits_member_name (i));

  if (rule == NULL || (!rule->across && self->family != from->family))
    return false;
  dsc_traits_set_member (self, i, dsc_traits_get_member (from, i));
  return true;
}
