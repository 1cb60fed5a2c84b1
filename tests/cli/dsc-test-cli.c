/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-test-cli.c: what tests of dictoscope-cli share: a folder of their own, the program run in it, and what it said. */
#include "dsc-test-cli.h"

void
dsc_test_cli_set_up (DscTestCli    *self,
                     gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  self->folder = g_dir_make_tmp ("dictoscope-cli-XXXXXX", &error);
  g_assert_no_error (error);
}

void
dsc_test_cli_tear_down (DscTestCli    *self,
                        gconstpointer  data)
{
  (void) data;
  if (self->script != NULL)
    g_assert_cmpint (g_remove (self->script), ==, 0);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->script);
  g_free (self->out);
  g_free (self->err);
}

void
dsc_test_cli_write (DscTestCli *self,
                    const char *script)
{
  g_autoptr (GError) error = NULL;

  if (self->script == NULL)
    self->script = g_build_filename (self->folder, "script.py", NULL);
  g_file_set_contents (self->script, script, -1, &error);
  g_assert_no_error (error);
}

static void
add_words (GPtrArray  *words,
           const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);

  for (gsize i = 0; *text != '\0' && parts[i] != NULL; i++)
    g_ptr_array_add (words, g_strdup (parts[i]));
}

void
dsc_test_cli_run (DscTestCli *self,
                  ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  const char *text;
  int wait_status;
  va_list list;

  g_ptr_array_add (words, g_strdup (g_getenv ("DICTOSCOPE_CLI")));
  va_start (list, self);
  while ((text = va_arg (list, const char *)) != NULL)
    add_words (words, text);
  va_end (list);
  g_ptr_array_add (words, NULL);
  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
  g_assert_true (g_spawn_sync (NULL, (char **) words->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, &self->out, &self->err, &wait_status, &error));
  g_assert_no_error (error);
  self->status = g_spawn_check_wait_status (wait_status, &error) ? 0 : error->code;
}

void
assert_says (const char *text,
             const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("\"%s\" is not in: %s", part, text);
}
