/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-lexer.c: tokens, their places, indentation and brackets. */
#include "dsc-lexer-private.h"

#include <string.h>

static const char *const kind_names[] = { "end", "error", "newline", "indent", "dedent", "name", "keyword", "number", "string", "operator" };

/* "kind:text" of each token, separated by blanks; names of line structure stand alone. */
static char *
describe (const char *text,
          gsize       length)
{
  g_autofree DscLexer *lexer = g_new (DscLexer, 1);
  GString *tokens = g_string_new (NULL);
  DscToken token;

  dsc_lexer_init (lexer, text, length);
  do
    {
      token = dsc_lexer_next (lexer);
      g_string_append_printf (tokens, "%s%s", tokens->len != 0 ? " " : "", kind_names[token.kind]);
      if (token.kind >= DSC_TOKEN_NAME)
        g_string_append_printf (tokens, ":%.*s", (int) (token.place.end - token.place.start), text + token.place.start);
    }
  while (token.kind != DSC_TOKEN_END && token.kind != DSC_TOKEN_ERROR);
  g_assert_true ((token.kind == DSC_TOKEN_ERROR) == (lexer->diagnostic != NULL));
  dsc_lexer_clear (lexer);
  return g_string_free (tokens, FALSE);
}

static void
assert_tokens (const char *text,
               const char *expected)
{
  g_autofree char *tokens = describe (text, strlen (text));

  g_assert_cmpstr (tokens, ==, expected);
}

static void
test_tokens (void)
{
  assert_tokens ("", "end");
  assert_tokens ("# a comment", "end");
  assert_tokens ("\n\n  \n\t# x\n", "end");
  assert_tokens ("x = 1", "name:x operator:= number:1 newline end");
  assert_tokens ("x=1;y\n", "name:x operator:= number:1 operator:; name:y newline end");
  assert_tokens ("a**=b//c<<=1 ... != <= -> :=", "name:a operator:**= name:b operator:// name:c operator:<<= number:1 operator:... operator:!= operator:<= "
                                                "operator:-> operator::= newline end");
  assert_tokens ("if x not in y", "keyword:if name:x keyword:not keyword:in name:y newline end");
  assert_tokens ("0x1F 0b1 1_0 1.5e-3 .5 1. 10L 5j 1e5", "number:0x1F number:0b1 number:1_0 number:1.5e-3 number:.5 number:1. number:10L number:5j number:1e5 newline end");
  assert_tokens ("'a' \"b\" '''c\nd''' \"\"\"'\"\"\"", "string:'a' string:\"b\" string:'''c\nd''' string:\"\"\"'\"\"\" newline end");
  assert_tokens ("r'\\n' b'x' Br'y' f'{z}' rb'\\'' bu'no'", "string:r'\\n' string:b'x' string:Br'y' string:f'{z}' string:rb'\\'' name:bu string:'no' newline end");
  assert_tokens ("na\xc3\xafve \xe5\x90\x8d = 1", "name:na\xc3\xafve name:\xe5\x90\x8d operator:= number:1 newline end");
}

static void
test_lines (void)
{
  assert_tokens ("a\\\n  b", "name:a name:b newline end");
  assert_tokens ("(a,\n\n # c\n b)\nc", "operator:( name:a operator:, name:b operator:) newline name:c newline end");
  assert_tokens ("a\r\nb\rc", "name:a newline name:b newline name:c newline end");
  assert_tokens ("'a\\\nb'", "string:'a\\\nb' newline end");
  assert_tokens ("\xef\xbb\xbfx", "name:x newline end");
}

static void
test_indentation (void)
{
  assert_tokens ("if a:\n  b\n  c\nd", "keyword:if name:a operator:: newline indent name:b newline name:c newline dedent name:d newline end");
  assert_tokens ("if a:\n if b:\n  c", "keyword:if name:a operator:: newline indent keyword:if name:b operator:: newline indent name:c newline dedent dedent end");
  assert_tokens ("if a:\n\tb\n\n   # comment\n\tc\n", "keyword:if name:a operator:: newline indent name:b newline name:c newline dedent end");
  assert_tokens ("if a:\n        b\n\tc", "keyword:if name:a operator:: newline indent name:b newline error");
  assert_tokens ("if a:\n    b\n  c", "keyword:if name:a operator:: newline indent name:b newline error");
}

static void
test_errors (void)
{
  assert_tokens ("'abc", "error");
  assert_tokens ("'''abc", "error");
  assert_tokens ("(a", "operator:( name:a error");
  assert_tokens ("a)", "name:a error");
  assert_tokens ("(a]", "operator:( name:a error");
  assert_tokens ("a \\ b", "name:a error");
  assert_tokens ("a \x01", "name:a error");

  g_autofree char *nul = describe ("a\0b", 3);
  g_assert_cmpstr (nul, ==, "name:a error");
  g_autofree char *bytes = describe ("a 'x\xff", 5);
  g_assert_cmpstr (bytes, ==, "name:a error");
}

static void
test_places (void)
{
  static const char text[] = "d['\xc3\xa9'] = '''a\nb''' + c";
  g_autofree DscLexer *lexer = g_new (DscLexer, 1);
  DscToken token = { 0 };

  dsc_lexer_init (lexer, text, sizeof text - 1);
  for (guint i = 0; i < 3; i++)
    token = dsc_lexer_next (lexer);
  g_assert_cmpuint (token.place.column, ==, 3);
  g_assert_cmpuint (token.place.end_column, ==, 6);
  g_assert_cmpuint (token.place.end - token.place.start, ==, 4);
  for (guint i = 0; i < 3; i++)
    token = dsc_lexer_next (lexer);
  g_assert_cmpint (token.kind, ==, DSC_TOKEN_STRING);
  g_assert_cmpuint (token.place.line, ==, 1);
  g_assert_cmpuint (token.place.column, ==, 10);
  g_assert_cmpuint (token.place.end_line, ==, 2);
  g_assert_cmpuint (token.place.end_column, ==, 5);
  token = dsc_lexer_next (lexer);
  g_assert_cmpuint (token.place.line, ==, 2);
  g_assert_cmpuint (token.place.column, ==, 6);
  dsc_lexer_clear (lexer);
}

static void
test_nesting (void)
{
  g_autofree char *brackets = g_strnfill (DSC_SCRIPT_MAX_NESTING + 1, '[');
  g_autofree DscLexer *lexer = g_new (DscLexer, 1);
  guint n = 0;

  dsc_lexer_init (lexer, brackets, strlen (brackets));
  while (dsc_lexer_next (lexer).kind == DSC_TOKEN_OPERATOR)
    n++;
  g_assert_cmpuint (n, ==, DSC_SCRIPT_MAX_NESTING);
  g_assert_cmpuint (lexer->diagnostic->code, ==, DSC_ERROR_LIMIT);
  g_assert_cmpuint (lexer->diagnostic->column, ==, DSC_SCRIPT_MAX_NESTING + 1);
  dsc_lexer_clear (lexer);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/lexer/tokens", test_tokens);
  g_test_add_func ("/source/lexer/lines", test_lines);
  g_test_add_func ("/source/lexer/indentation", test_indentation);
  g_test_add_func ("/source/lexer/errors", test_errors);
  g_test_add_func ("/source/lexer/places", test_places);
  g_test_add_func ("/source/lexer/nesting", test_nesting);
  return g_test_run ();
}
