/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample-scene.c: a small scene with every kind of node and every role. */
#include "sample-scene.h"

DscScene *
sample_scene_new (const DscTextMetrics *metrics)
{
  const DscFontSpec sans = { DSC_FONT_SANS, 14, TRUE };
  const DscFontSpec mono = { DSC_FONT_MONO, 12, FALSE };
  const DscSceneId picture = { 0 };
  DscScene *scene = dsc_scene_new (420, 40 * DSC_N_ROLES);

  dsc_scene_set_title (scene, "Sample <&>", "Every \"role\" once.");
  dsc_scene_begin_group (scene, picture, "sample", NULL);
  for (guint role = 1; role < DSC_N_ROLES; role++)
    {
      const DscSceneId id = { .part = DSC_PART_OF_SLOT, .index = role };
      const double y = 40 * role;
      const DscPoint curve[4] = { { 150, y + 10 }, { 180, y + 10 }, { 190, y + 25 }, { 220, y + 25 } };
      const DscPoint triangle[4] = { { 230, y }, { 240, y }, { 235, y + 8 }, { 235, y + 8 } };

      dsc_scene_begin_group (scene, id, "dk_indices[1]", "A slot & its < title.");
      dsc_scene_add_rect (scene, id, role, (DscRect) { 10, y, 120, 24 }, 4);
      dsc_scene_add_text (scene, id, role, &mono, DSC_ANCHOR_MIDDLE, 70, y + 16, "'<k>' & \"v\"", metrics);
      dsc_scene_add_arrow (scene, id, role, curve);
      dsc_scene_add_shape (scene, id, role, triangle);
      dsc_scene_add_line (scene, id, role, (DscPoint) { 10, y + 30 }, (DscPoint) { 400, y + 30 });
      dsc_scene_add_text (scene, id, role, &sans, DSC_ANCHOR_END, 400, y + 16, "日本語 \360\237\246\212 \001", metrics);
      dsc_scene_end_group (scene);
    }
  dsc_scene_end_group (scene);
  return scene;
}
