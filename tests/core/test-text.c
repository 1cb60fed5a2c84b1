/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-text.c: growing texts. */
#include "dsc-text.h"

#include "failing-alloc.h"

#include <glib.h>
#include <string.h>

static void
test_appends (void)
{
  DscText text;
  DscStatus status;
  g_autoptr (GString) wanted = g_string_new (NULL);

  dsc_text_init (&text, &dsc_alloc_libc);
  for (int i = 0; i < 1000; i++)
    {
      dsc_text_append (&text, "n=");
      dsc_text_append_len (&text, "abc", 1);
      dsc_text_printf (&text, "%d,%s;", i, "…");
      g_string_append_printf (wanted, "n=a%d,%s;", i, "…");
      g_assert_cmpuint (text.length, ==, wanted->len);
      g_assert_cmpuint (strlen (text.text), ==, wanted->len);
    }
  char *made = dsc_text_steal (&text, &status);
  g_assert_cmpint (status, ==, DSC_STATUS_OK);
  g_assert_cmpstr (made, ==, wanted->str);
  g_assert_null (text.text);
  dsc_alloc_free (&dsc_alloc_libc, made);
}

static void
test_empty (void)
{
  DscText text;

  dsc_text_init (&text, &dsc_alloc_libc);
  dsc_text_append_len (&text, NULL, 0);
  dsc_text_append (&text, "");
  char *made = dsc_text_steal (&text, NULL);
  g_assert_cmpstr (made, ==, "");
  dsc_alloc_free (&dsc_alloc_libc, made);

  made = dsc_text_steal (&text, NULL);
  g_assert_cmpstr (made, ==, "");
  dsc_alloc_free (&dsc_alloc_libc, made);
}

static void
test_out_of_memory (void)
{
  for (unsigned fail_at = 1; fail_at < 5; fail_at++)
    {
      FailingAlloc failing;
      DscText text;
      DscStatus status;

      failing_alloc_init (&failing, fail_at);
      dsc_text_init (&text, &failing.alloc);
      for (int i = 0; i < 100; i++)
        dsc_text_printf (&text, "%d ", i);
      g_assert_cmpint (text.status, ==, failing_alloc_has_failed (&failing) ? DSC_STATUS_NO_MEMORY : DSC_STATUS_OK);
      char *made = dsc_text_steal (&text, &status);
      g_assert_cmpint (status, ==, failing_alloc_has_failed (&failing) ? DSC_STATUS_NO_MEMORY : DSC_STATUS_OK);
      g_assert_true ((made == NULL) == (status != DSC_STATUS_OK));
      dsc_alloc_free (&failing.alloc, made);
      g_assert_cmpuint (failing.n_live, ==, 0);
    }
}

static void
test_absurd_length (void)
{
  DscText text;
  DscStatus status;

  dsc_text_init (&text, &dsc_alloc_libc);
  dsc_text_append (&text, "x");
  dsc_text_append_len (&text, "y", SIZE_MAX - 1);
  dsc_text_append (&text, "z");
  g_assert_null (dsc_text_steal (&text, &status));
  g_assert_cmpint (status, ==, DSC_STATUS_NO_MEMORY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/text/appends", test_appends);
  g_test_add_func ("/core/text/empty", test_empty);
  g_test_add_func ("/core/text/out-of-memory", test_out_of_memory);
  g_test_add_func ("/core/text/absurd-length", test_absurd_length);
  return g_test_run ();
}
