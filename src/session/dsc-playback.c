/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-playback.c: playing, stepping and scrubbing through a session: grain, speed, and what is between two pictures now.
 *
 * A command first moves the session to where it leads, so that sentence, lists and bytes are there at once; the picture follows by a
 * motion, as soon as the state is there (that of a large table is made in a thread). Another command takes the place of what goes on:
 * it begins with the picture as it is at that moment. Whoever else moves the session ends both motion and playing. */
#include "dsc-playback.h"

/* Seconds that a picture stands before the next one when it plays, at speed 1: after a motion, and where nothing moved. */
static const double rest_after_motion[DSC_N_GRAINS] = { 0.6, 0.35, 0.2 };
static const double rest_without[DSC_N_GRAINS] = { 1.0, 0.6, 0.4 };

/* Beyond this a motion would be a map's business anyway, and its pictures would cost too much between two frames. */
#define MAX_MOVING_SLOTS 65536u

typedef enum {
  WAY_NONE = 0,
  WAY_THROUGH,     /* the moments of the session's step, from one of them on */
  WAY_BETWEEN,     /* from some picture to the session's */
} Way;

struct _DscPlayback {
  GObject      parent_instance;

  DscSession  *session;
  gboolean     playing, animated;
  double       speed;
  DscGrain     grain;

  /* what is to begin once the state is there */
  Way          way;
  gint         from_moment;    /* THROUGH */
  DscScene    *from;           /* BETWEEN; THROUGH: NULL */

  /* where we went to last */
  guint64      position;
  gint         moment;

  /* what goes on */
  DscMotion   *motion;         /* NULL: nothing */
  DscState    *state;          /* that it leads to, whose texts it uses */
  double       time;           /* in the motion */
  double       rest;           /* that is left before the next stop */
  gboolean     commanding;     /* the session is being moved by us */
  gboolean     by_step;        /* the last way was a step, or playing */

  DscPlaybackIsThere is_there; /* of somebody who is to keep up; NULL: nobody */
  gpointer           is_there_data;
};

G_DEFINE_FINAL_TYPE (DscPlayback, dsc_playback, G_TYPE_OBJECT)

enum { PROP_PLAYING = 1, PROP_SPEED, PROP_GRAIN, PROP_ANIMATED, N_PROPS };
static GParamSpec *props[N_PROPS];
enum { SIGNAL_FRAME_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
frame_changed (DscPlayback *self)
{
  g_signal_emit (self, signals[SIGNAL_FRAME_CHANGED], 0);
}

static void
set_playing (DscPlayback *self,
             gboolean     playing)
{
  if (playing == self->playing)
    return;
  self->playing = playing;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PLAYING]);
}

/* ---- motion ---------------------------------------------------------------------------------- */

static gboolean
drop_motion (DscPlayback *self)
{
  const gboolean moved = self->motion != NULL;

  g_clear_pointer (&self->motion, dsc_motion_free);
  g_clear_pointer (&self->state, dsc_state_unref);
  return moved;
}

static void
forget_way (DscPlayback *self)
{
  self->way = WAY_NONE;
  g_clear_pointer (&self->from, dsc_scene_unref);
}

static gboolean
may_move (DscPlayback    *self,
          const DscState *state)
{
  return self->animated && state->snapshot != NULL && dsc_snapshot_get_n_slots (state->snapshot) <= MAX_MOVING_SLOTS
         && (state->before == NULL || dsc_snapshot_get_n_slots (state->before) <= MAX_MOVING_SLOTS);
}

static DscMotion *
motion_through (DscPlayback *self,
                DscState    *state)
{
  DscMoments *moments = dsc_state_get_moments (state);
  const gint to = state->moment >= 0 ? state->moment : moments != NULL ? (gint) dsc_moments_get_n (moments) - 1 : -1;
  DscDiagramOptions options;

  if (moments == NULL || to <= self->from_moment)
    return NULL;
  dsc_session_get_diagram_options (self->session, &options);
  /* By operations it passes searches and stages of a rebuild without a stop, of long steps as many as there is time for. */
  return dsc_motion_new (moments, self->from_moment, to, self->grain, &options);
}

/* Begins what was asked for, once the session is there. */
static void
begin_if_there (DscPlayback *self)
{
  DscState *state = dsc_session_get_state (self->session);

  if (self->way == WAY_NONE || !dsc_session_is_there (self->session))
    return;
  self->moment = dsc_session_get_moment (self->session);
  drop_motion (self);
  self->time = 0;
  self->rest = rest_without[self->grain];
  if (may_move (self, state))
    {
      DscScene *scene = self->way == WAY_BETWEEN ? dsc_session_get_scene (self->session) : NULL;

      if (self->way == WAY_THROUGH)
        self->motion = motion_through (self, state);
      else if (scene != NULL && self->from != NULL)
        self->motion = dsc_motion_new_between (self->from, scene);
      if (self->motion != NULL && dsc_motion_get_duration (self->motion) <= 0)
        g_clear_pointer (&self->motion, dsc_motion_free);
    }
  if (self->motion != NULL)
    {
      self->state = dsc_state_ref (state);
      self->rest = rest_after_motion[self->grain];
    }
  forget_way (self);
}

/* What is seen at this moment, as one picture. Unref it; NULL: nothing. */
static DscScene *
picture_now (DscPlayback *self)
{
  if (self->motion != NULL)
    return dsc_motion_flatten (self->motion, self->time);
  if (self->from != NULL)
    return dsc_scene_ref (self->from);      /* the state is still being made */
  DscScene *scene = dsc_session_is_there (self->session) ? dsc_session_get_scene (self->session) : NULL;

  return scene != NULL ? dsc_scene_ref (scene) : NULL;
}

/* Sets out: what is under way is begun anew from where it is. */
static void
prepare (DscPlayback *self,
         Way          way,
         gint         from_moment)
{
  const gboolean interrupts = self->motion != NULL || self->way != WAY_NONE;
  DscScene *from = NULL;

  self->by_step = TRUE;
  if (self->animated && (interrupts || way == WAY_BETWEEN))
    from = picture_now (self);
  drop_motion (self);
  forget_way (self);
  self->way = from != NULL ? WAY_BETWEEN : way;
  self->from = from;
  self->from_moment = from_moment;
}

static void
go (DscPlayback *self,
    guint64      position,
    gint         moment,
    Way          way,
    gint         from_moment)
{
  prepare (self, way, from_moment);
  self->position = position;
  self->moment = moment;
  self->commanding = TRUE;
  dsc_session_set_place (self->session, position, moment);
  self->commanding = FALSE;
  begin_if_there (self);
  frame_changed (self);
}

static void
enter (DscPlayback *self,
       guint64      position,
       DscGrain     grain)
{
  prepare (self, WAY_THROUGH, -1);
  self->position = position;
  self->commanding = TRUE;
  dsc_session_enter_step (self->session, position, grain);
  self->commanding = FALSE;
  begin_if_there (self);
  frame_changed (self);
}

/* ---- stops ----------------------------------------------------------------------------------- */

static gint
last_moment (DscMoments *moments)
{
  return (gint) dsc_moments_get_n (moments) - 1;
}

/* The moments of the session's step; NULL: they are not known now. */
static DscMoments *
moments_here (DscPlayback *self)
{
  return dsc_session_is_there (self->session) ? dsc_state_get_moments (dsc_session_get_state (self->session)) : NULL;
}

static gboolean
step_forward (DscPlayback *self,
              DscGrain     grain)
{
  const guint64 position = dsc_session_get_position (self->session);
  const gint moment = dsc_session_get_moment (self->session);
  DscMoments *moments = moment >= 0 ? moments_here (self) : NULL;
  gint to = moments != NULL ? dsc_moments_find (moments, moment, TRUE, grain) : -1;

  if (moment >= 0)
    {
      if (moments != NULL && to >= last_moment (moments))
        to = -1;
      go (self, position, to, WAY_THROUGH, moment);
      return TRUE;
    }
  if (position >= dsc_session_get_n_steps (self->session))
    return FALSE;
  enter (self, position + 1, grain);
  return TRUE;
}

static gboolean
step_backward (DscPlayback *self,
               DscGrain     grain)
{
  const guint64 position = dsc_session_get_position (self->session);
  const gint moment = dsc_session_get_moment (self->session);
  DscMoments *moments = grain != DSC_GRAIN_OPERATION ? moments_here (self) : NULL;
  const gint from = moment >= 0 || moments == NULL ? moment : last_moment (moments);
  const gint to = moments != NULL ? dsc_moments_find (moments, from, FALSE, grain) : -1;

  if (position == 0)
    return FALSE;
  if (to >= 0)
    go (self, position, to, WAY_BETWEEN, -1);
  else
    go (self, position - 1, -1, WAY_BETWEEN, -1);
  return TRUE;
}

gboolean
dsc_playback_step (DscPlayback *self,
                   gboolean     forward,
                   DscGrain     grain)
{
  g_return_val_if_fail (DSC_IS_PLAYBACK (self), FALSE);
  set_playing (self, FALSE);
  return forward ? step_forward (self, grain) : step_backward (self, grain);
}

gboolean
dsc_playback_jump (DscPlayback  *self,
                   gboolean      forward,
                   DscStepMarks  marks)
{
  DscHistory *history = dsc_session_get_history (self->session);
  const guint64 position = dsc_session_get_position (self->session);
  guint64 found;

  g_return_val_if_fail (DSC_IS_PLAYBACK (self), FALSE);
  if (history == NULL || (!forward && position == 0)
      || !dsc_marks_find (dsc_history_get_all_marks (history), forward ? position : position - 1, forward, marks, &found))
    return FALSE;
  set_playing (self, FALSE);
  go (self, found + 1, -1, forward ? WAY_THROUGH : WAY_BETWEEN, -1);
  return TRUE;
}

void
dsc_playback_seek (DscPlayback *self,
                   guint64      position)
{
  g_return_if_fail (DSC_IS_PLAYBACK (self));
  set_playing (self, FALSE);
  drop_motion (self);
  forget_way (self);
  self->by_step = FALSE;
  self->position = MIN (position, dsc_session_get_n_steps (self->session));
  self->moment = -1;
  self->commanding = TRUE;
  dsc_session_set_position (self->session, position);
  self->commanding = FALSE;
  frame_changed (self);
}

/* ---- time ------------------------------------------------------------------------------------ */

void
dsc_playback_play (DscPlayback *self)
{
  g_return_if_fail (DSC_IS_PLAYBACK (self));
  if (self->playing || dsc_session_get_n_steps (self->session) == 0)
    return;
  if (dsc_session_get_position (self->session) >= dsc_session_get_n_steps (self->session) && dsc_session_get_moment (self->session) < 0)
    dsc_playback_seek (self, 0);
  self->rest = 0;
  set_playing (self, TRUE);
  frame_changed (self);
}

void
dsc_playback_pause (DscPlayback *self)
{
  g_return_if_fail (DSC_IS_PLAYBACK (self));
  set_playing (self, FALSE);
  forget_way (self);
  if (drop_motion (self))
    frame_changed (self);
}

static void
advance_motion (DscPlayback *self,
                double       seconds)
{
  self->time += seconds * self->speed;
  if (self->time >= dsc_motion_get_duration (self->motion))
    drop_motion (self);
  frame_changed (self);
}

/* At most one stop is begun: a machine that is too slow for the speed shows each picture all the same. */
static void
advance_play (DscPlayback *self,
              double       seconds)
{
  self->rest -= seconds * self->speed;
  if (self->rest <= 0 && !step_forward (self, self->grain))
    set_playing (self, FALSE);
}

gboolean
dsc_playback_advance (DscPlayback *self,
                      double       seconds)
{
  g_return_val_if_fail (DSC_IS_PLAYBACK (self), FALSE);
  if (self->way != WAY_NONE)
    begin_if_there (self);
  else if (self->motion != NULL)
    advance_motion (self, seconds);
  else if (self->playing && dsc_session_is_there (self->session) && (self->is_there == NULL || self->is_there (self->is_there_data)))
    advance_play (self, seconds);
  return self->playing || self->motion != NULL || self->way != WAY_NONE;
}

void
dsc_playback_wait_for (DscPlayback        *self,
                       DscPlaybackIsThere  is_there,
                       gpointer            data)
{
  g_return_if_fail (DSC_IS_PLAYBACK (self));
  self->is_there = is_there;
  self->is_there_data = data;
}

gboolean
dsc_playback_came_by_step (DscPlayback *self)
{
  g_return_val_if_fail (DSC_IS_PLAYBACK (self), FALSE);
  return self->by_step;
}

gboolean
dsc_playback_get_frame (DscPlayback    *self,
                        DscMotionFrame *out_frame)
{
  g_return_val_if_fail (DSC_IS_PLAYBACK (self), FALSE);
  if (self->motion == NULL)
    return FALSE;
  dsc_motion_get_frame (self->motion, self->time, out_frame);
  return TRUE;
}

/* ---- following the session ------------------------------------------------------------------- */

/* Somebody else went somewhere: the exact picture of that place is what is wanted. */
static void
place_changed_cb (DscPlayback *self)
{
  /* Which moment a step is entered at shows when its state is there; and what was announced late has been overtaken. */
  const gboolean is_ours = dsc_session_get_position (self->session) == self->position
                           && (self->way != WAY_NONE || dsc_session_get_moment (self->session) == self->moment);

  if (self->commanding || is_ours)
    return;
  self->by_step = FALSE;
  set_playing (self, FALSE);
  forget_way (self);
  if (drop_motion (self))
    frame_changed (self);
}

/* Before those who show the state: they then find the motion that leads to it. */
static void
state_changed_cb (DscPlayback *self)
{
  if (self->way != WAY_NONE)
    begin_if_there (self);
  else if (!self->commanding && self->motion != NULL && dsc_session_get_state (self->session) != self->state)
    drop_motion (self);
}

/* ---- interface ------------------------------------------------------------------------------- */

gboolean
dsc_playback_is_playing (DscPlayback *self)
{
  g_return_val_if_fail (DSC_IS_PLAYBACK (self), FALSE);
  return self->playing;
}

void
dsc_playback_set_speed (DscPlayback *self,
                        double       speed)
{
  g_return_if_fail (DSC_IS_PLAYBACK (self));
  speed = CLAMP (speed, DSC_PLAYBACK_MIN_SPEED, DSC_PLAYBACK_MAX_SPEED);
  if (speed == self->speed)
    return;
  self->speed = speed;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SPEED]);
}

double
dsc_playback_get_speed (DscPlayback *self)
{
  g_return_val_if_fail (DSC_IS_PLAYBACK (self), 1);
  return self->speed;
}

void
dsc_playback_set_grain (DscPlayback *self,
                        DscGrain     grain)
{
  g_return_if_fail (DSC_IS_PLAYBACK (self));
  g_return_if_fail (grain < DSC_N_GRAINS);
  if (grain == self->grain)
    return;
  self->grain = grain;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_GRAIN]);
}

DscGrain
dsc_playback_get_grain (DscPlayback *self)
{
  g_return_val_if_fail (DSC_IS_PLAYBACK (self), DSC_GRAIN_OPERATION);
  return self->grain;
}

void
dsc_playback_set_animated (DscPlayback *self,
                           gboolean     animated)
{
  g_return_if_fail (DSC_IS_PLAYBACK (self));
  if (animated == self->animated)
    return;
  self->animated = animated;
  if (!animated && drop_motion (self))
    frame_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ANIMATED]);
}

gboolean
dsc_playback_get_animated (DscPlayback *self)
{
  g_return_val_if_fail (DSC_IS_PLAYBACK (self), FALSE);
  return self->animated;
}

static void
dsc_playback_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  DscPlayback *self = DSC_PLAYBACK (object);

  switch (prop_id)
    {
    case PROP_PLAYING:  g_value_set_boolean (value, self->playing); break;
    case PROP_SPEED:    g_value_set_double (value, self->speed); break;
    case PROP_GRAIN:    g_value_set_uint (value, self->grain); break;
    case PROP_ANIMATED: g_value_set_boolean (value, self->animated); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
dsc_playback_dispose (GObject *object)
{
  DscPlayback *self = DSC_PLAYBACK (object);

  forget_way (self);
  drop_motion (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (dsc_playback_parent_class)->dispose (object);
}

static void
dsc_playback_class_init (DscPlaybackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = dsc_playback_get_property;
  object_class->dispose = dsc_playback_dispose;
  props[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, flags);
  props[PROP_SPEED] = g_param_spec_double ("speed", NULL, NULL, DSC_PLAYBACK_MIN_SPEED, DSC_PLAYBACK_MAX_SPEED, 1, flags);
  props[PROP_GRAIN] = g_param_spec_uint ("grain", NULL, NULL, 0, DSC_N_GRAINS - 1, DSC_GRAIN_OPERATION, flags);
  props[PROP_ANIMATED] = g_param_spec_boolean ("animated", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_FRAME_CHANGED] = g_signal_new ("frame-changed", DSC_TYPE_PLAYBACK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                G_TYPE_NONE, 0);
}

static void
dsc_playback_init (DscPlayback *self)
{
  self->speed = 1;
  self->animated = TRUE;
}

DscPlayback *
dsc_playback_new (DscSession *session)
{
  DscPlayback *self = g_object_new (DSC_TYPE_PLAYBACK, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::position", G_CALLBACK (place_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::moment", G_CALLBACK (place_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}
