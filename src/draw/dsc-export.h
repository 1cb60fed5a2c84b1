/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-export.h: a scene as a file: PNG and PDF painted by cairo, SVG written from the scene with real text. */
#pragma once

#include <gio/gio.h>

#include "dsc-painter.h"

typedef enum { DSC_FORMAT_PNG = 0, DSC_FORMAT_SVG, DSC_FORMAT_PDF, DSC_N_FORMATS } DscFormat;

/* By the ending of a file name, without case; FALSE: none of them. */
gboolean dsc_format_from_path (const char *path, DscFormat *out_format);

typedef struct {
  DscTheme theme;
  gboolean transparent;
  double   scale;            /* PNG: pixels per logical pixel; SVG, PDF: size of the page; 0 = 1 */
  DscRect  crop;             /* what is shown, scene units: a selection with room around it; width 0: everything */
  DscDetail detail;          /* of maps; AUTO: what fits the scale */
} DscExportOptions;

/* The box of a thing with some of its surroundings, inside the scene, for `crop`; FALSE: it is not in the picture. */
gboolean dsc_export_crop_to   (const DscScene *scene, DscSceneId id, DscRect *out_crop);
/* What a scale is to be multiplied by for that crop: cells of a large table are specks, and only at this scale everything in them can be read. Else 1. */
double   dsc_export_crop_scale (const DscScene *scene, DscSceneId id);

/* The file's bytes, the same on every run. A PNG may have more than 32767 pixels a side, but a
 * thousand million pixels at most (the error says the largest scale that fits). NULL and error: this, bad scale, no memory. */
GBytes  *dsc_export_bytes     (DscPainter *painter, const DscScene *scene, DscFormat format, const DscExportOptions *options, GError **error);
/* Writes them atomically; on failure an existing file is as it was, and the message names the file and the reason. Devices and
 * pipes are written straight. */
gboolean dsc_export_file      (DscPainter *painter, const DscScene *scene, const char *path, DscFormat format, const DscExportOptions *options, GError **error);
gboolean dsc_write_file       (const char *path, const void *data, gsize length, GError **error);
