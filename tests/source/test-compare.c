/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-compare.c: where two releases part on a script, and which rules make them. */
#include "dsc-compare.h"

#include <string.h>

static const char five_delete_three[] = "d = {}\n"
                                        "for key in ['a', 'b', 'c', 'd', 'e']:\n"
                                        "    d[key] = 0\n"
                                        "del d['a']\n"
                                        "del d['b']\n"
                                        "del d['c']\n"
                                        "d['f'] = 0\n";
#define INSERT_STEP 10u   /* of the last line */

static DscTarget
target_of (const char *text)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (text, &target), ==, DSC_STATUS_OK);
  return target;
}

static DscScript *
script_of (const char *text)
{
  DscScript *script = dsc_script_new (text, strlen (text));

  g_assert_null (dsc_script_get_diagnostic (script));
  return script;
}

static DscRun *
run_of (DscScript  *script,
        const char *version)
{
  g_autoptr (GError) error = NULL;
  DscRun *run = dsc_script_run (script, target_of (version), 0, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return run;
}

static gboolean
compare (const char    *text,
         const char    *a,
         const char    *b,
         guint          what,
         DscDifference *out)
{
  g_autoptr (DscScript) script = script_of (text);
  g_autoptr (DscRun) run_a = run_of (script, a);
  g_autoptr (DscRun) run_b = run_of (script, b);

  return dsc_compare_runs (run_a->timeline, run_b->timeline, what, out);
}

/* The names of the rules, with blanks between. */
static char *
causes_of (const char          *text,
           const char          *a,
           const char          *b,
           guint                what,
           const DscDifference *difference)
{
  g_autoptr (DscScript) script = script_of (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) causes = dsc_compare_find_causes (script, target_of (a), target_of (b), 0, what, difference, NULL, &error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < causes->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "", g_array_index (causes, DscCause, i).trait);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* bpo-41493 and gh-133703: the forum's question. */
static void
test_rounding (void)
{
  static const char * const pairs[][2] = { { "3.9.18", "3.10.13" }, { "3.10.13", "3.9.18" }, { "3.13.3", "3.13.4" } };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      DscDifference difference;

      g_assert_true (compare (five_delete_three, pairs[i][0], pairs[i][1], DSC_COMPARE_BEHAVIOUR, &difference));
      g_assert_cmpint (difference.what, ==, DSC_DIFFERS_SLOTS);
      g_assert_cmpuint (difference.step, ==, INSERT_STEP);
      g_assert_cmpint (MAX (difference.a, difference.b), ==, 16);
      g_assert_cmpint (MIN (difference.a, difference.b), ==, 8);

      g_autofree char *causes = causes_of (five_delete_three, pairs[i][0], pairs[i][1], DSC_COMPARE_BEHAVIOUR, &difference);
      g_assert_cmpstr (causes, ==, "rounding");
    }
}

/* Of 20 items in 128 slots that are used up, 3.6 asks for used*2 + size/2, 3.7 for used*3 (bpo-33205). */
static void
test_growth (void)
{
  static const char text[] = "d = {}\nfor i in range(60):\n    d[i] = 0\nfor i in range(40):\n    del d[i]\nfor i in range(100, 160):\n    d[i] = 0\n    del d[i]\n";
  DscDifference difference;

  g_assert_true (compare (text, "3.6.15", "3.7.16", DSC_COMPARE_BEHAVIOUR, &difference));
  g_autofree char *causes = causes_of (text, "3.6.15", "3.7.16", DSC_COMPARE_BEHAVIOUR, &difference);
  g_assert_cmpstr (causes, ==, "growth");
}

static void
test_alike (void)
{
  DscDifference difference;

  g_assert_false (compare (five_delete_three, "3.8.18", "3.9.18", DSC_COMPARE_BEHAVIOUR, &difference));
  g_assert_false (compare (five_delete_three, "3.9.18", "3.9.18", DSC_COMPARE_BEHAVIOUR | DSC_COMPARE_BYTES, &difference));
  /* sizes that a program asks for are no behaviour, but bytes are */
  g_assert_false (compare ("import sys\nd = {'a': 1}\nsys.getsizeof(d)\nprint(sys.getsizeof(d))\n", "3.10.13", "3.11.7", DSC_COMPARE_BEHAVIOUR, &difference));
  g_assert_true (compare ("import sys\nd = {'a': 1}\nsys.getsizeof(d)\n", "3.10.13", "3.11.7", DSC_COMPARE_BYTES, &difference));
  g_assert_cmpint (difference.a, ==, 232);
  g_assert_cmpint (difference.b, ==, 184);
}

static void
test_outcome_and_program (void)
{
  DscDifference difference;

  g_assert_true (compare ("d = {'a': 1}\nd['b'] = 2\nd.popitem()\n", "2.7.18", "3.7.16", 1u << DSC_DIFFERS_OUTCOME, &difference));
  g_assert_cmpint (difference.what, ==, DSC_DIFFERS_OUTCOME);
  g_assert_cmpuint (difference.step, ==, 3);
  g_assert_true (compare ("d = {}\nd['a'] = 1 / 2\nif d['a'] > 0:\n    d['b'] = 2\n", "2.7.18", "3.7.16", 1u << DSC_DIFFERS_PROGRAM, &difference));
  g_assert_cmpint (difference.what, ==, DSC_DIFFERS_PROGRAM);
}

/* Tables with slots in a keys object hold 11 keys in 16 slots, those with indices 10; and both can begin with shared empty keys. */
static void
test_across_families (void)
{
  static const struct { const char *text, *a, *b, *cause; guint64 step; } cases[] = {
    { "d = {}\nfor i in range(12):\n    d[i] = 0\n", "3.5.10", "3.6.15", "usable", 12 },
    { "d = {}\nfor i in range(12):\n    d[i] = 0\n", "3.6.15", "3.5.10", "usable", 12 },
    { "d = {}\nd[1] = 1\n", "3.5.10", "3.8.18", "empty_display", 1 },
    { "d = dict()\nd[1] = 1\n", "3.10.13", "3.5.10", "empty_call", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DscDifference difference;

      g_assert_true (compare (cases[i].text, cases[i].a, cases[i].b, DSC_COMPARE_BEHAVIOUR, &difference));
      g_assert_cmpuint (difference.step, ==, cases[i].step);

      g_autofree char *causes = causes_of (cases[i].text, cases[i].a, cases[i].b, DSC_COMPARE_BEHAVIOUR, &difference);
      g_assert_cmpstr (causes, ==, cases[i].cause);
    }
}

/* What the oldest tables do hangs together with how they are built; that is said by an empty list, not by a wrong rule. */
static void
test_no_single_rule (void)
{
  DscDifference difference;

  g_assert_true (compare ("d = {}\n", "1.5.2", "3.8.18", DSC_COMPARE_BEHAVIOUR, &difference));
  g_autofree char *causes = causes_of ("d = {}\n", "1.5.2", "3.8.18", DSC_COMPARE_BEHAVIOUR, &difference);
  g_assert_cmpstr (causes, ==, "");
}

static void
test_sentences (void)
{
  g_autoptr (DscScript) script = script_of (five_delete_three);
  g_autoptr (DscRun) a = run_of (script, "3.9.18");
  g_autoptr (DscRun) b = run_of (script, "3.10.13");
  g_autoptr (GError) error = NULL;
  DscDifference difference;

  g_assert_true (dsc_compare_runs (a->timeline, b->timeline, DSC_COMPARE_BEHAVIOUR, &difference));
  g_autofree char *sentence = dsc_difference_describe (&difference, target_of ("3.9.18"), target_of ("3.10.13"), a->timeline, b->timeline);
  g_assert_cmpstr (sentence, ==, "They part at step 10, “d['f'] = 0”. 3.9.18 has 8 slots then, 3.10.13 has 16.");

  g_autoptr (GArray) causes = dsc_compare_find_causes (script, target_of ("3.9.18"), target_of ("3.10.13"), 0, DSC_COMPARE_BEHAVIOUR, &difference, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *cause = dsc_cause_describe (&g_array_index (causes, DscCause, 0), target_of ("3.9.18"), target_of ("3.10.13"));
  g_assert_nonnull (strstr (cause, "bpo-41493"));
  g_assert_nonnull (strstr (cause, "3.10.0"));
}

/* Releases with the same rules are different ones to a program that asks which it is. */
static void
test_partner_by_number (void)
{
  g_autoptr (DscScript) script = script_of ("import sys\nd = {}\nif sys.version_info[2] > 10:\n    d['late'] = 1\nd['a'] = 2\n");
  g_autoptr (GError) error = NULL;
  DscDifference difference;
  DscTarget partner;
  char name[64];

  g_assert_true (dsc_compare_find_partner (script, target_of ("3.9.18"), 0, DSC_COMPARE_BEHAVIOUR, NULL, &partner, &difference, &error));
  g_assert_no_error (error);
  dsc_target_format (partner, name, sizeof name);
  g_assert_cmpstr (name, ==, "3.9.10");
}

static void
test_partner (void)
{
  static const struct { const char *of, *partner; } rows[] = { { "3.10.13", "3.9.25" }, { "3.14.10", "3.13.3" }, { "3.13.13t", "3.13.3t" } };
  g_autoptr (DscScript) script = script_of (five_delete_three);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      DscDifference difference;
      DscTarget partner;
      char name[64];

      g_assert_true (dsc_compare_find_partner (script, target_of (rows[i].of), 0, DSC_COMPARE_BEHAVIOUR, NULL, &partner, &difference, &error));
      g_assert_no_error (error);
      dsc_target_format (partner, name, sizeof name);
      g_assert_cmpstr (name, ==, rows[i].partner);
      g_assert_cmpuint (difference.step, ==, INSERT_STEP);
    }
}

static void
test_cancelled (void)
{
  g_autoptr (DscScript) script = script_of ("d = {}\nfor i in range(100000):\n    d[i] = 0\n");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  DscDifference difference;
  DscTarget partner;

  g_cancellable_cancel (cancellable);
  g_assert_false (dsc_compare_find_partner (script, target_of ("3.10.13"), 0, DSC_COMPARE_BEHAVIOUR, cancellable, &partner, &difference, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/compare/rounding", test_rounding);
  g_test_add_func ("/source/compare/growth", test_growth);
  g_test_add_func ("/source/compare/alike", test_alike);
  g_test_add_func ("/source/compare/outcome-and-program", test_outcome_and_program);
  g_test_add_func ("/source/compare/across-families", test_across_families);
  g_test_add_func ("/source/compare/no-single-rule", test_no_single_rule);
  g_test_add_func ("/source/compare/sentences", test_sentences);
  g_test_add_func ("/source/compare/partner", test_partner);
  g_test_add_func ("/source/compare/partner-by-number", test_partner_by_number);
  g_test_add_func ("/source/compare/cancelled", test_cancelled);
  return g_test_run ();
}
