/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-records.h: what records cost, drawn: a bar for each form and release, lines over the number of fields, and break-evens.
 *
 * Ids: DSC_PART_OF_DATUM. index: number of the release in the question; extra: DscRecordForm for a bar; DSC_RECORDS_LINE + form for a line
 * (the first of the forms that cost the same); DSC_RECORDS_BREAK + number of the pair for a break-even in the plot, DSC_RECORDS_SENTENCE
 * + number for its sentence; DSC_RECORDS_COLUMN + fields for what all lines of a chart have there. */
#pragma once

#include "dsc-record-table.h"
#include "dsc-scene.h"

#define DSC_RECORDS_LINE  100
#define DSC_RECORDS_BREAK 200
#define DSC_RECORDS_SENTENCE 300
#define DSC_RECORDS_COLUMN 1000
#define DSC_RECORDS_MOST_DRAWN 12u    /* releases */

/* metrics NULL: built in. NULL: more releases than can be drawn; a sentence in error. */
DscScene *dsc_view_records_new (const DscRecordTable *table, const DscTextMetrics *metrics, GError **error);
