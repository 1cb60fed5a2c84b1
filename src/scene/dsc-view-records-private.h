/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-records-private.h: the page of records, for the files that draw it. */
#pragma once

#include "dsc-page-private.h"
#include "dsc-view-records.h"

#define DSC_RECORDS_INSET 24.0    /* of what is in a card */

typedef struct {
  DscPage               page;
  const DscRecordTable *table;
  guint                 target;   /* whose lines and break-evens are drawn */
  GPtrArray            *breaks;   /* DscRecordBreak, of that release */
  gboolean              has_breaks;   /* any of the releases has some, so all charts have room for their numbers */
} DscRecordPage;

/* "CPython 3.14.10t · 64-bit …": as short as `targets` need to be told apart. g_free. */
char *dsc_records_name_target (const DscRecordTable *table, guint target);

/* dsc-view-records-lines.c: bytes against number of fields, one line for each set of forms, in `box`; one release, or one form of all. */
void  dsc_records_draw_lines  (DscRecordPage *self, DscRect box);
void  dsc_records_draw_lines_of_releases (DscRecordPage *self, DscRecordForm form, DscRect box);
