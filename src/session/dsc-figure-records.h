/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-figure-records.h: what many records cost in each form, as a figure of the window. */
#pragma once

#include "dsc-figure.h"

#define DSC_TYPE_FIGURE_RECORDS (dsc_figure_records_get_type ())
G_DECLARE_FINAL_TYPE (DscFigureRecords, dsc_figure_records, DSC, FIGURE_RECORDS, DscFigure)

/* Choices: releases, forms, fields of a record, number of records, up to how many fields forms are compared. At first all forms of the newest
 * release, 100,000 records of 4 fields. A click on a bar asks for the picture of its release. */
DscFigure *dsc_figure_records_new (void);
