/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-damage.h: where two pictures differ, in pixels, so that only that is painted again. */
#pragma once

#include <cairo.h>

#include "dsc-scene.h"

/* Whole pixels outside of which both are painted alike (dsc_scene_list_changes). A pixel is scene units * scale + (x, y). Few
 * rectangles; empty: the pictures are the same. cairo_region_destroy. */
cairo_region_t *dsc_damage_between (const DscScene *before, const DscScene *after, double scale, double x, double y);
