/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-lane-column.h: one step of a lane, painted; or the names of its rows. */
#pragma once

#include <gtk/gtk.h>

#include "dsc-view-lane.h"

#define DSC_TYPE_LANE_COLUMN (dsc_lane_column_get_type ())
G_DECLARE_FINAL_TYPE (DscLaneColumn, dsc_lane_column, DSC, LANE_COLUMN, GtkWidget)

GtkWidget *dsc_lane_column_new  (void);
/* step NULL: the names of the rows. step is read at once and not kept. */
void       dsc_lane_column_show (DscLaneColumn     *self,
                                 const DscTraits   *traits,
                                 const DscLaneStep *step);
