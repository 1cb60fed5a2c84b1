/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-palette.h: the one place where a colour is decided: what each role looks like, in each theme. */
#pragma once

#include "dsc-scene.h"

typedef enum { DSC_THEME_LIGHT = 0, DSC_THEME_DARK, DSC_THEME_HIGH_CONTRAST, DSC_THEME_HIGH_CONTRAST_DARK, DSC_THEME_PRINT,
               DSC_THEME_GREYSCALE, DSC_THEME_USER /* as light until a file is loaded */, DSC_N_THEMES } DscTheme;
typedef enum { DSC_TEXTURE_NONE = 0, DSC_TEXTURE_HATCH, DSC_TEXTURE_CROSS_HATCH, DSC_TEXTURE_DOTS } DscTexture;

typedef struct { float r, g, b, a; } DscColor;     /* 0 … 1, not premultiplied; a 0: not painted */

typedef struct {
  DscColor   fill;
  DscColor   stroke;
  DscColor   text;           /* of a TEXT node with this role, and of text upon such a box */
  DscTexture texture;
  double     stroke_width;   /* pixels */
  gboolean   dashed;
} DscInk;

const DscInk *dsc_palette_get_ink   (DscTheme theme, DscRole role);
const char   *dsc_theme_get_name    (DscTheme theme);                          /* "light", "dark", … as on the command line */
gboolean      dsc_theme_parse       (const char *name, DscTheme *out_theme);
/* Reads DSC_THEME_USER from a key file. Group [palette]: base, the name of a theme that everything else is as in. A group for each role that
 * differs, by dsc_role_name: fill, stroke and text as #rrggbb, #rrggbbaa or none; stroke-width in pixels, 0 … 20; dashed, true or false; texture:
 * none, hatch, cross-hatch or dots. Before anything is painted with it: other threads must not read it meanwhile. FALSE and error
 * (G_KEY_FILE_ERROR or G_FILE_ERROR, with the file's name): nothing is changed. */
gboolean      dsc_palette_load_user (const char *path, GError **error);
gboolean      dsc_palette_has_user  (void);
/* a laid over b. */
DscColor      dsc_color_over        (DscColor a, DscColor b);
/* WCAG contrast of a on b, 1 … 21; a's alpha is laid over b first. */
double        dsc_color_contrast    (DscColor a, DscColor b);
