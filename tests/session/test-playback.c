/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-playback.c: playing and stepping; the tests are the clock. */
#include "dsc-playback.h"
#include "session-tests.h"

#define FRAME (1.0 / 60)

static void
assert_place (DscSession *session,
              guint64     position,
              gint        moment)
{
  g_assert_cmpuint (dsc_session_get_position (session), ==, position);
  g_assert_cmpint (dsc_session_get_moment (session), ==, moment);
  g_assert_true (dsc_session_is_there (session));
  g_assert_cmpuint (dsc_session_get_state (session)->step, ==, position);
  g_assert_cmpint (dsc_session_get_state (session)->moment, ==, moment);
}

/* Lets frames go by until nothing moves; the number of them. */
static guint
run_frames (DscPlayback *playback,
            guint        at_most)
{
  guint n = 0;

  while (n < at_most && dsc_playback_advance (playback, FRAME))
    n++;
  return n;
}

static void
steps_by_operations (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);
  g_autoptr (DscPlayback) playback = dsc_playback_new (session);

  dsc_playback_set_animated (playback, FALSE);
  dsc_playback_seek (playback, 1);
  assert_place (session, 1, -1);
  g_assert_true (dsc_playback_step (playback, TRUE, DSC_GRAIN_OPERATION));
  assert_place (session, 2, -1);
  g_assert_true (dsc_playback_step (playback, FALSE, DSC_GRAIN_OPERATION));
  g_assert_true (dsc_playback_step (playback, FALSE, DSC_GRAIN_OPERATION));
  assert_place (session, 0, -1);
  g_assert_false (dsc_playback_step (playback, FALSE, DSC_GRAIN_OPERATION));
  dsc_playback_seek (playback, 99);
  assert_place (session, 4, -1);
  g_assert_false (dsc_playback_step (playback, TRUE, DSC_GRAIN_OPERATION));
}

/* All stops of a grain, from the first step to the end; each with its sentence. */
static guint
walk (DscSession  *session,
      DscPlayback *playback,
      DscGrain     grain,
      gboolean     forward,
      GArray      *places)
{
  guint n = 0;

  while (dsc_playback_step (playback, forward, grain))
    {
      const gint64 place = (gint64) dsc_session_get_position (session) * 10000 + dsc_session_get_moment (session);

      session_settle (session);
      g_assert_true (dsc_session_is_there (session));
      g_assert_cmpint (dsc_session_get_state (session)->moment, ==, dsc_session_get_moment (session));
      g_array_append_val (places, place);
      n++;
      g_assert_cmpuint (n, <, 1000);
    }
  return n;
}

static void
finer_grains_have_more_stops (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);
  g_autoptr (DscPlayback) playback = dsc_playback_new (session);
  guint n[DSC_N_GRAINS];

  g_test_summary ("Every grain goes over the borders of steps, and back through the same stops.");
  dsc_playback_set_animated (playback, FALSE);
  for (guint grain = 0; grain < DSC_N_GRAINS; grain++)
    {
      g_autoptr (GArray) forward = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GArray) backward = g_array_new (FALSE, FALSE, sizeof (gint64));

      dsc_playback_seek (playback, 0);
      n[grain] = walk (session, playback, (DscGrain) grain, TRUE, forward);
      assert_place (session, 4, -1);
      g_assert_cmpuint (walk (session, playback, (DscGrain) grain, FALSE, backward), ==, n[grain]);
      assert_place (session, 0, -1);
      for (guint i = 0; i + 1 < n[grain]; i++)
        g_assert_cmpint (g_array_index (backward, gint64, i), ==, g_array_index (forward, gint64, n[grain] - 2 - i));
    }
  g_assert_cmpuint (n[DSC_GRAIN_OPERATION], ==, 4);
  g_assert_cmpuint (n[DSC_GRAIN_PROBE], >, 8);
  g_assert_cmpuint (n[DSC_GRAIN_WRITE], >, n[DSC_GRAIN_PROBE]);
}

static void
moment_has_its_own_memory_and_sentence (void)
{
  g_autoptr (DscSession) session = session_with ("d = {'a': 1}\nd['a']\ndel d['a']\n");
  g_autoptr (DscPlayback) playback = dsc_playback_new (session);

  dsc_playback_set_animated (playback, FALSE);
  dsc_playback_seek (playback, 2);
  g_assert_true (dsc_playback_step (playback, TRUE, DSC_GRAIN_WRITE));
  g_assert_cmpint (dsc_session_get_moment (session), >=, 0);
  DscState *state = dsc_session_get_state (session);
  DscMoments *moments = dsc_state_get_moments (state);

  g_assert_cmpint (dsc_snapshot_get_value (state->snapshot, DSC_FIELD_MA_USED, -1), ==, 1);
  g_assert_cmpstr (state->sentence, ==, dsc_moments_get (moments, (guint) state->moment)->sentence);
  g_assert_cmpstr (state->operation, ==, "del d['a']");
  g_assert_nonnull (dsc_session_get_scene (session));
  g_assert_true (dsc_playback_step (playback, TRUE, DSC_GRAIN_OPERATION));
  assert_place (session, 3, -1);
  g_assert_cmpint (dsc_snapshot_get_value (dsc_session_get_state (session)->snapshot, DSC_FIELD_MA_USED, -1), ==, 0);
}

static void
jumps_to_events (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT "row[1] = 2\n");
  g_autoptr (DscPlayback) playback = dsc_playback_new (session);

  dsc_playback_set_animated (playback, FALSE);
  dsc_playback_seek (playback, 0);
  g_assert_true (dsc_playback_jump (playback, TRUE, DSC_MARK_RESIZE));
  assert_place (session, 3, -1);
  g_assert_true (dsc_playback_jump (playback, TRUE, DSC_MARK_TOMBSTONE));
  assert_place (session, 4, -1);
  g_assert_true (dsc_playback_jump (playback, FALSE, DSC_MARK_COLLISION));
  assert_place (session, 2, -1);
  g_assert_true (dsc_playback_jump (playback, TRUE, DSC_MARK_KIND));
  assert_place (session, 5, -1);
  g_assert_false (dsc_playback_jump (playback, TRUE, DSC_MARKS_EVENTS));
  assert_place (session, 5, -1);
  dsc_playback_seek (playback, 1);
  g_assert_false (dsc_playback_jump (playback, FALSE, DSC_MARKS_EVENTS));
}

static void
plays_to_the_end_and_again (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);
  g_autoptr (DscPlayback) playback = dsc_playback_new (session);
  guint slow, fast;

  dsc_playback_set_animated (playback, FALSE);
  dsc_playback_play (playback);      /* it is at the end */
  g_assert_true (dsc_playback_is_playing (playback));
  g_assert_cmpuint (dsc_session_get_position (session), ==, 0);
  slow = run_frames (playback, 10000);
  g_assert_false (dsc_playback_is_playing (playback));
  assert_place (session, 4, -1);
  dsc_playback_set_speed (playback, 4);
  dsc_playback_play (playback);
  fast = run_frames (playback, 10000);
  assert_place (session, 4, -1);
  g_assert_cmpuint (slow, >, 3 * fast);
  dsc_playback_set_speed (playback, 99);
  g_assert_cmpfloat (dsc_playback_get_speed (playback), ==, 16);
  dsc_playback_set_speed (playback, 0);
  g_assert_cmpfloat (dsc_playback_get_speed (playback), ==, 0.25);
}

static void
others_stop_it (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);
  g_autoptr (DscPlayback) playback = dsc_playback_new (session);

  dsc_playback_play (playback);
  run_frames (playback, 3);
  g_assert_cmpuint (dsc_session_get_position (session), ==, 1);
  dsc_session_set_position (session, 3);
  g_assert_false (dsc_playback_is_playing (playback));
  assert_place (session, 3, -1);
  dsc_playback_play (playback);
  dsc_playback_seek (playback, 2);
  g_assert_false (dsc_playback_is_playing (playback));
  dsc_playback_play (playback);
  dsc_playback_pause (playback);
  g_assert_false (dsc_playback_advance (playback, 10));
  assert_place (session, 2, -1);
}

/* ---- motion ---------------------------------------------------------------------------------- */

static gboolean
shows_motion (DscPlayback *playback)
{
  DscMotionFrame frame = { 0 };

  if (!dsc_playback_get_frame (playback, &frame))
    return FALSE;
  g_assert_nonnull (frame.base);
  g_clear_pointer (&frame.overlay, dsc_scene_unref);
  return TRUE;
}

static void
motion_leads_to_the_exact_picture (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);
  g_autoptr (DscPlayback) playback = dsc_playback_new (session);

  dsc_playback_seek (playback, 2);
  g_assert_false (shows_motion (playback));
  g_assert_true (dsc_playback_step (playback, TRUE, DSC_GRAIN_OPERATION));
  assert_place (session, 3, -1);
  g_assert_true (shows_motion (playback));
  const guint frames = run_frames (playback, 10000);

  g_assert_cmpuint (frames, >, 12);
  g_assert_cmpuint (frames, <=, (guint) (DSC_MOTION_MAX_SECONDS / FRAME) + 2);
  g_assert_false (shows_motion (playback));
  assert_place (session, 3, -1);
  dsc_playback_set_speed (playback, 4);
  dsc_playback_seek (playback, 2);
  g_assert_true (dsc_playback_step (playback, TRUE, DSC_GRAIN_OPERATION));
  g_assert_cmpuint (run_frames (playback, 10000), <=, frames / 4 + 2);
}

static void
commands_take_the_place_of_what_goes_on (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);
  g_autoptr (DscPlayback) playback = dsc_playback_new (session);

  dsc_playback_seek (playback, 0);
  for (guint i = 0; i < 4; i++)
    {
      g_assert_true (dsc_playback_step (playback, TRUE, DSC_GRAIN_OPERATION));
      run_frames (playback, 3);
    }
  assert_place (session, 4, -1);
  g_assert_true (shows_motion (playback));
  g_assert_cmpuint (run_frames (playback, 10000), <=, 26);      /* nothing was queued: 400 ms */
  g_assert_true (dsc_playback_step (playback, FALSE, DSC_GRAIN_OPERATION));
  run_frames (playback, 3);
  g_assert_true (dsc_playback_step (playback, TRUE, DSC_GRAIN_OPERATION));
  run_frames (playback, 10000);
  g_assert_false (shows_motion (playback));
  assert_place (session, 4, -1);
}

static void
pause_and_seek_are_exact_at_once (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);
  g_autoptr (DscPlayback) playback = dsc_playback_new (session);

  dsc_playback_seek (playback, 2);
  dsc_playback_play (playback);
  run_frames (playback, 10);
  g_assert_true (shows_motion (playback));
  dsc_playback_pause (playback);
  g_assert_false (shows_motion (playback));
  assert_place (session, 3, -1);
  g_assert_false (dsc_playback_advance (playback, 1));
  g_assert_true (dsc_playback_step (playback, TRUE, DSC_GRAIN_OPERATION));
  g_assert_true (shows_motion (playback));
  dsc_playback_seek (playback, 1);
  g_assert_false (shows_motion (playback));
  assert_place (session, 1, -1);
  g_assert_true (dsc_playback_step (playback, TRUE, DSC_GRAIN_OPERATION));
  dsc_playback_set_animated (playback, FALSE);
  g_assert_false (shows_motion (playback));
  assert_place (session, 2, -1);
  g_assert_true (dsc_playback_step (playback, TRUE, DSC_GRAIN_OPERATION));
  g_assert_false (shows_motion (playback));
}

static void
plays_with_motion (void)
{
  static const DscGrain grains[] = { DSC_GRAIN_OPERATION, DSC_GRAIN_PROBE, DSC_GRAIN_WRITE };
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);
  g_autoptr (DscPlayback) playback = dsc_playback_new (session);
  guint frames[DSC_N_GRAINS];

  for (guint i = 0; i < G_N_ELEMENTS (grains); i++)
    {
      dsc_playback_set_grain (playback, grains[i]);
      dsc_playback_seek (playback, 4);
      dsc_playback_play (playback);
      frames[i] = run_frames (playback, 100000);
      g_assert_false (dsc_playback_is_playing (playback));
      assert_place (session, 4, -1);
    }
  g_assert_cmpuint (frames[DSC_GRAIN_OPERATION], <, frames[DSC_GRAIN_PROBE]);
  g_assert_cmpuint (frames[DSC_GRAIN_PROBE], <, frames[DSC_GRAIN_WRITE]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/playback/steps-by-operations", steps_by_operations);
  g_test_add_func ("/session/playback/finer-grains-have-more-stops", finer_grains_have_more_stops);
  g_test_add_func ("/session/playback/moment-has-its-own-memory-and-sentence", moment_has_its_own_memory_and_sentence);
  g_test_add_func ("/session/playback/jumps-to-events", jumps_to_events);
  g_test_add_func ("/session/playback/plays-to-the-end-and-again", plays_to_the_end_and_again);
  g_test_add_func ("/session/playback/others-stop-it", others_stop_it);
  g_test_add_func ("/session/playback/motion-leads-to-the-exact-picture", motion_leads_to_the_exact_picture);
  g_test_add_func ("/session/playback/commands-take-the-place-of-what-goes-on", commands_take_the_place_of_what_goes_on);
  g_test_add_func ("/session/playback/pause-and-seek-are-exact-at-once", pause_and_seek_are_exact_at_once);
  g_test_add_func ("/session/playback/plays-with-motion", plays_with_motion);
  return g_test_run ();
}
