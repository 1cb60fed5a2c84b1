/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-moment-words-table.c: one sentence for each moment at which a table, or another block of memory, comes, changes or goes. */
#include "dsc-moment-private.h"

#include <glib/gi18n-lib.h>

static const DscEvent *
own_event (const DscMoments *self,
           const DscMoment  *moment,
           DscEventKind      kind)
{
  return dsc_moments_find_event (self, moment->first_event, dsc_moment_end (moment), kind);
}

static const DscEvent *
resize_event (const DscMoments       *self,
              const DscMomentContext *context)
{
  return context->resize >= 0 ? &self->trace.events[context->resize] : NULL;
}

/* --- rebuilds ----------------------------------------------------------------------------------------------------- */

/* Why, up to the semicolon: a whole sentence by itself. */
static char *
words_test (const DscMoments *self,
            const DscEvent   *begin)
{
  const DscEvent *test = begin + 1 < self->trace.events + self->trace.n_events && begin[1].kind == DSC_EVENT_RESIZE_TEST ? begin + 1 : NULL;
  g_autofree char *a = dsc_describe_number (test != NULL ? test->a : 0);
  g_autofree char *b = dsc_describe_number (test != NULL ? test->b : 0);
  g_autofree char *c = dsc_describe_number (test != NULL ? test->c : 0);

  if (begin->detail == DSC_RESIZE_FROM_EMPTY)
    return g_strdup (_("Py_EMPTY_KEYS cannot hold anything."));
  switch (test != NULL ? test->detail : 0)
    {
    case DSC_RESIZE_TEST_USABLE:
      return g_strdup_printf (_("dk_usable is %s: no entry is left."), a);
    case DSC_RESIZE_TEST_LOAD:
      return g_strdup_printf (_("The table is too full: ma_fill %1$s · 3 >= %2$s slots · 2."), a, b);
    case DSC_RESIZE_TEST_MERGE_LOAD:
      return g_strdup_printf (_("With %3$s more the table would be too full: (ma_fill %1$s + %3$s) · 3 >= %2$s slots · 2."), a, b, c);
    case DSC_RESIZE_TEST_MERGE_USABLE:
      return g_strdup_printf (_("There is too little room for %2$s more: dk_usable %1$s · 3 < %2$s · 2."), a, c);
    case DSC_RESIZE_TEST_MERGE_ROOM:
      return g_strdup_printf (_("There is too little room for %2$s more: such a table holds %1$s entries."), a, c);
    case DSC_RESIZE_TEST_COUNT:
      return g_strdup_printf (_("It is known beforehand that %s items will come."), c);
    case DSC_RESIZE_TEST_KIND:
      return g_strdup (_("The key is not exactly a str, and the table is for such keys only."));
    case DSC_RESIZE_TEST_SPLIT:
      return g_strdup (_("The shared keys do not suit this dict any more."));
    default:
      return g_strdup (_("The table is rebuilt."));
    }
}

static char *
words_request (const DscMoments       *self,
               const DscMomentContext *context)
{
  const DscEvent *begin = resize_event (self, context);
  g_autofree char *why = words_test (self, begin);
  g_autofree char *request = dsc_describe_number (begin->a);
  g_autofree char *slots = dsc_describe_number (begin->c);

  if (begin->detail == DSC_RESIZE_FROM_EMPTY || begin->a == 0)
    return g_strdup_printf (_("%1$s A table of the least size, %2$s slots, is asked for."), why, slots);
  if (begin->a == begin->c)
    return g_strdup_printf (_("%1$s A table of %2$s slots is asked for."), why, slots);
  return g_strdup_printf (_("%1$s A table for a request of %2$s is asked for: %3$s slots."), why, request, slots);
}

static char *
words_new_table (const DscMoments *self,
                 const DscMoment  *moment)
{
  const DscEvent *event = own_event (self, moment, DSC_EVENT_NEW_TABLE);
  const DscEvent *allocate = own_event (self, moment, DSC_EVENT_ALLOCATE);
  g_autofree char *slots = dsc_describe_count ((guint64) event->a, "%s slot", "%s slots");
  g_autofree char *usable = dsc_describe_number (event->b);

  if (allocate == NULL)
    return g_strdup_printf (_("The table inside the dict is made empty: %s, none of them used."), slots);
  g_autofree char *bytes = dsc_describe_size ((guint64) allocate->a);
  if (dsc_snapshot_get_traits (self->after)->family == DSC_FAMILY_OPEN)
    return g_strdup_printf (_("A new table of %1$s is there, still empty: %2$s."), slots, bytes);
  return allocate->detail != 0
           ? g_strdup_printf (_("A new keys object of %1$s is taken from the free list, still empty: %2$s, with room for %3$s entries."), slots, bytes, usable)
           : g_strdup_printf (_("A new keys object of %1$s is there, still empty: %2$s, with room for %3$s entries."), slots, bytes, usable);
}

static char *
words_rows (const DscMoments *self,
            const DscMoment  *moment)
{
  guint64 n = 0;

  for (gsize i = moment->first_event; i < dsc_moment_end (moment); i++)
    n += self->trace.events[i].kind == DSC_EVENT_ENTRY_MOVED;
  if (self->trace.status == DSC_STATUS_TOO_LARGE && moment->first_event < self->trace.cut_at && dsc_moment_end (moment) >= self->trace.cut_at)
    n += self->trace.left_out[DSC_EVENT_ENTRY_MOVED];
  if (dsc_moments_is_compact (self))
    return dsc_describe_count (n, "%s entry moves into the new table.", "%s entries move into the new table, in their order and without holes.");
  return dsc_describe_count (n, "%s entry moves into the new table: its hash chooses its slot there.",
                             "%s entries move into the new table, slot by slot: the hash of each chooses its slot there.");
}

static char *
words_indices (const DscMoments       *self,
               const DscMomentContext *context)
{
  const DscEvent *begin = resize_event (self, context);
  return dsc_describe_count (begin != NULL ? (guint64) begin->d : 0, "The indices are filled anew: the hash of %s entry chooses its slot.",
                             "The indices are filled anew: the hashes of %s entries choose their slots.");
}

/* Dummies that the rebuild got rid of; -1: not known. */
static gint64
count_dummies (const DscMoments       *self,
               const DscMomentContext *context)
{
  if (dsc_snapshot_get_traits (self->after)->family == DSC_FAMILY_OPEN)
    return context->old_fill - context->old_used;
  return dsc_moments_is_compact (self) ? context->old_entries - context->old_used : -1;
}

static char *
words_old_table (const DscMoments       *self,
                 const DscMoment        *moment,
                 const DscMomentContext *context)
{
  const DscEvent *begin = resize_event (self, context);
  const DscEvent *freed = own_event (self, moment, DSC_EVENT_FREE);
  const gint64 dummies = count_dummies (self, context);
  g_autofree char *slots = dsc_describe_count (begin != NULL ? (guint64) begin->b : 0, "%s slot", "%s slots");
  g_autofree char *bytes = dsc_describe_size (freed != NULL ? (guint64) freed->a : 0);

  if (freed == NULL && dsc_snapshot_get_traits (self->after)->family == DSC_FAMILY_OPEN)
    return g_strdup_printf (_("The %s inside the dict stay where they are, unused from now on."), slots);
  if (freed == NULL)
    return g_strdup_printf (_("The table of %s that the dict leaves stays with those that share it."), slots);
  if (dummies > 0)
    {
      g_autofree char *with = dsc_describe_count ((guint64) dummies, "%s dummy", "%s dummies");
      return g_strdup_printf (_("The old table of %1$s is given back, %2$s, and %3$s with it."), slots, bytes, with);
    }
  return freed->detail != 0 ? g_strdup_printf (_("The old table of %1$s goes to the free list: %2$s."), slots, bytes)
                            : g_strdup_printf (_("The old table of %1$s is given back: %2$s."), slots, bytes);
}

/* --- kinds and sharing -------------------------------------------------------------------------------------------- */

static char *
words_kind (const DscMoments       *self,
            const DscMoment        *moment,
            const DscMomentContext *context)
{
  const DscEvent *event = own_event (self, moment, DSC_EVENT_KIND_CHANGE);
  const char *from = dsc_keys_kind_name ((DscKeysKind) event->a);
  const char *to = dsc_keys_kind_name ((DscKeysKind) event->b);
  g_autofree char *key = context->key != NULL ? dsc_describe_repr (self->after, context->key, 40) : NULL;

  if (event->b == DSC_KEYS_GENERAL && key != NULL && !dsc_object_is_exact_str (context->key))
    return g_strdup_printf (_("The table's kind changes from %1$s to %2$s, because %3$s is not exactly a str."), from, to, key);
  if (event->b == DSC_KEYS_UNICODE && event->a == DSC_KEYS_UNICODE_NODUMMY)
    return g_strdup_printf (_("The table's kind changes from %1$s to %2$s, because it will hold a dummy."), from, to);
  return g_strdup_printf (_("The table's kind changes from %1$s to %2$s."), from, to);
}

static char *
words_shared (const DscMoments *self,
              const DscMoment  *moment)
{
  const DscEvent *event = own_event (self, moment, DSC_EVENT_SHARED_GROWTH);

  if (event == NULL)
    {
      event = own_event (self, moment, DSC_EVENT_CLASS_KEYS);
      return event->b == 0 ? g_strdup (_("The class gives its shared keys up: instances made from now on share none."))
                           : g_strdup (_("From now on instances of the class share this keys object."));
    }
  g_autofree char *names = dsc_describe_count ((guint64) MAX (event->a, 0), "%s name", "%s names");
  g_autofree char *more = dsc_describe_number (event->b);
  return g_strdup_printf (_("The shared keys have %1$s now, for all instances of the class; room is left for %2$s more."), names, more);
}

static char *
words_combined (const DscMoments *self,
                const DscMoment  *moment)
{
  const DscEvent *event = own_event (self, moment, DSC_EVENT_SPLIT_COMBINED);
  g_autofree char *slots = dsc_describe_count ((guint64) MAX (event->a, 0), "%s slot", "%s slots");

  return g_strdup_printf (_("The dict shares its keys no longer: the values are in the entries of a table of its own, of %s."), slots);
}

/* --- memory ------------------------------------------------------------------------------------------------------- */

static char *
words_allocate (const DscMoments *self,
                const DscMoment  *moment)
{
  const DscEvent *event = own_event (self, moment, DSC_EVENT_ALLOCATE);

  if (event == NULL)
    {
      const DscEvent *values = own_event (self, moment, DSC_EVENT_NEW_VALUES);
      g_autofree char *n = dsc_describe_count ((guint64) values->a, "%s value", "%s values");
      return g_strdup_printf (_("There is room for %s, all of them NULL."), n);
    }
  g_autofree char *bytes = dsc_describe_size ((guint64) event->a);
  const char *what = dsc_describe_block_words ((DscBlockKind) event->c);
  /* Translators: a block of memory: "Memory is allocated: dict object, 64 bytes." */
  return event->detail != 0 ? g_strdup_printf (_("Memory comes from the free list: %1$s, %2$s."), what, bytes)
                            : g_strdup_printf (_("Memory is allocated: %1$s, %2$s."), what, bytes);
}

static char *
words_free (const DscMoments *self,
            const DscMoment  *moment)
{
  const DscEvent *event = own_event (self, moment, DSC_EVENT_FREE);
  g_autofree char *bytes = dsc_describe_size ((guint64) event->a);

  return event->detail != 0 ? g_strdup_printf (_("%s of memory go to the free list."), bytes) : g_strdup_printf (_("%s of memory are given back."), bytes);
}

static char *
words_clone (const DscMoments *self,
             const DscMoment  *moment)
{
  const DscEvent *event = own_event (self, moment, DSC_EVENT_CLONE);
  g_autofree char *bytes = dsc_describe_size ((guint64) event->a);

  return g_strdup_printf (_("The keys object of the other dict is copied as it is, %s: no key is hashed or looked for."), bytes);
}

char *
dsc_moment_words_table (const DscMoments       *self,
                        const DscMoment        *moment,
                        const DscMomentContext *context)
{
  switch ((guint) moment->kind)
    {
    case DSC_MOMENT_RESIZE_REQUEST:
      return words_request (self, context);
    case DSC_MOMENT_NEW_TABLE:
      return words_new_table (self, moment);
    case DSC_MOMENT_ROWS_MOVED:
      return words_rows (self, moment);
    case DSC_MOMENT_INDICES_FILLED:
      return words_indices (self, context);
    case DSC_MOMENT_OLD_TABLE_LEFT:
      return words_old_table (self, moment, context);
    case DSC_MOMENT_KIND_CHANGE:
      return words_kind (self, moment, context);
    case DSC_MOMENT_COMBINED:
      return words_combined (self, moment);
    case DSC_MOMENT_SHARED_GROWTH:
      return words_shared (self, moment);
    case DSC_MOMENT_CLONE:
      return words_clone (self, moment);
    case DSC_MOMENT_ALLOCATE:
      return words_allocate (self, moment);
    case DSC_MOMENT_FREE:
      return words_free (self, moment);
    default:
      return NULL;
    }
}
