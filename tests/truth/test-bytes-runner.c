/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-bytes-runner.c: bytes-runner itself: it must find each difference, and say what is wrong with its input. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define RECORDING "3.12.1-64.json"

typedef struct {
  char *folder;         /* holds one recording, made anew for each test */
  char *path;
  char *text;           /* of that recording */
  char *output, *errors;
  int   status;
} Fixture;

static char *
unpack (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) packed = g_file_read (file, NULL, NULL);
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_assert_nonnull (packed);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (G_INPUT_STREAM (packed), converter);
  g_autoptr (GOutputStream) all = g_memory_output_stream_new_resizable ();
  GError *error = NULL;

  g_output_stream_splice (all, stream, G_OUTPUT_STREAM_SPLICE_NONE, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write (all, "", 1, NULL, NULL);
  g_output_stream_close (all, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (all));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "bytes", RECORDING ".gz", NULL);

  (void) data;
  self->folder = g_dir_make_tmp ("bytes-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, RECORDING, NULL);
  self->text = unpack (source);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  (void) data;
  g_remove (self->path);
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->text);
  g_free (self->output);
  g_free (self->errors);
}

/* Runs bytes-runner on the folder, with that text in the recording. */
static void
run (Fixture *self, const char *text, const char *option, const char *value)
{
  const char *arguments[] = { g_getenv ("BYTES_RUNNER"), self->folder, option, value, NULL };
  GError *error = NULL;
  int wait_status;

  g_clear_pointer (&self->output, g_free);
  g_clear_pointer (&self->errors, g_free);
  if (text != NULL)
    g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &self->output, &self->errors, &wait_status, &error));
  g_assert_no_error (error);
  self->status = 0;
  if (!g_spawn_check_wait_status (wait_status, &error))
    {
      g_assert_true (error->domain == G_SPAWN_EXIT_ERROR);
      self->status = error->code;
      g_error_free (error);
    }
}

static void
test_equal (Fixture *self, gconstpointer data)
{
  (void) data;
  run (self, self->text, NULL, NULL);
  g_assert_cmpstr (self->errors, ==, "");
  g_assert_true (g_str_has_suffix (self->output, "fields compared: 1732, differing: 0\n"));
  g_assert_cmpint (self->status, ==, 0);
}

/* What of the recording is changed, from the first place on where `from` stands. */
typedef struct {
  const char *path;
  const char *behind;    /* the first occurrence behind this text; NULL: from the start */
  const char *from, *to;
  const char *said;      /* what the output must say */
} Change;

static char *
change (const char *text, const Change *change)
{
  const char *start = change->behind != NULL ? strstr (text, change->behind) : text;
  g_assert_nonnull (start);
  const char *place = strstr (start, change->from);
  g_assert_nonnull (place);
  GString *changed = g_string_new_len (text, place - text);

  g_string_append (changed, change->to);
  g_string_append (changed, place + strlen (change->from));
  return g_string_free (changed, FALSE);
}

static const Change differences[] = {
  { "number", "\"one_str\"", "\"name\": \"ma_used\", \"kind\": \"value\", \"value\": 1", "\"name\": \"ma_used\", \"kind\": \"value\", \"value\": 2",
    "scenario one_str, dict+16 ma_used: expected 2, got the bytes 01 00 00 00 00 00 00 00" },
  { "byte", "\"one_str\"", "\"hex\": \"00", "\"hex\": \"10", "scenario one_str, dict.gc+0 _gc_next" },
  { "refcount-byte", "\"one_str\"", "\"hex\": \"01", "\"hex\": \"02", "scenario one_str, dict+0 ob_refcnt" },
  { "target", "\"one_str\"", "\"target\": \"type:dict\"", "\"target\": \"type:list\"", "expected a pointer to type:list (tag 0), got one to type:dict (tag 0)" },
  { "object", "\"one_str\"", "\"target\": \"object:'a'\"", "\"target\": \"object:'b'\"", "expected a pointer to object:'b' (tag 0), got one to object:'a' (tag 0)" },
  { "tag", "\"name\": \"inst\"", "\"tag\": -1", "\"tag\": 1", "(tag 1)" },
  { "name", "\"one_str\"", "\"name\": \"ma_used\"", "\"name\": \"ma_fill\"", "dict+16 ma_fill: expected ma_fill, got ma_used" },
  { "kind", "\"one_str\"", "\"name\": \"ma_used\", \"kind\": \"value\"", "\"name\": \"ma_used\", \"kind\": \"refcount\"", "expected a refcount, got a value" },
  { "unused", "\"one_str\"", ", \"unused_entry\": true", "", "expected, got an unused entry" },
  { "stale", "\"five_int_del_two\"", "\"kind\": \"value\", \"value\": 0", "\"kind\": \"value\", \"value\": 0, \"stale\": true", "expected stale, got" },
  { "array", "\"one_str\"", "\"value\": [-1, ", "\"value\": [0, ", "dk_indices: expected [0," },
  { "allocation", "\"one_str\"", "\"size\": 120}]", "\"size\": 128}]", "allocation: expected 128 bytes in one piece, got 120" },
  { "static", "\"empty_display\"", "\"static\": true, ", "", "keys: expected an allocated one, got a static one" },
  { "dk-kind", "\"one_str\"", "\"dk_kind\": \"unicode\"", "\"dk_kind\": \"general\"", "keys: expected the kind general, got unicode" },
  { "getsizeof", "\"one_str\"", "\"getsizeof\": 184", "\"getsizeof\": 232", "getsizeof: expected 232, got 184" },
  { "tracked", "\"one_str\"", "\"gc_tracked\": false", "\"gc_tracked\": true", "gc_tracked: expected true, got false" },
  { "class-keys", "\"name\": \"inst\"", "\"class_keys\": \"block:keys+0\"", "\"class_keys\": \"address\"", "class_keys: expected address, got block:keys+0" },
  { "materialised", "\"name\": \"inst\"", "\"materialised\": false", "\"materialised\": true", "materialised: expected true, got false" },
};

static void
test_difference (Fixture *self, gconstpointer data)
{
  const Change *wanted = data;
  g_autofree char *text = change (self->text, wanted);

  run (self, text, NULL, NULL);
  g_assert_cmpstr (self->errors, ==, "");
  if (strstr (self->output, wanted->said) == NULL)
    g_error ("\"%s\" is not in: %s", wanted->said, self->output);
  g_assert_null (strstr (self->output, "differing: 0\n"));
  g_assert_cmpint (self->status, ==, 1);
}

static const Change failures[] = {
  { "not-json", NULL, "{", "", "/" RECORDING ": " },
  { "outside-subset", "\"one_str\"", "\"d = {'a': 1}\"", "\"import this\"", "3.12.1-64, scenario one_str: code:1:8: " },
  { "nothing-to-read", "\"one_str\"", "\"d = {'a': 1}\"", "\"x = {'a': 1}\"", "the code leaves neither a dict d nor an instance o." },
  { "unknown-block", "\"one_str\"", "{\"name\": \"dict\"", "{\"name\": \"diet\"", "a block has no name, address or size that is known." },
  { "gap", "\"one_str\"", "\"block\": \"dict\", \"offset\": 16", "\"block\": \"dict\", \"offset\": 24", "the fields do not follow each other through their block." },
  { "too-few-bytes", "\"one_str\"", "\"hex\": \"00", "\"hex\": \"", "a block has not as many bytes as it says." },
};

static void
test_failure (Fixture *self, gconstpointer data)
{
  const Change *wanted = data;
  g_autofree char *text = change (self->text, wanted);

  run (self, text, NULL, NULL);
  if (strstr (self->errors, wanted->said) == NULL)
    g_error ("\"%s\" is not in: %s", wanted->said, self->errors);
  g_assert_cmpint (self->status, ==, 2);
}

static void
test_version (Fixture *self, gconstpointer data)
{
  (void) data;
  run (self, self->text, "--version", "3.12.1");
  g_assert_cmpint (self->status, ==, 0);
  run (self, self->text, "--version", "3.12.13");
  g_assert_cmpint (self->status, ==, 2);
  g_assert_nonnull (strstr (self->errors, "holds no recording (NAME.json or NAME.json.gz) of CPython 3.12.13"));
}

static void
test_empty_folder (Fixture *self, gconstpointer data)
{
  (void) data;
  run (self, NULL, NULL, NULL);
  g_assert_cmpint (self->status, ==, 2);
  g_assert_nonnull (strstr (self->errors, "holds no recording"));
}

static void
test_nothing_compared (Fixture *self, gconstpointer data)
{
  (void) data;
  run (self, "{\"scenarios\": []}", NULL, NULL);
  g_assert_true (g_str_has_suffix (self->output, "fields compared: 0, differing: 0\n"));
  g_assert_cmpint (self->status, ==, 1);
}

static void
add (const char *path, gconstpointer data, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/truth/bytes-runner/equal", NULL, test_equal);
  for (gsize i = 0; i < G_N_ELEMENTS (differences); i++)
    {
      g_autofree char *path = g_strconcat ("/truth/bytes-runner/difference/", differences[i].path, NULL);
      add (path, &differences[i], test_difference);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autofree char *path = g_strconcat ("/truth/bytes-runner/failure/", failures[i].path, NULL);
      add (path, &failures[i], test_failure);
    }
  add ("/truth/bytes-runner/version", NULL, test_version);
  add ("/truth/bytes-runner/empty-folder", NULL, test_empty_folder);
  add ("/truth/bytes-runner/nothing-compared", NULL, test_nothing_compared);
  return g_test_run ();
}
