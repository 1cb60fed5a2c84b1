/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-version-list.c: search, groups, builds, favourites and evidence in the list of versions. */
#include "dsc-version-list.h"

#include <string.h>

static guint
count (DscVersionList *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

static DscVersionItem *
item (DscVersionList *list,
      guint           position)
{
  DscVersionItem *found = g_list_model_get_item (G_LIST_MODEL (list), position);

  g_assert_nonnull (found);
  g_object_unref (found);      /* the list keeps it */
  return found;
}

static const char *
text (DscVersionList *list,
      guint           position)
{
  return dsc_version_item_get_text (item (list, position));
}

static void
begins_with_the_newest (void)
{
  g_autoptr (DscVersionList) list = dsc_version_list_new ();
  const DscVersion *releases;
  const DscTarget *variants;
  gboolean first;

  g_assert_cmpuint (count (list), ==, dsc_releases (&releases) + dsc_variants (&variants));
  g_assert_cmpuint (dsc_version_item_get_target (item (list, 0)).version, ==, releases[0]);
  for (guint i = 0; i < count (list); i++)
    {
      g_autofree char *group = NULL, *before = NULL;

      g_object_get (item (list, i), "group", &group, "first-of-group", &first, NULL);
      if (i > 0)
        g_object_get (item (list, i - 1), "group", &before, NULL);
      g_assert_cmpint (first, ==, g_strcmp0 (group, before) != 0);
    }
}

static void
beginning_of_a_number_filters (void)
{
  g_autoptr (DscVersionList) list = dsc_version_list_new ();

  dsc_version_list_set_query (list, "3.1");
  g_assert_cmpuint (count (list), >, 20);
  for (guint i = 0; i < count (list); i++)
    g_assert_true (g_str_has_prefix (text (list, i), "3.1"));
  dsc_version_list_set_query (list, "Python 3.14.10 ");
  g_assert_cmpuint (count (list), ==, 1);
  g_assert_cmpstr (text (list, 0), ==, "3.14.10");
  dsc_version_list_set_query (list, "14.10");
  g_assert_cmpstr (text (list, 0), ==, "3.14.10");
  dsc_version_list_set_query (list, "nonsense");
  g_assert_cmpuint (count (list), ==, 0);
  dsc_version_list_set_query (list, NULL);
  g_assert_cmpuint (count (list), >, 200);
}

static void
other_implementations_stand_last (void)
{
  g_autoptr (DscVersionList) list = dsc_version_list_new ();
  g_autofree char *group = NULL, *evidence = NULL, *sentence = NULL, *summary = NULL;
  const DscTarget *variants;
  const size_t n = dsc_variants (&variants);

  g_assert_true (dsc_target_equal (dsc_version_item_get_target (item (list, count (list) - 1)), variants[n - 1]));
  dsc_version_list_set_query (list, "gopy");
  g_assert_cmpuint (count (list), ==, 1);
  g_assert_cmpstr (text (list, 0), ==, "gopy");
  g_object_get (item (list, 0), "group", &group, "evidence", &evidence, "evidence-text", &sentence, "summary", &summary, NULL);
  g_assert_cmpstr (group, ==, "Other implementations");
  g_assert_cmpstr (evidence, ==, "as reported");
  g_assert_nonnull (strstr (sentence, "Not CPython"));
  g_assert_cmpstr (summary, ==, "gopy, as reported");
  dsc_version_list_set_query (list, NULL);
  dsc_version_list_set_build (list, (DscBuild) { .arch = DSC_ARCH_I386 });
  dsc_version_list_set_query (list, "gopy");
  g_assert_cmpuint (count (list), ==, 1);       /* as typed: it has one build only */
}

static void
typed_target_need_not_be_listed (void)
{
  g_autoptr (DscVersionList) list = dsc_version_list_new ();
  g_autofree char *evidence = NULL;

  dsc_version_list_set_query (list, "3.13.13t");
  g_assert_cmpstr (text (list, 0), ==, "3.13.13t");
  g_assert_true (dsc_version_item_get_target (item (list, 0)).build.free_threaded);
  dsc_version_list_set_query (list, "3.99.0");
  g_assert_cmpuint (count (list), ==, 1);
  g_object_get (item (list, 0), "evidence", &evidence, NULL);
  g_assert_cmpstr (evidence, ==, "assumed");
  dsc_version_list_set_query (list, "2.9.1");
  g_assert_cmpuint (count (list), ==, 0);
}

static void
builds_that_never_were_are_left_out (void)
{
  g_autoptr (DscVersionList) list = dsc_version_list_new ();
  const guint all = count (list);

  dsc_version_list_set_build (list, (DscBuild) { .free_threaded = TRUE });
  g_assert_cmpuint (count (list), <, all);
  g_assert_cmpuint (count (list), >, 0);
  for (guint i = 0; i < count (list); i++)
    g_assert_true (strchr (text (list, i), 't') != NULL);
  dsc_version_list_set_build (list, (DscBuild) { .arch = DSC_ARCH_I386 });
  g_assert_true (g_str_has_suffix (text (list, 0), "-i386"));
}

static void
rows_tell_evidence_and_change (void)
{
  g_autoptr (DscVersionList) list = dsc_version_list_new ();
  g_autofree char *evidence = NULL, *note = NULL, *summary = NULL;

  dsc_version_list_set_query (list, "3.7.0");
  g_object_get (item (list, 0), "evidence", &evidence, "note", &note, "summary", &summary, NULL);
  g_assert_cmpstr (evidence, ==, "measured on CPython 3.7.0");
  g_assert_cmpstr (note, ==, "differs from 3.6.15");
  g_assert_cmpstr (summary, ==, "CPython 3.7.0, measured on CPython 3.7.0, differs from 3.6.15");
}

static void
favourites_come_first (void)
{
  static const char *const favourites[] = { "3.8.18", "not a version", "2.7.18", "3.8.18", NULL };
  g_autoptr (DscVersionList) list = dsc_version_list_new ();
  g_autofree char *group = NULL;
  gboolean favourite, current;

  dsc_version_list_set_favourites (list, favourites);
  g_assert_cmpstr (text (list, 0), ==, "3.8.18");
  g_assert_cmpstr (text (list, 1), ==, "2.7.18");
  g_object_get (item (list, 1), "group", &group, "favourite", &favourite, NULL);
  g_assert_cmpstr (group, ==, "Favourites");
  g_assert_true (favourite);
  dsc_version_list_set_current (list, dsc_version_item_get_target (item (list, 1)));
  g_object_get (item (list, 1), "current", &current, NULL);
  g_assert_true (current);
  g_object_get (item (list, 0), "current", &current, NULL);
  g_assert_false (current);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/version-list/other-implementations-stand-last", other_implementations_stand_last);
  g_test_add_func ("/session/version-list/begins-with-the-newest", begins_with_the_newest);
  g_test_add_func ("/session/version-list/beginning-of-a-number-filters", beginning_of_a_number_filters);
  g_test_add_func ("/session/version-list/typed-target-need-not-be-listed", typed_target_need_not_be_listed);
  g_test_add_func ("/session/version-list/builds-that-never-were-are-left-out", builds_that_never_were_are_left_out);
  g_test_add_func ("/session/version-list/rows-tell-evidence-and-change", rows_tell_evidence_and_change);
  g_test_add_func ("/session/version-list/favourites-come-first", favourites_come_first);
  return g_test_run ();
}
