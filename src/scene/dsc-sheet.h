/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-sheet.h: what a figure shows as a table of texts and numbers, to be written as CSV, JSON, Markdown or plain text.
 *
 * The same cells in every format; only Markdown and text are for people: there headings are translated labels and numbers have groups of
 * digits. Formats are the same on every run and in every locale. */
#pragma once

#include <glib.h>

typedef struct DscSheet DscSheet;

/* title: one line, translated, above Markdown and text; in JSON the member "title". */
DscSheet   *dsc_sheet_new          (const char *title);
DscSheet   *dsc_sheet_ref          (DscSheet *self);
void        dsc_sheet_unref        (DscSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscSheet, dsc_sheet_unref)

/* Before the first row. name: for programs, "getsizeof", not translated, each once; label: for people. */
void        dsc_sheet_add_column   (DscSheet *self, const char *name, const char *label);
void        dsc_sheet_add_row      (DscSheet *self);
/* The next cell of the last row; a row may end early: what is missing is empty. Strings are copied. */
void        dsc_sheet_add_text     (DscSheet *self, const char *text);      /* NULL: empty, in JSON null */
void        dsc_sheet_add_integer  (DscSheet *self, gint64 value);
void        dsc_sheet_add_number   (DscSheet *self, double value);          /* the shortest text that reads back the same; not finite: empty */
void        dsc_sheet_add_boolean  (DscSheet *self, gboolean value);
void        dsc_sheet_add_empty    (DscSheet *self);
/* A sentence below the table, translated: for Markdown and text, in JSON the array "notes". */
void        dsc_sheet_add_note     (DscSheet *self, const char *note);

const char *dsc_sheet_get_title    (const DscSheet *self);
guint       dsc_sheet_get_n_rows   (const DscSheet *self);
guint       dsc_sheet_get_n_columns (const DscSheet *self);
/* The cell as CSV has it, without quotes; "" where it is empty. Valid as long as the sheet. */
const char *dsc_sheet_get_cell     (const DscSheet *self, guint row, guint column);
/* For tables on the screen: what a column is called, by programs and by people, and whether all of its cells are numbers or empty. */
const char *dsc_sheet_get_column_name  (const DscSheet *self, guint column);
const char *dsc_sheet_get_column_label (const DscSheet *self, guint column);
gboolean    dsc_sheet_is_numeric     (const DscSheet *self, guint column);
/* The cell as Markdown and text have it: groups of digits, "–" where it is empty. g_free. */
char       *dsc_sheet_dup_shown      (const DscSheet *self, guint row, guint column);
/* Order of two rows by one column: empty ones first, then numbers by value, then texts as the language orders them. */
int         dsc_sheet_compare        (const DscSheet *self, guint column, guint a, guint b);
guint       dsc_sheet_get_n_notes    (const DscSheet *self);
const char *dsc_sheet_get_note       (const DscSheet *self, guint i);

typedef enum { DSC_SHEET_TEXT = 0, DSC_SHEET_JSON, DSC_SHEET_CSV, DSC_SHEET_MARKDOWN, DSC_N_SHEET_FORMATS } DscSheetFormat;

/* Ends in a newline. JSON: {"title", "columns": [names], "rows": [{name: value}], "notes"}. g_free. */
char       *dsc_sheet_write        (const DscSheet *self, DscSheetFormat format);
/* By the ending of a file name (.txt, .json, .csv, .md), without case; FALSE: none of them. */
gboolean    dsc_sheet_format_from_path (const char *path, DscSheetFormat *out_format);
