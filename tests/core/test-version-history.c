/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-version-history.c: the rows of the history are in order, say where they come from, and each is in effect somewhere. */
#include "dsc-traits.h"

#include <glib.h>
#include <string.h>

/* Names of all traits in the order of the struct, as a dump writes them. */
static char **
trait_names (void)
{
  char buffer[8192];
  const DscTraits traits = dsc_traits_resolve ((DscTarget) { dsc_release_newest (), { 0 } });
  GPtrArray *names = g_ptr_array_new ();

  g_assert_cmpuint (dsc_traits_dump (&traits, buffer, sizeof buffer), <, sizeof buffer);
  g_auto (GStrv) lines = g_strsplit (buffer, "\n", -1);
  for (char **line = lines; **line != '\0'; line++)
    g_ptr_array_add (names, g_strndup (*line, (gsize) (strstr (*line, " = ") - *line)));
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

static void
test_rows_are_in_order (void)
{
  const DscTraitChange *changes;
  size_t n = dsc_traits_history (&changes);
  g_auto (GStrv) names = trait_names ();
  char **name = names;

  g_assert_cmpuint (n, >, 150);
  for (size_t i = 0; i < n; i++)
    {
      if (i > 0 && strcmp (changes[i].trait, changes[i - 1].trait) == 0)
        g_assert_cmphex (changes[i].since, >=, changes[i - 1].since);
      else if (i > 0)
        name++;
      g_assert_nonnull (*name);
      g_assert_cmpstr (changes[i].trait, ==, *name);
    }
  g_assert_nonnull (*name);
  g_assert_null (name[1]);
}

static void
test_rows_name_their_source (void)
{
  const DscTraitChange *changes;
  size_t n = dsc_traits_history (&changes);

  for (size_t i = 0; i < n; i++)
    {
      g_assert_cmpuint (strlen (changes[i].source), >, 3);
      g_assert_cmphex (changes[i].since, >=, DSC_V (1, 5, 2));
      g_assert_cmphex (changes[i].since, <=, dsc_release_newest ());
      g_assert_cmpint (changes[i].value, >=, 0);
      g_assert_true (changes[i].value_name == NULL || changes[i].value_name[0] != '\0');
    }
}

static bool
is_in_effect (const DscTraitChange *change, DscVersion version)
{
  for (unsigned bits = 0; bits < 4 * DSC_N_ARCHS; bits++)
    {
      DscTraits traits = dsc_traits_resolve ((DscTarget) { version, { (DscArch) (bits / 4), bits & 1, bits & 2, 0 } });

      if (dsc_traits_find_change (&traits, change->trait) == change)
        return true;
    }
  return false;
}

static void
test_every_row_is_in_effect (void)
{
  const DscTraitChange *changes;
  size_t n = dsc_traits_history (&changes);

  g_test_summary ("In the first version that a row names there is a build whose trait comes from that row.");
  for (size_t i = 0; i < n; i++)
    if (!is_in_effect (&changes[i], changes[i].since | (changes[i].since & 0xff ? 0 : DSC_V_FINAL))
        && !is_in_effect (&changes[i], changes[i].since))
      g_error ("row %zu of %s has no effect", i, changes[i].trait);
}

static void
test_every_row_changes_something (void)
{
  const DscTraitChange *changes;
  size_t n = dsc_traits_history (&changes);

  g_test_summary ("A row that repeats the value of the row before it, in the same builds, is no change.");
  for (size_t i = 1; i < n; i++)
    if (strcmp (changes[i].trait, changes[i - 1].trait) == 0 && changes[i].builds == changes[i - 1].builds)
      {
        g_assert_cmpint (changes[i].value, !=, changes[i - 1].value);
        g_assert_cmphex (changes[i].since, !=, changes[i - 1].since);
      }
}

static void
test_rule_names_are_unambiguous (void)
{
  const DscTraitChange *changes;
  size_t n = dsc_traits_history (&changes);

  g_test_summary ("One value of a trait has one name, and two values have two.");
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < i; j++)
      if (strcmp (changes[i].trait, changes[j].trait) == 0 && changes[i].value_name != NULL && changes[j].value_name != NULL)
        g_assert_cmpint (changes[i].value == changes[j].value, ==, strcmp (changes[i].value_name, changes[j].value_name) == 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/version-history/rows-are-in-order", test_rows_are_in_order);
  g_test_add_func ("/core/version-history/rows-name-their-source", test_rows_name_their_source);
  g_test_add_func ("/core/version-history/every-row-is-in-effect", test_every_row_is_in_effect);
  g_test_add_func ("/core/version-history/every-row-changes-something", test_every_row_changes_something);
  g_test_add_func ("/core/version-history/rule-names-are-unambiguous", test_rule_names_are_unambiguous);
  return g_test_run ();
}
