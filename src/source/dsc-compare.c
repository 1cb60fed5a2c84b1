/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-compare.c: where two runs of one script part, and the release nearest to another that behaves unlike it. */
#include "dsc-compare-private.h"

#include <string.h>

#include "dsc-repr.h"

#define REPR_CHARS 10000u

static gboolean
append_value (DscText           *text,
              const DscTimeline *run,
              const DscStep     *step)
{
  if (step->result.value != NULL)
    dsc_repr_append (text, step->result.value, dsc_timeline_get_pool (run), REPR_CHARS);
  return text->status == DSC_STATUS_OK;
}

static gboolean
same_value (const DscTimeline *a,
            const DscStep     *in_a,
            const DscTimeline *b,
            const DscStep     *in_b)
{
  gboolean same;
  DscText text_a;
  DscText text_b;

  if ((in_a->result.value == NULL) != (in_b->result.value == NULL))
    return FALSE;
  if (in_a->result.value == NULL || in_a->result.value == in_b->result.value)
    return TRUE;
  dsc_text_init (&text_a, &dsc_alloc_libc);
  dsc_text_init (&text_b, &dsc_alloc_libc);
  same = append_value (&text_a, a, in_a) && append_value (&text_b, b, in_b)
         && text_a.length == text_b.length && memcmp (text_a.text, text_b.text, text_a.length) == 0;
  dsc_text_clear (&text_a);
  dsc_text_clear (&text_b);
  return same;
}

/* Sizes that a program asks for or prints are no behaviour of their own: the state has them. */
static gboolean
tells_sizes (const DscStep *step)
{
  return step->op.kind == DSC_OP_GETSIZEOF || step->op.kind == DSC_OP_SIZEOF || step->op.kind == DSC_OP_PRINT;
}

static gboolean
same_program (const DscStep *a,
              const DscStep *b)
{
  return a->op.kind == b->op.kind && a->op.line == b->op.line && a->op.column == b->op.column;
}

static gboolean
same_outcome (const DscTimeline *a,
              const DscStep     *in_a,
              const DscTimeline *b,
              const DscStep     *in_b)
{
  if (in_a->result.status != in_b->result.status || in_a->result.raised.kind != in_b->result.raised.kind || (in_a->error == NULL) != (in_b->error == NULL))
    return FALSE;
  return tells_sizes (in_a) || same_value (a, in_a, b, in_b);
}

static gboolean
differ_in (DscDiffers         what,
           const DscTimeline *a,
           const DscStep     *in_a,
           const DscTimeline *b,
           const DscStep     *in_b,
           DscDifference     *out)
{
  switch (what)
    {
    case DSC_DIFFERS_PROGRAM:
      return !same_program (in_a, in_b);
    case DSC_DIFFERS_OUTCOME:
      return !same_outcome (a, in_a, b, in_b);
    case DSC_DIFFERS_SLOTS:
      out->a = (gint64) in_a->n_slots;
      out->b = (gint64) in_b->n_slots;
      break;
    case DSC_DIFFERS_ITEMS:
      out->a = (gint64) in_a->used;
      out->b = (gint64) in_b->used;
      break;
    case DSC_DIFFERS_BYTES:
      out->a = in_a->getsizeof;
      out->b = in_b->getsizeof;
      break;
    case DSC_N_DIFFERS:
      return FALSE;
    }
  return out->a != out->b;
}

gboolean
dsc_compare_step (const DscTimeline *a,
                  const DscTimeline *b,
                  gsize              i,
                  guint              what,
                  DscDifference     *out)
{
  const DscStep *in_a = dsc_timeline_get_step (a, i);
  const DscStep *in_b = dsc_timeline_get_step (b, i);

  for (int one = 0; one < DSC_N_DIFFERS; one++)
    {
      *out = (DscDifference) { .what = (DscDiffers) one, .step = i + 1 };
      if ((what & (1u << one)) && differ_in ((DscDiffers) one, a, in_a, b, in_b, out))
        return TRUE;
    }
  return FALSE;
}

gboolean
dsc_compare_runs (const DscTimeline *a,
                  const DscTimeline *b,
                  guint              what,
                  DscDifference     *out_difference)
{
  const gsize n_a = dsc_timeline_get_n_steps (a);
  const gsize n_b = dsc_timeline_get_n_steps (b);
  const gsize n = MIN (n_a, n_b);

  for (gsize i = 0; i < n; i++)
    if (dsc_compare_step (a, b, i, what, out_difference))
      return TRUE;
  if (n_a == n_b || !(what & (1u << DSC_DIFFERS_PROGRAM)))
    return FALSE;
  *out_difference = (DscDifference) { .what = DSC_DIFFERS_PROGRAM, .step = n + 1 };
  return TRUE;
}

/* ---- partners -------------------------------------------------------------------------------------------------- */

typedef struct {
  DscScript    *script;
  DscRun       *run;           /* of the release that a partner is looked for */
  DscTarget     last;          /* the one that was tried last */
  guint32       hash_seed;
  guint         what;
  GCancellable *cancellable;
  DscTarget    *out_partner;
  DscDifference *out_difference;
} Search;

static gboolean
try_partner (Search      *self,
             DscTarget    target,
             GError     **error)
{
  const DscTraits traits = dsc_traits_resolve (target);
  const DscTraits last = dsc_traits_resolve (self->last);
  gboolean differs;

  if (dsc_traits_behave_alike (&traits, &last) && dsc_run_asks_alike (self->run, self->script, self->last, target))
    return FALSE;
  self->last = target;

  g_autoptr (DscRun) run = dsc_script_run (self->script, target, self->hash_seed, self->cancellable, NULL, NULL, error);

  if (run == NULL)
    return FALSE;
  differs = dsc_compare_runs (self->run->timeline, run->timeline, self->what, self->out_difference);
  if (differs)
    *self->out_partner = target;
  return differs;
}

/* Not every release was built in every way. */
static gboolean
exists (DscTarget target)
{
  char name[64];
  DscTarget same;

  dsc_target_format (target, name, sizeof name);
  return dsc_target_parse (name, &same) == DSC_STATUS_OK;
}

/* Releases are listed newest first: older ones lie behind. */
static gboolean
search (Search     *self,
        DscTarget   target,
        gboolean    older,
        GError    **error)
{
  const DscVersion *releases;
  const gsize n = dsc_releases (&releases);

  self->last = target;
  for (gsize i = 0; i < n; i++)
    {
      DscTarget other = { .version = releases[older ? i : n - 1 - i], .build = target.build };

      if (older ? other.version >= target.version : other.version <= target.version)
        continue;
      if (!exists (other))
        continue;
      if (try_partner (self, other, error))
        return TRUE;
      if (error != NULL && *error != NULL)
        return FALSE;
    }
  return FALSE;
}

gboolean
dsc_compare_find_partner (DscScript      *script,
                          DscTarget       target,
                          guint32         hash_seed,
                          guint           what,
                          GCancellable   *cancellable,
                          DscTarget      *out_partner,
                          DscDifference  *out_difference,
                          GError        **error)
{
  g_autoptr (DscRun) run = dsc_script_run (script, target, hash_seed, cancellable, NULL, NULL, error);
  g_autoptr (GError) failure = NULL;
  gboolean found;

  if (run == NULL)
    return FALSE;

  Search self = { .script = script, .run = run, .hash_seed = hash_seed, .what = what, .cancellable = cancellable,
                  .out_partner = out_partner, .out_difference = out_difference };

  found = search (&self, target, TRUE, &failure) || (failure == NULL && search (&self, target, FALSE, &failure));
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return found;
}
