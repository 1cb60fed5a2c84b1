/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-byte-rows.h: the widget that shows the bytes of a state: virtual rows, selection, keyboard.
 *
 * A GtkScrollable. Only the rows that are seen, and a few around them, are drawn, and kept until one scrolls out of them. */
#pragma once

#include <gtk/gtk.h>

#include "dsc-palette.h"
#include "dsc-view-bytes.h"

#define DSC_TYPE_BYTE_ROWS (dsc_byte_rows_get_type ())
G_DECLARE_FINAL_TYPE (DscByteRows, dsc_byte_rows, DSC, BYTE_ROWS, GtkWidget)

/* Signals: selection-changed (by the user; read it with get_selection). */

/* snapshot: NULL shows nothing. A reference is kept. */
void          dsc_byte_rows_set_snapshot  (DscByteRows *self,
                                           DscSnapshot *snapshot);
void          dsc_byte_rows_set_show_addresses (DscByteRows *self,
                                           gboolean     show);
/* Shows only this DscBlockKind; DSC_BYTES_ALL_BLOCKS: all of them. */
void          dsc_byte_rows_set_block     (DscByteRows *self,
                                           int          block);
int           dsc_byte_rows_get_block     (DscByteRows *self);
void          dsc_byte_rows_set_theme     (DscByteRows *self,
                                           DscTheme     theme);
/* What the memory is called, for assistive technologies. */
void          dsc_byte_rows_set_label     (DscByteRows *self,
                                           const char  *label);
void          dsc_byte_rows_set_selection (DscByteRows *self,
                                           DscSceneId   id);
DscSceneId    dsc_byte_rows_get_selection (DscByteRows *self);
/* Scrolls until the bytes of the thing can be seen. */
void          dsc_byte_rows_reveal        (DscByteRows *self,
                                           DscSceneId   id);
/* Borrowed; NULL: nothing to show, or not laid out yet. */
DscViewBytes *dsc_byte_rows_get_view      (DscByteRows *self);
/* Rows that are drawn now, seen or not. */
guint64       dsc_byte_rows_get_n_drawn   (DscByteRows *self);
