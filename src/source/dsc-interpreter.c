/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-interpreter.c: finds the real Python interpreters of this machine. */
#include "dsc-interpreter.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "dsc-child.h"
#include "dsc-error.h"
#include "dsc-traits.h"

#define NEWEST_MINOR 40

void
dsc_interpreter_free (DscInterpreter *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->name);
  g_free (self->release);
  g_free (self);
}

/* Implementation, release and build, bytes of the GC head, whether the build is one for debugging. */
static const char question[] =
  "import sys, struct\n"
  "try:\n"
  "    name = sys.implementation.name\n"
  "except AttributeError:\n"
  "    name = 'pypy' if 'PyPy' in sys.version else 'cpython'\n"
  "try:\n"
  "    import sysconfig\n"
  "    free = bool(sysconfig.get_config_var('Py_GIL_DISABLED'))\n"
  "except Exception:\n"
  "    free = False\n"
  "level = {'alpha': 'a', 'beta': 'b', 'candidate': 'rc'}.get(sys.version_info[3])\n"
  "debug = hasattr(sys, 'gettotalrefcount')\n"
  "print('dictoscope %s %d.%d.%d%s%s%s%s %d' % (name, sys.version_info[0], sys.version_info[1], sys.version_info[2],\n"
  "      level + str(sys.version_info[4]) if level else '', 't' if free else '', 'd' if debug else '',\n"
  "      '' if struct.calcsize('P') == 8 else '-i386', sys.getsizeof({}) - {}.__sizeof__()))\n";

static DscInterpreter *
read_answer (const char  *path,
             const char  *answer,
             GError     **error)
{
  g_auto (GStrv) words = g_strsplit (answer, " ", 5);
  DscTarget target;

  if (g_strv_length (words) != 4 || strcmp (words[0], "dictoscope") != 0)
    {
      g_set_error (error, DSC_ERROR, DSC_ERROR_FORMAT, _("“%s” does not answer as a Python interpreter does."), path);
      return NULL;
    }
  if (strcmp (words[1], "cpython") != 0)
    {
      g_set_error (error, DSC_ERROR, DSC_ERROR_VERSION, _("“%s” is not CPython, but %.40s, whose dicts are not modelled."), path, words[1]);
      return NULL;
    }
  if (dsc_target_parse (words[2], &target) != DSC_STATUS_OK)
    {
      g_set_error (error, DSC_ERROR, DSC_ERROR_VERSION, _("“%s” is CPython %.40s, which is not modelled."), path, words[2]);
      return NULL;
    }
  const DscTraits traits = dsc_traits_resolve (target);
  const guint64 gc_head = g_ascii_strtoull (words[3], NULL, 10);
  if (gc_head != traits.gc_head && gc_head <= 64)
    target.build.gc_head = (uint8_t) gc_head;

  DscInterpreter *self = g_new0 (DscInterpreter, 1);
  char release[64];
  dsc_target_format (target, release, sizeof release);
  self->path = g_strdup (path);
  self->name = g_path_get_basename (path);
  self->release = g_strdup (release);
  self->target = target;
  return self;
}

DscInterpreter *
dsc_interpreter_examine (const char  *path,
                         guint        silence,
                         GError     **error)
{
  const char *const words[] = { path, "-W", "ignore", "-S", "-c", question, NULL };
  g_autoptr (GError) failure = NULL;
  g_autoptr (DscChild) child = dsc_child_new (words, 0, silence, &failure);
  g_autofree char *answer = NULL;
  gsize length;

  if (child != NULL)
    answer = g_strdup (dsc_child_read_line (child, &length, &failure));
  if (answer != NULL)
    return read_answer (path, answer, error);
  g_set_error (error, DSC_ERROR, DSC_ERROR_FAILED, _("“%s” could not be asked what it is. %s"), path,
               failure != NULL ? failure->message : _("It said nothing."));
  return NULL;
}

typedef struct {
  GPtrArray  *found;
  GHashTable *seen;        /* real paths */
  guint       silence;
} Search;

static void
try_path (Search     *self,
          const char *path)
{
  char *resolved = realpath (path, NULL);
  g_autofree char *real = g_strdup (resolved);
  DscInterpreter *interpreter;

  free (resolved);
  if (real == NULL || !g_file_test (real, G_FILE_TEST_IS_EXECUTABLE) || g_file_test (real, G_FILE_TEST_IS_DIR))
    return;
  /* A program that chooses an interpreter by its own name is another one under each. */
  g_autofree char *key = strstr (strrchr (real, '/'), "python") != NULL ? g_strdup (real) : g_strdup (path);
  if (!g_hash_table_add (self->seen, g_steal_pointer (&key)) || (interpreter = dsc_interpreter_examine (path, self->silence, NULL)) == NULL)
    return;
  for (guint i = 0; i < self->found->len; i++)
    if (strcmp (((DscInterpreter *) self->found->pdata[i])->release, interpreter->release) == 0)
      {
        dsc_interpreter_free (interpreter);
        return;
      }
  g_ptr_array_add (self->found, interpreter);
}

static void
try_folder (Search     *self,
            const char *folder)
{
  static const char *const names[] = { "python3", "python" };
  g_autofree char *oldest = g_build_filename (folder, "python2.7", NULL);

  try_path (self, oldest);
  for (guint minor = 0; minor < NEWEST_MINOR; minor++)
    for (guint t = 0; t < 2; t++)
      {
        g_autofree char *name = g_strdup_printf ("python3.%u%s", minor, t == 1 ? "t" : "");
        g_autofree char *path = g_build_filename (folder, name, NULL);
        try_path (self, path);
      }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      try_path (self, path);
    }
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The bin folders of all folders in one, in the order of their names. */
static void
try_below (Search     *self,
           const char *parent)
{
  g_autoptr (GDir) dir = parent != NULL ? g_dir_open (parent, 0, NULL) : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *folder = g_build_filename (parent, names->pdata[i], "bin", NULL);
      try_folder (self, folder);
    }
}

static void
try_pyenv (Search *self)
{
  const char *root = g_getenv ("PYENV_ROOT");
  g_autofree char *program = g_find_program_in_path ("pyenv");
  g_autofree char *kept = root != NULL ? g_build_filename (root, "versions", NULL) : NULL;
  g_autofree char *home = g_build_filename (g_get_home_dir (), ".pyenv", "versions", NULL);

  try_below (self, kept);
  try_below (self, home);
  if (program == NULL)
    return;

  const char *const words[] = { program, "root", NULL };
  g_autoptr (DscChild) child = dsc_child_new (words, 0, self->silence, NULL);
  gsize length;
  const char *line = child != NULL ? dsc_child_read_line (child, &length, NULL) : NULL;
  g_autofree char *versions = line != NULL ? g_build_filename (line, "versions", NULL) : NULL;
  try_below (self, versions);
}

static int
compare_releases (gconstpointer a,
                  gconstpointer b)
{
  const DscInterpreter *first = *(const DscInterpreter *const *) a, *second = *(const DscInterpreter *const *) b;

  if (first->target.version != second->target.version)
    return first->target.version < second->target.version ? -1 : 1;
  return strcmp (first->release, second->release);
}

const char *
dsc_interpreters_where (void)
{
  return _("Interpreters are looked for on PATH, in /usr/bin, /usr/local/bin and /opt/*/bin, and among the versions that pyenv keeps.");
}

GPtrArray *
dsc_interpreters_find (guint silence)
{
  g_auto (GStrv) folders = g_strsplit (g_getenv ("PATH") != NULL ? g_getenv ("PATH") : "", ":", -1);
  Search search = { .found = g_ptr_array_new_with_free_func ((GDestroyNotify) dsc_interpreter_free),
                    .seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), .silence = silence };

  for (guint i = 0; folders[i] != NULL; i++)
    if (folders[i][0] == '/')
      try_folder (&search, folders[i]);
  try_folder (&search, "/usr/bin");
  try_folder (&search, "/usr/local/bin");
  try_below (&search, "/opt");
  try_pyenv (&search);
  g_ptr_array_sort (search.found, compare_releases);
  g_hash_table_unref (search.seen);
  return search.found;
}
