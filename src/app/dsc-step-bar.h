/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-step-bar.h: the bar at the bottom: what the step did, in one sentence, the way through the steps, and the zoom. */
#pragma once

#include <gtk/gtk.h>

#include "dsc-canvas.h"
#include "dsc-session.h"

#define DSC_TYPE_STEP_BAR (dsc_step_bar_get_type ())
G_DECLARE_FINAL_TYPE (DscStepBar, dsc_step_bar, DSC, STEP_BAR, GtkWidget)

/* canvas: whose zoom is shown and set. */
void        dsc_step_bar_set_session  (DscStepBar *self,
                                       DscSession *session,
                                       DscCanvas  *canvas);
const char *dsc_step_bar_get_sentence (DscStepBar *self);
const char *dsc_step_bar_get_count    (DscStepBar *self);
