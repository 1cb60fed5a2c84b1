/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-why-store.c: why something is stored where it is, and what it costs. */
#include "dsc-why-private.h"

#include <glib/gi18n-lib.h>

static gboolean
is_shared (const DscWhyChain *self)
{
  return self->context->kind == DSC_KEYS_SPLIT;
}

void
dsc_why_add_usable (DscWhyChain *self,
                    guint64      slots,
                    gboolean     shared)
{
  const guint64 usable = dsc_traits_usable (self->traits, slots);
  g_autofree char *n_slots = dsc_describe_number ((gint64) slots);
  g_autofree char *n_usable = dsc_describe_number ((gint64) usable);
  g_autofree char *most = dsc_describe_number (self->traits->shared_keys_max);

  if (slots <= 1 || self->traits->fills_holes)
    return;
  if (shared && self->traits->shared_keys_max != 0)
    dsc_why_add (self, g_strdup_printf (_("Shared keys take at most %s names, and each new instance lowers what is left by one."), most),
                 g_strdup_printf ("SHARED_KEYS_MAX_SIZE = %s", most), DSC_FUNCTION_CLASS_KEYS, "shared_keys_max");
  else if (self->traits->usable == DSC_USABLE_2N1_3)
    dsc_why_add (self, g_strdup_printf (_("A table of %1$s slots takes %2$s keys, so that searches stay short."), n_slots, n_usable),
                 g_strdup_printf ("USABLE_FRACTION = (2*%s + 1) / 3 = %s", n_slots, n_usable), DSC_FUNCTION_USABLE, "usable");
  else if (self->traits->usable == DSC_USABLE_2N_3)
    dsc_why_add (self, g_strdup_printf (_("A table of %1$s slots has %2$s entries, so that searches stay short."), n_slots, n_usable),
                 g_strdup_printf ("USABLE_FRACTION = 2*%s / 3 = %s", n_slots, n_usable), DSC_FUNCTION_USABLE, "usable");
  else
    dsc_why_add (self, g_strdup_printf (_("A table of %s slots is rebuilt when two thirds of them hold a key or a dummy."), n_slots),
                 g_strdup_printf ("ma_fill*3 >= %s*2", n_slots), DSC_FUNCTION_GROW, "usable");
}

static void
explain_entry (DscWhyChain *self)
{
  if (self->traits->fills_holes)
    dsc_why_add (self, g_strdup (_("Entries have no holes: the last one moves into the place of the one that was deleted.")),
                 NULL, DSC_WHY_NO_FUNCTION, NULL);
  else if (dsc_why_is_compact (self))
    {
      dsc_why_add (self, g_strdup (_("A new key always takes the entry behind the last one that was ever used, never an emptied one: that is what keeps the order of insertion.")),
                   g_strdup_printf ("entry = dk_nentries = %" G_GINT64_FORMAT, self->moment->entry), DSC_FUNCTION_INSERT, "family");
      dsc_why_add_usable (self, self->context->slots, is_shared (self));
    }
  else
    {
      dsc_why_add (self, g_strdup (_("The slot is the entry: hash, key and value stand where the search ended, at a slot that was never used, or at the first dummy that it met.")),
                   NULL, DSC_FUNCTION_INSERT, "family");
      dsc_why_add_usable (self, self->context->slots, is_shared (self));
    }
}

static void
explain_index (DscWhyChain *self)
{
  const DscEvent *event = dsc_why_find_event (self, DSC_EVENT_WRITE_INDEX);

  if (event->c == DSC_INDEX_DUMMY)
    {
      dsc_why_add (self, g_strdup (_("−1 would end every search here, also that for a key stored behind it; −2 says that the search must go on.")),
                   g_strdup ("DKIX_EMPTY = -1, DKIX_DUMMY = -2"), DSC_FUNCTION_DELETE, NULL);
      return;
    }
  dsc_why_add (self, g_strdup (_("The slots hold only the numbers of entries, as narrow as the table allows; the entries themselves stand in a row of their own.")),
               g_strdup_printf ("dk_indices[%" G_GINT64_FORMAT "] = %" G_GINT64_FORMAT, event->a, event->c), DSC_FUNCTION_INSERT, "family");
  explain_entry (self);
}

/* Whether the search before this moment found its key, and nothing new was stored since. */
static gboolean
was_found (const DscWhyChain *self)
{
  for (gsize i = self->moment->first_event; i-- > 0;)
    {
      const DscEventKind kind = self->moments->trace.events[i].kind;

      if (kind == DSC_EVENT_HIT)
        return TRUE;
      if (kind == DSC_EVENT_WRITE_ENTRY || kind == DSC_EVENT_MISS || kind == DSC_EVENT_HASH)
        return FALSE;
    }
  return FALSE;
}

static void
explain_value (DscWhyChain *self)
{
  const DscEvent *event = dsc_why_find_event (self, DSC_EVENT_WRITE_VALUE);
  const gboolean is_split = self->moment->id.part == DSC_PART_OF_SPLIT_VALUE;

  if (is_split)
    dsc_why_add (self, g_strdup (_("The keys are those of all instances of the class; what an instance has of its own are the values, in the places of the keys.")),
                 NULL,
                 DSC_FUNCTION_ATTRIBUTE, "sharing");
  if (event->object == NULL && is_split)
    dsc_why_add (self, g_strdup (_("Only the value goes: the key is shared and stays for the others.")), NULL, DSC_FUNCTION_DELETE, NULL);
  else if (!is_split && event->object != NULL && was_found (self))
    dsc_why_add (self, g_strdup (_("Of a key that is there only the value is replaced: the key object of the first store stays, and so does its place in the order.")),
                 NULL,
                 DSC_FUNCTION_INSERT, NULL);
  else
    dsc_why_add (self, g_strdup (_("An entry holds only the address of the value; the object itself lies elsewhere.")),
                 NULL, DSC_FUNCTION_INSERT, NULL);
}

/* popitem () knows where the last item is and hashes nothing. */
static gboolean
is_popitem (const DscWhyChain *self)
{
  return dsc_moments_find_event (self->moments, 0, self->moments->trace.n_events, DSC_EVENT_HASH) == NULL;
}

static DscFunctionRole
deleting_function (const DscWhyChain *self)
{
  return is_popitem (self) ? DSC_FUNCTION_POPITEM : DSC_FUNCTION_DELETE;
}

/* What a deletion does not give back. */
static void
add_not_given_back (DscWhyChain *self)
{
  const DscFunctionRole role = deleting_function (self);
  g_autofree char *usable = dsc_describe_number (self->context->usable);
  g_autofree char *fill = dsc_describe_number (self->context->fill);

  if (self->traits->fills_holes)
    return;
  if (dsc_why_is_open (self))
    dsc_why_add (self, g_strdup_printf (_("ma_fill stays %s: a dummy makes searches as long as a key does, so it counts."), fill),
                 g_strdup ("ma_used - 1, ma_fill as before"),
                 role, NULL);
  else if (dsc_why_is_compact (self) && is_popitem (self))
    dsc_why_add (self, g_strdup_printf (_("dk_usable stays %s: the last entry may be filled again, so dk_nentries falls, but its slot keeps a dummy, and dummies must not fill the table unnoticed."), usable),
                 g_strdup ("ma_used - 1, dk_usable as before"), role, "popitem");
  else if (dsc_why_is_compact (self))
    dsc_why_add (self, g_strdup_printf (_("dk_usable stays %s: entries are only ever appended, and the emptied one is in the middle of the order, so it cannot be given out again before a rebuild."),
                                        usable), g_strdup ("ma_used - 1, dk_usable as before"), role, NULL);
  else
    dsc_why_add (self, g_strdup_printf (_("dk_usable stays %s: a dummy makes searches as long as a key does, so its slot counts as used up."),
                 usable),
                 g_strdup ("ma_used - 1, dk_usable as before"), role, NULL);
}

static void
explain_dummy_placed (DscWhyChain *self)
{
  dsc_why_add (self, g_strdup (_("Were the slot empty again, every search that once passed over it would end here, and a key stored behind it would be lost.")),
               dsc_why_is_compact (self) ? g_strdup ("DKIX_EMPTY (-1): not there; DKIX_DUMMY (-2): look further") : g_strdup ("me_key == NULL: not there; me_key == dummy: look further"),
               deleting_function (self), NULL);
  add_not_given_back (self);
  dsc_why_add (self, g_strdup (_("No deletion makes a table smaller: only a store asks whether it must be rebuilt, and only a rebuild clears dummies away (or clear()).")),
               NULL,
               DSC_FUNCTION_RESIZE, NULL);
}

static void
explain_dummy_reused (DscWhyChain *self)
{
  g_autofree char *key = dsc_why_key (self);

  dsc_why_add (self, g_strdup_printf (_("The path of %s led over this dummy; since the key is nowhere behind it, it may stand here and be found sooner."), key),
               NULL,
               dsc_why_is_compact (self) ? DSC_FUNCTION_FREE_SLOT : DSC_FUNCTION_LOOKUP, "reuses_dummy_slot");
  if (dsc_why_is_compact (self) && !self->traits->fills_holes)
    {
      dsc_why_add (self, g_strdup (_("From this design on only the index is used again, never the entry: a fresh entry is taken and dk_usable falls, so a dict that deletes and adds is rebuilt now and then.")),
                   g_strdup_printf ("dk_usable = %" G_GINT64_FORMAT " - 1", self->context->usable), DSC_FUNCTION_INSERT, "family");
      dsc_why_add_usable (self, self->context->slots, is_shared (self));
    }
  else
    dsc_why_add (self, g_strdup (_("The slot counted as used all the time, so taking it again costs nothing: no rebuild can come of it. With hashes that differ from run to run, so does whether a dummy is met.")),
                 dsc_why_is_open (self) ? g_strdup_printf ("ma_fill stays %" G_GINT64_FORMAT, self->context->fill) : g_strdup_printf ("dk_usable stays %" G_GINT64_FORMAT, self->context->usable),
                 DSC_FUNCTION_INSERT, "family");
}

static void
explain_new_keys (DscWhyChain *self)
{
  if (self->context->resize >= 0)
    dsc_why_add (self, g_strdup (_("The new table is complete, so the dict may use it from now on.")), NULL, DSC_FUNCTION_RESIZE, NULL);
  else if (dsc_moments_find_event (self->moments, 0, self->moment->first_event, DSC_EVENT_CLONE) != NULL)
    dsc_why_add (self, g_strdup (_("The copy is complete, so the dict may use it from now on.")), NULL, DSC_FUNCTION_CLONE, NULL);
  else if (dsc_describe_is_shared (self->moments->after))
    dsc_why_add (self, g_strdup (_("The dict uses the keys object of its class, together with other instances.")), NULL, DSC_FUNCTION_ATTRIBUTE, "sharing");
  else
    dsc_why_add (self, g_strdup (_("The dict is to have a keys object of its own.")), NULL, DSC_FUNCTION_NEW_DICT, NULL);
}

static void
explain_field (DscWhyChain *self)
{
  const DscEvent *event = dsc_why_find_event (self, DSC_EVENT_WRITE_FIELD);

  switch (event->detail)
    {
    case DSC_FIELD_DK_USABLE:
    case DSC_FIELD_MA_FILL:
      dsc_why_add (self, event->detail == DSC_FIELD_MA_FILL ? g_strdup (_("Every slot that stops being empty counts, until the table is rebuilt."))
                                                            : g_strdup (_("Every entry that is given out lowers it, and nothing but a rebuild raises it.")), NULL, DSC_FUNCTION_INSERT, NULL);
      dsc_why_add_usable (self, self->context->slots, is_shared (self));
      break;
    case DSC_FIELD_DK_VERSION:
      dsc_why_add (self, g_strdup (_("Specialised bytecode remembers the place of a key together with this number; 0 says that the keys have changed, so nothing remembered holds any more.")),
                   NULL,
                   DSC_WHY_NO_FUNCTION, "has_dk_version");
      break;
    case DSC_FIELD_MA_LOOKUP:
    case DSC_FIELD_DK_LOOKUP:
      dsc_why_add (self, g_strdup (_("As long as all keys are strings, a search need not be prepared for a comparison that fails.")),
                   NULL, DSC_FUNCTION_LOOKUP_STR, "kind_rule");
      break;
    case DSC_FIELD_MA_KEYS:
      if (event->b == 0)
        dsc_why_add (self, g_strdup (_("A dict without items needs no memory for keys: one static keys object of one slot stands for all of them.")),
                     NULL, DSC_FUNCTION_CLEAR, "empty_cleared");
      else
        explain_new_keys (self);
      break;
    case DSC_FIELD_VALUES_ORDER:
    case DSC_FIELD_VALUES_SIZE:
      dsc_why_add (self, g_strdup (_("The keys are shared, so each instance keeps its own order of insertion: one byte for each attribute that is set.")),
                   NULL, DSC_FUNCTION_ATTRIBUTE, "sharing");
      break;
    case DSC_FIELD_DK_REFCNT:
      dsc_why_add (self, g_strdup (_("The class and each dict that uses the keys count; while others do, sys.getsizeof does not count the keys object for this dict.")),
                   NULL, DSC_WHY_NO_FUNCTION, NULL);
      break;
    default:
      break;
    }
}

gboolean
dsc_why_store (DscWhyChain *self)
{
  switch ((guint) self->moment->kind)
    {
    case DSC_MOMENT_ENTRY:
      explain_entry (self);
      return TRUE;
    case DSC_MOMENT_INDEX:
      explain_index (self);
      return TRUE;
    case DSC_MOMENT_VALUE:
      explain_value (self);
      return TRUE;
    case DSC_MOMENT_DUMMY_PLACED:
      explain_dummy_placed (self);
      return TRUE;
    case DSC_MOMENT_DUMMY_REUSED:
      explain_dummy_reused (self);
      return TRUE;
    case DSC_MOMENT_FIELD:
      explain_field (self);
      return TRUE;
    default:
      return FALSE;
    }
}
