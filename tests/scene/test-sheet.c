/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-sheet.c: the same cells in every format, whatever characters they hold. */
#include "dsc-sheet.h"

#include <math.h>
#include <string.h>

static DscSheet *
make_sheet (void)
{
  DscSheet *sheet = dsc_sheet_new ("Sizes of “d”");

  dsc_sheet_add_column (sheet, "version", "version");
  dsc_sheet_add_column (sheet, "getsizeof", "bytes");
  dsc_sheet_add_column (sheet, "same", "the same");
  dsc_sheet_add_row (sheet);
  dsc_sheet_add_text (sheet, "a, \"b\"|\n");
  dsc_sheet_add_integer (sheet, -1234567);
  dsc_sheet_add_boolean (sheet, TRUE);
  dsc_sheet_add_row (sheet);
  dsc_sheet_add_text (sheet, NULL);
  dsc_sheet_add_number (sheet, 0.1);
  dsc_sheet_add_note (sheet, "One note.");
  return sheet;
}

static void
check (DscSheetFormat format,
       const char    *expected)
{
  g_autoptr (DscSheet) sheet = make_sheet ();
  g_autofree char *text = dsc_sheet_write (sheet, format);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_formats (void)
{
  check (DSC_SHEET_CSV, "version,getsizeof,same\n\"a, \"\"b\"\"|\n\",-1234567,true\n,0.1,\n");
  check (DSC_SHEET_JSON, "{\n  \"title\": \"Sizes of “d”\",\n  \"columns\": [\"version\", \"getsizeof\", \"same\"],\n  \"rows\": [\n"
         "    {\"version\": \"a, \\\"b\\\"|\\u000a\", \"getsizeof\": -1234567, \"same\": true},\n"
         "    {\"version\": null, \"getsizeof\": 0.1, \"same\": null}\n  ],\n  \"notes\": [\"One note.\"]\n}\n");
  check (DSC_SHEET_MARKDOWN, "### Sizes of “d”\n\n| version | bytes | the same |\n| --- | ---: | --- |\n"
         "| a, \"b\"\\|␊ | -1,234,567 | true |\n| – | 0.1 | – |\n\nOne note.\n");
  check (DSC_SHEET_TEXT, "Sizes of “d”\n\nversion        bytes  the same\na, \"b\"|␊  -1,234,567  true\n–                0.1  –\n\nOne note.\n");
}

static void
test_reading_for_the_screen (void)
{
  g_autoptr (DscSheet) sheet = make_sheet ();
  g_autofree char *number = dsc_sheet_dup_shown (sheet, 0, 1), *empty = dsc_sheet_dup_shown (sheet, 1, 0);

  g_assert_cmpstr (dsc_sheet_get_column_name (sheet, 1), ==, "getsizeof");
  g_assert_cmpstr (dsc_sheet_get_column_label (sheet, 1), ==, "bytes");
  g_assert_false (dsc_sheet_is_numeric (sheet, 0));
  g_assert_true (dsc_sheet_is_numeric (sheet, 1));
  g_assert_cmpstr (number, ==, "-1,234,567");
  g_assert_cmpstr (empty, ==, "–");
  g_assert_cmpint (dsc_sheet_compare (sheet, 1, 0, 1), <, 0);
  g_assert_cmpint (dsc_sheet_compare (sheet, 1, 1, 1), ==, 0);
  g_assert_cmpint (dsc_sheet_compare (sheet, 0, 0, 1), >, 0);    /* the empty one comes first */
  g_assert_cmpuint (dsc_sheet_get_n_notes (sheet), ==, 1);
  g_assert_cmpstr (dsc_sheet_get_note (sheet, 0), ==, "One note.");
}

static void
test_numbers_read_back (void)
{
  static const double numbers[] = { 0, 1.0 / 3, 2.0 / 3, 1e300, -5e-324, 123456789.125, 0.1 + 0.2 };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (DscSheet) sheet = dsc_sheet_new (NULL);

      dsc_sheet_add_column (sheet, "x", "x");
      dsc_sheet_add_row (sheet);
      dsc_sheet_add_number (sheet, numbers[i]);
      g_assert_cmpfloat (g_ascii_strtod (dsc_sheet_get_cell (sheet, 0, 0), NULL), ==, numbers[i]);
    }
}

static void
test_no_number_is_empty (void)
{
  g_autoptr (DscSheet) sheet = dsc_sheet_new (NULL);

  dsc_sheet_add_column (sheet, "x", "x");
  dsc_sheet_add_row (sheet);
  dsc_sheet_add_number (sheet, NAN);
  g_assert_cmpstr (dsc_sheet_get_cell (sheet, 0, 0), ==, "");
  g_assert_cmpuint (dsc_sheet_get_n_rows (sheet), ==, 1);
}

static void
test_endings (void)
{
  DscSheetFormat format;

  g_assert_true (dsc_sheet_format_from_path ("a.MD", &format) && format == DSC_SHEET_MARKDOWN);
  g_assert_true (dsc_sheet_format_from_path ("a.csv", &format) && format == DSC_SHEET_CSV);
  g_assert_false (dsc_sheet_format_from_path ("csv", &format));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/sheet/formats", test_formats);
  g_test_add_func ("/scene/sheet/reads-for-the-screen", test_reading_for_the_screen);
  g_test_add_func ("/scene/sheet/numbers-read-back", test_numbers_read_back);
  g_test_add_func ("/scene/sheet/no-number-is-empty", test_no_number_is_empty);
  g_test_add_func ("/scene/sheet/endings", test_endings);
  return g_test_run ();
}
