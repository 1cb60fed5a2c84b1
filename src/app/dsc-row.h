/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-row.h: what a row of a list view shows, with a name for assistive technologies.
 *
 * GTK 4.8 gives the items of a list no name (gtk_list_item_set_accessible_label came with 4.12), so a screen reader that lands
 * on one says "list item". The row passes its name on to the item that it is in. */
#pragma once

#include <gtk/gtk.h>

#define DSC_TYPE_ROW (dsc_row_get_type ())
G_DECLARE_FINAL_TYPE (DscRow, dsc_row, DSC, ROW, GtkWidget)

/* Properties: child; spoken, the name. */

/* The same for a row of another type. */
void dsc_row_speak (GtkWidget  *row,
                    const char *spoken);
