/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-fleet-share.c: which targets may share the run of a program, or its tables, because nothing that differs between them can show.
 *
 * A run follows from what the program asks for: values that operations give, and what it looks at beyond them (DscRun.asked, looks). As long
 * as a dict does what a dict does, the values that an operation gives are the same by any rules; so a target that answers the same to all
 * that was asked has the same operations, one by one. What is left to differ are the tables: by the rules in TABLE and BUILDING; by
 * hashes only where it matters in which slots keys are, which is where a dummy can be met. Compact tables take a new entry for each new
 * key, whatever slot it gets, so their numbers of slots and entries do not depend on hashes at all. */
#include "dsc-fleet-private.h"

#include <string.h>

#include "dsc-eval-private.h"
#include "dsc-script-private.h"
#include "dsc-syntax-private.h"

#define MOST_TRAITS 256u

/* clang-format off */
static const struct { DscShare share; const char *traits; } lists[] = {
  { DSC_SHARE_NOTHING,
    " version_tag_step tag_bumps_on_same_value has_watchers watcher_events watch gc_refs gc_always_tracked free_list_dicts"
    " free_list_keys object_allocator table_allocator small_block_max small_block_step malloc_head empty_refcnt hash_randomised has_nodummy"
    " deleted_hash split_tag_bumps_on_same_value invalid_values_stay mixed_complex has_dict_call has_dict_keywords has_fromkeys"
    " has_comprehension max_call_arguments has_slots has_namedtuple has_typing_namedtuple has_simple_namespace has_dataclass"
    " has_dataclass_slots tuple_keeps_hash list_display_max small_pool " },
  { DSC_SHARE_LAYOUT,
    " pointer_size align_8 object_head gc_head has_ssize_t has_gc_refs has_ob_flags has_lookup_pointer has_log2_fields empty_log2_index_bytes tag"
    " has_dk_version " },
  { DSC_SHARE_TABLE,
    " family growth rounding usable resize_before_store min_size empty_display empty_call empty_cleared kind_rule has_unicode_entries"
    " always_general fills_holes popitem sharing " },
  { DSC_SHARE_BUILDING,
    " presize presize_cap display display_const_keys from_items merge merge_clones copy fromkeys_set fromkeys_dict kwargs_presized"
    " kwargs_on_stack kwargs_reversed call_stores_keywords unpack has_unpacking " },
  { DSC_SHARE_PLACES, " probe perturb_bits hash_magnitude reuses_dummy_slot " },
  { DSC_SHARE_HASHES, " str_hash int_hash hash_size " },
  { DSC_SHARE_SEED, " obeys_hash_seed " },
  { DSC_SHARE_ODD_HASHES,
    " tuple_hash frozenset_hash nan_hash_by_address none_hash_constant pointer_hash_rotated set_probe set_load set_display " },
  { DSC_SHARE_TEXTS, " repr_octal float_repr_short float_str_short range_by_value " },
  { DSC_SHARE_UNICODE, " unicode_data unicode_narrow " },
  { DSC_SHARE_INSTANCES,
    " instance_values split_popitem_doubles resplit_needs_split delattr set_dict_delays shared_keys_max preloads_static_attributes " },
  { DSC_SHARE_TUPLES, " empty_tuple_made_anew " },
  { DSC_SHARE_UNION, " has_union " },
};
/* clang-format on */

static const guint8 *
shares_of_traits (void)
{
  static guint8 shares[MOST_TRAITS];
  static gsize done;

  if (g_once_init_enter (&done))
    {
      g_assert (dsc_traits_n_members () <= MOST_TRAITS);
      for (gsize i = 0; i < dsc_traits_n_members (); i++)
        for (gsize k = 0; k < G_N_ELEMENTS (lists); k++)
          {
            g_autofree char *word = g_strdup_printf (" %s ", dsc_traits_member_name (i));

            if (strstr (lists[k].traits, word) != NULL)
              shares[i] = (guint8) lists[k].share;
          }
      g_once_init_leave (&done, 1);
    }
  return shares;
}

gboolean
dsc_fleet_same_but (const DscTraits *a,
                    const DscTraits *b,
                    guint            shares)
{
  const guint8 *share = shares_of_traits ();
  const gsize n = dsc_traits_n_members ();

  for (gsize i = 0; i < n; i++)
    if ((shares >> share[i] & 1) == 0 && dsc_traits_get_member (a, i) != dsc_traits_get_member (b, i))
      return FALSE;
  return TRUE;
}

/* ---- what a program lets differ --------------------------------------------------------------------------------- */

typedef struct {
  gboolean instances, sizes, unites;
  gboolean texts, large;
} Contents;

static void
survey_kind (Contents      *self,
             DscFleetRun   *run,
             const DscOp   *op)
{
  switch ((DscOpKind) op->kind)
    {
    case DSC_OP_NONE: case DSC_OP_NEW: case DSC_OP_NEW_CALL: case DSC_OP_BIND: case DSC_OP_UNBIND: case DSC_OP_SET_ITEM: case DSC_OP_GET_ITEM:
    case DSC_OP_GET: case DSC_OP_CONTAINS: case DSC_OP_LEN: case DSC_OP_SETDEFAULT: case DSC_OP_CLEAR: case DSC_OP_PRINT: case DSC_OP_RAISE:
    case DSC_OP_FILL:
      return;
    case DSC_OP_DELETE_ITEM: case DSC_OP_POP: case DSC_OP_DELETE_MANY:
      run->deletes = TRUE;
      return;
    case DSC_OP_POPITEM: case DSC_OP_POP_MANY:
      run->deletes = run->orders = TRUE;
      return;
    case DSC_OP_ITERATE:
      run->orders = TRUE;
      return;
    case DSC_OP_UNION: case DSC_OP_IOR:
      self->unites = run->builds = TRUE;
      return;
    case DSC_OP_BUILD: case DSC_OP_NEW_FROM: case DSC_OP_KWARGS_FROM: case DSC_OP_COPY: case DSC_OP_FROMKEYS: case DSC_OP_FROMKEYS_DICT:
    case DSC_OP_MERGE_DISPLAY: case DSC_OP_UPDATE_PAIRS: case DSC_OP_UPDATE_KWARGS: case DSC_OP_UPDATE_DICT:
      run->builds = TRUE;
      return;
    case DSC_OP_GETSIZEOF: case DSC_OP_SIZEOF:
      self->sizes = TRUE;
      return;
    case DSC_OP_CLASS: case DSC_OP_INSTANCE: case DSC_OP_SET_ATTR: case DSC_OP_GET_ATTR: case DSC_OP_DELETE_ATTR: case DSC_OP_VARS:
    case DSC_OP_SET_DICT: case DSC_OP_DROP:
      break;
    }
  self->instances = TRUE;
}

/* Keys whose hash or equality is more than that of a number or a text. */
static void
survey_key (Contents        *self,
            DscFleetRun     *run,
            const DscObject *key)
{
  if (key == NULL)
    return;
  switch (key->kind)
    {
    case DSC_OBJECT_BOOL: case DSC_OBJECT_LONG: case DSC_OBJECT_STR: case DSC_OBJECT_UNICODE: case DSC_OBJECT_BYTES:
      return;
    case DSC_OBJECT_INT:
      self->large |= dsc_object_kind_of_text (key, TRUE) != DSC_TEXT_SAME;
      return;
    default:
      run->odd_keys = TRUE;
    }
}

/* Outcomes are compared by their text. */
static void
survey_text (Contents        *self,
             DscFleetRun     *run,
             const DscObject *value)
{
  const DscTextKind kind = value != NULL ? dsc_object_kind_of_text (value, FALSE) : DSC_TEXT_SAME;

  self->large |= kind == DSC_TEXT_BY_SIZE;
  self->texts |= kind == DSC_TEXT_BY_RELEASE;
  run->orders |= kind == DSC_TEXT_BY_RELEASE && value->has_dict;
}

static void
survey_step (Contents      *self,
             DscFleetRun   *run,
             const DscStep *step)
{
  const DscOp *op = &step->op;

  survey_kind (self, run, op);
  survey_key (self, run, op->key);
  for (gsize i = 0; i < op->n_pairs; i++)
    survey_key (self, run, op->pairs[i].key);
  if (op->kind != DSC_OP_PRINT && step->result.value != NULL)
    survey_text (self, run, step->result.value);
}

void
dsc_fleet_run_survey (DscFleet    *self,
                      DscFleetRun *run)
{
  const guint looks = run->run->looks;
  Contents c = { 0 };
  guint shares = DSC_SHARE_BIT (DSC_SHARE_NOTHING);

  for (gsize i = 0; i < dsc_timeline_get_n_steps (run->run->timeline); i++)
    survey_step (&c, run, dsc_timeline_get_step (run->run->timeline, i));
  run->orders |= (looks & DSC_LOOKS_AT_ORDER) != 0;
  if (!c.instances && !c.sizes)
    {
      const gboolean texts = c.texts || run->odd_keys || (looks & DSC_LOOKS_AT_TEXTS) != 0;
      const gboolean hashes = run->odd_keys || (looks & DSC_LOOKS_AT_HASHES) != 0;

      shares |= DSC_SHARE_BIT (DSC_SHARE_LAYOUT) | DSC_SHARE_BIT (DSC_SHARE_TABLE) | DSC_SHARE_BIT (DSC_SHARE_PLACES) | DSC_SHARE_BIT (DSC_SHARE_BUILDING)
                | DSC_SHARE_BIT (DSC_SHARE_INSTANCES);
      shares |= hashes ? 0 : DSC_SHARE_BIT (DSC_SHARE_HASHES) | DSC_SHARE_BIT (DSC_SHARE_SEED) | DSC_SHARE_BIT (DSC_SHARE_ODD_HASHES);
      shares |= run->hash_seed == 0 ? DSC_SHARE_BIT (DSC_SHARE_SEED) : 0;
      shares |= texts ? 0 : DSC_SHARE_BIT (DSC_SHARE_TEXTS);
      shares |= dsc_pool_has_other_texts (dsc_timeline_get_pool (run->run->timeline)) ? 0 : DSC_SHARE_BIT (DSC_SHARE_UNICODE);
      shares |= c.large || (looks & DSC_LOOKS_AT_INTEGERS) != 0 ? 0 : DSC_SHARE_BIT (DSC_SHARE_INTEGERS);
      shares |= strstr (self->script->text, "tuple") != NULL ? 0 : DSC_SHARE_BIT (DSC_SHARE_TUPLES);
      shares |= c.unites || (looks & DSC_LOOKS_AT_UNION) != 0 ? 0 : DSC_SHARE_BIT (DSC_SHARE_UNION);
    }
  run->shares = shares;
}

/* ---- who may share ---------------------------------------------------------------------------------------------- */

/* Entries in the order in which they were added. */
static gboolean
keeps_order (const DscTraits *traits)
{
  return traits->family == DSC_FAMILY_COMPACT && !traits->fills_holes;
}

/* Whether it can matter to the numbers of a table in which slots its keys are. */
static gboolean
depends_on_places (const DscFleetRun *run,
                   const DscTraits   *traits)
{
  return !keeps_order (traits) && run->deletes;
}

gboolean
dsc_fleet_is_run_of (const DscFleet       *self,
                     const DscFleetRun    *run,
                     const DscFleetTarget *target)
{
  return dsc_traits_behave_alike (&run->traits, &target->kind->traits) && run->target.build.debug == target->target.build.debug
         && dsc_run_asks_alike (run->run, self->script, run->target, target->target);
}

#define HASHES (DSC_SHARE_BIT (DSC_SHARE_HASHES) | DSC_SHARE_BIT (DSC_SHARE_SEED) | DSC_SHARE_BIT (DSC_SHARE_ODD_HASHES))
#define PLACES (DSC_SHARE_BIT (DSC_SHARE_TABLE) | DSC_SHARE_BIT (DSC_SHARE_BUILDING) | DSC_SHARE_BIT (DSC_SHARE_PLACES) | HASHES)
#define EVERYTHING_BUT(shares) (~(shares))

gboolean
dsc_fleet_hash_alike (const DscFleetRun *run,
                      const DscTraits   *a,
                      const DscTraits   *b)
{
  return a == b || dsc_fleet_same_but (a, b, EVERYTHING_BUT (DSC_SHARE_BIT (DSC_SHARE_HASHES) | DSC_SHARE_BIT (DSC_SHARE_UNICODE)
                                                             | (run->hash_seed != 0 ? DSC_SHARE_BIT (DSC_SHARE_SEED) : 0)));
}

gboolean
dsc_fleet_shares_run (const DscFleet       *self,
                      const DscFleetRun    *run,
                      const DscFleetTarget *target)
{
  const DscTraits *traits = &target->kind->traits;
  guint shares = run->shares;

  /* The order of items is that of the tables, unless both keep the one in which keys were added. */
  if (run->orders && !(keeps_order (&run->traits) && keeps_order (traits)))
    shares &= ~PLACES;
  /* Numbers and texts can be given other hashes, nothing else can. */
  if (run->odd_keys && depends_on_places (run, traits))
    shares &= ~HASHES;
  if (traits->is_python2 && (shares & DSC_SHARE_BIT (DSC_SHARE_INTEGERS)) == 0 && traits->pointer_size != run->traits.pointer_size)
    return FALSE;
  return dsc_fleet_same_but (&run->traits, traits, shares) && dsc_run_asks_alike (run->run, self->script, run->target, target->target);
}

guint
dsc_fleet_track_shares (const DscFleetRun *run,
                        const DscTraits   *traits)
{
  guint shares = run->shares & ~(DSC_SHARE_BIT (DSC_SHARE_TABLE) | DSC_SHARE_BIT (DSC_SHARE_BUILDING) | DSC_SHARE_BIT (DSC_SHARE_PLACES));

  if (!run->builds)
    shares |= run->shares & DSC_SHARE_BIT (DSC_SHARE_BUILDING);
  if (depends_on_places (run, traits))
    return run->odd_keys ? shares & ~HASHES : (shares & ~HASHES) | DSC_SHARE_BIT (DSC_SHARE_ODD_HASHES) | (run->hash_seed == 0 ? DSC_SHARE_BIT (DSC_SHARE_SEED) : 0);
  return shares | (run->shares & DSC_SHARE_BIT (DSC_SHARE_PLACES));
}
