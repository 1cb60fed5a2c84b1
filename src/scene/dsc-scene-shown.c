/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-scene-shown.c: what stands for a thing that a picture does not draw by itself. */
#include "dsc-scene-private.h"

static gboolean
is_run_around (const DscNode *node,
               DscSceneId     id)
{
  const DscFieldId field = id.part == DSC_PART_OF_SPLIT_VALUE ? DSC_FIELD_VALUES_VALUES : DSC_FIELD_DK_ENTRIES;

  return node->id.part == DSC_PART_OF_GAP && node->id.field == field && id.index >= node->id.index
         && id.index - node->id.index < node->id.extra;
}

DscSceneId
dsc_scene_get_shown (const DscScene *self,
                     DscSceneId      id)
{
  const gboolean may_be_folded = id.part == DSC_PART_OF_ENTRY || id.part == DSC_PART_OF_ENTRY_FIELD || id.part == DSC_PART_OF_SPLIT_VALUE;

  if (!may_be_folded || dsc_scene_get_bounds (self, id, NULL))
    return id;
  for (guint i = 0; i < dsc_scene_get_n_nodes (self); i++)
    if (is_run_around (dsc_scene_get_node (self, i), id))
      return dsc_scene_get_node (self, i)->id;
  return id;
}
