/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-truth-runner.c: truth-runner itself: it must find each difference, and say what is wrong with its input. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define N_STATES "26"   /* of scenario errors */

typedef struct {
  char *folder;         /* scenarios/ and out/ of one recording, made anew for each test */
  char *recording;
  char *output, *errors;
  int   status;
} Fixture;

static char *
copy_of (const char *folder, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, folder, name, NULL);
  char *contents;
  gsize length;
  GError *error = NULL;

  g_assert_true (g_file_get_contents (path, &contents, &length, &error));
  g_assert_no_error (error);
  return contents;
}

static char *
convert (GConverter *converter, const char *bytes, gsize length, gsize *out_length)
{
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_data (bytes, (gssize) length, NULL);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (memory, converter);
  g_autoptr (GOutputStream) all = g_memory_output_stream_new_resizable ();
  GError *error = NULL;

  g_output_stream_splice (all, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
  *out_length = g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (all));
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (all));
}

static char *
read_lines (const char *path)
{
  g_autoptr (GZlibDecompressor) unpack = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autofree char *packed = NULL;
  gsize packed_length;
  gsize length;

  g_assert_true (g_file_get_contents (path, &packed, &packed_length, NULL));
  char *lines = convert (G_CONVERTER (unpack), packed, packed_length, &length);
  return g_realloc_n (lines, length + 1, 1);
}

static void
write_lines (const char *path, const char *lines)
{
  g_autoptr (GZlibCompressor) pack = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  gsize length;
  g_autofree char *packed = convert (G_CONVERTER (pack), lines, strlen (lines), &length);

  g_assert_true (g_file_set_contents (path, packed, (gssize) length, NULL));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  (void) data;
  self->folder = g_dir_make_tmp ("truth-XXXXXX", NULL);
  g_autofree char *scenarios = g_build_filename (self->folder, "scenarios", NULL);
  g_autofree char *out = g_build_filename (self->folder, "out", "3.12.1-64", NULL);
  g_autofree char *scenario = g_build_filename (scenarios, "errors.json", NULL);
  g_autofree char *text = copy_of ("scenarios", "errors.json");
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "out", "3.12.1-64", "errors.s0.jsonl.gz", NULL);

  g_assert_cmpint (g_mkdir_with_parents (scenarios, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (out, 0700), ==, 0);
  g_assert_true (g_file_set_contents (scenario, text, -1, NULL));
  self->recording = g_build_filename (out, "errors.s0.jsonl.gz", NULL);
  g_autofree char *lines = read_lines (source);
  write_lines (self->recording, lines);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);
      remove_folder (inside);
    }
  g_remove (path);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  (void) data;
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->recording);
  g_free (self->output);
  g_free (self->errors);
}

/* Runs truth-runner in the folder; arguments up to NULL. */
static void
run (Fixture *self, const char *first, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  GError *error = NULL;
  va_list list;

  g_clear_pointer (&self->output, g_free);
  g_clear_pointer (&self->errors, g_free);
  g_ptr_array_add (arguments, (gpointer) g_getenv ("TRUTH_RUNNER"));
  va_start (list, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (list, const char *))
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (list);
  g_ptr_array_add (arguments, NULL);
  g_spawn_sync (self->folder, (char **) arguments->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, &self->output, &self->errors,
                &self->status, &error);
  g_assert_no_error (error);
  self->status = g_spawn_check_wait_status (self->status, &error) ? 0 : error->code;
  g_clear_error (&error);
}

static void
assert_last_line (const Fixture *self, const char *line)
{
  g_autofree char *end = g_strconcat ("\n", line, "\n", NULL);

  if (!g_str_has_suffix (self->output, end))
    g_error ("\"%s\" is not the end of:\n%s", line, self->output);
}

/* Replaces the first `before` in the recording. */
static void
change (Fixture *self, const char *before, const char *after)
{
  g_autofree char *lines = read_lines (self->recording);
  g_auto (GStrv) halves = g_strsplit (lines, before, 2);
  g_autofree char *changed = g_strjoin (after, halves[0], halves[1], NULL);

  g_assert_nonnull (halves[1]);
  write_lines (self->recording, changed);
}

static void
test_same (Fixture *self, gconstpointer data)
{
  (void) data;
  run (self, "scenarios", "out", NULL);
  g_assert_cmpstr (self->errors, ==, "");
  assert_last_line (self, "states compared: " N_STATES ", differing: 0");
  g_assert_cmpint (self->status, ==, 0);
  run (self, "scenarios", "out", "--version", "3.12.1", NULL);
  g_assert_cmpint (self->status, ==, 0);
  run (self, "--version", "3.12.1-64", "scenarios", "out", NULL);
  g_assert_cmpint (self->status, ==, 0);
}

static void
test_each_field_counts (Fixture *self, gconstpointer data)
{
  static const struct { const char *before, *after, *shown; } changes[] = {
    { "\"dkv\":1,", "\"dkv\":2,", "d.dkv: expected 2, got 1" },
    { "\"gs\":64", "\"gs\":65", "d.gs: expected 65, got 64" },
    { "\"idx\":[-1,-1,-1,0,", "\"idx\":[-1,-1,0,-1,", "d.idx[2]: expected 0, got -1" },
    { "\"kind\":\"unicode\"", "\"kind\":\"general\"", "d.kind: expected \"general\", got \"unicode\"" },
    { "\"log2\":3", "\"log2\":4", "d.log2: expected 4, got 3" },
    { "\"log2_ib\":3", "\"log2_ib\":4", "d.log2_ib: expected 4, got 3" },
    { "\"nent\":1", "\"nent\":2", "d.nent: expected 2, got 1" },
    { "\"rc\":1,", "\"rc\":2,", "d.rc: expected 2, got 1" },
    { "\"shared_empty\":true", "\"shared_empty\":false", "d.shared_empty: expected false, got true" },
    { "\"so\":48", "\"so\":47", "d.so: expected 47, got 48" },
    { "\"split\":false", "\"split\":true", "d.split: expected true, got false" },
    { "\"trk\":false", "\"trk\":true", "d.trk: expected true, got false" },
    { "\"usable\":4", "\"usable\":5", "d.usable: expected 5, got 4" },
    { "\"used\":1", "\"used\":2", "d.used: expected 2, got 1" },
    { "\"vchg\":false", "\"vchg\":true", "d.vchg: expected true, got false" },
    { "\"'x'\",\"None\"]", "\"'z'\",\"None\"]", "d.ent[0][1]: expected \"'z'\", got \"'x'\"" },
    { "\"'x'\",\"None\"]", "\"'x'\",null]", "d.ent[0][2]: expected null, got \"None\"" },
    { "\"e\":\"KeyError\"", "\"e\":\"LookupError\"", "e: expected \"LookupError\", got \"KeyError\"" },
    { "\"em\":\"'x'\"", "\"em\":\"'y'\"", "em: expected \"'y'\", got \"'x'\"" },
    { "\"em\":\"'x'\",", "", "em: expected (not there), got \"'x'\"" },
    { "\"h\":-3368204716105132637", "\"h\":-3368204716105132638", "h: expected -3368204716105132638, got -3368204716105132637" },
    { "\"i\":3", "\"i\":4", "i: expected 4, got 3" },
    { "\"r\":\"7\"", "\"r\":\"8\"", "r: expected \"8\", got \"7\"" },
    { "\"reg\":\"d\"", "\"reg\":\"e\"", "reg: expected \"e\", got \"d\"" },
    { "\"op\":[\"popitem\"]", "\"op\":[\"clear\"]", "op[0]: expected \"clear\", got \"popitem\"" },
    { "\"gs\":64", "\"gs\":64,\"unheard\":0", "d.unheard: expected 0, got (not there)" },
    { "{\"d\":", "{\"unheard\":[1],\"d\":", "unheard: expected [1], got (not there)" },
    { "\"op\":[\"popitem\"]", "\"op\":[\"popitem\"],\"inst\":null", "inst: expected null, got (not there)" },
    { "\"op\":[\"popitem\"]", "\"op\":[\"popitem\"],\"skip\":\"no\"", "skip: expected \"no\", got (not there)" },
  };
  g_autofree char *lines = read_lines (self->recording);

  (void) data;
  g_test_summary ("A single changed, missing or unknown member is one differing state.");
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      write_lines (self->recording, lines);
      change (self, changes[i].before, changes[i].after);
      run (self, "scenarios", "out", NULL);
      assert_last_line (self, "states compared: " N_STATES ", differing: 1");
      if (strstr (self->output, changes[i].shown) == NULL)
        g_error ("\"%s\" is not in:\n%s", changes[i].shown, self->output);
      g_assert_cmpint (self->status, ==, 1);
    }
}

/* What stands at *at, if it is a number, a truth value or null, made into another; NULL: nothing like that. *at moves behind it.
 * Of a number in a text, such as a key's repr or a digest, the last digit changes, too. */
static char *
with_another_value (const char *lines, gsize *at)
{
  static const struct { const char *word, *other; } words[] = { { "true", "false" }, { "false", "true" }, { "null", "0" } };
  const char *here = lines + *at;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (here, words[i].word) && strchr (":,[", here[-1]) != NULL)
      {
        *at += strlen (words[i].word);
        return g_strdup_printf ("%.*s%s%s", (int) (here - lines), lines, words[i].other, lines + *at);
      }
  *at += 1;
  if (!g_ascii_isdigit (here[0]) || g_ascii_isdigit (here[1]))
    return NULL;
  char *changed = g_strdup (lines);
  changed[here - lines] = *here == '9' ? '8' : (char) (*here + 1);
  return changed;
}

/* Writes the recording once for each value in it, with that value changed, each as a scenario of its own. */
static guint
write_changed_recordings (const char *scenarios, const char *out, const char *name, const char *text, const char *lines)
{
  g_autofree char *head = g_strdup_printf ("\"scenario\":\"%s\"", name);
  g_autofree char *own_name = g_strdup_printf ("\"name\":\"%s\"", name);
  gsize at = strcspn (lines, "\n");
  guint n = 0;

  while (lines[at] != '\0')
    {
      g_autofree char *changed = with_another_value (lines, &at);
      if (changed == NULL)
        continue;
      g_autofree char *path = g_strdup_printf ("%s/n%u.json", scenarios, n);
      g_autofree char *recording = g_strdup_printf ("%s/n%u.s0.jsonl.gz", out, n);
      g_autofree char *new_head = g_strdup_printf ("\"scenario\":\"n%u\"", n);
      g_autofree char *new_name = g_strdup_printf ("\"name\":\"n%u\"", n);
      g_auto (GStrv) halves = g_strsplit (changed, head, 2);
      g_auto (GStrv) text_halves = g_strsplit (text, own_name, 2);
      g_autofree char *named = g_strjoin (new_head, halves[0], halves[1], NULL);
      g_autofree char *scenario = g_strjoin (new_name, text_halves[0], text_halves[1], NULL);
      write_lines (recording, named);
      g_assert_true (g_file_set_contents (path, scenario, -1, NULL));
      n++;
    }
  return n;
}

static void
test_each_value_counts (Fixture *self, gconstpointer data)
{
  static const struct { const char *interpreter, *folder, *name; } recordings[] = {
    { "2.7.18-64",   ".",     "errors" },   { "3.4.10-64",  ".", "errors" },       { "3.9.18-64", ".",     "errors" },
    { "3.14.10-64",  ".",     "errors" },   { "3.13.13t-64", ".", "errors" },      { "2.7.18-64", "edges", "digests" },
    { "3.8.18-64",   "edges", "digests" },
  };

  (void) data;
  g_test_summary ("Each number, truth value and null of a recording, changed alone, makes one state differ.");
  for (guint i = 0; i < G_N_ELEMENTS (recordings); i++)
    {
      g_autofree char *top = g_strdup_printf ("%s/%u", self->folder, i);
      g_autofree char *scenarios = g_build_filename (top, "scenarios", NULL);
      g_autofree char *out = g_build_filename (top, "out", recordings[i].interpreter, NULL);
      g_autofree char *scenario = g_strconcat (recordings[i].name, ".json", NULL);
      g_autofree char *text_folder = g_build_filename (recordings[i].folder, "scenarios", NULL);
      g_autofree char *text = copy_of (text_folder, scenario);
      g_autofree char *file = g_strconcat (recordings[i].name, ".s0.jsonl.gz", NULL);
      g_autofree char *source = g_test_build_filename (G_TEST_DIST, recordings[i].folder, "out", recordings[i].interpreter, file, NULL);
      g_autofree char *lines = read_lines (source);

      g_assert_cmpint (g_mkdir_with_parents (scenarios, 0700), ==, 0);
      g_assert_cmpint (g_mkdir_with_parents (out, 0700), ==, 0);
      guint n = write_changed_recordings (scenarios, out, recordings[i].name, text, lines);
      guint n_states = 0;
      for (const char *p = strchr (lines, '\n'); p[1] != '\0'; p = strchr (p + 1, '\n'))
        n_states++;
      g_autofree char *expected = g_strdup_printf ("states compared: %u, differing: %u", n * n_states, n);
      g_autofree char *all_out = g_build_filename (top, "out", NULL);
      run (self, scenarios, all_out, "--differences", "0", NULL);
      g_assert_cmpstr (self->errors, ==, "");
      g_assert_cmpuint (n, >, 100);
      assert_last_line (self, expected);
      g_assert_cmpint (self->status, ==, 1);
    }
}

static void
test_other_spelling (Fixture *self, gconstpointer data)
{
  (void) data;
  g_test_summary ("Blanks and the order of members do not count.");
  change (self, "\"i\":0,\"op\":[\"new\"]", " \"op\" : [ \"new\" ] ,\"i\":0 ");
  run (self, "scenarios", "out", NULL);
  assert_last_line (self, "states compared: " N_STATES ", differing: 0");
  g_assert_cmpint (self->status, ==, 0);
}

static void
assert_refused (const Fixture *self, const char *reason)
{
  if (strstr (self->errors, reason) == NULL)
    g_error ("\"%s\" is not in: %s", reason, self->errors);
  g_assert_true (g_str_has_prefix (self->errors, "truth-runner: "));
  g_assert_cmpint (self->status, ==, 2);
}

static void
test_refusals (Fixture *self, gconstpointer data)
{
  g_autofree char *other = g_build_filename (self->folder, "out", "3.12.1-64", "errors.s1.jsonl.gz", NULL);
  g_autofree char *odd = g_build_filename (self->folder, "out", "3.12.1-64", "notes.txt", NULL);
  g_autofree char *wrong = g_build_filename (self->folder, "out", "python3", NULL);
  g_autofree char *empty = g_build_filename (self->folder, "empty", NULL);
  g_autofree char *lines = read_lines (self->recording);

  (void) data;
  run (self, "scenarios", NULL);
  assert_refused (self, "Give the folder");
  run (self, "scenarios", "out", "--colour", NULL);
  assert_refused (self, "--colour");
  run (self, "scenarios", "out", "--every", "0", NULL);
  assert_refused (self, "--every");
  run (self, "nowhere", "out", NULL);
  assert_refused (self, "nowhere");
  run (self, "scenarios", "nowhere", NULL);
  assert_refused (self, "nowhere");
  g_assert_cmpint (g_mkdir (empty, 0700), ==, 0);
  run (self, "empty", "out", NULL);
  assert_refused (self, "holds no scenario");
  run (self, "scenarios", "empty", NULL);
  assert_refused (self, "holds no folder of an interpreter");
  run (self, "scenarios", "out", "--version", "3.9.18", NULL);
  assert_refused (self, "holds no folder of CPython 3.9.18");

  g_assert_cmpint (g_rename (self->recording, other), ==, 0);
  run (self, "scenarios", "out", NULL);
  assert_refused (self, "hash seed 0");
  g_assert_cmpint (g_rename (other, self->recording), ==, 0);
  g_assert_cmpint (g_mkdir (wrong, 0700), ==, 0);
  run (self, "scenarios", "out", NULL);
  assert_refused (self, "not a CPython release");
  g_assert_cmpint (g_rmdir (wrong), ==, 0);
  g_assert_true (g_file_set_contents (odd, "x", 1, NULL));
  run (self, "scenarios", "out", NULL);
  assert_refused (self, "SCENARIO.sSEED.jsonl.gz");
  g_assert_cmpint (g_remove (odd), ==, 0);
}

/* What is wrong with one file is told, and everything else is compared. */
static void
test_goes_on (Fixture *self, gconstpointer data)
{
  g_autofree char *bad_scenario = g_build_filename (self->folder, "scenarios", "bad.json", NULL);
  g_autofree char *twin = g_build_filename (self->folder, "scenarios", "twin.json", NULL);
  g_autofree char *alone = g_build_filename (self->folder, "scenarios", "alone.json", NULL);
  g_autofree char *bad_recording = g_build_filename (self->folder, "out", "3.12.1-64", "alone.s0.jsonl.gz", NULL);
  g_autofree char *orphan = g_build_filename (self->folder, "out", "3.12.1-64", "orphan.s0.jsonl.gz", NULL);
  g_autofree char *folder = g_build_filename (self->folder, "out", "attic", NULL);
  g_autofree char *text = copy_of ("scenarios", "errors.json");
  static const char *const bad[] = { "", "[]", "{", "{\"name\":\"bad\",\"ops\":[7]}", "{\"name\":\"bad\",\"ops\":[],\"seeds\":[-1]}",
                                     "{\"name\":\"bad\",\"ops\":[],\"cap\":\"many\"}" };

  (void) data;
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_true (g_file_set_contents (bad_scenario, bad[i], -1, NULL));
      run (self, "scenarios", "out", NULL);
      assert_refused (self, "bad.json");
      assert_last_line (self, "states compared: " N_STATES ", differing: 0");
    }
  g_assert_cmpint (g_remove (bad_scenario), ==, 0);
  g_assert_true (g_file_set_contents (twin, text, -1, NULL));
  run (self, "scenarios", "out", NULL);
  assert_refused (self, "another file has a scenario of this name, errors");
  g_assert_cmpint (g_remove (twin), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  run (self, "scenarios", "out", NULL);
  assert_refused (self, "attic");
  assert_last_line (self, "states compared: " N_STATES ", differing: 0");
  g_assert_cmpint (g_rmdir (folder), ==, 0);

  g_assert_true (g_file_set_contents (alone, "{\"name\":\"alone\",\"ops\":[[\"fill\",\"i\",0,1e400]]}", -1, NULL));
  run (self, "scenarios", "out", NULL);
  g_assert_nonnull (strstr (self->output, "scenarios without a recording: 1\n"));
  g_assert_cmpint (self->status, ==, 0);
  write_lines (bad_recording, "{\"probe\":1,\"scenario\":\"alone\",\"hashseed\":0,\"version\":\"3.12.1\",\"bits\":64,\"platform\":\"linux\"}\n{}\n");
  run (self, "scenarios", "out", NULL);
  assert_refused (self, "Argument 3 of operation “fill”");
  assert_last_line (self, "states compared: " N_STATES ", differing: 0");
  g_assert_cmpint (g_rename (bad_recording, orphan), ==, 0);
  run (self, "scenarios", "out", NULL);
  g_assert_nonnull (strstr (self->output, "recordings without a scenario: 1\n"));
  g_assert_cmpint (self->status, ==, 0);
}

static void
test_cut_off (Fixture *self, gconstpointer data)
{
  g_autofree char *packed = NULL;
  gsize length;

  (void) data;
  g_assert_true (g_file_get_contents (self->recording, &packed, &length, NULL));
  for (gsize i = 0; i < length; i += length / 7)
    {
      g_assert_true (g_file_set_contents (self->recording, packed, (gssize) i, NULL));
      run (self, "scenarios", "out", NULL);
      assert_refused (self, "errors.s0.jsonl.gz");
      assert_last_line (self, "states compared: 0, differing: 0");
    }
}

static void
test_bad_recordings (Fixture *self, gconstpointer data)
{
  g_autofree char *lines = read_lines (self->recording);
  static const struct { const char *before, *after, *reason; } changes[] = {
    { "\"version\":\"3.12.1\"", "\"version\":\"3.12.2\"", "was not made by CPython 3.12.1" },
    { "\"bits\":64", "\"bits\":32", "was not made by CPython 3.12.1" },
    { "\"free_threaded\":false", "\"free_threaded\":true", "was not made by CPython 3.12.1" },
    { "\"platform\":\"linux\"", "\"platform\":\"emscripten\"", "was not made by CPython 3.12.1" },
    { "\"probe\":1,", "", "not a recording" },
    { "{\"bits\"", "{{\"bits\"", "This is not JSON" },
    { "\"i\":4", "\"i\":", "This is not JSON" },
    { "\n", "", "This is not JSON" },
  };

  (void) data;
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      write_lines (self->recording, lines);
      change (self, changes[i].before, changes[i].after);
      run (self, "scenarios", "out", NULL);
      assert_refused (self, changes[i].reason);
    }
  write_lines (self->recording, "");
  run (self, "scenarios", "out", NULL);
  assert_refused (self, "empty");
  g_assert_true (g_file_set_contents (self->recording, "not gzip", -1, NULL));
  run (self, "scenarios", "out", NULL);
  assert_refused (self, "errors.s0.jsonl.gz");
  g_assert_cmpint (g_remove (self->recording), ==, 0);
  run (self, "scenarios", "out", NULL);
  assert_last_line (self, "states compared: 0, differing: 0");
  g_assert_cmpint (self->status, ==, 1);
}

static void
test_instances (Fixture *self, gconstpointer data)
{
  g_autofree char *text = copy_of ("scenarios", "inst_basic.json");
  g_autofree char *scenario = g_build_filename (self->folder, "scenarios", "inst_basic.json", NULL);
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "out", "3.12.1-64", "inst_basic.s0.jsonl.gz", NULL);
  g_autofree char *target = g_build_filename (self->folder, "out", "3.12.1-64", "inst_basic.s0.jsonl.gz", NULL);
  g_autofree char *lines = read_lines (source);

  (void) data;
  g_test_summary ("Recordings of instances are compared like all others, and counted where they are left out because that is asked for.");
  g_assert_true (g_file_set_contents (scenario, text, -1, NULL));
  write_lines (target, lines);
  run (self, "scenarios", "out", "--no-instances", NULL);
  g_assert_nonnull (strstr (self->output, "recordings left out because they use instances: 1\n"));
  assert_last_line (self, "states compared: " N_STATES ", differing: 0");
  g_assert_cmpint (self->status, ==, 0);
  run (self, "scenarios", "out", NULL);
  g_assert_null (strstr (self->output, "states compared: " N_STATES ","));
  g_assert_true (g_str_has_suffix (self->output, ", differing: 0\n"));
  g_assert_cmpint (self->status, ==, 0);
}

static void
test_every (Fixture *self, gconstpointer data)
{
  g_autofree char *text = copy_of ("scenarios", "inst_basic.json");
  g_autofree char *scenario = g_build_filename (self->folder, "scenarios", "inst_basic.json", NULL);
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "out", "3.12.1-64", "inst_basic.s0.jsonl.gz", NULL);
  g_autofree char *target = g_build_filename (self->folder, "out", "3.12.1-64", "inst_basic.s0.jsonl.gz", NULL);
  g_autofree char *lines = read_lines (source);

  (void) data;
  g_test_summary ("What is passed over because only a part is asked for is told, and the part is compared.");
  g_assert_true (g_file_set_contents (scenario, text, -1, NULL));
  write_lines (target, lines);
  run (self, "scenarios", "out", "--every", "2", NULL);
  g_assert_nonnull (strstr (self->output, "recordings passed over, because only one of 2 was asked for: 1\n"));
  assert_last_line (self, "states compared: " N_STATES ", differing: 0");
  g_assert_cmpint (self->status, ==, 0);
  run (self, "scenarios", "out", "--every", "1", NULL);
  g_assert_null (strstr (self->output, "passed over"));
  g_assert_null (strstr (self->output, "states compared: " N_STATES ","));
  g_assert_cmpint (self->status, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/truth/truth-runner/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("same", test_same);
  ADD ("each-field-counts", test_each_field_counts);
  ADD ("each-value-counts", test_each_value_counts);
  ADD ("other-spelling", test_other_spelling);
  ADD ("refusals", test_refusals);
  ADD ("goes-on", test_goes_on);
  ADD ("cut-off", test_cut_off);
  ADD ("bad-recordings", test_bad_recordings);
  ADD ("instances", test_instances);
  ADD ("every", test_every);
  return g_test_run ();
}
