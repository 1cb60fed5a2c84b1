/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-time-line.h: the slider over the steps of a history, with what happened under it: ticks, glyphs of events, bookmarks.
 *
 * A GtkScale, so keys and assistive tools find what they know. What it draws costs as much as it is wide, however many steps there are. */
#pragma once

#include <gtk/gtk.h>

#include "dsc-comparison.h"

#define DSC_TYPE_TIME_LINE (dsc_time_line_get_type ())
G_DECLARE_FINAL_TYPE (DscTimeLine, dsc_time_line, DSC, TIME_LINE, GtkScale)

/* From so many steps on there are no ticks, and events share what room there is. */
#define DSC_TIME_LINE_MANY_STEPS 25u

void     dsc_time_line_set_session (DscTimeLine *self,
                                    DscSession  *session,
                                    DscPlayback *playback);
/* Steps in which the sides of a comparison differ: DscStepRun, copied; NULL: there is none. */
void     dsc_time_line_set_differences (DscTimeLine  *self,
                                    const GArray *runs);
/* The middle of a step in the widget, from its left. */
double   dsc_time_line_get_x       (DscTimeLine *self,
                                    guint64      position);
/* The position that a point of the widget stands for: below the trough the event that is drawn there. */
guint64  dsc_time_line_get_position_at (DscTimeLine *self,
                                    double       x,
                                    double       y);
/* What a tooltip there says. g_free. */
char    *dsc_time_line_dup_text    (DscTimeLine *self,
                                    guint64      position);

