/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-json.c: reading JSON exactly, and refusing what is none. */
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
test_kinds (void)
{
  g_autoptr (DscJsonDocument) document = parse (" [null, false, true, 0, -5, 1.5, -2e3, \"a\", [], {}, [[1]], {\"a\": 1, \"b\": {\"c\": [2]}}] ");
  const DscJson *root = dsc_json_get_root (document);
  static const DscJsonKind kinds[] = {
    DSC_JSON_NULL, DSC_JSON_FALSE, DSC_JSON_TRUE, DSC_JSON_INTEGER, DSC_JSON_INTEGER, DSC_JSON_FLOAT, DSC_JSON_FLOAT,
    DSC_JSON_STRING, DSC_JSON_ARRAY, DSC_JSON_OBJECT, DSC_JSON_ARRAY, DSC_JSON_OBJECT,
  };

  g_assert_cmpuint (root->as.array.length, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpint (dsc_json_get_item (root, i)->kind, ==, kinds[i]);
  g_assert_null (dsc_json_get_item (root, 12));
  g_assert_cmpint (dsc_json_get_item (root, 4)->as.integer, ==, -5);
  g_assert_cmpfloat (dsc_json_get_item (root, 6)->as.real, ==, -2000);
  g_assert_true (dsc_json_is_text (dsc_json_get_item (root, 7), "a"));
  g_assert_false (dsc_json_is_text (dsc_json_get_item (root, 3), "0"));
  const DscJson *object = dsc_json_get_item (root, 11);
  g_assert_cmpint (dsc_json_get_item (dsc_json_get_member (dsc_json_get_member (object, "b"), "c"), 0)->as.integer, ==, 2);
  g_assert_null (dsc_json_get_member (object, "d"));
  g_assert_null (dsc_json_get_member (root, "a"));
  g_assert_null (dsc_json_get_member (NULL, "a"));
  g_assert_null (dsc_json_get_item (object, 0));
}

static void
test_exact_numbers (void)
{
  static const struct { const char *text; DscJsonKind kind; gint64 value; } numbers[] = {
    { "9223372036854775807", DSC_JSON_INTEGER, G_MAXINT64 },  { "-9223372036854775808", DSC_JSON_INTEGER, G_MININT64 },
    { "9223372036854775808", DSC_JSON_BIG, 0 },               { "-9223372036854775809", DSC_JSON_BIG, 0 },
    { "123456789012345678", DSC_JSON_INTEGER, 123456789012345678 }, { "1000000000000000000", DSC_JSON_INTEGER, 1000000000000000000 },
    { "-0", DSC_JSON_INTEGER, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (DscJsonDocument) document = parse (numbers[i].text);
      const DscJson *root = dsc_json_get_root (document);
      g_assert_cmpint (root->kind, ==, numbers[i].kind);
      if (root->kind == DSC_JSON_BIG)
        g_assert_cmpstr (root->as.text.bytes, ==, numbers[i].text);
      else
        g_assert_cmpint (root->as.integer, ==, numbers[i].value);
    }
}

static void
test_strings (void)
{
  static const struct { const char *text, *bytes; gsize length; } strings[] = {
    { "\"\"", "", 0 },
    { "\"a\\\"\\\\\\/\\b\\f\\n\\r\\tz\"", "a\"\\/\b\f\n\r\tz", 10 },
    { "\"\\u0041\\u00e9\\u20ac\"", "A\xc3\xa9\xe2\x82\xac", 6 },
    { "\"\\ud83d\\ude00!\"", "\xf0\x9f\x98\x80!", 5 },
    { "\"\\ud83d\"", "\xed\xa0\xbd", 3 },                          /* lone surrogates stay */
    { "\"\\ude00\\ud83d\"", "\xed\xb8\x80\xed\xa0\xbd", 6 },
    { "\"\\ud83d\\u0041\"", "\xed\xa0\xbd" "A", 4 },
    { "\"\\ud83d\\n\"", "\xed\xa0\xbd\n", 4 },
    { "\"a\\u0000b\"", "a\0b", 3 },
    { "\"\xe2\x82\xac\"", "\xe2\x82\xac", 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      g_autoptr (DscJsonDocument) document = parse (strings[i].text);
      const DscJson *root = dsc_json_get_root (document);
      g_assert_cmpint (root->kind, ==, DSC_JSON_STRING);
      g_assert_cmpmem (root->as.text.bytes, root->as.text.length, strings[i].bytes, strings[i].length);
      g_assert_cmpint (root->as.text.bytes[root->as.text.length], ==, '\0');
    }
}

static void
test_repeated_names (void)
{
  g_autoptr (DscJsonDocument) document = parse ("{\"a\": 1, \"a\": 2}");

  g_assert_cmpint (dsc_json_get_member (dsc_json_get_root (document), "a")->as.integer, ==, 2);
}

static void
assert_refused (const char *text, gsize length)
{
  GError *error = NULL;

  if (dsc_json_parse (text, length, &error) != NULL)
    g_error ("\"%s\" is no JSON", text);
  g_assert_error (error, DSC_ERROR, DSC_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_null (dsc_json_parse (text, length, NULL));
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "", " ", "[", "]", "{", "}", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[[1]", "[1]]", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,",
    "{\"a\":1,}", "{a:1}", "{1:1}", "{\"a\" 1}", "{\"a\":{\"b\":1}", "nul", "nulll", "True", "NaN", "Infinity", "-Infinity", "01", "-01", "+1", "-",
    "1.", ".5", "1e", "1e+", "1.5e-", "0x10", "1_000", "--1", "\"", "\"a", "\"a\nb\"", "\"\\x41\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\", "\"\\u",
    "\"\xff\"", "\"\xc3\"", "\"\xed\xa0\x80\"", "'a'", "1 1", "[] []", "/* */ 1", "\xef\xbb\xbf[]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], strlen (texts[i]));
  assert_refused ("\"a\0b\"", 5);
  assert_refused ("1\0", 2);
  assert_refused ("\"\\\0\"", 4);
}

static void
test_place_of_error (void)
{
  GError *error = NULL;

  g_assert_null (dsc_json_parse ("[1,\n 2,\n  x]", 12, &error));
  g_assert_nonnull (strstr (error->message, "line 3, column 3"));
  g_clear_error (&error);
}

static void
test_depth (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_test_summary ("Brackets within each other are limited, so that no text exhausts the stack.");
  for (guint i = 0; i < DSC_JSON_MAX_DEPTH; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < DSC_JSON_MAX_DEPTH; i++)
    g_string_append_c (text, ']');
  g_autoptr (DscJsonDocument) deepest = parse (text->str);
  g_assert_nonnull (deepest);
  g_string_prepend_c (text, '[');
  g_string_append_c (text, ']');
  assert_refused (text->str, text->len);
  g_autofree char *brackets = g_strnfill (1000000, '[');
  assert_refused (brackets, 1000000);
  g_autofree char *objects = g_strnfill (1000000, '{');
  assert_refused (objects, 1000000);
}

static void
test_random_bytes (void)
{
  static const char alphabet[] = "[]{}\",:\\u0123456789abcdefnulltrue.-+eE \n\xc3\xa9\xff";
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  g_test_summary ("Whatever the bytes are: a document or an error.");
  for (guint i = 0; i < 200000; i++)
    {
      char text[24];
      gsize length = (gsize) g_rand_int_range (rand, 0, sizeof text);
      g_autoptr (GError) error = NULL;
      for (gsize j = 0; j < length; j++)
        text[j] = alphabet[g_rand_int_range (rand, 0, sizeof alphabet)];
      g_autoptr (DscJsonDocument) document = dsc_json_parse (text, length, &error);
      g_assert_true ((document == NULL) == (error != NULL));
    }
}

static void
test_load (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (dsc_json_load ("/nonexistent/file.json", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (dsc_json_load ("/", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_assert_nonnull (strstr (error->message, "/"));
}

static void
test_read_stream (void)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data ("12345", 5, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = dsc_json_read_stream (stream, 5, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "12345", 5);
  g_assert_true (g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, NULL, NULL));
  g_assert_null (dsc_json_read_stream (stream, 4, &error));
  g_assert_error (error, DSC_ERROR, DSC_ERROR_LIMIT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/json/kinds", test_kinds);
  g_test_add_func ("/source/json/exact-numbers", test_exact_numbers);
  g_test_add_func ("/source/json/strings", test_strings);
  g_test_add_func ("/source/json/repeated-names", test_repeated_names);
  g_test_add_func ("/source/json/refused", test_refused);
  g_test_add_func ("/source/json/place-of-error", test_place_of_error);
  g_test_add_func ("/source/json/depth", test_depth);
  g_test_add_func ("/source/json/random-bytes", test_random_bytes);
  g_test_add_func ("/source/json/load", test_load);
  g_test_add_func ("/source/json/read-stream", test_read_stream);
  return g_test_run ();
}
