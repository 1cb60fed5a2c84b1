/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-recording.c: reading recordings, and refusing what is none. */
#include "dsc-recording.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  GError *error = NULL;
  int file = g_file_open_tmp ("recording-XXXXXX", &self->path, &error);

  (void) data;
  g_assert_no_error (error);
  g_close (file, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  (void) data;
  g_remove (self->path);
  g_free (self->path);
}

static void
write_packed (const Fixture *self, const char *text, gsize length)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1);
  g_autoptr (GFileOutputStream) out = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL);
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (G_OUTPUT_STREAM (out), G_CONVERTER (compressor));

  g_assert_true (g_output_stream_write_all (stream, text, length, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
}

#define HEAD "{\"probe\":1,\"scenario\":\"x\",\"hashseed\":42,\"version\":\"3.14.5\",\"bits\":64,\"platform\":\"linux\",\"free_threaded\":true}\n"

static void
test_lines (Fixture *self, gconstpointer data)
{
  static const char text[] = HEAD "{\"i\":0}\n{\"i\":1}";
  g_autoptr (GError) error = NULL;
  gsize length;

  (void) data;
  write_packed (self, text, strlen (text));
  g_autoptr (DscRecording) recording = dsc_recording_load (self->path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (dsc_recording_get_scenario (recording), ==, "x");
  g_assert_cmpuint (dsc_recording_get_hash_seed (recording), ==, 42);
  g_assert_cmpuint (dsc_recording_get_n_lines (recording), ==, 2);
  const char *line = dsc_recording_get_line (recording, 1, &length);
  g_assert_cmpmem (line, length, "{\"i\":1}", 7);
  g_autoptr (DscJsonDocument) parsed = dsc_recording_parse_line (recording, 0, &error);
  g_assert_cmpint (dsc_json_get_member (dsc_json_get_root (parsed), "i")->as.integer, ==, 0);
}

static void
test_interpreter (Fixture *self, gconstpointer data)
{
  static const struct { const char *target; gboolean is_it; } all[] = {
    { "3.14.5t", TRUE }, { "3.14.5", FALSE }, { "3.14.4t", FALSE }, { "3.14.5t-i386", FALSE }, { "3.14.5-wasm32", FALSE },
  };
  g_autoptr (GError) error = NULL;

  (void) data;
  write_packed (self, HEAD, strlen (HEAD));
  g_autoptr (DscRecording) recording = dsc_recording_load (self->path, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      DscTarget target;
      g_autoptr (GError) reason = NULL;
      g_assert_cmpint (dsc_target_parse (all[i].target, &target), ==, DSC_STATUS_OK);
      g_assert_cmpint (dsc_recording_is_of (recording, target, &reason), ==, all[i].is_it);
      g_assert_true ((reason == NULL) == all[i].is_it);
    }
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = {
    "", "\n", "x", "[]", "{}", "{\"probe\":1}", "{\"probe\":1,\"scenario\":5,\"hashseed\":0}", "{\"probe\":1,\"scenario\":\"x\",\"hashseed\":-1}",
    "{\"probe\":1,\"scenario\":\"x\",\"hashseed\":4294967296}", "{\"probe\":1,\"scenario\":\"x\",\"hashseed\":\"0\"}",
  };

  (void) data;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      write_packed (self, texts[i], strlen (texts[i]));
      g_assert_null (dsc_recording_load (self->path, &error));
      g_assert_error (error, DSC_ERROR, DSC_ERROR_FORMAT);
      g_assert_true (g_str_has_prefix (error->message, self->path));
    }
  g_autoptr (GError) error = NULL;
  g_assert_null (dsc_recording_load ("/nonexistent.jsonl.gz", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_broken_files (Fixture *self, gconstpointer data)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "..", "truth", "out", "3.9.18-64", "errors.s0.jsonl.gz", NULL);
  g_autofree char *packed = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  gsize length;

  (void) data;
  g_test_summary ("Files cut off or with changed bytes are refused or read, whatever is in them.");
  g_assert_true (g_file_get_contents (source, &packed, &length, NULL));
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *broken = g_memdup2 (packed, length);
      gsize n = i % 2 == 0 ? (gsize) g_rand_int_range (rand, 0, (gint32) length) : length;
      g_autoptr (GError) error = NULL;
      if (i % 2 != 0)
        broken[g_rand_int_range (rand, 0, (gint32) length)] ^= (char) g_rand_int_range (rand, 1, 256);
      g_assert_true (g_file_set_contents_full (self->path, broken, (gssize) n, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      g_autoptr (DscRecording) recording = dsc_recording_load (self->path, &error);
      g_assert_true ((recording == NULL) == (error != NULL));
      for (gsize line = 0; recording != NULL && line < dsc_recording_get_n_lines (recording); line++)
        dsc_json_free (dsc_recording_parse_line (recording, line, NULL));
    }
}

static void
test_bomb (Fixture *self, gconstpointer data)
{
  g_autofree char *blanks = g_strnfill (16 << 20, ' ');
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1);
  g_autoptr (GFileOutputStream) out = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL);
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (G_OUTPUT_STREAM (out), G_CONVERTER (compressor));
  g_autoptr (GError) error = NULL;

  (void) data;
  g_test_summary ("A small file that unpacks to more than the limit is refused.");
  for (guint i = 0; i <= DSC_RECORDING_MAX_BYTES >> 24; i++)
    g_assert_true (g_output_stream_write_all (stream, blanks, 16 << 20, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  g_assert_null (dsc_recording_load (self->path, &error));
  g_assert_error (error, DSC_ERROR, DSC_ERROR_LIMIT);
}

static void
test_names (void)
{
  static const struct { const char *file, *scenario; guint32 seed; } good[] = {
    { "a.s0.jsonl.gz", "a", 0 }, { "random_int_10.s4294967295.jsonl.gz", "random_int_10", G_MAXUINT32 }, { "a.b.s1.jsonl.gz", "a.b", 1 },
  };
  static const char *const bad[] = {
    "a.jsonl.gz", ".s0.jsonl.gz", "a.s.jsonl.gz", "a.0.jsonl.gz", "a.s0.jsonl", "a.s0", "a.s-1.jsonl.gz", "a.s4294967296.jsonl.gz", "a.s1x.jsonl.gz", "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *scenario = NULL;
      guint32 seed;
      g_assert_true (dsc_recording_split_name (good[i].file, &scenario, &seed));
      g_assert_cmpstr (scenario, ==, good[i].scenario);
      g_assert_cmpuint (seed, ==, good[i].seed);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      char *scenario = NULL;
      guint32 seed;
      g_assert_false (dsc_recording_split_name (bad[i], &scenario, &seed));
      g_assert_null (scenario);
    }
}

static void
note_cb (const char *repr, gint64 hash, gpointer user_data)
{
  g_string_append_printf (user_data, "%s=%" G_GINT64_FORMAT " ", repr, hash);
}

static void
test_hashes (Fixture *self, gconstpointer data)
{
  static const char text[] = HEAD
    "{\"d\":{\"ent\":[[5,\"None\",\"None\"],[6,\"'a\\\"None'\",\"1\"],[7,\"1\",\"None\"],[8,\"(None, 1)\",null],[9,\"nan\",\"1\"],[0,null,null]]},"
    "\"h\":5,\"op\":[\"set\",null]}\n"
    "{\"h\":77,\"op\":[\"get\",{\"n\":null}]}\n"
    "{\"d\":{\"ent\":[[1,\"1\",\"None\"]]},\"op\":[\"set\",[\"None\",5]]}\n";
  static const struct { gsize line; const char *word, *notes; } all[] = {
    { 0, "None", "None=5 'a\"None'=6 (None, 1)=8 None=5 " }, { 0, "nan", "nan=9 " }, { 1, "None", "None=77 " }, { 1, "nan", "" }, { 2, "None", "" },
  };
  gint64 hash;

  (void) data;
  write_packed (self, text, strlen (text));
  g_autoptr (DscRecording) recording = dsc_recording_load (self->path, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (GString) notes = g_string_new (NULL);
      dsc_recording_find_hashes (recording, all[i].line, all[i].word, note_cb, notes);
      g_assert_cmpstr (notes->str, ==, all[i].notes);
    }
  g_assert_true (dsc_recording_get_key_hash (recording, 1, &hash));
  g_assert_cmpint (hash, ==, 77);
  g_assert_false (dsc_recording_get_key_hash (recording, 2, &hash));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/source/recording/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("lines", test_lines);
  ADD ("interpreter", test_interpreter);
  ADD ("refused", test_refused);
  ADD ("broken-files", test_broken_files);
  ADD ("bomb", test_bomb);
  ADD ("hashes", test_hashes);
  g_test_add_func ("/source/recording/names", test_names);
  return g_test_run ();
}
