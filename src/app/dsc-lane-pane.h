/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-lane-pane.h: the lane of watchers, tags and marks below the picture: the steps around the one that is shown, each a column. */
#pragma once

#include <gtk/gtk.h>

#include "dsc-session.h"

#define DSC_TYPE_LANE_PANE (dsc_lane_pane_get_type ())
G_DECLARE_FINAL_TYPE (DscLanePane, dsc_lane_pane, DSC, LANE_PANE, GtkWidget)

/* Follows the session while it is visible; a column that is activated is gone to. */
void       dsc_lane_pane_set_session (DscLanePane *self,
                                      DscSession  *session);
/* The columns that are there, in words. */
guint      dsc_lane_pane_get_n       (DscLanePane *self);
const char *dsc_lane_pane_get_words  (DscLanePane *self,
                                      guint        i);
/* FALSE: the columns for this step are being read. */
gboolean   dsc_lane_pane_is_there    (DscLanePane *self);
