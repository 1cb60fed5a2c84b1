/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-wrap-box.h: children one behind the other, in as many lines as they need. */
#pragma once

#include <gtk/gtk.h>

#define DSC_TYPE_WRAP_BOX (dsc_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (DscWrapBox, dsc_wrap_box, DSC, WRAP_BOX, GtkWidget)

#define DSC_WRAP_BOX_SPACING 12
#define DSC_WRAP_BOX_LINE_SPACING 6

GtkWidget *dsc_wrap_box_new    (void);
void       dsc_wrap_box_append (DscWrapBox *self, GtkWidget *child);
void       dsc_wrap_box_clear  (DscWrapBox *self);
