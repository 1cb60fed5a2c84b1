/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-describe-step.c: what one step did, in a sentence with its numbers, read from its events and the two states. */
#include "dsc-describe-private.h"

#include <glib/gi18n-lib.h>

#include "dsc-text-fit.h"

#define KEY_CHARS 40u
#define MANY_RESIZES G_MAXINT     /* more than one, nobody knows how many */

/* What the events say about the dict, re-insertions of a rebuild left aside. */
typedef struct {
  const DscObject *key;                 /* last one hashed */
  gint64           n_keys, n_probes;    /* of the whole step; probes of the last search */
  gint64           hit_slot, hit_entry, miss_slot;                /* of the last search; −1: none */
  gint64           index_slot, index_value;                       /* last index written */
  gint64           entry;                                         /* last entry written */
  gint64           value_entry;                                   /* last value written where there was one */
  gint64           dummy_slot, dummy_entry, n_dummies, reused_slot;
  gint64           filler;                                        /* entry that moved into the hole; -1: none */
  gint64           n_resizes, size_before, size_after, request;
  gint64           n_entries_written, n_values_written;
  gint64           cloned;
  gint64           kind_before, kind_after;                       /* DscKeysKind; equal: no change */
  gint64           n_kinds;
} Story;

static void
read_search_event (Story          *self,
                   const DscEvent *event)
{
  switch (event->kind)
    {
    case DSC_EVENT_HASH:
      self->key = event->object;
      self->n_keys++;
      self->n_probes = 0;
      self->hit_slot = self->miss_slot = -1;
      break;
    case DSC_EVENT_PROBE:
      if (event->detail == DSC_WALK_LOOKUP)
        self->n_probes = event->d == 0 ? 1 : self->n_probes + 1;
      break;
    case DSC_EVENT_HIT:
      self->hit_slot = event->a;
      self->hit_entry = event->b;
      break;
    case DSC_EVENT_MISS:
      self->miss_slot = event->a;
      break;
    default:
      break;
    }
}

static void
read_write_event (Story          *self,
                  const DscEvent *event)
{
  switch (event->kind)
    {
    case DSC_EVENT_WRITE_INDEX:
      self->index_slot = event->a;
      self->index_value = event->c;
      break;
    case DSC_EVENT_WRITE_ENTRY:
      self->entry = event->a;
      self->key = event->object;
      self->n_entries_written++;
      break;
    case DSC_EVENT_WRITE_VALUE:
      self->value_entry = event->a;
      self->n_values_written++;
      break;
    case DSC_EVENT_DUMMY_PLACED:
      self->dummy_slot = event->a;
      self->dummy_entry = event->b;
      self->n_dummies++;
      break;
    case DSC_EVENT_ENTRY_MOVED:
      if (self->n_dummies > 0 && event->b == self->dummy_entry)
        self->filler = event->a;
      break;
    case DSC_EVENT_DUMMY_REUSED:
      self->reused_slot = event->a;
      break;
    case DSC_EVENT_CLONE:
      self->cloned = event->a;
      break;
    default:
      break;
    }
}

/* Events about an instance without a dict are no dict's. */
static gboolean
concerns (const DscEvent    *event,
          const DscSnapshot *after)
{
  if (event->kind == DSC_EVENT_HASH || event->dict == dsc_snapshot_get_dict_id (after))
    return TRUE;
  return event->dict == 0 && dsc_snapshot_has_instance (after);
}

/* Of a trace with a gap: what the states say instead. A rebuild that moves more entries than a trace has room for leaves nothing open. */
static void
mend_story (Story             *self,
            const DscTrace    *trace,
            const DscSnapshot *before,
            const DscSnapshot *after)
{
  const gint64 used_before = before != NULL ? dsc_snapshot_get_value (before, DSC_FIELD_MA_USED, 0) : 0;

  if (dsc_trace_count_left_out (trace) == trace->left_out[DSC_EVENT_ENTRY_MOVED] && trace->status != DSC_STATUS_NO_MEMORY)
    return;
  self->n_keys = MAX (self->n_keys, 2);
  self->n_entries_written = MAX (dsc_snapshot_get_value (after, DSC_FIELD_MA_USED, 0) - used_before, 0);
  /* Other dicts may have been rebuilt in the gap, so their number says nothing. */
  if (self->n_resizes > 0 && self->size_after != (gint64) dsc_snapshot_get_n_slots (after))
    {
      self->size_after = (gint64) dsc_snapshot_get_n_slots (after);
      self->n_resizes = MANY_RESIZES;
    }
  self->n_dummies += (gint64) trace->left_out[DSC_EVENT_DUMMY_PLACED];
  if (trace->left_out[DSC_EVENT_KIND_CHANGE] > 0)
    {
      self->kind_after = dsc_snapshot_get_kind (after);
      self->kind_before = before != NULL ? (gint64) dsc_snapshot_get_kind (before) : self->kind_after;
    }
}

/* Rebuilds that begin in the gap of a trace and do not end in it. */
static gint
depth_of_gap (const DscTrace *trace)
{
  return (gint) trace->left_out[DSC_EVENT_RESIZE_BEGIN] - (gint) trace->left_out[DSC_EVENT_RESIZE_END];
}

static void
read_story (Story             *self,
            const DscTrace    *trace,
            const DscSnapshot *before,
            const DscSnapshot *after)
{
  gint depth = 0;

  *self = (Story) { .hit_slot = -1, .miss_slot = -1, .index_slot = -1, .entry = -1, .value_entry = -1, .dummy_slot = -1, .filler = -1, .reused_slot = -1 };
  for (gsize i = 0; trace != NULL && i < trace->n_events; i++)
    {
      const DscEvent *event = &trace->events[i];

      if (trace->status == DSC_STATUS_TOO_LARGE && i == trace->cut_at)
        depth += depth_of_gap (trace);
      if (!concerns (event, after))
        continue;
      if (event->kind == DSC_EVENT_RESIZE_BEGIN)
        {
          self->size_before = self->n_resizes++ == 0 ? event->b : self->size_before;
          self->size_after = event->c;
          self->request = event->a;
          depth++;
        }
      else if (event->kind == DSC_EVENT_RESIZE_END)
        depth--;
      else if (event->kind == DSC_EVENT_KIND_CHANGE)
        {
          self->kind_before = self->n_kinds++ == 0 ? event->a : self->kind_before;
          self->kind_after = event->b;
        }
      else if (depth == 0)
        {
          read_search_event (self, event);
          read_write_event (self, event);
        }
    }
  if (trace != NULL && trace->status != DSC_STATUS_OK)
    mend_story (self, trace, before, after);
}

/* --- clauses ------------------------------------------------------------------------------------------------------ */

static char *
probes_words (gint64 n)
{
  return dsc_describe_count ((guint64) MAX (n, 1), "%s probe", "%s probes");
}

static char *
resize_clause (const Story *story)
{
  g_autofree char *from = dsc_describe_number (story->size_before);
  g_autofree char *to = dsc_describe_number (story->size_after);
  g_autofree char *request = dsc_describe_number (story->request);

  if (story->n_resizes == 1 && story->size_before == 1)
    return g_strdup_printf (_("A table of %s slots takes the place of Py_EMPTY_KEYS."), to);
  if (story->n_resizes == 1 && story->size_before == 0)
    return g_strdup_printf (_("A table of %1$s slots is made (request %2$s)."), to, request);
  if (story->n_resizes == MANY_RESIZES)
    return g_strdup_printf (_("The table is rebuilt several times, from %1$s to %2$s slots."), from, to);
  if (story->n_resizes > 1)
    {
      g_autofree char *times = dsc_describe_count ((guint64) story->n_resizes, "%s time", "%s times");
      return g_strdup_printf (_("The table is rebuilt %1$s, from %2$s to %3$s slots."), times, from, to);
    }
  return g_strdup_printf (_("The table is rebuilt from %1$s to %2$s slots (request %3$s)."), from, to, request);
}

/* One key went in, was overwritten, deleted or looked for. */
static char *
single_key_clause (const Story       *story,
                   const DscSnapshot *after)
{
  const gboolean is_compact = dsc_snapshot_get_traits (after)->family == DSC_FAMILY_COMPACT;
  g_autofree char *key = dsc_describe_repr (after, story->key, KEY_CHARS);
  g_autofree char *probes = probes_words (story->n_probes);
  g_autofree char *entry = dsc_describe_number (story->entry);

  if (story->dummy_slot >= 0)
    {
      g_autofree char *slot = dsc_describe_number (story->dummy_slot);
      g_autofree char *emptied = dsc_describe_number (story->dummy_entry);
      g_autofree char *filler = dsc_describe_number (story->filler);
      if (story->filler >= 0)
        return g_strdup_printf (_("Slot %1$s becomes a dummy (−2), and entry %2$s, the last one, moves into entry %3$s."), slot, filler, emptied);
      return is_compact ? g_strdup_printf (_("Slot %1$s becomes a dummy (−2), entry %2$s is emptied."), slot, emptied)
                        : g_strdup_printf (_("Slot %1$s becomes a dummy."), slot);
    }
  if (story->n_entries_written == 1)
    {
      g_autofree char *slot = dsc_describe_number (is_compact ? story->index_slot : story->entry);
      if (story->reused_slot >= 0)
        return is_compact ? g_strdup_printf (_("%1$s takes entry %2$s and the dummy in slot %3$s, after %4$s."), key, entry, slot, probes)
                          : g_strdup_printf (_("%1$s takes the dummy's place in slot %2$s, after %3$s."), key, slot, probes);
      return is_compact ? g_strdup_printf (_("%1$s takes entry %2$s and slot %3$s, after %4$s."), key, entry, slot, probes)
                        : g_strdup_printf (_("%1$s takes slot %2$s, after %3$s."), key, slot, probes);
    }
  if (story->hit_slot >= 0)
    {
      g_autofree char *slot = dsc_describe_number (story->hit_slot);
      return story->value_entry >= 0 ? g_strdup_printf (_("%1$s is found in slot %2$s after %3$s; its value is replaced."), key, slot, probes)
                                     : g_strdup_printf (_("%1$s is found in slot %2$s after %3$s."), key, slot, probes);
    }
  if (story->miss_slot >= 0)
    {
      g_autofree char *slot = dsc_describe_number (story->miss_slot);
      return g_strdup_printf (_("%1$s is not there: the search ends at slot %2$s, which is empty, after %3$s."), key, slot, probes);
    }
  return NULL;
}

static char *
many_keys_clause (const Story *story)
{
  if (story->cloned > 0)
    {
      g_autofree char *bytes = dsc_describe_size ((guint64) story->cloned);
      return g_strdup_printf (_("The keys object is copied whole: %s."), bytes);
    }
  if (story->n_dummies > 0)
    return dsc_describe_count ((guint64) story->n_dummies, "%s key is deleted.", "%s keys are deleted.");
  if (story->n_entries_written > 0)
    return dsc_describe_count ((guint64) story->n_entries_written, "%s key is added.", "%s keys are added.");
  return NULL;
}

static gboolean
is_about_one_key (const Story *story)
{
  if (story->cloned > 0)
    return FALSE;
  return story->n_keys == 1 ? story->key != NULL : story->n_keys == 0 && story->n_dummies + story->n_entries_written == 1;
}

static char *
kind_clause (const Story *story)
{
  if (story->kind_before == story->kind_after)
    return NULL;
  return g_strdup_printf (_("The table's kind changes from %1$s to %2$s."), dsc_keys_kind_name ((DscKeysKind) story->kind_before),
                          dsc_keys_kind_name ((DscKeysKind) story->kind_after));
}

static void
append_field_change (GPtrArray         *changes,
                     const DscSnapshot *before,
                     const DscSnapshot *after,
                     DscFieldId         id,
                     gboolean           say_if_same)
{
  const DscField *old = before != NULL ? dsc_snapshot_find_field (before, id) : NULL;
  const DscField *now = dsc_snapshot_find_field (after, id);

  if (now == NULL)
    return;
  g_autofree char *value = dsc_describe_number (now->value);
  if (old == NULL)
    g_ptr_array_add (changes, g_strdup_printf ("%s %s", dsc_field_name (id), value));
  else if (old->value != now->value)
    {
      g_autofree char *was = dsc_describe_number (old->value);
      g_ptr_array_add (changes, g_strdup_printf ("%s %s → %s", dsc_field_name (id), was, value));
    }
  else if (say_if_same)
    g_ptr_array_add (changes, g_strdup_printf (_("%1$s stays %2$s"), dsc_field_name (id), value));
}

/* "ma_used 6 → 5, dk_usable stays 4." */
static char *
field_clause (const Story       *story,
              const DscSnapshot *before,
              const DscSnapshot *after)
{
  const gboolean is_deletion = story->n_dummies > 0;
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_free);

  append_field_change (changes, before, after, DSC_FIELD_MA_USED, FALSE);
  append_field_change (changes, before, after, DSC_FIELD_MA_FILL, is_deletion);
  if (before == NULL || dsc_snapshot_is_shared_empty (before) == dsc_snapshot_is_shared_empty (after))
    {
      append_field_change (changes, before, after, DSC_FIELD_DK_USABLE, is_deletion);
      append_field_change (changes, before, after, DSC_FIELD_DK_NENTRIES, FALSE);
    }
  if (before != NULL && dsc_describe_values_block (before) != NULL && dsc_describe_values_block (after) != NULL)
    append_field_change (changes, before, after, DSC_FIELD_VALUES_SIZE, FALSE);
  if (before != NULL && dsc_snapshot_has_dict (before) && dsc_snapshot_has_dict (after) && dsc_snapshot_get_getsizeof (before) != dsc_snapshot_get_getsizeof (after))
    {
      g_autofree char *was = dsc_describe_number (dsc_snapshot_get_getsizeof (before));
      g_autofree char *now = dsc_describe_number (dsc_snapshot_get_getsizeof (after));
      g_ptr_array_add (changes, g_strdup_printf ("sys.getsizeof %s → %s", was, now));
    }
  if (changes->len == 0)
    return NULL;
  g_ptr_array_add (changes, NULL);
  g_autofree char *list = g_strjoinv (", ", (char **) changes->pdata);
  return g_strconcat (list, ".", NULL);
}

static char *
new_dict_clause (const DscSnapshot *after)
{
  g_autofree char *size = dsc_describe_size ((guint64) MAX (dsc_snapshot_get_getsizeof (after), 0));

  return dsc_snapshot_get_getsizeof (after) > 0 ? g_strdup_printf (_("A new dict of %s."), size) : g_strdup (_("A new dict."));
}

/* --- the sentence ------------------------------------------------------------------------------------------------- */

static char *
error_sentence (const DscStep *step)
{
  g_autofree char *clipped = dsc_text_clip (step->error, 200);
  g_autofree char *message = dsc_text_isolate (clipped);

  return g_strdup_printf (_("%s is raised."), message);
}

static void
take (GPtrArray *clauses,
      char      *clause)
{
  if (clause != NULL)
    g_ptr_array_add (clauses, clause);
}

char *
dsc_describe_step (const DscStep     *step,
                   const DscTrace    *trace,
                   const DscSnapshot *before,
                   const DscSnapshot *after)
{
  g_autoptr (GPtrArray) clauses = g_ptr_array_new_with_free_func (g_free);
  Story story;

  if (step != NULL && step->error != NULL)
    take (clauses, error_sentence (step));
  if (after != NULL)
    {
      const gboolean same_dict = before != NULL && dsc_describe_same_thing (before, after);
      read_story (&story, trace, same_dict ? before : NULL, after);
      const gboolean is_sharing = dsc_describe_sharing (clauses, trace, before, after);
      if (!same_dict && !is_sharing && (step == NULL || step->error == NULL))
        take (clauses, new_dict_clause (after));
      if (same_dict && dsc_snapshot_is_shared_empty (after) && !dsc_snapshot_is_shared_empty (before))
        take (clauses, g_strdup (_("The table is given back: ma_keys points at Py_EMPTY_KEYS.")));
      if (story.n_resizes > 0 && !is_sharing)
        take (clauses, resize_clause (&story));
      if (!is_sharing)
        take (clauses, kind_clause (&story));
      if (!is_sharing)
        take (clauses, is_about_one_key (&story) ? single_key_clause (&story, after) : many_keys_clause (&story));
      if (step == NULL || step->error == NULL)
        take (clauses, field_clause (&story, same_dict ? before : NULL, after));
    }
  if (clauses->len == 0)
    return g_strdup (_("Nothing changes."));
  g_ptr_array_add (clauses, NULL);
  return g_strjoinv (" ", (char **) clauses->pdata);
}
