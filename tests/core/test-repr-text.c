/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-repr-text.c: every character in every kind of text. */
#include "dsc-repr.h"

#include "dsc-printable.h"
#include "dsc-wtf8.h"

#include <glib.h>
#include <string.h>

static DscPool *
pool_of (const char *version)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (version, &target), ==, DSC_STATUS_OK);
  const DscTraits traits = dsc_traits_resolve (target);
  return dsc_pool_new (&traits, 0, &dsc_alloc_libc);
}

static void
assert_text (const DscObject *object, DscPool *pool, bool is_str, const char *wanted)
{
  DscText text;

  dsc_text_init (&text, &dsc_alloc_libc);
  if (is_str)
    dsc_repr_append_str (&text, object, pool, 0);
  else
    dsc_repr_append (&text, object, pool, 0);
  char *made = dsc_text_steal (&text, NULL);
  g_assert_cmpstr (made, ==, wanted);
  dsc_alloc_free (&dsc_alloc_libc, made);
}

static void
test_bytes (void)
{
  DscPool *old = pool_of ("2.7.18"), *new = pool_of ("3.9.18");

  for (unsigned c = 0; c < 256; c++)
    {
      const char byte = (char) c;
      g_autofree char *body = c == '\t' ? g_strdup ("'\\t'") : c == '\n' ? g_strdup ("'\\n'") : c == '\r' ? g_strdup ("'\\r'")
                              : c == '\\' ? g_strdup ("'\\\\'") : c == '\'' ? g_strdup ("\"'\"")
                              : c < ' ' || c >= 0x7f ? g_strdup_printf ("'\\x%02x'", c) : g_strdup_printf ("'%c'", c);
      g_autofree char *wanted = g_strconcat ("b", body, NULL);
      assert_text (dsc_object_bytes (old, &byte, 1), old, false, body);
      assert_text (dsc_object_bytes (new, &byte, 1), new, false, wanted);
      assert_text (dsc_object_bytes (new, &byte, 1), new, true, wanted);
    }
  dsc_pool_unref (old);
  dsc_pool_unref (new);
}

static char *
wanted_text (uint32_t c, bool literal, const char *bytes, gsize n)
{
  if (c == '\t' || c == '\n' || c == '\r')
    return g_strdup (c == '\t' ? "'\\t'" : c == '\n' ? "'\\n'" : "'\\r'");
  if (c == '\'' || c == '\\')
    return g_strdup (c == '\'' ? "\"'\"" : "'\\\\'");
  if (literal)
    return g_strdup_printf ("'%.*s'", (int) n, bytes);
  return g_strdup_printf (c < 0x100 ? "'\\x%02x'" : c < 0x10000 ? "'\\u%04x'" : "'\\U%08x'", c);
}

static void
test_characters (void)
{
  DscPool *old = pool_of ("2.7.18"), *new = pool_of ("3.9.18");

  for (uint32_t c = 0; c < 0x110000; c += c < 0x3000 ? 1 : 7)
    {
      char bytes[4];
      const gsize n = dsc_wtf8_put (c, bytes);
      g_autofree char *in_3 = wanted_text (c, dsc_printable (c, 0x0d00), bytes, n);
      g_autofree char *in_2 = wanted_text (c, c >= ' ' && c < 0x7f, bytes, n);
      g_autofree char *with_u = g_strconcat ("u", in_2, NULL);
      assert_text (dsc_object_unicode (new, bytes, n), new, false, in_3);
      assert_text (dsc_object_unicode (old, bytes, n), old, false, with_u);
    }
  dsc_pool_unref (old);
  dsc_pool_unref (new);
}

static void
test_quotes (void)
{
  DscPool *pool = pool_of ("3.9.18");

  assert_text (dsc_object_str (pool, "it's", 4), pool, false, "\"it's\"");
  assert_text (dsc_object_str (pool, "say \"hi\"", 8), pool, false, "'say \"hi\"'");
  assert_text (dsc_object_str (pool, "'\"", 2), pool, false, "'\\'\"'");
  assert_text (dsc_object_bytes (pool, "'\"", 2), pool, false, "b'\\'\"'");
  dsc_pool_unref (pool);
}

static void
test_octal (void)
{
  DscPool *oldest = pool_of ("1.5.2"), *next = pool_of ("2.1.3");

  assert_text (dsc_object_bytes (oldest, "a\n\0\xff'", 5), oldest, false, "\"a\\012\\000\\377'\"");
  assert_text (dsc_object_unicode (oldest, "\n\xc3\xa9\xe2\x82\xac", 6), oldest, false, "u'\\012\\351\\u20ac'");
  assert_text (dsc_object_bytes (next, "a\n\0\xff'", 5), next, false, "\"a\\n\\x00\\xff'\"");
  dsc_pool_unref (oldest);
  dsc_pool_unref (next);
}

static void
test_plain (void)
{
  DscPool *old = pool_of ("2.7.18"), *new = pool_of ("3.9.18");

  g_test_summary ("str () is always valid UTF-8: what cannot be written in it is escaped.");
  assert_text (dsc_object_str (new, "a\n\xc3\xa9\xe2\x80\x8b", 7), new, true, "a\n\xc3\xa9\xe2\x80\x8b");
  assert_text (dsc_object_str (new, "a\xed\xa0\x80z", 5), new, true, "a\\ud800z");
  assert_text (dsc_object_bytes (old, "a\xc3\xa9", 3), old, true, "a\xc3\xa9");
  assert_text (dsc_object_bytes (old, "a\xe9z\xff", 4), old, true, "a\\xe9z\\xff");
  dsc_pool_unref (old);
  dsc_pool_unref (new);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/repr-text/bytes", test_bytes);
  g_test_add_func ("/core/repr-text/characters", test_characters);
  g_test_add_func ("/core/repr-text/quotes", test_quotes);
  g_test_add_func ("/core/repr-text/octal", test_octal);
  g_test_add_func ("/core/repr-text/plain", test_plain);
  return g_test_run ();
}
