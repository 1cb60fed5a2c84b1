/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-figure.h: how commands that make a figure end: a picture in a file, or its table on standard output or in a file. */
#pragma once

#include "dsc-cli.h"
#include "dsc-painter.h"
#include "dsc-sheet.h"

/* What makes the two; either may return NULL, which is a failure that it has told of. */
typedef struct {
  DscScene *(*draw)     (gpointer data, const DscTextMetrics *metrics);
  DscSheet *(*tabulate) (gpointer data);
} DscCliFigure;

/* By -o: .png, .svg, .pdf draw it; .csv, .json, .md, .txt write its table; without -o the table goes to standard output as --format says. Options:
 * DSC_CLI_OPTION_FIGURE. Tells on stderr what is wrong. */
DscExit  dsc_cli_finish_figure (const DscCliOptions *options, const DscCliFigure *figure, gpointer data);
