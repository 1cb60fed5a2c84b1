/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-sheet-private.h: a sheet's cells, row after row. */
#pragma once

#include <math.h>

#include "dsc-sheet.h"

typedef enum { DSC_SHEET_KIND_EMPTY = 0, DSC_SHEET_KIND_TEXT, DSC_SHEET_KIND_NUMBER, DSC_SHEET_KIND_BOOLEAN } DscSheetKind;

typedef struct { char *name, *label; } DscSheetColumn;

typedef struct {
  DscSheetKind kind;
  char        *text;      /* NULL: empty; a number as JSON has it */
} DscSheetCell;

struct DscSheet {
  char      *title;
  GArray    *columns;     /* DscSheetColumn */
  GArray    *cells;       /* DscSheetCell, n_rows times as many as columns */
  GPtrArray *notes;       /* char * */
  guint      n_rows;
  guint      filled;      /* cells of the last row */
};

static inline const DscSheetCell *
dsc_sheet_cell (const DscSheet *self,
                guint           row,
                guint           column)
{
  return &g_array_index (self->cells, DscSheetCell, row * self->columns->len + column);
}

/* 1234567.5 as 1,234,567.5, as pictures have it. g_free. */
char *dsc_group_digits (const char *number);
