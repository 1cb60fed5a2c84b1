/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-literal.c: what literals mean to Python 3 and to Python 2. */
#include "script-fixture.h"

/* The constant that a one-line script assigns to x. */
static DscConstant
read_constant (DscScript *script)
{
  g_assert_null (dsc_script_get_diagnostic (script));
  const DscNode *value = script->tree->body->items[0]->items[1];
  g_assert_cmpint (value->kind, ==, DSC_NODE_CONSTANT);
  return g_array_index (script->tree->constants, DscConstant, value->number);
}

typedef struct {
  const char     *literal;
  DscConstantKind kind;
  const char     *text, *legacy;
} TextCase;

static const TextCase text_cases[] = {
  { "'abc'", DSC_CONSTANT_TEXT, "abc", NULL },
  { "'a' \"b\" '''c'''", DSC_CONSTANT_TEXT, "abc", NULL },
  { "'\\n\\t\\\\\\'\\x41\\101\\q'", DSC_CONSTANT_TEXT, "\n\t\\'AA\\q", NULL },
  { "r'\\n\\''", DSC_CONSTANT_TEXT, "\\n\\'", NULL },
  { "'\\xe9'", DSC_CONSTANT_TEXT, "\xc3\xa9", "\xe9" },
  { "'\\u20ac'", DSC_CONSTANT_TEXT, "\xe2\x82\xac", "\\u20ac" },
  { "'\xe2\x82\xac'", DSC_CONSTANT_TEXT, "\xe2\x82\xac", NULL },
  { "'\\ud800'", DSC_CONSTANT_TEXT, "\xed\xa0\x80", "\\ud800" },
  { "u'\\xe9\\u20ac'", DSC_CONSTANT_UNICODE, "\xc3\xa9\xe2\x82\xac", NULL },
  { "'a' u'b'", DSC_CONSTANT_UNICODE, "ab", NULL },
  { "b'\\xff\\u0041'", DSC_CONSTANT_BYTES, "\xff\\u0041", NULL },
  { "Rb'\\x'", DSC_CONSTANT_BYTES, "\\x", NULL },
  { "ur'\\u20ac\\n'", DSC_CONSTANT_UNICODE, "\xe2\x82\xac\\n", NULL },
  { "'''a\r\nb'''", DSC_CONSTANT_TEXT, "a\nb", NULL },
  { "'a\\\nb'", DSC_CONSTANT_TEXT, "ab", NULL },
  { "''", DSC_CONSTANT_TEXT, "", NULL },
};

static void
test_texts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (text_cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("x = %s", text_cases[i].literal);
      g_autoptr (DscScript) script = dsc_script_new (text, strlen (text));
      DscConstant constant = read_constant (script);

      g_test_message ("%s", text);
      g_assert_cmpint (constant.kind, ==, text_cases[i].kind);
      g_assert_cmpmem (constant.text, constant.length, text_cases[i].text, strlen (text_cases[i].text));
      g_assert_cmpstr (constant.legacy, ==, text_cases[i].legacy);
    }
}

typedef struct {
  const char     *literal;
  DscConstantKind kind;
  gint64          integer;
  double          real;
  guint           base;
} NumberCase;

static const NumberCase number_cases[] = {
  { "0", DSC_CONSTANT_INT, 0, 0, 0 },
  { "00", DSC_CONSTANT_INT, 0, 0, 0 },
  { "9223372036854775807", DSC_CONSTANT_INT, G_MAXINT64, 0, 0 },
  { "9223372036854775808", DSC_CONSTANT_INT, 0, 0, 10 },
  { "0xff", DSC_CONSTANT_INT, 255, 0, 0 },
  { "0XFFFFFFFFFFFFFFFF", DSC_CONSTANT_INT, 0, 0, 16 },
  { "0o17", DSC_CONSTANT_INT, 15, 0, 0 },
  { "017", DSC_CONSTANT_INT, 15, 0, 0 },
  { "0b1_01", DSC_CONSTANT_INT, 5, 0, 0 },
  { "1_000", DSC_CONSTANT_INT, 1000, 0, 0 },
  { "10L", DSC_CONSTANT_LONG, 10, 0, 0 },
  { "1.5", DSC_CONSTANT_FLOAT, 0, 1.5, 0 },
  { "1e3", DSC_CONSTANT_FLOAT, 0, 1000, 0 },
  { ".5", DSC_CONSTANT_FLOAT, 0, 0.5, 0 },
  { "09.5", DSC_CONSTANT_FLOAT, 0, 9.5, 0 },
  { "1_0.2_5", DSC_CONSTANT_FLOAT, 0, 10.25, 0 },
  { "2j", DSC_CONSTANT_IMAGINARY, 0, 2, 0 },
  { "1e1J", DSC_CONSTANT_IMAGINARY, 0, 10, 0 },
};

static void
test_numbers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (number_cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("x = %s", number_cases[i].literal);
      g_autoptr (DscScript) script = dsc_script_new (text, strlen (text));
      DscConstant constant = read_constant (script);

      g_test_message ("%s", text);
      g_assert_cmpint (constant.kind, ==, number_cases[i].kind);
      g_assert_cmpint (constant.integer, ==, number_cases[i].integer);
      g_assert_cmpfloat (constant.real, ==, number_cases[i].real);
      g_assert_cmpuint (constant.base, ==, number_cases[i].base);
    }
}

static void
test_wrong (void)
{
  static const char *const literals[] = { "08", "1__0", "1_", "0x", "0b2", "1e", "1abc", "1.2.3", "0xg", "'\\x4'", "'\\u12'", "u'\\U00110000'", "'\\N{DASH}'" };

  for (gsize i = 0; i < G_N_ELEMENTS (literals); i++)
    {
      g_autofree char *text = g_strdup_printf ("x = %s", literals[i]);
      g_autoptr (DscScript) script = dsc_script_new (text, strlen (text));

      g_test_message ("%s", text);
      g_assert_nonnull (dsc_script_get_diagnostic (script));
    }
}

static void
test_equal_constants_are_one (void)
{
  g_autoptr (DscScript) script = dsc_script_new ("x = 'a', 'a', 1, 1.0, True, u'a', b'a', 'a'", 43);

  g_assert_null (dsc_script_get_diagnostic (script));
  g_assert_cmpuint (script->tree->constants->len, ==, 6);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/literal/texts", test_texts);
  g_test_add_func ("/source/literal/numbers", test_numbers);
  g_test_add_func ("/source/literal/wrong", test_wrong);
  g_test_add_func ("/source/literal/equal-constants-are-one", test_equal_constants_are_one);
  return g_test_run ();
}
