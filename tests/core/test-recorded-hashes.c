/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-recorded-hashes.c: every recorded hash of every interpreter, as far as its type is modelled. */
#include "expression.h"

#include "dsc-hash.h"

#include <json-glib/json-glib.h>
#include <string.h>

typedef struct {
  guint       checked, differing;
  GHashTable *left_out;            /* kind and reason → nothing */
} Tally;

static void
leave_out (Tally *tally, const char *key, const char *reason)
{
  g_hash_table_add (tally->left_out, g_strdup_printf ("%s: %s", key, reason));
}

/* A key is its kind and an expression; texts are JSON, with u before 2.x unicode, and bytes Python literals. */
static const DscObject *
read_key (DscPool *pool, const char *key)
{
  const char *expression = strchr (key, ' ') + 1;

  if (g_str_has_prefix (key, "str ") || g_str_has_prefix (key, "unicode "))
    {
      g_autoptr (JsonNode) node = json_from_string (expression + (*expression == 'u'), NULL);
      const char *text = json_node_get_string (node);
      gsize length = strlen (text);
      g_autofree char *nul = NULL;

      /* json-glib ends strings at a NUL; the keys with one in them have it last. */
      if (strstr (expression, "\\u0000") != NULL)
        {
          nul = g_strndup (text, length + 1);
          text = nul;
          length++;
        }
      return *expression == 'u' ? dsc_object_unicode (pool, text, length) : dsc_object_str (pool, text, length);
    }
  return expression_read (pool, expression);
}

static void
check_value (Tally *tally, DscPool *pool, const char *interpreter, const char *key, const char *recorded)
{
  const DscObject *object = read_key (pool, key);
  int64_t hash = 0;

  if (object == NULL)
    {
      /* Decimal, Fraction and slice; anything else is a fault of the reader. */
      g_assert_true (g_str_has_prefix (key, "number ") || g_str_has_prefix (key, "other slice"));
      leave_out (tally, key, "not modelled");
      return;
    }
  const bool hashable = dsc_hash_object (object, pool, &hash, NULL);
  const bool same = hashable && hash == g_ascii_strtoll (recorded, NULL, 10);
  tally->checked++;
  if (same)
    return;
  tally->differing++;
  g_test_message ("%s, seed %u, %s: %" G_GINT64_FORMAT " instead of %s", interpreter, dsc_pool_get_hash_seed (pool), key,
                  (gint64) hash, recorded);
}

static DscPool *
pool_for (const char *interpreter, guint32 seed)
{
  DscTarget target;

  if (dsc_target_parse (interpreter, &target) != DSC_STATUS_OK)
    g_error ("\"%s\" is no target", interpreter);
  const DscTraits traits = dsc_traits_resolve (target);
  return dsc_pool_new (&traits, seed, &dsc_alloc_libc);
}

static void
check_seed (Tally *tally, const char *name, JsonObject *interpreter, const char *seed)
{
  DscPool *pool = pool_for (name, (guint32) g_ascii_strtoull (seed, NULL, 10));
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init (&iter, json_object_get_object_member (interpreter, "fixed"));
  while (json_object_iter_next (&iter, &key, &node))
    check_value (tally, pool, name, key, json_node_get_string (node));
  json_object_iter_init (&iter, json_object_get_object_member (interpreter, "seeded"));
  while (json_object_iter_next (&iter, &key, &node))
    {
      JsonObject *by_seed = json_node_get_object (node);
      g_assert_true (json_object_has_member (by_seed, seed));
      check_value (tally, pool, name, key, json_object_get_string_member (by_seed, seed));
    }
  dsc_pool_unref (pool);
}

static void
check_interpreter (Tally *tally, const char *name, JsonObject *interpreter)
{
  static const char *const seeds[] = { "0", "1", "42", "12345" };
  JsonArray *by_address = json_object_get_array_member (interpreter, "address");

  for (gsize i = 0; i < G_N_ELEMENTS (seeds); i++)
    check_seed (tally, name, interpreter, seeds[i]);
  for (guint i = 0; i < json_array_get_length (by_address); i++)
    leave_out (tally, json_array_get_string_element (by_address, i), "depends on an address");
}

static void
report (Tally *tally)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (tally->left_out), (GCompareFunc) strcmp);

  for (GList *name = names; name != NULL; name = name->next)
    g_test_message ("left out: %s", (const char *) name->data);
  g_test_message ("%u hashes checked, %u differ", tally->checked, tally->differing);
}

static void
test_every_value (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "truth", "hashes.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  Tally tally = { .left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  JsonObject *root = json_node_get_object (json_parser_get_root (parser));
  JsonObject *interpreters = json_object_get_object_member (root, "interpreters");

  json_object_iter_init (&iter, interpreters);
  while (json_object_iter_next (&iter, &name, &node))
    check_interpreter (&tally, name, json_node_get_object (node));
  report (&tally);
  g_assert_cmpuint (json_object_get_size (interpreters), >=, 37);
  g_assert_cmpuint (tally.checked, >, 20000);
  g_assert_cmpuint (tally.differing, ==, 0);
  g_hash_table_unref (tally.left_out);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/recorded-hashes/every-value", test_every_value);
  return g_test_run ();
}
