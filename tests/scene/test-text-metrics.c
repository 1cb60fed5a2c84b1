/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-text-metrics.c: widths without a font are proportional, additive and know what takes no room. */
#include "dsc-scene.h"

static const DscFontSpec sans = { DSC_FONT_SANS, 10, FALSE };
static const DscFontSpec bold = { DSC_FONT_SANS, 10, TRUE };
static const DscFontSpec mono = { DSC_FONT_MONO, 10, FALSE };

static double
width (const DscFontSpec *font,
       const char        *text)
{
  return dsc_text_metrics_builtin.text_width (dsc_text_metrics_builtin.user, font, text);
}

static void
test_mono_is_even (void)
{
  g_assert_cmpfloat_with_epsilon (width (&mono, "iiii"), width (&mono, "WWWW"), 0.0001);
  g_assert_cmpfloat_with_epsilon (width (&mono, "−2"), 2 * width (&mono, "x"), 0.0001);
  g_assert_cmpfloat_with_epsilon (width (&mono, "x"), 6.02, 0.01);
}

static void
test_sans_is_proportional (void)
{
  g_assert_cmpfloat (width (&sans, "iiii"), <, width (&sans, "WWWW"));
  g_assert_cmpfloat (width (&sans, "text"), <, width (&bold, "text"));
  g_assert_cmpfloat_with_epsilon (width (&sans, "ab"), width (&sans, "a") + width (&sans, "b"), 0.0001);
  for (gunichar c = 0x20; c < 0x17f; c++)
    if (c < 0x7f || c >= 0xa0)
      {
        char text[7] = { 0 };
        g_unichar_to_utf8 (c, text);
        g_assert_true (width (&sans, text) > 1 || c == 0xad);
        g_assert_cmpfloat (width (&bold, text), <, 14);
      }
}

static void
test_scales_with_size (void)
{
  const DscFontSpec large = { DSC_FONT_SANS, 30, FALSE };

  g_assert_cmpfloat_with_epsilon (width (&large, "PyDictObject"), 3 * width (&sans, "PyDictObject"), 0.0001);
}

static void
test_wide_and_invisible (void)
{
  g_assert_cmpfloat_with_epsilon (width (&sans, "\xe6\x96\x87"), 10, 0.0001);
  g_assert_cmpfloat_with_epsilon (width (&mono, "\xf0\x9f\x98\x80"), 10, 0.0001);
  g_assert_cmpfloat_with_epsilon (width (&sans, "\xe2\x81\xa6" "a" "\xe2\x81\xa9"), width (&sans, "a"), 0.0001);
  g_assert_cmpfloat_with_epsilon (width (&sans, "e\xcc\x81"), width (&sans, "e"), 0.0001);
  g_assert_cmpfloat (width (&sans, ""), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/text-metrics/mono-is-even", test_mono_is_even);
  g_test_add_func ("/scene/text-metrics/sans-is-proportional", test_sans_is_proportional);
  g_test_add_func ("/scene/text-metrics/scales-with-size", test_scales_with_size);
  g_test_add_func ("/scene/text-metrics/wide-and-invisible", test_wide_and_invisible);
  return g_test_run ();
}
