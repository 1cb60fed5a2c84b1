/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-compare-draw.c: a comparison as a picture: two to four states beside each other. */
#include "dsc-cli-compare.h"

#include <glib/gi18n.h>

#include "dsc-compare-reasons.h"
#include "dsc-view-compare.h"

G_STATIC_ASSERT (DSC_REASON_MOST_SIDES == DSC_COMPARE_MOST_SIDES);

typedef struct {
  DscCliProgram  programs[DSC_COMPARE_MOST_SIDES];
  DscCliView     views[DSC_COMPARE_MOST_SIDES];
  char          *absent[DSC_COMPARE_MOST_SIDES];
  DscCompareSide sides[DSC_COMPARE_MOST_SIDES];
  guint          n;
} Sides;

/* Each side has a run of its own, so that it is that release's by name. */
static gboolean
run_side (const DscCliComparison *self,
          Sides                  *sides,
          guint                   i)
{
  const DscCliCompared *one = &self->compared[i];
  const char *name = self->options->name != NULL ? self->options->name : dsc_script_get_settings (one->script)->name;
  DscCliProgram *program = &sides->programs[i];
  g_autoptr (GError) error = NULL;

  *program = (DscCliProgram) { .target = one->target, .hash_seed = self->hash_seed, .name = g_strdup (name), .script = dsc_script_ref (one->script) };
  program->run = dsc_script_run (one->script, one->target, self->hash_seed, NULL, NULL, NULL, &error);
  if (program->run == NULL)
    {
      dsc_cli_complain ("%s", error->message);
      return FALSE;
    }
  program->timeline = program->run->timeline;
  return TRUE;
}

static void
show_side (const DscCliComparison *self,
           Sides                  *sides,
           guint                   i)
{
  const DscCliCompared *one = &self->compared[i];
  DscCliProgram *program = &sides->programs[i];
  const gsize n_steps = dsc_timeline_get_n_steps (program->timeline);
  const gsize step = self->scripts[1] != NULL ? MIN (self->step, n_steps) : self->step;
  DscCompareSide *side = &sides->sides[i];

  if (step <= n_steps)
    {
      sides->views[i] = dsc_cli_program_get_view (program, step, NULL);
      if (sides->views[i].snapshot == NULL)
        sides->absent[i] = program->name != NULL ? g_strdup_printf (_("There is no dict or instance called “%s” at this step."), program->name)
                                                 : g_strdup (_("There is no dict or instance to show at this step."));
    }
  else
    sides->absent[i] = program->run->diagnostic != NULL
                         ? g_strdup_printf (_("The program ended after step %1$" G_GSIZE_FORMAT ": %2$s"), n_steps, program->run->diagnostic->message)
                         : g_strdup_printf (_("The program ended after step %" G_GSIZE_FORMAT "."), n_steps);
  *side = (DscCompareSide) { .label = one->label != NULL ? one->label : self->scripts[1] != NULL ? one->path : NULL, .name = sides->views[i].name,
                             .snapshot = sides->views[i].snapshot, .absent = sides->absent[i], .target = &program->target };
}

static void
clear (Sides *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      dsc_cli_view_clear (&self->views[i]);
      dsc_cli_program_clear (&self->programs[i]);
      g_free (self->absent[i]);
    }
}

/* ---- what makes them differ ------------------------------------------------------------------------------------ */

static DscReasons *
find_reasons (const DscCliComparison *self,
              const Sides            *sides)
{
  DscScript *scripts[DSC_COMPARE_MOST_SIDES];
  DscTarget targets[DSC_COMPARE_MOST_SIDES];
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < self->n; i++)
    {
      scripts[i] = self->compared[i].script;
      targets[i] = self->compared[i].target;
    }
  DscReasons *reasons = dsc_compare_explain (scripts, targets, self->n, self->hash_seed, self->what, self->step, sides->programs[0].name, NULL, &error);
  if (reasons == NULL)
    dsc_cli_complain ("%s", error->message);
  return reasons;
}

/* Among the others by number, unless it is there. */
static void
insert_target (GArray    *targets,
               DscTarget  target)
{
  guint at = 0;

  for (guint i = 0; i < targets->len; i++)
    {
      const DscTarget other = g_array_index (targets, DscTarget, i);
      if (dsc_target_equal (other, target))
        return;
      if (other.version <= target.version)
        at = i + 1;
    }
  g_array_insert_val (targets, at, target);
}

/* sys.getsizeof after the step in the newest release of each line, and in those compared. DscCompareRelease; NULL: already told why. */
static GArray *
list_releases (const DscCliComparison *self)
{
  g_autoptr (GArray) targets = dsc_cli_parse_targets ("minor");
  g_autoptr (GArray) releases = g_array_new (FALSE, FALSE, sizeof (DscCompareRelease));

  for (guint i = 0; i < self->n; i++)
    insert_target (targets, self->compared[i].target);
  for (guint i = 0; i < targets->len; i++)
    {
      const DscTraits traits = dsc_traits_resolve (g_array_index (targets, DscTarget, i));
      DscCompareRelease release = { .target = g_array_index (targets, DscTarget, i), .bytes = -1 };
      g_autoptr (GError) error = NULL;
      g_autoptr (DscRun) run = dsc_script_run_by_traits (self->scripts[0], &traits, self->hash_seed, self->step, NULL, &error);

      if (run == NULL)
        {
          dsc_cli_complain ("%s", error->message);
          return NULL;
        }
      if (self->step > 0 && dsc_timeline_get_n_steps (run->timeline) >= self->step)
        release.bytes = dsc_timeline_get_step (run->timeline, self->step - 1)->getsizeof;
      g_array_append_val (releases, release);
    }
  for (guint i = 0; i < releases->len; i++)
    if (g_array_index (releases, DscCompareRelease, i).bytes >= 0)
      return g_steal_pointer (&releases);
  g_array_set_size (releases, 0);      /* there is no dict in any of them */
  return g_steal_pointer (&releases);
}

/* Of two scripts both operations, where they are two. */
static char *
describe_operation (const DscCliComparison *self)
{
  const DscStep *first = dsc_cli_compared_step (self, 0);
  const DscStep *second = self->scripts[1] != NULL ? dsc_cli_compared_step (self, 1) : NULL;

  if (first != NULL && second != NULL && g_strcmp0 (first->label, second->label) != 0)
    return g_strdup_printf ("%s  |  %s", first->label, second->label);
  return g_strdup (dsc_cli_compare_operation (self));
}

static DscScene *
draw (const DscCliComparison *self,
      const Sides            *sides,
      const DscTextMetrics   *metrics)
{
  g_autoptr (DscReasons) found = self->n > 1 && self->step > 0 ? find_reasons (self, sides) : NULL;
  g_autoptr (GArray) reasons = g_array_new (FALSE, TRUE, sizeof (DscCompareReason));
  g_autoptr (GArray) releases = self->scripts[1] == NULL ? list_releases (self) : NULL;
  g_autofree char *operation = describe_operation (self);
  gsize n_steps = 0;

  for (guint i = 0; i < self->n; i++)
    n_steps = MAX (n_steps, dsc_timeline_get_n_steps (self->compared[i].timeline));
  for (guint i = 0; found != NULL && i < found->reasons->len; i++)
    {
      const DscReason *from = &g_array_index (found->reasons, DscReason, i);
      DscCompareReason reason = { .heading = from->heading, .note = from->note };
      for (guint k = 0; k < DSC_COMPARE_MOST_SIDES; k++)
        reason.outcomes[k] = from->outcomes[k];
      g_array_append_val (reasons, reason);
    }
  const DscCompareOptions options = {
    .operation = operation,
    .step = self->step,
    .n_steps = n_steps,
    .is_first_difference = self->is_first_difference || (found != NULL && found->is_first),
    .reasons = (const DscCompareReason *) (gpointer) reasons->data,
    .n_reasons = reasons->len,
    .source = found != NULL ? found->source : NULL,
    .releases = releases != NULL ? (const DscCompareRelease *) (gpointer) releases->data : NULL,
    .n_releases = releases != NULL ? releases->len : 0,
    .metrics = metrics,
  };
  return dsc_view_compare_new (sides->sides, sides->n, &options);
}

DscScene *
dsc_cli_compare_draw (const DscCliComparison *self,
                      const DscTextMetrics   *metrics)
{
  Sides sides = { .n = 0 };
  DscScene *scene = NULL;
  gboolean is_run = TRUE;

  for (guint i = 0; is_run && i < self->n; i++)
    {
      sides.n++;
      is_run = run_side (self, &sides, i);
      if (is_run)
        show_side (self, &sides, i);
    }
  if (is_run)
    scene = draw (self, &sides, metrics);
  clear (&sides);
  return scene;
}
