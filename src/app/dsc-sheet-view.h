/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-sheet-view.h: a sheet as a table to read, sort and copy from: what a figure shows, for everybody who cannot or need not see it. */
#pragma once

#include <gtk/gtk.h>

#include "dsc-sheet.h"

#define DSC_TYPE_SHEET_VIEW (dsc_sheet_view_get_type ())
G_DECLARE_FINAL_TYPE (DscSheetView, dsc_sheet_view, DSC, SHEET_VIEW, GtkWidget)

/* NULL: none. */
void           dsc_sheet_view_set_sheet (DscSheetView *self,
                                         DscSheet     *sheet);
GtkColumnView *dsc_sheet_view_get_table (DscSheetView *self);
/* The rows that are selected, or all of them, in the order in which they are shown: as text with tabs, for spreadsheets. FALSE: there is no sheet. */
gboolean       dsc_sheet_view_copy      (DscSheetView *self);
