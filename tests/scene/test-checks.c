/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-checks.c: the checks of pictures find the faults that they are for. */
#include <string.h>

#include "dsc-test-scene.h"

static const DscFontSpec sans = { DSC_FONT_SANS, 12, FALSE };
static const DscSceneId none = { 0 };

/* A card with a text in it; a right picture. */
static DscScene *
right_picture (void)
{
  DscScene *scene = dsc_scene_new (200, 100);

  dsc_scene_add_rect (scene, none, DSC_ROLE_BACKGROUND, (DscRect) { 0, 0, 200, 100 }, 0);
  dsc_scene_add_rect (scene, none, DSC_ROLE_CARD, (DscRect) { 10, 10, 100, 60 }, 5);
  dsc_scene_add_text (scene, none, DSC_ROLE_TEXT, &sans, DSC_ANCHOR_START, 20, 40, "text", &dsc_text_metrics_builtin);
  return scene;
}

static void
assert_faults (DscScene   *scene,
               const char *expected)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  dsc_test_scene_check_layout (scene, faults);
  dsc_test_scene_check_contrast (scene, DSC_THEME_LIGHT, faults);
  if (expected == NULL)
    g_assert_cmpuint (faults->len, ==, 0);
  else
    {
      g_assert_cmpuint (faults->len, >, 0);
      g_assert_true (g_str_has_prefix (g_ptr_array_index (faults, 0), expected));
    }
  dsc_scene_unref (scene);
}

static void
add_text (DscScene          *scene,
          DscRole            role,
          const DscFontSpec *font,
          double             x,
          double             y,
          const char        *text)
{
  dsc_scene_add_text (scene, none, role, font, DSC_ANCHOR_START, x, y, text, &dsc_text_metrics_builtin);
}

static void
test_finds_each_fault (void)
{
  const DscFontSpec small = { DSC_FONT_SANS, 8, FALSE };
  const DscSceneId slot = { .part = DSC_PART_OF_SLOT, .index = 1 };
  DscScene *scene;

  assert_faults (right_picture (), NULL);

  scene = right_picture ();
  add_text (scene, DSC_ROLE_TEXT, &sans, 30, 44, "overlaps");
  assert_faults (scene, "texts overlap");

  scene = right_picture ();
  add_text (scene, DSC_ROLE_TEXT, &sans, 90, 60, "leaves the card");
  assert_faults (scene, "text leaves its box");

  scene = right_picture ();
  add_text (scene, DSC_ROLE_TEXT, &sans, 180, 90, "leaves the picture");
  assert_faults (scene, "text leaves the picture");

  scene = right_picture ();
  add_text (scene, DSC_ROLE_TEXT, &small, 120, 90, "small");
  assert_faults (scene, "text is too small");

  scene = right_picture ();
  dsc_scene_add_rect (scene, none, DSC_ROLE_CARD, (DscRect) { 90, 50, 60, 40 }, 5);
  assert_faults (scene, "boxes cut each other");

  scene = right_picture ();
  dsc_scene_add_arrow (scene, none, DSC_ROLE_POINTER, (DscPoint[4]) { { 5, 36 }, { 40, 36 }, { 60, 36 }, { 150, 36 } });
  assert_faults (scene, "arrow runs through text");

  scene = right_picture ();
  dsc_scene_add_line (scene, none, DSC_ROLE_RULE, (DscPoint) { 10, 36 }, (DscPoint) { 110, 36 });
  assert_faults (scene, "line or mark on text");

  for (guint i = 0; i < 2; i++)
    {
      scene = i == 0 ? right_picture () : scene;
      dsc_scene_begin_group (scene, slot, "slot", "a slot");
      dsc_scene_end_group (scene);
    }
  assert_faults (scene, "two groups have one id");

  scene = right_picture ();
  dsc_scene_begin_group (scene, slot, "slot", NULL);
  dsc_scene_end_group (scene);
  assert_faults (scene, "group without a title");

  scene = right_picture ();
  dsc_scene_add_rect (scene, none, DSC_ROLE_DUMMY, (DscRect) { 120, 10, 70, 40 }, 5);
  add_text (scene, DSC_ROLE_DUMMY, &sans, 125, 35, "hatch");
  assert_faults (scene, "text on a texture");

  scene = right_picture ();
  dsc_scene_add_rect (scene, none, DSC_ROLE_LEDGER_LIVE, (DscRect) { 120, 10, 70, 40 }, 0);
  add_text (scene, DSC_ROLE_TEXT, &sans, 125, 35, "dark");
  assert_faults (scene, "contrast");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/checks/finds-each-fault", test_finds_each_fault);
  return g_test_run ();
}
