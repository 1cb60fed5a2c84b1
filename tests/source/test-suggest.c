/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-suggest.c: edit distances and suggested names, as CPython 3.12's traceback module gives them. */
#include "dsc-suggest-private.h"

static void
test_distance (void)
{
  static const struct {
    const char *a, *b;
    guint       distance;
  } cases[] = {
    { "", "", 0 }, { "", "a", 2 }, { "a", "A", 1 }, { "Apple", "Aple", 2 }, { "Banana", "B@n@n@", 6 }, { "Cherry", "Cherry!", 2 }, { "---0---", "------", 2 },
    { "abc", "y", 6 }, { "aa", "bb", 4 }, { "aaaaa", "AAAAA", 5 }, { "wxyz", "wXyZ", 2 }, { "wxyz", "wXyZ123", 8 }, { "Python", "Java", 12 }, { "Java", "C#", 8 },
    { "AbstractFoobarManager", "abstract_foobar_manager", 7 }, { "CPython", "PyPy", 10 }, { "CPython", "pypy", 11 }, { "AttributeError", "AttributeErrop", 2 },
    { "AttributeError", "AttributeErrorTests", 10 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpuint (dsc_suggest_distance (cases[i].a, cases[i].b, 4096), ==, cases[i].distance);
      g_assert_cmpuint (dsc_suggest_distance (cases[i].b, cases[i].a, 4096), ==, cases[i].distance);
      for (guint max = 0; max < cases[i].distance; max++)
        g_assert_cmpuint (dsc_suggest_distance (cases[i].a, cases[i].b, max), >, max);
    }
}

static void
test_suggestions (void)
{
  static const char *const names[] = { "clear", "copy", "items", "keys", "pop", "popitem", "update" };
  g_autofree char *longest = g_strnfill (200, 'x');
  guint distance = 0;

  g_assert_cmpstr (dsc_suggest ("itmes", names, G_N_ELEMENTS (names), &distance, NULL), ==, "items");
  g_assert_cmpstr (dsc_suggest ("Keys", names, G_N_ELEMENTS (names), &distance, NULL), ==, "keys");
  g_assert_cmpstr (dsc_suggest ("popitems", names, G_N_ELEMENTS (names), &distance, NULL), ==, "popitem");
  g_assert_null (dsc_suggest ("nothing_alike", names, G_N_ELEMENTS (names), &distance, NULL));
  g_assert_null (dsc_suggest (longest, names, G_N_ELEMENTS (names), &distance, NULL));
  g_assert_null (dsc_suggest ("", names, 0, &distance, NULL));
}

static void
test_names (void)
{
  g_autoptr (GPtrArray) older = dsc_names_builtins (DSC_V (3, 10, 0));
  g_autoptr (GPtrArray) newer = dsc_names_builtins (DSC_V (3, 15, 0));

  g_assert_cmpuint (older->len, >, 150);
  g_assert_cmpuint (newer->len, >, older->len);
  g_assert_true (dsc_names_is_module ("sys"));
  g_assert_true (dsc_names_is_module ("zoneinfo"));
  g_assert_false (dsc_names_is_module ("numpy"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/suggest/distance", test_distance);
  g_test_add_func ("/source/suggest/suggestions", test_suggestions);
  g_test_add_func ("/source/suggest/names", test_names);
  return g_test_run ();
}
