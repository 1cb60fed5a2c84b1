/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-version-functions.c: names of CPython's functions follow the releases. */
#include "dsc-version-functions.h"

#include <glib.h>
#include <string.h>

static const char *const versions[] = {
  "1.5.2", "2.0.0", "2.1.3", "2.3.7", "2.7.18", "3.0.1", "3.2.6", "3.3.0", "3.5.10", "3.6.15", "3.7.16", "3.9.18", "3.10.13", "3.11.7", "3.12.1", "3.13.13", "3.14.10", "3.15.2",
};

static const char *
name_in (const char *version, DscFunctionRole role)
{
  DscTarget target;

  g_assert_cmpint (dsc_target_parse (version, &target), ==, DSC_STATUS_OK);
  const DscTraits traits = dsc_traits_resolve (target);
  return dsc_version_function (&traits, role, NULL);
}

static void
test_every_role (void)
{
  g_test_summary ("Each role has a name somewhere, and a name has a file.");
  for (int role = 0; role < DSC_N_FUNCTIONS; role++)
    {
      unsigned n = 0;

      for (size_t v = 0; v < G_N_ELEMENTS (versions); v++)
        {
          const char *file = NULL;
          DscTarget target;

          g_assert_cmpint (dsc_target_parse (versions[v], &target), ==, DSC_STATUS_OK);
          const DscTraits traits = dsc_traits_resolve (target);
          const char *name = dsc_version_function (&traits, (DscFunctionRole) role, &file);

          g_assert_cmpint (name != NULL, ==, file != NULL);
          if (name == NULL)
            continue;
          g_assert_null (strpbrk (name, "()"));
          g_assert_true (g_str_has_prefix (file, "Objects/") || g_str_has_prefix (file, "Include/"));
          n++;
        }
      g_assert_cmpuint (n, >, 0);
    }
}

/* What a release does not have, it has no function for. */
static void
test_traits_agree (void)
{
  for (size_t v = 0; v < G_N_ELEMENTS (versions); v++)
    {
      DscTarget target;

      g_assert_cmpint (dsc_target_parse (versions[v], &target), ==, DSC_STATUS_OK);
      const DscTraits traits = dsc_traits_resolve (target);
      g_assert_cmpint (name_in (versions[v], DSC_FUNCTION_VERSION_TAG) != NULL, ==, traits.tag == DSC_TAG_VERSION);
      g_assert_cmpint (name_in (versions[v], DSC_FUNCTION_WATCHERS) != NULL, ==, traits.has_watchers);
      g_assert_cmpint (name_in (versions[v], DSC_FUNCTION_CLASS_KEYS) != NULL, ==, traits.sharing != DSC_SHARING_NONE);
      g_assert_cmpint (name_in (versions[v], DSC_FUNCTION_PRESIZE) != NULL, ==, traits.presize != DSC_PRESIZE_NONE);
      g_assert_cmpint (name_in (versions[v], DSC_FUNCTION_FROMKEYS) != NULL, ==, traits.has_fromkeys);
      g_assert_cmpint (name_in (versions[v], DSC_FUNCTION_LOOKUP_STR) != NULL, ==, traits.kind_rule != DSC_KIND_NONE);
      g_assert_cmpint (name_in (versions[v], DSC_FUNCTION_USABLE) != NULL, ==, traits.usable != DSC_USABLE_FILL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/version-functions/every-role", test_every_role);
  g_test_add_func ("/core/version-functions/traits-agree", test_traits_agree);
  return g_test_run ();
}
