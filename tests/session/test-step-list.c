/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-step-list.c: the list of steps makes items lazily and announces only what changed. */
#include "dsc-step-list.h"
#include "session-tests.h"

typedef struct { guint position, removed, added, times; } Change;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Change     *change)
{
  *change = (Change) { position, removed, added, change->times + 1 };
}

static void
announces_the_tail_only (void)
{
  g_autoptr (DscHistory) first = history_of (ROW_SCRIPT);
  g_autoptr (DscHistory) second = history_of (ROW_SCRIPT "row['c'] = 3\nrow['d'] = 4\n");
  g_autoptr (DscStepList) list = dsc_step_list_new ();
  Change change = { 0 };

  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &change);
  dsc_step_list_set_history (list, first);
  g_assert_cmpuint (change.added, ==, 4);
  dsc_step_list_set_history (list, second);
  g_assert_cmpuint (change.position, ==, 4);
  g_assert_cmpuint (change.removed, ==, 0);
  g_assert_cmpuint (change.added, ==, 2);
  dsc_step_list_set_history (list, first);
  g_assert_cmpuint (change.removed, ==, 2);
  dsc_step_list_set_history (list, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_cmpuint (change.times, ==, 4);
}

static void
items_say_what_happened (void)
{
  g_autoptr (DscHistory) history = history_of (ROW_SCRIPT "len(row)\nrow['z']\n");
  g_autoptr (DscStepList) list = dsc_step_list_new ();
  g_autofree char *mark = NULL, *bytes = NULL, *result = NULL, *error = NULL, *summary = NULL;
  gboolean is_error;

  dsc_step_list_set_history (list, history);
  g_autoptr (GObject) resize = g_list_model_get_item (G_LIST_MODEL (list), 2);
  g_autoptr (GObject) length = g_list_model_get_item (G_LIST_MODEL (list), 4);
  g_autoptr (GObject) raised = g_list_model_get_item (G_LIST_MODEL (list), 5);

  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 6));
  g_object_get (resize, "mark", &mark, "bytes", &bytes, "summary", &summary, NULL);
  g_assert_cmpstr (mark, ==, "resize");
  g_assert_cmpstr (bytes, ==, "272 B");
  g_assert_true (g_str_has_prefix (summary, "Step 3: row['b'] = 2"));
  g_object_get (length, "outcome", &result, NULL);
  g_assert_cmpstr (result, ==, "5");
  g_object_get (raised, "outcome", &error, "is-error", &is_error, NULL);
  g_assert_cmpstr (error, ==, "KeyError: 'z'");
  g_assert_true (is_error);
}

static void
items_outlive_their_run (void)
{
  g_autoptr (DscStepList) list = dsc_step_list_new ();
  g_autoptr (DscHistory) history = history_of (ROW_SCRIPT);
  g_autofree char *label = NULL;

  dsc_step_list_set_history (list, history);
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (list), 3);

  dsc_step_list_set_history (list, NULL);
  g_clear_pointer (&history, dsc_history_unref);
  g_object_get (item, "label", &label, NULL);
  g_assert_cmpstr (label, ==, "del row['b']");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/step-list/announces-the-tail-only", announces_the_tail_only);
  g_test_add_func ("/session/step-list/items-say-what-happened", items_say_what_happened);
  g_test_add_func ("/session/step-list/items-outlive-their-run", items_outlive_their_run);
  return g_test_run ();
}
