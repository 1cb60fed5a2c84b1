/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-map-frame.h: what stands around a map on a page: numbers of its rows at the left, and above it what a pixel stands for. */
#pragma once

#include "dsc-map.h"

#define DSC_MAP_RULER 64.0     /* room left of a map; above it 20 */

void dsc_map_draw_frame (DscScene *scene, const DscTextMetrics *metrics, const DscMap *map);
