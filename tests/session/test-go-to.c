/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-go-to.c: goes to steps, lines and places; says what can be written when it cannot. */
#include "dsc-go-to.h"

#include <string.h>

#include "session-tests.h"

static void
assert_goes (DscSession *session,
             const char *text,
             guint64     step)
{
  g_autofree char *message = NULL;

  g_assert_true (dsc_go_to (session, text, &message));
  g_assert_null (message);
  session_settle (session);
  g_assert_cmpuint (dsc_session_get_position (session), ==, step);
}

static void
assert_refuses (DscSession *session,
                const char *text,
                const char *words)
{
  g_autofree char *message = NULL;
  const guint64 step = dsc_session_get_position (session);

  g_assert_false (dsc_go_to (session, text, &message));
  g_assert_nonnull (strstr (message, words));
  g_assert_cmpuint (dsc_session_get_position (session), ==, step);
}

static void
steps_and_lines (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);

  assert_goes (session, "2", 2);
  assert_goes (session, "Step 3", 3);
  assert_goes (session, " line 2", 2);
  assert_goes (session, "first", 0);
  assert_goes (session, "last", 4);
  assert_refuses (session, "5", "from 0 to 4");
  assert_refuses (session, "line 0", "line 0");
  assert_refuses (session, "-1", "Write a step");
  assert_refuses (session, "", "Write a step");
  assert_refuses (session, "step", "Write a step");
}

static void
places (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);

  assert_goes (session, "slot 14", 4);
  g_assert_cmpint (dsc_session_get_selection (session).part, ==, DSC_PART_OF_SLOT);
  g_assert_cmpint (dsc_session_get_selection (session).index, ==, 14);
  assert_refuses (session, "slot 16", "from 0 to 15");
  g_assert_cmpint (dsc_session_get_selection (session).index, ==, 14);
}

/* Going back shows the place at the step at which it was looked at. */
static void
visits (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);

  assert_goes (session, "slot 14", 4);
  assert_goes (session, "step 1", 1);
  assert_goes (session, "ma_used", 1);
  g_assert_true (dsc_session_can_revisit (session, FALSE));
  g_assert_true (dsc_session_revisit (session, FALSE));
  session_settle (session);
  g_assert_cmpint (dsc_session_get_selection (session).part, ==, DSC_PART_OF_SLOT);
  g_assert_cmpuint (dsc_session_get_position (session), ==, 4);
  g_assert_false (dsc_session_revisit (session, FALSE));
  g_assert_true (dsc_session_revisit (session, TRUE));
  g_assert_cmpint (dsc_session_get_selection (session).field, ==, DSC_FIELD_MA_USED);
  dsc_session_load (session, ROW_SCRIPT);
  session_settle (session);
  g_assert_false (dsc_session_can_revisit (session, FALSE));
}

static void
drilling (void)
{
  g_autoptr (DscSession) session = session_with (ROW_SCRIPT);

  g_assert_true (dsc_session_drill (session, TRUE));
  g_assert_cmpint (dsc_session_get_selection (session).part, ==, DSC_PART_OF_BLOCK);
  dsc_session_set_selection (session, (DscSceneId) { .part = DSC_PART_OF_SLOT, .index = 3 });
  for (guint i = 0; i < 3; i++)
    g_assert_true (dsc_session_drill (session, TRUE));
  g_assert_cmpint (dsc_session_get_selection (session).part, ==, DSC_PART_OF_KEY);
  g_assert_false (dsc_session_drill (session, TRUE));
  while (dsc_session_drill (session, FALSE))
    ;
  g_assert_cmpint (dsc_session_get_selection (session).part, ==, DSC_PART_OF_PICTURE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/go-to/steps-and-lines", steps_and_lines);
  g_test_add_func ("/session/go-to/places", places);
  g_test_add_func ("/session/go-to/visits", visits);
  g_test_add_func ("/session/go-to/drilling", drilling);
  return g_test_run ();
}
