/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-cli-bytes.c: "dictoscope-cli bytes": the listing, its JSON, and what it says when there is nothing to list. */
#include "dsc-test-cli.h"

#include <json-glib/json-glib.h>

static const char script[] =
  "d = {'a': 1}\n"
  "d['b'] = 2\n"
  "del d['a']\n";

static void
set_up (DscTestCli    *self,
        gconstpointer  data)
{
  dsc_test_cli_set_up (self, NULL);
  dsc_test_cli_write (self, data != NULL ? data : script);
}

/* "dictoscope-cli bytes FILE" and these words. */
static void
run (DscTestCli *self,
     const char *options)
{
  dsc_test_cli_run (self, "bytes", self->script, options, NULL);
}

static void
test_text (DscTestCli    *self,
           gconstpointer  data)
{
  (void) data;
  run (self, "--version 3.13.0");
  g_assert_cmpint (self->status, ==, 0);
  g_assert_cmpstr (self->err, ==, "");
  assert_says (self->out, "dict: PyDictObject, 48 bytes, 0x5500");
  assert_says (self->out, "         0  01 00 00 00 00 00 00 00  ob_refcnt                    1\n");
  assert_says (self->out, "        11  ··                       (padding)                      (never written)\n");
  assert_says (self->out, "→ keys\n");
  assert_says (self->out, "dk_entries[0].me_key         NULL\n");
  assert_says (self->out, "dk_entries[1].me_key         → 'b'\n");
  assert_says (self->out, "dk_entries[4].me_value       NULL  (not used)\n");
}

/* Small numbers of an array share a row. */
static void
test_rows (DscTestCli    *self,
           gconstpointer  data)
{
  (void) data;
  run (self, "--version 3.13.0 --block keys");
  g_assert_cmpint (self->status, ==, 0);
  g_assert_null (strstr (self->out, "PyDictObject"));
  const char *row = strstr (self->out, "        32  ");
  g_assert_nonnull (row);
  g_autofree char *line = g_strndup (row, strcspn (row, "\n"));
  g_assert_nonnull (strstr (line, "dk_indices[0…7]"));
  g_assert_nonnull (strstr (line, " fe "));
  g_assert_nonnull (strstr (line, " -2"));
  g_assert_nonnull (strstr (self->out, "\n        40  "));
}

static void
test_every_step (DscTestCli    *self,
                 gconstpointer  data)
{
  (void) data;
  run (self, "--version 2.7.18 --every-step --block dict");
  g_assert_cmpint (self->status, ==, 0);
  assert_says (self->out, "step 1 of 3  d = {'a': 1}\n");
  assert_says (self->out, "step 3 of 3  del d['a']\n");
  assert_says (self->out, "→ dummy\n");
  assert_says (self->out, "ma_table                     → dict+56\n");
}

/* The number that `size` bytes of the text make, lowest first. */
static guint64
read_word (const char *hex,
           gsize       offset,
           gsize       size)
{
  guint64 word = 0;

  for (gsize i = size; i-- > 0;)
    word = word << 8 | (guint64) (g_ascii_xdigit_value (hex[2 * (offset + i)]) << 4 | g_ascii_xdigit_value (hex[2 * (offset + i) + 1]));
  return word;
}

/* Every cell's value stands in the bytes, and the cells fill the block. */
static void
assert_block (JsonObject *block)
{
  const char *hex = json_object_get_string_member (block, "hex");
  const gsize size = (gsize) json_object_get_int_member (block, "size");
  JsonArray *cells = json_object_get_array_member (block, "cells");
  gsize end = 0;

  g_assert_cmpuint (strlen (hex), ==, 2 * size);
  for (guint i = 0; i < json_array_get_length (cells); i++)
    {
      JsonObject *cell = json_array_get_object_element (cells, i);
      const gsize cell_size = (gsize) json_object_get_int_member (cell, "size");

      g_assert_cmpuint ((gsize) json_object_get_int_member (cell, "offset"), ==, end);
      const guint64 word = read_word (hex, end, MIN (cell_size, 8));
      if (strcmp (json_object_get_string_member (cell, "kind"), "pointer") == 0)
        g_assert_cmphex (g_ascii_strtoull (json_object_get_string_member (cell, "value"), NULL, 0), ==, word);
      else if (json_object_has_member (cell, "value") && JSON_NODE_HOLDS_VALUE (json_object_get_member (cell, "value"))
               && json_node_get_value_type (json_object_get_member (cell, "value")) == G_TYPE_INT64)
        g_assert_cmphex ((guint64) json_object_get_int_member (cell, "value") << (64 - 8 * cell_size), ==, word << (64 - 8 * cell_size));
      else if (json_object_has_member (cell, "never_written"))
        g_assert_cmphex (word, ==, 0);
      end += cell_size;
    }
  g_assert_cmpuint (end, ==, size);
}

static void
test_json (DscTestCli    *self,
           gconstpointer  data)
{
  static const char *const versions[] = { "1.5.2", "2.7.18", "3.3.0", "3.6.15", "3.10.4-i386", "3.12.1", "3.14.10", "3.14.5t", "3.13.2-wasm32" };

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *options = g_strdup_printf ("--format=json --version %s", versions[i]);
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_autoptr (GError) error = NULL;

      run (self, options);
      g_assert_cmpint (self->status, ==, 0);
      json_parser_load_from_data (parser, self->out, -1, &error);
      g_assert_no_error (error);
      JsonObject *root = json_node_get_object (json_parser_get_root (parser));
      JsonArray *blocks = json_object_get_array_member (root, "blocks");
      g_assert_cmpstr (json_object_get_string_member (root, "name"), ==, "d");
      g_assert_cmpstr (json_object_get_string_member (root, "byte_order"), ==, "little");
      g_assert_cmpuint (json_array_get_length (blocks), >, 1);
      for (guint j = 0; j < json_array_get_length (blocks); j++)
        assert_block (json_array_get_object_element (blocks, j));
    }
}

static void
test_unknown_block (DscTestCli    *self,
                    gconstpointer  data)
{
  (void) data;
  run (self, "--block diet");
  g_assert_cmpint (self->status, ==, 2);
  g_assert_nonnull (strstr (self->err, "There is no block “diet”. Blocks are: dict.gc, dict, table, keys, values, "));
  run (self, "--version 3.13.0 --block table");
  g_assert_cmpint (self->status, ==, 1);
  g_assert_nonnull (strstr (self->err, "There is no block “table” at step 3. There are: dict.gc, dict, keys."));
  g_assert_cmpstr (self->out, ==, "");
}

static void
test_no_dict (DscTestCli    *self,
              gconstpointer  data)
{
  (void) data;
  run (self, "--name x");
  g_assert_cmpint (self->status, ==, 1);
  g_assert_nonnull (strstr (self->err, "x"));
}

static void
test_help (DscTestCli    *self,
           gconstpointer  data)
{
  (void) data;
  run (self, "--help");
  g_assert_cmpint (self->status, ==, 0);
  assert_says (self->out, "--block=BLOCK");
  assert_says (self->out, "lists the bytes of its dict");
}

static void
add (const char *path,
     void      (*test) (DscTestCli *, gconstpointer))
{
  g_test_add (path, DscTestCli, NULL, set_up, test, dsc_test_cli_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/cli/bytes/text", test_text);
  add ("/cli/bytes/rows", test_rows);
  add ("/cli/bytes/every-step", test_every_step);
  add ("/cli/bytes/json", test_json);
  add ("/cli/bytes/unknown-block", test_unknown_block);
  add ("/cli/bytes/no-dict", test_no_dict);
  add ("/cli/bytes/help", test_help);
  return g_test_run ();
}
