/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-example-list.c: the built-in examples are there, have titles, and run without an error. */
#include "dsc-example-list.h"

#include <string.h>

#include "session-tests.h"

#define FOLDER "/io/github/dictoscope/Dictoscope/examples"

static void
default_comes_first (void)
{
  g_autoptr (GListModel) list = dsc_example_list_new (FOLDER);
  g_autoptr (DscExampleItem) first = g_list_model_get_item (list, 0);
  g_autofree char *text = dsc_example_item_dup_text (first);

  g_assert_cmpuint (g_list_model_get_n_items (list), >=, 5);
  g_assert_cmpstr (dsc_example_item_get_name (first), ==, "record.py");
  g_assert_nonnull (strstr (text, "row = {'route': '22', 'date': '01/01/2001', 'daytype': 'U', 'rides': 7354}\n"));
  g_assert_nonnull (strstr (text, "row['a'] = 1\nrow['b'] = 2\ndel row['b']\n"));
}

static void
each_has_a_title_and_runs (void)
{
  g_autoptr (GListModel) list = dsc_example_list_new (FOLDER);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (DscExampleItem) item = g_list_model_get_item (list, i);
      g_autofree char *text = dsc_example_item_dup_text (item);
      g_autoptr (DscSession) session = session_with (text);

      g_test_message ("%s", dsc_example_item_get_name (item));
      g_assert_false (g_str_has_suffix (dsc_example_item_get_title (item), ".py"));
      g_assert_null (strstr (text, "SPDX"));
      g_assert_null (dsc_session_get_diagnostic (session));
      g_assert_nonnull (dsc_session_get_scene (session));
    }
}

static void
nothing_in_no_folder (void)
{
  g_autoptr (GListModel) list = dsc_example_list_new ("/nowhere");

  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/example-list/default-comes-first", default_comes_first);
  g_test_add_func ("/session/example-list/each-has-a-title-and-runs", each_has_a_title_and_runs);
  g_test_add_func ("/session/example-list/nothing-in-no-folder", nothing_in_no_folder);
  return g_test_run ();
}
