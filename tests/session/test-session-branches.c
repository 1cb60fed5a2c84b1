/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-session-branches.c: what a script was before it was edited, and bookmarks. */
#include "session-tests.h"

static void
edit (DscSession *session,
      const char *text)
{
  dsc_session_set_text (session, text);
  session_settle (session);
}

static void
editing_at_a_step_keeps_the_other_branch (void)
{
  g_autoptr (DscSession) session = session_with ("d = {}\nd[1] = 1\nd[2] = 2\nd[3] = 3\n");

  dsc_session_set_position (session, 2);
  session_settle (session);
  g_assert_cmpuint (dsc_session_get_n_branches (session), ==, 0);
  edit (session, "d = {}\nd[1] = 1\nd[2] = 7\nd[3] = 3\n");
  edit (session, "d = {}\nd[1] = 1\nd[2] = 77\nd[3] = 3\n");
  g_assert_cmpuint (dsc_session_get_position (session), ==, 2);
  g_assert_cmpuint (dsc_session_get_n_branches (session), ==, 1);
  const DscBranch *branch = dsc_session_get_branch (session, 0);

  g_assert_cmpuint (branch->step, ==, 3);
  g_assert_cmpuint (branch->n_steps, ==, 4);
  g_assert_cmpstr (branch->operation, ==, "d[2] = 2");
  g_assert_cmpstr (branch->text, ==, "d = {}\nd[1] = 1\nd[2] = 2\nd[3] = 3\n");
  edit (session, "d = {}\nd[1] = 5\nd[2] = 77\nd[3] = 3\n");
  g_assert_cmpuint (dsc_session_get_n_branches (session), ==, 1);
  g_assert_cmpuint (dsc_session_get_branch (session, 0)->step, ==, 2);
  g_assert_cmpstr (dsc_session_get_branch (session, 0)->operation, ==, "d[1] = 1");
}

static void
going_there_and_back (void)
{
  g_autoptr (DscSession) session = session_with ("d = {}\nd[1] = 1\nd[2] = 2\n");

  dsc_session_set_position (session, 1);
  session_settle (session);
  edit (session, "d = {}\nd['x'] = 1\n");
  g_autofree char *old = dsc_session_leave_for_branch (session, 0);

  g_assert_cmpstr (old, ==, "d = {}\nd[1] = 1\nd[2] = 2\n");
  edit (session, old);
  g_assert_cmpuint (dsc_session_get_n_branches (session), ==, 1);
  g_assert_cmpstr (dsc_session_get_branch (session, 0)->text, ==, "d = {}\nd['x'] = 1\n");
  g_assert_cmpuint (dsc_session_get_branch (session, 0)->step, ==, 2);
  g_assert_null (dsc_session_leave_for_branch (session, 1));
}

static void
only_lost_steps_make_a_branch (void)
{
  g_autoptr (DscSession) session = session_with ("d = {}\nd[1] = 1\n");

  edit (session, "d = {}\nd[1] = 1\nd[2] = 2\n");
  g_assert_cmpuint (dsc_session_get_n_branches (session), ==, 0);
  edit (session, "d = {}\nd[1] = 1\nd[");
  g_assert_cmpuint (dsc_session_get_n_branches (session), ==, 0);
  edit (session, "d = {}\n");
  g_assert_cmpuint (dsc_session_get_n_branches (session), ==, 1);
  edit (session, "d = {}\nd[1] = 1\n");
  g_assert_cmpuint (dsc_session_get_n_branches (session), ==, 0);
  dsc_session_set_target (session, target_from_text ("2.7.18"));
  session_settle (session);
  g_assert_cmpuint (dsc_session_get_n_branches (session), ==, 0);
}

static void
there_are_eight_at_most (void)
{
  g_autoptr (DscSession) session = session_with ("d = {0: 0}\n");

  for (guint i = 1; i < 12; i++)
    {
      g_autofree char *text = g_strdup_printf ("d = {%u: 0}\n", i);

      edit (session, text);
      dsc_session_set_position (session, i % 2);
      session_settle (session);
    }
  g_assert_cmpuint (dsc_session_get_n_branches (session), ==, DSC_MAX_BRANCHES);
  g_assert_cmpstr (dsc_session_get_branch (session, 0)->text, ==, "d = {10: 0}\n");
  dsc_session_load (session, "d = {}\n");
  session_settle (session);
  g_assert_cmpuint (dsc_session_get_n_branches (session), ==, 0);
}

static void
bookmarks_are_places_in_order (void)
{
  g_autoptr (DscSession) session = session_with ("d = {}\nd[1] = 1\nd[2] = 2\nd[3] = 3\n");
  guint64 found;
  gsize n;

  g_assert_true (dsc_session_toggle_bookmark (session));
  dsc_session_set_position (session, 1);
  g_assert_true (dsc_session_toggle_bookmark (session));
  g_assert_cmpuint (dsc_session_get_bookmarks (session, &n)[0], ==, 1);
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (dsc_session_find_bookmark (session, TRUE, &found));
  g_assert_cmpuint (found, ==, 4);
  g_assert_false (dsc_session_find_bookmark (session, FALSE, &found));
  dsc_session_set_position (session, 2);
  g_assert_true (dsc_session_find_bookmark (session, FALSE, &found));
  g_assert_cmpuint (found, ==, 1);
  edit (session, "d = {}\nd[1] = 1\n");
  dsc_session_get_bookmarks (session, &n);
  g_assert_cmpuint (n, ==, 1);
  dsc_session_set_position (session, 1);
  g_assert_false (dsc_session_toggle_bookmark (session));
  dsc_session_get_bookmarks (session, &n);
  g_assert_cmpuint (n, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/branches/editing-at-a-step-keeps-the-other-branch", editing_at_a_step_keeps_the_other_branch);
  g_test_add_func ("/session/branches/going-there-and-back", going_there_and_back);
  g_test_add_func ("/session/branches/only-lost-steps-make-a-branch", only_lost_steps_make_a_branch);
  g_test_add_func ("/session/branches/there-are-eight-at-most", there_are_eight_at_most);
  g_test_add_func ("/session/branches/bookmarks-are-places-in-order", bookmarks_are_places_in_order);
  return g_test_run ();
}
