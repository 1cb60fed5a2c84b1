/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-fit-box.c: a row leaves out what there is no room for, the least important first. */
#include "dsc-fit-box.h"

#include "app-tests.h"

static GtkWidget *boxes[3];

static GtkWidget *
new_row (void)
{
  GtkWidget *row = g_object_ref_sink (g_object_new (DSC_TYPE_FIT_BOX, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      boxes[i] = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      gtk_widget_set_size_request (boxes[i], 100, 20);
      gtk_widget_set_parent (boxes[i], row);
    }
  dsc_fit_box_set_rank (boxes[1], 2);
  dsc_fit_box_set_rank (boxes[2], 1);
  return row;
}

static void
assert_shown (GtkWidget *row,
              int        width,
              gboolean   second,
              gboolean   third)
{
  gtk_widget_allocate (row, width, 20, -1, NULL);
  g_assert_true (gtk_widget_get_child_visible (boxes[0]));
  g_assert_cmpint (gtk_widget_get_child_visible (boxes[1]), ==, second);
  g_assert_cmpint (gtk_widget_get_child_visible (boxes[2]), ==, third);
}

static void
leaves_out_by_rank (void)
{
  GtkWidget *row = new_row ();
  int minimum, natural;

  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 100);
  g_assert_cmpint (natural, ==, 300 + 2 * DSC_FIT_BOX_SPACING);
  assert_shown (row, natural, TRUE, TRUE);
  assert_shown (row, natural - 1, FALSE, TRUE);
  assert_shown (row, 200, FALSE, FALSE);
  assert_shown (row, 100, FALSE, FALSE);
  assert_shown (row, natural + 100, TRUE, TRUE);
  g_object_unref (row);
}

static double
left_of (GtkWidget *row,
         GtkWidget *child)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (child, row, &bounds));
  return bounds.origin.x;
}

static void
mirrors_and_expands (void)
{
  GtkWidget *row = new_row ();

  gtk_widget_set_hexpand (boxes[0], TRUE);
  gtk_widget_allocate (row, 412, 20, -1, NULL);
  g_assert_cmpint (gtk_widget_get_width (boxes[0]), ==, 200);
  g_assert_cmpfloat (left_of (row, boxes[2]), ==, 312);
  gtk_widget_set_direction (row, GTK_TEXT_DIR_RTL);
  gtk_widget_allocate (row, 412, 20, -1, NULL);
  g_assert_cmpfloat (left_of (row, boxes[0]), ==, 212);
  g_assert_cmpfloat (left_of (row, boxes[2]), ==, 0);
  g_object_unref (row);
}

int
main (int    argc,
      char **argv)
{
  app_tests_init (&argc, &argv);
  g_test_add_func ("/app/fit-box/leaves-out-by-rank", leaves_out_by_rank);
  g_test_add_func ("/app/fit-box/mirrors-and-expands", mirrors_and_expands);
  return app_tests_run ();
}
