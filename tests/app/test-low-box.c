/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-low-box.c: what lies below the first child gets what it wants, up to its share. */
#include "dsc-low-box.h"

#include "app-tests.h"

static GtkWidget *column, *boxes[3];

/* A child of 50 that would like to have more, one of 20 that wants 120, one of 30. */
static void
make_column (void)
{
  static const int least[] = { 50, 20, 30 };

  column = g_object_ref_sink (g_object_new (DSC_TYPE_LOW_BOX, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      boxes[i] = i == 1 ? gtk_scrolled_window_new () : gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      gtk_widget_set_size_request (boxes[i], 100, least[i]);
      gtk_widget_set_parent (boxes[i], column);
    }
  GtkWidget *tall = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_size_request (tall, 10, 120);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (boxes[1]), tall);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (boxes[1]), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (boxes[1]), GTK_POLICY_NEVER, GTK_POLICY_EXTERNAL);
}

static void
assert_heights (int height,
                int first,
                int second,
                int third)
{
  const int wanted[] = { first, second, third };
  int y = 0;

  gtk_widget_allocate (column, 100, height, -1, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      graphene_rect_t box;

      if (!gtk_widget_get_visible (boxes[i]))
        continue;
      g_assert_true (gtk_widget_compute_bounds (boxes[i], column, &box));
      g_assert_cmpint ((int) box.size.height, ==, wanted[i]);
      g_assert_cmpint ((int) box.origin.y, ==, y);
      y += wanted[i];
    }
  g_assert_cmpint (y, ==, height);
}

static void
gives_no_more_than_a_share (void)
{
  int minimum, natural;

  make_column ();
  gtk_widget_measure (column, GTK_ORIENTATION_VERTICAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 100);
  g_assert_cmpint (natural, ==, 200);
  assert_heights (400, 250, 120, 30);
  dsc_low_box_set_share (boxes[1], 25);
  assert_heights (600, 450, 120, 30);      /* it does not want more */
  assert_heights (400, 270, 100, 30);
  assert_heights (200, 120, 50, 30);
  g_object_unref (column);
}

static void
keeps_every_minimum (void)
{
  make_column ();
  assert_heights (110, 50, 30, 30);
  assert_heights (100, 50, 20, 30);
  dsc_low_box_set_share (boxes[1], 10);
  assert_heights (120, 70, 20, 30);
  gtk_widget_set_visible (boxes[1], FALSE);
  assert_heights (120, 90, 0, 30);
  g_object_unref (column);
}

int
main (int    argc,
      char **argv)
{
  app_tests_init (&argc, &argv);
  g_test_add_func ("/app/low-box/gives-no-more-than-a-share", gives_no_more_than_a_share);
  g_test_add_func ("/app/low-box/keeps-every-minimum", keeps_every_minimum);
  return app_tests_run ();
}
