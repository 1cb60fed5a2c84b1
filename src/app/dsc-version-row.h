/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-version-row.h: what a row of the list of versions shows. */
#pragma once

#include <gtk/gtk.h>

#include "dsc-version-list.h"

#define DSC_TYPE_VERSION_ROW (dsc_version_row_get_type ())
G_DECLARE_FINAL_TYPE (DscVersionRow, dsc_version_row, DSC, VERSION_ROW, GtkWidget)

/* Signal: favourite-toggled. */

GtkWidget      *dsc_version_row_new      (void);
/* NULL: no item. */
void            dsc_version_row_set_item (DscVersionRow  *self,
                                          DscVersionItem *item);
DscVersionItem *dsc_version_row_get_item (DscVersionRow  *self);
