/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-traits-borrow.c: which rules of a release can be tried in another one, to see what they would have changed.
 *
 * A rule can where the code that obeys it looks at nothing else that the release might lack: the size that is asked for, yes; the
 * place of an instance's values, which the layout of its class must provide, no. */
#include "dsc-traits-borrow-private.h"

#include <string.h>

typedef enum { WITHIN, COUNTED, ACROSS } Reach;

typedef struct {
  const char *trait;
  Reach       reach;      /* only in one family; also between those that count free places; from a release of any family */
} Rule;

/* clang-format off */
static const Rule rules[] = {
  { "gc_head", ACROSS },
  { "growth", ACROSS }, { "rounding", ACROSS }, { "usable", COUNTED }, { "resize_before_store", WITHIN },
  { "probe", ACROSS }, { "perturb_bits", ACROSS }, { "min_size", ACROSS },
  { "empty_display", COUNTED }, { "empty_call", COUNTED }, { "empty_cleared", WITHIN },
  { "kind_rule", WITHIN }, { "has_unicode_entries", WITHIN }, { "reuses_dummy_slot", ACROSS }, { "popitem", WITHIN }, { "deleted_hash", WITHIN },
  { "presize", ACROSS }, { "presize_cap", ACROSS }, { "display", ACROSS }, { "from_items", WITHIN }, { "merge", WITHIN }, { "merge_clones", WITHIN },
  { "copy", WITHIN }, { "fromkeys_set", ACROSS }, { "fromkeys_dict", ACROSS }, { "kwargs_presized", ACROSS }, { "kwargs_on_stack", ACROSS },
  { "kwargs_reversed", ACROSS }, { "call_stores_keywords", ACROSS }, { "unpack", ACROSS },
  { "str_hash", ACROSS }, { "int_hash", ACROSS }, { "tuple_hash", ACROSS }, { "frozenset_hash", ACROSS }, { "nan_hash_by_address", ACROSS },
  { "none_hash_constant", ACROSS }, { "pointer_hash_rotated", ACROSS }, { "set_probe", ACROSS }, { "set_load", ACROSS }, { "set_display", ACROSS },
  { "split_popitem_doubles", WITHIN }, { "resplit_needs_split", WITHIN }, { "delattr", WITHIN }, { "shared_keys_max", WITHIN },
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

static bool
reaches (Reach reach, DscFamily a, DscFamily b)
{
  switch (reach)
    {
    case WITHIN:
      return a == b;
    case COUNTED:
      return a != DSC_FAMILY_OPEN && b != DSC_FAMILY_OPEN;
    case ACROSS:
      break;
    }
  return true;
}

bool
dsc_traits_borrow (DscTraits *self, const DscTraits *from, size_t i)
{
  const Rule *rule = find_rule (dsc_traits_member_name (i));

  if (rule == NULL || !reaches (rule->reach, self->family, from->family))
    return false;
  dsc_traits_set_member (self, i, dsc_traits_get_member (from, i));
  return true;
}
