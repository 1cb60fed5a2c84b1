/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dsc-stage.h: the canvas with what lies over it: progress, and words where there is no picture. */
#pragma once

#include "dsc-canvas.h"
#include "dsc-find-bar.h"
#include "dsc-guides.h"
#include "dsc-playback.h"

#define DSC_TYPE_STAGE (dsc_stage_get_type ())
G_DECLARE_FINAL_TYPE (DscStage, dsc_stage, DSC, STAGE, GtkWidget)

/* What is between two pictures is asked of the playback, with each frame of the display. */
void        dsc_stage_set_session (DscStage    *self,
                                   DscSession  *session,
                                   DscPlayback *playback);
DscCanvas  *dsc_stage_get_canvas  (DscStage   *self);
DscFindBar *dsc_stage_get_find_bar (DscStage  *self);
DscGuides  *dsc_stage_get_guides  (DscStage   *self);
/* FALSE: something else is shown in its place, so it makes no pictures and lets no time go by. */
void        dsc_stage_set_awake   (DscStage   *self,
                                   gboolean    awake);
/* Brings what the session has selected into view. */
void        dsc_stage_reveal_selection (DscStage *self);
/* The focus goes to the picture; where there is none, to the button below the words, or to nothing: then the window hears the keys, which
 * what is hidden would swallow. */
void        dsc_stage_focus       (DscStage   *self);
/* Title of the words that stand where there is no picture; NULL while there is one. */
const char *dsc_stage_get_words   (DscStage   *self);
