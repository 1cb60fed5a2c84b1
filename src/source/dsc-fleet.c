/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-fleet.c: runs one script for many targets, and no two of them that cannot differ. */
#include "dsc-fleet-private.h"

#include <glib/gi18n-lib.h>

#include "dsc-keyframes.h"

#define BYTES_OF_KEYFRAMES ((gsize) 8 << 20)   /* of each run whose states are asked for; there may be dozens of them */

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

static void
kind_free (gpointer data)
{
  DscFleetKind *self = data;

  g_ptr_array_unref (self->shared);
  g_free (self);
}

/* Releases between two changes of the history have the same traits. */
static guint
rank_of (DscVersion version)
{
  const DscTraitChange *changes;
  const gsize n = dsc_traits_history (&changes);
  guint rank = 0;

  for (gsize i = 0; i < n; i++)
    rank += changes[i].since <= version;
  return rank;
}

static DscFleetKind *
find_kind (DscFleet  *self,
           DscTarget  target)
{
  const guint64 key = (guint64) rank_of (target.version) << 32 | (guint64) target.implementation << 24 | (guint64) target.build.gc_head << 8
                      | (guint64) target.build.arch << 2 | (guint64) target.build.free_threaded << 1 | (guint64) target.build.debug;
  DscFleetKind *kind = g_hash_table_lookup (self->kinds, &key);

  if (kind != NULL)
    return kind;
  kind = g_new0 (DscFleetKind, 1);
  kind->traits = dsc_traits_resolve (target);
  kind->shared = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_insert (self->kinds, g_memdup2 (&key, sizeof key), kind);
  return kind;
}

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
  self->kinds = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, kind_free);
  for (guint i = 0; i < n_targets; i++)
    {
      self->targets[i].target = targets[i];
      self->targets[i].kind = i > 0 && dsc_target_equal (targets[i], targets[i - 1]) ? self->targets[i - 1].kind : find_kind (self, targets[i]);
    }
  for (guint i = 0; i < DSC_FLEET_WORKERS; i++)
    {
      self->work[i].runs = g_ptr_array_new_with_free_func ((GDestroyNotify) dsc_fleet_run_free);
      self->work[i].tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) dsc_fleet_track_free);
      self->work[i].bytes = g_ptr_array_new_with_free_func ((GDestroyNotify) dsc_fleet_bytes_free);
    }
  self->measured = g_ptr_array_new_with_free_func ((GDestroyNotify) dsc_fleet_run_free);
  self->partings = dsc_fleet_partings_new ();
  return self;
}

void
dsc_fleet_free (DscFleet *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < DSC_FLEET_WORKERS; i++)
    {
      g_ptr_array_unref (self->work[i].bytes);
      g_ptr_array_unref (self->work[i].tracks);
      g_ptr_array_unref (self->work[i].runs);
    }
  g_ptr_array_unref (self->measured);
  g_hash_table_unref (self->partings);
  g_hash_table_unref (self->kinds);
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

/* Only states that are asked for need to be near; all others are read from the steps. */
static void
begin_run (DscTimeline *timeline,
           gpointer     user_data)
{
  DscFleetRun *self = user_data;

  self->timeline = timeline;
  if (self->resizes != NULL)
    dsc_timeline_set_observer (timeline, observe, self);
  dsc_timeline_get_keyframes (timeline)->max_bytes = self->resizes != NULL ? BYTES_OF_KEYFRAMES : 0;
}

DscFleetRun *
dsc_fleet_run_new (DscFleet             *self,
                   const DscFleetTarget *target,
                   gboolean              with_resizes,
                   GCancellable         *cancellable,
                   GError              **error)
{
  DscFleetRun *run = g_new0 (DscFleetRun, 1);
  const DscRunWatcher watcher = { .begun = begin_run, .user_data = run, .max_steps = DSC_FLEET_MAX_STEPS };

  run->hash_seed = self->hash_seed;
  run->target = target->target;
  run->traits = target->kind->traits;
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

/* A run whose program is the target's, and the target's part in it. */
static gboolean
find_share (DscFleet       *self,
            DscFleetWork   *work,
            DscFleetTarget *target,
            GCancellable   *cancellable,
            GError        **error)
{
  for (guint i = 0; i < work->runs->len; i++)
    {
      DscFleetRun *run = g_ptr_array_index (work->runs, i);

      if (!dsc_fleet_shares_run (self, run, target))
        continue;
      target->shared = dsc_fleet_share (work, run, target->kind, cancellable, error);
      if (target->shared == NULL)
        return FALSE;
      target->run = target->shared->is_possible ? run : NULL;
      if (target->run != NULL)
        break;
    }
  return TRUE;
}

static gboolean
run_target (DscFleet       *self,
            DscFleetWork   *work,
            DscFleetTarget *target,
            GCancellable   *cancellable,
            GError        **error)
{
  DscFleetRun *run;

  if (target->run != NULL)
    return TRUE;
  if (!find_share (self, work, target, cancellable, error))
    return FALSE;
  if (target->run != NULL)
    return TRUE;
  run = dsc_fleet_run_new (self, target, FALSE, cancellable, error);
  if (run == NULL)
    return FALSE;
  run->number = work->runs->len;
  g_ptr_array_add (work->runs, run);
  dsc_fleet_run_survey (self, run);
  target->run = run;
  target->shared = dsc_fleet_share (work, run, target->kind, cancellable, error);
  return target->shared != NULL;
}

/* Targets that may share much belong to one worker, and both have about as much to do. */
static guint
worker_of (const DscFleetTarget *target)
{
  return target->kind->traits.family == DSC_FAMILY_OPEN ? 1 : 0;
}

typedef struct {
  DscFleet        *fleet;
  guint            number;
  GCancellable    *cancellable;
  DscFleetProgress progress;     /* NULL: not in the thread that may be told */
  gpointer         user_data;
  GError          *error;
} Worker;

static gpointer
work (gpointer data)
{
  Worker *self = data;
  DscFleet *fleet = self->fleet;

  /* Neighbours have the same hashes then. */
  for (guint arch = 0; arch < DSC_N_ARCHS; arch++)
    for (guint i = 0; i < fleet->n_targets && self->error == NULL; i++)
      {
        DscFleetTarget *target = &fleet->targets[i];

        if (worker_of (target) != self->number || target->target.build.arch != (DscArch) arch
            || !run_target (fleet, &fleet->work[self->number], target, self->cancellable, &self->error))
          continue;
        const guint n_done = (guint) g_atomic_int_add (&fleet->n_done, 1) + 1;
        if (self->progress != NULL)
          self->progress (n_done, self->user_data);
      }
  for (guint i = 0; i < fleet->work[self->number].runs->len; i++)
    dsc_fleet_run_hash_by (g_ptr_array_index (fleet->work[self->number].runs, i), NULL);
  return NULL;
}

static gboolean
has_both (const DscFleet *self)
{
  for (guint i = 1; i < self->n_targets; i++)
    if (worker_of (&self->targets[i]) != worker_of (&self->targets[0]))
      return TRUE;
  return FALSE;
}

gboolean
dsc_fleet_run (DscFleet          *self,
               GCancellable      *cancellable,
               DscFleetProgress   progress,
               gpointer           user_data,
               GError           **error)
{
  Worker workers[DSC_FLEET_WORKERS] = { { .number = 0, .progress = progress }, { .number = 1, .progress = NULL } };
  GThread *thread = NULL;

  self->n_done = 0;
  for (guint i = 0; i < DSC_FLEET_WORKERS; i++)
    {
      workers[i].fleet = self;
      workers[i].cancellable = cancellable;
      workers[i].user_data = user_data;
    }
  if (has_both (self))
    thread = g_thread_try_new ("fleet", work, &workers[1], NULL);
  work (&workers[0]);
  if (thread != NULL)
    g_thread_join (thread);
  else
    work (&workers[1]);
  for (guint i = 1; i < DSC_FLEET_WORKERS && workers[0].error == NULL; i++)
    workers[0].error = g_steal_pointer (&workers[i].error);
  g_clear_error (&workers[1].error);
  if (workers[0].error != NULL)
    {
      g_propagate_error (error, workers[0].error);
      return FALSE;
    }
  if (progress != NULL)
    progress (self->n_targets, user_data);
  return TRUE;
}

void
dsc_fleet_get_work (const DscFleet *self,
                    guint          *out_n_evaluated,
                    guint          *out_n_replayed)
{
  *out_n_evaluated = *out_n_replayed = 0;
  for (guint i = 0; i < DSC_FLEET_WORKERS; i++)
    {
      *out_n_evaluated += self->work[i].runs->len;
      *out_n_replayed += self->work[i].tracks->len;
    }
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
  if (step >= dsc_fleet_get_n_steps (self, i))
    return FALSE;
  *out_step = dsc_fleet_target_step (&self->targets[i], step);
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
