/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-palette.c: contrast is computed as WCAG defines it, every role is defined, and colour never is the only difference. */
#include "dsc-palette.h"

static const DscColor white = { 1, 1, 1, 1 };
static const DscColor black = { 0, 0, 0, 1 };

static void
test_contrast_of_known_pairs (void)
{
  g_test_summary ("Reference values of the WCAG formula: 21 for black on white, 5.19 for Okabe-Ito blue, 4.54 for the grey #767676.");
  g_assert_cmpfloat_with_epsilon (dsc_color_contrast (black, white), 21, 0.001);
  g_assert_cmpfloat_with_epsilon (dsc_color_contrast (white, white), 1, 0.001);
  g_assert_cmpfloat_with_epsilon (dsc_color_contrast ((DscColor) { 0, 114 / 255.0f, 178 / 255.0f, 1 }, white), 5.19, 0.01);
  g_assert_cmpfloat_with_epsilon (dsc_color_contrast ((DscColor) { 118 / 255.0f, 118 / 255.0f, 118 / 255.0f, 1 }, white), 4.54, 0.01);
}

static void
test_alpha_is_laid_over (void)
{
  const DscColor half = { 0, 0, 0, 0.5f };
  const DscColor grey = dsc_color_over (half, white);

  g_assert_cmpfloat_with_epsilon (grey.r, 0.5, 0.001);
  g_assert_cmpfloat_with_epsilon (grey.a, 1, 0.001);
  g_assert_cmpfloat_with_epsilon (dsc_color_contrast (half, white), dsc_color_contrast (grey, white), 0.001);
}

static void
test_every_role_is_defined (void)
{
  for (guint theme = 0; theme < DSC_N_THEMES; theme++)
    for (guint role = DSC_ROLE_BACKGROUND; role < DSC_N_ROLES; role++)
      {
        const DscInk *ink = dsc_palette_get_ink ((DscTheme) theme, (DscRole) role);
        const gboolean may_be_nothing = role == DSC_ROLE_SHADOW;

        if (!may_be_nothing && ink->fill.a <= 0 && ink->stroke.a <= 0 && ink->text.a <= 0)
          g_error ("role %u is not defined in theme %s", role, dsc_theme_get_name ((DscTheme) theme));
        if (ink->stroke.a > 0)
          g_assert_cmpfloat (ink->stroke_width + (role == DSC_ROLE_NULL), >, 0);
      }
}

static void
test_states_differ_without_colour (void)
{
  g_test_summary ("In use, empty, dummy, padding and shared differ by texture or dashes in every theme, so a greyscale print tells them apart.");
  static const DscRole states[] = { DSC_ROLE_LIVE, DSC_ROLE_EMPTY, DSC_ROLE_DUMMY, DSC_ROLE_PADDING };

  for (guint theme = 0; theme < DSC_N_THEMES; theme++)
    for (guint a = 0; a < G_N_ELEMENTS (states); a++)
      for (guint b = a + 1; b < G_N_ELEMENTS (states); b++)
        {
          const DscInk *x = dsc_palette_get_ink ((DscTheme) theme, states[a]);
          const DscInk *y = dsc_palette_get_ink ((DscTheme) theme, states[b]);
          g_assert_true (x->texture != y->texture || x->dashed != y->dashed);
        }
}

static void
test_names_are_parsed (void)
{
  for (guint i = 0; i < DSC_N_THEMES; i++)
    {
      DscTheme theme = DSC_N_THEMES;
      g_assert_true (dsc_theme_parse (dsc_theme_get_name ((DscTheme) i), &theme));
      g_assert_cmpint (theme, ==, (int) i);
    }
  DscTheme theme = DSC_THEME_DARK;
  g_assert_false (dsc_theme_parse ("Light", &theme));
  g_assert_false (dsc_theme_parse ("", &theme));
  g_assert_false (dsc_theme_parse (NULL, &theme));
  g_assert_cmpint (theme, ==, DSC_THEME_DARK);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/palette/contrast-of-known-pairs", test_contrast_of_known_pairs);
  g_test_add_func ("/scene/palette/alpha-is-laid-over", test_alpha_is_laid_over);
  g_test_add_func ("/scene/palette/every-role-is-defined", test_every_role_is_defined);
  g_test_add_func ("/scene/palette/states-differ-without-colour", test_states_differ_without_colour);
  g_test_add_func ("/scene/palette/names-are-parsed", test_names_are_parsed);
  return g_test_run ();
}
