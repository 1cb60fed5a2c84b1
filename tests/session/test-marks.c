/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-marks.c: marks of each step, their unions, and the way from one to the next. */
#include <string.h>

#include "session-tests.h"

#define N 70001u

static DscStepMarks
plain_union (const guint8 *plain,
             guint         from,
             guint         to)
{
  DscStepMarks marks = 0;

  for (guint i = from; i < to; i++)
    marks |= plain[i];
  return marks;
}

static void
unions_are_those_of_a_plain_loop (void)
{
  g_autofree guint8 *plain = g_malloc0 (N);
  DscMarks *marks = dsc_marks_new ();
  GRand *random = g_rand_new_with_seed (1);

  for (guint i = 0; i < N; i++)
    {
      if (g_rand_int_range (random, 0, 300) == 0)
        plain[i] = (guint8) (1u << g_rand_int_range (random, 0, DSC_N_MARKS));
      dsc_marks_add (marks, (DscStepMarks) plain[i]);
    }
  g_assert_cmpuint (dsc_marks_get_n (marks), ==, N);
  for (guint k = 0; k < 2000; k++)
    {
      const guint from = (guint) g_rand_int_range (random, 0, N);
      const guint to = from + (guint) g_rand_int_range (random, 0, k % 2 == 0 ? 400 : 40000);

      g_assert_cmpint (dsc_marks_get_between (marks, from, to), ==, plain_union (plain, from, MIN (to, N)));
      g_assert_cmpint (dsc_marks_get (marks, from), ==, plain[from]);
    }
  g_assert_cmpint (dsc_marks_get_between (marks, 0, G_MAXUINT64), ==, plain_union (plain, 0, N));
  g_rand_free (random);
  dsc_marks_free (marks);
}

static void
finds_the_next_and_the_last (void)
{
  static const guint64 at[] = { 0, 15, 16, 255, 256, 4096, 65535, 70000 };
  DscMarks *marks = dsc_marks_new ();
  guint64 found, from = 0;

  for (guint i = 0; i < N; i++)
    dsc_marks_add (marks, DSC_MARK_TAG);
  for (gsize k = 0; k < G_N_ELEMENTS (at); k++)
    dsc_marks_join (marks, at[k], DSC_MARK_RESIZE);
  for (gsize k = 0; k < G_N_ELEMENTS (at); k++)
    {
      g_assert_true (dsc_marks_find (marks, from, TRUE, DSC_MARK_RESIZE, &found));
      g_assert_cmpuint (found, ==, at[k]);
      from = found + 1;
    }
  g_assert_false (dsc_marks_find (marks, from, TRUE, DSC_MARK_RESIZE, &found));
  from = N + 5;
  for (gsize k = G_N_ELEMENTS (at); k > 0; k--)
    {
      g_assert_true (dsc_marks_find (marks, from, FALSE, DSC_MARK_RESIZE, &found));
      g_assert_cmpuint (found, ==, at[k - 1]);
      from = found;
    }
  g_assert_false (dsc_marks_find (marks, from, FALSE, DSC_MARK_RESIZE, &found));
  g_assert_false (dsc_marks_find (marks, 0, TRUE, DSC_MARK_KIND, &found));
  dsc_marks_free (marks);
}

static DscHistory *
history_for (const char *target_text,
             const char *text)
{
  g_autoptr (DscScript) script = dsc_script_new (text, (gssize) strlen (text));

  return dsc_history_new (script, target_from_text (target_text), 0, NULL, NULL, NULL);
}

static void
marks_are_read_from_events (void)
{
  g_autoptr (DscHistory) collision = history_of ("d = {}\nd[1] = 1\nd[9] = 2\nd[2] = 3\n");
  g_autoptr (DscHistory) kind = history_of ("d = {'a': 1}\nd[1] = 2\nd[2] = 3\n");
  g_autoptr (DscHistory) shared = history_for ("3.12.1", "class P:\n  def __init__(self):\n    self.x = 1\np = P()\nd = p.__dict__\ndel p.x\nd[1] = 2\n");
  g_autoptr (DscHistory) tag = history_for ("3.9.18", "d = {'a': 1}\nlen(d)\nd['b'] = 1\n");

  g_test_summary ("1 and 9 share slot 1 of 8; a key that is not a str changes the kind; a foreign key ends sharing; 3.6 to 3.11 tag each store.");
  g_assert_cmpint (dsc_history_get_marks (collision, 1) & DSC_MARK_COLLISION, ==, 0);
  g_assert_cmpint (dsc_history_get_marks (collision, 2), ==, DSC_MARK_COLLISION);
  g_assert_true (dsc_history_get_marks (kind, 1) & DSC_MARK_KIND);
  g_assert_false (dsc_history_get_marks (kind, 2) & DSC_MARK_KIND);
  g_assert_true (dsc_marks_get_between (dsc_history_get_all_marks (shared), 0, 10) & DSC_MARK_UNSHARED);
  g_assert_false (dsc_history_get_marks (tag, 1) & DSC_MARK_TAG);
  g_assert_true (dsc_history_get_marks (tag, 2) & DSC_MARK_TAG);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/marks/unions-are-those-of-a-plain-loop", unions_are_those_of_a_plain_loop);
  g_test_add_func ("/session/marks/finds-the-next-and-the-last", finds_the_next_and_the_last);
  g_test_add_func ("/session/marks/marks-are-read-from-events", marks_are_read_from_events);
  return g_test_run ();
}
