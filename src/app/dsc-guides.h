/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-guides.h: what lies over the edges of the canvas so that one knows where one is: the level of detail, the minimap, and the
 * landmarks of a large table while its header is out of sight. */
#pragma once

#include "dsc-minimap.h"
#include "dsc-session.h"

typedef struct DscGuides DscGuides;

/* Lays itself over the canvas; both are borrowed and must outlive it. */
DscGuides  *dsc_guides_new           (GtkOverlay *overlay, DscCanvas *canvas);
void        dsc_guides_free          (DscGuides *self);
void        dsc_guides_set_session   (DscGuides *self, DscSession *session);
DscMinimap *dsc_guides_get_minimap   (DscGuides *self);
/* Shown now; NULL: none. */
const char *dsc_guides_get_level     (DscGuides *self);
/* The canvas with the landmarks; its parents are invisible while the header is in sight. */
DscCanvas  *dsc_guides_get_landmarks (DscGuides *self);
