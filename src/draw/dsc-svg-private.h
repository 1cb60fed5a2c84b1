/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-svg-private.h: how values are written into SVG, for the files that write it. */
#pragma once

#include "dsc-svg.h"

void dsc_svg_append_unsigned  (GString *out, guint64 value);
void dsc_svg_append_number    (GString *out, double value);
void dsc_svg_append_attribute (GString *out, const char *name, double value);
void dsc_svg_append_escaped   (GString *out, const char *text);

/* dsc-svg-map.c: one map at the level that the options ask for, in a group of its own. */
void dsc_svg_append_map       (GString *out, const DscMap *map, const DscSvgOptions *options);
