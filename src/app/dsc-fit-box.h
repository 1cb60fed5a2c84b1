/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-fit-box.h: a row that leaves out what there is no room for, the least important first, instead of keeping the window wide. */
#pragma once

#include <gtk/gtk.h>

#define DSC_TYPE_FIT_BOX (dsc_fit_box_get_type ())
G_DECLARE_FINAL_TYPE (DscFitBox, dsc_fit_box, DSC, FIT_BOX, GtkWidget)

#define DSC_FIT_BOX_SPACING 6

/* Of a child: 0, as long as nothing is said, stays always; those with the largest number go first. */
void dsc_fit_box_set_rank (GtkWidget *child,
                           guint      rank);
