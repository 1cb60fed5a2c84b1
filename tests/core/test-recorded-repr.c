/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-recorded-repr.c: every recorded repr () and str () of every interpreter, as far as its type is modelled. */
#include "expression.h"

#include "dsc-repr.h"

#include <json-glib/json-glib.h>
#include <string.h>

typedef struct {
  guint checked, differing, errors, left_out;
} Tally;

/* Types that dsc-object.h has, by the name that a recording gives them. */
static const char *const modelled[] = {
  "NoneType", "bool", "bytes", "complex", "dict", "float", "frozenset", "int", "list", "long", "range", "set", "str", "tuple", "unicode",
  "xrange", NULL,
};

/* Expressions of those types that the reader cannot read: they call methods or make something that holds itself. */
static bool
is_out_of_reach (const char *expression)
{
  return strstr (expression, "lambda") != NULL || strstr (expression, "}.") != NULL;
}

static char *
text_of (const DscObject *object, DscPool *pool, bool is_str)
{
  DscText text;
  DscStatus status;

  dsc_text_init (&text, &dsc_alloc_libc);
  if (is_str)
    dsc_repr_append_str (&text, object, pool, 0);
  else
    dsc_repr_append (&text, object, pool, 0);
  char *made = dsc_text_steal (&text, &status);
  g_assert_cmpint (status, ==, DSC_STATUS_OK);
  return made;
}

static void
compare (Tally *tally, const char *version, const char *expression, const char *what, const char *made, const char *recorded)
{
  tally->checked++;
  if (strcmp (made, recorded) == 0)
    return;
  tally->differing++;
  g_test_message ("%s: %s of %s is %s instead of %s", version, what, expression, made, recorded);
}

/* str () has no text that could be recorded in UTF-8: raw bytes, lone surrogates; g_utf8_validate refuses NUL, too. */
static bool
has_no_text (const DscObject *object)
{
  return (object->kind == DSC_OBJECT_STR || object->kind == DSC_OBJECT_UNICODE)
         && !g_utf8_validate (object->as.text.bytes, (gssize) object->as.text.length, NULL);
}

static void
check_object (Tally *tally, const char *version, const char *expression, const DscObject *object, DscPool *pool, JsonObject *row)
{
  g_autofree char *repr = text_of (object, pool, false);
  const char *recorded = json_object_get_string_member (row, "repr");

  compare (tally, version, expression, "type", dsc_object_type_name (object, pool), json_object_get_string_member (row, "type"));
  compare (tally, version, expression, "repr", repr, recorded);
  if (json_object_has_member (row, "str") && json_object_get_null_member (row, "str"))
    return;      /* str () of 2.x unicode that is not ASCII */
  if (has_no_text (object))
    return;
  g_autofree char *str = text_of (object, pool, true);
  compare (tally, version, expression, "str", str,
           json_object_has_member (row, "str") ? json_object_get_string_member (row, "str") : recorded);
}

static void
check_version (Tally *tally, const char *version, const char *expression, JsonObject *row)
{
  DscTarget target;

  if (json_object_has_member (row, "error"))
    {
      tally->errors++;
      return;
    }
  if (!g_strv_contains (modelled, json_object_get_string_member (row, "type")) || is_out_of_reach (expression))
    {
      tally->left_out++;
      return;
    }
  g_assert_cmpint (dsc_target_parse (version, &target), ==, DSC_STATUS_OK);
  DscRuntime *runtime = dsc_runtime_new (target, 0, &dsc_alloc_libc);
  g_autoptr (GPtrArray) dicts = g_ptr_array_new ();
  const DscObject *object = expression_read_in (runtime, expression, dicts);
  if (object == NULL)
    g_error ("The reader of this test does not know %s", expression);
  check_object (tally, version, expression, object, dsc_runtime_get_pool (runtime), row);
  while (dicts->len > 0)
    dsc_dict_unref (runtime, g_ptr_array_steal_index (dicts, dicts->len - 1));
  dsc_runtime_free (runtime);
}

static void
check_case (Tally *tally, const char *expression, JsonArray *rows)
{
  const guint left_out = tally->left_out;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      JsonArray *versions = json_object_get_array_member (row, "versions");
      for (guint j = 0; j < json_array_get_length (versions); j++)
        check_version (tally, json_array_get_string_element (versions, j), expression, row);
    }
  if (tally->left_out > left_out)
    g_test_message ("left out, in %u interpreters: %s", tally->left_out - left_out, expression);
}

static void
test_every_text (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "truth", "repr.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  Tally tally = { 0 };
  JsonObjectIter iter;
  const char *expression;
  JsonNode *node;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  JsonObject *cases = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)), "cases");

  json_object_iter_init (&iter, cases);
  while (json_object_iter_next (&iter, &expression, &node))
    check_case (&tally, expression, json_node_get_array (node));
  g_test_message ("%u texts checked, %u differ; %u expressions are errors there, %u have types that are not modelled",
                  tally.checked, tally.differing, tally.errors, tally.left_out);
  g_assert_cmpuint (tally.checked, >, 10000);
  g_assert_cmpuint (tally.differing, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/recorded-repr/every-text", test_every_text);
  return g_test_run ();
}
