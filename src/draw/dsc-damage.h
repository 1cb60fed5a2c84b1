/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-damage.h: where two pictures differ, in pixels, so that only that is painted again. */
#pragma once

#include <cairo.h>

#include "dsc-scene.h"

/* Whole pixels that hold everything which only one of the two has, or which another thing covers in one of them only: all others are painted
 * alike. A pixel is scene units * scale + (x, y). Few boxes; empty: the pictures are the same. cairo_region_destroy. */
cairo_region_t *dsc_damage_between (const DscScene *before, const DscScene *after, double scale, double x, double y);
