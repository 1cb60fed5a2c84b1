/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-visits.c: back and forth between places, as in a browser. */
#include "dsc-visits.h"

static DscVisit
slot (gint64  index,
      guint64 step)
{
  return (DscVisit) { { .part = DSC_PART_OF_SLOT, .index = index }, step };
}

static void
back_and_forth (void)
{
  g_autoptr (DscVisits) visits = dsc_visits_new ();
  DscVisit visit;

  g_assert_false (dsc_visits_go (visits, FALSE, &visit));
  g_assert_false (dsc_visits_can_go (visits, TRUE));
  dsc_visits_add (visits, slot (1, 0));
  dsc_visits_add (visits, slot (10, 0));
  dsc_visits_add (visits, slot (20, 3));
  g_assert_true (dsc_visits_go (visits, FALSE, &visit));
  g_assert_cmpint (visit.id.index, ==, 10);
  g_assert_true (dsc_visits_go (visits, FALSE, &visit));
  g_assert_cmpint (visit.id.index, ==, 1);
  g_assert_false (dsc_visits_go (visits, FALSE, &visit));
  g_assert_true (dsc_visits_go (visits, TRUE, &visit));
  g_assert_cmpint (visit.id.index, ==, 10);
  dsc_visits_add (visits, slot (30, 0));      /* what lay ahead is gone */
  g_assert_false (dsc_visits_can_go (visits, TRUE));
  g_assert_true (dsc_visits_go (visits, FALSE, &visit));
  g_assert_cmpint (visit.id.index, ==, 10);
}

static void
walking_is_one_visit (void)
{
  g_autoptr (DscVisits) visits = dsc_visits_new ();
  DscVisit visit;

  dsc_visits_add (visits, slot (100, 0));
  for (gint64 i = 0; i < 50; i++)
    dsc_visits_add (visits, slot (i, 0));
  g_assert_true (dsc_visits_go (visits, FALSE, &visit));
  g_assert_cmpint (visit.id.index, ==, 100);
  g_assert_true (dsc_visits_go (visits, TRUE, &visit));
  g_assert_cmpint (visit.id.index, ==, 49);
}

static void
forgets_the_oldest (void)
{
  g_autoptr (DscVisits) visits = dsc_visits_new ();
  DscVisit visit = { 0 };
  guint n = 0;

  for (gint64 i = 0; i < 3 * DSC_VISITS_MAX; i++)
    dsc_visits_add (visits, slot (10 * i, 0));
  while (dsc_visits_go (visits, FALSE, &visit))
    n++;
  g_assert_cmpuint (n, ==, DSC_VISITS_MAX - 1);
  g_assert_cmpint (visit.id.index, ==, 10 * 2 * DSC_VISITS_MAX);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/visits/back-and-forth", back_and_forth);
  g_test_add_func ("/session/visits/walking-is-one-visit", walking_is_one_visit);
  g_test_add_func ("/session/visits/forgets-the-oldest", forgets_the_oldest);
  return g_test_run ();
}
