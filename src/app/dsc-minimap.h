/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-minimap.h: the whole picture in a corner, with a frame around what the canvas shows of it; dragging moves the canvas.
 *
 * Visible only while there is more than one screen. The keyboard has no need of it: keys scroll and zoom the canvas itself. */
#pragma once

#include "dsc-canvas.h"

#define DSC_TYPE_MINIMAP (dsc_minimap_get_type ())
G_DECLARE_FINAL_TYPE (DscMinimap, dsc_minimap, DSC, MINIMAP, GtkWidget)

DscMinimap *dsc_minimap_new    (DscCanvas  *canvas);     /* borrowed: a neighbour */
/* After the canvas has shown something else; not while sizes are allocated. */
void        dsc_minimap_update (DscMinimap *self);
/* The frame, in the minimap's coordinates; width 0: there is no picture yet. */
DscRect     dsc_minimap_get_frame (DscMinimap *self);
