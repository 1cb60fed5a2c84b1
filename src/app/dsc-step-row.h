/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-step-row.h: what a row of the list of steps shows. */
#pragma once

#include <gtk/gtk.h>

#define DSC_TYPE_STEP_ROW (dsc_step_row_get_type ())
G_DECLARE_FINAL_TYPE (DscStepRow, dsc_step_row, DSC, STEP_ROW, GtkWidget)

/* Property: item, a DscStepItem or NULL. */
