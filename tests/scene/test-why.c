/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-why.c: every moment has its causes, with numbers that are right and names that belong to the release. */
#include "dsc-why.h"

#include <string.h>

#include "dsc-test-moments.h"
#include "dsc-version-functions.h"

static const char *const versions[] = {
  "1.5.2", "2.1.3", "2.4.6", "2.7.18", "3.2.6", "3.3.0", "3.5.10", "3.6.0", "3.6.15", "3.9.18", "3.10.13", "3.11.7", "3.12.1", "3.13.0", "3.13.13",
  "3.13.13t", "3.14.10", "3.15.2", "gopy", "compact-2012",
};

static const char *const programs[] = {
  "set 1; set 9; set 17", "set 1; set 9; del 1; get 9", "set 1; set 9; del 1; set 17", "update 100", "update 5; set 77", "update 10; del 3; set 99; set 98",
  "set 'a'; set 'b'; set 3", "set 'a'; get 3", "update 5; clear", "update 30; pop", "set 'a'; from 30", "from 100", "fromset 21", "update 20; copy", "display 6",
  "display 40", "set 5; set 5", "class; new; attr x", "class; new; new; attr x; vars; vars 1", "class; new; attr x; attr y; delattr x", "class; new; attr x; vars",
  "class; new; new; attr a; attr b; attr c; attr d; attr e; attr f",
};

static gboolean
can_run (const char *version,
         const char *program)
{
  return strstr (program, "class") == NULL || (version[0] == '3' && strcmp (version, "3.2.6") != 0);
}

static void
check_link (const DscWhyLink *link)
{
  g_assert_nonnull (link->text);
  g_assert_true (g_utf8_validate (link->text, -1, NULL));
  g_assert_true (g_str_has_suffix (link->text, ".") || g_str_has_suffix (link->text, ".)"));
  g_assert_null (strstr (link->text, "(null)"));
  if (link->code != NULL)
    g_assert_null (strstr (link->code, "(null)"));
  if (link->function != NULL)
    g_assert_cmpuint (strlen (link->function), >, 2);
  if (link->source != NULL)
    g_assert_null (strstr (link->source, "(null)"));
  g_test_message ("      %s%s%s%s%s%s%s", link->text, link->code != NULL ? " | " : "", link->code != NULL ? link->code : "", link->function != NULL ? " @ " : "",
                  link->function != NULL ? link->function : "", link->source != NULL ? " @@ " : "", link->source != NULL ? link->source : "");
}

static void
test_all (gconstpointer data)
{
  const char *version = data;

  for (gsize p = 0; p < G_N_ELEMENTS (programs); p++)
    {
      if (!can_run (version, programs[p]))
        continue;
      g_test_message ("== %s: %s", version, programs[p]);
      g_autoptr (DscMoments) moments = dsc_test_moments (version, programs[p]);

      for (guint i = 0; i < dsc_moments_get_n (moments); i += i < 60 ? 1 : 17)
        {
          const DscMoment *moment = dsc_moments_get (moments, i);
          g_autoptr (GPtrArray) links = dsc_why_moment (moments, i);
          const DscWhyLink *first = g_ptr_array_index (links, 0);

          g_test_message ("   %u %d", i, moment->kind);
          g_assert_cmpstr (first->text, ==, moment->sentence);
          for (guint k = 0; k < links->len; k++)
            check_link (g_ptr_array_index (links, k));
          if (moment->kind != DSC_MOMENT_FIELD && moment->kind != DSC_MOMENT_MANY && moment->kind != DSC_MOMENT_DONE)
            g_assert_cmpuint (links->len, >=, 2);
        }
    }
}

/* The link whose code contains that text, the last one: the first may be the moment's own; NULL: none. */
static const DscWhyLink *
find_code (GPtrArray  *links,
           const char *code)
{
  for (guint i = links->len; i-- > 0;)
    {
      const DscWhyLink *link = g_ptr_array_index (links, i);
      if (link->code != NULL && strstr (link->code, code) != NULL)
        return link;
    }
  return NULL;
}

static gboolean
says (GPtrArray  *links,
      const char *text)
{
  for (guint i = 0; i < links->len; i++)
    if (strstr (((const DscWhyLink *) g_ptr_array_index (links, i))->text, text) != NULL)
      return TRUE;
  return FALSE;
}

static GPtrArray *
why (const char *version,
     const char *program)
{
  g_autoptr (DscMoments) moments = dsc_test_moments (version, program);

  return dsc_why_moment (moments, dsc_moments_get_n (moments) - 1);
}

static void
test_growth (void)
{
  static const struct { const char *version, *growth, *function, *test, *source; } cases[] = {
    { "2.7.18", "minused = ma_used*4 = 6*4 = 24", "PyDict_SetItem", "18 >= 16", NULL },
    { "3.3.0", "GROWTH_RATE = ma_used*2 = 5*2 = 10", "insertion_resize", "0 <= 0", NULL },
    { "3.5.10", "GROWTH_RATE = ma_used*2 + dk_size/2 = 5*2 + 4 = 14", "insertion_resize", "0 <= 0", "bpo-17563" },
    { "3.9.18", "GROWTH_RATE = ma_used*3 = 5*3 = 15", "insertion_resize", "0 <= 0", "bpo-33205" },
    { "3.14.10", "GROWTH_RATE = ma_used*3 = 5*3 = 15", "insertion_resize", "0 <= 0", "bpo-33205" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) links = why (cases[i].version, "update 5; set 77");
      const DscWhyLink *growth = find_code (links, cases[i].growth);
      const DscWhyLink *test = find_code (links, cases[i].test);

      g_assert_nonnull (growth);
      g_assert_nonnull (test);
      g_assert_cmpstr (test->function, ==, cases[i].function);
      if (cases[i].source != NULL)
        g_assert_nonnull (strstr (growth->source, cases[i].source));
    }
}

/* Checklist 1-24: three of ten deleted, one added: 3.10 grows where 3.9 does not, and says why. */
static void
test_rounding (void)
{
  g_autoptr (GPtrArray) wrong = why ("3.10.13", "fromset 21");
  g_autoptr (GPtrArray) right = why ("3.14.10", "fromset 21");
  g_autoptr (GPtrArray) before = why ("3.9.18", "fromset 21");

  g_assert_true (says (wrong, "32 slots would have been enough: the formula is off by one bit. It was repaired in 3.13.4 (gh-133703)."));
  g_assert_nonnull (strstr (find_code (wrong, "bit_length")->source, "bpo-41493"));
  g_assert_cmpstr (find_code (wrong, "bit_length (((32")->function, ==, "calculate_keysize");
  g_assert_false (says (right, "enough: the formula"));
  g_assert_false (says (before, "enough: the formula"));
}

static void
test_50000 (void)
{
  g_autoptr (DscMoments) small = dsc_test_moments ("2.7.18", "update 5; set 77");
  g_autoptr (GPtrArray) links = dsc_why_moment (small, dsc_moments_get_n (small) - 1);

  g_assert_nonnull (find_code (links, "ma_used > 50000: 6 > 50000"));
}

static void
test_deletion (void)
{
  g_autoptr (GPtrArray) compact = why ("3.14.10", "set 1; set 9; del 1");
  g_autoptr (GPtrArray) keys_open = why ("3.5.10", "set 1; set 9; del 1");
  g_autoptr (GPtrArray) open = why ("2.7.18", "set 1; set 9; del 1");

  g_assert_nonnull (find_code (compact, "DKIX_DUMMY (-2)"));
  g_assert_true (says (compact, "dk_usable stays 3"));
  g_assert_true (says (compact, "No deletion makes a table smaller"));
  g_assert_true (says (keys_open, "dk_usable stays 3"));
  g_assert_true (says (open, "ma_fill stays 2"));
  g_assert_cmpstr (find_code (open, "me_key == NULL")->function, ==, "PyDict_DelItem");
  g_assert_cmpstr (find_code (compact, "DKIX_DUMMY (-2)")->function, ==, "delitem_common");
}

/* What is said of the moment is true of it: popitem () frees the last entry, del does not; only live items move; shared keys stay. */
static void
test_particular_cases (void)
{
  g_autoptr (GPtrArray) pop = why ("3.14.10", "update 30; pop");
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (DscMoments) moments = dsc_test_moments ("3.9.18", "class; new; new; attr a; attr b; attr c; attr d; attr e; attr f");
  g_autoptr (DscMoments) fresh = dsc_test_moments ("3.14.10", "set 1; set 9");
  g_autoptr (DscMoments) again = dsc_test_moments ("3.14.10", "update 3; set 1");

  g_assert_true (says (pop, "the last entry may be filled again"));
  g_assert_false (says (pop, "in the middle of the order"));
  left = dsc_why_moment (moments, (guint) dsc_test_find_moment (moments, DSC_MOMENT_OLD_TABLE_LEFT, -1));
  g_assert_true (says (left, "The keys are shared"));
  g_assert_nonnull (find_code (left, "USABLE_FRACTION = 2*8 / 3 = 5"));
  g_autoptr (GPtrArray) stored = dsc_why_moment (fresh, (guint) dsc_test_find_moment (fresh, DSC_MOMENT_VALUE, -1));
  g_autoptr (GPtrArray) replaced = dsc_why_moment (again, (guint) dsc_test_find_moment (again, DSC_MOMENT_VALUE, -1));
  g_assert_false (says (stored, "only the value is replaced"));
  g_assert_true (says (replaced, "only the value is replaced"));
}

static void
test_telling (void)
{
  static const struct { const char *program; DscMomentKind kind; } cases[] = {
    { "update 5; set 77", DSC_MOMENT_RESIZE_REQUEST }, { "set 1; set 9; del 1", DSC_MOMENT_DUMMY_PLACED }, { "set 1; set 9; get 9", DSC_MOMENT_FOUND },
    { "set 1; set 9; get 3", DSC_MOMENT_NOT_FOUND }, { "set 1; set 9; set 17", DSC_MOMENT_NOT_FOUND },
    { "update 5; clear", DSC_MOMENT_FIELD }, { "class; new; attr x; vars", DSC_MOMENT_ALLOCATE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DscMoments) moments = dsc_test_moments ("3.14.10", cases[i].program);

      g_assert_cmpint (dsc_moments_get (moments, dsc_why_find_telling (moments))->kind, ==, cases[i].kind);
    }
}

static void
test_functions (void)
{
  static const struct { const char *version; DscFunctionRole role; const char *name; } cases[] = {
    { "2.7.18", DSC_FUNCTION_LOOKUP_STR, "lookdict_string" }, { "3.2.6", DSC_FUNCTION_LOOKUP_STR, "lookdict_unicode" }, { "1.5.2", DSC_FUNCTION_LOOKUP_STR, NULL },
    { "2.7.18", DSC_FUNCTION_GROWTH, NULL }, { "3.9.18", DSC_FUNCTION_ROUNDING, "dictresize" }, { "3.10.13", DSC_FUNCTION_ROUNDING, "calculate_keysize" },
    { "3.13.13", DSC_FUNCTION_ROUNDING, "calculate_log2_keysize" }, { "3.14.10", DSC_FUNCTION_VERSION_TAG, NULL }, { "3.7.16", DSC_FUNCTION_FROM_EMPTY, "insertion_resize" },
    { "3.8.18", DSC_FUNCTION_FROM_EMPTY, "insert_to_emptydict" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DscTarget target;
      const char *file = NULL;

      g_assert_cmpint (dsc_target_parse (cases[i].version, &target), ==, DSC_STATUS_OK);
      const DscTraits traits = dsc_traits_resolve (target);
      g_assert_cmpstr (dsc_version_function (&traits, cases[i].role, &file), ==, cases[i].name);
      g_assert_cmpint (file != NULL, ==, cases[i].name != NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *path = g_strdup_printf ("/scene/why/all/%s", versions[i]);

      g_test_add_data_func (path, versions[i], test_all);
    }
  g_test_add_func ("/scene/why/growth", test_growth);
  g_test_add_func ("/scene/why/rounding", test_rounding);
  g_test_add_func ("/scene/why/border-of-50000", test_50000);
  g_test_add_func ("/scene/why/deletion", test_deletion);
  g_test_add_func ("/scene/why/particular-cases", test_particular_cases);
  g_test_add_func ("/scene/why/telling", test_telling);
  g_test_add_func ("/scene/why/functions", test_functions);
  return g_test_run ();
}
