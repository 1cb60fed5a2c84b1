/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-fleet-replay.c: the operations of a run once more by other rules, for nothing but the tables that they make. */
#include "dsc-fleet-private.h"

#include "dsc-hash.h"

#define CHECK_EVERY 4096u
#define LAST_SHAPES 4u

typedef struct {
  DscFleetTrack *track;
  DscMachine    *machine;
  DscRuntime    *rt;
} Replay;

static gboolean
same_shape (DscDictShape a,
            DscDictShape b)
{
  return a.slots == b.slots && a.values == b.values && a.str_only == b.str_only;
}

/* Tables of a program have few shapes, and mostly one of the last. */
static guint32
number_of_shape (GArray       *shapes,
                 DscDictShape  shape)
{
  for (guint i = shapes->len; i-- > 0;)
    if (same_shape (g_array_index (shapes, DscDictShape, i), shape))
      return i;
  g_array_append_val (shapes, shape);
  return shapes->len - 1;
}

/* FALSE: the dict is not what it was in the run. */
static gboolean
note_step (Replay        *self,
           gsize          i,
           const DscStep *step)
{
  const DscDict *dict = step->visible != 0 ? dsc_machine_get_dict (self->machine, step->visible) : NULL;

  self->track->shapes_of[i] = G_MAXUINT32;
  self->track->slots_of[i] = 0;
  if (dict == NULL)
    return step->getsizeof < 0 && step->used == 0;
  self->track->shapes_of[i] = number_of_shape (self->track->shapes, dsc_dict_get_shape (self->rt, dict));
  self->track->slots_of[i] = (guint32) dsc_dict_get_n_slots (self->rt, dict);
  return dsc_dict_get_used (dict) == step->used;
}

static gboolean
replay (Replay        *self,
        GCancellable  *cancellable,
        GError       **error)
{
  const DscTimeline *timeline = self->track->run->run->timeline;
  const gsize n = dsc_timeline_get_n_steps (timeline);

  for (gsize i = 0; i < n; i++)
    {
      const DscStep *step = dsc_timeline_get_step (timeline, i);

      if (i % CHECK_EVERY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (dsc_machine_apply (self->machine, &step->op, NULL) != step->result.status || !note_step (self, i, step))
        return FALSE;
    }
  return TRUE;
}

DscFleetTrack *
dsc_fleet_track_new (DscFleetRun        *run,
                     const DscTraits    *traits,
                     GCancellable       *cancellable,
                     GError            **error)
{
  const DscMachine *live = dsc_timeline_get_live (run->run->timeline);
  const gsize n = dsc_timeline_get_n_steps (run->run->timeline);
  DscFleetTrack *track = g_new0 (DscFleetTrack, 1);
  Replay self = { .track = track, .machine = dsc_machine_new_by_traits (traits, dsc_timeline_get_pool (run->run->timeline), &dsc_alloc_libc) };
  gboolean done;

  if (run->deletes && !run->odd_keys)
    dsc_fleet_run_hash_by (run, traits);
  track->run = run;
  track->traits = *traits;
  track->shapes_of = g_new (guint32, n + 1);
  track->slots_of = g_new (guint32, n + 1);
  track->shapes = g_array_new (FALSE, FALSE, sizeof (DscDictShape));
  self.rt = self.machine != NULL ? dsc_machine_get_runtime (self.machine) : NULL;
  done = self.machine != NULL && dsc_machine_share_names (self.machine, live) == DSC_STATUS_OK && replay (&self, cancellable, error);
  dsc_machine_free (self.machine);
  if (done)
    return track;
  dsc_fleet_track_free (track);
  return NULL;
}

void
dsc_fleet_track_free (DscFleetTrack *self)
{
  g_free (self->shapes_of);
  g_free (self->slots_of);
  g_array_unref (self->shapes);
  g_free (self);
}

DscFleetBytes *
dsc_fleet_bytes_new (const DscFleetTrack *track,
                     const DscTraits     *traits)
{
  DscFleetBytes *self = g_new0 (DscFleetBytes, 1);

  self->track = track;
  self->traits = *traits;
  self->bytes = g_new (gint64, track->shapes->len + 1);
  for (guint i = 0; i < track->shapes->len; i++)
    self->bytes[i] = dsc_dict_shape_getsizeof (g_array_index (track->shapes, DscDictShape, i), traits);
  return self;
}

void
dsc_fleet_bytes_free (DscFleetBytes *self)
{
  g_free (self->bytes);
  g_free (self);
}

/* ---- hashes ---------------------------------------------------------------------------------------------------- */

static GPtrArray *
list_keys (const DscFleetRun *self)
{
  const DscTimeline *timeline = self->run->timeline;
  GPtrArray *keys = g_ptr_array_new ();

  for (gsize i = 0; i < dsc_timeline_get_n_steps (timeline); i++)
    {
      const DscOp *op = &dsc_timeline_get_step (timeline, i)->op;

      if (op->key != NULL)
        g_ptr_array_add (keys, (gpointer) op->key);
      for (gsize k = 0; k < op->n_pairs; k++)
        if (op->pairs[k].key != NULL)
          g_ptr_array_add (keys, (gpointer) op->pairs[k].key);
    }
  return keys;
}

void
dsc_fleet_run_hash_by (DscFleetRun     *self,
                       const DscTraits *traits)
{
  const DscTraits *now = self->hashed != NULL ? self->hashed : &self->traits;
  const DscTraits *wanted = traits != NULL ? traits : &self->traits;
  g_autoptr (GPtrArray) keys = NULL;

  if (dsc_fleet_hash_alike (self, now, wanted))
    return;
  keys = list_keys (self);
  dsc_hash_by_traits ((const DscObject *const *) (gpointer) keys->pdata, keys->len, wanted, self->hash_seed);
  self->hashed = traits;
}

/* ---- taking part in a run --------------------------------------------------------------------------------------- */

static gboolean
find_track (DscFleetWork       *work,
            DscFleetRun        *run,
            const DscTraits    *traits,
            GCancellable       *cancellable,
            DscFleetShared     *shared,
            GError            **error)
{
  const guint shares = dsc_fleet_track_shares (run, traits);
  GError *failure = NULL;
  DscFleetTrack *track;

  for (guint i = 0; i < work->tracks->len; i++)
    {
      track = g_ptr_array_index (work->tracks, i);
      if (track->run == run && dsc_fleet_same_but (&track->traits, traits, shares))
        {
          shared->track = track;
          return TRUE;
        }
    }
  track = dsc_fleet_track_new (run, traits, cancellable, &failure);
  if (track != NULL)
    g_ptr_array_add (work->tracks, track);
  shared->track = track;
  shared->is_possible = track != NULL;
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* Everything that a layout may follow from has to be the same. */
#define NOT_OF_LAYOUT (DSC_SHARE_BIT (DSC_SHARE_BUILDING) | DSC_SHARE_BIT (DSC_SHARE_ODD_HASHES) | DSC_SHARE_BIT (DSC_SHARE_TEXTS) \
                       | DSC_SHARE_BIT (DSC_SHARE_UNICODE) | DSC_SHARE_BIT (DSC_SHARE_TUPLES) | DSC_SHARE_BIT (DSC_SHARE_UNION) \
                       | DSC_SHARE_BIT (DSC_SHARE_NOTHING))

static void
find_bytes (DscFleetWork    *work,
            const DscTraits *traits,
            DscFleetShared  *shared)
{
  DscFleetBytes *bytes;

  for (guint i = 0; i < work->bytes->len; i++)
    {
      bytes = g_ptr_array_index (work->bytes, i);
      if (bytes->track == shared->track && dsc_fleet_same_but (&bytes->traits, traits, NOT_OF_LAYOUT))
        {
          shared->bytes = bytes;
          return;
        }
    }
  bytes = dsc_fleet_bytes_new (shared->track, traits);
  g_ptr_array_add (work->bytes, bytes);
  shared->bytes = bytes;
}

const DscFleetShared *
dsc_fleet_share (DscFleetWork       *work,
                 DscFleetRun        *run,
                 DscFleetKind       *kind,
                 GCancellable       *cancellable,
                 GError            **error)
{
  DscFleetShared *shared;

  if (kind->shared->len <= run->number)
    g_ptr_array_set_size (kind->shared, (gint) run->number + 1);
  if (g_ptr_array_index (kind->shared, run->number) != NULL)
    return g_ptr_array_index (kind->shared, run->number);
  shared = g_new0 (DscFleetShared, 1);
  shared->is_possible = TRUE;
  if (!dsc_fleet_same_but (&run->traits, &kind->traits, DSC_SHARE_BIT (DSC_SHARE_NOTHING)))
    {
      if (!find_track (work, run, &kind->traits, cancellable, shared, error))
        {
          g_free (shared);
          return NULL;
        }
      if (shared->is_possible)
        find_bytes (work, &kind->traits, shared);
    }
  g_ptr_array_index (kind->shared, run->number) = shared;
  return shared;
}
