/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-fleet-measure.c: measures of any state of any target: each kind of target has a run of its own for that, which knows its resizes. */
#include "dsc-fleet-private.h"

#include <glib/gi18n-lib.h>

#define MOST_MEASURED_STEPS 3000000u   /* of all runs that states are asked of, some 250 bytes each */

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

static gboolean
has_room_for_run (const DscFleet  *self,
                  GError         **error)
{
  gsize n_steps = 0;

  for (guint k = 0; k < self->measured->len; k++)
    n_steps += dsc_timeline_get_n_steps (((const DscFleetRun *) g_ptr_array_index (self->measured, k))->run->timeline);
  if (n_steps < MOST_MEASURED_STEPS)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                       _("The program is too long for the states of so many releases at once. Choose fewer releases, or use smaller ranges."));
  return FALSE;
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
  for (guint k = 0; target->measured == NULL && k < self->measured->len; k++)
    if (dsc_fleet_is_run_of (self, g_ptr_array_index (self->measured, k), target))
      target->measured = g_ptr_array_index (self->measured, k);
  if (target->measured == NULL)
    {
      if (!has_room_for_run (self, error))
        return FALSE;
      target->measured = dsc_fleet_run_new (self, target, TRUE, cancellable, error);
      if (target->measured == NULL)
        return FALSE;
      g_ptr_array_add (self->measured, target->measured);
    }
  if (step > dsc_timeline_get_n_steps (target->measured->run->timeline))
    return dsc_measures_read (NULL, NULL, wanted, out);
  return measure_run (target->measured, step, name, wanted, out, error);
}
