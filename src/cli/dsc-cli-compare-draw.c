/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-compare-draw.c: a comparison as a picture: two to four states beside each other. */
#include "dsc-cli-compare.h"

#include <glib/gi18n.h>

#include "dsc-view-compare.h"

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
    sides->views[i] = dsc_cli_program_get_view (program, step, NULL);
  else
    sides->absent[i] = program->run->diagnostic != NULL
                         ? g_strdup_printf (_("The program ended after step %1$" G_GSIZE_FORMAT ": %2$s"), n_steps, program->run->diagnostic->message)
                         : g_strdup_printf (_("The program ended after step %" G_GSIZE_FORMAT "."), n_steps);
  *side = (DscCompareSide) { .label = one->label != NULL ? one->label : self->scripts[1] != NULL ? one->path : NULL, .name = sides->views[i].name,
                             .snapshot = sides->views[i].snapshot, .absent = sides->absent[i] };
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

static DscScene *
draw (const DscCliComparison *self,
      const Sides            *sides,
      const DscTextMetrics   *metrics)
{
  gsize n_steps = 0;

  for (guint i = 0; i < self->n; i++)
    n_steps = MAX (n_steps, dsc_timeline_get_n_steps (self->compared[i].timeline));
  const DscCompareOptions options = {
    .operation = dsc_cli_compare_operation (self),
    .step = self->step,
    .n_steps = n_steps,
    .is_first_difference = self->is_first_difference,
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

  if (self->n > DSC_COMPARE_MOST_SIDES)
    {
      dsc_cli_complain (_("At most %u releases stand beside each other in a picture. Name fewer with --versions, or write a table with -o OUT.csv."), DSC_COMPARE_MOST_SIDES);
      return NULL;
    }
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
