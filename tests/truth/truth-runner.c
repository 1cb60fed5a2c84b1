/* SPDX-License-Identifier: GPL-3.0-or-later */
/* truth-runner.c: replays recorded scenarios in the model and compares every field of every step with what real interpreters
 * had in memory.
 *
 *   truth-runner SCENARIOS_DIR OUT_DIR [--version V] [--no-instances] [--every N] [--differences N]
 *
 * OUT_DIR has a folder for each interpreter. The model's line about a step is written as the recorder writes it; where the two
 * texts are not the same, they are parsed and compared member by member, so a member that only one of them has counts. Exit
 * status: 0 no difference and something compared, 1 differences, 2 wrong usage or a file that cannot be read; all others are
 * compared nevertheless. */
#include <gio/gio.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "dsc-recorder.h"
#include "dsc-recording.h"

#define MAX_THREADS          2
#define MAX_PLACES           8     /* differing places shown of one step */
#define MAX_SHOWN_CHARS      300   /* of a value */

typedef struct {
  char      *name;              /* folder */
  char      *path;
  guint      number;            /* among the interpreters */
  DscTarget  target;
  GPtrArray *files;             /* char *: names of recordings, sorted */
  gsize      n_recordings;      /* replayed */
  gsize      n_left_out;        /* use instances */
  gsize      n_passed_over;     /* because of --every */
  gsize      n_unknown;         /* no such scenario */
  gsize      n_states;
  gsize      n_differing;
  gsize      n_taken;           /* hashes and versions taken from recordings */
  GPtrArray *differences;       /* char *: the first of each recording, in the order of files */
  GPtrArray *errors;            /* char *: of files that could not be read or replayed */
} Interpreter;

typedef struct {
  GHashTable *scenarios;        /* name → DscScenario */
  GPtrArray  *errors;           /* char *: of scenarios and folders */
  gboolean    no_instances;
  guint       every;            /* recordings of an interpreter, one is compared; 1: all */
} Corpus;

typedef struct {
  Interpreter        *interpreter;
  const char         *file;     /* name of the recording */
  const DscScenario  *scenario;
  const DscRecording *recording;
  GString            *report;   /* where the first differing step is described */
} Replay;

static void
interpreter_free (gpointer data)
{
  Interpreter *self = data;

  g_free (self->name);
  g_free (self->path);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->differences);
  g_ptr_array_unref (self->errors);
  g_free (self);
}

/* Takes the error. */
static void
note_error (GPtrArray *errors, GError *error)
{
  g_ptr_array_add (errors, g_strdup (error->message));
  g_error_free (error);
}

/* Reading folders. */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_folder (const char *path, GError **error)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, error);
  GPtrArray *names;
  const char *name;

  if (folder == NULL)
    return NULL;
  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

static gboolean
load_scenarios (const char *path, Corpus *corpus, GError **error)
{
  g_autoptr (GPtrArray) names = list_folder (path, error);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      if (!g_str_has_suffix (name, ".json"))
        continue;
      g_autofree char *file = g_build_filename (path, name, NULL);
      GError *reason = NULL;
      DscScenario *scenario = dsc_scenario_load (file, &reason);
      if (scenario == NULL)
        note_error (corpus->errors, reason);
      else if (g_hash_table_contains (corpus->scenarios, dsc_scenario_get_name (scenario)))
        {
          g_ptr_array_add (corpus->errors, g_strdup_printf ("%s: another file has a scenario of this name, %s.", file,
                                                            dsc_scenario_get_name (scenario)));
          dsc_scenario_free (scenario);
        }
      else
        g_hash_table_insert (corpus->scenarios, (gpointer) dsc_scenario_get_name (scenario), scenario);
    }
  if (names != NULL && g_hash_table_size (corpus->scenarios) == 0 && corpus->errors->len == 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s holds no scenario (NAME.json).", path);
  return names != NULL && (g_hash_table_size (corpus->scenarios) != 0 || corpus->errors->len != 0);
}

/* NULL without error: not the folder of an interpreter, or not the version asked for. */
static Interpreter *
open_interpreter (const char *out_dir, const char *name, const char *version, GError **error)
{
  g_autofree char *path = g_build_filename (out_dir, name, NULL);
  DscTarget target;
  DscTarget wanted;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR)
      || (version != NULL && strcmp (version, name) != 0
          && (dsc_target_parse (version, &wanted) != DSC_STATUS_OK || dsc_target_parse (name, &target) != DSC_STATUS_OK
              || !dsc_target_equal (wanted, target))))
    return NULL;
  if (dsc_target_parse (name, &target) != DSC_STATUS_OK)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: the name of the folder is not a CPython release.", path);
      return NULL;
    }

  GPtrArray *files = list_folder (path, error);
  if (files == NULL)
    return NULL;
  Interpreter *self = g_new0 (Interpreter, 1);
  self->name = g_strdup (name);
  self->path = g_steal_pointer (&path);
  self->target = target;
  self->files = files;
  self->differences = g_ptr_array_new_with_free_func (g_free);
  self->errors = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/* Newest version last, the builds of one version beside each other. */
static int
compare_interpreters (gconstpointer a, gconstpointer b)
{
  const Interpreter *left = *(const Interpreter *const *) a;
  const Interpreter *right = *(const Interpreter *const *) b;

  if (left->target.version != right->target.version)
    return left->target.version < right->target.version ? -1 : 1;
  return strcmp (left->name, right->name);
}

static GPtrArray *
open_interpreters (const char *out_dir, const char *version, Corpus *corpus, GError **error)
{
  g_autoptr (GPtrArray) names = list_folder (out_dir, error);
  g_autoptr (GPtrArray) interpreters = g_ptr_array_new_with_free_func (interpreter_free);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      GError *reason = NULL;
      Interpreter *interpreter = open_interpreter (out_dir, g_ptr_array_index (names, i), version, &reason);
      if (interpreter != NULL)
        g_ptr_array_add (interpreters, interpreter);
      if (reason != NULL)
        note_error (corpus->errors, reason);
    }
  if (names == NULL)
    return NULL;
  if (interpreters->len == 0 && corpus->errors->len == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s holds no folder of %s%s.", out_dir,
                   version != NULL ? "CPython " : "an interpreter", version != NULL ? version : "");
      return NULL;
    }
  g_ptr_array_sort (interpreters, compare_interpreters);
  return g_steal_pointer (&interpreters);
}

/* Comparing. */

static void
append_value (GString *report, const DscJson *value)
{
  gsize start = report->len;

  if (value == NULL)
    {
      g_string_append (report, "(not there)");
      return;
    }
  dsc_json_append (report, value);
  if (report->len - start > MAX_SHOWN_CHARS)
    {
      g_string_truncate (report, start + MAX_SHOWN_CHARS);
      g_string_append (report, "…");
    }
}

static void
describe_place_cb (const char *path, const DscJson *expected, const DscJson *got, gpointer user_data)
{
  GString *report = user_data;

  g_string_append_printf (report, "    %s: expected ", path);
  append_value (report, expected);
  g_string_append (report, ", got ");
  append_value (report, got);
  g_string_append_c (report, '\n');
}

static void
describe_step (const Replay *self, gsize i, const char *reason)
{
  g_string_append_printf (self->report, "%s/%s: interpreter %s, scenario %s, step %" G_GSIZE_FORMAT ", operation ",
                          self->interpreter->path, self->file, self->interpreter->name, dsc_scenario_get_name (self->scenario), i);
  append_value (self->report, dsc_scenario_get_op (self->scenario, i));
  g_string_append_printf (self->report, "%s\n", reason);
}

/* Whether the two lines say the same. Describes what does not, if it is the first difference of the recording. */
static gboolean
compare_lines (Replay *self, gsize i, const GString *got, gboolean *out_same, GError **error)
{
  gsize length;
  const char *expected = dsc_recording_get_line (self->recording, i, &length);

  *out_same = length == got->len && memcmp (expected, got->str, length) == 0;
  if (*out_same)
    return TRUE;

  g_autoptr (DscJsonDocument) expected_json = dsc_recording_parse_line (self->recording, i, error);
  g_autoptr (DscJsonDocument) got_json = expected_json != NULL ? dsc_json_parse (got->str, got->len, error) : NULL;
  if (got_json == NULL)
    {
      g_prefix_error (error, "%s/%s, step %" G_GSIZE_FORMAT ": ", self->interpreter->path, self->file, i);
      return FALSE;
    }
  *out_same = dsc_json_compare (dsc_json_get_root (expected_json), dsc_json_get_root (got_json), 1, NULL, NULL) == 0;
  if (!*out_same && self->report->len == 0)
    {
      describe_step (self, i, "");
      dsc_json_compare (dsc_json_get_root (expected_json), dsc_json_get_root (got_json), MAX_PLACES, describe_place_cb, self->report);
    }
  return TRUE;
}

static gboolean
replay_step (Replay *self, DscPlayer *player, DscRecorder *recorder, gsize i, GString *line, gboolean *out_same, GError **error)
{
  DscPlayed played;

  *out_same = FALSE;
  if (!dsc_player_step (player, &played, error))
    {
      g_prefix_error (error, "%s/%s: ", self->interpreter->path, self->file);
      return FALSE;
    }
  if (played.not_modelled)
    {
      if (self->report->len == 0)
        describe_step (self, i, ": what CPython does here is not modelled");
      return TRUE;
    }
  g_string_truncate (line, 0);
  return dsc_recorder_append_line (recorder, i, dsc_scenario_get_op (self->scenario, i), &played, line, error)
         && compare_lines (self, i, line, out_same, error);
}

/* Hashes that come from addresses. */

static void
tell_always_cb (const char *repr, gint64 hash, gpointer user_data)
{
  dsc_player_tell_hash (user_data, repr, hash, TRUE);
}

static void
tell_once_cb (const char *repr, gint64 hash, gpointer user_data)
{
  dsc_player_tell_hash (user_data, repr, hash, FALSE);
}

/* Whether None or NaN is in the arguments. */
static gboolean
may_hash_by_address (const DscJson *json)
{
  if (json->kind == DSC_JSON_NULL || dsc_json_is_text (json, "nan"))
    return TRUE;
  for (gsize i = 0; json->kind == DSC_JSON_ARRAY && i < json->as.array.length; i++)
    if (may_hash_by_address (&json->as.array.items[i]))
      return TRUE;
  for (gsize i = 0; json->kind == DSC_JSON_OBJECT && i < json->as.object.length; i++)
    if (may_hash_by_address (&json->as.object.members[i].value))
      return TRUE;
  return FALSE;
}

static void
tell_hashes (const Replay *self, DscPlayer *player, gsize i)
{
  const DscTraits *traits = dsc_pool_get_traits (dsc_player_get_pool (player));
  gint64 hash;
  guint32 version;

  if (dsc_recording_get_keys_version (self->recording, i, &version))
    dsc_player_tell_keys_version (player, version);
  if (traits->nan_hash_by_address)
    dsc_recording_find_hashes (self->recording, i, "nan", tell_once_cb, player);
  if (may_hash_by_address (dsc_scenario_get_op (self->scenario, i)) && dsc_recording_get_key_hash (self->recording, i, &hash))
    dsc_player_tell_key_hash (player, hash);
}

static gboolean
replay_steps (Replay *self, DscPlayer *player, GError **error)
{
  g_autoptr (DscRecorder) recorder = dsc_recorder_new (player, dsc_scenario_get_cap (self->scenario));
  g_autoptr (GString) line = g_string_new (NULL);

  for (gsize i = 0; i < dsc_scenario_get_n_ops (self->scenario); i++)
    {
      gboolean same;
      tell_hashes (self, player, i);
      if (!replay_step (self, player, recorder, i, line, &same, error))
        return FALSE;
      self->interpreter->n_states++;
      self->interpreter->n_differing += !same;
    }
  return TRUE;
}

static gboolean
replay (Replay *self, GError **error)
{
  guint32 seed = dsc_recording_get_hash_seed (self->recording);
  g_autoptr (DscPlayer) player = dsc_player_new (self->scenario, self->interpreter->target, seed, error);

  if (player == NULL)
    return FALSE;
  if (!dsc_pool_get_traits (dsc_player_get_pool (player))->none_hash_constant)
    for (gsize i = 0; i < dsc_recording_get_n_lines (self->recording); i++)
      dsc_recording_find_hashes (self->recording, i, "None", tell_always_cb, player);
  gboolean replayed = replay_steps (self, player, error);
  self->interpreter->n_taken += dsc_player_get_n_taken (player);
  if (self->report->len != 0)
    g_ptr_array_add (self->interpreter->differences, g_strdup (self->report->str));
  return replayed;
}

static gboolean
check_recording (const Replay *self, const char *path, guint32 seed, GError **error)
{
  gsize n_lines = dsc_recording_get_n_lines (self->recording);
  gsize n_ops = dsc_scenario_get_n_ops (self->scenario);
  gboolean fits = n_lines == n_ops && seed == dsc_recording_get_hash_seed (self->recording)
                  && strcmp (dsc_recording_get_scenario (self->recording), dsc_scenario_get_name (self->scenario)) == 0;

  if (fits && dsc_recording_is_of (self->recording, self->interpreter->target, error))
    return TRUE;
  if (!fits)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "It is about scenario %s with hash seed %u and %" G_GSIZE_FORMAT " operations; its name and the scenario file say %s, "
                 "%u and %" G_GSIZE_FORMAT ".", dsc_recording_get_scenario (self->recording),
                 dsc_recording_get_hash_seed (self->recording), n_lines, dsc_scenario_get_name (self->scenario), seed, n_ops);
  g_prefix_error (error, "%s: ", path);
  return FALSE;
}

static gboolean
replay_file (Interpreter *interpreter, const Corpus *corpus, const char *file, GError **error)
{
  g_autofree char *path = g_build_filename (interpreter->path, file, NULL);
  g_autofree char *scenario_name = NULL;
  guint32 seed;

  if (!dsc_recording_split_name (file, &scenario_name, &seed))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: the name is not SCENARIO.sSEED.jsonl.gz.", path);
      return FALSE;
    }

  const DscScenario *scenario = g_hash_table_lookup (corpus->scenarios, scenario_name);
  interpreter->n_unknown += scenario == NULL;
  if (scenario == NULL)
    return TRUE;
  if (corpus->no_instances && dsc_scenario_has_instances (scenario))
    {
      interpreter->n_left_out++;
      return TRUE;
    }

  g_autoptr (DscRecording) recording = dsc_recording_load (path, error);
  g_autoptr (GString) report = g_string_new (NULL);
  Replay self = { interpreter, file, scenario, recording, report };
  if (recording == NULL || !check_recording (&self, path, seed, error))
    return FALSE;
  interpreter->n_recordings++;
  return replay (&self, error);
}

static void
replay_interpreter_cb (gpointer data, gpointer user_data)
{
  Interpreter *self = data;
  const Corpus *corpus = user_data;

  for (guint i = 0; i < self->files->len; i++)
    {
      GError *error = NULL;
      if ((i + self->number) % corpus->every != 0)
        {
          self->n_passed_over++;
          continue;
        }
      if (!replay_file (self, user_data, g_ptr_array_index (self->files, i), &error))
        note_error (self->errors, error);
    }
}

/* Reporting. */

/* The first one of each interpreter, then the second ones … */
static void
print_differences (const GPtrArray *interpreters, guint limit)
{
  guint n_shown = 0;
  guint n_all = 0;
  guint longest = 0;

  for (guint i = 0; i < interpreters->len; i++)
    {
      const Interpreter *interpreter = g_ptr_array_index (interpreters, i);
      n_all += interpreter->differences->len;
      longest = MAX (longest, interpreter->differences->len);
    }
  for (guint round = 0; round < longest; round++)
    for (guint i = 0; i < interpreters->len && n_shown < limit; i++)
      {
        const Interpreter *interpreter = g_ptr_array_index (interpreters, i);
        if (round < interpreter->differences->len)
          {
            g_print ("%s", (const char *) g_ptr_array_index (interpreter->differences, round));
            n_shown++;
          }
      }
  if (n_shown < n_all)
    g_print ("… and %u more recordings with differences (--differences N shows more).\n", n_all - n_shown);
  if (n_all != 0)
    g_print ("\n");
}

/* Scenarios that none of the interpreters recorded. */
static guint
count_unrecorded (const GPtrArray *interpreters, const Corpus *corpus)
{
  g_autoptr (GHashTable) recorded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < interpreters->len; i++)
    {
      const Interpreter *self = g_ptr_array_index (interpreters, i);
      for (guint j = 0; j < self->files->len; j++)
        {
          char *name;
          guint32 seed;
          if (!dsc_recording_split_name (g_ptr_array_index (self->files, j), &name, &seed))
            continue;
          if (g_hash_table_contains (corpus->scenarios, name))
            g_hash_table_add (recorded, name);
          else
            g_free (name);
        }
    }
  return g_hash_table_size (corpus->scenarios) - g_hash_table_size (recorded);
}

static void
print_totals (const GPtrArray *interpreters, const Corpus *corpus)
{
  Interpreter total = { 0 };

  g_print ("%-16s %10s %10s %10s %14s\n", "interpreter", "recordings", "states", "differing", "taken");
  for (guint i = 0; i < interpreters->len; i++)
    {
      const Interpreter *self = g_ptr_array_index (interpreters, i);
      g_print ("%-16s %10" G_GSIZE_FORMAT " %10" G_GSIZE_FORMAT " %10" G_GSIZE_FORMAT " %14" G_GSIZE_FORMAT "\n", self->name,
               self->n_recordings, self->n_states, self->n_differing, self->n_taken);
      total.n_recordings += self->n_recordings;
      total.n_states += self->n_states;
      total.n_differing += self->n_differing;
      total.n_taken += self->n_taken;
      total.n_left_out += self->n_left_out;
      total.n_passed_over += self->n_passed_over;
      total.n_unknown += self->n_unknown;
    }
  g_print ("\n");
  guint n_unrecorded = count_unrecorded (interpreters, corpus);
  if (n_unrecorded != 0)
    g_print ("scenarios without a recording: %u\n", n_unrecorded);
  if (total.n_unknown != 0)
    g_print ("recordings without a scenario: %" G_GSIZE_FORMAT "\n", total.n_unknown);
  if (corpus->no_instances)
    g_print ("recordings left out because they use instances: %" G_GSIZE_FORMAT "\n", total.n_left_out);
  if (total.n_passed_over != 0)
    g_print ("recordings passed over, because only one of %u was asked for: %" G_GSIZE_FORMAT "\n", corpus->every, total.n_passed_over);
  g_print ("hashes and versions taken from recordings because they come from addresses or from what the process did before: %" G_GSIZE_FORMAT "\n", total.n_taken);
  g_print ("states compared: %" G_GSIZE_FORMAT ", differing: %" G_GSIZE_FORMAT "\n", total.n_states, total.n_differing);
}

static guint
print_errors (const GPtrArray *errors)
{
  for (guint i = 0; i < errors->len; i++)
    g_printerr ("truth-runner: %s\n", (const char *) g_ptr_array_index (errors, i));
  return errors->len;
}

static guint
print_all_errors (const GPtrArray *interpreters, const Corpus *corpus)
{
  guint n = print_errors (corpus->errors);

  for (guint i = 0; i < interpreters->len; i++)
    {
      const Interpreter *self = g_ptr_array_index (interpreters, i);
      n += print_errors (self->errors);
    }
  return n;
}

static gboolean
all_equal (const GPtrArray *interpreters)
{
  gsize n_states = 0;
  gsize n_differing = 0;

  for (guint i = 0; i < interpreters->len; i++)
    {
      const Interpreter *self = g_ptr_array_index (interpreters, i);
      n_states += self->n_states;
      n_differing += self->n_differing;
    }
  return n_states != 0 && n_differing == 0;
}

static int
run (const char *scenarios_dir, const char *out_dir, const char *version, gboolean no_instances, guint every, int limit)
{
  g_autoptr (GHashTable) scenarios = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) dsc_scenario_free);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  Corpus corpus = { scenarios, errors, no_instances, every };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) interpreters = NULL;

  if (load_scenarios (scenarios_dir, &corpus, &error))
    interpreters = open_interpreters (out_dir, version, &corpus, &error);
  if (interpreters == NULL)
    {
      g_printerr ("truth-runner: %s\n", error->message);
      return 2;
    }

  GThreadPool *threads = g_thread_pool_new (replay_interpreter_cb, &corpus, MAX_THREADS, TRUE, NULL);
  for (guint i = 0; i < interpreters->len; i++)
    {
      Interpreter *interpreter = g_ptr_array_index (interpreters, i);

      interpreter->number = i;
      g_thread_pool_push (threads, interpreter, NULL);
    }
  g_thread_pool_free (threads, FALSE, TRUE);

  print_differences (interpreters, (guint) MAX (limit, 0));
  guint n_errors = print_all_errors (interpreters, &corpus);   /* before the totals, which end the output */
  print_totals (interpreters, &corpus);
  if (n_errors != 0)
    return 2;
  return all_equal (interpreters) ? 0 : 1;
}

int
main (int argc, char **argv)
{
  g_autofree char *version = NULL;
  gboolean no_instances = FALSE;
  int limit = 10, every = 1;
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_STRING, &version, "Only this interpreter: 3.12.1, 3.14.5t, 2.7.18-i386", "V" },
    { "no-instances", 0, 0, G_OPTION_ARG_NONE, &no_instances, "Leave out scenarios that use instances", NULL },
    { "every", 0, 0, G_OPTION_ARG_INT, &every, "Compare one of N recordings of each interpreter, in each another one (1: all)", "N" },
    { "differences", 0, 0, G_OPTION_ARG_INT, &limit, "Show the first difference of at most N recordings (10)", "N" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("SCENARIOS_DIR OUT_DIR");
  g_autoptr (GError) error = NULL;

  setlocale (LC_CTYPE, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 3 || every < 1)
    {
      g_printerr ("truth-runner: %s\n", error != NULL ? error->message
                                        : every < 1 ? "--every needs a number from 1 on."
                                                    : "Give the folder of scenarios and the folder of recordings.");
      return 2;
    }
  return run (argv[1], argv[2], version, no_instances, (guint) every, limit);
}
