/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-player-object.c: keys and values of the scenario language. */
#include "player-fixture.h"

static void
test_texts (void)
{
  static const struct { const char *json, *old, *new; } all[] = {   /* repr in 2.7 (NULL: the recorder fails there) and 3.x */
    { "5", "5", "5" },
    { "true", "True", "True" },
    { "null", "None", "None" },
    { "1.5", "1.5", "1.5" },
    { "\"a\"", "'a'", "'a'" },
    { "\"\\u00e9\"", "u'\\xe9'", "'\303\251'" },
    { "\"a\\u0000b\"", "'a\\x00b'", "'a\\x00b'" },
    { "\"\\ud800\"", "u'\\ud800'", "'\\ud800'" },
    { "123456789012345678901234567890", NULL, "123456789012345678901234567890" },
    { "{\"i\":7}", "7", "7" },
    { "{\"i\":\" -7 \"}", "-7", "-7" },
    { "{\"i\":\"-0\"}", "0", "0" },
    { "{\"i\":\"-36893488147419103232\"}", "-36893488147419103232L", "-36893488147419103232" },
    { "{\"l\":7}", "7L", "7" },
    { "{\"l\":\"18446744073709551616\"}", "18446744073709551616L", "18446744073709551616" },
    { "{\"s\":\"x\"}", "'x'", "'x'" },
    { "{\"u\":\"x\"}", "u'x'", "'x'" },
    { "{\"f\":2}", "2.0", "2.0" },
    { "{\"f\":\"-inf\"}", "-inf", "-inf" },
    { "{\"f\":\"1e3\"}", "1000.0", "1000.0" },
    { "{\"x\":[1,-2.5]}", "(1-2.5j)", "(1-2.5j)" },
    { "{\"t\":[]}", "()", "()" },
    { "{\"t\":[1,[2],{\"t\":[3]}]}", "(1, [2], (3,))", "(1, [2], (3,))" },
    { "{\"fs\":[1,1]}", "frozenset([1])", "frozenset({1})" },
    { "{\"n\":null}", "None", "None" },
    { "{\"b\":1}", "True", "True" },
    { "{\"b\":0}", "False", "False" },
    { "{\"y\":\"a\\u00ff\\u0080\"}", "'a\\xff\\x80'", "b'a\\xff\\x80'" },
    { "{\"c\":\"x\"}", "S('x')", "S('x')" },
    { "{\"h\":[-1,\"n\"]}", "H(-1,n)", "H(-1,n)" },
    { "{\"h\":[5,8]}", "H(5,8)", "H(5,8)" },
    { "{\"unhashable\":1}", "[]", "[]" },
    { "[1,\"x\"]", "[1, 'x']", "[1, 'x']" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    for (int is_new = 0; is_new < 2; is_new++)
      {
        Fixture self;
        g_autofree char *ops = g_strdup_printf ("[\"set\",0,%s]", all[i].json);
        const char *value = is_new ? all[i].new : all[i].old;
        g_autofree char *expected = value != NULL ? g_strconcat ("0: ", value, NULL) : g_strdup ("");
        fixture_init (&self, is_new ? "3.9.18" : "2.7.18", ops);
        fixture_play (&self);
        g_assert_cmpstr (self.played.exception, ==, value != NULL ? NULL : "AttributeError");
        g_autofree char *items = fixture_items (&self);
        g_assert_cmpstr (items, ==, expected);
        fixture_clear (&self);
      }
}

/* The only value of the current dict. */
static const DscObject *
only_value (const Fixture *self)
{
  size_t position = 0;
  DscPair pair;

  g_assert_true (dsc_dict_next (self->played.dict, &position, &pair));
  return pair.value;
}

static void
test_identity (void)
{
  static const struct { const char *json; gboolean same; } all[] = {
    { "{\"c\":\"x\"}", TRUE }, { "{\"h\":[1,\"x\"]}", TRUE }, { "5", TRUE }, { "500", FALSE }, { "\"long\"", FALSE }, { "1.5", FALSE },
  };

  g_test_summary ("Instances of the user classes are made once, what CPython keeps is one object, all else is new each time.");
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      Fixture self;
      g_autofree char *ops = g_strdup_printf ("[\"set\",0,%s],[\"set\",0,%s]", all[i].json, all[i].json);
      fixture_init (&self, "3.9.18", ops);
      fixture_step (&self);
      const DscObject *first = only_value (&self);
      fixture_step (&self);
      g_assert_cmpint (only_value (&self) == first, ==, all[i].same);
      fixture_clear (&self);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/player-object/texts", test_texts);
  g_test_add_func ("/source/player-object/identity", test_identity);
  return g_test_run ();
}
