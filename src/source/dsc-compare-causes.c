/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-compare-causes.c: which rules make a difference, found by giving one release the rules of the other and running again.
 *
 * All rules that can be exchanged are exchanged; if that makes the difference go away, a single one that does so is looked for, and
 * where none does, one after the other is taken back as long as it stays away. What remains is needed. */
#include "dsc-compare-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dsc-repr.h"

typedef struct {
  DscScript     *script;
  DscTraits      a, b;
  guint32        hash_seed;
  guint          what;
  const DscDifference *difference;
  const DscTimeline   *run_b;
  GCancellable  *cancellable;
  GError        *error;
  gboolean      *borrowed;     /* by number of the trait */
  gsize          n;
} Trial;

static gboolean
ends_as_b (Trial *self)
{
  const gsize i = (gsize) self->difference->step - 1;
  DscTraits traits = self->a;
  DscDifference rest;

  for (gsize k = 0; k < self->n; k++)
    if (self->borrowed[k])
      dsc_traits_borrow (&traits, &self->b, k);

  g_autoptr (DscRun) run = dsc_script_run_by_traits (self->script, &traits, self->hash_seed, self->difference->step, self->cancellable, &self->error);

  if (run == NULL)
    return FALSE;
  if (i >= dsc_timeline_get_n_steps (run->timeline) || i >= dsc_timeline_get_n_steps (self->run_b))
    return i >= dsc_timeline_get_n_steps (run->timeline) && i >= dsc_timeline_get_n_steps (self->run_b);
  return !dsc_compare_step (run->timeline, self->run_b, i, self->what, &rest);
}

static gsize
borrow_all (Trial *self)
{
  gsize n = 0;

  for (gsize k = 0; k < self->n; k++)
    {
      DscTraits copy = self->a;

      self->borrowed[k] = dsc_traits_get_member (&self->a, k) != dsc_traits_get_member (&self->b, k) && dsc_traits_borrow (&copy, &self->b, k);
      n += self->borrowed[k];
    }
  return n;
}

static gboolean
find_single (Trial *self)
{
  g_autofree gboolean *all = g_memdup2 (self->borrowed, self->n * sizeof *all);

  for (gsize k = 0; k < self->n && self->error == NULL; k++)
    if (all[k])
      {
        memset (self->borrowed, 0, self->n * sizeof *self->borrowed);
        self->borrowed[k] = TRUE;
        if (ends_as_b (self))
          return TRUE;
      }
  memcpy (self->borrowed, all, self->n * sizeof *all);
  return FALSE;
}

static void
take_back_what_is_not_needed (Trial *self)
{
  for (gsize k = 0; k < self->n && self->error == NULL; k++)
    if (self->borrowed[k])
      {
        self->borrowed[k] = FALSE;
        self->borrowed[k] = !ends_as_b (self);
      }
}

static GArray *
list_causes (const Trial *self)
{
  GArray *causes = g_array_new (FALSE, FALSE, sizeof (DscCause));

  for (gsize k = 0; k < self->n; k++)
    if (self->borrowed[k])
      {
        const char *trait = dsc_traits_member_name (k);
        const DscCause cause = { trait, dsc_traits_find_change (&self->a, trait), dsc_traits_find_change (&self->b, trait) };

        g_array_append_val (causes, cause);
      }
  return causes;
}

GArray *
dsc_compare_find_causes (DscScript            *script,
                         DscTarget             a,
                         DscTarget             b,
                         guint32               hash_seed,
                         guint                 what,
                         const DscDifference  *difference,
                         GCancellable         *cancellable,
                         GError              **error)
{
  Trial self = { .script = script, .a = dsc_traits_resolve (a), .b = dsc_traits_resolve (b), .hash_seed = hash_seed, .what = what,
                 .difference = difference, .cancellable = cancellable, .n = dsc_traits_n_members () };
  g_autoptr (DscRun) run_b = dsc_script_run_by_traits (script, &self.b, hash_seed, difference->step, cancellable, error);
  g_autofree gboolean *borrowed = g_new0 (gboolean, self.n);

  if (run_b == NULL)
    return NULL;
  self.run_b = run_b->timeline;
  self.borrowed = borrowed;
  if (borrow_all (&self) == 0 || !ends_as_b (&self))
    memset (borrowed, 0, self.n * sizeof *borrowed);
  else if (!find_single (&self))
    take_back_what_is_not_needed (&self);
  if (self.error != NULL)
    {
      g_propagate_error (error, self.error);
      return NULL;
    }
  return list_causes (&self);
}

/* ---- words ----------------------------------------------------------------------------------------------------- */

static char *
release_name (DscTarget target)
{
  char buffer[64];

  dsc_target_format (target, buffer, sizeof buffer);
  return g_strdup (buffer);
}

static char *
describe_side (const DscTraitChange *change,
               DscTarget             target)
{
  g_autofree char *name = release_name (target);
  g_autofree char *number = change != NULL && change->value_name == NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, change->value) : NULL;

  if (change == NULL)
    /* Translators: “3.5.10: none.”, of a rule that a release does not have */
    return g_strdup_printf (_("%s: none."), name);

  g_autofree char *since = release_name ((DscTarget) { .version = change->since | DSC_V_FINAL });

  /* Translators: release, rule, release in which it began, where it was read */
  return g_strdup_printf (_("%s: %s (since %s; %s)."), name, number != NULL ? number : change->value_name, since, change->source);
}

char *
dsc_cause_describe (const DscCause *cause,
                    DscTarget       a,
                    DscTarget       b)
{
  g_autofree char *in_a = describe_side (cause->a, a);
  g_autofree char *in_b = describe_side (cause->b, b);

  /* Translators: the first %s is the name of a rule, as “rounding”, then what it is in two releases */
  return g_strdup_printf (_("The rule “%s” makes the difference. %s %s"), cause->trait, in_a, in_b);
}

static const char *
label_of (const DscTimeline *run,
          guint64            step)
{
  return step <= dsc_timeline_get_n_steps (run) ? dsc_timeline_get_step (run, step - 1)->label : NULL;
}

static char *
describe_outcome (const DscTimeline *run,
                  const DscTarget    target,
                  guint64            step)
{
  const DscStep *done = dsc_timeline_get_step (run, step - 1);
  g_autofree char *name = release_name (target);
  DscText text;
  char *sentence;

  if (done->error != NULL)
    return g_strdup_printf (_("In %s it raises %s."), name, done->error);
  dsc_text_init (&text, &dsc_alloc_libc);
  if (done->result.value != NULL)
    dsc_repr_append (&text, done->result.value, dsc_timeline_get_pool (run), 80);
  sentence = text.text != NULL ? g_strdup_printf (_("In %s its value is %s."), name, text.text) : g_strdup_printf (_("In %s it has no value."), name);
  dsc_text_clear (&text);
  return sentence;
}

static char *
describe_numbers (const DscDifference *self,
                  const char          *name_a,
                  const char          *name_b)
{
  const gulong n = (gulong) self->a;
  /* Translators: two releases, each with its number; only the first one is followed by the noun */
  const char *format = self->what == DSC_DIFFERS_SLOTS ? ngettext ("%s has %s slot then, %s has %s.", "%s has %s slots then, %s has %s.", n)
                       : self->what == DSC_DIFFERS_ITEMS ? ngettext ("%s has %s item then, %s has %s.", "%s has %s items then, %s has %s.", n)
                                                         : ngettext ("%s needs %s byte then, %s needs %s.", "%s needs %s bytes then, %s needs %s.", n);
  g_autofree char *a = g_strdup_printf ("%" G_GINT64_FORMAT, self->a);
  g_autofree char *b = g_strdup_printf ("%" G_GINT64_FORMAT, self->b);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, name_a, a, name_b, b);
#pragma GCC diagnostic pop
}

/* One line of a program that two releases take for different operations: one of them may know no such operation, and raise an exception. */
static gboolean
is_same_line (const DscDifference *self,
              const DscTimeline   *run_a,
              const DscTimeline   *run_b)
{
  return self->what == DSC_DIFFERS_PROGRAM && label_of (run_a, self->step) != NULL && g_strcmp0 (label_of (run_a, self->step), label_of (run_b, self->step)) == 0;
}

char *
dsc_difference_describe (const DscDifference *self,
                         DscTarget            a,
                         DscTarget            b,
                         const DscTimeline   *run_a,
                         const DscTimeline   *run_b)
{
  const char *label = label_of (run_a, self->step) != NULL ? label_of (run_a, self->step) : label_of (run_b, self->step);
  g_autofree char *name_a = release_name (a);
  g_autofree char *name_b = release_name (b);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (self->what == DSC_DIFFERS_OUTCOME || is_same_line (self, run_a, run_b))
    {
      first = describe_outcome (run_a, a, self->step);
      second = describe_outcome (run_b, b, self->step);
    }
  else if (self->what == DSC_DIFFERS_PROGRAM)
    first = label_of (run_a, self->step) == NULL || label_of (run_b, self->step) == NULL
              ? g_strdup_printf (_("Only %s goes on from here."), label_of (run_a, self->step) != NULL ? name_a : name_b)
              : g_strdup_printf (_("From here on the program takes another way: “%s” in %s, “%s” in %s."), label_of (run_a, self->step), name_a,
                                 label_of (run_b, self->step), name_b);
  else
    first = describe_numbers (self, name_a, name_b);
  /* Translators: number of a step, its source text, and one or two sentences on how it ends */
  return g_strdup_printf (_("They part at step %" G_GUINT64_FORMAT ", “%s”. %s%s%s"), self->step, label != NULL ? label : "", first,
                          second != NULL ? " " : "", second != NULL ? second : "");
}
