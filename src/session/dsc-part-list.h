/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-part-list.h: everything in a picture that can be selected, as a list model: the picture for those who do not see it. */
#pragma once

#include <gio/gio.h>

#include "dsc-scene.h"

#define DSC_TYPE_PART_ITEM (dsc_part_item_get_type ())
G_DECLARE_FINAL_TYPE (DscPartItem, dsc_part_item, DSC, PART_ITEM, GObject)

/* Properties: path ("dk_indices[14]"), title (one sentence on it, or ""), summary (title or else path). */
DscSceneId   dsc_part_item_get_id   (DscPartItem *self);

#define DSC_TYPE_PART_LIST (dsc_part_list_get_type ())
G_DECLARE_FINAL_TYPE (DscPartList, dsc_part_list, DSC, PART_LIST, GObject)

DscPartList *dsc_part_list_new      (void);
/* Each id once, in the order of the picture. scene may be NULL; traits are copied. */
void         dsc_part_list_set_scene (DscPartList     *self,
                                      DscScene        *scene,
                                      const DscTraits *traits);
/* Position of an id; G_MAXUINT: not in the picture. */
guint        dsc_part_list_find     (DscPartList *self,
                                     DscSceneId   id);
