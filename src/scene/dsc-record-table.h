/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-record-table.h: what records cost in every form that is asked for, in every release, by the number of fields; and where one form
 * becomes smaller than another. */
#pragma once

#include <glib.h>

#include "dsc-records.h"
#include "dsc-sheet.h"

#define DSC_RECORD_MOST_COUNT 1000000000u

typedef struct {
  const DscTarget *targets;
  guint            n_targets;      /* at least 1 */
  guint            forms;          /* bits 1 << DscRecordForm; a release lacks what it does not have */
  guint            fields;         /* of the records that are told of, 1 … DSC_RECORD_MOST_FIELDS */
  guint            first, last;    /* numbers of fields that are compared, first <= last */
  guint64          count;          /* records, 1 … DSC_RECORD_MOST_COUNT */
} DscRecordQuestion;
#define DSC_RECORD_ALL_FORMS ((1u << DSC_N_RECORD_FORMS) - 1)

/* The newest release of each design that matters to records, the newest first: DscTarget. Of Python 2 and 3 alike. */
GArray         *dsc_record_list_typical      (void);

typedef struct DscRecordTable DscRecordTable;

#define DSC_RECORD_ERROR (dsc_record_error_quark ())
typedef enum {
  DSC_RECORD_ERROR_INVALID = 0,  /* no such question */
  DSC_RECORD_ERROR_TOO_MANY,     /* releases for one picture */
  DSC_RECORD_ERROR_CANCELLED,
} DscRecordError;
GQuark          dsc_record_error_quark       (void);

/* NULL: a sentence in error. It may take seconds, for many releases and hundreds of fields. cancelled: set to 1, from any thread, to end it
 * early; may be NULL. */
DscRecordTable *dsc_record_table_new         (const DscRecordQuestion *question, const gint *cancelled, GError **error);
void            dsc_record_table_free        (DscRecordTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscRecordTable, dsc_record_table_free)

const DscRecordQuestion *dsc_record_table_get_question (const DscRecordTable *self);
/* fields: those of the question. NULL: that release lacks the form, or it was not asked for. */
const DscRecordSize *dsc_record_table_get    (const DscRecordTable *self, guint target, DscRecordForm form, guint fields);
/* Forms that cost the same with every number of fields, in the order of the enum: bits. Those of the i-th such set; 0: there are no more. */
guint           dsc_record_table_get_alike   (const DscRecordTable *self, guint target, guint i);
/* "dict display {…}, dict(zip(…))", or short, "dict {…}, dict(zip)": the forms of a set. g_free. */
char           *dsc_record_name_forms        (guint forms, gboolean is_short);
/* "100,000 records of 4 fields". g_free. */
char           *dsc_record_format_question   (const DscRecordQuestion *question);
char           *dsc_record_group_digits      (gint64 number);                     /* "18,400,000"; g_free */
/* "class": short, for people, translated where it is no code. */
const char     *dsc_record_form_label        (DscRecordForm form);
/* "__dict__", "keys or table": a block of memory, translated. */
const char     *dsc_record_block_label       (DscRecordBlock block);

typedef enum { DSC_RECORD_SMALLER = 0, DSC_RECORD_LARGER, DSC_RECORD_AS_LARGE, DSC_N_RECORD_ORDERS } DscRecordOrder;
typedef struct {
  DscRecordForm  a, b;             /* a is smaller, or as large, where the comparison begins */
  guint          alike_a, alike_b; /* the sets that they stand for */
  guint          first, last;      /* numbers of fields that were compared */
  GArray        *runs[DSC_N_RECORD_ORDERS];   /* DscRecordRun: with which numbers of fields a is smaller than b, larger, as large */
} DscRecordBreak;
typedef struct { guint from, to; } DscRecordRun;

/* Pairs of which not always the same is smaller, those with a dict first: DscRecordBreak *, found by comparing all numbers of fields. */
GPtrArray      *dsc_record_table_list_breaks (const DscRecordTable *self, guint target);
/* "class — smaller than dict display {…} with 1 to 29 fields, larger with 30 and more." g_free. */
char           *dsc_record_break_format      (const DscRecordBreak *self);

/* One row for each release, form and number of fields; for all compared numbers, or only for that of the question. Break-evens as notes. */
DscSheet       *dsc_record_table_to_sheet    (const DscRecordTable *self, gboolean all_fields);
