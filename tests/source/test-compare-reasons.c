/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-compare-reasons.c: what makes two releases differ, in few words. */
#include "dsc-compare-reasons.h"

#include <string.h>

static const char five_delete_three[] = "d = {}\nfor key in ['a', 'b', 'c', 'd', 'e']:\n    d[key] = 0\ndel d['a']\ndel d['b']\ndel d['c']\nd['f'] = 0\n";
static const char numbers[] = "d = {}\nfor i in range(12):\n    d[i] = i\n";
static const char instance[] = "class Row:\n    def __init__(self, a):\n        self.a = a\nr = Row(1)\n";

static DscTarget
target_of (const char *text)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (text, &target), ==, DSC_STATUS_OK);
  return target;
}

/* versions: names with commas between. */
static DscReasons *
explain (const char *text,
         const char *versions,
         guint       what,
         guint64     step)
{
  g_autoptr (DscScript) script = dsc_script_new (text, strlen (text));
  g_auto (GStrv) names = g_strsplit (versions, ",", -1);
  DscScript *scripts[DSC_REASON_MOST_SIDES];
  DscTarget targets[DSC_REASON_MOST_SIDES];
  const guint n = g_strv_length (names);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      scripts[i] = script;
      targets[i] = target_of (names[i]);
    }
  DscReasons *reasons = dsc_compare_explain (scripts, targets, n, 0, what, step, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reasons->reasons->len, >, 0);
  return reasons;
}

/* One line a reason: "heading: note | outcome | outcome". */
static char *
format (const DscReasons *reasons,
        guint             n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < reasons->reasons->len; i++)
    {
      const DscReason *reason = &g_array_index (reasons->reasons, DscReason, i);

      g_string_append (text, reason->heading);
      if (reason->note != NULL)
        g_string_append_printf (text, ": %s", reason->note);
      for (guint k = 0; k < n; k++)
        if (reason->outcomes[k] != NULL)
          g_string_append_printf (text, " | %s", reason->outcomes[k]);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static void
expect (const char *text,
        const char *versions,
        guint       what,
        guint64     step,
        const char *wanted,
        const char *source)
{
  g_autoptr (DscReasons) reasons = explain (text, versions, what, step);
  g_autofree char *told = format (reasons, DSC_REASON_MOST_SIDES);

  g_assert_cmpstr (told, ==, wanted);
  g_assert_cmpstr (reasons->source, ==, source);
}

/* The forum's question: bpo-41493 and gh-133703. */
static void
test_rounding (void)
{
  static const char told[] = "dk_usable = 0: both must rebuild\nGROWTH_RATE: 2 × 3 = 6\nround up 6 | 8 | 16\n";
  static const char turned[] = "dk_usable = 0: both must rebuild\nGROWTH_RATE: 2 × 3 = 6\nround up 6 | 16 | 8\n";

  expect (five_delete_three, "3.9.18,3.10.13", DSC_COMPARE_BEHAVIOUR, 10, told, "bpo-41493, 3.10.0; undone in 3.13.4 and 3.14.0");
  expect (five_delete_three, "3.10.13,3.9.18", DSC_COMPARE_BEHAVIOUR, 10, turned, "bpo-41493, 3.10.0; undone in 3.13.4 and 3.14.0");
  /* What 3.14's alphas did is no undoing of the repair. */
  expect (five_delete_three, "3.13.3,3.13.4", DSC_COMPARE_BEHAVIOUR, 10, turned, "gh-133703, 3.13.4");
}

static void
test_three (void)
{
  expect (five_delete_three, "3.9.18,3.10.13,3.14.10", DSC_COMPARE_BEHAVIOUR, 10,
          "dk_usable = 0: all must rebuild\nGROWTH_RATE: 2 × 3 = 6\nround up 6 | 8 | 16 | 8\n",
          "bpo-41493, 3.10.0; undone in 3.13.4 and 3.14.0 · gh-133703, 3.14.0");
}

/* Tables of two families: few rules can be exchanged, but each tells what it did. */
static void
test_families (void)
{
  expect (numbers, "2.7.18,3.5.10", DSC_COMPARE_BEHAVIOUR, 7,
          "must it be rebuilt? | 6 × 3 ≥ 8 × 2 | dk_usable = 0\nslots asked for | 6 × 4 = 24 | 5 × 2 + 4 = 14\nslots | 24 → 32 | 14 → 16\n"
          "the table | slots in one array | slots in a keys object\n", NULL);
}

/* (2n + 1) / 3 of 16 slots are 11, 2n / 3 are 10. */
static void
test_usable (void)
{
  expect (numbers, "3.5.10,3.6.15", DSC_COMPARE_BEHAVIOUR, 12,
          "must it be rebuilt? | dk_usable = 1 | dk_usable = 0\nwhat fits into 16 slots | 11 | 10\nGROWTH_RATE | 10 × 2 + 8 = 28\nslots | 16 | 28 → 32\n"
          "how full it may get | (2*size + 1)/3 | 2*size/3\n", "dictobject.c, USABLE_FRACTION, 3.6.0");
}

static void
test_empty (void)
{
  /* shared empty keys come with an array of no values; that makes no instance's dict of them */
  expect ("d = {}\n", "2.7.18,3.10.13", DSC_COMPARE_BEHAVIOUR, 1, "slots | 8 | 1\nthe table | slots in one array | indices beside entries\n"
          "bytes of the GC head | 32 | 16\nbytes of the object | 56 | 48\nbytes that are free | 8 × 24 = 192 | 0\n", "bpo-33597, 3.8.0");
  expect (numbers, "3.7.17,3.8.20", DSC_COMPARE_BEHAVIOUR, 1, "slots | 8 | 1\nan empty {} | own table | shared keys\n"
          "bytes of the GC head | 32 | 16\nbytes of the keys header | 40 | 0\nbytes of the indices | 8 × 1 = 8 | 0\nbytes that are free | 5 × 24 = 120 | 0\n", "bpo-30040, 3.8.0 · bpo-33597, 3.8.0");
}

static void
test_bytes (void)
{
  g_autoptr (DscReasons) reasons = explain ("d = {'a': 1}\n", "3.10.13,3.11.7", DSC_COMPARE_BYTES, 1);
  g_autofree char *told = format (reasons, 2);

  g_assert_true (reasons->is_first);
  g_assert_nonnull (strstr (told, "bytes of the keys header | 40 | 32\n"));
  g_assert_nonnull (strstr (told, "bytes of what is in use | 24 | 16\n"));
  g_assert_nonnull (strstr (told, "short entries for str | no | yes\n"));
  g_assert_cmpstr (reasons->source, ==, "bpo-44206, 3.11.0 · bpo-46845, 3.11.0");
}

static void
test_instances (void)
{
  g_autoptr (DscReasons) reasons = explain (instance, "3.10.13,3.11.7", DSC_COMPARE_BEHAVIOUR, 3);
  g_autofree char *told = format (reasons, 2);

  g_assert_nonnull (strstr (told, "values of instances | in the dict | values pointer\n"));
  g_assert_nonnull (strstr (reasons->source, "bpo-45340, 3.11.0"));
}

/* A slot that a deletion left is taken again by open tables only; popitem takes what its release says. */
static void
test_dummies (void)
{
  static const char four_of_ten[] = "d = {}\nfor key in 'abcdefghij':\n    d[key] = 1\nfor key in 'abcd':\n    del d[key]\nd['new'] = 1\n";

  expect (four_of_ten, "3.5.10,3.6.15", DSC_COMPARE_BEHAVIOUR, 16,
          "must it be rebuilt? | no: it takes the slot of a dummy | dk_usable = 0\nGROWTH_RATE | 6 × 2 + 8 = 20\nslots | 16 | 20 → 32\n"
          "the table | slots in a keys object | indices beside entries\n", NULL);
  expect ("d = {}\nfor i in range(3):\n    d[i] = i\nd.popitem()\n", "3.5.10,3.6.15", 1u << DSC_DIFFERS_OUTCOME, 5,
          "what it gives | (0, 0) | (2, 2)\nwhich item popitem() takes | finger in slot 0 | last entry\n"
          "bytes of the object | 40 | 48\nbytes of the keys header | 32 | 40\nbytes of the indices | 0 | 8 × 1 = 8\n"
          "bytes of what was deleted | 24 | 0\nbytes that are free | 5 × 24 = 120 | 3 × 24 = 72\n", "dictobject.c, dict_popitem, 3.6.0");
}

/* Before and behind the first difference, and where there is none. */
static void
test_place (void)
{
  g_autoptr (DscReasons) before = explain (five_delete_three, "3.9.18,3.10.13", DSC_COMPARE_BEHAVIOUR, 9);
  g_autoptr (DscReasons) here = explain (five_delete_three, "3.9.18,3.10.13", DSC_COMPARE_BEHAVIOUR, 10);
  g_autoptr (DscReasons) never = explain (five_delete_three, "3.8.18,3.9.18", DSC_COMPARE_BEHAVIOUR, 10);
  g_autofree char *longer = g_strconcat (five_delete_three, "d['g'] = 0\n", NULL);
  g_autoptr (DscReasons) behind = explain (longer, "3.9.18,3.10.13", DSC_COMPARE_BEHAVIOUR, 11);
  g_autofree char *told = format (behind, 2);

  g_assert_false (before->is_first);
  g_assert_null (before->source);
  g_assert_cmpstr (g_array_index (before->reasons, DscReason, 0).heading, ==, "alike");
  g_assert_true (here->is_first);
  g_assert_cmpstr (g_array_index (never->reasons, DscReason, 0).heading, ==, "alike");
  g_assert_false (behind->is_first);
  g_assert_nonnull (strstr (told, "apart since step 10"));
  g_assert_nonnull (strstr (told, "rounding | power of two >= request | 2**bit_length"));
}

/* A program that has ended in one release has no step to be compared. */
static void
test_ended (void)
{
  expect ("d = {'a': 1}\nfor k in {**d}:\n    d[k] = 2\nd['z'] = 3\n", "3.4.10,3.6.15", DSC_COMPARE_BEHAVIOUR, 6,
          "apart since step 2\nthe program | ended after step 1 | goes on\n", NULL);
}

/* Two scripts by the rules of one release. */
static void
test_scripts (void)
{
  g_autoptr (DscScript) a = dsc_script_new (numbers, strlen (numbers));
  g_autoptr (DscScript) b = dsc_script_new (five_delete_three, strlen (five_delete_three));
  DscScript *scripts[] = { a, b };
  const DscTarget targets[] = { target_of ("3.14.10"), target_of ("3.14.10") };
  g_autoptr (GError) error = NULL;
  g_autoptr (DscReasons) reasons = dsc_compare_explain (scripts, targets, 2, 0, DSC_COMPARE_BEHAVIOUR, 10, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (g_array_index (reasons->reasons, DscReason, 0).heading, ==, "the same rules");
  g_assert_null (reasons->source);
}

/* Two releases and another script: not the same rules. */
static void
test_scripts_and_releases (void)
{
  g_autoptr (DscScript) a = dsc_script_new (numbers, strlen (numbers));
  g_autoptr (DscScript) b = dsc_script_new (five_delete_three, strlen (five_delete_three));
  DscScript *scripts[] = { a, a, b };
  const DscTarget targets[] = { target_of ("3.14.10"), target_of ("3.9.18"), target_of ("3.14.10") };
  g_autoptr (GError) error = NULL;
  g_autoptr (DscReasons) reasons = dsc_compare_explain (scripts, targets, 3, 0, DSC_COMPARE_BEHAVIOUR, 10, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (g_array_index (reasons->reasons, DscReason, 0).heading, ==, "other scripts");
}

/* A step that prints has no slots that another's could differ from. */
static void
test_scripts_without_a_dict (void)
{
  g_autoptr (DscScript) a = dsc_script_new ("print(1)\n", strlen ("print(1)\n"));
  g_autoptr (DscScript) b = dsc_script_new ("d = {'a': 1}\n", strlen ("d = {'a': 1}\n"));
  DscScript *scripts[] = { a, b };
  const DscTarget targets[] = { target_of ("3.14.10"), target_of ("3.14.10") };
  g_autoptr (GError) error = NULL;
  g_autoptr (DscReasons) reasons = dsc_compare_explain (scripts, targets, 2, 0, DSC_COMPARE_BEHAVIOUR, 1, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < reasons->reasons->len; i++)
    g_assert_cmpstr (g_array_index (reasons->reasons, DscReason, i).heading, !=, "slots");
}

static void
test_cancelled (void)
{
  g_autoptr (DscScript) script = dsc_script_new (numbers, strlen (numbers));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  DscScript *scripts[] = { script, script };
  const DscTarget targets[] = { target_of ("3.9.18"), target_of ("3.14.10") };
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (dsc_compare_explain (scripts, targets, 2, 0, DSC_COMPARE_BEHAVIOUR, 10, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Every rule that ever changed can be told where it was read, between any two releases around the change. */
static void
test_sources (void)
{
  const DscTraitChange *changes;
  const gsize n = dsc_traits_history (&changes);

  for (gsize i = 1; i < n; i++)
    {
      const gboolean same = g_str_equal (changes[i].trait, changes[i - 1].trait);
      const DscCause cause = { changes[i].trait, same ? &changes[i - 1] : NULL, &changes[i] };
      const DscTarget target = { .version = changes[i].since | DSC_V_FINAL };
      g_autofree char *source = dsc_cause_source (&cause, target, target);

      g_assert_nonnull (source);
      g_assert_null (strstr (source, "\n"));
      g_assert_cmpuint (strlen (source), >, 6);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/compare-reasons/rounding", test_rounding);
  g_test_add_func ("/source/compare-reasons/three", test_three);
  g_test_add_func ("/source/compare-reasons/families", test_families);
  g_test_add_func ("/source/compare-reasons/usable", test_usable);
  g_test_add_func ("/source/compare-reasons/empty", test_empty);
  g_test_add_func ("/source/compare-reasons/bytes", test_bytes);
  g_test_add_func ("/source/compare-reasons/instances", test_instances);
  g_test_add_func ("/source/compare-reasons/dummies", test_dummies);
  g_test_add_func ("/source/compare-reasons/place", test_place);
  g_test_add_func ("/source/compare-reasons/ended", test_ended);
  g_test_add_func ("/source/compare-reasons/scripts", test_scripts);
  g_test_add_func ("/source/compare-reasons/scripts-and-releases", test_scripts_and_releases);
  g_test_add_func ("/source/compare-reasons/scripts-without-a-dict", test_scripts_without_a_dict);
  g_test_add_func ("/source/compare-reasons/cancelled", test_cancelled);
  g_test_add_func ("/source/compare-reasons/sources", test_sources);
  return g_test_run ();
}
