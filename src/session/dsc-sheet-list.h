/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-sheet-list.h: the rows of a sheet as a list model. */
#pragma once

#include <gio/gio.h>

#include "dsc-sheet.h"

#define DSC_TYPE_SHEET_ROW (dsc_sheet_row_get_type ())
G_DECLARE_FINAL_TYPE (DscSheetRow, dsc_sheet_row, DSC, SHEET_ROW, GObject)

/* In the sheet, whatever the order on the screen. */
guint         dsc_sheet_row_get_index (DscSheetRow *self);
DscSheet     *dsc_sheet_row_get_sheet (DscSheetRow *self);      /* borrowed */

#define DSC_TYPE_SHEET_LIST (dsc_sheet_list_get_type ())
G_DECLARE_FINAL_TYPE (DscSheetList, dsc_sheet_list, DSC, SHEET_LIST, GObject)

/* A GListModel of DscSheetRow, each made when it is asked for. */
DscSheetList *dsc_sheet_list_new      (DscSheet *sheet);

/* Rows, by their places in `rows`, with the names of the columns above them, and tabs in between: what spreadsheets take from the
 * clipboard. rows NULL: all of them. g_free. */
char         *dsc_sheet_dup_tabbed    (const DscSheet *sheet, const guint *rows, guint n_rows);
