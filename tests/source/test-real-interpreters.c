/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-real-interpreters.c: every good script, run by the model and by each real interpreter that is found on this machine.
 *
 * Looked for are python2.7 and python3.x on PATH and in the usual places, and bin/python in the folders under
 * $DSC_PYTHONS/versions where that variable is set. None found: skipped. What is printed must be the same byte for byte, and
 * so must the last line of a traceback. */
#include "script-fixture.h"

#include <gio/gio.h>

typedef struct {
  char     *path;
  char     *target;       /* "3.11.2", "3.13.5t", "3.9.2-i386" */
  DscTarget parsed;
} Interpreter;

static void
free_interpreter (gpointer data)
{
  Interpreter *interpreter = data;

  g_free (interpreter->path);
  g_free (interpreter->target);
  g_free (interpreter);
}

static char *
text_of (GBytes *bytes)
{
  GString *text = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));

  return g_string_free (text, FALSE);
}

/* FALSE: it could not be started. */
static gboolean
run_python (const char  *path,
            const char  *option,
            const char  *argument,
            char       **out_output,
            char       **out_errors)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GBytes) errors = NULL;

  g_subprocess_launcher_setenv (launcher, "PYTHONHASHSEED", "0", TRUE);
  g_subprocess_launcher_setenv (launcher, "PYTHONIOENCODING", "utf-8", TRUE);
  g_subprocess_launcher_setenv (launcher, "PYTHONDONTWRITEBYTECODE", "1", TRUE);
  g_subprocess_launcher_unsetenv (launcher, "PYTHONPATH");
  g_subprocess_launcher_unsetenv (launcher, "PYTHONHOME");
  process = g_subprocess_launcher_spawn (launcher, NULL, path, "-W", "ignore", "-S", option, argument, NULL);
  if (process == NULL || !g_subprocess_communicate (process, NULL, NULL, &output, &errors, NULL))
    return FALSE;
  *out_output = text_of (output);
  *out_errors = text_of (errors);
  return TRUE;
}

/* Which CPython it is, with the GC head that a distributor may have changed. */
static Interpreter *
examine (const char *path)
{
  static const char code[] =
    "import sys, struct\n"
    "try:\n"
    "    implementation = sys.implementation.name\n"
    "except AttributeError:\n"
    "    implementation = 'cpython' if 'PyPy' not in sys.version else 'pypy'\n"
    "free = not getattr(sys, '_is_gil_enabled', lambda: True)()\n"
    "print('%s %d.%d.%d%s%s %d %s' % (implementation, sys.version_info[0], sys.version_info[1], sys.version_info[2], 't' if free else '',\n"
    "      '' if struct.calcsize('P') == 8 else '-i386', sys.getsizeof({}) - {}.__sizeof__(), hasattr(sys, 'gettotalrefcount')))\n";
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;

  if (!run_python (path, "-c", code, &output, &errors))
    return NULL;
  g_auto (GStrv) words = g_strsplit (g_strchomp (output), " ", -1);
  if (g_strv_length (words) != 4 || strcmp (words[0], "cpython") != 0 || strcmp (words[3], "False") != 0)
    return NULL;

  Interpreter interpreter = { 0 };
  if (dsc_target_parse (words[1], &interpreter.parsed) != DSC_STATUS_OK)
    return NULL;
  interpreter.path = g_strdup (path);
  interpreter.target = g_strdup (words[1]);
  interpreter.parsed.build.gc_head = (uint8_t) g_ascii_strtoull (words[2], NULL, 10);
  return g_memdup2 (&interpreter, sizeof interpreter);
}

static void
add (GPtrArray  *interpreters,
     const char *path)
{
  g_autofree char *real = path != NULL ? g_canonicalize_filename (path, NULL) : NULL;
  Interpreter *interpreter;

  if (real == NULL || !g_file_test (real, G_FILE_TEST_IS_EXECUTABLE))
    return;
  if ((interpreter = examine (real)) == NULL)
    {
      g_test_message ("%s: no CPython that is modelled", real);
      return;
    }
  for (guint i = 0; i < interpreters->len; i++)
    if (strcmp (((Interpreter *) interpreters->pdata[i])->target, interpreter->target) == 0)
      {
        free_interpreter (interpreter);
        return;
      }
  g_ptr_array_add (interpreters, interpreter);
}

static void
add_folder (GPtrArray  *interpreters,
            const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, "bin", "python", NULL);
      add (interpreters, path);
    }
}

static GPtrArray *
find_interpreters (void)
{
  static const char *const folders[] = { "/usr/bin", "/usr/local/bin" };
  GPtrArray *interpreters = g_ptr_array_new_with_free_func (free_interpreter);
  const char *more = g_getenv ("DSC_PYTHONS");

  for (int minor = -1; minor < 30; minor++)
    {
      g_autofree char *name = minor < 0 ? g_strdup ("python2.7") : g_strdup_printf ("python3.%d", minor);
      g_autofree char *found = g_find_program_in_path (name);

      add (interpreters, found);
      for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
        {
          g_autofree char *path = g_build_filename (folders[i], name, NULL);
          add (interpreters, path);
        }
    }
  if (more != NULL)
    {
      g_autofree char *versions = g_build_filename (more, "versions", NULL);
      add_folder (interpreters, versions);
    }
  return interpreters;
}

static const char *
last_line (char *text)
{
  char *newline;

  g_strchomp (text);
  newline = strrchr (text, '\n');
  return newline != NULL ? newline + 1 : text;
}

/* Sizes of objects that are no dicts are known for some builds only; a real traceback of SyntaxError has words of its own. */
static gboolean
compare (const Interpreter *interpreter,
         const char        *path)
{
  g_autofree char *text = NULL;
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_true (run_python (interpreter->path, "-u", path, &output, &errors));

  g_autoptr (DscScript) script = dsc_script_new (text, length);
  g_autoptr (DscRun) run = dsc_script_run (script, interpreter->parsed, 0, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  guint stopped = run->diagnostic != NULL ? run->diagnostic->code : 0;
  const char *last = last_line (errors);
  if (stopped == DSC_ERROR_NOT_MODELLED)
    return TRUE;
  if (g_str_has_prefix (last, "SyntaxError") || stopped == DSC_ERROR_SYNTAX)
    return g_str_has_prefix (last, "SyntaxError") && stopped == DSC_ERROR_SYNTAX;

  g_autofree char *made = script_output (run);
  gsize n = dsc_timeline_get_n_steps (run->timeline);
  const char *raised = stopped != 0 ? dsc_timeline_get_step (run->timeline, n - 1)->error : "";
  if (strcmp (made, output) == 0 && strcmp (raised, last) == 0)
    return TRUE;
  g_test_message ("%s, %s\n--- printed:\n%s%s\n--- model:\n%s%s", interpreter->target, path, output, last, made, raised);
  return FALSE;
}

static void
test_good_scripts (void)
{
  g_autoptr (GPtrArray) interpreters = find_interpreters ();
  g_autoptr (GPtrArray) files = script_files ("scripts/good", ".py");
  guint compared = 0, differing = 0;

  if (interpreters->len == 0)
    {
      g_test_skip ("No python2.7 or python3.x was found on PATH, in /usr/bin or in /usr/local/bin.");
      return;
    }
  for (guint i = 0; i < interpreters->len; i++)
    {
      const Interpreter *interpreter = interpreters->pdata[i];

      g_test_message ("CPython %s: %s", interpreter->target, interpreter->path);
      for (guint j = 0; j < files->len; j++, compared++)
        differing += !compare (interpreter, files->pdata[j]);
    }
  g_test_message ("%u scripts compared, %u differing", compared, differing);
  g_assert_cmpuint (differing, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/real-interpreters/good-scripts", test_good_scripts);
  return g_test_run ();
}
