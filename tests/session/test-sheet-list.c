/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-sheet-list.c: the rows of a sheet as a list, and as text for spreadsheets. */
#include "dsc-sheet-list.h"

static DscSheet *
make_sheet (void)
{
  DscSheet *sheet = dsc_sheet_new ("Sizes");

  dsc_sheet_add_column (sheet, "version", "Version");
  dsc_sheet_add_column (sheet, "bytes", "Bytes");
  for (gint64 i = 0; i < 3; i++)
    {
      dsc_sheet_add_row (sheet);
      dsc_sheet_add_text (sheet, i == 1 ? "a\tb\nc" : "x");
      dsc_sheet_add_integer (sheet, 1000 * i);
    }
  return sheet;
}

static void
rows_are_items (void)
{
  g_autoptr (DscSheet) sheet = make_sheet ();
  g_autoptr (DscSheetList) list = dsc_sheet_list_new (sheet);
  g_autoptr (DscSheetRow) row = g_list_model_get_item (G_LIST_MODEL (list), 2);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 3);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (list)) == DSC_TYPE_SHEET_ROW);
  g_assert_cmpuint (dsc_sheet_row_get_index (row), ==, 2);
  g_assert_cmpstr (dsc_sheet_get_cell (dsc_sheet_row_get_sheet (row), dsc_sheet_row_get_index (row), 1), ==, "2000");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 3));
}

static void
cells_stay_in_their_places (void)
{
  const guint rows[] = { 2, 1 };
  g_autoptr (DscSheet) sheet = make_sheet ();
  g_autofree char *all = dsc_sheet_dup_tabbed (sheet, NULL, 0), *some = dsc_sheet_dup_tabbed (sheet, rows, 2);

  g_assert_cmpstr (all, ==, "Version\tBytes\nx\t0\na b c\t1000\nx\t2000\n");
  g_assert_cmpstr (some, ==, "Version\tBytes\nx\t2000\na b c\t1000\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/sheet-list/rows-are-items", rows_are_items);
  g_test_add_func ("/session/sheet-list/cells-stay-in-their-places", cells_stay_in_their_places);
  return g_test_run ();
}
