/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-compare-private.h: what the files of the comparison share: one plan for all sides, which says what is on which line, where it is,
 * and what differs.
 *
 * Lines of fields, slots, entries and bytes are the union of what the sides have; every y below is from the top of a side, and the same in
 * all. A slot or entry that a side's table is too short for counts as one that is empty: that it is short is said by its fields. */
#pragma once

#include "dsc-describe-private.h"
#include "dsc-map-frame.h"
#include "dsc-page-private.h"
#include "dsc-view-compare.h"

#define DSC_COMPARE_PAD     16.0
#define DSC_COMPARE_GUTTER  14.0     /* for the triangle */
#define DSC_COMPARE_MOST_CELLS 10000u     /* of a table that are compared one by one */

typedef struct {                     /* a member of a struct */
  const DscField *fields[DSC_COMPARE_MOST_SIDES];     /* NULL: this side has no such member */
  gboolean        differs;
  double          x, y, width;
} DscCompareLine;

typedef struct {                     /* a struct */
  DscBlockKind    kind;
  const DscBlock *blocks[DSC_COMPARE_MOST_SIDES];     /* NULL: this side has none */
  GArray         *lines;             /* DscCompareLine */
  gboolean        differs;           /* in what is written in its heading: its type, its bytes */
  double          y;
} DscCompareSection;

typedef struct {                     /* a part of the bytes */
  DscLedgerPart part;
  DscLedgerRow  rows[DSC_COMPARE_MOST_SIDES];         /* bytes 0: none */
  gboolean      differs;
} DscCompareShare;

typedef struct {                     /* a line of the table: slot and entry of one number, or a run of numbers at which all sides are empty */
  gsize first, count;
} DscCompareRow;

typedef enum { DSC_COMPARE_NOTHING = 0, DSC_COMPARE_ROWS, DSC_COMPARE_MAPS } DscCompareTable;

typedef struct {
  const DscCompareSide *sides;
  guint                 n;
  const DscCompareOptions *options;
  const DscTextMetrics *metrics;
  double           width;
  char            *short_names[DSC_COMPARE_MOST_SIDES];       /* label, or "3.9.18" */
  const char      *names[DSC_COMPARE_MOST_SIDES];     /* label, or what tells the release from the others; one of the other two */
  char            *versions[DSC_COMPARE_MOST_SIDES];  /* "CPython 3.9.18" */
  char            *builds[DSC_COMPARE_MOST_SIDES];
  gboolean         has_labels;
  GPtrArray       *sections;         /* DscCompareSection */
  GArray          *shares;           /* DscCompareShare */
  gboolean         has_open, has_compact;             /* families of tables */
  DscCompareTable  tables[DSC_COMPARE_MOST_SIDES];
  gsize            n_differing[2];   /* where there are maps: entries, slots that differ, of the first DSC_COMPARE_MOST_CELLS */
  DscMapPlan       maps[DSC_COMPARE_MOST_SIDES];
  DscPyramid      *pyramids[DSC_COMPARE_MOST_SIDES];
  gsize            n_rows;           /* longest table that is drawn in rows, slots or entries */
  GArray          *rows;             /* DscCompareRow; together n_rows */
  guint           *row_of;           /* of each number: its line */
  double           head_height;
  double           build_y;
  double           table_y;          /* of the headings of the table */
  double           rows_y, pitch;    /* of the first row */
  double           entries_map_y;    /* heading of the second map */
  double           ledger_y;
  double           height;
} DscComparePlan;

static inline DscSceneId
dsc_compare_field_id (const DscCompareSection *section,
                      const DscField          *field)
{
  return (DscSceneId) { .part = DSC_PART_OF_FIELD, .field = (guint16) field->member.id, .index = section->kind };
}

/* dsc-view-compare-plan.c. options NULL: nothing is measured; only what differs is found. FALSE: cancelled; self is to be cleared all the same. */
gboolean dsc_compare_plan_init  (DscComparePlan *self, const DscCompareSide *sides, guint n, const DscCompareOptions *options);
void     dsc_compare_plan_clear (DscComparePlan *self);
const DscSnapshot *dsc_compare_plan_get (const DscComparePlan *self, guint which);

/* dsc-view-compare-differ.c: what is alike in all sides that have it */
gboolean dsc_compare_fields_differ   (const DscField *a, const DscField *b);
gboolean dsc_compare_objects_differ  (const DscSnapshot *of_a, const DscObject *a, const DscSnapshot *of_b, const DscObject *b);
/* The slot itself, or where one side has an open table the key that it leads to. */
gboolean dsc_compare_slot_differs    (const DscComparePlan *self, gsize slot);
/* Among sides of one family. The whole entry: another key, another state. */
gboolean dsc_compare_entry_differs   (const DscComparePlan *self, gboolean is_open, gsize entry);
/* ME_HASH, ME_VALUE of an entry that does not differ as a whole. */
gboolean dsc_compare_member_differs  (const DscComparePlan *self, gboolean is_open, gsize entry, DscFieldId member);
gboolean dsc_compare_is_open         (const DscSnapshot *snapshot);
gboolean dsc_compare_has_values      (const DscSnapshot *snapshot);              /* they stand beside the entries */
/* An entry, as a whole or in a member. */
gboolean dsc_compare_any_differs     (const DscComparePlan *self, gboolean is_open, gsize entry);
gboolean dsc_compare_table_differs   (const DscComparePlan *self, gboolean is_index);   /* its heading */
DscSceneId dsc_compare_table_id      (const DscSnapshot *snapshot);              /* of the array of entries or slots */
DscSceneId dsc_compare_value_id      (const DscSnapshot *snapshot, gsize entry); /* of the value that belongs to an entry */
/* "int8_t × 8"; NULL: it has no such table. g_free. */
char    *dsc_compare_table_note      (const DscSnapshot *snapshot, gboolean is_index);

/* dsc-view-compare-title.c: the sentence on a thing, with what the others have. g_free. */
char    *dsc_compare_title           (const DscComparePlan *self, guint which, DscSceneId id, gboolean differs);
/* What stands there, in few words; NULL: there is no such thing. g_free. */
char    *dsc_compare_value           (const DscSnapshot *snapshot, DscSceneId id);
const char *dsc_compare_side_name    (const DscComparePlan *self, guint which);

/* A side being drawn: its left edge, and what is added to ids so that each occurs once on a page of several sides. */
typedef struct {
  DscPage               page;        /* the scene and metrics */
  const DscComparePlan *plan;
  guint                 which;
  const DscSnapshot    *snapshot;
  double                x, top;
  gint64                extra;
} DscCompareDrawing;

static inline DscSceneId
dsc_compare_own_id (const DscCompareDrawing *self,
                    DscSceneId               id)
{
  id.extra += self->extra;     /* above what any id has there itself */
  return id;
}

/* dsc-view-compare-rows.c: which slots and entries have a line of their own */
void     dsc_compare_list_rows       (DscComparePlan *self);

/* dsc-view-compare-side.c */
void     dsc_compare_draw_side       (DscCompareDrawing *self);
void     dsc_compare_draw_ground     (DscCompareDrawing *self, DscSceneId id, DscRect box);
/* dsc-view-compare-table.c */
void     dsc_compare_draw_table      (DscCompareDrawing *self);
/* dsc-view-compare-reasons.c: each returns the y below. In the column between two sides, one below the other; or beside each other. */
double   dsc_compare_draw_reasons    (DscPage *page, const DscComparePlan *plan, double x, double y, double width);
double   dsc_compare_draw_reasons_below (DscPage *page, const DscComparePlan *plan, double y);
double   dsc_compare_draw_releases   (DscPage *page, const DscComparePlan *plan, double y);
