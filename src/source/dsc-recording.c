/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-recording.c: what a real interpreter did with a scenario, read from a .jsonl.gz file.
 *
 * The file is unpacked whole and cut into lines; a line is only parsed when somebody looks into it, since most are compared as
 * text. */
#define _GNU_SOURCE   /* memmem */
#include "dsc-recording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct DscRecording {
  GBytes          *bytes;
  GArray          *ends;         /* gsize: offset behind each line, the header's included */
  DscJsonDocument *header;
  char            *scenario;
  guint32          hash_seed;
};

static const char suffix[] = ".jsonl.gz";

gboolean
dsc_recording_split_name (const char *file_name, char **out_scenario, guint32 *out_hash_seed)
{
  gsize length = strlen (file_name);
  guint64 seed;

  if (!g_str_has_suffix (file_name, suffix))
    return FALSE;
  g_autofree char *stem = g_strndup (file_name, length - strlen (suffix));
  char *dot = strrchr (stem, '.');
  if (dot == NULL || dot == stem || dot[1] != 's' || !g_ascii_string_to_unsigned (dot + 2, 10, 0, G_MAXUINT32, &seed, NULL))
    return FALSE;
  *dot = '\0';
  *out_scenario = g_steal_pointer (&stem);
  *out_hash_seed = (guint32) seed;
  return TRUE;
}

static GBytes *
unpack (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) packed = g_file_read (file, NULL, error);

  if (packed == NULL)
    return NULL;
  g_autoptr (GZlibDecompressor) decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (G_INPUT_STREAM (packed), G_CONVERTER (decompressor));
  return dsc_json_read_stream (stream, DSC_RECORDING_MAX_BYTES, error);
}

static void
find_lines (DscRecording *self)
{
  gsize size;
  const char *text = g_bytes_get_data (self->bytes, &size);

  for (gsize start = 0; start < size;)
    {
      const char *found = memchr (text + start, '\n', size - start);
      gsize end = found != NULL ? (gsize) (found - text) : size;
      g_array_append_val (self->ends, end);
      start = end + 1;
    }
}

static const char *
get_line (const DscRecording *self, gsize i, gsize *out_length)
{
  gsize start = i == 0 ? 0 : g_array_index (self->ends, gsize, i - 1) + 1;

  *out_length = g_array_index (self->ends, gsize, i) - start;
  return (const char *) g_bytes_get_data (self->bytes, NULL) + start;
}

static gboolean
read_header (DscRecording *self, GError **error)
{
  gsize length;
  const char *line = self->ends->len != 0 ? get_line (self, 0, &length) : NULL;

  if (line == NULL)
    {
      g_set_error_literal (error, DSC_ERROR, DSC_ERROR_FORMAT, _("This recording is empty."));
      return FALSE;
    }
  self->header = dsc_json_parse (line, length, error);
  if (self->header == NULL)
    return FALSE;

  const DscJson *root = dsc_json_get_root (self->header);
  const DscJson *scenario = dsc_json_get_member (root, "scenario");
  const DscJson *seed = dsc_json_get_member (root, "hashseed");
  if (dsc_json_get_member (root, "probe") == NULL || scenario == NULL || scenario->kind != DSC_JSON_STRING || seed == NULL
      || seed->kind != DSC_JSON_INTEGER || seed->as.integer < 0 || seed->as.integer > G_MAXUINT32)
    {
      g_set_error_literal (error, DSC_ERROR, DSC_ERROR_FORMAT,
                           _("The first line does not describe an interpreter, so this is not a recording."));
      return FALSE;
    }
  self->scenario = g_strdup (scenario->as.text.bytes);
  self->hash_seed = (guint32) seed->as.integer;
  return TRUE;
}

DscRecording *
dsc_recording_load (const char *path, GError **error)
{
  g_autoptr (DscRecording) self = g_new0 (DscRecording, 1);

  self->ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->bytes = unpack (path, error);
  if (self->bytes != NULL)
    find_lines (self);
  if (self->bytes != NULL && read_header (self, error))
    return g_steal_pointer (&self);
  g_prefix_error (error, "%s: ", path);
  return NULL;
}

void
dsc_recording_free (DscRecording *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_array_unref (self->ends);
  dsc_json_free (self->header);
  g_free (self->scenario);
  g_free (self);
}

const char *
dsc_recording_get_scenario (const DscRecording *self)
{
  return self->scenario;
}

guint32
dsc_recording_get_hash_seed (const DscRecording *self)
{
  return self->hash_seed;
}

static gint64
get_integer (const DscJson *object, const char *name)
{
  const DscJson *json = dsc_json_get_member (object, name);

  return json != NULL && json->kind == DSC_JSON_INTEGER ? json->as.integer : -1;
}

static gboolean
is_true (const DscJson *object, const char *name)
{
  const DscJson *json = dsc_json_get_member (object, name);

  return json != NULL && json->kind == DSC_JSON_TRUE;
}

gboolean
dsc_recording_is_of (const DscRecording *self, DscTarget target, GError **error)
{
  const DscJson *root = dsc_json_get_root (self->header);
  const DscJson *version = dsc_json_get_member (root, "version");
  g_autofree char *expected = g_strdup_printf ("%u.%u.%u", target.version >> 24, target.version >> 16 & 0xff, target.version >> 8 & 0xff);
  gboolean is_wasm = dsc_json_is_text (dsc_json_get_member (root, "platform"), "emscripten");

  if (dsc_json_is_text (version, expected) && get_integer (root, "bits") == (target.build.arch == DSC_ARCH_64 ? 64 : 32)
      && is_wasm == (target.build.arch == DSC_ARCH_WASM32) && is_true (root, "free_threaded") == target.build.free_threaded)
    return TRUE;

  char name[64];
  dsc_target_format (target, name, sizeof name);
  g_set_error (error, DSC_ERROR, DSC_ERROR_FORMAT, _("This recording was not made by CPython %s."), name);
  return FALSE;
}

gsize
dsc_recording_get_n_lines (const DscRecording *self)
{
  return self->ends->len - 1;
}

const char *
dsc_recording_get_line (const DscRecording *self, gsize i, gsize *out_length)
{
  return get_line (self, i + 1, out_length);
}

DscJsonDocument *
dsc_recording_parse_line (const DscRecording *self, gsize i, GError **error)
{
  gsize length;
  const char *line = dsc_recording_get_line (self, i, &length);

  return dsc_json_parse (line, length, error);
}

/* Whether a key of the table may hold None or NaN: the text says so in a string that is followed by another member. */
static gboolean
may_have_key (const char *line, gsize length, const char *word)
{
  const char *end = line + length;
  const char *found;

  for (const char *at = line; (found = memmem (at, (gsize) (end - at), word, strlen (word))) != NULL; at = found + 1)
    {
      const char *quote = memchr (found, '"', (gsize) (end - found));
      while (quote != NULL && quote[-1] == '\\')
        quote = memchr (quote + 1, '"', (gsize) (end - quote - 1));
      if (quote != NULL && quote + 1 < end && quote[1] == ',')
        return TRUE;
    }
  return FALSE;
}

/* Whether the operation's own key is None: ["get",null] or ["get",{"n":null}]. */
static gboolean
is_about_none (const char *line, gsize length)
{
  static const char op[] = "\"op\":[\"";
  const char *end = line + length;
  const char *found = memmem (line, length, op, strlen (op));
  const char *quote = found != NULL ? memchr (found + strlen (op), '"', (gsize) (end - found) - strlen (op)) : NULL;

  return quote != NULL && end - quote > 6 && (memcmp (quote, "\",null", 6) == 0 || memcmp (quote, "\",{\"n\"", 6) == 0);
}

static void
tell_hash (const DscJson *hash, const char *repr, const char *word, DscRecordedHash found, gpointer user_data)
{
  if (hash != NULL && hash->kind == DSC_JSON_INTEGER && strstr (repr, word) != NULL)
    found (repr, hash->as.integer, user_data);
}

void
dsc_recording_find_hashes (const DscRecording *self, gsize i, const char *word, DscRecordedHash found, gpointer user_data)
{
  gsize length;
  const char *text = dsc_recording_get_line (self, i, &length);
  gboolean is_about_word = strcmp (word, "None") == 0 && is_about_none (text, length);

  if (!is_about_word && !may_have_key (text, length, word))
    return;
  g_autoptr (DscJsonDocument) document = dsc_json_parse (text, length, NULL);
  const DscJson *line = document != NULL ? dsc_json_get_root (document) : NULL;
  const DscJson *entries = dsc_json_get_member (dsc_json_get_member (line, "d"), "ent");

  for (gsize entry = 0; dsc_json_get_item (entries, entry) != NULL; entry++)
    {
      const DscJson *key = dsc_json_get_item (dsc_json_get_item (entries, entry), 1);
      if (key != NULL && key->kind == DSC_JSON_STRING)
        tell_hash (dsc_json_get_item (dsc_json_get_item (entries, entry), 0), key->as.text.bytes, word, found, user_data);
    }
  if (is_about_word)
    tell_hash (dsc_json_get_member (line, "h"), "None", word, found, user_data);
}

gboolean
dsc_recording_get_key_hash (const DscRecording *self, gsize i, gint64 *out_hash)
{
  gsize length;
  const char *text = dsc_recording_get_line (self, i, &length);

  if (memmem (text, length, "\"h\":", 4) == NULL)
    return FALSE;
  g_autoptr (DscJsonDocument) document = dsc_json_parse (text, length, NULL);
  const DscJson *hash = document != NULL ? dsc_json_get_member (dsc_json_get_root (document), "h") : NULL;
  if (hash == NULL || hash->kind != DSC_JSON_INTEGER)
    return FALSE;
  *out_hash = hash->as.integer;
  return TRUE;
}

/* "dkv" that is neither 0 nor 1, the one of the static empty keys. */
static gboolean
has_version (const char *text, gsize length)
{
  const char *end = text + length;
  const char *found = text;

  while ((found = memmem (found, (gsize) (end - found), "\"dkv\":", 6)) != NULL)
    {
      found += 6;
      if (*found != '0' && strncmp (found, "1,", 2) != 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
dsc_recording_get_keys_version (const DscRecording *self, gsize i, guint32 *out_version)
{
  gsize length;
  const char *text = dsc_recording_get_line (self, i, &length);

  if (!has_version (text, length))
    return FALSE;
  g_autoptr (DscJsonDocument) document = dsc_json_parse (text, length, NULL);
  const DscJson *instance = document != NULL ? dsc_json_get_member (dsc_json_get_root (document), "inst") : NULL;
  const DscJson *keys = dsc_json_get_member (instance, "ckeys");
  if (dsc_json_is_text (keys, "=dict"))
    keys = dsc_json_get_member (instance, "dict");
  const DscJson *version = dsc_json_get_member (keys, "dkv");
  if (version == NULL || version->kind != DSC_JSON_INTEGER || version->as.integer <= 1 || version->as.integer > G_MAXUINT32)
    return FALSE;
  *out_version = (guint32) version->as.integer;
  return TRUE;
}
