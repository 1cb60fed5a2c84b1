/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-cli-sizes.h: tables of sizes as text, CSV and JSON. */
#pragma once

#include "dsc-cli.h"
#include "dsc-sizes-table.h"

/* On standard output. CSV and text have an empty line between two tables; JSON is one object with the member "tables". Texts for people are
 * not in CSV. */
void dsc_cli_sizes_print (GPtrArray *tables, DscCliFormat format);
