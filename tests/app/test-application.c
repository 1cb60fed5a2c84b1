/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-application.c: the program from outside: version, no display, a file, a file that is none. */
#include <gio/gio.h>

#include <string.h>

static char *program;

typedef struct { int status; char *out, *err; } Run;

static void
run_clear (Run *self)
{
  g_free (self->out);
  g_free (self->err);
}

static Run
run (const char *first,
     const char *second,
     gboolean    display)
{
  const char *argv[] = { program, first, second, NULL };
  g_auto (GStrv) environment = g_get_environ ();
  g_autoptr (GError) error = NULL;
  Run result = { 0 };

  if (!display)
    {
      environment = g_environ_unsetenv (environment, "DISPLAY");
      environment = g_environ_unsetenv (environment, "WAYLAND_DISPLAY");
    }
  environment = g_environ_setenv (environment, "GTK_A11Y", "none", TRUE);
  /* Leaks are looked for in the tests inside the process; here GLib's own would make the program fail. */
  environment = g_environ_setenv (environment, "ASAN_OPTIONS", "detect_leaks=0", TRUE);
  g_spawn_sync (NULL, (char **) argv, environment, G_SPAWN_DEFAULT, NULL, NULL, &result.out, &result.err, &result.status, &error);
  g_assert_no_error (error);
  return result;
}

static void
version_needs_no_display (void)
{
  Run result = run ("--version", NULL, FALSE);

  g_assert_true (g_spawn_check_wait_status (result.status, NULL));
  g_assert_true (g_str_has_prefix (result.out, "dictoscope "));
  g_assert_cmpstr (result.err, ==, "");
  run_clear (&result);
}

static void
no_display_is_one_sentence (void)
{
  Run result = run (NULL, NULL, FALSE);

  g_assert_false (g_spawn_check_wait_status (result.status, NULL));
  g_assert_cmpstr (result.err, ==, "dictoscope: There is no display to open a window on. dictoscope-cli works without one.\n");
  run_clear (&result);
}

static void
draws_and_ends (void)
{
  Run frame = run ("--exit-after-first-frame", NULL, TRUE);
  Run picture = run ("--exit-after-first-picture", NULL, TRUE);

  g_assert_true (g_spawn_check_wait_status (frame.status, NULL));
  g_assert_true (g_spawn_check_wait_status (picture.status, NULL));
  g_assert_cmpstr (frame.err, ==, "");
  g_assert_cmpstr (picture.err, ==, "");
  run_clear (&frame);
  run_clear (&picture);
}

static void
unknown_option_is_told (void)
{
  Run result = run ("--nonsense", NULL, TRUE);

  g_assert_false (g_spawn_check_wait_status (result.status, NULL));
  g_assert_nonnull (strstr (result.err, "--nonsense"));
  run_clear (&result);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];
  g_test_add_func ("/app/application/version-needs-no-display", version_needs_no_display);
  g_test_add_func ("/app/application/no-display-is-one-sentence", no_display_is_one_sentence);
  g_test_add_func ("/app/application/draws-and-ends", draws_and_ends);
  g_test_add_func ("/app/application/unknown-option-is-told", unknown_option_is_told);
  return g_test_run ();
}
