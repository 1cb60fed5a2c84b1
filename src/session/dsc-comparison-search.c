/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-comparison-search.c: a partner for a comparison, where its sides part, and which rules make them part; all in workers. */
#include "dsc-comparison-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "dsc-compare-reasons.h"

/* Steps of another script have nothing to do with those of the lead's; what memory looks like can be compared. */
#define STATES (1u << DSC_DIFFERS_SLOTS | 1u << DSC_DIFFERS_ITEMS | 1u << DSC_DIFFERS_BYTES)

void
dsc_parting_clear (DscParting *parting)
{
  g_free (parting->sentence);
  g_free (parting->rule);
  g_free (parting->cause);
  *parting = (DscParting) { 0 };
}

/* ---- where two sides part ---------------------------------------------------------------------- */

typedef struct {
  DscHistory *history;         /* NULL: of a side that is the lead, or never ran */
  DscTarget   target;
  gboolean    own_script;
  guint       what;            /* result: in what they were found to differ */
  DscParting  parting;         /* result */
  GArray     *runs;            /* result */
} Pair;

typedef struct {
  char       *text;
  DscHistory *lead;
  DscTarget   target;
  guint32     hash_seed;
  guint       n;
  Pair        pairs[DSC_COMPARE_MOST_SIDES];
  gboolean    has_causes;      /* the second half: only those are looked for */
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  for (guint i = 0; i < search->n; i++)
    {
      g_clear_pointer (&search->pairs[i].history, dsc_history_unref);
      g_clear_pointer (&search->pairs[i].runs, g_array_unref);
      dsc_parting_clear (&search->pairs[i].parting);
    }
  dsc_history_unref (search->lead);
  g_free (search->text);
  g_free (search);
}

static void
add_step (GArray  *runs,
          guint64  step)
{
  DscStepRun *last = runs->len > 0 ? &g_array_index (runs, DscStepRun, runs->len - 1) : NULL;

  if (last != NULL && last->last + 1 == step)
    last->last = step;
  else
    g_array_append_val (runs, ((DscStepRun) { step, step }));
}

/* Once the programs have gone different ways, each step is another one. */
static GArray *
find_runs (const DscTimeline *a,
           const DscTimeline *b,
           guint              what,
           GCancellable      *cancellable)
{
  const gsize n_a = dsc_timeline_get_n_steps (a), n_b = dsc_timeline_get_n_steps (b);
  const gsize n = MIN (n_a, n_b);
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (DscStepRun));
  gboolean parted = FALSE;
  DscDifference difference;

  for (gsize i = 0; i < n && !(i % 1024 == 0 && g_cancellable_is_cancelled (cancellable)); i++)
    {
      if (!parted && !dsc_compare_step (a, b, i, what, &difference))
        continue;
      parted |= difference.what == DSC_DIFFERS_PROGRAM;
      add_step (runs, i + 1);
    }
  if (n_a != n_b && (what & (1u << DSC_DIFFERS_PROGRAM)))
    for (gsize i = n; i < MAX (n_a, n_b); i++)
      add_step (runs, i + 1);
  return runs;
}

/* Behaviour counts; where it is alike, what is left is how large the parts are. */
static void
compare_pair (const Search *search,
              Pair         *pair,
              GCancellable *cancellable)
{
  const DscTimeline *a = dsc_history_get_timeline (search->lead);
  const DscTimeline *b = dsc_history_get_timeline (pair->history);
  DscParting *parting = &pair->parting;

  pair->what = pair->own_script ? STATES : DSC_COMPARE_BEHAVIOUR;
  parting->differs = dsc_compare_runs (a, b, pair->what, &parting->difference);
  if (!parting->differs && !pair->own_script)
    {
      pair->what = DSC_COMPARE_BYTES;
      parting->differs = dsc_compare_runs (a, b, pair->what, &parting->difference);
    }
  if (parting->differs && !pair->own_script)
    parting->sentence = dsc_difference_describe (&parting->difference, search->target, pair->target, a, b);
  pair->runs = find_runs (a, b, pair->what, cancellable);
}

static void
compare_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Search *search = task_data;

  for (guint i = 0; i < search->n; i++)
    if (search->pairs[i].history != NULL)
      compare_pair (search, &search->pairs[i], cancellable);
  g_task_return_boolean (task, TRUE);
}

/* ---- which rule makes them part ---------------------------------------------------------------- */

static char *
describe_causes (const Search *search,
                 const Pair   *pair,
                 const GArray *causes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < causes->len; i++)
    {
      g_autofree char *one = dsc_cause_describe (&g_array_index (causes, DscCause, i), search->target, pair->target);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", one);
    }
  return g_string_free (text, causes->len == 0);
}

/* "round up 6: 16 in 3.10.13, 8 in 3.9.18 and 2.7.18", or what all do alike, "GROWTH_RATE (2 × 3 = 6)". */
static void
append_reason (GString         *text,
               const DscReason *reason,
               const DscTarget *targets,
               guint            n)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " → " : "", reason->heading);
  if (reason->note != NULL)
    g_string_append_printf (text, " (%s)", reason->note);
  for (guint i = 0, shown = 0; i < n; i++)
    {
      gboolean told = reason->outcomes[i] == NULL;
      char name[64];

      for (guint k = 0; k < i && !told; k++)
        told = g_strcmp0 (reason->outcomes[k], reason->outcomes[i]) == 0;
      if (told)
        continue;
      dsc_target_format (targets[i], name, sizeof name);
      /* Translators: what comes out in a release, as in “16 in 3.10.13” */
      g_string_append (text, shown++ > 0 ? ", " : ": ");
      g_string_append_printf (text, _("%s in %s"), reason->outcomes[i], name);
      for (guint k = i + 1; k < n; k++)
        if (g_strcmp0 (reason->outcomes[k], reason->outcomes[i]) == 0)
          {
            dsc_target_format (targets[k], name, sizeof name);
            g_string_append_printf (text, _(" and %s"), name);
          }
    }
}

/* What makes all versions of the script part at that step; NULL: nothing is known. */
static char *
describe_rule (const Search *search,
               DscScript    *script,
               const Pair   *pair,
               GCancellable *cancellable)
{
  DscScript *scripts[DSC_COMPARE_MOST_SIDES] = { script };
  DscTarget targets[DSC_COMPARE_MOST_SIDES] = { search->target };
  guint n = 1;

  for (guint i = 0; i < search->n; i++)
    if (search->pairs[i].history != NULL && !search->pairs[i].own_script)
      {
        scripts[n] = script;
        targets[n++] = search->pairs[i].target;
      }
  g_autoptr (DscReasons) reasons = dsc_compare_explain (scripts, targets, n, search->hash_seed, pair->what, pair->parting.difference.step, NULL,
                                                        cancellable, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; reasons != NULL && i < reasons->reasons->len; i++)
    append_reason (text, &g_array_index (reasons->reasons, DscReason, i), targets, n);
  if (reasons != NULL && reasons->source != NULL)
    g_string_append_printf (text, " (%s)", reasons->source);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
find_causes_in_thread (GTask        *task,
                       gpointer      source,
                       gpointer      task_data,
                       GCancellable *cancellable)
{
  Search *search = task_data;
  g_autoptr (DscScript) script = dsc_script_new (search->text, strlen (search->text));

  for (guint i = 0; i < search->n && !g_cancellable_is_cancelled (cancellable); i++)
    {
      Pair *pair = &search->pairs[i];

      if (pair->history == NULL || !pair->parting.differs || pair->own_script)
        continue;
      g_autoptr (GArray) causes = dsc_compare_find_causes (script, search->target, pair->target, search->hash_seed, pair->what,
                                                           &pair->parting.difference, cancellable, NULL);

      if (causes != NULL)
        pair->parting.cause = describe_causes (search, pair, causes);
      pair->parting.rule = describe_rule (search, script, pair, cancellable);
    }
  g_task_return_boolean (task, TRUE);
}

/* ---- taking what was found ------------------------------------------------------------------- */

static int
compare_starts (gconstpointer a,
                gconstpointer b)
{
  const DscStepRun *run_a = a, *run_b = b;

  return run_a->first < run_b->first ? -1 : run_a->first > run_b->first;
}

static void
unite_runs (DscComparison *self)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (DscStepRun));

  g_clear_pointer (&self->runs, g_array_unref);
  self->runs = g_array_new (FALSE, FALSE, sizeof (DscStepRun));
  for (guint i = 0; i < self->sides->len; i++)
    {
      const GArray *runs = dsc_comparison_get_side (self, i)->runs;

      if (runs != NULL)
        g_array_append_vals (all, runs->data, runs->len);
    }
  g_array_sort (all, compare_starts);
  for (guint i = 0; i < all->len; i++)
    {
      const DscStepRun run = g_array_index (all, DscStepRun, i);
      DscStepRun *last = self->runs->len > 0 ? &g_array_index (self->runs, DscStepRun, self->runs->len - 1) : NULL;

      if (last != NULL && run.first <= last->last + 1)
        last->last = MAX (last->last, run.last);
      else
        g_array_append_val (self->runs, run);
    }
}

static void begin_search (DscComparison *self,
                          Search        *search);

static void
take_partings (DscComparison *self,
               Search        *search)
{
  for (guint i = 0; i < search->n && i < self->sides->len; i++)
    {
      DscComparisonSide *side = dsc_comparison_get_side (self, i);
      Pair *pair = &search->pairs[i];

      if (pair->history == NULL)
        continue;
      if (search->has_causes)
        {
          g_free (side->parting.cause);
          side->parting.cause = g_steal_pointer (&pair->parting.cause);
          g_free (side->parting.rule);
          side->parting.rule = g_steal_pointer (&pair->parting.rule);
          continue;
        }
      dsc_parting_clear (&side->parting);
      side->parting = pair->parting;
      side->parting.is_known = TRUE;
      side->parting.sentence = g_strdup (pair->parting.sentence);
      g_clear_pointer (&side->runs, g_array_unref);
      side->runs = g_steal_pointer (&pair->runs);
    }
  if (!search->has_causes)
    unite_runs (self);
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  DscComparison *self = DSC_COMPARISON (source);
  Search *search = g_task_get_task_data (G_TASK (result));

  if (G_TASK (result) != self->parting_task)
    return;
  self->parting_task = NULL;
  g_clear_object (&self->parting_cancellable);
  take_partings (self, search);
  if (!search->has_causes)
    {
      Search *causes = g_new0 (Search, 1);

      *causes = *search;
      *search = (Search) { 0 };
      causes->has_causes = TRUE;
      begin_search (self, causes);
    }
  dsc_comparison_notify_differences (self);
  dsc_comparison_update_pictures (self);
}

static void
begin_search (DscComparison *self,
              Search        *search)
{
  self->parting_cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (self, self->parting_cancellable, searched_cb, NULL);

  g_task_set_source_tag (task, begin_search);
  g_task_set_task_data (task, search, search_free);
  g_task_set_check_cancellable (task, FALSE);
  self->parting_task = task;      /* alive until its callback */
  g_task_run_in_thread (task, search->has_causes ? find_causes_in_thread : compare_in_thread);
}

/* What they were found for is what there is now. */
static gboolean
is_found (DscComparison *self)
{
  if (self->compared->len != self->sides->len)
    return FALSE;
  for (guint i = 0; i < self->sides->len; i++)
    if (dsc_session_get_history (dsc_comparison_get_side (self, i)->session) != g_ptr_array_index (self->compared, i))
      return FALSE;
  return TRUE;
}

static gboolean
may_search (DscComparison *self)
{
  if (!self->on || self->sides->len < 2 || dsc_session_get_history (self->lead) == NULL)
    return FALSE;
  for (guint i = 0; i < self->sides->len; i++)
    if (dsc_session_is_running (dsc_comparison_get_side (self, i)->session))
      return FALSE;
  return TRUE;
}

static Search *
search_new (DscComparison *self)
{
  Search *search = g_new0 (Search, 1);

  search->text = g_strdup (dsc_session_get_text (self->lead));
  search->lead = dsc_history_ref (dsc_session_get_history (self->lead));
  search->target = dsc_session_get_target (self->lead);
  search->hash_seed = dsc_session_get_hash_seed (self->lead);
  search->n = self->sides->len;
  for (guint i = 0; i < search->n; i++)
    {
      const DscComparisonSide *side = dsc_comparison_get_side (self, i);
      DscHistory *history = dsc_session_get_history (side->session);
      Pair *pair = &search->pairs[i];

      g_ptr_array_add (self->compared, history != NULL ? dsc_history_ref (history) : NULL);
      pair->target = dsc_session_get_target (side->session);
      pair->own_script = side->script_name != NULL;
      if (!dsc_comparison_is_lead (self, side) && history != NULL)
        pair->history = dsc_history_ref (history);
    }
  return search;
}

void
dsc_comparison_find_partings (DscComparison *self)
{
  if (!may_search (self) || is_found (self))
    return;
  dsc_comparison_forget_partings (self);
  begin_search (self, search_new (self));
}

void
dsc_comparison_forget_partings (DscComparison *self)
{
  const gboolean known = self->runs != NULL;

  if (self->parting_cancellable != NULL)
    g_cancellable_cancel (self->parting_cancellable);
  g_clear_object (&self->parting_cancellable);
  self->parting_task = NULL;
  g_ptr_array_set_size (self->compared, 0);
  g_clear_pointer (&self->runs, g_array_unref);
  for (guint i = 0; i < self->sides->len; i++)
    {
      DscComparisonSide *side = dsc_comparison_get_side (self, i);

      dsc_parting_clear (&side->parting);
      g_clear_pointer (&side->runs, g_array_unref);
    }
  if (known)
    dsc_comparison_notify_differences (self);
}
