/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-moment-read.c: events become moments.
 *
 * Each event belongs to one moment, and moments follow each other without a gap. A rebuild is told in the order in which it is
 * understood: the request first, although the new memory is there by the time the events name the request; that moment
 * has no events of its own. */
#include "dsc-moment-private.h"

typedef struct {
  DscMoments       *moments;
  const DscTrace   *trace;
  gsize             at;            /* next event to be read */
  gsize             covered;       /* events before this one belong to a moment */
  DscMomentContext  context;
  GHashTable       *slots;         /* block number to slots of the table in it */
  gint64            old_table;     /* block that the rebuild going on leaves; 0: none, or inside the dict */
  gboolean          is_hashed;     /* the key of the search to come has been hashed */
  gint64            left_told;     /* number of the RESIZE_BEGIN whose old table has been told to leave */
} Reader;

static const DscEvent *
peek (const Reader *self,
      gsize         ahead)
{
  return self->at + ahead < self->trace->n_events ? &self->trace->events[self->at + ahead] : NULL;
}

static gboolean
is_next (const Reader *self,
         gsize         ahead,
         DscEventKind  kind)
{
  return peek (self, ahead) != NULL && peek (self, ahead)->kind == kind;
}

/* --- what is known ------------------------------------------------------------------------------------------------ */

static void
note_field (Reader         *self,
            const DscEvent *event)
{
  DscMomentContext *context = &self->context;

  switch (event->detail)
    {
    case DSC_FIELD_MA_USED:
      context->used = event->b;
      break;
    case DSC_FIELD_MA_FILL:
      context->fill = event->b;
      break;
    case DSC_FIELD_DK_USABLE:
      context->usable = event->b;
      break;
    case DSC_FIELD_DK_NENTRIES:
      context->n_entries = event->b;
      break;
    case DSC_FIELD_MA_MASK:
      context->slots = (guint64) event->b + 1;
      break;
    case DSC_FIELD_MA_SIZE:
      context->slots = (guint64) event->b;
      break;
    case DSC_FIELD_MA_KEYS:
      if (event->b == 0)
        context->slots = 1;
      else if (g_hash_table_contains (self->slots, GSIZE_TO_POINTER (event->b)))
        context->slots = GPOINTER_TO_SIZE (g_hash_table_lookup (self->slots, GSIZE_TO_POINTER (event->b)));
      break;
    default:
      break;
    }
}

static void
note_slots (Reader *self,
            gint64  block,
            gsize   slots)
{
  g_hash_table_insert (self->slots, GSIZE_TO_POINTER (block), GSIZE_TO_POINTER (slots));
}

static void
note_resize (Reader         *self,
             const DscEvent *begin)
{
  self->context.resize = begin - self->trace->events;
  self->context.old_used = self->context.used;
  self->context.old_entries = self->context.n_entries;
  self->context.old_fill = self->context.fill;
  self->old_table = 0;
  for (const DscEvent *e = begin; e < self->trace->events + self->trace->n_events && e->kind != DSC_EVENT_RESIZE_END; e++)
    if (e->kind == DSC_EVENT_WRITE_FIELD && (e->detail == DSC_FIELD_MA_KEYS || e->detail == DSC_FIELD_MA_TABLE))
      self->old_table = e->a;
}

static void
note_search (Reader         *self,
             const DscEvent *event)
{
  DscMomentContext *context = &self->context;

  if (event->kind == DSC_EVENT_HASH)
    {
      context->key = event->object;
      context->hash = (guint64) event->a;
      context->last_slot = -1;
      context->n_probes = context->n_dummies = 0;
    }
  else if (event->kind == DSC_EVENT_DUMMY_PASSED)
    context->n_dummies++;
  else if (event->kind == DSC_EVENT_PROBE)
    {
      if (event->d == 0)
        context->first_slot = event->a;
      if (event->d == 0 && event->detail == DSC_WALK_LOOKUP)
        context->n_probes = context->n_dummies = 0;
      context->n_probes += event->detail == DSC_WALK_LOOKUP;
      context->last_slot = event->a;
    }
}

static void
note (Reader         *self,
      const DscEvent *event)
{
  DscMomentContext *context = &self->context;

  switch (event->kind)
    {
    case DSC_EVENT_HASH:
    case DSC_EVENT_PROBE:
    case DSC_EVENT_DUMMY_PASSED:
      note_search (self, event);
      break;
    case DSC_EVENT_WRITE_FIELD:
      note_field (self, event);
      break;
    case DSC_EVENT_WRITE_ENTRY:
      context->key = event->object;
      break;
    case DSC_EVENT_NEW_TABLE:
      note_slots (self, event->d, (gsize) event->a);
      break;
    case DSC_EVENT_CLONE:
      note_slots (self, event->b, dsc_snapshot_get_n_slots (self->moments->after));
      break;
    case DSC_EVENT_RESIZE_BEGIN:
      note_resize (self, event);
      break;
    case DSC_EVENT_RESIZE_END:
      context->resize = -1;
      context->slots = (guint64) event->a;
      break;
    case DSC_EVENT_KIND_CHANGE:
      context->kind = event->b;
      break;
    default:
      break;
    }
}

/* --- making moments ----------------------------------------------------------------------------------------------- */

static gint64
slot_of (const DscMoment *moment,
         const DscEvent  *event)
{
  switch ((guint) moment->kind)
    {
    case DSC_MOMENT_PROBE:
    case DSC_MOMENT_FOUND:
    case DSC_MOMENT_NOT_FOUND:
    case DSC_MOMENT_INDEX:
    case DSC_MOMENT_DUMMY_PLACED:
    case DSC_MOMENT_DUMMY_REUSED:
      return event->a;
    default:
      return -1;
    }
}

static gint64
entry_of (const Reader    *self,
          const DscMoment *moment,
          const DscEvent  *event)
{
  const DscEvent *compare = dsc_moments_find_event (self->moments, moment->first_event, dsc_moment_end (moment), DSC_EVENT_COMPARE);

  switch ((guint) moment->kind)
    {
    case DSC_MOMENT_PROBE:
      return compare != NULL ? compare->a : -1;
    case DSC_MOMENT_FOUND:
    case DSC_MOMENT_DUMMY_PLACED:
      return event->b;
    case DSC_MOMENT_INDEX:
      return event->c >= 0 ? event->c : -1;
    case DSC_MOMENT_ENTRY:
      return event->kind == DSC_EVENT_ENTRY_MOVED ? event->b : event->a;
    case DSC_MOMENT_VALUE:
      return event->a;
    default:
      return -1;
    }
}

/* Whose values: those of the table, or an array of its own beside shared keys. */
static gboolean
is_split_value (const Reader   *self,
                const DscEvent *event)
{
  return !dsc_snapshot_is_block (self->moments->after, DSC_BLOCK_KEYS, event->d)
         && (dsc_snapshot_get_n_values (self->moments->after) > 0
             || (self->moments->before != NULL && dsc_snapshot_get_n_values (self->moments->before) > 0))
         && !g_hash_table_contains (self->slots, GSIZE_TO_POINTER (event->d));
}

static DscSceneId
id_of_field (const Reader   *self,
             const DscEvent *event)
{
  const DscSnapshot *images[] = { self->moments->after, self->moments->before };

  if (event->detail == DSC_FIELD_ME_HASH)
    return (DscSceneId) { .part = DSC_PART_OF_ENTRY_FIELD, .field = DSC_FIELD_ME_HASH, .index = event->c };
  if (event->detail == DSC_FIELD_VALUES_ORDER)
    return (DscSceneId) { .part = DSC_PART_OF_ORDER, .index = event->c };
  for (gsize k = 0; k < G_N_ELEMENTS (images) && images[k] != NULL; k++)
    for (gsize i = 0; i < dsc_snapshot_get_n_blocks (images[k]); i++)
      {
        const DscBlock *block = dsc_snapshot_get_block (images[k], i);

        for (guint f = 0; f < block->n_fields; f++)
          if (block->fields[f].member.id == (DscFieldId) event->detail)
            return (DscSceneId) { .part = DSC_PART_OF_FIELD, .field = event->detail, .index = block->kind };
      }
  return (DscSceneId) { 0 };
}

static DscSceneId
id_of (const Reader    *self,
       const DscMoment *moment,
       const DscEvent  *event)
{
  const guint16 slot_part = dsc_moments_is_compact (self->moments) ? DSC_PART_OF_SLOT : DSC_PART_OF_ENTRY;

  if (moment->slot >= 0)
    return (DscSceneId) { .part = slot_part, .index = moment->slot };
  switch ((guint) moment->kind)
    {
    case DSC_MOMENT_ENTRY:
      return (DscSceneId) { .part = DSC_PART_OF_ENTRY, .index = moment->entry };
    case DSC_MOMENT_VALUE:
      if (is_split_value (self, event))
        return (DscSceneId) { .part = DSC_PART_OF_SPLIT_VALUE, .index = moment->entry };
      return (DscSceneId) { .part = DSC_PART_OF_ENTRY_FIELD, .field = DSC_FIELD_ME_VALUE, .index = moment->entry };
    case DSC_MOMENT_FIELD:
      return id_of_field (self, event);
    case DSC_MOMENT_RESIZE_REQUEST:
    case DSC_MOMENT_NEW_TABLE:
    case DSC_MOMENT_ROWS_MOVED:
    case DSC_MOMENT_INDICES_FILLED:
    case DSC_MOMENT_OLD_TABLE_LEFT:
    case DSC_MOMENT_KIND_CHANGE:
    case DSC_MOMENT_COMBINED:
    case DSC_MOMENT_SHARED_GROWTH:
    case DSC_MOMENT_CLONE:
      return (DscSceneId) { .part = DSC_PART_OF_BLOCK, .index = dsc_snapshot_get_table_block (self->moments->after) };
    default:
      return (DscSceneId) { 0 };
    }
}

static void
fill_probe (Reader         *self,
            DscMoment      *moment,
            const DscEvent *probe)
{
  moment->is_insertion_walk = probe->detail != DSC_WALK_LOOKUP;
  moment->probe = (guint) probe->d;
  moment->perturb_before = (guint64) probe->b;
  moment->perturb_after = (guint64) probe->c;
  moment->arithmetic = dsc_moment_arithmetic_probe (dsc_snapshot_get_traits (self->moments->after), probe, &self->context);
}

/* A moment of the events up to `end`, the first of which that is its own is `event`. */
static void
add (Reader         *self,
     DscMomentKind   kind,
     DscGrain        grain,
     const DscEvent *event,
     gsize           end)
{
  DscMoment moment = { .kind = kind, .grain = grain, .first_event = self->covered, .n_events = end - self->covered, .slot = -1, .entry = -1 };

  moment.slot = slot_of (&moment, event);
  moment.entry = entry_of (self, &moment, event);
  moment.id = id_of (self, &moment, event);
  if (kind == DSC_MOMENT_PROBE)
    fill_probe (self, &moment, event);
  moment.sentence = dsc_moment_words (self->moments, &moment, &self->context);
  g_array_append_val (self->moments->moments, moment);
  g_array_append_val (self->moments->contexts, self->context);
  for (; self->covered < end; self->covered++)
    note (self, &self->trace->events[self->covered]);
  self->at = end;
}

/* --- rebuilds ----------------------------------------------------------------------------------------------------- */

/* The rebuild that the table that is made here is for; NULL: none. */
static const DscEvent *
find_rebuild (const Reader   *self,
              const DscEvent *new_table)
{
  for (const DscEvent *e = new_table + 1; e < self->trace->events + self->trace->n_events; e++)
    {
      if (e->kind == DSC_EVENT_RESIZE_BEGIN)
        return e->c == new_table->a ? e : NULL;
      if (e->kind == DSC_EVENT_NEW_TABLE || e->kind == DSC_EVENT_HASH || e->kind == DSC_EVENT_PROBE || e->kind == DSC_EVENT_WRITE_ENTRY)
        return NULL;
    }
  return NULL;
}

static void
add_request (Reader         *self,
             const DscEvent *begin)
{
  const DscEvent *request = begin + 1;
  const DscEvent *end = self->trace->events + self->trace->n_events;
  DscMoment *moment;

  self->context.resize = begin - self->trace->events;
  add (self, DSC_MOMENT_RESIZE_REQUEST, DSC_GRAIN_PROBE, begin, self->covered);
  while (request < end && request->kind == DSC_EVENT_RESIZE_TEST)
    request++;
  moment = &g_array_index (self->moments->moments, DscMoment, self->moments->moments->len - 1);
  moment->arithmetic = dsc_moment_arithmetic_request (dsc_snapshot_get_traits (self->moments->after), begin,
                                                      request < end && request->kind == DSC_EVENT_RESIZE_REQUEST ? request : NULL);
}

static void
read_new_table (Reader *self,
                gsize   ahead)
{
  const DscEvent *table = peek (self, ahead);
  const DscEvent *begin = find_rebuild (self, table);
  gsize end = self->at + ahead + 1;

  if (begin != NULL)
    {
      const gsize at = self->at;
      add_request (self, begin);
      self->at = at;
    }
  while (end < self->trace->n_events
         && (self->trace->events[end].kind == DSC_EVENT_RESIZE_BEGIN || self->trace->events[end].kind == DSC_EVENT_RESIZE_TEST
             || self->trace->events[end].kind == DSC_EVENT_RESIZE_REQUEST))
    end++;
  add (self, DSC_MOMENT_NEW_TABLE, DSC_GRAIN_PROBE, table, end);
}

static void
read_moved (Reader *self)
{
  const DscEvent *first = peek (self, 0);
  gsize n = 1;

  if (self->context.resize < 0)
    {
      add (self, DSC_MOMENT_ENTRY, DSC_GRAIN_PROBE, first, self->at + 1);
      return;
    }
  while (is_next (self, n, DSC_EVENT_ENTRY_MOVED) && !(dsc_moments_has_gap (self->moments) && self->at + n == self->trace->cut_at))
    n++;
  add (self, DSC_MOMENT_ROWS_MOVED, DSC_GRAIN_PROBE, first, self->at + n);
  if (!dsc_moments_is_compact (self->moments))
    return;
  for (n = 0; is_next (self, n, DSC_EVENT_WRITE_FIELD)
              && (peek (self, n)->detail == DSC_FIELD_DK_USABLE || peek (self, n)->detail == DSC_FIELD_DK_NENTRIES);)
    n++;
  if (n > 0)
    add (self, DSC_MOMENT_INDICES_FILLED, DSC_GRAIN_PROBE, peek (self, 0), self->at + n);
}

static void
read_old_table (Reader *self)
{
  const gint64 resize = self->context.resize;

  add (self, DSC_MOMENT_OLD_TABLE_LEFT, DSC_GRAIN_PROBE, peek (self, 0), self->at + (is_next (self, 1, DSC_EVENT_RESIZE_END) ? 2 : 1));
  self->left_told = resize;
}

static void
read_resize_end (Reader *self)
{
  const DscEvent *begin = self->context.resize >= 0 ? &self->trace->events[self->context.resize] : NULL;

  /* Nothing was freed, but there was a table that is not this dict's any more. */
  if (begin != NULL && begin->b > 1 && self->left_told != self->context.resize)
    add (self, DSC_MOMENT_OLD_TABLE_LEFT, DSC_GRAIN_PROBE, peek (self, 0), self->at + 1);
  else
    self->at++;
}

static void
read_free (Reader *self)
{
  const DscEvent *event = peek (self, 0);

  if (self->context.resize >= 0 && self->old_table != 0 && event->b == self->old_table)
    read_old_table (self);
  else
    add (self, DSC_MOMENT_FREE, DSC_GRAIN_WRITE, event, self->at + 1);
}

static void
read_allocate (Reader *self)
{
  const gint64 block = peek (self, 0)->b;

  if (is_next (self, 1, DSC_EVENT_NEW_TABLE) && peek (self, 1)->d == block)
    read_new_table (self, 1);
  else if (is_next (self, 1, DSC_EVENT_CLONE) && peek (self, 1)->b == block)
    add (self, DSC_MOMENT_CLONE, DSC_GRAIN_PROBE, peek (self, 1), self->at + 2);
  else if (is_next (self, 1, DSC_EVENT_NEW_VALUES) && peek (self, 1)->d == block)
    add (self, DSC_MOMENT_ALLOCATE, DSC_GRAIN_WRITE, peek (self, 0), self->at + 2);
  else
    add (self, DSC_MOMENT_ALLOCATE, DSC_GRAIN_WRITE, peek (self, 0), self->at + 1);
}

/* --- all events --------------------------------------------------------------------------------------------------- */

/* A key that comes from another table is not hashed again: what becomes of the search tells which one it is. */
static void
find_key (Reader         *self,
          const DscEvent *probe)
{
  const DscEvent *end = self->trace->events + self->trace->n_events;

  for (const DscEvent *e = probe + 1; e < end && e->kind != DSC_EVENT_HASH; e++)
    {
      if (e->kind == DSC_EVENT_PROBE && e->detail == DSC_WALK_LOOKUP && e->d == 0)
        return;
      if (e->kind == DSC_EVENT_WRITE_ENTRY
          || (e->kind == DSC_EVENT_COMPARE && (e->detail == DSC_COMPARE_IDENTICAL || e->detail == DSC_COMPARE_EQUAL)))
        {
          self->context.key = e->object;
          self->context.hash = (guint64) e->object->hash;
          return;
        }
    }
}

static void
read_search (Reader         *self,
             const DscEvent *event)
{
  gsize n = 1;

  if (event->kind == DSC_EVENT_PROBE)
    {
      if (event->d == 0 && event->detail == DSC_WALK_LOOKUP && !self->is_hashed)
        find_key (self, event);
      self->is_hashed = FALSE;
      while (is_next (self, n, DSC_EVENT_COMPARE) || is_next (self, n, DSC_EVENT_DUMMY_PASSED))
        n++;
      add (self, DSC_MOMENT_PROBE, DSC_GRAIN_PROBE, event, self->at + n);
    }
  else if (event->kind == DSC_EVENT_HASH)
    {
      add (self, DSC_MOMENT_HASH, DSC_GRAIN_PROBE, event, self->at + 1);
      self->is_hashed = TRUE;
    }
  else if (event->kind == DSC_EVENT_HIT)
    add (self, DSC_MOMENT_FOUND, DSC_GRAIN_PROBE, event, self->at + 1);
  else
    add (self, DSC_MOMENT_NOT_FOUND, DSC_GRAIN_PROBE, event, self->at + 1);
}

static void
read_store (Reader         *self,
            const DscEvent *event)
{
  switch (event->kind)
    {
    case DSC_EVENT_WRITE_INDEX:
      add (self, DSC_MOMENT_INDEX, DSC_GRAIN_WRITE, event, self->at + 1);
      break;
    case DSC_EVENT_WRITE_ENTRY:
      add (self, DSC_MOMENT_ENTRY, DSC_GRAIN_WRITE, event, self->at + 1);
      break;
    case DSC_EVENT_WRITE_VALUE:
      add (self, DSC_MOMENT_VALUE, DSC_GRAIN_WRITE, event, self->at + 1);
      break;
    case DSC_EVENT_DUMMY_PLACED:
      add (self, DSC_MOMENT_DUMMY_PLACED, DSC_GRAIN_PROBE, event, self->at + 1);
      break;
    case DSC_EVENT_DUMMY_REUSED:
      add (self, DSC_MOMENT_DUMMY_REUSED, DSC_GRAIN_PROBE, event, self->at + (is_next (self, 1, DSC_EVENT_WRITE_INDEX) ? 2 : 1));
      break;
    case DSC_EVENT_ENTRY_MOVED:
      read_moved (self);
      break;
    default:
      add (self, DSC_MOMENT_FIELD, DSC_GRAIN_WRITE, event, self->at + 1);
      break;
    }
}

/* clang-format off */
static const struct { DscEventKind event; DscMomentKind moment; DscGrain grain; } plain[] = {
  { DSC_EVENT_CLONE,          DSC_MOMENT_CLONE,         DSC_GRAIN_PROBE },
  { DSC_EVENT_KIND_CHANGE,    DSC_MOMENT_KIND_CHANGE,   DSC_GRAIN_PROBE },
  { DSC_EVENT_SPLIT_COMBINED, DSC_MOMENT_COMBINED,      DSC_GRAIN_PROBE },
  { DSC_EVENT_SHARED_GROWTH,  DSC_MOMENT_SHARED_GROWTH, DSC_GRAIN_PROBE },
  { DSC_EVENT_CLASS_KEYS,     DSC_MOMENT_SHARED_GROWTH, DSC_GRAIN_PROBE },
  { DSC_EVENT_VERSION_TAG,    DSC_MOMENT_VERSION_TAG,   DSC_GRAIN_WRITE },
  { DSC_EVENT_WATCHER,        DSC_MOMENT_WATCHER,       DSC_GRAIN_WRITE },
  { DSC_EVENT_TRACKED,        DSC_MOMENT_TRACKED,       DSC_GRAIN_WRITE },
  { DSC_EVENT_NEW_VALUES,     DSC_MOMENT_ALLOCATE,      DSC_GRAIN_WRITE },
};
/* clang-format on */

static void
read_operation (Reader         *self,
                const DscEvent *event)
{
  switch (event->kind)
    {
    case DSC_EVENT_ALLOCATE:
      read_allocate (self);
      return;
    case DSC_EVENT_NEW_TABLE:
      read_new_table (self, 0);
      return;
    case DSC_EVENT_FREE:
      read_free (self);
      return;
    case DSC_EVENT_RESIZE_END:
      read_resize_end (self);
      return;
    default:
      break;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    if (plain[i].event == event->kind)
      {
        add (self, plain[i].moment, plain[i].grain, event, self->at + 1);
        return;
      }
  self->at++;   /* told with the next one */
}

static void
read_next (Reader *self)
{
  const DscEvent *event = peek (self, 0);

  if (event->kind == DSC_EVENT_RESIZE_BEGIN && self->context.resize != (gint64) self->at)
    {
      const gsize at = self->at;

      add_request (self, event);
      self->at = at + 1;
    }
  else if (event->kind >= DSC_EVENT_WRITE_INDEX)
    read_store (self, event);
  else if (event->kind == DSC_EVENT_HASH || event->kind == DSC_EVENT_PROBE || event->kind == DSC_EVENT_HIT || event->kind == DSC_EVENT_MISS)
    read_search (self, event);
  else
    read_operation (self, event);
}

/* More than a reader would stop at, or more than was kept, in one. */
static void
add_many (Reader *self)
{
  const gsize n = self->trace->n_events;
  DscMoment many = { .kind = DSC_MOMENT_MANY, .grain = DSC_GRAIN_PROBE, .first_event = self->covered, .n_events = n - self->covered,
                     .slot = -1, .entry = -1 };

  many.sentence = dsc_moment_words (self->moments, &many, &self->context);
  g_array_append_val (self->moments->moments, many);
  g_array_append_val (self->moments->contexts, self->context);
}

static void
begin_context (Reader *self)
{
  const DscSnapshot *before = self->moments->before;
  DscMomentContext *context = &self->context;

  *context = (DscMomentContext) { .last_slot = -1, .first_slot = -1, .resize = -1 };
  context->slots = dsc_snapshot_get_n_slots (before != NULL ? before : self->moments->after);
  if (before == NULL)
    return;
  context->used = dsc_snapshot_get_value (before, DSC_FIELD_MA_USED, 0);
  context->fill = dsc_snapshot_get_value (before, DSC_FIELD_MA_FILL, 0);
  context->usable = dsc_snapshot_get_value (before, DSC_FIELD_DK_USABLE, 0);
  context->n_entries = dsc_snapshot_get_value (before, DSC_FIELD_DK_NENTRIES, 0);
  context->kind = dsc_snapshot_get_kind (before);
}

void
dsc_moments_read (DscMoments *self)
{
  Reader reader = { .moments = self, .trace = &self->trace, .left_told = -1 };

  reader.slots = g_hash_table_new (NULL, NULL);
  begin_context (&reader);
  /* One event makes up to three moments; then there may be the rest, and DONE. Behind a gap too little is known of the table. */
  const gsize n = dsc_moments_has_gap (self) ? self->trace.cut_at : self->trace.n_events;

  while (reader.at < n && self->moments->len + 5 <= DSC_MOMENTS_MAX)
    read_next (&reader);
  if (reader.at < self->trace.n_events)
    add_many (&reader);
  g_hash_table_unref (reader.slots);
}
