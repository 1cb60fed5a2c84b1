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
  guint       part;          /* number of the picture on a sheet, from 1, so that names in the file differ; 0: it is alone */
} DscSvgOptions;

/* UTF-8 text; the same bytes for the same scene, always. */
GString *dsc_svg_write (const DscScene *scene, const DscSvgOptions *options);

typedef struct {
  DscScene *scene;           /* borrowed */
  double    x, y, scale;     /* where its corner is on the sheet, and the sheet's units per unit of the scene */
} DscSvgPart;

/* Several pictures on one sheet of that size. options->crop is not for sheets. */
GString *dsc_svg_write_sheet (const DscSvgPart *parts, guint n_parts, double width, double height, const char *title, const DscSvgOptions *options);
