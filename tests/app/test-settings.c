/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-settings.c: every key that is read is in the schema, and nothing breaks where there is none. */
#include "dsc-settings.h"

#include "app-tests.h"

static void
schema_has_the_keys (void)
{
  g_autoptr (GSettings) settings = dsc_settings_new ();
  g_autofree char *version = NULL;

  g_assert_nonnull (settings);
  dsc_settings_set (settings, "window-width", g_variant_new_int32 (777));
  g_assert_cmpint (dsc_settings_get_int (settings, "window-width", 1), ==, 777);
  dsc_settings_set (settings, "hash-seed", g_variant_new_uint32 (5));
  g_assert_cmpuint (dsc_settings_get_uint (settings, "hash-seed", 1), ==, 5);
  dsc_settings_set (settings, "show-inspector", g_variant_new_boolean (FALSE));
  g_assert_false (dsc_settings_get_boolean (settings, "show-inspector", TRUE));
  dsc_settings_set (settings, "zoom", g_variant_new_double (2.5));
  g_assert_cmpfloat (dsc_settings_get_double (settings, "zoom", 1), ==, 2.5);
  dsc_settings_set (settings, "last-version", g_variant_new_string ("3.8.18"));
  version = dsc_settings_dup_string (settings, "last-version");
  g_assert_cmpstr (version, ==, "3.8.18");
}

static void
works_without_a_schema (void)
{
  g_autofree char *version = dsc_settings_dup_string (NULL, "last-version");
  g_autoptr (GSettings) settings = dsc_settings_new ();

  g_assert_cmpstr (version, ==, "");
  g_assert_cmpint (dsc_settings_get_int (NULL, "window-width", 3), ==, 3);
  dsc_settings_set (NULL, "window-width", g_variant_new_int32 (777));
  g_assert_cmpint (dsc_settings_get_int (settings, "no-such-key", 4), ==, 4);
  g_assert_cmpint (dsc_settings_get_int (settings, "zoom", 5), ==, 5);
  dsc_settings_set (settings, "no-such-key", g_variant_new_int32 (1));
}

static void
window_remembers (void)
{
  g_autoptr (GSettings) settings = dsc_settings_new ();
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  DscWindow *window;
  g_autofree char *target = NULL;
  int width, height;
  gboolean shown;

  dsc_settings_set (settings, "window-width", g_variant_new_int32 (1234));
  dsc_settings_set (settings, "window-height", g_variant_new_int32 (765));
  dsc_settings_set (settings, "show-steps", g_variant_new_boolean (FALSE));
  dsc_settings_set (settings, "last-version", g_variant_new_string ("3.8.18"));
  dsc_settings_set (settings, "hash-seed", g_variant_new_uint32 (9));
  window = dsc_window_new (application, settings);
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  g_object_get (window, "show-script", &shown, NULL);
  g_object_get (dsc_window_get_session (window), "target", &target, NULL);
  g_assert_cmpint (width, ==, 1234);
  g_assert_cmpint (height, ==, 765);
  g_assert_false (shown);
  g_assert_cmpstr (target, ==, "3.8.18");
  g_assert_cmpuint (dsc_session_get_hash_seed (dsc_window_get_session (window)), ==, 9);

  dsc_session_set_hash_seed (dsc_window_get_session (window), 11);
  g_assert_cmpuint (g_settings_get_uint (settings, "hash-seed"), ==, 11);
  g_object_set (window, "show-script", TRUE, NULL);
  wait_for_session (window);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_draw (GTK_WIDGET (window));
  gtk_window_close (GTK_WINDOW (window));
  g_assert_true (g_settings_get_boolean (settings, "show-steps"));
}

int
main (int    argc,
      char **argv)
{
  app_tests_init (&argc, &argv);
  g_test_add_func ("/app/settings/schema-has-the-keys", schema_has_the_keys);
  g_test_add_func ("/app/settings/works-without-a-schema", works_without_a_schema);
  g_test_add_func ("/app/settings/window-remembers", window_remembers);
  return app_tests_run ();
}
