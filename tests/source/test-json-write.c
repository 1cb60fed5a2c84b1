/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-json-write.c: JSON as Python's json module writes it, and differences between two values. */
#include "dsc-json.h"

#include <string.h>

static DscJsonDocument *
parse (const char *text)
{
  GError *error = NULL;
  DscJsonDocument *document = dsc_json_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return document;
}

static void
test_write (void)
{
  /* right: json.dumps (json.loads (left), sort_keys=True, separators=(',', ':')) */
  static const struct { const char *text, *written; } all[] = {
    { "null", "null" },
    { " [ true , false ] ", "[true,false]" },
    { "[]", "[]" },
    { "{}", "{}" },
    { "{\"b\": 1, \"a\": {\"z\": 0, \"aa\": 0, \"a\": 0}}", "{\"a\":{\"a\":0,\"aa\":0,\"z\":0},\"b\":1}" },
    { "[-9223372036854775808, 9223372036854775807, 0, -1]", "[-9223372036854775808,9223372036854775807,0,-1]" },
    { "123456789012345678901234567890", "123456789012345678901234567890" },
    { "[0.1, 1.0, -0.0, 1e22, 1e16, 1e15, 1.5e-7, 1e400, -1e400]", "[0.1,1.0,-0.0,1e+22,1e+16,1000000000000000.0,1.5e-07,Infinity,-Infinity]" },
    { "\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u007f\\u001f~ \"", "\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u007f\\u001f~ \"" },
    { "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"", "\"\\u00e9\\u20ac\\ud83d\\ude00\"" },
    { "\"\\ud83d \\ude00 \\u0000\"", "\"\\ud83d \\ude00 \\u0000\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (DscJsonDocument) document = parse (all[i].text);
      g_autoptr (GString) written = g_string_new (NULL);
      dsc_json_append (written, dsc_json_get_root (document));
      g_assert_cmpstr (written->str, ==, all[i].written);
    }
}

static void
note_cb (const char *path, const DscJson *expected, const DscJson *got, gpointer user_data)
{
  GString *notes = user_data;

  g_string_append_printf (notes, "%s:", path);
  if (expected != NULL)
    dsc_json_append (notes, expected);
  g_string_append_c (notes, '/');
  if (got != NULL)
    dsc_json_append (notes, got);
  g_string_append_c (notes, ' ');
}

static void
test_compare (void)
{
  static const struct { const char *expected, *got, *notes; } all[] = {
    { "{\"a\": [1, {\"b\": \"x\"}], \"c\": null}", "{\"c\":null,\"a\":[1,{\"b\":\"x\"}]}", "" },
    { "1", "2", ":1/2 " },
    { "1", "1.0", ":1/1.0 " },
    { "true", "false", ":true/false " },
    { "12345678901234567890", "12345678901234567891", ":12345678901234567890/12345678901234567891 " },
    { "\"a\"", "\"a\\u0000\"", ":\"a\"/\"a\\u0000\" " },
    { "{\"a\": 1}", "{\"b\": 1}", "a:1/ b:/1 " },
    { "[1, 2, 3]", "[1]", "[1]:2/ [2]:3/ " },
    { "[1]", "[1, [2]]", "[1]:/[2] " },
    { "{\"d\": {\"ent\": [[1, \"k\", null]]}}", "{\"d\": {\"ent\": [[1, \"k\", \"v\"]]}}", "d.ent[0][2]:null/\"v\" " },
    { "[[], {}]", "[{}, []]", "[0]:[]/{} [1]:{}/[] " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (DscJsonDocument) expected = parse (all[i].expected);
      g_autoptr (DscJsonDocument) got = parse (all[i].got);
      g_autoptr (GString) notes = g_string_new (NULL);
      gsize n = dsc_json_compare (dsc_json_get_root (expected), dsc_json_get_root (got), 100, note_cb, notes);
      g_assert_cmpstr (notes->str, ==, all[i].notes);
      g_assert_true ((n == 0) == (notes->len == 0));
      g_assert_cmpuint (dsc_json_compare (dsc_json_get_root (expected), dsc_json_get_root (got), 1, NULL, NULL), ==, MIN (n, 1));
    }
}

static void
test_compare_limit (void)
{
  g_autoptr (DscJsonDocument) expected = parse ("{\"a\":[1,2,3,4,5],\"b\":1}");
  g_autoptr (DscJsonDocument) got = parse ("{\"a\":[5,4,0,2,1],\"b\":2}");

  for (gsize limit = 0; limit < 8; limit++)
    g_assert_cmpuint (dsc_json_compare (dsc_json_get_root (expected), dsc_json_get_root (got), limit, NULL, NULL), ==, MIN (limit, 6));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/json-write/write", test_write);
  g_test_add_func ("/source/json-write/compare", test_compare);
  g_test_add_func ("/source/json-write/compare-limit", test_compare_limit);
  return g_test_run ();
}
