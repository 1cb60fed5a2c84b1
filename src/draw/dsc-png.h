/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-png.h: pictures of any number of pixels a side as PNG, made band by band. */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

/* Paints the part of the picture whose first pixel is (x, y) into cr, whose first pixel that then is. */
typedef void (*DscPngPaint) (cairo_t *cr, int x, int y, gpointer data);

/* cairo's images end at 32767 pixels a side; these do not. The same bytes on every run. NULL and error: no memory. */
GBytes *dsc_png_write_bands (int width, int height, gboolean transparent, DscPngPaint paint, gpointer data, GError **error);
