/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-scene-diff.h: where two pictures look different, for those who keep pixels of one and are to show the other. */
#pragma once

#include "dsc-map.h"

/* How far painting a node may reach beyond its bounds, scene units: strokes, arrow heads, overhang of letters. */
double   dsc_node_get_reach     (const DscNode *node);

/* Appends boxes (DscRect, scene units) outside of which both pictures have the same pixels when they are painted in the same theme at
 * that scale (device pixels per scene unit); a pixel around each is for rounding. */
void     dsc_scene_list_changes (const DscScene *self, const DscScene *other, double scale, GArray *boxes);

/* The same of two maps, other having been made later. FALSE: they may differ in any cell, or lie elsewhere; boxes stays as it is. */
gboolean dsc_map_list_changes   (const DscMap *self, const DscMap *other, double scale, GArray *boxes);
