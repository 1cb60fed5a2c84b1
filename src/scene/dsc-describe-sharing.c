/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-describe-sharing.c: what a step did to shared keys and to the values beside them, in sentences.
 *
 * Read off the two states, so that it is told of whoever the picture is of, also when another instance made the keys grow. */
#include "dsc-describe-private.h"

#include <glib/gi18n-lib.h>

#define KEY_CHARS 40u

typedef struct {
  const DscSnapshot *before, *after;
  const DscTrace    *trace;
  GPtrArray         *clauses;
} Teller;

static void
tell (Teller *self,
      char   *clause)
{
  if (clause != NULL)
    g_ptr_array_add (self->clauses, clause);
}

static const DscEvent *
find_event (const Teller *self,
            DscEventKind  kind)
{
  for (gsize i = self->trace != NULL ? self->trace->n_events : 0; i-- > 0;)
    if (self->trace->events[i].kind == kind)
      return &self->trace->events[i];
  return NULL;
}

static char *
key_words (const DscSnapshot *snapshot,
           gsize              i)
{
  return dsc_describe_repr (snapshot, dsc_snapshot_get_entry (snapshot, i).me_key, KEY_CHARS);
}

static gboolean
same_keys (const Teller *self)
{
  return dsc_describe_is_shared (self->before) && dsc_describe_is_shared (self->after)
         && dsc_snapshot_find_block (self->before, DSC_BLOCK_KEYS)->address == dsc_snapshot_find_block (self->after, DSC_BLOCK_KEYS)->address
         && dsc_snapshot_get_n_slots (self->before) == dsc_snapshot_get_n_slots (self->after);
}

/* --- the keys ----------------------------------------------------------------------------------------------------- */

static gboolean
is_new_key (const Teller *self,
            gsize         i)
{
  return dsc_snapshot_get_entry (self->before, i).me_key == NULL && dsc_snapshot_get_entry (self->after, i).me_key != NULL;
}

static char *
new_key_clause (const Teller *self,
                gsize         i)
{
  gsize slots[64];
  const gsize n = dsc_snapshot_probe_chain (self->after, dsc_snapshot_get_entry (self->after, i).me_hash, (gint64) i, slots, G_N_ELEMENTS (slots));
  g_autofree char *key = key_words (self->after, i);
  g_autofree char *entry = dsc_describe_number ((gint64) i);
  g_autofree char *slot = dsc_describe_number ((gint64) slots[n - 1]);
  g_autofree char *probes = dsc_describe_count (n, "%s probe", "%s probes");

  if (dsc_snapshot_get_index_width (self->after) == 0)
    return g_strdup_printf (_("%1$s joins the shared keys in slot %2$s, after %3$s."), key, slot, probes);
  return g_strdup_printf (_("%1$s joins the shared keys as entry %2$s, in slot %3$s, after %4$s."), key, entry, slot, probes);
}

static void
tell_growth (Teller *self)
{
  gsize n_new = 0, last = 0;

  if (!same_keys (self))
    return;
  for (gsize i = 0; i < dsc_snapshot_get_n_entries (self->after); i++)
    if (is_new_key (self, i))
      {
        n_new++;
        last = i;
      }
  if (n_new == 1)
    tell (self, new_key_clause (self, last));
  else if (n_new > 1)
    tell (self, dsc_describe_count (n_new, "%s key joins the shared ones.", "%s keys join the shared ones."));
}

/* Out of the sharing, or into it: a class adopts the table of an instance that outgrew its keys (3.3 to 3.10). */
static void
tell_kind (Teller *self)
{
  const gboolean was = dsc_describe_is_shared (self->before);
  const gboolean is = dsc_describe_is_shared (self->after);
  g_autofree char *slots = dsc_describe_count (dsc_snapshot_get_n_slots (self->after), "%s slot", "%s slots");

  if (was && !is && dsc_snapshot_is_shared_empty (self->after))
    tell (self, g_strdup (_("The dict leaves the shared keys and is empty.")));
  else if (was && !is && dsc_snapshot_has_dict (self->after))
    tell (self, g_strdup (_("The dict leaves the shared keys: it gets a table of its own, with the values in its entries.")));
  else if (was && is && !same_keys (self))
    tell (self, g_strdup_printf (_("The keys outgrow the table that was shared: a new one of %s takes its place for the class and its instances."),
                                 slots));
  else if (!was && is && dsc_snapshot_has_dict (self->before))
    tell (self, g_strdup_printf (_("The dict uses shared keys again: those of the class, with %s."), slots));
}

/* 3.3 to 3.10: an instance that does not fit in ends the sharing for those that are yet to come. */
static void
tell_class (Teller *self)
{
  const DscEvent *event = find_event (self, DSC_EVENT_CLASS_KEYS);

  if (dsc_describe_is_shared (self->before) && event != NULL && event->a != 0 && event->b == 0)
    tell (self, g_strdup (_("The class gives its shared keys up: dicts of instances made from now on have tables of their own.")));
}

/* --- the values --------------------------------------------------------------------------------------------------- */

static char *
value_clause (const Teller *self,
              gsize         i)
{
  const DscObject *old = dsc_snapshot_get_split_value (self->before, i);
  const DscObject *now = dsc_snapshot_get_split_value (self->after, i);
  const gint64 k = dsc_describe_order_of (self->after, i);
  g_autofree char *key = key_words (self->after, i);
  g_autofree char *place = dsc_describe_number ((gint64) i);
  g_autofree char *value = dsc_describe_repr (self->after, now, KEY_CHARS);
  g_autofree char *order = dsc_describe_number (k);

  if (now == NULL)
    return g_strdup_printf (_("values[%1$s] becomes NULL; the key %2$s stays among the shared ones."), place, key);
  if (old != NULL)
    return g_strdup_printf (_("values[%1$s], that of %2$s, becomes %3$s."), place, key, value);
  if (k >= 0)
    return g_strdup_printf (_("values[%1$s], that of %2$s, becomes %3$s; order[%4$s] remembers that it is the last one set."), place, key, value, order);
  return g_strdup_printf (_("values[%1$s], that of %2$s, becomes %3$s."), place, key, value);
}

static void
tell_values (Teller *self)
{
  const gsize n = MAX (dsc_snapshot_get_n_values (self->before), dsc_snapshot_get_n_values (self->after));
  gsize n_changed = 0, last = 0;

  if (!same_keys (self))
    return;
  for (gsize i = 0; i < n; i++)
    if (dsc_snapshot_get_split_value (self->before, i) != dsc_snapshot_get_split_value (self->after, i))
      {
        n_changed++;
        last = i;
      }
  if (n_changed == 1)
    tell (self, value_clause (self, last));
  else if (n_changed > 1)
    tell (self, dsc_describe_count (n_changed, "%s value changes.", "%s values change."));
}

/* Where the values are: with the instance, then with its dict. */
static void
tell_places (Teller *self)
{
  const DscBlock *was = dsc_describe_values_block (self->before);
  const DscBlock *is = dsc_describe_values_block (self->after);
  const gboolean made = !dsc_snapshot_has_dict (self->before) && dsc_snapshot_has_dict (self->after);
  DscValuesHeader header;

  if (made && is != NULL && is->kind == DSC_BLOCK_INSTANCE_VALUES)
    tell (self, g_strdup (_("A dict is made, which uses the values inside the instance.")));
  else if (made && is != NULL && was != NULL && was->address == is->address)
    tell (self, g_strdup (_("A dict is made and takes the values over: the instance points at the dict now.")));
  else if (made)
    tell (self, g_strdup (_("A dict is made for the instance.")));
  if (was != NULL && is != NULL && was->kind == DSC_BLOCK_INSTANCE_VALUES && is->kind == DSC_BLOCK_VALUES)
    tell (self, g_strdup (_("The values move out of the instance, into an array of the dict's own.")));
  if (was != NULL && was->kind == DSC_BLOCK_INSTANCE_VALUES && dsc_snapshot_get_idle_values_header (self->after, &header))
    tell (self, g_strdup (_("The values inside the instance are no longer valid.")));
  if (dsc_snapshot_has_dict (self->before) && dsc_snapshot_has_dict (self->after)
      && dsc_snapshot_get_dict_id (self->before) != dsc_snapshot_get_dict_id (self->after))
    tell (self, g_strdup (_("The instance has another dict now.")));
}

/* --- without a state before --------------------------------------------------------------------------------------- */

static void
tell_new (Teller *self)
{
  const DscEvent *growth = find_event (self, DSC_EVENT_SHARED_GROWTH);
  g_autofree char *size = dsc_describe_size ((guint64) dsc_describe_getsizeof (self->after));
  g_autofree char *room = dsc_describe_count (dsc_snapshot_get_n_values (self->after), "%s value", "%s values");

  if (!dsc_snapshot_has_instance (self->after))
    tell (self, g_strdup (_("A new class: its instances will share these keys.")));
  else if (dsc_snapshot_has_dict (self->after))
    tell (self, g_strdup_printf (_("A new instance; its dict takes %s."), size));
  else if (dsc_snapshot_get_n_values (self->after) > 0)
    tell (self, g_strdup_printf (_("A new instance of %1$s, with room for %2$s."), size, room));
  else
    tell (self, g_strdup_printf (_("A new instance of %s."), size));
  if (growth == NULL)
    return;
  g_autofree char *keys = dsc_describe_count ((guint64) growth->a, "%s shared key", "%s shared keys");
  g_autofree char *usable = dsc_describe_number (growth->b);
  tell (self, g_strdup_printf (_("There are %1$s now, dk_usable is %2$s."), keys, usable));
}

gboolean
dsc_describe_sharing (GPtrArray         *clauses,
                      const DscTrace    *trace,
                      const DscSnapshot *before,
                      const DscSnapshot *after)
{
  Teller self = { before, after, trace, clauses };
  const guint n = clauses->len;

  if (before == NULL || !dsc_describe_same_thing (before, after))
    {
      const gboolean is_dict = dsc_snapshot_has_dict (after) && !dsc_snapshot_has_instance (after);
      if (is_dict)
        return FALSE;
      tell_new (&self);
      return TRUE;
    }
  tell_places (&self);
  tell_kind (&self);
  tell_class (&self);
  tell_growth (&self);
  tell_values (&self);
  return clauses->len > n && dsc_describe_is_shared (after);
}
