/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-comparison.c: two to four sides that go through time in lockstep; the tests are the clock. */
#include "dsc-comparison.h"

#include <string.h>

#include "session-tests.h"

#define FRAME (1.0 / 60)

/* Five keys, three of which go; the new one makes the table too small: 3.10 rounds its size up in its own way. */
#define PARTING_SCRIPT \
  "d = dict.fromkeys(['k0', 'k1', 'k2', 'k3', 'k4'], 0)\n" \
  "del d['k0']\n" \
  "del d['k1']\n" \
  "del d['k2']\n" \
  "d['new'] = 1\n" \
  "d['more'] = 2\n"

typedef struct {
  DscSession    *session;
  DscPlayback   *playback;
  DscComparison *comparison;
  char          *said;
} Fixture;

static void
said_cb (Fixture    *self,
         const char *sentence)
{
  g_free (self->said);
  self->said = g_strdup (sentence);
}

static Fixture
set_up (const char *text,
        const char *version)
{
  Fixture self = { .session = dsc_session_new () };

  dsc_session_set_target (self.session, target_from_text (version));
  dsc_session_load (self.session, text);
  session_settle (self.session);
  self.playback = dsc_playback_new (self.session);
  dsc_playback_set_animated (self.playback, FALSE);
  self.comparison = dsc_comparison_new (self.session, self.playback);
  return self;
}

static void
tear_down (Fixture *self)
{
  g_object_unref (self->comparison);
  g_object_unref (self->playback);
  g_object_unref (self->session);
  g_free (self->said);
}

static gboolean
expired_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Until all sides are where the lead is, their pictures are made, and it is known where they part. */
static void
settle (Fixture *self)
{
  gboolean expired = FALSE;
  const guint source = g_timeout_add_seconds (20, expired_cb, &expired);

  while (!expired && (dsc_comparison_is_searching (self->comparison) || !dsc_comparison_is_there (self->comparison)
                      || (dsc_comparison_get_n_sides (self->comparison) > 1 && dsc_comparison_get_runs (self->comparison) == NULL)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (expired);
  g_source_remove (source);
}

/* Until causes are known too. */
static const DscParting *
parting_with_cause (Fixture *self,
                    guint    i)
{
  gboolean expired = FALSE;
  const guint source = g_timeout_add_seconds (20, expired_cb, &expired);

  while (!expired && dsc_comparison_get_parting (self->comparison, i)->cause == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (expired);
  g_source_remove (source);
  return dsc_comparison_get_parting (self->comparison, i);
}

static void
assert_target (DscComparison *comparison,
               guint          i,
               const char    *text)
{
  g_autofree char *target = NULL;

  g_object_get (dsc_comparison_get_session (comparison, i), "target", &target, NULL);
  g_assert_cmpstr (target, ==, text);
}

/* ---- lockstep -------------------------------------------------------------------------------- */

static void
sides_go_in_lockstep (void)
{
  Fixture self = set_up (PARTING_SCRIPT, "3.9.18");
  DscSession *other;

  dsc_comparison_add_target (self.comparison, target_from_text ("3.10.13"));
  settle (&self);
  g_assert_true (dsc_comparison_is_on (self.comparison));
  g_assert_cmpuint (dsc_comparison_get_n_sides (self.comparison), ==, 2);
  other = dsc_comparison_get_session (self.comparison, 1);
  g_assert_cmpuint (dsc_session_get_position (other), ==, 6);
  for (guint64 step = 0; step <= 6; step++)
    {
      dsc_playback_seek (self.playback, step);
      settle (&self);
      g_assert_cmpuint (dsc_session_get_position (other), ==, step);
      for (guint i = 0; i < 2; i++)
        g_assert_cmpuint (dsc_comparison_get_state (self.comparison, i)->step, ==, step);
      g_assert_true ((dsc_comparison_get_scene (self.comparison, 1) != NULL) == (step > 0) || step == 0);
    }
  dsc_session_set_hash_seed (self.session, 7);
  dsc_session_set_text (self.session, PARTING_SCRIPT "d['last'] = 3\n");
  settle (&self);
  g_assert_cmpuint (dsc_session_get_hash_seed (other), ==, 7);
  g_assert_cmpuint (dsc_session_get_n_steps (other), ==, 7);
  g_assert_cmpuint (dsc_session_get_position (other), ==, dsc_session_get_position (self.session));
  tear_down (&self);
}

static void
sides_go_through_moments_together (void)
{
  Fixture self = set_up (PARTING_SCRIPT, "3.9.18");
  guint n = 0;
  gboolean inside = FALSE;

  g_test_summary ("At a fine grain a side is at the like moment; when the lead's step is done so is everybody's.");
  dsc_comparison_add_target (self.comparison, target_from_text ("3.10.13"));
  dsc_comparison_add_target (self.comparison, target_from_text ("2.7.18"));
  settle (&self);
  dsc_playback_seek (self.playback, 4);
  settle (&self);
  while (dsc_playback_step (self.playback, TRUE, DSC_GRAIN_WRITE) && n++ < 300)
    {
      settle (&self);
      for (guint i = 1; i < 3; i++)
        {
          DscSession *other = dsc_comparison_get_session (self.comparison, i);

          g_assert_cmpuint (dsc_session_get_position (other), ==, dsc_session_get_position (self.session));
          if (dsc_session_get_moment (self.session) < 0)
            g_assert_cmpint (dsc_session_get_moment (other), ==, -1);
          inside |= dsc_session_get_moment (other) >= 0;
        }
    }
  g_assert_true (inside);
  g_assert_cmpuint (n, >, 10);
  g_assert_cmpuint (n, <, 300);
  tear_down (&self);
}

static void
selection_is_shared (void)
{
  const DscSceneId slot = { .part = DSC_PART_OF_SLOT, .field = DSC_FIELD_DK_INDICES, .index = 3 };
  const DscSceneId entry = { .part = DSC_PART_OF_ENTRY, .field = DSC_FIELD_DK_ENTRIES, .index = 1 };
  Fixture self = set_up (PARTING_SCRIPT, "3.9.18");

  dsc_comparison_add_target (self.comparison, target_from_text ("3.10.13"));
  settle (&self);
  dsc_session_set_selection (self.session, slot);
  g_assert_true (dsc_scene_id_equal (dsc_session_get_selection (dsc_comparison_get_session (self.comparison, 1)), slot));
  dsc_session_set_selection (dsc_comparison_get_session (self.comparison, 1), entry);
  g_assert_true (dsc_scene_id_equal (dsc_session_get_selection (self.session), entry));
  tear_down (&self);
}

static void
shorter_program_stays_at_its_end (void)
{
  Fixture self = set_up (PARTING_SCRIPT, "3.10.13");
  g_autofree char *note = NULL;

  dsc_comparison_add_script (self.comparison, "d = {}\nd['a'] = 1\n", "short.py");
  settle (&self);
  g_assert_cmpuint (dsc_session_get_position (self.session), ==, 6);
  g_assert_cmpuint (dsc_session_get_position (dsc_comparison_get_session (self.comparison, 1)), ==, 2);
  note = dsc_comparison_dup_note (self.comparison, 1);
  g_assert_nonnull (note);
  g_assert_nonnull (strstr (note, "2 steps"));
  dsc_playback_seek (self.playback, 1);
  settle (&self);
  g_assert_cmpuint (dsc_session_get_position (dsc_comparison_get_session (self.comparison, 1)), ==, 1);
  tear_down (&self);
}

/* ---- partners --------------------------------------------------------------------------------- */

static void
partner_behaves_differently (void)
{
  Fixture self = set_up (PARTING_SCRIPT, "3.10.13");

  dsc_comparison_set_on (self.comparison, TRUE);
  g_assert_true (dsc_comparison_is_searching (self.comparison));
  settle (&self);
  g_assert_cmpuint (dsc_comparison_get_n_sides (self.comparison), ==, 2);
  g_assert_cmpuint (dsc_comparison_get_first_difference (self.comparison), >, 0);
  dsc_comparison_add_nearest (self.comparison);
  settle (&self);
  g_assert_cmpuint (dsc_comparison_get_n_sides (self.comparison), ==, 3);
  g_assert_false (dsc_target_equal (dsc_session_get_target (dsc_comparison_get_session (self.comparison, 1)),
                                    dsc_session_get_target (dsc_comparison_get_session (self.comparison, 2))));
  tear_down (&self);
}

static void
nothing_to_compare_with_is_said (void)
{
  Fixture self = set_up ("x = 1\n", "3.10.13");

  g_test_summary ("Where no release differs, the line of releases before it is shown, and a sentence says so.");
  g_signal_connect_swapped (self.comparison, "said", G_CALLBACK (said_cb), &self);
  dsc_comparison_set_on (self.comparison, TRUE);
  settle (&self);
  assert_target (self.comparison, 1, "3.9.25");
  g_assert_nonnull (self.said);
  g_assert_nonnull (strstr (self.said, "CPython 3.9.25"));
  g_assert_cmpuint (dsc_comparison_get_first_difference (self.comparison), ==, 0);
  tear_down (&self);
}

static void
search_can_be_cancelled (void)
{
  Fixture self = set_up ("d = {}\nfor i in range(20000):\n    d[i] = i\n", "3.14.10");

  dsc_comparison_set_on (self.comparison, TRUE);
  g_assert_true (dsc_comparison_is_searching (self.comparison));
  dsc_comparison_cancel_search (self.comparison);
  g_assert_false (dsc_comparison_is_searching (self.comparison));
  g_assert_false (dsc_comparison_is_on (self.comparison));
  for (guint i = 0; i < 100; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (dsc_comparison_get_n_sides (self.comparison), ==, 1);
  tear_down (&self);
}

static void
off_and_on_brings_sides_back (void)
{
  Fixture self = set_up (PARTING_SCRIPT, "3.14.10");

  dsc_comparison_add_target (self.comparison, target_from_text ("3.5.10"));
  dsc_comparison_add_target (self.comparison, target_from_text ("2.7.18"));
  settle (&self);
  dsc_comparison_set_on (self.comparison, FALSE);
  g_assert_cmpuint (dsc_comparison_get_n_sides (self.comparison), ==, 1);
  dsc_comparison_set_on (self.comparison, TRUE);
  settle (&self);
  g_assert_cmpuint (dsc_comparison_get_n_sides (self.comparison), ==, 3);
  assert_target (self.comparison, 1, "3.5.10");
  assert_target (self.comparison, 2, "2.7.18");
  tear_down (&self);
}

static void
document_asks_for_versions (void)
{
  Fixture self = set_up ("d = {}\n", "3.14.10");

  dsc_session_load (self.session, "# dictoscope: version=3.9.18,3.10.13,2.7.18\n" PARTING_SCRIPT);
  session_settle (self.session);
  settle (&self);
  g_assert_true (dsc_comparison_is_on (self.comparison));
  g_assert_cmpuint (dsc_comparison_get_n_sides (self.comparison), ==, 3);
  assert_target (self.comparison, 0, "3.9.18");
  assert_target (self.comparison, 1, "3.10.13");
  assert_target (self.comparison, 2, "2.7.18");
  tear_down (&self);
}

/* ---- sides come and go ------------------------------------------------------------------------- */

static void
there_are_four_at_most (void)
{
  Fixture self = set_up (PARTING_SCRIPT, "3.14.10");

  g_assert_true (dsc_comparison_add_target (self.comparison, target_from_text ("3.10.13")));
  g_assert_true (dsc_comparison_add_target (self.comparison, target_from_text ("3.9.18")));
  g_assert_true (dsc_comparison_add_target (self.comparison, target_from_text ("2.7.18")));
  g_assert_false (dsc_comparison_add_target (self.comparison, target_from_text ("3.5.10")));
  g_assert_false (dsc_comparison_add_script (self.comparison, "d = {}\n", "other.py"));
  settle (&self);
  g_assert_cmpuint (dsc_comparison_get_n_sides (self.comparison), ==, 4);
  tear_down (&self);
}

static void
lead_goes_by_taking_over (void)
{
  Fixture self = set_up (PARTING_SCRIPT, "3.14.10");

  dsc_comparison_add_target (self.comparison, target_from_text ("3.10.13"));
  dsc_comparison_add_target (self.comparison, target_from_text ("3.9.18"));
  dsc_comparison_set_label (self.comparison, 1, "ten");
  settle (&self);
  dsc_comparison_remove (self.comparison, 0);
  settle (&self);
  g_assert_cmpuint (dsc_comparison_get_n_sides (self.comparison), ==, 2);
  assert_target (self.comparison, 0, "3.10.13");
  assert_target (self.comparison, 1, "3.9.18");
  g_assert_cmpstr (dsc_comparison_get_label (self.comparison, 0), ==, "ten");
  g_assert_true (dsc_comparison_get_session (self.comparison, 0) == self.session);
  dsc_comparison_remove (self.comparison, 1);
  g_assert_false (dsc_comparison_is_on (self.comparison));
  tear_down (&self);
}

static void
lead_stays_beside_another_script (void)
{
  Fixture self = set_up (PARTING_SCRIPT, "3.14.10");

  dsc_comparison_add_script (self.comparison, "d = {}\n", "other.py");
  settle (&self);
  g_assert_false (dsc_comparison_can_remove (self.comparison, 0));
  g_assert_true (dsc_comparison_can_remove (self.comparison, 1));
  dsc_session_set_target (self.session, target_from_text ("3.9.18"));
  settle (&self);
  assert_target (self.comparison, 1, "3.9.18");
  tear_down (&self);
}

static void
sides_can_be_swapped (void)
{
  Fixture self = set_up (PARTING_SCRIPT, "3.9.18");

  dsc_comparison_add_target (self.comparison, target_from_text ("3.10.13"));
  settle (&self);
  dsc_comparison_swap (self.comparison);
  settle (&self);
  assert_target (self.comparison, 0, "3.10.13");
  assert_target (self.comparison, 1, "3.9.18");
  g_assert_cmpuint (dsc_comparison_get_lead (self.comparison), ==, 1);
  g_assert_cmpuint (dsc_comparison_get_focus (self.comparison), ==, 1);
  tear_down (&self);
}

/* ---- where they part --------------------------------------------------------------------------- */

static void
parting_is_found_with_its_rule (void)
{
  Fixture self = set_up (PARTING_SCRIPT, "3.9.18");
  const DscParting *parting;
  g_autofree char *sentence = NULL;

  dsc_comparison_add_target (self.comparison, target_from_text ("3.10.13"));
  settle (&self);
  parting = parting_with_cause (&self, 1);
  g_assert_true (parting->differs);
  g_assert_cmpint (parting->difference.what, ==, DSC_DIFFERS_SLOTS);
  g_assert_cmpuint (parting->difference.step, ==, dsc_comparison_get_first_difference (self.comparison));
  g_assert_nonnull (strstr (parting->cause, "bpo-41493"));
  g_assert_nonnull (strstr (parting->rule, "8 in 3.9.18, 16 in 3.10.13"));
  dsc_playback_seek (self.playback, parting->difference.step);
  settle (&self);
  sentence = dsc_comparison_dup_sentence (self.comparison);
  g_assert_nonnull (strstr (sentence, "bpo-41493"));
  tear_down (&self);
}

/* At each step what is said must be true of all sides, whichever of them parted first. */
static void
sentence_is_true_of_all_sides (void)
{
  Fixture self = set_up ("d = {}\nfor i in range(12):\n    d['k%d' % i] = i\n", "3.9.25");

  dsc_comparison_add_target (self.comparison, target_from_text ("3.10.13"));
  dsc_comparison_add_target (self.comparison, target_from_text ("3.5.10"));
  dsc_comparison_add_target (self.comparison, target_from_text ("3.14.10"));
  settle (&self);
  for (guint64 step = 0; step <= dsc_session_get_n_steps (self.session); step++)
    {
      dsc_playback_seek (self.playback, step);
      settle (&self);
      g_autofree char *sentence = dsc_comparison_dup_sentence (self.comparison);

      g_assert_nonnull (strstr (sentence, "They part at step 1,"));
      g_assert_nonnull (strstr (sentence, "3.9.25 has 1 slot then, 3.5.10 has 8."));
      g_assert_null (strstr (sentence, "only sizes differ"));
      g_assert_cmpint (strstr (sentence, "alike so far") != NULL, ==, step == 0);
    }
  dsc_comparison_remove (self.comparison, 2);
  settle (&self);
  g_autofree char *sizes = dsc_comparison_dup_sentence (self.comparison);
  g_assert_true (g_str_has_prefix (sizes, "They behave alike, only sizes differ. They part at step "));
  tear_down (&self);
}

static void
earlier_parting_is_told_at_a_later_one (void)
{
  Fixture self = set_up ("e = {}\n" PARTING_SCRIPT, "3.9.18");
  guint64 later;

  dsc_comparison_add_target (self.comparison, target_from_text ("3.10.13"));
  dsc_comparison_add_target (self.comparison, target_from_text ("3.5.10"));
  settle (&self);
  later = dsc_comparison_get_parting (self.comparison, 1)->difference.step;
  g_assert_cmpuint (later, >, dsc_comparison_get_first_difference (self.comparison));
  dsc_playback_seek (self.playback, later);
  settle (&self);
  g_autofree char *sentence = dsc_comparison_dup_sentence (self.comparison);
  g_assert_nonnull (strstr (sentence, "3.9.18 has 8 slots then, 3.10.13 has 16."));
  g_assert_nonnull (strstr (sentence, "CPython 3.5.10 parted from CPython 3.9.18 at step 1 already."));
  tear_down (&self);
}

static void
playing_stops_where_they_part (void)
{
  Fixture self = set_up (PARTING_SCRIPT, "3.9.18");
  guint64 first;

  dsc_comparison_add_target (self.comparison, target_from_text ("3.10.13"));
  settle (&self);
  first = dsc_comparison_get_first_difference (self.comparison);
  g_assert_cmpuint (first, <, 6);
  dsc_playback_seek (self.playback, 0);
  settle (&self);
  dsc_playback_play (self.playback);
  for (guint i = 0; i < 10000 && dsc_playback_advance (self.playback, FRAME); i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (dsc_playback_is_playing (self.playback));
  g_assert_cmpuint (dsc_session_get_position (self.session), ==, first);
  dsc_playback_play (self.playback);
  for (guint i = 0; i < 10000 && dsc_playback_advance (self.playback, FRAME); i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (dsc_session_get_position (self.session), ==, 6);
  dsc_comparison_set_stop_at_difference (self.comparison, FALSE);
  dsc_playback_play (self.playback);
  for (guint i = 0; i < 10000 && dsc_playback_advance (self.playback, FRAME); i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (dsc_session_get_position (self.session), ==, 6);
  tear_down (&self);
}

static void
differences_can_be_walked_through (void)
{
  Fixture self = set_up (PARTING_SCRIPT, "3.9.18");
  const GArray *different;
  guint64 first;

  dsc_comparison_add_target (self.comparison, target_from_text ("3.10.13"));
  settle (&self);
  first = dsc_comparison_get_first_difference (self.comparison);
  dsc_playback_seek (self.playback, first);
  settle (&self);
  different = dsc_comparison_get_different (self.comparison);
  g_assert_cmpuint (different->len, >, 0);
  const guint n = different->len;

  for (guint i = 0; i < n; i++)
    {
      g_assert_true (dsc_comparison_next_difference (self.comparison, TRUE));
      g_assert_true (dsc_scene_id_equal (dsc_session_get_selection (self.session), g_array_index (different, DscSceneId, i)));
    }
  g_assert_true (dsc_comparison_next_difference (self.comparison, TRUE));
  settle (&self);
  g_assert_cmpuint (dsc_session_get_position (self.session), ==, first + 1);
  g_assert_true (dsc_scene_id_equal (dsc_session_get_selection (self.session),
                                     g_array_index (dsc_comparison_get_different (self.comparison), DscSceneId, 0)));
  g_assert_true (dsc_comparison_next_difference (self.comparison, FALSE));
  settle (&self);
  g_assert_cmpuint (dsc_session_get_position (self.session), ==, first);
  tear_down (&self);
}

static void
error_of_one_side_is_told (void)
{
  Fixture self = set_up ("d = {'a': 1}\ne = {**d, 'b': 2}\ne['c'] = 3\n", "3.14.10");
  g_autofree char *note = NULL, *none = NULL;
  g_autoptr (DscComparisonPage) page = NULL;

  g_test_summary ("What a release cannot run stops its side, not the other.");
  dsc_comparison_add_target (self.comparison, target_from_text ("2.7.18"));
  settle (&self);
  note = dsc_comparison_dup_note (self.comparison, 1);
  g_assert_nonnull (note);
  g_assert_cmpuint (dsc_session_get_position (self.session), ==, 3);
  g_assert_cmpuint (dsc_session_get_position (dsc_comparison_get_session (self.comparison, 1)), <, 3);
  none = dsc_comparison_dup_note (self.comparison, 0);
  g_assert_null (none);
  page = dsc_comparison_make_page (self.comparison);
  g_assert_cmpuint (page->n, ==, 2);
  g_assert_true (page->same_script);
  g_assert_true (page->sides[1].snapshot != NULL || page->sides[1].absent != NULL);
  tear_down (&self);
}

/* "here" is said only where the side's program stops. */
static void
step_of_an_error_is_told (void)
{
  Fixture self = set_up ("d = {}\nd['a'] = 1\ne = d | {'b': 2}\ne['c'] = 3\n", "3.14.10");
  const guint64 positions[] = { 0, 2, 3, 4 };
  guint64 n;

  dsc_comparison_add_target (self.comparison, target_from_text ("3.8.18"));
  settle (&self);
  n = dsc_session_get_n_steps (dsc_comparison_get_session (self.comparison, 1));
  g_assert_cmpuint (n, <, dsc_session_get_n_steps (self.session));
  g_autofree char *at_step = g_strdup_printf ("Python stops at step %" G_GUINT64_FORMAT ": TypeError: ", n);

  for (guint i = 0; i < G_N_ELEMENTS (positions); i++)
    {
      dsc_playback_seek (self.playback, positions[i]);
      settle (&self);
      g_autofree char *note = dsc_comparison_dup_note (self.comparison, 1);

      g_assert_true (g_str_has_prefix (note, positions[i] < n ? at_step : "Python stops here: TypeError: "));
    }
  tear_down (&self);
}

static void
longer_side_is_told_at_the_end (void)
{
  Fixture self = set_up ("d = {}\nd['a'] = 1\ne = d | {'b': 2}\ne['c'] = 3\n", "3.8.18");
  guint64 n, n_other;

  g_test_summary ("Time ends with the lead's program; a side that goes on is named there, and can be followed as the sentence says.");
  dsc_comparison_add_target (self.comparison, target_from_text ("3.14.10"));
  settle (&self);
  n = dsc_session_get_n_steps (self.session);
  n_other = dsc_session_get_n_steps (dsc_comparison_get_session (self.comparison, 1));
  g_assert_cmpuint (n_other, >, n);
  g_autofree char *expected = g_strdup_printf ("CPython 3.14.10 goes on to step %" G_GUINT64_FORMAT "; choose its version for the side of CPython 3.8.18 to follow it.", n_other);

  for (guint64 step = 0; step <= n; step++)
    {
      dsc_playback_seek (self.playback, step);
      settle (&self);
      g_autofree char *sentence = dsc_comparison_dup_sentence (self.comparison);

      g_assert_true (g_str_has_prefix (sentence, expected) == (step == n));
      g_assert_true ((strstr (sentence, "goes on to step") != NULL) == (step == n));
    }
  dsc_session_set_target (self.session, target_from_text ("3.14.10"));
  settle (&self);
  dsc_playback_seek (self.playback, n_other);
  settle (&self);
  g_assert_cmpuint (dsc_session_get_position (self.session), ==, n_other);
  g_autofree char *none = dsc_comparison_dup_sentence (self.comparison);
  g_assert_null (strstr (none, "goes on to step"));
  tear_down (&self);
}

static void
large_sides_are_drawn_in_a_thread (void)
{
  Fixture self = set_up ("d = {}\nfor i in range(60000):\n    d[i] = i\nd['x'] = 1\n", "3.14.10");

  dsc_comparison_add_target (self.comparison, target_from_text ("3.9.18"));
  settle (&self);
  g_assert_nonnull (dsc_comparison_get_scene (self.comparison, 0));
  dsc_playback_seek (self.playback, 30000);
  dsc_playback_seek (self.playback, 30001);
  settle (&self);
  g_assert_cmpuint (dsc_comparison_get_state (self.comparison, 1)->step, ==, 30001);
  dsc_playback_seek (self.playback, 40000);
  dsc_comparison_set_on (self.comparison, FALSE);
  tear_down (&self);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/comparison/sides-go-in-lockstep", sides_go_in_lockstep);
  g_test_add_func ("/session/comparison/sides-go-through-moments-together", sides_go_through_moments_together);
  g_test_add_func ("/session/comparison/selection-is-shared", selection_is_shared);
  g_test_add_func ("/session/comparison/shorter-program-stays-at-its-end", shorter_program_stays_at_its_end);
  g_test_add_func ("/session/comparison/partner-behaves-differently", partner_behaves_differently);
  g_test_add_func ("/session/comparison/nothing-to-compare-with-is-said", nothing_to_compare_with_is_said);
  g_test_add_func ("/session/comparison/search-can-be-cancelled", search_can_be_cancelled);
  g_test_add_func ("/session/comparison/off-and-on-brings-sides-back", off_and_on_brings_sides_back);
  g_test_add_func ("/session/comparison/document-asks-for-versions", document_asks_for_versions);
  g_test_add_func ("/session/comparison/there-are-four-at-most", there_are_four_at_most);
  g_test_add_func ("/session/comparison/lead-goes-by-taking-over", lead_goes_by_taking_over);
  g_test_add_func ("/session/comparison/lead-stays-beside-another-script", lead_stays_beside_another_script);
  g_test_add_func ("/session/comparison/sides-can-be-swapped", sides_can_be_swapped);
  g_test_add_func ("/session/comparison/parting-is-found-with-its-rule", parting_is_found_with_its_rule);
  g_test_add_func ("/session/comparison/sentence-is-true-of-all-sides", sentence_is_true_of_all_sides);
  g_test_add_func ("/session/comparison/earlier-parting-is-told-at-a-later-one", earlier_parting_is_told_at_a_later_one);
  g_test_add_func ("/session/comparison/playing-stops-where-they-part", playing_stops_where_they_part);
  g_test_add_func ("/session/comparison/differences-can-be-walked-through", differences_can_be_walked_through);
  g_test_add_func ("/session/comparison/error-of-one-side-is-told", error_of_one_side_is_told);
  g_test_add_func ("/session/comparison/step-of-an-error-is-told", step_of_an_error_is_told);
  g_test_add_func ("/session/comparison/longer-side-is-told-at-the-end", longer_side_is_told_at_the_end);
  g_test_add_func ("/session/comparison/large-sides-are-drawn-in-a-thread", large_sides_are_drawn_in_a_thread);
  return g_test_run ();
}
