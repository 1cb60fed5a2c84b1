/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-comparison-partner.c: looks for a release to put beside those that are there: the nearest that behaves differently on the script. */
#include "dsc-comparison-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "dsc-version-list.h"

typedef enum {
  FOUND_BY_BEHAVIOUR = 0,
  FOUND_BY_BYTES,              /* nothing behaves differently, but sizes differ */
  FOUND_NEIGHBOUR,             /* nothing differs at all */
} Found;

typedef struct {
  char      *text;
  guint32    hash_seed;
  DscTarget  present[DSC_COMPARE_MOST_SIDES];      /* the lead first */
  guint      n;
  DscTarget  partner;          /* result */
  Found      found;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->text);
  g_free (search);
}

static gboolean
is_present (const Search *search,
            DscTarget     target)
{
  for (guint i = 0; i < search->n; i++)
    if (dsc_target_equal (search->present[i], target))
      return TRUE;
  return FALSE;
}

/* From one release to the nearest that is unlike it, until one comes that is not there yet. */
static gboolean
walk (Search       *search,
      DscScript    *script,
      guint         what,
      GCancellable *cancellable)
{
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (DscTarget));
  DscTarget at = search->present[0];
  DscDifference difference;

  while (dsc_compare_find_partner (script, at, search->hash_seed, what, cancellable, &search->partner, &difference, NULL))
    {
      if (!is_present (search, search->partner))
        return TRUE;
      for (guint i = 0; i < seen->len; i++)
        if (dsc_target_equal (g_array_index (seen, DscTarget, i), search->partner))
          return FALSE;
      at = search->partner;
      g_array_append_val (seen, at);
    }
  return FALSE;
}

/* The newest release of the line before; of the oldest one that of the line after. */
static gboolean
find_neighbour (Search *search)
{
  const DscTarget lead = search->present[0];
  const DscVersion *releases;
  const size_t n = dsc_releases (&releases);
  gboolean found = FALSE;

  for (size_t i = 0; i < n; i++)
    {
      const DscTarget target = { .version = releases[i], .build = lead.build };
      const gboolean older = target.version < lead.version;

      if (target.version >> 16 == lead.version >> 16 || !dsc_version_has_build (target.version, target.build) || is_present (search, target))
        continue;
      if (older || !found || target.version >> 16 != search->partner.version >> 16)
        search->partner = target;
      found = TRUE;
      if (older)
        break;
    }
  return found;
}

static void
search_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Search *search = task_data;
  g_autoptr (DscScript) script = dsc_script_new (search->text, strlen (search->text));

  if (walk (search, script, DSC_COMPARE_BEHAVIOUR, cancellable))
    search->found = FOUND_BY_BEHAVIOUR;
  else if (!g_cancellable_is_cancelled (cancellable) && walk (search, script, DSC_COMPARE_BYTES, cancellable))
    search->found = FOUND_BY_BYTES;
  else if (find_neighbour (search))
    search->found = FOUND_NEIGHBOUR;
  else
    {
      g_task_return_boolean (task, FALSE);
      return;
    }
  g_task_return_boolean (task, TRUE);
}

static void
tell (DscComparison *self,
      const Search  *search)
{
  char lead[64], partner[64];
  g_autofree char *sentence = NULL;

  dsc_target_title (search->present[0], lead, sizeof lead);
  dsc_target_title (search->partner, partner, sizeof partner);
  if (search->found == FOUND_BY_BYTES)
    /* Translators: both are releases, "CPython 3.14.10" */
    sentence = g_strdup_printf (_("No other release behaves differently on this script; %s has other sizes than %s"), partner, lead);
  else if (search->found == FOUND_NEIGHBOUR)
    sentence = g_strdup_printf (_("No other release differs on this script; here is its neighbour, %s"), partner);
  if (sentence != NULL)
    dsc_comparison_say (self, sentence);
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  DscComparison *self = DSC_COMPARISON (source);
  const Search *search = g_task_get_task_data (G_TASK (result));
  const gboolean found = g_task_propagate_boolean (G_TASK (result), NULL);

  if (G_TASK (result) != self->partner_task)
    return;
  self->partner_task = NULL;
  g_clear_object (&self->partner_cancellable);
  if (found)
    {
      tell (self, search);
      dsc_comparison_add_target (self, search->partner);
    }
  else
    dsc_comparison_say (self, _("All releases that differ on this script are there already"));
  dsc_comparison_notify_searching (self);
}

/* The lead comes first, the sides with scripts of their own play no part. */
static Search *
search_new (DscComparison *self)
{
  Search *search = g_new0 (Search, 1);

  search->text = g_strdup (dsc_session_get_text (self->lead));
  search->hash_seed = dsc_session_get_hash_seed (self->lead);
  search->present[search->n++] = dsc_session_get_target (self->lead);
  for (guint i = 0; i < self->sides->len; i++)
    {
      const DscComparisonSide *side = dsc_comparison_get_side (self, i);

      if (!dsc_comparison_is_lead (self, side) && side->script_name == NULL)
        search->present[search->n++] = dsc_session_get_target (side->session);
    }
  return search;
}

void
dsc_comparison_add_nearest (DscComparison *self)
{
  g_return_if_fail (DSC_IS_COMPARISON (self));
  if (self->partner_task != NULL || self->sides->len >= DSC_COMPARE_MOST_SIDES)
    return;
  self->partner_cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (self, self->partner_cancellable, searched_cb, NULL);

  g_task_set_source_tag (task, dsc_comparison_add_nearest);
  g_task_set_task_data (task, search_new (self), search_free);
  self->partner_task = task;      /* alive until its callback */
  g_task_run_in_thread (task, search_in_thread);
  dsc_comparison_notify_searching (self);
}

gboolean
dsc_comparison_is_searching (DscComparison *self)
{
  g_return_val_if_fail (DSC_IS_COMPARISON (self), FALSE);
  return self->partner_task != NULL;
}

/* With nothing to compare with, the comparison ends. */
void
dsc_comparison_cancel_search (DscComparison *self)
{
  g_return_if_fail (DSC_IS_COMPARISON (self));
  if (self->partner_task == NULL)
    return;
  g_cancellable_cancel (self->partner_cancellable);
  g_clear_object (&self->partner_cancellable);
  self->partner_task = NULL;
  dsc_comparison_notify_searching (self);
  if (self->on && self->sides->len == 1)
    dsc_comparison_set_on (self, FALSE);
}
