/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-text-fit.c: what is shortened or wrapped fits, nothing is lost between lines, and foreign text stays in its place. */
#include "dsc-text-fit.h"

#include <string.h>

static const DscFontSpec mono = { DSC_FONT_MONO, 10, FALSE };
static const DscFontSpec sans = { DSC_FONT_SANS, 12, FALSE };

static const char *const samples[] = {
  "", "a", "'route'", "'a key that goes on and on and does not fit'", "\"it's\"", "\xe6\x96\x87\xe5\xad\x97\xe5\x8c\x96\xe3\x81\x91",
  "e\xcc\x81" "e\xcc\x81" "e\xcc\x81" "e\xcc\x81", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80",
  "a b c d e f g h", "averyveryveryverylongwordwithoutanyspace and more",
};

static void
test_shortened_fits (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    for (double room = 10; room < 300; room += 7)
      {
        g_autofree char *text = dsc_text_shorten (&dsc_text_metrics_builtin, &mono, samples[i], room);

        g_assert_true (g_utf8_validate (text, -1, NULL));
        g_assert_cmpfloat (dsc_text_width (&dsc_text_metrics_builtin, &mono, text), <=, room);
        if (dsc_text_width (&dsc_text_metrics_builtin, &mono, samples[i]) <= room)
          g_assert_cmpstr (text, ==, samples[i]);
        else
          g_assert_nonnull (strstr (text, "…"));
      }
}

static void
test_shortened_keeps_its_quote (void)
{
  g_autofree char *text = dsc_text_shorten (&dsc_text_metrics_builtin, &mono, "'abcdefghijkl'", 45);
  g_autofree char *isolated = dsc_text_isolate ("'\xd7\x90\xd7\x91\xd7\x92\xd7\x93\xd7\x94\xd7\x95\xd7\x96'");
  g_autofree char *turned = dsc_text_shorten (&dsc_text_metrics_builtin, &mono, isolated, 45);

  g_assert_cmpstr (text, ==, "'abcd…'");
  g_assert_true (g_str_has_suffix (turned, "…'\xe2\x81\xa9"));
}

static void
test_marks_stay_with_their_letter (void)
{
  for (double room = 10; room < 30; room++)
    {
      g_autofree char *text = dsc_text_shorten (&dsc_text_metrics_builtin, &mono, samples[6], room);
      const char *cut = strstr (text, "…");
      g_autofree char *head = cut != NULL ? g_strndup (text, (gsize) (cut - text)) : g_strdup ("");
      g_assert_true (*head == '\0' || g_str_has_suffix (head, "\xcc\x81"));
    }
}

static void
test_lines_fit_and_lose_nothing (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    for (double room = 30; room < 200; room += 13)
      {
        g_autoptr (GPtrArray) lines = dsc_text_wrap (&dsc_text_metrics_builtin, &sans, samples[i], room);
        GString *joined = g_string_new (NULL);

        for (guint k = 0; k < lines->len; k++)
          {
            g_assert_cmpfloat (dsc_text_width (&dsc_text_metrics_builtin, &sans, g_ptr_array_index (lines, k)), <=, room);
            g_string_append (joined, g_ptr_array_index (lines, k));
          }
        g_auto (GStrv) got = g_strsplit (joined->str, " ", -1);
        g_auto (GStrv) wanted = g_strsplit (samples[i], " ", -1);
        g_autofree char *a = g_strjoinv ("", got);
        g_autofree char *b = g_strjoinv ("", wanted);
        g_assert_cmpstr (a, ==, b);
        g_string_free (joined, TRUE);
      }
}

static void
test_clips_at_characters (void)
{
  g_autofree char *whole = dsc_text_clip ("\xe6\x96\x87\xe5\xad\x97", 2);
  g_autofree char *clipped = dsc_text_clip ("\xe6\x96\x87\xe5\xad\x97", 1);
  g_autofree char *empty = dsc_text_clip ("", 0);

  g_assert_cmpstr (whole, ==, "\xe6\x96\x87\xe5\xad\x97");
  g_assert_cmpstr (clipped, ==, "\xe6\x96\x87…");
  g_assert_cmpstr (empty, ==, "");
}

static void
test_isolates_only_what_turns (void)
{
  g_autofree char *plain = dsc_text_isolate ("'route' \xe6\x96\x87");
  g_autofree char *hebrew = dsc_text_isolate ("'\xd7\xa9'");
  g_autofree char *control = dsc_text_isolate ("a\nb\x7f");
  g_autofree char *override = dsc_text_isolate ("a\xe2\x80\xae" "b");
  g_autofree char *broken = dsc_text_isolate ("a\xff");

  g_assert_cmpstr (plain, ==, "'route' \xe6\x96\x87");
  g_assert_cmpstr (hebrew, ==, "\xe2\x81\xa6'\xd7\xa9'\xe2\x81\xa9");
  g_assert_cmpstr (control, ==, "a\xe2\x90\x8a" "b\xe2\x90\xa1");
  g_assert_cmpstr (override, ==, "\xe2\x81\xa6" "a\\u202eb" "\xe2\x81\xa9");
  g_assert_true (g_utf8_validate (broken, -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/text-fit/shortened-fits", test_shortened_fits);
  g_test_add_func ("/scene/text-fit/shortened-keeps-its-quote", test_shortened_keeps_its_quote);
  g_test_add_func ("/scene/text-fit/marks-stay-with-their-letter", test_marks_stay_with_their_letter);
  g_test_add_func ("/scene/text-fit/lines-fit-and-lose-nothing", test_lines_fit_and_lose_nothing);
  g_test_add_func ("/scene/text-fit/clips-at-characters", test_clips_at_characters);
  g_test_add_func ("/scene/text-fit/isolates-only-what-turns", test_isolates_only_what_turns);
  return g_test_run ();
}
