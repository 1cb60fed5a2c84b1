/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-playback.h: playing, stepping and scrubbing through a session: grain, speed, and what is between two pictures now.
 *
 * It has no clock: whoever shows it tells how much time went by (dsc_playback_advance), a test as well as a frame clock. The
 * place in time is the session's own (position and moment), so every view follows. */
#pragma once

#include "dsc-motion.h"
#include "dsc-session.h"

#define DSC_TYPE_PLAYBACK (dsc_playback_get_type ())
G_DECLARE_FINAL_TYPE (DscPlayback, dsc_playback, DSC, PLAYBACK, GObject)

#define DSC_PLAYBACK_MIN_SPEED 0.25
#define DSC_PLAYBACK_MAX_SPEED 16.0

/* Properties for notify: playing, speed, grain, animated. Signal: frame-changed (get_frame has another one, or there is something to advance).
 * Connects to the session first: those who show its state find the motion that leads to it. */

DscPlayback *dsc_playback_new          (DscSession *session);

void         dsc_playback_play         (DscPlayback *self);      /* at the end: once more from the start */
void         dsc_playback_pause        (DscPlayback *self);      /* finishes nothing: what is shown settles on the exact state that was being reached */
gboolean     dsc_playback_is_playing   (DscPlayback *self);
void         dsc_playback_set_speed    (DscPlayback *self, double speed);      /* 0.25 to 16, clamped */
double       dsc_playback_get_speed    (DscPlayback *self);
void         dsc_playback_set_grain    (DscPlayback *self, DscGrain grain);
DscGrain     dsc_playback_get_grain    (DscPlayback *self);
/* FALSE: no motion, exact pictures only (the desktop's setting, or the user's own). */
void         dsc_playback_set_animated (DscPlayback *self, gboolean animated);
gboolean     dsc_playback_get_animated (DscPlayback *self);

/* One stop at a grain. Motion starts from what is shown at the moment; a second call while it goes on retargets, nothing is queued. FALSE: there is none. */
gboolean     dsc_playback_step         (DscPlayback *self, gboolean forward, DscGrain grain);
/* The next or previous operation with one of these marks. FALSE: there is none. */
gboolean     dsc_playback_jump         (DscPlayback *self, gboolean forward, DscStepMarks marks);
/* Straight to the exact state, without motion: scrubbing, clicks on the time line, Home, End. */
void         dsc_playback_seek         (DscPlayback *self, guint64 position);

/* Something that is to keep up: playing goes on only while `is_there` says TRUE. NULL: nothing. */
typedef gboolean (*DscPlaybackIsThere) (gpointer data);
void         dsc_playback_wait_for     (DscPlayback *self, DscPlaybackIsThere is_there, gpointer data);
/* Whether the present place was come to by playing or by a step, which is to be seen as motion, and not by going straight there. */
gboolean     dsc_playback_came_by_step (DscPlayback *self);

/* Lets time go by. TRUE: there is motion or playing goes on, so call it again with the next frame. */
gboolean     dsc_playback_advance      (DscPlayback *self, double seconds);
/* What is to be shown in place of the session's scene; FALSE: the session's scene itself. overlay as in DscMotionFrame. */
gboolean     dsc_playback_get_frame    (DscPlayback *self, DscMotionFrame *out_frame);
