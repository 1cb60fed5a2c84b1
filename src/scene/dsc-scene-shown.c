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

/* Maps write the objects into the cells of the fields that point at them. */
static DscSceneId
pointer_to_object (DscSceneId id)
{
  if (id.part == DSC_PART_OF_KEY)
    return (DscSceneId) { .part = DSC_PART_OF_ENTRY_FIELD, .field = DSC_FIELD_ME_KEY, .index = id.index };
  if (id.part == DSC_PART_OF_VALUE && id.field == DSC_FIELD_VALUES_VALUES)
    return (DscSceneId) { .part = DSC_PART_OF_SPLIT_VALUE, .index = id.index };
  if (id.part == DSC_PART_OF_VALUE)
    return (DscSceneId) { .part = DSC_PART_OF_ENTRY_FIELD, .field = DSC_FIELD_ME_VALUE, .index = id.index };
  return id;
}

static gboolean
may_be_folded (DscSceneId id)
{
  return id.part == DSC_PART_OF_ENTRY || id.part == DSC_PART_OF_ENTRY_FIELD || id.part == DSC_PART_OF_SPLIT_VALUE;
}

DscSceneId
dsc_scene_get_shown (const DscScene *self,
                     DscSceneId      id)
{
  const DscSceneId pointer = pointer_to_object (id);

  if (dsc_scene_get_bounds (self, id, NULL) || !may_be_folded (pointer))
    return id;
  if (dsc_scene_get_bounds (self, pointer, NULL))
    return pointer;
  for (guint i = 0; i < dsc_scene_get_n_nodes (self); i++)
    if (is_run_around (dsc_scene_get_node (self, i), pointer))
      return dsc_scene_get_node (self, i)->id;
  return id;
}
