/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-cli-verify.c: "dictoscope-cli verify": usage, programs that only pretend to be interpreters, and every real one that is found. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "../dsc-test-cases.h"
#include "dsc-interpreter.h"

#define SILENCE 60u

typedef struct {
  char *folder;
  char *script;
  int   status;
  char *out, *err;
} Fixture;

static char *
write_file (Fixture    *self,
            const char *name,
            const char *text)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (self->folder, name, NULL);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  self->folder = g_dir_make_tmp ("dictoscope-verify-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->script = write_file (self, "script.py", "d = {}\nd['a'] = 1\nprint(len(d))\ndel d['a']\nd['b']\n");
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  (void) data;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->script);
  g_free (self->out);
  g_free (self->err);
}

/* Runs "verify" with these words in the fixture's folder. */
static void
run (Fixture *self,
     ...)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  const char *word;
  va_list list;

  g_ptr_array_add (words, (char *) g_getenv ("DICTOSCOPE_CLI"));
  g_ptr_array_add (words, (char *) "verify");
  va_start (list, self);
  while ((word = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (words, (char *) word);
  va_end (list);
  g_ptr_array_add (words, NULL);
  g_subprocess_launcher_set_cwd (launcher, self->folder);

  g_autoptr (GSubprocess) process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words->pdata, &error);
  g_assert_no_error (error);
  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &self->out, &self->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  self->status = g_subprocess_get_exit_status (process);
}

static void
test_usage (Fixture       *self,
            gconstpointer  data)
{
  static const char *const wrong[][4] = {
    { NULL }, { "a.py", "b.py", NULL }, { "a.py", "--random=5", NULL }, { "--random=0", NULL }, { "--random=x", NULL }, { "--random=-3", NULL },
    { "a.py", "--seed=1", NULL }, { "--random=5", "--seed=-1", NULL }, { "--random=5", "--timeout=0", NULL }, { "--random=5", "--format=csv", NULL },
    { "--random=5", "--hash-seed=4294967296", NULL }, { "--random=5", "--python=", NULL },
  };

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      run (self, wrong[i][0], wrong[i][1], wrong[i][2], NULL);
      g_assert_cmpint (self->status, ==, 2);
      g_assert_cmpstr (self->out, ==, "");
      g_assert_cmpstr (self->err, !=, "");
    }
  run (self, "--help", NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_nonnull (strstr (self->out, "Not compared"));
  g_assert_nonnull (strstr (self->out, "empty-keys-dk_refcnt"));
}

static void
test_no_such_file (Fixture       *self,
                   gconstpointer  data)
{
  (void) data;
  run (self, "no-such-file.py", NULL);
  g_assert_cmpint (self->status, ==, 1);
  g_assert_nonnull (strstr (self->err, "no-such-file.py"));
  run (self, "--python", "no-such-python", self->script, NULL);
  g_assert_cmpint (self->status, ==, 1);
  g_assert_nonnull (strstr (self->err, "no-such-python"));
}

/* --- Programs that pretend to be an interpreter. --- */

static const char answer[] = "dictoscope cpython 3.9.18 16";

/* What it does once it has said that it is CPython, and a part of what is told of it. */
static const struct { const char *name, *act, *complaint; } pretenders[] = {
  { "says-nothing", "exit 0", "ended before it had told everything" },
  { "fails", "echo 'no good' >&2; exit 3", "status 3: no good" },
  { "dies", "kill -SEGV $$", "crashed with signal 11" },
  { "not-json", "echo 'hello, world'", "does not say what the probe says" },
  { "wrong-json", "echo '{\"hello\": 3}'", "does not say what the probe says" },
  { "half-a-line", "printf '{\"hello\":'", "middle of a line" },
  { "sleeps", "exec sleep 600", "said nothing for 1 second" },
  { "sleeps-later", "echo '{\"hello\":{}}'; exec sleep 600", "said nothing for 1 second" },
  { "endless-line", "exec tr '\\000' 'x' < /dev/zero", "line of more than" },
  { "endless-lines", "exec yes '{\"at\": 1}'", "does not say what the probe says" },
  { "endless-script", "echo '{\"hello\":{}}'; echo '{\"script\":0}'; exec yes '{\"at\": 6}'", NULL },
  { "wrong-size", "echo '{\"hello\":{}}'; echo '{\"script\":0}'; echo '{\"at\":6,\"told\":[{\"name\":\"d\",\"kind\":\"dict\",\"facts\":{},\"lost\":[],\"soft\":[],"
                  "\"blocks\":[{\"block\":\"dict\",\"address\":64,\"size\":99999999999,\"n\":0,\"bytes\":[],\"entries\":[]}]}]}'", "that cannot be" },
  { "wrong-place", "echo '{\"hello\":{}}'; echo '{\"script\":0}'; echo '{\"at\":6,\"told\":[{\"name\":\"d\",\"kind\":\"dict\",\"facts\":{},\"lost\":[],\"soft\":[],"
                   "\"blocks\":[{\"block\":\"dict\",\"address\":64,\"size\":8,\"n\":0,\"bytes\":[[7,\"0102\"]],\"entries\":[]}]}]}'", "that cannot be" },
};

static void
test_pretenders (Fixture       *self,
                 gconstpointer  data)
{
  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (pretenders); i++)
    {
      g_autofree char *text = g_strdup_printf ("#!/bin/sh\ncase \"$*\" in *plan.json*) ;; *) echo '%s'; exit 0;; esac\n%s\n", answer, pretenders[i].act);
      g_autofree char *path = write_file (self, pretenders[i].name, text);

      g_assert_cmpint (g_chmod (path, 0700), ==, 0);
      g_test_message ("%s", pretenders[i].name);
      run (self, "--timeout", "1", "--python", path, self->script, NULL);
      g_assert_cmpint (self->status, ==, 1);
      if (pretenders[i].complaint == NULL)
        continue;
      g_assert_nonnull (strstr (self->err, "nothing could be compared"));
      g_assert_nonnull (strstr (self->err, pretenders[i].complaint));
    }
}

static void
test_no_interpreter (Fixture       *self,
                     gconstpointer  data)
{
  g_autofree char *path = write_file (self, "python3", "#!/bin/sh\necho Hello.\n");

  (void) data;
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
  run (self, "--python", path, self->script, NULL);
  g_assert_cmpint (self->status, ==, 1);
  g_assert_nonnull (strstr (self->err, "does not answer"));
}

/* --- Real ones. --- */

static GPtrArray *
find_interpreters (void)
{
  GPtrArray *found = dsc_interpreters_find (SILENCE);

  if (found->len == 0)
    {
      g_test_skip_printf ("No CPython was found. %s", dsc_interpreters_where ());
      g_clear_pointer (&found, g_ptr_array_unref);
    }
  return found;
}

static void
assert_all_equal (Fixture *self,
                  guint    n)
{
  g_auto (GStrv) lines = g_strsplit (g_strchomp (self->out), "\n", -1);

  if (self->status != 0)
    g_test_message ("%s%s", self->out, self->err);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_cmpuint (g_strv_length (lines), ==, n);
  for (guint i = 0; i < n; i++)
    {
      const char *count = strstr (lines[i], "states compared: ");

      g_test_message ("%s", lines[i]);
      g_assert_nonnull (count);
      g_assert_cmpint (g_ascii_strtoll (count + strlen ("states compared: "), NULL, 10), >, 0);
      g_assert_true (g_str_has_suffix (lines[i], ", differing: 0"));
    }
}

static void
test_file (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) found = find_interpreters ();

  (void) data;
  if (found == NULL)
    return;
  run (self, "--bytes", self->script, NULL);
  assert_all_equal (self, found->len);

  run (self, "--format=json", "--bytes", self->script, NULL);
  g_autoptr (JsonNode) node = json_from_string (self->out, NULL);
  JsonArray *array = json_node_get_array (node);
  g_assert_cmpuint (json_array_get_length (array), ==, found->len);
  for (guint i = 0; i < found->len; i++)
    {
      JsonObject *verdict = json_array_get_object_element (array, i);

      g_assert_cmpstr (json_object_get_string_member (verdict, "release"), ==, ((DscInterpreter *) found->pdata[i])->release);
      g_assert_cmpint (json_object_get_int_member (verdict, "states_compared"), ==, 6);
      g_assert_cmpint (json_object_get_int_member (verdict, "differing"), ==, 0);
      g_assert_cmpint (json_object_get_int_member (verdict, "fields_compared"), >, 100);
      g_assert_cmpint (json_object_get_int_member (verdict, "bytes_compared"), >, 500);
      g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (verdict, "fields_left_out"), "ob_refcnt"), >, 0);
      g_assert_true (json_object_get_null_member (verdict, "first_difference"));
    }
}

/* A program without an end is given up, in the first interpreter; what is outside of the subset is said once for all of them. */
static void
test_ends (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) found = find_interpreters ();
  g_autofree char *endless = write_file (self, "endless.py", "d = {}\ni = 0\nwhile True:\n    d[i] = 1\n    i = i + 1\n");
  g_autofree char *outside = write_file (self, "outside.py", "d = {}\nwith d:\n    pass\n");
  const char *said;

  (void) data;
  if (found == NULL)
    return;
  run (self, "--timeout", "3", endless, NULL);
  g_assert_cmpint (self->status, ==, 1);
  g_assert_nonnull (strstr (self->err, "was not over after 3 s"));
  run (self, outside, NULL);
  g_assert_cmpint (self->status, ==, 1);
  said = strstr (self->err, "outside.py:2:");
  g_assert_nonnull (said);
  g_assert_null (strstr (said + 1, "outside.py:2:"));
}

/* An interpreter that was started with another hash seed than it was told holds its keys at other places: a check that finds
 * nothing there finds nothing anywhere. */
static void
test_difference (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (GPtrArray) found = find_interpreters ();
  g_autofree char *script = write_file (self, "texts.py", "d = {}\nd['alpha'] = 1\nd['beta'] = 2\n");

  (void) data;
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const DscInterpreter *interpreter = found->pdata[i];
      g_autofree char *text = g_strdup_printf ("#!/bin/sh\nPYTHONHASHSEED=7 exec '%s' \"$@\"\n", interpreter->path);
      g_autofree char *path = write_file (self, "other-seed", text);

      g_assert_cmpint (g_chmod (path, 0700), ==, 0);
      run (self, "--hash-seed=1", "--python", path, script, NULL);
      g_test_message ("%s: %s", interpreter->release, self->out);
      g_assert_cmpint (self->status, ==, 1);
      g_assert_nonnull (strstr (self->out, "First difference after operation 2, in line 2:\n    d['alpha'] = 1\n  variable “d”\n"));
      g_assert_null (strstr (self->out, "differing: 0"));
      g_assert_true (g_str_has_prefix (strstr (self->out, "states compared: "), "states compared: 5, differing: 3"));
    }
}

/* In each interpreter. */
static void
test_random (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) found = find_interpreters ();

  (void) data;
  if (found == NULL)
    return;
  run (self, DSC_TEST_CASES ("--random=10000", "--random=2000"), "--seed=2026", NULL);
  assert_all_equal (self, found->len);
  run (self, "--random=500", "--seed=3", "--bytes", NULL);
  assert_all_equal (self, found->len);
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *path; void (*function) (Fixture *, gconstpointer); } tests[] = {
    { "/cli/verify/usage", test_usage },
    { "/cli/verify/no-such-file", test_no_such_file },
    { "/cli/verify/pretenders", test_pretenders },
    { "/cli/verify/no-interpreter", test_no_interpreter },
    { "/cli/verify/file", test_file },
    { "/cli/verify/ends", test_ends },
    { "/cli/verify/difference", test_difference },
    { "/cli/verify/random", test_random },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].function, tear_down);
  return g_test_run ();
}
