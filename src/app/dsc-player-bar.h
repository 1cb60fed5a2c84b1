/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-player-bar.h: the bar at the bottom: what the step did, in one sentence, the time line, the player, and the zoom. */
#pragma once

#include <gtk/gtk.h>

#include "dsc-canvas.h"
#include "dsc-time-line.h"
#include "dsc-why-popover.h"

#define DSC_TYPE_PLAYER_BAR (dsc_player_bar_get_type ())
G_DECLARE_FINAL_TYPE (DscPlayerBar, dsc_player_bar, DSC, PLAYER_BAR, GtkWidget)

/* canvas: whose zoom is shown and set. */
void         dsc_player_bar_set_session  (DscPlayerBar *self,
                                          DscSession   *session,
                                          DscPlayback  *playback,
                                          DscCanvas    *canvas);
/* Another one is in its place. */
void         dsc_player_bar_set_canvas   (DscPlayerBar *self,
                                          DscCanvas    *canvas);
const char  *dsc_player_bar_get_sentence (DscPlayerBar *self);
const char  *dsc_player_bar_get_count    (DscPlayerBar *self);
DscTimeLine *dsc_player_bar_get_time_line (DscPlayerBar *self);

/* Opens the causes of what is shown. */
DscWhyPopover *dsc_player_bar_ask_why    (DscPlayerBar *self);

