/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-compare-reasons.c: what makes states after a step differ: the rebuilds of each side beside each other, the rules that make the difference,
 * the parts of the bytes. */
#include "dsc-compare-reasons-private.h"

#include <glib/gi18n-lib.h>

#define MOST_TEXT 60

/* ---- reasons --------------------------------------------------------------------------------------------------- */

DscReason *
dsc_reasons_add (Explanation *self,
                 char        *heading,
                 char        *note)
{
  const DscReason reason = { .heading = heading, .note = note };

  g_array_append_val (self->reasons, reason);
  return &g_array_index (self->reasons, DscReason, self->reasons->len - 1);
}

static void
reason_clear (gpointer data)
{
  DscReason *reason = data;

  g_free (reason->heading);
  g_free (reason->note);
  for (guint i = 0; i < DSC_REASON_MOST_SIDES; i++)
    g_free (reason->outcomes[i]);
}

/* Where they are alike, texts[i] of all sides are one note; else outcomes. Takes the texts; NULL: nothing there. */
void
dsc_reasons_add_texts (Explanation *self,
                       char        *heading,
                       char        *texts[DSC_REASON_MOST_SIDES])
{
  gboolean alike = TRUE;

  for (guint i = 1; i < self->n; i++)
    alike = alike && g_strcmp0 (texts[0], texts[i]) == 0;
  DscReason *reason = dsc_reasons_add (self, heading, alike ? g_strdup (texts[0]) : NULL);
  for (guint i = 0; i < self->n; i++)
    if (alike)
      g_free (texts[i]);
    else
      reason->outcomes[i] = texts[i];
}

/* ---- rebuilds -------------------------------------------------------------------------------------------------- */

static void
find_rebuild (ReasonSide *side)
{
  const DscTrace *trace = &side->trace;

  side->usable = -1;
  for (gsize i = 0; i < trace->n_events; i++)
    {
      const DscEvent *event = &trace->events[i];

      if (event->kind == DSC_EVENT_RESIZE_BEGIN)
        {
          side->begin = event;
          side->test = side->request = NULL;
        }
      if (event->kind == DSC_EVENT_RESIZE_TEST)
        side->test = event;
      if (event->kind == DSC_EVENT_RESIZE_REQUEST)
        side->request = event;
      if (event->kind == DSC_EVENT_DUMMY_REUSED)
        side->reuses = TRUE;
      if (event->kind == DSC_EVENT_WRITE_FIELD && event->detail == DSC_FIELD_DK_USABLE && side->usable < 0)
        side->usable = event->a;
    }
}

/* The test that the table did not pass: "dk_usable = 0". */
static char *
describe_test (const ReasonSide *side)
{
  const DscEvent *test = side->test;

  if (test == NULL)
    return g_strdup (side->begin->detail == DSC_RESIZE_FROM_EMPTY ? _("the first key") : _("a table of its own"));
  switch ((DscResizeTest) test->detail)
    {
    case DSC_RESIZE_TEST_USABLE:
      return g_strdup_printf ("dk_usable = %" G_GINT64_FORMAT, test->a);
    case DSC_RESIZE_TEST_LOAD:
      return g_strdup_printf ("%" G_GINT64_FORMAT " × 3 ≥ %" G_GINT64_FORMAT " × 2", test->a, test->b);
    case DSC_RESIZE_TEST_MERGE_LOAD:
      return g_strdup_printf ("(%" G_GINT64_FORMAT " + %" G_GINT64_FORMAT ") × 3 ≥ %" G_GINT64_FORMAT " × 2", test->a, test->c, test->b);
    case DSC_RESIZE_TEST_MERGE_USABLE:
      return g_strdup_printf ("%" G_GINT64_FORMAT " × 3 < %" G_GINT64_FORMAT " × 2", test->a, test->c);
    case DSC_RESIZE_TEST_MERGE_ROOM:
      return g_strdup_printf (_("room for %1$" G_GINT64_FORMAT ", %2$" G_GINT64_FORMAT " to come"), test->a, test->c);
    case DSC_RESIZE_TEST_COUNT:
      return g_strdup_printf (_("%" G_GINT64_FORMAT " known to come"), test->c);
    case DSC_RESIZE_TEST_KIND:
      return g_strdup (_("a key that is no str"));
    case DSC_RESIZE_TEST_SPLIT:
      return g_strdup (_("shared keys do not fit"));
    }
  return g_strdup (_("rebuilt"));
}

static char *
describe_stay (const ReasonSide *side)
{
  if (side->reuses && side->traits.family != DSC_FAMILY_COMPACT)
    return g_strdup (_("no: it takes the slot of a dummy"));
  if (side->traits.usable == DSC_USABLE_FILL && side->snapshot != NULL && dsc_snapshot_find_field (side->snapshot, DSC_FIELD_MA_FILL) != NULL)
    return g_strdup_printf ("%" G_GINT64_FORMAT " × 3 < %" G_GSIZE_FORMAT " × 2", dsc_snapshot_get_value (side->snapshot, DSC_FIELD_MA_FILL, 0),
                            dsc_snapshot_get_n_slots (side->snapshot));
  if (side->usable > 0)
    return g_strdup_printf ("dk_usable = %" G_GINT64_FORMAT, side->usable);
  return g_strdup (_("not rebuilt"));
}

static char *
describe_request (const ReasonSide *side)
{
  const DscEvent *request = side->request;

  if (request == NULL)
    return NULL;
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, "%" G_GINT64_FORMAT " × %" G_GINT64_FORMAT, request->a, request->b);
  if (request->c != 0)
    g_string_append_printf (text, " + %" G_GINT64_FORMAT, request->c);
  if (request->d > 1)
    {
      g_string_prepend_c (text, '(');
      g_string_append_printf (text, ") ÷ %" G_GINT64_FORMAT, request->d);
    }
  g_string_append_printf (text, " = %" G_GINT64_FORMAT, side->begin->a);
  return g_string_free (text, FALSE);
}

static const char *
name_request (const ReasonSide *side)
{
  const gboolean is_growth = side->test != NULL && (side->test->detail == DSC_RESIZE_TEST_USABLE || side->test->detail == DSC_RESIZE_TEST_LOAD
                                                    || side->test->detail == DSC_RESIZE_TEST_KIND || side->test->detail == DSC_RESIZE_TEST_SPLIT);

  return dsc_version_function (&side->traits, is_growth ? DSC_FUNCTION_GROWTH : DSC_FUNCTION_ESTIMATE, NULL);
}

static void
add_request (Explanation *self)
{
  const char *name = NULL;
  char *texts[DSC_REASON_MOST_SIDES] = { NULL };
  gboolean any = FALSE, one_name = TRUE;

  for (guint i = 0; i < self->n; i++)
    {
      const ReasonSide *side = &self->sides[i];
      texts[i] = side->begin != NULL ? describe_request (side) : NULL;
      if (texts[i] == NULL)
        continue;
      one_name = one_name && (!any || g_strcmp0 (name, name_request (side)) == 0);
      name = name_request (side);
      any = TRUE;
    }
  if (any)
    dsc_reasons_add_texts (self, g_strdup (one_name && name != NULL ? name : _("slots asked for")), texts);
}

static void
add_rounding (Explanation *self)
{
  char *texts[DSC_REASON_MOST_SIDES] = { NULL };
  gboolean alike = TRUE;
  gint64 request = -1;

  for (guint i = 0; i < self->n; i++)
    {
      const DscEvent *begin = self->sides[i].begin;
      alike = alike && begin != NULL && self->sides[i].request != NULL && (request < 0 || begin->a == request);
      request = begin != NULL ? begin->a : request;
    }
  for (guint i = 0; i < self->n; i++)
    {
      const ReasonSide *side = &self->sides[i];
      if (side->begin != NULL)
        texts[i] = alike || side->request == NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, side->begin->c)
                                                  : g_strdup_printf ("%" G_GINT64_FORMAT " → %" G_GINT64_FORMAT, side->begin->a, side->begin->c);
      else if (side->step != NULL)
        texts[i] = g_strdup_printf ("%" G_GSIZE_FORMAT, side->step->n_slots);
    }
  dsc_reasons_add_texts (self, alike ? g_strdup_printf (_("round up %" G_GINT64_FORMAT), request) : g_strdup (_("slots")), texts);
}

/* How many entries fit into the slots that there were, where one is full and the other not yet. */
static void
add_usable (Explanation *self)
{
  char *texts[DSC_REASON_MOST_SIDES] = { NULL };
  guint64 slots = 0;
  gboolean alike = TRUE;

  for (guint i = 0; i < self->n; i++)
    {
      const ReasonSide *side = &self->sides[i];
      const guint64 before = side->begin != NULL ? (guint64) side->begin->b : side->step != NULL ? side->step->n_slots : 0;

      if (before == 0 || (slots != 0 && before != slots) || side->traits.usable == DSC_USABLE_FILL)
        return;
      slots = before;
      alike = alike && dsc_traits_usable (&side->traits, slots) == dsc_traits_usable (&self->sides[0].traits, slots);
    }
  if (alike)
    return;
  for (guint i = 0; i < self->n; i++)
    texts[i] = g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) dsc_traits_usable (&self->sides[i].traits, slots));
  /* Translators: a number of slots: how many entries they may hold differs between releases */
  dsc_reasons_add_texts (self, g_strdup_printf (_("what fits into %" G_GUINT64_FORMAT " slots"), slots), texts);
}

static gboolean
any_reuses (const Explanation *self)
{
  for (guint i = 0; i < self->n; i++)
    if (self->sides[i].reuses)
      return TRUE;
  return FALSE;
}

static void
add_rebuilds (Explanation *self)
{
  char *tests[DSC_REASON_MOST_SIDES] = { NULL };
  gboolean alike = TRUE;

  for (guint i = 0; i < self->n; i++)
    {
      tests[i] = self->sides[i].begin != NULL ? describe_test (&self->sides[i]) : describe_stay (&self->sides[i]);
      alike = alike && self->sides[i].begin != NULL && g_strcmp0 (tests[i], tests[0]) == 0;
    }
  if (alike)
    {
      dsc_reasons_add (self, g_strdup (tests[0]), g_strdup (self->n == 2 ? _("both must rebuild") : self->n > 2 ? _("all must rebuild") : _("it must be rebuilt")));
      for (guint i = 0; i < self->n; i++)
        g_free (tests[i]);
    }
  else
    {
      dsc_reasons_add_texts (self, g_strdup (_("must it be rebuilt?")), tests);
      if (!any_reuses (self))
        add_usable (self);
    }
  add_request (self);
  add_rounding (self);
}

/* ---- what differs ---------------------------------------------------------------------------------------------- */

static gboolean
is_alike (const Explanation *self,
          gint64 (*read) (const ReasonSide *side))
{
  for (guint i = 1; i < self->n; i++)
    if (read (&self->sides[i]) != read (&self->sides[0]))
      return FALSE;
  return TRUE;
}

static gint64
read_slots (const ReasonSide *side)
{
  return side->step != NULL ? (gint64) side->step->n_slots : -1;
}

static gint64
read_bytes (const ReasonSide *side)
{
  return side->step != NULL ? side->step->getsizeof : -1;
}

static gint64
has_own_dict (const ReasonSide *side)
{
  return side->snapshot != NULL && dsc_snapshot_has_dict (side->snapshot);
}

static gboolean
has_rebuild (const Explanation *self)
{
  for (guint i = 0; i < self->n; i++)
    if (self->sides[i].begin != NULL)
      return TRUE;
  return FALSE;
}

static void
add_slots (Explanation *self)
{
  char *texts[DSC_REASON_MOST_SIDES] = { NULL };

  for (guint i = 0; i < self->n; i++)
    {
      const ReasonSide *side = &self->sides[i];
      const gboolean has_none = side->snapshot != NULL && !dsc_snapshot_has_dict (side->snapshot);
      texts[i] = side->step == NULL ? g_strdup ("–") : has_none ? g_strdup (_("no dict")) : g_strdup_printf ("%" G_GSIZE_FORMAT, side->step->n_slots);
    }
  dsc_reasons_add_texts (self, g_strdup (_("slots")), texts);
}

/* What the operation gave. */
static void
add_outcome (Explanation *self)
{
  char *texts[DSC_REASON_MOST_SIDES] = { NULL };
  gboolean any = FALSE;

  for (guint i = 0; i < self->n; i++)
    {
      const ReasonSide *side = &self->sides[i];
      DscText text;

      dsc_text_init (&text, &dsc_alloc_libc);
      if (side->step != NULL && side->step->error == NULL && side->step->result.value != NULL)
        dsc_repr_append (&text, side->step->result.value, dsc_timeline_get_pool (side->run->timeline), MOST_TEXT);
      texts[i] = side->step == NULL ? g_strdup ("–") : g_strdup (side->step->error != NULL ? side->step->error : text.text != NULL ? text.text : _("no value"));
      any = any || side->step != NULL;
      dsc_text_clear (&text);
    }
  dsc_reasons_add_texts (self, g_strdup (_("what it gives")), texts);
}

/* Whether a pair parts at this step, in that. */
static gboolean
parts_here (const Explanation *self,
            DscDiffers         what)
{
  for (guint i = 1; i < self->n; i++)
    if (self->parts[i].differs && self->parts[i].difference.step == self->step && self->parts[i].difference.what == what)
      return TRUE;
  return FALSE;
}

/* Neighbours of one run of a script each that parted before this step. */
static void
add_earlier (Explanation *self,
             gboolean     with_rules)
{
  guint64 first = G_MAXUINT64;

  for (guint i = 1; i < self->n; i++)
    if (self->parts[i].differs)
      first = MIN (first, self->parts[i].difference.step);
  if (first < self->step)
    dsc_reasons_add (self, g_strdup_printf (_("apart since step %" G_GUINT64_FORMAT), first),
                     with_rules ? g_strdup (_("Rules named here made them part, then or later.")) : NULL);
}

static void
add_behaviour (Explanation *self)
{
  const gboolean slots_alike = is_alike (self, read_slots);

  add_earlier (self, TRUE);
  if (has_rebuild (self) && (!slots_alike || parts_here (self, DSC_DIFFERS_SLOTS)))
    add_rebuilds (self);
  else if (!slots_alike)
    add_slots (self);
  if (parts_here (self, DSC_DIFFERS_OUTCOME))
    add_outcome (self);
  if (parts_here (self, DSC_DIFFERS_PROGRAM))
    dsc_reasons_add (self, g_strdup (_("another program")), g_strdup (_("From here on the program does something else: it took another branch, met other keys, or ended.")));
}

/* ---- all of it ------------------------------------------------------------------------------------------------- */

static gboolean
any_differs (const Explanation *self)
{
  for (guint i = 1; i < self->n; i++)
    if (self->parts[i].differs)
      return TRUE;
  return FALSE;
}

static gboolean
any_ended (const Explanation *self)
{
  for (guint i = 0; i < self->n; i++)
    if (self->sides[i].step == NULL)
      return TRUE;
  return FALSE;
}

/* What the others did in this step has nothing to be compared with. */
static void
add_ends (Explanation *self)
{
  char *texts[DSC_REASON_MOST_SIDES] = { NULL };

  for (guint i = 0; i < self->n; i++)
    texts[i] = self->sides[i].step != NULL ? g_strdup (_("goes on"))
                                           : g_strdup_printf (_("ended after step %" G_GSIZE_FORMAT), dsc_timeline_get_n_steps (self->sides[i].run->timeline));
  dsc_reasons_add_texts (self, g_strdup (_("the program")), texts);
}

/* The step is about a dict on all sides. */
static gboolean
all_have_dicts (const Explanation *self)
{
  for (guint i = 0; i < self->n; i++)
    if (read_bytes (&self->sides[i]) < 0)
      return FALSE;
  return TRUE;
}

static gboolean
has_releases (const Explanation *self)
{
  for (guint i = 1; i < self->n; i++)
    if (!dsc_target_equal (self->sides[i].target, self->sides[0].target))
      return TRUE;
  return FALSE;
}

static void
explain (Explanation *self)
{
  const gboolean bytes_alike = is_alike (self, read_bytes);

  if (self->has_scripts)
    {
      if (has_releases (self))
        dsc_reasons_add (self, g_strdup (_("other scripts")), g_strdup (_("Not all sides run one script: what differs comes from what the scripts do, and from the releases.")));
      else
        dsc_reasons_add (self, g_strdup (_("the same rules")), g_strdup (_("One release, two scripts: what differs comes from what they do.")));
      if (all_have_dicts (self) && !is_alike (self, read_slots))
        add_slots (self);
    }
  else if (any_ended (self))
    {
      add_earlier (self, FALSE);
      add_ends (self);
      return;
    }
  else if (any_differs (self))
    {
      add_behaviour (self);
      dsc_reasons_add_rules (self);
    }
  else
    dsc_reasons_add (self, g_strdup (_("alike")), g_strdup (_("Up to this step they do the same: the same slots, items and outcomes.")));
  if (!bytes_alike && is_alike (self, has_own_dict) && (!has_rebuild (self) || self->reasons->len < 3))
    {
      dsc_reasons_add_byte_rules (self);
      dsc_reasons_add_bytes (self);
    }
}

static gboolean
run_side (Explanation      *self,
          guint             i,
          DscScript        *script,
          DscTarget         target,
          guint32           hash_seed,
          const char       *name,
          GCancellable     *cancellable,
          GError          **error)
{
  ReasonSide *side = &self->sides[i];

  side->script = script;
  side->target = target;
  side->traits = dsc_traits_resolve (target);
  dsc_trace_init (&side->trace, &dsc_alloc_libc);
  side->trace.max_events = DSC_OBSERVED_EVENTS;
  side->run = dsc_script_run_by_traits (script, &side->traits, hash_seed, self->step, cancellable, error);
  if (side->run == NULL)
    return FALSE;
  /* Of two scripts the shorter one stays as it has ended. */
  const gsize n_steps = dsc_timeline_get_n_steps (side->run->timeline);
  const gsize step = self->has_scripts ? MIN ((gsize) self->step, n_steps) : (gsize) self->step;
  if (step == 0 || step > n_steps)
    return TRUE;
  side->step = dsc_timeline_get_step (side->run->timeline, step - 1);
  DscMachine *machine = dsc_timeline_seek (side->run->timeline, step, &side->trace);
  guint32 reg = name != NULL && machine != NULL ? dsc_machine_find_name (machine, name) : side->step->visible;
  for (gsize k = step; reg == 0 && name == NULL && k > 0; k--)
    reg = dsc_timeline_get_step (side->run->timeline, k - 1)->visible;
  side->snapshot = machine != NULL && reg != 0 ? dsc_machine_take_snapshot (machine, reg) : NULL;
  find_rebuild (side);
  return TRUE;
}

static gboolean
compare_sides (Explanation   *self,
               guint32        hash_seed,
               guint          what,
               GCancellable  *cancellable,
               GError       **error)
{
  for (guint i = 1; i < self->n; i++)
    {
      const ReasonSide *a = &self->sides[i - 1];
      const ReasonSide *b = &self->sides[i];
      ReasonParting *parting = &self->parts[i];

      parting->differs = dsc_compare_runs (a->run->timeline, b->run->timeline, what, &parting->difference);
      if (!parting->differs || a->script != b->script)
        continue;
      parting->causes = dsc_compare_find_causes (a->script, a->target, b->target, hash_seed, what, &parting->difference, cancellable, error);
      if (parting->causes == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
explanation_clear (Explanation *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      if (self->sides[i].script != NULL)
        dsc_trace_clear (&self->sides[i].trace);
      dsc_snapshot_unref (self->sides[i].snapshot);
      g_clear_pointer (&self->sides[i].run, dsc_run_free);
      g_clear_pointer (&self->parts[i].causes, g_array_unref);
    }
}

DscReasons *
dsc_compare_explain (DscScript *const *scripts,
                     const DscTarget  *targets,
                     guint             n,
                     guint32           hash_seed,
                     guint             what,
                     guint64           step,
                     const char       *name,
                     GCancellable     *cancellable,
                     GError          **error)
{
  Explanation self = { .n = MIN (n, DSC_REASON_MOST_SIDES), .step = step };
  DscReasons *reasons = NULL;
  gboolean is_fine = TRUE;

  for (guint i = 1; i < self.n; i++)
    self.has_scripts = self.has_scripts || scripts[i] != scripts[0];
  for (guint i = 0; is_fine && i < self.n; i++)
    is_fine = run_side (&self, i, scripts[i], targets[i], hash_seed, name, cancellable, error);
  if (is_fine && compare_sides (&self, hash_seed, what, cancellable, error))
    {
      reasons = g_new0 (DscReasons, 1);
      self.reasons = reasons->reasons = g_array_new (FALSE, FALSE, sizeof (DscReason));
      g_array_set_clear_func (self.reasons, reason_clear);
      explain (&self);
      reasons->source = dsc_reasons_tell_source (&self);
      reasons->is_first = any_differs (&self);
      for (guint i = 1; i < self.n; i++)
        reasons->is_first = reasons->is_first && (!self.parts[i].differs || self.parts[i].difference.step == step);
    }
  explanation_clear (&self);
  return reasons;
}

void
dsc_reasons_free (DscReasons *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->reasons);
  g_free (self->source);
  g_free (self);
}
