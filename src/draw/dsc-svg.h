/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-svg.h: a scene as SVG with real text, named groups and titles; cairo's own SVG has neither. */
#pragma once

#include "dsc-map.h"
#include "dsc-palette.h"

typedef struct {
  DscTheme    theme;
  gboolean    transparent;
  double      scale;         /* of width and height; the view box stays in scene units */
  const char *sans_family;   /* comma-separated lists */
  const char *mono_family;
  DscDetail   detail;        /* of maps; AUTO: by scale. Levels with texts become Cells where they would have more than 50,000 */
  DscRect     crop;          /* what is shown, scene units; width 0: all */
} DscSvgOptions;

/* UTF-8 text; the same bytes for the same scene, always. */
GString *dsc_svg_write (const DscScene *scene, const DscSvgOptions *options);
