/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz-driver.c: gives a fuzz target its seeds without libFuzzer, or writes them to a folder as libFuzzer wants them.
 *
 * Usage: replay-NAME [--write FOLDER] [--random N] [--ending .py] PATH…
 *
 * Seeds are the files named, those with that ending in the folders named, each with several prefixes that choose a version, and N inputs
 * of bytes that are made up, the same ones each time. Prints TAP, one test for each file. */
#include "fuzz.h"

#include <string.h>

#define N_PREFIXES   5u
#define RANDOM_BYTES 700u

typedef struct {
  const char *write_to;     /* NULL: run */
  const char *ending;
  unsigned    n_tests;
  unsigned    n_inputs;
} Driver;

static void
give (Driver *self, const GByteArray *input)
{
  self->n_inputs++;
  if (self->write_to == NULL)
    {
      (void) LLVMFuzzerTestOneInput (input->data, input->len);
      return;
    }

  g_autofree char *name = g_strdup_printf ("seed-%05u", self->n_inputs);
  g_autofree char *path = g_build_filename (self->write_to, name, NULL);
  g_autoptr (GError) error = NULL;
  if (!g_file_set_contents (path, (const char *) input->data, (gssize) input->len, &error))
    g_error ("%s", error->message);
}

static void
finish_test (Driver *self, const char *name)
{
  self->n_tests++;
  g_print ("ok %u %s\n", self->n_tests, name);
}

/* Prefixes are spread over all versions, other ones for each file. */
static void
give_file (Driver *self, const char *path)
{
  g_autofree char *text = NULL;
  g_autofree char *name = g_path_get_basename (path);
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL))
    g_error ("%s cannot be read", path);
  for (unsigned i = 0; i < N_PREFIXES && length <= FUZZ_MAX_SIZE; i++)
    {
      guint8 prefix[FUZZ_PREFIX] = { (guint8) (self->n_tests * 37 + i * 256 / N_PREFIXES), (guint8) (i == 0 ? self->n_tests : 255 - 16 * i) };
      g_autoptr (GByteArray) input = g_byte_array_new ();
      g_byte_array_append (input, prefix, sizeof prefix);
      g_byte_array_append (input, (const guint8 *) text, (guint) length);
      give (self, input);
    }
  finish_test (self, name);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
give_path (Driver *self, const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (folder == NULL)
    {
      give_file (self, path);
      return;
    }
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);
      if (g_file_test (inside, G_FILE_TEST_IS_DIR) || self->ending == NULL || g_str_has_suffix (name, self->ending))
        g_ptr_array_add (names, g_steal_pointer (&inside));
    }
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    give_path (self, g_ptr_array_index (names, i));
}

static void
give_random (Driver *self, unsigned n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261120);

  for (unsigned i = 0; i < n; i++)
    {
      guint length = (guint) g_rand_int_range (rand, 10, RANDOM_BYTES);
      g_autoptr (GByteArray) input = g_byte_array_new ();
      for (guint j = 0; j < length; j++)
        {
          guint8 byte = (guint8) g_rand_int_range (rand, 0, 256);
          g_byte_array_append (input, &byte, 1);
        }
      give (self, input);
    }
  finish_test (self, "random bytes");
}

int
main (int argc, char **argv)
{
  Driver self = { 0 };

  for (int i = 1; i < argc; i++)
    {
      if (strcmp (argv[i], "--write") == 0 && i + 1 < argc)
        self.write_to = argv[++i];
      else if (strcmp (argv[i], "--ending") == 0 && i + 1 < argc)
        self.ending = argv[++i];
      else if (strcmp (argv[i], "--random") == 0 && i + 1 < argc)
        give_random (&self, (unsigned) g_ascii_strtoull (argv[++i], NULL, 10));
      else
        give_path (&self, argv[i]);
    }
  g_assert (self.n_inputs > 0);
  g_print ("1..%u\n", self.n_tests);
  return 0;
}
