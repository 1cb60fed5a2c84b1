/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-view-bytes.h: the memory of a snapshot as rows of bytes: its blocks one after the other, the members drawn over their bytes.
 *
 * A view is arithmetic: rows are counted, not made, and a scene is drawn only of the rows that are asked for, so that a block of
 * 170 MB costs what is seen of it. Row 0 is the heading of the first block; a heading is a row too. Measures are scene units from
 * the top left corner of row 0. May be read by several threads at once. */
#pragma once

#include "dsc-byte-id.h"

typedef struct DscViewBytes DscViewBytes;

typedef struct {
  double      width;             /* room; rows have 16 bytes, or 8 where that is too narrow, and may be wider still. 0: 760 */
  int         block;             /* DscBlockKind: only this one; negative: all of them */
  gboolean    show_addresses;    /* beside the offsets */
  gboolean    without_titles;    /* nodes have no sentences: for a screen, which asks when it needs one */
  const char *name;              /* variable, for the head of a picture; may be NULL */
  const DscTextMetrics *metrics; /* NULL: built in. Must stay valid as long as the view */
} DscBytesOptions;

#define DSC_BYTES_ALL_BLOCKS (-1)
#define DSC_BYTES_MOST_ROWS  4000u    /* that a picture to export may have */

/* options may be NULL. A reference to the snapshot is kept. */
DscViewBytes  *dsc_view_bytes_new        (DscSnapshot *snapshot, const DscBytesOptions *options);
void           dsc_view_bytes_free       (DscViewBytes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DscViewBytes, dsc_view_bytes_free)

guint64        dsc_view_bytes_get_n_rows (const DscViewBytes *self);           /* headings included */
double         dsc_view_bytes_get_width  (const DscViewBytes *self);
double         dsc_view_bytes_get_height (const DscViewBytes *self);
guint          dsc_view_bytes_get_bytes_per_row (const DscViewBytes *self);
/* Top of a row; of row n_rows: the end of all. */
double         dsc_view_bytes_get_row_y  (const DscViewBytes *self, guint64 row);
/* The row there: the first above all, the last below all. */
guint64        dsc_view_bytes_get_row_at (const DscViewBytes *self, double y);
/* First byte of a row; FALSE: it is a heading (of out_block; offset 0), or there is no such row. */
gboolean       dsc_view_bytes_get_row    (const DscViewBytes *self, guint64 row, DscBlockKind *out_block, guint64 *out_offset);
/* Rows that show a thing; FALSE: none does. A block begins with its heading. */
gboolean       dsc_view_bytes_find       (const DscViewBytes *self, DscSceneId id, guint64 *out_first, guint64 *out_last);
/* The byte at a point; FALSE: there is none. */
gboolean       dsc_view_bytes_byte_at    (const DscViewBytes *self, double x, double y, DscBlockKind *out_block, guint64 *out_offset);
/* What is at a point: a heading is its block. PART_OF_PICTURE: nothing. */
DscSceneId     dsc_view_bytes_pick       (const DscViewBytes *self, double x, double y);
/* Box around the bytes of a thing in one row; FALSE: it has none there. */
gboolean       dsc_view_bytes_get_box    (const DscViewBytes *self, DscSceneId id, guint64 row, DscRect *out_box);
/* Where the keyboard goes from a thing; from nothing: the first or last. The same id when there is nothing in that direction. */
DscSceneId     dsc_view_bytes_move       (const DscViewBytes *self, DscSceneId from, DscMove move);
/* Rows first … first + n - 1, the top of the first at y 0. */
DscScene      *dsc_view_bytes_draw       (const DscViewBytes *self, guint64 first, guint64 n);
/* All rows, at most DSC_BYTES_MOST_ROWS, below a head that says what it is and how to read it. */
DscScene      *dsc_view_bytes_draw_picture (const DscViewBytes *self);
double         dsc_view_bytes_get_picture_height (const DscViewBytes *self);

/* How to read the bytes of a thing, with its own bytes: "05 00 00 00 00 00 00 00, lowest byte first, is 5.". Of nothing and of a whole
 * block: the rule with a member as example. g_free. */
char          *dsc_view_bytes_explain    (const DscSnapshot *snapshot, DscSceneId id);
/* The thing and that byte of it in words: tooltip. NULL: no such byte. g_free. */
char          *dsc_view_bytes_describe_byte (const DscSnapshot *snapshot, DscBlockKind block, guint64 offset);
