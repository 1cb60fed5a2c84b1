/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-palette.c: contrast is computed as WCAG defines it, every role is defined, and colour never is the only difference. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "dsc-palette.h"
#include "dsc-test-vision.h"

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

/* What the background of a role's text and stroke may be. */
static guint
grounds_of (DscTheme theme,
            DscRole  role,
            DscColor grounds[3])
{
  const DscInk *ink = dsc_palette_get_ink (theme, role);
  guint n = 0;

  grounds[n++] = dsc_palette_get_ink (theme, DSC_ROLE_CARD)->fill;
  grounds[n++] = dsc_palette_get_ink (theme, DSC_ROLE_BACKGROUND)->fill;
  if (ink->fill.a > 0)
    grounds[n++] = dsc_color_over (ink->fill, grounds[0]);
  return n;
}

static void
assert_contrast (DscTheme    theme,
                 DscRole     role,
                 const char *what,
                 DscColor    color,
                 DscColor    ground,
                 double      least)
{
  const double contrast = dsc_color_contrast (color, ground);

  if (contrast < least)
    {
      g_test_message ("theme %s, role %s: %s has a contrast of %.2f", dsc_theme_get_name (theme), dsc_role_name (role), what, contrast);
      g_test_fail ();
    }
}

/* A solid box has its text upon itself; so have boxes whose texture is covered where the text is. */
static gboolean
has_text_beside (DscRole role)
{
  return !(role >= DSC_ROLE_LEDGER_GC && role <= DSC_ROLE_LEDGER_IDLE) && role != DSC_ROLE_CHANGED;
}

static void
test_text_is_readable (void)
{
  g_test_summary ("Text of every role in every theme has a contrast of 4.5 on the card, the background and its own box.");
  for (guint theme = 0; theme < DSC_N_THEMES; theme++)
    for (guint role = DSC_ROLE_BACKGROUND; role < DSC_N_ROLES; role++)
      {
        const DscInk *ink = dsc_palette_get_ink ((DscTheme) theme, (DscRole) role);
        DscColor grounds[3];
        const guint n = grounds_of ((DscTheme) theme, (DscRole) role, grounds);
        const gboolean upon_itself = ink->fill.a > 0 && role != DSC_ROLE_ACCENT && role != DSC_ROLE_POINTER && role != DSC_ROLE_POINTER_LIVE;

        for (guint i = has_text_beside ((DscRole) role) ? 0 : 2; ink->text.a > 0 && i < (upon_itself ? n : MIN (n, 2)); i++)
          assert_contrast ((DscTheme) theme, (DscRole) role, "text", ink->text, grounds[i], 4.5);
      }
}

/* Lines that only part what space parts already. */
static gboolean
is_ornament (DscRole role)
{
  return role == DSC_ROLE_RULE || role == DSC_ROLE_GRID || role == DSC_ROLE_CARD || role == DSC_ROLE_CALLOUT || role == DSC_ROLE_TEXT_FAINT;
}

static void
test_strokes_are_seen (void)
{
  g_test_summary ("Strokes that mean something have a contrast of 3 on the card and the background, in every theme.");
  for (guint theme = 0; theme < DSC_N_THEMES; theme++)
    for (guint role = DSC_ROLE_BACKGROUND; role < DSC_N_ROLES; role++)
      {
        const DscInk *ink = dsc_palette_get_ink ((DscTheme) theme, (DscRole) role);
        DscColor grounds[3];

        grounds_of ((DscTheme) theme, (DscRole) role, grounds);
        for (guint i = 0; ink->stroke.a > 0 && !is_ornament ((DscRole) role) && i < 2; i++)
          assert_contrast ((DscTheme) theme, (DscRole) role, "stroke", ink->stroke, grounds[i], 3);
      }
}

static void
test_greyscale_is_grey (void)
{
  for (guint role = DSC_ROLE_BACKGROUND; role < DSC_N_ROLES; role++)
    {
      const DscInk *ink = dsc_palette_get_ink (DSC_THEME_GREYSCALE, (DscRole) role);
      const DscColor colors[] = { ink->fill, ink->stroke, ink->text };

      for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
        {
          g_assert_cmpfloat_with_epsilon (colors[i].r, colors[i].g, 1e-6);
          g_assert_cmpfloat_with_epsilon (colors[i].r, colors[i].b, 1e-6);
        }
    }
}

static void
test_states_differ_for_every_eye (void)
{
  g_test_summary ("The strokes of in use, dummy, probe and empty look at least 10 ΔE apart to every kind of colour vision, in every theme with "
                  "colours; those of match and shared too, unless their width or dashes differ.");
  static const DscRole states[] = { DSC_ROLE_LIVE, DSC_ROLE_DUMMY, DSC_ROLE_PROBE, DSC_ROLE_EMPTY, DSC_ROLE_MATCH, DSC_ROLE_SHARED };

  for (guint theme = 0; theme < DSC_N_THEMES; theme++)
    for (guint vision = 0; theme != DSC_THEME_GREYSCALE && vision < DSC_N_VISIONS; vision++)
      for (guint a = 0; a < G_N_ELEMENTS (states); a++)
        for (guint b = a + 1; b < G_N_ELEMENTS (states); b++)
          {
            const DscInk *x = dsc_palette_get_ink ((DscTheme) theme, states[a]);
            const DscInk *y = dsc_palette_get_ink ((DscTheme) theme, states[b]);
            const double distance = dsc_test_vision_distance (x->stroke, y->stroke, (DscVision) vision);
            const gboolean by_shape = x->texture != y->texture || x->dashed != y->dashed || fabs (x->stroke_width - y->stroke_width) > 0.5;

            if (distance >= 10 || (by_shape && b >= 4))
              continue;
            g_test_message ("theme %s, vision %u: %s and %s are %.1f apart", dsc_theme_get_name ((DscTheme) theme), vision,
                            dsc_role_name (states[a]), dsc_role_name (states[b]), distance);
            g_test_fail ();
          }
}

static void
test_series_differ_for_every_eye (void)
{
  g_test_summary ("The first four series of a plot are 10 ΔE apart to every eye in every theme with colours, in the greyscale theme too; no two of all eight "
                  "look alike in lines: their dashes differ anyway.");
  for (guint theme = 0; theme < DSC_N_THEMES; theme++)
    for (guint vision = 0; vision < DSC_N_VISIONS; vision++)
      for (DscRole a = DSC_ROLE_SERIES_1; a <= DSC_ROLE_SERIES_8; a++)
        for (DscRole b = a + 1; b <= DSC_ROLE_SERIES_8; b++)
          {
            const double distance = dsc_test_vision_distance (dsc_palette_get_ink ((DscTheme) theme, a)->stroke,
                                                              dsc_palette_get_ink ((DscTheme) theme, b)->stroke, (DscVision) vision);
            if (distance >= (b <= DSC_ROLE_SERIES_4 ? 10 : 4))
              continue;
            g_test_message ("theme %s, vision %u: %s and %s are %.1f apart", dsc_theme_get_name ((DscTheme) theme), vision, dsc_role_name (a), dsc_role_name (b),
                            distance);
            g_test_fail ();
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

static void
assert_palette_refused (const char *path,
                        const char *text,
                        const char *sign)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_false (dsc_palette_load_user (path, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_nonnull (strstr (error->message, sign));
}

static void
test_file_of_the_user (void)
{
  g_test_summary ("A file changes what it names, the rest is as in its base; a file with a mistake changes nothing and is told where.");
  g_autofree char *folder = g_dir_make_tmp ("dictoscope-palette-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "p.ini", NULL);
  const DscInk *live = dsc_palette_get_ink (DSC_THEME_USER, DSC_ROLE_LIVE);
  g_autoptr (GError) error = NULL;

  g_assert_false (dsc_palette_has_user ());
  assert_palette_refused (path, "[live]\nfill=red\n", "#rrggbb");
  assert_palette_refused (path, "[palette]\nbase=user\n", "base");
  assert_palette_refused (path, "[alive]\nfill=none\n", "[alive]");
  assert_palette_refused (path, "[live]\ncolour=none\n", "stroke-width");
  assert_palette_refused (path, "[live]\nstroke-width=wide\n", "0 to 20");
  assert_palette_refused (path, "live\n", "cannot be used");
  g_assert_false (dsc_palette_has_user ());
  g_assert_cmpfloat (live->stroke.r, ==, dsc_palette_get_ink (DSC_THEME_LIGHT, DSC_ROLE_LIVE)->stroke.r);

  g_assert_true (g_file_set_contents (path, "[palette]\nbase=dark\n[live]\nfill=#102030\nstroke=#ff000080\ntexture=dots\ndashed=true\nstroke-width=3\n", -1, NULL));
  g_assert_true (dsc_palette_load_user (path, &error));
  g_assert_no_error (error);
  g_assert_true (dsc_palette_has_user ());
  g_assert_cmpfloat_with_epsilon (live->fill.g, 0x20 / 255.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (live->stroke.a, 0x80 / 255.0, 1e-6);
  g_assert_true (live->texture == DSC_TEXTURE_DOTS && live->dashed && live->stroke_width == 3);
  g_assert_cmpfloat (live->text.r, ==, dsc_palette_get_ink (DSC_THEME_DARK, DSC_ROLE_LIVE)->text.r);
  g_assert_cmpfloat (dsc_palette_get_ink (DSC_THEME_USER, DSC_ROLE_CARD)->fill.r, ==, dsc_palette_get_ink (DSC_THEME_DARK, DSC_ROLE_CARD)->fill.r);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/palette/contrast-of-known-pairs", test_contrast_of_known_pairs);
  g_test_add_func ("/scene/palette/alpha-is-laid-over", test_alpha_is_laid_over);
  g_test_add_func ("/scene/palette/every-role-is-defined", test_every_role_is_defined);
  g_test_add_func ("/scene/palette/states-differ-without-colour", test_states_differ_without_colour);
  g_test_add_func ("/scene/palette/text-is-readable", test_text_is_readable);
  g_test_add_func ("/scene/palette/strokes-are-seen", test_strokes_are_seen);
  g_test_add_func ("/scene/palette/greyscale-is-grey", test_greyscale_is_grey);
  g_test_add_func ("/scene/palette/states-differ-for-every-eye", test_states_differ_for_every_eye);
  g_test_add_func ("/scene/palette/series-differ-for-every-eye", test_series_differ_for_every_eye);
  g_test_add_func ("/scene/palette/names-are-parsed", test_names_are_parsed);
  g_test_add_func ("/scene/palette/file-of-the-user", test_file_of_the_user);      /* last: it stays loaded */
  return g_test_run ();
}
