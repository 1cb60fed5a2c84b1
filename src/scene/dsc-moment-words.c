/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-moment-words.c: one sentence for each moment of a search or a store, with its numbers. */
#include "dsc-moment-private.h"

#include <glib/gi18n-lib.h>

#define KEY_CHARS 40u

static char *
repr (const DscMoments *self,
      const DscObject  *object)
{
  return dsc_describe_repr (self->after, object, KEY_CHARS);
}

static const DscEvent *
own_event (const DscMoments *self,
           const DscMoment  *moment,
           DscEventKind      kind)
{
  return dsc_moments_find_event (self, moment->first_event, dsc_moment_end (moment), kind);
}

/* --- searches ----------------------------------------------------------------------------------------------------- */

static char *
words_hash (const DscMoments       *self,
            const DscMoment        *moment,
            const DscMomentContext *context)
{
  const DscEvent *event = own_event (self, moment, DSC_EVENT_HASH);
  const gsize next = dsc_moment_end (moment);
  const DscEvent *probe = next < self->trace.n_events ? &self->trace.events[next] : NULL;
  g_autofree char *key = repr (self, event->object);
  g_autofree char *hash = dsc_moment_bits ((guint64) event->a);
  g_autofree char *slots = dsc_describe_count (context->slots, "%s slot", "%s slots");

  if (probe == NULL || probe->kind != DSC_EVENT_PROBE)
    return g_strdup_printf (_("The hash of the key %1$s is %2$s."), key, hash);
  g_autofree char *slot = dsc_describe_number (probe->a);
  return g_strdup_printf (_("The hash of the key %1$s is %2$s; of %3$s it chooses slot %4$s to begin with."), key, hash, slots, slot);
}

/* What the probe finds, of an entry: the end of a sentence would not do for translators, so these are whole ones. */
static char *
words_compared (const DscMoments *self,
                const char       *number,
                const char       *slot,
                const DscEvent   *compare)
{
  const gboolean is_compact = dsc_moments_is_compact (self);
  g_autofree char *key = repr (self, compare->object);
  g_autofree char *entry = dsc_describe_number (compare->a);

  switch ((DscCompareResult) compare->detail)
    {
    case DSC_COMPARE_IDENTICAL:
      return is_compact ? g_strdup_printf (_("Probe %1$s looks at slot %2$s: it leads to entry %3$s, whose key %4$s is the very same object."), number, slot, entry, key)
                        : g_strdup_printf (_("Probe %1$s looks at slot %2$s: its key %3$s is the very same object."), number, slot, key);
    case DSC_COMPARE_HASH_DIFFERS:
      return is_compact ? g_strdup_printf (_("Probe %1$s looks at slot %2$s: it leads to entry %3$s with the key %4$s, whose hash differs, so the search goes on."),
                                           number, slot, entry, key)
                        : g_strdup_printf (_("Probe %1$s looks at slot %2$s: it holds the key %3$s, whose hash differs, so the search goes on."), number, slot, key);
    case DSC_COMPARE_EQUAL:
      return is_compact ? g_strdup_printf (_("Probe %1$s looks at slot %2$s: it leads to entry %3$s, whose key %4$s has the same hash and is equal."), number, slot, entry, key)
                        : g_strdup_printf (_("Probe %1$s looks at slot %2$s: its key %3$s has the same hash and is equal."), number, slot, key);
    case DSC_COMPARE_UNEQUAL:
      break;
    }
  return is_compact ? g_strdup_printf (_("Probe %1$s looks at slot %2$s: it leads to entry %3$s, whose key %4$s has the same hash but is not equal, so the search goes on."),
                                       number, slot, entry, key)
                    : g_strdup_printf (_("Probe %1$s looks at slot %2$s: its key %3$s has the same hash but is not equal, so the search goes on."), number, slot, key);
}

/* CPython walks the sequence once more, to a place that is free or to the slot of a known entry. */
static char *
words_second_walk (const DscMoments *self,
                   const DscMoment  *moment,
                   const DscEvent   *probe,
                   const char       *number,
                   const char       *slot)
{
  const gsize next = dsc_moment_end (moment);
  const DscEvent *event = next < self->trace.n_events ? &self->trace.events[next] : NULL;
  const gboolean goes_on = event != NULL && event->kind == DSC_EVENT_PROBE && event->detail == probe->detail && event->d > probe->d;

  if (probe->detail == DSC_WALK_ENTRY)
    return goes_on ? g_strdup_printf (_("On the way to the entry that is to be emptied, probe %1$s passes slot %2$s."), number, slot)
                   : g_strdup_printf (_("The entry that is to be emptied is reached: probe %1$s comes to its slot, %2$s."), number, slot);
  if (goes_on)
    return g_strdup_printf (_("On the way to a free slot, probe %1$s finds slot %2$s taken."), number, slot);
  if (event != NULL && event->kind == DSC_EVENT_DUMMY_REUSED)
    return g_strdup_printf (_("On the way to a free slot, probe %1$s comes to slot %2$s, whose dummy may be overwritten."), number, slot);
  return g_strdup_printf (_("On the way to a free slot, probe %1$s comes to slot %2$s, which is free."), number, slot);
}

static char *
words_probe (const DscMoments *self,
             const DscMoment  *moment)
{
  const DscEvent *probe = own_event (self, moment, DSC_EVENT_PROBE);
  const DscEvent *compare = own_event (self, moment, DSC_EVENT_COMPARE);
  const gsize next = dsc_moment_end (moment);
  g_autofree char *number = dsc_describe_number (probe->d + 1);
  g_autofree char *slot = dsc_describe_number (probe->a);

  if (probe->detail != DSC_WALK_LOOKUP)
    return words_second_walk (self, moment, probe, number, slot);
  if (compare != NULL)
    return words_compared (self, number, slot, compare);
  if (own_event (self, moment, DSC_EVENT_DUMMY_PASSED) != NULL)
    return g_strdup_printf (_("Probe %1$s looks at slot %2$s: it holds a dummy that a deletion left, so the search goes on."), number, slot);
  if (next < self->trace.n_events && self->trace.events[next].kind == DSC_EVENT_MISS)
    return g_strdup_printf (_("Probe %1$s looks at slot %2$s: it was never used, so the search ends."), number, slot);
  return g_strdup_printf (_("Probe %1$s looks at slot %2$s."), number, slot);
}

static char *
words_result (const DscMoments       *self,
              const DscMoment        *moment,
              const DscMomentContext *context)
{
  g_autofree char *slot = dsc_describe_number (moment->slot);
  g_autofree char *entry = dsc_describe_number (moment->entry);
  g_autofree char *probes = dsc_describe_count (MAX (context->n_probes, 1), "%s probe", "%s probes");
  g_autofree char *key = context->key != NULL ? repr (self, context->key) : NULL;

  if (key == NULL)
    return moment->kind == DSC_MOMENT_FOUND ? g_strdup_printf (_("The key is found in slot %1$s after %2$s."), slot, probes)
                                            : g_strdup_printf (_("The key is not there: slot %1$s was never used. It took %2$s to know."), slot, probes);
  if (moment->kind == DSC_MOMENT_NOT_FOUND)
    return g_strdup_printf (_("The key %1$s is not there: slot %2$s was never used. It took %3$s to know."), key, slot, probes);
  return dsc_moments_is_compact (self) ? g_strdup_printf (_("The key %1$s is found after %2$s: slot %3$s leads to entry %4$s."), key, probes, slot, entry)
                                       : g_strdup_printf (_("The key %1$s is found after %2$s in slot %3$s."), key, probes, slot);
}

/* --- stores ------------------------------------------------------------------------------------------------------- */

static char *
words_index (const DscMoments *self,
             const DscMoment  *moment)
{
  const DscEvent *event = own_event (self, moment, DSC_EVENT_WRITE_INDEX);
  g_autofree char *slot = dsc_describe_number (event->a);
  g_autofree char *before = dsc_describe_number (event->b);
  g_autofree char *after = dsc_describe_number (event->c);

  if (event->c == DSC_INDEX_DUMMY)
    return g_strdup_printf (_("The index in slot %1$s goes from %2$s to −2, which is DKIX_DUMMY."), slot, before);
  if (event->c == DSC_INDEX_EMPTY)
    return g_strdup_printf (_("The index in slot %1$s goes from %2$s to −1, which is DKIX_EMPTY."), slot, before);
  return g_strdup_printf (_("The index in slot %1$s goes from %2$s to %3$s, so that the slot leads to entry %3$s."), slot, before, after);
}

static char *
words_entry (const DscMoments *self,
             const DscMoment  *moment)
{
  const DscEvent *moved = own_event (self, moment, DSC_EVENT_ENTRY_MOVED);
  const DscEvent *event = moved != NULL ? moved : own_event (self, moment, DSC_EVENT_WRITE_ENTRY);
  g_autofree char *key = repr (self, event->object);
  g_autofree char *entry = dsc_describe_number (moment->entry);

  if (moved != NULL)
    {
      g_autofree char *from = dsc_describe_number (moved->a);
      return g_strdup_printf (_("Entry %1$s with the key %2$s, the last one, moves into the hole, entry %3$s."), from, key, entry);
    }
  if (!dsc_moments_is_compact (self))
    return g_strdup_printf (_("The key %1$s and its hash are stored in slot %2$s."), key, entry);
  return dsc_snapshot_entries_have_hash (self->after) ? g_strdup_printf (_("The key %1$s and its hash are stored in entry %2$s."), key, entry)
                                                      : g_strdup_printf (_("The key %1$s is stored in entry %2$s; its hash stays in the str itself."), key, entry);
}

static char *
words_value (const DscMoments *self,
             const DscMoment  *moment)
{
  const DscEvent *event = own_event (self, moment, DSC_EVENT_WRITE_VALUE);
  const gboolean is_split = moment->id.part == DSC_PART_OF_SPLIT_VALUE;
  g_autofree char *place = dsc_describe_number (event->a);

  if (event->object == NULL)
    return is_split ? g_strdup_printf (_("Place %1$s of the values becomes NULL."), place)
                    : g_strdup_printf (_("me_value of entry %1$s becomes NULL."), place);
  g_autofree char *value = repr (self, event->object);
  if (is_split)
    return g_strdup_printf (_("The value %1$s is stored in place %2$s of the values."), value, place);
  return dsc_moments_is_compact (self) ? g_strdup_printf (_("The value %1$s is stored in entry %2$s."), value, place)
                                       : g_strdup_printf (_("The value %1$s is stored in slot %2$s."), value, place);
}

static char *
words_dummy (const DscMoments *self,
             const DscMoment  *moment)
{
  const gboolean fills = dsc_snapshot_get_traits (self->after)->fills_holes;
  g_autofree char *slot = dsc_describe_number (moment->slot);
  g_autofree char *entry = dsc_describe_number (moment->entry);

  if (moment->kind == DSC_MOMENT_DUMMY_REUSED)
    return dsc_moments_is_compact (self) && !fills
             ? g_strdup_printf (_("The dummy in slot %s is overwritten; the entry that it once led to stays empty, and a fresh one is taken."), slot)
             : g_strdup_printf (_("The dummy in slot %s is overwritten by the new key."), slot);
  if (!dsc_moments_is_compact (self))
    return g_strdup_printf (_("The key in slot %1$s becomes the dummy and its value NULL, so that later searches pass over the slot."), slot);
  return fills ? g_strdup_printf (_("Slot %1$s keeps a dummy, so that later searches pass over it."), slot)
               : g_strdup_printf (_("Entry %1$s is emptied, and slot %2$s keeps a dummy, so that later searches pass over it."), entry, slot);
}

/* --- fields ------------------------------------------------------------------------------------------------------- */

static char *
words_pointer (const DscMoments *self,
               const DscEvent   *event)
{
  const char *name = dsc_field_name ((DscFieldId) event->detail);

  if (event->b != 0)
    {
      const DscFieldId id = (DscFieldId) event->detail;
      const char *block = id == DSC_FIELD_MA_KEYS ? _("keys object") : id == DSC_FIELD_MA_TABLE ? _("table")
                          : id == DSC_FIELD_MA_VALUES || id == DSC_FIELD_INSTANCE_VALUES ? _("values") : id == DSC_FIELD_INSTANCE_DICT ? _("dict object")
                          : NULL;
      /* Translators: a pointer in memory now leads to another block: "ma_keys points at another block now: keys object." */
      return block != NULL ? g_strdup_printf (_("%1$s points at another block now: %2$s."), name, block)
                           : g_strdup_printf (_("%1$s points at another block now."), name);
    }
  if (event->detail == DSC_FIELD_MA_KEYS)
    return g_strdup_printf (_("%1$s points at Py_EMPTY_KEYS now, which all empty dicts share."), name);
  return event->detail == DSC_FIELD_MA_TABLE && dsc_snapshot_find_field (self->after, DSC_FIELD_MA_SMALLTABLE) != NULL
           ? g_strdup_printf (_("%1$s points at ma_smalltable now, which is inside the dict."), name)
           : g_strdup_printf (_("%1$s becomes NULL."), name);
}

/* What the new number means; NULL: the name says it. */
static char *
words_counter (const DscEvent *event)
{
  g_autofree char *before = dsc_describe_number (event->a);
  g_autofree char *after = dsc_describe_number (event->b);

  switch (event->detail)
    {
    case DSC_FIELD_MA_USED:
      return g_strdup_printf (_("ma_used goes from %1$s to %2$s: that is what len() returns."), before, after);
    case DSC_FIELD_MA_FILL:
      return g_strdup_printf (_("ma_fill goes from %1$s to %2$s: so many slots hold a key or a dummy."), before, after);
    case DSC_FIELD_DK_USABLE:
      return g_strdup_printf (_("dk_usable goes from %1$s to %2$s: so many more entries fit before the next rebuild."), before, after);
    case DSC_FIELD_DK_NENTRIES:
      return g_strdup_printf (_("dk_nentries goes from %1$s to %2$s: so many entries are used up, emptied ones too."), before, after);
    case DSC_FIELD_DK_REFCNT:
      return g_strdup_printf (_("dk_refcnt goes from %1$s to %2$s: so many hold this keys object."), before, after);
    case DSC_FIELD_DK_VERSION:
      return g_strdup_printf (_("dk_version goes from %1$s to %2$s: what was cached about these keys is no longer trusted."), before, after);
    case DSC_FIELD_VALUES_VALID:
      return g_strdup_printf (_("valid goes from %1$s to %2$s: the values inside the instance are no longer the ones in use."), before, after);
    default:
      return NULL;
    }
}

static char *
words_field (const DscMoments *self,
             const DscMoment  *moment)
{
  const DscEvent *event = own_event (self, moment, DSC_EVENT_WRITE_FIELD);
  const char *name = dsc_field_name ((DscFieldId) event->detail);
  const gboolean is_lookup = event->detail == DSC_FIELD_MA_LOOKUP || event->detail == DSC_FIELD_DK_LOOKUP;
  g_autofree char *before = dsc_describe_number (event->a);
  g_autofree char *after = dsc_describe_number (event->b);
  char *counter = words_counter (event);

  if (counter != NULL)
    return counter;
  if (event->detail == DSC_FIELD_ME_HASH || event->detail == DSC_FIELD_VALUES_ORDER)
    {
      g_autofree char *place = dsc_describe_number (event->c);
      return event->detail == DSC_FIELD_ME_HASH ? g_strdup_printf (_("me_hash of slot %1$s becomes %2$s: there popitem() will go on looking."), place, after)
                                                : g_strdup_printf (_("Order byte %1$s becomes %2$s: the attribute set as number %1$s has its value there."), place, after);
    }
  if (is_lookup)
    return g_strdup_printf (_("%1$s is set to the function for keys of kind %2$s."), name, dsc_keys_kind_name ((DscKeysKind) event->b));
  switch (event->detail)
    {
    case DSC_FIELD_MA_KEYS:
    case DSC_FIELD_MA_VALUES:
    case DSC_FIELD_MA_TABLE:
    case DSC_FIELD_INSTANCE_DICT:
    case DSC_FIELD_INSTANCE_VALUES:
    case DSC_FIELD_INSTANCE_DICT_OR_VALUES:
      return words_pointer (self, event);
    default:
      return g_strdup_printf (_("%1$s goes from %2$s to %3$s."), name, before, after);
    }
}

/* --- bookkeeping -------------------------------------------------------------------------------------------------- */

static char *
words_watcher (const DscMoments *self,
               const DscMoment  *moment)
{
  static const char *const names[] = { "", "ADDED", "MODIFIED", "DELETED", "CLONED", "CLEARED", "DEALLOCATED" };
  const DscEvent *event = own_event (self, moment, DSC_EVENT_WATCHER);
  const char *name = event->a > 0 && event->a < (gint64) G_N_ELEMENTS (names) ? names[event->a] : "";
  g_autofree char *key = event->object != NULL ? repr (self, event->object) : NULL;
  g_autofree char *value = dsc_event_get_other (event) != NULL ? repr (self, dsc_event_get_other (event)) : NULL;

  if (value != NULL && key != NULL)
    return g_strdup_printf (_("Watchers of this dict are told %1$s, the key %2$s and the value %3$s, before the change is made."), name, key, value);
  if (key != NULL)
    return g_strdup_printf (_("Watchers of this dict are told %1$s and the key %2$s, before the change is made."), name, key);
  return g_strdup_printf (_("Watchers of this dict are told %s, before the change is made."), name);
}

static char *
words_bookkeeping (const DscMoments *self,
                   const DscMoment  *moment)
{
  const DscEvent *tag = own_event (self, moment, DSC_EVENT_VERSION_TAG);
  const DscEvent *tracked = own_event (self, moment, DSC_EVENT_TRACKED);

  if (tag != NULL)
    {
      g_autofree char *before = dsc_describe_number (tag->a);
      g_autofree char *after = dsc_describe_number (tag->b);
      return g_strdup_printf (_("ma_version_tag goes from %1$s to %2$s, a number that no other dict has."), before, after);
    }
  return tracked != NULL && tracked->a != 0 ? g_strdup (_("The garbage collector tracks the dict from now on."))
                                            : g_strdup (_("The garbage collector does not track the dict any more."));
}

static char *
words_many (const DscMoments *self,
            const DscMoment  *moment)
{
  guint64 n = moment->n_events;

  if (dsc_moments_has_gap (self) && moment->first_event <= self->trace.cut_at && dsc_moment_end (moment) >= self->trace.cut_at)
    n += dsc_trace_count_left_out (&self->trace);
  return dsc_describe_count (n, "%s more event is not told by itself.", "%s more events are not told one by one.");
}

char *
dsc_moment_words (const DscMoments       *self,
                  const DscMoment        *moment,
                  const DscMomentContext *context)
{
  switch ((guint) moment->kind)
    {
    case DSC_MOMENT_HASH:
      return words_hash (self, moment, context);
    case DSC_MOMENT_PROBE:
      return words_probe (self, moment);
    case DSC_MOMENT_FOUND:
    case DSC_MOMENT_NOT_FOUND:
      return words_result (self, moment, context);
    case DSC_MOMENT_ENTRY:
      return words_entry (self, moment);
    case DSC_MOMENT_INDEX:
      return words_index (self, moment);
    case DSC_MOMENT_VALUE:
      return words_value (self, moment);
    case DSC_MOMENT_DUMMY_PLACED:
    case DSC_MOMENT_DUMMY_REUSED:
      return words_dummy (self, moment);
    case DSC_MOMENT_FIELD:
      return words_field (self, moment);
    case DSC_MOMENT_VERSION_TAG:
    case DSC_MOMENT_TRACKED:
      return words_bookkeeping (self, moment);
    case DSC_MOMENT_WATCHER:
      return words_watcher (self, moment);
    case DSC_MOMENT_MANY:
      return words_many (self, moment);
    default:
      return dsc_moment_words_table (self, moment, context);
    }
}
