/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-low-box.h: a column whose first child takes what the others leave; others can be kept to a share of the height. */
#pragma once

#include <gtk/gtk.h>

#define DSC_TYPE_LOW_BOX (dsc_low_box_get_type ())
G_DECLARE_FINAL_TYPE (DscLowBox, dsc_low_box, DSC, LOW_BOX, GtkWidget)

/* Of a child: percent of the whole height that it gets at most, though never less than its minimum; 0, as long as nothing is said: whatever
 * it wants. */
void dsc_low_box_set_share (GtkWidget *child,
                            guint      percent);
