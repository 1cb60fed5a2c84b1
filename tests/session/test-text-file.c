/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-text-file.c: scripts are read with a reason when they cannot be, and written so that nothing is lost. */
#include "dsc-text-file.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

typedef struct {
  char  *folder;
  GFile *file;       /* script.py in it */
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("dsc-text-file-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->file = g_file_new_build_filename (fixture->folder, "script.py", NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);

  for (const char *name; (name = g_dir_read_name (folder)) != NULL;)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_object_unref (fixture->file);
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static char *
load (GFile   *file,
      char   **out_etag,
      GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  dsc_text_file_load_async (file, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return dsc_text_file_load_finish (result, out_etag, error);
}

static gboolean
save (GFile       *file,
      const char  *text,
      const char  *etag,
      char       **out_etag,
      GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  dsc_text_file_save_async (file, text, etag, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return dsc_text_file_save_finish (result, out_etag, error);
}

static void
write_bytes (GFile      *file,
             const void *bytes,
             gsize       length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (g_file_peek_path (file), bytes, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
assert_contents (GFile      *file,
                 const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (g_file_peek_path (file), &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_refused (GFile      *file,
                int         code,
                const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = load (file, NULL, &error);

  g_assert_null (text);
  g_assert_error (error, G_IO_ERROR, code);
  g_assert_cmpstr (error->message, ==, message);
}

static void
text_comes_back (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *etag = NULL, *text = NULL;

  g_assert_true (save (fixture->file, "d = {'ä': '€'}\r\n", NULL, &etag, &error));
  g_assert_no_error (error);
  g_assert_nonnull (etag);
  text = load (fixture->file, NULL, &error);
  g_assert_cmpstr (text, ==, "d = {'ä': '€'}\r\n");
}

static void
empty_file_is_a_script (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  write_bytes (fixture->file, "", 0);
  text = load (fixture->file, NULL, &error);
  g_assert_cmpstr (text, ==, "");
}

static void
bad_files_are_refused (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (GFile) device = g_file_new_for_path ("/dev/zero");
  g_autofree char *name = g_path_get_basename (fixture->folder);
  g_autofree char *is_folder = g_strdup_printf ("“%s” could not be opened: it is a folder.", name);
  g_autofree char *noise = g_malloc (1u << 20);
  g_autofree char *line = g_strnfill (DSC_TEXT_FILE_MAX_LINE + 10, 'x');

  assert_refused (folder, G_IO_ERROR_IS_DIRECTORY, is_folder);
  assert_refused (fixture->file, G_IO_ERROR_NOT_FOUND, "“script.py” could not be opened: there is no such file.");
  assert_refused (device, G_IO_ERROR_MESSAGE_TOO_LARGE,
                  "“zero” could not be opened: it is larger than a script may be (16.0\302\240MiB).");
  for (gsize i = 0; i < 1u << 20; i++)
    noise[i] = (char) g_test_rand_int ();
  memcpy (noise, "a\n\xff", 3);
  write_bytes (fixture->file, noise, 1u << 20);
  assert_refused (fixture->file, G_IO_ERROR_INVALID_DATA,
                  "“script.py” could not be opened: it is not UTF-8 text (byte 0xFF in line 2). Save it as UTF-8 and try again.");
  write_bytes (fixture->file, line, strlen (line));
  assert_refused (fixture->file, G_IO_ERROR_INVALID_DATA,
                  "“script.py” could not be opened: line 1 is longer than the editor can show (10000 characters). "
                  "dictoscope-cli can run it.");
}

static void
unreadable_file_is_refused (Fixture      *fixture,
                            gconstpointer data)
{
  const uid_t user = geteuid ();

  write_bytes (fixture->file, "d = {}\n", 7);
  g_chmod (g_file_peek_path (fixture->file), 0);
  g_chmod (fixture->folder, 0755);
  /* root may read every file. */
  if (user == 0)
    g_assert_cmpint (seteuid (65534), ==, 0);
  assert_refused (fixture->file, G_IO_ERROR_PERMISSION_DENIED, "“script.py” could not be opened: you do not have permission.");
  g_assert_cmpint (seteuid (user), ==, 0);
}

static void
saving_keeps_what_a_file_is (Fixture      *fixture,
                             gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link.py", NULL);
  g_autoptr (GFile) link_file = g_file_new_for_path (link);
  g_autoptr (GError) error = NULL;
  struct stat info;

  write_bytes (fixture->file, "old", 3);
  g_chmod (g_file_peek_path (fixture->file), 0640);
  g_assert_cmpint (symlink ("script.py", link), ==, 0);
  g_assert_true (save (link_file, "new", NULL, NULL, &error));
  g_assert_no_error (error);
  assert_contents (fixture->file, "new");
  g_assert_cmpint (lstat (link, &info), ==, 0);
  g_assert_true (S_ISLNK (info.st_mode));
  g_assert_cmpint (stat (g_file_peek_path (fixture->file), &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0640);
}

static void
hard_links_stay_one_file (Fixture      *fixture,
                          gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "other.py", NULL);
  g_autoptr (GFile) other_file = g_file_new_for_path (other);
  g_autoptr (GError) error = NULL;

  write_bytes (fixture->file, "old", 3);
  g_assert_cmpint (link (g_file_peek_path (fixture->file), other), ==, 0);
  g_assert_true (save (fixture->file, "new", NULL, NULL, &error));
  g_assert_no_error (error);
  assert_contents (fixture->file, "new");
}

static void
failed_save_loses_nothing (Fixture      *fixture,
                           gconstpointer data)
{
  g_autofree char *large = g_strnfill (100000, '#');
  g_autoptr (GError) error = NULL;
  struct rlimit before, small;

  g_test_summary ("A write that fails half-way (here: at the limit for the size of a file) leaves the old file whole.");
  write_bytes (fixture->file, "old", 3);
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  small = before;
  small.rlim_cur = 5000;
  setrlimit (RLIMIT_FSIZE, &small);
  g_assert_false (save (fixture->file, large, NULL, NULL, &error));
  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_nonnull (error);
  g_assert_true (g_str_has_prefix (error->message, "“script.py” could not be saved: "));
  g_assert_true (g_str_has_suffix (error->message, "The text is still in the editor."));
  assert_contents (fixture->file, "old");
}

static void
devices_are_not_written (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr (GFile) full = g_file_new_for_path ("/dev/full");
  g_autoptr (GError) error = NULL;

  g_assert_false (save (full, "d = {}\n", NULL, NULL, &error));
  g_assert_cmpstr (error->message, ==, "“full” could not be saved: it is not an ordinary file. The text is still in the editor.");
}

static void
foreign_changes_are_noticed (Fixture      *fixture,
                             gconstpointer data)
{
  g_autofree char *etag = NULL, *text = NULL;
  g_autoptr (GError) error = NULL;

  write_bytes (fixture->file, "mine", 4);
  text = load (fixture->file, &etag, &error);
  g_assert_no_error (error);
  write_bytes (fixture->file, "theirs", 6);
  /* Two writes in a row may carry the same time: clocks of file systems are coarse. */
  g_assert_cmpint (g_utime (g_file_peek_path (fixture->file), &(struct utimbuf) { 1000000000, 1000000000 }), ==, 0);
  g_assert_false (save (fixture->file, "mine again", etag, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  assert_contents (fixture->file, "theirs");
  g_clear_error (&error);
  g_assert_true (save (fixture->file, "mine again", NULL, NULL, &error));
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/session/text-file/text-comes-back", text_comes_back);
  add ("/session/text-file/empty-file-is-a-script", empty_file_is_a_script);
  add ("/session/text-file/bad-files-are-refused", bad_files_are_refused);
  add ("/session/text-file/unreadable-file-is-refused", unreadable_file_is_refused);
  add ("/session/text-file/saving-keeps-what-a-file-is", saving_keeps_what_a_file_is);
  add ("/session/text-file/hard-links-stay-one-file", hard_links_stay_one_file);
  add ("/session/text-file/failed-save-loses-nothing", failed_save_loses_nothing);
  add ("/session/text-file/devices-are-not-written", devices_are_not_written);
  add ("/session/text-file/foreign-changes-are-noticed", foreign_changes_are_noticed);
  return g_test_run ();
}
