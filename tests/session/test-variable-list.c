/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-variable-list.c: items whose name stays in its place stay themselves. */
#include "dsc-variable-list.h"
#include "session-tests.h"

static void
changed_cb (GListModel *model,
            guint       position,
            guint       removed,
            guint       added,
            guint      *times)
{
  (*times)++;
}

static void
same_names_same_items (void)
{
  g_autoptr (DscHistory) history = history_of ("a = {'x': 1}\nb = {}\na['y'] = 2\n");
  g_autoptr (DscState) two = dsc_history_build_state (history, 2, NULL);
  g_autoptr (DscState) three = dsc_history_build_state (history, 3, NULL);
  g_autoptr (DscVariableList) list = dsc_variable_list_new ();
  g_autofree char *extent = NULL;
  guint times = 0;

  dsc_variable_list_set_state (list, two);
  g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), &times);
  g_autoptr (DscVariableItem) item = g_list_model_get_item (G_LIST_MODEL (list), 0);

  dsc_variable_list_set_state (list, three);
  g_object_get (item, "extent", &extent, NULL);
  g_assert_cmpuint (times, ==, 0);
  g_assert_true (g_str_has_prefix (extent, "2 items · "));
  g_assert_cmpstr (dsc_variable_item_get_name (item), ==, "a");
  g_assert_cmpuint (dsc_variable_list_find (list, "b"), ==, 1);
  g_assert_cmpuint (dsc_variable_list_find (list, "c"), ==, G_MAXUINT);
  dsc_variable_list_set_state (list, NULL);
  g_assert_cmpuint (times, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
}

/* Kind, contents and bytes at a glance. */
static void
instances_tell_class_and_sizes (void)
{
  g_autoptr (DscHistory) history = history_of ("class P(object): pass\np = P()\np.x = 1\nq = P()\nq.__dict__\n");
  g_autoptr (DscState) state = dsc_history_build_state (history, 5, NULL);
  g_autoptr (DscVariableList) list = dsc_variable_list_new ();
  static const char *const wanted[] = { "class · 1 shared key", "P · 1 attribute · 48 B", "P · 0 attributes · 48 B, dict 288 B" };

  dsc_variable_list_set_state (list, state);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (DscVariableItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char *extent = NULL;

      g_object_get (item, "extent", &extent, NULL);
      g_assert_cmpstr (extent, ==, wanted[i]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/variable-list/same-names-same-items", same_names_same_items);
  g_test_add_func ("/session/variable-list/instances-tell-class-and-sizes", instances_tell_class_and_sizes);
  return g_test_run ();
}
