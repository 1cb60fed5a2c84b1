/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bytes-runner.c: runs the little programs of recorded bytes in the model and compares every byte of the dict or instance that
 * they leave with what real interpreters had in memory.
 *
 *   bytes-runner DIR [--version V] [--differences N]
 *
 * DIR has a file for each interpreter, NAME.json or NAME.json.gz. What an interpreter never wrote, or what is not the same in two
 * of its runs, is not compared; how much that is and why is told. Exit status: 0 no difference and something compared, 1
 * differences, 2 wrong usage, a file that cannot be read or a program that the model cannot run; all others are compared
 * nevertheless. */
#include <gio/gio.h>
#include <locale.h>
#include <string.h>

#include "bytes-compare.h"
#include "dsc-hash.h"
#include "dsc-script.h"

#define MAX_FILE_BYTES (64u << 20)

typedef struct {
  char       *name;             /* "3.12.1-64" */
  char       *path;
  DscTarget   target;
  guint       n_scenarios;
  guint       n_taken;          /* hashes of None taken from the recording */
  BytesCount  count;
  GString    *report;
  GPtrArray  *errors;           /* char * */
} Interpreter;

static void
interpreter_free (gpointer data)
{
  Interpreter *self = data;

  g_free (self->name);
  g_free (self->path);
  g_string_free (self->report, TRUE);
  g_ptr_array_unref (self->errors);
  g_free (self);
}

/* Takes the error. */
static void
note_error (Interpreter *self, GError *error)
{
  g_ptr_array_add (self->errors, g_strdup (error->message));
  g_error_free (error);
}

/* --- Reading. --- */

static char *
split_name (const char *file)
{
  if (g_str_has_suffix (file, ".json"))
    return g_strndup (file, strlen (file) - strlen (".json"));
  return g_str_has_suffix (file, ".json.gz") ? g_strndup (file, strlen (file) - strlen (".json.gz")) : NULL;
}

static DscJsonDocument *
load (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GInputStream) plain = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (stream == NULL)
    return NULL;
  if (g_str_has_suffix (path, ".gz"))
    {
      g_autoptr (GConverter) unpacker = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
      plain = g_converter_input_stream_new (G_INPUT_STREAM (stream), unpacker);
    }
  else
    plain = g_object_ref (G_INPUT_STREAM (stream));
  bytes = dsc_json_read_stream (plain, MAX_FILE_BYTES, error);
  return bytes != NULL ? dsc_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error) : NULL;
}

static int
compare_interpreters (gconstpointer a, gconstpointer b)
{
  const Interpreter *left = *(const Interpreter *const *) a;
  const Interpreter *right = *(const Interpreter *const *) b;

  if (left->target.version != right->target.version)
    return left->target.version < right->target.version ? -1 : 1;
  return strcmp (left->name, right->name);
}

/* NULL without error: no file of an interpreter, or not the one asked for. */
static Interpreter *
open_interpreter (const char *folder, const char *file, const char *version, GError **error)
{
  g_autofree char *name = split_name (file);
  DscTarget target, wanted;

  if (name == NULL)
    return NULL;
  if (dsc_target_parse (name, &target) != DSC_STATUS_OK)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s/%s: the name of the file is not a CPython release.", folder, file);
      return NULL;
    }
  if (version != NULL && strcmp (version, name) != 0
      && (dsc_target_parse (version, &wanted) != DSC_STATUS_OK || !dsc_target_equal (wanted, target)))
    return NULL;

  Interpreter *self = g_new0 (Interpreter, 1);
  self->name = g_steal_pointer (&name);
  self->path = g_build_filename (folder, file, NULL);
  self->target = target;
  self->report = g_string_new (NULL);
  self->errors = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static GPtrArray *
open_interpreters (const char *path, const char *version, GError **error)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, error);
  g_autoptr (GPtrArray) interpreters = g_ptr_array_new_with_free_func (interpreter_free);
  const char *file;

  while (folder != NULL && (file = g_dir_read_name (folder)) != NULL)
    {
      GError *reason = NULL;
      Interpreter *interpreter = open_interpreter (path, file, version, &reason);
      if (interpreter != NULL)
        g_ptr_array_add (interpreters, interpreter);
      if (reason != NULL)
        {
          g_propagate_error (error, reason);
          return NULL;
        }
    }
  if (folder != NULL && interpreters->len == 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s holds no recording (NAME.json or NAME.json.gz)%s%s.", path,
                 version != NULL ? " of CPython " : "", version != NULL ? version : "");
  if (interpreters->len == 0)
    return NULL;
  g_ptr_array_sort (interpreters, compare_interpreters);
  return g_steal_pointer (&interpreters);
}

/* --- Running. --- */

static const DscJson *
find_member (const DscJson *object, const char *name, DscJsonKind kind)
{
  const DscJson *member = dsc_json_get_member (object, name);

  return member != NULL && member->kind == kind ? member : NULL;
}

static GString *
read_code (const DscJson *scenario)
{
  const DscJson *lines = dsc_json_get_member (scenario, "code");
  GString *text = g_string_new (NULL);
  const DscJson *line;

  for (gsize i = 0; (line = dsc_json_get_item (lines, i)) != NULL && line->kind == DSC_JSON_STRING; i++)
    {
      g_string_append_len (text, line->as.text.bytes, (gssize) line->as.text.length);
      g_string_append_c (text, '\n');
    }
  return text;
}

static DscRun *
run_code (const Interpreter *self, const DscJson *scenario, guint32 seed, GError **error)
{
  g_autoptr (GString) text = read_code (scenario);
  g_autoptr (DscScript) script = dsc_script_new (text->str, text->len);
  g_autoptr (DscRun) run = dsc_script_run (script, self->target, seed, NULL, NULL, NULL, error);

  if (run == NULL || run->diagnostic == NULL)
    return g_steal_pointer (&run);
  g_autofree char *line = dsc_diagnostic_format (run->diagnostic, "code");
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, line);
  return NULL;
}

/* Hash of the key None, which up to 3.11 comes from the address that it had in that process. FALSE: it is no key. */
static gboolean
find_none_hash (const DscJson *scenario, gint64 *out_hash)
{
  const DscJson *fields = dsc_json_get_member (scenario, "fields");
  const DscJson *field;
  const DscJson *hash = NULL;

  for (gsize i = 0; (field = dsc_json_get_item (fields, i)) != NULL; i++)
    {
      const DscJson *name = find_member (field, "name", DSC_JSON_STRING);
      if (name != NULL && g_str_has_suffix (name->as.text.bytes, ".me_hash"))
        hash = find_member (field, "value", DSC_JSON_INTEGER);
      if (hash != NULL && name != NULL && g_str_has_suffix (name->as.text.bytes, ".me_key")
          && dsc_json_is_text (dsc_json_get_member (field, "target"), "object:None"))
        {
          *out_hash = hash->as.integer;
          return TRUE;
        }
    }
  return FALSE;
}

/* The same operations again on a machine of their own. */
static DscMachine *
replay (DscTimeline *timeline, DscTarget target, guint32 seed)
{
  DscMachine *live = dsc_timeline_get_live (timeline);
  DscMachine *machine = dsc_machine_new (target, seed, dsc_timeline_get_pool (timeline), &dsc_alloc_libc);

  for (guint32 reg = 1; reg <= dsc_machine_get_n_names (live); reg++)
    {
      const char *name = dsc_machine_get_name (live, reg);
      g_assert_cmpuint (dsc_machine_intern_name (machine, name, strlen (name)), ==, reg);
    }
  for (size_t i = 0; i < dsc_timeline_get_n_steps (timeline); i++)
    (void) dsc_machine_apply (machine, &dsc_timeline_get_step (timeline, i)->op, NULL);
  return machine;
}

/* "d", or else "o". */
static DscSnapshot *
take_image (DscMachine *machine, const DscInstance **out_instance)
{
  const guint32 d = dsc_machine_find_name (machine, "d");
  const guint32 o = dsc_machine_find_name (machine, "o");
  const DscDict *dict = d != 0 ? dsc_machine_get_dict (machine, d) : NULL;

  *out_instance = dict == NULL && o != 0 ? dsc_machine_get_instance (machine, o) : NULL;
  if (dict != NULL)
    return dsc_snapshot_new_from_dict (dsc_machine_get_runtime (machine), dict);
  return *out_instance != NULL ? dsc_snapshot_new_from_instance (dsc_machine_get_runtime (machine), *out_instance) : NULL;
}

static gboolean
compare_image (Interpreter *self, const DscJson *scenario, DscMachine *machine, const char *place, GError **error)
{
  const DscInstance *instance;
  DscSnapshot *snapshot = take_image (machine, &instance);
  const BytesPair pair = { scenario, snapshot, instance, place };
  gboolean done = FALSE;

  if (snapshot == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: the code leaves neither a dict d nor an instance o.", place);
  else
    done = bytes_compare (&pair, &self->count, self->report, error);
  dsc_snapshot_unref (snapshot);
  return done;
}

static gboolean
compare_scenario (Interpreter *self, const DscJson *scenario, guint32 seed, GError **error)
{
  const DscJson *name = find_member (scenario, "name", DSC_JSON_STRING);
  g_autofree char *place = g_strdup_printf ("%s, scenario %s", self->name, name != NULL ? name->as.text.bytes : "without a name");
  g_autoptr (DscRun) run = run_code (self, scenario, seed, error);
  DscMachine *replayed = NULL;
  gint64 hash;

  if (run == NULL)
    {
      g_prefix_error (error, "%s: ", place);
      return FALSE;
    }
  self->n_scenarios++;
  const DscPool *pool = dsc_timeline_get_pool (run->timeline);
  if (!dsc_pool_get_traits (pool)->none_hash_constant && find_none_hash (scenario, &hash))
    {
      dsc_hash_take (dsc_object_none (pool), hash);
      replayed = replay (run->timeline, self->target, seed);
      self->n_taken++;
    }
  gboolean done = compare_image (self, scenario, replayed != NULL ? replayed : dsc_timeline_get_live (run->timeline), place, error);
  dsc_machine_free (replayed);
  return done;
}

static guint32
get_seed (const DscJson *root)
{
  const DscJson *seed = dsc_json_get_member (root, "hashseed");

  if (seed != NULL && seed->kind == DSC_JSON_STRING)
    return (guint32) g_ascii_strtoull (seed->as.text.bytes, NULL, 10);
  return seed != NULL && seed->kind == DSC_JSON_INTEGER ? (guint32) seed->as.integer : 0;
}

static void
compare_interpreter (Interpreter *self)
{
  GError *error = NULL;
  g_autoptr (DscJsonDocument) document = load (self->path, &error);

  if (document == NULL)
    {
      g_prefix_error (&error, "%s: ", self->path);
      note_error (self, error);
      return;
    }
  const DscJson *root = dsc_json_get_root (document);
  const DscJson *scenarios = dsc_json_get_member (root, "scenarios");
  const DscJson *scenario;
  for (gsize i = 0; (scenario = dsc_json_get_item (scenarios, i)) != NULL; i++)
    if (!compare_scenario (self, scenario, get_seed (root), &error))
      {
        note_error (self, error);
        error = NULL;
      }
}

/* --- Reporting. --- */

static void
print_differences (const GPtrArray *interpreters, guint limit)
{
  guint n_all = 0, n_shown = 0;

  for (guint i = 0; i < interpreters->len; i++)
    {
      const Interpreter *self = g_ptr_array_index (interpreters, i);
      g_auto (GStrv) lines = g_strsplit (self->report->str, "\n", -1);
      for (guint line = 0; lines[line] != NULL && lines[line][0] != '\0'; line++)
        if (n_all++ < limit)
          {
            g_print ("%s\n", lines[line]);
            n_shown++;
          }
    }
  if (n_shown < n_all)
    g_print ("… and %u more differences (--differences N shows more).\n", n_all - n_shown);
  if (n_all != 0)
    g_print ("\n");
}

static guint
print_errors (const GPtrArray *interpreters)
{
  guint n = 0;

  for (guint i = 0; i < interpreters->len; i++)
    {
      const Interpreter *self = g_ptr_array_index (interpreters, i);
      for (guint j = 0; j < self->errors->len; j++, n++)
        g_printerr ("bytes-runner: %s\n", (const char *) g_ptr_array_index (self->errors, j));
    }
  return n;
}

static void
add_count (BytesCount *total, const BytesCount *count)
{
  total->n_fields += count->n_fields;
  total->n_differing += count->n_differing;
  total->n_bytes += count->n_bytes;
  for (guint skip = 0; skip < BYTES_N_SKIPS; skip++)
    total->n_skipped[skip] += count->n_skipped[skip];
}

static gsize
count_skipped (const BytesCount *count)
{
  gsize n = 0;

  for (guint skip = 0; skip < BYTES_N_SKIPS; skip++)
    n += count->n_skipped[skip];
  return n;
}

static BytesCount
print_totals (const GPtrArray *interpreters)
{
  BytesCount total = { 0 };
  guint n_taken = 0;

  g_print ("%-16s %10s %10s %10s %10s %10s\n", "interpreter", "scenarios", "fields", "bytes", "differing", "skipped");
  for (guint i = 0; i < interpreters->len; i++)
    {
      const Interpreter *self = g_ptr_array_index (interpreters, i);
      g_print ("%-16s %10u %10" G_GSIZE_FORMAT " %10" G_GSIZE_FORMAT " %10" G_GSIZE_FORMAT " %10" G_GSIZE_FORMAT "\n", self->name,
               self->n_scenarios, self->count.n_fields, self->count.n_bytes, self->count.n_differing, count_skipped (&self->count));
      add_count (&total, &self->count);
      n_taken += self->n_taken;
    }
  g_print ("\n");
  for (guint skip = 0; skip < BYTES_N_SKIPS; skip++)
    if (total.n_skipped[skip] != 0)
      g_print ("fields skipped, %s: %" G_GSIZE_FORMAT "\n", bytes_skip_reason (skip), total.n_skipped[skip]);
  g_print ("hashes of None taken from recordings because they come from addresses: %u\n", n_taken);
  g_print ("fields compared: %" G_GSIZE_FORMAT ", differing: %" G_GSIZE_FORMAT "\n", total.n_fields, total.n_differing);
  return total;
}

static int
run_all (const char *folder, const char *version, int limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) interpreters = open_interpreters (folder, version, &error);

  if (interpreters == NULL)
    {
      g_printerr ("bytes-runner: %s\n", error->message);
      return 2;
    }
  for (guint i = 0; i < interpreters->len; i++)
    compare_interpreter (g_ptr_array_index (interpreters, i));
  print_differences (interpreters, (guint) MAX (limit, 0));
  guint n_errors = print_errors (interpreters);   /* before the totals, which end the output */
  BytesCount total = print_totals (interpreters);
  if (n_errors != 0)
    return 2;
  return total.n_fields != 0 && total.n_differing == 0 ? 0 : 1;
}

int
main (int argc, char **argv)
{
  g_autofree char *version = NULL;
  int limit = 20;
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_STRING, &version, "Only this interpreter: 3.12.1, 3.14.5t, 2.7.18-i386", "V" },
    { "differences", 0, 0, G_OPTION_ARG_INT, &limit, "Show at most N differences (20)", "N" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("DIR");
  g_autoptr (GError) error = NULL;

  setlocale (LC_CTYPE, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    {
      g_printerr ("bytes-runner: %s\n", error != NULL ? error->message : "Give the folder of recorded bytes.");
      return 2;
    }
  return run_all (argv[1], version, limit);
}
