/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-fleet.c: runs one script for many targets, and no two of them that cannot differ. */
#include "dsc-fleet-private.h"

#include <glib/gi18n-lib.h>

#include "dsc-script-private.h"
#include "dsc-syntax-private.h"
#include "dsc-wording-private.h"

/* ---- targets --------------------------------------------------------------------------------------------------- */

static void
add_builds (GArray     *targets,
            DscVersion  version)
{
  for (int debug = 0; debug < 2; debug++)
    for (int threads = 0; threads < 2; threads++)
      for (int arch = 0; arch < DSC_N_ARCHS; arch++)
        {
          DscTarget target = { .version = version, .build = { .arch = (DscArch) arch, .free_threaded = threads != 0, .debug = debug != 0 } };
          DscTarget known;
          char name[64];

          /* Not every release was built in every way. */
          dsc_target_format (target, name, sizeof name);
          if (dsc_target_parse (name, &known) == DSC_STATUS_OK)
            g_array_append_val (targets, target);
        }
}

GArray *
dsc_fleet_list_targets (void)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (DscTarget));
  const DscVersion *releases;
  const DscTarget *variants;
  const gsize n = dsc_releases (&releases);
  const gsize n_variants = dsc_variants (&variants);

  for (gsize i = 0; i < n; i++)
    add_builds (targets, releases[i]);
  g_array_append_vals (targets, variants, (guint) n_variants);
  return targets;
}

/* ---- life ------------------------------------------------------------------------------------------------------ */

DscFleet *
dsc_fleet_new (DscScript       *script,
               guint32          hash_seed,
               const DscTarget *targets,
               guint            n_targets)
{
  DscFleet *self = g_new0 (DscFleet, 1);

  self->script = dsc_script_ref (script);
  self->hash_seed = hash_seed;
  self->targets = g_new0 (DscFleetTarget, n_targets);
  self->n_targets = n_targets;
  for (guint i = 0; i < n_targets; i++)
    {
      self->targets[i].target = targets[i];
      self->targets[i].traits = dsc_traits_resolve (targets[i]);
    }
  self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) dsc_fleet_run_free);
  self->measured = g_ptr_array_new_with_free_func ((GDestroyNotify) dsc_fleet_run_free);
  return self;
}

void
dsc_fleet_free (DscFleet *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->runs);
  g_ptr_array_unref (self->measured);
  dsc_script_unref (self->script);
  g_free (self->targets);
  g_free (self);
}

guint
dsc_fleet_get_n_targets (const DscFleet *self)
{
  return self->n_targets;
}

DscTarget
dsc_fleet_get_target (const DscFleet *self,
                      guint           i)
{
  return self->targets[i].target;
}

guint32
dsc_fleet_get_hash_seed (const DscFleet *self)
{
  return self->hash_seed;
}

/* ---- runs ------------------------------------------------------------------------------------------------------ */

static gboolean
reads_alike (const DscFleet *self,
             DscVersion      a,
             DscVersion      b)
{
  const GArray *requirements = self->script->tree->requirements;

  for (guint i = 0; a != b && i < requirements->len; i++)
    {
      const DscSyntax syntax = g_array_index (requirements, DscRequirement, i).syntax;

      if (dsc_syntax_is_available (syntax, a) != dsc_syntax_is_available (syntax, b))
        return FALSE;
    }
  return TRUE;
}

static gboolean
answers_alike (const DscRun *run,
               DscTarget     a,
               DscTarget     b)
{
  if (run->asked_release && !dsc_target_equal (a, b))
    return FALSE;
  for (guint i = 0; i < DSC_N_WORDINGS; i++)
    if ((run->asked >> i & 1) != 0 && dsc_wording_applies ((DscWording) i, a.version) != dsc_wording_applies ((DscWording) i, b.version))
      return FALSE;
  return TRUE;
}

gboolean
dsc_fleet_run_is_of (const DscFleet       *self,
                     const DscFleetRun    *run,
                     const DscFleetTarget *target)
{
  return dsc_traits_behave_alike (&run->traits, &target->traits) && run->target.build.debug == target->target.build.debug
         && answers_alike (run->run, run->target, target->target) && reads_alike (self, run->target.version, target->target.version);
}

static void
note_resizes (GArray  *resizes,
              guint64  step,
              guint32  dict,
              guint64  n)
{
  DscFleetResize *last = resizes->len != 0 ? &g_array_index (resizes, DscFleetResize, resizes->len - 1) : NULL;
  DscFleetResize resize = { .step = step, .dict = dict, .n = (guint32) MIN (n, G_MAXUINT32) };

  if (last != NULL && last->step == step && last->dict == dict)
    last->n += resize.n;
  else
    g_array_append_val (resizes, resize);
}

/* The first table that a dict gets is none made anew. */
static void
observe (const DscStep  *step,
         const DscTrace *trace,
         void           *user)
{
  DscFleetRun *self = user;
  const guint64 number = dsc_timeline_get_n_steps (self->timeline);

  for (gsize i = 0; i < trace->n_events; i++)
    {
      const DscEvent *event = &trace->events[i];

      if (event->kind == DSC_EVENT_RESIZE_BEGIN && event->detail != DSC_RESIZE_FROM_EMPTY && event->b > 1)
        note_resizes (self->resizes, number, event->dict, 1);
    }
  if (trace->left_out[DSC_EVENT_RESIZE_BEGIN] != 0)
    note_resizes (self->resizes, number, step->result.dict, trace->left_out[DSC_EVENT_RESIZE_BEGIN]);
}

static void
begin_run (DscTimeline *timeline,
           gpointer     user_data)
{
  DscFleetRun *self = user_data;

  self->timeline = timeline;
  dsc_timeline_set_observer (timeline, observe, self);
}

DscFleetRun *
dsc_fleet_run_new (DscFleet             *self,
                   const DscFleetTarget *target,
                   gboolean              with_resizes,
                   GCancellable         *cancellable,
                   GError              **error)
{
  DscFleetRun *run = g_new0 (DscFleetRun, 1);
  const DscRunWatcher watcher = { .begun = with_resizes ? begin_run : NULL, .user_data = run, .max_steps = DSC_FLEET_MAX_STEPS };

  run->target = target->target;
  run->traits = target->traits;
  run->resizes = with_resizes ? g_array_new (FALSE, FALSE, sizeof (DscFleetResize)) : NULL;
  run->run = dsc_script_run_watched (self->script, target->target, self->hash_seed, &watcher, cancellable, error);
  if (run->run == NULL)
    {
      dsc_fleet_run_free (run);
      return NULL;
    }
  dsc_timeline_set_observer (run->run->timeline, NULL, NULL);
  if (dsc_timeline_get_n_steps (run->run->timeline) < DSC_FLEET_MAX_STEPS)
    return run;
  dsc_fleet_run_free (run);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               _("The program runs %u operations or more; so many are not compared in many releases at once. Use smaller ranges."), DSC_FLEET_MAX_STEPS);
  return NULL;
}

void
dsc_fleet_run_free (DscFleetRun *self)
{
  if (self == NULL)
    return;
  dsc_run_free (self->run);
  if (self->resizes != NULL)
    g_array_unref (self->resizes);
  g_free (self);
}

static DscFleetRun *
find_run (DscFleet             *self,
          GPtrArray            *runs,
          const DscFleetTarget *target)
{
  for (guint i = 0; i < runs->len; i++)
    if (dsc_fleet_run_is_of (self, g_ptr_array_index (runs, i), target))
      return g_ptr_array_index (runs, i);
  return NULL;
}

gboolean
dsc_fleet_run (DscFleet          *self,
               GCancellable      *cancellable,
               DscFleetProgress   progress,
               gpointer           user_data,
               GError           **error)
{
  for (guint i = 0; i < self->n_targets; i++)
    {
      DscFleetTarget *target = &self->targets[i];

      if (target->run == NULL)
        target->run = find_run (self, self->runs, target);
      if (target->run == NULL)
        {
          target->run = dsc_fleet_run_new (self, target, FALSE, cancellable, error);
          if (target->run == NULL)
            return FALSE;
          g_ptr_array_add (self->runs, target->run);
        }
      if (progress != NULL)
        progress (i + 1, user_data);
    }
  return TRUE;
}

void
dsc_fleet_get_work (const DscFleet *self,
                    guint          *out_n_evaluated,
                    guint          *out_n_replayed)
{
  *out_n_evaluated = self->runs->len;
  *out_n_replayed = 0;
}

/* ---- steps ----------------------------------------------------------------------------------------------------- */

gsize
dsc_fleet_get_n_steps (const DscFleet *self,
                       guint           i)
{
  return dsc_timeline_get_n_steps (self->targets[i].run->run->timeline);
}

gboolean
dsc_fleet_get_step (const DscFleet *self,
                    guint           i,
                    gsize           step,
                    DscFleetStep   *out_step)
{
  const DscStep *there = dsc_timeline_get_step (self->targets[i].run->run->timeline, step);

  if (there == NULL)
    return FALSE;
  *out_step = (DscFleetStep) { there->used, there->n_slots, there->getsizeof };
  return TRUE;
}

const char *
dsc_fleet_get_operation (const DscFleet *self,
                         guint           i,
                         gsize           step)
{
  const DscStep *there = dsc_timeline_get_step (self->targets[i].run->run->timeline, step);

  return there != NULL ? there->label : NULL;
}

const DscDiagnostic *
dsc_fleet_get_diagnostic (const DscFleet *self,
                          guint           i)
{
  return self->targets[i].run->run->diagnostic;
}

gboolean
dsc_fleet_find_difference (DscFleet      *self,
                           guint          a,
                           guint          b,
                           guint          what,
                           DscDifference *out_difference)
{
  const DscFleetRun *run_a = self->targets[a].run;
  const DscFleetRun *run_b = self->targets[b].run;

  return run_a != run_b && dsc_compare_runs (run_a->run->timeline, run_b->run->timeline, what, out_difference);
}

/* ---- measures -------------------------------------------------------------------------------------------------- */

static gint64
count_resizes (const DscFleetRun *run,
               guint64            step,
               guint32            dict)
{
  gint64 n = 0;

  for (guint i = 0; i < run->resizes->len; i++)
    {
      const DscFleetResize *resize = &g_array_index (run->resizes, DscFleetResize, i);

      if (resize->step > step)
        break;
      if (resize->dict == dict)
        n += resize->n;
    }
  return n;
}

/* The dict that the program is at: that of the last step that was about one. */
static guint32
find_register (const DscTimeline *timeline,
               const DscMachine  *machine,
               gsize              step,
               const char        *name)
{
  if (name != NULL)
    return dsc_machine_find_name (machine, name);
  for (gsize i = step; i > 0; i--)
    if (dsc_timeline_get_step (timeline, i - 1)->visible != 0)
      return dsc_timeline_get_step (timeline, i - 1)->visible;
  return 0;
}

static gboolean
no_memory (GError **error)
{
  dsc_error_set_from_status (error, DSC_STATUS_NO_MEMORY, "script");
  return FALSE;
}

static gboolean
measure_run (DscFleetRun *run,
             gsize        step,
             const char  *name,
             guint64      wanted,
             double      *out,
             GError     **error)
{
  DscTimeline *timeline = run->run->timeline;
  DscMachine *machine = dsc_timeline_seek (timeline, step, NULL);
  const guint32 reg = machine != NULL ? find_register (timeline, machine, step, name) : 0;
  DscMeasurePast past = { .resizes = -1, .operations = (gint64) step };
  DscSnapshot *snapshot;
  gboolean read;

  if (machine == NULL)
    return no_memory (error);
  if (reg == 0 || dsc_machine_get_bound_kind (machine, reg) == DSC_BOUND_NOTHING)
    return dsc_measures_read (NULL, NULL, wanted, out);
  snapshot = dsc_machine_take_snapshot (machine, reg);
  if (snapshot != NULL && dsc_snapshot_has_dict (snapshot))
    past.resizes = count_resizes (run, step, dsc_snapshot_get_dict_id (snapshot));
  read = dsc_measures_read (snapshot, snapshot != NULL ? &past : NULL, wanted, out);
  dsc_snapshot_unref (snapshot);
  return read || no_memory (error);
}

gboolean
dsc_fleet_measure (DscFleet      *self,
                   guint          i,
                   gsize          step,
                   const char    *name,
                   guint64        wanted,
                   GCancellable  *cancellable,
                   double         out[DSC_N_MEASURES],
                   GError       **error)
{
  DscFleetTarget *target = &self->targets[i];

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (target->measured == NULL)
    target->measured = find_run (self, self->measured, target);
  if (target->measured == NULL)
    {
      target->measured = dsc_fleet_run_new (self, target, TRUE, cancellable, error);
      if (target->measured == NULL)
        return FALSE;
      g_ptr_array_add (self->measured, target->measured);
    }
  if (step > dsc_timeline_get_n_steps (target->measured->run->timeline))
    return dsc_measures_read (NULL, NULL, wanted, out);
  return measure_run (target->measured, step, name, wanted, out, error);
}
