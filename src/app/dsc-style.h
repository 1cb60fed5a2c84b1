/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-style.h: which palette fits the desktop's style. */
#pragma once

#include <adwaita.h>

#include "dsc-palette.h"

/* By AdwStyleManager's dark and high-contrast. */
DscTheme dsc_style_get_theme   (void);
/* Calls back (swapped: object first) whenever that may have changed, as long as object lives. */
void     dsc_style_connect     (gpointer  object,
                                GCallback changed);
GdkRGBA  dsc_style_get_rgba    (DscColor color);
