/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-cli-animate.c: "dictoscope-cli animate": what it writes, what it says when it cannot, and that Ctrl+C leaves nothing behind. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

static const char script[] =
  "d = {'a': 1}\n"
  "d['b'] = 2\n"
  "del d['a']\n"
  "d['c'] = 3\n";

typedef struct {
  char *folder, *path;
  char *out, *err;
  int   status;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = g_dir_make_tmp ("animate-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  self->path = g_build_filename (self->folder, "script.py", NULL);
  g_assert_true (g_file_set_contents (self->path, data != NULL ? data : script, -1, NULL));
}

static void
empty_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);

  for (const char *name = folder != NULL ? g_dir_read_name (folder) : NULL; name != NULL; name = g_dir_read_name (folder))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        empty_folder (file);
      g_remove (file);
    }
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  (void) data;
  empty_folder (self->folder);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->out);
  g_free (self->err);
}

/* "dictoscope-cli animate FILE -o NAME" and these words; name may be NULL. */
static char **
build_words (const Fixture *self,
             const char    *name,
             const char    *options)
{
  g_autofree char *output = name != NULL ? g_strdup_printf (" -o %s/%s", self->folder, name) : g_strdup ("");
  g_autofree char *line = g_strdup_printf ("%s animate %s%s%s%s", g_getenv ("DICTOSCOPE_CLI"), self->path, output, options[0] != '\0' ? " " : "", options);

  return g_strsplit (line, " ", -1);
}

static void
run (Fixture    *self,
     const char *name,
     const char *options)
{
  g_auto (GStrv) words = build_words (self, name, options);
  g_autoptr (GError) error = NULL;
  int wait_status;

  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
  g_assert_true (g_spawn_sync (NULL, words, NULL, G_SPAWN_DEFAULT, NULL, NULL, &self->out, &self->err, &wait_status, &error));
  g_assert_no_error (error);
  self->status = 0;
  if (!g_spawn_check_wait_status (wait_status, &error))
    self->status = error->code;
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint n = 0;

  g_assert_nonnull (folder);
  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

/* What a reader prints about a file; NULL, and the test is skipped: it is not here. */
static char *
read_back (const Fixture *self,
           const char    *program,
           const char    *option,
           const char    *name)
{
  g_autofree char *path = g_find_program_in_path (program);
  g_autofree char *file = g_build_filename (self->folder, name, NULL);
  const char *words[] = { path, option != NULL ? option : file, option != NULL ? file : NULL, NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status;

  if (path == NULL)
    {
      g_autofree char *reason = g_strdup_printf ("There is no %s on this machine to read the file with.", program);
      g_test_skip (reason);
      return NULL;
    }
  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  return output;
}

static GBytes *
get_bytes (const Fixture *self,
           const char    *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *content;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (content, length);
}

static void
test_webp (Fixture       *self,
           gconstpointer  data)
{
  (void) data;
  run (self, "out.webp", "--version 3.13.0 --size 640x500 --grain operation --loop");
  g_assert_cmpstr (self->err, ==, "");
  g_assert_cmpint (self->status, ==, 0);
  g_assert_cmpuint (count_files (self->folder), ==, 2);
  g_autofree char *info = read_back (self, "webpinfo", NULL, "out.webp");
  g_assert_true (info == NULL || strstr (info, "Canvas size 640 x 500") != NULL);
  g_assert_true (info == NULL || strstr (info, "No error detected") != NULL);
}

static void
test_gif (Fixture       *self,
          gconstpointer  data)
{
  (void) data;
  run (self, "out.gif", "--version 2.7.18 --scale 0.4 --from 2 --to 3 --speed 4 --fps 10 --no-captions");
  g_assert_cmpstr (self->err, ==, "");
  g_assert_cmpint (self->status, ==, 0);
  g_autofree char *info = read_back (self, "gifsicle", "--info", "out.gif");
  g_assert_true (info == NULL || strstr (info, "global color table") != NULL);
}

static void
test_storyboard (Fixture       *self,
                 gconstpointer  data)
{
  (void) data;
  run (self, "out.pdf", "--storyboard");
  g_assert_cmpint (self->status, ==, 0);
  g_autofree char *info = read_back (self, "pdfinfo", NULL, "out.pdf");
  g_assert_true (info == NULL || strstr (info, "(A4)") != NULL);
  g_autofree char *text = info != NULL ? read_back (self, "pdftotext", "-raw", "out.pdf") : NULL;
  run (self, "out.svg", "");
  g_assert_cmpint (self->status, ==, 0);
  run (self, "out.png", "--scale 0.3");
  g_assert_cmpint (self->status, ==, 0);
  g_autoptr (GBytes) svg = get_bytes (self, "out.svg");
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (svg, NULL), (gssize) g_bytes_get_size (svg), "after"));
}

static void
test_folder (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *frames = g_build_filename (self->folder, "frames", NULL);

  (void) data;
  for (guint round = 0; round < 2; round++)      /* the second time it is there, and needs no "/" */
    {
      run (self, round == 0 ? "frames/" : "frames", "--scale 0.3 --grain operation --fps 5");
      g_assert_cmpstr (self->err, ==, "");
      g_assert_cmpint (self->status, ==, 0);
      g_assert_cmpuint (count_files (frames), >=, 5);
      g_assert_cmpuint (count_files (self->folder), ==, 2);
    }
  run (self, "", "");      /* the folder with the script */
  g_assert_cmpint (self->status, ==, 1);
  g_assert_nonnull (strstr (self->err, "Nothing was written"));
}

static void
test_same_bytes (Fixture       *self,
                 gconstpointer  data)
{
  static const char *const names[] = { "a.webp", "a.gif", "a.pdf", "a.svg" };

  (void) data;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      run (self, names[i], "--scale 0.4 --fps 10 --speed 4 --theme dark");
      g_assert_cmpint (self->status, ==, 0);
      g_autoptr (GBytes) one = get_bytes (self, names[i]);
      run (self, names[i], "--scale 0.4 --fps 10 --speed 4 --theme dark");
      g_autoptr (GBytes) two = get_bytes (self, names[i]);
      g_assert_true (g_bytes_equal (one, two));
    }
}

/* Each says what is wrong, and writes nothing. */
static void
test_wrong_usage (Fixture       *self,
                  gconstpointer  data)
{
  static const struct {
    const char *name, *options, *words;
    int         status;
  } wrong[] = {
    { NULL, "", "-o", 2 },                                       { "a.txt", "", ".webp", 2 },
    { "a.webp", "--storyboard", "storyboard", 2 },               { "a.webp", "--size 0x0", "no size", 2 },
    { "a.webp", "--size 100", "no size", 2 },                    { "a.webp", "--size -5x9", "no size", 2 },
    { "a.webp", "--size 999999x999999", "too large", 1 },        { "a.webp", "--size 20x20", "too small", 1 },
    { "a.webp", "--speed 0", "speed", 2 },                       { "a.webp", "--speed nan", "speed", 2 },
    { "a.webp", "--fps 0", "pictures a second", 2 },             { "a.gif", "--fps 60", "50 pictures", 2 },
    { "a.webp", "--grain atom", "no grain", 2 },                 { "a.webp", "--theme pink", "no theme", 2 },
    { "a.webp", "--from 3 --to 2", "comes after", 2 },           { "a.webp", "--to 9", "has 4 operations", 2 },
    { "a.webp", "--from -1", "0 or more", 2 },                   { "a.webp", "--version 9.x", "no CPython release", 2 },
    { "a.webp", "--from 0 --to 0", "nothing", 1 },               { "a.webp", "--name zzz", "nothing", 1 },
    { "a.webp", "--step 3", "--step", 2 },                       { "no/such/folder/a.gif", "--scale 0.1", "no/such/folder/a.gif", 1 },
    { "a.webp", "--scale 1e9", "scale", 2 },                     { "a.webp", "b.py", "takes one file", 2 },
  };

  (void) data;
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      run (self, wrong[i].name, wrong[i].options);
      g_test_message ("%s %s: %s", wrong[i].name, wrong[i].options, self->err);
      g_assert_cmpint (self->status, ==, wrong[i].status);
      g_assert_true (g_str_has_prefix (self->err, "dictoscope-cli: "));
      g_assert_true (g_str_equal (wrong[i].words, "nothing") || strstr (self->err, wrong[i].words) != NULL);
      g_assert_cmpstr (self->out, ==, "");
      g_assert_cmpuint (count_files (self->folder), ==, 1);
    }
}

static void
test_help (Fixture       *self,
           gconstpointer  data)
{
  static const char *const options[] = {
    "--from=A", "--to=B", "--speed=S", "--grain=GRAIN", "--fps=N", "--size=WxH", "--theme=THEME", "--storyboard", "--captions", "--no-captions", "--loop",
    "--version=V", "--output=OUT",
  };

  (void) data;
  run (self, NULL, "--help");
  g_assert_cmpint (self->status, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    g_assert_nonnull (strstr (self->out, options[i]));
}

/* A script that raises: what happened before is written, and the status tells. */
static void
test_raises (Fixture       *self,
             gconstpointer  data)
{
  (void) data;
  run (self, "out.svg", "");
  g_assert_cmpint (self->status, ==, 1);
  g_assert_nonnull (strstr (self->err, "KeyError"));
  g_assert_cmpuint (count_files (self->folder), ==, 2);
}

/* Ctrl+C in the midst of it: the old file is as it was, and there is no other. */
static void
test_interrupted (Fixture       *self,
                  gconstpointer  data)
{
  static const char *const names[] = { "out.webp", "out.gif", "frames/" };

  (void) data;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GStrv) words = build_words (self, names[i], "--scale 2");
      g_autofree char *old = g_build_filename (self->folder, names[i], NULL);
      g_autoptr (GSubprocess) process = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *err = NULL;

      if (!g_str_has_suffix (names[i], "/"))
        g_assert_true (g_file_set_contents (old, "old", -1, NULL));
      const guint n_files = count_files (self->folder);
      process = g_subprocess_newv ((const char *const *) words, G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
      g_assert_no_error (error);
      g_usleep (400000);
      g_subprocess_send_signal (process, SIGINT);
      g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &err, &error));
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
      g_assert_nonnull (strstr (err, "Interrupted; nothing was written."));
      g_assert_cmpuint (count_files (self->folder), ==, n_files);
      if (!g_str_has_suffix (names[i], "/"))
        {
          g_autoptr (GBytes) bytes = get_bytes (self, names[i]);
          g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "old", 3);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  static const char raising[] = "d = {'a': 1}\nd['zz']\n";
  static const char long_one[] = "d = {}\nfor i in range(3000):\n    d[i] = str(i)\n";

  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/animate/webp", Fixture, NULL, set_up, test_webp, tear_down);
  g_test_add ("/cli/animate/gif", Fixture, NULL, set_up, test_gif, tear_down);
  g_test_add ("/cli/animate/storyboard", Fixture, NULL, set_up, test_storyboard, tear_down);
  g_test_add ("/cli/animate/folder", Fixture, NULL, set_up, test_folder, tear_down);
  g_test_add ("/cli/animate/same-bytes", Fixture, NULL, set_up, test_same_bytes, tear_down);
  g_test_add ("/cli/animate/wrong-usage", Fixture, NULL, set_up, test_wrong_usage, tear_down);
  g_test_add ("/cli/animate/help", Fixture, NULL, set_up, test_help, tear_down);
  g_test_add ("/cli/animate/raises", Fixture, raising, set_up, test_raises, tear_down);
  g_test_add ("/cli/animate/interrupted", Fixture, long_one, set_up, test_interrupted, tear_down);
  return g_test_run ();
}
