/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-layout.h: two releases' structs beside each other, to byte scale, with what moved, grew, was renamed, came and went.
 *
 * Ids are DSC_PART_OF_DATUM: index is the DscLayoutPart, extra twice the number of the pair of members, plus 1 on the right-hand side;
 * of the heading of a side, where its release is named, -2 on the left and -1 on the right. */
#pragma once

#include "dsc-layout-difference.h"
#include "dsc-scene.h"

/* metrics NULL: built in. */
DscScene *dsc_view_layout             (const DscLayoutDifference *difference, const DscTextMetrics *metrics);
/* The side (0, 1) that an id of the scene is on; -1: it is an id of neither a member nor a heading. */
gint      dsc_view_layout_get_side    (DscSceneId id);
/* The side that an id is the heading of; -1: it is no heading. */
gint      dsc_view_layout_get_heading (DscSceneId id);
