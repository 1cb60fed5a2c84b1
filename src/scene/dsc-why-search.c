/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-why-search.c: why a search looks where it looks, goes on or ends. */
#include "dsc-why-private.h"

#include <glib/gi18n-lib.h>

/* The function that searches in a table of that kind. */
static DscFunctionRole
lookup_role (const DscWhyChain *self)
{
  if (self->context->kind == DSC_KEYS_SPLIT)
    return DSC_FUNCTION_LOOKUP_SPLIT;
  if (self->context->kind != DSC_KEYS_GENERAL && dsc_version_function (self->traits, DSC_FUNCTION_LOOKUP_STR, NULL) != NULL
      && self->context->key != NULL && dsc_object_is_exact_str (self->context->key))
    return DSC_FUNCTION_LOOKUP_STR;
  return DSC_FUNCTION_LOOKUP;
}

static void
add_hash_rule (DscWhyChain *self)
{
  const DscObject *key = self->context->key;

  if (key == NULL)
    return;
  if (key->kind == DSC_OBJECT_STR || key->kind == DSC_OBJECT_UNICODE)
    {
      g_autofree char *seed = g_strdup_printf ("%u", dsc_snapshot_get_hash_seed (self->moments->after));
      char *text = self->traits->hash_randomised
                     ? g_strdup_printf (_("Hashes of strings depend on a secret that is drawn anew for each run, unless PYTHONHASHSEED sets it; here it is %s."), seed)
                   : self->traits->obeys_hash_seed ? g_strdup (_("Hashes of strings are the same in every run of this release, unless -R or PYTHONHASHSEED asks for others."))
                                                   : g_strdup (_("Hashes of strings are the same in every run of this release."));
      dsc_why_add (self, text, NULL, DSC_FUNCTION_HASH_STR, "str_hash");
    }
  else if (key->kind == DSC_OBJECT_INT)
    dsc_why_add (self, self->traits->int_hash == DSC_INT_HASH_MODULUS
                   ? g_strdup (_("The hash of an int is the number itself, modulo 2⁶¹ − 1 (32-bit builds: 2³¹ − 1); −1 becomes −2, because −1 reports errors."))
                   : g_strdup (_("The hash of a small int is the number itself; −1 becomes −2, because −1 reports errors.")),
                 NULL, DSC_WHY_NO_FUNCTION, "int_hash");
}

static void
add_first_slot_rule (DscWhyChain *self)
{
  g_autofree char *slots = dsc_describe_number ((gint64) self->context->slots);

  switch (self->traits->probe)
    {
    case DSC_PROBE_PERTURB_LATE:
    case DSC_PROBE_PERTURB_FIRST:
      dsc_why_add (self, g_strdup_printf (_("The table has %s slots, a power of two, so the lowest bits of the hash choose the first slot: one AND and no division."),
                   slots),
                   g_strdup_printf ("mask = %s - 1 = %" G_GUINT64_FORMAT, slots, self->context->slots - 1), lookup_role (self), NULL);
      break;
    case DSC_PROBE_POLYNOMIAL:
      dsc_why_add (self, g_strdup_printf (_("The table has %s slots; the lowest bits of the hash, each turned round, choose the first one."), slots),
                   g_strdup_printf ("mask = %s - 1 = %" G_GUINT64_FORMAT, slots, self->context->slots - 1), lookup_role (self), "probe");
      break;
    case DSC_PROBE_PRIME:
      dsc_why_add (self, g_strdup_printf (_("The table has %s slots, a prime number; the remainder of the hash is the first slot."), slots), NULL,
                   lookup_role (self), "probe");
      break;
    }
}

static void
add_next_slot_rule (DscWhyChain *self)
{
  switch (self->traits->probe)
    {
    case DSC_PROBE_PERTURB_LATE:
      dsc_why_add (self, g_strdup (_("In this release the next slot is computed first and perturb is shifted afterwards, so the second probe adds the whole hash.")),
                   g_strdup ("i = 5*i + perturb + 1; perturb >>= 5"), lookup_role (self), "probe");
      break;
    case DSC_PROBE_PERTURB_FIRST:
      dsc_why_add (self, g_strdup (_("In this release perturb is shifted first, so that the second probe already sees bits of the hash that the mask had cut off.")),
                   g_strdup ("perturb >>= 5; i = 5*i + perturb + 1"), lookup_role (self), "probe");
      break;
    case DSC_PROBE_POLYNOMIAL:
      dsc_why_add (self, g_strdup (_("The step is doubled each time, modulo a polynomial of that table's size, which runs through every number but 0.")),
                   g_strdup ("incr <<= 1; if (incr > mask) incr ^= ma_poly"), lookup_role (self), "probe");
      break;
    case DSC_PROBE_PRIME:
      dsc_why_add (self, g_strdup (_("The step stays the same: in a table of prime size it meets every slot.")), NULL, lookup_role (self), "probe");
      break;
    }
  if (self->traits->perturb_bits != 0 && self->moment->perturb_after == 0)
    dsc_why_add (self, g_strdup (_("perturb is 0 now: from here on 5·i + 1 alone leads through all slots in one ring, so the search is sure to end.")),
                 NULL,
                 DSC_WHY_NO_FUNCTION, NULL);
}

static void
add_comparison (DscWhyChain    *self,
                const DscEvent *compare)
{
  switch (compare->detail)
    {
    case DSC_COMPARE_HASH_DIFFERS:
      dsc_why_add (self, g_strdup (_("Two keys can meet in a slot although their hashes differ: only the lowest bits chose it. The stored hash is compared first, so == need not be asked.")),
                   g_strdup ("found == key || (found_hash == hash && found == key by __eq__)"), lookup_role (self), NULL);
      break;
    case DSC_COMPARE_UNEQUAL:
      dsc_why_add (self, g_strdup (_("The hashes are equal in every bit, so == had to be asked, and it said no.")), NULL, lookup_role (self), NULL);
      break;
    case DSC_COMPARE_IDENTICAL:
      dsc_why_add (self, g_strdup (_("Identity is tested before anything else: the same object needs no == (so a NaN finds itself).")),
                   g_strdup ("found == key"),
                   lookup_role (self), NULL);
      break;
    default:
      dsc_why_add (self, g_strdup (_("Another object, but the hash is equal and == says yes: 1, 1.0 and True are one key.")),
                   g_strdup ("found_hash == hash && found == key by __eq__"),
                   lookup_role (self), NULL);
      break;
    }
}

static void
add_dummy_passed (DscWhyChain *self)
{
  dsc_why_add (self, g_strdup (_("A dummy says: something was here once. A key that was stored later may lie behind it on the same path, so the search must not end here.")),
               dsc_why_is_compact (self) ? g_strdup ("index == DKIX_DUMMY: -2") : g_strdup ("me_key == dummy"), lookup_role (self), NULL);
}

static gboolean
is_last_of_walk (const DscWhyChain *self)
{
  const gsize next = dsc_moment_end (self->moment);

  return next >= self->moments->trace.n_events || self->moments->trace.events[next].kind != DSC_EVENT_PROBE;
}

static void
explain_second_walk (DscWhyChain    *self,
                     const DscEvent *probe)
{
  if (probe->detail == DSC_WALK_ENTRY)
    {
      dsc_why_add (self, g_strdup (_("The search told the entry, not the slot that leads to it; so the same path is walked once more, until a slot has that number.")),
                   NULL,
                   DSC_FUNCTION_FIND_ENTRY, NULL);
      return;
    }
  dsc_why_add (self, g_strdup (_("The search for the key is over. Where the new one goes is found by walking the same path once more, to the first slot without an entry.")),
               NULL, DSC_FUNCTION_FREE_SLOT, NULL);
  if (is_last_of_walk (self) && !self->traits->reuses_dummy_slot)
    dsc_why_add (self, g_strdup (_("In free-threaded builds a dummy is never taken again: others may be searching without a lock.")),
                 NULL, DSC_FUNCTION_FREE_SLOT,
                 "reuses_dummy_slot");
}

static void
explain_probe (DscWhyChain *self)
{
  const DscEvent *probe = dsc_why_find_event (self, DSC_EVENT_PROBE);
  const DscEvent *compare = dsc_why_find_event (self, DSC_EVENT_COMPARE);

  if (probe->detail != DSC_WALK_LOOKUP)
    explain_second_walk (self, probe);
  else if (compare != NULL)
    add_comparison (self, compare);
  else if (dsc_why_find_event (self, DSC_EVENT_DUMMY_PASSED) != NULL)
    add_dummy_passed (self);
  else
    dsc_why_add (self, g_strdup (_("A slot that was never used ends the search: had the key been stored, it would be here or on the way here.")),
                 NULL, lookup_role (self), NULL);
  if (probe->d == 0)
    {
      add_first_slot_rule (self);
      add_hash_rule (self);
    }
  else
    add_next_slot_rule (self);
}

static void
explain_result (DscWhyChain *self)
{
  const guint n = self->context->n_probes;

  if (self->moment->kind == DSC_MOMENT_NOT_FOUND)
    dsc_why_add (self, g_strdup (_("A slot that was never used ends the search: had the key been stored, it would be here or on the way here.")),
                 dsc_why_is_compact (self) ? g_strdup ("index == DKIX_EMPTY: -1") : g_strdup ("me_key == NULL"), lookup_role (self), NULL);
  if (n > 1 && self->context->n_dummies > 0)
    dsc_why_add (self, dsc_describe_count (self->context->n_dummies, "On the way %s slot held a dummy, which no search may stop at; only a rebuild clears it away.",
                                           "On the way %s slots held dummies, which no search may stop at; only a rebuild clears them away."), NULL, DSC_WHY_NO_FUNCTION, NULL);
  if (n > 1)
    dsc_why_add (self, dsc_describe_count (n, "It took %s probe, because other keys had the first slots of its path.", "It took %s probes, because the first slots of its path were taken."),
                 NULL, lookup_role (self), NULL);
  else
    dsc_why_add (self, g_strdup (_("One probe was enough: the first slot of its path told it.")), NULL, lookup_role (self), NULL);
  add_first_slot_rule (self);
}

gboolean
dsc_why_search (DscWhyChain *self)
{
  switch ((guint) self->moment->kind)
    {
    case DSC_MOMENT_HASH:
      {
        DscMomentContext context = *self->context;
        const DscEvent *hash = dsc_why_find_event (self, DSC_EVENT_HASH);

        const DscMomentContext *before = self->context;

        context.key = hash->object;
        self->context = &context;
        add_hash_rule (self);
        add_first_slot_rule (self);
        self->context = before;
        return TRUE;
      }
    case DSC_MOMENT_PROBE:
      explain_probe (self);
      return TRUE;
    case DSC_MOMENT_FOUND:
    case DSC_MOMENT_NOT_FOUND:
      explain_result (self);
      return TRUE;
    default:
      return FALSE;
    }
}
