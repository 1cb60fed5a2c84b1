/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-verify.c: "dictoscope-cli verify": runs scripts in the model and in real interpreters, and compares what memory holds. */
#include "dsc-cli-verify.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "dsc-random-script.h"

#define STATEMENTS_OF_A_SCRIPT 200u
#define MAX_RANDOM             100000000

typedef struct {
  const DscCliOptions *options;
  DscCliFormat         format;
  const char          *file;           /* NULL: random scripts */
  GPtrArray           *scripts;        /* of the file */
  guint32              hash_seed;
  guint64              seed;
  guint                n_told;
  gboolean             all_equal;
  char                *told;         /* why the model stopped in the script, as it was printed; NULL: it did not */
  gboolean             out_of_time;
} Verify;

static DscVerifyFlags
flags_of (const Verify *self)
{
  return self->options->bytes ? DSC_VERIFY_BYTES : DSC_VERIFY_DEFAULT;
}

/* --- Random scripts. --- */

static guint64
seed_of (const Verify *self,
         guint         i)
{
  return self->seed * G_GUINT64_CONSTANT (1000003) + i;
}

static DscScript *
join_script (const GPtrArray *statements)
{
  g_autofree char *text = dsc_random_script_join (statements);

  return dsc_script_new (text, strlen (text));
}

static GPtrArray *
make_scripts (const Verify         *self,
              const DscInterpreter *interpreter)
{
  GPtrArray *scripts = g_ptr_array_new_with_free_func ((GDestroyNotify) dsc_script_unref);
  gint64 left = self->options->random;

  for (guint i = 0; left > 0; i++)
    {
      const guint n = (guint) MIN (left, STATEMENTS_OF_A_SCRIPT);
      g_autoptr (GPtrArray) statements = dsc_random_script_new (seed_of (self, i), n, interpreter->target.version);

      g_ptr_array_add (scripts, join_script (statements));
      left -= n;
    }
  return scripts;
}

/* Whether the script with these statements still shows a difference. */
static gboolean
shows_difference (const Verify         *self,
                  const DscInterpreter *interpreter,
                  const GPtrArray      *statements)
{
  g_autoptr (GPtrArray) scripts = g_ptr_array_new_with_free_func ((GDestroyNotify) dsc_script_unref);

  g_ptr_array_add (scripts, join_script (statements));
  g_autoptr (DscVerification) result = dsc_verify (interpreter, self->hash_seed, scripts, flags_of (self), (guint) self->options->silence, NULL);
  return result != NULL && result->first != NULL;
}

/* Leaves out ever smaller pieces, as long as the difference stays. */
static void
shrink (const Verify         *self,
        const DscInterpreter *interpreter,
        GPtrArray            *statements)
{
  for (guint piece = MAX (statements->len / 2, 1); piece > 0; piece /= 2)
    for (guint start = 0; start < statements->len;)
      {
        g_autoptr (GPtrArray) fewer = g_ptr_array_new ();

        for (guint i = 0; i < statements->len; i++)
          if (i < start || i >= start + piece)
            g_ptr_array_add (fewer, statements->pdata[i]);
        if (fewer->len != 0 && shows_difference (self, interpreter, fewer))
          g_ptr_array_remove_range (statements, start, MIN (piece, statements->len - start));
        else
          start += piece;
      }
}

/* The file that shows the difference, or NULL: g_free. */
static char *
reproduce (const Verify         *self,
           const DscInterpreter *interpreter,
           guint                 number)
{
  const gint64 before = (gint64) number * STATEMENTS_OF_A_SCRIPT;
  const guint n = (guint) MIN (self->options->random - before, STATEMENTS_OF_A_SCRIPT);
  g_autoptr (GPtrArray) statements = dsc_random_script_new (seed_of (self, number), n, interpreter->target.version);
  g_autofree char *path = g_strdup_printf ("dictoscope-difference-%s.py", interpreter->release);
  g_autoptr (GError) error = NULL;

  shrink (self, interpreter, statements);
  g_autofree char *text = dsc_random_script_join (statements);
  g_autofree char *whole = g_strdup_printf ("# dictoscope: version=%s hash-seed=%u\n%s", interpreter->release, self->hash_seed, text);
  if (g_file_set_contents (path, whole, -1, &error))
    return g_steal_pointer (&path);
  dsc_cli_complain ("%s", error->message);
  return NULL;
}

/* --- One interpreter. --- */

static void
verify_interpreter (Verify               *self,
                    const DscInterpreter *interpreter)
{
  g_autoptr (GPtrArray) scripts = self->file != NULL ? g_ptr_array_ref (self->scripts) : make_scripts (self, interpreter);
  g_autoptr (GError) error = NULL;
  g_autoptr (DscVerification) result = dsc_verify (interpreter, self->hash_seed, scripts, flags_of (self), (guint) self->options->silence, &error);
  g_autofree char *reproduced = NULL;

  if (self->file == NULL && result != NULL && result->first != NULL)
    reproduced = reproduce (self, interpreter, result->first->script);

  g_autofree char *stopped = result != NULL && result->stopped != NULL && self->file != NULL ? dsc_diagnostic_format (result->stopped, self->file) : NULL;
  const gboolean is_told = stopped != NULL && g_strcmp0 (stopped, self->told) == 0;
  const DscCliVerdict verdict = { .interpreter = interpreter, .result = result, .failure = error != NULL ? error->message : NULL, .file = self->file,
                                  .reproduced = reproduced, .hash_seed = self->hash_seed, .is_told = is_told };
  if (self->format == DSC_CLI_JSON)
    dsc_cli_verdict_print_json (&verdict, self->n_told == 0);
  else
    dsc_cli_verdict_print_text (&verdict);
  fflush (stdout);
  self->n_told++;
  if (stopped != NULL)
    {
      g_free (self->told);
      self->told = g_steal_pointer (&stopped);
    }
  self->out_of_time = result != NULL && result->out_of_time;
  if (result == NULL || result->differing != 0 || result->n_stopped != 0 || result->states == 0 || result->out_of_time)
    self->all_equal = FALSE;
}

/* NULL: one that was named is none; already told. */
static GPtrArray *
get_interpreters (const Verify *self)
{
  const guint silence = (guint) self->options->silence;

  if (self->options->pythons == NULL)
    return dsc_interpreters_find (silence);

  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) dsc_interpreter_free);
  for (guint i = 0; self->options->pythons[i] != NULL; i++)
    {
      const char *wanted = self->options->pythons[i];
      g_autofree char *path = strchr (wanted, '/') == NULL ? g_find_program_in_path (wanted) : NULL;
      g_autoptr (GError) error = NULL;
      DscInterpreter *interpreter = dsc_interpreter_examine (path != NULL ? path : wanted, silence, &error);

      if (interpreter == NULL)
        {
          dsc_cli_complain ("%s", error->message);
          return NULL;
        }
      g_ptr_array_add (found, interpreter);
    }
  return g_steal_pointer (&found);
}

static DscExit
verify_all (Verify *self)
{
  g_autoptr (GPtrArray) interpreters = get_interpreters (self);

  if (interpreters == NULL)
    return DSC_EXIT_FAILURE;
  if (interpreters->len == 0)
    {
      dsc_cli_complain (_("No CPython was found, so nothing was compared. %s Name one with --python."), dsc_interpreters_where ());
      return DSC_EXIT_FAILURE;
    }
  self->all_equal = TRUE;
  if (self->format == DSC_CLI_JSON)
    fputs ("[", stdout);
  for (guint i = 0; i < interpreters->len && !self->out_of_time; i++)
    verify_interpreter (self, interpreters->pdata[i]);
  if (self->out_of_time)
    dsc_cli_complain (_("The script was not over after %u s. What comes behind was not compared, nor was it run in further interpreters. Give it more time with --timeout, or let it end sooner."),
                      (guint) self->options->silence);
  if (self->format == DSC_CLI_JSON)
    fputs ("\n]\n", stdout);
  return self->all_equal ? DSC_EXIT_OK : DSC_EXIT_FAILURE;
}

/* --- What is asked for. --- */

static DscExit
load_file (Verify *self)
{
  GString *text = dsc_cli_read_script (self->file);

  if (text == NULL)
    return DSC_EXIT_FAILURE;
  DscScript *script = dsc_script_new (text->str, text->len);
  g_string_free (text, TRUE);
  self->scripts = g_ptr_array_new_with_free_func ((GDestroyNotify) dsc_script_unref);
  g_ptr_array_add (self->scripts, script);
  if (self->options->hash_seed < 0)
    self->hash_seed = (guint32) MAX (dsc_script_get_settings (script)->hash_seed, 0);
  return DSC_EXIT_OK;
}

static gboolean
check_usage (const DscCliOptions *options,
             int                  argc)
{
  const gboolean is_random = options->random != DSC_CLI_UNSET;

  if (is_random == (argc == 2) || argc > 2)
    dsc_cli_complain (_("“verify” takes one file, or --random N. “dictoscope-cli verify --help” tells more."));
  else if (is_random && (options->random < 1 || options->random > MAX_RANDOM))
    dsc_cli_complain (_("The number of random operations must be between 1 and %d."), MAX_RANDOM);
  else if (options->seed != DSC_CLI_UNSET && (!is_random || options->seed < 0))
    dsc_cli_complain (_("--seed goes with --random, and must be 0 or more."));
  else if (options->pythons != NULL && g_strv_contains ((const char *const *) options->pythons, ""))
    dsc_cli_complain (_("--python needs the path of an interpreter, or its name on PATH."));
  else if (options->silence < 1 || options->silence > 86400)
    dsc_cli_complain (_("The timeout must be between 1 and 86400 seconds."));
  else
    return TRUE;
  return FALSE;
}

DscExit
dsc_cli_verify (int    argc,
                char **argv)
{
  DscCliOptions options;
  Verify self = { .options = &options };
  DscExit status = DSC_EXIT_USAGE;

  dsc_cli_options_init (&options);
  if (!dsc_cli_options_parse (&options, DSC_CLI_OPTION_VERIFY | DSC_CLI_OPTION_FORMAT,
                              _("Runs a script, or random ones, in the model and in real Python interpreters, and compares what memory holds "
                                "after each statement."), _("[FILE]"), &argc, &argv)
      || !dsc_cli_options_get_format (&options, 1 << DSC_CLI_TEXT | 1 << DSC_CLI_JSON, &self.format) || !check_usage (&options, argc))
    goto out;
  self.file = argc == 2 ? argv[1] : NULL;
  self.seed = (guint64) MAX (options.seed, 0);
  self.hash_seed = options.hash_seed >= 0 ? (guint32) options.hash_seed : (guint32) self.seed;
  status = self.file != NULL ? load_file (&self) : DSC_EXIT_OK;
  if (status == DSC_EXIT_OK)
    status = verify_all (&self);
  g_clear_pointer (&self.scripts, g_ptr_array_unref);
  g_free (self.told);

out:
  dsc_cli_options_clear (&options);
  return status;
}
